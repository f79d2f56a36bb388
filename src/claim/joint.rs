//! Figures of several together: "killed and wounded 18" is both in one, "a mother and her two sons" are three.

use super::count;
use super::draft::Draft;
use super::view::View;
use crate::annotate::tag::Tag;
use crate::rules::frame::Counts;

/// So many tokens may stand between two words that share a figure.
const BETWEEN: usize = 3;

/// Makes one of two drafts that share a figure and cannot both hold of all that it counts: "killed and wounded 18
/// militants" counts casualties.
pub(super) fn merge(view: &View, drafts: &mut Vec<Draft>) {
    let counted = |draft: &Draft| {
        let people = draft.frame.is_some_and(|at| view.frames().all[at].people);
        people.then(|| draft.quantity.or_else(|| view.phrase(draft.patient?).quantity)).flatten()
    };
    let mut figures: Vec<(usize, usize)> =
        drafts.iter().enumerate().filter_map(|(at, draft)| Some((counted(draft)?, at))).collect();
    figures.sort_unstable();
    let mut dropped = Vec::new();
    for pair in figures.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
        let (one, other) = (pair[0].1, pair[1].1);
        if let Some(frame) = both(view, &drafts[one], &drafts[other]) {
            drafts[one].frame = Some(frame);
            dropped.push(other);
        }
    }
    dropped.sort_unstable();
    dropped.into_iter().rev().for_each(|at| _ = drafts.remove(at));
}

/// The frame that two exclusive ones imply, where a conjunction joins their words.
fn both(view: &View, one: &Draft, other: &Draft) -> Option<usize> {
    let frames = view.frames();
    let (a, b) = (&frames.all[one.frame?], &frames.all[other.frame?]);
    let (first, second) = (one.trigger.min(other.trigger), one.trigger.max(other.trigger));
    let between = first + 1..second;
    // "12 deaths and 30 injured" are two figures.
    let another = between.clone().any(|at| view.quantity_at(at).is_some());
    let joined =
        between.len() <= BETWEEN && between.clone().any(|at| view.tag(at) == Tag::Conjunction) && !another;
    let name = a.implies.iter().find(|name| b.implies.contains(name))?;
    (joined && frames.exclude(&a.name, &b.name)).then(|| frames.place(name)).flatten()
}

/// A draft for each coordination of people that the words count one by one.
pub(super) fn sums(view: &View, drafts: &[Draft]) -> Vec<Draft> {
    let sums = drafts.iter().filter(|draft| {
        let people = draft.frame.is_some_and(|at| {
            let frame = &view.frames().all[at];
            frame.people && frame.counts == Counts::Patient
        });
        let plain = !draft.part && !draft.zero && !draft.negated && draft.quantity.is_none();
        let patient = draft.patient.filter(|_| people && plain);
        let whole = patient.filter(|&at| !goes_on(view, at));
        whole.is_some_and(|at| count::sum(view, &count::members(view, at)).is_some())
    });
    sums.map(|draft| Draft { together: true, ..draft.clone() }).collect()
}

/// Is it the end of a list that began with others: the crew of "184 passengers, 10 infants among them, two pilots and four
/// attendants"?
fn goes_on(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    let behind = phrase.tokens.start.checked_sub(1).is_some_and(|before| view.text(before) == ",");
    let same = |other: &usize| view.phrase(*other).sentence == phrase.sentence;
    let mut before = (0..at).rev().take_while(same);
    behind && before.any(|other| view.phrase(other).quantity.is_some() && count::are_people(view, other))
}
