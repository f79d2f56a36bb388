//! Versions of one item: the newest stands for all, and a canceled item is no article.

use std::collections::BTreeMap;

use super::{Article, ReadError};

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
    /// The item.
    pub guid: String,
    /// Counts up.
    pub version: u32,
    /// Its publisher took it back.
    pub canceled: bool,
}

impl From<Article> for Incoming {
    fn from(article: Article) -> Incoming {
        Incoming { article, revision: None }
    }
}

/// Keeps the newest version of each item, and none of an item whose newest version is canceled.
///
/// Only versions that are read together meet: in a stream, those of one batch.
pub(super) fn newest(read: Vec<Result<Incoming, ReadError>>) -> Vec<Result<Article, ReadError>> {
    let mut winners: BTreeMap<String, (u32, usize)> = BTreeMap::new();
    for (at, incoming) in read.iter().enumerate() {
        let Ok(Incoming { revision: Some(revision), .. }) = incoming else { continue };
        let winner = winners.entry(revision.guid.clone()).or_insert((revision.version, at));
        if revision.version >= winner.0 {
            *winner = (revision.version, at);
        }
    }
    let stays = |(at, incoming): (usize, Result<Incoming, ReadError>)| match incoming {
        Ok(Incoming { revision: Some(revision), article }) => {
            let newest = winners.get(&revision.guid).is_some_and(|winner| winner.1 == at);
            (newest && !revision.canceled).then_some(Ok(article))
        }
        Ok(Incoming { revision: None, article }) => Some(Ok(article)),
        Err(error) => Some(Err(error)),
    };
    read.into_iter().enumerate().filter_map(stays).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn incoming(guid: &str, version: u32, canceled: bool) -> Result<Incoming, ReadError> {
        let article = Article::plain(&format!("{guid}.{version}"), "Text.");
        Ok(Incoming { article, revision: Some(Revision { guid: guid.to_owned(), version, canceled }) })
    }

    #[test]
    fn the_newest_version_stands_and_a_canceled_item_goes() {
        let read = vec![
            incoming("a", 2, false),
            incoming("a", 1, false),
            incoming("b", 1, false),
            incoming("b", 2, true),
        ];
        let ids: Vec<String> = newest(read).into_iter().flatten().map(|article| article.id).collect();
        assert_eq!(ids, ["a.2"]);
    }
}
