//! States in the wrong order: dead in one article, alive in a later one; caught, and later at large; see `status.md`.
//!
//! A frame says in which state it leaves its patient, and a rule which state may become which. What a later
//! article gives as an earlier state excludes the later one. Those in a state are known by their full names in all
//! articles, and in one story by the part that they play, "the driver".

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Told;
use super::bearer::{self, Bearer};
use crate::claim::{Certainty, Polarity, Stance};
use crate::compare::report::{finding, outlet};
use crate::compare::story::Stories;
use crate::compare::timeline::speaker;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::{View, is_pronoun_word};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;
use crate::rules::comparison::Succession;
use crate::rules::frame::Job;
use crate::value::Decimal;

/// First and last day of something, where they are known.
type Days = Option<(Date, Date)>;

/// Who was in which state, and when.
#[derive(Clone)]
struct Moment {
    view: usize,
    state: String,
    /// First and last day that it can be of.
    days: Days,
}

/// People and things whose states come in an order that cannot be.
///
/// What is told already, as a denial, is not told again.
pub(crate) fn compare(views: &[View], stories: &Stories, known: &Told, rules: &Rules) -> Vec<Discrepancy> {
    let is_known = |one: usize, other: usize| {
        known.by_both(&views[one].claim.id, &views[other].claim.id).next().is_some()
    };
    let mut told: BTreeMap<&str, Vec<Moment>> = BTreeMap::new();
    let mut stated: BTreeMap<usize, Vec<(Moment, Bearer)>> = BTreeMap::new();
    for (at, view) in views.iter().enumerate() {
        let Some((state, days)) = state(view, rules) else { continue };
        let moment = Moment { view: at, state, days };
        if let Some(entity) = full_name(view).filter(|entity| is_somebody(entity, rules)) {
            told.entry(entity).or_default().push(moment.clone());
        }
        let who = borne(view).filter(|who| !who.participant.inherited);
        if let Some(bearer) = who.and_then(|who| bearer::bearer(who.participant, rules)) {
            stated.entry(stories.story(view.document)).or_default().push((moment, bearer));
        }
    }
    // Only of those whose state some article gives: do they speak later?
    for (at, view) in views.iter().enumerate() {
        let Some((source, entity, days)) = speaks(view, rules) else { continue };
        let moment = Moment { view: at, state: SPEAKS.to_owned(), days };
        if let Some(moments) = entity.and_then(|entity| told.get_mut(entity)) {
            moments.push(moment.clone());
        }
        if let Some(moments) = stated.get_mut(&stories.story(view.document))
            && let Some(bearer) =
                bearer::speaker(source, entity, rules).filter(|bearer| speaks_after(bearer, rules))
        {
            moments.push((moment, bearer));
        }
    }
    let mut seen: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut found: Vec<Discrepancy> = Vec::new();
    let mut order = |moments: &[Moment], by_part: bool| {
        let (begin, end, finding) = order(moments, by_part, views, stories, rules)?;
        (!is_known(begin, end) && seen.insert((begin, end))).then_some(finding)
    };
    for moments in told.values() {
        found.extend(order(moments, false));
    }
    let mut by_story: BTreeMap<usize, Vec<usize>> = stated.keys().map(|&story| (story, Vec::new())).collect();
    for (at, view) in views.iter().enumerate() {
        if let Some(of) = by_story.get_mut(&stories.story(view.document)) {
            of.push(at);
        }
    }
    for (story, moments) in stated {
        let bearers: Vec<(usize, Bearer)> =
            moments.iter().map(|(moment, bearer)| (moment.view, bearer.clone())).collect();
        let of = by_story.get(&story).map_or(&[][..], Vec::as_slice);
        for person in bearer::people(&bearers, views, of, rules) {
            let moments: Vec<Moment> = person.iter().map(|&at| moments[at].0.clone()).collect();
            found.extend(order(&moments, true));
        }
    }
    found
}

/// The state of somebody who speaks.
const SPEAKS: &str = "life/speaks";
/// Moments of one person that are held against each other.
const MOST_MOMENTS: usize = 60;

/// Of whom the state of a claim is: its patient, or who did it where it happened to nobody, as with "resigned".
fn borne<'v, 'a>(view: &'v View<'a>) -> Option<&'v crate::compare::view::Who<'a>> {
    view.patient.as_ref().or(view.agent.as_ref())
}

/// The state in which a claim leaves somebody, as a fact, and since when.
fn state(view: &View, rules: &Rules) -> Option<(String, Days)> {
    let claim = view.claim;
    let state = rules.frames.get(&claim.predicate)?.state.as_ref()?;
    let one =
        view.figure().is_none_or(|figure| figure.interval.point().is_some_and(|point| point == Decimal::ONE));
    let firm = claim.certainty == Certainty::Certain && !claim.forecast && !view.is_hedged();
    // "They were killed": several, whatever they are taken for.
    let word = |who: &crate::compare::view::Who| rules.lexicon.id_in_any_case(&who.participant.text);
    let several = borne(view).is_some_and(|who| who.pronoun && !rules.frames.is(Job::Alone, word(who)));
    if !one || several || !firm || claim.headline {
        return None;
    }
    let denied = view.negative != view.excluded;
    let value = match denied {
        false if claim.polarity == Polarity::Positive => Some(&state.value),
        true => state.denied.as_ref(),
        false => None,
    };
    Some((format!("{}/{}", state.group, value?), moment(view)))
}

/// Nobody kills an organisation: "a report by Amnesty, by which police killed 33".
fn is_somebody(entity: &str, rules: &Rules) -> bool {
    rules.entities.kind(entity).is_none_or(|kind| kind == "person")
}

/// The full name of whom a state is said of, and of no part or relative of theirs.
fn full_name<'a>(view: &View<'a>) -> Option<&'a str> {
    let patient = view.patient.filter(|who| !who.owned && who.group.is_none() && !view.claim.part)?;
    patient.entity.filter(|entity| is_full_name(entity))
}

/// Are the words of this part said after what the story tells of?
fn speaks_after(bearer: &Bearer, rules: &Rules) -> bool {
    bearer.role.is_some_and(|role| !rules.comparison.roles[role].radio)
}

/// Who speaks in a claim, and on which day.
fn speaks<'a>(view: &View<'a>, rules: &Rules) -> Option<(&'a str, Option<&'a str>, Days)> {
    let claim = view.claim;
    let link = claim.attribution.last()?;
    let firm = claim.certainty == Certainty::Certain;
    let plain = link.stance == Stance::Asserts && firm && !view.is_earlier();
    // An article about a dead man has other men that "he" may be.
    let named = |source: &&str| !is_pronoun_word(source, rules);
    let published = view.published.map(|day| (day, day));
    Some((link.source.as_deref().filter(|_| plain).filter(named)?, link.entity.as_deref(), published))
}

/// Two names at least: of one name there are many.
fn is_full_name(entity: &str) -> bool {
    entity.contains('-')
}

/// The days of a claim: those it states, else that of its article.
fn moment(view: &View) -> Days {
    let stated = view.claim.time.as_ref().is_some_and(|when| !when.inherited);
    let published = || view.published.map(|day| (day, day));
    view.days.filter(|_| stated).or_else(published)
}

/// The first of somebody's states that cannot follow another, with the claims of both.
fn order(
    moments: &[Moment],
    by_part: bool,
    views: &[View],
    stories: &Stories,
    rules: &Rules,
) -> Option<(usize, usize, Discrepancy)> {
    let moments = &moments[..moments.len().min(MOST_MOMENTS)];
    let pairs = rules.comparison.successions.iter().flat_map(|rule| {
        let ends = moments.iter().filter(|moment| moment.state == rule.to);
        ends.map(move |end| (rule, end))
    });
    for (rule, end) in pairs {
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
                && when(begin, end, rule, by_part).is_some()
                && (stories.story(one) == stories.story(two) || stories.near(one, two))
        };
        let begins: Vec<&Moment> = moments.iter().filter(wrong).collect();
        let Some(&begin) = begins.first() else { continue };
        let Some(when) = when(begin, end, rule, by_part) else { continue };
        let (one, two) = (&views[begin.view], &views[end.view]);
        let reason = format!(
            "{}{} has {}; {}{} has {}: {}",
            outlet(two),
            of_day(end),
            words(two, end),
            outlet(one),
            of_day(begin),
            words(one, begin),
            rule.reason
        );
        let why = Why { code: Code::Status, when, reason, standing: [Standing::Current; 2] };
        let ends: Vec<usize> = moments
            .iter()
            .filter(|moment| {
                moment.state == end.state && (moment.days <= begin.days || moment.view == end.view)
            })
            .map(|moment| moment.view)
            .collect();
        let begun: Vec<usize> =
            begins.iter().filter(|other| other.state == begin.state).map(|other| other.view).collect();
        let dated = |moment: &Moment| moment.days.map_or(String::new(), |(_, day)| format!(" ({day})"));
        let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
        let sides = vec![
            (ends, format!("{}{}", words(two, end), dated(end)), Standing::Current),
            (begun, format!("{}{}", words(one, begin), dated(begin)), Standing::Current),
        ];
        return Some((begin.view, end.view, finding(&topic, sides, &why, views, rules)?));
    }
    None
}

/// " of 2025-03-12", where a day is known.
fn of_day(moment: &Moment) -> String {
    moment.days.map_or(String::new(), |(_, day)| format!(" of {day}"))
}

/// The situation, where the earlier state is given of a day on which it had ended.
fn when(begin: &Moment, end: &Moment, rule: &Succession, by_part: bool) -> Option<&'static str> {
    let speaks = begin.state == SPEAKS;
    let Some(((_, first), (second, until))) = end.days.zip(begin.days) else {
        // Old words of somebody famous are printed after their death; a driver tells of the crash.
        return (rule.undated && (by_part || !speaks)).then_some("undated");
    };
    match second.cmp(&first) {
        std::cmp::Ordering::Greater if speaks => Some("speaks"),
        std::cmp::Ordering::Greater if !rule.back => Some("later"),
        // Who died today may have spoken this morning.
        std::cmp::Ordering::Equal if !speaks && !rule.later && until == second => Some("same day"),
        _ => None,
    }
}

/// "Nur Wali Mehsud dead", "Nur Wali Mehsud speaks".
fn words(view: &View, moment: &Moment) -> String {
    let state = moment.state.as_str();
    let value = state.split_once('/').map_or(state, |(_, value)| value);
    match borne(view).filter(|_| state != SPEAKS) {
        Some(who) => format!("{} {value}", crate::compare::naming::name(who)),
        None => format!("{} speaking", speaker(view)),
    }
}
