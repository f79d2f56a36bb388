//! How far long work is, on standard error, and only where that is a terminal.

use std::path::PathBuf;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar over the bytes of the inputs; hidden where standard error is no terminal.
pub(super) fn bar(paths: &[PathBuf]) -> ProgressBar {
    let sizes: Option<u64> = paths.iter().map(size).sum();
    let (bar, template) = match sizes {
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

/// The bytes that an input will come to, where that can be known.
fn size(path: &PathBuf) -> Option<u64> {
    let compressed = path.extension().is_some_and(|extension| extension == "gz" || extension == "zst");
    let found = std::fs::metadata(path).ok()?;
    (found.is_file() && !compressed).then_some(found.len())
}
