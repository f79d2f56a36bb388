//! Which claims are about the same thing.
//!
//! Claims meet only under a key that they share: their kind (a measure, a family of predicates) and
//! one anchor (a place, a person or group, an event, an article). Under a key each claim joins the
//! topic that it has most in common with, or opens one, so cost grows with claims and topics, never
//! with pairs of claims.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::NearMiss;
use super::relation::{Relation, relate};
use super::same::{
    self, Days, Glance, SLACK, Sameness, Slot, is_recalled, lasting, most, running, same, settles, weigh,
};
use super::story::Stories;
use super::view::View;
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
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Anchor<'a> {
    Entity(&'a str),
    Word(Cow<'a, str>),
    Document(usize),
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
    misses: Option<&mut Vec<NearMiss>>,
) -> Vec<Topic> {
    topics_under(&stories.keys, views, stories, rules, wanted, but, misses)
}

/// The same for views that are not those of the stories, under keys of their own.
pub(crate) fn topics_under(
    known: &Keys,
    views: &[View],
    stories: &Stories,
    rules: &Rules,
    wanted: impl Fn(&View) -> bool,
    but: Option<Slot>,
    mut misses: Option<&mut Vec<NearMiss>>,
) -> Vec<Topic> {
    debug_assert_eq!(known.kinds.len(), views.len(), "keys of other views");
    let mut order: Vec<usize> = (0..views.len()).filter(|&at| wanted(&views[at])).collect();
    // The claims that say most first, so that the vague ones find a topic to join.
    order.sort_by_cached_key(|&at| (std::cmp::Reverse(stated(&views[at])), at));
    let enough = rules.comparison.threshold("enough");
    let mut topics: Vec<Topic> = Vec::new();
    let mut keys: FxHashMap<(u32, u32), Vec<Opening>> = FxHashMap::default();
    // By topic: the claim that was last held against it.
    let mut seen: Vec<usize> = Vec::new();
    for at in order {
        let view = &views[at];
        let kind = known.kinds[at];
        let story = known.names + stories.story(view.document) as u32;
        let anchors = known.anchors(at).iter().copied().chain([story]);
        let mut best: Option<(f64, usize, usize)> = None;
        // Most topics of a long run are of other days: those are passed over without a look at their claims.
        let Glance { document: own, days, .. } = known.glances[at];
        let passes = misses.is_none() && but != Some(Slot::Time);
        let passes = passes && !same::stays(view, rules);
        let (near, dated) = (passes && !lasting(view, rules), passes && same::dated(view, rules));
        let running = running(view, rules);
        let counted = |apart| running && stories.limits.are_one_count(apart);
        for anchor in anchors.clone() {
            let Some(openings) = keys.get(&(kind, anchor)) else { continue };
            for &Opening { topic, document, days: theirs } in openings.iter().rev().take(MOST_TOPICS) {
                let too_far = || document != own && stories.too_far(document as usize, view.document);
                let both = days.zip(theirs).filter(|_| dated);
                let alike = || days.zip(theirs).is_some_and(|(own, other)| own.meets(other));
                if near && too_far() && !alike()
                    || both.is_some_and(|(own, other)| own.exclude(other, counted, rules))
                {
                    continue;
                }
                if std::mem::replace(&mut seen[topic], at) == at {
                    continue;
                }
                let members = &topics[topic].members;
                if misses.is_none() {
                    // A glance tells most that have too little in common with all of its claims.
                    let glance = |&member: &usize| {
                        most(view, &known.glances[at], &known.glances[member], but, stories, rules)
                    };
                    if !members.iter().take(MOST_MEMBERS).any(|member| glance(member) + SLACK >= enough) {
                        continue;
                    }
                }
                if let Some((weight, member)) =
                    fits(view, members, but, views, stories, rules, misses.as_deref_mut())
                    && weight >= enough
                    && best.is_none_or(|(most, first, _)| weight > most || (weight == most && topic < first))
                {
                    best = Some((weight, topic, member));
                }
            }
        }
        let topic = match best {
            Some((_, topic, member)) => {
                let joined = &mut topics[topic];
                joined.members.push(at);
                if let Sameness::Same { matched, missing } = same(view, &views[member], but, stories, rules) {
                    joined.explain(matched, missing);
                }
                topic
            }
            None => {
                topics.push(Topic { members: vec![at], matched: Vec::new(), missing: Vec::new() });
                seen.push(usize::MAX);
                topics.len() - 1
            }
        };
        let Glance { document, days, .. } = known.glances[topics[topic].members[0]];
        for anchor in anchors {
            // Most keys are those of one topic.
            let openings = keys.entry((kind, anchor)).or_insert_with(|| Vec::with_capacity(1));
            if !openings.iter().rev().take(MOST_TOPICS).any(|opening| opening.topic == topic) {
                openings.push(Opening { topic, document, days });
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

/// Claims of one article that are about one thing, where the topics have parted them: each had more in common with
/// claims of other articles.
pub(crate) fn parted(topics: &[Topic], views: &[View], stories: &Stories, rules: &Rules) -> Vec<Topic> {
    let mut topic_of = vec![None; views.len()];
    for (number, topic) in topics.iter().enumerate() {
        topic.members.iter().for_each(|&member| topic_of[member] = Some(number));
    }
    let least = rules.comparison.weights.beside;
    let mut pairs = Vec::new();
    // By kind: the article, and its claims so far.
    let mut before: FxHashMap<u32, (usize, Vec<usize>)> = FxHashMap::default();
    for (at, view) in views.iter().enumerate().filter(|(_, view)| view.is_figure()) {
        let (document, known) = before.entry(stories.keys.kinds[at]).or_default();
        if *document != view.document {
            *document = view.document;
            known.clear();
        }
        for &other in known.iter().rev().take(MOST_MEMBERS) {
            let one = &views[other];
            let alone = topic_of[at].is_none() || topic_of[at] != topic_of[other];
            if !alone
                || !opposed(one, view, rules)
                || is_vague(one)
                || is_vague(view)
                || !one_place(one, view)
            {
                continue;
            }
            if weigh(one, view, None, stories, rules).is_some_and(|weight| weight >= least)
                && let Sameness::Same { matched, missing } = same(one, view, None, stories, rules)
            {
                let mut pair = Topic { members: vec![other, at], matched: Vec::new(), missing: Vec::new() };
                pair.explain(matched, missing);
                pairs.push(pair);
            }
        }
        known.push(at);
    }
    pairs
}

/// A figure of an article that looks back at an event of another year, and the last one of the event's time that differs
/// from it. Topics are of one time.
pub(crate) fn recalled(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Topic> {
    let enough = rules.comparison.threshold("enough");
    // Views are sorted by document.
    let figures = |document: usize| {
        let start = views.partition_point(|view| view.document < document);
        let article = views[start..].iter().take_while(move |view| view.document == document);
        let figures = article.enumerate().map(move |(at, view)| (start + at, view));
        figures.filter(|(_, view)| view.is_figure() && settles(view, rules)).take(MOST_RECALLED)
    };
    // By the figure that looks back.
    let mut pairs: BTreeMap<usize, (Option<Date>, Topic)> = BTreeMap::new();
    for (later, earlier) in stories.recalled() {
        for (at, view) in figures(later) {
            for (before, one) in figures(earlier).filter(|(_, one)| one.kind == view.kind) {
                if pairs.get(&at).is_none_or(|(day, _)| *day < one.day())
                    && opposed(one, view, rules)
                    && weigh(one, view, None, stories, rules).is_some_and(|weight| weight >= enough)
                    && let Sameness::Same { matched, missing } = same(one, view, None, stories, rules)
                {
                    let members = vec![before.min(at), before.max(at)];
                    let mut pair = Topic { members, matched: Vec::new(), missing: Vec::new() };
                    pair.explain(matched, missing);
                    pairs.insert(at, (one.day(), pair));
                }
            }
        }
    }
    pairs.into_values().map(|(_, pair)| pair).collect()
}

/// Figures of one article that are held against those of another year.
const MOST_RECALLED: usize = 64;

/// "Dozens": a figure that is no number.
pub(crate) fn is_vague(view: &View) -> bool {
    view.figure().is_none_or(|figure| figure.interval.approximate && figure.interval.point().is_none())
}

/// Does neither say where, or both the same?
fn one_place(one: &View, other: &View) -> bool {
    let stated = |view: &View| {
        let place = view.claim.place.as_deref().filter(|place| !place.inherited);
        place.map(|place| place.entity.clone().unwrap_or_else(|| place.text.clone()))
    };
    stated(one) == stated(other)
}

/// A topic as it is met under a key: with what its first claim says, which tells it from most others.
#[derive(Clone, Copy)]
struct Opening {
    topic: usize,
    document: u32,
    days: Option<Days>,
}

impl Topic {
    /// Takes in the claims of another topic about the same thing.
    pub(crate) fn join(&mut self, other: Topic) {
        self.members.extend(other.members);
        self.members.sort_unstable();
        self.explain(other.matched, other.missing);
    }

    /// Notes why one more claim is about the topic.
    fn explain(&mut self, matched: Vec<String>, missing: Vec<&'static str>) {
        for why in matched {
            if !self.matched.contains(&why) && self.matched.len() < 6 {
                self.matched.push(why);
            }
        }
        for slot in missing {
            if !self.missing.contains(&slot) {
                self.missing.push(slot);
            }
        }
    }
}

/// What the claims can be compared as, and under which names they meet, by number: asked for again and again.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// By view: the number of its kind.
    kinds: Vec<u32>,
    /// By view: what a glance at it says.
    glances: Vec<Glance>,
    /// By view: where its anchors end.
    ends: Vec<usize>,
    /// The numbers of all anchors.
    anchors: Vec<u32>,
    /// How many anchors there are.
    names: u32,
}

impl Keys {
    pub(crate) fn of(views: &[View]) -> Keys {
        let (mut kinds, mut names) = (Numbers::default(), Numbers::default());
        let mut keys = Keys {
            kinds: Vec::with_capacity(views.len()),
            glances: Vec::with_capacity(views.len()),
            ends: Vec::with_capacity(views.len()),
            ..Keys::default()
        };
        for view in views {
            keys.kinds.push(kinds.number_of(&view.kind));
            keys.glances.push(Glance::of(view));
            let start = keys.anchors.len();
            for anchor in anchors(view) {
                let number = names.number_of(anchor);
                if !keys.anchors[start..].contains(&number) {
                    keys.anchors.push(number);
                }
            }
            keys.ends.push(keys.anchors.len());
        }
        keys.names = names.0.len() as u32;
        keys
    }

    fn anchors(&self, view: usize) -> &[u32] {
        let start = view.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.anchors[start..self.ends[view]]
    }
}

/// Things by number, in the order of their first use.
pub(super) struct Numbers<T>(FxHashMap<T, u32>);

impl<T> Default for Numbers<T> {
    fn default() -> Numbers<T> {
        Numbers(FxHashMap::default())
    }
}

impl<T: Eq + std::hash::Hash> Numbers<T> {
    pub(super) fn number_of(&mut self, of: T) -> u32 {
        let next = self.0.len() as u32;
        *self.0.entry(of).or_insert(next)
    }
}

/// How strongly a claim fits a topic, and by which member: `None` where a slot of any member separates them.
fn fits(
    view: &View,
    members: &[usize],
    but: Option<Slot>,
    views: &[View],
    stories: &Stories,
    rules: &Rules,
    misses: Option<&mut Vec<NearMiss>>,
) -> Option<(f64, usize)> {
    let mut best: Option<(f64, usize)> = None;
    for &member in members.iter().take(MOST_MEMBERS) {
        let other = &views[member];
        if is_recalled(view, [view.document, other.document], stories, rules) {
            return None;
        }
        let Some(weight) = weigh(view, other, but, stories, rules) else {
            if let Some(misses) = misses
                && misses.len() < MOST_MISSES
                && opposed(view, other, rules)
                && let Sameness::Different { slot, reason } = same(view, other, but, stories, rules)
            {
                let claims = [other.claim.id.to_string(), view.claim.id.to_string()];
                misses.push(NearMiss { claims, slot: slot.to_owned(), reason });
            }
            return None;
        };
        if best.is_none_or(|(most, _)| weight > most) {
            best = Some((weight, member));
        }
    }
    if let Some((weight, member)) = best
        && let Some(misses) = misses
        && weight < rules.comparison.threshold("enough")
        && misses.len() < MOST_MISSES
        && opposed(view, &views[member], rules)
        && let Sameness::Same { matched, .. } = same(view, &views[member], but, stories, rules)
    {
        let known = if matched.is_empty() { "nothing".to_owned() } else { matched.join(", ") };
        let claims = [views[member].claim.id.to_string(), view.claim.id.to_string()];
        let reason = format!("too little says that they are about one thing: {known}");
        misses.push(NearMiss { claims, slot: "evidence".to_owned(), reason });
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
    // "Worldwide" says less than no place at all.
    let vague = claim.place.as_ref().is_some_and(|place| !place.inherited && place.entity.is_none());
    filled - usize::from(vague)
        + usize::from(claim.time.as_ref().is_some_and(|when| !when.inherited && view.days.is_some()))
}

/// In lower case; most words are already.
fn lower(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    }
}

/// The names under which a claim meets others, the same one perhaps more than once.
pub(super) fn anchors<'a>(view: &View<'a>) -> impl Iterator<Item = Anchor<'a>> + use<'a> {
    let claim = view.claim;
    let slots = [&claim.event, &claim.place, &claim.patient, &claim.agent];
    let named = slots.into_iter().flatten().map(|slot| match slot.entity.as_deref() {
        Some(entity) => Anchor::Entity(entity),
        None => Anchor::Word(lower(&slot.text)),
    });
    std::iter::once(Anchor::Document(view.document)).chain(named)
}
