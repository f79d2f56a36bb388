//! Who: the noun phrase of a source, and which entity that is.

use std::ops::Range;

use super::Source;
use super::reader::Reader;
use crate::annotate::entity::Form;
use crate::annotate::{Clause, Tag};

/// The source that a phrase names, seen from the verb of which it is the subject (or whose "by" names it).
pub(super) fn of_phrase(reader: &Reader, phrase: usize, clause: Option<&Clause>) -> Source {
    let mut tokens = reader.whole(phrase);
    if let Some(clause) = clause {
        if tokens.end <= clause.verb.start && reader.phrase(phrase).sentence == clause.sentence {
            tokens.end = tokens.end.max(up_to_verb(reader, tokens.end, clause));
        } else if tokens.start >= clause.verb.end {
            tokens.end = behind(reader, tokens.end, reader.sentence(clause.sentence).tokens.end);
        }
    }
    of_tokens(reader, tokens, reader.phrase(phrase).head)
}

/// The source that these tokens name, `head` among them.
pub(super) fn of_tokens(reader: &Reader, tokens: Range<usize>, head: usize) -> Source {
    let tokens = reader.trim(tokens);
    let entity = entity(reader, &tokens, head);
    let anonymous = reader.rules.attribution.anonymous.contains(reader.word(head))
        && entity.is_none_or(|(_, named)| !named);
    Source { span: reader.span(&tokens), entity: entity.map(|(id, _)| id.into()), anonymous }
}

/// "A spokesman for the ministry said": prepositional phrases between subject and verb, no clause among them.
fn up_to_verb(reader: &Reader, from: usize, clause: &Clause) -> usize {
    let end = clause.verb.start;
    let other_verb = (from..end).any(|at| {
        matches!(
            reader.tag(at),
            Tag::Verb
                | Tag::Auxiliary
                | Tag::Modal
                | Tag::Relative
                | Tag::Subordinator
                | Tag::Particle
                | Tag::Infinitive
        )
    });
    let comma = (from..end).any(|at| reader.is_comma(at));
    if other_verb || end.saturating_sub(from) > 25 {
        return from;
    }
    let mut end = end;
    while end > from && matches!(reader.tag(end - 1), Tag::Adverb | Tag::Mark | Tag::Negation) {
        end -= 1;
    }
    // "The minister, on a visit to Rome, said"
    if comma && matches!(reader.tag(from + 1), Tag::Preposition | Tag::Gerund | Tag::Adverb) {
        from
    } else {
        end
    }
}

/// "said a spokesman for the ministry": prepositions and phrases directly behind.
fn behind(reader: &Reader, mut end: usize, limit: usize) -> usize {
    for _ in 0..3 {
        if end >= limit || reader.tag(end) != Tag::Preposition {
            break;
        }
        let Some(next) = reader.phrase_at(end + 1) else { break };
        if reader.time_from(end + 1).is_some() {
            break;
        }
        end = reader.whole(next).end;
    }
    end
}

/// The entity of a source, and whether the source itself bears its name: a person in apposition, else whoever
/// the head mentions, else the last one inside ("a military spokesman" speaks for the military).
fn entity<'a>(reader: &'a Reader, tokens: &Range<usize>, head: usize) -> Option<(&'a str, bool)> {
    let mentions = &reader.layers.entities;
    let from = mentions.partition_point(|mention| mention.tokens.end <= tokens.start);
    let inside = mentions[from..].iter().take_while(|mention| mention.tokens.start < tokens.end).take(12);
    let mut best = None;
    let mut rank = 0;
    for mention in inside {
        let own = if mention.tokens.contains(&head) {
            4
        } else if mention.kind == "person" && mention.form != Form::Pronoun {
            // "Hamre's niece" is not Hamre.
            if reader.tag(mention.tokens.end) == Tag::Possessive {
                continue;
            }
            3
        } else if mention.form == Form::Pronoun {
            1
        } else if mention.kind == "place" {
            // "Leaders who live in Afghanistan" do not speak for it.
            continue;
        } else {
            2
        };
        if own > rank {
            rank = own;
            let named = mention.form != Form::Pronoun && mention.kind == "person";
            best = Some((mention.entity.as_str(), named));
        }
    }
    best
}
