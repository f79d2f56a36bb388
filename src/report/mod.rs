//! The report in every format: a file per format, each a pure function of one result.

pub mod csv;
pub mod explain;
pub mod figure;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod markdown;
pub mod sarif;
pub mod snippet;
pub mod table;
pub mod tally;
pub mod wording;

#[cfg(test)]
pub(crate) mod sample;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::article::Article;
use crate::claim::Claim;
use crate::compare::{Comparison, Discrepancy, NearMiss};

pub use tally::{FailOn, Tally};

/// All that a format shows: the articles, their claims and what contradicts what.
#[derive(Debug, Clone, Serialize, schemars::JsonSchema)]
pub struct Report {
    /// The articles read, in input order.
    pub documents: Vec<Document>,
    /// Every claim, in text order.
    pub claims: Vec<Claim>,
    /// Worst and weightiest first.
    pub discrepancies: Vec<Finding>,
    /// What somebody decided not to hear about again: counted, never hidden.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suppressed: Vec<Suppressed>,
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
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// An article that `check` was asked about: findings are anchored in it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub checked: bool,
}

/// A discrepancy with the sentence that sums it up.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Finding {
    /// What differs.
    #[serde(flatten)]
    pub discrepancy: Discrepancy,
    /// Ready to paste: "between nine (the Taliban) and more than 200 (Pakistan's military)".
    pub summary: String,
}

impl std::ops::Deref for Finding {
    type Target = Discrepancy;

    fn deref(&self) -> &Discrepancy {
        &self.discrepancy
    }
}

/// A finding that a decision, a comment in the text or the baseline takes out of the count.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Suppressed {
    /// What differs.
    #[serde(flatten)]
    pub finding: Finding,
    /// By what it was taken out.
    pub suppression: Suppression,
}

/// What takes a finding out of the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Suppression {
    /// Where that is written.
    pub by: SuppressedBy,
    /// Who decided, where known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Why, in the words of whoever decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// Where a suppression is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SuppressedBy {
    /// The decisions file.
    Decision,
    /// A comment in the article.
    Comment,
    /// The baseline.
    Baseline,
}

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// For the terminal
    Table,
    /// For notes and tickets
    Markdown,
    /// One self-contained page
    Html,
    /// The contract's JSON
    Json,
    /// For spreadsheets: a row for each claim of each side
    Csv,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// GitHub workflow commands
    Github,
    /// GitLab code quality
    Gitlab,
}

/// How the page it is written to looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// In columns.
    pub width: u16,
    /// Only on a terminal that wants it.
    pub colour: bool,
}

impl Default for Look {
    fn default() -> Look {
        Look { width: 80, colour: false }
    }
}

/// The report in a format; ends in a newline unless empty. Articles are wanted for the paragraphs of the page.
pub fn render(report: &Report, articles: &[Article], format: Format, look: Look) -> String {
    match format {
        Format::Table => table::render(report, look),
        Format::Markdown => markdown::render(report),
        Format::Html => html::render(report, articles),
        Format::Json => json::render(report),
        Format::Csv => csv::render(report),
        Format::Sarif => sarif::render(report),
        Format::Github => github::render(report),
        Format::Gitlab => gitlab::render(report),
    }
}

impl Report {
    /// Puts the report together.
    pub fn new(
        articles: &[Article],
        claims: Vec<Claim>,
        comparison: Comparison,
        near_misses: bool,
    ) -> Report {
        let documents = articles.iter().map(Document::of).collect();
        let mut report = Report {
            documents,
            claims,
            discrepancies: Vec::new(),
            suppressed: Vec::new(),
            near_misses: near_misses.then_some(comparison.near_misses),
        };
        report.discrepancies = report.findings(comparison.discrepancies);
        report
    }

    /// Sums discrepancies up, by the report's own claims.
    pub fn findings(&self, discrepancies: Vec<Discrepancy>) -> Vec<Finding> {
        let index = self.index();
        let finding = |discrepancy| Finding { summary: wording::summary(&discrepancy, &index), discrepancy };
        discrepancies.into_iter().map(finding).collect()
    }

    /// Takes findings out of the count: those for which `judge` gives a reason.
    pub fn suppress(&mut self, judge: impl Fn(&Finding) -> Option<Suppression>) {
        for finding in std::mem::take(&mut self.discrepancies) {
            match judge(&finding) {
                Some(suppression) => self.suppressed.push(Suppressed { finding, suppression }),
                None => self.discrepancies.push(finding),
            }
        }
    }

    /// Claims and articles by their ids.
    pub fn index(&self) -> Index<'_> {
        Index {
            claims: self.claims.iter().map(|claim| (claim.id.as_str(), claim)).collect(),
            documents: self.documents.iter().map(|document| (document.id.as_str(), document)).collect(),
        }
    }
}

impl Document {
    /// The article's metadata.
    pub fn of(article: &Article) -> Document {
        Document {
            id: article.id.clone(),
            source: article.source.clone(),
            title: article.title.clone(),
            date: article.date.map(|date| date.to_string()),
            path: article.path.clone(),
            url: article.url.clone(),
            checked: false,
        }
    }
}

/// Claims and articles by their ids.
#[derive(Debug)]
pub struct Index<'a> {
    claims: FxHashMap<&'a str, &'a Claim>,
    documents: FxHashMap<&'a str, &'a Document>,
}

impl<'a> Index<'a> {
    /// The claim of this id.
    pub fn claim(&self, id: &str) -> Option<&'a Claim> {
        self.claims.get(id).copied()
    }

    /// The claims of these ids, those unknown left out.
    pub fn claims<'i>(&self, ids: &'i [String]) -> impl Iterator<Item = &'a Claim> + use<'_, 'i, 'a> {
        ids.iter().filter_map(|id| self.claim(id))
    }

    /// The article that the claim stands in.
    pub fn document(&self, claim: &Claim) -> Option<&'a Document> {
        self.documents.get(claim.document.as_str()).copied()
    }

    /// The outlet: as the article names it, else the article's id.
    pub fn outlet<'c>(&self, claim: &'c Claim) -> &'c str {
        claim.source.as_deref().unwrap_or(&claim.document)
    }

    /// The file of the claim as the user named it; the article's id where it came from no file.
    pub fn path<'c>(&self, claim: &'c Claim) -> &'c str
    where
        'a: 'c,
    {
        self.document(claim).and_then(|document| document.path.as_deref()).unwrap_or(&claim.document)
    }

    /// The claim on whose line a finding is put: of an article under check, where there is one.
    pub fn anchor(&self, discrepancy: &Discrepancy) -> Option<&'a Claim> {
        let claims = || discrepancy.sides.iter().flat_map(|side| self.claims(&side.claims));
        let checked = |claim: &&Claim| self.document(claim).is_some_and(|document| document.checked);
        claims().find(checked).or_else(|| claims().next())
    }
}
