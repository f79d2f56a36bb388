//! What is found: a file for each way in which claims contradict each other, the page of each code beside them.

mod arithmetic;
mod bearer;
mod bearing;
mod blame;
mod calendar;
mod deed;
mod first;
mod headline;
mod means;
mod moment;
mod once;
mod patient;
pub(crate) mod quantity;
mod quote;
pub(crate) mod reckoning;
mod since;
mod slip;
mod soil;
mod state;
pub(crate) mod statement;
mod swap;

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use super::same::{self, Slot};
use super::story::Stories;
use super::topic::{Keys, parted, recalled, topics, topics_under};
use super::view::View;
use super::{Discrepancy, NearMiss};
use crate::rules::Rules;

/// Everything that the claims contradict each other in, in no order. Some ways look at what was found before them, so as
/// not to tell it twice.
pub(crate) fn all(
    views: &[View],
    stories: &Stories,
    rules: &Rules,
    mut misses: Option<&mut Vec<NearMiss>>,
) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    found.extend(figures(views, stories, rules, misses.as_deref_mut()));
    found.extend(statements(views, stories, rules, misses));
    let moments = once::moments(views, rules);
    found.extend(once::Calendar::new(&moments, stories, rules).find_all());
    found.extend(deed::compare(views, stories, &Told::of(&found), rules));
    found.extend(since::compare(views, stories, rules));
    let once = |view: &View| once::is_comparable(view, rules);
    let events = topics(views, stories, rules, once, Some(Slot::Place), None);
    found.extend(events.iter().filter_map(|topic| once::compare_places(topic, views, rules)));
    found.extend(slip::compare(views, stories, &Told::of(&found), rules));
    found.extend(first::compare(views, stories, rules));
    found.extend(state::compare(views, stories, &Told::of(&found), rules));
    found.extend(swap::compare(views, stories, rules));
    found.extend(patient::compare(views, stories, rules));
    found.extend(bearing::compare(views, stories, rules));
    found.extend(blame::compare(views, stories, &Told::of(&found), rules));
    found.extend(means::compare(views, stories, rules));
    found.extend(soil::compare(views, rules));
    found.extend(arithmetic::compare(views, rules));
    found.extend(reckoning::compare(views, rules));
    found.extend(calendar::compare(views, rules));
    found.extend(headline::compare(views, stories, &Told::of(&found), rules));
    headline::tell_once(&mut found);
    found.extend(quote::compare(views, stories, rules));
    found
}

/// Figures on one topic that exclude each other, those that one article gives of one thing included.
fn figures(
    views: &[View],
    stories: &Stories,
    rules: &Rules,
    mut misses: Option<&mut Vec<NearMiss>>,
) -> Vec<Discrepancy> {
    let topics = topics(views, stories, rules, |view| view.is_figure(), None, misses.as_deref_mut());
    let mut found = quantity::compare(&topics, views, rules, misses);
    let apart = parted(&topics, views, stories, rules);
    quantity::extend(&mut found, quantity::compare(&apart, views, rules, None), views);
    let recalled = recalled(views, stories, rules);
    quantity::extend(&mut found, quantity::compare(&recalled, views, rules, None), views);
    found
}

/// Statements that one article affirms and another denies, or gives to two agents.
fn statements(
    views: &[View],
    stories: &Stories,
    rules: &Rules,
    mut misses: Option<&mut Vec<NearMiss>>,
) -> Vec<Discrepancy> {
    let wide = |view: &View| statement::is_comparable(view, rules) && !same::narrow(view, rules);
    let topics = topics(views, stories, rules, wide, None, misses.as_deref_mut());
    let mut found: Vec<Discrepancy> =
        topics.iter().filter_map(|topic| statement::compare(topic, views, rules)).collect();
    let narrow = statement::narrow(views, rules);
    let keys = Keys::of(&narrow);
    let denials = topics_under(&keys, &narrow, stories, rules, |_| true, None, misses);
    found.extend(denials.iter().filter_map(|topic| statement::compare(topic, &narrow, rules)));
    found
}

/// What was found already, by the claims that tell it.
struct Told<'f> {
    found: &'f [Discrepancy],
    /// By claim: the findings that hold it. Made when it is first asked for.
    by_claim: OnceCell<FxHashMap<&'f str, Vec<usize>>>,
}

impl<'f> Told<'f> {
    fn of(found: &'f [Discrepancy]) -> Told<'f> {
        Told { found, by_claim: OnceCell::new() }
    }

    /// The findings that hold a claim.
    fn by(&self, claim: &str) -> impl Iterator<Item = &'f Discrepancy> {
        let by_claim = self.by_claim.get_or_init(|| {
            let mut by_claim: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
            for (at, finding) in self.found.iter().enumerate() {
                for claim in finding.sides.iter().flat_map(|side| &side.claims) {
                    by_claim.entry(claim).or_default().push(at);
                }
            }
            by_claim
        });
        by_claim.get(claim).into_iter().flatten().map(|&at| &self.found[at])
    }

    /// The findings that hold both claims.
    fn by_both(&self, one: &str, other: &str) -> impl Iterator<Item = &'f Discrepancy> {
        let holds = move |finding: &&Discrepancy| {
            finding.sides.iter().any(|side| side.claims.iter().any(|claim| claim == other))
        };
        self.by(one).filter(holds)
    }
}
