//! `gainsay annotate`: how the text was read.

use clap::{Args, ValueEnum};

use super::Outcome;
use super::failure::Failure;
use super::input::InputArguments;
use super::output::OutputArguments;
use super::setting::Setting;
use crate::annotate::{annotate, json::json};

/// Arguments of `gainsay annotate`.
#[derive(Args)]
pub(super) struct AnnotateArguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    output: OutputArguments,
    /// The form of the result
    #[arg(long, value_enum, default_value = "json")]
    format: Format,
}

/// Forms of annotations.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// One object per article
    Json,
}

/// Reads, annotates, prints.
pub(super) fn run(arguments: &AnnotateArguments, setting: &Setting) -> Result<Outcome, Failure> {
    let rules = setting.load_rules()?;
    let mut output = arguments.output.open()?;
    let (articles, complete) = arguments.input.articles();
    for article in &articles {
        let annotations = annotate(article, &rules);
        match arguments.format {
            Format::Json => output.write(format!("{}\n", json(&annotations)))?,
        }
    }
    output.finish()?;
    Ok(if complete { Outcome::Clean } else { Outcome::Incomplete })
}
