//! `gainsay explain`: what a discrepancy code means, and how to resolve or silence it.

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::output::Output;
use crate::compare::Code;
use crate::report::explain;

/// Arguments of `gainsay explain`.
#[derive(Args)]
pub(super) struct ExplainArguments {
    /// The code; without one, all are listed
    #[arg(value_enum)]
    code: Option<Code>,
}

/// Prints the page of a code, or a line for each.
pub(super) fn run(arguments: &ExplainArguments) -> Result<Outcome, Failure> {
    let mut output = Output::stdout();
    match arguments.code {
        Some(code) => output.write(explain::page(code))?,
        None => output.write(explain::list())?,
    }
    output.finish()?;
    Ok(Outcome::Clean)
}
