//! Figures of other places that leave out what they count: "446 people died in Mozambique, 259 in Zimbabwe and 56 in Malawi".

use rustc_hash::FxHashSet;

use super::draft::Draft;
use super::view::View;
use crate::annotate::tag::Tag;
use crate::rules::frame::Job;

/// A draft for each figure with a place that stands behind a figure of people with a place of its own.
pub(super) fn read(view: &View, drafts: &[Draft], taken: &FxHashSet<usize>) -> Vec<Draft> {
    let mut wholes: Vec<&Draft> = drafts.iter().filter(|draft| counts_people(view, draft)).collect();
    wholes.sort_by_key(|draft| (draft.sentence, figure(view, draft)));
    let mut found: Vec<Draft> = Vec::new();
    for at in (0..view.layers.quantities.len()).filter(|at| !taken.contains(at)) {
        let Some(place) = place_behind(view, at).filter(|_| is_joined(view, at)) else { continue };
        let sentence = view.phrase(place).sentence;
        let before =
            wholes.partition_point(|draft| (draft.sentence, figure(view, draft)) < (sentence, Some(at)));
        let last = wholes[..before].last().copied().into_iter().chain(found.last());
        let last = last.filter(|draft| draft.sentence == sentence).max_by_key(|draft| figure(view, draft));
        let Some(draft) = last.filter(|draft| has_place(view, draft, at)) else { continue };
        found.push(Draft {
            quantity: Some(at),
            trigger: view.quantity(at).tokens.start,
            place: Some(place),
            modifier: None,
            ..draft.clone()
        });
    }
    found
}

fn counts_people(view: &View, draft: &Draft) -> bool {
    let people = draft.frame.is_some_and(|at| view.frames().all[at].people);
    people && !draft.zero && !draft.moved && figure(view, draft).is_some()
}

fn figure(view: &View, draft: &Draft) -> Option<usize> {
    let of = |at: Option<usize>| at.and_then(|at| view.phrase(at).quantity);
    draft.quantity.or_else(|| of(draft.patient)).or_else(|| of(draft.agent))
}

/// The place of a bare number: Zimbabwe of "259 in Zimbabwe".
fn place_behind(view: &View, at: usize) -> Option<usize> {
    let mention = view.quantity(at);
    let bare = view.phrase_at(mention.tokens.end.checked_sub(1)?).is_none_or(|phrase| {
        let phrase = view.phrase(phrase);
        mention.tokens.contains(&phrase.head) && phrase.of.is_none()
    });
    let end = mention.tokens.end;
    let counts = mention.quantity.dimension == "count" && bare && view.is(Job::Where, end);
    let place =
        view.phrase_at(end + 1).filter(|&place| counts && view.phrase(place).tokens.start == end + 1)?;
    let head = view.phrase(place).head;
    let named = view.tag(head) == Tag::Name && view.entity_at(head).is_none_or(|known| known.kind == "place");
    named.then_some(place)
}

/// Does it stand behind a comma or a conjunction?
fn is_joined(view: &View, at: usize) -> bool {
    let before = view.quantity(at).tokens.start.checked_sub(1);
    before
        .is_some_and(|before| view.tag(before) == Tag::Conjunction || matches!(view.text(before), "," | ";"))
}

/// Has the figure of a draft a place, named between it and the next figure, and nothing else behind that?
fn has_place(view: &View, draft: &Draft, next: usize) -> bool {
    let Some(own) = figure(view, draft) else { return false };
    let between = view.quantity(own).tokens.end..view.quantity(next).tokens.start;
    between.clone().any(|token| {
        let place = view.is(Job::Where, token).then(|| view.phrase_at(token + 1)).flatten();
        place.is_some_and(|place| {
            let phrase = view.phrase(place);
            let behind = phrase.tokens.end..between.end;
            view.tag(phrase.head) == Tag::Name
                && behind.into_iter().all(|token| matches!(view.tag(token), Tag::Conjunction | Tag::Mark))
        })
    })
}
