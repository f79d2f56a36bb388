//! Comments in an article that say: this is known here, do not report it.
//!
//! `<!-- gainsay: ignore quantity the ministry's and the UN's count, both named -->` names one or more
//! codes (`quantity,time`) and a reason. It speaks of the paragraph it stands in or, standing alone, of
//! the next one; `ignore-file` speaks of the whole article. Without a reason it does not hold.
//!
//! Markdown and HTML have such comments; what a paragraph is, differs.

use super::Origin;

/// A comment that silences findings.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Suppression {
    /// Where the comment stands: 1-based line.
    pub line: usize,
    /// Where the comment stands: 1-based column, in characters.
    pub column: usize,
    /// The codes that it silences, as written.
    pub codes: Vec<String>,
    /// Why. Empty: the comment does not hold.
    pub reason: String,
    /// Line and column of the first character that it speaks of.
    pub from: (usize, usize),
    /// Line and column just past the last one.
    pub to: (usize, usize),
}

/// What the article is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// Blank lines part paragraphs; headings and list items are their own.
    Markdown,
    /// Tags of block elements part paragraphs.
    Html,
}

impl Suppression {
    /// Does it speak of what stands at this line and column?
    pub fn covers(&self, position: (usize, usize)) -> bool {
        self.from <= position && position < self.to
    }
}

/// The suppressions of an article's source, in order.
pub(super) fn read(source: &str, markup: Markup) -> Vec<Suppression> {
    const MARK: &str = "gainsay:";
    let mut suppressions = Vec::new();
    if !source.contains(MARK) {
        return suppressions;
    }
    let origin = Origin::verbatim(source, 1, 1);
    let blocks = blocks(source, markup);
    for comment in comments(source) {
        let words = comment.text.trim().strip_prefix(MARK).map(str::trim_start);
        let Some((verb, rest)) =
            words.map(|words| words.split_at(words.find(char::is_whitespace).unwrap_or(words.len())))
        else {
            continue;
        };
        let rest = rest.trim();
        let (codes, reason) = rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len()));
        let (from, to) = match verb {
            "ignore" => paragraph(&blocks, comment.start).unwrap_or((comment.end, comment.end)),
            "ignore-file" => (0, source.len() + 1),
            // "gainsay: see the style guide": no order to anybody.
            _ => continue,
        };
        let (line, column) = origin.position(source, comment.start);
        suppressions.push(Suppression {
            line,
            column,
            codes: codes
                .split(',')
                .map(|code| code.trim().to_owned())
                .filter(|code| !code.is_empty())
                .collect(),
            reason: reason.split_whitespace().collect::<Vec<_>>().join(" "),
            from: origin.position(source, from),
            to: if to > source.len() { (usize::MAX, 1) } else { origin.position(source, to) },
        });
    }
    suppressions
}

/// A comment of the source: its bytes and what it says.
struct Comment<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

fn comments(source: &str) -> Vec<Comment<'_>> {
    let mut comments = Vec::new();
    let mut at = 0;
    while let Some(start) = source[at..].find("<!--").map(|found| at + found) {
        let Some(close) = source[start + 4..].find("-->").map(|found| start + 4 + found) else { break };
        comments.push(Comment { start, end: close + 3, text: &source[start + 4..close] });
        at = close + 3;
    }
    comments
}

/// Stretches of the source that hold words, one for each paragraph, in order; comments are no words.
fn blocks(source: &str, markup: Markup) -> Vec<(usize, usize)> {
    let comments = comments(source);
    let mut cuts = match markup {
        Markup::Markdown => markdown_cuts(source),
        Markup::Html => html_cuts(source),
    };
    cuts.push(source.len());
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut next = 0;
    for cut in cuts {
        // A block that holds nothing but comments is none.
        let mut at = start;
        let mut words = false;
        while next < comments.len() && comments[next].end <= cut {
            words |= has_words(source.get(at..comments[next].start).unwrap_or(""), markup);
            at = comments[next].end.max(at);
            next += 1;
        }
        words |= has_words(source.get(at..cut).unwrap_or(""), markup);
        if words {
            blocks.push((start, cut));
        }
        start = cut;
    }
    blocks
}

fn has_words(text: &str, markup: Markup) -> bool {
    if markup == Markup::Markdown {
        return !text.trim().is_empty();
    }
    let mut tag = false;
    text.chars().any(|c| {
        match c {
            '<' => tag = true,
            '>' => tag = false,
            _ => return !tag && !c.is_whitespace(),
        }
        false
    })
}

/// Offsets at which a paragraph of Markdown may end: blank lines, headings, list items.
fn markdown_cuts(source: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut at = 0;
    let mut inside = false;
    for line in source.split_inclusive('\n') {
        let words = line.trim_start();
        // A blank line inside of a comment parts nothing.
        if !inside {
            let item = words.strip_prefix(['-', '*', '+']).is_some_and(|rest| rest.starts_with(' '));
            if words.is_empty() || words.starts_with('#') || item {
                cuts.push(at);
            }
            if words.starts_with('#') {
                cuts.push(at + line.len());
            }
        }
        for (place, _) in line.match_indices("--") {
            if line[..place].ends_with("<!") {
                inside = true;
            } else if line[place + 2..].starts_with('>') {
                inside = false;
            }
        }
        at += line.len();
    }
    cuts
}

/// Offsets at which a paragraph of HTML may end: where a tag of a block element begins.
fn html_cuts(source: &str) -> Vec<usize> {
    const BLOCKS: [&str; 24] = [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "div",
        "td",
        "th",
        "tr",
        "blockquote",
        "section",
        "article",
        "figcaption",
        "dd",
        "dt",
        "header",
        "footer",
        "main",
        "title",
        "body",
        "br",
    ];
    let mut cuts = Vec::new();
    for (at, _) in source.match_indices('<') {
        let tag = source[at + 1..].trim_start_matches('/');
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
        if name.len() <= 10 && BLOCKS.iter().any(|block| block.eq_ignore_ascii_case(name)) {
            cuts.push(at);
        }
    }
    cuts
}

/// The paragraph that a comment stands in; where it stands alone, the next one.
fn paragraph(blocks: &[(usize, usize)], start: usize) -> Option<(usize, usize)> {
    blocks.get(blocks.partition_point(|block| block.1 <= start)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each suppression: its codes, its reason, and the words it speaks of, comments and tags left in.
    fn covered(source: &str, markup: Markup) -> String {
        let mut out = String::new();
        for suppression in read(source, markup) {
            let mut words = String::new();
            let mut position = (1, 1);
            for c in source.chars() {
                if suppression.covers(position) {
                    words.push(c);
                }
                position = if c == '\n' { (position.0 + 1, 1) } else { (position.0, position.1 + 1) };
            }
            let (codes, reason) = (suppression.codes.join("+"), &suppression.reason);
            out += &format!("{codes} [{reason}] {:?}\n", words.trim());
        }
        out
    }

    #[test]
    fn a_comment_alone_speaks_of_the_next_paragraph() {
        insta::assert_snapshot!(covered(
            "First words.\n\n<!-- gainsay: ignore quantity both are named -->\n\nSecond words\ngo on.\n\nThird.\n",
            Markup::Markdown,
        ), @r#"quantity [both are named] "Second words\ngo on.""#);
    }

    #[test]
    fn a_comment_at_a_paragraph_speaks_of_it() {
        insta::assert_snapshot!(covered(
            "One.\n\nTwo <!-- gainsay: ignore time,place as printed --> goes\non.\n\nThree.\n<!-- gainsay: ignore quote a b -->\nFour.\n",
            Markup::Markdown,
        ), @r#"
        time+place [as printed] "Two <!-- gainsay: ignore time,place as printed --> goes\non."
        quote [a b] "Three.\n<!-- gainsay: ignore quote a b -->\nFour."
        "#);
    }

    #[test]
    fn headings_and_list_items_are_paragraphs() {
        insta::assert_snapshot!(covered(
            "<!-- gainsay: ignore headline wire title -->\n# Head\nBody.\n\n- one\n- two <!-- gainsay: ignore quantity x -->\n- three\n",
            Markup::Markdown,
        ), @r##"
        headline [wire title] "# Head"
        quantity [x] "- two <!-- gainsay: ignore quantity x -->"
        "##);
    }

    #[test]
    fn in_html_block_elements_are_paragraphs() {
        insta::assert_snapshot!(covered(
            "<p>One.</p><!-- gainsay: ignore quantity known --><p>Two <b>of</b> it.</p><p>Three <!-- gainsay: ignore time x --> here.</p><p>Four.</p>",
            Markup::Html,
        ), @r#"
        quantity [known] "<p>Two <b>of</b> it."
        time [x] "<p>Three <!-- gainsay: ignore time x --> here."
        "#);
    }

    #[test]
    fn a_whole_file_a_missing_reason_and_other_comments() {
        insta::assert_snapshot!(covered(
            "<!-- gainsay: ignore-file stale written\n\nin 2016 -->\nWords.\n\n<!-- gainsay: ignore quantity -->\nMore.\n\n<!-- gainsay rocks --> <!-- ignore -->\n",
            Markup::Markdown,
        ), @r#"
        stale [written in 2016] "<!-- gainsay: ignore-file stale written\n\nin 2016 -->\nWords.\n\n<!-- gainsay: ignore quantity -->\nMore.\n\n<!-- gainsay rocks --> <!-- ignore -->"
        quantity [] "<!-- gainsay: ignore quantity -->\nMore."
        "#);
        assert_eq!(covered("<!-- gainsay: ignore quantity", Markup::Markdown), "");
        assert_eq!(
            covered("Words.\n\n<!-- gainsay: ignore quantity at the end -->", Markup::Markdown),
            "quantity [at the end] \"\"\n"
        );
    }
}
