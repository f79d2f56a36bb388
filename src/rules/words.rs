//! A set of words, as a rule lists them.

use super::lexicon::{Lexicon, WordId};

/// Words by id, a bit for each: every word of a text asks here.
#[derive(Debug, Clone, Default)]
pub struct WordSet {
    bits: Vec<u64>,
}

impl WordSet {
    /// Adds the words of a list, separated by spaces.
    pub fn add(&mut self, list: &str, lexicon: &mut Lexicon) {
        list.split_whitespace().for_each(|word| self.insert(lexicon.intern(word)));
    }

    /// Adds a word.
    pub fn insert(&mut self, word: WordId) {
        let at = word.index();
        if self.bits.len() <= at / 64 {
            self.bits.resize(at / 64 + 1, 0);
        }
        self.bits[at / 64] |= 1 << (at % 64);
    }

    /// Is the word in it? A word that no rule names never is.
    pub fn contains(&self, word: WordId) -> bool {
        let at = word.index();
        word.is_known() && self.bits.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }
}
