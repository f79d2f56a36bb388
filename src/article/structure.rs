//! Which lines of a text are headline, headings and dateline, where no markup says so.

use super::dateline::Dateline;
use super::{Role, Section, dateline};
use crate::span::Span;

/// A headline is no longer than this, in bytes.
const LONGEST_HEADLINE: usize = 160;
/// A heading between paragraphs is no longer than this, in bytes.
const LONGEST_HEADING: usize = 90;
/// A line at least this much longer than a heading is a paragraph, in bytes.
const PARAGRAPH: usize = 100;

/// What the lines of a text are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structure {
    /// In text order, not overlapping; ordinary paragraphs are not listed.
    pub sections: Vec<Section>,
    /// What the dateline says.
    pub dateline: Option<Dateline>,
}

impl Structure {
    /// The headline's stretch.
    pub fn headline(&self) -> Option<Span> {
        self.sections.iter().find(|section| section.role == Role::Headline).map(|section| section.span)
    }
}

/// Reads the structure of a text whose lines are its paragraphs.
///
/// `title` is the headline as metadata gives it: it is found where the text repeats it. Without one, the
/// first line may be the headline by its looks.
pub fn read(text: &str, title: Option<&str>) -> Structure {
    let mut structure = Structure::default();
    let mut lines = lines(text).peekable();
    let Some(first) = lines.peek().copied() else { return structure };
    let is_title = match title {
        Some(title) => same_words(title, first.of(text)),
        None => {
            let next = self::lines(&text[first.end..]).next().map_or("", |next| next.of(&text[first.end..]));
            is_headline(first.of(text), next)
        }
    };
    if is_title {
        structure.sections.push(Section { span: first, role: Role::Headline });
        lines.next();
    }
    for _ in 0..structure.read_datelines(text) {
        lines.next();
    }
    let mut first = title.is_none() && structure.sections.is_empty();
    while let Some(line) = lines.next() {
        let next = lines.peek().map_or("", |next| next.of(text));
        if !first && is_heading(line.of(text), next) {
            structure.sections.push(Section { span: line, role: Role::Heading });
        }
        first = false;
    }
    structure
}

/// The structure of a text whose headings are known, because its markup names them.
pub fn with_headings(text: &str, title: Option<&str>, headings: Vec<Section>) -> Structure {
    let mut structure = Structure::default();
    let mut rest = headings.into_iter().peekable();
    if let Some(mut first) = rest.next_if(|first| text[..first.span.start].trim().is_empty()) {
        let repeated = title.is_some_and(|title| same_words(title, first.span.of(text)));
        // "# Live: day two" under another title is a heading.
        first.role = match (repeated, title, first.role) {
            (true, ..) | (false, None, Role::Headline) => Role::Headline,
            _ => Role::Heading,
        };
        structure.sections.push(first);
    }
    structure.read_datelines(text);
    structure.sections.extend(rest);
    structure
}

impl Structure {
    /// Reads the datelines behind the headline, if there are any; returns how many lines they fill.
    fn read_datelines(&mut self, text: &str) -> usize {
        let mut from = self.sections.last().map_or(0, |headline| headline.span.end);
        let mut filled = 0;
        // A day alone may be followed by the place: "December 3, 2018 / CHICO, Calif. — …".
        for _ in 0..2 {
            from += text[from..].len() - text[from..].trim_start().len();
            let Some(found) = dateline::read(&text[from..]) else { break };
            let span = Span::new(from, from + found.end);
            self.sections.push(Section { span, role: Role::Dateline });
            match &mut self.dateline {
                Some(first) => {
                    first.source = first.source.take().or(found.source);
                    first.day = first.day.or(found.day);
                    first.date = first.date.or(found.date);
                }
                None => self.dateline = Some(found),
            }
            from = span.end;
            filled += 1;
            if !text[from..].trim_start_matches([' ', '\t']).starts_with('\n') {
                break;
            }
        }
        filled
    }
}

/// The lines with something on them, without the white space around.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at + line.len() - line.trim_start().len();
        let end = at + line.trim_end().len();
        at += line.len();
        (start < end).then(|| Span::new(start, end))
    })
}

/// Stands alone, ends without a full stop, and prose follows.
fn is_headline(line: &str, next: &str) -> bool {
    line.len() <= LONGEST_HEADLINE
        && begins_like_a_title(line)
        && !line.ends_with(['.', ':', ';', ',', '…', '-', '—'])
        && line.split_whitespace().nth(2).is_some()
        && !next.is_empty()
        && (is_prose(next) || dateline::read(next).is_some())
        && dateline::read(line).is_none()
}

/// A short line without a full stop, directly before a paragraph.
fn is_heading(line: &str, next: &str) -> bool {
    line.len() <= LONGEST_HEADING
        && begins_like_a_title(line)
        && !line.ends_with(['.', '!', ':', ';', ',', '…', '-', '—', '"', '”', '\'', '’'])
        && !line.contains(". ")
        && next.len() >= line.len().max(PARAGRAPH)
        && is_prose(next)
}

/// Ends as sentences do, or is long.
fn is_prose(line: &str) -> bool {
    line.len() > LONGEST_HEADLINE || line.ends_with(['.', '!', '?', '"', '”', '’', ')', ':'])
}

fn begins_like_a_title(line: &str) -> bool {
    let first = line.trim_start_matches(['"', '“', '‘', '\'', '(']).chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || is_uncased_letter(c))
}

/// A letter of a script without capitals.
fn is_uncased_letter(c: char) -> bool {
    c.is_alphabetic() && !c.is_uppercase() && !c.is_lowercase()
}

/// The same words, whatever the case, spaces and marks between them.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    letters(one).next().is_some() && letters(one).eq(letters(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(text: &str, title: Option<&str>) -> String {
        let structure = read(text, title);
        let rows = structure.sections.iter().map(|one| format!("{:?}: {}", one.role, one.span.of(text)));
        rows.collect::<Vec<_>>().join("\n")
    }

    const BODY: &str = "The river rose by four metres in a night, and three thousand people were taken to schools \
                        and gymnasiums on higher ground, the prefecture said.";

    #[test]
    fn a_first_line_without_a_full_stop_is_the_headline() {
        insta::assert_snapshot!(roles(&format!("River drives 3,000 from homes\n\n{BODY}"), None), @"Headline: River drives 3,000 from homes");
        insta::assert_snapshot!(roles(&format!("{BODY}\n\n{BODY}"), None), @"");
        insta::assert_snapshot!(roles("One line alone", None), @"");
    }

    #[test]
    fn a_title_of_the_metadata_is_found_where_the_text_repeats_it() {
        let text = format!("River Drives 3,000 From Homes.\n{BODY}");
        insta::assert_snapshot!(roles(&text, Some("River drives 3,000 from homes")), @"Headline: River Drives 3,000 From Homes.");
        insta::assert_snapshot!(roles(&format!("Other Words Here\n{BODY}"), Some("River drives")), @"Heading: Other Words Here");
    }

    #[test]
    fn headings_and_datelines() {
        let text = format!(
            "River drives 3,000 from homes\n\nLYON, May 4 (AFP) — {BODY}\n\nA long night\n\n{BODY}\n\nHe left.\n\n{BODY}"
        );
        insta::assert_snapshot!(roles(&text, None), @"
        Headline: River drives 3,000 from homes
        Dateline: LYON, May 4 (AFP) —
        Heading: A long night
        ");
        insta::assert_snapshot!(roles("May 5, 2024\n\nLYON: It rained.", None), @"
        Dateline: May 5, 2024
        Dateline: LYON:
        ");
    }
}
