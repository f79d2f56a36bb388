//! Bytes to text: by byte order mark, by declaration, by looks.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoText {
    /// Nothing but white space, or nothing at all.
    Empty,
    /// A picture, an archive, a program.
    Binary,
}

impl NoText {
    /// What is wrong and what to do.
    pub(super) fn message(self) -> &'static str {
        match self {
            NoText::Empty => "empty: there is no article in it",
            NoText::Binary => "binary, not text; convert it to text or HTML first, or leave it out",
        }
    }
}

/// Text of a file; `declared` is an encoding that its format declares (`<meta charset>`, `<?xml encoding>`).
///
/// UTF-8 comes back as it is, without its byte order mark; anything else is converted.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Result<Cow<'a, str>, NoText> {
    if bytes.trim_ascii().is_empty() {
        return Err(NoText::Empty);
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return if text.trim().is_empty() { Err(NoText::Empty) } else { Ok(text) };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if looks_binary(bytes) { Err(NoText::Binary) } else { Ok(Cow::Borrowed(text)) };
    }
    if looks_binary(bytes) {
        return utf_16_without_mark(bytes).ok_or(NoText::Binary);
    }
    let declared =
        declared.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|found| *found != UTF_8);
    let encoding = declared.unwrap_or_else(|| {
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
        detector.feed(&bytes[..bytes.len().min(1 << 16)], bytes.len() <= 1 << 16);
        detector.guess(None, chardetng::Utf8Detection::Allow)
    });
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok(text)
}

/// NUL bytes, or many other control characters, near the start.
fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let control = |b: &&u8| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127);
    let nul = head.iter().filter(|b| **b == 0).count();
    let controls = head.iter().filter(control).count();
    nul * 50 > head.len()
        || controls * 20 > head.len()
        || (nul > 0 && std::str::from_utf8(head_of_utf8(head)).is_err())
}

/// The head without a character that its end cuts in two.
fn head_of_utf8(head: &[u8]) -> &[u8] {
    let cut = (0..head.len().min(4)).find(|cut| std::str::from_utf8(&head[head.len() - cut - 1..]).is_ok());
    &head[..head.len() - cut.unwrap_or(0)]
}

/// Text in which every second byte is zero, as English in UTF-16 is.
fn utf_16_without_mark(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = head.len() / 2;
    let encoding = if odd * 10 > half * 7 && even * 10 < half {
        encoding_rs::UTF_16LE
    } else if even * 10 > half * 7 && odd * 10 < half {
        encoding_rs::UTF_16BE
    } else {
        return None;
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    (!broken).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_by_mark_declaration_and_looks() {
        let read = |bytes: &[u8], declared| decode(bytes, declared).map(Cow::into_owned);
        assert_eq!(read("\u{feff}Café".as_bytes(), None).as_deref(), Ok("Café"));
        let utf_16: Vec<u8> = "\u{feff}Café".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf_16, None).as_deref(), Ok("Café"));
        let bare: Vec<u8> = "A whole café".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&bare, None).as_deref(), Ok("A whole café"));
        assert_eq!(
            read(b"He said \x93caf\xe9\x94 \x96 twice.", None).as_deref(),
            Ok("He said “café” – twice.")
        );
        assert_eq!(read(b"\xcf\xf0\xe8\xe2\xe5\xf2", Some("windows-1251")).as_deref(), Ok("Привет"));
    }

    #[test]
    fn what_is_no_text_is_said_to_be_none() {
        assert_eq!(decode(b"", None), Err(NoText::Empty));
        assert_eq!(decode(b" \n\t", None), Err(NoText::Empty));
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\xff\xfe", None), Err(NoText::Binary));
    }

    #[test]
    fn one_stray_nul_does_not_make_an_article_binary() {
        let text = format!("{}\0{}", "Prose. ".repeat(20), "More prose. ".repeat(20));
        assert!(decode(text.as_bytes(), None).is_ok());
    }
}
