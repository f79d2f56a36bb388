//! Clauses: a verb group with its subject, objects and prepositional phrases.

use std::ops::Range;

use super::{NounPhrase, Sentence, Tag, Token};
use crate::article::Article;
use crate::rules::Rules;
use crate::rules::lexicon::WordId;

/// A verb group and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Index of the sentence it stands in.
    pub sentence: usize,
    /// All its tokens, from subject to last complement; embedded clauses may lie inside.
    pub tokens: Range<usize>,
    /// The tokens of the verb group: "had not been killed".
    pub verb: Range<usize>,
    /// The token of the main verb: "killed".
    pub head: usize,
    /// The main verb's lemma; unknown for verbs that no pack lists.
    pub lemma: WordId,
    /// Active or passive.
    pub passive: bool,
    /// Shape of the verb group.
    pub form: VerbForm,
    /// How the clause hangs in its sentence.
    pub link: Link,
    /// Index of the clause it depends on.
    pub parent: Option<usize>,
    /// Negated by "not", "never", "did not", or a "no" subject or object.
    pub negated: bool,
    /// The modal of the group: "may", "would", "must".
    pub modal: Option<WordId>,
    /// Index of the subject's noun phrase, as it stands in the sentence (patient of a passive). Shared by coordinated
    /// verbs and participles; for a relative clause the phrase that the relative pronoun stands for.
    pub subject: Option<usize>,
    /// Was the subject taken over from another clause?
    pub subject_shared: bool,
    /// Indices of the objects' noun phrases (the first of a coordination only).
    pub objects: Vec<usize>,
    /// Preposition (its word) and noun phrase, in order: "by", "in", "on", "to".
    pub complements: Vec<(WordId, usize)>,
}

/// Shape of a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// Has tense and a subject of its own: "killed", "were killed", "may kill".
    Finite,
    /// "to kill"
    Infinitive,
    /// "killing", "having killed"
    Gerund,
    /// "killed in the strike"
    Participle,
}

/// How a clause hangs in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Link {
    /// On its own, or joined by "and".
    Main,
    /// "who were killed"
    Relative,
    /// The content of another verb or noun: "said that …", "the claim that …"
    Complement,
    /// Behind a subordinator (its word): "although", "if", "after"
    Adverbial(WordId),
    /// A participle or gerund: ", leaving 13 injured"
    Participial,
    /// "to target the leadership"
    Infinitive,
}

/// Reads the clauses of an article, in order of their verb groups.
pub fn read(
    _article: &Article,
    _tokens: &[Token],
    _sentences: &[Sentence],
    _tags: &[Tag],
    _phrases: &[NounPhrase],
    _rules: &Rules,
) -> Vec<Clause> {
    Vec::new()
}
