//! Figures whose noun stands in the figure before: "Silva had 6,984 votes and Costa 6,101", "Reyes polled 1,496".

use rustc_hash::FxHashSet;

use super::draft::Draft;
use super::frame::Around;
use super::view::View;
use crate::annotate::tag::Tag;
use crate::rules::frame::{Counts, Job};

/// So many sentences back the noun may stand.
const REACH: usize = 2;
/// So many figures are looked back at.
const MOST: usize = 16;

/// A draft for each figure without a noun that somebody else has of what a draft before counts.
pub(super) fn read(view: &View, around: &Around, drafts: &[Draft], taken: &FxHashSet<usize>) -> Vec<Draft> {
    let own: FxHashSet<usize> = drafts.iter().filter_map(|draft| draft.quantity).collect();
    let mut wholes: Vec<&Draft> = drafts.iter().filter(|draft| held(view, draft).is_some()).collect();
    wholes.sort_by_key(|draft| (draft.sentence, draft.trigger));
    let mut found: Vec<Draft> = Vec::new();
    for at in (0..view.layers.quantities.len()).filter(|at| !taken.contains(at) && !own.contains(at)) {
        let Some((holder, clause)) = holder(view, around, at) else { continue };
        let first = view.quantity(at).tokens.start;
        let sentence = view.phrase(holder).sentence;
        let before = wholes.partition_point(|draft| (draft.sentence, draft.trigger) < (sentence, first));
        let reach = |draft: &&Draft| draft.sentence + REACH >= sentence;
        let near = wholes[..before].iter().copied().rev().take(MOST).take_while(reach);
        let near = near.chain(found.iter().rev().take(MOST).take_while(reach));
        let fits = |draft: &&Draft| match (clause, draft.clause.or(draft.support)) {
            // "had 6,984 votes and Costa 6,101": nothing between but the two.
            (None, _) => draft.sentence == sentence,
            (Some(clause), Some(other)) => {
                let lemmas = [clause, other].map(|at| view.clause(at).lemma);
                // "With 8,794 votes he was 2,000 ahead" goes on with nothing.
                let link = view.frames().is(Job::Link, lemmas[0]);
                lemmas[0] == lemmas[1] && !link
                    || lemmas.iter().all(|&lemma| view.frames().is(Job::Hold, lemma))
            }
            (Some(_), None) => false,
        };
        let last = near.filter(fits).max_by_key(|draft| (draft.sentence, draft.trigger));
        if let Some(draft) = last.filter(|draft| same_dimension(view, draft, at)) {
            let draft = draft.clone();
            found.push(Draft {
                agent: Some(holder),
                quantity: Some(at),
                trigger: first,
                sentence,
                clause,
                support: clause,
                negated: clause.is_some_and(|at| view.clause(at).negated),
                part: false,
                modifier: None,
                ..draft
            });
        }
    }
    found
}

/// The phrase that has what the draft counts, where it has a figure of its own.
fn held(view: &View, draft: &Draft) -> Option<usize> {
    let holds = |counts| matches!(counts, Counts::Value | Counts::Patient);
    let holds = draft.frame.is_none_or(|at| holds(view.frames().all[at].counts));
    let counted = figure(view, draft).is_some() && !draft.event && !draft.moved && !draft.zero;
    draft.agent.filter(|_| holds && counted)
}

/// The figure of a draft.
fn figure(view: &View, draft: &Draft) -> Option<usize> {
    draft.quantity.or(draft.patient.and_then(|at| view.phrase(at).quantity))
}

fn same_dimension(view: &View, draft: &Draft, at: usize) -> bool {
    let dimension = |at: usize| &view.quantity(at).quantity.dimension;
    figure(view, draft).is_some_and(|other| dimension(other) == dimension(at))
}

/// Who has a figure that counts nothing named: its verb's subject, or the phrase directly before it.
fn holder(view: &View, around: &Around, at: usize) -> Option<(usize, Option<usize>)> {
    let mention = view.quantity(at);
    let phrase_at = view.phrase_at(mention.tokens.end.checked_sub(1)?)?;
    let phrase = view.phrase(phrase_at);
    if !mention.tokens.contains(&phrase.head) || phrase.of.is_some() || view.counted_by_of(phrase_at) {
        return None;
    }
    // "cut 900 jobs and Amazon 18,000": the name is no object.
    let name = phrase.tokens.start.checked_sub(1).and_then(|token| view.phrase_at(token));
    let name = name.filter(|&name| {
        let named = view.phrase(name);
        named.quantity.is_none()
            && view.tag(named.head) == Tag::Name
            && named.head + 1 == phrase.tokens.start
            && named.tokens.start.checked_sub(1).is_some_and(|token| view.tag(token) == Tag::Conjunction)
    });
    if let Some(name) = name {
        return Some((name, None));
    }
    if let Some(clause_at) = around.object_of(phrase_at) {
        let clause = view.clause(clause_at);
        let subject = clause.subject.filter(|_| !clause.passive)?;
        return Some((subject, Some(clause_at)));
    }
    let alone = around.clause(phrase_at).is_none();
    let before = (1..3).filter_map(|back| phrase.tokens.start.checked_sub(back));
    let before = before.clone().find_map(|token| view.phrase_at(token)).filter(|_| {
        before.take_while(|&token| view.phrase_at(token).is_none()).all(|token| view.tag(token) == Tag::Mark)
    })?;
    let other = view.phrase(before);
    let owner = whole(view, before);
    (alone && other.sentence == phrase.sentence && other.quantity.is_none() && around.clause(owner).is_none())
        .then_some((owner, None))
}

/// The phrase whose "of" it stands behind: "Reyes" of "Reyes of the People's Party".
fn whole(view: &View, phrase: usize) -> usize {
    let mut at = phrase;
    let behind =
        |at: usize| view.counts_of(at).or(view.phrase(at).owner.and_then(|owner| view.counts_of(owner)));
    while let Some(outer) = behind(at).filter(|&outer| outer < at) {
        at = outer;
    }
    at
}
