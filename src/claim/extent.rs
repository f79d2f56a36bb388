//! How long or high a thing is: "the tunnel is 57 km long", "a section of the bridge, 200 metres long, fell".

use super::draft::Draft;
use super::frame::Around;
use super::view::View;
use crate::annotate::tag::Tag;
use crate::rules::frame::Job;

/// Tokens between a figure and its adjective: "200 metres (650 feet) long".
const REACH: usize = 5;

/// A draft for each measure with an adjective behind it, in text order.
pub(super) fn read(view: &View, around: &Around) -> Vec<Draft> {
    let lengths =
        (0..view.layers.quantities.len()).filter(|&at| view.quantity(at).quantity.dimension == "length");
    lengths.filter_map(|at| extent(view, around, at)).collect()
}

fn extent(view: &View, around: &Around, at: usize) -> Option<Draft> {
    let tokens = view.quantity(at).tokens.clone();
    let adjective = behind(view, tokens.end)?;
    let (whose, clause) = whose(view, around, at)?;
    let noun = view.noun(view.phrase(whose).head);
    let extents = view.frames().extents.get(&view.word(adjective))?;
    let of_it = extents.iter().find(|extent| extent.of.contains(&noun));
    let extent = of_it.or_else(|| extents.iter().find(|extent| extent.of.is_empty()))?;
    Some(Draft {
        frame: Some(extent.frame),
        trigger: tokens.end - 1,
        sentence: view.phrase(whose).sentence,
        clause,
        quantity: Some(at),
        patient: Some(whose),
        negated: clause.is_some_and(|clause| view.negated(view.clause(clause))),
        ..Draft::default()
    })
}

/// The adjective of a measure; the measure in another unit may stand between.
fn behind(view: &View, end: usize) -> Option<usize> {
    let mut at = end;
    if view.text(at) == "(" {
        at = (at + 1..=at + REACH).find(|&token| view.text(token) == ")")? + 1;
    }
    view.frames().extents.contains_key(&view.word(at)).then_some(at)
}

/// The thing: the subject of "is", the phrase before the comma, or the one directly before the figure.
fn whose(view: &View, around: &Around, at: usize) -> Option<(usize, Option<usize>)> {
    let start = view.quantity(at).tokens.start;
    let link = view.phrase_at(view.quantity(at).tokens.end - 1).and_then(|phrase| around.object_of(phrase));
    let link = link.filter(|&clause| view.frames().is(Job::Link, view.clause(clause).lemma));
    if let Some(subject) = link.and_then(|clause| view.clause(clause).subject) {
        return Some((subject, link));
    }
    let comma = start.checked_sub(1).filter(|&token| view.tag(token) == Tag::Mark && view.text(token) == ",");
    let end = comma.unwrap_or(start).checked_sub(1)?;
    let before = view.phrase_at(end).filter(|&phrase| view.phrase(phrase).tokens.end == end + 1)?;
    let whole = view.counts_of(before).unwrap_or(before);
    Some((whole, around.clause(whole)))
}
