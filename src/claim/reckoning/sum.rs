//! Sums: "23 people: 10 men, 8 women and 6 children", a total and the list of all its parts.

use super::Reckoning;
use crate::claim::Amount;
use crate::claim::count::amount;
use crate::claim::view::View;
use crate::rules::frame::Job;
use crate::rules::lexicon::Class;
use crate::rules::reckoning::{Reckoning as Rule, Relation};

/// The predicate of a list that may leave parts out.
const PARTS: &str = "parts";
/// So many words a clause about one of the parts may have.
const ASIDE: usize = 12;
/// Words between a total and its list, and between a part's figure and its noun.
const REACH: usize = 4;
/// Words between a total and the colon before its list.
const FURTHEST: usize = 12;

/// Reads the sums of one sentence.
pub(super) fn read(view: &View, sentence: usize, found: &mut Vec<Reckoning>) {
    let figures = super::quantities(view, sentence);
    if figures.len() < 3 {
        return;
    }
    for rule in view.rules.reckonings.iter().filter(|rule| rule.relation == Relation::Sum) {
        let text = view.layers.sentences[sentence].span.of(&view.layers.article.text).to_lowercase();
        if rule.unless.iter().any(|phrase| text.contains(phrase.as_str())) {
            continue;
        }
        found.extend(figures.clone().find_map(|total| sum(view, rule, sentence, total)));
    }
}

fn sum(view: &View, rule: &Rule, sentence: usize, total: usize) -> Option<Reckoning> {
    let end = view.layers.sentences[sentence].tokens.end;
    let whole = plain(view, total)?;
    let start = view.quantity(total).tokens.start;
    let (list, worded) = opening(view, rule, view.quantity(total).tokens.end, end)?;
    let parts = parts(view, rule, list, end)?;
    if parts.amounts.len() < 2 {
        return None;
    }
    // "173 Korean passengers, two Thai passengers and six crew" is one list, not a total and its parts.
    let total = view.quantity(total).tokens.end..list.saturating_sub(1);
    let item = view.text(list.saturating_sub(1)) == ","
        && total.into_iter().any(|token| places(rule, view, token).iter().any(|(at, _)| parts.of(*at)));
    if item || view.text(list.saturating_sub(1)) == "," && is_item(view, start) {
        return None;
    }
    // Without words that promise all ("made up of"), the list must name kinds of which it can be all there are.
    // Nations come behind the lists of the rule, and nobody names all of them.
    let nations = rule.partitions.len();
    // "Four children, three Peruvians and two Chileans": those may be children or not.
    let loose = view.text(list.saturating_sub(1)) == "," && !is_general(view, start);
    if loose && parts.of(nations) {
        return None;
    }
    let partition = (0..=nations).find(|&at| parts.of(at));
    let complete = worded || partition.is_some_and(|at| at < nations && parts.names_main(at));
    if !worded && partition.is_none() {
        return None;
    }
    Some(Reckoning {
        predicate: if complete { rule.name.clone() } else { PARTS.to_owned() },
        sentence,
        tokens: start..parts.end,
        quantity: Some(whole),
        operands: parts.amounts,
        time: None,
    })
}

/// Does the figure count people of any kind?
fn is_general(view: &View, start: usize) -> bool {
    let head = view.phrase_at(start).map(|at| view.noun(view.phrase(at).head));
    head.and_then(|noun| view.frames().categories.get(&noun)).is_some_and(|kind| kind == "person")
}

/// "178 passengers, one child, two infants, …": does a figure before make it one item of a list?
fn is_item(view: &View, start: usize) -> bool {
    let mark = start.checked_sub(1).filter(|&mark| view.text(mark) == ",");
    mark.is_some_and(|mark| (mark.saturating_sub(REACH)..mark).any(|token| view.quantity_at(token).is_some()))
}

/// A whole number of people or things, without a hedge.
fn plain(view: &View, at: usize) -> Option<Amount> {
    let mention = view.quantity(at);
    let interval = mention.quantity.interval;
    let whole = mention.quantity.dimension == "count"
        && mention.per.is_none()
        && !interval.approximate
        && interval.point().is_some_and(|point| point.fract().is_zero());
    whole.then(|| amount(view, at, false))
}

/// Where the list begins behind a total, and whether words say that it names all.
fn opening(view: &View, rule: &Rule, from: usize, end: usize) -> Option<(usize, bool)> {
    for at in from..(from + FURTHEST).min(end) {
        if view.quantity_at(at).is_some() {
            return None;
        }
        // "Five foreigners among the dead: three Peruvians, …"
        if at >= from + REACH && view.text(at) != ":" {
            continue;
        }
        let opens =
            |words: &Vec<_>| words.iter().enumerate().all(|(offset, word)| view.word(at + offset) == *word);
        if let Some(words) = rule.openings.iter().filter(|words| opens(words)).max_by_key(|words| words.len())
        {
            let mut next = at + words.len();
            // "(both pilots)", "— all of them": the list begins with its first figure.
            while next < end && next < at + words.len() + 2 && view.quantity_at(next).is_none() {
                if view.is(Job::Part, next) || view.text(at) == "," {
                    return None;
                }
                next += 1;
            }
            return Some((next, view.is_word(at)));
        }
    }
    None
}

struct Parts {
    amounts: Vec<Amount>,
    /// For each part the partition that its noun is of, and its noun's place there; by partition.
    kinds: Vec<Vec<(usize, usize)>>,
    end: usize,
}

impl Parts {
    /// Are all parts of this partition's kinds, each kind once?
    fn of(&self, partition: usize) -> bool {
        let places: Option<Vec<usize>> = self
            .kinds
            .iter()
            .map(|kinds| kinds.iter().find(|(of, _)| *of == partition).map(|(_, place)| *place))
            .collect();
        places.is_some_and(|mut places| {
            places.sort_unstable();
            places.windows(2).all(|pair| pair[0] != pair[1])
        })
    }

    /// Are the partition's two main kinds among them: men and women, passengers and crew?
    fn names_main(&self, partition: usize) -> bool {
        let has = |place: usize| self.kinds.iter().any(|kinds| kinds.contains(&(partition, place)));
        has(0) && has(1)
    }
}

/// "10 men, 8 women and 6 children", up to where the sentence goes on with something else.
fn parts(view: &View, rule: &Rule, from: usize, end: usize) -> Option<Parts> {
    let mut parts = Parts { amounts: Vec::new(), kinds: Vec::new(), end: from };
    let mut at = from;
    while at < end {
        let Some(figure) = view.quantity_at(at).filter(|&figure| view.quantity(figure).tokens.start == at)
        else {
            break;
        };
        let amount = plain(view, figure)?;
        let behind = view.quantity(figure).tokens.end;
        let mut kinds = Vec::new();
        let mut next = behind;
        while next < end && next < behind + REACH && view.is_word(next) && view.quantity_at(next).is_none() {
            if is_and(view, next) || is_relative(view, next) {
                break;
            }
            if kinds.is_empty() {
                kinds = places(rule, view, next);
            }
            next += 1;
        }
        // "three Lebanese nationals whose relatives have given samples, four Syrians"
        if is_relative(view, next) {
            let closes = |&token: &usize| view.text(token) == "," || view.quantity_at(token).is_some();
            next = (next..end.min(next + ASIDE)).find(closes)?;
        }
        if next == behind || view.quantity_at(next).is_some() {
            return None;
        }
        parts.amounts.push(amount);
        parts.kinds.push(kinds);
        parts.end = next;
        at = next;
        let mut joined = false;
        while at < end && (view.text(at) == "," || is_and(view, at)) {
            joined = true;
            at += 1;
        }
        if !joined {
            break;
        }
    }
    // A list that is broken off by a verb is the subject of something else.
    let closes = parts.end >= end || !view.is_word(parts.end);
    closes.then_some(parts)
}

fn is_relative(view: &View, token: usize) -> bool {
    view.class(token).contains(Class::RELATIVE)
}

fn is_and(view: &View, token: usize) -> bool {
    view.class(token).contains(Class::ADDITIVE)
}

/// The partitions that the noun is of, and its place in each; a nation's place is its number.
fn places(rule: &Rule, view: &View, token: usize) -> Vec<(usize, usize)> {
    if let Some(nation) = crate::claim::nation::number(view, token) {
        return vec![(rule.partitions.len(), nation)];
    }
    let noun = view.noun(token);
    let place = |list: &Vec<_>| list.iter().position(|known| *known == noun || *known == view.word(token));
    rule.partitions.iter().enumerate().filter_map(|(at, list)| Some((at, place(list)?))).collect()
}
