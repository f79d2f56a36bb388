//! What is said: where the content of a cue begins and ends.

use std::ops::Range;

use super::reader::Reader;
use crate::annotate::clause::{Link, VerbForm};
use crate::annotate::{Clause, Tag};
use crate::rules::attribution::{Cue, Takes};
use crate::rules::lexicon::Class;
use crate::value::stance::{Certainty, Stance};

/// What stands behind a cue.
pub(super) struct Content {
    pub(super) tokens: Range<usize>,
    pub(super) stance: Stance,
    pub(super) certainty: Certainty,
    pub(super) direct: bool,
    pub(super) shape: Takes,
}

/// Adjuncts passed over between cue and content: "said on Monday in a statement that".
const ADJUNCTS: usize = 6;
/// No content goes further than so many tokens, so that a sentence without end costs no more than its length.
pub(super) const LONGEST: usize = 300;
/// Clauses looked at for the end of a content.
const CLAUSES: usize = 24;

/// The content behind a verb that ends at `at`.
pub(super) fn behind(reader: &Reader, cue: &Cue, at: usize, clause: &Clause) -> Option<Content> {
    let limit = limit(reader, at, clause.sentence);
    let mut at = at;
    let (mut passed, mut comma) = (false, false);
    if cue.takes(Takes::Clause).is_some()
        && let Some(that) = behind_aside(reader, at, limit)
    {
        at = that;
    }
    for _ in 0..ADJUNCTS {
        if at >= limit {
            return None;
        }
        if passed && reader.is_comma(at) && !comma && clause.form != VerbForm::Gerund && !clause.passive {
            at += 1;
            comma = true;
        }
        if let Some(found) = begins(reader, cue, at, limit, clause, passed, comma) {
            return Some(found);
        }
        // "declined publicly to say": an adverb is no adjunct.
        passed |= reader.tag(at) != Tag::Adverb || reader.time_from(at).is_some();
        at = adjunct(reader, cue, at, limit)?;
    }
    None
}

/// "said, without evidence, that …": the conjunction behind what stands between commas.
fn behind_aside(reader: &Reader, at: usize, limit: usize) -> Option<usize> {
    const LONGEST_ASIDE: usize = 12;
    if !reader.is_comma(at) {
        return None;
    }
    let close = (at + 1..limit.min(at + LONGEST_ASIDE)).find(|&at| reader.is_comma(at))?;
    let that = close + 1;
    (that < limit && is_that(reader, that) && reader.class(that).contains(Class::COMPLEMENTIZER))
        .then_some(that)
}

/// Content of some shape that begins at the token.
fn begins(
    reader: &Reader,
    cue: &Cue,
    at: usize,
    limit: usize,
    clause: &Clause,
    passed: bool,
    comma: bool,
) -> Option<Content> {
    let make = |shape: Takes, from: usize, end: usize, direct: bool| {
        let (stance, certainty) = cue.takes(shape)?;
        let end = if certainty == Certainty::Unknown { before_reason(reader, from, end) } else { end };
        let tokens = reader.trim(from..end);
        (!tokens.is_empty()).then_some(Content { tokens, stance, certainty, direct, shape })
    };
    // said: “…”, said, “…”
    let mut open = at;
    while matches!(reader.text(open), ":" | ",") && open < limit {
        open += 1;
    }
    if let Some(quotation) = reader.quotation_from(open)
        && (!quotation.scare || open > at && !passed)
        && cue.takes(Takes::Quote).is_some()
    {
        let end = (quotation.tokens.end + 1).min(reader.layers.tokens.len());
        // “there is no way” he did it: the sentence goes on behind the mark.
        let goes_on = !reader.is_mark(quotation.tokens.end - 1) && end < limit && !reader.is_mark(end);
        if goes_on
            && matches!(
                reader.tag(end),
                Tag::Pronoun | Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Relative | Tag::Determiner
            )
        {
            return make(Takes::Quote, open, end_of_clause(reader, open, limit, clause), false);
        }
        return make(Takes::Quote, open, end, true);
    }
    let colon = reader.text(at) == ":";
    if colon && at + 1 < limit && cue.takes(Takes::Clause).is_some() {
        return make(Takes::Clause, at + 1, limit, false);
    }
    if reader.is_mark(at) && reader.quotation_from(at).is_none() {
        return None;
    }
    // said that “…”, called it “…”: a mark opens inside.
    let inner = if reader.quotation_from(at).is_some() { at + 1 } else { at };
    let class = reader.class(inner);
    let tag = reader.tag(inner);
    let clause_end = || end_of_clause(reader, at, limit, clause);
    let phrase_end = || end_of_phrase(reader, at, limit, clause);
    if class.contains(Class::COMPLEMENTIZER) && tag == Tag::Subordinator {
        let from = inner + 1;
        let question = !is_that(reader, inner);
        if question && cue.takes(Takes::Question).is_some() {
            return make(Takes::Question, at, clause_end(), false);
        }
        if !question && cue.takes(Takes::Clause).is_some() {
            let direct = reader.quotation_from(from).is_some_and(|quotation| !quotation.scare);
            return make(Takes::Clause, from, end_of_clause(reader, from, limit, clause), direct);
        }
    }
    if matches!(tag, Tag::Relative | Tag::Subordinator)
        && class.intersects(Class::RELATIVE | Class::COMPLEMENTIZER)
        && !is_that(reader, inner)
        && cue.takes(Takes::Question).is_some()
    {
        return make(Takes::Question, at, clause_end(), false);
    }
    if is_that(reader, inner)
        && cue.takes(Takes::Clause).is_some()
        && follows_clause(reader, inner + 1, limit, clause)
    {
        return make(Takes::Clause, inner + 1, end_of_clause(reader, inner + 1, limit, clause), false);
    }
    // "in what officials say is a trap": the verb of what is said stands directly behind.
    if matches!(tag, Tag::Verb | Tag::Auxiliary)
        && !passed
        && clause.link == Link::Relative
        && cue.takes(Takes::Clause).is_some()
    {
        return make(Takes::Clause, at, clause_end(), false);
    }
    if tag == Tag::Particle
        && cue.takes(Takes::Infinitive).is_some()
        && (!passed || cue.takes(Takes::Addressee).is_some())
    {
        return make(Takes::Infinitive, at, clause_end(), false);
    }
    // "are believed to have died"
    if tag == Tag::Particle
        && clause.passive
        && !passed
        && cue.takes(Takes::Clause).is_some()
        && cue.takes(Takes::Addressee).is_none()
    {
        return make(Takes::Clause, at, clause_end(), false);
    }
    // "denied stealing it", "denied having stolen it"
    let word = reader.rules.lexicon.word(reader.word(at)).class;
    let perfect = tag == Tag::Auxiliary && word.contains(Class::HAVE) && word.contains(Class::VERB_GERUND);
    if (tag == Tag::Gerund || perfect) && cue.takes(Takes::Gerund).is_some() && !passed {
        return make(Takes::Gerund, at, clause_end(), false);
    }
    if !passed || !reader.rules.attribution.empty.contains(reader.word(inner)) {
        let preposition = reader.word(inner);
        if tag == Tag::Preposition
            && !passed
            && reader.time_from(at + 1).is_none()
            && !reader.class(at + 1).intersects(Class::WEEKDAY | Class::MONTH)
            && let Some((stance, certainty)) = cue.preposition(preposition)
        {
            let tokens = reader.trim(at + 1..phrase_end().max(at + 1));
            return (!tokens.is_empty()).then_some(Content {
                tokens,
                stance,
                certainty,
                direct: false,
                shape: Takes::Object,
            });
        }
    }
    // "told reporters that": whom it is told comes first.
    if !passed
        && cue.takes(Takes::Addressee).is_some()
        && let Some(phrase) = reader.phrase_at(inner)
    {
        let mut next = reader.whole(phrase).end;
        if reader.is_comma(next) {
            next += 1;
        }
        let leads = reader.tag(next) == Tag::Particle
            || reader.class(next).contains(Class::COMPLEMENTIZER) && reader.tag(next) == Tag::Subordinator
            || reader.quotation_from(next).is_some();
        if leads && reader.tag(next) != Tag::Particle {
            return None;
        }
    }
    if cue.takes(Takes::Clause).is_some() {
        // A verb that takes no object: any noun phrase before a verb begins a clause.
        let bare = (!passed || comma)
            && cue.takes(Takes::Object).is_none()
            && cue.takes(Takes::Addressee).is_none()
            && reader.time_from(inner).is_none()
            && matches!(
                tag,
                Tag::Determiner
                    | Tag::Possessive
                    | Tag::Number
                    | Tag::Adjective
                    | Tag::Noun
                    | Tag::Name
                    | Tag::Pronoun
                    | Tag::Negation
            )
            && (inner + 1..limit.min(inner + 30))
                .take_while(|&at| !reader.is_comma(at) || at < inner + 12)
                .any(|at| matches!(reader.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Modal));
        // The lexicon may take the verb behind for a noun: "said the bank supports spending".
        let long = !passed
            && cue.takes(Takes::Object).is_none()
            && cue.takes(Takes::Addressee).is_none()
            && reader.time_from(inner).is_none()
            && reader.phrase_at(inner).is_some_and(|phrase| {
                let end = reader.phrase(phrase).tokens.end;
                // Or for a participle: "said 2,000 people marched".
                end - inner >= 4 || reader.tag(end) == Tag::Participle
            })
            && super::subject::subject(reader, clause)
                .is_some_and(|subject| reader.phrase(subject).tokens.start < clause.verb.start);
        if bare || long || follows_clause(reader, inner, limit, clause) {
            return make(Takes::Clause, at, clause_end(), false);
        }
    }
    // A noun phrase, or one that a quotation mark opens.
    let phrase = reader.phrase_at(inner)?;
    if passed || reader.rules.attribution.empty.contains(reader.word(reader.phrase(phrase).head)) {
        return None;
    }
    if reader.time_from(inner).is_some() {
        return None;
    }
    let whole = reader.whole(phrase);
    let after = whole.end.max(reader.phrase(phrase).tokens.end);
    // "expect rainfall from the storm to reach": over one prepositional phrase.
    let over = match reader.tag(after) {
        Tag::Preposition => reader.phrase_at(after + 1).map_or(after, |inner| reader.whole(inner).end),
        _ => after,
    };
    if cue.takes(Takes::PatientInfinitive).is_some() && reader.tag(over) == Tag::Particle {
        return make(Takes::PatientInfinitive, at, clause_end(), false);
    }
    if cue.takes(Takes::Addressee).is_some() {
        return None;
    }
    if cue.takes(Takes::ObjectIs).is_some() {
        return make(Takes::ObjectIs, at, phrase_end(), false);
    }
    if cue.takes(Takes::ObjectAs).is_some() {
        let end = phrase_end();
        let as_what = (after..end).any(|at| reader.rules.attribution.as_saying.contains(reader.word(at)));
        if as_what {
            return make(Takes::ObjectAs, at, end, false);
        }
    }
    // "reject it": a pronoun alone says nothing.
    if reader.tag(reader.phrase(phrase).head) == Tag::Pronoun && whole.len() == 1 {
        return None;
    }
    make(Takes::Object, at, phrase_end(), false)
}

/// "expressed regret at": an object that is a noun of saying, and where its own content begins.
pub(super) fn noun_of_saying(reader: &Reader, tokens: &Range<usize>) -> Option<(usize, usize)> {
    let head = reader.phrase(reader.phrase_at(tokens.start)?).head;
    let noun = reader.rules.lexicon.word(reader.word(head)).noun;
    let cue = reader.rules.attribution.nouns.get(&noun)?;
    let next = head + 1;
    if next + 1 >= tokens.end {
        return None;
    }
    let brings = reader.tag(next) == Tag::Preposition && cue.preposition(reader.word(next)).is_some()
        || reader.class(next).contains(Class::COMPLEMENTIZER)
        || reader.tag(next) == Tag::Particle;
    brings.then_some((head, if reader.tag(next) == Tag::Particle { next } else { next + 1 }))
}

/// Where the adjunct that begins here ends: an addressee, a time, "in a statement", an adverb.
fn adjunct(reader: &Reader, cue: &Cue, at: usize, limit: usize) -> Option<usize> {
    if let Some(end) = reader.time_from(at) {
        return Some(end);
    }
    if reader.class(at).intersects(Class::WEEKDAY) {
        return Some(at + 1);
    }
    match reader.tag(at) {
        Tag::Adverb => return Some(at + 1),
        Tag::Preposition => {
            if let Some(end) = reader.time_from(at + 1) {
                return Some(end);
            }
            // "claimed in a post of Sept. 19 that": on to "that", over no verb and no pause.
            let that = (at + 1..limit.min(at + 16))
                .take_while(|&ahead| {
                    !reader.is_comma(ahead)
                        && !matches!(
                            reader.tag(ahead),
                            Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Participle | Tag::Gerund
                        )
                })
                .find(|&ahead| reader.tag(ahead) == Tag::Subordinator && is_that(reader, ahead));
            if that.is_some() && cue.takes(Takes::Clause).is_some() {
                return that;
            }
            // "instead of", "because of"
            if reader.tag(at + 1) == Tag::Preposition {
                return Some(at + 1);
            }
            let mut end = reader.phrase_at(at + 1).map(|phrase| reader.whole(phrase).end)?;
            if end < limit && reader.is_comma(end) && reader.tag(end + 1) == Tag::Preposition {
                end += 1;
            }
            return Some(end);
        }
        _ => {}
    }
    // "told reporters, that": the addressee; commas only around an aside.
    if let Some(phrase) = reader.phrase_at(at)
        && cue.takes(Takes::Addressee).is_some()
    {
        return Some(reader.whole(phrase).end);
    }
    None
}

fn is_that(reader: &Reader, at: usize) -> bool {
    reader.class(at).contains(Class::COMPLEMENTIZER)
        && !reader.class(at).intersects(Class::ADVERB)
        && reader.class(at).intersects(Class::DETERMINER)
}

/// Does a clause of its own begin here: a subject that is not the cue's, then its verb?
fn follows_clause(reader: &Reader, at: usize, limit: usize, cue: &Clause) -> bool {
    if at >= limit
        || matches!(reader.tag(at), Tag::Subordinator | Tag::Preposition | Tag::Conjunction | Tag::Relative)
    {
        return false;
    }
    let sentence = reader.clauses(cue.sentence);
    let first = reader.layers.clauses[sentence.clone()].partition_point(|clause| clause.verb.start <= at);
    let later = &reader.layers.clauses[sentence.start + first..sentence.end];
    later.iter().take(4).any(|clause| {
        clause.form == VerbForm::Finite
            && clause.verb.start < limit
            && !clause.subject_shared
            && clause.link != Link::Relative
            && (clause.subject.is_some_and(|subject| {
                let subject = reader.whole(subject);
                // "was not confirmed officially and police put it at 500": two sentences in one.
                let joined = (at..subject.start).any(|at| reader.tag(at) == Tag::Conjunction);
                let near = subject.start <= at + 2 && subject.start >= at && !joined;
                near && subject.end <= clause.verb.start
            }) || clause.tokens.start == at && clause.verb.start > at)
    })
}

/// The content's furthest end: the sentence's, or the quotation's where the cue is quoted itself.
fn limit(reader: &Reader, at: usize, sentence: usize) -> usize {
    let end = reader.sentence(sentence).tokens.end.min(at + LONGEST);
    match reader.quotation_at(at) {
        Some(quotation) => quotation.tokens.end.min(end),
        None => end,
    }
}

/// Where a clause that is said ends: the sentence goes on with another thing that the source does, or with
/// another source.
pub(super) fn end_of_clause(reader: &Reader, from: usize, limit: usize, cue: &Clause) -> usize {
    let limit = limit.min(from + LONGEST);
    let sentence = reader.clauses(cue.sentence);
    let first = reader.layers.clauses[sentence.clone()].partition_point(|clause| clause.verb.start < from);
    let mut end = limit;
    // "The minister, who said that it was over, left": an aside ends with its comma.
    let aside = cue.link == Link::Relative
        || matches!(cue.link, Link::Adverbial(_) | Link::Participial)
            && cue.tokens.start <= reader.sentence(cue.sentence).tokens.start + 3;
    if aside && let Some(comma) = (from..limit).take(60).find(|&at| reader.is_comma(at)) {
        end = comma;
    }
    let speaker = super::subject::subject(reader, cue);
    for other in reader.layers.clauses[sentence.start + first..sentence.end].iter().take(CLAUSES) {
        if other.verb.start >= end {
            break;
        }
        let named = super::subject::subject(reader, other);
        let same_subject =
            named.is_some() && named == speaker && (other.subject_shared || other.subject != named);
        let cues = reader.rules.attribution.verbs.get(&other.lemma);
        let speaks = cues.is_some_and(|cues| {
            cues.iter().any(|cue| cue.takes.iter().any(|(takes, ..)| *takes != Takes::Quote))
        });
        let named = super::subject::subject(reader, other);
        let begins =
            named.map_or(other.verb.start, |subject| reader.whole(subject).start.min(other.verb.start));
        let turns = match other.link {
            Link::Main => true,
            Link::Adverbial(word) => reader.rules.attribution.turns.contains(word),
            _ => reader.rules.attribution.turns.contains(reader.word(begins.wrapping_sub(1))),
        };
        let own_speaker = speaks
            && turns
            && !other.subject_shared
            && named.is_some()
            && super::subject::is_finite(reader, other);
        // "criticised it for saying": no further thing that the source does.
        if reader.tag(other.verb.start.wrapping_sub(1)) == Tag::Preposition {
            continue;
        }
        let starts = if same_subject {
            other.verb.start
        } else if own_speaker {
            other
                .subject
                .map_or(other.verb.start, |subject| reader.whole(subject).start.min(other.verb.start))
        } else {
            continue;
        };
        if starts <= from {
            continue;
        }
        // Back over "and", ", though", ", adding".
        let mut stop = starts;
        while stop > from
            && matches!(reader.tag(stop - 1), Tag::Conjunction | Tag::Adverb | Tag::Subordinator)
        {
            stop -= 1;
        }
        let comma = stop > from && reader.is_mark(stop - 1);
        let goes_on =
            speaks && (comma || stop < starts) || other.form == VerbForm::Finite && comma && stop < starts;
        if same_subject && goes_on || own_speaker && comma {
            end = stop;
            break;
        }
    }
    if let Some(semicolon) = (from..end).find(|&at| reader.has_mark(at, ";")) {
        end = semicolon;
    }
    strip_trailing_source(reader, from, end)
}

/// "It is feared that the toll could rise, as 200 people are missing": why somebody fears is known.
fn before_reason(reader: &Reader, from: usize, end: usize) -> usize {
    let reason = |at: usize| {
        reader.is_comma(at)
            && reader.rules.attribution.reasons.contains(reader.word(at + 1))
            && reader.tag(at + 1) == Tag::Subordinator
    };
    (from..end).find(|&at| reason(at)).unwrap_or(end)
}

/// Without ", according to …" behind it.
fn strip_trailing_source(reader: &Reader, from: usize, end: usize) -> usize {
    for at in from + 1..end {
        if !reader.is_comma(at) {
            continue;
        }
        let word = |ahead: usize| reader.word(at + 1 + ahead);
        if reader.rules.attribution.phrases.matches(word).next().is_some() {
            return at;
        }
    }
    end
}

/// Where a noun phrase that is content ends, with what hangs on it: no further than the next pause or clause.
fn end_of_phrase(reader: &Reader, from: usize, limit: usize, cue: &Clause) -> usize {
    let end = end_of_clause(reader, from, limit, cue);
    let mut at = from;
    while at < end {
        let quotation = reader.quotation_from(at);
        if let Some(quotation) = quotation {
            at = (quotation.tokens.end + 1).min(end);
            continue;
        }
        let next = at > from && (turns_away(reader, at, cue) || says_more(reader, at));
        if matches!(reader.text(at), ":" | "—" | "–") || next {
            return at;
        }
        if reader.is_comma(at) && !is_list(reader, at, end) {
            return at;
        }
        at += 1;
    }
    end
}

/// "… estimated the crowd at 300,000 while organisers put it at 800,000": a turn to what somebody else does.
fn turns_away(reader: &Reader, at: usize, cue: &Clause) -> bool {
    let turn = reader.rules.attribution.turns.contains(reader.word(at));
    turn && reader.layers.clauses[reader.clauses(cue.sentence)].iter().any(|clause| {
        let opens = clause.subject.is_some_and(|subject| reader.whole(subject).start == at + 1);
        opens && super::subject::is_finite(reader, clause)
    })
}

/// "Rejected the result accusing the commission of fraud": what else the source says; but "a report accusing the army".
fn says_more(reader: &Reader, at: usize) -> bool {
    let words = reader.rules.lexicon.word(reader.word(at));
    let rules = &reader.rules.attribution;
    let before = at.checked_sub(1).map(|before| reader.rules.lexicon.word(reader.word(before)).noun);
    let said = before.is_some_and(|noun| rules.nouns.contains_key(&noun) || rules.denied.contains(noun));
    reader.tag(at) == Tag::Gerund
        && rules.verbs.contains_key(&words.lemma)
        && !said
        && reader.tag(at - 1) != Tag::Preposition
}

/// A comma inside of a row of phrases.
fn is_list(reader: &Reader, comma: usize, end: usize) -> bool {
    (comma + 1..end.min(comma + 12)).any(|at| reader.tag(at) == Tag::Conjunction)
        && (reader.phrase_at(comma + 1).is_some())
        && !(comma + 1..end.min(comma + 12))
            .any(|at| matches!(reader.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Modal))
}
