//! Times on the page: dates, ranges, durations, repeated times, resolved against the article's date.

use std::ops::Range;

use super::{Sentence, Token};
use crate::article::Article;
use crate::rules::Rules;
use crate::span::Span;
use crate::value::Time;

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it means; relative times stay unresolved (`edtf` empty) where the article has no date.
    pub time: Time,
}

/// Reads the time expressions of an article, in order, not overlapping.
pub fn read(
    _article: &Article,
    _tokens: &[Token],
    _sentences: &[Sentence],
    _rules: &Rules,
) -> Vec<TimeMention> {
    Vec::new()
}
