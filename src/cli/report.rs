//! `gainsay report`: the main job.

use std::collections::BTreeSet;

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::filter::{FilterArguments, Scope};
use super::input::InputArguments;
use super::output::OutputArguments;
use super::setting::Setting;
use crate::report::tally::fails;
use crate::report::{FailOn, Format, Report, render};

/// Arguments of `gainsay report`.
#[derive(Args)]
pub(super) struct ReportArguments {
    #[command(flatten)]
    input: InputArguments,
    /// The form of the result
    #[arg(long, short, value_enum, default_value = "table", value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    output: OutputArguments,
    /// Also list what was compared and found to be about different things
    #[arg(long)]
    near_misses: bool,
    /// End with exit code 1 if something at or above this severity is found [default: never]
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Count disputes that a text itself reports, too
    #[arg(long)]
    fail_on_disputes: bool,
    #[command(flatten)]
    filter: FilterArguments,
}

/// Reads, compares, prints.
pub(super) fn run(arguments: &ReportArguments, setting: &Setting) -> Result<Outcome, Failure> {
    arguments.input.require(setting)?;
    let rules = setting.load_rules()?;
    let mut output = arguments.output.open()?;
    let read = arguments.input.claims(rules, setting);
    let comparison = setting.timed("compare", || crate::compare::compare(&read.claims, rules));
    let mut report = Report::new(&read.articles, read.claims, comparison, arguments.near_misses);
    let ids: BTreeSet<&str> = read.articles.iter().map(|article| article.id.as_str()).collect();
    let scope = Scope { checked: ids.clone(), present: &|id| ids.contains(id), whole: true };
    arguments.filter.apply(&mut report, &read.articles, &scope, setting)?;
    let look = setting.look(&arguments.output);
    let page = setting.timed("render", || render(&report, &read.articles, arguments.format, look));
    output.write(page)?;
    output.finish()?;
    let level = arguments.fail_on.unwrap_or(FailOn::Never);
    let found = fails(&report, level, arguments.fail_on_disputes);
    Ok(if found { Outcome::Found } else { Outcome::Clean }.max(read.outcome))
}
