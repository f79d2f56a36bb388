//! The tokens of a page as the readers of numbers, units and times ask for them: nothing is out of range.

use super::Token;
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::rules::calendar::CalendarPart;
use crate::rules::lexicon::{Class, WordId};
use crate::rules::number::{NumberWord, Part};

/// What small word of numbers and of dates each token is: asked of every token many times, and so looked up once.
#[derive(Debug)]
pub(super) struct Parts {
    numbers: Vec<Part>,
    dates: Vec<CalendarPart>,
}

impl Parts {
    pub(super) fn of(tokens: &[Token], rules: &Rules) -> Parts {
        let (numbers, calendar) = (&rules.numbers, &rules.calendar);
        let part = |token: &Token| {
            let mut part = *numbers.parts.get(token.word);
            part.set(Part::NUMERIC, numbers.words.has(token.word));
            part.set(Part::DECADE, calendar.words.get(token.word).decade.is_some());
            part
        };
        Parts {
            numbers: tokens.iter().map(part).collect(),
            dates: tokens.iter().map(|token| calendar.words.get(token.word).part).collect(),
        }
    }
}

/// An article's tokens and the rules they are read with.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) rules: &'a Rules,
    pub(super) parts: &'a Parts,
}

impl<'a> Page<'a> {
    /// The token's word; unknown beyond the ends.
    pub(super) fn word(&self, at: usize) -> WordId {
        self.tokens.get(at).map_or(WordId::UNKNOWN, |token| token.word)
    }

    /// The token's letters; empty beyond the ends.
    pub(super) fn slice(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// What the word can be.
    pub(super) fn class(&self, at: usize) -> Class {
        self.rules.lexicon.word(self.word(at)).class
    }

    /// What the word is in numbers.
    pub(super) fn number(&self, at: usize) -> &'a NumberWord {
        self.rules.numbers.words.get(self.word(at))
    }

    /// Does the word say anything in numbers?
    pub(super) fn is_numeric(&self, at: usize) -> bool {
        self.part(at).contains(Part::NUMERIC)
    }

    /// Which small word of numbers it is.
    pub(super) fn part(&self, at: usize) -> Part {
        self.parts.numbers.get(at).copied().unwrap_or_default()
    }

    /// Which small word of dates it is.
    pub(super) fn date_part(&self, at: usize) -> CalendarPart {
        self.parts.dates.get(at).copied().unwrap_or_default()
    }

    /// Does the token play this part?
    pub(super) fn is(&self, at: usize, part: Part) -> bool {
        self.part(at).intersects(part)
    }

    /// Is it a row of digits?
    pub(super) fn is_figure(&self, at: usize) -> bool {
        self.kind(at) == Some(PieceKind::Number)
    }

    /// Its shape.
    pub(super) fn kind(&self, at: usize) -> Option<PieceKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// Does it touch the token before it?
    pub(super) fn joined(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| !token.spaced)
    }

    /// Is it this mark?
    pub(super) fn mark(&self, at: usize, mark: char) -> bool {
        if self.kind(at) != Some(PieceKind::Mark) {
            return false;
        }
        let bytes = self.tokens[at].span.len();
        bytes == mark.len_utf8() && self.slice(at).starts_with(mark)
    }

    /// Is it a hyphen, dash or minus sign?
    pub(super) fn dash(&self, at: usize) -> bool {
        self.kind(at) == Some(PieceKind::Mark) && matches!(self.slice(at), "-" | "‐" | "‑" | "–" | "—" | "−")
    }

    /// Is it a hyphen or dash that touches both its neighbours?
    pub(super) fn hyphen(&self, at: usize) -> bool {
        self.dash(at) && self.joined(at) && self.joined(at + 1)
    }

    /// Does a name end here: "Jones", "Ji-young"?
    pub(super) fn named(&self, at: usize) -> bool {
        let compound = at >= 2 && self.joined(at) && self.joined(at - 1) && self.dash(at - 1);
        self.capital(at) || compound && self.capital(at - 2)
    }

    /// Does it begin with a capital letter?
    pub(super) fn capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.capital)
    }

    /// A word in lower-case letters?
    pub(super) fn lower_word(&self, at: usize) -> bool {
        self.kind(at) == Some(PieceKind::Word) && !self.capital(at)
    }

    /// Can the word be a plural noun, by the lexicon or its ending?
    pub(super) fn plural(&self, at: usize) -> bool {
        if self.kind(at) != Some(PieceKind::Word) {
            return false;
        }
        let class = self.class(at);
        if class.contains(Class::PLURAL) {
            return true;
        }
        let slice = self.slice(at);
        class.is_empty()
            && slice.len() > 3
            && slice.ends_with('s')
            && !slice.ends_with("ss")
            && !slice.ends_with("us")
    }
}
