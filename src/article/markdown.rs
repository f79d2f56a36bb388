//! Markdown: marks taken out, every run of words with its place in the file; front matter in YAML or TOML.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::draft::{DATES, SOURCES};
use super::origin::Cursor;
use super::text::normalise_newlines;
use super::{Article, Draft, Origin, ReadError, Role, Section, structure};
use crate::span::Span;

/// An article in Markdown.
pub(super) fn read(content: &str, draft: &Draft) -> Result<Article, ReadError> {
    let content = normalise_newlines(content);
    let mut draft = draft.clone();
    let body = match front_matter(&content) {
        Some(matter) => {
            let path = draft.path.clone().unwrap_or_else(|| "-".to_owned());
            let fields = matter.fields().map_err(|(line, message)| {
                ReadError::line(&path, line, format!("front matter that does not parse: {message}"))
            })?;
            apply(&mut draft, &fields);
            matter.end
        }
        None => 0,
    };
    let mut page = Page::new(&content, body);
    page.read();
    let (text, origin, sections) = (page.text, page.origin, page.sections);
    let found = if sections.is_empty() {
        structure::read(&text, draft.title.as_deref())
    } else {
        structure::with_headings(&text, draft.title.as_deref(), sections)
    };
    Ok(draft.finish(text, origin, found))
}

/// The block between two fences at the very top.
struct FrontMatter<'a> {
    toml: bool,
    text: &'a str,
    /// Where the body begins.
    end: usize,
}

fn front_matter(content: &str) -> Option<FrontMatter<'_>> {
    let fence = [("---", false), ("+++", true)].into_iter().find(|(fence, _)| {
        content.strip_prefix(fence).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with('\n'))
    });
    let (fence, toml) = fence?;
    let start = content.find('\n')? + 1;
    let mut at = start;
    for line in content[start..].split_inclusive('\n') {
        let words = line.trim_end();
        if words == fence || (!toml && words == "...") {
            return Some(FrontMatter { toml, text: &content[start..at], end: at + line.len() });
        }
        at += line.len();
    }
    None
}

impl FrontMatter<'_> {
    /// The fields, or the line and what is wrong with it.
    fn fields(&self) -> Result<BTreeMap<String, Value>, (usize, String)> {
        if self.text.trim().is_empty() {
            return Ok(BTreeMap::new());
        }
        if self.toml {
            let table: toml::Table = toml::from_str(self.text).map_err(|error| {
                let at = error.span().map_or(0, |span| span.start);
                let line = self.text.get(..at).unwrap_or_default().matches('\n').count();
                (line + 2, format!("{}; correct the TOML between the +++ lines", error.message()))
            })?;
            let value = |value: toml::Value| match value {
                toml::Value::Datetime(day) => Value::String(day.to_string()),
                other => serde_json::to_value(other).unwrap_or_default(),
            };
            return Ok(table.into_iter().map(|(key, field)| (key, value(field))).collect());
        }
        serde_saphyr::from_str(self.text).map_err(|error| {
            let line = error.location().map_or(1, |location| location.line() as usize);
            let message = error.without_snippet().to_string();
            let message = message.lines().next().unwrap_or_default();
            let message = message.split_once(" at line ").map_or(message, |(what, _)| what);
            (line + 1, format!("{message}; correct the YAML between the --- lines"))
        })
    }
}

/// Takes over what the fields say; several common names for each.
fn apply(draft: &mut Draft, fields: &BTreeMap<String, Value>) {
    let field = |names: &[&str]| {
        let value = names.iter().find_map(|name| fields.get(*name))?;
        let words = match value {
            Value::String(words) => words.clone(),
            Value::Object(inner) => inner.get("name")?.as_str()?.to_owned(),
            Value::Number(number) => number.to_string(),
            _ => return None,
        };
        (!words.trim().is_empty()).then_some(words)
    };
    if let Some(id) = field(&["id"]) {
        (draft.id, draft.own_id) = (id, true);
    }
    draft.title = field(&["title", "headline"]);
    draft.source = field(&SOURCES);
    draft.url = field(&["url", "canonical", "link"]);
    draft.standfirst = field(&["standfirst", "description", "summary", "subtitle"]);
    draft.publish(field(&DATES).as_deref(), None);
}

/// A page on its way to plain text.
struct Page<'a> {
    content: &'a str,
    body: usize,
    text: String,
    origin: Origin,
    sections: Vec<Section>,
    cursor: Cursor<'a>,
}

impl<'a> Page<'a> {
    fn new(content: &'a str, body: usize) -> Page<'a> {
        let cursor = Cursor::new(content);
        let text = String::with_capacity(content.len() - body);
        Page { content, body, text, origin: Origin::default(), sections: Vec::new(), cursor }
    }

    fn read(&mut self) {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
        let parser = Parser::new_ext(&self.content[self.body..], options).into_offset_iter();
        let mut heading: Option<(usize, HeadingLevel)> = None;
        // Depth of what is no prose: code, pictures, raw HTML.
        let mut silent = 0usize;
        for (event, range) in parser {
            let range = range.start + self.body..range.end + self.body;
            match event {
                Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => silent += 1,
                Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => {
                    silent = silent.saturating_sub(1)
                }
                _ if silent > 0 => {}
                Event::Start(Tag::Heading { level, .. }) => {
                    self.end_block();
                    heading = Some((self.text.len(), level));
                }
                Event::End(TagEnd::Heading(_)) => {
                    // The page's end is trimmed, and a heading may be that end.
                    let end = self.text.trim_end().len();
                    if let Some((start, level)) = heading.take().filter(|(start, _)| *start < end) {
                        let first = start == 0 && level == HeadingLevel::H1;
                        let role = if first { Role::Headline } else { Role::Heading };
                        self.sections.push(Section { span: Span::new(start, end), role });
                    }
                    self.end_block();
                }
                Event::Start(
                    Tag::Paragraph | Tag::Item | Tag::TableCell | Tag::BlockQuote(_) | Tag::List(_),
                )
                | Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Item
                    | TagEnd::TableCell
                    | TagEnd::BlockQuote(_)
                    | TagEnd::List(_)
                    | TagEnd::Table,
                )
                | Event::Rule => self.end_block(),
                Event::Text(words) => self.push(&words, range.start, range.end),
                Event::Code(words) => self.push(&words, range.start + 1, range.end),
                Event::SoftBreak => self.push_break(" "),
                Event::HardBreak => self.push_break("\n"),
                Event::InlineHtml(tag) if tag.starts_with("<br") => self.push_break(" "),
                _ => {}
            }
        }
        let end = self.text.trim_end().len();
        self.text.truncate(end);
    }

    /// Words that begin at `start` of the file.
    fn push(&mut self, words: &str, start: usize, end: usize) {
        let (line, column) = self.cursor.position(start);
        let verbatim = self.content.get(start..end).is_some_and(|source| source.starts_with(words));
        if verbatim {
            self.origin.run(self.text.len(), words, line, column);
        } else {
            self.origin.anchors.push((self.text.len(), line, column));
        }
        self.text.push_str(words);
    }

    fn push_break(&mut self, words: &str) {
        if !self.text.ends_with([' ', '\n']) && !self.text.is_empty() {
            self.text.push_str(words);
        }
    }

    /// What follows is a paragraph of its own.
    fn end_block(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_at_the_end_ends_with_the_text() {
        let article = read("Guns fell silent.\n\n# Truce\u{a0}\u{a0}", &Draft::default()).unwrap();
        let last = article.sections.last().unwrap();
        assert_eq!(last.span.of(&article.text), "Truce");
        assert!(read("# \u{a0}\n", &Draft::default()).unwrap().sections.is_empty());
    }

    fn article(content: &str) -> Article {
        let draft = Draft { id: "a".to_owned(), path: Some("a.md".to_owned()), ..Draft::default() };
        read(content, &draft).unwrap()
    }

    #[test]
    fn marks_go_and_places_stay() {
        let content = "\
---\r\n\
title: \"Truce: day one\"\r\n\
date: 2025-10-16\r\n\
source: Example Post\r\n\
---\r\n\
\r\n\
# Truce: day one\r\n\
\r\n\
KABUL, Oct 16 (AFP) — **More than\r\n\
200** fighters &amp; [nine](https://example.org/a \"b\") officers\r\n\
died.\r\n\
\r\n\
## What is next\r\n\
\r\n\
> - One said: *no*.\r\n\
>   > - Two said `yes`.\r\n";
        let article = article(content);
        insta::assert_snapshot!(article.text, @"
        Truce: day one

        KABUL, Oct 16 (AFP) — More than 200 fighters & nine officers died.

        What is next

        One said: no.

        Two said yes.
        ");
        let at = |needle: &str| article.position(article.text.find(needle).unwrap());
        assert_eq!(at("More than"), (9, 25));
        assert_eq!(at("200"), (10, 1));
        assert_eq!(at("nine"), (10, 23));
        assert_eq!(at("officers"), (10, 56));
        assert_eq!(at("died"), (11, 1));
        assert_eq!(at("no."), (15, 16));
        assert_eq!(at("yes"), (16, 19));
        let roles: Vec<_> =
            article.sections.iter().map(|one| (one.role, one.span.of(&article.text))).collect();
        assert_eq!(
            roles,
            [
                (Role::Headline, "Truce: day one"),
                (Role::Dateline, "KABUL, Oct 16 (AFP) —"),
                (Role::Heading, "What is next")
            ]
        );
        assert_eq!(article.title.as_deref(), Some("Truce: day one"));
        assert_eq!(article.source.as_deref(), Some("Example Post"));
        assert_eq!(article.date, "2025-10-16".parse().ok());
    }

    #[test]
    fn toml_front_matter() {
        let article = article("+++\ntitle = \"Truce\"\ndate = 2025-10-16\n+++\nGuns fell silent.\n");
        assert_eq!(article.date, "2025-10-16".parse().ok());
        assert_eq!(article.text, "Guns fell silent.\n\nTruce");
        assert_eq!(article.position(0), (5, 1));
    }

    #[test]
    fn front_matter_with_a_mistake_is_named_with_its_line() {
        let draft = Draft { path: Some("a.md".to_owned()), ..Draft::default() };
        let error = |content| read(content, &draft).expect_err("wrong").to_string();
        insta::assert_snapshot!(error("---\ntitle: \"Truce\n---\nText.\n"), @"a.md:2: front matter that does not parse: unclosed quote; correct the YAML between the --- lines");
        insta::assert_snapshot!(error("---\ntitle: Truce\ndate: [\n---\nText.\n"), @"a.md:3: front matter that does not parse: unclosed bracket '['; correct the YAML between the --- lines");
        insta::assert_snapshot!(error("+++\ntitle = \"Truce\"\ndate =\n+++\nText.\n"), @"a.md:3: front matter that does not parse: string values must be quoted, expected literal string; correct the TOML between the +++ lines");
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(article("---\n\nGuns fell silent.\n").text, "Guns fell silent.");
    }
}
