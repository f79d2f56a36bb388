//! A set of words, as a rule lists them.

use rustc_hash::FxHashSet;

use super::lexicon::{Lexicon, WordId};

/// Words by id.
#[derive(Debug, Clone, Default)]
pub struct WordSet {
    ids: FxHashSet<WordId>,
}

impl WordSet {
    /// Adds the words of a list, separated by spaces.
    pub fn add(&mut self, list: &str, lexicon: &mut Lexicon) {
        self.ids.extend(list.split_whitespace().map(|word| lexicon.intern(word)));
    }

    /// Is the word in it? A word that no rule names never is.
    pub fn contains(&self, word: WordId) -> bool {
        word.is_known() && self.ids.contains(&word)
    }
}
