//! Ten reprints of one wire story are one witness.
//!
//! Two articles that share most of their sentences tell what one of them found out. The sides of a
//! finding name all articles, but count reprints once.

use rustc_hash::FxHashMap;

use super::view::View;

/// For each document the one that stands for it and its reprints.
#[derive(Debug)]
pub(crate) struct Witnesses {
    original: Vec<usize>,
}

/// Sentences that two articles must share, and of the shorter one's.
const SHARED: usize = 3;
const SHARE: f64 = 0.5;
/// Articles that one sentence can tie together; a sentence in more is a stock phrase.
const MOST_HOLDERS: usize = 50;

impl Witnesses {
    pub(crate) fn of(views: &[View]) -> Witnesses {
        let documents = views.last().map_or(0, |view| view.document + 1);
        let mut holders: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut sentences = vec![0usize; documents];
        let mut last = None;
        for view in views {
            let place = (view.document, view.claim.sentence);
            // Views are in text order: the claims of a sentence stand side by side.
            if last == Some(place) || view.claim.text.len() < 40 {
                continue;
            }
            last = Some(place);
            sentences[view.document] += 1;
            let holders = holders.entry(plain(&view.claim.text)).or_default();
            if holders.last() != Some(&view.document) && holders.len() <= MOST_HOLDERS {
                holders.push(view.document);
            }
        }
        let mut shared: FxHashMap<(usize, usize), usize> = FxHashMap::default();
        let mut lists: Vec<Vec<usize>> = holders.into_values().filter(|list| list.len() > 1).collect();
        lists.sort_unstable();
        for list in &lists {
            // Against the first that has it: enough to tie a chain of reprints together.
            for &other in &list[1..] {
                *shared.entry((list[0], other)).or_default() += 1;
            }
        }
        let mut pairs: Vec<((usize, usize), usize)> = shared.into_iter().collect();
        pairs.sort_unstable();
        let mut original: Vec<usize> = (0..documents).collect();
        for ((one, other), count) in pairs {
            let shorter = sentences[one].min(sentences[other]) as f64;
            if count >= SHARED && count as f64 >= shorter * SHARE {
                original[other] = original[one];
            }
        }
        Witnesses { original }
    }

    /// Is the document a reprint of another one?
    pub(crate) fn is_reprint(&self, document: usize) -> bool {
        self.original[document] != document
    }
}

/// The words alone, so that a changed comma makes no second witness.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
