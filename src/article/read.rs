//! Files to articles: the format by extension, one article or many.

use std::path::Path;

use serde::Deserialize;

use super::{Article, Origin};

/// Why an input could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file could not be opened or read.
    #[error("{path}: {error}")]
    Io {
        /// As the user named it.
        path: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The content is not what its format promises.
    #[error("{path}:{line}: {message}")]
    Format {
        /// As the user named it.
        path: String,
        /// 1-based line.
        line: usize,
        /// What is wrong and what to do.
        message: String,
    },
}

/// What a line of JSON Lines holds; only `text` is required.
#[derive(Deserialize)]
struct Record {
    id: Option<String>,
    text: String,
    title: Option<String>,
    source: Option<String>,
    date: Option<String>,
    url: Option<String>,
}

/// Reads every article of a file or folder, in order of the names.
pub fn read_path(path: &Path, articles: &mut Vec<Article>, errors: &mut Vec<ReadError>) {
    let io = |error| ReadError::Io { path: path.display().to_string(), error };
    if path.is_dir() {
        match std::fs::read_dir(path) {
            Ok(entries) => {
                let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
                paths.sort();
                for path in paths {
                    read_path(&path, articles, errors);
                }
            }
            Err(error) => errors.push(io(error)),
        }
        return;
    }
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return errors.push(io(error)),
    };
    let stem = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    if path.extension().is_some_and(|extension| extension == "jsonl") {
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            match serde_json::from_str::<Record>(line) {
                Ok(record) => articles.push(Article {
                    id: record.id.unwrap_or_else(|| format!("{stem}:{}", at + 1)),
                    path: Some(path.display().to_string()),
                    source: record.source,
                    title: record.title,
                    date: record.date.and_then(|date| date.get(..10).and_then(|day| day.parse().ok())),
                    url: record.url,
                    text: record.text,
                    sections: Vec::new(),
                    origin: Origin { anchors: vec![(0, at + 1, 1)] },
                }),
                Err(error) => errors.push(ReadError::Format {
                    path: path.display().to_string(),
                    line: at + 1,
                    message: error.to_string(),
                }),
            }
        }
    } else {
        articles.push(Article { path: Some(path.display().to_string()), ..Article::plain(&stem, &text) });
    }
}
