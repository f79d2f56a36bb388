//! Is it the same thing? Slot by slot: what is equal, what is missing, what tells two claims apart.
//!
//! A different slot separates; a missing one is weaker than an equal one. Whether the two then
//! agree is not asked here; see [`relation`](super::relation).

mod agent;
mod article;
mod kind;
mod patient;
mod place;
mod time;

use agent::agent;
use article::article;
use kind::{matter, once};
use patient::patient;
use place::place;
use time::{days_between, on_other_days, time};

use super::kin::{Kin, kin, places};
use super::story::Stories;
use super::view::View;
use crate::rules::Rules;
pub(crate) use kind::{lasting, moves, narrow, running, settles, site, stays};
pub(crate) use patient::alike;
pub(crate) use place::is_of_all;
pub(crate) use time::{Days, dated, gap};

/// What came of comparing the slots of two claims.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sameness {
    /// They are about the same thing, as far as the slots say; by what.
    Same {
        /// Why, each a part of a sentence: "both in Khost".
        matched: Vec<String>,
        /// Slots that one of them, or both, leave open.
        missing: Vec<&'static str>,
    },
    /// They are about different things.
    Different {
        /// The slot that tells them apart.
        slot: &'static str,
        /// Why, as a sentence.
        reason: String,
    },
}

/// How strongly two claims of one kind are about the same thing; `None` where a slot tells them apart. What
/// [`same`] says, without the words for it: most pairs are never told of.
pub(crate) fn weigh(
    one: &View,
    other: &View,
    but: Option<Slot>,
    stories: &Stories,
    rules: &Rules,
) -> Option<f64> {
    // Most articles of a long run are of other days; the last question that would be asked is the cheapest.
    if one.document != other.document
        && stories.too_far(one.document, other.document)
        && !lasting(one, rules)
        && !are_dated_alike(one, other, but, rules)
        && !is_recalled(one, other, stories, rules)
    {
        return None;
    }
    // Most of the rest are of other days, and names take longer to compare.
    if but != Some(Slot::Time) && dated(one, rules) && on_other_days(one, other, &stories.limits, rules) {
        return None;
    }
    let mut found = Found::default();
    let apart = slots(one, other, but, stories, rules, &mut found);
    debug_assert!(found.weight <= most(one, other, but, stories, rules) + SLACK, "{one:?} and {other:?}");
    apart.is_none().then_some(found.weight)
}

/// The most that two claims can weigh, by a glance at their slots: what each would add if it matched. Names take long to
/// compare, and most pairs have too little in common whatever comes of it.
pub(crate) fn most(one: &View, other: &View, but: Option<Slot>, stories: &Stories, rules: &Rules) -> f64 {
    if one.document == other.document {
        return f64::INFINITY;
    }
    let weights = &rules.comparison.weights;
    let same_name = |a: Option<&str>, b: Option<&str>| a.zip(b).map(|(a, b)| a == b);
    let event = if one.claim.event.is_some() && other.claim.event.is_some() { weights.event } else { 0.0 };
    let patient = match (one.patient, other.patient) {
        _ if but == Some(Slot::Patient) => weights.kind,
        (Some(a), Some(b)) => match same_name(a.entity, b.entity) {
            Some(true) => weights.one.max(weights.slot) + weights.kind.max(weights.guess),
            Some(false) => weights.slot.max(weights.guess + weights.kind.max(weights.guess)),
            None => weights.kind.max(weights.guess),
        },
        _ => weights.guess,
    };
    let agent = match (one.agent, other.agent) {
        _ if but == Some(Slot::Agent) => weights.deed,
        (Some(a), Some(b)) => match same_name(a.entity, b.entity) {
            Some(true) => weights.one.max(weights.deed).max(weights.kind),
            Some(false) => weights.deed.max(weights.slot).max(weights.guess),
            None => weights.slot,
        },
        _ => 0.0,
    };
    let half = |inherited: bool| if inherited { weights.inherited } else { 1.0 };
    let place = match (&one.claim.place, &other.claim.place) {
        _ if matches!(but, Some(Slot::Place | Slot::Agent)) => 0.0,
        _ if stories.is_by_place(one) || stories.is_by_place(other) => weights.slot,
        (Some(a), Some(b)) => {
            let same = same_name(a.entity.as_deref(), b.entity.as_deref()) == Some(true)
                || a.text.eq_ignore_ascii_case(&b.text)
                || !a.text.is_ascii()
                || !b.text.is_ascii();
            half(a.inherited || b.inherited)
                * if same { weights.slot.max(weights.kind) } else { weights.kind }
        }
        _ => 0.0,
    };
    let time = match (&one.claim.time, &other.claim.time) {
        _ if but == Some(Slot::Time) || !dated(one, rules) => 0.0,
        (Some(a), Some(b)) => {
            let days = Days::of(one).zip(Days::of(other));
            let most = match days.map(|(one, other)| one.meets(other)) {
                Some(true) => weights.slot.max(weights.guess),
                Some(false) => 0.0,
                None => weights.guess.max(1.0),
            };
            half(a.inherited || b.inherited) * most
        }
        _ => 0.0,
    };
    let dated_alike = are_dated_alike(one, other, but, rules) || is_recalled(one, other, stories, rules);
    event + patient + agent + place + time + article_most(one, other, dated_alike, stories, rules)
}

/// The most that two claims can weigh by their articles alone.
fn article_most(one: &View, other: &View, dated_alike: bool, stories: &Stories, rules: &Rules) -> f64 {
    let (weights, limits) = (&rules.comparison.weights, &stories.limits);
    let near = stories.near(one.document, other.document);
    let closeness = closeness(one, other, dated_alike, stories);
    let only = once(one, rules) || matter(one, rules);
    let event = one.figure().is_some() || only;
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

fn closeness(one: &View, other: &View, dated_alike: bool, stories: &Stories) -> f64 {
    match dated_alike {
        true => stories.likeness(one.document, other.document),
        false => stories.closeness(one.document, other.document),
    }
}

/// What sums of the same weights in another order may differ by.
pub(crate) const SLACK: f64 = 1e-6;

/// Compares the slots of two claims of one kind, all but the one that is to be compared itself. Symmetric.
pub(crate) fn same(
    one: &View,
    other: &View,
    but: Option<Slot>,
    stories: &Stories,
    rules: &Rules,
) -> Sameness {
    let mut found = Found { in_words: true, ..Found::default() };
    match slots(one, other, but, stories, rules, &mut found) {
        Some((slot, reason)) => Sameness::Different { slot, reason },
        None => Sameness::Same { matched: found.matched, missing: found.missing },
    }
}

/// Do both name one day, or days of about one time where those are compared, whenever their articles were published? A
/// look back years later dates what happened as exactly as the report of the day. What stays as it was needs no day.
fn are_dated_alike(one: &View, other: &View, but: Option<Slot>, rules: &Rules) -> bool {
    if stays(one, rules) {
        return true;
    }
    let stated = |view: &View| view.claim.time.as_ref().is_some_and(|when| !when.inherited);
    let most = if but == Some(Slot::Time) { rules.comparison.threshold("misdated-days") } else { 0.0 };
    one.days.zip(other.days).is_some_and(|(a, b)| {
        let short = but.is_some()
            || days_between(a).max(days_between(b)) <= rules.comparison.threshold("day-stretch") as i32;
        stated(one) && stated(other) && short && f64::from(gap(a, b)) <= most
    })
}

/// Is it a figure that has settled by the time when one of two articles looks back at the event of the other?
pub(crate) fn is_recalled(one: &View, other: &View, stories: &Stories, rules: &Rules) -> bool {
    settles(one, rules)
        && stories.too_far(one.document, other.document)
        && stories.commemorates(one.document, other.document)
        && stories.likeness(one.document, other.document) >= stories.limits.sure
}

/// A slot that can be compared while all others match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Agent,
    Patient,
    Place,
    Time,
}

/// What the slots compared so far say.
#[derive(Default)]
struct Found {
    /// Are the words wanted, too? Without them all texts stay empty.
    in_words: bool,
    weight: f64,
    matched: Vec<String>,
    missing: Vec<&'static str>,
}

impl Found {
    /// Notes a slot that one of them leaves open.
    fn miss(&mut self, slot: &'static str) {
        if self.in_words {
            self.missing.push(slot);
        }
    }

    fn add(&mut self, weight: f64, matched: String) {
        self.weight += weight;
        if self.in_words {
            self.matched.push(matched);
        }
    }
}

/// A text where words are wanted, an empty one where only the weight is asked for.
macro_rules! say {
    ($found:expr, $($text:tt)*) => {
        if $found.in_words { format!($($text)*) } else { String::new() }
    };
}
use say;

/// The slot that separates, with the reason; else what matched is in `found`.
fn slots(
    one: &View,
    other: &View,
    but: Option<Slot>,
    stories: &Stories,
    rules: &Rules,
    found: &mut Found,
) -> Apart {
    let apart = event(one, other, found, rules).or_else(|| sort(one, other, found));
    let apart = match but {
        // The same number of the same deed stands for the people.
        Some(Slot::Patient) => {
            found.weight += rules.comparison.weights.kind;
            apart
        }
        _ => apart.or_else(|| patient(one, other, found, rules)),
    };
    let apart = match but {
        // Who began a fight is asked of fights that have nothing else in common but the war.
        Some(Slot::Agent) => {
            found.weight += rules.comparison.weights.deed;
            apart
        }
        _ => apart.or_else(|| agent(one, other, found, rules)),
    };
    let apart = match but {
        // A war is fought in many places.
        Some(Slot::Place | Slot::Agent) => apart,
        _ => apart.or_else(|| place(one, other, stories, found, rules)),
    };
    let apart = match but {
        Some(Slot::Time) => apart,
        _ => apart.or_else(|| time(one, other, stories, found, rules)),
    };
    let dated = are_dated_alike(one, other, but, rules) || is_recalled(one, other, stories, rules);
    apart.or_else(|| article(one, other, dated, stories, found, rules))
}

fn event(one: &View, other: &View, found: &mut Found, rules: &Rules) -> Apart {
    let (Some(a), Some(b)) = (&one.claim.event, &other.claim.event) else {
        return None;
    };
    let related = match (&a.entity, &b.entity) {
        (Some(x), Some(y)) => kin(x, y, rules),
        _ => places((None, &a.text), (None, &b.text), rules),
    };
    if matches!(related, Kin::Apart | Kin::Siblings) {
        return Some(("event", say!(found, "one is of {}, the other of {}", a.text, b.text)));
    }
    found.add(rules.comparison.weights.event, say!(found, "both are of {}", a.text));
    None
}

/// Confirmed cases are no rivals of suspected ones, nor of all cases.
fn sort(one: &View, other: &View, found: &Found) -> Apart {
    if one.figure().is_none() || other.figure().is_none() || one.claim.sort == other.claim.sort {
        return None;
    }
    let words = |view: &View| view.claim.sort.clone().unwrap_or_else(|| "all".into());
    Some(("sort", say!(found, "one counts {}, the other {}", words(one), words(other))))
}

/// The slot that separates two claims and why, if one does.
type Apart = Option<(&'static str, String)>;
