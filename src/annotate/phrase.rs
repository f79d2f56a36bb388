//! Noun phrases: determiner, number, modifiers, head, and what joins one to the next.

use std::ops::Range;

use super::{QuantityMention, Sentence, Tag, TimeMention, Token};
use crate::article::Article;
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::rules::frame::Job;
use crate::rules::lexicon::Class;
use crate::value::time::TimeKind;

/// A noun phrase without what follows its head: "more than 200 Taliban fighters".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounPhrase {
    /// Its tokens, determiner and quantity included.
    pub tokens: Range<usize>,
    /// The token of its head noun ("fighters"); its last token.
    pub head: usize,
    /// Index of the sentence it stands in.
    pub sentence: usize,
    /// Index of the quantity inside it, where it counts something; for a bare number ("13 injured",
    /// "nine of its fighters") the phrase is the number alone.
    pub quantity: Option<usize>,
    /// Index of the phrase that owns it: "Pakistan" in "Pakistan's military".
    pub owner: Option<usize>,
    /// Index of the phrase behind "of": "its fighters" in "nine of its fighters".
    pub of: Option<usize>,
    /// Index of the phrase that says the same in apposition, behind a comma or dash, in brackets or directly
    /// ("Prime Minister Shehbaz Sharif").
    pub apposition: Option<usize>,
    /// Index of the phrase it is coordinated with, to its right: "and four police officers".
    pub and: Option<usize>,
    /// "no", "none", "nobody".
    pub negated: bool,
}

/// Reads the noun phrases of an article, in order, not overlapping.
pub fn read(
    article: &Article,
    tokens: &[Token],
    sentences: &[Sentence],
    tags: &[Tag],
    times: &[TimeMention],
    quantities: &[QuantityMention],
    rules: &Rules,
) -> Vec<NounPhrase> {
    let mut reader = Reader {
        text: &article.text,
        tokens,
        tags,
        times,
        quantities,
        rules,
        time: 0,
        quantity: 0,
        // Every third word or so begins one.
        phrases: Vec::with_capacity(tokens.len() / 3),
    };
    for (index, sentence) in sentences.iter().enumerate() {
        let first = reader.phrases.len();
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            at = reader.phrase(index, at, sentence.tokens.end);
        }
        reader.join(first, sentence.tokens.end);
    }
    reader.phrases
}

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tags: &'a [Tag],
    times: &'a [TimeMention],
    quantities: &'a [QuantityMention],
    rules: &'a Rules,
    /// The first time and the first quantity that do not end before the token in hand.
    time: usize,
    quantity: usize,
    phrases: Vec<NounPhrase>,
}

impl Reader<'_> {
    fn class(&self, at: usize) -> Class {
        self.rules.lexicon.class(self.tokens[at].word)
    }

    fn mark(&self, at: usize) -> &str {
        let token = &self.tokens[at];
        if token.kind == PieceKind::Mark { token.span.of(self.text) } else { "" }
    }

    /// The end of the time that holds `at`, if one does.
    fn time_end(&mut self, at: usize) -> Option<usize> {
        while self.times.get(self.time).is_some_and(|time| time.tokens.end <= at) {
            self.time += 1;
        }
        self.times.get(self.time).filter(|time| time.tokens.contains(&at)).map(|time| time.tokens.end)
    }

    /// "48-hour": a duration may open a phrase, a day does not ("Wednesday police said").
    fn is_span(&self, time: usize) -> bool {
        self.times[time].time.kind == TimeKind::Duration
    }

    fn quantity_at(&mut self, at: usize) -> Option<usize> {
        while self.quantities.get(self.quantity).is_some_and(|quantity| quantity.tokens.end <= at) {
            self.quantity += 1;
        }
        self.quantities.get(self.quantity).filter(|it| it.tokens.contains(&at)).map(|_| self.quantity)
    }

    /// Reads a phrase that begins at `start`, if one does; returns where to go on.
    fn phrase(&mut self, sentence: usize, start: usize, end: usize) -> usize {
        if self.tags[start] == Tag::Pronoun {
            // "Fifteen more were hurt": the number stands for them.
            let counted = |last: &NounPhrase| last.tokens.end == start && last.quantity.is_some();
            let more = self.rules.frames.is(Job::More, self.tokens[start].word);
            if more && self.phrases.last().is_some_and(counted) {
                return start + 1;
            }
            let negated = self.class(start).contains(Class::NEGATION);
            self.push(start..start + 1, sentence, None, negated);
            return start + 1;
        }
        let mut at = start;
        // Just past the last token that can be a head.
        let mut last = None;
        let mut noun = false;
        let mut quantity = None;
        let mut determined = false;
        while at < end {
            if let Some(time_end) = self.time_end(at) {
                // "the October 7 attack", "a three-day visit": a time modifies what follows it directly.
                let modifies = (at > start || self.tags[at] == Tag::Determiner || self.is_span(self.time))
                    && !noun
                    && time_end < end
                    && matches!(self.tags[time_end], Tag::Noun | Tag::Name | Tag::Adjective | Tag::Gerund);
                if modifies {
                    determined = true;
                    at = time_end;
                    continue;
                }
                if at == start {
                    return time_end.max(start + 1);
                }
                break;
            }
            if let Some(index) = self.quantity_at(at) {
                if quantity.is_some() || noun {
                    break;
                }
                quantity = Some(index);
                at = self.quantities[index].tokens.end.min(end).max(at + 1);
                last = Some(at);
                continue;
            }
            match self.tags[at] {
                Tag::Determiner if last.is_none() => {
                    determined = true;
                    at += 1;
                }
                // "two more bodies"
                Tag::Determiner
                    if quantity.is_some()
                        && !noun
                        && last == Some(at)
                        && self.class(at).contains(Class::ADJECTIVE)
                        && self.goes_on(at + 1, end) =>
                {
                    at += 1;
                }
                Tag::Possessive if last.is_none() && self.tokens[at].kind == PieceKind::Word => {
                    determined = true;
                    at += 1;
                }
                // "Resolution 1701", "Flight 370", "the two"
                Tag::Number => {
                    at += 1;
                    last = Some(at);
                }
                // "took 214 people hostage"
                Tag::Noun if noun && self.is_particle(at) => break,
                Tag::Noun | Tag::Name => {
                    at += 1;
                    last = Some(at);
                    noun = true;
                }
                Tag::Adjective if self.goes_on(at + 1, end) => at += 1,
                Tag::Participle | Tag::Gerund
                    if (last.is_none() || !noun)
                        && (at > start || self.tags[at] == Tag::Participle && !self.helped(at))
                        && self.goes_on(at + 1, end)
                        && self.tags[at + 1] != Tag::Number =>
                {
                    at += 1;
                }
                // "the injured", "the dead": without a noun, behind a determiner.
                Tag::Adjective | Tag::Participle if determined && last.is_none() => {
                    at += 1;
                    last = Some(at);
                    break;
                }
                Tag::Adverb if !noun && (determined || last.is_some()) && self.describes(at + 1, end) => {
                    at += 1
                }
                // "a large and angry crowd"
                Tag::Conjunction
                    if !noun
                        && at > start
                        // "remain high and military budgets grow"
                        && (determined || start == 0 || self.tags[start - 1] != Tag::Verb)
                        && matches!(self.tags[at - 1], Tag::Adjective | Tag::Participle)
                        && self.describes(at + 1, end)
                        && self.goes_on(at + 2, end) =>
                {
                    at += 1;
                }
                Tag::Mark if at > start => match self.inner_mark(start, at, end, noun, determined) {
                    Some(Inner::Hyphen) => {
                        let next = self.tags[at + 1];
                        at += 2;
                        if matches!(next, Tag::Noun | Tag::Name | Tag::Number) {
                            last = Some(at);
                            noun |= next != Tag::Number;
                        }
                    }
                    Some(Inner::Other) => at += 1,
                    None => break,
                },
                _ => break,
            }
        }
        let Some(last) = last else { return start + 1 };
        let counted = quantity.filter(|&index| self.quantities[index].tokens.start < last);
        // "no casualties", but "tower No 430" and "no fewer than 31 casualties"
        let bounded = counted.is_some_and(|index| {
            let quantity = &self.quantities[index];
            quantity.tokens.start == start && quantity.tokens.len() > 1
        });
        let negated = self.class(start).contains(Class::NEGATION)
            && !bounded
            && !(self.tokens[start].capital && self.tokens[last - 1].kind == PieceKind::Number);
        self.push(start..last, sentence, counted, negated);
        last
    }

    /// Does the mark at `at` stand inside a phrase?
    fn inner_mark(&self, start: usize, at: usize, end: usize, noun: bool, determined: bool) -> Option<Inner> {
        let next = at + 1;
        if next >= end {
            return None;
        }
        let tight = !self.tokens[at].spaced && !self.tokens[next].spaced;
        let holds = match self.mark(at) {
            // "cross-border", "18-year-old", "T-62", "AT&T"
            "-" | "‑" | "–" | "/" | "&" => {
                let word = matches!(self.tokens[next].kind, PieceKind::Word | PieceKind::Number);
                return (tight && word).then_some(Inner::Hyphen);
            }
            // "a large, angry crowd"
            "," => {
                !noun
                    && matches!(self.tags[at - 1], Tag::Adjective)
                    && self.tags[next] == Tag::Adjective
                    && self.goes_on(next + 1, end)
            }
            // "Lt. Gen. Omar Diaz": a stop inside a sentence belongs to the word before.
            "." => !self.tokens[at].spaced && matches!(self.tags[next], Tag::Name | Tag::Noun),
            "\"" | "“" | "‘" => !noun && determined && self.goes_on(next, end),
            "”" | "’" => {
                (at.saturating_sub(16).max(start)..at).any(|at| matches!(self.mark(at), "“" | "‘"))
                    && matches!(self.tags[next], Tag::Noun | Tag::Name | Tag::Adjective)
            }
            _ => false,
        };
        holds.then_some(Inner::Other)
    }

    /// Does the noun belong to a verb before its object, a plural: "people hostage"?
    fn is_particle(&self, at: usize) -> bool {
        at > 0
            && self.class(at - 1).contains(Class::PLURAL)
            && !self.class(at).contains(Class::PLURAL)
            && self.rules.frames.particles.contains(&self.tokens[at].word)
    }

    /// Does an auxiliary stand before the participle: "were shot"?
    fn helped(&self, at: usize) -> bool {
        at > 0 && matches!(self.tags[at - 1], Tag::Auxiliary | Tag::Adverb | Tag::Negation)
    }

    /// Does a word that describes a noun stand at `at`?
    fn describes(&self, at: usize, end: usize) -> bool {
        at < end && matches!(self.tags[at], Tag::Adjective | Tag::Participle | Tag::Number | Tag::Gerund)
    }

    /// Does a noun stand at `at`, perhaps behind further modifiers?
    fn goes_on(&self, at: usize, end: usize) -> bool {
        let limit = end.min(at + 8);
        let mut at = at;
        while at < limit {
            match self.tags[at] {
                Tag::Noun | Tag::Name => return true,
                Tag::Adjective | Tag::Participle | Tag::Gerund | Tag::Number => at += 1,
                Tag::Adverb | Tag::Conjunction if self.describes(at + 1, limit) => at += 1,
                Tag::Mark => match self.mark(at) {
                    "-" | "‑" | "–" | "/" if !self.tokens[at].spaced => at += 1,
                    "," if self.tags[at - 1] == Tag::Adjective && self.describes(at + 1, limit) => at += 1,
                    "”" | "\"" | "’" if !self.tokens[at].spaced => at += 1,
                    _ => return false,
                },
                _ => return false,
            }
        }
        false
    }

    fn push(&mut self, tokens: Range<usize>, sentence: usize, quantity: Option<usize>, negated: bool) {
        let head = tokens.end - 1;
        self.phrases.push(NounPhrase {
            tokens,
            head,
            sentence,
            quantity,
            owner: None,
            of: None,
            apposition: None,
            and: None,
            negated,
        });
    }

    /// Joins the phrases of a sentence: owners, "of", appositions, coordinations.
    fn join(&mut self, first: usize, end: usize) {
        for index in first..self.phrases.len().saturating_sub(1) {
            let next = index + 1;
            let from = self.phrases[index].tokens.end;
            let gap = self.phrases[next].tokens.start - from;
            if gap == 0 {
                self.side_by_side(index, next);
            } else if gap == 1 && (self.tags[from] == Tag::Possessive || self.plural_owner(index)) {
                self.phrases[next].owner = Some(index);
            } else if gap == 1 && self.tags[from] == Tag::Preposition {
                if self.class(from).contains(Class::GENITIVE) {
                    self.phrases[index].of = Some(next);
                }
            } else if gap > 1
                && self.class(from).contains(Class::GENITIVE)
                && self.tokens[from + gap - 1].kind == PieceKind::Possessive
            {
                // "the toll of Friday's crash"
                self.phrases[index].of = Some(next);
            } else if gap == 1 && self.is_additive(from) {
                if !self.new_subject(index, next, end) && !self.next_figure(index, next) {
                    self.phrases[index].and = Some(next);
                }
            } else if gap == 1 && self.tags[from] == Tag::Relative {
                // "the man whose son"
                if self.class(from).contains(Class::POSSESSIVE) {
                    self.phrases[next].owner = Some(index);
                }
            } else if gap == 2 && self.mark(from) == "," && self.tags[from + 1] == Tag::Relative {
                if self.class(from + 1).contains(Class::POSSESSIVE) {
                    self.phrases[next].owner = Some(index);
                }
            } else if gap == 1 {
                self.behind_mark(index, next, end);
            } else if gap == 2
                && self.mark(from) == ","
                && self.is_additive(from + 1)
                && self.same_kind(index, next)
                // "lost 23 soldiers, and 29 others were injured"
                && !self.new_subject(index, next, end)
            {
                self.phrases[index].and = Some(next);
            }
        }
        // "Kabul, Paktika and Kandahar": from the last "and" back over the commas.
        let mut last = self.phrases.len();
        for index in (first..self.phrases.len().saturating_sub(1)).rev() {
            let next = index + 1;
            let from = self.phrases[index].tokens.end;
            let comma = self.phrases[next].tokens.start == from + 1 && self.mark(from) == ",";
            let listed = self.phrases[next].and.is_some();
            last = if listed { last } else { next };
            if !comma || !listed || !self.same_kind(index, next) || self.phrases[index].apposition.is_some() {
                continue;
            }
            // "to the park, the BBC and Reuters reported": the rest is a subject of its own.
            let subject = self.phrases[last].tokens.end + 1 < end && self.opens_sentence(first, index, last);
            if !subject {
                self.phrases[index].and = Some(next);
            }
        }
    }

    /// "killed 12 people and police fled": does the right phrase open a clause of its own?
    fn new_subject(&self, index: usize, next: usize, end: usize) -> bool {
        if !self.verb_directly(self.phrases[next].tokens.end, end) {
            return false;
        }
        let start = self.phrases[index].tokens.start;
        let before = (start.saturating_sub(16)..start).rev();
        for at in before {
            match self.tags[at] {
                // "said two soldiers and three officers were killed": both are the subject.
                Tag::Verb if self.class(at).contains(Class::SAYING) => return false,
                Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Infinitive => return true,
                Tag::Subordinator | Tag::Relative => return false,
                Tag::Mark if !matches!(self.mark(at), "-" | "$" | "%") => return false,
                _ => {}
            }
        }
        false
    }

    /// "25,000 according to police and 80,000 according to the unions": a bare figure is no second speaker. Nor
    /// does one go with what is not counted: "valid votes came to 24,000 and rejected votes to 900".
    fn next_figure(&self, index: usize, next: usize) -> bool {
        let bare = |at: usize| self.tags[self.phrases[at].head] == Tag::Number;
        let uncounted = |at: usize| self.phrases[at].quantity.is_none();
        uncounted(index) && bare(next) || bare(index) && uncounted(next)
    }

    /// "According to police, a man and two women": is the phrase the end of an opening, with a preposition
    /// before it, so that what follows the comma is the subject? Also "fled to the park, the BBC and Reuters
    /// reported".
    fn opens_sentence(&self, first: usize, index: usize, last: usize) -> bool {
        let governed = |phrase: &NounPhrase| {
            phrase.tokens.start > 0
                && matches!(self.tags[phrase.tokens.start - 1], Tag::Preposition | Tag::Possessive)
        };
        if !governed(&self.phrases[index]) {
            return false;
        }
        let start = self.phrases[index].tokens.start;
        let verb = self.verb_directly(self.phrases[last].tokens.end, self.tags.len());
        for at in (start.saturating_sub(20)..start).rev() {
            match self.tags[at] {
                Tag::Verb | Tag::Auxiliary | Tag::Modal => return verb,
                Tag::Mark if self.mark(at) == "," => return verb,
                Tag::Gerund | Tag::Infinitive => return false,
                _ if at <= self.phrases[first].tokens.start => break,
                _ => {}
            }
        }
        index - first < 16 && self.phrases[first..index].iter().all(governed)
    }

    /// Does a finite verb stand at `from`, adverbs aside?
    fn verb_directly(&self, from: usize, end: usize) -> bool {
        let mut at = from;
        while at < end && matches!(self.tags[at], Tag::Adverb | Tag::Negation) {
            at += 1;
        }
        at < end && matches!(self.tags[at], Tag::Verb | Tag::Auxiliary | Tag::Modal)
    }

    /// Does a finite verb follow before any mark: the subject of a clause, not an aside?
    fn verb_follows(&self, from: usize, end: usize) -> bool {
        for at in from..end.min(from + 15) {
            match self.tags[at] {
                Tag::Verb | Tag::Auxiliary | Tag::Modal => return true,
                Tag::Mark if !matches!(self.mark(at), "-" | "$" | "%") => return false,
                Tag::Relative | Tag::Subordinator => return false,
                _ => {}
            }
        }
        false
    }

    /// "the rebels' base"
    fn plural_owner(&self, index: usize) -> bool {
        let phrase = &self.phrases[index];
        matches!(self.mark(phrase.tokens.end), "'" | "’")
            && !self.tokens[phrase.tokens.end].spaced
            && self.tokens[phrase.head].span.of(self.text).ends_with(['s', 'S'])
    }

    fn is_additive(&self, at: usize) -> bool {
        self.tags[at] == Tag::Conjunction && self.class(at).contains(Class::ADDITIVE)
    }

    fn is_name(&self, index: usize) -> bool {
        self.tags[self.phrases[index].head] == Tag::Name
    }

    fn is_pronoun(&self, index: usize) -> bool {
        self.tags[self.phrases[index].head] == Tag::Pronoun
    }

    fn somebody(&self, index: usize) -> bool {
        self.class(self.phrases[index].head).intersects(Class::PERSON | Class::TITLE | Class::GROUP)
    }

    /// Two phrases with nothing between: "the two soldiers | both 20".
    fn side_by_side(&mut self, index: usize, next: usize) {
        if self.is_name(next) && self.somebody(index) {
            self.phrases[index].apposition = Some(next);
        }
    }

    /// Behind a comma, a dash or a bracket: the same again?
    fn behind_mark(&mut self, index: usize, next: usize, end: usize) {
        // "Asif Durrani, Pakistan's former envoy": what is owned says who he is.
        let mut owned = next;
        while owned + 1 < self.phrases.len()
            && self.tags[self.phrases[owned].tokens.end.min(end - 1)] == Tag::Possessive
            && self.phrases[owned + 1].tokens.start == self.phrases[owned].tokens.end + 1
        {
            owned += 1;
        }
        let (first, next) = (next, owned);
        let closes = self.phrases[next].tokens.end;
        let closing = if closes < end { self.mark(closes) } else { "." };
        match self.mark(self.phrases[index].tokens.end) {
            // "the Tehrik-e-Taliban Pakistan (TTP)"
            "(" => {
                if closing == ")" && self.phrases[next].quantity.is_none() {
                    self.phrases[index].apposition = Some(next);
                }
                return;
            }
            "," | "—" | "–" | "-" => {}
            _ => return,
        }
        let listed = closes < end
            && (self.is_additive(closes)
                || closes + 1 < end && closing == "," && self.is_additive(closes + 1));
        if listed
            || self.verb_follows(closes, end)
            || self.is_counted(next)
            || self.is_pronoun(index)
            || self.is_pronoun(next)
        {
            return;
        }
        // "Sarah Jones, 27, a nurse, died"
        let index = if self.is_age(index) { index - 1 } else { index };
        let determined =
            matches!(self.tags[self.phrases[next].tokens.start], Tag::Determiner | Tag::Possessive)
                || first != next;
        // "Omar Diaz, the army's spokesman," / "the army's spokesman, Omar Diaz," / "his aide, a lawyer,"
        let same = match (self.is_name(index), self.is_name(next)) {
            (true, false) => self.somebody(next) || determined,
            (false, true) => self.somebody(index) && !self.is_counted(index),
            (false, false) => self.somebody(index) && self.somebody(next) && determined,
            (true, true) => false,
        };
        if same {
            self.phrases[index].apposition = Some(next);
        }
    }

    /// Does the phrase hold a number that is no age?
    fn is_counted(&self, phrase: usize) -> bool {
        let quantity = self.phrases[phrase].quantity;
        quantity.is_some_and(|at| self.quantities[at].quantity.dimension != "age")
    }

    /// Is the phrase an age alone, behind a name and a comma?
    fn is_age(&self, phrase: usize) -> bool {
        let aged = self.phrases[phrase].quantity.or_else(|| {
            let head = self.phrases[phrase].head;
            let at = self.quantities.partition_point(|quantity| quantity.tokens.end <= head);
            self.quantities.get(at).filter(|quantity| quantity.tokens.contains(&head)).map(|_| at)
        });
        let alone = self.phrases[phrase].tokens.len() == 1
            && aged.is_some_and(|at| self.quantities[at].quantity.dimension == "age");
        let before = phrase.checked_sub(1).map(|before| &self.phrases[before]);
        alone
            && before.is_some_and(|before| {
                before.tokens.end + 1 == self.phrases[phrase].tokens.start
                    && self.mark(before.tokens.end) == ","
                    && before.sentence == self.phrases[phrase].sentence
                    && self.is_name(phrase - 1)
            })
    }

    /// Do two phrases look like members of one list: both names, both counted, both plain?
    fn same_kind(&self, left: usize, right: usize) -> bool {
        self.is_name(left) == self.is_name(right)
            && self.phrases[left].quantity.is_some() == self.phrases[right].quantity.is_some()
            && !self.is_pronoun(left)
            && !self.is_pronoun(right)
    }
}

/// A mark inside a phrase.
enum Inner {
    /// It binds the next word.
    Hyphen,
    /// It is passed over.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases(text: &str) -> String {
        let rules = Rules::embedded().expect("the packs are valid");
        let article = Article::plain("test", text);
        let annotations = crate::annotate::annotate(&article, &rules);
        let shown = |index: usize| {
            let tokens = &annotations.phrases[index].tokens;
            annotations.tokens[tokens.start].span.cover(annotations.tokens[tokens.end - 1].span).of(text)
        };
        let mut rows = Vec::new();
        for (index, phrase) in annotations.phrases.iter().enumerate() {
            let mut row = format!("[{}]", shown(index));
            let joined =
                [("owner", phrase.owner), ("of", phrase.of), ("=", phrase.apposition), ("+", phrase.and)];
            for (name, other) in joined {
                if let Some(other) = other {
                    row += &format!(" {name} {}", shown(other));
                }
            }
            rows.push(row);
        }
        rows.join("; ")
    }

    #[test]
    fn phrases_and_what_joins_them() {
        insta::assert_snapshot!(phrases("The army's spokesman, Omar Diaz, met a mother and her two sons."), @"[The army]; [spokesman] owner The army = Omar Diaz; [Omar Diaz]; [a mother] + her two sons; [her two sons]");
        insta::assert_snapshot!(phrases("Nine of its fighters and four police officers left Leeds, York and Hull."), @"[Nine] of its fighters; [its fighters] + four police officers; [four police officers]; [Leeds] + York; [York] + Hull; [Hull]");
        insta::assert_snapshot!(phrases("Prime Minister Ana Silva saw no casualties."), @"[Prime Minister Ana Silva]; [no casualties]");
        insta::assert_snapshot!(phrases("An 18-year-old man in a cross-border raid left 13 injured."), @"[An 18-year-old man]; [a cross-border raid]; [13]");
        insta::assert_snapshot!(phrases("The flood killed 12 people and police closed roads."), @"[The flood]; [12 people]; [police]; [roads]");
    }
}
