//! Quotations: what stands inside quotation marks, over paragraphs if need be.

use std::ops::Range;

use super::{Sentence, Token};
use crate::article::Article;
use crate::rules::Rules;
use crate::span::Span;

/// One stretch in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// From opening to closing mark, both included.
    pub span: Span,
    /// The tokens between the marks.
    pub tokens: Range<usize>,
    /// A word or a few, used with distance ("a so-called \"open war\""), rather than speech.
    pub scare: bool,
}

/// Reads the quotations of an article. A mark without its partner ends with the paragraph.
pub fn read(
    _article: &Article,
    _tokens: &[Token],
    _sentences: &[Sentence],
    _rules: &Rules,
) -> Vec<Quotation> {
    Vec::new()
}
