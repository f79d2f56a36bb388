//! Web archives: each response is a page, each conversion (WET) a text.

use std::io::{self, BufRead, Read};

use super::Format;
use super::record::size;

/// A record that holds an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WarcRecord {
    /// The address of the page.
    pub url: Option<String>,
    /// A page or plain text.
    pub format: Format,
    /// The encoding that the server declared.
    pub charset: Option<String>,
    /// The page's bytes.
    pub body: Vec<u8>,
}

/// What the next record is.
pub(super) enum Next {
    /// An article's.
    Record(WarcRecord),
    /// Something else: a request, metadata, a picture.
    Other,
    /// Too long, or broken, and passed over: what is wrong.
    Skipped(String),
    /// No record at all; what follows cannot be read either: what is wrong.
    Broken(String),
    /// There is none.
    End,
}

/// Reads the next record; holds no more than `limit` bytes of it.
pub(super) fn next(from: &mut dyn BufRead, limit: usize) -> io::Result<Next> {
    let Some(head) = headers(from, limit)? else { return Ok(Next::End) };
    if !head.first.starts_with("WARC/") {
        return Ok(Next::Broken(
            "no WARC record where one should begin; the rest of the file was passed over".to_owned(),
        ));
    }
    let Some(length) = head.get("content-length").and_then(|length| length.parse::<u64>().ok()) else {
        return Ok(Next::Broken(
            "a WARC record without its length; the rest of the file was passed over".to_owned(),
        ));
    };
    let url = head.get("warc-target-uri").map(|url| url.trim_matches(['<', '>']).to_owned());
    let kind = head.get("warc-type").unwrap_or_default().to_ascii_lowercase();
    let content = head.get("content-type").unwrap_or_default().to_ascii_lowercase();
    let wanted = (kind == "response" && content.contains("http"))
        || (kind == "conversion" && content.contains("text"));
    let mut body = from.take(length);
    if !wanted || length > limit as u64 {
        io::copy(&mut body, &mut io::sink())?;
        let address = url.unwrap_or_default();
        return Ok(if wanted {
            Next::Skipped(format!(
                "{address}: longer than {}; it was passed over; raise --max-size",
                size(limit)
            ))
        } else {
            Next::Other
        });
    }
    let mut block = Vec::new();
    body.read_to_end(&mut block)?;
    if kind == "conversion" {
        return Ok(Next::Record(WarcRecord { url, format: Format::Text, charset: None, body: block }));
    }
    Ok(response(&block, url, limit))
}

/// The page in an HTTP response.
fn response(block: &[u8], url: Option<String>, limit: usize) -> Next {
    let mut rest = block;
    let Ok(Some(head)) = headers(&mut rest, limit) else { return Next::Other };
    let content = head.get("content-type").unwrap_or_default().to_ascii_lowercase();
    let format = match content.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => Format::Html,
        "text/plain" => Format::Text,
        _ => return Next::Other,
    };
    if !head.first.contains(" 200") {
        return Next::Other;
    }
    let charset =
        content.split_once("charset=").map(|(_, label)| label.trim_matches(['"', ' ', ';']).to_owned());
    let mut body = rest.to_vec();
    if head.get("transfer-encoding").is_some_and(|how| how.eq_ignore_ascii_case("chunked")) {
        body = dechunked(&body).unwrap_or(body);
    }
    if body.starts_with(&[0x1f, 0x8b]) {
        let mut plain = Vec::new();
        let unpacked =
            flate2::read::MultiGzDecoder::new(body.as_slice()).take(limit as u64 + 1).read_to_end(&mut plain);
        if unpacked.is_err() || plain.len() > limit {
            let address = url.unwrap_or_default();
            return Next::Skipped(format!(
                "{address}: its compressed page is broken or longer than {}; it was passed over",
                size(limit)
            ));
        }
        body = plain;
    }
    Next::Record(WarcRecord { url, format, charset, body })
}

/// A start line and the fields after it.
struct Head {
    first: String,
    fields: Vec<(String, String)>,
}

impl Head {
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }
}

/// Lines up to an empty one; `None` at the end of the input.
fn headers(from: &mut dyn BufRead, limit: usize) -> io::Result<Option<Head>> {
    let mut head = Head { first: String::new(), fields: Vec::new() };
    let mut line = Vec::new();
    let mut held = 0;
    loop {
        line.clear();
        let read = (&mut *from).take(limit.saturating_sub(held) as u64).read_until(b'\n', &mut line)?;
        held += read;
        if read == 0 {
            return Ok((!head.first.is_empty()).then_some(head));
        }
        let words = String::from_utf8_lossy(&line);
        let words = words.trim();
        match (words.is_empty(), head.first.is_empty()) {
            // Blank lines part records.
            (true, true) => held = 0,
            (true, false) => return Ok(Some(head)),
            (false, true) => words.clone_into(&mut head.first),
            (false, false) => {
                if let Some((name, value)) = words.split_once(':') {
                    head.fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
            }
        }
    }
}

/// A body without its chunks' lengths.
fn dechunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut plain = Vec::with_capacity(body.len());
    let mut rest = body;
    while !rest.is_empty() {
        let end = rest.iter().position(|b| *b == b'\n')?;
        let length = std::str::from_utf8(&rest[..end]).ok()?.split(';').next()?.trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        if length == 0 {
            return Some(plain);
        }
        let chunk = rest.get(end + 1..)?.get(..length)?;
        plain.extend_from_slice(chunk);
        rest = rest.get(end + 1 + length..)?;
        rest = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: &str, content: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://example.org/a\r\nContent-Type: {content}\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    #[test]
    fn pages_and_texts_among_other_records() {
        let page = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Gu\r\n3\r\nns.\r\n0\r\n\r\n";
        let file = record("warcinfo", "application/warc-fields", "software: x")
            + &record("response", "application/http; msgtype=response", page)
            + &record("conversion", "text/plain", "Guns fell silent.")
            + &record(
                "response",
                "application/http",
                &format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{}", "x".repeat(500)),
            );
        let mut from = file.as_bytes();
        let mut seen = Vec::new();
        loop {
            seen.push(match next(&mut from, 400).unwrap() {
                Next::Record(record) => String::from_utf8(record.body).unwrap(),
                Next::Other => "other".to_owned(),
                Next::Skipped(why) | Next::Broken(why) => why,
                Next::End => break,
            });
        }
        assert_eq!(
            seen,
            [
                "other",
                "<p>Guns.",
                "Guns fell silent.",
                "https://example.org/a: longer than 400 bytes; it was passed over; raise --max-size"
            ]
        );
    }
}
