//! Who is in a state: somebody by name, or by a part that a story has once, "the driver of the train", "his wife".
//!
//! Two mentions of one story are of one person where their names are the same, or where one of them has no name, both
//! play one part, and nothing in the story says that there are two who play it.

use std::collections::{BTreeMap, BTreeSet};

use crate::claim::Participant;
use crate::compare::view::View;
use crate::rules::Rules;
use crate::rules::frame::Job;
use crate::rules::lexicon::Class;

/// Somebody as a claim has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bearer<'v> {
    /// The one who is named.
    pub name: Option<&'v str>,
    /// The part that they play, by its number among the rules.
    pub role: Option<usize>,
    /// Whose or of what: "train" of "the train's driver", the entity behind "his" of "his wife".
    of: Vec<String>,
}

/// Who is meant by a participant; `None` where neither a name nor a part says so.
pub(super) fn bearer<'v>(who: &'v Participant, rules: &Rules) -> Option<Bearer<'v>> {
    let also = who.also.as_deref();
    let entity = who.entity.as_deref();
    let first = who.text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let possessive = rules.lexicon.word(rules.lexicon.id(&first)).class.contains(Class::POSSESSIVE);
    described(&who.text, also, entity, possessive, rules)
}

/// Who is meant by the source of an attribution: "Amjad, the driver of the train".
pub(super) fn speaker<'v>(source: &str, entity: Option<&'v str>, rules: &Rules) -> Option<Bearer<'v>> {
    let (text, also) = match source.split_once(',') {
        Some((text, also)) => (text, Some(also)),
        None => (source, None),
    };
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let possessive = rules.lexicon.word(rules.lexicon.id(&first)).class.contains(Class::POSSESSIVE);
    described(text, also, entity, possessive, rules)
}

fn described<'v>(
    text: &str,
    also: Option<&str>,
    entity: Option<&'v str>,
    possessive: bool,
    rules: &Rules,
) -> Option<Bearer<'v>> {
    let role = role(text, rules).or_else(|| also.and_then(|also| role_of_words(also, rules)));
    let page = words(text).chain(also.into_iter().flat_map(words)).collect::<Vec<String>>();
    let last =
        |entity: &str| entity.rsplit('-').next().is_some_and(|last| page.iter().any(|word| word == last));
    // "His wife": the entity is the one whose wife she is. A word that no name has is the part itself.
    let own = |entity: &&str| last(entity) || role.is_none() && !possessive;
    let name = entity.filter(own).filter(|name| !is_role(name, rules));
    let (role, mut of) = match role {
        Some((role, of)) => (Some(role), of),
        None => (None, Vec::new()),
    };
    if let Some(owner) = entity.filter(|_| name.is_none() && possessive && of.is_empty()) {
        of.push(owner.to_owned());
    }
    (name.is_some() || role.is_some()).then_some(Bearer { name, role, of })
}

/// Is the "name" only the word of a part?
fn is_role(name: &str, rules: &Rules) -> bool {
    name.split('-').all(|word| rules.comparison.role(word).is_some())
}

fn role_of_words(text: &str, rules: &Rules) -> Option<(usize, Vec<String>)> {
    role(text.trim_start_matches(|c: char| !c.is_alphanumeric()), rules)
}

/// The part that a phrase names, and of whom or what: before the first preposition or comma, and behind an "of".
fn role(text: &str, rules: &Rules) -> Option<(usize, Vec<String>)> {
    let class = |word: &str| rules.lexicon.word(rules.lexicon.id(word)).class;
    let mut before: Vec<String> = Vec::new();
    let mut found: Option<(usize, Vec<String>)> = None;
    let mut rest = text.split_whitespace();
    let mut behind = false;
    for piece in rest.by_ref() {
        let word = bare(piece);
        if class(&word).intersects(Class::PREPOSITION | Class::RELATIVE | Class::CONJUNCTION) {
            behind = found.is_some();
            break;
        }
        let pair = before.last().map(|last| format!("{last} {word}"));
        let known = pair.and_then(|pair| Some((rules.comparison.role(&pair)?, 1)));
        let known = known.or_else(|| Some((rules.comparison.role(&word)?, 0)));
        match known {
            Some((role, taken)) => {
                before.truncate(before.len() - taken);
                found = Some((role, qualifiers(&before, rules)));
            }
            None => before.push(word),
        }
        if piece.ends_with([',', ';', '(']) {
            break;
        }
    }
    let (role, mut of) = found?;
    if behind {
        let phrase: Vec<String> = rest
            .map(bare)
            .take_while(|word| !class(word).intersects(Class::PREPOSITION | Class::RELATIVE))
            .collect();
        of.extend(qualifiers(&phrase, rules));
    }
    Some((role, of))
}

/// A word without marks and without its possessive ending, in lower case.
fn bare(piece: &str) -> String {
    let word = piece.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).map(str::to_owned).unwrap_or(word)
}

/// The words that tell one driver from another: no articles, pronouns, ages and qualities.
fn qualifiers(words: &[String], rules: &Rules) -> Vec<String> {
    let idle = Class::DETERMINER
        | Class::POSSESSIVE
        | Class::PRONOUN
        | Class::ADVERB
        | Class::NUMBER
        | Class::ORDINAL;
    let kept = words.iter().filter(|word| {
        let class = rules.lexicon.word(rules.lexicon.id(word)).class;
        let quality =
            class.intersects(Class::ADJECTIVE | Class::VERB_PARTICIPLE) && !class.contains(Class::NOUN);
        !word.is_empty()
            && !class.intersects(idle)
            && !quality
            && !word.contains(|c: char| c.is_ascii_digit())
    });
    kept.cloned().collect()
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// The mentions of one story that are of one person each, by their numbers in `mentions`.
pub(super) fn people(
    mentions: &[(usize, Bearer)],
    views: &[View],
    story: &[usize],
    rules: &Rules,
) -> Vec<Vec<usize>> {
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, (_, bearer)) in mentions.iter().enumerate() {
        if let Some(role) = bearer.role {
            parts.entry(role).or_default().push(at);
        }
    }
    if parts.is_empty() {
        return Vec::new();
    }
    let several = several(views, story, rules);
    let names: BTreeSet<&str> = mentions.iter().filter_map(|(_, bearer)| bearer.name).collect();
    let mut people = Vec::new();
    for (role, members) in parts {
        let kin = rules.comparison.roles[role].kin;
        let own: BTreeSet<&str> = members.iter().filter_map(|&at| mentions[at].1.name).collect();
        let one_name = own.iter().all(|one| own.iter().all(|other| same_name(one, other, &names)));
        let one_kind = members
            .iter()
            .all(|&one| members.iter().all(|&other| meet(&mentions[one].1.of, &mentions[other].1.of, kin)));
        if several.contains(&role) || !one_name || !one_kind || members.len() > MOST_MENTIONS {
            continue;
        }
        // Who plays the part is also meant where only the name stands.
        let named = (0..mentions.len()).filter(|at| {
            let name = mentions[*at].1.name.filter(|_| mentions[*at].1.role.is_none());
            name.is_some_and(|name| own.iter().any(|other| same_name(name, other, &names)))
        });
        let mut person: Vec<usize> = members.iter().copied().chain(named).collect();
        person.sort_unstable();
        people.push(person);
    }
    people
}

/// Mentions of one part in one story; more are a crowd.
const MOST_MENTIONS: usize = 40;

/// Are these of the same, as far as they say? "The train's driver" and "the driver", not "the truck driver".
fn meet(one: &[String], other: &[String], kin: bool) -> bool {
    let shares = |a: &String, b: &String| a.split('-').any(|part| b.split('-').any(|word| word == part));
    let title = |of: &[String]| of.iter().all(|word| !word.contains('-'));
    one.is_empty()
        || other.is_empty()
        || one.iter().any(|a| other.iter().any(|b| shares(a, b)))
        // "The president's wife", "Moise's wife": an office and a name say nothing against each other.
        || kin && title(one) != title(other)
}

/// One name, in full or in part: a given name, or a family name that no other of the story has.
fn same_name(one: &str, other: &str, names: &BTreeSet<&str>) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if short == long {
        return true;
    }
    if short.contains('-') {
        return false;
    }
    let family =
        names.iter().filter(|name| name.contains('-') && name.rsplit('-').next() == Some(short)).count();
    long.split('-').next() == Some(short) || long.rsplit('-').next() == Some(short) && family == 1
}

/// The parts of which a story has more than one: "both drivers", "another driver", "the second suspect".
fn several(views: &[View], story: &[usize], rules: &Rules) -> BTreeSet<usize> {
    let mut several = BTreeSet::new();
    let mut last = None;
    for &at in story {
        let claim = views[at].claim;
        if last == Some((views[at].document, claim.sentence)) {
            continue;
        }
        last = Some((views[at].document, claim.sentence));
        let words: Vec<String> = words(&claim.text).collect();
        for (at, word) in words.iter().enumerate() {
            let single = rules.frames.singular(word);
            let pair = at.checked_sub(1).map(|before| format!("{} {word}", words[before]));
            let (role, start) = match pair.and_then(|pair| rules.comparison.role(&pair)) {
                Some(role) => (role, at - 1),
                None => match rules.comparison.role(word) {
                    Some(role) => (role, at),
                    None => {
                        // "the drivers"
                        several.extend(rules.comparison.role(&single));
                        let lemma = rules.lexicon.word(rules.lexicon.id(word)).noun;
                        let lemma = lemma.is_known().then(|| &rules.lexicon.word(lemma).text);
                        several.extend(lemma.and_then(|lemma| rules.comparison.role(lemma)));
                        continue;
                    }
                },
            };
            let more = start.checked_sub(1).is_some_and(|before| {
                let word = rules.lexicon.id(&words[before]);
                let counted = rules.lexicon.word(word).class.intersects(Class::ORDINAL | Class::NUMBER);
                counted || rules.frames.is(Job::Another, word) || rules.frames.is(Job::More, word)
            });
            if more {
                several.insert(role);
            }
        }
    }
    several
}
