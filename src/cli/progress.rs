//! How far long work is, on standard error, and only where that is a terminal.

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

use crate::article::read;

/// A bar over the bytes of the inputs, as they are stored; hidden where standard error is no terminal.
pub(super) fn bar(paths: &[PathBuf]) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let (bar, template) = match read::size(paths) {
        Some(total) => {
            (ProgressBar::new(total), "{bar:30} {bytes}/{total_bytes}, {bytes_per_sec}, {eta} left")
        }
        None => (ProgressBar::new_spinner(), "{spinner} {bytes}, {bytes_per_sec}, {elapsed}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    // Short work ends before the first tick, and shows nothing.
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}
