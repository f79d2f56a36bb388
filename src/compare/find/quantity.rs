#![doc = include_str!("quantity.md")]

use rustc_hash::FxHashMap;

use crate::compare::report::report;
use crate::compare::same::moves;
use crate::compare::sides::{Position, positions};
use crate::compare::timeline::{Moments, judge, settled_floor, speaker};
use crate::compare::topic::{Topic, is_vague};
use crate::compare::verdict::{Verdict, Why};
use crate::compare::view::{Kind, View};
use crate::compare::{Code, Discrepancy, NearMiss, Side, relation};
use crate::rules::Rules;
use crate::rules::measure::Moves;
use crate::value::Interval;

/// The figures of all topics that exclude each other.
pub(crate) fn compare(
    topics: &[Topic],
    views: &[View],
    rules: &Rules,
    mut misses: Option<&mut Vec<NearMiss>>,
) -> Vec<Discrepancy> {
    let positions: Vec<Vec<Position>> =
        topics.iter().map(|topic| positions(&topic.members, views, rules)).collect();
    let mut moments = Moments::default();
    for position in positions.iter().flatten() {
        moments.note(&position.claims, views, rules);
    }
    let pairs = topics.iter().zip(&positions);
    pairs
        .flat_map(|(topic, positions)| {
            clashes(topic, positions, views, &moments, rules, misses.as_deref_mut())
        })
        .collect()
}

/// Adds the findings of which each gives some figure that no finding of its articles before it gives.
pub(crate) fn extend<'a>(found: &mut Vec<Discrepancy>, others: Vec<Discrepancy>, views: &'a [View<'a>]) {
    if others.is_empty() {
        return;
    }
    let by_id: FxHashMap<&str, &View> = views.iter().map(|view| (view.claim.id.as_str(), view)).collect();
    let of = |finding: &Discrepancy| -> Vec<Vec<&'a View<'a>>> {
        let side =
            |side: &Side| side.claims.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
        finding.sides.iter().map(side).collect()
    };
    let mut told = Given::default();
    for finding in &*found {
        told.note(finding.code, &of(finding));
    }
    for other in others {
        let sides = of(&other);
        if !told.holds(other.code, &sides) {
            told.note(other.code, &sides);
            found.push(other);
        }
    }
}

/// A figure as an article gives it: of a kind, in a unit.
type Figure<'a> = (usize, &'a Kind, &'a str, &'a Interval);

/// The figures that findings give, each with the findings and their sides.
#[derive(Default)]
struct Given<'a> {
    findings: usize,
    sides: FxHashMap<(Code, Figure<'a>), Vec<(usize, usize)>>,
}

impl<'a> Given<'a> {
    fn figures(side: &[&'a View<'a>]) -> impl Iterator<Item = Figure<'a>> {
        side.iter().filter_map(|view| {
            let figure = view.figure()?;
            Some((view.document, &view.kind, figure.base_unit.as_str(), &figure.base))
        })
    }

    fn note(&mut self, code: Code, sides: &[Vec<&'a View<'a>>]) {
        for (at, side) in sides.iter().enumerate() {
            for figure in Self::figures(side) {
                self.sides.entry((code, figure)).or_default().push((self.findings, at));
            }
        }
        self.findings += 1;
    }

    /// Does one finding give a figure of every side, each on a side of its own?
    fn holds(&self, code: Code, sides: &[Vec<&'a View<'a>>]) -> bool {
        let given = |side: &Vec<&'a View<'a>>| -> Vec<(usize, usize)> {
            let given = Self::figures(side).filter_map(|figure| self.sides.get(&(code, figure)));
            given.flatten().copied().collect()
        };
        let given: Vec<Vec<(usize, usize)>> = sides.iter().map(given).collect();
        let Some((first, rest)) = given.split_first() else { return true };
        first.iter().any(|&(finding, side)| {
            let mut before = side;
            rest.iter().all(|side| {
                let on = side.iter().find(|&&(other, on)| other == finding && on != before);
                on.map(|&(_, on)| before = on).is_some()
            })
        })
    }
}

fn clashes(
    topic: &Topic,
    positions: &[Position],
    views: &[View],
    moments: &Moments,
    rules: &Rules,
    mut misses: Option<&mut Vec<NearMiss>>,
) -> Vec<Discrepancy> {
    if positions.len() < 2 {
        return Vec::new();
    }
    let mut clashes: Vec<Clash> = Vec::new();
    for low in 0..positions.len() {
        for high in low + 1..positions.len().min(low + MOST_POSITIONS) {
            match verdict(&positions[low], &positions[high], views, moments, rules) {
                Verdict::Conflict(why) => clashes.push((low, high, why)),
                Verdict::Agree(reason) if !reason.is_empty() => {
                    let claim = |at: usize| views[positions[at].lead].claim.id.to_string();
                    if let Some(misses) = misses.as_deref_mut() {
                        let claims = [claim(low), claim(high)];
                        misses.push(NearMiss { claims, slot: "figure".to_owned(), reason });
                    }
                }
                Verdict::Agree(_) => {}
            }
        }
    }
    groups(&clashes, rules)
        .into_iter()
        .filter_map(|group| report(topic, positions, &group, views, rules))
        .collect()
}

/// Positions that each is held against; a topic with more is a timeline, not a dispute.
const MOST_POSITIONS: usize = 16;

fn verdict(low: &Position, high: &Position, views: &[View], moments: &Moments, rules: &Rules) -> Verdict {
    let (Some(a), Some(b)) = (views[low.lead].figure(), views[high.lead].figure()) else {
        return Verdict::Agree(String::new());
    };
    let peak = matches!(views[low.lead].kind, Kind::Measure(at, ..) if rules.measures.measures[at].peak);
    let related = match peak {
        true => relation::relate(&relation::at_its_peak(a), &relation::at_its_peak(b), rules),
        false => relation::relate(a, b, rules),
    };
    match related {
        _ if within_margin(&views[low.lead], &views[high.lead], rules) => Verdict::Agree(String::new()),
        relation::Relation::Conflicting => judge(&low.claims, &high.claims, views, moments, rules),
        relation::Relation::Implausible => match judge(&low.claims, &high.claims, views, moments, rules) {
            // A running figure's floor says little: "at least 10" in one town, "dozens" in another.
            Verdict::Conflict(why)
                if moves(&views[low.lead].kind, rules) != Moves::No && why.when != "dispute" =>
            {
                Verdict::Agree(why.reason)
            }
            Verdict::Conflict(why) => Verdict::Conflict(Why {
                when: if is_vague(&views[low.lead]) || is_vague(&views[high.lead]) {
                    "vague"
                } else {
                    "implausible"
                },
                reason: format!(
                    "{} and {} do not exclude each other, but nobody who knows the one would print the other",
                    views[low.lead].words(),
                    views[high.lead].words()
                ),
                ..why
            }),
            other => other,
        },
        // "Up to 128" leaves room for 97, and is another count all the same where two parties give the two.
        relation::Relation::Compatible(_)
            if relation::is_ceiling(b) && !relation::is_ceiling(a) && !views[high.lead].is_hedged() =>
        {
            match judge(&low.claims, &high.claims, views, moments, rules) {
                Verdict::Conflict(why) if why.when == "dispute" => Verdict::Conflict(why),
                _ => Verdict::Agree(String::new()),
            }
        }
        relation::Relation::Compatible(_) => {
            settled_floor(&low.claims, &high.claims, views, rules).unwrap_or(Verdict::Agree(String::new()))
        }
        _ => Verdict::Agree(String::new()),
    }
}

/// Are two figures too close to be told apart: two polls, two distances?
fn within_margin(low: &View, high: &View, rules: &Rules) -> bool {
    let Kind::Measure(at, ..) = &low.kind else { return false };
    let (margin, spread) = (rules.measures.measures[*at].margin, rules.measures.measures[*at].spread);
    let allowed = |view: &View| view.figure().map(|figure| relation::Allowed::of(figure, rules));
    match (allowed(low), allowed(high)) {
        (Some(a), Some(b)) => {
            let most = margin.max(spread * a.high.max(b.high));
            most > 0.0 && a.distance(&b) <= most
        }
        _ => false,
    }
}

/// Two positions, the lower first, and why they exclude each other.
type Clash = (usize, usize, Why);

/// Clashes, sorted by position, that belong in one finding: of one code and situation, every two positions excluding
/// each other.
fn groups(clashes: &[Clash], rules: &Rules) -> Vec<Vec<Clash>> {
    let most = rules.comparison.threshold("most-sides") as usize;
    let mut groups: Vec<(Vec<usize>, Vec<Clash>)> = Vec::new();
    for (low, high, why) in clashes {
        let alike = |other: &Why| other.code == why.code && other.when == why.when;
        let clash = |a: usize, b: usize| {
            let at = clashes.binary_search_by_key(&(a.min(b), a.max(b)), |(low, high, _)| (*low, *high));
            at.is_ok_and(|at| alike(&clashes[at].2))
        };
        let near = groups.partition_point(|(_, of)| is_out_of_reach(of, *low));
        let group = groups[near..].iter_mut().find(|(sides, of)| {
            alike(&of[0].2)
                && sides.len() < most
                && sides
                    .iter()
                    .all(|&side| (side == *low || clash(side, *low)) && (side == *high || clash(side, *high)))
        });
        match group {
            Some((sides, of)) => {
                for side in [*low, *high] {
                    if !sides.contains(&side) {
                        sides.push(side);
                    }
                }
                of.push((*low, *high, why.clone()));
            }
            None => groups.push((vec![*low, *high], vec![(*low, *high, why.clone())])),
        }
    }
    let groups = groups.into_iter().map(|(_, of)| of).collect();
    joined(groups)
}

/// Does a group begin too far below a position to share one with it?
fn is_out_of_reach(group: &[Clash], low: usize) -> bool {
    group[0].0 + MOST_POSITIONS < low
}

/// "1,023" against "2,053" and "1,023" against the later "2,445" are one finding: all that stand on one side of a
/// position, in one situation, stand there together.
fn joined(groups: Vec<Vec<Clash>>) -> Vec<Vec<Clash>> {
    let mut joined: Vec<Vec<Clash>> = Vec::new();
    for group in groups {
        let (low, high, why) = &group[0];
        let shares = |other: &&mut Vec<Clash>| {
            let alike = other[0].2.code == why.code && other[0].2.when == why.when && group.len() == 1;
            let lows = other.iter().all(|(one, ..)| one == low);
            let highs = other.iter().all(|(_, one, _)| one == high);
            alike && (lows || highs)
        };
        let near = joined.partition_point(|other| is_out_of_reach(other, *low));
        match joined[near..].iter_mut().find(shares) {
            Some(other) => other.extend(group),
            None => joined.push(group),
        }
    }
    joined
}

/// "more than 200" as Pakistan's military says it.
pub(crate) fn position(view: &View) -> String {
    match view.speaker {
        Some(_) => format!("{}, according to {}", view.words(), speaker(view)),
        None => view.words().into_owned(),
    }
}
