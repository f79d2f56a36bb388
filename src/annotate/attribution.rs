//! Who says so: sources, cues and what they put forward.

use super::Annotations;
use crate::rules::Rules;
use crate::span::Span;
pub use crate::value::stance::{Certainty, Stance};

/// A source that stands behind a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who: the mention on the page, a pronoun included. `None` where nobody is named ("reportedly").
    pub source: Option<Source>,
    /// The words that make it an attribution: "said", "according to". `None` for a quotation that stands alone.
    pub cue: Option<Span>,
    /// What is said.
    pub content: Span,
    /// What the source does with the content.
    pub stance: Stance,
    /// How sure the source is, by the cue and the hedges in its scope.
    pub certainty: Certainty,
    /// Is the content inside quotation marks?
    pub direct: bool,
    /// Index of the attribution that this one is part of: AFP says that (police say that …).
    pub outer: Option<usize>,
    /// For a denial that points back ("rejected such claims"): the stretch it is about.
    pub about: Option<Span>,
    /// Why this is the source: "subject of the cue", "same speaker as the sentence before", …
    pub reason: &'static str,
}

/// The mention of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The noun phrase or pronoun.
    pub span: Span,
    /// Who it is, where known.
    pub entity: Option<String>,
    /// A source without a name: "officials", "witnesses", "unverified reports".
    pub anonymous: bool,
}

/// Reads the attributions of an article, in order of their content.
pub fn read(_annotations: &Annotations, _rules: &Rules) -> Vec<Attribution> {
    Vec::new()
}
