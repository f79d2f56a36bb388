//! Which names stand for the same, and which are part of which.

use crate::rules::Rules;

/// How two names relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kin {
    /// The same one.
    Same,
    /// The first is part of the second, or the second of the first: Paktika, Afghanistan.
    Nested,
    /// Two organs of one country, two provinces of one region: one side, but not one thing.
    Siblings,
    /// Not the same, as far as the packs know.
    Apart,
}

/// How two entities relate. Symmetric.
pub(crate) fn kin(one: &str, other: &str, rules: &Rules) -> Kin {
    let entities = &rules.entities;
    if one == other {
        return Kin::Same;
    }
    if entities.is_within(one, other) || entities.is_within(other, one) {
        return Kin::Nested;
    }
    match (country(one, rules), country(other, rules)) {
        (Some(a), Some(b)) if a == b => Kin::Siblings,
        _ if holds_name(one, other, rules) || holds_name(other, one, rules) => Kin::Nested,
        _ => Kin::Apart,
    }
}

/// Are the words of the one name all in the other, and does no pack know either: "Ruto" and "William Ruto", "the BM
/// depot" and "BM Container Depot"? Whether they are of one family or one person, they are not two parties.
fn holds_name(short: &str, long: &str, rules: &Rules) -> bool {
    if short.len() >= long.len() {
        return false;
    }
    let held = short.split('-').all(|word| long.split('-').any(|other| other == word));
    let unknown = |entity: &str| rules.entities.kind(entity).is_none();
    held && unknown(short) && unknown(long)
}

/// The country that an entity belongs to, or is.
pub(crate) fn country<'a>(entity: &'a str, rules: &'a Rules) -> Option<&'a str> {
    let entities = &rules.entities;
    let mut at = entity;
    // Bounded: packs may nest in a ring.
    for _ in 0..8 {
        if let Some((country, _)) = entities.organ_of(at) {
            return Some(country);
        }
        let known = entities.get(at)?;
        if known.country {
            return Some(at);
        }
        at = known.part_of.first()?;
    }
    None
}

/// How two places relate, by entity or else by the words on the page: "Balasore district" holds "Balasore".
pub(crate) fn places(one: (Option<&str>, &str), other: (Option<&str>, &str), rules: &Rules) -> Kin {
    let by_name = match (one.0, other.0) {
        (Some(a), Some(b)) => Some(kin(a, b, rules)),
        _ => None,
    };
    if let Some(known @ (Kin::Same | Kin::Nested)) = by_name {
        return known;
    }
    let (a, b) = (one.1.to_lowercase(), other.1.to_lowercase());
    if a == b && !a.is_empty() {
        return Kin::Same;
    }
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    let (a, b) = (words(&a), words(&b));
    let holds = |long: &[String], short: &[String]| short.iter().all(|word| long.contains(word));
    if !a.is_empty() && !b.is_empty() && (holds(&a, &b) || holds(&b, &a)) {
        return Kin::Nested;
    }
    by_name.unwrap_or(Kin::Apart)
}

/// Is it in the gazetteer, so that being told apart from another place there means something?
pub(crate) fn is_known_place(entity: Option<&str>, rules: &Rules) -> bool {
    entity.is_some_and(|entity| country(entity, rules).is_some())
}
