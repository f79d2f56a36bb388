//! `gainsay schema`: the JSON Schemas of what is written as JSON.

use clap::Args;

use super::Outcome;
use super::failure::Failure;
use super::output::Output;
use crate::schema::{Name, render};

/// Arguments of `gainsay schema`.
#[derive(Args)]
pub(super) struct SchemaArguments {
    /// Of what
    #[arg(value_enum)]
    name: Name,
}

/// Prints the schema.
pub(super) fn run(arguments: &SchemaArguments) -> Result<Outcome, Failure> {
    let mut output = Output::stdout();
    output.write(render(arguments.name))?;
    output.finish()?;
    Ok(Outcome::Clean)
}
