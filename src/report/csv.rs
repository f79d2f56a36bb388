//! For spreadsheets: a row for each claim of each side.

use super::{Report, wording};
use crate::compare::Discrepancy;

const HEADER: [&str; 22] = [
    "id",
    "severity",
    "code",
    "scope",
    "reported_dispute",
    "topic",
    "position",
    "standing",
    "outlet",
    "speaker",
    "certainty",
    "words",
    "document",
    "path",
    "line",
    "column",
    "date",
    "explanation",
    "rule",
    "suppressed",
    "sources",
    "reprint",
];

/// The report as CSV (RFC 4180), with a header.
pub fn render(report: &Report) -> String {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::Any(b'\n')).from_writer(Vec::new());
    let index = report.index();
    let mut row = |discrepancy: &Discrepancy, suppressed: &str| {
        for side in &discrepancy.sides {
            for claim in index.claims(&side.claims) {
                let document = index.document(claim);
                // Writing into memory cannot fail.
                let _ = writer.write_record([
                    &discrepancy.id,
                    &name(discrepancy.severity),
                    &name(discrepancy.code),
                    &name(discrepancy.scope),
                    &discrepancy.reported_dispute.to_string(),
                    &cell(&discrepancy.topic),
                    &cell(&side.position),
                    &name(side.standing),
                    &cell(index.outlet(claim)),
                    &cell(&wording::voice(claim, &index)),
                    &name(claim.certainty),
                    &cell(&claim.text),
                    &cell(&claim.document),
                    &cell(document.and_then(|document| document.path.as_deref()).unwrap_or("")),
                    &claim.line.to_string(),
                    &claim.column.to_string(),
                    document.and_then(|document| document.date.as_deref()).unwrap_or(""),
                    &cell(&discrepancy.explanation),
                    &discrepancy.rule,
                    suppressed,
                    &side.sources.to_string(),
                    &wording::is_reprint(side, claim).to_string(),
                ]);
            }
        }
    };
    for finding in &report.discrepancies {
        row(finding, "");
    }
    for suppressed in &report.suppressed {
        row(&suppressed.finding, &name(suppressed.suppression.by));
    }
    let rows = writer.into_inner().unwrap_or_default();
    HEADER.join(",") + "\n" + &String::from_utf8(rows).unwrap_or_default()
}

/// Text for a cell. A spreadsheet runs what begins like a formula, so "=HYPERLINK(…)" in an article
/// gets an apostrophe before it.
pub fn cell(text: &str) -> String {
    let text = wording::clean(text);
    if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text }
}

/// An enum's name in JSON.
pub fn name(value: impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_row_for_each_claim() {
        let text = render(&sample::border_clash());
        let rows: Vec<csv::StringRecord> =
            csv::Reader::from_reader(text.as_bytes()).records().collect::<Result<_, _>>().unwrap();
        let shown =
            rows.iter().map(|row| [&row[1], &row[2], &row[6], &row[8], &row[9], &row[14]].join(" | "));
        insta::assert_snapshot!(shown.collect::<Vec<_>>().join("\n"), @r#"
        error | certainty | killed | Reuters | Reuters | 3
        error | certainty | possibly killed | Khaama Press | Khaama Press | 1
        error | certainty | not killed | Khaama Press | Afghan Government | 1
        warning | quantity | more than 200 | Reuters | Pakistan's military | 3
        warning | quantity | nine | Reuters | the Taliban | 3
        note | calendar | Wednesday | Khaama Press | Khaama Press | 3
        note | calendar | October 16, 2025, a Thursday | Khaama Press | Khaama Press | 3
        "#);
    }

    #[test]
    fn an_article_cannot_smuggle_a_formula_in() {
        assert_eq!(cell("=HYPERLINK(\"http://example.org\")"), "'=HYPERLINK(\"http://example.org\")");
        assert_eq!(cell("more than 200"), "more than 200");
    }
}
