//! Verbs that put something forward: "said", "ruled out", ", adding that".

use std::ops::Range;

use super::content::{self, Content};
use super::reader::Reader;
use super::subject::{is_finite, is_passive, subject};
use super::{Attribution, Certainty, Source, Stance, source};
use crate::annotate::clause::{Link, VerbForm};
use crate::annotate::{Clause, Tag};
use crate::rules::attribution::{Cue, Takes};
use crate::rules::lexicon::{Class, WordId};

/// Reads the attributions that the verbs of a sentence make.
pub(super) fn read(reader: &Reader, sentence: usize, found: &mut Vec<Attribution>) {
    for number in reader.clauses(sentence) {
        let clause = reader.clause(number);
        let Some(cues) = reader.rules.attribution.verbs.get(&clause.lemma) else { continue };
        if !is_speaking(reader, clause) {
            continue;
        }
        let behind = clause.verb.end.max(clause.head + 1);
        for cue in cues {
            let (end, cue_tokens) = match cue.particle {
                None => (behind, clause.head..clause.head + 1),
                Some(particle) if reader.word(behind) == particle => (behind + 1, clause.head..behind + 1),
                Some(_) => continue,
            };
            if of_cue(reader, number, cue, cue_tokens, end, found) {
                break;
            }
        }
    }
}

/// A verb group that can be somebody's speaking: no noun, no participle that stands before its noun.
fn is_speaking(reader: &Reader, clause: &Clause) -> bool {
    let phrases = &reader.layers.phrases;
    let near = phrases.partition_point(|phrase| phrase.tokens.end <= clause.head);
    let in_phrase = phrases.get(near).is_some_and(|phrase| phrase.tokens.start <= clause.head);
    !in_phrase && !matches!(reader.tag(clause.head), Tag::Adjective | Tag::Noun | Tag::Name)
}

/// The attributions of one verb and one of its rules; true where there are some.
fn of_cue(
    reader: &Reader,
    number: usize,
    cue: &Cue,
    cue_tokens: Range<usize>,
    end: usize,
    found: &mut Vec<Attribution>,
) -> bool {
    let clause = reader.clause(number);
    if cue.takes(Takes::Source).is_some() {
        return cited(reader, clause, cue, cue_tokens, end, found);
    }
    let named = subject(reader, clause);
    let (source, reason) = speaker(reader, clause, named);
    if is_idle(reader, clause, source.is_some()) {
        return false;
    }
    let before = before(reader, clause, cue, named);
    let inverted = named.is_some_and(|subject| reader.phrase(subject).tokens.start >= clause.verb.end);
    // "…", said the minister of the plan: what stands behind is the source.
    let from = match (&source, inverted) {
        (Some(_), true) => clause.subject.map_or(end, |subject| reader.whole(subject).end.max(end)),
        _ => end,
    };
    let mut made = false;
    let mut push = |mut content: Content| {
        let mut cue_tokens = cue_tokens.clone();
        if content.shape == Takes::Object
            && let Some((noun, from)) = content::noun_of_saying(reader, &content.tokens)
        {
            cue_tokens.end = noun + 1;
            content.tokens.start = from;
        }
        let (passes_on, heard) = hearsay(reader, named);
        // "No observer has cited fraud": nobody says so.
        let nobody = named.is_some_and(|subject| reader.phrase(subject).negated);
        let heard = if nobody { Certainty::Unknown } else { heard };
        let stance = match turned(reader, clause, named, content.stance) {
            Stance::Asserts if passes_on => Stance::Reports,
            Stance::Asserts
                if matches!(content.shape, Takes::ObjectIs | Takes::ObjectAs)
                    && content
                        .tokens
                        .clone()
                        .any(|at| reader.rules.attribution.dismissive.contains(reader.word(at))) =>
            {
                Stance::Denies
            }
            stance => stance,
        };
        found.push(Attribution {
            source: source.clone(),
            cue: Some(reader.span(&cue_tokens)),
            content: reader.span(&content.tokens),
            stance,
            certainty: content.certainty.max(own_certainty(reader, clause)).max(heard),
            direct: content.direct,
            outer: None,
            about: None,
            reason,
        });
        made = true;
    };
    let ahead = if inverted && before.is_some() { None } else { content::behind(reader, cue, from, clause) };
    let wrapped = before.as_ref().and_then(|before| wrapped(reader, clause, from, before));
    match (before, ahead) {
        // A quotation before, and speech behind as well: both.
        (Some(before), Some(ahead)) if before.direct && ahead.shape == Takes::Quote => {
            push(before);
            push(ahead);
        }
        (_, Some(ahead)) => push(ahead),
        (Some(before), None) => {
            push(before);
            if let Some(wrapped) = wrapped {
                push(wrapped);
            }
        }
        // "a claim denied by officials", "the strikes were condemned by Kabul": the subject is what it is about.
        (None, None) if is_passive(reader, clause) && source.is_some() => {
            let about = clause.subject.filter(|&subject| {
                let head = reader.phrase(subject).head;
                matches!(reader.tag(head), Tag::Noun | Tag::Name | Tag::Pronoun)
                    && !reader.class(head).contains(Class::ORDINAL)
            });
            if let (Some((stance, certainty)), Some(subject)) = (cue.takes(Takes::Object), about) {
                let tokens = reader.trim(reader.whole(subject));
                push(Content { tokens, stance, certainty, direct: false, shape: Takes::ObjectAs });
            }
        }
        (None, None) => {}
    }
    made
}

/// A verb that takes part in another's speaking: "declined to say", "as saying"; or that has nobody to speak.
fn is_idle(reader: &Reader, clause: &Clause, named: bool) -> bool {
    let parent = clause.parent.map(|parent| reader.clause(parent));
    let of_cue = |takes: Takes| {
        parent.is_some_and(|parent| {
            let cues = reader.rules.attribution.verbs.get(&parent.lemma);
            cues.is_some_and(|cues| cues.iter().any(|cue| cue.takes(takes).is_some()))
        })
    };
    match clause.form {
        VerbForm::Infinitive => !named || of_cue(Takes::Infinitive) || of_cue(Takes::PatientInfinitive),
        VerbForm::Gerund => {
            let before = clause.verb.start.wrapping_sub(1);
            reader.rules.attribution.as_saying.contains(reader.word(before))
        }
        VerbForm::Participle => !named,
        VerbForm::Finite => false,
    }
}

/// The source of a verb, and why it is.
fn speaker(reader: &Reader, clause: &Clause, named: Option<usize>) -> (Option<Source>, &'static str) {
    if is_passive(reader, clause) {
        let by = clause.complements.iter().find(|&&(word, _)| is_by(reader, word));
        return match by {
            Some(&(_, phrase)) => {
                (Some(source::of_phrase(reader, phrase, Some(clause))), "named by the passive")
            }
            None => (None, "passive, nobody named"),
        };
    }
    let Some(subject) = named else { return (None, "nobody named") };
    let reason = match (clause.link, clause.subject_shared) {
        (Link::Relative, _) => "the noun that the relative clause describes",
        (_, true) => "subject of the verb before",
        _ if clause.subject == Some(subject) => "subject of the cue",
        _ => "the phrase before the cue",
    };
    (Some(source::of_phrase(reader, subject, Some(clause))), reason)
}

fn is_by(reader: &Reader, word: WordId) -> bool {
    reader.rules.attribution.agent.contains(word)
}

/// "citing officials", "quoted him as saying": the object is the source.
fn cited(
    reader: &Reader,
    clause: &Clause,
    cue: &Cue,
    cue_tokens: Range<usize>,
    end: usize,
    found: &mut Vec<Attribution>,
) -> bool {
    let Some((stance, certainty)) = cue.takes(Takes::Source) else { return false };
    let passive = is_passive(reader, clause);
    let named =
        if passive { clause.subject } else { clause.objects.first().copied().or(reader.phrase_at(end)) };
    let Some(named) = named else { return false };
    let source = source::of_phrase(reader, named, None);
    let sentence = reader.sentence(clause.sentence);
    let whole = reader.whole(named);
    let after = if passive { end } else { whole.end };
    // "quoted him as saying that …"
    let as_saying = (after..sentence.tokens.end.min(after + 4))
        .find(|&at| matches!(reader.tag(at), Tag::Gerund | Tag::Verb | Tag::Participle));
    let content = if let Some(saying) = as_saying {
        let from = if is_that(reader, saying + 1) { saying + 2 } else { saying + 1 };
        reader.trim(from..content::end_of_clause(reader, from, sentence.tokens.end, clause))
    } else if matches!(clause.link, Link::Participial) || clause.form == VerbForm::Gerund {
        // "The dam burst, the agency reported, citing officials": what stands before in the sentence.
        reader.trim(sentence.tokens.start..clause.verb.start)
    } else {
        return false;
    };
    if content.is_empty() {
        return false;
    }
    found.push(Attribution {
        source: Some(source),
        cue: Some(reader.span(&cue_tokens)),
        content: reader.span(&content),
        stance,
        certainty,
        direct: reader.quotation_from(content.start).is_some(),
        outer: None,
        about: None,
        reason: super::CITED,
    });
    true
}

fn is_that(reader: &Reader, at: usize) -> bool {
    reader.class(at).contains(Class::COMPLEMENTIZER)
}

/// What stands before the cue and its source, and is said: "…, the minister said."
fn before(reader: &Reader, clause: &Clause, cue: &Cue, named: Option<usize>) -> Option<Content> {
    let sentence = reader.sentence(clause.sentence);
    let shared = clause.subject_shared && named == clause.subject;
    if !is_finite(reader, clause) || is_passive(reader, clause) || shared {
        return None;
    }
    let mut start = clause.verb.start;
    if let Some(subject) = named {
        let whole = reader.whole(subject);
        if whole.end <= clause.verb.start + 1 && reader.phrase(subject).sentence == clause.sentence {
            start = start.min(whole.start);
        }
    }
    // "…, governor of the bank (BNR) Ann Lee said": the whole row of nouns up to the comma.
    if named.is_some() && start <= clause.verb.start {
        let row = |at: usize| {
            matches!(
                reader.tag(at),
                Tag::Noun
                    | Tag::Name
                    | Tag::Adjective
                    | Tag::Determiner
                    | Tag::Possessive
                    | Tag::Preposition
                    | Tag::Number
            ) || matches!(reader.text(at), "(" | ")" | "-" | "’" | "'" | ".")
        };
        let mut left = start;
        while left > sentence.tokens.start && start - left < 15 && row(left - 1) {
            left -= 1;
        }
        if left > sentence.tokens.start && reader.is_comma(left - 1) {
            start = left;
        }
    }
    // Words of address between: "But the minister said".
    let mut stop = start;
    while stop > sentence.tokens.start && matches!(reader.tag(stop - 1), Tag::Adverb | Tag::Conjunction) {
        stop -= 1;
    }
    // "…, on Monday said the governor": over a time.
    let times = &reader.layers.times;
    let near = times.partition_point(|time| time.tokens.end < stop);
    if let Some(time) = times.get(near).filter(|time| time.tokens.end == stop && stop - time.tokens.start < 5)
        && let Some(on) = time.tokens.start.checked_sub(1)
    {
        let from = if reader.tag(on) == Tag::Preposition { on } else { time.tokens.start };
        if from > sentence.tokens.start && reader.is_comma(from - 1) {
            stop = from;
        }
    }
    // A quotation that ends here, its sentence or the one before.
    let mut close = stop.checked_sub(1)?;
    while close > 0 && reader.is_comma(close) {
        close -= 1;
    }
    if let Some(quotation) = reader.quotation_to(close)
        && let Some((stance, certainty)) = cue.takes(Takes::Quote).or(cue.takes(Takes::Clause))
        && (!quotation.scare || close + 1 < stop)
    {
        // “We lost.” Jones smiled: the quotation is over with its full stop.
        let over = reader.text(quotation.tokens.end - 1) == "."
            && close + 1 == stop
            && reader.layers.tokens.get(stop).is_some_and(|token| token.capital);
        let near = reader.layers.sentences[reader.sentence_of(close)].paragraph == sentence.paragraph;
        if near && !over {
            // “… ,” he said: the fragment before the quotation is said as well where it is one clause.
            let open = quotation.tokens.start.saturating_sub(1);
            return Some(Content {
                tokens: open..close + 1,
                stance,
                certainty,
                direct: true,
                shape: Takes::Quote,
            });
        }
    }
    if stop <= sentence.tokens.start {
        return None;
    }
    let dash = matches!(reader.text(stop - 1), "—" | "–" | "-");
    let (stance, certainty) = cue.takes(Takes::Clause)?;
    if !reader.is_comma(stop - 1) && !dash {
        return None;
    }
    let limit =
        reader.quotation_at(clause.head).map_or(sentence.tokens.start, |quotation| quotation.tokens.start);
    let from = limit.max(sentence.tokens.start).max(stop.saturating_sub(content::LONGEST));
    // "107,000, says the ministry; half a million, say NGOs": another voice's words end with a semicolon.
    let own = (from..stop).rev().find(|&at| reader.has_mark(at, ";")).map(|at| at + 1);
    let from = own.filter(|&own| is_figure(reader, &reader.trim(own..stop - 1))).unwrap_or(from);
    let tokens = reader.trim(from..stop - 1);
    // A clause of its own, or a fragment that goes on behind the cue.
    let clauses = reader.layers.clauses.get(reader.clauses(clause.sentence))?;
    let first = clauses.partition_point(|other| other.verb.start < from);
    let says = clauses[first..]
        .iter()
        .take_while(|other| other.verb.start < stop)
        .any(|other| other.form == VerbForm::Finite);
    let goes_on = reader.is_comma(clause.verb.end) || inverted_comma(reader, clause);
    let aside = is_aside(reader, &tokens, clause) && !(says && reader.tag(tokens.start) == Tag::Gerund);
    let figure = !says && is_figure(reader, &tokens);
    if tokens.is_empty() || !says && !goes_on && !figure || aside && !figure {
        return None;
    }
    Some(Content { tokens, stance, certainty, direct: false, shape: Takes::Clause })
}

/// "Nearly half a million, say NGOs": a figure alone.
fn is_figure(reader: &Reader, tokens: &Range<usize>) -> bool {
    const MOST: usize = 8;
    let timed = tokens.clone().any(|at| reader.time_from(at).is_some());
    let opens =
        |phrase| reader.phrase(phrase).quantity.is_some() && reader.phrase(phrase).tokens.end <= tokens.end;
    tokens.len() <= MOST
        && !timed
        && tokens.clone().take(3).find_map(|at| reader.phrase_at(at)).is_some_and(opens)
}

/// "On Monday, the minister said …", "After the vote, he said": an adverbial before a cue that has its own content.
fn is_aside(reader: &Reader, tokens: &Range<usize>, clause: &Clause) -> bool {
    let behind = clause.verb.end;
    let ends = reader.sentence(clause.sentence).tokens.end;
    let content_behind = behind < ends
        && !reader.is_mark(behind)
        && reader.time_from(behind).is_none()
        && !matches!(reader.tag(behind), Tag::Preposition | Tag::Adverb | Tag::Conjunction);
    let inverted = clause.subject.is_some_and(|subject| reader.phrase(subject).tokens.start >= behind);
    matches!(reader.tag(tokens.start), Tag::Subordinator | Tag::Gerund) || content_behind && !inverted
}

fn inverted_comma(reader: &Reader, clause: &Clause) -> bool {
    clause
        .subject
        .filter(|&subject| reader.phrase(subject).tokens.start >= clause.verb.end)
        .is_some_and(|subject| reader.is_comma(reader.whole(subject).end))
}

/// The part of what is said that goes on behind the cue: "The river, officials said, had risen."
fn wrapped(reader: &Reader, clause: &Clause, from: usize, before: &Content) -> Option<Content> {
    let sentence = reader.sentence(clause.sentence);
    let mut at = from;
    // "…, she told reporters on Monday, …"
    while at < sentence.tokens.end && !reader.is_comma(at) && !reader.is_mark(at) {
        at += 1;
        if at > from + 12 {
            return None;
        }
    }
    if !reader.is_comma(at) {
        return None;
    }
    let begin = at + 1;
    if before.direct {
        let open =
            (begin..sentence.tokens.end.min(begin + 3)).find(|&at| reader.quotation_from(at).is_some())?;
        let quotation = reader.quotation_from(open)?;
        return Some(Content {
            tokens: open..(quotation.tokens.end + 1).min(reader.layers.tokens.len()),
            shape: Takes::Quote,
            ..alike(before)
        });
    }
    // Another cue's words, or a participle of the source's ("…, he said, adding that"), is not this one's.
    let tag = reader.tag(begin);
    if matches!(tag, Tag::Gerund | Tag::Relative | Tag::Conjunction | Tag::Subordinator | Tag::Preposition) {
        return None;
    }
    let end = content::end_of_clause(reader, begin, sentence.tokens.end, clause);
    let tokens = reader.trim(begin..end);
    (tokens.len() > 1).then_some(Content { tokens, ..alike(before) })
}

/// The same stance and certainty, other words.
fn alike(content: &Content) -> Content {
    Content { tokens: 0..0, ..*content }
}

/// "Some unverified reports suggest": a source that itself only passes on, and how sure that leaves it.
fn hearsay(reader: &Reader, subject: Option<usize>) -> (bool, Certainty) {
    let Some(subject) = subject.map(|subject| reader.phrase(subject)) else {
        return (false, Certainty::Certain);
    };
    let noun = reader.rules.lexicon.word(reader.word(subject.head)).noun;
    let passes_on = reader
        .rules
        .attribution
        .nouns
        .get(&noun)
        .is_some_and(|cue| cue.takes(Takes::Clause).is_some_and(|(stance, _)| stance == Stance::Reports));
    if !passes_on {
        return (false, Certainty::Certain);
    }
    let hedged = subject.tokens.clone().filter_map(|at| {
        reader.rules.certainty.at(|ahead| reader.word(at + ahead)).map(|(_, hedge)| hedge.certainty)
    });
    let named = subject.owner.is_some() || subject.tokens.clone().any(|at| reader.tag(at) == Tag::Name);
    let floor = if named { Certainty::Certain } else { Certainty::Probable };
    (true, hedged.max().unwrap_or(floor).max(floor))
}

/// "did not confirm", "could not say": not asserted. "did not deny": not denied.
fn turned(reader: &Reader, clause: &Clause, subject: Option<usize>, stance: Stance) -> Stance {
    if reader.rules.attribution.neither.contains(reader.word(clause.verb.start.wrapping_sub(1))) {
        return Stance::Doubts;
    }
    let nobody = subject.is_some_and(|subject| reader.phrase(subject).negated);
    if !nobody && !is_negated_near(reader, clause) {
        return stance;
    }
    match stance {
        Stance::Denies => Stance::Reports,
        _ => Stance::Doubts,
    }
}

fn is_negated_near(reader: &Reader, clause: &Clause) -> bool {
    clause.verb.clone().any(|at| reader.tag(at) == Tag::Negation)
}

/// "may say", "did not say whether": the saying itself is not certain.
fn own_certainty(reader: &Reader, clause: &Clause) -> Certainty {
    if is_negated_near(reader, clause) {
        return Certainty::Unknown;
    }
    Certainty::Certain
}
