//! What a source does with what it says, and how sure it is of it.

use serde::{Deserialize, Serialize};

/// What a source does with what it says.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// said, stated, confirmed
    Asserts,
    /// denied, rejected
    Denies,
    /// claimed, accused
    Alleges,
    /// doubted, could not confirm
    Doubts,
    /// reported, quoted: passes on what others say
    Reports,
}

/// How sure, on FactBank's scale (Saurí and Pustejovsky 2009), surest first.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Said flatly.
    Certain,
    /// "widely believed", "likely"
    Probable,
    /// "may have", "unverified reports suggest"
    Possible,
    /// Not committed to: questions, conditions, plans.
    Unknown,
}
