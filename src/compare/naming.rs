//! How people, places and figures are called in titles and reasons: names for pronouns, small letters in the middle
//! of a sentence, and no "somebody" where a template can do without.

use std::borrow::Cow;

use super::view::{View, Who};
use crate::rules::Rules;
use crate::rules::lexicon::Class;

/// Somebody by name: "Carrie Lam" for "she", where the article says who that is.
pub(crate) fn name(who: &Who) -> String {
    match who.entity.filter(|_| who.pronoun) {
        Some(entity) => of_entity(entity),
        None => who.participant.text.to_string(),
    }
}

/// An entity's id as a name: `noor-wali-mehsud` is "Noor Wali Mehsud".
pub(crate) fn of_entity(entity: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>())
    };
    entity.split('-').filter_map(capital).collect::<Vec<_>>().join(" ")
}

/// A word or figure as it stands in the middle of a sentence: "nearly two million" of "Nearly two million".
pub(crate) fn mid<'t>(text: &'t str, rules: &Rules) -> Cow<'t, str> {
    let first = text.split(' ').next().unwrap_or("");
    if !first.starts_with(char::is_uppercase) {
        return Cow::Borrowed(text);
    }
    let lower = first.to_lowercase();
    let class = rules.lexicon.word(rules.lexicon.id(&lower)).class;
    // "US$", "General" and "South Korea's ministry" stay what they are.
    let begins = class.intersects(Class::DETERMINER | Class::PREPOSITION | Class::NUMBER | Class::PRONOUN);
    let name = !begins && text[first.len()..].trim_start().starts_with(char::is_uppercase);
    let proper = name || class.is_empty() || class.intersects(Class::TITLE | Class::MONTH | Class::WEEKDAY);
    if proper { Cow::Borrowed(text) } else { Cow::Owned(lower + &text[first.len()..]) }
}

/// Names of one slot that are weighed against each other.
const MOST_NAMES: usize = 32;

/// The best name that the claims have for a slot: a name before "its fighters", those before "she".
pub(crate) fn slot<'v>(
    claims: &[usize],
    views: &'v [View<'v>],
    pick: impl Fn(&'v View<'v>) -> Option<Who<'v>>,
    rules: &Rules,
) -> Option<String> {
    let all = || claims.iter().filter_map(|&at| pick(&views[at]));
    // Among names what most claims call them, the first of equals.
    let times = |who: &Who| all().filter(|other| other.participant.text == who.participant.text).count();
    let named = all().filter(|who| !who.pronoun && !who.owned).take(MOST_NAMES);
    let named = named.fold(None, |best: Option<(usize, Who)>, who| {
        let count = times(&who);
        if best.as_ref().is_none_or(|(most, _)| count > *most) { Some((count, who)) } else { best }
    });
    let named = named.map(|(_, who)| who);
    let best = named.or_else(|| all().find(|who| !who.pronoun))?;
    let text = match best.owned {
        // "its fighters": whose, the title does not say.
        true => best.participant.text.split_once(' ').map_or("", |(_, rest)| rest),
        false => best.participant.text.as_str(),
    };
    Some(mid(text, rules).into_owned())
}

/// A title from its template; a part in brackets is left out where its slot is not filled: "the crash[ of {agent}]".
pub(crate) fn fill(template: &str, slots: &[(&str, Option<&str>, &str)]) -> String {
    let filled = |part: &str| {
        slots.iter().fold(part.to_owned(), |text, (slot, value, none)| match text.contains('{') {
            true => text.replace(slot, value.unwrap_or(none)),
            false => text,
        })
    };
    let mut title = String::new();
    let mut rest = template;
    while let Some((before, (inner, after))) =
        rest.split_once('[').and_then(|(before, open)| Some((before, open.split_once(']')?)))
    {
        title += &filled(before);
        let known = slots.iter().all(|(slot, value, _)| !inner.contains(slot) || value.is_some());
        if known {
            title += &filled(inner);
        }
        rest = after;
    }
    title + &filled(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        let title = |agent| fill("the crash[ of {agent}]", &[("{agent}", agent, "somebody")]);
        assert_eq!(title(Some("the express")), "the crash of the express");
        assert_eq!(title(None), "the crash");
        assert_eq!(fill("{patient} killed", &[("{patient}", None, "people")]), "people killed");
    }
}
