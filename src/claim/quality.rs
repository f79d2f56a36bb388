//! What somebody says that something is or is not: "it was a sophisticated attack", "the ship was not insured".
//!
//! Only what is said by somebody, or denied: what an outlet calls things in passing is no claim that others would contradict.

use super::draft::Draft;
use super::frame::Around;
use super::view::View;
use crate::annotate::tag::Tag;
use crate::rules::frame::Job;

/// A draft for each quality that a clause, or a cue such as "called it", gives to something.
pub(super) fn read(view: &View, around: &Around) -> Vec<Draft> {
    let clauses = (0..view.layers.clauses.len()).filter_map(|at| of_clause(view, at));
    let called = (0..view.layers.phrases.len()).filter_map(|at| of_content(view, around, at));
    clauses.chain(called).collect()
}

/// "was not a sophisticated attack", "was unprovoked"
fn of_clause(view: &View, at: usize) -> Option<Draft> {
    let clause = view.clause(at);
    if !view.frames().is(Job::Link, clause.lemma) || clause.passive {
        return None;
    }
    let negated = view.negated(clause);
    let object = clause.objects.first().copied();
    let (quality, bearer) = match object {
        Some(object) => (before_head(view, object)?, object),
        None => {
            let first = (clause.verb.end..clause.verb.end + 4)
                .find(|&token| !matches!(view.tag(token), Tag::Adverb | Tag::Negation))?;
            let subject =
                clause.subject.filter(|&subject| view.tag(view.phrase(subject).head) != Tag::Pronoun)?;
            (
                (view.tag(first) == Tag::Adjective && view.phrase_at(first).is_none()).then_some(first)?,
                subject,
            )
        }
    };
    // "17 people were missing" is a frame's.
    if view.phrase(bearer).quantity.is_some() || view.frames().adjectives.contains_key(&view.word(quality)) {
        return None;
    }
    let draft = draft(view, quality, bearer, Some(at), negated);
    (negated || said(view, &draft)).then_some(draft)
}

/// "called it a sophisticated attack"
fn of_content(view: &View, around: &Around, at: usize) -> Option<Draft> {
    let phrase = view.phrase(at);
    let quality = before_head(view, at)?;
    let (words, noun) = (view.span(phrase.tokens.clone()), view.span(phrase.head..phrase.head + 1));
    let called = view.attributions(phrase.sentence).any(|attribution| {
        // Quotation marks may stand around it.
        attribution.content.contains(noun) && attribution.content.len() <= words.len() + 4
    });
    called.then(|| draft(view, quality, at, around.clause(at), false))
}

/// The adjective directly before a phrase's noun.
fn before_head(view: &View, at: usize) -> Option<usize> {
    let phrase = view.phrase(at);
    let before = phrase.head.checked_sub(1).filter(|&token| token >= phrase.tokens.start)?;
    (phrase.quantity.is_none() && view.tag(before) == Tag::Adjective).then_some(before)
}

fn draft(view: &View, quality: usize, bearer: usize, clause: Option<usize>, negated: bool) -> Draft {
    Draft {
        noun: Some(quality),
        trigger: quality,
        sentence: view.phrase(bearer).sentence,
        clause,
        patient: Some(bearer),
        negated,
        quality: true,
        ..Draft::default()
    }
}

/// Does an attribution hold it?
fn said(view: &View, draft: &Draft) -> bool {
    let trigger = view.span(draft.trigger..draft.trigger + 1);
    view.attributions(draft.sentence).any(|attribution| attribution.content.contains(trigger))
}
