//! The pieces of an article, each with its entry in the lexicon.

use crate::piece::{PieceKind, pieces};
use crate::rules::Rules;
use crate::rules::lexicon::WordId;
use crate::span::Span;

/// One piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Its shape.
    pub kind: PieceKind,
    /// Its entry in the lexicon, by its lower-case spelling.
    pub word: WordId,
    /// Does it begin with a capital letter?
    pub capital: bool,
    /// Does white space (or the start of the text) stand before it?
    pub spaced: bool,
}

/// Reads the tokens of a text, in order.
pub fn read(text: &str, rules: &Rules) -> Vec<Token> {
    let mut end = usize::MAX;
    // English has a word or mark for every five bytes, news with many figures some more.
    let mut tokens = Vec::with_capacity(text.len() / 9 * 2 + 8);
    tokens.extend(pieces(text).map(|(span, kind)| {
        let piece = span.of(text);
        let capital = match piece.as_bytes().first() {
            Some(first) if first.is_ascii() => first.is_ascii_uppercase(),
            _ => piece.starts_with(char::is_uppercase),
        };
        let spaced = end != span.start;
        end = span.end;
        Token { span, kind, word: lookup(piece, rules), capital, spaced }
    }));
    tokens
}

/// The lexicon's id of a piece of text in any case; a short ASCII word needs no allocation.
fn lookup(piece: &str, rules: &Rules) -> WordId {
    if piece.is_ascii() {
        if let Some(id) = rules.lexicon.short_id(piece) {
            return id;
        }
        if !piece.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return rules.lexicon.id(piece);
        }
    }
    match piece {
        // The marks that news is full of have no case.
        "“" | "”" | "‘" | "–" | "—" | "…" => rules.lexicon.id(piece),
        "’" => rules.lexicon.id("'"),
        _ => rules.lexicon.id(&piece.to_lowercase().replace('’', "'")),
    }
}
