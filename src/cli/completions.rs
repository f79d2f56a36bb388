//! `gainsay completions`: what a shell may offer.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::failure::Failure;
use super::output::Output;
use super::{Arguments, Outcome};

/// Arguments of `gainsay completions`.
#[derive(Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub(super) fn run(arguments: &CompletionsArguments) -> Result<Outcome, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "gainsay", &mut script);
    let mut output = Output::stdout();
    output.write(script)?;
    output.finish()?;
    Ok(Outcome::Clean)
}
