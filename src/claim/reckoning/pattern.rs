//! Changes, multiples and shares, by the patterns of the rules.

use super::Reckoning;
use crate::annotate::quantity::Change;
use crate::claim::Amount;
use crate::claim::count::{amount, worded};
use crate::claim::view::View;
use crate::piece::PieceKind;
use crate::rules::lexicon::Class;
use crate::rules::reckoning::{Element, Reckoning as Rule, Relation, Rough, Slot};
use crate::value::{Decimal, Interval, Quantity};

/// Reads the reckonings of one sentence.
pub(super) fn read(view: &View, sentence: usize, found: &mut Vec<Reckoning>) {
    let figures = super::quantities(view, sentence);
    // "from 50 to 70" may be one range.
    if figures.is_empty() {
        return;
    }
    let shares = figures.clone().any(|at| is_share(&view.quantity(at).quantity));
    let tokens = view.layers.sentences[sentence].tokens.clone();
    let mut words = Rough::default();
    tokens.clone().for_each(|at| words.insert(view.word(at)));
    for rule in &view.rules.reckonings {
        let wanted = match rule.relation {
            Relation::Change => figures.len() > 1,
            Relation::Share => shares && figures.len() > 1,
            Relation::Direction | Relation::Total => figures.len() > 1,
            Relation::Times => true,
            Relation::Sum => false,
        };
        if !wanted {
            continue;
        }
        let moves = rule.moves.meets(&words)
            && tokens.clone().any(|at| {
                let word = view.word(at);
                rule.up.contains(word) || rule.down.contains(word)
            });
        let patterns = rule.patterns.iter().zip(&rule.needs);
        let mut possible = patterns.filter(|(_, needs)| needs.allow(&words, moves, figures.len()));
        let matched = possible.find_map(|(pattern, _)| {
            tokens.clone().find_map(|start| {
                let mut reader =
                    Reader { view, rule, end: tokens.end, slots: Vec::new(), moved: None, steps: 0 };
                let end = reader.matches(pattern, start)?;
                let (slots, moved) = (reader.slots, reader.moved);
                reckoning(view, rule, &slots, moved, start).map(|one| Reckoning {
                    sentence,
                    tokens: start..end,
                    ..one
                })
            })
        });
        let Some(one) = matched else { continue };
        let text = view.layers.sentences[sentence].span.of(&view.layers.article.text).to_lowercase();
        if !rule.unless.iter().any(|phrase| text.contains(phrase.as_str())) {
            found.push(one);
        }
    }
}

/// Words between a figure and what is said of it: "338,000 people marched, a third more".
const WITH_VERB: usize = 6;

/// Work that one attempt may take; a sentence that needs more is no sentence.
const MOST_STEPS: usize = 2_000;

struct Reader<'v, 'a> {
    view: &'v View<'a>,
    rule: &'v Rule,
    end: usize,
    slots: Vec<(Slot, usize)>,
    /// The first of the rule's verbs, and whether they tell of a fall.
    moved: Option<(usize, bool)>,
    steps: usize,
}

impl Reader<'_, '_> {
    /// Where the pattern ends that begins here.
    fn matches(&mut self, pattern: &[Element], at: usize) -> Option<usize> {
        self.steps += 1;
        let Some((first, rest)) = pattern.split_first() else { return Some(at) };
        if at >= self.end || self.steps > MOST_STEPS {
            return None;
        }
        match first {
            Element::Words(words) => {
                if words.contains(&self.view.word(at)) {
                    self.matches(rest, at + 1)
                } else {
                    None
                }
            }
            Element::Maybe(words) => {
                let with =
                    if words.contains(&self.view.word(at)) { self.matches(rest, at + 1) } else { None };
                with.or_else(|| self.matches(rest, at))
            }
            Element::Move => {
                let word = self.view.word(at);
                let (up, down) = (self.rule.up.contains(word), self.rule.down.contains(word));
                if !(up || down) || self.moved.is_some_and(|(_, falls)| falls != down) {
                    return None;
                }
                let before = self.moved;
                self.moved = before.or(Some((at, down)));
                let end = self.matches(rest, at + 1);
                if end.is_none() {
                    self.moved = before;
                }
                end
            }
            Element::Figure(slot) => {
                let figure = self.view.quantity_at(at)?;
                let mention = self.view.quantity(figure);
                if mention.tokens.start != at || !fits(*slot, &mention.quantity) {
                    return None;
                }
                self.slots.push((*slot, figure));
                let end = self.matches(rest, mention.tokens.end);
                if end.is_none() {
                    self.slots.pop();
                }
                end
            }
            Element::Gap(most) => self.behind_gap(rest, at, *most, false),
            Element::Verb => self.behind_gap(rest, at, WITH_VERB, true),
        }
    }

    /// Where the rest of a pattern ends that begins behind so many tokens at most.
    fn behind_gap(&mut self, rest: &[Element], at: usize, most: usize, verb: bool) -> Option<usize> {
        for gap in 0..=most {
            if let Some(end) = self.matches(rest, at + gap) {
                return Some(end);
            }
            let next = at + gap;
            let stops = self.is_stop(next) || !verb && self.view.verb_at(next).is_some();
            if next >= self.end || stops || self.view.quantity_at(next).is_some() {
                return None;
            }
        }
        None
    }

    /// A mark or a joining word with which a sentence goes on to something else.
    fn is_stop(&self, token: usize) -> bool {
        let joins = Class::CONJUNCTION | Class::SUBORDINATOR | Class::RELATIVE;
        let preposition = self.view.class(token).contains(Class::PREPOSITION);
        if self.view.class(token).intersects(joins) && !preposition {
            return true;
        }
        let kind = self.view.layers.tokens.get(token).map(|token| token.kind);
        kind == Some(PieceKind::Mark)
            && matches!(self.view.text(token), ";" | ":" | "." | "(" | ")" | "—" | "–")
    }
}

/// Can the figure stand here?
fn fits(slot: Slot, quantity: &Quantity) -> bool {
    match slot {
        Slot::Change => is_share(quantity) || quantity.unit == POINT || is_amount(quantity),
        Slot::Share => is_share(quantity) || quantity.unit == POINT,
        Slot::Times => quantity.dimension == "count" && quantity.interval.point().is_some(),
        Slot::From | Slot::To => !is_fraction(quantity) && quantity.unit != POINT && is_amount(quantity),
        Slot::Range => quantity.interval.point().is_none() && is_amount(quantity),
        Slot::Part | Slot::Whole => quantity.dimension == "count" && !is_fraction(quantity),
    }
}

/// Percentage points.
const POINT: &str = "%{point}";

fn is_amount(quantity: &Quantity) -> bool {
    !matches!(quantity.dimension.as_str(), "ordinal" | "age" | "duration")
}

fn is_share(quantity: &Quantity) -> bool {
    quantity.dimension == "percent" || is_fraction(quantity)
}

/// "A third".
fn is_fraction(quantity: &Quantity) -> bool {
    let high = quantity.interval.high.or(quantity.interval.low);
    quantity.dimension == "count"
        && high.is_some_and(|high| high.value > Decimal::ZERO && high.value < Decimal::ONE)
}

fn reckoning(
    view: &View,
    rule: &Rule,
    slots: &[(Slot, usize)],
    moved: Option<(usize, bool)>,
    start: usize,
) -> Option<Reckoning> {
    let falls = moved.is_some_and(|(_, falls)| falls);
    let figure =
        |slot: Slot| slots.iter().find(|(of, _)| *of == slot).map(|(_, at)| amount(view, *at, false));
    let (from, to) = ends(&figure, falls);
    let change = if falls { Change::Decrease } else { Change::Increase };
    let (quantity, operands) = match rule.relation {
        Relation::Change => {
            let (stated, from) = (figure(Slot::Change)?, from?);
            let share = is_share(&stated.quantity) || stated.quantity.unit == POINT;
            if !share && stated.quantity.base_unit != from.quantity.base_unit {
                return None;
            }
            (Amount { change, ..stated }, vec![from, to?])
        }
        Relation::Direction => {
            let (some, (verb, _)) = (Interval::from(Decimal::ZERO, false), moved?);
            (worded(view, verb..verb + 1, some, change), vec![from?, to?])
        }
        Relation::Total => {
            let whole = figure(Slot::Whole)?;
            let parts = slots.iter().filter(|(of, _)| *of == Slot::Part);
            (whole, parts.map(|(_, at)| amount(view, *at, false)).collect())
        }
        Relation::Share => {
            let stated = figure(Slot::Share)?;
            (Amount { change: Change::Level, ..stated }, vec![figure(Slot::Part)?, figure(Slot::Whole)?])
        }
        Relation::Times => {
            let stated = figure(Slot::Times).or_else(|| Some(multiple(view, rule.factor?, start)));
            (Amount { change, ..stated? }, vec![from?, to?])
        }
        Relation::Sum => return None,
    };
    let alike = operands.iter().all(|one| {
        one.quantity.dimension == operands[0].quantity.dimension
            && one.quantity.base_unit == operands[0].quantity.base_unit
            && one.per == operands[0].per
    });
    alike.then(|| Reckoning {
        predicate: rule.name.clone(),
        quantity: Some(quantity),
        operands,
        ..Reckoning::default()
    })
}

/// The figures before and after; both may stand in one range ("from 50 to 70"), the lower first where it rises.
fn ends(figure: &dyn Fn(Slot) -> Option<Amount>, falls: bool) -> (Option<Amount>, Option<Amount>) {
    let Some(range) = figure(Slot::Range) else { return (figure(Slot::From), figure(Slot::To)) };
    let point = |low: bool| {
        let pick = |interval: Interval| if low { interval.low } else { interval.high };
        let only = |interval: Interval| Interval { low: pick(interval), high: pick(interval), ..interval };
        let quantity = &range.quantity;
        pick(quantity.interval)?;
        Some(Amount {
            quantity: Quantity {
                interval: only(quantity.interval),
                base: only(quantity.base),
                ..quantity.clone()
            },
            ..range.clone()
        })
    };
    (point(!falls), point(falls))
}

/// "more than doubled" is more than twice.
fn multiple(view: &View, factor: u32, at: usize) -> Amount {
    let value = Decimal::from(factor);
    let mut interval = Interval::exactly(value);
    let mut first = at;
    // "more than", "nearly" right before the word.
    for back in 1..=2usize {
        let Some(start) = at.checked_sub(back) else { break };
        let phrases = view.rules.numbers.before.matches(|offset| view.word(start + offset));
        let mut phrases = phrases.filter(|(len, _)| *len == back);
        if let Some((_, phrase)) = phrases.next() {
            interval = match (phrase.low, phrase.high) {
                (Some(inclusive), None) => Interval::from(value, inclusive),
                (None, Some(inclusive)) => Interval::up_to(value, inclusive),
                _ => interval,
            };
            interval.approximate = phrase.approximate;
            first = start;
        }
    }
    worded(view, first..at + 1, interval, Change::Increase)
}
