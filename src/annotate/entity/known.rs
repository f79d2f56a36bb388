//! Names that a pack lists, and organs of the countries among them: "Pakistan's military".

use std::ops::Range;

use smol_str::{SmolStr, format_smolstr};

use super::Page;
use crate::rules::entity::{Name, NameUse};
use crate::rules::lexicon::WordId;

/// A name of a pack on the page.
pub(super) struct KnownName {
    pub(super) tokens: Range<usize>,
    pub(super) entity: SmolStr,
    pub(super) kind: SmolStr,
}

/// Words that may stand between a country and its organ: "Afghan interim government", "Pakistani border posts".
const BETWEEN: usize = 2;

/// Finds the names of packs, in order, not overlapping; the longest at each place.
pub(super) fn find(page: &Page) -> Vec<KnownName> {
    let entities = &page.rules.entities;
    let mut found: Vec<KnownName> = Vec::new();
    let mut at = 0;
    while at < page.tokens.len() {
        if !page.tokens[at].word.is_known() {
            at += 1;
            continue;
        }
        let matched = entities
            .names
            .matches(|ahead| page.tokens.get(at + ahead).map_or(WordId::UNKNOWN, |token| token.word))
            .find(|(len, name)| spelled(page, at, *len, name));
        let Some((len, name)) = matched else {
            at += 1;
            continue;
        };
        let tokens = at..at + len;
        let known = &entities.known[name.entity];
        if &*known.kind == "place" && is_feature(page, at) {
            at += len;
            continue;
        }
        if &*known.kind == "place"
            && let Some(organ) = organ_behind(page, tokens.end, &known.id, known.country)
                .or_else(|| organ_before(page, tokens.start, &known.id))
        {
            let (range, entity, kind) = organ;
            let tokens = tokens.start.min(range.start)..tokens.end.max(range.end);
            at = tokens.end;
            if found.last().is_none_or(|last| last.tokens.end <= tokens.start) {
                found.push(KnownName { tokens, entity, kind });
            }
            continue;
        }
        let entity = match (name.how, name.city) {
            (NameUse::Capital, Some(city)) if is_city(page, &tokens) => &entities.known[city],
            _ => known,
        };
        at = tokens.end;
        found.push(KnownName { tokens, entity: (&*entity.id).into(), kind: (&*entity.kind).into() });
    }
    found
}

/// Does the word before make another place of the name: "Lake Victoria"?
fn is_feature(page: &Page, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &page.tokens[before]);
    before.is_some_and(|token| token.capital && page.rules.entities.reference.features.contains(token.word))
}

/// Are the capitals where the pack has them? "US" is not "us", "Dawn newspaper" not "dawn".
fn spelled(page: &Page, at: usize, len: usize, name: &Name) -> bool {
    let pieces = crate::piece::pieces(&name.text);
    pieces.take(len).enumerate().all(|(ahead, (span, _))| {
        let (pack, text) = (span.of(&name.text), page.text(at + ahead));
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let acronym = pack.len() > 1 && !pack.contains(char::is_lowercase) && capital(pack);
        if acronym { pack == text } else { !capital(pack) || capital(text) }
    })
}

/// "Pakistan’s military", "the Afghan border forces": the organ's tokens, its id and kind.
fn organ_behind(
    page: &Page,
    end: usize,
    country: &str,
    is_country: bool,
) -> Option<(Range<usize>, SmolStr, SmolStr)> {
    let mut at = end;
    if matches!(page.text(at), "'s" | "’s" | "'" | "’") {
        at += 1;
    }
    // "the Odisha government": of smaller places only what follows directly.
    for ahead in 0..=if is_country { BETWEEN } else { 0 } {
        if let Some(organ) = organ_at(page, at + ahead, country) {
            return Some(organ);
        }
        // Over "interim", "border", but not over another name, a verb or a mark.
        let token = page.tokens.get(at + ahead)?;
        let tag = page.tags.get(at + ahead)?;
        use crate::annotate::Tag;
        if !matches!(tag, Tag::Adjective | Tag::Noun | Tag::Participle)
            || token.capital
            || token.kind != crate::piece::PieceKind::Word
            || !token.word.is_known()
        {
            return None;
        }
    }
    None
}

/// "the government of Pakistan"
fn organ_before(page: &Page, start: usize, country: &str) -> Option<(Range<usize>, SmolStr, SmolStr)> {
    let of = start.checked_sub(1)?;
    let reference = &page.rules.entities.reference;
    let of = if reference.article.contains(page.word(of)) { of.checked_sub(1)? } else { of };
    if !reference.of.contains(page.word(of)) {
        return None;
    }
    (1..=4).filter_map(|back| of.checked_sub(back)).find_map(|at| {
        organ_at(page, at, country).filter(|(range, entity, _)| range.end == of && entity != country)
    })
}

fn organ_at(page: &Page, at: usize, country: &str) -> Option<(Range<usize>, SmolStr, SmolStr)> {
    let entities = &page.rules.entities;
    let word = |ahead: usize| page.tokens.get(at + ahead).map_or(WordId::UNKNOWN, |token| token.word);
    let (len, &organ) = entities.organ_names.matches(word).next()?;
    let organ = &entities.organs[organ];
    if organ.id.is_empty() {
        let kind = entities.kind(country).unwrap_or("organisation");
        return Some((at..at + len, country.into(), kind.into()));
    }
    Some((at..at + len, format_smolstr!("{country}-{}", organ.id), organ.kind.as_str().into()))
}

/// Is the capital meant as a place? "in Kabul", "Kabul, Afghanistan", "the capital, Islamabad".
fn is_city(page: &Page, tokens: &Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1).map(|at| page.tokens[at].word);
    let locative = before.is_some_and(|word| page.rules.entities.reference.locative.contains(word));
    let dateline = page.text(tokens.start).len() > 2 && !page.text(tokens.start).contains(char::is_lowercase);
    let apposition = tokens.start >= 2
        && page.text(tokens.start - 1) == ","
        && page.rules.entities.reference.places.contains(page.tokens[tokens.start - 2].word);
    let mut after = tokens.end;
    if page.text(after) == "," {
        after += 1;
    }
    let country_next = after > tokens.end
        && page.tokens.get(after).is_some_and(|token| {
            let word =
                |ahead: usize| page.tokens.get(after + ahead).map_or(WordId::UNKNOWN, |token| token.word);
            token.capital
                && page.rules.entities.names.matches(word).any(|(_, name)| {
                    name.how == NameUse::Name && page.rules.entities.known[name.entity].country
                })
        });
    locative || dateline || apposition || country_next
}
