#![doc = include_str!("arithmetic.md")]

use super::relation::Allowed;
use super::report::finding;
use super::topic::Topic;
use super::verdict::Why;
use super::view::{Kind, View};
use super::{Code, Discrepancy, Standing};
use crate::claim::Change;
use crate::rules::Rules;

/// Parts that are more than their whole, sentence by sentence.
pub(crate) fn compare(views: &[View], rules: &Rules) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    let mut start = 0;
    // Views are in text order, so the claims of a sentence stand side by side.
    while start < views.len() {
        let same = |view: &View| {
            view.document == views[start].document && view.claim.sentence == views[start].claim.sentence
        };
        let end = start + views[start..].iter().take_while(|view| same(view)).count();
        found.extend(sentence(start..end, views, rules));
        start = end;
    }
    found
}

/// "Of the 20 dead, 12 were women and 11 were men."
fn sentence(range: std::ops::Range<usize>, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let counts = |at: &usize| matches!(views[*at].kind, Kind::Measure(..) | Kind::Count(..));
    let totals: Vec<usize> =
        range.clone().filter(counts).filter(|&at| views[at].is_level() && !views[at].claim.part).collect();
    let parts: Vec<usize> = range.filter(counts).filter(|&at| is_part(&views[at])).collect();
    if parts.is_empty() || parts.len() > MOST_PARTS {
        return None;
    }
    totals.into_iter().find_map(|total| {
        let own: Vec<usize> = parts
            .iter()
            .copied()
            .filter(|&part| {
                views[part].kind == views[total].kind
                    && views[part].claim.span.start > views[total].claim.span.start
            })
            .collect();
        let sum: f64 = own.iter().map(|&at| least(&views[at], rules)).sum();
        let most = Allowed::of(views[total].figure()?, rules).high;
        // Parts of different kinds add up; "nine women and five mothers" may overlap.
        let disjoint =
            own.len() < 2 || own.iter().all(|&at| views[at].patient.is_some_and(|who| who.group.is_some()));
        if own.is_empty() || sum <= most || !disjoint || sum.is_nan() {
            return None;
        }
        let words: Vec<&str> = own.iter().map(|&at| views[at].words()).collect();
        let why = Why {
            code: Code::Arithmetic,
            when: "within",
            reason: format!(
                "{} are more than the {} that they are part of",
                words.join(" and "),
                views[total].words()
            ),
            standing: [Standing::Current; 2],
        };
        let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
        let sides = vec![
            (vec![total], format!("{} in all", views[total].words()), Standing::Current),
            (own, format!("parts: {}", words.join(" and ")), Standing::Current),
        ];
        finding(&topic, sides, &why, views, rules)
    })
}

/// Parts that one sentence can list.
const MOST_PARTS: usize = 12;

fn is_part(view: &View) -> bool {
    view.claim.part
        && view.patient.is_some()
        && !view.negative
        && !view.claim.forecast
        && view.claim.quantity.as_ref().is_some_and(|amount| amount.change == Change::Level)
}

/// The least that a part's figure allows.
fn least(view: &View, rules: &Rules) -> f64 {
    let low = view.figure().map_or(0.0, |figure| Allowed::of(figure, rules).low);
    if low.is_finite() { low } else { 0.0 }
}
