//! `gainsay extract`: every claim, one JSON object per line.

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::input::InputArguments;
use super::output::OutputArguments;
use super::setting::Setting;

/// Arguments of `gainsay extract`.
#[derive(Args)]
pub(super) struct ExtractArguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// Reads, extracts, prints.
pub(super) fn run(arguments: &ExtractArguments, setting: &Setting) -> Result<Outcome, Failure> {
    let rules = setting.load_rules()?;
    let mut output = arguments.output.open()?;
    let (articles, complete) = arguments.input.articles();
    let mut line = Vec::new();
    for claim in crate::extract_all(&articles, &rules) {
        line.clear();
        // Plain data: writing it to memory cannot fail.
        let _ = serde_json::to_writer(&mut line, &claim);
        line.push(b'\n');
        output.write(&line)?;
    }
    output.finish()?;
    Ok(if complete { Outcome::Clean } else { Outcome::Incomplete })
}
