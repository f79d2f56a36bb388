//! States in the wrong order: dead in one article, alive in a later one; caught, and later at large; see `status.md`.
//!
//! A frame says in which state it leaves its patient, and a rule which state may become which. What a later
//! article gives as an earlier state excludes the later one.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::report::{finding, outlet};
use super::story::Stories;
use super::timeline::speaker;
use super::topic::Topic;
use super::verdict::Why;
use super::view::View;
use super::{Code, Discrepancy, Standing};
use crate::claim::{Certainty, Stance};
use crate::rules::Rules;
use crate::value::Decimal;

/// Who was in which state, and when.
struct Moment {
    view: usize,
    state: String,
    day: Date,
}

/// People and things whose states come in an order that cannot be.
pub(crate) fn compare(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let mut told: BTreeMap<&str, Vec<Moment>> = BTreeMap::new();
    for (at, view) in views.iter().enumerate() {
        if let Some((who, state, day)) = state(view, rules) {
            told.entry(who).or_default().push(Moment { view: at, state, day });
        }
    }
    // Only of those whose state some article gives: do they speak later?
    for (at, view) in views.iter().enumerate() {
        let Some((who, day)) = speaks(view) else { continue };
        if let Some(moments) = told.get_mut(who) {
            moments.push(Moment { view: at, state: SPEAKS.to_owned(), day });
        }
    }
    told.values().filter_map(|moments| order(moments, views, stories, rules)).collect()
}

/// The state of somebody who speaks.
const SPEAKS: &str = "life/speaks";
/// Moments of one person that are held against each other.
const MOST_MOMENTS: usize = 60;

/// The state in which a claim leaves one named person or thing, as a fact.
fn state<'v>(view: &'v View, rules: &Rules) -> Option<(&'v str, String, Date)> {
    let claim = view.claim;
    let state = rules.frames.get(&claim.predicate)?.state.as_ref()?;
    let patient = view.patient?;
    let one =
        view.figure().is_none_or(|figure| figure.interval.point().is_some_and(|point| point == Decimal::ONE));
    let firm = claim.certainty == Certainty::Certain && !claim.forecast && !view.is_hedged() && !claim.part;
    let affirmed = view.negative == view.excluded && claim.polarity == crate::claim::Polarity::Positive;
    if !one || !firm || !affirmed || patient.owned || patient.group.is_some() || claim.headline {
        return None;
    }
    let entity = patient.entity.filter(|entity| is_full_name(entity))?;
    Some((entity, format!("{}/{}", state.group, state.value), moment(view)?))
}

/// Who speaks in a claim, and on which day.
fn speaks<'v>(view: &'v View) -> Option<(&'v str, Date)> {
    let link = view.claim.attribution.last()?;
    let plain = link.stance == Stance::Asserts && !view.looks_back;
    let entity = link.entity.as_deref().filter(|entity| plain && is_full_name(entity))?;
    Some((entity, view.published?))
}

/// Two names at least: of one name there are many.
fn is_full_name(entity: &str) -> bool {
    entity.contains('-')
}

/// The day of a claim: the one it states, else that of its article.
fn moment(view: &View) -> Option<Date> {
    let stated = view.claim.time.as_ref().is_some_and(|when| !when.inherited);
    let day = view.days.filter(|(first, last)| stated && first == last).map(|(day, _)| day);
    day.or(view.published)
}

fn order(moments: &[Moment], views: &[View], stories: &Stories, rules: &Rules) -> Option<Discrepancy> {
    let moments = &moments[..moments.len().min(MOST_MOMENTS)];
    moments.iter().find_map(|end| {
        let rule = rules.comparison.successions.iter().find(|rule| {
            rule.to == end.state && moments.iter().any(|moment| rule.from.contains(&moment.state))
        })?;
        // An article that gives both tells how the one became the other.
        let gives = |document: usize, state: &str| {
            moments.iter().any(|moment| views[moment.view].document == document && moment.state == state)
        };
        let wrong = |begin: &&Moment| {
            let (one, two) = (views[begin.view].document, views[end.view].document);
            rule.from.contains(&begin.state)
                && one != two
                && !gives(one, &rule.to)
                && !rule.from.iter().any(|state| gives(two, state))
                && when(begin, end, rule.back).is_some()
                && (stories.story(one) == stories.story(two) || stories.near(one, two))
        };
        let begins: Vec<&Moment> = moments.iter().filter(wrong).collect();
        let begin = *begins.first()?;
        let when = when(begin, end, rule.back)?;
        let (one, two) = (&views[begin.view], &views[end.view]);
        let reason = format!(
            "{} of {} has {}; {} has {} of {}: {}",
            outlet(two),
            end.day,
            words(two, &end.state),
            outlet(one),
            words(one, &begin.state),
            begin.day,
            rule.reason
        );
        let why = Why { code: Code::Status, when, reason, standing: [Standing::Current; 2] };
        let ends: Vec<usize> = moments
            .iter()
            .filter(|moment| moment.state == end.state && moment.day <= begin.day)
            .map(|moment| moment.view)
            .collect();
        let begun: Vec<usize> =
            begins.iter().filter(|other| other.state == begin.state).map(|other| other.view).collect();
        let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
        let sides = vec![
            (ends, format!("{} ({})", words(two, &end.state), end.day), Standing::Current),
            (begun, format!("{} ({})", words(one, &begin.state), begin.day), Standing::Current),
        ];
        finding(&topic, sides, &why, views, rules)
    })
}

/// The situation, where the earlier state is given of a day on which it had ended.
fn when(begin: &Moment, end: &Moment, back: bool) -> Option<&'static str> {
    let speaks = begin.state == SPEAKS;
    match begin.day.cmp(&end.day) {
        std::cmp::Ordering::Greater if speaks => Some("speaks"),
        std::cmp::Ordering::Greater if !back => Some("later"),
        // Who died today may have spoken this morning.
        std::cmp::Ordering::Equal if !speaks => Some("same day"),
        _ => None,
    }
}

/// "Nur Wali Mehsud dead", "Nur Wali Mehsud speaks".
fn words(view: &View, state: &str) -> String {
    let value = state.split_once('/').map_or(state, |(_, value)| value);
    match view.patient.filter(|_| state != SPEAKS) {
        Some(who) => format!("{} {value}", who.participant.text),
        None => format!("{} speaking", speaker(view)),
    }
}
