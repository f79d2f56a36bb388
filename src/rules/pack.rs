//! The shape of a pack file.

use serde::Deserialize;

use super::RuleError;
use super::word::WordList;

/// One TOML file of rules. Any pack may hold rules of any kind.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// What the pack is about, in a sentence.
    pub about: String,
    /// Words by class.
    #[serde(default)]
    pub words: Vec<WordList>,
}

impl Pack {
    /// Reads a pack; an error names the line and what was expected.
    pub fn parse(file: &str, text: &str) -> Result<Pack, RuleError> {
        toml::from_str(text).map_err(|error| {
            RuleError::at(file, text, error.span().unwrap_or(0..0), error.message().to_owned())
        })
    }
}
