//! A figure with its unit.

use serde::Serialize;

use super::{Bound, Interval};

/// An amount of something: an interval, its dimension and its unit.
///
/// Its JSON is flat, as the contract has it: `low`, `low_inclusive`, `high`, `high_inclusive`,
/// `approximate`, `dimension`, `unit`, `normalized`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The values that the words allow, in `unit`.
    pub interval: Interval,
    /// What kind of amount: `count`, `ordinal`, `percent`, `currency`, `length`, …
    pub dimension: String,
    /// UCUM code, ISO 4217 code for money, `1` for counts.
    pub unit: String,
    /// The same values in the dimension's base unit.
    pub base: Interval,
    /// The dimension's base unit.
    pub base_unit: String,
}

impl Serialize for Quantity {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        QuantityJson::from(self).serialize(serializer)
    }
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

impl From<&Quantity> for QuantityJson {
    fn from(quantity: &Quantity) -> QuantityJson {
        let Interval { low, high, approximate } = quantity.interval;
        QuantityJson {
            low: low.map(|bound| number(bound.value)),
            low_inclusive: low.is_some_and(|bound| bound.inclusive),
            high: high.map(|bound| number(bound.value)),
            high_inclusive: high.is_some_and(|bound| bound.inclusive),
            approximate,
            dimension: quantity.dimension.clone(),
            unit: quantity.unit.clone(),
            normalized: NormalizedJson {
                low: quantity.base.low.map(|bound| number(bound.value)),
                high: quantity.base.high.map(|bound| number(bound.value)),
                unit: quantity.base_unit.clone(),
            },
        }
    }
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
            dimension: json.dimension,
            unit: json.unit,
            base: Interval {
                low: bound(json.normalized.low, low),
                high: bound(json.normalized.high, high),
                approximate,
            },
            base_unit: json.normalized.unit,
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
    value.to_string().parse().unwrap_or_else(|_| 0.into())
}
