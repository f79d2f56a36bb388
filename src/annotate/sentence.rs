//! Sentences: abbreviations, quotations and datelines do not end one.

use std::ops::Range;

use super::Token;
use crate::article::{Article, Role};
use crate::rules::Rules;
use crate::span::Span;

/// One sentence, or a headline or heading standing alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands; a closing quotation mark or bracket belongs to it.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Which paragraph of the article it stands in, counted from 0.
    pub paragraph: usize,
    /// Headline, standfirst, heading; `None` in ordinary prose.
    pub role: Option<Role>,
}

impl Sentence {
    /// Does it stand in the headline or the standfirst?
    pub fn is_headline(&self) -> bool {
        matches!(self.role, Some(Role::Headline | Role::Standfirst))
    }
}

/// Reads the sentences of an article.
pub fn read(article: &Article, tokens: &[Token], _rules: &Rules) -> Vec<Sentence> {
    // A first cut: a paragraph is a sentence.
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut from = 0;
    for at in 0..tokens.len() {
        let end = tokens[at].span.end;
        let next = tokens.get(at + 1).map_or(article.text.len(), |token| token.span.start);
        if at + 1 == tokens.len() || article.text[end..next].contains('\n') {
            let span = tokens[from].span.cover(tokens[at].span);
            let role = article.role(span.start);
            sentences.push(Sentence { span, tokens: from..at + 1, paragraph: sentences.len(), role });
            from = at + 1;
        }
    }
    sentences
}
