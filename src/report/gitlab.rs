//! GitLab code quality: one flat list.

use serde_json::{Value, json};

use super::{Report, wording};
use crate::compare::Severity;

/// The report for `artifacts: reports: codequality`.
pub fn render(report: &Report) -> String {
    let index = report.index();
    let issues = report.discrepancies.iter().filter_map(|finding| {
        let claim = index.anchor(finding)?;
        let mut description = format!("{}: {}. {}", finding.topic, finding.summary, finding.explanation);
        for side in &finding.sides {
            if let Some(witnesses) = wording::witnesses(side, &index) {
                description += &format!(" {}: {witnesses}.", wording::clean(&side.position));
            }
        }
        Some(json!({
            "description": description,
            "check_name": finding.code,
            "fingerprint": finding.id,
            "severity": match finding.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note => "info",
            },
            "location": {"path": index.path(claim).trim_start_matches("./"), "lines": {"begin": claim.line}},
        }))
    });
    let issues: Vec<Value> = issues.collect();
    serde_json::to_string_pretty(&issues).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn the_fields_that_gitlab_asks_for() {
        let issues: Vec<Value> = serde_json::from_str(&render(&sample::border_clash())).unwrap();
        assert_eq!(issues.len(), 3);
        for issue in &issues {
            assert!(issue["description"].is_string() && issue["check_name"].is_string());
            assert!(issue["fingerprint"].as_str().is_some_and(|it| !it.is_empty()));
            assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().unwrap()));
            let path = issue["location"]["path"].as_str().unwrap();
            assert!(!path.starts_with("./") && issue["location"]["lines"]["begin"].as_u64().unwrap() > 0);
        }
    }
}
