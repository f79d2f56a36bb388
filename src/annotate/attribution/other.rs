//! What is no verb and yet puts something forward: "according to", "the claim that", "reportedly", and the
//! colon or dash of a headline.

use std::ops::Range;

use super::reader::Reader;
use super::{Attribution, Certainty, Source, Stance, source};
use crate::annotate::clause::VerbForm;
use crate::annotate::{Annotations, Tag};
use crate::article::Role;
use crate::rules::attribution::Takes;
use crate::rules::lexicon::Class;

/// Reads the attributions that no verb makes in a sentence.
pub(super) fn read(reader: &Reader, sentence: usize, found: &mut Vec<Attribution>) {
    let tokens = reader.sentence(sentence).tokens.clone();
    let mut behind = tokens.start;
    // Where the source of the phrase before ends: what stands further back is said by it.
    let mut floor = tokens.start;
    for at in tokens.clone() {
        if !reader.word(at).is_known() {
            continue;
        }
        if at >= behind {
            behind = at + phrase_cue(reader, sentence, at, &mut floor, found);
        }
        noun_cue(reader, sentence, at, found);
        adverb_cue(reader, sentence, at, found);
    }
    headline(reader, sentence, found);
}

fn make(
    reader: &Reader,
    source: Option<Source>,
    cue: Range<usize>,
    content: Range<usize>,
    (stance, certainty): (Stance, Certainty),
    reason: &'static str,
) -> Option<Attribution> {
    let content = reader.trim(content);
    if content.is_empty() {
        return None;
    }
    let direct =
        reader.quotation_from(content.start).is_some_and(|quotation| quotation.tokens.end + 1 >= content.end);
    Some(Attribution {
        source,
        cue: Some(reader.span(&cue)),
        content: reader.span(&content),
        stance,
        certainty,
        direct,
        outer: None,
        about: None,
        reason,
    })
}

/// "According to police, …", "…, according to police."
///
/// Returns the length of the phrase, 0 where there is none.
fn phrase_cue(
    reader: &Reader,
    sentence: usize,
    at: usize,
    floor: &mut usize,
    found: &mut Vec<Attribution>,
) -> usize {
    let word = |ahead: usize| reader.word(at + ahead);
    let Some((len, &cue)) = reader.rules.attribution.phrases.matches(word).next() else { return 0 };
    let whole = reader.sentence(sentence).tokens.clone();
    let Some(phrase) = reader.phrase_at(at + len).or_else(|| reader.phrase_at(at + len + 1)) else {
        return 0;
    };
    let named = reader.whole(phrase);
    if named.end > whole.end {
        return 0;
    }
    let cues = &reader.rules.attribution;
    let head = reader.word(reader.phrase(phrase).head);
    let wanted = cue.only.and_then(|only| cues.only.get(only)).is_none_or(|only| only.contains(head));
    if !wanted || cues.unnamed.contains(head) {
        return 0;
    }
    let mut end = named.end;
    // "according to a report by the UN on Monday": up to the next pause.
    while end < whole.end && !reader.is_mark(end) && end < named.end + 14 {
        if matches!(reader.tag(end), Tag::Verb | Tag::Auxiliary | Tag::Modal) {
            end = named.end;
            break;
        }
        // "25,000 according to police and 80,000 according to the unions"
        let figure = |phrase| reader.tag(reader.phrase(phrase).head) == Tag::Number;
        if reader.tag(end) == Tag::Conjunction && reader.phrase_at(end + 1).is_some_and(figure) {
            break;
        }
        end += 1;
    }
    let source = source::of_tokens(reader, named.start..end, reader.phrase(phrase).head);
    let first = (whole.start..at)
        .all(|other| reader.is_mark(other) || matches!(reader.tag(other), Tag::Conjunction | Tag::Adverb));
    let content = if first {
        let from = if reader.is_comma(end) { end + 1 } else { end };
        from..content_end(reader, from, whole.end)
    } else {
        let mut start = back_to_boundary(reader, *floor, at);
        // "…, according to one, and 23 died, according to the other": each its own conjunct.
        while start < at
            && (reader.is_mark(start) || reader.tag(start) == Tag::Conjunction)
            && *floor > whole.start
        {
            start += 1;
        }
        *floor = end;
        start..at
    };
    found.extend(make(
        reader,
        Some(source),
        at..at + len,
        content,
        (cue.stance, cue.certainty),
        "named behind the phrase",
    ));
    len
}

/// The end of what "According to …," introduces: before a turn to another speaker.
fn content_end(reader: &Reader, from: usize, limit: usize) -> usize {
    for at in from..limit.min(from + 80) {
        if reader.text(at) == ";" {
            return at;
        }
    }
    limit
}

/// Where the words before "according to" begin: behind a semicolon or a turn of the sentence.
fn back_to_boundary(reader: &Reader, start: usize, at: usize) -> usize {
    let mut from = at;
    let floor = start.max(at.saturating_sub(80));
    while from > floor {
        let here = from - 1;
        if reader.text(here) == ";"
            || reader.rules.attribution.turns.contains(reader.word(here))
                && here > start
                && reader.is_comma(here - 1)
        {
            break;
        }
        from = here;
    }
    from
}

/// "the party's claim that the vote was rigged", "criticism of the law by bishops"
fn noun_cue(reader: &Reader, sentence: usize, at: usize, found: &mut Vec<Attribution>) {
    if !matches!(reader.tag(at), Tag::Noun | Tag::Name) {
        return;
    }
    let noun = reader.rules.lexicon.word(reader.word(at)).noun;
    let Some(cue) = reader.rules.attribution.nouns.get(&noun) else { return };
    let limit = reader.sentence(sentence).tokens.end;
    let Some(phrase) = phrase_of_head(reader, sentence, at) else { return };
    // "expressed regret at": the verb has taken the noun.
    let noun_span = reader.span(&(at..at + 1));
    if found.iter().rev().take(16).any(|other| other.cue.is_some_and(|cue| cue.contains(noun_span))) {
        return;
    }
    let owner = owner(reader, sentence, phrase, at);
    // "said in a statement that": the verb has the content.
    let before = reader.phrase(phrase).tokens.start.wrapping_sub(1);
    if owner.is_none() && reader.tag(before) == Tag::Preposition {
        return;
    }
    let next = at + 1;
    let that = reader.class(next).contains(Class::COMPLEMENTIZER)
        && matches!(reader.tag(next), Tag::Subordinator | Tag::Relative)
        && has_subject_behind(reader, sentence, next + 1);
    let dash = reader.is_mark(next) && !reader.is_comma(next) && is_that(reader, next + 1);
    let (takes, content) = if let (true, Some(takes)) = (that, cue.takes(Takes::Clause)) {
        (takes, next + 1..end_of_complement(reader, next + 1, limit))
    } else if let (true, Some(takes)) = (dash, cue.takes(Takes::Clause)) {
        (takes, next + 2..end_of_complement(reader, next + 2, limit))
    } else if let (Tag::Particle, Some(takes), true) =
        (reader.tag(next), cue.takes(Takes::Infinitive), owner.is_some())
    {
        (takes, next..end_of_complement(reader, next, limit))
    } else if let (Tag::Preposition, Some(takes), true) = (
        reader.tag(next),
        cue.preposition(reader.word(next)),
        // "mutual accusations of harbouring rebels" names nobody, and yet says something.
        owner.is_some() || reader.tag(next + 1) == Tag::Gerund,
    ) {
        let named = reader.phrase_at(next + 1).map_or(next + 1, |phrase| reader.whole(phrase).end);
        (takes, next + 1..end_of_phrase(reader, next + 1, named, limit))
    } else {
        return;
    };
    let (source, reason) = match owner {
        Some((source, reason)) => (Some(source), reason),
        None => (None, "nobody named"),
    };
    found.extend(make(reader, source, at..at + 1, content, takes, reason));
}

fn is_that(reader: &Reader, at: usize) -> bool {
    reader.class(at).contains(Class::COMPLEMENTIZER)
}

/// "that" is followed by a subject and its verb, so it is no relative pronoun.
fn has_subject_behind(reader: &Reader, sentence: usize, at: usize) -> bool {
    let clauses = &reader.layers.clauses[reader.clauses(sentence)];
    let first = clauses.partition_point(|clause| clause.verb.start < at);
    clauses.get(first).is_some_and(|clause| clause.verb.start > at && clause.verb.start < at + 40)
}

/// The phrase with this head.
fn phrase_of_head(reader: &Reader, sentence: usize, head: usize) -> Option<usize> {
    let range = reader.phrases(sentence);
    let phrases = &reader.layers.phrases[range.clone()];
    let at = phrases.partition_point(|phrase| phrase.tokens.end <= head);
    phrases.get(at).filter(|phrase| phrase.head == head).map(|_| range.start + at)
}

/// Whose claim: its owner, "his", "a claim by", or the subject of the verb that has it as its object.
fn owner(reader: &Reader, sentence: usize, phrase: usize, head: usize) -> Option<(Source, &'static str)> {
    let found = reader.phrase(phrase);
    if let Some(owner) = found.owner {
        return Some((source::of_phrase(reader, owner, None), "owner of the noun"));
    }
    if reader.tag(found.tokens.start) == Tag::Possessive {
        let his = found.tokens.start..found.tokens.start + 1;
        return Some((source::of_tokens(reader, his.clone(), his.start), "owner of the noun"));
    }
    if reader.rules.attribution.agent.contains(reader.word(head + 1))
        && let Some(by) = reader.phrase_at(head + 2)
    {
        return Some((source::of_phrase(reader, by, None), "named behind the noun"));
    }
    // "The union made the claim that …", "voiced concern over"
    let clauses = reader.clauses(sentence);
    let behind = reader.layers.clauses[clauses.clone()]
        .partition_point(|clause| clause.verb.start < found.tokens.start);
    let clause = &reader.layers.clauses[clauses.start..clauses.start + behind];
    let clause = clause.last().filter(|clause| {
        !clause.passive && clause.objects.contains(&phrase) && clause.form != VerbForm::Infinitive
    })?;
    if !reader.rules.attribution.lends.contains(clause.lemma) {
        return None;
    }
    let subject = clause.subject?;
    Some((source::of_phrase(reader, subject, Some(clause)), "subject of the verb that has the noun"))
}

/// Where the complement of a noun ends: at the next pause that a verb follows.
fn end_of_complement(reader: &Reader, from: usize, limit: usize) -> usize {
    let mut verb = false;
    for at in from..limit.min(from + 60) {
        match reader.tag(at) {
            Tag::Verb | Tag::Auxiliary | Tag::Modal if verb && !is_continued(reader, from, at) => return at,
            // "that the vote was rigged found few believers"
            Tag::Participle
                if verb && !is_continued(reader, from, at) && reader.tag(at - 1) == Tag::Participle =>
            {
                return at;
            }
            Tag::Verb | Tag::Participle | Tag::Infinitive | Tag::Gerund => verb = true,
            _ => {}
        }
        if (reader.is_comma(at) || matches!(reader.text(at), ";" | "—" | "–")) && at > from {
            return at;
        }
    }
    limit.min(from + 60)
}

/// Where a noun phrase and what hangs on it end: before the verb of which it is the subject.
fn end_of_phrase(reader: &Reader, from: usize, named: usize, limit: usize) -> usize {
    (named.max(from + 1)..limit.min(from + 60))
        .find(|&at| {
            reader.is_comma(at)
                || matches!(reader.text(at), ";" | "—" | "–")
                || matches!(reader.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Modal)
        })
        .unwrap_or(limit.min(from + 60))
}

/// A verb that still belongs to the complement: joined by "and", an auxiliary before it, or a clause of its own.
fn is_continued(reader: &Reader, from: usize, at: usize) -> bool {
    at > from
        && matches!(
            reader.tag(at - 1),
            Tag::Conjunction
                | Tag::Auxiliary
                | Tag::Modal
                | Tag::Negation
                | Tag::Adverb
                | Tag::Relative
                | Tag::Pronoun
        )
}

/// "Died, reportedly of a fever": only what follows is unsure.
pub(super) fn is_aside(layers: &Annotations, at: usize) -> bool {
    let comma = at.checked_sub(1).and_then(|before| layers.tokens.get(before));
    layers.tags.get(at + 1) == Some(&Tag::Preposition)
        && comma.is_some_and(|token| token.span.of(&layers.article.text) == ",")
}

/// "The general was reportedly shot."
fn adverb_cue(reader: &Reader, sentence: usize, at: usize, found: &mut Vec<Attribution>) {
    let Some(&takes) = reader.rules.attribution.adverbs.get(&reader.word(at)) else { return };
    if is_aside(reader.layers, at) {
        return;
    }
    let clauses = &reader.layers.clauses[reader.clauses(sentence)];
    let near = clauses.partition_point(|clause| clause.verb.end <= at);
    let clause = clauses.get(near).or(clauses.get(near.wrapping_sub(1)));
    let whole = reader.sentence(sentence).tokens.clone();
    let content = clause.map_or(whole.clone(), |clause| {
        let end = clause.tokens.end.max(clause.verb.end).max(at + 1);
        clause.tokens.start.min(at)..end.min(whole.end)
    });
    found.extend(make(reader, None, at..at + 1, content, takes, "the adverb names nobody"));
}

/// "Pakistan: 200 killed", "200 killed – police"
fn headline(reader: &Reader, sentence: usize, found: &mut Vec<Attribution>) {
    const LONGEST_SOURCE: usize = 6;
    let line = reader.sentence(sentence);
    if !matches!(line.role, Some(Role::Headline | Role::Standfirst | Role::Heading)) {
        return;
    }
    let tokens = line.tokens.clone();
    for at in tokens.clone() {
        let colon = reader.text(at) == ":";
        let dash = matches!(reader.text(at), "—" | "–" | "-") && reader.layers.tokens[at].spaced;
        if !colon && !dash {
            continue;
        }
        let speaks = |range: Range<usize>| {
            !range.is_empty()
                && range.len() <= LONGEST_SOURCE
                && reader
                    .phrase_at(range.start)
                    .filter(|&phrase| reader.whole(phrase).end >= range.end)
                    .is_some_and(|phrase| {
                        can_speak(reader, &reader.phrase(phrase).tokens, reader.phrase(phrase).head)
                    })
        };
        let says = |range: &Range<usize>| {
            reader.layers.clauses[reader.clauses(sentence)]
                .iter()
                .any(|clause| range.contains(&clause.verb.start))
                // "43 dead": a headline leaves the verb out.
                || range.clone().any(|at| reader.tag(at) == Tag::Number)
        };
        let (before, after) = (tokens.start..at, reader.trim(at + 1..tokens.end));
        let (source, content) = if colon && speaks(before.clone()) && says(&after) {
            (before, after)
        } else if speaks(after.clone()) && says(&before) {
            (after, before)
        } else {
            continue;
        };
        let Some(phrase) = reader.phrase_at(source.start) else { continue };
        let source = source::of_tokens(reader, source, reader.phrase(phrase).head);
        let takes = (Stance::Asserts, Certainty::Certain);
        found.extend(make(
            reader,
            Some(source),
            at..at + 1,
            content,
            takes,
            "named beside the mark of a headline",
        ));
        return;
    }
}

/// A person, a body or a country, or somebody without a name: "police: …", but not "Hajj stampede: …",
/// "Chicago: …" or "Hurricane Otis: …".
fn can_speak(reader: &Reader, phrase: &Range<usize>, head: usize) -> bool {
    let bodies = &reader.rules.entities.reference;
    let word = reader.word(head);
    let mentions = &reader.layers.entities;
    let from = mentions.partition_point(|mention| mention.tokens.end <= head);
    let named = mentions.get(from).filter(|mention| mention.tokens.contains(&head));
    let thing = |at: usize| {
        let class = reader.class(at);
        class.contains(Class::NOUN)
            && !class.intersects(Class::PERSON | Class::TITLE)
            && !bodies.organisations.contains(reader.word(at))
    };
    named.is_some_and(|mention| {
        let country = || reader.rules.entities.get(&mention.entity).is_some_and(|known| known.country);
        !(phrase.start..mention.tokens.start).any(thing) && (mention.kind != "place" || country())
    }) || bodies.organisations.contains(word) && !bodies.places.contains(word)
        || reader.rules.attribution.anonymous.contains(word)
        || reader.class(head).contains(Class::PERSON)
}
