//! Reckonings: sentences that say how one figure follows from others, dates that no calendar has, ages beside
//! years of birth.
//!
//! What is read here is not judged: a reckoning is a claim like any other, and whether its figures fit is asked
//! by the comparison.

mod birth;
mod date;
mod pattern;
mod sum;

use smol_str::{SmolStr, format_smolstr};

use super::view::View;
use super::{Amount, Claim, Kind, Polarity, When};
use crate::annotate::attribution::Certainty;
use crate::span::Span;

/// The article's reckonings.
pub(super) fn read(view: &View) -> Vec<Reckoning> {
    let mut found = Vec::new();
    for sentence in 0..view.layers.sentences.len() {
        pattern::read(view, sentence, &mut found);
        sum::read(view, sentence, &mut found);
        birth::read(view, sentence, &mut found);
    }
    date::read(view, &mut found);
    found
}

/// Adds reckonings, each behind the other claims of its sentence.
pub(super) fn add(view: &View, found: Vec<Reckoning>, claims: &mut Vec<Claim>) {
    if found.is_empty() {
        return;
    }
    claims.extend(found.into_iter().map(|one| write(view, one)));
    claims.sort_by_key(|claim| claim.sentence.start);
}

/// A reckoning as it is read.
#[derive(Debug, Default)]
pub(super) struct Reckoning {
    predicate: String,
    sentence: usize,
    tokens: std::ops::Range<usize>,
    /// The figure that follows from the others.
    quantity: Option<Amount>,
    /// The others, in the order of the relation: from and to, part and whole, all parts.
    operands: Vec<Amount>,
    time: Option<When>,
}

fn write(view: &View, one: Reckoning) -> Claim {
    let article = view.layers.article;
    let sentence = &view.layers.sentences[one.sentence];
    let span: Span = view.span(one.tokens);
    let (line, column) = article.position(span.start);
    Claim {
        id: SmolStr::default(),
        document: article.id.as_str().into(),
        source: article.source.as_deref().map(SmolStr::from),
        predicate: one.predicate.into(),
        polarity: Polarity::Positive,
        certainty: Certainty::Certain,
        quantity: one.quantity.map(Box::new),
        operands: one.operands,
        kind: Kind::Reckoning,
        counted: None,
        sort: None,
        agent: None,
        patient: None,
        office: None,
        means: None,
        place: None,
        time: one.time.map(Box::new),
        as_of: None,
        published: article.date.map(|date| format_smolstr!("{date}")),
        event: None,
        part: false,
        forecast: false,
        headline: sentence.is_headline(),
        attribution: Vec::new(),
        span,
        sentence: sentence.span,
        line,
        column,
        text: sentence.span.of(&article.text).into(),
    }
}

/// The sentence's quantities, by index.
fn quantities(view: &View, sentence: usize) -> std::ops::Range<usize> {
    view.within(sentence).map_or(0..0, |within| within.quantities.clone())
}
