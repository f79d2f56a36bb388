//! How surely two articles tell the same story: what they name in common, weighed by how rare it is.

use rustc_hash::FxHashMap;

use super::view::View;
use crate::rules::Rules;

/// What the articles of a run have in common.
#[derive(Debug)]
pub(crate) struct Stories<'a> {
    /// By document: what it names, each with its weight, sorted by name.
    named: Vec<Vec<(&'a str, f64)>>,
    /// By document: the day that it speaks from.
    days: Vec<Option<jiff::civil::Date>>,
    longest: f64,
}

/// Names of one document that count; the rest adds nothing but time.
const MOST_NAMES: usize = 48;

impl<'a> Stories<'a> {
    pub(crate) fn of(views: &[View<'a>], rules: &Rules) -> Stories<'a> {
        let documents = views.last().map_or(0, |view| view.document + 1);
        let mut counts: Vec<FxHashMap<&'a str, usize>> = vec![FxHashMap::default(); documents];
        let mut days = vec![None; documents];
        for view in views {
            let claim = view.claim;
            let slots = [&claim.agent, &claim.patient, &claim.place, &claim.event];
            let slots = slots.into_iter().flatten().filter_map(|slot| slot.entity.as_deref());
            let speakers = claim.attribution.iter().filter_map(|link| link.entity.as_deref());
            for name in slots.chain(speakers) {
                *counts[view.document].entry(name).or_default() += 1;
            }
            days[view.document] = days[view.document]
                .or(view.claim.published.as_deref().and_then(super::view::day))
                .or(view.as_of);
        }
        let mut frequency: FxHashMap<&'a str, usize> = FxHashMap::default();
        let named: Vec<Vec<(&'a str, usize)>> = counts
            .into_iter()
            .map(|names| {
                let mut names: Vec<(&str, usize)> = names.into_iter().collect();
                names.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
                names.truncate(MOST_NAMES);
                names.sort_unstable();
                names.iter().for_each(|(name, _)| *frequency.entry(name).or_default() += 1);
                names
            })
            .collect();
        let all = (1.0 + documents as f64).ln().max(f64::MIN_POSITIVE);
        let weigh = |name: &str| (1.0 + documents as f64 / frequency[name] as f64).ln() / all;
        let named = named
            .into_iter()
            .map(|names| names.into_iter().map(|(name, _)| (name, weigh(name))).collect())
            .collect();
        Stories { named, days, longest: rules.comparison.threshold("story-days") }
    }

    /// From 0 (nothing in common) to 2 (surely one story); negative where the dates are too far apart.
    pub(crate) fn closeness(&self, one: usize, other: usize) -> f64 {
        if one == other {
            return 2.0;
        }
        if let (Some(a), Some(b)) = (self.days[one], self.days[other])
            && f64::from((b - a).get_days().abs()) > self.longest
        {
            return -2.0;
        }
        let (mut a, mut b) = (self.named[one].iter().peekable(), self.named[other].iter().peekable());
        let mut shared = 0.0;
        while let (Some((one, weight)), Some((other, _))) = (a.peek(), b.peek()) {
            match one.cmp(other) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    shared += weight;
                    a.next();
                    b.next();
                }
            }
        }
        (shared * 0.75).min(2.0)
    }
}
