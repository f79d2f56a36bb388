//! What a story counts once, whatever the verb: those who attacked, the blasts, the storeys of a building, the pages of a
//! document.

use super::draft::Draft;
use super::frame::Around;
use super::view::View;
use crate::annotate::tag::Tag;
use crate::rules::frame::{Job, Tally};
use crate::rules::lexicon::Class;
use crate::value::Decimal;

/// A draft for each figure of what a story counts once.
pub(super) fn read(view: &View, around: &Around) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for at in 0..view.layers.phrases.len() {
        let phrase = view.phrase(at);
        let Some(quantity) = phrase.quantity.or_else(|| view.quantity_at(phrase.head)) else { continue };
        if view.quantity(quantity).quantity.dimension == "count" {
            drafts.extend(all_of(view, around, at, quantity));
            drafts.extend(size(view, around, at, quantity));
        }
    }
    drafts
}

/// All of those whom a story counts once: "three gunmen stormed the hall", "all three attackers", "the attackers were three".
fn all_of(view: &View, around: &Around, at: usize, quantity: usize) -> Option<Draft> {
    let phrase = view.phrase(at);
    let draft = |tally: &Tally, trigger: usize, clause: Option<usize>| Draft {
        frame: Some(tally.frame),
        trigger,
        sentence: phrase.sentence,
        clause,
        quantity: Some(quantity),
        negated: clause.is_some_and(|clause| view.negated(view.clause(clause))),
        ..Draft::default()
    };
    if is_few(view, quantity) {
        return None;
    }
    if view.quantity_at(phrase.head).is_some() {
        // "The attackers were three."
        let clause = around.object_of(at).filter(|&clause| view.frames().is(Job::Link, view.clause(clause).lemma))?;
        let whose = view.phrase(view.clause(clause).subject?);
        let tally = view.frames().tallies.get(&view.noun(whose.head))?.iter().find(|tally| tally.whole)?;
        let all = view.is(Job::Definite, whose.tokens.start) && whose.quantity.is_none();
        return (all && phrase.of.is_none()).then(|| draft(tally, phrase.head, Some(clause)));
    }
    let tallies = view.frames().tallies.get(&view.noun(phrase.head))?;
    let added = |token: usize| {
        let word = view.word(token);
        view.frames().is(Job::Another, word) || view.frames().is(Job::More, word)
    };
    // "Three gunmen and a driver" are four.
    if phrase.tokens.clone().any(added) || phrase.and.is_some() || around.coordinated(at) != at {
        return None;
    }
    tallies.iter().find_map(|tally| {
        let all = tally.whole && is_whole(view, at);
        // "A group of three gunmen" does what the three do.
        let group = view.counts_of(at).filter(|&group| tally.nouns.contains(&view.noun(view.phrase(group).head)));
        let doer = group.unwrap_or(at);
        let clause = does(view, around, doer, tally);
        let of = group.is_some() && view.phrase(doer).quantity.is_none();
        let partial = view.counted_by_of(at) && !all;
        (!partial && (all || of || clause.is_some() || is_behind(view, doer, tally)))
            .then(|| draft(tally, phrase.head, clause.or_else(|| around.clause(doer))))
    })
}

/// One, or none: who tells of one of them does not say that there was no other.
fn is_few(view: &View, quantity: usize) -> bool {
    let interval = view.quantity(quantity).quantity.interval;
    let low = interval.low.map(|bound| bound.value);
    low.is_none_or(|low| low <= Decimal::ONE)
}

/// The clause that tells what all of them did, or what was done with them, or that they were there.
fn does(view: &View, around: &Around, at: usize, tally: &Tally) -> Option<usize> {
    let says = |&clause: &usize| {
        let (own, verb) = (view.clause(clause), view.clause(clause).lemma);
        let by = own.complements.iter().any(|&(word, phrase)| phrase == at && view.rules.lexicon.id("by") == word);
        match own.subject == Some(at) {
            true if own.passive => tally.objects.contains(&verb),
            true => tally.verbs.contains(&verb) || is_there(view, clause),
            false if own.passive => by && tally.verbs.contains(&verb),
            false => own.objects.contains(&at) && (tally.objects.contains(&verb) || is_there(view, clause)),
        }
    };
    let complement = around.complement_of(at).map(|(clause, _)| clause);
    let clauses = [around.subject_of(at), around.object_of(at), complement];
    clauses.into_iter().flatten().find(says).filter(|&clause| view.clause(clause).modal.is_none())
}

/// "There were three attackers."
fn is_there(view: &View, clause: usize) -> bool {
    let clause = view.clause(clause);
    let before = clause.verb.start.checked_sub(1);
    view.frames().is(Job::Link, clause.lemma) && before.is_some_and(|before| view.frames().is(Job::There, view.word(before)))
}

/// "An attack by three gunmen"
fn is_behind(view: &View, at: usize, tally: &Tally) -> bool {
    let start = view.phrase(at).tokens.start;
    let before = start.checked_sub(2).and_then(|token| view.phrase_at(token));
    let by = start > 0 && view.word(start - 1) == view.rules.lexicon.id("by");
    by && before.is_some_and(|before| tally.nouns.contains(&view.noun(view.phrase(before).head)))
}

/// "The three attackers", "all three attackers", but not "the three attackers who died".
fn is_whole(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    let (first, behind) = (phrase.tokens.start, phrase.tokens.end);
    let limited = matches!(view.tag(behind), Tag::Relative | Tag::Participle | Tag::Gerund | Tag::Preposition);
    let before = first.checked_sub(1).is_some_and(|before| view.is(Job::Whole, before));
    !limited && (before || view.is(Job::Whole, first) || view.is(Job::Definite, first))
}

/// "An eight-storey building", "a manifesto of 74 pages", "the tower has nine floors".
fn size(view: &View, around: &Around, at: usize, quantity: usize) -> Option<Draft> {
    let phrase = view.phrase(at);
    let behind = view.quantity(quantity).tokens.end;
    let draft = |size: usize, whose: usize, clause: Option<usize>| Draft {
        frame: Some(size),
        trigger: behind,
        sentence: phrase.sentence,
        clause,
        quantity: Some(quantity),
        patient: Some(whose),
        negated: clause.is_some_and(|clause| view.negated(view.clause(clause))),
        ..Draft::default()
    };
    // "eight-storey", "eight storey"
    let unit = (behind..phrase.head).take(2).find_map(|token| view.frames().sizes.get(&view.noun(token)));
    let single = !view.class(phrase.head).contains(Class::PLURAL);
    if let Some(size) = unit.into_iter().flatten().find(|size| size.of.contains(&view.noun(phrase.head))) {
        return single.then(|| draft(size.frame, at, around.clause(at)));
    }
    let sizes = view.frames().sizes.get(&view.noun(phrase.head))?;
    if behind != phrase.head {
        // "Nine damaged floors" are not all that there are.
        return None;
    }
    let clause = around.object_of(at).or(around.complement_of(at).map(|(clause, _)| clause));
    sizes.iter().find_map(|size| {
        let is_of = |whose: &usize| {
            let head = view.phrase(*whose).head;
            size.of.contains(&view.noun(head)) && !view.class(head).contains(Class::PLURAL)
        };
        if let Some(whose) = view.counts_of(at).filter(is_of) {
            return Some(draft(size.frame, whose, around.clause(whose)));
        }
        let has = clause.filter(|&clause| size.has.contains(&view.clause(clause).lemma))?;
        let whose = view.clause(has).subject.filter(|_| !view.clause(has).passive).filter(is_of)?;
        Some(draft(size.frame, whose, Some(has)))
    })
}
