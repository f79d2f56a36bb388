//! What stands in each sentence: asked for every claim and every cue, and so looked up once.

use std::ops::Range;

use super::{Clause, EntityMention, NounPhrase, QuantityMention, Sentence, TimeMention};

/// What stands in a sentence, by index into the layers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Within {
    /// Its times.
    pub times: Range<usize>,
    /// Its amounts.
    pub quantities: Range<usize>,
    /// Its noun phrases.
    pub phrases: Range<usize>,
    /// Its mentions of people, groups and places, one that reaches into it included.
    pub entities: Range<usize>,
    /// Its clauses.
    pub clauses: Range<usize>,
}

/// The layers of each sentence, all of them in text order.
pub(super) fn read(
    sentences: &[Sentence],
    times: &[TimeMention],
    quantities: &[QuantityMention],
    phrases: &[NounPhrase],
    entities: &[EntityMention],
    clauses: &[Clause],
) -> Vec<Within> {
    let mut all = vec![Within::default(); sentences.len()];
    by_tokens(sentences, times, |time| &time.tokens, &mut all, |within| &mut within.times);
    by_tokens(sentences, quantities, |amount| &amount.tokens, &mut all, |within| &mut within.quantities);
    by_tokens(sentences, entities, |mention| &mention.tokens, &mut all, |within| &mut within.entities);
    by_number(phrases, |phrase| phrase.sentence, &mut all, |within| &mut within.phrases);
    by_number(clauses, |clause| clause.sentence, &mut all, |within| &mut within.clauses);
    all
}

/// Those that share a token with each sentence.
fn by_tokens<T>(
    sentences: &[Sentence],
    items: &[T],
    tokens: impl Fn(&T) -> &Range<usize>,
    all: &mut [Within],
    slot: impl Fn(&mut Within) -> &mut Range<usize>,
) {
    let (mut start, mut end) = (0, 0);
    for (sentence, within) in sentences.iter().zip(all) {
        while items.get(start).is_some_and(|item| tokens(item).end <= sentence.tokens.start) {
            start += 1;
        }
        while items.get(end).is_some_and(|item| tokens(item).start < sentence.tokens.end) {
            end += 1;
        }
        *slot(within) = start..end.max(start);
    }
}

/// Those that say themselves in which sentence they stand.
fn by_number<T>(
    items: &[T],
    sentence: impl Fn(&T) -> usize,
    all: &mut [Within],
    slot: impl Fn(&mut Within) -> &mut Range<usize>,
) {
    let mut end = 0;
    for (number, within) in all.iter_mut().enumerate() {
        let start = end;
        while items.get(end).is_some_and(|item| sentence(item) <= number) {
            end += 1;
        }
        *slot(within) = start..end;
    }
}
