//! Sentences: abbreviations, quotations and datelines do not end one.

use std::ops::Range;

use super::Token;
use crate::article::{Article, Role};
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::rules::lexicon::Class;
use crate::span::Span;

/// One sentence, or a headline or heading standing alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands; a closing quotation mark or bracket belongs to it.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Which paragraph of the article it stands in, counted from 0.
    pub paragraph: usize,
    /// Headline, standfirst, heading; `None` in ordinary prose.
    pub role: Option<Role>,
}

impl Sentence {
    /// Does it stand in the headline or the standfirst?
    pub fn is_headline(&self) -> bool {
        matches!(self.role, Some(Role::Headline | Role::Standfirst))
    }
}

/// A sentence is cut behind so many tokens.
const LONGEST: usize = 300;

/// Reads the sentences of an article.
pub fn read(article: &Article, tokens: &[Token], rules: &Rules) -> Vec<Sentence> {
    let reader = Reader { text: &article.text, tokens, rules };
    let mut sections = article.sections.iter().peekable();
    // News has some twenty words to a sentence.
    let mut sentences: Vec<Sentence> = Vec::with_capacity(tokens.len() / 16 + 1);
    let mut from = 0;
    let mut paragraph = 0;
    // The number of tokens already known to close the sentence in hand: its stop and what clings to it.
    let mut at = 0;
    // Before this place no section begins or ends.
    let mut edge = 0;
    while at < tokens.len() {
        let inside = tokens.get(at + 1).is_some_and(|next| next.span.start < edge);
        if inside && at + 1 - from < LONGEST && reader.goes_on(at) {
            at += 1;
            continue;
        }
        while sections.next_if(|section| section.span.end <= tokens[at].span.start).is_some() {}
        let upcoming = sections.peek().copied();
        let section = upcoming.filter(|section| section.span.start <= tokens[at].span.start);
        edge = match section {
            Some(section) => section.span.end,
            None => upcoming.map_or(usize::MAX, |section| section.span.start),
        };
        let leaves_section = tokens.get(at + 1).is_some_and(|next| match section {
            Some(section) => next.span.start >= section.span.end,
            None => upcoming.is_some_and(|section| section.span.start <= next.span.start),
        });
        let paragraph_ends = at + 1 == tokens.len() || leaves_section || reader.newline_ends(at);
        let close = reader.close_of(at);
        // "he said, he said, he said, …", a hundred thousand times: no sentence, and later layers look at a
        // sentence as a whole.
        let too_long = at + 1 - from >= LONGEST;
        let end = if paragraph_ends || too_long {
            Some(at)
        } else {
            close.filter(|&end| reader.ends_sentence(from, at, end))
        };
        let Some(end) = end else {
            // A long row of stops is looked at once.
            at = close.filter(|&end| end > at).unwrap_or(at + 1);
            continue;
        };
        let span = tokens[from].span.cover(tokens[end].span);
        let role = section.map(|section| section.role);
        sentences.push(Sentence { span, tokens: from..end + 1, paragraph, role });
        if paragraph_ends || end + 1 == tokens.len() || reader.newline_ends(end) {
            paragraph += 1;
        }
        from = end + 1;
        at = end + 1;
    }
    sentences
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    rules: &'a Rules,
}

impl Reader<'_> {
    fn class(&self, at: usize) -> Class {
        self.tokens.get(at).map_or(Class::empty(), |token| self.rules.lexicon.class(token.word))
    }

    fn piece(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// Is it a word or number without a stop, and a space or nothing behind it? So most are, and nothing ends there.
    fn goes_on(&self, at: usize) -> bool {
        let (token, next) = (&self.tokens[at], &self.tokens[at + 1]);
        let bytes = self.text.as_bytes();
        let apart = next.span.start - token.span.end;
        token.kind != PieceKind::Mark
            && bytes[token.span.end - 1] != b'.'
            && (apart == 0 || apart == 1 && bytes[token.span.end] == b' ')
    }

    /// Does a line end behind the token, and a paragraph with it? A line that goes on in lower case
    /// was broken by its width alone.
    fn newline_ends(&self, at: usize) -> bool {
        let (Some(token), Some(next)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return false };
        if !next.spaced {
            return false;
        }
        // Most words are a space apart.
        let gap = token.span.end..next.span.start;
        if gap.len() == 1 && self.text.as_bytes().get(gap.start) == Some(&b' ') {
            return false;
        }
        let between = Span::new(gap.start, gap.end).of(self.text);
        match between.bytes().filter(|&byte| byte == b'\n').count() {
            0 => false,
            1 => {
                let open = matches!(self.piece(at), "." | "!" | "?" | "…" | ":" | "\"" | "”" | "’");
                let lower = next.kind == PieceKind::Word && !next.capital;
                open || !lower
            }
            _ => true,
        }
    }

    /// The last token of what the sentence ends with, if a stop stands at `at`: further stops, closing
    /// quotation marks and brackets directly behind it.
    fn close_of(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at)?;
        let stop = match token.kind {
            PieceKind::Mark => matches!(self.piece(at), "." | "!" | "?" | "…" | "。"),
            // "in the U.S. The army": the stop is part of the word.
            PieceKind::Word => token.span.len() > 2 && self.text.as_bytes()[token.span.end - 1] == b'.',
            _ => false,
        };
        if !stop {
            return None;
        }
        let mut end = at;
        while let Some(next) = self.tokens.get(end + 1) {
            let clings = match self.piece(end + 1) {
                "." | "!" | "?" | "…" => !next.spaced,
                "”" | "’" | "»" | ")" | "]" | "}" => !next.spaced,
                // A straight mark closes where nothing stands between it and the stop.
                "\"" | "'" => !next.spaced,
                _ => false,
            };
            if !clings {
                break;
            }
            end += 1;
        }
        Some(end)
    }

    /// Does a sentence that began at `from` end with the stop at `at`, whose last token is `end`?
    fn ends_sentence(&self, from: usize, at: usize, end: usize) -> bool {
        let Some(next) = self.tokens.get(end + 1) else { return true };
        let stop = self.piece(at);
        let before = at.checked_sub(1).filter(|&before| before >= from);
        if !next.spaced {
            // "it ended.The army": a lost space; but "Booking.com", "3.Nov" go on.
            let lower = before.is_some_and(|before| {
                let piece = self.piece(before);
                piece.len() > 1 && piece.chars().all(char::is_lowercase)
            });
            let word = self.tokens[end + 1].kind == PieceKind::Word;
            return stop == "."
                && end == at
                && lower
                && word
                && next.capital
                && self.piece(end + 1).len() > 1;
        }
        let opens = self.opens(end + 1);
        if stop.len() > 1 && stop.ends_with('.') {
            // "U.S." ends a sentence where a word that opens sentences follows.
            return opens && self.opens_by_class(end + 1);
        }
        if stop != "." {
            // "“Why now?” the minister asked", "“Stop!” Khan shouted": the cue goes on.
            return opens && !(end > at && self.cue_follows(end + 1));
        }
        if !opens {
            return false;
        }
        if end > at {
            return true;
        }
        let Some(before) = before.filter(|&before| !self.tokens[at].spaced || before + 1 == at) else {
            // A stop at the very start closes nothing: ". . ." or a bullet.
            return false;
        };
        if self.tokens[at].spaced {
            return true;
        }
        let class = self.class(before);
        let piece = self.piece(before);
        if self.tokens[before].kind == PieceKind::Number && before == from {
            // "1. The army": a number of a list.
            return false;
        }
        if self.tokens[before].kind != PieceKind::Word {
            return true;
        }
        let capital = self.tokens[before].capital;
        if class.contains(Class::NUMBERED_ABBREVIATION) && next.kind == PieceKind::Number {
            return false;
        }
        if class.contains(Class::ABBREVIATION)
            && (capital || piece.len() > 1 && !self.opens_by_class(end + 1))
        {
            return false;
        }
        if class.contains(Class::CLOSING_ABBREVIATION) {
            return self.opens_by_class(end + 1);
        }
        // "George W. Bush", "J. Smith": an initial; "World War I. The" ends.
        let mut letters = piece.chars();
        let initial = capital && letters.next().is_some() && letters.next().is_none();
        !initial || self.opens_by_class(end + 1)
    }

    /// Can a sentence begin here: with a capital, a digit, a quotation mark, a bracket?
    fn opens(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        match token.kind {
            PieceKind::Word => {
                token.capital || !token.span.of(self.text).starts_with(|c: char| c.is_lowercase())
            }
            PieceKind::Number => true,
            PieceKind::Possessive => false,
            PieceKind::Mark => match self.piece(at) {
                "," | ";" | ":" | "." | "/" | "%" | ")" | "]" | "”" | "!" | "?" => false,
                "\"" | "“" | "‘" | "'" | "«" | "(" | "[" | "-" | "–" | "—" => {
                    // "was late.” — he said" goes on behind the mark.
                    self.tokens.get(at + 1).is_none_or(|next| {
                        next.kind != PieceKind::Word || next.capital || self.piece(at) == "("
                    })
                }
                _ => true,
            },
        }
    }

    /// Does a word stand here that opens sentences and is no name: "The", "In", "He"?
    fn opens_by_class(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return true };
        if token.kind == PieceKind::Mark {
            let word = self.tokens.get(at + 1).is_some_and(|next| next.kind != PieceKind::Mark);
            return word && matches!(self.piece(at), "\"" | "“" | "‘" | "«") && self.opens_by_class(at + 1);
        }
        let opening = Class::DETERMINER
            | Class::PRONOUN
            | Class::POSSESSIVE
            | Class::PREPOSITION
            | Class::CONJUNCTION
            | Class::SUBORDINATOR
            | Class::ADVERB
            | Class::EXISTENTIAL
            | Class::AUXILIARY;
        self.class(at).intersects(opening)
    }

    /// Does a speaker with a verb of saying follow, behind a question or an exclamation?
    fn cue_follows(&self, at: usize) -> bool {
        (at..at + 6)
            .take_while(|&at| self.tokens.get(at).is_some_and(|token| token.kind == PieceKind::Word))
            .any(|at| self.class(at).contains(Class::SAYING))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> String {
        let rules = Rules::embedded().expect("the packs are valid");
        let article = Article::plain("test", text);
        let tokens = crate::annotate::token::read(text, &rules);
        let sentences = read(&article, &tokens, &rules);
        let spans = sentences.iter().map(|sentence| sentence.span.of(text));
        spans.collect::<Vec<_>>().join(" | ").replace('\n', "/")
    }

    #[test]
    fn stops_of_abbreviations_do_not_end_a_sentence() {
        insta::assert_snapshot!(split("Lt. Gen. Omar Diaz met Mr. Lee. They talked."), @"Lt. Gen. Omar Diaz met Mr. Lee. | They talked.");
        insta::assert_snapshot!(split("It left the U.S. The plane landed."), @"It left the U.S. | The plane landed.");
        insta::assert_snapshot!(split("The U.S. Senate sat. George W. Bush spoke."), @"The U.S. Senate sat. | George W. Bush spoke.");
        insta::assert_snapshot!(split("Acme Inc. said so on Jan. 12 at 5 p.m. on Friday. No. 3 won."), @"Acme Inc. said so on Jan. 12 at 5 p.m. on Friday. | No. 3 won.");
        insta::assert_snapshot!(split("He said no. 12 people left."), @"He said no. 12 people left.");
        insta::assert_snapshot!(split("Shares fell 3.5%. It was 2.1 in May. Profits rose."), @"Shares fell 3.5%. | It was 2.1 in May. | Profits rose.");
    }

    #[test]
    fn quotations_keep_their_marks_and_cues() {
        insta::assert_snapshot!(split("“We won.” The crowd left. “Why now?” the mayor asked. “Stop!” Khan shouted."), @"“We won.” | The crowd left. | “Why now?” the mayor asked. | “Stop!” Khan shouted.");
        insta::assert_snapshot!(split("\"It is over.\" \"We go home.\" (It rained.) Then sun."), @r#""It is over." | "We go home." | (It rained.) | Then sun."#);
        insta::assert_snapshot!(split("Wait... what? He paused… Then he left."), @"Wait... what? | He paused… | Then he left.");
    }

    #[test]
    fn lines_are_paragraphs_unless_a_line_goes_on_in_lower_case() {
        insta::assert_snapshot!(split("Flood kills 12\nA river rose on Monday,\nthe mayor said.\n\nIt rained"), @"Flood kills 12 | A river rose on Monday,/the mayor said. | It rained");
        insta::assert_snapshot!(split("It ended.The army left. See example.com for more."), @"It ended. | The army left. | See example.com for more.");
    }
}
