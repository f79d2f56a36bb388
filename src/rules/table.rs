//! What a rule kind says about single words, found by a word's id without hashing.

use super::lexicon::WordId;

/// What is known of some words, by id: every word of a text asks, and few have anything.
#[derive(Debug, Clone)]
pub struct WordMap<T> {
    /// By word: the place of its entry, 0 for none.
    places: Vec<u32>,
    entries: Vec<T>,
}

impl<T> Default for WordMap<T> {
    fn default() -> WordMap<T> {
        WordMap { places: Vec::new(), entries: Vec::new() }
    }
}

impl<T> WordMap<T> {
    /// What is known of a word.
    pub fn get(&self, word: &WordId) -> Option<&T> {
        let place = *self.places.get(word.index())?;
        self.entries.get((place as usize).checked_sub(1)?)
    }

    /// Is anything known of it?
    pub fn contains_key(&self, word: &WordId) -> bool {
        self.places.get(word.index()).is_some_and(|&place| place > 0)
    }

    /// Notes what is known of a word, in the place of what was.
    pub fn insert(&mut self, word: WordId, value: T) {
        match self.place(word) {
            Some(at) => self.entries[at] = value,
            None => self.push(word, value),
        }
    }

    /// What is known of a word, to be changed; `new` where nothing was.
    pub fn get_or_insert(&mut self, word: WordId, new: impl FnOnce() -> T) -> &mut T {
        let at = match self.place(word) {
            Some(at) => at,
            None => {
                self.push(word, new());
                self.entries.len() - 1
            }
        };
        &mut self.entries[at]
    }

    fn place(&self, word: WordId) -> Option<usize> {
        (*self.places.get(word.index())? as usize).checked_sub(1)
    }

    fn push(&mut self, word: WordId, value: T) {
        let at = word.index();
        if self.places.len() <= at {
            self.places.resize(at + 1, 0);
        }
        self.entries.push(value);
        self.places[at] = u32::try_from(self.entries.len()).unwrap_or(0);
    }
}

/// Entries by word; a word without one has the default entry.
#[derive(Debug, Clone)]
pub struct Table<T> {
    /// By word: the place of its entry, 0 for none.
    places: Vec<u16>,
    /// The first is the default one.
    entries: Vec<T>,
}

impl<T: Default> Default for Table<T> {
    fn default() -> Table<T> {
        Table { places: Vec::new(), entries: vec![T::default()] }
    }
}

impl<T: Default> Table<T> {
    /// The entry of a word.
    pub fn get(&self, word: WordId) -> &T {
        &self.entries[self.places.get(word.index()).map_or(0, |&place| usize::from(place))]
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
            self.places[at] = u16::try_from(self.entries.len()).unwrap_or(u16::MAX);
            self.entries.push(T::default());
        }
        let place = usize::from(self.places[at]).min(self.entries.len() - 1);
        &mut self.entries[place]
    }
}
