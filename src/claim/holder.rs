//! Those whom something holds, whatever says so: "a ferry with 462 people", "the train had 440 passengers", "58 people were
//! travelling on the bus".

use super::count;
use super::draft::Draft;
use super::frame::{self, Around};
use super::view::View;
use crate::annotate::Clause;
use crate::annotate::clause::VerbForm;
use crate::annotate::tag::Tag;
use crate::rules::frame::{Holder, Job};
use crate::rules::lexicon::{Class, WordId};

/// A draft for each counted group of people that something holds.
pub(super) fn read(view: &View, around: &Around) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for at in 0..view.layers.phrases.len() {
        drafts.extend(inhabited(view, around, at));
        if !are_people(view, at) || around.coordinated(at) != at {
            continue;
        }
        let members = count::members(view, at);
        let theirs = |clause: &Clause| clause.subject.is_some_and(|subject| members.contains(&subject));
        let clauses = view.clauses_of(view.phrase(at).sentence).filter(|(_, clause)| theirs(clause));
        let clauses: Vec<_> = clauses.collect();
        let held = view.frames().holders.iter().filter_map(|holder| held(view, around, at, &clauses, holder));
        drafts.extend(held);
    }
    drafts.extend((0..view.layers.clauses.len()).filter_map(|at| built_for(view, at)));
    drafts
}

/// "The prison was built for 900": as many as it may hold.
fn built_for(view: &View, at: usize) -> Option<Draft> {
    let clause = view.clause(at);
    let whose = clause.subject.filter(|_| clause.passive && view.frames().is(Job::Fit, clause.lemma))?;
    let holds = |holder: &&Holder| holder.words.contains(&view.noun(view.phrase(whose).head));
    let room = view.frames().holders.iter().filter(holds).find_map(|holder| holder.room)?;
    let &(_, whom) = clause.complements.iter().find(|(word, _)| view.frames().is(Job::For, *word))?;
    let figure = |at: usize| view.phrase(at).quantity.filter(|_| are_people(view, at));
    let bare = || view.quantity_at(view.phrase(whom).head).filter(|_| view.phrase(whom).of.is_none());
    let quantity = figure(whom).or_else(bare).filter(|&at| frame::measures(view, room, at))?;
    Some(Draft {
        frame: Some(room),
        trigger: clause.head,
        sentence: clause.sentence,
        clause: Some(at),
        patient: Some(whose),
        quantity: Some(quantity),
        negated: view.negated(clause),
        ..Draft::default()
    })
}

/// "A city of 100,000": as many people as it holds.
fn inhabited(view: &View, around: &Around, at: usize) -> Option<Draft> {
    let phrase = view.phrase(at);
    let quantity =
        view.quantity_at(phrase.head).filter(|&at| view.quantity(at).quantity.dimension == "count")?;
    let whose = view.counts_of(at).filter(|_| phrase.of.is_none())?;
    let of = view.rules.lexicon.id("of");
    let holds = |holder: &&Holder| {
        holder.words.contains(&view.noun(view.phrase(whose).head)) && holder.with.contains(&of)
    };
    let holder = view.frames().holders.iter().find(holds)?;
    // "The oldest city of the three" names no number of people.
    let some = view.phrase(whose).quantity.is_none() && !view.is(Job::Definite, phrase.tokens.start);
    let named = view.said_of(whose).filter(|&named| view.entity_at(view.phrase(named).head).is_some());
    let who = named.unwrap_or(whose);
    some.then(|| Draft {
        frame: Some(holder.frame),
        trigger: view.phrase(whose).head,
        sentence: phrase.sentence,
        clause: around.clause(whose),
        agent: Some(who).filter(|_| !holder.places),
        place: Some(who).filter(|_| holder.places),
        quantity: Some(quantity),
        ..Draft::default()
    })
}

/// Is it a number of people?
fn are_people(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    let counts = |quantity: usize| view.quantity(quantity).quantity.dimension == "count";
    let kind = view.frames().categories.get(&view.noun(phrase.head));
    let people = kind.is_some_and(|kind| kind != "place") || view.class(phrase.head).contains(Class::PERSON);
    people && phrase.quantity.is_some_and(counts)
}

/// What one kind of holder holds of a number of people; `clauses` are those that they are the subject of.
fn held(
    view: &View,
    around: &Around,
    at: usize,
    clauses: &[(usize, &Clause)],
    holder: &Holder,
) -> Option<Draft> {
    let phrase = view.phrase(at);
    if !holder.only.is_empty() && !holder.only.contains(&view.noun(phrase.head)) {
        return None;
    }
    let named = |phrase: usize| {
        holder.places && view.entity_at(view.phrase(phrase).head).is_some_and(|name| name.kind == "place")
    };
    let holds = |phrase: usize| holder.words.contains(&view.noun(view.phrase(phrase).head)) || named(phrase);
    let draft = |holds: usize, clause: Option<usize>| Draft {
        frame: Some(holder.frame),
        trigger: view.phrase(holds).head,
        sentence: phrase.sentence,
        clause,
        agent: Some(holds).filter(|_| !holder.places),
        place: Some(holds).filter(|_| holder.places),
        patient: Some(at),
        negated: clause.is_some_and(|clause| view.negated(view.clause(clause))),
        ..Draft::default()
    };
    // "a ferry with 462 people"
    let before = phrase.tokens.start.checked_sub(2);
    if let Some(before) = before.filter(|_| holder.with.contains(&view.word(phrase.tokens.start - 1))) {
        if let Some(with) = view.phrase_at(before).filter(|&with| holds(with)) {
            return Some(draft(with, around.clause(with)));
        }
        // "a bus packed with pilgrims"
        let full = view.verb_at(before).filter(|&full| holder.has.contains(&view.clause(full).lemma));
        let whose = full.and_then(|full| view.clause(full).subject);
        if let Some(whose) = whose.filter(|&whose| holds(whose)) {
            return Some(draft(whose, full));
        }
    }
    // "Derna, home to 100,000 people"
    let home = phrase.tokens.start.checked_sub(1).filter(|&to| view.word(to) == view.rules.lexicon.id("to"));
    let home = home.and(before);
    let home = home.and_then(|before| view.phrase_at(before));
    if let Some(home) = home.filter(|&home| holder.homes.contains(&view.noun(view.phrase(home).head))) {
        let link =
            around.object_of(home).filter(|&link| view.frames().is(Job::Link, view.clause(link).lemma));
        let whose = link.and_then(|link| view.clause(link).subject).or_else(|| view.said_of(home));
        let whose = whose.or_else(|| beside(view, home)).filter(|&whose| holds(whose))?;
        return Some(draft(whose, link));
    }
    let limited = holder.all && is_limited(view, around, at);
    // "the train had 440 passengers"
    if let Some(has) = around.object_of(at).filter(|_| !limited) {
        let clause = view.clause(has);
        let whose = frame::subject(view, around, clause).filter(|&whose| holds(whose) && !clause.passive);
        if let Some(whose) = whose.filter(|_| holder.has.contains(&clause.lemma)) {
            let could = could(view, has);
            let trigger = if could { clause.head } else { view.phrase(whose).head };
            let draft = Draft { trigger, ..draft(whose, Some(has)) };
            return (!could || holder.room.is_some()).then_some(draft);
        }
    }
    let on = |(preposition, on): &(WordId, usize)| holder.on.contains(preposition) && holds(*on);
    let definite = |&(_, on): &(WordId, usize)| {
        let first = view.phrase(on).tokens.start;
        holder.many || view.is(Job::Definite, first) || view.is(Job::One, first) || named(on)
    };
    // "all 68 people on the plane"
    let last = count::members(view, at).last().copied().unwrap_or(at);
    let behind = [at, last].into_iter().find_map(|at| view.behind(at).into_iter().next());
    let there = behind.filter(|found| on(found) && definite(found));
    if let Some((_, on)) = there.filter(|_| !holder.all) {
        return Some(draft(on, around.clause(at)));
    }
    // "the 475 passengers and crew", "all 62 passengers", "the plane's 68 passengers", but not "the two passengers who died"
    if holder.people.contains(&view.noun(phrase.head)) && is_whole(view, at) && !is_limited(view, around, at)
    {
        let owner = phrase.owner.filter(|&owner| holds(owner));
        let draft = Draft { agent: owner, trigger: phrase.head, ..draft(at, around.clause(at)) };
        return Some(Draft { negated: false, ..draft });
    }
    // "were travelling on the train", "were believed to be in the club"
    let mut does = clauses.iter().filter(|(_, clause)| holder.verbs.contains(&clause.lemma));
    does.find_map(|&(number, clause)| {
        let &(_, there) = clause.complements.iter().find(|found| on(found) && definite(found))?;
        Some(draft(there, Some(number)))
    })
}

/// "Built to hold 900 inmates", "can hold 900": as many as it could hold. But "is said to hold 2,000" tells how many it does.
fn could(view: &View, at: usize) -> bool {
    let clause = view.clause(at);
    let said = |lemma| view.frames().is(Job::Deem, lemma) || view.frames().is(Job::Count, lemma);
    let told = clause.parent.is_some_and(|parent| said(view.clause(parent).lemma));
    clause.modal.is_some() || clause.form == VerbForm::Infinitive && !told
}

/// Do words behind it say which of them it counts: "the two passengers who died"?
fn is_limited(view: &View, around: &Around, at: usize) -> bool {
    let behind = view.phrase(at).tokens.end;
    matches!(view.tag(behind), Tag::Relative | Tag::Participle | Tag::Gerund | Tag::Preposition)
        || view.tag(behind) == Tag::Verb && around.subject_of(at).is_none()
}

/// The phrase that stands before another and a comma: "the college" of "the college, home to 700 cadets".
fn beside(view: &View, at: usize) -> Option<usize> {
    let comma = view.phrase(at).tokens.start.checked_sub(1).filter(|&token| view.text(token) == ",")?;
    view.phrase_at(comma.checked_sub(1)?)
}

/// Does it count all that there are: "the 475", "all 62", "its 68"?
fn is_whole(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    let first = phrase.tokens.start;
    let before = first.checked_sub(1).is_some_and(|before| view.is(Job::Whole, before));
    before || view.is(Job::Definite, first) || phrase.owner.is_some() || view.is(Job::Whole, first)
}

/// "Licensed to carry 85", "can carry 300": what it may hold is a figure of its own.
pub(super) fn room(view: &View, draft: &mut Draft) {
    let own = draft.clause.map(|at| view.clause(at)).filter(|clause| clause.head == draft.trigger);
    let fitted = |clause: &Clause| {
        let above = clause.parent.map(|parent| view.clause(parent).lemma);
        clause.form == VerbForm::Infinitive && above.is_some_and(|above| view.frames().is(Job::Fit, above))
    };
    let able = |clause: &Clause| clause.modal.is_some_and(|modal| view.frames().is(Job::Able, modal));
    let (Some(_), Some(holder), Some(held)) =
        (own.filter(|clause| fitted(clause) || able(clause)), draft.agent, draft.patient)
    else {
        return;
    };
    let mut holders = view.frames().holders.iter().filter(|known| Some(known.frame) == draft.frame);
    let room = holders.find(|known| known.words.contains(&view.noun(view.phrase(holder).head)));
    if let Some(room) = room.and_then(|known| known.room) {
        draft.quantity = draft.quantity.or(view.phrase(held).quantity);
        (draft.frame, draft.agent, draft.patient) = (Some(room), None, Some(holder));
        // That it could is no guess.
        draft.passing = true;
    }
}

/// "Killed three people on the train": some of those whom it holds, not all. "Licensed to carry 300": none of them.
pub(super) fn is_part(view: &View, around: &Around, draft: &Draft) -> bool {
    let holds = |frame: usize| view.frames().holders.iter().any(|holder| holder.frame == frame);
    let Some(patient) = draft.patient.filter(|_| draft.frame.is_some_and(holds)) else { return false };
    let own = draft.clause.map(|at| view.clause(at)).filter(|clause| clause.head == draft.trigger);
    let could = own.is_some_and(|clause| clause.form == VerbForm::Infinitive || clause.modal.is_some());
    let happens = [around.object_of(patient), around.subject_of(patient)].into_iter().flatten().any(|at| {
        let lemma = view.clause(at).lemma;
        let mut verbs = view.frames().verbs.get(&lemma).into_iter().flatten();
        Some(at) != draft.clause
            && !view.frames().is(Job::Link, lemma)
            && verbs.any(|verb| view.frames().all[verb.frame].people && Some(verb.frame) != draft.frame)
    });
    could || happens && !is_whole(view, patient)
}
