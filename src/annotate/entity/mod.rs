//! Who and where: mentions of people, groups and places, and which of them are the same.
//!
//! Names that a pack lists are found in the tokens ([`known`]); what else is written like a name becomes
//! an entity of this article ([`names`]); both are then followed through the article in one sweep
//! ([`refer`]): a surname, an acronym, an office, "the group", a pronoun.

mod known;
mod names;
mod refer;

use std::ops::Range;

use smol_str::SmolStr;

use super::{NounPhrase, Sentence, Tag, Token};
use crate::article::Article;
use crate::rules::Rules;
use crate::rules::lexicon::WordId;
use crate::span::Span;

/// A mention of somebody or some place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityMention {
    /// Where it stands: the name, or the whole noun phrase of a description, or the pronoun.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Who it is: the id of a pack's entity, or one made from the fullest name in this article.
    pub entity: SmolStr,
    /// `person`, `organisation`, `place`, `group`, `event`, …
    pub kind: SmolStr,
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
    article: &Article,
    tokens: &[Token],
    sentences: &[Sentence],
    tags: &[Tag],
    phrases: &[NounPhrase],
    rules: &Rules,
) -> Vec<EntityMention> {
    let page = Page { article, tokens, sentences, tags, phrases, rules };
    let known = known::find(&page);
    let names = names::find(&page, &known);
    refer::resolve(&page, &known, &names)
}

/// What the readings of this layer look at.
struct Page<'a> {
    article: &'a Article,
    tokens: &'a [Token],
    sentences: &'a [Sentence],
    tags: &'a [Tag],
    phrases: &'a [NounPhrase],
    rules: &'a Rules,
}

impl<'a> Page<'a> {
    /// The words of a token.
    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(&self.article.text))
    }

    /// The word of a token; unknown beyond the ends.
    fn word(&self, at: usize) -> WordId {
        self.tokens.get(at).map_or(WordId::UNKNOWN, |token| token.word)
    }

    /// The words of a range of tokens, as they stand on the page.
    fn words(&self, range: &Range<usize>) -> &'a str {
        self.span(range).of(&self.article.text)
    }

    /// Where a range of tokens stands.
    fn span(&self, range: &Range<usize>) -> Span {
        match (self.tokens.get(range.start), range.end.checked_sub(1).and_then(|last| self.tokens.get(last)))
        {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }
}

#[cfg(test)]
mod tests;
