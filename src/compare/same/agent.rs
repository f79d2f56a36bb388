//! Who did it.

use super::kind::{holds, lasting, once, same_slot, site};
use super::patient::{alike, is_anybody};
use super::{Apart, Found, say};
use crate::compare::kin::{Kin, kin};
use crate::compare::naming::name;
use crate::compare::view::View;
use crate::rules::Rules;
use crate::rules::lexicon::Class;

/// "President Trump" and "former U.S. president Donald Trump" speak of one office; "opposition leader" is another.
fn share_title(one: &str, other: &str, rules: &Rules) -> bool {
    let titles = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| rules.lexicon.word(rules.lexicon.id(word)).class.contains(Class::TITLE)).collect()
    };
    let (one, other) = (titles(one), titles(other));
    one.iter().any(|title| other.contains(title))
}

pub(super) fn agent(one: &View, other: &View, found: &mut Found, rules: &Rules) -> Apart {
    let (Some(a), Some(b)) = (&one.agent, &other.agent) else {
        return None;
    };
    // Gunmen storm a hotel in the evening, the police in the morning.
    if site(one, rules) && rules.comparison.are_foes(a.head, b.head) {
        return Some(("agent", say!(found, "one is of {}, the other of {}", name(a), name(b))));
    }
    let related = match (a.entity, b.entity) {
        (Some(x), Some(y)) => kin(x, y, rules),
        // "The Justice and Development Party" is no other party.
        _ if holds(one, rules)
            && !a.participant.text.eq_ignore_ascii_case(&b.participant.text)
            && (a.group.is_none() || a.group != b.group) =>
        {
            return Some(("agent", say!(found, "one is of {}, the other of {}", name(a), name(b))));
        }
        // "The people" are not the prime minister.
        _ if lasting(one, rules) && (is_anybody(a, rules) || is_anybody(b, rules)) && !alike(a, b) => {
            return Some(("agent", say!(found, "one is of {}, the other of {}", name(a), name(b))));
        }
        // "The rally" is not "the crisis", whatever is said to be where.
        (None, None) if lasting(one, rules) && !alike(a, b) => {
            return Some(("agent", say!(found, "one is of {}, the other of {}", name(a), name(b))));
        }
        // "The earthquake killed": what did it is a cause, and half the event.
        _ if alike(a, b) => {
            found.add(rules.comparison.weights.slot, say!(found, "both of {}", name(b)));
            return None;
        }
        _ => return None,
    };
    if same_slot(one, "title", rules) && !share_title(&a.participant.text, &b.participant.text, rules) {
        return Some(("agent", say!(found, "{} and {} are two offices", name(a), name(b))));
    }
    let counted = one.figure().is_some() && other.figure().is_some();
    let known = a.entity.is_some_and(|entity| rules.entities.kind(entity).is_some());
    // A statement is known by who did it; an army does much on many days.
    let weights = &rules.comparison.weights;
    let (whole, part) = match counted {
        // "The Camp Fire has killed": no pack knows it, so it is of this story, as good as a named event.
        true if !known => (weights.deed, weights.guess),
        true => (weights.kind, weights.guess),
        false => (weights.deed, weights.deed),
    };
    let alone = !counted && one.patient.is_none() && other.patient.is_none();
    match related {
        Kin::Same => found.add(if alone { weights.one } else { whole }, say!(found, "both of {}", name(b))),
        // "Ruto" and "William Ruto"
        Kin::Nested if !known => {
            found.add(weights.slot, say!(found, "{} and {} bear one name", name(a), name(b)));
        }
        Kin::Nested | Kin::Siblings => {
            found.add(part, say!(found, "{} and {} are of one side", name(a), name(b)));
        }
        // Of what happens once, two names that no pack knows may be one: a union and its members.
        Kin::Apart if once(one, rules) && !counted && !known => {}
        Kin::Apart => {
            let reason = say!(found, "one is of {}, the other of {}", name(a), name(b));
            return Some(("agent", reason));
        }
    }
    None
}
