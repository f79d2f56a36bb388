//! What does not count: decisions, the baseline, comments in the articles, severities of the configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::failure::{self, Failure};
use super::setting::Setting;
use crate::article::Article;
use crate::config::Config;
use crate::decision::{self, Baseline, DecisionError, Decisions, Filter};
use crate::report::{FailOn, Report, SuppressedBy, tally};

/// Options of the commands whose findings decide the exit code.
#[derive(Args, Debug)]
pub(super) struct CountArguments {
    /// Also list what was compared and found to be about different things
    #[arg(long)]
    pub(super) near_misses: bool,
    /// End with exit code 1 if something at or above this severity is found [default: `warning` for
    /// `check`, `never` for `report`]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Count disputes that a text itself reports, too
    #[arg(long)]
    fail_on_disputes: bool,
}

impl CountArguments {
    /// Does the report make the run fail? `level` and `disputes` hold where no option says otherwise.
    pub(super) fn fails(&self, report: &Report, level: FailOn, disputes: bool) -> bool {
        tally::fails(report, self.fail_on.unwrap_or(level), self.fail_on_disputes || disputes)
    }
}

/// Options of the commands whose findings can be decided on.
#[derive(Args, Debug)]
pub(super) struct FilterArguments {
    /// The decisions file [default: gainsay-decisions.toml]
    #[arg(long, value_name = "FILE", help_heading = "What counts")]
    decisions: Option<PathBuf>,
    /// Do not count findings that this file lists; what no longer occurs is taken out of it
    #[arg(long, value_name = "FILE", help_heading = "What counts")]
    baseline: Option<PathBuf>,
    /// Write all findings into a baseline, and count none of them
    #[arg(long, value_name = "FILE", help_heading = "What counts", conflicts_with = "baseline")]
    write_baseline: Option<PathBuf>,
    /// The day on which decisions that end are looked at [default: today]
    #[arg(long, value_name = "DATE", help_heading = "What counts")]
    today: Option<Date>,
}

/// Which articles a run is about, and which were there to be compared with.
pub(super) struct Scope<'a> {
    /// Articles whose findings are reported.
    pub(super) checked: BTreeSet<&'a str>,
    /// Is there an article of this id?
    pub(super) present: &'a dyn Fn(&str) -> bool,
    /// Are the findings of all these articles with each other reported, too?
    pub(super) whole: bool,
}

impl FilterArguments {
    /// Marks what does not count and says on standard error what an editor should know about it.
    pub(super) fn apply(
        &self,
        report: &mut Report,
        articles: &[Article],
        scope: &Scope,
        setting: &Setting,
    ) -> Result<(), Failure> {
        let config = setting.config();
        regrade(report, config);
        let filter = self.filter(articles, config)?;
        let checked = |document: &str| scope.checked.contains(document);
        for remark in filter.apply(report, checked, scope.present) {
            failure::remark(&format!("{}: {}", remark.place, remark.message));
        }
        if let Some(path) = &self.write_baseline {
            self.make_baseline(path, report)?;
        }
        if let Some(baseline) = filter.baseline {
            prune(baseline, report, scope);
        }
        let by = |by| report.suppressed.iter().filter(|one| one.suppression.by == by).count();
        let parts = [
            (by(SuppressedBy::Comment), "by comments in the articles"),
            (by(SuppressedBy::Decision), "by decisions"),
            (by(SuppressedBy::Baseline), "by the baseline"),
        ];
        let parts: Vec<String> =
            parts.iter().filter(|part| part.0 > 0).map(|(count, what)| format!("{count} {what}")).collect();
        if !parts.is_empty() {
            failure::remark(&format!("not counted: {}", parts.join(", ")));
        }
        Ok(())
    }

    fn filter(&self, articles: &[Article], config: &Config) -> Result<Filter, Failure> {
        let fail = |error: DecisionError| Failure::Usage(error.to_string());
        let named = self.decisions.as_ref().or(config.decisions.as_ref());
        let path = named.cloned().unwrap_or_else(|| config.folder().join(decision::FILE));
        if self.decisions.is_some() && !path.exists() {
            return Err(Failure::Usage(format!("{}: no such decisions file", path.display())));
        }
        let baseline = match self.baseline.as_ref().or(config.baseline.as_ref()) {
            Some(path) if self.write_baseline.is_none() => Some(Baseline::load(path).map_err(fail)?),
            _ => None,
        };
        let comments: BTreeMap<String, _> = articles
            .iter()
            .filter(|article| !article.suppressions.is_empty())
            .map(|article| (article.id.clone(), article.suppressions.clone()))
            .collect();
        Ok(Filter {
            decisions: Decisions::load(&path).map_err(fail)?,
            baseline,
            comments,
            today: Some(self.today.unwrap_or_else(today)),
        })
    }

    fn make_baseline(&self, path: &std::path::Path, report: &mut Report) -> Result<(), Failure> {
        let index = report.index();
        let findings =
            report.discrepancies.iter().map(|finding| (finding, Filter::documents(finding, &index)));
        let written = Baseline::write(path, findings).map_err(|error| Failure::Usage(error.to_string()))?;
        drop(index);
        report.suppress(|_| {
            Some(crate::report::Suppression { by: SuppressedBy::Baseline, who: None, why: None })
        });
        failure::remark(&format!("{}: {} written", path.display(), tally::count(written, "finding")));
        Ok(())
    }
}

/// Takes what no longer occurs out of the baseline. A file that cannot be written is no reason to fail.
fn prune(mut baseline: Baseline, report: &Report, scope: &Scope) {
    let occurs: BTreeSet<&str> = report
        .discrepancies
        .iter()
        .map(|finding| finding.id.as_str())
        .chain(report.suppressed.iter().map(|one| one.finding.id.as_str()))
        .collect();
    // A check sees only what its own articles take part in.
    let looked_at =
        |document: &str| scope.checked.contains(document) || (scope.whole && (scope.present)(document));
    let gone = baseline.gone(|id| occurs.contains(id), looked_at);
    if gone.is_empty() {
        return;
    }
    let place = baseline.path().display().to_string();
    let what = tally::count(gone.len(), "finding");
    match baseline.prune(&gone) {
        Ok(()) => failure::remark(&format!("{place}: {what} no longer there, taken out")),
        Err(error) => failure::remark(&format!("{what} of the baseline no longer there: {error}")),
    }
}

/// Gives findings the severities of the configuration; drops and counts those that it switches off.
pub(super) fn regrade(report: &mut Report, config: &Config) {
    let mut off: BTreeMap<&str, usize> = BTreeMap::new();
    let before = std::mem::take(&mut report.discrepancies);
    for mut finding in before {
        match config.severity.get(&finding.discrepancy.code) {
            Some(None) => *off.entry(finding.discrepancy.code.name()).or_default() += 1,
            Some(Some(severity)) => {
                finding.discrepancy.severity = *severity;
                report.discrepancies.push(finding);
            }
            None => report.discrepancies.push(finding),
        }
    }
    if !config.severity.is_empty() {
        report.discrepancies.sort_by_key(|finding| std::cmp::Reverse(finding.discrepancy.severity));
    }
    for (code, count) in off {
        let what = tally::count(count, "finding");
        failure::remark(&format!(
            "not reported: {what} of `{code}`, which {} switches off",
            crate::config::FILE
        ));
    }
}

/// The only clock of the program: which day it is.
pub(super) fn today() -> Date {
    #[allow(clippy::disallowed_methods, reason = "decisions may end on a day")]
    let now = std::time::SystemTime::now();
    let days = now.duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
    let days = i32::try_from(days).unwrap_or(0);
    jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(Date::MAX)
}
