//! What a story counts once, whatever the verb: those who attacked, the blasts, the storeys of a building, the pages of a
//! document.

use super::count;
use super::draft::Draft;
use super::frame::Around;
use super::view::View;
use crate::annotate::Clause;
use crate::annotate::clause::VerbForm;
use crate::annotate::tag::Tag;
use crate::rules::frame::{Job, Tally};
use crate::rules::lexicon::{Class, WordId};
use crate::value::{Decimal, Interval};

/// A draft for each figure of what a story counts once.
pub(super) fn read(view: &View, around: &Around) -> Vec<Draft> {
    let mut drafts = Vec::new();
    // Those whom the article has counted as some of them, by noun and number.
    let mut some = Vec::new();
    for at in 0..view.layers.phrases.len() {
        let phrase = view.phrase(at);
        let Some(quantity) = phrase.quantity.or_else(|| view.quantity_at(phrase.head)) else {
            drafts.extend(alone(view, around, at));
            continue;
        };
        if view.quantity(quantity).quantity.dimension != "count" {
            continue;
        }
        drafts.extend(size(view, around, at, quantity));
        if view.frames().tallies.contains_key(&view.noun(phrase.head)) {
            let all = all_of(view, around, at, quantity, &some);
            if all.is_none() {
                some.push(view.quantity(quantity).quantity.interval);
            }
            drafts.extend(all);
        } else {
            drafts.extend(in_all(view, around, at, quantity));
        }
    }
    drafts
}

/// All of those whom a story counts once: "three gunmen stormed the hall", "all three attackers". `some` are numbers of
/// those who were only some of them.
fn all_of(view: &View, around: &Around, at: usize, quantity: usize, some: &[Interval]) -> Option<Draft> {
    let phrase = view.phrase(at);
    let tallies = view.frames().tallies.get(&view.noun(phrase.head))?;
    // "Three gunmen and a driver" are four.
    let alone = count::members(view, at).len() == 1 && around.coordinated(at) == at;
    if is_vague(view, quantity) || !alone {
        return None;
    }
    let each = view.is(Job::Whole, phrase.tokens.start)
        || before(view, at).is_some_and(|token| view.is(Job::Whole, token));
    let others = view.layers.sentences[phrase.sentence].tokens.clone().any(|token| is_added(view, token));
    if others && !each {
        return None;
    }
    // "The two" of whom the article has told before are as many of them as they were then.
    let known = some.contains(&view.quantity(quantity).quantity.interval);
    let whole = !is_limited(view, at) && (each || !known && view.is(Job::Definite, phrase.tokens.start));
    tallies.iter().find_map(|tally| {
        // "All four militants who stormed the hotel"
        let those = each && view.class(phrase.tokens.end).contains(Class::RELATIVE) && {
            let behind = view.clauses_of(phrase.sentence).map(|(_, clause)| clause);
            let mut behind = behind.filter(|clause| clause.verb.start > phrase.tokens.end);
            behind.next().is_some_and(|clause| tally.verbs.contains(&clause.lemma))
        };
        let whole = tally.whole && whole || those;
        // "A group of three gunmen" does what the three do.
        let group =
            view.counts_of(at).filter(|&group| tally.nouns.contains(&view.noun(view.phrase(group).head)));
        let doer = group.unwrap_or(at);
        let clause = does(view, doer, tally);
        let of = group.is_some() && view.phrase(doer).quantity.is_none();
        let partial = view.counted_by_of(at) && !whole;
        (!partial && (whole || of || clause.is_some() || is_behind(view, doer, tally)))
            .then(|| draft(view, tally, at, quantity, clause.or_else(|| around.clause(doer))))
    })
}

/// "A lone gunman": one, and no other.
fn alone(view: &View, around: &Around, at: usize) -> Option<Draft> {
    let phrase = view.phrase(at);
    let tally = view.frames().tallies.get(&view.noun(phrase.head))?.iter().find(|tally| tally.whole)?;
    let single = !view.class(phrase.head).contains(Class::PLURAL) && !phrase.negated;
    let sole = (phrase.tokens.start..phrase.head).any(|token| view.is(Job::Lone, token));
    (single && sole).then(|| Draft {
        frame: Some(tally.frame),
        trigger: phrase.head,
        sentence: phrase.sentence,
        clause: around.clause(at),
        alone: Some(at),
        negated: around.clause(at).is_some_and(|clause| view.negated(view.clause(clause))),
        ..Draft::default()
    })
}

/// "The attackers were three."
fn in_all(view: &View, around: &Around, at: usize, quantity: usize) -> Option<Draft> {
    let bare = view.quantity_at(view.phrase(at).head).is_some() && view.phrase(at).of.is_none();
    let clause = around.object_of(at).filter(|_| bare && !is_vague(view, quantity))?;
    let whose = view.phrase(view.clause(clause).subject?);
    let tally = view.frames().tallies.get(&view.noun(whose.head))?.iter().find(|tally| tally.whole)?;
    let all = view.is(Job::Definite, whose.tokens.start) && whose.quantity.is_none();
    let link = view.frames().is(Job::Link, view.clause(clause).lemma);
    (all && link).then(|| draft(view, tally, at, quantity, Some(clause)))
}

fn draft(view: &View, tally: &Tally, at: usize, quantity: usize, clause: Option<usize>) -> Draft {
    Draft {
        frame: Some(tally.frame),
        trigger: view.phrase(at).head,
        sentence: view.phrase(at).sentence,
        clause,
        // "Nine coaches of the night express"
        agent: view.phrase(at).of,
        quantity: Some(quantity),
        negated: clause.is_some_and(|clause| view.negated(view.clause(clause))),
        ..Draft::default()
    }
}

/// The token before a phrase.
fn before(view: &View, at: usize) -> Option<usize> {
    view.phrase(at).tokens.start.checked_sub(1)
}

/// "Others", "two more": somebody else is counted beside them. "Another account" is nobody.
fn is_added(view: &View, token: usize) -> bool {
    let head = view.phrase_at(token).map(|at| view.phrase(at).head).filter(|&head| head > token);
    let people = |head: usize| {
        view.class(head).contains(Class::PERSON) || view.frames().categories.contains_key(&view.noun(head))
    };
    let thing = head.is_some_and(|head| {
        view.tag(head) == Tag::Noun && !people(head) && !view.frames().tallies.contains_key(&view.noun(head))
    });
    if thing {
        return false;
    }
    let another =
        view.frames().is(Job::Another, view.word(token)) || view.frames().is(Job::Another, view.noun(token));
    another || view.is(Job::More, token) && view.quantity_at(token).is_none()
}

/// One or none, or nobody knows: who tells of one of them does not say that there was no other.
fn is_vague(view: &View, quantity: usize) -> bool {
    let interval = view.quantity(quantity).quantity.interval;
    let low = interval.low.map(|bound| bound.value);
    low.is_none_or(|low| low <= Decimal::ONE) || interval.approximate && interval.point().is_none()
}

/// The clause that tells what all of them did, or what was done with them, or that they were there.
fn does(view: &View, at: usize, tally: &Tally) -> Option<usize> {
    // "After leaving Tacoma all twelve cars swayed" tells of no cars that left.
    let aside = |clause: &Clause| {
        let before = clause.verb.start.checked_sub(1).map(|before| view.tag(before));
        clause.form == VerbForm::Gerund && matches!(before, Some(Tag::Preposition | Tag::Subordinator))
    };
    let says = |clause: &Clause| {
        let by = |&(word, phrase): &(WordId, usize)| phrase == at && view.rules.lexicon.id("by") == word;
        match clause.subject == Some(at) {
            true if clause.passive => tally.objects.contains(&clause.lemma),
            true => tally.verbs.contains(&clause.lemma) || is_there(view, clause),
            false if clause.passive => {
                clause.complements.iter().any(by) && tally.verbs.contains(&clause.lemma)
            }
            false => {
                clause.objects.contains(&at)
                    && (tally.objects.contains(&clause.lemma) || is_there(view, clause))
            }
        }
    };
    // "Arrested four gunmen that attacked a bus" speaks of those four.
    if view.tag(view.phrase(at).tokens.end) == Tag::Relative {
        return None;
    }
    let mut clauses = view.clauses_of(view.phrase(at).sentence);
    clauses
        .find(|(_, clause)| clause.modal.is_none() && !aside(clause) && says(clause))
        .map(|(number, _)| number)
}

/// "There were three attackers."
fn is_there(view: &View, clause: &Clause) -> bool {
    let before = clause.verb.start.checked_sub(1);
    view.frames().is(Job::Link, clause.lemma) && before.is_some_and(|before| view.is(Job::There, before))
}

/// "An attack by three gunmen"
fn is_behind(view: &View, at: usize, tally: &Tally) -> bool {
    let start = view.phrase(at).tokens.start;
    let before = start.checked_sub(2).and_then(|token| view.phrase_at(token));
    let by = start > 0 && view.word(start - 1) == view.rules.lexicon.id("by");
    by && before.is_some_and(|before| tally.nouns.contains(&view.noun(view.phrase(before).head)))
}

/// "The three attackers who died"
fn is_limited(view: &View, at: usize) -> bool {
    let behind = view.phrase(at).tokens.end;
    matches!(view.tag(behind), Tag::Relative | Tag::Participle | Tag::Gerund | Tag::Preposition)
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
    // "A train of 72 oil tank cars"
    let compound = (behind..phrase.head).all(|token| view.class(token).contains(Class::NOUN));
    if view.is(Job::Definite, phrase.tokens.start) {
        return None;
    }
    let clause = around.object_of(at).or(around.complement_of(at).map(|(clause, _)| clause));
    sizes.iter().find_map(|size| {
        let is_of = |whose: &usize| {
            let head = view.phrase(*whose).head;
            let several = view.class(head).contains(Class::PLURAL);
            let pronoun = view.tag(head) == Tag::Pronoun;
            let they = size.many && pronoun && !view.is(Job::Alone, head) && !view.is(Job::Thing, head);
            they || size.of.contains(&view.noun(head)) && (size.many || !several)
        };
        let compound = compound || size.described;
        if let Some(whose) = view.counts_of(at).filter(is_of).filter(|_| compound) {
            return Some(draft(size.frame, whose, around.clause(whose)));
        }
        // "A train with 90 cars"
        let start = phrase.tokens.start;
        let before = start.checked_sub(2).filter(|_| size.with.contains(&view.word(start - 1)));
        let before = before.and_then(|before| view.phrase_at(before)).filter(is_of).filter(|_| compound);
        if let Some(whose) = before {
            return Some(draft(size.frame, whose, around.clause(whose)));
        }
        // "The tower's 129 flats", "there were 129 flats in the tower"
        let there = around.clause(at).filter(|&at| is_there(view, view.clause(at)));
        let within = view.behind(at).into_iter().find(|(word, _)| view.frames().is(Job::Where, *word));
        let within = within.or_else(|| {
            let mut found = there.into_iter().flat_map(|at| &view.clause(at).complements);
            found.find(|(word, _)| view.frames().is(Job::Where, *word)).copied()
        });
        let within = within.map(|(_, whose)| whose).filter(|_| there.is_some());
        if let Some(whose) = phrase.owner.or(within).filter(is_of).filter(|_| behind == phrase.head) {
            return Some(draft(size.frame, whose, around.clause(whose)));
        }
        if behind != phrase.head {
            // "Nine damaged floors" are not all that there are.
            return None;
        }
        let has = clause.filter(|&clause| size.has.contains(&view.clause(clause).lemma))?;
        let whose = view.clause(has).subject.filter(|_| !view.clause(has).passive).filter(is_of)?;
        Some(draft(size.frame, whose, Some(has)))
    })
}
