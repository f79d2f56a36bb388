//! What is known about an article before its text is looked at: metadata and the user's defaults.

use jiff::civil::Date;

use super::dateline::with_year;
use super::{Article, Origin, Role, Section, date, structure};
use crate::span::Span;

/// Metadata of an article, as its format gives it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Draft {
    /// Its name, before it is made unique.
    pub id: String,
    /// Does the article itself say it?
    pub own_id: bool,
    /// The file, as the user named it.
    pub path: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Where the headline stands in the file, if it does: line and column.
    pub title_at: Option<(usize, usize)>,
    /// The summary under the headline.
    pub standfirst: Option<String>,
    /// Where that stands in the file.
    pub standfirst_at: Option<(usize, usize)>,
    /// The day of publication.
    pub date: Option<Date>,
    /// A day of publication that nobody can read, and the line of its record.
    pub unread_date: Option<(Option<usize>, String)>,
    /// Where it was published.
    pub url: Option<String>,
    /// What the user says for articles that are silent about it.
    pub default_date: Option<Date>,
    /// What the user says for articles that are silent about it.
    pub default_source: Option<String>,
}

/// What owners call the outlet of an article, the usual name first.
pub(super) const SOURCES: [&str; 4] = ["source", "outlet", "publisher", "site"];
/// What they call the day of publication.
pub(super) const DATES: [&str; 4] = ["date", "published", "pubdate", "publishDate"];

impl Draft {
    /// Takes the day of publication from the metadata's words, where they can be read; else they are kept to be told.
    pub(super) fn publish(&mut self, words: Option<&str>, line: Option<usize>) {
        let Some(words) = words.map(str::trim).filter(|words| !words.is_empty()) else { return };
        self.date = date::read(words);
        // Long words are no date at all, and nobody wants to read them again.
        let told = || words.chars().take(60).collect();
        self.unread_date = self.date.is_none().then(|| (line, told()));
    }

    /// The article of a text without markup.
    pub(super) fn article(&self, text: String, origin: Origin) -> Article {
        let found = structure::read(&text, self.title.as_deref());
        self.finish(text, origin, found)
    }

    /// The article of a text whose sections are known.
    pub(super) fn finish(
        &self,
        mut text: String,
        mut origin: Origin,
        found: structure::Structure,
    ) -> Article {
        let dateline = found.dateline.clone().unwrap_or_default();
        let headline = found.headline();
        let title = self.title.clone().or_else(|| headline.map(|span| span.of(&text).to_owned()));
        let dated = self.date.or(dateline.date).or_else(|| date::in_url(self.url.as_deref()?));
        let default = || match dateline.day {
            Some(day) => {
                self.default_date.and_then(|published| with_year(day, published)).or(self.default_date)
            }
            None => self.default_date,
        };
        let mut sections = found.sections;
        // "A headline or standfirst that only the metadata gives is appended as paragraphs of its own."
        let missing = [
            (Role::Headline, self.title.as_ref().filter(|_| headline.is_none()), self.title_at),
            (
                Role::Standfirst,
                self.standfirst.as_ref().filter(|words| !text.contains(words.as_str())),
                self.standfirst_at.or(self.title_at),
            ),
        ];
        for (role, words, at) in missing {
            let Some(words) = words.map(|words| words.trim()).filter(|words| !words.is_empty()) else {
                continue;
            };
            text.push_str("\n\n");
            let span = Span::new(text.len(), text.len() + words.len());
            text.push_str(words);
            let (line, column) = at.or(origin.anchors.first().map(|at| (at.1, at.2))).unwrap_or((1, 1));
            origin.anchors.push((span.start, line, column));
            sections.push(Section { span, role });
        }
        Article {
            id: self.id.clone(),
            own_id: self.own_id,
            path: self.path.clone(),
            source: self.source.clone().or(dateline.source).or_else(|| self.default_source.clone()),
            title,
            date: dated.or_else(default),
            unread_date: self.unread_date.clone(),
            url: self.url.clone(),
            text,
            sections,
            origin,
            suppressions: Vec::new(),
        }
    }
}
