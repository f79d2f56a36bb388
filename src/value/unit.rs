//! Units: what one of them is in the base unit of its dimension, exactly.
//!
//! A factor is a fraction of two decimals, so that a degree Fahrenheit is five ninths of a kelvin and
//! not 0.5555…; what a unit is called on the page is not known here.

use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::Interval;

/// A unit of measure, or a currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// UCUM code, ISO 4217 code for money, `1` for counts.
    pub code: SmolStr,
    /// What it measures: `length`, `currency`, `duration`, …
    pub dimension: SmolStr,
    /// The code of the dimension's base unit; of money each currency is its own.
    pub base: SmolStr,
    /// One of this unit in the base unit.
    pub factor: Factor,
    /// What is added before the factor applies: 459.67 for degrees Fahrenheit, 0 for almost all.
    pub offset: Decimal,
}

/// A fraction of two decimals, neither of them zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Factor {
    numerator: Decimal,
    denominator: Decimal,
}

impl Factor {
    /// One.
    pub const ONE: Factor = Factor { numerator: Decimal::ONE, denominator: Decimal::ONE };

    /// `numerator / denominator`; `None` if one of them is zero or less.
    pub fn new(numerator: Decimal, denominator: Decimal) -> Option<Factor> {
        let positive = numerator > Decimal::ZERO && denominator > Decimal::ZERO;
        positive.then_some(Factor { numerator, denominator })
    }

    /// Reads `0.3048` or `5/9`.
    pub fn parse(text: &str) -> Option<Factor> {
        let number = |text: &str| {
            let text = text.trim();
            text.parse::<Decimal>().or_else(|_| Decimal::from_scientific(text)).ok()
        };
        match text.split_once('/') {
            Some((above, below)) => Factor::new(number(above)?, number(below)?),
            None => Factor::new(number(text)?, Decimal::ONE),
        }
    }

    /// This factor times another.
    pub fn times(self, other: Factor) -> Option<Factor> {
        Factor::new(
            self.numerator.checked_mul(other.numerator)?,
            self.denominator.checked_mul(other.denominator)?,
        )
    }

    /// One over this factor.
    pub fn inverse(self) -> Factor {
        Factor { numerator: self.denominator, denominator: self.numerator }
    }

    /// This factor to a power.
    pub fn power(self, exponent: u32) -> Option<Factor> {
        (0..exponent).try_fold(Factor::ONE, |product, _| product.times(self))
    }

    /// A value times this factor, rounded only where the result has more than 28 digits.
    pub fn apply(self, value: Decimal) -> Option<Decimal> {
        let product = value.checked_mul(self.numerator)?;
        if self.denominator == Decimal::ONE { Some(product) } else { product.checked_div(self.denominator) }
    }

    /// The factor as one decimal, for comparison with other tables.
    pub fn value(self) -> Option<Decimal> {
        self.apply(Decimal::ONE)
    }
}

impl Unit {
    /// The plain unit of counts and ordinals.
    pub fn one(dimension: &str) -> Unit {
        Unit {
            code: SmolStr::new_static("1"),
            dimension: dimension.into(),
            base: SmolStr::new_static("1"),
            factor: Factor::ONE,
            offset: Decimal::ZERO,
        }
    }

    /// A value of this unit in the base unit.
    pub fn to_base(&self, value: Decimal) -> Option<Decimal> {
        // Counts and money, most of what is ever read, are their own base.
        if self.factor == Factor::ONE && self.offset.is_zero() && value.mantissa().unsigned_abs() < ROUND {
            return Some(value.normalize());
        }
        self.factor.apply(value.checked_add(self.offset)?).map(|value| digits(value, 25))
    }

    /// A value of the base unit in this unit.
    pub fn of_base(&self, value: Decimal) -> Option<Decimal> {
        self.factor.inverse().apply(value)?.checked_sub(self.offset).map(|value| digits(value, 20))
    }

    /// An interval of this unit in the base unit; the interval itself where it is too large to convert.
    pub fn interval_to_base(&self, interval: &Interval) -> Interval {
        interval.map(|value| self.to_base(value)).unwrap_or(*interval)
    }
}

/// A figure below this has no digits that rounding could cut off.
const ROUND: u128 = 10u128.pow(20);

/// Keeps so many significant digits. The base unit keeps more of them than what is converted back, so that
/// what a division by nine leaves behind is cut off again.
fn digits(value: Decimal, digits: u32) -> Decimal {
    value.round_sf(digits).unwrap_or(value).normalize()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unit(factor: &str, offset: &str) -> Unit {
        let factor = Factor::parse(factor).unwrap();
        Unit {
            code: "x".into(),
            dimension: "x".into(),
            base: "y".into(),
            factor,
            offset: offset.parse().unwrap(),
        }
    }

    proptest! {
        #[test]
        fn conversion_is_exact_both_ways(digits in -1_000_000_000_000i64..1_000_000_000_000, scale in 0u32..4,
            factor in prop::sample::select(vec!["0.3048", "1609.344", "5/9", "0.45359237", "31557600", "1e-9"]),
            offset in prop::sample::select(vec!["0", "273.15", "459.67"])) {
            let unit = unit(factor, offset);
            let value = Decimal::new(digits, scale);
            let base = unit.to_base(value).unwrap();
            prop_assert_eq!(unit.of_base(base).unwrap(), value.normalize());
        }
    }

    #[test]
    fn water_boils_at_212_degrees_fahrenheit() {
        let fahrenheit = unit("5/9", "459.67");
        assert_eq!(fahrenheit.to_base(Decimal::from(212)).unwrap().to_string(), "373.15");
    }
}
