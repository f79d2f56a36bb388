//! The findings that were there when gainsay was switched on: known, and not worth a decision each.
//!
//! A baseline only ever shrinks: a finding that no longer occurs is taken out, so that it is reported when it
//! comes back.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{DecisionError, file};
use crate::report::Finding;

/// Stands at the head of a baseline.
const HEAD: &str = "\
# Findings that were there before: `gainsay check --baseline` and `gainsay report --baseline` do not count
# them. What no longer occurs is taken out by itself; `--write-baseline` makes the file anew.

";

/// The findings of a baseline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    path: PathBuf,
    known: BTreeMap<String, Known>,
}

/// A finding that was there before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    /// For the reader: its code.
    #[serde(default)]
    code: String,
    /// For the reader: what it is about.
    #[serde(default)]
    topic: String,
    /// The articles that it is in.
    #[serde(default)]
    documents: Vec<String>,
}

impl Baseline {
    /// Reads a baseline; it must be there.
    pub fn load(path: &Path) -> Result<Baseline, DecisionError> {
        match file::read(path)? {
            Some(text) => Ok(Baseline { path: path.to_owned(), known: file::parse(path, &text)? }),
            None => {
                let error = std::io::Error::new(
                    std::io::ErrorKind::NotFound,
                    "no such baseline; --write-baseline makes one",
                );
                Err(file::io(path)(error))
            }
        }
    }

    /// The file it is in.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Does it hold the finding of this id?
    pub fn holds(&self, id: &str) -> bool {
        self.known.contains_key(id)
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Does it hold none?
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The ids of findings that no longer occur, among those whose articles were all looked at.
    pub fn gone(&self, occurs: impl Fn(&str) -> bool, looked_at: impl Fn(&str) -> bool) -> Vec<String> {
        let gone = self.known.iter().filter(|(id, known)| {
            !occurs(id)
                && !known.documents.is_empty()
                && known.documents.iter().all(|document| looked_at(document))
        });
        gone.map(|(id, _)| id.clone()).collect()
    }

    /// Takes findings out of the file.
    pub fn prune(&mut self, ids: &[String]) -> Result<(), DecisionError> {
        file::change(&self.path, HEAD, |document| ids.iter().for_each(|id| file::take(document, id)))?;
        ids.iter().for_each(|id| _ = self.known.remove(id));
        Ok(())
    }

    /// Makes a baseline of these findings, each with the articles it is in, in place of what the file held.
    pub fn write<'a>(
        path: &Path,
        findings: impl IntoIterator<Item = (&'a Finding, Vec<String>)>,
    ) -> Result<usize, DecisionError> {
        let known: BTreeMap<&str, Known> = findings
            .into_iter()
            .map(|(finding, documents)| {
                let known =
                    Known { code: finding.code.name().to_owned(), topic: finding.topic.clone(), documents };
                (finding.id.as_str(), known)
            })
            .collect();
        let mut text = HEAD.to_owned();
        let body = toml::to_string(&known).unwrap_or_default();
        text.push_str(body.trim_start());
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        file::replace(path, folder, &text).map_err(file::io(path))?;
        Ok(known.len())
    }
}
