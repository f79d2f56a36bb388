//! Plain text: lines, which may be wrapped, and what its opening says about itself.

use super::{Article, Draft, Origin};

/// Lines of a wrapped text are no longer than this, in characters.
const WRAPPED: usize = 100;

/// An article of plain text.
pub(super) fn read(content: &str, draft: &Draft) -> Article {
    let mut text = normalise_newlines(content);
    let origin = Origin::verbatim(&text, 1, 1);
    if is_wrapped(&text) {
        text = unwrap(&text);
    }
    draft.article(text, origin)
}

/// Every line end is a newline.
pub(super) fn normalise_newlines(content: &str) -> String {
    if content.contains('\r') {
        content.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        content.to_owned()
    }
}

/// Were paragraphs broken into lines of about the same length? Then blank lines part them.
fn is_wrapped(text: &str) -> bool {
    let mut inner = 0;
    let mut full = 0;
    let mut blank = false;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    for pair in lines.windows(2) {
        blank |= pair[0].is_empty();
        if pair[0].len() > 4 * WRAPPED || pair[0].chars().count() > WRAPPED {
            return false;
        }
        if !pair[0].is_empty() && !pair[1].is_empty() {
            inner += 1;
            // A line is full when the next line's first word would not have fitted.
            let first = pair[1].split_whitespace().next().map_or(0, str::len);
            full += usize::from(
                pair[0].chars().count() + 1 + first > WRAPPED / 2 && !pair[1].starts_with(['-', '*', '•']),
            );
        }
    }
    blank && inner >= 3 && full * 10 >= inner * 8
}

/// Newlines inside paragraphs become spaces, byte for byte.
fn unwrap(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut lines: Vec<&str> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        lines.push(line);
    }
    for (at, line) in lines.iter().enumerate() {
        let next = lines.get(at + 1).map_or("", |next| next.trim());
        match line.strip_suffix('\n') {
            Some(words) if !words.trim().is_empty() && !next.is_empty() => {
                out.push_str(words);
                out.push(' ');
            }
            _ => out.push_str(line),
        }
    }
    debug_assert_eq!(out.len(), bytes.len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_lines_are_joined_and_keep_their_places() {
        let content = "Guns fell silent along the border on Sunday after a week in which\r\n\
                       dozens of people had died on both sides of the long frontier, the\r\n\
                       two armies said in statements that agreed on little else but that.\r\n\
                       \r\n\
                       Markets opened again in Torkham and lorries moved for the first time\r\n\
                       since the Wednesday before, drivers said.\r\n";
        let article = read(content, &Draft::default());
        assert_eq!(article.text.lines().filter(|line| !line.is_empty()).count(), 2);
        assert_eq!(article.position(article.text.find("two armies").unwrap()), (3, 1));
        assert_eq!(article.position(article.text.find("Wednesday").unwrap()), (6, 11));
    }

    #[test]
    fn a_line_for_each_paragraph_stays() {
        let article = read("One.\nTwo.\n\nThree.\nFour.\nFive.\n", &Draft::default());
        assert_eq!(article.text, "One.\nTwo.\n\nThree.\nFour.\nFive.\n");
    }
}
