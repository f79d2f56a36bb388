//! Noun phrases: determiner, number, modifiers, head.

use std::ops::Range;

use super::{QuantityMention, Sentence, Tag, TimeMention, Token};
use crate::article::Article;
use crate::rules::Rules;

/// A noun phrase without what follows its head: "more than 200 Taliban fighters".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounPhrase {
    /// Its tokens, determiner and quantity included.
    pub tokens: Range<usize>,
    /// The token of its head noun ("fighters"); its last token.
    pub head: usize,
    /// Index of the sentence it stands in.
    pub sentence: usize,
    /// Index of the quantity inside it, where it counts something; for a bare number ("13 injured",
    /// "nine of its fighters") the phrase is the number alone.
    pub quantity: Option<usize>,
    /// Index of the phrase that owns it: "Pakistan" in "Pakistan's military".
    pub owner: Option<usize>,
    /// Index of the phrase behind "of": "its fighters" in "nine of its fighters".
    pub of: Option<usize>,
    /// Index of the phrase that says the same in apposition, behind a comma or dash, in brackets or directly
    /// ("Prime Minister Shehbaz Sharif").
    pub apposition: Option<usize>,
    /// Index of the phrase it is coordinated with, to its right: "and four police officers".
    pub and: Option<usize>,
    /// "no", "none", "nobody".
    pub negated: bool,
}

/// Reads the noun phrases of an article, in order, not overlapping.
pub fn read(
    _article: &Article,
    _tokens: &[Token],
    _sentences: &[Sentence],
    _tags: &[Tag],
    _times: &[TimeMention],
    _quantities: &[QuantityMention],
    _rules: &Rules,
) -> Vec<NounPhrase> {
    Vec::new()
}
