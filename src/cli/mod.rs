//! The command line: arguments in, results and exit code out. All printing is done here.

mod annotate;
mod archive;
mod check;
mod completions;
mod config;
mod explain;
mod extract;
mod failure;
mod filter;
mod input;
mod man;
mod output;
mod progress;
mod report;
#[cfg(feature = "review")]
mod review;
mod rules;
mod schema;
mod setting;
mod timings;

use std::process::ExitCode;
use std::time::Instant;

use clap::{Parser, Subcommand};

use failure::Failure;
use setting::Setting;

/// Reads news articles and tells an editor where they contradict each other, and why
#[derive(Parser)]
#[command(name = "gainsay", version, about, max_term_width = 100, after_help = AFTER_HELP)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    setting: Setting,
}

const AFTER_HELP: &str = "Exit codes: 0 nothing at or above --fail-on; 1 something was; \
    2 wrong usage, unreadable input, bad rules or bad configuration.";

#[derive(Subcommand)]
enum Command {
    /// Print where a set of articles contradict each other, and why
    Report(report::ReportArguments),
    /// Print what new articles contradict, in themselves or in what is published
    Check(Box<check::CheckArguments>),
    /// Print every claim, one JSON object per line
    Extract(extract::ExtractArguments),
    /// Print how the text was read: sentences, quantities, times, entities, attributions
    Annotate(annotate::AnnotateArguments),
    /// Keep the claims of what is published in one file, for `check --against`
    #[command(subcommand)]
    Archive(archive::ArchiveCommand),
    /// Print the configuration in force, and from where it comes
    Config,
    /// Open the page on which findings are decided
    #[cfg(feature = "review")]
    Review(review::ReviewArguments),
    /// List, show and test the rule packs
    #[command(subcommand)]
    Rules(rules::RulesCommand),
    /// Print what a discrepancy code means, and how to resolve or silence it
    Explain(explain::ExplainArguments),
    /// Print the JSON Schema of an output
    Schema(schema::SchemaArguments),
    /// Print a shell's completions
    Completions(completions::CompletionsArguments),
    /// Print the manual page
    Man,
}

/// What a command came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Nothing at or above `--fail-on`.
    Clean,
    /// Something at or above it.
    Found,
    /// Some input could not be read; it was named, the rest was processed.
    Incomplete,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let start = Instant::now();
    let done = run(&arguments);
    if arguments.setting.timings {
        failure::note(&arguments.setting.clock.lines(start));
    }
    match done {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        // `gainsay extract … | head` has got all that it wants.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print();
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &Arguments) -> Result<Outcome, Failure> {
    let setting = &arguments.setting;
    setting.apply()?;
    match &arguments.command {
        Command::Report(arguments) => report::run(arguments, setting),
        Command::Check(arguments) => check::run(arguments, setting),
        Command::Archive(command) => archive::run(command, setting),
        Command::Config => config::run(setting),
        Command::Extract(arguments) => extract::run(arguments, setting),
        Command::Annotate(arguments) => annotate::run(arguments, setting),
        #[cfg(feature = "review")]
        Command::Review(arguments) => review::run(arguments, setting),
        Command::Rules(command) => rules::run(command, setting),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man => man::run(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn arguments_are_consistent() {
        super::Arguments::command().debug_assert();
    }
}
