//! Hedges, modals, conditions: how surely something is said.

use serde::Deserialize;

use super::PackFile;
use super::example::Example;
use super::lexicon::{Lexicon, WordId};
use super::matcher::Matcher;
use crate::value::stance::Certainty;

/// What a hedge reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// The clause it stands in.
    Clause,
    /// The noun phrase it stands in: "suspected militants".
    Phrase,
    /// Only what it introduces: "plans to attack".
    Complement,
    /// The clause that it subordinates: "if they attack".
    Subordinate,
}

/// Words that make something less sure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HedgeRule {
    /// What users call it.
    pub name: String,
    /// How sure is what they reach.
    pub certainty: Certainty,
    /// What they reach.
    pub scope: Scope,
    /// Words and phrases, in lower case.
    pub words: Vec<String>,
    /// Are they modal verbs, which may be nouns or months otherwise ("May")?
    #[serde(default)]
    pub modal: bool,
    /// Sentences, and how sure they are.
    #[serde(default)]
    pub example: Vec<Example>,
}

rule!(HedgeRule, "hedge", Claims, name = name, examples = example);

/// A hedge, compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hedge {
    /// How sure is what it reaches.
    pub certainty: Certainty,
    /// What it reaches.
    pub scope: Scope,
    /// Only as a modal verb.
    pub modal: bool,
}

/// All hedges, compiled.
#[derive(Debug, Clone, Default)]
pub struct Hedges {
    /// By their words.
    pub phrases: Matcher<Hedge>,
}

impl Hedges {
    /// The longest hedge that begins here: its length and what it does.
    pub fn at(&self, words: impl Fn(usize) -> WordId) -> Option<(usize, Hedge)> {
        self.phrases.matches(words).next().map(|(len, &hedge)| (len, hedge))
    }
}

/// Compiles the packs' hedges.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon) -> Hedges {
    let mut hedges = Hedges::default();
    for rule in packs.iter().flat_map(|file| &file.pack.hedge) {
        let hedge = Hedge { certainty: rule.certainty, scope: rule.scope, modal: rule.modal };
        for words in &rule.words {
            let words = lexicon.intern_phrase(words);
            hedges.phrases.insert(&words, hedge);
        }
    }
    hedges
}
