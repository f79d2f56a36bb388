//! Literate cases: `fixtures/cases/*.md`, each heading a case of articles and the report they must give.
//!
//! A case is a `## heading`, any prose, blocks ```` ```article NAME [DATE] ```` with the text (a first line `# …` is its headline), and one block
//! ```` ```report ```` with a line for each discrepancy (`code severity: side | side`) or `(nothing)`.
//! `CASES=overwrite cargo test --test cases` writes the reports that the program gives; read the diff.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use gainsay::article::{Article, Role, Section};
use gainsay::compare::{Side, compare};
use gainsay::rules::Rules;
use gainsay::span::Span;
use libtest_mimic::{Arguments, Failed, Trial};

/// One case of a file.
struct Case {
    name: String,
    articles: Vec<Article>,
    report: String,
}

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/cases");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "md"));
    files.sort();
    let rules: &'static Rules = Box::leak(Box::new(Rules::embedded().expect("sound rules")));
    let mut trials = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a readable file");
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let overwrite = std::env::var("CASES").is_ok_and(|value| value == "overwrite");
        if overwrite {
            std::fs::write(&file, rewritten(&text, rules)).expect("a writable file");
        }
        for case in cases(&text) {
            let name = format!("{stem}: {}", case.name);
            trials.push(Trial::test(name, move || check(&case, rules)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn check(case: &Case, rules: &Rules) -> Result<(), Failed> {
    let given = report(&case.articles, rules);
    if given.trim() == case.report.trim() {
        return Ok(());
    }
    Err(format!("expected\n{}\ngiven\n{given}", case.report).into())
}

/// One line for each discrepancy.
fn report(articles: &[Article], rules: &Rules) -> String {
    let claims = gainsay::extract_all(articles, rules);
    let comparison = compare(&claims, rules);
    let mut out = String::new();
    for one in &comparison.discrepancies {
        let side = |side: &Side| match side.reprints.as_slice() {
            [] => side.position.clone(),
            reprints => format!("{} (reprinted by {})", side.position, reprints.join(", ")),
        };
        let sides: Vec<String> = one.sides.iter().map(side).collect();
        let dispute = if one.reported_dispute { " dispute" } else { "" };
        let severity = format!("{:?}", one.severity).to_lowercase();
        let _ = writeln!(out, "{} {severity}{dispute}: {}", one.code.name(), sides.join(" | "));
    }
    if out.is_empty() { "(nothing)\n".to_owned() } else { out }
}

fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<(String, String)> = None;
    for line in text.lines() {
        if let Some((kind, body)) = &mut block {
            if line.trim() == "```" {
                if let Some(case) = cases.last_mut() {
                    match kind.strip_prefix("article ") {
                        Some(head) => case.articles.push(article(head, body)),
                        None if kind == "report" => case.report = body.clone(),
                        None => {}
                    }
                }
                block = None;
            } else {
                body.push_str(line);
                body.push('\n');
            }
        } else if let Some(kind) = line.trim().strip_prefix("```") {
            block = Some((kind.trim().to_owned(), String::new()));
        } else if let Some(name) = line.strip_prefix("## ") {
            cases.push(Case { name: name.to_owned(), articles: Vec::new(), report: String::new() });
        }
    }
    cases
}

fn article(head: &str, body: &str) -> Article {
    let mut words = head.split_whitespace();
    let id = words.next().unwrap_or("article");
    let mut article = Article::plain(id, body);
    // "# Minister took bribes": a headline.
    if let Some(rest) = body.strip_prefix("# ") {
        let end = rest.find('\n').unwrap_or(rest.len());
        rest.clone_into(&mut article.text);
        article.sections.push(Section { span: Span::new(0, end), role: Role::Headline });
    }
    article.date = words.next().and_then(|date| date.parse().ok());
    article
}

/// The file with every report as the program gives it.
fn rewritten(text: &str, rules: &Rules) -> String {
    let mut reports = cases(text).into_iter().map(|case| report(&case.articles, rules));
    let mut out = String::new();
    let mut skipping = false;
    for line in text.lines() {
        if skipping && line.trim() != "```" {
            continue;
        }
        skipping = false;
        out.push_str(line);
        out.push('\n');
        if line.trim() == "```report" {
            out.push_str(&reports.next().unwrap_or_default());
            skipping = true;
        }
    }
    out
}
