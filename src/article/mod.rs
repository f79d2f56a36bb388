//! Articles in: formats, metadata, dateline; text offsets map back to the file's lines.

pub mod date;
pub mod dateline;
mod draft;
mod encoding;
mod error;
mod format;
mod html;
mod json;
mod markdown;
mod markup;
mod ninjs;
mod origin;
pub mod read;
mod record;
mod revision;
pub mod structure;
pub mod suppression;
mod text;
mod warc;
mod xml;

use jiff::civil::Date;

use crate::span::Span;

pub(crate) use draft::Draft;
pub use error::ReadError;
pub use format::Format;
pub use json::Fields;
pub use origin::Origin;
pub use read::Reading;
pub use revision::{Gone, Next};
pub use suppression::Suppression;

/// One article: its text and who speaks when.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Names the article in every output; unique within a run.
    pub id: String,
    /// Does the article itself say its id? Else it is taken from the name of its file.
    pub own_id: bool,
    /// The file it came from, as the user named it; `None` for standard input.
    pub path: Option<String>,
    /// The outlet that speaks.
    pub source: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day of publication; anchors "Wednesday" and "last week".
    pub date: Option<Date>,
    /// A day of publication that its metadata gives and nobody can read, and the line of its record.
    pub unread_date: Option<(Option<usize>, String)>,
    /// Where it was published.
    pub url: Option<String>,
    /// What all spans index. A newline ends a paragraph: wrapped lines are joined. The body comes first, so
    /// that its offsets are those of the input; a headline or standfirst that only the metadata gives is
    /// appended as paragraphs of its own.
    pub text: String,
    /// What part of the article each stretch of `text` is; in text order, not overlapping, ordinary
    /// paragraphs not listed.
    pub sections: Vec<Section>,
    /// Where the text's bytes stand in the file.
    pub origin: Origin,
    /// Comments in its markup that silence findings.
    pub suppressions: Vec<Suppression>,
}

/// A stretch of the text that is no ordinary paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub role: Role,
}

/// The part of an article that a stretch of text plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// The headline.
    Headline,
    /// The summary under the headline.
    Standfirst,
    /// A heading between paragraphs.
    Heading,
    /// "KABUL, Oct 12 (AFP) —" or a leading "date 2026-03-03": metadata, not prose.
    Dateline,
}

impl Article {
    /// A plain article of this text, its lines those of the text.
    pub fn plain(id: &str, text: &str) -> Article {
        Article {
            id: id.to_owned(),
            own_id: false,
            path: None,
            source: None,
            title: None,
            date: None,
            unread_date: None,
            url: None,
            text: text.to_owned(),
            sections: Vec::new(),
            origin: Origin::verbatim(text, 1, 1),
            suppressions: Vec::new(),
        }
    }

    /// Line and column (1-based, in characters) of an offset of the text, in the article's file.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        self.origin.position(&self.text, offset)
    }

    /// The part of the article that the offset belongs to; `None` in an ordinary paragraph.
    pub fn role(&self, offset: usize) -> Option<Role> {
        let after = self.sections.partition_point(|section| section.span.start <= offset);
        let section = &self.sections[after.checked_sub(1)?];
        section.span.holds(offset).then_some(section.role)
    }
}
