//! Inputs to articles: files, folders and standard input, one article or many each, in order.
//!
//! Inputs are cut into pieces one after the other; pieces become articles, and whatever is made of the
//! articles, in parallel; results come out in input order. Only one batch is held at a time, so a stream
//! may be of any length.

use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::encoding::decode;
use super::json::{self, Fields};
use super::record::{Input, Piece};
use super::revision::{Incoming, newest};
use super::suppression::{self, Markup};
use super::{Article, Draft, Format, ReadError, html, markdown, text, xml};

/// How inputs are to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The format of every input, whatever its name.
    pub format: Option<Format>,
    /// The date of articles that do not give one.
    pub date: Option<Date>,
    /// The outlet of articles that do not name one.
    pub source: Option<String>,
    /// The longest file, line or record, in bytes after decompression: 32 MiB unless told.
    pub max_size: usize,
    /// What JSON records call their fields.
    pub fields: Fields,
}

impl Default for Reading {
    fn default() -> Reading {
        Reading { format: None, date: None, source: None, max_size: 32 << 20, fields: Fields::default() }
    }
}

/// So many bytes are read before work on them begins, for each thread.
const BATCH_BYTES: usize = 256 << 10;
/// So many pieces at most.
const BATCH_PIECES: usize = 128;
/// Ids are kept unique among so many articles; an endless stream must not fill the memory with them.
const REMEMBERED_IDS: usize = 4 << 20;

/// What has been read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes, decompressed.
    pub bytes: u64,
    /// Articles.
    pub articles: u64,
}

/// Reads every article of the inputs, and what could not be read.
pub fn read_all(paths: &[PathBuf], reading: &Reading) -> (Vec<Article>, Vec<ReadError>) {
    let mut articles = Vec::new();
    let mut errors = Vec::new();
    // Collecting cannot fail.
    let _: Result<(), std::convert::Infallible> = stream(
        paths,
        reading,
        |article| article,
        |next, _| {
            match next {
                Ok(article) => articles.push(article),
                Err(error) => errors.push(error),
            }
            Ok(())
        },
    );
    (articles, errors)
}

/// Reads the articles of the inputs one after the other: `work` is done on each in parallel, and `each` gets
/// its results, and the errors, in input order. The first error of `each` ends the reading.
pub fn stream<T: Send, E>(
    paths: &[PathBuf],
    reading: &Reading,
    work: impl Fn(Article) -> T + Sync,
    mut each: impl FnMut(Result<T, ReadError>, Progress) -> Result<(), E>,
) -> Result<(), E> {
    let mut ids = Ids::default();
    let mut progress = Progress::default();
    let mut batch = Vec::new();
    let mut held = 0;
    let most = BATCH_BYTES * rayon::current_num_threads();
    let mut finish = |batch: &mut Vec<Result<Piece, ReadError>>| -> Result<(), E> {
        progress.bytes += batch.iter().flatten().map(|piece| piece.bytes.len() as u64).sum::<u64>();
        let read: Vec<Vec<Result<Incoming, ReadError>>> = std::mem::take(batch)
            .into_par_iter()
            .map(|piece| piece.map_or_else(|error| vec![Err(error)], |piece| articles(&piece, reading)))
            .collect();
        let mut read = with_remarks(newest(read.into_iter().flatten().collect()));
        for article in read.iter_mut().flatten() {
            ids.make_unique(article);
            progress.articles += 1;
        }
        let done: Vec<Result<T, ReadError>> =
            read.into_par_iter().map(|article| article.map(&work)).collect();
        done.into_iter().try_for_each(|one| each(one, progress))
    };
    for input in walk(paths) {
        let pieces = match input.and_then(|input| input.open(reading)) {
            Ok(pieces) => pieces,
            Err(error) => {
                batch.push(Err(error));
                continue;
            }
        };
        for piece in pieces {
            held += piece.as_ref().map_or(0, |piece| piece.bytes.len());
            batch.push(piece);
            if held >= most || batch.len() >= BATCH_PIECES {
                held = 0;
                finish(&mut batch)?;
            }
        }
    }
    finish(&mut batch)
}

/// Puts behind each article what has to be told about it.
fn with_remarks(read: Vec<Result<Article, ReadError>>) -> Vec<Result<Article, ReadError>> {
    let remark = |article: &Article| {
        let (line, words) = article.unread_date.as_ref()?;
        let path = article.path.as_deref().unwrap_or("-");
        let message = format!("the date {words:?} cannot be read and is not used; write it like 2025-10-16");
        Some(ReadError::remark(path, *line, message))
    };
    let mut all = Vec::with_capacity(read.len());
    for one in read {
        let told = one.as_ref().ok().and_then(remark);
        all.push(one);
        all.extend(told.map(Err));
    }
    all
}

/// The inputs behind the user's paths, folders walked in order of the names.
fn walk(paths: &[PathBuf]) -> impl Iterator<Item = Result<Input, ReadError>> + '_ {
    paths.iter().flat_map(|path| -> Box<dyn Iterator<Item = Result<Input, ReadError>>> {
        if path == Path::new("-") {
            return Box::new(std::iter::once(Ok(Input::Stdin)));
        }
        if !path.is_dir() {
            return Box::new(std::iter::once(Ok(Input::File(path.clone()))));
        }
        let entries = WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build();
        let mut found: Vec<_> = entries.filter_map(file).collect();
        if found.is_empty() {
            let message =
                "no article in this folder: expected .txt, .md, .html, .json, .jsonl, .xml or .warc files";
            found.push(Err(ReadError::file(&path.display().to_string(), message)));
        }
        Box::new(found.into_iter())
    })
}

/// A file of a folder, if its name says that it holds articles.
fn file(entry: Result<ignore::DirEntry, ignore::Error>) -> Option<Result<Input, ReadError>> {
    match entry {
        Ok(entry) => {
            let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
            let known = Format::of_name(&entry.file_name().to_string_lossy()).is_some();
            (is_file && known).then(|| Ok(Input::File(entry.into_path())))
        }
        Err(error) => {
            let message = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            let path = match &error {
                ignore::Error::WithPath { path, .. } => path.display().to_string(),
                _ => "folder".to_owned(),
            };
            Some(Err(ReadError::file(&path, message)))
        }
    }
}

/// The articles of a piece, and what is wrong in it. A pure function: pieces are read in parallel.
fn articles(piece: &Piece, reading: &Reading) -> Vec<Result<Incoming, ReadError>> {
    let name = &piece.name;
    let page = piece.page.as_ref();
    let draft = Draft {
        id: page.map_or_else(|| name.stem.clone(), |page| format!("{}:{}", name.stem, page.number)),
        path: name.path.clone(),
        url: page.and_then(|page| page.url.clone()),
        default_date: reading.date,
        default_source: reading.source.clone(),
        ..Draft::default()
    };
    if piece.format == Format::Jsonl {
        return lines(piece, reading, &draft);
    }
    let declared = match piece.format {
        Format::Html | Format::Xml => html::declared_encoding(&piece.bytes),
        _ => None,
    };
    let declared = page.and_then(|page| page.charset.clone()).or(declared);
    let content = match decode(&piece.bytes, declared.as_deref()) {
        Ok(content) => content,
        // An archive holds many pages without an article.
        Err(_) if page.is_some() => return Vec::new(),
        Err(no_text) => return vec![Err(ReadError::file(&name.shown, no_text.message()))],
    };
    match piece.format {
        Format::Text => vec![Ok(text::read(&content, &draft).into())],
        Format::Markdown => vec![markdown::read(&content, &draft).map(|article| {
            let suppressions = suppression::read(&content, Markup::Markdown);
            Incoming::from(Article { suppressions, ..article })
        })],
        Format::Html => match html_article(&content, &draft) {
            Err(_) if page.is_some() => Vec::new(),
            read => vec![read.map(|article| {
                let suppressions = suppression::read(&content, Markup::Html);
                Incoming::from(Article { suppressions, ..article })
            })],
        },
        Format::Xml => xml::read(&content, &draft),
        Format::Json => {
            let mut line = 1;
            let mut from = 0;
            let objects = json::objects(&content);
            let many = objects.len() > 1;
            let read = objects.into_iter().enumerate().map(|(at, (start, object))| {
                line += content[from..start].matches('\n').count();
                from = start;
                let id = if many { format!("{}:{}", name.stem, at + 1) } else { name.stem.clone() };
                json::record(object, line, &reading.fields, &Draft { id, ..draft.clone() })
            });
            read.collect()
        }
        // Both are cut into records before they come here.
        Format::Jsonl | Format::Warc => Vec::new(),
    }
}

/// The article of a page; one without any text is told.
fn html_article(content: &str, draft: &Draft) -> Result<Article, ReadError> {
    let article = html::read(content, draft);
    if article.text.trim().is_empty() {
        let path = draft.path.as_deref().unwrap_or("-");
        return Err(ReadError::file(path, "no text was found in the page; save its text as .txt"));
    }
    Ok(article)
}

/// The records of some lines.
fn lines(piece: &Piece, reading: &Reading, draft: &Draft) -> Vec<Result<Incoming, ReadError>> {
    let name = &piece.name;
    let mut bytes = piece.bytes.as_slice();
    if piece.line == 1 {
        bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    }
    let mut records = Vec::new();
    for (at, line) in bytes.split(|b| *b == b'\n').enumerate() {
        let number = piece.line + at;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let Ok(object) = std::str::from_utf8(line) else {
            let message = "no valid UTF-8, as JSON must be; convert the file to UTF-8 first";
            records.push(Err(ReadError::line(&name.shown, number, message)));
            continue;
        };
        let draft = Draft { id: format!("{}:{number}", name.stem), ..draft.clone() };
        records.push(json::record(object, number, &reading.fields, &draft));
    }
    records
}

/// Ids given so far, as hashes.
#[derive(Default)]
struct Ids {
    /// How often each was asked for.
    given: FxHashMap<u64, u32>,
}

impl Ids {
    /// A second "story" becomes "story-2".
    fn make_unique(&mut self, article: &mut Article) {
        let wanted = hash(&article.id);
        let Some(count) = self.given.get(&wanted).copied() else {
            if self.given.len() < REMEMBERED_IDS {
                self.given.insert(wanted, 1);
            }
            return;
        };
        for count in count + 1.. {
            let id = format!("{}-{count}", article.id);
            self.given.insert(wanted, count);
            if let Entry::Vacant(free) = self.given.entry(hash(&id)) {
                free.insert(1);
                article.id = id;
                return;
            }
        }
    }
}

/// FNV-1a, 64 bits.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}
