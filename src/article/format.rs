//! The formats that articles come in, told apart by the file's name or else by its first bytes.

/// A format of articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, clap::ValueEnum)]
pub enum Format {
    /// Plain text, one article
    Text,
    /// Markdown, with YAML or TOML front matter
    Markdown,
    /// A web page
    Html,
    /// An object with `text`, or an array of them; ninjs too
    Json,
    /// A JSON object on every line
    Jsonl,
    /// NewsML-G2, RSS or Atom
    Xml,
    /// Web archive records
    Warc,
}

impl Format {
    /// The format of a file of this name; compression is no part of it (`a.jsonl.gz`).
    pub fn of_name(name: &str) -> Option<Format> {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(&name);
        let (stem, extension) = name.rsplit_once('.')?;
        if stem.is_empty() {
            return None;
        }
        match extension {
            "txt" | "text" => Some(Format::Text),
            "md" | "markdown" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "xml" | "rss" | "atom" => Some(Format::Xml),
            "warc" => Some(Format::Warc),
            _ => None,
        }
    }

    /// The format that the first bytes of a nameless input look like; plain text where nothing tells.
    pub fn of_content(start: &[u8]) -> Format {
        let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
        let head = start.get(..start.len().min(256)).unwrap_or_default().to_ascii_lowercase();
        if start.starts_with(b"WARC/") {
            Format::Warc
        } else if start.starts_with(b"{") {
            Format::Jsonl
        } else if start.starts_with(b"[{") {
            Format::Json
        } else if head.starts_with(b"<!doctype html") || head.starts_with(b"<html") {
            Format::Html
        } else if head.starts_with(b"<?xml") || head.starts_with(b"<rss") || head.starts_with(b"<feed") {
            Format::Xml
        } else if start.starts_with(b"---\n") || start.starts_with(b"---\r\n") || start.starts_with(b"+++\n")
        {
            Format::Markdown
        } else {
            Format::Text
        }
    }

    /// Can an input of this format be read record by record, however long it is?
    pub fn streams(self) -> bool {
        matches!(self, Format::Jsonl | Format::Warc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_the_format() {
        assert_eq!(Format::of_name("a/b.JSONL.gz"), Some(Format::Jsonl));
        assert_eq!(Format::of_name("story.md.zst"), Some(Format::Markdown));
        assert_eq!(Format::of_name("photo.jpg"), None);
        assert_eq!(Format::of_name(".txt"), None);
    }

    #[test]
    fn content_tells_the_format() {
        assert_eq!(Format::of_content(b"\xef\xbb\xbf {\"text\":\"\"}"), Format::Jsonl);
        assert_eq!(Format::of_content(b"<!DOCTYPE html><p>"), Format::Html);
        assert_eq!(Format::of_content(b"KABUL, Oct 12 (AFP) -"), Format::Text);
        assert_eq!(Format::of_content(b""), Format::Text);
    }
}
