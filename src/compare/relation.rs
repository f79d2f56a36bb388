//! How two figures of one thing relate: equal, compatible, implausible together, or in conflict.
//!
//! A figure allows what its words leave open ("at least 20"), what rounds to it ("2,600 km") and
//! what its hedge forgives ("about 200"). Whether two figures are of one thing is not asked here; see
//! [`same`](super::same).

use crate::rules::Rules;
use crate::value::{Decimal, Quantity};

/// How two figures relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The very same values.
    Equal,
    /// Some value satisfies both; why.
    Compatible(&'static str),
    /// Some value satisfies both, but nobody who knows the one would print the other.
    Implausible,
    /// No value satisfies both.
    Conflicting,
    /// Pounds and people: not comparable.
    Unlike,
}

/// How two figures relate. Symmetric; widening a figure never makes a conflict.
pub(crate) fn relate(one: &Quantity, other: &Quantity, rules: &Rules) -> Relation {
    if one.dimension != other.dimension || one.base_unit != other.base_unit {
        return Relation::Unlike;
    }
    if one.base == other.base {
        return Relation::Equal;
    }
    let (a, b) = (Allowed::of(one, rules), Allowed::of(other, rules));
    if !a.meets(&b) {
        return Relation::Conflicting;
    }
    let ratio = |quantity: &Quantity| {
        // "thousands", "millions"
        let vague = quantity.interval.approximate && quantity.interval.point().is_none();
        rules.comparison.threshold(if vague { "implausible-ratio-vague" } else { "implausible-ratio" })
    };
    if !a.plausible(ratio(one)).meets(&b.plausible(ratio(other))) {
        return Relation::Implausible;
    }
    Relation::Compatible(match () {
        () if one.unit != other.unit => "the same amount in two units",
        () if one.interval.approximate || other.interval.approximate => "one of them is approximate",
        () if one.base.point().is_none() || other.base.point().is_none() => "one leaves room for the other",
        () => "one is rounded",
    })
}

/// The values that a figure allows, with rounding and hedges.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Allowed {
    pub low: f64,
    pub high: f64,
}

impl Allowed {
    pub(crate) fn of(quantity: &Quantity, rules: &Rules) -> Allowed {
        let base = &quantity.base;
        let slack = slack(quantity, rules);
        let low = base.low.map_or(f64::NEG_INFINITY, |bound| number(bound.value));
        let high = base.high.map_or(f64::INFINITY, |bound| number(bound.value));
        // "more than 200" is a floor: rounding moves it no lower.
        let two_sided = base.low.is_some() && base.high.is_some();
        let approximate = base.approximate;
        // "Nearly 500" is not much below it.
        let nearly = approximate && base.low.is_none() && high.is_finite();
        let low = match nearly {
            true => high - high.abs() * 2.0 * rules.comparison.threshold("approximate-share"),
            // "A two-day rally" is over on its second day, after 34 hours.
            false if quantity.unit == DAY && low > number(DAY_LENGTH) => low - number(DAY_LENGTH),
            false => low,
        };
        let widen = |value: f64| if two_sided || approximate { value.abs() * slack } else { 0.0 };
        Allowed {
            low: low - widen(low.clamp(f64::MIN, f64::MAX)),
            high: high + widen(high.clamp(f64::MIN, f64::MAX)),
        }
    }

    fn meets(&self, other: &Allowed) -> bool {
        // "35" and "more than 35" are one figure in two papers' words.
        let below = |high: f64, low: f64| high < low;
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// What somebody who writes this has in mind: no floor far below the figure, no ceiling far above it.
    fn plausible(self, ratio: f64) -> Allowed {
        let mut plausible = self;
        if self.high == f64::INFINITY && self.low > 0.0 {
            plausible.high = self.low * ratio;
        }
        if self.low == f64::NEG_INFINITY && self.high > 0.0 {
            plausible.low = self.high / ratio;
        }
        plausible
    }
}

/// The UCUM code of days, and how many seconds one has.
const DAY: &str = "d";
const DAY_LENGTH: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

/// The share of a figure by which what it stands for may lie beside it.
fn slack(quantity: &Quantity, rules: &Rules) -> f64 {
    let threshold = |name| rules.comparison.threshold(name);
    let hedge = if quantity.interval.approximate { threshold("approximate-share") } else { 0.0 };
    let rounding = quantity.interval.point().map_or(0.0, |point| {
        let value = number(point).abs();
        let counted = quantity.dimension == "count";
        // Nobody rounds an age.
        if value == 0.0 || counted && value < threshold("rounding-from") || quantity.dimension == "age" {
            return 0.0;
        }
        let large = number(quantity.base.low.map_or(point, |bound| bound.value)).abs() >= 1e6;
        let most = threshold(if large { "rounding-share-large" } else { "rounding-share" });
        // People are whole: nobody rounds to 137, and what rounds to 540 ends below what rounds to 550. A count of
        // millions goes on by one while it is written down.
        let gap = if counted && !large { 1.0 } else { 0.0 };
        ((step(point) - gap).max(0.0) / 2.0 / value).min(most)
    });
    hedge.max(rounding)
}

/// Are these two exact figures of many digits that differ in one of them: 24,966,218 and 24,965,218, or 6,101,533 with
/// a digit lost? Two such counts by chance are one in ten thousand; a slip of the pen is not.
pub(crate) fn is_slip(one: &Quantity, other: &Quantity) -> Option<Slip> {
    if is_scale(one, other) {
        return Some(Slip::Lost);
    }
    let digits = |quantity: &Quantity| -> Option<Vec<u8>> {
        let point = quantity.interval.point().filter(|_| !quantity.interval.approximate)?;
        let text = point.normalize().to_string();
        let exact =
            text.len() >= SLIP_DIGITS && !text.ends_with("00") && text.bytes().all(|c| c.is_ascii_digit());
        exact.then(|| text.into_bytes())
    };
    let (mut a, mut b) = (digits(one)?, digits(other)?);
    if a.len() > b.len() {
        std::mem::swap(&mut a, &mut b);
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest = |of: &[u8], from: usize| of.get(from..).unwrap_or_default().to_vec();
    match b.len() - a.len() {
        0 if a != b && rest(&a, same + 1) == rest(&b, same + 1) => Some(Slip::Changed),
        0 if a.get(same) == b.get(same + 1)
            && a.get(same + 1) == b.get(same)
            && rest(&a, same + 2) == rest(&b, same + 2) =>
        {
            Some(Slip::Changed)
        }
        1 if rest(&a, same) == rest(&b, same + 1) => Some(Slip::Lost),
        _ => None,
    }
}

/// "$24.6 million" for "$24.6 billion": the digits of one figure a thousand times apart.
fn is_scale(one: &Quantity, other: &Quantity) -> bool {
    let digits = |figure: &Quantity| {
        let point = figure.base.point().unwrap_or_default();
        point >= Decimal::from(1000)
            && point.normalize().mantissa().to_string().trim_end_matches('0').len() >= SCALE_DIGITS
    };
    is_thousandfold(one, other) && digits(one) && digits(other)
}

/// "300" for "300,000": two exact figures a thousand times apart, of one thing that is counted in hundreds.
pub(crate) fn is_thousandfold(one: &Quantity, other: &Quantity) -> bool {
    let exact = |quantity: &Quantity| quantity.base.point().filter(|_| !quantity.base.approximate);
    let (Some(a), Some(b)) = (exact(one), exact(other)) else { return false };
    let (low, high) = (a.min(b), a.max(b));
    low >= Decimal::from(100) && low.checked_mul(Decimal::from(1000)) == Some(high)
}

/// Digits from which two figures a thousand times apart are not alike by chance.
const SCALE_DIGITS: usize = 3;

/// Digits from which two figures are not alike by chance.
const SLIP_DIGITS: usize = 5;

/// How two figures differ in a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slip {
    /// One digit is another, or two changed places.
    Changed,
    /// A digit more or less.
    Lost,
}

/// The last digit's worth: 100 for 2,600, 0.1 for 68.7, 1 for 275.
pub(crate) fn step(point: Decimal) -> f64 {
    let digits = point.normalize();
    let mut mantissa = digits.mantissa();
    let mut step = 10f64.powi(-i32::try_from(digits.scale()).unwrap_or(0));
    if mantissa == 0 {
        return step;
    }
    while mantissa % 10 == 0 {
        mantissa /= 10;
        step *= 10.0;
    }
    step
}

/// The powers of ten that floats hold exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// A decimal as a float: comparison needs no more than a float's precision.
pub(crate) fn number(value: Decimal) -> f64 {
    // Both are exact as floats, so that their quotient is the nearest float, as reading the digits would give it.
    if let (Ok(digits), Some(power)) = (i64::try_from(value.mantissa()), POWERS.get(value.scale() as usize))
        && digits.unsigned_abs() < 1 << 53
    {
        return digits as f64 / power;
    }
    use std::str::FromStr;
    f64::from_str(&value.to_string()).unwrap_or(0.0)
}

impl Allowed {
    /// How much it leaves open: 0 for a plain figure, 1 for a range, 2 for a floor or ceiling.
    pub(crate) fn openness(&self) -> f64 {
        match (self.low.is_finite(), self.high.is_finite()) {
            (true, true) if self.low == self.high => 0.0,
            (true, true) => ((self.high - self.low) / self.high.abs().max(f64::MIN_POSITIVE)).min(1.0),
            _ => 2.0,
        }
    }

    /// The figure that it goes by.
    pub(crate) fn middle(&self) -> f64 {
        match (self.low.is_finite(), self.high.is_finite()) {
            (true, true) => f64::midpoint(self.low, self.high),
            (true, false) => self.low,
            (false, true) => self.high,
            (false, false) => 0.0,
        }
    }

    pub(crate) fn distance(&self, other: &Allowed) -> f64 {
        (self.middle() - other.middle()).abs()
    }
}

/// The figure where "up to 205" means that 205 was reached.
pub(crate) fn at_its_peak(figure: &Quantity) -> Quantity {
    let mut peak = figure.clone();
    if is_ceiling(figure) {
        peak.base.low = peak.base.high;
        peak.interval.low = peak.interval.high;
    }
    peak
}

/// "Up to 128": a figure without a floor.
pub(crate) fn is_ceiling(figure: &Quantity) -> bool {
    figure.base.low.is_none() && figure.base.high.is_some()
}
