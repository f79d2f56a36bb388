//! How much was found, and whether that is reason to fail.

use super::Report;
use crate::compare::Severity;

/// From which severity on a run counts as failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Whatever was found
    Never,
    /// Notes, warnings and errors
    Note,
    /// Warnings and errors
    Warning,
    /// Errors alone
    Error,
}

/// What a report counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Cannot both hold, and the reader is not told.
    pub errors: usize,
    /// Likely slips, and disputes.
    pub warnings: usize,
    /// Worth a look.
    pub notes: usize,
    /// Of all these, disputes that a text itself reports.
    pub disputes: usize,
    /// Taken out of the count by a decision, a comment or the baseline.
    pub suppressed: usize,
    /// Articles read.
    pub articles: usize,
    /// Claims found in them.
    pub claims: usize,
}

impl Tally {
    /// Counts a report.
    pub fn of(report: &Report) -> Tally {
        let count = |severity| report.discrepancies.iter().filter(|one| one.severity == severity).count();
        Tally {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
            disputes: report.discrepancies.iter().filter(|one| one.reported_dispute).count(),
            suppressed: report.suppressed.len(),
            articles: report.documents.len(),
            claims: report.claims.len(),
        }
    }

    /// All discrepancies together.
    pub fn total(&self) -> usize {
        self.errors + self.warnings + self.notes
    }

    /// "2 errors, 1 warning"; "nothing".
    pub fn by_severity(&self) -> String {
        let parts = [(self.errors, "error"), (self.warnings, "warning"), (self.notes, "note")];
        let parts: Vec<_> =
            parts.iter().filter(|part| part.0 > 0).map(|part| count(part.0, part.1)).collect();
        if parts.is_empty() { "nothing".to_owned() } else { parts.join(", ") }
    }

    /// The closing line of a report.
    pub fn sentence(&self) -> String {
        let mut sentence = if self.total() == 0 {
            "No contradiction found".to_owned()
        } else {
            format!("{}: {}", count(self.total(), "discrepancy"), self.by_severity())
        };
        if self.disputes > 0 {
            sentence += &format!(" ({} reported as such)", count(self.disputes, "dispute"));
        }
        sentence += &format!("; {} in {}", count(self.claims, "claim"), count(self.articles, "article"));
        if self.suppressed > 0 {
            sentence += &format!("; {} more suppressed", self.suppressed);
        }
        sentence + "."
    }
}

/// Did the report find something at or above the level? A reported dispute counts only on request.
pub fn fails(report: &Report, level: FailOn, disputes: bool) -> bool {
    let least = match level {
        FailOn::Never => return false,
        FailOn::Note => Severity::Note,
        FailOn::Warning => Severity::Warning,
        FailOn::Error => Severity::Error,
    };
    report.discrepancies.iter().any(|one| one.severity >= least && (disputes || !one.reported_dispute))
}

/// "1 article", "2 discrepancies".
pub fn count(number: usize, noun: &str) -> String {
    match (number, noun.strip_suffix('y')) {
        (1, _) => format!("1 {noun}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample;

    #[test]
    fn a_report_is_counted_in_one_sentence() {
        let report = sample::border_clash();
        insta::assert_snapshot!(Tally::of(&report).sentence(), @"3 discrepancies: 1 error, 1 warning, 1 note (1 dispute reported as such); 6 claims in 2 articles.");
        insta::assert_snapshot!(Tally::of(&sample::quiet()).sentence(), @"No contradiction found; 0 claims in 2 articles.");
    }

    #[test]
    fn a_reported_dispute_fails_only_on_request() {
        let mut report = sample::border_clash();
        assert!(fails(&report, FailOn::Error, false));
        assert!(!fails(&report, FailOn::Never, true));
        report.discrepancies.retain(|one| one.reported_dispute);
        assert!(!fails(&report, FailOn::Note, false));
        assert!(fails(&report, FailOn::Warning, true));
        assert!(!fails(&report, FailOn::Error, true));
    }
}
