//! `gainsay report`: the main job.

use clap::Args;

use super::failure::Failure;
use super::input::InputArguments;
use super::output::OutputArguments;
use super::setting::Setting;
use super::Outcome;
use crate::report::Report;

/// Arguments of `gainsay report`.
#[derive(Args)]
pub(super) struct ReportArguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// Also list what was compared and found to be about different things
    #[arg(long)]
    near_misses: bool,
}

/// Reads, compares, prints.
pub(super) fn run(arguments: &ReportArguments, setting: &Setting) -> Result<Outcome, Failure> {
    let rules = setting.load_rules()?;
    let mut output = arguments.output.open()?;
    let (articles, complete) = arguments.input.articles();
    let claims = crate::extract_all(&articles, &rules);
    let comparison = crate::compare::compare(&claims, &rules);
    let report = Report::new(&articles, claims, comparison, arguments.near_misses);
    output.write(serde_json::to_string_pretty(&report).unwrap_or_default() + "\n")?;
    output.finish()?;
    Ok(if complete { Outcome::Clean } else { Outcome::Incomplete })
}
