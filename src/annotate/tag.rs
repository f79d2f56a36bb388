//! Parts of speech: closed-class words, the packs' own verbs and nouns, and the neighbours of a word.

use super::{QuantityMention, Sentence, TimeMention, Token};
use crate::article::Article;
use crate::rules::Rules;

/// A coarse part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// "the", "this", "every"
    Determiner,
    /// "his", "'s"
    Possessive,
    /// "three", "1,600"
    Number,
    /// "heavy", "Afghan"
    Adjective,
    /// "soldier", "attack"
    Noun,
    /// "Khost", "Mehsud": a noun that is a name
    Name,
    /// "he", "it"
    Pronoun,
    /// "who", "which", relative "that"
    Relative,
    /// "is", "has", "did" before another verb
    Auxiliary,
    /// "may", "would"
    Modal,
    /// "killed" with a subject of its own, "kills", "broke"
    Verb,
    /// "killed", "broken" as passive, perfect or modifier
    Participle,
    /// "killing"
    Gerund,
    /// "kill" after "to" or a modal
    Infinitive,
    /// "to" before a verb
    Particle,
    /// "of", "in"
    Preposition,
    /// "and", "but"
    Conjunction,
    /// "although", "because", conjunction "that"
    Subordinator,
    /// "not", "never"
    Negation,
    /// "reportedly", "also"
    Adverb,
    /// Anything else
    Mark,
}

/// Tags every token.
pub fn read(
    _article: &Article,
    tokens: &[Token],
    _sentences: &[Sentence],
    _times: &[TimeMention],
    _quantities: &[QuantityMention],
    _rules: &Rules,
) -> Vec<Tag> {
    vec![Tag::Noun; tokens.len()]
}
