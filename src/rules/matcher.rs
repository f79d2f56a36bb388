//! Finds the phrases of a rule pack in tokens, indexed by their first word.

use rustc_hash::FxHashMap;

use super::lexicon::WordId;

/// Phrases, each with what it stands for.
#[derive(Debug, Clone)]
pub struct Matcher<T> {
    /// By first word: the rest of the phrase and its value, longest phrase first.
    by_first: FxHashMap<WordId, Vec<(Vec<WordId>, T)>>,
}

impl<T> Default for Matcher<T> {
    fn default() -> Matcher<T> {
        Matcher { by_first: FxHashMap::default() }
    }
}

impl<T> Matcher<T> {
    /// Adds a phrase; an empty one is ignored.
    pub fn insert(&mut self, phrase: &[WordId], value: T) {
        let Some((first, rest)) = phrase.split_first() else { return };
        let entries = self.by_first.entry(*first).or_default();
        let at = entries.partition_point(|(other, _)| other.len() >= rest.len());
        entries.insert(at, (rest.to_vec(), value));
    }

    /// All phrases that `words` begins with, longest first: number of words and value.
    pub fn matches(&self, words: impl Fn(usize) -> WordId) -> impl Iterator<Item = (usize, &T)> {
        self.by_first.get(&words(0)).into_iter().flatten().filter_map(move |(rest, value)| {
            let held = rest.iter().enumerate().all(|(at, word)| words(at + 1) == *word);
            held.then_some((rest.len() + 1, value))
        })
    }
}
