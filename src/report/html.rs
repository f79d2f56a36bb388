//! The page that people look at: one file that needs nothing else, opens from e-mail and prints.
//!
//! The template's context is the report's own JSON, with the paragraph around each claim and the pictures added.
//! `review` renders the same template with its forms in it.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Value};
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::csv::name;
use super::{Document, Finding, Index, NearMiss, Report, Suppression, Tally, explain, figure, wording};
use crate::article::Article;
use crate::claim::Claim;
use crate::compare::{Code, Severity, Standing};
use crate::span::Span;

/// Templates and styles.
const PAGE: &str = include_str!("page.html");
const FINDING: &str = include_str!("finding.html");
/// The page's look; `review` serves it as a file.
pub const STYLE: &str = include_str!("style.css");

/// A longer paragraph is cut to the claim's line, then around the claim.
const PARAGRAPH: usize = 900;

/// The report as one HTML file.
pub fn render(report: &Report, articles: &[Article]) -> String {
    let page = Value::from(Serde(Page::of(report, articles)));
    // The template is part of the program and every article's text a plain value in it; that it renders is tested.
    environment()
        .get_template("page.html")
        .and_then(|template| template.render(minijinja::context! { page, style => STYLE }))
        .unwrap_or_else(|error| format!("<!doctype html><title>gainsay</title><p>{error:#}"))
}

/// The templates by their names; everything put into them is escaped.
pub fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.add_filter("plain", |text: &str| wording::clean(text));
    environment.add_filter("address", |text: &str| super::sarif::uri(text));
    // Parsing templates that are part of the program: held by the tests.
    let _ = environment.add_template("page.html", PAGE);
    let _ = environment.add_template("finding.html", FINDING);
    environment
}

/// What the template shows.
#[derive(Debug, Clone, Serialize)]
pub struct Page {
    /// The articles.
    pub documents: Vec<Document>,
    /// The closing line of the report.
    pub tally: String,
    /// Findings by severity, worst first; severities without any are left out.
    pub groups: Vec<Group>,
    /// What was decided on, commented away or known before.
    pub suppressed: Vec<Silenced>,
    /// Compared, and about different things.
    pub near_misses: Option<Vec<Miss>>,
    /// The pages of the codes that occur.
    pub codes: Vec<CodePage>,
    /// The program's version.
    pub version: &'static str,
}

/// Findings of one severity.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// `error`, `warning`, `note`.
    pub severity: Severity,
    /// In the report's order.
    pub findings: Vec<Shown>,
    /// All of them are hidden.
    pub hidden: bool,
}

/// A finding as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// As in the report's JSON.
    #[serde(flatten)]
    pub finding: Finding,
    /// 1-based, over the whole page.
    pub number: usize,
    /// What the code means, in a few words.
    pub title: &'static str,
    /// Pictures: SVG made by [`figure`], safe to print as it is.
    pub figures: Vec<Value>,
    /// In the report's order.
    pub shown_sides: Vec<ShownSide>,
    /// The outlets, for searching and filtering.
    pub outlets: Vec<String>,
    /// Filtered out of sight.
    pub hidden: bool,
}

/// A side with its passages.
#[derive(Debug, Clone, Serialize)]
pub struct ShownSide {
    /// 1 to 5, then again from 1: colour and shape.
    pub style: usize,
    /// In the words of the page.
    pub position: String,
    /// Does it still hold?
    pub standing: Standing,
    /// "1 source, reprinted by Market Monitor", where there are reprints.
    pub witnesses: Option<String>,
    /// Where it is said.
    pub passages: Vec<Passage>,
}

/// A paragraph with the claims of one side marked in it.
#[derive(Debug, Clone, Serialize)]
pub struct Passage {
    /// Who says so, without repeats.
    pub who: Vec<String>,
    /// The article's id.
    pub document: String,
    /// The article's headline.
    pub title: Option<String>,
    /// Where it was published; only `http` and `https`.
    pub url: Option<String>,
    /// "border-clash/reuters.md:12".
    pub place: String,
    /// The paragraph's text, in order.
    pub pieces: Vec<Piece>,
}

/// A stretch of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// Is it a claim's?
    pub marked: bool,
}

/// A finding that does not count.
#[derive(Debug, Clone, Serialize)]
pub struct Silenced {
    /// What it is.
    #[serde(flatten)]
    pub finding: Finding,
    /// By what.
    pub suppression: Suppression,
}

/// A near miss with its words.
#[derive(Debug, Clone, Serialize)]
pub struct Miss {
    /// As in the report's JSON.
    #[serde(flatten)]
    pub miss: NearMiss,
    /// What the two claims say, and where.
    pub quotes: Vec<(String, String)>,
}

/// What a code means.
#[derive(Debug, Clone, Serialize)]
pub struct CodePage {
    /// The code.
    pub code: Code,
    /// In a few words.
    pub title: &'static str,
    /// In a paragraph.
    pub summary: String,
}

impl Page {
    /// The page of a report; without its article a claim is shown in its sentence alone.
    pub fn of(report: &Report, articles: &[Article]) -> Page {
        let index = report.index();
        let texts: FxHashMap<&str, &Article> =
            articles.iter().map(|article| (article.id.as_str(), article)).collect();
        let mut groups: Vec<Group> = Vec::new();
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let findings: Vec<Shown> = (report.discrepancies.iter().enumerate())
                .filter(|(_, finding)| finding.severity == severity)
                .map(|(at, finding)| shown(finding, at + 1, &index, &texts))
                .collect();
            if !findings.is_empty() {
                groups.push(Group { severity, findings, hidden: false });
            }
        }
        // Numbers run down the page.
        let all = groups.iter_mut().flat_map(|group| &mut group.findings);
        all.enumerate().for_each(|(at, shown)| shown.number = at + 1);
        let occurs = |code: &&Code| report.discrepancies.iter().any(|finding| finding.code == **code);
        let miss = |miss: &NearMiss| Miss {
            miss: miss.clone(),
            quotes: (index.claims(&miss.claims))
                .map(|claim| (wording::quote(claim, 160), wording::place(claim, &index)))
                .collect(),
        };
        Page {
            documents: report.documents.clone(),
            tally: Tally::of(report).sentence(),
            groups,
            suppressed: (report.suppressed.iter())
                .map(|one| Silenced { finding: one.finding.clone(), suppression: one.suppression.clone() })
                .collect(),
            near_misses: report.near_misses.as_ref().map(|misses| misses.iter().map(miss).collect()),
            codes: (Code::ALL.iter().filter(occurs))
                .map(|&code| CodePage { code, title: explain::title(code), summary: explain::summary(code) })
                .collect(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

fn shown(finding: &Finding, number: usize, index: &Index, texts: &FxHashMap<&str, &Article>) -> Shown {
    let sides = finding.sides.iter().enumerate().map(|(at, side)| ShownSide {
        style: at % 5 + 1,
        position: wording::clean(&side.position),
        standing: side.standing,
        witnesses: wording::witnesses(side, index),
        passages: passages(index.claims(&side.claims), index, texts),
    });
    let mut outlets: Vec<String> = (finding.sides.iter().flat_map(|side| index.claims(&side.claims)))
        .map(|claim| wording::clean(index.outlet(claim)))
        .collect();
    outlets.sort();
    outlets.dedup();
    Shown {
        finding: finding.clone(),
        number,
        title: explain::title(finding.code),
        figures: (figure::figures(finding, index, &format!("figure-{number}")).into_iter())
            .map(Value::from_safe_string)
            .collect(),
        shown_sides: sides.collect(),
        outlets,
        hidden: false,
    }
}

/// The claims' paragraphs; claims of one paragraph are marked in it together.
fn passages<'a>(
    claims: impl Iterator<Item = &'a Claim>,
    index: &Index,
    texts: &FxHashMap<&str, &Article>,
) -> Vec<Passage> {
    let mut passages: Vec<(&str, Span, Passage, Vec<Span>)> = Vec::new();
    for claim in claims {
        let article = texts.get(claim.document.as_str());
        let paragraph = article.map_or(claim.sentence, |article| paragraph(&article.text, claim));
        let known = passages.iter().position(|one| one.0 == claim.document && one.1 == paragraph);
        let at = known.unwrap_or(passages.len());
        if known.is_none() {
            let document = index.document(claim);
            let url = document.and_then(|document| document.url.clone());
            let passage = Passage {
                who: Vec::new(),
                document: claim.document.to_string(),
                title: document.and_then(|document| document.title.as_deref()).map(wording::clean),
                // An article's metadata must not smuggle in "javascript:".
                url: url.filter(|url| url.starts_with("https://") || url.starts_with("http://")),
                place: wording::place(claim, index),
                pieces: Vec::new(),
            };
            passages.push((&claim.document, paragraph, passage, Vec::new()));
        }
        let who = wording::who(claim, index);
        let (_, _, passage, marks) = &mut passages[at];
        if !passage.who.contains(&who) {
            passage.who.push(who);
        }
        marks.push(claim.span);
        if article.is_none() {
            let (before, words, after) = wording::parts(claim);
            let piece = |text: &str, marked| Piece { text: text.to_owned(), marked };
            passage.pieces = vec![piece(before, false), piece(words, true), piece(after, false)];
        }
    }
    let finish = |(document, paragraph, mut passage, marks): (&str, Span, Passage, Vec<Span>)| {
        if let Some(article) = texts.get(document) {
            passage.pieces = pieces(&article.text, paragraph, marks);
        }
        passage
    };
    passages.into_iter().map(finish).collect()
}

/// A text cut at the ends of the marks; marks that overlap become one.
pub fn pieces(text: &str, whole: Span, mut marks: Vec<Span>) -> Vec<Piece> {
    marks.sort_unstable();
    let mut pieces = Vec::new();
    let mut at = whole.start;
    let mut push = |span: Span, marked| {
        if !span.is_empty() {
            pieces.push(Piece { text: span.of(text).to_owned(), marked });
        }
    };
    for mark in marks {
        let (start, end) = (mark.start.max(at), mark.end.min(whole.end));
        if start < end {
            push(Span::new(at, start), false);
            push(Span::new(start, end), true);
            at = end;
        }
    }
    push(Span::new(at, whole.end), false);
    pieces
}

/// The paragraph around a claim: up to blank lines; where that is long, the claim's own line; where that is long
/// too, its sentence.
fn paragraph(text: &str, claim: &Claim) -> Span {
    let sentence = claim.sentence.cover(claim.span);
    let (Some(before), Some(after)) = (text.get(..sentence.start), text.get(sentence.end..)) else {
        return sentence;
    };
    let up_to = |gap: &str| {
        let start = before.rfind(gap).map_or(0, |at| at + gap.len());
        let end = after.find(gap).map_or(text.len(), |at| sentence.end + at);
        let span = Span::new(start, end);
        let words = span.of(text);
        let start = start + words.len() - words.trim_start().len();
        Span::new(start, start + words.trim().len()).cover(sentence)
    };
    ["\n\n", "\n"].into_iter().map(up_to).find(|span| span.len() <= PARAGRAPH).unwrap_or(sentence)
}

/// The name of an enum's value, for the templates' callers.
pub fn word(value: impl Serialize) -> String {
    name(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    fn page() -> String {
        render(&sample::border_clash(), &sample::articles())
    }

    #[test]
    fn holds_all_of_the_report() {
        let page = page();
        assert!(page.starts_with("<!doctype html>"), "{page}");
        for words in [
            "Example Khan killed, October 2025",
            "between nine (the Taliban) and more than 200 (Pakistan&#x27;s military)",
            "<mark>killed more than 200 Taliban fighters</mark>",
            "border-clash&#x2f;reuters.md:3",
            "reported dispute",
            "superseded",
            "<svg",
        ] {
            assert!(page.contains(words), "{words} not in {page}");
        }
    }

    #[test]
    fn an_article_cannot_bring_markup_in() {
        let mut report = sample::border_clash();
        let hostile = "\"><script>alert(1)</script><img src=x onerror=alert(2)>";
        for document in &mut report.documents {
            document.title = Some(hostile.into());
            document.source = Some(hostile.into());
            document.path = Some(hostile.into());
            document.url = Some("javascript:alert(3)".to_owned());
        }
        for claim in &mut report.claims {
            claim.source = Some(hostile.into());
            claim.attribution.iter_mut().for_each(|link| link.source = Some(hostile.into()));
        }
        for finding in &mut report.discrepancies {
            finding.discrepancy.topic = hostile.to_owned();
            finding.discrepancy.explanation = hostile.to_owned();
            finding.discrepancy.id = hostile.to_owned();
            finding.discrepancy.rule = hostile.to_owned();
            finding.summary = hostile.to_owned();
            finding.discrepancy.sides.iter_mut().for_each(|side| side.position = hostile.to_owned());
        }
        let page = render(&report, &sample::articles());
        assert!(
            !page.contains("<script") && !page.contains("<img") && !page.contains("javascript:"),
            "{page}"
        );
    }

    #[test]
    fn needs_nothing_from_elsewhere() {
        let page = page();
        for words in ["src=", "@import", "url(http", "<link", "<script"] {
            assert!(!page.contains(words), "{words}");
        }
    }

    #[test]
    fn every_reference_has_its_target_and_every_id_is_unique() {
        let page = page();
        let all = |before: &str| -> Vec<String> {
            page.split(before).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
        };
        let mut ids = all(" id=\"");
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count, "{ids:?}");
        let labels = all("aria-labelledby=\"");
        let labels = labels.iter().flat_map(|label| label.split(' '));
        for target in all("href=\"#").iter().map(String::as_str).chain(labels) {
            assert!(ids.iter().any(|id| id == target), "#{target}");
        }
    }

    #[test]
    fn paragraphs_end_at_blank_lines() {
        let report = sample::border_clash();
        let articles = sample::articles();
        let shown = |at: usize| paragraph(&articles[0].text, &report.claims[at]).of(&articles[0].text);
        assert!(shown(0).starts_with("Pakistan's military said") && shown(0).ends_with("on Thursday."));
    }

    #[test]
    fn marks_that_overlap_become_one() {
        let spans = [Span::new(6, 9), Span::new(2, 4), Span::new(8, 12)];
        let pieces = pieces("abcdefghijklmnop", Span::new(1, 14), spans.to_vec());
        let shown: Vec<String> = (pieces.iter())
            .map(|piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text.clone() })
            .collect();
        assert_eq!(shown.concat(), "b[cd]ef[ghi][jkl]mn");
    }
}
