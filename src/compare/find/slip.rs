//! One digit: long exact figures of one story that differ in a single digit, or of which one has a digit too few.
//!
//! "24,965,218 votes" and "24,966,218 votes": two counts of seven digits never come so close by chance, so nothing
//! more than the counted noun has to be the same; see `quantity.md`.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::Told;
use crate::claim::Kind;
use crate::compare::kin::{Kin, kin};
use crate::compare::report::{finding, outlet};
use crate::compare::story::Stories;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::View;
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;
use crate::value::Decimal;

/// The slips of all stories, each pair of figures once; what `known` already tells is left out.
pub(crate) fn compare(views: &[View], stories: &Stories, known: &Told, rules: &Rules) -> Vec<Discrepancy> {
    let least = rules.comparison.threshold("slip-digits") as usize;
    // By story and noun: the digits with one left out, and which one that was.
    let mut held: FxHashMap<Digits, Vec<(usize, usize)>> = FxHashMap::default();
    let mut groups: FxHashMap<Digits, Vec<usize>> = FxHashMap::default();
    let mut order: Vec<Digits> = Vec::new();
    for (at, view) in views.iter().enumerate() {
        let Some((noun, digits)) = figure(view, least) else { continue };
        let group = (stories.story(view.document), noun, digits);
        let claims = groups.entry(group.clone()).or_default();
        if claims.is_empty() {
            order.push(group);
        }
        claims.push(at);
    }
    let numbers: FxHashMap<_, usize> =
        order.iter().enumerate().map(|(number, group)| (group.clone(), number)).collect();
    let mut found = currencies(views, stories, rules);
    for (number, (story, noun, digits)) in order.iter().enumerate() {
        let mut near: Vec<usize> = Vec::new();
        let shorter = |place: usize| digits[..place].to_owned() + &digits[place + 1..];
        for place in 0..digits.len() {
            let key = (*story, *noun, shorter(place));
            let others = held.entry(key).or_default();
            // The last digit moves when a count goes on by one.
            let changed = others.iter().filter(|(_, other)| *other == place && place + 1 < digits.len());
            near.extend(changed.map(|(other, _)| *other));
            if others.len() < MOST_HOLDERS {
                others.push((number, place));
            }
        }
        // A digit too few or too many.
        let longer =
            held.get(&(*story, *noun, digits.clone())).into_iter().flatten().map(|(other, _)| *other);
        let fewer =
            (0..digits.len()).filter_map(|place| numbers.get(&(*story, *noun, shorter(place))).copied());
        near.extend(longer);
        near.extend(fewer.take(1));
        near.sort_unstable();
        near.dedup();
        for other in near.into_iter().filter(|&other| other < number) {
            let (one, two) = (&groups[&order[other]], &groups[&order[number]]);
            found.extend(slip(one, two, views, known, rules));
        }
    }
    found
}

/// One figure in two currencies: "£143bn" in one article, "$143bn" in another of the same story.
fn currencies(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let mut held: BTreeMap<(usize, Decimal), Vec<usize>> = BTreeMap::new();
    for (at, view) in views.iter().enumerate() {
        let Some(quantity) = view.claim.quantity.as_ref().map(|amount| &amount.quantity) else { continue };
        let bound = quantity.interval.low.or(quantity.interval.high).map(|bound| bound.value.normalize());
        let digits = |value: &Decimal| value.mantissa().to_string().trim_end_matches('0').len();
        let told =
            bound.filter(|value| digits(value) >= rules.comparison.threshold("telling-digits") as usize);
        if let Some(value) = told.filter(|_| quantity.dimension == "currency" && !view.claim.headline) {
            held.entry((stories.story(view.document), value)).or_default().push(at);
        }
    }
    // A dollar sign stands for many dollars.
    let unit =
        |at: usize| views[at].claim.quantity.as_ref().map_or("", |amount| amount.quantity.unit.as_str());
    let dollars = |at: usize| unit(at).ends_with('D');
    held.into_values()
        .filter_map(|claims| {
            let first = *claims.first()?;
            let other = *claims.iter().find(|&&at| {
                unit(at) != unit(first)
                    && !(dollars(at) && dollars(first))
                    && views[at].document != views[first].document
            })?;
            let (one, two): (Vec<usize>, Vec<usize>) = claims
                .iter()
                .filter(|&&at| unit(at) == unit(first) || unit(at) == unit(other))
                .partition(|&&at| unit(at) == unit(first));
            let reason = format!(
                "{} has {} and {} has {}: one number in two currencies",
                outlet(&views[first]),
                views[first].words(),
                outlet(&views[other]),
                views[other].words()
            );
            let why = Why { code: Code::Quantity, when: "slip", reason, standing: [Standing::Current; 2] };
            let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
            let sides = vec![
                (one, views[first].words().into_owned(), Standing::Current),
                (two, views[other].words().into_owned(), Standing::Current),
            ];
            finding(&topic, sides, &why, views, rules)
        })
        .collect()
}

/// A story, a noun and the digits of a figure of it.
type Digits<'v> = (usize, &'v str, String);

/// Figures of one story that share their other digits.
const MOST_HOLDERS: usize = 16;

/// What a claim counts, and the digits of its figure, where it is long and exact.
fn figure<'v>(view: &'v View, least: usize) -> Option<(&'v str, String)> {
    let amount = view.claim.quantity.as_ref()?;
    let interval = &amount.quantity.interval;
    let point = interval.point().filter(|point| point.fract().is_zero() && !interval.approximate)?;
    let plain = amount.quantity.dimension == "count" && view.claim.kind != Kind::Reckoning && !amount.implied;
    let written: String = amount.text.chars().filter(char::is_ascii_digit).collect();
    if !plain || written.len() < least || written.ends_with("00") {
        return None;
    }
    let noun = view.claim.counted.as_deref().unwrap_or(&view.claim.predicate);
    // "6.1 million" is no long figure, however many digits it stands for.
    (point.normalize().to_string() == written).then_some((noun, written))
}

fn slip(one: &[usize], two: &[usize], views: &[View], known: &Told, rules: &Rules) -> Option<Discrepancy> {
    let agent = |at: &usize| views[*at].agent.and_then(|who| who.entity);
    let apart = |a: &usize, b: &usize| matches!((agent(a), agent(b)), (Some(x), Some(y)) if kin(x, y, rules) == Kin::Apart);
    let (a, b) = one
        .iter()
        .flat_map(|a| two.iter().take(MOST_HOLDERS).map(move |b| (a, b)))
        .find(|(a, b)| !apart(a, b))?;
    let (id, other) = (&views[*a].claim.id, &views[*b].claim.id);
    let of_figures =
        |finding: &Discrepancy| matches!(finding.code, Code::Quantity | Code::Stale | Code::Headline);
    if known.by_both(id, other).any(of_figures) {
        return None;
    }
    let (low, high) = (&views[*a], &views[*b]);
    let reason = format!(
        "{} has {} and {} has {}: all digits but one are the same, as by a slip of the keyboard",
        outlet(low),
        low.words(),
        outlet(high),
        high.words()
    );
    let why = Why { code: Code::Quantity, when: "slip", reason, standing: [Standing::Current; 2] };
    let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
    let sides = vec![
        (one.to_vec(), low.words().into_owned(), Standing::Current),
        (two.to_vec(), high.words().into_owned(), Standing::Current),
    ];
    finding(&topic, sides, &why, views, rules)
}
