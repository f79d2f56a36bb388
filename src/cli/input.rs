//! Which articles: files, folders and standard input, with defaults for what they do not say.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::failure;
use crate::article::{self, Article, Format, ReadError, Reading};

/// The options of every command that reads articles.
#[derive(Args, Debug, Clone)]
pub(super) struct InputArguments {
    /// Files or folders of articles (folders are walked, .gitignore honoured); `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: ReadingArguments,
}

/// How articles are read.
#[derive(Args, Debug, Clone)]
pub(super) struct ReadingArguments {
    /// Read every input in this format, whatever its name
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Articles")]
    input_format: Option<Format>,
    /// The date of articles that do not give one (2025-10-16)
    #[arg(long, value_name = "DATE", help_heading = "Articles")]
    date: Option<Date>,
    /// The outlet of articles that do not name one
    #[arg(long, value_name = "NAME", help_heading = "Articles")]
    source: Option<String>,
}

impl ReadingArguments {
    /// As the article stage wants it.
    pub(super) fn reading(&self) -> Reading {
        Reading {
            format: self.input_format,
            date: self.date,
            source: self.source.clone(),
            ..Reading::default()
        }
    }
}

impl InputArguments {
    /// Reads all articles; what cannot be read is named on standard error. Was everything readable?
    pub(super) fn articles(&self) -> (Vec<Article>, bool) {
        let (articles, errors) = article::read::read_all(&self.paths, &self.reading.reading());
        (articles, tell(&errors))
    }
}

/// Names what could not be read on standard error. Was there nothing to name?
pub(super) fn tell(errors: &[ReadError]) -> bool {
    errors.iter().for_each(|error| failure::message(&error.to_string()));
    errors.is_empty()
}
