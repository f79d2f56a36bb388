//! Which sort of what is counted a figure is of: "63 confirmed cases", "939,278 were rejected".

use std::cell::LazyCell;

use super::draft::Draft;
use super::view::View;
use super::write;
use crate::annotate::tag::Tag;

/// Words behind the counted ones that are looked at.
const REACH: usize = 12;

/// The sorts that the words around the figure name, joined by "+"; `None` where they name none, or all of a kind.
pub(super) fn of(view: &View, draft: &Draft, counted: Option<usize>) -> Option<String> {
    let quantity = draft.quantity.or(counted.and_then(|at| view.phrase(at).quantity));
    let figure = quantity.map(|at| view.quantity(at).tokens.end - 1).and_then(|token| view.phrase_at(token));
    let phrase = figure.or(counted)?;
    // Few figures have a word beside them that names a sort of anything.
    let counted = LazyCell::new(|| {
        let head = view.phrase(phrase).head;
        let noun = if view.quantity_at(head).is_some() { draft.trigger } else { head };
        (write::predicate(view, draft), view.lemma_text(noun))
    });
    let mut named: Vec<(&str, &str, bool)> = Vec::new();
    let from = quantity.map_or(0, |at| view.quantity(at).tokens.start);
    for token in words(view, phrase, draft, from) {
        if !view.rules.measures.names_sort(view.word(token)) {
            continue;
        }
        let (predicate, noun) = &*counted;
        for sort in view.rules.measures.sorts(&view.text(token).to_lowercase(), predicate, noun) {
            let sort = (sort.of.as_str(), sort.name.as_str(), sort.plain);
            if !named.contains(&sort) {
                named.push(sort);
            }
        }
    }
    let count = |kind: &str| named.iter().filter(|(of, ..)| *of == kind).count();
    let all = |kind: &str| count(kind) > 1 && count(kind) == view.rules.measures.sorts_of(kind);
    let mut names: Vec<&str> =
        named.iter().filter(|(kind, _, plain)| !plain && !all(kind)).map(|(_, name, _)| *name).collect();
    names.sort_unstable();
    (!names.is_empty()).then(|| names.join("+"))
}

/// The words that may name a sort: the phrase of the figure, that of the noun, a list behind it, and what the verb says
/// of it.
fn words(view: &View, phrase: usize, draft: &Draft, from: usize) -> Vec<usize> {
    let own = view.phrase(phrase).tokens.clone();
    // "452 confirmed and 48 probable cases": what stands before a figure is of another.
    let mut words: Vec<usize> = own.clone().filter(|&token| token >= from).collect();
    if let Some(noun) = view.phrase_at(draft.trigger).filter(|&noun| noun != phrase) {
        let noun = view.phrase(noun);
        // "a total of 63 confirmed cases"; "452 confirmed and 48 probable cases" are two figures.
        if noun.quantity.is_none() && view.verb_at(draft.trigger).is_none() {
            words.extend(noun.tokens.clone());
        }
    }
    // "6 new cases and 5 deaths"
    words.extend(said_before(view, phrase).into_iter().flatten());
    // "4,400 of the 5,500 contract workers"
    if let Some(whole) = view.phrase(phrase).of {
        words.extend(view.phrase(whole).tokens.clone());
    }
    // "Eleven people on the ground"
    let behind = view.behind(phrase).into_iter().next().map(|(_, behind)| view.phrase(behind).tokens.clone());
    words.extend(behind.into_iter().flatten().filter(|&token| view.tag(token) == Tag::Noun));
    // "684 cases, suspected, probable and confirmed"
    let list = own.end..own.end + REACH;
    let listed = |&token: &usize| {
        matches!(view.tag(token), Tag::Conjunction | Tag::Adjective | Tag::Participle)
            || view.tag(token) == Tag::Mark && view.text(token) == ","
    };
    words.extend(list.take_while(listed));
    // "63 were confirmed", "350 remain suspected"
    let sentence = &view.layers.sentences[draft.sentence].tokens;
    let from = view.layers.clauses.partition_point(|clause| clause.head < own.end);
    let inside =
        view.layers.clauses[from..].iter().take_while(|clause| clause.head < sentence.end).take(REACH);
    let said = inside.filter(|clause| clause.subject == Some(phrase));
    for clause in said.take(2) {
        words.extend(clause.verb.clone());
        let behind = clause.verb.end..clause.verb.end + 2;
        words.extend(behind.take_while(|&token| matches!(view.tag(token), Tag::Adjective | Tag::Participle)));
    }
    words
}

/// The words of the figure of something else that a figure goes on from: "6 new cases" of "6 new cases and 5 deaths".
fn said_before(view: &View, phrase: usize) -> Option<std::ops::Range<usize>> {
    let own = view.phrase(phrase);
    let joint = own.tokens.start.checked_sub(1)?;
    let goes_on = view.tag(joint) == Tag::Conjunction || view.word(joint) == view.rules.lexicon.id("with");
    let before = view.phrase(view.phrase_at(joint.checked_sub(1)?).filter(|_| goes_on)?);
    let another = view.noun(before.head) != view.noun(own.head) && view.quantity_at(before.head).is_none();
    (before.quantity.is_some() && own.quantity.is_some() && another).then(|| before.tokens.clone())
}
