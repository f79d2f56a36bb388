//! One input, cut into pieces that can be read on their own and in parallel.
//!
//! A piece is a whole file, or for formats that stream some lines or one record of it; nothing longer than
//! the limit is ever held, however long a line or well compressed a file is.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;

use super::warc::{self, Next};
use super::{Format, ReadError, Reading};

/// Lines are read together up to this many bytes.
const CHUNK: usize = 64 << 10;

/// Where articles come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Input {
    /// `-`
    Stdin,
    /// A file, as the user named it or as it was found in a folder.
    File(PathBuf),
}

/// A piece of an input.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// The input it is of.
    pub name: Arc<Name>,
    /// How it is to be read.
    pub format: Format,
    /// The line that it begins with.
    pub line: usize,
    /// Its bytes, decompressed.
    pub bytes: Vec<u8>,
    /// The address and declared encoding of a page from a web archive.
    pub page: Option<Page>,
}

/// What a web archive says of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// Its place among the file's records, counted from 1.
    pub number: usize,
    /// Its address.
    pub url: Option<String>,
    /// The encoding that the server declared.
    pub charset: Option<String>,
}

/// What an input is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// In messages: the path, or `-`.
    pub shown: String,
    /// The path, if it has one.
    pub path: Option<String>,
    /// The file's name without folder, extension and compression: the article's id where nothing else is.
    pub stem: String,
}

impl Input {
    fn name(&self) -> Name {
        match self {
            Input::Stdin => Name { shown: "-".to_owned(), path: None, stem: "stdin".to_owned() },
            Input::File(path) => {
                let shown = path.display().to_string();
                let file =
                    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let plain = file.strip_suffix(".gz").or(file.strip_suffix(".zst")).unwrap_or(&file);
                let stem = plain.rsplit_once('.').map_or(plain, |(stem, _)| stem);
                Name { path: Some(shown.clone()), stem: stem.to_owned(), shown }
            }
        }
    }

    /// The bytes that it will come to, as they are stored; where that can be known.
    pub(super) fn size(&self) -> Option<u64> {
        let found = match self {
            Input::Stdin => std::fs::metadata("/dev/stdin").ok()?,
            Input::File(path) => match std::fs::metadata(path) {
                Ok(found) => found,
                // It will be named, and nothing comes of it.
                Err(_) => return Some(0),
            },
        };
        found.is_file().then_some(found.len())
    }

    /// Opens the input for cutting; `taken` counts the bytes that were taken from it, as they are stored.
    pub(super) fn open(&self, reading: &Reading, taken: &Rc<Cell<u64>>) -> Result<Pieces, ReadError> {
        let name = Arc::new(self.name());
        let failed = |error: io::Error| ReadError::io(&name.shown, &error);
        let raw: Box<dyn Read> = match self {
            Input::Stdin => Box::new(io::stdin().lock()),
            Input::File(path) => Box::new(File::open(path).map_err(failed)?),
        };
        let mut from = decompressed(Counted { raw, taken: Rc::clone(taken) }).map_err(failed)?;
        let format = match reading.format.or_else(|| match self {
            Input::Stdin => None,
            Input::File(_) => Format::of_name(&name.shown),
        }) {
            Some(format) => format,
            None => Format::of_content(from.fill_buf().map_err(failed)?),
        };
        Ok(Pieces { name, format, from, line: 1, limit: reading.max_size, pending: None, done: false })
    }
}

/// Counts what is read.
struct Counted {
    raw: Box<dyn Read>,
    taken: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.raw.read(buffer)?;
        self.taken.set(self.taken.get() + read as u64);
        Ok(read)
    }
}

/// Takes gzip or zstd off, by the first bytes.
fn decompressed(raw: Counted) -> io::Result<Box<dyn BufRead>> {
    let mut from = BufReader::with_capacity(CHUNK, raw);
    let start = from.fill_buf()?;
    if start.starts_with(&[0x1f, 0x8b]) {
        let inner = flate2::bufread::MultiGzDecoder::new(from);
        return Ok(Box::new(BufReader::with_capacity(CHUNK, inner)));
    }
    if start.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let inner = zstd::Decoder::with_buffer(from)?;
        return Ok(Box::new(BufReader::with_capacity(CHUNK, inner)));
    }
    Ok(Box::new(from))
}

/// The pieces of one input, in order.
pub(super) struct Pieces {
    name: Arc<Name>,
    format: Format,
    from: Box<dyn BufRead>,
    line: usize,
    limit: usize,
    /// Told once the lines before it are handed out.
    pending: Option<ReadError>,
    done: bool,
}

impl Iterator for Pieces {
    type Item = Result<Piece, ReadError>;

    fn next(&mut self) -> Option<Result<Piece, ReadError>> {
        if let Some(error) = self.pending.take() {
            return Some(Err(error));
        }
        if self.done {
            return None;
        }
        match self.format {
            Format::Jsonl => self.lines(),
            Format::Warc => self.page(),
            _ => {
                self.done = true;
                Some(self.whole())
            }
        }
    }
}

impl Pieces {
    fn piece(&self, line: usize, bytes: Vec<u8>) -> Piece {
        Piece { name: Arc::clone(&self.name), format: self.format, line, bytes, page: None }
    }

    fn whole(&mut self) -> Result<Piece, ReadError> {
        let mut bytes = Vec::new();
        let read = (&mut self.from).take(self.limit as u64 + 1).read_to_end(&mut bytes);
        read.map_err(|error| ReadError::io(&self.name.shown, &error))?;
        if bytes.len() > self.limit {
            return Err(ReadError::file(
                &self.name.shown,
                format!("longer than {}; split it or raise --max-size", size(self.limit)),
            ));
        }
        Ok(self.piece(1, bytes))
    }

    /// The next page of a web archive; `line` counts its records.
    fn page(&mut self) -> Option<Result<Piece, ReadError>> {
        loop {
            let number = self.line;
            self.line += 1;
            match warc::next(&mut self.from, self.limit) {
                Ok(Next::Record(record)) => {
                    let page = Page { number, url: record.url, charset: record.charset };
                    let piece = self.piece(1, record.body);
                    return Some(Ok(Piece { format: record.format, page: Some(page), ..piece }));
                }
                Ok(Next::Other) => {}
                Ok(Next::Skipped(why)) => return Some(Err(ReadError::file(&self.name.shown, why))),
                Ok(Next::Broken(why)) => {
                    self.done = true;
                    return Some(Err(ReadError::file(&self.name.shown, why)));
                }
                Ok(Next::End) => {
                    self.done = true;
                    return None;
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(ReadError::io(&self.name.shown, &error)));
                }
            }
        }
    }

    /// Whole lines, up to [`CHUNK`] or one line. A line over the limit is passed over without being held.
    fn lines(&mut self) -> Option<Result<Piece, ReadError>> {
        let start = self.line;
        let mut bytes = Vec::new();
        loop {
            let from = bytes.len();
            let read = (&mut self.from).take(self.limit as u64 + 1).read_until(b'\n', &mut bytes);
            match read {
                Err(error) => {
                    self.done = true;
                    let error = ReadError::io(&self.name.shown, &error);
                    // A file that is cut short: what stands before the break is good.
                    bytes.truncate(from);
                    if bytes.is_empty() {
                        return Some(Err(error));
                    }
                    self.pending = Some(error);
                    return Some(Ok(self.piece(start, bytes)));
                }
                Ok(0) => {
                    self.done = true;
                    return (!bytes.is_empty()).then(|| Ok(self.piece(start, bytes)));
                }
                Ok(_) => {}
            }
            self.line += 1;
            if bytes.len() - from > self.limit && bytes.last() != Some(&b'\n') {
                let line = self.line - 1;
                if let Err(error) = skip_line(&mut self.from) {
                    self.done = true;
                    return Some(Err(ReadError::io(&self.name.shown, &error)));
                }
                let message = format!(
                    "the line is longer than {}; it was passed over; split it or raise --max-size",
                    size(self.limit)
                );
                let error = ReadError::line(&self.name.shown, line, message);
                bytes.truncate(from);
                if bytes.is_empty() {
                    return Some(Err(error));
                }
                self.pending = Some(error);
                return Some(Ok(self.piece(start, bytes)));
            }
            if bytes.len() >= CHUNK {
                return Some(Ok(self.piece(start, bytes)));
            }
        }
    }
}

/// Reads up to and with the next newline, holding nothing.
fn skip_line(from: &mut Box<dyn BufRead>) -> io::Result<()> {
    loop {
        let buffer = from.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let newline = buffer.iter().position(|b| *b == b'\n');
        let len = newline.map_or(buffer.len(), |at| at + 1);
        from.consume(len);
        if newline.is_some() {
            return Ok(());
        }
    }
}

/// "32 MiB"
pub(super) fn size(bytes: usize) -> String {
    match bytes {
        bytes if bytes >= 1 << 20 => format!("{} MiB", bytes >> 20),
        bytes if bytes >= 1 << 10 => format!("{} KiB", bytes >> 10),
        bytes => format!("{bytes} bytes"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn the_lines_before_a_break_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cut.jsonl.gz");
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
        packer.write_all(b"{\"text\":\"One.\"}\n").unwrap();
        packer.write_all(&[b'a'; 200_000]).unwrap();
        let packed = packer.finish().unwrap();
        std::fs::write(&path, &packed[..packed.len() / 2]).unwrap();
        let pieces: Vec<_> = Input::File(path).open(&Reading::default(), &Rc::default()).unwrap().collect();
        let [Ok(piece), Err(error)] = pieces.as_slice() else { panic!("{pieces:?}") };
        assert_eq!(piece.bytes, b"{\"text\":\"One.\"}\n");
        assert!(!error.message.is_empty() && !error.remark);
    }
}
