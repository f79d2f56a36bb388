//! What a rule kind says about single words, found by a word's id without hashing.

use super::lexicon::WordId;

/// Entries by word; a word without one has the default entry.
#[derive(Debug, Clone, Default)]
pub struct Table<T> {
    /// By word: the place of its entry, 0 for none.
    places: Vec<u16>,
    entries: Vec<T>,
    none: T,
}

impl<T: Default> Table<T> {
    /// The entry of a word.
    pub fn get(&self, word: WordId) -> &T {
        match self.places.get(word.index()) {
            Some(&place) if place > 0 => &self.entries[usize::from(place) - 1],
            _ => &self.none,
        }
    }

    /// Has the word an entry?
    pub fn has(&self, word: WordId) -> bool {
        self.places.get(word.index()).is_some_and(|&place| place > 0)
    }

    /// The entry of a word, to be changed; made if it is new. The unknown word keeps none.
    pub fn entry(&mut self, word: WordId) -> &mut T {
        let at = word.index();
        if self.places.len() <= at {
            self.places.resize(at + 1, 0);
        }
        if self.places[at] == 0 {
            self.entries.push(T::default());
            self.places[at] = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
        }
        let place = usize::from(self.places[at]).min(self.entries.len());
        &mut self.entries[place - 1]
    }
}
