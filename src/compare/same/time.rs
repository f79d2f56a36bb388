//! When: one day, or days too far apart for one event.

use jiff::civil::Date;

use super::kind::{is_of_one, lasting, repeats, running, stays};
use super::{Apart, Found, is_recalled, say};
use crate::compare::story::{Limits, Stories};
use crate::compare::view::{View, day_number, days_from};
use crate::rules::Rules;

pub(super) fn time(one: &View, other: &View, stories: &Stories, found: &mut Found, rules: &Rules) -> Apart {
    let limits = &stories.limits;
    if !dated(one, rules) {
        return None;
    }
    if let (Some(a), Some(b)) = (one.held, other.held)
        && one.figure().is_some()
        && repeats(one, rules)
        && f64::from(gap(a, b)) > limits.counted
    {
        return Some(("time", "they were counted on different days".to_owned()));
    }
    if one.looks_back != other.looks_back && !running(one, rules) {
        return Some(("time", "one of them looks back at an earlier time".to_owned()));
    }
    let (Some(a), Some(b)) = (&one.claim.time, &other.claim.time) else {
        let told = |view: &View, other: &View| {
            stays(view, rules) && (is_of_year(view, view) || is_of_year(view, other))
                || is_recalled(view, [one.document, other.document], stories, rules)
                    && is_of_year(view, other)
        };
        let past = |view: &View, other: &View| is_history(view, other, stories) && !told(view, other);
        if past(one, other) || past(other, one) {
            return Some(("time", say!(found, "one of them is of another year than its article")));
        }
        if is_to_come(one, other, limits, rules) || is_to_come(other, one, limits, rules) {
            return Some(("time", "one of them was told before the other happened".to_owned()));
        }
        found.miss("time");
        return None;
    };
    let weights = &rules.comparison.weights;
    let half = if a.inherited || b.inherited { weights.inherited } else { 1.0 };
    let words = |when: &crate::claim::When| when.text.clone().unwrap_or_else(|| when.time.edtf.clone());
    let quiet = Found { in_words: found.in_words, ..Found::default() };
    let differ = || Some(("time", say!(quiet, "one is of {}, the other of {}", words(a), words(b))));
    let (Some(x), Some(y)) = (one.days, other.days) else {
        // "On Sunday" and "a week earlier" of one undated article are two days, whichever they are.
        if a.time.edtf == b.time.edtf && !a.time.edtf.is_empty() {
            found.add(half, say!(found, "both {}", words(b)));
            return None;
        }
        let stated = !a.inherited && !b.inherited && a.text.is_some() && b.text.is_some();
        let same_article = one.document == other.document;
        let alike = a.text.as_deref().map(str::to_lowercase) == b.text.as_deref().map(str::to_lowercase);
        if alike && a.text.is_some() {
            found.add(weights.guess * half, say!(found, "both {}", words(b)));
        } else if stated && same_article && !running(one, rules) {
            return differ();
        } else {
            found.miss("time");
        }
        return None;
    };
    if gap(x, y) == 0 {
        let short = days_between(x) <= 3 && days_between(y) <= 3;
        found.add(
            if short { weights.slot * half } else { weights.guess * half },
            say!(found, "both {}", words(b)),
        );
        return None;
    }
    if on_other_days(one, other, limits, rules) { differ() } else { None }
}

/// Is the claim of a day on which the article of the other one had been published for some days? A toll is counted on.
fn is_to_come(view: &View, other: &View, limits: &Limits, rules: &Rules) -> bool {
    let stated = view.claim.time.as_ref().is_some_and(|when| !when.inherited);
    let first = view.days.map(|(first, _)| first).filter(|_| stated && !other.claim.forecast);
    first.zip(other.published).is_some_and(|(first, published)| {
        let apart = days_from(published, first);
        apart > ZONES && !(running(view, rules) && limits.are_one_count(apart))
    })
}

/// Days that two calendars may differ by where an article is dated in one zone and what it tells in another.
const ZONES: i32 = 1;

/// Does the day matter, as it does of what happens rather than of what lasts or somebody has?
pub(crate) fn dated(view: &View, rules: &Rules) -> bool {
    !lasting(view, rules) && !is_of_one(view, rules)
}

/// Are the days that both say too far apart for one event?
pub(super) fn on_other_days(one: &View, other: &View, limits: &Limits, rules: &Rules) -> bool {
    let Some((x, y)) = super::days(one, other) else { return false };
    // "The 24-storey tower" of an article about Tuesday
    if stays(one, rules) && (x.inherited || y.inherited) {
        return false;
    }
    // "No deaths" are those of a day.
    let grows = !one.none && !other.none && running(one, rules);
    x.exclude(y, |apart| grows && limits.are_one_count(apart), rules)
}

/// The days that a claim says, by their numbers: what tells most pairs of a long run apart, and small enough to be
/// kept where they are passed over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    first: i32,
    last: i32,
    inherited: bool,
}

impl Days {
    pub(crate) fn of(view: &View) -> Option<Days> {
        let inherited = view.claim.time.as_ref()?.inherited;
        let (first, last) = view.days?;
        Some(Days { first: day_number(first), last: day_number(last), inherited })
    }

    /// Does the claim's own sentence say them?
    pub(super) fn is_stated(self) -> bool {
        !self.inherited
    }

    /// Days from the first to the last.
    pub(super) fn length(self) -> i32 {
        self.last - self.first
    }

    /// Days between the two; 0 where they meet.
    pub(super) fn gap(self, other: Days) -> i32 {
        (other.first - self.last).max(self.first - other.last).max(0)
    }

    /// Have they a day in common?
    pub(crate) fn meets(self, other: Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Are they too far apart for one event? "On Friday 63 people were dead", "on Sunday 77": one toll, `counted` on
    /// two days so far apart.
    pub(crate) fn exclude(self, other: Days, counted: impl FnOnce(i32) -> bool, rules: &Rules) -> bool {
        let apart = (other.first - self.last).max(self.first - other.last);
        let kept = (self.inherited || other.inherited) && rules.comparison.weights.inherited < 1.0;
        apart > 0 && !(kept && apart <= 1) && !counted(apart)
    }
}

/// Does the claim tell of a year long before those that its article is about: "a stampede in 1990 killed 1,426"?
fn is_history(view: &View, other: &View, stories: &Stories) -> bool {
    if view.figure().is_some() && view.remote {
        return true;
    }
    let published = |view: &View| view.published.map(Date::year);
    // What the other one leaves undated is of its article's time.
    let now = published(view).or(stories.year(view.document)).max(view.latest_year).max(published(other));
    let (Some((_, last)), Some(now)) = (view.days, now) else { return false };
    f64::from(now - last.year()) >= stories.limits.past
}

/// Does the claim date what it tells of to the year in which the other article was published: "the attack of 2015"?
fn is_of_year(view: &View, other: &View) -> bool {
    let year = view.days.map(|(_, last)| last.year());
    year.is_some() && year == other.published.map(Date::year)
}

fn days_between((first, last): (Date, Date)) -> i32 {
    days_from(first, last)
}

/// Days between two stretches of days; 0 where they meet.
pub(crate) fn gap(one: (Date, Date), other: (Date, Date)) -> i32 {
    days_from(one.1, other.0).max(days_from(other.1, one.0)).max(0)
}
