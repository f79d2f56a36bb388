//! Finds the phrases of a rule pack in tokens, indexed by their first word.

use super::lexicon::WordId;

/// Phrases, each with what it stands for.
#[derive(Debug, Clone)]
pub struct Matcher<T> {
    /// By word: the place of the phrases that begin with it, 0 for none. An array: every word of a text asks here.
    places: Vec<u32>,
    /// The rest of each phrase and its value, longest phrase first.
    phrases: Vec<Vec<(Vec<WordId>, T)>>,
}

impl<T> Default for Matcher<T> {
    fn default() -> Matcher<T> {
        Matcher { places: Vec::new(), phrases: Vec::new() }
    }
}

impl<T> Matcher<T> {
    /// Adds a phrase; an empty one is ignored.
    pub fn insert(&mut self, phrase: &[WordId], value: T) {
        let Some((first, rest)) = phrase.split_first() else { return };
        let first = first.index();
        if self.places.len() <= first {
            self.places.resize(first + 1, 0);
        }
        if self.places[first] == 0 {
            self.phrases.push(Vec::new());
            self.places[first] = u32::try_from(self.phrases.len()).unwrap_or(u32::MAX);
        }
        let entries = &mut self.phrases[self.places[first] as usize - 1];
        let at = entries.partition_point(|(other, _)| other.len() >= rest.len());
        entries.insert(at, (rest.to_vec(), value));
    }

    /// Does any phrase begin with this word?
    pub fn begins(&self, word: WordId) -> bool {
        self.places.get(word.index()).is_some_and(|&place| place > 0)
    }

    /// The phrases that begin with a word, without it.
    fn of(&self, first: WordId) -> &[(Vec<WordId>, T)] {
        match self.places.get(first.index()) {
            Some(&place) if place > 0 => &self.phrases[place as usize - 1],
            _ => &[],
        }
    }

    /// All phrases that `words` begins with, longest first: number of words and value.
    pub fn matches(&self, words: impl Fn(usize) -> WordId) -> impl Iterator<Item = (usize, &T)> {
        self.of(words(0)).iter().filter_map(move |(rest, value)| {
            let held = rest.iter().enumerate().all(|(at, word)| words(at + 1) == *word);
            held.then_some((rest.len() + 1, value))
        })
    }
}
