//! Quantities on the page: a number with its bounds, hedges and unit.
//!
//! A span covers the amount with its bound and unit ("more than 200", "$3.5 billion"), not what is counted.
//! Ordinals ("the second attack") are quantities of the dimension `ordinal`; a length of time ("three days")
//! stands among the quantities and among the [times](super::time). A number inside a calendar time is none.

use std::ops::Range;

use smol_str::SmolStr;

use super::number::{self, Number, NumberKind};
use super::page::{Page, Parts};
use super::unit::{self, Over};
use super::{Sentence, TimeMention, Token};
use crate::article::Article;
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::rules::lexicon::{Class, WordId};
use crate::rules::number::{BoundPhrase, Direction, Part};
use crate::span::Span;
use crate::value::{Bound, Decimal, Interval, Quantity, TimeKind, Unit};

/// An amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuantityMention {
    /// Where it stands, with its bound ("more than 200") and unit, without the counted noun.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it means.
    pub quantity: Quantity,
    /// Whether it is a level or how much something moved.
    pub change: Change,
    /// "per day", "a share": what one unit of the amount is counted over, as a UCUM code or a noun.
    pub per: Option<SmolStr>,
}

/// A level, or a move from one level to another.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// How much there is: "rose to 40".
    Level,
    /// How much more there is than before: "rose by 40", "another 12".
    Increase,
    /// How much less: "a third fewer".
    Decrease,
}

/// So many names with a figure each make a table.
const LEAST_ITEMS: usize = 3;

/// Reads the quantities of an article, in order, not overlapping.
pub(super) fn read(
    article: &Article,
    tokens: &[Token],
    parts: &Parts,
    sentences: &[Sentence],
    times: &[TimeMention],
    rules: &Rules,
) -> Vec<QuantityMention> {
    let page = Page { text: &article.text, tokens, rules, parts };
    let mut mentions = Vec::with_capacity(tokens.len() / 16);
    // A length of time may hold amounts; dates, hours and repeated times may not.
    let mut taken =
        times.iter().filter(|time| time.time.kind != TimeKind::Duration).map(|time| &time.tokens).peekable();
    for sentence in sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            while taken.next_if(|time| time.end <= at).is_some() {}
            let limit = match taken.peek() {
                Some(time) if time.start <= at => {
                    at = time.end;
                    continue;
                }
                Some(time) => time.start.min(sentence.tokens.end),
                None => sentence.tokens.end,
            };
            if !starts(&page, at) {
                at += 1;
                continue;
            }
            let reader = Reader { page, sentence: sentence.tokens.clone(), limit };
            match reader.mention(at) {
                Some(mention) => {
                    at = mention.tokens.end.max(at + 1);
                    if let Some(before) = mentions.last_mut() {
                        coordinate(&page, before, &mention);
                    }
                    let aged = mentions.last().and_then(|before| aged(&page, before, &mention, rules));
                    mentions.push(aged.unwrap_or(mention));
                }
                None => at = reader.behind_name(at),
            }
        }
    }
    mentions
}

/// "45 and 50 mg": a bare figure right before another shares its unit.
fn coordinate(page: &Page, before: &mut QuantityMention, mention: &QuantityMention) {
    // "82- and 120-mm mortars"
    let joint = before.tokens.end;
    let joint = joint + usize::from(page.dash(joint));
    let joined = mention.tokens.start == joint + 1 && page.is(joint, Part::AND | Part::OR);
    let bare = before.tokens.len() == 1
        && before.quantity.dimension == "count"
        && page.is_figure(before.tokens.start);
    let measured = mention.tokens.len() > 1
        && page.is_figure(mention.tokens.start)
        && !matches!(mention.quantity.dimension.as_str(), "count" | "ordinal" | "age" | "currency");
    if joined
        && bare
        && measured
        && let Some(unit) = page.rules.units.get(&mention.quantity.unit)
    {
        before.quantity = Quantity::new(before.quantity.interval, unit);
    }
}

/// "aged 23 and 37": the second figure is an age too.
fn aged(
    page: &Page,
    before: &QuantityMention,
    mention: &QuantityMention,
    rules: &Rules,
) -> Option<QuantityMention> {
    let joint = before.tokens.end;
    let joined =
        mention.tokens.start == joint + 1 && (page.is(joint, Part::AND | Part::OR) || page.mark(joint, ','));
    let bare = mention.quantity.dimension == "count"
        && mention.tokens.len() == 1
        && page.is_figure(mention.tokens.start);
    let led = before.quantity.dimension == "age" && page.is_figure(before.tokens.end - 1);
    if !bare || !led {
        return None;
    }
    let years = rules.units.get("a")?;
    let unit = Unit { dimension: SmolStr::new_static("age"), ..years.clone() };
    let behind = page.lower_word(mention.tokens.end) && page.plural(mention.tokens.end);
    // "Ana Reyes, 44; Carlos Alonso, 39; and Guillermo Zevallos, 36."
    let start = mention.tokens.start;
    let named = start > before.tokens.end + 1
        && start <= before.tokens.end + 15
        && page.mark(start - 1, ',')
        && page.named(start - 2)
        && page.kind(mention.tokens.end) == Some(PieceKind::Mark);
    let joined = joined || named;
    (joined && !behind).then(|| QuantityMention {
        quantity: Quantity::new(mention.quantity.interval, &unit),
        ..mention.clone()
    })
}

/// Can an amount begin with this token?
fn starts(page: &Page, at: usize) -> bool {
    let Some(token) = page.tokens.get(at) else { return false };
    match token.kind {
        PieceKind::Number => true,
        PieceKind::Possessive => false,
        PieceKind::Mark | PieceKind::Word if page.is(at, Part::ARTICLE) => counts_one(page, at),
        PieceKind::Mark | PieceKind::Word => {
            let part = page.part(at);
            if !part.intersects(BEGINNINGS) {
                return page.joined(at + 1)
                    && page.is_figure(at + 1)
                    && (page.dash(at) || page.mark(at, '.'));
            }
            let (units, numbers) = (&page.rules.units, &page.rules.numbers);
            let word = |ahead: usize| page.word(at + ahead);
            part.intersects(Part::MINUS | Part::NO | Part::NONE)
                || page.is_numeric(at)
                || part.contains(Part::CURRENCY)
                    && (units.before.matches(word).next().is_some()
                        || units.ages_before.matches(word).next().is_some())
                || part.contains(Part::BOUND) && numbers.before.matches(word).next().is_some()
                || part.contains(Part::VAGUE) && numbers.vague.matches(word).next().is_some()
                || part.intersects(Part::BETWEEN | Part::FROM) && starts(page, at + 1)
                || part.intersects(OPENERS) && units.ages_before.begins(page.word(at))
                || (page.joined(at + 1) && page.is_figure(at + 1) && (page.dash(at) || page.mark(at, '.')))
                || part.contains(Part::DECADE)
        }
    }
}

/// Words and marks that an amount can begin with.
const BEGINNINGS: Part = Part::MINUS
    .union(Part::NO)
    .union(Part::NONE)
    .union(Part::CURRENCY)
    .union(Part::NUMERIC)
    .union(Part::DECADE)
    .union(OPENERS);

/// Words that open an amount together with those behind them.
const OPENERS: Part = Part::BOUND.union(Part::VAGUE).union(Part::BETWEEN).union(Part::FROM);

/// Can an article be the beginning of an amount: "a hundred", "a mile", "a few", "a total of", "A$"?
pub(super) fn counts_one(page: &Page, at: usize) -> bool {
    let (units, numbers) = (&page.rules.units, &page.rules.numbers);
    let next = page.word(at + 1);
    let word = |ahead: usize| page.word(at + ahead);
    page.is_numeric(at + 1)
        || page.hyphen(at + 1)
        || page.is(at + 1, Part::CURRENCY)
        || units.after.begins(next)
        || units.powers_before.begins(next)
        || units.ages_before.begins(page.word(at))
        || numbers.vague.matches(word).next().is_some()
        || numbers.before.matches(word).next().is_some()
}

/// Reads the amounts of one sentence; none reaches beyond `limit`, where a time begins.
pub(super) struct Reader<'a> {
    pub(super) page: Page<'a>,
    pub(super) sentence: Range<usize>,
    pub(super) limit: usize,
}

/// What the words around a number leave open.
#[derive(Default, Clone, Copy)]
struct Hedge {
    low: Option<bool>,
    high: Option<bool>,
    approximate: bool,
    /// Said of measures and large numbers only.
    measured: bool,
    /// How many of its first tokens are verbs, which the amount's span leaves out.
    outside: usize,
}

/// An amount without its bounds.
#[derive(Debug, Clone)]
struct Amount {
    tokens: Range<usize>,
    interval: Interval,
    unit: Unit,
    /// Was a unit written?
    measured: bool,
    per: Option<SmolStr>,
    number: Option<Number>,
    /// Where the number itself ends and its unit begins.
    bare_end: usize,
}

impl Reader<'_> {
    pub(super) fn mention(&self, at: usize) -> Option<QuantityMention> {
        let page = &self.page;
        let (hedge, start) = self.bounds(at);
        let hedged = start > at;
        let aged = page.rules.units.ages_before.matches(|n| page.word(start + n)).map(|(len, ())| len).next();
        let from = start + aged.unwrap_or(0);
        let (hedge, from) = if aged.is_some() {
            let (inner, from) = self.bounds(from);
            (join(hedge, inner), from)
        } else {
            (hedge, from)
        };
        if let Some(nothing) = self.nothing(from).filter(|_| !hedged) {
            return Some(nothing);
        }
        // "exceeds a $4 billion limit"
        let from = from
            + usize::from(
                hedged && page.is(from, Part::ARTICLE) && unit::before(page, from + 1, self.limit).is_some(),
            );
        let amount = self.widest(from)?;
        // "near two villages"
        let small = || amount.interval.high.is_none_or(|high| high.value < Decimal::ONE_HUNDRED);
        if !self.counts(&amount, hedged) || (hedge.measured && !amount.measured && small()) {
            return None;
        }
        let (amount, end) = self.old(amount, aged.is_some());
        let (after, end) = self.suffix(end);
        let hedge = join(hedge, after);
        let interval = bounded(amount.interval, hedge);
        let (interval, end, amount) = self.closed(interval, end, amount);
        let aged_alone = aged.is_some() && amount.unit.dimension != "age";
        if aged_alone {
            return None;
        }
        let mut end = end;
        let mut unit = amount.unit;
        let mut per = amount.per;
        if per.is_none()
            && let Some((behind, Over::Unit(below))) = unit::per(page, end, self.limit)
        {
            if let Some(rate) = unit::ratio(&page.rules.units, &unit, &below) {
                unit = rate;
                end = behind;
            }
            per = Some(below.code);
        }
        // "$95 a share": counted over what no unit measures
        if per.is_none()
            && unit.dimension == "currency"
            && page.is(end, Part::PER)
            && page.is(end + 1, Part::PER_NOUN)
            && end + 1 < self.limit
        {
            per = Some(page.slice(end + 1).to_lowercase().into());
        }
        // "losses exceeded 30 million": the verb is no part of the amount
        let at = at + hedge.outside;
        let tokens = at..end;
        let change = self.change(at, &tokens, unit.dimension.starts_with("percent"));
        Some(QuantityMention {
            span: page.tokens[at].span.cover(page.tokens[end - 1].span),
            tokens,
            quantity: Quantity::new(interval, &unit),
            change,
            per,
        })
    }

    /// A bound that begins at a token: is it a lower end, an upper end, and where does its number begin?
    pub(super) fn bound(&self, at: usize) -> Option<(bool, bool, usize)> {
        let (hedge, start) = self.bounds(at);
        (start > at).then_some((hedge.low.is_some(), hedge.high.is_some(), start))
    }

    /// Bounds and hedges before a number: "at least some", "more than".
    fn bounds(&self, at: usize) -> (Hedge, usize) {
        let page = &self.page;
        let mut hedge = Hedge::default();
        let mut next = at;
        for _ in 0..3 {
            if next >= self.limit || !page.is(next, Part::BOUND) {
                break;
            }
            let before = if next > self.sentence.start { page.word(next - 1) } else { WordId::UNKNOWN };
            let found = page.rules.numbers.before.matches(|n| page.word(next + n)).find(|(len, phrase)| {
                next + len < self.limit && !(before.is_known() && phrase.not_after.contains(&before))
            });
            let Some((len, phrase)) = found else { break };
            let outside = phrase.verb && next == at + hedge.outside;
            hedge = join(hedge, of(phrase));
            hedge.outside += if outside { len } else { 0 };
            next += len;
        }
        (hedge, next)
    }

    /// "larger than 10 and smaller than 20", "no more than 50 and no less than 20": both ends.
    fn closed(&self, interval: Interval, end: usize, amount: Amount) -> (Interval, usize, Amount) {
        let page = &self.page;
        let open = interval.low.is_some() != interval.high.is_some();
        if !open || !page.is(end, Part::AND) {
            return (interval, end, amount);
        }
        let (hedge, start) = self.bounds(end + 1);
        let Some(other) = (start > end + 1).then(|| self.amount(start)).flatten() else {
            return (interval, end, amount);
        };
        let second = bounded(other.interval, hedge);
        let (low, high) = (interval.low.or(second.low), interval.high.or(second.high));
        let opposite =
            second.low.is_some() != second.high.is_some() && second.low.is_some() != interval.low.is_some();
        let alike = other.unit == amount.unit || !amount.measured;
        match (low, high) {
            (Some(from), Some(to)) if opposite && alike && from.value < to.value => {
                let both = Interval { low, high, approximate: interval.approximate || second.approximate };
                let tokens = amount.tokens.start..other.tokens.end;
                (both, other.tokens.end, Amount { tokens, ..other })
            }
            _ => (interval, end, amount),
        }
    }

    /// Bounds behind an amount: "or more", "or so".
    fn suffix(&self, at: usize) -> (Hedge, usize) {
        let page = &self.page;
        let found =
            page.rules.numbers.after.matches(|n| page.word(at + n)).find(|(len, _)| at + len <= self.limit);
        match found {
            // "20 or more than 30", "above a quarter and below a half"
            Some((len, phrase))
                if !page.is(at + len, Part::THAN | Part::ARTICLE) && !self.numeric(at + len) =>
            {
                (of(phrase), at + len)
            }
            _ => (Hedge::default(), at),
        }
    }

    /// Does a number begin here?
    fn numeric(&self, at: usize) -> bool {
        self.page.is_figure(at) || self.page.number(at).cardinal.is_some()
    }

    /// "no casualties", "none", "nobody".
    fn nothing(&self, at: usize) -> Option<QuantityMention> {
        let page = &self.page;
        if at >= self.limit || !page.is(at, Part::NO | Part::NONE) {
            return None;
        }
        // "none other than the president"
        let none = page.is(at, Part::NONE) && !page.is(at + 1, Part::NO_IDIOM);
        let counts = none || {
            let noun = |at: usize| at < self.limit && !page.is(at, Part::NO_IDIOM) && page.plural(at);
            let open = |at: usize| {
                at < self.limit
                    && !page.is(at, Part::NO_IDIOM)
                    && page.kind(at) == Some(PieceKind::Word)
                    && !page
                        .class(at)
                        .intersects(Class::PREPOSITION | Class::CONJUNCTION | Class::VERB | Class::AUXILIARY)
            };
            noun(at + 1) || (open(at + 1) && noun(at + 2))
        };
        counts.then(|| QuantityMention {
            span: page.tokens[at].span,
            tokens: at..at + 1,
            quantity: Quantity::new(Interval::exactly(Decimal::ZERO), &Unit::one("count")),
            change: Change::Level,
            per: None,
        })
    }

    /// One number with its unit.
    fn amount(&self, at: usize) -> Option<Amount> {
        let page = &self.page;
        if at >= self.limit {
            return None;
        }
        if let Some(vague) = self.vague(at).or_else(|| self.decade_in_words(at)) {
            return Some(vague);
        }
        if let Some(money) = unit::before(page, at, self.limit) {
            let number = number::read(page, money.end, self.limit, true)?;
            if number.kind == NumberKind::Ordinal {
                return None;
            }
            let interval = Interval::exactly(number.value.checked_mul(money.scale)?);
            let bare_end = number.tokens.end;
            // "$10 USD", "$5 dollars"
            let end = match unit::after(page, bare_end, self.limit, number.value) {
                Some(again) if again.unit.code == money.unit.code && again.scale == Decimal::ONE => again.end,
                _ => bare_end,
            };
            let amount = Amount {
                tokens: at..end,
                interval,
                unit: money.unit,
                measured: true,
                per: None,
                number: Some(number),
                bare_end,
            };
            return Some(self.rate(amount));
        }
        if let Some(number) = number::read(page, at, self.limit, false) {
            return self.decade_of_life(&number).or_else(|| self.measured(number));
        }
        self.one_unit(at)
    }

    /// "in her twenties": an age from 20 to 29.
    fn decade_in_words(&self, at: usize) -> Option<Amount> {
        let page = &self.page;
        let decade = page.rules.calendar.words.get(page.word(at)).decade?;
        if !page.class(at.checked_sub(1)?).contains(Class::POSSESSIVE) {
            return None;
        }
        let low = Decimal::from(decade) * Decimal::TEN;
        let unit = Unit { dimension: SmolStr::new_static("age"), ..page.rules.units.get("a")?.clone() };
        Some(Amount {
            tokens: at..at + 1,
            interval: Interval::between(low, low.checked_add(Decimal::from(9))?),
            unit,
            measured: true,
            per: None,
            number: None,
            bare_end: at,
        })
    }

    /// "in his 30s": an age from 30 to 39.
    fn decade_of_life(&self, number: &Number) -> Option<Amount> {
        let page = &self.page;
        let Range { start, end } = number.tokens.clone();
        let plural = page.joined(end) && page.is(end, Part::PLURAL);
        if !plural
            || end >= self.limit
            || !number.plain
            || !page.class(start.checked_sub(1)?).contains(Class::POSSESSIVE)
        {
            return None;
        }
        let decade = number.value >= Decimal::TEN && number.value < Decimal::ONE_HUNDRED;
        if !decade || !(number.value % Decimal::TEN).is_zero() {
            return None;
        }
        let unit = Unit { dimension: SmolStr::new_static("age"), ..page.rules.units.get("a")?.clone() };
        Some(Amount {
            tokens: start..end + 1,
            interval: Interval::between(number.value, number.value.checked_add(Decimal::from(9))?),
            unit,
            measured: true,
            per: None,
            number: None,
            bare_end: end,
        })
    }

    /// A number and the unit behind it, where there is one.
    fn measured(&self, number: Number) -> Option<Amount> {
        let page = &self.page;
        let bare_end = number.tokens.end;
        let plain = |dimension: &str| Amount {
            tokens: number.tokens.clone(),
            interval: Interval::exactly(number.value),
            unit: Unit::one(dimension),
            measured: false,
            per: None,
            number: Some(number.clone()),
            bare_end,
        };
        if number.kind == NumberKind::Ordinal {
            // "the first lady"
            return (!page.is(bare_end, Part::IDENTIFIER_AFTER)).then(|| plain("ordinal"));
        }
        // "half a litre", "a quarter of a mile"
        let share = number.kind == NumberKind::Fraction;
        let skip = if share && page.is(bare_end, Part::ARTICLE) {
            1
        } else if share && page.is(bare_end, Part::OF) && page.is(bare_end + 1, Part::ARTICLE) {
            2
        } else {
            0
        };
        let unit = unit::after(page, bare_end + skip, self.limit, number.value);
        let Some(unit) = unit else { return Some(plain("count")) };
        let interval = Interval::exactly(number.value.checked_mul(unit.scale)?);
        let amount = Amount {
            tokens: number.tokens.start..unit.end,
            interval,
            unit: unit.unit,
            measured: true,
            per: None,
            number: Some(number),
            bare_end,
        };
        Some(self.rate(self.compound(amount)))
    }

    /// "12 ft 2 in", "3 dollars and 50 cents", "1 hour and 30 minutes": one amount in the smaller unit.
    fn compound(&self, mut amount: Amount) -> Amount {
        let page = &self.page;
        for _ in 0..3 {
            let end = amount.tokens.end;
            let joint = usize::from(page.mark(end, ','))
                + usize::from(
                    page.is(end, Part::AND) || (page.mark(end, ',') && page.is(end + 1, Part::AND)),
                );
            // "one hour and a half"
            if page.is(end, Part::AND)
                && let Some(half) = number::read(page, end + 1, self.limit, false)
                && half.kind == NumberKind::Fraction
                && half.weak
                && unit::after(page, half.tokens.end, self.limit, half.value).is_none()
                && !page.is(half.tokens.end, Part::OF)
                && let Some(interval) = amount.interval.map(|value| value.checked_add(half.value))
            {
                amount.interval = interval;
                amount.tokens.end = half.tokens.end;
                return amount;
            }
            let Some(number) = number::read(page, end + joint, self.limit, false) else { return amount };
            let whole = number.kind == NumberKind::Cardinal && number.multiplier <= Decimal::ONE;
            let Some(part) = unit::after(page, number.tokens.end, self.limit, number.value) else {
                return amount;
            };
            let (large, small) = (&amount.unit, &part.unit);
            // "5.11 billion dollars and 60 cents a share" are two amounts.
            let round = amount
                .number
                .as_ref()
                .is_none_or(|number| number.multiplier <= Decimal::ONE && number.value.is_integer());
            let cents = large.code == small.code
                && part.scale < Decimal::ONE
                && large.dimension == "currency"
                && round;
            // A month has no certain number of days, so "six months and ten days" stay two.
            let calendar = |code: &str| code == "mo" || code.ends_with('a') || code == "3.mo";
            let alike = large.dimension != "duration" || calendar(&large.code) == calendar(&small.code);
            let finer = large.dimension == small.dimension
                && matches!(large.dimension.as_str(), "length" | "mass" | "duration")
                && alike;
            let (Some(one_large), Some(one_small)) = (large.factor.value(), small.factor.value()) else {
                return amount;
            };
            if !whole || !(cents || (finer && one_small < one_large)) {
                return amount;
            }
            let sum = |value: Decimal| {
                if cents {
                    return value.checked_add(number.value.checked_mul(part.scale)?);
                }
                let fit = one_large.checked_div(one_small)?.round_dp(9);
                if number.value >= fit {
                    return None;
                }
                value.checked_mul(fit)?.checked_add(number.value)
            };
            let Some(interval) = amount.interval.map(sum) else { return amount };
            amount.interval = interval;
            amount.tokens.end = part.end;
            if !cents {
                amount.unit = part.unit;
            }
        }
        amount
    }

    /// "per hour" behind a unit.
    fn rate(&self, mut amount: Amount) -> Amount {
        let page = &self.page;
        if let Some((end, Over::Unit(below))) = unit::per(page, amount.tokens.end, self.limit)
            && let Some(unit) = unit::ratio(&page.rules.units, &amount.unit, &below)
        {
            amount.tokens.end = end;
            amount.unit = unit;
            amount.per = Some(below.code);
        }
        amount
    }

    /// "dozens", "billions of dollars".
    fn vague(&self, at: usize) -> Option<Amount> {
        let page = &self.page;
        if !page.is(at, Part::VAGUE) {
            return None;
        }
        let (len, phrase) =
            page.rules.numbers.vague.matches(|n| page.word(at + n)).find(|(len, phrase)| {
                let follows =
                    phrase.followed_by.is_empty() || phrase.followed_by.contains(&page.word(at + len));
                at + len <= self.limit && follows
            })?;
        let end = at + len;
        let value = phrase.interval.low.map_or(Decimal::ONE, |low| low.value);
        let of = usize::from(page.is(end, Part::OF));
        let unit = unit::after(page, end + of, self.limit, value);
        let (unit, measured, end) = match unit {
            Some(unit) if unit.scale == Decimal::ONE => (unit.unit, true, unit.end),
            _ => (Unit::one("count"), false, end),
        };
        Some(Amount {
            tokens: at..end,
            interval: phrase.interval,
            unit,
            measured,
            per: None,
            number: None,
            bare_end: end,
        })
    }

    /// "a kilogram of cocaine", "an hour and a half", "more than a mile".
    fn one_unit(&self, at: usize) -> Option<Amount> {
        let page = &self.page;
        if !page.is(at, Part::ARTICLE) {
            return None;
        }
        let unit =
            unit::after(page, at + 1, self.limit, Decimal::ONE).filter(|unit| unit.scale == Decimal::ONE)?;
        let alone = Amount {
            tokens: at..unit.end,
            interval: Interval::exactly(Decimal::ONE),
            unit: unit.unit,
            measured: true,
            per: None,
            number: None,
            bare_end: at + 1,
        };
        Some(self.compound(alone))
    }

    /// The range that begins here, else the one amount.
    fn widest(&self, at: usize) -> Option<Amount> {
        let page = &self.page;
        if page.is(at, Part::BETWEEN | Part::FROM) || page.is(at, Part::BOUND) {
            return self.range(at, None).or_else(|| self.amount(at));
        }
        let amount = self.amount(at)?;
        self.range(at, Some(&amount)).or(Some(amount))
    }

    /// "between 20 and 30 km", "20-25", "from 2 to 7 l", "8- to 16-meter", "two or three".
    ///
    /// `first` is the amount that begins at `at`, where that is known already.
    fn range(&self, at: usize, first: Option<&Amount>) -> Option<Amount> {
        let page = &self.page;
        let between = page.is(at, Part::BETWEEN);
        let from = page.is(at, Part::FROM);
        let opener = usize::from(between || from);
        let (first_hedge, start) = self.bounds(at + opener);
        if opener == 0 && start > at {
            return None;
        }
        let read;
        let first = match first {
            Some(first) => first,
            None => {
                read = self.amount(start)?;
                &read
            }
        };
        let first_number = first.number.as_ref()?;
        if first_number.kind == NumberKind::Ordinal || first_number.weak {
            return None;
        }
        // "fell from 40 to 12": two levels and a move between them, not a range.
        let before = at.wrapping_sub(1);
        let led = opener == 0 && at > self.sentence.start && page.is(before, Part::FROM);
        if (from && self.moves(at, 12)) || (led && self.moves(before, 12)) {
            return None;
        }
        let mut next = first.tokens.end;
        // "8- to 16-meter"
        let hanging =
            page.dash(next) && page.joined(next) && !page.joined(next + 1) && page.is(next + 1, Part::TO);
        next += usize::from(hanging);
        let dash = page.dash(next) && (page.joined(next) == page.joined(next + 1))
            || page.mark(next, '~')
            || page.mark(next, '～');
        let hyphens = usize::from(page.hyphen(next) && page.is(next + 1, Part::TO));
        let to = page.is(next + hyphens, Part::TO);
        let and = page.is(next, Part::AND);
        let or = page.is(next, Part::OR);
        let gap = if between && and {
            1
        } else if !between && to {
            1 + hyphens + usize::from(hyphens == 1 && page.hyphen(next + 2))
        } else if !between && (dash || or) && opener == 0 {
            1
        } else {
            return None;
        };
        // "rose 5% to 20%": the second is a level.
        let moved = || self.change(start, &first.tokens, first.unit.dimension.starts_with("percent"));
        if to && !from && !led && moved() != Change::Level {
            return None;
        }
        let (second_hedge, second_start) = self.bounds(next + gap);
        let second = self.amount(second_start)?;
        let second_number = second.number.as_ref()?;
        if second_number.kind == NumberKind::Ordinal
            || second_number.weak
            || (dash && second_number.value < Decimal::ZERO)
        {
            return None;
        }
        let (mut low, high) = (first.interval.point()?, second.interval.point()?);
        let unit = if first.measured && second.measured {
            if first.unit != second.unit {
                return None;
            }
            second.unit.clone()
        } else if second.measured {
            low = if second.unit.dimension == "currency" && second.bare_end < second.tokens.end {
                // "20 to 30 cents"
                low.checked_mul(high.checked_div(second_number.value)?)?
            } else {
                low
            };
            second.unit.clone()
        } else if first.measured && first.bare_end == first.tokens.end {
            first.unit.clone()
        } else if first.measured {
            return None;
        } else {
            Unit::one("count")
        };
        // "$3-4 billion", "two to three million"
        let by = second_number.multiplier;
        if first_number.multiplier <= Decimal::ONE
            && by > Decimal::ONE
            && high.checked_div(by).is_some_and(|high| low < high)
        {
            low = low.checked_mul(by)?;
        }
        if or && high.checked_sub(low)? != Decimal::ONE {
            return None;
        }
        let rising = low < high;
        // "-18 °C to -34 °C" falls; "won by 51% to 48%" is no range.
        let falling = between || (to && high < Decimal::ZERO);
        if !rising && (!falling || low == high) {
            return None;
        }
        if dash && self.is_score(at) {
            return None;
        }
        let mut interval = Interval::between(low, high);
        interval.approximate = first_hedge.approximate || second_hedge.approximate;
        Some(Amount {
            tokens: at..second.tokens.end,
            interval,
            unit,
            measured: first.measured || second.measured,
            per: second.per.clone(),
            number: Some(Number { plain: false, ..second_number.clone() }),
            bare_end: second.bare_end,
        })
    }

    /// Is a verb of change among the few words before?
    fn moves(&self, at: usize, words: usize) -> bool {
        let from = at.saturating_sub(words).max(self.sentence.start);
        (from..at).any(|at| {
            let word = self.page.rules.numbers.changes.get(self.page.word(at));
            word.by.is_some() || word.share.is_some()
        })
    }

    /// Is a word of winning and losing near?
    fn is_score(&self, at: usize) -> bool {
        let from = at.saturating_sub(6).max(self.sentence.start);
        (from..at).any(|at| self.page.is(at, Part::SCORE))
    }

    /// "60 years old", "aged 40", "18 months of age".
    fn old(&self, mut amount: Amount, aged: bool) -> (Amount, usize) {
        let page = &self.page;
        let end = amount.tokens.end;
        if amount.unit.dimension == "duration" {
            let old = page
                .rules
                .units
                .ages_after
                .matches(|n| page.word(end + n))
                .find(|(len, ())| end + len <= self.limit);
            if let Some((len, ())) = old {
                amount.unit.dimension = SmolStr::new_static("age");
                return (amount, end + len);
            }
            if aged {
                amount.unit.dimension = SmolStr::new_static("age");
            }
        } else if !amount.measured && amount.unit.dimension == "count" {
            let age = aged || self.in_apposition(&amount);
            if age && let Some(years) = page.rules.units.get("a") {
                amount.unit = Unit { dimension: SmolStr::new_static("age"), ..years.clone() };
            }
        }
        (amount, end)
    }

    /// "Maggie Leung, 40, said": a figure between commas behind a name.
    fn in_apposition(&self, amount: &Amount) -> bool {
        let page = &self.page;
        let Range { start, end } = amount.tokens;
        let years = |number: &Number| {
            number.plain && number.value >= Decimal::ONE && number.value < Decimal::from(116)
        };
        start >= self.sentence.start + 2
            && page.mark(start - 1, ',')
            && (page.named(start - 2) || page.class(start - 2).contains(Class::PERSON))
            && page.kind(start - 2) == Some(PieceKind::Word)
            && !page.class(start - 2).intersects(Class::MONTH | Class::WEEKDAY)
            && (page.mark(end, ',')
                || page.mark(end, ';')
                || page.mark(end, '.') && end + 1 >= self.sentence.end)
            && !page.is_figure(end + 1)
            && amount.number.as_ref().is_some_and(years)
    }

    /// Does the number count anything, or is it a name, a score, a telephone number, a pronoun?
    fn counts(&self, amount: &Amount, hedged: bool) -> bool {
        let page = &self.page;
        let Range { start, end } = amount.tokens.clone();
        let Some(number) = &amount.number else {
            // "a mile": only where bounded or followed by what it measures
            let article = page.is(start, Part::ARTICLE) && amount.measured && amount.bare_end == start + 1;
            if !article || amount.interval != Interval::exactly(Decimal::ONE) {
                return true;
            }
            let alone = start == self.sentence.start && end + 1 >= self.sentence.end;
            let of = page.is(end, Part::OF)
                && matches!(amount.unit.dimension.as_str(), "length" | "mass" | "volume" | "area");
            return hedged || alone || of;
        };
        if number.comma && !amount.measured && number.multiplier == Decimal::ONE {
            return false;
        }
        if number.weak && !amount.measured {
            let shared = page.is(end, Part::OF | Part::THE)
                || page.class(end).contains(Class::POSSESSIVE)
                || page.plural(end);
            let compared = page.rules.numbers.changes.get(page.word(end)).after.is_some();
            let ends =
                end >= self.sentence.end || (page.kind(end) == Some(PieceKind::Mark) && !page.dash(end));
            // "the first half", "a third man"
            let ordered = start > self.sentence.start
                && (page.number(start - 1).ordinal.is_some()
                    || page.class(start - 1).contains(Class::ORDINAL));
            return (shared || compared || hedged || (ends && page.is(start, Part::ARTICLE))) && !ordered;
        }
        if amount.measured {
            return !self.inside_name(start) || amount.bare_end < end;
        }
        if number.figures {
            return !self.is_name(number, start, end) && !self.is_code(start, end);
        }
        // "number three", "phase two"
        if start > self.sentence.start && page.is(start - 1, Part::IDENTIFIER) && !page.plural(end) && !hedged
        {
            return false;
        }
        // "which one", "that one", "one another"
        let one = number.kind == NumberKind::Cardinal && number.value == Decimal::ONE && end == start + 1;
        if one && !hedged {
            return self.counts_one(start, end);
        }
        !page.hyphen(start.wrapping_sub(1)) || page.is_numeric(start.wrapping_sub(2))
    }

    /// "one soldier", "one of the men"; not "this one", "the latest one", "no one", "one another", "one may ask", "one of
    /// the largest".
    fn counts_one(&self, start: usize, end: usize) -> bool {
        let page = &self.page;
        let superlative =
            page.is(end, Part::OF) && page.is(end + 1, Part::THE) && page.is(end + 2, Part::SUPERLATIVE);
        let described = start >= self.sentence.start + 2
            && page.class(start - 1).intersects(Class::ADJECTIVE | Class::ORDINAL)
            && page.class(start - 2).contains(Class::DETERMINER);
        if superlative || described {
            return false;
        }
        if start > self.sentence.start {
            let class = page.class(start - 1);
            let lexical = class.intersects(Class::DETERMINER | Class::PRONOUN | Class::RELATIVE);
            if lexical || page.is(start - 1, Part::NO) {
                return false;
            }
        }
        !page.class(end).intersects(Class::MODAL) && !page.is(end, Part::OTHER) && end < self.sentence.end
    }

    /// Is the token glued to letters or a hyphen before it: "F-16", "G20", "COVID-19"?
    fn inside_name(&self, start: usize) -> bool {
        let page = &self.page;
        if start == 0 || !page.joined(start) {
            return false;
        }
        match page.kind(start - 1) {
            Some(PieceKind::Word) => true,
            Some(PieceKind::Number) => true,
            Some(PieceKind::Mark) if page.dash(start - 1) => {
                start >= 2 && page.joined(start - 1) && page.kind(start - 2) == Some(PieceKind::Word)
            }
            Some(PieceKind::Mark) => {
                matches!(page.slice(start - 1), "." | ":" | "/" | "#" | "@" | "_" | "№")
                    && start >= 2
                    && (page.joined(start - 1) || matches!(page.slice(start - 1), "#" | "@"))
            }
            _ => false,
        }
    }

    /// "Article 370", "Boeing 737", "F-16", "Falcon 9".
    fn is_name(&self, number: &Number, start: usize, end: usize) -> bool {
        let page = &self.page;
        if self.inside_name(start) {
            return true;
        }
        if start == self.sentence.start {
            // "1. On 19 August, …": the number of a paragraph
            return number.plain && page.mark(end, '.') && page.joined(end) && page.capital(end + 1);
        }
        let before = start - 1;
        // "UPDATE 2-Some freed": how often a wire has told it
        let slug = page.slice(before);
        let capitals = slug.len() > 2 && slug.bytes().all(|byte| byte.is_ascii_uppercase());
        if before == self.sentence.start && capitals && page.hyphen(end) && page.capital(end + 1) {
            return true;
        }
        let dotted = page.mark(before, '.') && page.joined(before) && before > self.sentence.start;
        let noun = if dotted { before - 1 } else { before };
        // "Articles 497 and 498"
        if page.is(before, Part::AND | Part::OR)
            && start >= self.sentence.start + 3
            && page.is_figure(start - 2)
            && page.is(start - 3, Part::IDENTIFIER)
        {
            return true;
        }
        if page.is(noun, Part::IDENTIFIER)
            && (page.capital(noun) || !page.class(noun).intersects(Class::VERB))
            && !page.plural(end)
        {
            return true;
        }
        // "flight PK 8303", "MH 370": a figure behind a code of two or three capitals
        let countable = page.lower_word(end) && (page.plural(end) || page.plural(end + 1));
        let code = matches!(page.slice(before).len(), 2..=3)
            && page.slice(before).bytes().all(|byte| byte.is_ascii_uppercase())
            && page.class(before).is_empty();
        let designated = before > self.sentence.start && page.is(before - 1, Part::IDENTIFIER);
        let hundreds = number.value >= Decimal::from(100);
        let typed = page.is(end, Part::TYPED);
        let named = designated || typed || hundreds && !countable;
        if code && number.figures && number.tokens.len() == 1 && named {
            return true;
        }
        // "Falcon 9", "Fatah 2": a bare figure behind a name, and nothing countable behind it
        let name = page.capital(before)
            && page.kind(before) == Some(PieceKind::Word)
            && before > self.sentence.start
            && (page.class(before).is_empty() || self.titled(before))
            && number.multiplier == Decimal::ONE
            && number.kind == NumberKind::Cardinal;
        let short = number.tokens.len() == 1 && number.value < Decimal::from(1000);
        name && short && !countable && !self.in_table()
    }

    /// "Pakistan 75; Nigeria 64; Iran 131": names with a figure each, one after the other, are no names with a number.
    fn in_table(&self) -> bool {
        let page = &self.page;
        let closes = |at: usize| {
            at >= self.sentence.end
                || page.is(at, Part::AND)
                || matches!(page.slice(at), "," | ";" | "." | ":")
        };
        let named = |at: usize| page.capital(at - 1) && page.kind(at - 1) == Some(PieceKind::Word);
        let items = self.sentence.start + 1..self.sentence.end;
        items.filter(|&at| page.is_figure(at) && named(at) && closes(at + 1)).nth(LEAST_ITEMS - 1).is_some()
    }

    /// A common noun with a capital in running text: "Office 365". Not in a headline, where all words have one.
    fn titled(&self, at: usize) -> bool {
        let page = &self.page;
        let class = page.class(at);
        class.contains(Class::NOUN)
            && !class.intersects(Class::VERB | Class::PLURAL | Class::WEEKDAY | Class::MONTH)
            && page.lower_word(at.wrapping_sub(1))
    }

    /// Telephone numbers, versions, addresses: rows of figures tied by hyphens, stops, colons.
    fn is_code(&self, start: usize, end: usize) -> bool {
        let page = &self.page;
        let tied = |mark: usize| {
            page.joined(mark)
                && page.joined(mark + 1)
                && (page.dash(mark) || matches!(page.slice(mark), "/" | ":" | "." | "_" | "@"))
        };
        if page.is(end, Part::IDENTIFIER_AFTER) && page.is(end + 1, Part::OF) {
            return true;
        }
        // "221 Baker Street"
        let address = |at: usize| page.is(at, Part::ADDRESS) && page.capital(at);
        if page.capital(end) && (address(end + 1) || (page.capital(end + 1) && address(end + 2))) {
            return true;
        }
        // "+44 20 7946 0958"
        if start > 0 && page.mark(start - 1, '+') && page.joined(start) && page.is_figure(end) {
            return true;
        }
        let ahead = tied(end) && page.is_figure(end + 1);
        let behind = start >= 2 && tied(start - 1) && page.is_figure(start - 2);
        // "39A", "18h30"
        let letters =
            page.joined(end) && page.kind(end) == Some(PieceKind::Word) && page.number(start).glyph.is_none();
        ahead || behind || letters
    }

    /// Where reading goes on behind something that is no amount: at the end of a row of figures and marks.
    fn behind_name(&self, at: usize) -> usize {
        let page = &self.page;
        if !page.is_figure(at) {
            return at + 1;
        }
        let mut next = at + 1;
        if at > 0 && page.mark(at - 1, '+') && page.joined(at) {
            while next < self.limit && page.is_figure(next) {
                next += 1;
            }
        }
        while next + 1 < self.limit
            && page.joined(next)
            && page.joined(next + 1)
            && (page.dash(next) || matches!(page.slice(next), "/" | ":" | "." | "_" | "@"))
            && page.is_figure(next + 1)
        {
            next += 2;
        }
        next
    }

    /// Is the amount a difference?
    fn change(&self, at: usize, tokens: &Range<usize>, share: bool) -> Change {
        let page = &self.page;
        let changes = &page.rules.numbers.changes;
        let direction = |direction| match direction {
            Direction::Increase => Change::Increase,
            Direction::Decrease => Change::Decrease,
        };
        if let Some(way) = changes.get(page.word(tokens.end)).after.filter(|_| tokens.end < self.sentence.end)
        {
            return direction(way);
        }
        let Some(before) = at.checked_sub(1).filter(|&before| before >= self.sentence.start) else {
            return Change::Level;
        };
        let word = changes.get(page.word(before));
        // ", up 19.1 million from last year"
        let set_off = before > self.sentence.start && page.kind(before - 1) == Some(PieceKind::Mark);
        let share = word.share.filter(|_| share || set_off);
        if let Some(way) = word.before.or(word.by).or(share) {
            return direction(way);
        }
        // "rose by 40", "an increase of 40"
        let by = page.is(before, Part::BY | Part::OF) && before > self.sentence.start;
        if by && let Some(way) = changes.get(page.word(before - 1)).share {
            return direction(way);
        }
        Change::Level
    }
}

fn of(phrase: &BoundPhrase) -> Hedge {
    Hedge {
        low: phrase.low,
        high: phrase.high,
        approximate: phrase.approximate,
        measured: phrase.measured,
        outside: 0,
    }
}

fn join(one: Hedge, other: Hedge) -> Hedge {
    Hedge {
        low: one.low.or(other.low),
        high: one.high.or(other.high),
        approximate: one.approximate || other.approximate,
        measured: one.measured || other.measured,
        outside: one.outside,
    }
}

/// An interval with what the words around it leave open.
fn bounded(interval: Interval, hedge: Hedge) -> Interval {
    let approximate = interval.approximate || hedge.approximate;
    let interval = match (hedge.low, hedge.high) {
        (Some(inclusive), None) => {
            Interval { low: interval.low.map(|low| Bound { inclusive, ..low }), high: None, approximate }
        }
        (None, Some(inclusive)) => {
            Interval { low: None, high: interval.high.map(|high| Bound { inclusive, ..high }), approximate }
        }
        _ => interval,
    };
    Interval { approximate, ..interval }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;
    use crate::annotate::annotate;

    /// The quantities of a sentence: the words and what they mean.
    fn quantities(text: &str) -> String {
        static RULES: std::sync::OnceLock<Rules> = std::sync::OnceLock::new();
        let rules = RULES.get_or_init(|| Rules::embedded().unwrap());
        let mut article = Article::plain("test", text);
        article.date = Some(jiff::civil::date(2025, 10, 16));
        let annotations = annotate(&article, rules);
        let one = |mention: &QuantityMention| {
            assert_eq!(mention.span, tokens_span(&annotations.tokens, &mention.tokens));
            let sign = match mention.change {
                Change::Level => "",
                Change::Increase => " more",
                Change::Decrease => " less",
            };
            let per = mention.per.as_ref().map_or(String::new(), |per| format!(" per {per}"));
            format!("{} = {}{sign}{per}", mention.span.of(text), mention.quantity)
        };
        annotations.quantities.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    fn tokens_span(tokens: &[Token], range: &Range<usize>) -> Span {
        tokens[range.start].span.cover(tokens[range.end - 1].span)
    }

    #[test]
    fn figures_and_words() {
        let q = quantities;
        assert_snapshot!(q("1,674,200 people and 816 000 cars"), @"1,674,200 = 1674200; 816 000 = 816000");
        assert_snapshot!(q("They counted 12,34,567.89 rupees and 3.8 billion euros."), @"12,34,567.89 rupees = 1234567.89 INR; 3.8 billion euros = 3800000000 EUR");
        assert_snapshot!(q("It sold one and a half million copies and two-thirds of its stock."), @"one and a half million = 1500000; two-thirds = 0.6666666666666666666666666667");
        assert_snapshot!(q("Two hundred and twelve workers joined a hundred others."), @"Two hundred and twelve = 212; a hundred = 100");
        assert_snapshot!(q("Half a million tonnes went to three lakh families."), @"Half a million tonnes = 500000 t; three lakh = 300000");
        assert_snapshot!(q("One in five pupils and nine out of ten teachers agreed."), @"One in five = 0.2; nine out of ten = 0.9");
        assert_snapshot!(q("The 21st attack was the third this month."), @"21st = ordinal 21; third = ordinal 3");
    }

    #[test]
    fn bounds_and_hedges() {
        let q = quantities;
        assert_snapshot!(q("More than 200 ships and at least some 30 boats sank."), @"More than 200 = > 200; at least some 30 = ~>= 30");
        assert_snapshot!(q("Nearly 600 homes and up to three dozen shops burned."), @"Nearly 600 = ~< 600; up to three dozen = <= 36");
        assert_snapshot!(q("Between 20 and 30 km of pipe, 8- to 16-metre masts, 20–25 masts."), @"Between 20 and 30 km = 20..30 km; 8- to 16-metre = 8..16 m; 20–25 = 20..25");
        assert_snapshot!(q("Fines of 200 euros or more, two dozen or so in all."), @"200 euros or more = >= 200 EUR; two dozen or so = ~24");
        assert_snapshot!(q("Dozens died; hundreds of thousands fled; several stayed."), @"Dozens = ~>= 24; hundreds of thousands = ~>= 200000; several = ~>= 3");
        assert_snapshot!(q("No casualties were reported; none were expected, no doubt."), @"No = 0; none = 0");
        assert_snapshot!(q("It must be larger than 10 and smaller than 20."), @"larger than 10 and smaller than 20 = >10..<20");
    }

    #[test]
    fn changes() {
        let q = quantities;
        assert_snapshot!(q("The toll rose by 40 to 112."), @"40 = 40 more; 112 = 112");
        assert_snapshot!(q("Output fell from 74 tonnes to 12 tonnes."), @"74 tonnes = 74 t; 12 tonnes = 12 t");
        assert_snapshot!(q("Another 12 ships were hit, 5% fewer than before."), @"12 = 12 more; 5% = 5 % less");
        assert_snapshot!(q("Sales climbed 6.2% to $1.45 billion."), @"6.2% = 6.2 % more; $1.45 billion = 1450000000 USD");
    }

    #[test]
    fn units_and_money() {
        let q = quantities;
        assert_snapshot!(q("The wall is 12 ft 2 in and 3 cubic metres of stone."), @"12 ft 2 in = 146 [in_i]; 3 cubic metres = 3 m3");
        assert_snapshot!(q("It was 37°C, or 98.6 degrees Fahrenheit, at 90 km/h."), @"37°C = 37 Cel; 98.6 degrees Fahrenheit = 98.6 [degF]; 90 km/h = 90 km/h");
        assert_snapshot!(q("US$4.7 billion, Rs 20, 470 pence a litre, $3-4 million, 20€"), @"US$4.7 billion = 4700000000 USD; Rs 20 = 20 INR; 470 pence a litre = 4.7 GBP/L per L; $3-4 million = 3000000..4000000 USD; 20€ = 20 EUR");
        assert_snapshot!(q("The rate is 61 per cent, three percentage points less."), @"61 per cent = 61 %; three percentage points = 3 %{point} less");
        assert_snapshot!(q("It pumps 500,000 barrels a day in a magnitude-7.8 quake zone."), @"500,000 barrels a day = 500000 [bbl_us]/d per d; magnitude-7.8 = 7.8 {magnitude}");
        assert_snapshot!(q("They took 45 and 50 mg."), @"45 = 45 mg; 50 mg = 50 mg");
        assert_snapshot!(q("It paid $95 a share."), @"$95 = 95 USD per share");
    }

    #[test]
    fn ages() {
        let q = quantities;
        assert_snapshot!(q("Anna Okoye, 40, and a 12-year-old boy, men aged 23 and 37."), @"40 = age 40 a; 12-year-old = age 12 a; aged 23 = age 23 a; 37 = age 37 a");
        assert_snapshot!(q("A man in his 30s was 18 months of age once."), @"30s = age 30..39 a; 18 months of age = age 18 mo");
    }

    #[test]
    fn what_only_looks_like_an_amount() {
        let q = quantities;
        assert_snapshot!(q("An F-16 and a T-62 under Article 370 of the G20."), @"");
        assert_snapshot!(q("They won 3-1 and called 555-123-4567 about version 10.3.1."), @"");
        assert_snapshot!(q("This one is good and that one is better."), @"");
        assert_snapshot!(q("In 2019, on May 12, the 2020-2023 plan ended at 6:30 p.m."), @"");
        assert_snapshot!(q("He lives in the 1100 block of Elm Street and uses Office 365 there."), @"");
    }
}
