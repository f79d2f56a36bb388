//! `gainsay man`: the manual page, from the arguments' own definition.

use clap::CommandFactory;

use super::failure::Failure;
use super::output::Output;
use super::{Arguments, Outcome};

/// Prints the page (roff): the program, then each command.
pub(super) fn run() -> Result<Outcome, Failure> {
    let mut command = Arguments::command();
    command.build();
    let mut page = Vec::new();
    let written = (|| {
        clap_mangen::Man::new(command.clone()).render(&mut page)?;
        for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
            clap_mangen::Man::new(inner.clone()).render(&mut page)?;
        }
        Ok(())
    })();
    let mut output = Output::stdout();
    written.map_err(|error| Failure::Output { path: "standard output".to_owned(), error })?;
    output.write(page)?;
    output.finish()?;
    Ok(Outcome::Clean)
}
