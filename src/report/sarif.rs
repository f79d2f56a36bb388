//! SARIF 2.1.0, the part of it that code scanning reads: findings with both sides as locations.

use serde::Serialize;

use super::csv::name;
use super::{Finding, Index, Report, Suppressed, SuppressedBy, explain, wording};
use crate::claim::Claim;
use crate::compare::{Code, Severity, Side};

/// The report as one SARIF run.
pub fn render(report: &Report) -> String {
    serde_json::to_string_pretty(&Log::of(report)).unwrap_or_default() + "\n"
}

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: String,
    name: String,
    short_description: Text,
    full_description: Text,
    help: Help,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: String,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    related_locations: Vec<Location>,
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<SarifSuppression>,
    properties: Properties,
}

#[derive(Serialize)]
struct Fingerprints {
    /// From the facts alone: a moved line keeps it, a changed figure does not.
    #[serde(rename = "gainsayFacts/v1")]
    facts: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Properties {
    topic: String,
    summary: String,
    scope: String,
    reported_dispute: bool,
    rule: String,
    sides: Vec<Witnesses>,
}

/// Who backs a position.
#[derive(Serialize)]
struct Witnesses {
    position: String,
    /// Independent articles.
    sources: usize,
    /// The outlets that only reprint one of them.
    reprints: Vec<String>,
}

#[derive(Serialize)]
struct SarifSuppression {
    kind: &'static str,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    id: usize,
    physical_location: PhysicalLocation,
    message: Text,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    snippet: Text,
}

impl Log {
    fn of(report: &Report) -> Log {
        let index = report.index();
        let standing = report.discrepancies.iter().map(|finding| result(finding, &index, None));
        let suppressed = report.suppressed.iter().map(|one| result(&one.finding, &index, Some(one)));
        let run = Run {
            tool: Tool { driver: driver() },
            column_kind: "unicodeCodePoints",
            results: standing.chain(suppressed).collect(),
        };
        Log { schema: SCHEMA, version: "2.1.0", runs: [run] }
    }
}

fn driver() -> Driver {
    let rule = |&code: &Code| {
        let page = explain::page(code).to_owned();
        Rule {
            id: name(code),
            name: explain::title(code).to_owned(),
            short_description: Text { text: explain::title(code).to_owned() },
            full_description: Text { text: explain::summary(code) },
            help: Help { text: page.clone(), markdown: page },
        }
    };
    Driver {
        name: "gainsay",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: "https://crates.io/crates/gainsay",
        rules: Code::ALL.iter().map(rule).collect(),
    }
}

fn result(finding: &Finding, index: &Index, suppressed: Option<&Suppressed>) -> SarifResult {
    let anchor = index.anchor(finding);
    let sides =
        finding.sides.iter().flat_map(|side| index.claims(&side.claims).map(move |claim| (side, claim)));
    let locations: Vec<(bool, Location)> = (sides.enumerate())
        .map(|(id, (side, claim))| {
            let message = wording::label(side, claim, index);
            (anchor.is_some_and(|anchor| anchor.id == claim.id), location(id, claim, message, index))
        })
        .collect();
    let (mut anchored, related): (Vec<_>, Vec<_>) = locations.into_iter().partition(|(anchor, _)| *anchor);
    anchored.truncate(1);
    let strip =
        |locations: Vec<(bool, Location)>| locations.into_iter().map(|(_, location)| location).collect();
    let links: Vec<String> = related
        .iter()
        .map(|(_, location)| format!("[{}]({})", link_text(&location.message.text), location.id))
        .collect();
    let mut message = format!("{}: {}. {}", finding.topic, finding.summary, finding.explanation);
    if !links.is_empty() {
        message += &format!(" Against: {}.", links.join("; "));
    }
    let suppression = suppressed.map(|one| SarifSuppression {
        kind: match one.suppression.by {
            SuppressedBy::Comment => "inSource",
            SuppressedBy::Decision | SuppressedBy::Baseline => "external",
        },
        status: "accepted",
        justification: one.suppression.why.clone(),
    });
    SarifResult {
        rule_id: name(finding.code),
        rule_index: Code::ALL.iter().position(|&code| code == finding.code).unwrap_or(0),
        level: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        message: Text { text: message },
        locations: strip(anchored),
        related_locations: strip(related),
        partial_fingerprints: Fingerprints { facts: finding.id.clone() },
        suppressions: suppression.into_iter().collect(),
        properties: Properties {
            topic: finding.topic.clone(),
            summary: finding.summary.clone(),
            scope: name(finding.scope),
            reported_dispute: finding.reported_dispute,
            rule: finding.rule.clone(),
            sides: finding.sides.iter().map(|side| witnesses(side, index)).collect(),
        },
    }
}

fn witnesses(side: &Side, index: &Index) -> Witnesses {
    Witnesses {
        position: side.position.clone(),
        sources: side.sources,
        reprints: wording::reprinters(side, index),
    }
}

fn location(id: usize, claim: &Claim, message: String, index: &Index) -> Location {
    Location {
        id,
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation { uri: uri(index.path(claim)) },
            region: Region {
                start_line: claim.line,
                start_column: claim.column,
                snippet: Text { text: claim.text.to_string() },
            },
        },
        message: Text { text: message },
    }
}

/// Brackets would end a link.
fn link_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// A path as a URI reference (RFC 3986).
pub(super) fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut uri = String::new();
    for &byte in path.as_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte.into())
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::{Suppression, sample};

    fn log(report: &Report) -> Value {
        serde_json::from_str(&render(report)).unwrap()
    }

    #[test]
    fn both_sides_are_locations() {
        let mut report = sample::border_clash();
        report.documents[1].checked = true;
        let result = &log(&report)["runs"][0]["results"][0];
        assert_eq!(result["ruleId"], "certainty");
        assert_eq!(result["level"], "error");
        let uri = |location: &Value| location["physicalLocation"]["artifactLocation"]["uri"].clone();
        assert_eq!(uri(&result["locations"][0]), "border-clash/khaama.md");
        assert_eq!(uri(&result["relatedLocations"][0]), "border-clash/reuters.md");
        assert_eq!(result["relatedLocations"].as_array().unwrap().len(), 2);
        assert_eq!(result["partialFingerprints"]["gainsayFacts/v1"], "d1f0");
    }

    #[test]
    fn what_was_decided_is_a_suppression() {
        let mut report = sample::border_clash();
        report.suppress(|finding| {
            (finding.code == Code::Calendar).then(|| Suppression {
                by: SuppressedBy::Decision,
                who: None,
                why: Some("corrected in print".to_owned()),
            })
        });
        let log = log(&report);
        let results = log["runs"][0]["results"].as_array().unwrap();
        assert_eq!(results.len(), 3);
        assert_eq!(results[2]["suppressions"][0]["kind"], "external");
        assert_eq!(results[2]["suppressions"][0]["justification"], "corrected in print");
        assert!(results[0].get("suppressions").is_none());
    }

    #[test]
    fn every_rule_has_its_help() {
        let log = log(&sample::quiet());
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
        assert_eq!(rules.len(), 14);
        assert!(rules.iter().all(|rule| rule["help"]["markdown"].as_str().unwrap().len() > 300));
    }

    #[test]
    fn paths_become_uris() {
        assert_eq!(uri("./a b/ü.md"), "a%20b/%C3%BC.md");
        assert_eq!(uri("-"), "-");
    }
}
