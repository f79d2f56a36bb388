//! What happens by the emptiest of verbs: "the blast occurred at 1 pm", "it happened on Saturday", "the raid began at nine".
//!
//! Such a sentence says little more than when and where; what it was stands in its subject or, where that is a pronoun
//! or "the incident", in the sentence before.

use super::draft::Draft;
use super::frame::{self, Around};
use super::view::View;
use crate::annotate::clause::Clause;
use crate::annotate::tag::Tag;
use crate::rules::frame::{Job, Role};
use crate::rules::lexicon::WordId;

/// Sentences back in which what "it" stands for may stand.
const REACH: usize = 2;
/// Sentences back in which what happened may stand: "It happened at nine" opens a paragraph.
const FAR: usize = 4;

/// A draft for each clause that only says that something happened; `told`: what other verbs and nouns say.
pub(super) fn read(view: &View, around: &Around, told: &[Draft]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (at, clause) in view.layers.clauses.iter().enumerate() {
        let begins = begins(view, clause);
        if clause.passive || !begins && !happens(view, clause) {
            continue;
        }
        let Some(subject) = frame::subject(view, around, clause) else { continue };
        let draft = |frame: usize| Draft {
            frame: Some(frame),
            trigger: clause.head,
            sentence: clause.sentence,
            clause: Some(at),
            negated: view.negated(clause),
            ..Draft::default()
        };
        if let Some(frame) = onset(view, subject) {
            drafts.push(draft(frame));
        }
        let Some((frame, named)) = event(view, clause, subject, told).filter(|_| !begins) else { continue };
        // "It does not happen overnight": nobody denies the quake.
        if !named && view.negated(clause) {
            continue;
        }
        let mut draft = draft(frame);
        let own = view.frames().nouns.get(&view.noun(view.phrase(subject).head)).is_some();
        if named && !own {
            draft.patient = Some(subject);
        }
        for &(preposition, phrase) in &clause.complements {
            if view.frames().is(Job::Where, preposition) && frame::is_place(view, phrase) {
                draft.fill(Role::Place, phrase);
            }
        }
        drafts.push(draft);
    }
    drafts
}

/// "The assault began", but not "the assault began the war".
fn begins(view: &View, clause: &Clause) -> bool {
    view.frames().is(Job::Begin, clause.lemma) && clause.objects.is_empty()
}

/// The frame of the deed that happens once and goes by the subject's noun: "the assault".
fn onset(view: &View, subject: usize) -> Option<usize> {
    let uses = view.frames().nouns.get(&view.noun(view.phrase(subject).head))?;
    let frame = |at: usize| &view.frames().all[at];
    uses.iter().map(|noun| noun.frame).find(|&at| frame(at).once && frame(at).deed)
}

/// "happen", "take place"
fn happens(view: &View, clause: &Clause) -> bool {
    let object = clause.objects.first().map(|&object| view.noun(view.phrase(object).head));
    view.frames().is(Job::Happen, clause.lemma) && object.is_none()
        || view.frames().is(Job::Take, clause.lemma)
            && object.is_some_and(|object| view.frames().is(Job::Take, object))
}

/// The frame of what happened, and whether the clause's own subject names it.
fn event(view: &View, clause: &Clause, subject: usize, told: &[Draft]) -> Option<(usize, bool)> {
    let head = view.phrase(subject).head;
    let event = |token: usize| view.frames().event(view.noun(token));
    if let Some(frame) = event(head) {
        return Some((frame, true));
    }
    // "A block of flats came down overnight. It happened at two."
    let by_itself = |frame: usize| {
        let frame = &view.frames().all[frame];
        frame.once && frame.verb.iter().any(|verb| verb.subject == Role::Patient)
    };
    let verb = |token: usize| {
        let at = told.iter().filter(move |draft| draft.trigger == token && !draft.negated);
        at.filter_map(|draft| draft.frame).find(|&frame| by_itself(frame))
    };
    let event = |token: usize| verb(token).or_else(|| event(token));
    let empty = is_thing(view, subject) || view.frames().is(Job::Occasion, view.noun(head));
    let frame = empty.then(|| before(view, clause.sentence, head, FAR).find_map(event))??;
    Some((frame, false))
}

/// "it", "this"
fn is_thing(view: &View, phrase: usize) -> bool {
    let head = view.phrase(phrase).head;
    view.tag(head) == Tag::Pronoun && view.frames().is(Job::Thing, view.word(head))
}

/// The nouns and verbs before a word of a sentence, and not what only says more of one, as "fire" of "fire chief": of the sentence itself, then of those before, each from its beginning.
fn before<'v>(
    view: &'v View,
    sentence: usize,
    until: usize,
    reach: usize,
) -> impl Iterator<Item = usize> + 'v {
    let sentences = (sentence.saturating_sub(reach)..=sentence).rev();
    let tokens = sentences.filter_map(move |at| {
        let tokens = view.layers.sentences.get(at)?.tokens.clone();
        Some(tokens.start..tokens.end.min(until))
    });
    let head = |token: usize| view.phrase_at(token).is_none_or(|at| view.phrase(at).head == token);
    let noun = move |token: usize| matches!(view.tag(token), Tag::Noun | Tag::Name) && head(token);
    tokens.flatten().filter(move |&token| noun(token) || view.verb_at(token).is_some())
}

/// Does "it" stand for one of these: "A fire swept the hall. It broke out at nine"?
pub(super) fn stands_for(view: &View, phrase: usize, is_one: impl Fn(WordId) -> bool) -> bool {
    let phrase_at = view.phrase(phrase);
    is_thing(view, phrase)
        && before(view, phrase_at.sentence, phrase_at.head, REACH)
            .filter(|&token| view.verb_at(token).is_none())
            .find(|&token| view.frames().event(view.noun(token)).is_some())
            .is_some_and(|token| is_one(view.noun(token)))
}
