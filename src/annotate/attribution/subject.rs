//! Who does the speaking: the subject of a cue, where syntax leaves it open or gives another's.

use super::content::LONGEST;
use super::reader::Reader;
use crate::annotate::clause::{Link, VerbForm};
use crate::annotate::{Clause, Tag};
use crate::rules::attribution::Takes;
use crate::rules::lexicon::Class;

/// The subject's phrase. Where the clause has none, or one that cannot be it, the phrase that ends at the verb:
/// "Adrian Cole, the spokesman, confirmed the report".
pub(super) fn subject(reader: &Reader, clause: &Clause) -> Option<usize> {
    if let Some(main) = speaker_before(reader, clause) {
        return Some(main);
    }
    let own = clause.subject.filter(|&subject| !is_foreign(reader, subject, clause));
    let inverted = own.is_some_and(|subject| reader.phrase(subject).tokens.start >= clause.verb.end);
    if own.is_none()
        && let Some(before) = coordinated(reader, clause)
    {
        return before.subject;
    }
    // "told Obama": who stands behind is told.
    if inverted && takes_addressee(reader, clause) {
        return phrase_before(reader, clause, reader.sentence(clause.sentence).tokens.start);
    }
    if let (Some(subject), false) = (own, inverted) {
        return Some(subject);
    }
    if !is_finite(reader, clause) {
        return own;
    }
    let sentence = reader.sentence(clause.sentence).tokens.clone();
    let before = phrase_before(reader, clause, sentence.start);
    if inverted {
        // "…", said the minister: words stand before the verb that are said.
        let floor = sentence.start.max(clause.verb.start.saturating_sub(LONGEST));
        let spoken = (floor..clause.verb.start).any(|at| {
            matches!(reader.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Modal)
                || reader.quotation_to(at).is_some()
        });
        let figure = before.is_some_and(|before| reader.phrase(before).quantity.is_some());
        return if spoken || figure { own } else { before.or(own) };
    }
    // “…,” said the minister: whatever the words in the marks were taken for.
    before.or_else(|| {
        let said = clause.verb.start.checked_sub(1).is_some_and(|at| reader.quotation_to(at).is_some());
        reader.phrase_at(clause.verb.end).filter(|_| said)
    })
}

fn takes_addressee(reader: &Reader, clause: &Clause) -> bool {
    let cues = reader.rules.attribution.verbs.get(&clause.lemma);
    cues.is_some_and(|cues| cues.iter().any(|cue| cue.takes(Takes::Addressee).is_some()))
}

/// The clause with a subject of its own that a bare verb behind "and" goes on from: "denied it and called on them".
fn coordinated<'a>(reader: &Reader<'a>, clause: &Clause) -> Option<&'a Clause> {
    let before = clause.verb.start.checked_sub(1)?;
    if reader.tag(before) != Tag::Conjunction || clause.verb.len() > 1 {
        return None;
    }
    let sentence = reader.clauses(clause.sentence);
    let earlier =
        reader.layers.clauses[sentence.clone()].partition_point(|other| other.verb.start < clause.verb.start);
    let other = reader.layers.clauses[sentence.start..sentence.start + earlier].last()?;
    (other.form == VerbForm::Finite && !other.passive && other.subject.is_some()).then_some(other)
}

/// The one who spoke before in the sentence, where this verb goes on with what they do: ", adding that", "by saying";
/// "repeated that it must not be used and urged them to act", past after past.
fn speaker_before(reader: &Reader, clause: &Clause) -> Option<usize> {
    const BACK: usize = 8;
    let before = clause.verb.start.checked_sub(1)?;
    let gerund = clause.form == VerbForm::Gerund
        && (reader.is_comma(before) || reader.tag(before) == Tag::Preposition && !clause.tokens.is_empty());
    let bare = |clause: &Clause| clause.verb.len() == 1;
    let joined = clause.subject_shared
        && clause.form == VerbForm::Finite
        && bare(clause)
        && reader.tag(before) == Tag::Conjunction;
    if !gerund && !joined {
        return None;
    }
    let sentence = reader.clauses(clause.sentence);
    let earlier =
        reader.layers.clauses[sentence.clone()].partition_point(|other| other.verb.start < clause.verb.start);
    let earlier = &reader.layers.clauses[sentence.start..sentence.start + earlier];
    if joined {
        // The clause whose subject this verb was given: said in another tense than it was put forward in.
        let said = earlier
            .iter()
            .rev()
            .take(BACK)
            .find(|other| other.subject == clause.subject && !other.subject_shared)?;
        if bare(said) || said.link != Link::Complement {
            return None;
        }
    }
    let speaker = earlier.iter().rev().take(BACK).find(|other| {
        other.form == VerbForm::Finite
            && other.subject.is_some()
            && (gerund || bare(other))
            && other.link != Link::Relative
            && !reader.rules.attribution.verbs.get(&other.lemma).is_none_or(Vec::is_empty)
    })?;
    // A cue inside of its own quotation speaks to nobody outside.
    let quoted = |at: usize| reader.quotation_at(at).map(|quotation| quotation.span);
    (quoted(speaker.head) == quoted(clause.head)).then_some(())?;
    speaker.subject.filter(|&subject| !is_foreign(reader, subject, speaker))
}

/// A subject that stands in a quotation that the verb is outside of, or before another clause's "and".
fn is_foreign(reader: &Reader, subject: usize, clause: &Clause) -> bool {
    let phrase = reader.phrase(subject);
    let quoted = |at: usize| {
        reader.quotation_at(at).filter(|quotation| !quotation.scare).map(|quotation| quotation.span)
    };
    if quoted(phrase.head) != quoted(clause.head) {
        return true;
    }
    let end = reader.whole(subject).end;
    // "The minister, long engaged in the region's politics, has said": not the politics.
    if clause.form == VerbForm::Finite
        && clause.subject_shared
        && reader.is_comma(clause.verb.start.wrapping_sub(1))
        && phrase.tokens.end + 1 == clause.verb.start
    {
        return true;
    }
    !clause.subject_shared
        && phrase.sentence == clause.sentence
        && (end + 1..clause.verb.start).any(|at| {
            reader.tag(at) == Tag::Conjunction
                && reader.is_comma(at - 1)
                && reader.phrase_at(at + 1).is_some()
        })
}

/// The phrase that ends where the verb begins, brackets, commas and adverbs aside; behind an apposition the
/// phrase that it explains.
fn phrase_before(reader: &Reader, clause: &Clause, floor: usize) -> Option<usize> {
    let mut end = clause.verb.start;
    let mut comma = false;
    for _ in 0..12 {
        if end <= floor {
            return None;
        }
        match reader.text(end - 1) {
            ")" => {
                end = (floor..end).rev().take(12).find(|&at| reader.text(at) == "(")?;
            }
            "," => {
                comma = true;
                end -= 1;
            }
            "-" => end -= 1,
            _ if reader.tag(end - 1) == Tag::Adverb => end -= 1,
            _ => break,
        }
    }
    let phrase = phrase_ending(reader, clause.sentence, end).or_else(|| {
        // "Kong Wing-cheung said": the name goes on behind a hyphen.
        (end >= 2 && reader.text(end - 2) == "-")
            .then(|| phrase_ending(reader, clause.sentence, end - 2))
            .flatten()
    })?;
    let found = reader.phrase(phrase);
    let start = found.tokens.start;
    if comma {
        // "Ann Lee, the former envoy to Rome, said": back over the aside.
        let other = (floor..start)
            .rev()
            .take(20)
            .take_while(|&at| {
                !matches!(reader.tag(at), Tag::Verb | Tag::Auxiliary | Tag::Modal | Tag::Subordinator)
            })
            .find(|&at| reader.is_comma(at))
            .and_then(|at| phrase_ending(reader, clause.sentence, at));
        return Some(over_prepositions(reader, clause.sentence, other.unwrap_or(phrase)));
    }
    Some(over_prepositions(reader, clause.sentence, phrase))
}

/// "a spokesman for the ministry": to the phrase that the preposition hangs on.
fn over_prepositions(reader: &Reader, sentence: usize, mut phrase: usize) -> usize {
    for _ in 0..3 {
        let start = reader.whole(phrase).start;
        let Some(before) = start.checked_sub(1).filter(|&at| reader.tag(at) == Tag::Preposition) else {
            break;
        };
        let Some(left) = phrase_ending(reader, sentence, before) else { break };
        phrase = left;
    }
    phrase
}

fn phrase_ending(reader: &Reader, sentence: usize, end: usize) -> Option<usize> {
    let range = reader.phrases(sentence);
    let behind = reader.layers.phrases[range.clone()].partition_point(|phrase| phrase.tokens.end <= end);
    behind.checked_sub(1).map(|at| range.start + at).filter(|&at| reader.phrase(at).tokens.end == end)
}

/// Is something done to the subject? A bare participle is a past tense where content follows it, or where the
/// sentence has no other verb: "Police today said …".
pub(super) fn is_passive(reader: &Reader, clause: &Clause) -> bool {
    if !clause.passive {
        return false;
    }
    let helper = |class: Class| clause.verb.clone().any(|at| reader.class(at).intersects(class));
    if helper(Class::BE | Class::PASSIVE_HELPER) {
        return true;
    }
    let before = clause.verb.start.wrapping_sub(1);
    let far = reader.class(before).intersects(Class::HAVE)
        || reader.tag(before) == Tag::Adverb && reader.class(before.wrapping_sub(1)).intersects(Class::HAVE);
    if helper(Class::HAVE) || far {
        return false;
    }
    let mut next = clause.verb.end;
    while reader.tag(next) == Tag::Adverb {
        next += 1;
    }
    if reader.rules.attribution.agent.contains(reader.word(next)) || reader.tag(next) == Tag::Particle {
        return true;
    }
    if coordinated(reader, clause).is_some() {
        return false;
    }
    let alone = clause.subject.is_some()
        && !reader.layers.clauses[reader.clauses(clause.sentence)]
            .iter()
            .take(64)
            .any(|other| other.form == VerbForm::Finite && other.link == Link::Main);
    let content = matches!(
        reader.tag(next),
        Tag::Subordinator
            | Tag::Determiner
            | Tag::Pronoun
            | Tag::Name
            | Tag::Noun
            | Tag::Possessive
            | Tag::Number
            | Tag::Adjective
    );
    !(alone || content && clause.subject.is_some())
}

/// Has it a tense of its own?
pub(super) fn is_finite(reader: &Reader, clause: &Clause) -> bool {
    clause.form == VerbForm::Finite || clause.form == VerbForm::Participle && !is_passive(reader, clause)
}
