//! JSON: an object for each article, on a line of its own or in an array.
//!
//! The text of a record stays as it is, byte for byte, so that spans index what its owner has.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::draft::{DATES, SOURCES};
use super::revision::Incoming;
use super::{Draft, Origin, ReadError, ninjs};

/// What the fields of a record are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// Its name.
    pub id: String,
    /// Its text; the only one that must be there.
    pub text: String,
    /// Its headline.
    pub title: String,
    /// The outlet.
    pub source: String,
    /// The day of publication.
    pub date: String,
    /// Where it was published.
    pub url: String,
}

impl Default for Fields {
    fn default() -> Fields {
        let [id, text, title, source, date, url] =
            ["id", "text", "title", "source", "date", "url"].map(str::to_owned);
        Fields { id, text, title, source, date, url }
    }
}

impl Fields {
    /// `text=body`: the article's text is in the field `body`.
    pub fn rename(&mut self, pair: &str) -> Result<(), String> {
        let (ours, theirs) =
            pair.split_once('=').ok_or_else(|| format!("`{pair}`: write OURS=THEIRS, such as text=body"))?;
        let field = match ours {
            "id" => &mut self.id,
            "text" => &mut self.text,
            "title" => &mut self.title,
            "source" => &mut self.source,
            "date" => &mut self.date,
            "url" => &mut self.url,
            _ => {
                return Err(format!(
                    "`{ours}` is no field of an article: id, text, title, source, date, url"
                ));
            }
        };
        theirs.clone_into(field);
        Ok(())
    }
}

/// The article of one object; `line` is where `object` begins in the file.
pub(super) fn record(
    object: &str,
    line: usize,
    fields: &Fields,
    draft: &Draft,
) -> Result<Incoming, ReadError> {
    let path = draft.path.as_deref().unwrap_or("-");
    let mut reader = serde_json::Deserializer::from_str(object);
    let record =
        RecordSeed { fields }.deserialize(&mut reader).and_then(|record| reader.end().map(|()| record));
    let record = record.map_err(|error| {
        let at = line + error.line().saturating_sub(1);
        let what = error.to_string();
        let what = what.rsplit_once(" at line ").map_or(what.as_str(), |(what, _)| what);
        ReadError::line(
            path,
            at,
            format!(
                "malformed JSON at column {}: {what}; correct it or take the record out",
                error.column().max(1)
            ),
        )
    })?;
    let Some(text) = record.text else {
        if let Some(incoming) = ninjs::read(object, line, draft) {
            return Ok(incoming);
        }
        return Err(ReadError::line(
            path,
            line,
            format!(
                "the record has no text: expected a string in the field `{}` (--field text=NAME names another)",
                fields.text
            ),
        ));
    };
    let text = text.into_owned();
    if text.trim().is_empty() {
        return Err(ReadError::line(
            path,
            line,
            format!("the field `{}` is empty: there is no article in it", fields.text),
        ));
    }
    let place = |key: &str| value_of(object, key).map(|at| position(object, at, line));
    let origin = match value_of(object, &fields.text) {
        Some(at) => {
            let (line, column) = position(object, at, line);
            string_origin(&object[at..], line, column)
        }
        None => Origin { anchors: vec![(0, line, 1)] },
    };
    let own = |value: Option<Cow<str>>| value.map(Cow::into_owned).filter(|value| !value.trim().is_empty());
    let mut draft = draft.clone();
    draft.publish(record.date.as_deref(), Some(line));
    let id = own(record.id);
    let draft = Draft {
        own_id: id.is_some(),
        id: id.unwrap_or_else(|| draft.id.clone()),
        title_at: record.title.as_ref().and_then(|_| place(&fields.title)),
        title: own(record.title),
        source: own(record.source),
        url: own(record.url),
        ..draft
    };
    Ok(draft.article(text, origin).into())
}

/// The objects of a JSON file, each with the offset where it begins: the file's one object, those of its
/// array, or those that follow each other.
pub(super) fn objects(text: &str) -> Vec<(usize, &str)> {
    let bytes = text.as_bytes();
    let outer = usize::from(text.trim_start().starts_with('['));
    let mut objects = Vec::new();
    let mut depth = 0;
    let mut from = None;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                at = string_end(bytes, at + 1);
                continue;
            }
            b'{' | b'[' => {
                if depth == outer && from.is_none() {
                    from = Some(at);
                }
                depth += 1;
            }
            b'}' | b']' => {
                depth = usize::saturating_sub(depth, 1);
                if depth == outer
                    && let Some(start) = from.take()
                {
                    objects.push((start, &text[start..=at]));
                }
            }
            _ => {}
        }
        at += 1;
    }
    // What never ends, or is no object at all, is for the parser to complain about.
    match from {
        Some(start) => objects.push((start, &text[start..])),
        None if objects.is_empty() => objects.push((0, text)),
        None => {}
    }
    objects
}

/// The offset behind the string whose content begins at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'"', b'\\', rest)) {
        at += found;
        match bytes[at] {
            b'"' => return at + 1,
            _ => at += 2,
        }
    }
    bytes.len()
}

/// Where the content of a field's string begins, on the object's own level; the last of several.
pub(super) fn value_of(object: &str, field: &str) -> Option<usize> {
    let bytes = object.as_bytes();
    let mut depth = 0;
    let mut at = 0;
    let mut found = None;
    while at < bytes.len() {
        match bytes[at] {
            b'"' => {
                let end = string_end(bytes, at + 1);
                if depth == 1 && object.get(at + 1..end - 1) == Some(field) {
                    let rest = object.get(end..).unwrap_or("").trim_start();
                    if let Some(value) = rest.strip_prefix(':').map(str::trim_start)
                        && value.starts_with('"')
                    {
                        found = Some(object.len() - value.len() + 1);
                    }
                }
                at = end;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    found
}

/// Line and column of an offset of an object that begins on `line`.
pub(super) fn position(object: &str, at: usize, line: usize) -> (usize, usize) {
    let before = object.get(..at).unwrap_or(object);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line + before.matches('\n').count(), before[start..].chars().count() + 1)
}

/// The origin of a string's value, by walking its escapes; `raw` begins with its first character.
pub(super) fn string_origin(raw: &str, line: usize, column: usize) -> Origin {
    const STRIDE: usize = 512;
    let bytes = raw.as_bytes();
    let mut anchors = vec![(0, line, column)];
    let (mut at, mut offset, mut column, mut last) = (0, 0, column, 0);
    while at < bytes.len() && bytes[at] != b'"' {
        // Plain text, a stride at a time.
        if let Some(plain) = bytes.get(at..at + STRIDE)
            && offset == last
            && plain.is_ascii()
            && memchr::memchr2(b'"', b'\\', plain).is_none()
        {
            at += STRIDE;
            offset += STRIDE;
            column += STRIDE;
            if bytes.get(at).is_some_and(|&b| !matches!(b, b'"' | b'\\')) {
                anchors.push((offset, line, column));
                last = offset;
            }
            continue;
        }
        let b = bytes[at];
        if b == b'\\' {
            let (raw_len, len) = escape(&bytes[at..]);
            at += raw_len;
            offset += len;
            column += raw_len;
            anchors.push((offset, line, column));
            last = offset;
            continue;
        }
        // Continuation bytes are no characters of their own.
        let starts = |b: &&u8| **b & 0xc0 != 0x80;
        if starts(&&b) && offset - last >= STRIDE {
            anchors.push((offset, line, column));
            last = offset;
        }
        // What is plain, up to the next stride.
        let room = STRIDE.saturating_sub(offset - last).max(1);
        let ahead = bytes.get(at..at + room).unwrap_or(&bytes[at..]);
        let run = memchr::memchr2(b'"', b'\\', ahead).unwrap_or(ahead.len()).max(1);
        column += ahead[..run].iter().filter(starts).count();
        at += run;
        offset += run;
    }
    Origin { anchors }
}

/// Bytes of an escape in the file, and of what it stands for.
fn escape(bytes: &[u8]) -> (usize, usize) {
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 4).and_then(|hex| std::str::from_utf8(hex).ok())?;
        u32::from_str_radix(digits, 16).ok()
    };
    match bytes.get(1) {
        Some(b'u') => match unit(2) {
            Some(0xd800..=0xdbff) => (12, 4),
            Some(code) => (6, char::from_u32(code).map_or(3, char::len_utf8)),
            None => (2, 1),
        },
        _ => (2, 1),
    }
}

/// What an object holds of the fields.
#[derive(Default)]
struct Record<'a> {
    id: Option<Cow<'a, str>>,
    text: Option<Cow<'a, str>>,
    title: Option<Cow<'a, str>>,
    source: Option<Cow<'a, str>>,
    date: Option<Cow<'a, str>>,
    url: Option<Cow<'a, str>>,
}

struct RecordSeed<'f> {
    fields: &'f Fields,
}

impl<'de> DeserializeSeed<'de> for RecordSeed<'_> {
    type Value = Record<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Record<'de>, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for RecordSeed<'_> {
    type Value = Record<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a field for the article's text")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record<'de>, A::Error> {
        let mut record = Record::default();
        // By another of their usual names.
        let (mut outlet, mut published) = (None, None);
        let fields = self.fields;
        while let Some(Words(key)) = map.next_key::<Words>()? {
            let key = key.unwrap_or_default();
            let slots = [
                (&fields.text, &mut record.text),
                (&fields.id, &mut record.id),
                (&fields.title, &mut record.title),
                (&fields.source, &mut record.source),
                (&fields.date, &mut record.date),
                (&fields.url, &mut record.url),
            ];
            let named = slots.into_iter().find(|(name, _)| **name == key).map(|(_, slot)| slot);
            let slot = named.or_else(|| match &*key {
                key if fields.source == SOURCES[0] && SOURCES.contains(&key) => Some(&mut outlet),
                key if fields.date == DATES[0] && DATES.contains(&key) => Some(&mut published),
                _ => None,
            });
            match slot {
                Some(slot) => *slot = map.next_value::<Words>()?.0,
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        record.source = record.source.or(outlet);
        record.date = record.date.or(published);
        Ok(record)
    }
}

/// A string or number, borrowed where no escape is in it; nothing for any other value.
struct Words<'a>(Option<Cow<'a, str>>);

impl<'de> serde::Deserialize<'de> for Words<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words<'de>, D::Error> {
        deserializer.deserialize_any(WordsVisitor)
    }
}

struct WordsVisitor;

impl<'de> Visitor<'de> for WordsVisitor {
    type Value = Words<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Words<'de>, E> {
        Ok(Words(Some(Cow::Borrowed(value))))
    }

    fn visit_str<E>(self, value: &str) -> Result<Words<'de>, E> {
        Ok(Words(Some(Cow::Owned(value.to_owned()))))
    }

    fn visit_string<E>(self, value: String) -> Result<Words<'de>, E> {
        Ok(Words(Some(Cow::Owned(value))))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Words<'de>, E> {
        Ok(Words(Some(Cow::Owned(value.to_string()))))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Words<'de>, E> {
        Ok(Words(Some(Cow::Owned(value.to_string()))))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Words<'de>, E> {
        Ok(Words(Some(Cow::Owned(value.to_string()))))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Words<'de>, E> {
        Ok(Words(None))
    }

    fn visit_unit<E>(self) -> Result<Words<'de>, E> {
        Ok(Words(None))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Words<'de>, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Words(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words<'de>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Words(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;

    fn read(line: &str) -> Result<Article, ReadError> {
        let draft = Draft { id: "a:7".to_owned(), path: Some("a.jsonl".to_owned()), ..Draft::default() };
        record(line, 7, &Fields::default(), &draft).map(|incoming| incoming.article)
    }

    #[test]
    fn a_records_text_stays_and_its_headline_follows() {
        let article = read(r#"{"title":"Nine dead","text":"LYON: \"Nine\" é \ud83d\ude00 died.\nEleven did.","date":"2025-10-12T01:00Z","n":[{"text":"no"}]}"#).unwrap();
        assert_eq!(article.text, "LYON: \"Nine\" é 😀 died.\nEleven did.\n\nNine dead");
        assert_eq!(article.date, "2025-10-12".parse().ok());
        let at = |needle: &str| article.position(article.text.find(needle).unwrap());
        assert_eq!(at("LYON"), (7, 30));
        assert_eq!(at("Nine\" é"), (7, 38));
        assert_eq!(at("died"), (7, 60));
        assert_eq!(at("Eleven"), (7, 67));
        assert_eq!(article.position(article.text.rfind("Nine dead").unwrap()), (7, 11));
        assert_eq!(article.id, "a:7");
    }

    #[test]
    fn outlet_and_day_have_several_names() {
        let article =
            read(r#"{"text": "Nine died.", "published": "2025-10-12", "outlet": "The Post"}"#).unwrap();
        assert_eq!(article.date, "2025-10-12".parse().ok());
        assert_eq!(article.source.as_deref(), Some("The Post"));
        let both =
            r#"{"text": "x", "date": "2025-10-11", "published": "2025-10-12", "site": true, "source": "A"}"#;
        let both = read(both).unwrap();
        assert_eq!((both.date, both.source.as_deref()), ("2025-10-11".parse().ok(), Some("A")));
        let renamed = Fields { date: "day".to_owned(), ..Fields::default() };
        let draft = Draft { id: "a:1".to_owned(), ..Draft::default() };
        let article =
            record(r#"{"text": "x", "published": "2025-10-12"}"#, 1, &renamed, &draft).unwrap().article;
        assert_eq!(article.date, None);
    }

    #[test]
    fn what_is_wrong_with_a_record_is_said_with_its_line() {
        let error = |line| read(line).expect_err("wrong").to_string();
        insta::assert_snapshot!(error(r#"{"text": "x""#), @"a.jsonl:7: malformed JSON at column 12: EOF while parsing an object; correct it or take the record out");
        insta::assert_snapshot!(error(r#"{"body": "x"}"#), @"a.jsonl:7: the record has no text: expected a string in the field `text` (--field text=NAME names another)");
        insta::assert_snapshot!(error(r#"{"text": "\ud800 x"}"#), @"a.jsonl:7: malformed JSON at column 17: unexpected end of hex escape; correct it or take the record out");
        insta::assert_snapshot!(error(r#"{"text": " "}"#), @"a.jsonl:7: the field `text` is empty: there is no article in it");
        insta::assert_snapshot!(error("[1]"), @"a.jsonl:7: malformed JSON at column 1: invalid type: sequence, expected an object with a field for the article's text; correct it or take the record out");
    }

    #[test]
    fn objects_of_a_file() {
        let starts =
            |text| objects(text).into_iter().map(|(_, object)| object).collect::<Vec<_>>().join(" | ");
        insta::assert_snapshot!(starts(r#" {"a": "}"} "#), @r#"{"a": "}"}"#);
        insta::assert_snapshot!(starts(r#"[{"a": [1, {}]}, {"b": "\"]"}]"#), @r#"{"a": [1, {}]} | {"b": "\"]"}"#);
        insta::assert_snapshot!(starts(r#"[{"a": 1}, {"b": "#), @r#"{"a": 1} | {"b":"#);
        insta::assert_snapshot!(starts("7"), @"7");
    }
}
