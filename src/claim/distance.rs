//! How far one place lies from another: "Calabasas, about 30 miles northwest of Los Angeles", "the quake struck 15 km from Yiliang".

use super::draft::Draft;
use super::frame::{Around, is_place};
use super::view::View;
use crate::rules::frame::Job;
use crate::rules::lexicon::Class;

/// Words between a figure and the preposition behind it: "(48 km) away to the north-west".
const REACH: usize = 12;

/// A draft for each distance between two places, in text order.
pub(super) fn read(view: &View, around: &Around) -> Vec<Draft> {
    let Some(frame) = view.frames().place("distance") else { return Vec::new() };
    let mut drafts: Vec<Draft> = Vec::new();
    for at in 0..view.layers.quantities.len() {
        if view.quantity(at).quantity.dimension == "length"
            && let Some(draft) = distance(view, around, at, frame, drafts.last())
        {
            drafts.push(draft);
        }
    }
    drafts
}

fn distance(view: &View, around: &Around, at: usize, frame: usize, last: Option<&Draft>) -> Option<Draft> {
    let tokens = view.quantity(at).tokens.clone();
    let sentence = view.layers.sentences.partition_point(|sentence| sentence.tokens.end <= tokens.start);
    let from = view.phrase_at(origin(view, tokens.end)?)?;
    // "The city of Perugia" is Perugia.
    let named = view.phrase(from).of.filter(|&of| is_place(view, of) && is_place(view, from));
    let from = named.unwrap_or(from);
    let (whose, clause) = whose(view, around, tokens.start, last)?;
    let one = whose != from && view.phrase(whose).sentence == sentence && is_one(view, whose);
    one.then(|| Draft {
        frame: Some(frame),
        trigger: tokens.end - 1,
        sentence,
        clause,
        quantity: Some(at),
        patient: Some(whose),
        agent: Some(from),
        negated: clause.is_some_and(|clause| view.negated(view.clause(clause))),
        ..Draft::default()
    })
}

/// Is it a place by name, the one that the article is about, or an event? "A village 20 km from the town" may be any.
fn is_one(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    let named = view.entity_at(phrase.head).is_some();
    let event = view.frames().is(Job::Event, view.noun(phrase.head));
    let plural = view.class(phrase.head).contains(Class::PLURAL);
    named || !plural && (event || view.is(Job::Definite, phrase.tokens.start))
}

/// Where the words begin that say from where it is, behind the figure.
fn origin(view: &View, behind: usize) -> Option<usize> {
    let mut at = behind;
    // "30 miles (48 kilometers) northwest of"
    if view.text(at) == "(" {
        at = (at..at + REACH).find(|&token| view.text(token) == ")")? + 1;
    }
    let of = view.rules.lexicon.id("of");
    let mut directed = false;
    for token in at..at + REACH {
        if view.is(Job::Direction, token) {
            directed = true;
        } else if view.is(Job::Away, token) || directed && view.word(token) == of {
            return Some(token + 1);
        } else if !view.is(Job::Towards, token) {
            return None;
        }
    }
    None
}

/// What lies there, and the clause that says so.
fn whose(view: &View, around: &Around, start: usize, last: Option<&Draft>) -> Option<(usize, Option<usize>)> {
    let before = start.checked_sub(1)?;
    // "A mile from the site and 40 miles from the city"
    let again = last.filter(|last| {
        last.quantity.is_some_and(|at| start.saturating_sub(view.quantity(at).tokens.end) < REACH)
    });
    if let Some(last) = again {
        return last.patient.map(|whose| (whose, last.clause));
    }
    // "The centre lies 20 km from the city", "the quake struck 15 km from Yiliang"
    if let Some(clause) = view.verb_at(before) {
        let own = view.clause(clause);
        return own
            .subject
            .filter(|_| view.frames().is(Job::Lie, own.lemma))
            .map(|subject| (subject, Some(clause)));
    }
    // "Calabasas, 30 miles from the city", "a village 20 km from the town"
    let comma = view.text(before) == ",";
    let near = view.phrase_at(if comma { before.checked_sub(1)? } else { before })?;
    // "Calabasas, California, about a mile from": it is the smaller one that lies there.
    let first = view.phrase(near).tokens.start;
    let outer = first
        .checked_sub(2)
        .filter(|_| comma && view.text(first - 1) == ",")
        .and_then(|token| view.phrase_at(token));
    let name = |at: usize| {
        view.entity_at(view.phrase(at).head)
            .is_some_and(|name| matches!(name.kind.as_str(), "place" | "name"))
    };
    let near = outer.filter(|&outer| name(outer) && name(near)).unwrap_or(near);
    let known = name(near) || !comma;
    known.then(|| (near, around.clause(near)))
}
