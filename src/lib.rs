//! gainsay reads news articles and tells an editor where they contradict each other, and why.
//!
//! ```text
//! bytes ─article─▶ Article ─annotate─▶ Annotations ─claim─▶ Claims
//! Claims of all articles ─compare─▶ Discrepancies ─report─▶ table, HTML, SARIF, …
//! ```
//!
//! Each arrow is one function between named types. Up to claims everything is a pure function of
//! one article and the rules; only [`compare`] sees several articles.

pub mod annotate;
pub mod archive;
pub mod article;
pub mod check;
pub mod claim;
pub mod cli;
pub mod compare;
pub mod config;
pub mod decision;
pub mod examples;
pub mod file;
pub mod hash;
pub mod json;
pub mod piece;
pub mod report;
#[cfg(feature = "review")]
pub mod review;
pub mod rules;
pub mod schema;
pub mod span;
pub mod value;

use rayon::prelude::*;

use article::Article;
use claim::Claim;
use rules::Rules;

/// Every claim of one article, in text order.
pub fn extract(article: &Article, rules: &Rules) -> Vec<Claim> {
    claim::extract(&annotate::annotate(article, rules), rules)
}

/// Every claim of every article, in the order of the articles; articles are read in parallel.
pub fn extract_all(articles: &[Article], rules: &Rules) -> Vec<Claim> {
    let claims: Vec<Vec<Claim>> = articles.par_iter().map(|article| extract(article, rules)).collect();
    claims.into_iter().flatten().collect()
}
