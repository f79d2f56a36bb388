//! When and where: two days or two places of what happens only once.
//!
//! A crash, the start of a ceasefire, the closing of a deal has one day and one place. Claims of one such
//! event are found by all other slots; see `time.md` and `place.md`.

use jiff::civil::Date;

use super::kin::{Kin, is_known_place, places};
use super::report::{finding, outlet};
use super::same::Slot;
use super::timeline::one_document;
use super::topic::Topic;
use super::verdict::Why;
use super::view::{Kind, View, days_from};
use super::{Code, Discrepancy, Standing};
use crate::rules::Rules;

/// Is it an event that happens once, affirmed and past?
pub(crate) fn is_comparable(view: &View, rules: &Rules) -> bool {
    let once = match &view.kind {
        Kind::Family(at) => rules.comparison.families[*at].once,
        Kind::Measure(..) | Kind::Count(..) | Kind::Statement(_) => false,
    };
    once && !view.negative && !view.claim.forecast
}

/// The days or places of one event that exclude each other.
pub(crate) fn compare(topic: &Topic, slot: Slot, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let spread = matches!(&views[*topic.members.first()?].kind, Kind::Family(at) if rules.comparison.families[*at].spread);
    if spread && slot == Slot::Place {
        return None;
    }
    for &at in &topic.members {
        if !is_stated(&views[at], slot)
            || slot == Slot::Time
                && topic.members.iter().any(|&other| is_another(&views[at], &views[other], rules))
        {
            continue;
        }
        match groups.iter_mut().find(|group| !excludes(&views[group[0]], &views[at], slot, rules)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    if groups.len() < 2 || groups.len() as f64 > rules.comparison.threshold("most-sides") {
        return None;
    }
    let (one, other) = (&views[groups[0][0]], &views[groups[1][0]]);
    let within = one_document(&groups[0], &groups[1], views);
    let (code, words): (Code, fn(&View) -> String) = match slot {
        Slot::Time => (Code::Time, day_words),
        _ => (Code::Place, place_words),
    };
    let reason = format!(
        "it happened once, and {} has {}, {} has {}",
        outlet(one),
        words(one),
        outlet(other),
        words(other)
    );
    let why = Why {
        code,
        when: if within { "within" } else { "between" },
        reason,
        standing: [Standing::Current; 2],
    };
    let sides = groups.into_iter().map(|claims| {
        let position = words(&views[claims[0]]);
        (claims, position, Standing::Current)
    });
    finding(topic, sides.collect(), &why, views, rules)
}

/// Does the claim tell of an earlier event of the kind? Two dates of one event lie a few days apart, or somebody
/// took the wrong month or year.
fn is_another(view: &View, other: &View, rules: &Rules) -> bool {
    let (Some((day, _)), Some((first, _))) = (exact_days(view), exact_days(other)) else { return false };
    let far = f64::from(days_from(day, first)) > rules.comparison.threshold("misdated-days");
    let slip = day.day() == first.day();
    let one = |slot: &Option<crate::claim::Participant>| slot.as_ref().and_then(|slot| slot.entity.clone());
    let named = one(&view.claim.patient).or(one(&view.claim.agent));
    far && !slip && (named.is_none() || named != one(&other.claim.patient).or(one(&other.claim.agent)))
}

fn is_stated(view: &View, slot: Slot) -> bool {
    match slot {
        Slot::Time => view.claim.time.as_ref().is_some_and(|time| !time.inherited),
        _ => view.claim.place.as_ref().is_some_and(|place| !place.inherited),
    }
}

/// Days that are named precisely enough to exclude others.
fn exact_days(view: &View) -> Option<(Date, Date)> {
    view.days.filter(|(first, last)| (*last - *first).get_days() <= 2)
}

fn excludes(one: &View, other: &View, slot: Slot, rules: &Rules) -> bool {
    match slot {
        Slot::Time => match (exact_days(one), exact_days(other)) {
            (Some(a), Some(b)) => a.1 < b.0 || b.1 < a.0,
            _ => weekday_excludes(one, other, rules) || weekday_excludes(other, one, rules),
        },
        _ => match (&one.claim.place, &other.claim.place) {
            (Some(a), Some(b)) => {
                let (x, y) = (a.entity.as_deref(), b.entity.as_deref());
                // Two places that no gazetteer knows may lie one in the other.
                is_known_place(x, rules)
                    && is_known_place(y, rules)
                    && matches!(places((x, &a.text), (y, &b.text), rules), Kin::Apart | Kin::Siblings)
            }
            _ => false,
        },
    }
}

/// "From Wednesday" and "on October 16" in an article without a date, which speaks of 2025: a Thursday.
fn weekday_excludes(weekday: &View, date: &View, rules: &Rules) -> bool {
    if weekday.document != date.document {
        return false;
    }
    let (Some(year), Some((month, day))) = (date.latest_year, yearless(date)) else { return false };
    let Some(named) = weekday_of(weekday, rules) else { return false };
    Date::new(year, month, day).is_ok_and(|date| date.weekday().to_monday_one_offset() != named)
}

/// Month and day of a date whose year is not known.
fn yearless(view: &View) -> Option<(i8, i8)> {
    let rest = view.claim.time.as_ref()?.time.edtf.strip_prefix("XXXX-")?;
    let (month, day) = rest.split_once('-')?;
    Some((month.parse().ok()?, day.parse().ok()?))
}

/// The weekday that a time names and nothing else dates; 1 is Monday.
fn weekday_of(view: &View, rules: &Rules) -> Option<i8> {
    let time = view.claim.time.as_ref()?;
    if view.days.is_some() || !time.time.edtf.is_empty() {
        return None;
    }
    let words = time.text.as_deref()?.split(|c: char| !c.is_alphanumeric());
    let weekday = |word: &str| rules.calendar.words.get(rules.lexicon.id(&word.to_lowercase())).weekday;
    words.filter_map(weekday).next()
}

fn day_words(view: &View) -> String {
    let words = view.claim.time.as_ref().and_then(|time| time.text.clone()).unwrap_or_default();
    match view.days {
        Some((day, _)) if !words.contains(&day.strftime("%Y").to_string()) => format!("{words} ({day})"),
        _ => words,
    }
}

fn place_words(view: &View) -> String {
    view.claim.place.as_ref().map(|place| place.text.clone()).unwrap_or_default()
}
