//! Discrepancies: where claims about the same thing cannot all hold.

use serde::Serialize;

use crate::claim::Claim;
use crate::rules::Rules;

/// One topic on which claims exclude each other.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Discrepancy {
    /// Stable across runs: survives a moved line, changes with the facts.
    pub id: String,
    /// What the sides differ in.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Between documents, or within one.
    pub scope: Scope,
    /// One text itself gives the sides to different speakers.
    pub reported_dispute: bool,
    /// What it is about: "Taliban fighters killed, October 2025".
    pub topic: String,
    /// Two or more positions, each with every claim that backs it.
    pub sides: Vec<Side>,
    /// Why these are about the same thing, and why they cannot both hold.
    pub explanation: String,
    /// The rule behind it.
    pub rule: String,
}

/// One position on a topic.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Side {
    /// In the words of the page: "more than 200".
    pub position: String,
    /// Ids of the claims that back it.
    pub claims: Vec<String>,
    /// Does the position still hold?
    pub standing: Standing,
}

/// Whether a position still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// It does, as far as the articles say.
    Current,
    /// A later figure replaced it.
    Superseded,
    /// Its source took it back.
    Withdrawn,
}

/// What the sides of a discrepancy differ in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Code {
    /// Figures that cannot both hold.
    Quantity,
    /// One affirms what another denies.
    Polarity,
    /// Stated flatly against hedged, unverified or disputed.
    Certainty,
    /// Who did it.
    Agent,
    /// Who or what it happened to.
    Patient,
    /// How: weapon, cause.
    Means,
    /// When.
    Time,
    /// Where.
    Place,
    /// States that exclude each other.
    Status,
    /// A later text repeats a superseded or withdrawn figure.
    Stale,
    /// Parts against total, percentages, percent change, inside one text.
    Arithmetic,
    /// Weekday against date, impossible dates, ages against years.
    Calendar,
    /// Headline or standfirst against body.
    Headline,
    /// The same quotation, worded differently.
    Quote,
}

/// How bad a discrepancy is; ascending.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look.
    Note,
    /// A dispute or a likely slip.
    Warning,
    /// Cannot both hold, and the reader is not told.
    Error,
}

/// Where the sides stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// In different documents.
    Between,
    /// In one document.
    Within,
}

/// Two claims that were compared and found to be about different things.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct NearMiss {
    /// Ids of the two claims.
    pub claims: [String; 2],
    /// The slot that told them apart: "place", "time", "patient".
    pub slot: String,
    /// Why, in words.
    pub reason: String,
}

/// What came of comparing claims.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    /// Ranked: worst and weightiest first.
    pub discrepancies: Vec<Discrepancy>,
    /// In text order of the first claim.
    pub near_misses: Vec<NearMiss>,
}

/// Compares the claims of all articles.
pub fn compare(_claims: &[Claim], _rules: &Rules) -> Comparison {
    Comparison::default()
}
