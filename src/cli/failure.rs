//! What ends a command early, and how that is told.
#![allow(clippy::print_stderr)]

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::rules::{Layer, RuleError, embedded};

/// Why a command could not do its work at all.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// Arguments that make no sense together.
    #[error("{0}")]
    Usage(String),
    /// The result cannot be written.
    #[error("{path}: {}", told(error))]
    Output {
        /// The file, or "standard output".
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// Rule packs with mistakes.
    #[error("the rules have mistakes")]
    Rules {
        /// All of them.
        errors: Vec<RuleError>,
        /// The packs, to quote from.
        layers: Vec<Layer>,
    },
}

impl Failure {
    /// Nobody reads the result any more.
    pub(super) fn is_broken_pipe(&self) -> bool {
        matches!(self, Failure::Output { error, .. } if error.kind() == std::io::ErrorKind::BrokenPipe)
    }

    /// Prints it on standard error.
    pub(super) fn print(&self) {
        match self {
            Failure::Rules { errors, layers } => {
                errors.iter().for_each(|error| anstream::eprintln!("{}", passage(error, layers)));
            }
            other => message(&other.to_string()),
        }
    }
}

/// What the system said, without its number.
fn told(error: &std::io::Error) -> String {
    let words = error.to_string();
    words.split(" (os error").next().unwrap_or_default().to_owned()
}

/// Prints one error on standard error.
pub(super) fn message(text: &str) {
    anstream::eprintln!("\u{1b}[1;31merror\u{1b}[0m: {text}");
}

/// Prints something worth knowing on standard error.
pub(super) fn remark(text: &str) {
    anstream::eprintln!("\u{1b}[1;36mnote\u{1b}[0m: {text}");
}

/// Prints lines on standard error.
pub(super) fn note(lines: &str) {
    anstream::eprint!("{lines}");
}

/// A mistake in a rule pack with the line it stands in, the way rustc shows it.
fn passage(error: &RuleError, layers: &[Layer]) -> String {
    let given =
        layers.iter().flat_map(|layer| &layer.files).map(|(file, text)| (file.as_str(), text.as_str()));
    let source = embedded::PACKS
        .iter()
        .copied()
        .chain(given)
        .find(|(file, _)| *file == error.file)
        .map_or("", |(_, text)| text);
    let range = if source.get(error.range.clone()).is_some() { error.range.clone() } else { 0..0 };
    let snippet =
        Snippet::source(source).path(error.file.as_str()).annotation(AnnotationKind::Primary.span(range));
    let group = Level::ERROR.primary_title(error.message.as_str()).element(snippet);
    Renderer::styled().decor_style(DecorStyle::Ascii).render(&[group])
}
