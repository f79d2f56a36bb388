//! `gainsay extract`: every claim, one JSON object per line.

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::input::{InputArguments, extract};
use super::output::OutputArguments;
use super::setting::Setting;
use crate::article::Article;
use crate::json;

/// Arguments of `gainsay extract`.
#[derive(Args)]
pub(super) struct ExtractArguments {
    #[command(flatten)]
    input: InputArguments,
    #[command(flatten)]
    output: OutputArguments,
}

/// Reads, extracts, prints, as a stream.
pub(super) fn run(arguments: &ExtractArguments, setting: &Setting) -> Result<Outcome, Failure> {
    arguments.input.require(setting)?;
    let rules = setting.load_rules()?;
    let mut output = arguments.output.open()?;
    let lines = |article: Article| {
        let claims = extract(&article, rules, setting);
        let mut lines = Vec::with_capacity(claims.len() * 1024);
        setting.timed("render", || {
            for claim in &claims {
                // Plain data: writing it to memory cannot fail.
                let _ = json::write(claim, &mut lines);
                lines.push(b'\n');
            }
        });
        lines
    };
    let outcome = arguments.input.stream(setting, lines, |given| output.stream(given, "claims"))?;
    output.finish()?;
    Ok(outcome)
}
