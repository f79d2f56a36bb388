//! In which direction: "30 km south of the town" against "30 km east of it"; see `place.md`.
//!
//! Distances of one thing from one place are measured in one direction; a right angle between two is more than two
//! tellings of one.

use crate::compare::report::{finding, outlet};
use crate::compare::same::{Slot, alike};
use crate::compare::story::Stories;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::View;
use crate::compare::words::words;
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;

/// The distances of one thing from one place that articles of one story give in two directions.
pub(crate) fn compare(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let bearings: Vec<(usize, usize)> =
        views.iter().enumerate().filter_map(|(at, view)| Some((at, bearing(view, rules)?))).collect();
    let mut found: Vec<Discrepancy> = Vec::new();
    let mut told: Vec<usize> = Vec::new();
    for (place, &(one, first)) in bearings.iter().enumerate() {
        let other = bearings[place + 1..].iter().take(MOST_PAIRS).find(|&&(other, second)| {
            is_apart(first, second) && is_of_one(&views[one], &views[other], stories, rules)
        });
        let Some(&(other, _)) = other.filter(|&&(other, _)| !told.contains(&other) && !told.contains(&one))
        else {
            continue;
        };
        told.extend([one, other]);
        let (a, b) = (&views[one], &views[other]);
        let words = |view: &View| {
            let from = view.agent.map(|who| crate::compare::naming::name(&who)).unwrap_or_default();
            let direction = bearing(view, rules).and_then(|at| rules.comparison.bearings.get(at));
            format!("{} {} of {from}", view.words(), direction.map_or("", String::as_str))
        };
        let reason = format!("{} has {}, {} has {}", outlet(a), words(a), outlet(b), words(b));
        let when = if a.document == b.document { "within" } else { "between" };
        let why = Why { code: Code::Place, when, reason, standing: [Standing::Current; 2] };
        let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
        let sides = [(one, a), (other, b)].map(|(at, view)| (vec![at], words(view), Standing::Current));
        found.extend(finding(&topic, sides.into(), &why, views, rules));
    }
    found
}

/// Distances that each is held against.
const MOST_PAIRS: usize = 48;

/// The number of the direction that stands behind the distance, among those of the rules, which go round the compass.
fn bearing(view: &View, rules: &Rules) -> Option<usize> {
    let claim = view.claim;
    let amount = claim.quantity.as_ref().filter(|amount| amount.quantity.dimension == "length")?;
    view.agent.filter(|_| !view.negative && !claim.forecast)?;
    let text = claim.text.to_lowercase();
    let behind = text.find(&amount.text.to_lowercase()).map(|at| at + amount.text.len())?;
    let rest: Vec<&str> = words::<b'-'>(text.get(behind..)?).take(REACH).collect();
    let known = |word: &str| {
        let bare = word.replace('-', "");
        rules.comparison.bearings.iter().position(|direction| *direction == bare)
    };
    rest.iter().enumerate().find_map(|(at, word)| {
        let of = rest.get(at + 1).is_some_and(|next| *next == "of" || *next == "from");
        known(word).filter(|_| of)
    })
}

/// Words behind a distance in which its direction may stand: "30 km (19 miles) south of".
const REACH: usize = 5;

/// A right angle or more.
fn is_apart(one: usize, other: usize) -> bool {
    let gap = one.abs_diff(other);
    gap.min(8 - gap) >= 2
}

/// Are they the distance of one thing from one place, in articles of one story?
fn is_of_one(one: &View, other: &View, stories: &Stories, rules: &Rules) -> bool {
    let from = one.agent.zip(other.agent).is_some_and(|(a, b)| {
        a.entity.is_some() && a.entity == b.entity
            || a.participant.text.eq_ignore_ascii_case(&b.participant.text)
    });
    let thing = one
        .patient
        .zip(other.patient)
        .is_some_and(|(a, b)| alike(&a, &b) || a.group.is_some() && a.group == b.group);
    from && thing
        && one.claim.predicate == other.claim.predicate
        && stories.closeness(one.document, other.document) >= rules.comparison.threshold("story-closeness")
        && crate::compare::same::weigh(one, other, Some(Slot::Place), stories, rules).is_some()
}
