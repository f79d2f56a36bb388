//! What people decided about findings, kept in a file of the repository.
//!
//! One table for each finding, named by the finding's id, which is made from the facts: a decision
//! survives edits of the articles and no longer matches once a fact changes. Sorted, so that two people who
//! decide at the same time seldom touch the same lines.
//!
//! ```toml
//! [5f2c81d09a3b77e4]
//! decision = "dismissed"            # accepted, dismissed or to-fix
//! who = "mk"
//! when = 2026-11-24
//! why = "the ministry's count and the UN's; both are named"
//! until = 2027-01-31                # optional: asked again after that day
//! code = "quantity"
//! topic = "people killed in Kabul, October 2025"
//! documents = ["hill-gazette", "kabul-courier"]
//! ```

mod baseline;
mod file;
mod filter;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use crate::compare::Discrepancy;

pub use baseline::Baseline;
pub use filter::{Filter, Remark};

/// The decisions file, where nobody names another.
pub const FILE: &str = "gainsay-decisions.toml";

/// Stands at the head of a new decisions file.
const HEAD: &str = "\
# What was decided about findings of gainsay. One table for each finding; `gainsay check` and
# `gainsay report` do not count what is accepted or dismissed here. Hand edits and comments are kept.

";

/// What somebody decided about a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The decision.
    pub decision: Verdict,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// On which day.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day")]
    #[schemars(with = "Option<String>")]
    pub when: Option<Date>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "day")]
    #[schemars(with = "Option<String>")]
    pub until: Option<Date>,
    /// For the reader: the finding's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// For the reader: what the finding is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<String>,
    /// The articles that the finding is in.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub documents: Vec<String>,
}

/// What can be decided.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// A contradiction, and it may stand.
    Accepted,
    /// No contradiction.
    Dismissed,
    /// A contradiction that must go: reported until it has.
    ToFix,
}

impl Verdict {
    /// "accepted", "dismissed", "to-fix".
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Accepted => "accepted",
            Verdict::Dismissed => "dismissed",
            Verdict::ToFix => "to-fix",
        }
    }
}

/// The decisions of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    path: PathBuf,
    decisions: BTreeMap<String, Decision>,
}

/// Why a file of decisions, or a baseline, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// It cannot be read or written.
    #[error("{path}: {error}")]
    Io {
        /// As the user named it.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// It does not say what it should.
    #[error("{path}:{line}: {message}")]
    Format {
        /// As the user named it.
        path: String,
        /// 1-based line.
        line: usize,
        /// What is wrong and what to do.
        message: String,
    },
}

impl Decision {
    /// A decision about this finding, by nobody and for no reason yet.
    pub fn about(finding: &Discrepancy, documents: Vec<String>, verdict: Verdict) -> Decision {
        Decision {
            decision: verdict,
            who: None,
            when: None,
            why: None,
            until: None,
            code: Some(finding.code.name().to_owned()),
            topic: Some(finding.topic.clone()),
            documents,
        }
    }

    /// Does it hold on this day?
    pub fn holds(&self, today: Date) -> bool {
        self.until.is_none_or(|until| today <= until)
    }
}

impl Decisions {
    /// Reads a decisions file; one that is not there holds no decisions.
    pub fn load(path: &Path) -> Result<Decisions, DecisionError> {
        let text = file::read(path)?.unwrap_or_default();
        Ok(Decisions { path: path.to_owned(), decisions: file::parse(path, &text)? })
    }

    /// The decision on the finding of this id.
    pub fn get(&self, id: &str) -> Option<&Decision> {
        self.decisions.get(id)
    }

    /// All decisions, by the ids of their findings.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Decision)> {
        self.decisions.iter().map(|(id, decision)| (id.as_str(), decision))
    }

    /// The file they are in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes one decision into the file, or takes one out (`None`), and leaves all others and every comment
    /// as they are, also those that somebody else has written since.
    pub fn record(path: &Path, id: &str, decision: Option<&Decision>) -> Result<(), DecisionError> {
        file::change(path, HEAD, |document| {
            // The first table carries the comment at the head of the file.
            match decision {
                Some(decision) => file::put(document, id, decision),
                None => file::take(document, id),
            }
        })
    }
}

/// A TOML date, or the same in quotation marks.
fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    use serde::de::Error;
    let written = match toml::Value::deserialize(deserializer)? {
        toml::Value::Datetime(date) => date.to_string(),
        toml::Value::String(date) => date,
        other => other.to_string(),
    };
    match written.parse() {
        Ok(date) => Ok(Some(date)),
        Err(_) => Err(D::Error::custom(format!("`{written}` is no date; write it as 2026-11-24"))),
    }
}
