//! Examples: a rule's own tests, next to the rule.

use std::collections::BTreeMap;

use serde::Deserialize;

/// A sentence, and what the rule it stands in must read from it.
///
/// What is compared depends on the rule's kind: a frame's example names slots of claims (`predicate`,
/// `agent`, `quantity`, …), a unit's the quantities, a cue's the attributions. Only the slots that
/// `gives` names are compared; values are written in text form (`> 200`, `20..30`, `2025-10-16`).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The article's date, where the reading depends on it (ISO 8601).
    #[serde(default)]
    pub date: Option<String>,
    /// One table for each thing that must be read, slot to value.
    #[serde(default)]
    pub gives: Vec<BTreeMap<String, String>>,
    /// A negative example: the rule must read nothing here.
    #[serde(default)]
    pub nothing: bool,
    /// A known gap and why it is one: counted and shown, fails once it holds.
    #[serde(default)]
    pub gap: Option<String>,
}
