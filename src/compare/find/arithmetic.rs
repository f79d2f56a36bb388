#![doc = include_str!("arithmetic.md")]

use std::borrow::Cow;

use crate::claim::Change;
use crate::compare::kin::is_known_place;
use crate::compare::relation::{Allowed, number, step};
use crate::compare::report::finding;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::{Kind, View};
use crate::compare::{Code, Discrepancy, Standing};
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
        found.extend(shares(start..end, views, rules));
        start = end;
    }
    found
}

/// "Of the 20 dead, 12 were women and 11 were men."
fn sentence(range: std::ops::Range<usize>, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let counts = |at: &usize| matches!(views[*at].kind, Kind::Measure(..) | Kind::Count(..));
    let figures: Vec<usize> = range.filter(counts).collect();
    if figures.len() < 2 || figures.len() > MOST_FIGURES {
        return None;
    }
    figures.iter().find_map(|&total| {
        let behind = figures.iter().copied().filter(|&part| {
            views[part].kind == views[total].kind
                && views[part].claim.span.start > views[total].claim.span.start
        });
        let (parts, others): (Vec<usize>, Vec<usize>) = behind.partition(|&at| is_part(&views[at]));
        let whole = views[total].is_level() && !views[total].claim.part;
        let listed = listed(total, &others, views, rules);
        let apart = listed.is_some();
        let own = listed.or(Some(parts).filter(|_| whole))?;
        // Parts of different kinds add up, as those of two places do; "nine women and five mothers" may overlap.
        let kind = |at: &usize| views[*at].patient.is_some_and(|who| who.group.is_some());
        let disjoint = own.len() < 2 || own.iter().all(kind) || apart;
        if own.is_empty() || !disjoint {
            return None;
        }
        let sum: f64 = own.iter().map(|&at| least(&views[at], rules)).sum();
        let most = Allowed::of(views[total].figure()?, rules).high;
        if sum <= most || sum.is_nan() {
            return None;
        }
        let words: Vec<Cow<str>> = own.iter().map(|&at| views[at].words()).collect();
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

/// "48 percent for Alvarez, 39 percent for Brandt and 21 percent for Castro": what several hold of one whole.
fn shares(range: std::ops::Range<usize>, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let held = |at: &usize| {
        let Kind::Measure(measure, dimension, ..) = &views[*at].kind else { return false };
        let exact = views[*at].figure().is_some_and(|figure| figure.interval.point().is_some());
        rules.measures.measures[*measure].holder && dimension == "percent" && exact && views[*at].is_level()
    };
    let held: Vec<usize> = range.filter(held).take(MOST_FIGURES).collect();
    let first = &views[*held.first()?];
    let mut holders: Vec<&str> =
        held.iter().filter_map(|&at| Some(views[at].agent?.participant.text.as_str())).collect();
    holders.sort_unstable();
    holders.dedup();
    let one_vote = held.iter().all(|&at| views[at].days == first.days && views[at].kind == first.kind);
    // Two may be shares of two groups: of the women, of the men.
    if holders.len() < 3 || holders.len() < held.len() || !one_vote {
        return None;
    }
    let figure = |at: &usize| views[*at].figure().and_then(|figure| figure.base.point());
    let sum: f64 = held.iter().filter_map(figure).map(number).sum();
    let rounded: f64 = held.iter().filter_map(figure).map(|point| step(point) / 2.0).sum();
    if sum - rounded <= 100.0 {
        return None;
    }
    let words: Vec<Cow<str>> = held.iter().map(|&at| views[at].words()).collect();
    let (last, before) = words.split_last()?;
    let list = format!("{} and {last}", before.join(", "));
    let why = Why {
        code: Code::Arithmetic,
        when: "within",
        reason: format!("{list} of one whole are more than all of it"),
        standing: [Standing::Current; 2],
    };
    let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
    let (one, others) = held.split_first()?;
    let sides = vec![
        (vec![*one], words[0].to_string(), Standing::Current),
        (others.to_vec(), words[1..].join(" and "), Standing::Current),
    ];
    finding(&topic, sides, &why, views, rules)
}

/// Figures of a sentence that is looked at.
const MOST_FIGURES: usize = 24;

/// The list behind a colon that says place by place what a figure is made up of: "18 new cases: Guinea, 6 new cases;
/// Liberia, 13 new cases".
fn listed(total: usize, others: &[usize], views: &[View], rules: &Rules) -> Option<Vec<usize>> {
    let claim = views[total].claim;
    let from = claim.quantity.as_ref()?.span.end.checked_sub(claim.sentence.start)?;
    let colon = claim.sentence.start + from + claim.text.get(from..)?.find(':')?;
    let starts = |at: &usize| views[*at].claim.quantity.as_ref().map_or(0, |amount| amount.span.start);
    // Nothing else of its kind stands between a figure and its list.
    if place(&views[total], rules).is_some() || others.iter().any(|at| starts(at) < colon) {
        return None;
    }
    let alike = |at: &usize| views[*at].is_level() && views[*at].claim.sort == claim.sort;
    let own: Vec<usize> = others.iter().copied().filter(alike).collect();
    let mut places: Vec<&str> = own.iter().filter_map(|&at| place(&views[at], rules)).collect();
    places.sort_unstable();
    places.dedup();
    (own.len() > 1 && places.len() == own.len()).then_some(own)
}

/// The known place that a claim names itself.
fn place<'a>(view: &View<'a>, rules: &Rules) -> Option<&'a str> {
    let place = view.claim.place.as_ref().filter(|place| !place.inherited)?;
    place.entity.as_deref().filter(|entity| is_known_place(Some(entity), rules))
}

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
