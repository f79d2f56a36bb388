//! What holds for every command: rules, colour, threads, timings.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::Instant;

use anstream::ColorChoice;
use clap::{Args, ValueEnum};

use super::failure::Failure;
use super::output::OutputArguments;
use super::timings::Timings;
use crate::config::Config;
use crate::report::Look;
use crate::rules::{Layer, Rules};

/// Options of every command.
#[derive(Args, Debug)]
pub(super) struct Setting {
    /// Add a folder of rule packs; its rules replace those of the same name (repeatable, later ones win)
    #[arg(long, global = true, value_name = "DIR", help_heading = "Everywhere")]
    rules: Vec<PathBuf>,
    /// Colours
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN",
        help_heading = "Everywhere"
    )]
    color: Color,
    /// Worker threads; 0 for one on each core
    #[arg(
        long,
        global = true,
        default_value = "0",
        value_parser = clap::value_parser!(u16).range(0..=512),
        value_name = "N",
        help_heading = "Everywhere"
    )]
    threads: u16,
    /// Say on standard error where the time went
    #[arg(long, global = true, help_heading = "Everywhere")]
    pub(super) timings: bool,
    /// Read this configuration rather than the nearest gainsay.toml
    #[arg(long, global = true, value_name = "FILE", help_heading = "Everywhere")]
    config: Option<PathBuf>,
    /// Where it went.
    #[arg(skip)]
    pub(super) clock: Timings,
    /// The configuration, once it is read.
    #[arg(skip)]
    found: OnceLock<Config>,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Color {
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
        let config = match &self.config {
            Some(path) => Config::load(path),
            None => Config::find(&std::env::current_dir().unwrap_or_default()),
        };
        let config = config.map_err(|error| Failure::Usage(error.to_string()))?;
        let _ = self.found.set(config);
        rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads.into())
            .build_global()
            .map_err(|error| Failure::Usage(format!("--threads {}: {error}", self.threads)))
    }

    /// The configuration in force.
    pub(super) fn config(&self) -> &Config {
        self.found.get_or_init(Config::default)
    }

    /// The embedded rules with the folders of the configuration, then those of the user, on top.
    pub(super) fn load_rules(&self) -> Result<&'static Rules, Failure> {
        let config = self.config();
        let folders = config.rules.iter().chain(&self.rules);
        let mut layers = folders.map(|folder| layer(folder)).collect::<Result<Vec<_>, _>>()?;
        layers.extend(config.layer());
        let loaded = self.timed("rules", || Rules::load(&layers));
        let rules = loaded.map_err(|errors| Failure::Rules { errors, layers })?;
        config.check_tolerances(&rules).map_err(|error| Failure::Usage(error.to_string()))?;
        // They live as long as the program, which need not spend its last milliseconds on freeing them.
        Ok(Box::leak(Box::new(rules)))
    }

    /// How the page that the result goes to looks.
    pub(super) fn look(&self, output: &OutputArguments) -> Look {
        let terminal = output.is_terminal();
        let width = terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0.max(40));
        let colour = match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => terminal && anstream::stdout().current_choice() != ColorChoice::Never,
        };
        Look { width: width.unwrap_or(Look::default().width), colour }
    }

    /// Does some work and notes how long it took.
    pub(super) fn timed<T>(&self, stage: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = work();
        self.clock.add(stage, start.elapsed());
        done
    }
}

/// A pack or a gazetteer?
fn is_rules(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "toml" || extension == "csv")
}

/// Every `.toml` and `.csv` file below a folder, in order of the names.
fn layer(folder: &Path) -> Result<Layer, Failure> {
    let mut files = Vec::new();
    let io = |path: &Path, error: std::io::Error| {
        let told = crate::article::ReadError::io(&path.display().to_string(), &error);
        Failure::Usage(format!("--rules: {told}"))
    };
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(path) = waiting.pop() {
        let found = std::fs::metadata(&path).map_err(|error| io(&path, error))?;
        if found.is_dir() {
            for entry in std::fs::read_dir(&path).map_err(|error| io(&path, error))? {
                let inner = entry.map_err(|error| io(&path, error))?.path();
                if inner.is_dir() || is_rules(&inner) {
                    waiting.push(inner);
                }
            }
        } else {
            let text = crate::file::text(&path).map_err(|error| io(&path, error))?;
            files.push((path.display().to_string(), text));
        }
    }
    files.sort();
    Ok(Layer { files })
}
