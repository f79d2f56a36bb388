//! `gainsay annotate`: how the text was read.

use clap::{Args, ValueEnum};

use super::Outcome;
use super::failure::Failure;
use super::input::InputArguments;
use super::output::OutputArguments;
use super::setting::Setting;
use crate::annotate::{annotate, json::json};
use crate::article::Article;

/// Arguments of `gainsay annotate`.
#[derive(Args)]
pub(super) struct AnnotateArguments {
    #[command(flatten)]
    input: InputArguments,
    /// The form of the result
    #[arg(long, short, value_enum, default_value = "json", value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    output: OutputArguments,
}

/// Forms of annotations.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One object per article, each on a line
    Json,
}

/// Reads, annotates, prints, as a stream.
pub(super) fn run(arguments: &AnnotateArguments, setting: &Setting) -> Result<Outcome, Failure> {
    arguments.input.require(setting)?;
    let rules = setting.load_rules()?;
    let mut output = arguments.output.open()?;
    let line = |article: Article| {
        let annotations = setting.timed("annotate", || annotate(&article, rules));
        match arguments.format {
            Format::Json => format!("{}\n", json(&annotations)),
        }
    };
    let outcome = arguments.input.stream(setting, line, |given| output.stream(given, "annotations"))?;
    output.finish()?;
    Ok(outcome)
}
