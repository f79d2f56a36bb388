//! Articles in: formats, metadata, dateline; text offsets map back to the file's lines.

pub mod read;
pub mod suppression;

use jiff::civil::Date;

use crate::span::Span;

/// One article: its text and who speaks when.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Names the article in every output; unique within a run.
    pub id: String,
    /// The file it came from, as the user named it; `None` for standard input.
    pub path: Option<String>,
    /// The outlet that speaks.
    pub source: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day of publication; anchors "Wednesday" and "last week".
    pub date: Option<Date>,
    /// Where it was published.
    pub url: Option<String>,
    /// What all spans index. The body comes first, so that its offsets are those of the input; a
    /// headline or standfirst that only the metadata gives is appended as paragraphs of its own.
    pub text: String,
    /// What part of the article each stretch of `text` is; in text order, paragraphs not listed.
    pub sections: Vec<Section>,
    /// Where the text's bytes stand in the file.
    pub origin: Origin,
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

/// Maps offsets of the text to the lines and columns of the file it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// Pairs (offset in text, line, column), ascending by offset: from this offset on, until the next
    /// newline or pair, the text stands at that line and column (both 1-based; columns count characters).
    pub anchors: Vec<(usize, usize, usize)>,
}

impl Article {
    /// A plain article of this text, its lines those of the text.
    pub fn plain(id: &str, text: &str) -> Article {
        Article {
            id: id.to_owned(),
            path: None,
            source: None,
            title: None,
            date: None,
            url: None,
            text: text.to_owned(),
            sections: Vec::new(),
            origin: Origin { anchors: vec![(0, 1, 1)] },
        }
    }

    /// Line and column (1-based, in characters) of an offset of the text, in the article's file.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let known = self.origin.anchors.partition_point(|anchor| anchor.0 <= offset);
        let (start, line, column) = known.checked_sub(1).map_or((0, 1, 1), |at| self.origin.anchors[at]);
        let between = Span::new(start, offset).of(&self.text);
        match between.rfind('\n') {
            Some(newline) => {
                (line + between.matches('\n').count(), between[newline + 1..].chars().count() + 1)
            }
            None => (line, column + between.chars().count()),
        }
    }

    /// The part of the article that the offset belongs to; `None` in an ordinary paragraph.
    pub fn role(&self, offset: usize) -> Option<Role> {
        self.sections.iter().find(|section| section.span.holds(offset)).map(|section| section.role)
    }
}
