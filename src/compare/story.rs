//! How surely two articles tell the same story: what they name in common, weighed by how rare it is.

use rustc_hash::FxHashMap;

use super::view::View;
use crate::rules::Rules;
use crate::rules::lexicon::Class;

/// What the articles of a run have in common.
#[derive(Debug)]
pub(crate) struct Stories<'a> {
    /// By document: what it names, each with its weight, sorted by name.
    named: Vec<Vec<(&'a str, f64)>>,
    /// By document: the day that it speaks from.
    days: Vec<Option<jiff::civil::Date>>,
    longest: f64,
    per_name: f64,
}

/// Names of one document that count; the rest adds nothing but time.
const MOST_NAMES: usize = 48;

impl<'a> Stories<'a> {
    pub(crate) fn of(views: &[View<'a>], rules: &Rules) -> Stories<'a> {
        let documents = views.last().map_or(0, |view| view.document + 1);
        let mut counts: Vec<FxHashMap<&'a str, usize>> = vec![FxHashMap::default(); documents];
        let mut days = vec![None; documents];
        let mut sentence = None;
        for view in views {
            let (claim, counts) = (view.claim, &mut counts[view.document]);
            let slots = [&claim.agent, &claim.patient, &claim.place, &claim.event];
            let slots = slots.into_iter().flatten().filter_map(|slot| slot.entity.as_deref());
            slots.for_each(|name| *counts.entry(name).or_default() += 1);
            // Views are in text order: each sentence is read once.
            if sentence != Some((view.document, claim.sentence)) {
                sentence = Some((view.document, claim.sentence));
                names(&claim.text, rules, |name| *counts.entry(name).or_default() += 1);
            }
            let day = &mut days[view.document];
            *day = day.or_else(|| claim.published.as_deref().and_then(super::view::day)).or(view.as_of);
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
        Stories {
            named,
            days,
            longest: rules.comparison.threshold("story-days"),
            per_name: rules.comparison.threshold("story-name"),
        }
    }

    /// Were they published within a few days of each other?
    pub(crate) fn near(&self, one: usize, other: usize) -> bool {
        match (self.days[one], self.days[other]) {
            (Some(a), Some(b)) => (b - a).get_days().abs() <= 4,
            _ => false,
        }
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
        (shared * self.per_name).min(2.0)
    }
}

/// The proper names of a sentence: words with a capital that no rule knows as a common word, and exact figures.
fn names<'a>(text: &'a str, rules: &Rules, mut name: impl FnMut(&'a str)) {
    for word in text.split(|c: char| !c.is_alphanumeric() && c != ',').map(|word| word.trim_matches(',')) {
        let mut chars = word.chars();
        let first = chars.next();
        if first.is_some_and(char::is_uppercase) && chars.next().is_some() {
            let known = rules.lexicon.word(rules.lexicon.id(&word.to_lowercase())).class;
            if known.is_empty() || known == Class::TITLE {
                name(word);
            }
        } else if first.is_some_and(|c| c.is_ascii_digit()) && word.len() >= 3 {
            // "1,175" ties two articles together; "2019" and "300" do not.
            let digits = word.chars().filter(char::is_ascii_digit).count();
            let year = word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
            if digits >= 3 && !word.ends_with("00") && !year {
                name(word);
            }
        }
    }
}
