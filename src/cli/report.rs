//! `gainsay report`: the main job.

use std::collections::BTreeSet;

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::filter::{CountArguments, FilterArguments, Scope};
use super::input::InputArguments;
use super::output::OutputArguments;
use super::setting::Setting;
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
    #[command(flatten)]
    counting: CountArguments,
    #[command(flatten)]
    filter: FilterArguments,
}

/// Reads, compares, prints.
pub(super) fn run(arguments: &ReportArguments, setting: &Setting) -> Result<Outcome, Failure> {
    arguments.input.require(setting)?;
    let rules = setting.load_rules()?;
    let mut output = arguments.output.open()?;
    let read = arguments.input.claims(rules, setting);
    let compare = || crate::compare::compare_with(&read.claims, rules, arguments.counting.near_misses);
    let comparison = setting.timed("compare", compare);
    let mut report = Report::new(&read.articles, read.claims, comparison, arguments.counting.near_misses);
    let ids: BTreeSet<&str> = read.articles.iter().map(|article| article.id.as_str()).collect();
    let scope = Scope { checked: ids.clone(), present: &|id| ids.contains(id), whole: true };
    arguments.filter.apply(&mut report, &read.articles, &scope, setting)?;
    let look = setting.look(&arguments.output);
    setting.timed("render", || match arguments.format {
        // A report on a great many articles is mostly their claims, which need not be held twice.
        Format::Json => output.write_json(&report),
        format => output.write(render(&report, &read.articles, format, look)),
    })?;
    output.finish()?;
    let found = arguments.counting.fails(&report, FailOn::Never, false);
    // The program is about to end: nobody needs these millions of small pieces of memory back.
    std::mem::forget((report, read.articles));
    Ok(if found { Outcome::Found } else { Outcome::Clean }.max(read.outcome))
}
