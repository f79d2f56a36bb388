//! Numbers as English writes them: "1,600", "3.8 billion", "one and a half thousand", "two-thirds", "21st".
//!
//! Reads one number at one place. What it counts, what bounds it and whether it counts at all is for
//! [`quantity`](super::quantity) and [`time`](super::time) to say.

use std::ops::Range;

use super::page::Page;
use crate::piece::PieceKind;
use crate::rules::number::Part;
use crate::value::Decimal;

/// A number on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// What it is.
    pub(super) value: Decimal,
    /// Counting, ordering or a share.
    pub(super) kind: NumberKind,
    /// Begins with figures rather than words?
    pub(super) figures: bool,
    /// One token of digits alone, without separators, decimals or multiplier: may be a year or a name.
    pub(super) plain: bool,
    /// What the figures were multiplied with: a million in "3.8 million", else one.
    pub(super) multiplier: Decimal,
    /// "half", "a third": a share only where the words around it say so.
    pub(super) weak: bool,
    /// Written with a decimal comma: "3,5", which may be two numbers.
    pub(super) comma: bool,
}

/// What a number does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberKind {
    Cardinal,
    Ordinal,
    Fraction,
}

/// The number that begins at a token and ends before `end`. `money`: a currency stands before it, so that
/// "5m" are millions.
pub(super) fn read(page: &Page, at: usize, end: usize, money: bool) -> Option<Number> {
    if !begins(page, at) {
        return None;
    }
    let (sign, start) = sign(page, at, end);
    let number = figures(page, start, end, money).or_else(|| words(page, start, end))?;
    let number = proportion(page, number, end);
    Some(Number { tokens: at..number.tokens.end, value: number.value * sign, ..number })
}

/// Can a number begin with this token?
fn begins(page: &Page, at: usize) -> bool {
    page.is_figure(at)
        || page.is_numeric(at)
        || page.is(at, Part::MINUS)
        || page.is(at, Part::ARTICLE)
            && (page.is_numeric(at + 1) || page.hyphen(at + 1) && page.is_numeric(at + 2))
        || page.kind(at) == Some(PieceKind::Mark) && (page.dash(at) || page.mark(at, '.'))
}

/// "minus five", "-504": the sign and where the number begins.
fn sign(page: &Page, at: usize, end: usize) -> (Decimal, usize) {
    if at + 1 < end && page.is(at, Part::MINUS) {
        return (Decimal::NEGATIVE_ONE, at + 1);
    }
    // "-18 °C": a dash that touches a figure but nothing before it.
    let before = at == 0 || !page.joined(at);
    if at + 1 < end
        && page.dash(at)
        && page.slice(at) != "—"
        && before
        && page.joined(at + 1)
        && page.is_figure(at + 1)
    {
        return (Decimal::NEGATIVE_ONE, at + 1);
    }
    (Decimal::ONE, at)
}

/// A number that begins with figures.
fn figures(page: &Page, at: usize, end: usize, money: bool) -> Option<Number> {
    let (mut value, mut next, shape) = row(page, at, end)?;
    let number = |value, next, kind| Number {
        tokens: at..next,
        value,
        kind,
        figures: true,
        plain: next == at + 1 && shape == Shape::Digits,
        multiplier: Decimal::ONE,
        weak: false,
        comma: shape == Shape::Comma,
    };
    if matches!(shape, Shape::Digits | Shape::Separated)
        && value.is_integer()
        && next < end
        && page.joined(next)
        && page.number(next).ordinal_ending
    {
        return Some(number(value, next + 1, NumberKind::Ordinal));
    }
    let mut kind = NumberKind::Cardinal;
    if let Some((share, after)) = slash(page, at, end) {
        (value, next, kind) = (share, after, NumberKind::Fraction);
    } else if let Some((share, after)) =
        slash(page, next, end).filter(|_| shape == Shape::Digits && !page.joined(next))
    {
        // "2 1/2"
        (value, next) = (value.checked_add(share)?, after);
    } else if shape == Shape::Digits
        && let Some(glyph) = (next < end).then(|| page.number(next).glyph).flatten()
    {
        (value, next) = (value.checked_add(glyph.value()?)?, next + 1);
    } else if let Some((power, after)) = scientific(page, next, end) {
        (value, next) = (value.checked_mul(power)?, after);
    }
    if shape == Shape::Glyph {
        kind = NumberKind::Fraction;
    }
    // "3 hundredths", but "2 quarters" are half a year
    let word = page.number(next);
    if kind == NumberKind::Cardinal
        && next < end
        && let Some(below) =
            word.denominator.filter(|&below| word.ordinal.is_none() && below > Decimal::from(4))
        && value < Decimal::from(20)
    {
        return Some(number(value.checked_div(below)?, next + 1, NumberKind::Fraction));
    }
    // "10 and a half", "5 1/2 million", "3.8 billion", "$5m"
    let (value, next, multiplier) = multiplied(page, value, next, end, money)?;
    let (value, next) = tail(page, value, next, end, multiplier);
    Some(Number { multiplier, ..number(value, next, kind) })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// "1600"
    Digits,
    /// "1,600", "3.5"
    Separated,
    /// "3,5"
    Comma,
    /// "½"
    Glyph,
}

/// Figures with their separators, over several tokens where spaces group them: "816 000".
fn row(page: &Page, at: usize, end: usize) -> Option<(Decimal, usize, Shape)> {
    if at >= end {
        return None;
    }
    // ".77"
    if page.mark(at, '.')
        && !(at > 0 && page.joined(at) && !page.is(at - 1, Part::CURRENCY))
        && at + 1 < end
        && page.joined(at + 1)
        && digits(page.slice(at + 1))
    {
        let value = format!("0.{}", page.slice(at + 1)).parse().ok()?;
        return Some((value, at + 2, Shape::Separated));
    }
    if !page.is_figure(at) {
        return None;
    }
    if let Some(glyph) = page.number(at).glyph {
        return Some((glyph.value()?, at + 1, Shape::Glyph));
    }
    let slice = page.slice(at);
    if !digits(slice) {
        let (value, comma) = separated(slice)?;
        return Some((value, at + 1, if comma { Shape::Comma } else { Shape::Separated }));
    }
    // Most figures stand alone.
    let mut next = at + 1;
    let goes_on = next < end
        && (page.is_figure(next) || !page.joined(next) && page.kind(next) == Some(PieceKind::Mark));
    if !goes_on && slice.len() <= 18 {
        let value = slice.bytes().fold(0u64, |value, byte| value * 10 + u64::from(byte - b'0'));
        return Some((value.into(), next, Shape::Digits));
    }
    // "816 000", "1 234 567.89", and in tokenized text "80 , 000", "6 . 2"
    let mut written = slice.to_owned();
    let three = |text: &str| text.get(..3).is_some_and(digits);
    while slice.len() <= 3
        && !slice.starts_with('0')
        && next < end
        && page.is_figure(next)
        && one_space(page, next)
    {
        let group = page.slice(next);
        if written.len() > 20 || !three(group) || !(group.len() == 3 || group[3..].starts_with('.')) {
            break;
        }
        written.push_str(group);
        next += 1;
        if group.len() > 3 {
            break;
        }
    }
    while next + 1 < end
        && page.mark(next, ',')
        && !page.joined(next)
        && one_space(page, next + 1)
        && page.is_figure(next + 1)
    {
        let group = page.slice(next + 1);
        if written.len() > 20 || group.len() != 3 || !digits(group) {
            break;
        }
        written.push_str(group);
        next += 2;
    }
    if next + 1 < end
        && page.mark(next, '.')
        && !page.joined(next)
        && one_space(page, next + 1)
        && digits(page.slice(next + 1))
        && !written.contains('.')
    {
        written = format!("{written}.{}", page.slice(next + 1));
        next += 2;
    }
    let shape = if next == at + 1 { Shape::Digits } else { Shape::Separated };
    Some((written.parse().ok()?, next, shape))
}

/// Does exactly one space stand before the token?
fn one_space(page: &Page, at: usize) -> bool {
    let (Some(before), Some(token)) =
        (at.checked_sub(1).and_then(|at| page.tokens.get(at)), page.tokens.get(at))
    else {
        return false;
    };
    page.text
        .get(before.span.end..token.span.start)
        .is_some_and(|gap| gap.chars().count() == 1 && gap != "\n")
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.len() <= 28 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// "1,600", "24,966,218": what most separated figures are.
fn thousands(text: &[u8]) -> Option<u64> {
    let first = (text.len() % 4) as u8;
    if text.len() > 20 || first == 0 || text.first() == Some(&b'0') {
        return None;
    }
    let mut value = 0;
    for (at, &byte) in text.iter().enumerate() {
        if at % 4 == usize::from(first) {
            if byte != b',' {
                return None;
            }
        } else if byte.is_ascii_digit() {
            value = value * 10 + u64::from(byte - b'0');
        } else {
            return None;
        }
    }
    (text.len() > 4).then_some(value)
}

/// "1,600", "12,34,567.89", "4.800", "1.234.567,8", "3,5" (and whether that is a decimal comma).
fn separated(text: &str) -> Option<(Decimal, bool)> {
    if let Some(value) = thousands(text.as_bytes()) {
        return Some((value.into(), false));
    }
    if text.len() > 28 {
        return None;
    }
    let groups = |part: &str, mark: char| {
        let groups: Vec<&str> = part.split(mark).collect();
        let (first, rest) = groups.split_first()?;
        let (last, middle) = rest.split_last()?;
        let western = middle.iter().all(|group| group.len() == 3) && (1..=3).contains(&first.len());
        let indian = middle.iter().all(|group| group.len() == 2)
            && (1..=2).contains(&first.len())
            && !middle.is_empty();
        (last.len() == 3 && (western || indian) && !first.starts_with('0')).then(|| groups.concat())
    };
    let (commas, stops) = (text.matches(',').count(), text.matches('.').count());
    match (commas, stops) {
        (0, 1) => Some((text.parse().ok()?, false)),
        (0, _) => Some((groups(text, '.')?.parse().ok()?, false)),
        (1, 0) => match groups(text, ',') {
            Some(whole) => Some((whole.parse().ok()?, false)),
            None => Some((text.replace(',', ".").parse().ok()?, true)),
        },
        (_, 0) => Some((groups(text, ',')?.parse().ok()?, false)),
        (_, 1) if text.rfind(',') < text.find('.') => {
            let (whole, part) = text.split_once('.')?;
            Some((format!("{}.{part}", groups(whole, ',')?).parse().ok()?, false))
        }
        (1, _) if text.rfind('.') < text.find(',') => {
            let (whole, part) = text.split_once(',')?;
            let whole = if stops == 1 && whole.len() < 5 { None } else { groups(whole, '.') }?;
            Some((format!("{whole}.{part}").parse().ok()?, false))
        }
        _ => None,
    }
}

/// "1/4", "1 / 4": a share; not "9/11", "24/7" or a date.
fn slash(page: &Page, at: usize, end: usize) -> Option<(Decimal, usize)> {
    if at + 2 >= end || !(page.mark(at + 1, '/') || page.mark(at + 1, '⁄')) {
        return None;
    }
    let (above, below) = (page.slice(at), page.slice(at + 2));
    let evenly = page.joined(at + 1) == page.joined(at + 2);
    if !digits(above) || !digits(below) || above.len() > 3 || below.len() > 3 || !evenly {
        return None;
    }
    if page.mark(at + 3, '/') && page.joined(at + 3) || (at > 0 && page.mark(at - 1, '/') && page.joined(at))
    {
        return None;
    }
    let (above, below): (Decimal, Decimal) = (above.parse().ok()?, below.parse().ok()?);
    let common = [2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100].iter().any(|&n| below == Decimal::from(n));
    let share = above > Decimal::ZERO && above < below && (above == Decimal::ONE || common);
    share.then(|| above.checked_div(below)).flatten().map(|value| (value, at + 3))
}

/// "×10−5", "x 10^6" behind figures.
fn scientific(page: &Page, at: usize, end: usize) -> Option<(Decimal, usize)> {
    if at + 2 >= end || !(page.mark(at, '×') || page.slice(at) == "x") || page.slice(at + 1) != "10" {
        return None;
    }
    let mut next = at + 2;
    if page.mark(next, '^') {
        next += 1;
    }
    let negative = page.dash(next);
    next += usize::from(negative);
    let exponent: u32 = (next < end && page.joined(next) && digits(page.slice(next)))
        .then(|| page.slice(next).parse().ok())??;
    let power = Decimal::try_from_i128_with_scale(10i128.checked_pow(exponent.min(27))?, 0).ok()?;
    Some((if negative { Decimal::ONE.checked_div(power)? } else { power }, next + 1))
}

/// Multipliers behind a value: "billion", "lakh crore", "bn", "-million".
fn multiplied(
    page: &Page,
    value: Decimal,
    at: usize,
    end: usize,
    money: bool,
) -> Option<(Decimal, usize, Decimal)> {
    let (mut value, mut next, mut multiplier) = (value, at, Decimal::ONE);
    loop {
        let hyphen = usize::from(page.hyphen(next));
        let word = if next + hyphen < end { page.number(next + hyphen) } else { break };
        let factor = if let Some(factor) = word.multiplier.or(word.group.filter(|_| next == at)) {
            factor
        } else if let Some(factor) = word.abbreviation.filter(|_| hyphen == 0 && next == at)
            && abbreviated(page, next, money)
        {
            factor
        } else {
            break;
        };
        value = value.checked_mul(factor)?;
        multiplier = multiplier.checked_mul(factor)?;
        next += hyphen + 1;
    }
    Some((value, next, multiplier))
}

/// Is this letter behind figures a multiplier? "1.2b", "5k miles" and "£3 m" are; "1.8m tall" and "5 m" are not.
fn abbreviated(page: &Page, at: usize, money: bool) -> bool {
    let slice = page.slice(at);
    let joined = page.joined(at);
    match slice {
        "t" | "T" => money,
        "m" => money || (joined && page.plural(at + 1)),
        "b" | "B" | "cr" | "Cr" | "mil" => joined || money,
        "k" | "K" | "M" => joined || money || !page.capital(at + 1),
        _ => true,
    }
}

/// Behind a value with a multiplier: "and a half" of that multiplier, "and two hundred".
fn tail(page: &Page, value: Decimal, at: usize, end: usize, multiplier: Decimal) -> (Decimal, usize) {
    // "two-and-a-half"
    let hyphen = usize::from(page.hyphen(at) && page.hyphen(at + 2));
    if !page.is(at + hyphen, Part::AND) || at + 1 >= end {
        return (value, at);
    }
    if let Some((share, next)) = share(page, at + 1 + 2 * hyphen, end) {
        // "one million and a half", but "one billion and a half million"
        let (amount, next, own) =
            multiplied(page, share, next, end, false).unwrap_or((share, next, Decimal::ONE));
        let large = multiplier >= Decimal::ONE_THOUSAND;
        let amount = if own > Decimal::ONE || !large { Some(amount) } else { amount.checked_mul(multiplier) };
        if let Some(sum) = amount.and_then(|amount| value.checked_add(amount)) {
            // "two and a half million": the multiplier stands behind the share and is meant for all.
            if own > Decimal::ONE && multiplier == Decimal::ONE {
                let all = share.checked_add(value).and_then(|sum| sum.checked_mul(own));
                return all.map_or((sum, next), |all| (all, next));
            }
            return (sum, next);
        }
    }
    // "6 crore and two hundred"
    if multiplier > Decimal::ONE_HUNDRED
        && let Some(rest) = words(page, at + 1, end)
        && rest.kind == NumberKind::Cardinal
        && rest.value >= Decimal::ONE_HUNDRED
        && rest.value < multiplier
        && let Some(sum) = value.checked_add(rest.value)
    {
        return (sum, rest.tokens.end);
    }
    (value, at)
}

/// "a half", "half", "two thirds", "three-quarters", "a fifth": the share and the token behind it.
fn share(page: &Page, at: usize, end: usize) -> Option<(Decimal, usize)> {
    if at >= end {
        return None;
    }
    let (above, next) = if page.is(at, Part::ARTICLE) {
        (Decimal::ONE, at + 1 + usize::from(page.hyphen(at + 1)))
    } else if let Some(above) =
        page.number(at).cardinal.filter(|&n| n > Decimal::ZERO && n < Decimal::from(20))
    {
        (above, at + 1 + usize::from(page.hyphen(at + 1)))
    } else {
        (Decimal::ONE, at)
    };
    let word = if next < end { page.number(next) } else { return None };
    let below = word.denominator?;
    // "two thirds" but not "two third"; bare only "half", "quarter"
    // ("a two-third majority" is said all the same)
    let hyphenated = next > at + 1 && above < Decimal::TEN;
    let singular = word.ordinal.is_some() && !hyphenated;
    if (above != Decimal::ONE || next == at) && singular {
        return None;
    }
    above.checked_div(below).map(|value| (value, next + 1))
}

/// A number that begins with a word.
fn words(page: &Page, at: usize, end: usize) -> Option<Number> {
    if at >= end {
        return None;
    }
    let first = page.number(at);
    let article = page.is(at, Part::ARTICLE);
    // "hundred million" without its "a", as headlines have it
    let round = first.multiplier.is_some() && page.number(at + 1).multiplier.is_some() && at + 1 < end;
    if !article
        && !round
        && first.cardinal.is_none()
        && first.ordinal.is_none()
        && first.denominator.is_none()
    {
        return None;
    }
    let number = |value, next, kind| Number {
        tokens: at..next,
        value,
        kind,
        figures: false,
        plain: false,
        multiplier: Decimal::ONE,
        weak: false,
        comma: false,
    };
    // "two thirds of a million", "half a million", "three-quarters"
    if let Some((value, next)) = share(page, at, end) {
        let bare = first.denominator.is_some();
        let skip = if page.is(next, Part::OF) && page.is(next + 1, Part::ARTICLE) {
            2
        } else {
            usize::from(page.is(next, Part::ARTICLE)) + usize::from(page.hyphen(next))
        };
        if let Some((value, after, multiplier)) =
            multiplied(page, value, next + skip, end, false).filter(|m| m.2 > Decimal::ONE)
        {
            return Some(Number { multiplier, ..number(value, after, NumberKind::Cardinal) });
        }
        return Some(Number { weak: bare || article, ..number(value, next, NumberKind::Fraction) });
    }
    let mut run = Run::default();
    let mut next = at;
    if article {
        // "a hundred", "a dozen"
        let word = page.number(at + 1);
        if at + 1 >= end || (word.multiplier.is_none() && word.group.is_none()) {
            return None;
        }
        run.unit(Decimal::ONE, false)?;
        next = at + 1;
    } else if round {
        run.unit(Decimal::ONE, false)?;
    }
    while next < end {
        let hyphen = next > at && page.hyphen(next);
        let and = next > at && run.takes_and() && page.is(next, Part::AND);
        let comma = next > at && run.last == Last::Multiplier && page.mark(next, ',');
        let word_at = next + usize::from(hyphen || and || comma);
        if word_at >= end {
            break;
        }
        if and && share(page, word_at, end).is_some() {
            break;
        }
        let word = page.number(word_at);
        // "three million, two hundred": behind a comma only what goes on with hundreds
        if comma
            && !(word.cardinal.is_some() && page.number(word_at + 1).multiplier == Some(Decimal::ONE_HUNDRED))
        {
            break;
        }
        if let Some(value) = word.cardinal {
            if run.unit(value, and).is_none() {
                break;
            }
        } else if let Some(value) = word.multiplier.filter(|_| !and && !comma) {
            if run.multiply(value).is_none() {
                break;
            }
        } else if let Some(value) = word.group.filter(|_| !and && !comma) {
            if run.group(value).is_none() {
                break;
            }
        } else if let Some(value) = word.ordinal.filter(|_| !comma) {
            // "one eighth" is a share; "twenty-first", "two hundredth" put in order
            if run.sum() == Some(Decimal::ONE) && word.denominator.is_some() {
                break;
            }
            let Some(sum) = run.ordinal(value) else { break };
            return Some(number(sum, word_at + 1, NumberKind::Ordinal));
        } else {
            break;
        }
        next = word_at + 1;
    }
    if next == at || (article && next == at + 1) {
        return None;
    }
    let mut value = run.sum()?;
    let multiplier = run.largest.max(Decimal::ONE);
    // "two point two million"
    if page.is(next, Part::POINT)
        && let Some((part, after)) = spoken_decimals(page, next + 1, end)
    {
        let (sum, after, by) = multiplied(page, value.checked_add(part)?, after, end, false)?;
        return Some(Number { multiplier: by, ..number(sum, after, NumberKind::Cardinal) });
    }
    (value, next) = tail(page, value, next, end, multiplier);
    Some(Number { multiplier, ..number(value, next, NumberKind::Cardinal) })
}

/// "seventy-one" behind "point": 0.71.
fn spoken_decimals(page: &Page, at: usize, end: usize) -> Option<(Decimal, usize)> {
    let mut written = String::from("0.");
    let mut next = at;
    let mut tens = false;
    while next < end && written.len() < 12 {
        let skip = usize::from(tens && page.hyphen(next));
        let Some(value) = page.number(next + skip).cardinal else { break };
        if tens && value < Decimal::TEN {
            written.pop();
        }
        written.push_str(&value.to_string());
        tens = value >= Decimal::from(20);
        next += skip + 1;
    }
    (next > at).then(|| written.parse().ok()).flatten().map(|value| (value, next))
}

/// "one in five", "nine out of ten" behind a read "one", "nine".
fn proportion(page: &Page, number: Number, end: usize) -> Number {
    let next = number.tokens.end;
    if number.kind != NumberKind::Cardinal || number.value < Decimal::ONE {
        return number;
    }
    let of = if page.is(next, Part::OUT) && page.is(next + 1, Part::OF) {
        next + 2
    } else if page.is(next, Part::IN) {
        next + 1
    } else {
        return number;
    };
    let Some(whole) = figures(page, of, end, false).or_else(|| words(page, of, end)) else { return number };
    // "killed two in three attacks" is no proportion: "in" wants one of many, or tenths and hundredths.
    // Nor is "110 out of 177 drones": a share is told in small or round numbers.
    let round = [10, 20, 100, 500, 1000].iter().any(|&n| whole.value == Decimal::from(n));
    let small = page.is(next, Part::OUT) && whole.value <= Decimal::from(5);
    let usual = number.value == Decimal::ONE
        || small
        || (round && (page.is(next, Part::OUT) || whole.value <= Decimal::ONE_HUNDRED));
    let holds = usual && whole.kind == NumberKind::Cardinal && !whole.comma && whole.value > number.value;
    // "one in 2019" is a year
    let year = whole.plain && page.slice(of).len() == 4 && page.is(next, Part::IN);
    match number.value.checked_div(whole.value) {
        Some(value) if holds && !year => Number {
            tokens: number.tokens.start..whole.tokens.end,
            value,
            kind: NumberKind::Fraction,
            plain: false,
            weak: false,
            ..number
        },
        _ => number,
    }
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    #[default]
    Nothing,
    Unit,
    Tens,
    Hundred,
    Multiplier,
    Group,
}

/// A number in words while it is read: millions so far, hundreds so far, units so far.
#[derive(Default)]
struct Run {
    total: Decimal,
    hundreds: Decimal,
    units: Decimal,
    last: Last,
    largest: Decimal,
    smallest: Option<Decimal>,
}

impl Run {
    /// "three", "twenty"; `None` where it does not go on the number.
    fn unit(&mut self, value: Decimal, and: bool) -> Option<()> {
        let tens = value >= Decimal::from(20);
        let fits = match self.last {
            Last::Nothing | Last::Hundred | Last::Multiplier => true,
            Last::Tens => !tens && value < Decimal::TEN && !and,
            Last::Unit | Last::Group => false,
        };
        if !fits || (value.is_zero() && self.last != Last::Nothing) {
            return None;
        }
        self.units += value;
        self.last = if tens { Last::Tens } else { Last::Unit };
        Some(())
    }

    /// "hundred", "million"
    fn multiply(&mut self, by: Decimal) -> Option<()> {
        if self.last == Last::Nothing {
            return None;
        }
        if by == Decimal::ONE_HUNDRED && self.last != Last::Multiplier {
            if self.hundreds > Decimal::ZERO || self.units.is_zero() {
                return None;
            }
            self.hundreds = self.units * by;
            self.units = Decimal::ZERO;
            self.last = Last::Hundred;
            self.largest = self.largest.max(by);
            return Some(());
        }
        let part = self.hundreds + self.units;
        if part.is_zero() {
            // "lakh crore"
            self.total = self.total.checked_mul(by)?;
            self.largest = self.largest.checked_mul(by)?;
            self.smallest = Some(by);
        } else {
            if self.smallest.is_some_and(|smallest| by >= smallest) {
                return None;
            }
            self.total = self.total.checked_add(part.checked_mul(by)?)?;
            self.largest = if self.smallest.is_some() { self.largest } else { by };
            self.smallest = Some(by);
        }
        self.hundreds = Decimal::ZERO;
        self.units = Decimal::ZERO;
        self.last = Last::Multiplier;
        Some(())
    }

    /// "dozen"
    fn group(&mut self, by: Decimal) -> Option<()> {
        if !matches!(self.last, Last::Unit | Last::Tens) {
            return None;
        }
        self.units = self.units.checked_mul(by)?;
        self.last = Last::Group;
        self.largest = self.largest.max(by);
        Some(())
    }

    /// "first", "hundredth": ends the number.
    fn ordinal(&self, value: Decimal) -> Option<Decimal> {
        let sum = self.sum()?;
        if value >= Decimal::ONE_HUNDRED {
            return if sum.is_zero() { Some(value) } else { sum.checked_mul(value) };
        }
        match self.last {
            Last::Nothing => Some(value),
            Last::Hundred | Last::Multiplier => sum.checked_add(value),
            Last::Tens if value < Decimal::TEN => sum.checked_add(value),
            _ => None,
        }
    }

    fn takes_and(&self) -> bool {
        matches!(self.last, Last::Hundred | Last::Multiplier)
    }

    fn sum(&self) -> Option<Decimal> {
        self.total.checked_add(self.hundreds)?.checked_add(self.units)
    }
}
