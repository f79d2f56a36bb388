//! The verdict on two positions of one topic: they agree, or they exclude each other.
//!
//! The third verdict, that they are about different things, is given before any topic is made; see
//! [`Sameness::Different`](super::same::Sameness).

use super::{Code, Standing};

/// What the comparison decided, and why. What is printed is the `why`, so a report says nothing that
/// was not decided.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// Both can hold; why.
    Agree(String),
    /// They cannot both hold.
    Conflict(Why),
}

/// Why two positions cannot both hold.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Why {
    /// What they differ in.
    pub code: Code,
    /// The situation; with the code it names the severity's rule.
    pub when: &'static str,
    /// A sentence.
    pub reason: String,
    /// Where the two stand.
    pub standing: [Standing; 2],
}
