//! Who holds which office: "the army's spokesman, General Chaudhry", "former president Trump".

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::draft::Draft;
use super::view::View;
use crate::annotate::entity::Form;
use crate::rules::frame::Job;
use crate::rules::lexicon::Class;

/// A draft for each office of each person, at its first mention.
pub(super) fn read(view: &View) -> Vec<Draft> {
    let mut seen = FxHashSet::default();
    let mut seen_here = FxHashSet::default();
    let mut drafts = Vec::new();
    let unseated = unseated(view);
    for at in 0..view.layers.phrases.len() {
        let Some((person, office)) = office(view, at).filter(|_| !unseated.contains(&at)) else { continue };
        let entity = view.entity_at(view.phrase(person).head).map(|mention| mention.entity.as_str());
        let former = office.clone().any(|token| view.is(Job::Former, token));
        let Some(last) = office.clone().rev().find(|&token| is_title(view, token)) else { continue };
        let sentence = view.phrase(at).sentence;
        if !seen.insert((entity, view.noun(last), former)) || !seen_here.insert((entity, sentence)) {
            continue;
        }
        let body = body(view, at, &office);
        drafts.push(Draft {
            trigger: last,
            sentence: view.phrase(at).sentence,
            agent: Some(person),
            patient: body,
            negated: former,
            office: Some(office),
            ..Draft::default()
        });
    }
    drafts
}

/// "The army overthrew President Morsi", "the ousting of President Morsi": phrases that name an office which is lost.
fn unseated(view: &View) -> FxHashSet<usize> {
    let clauses = view.layers.clauses.iter().filter(|clause| view.frames().is(Job::Unseat, clause.lemma));
    let of_verbs = clauses.flat_map(|clause| {
        let subject = clause.subject.filter(|_| clause.passive);
        clause.objects.iter().copied().chain(subject)
    });
    let nouns =
        view.layers.phrases.iter().filter(|phrase| view.frames().is(Job::Unseat, view.noun(phrase.head)));
    of_verbs.chain(nouns.filter_map(|phrase| phrase.of)).collect()
}

/// The phrase that names the person, and the words of the office.
fn office(view: &View, at: usize) -> Option<(usize, Range<usize>)> {
    let phrase = view.phrase(at);
    if let Some(mention) = view.entity_at(phrase.head).filter(|mention| is_named_person(view, mention)) {
        // "former U.S. president Donald Trump"
        let start = phrase.tokens.start;
        let words = start..mention.tokens.start.max(start);
        // "President Ames beats Boe": the office is that of the first.
        let other = |token: usize| view.entity_at(token).is_some_and(|mention| mention.kind == "person");
        if words.clone().any(|token| is_title(view, token)) && !words.clone().any(other) {
            return Some((at, words));
        }
        // "Salman Bashir, former foreign secretary"
        let other = phrase.apposition?;
        let described = view.phrase(other);
        let title = is_title(view, described.head) && view.entity_at(described.head).is_none();
        return title.then(|| (at, described.tokens.clone()));
    }
    // "the army's spokesman, General Chaudhry"
    let other = phrase.apposition?;
    let named = view.entity_at(view.phrase(other).head).is_some_and(|mention| is_named_person(view, mention));
    (named && is_title(view, phrase.head)).then(|| (other, phrase.tokens.clone()))
}

fn is_named_person(view: &View, mention: &crate::annotate::EntityMention) -> bool {
    mention.kind == "person"
        && matches!(mention.form, Form::Name | Form::Short)
        && mention.tokens.clone().any(|token| view.layers.tokens[token].capital)
}

fn is_title(view: &View, token: usize) -> bool {
    view.class(token).intersects(Class::TITLE) && !view.is(Job::Courtesy, token)
}

/// The body that the office belongs to: named in it, behind its "of", or its owner.
fn body(view: &View, at: usize, office: &Range<usize>) -> Option<usize> {
    let named =
        |phrase: usize| view.phrase(phrase).tokens.clone().any(|token| view.entity_at(token).is_some());
    let phrase = office.clone().find_map(|token| view.phrase_at(token)).unwrap_or(at);
    let phrase = view.phrase(phrase);
    phrase.owner.or(phrase.of).filter(|&other| named(other))
}
