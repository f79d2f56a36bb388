//! A figure with its unit.

use serde::Serialize;

use super::Interval;

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

/// A decimal as a JSON number: whole numbers stay whole.
fn number(value: rust_decimal::Decimal) -> serde_json::Number {
    let value = value.normalize();
    value.to_string().parse().unwrap_or_else(|_| 0.into())
}
