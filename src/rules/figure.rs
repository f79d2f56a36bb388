//! Figures in packs: decimals written as strings or whole numbers, so that nothing is rounded on the way in.

use rust_decimal::Decimal;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

#[derive(Deserialize)]
#[serde(untagged)]
enum Figure {
    Whole(i64),
    Text(String),
}

/// A decimal.
pub(super) fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    match Figure::deserialize(deserializer)? {
        Figure::Whole(value) => Ok(value.into()),
        Figure::Text(text) => text
            .trim()
            .parse()
            .map_err(|_| D::Error::custom(format!("`{text}` is not a figure such as \"24\" or \"0.5\""))),
    }
}

/// A decimal that may be left out.
pub(super) fn optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    decimal(deserializer).map(Some)
}
