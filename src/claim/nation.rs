//! Those who are counted nation by nation: "29 Italians, four people from France, three from Chile and one each from Peru
//! and Romania", "Pakistan 75; Nigeria 64; Mali with 70".

use super::draft::Draft;
use super::part::group_frame;
use super::topic::Topics;
use super::view::View;
use crate::annotate::tag::Tag;
use crate::rules::frame::Job;

/// So many of a kind make a list.
const FEWEST: usize = 2;

/// One item: its figure, a token of the nation's name.
#[derive(Clone, Copy)]
struct Item {
    quantity: usize,
    nation: usize,
}

/// A draft for each item of a list of nations: a part of those whom its sentence, or the one before, counts.
pub(super) fn read(view: &View, topics: &Topics) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let mut at = 0;
    while at < view.layers.quantities.len() {
        let sentence = sentence(view, at);
        let mut items = Vec::new();
        let first = at;
        while at < view.layers.quantities.len() && self::sentence(view, at) == sentence {
            items.extend(item(view, at));
            at += 1;
        }
        if items.len() < FEWEST {
            continue;
        }
        let token = view.quantity(first).tokens.start;
        // "They updated a list of the dead. They included four people from France, …"
        let group = |sentence: usize| {
            let tokens = view.layers.sentences[sentence].tokens.clone();
            tokens.filter_map(|token| view.phrase_at(token)).find_map(|phrase| group_frame(view, phrase))
        };
        let before = || sentence.checked_sub(1).and_then(group);
        // "Three Belgians, two Americans and a Briton have survived"
        let last = items.iter().map(|item| item.nation).max().unwrap_or_default();
        let said = view
            .clauses_of(sentence)
            .map(|(_, clause)| clause)
            .filter(|clause| clause.head > last && !view.frames().is(Job::Link, clause.lemma));
        let said = said.take(1).find_map(|clause| {
            let verbs = view.frames().verbs.get(&clause.lemma).into_iter().flatten();
            verbs.map(|verb| verb.frame).find(|&frame| view.frames().all[frame].people)
        });
        let frame = said.or_else(|| group(sentence)).or_else(before).or_else(|| topics.at(token, sentence));
        let Some(frame) = frame else { continue };
        drafts.extend(items.iter().map(|item| Draft {
            frame: Some(frame),
            trigger: view.quantity(item.quantity).tokens.end - 1,
            sentence,
            quantity: Some(item.quantity),
            kin: Some(item.nation),
            part: true,
            ..Draft::default()
        }));
    }
    drafts
}

fn sentence(view: &View, quantity: usize) -> usize {
    let start = view.quantity(quantity).tokens.start;
    view.layers.sentences.partition_point(|sentence| sentence.tokens.end <= start)
}

/// The items of one figure: one, or one for each nation behind "each from".
fn item(view: &View, quantity: usize) -> Vec<Item> {
    let mention = view.quantity(quantity);
    let exact = mention.quantity.dimension == "count" && mention.quantity.interval.point().is_some();
    let Some(at) = view.phrase_at(mention.tokens.end - 1).filter(|_| exact) else { return Vec::new() };
    let phrase = view.phrase(at);
    let item = |nation: usize| Item { quantity, nation };
    let named = |nation: usize| item(view.phrase(nation).head);
    let people = |token: usize| {
        view.frames().categories.get(&view.noun(token)).is_some_and(|kind| kind != "place")
            || view.quantity(quantity).tokens.contains(&token)
    };
    // "three from Chile", "one each from Peru and Romania"
    let each = usize::from(view.is(Job::Whole, phrase.tokens.end));
    let from = phrase.tokens.end + each;
    if view.is(Job::From, from) && people(phrase.head) {
        let Some(nation) = view.phrase_at(from + 1).filter(|&nation| is_nation(view, nation)) else {
            return Vec::new();
        };
        let mut nations = super::count::members(view, nation);
        nations.retain(|&nation| is_nation(view, nation));
        nations.truncate(if each > 0 { nations.len() } else { 1 });
        return nations.into_iter().map(named).collect();
    }
    let bare = mention.tokens.contains(&phrase.head) && phrase.of.is_none();
    if bare {
        // "Pakistan 75", "Mali with 70", "Kenya (32)"
        let step = |token: usize| token.checked_sub(1);
        let before = step(mention.tokens.start);
        let with = view.rules.lexicon.id("with");
        let over =
            before.filter(|&token| matches!(view.text(token), "(" | ":" | "–") || view.word(token) == with);
        let name = over.and_then(step).or(before).filter(|&token| country(view, token).is_some());
        let alone = !view.is_word(mention.tokens.end);
        return name.filter(|_| alone).map(item).into_iter().collect();
    }
    // "29 Italians", "four Syrian nationals"
    let own = phrase.quantity == Some(quantity);
    let person = view.frames().categories.get(&view.noun(phrase.head)).is_some_and(|kind| kind == "person");
    let before = phrase.head.checked_sub(1).filter(|_| person);
    let name =
        [Some(phrase.head), before].into_iter().flatten().find(|&token| country(view, token).is_some());
    name.filter(|_| own).map(item).into_iter().collect()
}

/// The country that a token names, or whose people it names.
fn country<'v>(view: &'v View, token: usize) -> Option<&'v str> {
    let mention = view.entity_at(token).filter(|_| view.tag(token) != Tag::Pronoun)?;
    let known = view.rules.entities.get(&mention.entity).filter(|known| known.country)?;
    Some(&known.id)
}

/// A number for the country that a token names, the same for all its names.
pub(super) fn number(view: &View, token: usize) -> Option<usize> {
    let country = country(view, token)?;
    view.layers.entities.iter().position(|mention| mention.entity == country)
}

/// Is it a country, by its name?
fn is_nation(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    phrase.quantity.is_none() && country(view, phrase.head).is_some()
}
