//! What is wrong with a rule pack, and where.

use std::ops::Range;

/// A mistake in a pack: the file, the place, what is wrong and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct RuleError {
    /// The pack's file.
    pub file: String,
    /// 1-based line.
    pub line: usize,
    /// 1-based column, in characters.
    pub column: usize,
    /// What is wrong and what to do; lower case, no final stop.
    pub message: String,
    /// The bytes of the file that are wrong, for a rustc-like rendering.
    pub range: Range<usize>,
}

impl RuleError {
    /// An error at a stretch of the file's text.
    pub fn at(file: &str, text: &str, range: Range<usize>, message: impl Into<String>) -> RuleError {
        let before = text.get(..range.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        RuleError { file: file.to_owned(), line, column, message: message.into(), range }
    }
}
