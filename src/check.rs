//! What new articles contradict: in themselves, in each other, and in what is already published.
//!
//! Of the published articles only those that share a topic key with a new one are set beside it, so that the
//! size of an archive hardly matters. A folder and an archive of the same articles are searched in the same
//! way and give the same findings.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use smol_str::SmolStr;

use crate::archive::{self, Archive, ArchiveError};
use crate::article::Article;
use crate::claim::{Claim, rename_document};
use crate::compare::keys;
use crate::hash::Hash;
use crate::report::Report;
use crate::rules::Rules;

/// So many published articles are set beside each new one: those with the rarest keys in common first.
const MOST: usize = 400;

/// So many of them for one key, those of the nearest days. "deaths | 'people'" stands in every other article, and
/// what shares no more than that with the new one has little to say about it.
const MOST_OF_A_KEY: usize = 100;

/// An article and its claims.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The article.
    pub article: Article,
    /// Its claims, in text order.
    pub claims: Vec<Claim>,
}

impl Read {
    /// Reads the claims of an article.
    pub fn of(article: Article, rules: &Rules) -> Read {
        let claims = crate::extract(&article, rules);
        Read { article, claims }
    }
}

/// What is published, as far as it concerns the new articles.
#[derive(Debug)]
pub struct Published<'a> {
    rules: &'a Rules,
    new: &'a [Read],
    archives: &'a [Archive],
    /// By key of the new articles: the loose articles that have it.
    holders: BTreeMap<String, Vec<usize>>,
    /// Articles that are not in an archive, or are there with the claims of other rules.
    loose: Vec<Read>,
    /// Articles of the archives that are passed over: place of the archive, number.
    skipped: BTreeSet<(usize, i64)>,
    reread: usize,
}

/// An article that has a key: of an archive (its place and the article's number there), or a loose one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Archived(usize, i64),
    Loose(usize),
}

/// Names the rules, and the program that applies them: claims that were read with others are read again.
pub fn fingerprint(rules: &Rules) -> String {
    let mut hash = Hash::default();
    hash.add(env!("CARGO_PKG_VERSION"));
    for pack in &rules.packs {
        hash.add(&pack.text);
    }
    hash.to_string()
}

impl<'a> Published<'a> {
    /// What the archives hold, ready to be searched for what concerns `new`.
    pub fn of(
        new: &'a [Read],
        archives: &'a [Archive],
        rules: &'a Rules,
    ) -> Result<Published<'a>, ArchiveError> {
        let keys = new.iter().flat_map(|read| keys(&read.claims, rules));
        let holders = keys.map(|key| (key, Vec::new())).collect();
        let (loose, skipped) = (Vec::new(), BTreeSet::new());
        let mut published = Published { rules, new, archives, holders, loose, skipped, reread: 0 };
        // The new articles' own earlier wordings are nobody's word against them.
        new.iter().try_for_each(|read| published.skip(&read.article))?;
        let with = fingerprint(rules);
        for (place, archive) in archives.iter().enumerate() {
            let mut outdated = archive.outdated(&with)?;
            outdated.retain(|number| published.skipped.insert((place, *number)));
            published.reread += outdated.len();
            for numbers in outdated.chunks(256) {
                let articles: Result<Vec<Article>, ArchiveError> =
                    numbers.iter().map(|number| archive.article(*number)).collect();
                let read: Vec<Read> =
                    articles?.into_par_iter().map(|article| Read::of(article, rules)).collect();
                for read in read {
                    published.keep(read);
                }
            }
        }
        Ok(published)
    }

    /// Takes in an article that is published outside of the archives; it takes the place of an archived wording,
    /// and is forgotten at once where it shares no key. Returns where it is kept.
    pub fn add(&mut self, read: Read) -> Result<Option<usize>, ArchiveError> {
        self.skip(&read.article)?;
        Ok(self.keep(read))
    }

    /// Forgets an article that stands no longer, by the place where it is kept.
    pub fn drop(&mut self, place: usize) {
        for holders in self.holders.values_mut() {
            holders.retain(|holder| *holder != place);
        }
    }

    /// How many archived articles had to be read again, since their claims were read with other rules.
    pub fn reread(&self) -> usize {
        self.reread
    }

    /// The published articles to compare the new ones with, in the order of their ids, none of which is that of
    /// a new article.
    pub fn related(mut self) -> Result<Vec<Read>, ArchiveError> {
        let mut chosen: BTreeSet<Holder> = BTreeSet::new();
        for read in self.new {
            chosen.extend(self.nearest(read)?);
        }
        let mut related = Vec::with_capacity(chosen.len());
        for holder in chosen {
            related.push(match holder {
                Holder::Archived(place, number) => {
                    let article = self.archives[place].article(number)?;
                    let claims = self.archives[place].claims(number, &article)?;
                    Read { article, claims }
                }
                Holder::Loose(at) => {
                    let empty = Read { article: Article::plain("", ""), claims: Vec::new() };
                    std::mem::replace(&mut self.loose[at], empty)
                }
            });
        }
        related.sort_by(|one, other| {
            (&one.article.id, &one.article.path).cmp(&(&other.article.id, &other.article.path))
        });
        let mut ids: BTreeSet<String> = self.new.iter().map(|read| read.article.id.clone()).collect();
        for read in &mut related {
            if !ids.insert(read.article.id.clone()) {
                let names = (2..).map(|count| format!("{}-{count}", read.article.id));
                read.article.id = names.into_iter().find(|id| !ids.contains(id)).unwrap_or_default();
                ids.insert(read.article.id.clone());
                rename_document(&mut read.claims, &read.article.id);
            }
        }
        Ok(related)
    }

    /// The articles to compare one new article with.
    fn nearest(&self, new: &Read) -> Result<BTreeSet<Holder>, ArchiveError> {
        let mut counted: Vec<(usize, String)> = Vec::new();
        for key in keys(&new.claims, self.rules) {
            let mut count = self.holders.get(&key).map_or(0, Vec::len);
            for archive in self.archives {
                count += archive.count(&key)?;
            }
            counted.push((count, key));
        }
        counted.sort();
        let today = archive::day(new.article.date);
        let mut chosen = BTreeSet::new();
        for (count, key) in counted {
            if chosen.len() >= MOST || count == 0 {
                continue;
            }
            let mut holders: Vec<(i64, Holder)> = Vec::new();
            for (place, archive) in self.archives.iter().enumerate() {
                let near = archive.found_by(&key, today, MOST_OF_A_KEY + self.skipped.len().min(MOST))?;
                let near = near.into_iter().map(|(number, day)| (day, Holder::Archived(place, number)));
                holders.extend(near.filter(|(_, holder)| !self.is_skipped(holder)));
            }
            for at in self.holders.get(&key).into_iter().flatten() {
                holders.push((archive::day(self.loose[*at].article.date), Holder::Loose(*at)));
            }
            if holders.len() > MOST_OF_A_KEY {
                let mut ranked: Vec<(i64, String, Holder)> = Vec::with_capacity(holders.len());
                for (day, holder) in holders {
                    ranked.push(((day - today).abs(), self.id(&holder)?, holder));
                }
                ranked.sort();
                ranked.truncate(MOST_OF_A_KEY);
                chosen.extend(ranked.into_iter().map(|(.., holder)| holder));
            } else {
                chosen.extend(holders.into_iter().map(|(_, holder)| holder));
            }
        }
        Ok(chosen)
    }

    fn id(&self, holder: &Holder) -> Result<String, ArchiveError> {
        match holder {
            Holder::Archived(place, number) => self.archives[*place].id(*number),
            Holder::Loose(at) => Ok(self.loose[*at].article.id.clone()),
        }
    }

    fn is_skipped(&self, holder: &Holder) -> bool {
        matches!(holder, Holder::Archived(place, number) if self.skipped.contains(&(*place, *number)))
    }

    fn keep(&mut self, read: Read) -> Option<usize> {
        let mut shares = false;
        for key in keys(&read.claims, self.rules) {
            if let Some(holders) = self.holders.get_mut(&key) {
                holders.push(self.loose.len());
                shares = true;
            }
        }
        shares.then(|| {
            self.loose.push(read);
            self.loose.len() - 1
        })
    }

    /// Passes over what the archives hold of this article.
    fn skip(&mut self, article: &Article) -> Result<(), ArchiveError> {
        for (place, archive) in self.archives.iter().enumerate() {
            if let Some(number) = archive.holds(article)? {
                self.skipped.insert((place, number));
            }
        }
        Ok(())
    }
}

/// The report on new articles: findings in which one of them takes part, and no more articles and claims than
/// these findings need.
pub fn report(new: &[Read], related: &[Read], rules: &Rules, near_misses: bool) -> Report {
    let all = || new.iter().chain(related);
    let claims: Vec<Claim> = all().flat_map(|read| read.claims.iter().cloned()).collect();
    let articles: Vec<Article> = all().map(|read| read.article.clone()).collect();
    let checked: BTreeSet<&str> = new.iter().map(|read| read.article.id.as_str()).collect();
    let ours: BTreeSet<&str> =
        new.iter().flat_map(|read| read.claims.iter().map(|claim| claim.id.as_str())).collect();
    let mut comparison = crate::compare::compare_with(&claims, rules, near_misses);
    comparison.discrepancies.retain(|found| {
        found.sides.iter().any(|side| side.claims.iter().any(|claim| ours.contains(claim.as_str())))
    });
    comparison.near_misses.retain(|miss| miss.claims.iter().any(|claim| ours.contains(claim.as_str())));
    let mut needed: BTreeSet<String> = comparison
        .discrepancies
        .iter()
        .flat_map(|found| found.sides.iter().flat_map(|side| side.claims.iter().cloned()))
        .collect();
    if near_misses {
        needed.extend(comparison.near_misses.iter().flat_map(|miss| miss.claims.iter().cloned()));
    }
    let mut report = Report::new(&articles, claims, comparison, near_misses);
    report
        .claims
        .retain(|claim| checked.contains(claim.document.as_str()) || needed.contains(claim.id.as_str()));
    let documents: BTreeSet<SmolStr> = report.claims.iter().map(|claim| claim.document.clone()).collect();
    for document in &mut report.documents {
        document.checked = checked.contains(document.id.as_str());
    }
    report.documents.retain(|document| document.checked || documents.contains(document.id.as_str()));
    report
}
