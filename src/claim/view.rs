//! The layers of one article by token: which phrase, quantity, time, mention or clause a word belongs to.

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::annotate::tag::Tag;
use crate::annotate::{
    Annotations, Attribution, Clause, EntityMention, NounPhrase, QuantityMention, TimeMention, Within,
};
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::rules::frame::{Frames, Job};
use crate::rules::lexicon::{Class, WordId};
use crate::span::Span;

const NONE: u32 = u32::MAX;

/// The layers, with the way back from each token.
pub(super) struct View<'a> {
    pub(super) layers: &'a Annotations<'a>,
    pub(super) rules: &'a Rules,
    phrases: Vec<u32>,
    quantities: Vec<u32>,
    times: Vec<u32>,
    entities: Vec<u32>,
    verbs: Vec<u32>,
    attributions: Vec<Vec<usize>>,
    owned: Vec<u32>,
    said_of: Vec<u32>,
    behind_of: Vec<u32>,
    /// By sentence: a bit for each job that some word of it does.
    jobs: Vec<u128>,
    /// The base forms of all words of the article, where some rule asks for them.
    lemmas: OnceCell<FxHashSet<WordId>>,
    /// By name: the noun of what is called so, "cyclone" of "Cyclone Idai".
    christened: OnceCell<FxHashMap<&'a str, WordId>>,
}

impl<'a> View<'a> {
    pub(super) fn new(layers: &'a Annotations<'a>, rules: &'a Rules) -> View<'a> {
        let count = layers.tokens.len();
        let index = |ranges: &mut dyn Iterator<Item = Range<usize>>| {
            let mut by_token = vec![NONE; count];
            for (at, range) in ranges.enumerate() {
                for slot in by_token.get_mut(range).into_iter().flatten() {
                    *slot = at as u32;
                }
            }
            by_token
        };
        let jobs = |tokens: &Range<usize>| {
            let words = layers.tokens[tokens.clone()].iter().map(|token| rules.frames.jobs(token.word));
            words.fold(0, std::ops::BitOr::bitor)
        };
        View {
            phrases: index(&mut layers.phrases.iter().map(|phrase| phrase.tokens.clone())),
            quantities: index(&mut layers.quantities.iter().map(|mention| mention.tokens.clone())),
            times: index(&mut layers.times.iter().map(|mention| mention.tokens.clone())),
            entities: index(&mut layers.entities.iter().map(|mention| mention.tokens.clone())),
            verbs: index(&mut layers.clauses.iter().map(|clause| clause.verb.clone())),
            attributions: by_sentence(layers),
            owned: back(layers, |phrase| phrase.owner),
            behind_of: back(layers, |phrase| phrase.of),
            said_of: back(layers, |phrase| phrase.apposition),
            jobs: layers.sentences.iter().map(|sentence| jobs(&sentence.tokens)).collect(),
            lemmas: OnceCell::new(),
            christened: OnceCell::new(),
            layers,
            rules,
        }
    }

    /// Does one of these words stand anywhere in the article?
    pub(super) fn amid(&self, words: &FxHashSet<WordId>) -> bool {
        let lemmas =
            self.lemmas.get_or_init(|| (0..self.layers.tokens.len()).map(|at| self.noun(at)).collect());
        words.iter().any(|word| lemmas.contains(word))
    }

    /// What a phrase owns, where it is only there as its owner: "the government" of "the government's minister".
    pub(super) fn whole(&self, phrase: usize) -> usize {
        let mut at = phrase;
        while let Some(owned) = get(&self.owned, at).filter(|&owned| owned > at) {
            at = owned;
        }
        at
    }

    /// Is it what another figure is taken of: "seven million people" in "two million of the seven million people"?
    pub(super) fn counted_by_of(&self, phrase: usize) -> bool {
        get(&self.behind_of, phrase).is_some_and(|other| {
            let head = self.phrase(other).head;
            self.quantity_at(head).is_some() || self.phrase(other).quantity.is_some()
        })
    }

    /// Does it stand directly behind an opening bracket: "Katwa (12)"?
    pub(super) fn is_bracketed(&self, token: usize) -> bool {
        token.checked_sub(1).is_some_and(|before| matches!(self.text(before), "(" | "["))
    }

    /// The phrase whose "of" it is: "a quake" of "a quake of magnitude 7.6".
    pub(super) fn counts_of(&self, phrase: usize) -> Option<usize> {
        get(&self.behind_of, phrase)
    }

    /// The phrase that another stands in apposition to.
    pub(super) fn said_of(&self, phrase: usize) -> Option<usize> {
        get(&self.said_of, phrase)
    }

    /// The attributions whose content reaches into the sentence.
    pub(super) fn attributions(&self, sentence: usize) -> impl Iterator<Item = &'a Attribution> {
        let indices = self.attributions.get(sentence).map_or(&[][..], Vec::as_slice);
        indices.iter().map(|&at| &self.layers.attributions[at])
    }

    pub(super) fn frames(&self) -> &'a Frames {
        &self.rules.frames
    }

    pub(super) fn phrase(&self, at: usize) -> &'a NounPhrase {
        &self.layers.phrases[at]
    }

    pub(super) fn clause(&self, at: usize) -> &'a Clause {
        &self.layers.clauses[at]
    }

    /// The clauses of a sentence, each with its index.
    pub(super) fn clauses_of(
        &self,
        sentence: usize,
    ) -> impl DoubleEndedIterator<Item = (usize, &'a Clause)> + use<'a> {
        let own = self.within(sentence).map_or(0..0, |within| within.clauses.clone());
        let start = own.start;
        self.layers.clauses[own].iter().enumerate().map(move |(at, clause)| (start + at, clause))
    }

    /// The times of a sentence, each with its index.
    pub(super) fn times_of(
        &self,
        sentence: usize,
    ) -> impl Iterator<Item = (usize, &'a TimeMention)> + use<'a> {
        let own = self.within(sentence).map_or(0..0, |within| within.times.clone());
        let start = own.start;
        self.layers.times[own].iter().enumerate().map(move |(at, time)| (start + at, time))
    }

    /// The mentions that stand in a sentence, or reach into it.
    pub(super) fn mentions_of(&self, sentence: usize) -> &'a [EntityMention] {
        let own = self.within(sentence).map_or(0..0, |within| within.entities.clone());
        &self.layers.entities[own]
    }

    /// What stands in a sentence.
    pub(super) fn within(&self, sentence: usize) -> Option<&'a Within> {
        self.layers.within.get(sentence)
    }

    pub(super) fn phrase_at(&self, token: usize) -> Option<usize> {
        get(&self.phrases, token)
    }

    pub(super) fn quantity_at(&self, token: usize) -> Option<usize> {
        get(&self.quantities, token)
    }

    pub(super) fn time_at(&self, token: usize) -> Option<usize> {
        get(&self.times, token)
    }

    pub(super) fn entity_at(&self, token: usize) -> Option<&'a EntityMention> {
        get(&self.entities, token).map(|at| &self.layers.entities[at])
    }

    /// The mentions that hold some of these tokens, in order.
    pub(super) fn mentions_in(&self, tokens: Range<usize>) -> &'a [EntityMention] {
        let mentions = &self.layers.entities;
        let start = mentions.partition_point(|mention| mention.tokens.end <= tokens.start);
        let count = mentions[start..].iter().take_while(|mention| mention.tokens.start < tokens.end).count();
        &mentions[start..start + count]
    }

    /// The clause to whose verb group the token belongs.
    pub(super) fn verb_at(&self, token: usize) -> Option<usize> {
        get(&self.verbs, token)
    }

    pub(super) fn quantity(&self, at: usize) -> &'a QuantityMention {
        &self.layers.quantities[at]
    }

    pub(super) fn word(&self, token: usize) -> WordId {
        self.layers.tokens.get(token).map_or(WordId::UNKNOWN, |token| token.word)
    }

    pub(super) fn lemma(&self, token: usize) -> WordId {
        self.rules.lexicon.word(self.word(token)).lemma
    }

    /// The base form of a word as a noun: "lives" is "life".
    pub(super) fn noun(&self, token: usize) -> WordId {
        self.rules.lexicon.word(self.word(token)).noun
    }

    pub(super) fn class(&self, token: usize) -> Class {
        self.rules.lexicon.word(self.word(token)).class
    }

    pub(super) fn tag(&self, token: usize) -> Tag {
        self.layers.tags.get(token).copied().unwrap_or(Tag::Mark)
    }

    /// Does the token do this job?
    pub(super) fn is(&self, job: Job, token: usize) -> bool {
        self.frames().is(job, self.word(token))
    }

    /// The tokens that do this job, sentence by sentence; most sentences have none.
    pub(super) fn doing(&self, job: Job) -> impl Iterator<Item = usize> {
        let sentences = self.layers.sentences.iter().zip(&self.jobs);
        let sentences = sentences.filter(move |(_, jobs)| *jobs & job.bit() != 0);
        sentences.flat_map(|(sentence, _)| sentence.tokens.clone()).filter(move |&token| self.is(job, token))
    }

    /// The tokens of a sentence that do this job.
    pub(super) fn doing_in(&self, sentence: usize, job: Job) -> impl Iterator<Item = usize> {
        let some = self.jobs[sentence] & job.bit() != 0;
        let tokens = if some { self.layers.sentences[sentence].tokens.clone() } else { 0..0 };
        tokens.filter(move |&token| self.is(job, token))
    }

    /// The noun of what happens by itself and goes by this token's name: "cyclone" for "Idai", where the article speaks
    /// of "Cyclone Idai".
    pub(super) fn christened(&self, token: usize) -> Option<WordId> {
        let name = |at: usize| {
            let unknown = self.layers.tokens[at].capital && self.class(at).is_empty();
            (unknown && self.tag(at) == Tag::Name).then(|| self.text(at))
        };
        let all = || {
            let pairs = (1..self.layers.tokens.len()).filter_map(|at| Some((at, name(at)?)));
            let pairs = pairs.map(|(at, name)| (name, self.noun(at - 1)));
            pairs.filter(|&(_, noun)| self.frames().is(Job::Event, noun)).collect()
        };
        let name = self.layers.tokens.get(token).and_then(|_| name(token))?;
        self.christened.get_or_init(all).get(name).copied()
    }

    /// The token's words on the page.
    pub(super) fn text(&self, token: usize) -> &'a str {
        self.layers.tokens.get(token).map_or("", |token| token.span.of(&self.layers.article.text))
    }

    /// The base form of a noun, also of one that no rule knows.
    pub(super) fn lemma_text(&self, token: usize) -> String {
        let lemma = if self.verb_at(token).is_some() { self.lemma(token) } else { self.noun(token) };
        if lemma.is_known() {
            return self.rules.lexicon.word(lemma).text.to_string();
        }
        let text = self.text(token).to_lowercase();
        if self.verb_at(token).is_some() { text } else { self.frames().singular(&text) }
    }

    /// The bytes from the first to the last of these tokens.
    pub(super) fn span(&self, tokens: Range<usize>) -> Span {
        let tokens = self.layers.tokens.get(tokens).unwrap_or(&[]);
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::new(0, 0),
        }
    }

    pub(super) fn is_word(&self, token: usize) -> bool {
        self.layers.tokens.get(token).is_some_and(|token| token.kind == PieceKind::Word)
    }

    /// Prepositions and the phrases behind them that follow a noun directly: "attack on the post in Khost by rebels".
    /// Times in between are stepped over.
    pub(super) fn behind(&self, phrase: usize) -> Vec<(WordId, usize)> {
        let sentence = self.layers.sentences.get(self.phrase(phrase).sentence);
        let end = sentence.map_or(0, |sentence| sentence.tokens.end);
        let mut found = Vec::new();
        let mut at = self.phrase(phrase).tokens.end;
        let mut preposition = None;
        while at < end && found.len() < 6 {
            if let Some(time) = self.time_at(at) {
                at = self.layers.times[time].tokens.end.max(at + 1);
                preposition = None;
            } else if let Some(next) = self.phrase_at(at) {
                let Some(preposition) = preposition.take() else { break };
                found.push((preposition, next));
                at = self.phrase(next).tokens.end.max(at + 1);
            } else if matches!(self.tag(at), Tag::Preposition | Tag::Particle) && preposition.is_none() {
                preposition = Some(self.word(at));
                at += 1;
            } else {
                break;
            }
        }
        found
    }

    /// Is the clause negated, also by a "not" behind its verb: "is not in Paris"?
    pub(super) fn negated(&self, clause: &Clause) -> bool {
        clause.negated || self.tag(clause.verb.end) == Tag::Negation
    }

    /// The words of a phrase without its number.
    pub(super) fn named(&self, phrase: usize) -> Range<usize> {
        let phrase = self.phrase(phrase);
        let start = phrase.quantity.map_or(phrase.tokens.start, |at| self.quantity(at).tokens.end);
        start.clamp(phrase.tokens.start, phrase.head)..phrase.tokens.end
    }

    /// The last token of the phrase with all that hangs on it by "of", apposition or coordination.
    pub(super) fn reach(&self, phrase: usize, together: bool) -> Range<usize> {
        let first = self.phrase(phrase);
        let mut range = first.tokens.clone();
        // "Afghanistan's sovereignty"
        if let Some(owner) = first.owner.map(|owner| self.phrase(owner))
            && owner.tokens.end + 1 >= range.start
            && owner.tokens.start < range.start
        {
            range.start = owner.tokens.start;
        }
        let (mut at, mut steps) = (phrase, 0);
        while steps < 8 {
            steps += 1;
            let here = self.phrase(at);
            let next = here.of.or(if together { here.and } else { None });
            let Some(next) = next.map(|next| self.whole(next)).filter(|&next| next > at) else { break };
            if self.phrase(next).sentence != first.sentence {
                break;
            }
            range.end = range.end.max(self.phrase(next).tokens.end);
            at = next;
        }
        range
    }
}

/// For each phrase the one that points to it.
fn back(layers: &Annotations, to: impl Fn(&NounPhrase) -> Option<usize>) -> Vec<u32> {
    let mut back = vec![NONE; layers.phrases.len()];
    for (at, phrase) in layers.phrases.iter().enumerate() {
        if let Some(slot) = to(phrase).and_then(|other| back.get_mut(other)) {
            *slot = at as u32;
        }
    }
    back
}

fn by_sentence(layers: &Annotations) -> Vec<Vec<usize>> {
    let mut by_sentence = vec![Vec::new(); layers.sentences.len()];
    for (at, attribution) in layers.attributions.iter().enumerate() {
        let content = attribution.content;
        let first = layers.sentences.partition_point(|sentence| sentence.span.end <= content.start);
        for (sentence, into) in layers.sentences.iter().zip(&mut by_sentence).skip(first) {
            if sentence.span.start >= content.end {
                break;
            }
            into.push(at);
        }
    }
    by_sentence
}

fn get(by_token: &[u32], token: usize) -> Option<usize> {
    by_token.get(token).copied().filter(|&at| at != NONE).map(|at| at as usize)
}
