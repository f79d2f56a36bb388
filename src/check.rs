//! What new articles contradict: in themselves, in each other, and in what is already published.
//!
//! Of the published articles only those that share a topic key with a new one are set beside it, so that the
//! size of an archive hardly matters. A folder and an archive of the same articles are searched in the same
//! way and give the same findings.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive::{Archive, ArchiveError};
use crate::article::Article;
use crate::claim::{Claim, rename_document};
use crate::compare::keys;
use crate::hash::Hash;
use crate::report::Report;
use crate::rules::Rules;

/// So many published articles are set beside the new ones: those that share most with them. Only a name that
/// the whole archive is full of has more, and then the rest shares nothing but that name.
pub const MOST: usize = 1_000;

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
    /// The keys of the new articles, sorted.
    keys: Vec<String>,
    /// By key: the articles that have it.
    holders: Vec<Vec<Holder>>,
    /// Articles that are not in an archive, or are there with the claims of other rules.
    loose: Vec<Read>,
    archives: &'a [Archive],
    /// Articles of the archives that are passed over: place of the archive, number.
    skipped: BTreeSet<(usize, i64)>,
    /// How many articles were looked at.
    seen: usize,
}

/// An article that has a key: of an archive (its place and the article's number there), or a loose one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Archived(usize, i64),
    Loose(usize),
}

/// The published articles to compare with.
#[derive(Debug, Default)]
pub struct Related {
    /// In order of their ids, none of which is that of a new article.
    pub articles: Vec<Read>,
    /// How many more share a key, but less than those that were taken.
    pub left_out: usize,
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
    /// Looks for what concerns `new` in the archives.
    pub fn search(
        new: &[Read],
        archives: &'a [Archive],
        rules: &'a Rules,
    ) -> Result<Published<'a>, ArchiveError> {
        let keys: BTreeSet<String> = new.iter().flat_map(|read| keys(&read.claims, rules)).collect();
        let keys: Vec<String> = keys.into_iter().collect();
        let holders = vec![Vec::new(); keys.len()];
        let skipped = BTreeSet::new();
        let mut published = Published { rules, keys, holders, loose: Vec::new(), archives, skipped, seen: 0 };
        let with = fingerprint(rules);
        for archive in archives {
            published.seen += archive.len()?;
        }
        // The new articles' own earlier wordings are nobody's word against them.
        new.iter().try_for_each(|read| published.skip(&read.article))?;
        for (place, archive) in archives.iter().enumerate() {
            let mut outdated = archive.outdated(&with)?;
            outdated.retain(|number| published.skipped.insert((place, *number)));
            published.seen -= outdated.len();
            for numbers in outdated.chunks(256) {
                let articles: Result<Vec<Article>, ArchiveError> =
                    numbers.iter().map(|number| archive.article(*number)).collect();
                let read: Vec<Read> =
                    articles?.into_par_iter().map(|article| Read::of(article, rules)).collect();
                read.into_iter().for_each(|read| published.keep(read));
            }
            for (at, key) in published.keys.iter().enumerate() {
                let numbers = archive.found_by(key)?;
                published.holders[at]
                    .extend(numbers.into_iter().map(|number| Holder::Archived(place, number)));
            }
        }
        Ok(published)
    }

    /// Takes in an article that is published outside of the archives; it takes the place of an archived wording,
    /// and is forgotten at once where it shares no key.
    pub fn add(&mut self, read: Read) -> Result<(), ArchiveError> {
        self.skip(&read.article)?;
        self.keep(read);
        Ok(())
    }

    fn keep(&mut self, read: Read) {
        self.seen += 1;
        let mut shares = false;
        for key in keys(&read.claims, self.rules) {
            if let Ok(at) = self.keys.binary_search(&key) {
                self.holders[at].push(Holder::Loose(self.loose.len()));
                shares = true;
            }
        }
        if shares {
            self.loose.push(read);
        }
    }

    /// Passes over what the archives hold of this article.
    fn skip(&mut self, article: &Article) -> Result<(), ArchiveError> {
        for (place, archive) in self.archives.iter().enumerate() {
            if let Some(number) = archive.holds(article)?
                && self.skipped.insert((place, number))
            {
                self.seen = self.seen.saturating_sub(1);
            }
        }
        Ok(())
    }

    /// The articles to compare with.
    pub fn related(mut self, new: &[Read]) -> Result<Related, ArchiveError> {
        let mut weights: BTreeMap<Holder, f64> = BTreeMap::new();
        for holders in &mut self.holders {
            holders.retain(|holder| match holder {
                Holder::Archived(place, number) => !self.skipped.contains(&(*place, *number)),
                Holder::Loose(_) => true,
            });
            let rarity = ((1 + self.seen) as f64 / (1 + holders.len()) as f64).ln() + 0.01;
            holders.iter().for_each(|holder| *weights.entry(*holder).or_default() += rarity);
        }
        let mut ranked: Vec<(f64, i32, String, Holder)> = Vec::with_capacity(weights.len());
        for (holder, weight) in weights {
            let (id, date) = match holder {
                Holder::Archived(place, number) => self.archives[place].label(number)?,
                Holder::Loose(at) => (self.loose[at].article.id.clone(), self.loose[at].article.date),
            };
            ranked.push((weight, distance(date, new), id, holder));
        }
        ranked.sort_by(|one, other| {
            other.0.total_cmp(&one.0).then_with(|| (one.1, &one.2).cmp(&(other.1, &other.2)))
        });
        let left_out = ranked.len().saturating_sub(MOST);
        ranked.truncate(MOST);
        let mut articles = Vec::with_capacity(ranked.len());
        for (.., holder) in ranked {
            articles.push(match holder {
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
        articles.sort_by(|one, other| {
            (&one.article.id, &one.article.path).cmp(&(&other.article.id, &other.article.path))
        });
        let mut ids: BTreeSet<String> = new.iter().map(|read| read.article.id.clone()).collect();
        for read in &mut articles {
            if !ids.insert(read.article.id.clone()) {
                let name =
                    (2..).map(|count| format!("{}-{count}", read.article.id)).find(|id| !ids.contains(id));
                read.article.id = name.unwrap_or_default();
                ids.insert(read.article.id.clone());
                rename_document(&mut read.claims, &read.article.id);
            }
        }
        Ok(Related { articles, left_out })
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
    let mut comparison = crate::compare::compare(&claims, rules);
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
    report.claims.retain(|claim| checked.contains(claim.document.as_str()) || needed.contains(&claim.id));
    let documents: BTreeSet<String> = report.claims.iter().map(|claim| claim.document.clone()).collect();
    for document in &mut report.documents {
        document.checked = checked.contains(document.id.as_str());
    }
    report.documents.retain(|document| document.checked || documents.contains(&document.id));
    report
}

/// Days from the nearest new article; an article without a date is far away.
fn distance(date: Option<Date>, new: &[Read]) -> i32 {
    let days = |other: Date| date.map(|date| (other - date).get_days().abs());
    new.iter().filter_map(|read| read.article.date.and_then(days)).min().unwrap_or(i32::MAX)
}
