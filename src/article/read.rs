//! Inputs to articles: files, folders and standard input, one article or many each, in order.
//!
//! Inputs are cut into pieces one after the other; pieces become articles, and whatever is made of the
//! articles, in parallel; results come out in input order. Only one batch is held at a time, so a stream
//! may be of any length.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::WalkBuilder;
use jiff::civil::Date;
use rayon::prelude::*;

use super::encoding::decode;
use super::json::{self, Fields};
use super::record::{Input, Piece};
use super::revision::{Incoming, Known};
use super::suppression::{self, Markup};
use super::{Article, Draft, Format, Next, ReadError, html, markdown, text, xml};

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

/// What has been read so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Bytes as they are stored, compressed or not.
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
                Next::Read(article) => articles.push(Some(article)),
                Next::Gone(gone) => {
                    if let Some(article) = gone.number.and_then(|number| articles.get_mut(number)) {
                        *article = None;
                    }
                }
                Next::Failed(error) => errors.push(error),
            }
            Ok(())
        },
    );
    (articles.into_iter().flatten().collect(), errors)
}

/// Reads the articles of the inputs one after the other: `work` is done on each in parallel, and `each` gets
/// its results, what became of articles that it got before, and the errors, in input order. The first error of
/// `each` ends the reading.
pub fn stream<T: Send, E>(
    paths: &[PathBuf],
    reading: &Reading,
    work: impl Fn(Article) -> T + Sync,
    mut each: impl FnMut(Next<T>, Progress) -> Result<(), E>,
) -> Result<(), E> {
    let mut known = Known::default();
    let taken = Rc::new(Cell::new(0));
    let mut progress = Progress::default();
    let mut batch = Vec::new();
    let mut held = 0;
    let most = BATCH_BYTES * rayon::current_num_threads();
    let mut finish = |batch: &mut Vec<Result<Piece, ReadError>>| -> Result<(), E> {
        progress.bytes = taken.get();
        let read: Vec<Vec<Result<Incoming, ReadError>>> = std::mem::take(batch)
            .into_par_iter()
            .map(|piece| piece.map_or_else(|error| vec![Err(error)], |piece| articles(&piece, reading)))
            .collect();
        let read = with_remarks(known.settle(read.into_iter().flatten().collect()));
        progress.articles = known.articles() as u64;
        // One piece may hold a great many articles, and what is made of them is longer than they are.
        let mut some = Vec::new();
        let mut bytes = 0;
        for next in read {
            bytes += if let Next::Read(article) = &next { article.text.len() } else { 0 };
            some.push(next);
            if bytes >= most {
                bytes = 0;
                made(&mut some, &work).into_iter().try_for_each(|one| each(one, progress))?;
            }
        }
        made(&mut some, &work).into_iter().try_for_each(|one| each(one, progress))
    };
    for input in walk(paths) {
        let pieces = match input.and_then(|input| input.open(reading, &taken)) {
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

/// What `work` makes of some articles, in parallel.
fn made<T: Send>(some: &mut Vec<Next<Article>>, work: &(impl Fn(Article) -> T + Sync)) -> Vec<Next<T>> {
    let made = std::mem::take(some).into_par_iter().map(|next| match next {
        Next::Read(article) => Next::Read(work(article)),
        Next::Gone(gone) => Next::Gone(gone),
        Next::Failed(error) => Next::Failed(error),
    });
    made.collect()
}

/// The bytes that the inputs will come to, as they are stored; `None` where one of them cannot be measured.
pub fn size(paths: &[PathBuf]) -> Option<u64> {
    // What cannot be opened adds nothing.
    walk(paths).flatten().map(|input| input.size()).sum()
}

/// Puts behind each article what has to be told about it.
fn with_remarks(read: Vec<Next<Article>>) -> Vec<Next<Article>> {
    let remark = |article: &Article| {
        let (line, words) = article.unread_date.as_ref()?;
        let path = article.path.as_deref().unwrap_or("-");
        let message = format!("the date {words:?} cannot be read and is not used; write it like 2025-10-16");
        Some(ReadError::remark(path, *line, message))
    };
    let mut all = Vec::with_capacity(read.len());
    for one in read {
        let told = if let Next::Read(article) = &one { remark(article) } else { None };
        all.push(one);
        all.extend(told.map(Next::Failed));
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
            let path = match &error {
                ignore::Error::WithPath { path, .. } => path.display().to_string(),
                _ => "folder".to_owned(),
            };
            Some(Err(match error.io_error() {
                Some(error) => ReadError::io(&path, error),
                None => ReadError::file(&path, error.to_string()),
            }))
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
    let ends = memchr::memchr_iter(b'\n', bytes).chain([bytes.len()]);
    let mut start = 0;
    for (at, end) in ends.enumerate() {
        let line = &bytes[start..end];
        start = end + 1;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_meet_across_batches() {
        let folder = tempfile::tempdir().unwrap();
        let item = |version: u32, status: &str, text: &str| {
            format!(
                "{{\"uri\":\"urn:x:1\",\"version\":\"{version}\",\"pubstatus\":\"{status}\",\"body_text\":\"{text}\"}}\n"
            )
        };
        let filler = format!("{{\"text\":\"{}\"}}\n", "Guns fell silent. ".repeat(8000));
        let fillers = filler.repeat(2 * BATCH_BYTES * rayon::current_num_threads() / filler.len() + 1);
        let read = |name: &str, parts: &[String]| {
            let path = folder.path().join(name);
            std::fs::write(&path, parts.join(&fillers)).unwrap();
            let (articles, errors) = read_all(&[path], &Reading::default());
            assert_eq!(errors, []);
            let items = articles.into_iter().filter(|article| article.id.starts_with("urn"));
            items.map(|article| format!("{}: {}", article.id, article.text)).collect::<Vec<_>>()
        };
        let (one, two) = (item(1, "usable", "Nine died."), item(2, "usable", "Eleven died."));
        assert_eq!(read("rise.jsonl", &[one.clone(), two.clone()]), ["urn:x:1: Eleven died."]);
        assert_eq!(read("late.jsonl", &[two, one.clone()]), ["urn:x:1: Eleven died."]);
        assert_eq!(read("canceled.jsonl", &[one, item(2, "canceled", "")]), [""; 0]);
    }
}
