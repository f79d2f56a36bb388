//! Sides: the positions that claims of one topic take, each with every claim that backs it.

use super::relation::{Allowed, Relation, relate};
use super::timeline::are_counts_apart;
use super::view::View;
use crate::rules::Rules;

/// A figure and the claims (indices of views) that give it, or one that agrees with it.
#[derive(Debug, Clone)]
pub(crate) struct Position {
    /// The claim whose figure stands for the position.
    pub lead: usize,
    /// All of its claims, ascending.
    pub claims: Vec<usize>,
}

/// The positions that the claims' figures take, ascending. Claims whose figure fits several
/// positions ("dozens") stand with the nearest.
pub(crate) fn positions(members: &[usize], views: &[View], rules: &Rules) -> Vec<Position> {
    let mut figures: Vec<(usize, Allowed)> =
        members.iter().filter_map(|&at| Some((at, Allowed::of(views[at].figure()?, rules)))).collect();
    // Sharp figures first, from the lowest on; then what leaves more open.
    figures.sort_by(|(one, a), (other, b)| {
        a.openness().total_cmp(&b.openness()).then(a.low.total_cmp(&b.low)).then(one.cmp(other))
    });
    let mut positions: Vec<(Position, Allowed)> = Vec::new();
    for (at, allowed) in figures {
        let Some(figure) = views[at].figure() else { continue };
        let agrees = |position: &(Position, Allowed)| {
            // "Up to 128" stands by itself beside 97, although it leaves room for it.
            let close = allowed.low.is_finite()
                || position.1.middle()
                    >= allowed.high * (1.0 - rules.comparison.threshold("approximate-share"));
            close
                && views[position.0.lead].figure().is_some_and(|lead| {
                    matches!(relate(lead, figure, rules), Relation::Equal | Relation::Compatible(_))
                        && !are_counts_apart(&views[position.0.lead], &views[at], rules)
                })
        };
        // Positions are ascending: only those around the figure's place can agree.
        let place = positions.partition_point(|(_, other)| other.middle() < allowed.middle());
        let window = place.saturating_sub(3)..(place + 3).min(positions.len());
        let nearest = window
            .filter(|&index| agrees(&positions[index]))
            .min_by(|&a, &b| allowed.distance(&positions[a].1).total_cmp(&allowed.distance(&positions[b].1)));
        match nearest {
            Some(index) => positions[index].0.claims.push(at),
            None => positions.insert(place, (Position { lead: at, claims: vec![at] }, allowed)),
        }
    }
    let mut positions: Vec<Position> = positions.into_iter().map(|(position, _)| position).collect();
    positions.iter_mut().for_each(|position| position.claims.sort_unstable());
    positions
}
