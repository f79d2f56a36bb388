//! Is it the same thing? Slot by slot: what is equal, what is missing, what tells two claims apart.
//!
//! A different slot separates; a missing one is weaker than an equal one. Whether the two then
//! agree is not asked here; see [`relation`](super::relation).

mod agent;
mod article;
mod glance;
mod kind;
mod patient;
mod place;
mod time;

use agent::agent;
use article::article;
use patient::{exceeds, patient};
use place::place;
use time::{on_other_days, time};

use super::kin::{Kin, kin, places};
use super::story::{Limits, Stories};
use super::view::View;
use crate::rules::Rules;
pub(crate) use glance::{Glance, most};
pub(crate) use kind::{lasting, moves, narrow, repeats, running, settles, site, stays};
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
        && !are_dated_alike(one, days(one, other), but, &stories.limits, rules)
        && !is_recalled(one, [one.document, other.document], stories, rules)
    {
        return None;
    }
    // Most of the rest are of other days, and names take longer to compare.
    if but != Some(Slot::Time) && dated(one, rules) && on_other_days(one, other, &stories.limits, rules) {
        return None;
    }
    let mut found = Found::default();
    let apart = slots(one, other, but, stories, rules, &mut found);
    debug_assert!(
        found.weight <= most(one, &Glance::of(one), &Glance::of(other), but, stories, rules) + SLACK,
        "{one:?} and {other:?}"
    );
    apart.is_none().then_some(found.weight)
}

/// How close the articles of two claims are; whatever their days, where the claims are dated alike.
fn closeness([one, other]: [usize; 2], dated_alike: bool, stories: &Stories) -> f64 {
    match dated_alike {
        true => stories.likeness(one, other),
        false => stories.closeness(one, other),
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
fn are_dated_alike(
    view: &View,
    days: Option<(Days, Days)>,
    but: Option<Slot>,
    limits: &Limits,
    rules: &Rules,
) -> bool {
    if stays(view, rules) {
        return true;
    }
    let most = if but == Some(Slot::Time) { limits.misdated } else { 0.0 };
    days.is_some_and(|(one, other)| {
        let short = but.is_some() || f64::from(one.length().max(other.length())) <= limits.day_stretch;
        one.is_stated() && other.is_stated() && short && f64::from(one.gap(other)) <= most
    })
}

/// Is it a figure that has settled by the time when one of two articles looks back at the event of the other?
pub(crate) fn is_recalled(view: &View, [one, other]: [usize; 2], stories: &Stories, rules: &Rules) -> bool {
    settles(view, rules)
        && stories.too_far(one, other)
        && stories.commemorates(one, other)
        && stories.likeness(one, other) >= stories.limits.sure
}

/// The days of two claims, where both say them.
fn days(one: &View, other: &View) -> Option<(Days, Days)> {
    Days::of(one).zip(Days::of(other))
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
    let apart = event(one, other, found, rules).or_else(|| sort(one, other, found, rules));
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
    let dated = are_dated_alike(one, days(one, other), but, &stories.limits, rules)
        || is_recalled(one, [one.document, other.document], stories, rules);
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

/// Confirmed cases are no rivals of suspected ones, nor of all cases, unless they are more than all.
fn sort(one: &View, other: &View, found: &Found, rules: &Rules) -> Apart {
    if one.figure().is_none() || other.figure().is_none() || one.claim.sort == other.claim.sort {
        return None;
    }
    let more = |part: &View, whole: &View| whole.claim.sort.is_none() && exceeds(part, whole, rules);
    // Contract workers are beside the staff, confirmed cases among all.
    if running(one, rules) && (more(one, other) || more(other, one)) {
        return None;
    }
    let words = |view: &View| view.claim.sort.clone().unwrap_or_else(|| "all".into());
    Some(("sort", say!(found, "one counts {}, the other {}", words(one), words(other))))
}

/// The slot that separates two claims and why, if one does.
type Apart = Option<(&'static str, String)>;
