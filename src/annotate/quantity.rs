//! Quantities on the page: a number with its bounds, hedges and unit.

use std::ops::Range;

use super::{Sentence, TimeMention, Token};
use crate::article::Article;
use crate::rules::Rules;
use crate::span::Span;
use crate::value::Quantity;

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
    pub per: Option<String>,
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

/// Reads the quantities of an article, in order, not overlapping.
pub fn read(
    _article: &Article,
    _tokens: &[Token],
    _sentences: &[Sentence],
    _times: &[TimeMention],
    _rules: &Rules,
) -> Vec<QuantityMention> {
    Vec::new()
}
