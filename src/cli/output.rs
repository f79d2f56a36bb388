//! Where results go: standard output or `--output FILE`.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use clap::Args;

use super::failure::{self, Failure};
use super::input::Given;
use crate::article::Gone;
use crate::report::wording::clean;

/// The option of every command with a result.
#[derive(Args, Debug)]
pub(super) struct OutputArguments {
    /// Write the result to a file
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl OutputArguments {
    /// Opens the place for the result.
    pub(super) fn open(&self) -> Result<Output, Failure> {
        let Some(path) = &self.output else {
            return Ok(Output::stdout());
        };
        let name = path.display().to_string();
        match File::create(path) {
            Ok(file) => Ok(Output { name, to: Box::new(BufWriter::with_capacity(HELD, file)) }),
            Err(error) => Err(Failure::Output { path: name, error }),
        }
    }

    /// Does the result go to a terminal?
    pub(super) fn is_terminal(&self) -> bool {
        self.output.is_none() && io::stdout().is_terminal()
    }
}

/// Bytes that are held back until there are more; what is longer by itself is not copied first.
const HELD: usize = 1 << 14;

/// An open place for results.
pub(super) struct Output {
    name: String,
    to: Box<dyn Write>,
}

impl Output {
    /// Standard output, with colours taken out where it does not want them.
    pub(super) fn stdout() -> Output {
        Output {
            name: "standard output".to_owned(),
            to: Box::new(BufWriter::with_capacity(HELD, io::stdout().lock())),
        }
    }

    /// Writes a part of the result.
    pub(super) fn write(&mut self, bytes: impl AsRef<[u8]>) -> Result<(), Failure> {
        let done = self.to.write_all(bytes.as_ref());
        done.map_err(|error| self.failure(error))
    }

    /// Writes what a stream of articles gives. What was written of an article that stands no longer cannot be taken
    /// back: that is told, and what follows under its id takes its place.
    pub(super) fn stream(&mut self, given: Given<impl AsRef<[u8]>>, what: &str) -> Result<(), Failure> {
        match given {
            Given::Made(bytes) => self.write(bytes),
            Given::Gone(Gone { number: None, .. }) => Ok(()),
            Given::Gone(Gone { id, canceled, .. }) => {
                let id = clean(&id);
                failure::remark(&if canceled {
                    format!("{id}: the {what} written of it before hold no longer")
                } else {
                    format!("{id}: a later version follows; the {what} written of it before hold no longer")
                });
                Ok(())
            }
        }
    }

    /// Writes a value as indented JSON, without holding the whole of it.
    pub(super) fn write_json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let done = crate::json::write_indented(value, &mut self.to).and_then(|()| self.to.write_all(b"\n"));
        done.map_err(|error| self.failure(error))
    }

    /// Lets the reader have what was written so far.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        let done = self.to.flush();
        done.map_err(|error| self.failure(error))
    }

    /// Must be called at the end: what is still held back is written, or its failure told.
    pub(super) fn finish(mut self) -> Result<(), Failure> {
        let done = self.to.flush();
        done.map_err(|error| self.failure(error))
    }

    fn failure(&self, error: io::Error) -> Failure {
        Failure::Output { path: self.name.clone(), error }
    }
}
