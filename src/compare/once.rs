//! When and where: two days, hours or places of what happens only once.
//!
//! A crash, the start of a ceasefire, the closing of a deal has one day and one place. Claims of one such
//! event are found by all other slots; see `time.md` and `place.md`.

use jiff::civil::Date;

use super::kin::{Kin, is_known_place, places};
use super::moment::{Apart, Moment};
use super::report::{finding, outlet};
use super::story::Stories;
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

/// The claims that say when something happened that happens once, each under every kind of event that it may be of.
pub(crate) fn moments<'a>(views: &[View<'a>], rules: &Rules) -> Vec<View<'a>> {
    let dated = views.iter().filter(|view| !view.negative && !view.claim.forecast);
    dated
        .flat_map(|view| {
            let families = rules.comparison.events(&view.claim.predicate);
            families.iter().map(|&family| View { kind: Kind::Family(family), ..view.clone() })
        })
        .filter(|view| Moment::of(view, rules).is_some())
        .collect()
}

/// The days or hours of one event that exclude each other.
pub(crate) fn compare_times(
    topic: &Topic,
    views: &[View],
    stories: &Stories,
    rules: &Rules,
) -> Option<Discrepancy> {
    let first = &views[*topic.members.first()?];
    let spoken = topic.members.iter().filter_map(|&at| views[at].latest_year).max();
    let year = stories.year(first.document).or(spoken);
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let apart = |one: usize, other: usize| {
        let (one, other) = (Moment::of(&views[one], rules)?, Moment::of(&views[other], rules)?);
        one.apart(&other, year)
    };
    for &at in &topic.members {
        if topic.members.iter().any(|&other| is_another(&views[at], &views[other], rules)) {
            continue;
        }
        let together = |group: &&mut Vec<usize>| group.iter().all(|&member| apart(member, at).is_none());
        match groups.iter_mut().find(together) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    // What has a third day is told of more than one event.
    if groups.len() != 2 {
        return None;
    }
    let (one, other) = (&views[groups[0][0]], &views[groups[1][0]]);
    let within = one_document(&groups[0], &groups[1], views);
    if !within && tells_both(&groups[0], &groups[1], views) {
        return None;
    }
    let difference = apart(groups[0][0], groups[1][0])?;
    let reason = format!(
        "it happened once, and {} has {}, {} has {}",
        outlet(one),
        day_words(one),
        outlet(other),
        day_words(other)
    );
    let when = match difference {
        Apart::Hour => "hours",
        Apart::Day if within => "within",
        Apart::Day => "between",
    };
    let why = Why { code: Code::Time, when, reason, standing: [Standing::Current; 2] };
    let sides = groups.into_iter().map(|claims| {
        let position = day_words(&views[claims[0]]);
        (claims, position, Standing::Current)
    });
    finding(topic, sides.collect(), &why, views, rules)
}

/// Does an article tell of both days? Then it knows of two events.
fn tells_both(one: &[usize], other: &[usize], views: &[View]) -> bool {
    one.iter().any(|&a| other.iter().any(|&b| views[a].document == views[b].document))
}

/// The places of one event that exclude each other.
pub(crate) fn compare_places(topic: &Topic, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    if matches!(&views[*topic.members.first()?].kind, Kind::Family(at) if rules.comparison.families[*at].spread)
    {
        return None;
    }
    let stated = |view: &View| view.claim.place.as_ref().is_some_and(|place| !place.inherited);
    for &at in topic.members.iter().filter(|&&at| stated(&views[at])) {
        match groups.iter_mut().find(|group| !lie_apart(&views[group[0]], &views[at], rules)) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    if groups.len() < 2 || groups.len() as f64 > rules.comparison.threshold("most-sides") {
        return None;
    }
    let (one, other) = (&views[groups[0][0]], &views[groups[1][0]]);
    let within = one_document(&groups[0], &groups[1], views);
    let reason = format!(
        "it happened once, and {} has {}, {} has {}",
        outlet(one),
        place_words(one),
        outlet(other),
        place_words(other)
    );
    let when = if within { "within" } else { "between" };
    let why = Why { code: Code::Place, when, reason, standing: [Standing::Current; 2] };
    let sides = groups.into_iter().map(|claims| {
        let position = place_words(&views[claims[0]]);
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
    let one =
        |slot: &Option<Box<crate::claim::Participant>>| slot.as_ref().and_then(|slot| slot.entity.clone());
    let named = one(&view.claim.patient).or(one(&view.claim.agent));
    far && !slip && (named.is_none() || named != one(&other.claim.patient).or(one(&other.claim.agent)))
}

/// Days that are named precisely enough to exclude others.
fn exact_days(view: &View) -> Option<(Date, Date)> {
    view.days.filter(|(first, last)| (*last - *first).get_days() <= 2)
}

fn lie_apart(one: &View, other: &View, rules: &Rules) -> bool {
    match (&one.claim.place, &other.claim.place) {
        (Some(a), Some(b)) => {
            let (x, y) = (a.entity.as_deref(), b.entity.as_deref());
            // Two places that no gazetteer knows may lie one in the other.
            is_known_place(x, rules)
                && is_known_place(y, rules)
                && matches!(places((x, &a.text), (y, &b.text), rules), Kin::Apart | Kin::Siblings)
        }
        _ => false,
    }
}

fn day_words(view: &View) -> String {
    let words = view.claim.time.as_ref().and_then(|time| time.text.clone()).unwrap_or_default();
    match view.days {
        Some((day, _)) if !words.contains(&day.strftime("%Y").to_string()) => format!("{words} ({day})"),
        _ => words.to_string(),
    }
}

fn place_words(view: &View) -> String {
    view.claim.place.as_ref().map(|place| place.text.to_string()).unwrap_or_default()
}
