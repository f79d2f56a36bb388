//! The report in every format: a file per format, each a pure function of one result.

use serde::Serialize;

use crate::article::Article;
use crate::claim::Claim;
use crate::compare::{Comparison, Discrepancy, NearMiss};

/// All that a format shows: the articles, their claims and what contradicts what.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
pub struct Report {
    /// The articles read, in input order.
    pub documents: Vec<Document>,
    /// Every claim, in text order.
    pub claims: Vec<Claim>,
    /// Worst and weightiest first.
    pub discrepancies: Vec<Discrepancy>,
    /// What was compared and found to be about different things; only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_misses: Option<Vec<NearMiss>>,
}

/// An article, as the report names it.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
pub struct Document {
    /// The article's id.
    pub id: String,
    /// The outlet.
    pub source: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day of publication, ISO 8601.
    pub date: Option<String>,
    /// The file.
    pub path: Option<String>,
}

impl Report {
    /// Puts the report together.
    pub fn new(
        articles: &[Article],
        claims: Vec<Claim>,
        comparison: Comparison,
        near_misses: bool,
    ) -> Report {
        let documents = articles.iter().map(|article| Document {
            id: article.id.clone(),
            source: article.source.clone(),
            title: article.title.clone(),
            date: article.date.map(|date| date.to_string()),
            path: article.path.clone(),
        });
        Report {
            documents: documents.collect(),
            claims,
            discrepancies: comparison.discrepancies,
            near_misses: near_misses.then_some(comparison.near_misses),
        }
    }
}
