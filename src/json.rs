//! JSON into memory, as `serde_json` writes it byte by byte the same, but quicker: claims are mostly plain text, and
//! plain text is copied eight bytes at a time.

use std::fmt;
use std::io;

use serde::ser::{self, Serialize};

/// Adds the compact JSON of a value to what is written already. Only a map with keys that are no strings fails.
pub fn write<T: Serialize + ?Sized>(value: &T, out: &mut Vec<u8>) -> Result<(), Error> {
    let mut page = Page { out: std::mem::take(out), indent: None, sink: None };
    let done = value.serialize(Writer { page: &mut page });
    *out = page.out;
    done
}

/// Writes the indented JSON of a value, a part at a time: a long one is never held whole.
pub fn write_indented<T: Serialize + ?Sized>(value: &T, to: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page { out: Vec::with_capacity(2 * PART), indent: Some(0), sink: Some((to, None)) };
    let done = value.serialize(Writer { page: &mut page });
    let Page { out, sink, .. } = page;
    let Some((to, None)) = sink else {
        return Err(sink.and_then(|(_, failed)| failed).unwrap_or_else(|| io::Error::other("no sink")));
    };
    done.map_err(io::Error::other)?;
    to.write_all(&out)
}

/// So much is held before it is handed on.
const PART: usize = 1 << 16;

/// What is written to.
struct Page<'w> {
    out: Vec<u8>,
    /// How deep the value in hand lies; `None` for compact JSON.
    indent: Option<usize>,
    /// Where full parts go, and what went wrong there.
    sink: Option<(&'w mut dyn io::Write, Option<io::Error>)>,
}

impl Page<'_> {
    #[inline]
    fn line(&mut self) {
        if let Some(depth) = self.indent {
            self.break_line(depth);
        }
    }

    /// Kept apart, so that compact JSON does not carry it into every field.
    #[inline(never)]
    fn break_line(&mut self, depth: usize) {
        // Eight bytes of known length are stored at once; what is too many of them is taken back.
        let end = self.out.len() + 1 + 2 * depth;
        self.out.extend_from_slice(b"\n       ");
        while self.out.len() < end {
            self.out.extend_from_slice(b"        ");
        }
        self.out.truncate(end);
    }

    #[inline]
    fn colon(&mut self) {
        self.out.push(b':');
        if self.indent.is_some() {
            self.out.push(b' ');
        }
    }

    /// Hands a full part on.
    #[inline]
    fn hand_on(&mut self) -> Result<(), Error> {
        if self.sink.is_none() || self.out.len() < PART { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<(), Error> {
        let Some((to, failed)) = &mut self.sink else { return Ok(()) };
        if let Err(error) = to.write_all(&self.out) {
            let told = Error(error.to_string());
            *failed = Some(error);
            return Err(told);
        }
        self.out.clear();
        Ok(())
    }
}

/// A value that has no JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error(String);

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Error {}

impl ser::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Error {
        Error(message.to_string())
    }
}

struct Writer<'a, 'w> {
    page: &'a mut Page<'w>,
}

/// A list, or the inside of an object, while it is written.
struct Inside<'a, 'w> {
    page: &'a mut Page<'w>,
    first: bool,
    /// What closes it.
    close: u8,
    /// And the object around it that says which variant it is.
    outer: bool,
}

impl Inside<'_, '_> {
    #[inline]
    fn comma(&mut self) -> Result<(), Error> {
        if !std::mem::take(&mut self.first) {
            self.page.out.push(b',');
            self.page.hand_on()?;
        }
        self.page.line();
        Ok(())
    }

    #[inline]
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.comma()?;
        value.serialize(Writer { page: self.page })
    }

    /// The names of fields stand in the program: their length is known when it is compiled, and nothing in them is to
    /// be escaped.
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.comma()?;
        debug_assert!(all_plain(name.as_bytes()), "{name}");
        let out = &mut self.page.out;
        out.push(b'"');
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"\":");
        if self.page.indent.is_some() {
            self.page.out.push(b' ');
        }
        value.serialize(Writer { page: self.page })
    }

    fn close(self) -> Result<(), Error> {
        let empty = self.first;
        self.page.close(self.close, empty);
        if self.outer {
            self.page.close(b'}', false);
        }
        Ok(())
    }
}

impl Page<'_> {
    #[inline]
    fn open(&mut self, open: u8) {
        self.out.push(open);
        self.indent = self.indent.map(|depth| depth + 1);
    }

    #[inline]
    fn close(&mut self, close: u8, empty: bool) {
        self.indent = self.indent.map(|depth| depth.saturating_sub(1));
        if !empty {
            self.line();
        }
        self.out.push(close);
    }

    /// `{"variant":` of a value that says which of several it is.
    fn variant(&mut self, variant: &'static str) {
        self.open(b'{');
        self.line();
        string(&mut self.out, variant);
        self.colon();
    }
}

impl<'a, 'w> Writer<'a, 'w> {
    fn open(self, open: u8, close: u8) -> Inside<'a, 'w> {
        self.page.open(open);
        Inside { page: self.page, first: true, close, outer: false }
    }

    fn open_variant(self, variant: &'static str, open: u8, close: u8) -> Inside<'a, 'w> {
        self.page.variant(variant);
        Inside { outer: true, ..self.open(open, close) }
    }

    fn whole(self, value: u64, negative: bool) -> Result<(), Error> {
        if negative {
            self.page.out.push(b'-');
        }
        self.page.out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
        Ok(())
    }

    /// What is rare enough to be left to `serde_json`.
    fn rare<T: Serialize>(self, value: T) -> Result<(), Error> {
        serde_json::to_writer(&mut self.page.out, &value).map_err(ser::Error::custom)
    }
}

/// A string in quotation marks.
#[inline]
fn string(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    if all_plain(bytes) {
        out.extend_from_slice(bytes);
    } else {
        escaped(out, bytes);
    }
    out.push(b'"');
}

/// Is there nothing to be escaped? Long texts are looked through in rows for which the compiler knows a short way, the
/// rest eight bytes at a time, the last ones together with some before them.
#[inline]
fn all_plain(bytes: &[u8]) -> bool {
    let (rows, rest) = bytes.as_chunks::<ROW>();
    if !rows.iter().all(is_plain_row) {
        return false;
    }
    let (chunks, _) = rest.as_chunks::<8>();
    match bytes.last_chunk::<8>() {
        Some(last) => {
            chunks.iter().all(|&eight| is_plain(u64::from_le_bytes(eight)))
                && is_plain(u64::from_le_bytes(*last))
        }
        None => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(&[a, b, c, d]), Some(&[e, f, g, h])) => {
                is_plain(u64::from_le_bytes([a, b, c, d, e, f, g, h]))
            }
            _ => bytes.iter().all(|&byte| byte >= b' ' && byte != b'"' && byte != b'\\'),
        },
    }
}

/// Bytes that are looked through together.
const ROW: usize = 32;

/// A row of bytes, none of which must be escaped.
fn is_plain_row(row: &[u8; ROW]) -> bool {
    let special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    !row.iter().fold(false, |found, &byte| found | special(byte))
}

/// The inside of a string, what JSON wants escaped escaped.
#[cold]
fn escaped(out: &mut Vec<u8>, bytes: &[u8]) {
    let mut done = 0;
    let mut at = 0;
    while at < bytes.len() {
        if let Some(eight) = bytes.get(at..at + 8).and_then(|eight| eight.first_chunk::<8>())
            && is_plain(u64::from_le_bytes(*eight))
        {
            at += 8;
            continue;
        }
        let byte = bytes[at];
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            at += 1;
            continue;
        }
        out.extend_from_slice(&bytes[done..at]);
        at += 1;
        done = at;
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0c => out.extend_from_slice(b"\\f"),
            _ => {
                let hex = |digit: u8| b"0123456789abcdef"[usize::from(digit & 15)];
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', hex(byte >> 4), hex(byte)]);
            }
        }
    }
    out.extend_from_slice(&bytes[done..]);
}

/// Eight bytes, none of which must be escaped: no control character, quotation mark or backslash.
fn is_plain(eight: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = ONES * 0x80;
    // A byte that is zero sets its high bit; a borrow can only come from another zero byte, so none is missed.
    let zero = |bytes: u64| bytes.wrapping_sub(ONES) & !bytes;
    let control = eight.wrapping_sub(ONES * 0x20) & !eight;
    let quote = zero(eight ^ (ONES * u64::from(b'"')));
    let backslash = zero(eight ^ (ONES * u64::from(b'\\')));
    (control | quote | backslash) & HIGH == 0
}

impl<'a, 'w> ser::Serializer for Writer<'a, 'w> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Inside<'a, 'w>;
    type SerializeTuple = Inside<'a, 'w>;
    type SerializeTupleStruct = Inside<'a, 'w>;
    type SerializeTupleVariant = Inside<'a, 'w>;
    type SerializeMap = Inside<'a, 'w>;
    type SerializeStruct = Inside<'a, 'w>;
    type SerializeStructVariant = Inside<'a, 'w>;

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.page.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        self.whole(value.unsigned_abs(), value < 0)
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.whole(value.into(), false)
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.whole(value.into(), false)
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.whole(value.into(), false)
    }

    fn serialize_u64(self, value: u64) -> Result<(), Error> {
        self.whole(value, false)
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.rare(value)
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        self.rare(value)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.rare(value)
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        string(&mut self.page.out, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.rare(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.page.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        self.page.variant(variant);
        value.serialize(Writer { page: self.page })?;
        self.page.close(b'}', false);
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Inside<'a, 'w>, Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Inside<'a, 'w>, Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Inside<'a, 'w>, Error> {
        Ok(self.open(b'[', b']'))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Inside<'a, 'w>, Error> {
        Ok(self.open_variant(variant, b'[', b']'))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Inside<'a, 'w>, Error> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Inside<'a, 'w>, Error> {
        Ok(self.open(b'{', b'}'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Inside<'a, 'w>, Error> {
        Ok(self.open_variant(variant, b'{', b'}'))
    }
}

impl ser::SerializeSeq for Inside<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeTuple for Inside<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeTupleStruct for Inside<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeTupleVariant for Inside<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.item(value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeMap for Inside<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.comma()?;
        let start = self.page.out.len();
        key.serialize(Writer { page: self.page })?;
        match self.page.out.get(start) {
            Some(b'"') => Ok(()),
            _ => Err(ser::Error::custom("a key must be a string")),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.page.colon();
        value.serialize(Writer { page: self.page })
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeStruct for Inside<'_, '_> {
    type Ok = ();
    type Error = Error;

    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl ser::SerializeStructVariant for Inside<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        self.field(name, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;

    use super::*;

    fn ours<T: Serialize>(value: &T) -> String {
        let mut out = Vec::new();
        write(value, &mut out).expect("it has a JSON");
        String::from_utf8(out).expect("JSON is UTF-8")
    }

    #[derive(Serialize)]
    enum Variant {
        Unit,
        Newtype(i8),
        Tuple(u8, f32),
        Struct { a: char },
    }

    #[derive(Serialize)]
    struct Inner {
        #[serde(skip_serializing_if = "Option::is_none")]
        nothing: Option<u8>,
        low: i64,
        high: u64,
    }

    #[derive(Serialize)]
    struct All {
        text: String,
        #[serde(flatten)]
        inner: Inner,
        map: BTreeMap<String, Vec<Option<f64>>>,
        variants: Vec<Variant>,
        pair: (bool, ()),
    }

    proptest! {
        #[test]
        fn the_same_bytes_as_serde_json(text in "\\PC*|[\\x00-\\x7f]{0,40}", low: i64, high: u64, float: f64, key in ".{0,12}") {
            let variants = vec![Variant::Unit, Variant::Newtype(-3), Variant::Tuple(7, 0.1), Variant::Struct { a: '"' }];
            let map = BTreeMap::from([(key, vec![None, Some(float), Some(1e30), Some(2.0)]), (String::new(), vec![])]);
            let all = All { text, inner: Inner { nothing: None, low, high }, map, variants, pair: (true, ()) };
            prop_assert_eq!(ours(&all), serde_json::to_string(&all).expect("it has a JSON"));
            let mut out = Vec::new();
            let long = vec![all];
            write_indented(&long, &mut out).expect("it has a JSON");
            prop_assert_eq!(String::from_utf8(out), Ok(serde_json::to_string_pretty(&long).expect("it has a JSON")));
        }
    }

    #[test]
    fn every_byte_at_every_place_of_eight() {
        for byte in 0..0x80u8 {
            for at in 0..9 {
                let mut text = "abcdefghi".to_owned();
                text.replace_range(at..at + 1, char::from(byte).to_string().as_str());
                assert_eq!(ours(&text), serde_json::to_string(&text).expect("a string"));
            }
        }
    }

    #[test]
    fn a_long_value_is_handed_on_in_parts() {
        let long: Vec<String> = (0..20_000).map(|number| format!("item {number}")).collect();
        let mut out = Vec::new();
        write_indented(&long, &mut out).expect("it has a JSON");
        assert_eq!(String::from_utf8(out), Ok(serde_json::to_string_pretty(&long).expect("it has a JSON")));
        struct Full;
        impl io::Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = write_indented(&long, &mut Full).expect_err("a full disk");
        assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    }

    #[test]
    fn keys_are_strings() {
        let mut out = Vec::new();
        assert!(write(&BTreeMap::from([((), 1)]), &mut out).is_err());
    }
}
