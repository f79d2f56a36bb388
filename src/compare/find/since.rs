//! Since when nothing more has happened: no new cases since 4 July, or since 5 July; see `time.md`.
//!
//! What an article denies "since" a day happened last on that day. A later day of another article is no update where
//! it lies before both were printed.

use jiff::civil::Date;

use crate::claim::Certainty;
use crate::compare::report::{finding, outlet};
use crate::compare::story::Stories;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::{View, days_from};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;

/// Denials that are held against each other.
const MOST_DENIALS: usize = 128;

/// For each thing that has not happened since, the first two days that exclude each other.
pub(crate) fn compare(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let denied = views.iter().enumerate().filter_map(|(at, view)| Some((at, since(view)?, thing(view))));
    let denied: Vec<(usize, Date, String)> = denied.take(MOST_DENIALS).collect();
    let mut told: Vec<&String> = Vec::new();
    let mut found = Vec::new();
    for (at, (one, first, thing)) in denied.iter().enumerate() {
        if told.contains(&thing) {
            continue;
        }
        let rival = denied[at + 1..].iter().find(|(other, second, of)| {
            first != second
                && thing == of
                && is_no_update(*first.max(second), &views[*one], &views[*other], stories, rules)
        });
        let Some((other, second, _)) = rival else { continue };
        let (one, other) = (*one, *other);
        let (a, b) = (&views[one], &views[other]);
        let reason =
            format!("it happened last on one day, and {} has {first}, {} has {second}", outlet(a), outlet(b));
        let why = Why { code: Code::Time, when: "deed", reason, standing: [Standing::Current; 2] };
        let side = |at: usize| (vec![at], words(&views[at]), Standing::Current);
        let topic = Topic { members: vec![one, other], matched: Vec::new(), missing: Vec::new() };
        found.extend(finding(&topic, vec![side(one), side(other)], &why, views, rules));
        told.push(thing);
    }
    found
}

/// The day since which a claim says, for good, that it has not happened.
fn since(view: &View) -> Option<Date> {
    let claim = view.claim;
    let when = claim.time.as_ref().filter(|when| !when.inherited)?;
    let (first, last) = crate::value::time::days(when.time.edtf.strip_suffix("/..")?)?;
    first.filter(|_| first == last && is_firm(view))
}

fn is_firm(view: &View) -> bool {
    (view.negative || view.is_zero()) && view.claim.certainty == Certainty::Certain && !view.claim.forecast
}

/// What has not happened: the noun of what was not found, the predicate where none was: "cases".
fn thing(view: &View) -> String {
    let head = view.patient.filter(|who| !who.pronoun).map_or(view.claim.predicate.as_str(), |who| who.head);
    head.to_lowercase().trim_end_matches('s').to_owned()
}

/// Do two articles of one story, both printed after the later day, exclude each other?
fn is_no_update(later: Date, one: &View, other: &View, stories: &Stories, rules: &Rules) -> bool {
    let printed = |view: &View| view.published.is_some_and(|day| later < day);
    let near = one.days.zip(other.days).is_none_or(|(a, b)| {
        f64::from(days_from(a.0, b.0).abs()) <= rules.comparison.threshold("one-event-days")
    });
    one.document != other.document
        && printed(one)
        && printed(other)
        && near
        && stories.likeness(one.document, other.document) >= rules.comparison.threshold("story-closeness")
}

/// "since July 4"
fn words(view: &View) -> String {
    view.claim.time.as_ref().and_then(|when| when.text.as_deref()).unwrap_or_default().to_owned()
}
