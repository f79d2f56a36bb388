//! A toll as it moves: which figure of one event came before which, and what that makes of the two.

use jiff::civil::Date;

use super::same::moves;
use super::verdict::{Verdict, Why};
use super::view::{Kind, View};
use super::{Code, Standing};
use crate::rules::Rules;
use crate::rules::measure::Moves;

/// The verdict on two figures of one thing that do not meet, `low` being the lower one.
pub(crate) fn judge(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> Verdict {
    let (lead, other) = (&views[low[0]], &views[high[0]]);
    if let Some(verdict) = dispute(low, high, views, rules) {
        return verdict;
    }
    let conflict =
        |code, when, reason: String, standing| Verdict::Conflict(Why { code, when, reason, standing });
    let current = [Standing::Current; 2];
    match moves(&lead.kind, rules) {
        Moves::No => {
            let within = lead.document == other.document && one_document(low, high, views);
            let reason = format!("{} and {} cannot both be right", lead.words(), other.words());
            conflict(Code::Quantity, if within { "within" } else { "between" }, reason, current)
        }
        Moves::Up => rising(low, high, views, rules),
        Moves::Both => match shared_day(low, high, views) {
            Some(day) => {
                let reason = format!("{} and {} are both of {day}", lead.words(), other.words());
                conflict(Code::Quantity, "unsettled", reason, current)
            }
            None => {
                Verdict::Agree(format!("{} and {} may be of different days", lead.words(), other.words()))
            }
        },
    }
}

/// Two speakers of one article who give one figure each.
fn dispute(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> Option<Verdict> {
    for &at in low.iter().take(32) {
        for &other in high.iter().take(32) {
            let (one, two) = (&views[at], &views[other]);
            if one.document != two.document || apart_in_time(one, two, rules) {
                continue;
            }
            if let (Some(a), Some(b)) = (&one.speaker, &two.speaker)
                && a != b
            {
                let reason = format!(
                    "the same article gives {} to {} and {} to {}, and leaves it at that",
                    one.words(),
                    speaker(one),
                    two.words(),
                    speaker(two)
                );
                return Some(Verdict::Conflict(Why {
                    code: Code::Quantity,
                    when: "dispute",
                    reason,
                    standing: [Standing::Current; 2],
                }));
            }
        }
    }
    None
}

/// Figures of a moving measure that hold on two known days are no rivals.
fn apart_in_time(one: &View, two: &View, rules: &Rules) -> bool {
    moves(&one.kind, rules) != Moves::No && matches!((one.as_of, two.as_of), (Some(a), Some(b)) if a != b)
}

fn rising(low: &[usize], high: &[usize], views: &[View], rules: &Rules) -> Verdict {
    let (lead, other) = (&views[low[0]], &views[high[0]]);
    let days = |claims: &[usize]| -> Vec<(Date, usize)> {
        let mut days: Vec<(Date, usize)> =
            claims.iter().filter_map(|&at| Some((views[at].day()?, at))).collect();
        days.sort_unstable();
        days
    };
    let (low_days, high_days) = (days(low), days(high));
    let (Some(&(last, late)), Some(&(first, early)), Some(&(start, _))) =
        (low_days.last(), high_days.first(), low_days.first())
    else {
        return Verdict::Agree(format!(
            "{} and {} may be of different days: a growing figure without a date",
            lead.words(),
            other.words()
        ));
    };
    if last > first {
        let stale = start < first;
        let (code, when) = if stale { (Code::Stale, "between") } else { (Code::Quantity, "between") };
        let reason = format!(
            "{} of {last} ({}) is lower than {} of {first} ({}), although such a figure only grows",
            views[late].words(),
            views[late].claim.document,
            views[early].words(),
            views[early].claim.document
        );
        let standing = if stale { Standing::Superseded } else { Standing::Current };
        return Verdict::Conflict(Why { code, when, reason, standing: [standing, Standing::Current] });
    }
    if last == first && !one_document(low, high, views) {
        let reason = format!("{} and {} are both of {last}", lead.words(), other.words());
        return Verdict::Conflict(Why {
            code: Code::Quantity,
            when: "same day",
            reason,
            standing: [Standing::Current; 2],
        });
    }
    if let Some(settled) = settled(low, high, views, rules, last) {
        return settled;
    }
    Verdict::Agree(format!("{} is an update of {}", other.words(), lead.words()))
}

/// A count that still moves long after its event.
fn settled(low: &[usize], high: &[usize], views: &[View], rules: &Rules, last: Date) -> Option<Verdict> {
    let Kind::Measure(at, ..) = &views[low[0]].kind else { return None };
    let days = rules.measures.measures[*at].settles?;
    let start = low.iter().chain(high).filter_map(|&at| Some(views[at].days?.0)).min()?;
    if i64::from((last - start).get_days()) < days {
        return None;
    }
    let (lead, other) = (&views[low[0]], &views[high[0]]);
    let middle =
        |view: &View| view.figure().map(|figure| super::relation::Allowed::of(figure, rules).middle());
    let (a, b) = (middle(lead)?, middle(other)?);
    (b > a * (1.0 + rules.comparison.threshold("settled-share"))).then(|| {
        Verdict::Conflict(Why {
            code: Code::Quantity,
            when: "unsettled",
            reason: format!(
                "{} was the figure {} days after the event, when such a count has settled; {} is far from it",
                lead.words(),
                (last - start).get_days(),
                other.words()
            ),
            standing: [Standing::Current; 2],
        })
    })
}

fn shared_day(low: &[usize], high: &[usize], views: &[View]) -> Option<Date> {
    let mut days: Vec<Date> = low.iter().filter_map(|&at| views[at].day()).collect();
    days.sort_unstable();
    high.iter().filter_map(|&at| views[at].day()).find(|day| days.binary_search(day).is_ok())
}

pub(crate) fn one_document(low: &[usize], high: &[usize], views: &[View]) -> bool {
    let document = views[low[0]].document;
    low.iter().chain(high).all(|&at| views[at].document == document)
}

/// Who says so, in the words of the page; the outlet's own voice by its name.
pub(crate) fn speaker(view: &View) -> String {
    let claim = view.claim;
    let named = claim.attribution.iter().rev().find_map(|link| link.source.clone());
    named.unwrap_or_else(|| claim.source.clone().unwrap_or_else(|| claim.document.clone()))
}
