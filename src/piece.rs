//! How text falls into pieces: words, numbers, marks.
//!
//! Articles and the phrases of rule packs are cut by the same function, so that the same words are the
//! same row of pieces in both.

use crate::span::Span;

/// The shape of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PieceKind {
    /// Letters, with inner apostrophes ("don't") and the full stops of initials ("U.S."). A hyphen separates,
    /// and so do the endings of "they're", "I've", "he'll", "we'd" and "I'm".
    Word,
    /// Digits with the separators between them: "1,600", "3.5"; or one character such as "½".
    Number,
    /// The "'s" of a possessive (or of "he's").
    Possessive,
    /// One character that is neither letter, digit nor space.
    Mark,
}

/// The pieces of a text, in order; white space lies between them.
pub fn pieces(text: &str) -> impl Iterator<Item = (Span, PieceKind)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let bytes = text.as_bytes();
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        if bytes.get(at).is_some_and(|byte| !byte.is_ascii_graphic()) {
            let rest = &text[at..];
            at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c)).len();
        }
        let rest = &text[at..];
        let first = rest.chars().next()?;
        let (kind, len) = if first.is_alphabetic() {
            (PieceKind::Word, word_len(rest))
        } else if first.is_numeric() {
            (PieceKind::Number, number_len(rest, first))
        } else if is_apostrophe(first)
            && let Some(ending) = clitic(rest, text[..at].chars().next_back())
        {
            ending
        } else {
            (PieceKind::Mark, first.len_utf8())
        };
        let span = Span::new(at, at + len);
        at += len;
        Some((span, kind))
    })
}

/// Zero-width and direction marks: between pieces they say nothing.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

/// Both spellings of the apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The word that `rest` begins with. "U.S." keeps its stops; "Pakistan's" ends before its "'s".
fn word_len(rest: &str) -> usize {
    // Most words are plain letters up to a space or a mark that has no part in words.
    let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
    match rest.as_bytes().get(plain) {
        None => return plain,
        Some(b'.') if plain > 1 => return plain,
        Some(byte) if plain > 0 && byte.is_ascii() && !matches!(byte, b'\'' | b'.') => return plain,
        _ => {}
    }
    let mut len = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_alphabetic() || is_combining(c) {
            len = at + c.len_utf8();
        } else if is_apostrophe(c) && rest[at + c.len_utf8()..].starts_with(char::is_alphabetic) {
            if ending_len(&rest[at + c.len_utf8()..]).is_some() {
                break;
            }
        } else if c == '.' && is_initial(&rest[..at]) {
            // "U.S." and "T.J.": a stop after a single letter belongs to the word when a letter and a
            // further stop follow, or when it closes such a row.
            let mut after = rest[at + 1..].chars();
            let again = after.next().is_some_and(char::is_alphabetic) && after.next() == Some('.');
            if again || rest[..at].contains('.') {
                len = at + 1;
                if !again {
                    break;
                }
            } else {
                break;
            }
        } else {
            break;
        }
        if chars.peek().is_none() {
            break;
        }
    }
    len
}

/// Is the last stretch between full stops a single letter?
fn is_initial(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or(word);
    let mut chars = last.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

/// Combining marks follow the letter they belong to.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The number that `rest` begins with: digits, and a comma, full stop or apostrophe between two digits.
fn number_len(rest: &str, first: char) -> usize {
    if !first.is_ascii_digit() {
        return first.len_utf8();
    }
    let bytes = rest.as_bytes();
    let mut len = 1;
    while len < bytes.len() {
        let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        if digit(len) {
            len += 1;
        } else if matches!(bytes[len], b',' | b'.') && digit(len + 1) {
            len += 2;
        } else {
            break;
        }
    }
    len
}

/// The ending that stands directly after a letter or digit, apostrophe included: "'s", "'ll".
fn clitic(rest: &str, before: Option<char>) -> Option<(PieceKind, usize)> {
    let apostrophe = rest.chars().next().filter(|&c| is_apostrophe(c))?;
    let (kind, len) = ending_len(&rest[apostrophe.len_utf8()..])?;
    before.is_some_and(|c| c.is_alphanumeric() || c == '.').then_some((kind, apostrophe.len_utf8() + len))
}

/// Do the letters behind an apostrophe make a piece of their own: "s" a possessive (or "is"), "re", "ve",
/// "ll", "d" and "m" a verb? "O'Brien" and "don't" stay whole.
fn ending_len(after: &str) -> Option<(PieceKind, usize)> {
    let len = after.bytes().take_while(u8::is_ascii_alphabetic).take(3).count();
    if after[len..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let is = |ending: &str| after[..len].eq_ignore_ascii_case(ending);
    match len {
        1 if is("s") => Some((PieceKind::Possessive, len)),
        1 if is("d") || is("m") => Some((PieceKind::Word, len)),
        2 if is("re") || is("ve") || is("ll") => Some((PieceKind::Word, len)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        pieces(text).map(|(span, _)| span.of(text)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn words_numbers_and_marks() {
        insta::assert_snapshot!(cut("Pakistan’s T-62 tank"), @"Pakistan|’s|T|-|62|tank");
        insta::assert_snapshot!(cut("U.S. troops don't leave."), @"U.S.|troops|don't|leave|.");
        insta::assert_snapshot!(cut("They’re O'Brien's; he'd we'll"), @"They|’re|O'Brien|'s|;|he|'d|we|'ll");
        insta::assert_snapshot!(cut("US$3.5bn, 1,600km"), @"US|$|3.5|bn|,|1,600|km");
        insta::assert_snapshot!(cut("Lt. J.R. Smith's '90s"), @"Lt|.|J.R.|Smith|'s|'|90|s");
    }
}
