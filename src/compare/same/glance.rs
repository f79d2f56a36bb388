//! A glance at two claims: how much they can have in common at most, by numbers alone.
//!
//! Names take long to compare, the claims of a long run lie far from each other in memory, and most pairs have too
//! little in common whatever comes of it.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::kind::{matter, once};
use super::time::{Days, dated};
use super::{Slot, are_dated_alike, closeness, is_recalled};
use crate::claim::Participant;
use crate::compare::story::Stories;
use crate::compare::view::{View, Who};
use crate::rules::Rules;

/// What a claim says in its slots, as far as a glance goes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glance {
    pub document: u32,
    pub days: Option<Days>,
    /// Does it say when, and is that taken over from around it?
    time: Option<bool>,
    event: bool,
    patient: Name,
    agent: Name,
    place: Option<Spot>,
}

/// Who fills a slot. One name has one number; two names share one hardly ever, and then a second look tells them apart.
#[derive(Debug, Clone, Copy)]
enum Name {
    Nobody,
    Unnamed,
    Named(u32),
}

/// Where it happened.
#[derive(Debug, Clone, Copy)]
struct Spot {
    entity: Name,
    /// The words in any case; `None` where they may be the same as others for all that a glance says.
    words: Option<u32>,
    inherited: bool,
}

impl Glance {
    pub(crate) fn of(view: &View) -> Glance {
        let claim = view.claim;
        let who = |who: Option<Who>| who.map_or(Name::Nobody, |who| Name::of(who.entity));
        Glance {
            document: view.document as u32,
            days: Days::of(view),
            time: claim.time.as_ref().map(|time| time.inherited),
            event: claim.event.is_some(),
            patient: who(view.patient),
            agent: who(view.agent),
            place: claim.place.as_deref().map(Spot::of),
        }
    }
}

impl Name {
    fn of(entity: Option<&str>) -> Name {
        entity.map_or(Name::Unnamed, |entity| Name::Named(number(entity.bytes())))
    }

    /// Are the two the same? `None` where one has no name.
    fn is(self, other: Name) -> Option<bool> {
        match (self, other) {
            (Name::Named(one), Name::Named(other)) => Some(one == other),
            _ => None,
        }
    }
}

impl Spot {
    fn of(place: &Participant) -> Spot {
        let lower = || place.text.bytes().map(|byte| byte.to_ascii_lowercase());
        Spot {
            entity: Name::of(place.entity.as_deref()),
            words: place.text.is_ascii().then(|| number(lower())),
            inherited: place.inherited,
        }
    }

    fn is(self, other: Spot) -> bool {
        let words = self.words.zip(other.words);
        self.entity.is(other.entity) == Some(true) || words.is_none_or(|(one, other)| one == other)
    }
}

fn number(bytes: impl Iterator<Item = u8>) -> u32 {
    let mut hasher = FxHasher::default();
    bytes.for_each(|byte| hasher.write_u8(byte));
    hasher.finish() as u32
}

/// The most that two claims of one kind, that of `view`, the first of them, can weigh: what each slot would add if it
/// matched.
pub(crate) fn most(
    view: &View,
    one: &Glance,
    other: &Glance,
    but: Option<Slot>,
    stories: &Stories,
    rules: &Rules,
) -> f64 {
    if one.document == other.document {
        return f64::INFINITY;
    }
    let weights = &rules.comparison.weights;
    let event = if one.event && other.event { weights.event } else { 0.0 };
    let patient = match (one.patient, other.patient) {
        _ if but == Some(Slot::Patient) => weights.kind,
        (Name::Nobody, _) | (_, Name::Nobody) => weights.guess,
        (a, b) => match a.is(b) {
            Some(true) => weights.one.max(weights.slot) + weights.kind.max(weights.guess),
            Some(false) => weights.slot.max(weights.guess + weights.kind.max(weights.guess)),
            None => weights.kind.max(weights.guess),
        },
    };
    let agent = match (one.agent, other.agent) {
        _ if but == Some(Slot::Agent) => weights.deed,
        (Name::Nobody, _) | (_, Name::Nobody) => 0.0,
        (a, b) => match a.is(b) {
            Some(true) => weights.one.max(weights.deed).max(weights.kind),
            Some(false) => weights.deed.max(weights.slot).max(weights.guess),
            None => weights.slot,
        },
    };
    let half = |inherited: bool| if inherited { weights.inherited } else { 1.0 };
    let by_place = |glance: &Glance| stories.is_told_by_place(glance.document as usize, &view.kind, rules);
    let place = match (one.place, other.place) {
        _ if matches!(but, Some(Slot::Place | Slot::Agent)) => 0.0,
        _ if by_place(one) || by_place(other) => weights.slot,
        (Some(a), Some(b)) => {
            half(a.inherited || b.inherited)
                * if a.is(b) { weights.slot.max(weights.kind) } else { weights.kind }
        }
        _ => 0.0,
    };
    let days = one.days.zip(other.days);
    let time = match (one.time, other.time) {
        _ if but == Some(Slot::Time) || !dated(view, rules) => 0.0,
        (Some(a), Some(b)) => {
            let most = match days.map(|(one, other)| one.meets(other)) {
                Some(true) => weights.slot.max(weights.guess),
                Some(false) => 0.0,
                None => weights.guess.max(1.0),
            };
            half(a || b) * most
        }
        _ => 0.0,
    };
    let documents = [one, other].map(|glance| glance.document as usize);
    let dated_alike = are_dated_alike(view, days, but, &stories.limits, rules)
        || is_recalled(view, documents, stories, rules);
    event + patient + agent + place + time + article(view, documents, dated_alike, stories, rules)
}

/// The most that two claims can weigh by their articles alone.
fn article(view: &View, documents: [usize; 2], dated_alike: bool, stories: &Stories, rules: &Rules) -> f64 {
    let (weights, limits) = (&rules.comparison.weights, &stories.limits);
    let near = stories.near(documents[0], documents[1]);
    let closeness = closeness(documents, dated_alike, stories);
    let only = once(view, rules) || matter(view, rules);
    let event = view.figure().is_some() || only;
    [
        (near, weights.guess),
        (closeness >= limits.known, closeness),
        (closeness >= limits.close && only, weights.deed),
        (closeness >= limits.sure && event, weights.slot),
    ]
    .into_iter()
    .map(|(counts, weight)| if counts { weight } else { 0.0 })
    .sum()
}
