//! Decisions for others: as Markdown for a meeting, as CSV for a spreadsheet, as schema.org ClaimReview for the web.

use serde_json::{Value, json};

use crate::decision::{Decision, Decisions, Verdict};
use crate::report::csv::{cell, name};
use crate::report::markdown::escape;
use crate::report::tally::count;
use crate::report::{Finding, Index, Report, wording};

/// Findings with their decisions, in the report's order.
fn decided<'a>(report: &'a Report, decisions: &'a Decisions) -> Vec<(&'a Finding, &'a Decision)> {
    let with = |finding: &'a Finding| Some((finding, decisions.get(&finding.id)?));
    report.discrepancies.iter().filter_map(with).collect()
}

/// A list of what was decided.
pub(super) fn markdown(report: &Report, decisions: &Decisions) -> String {
    let decided = decided(report, decisions);
    let mut out = format!(
        "# Decisions\n\n{} of {} decided.\n",
        decided.len(),
        count(report.discrepancies.len(), "discrepancy")
    );
    for (verdict, heading) in
        [(Verdict::ToFix, "To fix"), (Verdict::Accepted, "Accepted"), (Verdict::Dismissed, "Dismissed")]
    {
        let own: Vec<_> = decided.iter().filter(|(_, decision)| decision.decision == verdict).collect();
        if own.is_empty() {
            continue;
        }
        out += &format!("\n## {heading}\n\n");
        for (finding, decision) in own {
            out += &format!("- **{}**: {}\n", escape(&finding.topic), escape(&finding.summary));
            if let Some(why) = &decision.why {
                out += &format!("  - {}\n", escape(why));
            }
            let by = [decision.who.as_deref().map(escape), decision.when.map(|day| day.to_string())];
            let mut by = by.into_iter().flatten().collect::<Vec<_>>().join(", ");
            if let Some(until) = decision.until {
                by += &format!(" (until {until})");
            }
            if !by.is_empty() {
                out += &format!("  - {}\n", by.trim());
            }
            let index = report.index();
            for claim in finding.sides.iter().flat_map(|side| index.claims(&side.claims)) {
                out += &format!("  - `{}`\n", wording::place(claim, &index).replace('`', "'"));
            }
        }
    }
    out
}

/// A row for each decided finding.
pub(super) fn csv(report: &Report, decisions: &Decisions) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let index = report.index();
    // Writing into memory cannot fail.
    let _ = writer.write_record([
        "id", "decision", "who", "when", "until", "why", "severity", "code", "topic", "summary", "places",
    ]);
    for (finding, decision) in decided(report, decisions) {
        let day = |day: Option<jiff::civil::Date>| day.map_or_else(String::new, |day| day.to_string());
        let places: Vec<String> = (finding.sides.iter().flat_map(|side| index.claims(&side.claims)))
            .map(|claim| wording::place(claim, &index))
            .collect();
        let _ = writer.write_record([
            cell(&finding.id),
            decision.decision.name().to_owned(),
            cell(decision.who.as_deref().unwrap_or("")),
            day(decision.when),
            day(decision.until),
            cell(decision.why.as_deref().unwrap_or("")),
            name(finding.severity),
            name(finding.code),
            cell(&finding.topic),
            cell(&finding.summary),
            cell(&places.join("; ")),
        ]);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// JSON-LD: one `ClaimReview` for each decided finding, its sides the claims that were reviewed.
pub(super) fn claim_review(report: &Report, decisions: &Decisions) -> String {
    let index = report.index();
    let reviews = decided(report, decisions).into_iter().map(|(finding, decision)| {
        let mut review = json!({
            "@type": "ClaimReview",
            "identifier": finding.id,
            "claimReviewed": format!("{}: {}", finding.topic, finding.summary),
            "itemReviewed": finding.sides.iter().map(|side| claim(finding, side, &index)).collect::<Vec<_>>(),
            "reviewRating": {"@type": "Rating", "alternateName": match decision.decision {
                Verdict::Accepted => "Contradictory, both stand",
                Verdict::Dismissed => "No contradiction",
                Verdict::ToFix => "Contradictory, to be corrected",
            }},
            "reviewAspect": finding.code,
        });
        let mut set = |key: &str, value: Option<Value>| {
            if let (Some(value), Value::Object(review)) = (value, &mut review) {
                review.insert(key.to_owned(), value);
            }
        };
        set("author", decision.who.as_ref().map(|who| json!({"@type": "Person", "name": who})));
        set("datePublished", decision.when.map(|day| day.to_string().into()));
        set("reviewBody", decision.why.clone().map(Value::from));
        set("expires", decision.until.map(|day| day.to_string().into()));
        review
    });
    let graph = json!({"@context": "https://schema.org", "@graph": reviews.collect::<Vec<_>>()});
    serde_json::to_string_pretty(&graph).unwrap_or_default() + "\n"
}

fn claim(finding: &Finding, side: &crate::compare::Side, index: &Index) -> Value {
    let appearances = index.claims(&side.claims).map(|claim| {
        let document = index.document(claim);
        let mut appearance = json!({
            "@type": "NewsArticle",
            "publisher": {"@type": "Organization", "name": index.outlet(claim)},
            "text": claim.text,
        });
        let title = document.and_then(|document| document.title.as_deref());
        let date = document.and_then(|document| document.date.as_deref());
        let url = document.and_then(|document| document.url.as_deref());
        for (key, value) in [("headline", title), ("datePublished", date), ("url", url)] {
            if let Some(value) = value {
                appearance[key] = value.into();
            }
        }
        appearance
    });
    let authors = index.claims(&side.claims).next().map(|claim| wording::voice(claim, index));
    json!({
        "@type": "Claim",
        "text": format!("{}: {}", finding.topic, side.position),
        "author": authors.map(|name| json!({"@type": "Thing", "name": name})),
        "appearance": appearances.collect::<Vec<_>>(),
    })
}
