//! Ten reprints of one wire story are one witness.
//!
//! Two articles that share most of their passages, word for word or nearly so, tell what one of them found out;
//! where both carry the credit of one news agency, a good part is enough. The sides of a finding name all articles,
//! but count reprints once.

use rustc_hash::FxHashMap;

use super::view::View;
use super::words::words;
use crate::rules::Rules;

/// For each document the one that stands for it and its reprints.
#[derive(Debug)]
pub(crate) struct Witnesses {
    original: Vec<usize>,
}

/// Words in a row that make a passage.
const ROW: usize = 5;
/// Of so many passages one is kept: their hash says which, the same in every article.
const SAMPLE: u64 = 4;
/// Passages that two articles must share at least.
const LEAST: usize = 5;
/// Articles that one passage can tie together; one in more is a stock phrase.
const MOST_HOLDERS: usize = 50;

impl Witnesses {
    pub(crate) fn of(views: &[View], rules: &Rules) -> Witnesses {
        let documents = views.last().map_or(0, |view| view.document + 1);
        // Every passage with its article: sorted, the articles that hold one stand side by side.
        let mut held: Vec<(u64, usize)> = Vec::new();
        let mut sizes = vec![0usize; documents];
        let mut credits: Vec<Option<&str>> = vec![None; documents];
        let mut days = vec![None; documents];
        let mut own: Vec<u64> = Vec::new();
        let mut hold = |document: usize, own: &mut Vec<u64>| {
            own.sort_unstable();
            own.dedup();
            sizes[document] = own.len();
            held.extend(own.drain(..).map(|passage| (passage, document)));
        };
        let mut last = None;
        for view in views {
            let place = (view.document, view.claim.sentence);
            // Views are in text order: the claims of a sentence stand side by side.
            if last == Some(place) {
                continue;
            }
            if last.is_none_or(|(document, _)| document != view.document) {
                if let Some((document, _)) = last {
                    hold(document, &mut own);
                }
                credits[view.document] = credit(view, rules);
                days[view.document] = view.claim.published.as_deref();
            }
            last = Some(place);
            passages(&view.claim.text, &mut own);
        }
        if let Some((document, _)) = last {
            hold(document, &mut own);
        }
        held.sort_unstable();
        let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        let lists = held.chunk_by(|one, other| one.0 == other.0);
        for list in lists.filter(|list| list.len() > 1 && list.len() <= MOST_HOLDERS) {
            // Against the first that has it: enough to tie a chain of reprints together.
            for &(_, other) in &list[1..] {
                *shared.entry((list[0].1, other)).or_default() += 1;
            }
        }
        let mut pairs: Vec<((usize, usize), usize)> = shared.into_iter().collect();
        pairs.sort_unstable();
        let mut joined: Vec<usize> = (0..documents).collect();
        for ((one, other), count) in pairs {
            let credited = credits[one].is_some() && credits[one] == credits[other];
            let name = if credited { "reprint-share-wire" } else { "reprint-share" };
            let shorter = sizes[one].min(sizes[other]) as f64;
            if count >= LEAST && count as f64 >= shorter * rules.comparison.threshold(name) {
                let (first, second) = (root(&joined, one), root(&joined, other));
                joined[first.max(second)] = first.min(second);
            }
        }
        // The earliest stands for all.
        let mut original: Vec<usize> = (0..documents).collect();
        for document in 0..documents {
            let first = root(&joined, document);
            let best = original[first];
            let key = |of: usize| (days[of].is_none(), days[of], of);
            if key(document) < key(best) {
                original[first] = document;
            }
        }
        let stands: Vec<usize> = (0..documents).map(|document| original[root(&joined, document)]).collect();
        Witnesses { original: stands }
    }

    /// The article that stands for this one and all its reprints.
    pub(crate) fn original(&self, document: usize) -> usize {
        self.original[document]
    }
}

fn root(joined: &[usize], document: usize) -> usize {
    let mut at = document;
    while joined[at] != at {
        at = joined[at];
    }
    at
}

/// The news agency that the outlet's line credits: "Belfast Telegraph (AP)".
fn credit<'r>(view: &View, rules: &'r Rules) -> Option<&'r str> {
    let source = view.claim.source.as_deref()?;
    let mut words = source.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
    words.find_map(|word| rules.comparison.wire(&word))
}

/// The sampled passages of a sentence, as hashes of its words alone, so that a changed comma makes no second witness.
fn passages(text: &str, into: &mut Vec<u64>) {
    let hash = |word: &str| match word.is_ascii() {
        true => fold(word.bytes().map(|byte| u64::from(byte.to_ascii_lowercase()))),
        false => fold(word.chars().flat_map(char::to_lowercase).map(|c| u64::from(u32::from(c)))),
    };
    let words: Vec<u64> = words::<0>(text).map(hash).collect();
    let rows = words.windows(ROW).map(|row| fold(row.iter().copied()));
    into.extend(rows.filter(|passage| passage % SAMPLE == 0));
}

/// FNV-1a over numbers, mixed so that any of its digits may be looked at.
fn fold(parts: impl Iterator<Item = u64>) -> u64 {
    let hash =
        parts.fold(0xcbf2_9ce4_8422_2325_u64, |hash, part| (hash ^ part).wrapping_mul(0x0100_0000_01b3));
    (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 7
}
