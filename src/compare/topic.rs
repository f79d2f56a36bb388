//! Which claims are about the same thing.
//!
//! Claims meet only under a key that they share: their kind (a measure, a family of predicates) and
//! one anchor (a place, a person or group, an event, an article). Under a key each claim joins the
//! topic that it has most in common with, or opens one, so cost grows with claims and topics, never
//! with pairs of claims.

use rustc_hash::{FxHashMap, FxHashSet};

use super::NearMiss;
use super::relation::{Relation, relate};
use super::same::{Sameness, Slot, same};
use super::story::Stories;
use super::view::{Kind, View};
use crate::rules::Rules;

/// Claims about one thing.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    /// Indices of the views, ascending.
    pub members: Vec<usize>,
    /// Why they are about one thing.
    pub matched: Vec<String>,
    /// What at least one of them leaves open.
    pub missing: Vec<&'static str>,
}

/// A name under which claims of one kind meet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Anchor<'a> {
    Entity(&'a str),
    Word(String),
    Document(usize),
    Story(usize),
}

/// Topics that one key may list; the oldest drop out, so that a name which every article holds costs no more.
const MOST_TOPICS: usize = 48;
/// Members that a claim is held against.
const MOST_MEMBERS: usize = 24;
/// Near misses worth keeping.
const MOST_MISSES: usize = 2_000;

/// Sorts the claims that `wanted` keeps into topics; the slot `but` may differ within one.
pub(crate) fn topics(
    views: &[View],
    stories: &Stories,
    rules: &Rules,
    wanted: impl Fn(&View) -> bool,
    but: Option<Slot>,
    misses: &mut Vec<NearMiss>,
) -> Vec<Topic> {
    let mut order: Vec<usize> = (0..views.len()).filter(|&at| wanted(&views[at])).collect();
    // The claims that say most first, so that the vague ones find a topic to join.
    order.sort_by_key(|&at| (std::cmp::Reverse(stated(&views[at])), at));
    let enough = rules.comparison.threshold("enough");
    let mut topics: Vec<Topic> = Vec::new();
    let mut keys: FxHashMap<(&Kind, Anchor), Vec<usize>> = FxHashMap::default();
    for at in order {
        let view = &views[at];
        let mut anchors = anchors(view);
        anchors.push(Anchor::Story(stories.story(view.document)));
        let mut seen: FxHashSet<usize> = FxHashSet::default();
        let mut best: Option<(f64, usize, Vec<String>, Vec<&'static str>)> = None;
        for anchor in &anchors {
            let Some(known) = keys.get(&(&view.kind, anchor.clone())) else { continue };
            for &topic in known.iter().rev().take(MOST_TOPICS) {
                if !seen.insert(topic) {
                    continue;
                }
                if let Some((weight, matched, missing)) =
                    fits(view, &topics[topic], but, views, stories, rules, misses)
                    && weight >= enough
                    && best
                        .as_ref()
                        .is_none_or(|(most, first, ..)| weight > *most || (weight == *most && topic < *first))
                {
                    best = Some((weight, topic, matched, missing));
                }
            }
        }
        let topic = match best {
            Some((_, topic, matched, missing)) => {
                let joined = &mut topics[topic];
                joined.members.push(at);
                for why in matched {
                    if !joined.matched.contains(&why) && joined.matched.len() < 6 {
                        joined.matched.push(why);
                    }
                }
                for slot in missing {
                    if !joined.missing.contains(&slot) {
                        joined.missing.push(slot);
                    }
                }
                topic
            }
            None => {
                topics.push(Topic { members: vec![at], matched: Vec::new(), missing: Vec::new() });
                topics.len() - 1
            }
        };
        for anchor in anchors {
            let known = keys.entry((&view.kind, anchor)).or_default();
            if !known.iter().rev().take(MOST_TOPICS).any(|&other| other == topic) {
                known.push(topic);
            }
        }
    }
    for topic in &mut topics {
        topic.members.sort_unstable();
    }
    topics.retain(|topic| topic.members.len() > 1);
    topics.sort_by_key(|topic| topic.members[0]);
    topics
}

/// How strongly a claim fits a topic: `None` where a slot of any member separates them.
fn fits(
    view: &View,
    topic: &Topic,
    but: Option<Slot>,
    views: &[View],
    stories: &Stories,
    rules: &Rules,
    misses: &mut Vec<NearMiss>,
) -> Option<(f64, Vec<String>, Vec<&'static str>)> {
    let mut best: Option<(f64, Vec<String>, Vec<&'static str>)> = None;
    for &member in topic.members.iter().take(MOST_MEMBERS) {
        match same(view, &views[member], but, stories, rules) {
            Sameness::Different { slot, reason } => {
                if misses.len() < MOST_MISSES && opposed(view, &views[member], rules) {
                    misses.push(NearMiss {
                        claims: [views[member].claim.id.clone(), view.claim.id.clone()],
                        slot: slot.to_owned(),
                        reason,
                    });
                }
                return None;
            }
            Sameness::Same { weight, matched, missing } => {
                if best.as_ref().is_none_or(|(most, ..)| weight > *most) {
                    best = Some((weight, matched, missing));
                }
            }
        }
    }
    best
}

/// Would they contradict each other if they were about one thing?
fn opposed(one: &View, other: &View, rules: &Rules) -> bool {
    match (one.figure(), other.figure()) {
        (Some(a), Some(b)) => relate(a, b, rules) == Relation::Conflicting,
        _ => one.negative != other.negative,
    }
}

/// How many slots the claim fills.
fn stated(view: &View) -> usize {
    let claim = view.claim;
    let slots = [&claim.event, &claim.place, &claim.patient, &claim.agent];
    let filled = slots.into_iter().flatten().filter(|slot| !slot.inherited).count();
    filled + usize::from(claim.time.as_ref().is_some_and(|when| !when.inherited && view.days.is_some()))
}

pub(super) fn anchors<'a>(view: &View<'a>) -> Vec<Anchor<'a>> {
    let claim = view.claim;
    let mut anchors = vec![Anchor::Document(view.document)];
    for slot in [&claim.event, &claim.place, &claim.patient, &claim.agent].into_iter().flatten() {
        match slot.entity.as_deref() {
            Some(entity) => anchors.push(Anchor::Entity(entity)),
            None => anchors.push(Anchor::Word(slot.text.to_lowercase())),
        }
    }
    anchors.sort();
    anchors.dedup();
    anchors
}
