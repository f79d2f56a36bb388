//! What somebody won: "received 54 percent of the vote", "came fourth with 1,496,687 votes", "had 6,984,520, and Obi 6,101,533".
//!
//! A frame's `score` names what is counted, the verbs whose subject has it, and who else may give it (a poll). A figure
//! without a noun goes on from one that has it.

use super::draft::Draft;
use super::frame::{Around, measures, subject};
use super::view::View;
use crate::annotate::clause::Link;
use crate::annotate::tag::Tag;
use crate::rules::frame::{Job, Score};
use crate::rules::lexicon::Class;

/// So many tokens a share in brackets may have.
const SHARE: usize = 8;
/// So many sentences back a figure without a noun goes on from one that has it.
const REACH: usize = 1;

/// A draft for each figure that is somebody's score, in text order.
pub(super) fn read(view: &View, around: &Around) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    if view.frames().scores.is_empty() {
        return drafts;
    }
    // The sentence last asked, and who gives figures in it.
    let mut known: Option<(usize, Option<usize>)> = None;
    let mut giver = |sentence: usize| match known {
        Some((before, giver)) if before == sentence => giver,
        _ => {
            let giver = giver(view, sentence);
            known = Some((sentence, giver));
            giver
        }
    };
    for at in 0..view.layers.quantities.len() {
        if let Some(draft) = score(view, around, at, &drafts, &mut giver) {
            drafts.push(draft);
        }
    }
    drafts
}

fn score(
    view: &View,
    around: &Around,
    at: usize,
    before: &[Draft],
    giver: &mut impl FnMut(usize) -> Option<usize>,
) -> Option<Draft> {
    let mention = view.quantity(at);
    if !matches!(mention.quantity.dimension.as_str(), "count" | "percent") {
        return None;
    }
    let token = mention.tokens.end.checked_sub(1)?;
    let phrase_at = view.phrase_at(token).or(view.phrase_at(mention.tokens.start))?;
    let phrase = view.phrase(phrase_at);
    // "won 233,211 votes more than his rival"
    let ahead = view.is(Job::More, phrase.tokens.end) || view.is(Job::More, mention.tokens.end);
    if view.counted_by_of(phrase_at) || ahead || in_some(view, phrase_at) {
        return None;
    }
    if let Some(last) = before.last()
        && let Some(draft) = share(view, around, at, phrase_at, last)
    {
        return Some(draft);
    }
    if let Some(draft) = given(view, at, phrase_at) {
        return Some(draft);
    }
    let bare = mention.tokens.contains(&phrase.head);
    // "7,176,141 of them"
    let them = phrase.of.is_some_and(|of| view.tag(view.phrase(of).head) == Tag::Pronoun);
    let noun = if bare {
        phrase.of.filter(|_| !them).map(|of| view.noun(view.phrase(of).head))
    } else {
        Some(view.noun(phrase.head))
    };
    let names = |noun| view.frames().scores.iter().any(|score| score.words.contains(noun));
    if noun.as_ref().is_some_and(|noun| !names(noun)) && !them {
        return None;
    }
    let given = giver(phrase.sentence);
    let found = view.frames().scores.iter().filter(|score| measures(view, score.frame, at));
    let found = found.filter(|score| score.by.is_empty() != given.is_some());
    let (score, has) = found
        .filter_map(|score| {
            let named = noun.is_some_and(|noun| score.words.contains(&noun))
                || them && said_before(view, phrase_at, score);
            if noun.is_some() && !named {
                return None;
            }
            let near = |last: &Draft| phrase.sentence - last.sentence.min(phrase.sentence) <= REACH;
            let alike = |last: &Draft| {
                let before = last.quantity.map(|at| &view.quantity(at).quantity.dimension);
                last.frame == Some(score.frame) && before == Some(&mention.quantity.dimension)
            };
            let goes_on = |_: &&Draft| noun.is_none() || named || given.is_some();
            let last = before.iter().rev().take_while(|last| near(last)).find(|last| alike(last));
            let has = holder(view, around, phrase_at, score, named, last.filter(goes_on), given)?;
            Some((score, has))
        })
        .next()?;
    Some(Draft {
        frame: Some(score.frame),
        trigger: token,
        sentence: phrase.sentence,
        clause: has.clause,
        support: has.clause,
        agent: Some(has.who),
        speaker: given.filter(|&giver| giver != has.who),
        quantity: Some(at),
        negated: has.clause.is_some_and(|at| view.clause(at).negated),
        ..Draft::default()
    })
}

/// "7 million (50.5%) voted for Reyes": the figure is the verb's subject, with a share in brackets between at most.
fn given(view: &View, at: usize, phrase_at: usize) -> Option<Draft> {
    let phrase = view.phrase(phrase_at);
    let mut next = phrase.tokens.end;
    if view.is_bracketed(next + 1) {
        next = (next + 1..next + SHARE).find(|&token| view.text(token) == ")")? + 1;
    }
    let clause_at = view.verb_at(next)?;
    let clause = view.clause(clause_at);
    let mut scores = view.frames().scores.iter();
    let score =
        scores.find(|score| score.given.contains(&clause.lemma) && measures(view, score.frame, at))?;
    let &(_, who) = clause.complements.iter().find(|(word, _)| score.to.contains(word))?;
    let person = view.entity_at(view.phrase(who).head).is_none_or(|mention| mention.kind != "place");
    (person && view.tag(view.phrase(who).head) == Tag::Name).then(|| Draft {
        frame: Some(score.frame),
        trigger: view.quantity(at).tokens.end - 1,
        sentence: phrase.sentence,
        clause: Some(clause_at),
        support: Some(clause_at),
        agent: Some(who),
        quantity: Some(at),
        negated: view.negated(clause),
        ..Draft::default()
    })
}

/// "25% of the votes in 34 counties": no figure of the whole.
fn in_some(view: &View, phrase: usize) -> bool {
    let counted = |at: usize| view.phrase(at).quantity.is_some();
    let whole = view.phrase(phrase).of.unwrap_or(phrase);
    let behind = view.behind(whole).into_iter().next();
    behind.is_some_and(|(word, at)| view.frames().is(Job::Where, word) && counted(at))
}

/// Is what "them" stands for named in this sentence or the one before?
fn said_before(view: &View, phrase: usize, score: &Score) -> bool {
    let phrase = view.phrase(phrase);
    let from = view.layers.sentences.get(phrase.sentence.saturating_sub(1));
    let from = from.map_or(phrase.tokens.start, |sentence| sentence.tokens.start);
    (from..phrase.tokens.start).any(|token| score.words.contains(&view.noun(token)))
}

/// The share that a score is: "7,176,141 votes (50.5%)", "7,176,141 votes, representing 50.5 percent of the total"; the
/// number that a share is: "50.5 percent (7.18 million)".
fn share(view: &View, around: &Around, at: usize, phrase_at: usize, last: &Draft) -> Option<Draft> {
    let mention = view.quantity(at);
    let counted = last.quantity.map(|at| view.quantity(at))?;
    let sentence = view.phrase(phrase_at).sentence;
    let other = counted.quantity.dimension != mention.quantity.dimension;
    let known = |dimension: &str| matches!(dimension, "count" | "percent");
    if !other || !known(&counted.quantity.dimension) || last.sentence != sentence {
        return None;
    }
    let score = view
        .frames()
        .scores
        .iter()
        .find(|score| last.frame == Some(score.frame) && !score.share.is_empty())?;
    let noun =
        view.phrase_at(counted.tokens.end.checked_sub(1)?).map(|phrase| view.phrase(phrase).tokens.end)?;
    let start = mention.tokens.start;
    let bracket = view.is_bracketed(start) && noun + 1 == start;
    let said = around.object_of(phrase_at).filter(|&at| {
        let clause = view.clause(at);
        let which = clause.link == Link::Relative && view.frames().is(Job::Link, clause.lemma);
        score.share.contains(&clause.lemma) || which
    });
    (bracket || said.is_some()).then(|| Draft {
        trigger: mention.tokens.end - 1,
        quantity: Some(at),
        clause: said.or(last.clause),
        ..last.clone()
    })
}

/// Whose score it is, by which clause.
struct Holder {
    who: usize,
    clause: Option<usize>,
}

fn holder(
    view: &View,
    around: &Around,
    phrase: usize,
    score: &Score,
    named: bool,
    last: Option<&Draft>,
    given: Option<usize>,
) -> Option<Holder> {
    let who = |who: usize, clause: Option<usize>| {
        // "The one poll gave the Greens 14 percent, the other gave them 21."
        let again = last.filter(|_| given.is_some() && view.tag(view.phrase(who).head) == Tag::Pronoun);
        let who = again.and_then(|last| last.agent).unwrap_or(who);
        is_somebody(view, who).then_some(Holder { who, clause })
    };
    // "52 percent for Bolsonaro"
    let behind = view.behind(phrase).into_iter().find(|(word, _)| score.to.contains(word)).map(|(_, to)| to);
    if let Some(to) = behind.filter(|_| named || last.is_some()) {
        return who(to, None);
    }
    // "received 304 votes to Clinton's 224"
    let owner = view.phrase(phrase).owner.filter(|_| named || last.is_some());
    if let Some(owner) = owner {
        return who(owner, None);
    }
    // "…, and Peter Obi of the Labour Party 6,101,533"
    let sentence = view.phrase(phrase).sentence;
    let gap = last.filter(|last| last.sentence == sentence).and_then(|_| before(view, phrase, score));
    if let Some(before) = gap.filter(|&before| is_somebody(view, before)) {
        return who(before, None);
    }
    // "36.5 percent of the votes and 258 seats"
    let mut first = around.coordinated(phrase);
    if let Some(outer) = view.counts_of(first).filter(|_| named && first != phrase) {
        first = around.coordinated(outer);
    }
    if let Some(at) = around.object_of(first) {
        let clause = view.clause(at);
        // "polled 37 percent", but "the hospital received 120"
        let share = given.is_some() || view.phrase(phrase).quantity.is_some_and(|at| is_share(view, at));
        let counted = named || last.is_some() || share && score.plain.contains(&clause.lemma);
        if !score.verbs.contains(&clause.lemma) || !counted {
            return None;
        }
        if given.is_some() {
            let other = clause.objects.iter().copied().find(|&other| other != phrase);
            let other = other.or_else(|| {
                clause.complements.iter().find(|(word, _)| score.to.contains(word)).map(|&(_, to)| to)
            });
            if let Some(other) = other {
                return who(other, Some(at));
            }
        }
        return subject(view, around, clause)
            .filter(|_| !clause.passive)
            .and_then(|subject| who(subject, Some(at)));
    }
    if let Some((at, preposition)) = around.complement_of(first) {
        let clause = view.clause(at);
        // "fell to 12.4 percent of the vote"
        let level =
            view.frames().levels.get(&clause.lemma).is_some_and(|level| level.at.contains(&preposition));
        let reached = level && named && clause.objects.is_empty();
        if !(score.with.contains(&preposition) || reached)
            || !(named || last.is_some() || score.plain.contains(&clause.lemma))
        {
            return None;
        }
        return subject(view, around, clause).and_then(|subject| who(subject, Some(at)));
    }
    // "was a distant fourth with 1,496,687"
    let start = view.phrase(phrase).tokens.start;
    let with = start.checked_sub(1).filter(|&token| score.with.contains(&view.word(token)))?;
    let near = view.clauses_of(sentence).rev().find(|(_, clause)| clause.verb.end <= with);
    let (at, clause) = near.filter(|_| named || last.is_some())?;
    subject(view, around, clause).and_then(|subject| who(subject, Some(at)))
}

fn is_share(view: &View, quantity: usize) -> bool {
    view.quantity(quantity).quantity.dimension == "percent"
}

/// The phrase that stands directly before another, with what is behind its "of"; a comma or "with" may be between.
fn before(view: &View, phrase: usize, score: &Score) -> Option<usize> {
    if view.counts_of(phrase).is_some() {
        return None;
    }
    let start = view.phrase(phrase).tokens.start;
    let between = |token: &usize| !view.is_word(*token) || score.with.contains(&view.word(*token));
    let end = start.checked_sub(1).filter(|token| !between(token)).or(start.checked_sub(2))?;
    let other = view.phrase_at(end)?;
    let mut whole = other;
    // "Odinga, a figure of the opposition, 48.85 percent"
    let outer = |at: usize| {
        let of = view.counts_of(at);
        of.or_else(|| view.phrase(at).owner.and_then(|owner| view.counts_of(owner))).or(view.said_of(at))
    };
    while let Some(outer) = outer(whole).filter(|&outer| outer < whole) {
        whole = outer;
    }
    (view.phrase(whole).sentence == view.phrase(phrase).sentence).then_some(whole)
}

fn is_somebody(view: &View, phrase: usize) -> bool {
    let phrase = view.phrase(phrase);
    let head = phrase.head;
    phrase.quantity.is_none()
        && (view.tag(head) == Tag::Pronoun
            || view.tag(head) == Tag::Name
            || view.entity_at(head).is_some()
            || phrase.tokens.len() == 1 && view.layers.tokens[head].capital
            || view.class(head).intersects(Class::PERSON | Class::GROUP))
}

/// The phrase of the sentence that gives scores of others: "an exit poll".
fn giver(view: &View, sentence: usize) -> Option<usize> {
    let tokens = view.layers.sentences.get(sentence)?.tokens.clone();
    let givers = &view.frames().givers;
    tokens.filter(|&token| givers.contains(view.noun(token))).find_map(|token| view.phrase_at(token))
}
