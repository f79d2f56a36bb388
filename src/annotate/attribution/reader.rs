//! The layers below, as the reading of attributions asks for them.

use std::ops::Range;

use crate::annotate::{Annotations, Clause, NounPhrase, Quotation, Sentence, Tag};
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::rules::lexicon::{Class, WordId};
use crate::span::Span;

/// An article's layers with an index of where phrases begin.
pub(super) struct Reader<'a> {
    pub(super) layers: &'a Annotations<'a>,
    pub(super) rules: &'a Rules,
    /// The phrase that begins at a token.
    phrase_at: Vec<u32>,
    /// The phrase that a phrase says the same as, to its left.
    pub(super) same_as: Vec<Option<usize>>,
    /// For each token the quotation that it stands in.
    quotation_at: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl<'a> Reader<'a> {
    pub(super) fn new(layers: &'a Annotations<'a>, rules: &'a Rules) -> Reader<'a> {
        let mut phrase_at = vec![NONE; layers.tokens.len() + 1];
        let mut same_as = vec![None; layers.phrases.len()];
        for (number, phrase) in layers.phrases.iter().enumerate() {
            phrase_at[phrase.tokens.start] = u32::try_from(number).unwrap_or(NONE);
            if let Some(other) = phrase.apposition.filter(|&other| other > number)
                && let Some(slot) = same_as.get_mut(other)
            {
                *slot = Some(number);
            }
        }
        let mut quotation_at = vec![NONE; layers.tokens.len() + 1];
        for (number, quotation) in layers.quotations.iter().enumerate() {
            quotation_at[quotation.tokens.clone()].fill(u32::try_from(number).unwrap_or(NONE));
        }
        Reader { layers, rules, phrase_at, same_as, quotation_at }
    }

    pub(super) fn word(&self, at: usize) -> WordId {
        self.layers.tokens.get(at).map_or(WordId::UNKNOWN, |token| token.word)
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.layers.tokens.get(at).map_or("", |token| token.span.of(&self.layers.article.text))
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.layers.tags.get(at).copied().unwrap_or(Tag::Mark)
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.rules.lexicon.class(self.word(at))
    }

    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.layers.tokens.get(at).is_none_or(|token| token.kind == PieceKind::Mark)
    }

    /// Does this mark stand there?
    pub(super) fn has_mark(&self, at: usize, mark: &str) -> bool {
        self.is_mark(at) && self.text(at) == mark
    }

    pub(super) fn is_comma(&self, at: usize) -> bool {
        self.has_mark(at, ",")
    }

    pub(super) fn sentence(&self, number: usize) -> &'a Sentence {
        &self.layers.sentences[number]
    }

    /// The sentence of a token.
    pub(super) fn sentence_of(&self, at: usize) -> usize {
        self.layers.sentences.partition_point(|sentence| sentence.tokens.end <= at)
    }

    pub(super) fn phrase(&self, number: usize) -> &'a NounPhrase {
        &self.layers.phrases[number]
    }

    /// The phrase that begins at the token.
    pub(super) fn phrase_at(&self, at: usize) -> Option<usize> {
        let number = self.phrase_at.get(at).copied().unwrap_or(NONE);
        (number != NONE).then_some(number as usize)
    }

    /// The phrases of a sentence.
    pub(super) fn phrases(&self, sentence: usize) -> Range<usize> {
        self.layers.within.get(sentence).map_or(0..0, |within| within.phrases.clone())
    }

    /// The clauses of a sentence, by index.
    pub(super) fn clauses(&self, sentence: usize) -> Range<usize> {
        self.layers.within.get(sentence).map_or(0..0, |within| within.clauses.clone())
    }

    pub(super) fn clause(&self, number: usize) -> &'a Clause {
        &self.layers.clauses[number]
    }

    /// The quotation that a token stands in, marks excluded.
    pub(super) fn quotation_at(&self, at: usize) -> Option<&'a Quotation> {
        let number = self.quotation_at.get(at).copied().unwrap_or(NONE);
        self.layers.quotations.get(number as usize)
    }

    /// The quotation whose opening mark is the token.
    pub(super) fn quotation_from(&self, at: usize) -> Option<&'a Quotation> {
        let found = self.quotation_at(at + 1)?;
        (found.tokens.start == at + 1).then_some(found)
    }

    /// The quotation whose closing mark is the token.
    pub(super) fn quotation_to(&self, at: usize) -> Option<&'a Quotation> {
        let found = self.quotation_at(at.checked_sub(1)?)?;
        (found.tokens.end == at && self.is_mark(at)).then_some(found)
    }

    /// Where a range of tokens stands on the page.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let tokens = &self.layers.tokens;
        match (tokens.get(range.start), range.end.checked_sub(1).and_then(|last| tokens.get(last))) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    /// The range without marks at its ends that say nothing: "…, said" → "…". Quotation marks stay.
    pub(super) fn trim(&self, mut range: Range<usize>) -> Range<usize> {
        let empty =
            |at: usize| matches!(self.text(at), "," | "." | ";" | ":" | "—" | "–" | "-" | ")" | "(" | "…");
        while range.start < range.end && empty(range.start) {
            range.start += 1;
        }
        while range.start < range.end && empty(range.end - 1) {
            range.end -= 1;
        }
        range
    }

    /// A time expression that begins at the token: where it ends.
    pub(super) fn time_from(&self, at: usize) -> Option<usize> {
        let times = &self.layers.times;
        let next = times.partition_point(|time| time.tokens.start < at);
        times.get(next).filter(|time| time.tokens.start == at).map(|time| time.tokens.end)
    }

    /// The whole of a noun phrase: with its owner before it, what "of", apposition and "and" add behind.
    pub(super) fn whole(&self, phrase: usize) -> Range<usize> {
        const STEPS: usize = 8;
        let mut start = self.phrase(phrase).tokens.start;
        let mut first = phrase;
        for _ in 0..STEPS {
            let found = self.phrase(first);
            let Some(left) = found.owner.or(self.same_as[first]) else { break };
            if left >= first {
                break;
            }
            first = left;
            start = start.min(self.phrase(left).tokens.start);
        }
        let mut end = self.phrase(phrase).tokens.end;
        let mut last = phrase;
        for _ in 0..STEPS {
            let found = self.phrase(last);
            let Some(right) = found.of.or(found.apposition).or(found.and).filter(|&right| right > last)
            else {
                break;
            };
            last = right;
            end = end.max(self.phrase(right).tokens.end);
        }
        start..end
    }
}
