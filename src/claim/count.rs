//! Counting those to whom it happened: numbers, names, "a policeman", "no one"; each member of an enumeration by itself.

use smol_str::SmolStr;

use super::Amount;
use super::draft::Draft;
use super::view::View;
use crate::annotate::quantity::{Change, QuantityMention};
use crate::annotate::tag::Tag;
use crate::rules::frame::Job;
use crate::rules::lexicon::Class;
use crate::value::{Decimal, Interval, Quantity};

/// As many members of a coordination are added up.
const MOST_ADDED: usize = 6;

/// One figure of a draft: who is counted, how many.
pub(super) struct Count {
    /// The phrase that is counted.
    pub(super) phrase: Option<usize>,
    /// How many.
    pub(super) amount: Option<Amount>,
    /// Part of another figure of the same claim.
    pub(super) part: bool,
    /// It counts those whom the phrase is coordinated with as well: "475 passengers and crew".
    pub(super) shared: bool,
    /// What it adds up.
    pub(super) operands: Vec<Amount>,
}

/// The members of a coordination, in order.
pub(super) fn members(view: &View, phrase: usize) -> Vec<usize> {
    let mut members = vec![phrase];
    let mut at = phrase;
    while let Some(next) = view.phrase(at).and.filter(|&next| next > at && members.len() < 64) {
        members.push(next);
        at = next;
    }
    // "189 people, one infant and two babies among them": parts of the first.
    let end = view.phrase(at).tokens.end;
    if view.is(Job::Part, end) && view.tag(end + 1) == Tag::Pronoun {
        members.truncate(1);
    }
    members
}

/// Is it one of several counted in a row?
pub(super) fn is_listed(view: &View, phrase: usize) -> bool {
    let members = members(view, phrase);
    members.iter().filter(|&&member| view.phrase(member).quantity.is_some()).count() > 1
}

/// "The leader and 682 other members": he is one of the 683.
fn are_others(view: &View, phrase: usize) -> bool {
    let another = |token: usize| {
        view.frames().is(Job::Another, view.word(token)) || view.frames().is(Job::Another, view.noun(token))
    };
    view.phrase(phrase).tokens.clone().any(another)
}

/// "All of its 338 students": they are counted behind the "of".
pub(super) fn of_all(view: &View, draft: &mut Draft) {
    for slot in [&mut draft.patient, &mut draft.agent] {
        let Some(phrase) = slot.map(|at| view.phrase(at)) else { continue };
        let counted = phrase.of.filter(|&of| view.phrase(of).quantity.is_some());
        if phrase.quantity.is_none() && view.is(Job::Whole, phrase.head) && counted.is_some() {
            *slot = counted;
        }
    }
}

/// How many of whom; "23 soldiers and four police officers" is two counts.
pub(super) fn read(view: &View, draft: &Draft, people: bool, counted: Option<usize>) -> Vec<Count> {
    let whole = |amount| {
        // "the number of passengers and crew"
        let of_all = draft.quantity.and(counted).map(|at| members(view, at));
        let shared = people && of_all.is_some_and(|members| are_plain(view, &members) && members.len() > 1);
        vec![Count { phrase: counted, amount, part: draft.part, shared, operands: Vec::new() }]
    };
    if let Some(quantity) = draft.quantity {
        let mut amount = amount(view, quantity, draft.moved);
        if draft.last {
            last_end(&mut amount);
        }
        return whole(Some(amount));
    }
    if draft.zero {
        return whole(Some(implied(view, draft.trigger..draft.trigger + 1, 0)));
    }
    if let Some(alone) = draft.alone {
        return whole(Some(implied(view, view.phrase(alone).tokens.clone(), 1)));
    }
    let Some(phrase) = counted else { return whole(None) };
    let members = members(view, phrase);
    if draft.together {
        let (amount, operands) = sum(view, &members).unzip();
        let operands = operands.unwrap_or_default();
        return vec![Count { phrase: Some(phrase), amount, part: draft.part, shared: true, operands }];
    }
    let each: Vec<Count> = members
        .iter()
        .map(|&member| {
            let amount = of_phrase(view, member, people).map(|mut amount| {
                if draft.moved {
                    amount.change = Change::Increase;
                }
                amount
            });
            let part = draft.part || member != phrase && are_others(view, member);
            Count { phrase: Some(member), amount, part, shared: false, operands: Vec::new() }
        })
        .collect();
    if people && is_shared(view, &members) {
        return each.into_iter().take(1).map(|count| Count { shared: true, ..count }).collect();
    }
    if each.len() > 1 && !each.iter().all(|count| count.amount.is_some()) {
        // "the TTP and Baloch groups": one claim about both, unless some are counted.
        // "The leader and 682 of his followers": with him they are 683.
        let of_more = |count: Count| Count { part: count.part || people, ..count };
        let counted: Vec<Count> =
            each.into_iter().filter(|count| count.amount.is_some()).map(of_more).collect();
        return if counted.is_empty() { whole(None) } else { counted };
    }
    each
}

/// "475 passengers and crew": does the first number count them all, as no other has a number or an article of its own?
fn is_shared(view: &View, members: &[usize]) -> bool {
    let first = view.phrase(members[0]);
    let plural = view.class(first.head).contains(Class::PLURAL);
    first.quantity.is_some() && plural && members.len() > 1 && are_plain(view, &members[1..])
}

/// Are they people without a number or an article?
fn are_plain(view: &View, members: &[usize]) -> bool {
    members.iter().all(|&member| {
        let phrase = view.phrase(member);
        let people = view.frames().categories.contains_key(&view.noun(phrase.head));
        // "passengers and crew members"
        let bare = (phrase.tokens.start..phrase.head).all(|token| view.tag(token) == Tag::Noun);
        people && phrase.quantity.is_none() && bare
    })
}

/// The figure of a phrase; a single person counts as one.
pub(super) fn of_phrase(view: &View, at: usize, people: bool) -> Option<Amount> {
    let phrase = view.phrase(at);
    if phrase.negated {
        return Some(implied(view, phrase.tokens.clone(), 0));
    }
    if phrase.quantity.is_some_and(|quantity| is_excepted(view, quantity)) {
        return None;
    }
    // "One group of demonstrators" is no demonstrator.
    let group = view.frames().is(Job::Transparent, view.noun(phrase.head));
    if people && group && phrase.of.is_some() && view.quantity_at(phrase.head).is_none() {
        return None;
    }
    // "A 480 MW plant was damaged": how many is not said.
    let sized = |mention: &QuantityMention| {
        let measured = !matches!(mention.quantity.dimension.as_str(), "count" | "percent" | "ordinal");
        measured && mention.tokens.end <= phrase.head && !mention.tokens.contains(&phrase.head)
    };
    let counted = |&quantity: &usize| {
        let mention = view.quantity(quantity);
        mention.quantity.dimension != "age" && !sized(mention)
    };
    if let Some(quantity) = phrase.quantity.filter(counted) {
        return Some(amount(view, quantity, false));
    }
    // "the dead" are any number
    if !people || super::part::group_frame(view, at).is_some() {
        return None;
    }
    let first = phrase.tokens.start;
    let head = phrase.head;
    let plural = view.class(head).contains(Class::PLURAL);
    let person =
        view.class(head).contains(Class::PERSON) || view.frames().categories.contains_key(&view.noun(head));
    let named = view.entity_at(head).is_some_and(|mention| mention.kind == "person");
    let one = view.is(Job::One, first) && phrase.tokens.len() > 1;
    if view.is(Job::Pair, first) && plural && view.frames().categories.contains_key(&view.noun(head)) {
        return Some(implied(view, phrase.tokens.clone(), 2));
    }
    let single = view.tag(head) != Tag::Pronoun
        && !plural
        && (one && person || named || person && phrase.apposition.is_some());
    single.then(|| implied(view, phrase.tokens.clone(), 1))
}

/// "All but two of the 181 people died" counts none of those it names; "13 were saved, but two died" does.
fn is_excepted(view: &View, quantity: usize) -> bool {
    let start = view.quantity(quantity).tokens.start;
    let but = start.checked_sub(1).filter(|&before| view.is(Job::Except, before));
    let all = but.and_then(|but| but.checked_sub(1));
    all.is_some_and(|all| view.is(Job::Whole, all) || view.class(all).contains(Class::NEGATION))
}

/// How many a coordination of people comes to: five of "Reyes and four others", three of "two women and a child".
/// With what it adds up.
pub(super) fn sum(view: &View, members: &[usize]) -> Option<(Amount, Vec<Amount>)> {
    let (Some(&first), Some(&last)) = (members.first(), members.last()) else { return None };
    if members.len() < 2 || members.len() > MOST_ADDED {
        return None;
    }
    let others = members.iter().any(|&member| are_others(view, member));
    let mut sum = Interval::exactly(Decimal::ZERO);
    let mut operands = Vec::with_capacity(members.len());
    for &member in members {
        let one = || others.then(|| one_name(view, member)).flatten();
        let amount = of_phrase(view, member, true).or_else(one).filter(|_| are_people(view, member))?;
        let counts = amount.quantity.dimension == "count" && amount.per.is_none();
        let whole = amount.quantity.interval.point().is_none_or(|value| value.fract().is_zero());
        if !counts || !whole || amount.change != Change::Level {
            return None;
        }
        sum = sum.plus(&amount.quantity.interval)?;
        operands.push(amount);
    }
    let tokens = view.phrase(first).tokens.start..view.phrase(last).tokens.end;
    Some((worded(view, tokens, sum, Change::Level), operands))
}

/// Does the phrase name people, or give their number alone?
pub(super) fn are_people(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    let kind = view.frames().categories.get(&view.noun(phrase.head));
    let named = view.tag(phrase.head) == Tag::Name || view.quantity_at(phrase.head).is_some();
    kind.is_some_and(|kind| kind != "place") || named || view.class(phrase.head).contains(Class::PERSON)
}

/// A name that nobody knows for a person's, beside others of his kind.
fn one_name(view: &View, at: usize) -> Option<Amount> {
    let phrase = view.phrase(at);
    let thing = |kind: &str| matches!(kind, "place" | "organization" | "group");
    let person = view.entity_at(phrase.head).is_none_or(|mention| !thing(&mention.kind));
    (person && view.tag(phrase.head) == Tag::Name).then(|| implied(view, phrase.tokens.clone(), 1))
}

/// Of "from 288 to 275" only the new level, the end that is named last.
fn last_end(amount: &mut Amount) {
    let interval = amount.quantity.interval;
    let (Some(low), Some(high)) = (interval.low, interval.high) else { return };
    let first: String = amount
        .text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .filter(char::is_ascii_digit)
        .collect();
    let falls = !first.is_empty() && high.value.normalize().to_string().starts_with(&first);
    let (value, scale) =
        if falls { (low, amount.quantity.base.low) } else { (high, amount.quantity.base.high) };
    amount.quantity.interval =
        Interval { low: Some(value), high: Some(value), approximate: interval.approximate };
    amount.quantity.base = Interval { low: scale, high: scale, approximate: interval.approximate };
}

/// A quantity on the page.
pub(super) fn amount(view: &View, at: usize, moved: bool) -> Amount {
    let mention = view.quantity(at);
    // "two more bodies"
    let more = view.is(Job::More, mention.tokens.end);
    let moved = moved || more;
    let change = if moved && mention.change == Change::Level { Change::Increase } else { mention.change };
    let change =
        joined_change(view, mention.tokens.start).filter(|_| change == Change::Level).unwrap_or(change);
    Amount {
        span: mention.span,
        text: mention.span.of(&view.layers.article.text).into(),
        quantity: mention.quantity.clone(),
        change,
        per: mention.per.clone().or_else(|| rate(view, mention.tokens.end)),
        implied: false,
    }
}

/// What a count is taken over, behind its noun: "12 people a day", "400,000 deaths every year".
fn rate(view: &View, from: usize) -> Option<SmolStr> {
    let phrase = view.phrase_at(from).map_or(from, |at| view.phrase(at).tokens.end);
    let period = phrase + 1;
    if !view.is(Job::Rate, phrase) || !view.frames().is(Job::Period, view.noun(period)) {
        return None;
    }
    let units = &view.rules.units;
    let spelling =
        units.after.matches(|ahead| view.word(period + ahead)).next().map(|(_, spelling)| spelling)?;
    units.units.get(spelling.unit).filter(|unit| unit.dimension == "duration").map(|unit| unit.code.clone())
}

/// "An increase of 245 cases and 20 deaths": the second is one as well.
fn joined_change(view: &View, start: usize) -> Option<Change> {
    let conjunction = start.checked_sub(1).filter(|&token| view.tag(token) == Tag::Conjunction)?;
    let before = view.phrase_at(conjunction.checked_sub(1)?)?;
    let quantity = view.phrase(before).quantity.filter(|_| view.counts_of(before).is_some())?;
    Some(view.quantity(quantity).change).filter(|&change| change != Change::Level)
}

/// A count that the words imply.
fn implied(view: &View, tokens: std::ops::Range<usize>, count: u32) -> Amount {
    worded(view, tokens, Interval::exactly(Decimal::from(count)), Change::Level)
}

/// A number that stands on the page in words of its own.
pub(super) fn worded(
    view: &View,
    tokens: std::ops::Range<usize>,
    interval: Interval,
    change: Change,
) -> Amount {
    let span = view.span(tokens);
    Amount {
        span,
        text: span.of(&view.layers.article.text).into(),
        quantity: Quantity {
            interval,
            dimension: SmolStr::new_static("count"),
            unit: SmolStr::new_static("1"),
            base: interval,
            base_unit: SmolStr::new_static("1"),
        },
        change,
        per: None,
        implied: true,
    }
}
