//! Versions of one item: the newest stands for all, and an item that was taken back is no article.
//!
//! Versions need not be read together. What is kept of an item is of constant size, so a stream may be of any
//! length; an article that was handed on already is told to be gone once a later version turns up.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::{Article, ReadError};
use crate::hash::Hash;

/// An article on its way in, with what its format says of its versions.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Incoming {
    /// The article.
    pub article: Article,
    /// Which version of which item it is, where the format says so.
    pub revision: Option<Revision>,
}

/// A version of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Revision {
    /// What its publisher calls the item.
    pub item: String,
    /// Which version it is.
    pub rank: Rank,
    /// Its publisher took it back: canceled, or withheld until further notice.
    pub canceled: bool,
}

/// Versions in order: by number, then by the second when they were made. Of equal ones the one read last is newer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Rank {
    /// Counts up; 0 where versions have no numbers.
    pub version: u32,
    /// Unix time, where it is known.
    pub made: Option<i64>,
}

impl Revision {
    /// A version of the item that `guid` names. Names that are no addresses ("4711") are told apart by who gives
    /// them, for two publishers may both count from one.
    pub(super) fn new(guid: &str, publisher: Option<&str>, rank: Rank, canceled: bool) -> Revision {
        let item = match publisher {
            Some(publisher) if !guid.contains(':') => format!("{publisher}\n{guid}"),
            _ => guid.to_owned(),
        };
        Revision { item, rank, canceled }
    }
}

impl From<Article> for Incoming {
    fn from(article: Article) -> Incoming {
        Incoming { article, revision: None }
    }
}

/// An article that must not be used, or no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// Its id.
    pub id: String,
    /// Where it stood among the articles that were handed on, counted from 0; `None` where it never was.
    pub number: Option<usize>,
    /// Its publisher took it back; else a later version follows at once, under the same id.
    pub canceled: bool,
}

/// What comes of one thing that was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Next<T> {
    /// An article, or what was made of it.
    Read(T),
    /// An article stands no longer.
    Gone(Gone),
    /// Something could not be read.
    Failed(ReadError),
}

/// So many items are remembered in each of two generations; a full younger one takes the place of the older.
const GENERATION: usize = 400_000;

/// What is known of the articles that were handed on: their ids, and the versions of items.
#[derive(Debug, Default)]
pub(super) struct Known {
    ids: Ids,
    handed_on: usize,
    young: FxHashMap<u128, Item>,
    old: FxHashMap<u128, Item>,
}

/// What is kept of an item.
#[derive(Debug, Clone, Copy)]
struct Item {
    rank: Rank,
    canceled: bool,
    /// What its text was.
    content: u64,
    /// Where its article stands among those that were handed on.
    number: Option<usize>,
    /// As the how manieth its id was given: it keeps it.
    count: Option<u32>,
}

impl Known {
    /// Keeps the newest version of each item of a batch, where it is newer than what was read before; ids become
    /// unique among all articles.
    pub(super) fn settle(&mut self, read: Vec<Result<Incoming, ReadError>>) -> Vec<Next<Article>> {
        let winners = newest(&read);
        let mut settled = Vec::with_capacity(read.len());
        for (at, incoming) in read.into_iter().enumerate() {
            match incoming {
                Err(error) => settled.push(Next::Failed(error)),
                Ok(Incoming { mut article, revision: None }) => {
                    self.ids.make_unique(&mut article);
                    self.hand_on(article, &mut settled);
                }
                Ok(Incoming { article, revision: Some(revision) }) => {
                    if winners.get(&revision.item) == Some(&at) {
                        self.newer(article, &revision, &mut settled);
                    }
                }
            }
        }
        settled
    }

    /// How many articles were handed on.
    pub(super) fn articles(&self) -> usize {
        self.handed_on
    }

    /// The newest version of a batch, beside what is known of its item.
    fn newer(&mut self, mut article: Article, revision: &Revision, settled: &mut Vec<Next<Article>>) {
        let key = Hash::of(&revision.item);
        let known = self.young.get(&key).or_else(|| self.old.get(&key)).copied();
        let content = hash(&article.text);
        let Revision { rank, canceled, .. } = *revision;
        if let Some(known) = known {
            let same = known.content == content && known.canceled == canceled;
            if known.rank > rank || (known.rank == rank && same) {
                return;
            }
        }
        let mut item =
            Item { rank, canceled, content, number: None, count: known.and_then(|known| known.count) };
        match item.count {
            Some(count) => Ids::append(&mut article, count),
            None if canceled => {}
            None => item.count = Some(self.ids.make_unique(&mut article)),
        }
        let number = known.and_then(|known| known.number);
        if number.is_some() || canceled {
            settled.push(Next::Gone(Gone { id: article.id.clone(), number, canceled }));
        }
        if !canceled {
            item.number = Some(self.handed_on);
            self.hand_on(article, settled);
        }
        if self.young.len() >= GENERATION {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, item);
    }

    fn hand_on(&mut self, article: Article, settled: &mut Vec<Next<Article>>) {
        self.handed_on += 1;
        settled.push(Next::Read(article));
    }
}

/// Where the newest version of each item of a batch stands.
fn newest(read: &[Result<Incoming, ReadError>]) -> BTreeMap<String, usize> {
    let mut winners: BTreeMap<String, (Rank, usize)> = BTreeMap::new();
    for (at, incoming) in read.iter().enumerate() {
        let Ok(Incoming { revision: Some(revision), .. }) = incoming else { continue };
        let winner = winners.entry(revision.item.clone()).or_insert((revision.rank, at));
        if revision.rank >= winner.0 {
            *winner = (revision.rank, at);
        }
    }
    winners.into_iter().map(|(item, (_, at))| (item, at)).collect()
}

/// Ids are kept unique among so many articles; an endless stream must not fill the memory with them.
const REMEMBERED_IDS: usize = 3 << 20;

/// Ids given so far, as hashes.
#[derive(Debug, Default)]
struct Ids {
    /// How often each was asked for.
    given: FxHashMap<u64, u32>,
}

impl Ids {
    /// A second "story" becomes "story-2"; as the how manieth its id was given.
    fn make_unique(&mut self, article: &mut Article) -> u32 {
        let wanted = hash(&article.id);
        let Some(count) = self.given.get(&wanted).copied() else {
            if self.given.len() < REMEMBERED_IDS {
                self.given.insert(wanted, 1);
            }
            return 1;
        };
        for count in count.saturating_add(1).. {
            let id = format!("{}-{count}", article.id);
            self.given.insert(wanted, count);
            if let Entry::Vacant(free) = self.given.entry(hash(&id)) {
                free.insert(1);
                article.id = id;
                return count;
            }
        }
        1
    }

    /// Gives the id that the item had before.
    fn append(article: &mut Article, count: u32) {
        if count > 1 {
            article.id = format!("{}-{count}", article.id);
        }
    }
}

/// FNV-1a, 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(item: &str, version: u32, canceled: bool) -> Result<Incoming, ReadError> {
        let article = Article { text: format!("Version {version}."), ..Article::plain(item, "") };
        let rank = Rank { version, made: None };
        Ok(Incoming { article, revision: Some(Revision::new(item, Some("AFP"), rank, canceled)) })
    }

    fn told(settled: Vec<Next<Article>>) -> String {
        let row = |next: Next<Article>| match next {
            Next::Read(article) => format!("{}: {}", article.id, article.text),
            Next::Gone(gone) => {
                format!("{} gone {:?}{}", gone.id, gone.number, if gone.canceled { ", canceled" } else { "" })
            }
            Next::Failed(error) => error.to_string(),
        };
        settled.into_iter().map(row).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn in_a_batch_the_newest_version_stands() {
        let mut known = Known::default();
        let read = vec![
            version("a", 2, false),
            version("a", 1, false),
            version("b", 1, false),
            version("b", 2, true),
        ];
        insta::assert_snapshot!(told(known.settle(read)), @"a: Version 2.; b gone None, canceled");
    }

    #[test]
    fn a_later_batch_replaces_and_takes_back() {
        let mut known = Known::default();
        insta::assert_snapshot!(told(known.settle(vec![Ok(Article::plain("a", "Another.").into()), version("a", 2, false)])), @"a: Another.; a-2: Version 2.");
        insta::assert_snapshot!(told(known.settle(vec![version("a", 1, false)])), @"");
        insta::assert_snapshot!(told(known.settle(vec![version("a", 2, false)])), @"");
        insta::assert_snapshot!(told(known.settle(vec![version("a", 3, false)])), @"a-2 gone Some(1); a-2: Version 3.");
        insta::assert_snapshot!(told(known.settle(vec![version("a", 4, true)])), @"a-2 gone Some(2), canceled");
        insta::assert_snapshot!(told(known.settle(vec![version("a", 3, false), version("a", 4, true)])), @"");
        insta::assert_snapshot!(told(known.settle(vec![version("a", 5, false)])), @"a-2: Version 5.");
    }

    #[test]
    fn two_publishers_may_count_alike() {
        let of = |guid, publisher| Revision::new(guid, Some(publisher), Rank::default(), false).item;
        assert_ne!(of("4711", "AFP"), of("4711", "Reuters"));
        assert_eq!(of("urn:x:4711", "AFP"), of("urn:x:4711", "Reuters"));
    }
}
