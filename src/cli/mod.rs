//! The command line: arguments in, results and exit code out. All printing is done here.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::article::Article;
use crate::article::read::read_path;
use crate::report::Report;
use crate::rules::Rules;

#[derive(Parser)]
#[command(name = "gainsay", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print where a set of articles contradict each other, and why
    Report {
        /// Files or folders
        paths: Vec<PathBuf>,
        /// The form of the result
        #[arg(long, default_value = "json")]
        format: Format,
    },
    /// Print every claim, one JSON object per line
    Extract {
        /// Files or folders
        paths: Vec<PathBuf>,
    },
    /// Print how the text was read
    Annotate {
        /// Files or folders
        paths: Vec<PathBuf>,
        /// The form of the result
        #[arg(long, default_value = "json")]
        format: Format,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Json,
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let rules = match Rules::embedded() {
        Ok(rules) => rules,
        Err(errors) => {
            errors.iter().for_each(|error| eprintln!("error: {error}"));
            return ExitCode::from(2);
        }
    };
    let (Command::Report { paths, .. } | Command::Extract { paths } | Command::Annotate { paths, .. }) =
        &arguments.command;
    let mut articles: Vec<Article> = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        read_path(path, &mut articles, &mut errors);
    }
    errors.iter().for_each(|error| eprintln!("error: {error}"));
    let mut out = std::io::stdout().lock();
    let done = match arguments.command {
        Command::Report { .. } => {
            let claims = crate::extract_all(&articles, &rules);
            let comparison = crate::compare::compare(&claims, &rules);
            let report = Report::new(&articles, claims, comparison, false);
            serde_json::to_writer_pretty(&mut out, &report).map_err(Into::into)
        }
        Command::Extract { .. } => crate::extract_all(&articles, &rules).iter().try_for_each(|claim| {
            serde_json::to_writer(&mut out, claim)?;
            writeln!(out)
        }),
        Command::Annotate { .. } => articles.iter().try_for_each(|article| {
            let annotations = crate::annotate::annotate(article, &rules);
            writeln!(out, "{}", crate::annotate::json::json(&annotations))
        }),
    };
    match done {
        Ok(()) if errors.is_empty() => ExitCode::SUCCESS,
        Ok(()) => ExitCode::from(2),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: standard output: {error}");
            ExitCode::from(2)
        }
    }
}
