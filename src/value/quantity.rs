//! A figure with its unit.

use std::fmt;

use serde::Serialize;
use serde::ser::SerializeStruct;
use smol_str::SmolStr;

use super::{Bound, Interval, ParseError, Unit};

/// An amount of something: an interval, its dimension and its unit.
///
/// Its JSON is flat, as the contract has it: `low`, `low_inclusive`, `high`, `high_inclusive`,
/// `approximate`, `dimension`, `unit`, `normalized`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The values that the words allow, in `unit`.
    pub interval: Interval,
    /// What kind of amount: `count`, `ordinal`, `percent`, `currency`, `length`, …
    pub dimension: SmolStr,
    /// UCUM code, ISO 4217 code for money, `1` for counts.
    pub unit: SmolStr,
    /// The same values in the dimension's base unit.
    pub base: Interval,
    /// The dimension's base unit.
    pub base_unit: SmolStr,
}

impl Quantity {
    /// An interval of a unit.
    pub fn new(interval: Interval, unit: &Unit) -> Quantity {
        Quantity {
            interval,
            dimension: unit.dimension.clone(),
            unit: unit.code.clone(),
            base: unit.interval_to_base(&interval),
            base_unit: unit.base.clone(),
        }
    }

    /// Reads the text form; `unit` looks a code up.
    pub fn parse(text: &str, unit: impl Fn(&str) -> Option<Unit>) -> Result<Quantity, ParseError> {
        let error = || ParseError {
            text: text.to_owned(),
            expected: "a quantity such as `> 200`, `3.5 km` or `age 40 a`",
        };
        let text = text.trim();
        let (dimension, rest) = match text.split_once(' ') {
            Some((word, rest)) if word.starts_with(|c: char| c.is_ascii_alphabetic()) => (Some(word), rest),
            _ => (None, text),
        };
        // "> 200 USD": the unit is what follows the last figure.
        let (interval, code) = match rest.rsplit_once(' ') {
            Some((interval, code)) if code.parse::<Interval>().is_err() => (interval, code),
            _ => (rest, "1"),
        };
        let mut unit = if code == "1" { Unit::one("count") } else { unit(code).ok_or_else(error)? };
        if let Some(dimension) = dimension {
            unit.dimension = dimension.into();
        }
        Ok(Quantity::new(interval.parse()?, &unit))
    }
}

/// The text form: the interval, and the unit where it is not a plain count. An ordinal or an age says so,
/// because its unit does not: `> 200`, `20..30 km`, `~30 %`, `ordinal 3`, `age 40 a`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if matches!(self.dimension.as_str(), "ordinal" | "age") {
            write!(f, "{} ", self.dimension)?;
        }
        write!(f, "{}", self.interval)?;
        if self.unit != "1" { write!(f, " {}", self.unit) } else { Ok(()) }
    }
}

impl Serialize for Quantity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut json = serializer.serialize_struct("Quantity", Quantity::FIELDS)?;
        self.write_fields(&mut json)?;
        json.end()
    }
}

impl Quantity {
    /// How many fields its JSON has.
    pub const FIELDS: usize = 8;

    /// Writes its fields into an object that may have others.
    pub fn write_fields<S: SerializeStruct>(&self, json: &mut S) -> Result<(), S::Error> {
        let Interval { low, high, approximate } = self.interval;
        json.serialize_field("low", &low.map(|bound| number(bound.value)))?;
        json.serialize_field("low_inclusive", &low.is_some_and(|bound| bound.inclusive))?;
        json.serialize_field("high", &high.map(|bound| number(bound.value)))?;
        json.serialize_field("high_inclusive", &high.is_some_and(|bound| bound.inclusive))?;
        json.serialize_field("approximate", &approximate)?;
        json.serialize_field("dimension", &self.dimension)?;
        json.serialize_field("unit", &self.unit)?;
        let normalized = BorrowedBase {
            low: self.base.low.map(|bound| number(bound.value)),
            high: self.base.high.map(|bound| number(bound.value)),
            unit: &self.base_unit,
        };
        json.serialize_field("normalized", &normalized)
    }
}

/// A [`NormalizedJson`] that copies no words.
#[derive(Serialize)]
struct BorrowedBase<'a> {
    low: Option<serde_json::Number>,
    high: Option<serde_json::Number>,
    unit: &'a str,
}

impl<'de> serde::Deserialize<'de> for Quantity {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Quantity, D::Error> {
        Ok(Quantity::from(QuantityJson::deserialize(deserializer)?))
    }
}

/// The JSON of a [`Quantity`].
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct QuantityJson {
    /// Lower end; null where open.
    pub low: Option<serde_json::Number>,
    /// Does the lower end itself belong?
    pub low_inclusive: bool,
    /// Upper end; null where open.
    pub high: Option<serde_json::Number>,
    /// Does the upper end itself belong?
    pub high_inclusive: bool,
    /// "about", "nearly", "some".
    pub approximate: bool,
    /// count, ordinal, percent, currency, length, area, mass, volume, speed, …
    pub dimension: String,
    /// UCUM code, ISO 4217 for money, "1" for counts.
    pub unit: String,
    /// The same values in the dimension's base unit.
    pub normalized: NormalizedJson,
}

/// The normalised half of a [`QuantityJson`].
#[derive(Debug, Clone, PartialEq, Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct NormalizedJson {
    /// Lower end in the base unit.
    pub low: Option<serde_json::Number>,
    /// Upper end in the base unit.
    pub high: Option<serde_json::Number>,
    /// The dimension's base unit.
    pub unit: String,
}

/// JSON keeps some 15 digits of a figure; what is longer comes back rounded.
impl From<QuantityJson> for Quantity {
    fn from(json: QuantityJson) -> Quantity {
        let bound = |value: Option<serde_json::Number>, inclusive| {
            value.and_then(decimal).map(|value| Bound { value, inclusive })
        };
        let (low, high, approximate) = (json.low_inclusive, json.high_inclusive, json.approximate);
        Quantity {
            interval: Interval { low: bound(json.low, low), high: bound(json.high, high), approximate },
            dimension: json.dimension.into(),
            unit: json.unit.into(),
            base: Interval {
                low: bound(json.normalized.low, low),
                high: bound(json.normalized.high, high),
                approximate,
            },
            base_unit: json.normalized.unit.into(),
        }
    }
}

/// A JSON number as a decimal; `None` where it is too large for one.
fn decimal(number: serde_json::Number) -> Option<rust_decimal::Decimal> {
    let text = number.to_string();
    text.parse().ok().or_else(|| rust_decimal::Decimal::from_scientific(&text).ok())
}

/// A decimal as a JSON number: whole numbers stay whole.
fn number(value: rust_decimal::Decimal) -> serde_json::Number {
    let value = value.normalize();
    if value.scale() == 0
        && let Ok(whole) = i64::try_from(value.mantissa())
    {
        return whole.into();
    }
    // The standard library's floats are exact to the last digit; those of serde_json are so only with a feature.
    let text = value.to_string();
    let float = || text.parse().ok().and_then(serde_json::Number::from_f64);
    match value.scale() {
        0 => text.parse().ok().or_else(float),
        _ => float(),
    }
    .unwrap_or_else(|| 0.into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::interval::tests::intervals;
    use super::super::{Decimal, Factor};
    use super::*;

    fn unit(code: &str) -> Option<Unit> {
        let (dimension, base, factor) = match code {
            "km" => ("length", "m", "1000"),
            "%" => ("percent", "%", "1"),
            "USD" => ("currency", "USD", "1"),
            "a" => ("duration", "s", "31557600"),
            _ => return None,
        };
        let factor = Factor::parse(factor)?;
        Some(Unit {
            code: code.into(),
            dimension: dimension.into(),
            base: base.into(),
            factor,
            offset: Decimal::ZERO,
        })
    }

    proptest! {
        #[test]
        fn text_forms_round_trip(interval in intervals(), code in prop::sample::select(vec!["1", "km", "%", "USD", "a"])) {
            let quantity = Quantity::new(interval, &unit(code).unwrap_or_else(|| Unit::one("count")));
            prop_assert_eq!(Quantity::parse(&quantity.to_string(), unit).unwrap(), quantity);
        }
    }

    #[test]
    fn text_forms() {
        let read = |text: &str| Quantity::parse(text, unit).map(|quantity| quantity.to_string()).unwrap();
        for text in ["> 200", "20..30 km", "~30 %", "age 40 a", "ordinal 3", "~< 600 USD"] {
            assert_eq!(read(text), text);
        }
        assert_eq!(Quantity::parse("3 km", unit).unwrap().base.to_string(), "3000");
        assert!(Quantity::parse("3 parsecs", unit).is_err());
    }
}
