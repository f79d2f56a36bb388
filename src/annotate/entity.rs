//! Who and where: mentions of people, groups and places, and which of them are the same.

use std::ops::Range;

use super::{NounPhrase, Sentence, Tag, Token};
use crate::article::Article;
use crate::rules::Rules;
use crate::span::Span;

/// A mention of somebody or some place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityMention {
    /// Where it stands: the name, or the whole noun phrase of a description, or the pronoun.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Who it is: the id of a pack's entity, or one made from the fullest name in this article.
    pub entity: String,
    /// `person`, `organisation`, `place`, `group`, `event`, …
    pub kind: String,
    /// How it is mentioned.
    pub form: Form,
}

/// How an entity is mentioned, and so why it was taken for the one that it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// By a name or alias of a pack, or by a full name the article introduces.
    Name,
    /// By a part of a name that the article gave in full before, or by its acronym.
    Short,
    /// By an office or description: "the ministry", "the spokesman".
    Description,
    /// By a pronoun.
    Pronoun,
}

/// Reads the entity mentions of an article, in order, not overlapping.
pub fn read(
    _article: &Article,
    _tokens: &[Token],
    _sentences: &[Sentence],
    _tags: &[Tag],
    _phrases: &[NounPhrase],
    _rules: &Rules,
) -> Vec<EntityMention> {
    Vec::new()
}
