//! Discrepancies: where claims about the same thing cannot all hold.

mod find;
mod independence;
mod key;
mod kin;
mod naming;
mod relation;
mod report;
mod same;
mod sides;
mod story;
mod timeline;
mod topic;
mod verdict;
mod view;
mod words;

use serde::Serialize;

use crate::claim::Claim;
use crate::rules::Rules;

pub use key::keys;

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
    /// How many independent articles back it: reprints of one wire story are one.
    pub sources: usize,
    /// Ids of the articles that only reprint another one of the side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reprints: Vec<String>,
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

/// Two claims that were compared, differ, and contradict each other in nothing.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct NearMiss {
    /// Ids of the two claims.
    pub claims: [String; 2],
    /// The slot that told them apart: "place", "time", "patient"; "evidence" where too little says that they are
    /// about one thing; "figure" where they are, and both figures can hold: an update, a part.
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

/// Compares the claims of all articles. The order of the claims does not matter.
pub fn compare(claims: &[Claim], rules: &Rules) -> Comparison {
    compare_with(claims, rules, true)
}

/// Compares the claims of all articles; near misses, which cost time, are noted on request only.
pub fn compare_with(claims: &[Claim], rules: &Rules, wants_misses: bool) -> Comparison {
    let mut views = view::views(claims, rules);
    let mut stories = story::Stories::of(&views, rules);
    view::date(&mut views, &stories.published(), rules);
    stories.key(&views);
    let (views, stories) = (views, stories);
    let mut near_misses = Vec::new();
    let misses = wants_misses.then_some(&mut near_misses);
    let mut discrepancies = find::all(&views, &stories, rules, misses);
    rank(&mut discrepancies);
    near_misses.sort_by(|one, other| one.claims.cmp(&other.claims));
    near_misses.dedup();
    Comparison { discrepancies, near_misses }
}

/// Worst first, then those that most independent articles stand behind, then those that most claims do.
fn rank(discrepancies: &mut [Discrepancy]) {
    discrepancies.sort_by(|one, other| {
        let sources = |of: &Discrepancy| of.sides.iter().map(|side| side.sources).sum::<usize>();
        let claims = |of: &Discrepancy| of.sides.iter().map(|side| side.claims.len()).sum::<usize>();
        let weight = |of: &Discrepancy| (of.severity, sources(of), claims(of));
        weight(other)
            .cmp(&weight(one))
            .then_with(|| one.topic.cmp(&other.topic))
            .then_with(|| one.id.cmp(&other.id))
    });
}

impl Code {
    /// Every code, in the order of the contract.
    pub const ALL: [Code; 14] = [
        Code::Quantity,
        Code::Polarity,
        Code::Certainty,
        Code::Agent,
        Code::Patient,
        Code::Means,
        Code::Time,
        Code::Place,
        Code::Status,
        Code::Stale,
        Code::Arithmetic,
        Code::Calendar,
        Code::Headline,
        Code::Quote,
    ];

    /// As the contract writes it.
    pub fn name(self) -> &'static str {
        match self {
            Code::Quantity => "quantity",
            Code::Polarity => "polarity",
            Code::Certainty => "certainty",
            Code::Agent => "agent",
            Code::Patient => "patient",
            Code::Means => "means",
            Code::Time => "time",
            Code::Place => "place",
            Code::Status => "status",
            Code::Stale => "stale",
            Code::Arithmetic => "arithmetic",
            Code::Calendar => "calendar",
            Code::Headline => "headline",
            Code::Quote => "quote",
        }
    }

    /// The code of this name.
    pub fn named(name: &str) -> Option<Code> {
        Code::ALL.into_iter().find(|code| code.name() == name)
    }
}
