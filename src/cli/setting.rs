//! What holds for every command: rules, colour, threads.

use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use clap::{Args, ValueEnum};

use super::failure::Failure;
use crate::rules::{Layer, Rules};

/// Options of every command.
#[derive(Args, Debug)]
pub(super) struct Setting {
    /// Add a folder of rule packs; its rules replace those of the same name (repeatable, later ones win)
    #[arg(long, global = true, value_name = "DIR", help_heading = "Everywhere")]
    pub(super) rules: Vec<PathBuf>,
    /// Colours
    #[arg(long, global = true, value_enum, default_value = "auto", help_heading = "Everywhere")]
    pub(super) color: Color,
    /// Worker threads; 0 for one on each core
    #[arg(long, global = true, default_value = "0", value_name = "N", help_heading = "Everywhere")]
    pub(super) threads: usize,
    /// Say on standard error where the time went
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub(super) timings: bool,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR says otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Setting {
    /// Sets what holds for the whole process.
    pub(super) fn apply(&self) -> Result<(), Failure> {
        match self.color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
        .write_global();
        rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build_global()
            .map_err(|error| Failure::Usage(format!("--threads {}: {error}", self.threads)))
    }

    /// The embedded rules with the user's folders on top.
    pub(super) fn load_rules(&self) -> Result<Rules, Failure> {
        let layers = self.rules.iter().map(|folder| layer(folder)).collect::<Result<Vec<_>, _>>()?;
        Rules::load(&layers)
            .map_err(|errors| Failure::Rules { errors, layers })
    }
}

/// Every `.toml` file below a folder, in order of the names.
fn layer(folder: &Path) -> Result<Layer, Failure> {
    let mut files = Vec::new();
    let io = |path: &Path, error: std::io::Error| Failure::Input { path: path.display().to_string(), error };
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(path) = waiting.pop() {
        let found = std::fs::metadata(&path).map_err(|error| io(&path, error))?;
        if found.is_dir() {
            for entry in std::fs::read_dir(&path).map_err(|error| io(&path, error))? {
                let inner = entry.map_err(|error| io(&path, error))?.path();
                if inner.is_dir() || inner.extension().is_some_and(|extension| extension == "toml") {
                    waiting.push(inner);
                }
            }
        } else {
            let text = std::fs::read_to_string(&path).map_err(|error| io(&path, error))?;
            files.push((path.display().to_string(), text));
        }
    }
    files.sort();
    Ok(Layer { files })
}
