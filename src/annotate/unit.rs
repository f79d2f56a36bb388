//! Units behind numbers: "km", "square miles", "US dollars", "miles an hour", "years old".

use smol_str::format_smolstr;

use super::page::Page;
use crate::piece::PieceKind;
use crate::rules::calendar::CalendarPart;
use crate::rules::number::Part;
use crate::rules::unit::{Spelling, Units};
use crate::value::{Decimal, Unit};

/// A unit on the page.
#[derive(Debug, Clone)]
pub(super) struct UnitMention {
    /// What it is.
    pub(super) unit: Unit,
    /// What the number is multiplied with: one hundredth for cents.
    pub(super) scale: Decimal,
    /// The token behind it.
    pub(super) end: usize,
}

/// The unit that begins at a token, right behind a number of `value`.
pub(super) fn after(page: &Page, at: usize, end: usize, value: Decimal) -> Option<UnitMention> {
    if at >= end {
        return None;
    }
    let units = &page.rules.units;
    // "3-inch", "12-cent"
    let hyphen = usize::from(page.hyphen(at) && at + 1 < end && page.kind(at + 1) == Some(PieceKind::Word));
    let start = at + hyphen;
    let square = units.powers_before.matches(|n| page.word(start + n)).next();
    if let Some((len, &exponent)) = square {
        // "206-square-mile"
        let tied = usize::from(page.hyphen(start + len));
        let inner = spelled(page, start + len + tied, end, value, tied == 1)?;
        return raised(units, inner, exponent);
    }
    let inner = spelled(page, start, end, value, hyphen == 1)?;
    let power = units.powers_after.matches(|n| page.word(inner.end + n)).next();
    if let Some((len, &exponent)) = power
        && inner.end + len <= end
        && inner.unit.dimension == "length"
    {
        let end = inner.end + len;
        return raised(units, UnitMention { end, ..inner }, exponent);
    }
    Some(inner)
}

/// A currency that begins at a token, before its number.
pub(super) fn before(page: &Page, at: usize, end: usize) -> Option<UnitMention> {
    let units = &page.rules.units;
    units.before.matches(|n| page.word(at + n)).find_map(|(len, spelling)| {
        let fits = at + len < end && exact(page, at, len, spelling);
        fits.then(|| mention(units, spelling, at + len))
    })
}

/// A rate behind a unit or a number: "an hour", "per day", "/kg", "a share": the words' end, and the unit or
/// the noun that it is counted over.
pub(super) fn per(page: &Page, at: usize, end: usize) -> Option<(usize, Over)> {
    if at >= end {
        return None;
    }
    let slash = page.mark(at, '/') && page.joined(at);
    let hyphen = usize::from(page.hyphen(at) && page.is(at + 1, Part::PER));
    if !slash && !page.is(at + hyphen, Part::PER) {
        return None;
    }
    let mut start = at + hyphen + 1;
    start += usize::from(page.hyphen(start));
    if start >= end {
        return None;
    }
    let over = page.rules.units.over.matches(|n| page.word(start + n)).find(|(len, _)| start + len <= end);
    if slash && let Some((len, &unit)) = over {
        return Some((start + len, Over::Unit(page.rules.units.units[unit].clone())));
    }
    if let Some(inner) = spelled(page, start, end, Decimal::ONE, false)
        && inner.unit.dimension != "currency"
        && !is_past(page, inner.end)
    {
        return Some((inner.end, Over::Unit(inner.unit)));
    }
    None
}

/// "$10 billion a year earlier" is no rate.
fn is_past(page: &Page, at: usize) -> bool {
    let past = CalendarPart::AGO | CalendarPart::EARLIER | CalendarPart::BEFORE;
    page.date_part(at).intersects(past)
}

/// What one unit of an amount is counted over.
#[derive(Debug, Clone)]
pub(super) enum Over {
    /// "an hour"
    Unit(Unit),
}

/// A unit over another.
pub(super) fn ratio(units: &Units, above: &Unit, below: &Unit) -> Option<Unit> {
    let rule = units
        .ratios
        .iter()
        .find(|rule| rule.above == above.dimension && (rule.below == "*" || rule.below == below.dimension))?;
    let code = format_smolstr!("{}/{}", above.code, below.code);
    if let Some(unit) = units.get(&code) {
        return Some(unit.clone());
    }
    Some(Unit {
        code,
        dimension: rule.dimension.as_str().into(),
        base: format_smolstr!("{}/{}", above.base, below.base),
        factor: above.factor.times(below.factor.inverse())?,
        offset: Decimal::ZERO,
    })
}

fn raised(units: &Units, inner: UnitMention, exponent: u32) -> Option<UnitMention> {
    let Unit { code, dimension, base, factor, .. } = inner.unit;
    if dimension != "length" {
        return None;
    }
    let code = format_smolstr!("{code}{exponent}");
    let unit = units.get(&code).cloned().or_else(|| {
        Some(Unit {
            code,
            dimension: if exponent == 2 { "area" } else { "volume" }.into(),
            base: format_smolstr!("{base}{exponent}"),
            factor: factor.power(exponent)?,
            offset: Decimal::ZERO,
        })
    })?;
    Some(UnitMention { unit, ..inner })
}

/// The longest spelling of a unit at a token.
fn spelled(page: &Page, at: usize, end: usize, value: Decimal, hyphenated: bool) -> Option<UnitMention> {
    // "12 ft 2 in more or less": behind a longer unit the short one is no preposition.
    let inches = at >= 2 && page.rules.units.is_length(page.word(at - 2));
    let units = &page.rules.units;
    units.after.matches(|n| page.word(at + n)).find_map(|(len, spelling)| {
        let behind = at + len;
        let touches = page.joined(at) && !hyphenated;
        let fits = behind <= end
            && exact(page, at, len, spelling)
            && (!spelling.joined || touches)
            && (!spelling.guarded
                || inches
                || !matches!(page.kind(behind), Some(PieceKind::Word | PieceKind::Number)))
            && spelling.least.is_none_or(|least| value >= least);
        fits.then(|| mention(units, spelling, behind))
    })
}

fn exact(page: &Page, at: usize, len: usize, spelling: &Spelling) -> bool {
    let Some(exact) = &spelling.exact else { return true };
    // "A $40 billion deal" is paid in no Australian dollars.
    if len > 1 && page.is(at, Part::ARTICLE) && !page.joined(at + 1) {
        return false;
    }
    let mut rest = exact.as_str();
    for token in at..at + len {
        match rest.strip_prefix(page.slice(token)) {
            Some(shorter) => rest = shorter,
            None => return false,
        }
    }
    rest.is_empty()
}

fn mention(units: &Units, spelling: &Spelling, end: usize) -> UnitMention {
    UnitMention { unit: units.units[spelling.unit].clone(), scale: spelling.scale, end }
}
