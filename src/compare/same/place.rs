//! Where: one place, one in the other, or two.

use super::kind::{local, repeats, running};
use super::{Apart, Found, say};
use crate::claim::Participant;
use crate::compare::kin::{Kin, is_known_place, kin, places};
use crate::compare::story::Stories;
use crate::compare::view::{Kind, View};
use crate::rules::Rules;
use crate::rules::frame;
use crate::rules::lexicon::Class;

pub(super) fn place<'a>(
    one: &View<'a>,
    other: &View<'a>,
    stories: &Stories,
    found: &mut Found,
    rules: &Rules,
) -> Apart {
    if stories.is_by_place(one, rules) || stories.is_by_place(other, rules) {
        return place_of_several(one, other, stories, found, rules);
    }
    // The jobs of one site are no rivals of those of another, or of all.
    let sites = matches!(one.kind, Kind::Measure(at, ..) if rules.measures.measures[at].sites);
    // "Colorado loses 184 jobs" is of Colorado.
    let stated = |view: &View| {
        let place = stories.place_of(view).filter(|place| !place.inherited);
        let known = |slot: Option<&Participant>| {
            slot.and_then(|slot| slot.entity.clone()).filter(|entity| is_known_place(Some(entity), rules))
        };
        known(place).or_else(|| known(view.claim.agent.as_deref()))
    };
    if sites
        && match (stated(one), stated(other)) {
            (Some(a), Some(b)) => matches!(kin(&a, &b, rules), Kin::Siblings | Kin::Apart),
            (a, b) => a.is_some() != b.is_some(),
        }
    {
        return Some(("place", say!(found, "one is of a place, the other of all")));
    }
    let stated = |view: &View<'a>| view.claim.place.as_deref().filter(|place| !is_venue(view, place, rules));
    let (Some(a), Some(b)) = (stated(one), stated(other)) else {
        // "In Amatrice and Accumoli 242 died": not all that did.
        let several =
            stated(one).or(stated(other)).is_some_and(|place| !place.inherited && is_joint(place, rules));
        if several && running(one, rules) {
            return Some(("place", say!(found, "one is of two places, the other of all")));
        }
        found.miss("place");
        return None;
    };
    let weights = &rules.comparison.weights;
    let half = if a.inherited || b.inherited { weights.inherited } else { 1.0 };
    let known = |place: &Participant| is_known_place(place.entity.as_deref(), rules);
    let apart = || Some(("place", say!(found, "one is in {}, the other in {}", a.text, b.text)));
    if is_joint(a, rules) != is_joint(b, rules) && one.figure().is_some() {
        return apart();
    }
    match [is_of_all(a, rules), is_of_all(b, rules)] {
        [true, false] if known(b) && one.figure().is_some() && !b.inherited => return apart(),
        [false, true] if known(a) && one.figure().is_some() && !a.inherited => return apart(),
        [false, false] => {}
        _ => return None,
    }
    // Crowds march in many towns of a country on one day.
    let country = |place: &Participant| {
        place.entity.as_deref().and_then(|id| rules.entities.get(id)).is_some_and(|known| known.country)
    };
    let levels = repeats(one, rules) && !a.inherited && !b.inherited && country(a) != country(b);
    match places((a.entity.as_deref(), &a.text), (b.entity.as_deref(), &b.text), rules) {
        Kin::Nested if levels => return apart(),
        Kin::Same => found.add(weights.slot * half, say!(found, "both in {}", b.text)),
        Kin::Nested => {
            let within = if a.text.contains(b.text.as_str()) { Some(&a.text) } else { None };
            let within = within.or(Some(&b.text).filter(|text| text.contains(a.text.as_str())));
            let words = match within {
                Some(text) => say!(found, "both in {text}"),
                None => say!(found, "{} and {} lie one in the other", a.text, b.text),
            };
            found.add(weights.kind * half, words)
        }
        Kin::Siblings | Kin::Apart if a.inherited || b.inherited => found.weight -= weights.guess,
        // Two places of which the gazetteer knows but one may lie one in the other.
        Kin::Apart if !sites && !local(one, rules) && (!known(a) || !known(b)) => {
            found.weight -= weights.guess
        }
        Kin::Siblings | Kin::Apart => return apart(),
    }
    None
}

/// Is it where a crowd meets, so that the figure is of the whole crowd of its city: "Victoria Park"?
fn is_venue(view: &View, place: &Participant, rules: &Rules) -> bool {
    let mut words = place.text.split(|c: char| !c.is_alphanumeric());
    repeats(view, rules)
        && words.any(|word| rules.frames.is(frame::Job::Venue, rules.lexicon.id_in_any_case(word)))
}

/// Are these several places: "Kozhikode and Malappuram"?
fn is_joint(place: &Participant, rules: &Rules) -> bool {
    let joins = |word: &str| rules.lexicon.class(rules.lexicon.id(word)).contains(Class::CONJUNCTION);
    place.entity.is_none() && place.text.split_whitespace().any(joins)
}

/// Is it of all places: "worldwide", "across the country", "in the three countries"?
pub(crate) fn is_of_all(place: &Participant, rules: &Rules) -> bool {
    let words = || {
        let words = place.text.split(|c: char| !c.is_alphanumeric());
        words.map(|word| rules.lexicon.id_in_any_case(word))
    };
    let all = [frame::Job::Everywhere, frame::Job::Throughout];
    let figures = place.text.contains(|c: char| c.is_ascii_digit());
    let number = |id| figures || rules.lexicon.class(id).contains(Class::NUMBER);
    let areas = |id| {
        let word = rules.lexicon.word(id);
        let kind = rules.frames.categories.get(&word.noun);
        word.class.contains(Class::PLURAL) && kind.is_some_and(|kind| kind == "place")
    };
    place.entity.is_none()
        && (words().any(|word| all.into_iter().any(|job| rules.frames.is(job, word)))
            || words().any(number) && words().any(areas))
}

/// Of what a story counts place by place, a figure without a place is that of all, and a district's is a part.
fn place_of_several(one: &View, other: &View, stories: &Stories, found: &mut Found, rules: &Rules) -> Apart {
    let one_place = |view| {
        let place = stories.place_of(view);
        place.filter(|place| !is_of_all(place, rules) && !is_venue(view, place, rules))
    };
    let (a, b) = match (one_place(one), one_place(other)) {
        (Some(a), Some(b)) => (a, b),
        (None, None) => {
            found.miss("place");
            return None;
        }
        _ => return Some(("place", say!(found, "one is of a place, the other of all"))),
    };
    if places((a.entity.as_deref(), &a.text), (b.entity.as_deref(), &b.text), rules) != Kin::Same {
        return Some(("place", say!(found, "one is in {}, the other in {}", a.text, b.text)));
    }
    let weights = &rules.comparison.weights;
    let half = if a.inherited || b.inherited { weights.inherited } else { 1.0 };
    found.add(weights.slot * half, say!(found, "both in {}", b.text));
    None
}
