//! Who says so: sources, cues and what they put forward.
//!
//! A cue is a verb ([`verb`]), a noun or a phrase ([`other`]); its clause gives the source ([`subject`], [`source`]) and
//! what stands behind or before it the content ([`content`]). Quotations that no cue reaches are carried
//! over from the speaker before ([`quote`]); a denial of something said before points back ([`denial`]).
//!
//! For what is claimed inside of it all there are two questions:
//! [`chain`], who stands behind a stretch of text, outermost first, and [`certainty::of`], how surely and
//! whether it is affirmed there, all attribution set aside.

pub mod certainty;
mod content;
mod denial;
mod other;
mod quote;
mod reader;
mod source;
mod subject;
mod verb;

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
    pub entity: Option<smol_str::SmolStr>,
    /// A source without a name: "officials", "witnesses", "unverified reports".
    pub anonymous: bool,
}

/// Reads the attributions of an article, in order of their content.
pub fn read(annotations: &Annotations, rules: &Rules) -> Vec<Attribution> {
    let reader = reader::Reader::new(annotations, rules);
    let mut found = Vec::new();
    for number in 0..annotations.sentences.len() {
        let before = found.len();
        verb::read(&reader, number, &mut found);
        other::read(&reader, number, &mut found);
        found[before..].sort_by_key(|attribution: &Attribution| (attribution.content.start, attribution.cue));
    }
    quote::carry_over(&reader, &mut found);
    found.sort_by_key(|attribution| {
        let content = attribution.content;
        (content.start, std::cmp::Reverse(content.end), attribution.reason == CITED)
    });
    found.dedup_by(|later, earlier| later.cue == earlier.cue && later.content == earlier.content);
    nest(&mut found);
    denial::point_back(&reader, &mut found);
    found
}

/// The attributions whose content holds all of `span`, outermost first: AFP says that police say that ….
///
/// `attributions` is the layer as [`read`] gives it, so in order of content; looking is logarithmic but
/// for the attributions of the same few sentences.
pub fn chain(attributions: &[Attribution], span: Span) -> Vec<&Attribution> {
    let behind = attributions.partition_point(|attribution| attribution.content.start <= span.start);
    let nearest = attributions[..behind].iter().rposition(|attribution| attribution.content.contains(span));
    let mut chain = Vec::new();
    let mut next = nearest;
    while let Some(attribution) = next.and_then(|at| attributions.get(at)) {
        chain.push(attribution);
        next = attribution.outer.filter(|_| chain.len() < DEEPEST);
    }
    chain.reverse();
    chain
}

/// Why somebody is the source whom another cites.
const CITED: &str = "the one who is cited";

/// Chains are no longer than this.
const DEEPEST: usize = 8;

/// Finds what each attribution is part of: the nearest one whose content holds its cue and content.
fn nest(attributions: &mut [Attribution]) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..attributions.len() {
        let content = attributions[at].content;
        while open.last().is_some_and(|&outer| attributions[outer].content.end <= content.start) {
            open.pop();
        }
        let whole = attributions[at].cue.map_or(content, |cue| content.cover(cue));
        // "AFP, citing police, reported": one content of two, the cited one inside.
        let cited = attributions[at].reason == CITED;
        attributions[at].outer = open.iter().rev().take(DEEPEST).copied().find(|&outer| {
            let other = attributions[outer].content;
            cited && other == content || other.contains(whole) && other != content
        });
        open.push(at);
    }
}

#[cfg(test)]
mod tests;
