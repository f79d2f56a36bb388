//! Quotations that no cue reaches: their speaker is the one before.

use super::reader::Reader;
use super::{Attribution, Certainty, Source, Stance, source};
use crate::annotate::Quotation;
use crate::annotate::clause::{Link, VerbForm};
use crate::span::Span;

/// Words of a quotation that can stand alone.
const WORDS: usize = 3;

/// Gives every quotation that stands alone to the speaker before it, or to the one a colon announces.
pub(super) fn carry_over(reader: &Reader, found: &mut Vec<Attribution>) {
    let mut spoken: Vec<Span> = found.iter().map(|attribution| attribution.content).collect();
    spoken.sort();
    // The furthest end of a content that begins up to each place.
    let mut reach = Vec::with_capacity(spoken.len());
    let mut furthest = 0;
    for span in &spoken {
        furthest = furthest.max(span.end);
        reach.push(furthest);
    }
    let mut by_cue: Vec<usize> = (0..found.len()).filter(|&at| found[at].source.is_some()).collect();
    by_cue.sort_by_key(|&at| found[at].content.end.max(found[at].cue.map_or(0, |cue| cue.end)));
    let mut carried: Vec<Attribution> = Vec::new();
    let mut next = 0;
    let mut last: Option<(Source, Option<Span>, usize)> = None;
    for quotation in &reader.layers.quotations {
        while let Some(&at) = by_cue.get(next) {
            let attribution = &found[at];
            let end = attribution.content.end.max(attribution.cue.map_or(0, |cue| cue.end));
            if end > quotation.span.start {
                break;
            }
            if let Some(source) = &attribution.source
                && attribution.outer.is_none()
            {
                let place = attribution.cue.map_or(attribution.content.start, |cue| cue.start);
                let sentence = reader.layers.sentences.partition_point(|sentence| sentence.span.end <= place);
                last = Some((source.clone(), attribution.cue, sentence));
            }
            next += 1;
        }
        let begun = spoken.partition_point(|span| span.start <= quotation.span.start);
        let covered = begun > 0 && reach[begun - 1] >= quotation.span.end.saturating_sub(1);
        if covered || quotation.scare || !stands_alone(reader, quotation) {
            continue;
        }
        let sentence = reader.sentence_of(quotation.tokens.start);
        let announced = announced(reader, quotation);
        let (source, cue, reason) = match (announced, &last) {
            (Some((source, cue)), _) => (source, cue, "announced before the quotation"),
            (None, Some((source, cue, spoke))) if sentence <= spoke + 3 || quotation.continues => {
                (source.clone(), *cue, "same speaker as before: the quotation stands alone")
            }
            _ => continue,
        };
        if let Some((_, _, spoke)) = &mut last {
            *spoke = sentence;
        }
        carried.push(Attribution {
            source: Some(source),
            cue,
            content: quotation.span,
            stance: Stance::Asserts,
            certainty: Certainty::Certain,
            direct: true,
            outer: None,
            about: None,
            reason,
        });
    }
    found.extend(carried);
}

/// Sentences of its own: it begins one, and nothing of that sentence stands outside.
fn stands_alone(reader: &Reader, quotation: &Quotation) -> bool {
    let words = quotation.tokens.len();
    let sentence = reader.sentence(reader.sentence_of(quotation.tokens.start));
    let begins = quotation.tokens.start <= sentence.tokens.start + 1;
    let last = reader.sentence(reader.sentence_of(quotation.tokens.end.saturating_sub(1)));
    let ends = quotation.tokens.end + 2 >= last.tokens.end;
    words >= WORDS && begins && ends
}

/// "He stated:" before the quotation, or a sentence whose subject speaks and that ends in a colon.
fn announced(reader: &Reader, quotation: &Quotation) -> Option<(Source, Option<Span>)> {
    let open = quotation.tokens.start.checked_sub(1)?;
    let colon = open.checked_sub(1)?;
    if reader.text(colon) != ":" {
        return None;
    }
    let sentence = reader.sentence_of(colon);
    let clauses = &reader.layers.clauses[reader.clauses(sentence)];
    let clause = clauses.iter().rev().find(|clause| {
        clause.verb.start < colon
            && clause.subject.is_some()
            && matches!(clause.form, VerbForm::Finite | VerbForm::Gerund)
            && (clause.link != Link::Relative)
    })?;
    let source = source::of_phrase(reader, clause.subject?, Some(clause));
    let cue = reader.rules.attribution.verbs.contains_key(&clause.lemma);
    Some((source, cue.then(|| reader.span(&(clause.head..clause.head + 1)))))
}
