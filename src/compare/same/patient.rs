//! Whom or what it is about: who was killed, which group is counted, which site burned.

use super::article::everybody;
use super::kind::{is_of_one, narrow, once, repeats, running, same_slot, several, site};
use super::{Apart, Found, say};
use crate::compare::kin::{Kin, kin};
use crate::compare::naming::name;
use crate::compare::relation::Allowed;
use crate::compare::view::{Kind, View, Who};
use crate::rules::Rules;
use crate::rules::comparison::Look;
use crate::rules::lexicon::Class;
use crate::value::Decimal;

pub(super) fn patient(one: &View, other: &View, found: &mut Found, rules: &Rules) -> Apart {
    let single =
        |view: &View| matches!(&view.kind, Kind::Measure(at, ..) if rules.measures.measures[*at].one);
    if occasion(one) && occasion(other) && one.words() != other.words() {
        return Some(("patient", say!(found, "a {} one and a {} one are two", one.words(), other.words())));
    }
    if repeats(one, rules) {
        let aside = |view: &View| rules.comparison.looks(&view.claim.text)(Look::Aside);
        if aside(one) != aside(other) {
            return Some(("patient", "one of them is of another gathering".to_owned()));
        }
        let interim = |view: &View| rules.comparison.looks(&view.claim.text)(Look::Interim);
        if interim(one) != interim(other) {
            return Some(("time", "one of them was counted while the crowd was still gathering".to_owned()));
        }
    }
    if several(one, rules) && are_two_stages(one, other, rules) {
        return Some(("patient", "one of them is another one, or a later one".to_owned()));
    }
    if (single(one) || is_length(one)) && (one.patient.is_none() || other.patient.is_none()) {
        return Some(("patient", say!(found, "one of them does not say of whom")));
    }
    // "Bodies of two women and a child": three, not one of them.
    let adds = |view: &View| !view.claim.operands.is_empty();
    if one.document == other.document
        && one.claim.sentence == other.claim.sentence
        && (adds(one) || adds(other))
    {
        return Some(("patient", say!(found, "one is a part of the other")));
    }
    if one.claim.part || other.claim.part {
        // "34 children" among the dead are held against other children, never against the dead; two Peruvians against three.
        let group = |view: &View| view.patient.and_then(|who| who.group);
        let entity = |who: &Option<Who>| who.and_then(|who| who.entity.map(str::to_owned));
        let (a, b) = (entity(&one.patient), entity(&other.patient));
        let nation = one.claim.part && other.claim.part && a.is_some() && a == b;
        if !nation && (group(one).is_none() || group(one) != group(other)) {
            return Some(("patient", say!(found, "one is a part of the other")));
        }
    }
    let (Some(a), Some(b)) = (&one.patient, &other.patient) else {
        if one.patient.is_some() || other.patient.is_some() {
            found.miss("patient");
        }
        let known = one.patient.or(other.patient);
        if running(one, rules) && one.figure().is_some() && known.is_some_and(|who| is_nation(&who, rules)) {
            return Some(("patient", "one counts those of a country, the other all".to_owned()));
        }
        let entity = known.is_some_and(|who| who.entity.is_some());
        if entity && one.figure().is_some() && !once(one, rules) {
            // "65 percent voted" is not of Ruto, whom 50 percent voted for.
            found.weight -= rules.comparison.weights.kind;
        } else if one.document != other.document
            && running(one, rules)
            && one.figure().is_some()
            && everybody(one, rules)
            && everybody(other, rules)
        {
            // "The toll stood at 136": of all, like "132 people died".
            found.weight += rules.comparison.weights.guess;
        }
        return match (counted(one), counted(other)) {
            // "5,000 members walked out", "6,500 workers": how many they were is another matter.
            _ if matches!(one.kind, Kind::Family(_)) => None,
            (Some(x), Some(y)) if !x.eq_ignore_ascii_case(y) => {
                Some(("patient", say!(found, "one counts {x}, the other {y}")))
            }
            _ => None,
        };
    };
    let counted = one.figure().is_some() && other.figure().is_some();
    // "His driver" is not he.
    if once(one, rules) && a.owned != b.owned && a.entity == b.entity {
        return differ("patient", a, b, found);
    }
    // "Two men" and "Ola Dahl and Lars Berg" were convicted.
    let named_once = once(one, rules) && a.entity.is_some() != b.entity.is_some();
    if counted && named_once {
        found.weight += rules.comparison.weights.guess;
        return None;
    }
    if counted {
        return group(one, other, a, b, found, rules);
    }
    // "The academy", "a hostel": one site.
    if site(one, rules) {
        if are_two_names(a, b, rules) {
            return differ("patient", a, b, found);
        }
        found.weight += rules.comparison.weights.guess;
        return None;
    }
    // "Jeju Air Flight 2216" and "a Jeju Air jet": of what happened once, two names that no pack knows may be one.
    let unknown = |who: &Who| who.entity.is_some_and(|entity| rules.entities.kind(entity).is_none());
    let one_kind = a.group.is_some() && a.group == b.group && unknown(a) && unknown(b);
    // "It" may be whatever stood before, and "two" any two.
    let bare = |who: &Who| {
        let word = rules.lexicon.word(rules.lexicon.id_in_any_case(who.head));
        word.class.contains(Class::NUMBER)
    };
    if once(one, rules) && (one_kind || a.pronoun || b.pronoun || bare(a) || bare(b)) {
        found.weight += rules.comparison.weights.guess;
        return None;
    }
    if narrow(one, rules) {
        if one.document == other.document && one.claim.sentence == other.claim.sentence {
            return Some(("patient", "one sentence says both".to_owned()));
        }
        let (denied, affirmed) = if one.negative { (a, b) } else { (b, a) };
        if !alike(a, b) || one.negative != other.negative && !covers(denied, affirmed, rules) {
            return differ("patient", a, b, found);
        }
    }
    named(a, b, same_slot(one, "patient", rules), found, rules)
}

/// The words of a name besides what it names: "Westwood" of "the Westwood mosque".
fn own_words<'a>(who: &Who<'a>, rules: &Rules) -> Vec<&'a str> {
    let head = who.head;
    let idle = Class::DETERMINER | Class::PREPOSITION | Class::CONJUNCTION;
    let is_idle = |word: &str| rules.lexicon.word(rules.lexicon.id_in_any_case(word)).class.intersects(idle);
    let words = who.participant.text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty() && *word != head && !is_idle(word)).collect()
}

/// Are they two of one kind, by names that share no word: "the Al Noor mosque", "the Westwood mosque"? "Annunciation
/// Church" and "a Catholic school" may be one.
fn are_two_names(one: &Who, other: &Who, rules: &Rules) -> bool {
    let (own, others) = (own_words(one, rules), own_words(other, rules));
    let named = |words: &[&str]| words.iter().any(|word| word.starts_with(char::is_uppercase));
    let shared =
        || own.iter().any(|word| others.iter().any(|known| word.to_lowercase() == known.to_lowercase()));
    alike(one, other) && named(&own) && named(&others) && !shared()
}

/// Is it weighed or measured, and no pack says what? "Two objects 30 metres down", "wreckage 160 km from land".
fn is_length(view: &View) -> bool {
    let length = |dimension: &str| matches!(dimension, "length" | "area" | "speed");
    matches!(view.kind, Kind::Count(..)) && view.figure().is_some_and(|figure| length(&figure.dimension))
}

/// A day, in seconds.
const A_DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

/// Does a sentence say before its figure that it is of another one: "a new 6.2 magnitude quake", "aftershocks of up to
/// 5.6"? "The latest tremor" is not "the quake of a week earlier" either.
fn are_two_stages(one: &View, other: &View, rules: &Rules) -> bool {
    let words = |view: &View| {
        let before = view.claim.quantity.as_ref().map_or(0, |amount| amount.span.start);
        let length = before.saturating_sub(view.claim.sentence.start);
        view.claim.text.get(..length).map(|text| rules.comparison.stage(text, rules)).unwrap_or_default()
    };
    let (a, b) = (words(one), words(other));
    let shared = a.iter().any(|word| b.contains(word));
    !(shared || a.is_empty() && b.is_empty())
}

/// "A three-day strike" is another one than "a one-day strike": named by how long it is to last.
fn occasion(view: &View) -> bool {
    let lasts = view.figure().is_some_and(|figure| figure.dimension == "duration");
    let length = view.claim.quantity.as_ref().map_or("", |amount| &amount.text);
    // A siege of hours is told of when it is over; strikes of days are called for them.
    let days = view.figure().and_then(|figure| figure.base.point()).is_some_and(|length| length >= A_DAY);
    lasts && days && view.patient.is_some_and(|who| who.participant.text.contains(length))
}

/// Does the denial speak of what is affirmed: "no data", "no customer data" of "customer data", but not "no payment
/// data"? Most of its words must be among the others.
fn covers(denied: &Who, affirmed: &Who, rules: &Rules) -> bool {
    let words = |who: &Who| -> Vec<String> {
        let words = who.participant.text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let idle =
            Class::DETERMINER | Class::PREPOSITION | Class::CONJUNCTION | Class::NEGATION | Class::NUMBER;
        let word = |word: &String| rules.lexicon.word(rules.lexicon.id(word)).class;
        words.filter(|text| !text.is_empty() && !word(text).intersects(idle | Class::POSSESSIVE)).collect()
    };
    let (denied, affirmed) = (words(denied), words(affirmed));
    let stem = |word: &str| word.trim_end_matches('s').to_owned();
    let shared = denied.iter().filter(|word| affirmed.iter().any(|other| stem(word) == stem(other))).count();
    // The head is shared anyway; of the other words more than half.
    2 * shared.saturating_sub(1) > denied.len().saturating_sub(1) || denied.len() <= 1
}

/// The noun that the figure counts, where it is more than "people".
fn counted<'a>(view: &View<'a>) -> Option<&'a str> {
    view.figure()?;
    view.claim.counted.as_deref()
}

/// Whom a statement is about.
fn named(a: &Who, b: &Who, strict: bool, found: &mut Found, rules: &Rules) -> Apart {
    if a.owned != b.owned && a.entity == b.entity {
        return differ("patient", a, b, found);
    }
    let (x, y) = (a.entity.filter(|_| !a.owned), b.entity.filter(|_| !b.owned));
    match (x, y) {
        (Some(x), Some(y)) => match kin(x, y, rules) {
            Kin::Same => found.add(rules.comparison.weights.one, say!(found, "both about {}", name(b))),
            Kin::Nested => {
                found.add(
                    rules.comparison.weights.slot,
                    say!(found, "{} and {} belong together", name(a), name(b)),
                );
            }
            Kin::Siblings | Kin::Apart => return differ("patient", a, b, found),
        },
        (Some(_), None) | (None, Some(_)) if strict => return differ("patient", a, b, found),
        // "militants" may be the TTP: a name and a description tell nothing apart.
        (Some(_), None) | (None, Some(_)) => found.weight += rules.comparison.weights.guess,
        (None, None) if alike(a, b) => {
            found.add(rules.comparison.weights.kind, say!(found, "both about {}", name(b)))
        }
        (None, None) => match (a.group, b.group) {
            (Some(x), Some(y)) if rules.measures.group_within(x, y) || rules.measures.group_within(y, x) => {
                found.weight += rules.comparison.weights.guess;
            }
            _ => return differ("patient", a, b, found),
        },
    }
    None
}

/// Are the two kinds the same to the measure, whatever they are called?
fn both_alike(view: &View, one: usize, other: usize, rules: &Rules) -> bool {
    let Kind::Measure(at, ..) = view.kind else { return false };
    let alike = &rules.measures.measures[at].alike;
    let listed = |group: usize| alike.split_whitespace().any(|name| name == rules.measures.group_name(group));
    listed(one) && listed(other)
}

/// Is it surely one person or thing: by name, as the only one of a story, or a thing of one noun?
fn is_one(a: &Who, b: &Who, rules: &Rules) -> bool {
    let single = |who: &Who| who.group.is_some_and(|group| rules.measures.is_single(group));
    let person = |who: &Who| {
        let class = rules.lexicon.word(rules.lexicon.id_in_any_case(who.head)).class;
        class.intersects(Class::PERSON | Class::PLURAL)
    };
    let named = |who: &Who| who.entity.is_some();
    match (a.entity, b.entity) {
        (Some(x), Some(y)) => match kin(x, y, rules) {
            Kin::Same => true,
            // "the BM depot", "BM Container Depot"
            Kin::Nested => alike(a, b) && !person(a) && !person(b),
            Kin::Siblings | Kin::Apart => false,
        },
        _ if single(a) && single(b) => true,
        _ => alike(a, b) && !person(a) && !person(b) && !named(a) && !named(b),
    }
}

/// "464 Iranian pilgrims" are those of one country among all. An army's dead are told as those of its country, or not.
fn is_nation(who: &Who, rules: &Rules) -> bool {
    let country = who.entity.and_then(|entity| rules.entities.get(entity)).is_some_and(|known| known.country);
    let forces = ["combatants", "troops", "police"];
    country && who.group.is_some_and(|group| !forces.contains(&rules.measures.group_name(group)))
}

/// Whom or what a figure counts.
fn group(one: &View, other: &View, a: &Who, b: &Who, found: &mut Found, rules: &Rules) -> Apart {
    let mut named = false;
    // "Boy, 12, dies" over "a 14-year-old boy": an article's headline is about whom its text is about.
    let headline = one.document == other.document && one.claim.headline != other.claim.headline;
    if is_of_one(one, rules) && !is_one(a, b, rules) && !(headline && alike(a, b)) {
        return differ("patient", a, b, found);
    }
    if running(one, rules) && is_nation(a, rules) != is_nation(b, rules) {
        return differ("patient", a, b, found);
    }
    if let (Some(x), Some(y)) = (a.entity, b.entity) {
        match kin(x, y, rules) {
            Kin::Same => {
                // An army has many dead on many days; a border has one length.
                found.add(
                    if running(one, rules) {
                        rules.comparison.weights.slot
                    } else {
                        rules.comparison.weights.one
                    },
                    say!(found, "both about {}", name(b)),
                );
                named = true;
            }
            Kin::Nested => {
                found.add(
                    rules.comparison.weights.guess,
                    say!(found, "{} and {} belong together", name(a), name(b)),
                );
            }
            // "Armenian soldiers" and "its soldiers", the ministry's: one country's soldiers.
            Kin::Siblings if a.group.is_some() && a.group == b.group => {}
            Kin::Siblings | Kin::Apart => return differ("patient", a, b, found),
        }
    }
    match (a.group, b.group) {
        (Some(x), Some(y)) if x == y => {
            let general = rules.measures.is_general(x);
            found.add(
                if general { rules.comparison.weights.guess } else { rules.comparison.weights.kind },
                say!(found, "both count {}", rules.measures.group_name(x)),
            );
            None
        }
        (Some(x), Some(y)) if both_alike(one, x, y, rules) => {
            found.weight += rules.comparison.weights.guess;
            None
        }
        // "850 passengers" are more than "450 people" in all.
        (Some(x), Some(y))
            if rules.measures.group_within(x, y) && exceeds(one, other, rules)
                || rules.measures.group_within(y, x) && exceeds(other, one, rules) =>
        {
            found.weight += rules.comparison.weights.guess;
            None
        }
        // Whether a part contradicts its whole is a matter of the figures.
        (Some(_), Some(_)) if named => None,
        (Some(_), Some(_)) => differ("patient", a, b, found),
        _ if named => None,
        _ if alike(a, b) => {
            found.add(rules.comparison.weights.kind, say!(found, "both count {}", b.head));
            None
        }
        _ => differ("patient", a, b, found),
    }
}

/// Is the one figure larger than the other can be? A part of it, then, contradicts it.
pub(super) fn exceeds(part: &View, whole: &View, rules: &Rules) -> bool {
    let allowed = |view: &View| view.figure().map(|figure| Allowed::of(figure, rules));
    allowed(part).zip(allowed(whole)).is_some_and(|(part, whole)| part.low > whole.high)
}

fn differ(slot: &'static str, a: &Who, b: &Who, found: &Found) -> Apart {
    Some((slot, say!(found, "one is about {}, the other about {}", name(a), name(b))))
}

/// The same word, in the singular or plural.
pub(crate) fn alike(one: &Who, other: &Who) -> bool {
    if one.head.is_ascii() && other.head.is_ascii() {
        let stem = |word: &'_ str| word.trim_end_matches(['s', 'S']).len();
        let (a, b) = (stem(one.head), stem(other.head));
        return a == b && one.head[..a].eq_ignore_ascii_case(&other.head[..b]);
    }
    let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
    stem(one.head) == stem(other.head)
}

/// Is it a word for all kinds of people?
pub(super) fn is_anybody(who: &Who, rules: &Rules) -> bool {
    who.entity.is_none() && who.group.is_some_and(|group| rules.measures.is_root(group))
}
