//! The contract's JSON: the report itself.

use super::Report;

/// The report, indented.
pub fn render(report: &Report) -> String {
    // Serialising plain data into memory cannot fail: every map key is a string.
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::report::sample;

    #[test]
    fn names_of_the_contract() {
        let report: Value = serde_json::from_str(&render(&sample::border_clash())).unwrap();
        let finding = &report["discrepancies"][1];
        assert_eq!(finding["code"], "quantity");
        assert_eq!(finding["severity"], "warning");
        assert_eq!(finding["scope"], "between");
        assert_eq!(finding["reported_dispute"], true);
        assert_eq!(finding["sides"][0]["position"], "more than 200");
        assert_eq!(finding["sides"][0]["standing"], "current");
        assert_eq!(report["documents"][0]["source"], "Reuters");
        assert!(report.get("near_misses").is_none() && report.get("suppressed").is_none());
    }
}
