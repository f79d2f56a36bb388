//! Two days of one deed: the transcripts were released on Tuesday here, on 2 November there.
//!
//! What is done once to one thing has one day, whatever the verb. Which verbs these are the rules say; that it is one
//! deed the words must: the same verb, the same thing by name or by its noun with a word more, nobody else who did it,
//! and days no further apart than a slip. See `time.md`.

use smol_str::SmolStr;

use super::Told;
use super::moment::Moment;
use super::once::Calendar;
use crate::claim::{Certainty, Kind as Made};
use crate::compare::kin::{Kin, country, kin};
use crate::compare::same::alike;
use crate::compare::story::Stories;
use crate::compare::topic::Topic;
use crate::compare::view::{Kind, View, Who, days_from};
use crate::compare::words::words;
use crate::compare::{Code, Discrepancy, Side};
use crate::rules::Rules;
use crate::rules::comparison::Deeds;
use crate::rules::frame::Counts;
use crate::rules::lexicon::Class;
use crate::value::Decimal;

/// Deeds of one verb that are held against each other.
const MOST_DEEDS: usize = 64;

/// The deeds that articles of one story give two days; what was told already is not told again.
pub(crate) fn compare(views: &[View], stories: &Stories, known: &Told, rules: &Rules) -> Vec<Discrepancy> {
    let mut deeds: Vec<View> = views.iter().filter_map(|view| deed(view, rules)).collect();
    // A stable sort: within one verb they stay in text order.
    deeds.sort_by(|one, other| one.kind.cmp(&other.kind));
    let of_verbs = deeds.chunk_by(|one, other| one.kind == other.kind);
    let told = of_verbs.flat_map(|same| of_verb(same, stories, rules));
    let is_known = |finding: &Discrepancy| {
        let claims = finding.sides.iter().flat_map(|side| &side.claims);
        claims.flat_map(|claim| known.by(claim)).any(|other| tells(other, finding))
    };
    told.filter(|finding| !is_known(finding)).collect()
}

/// Does one finding tell already that sentences of two claims differ in their days?
fn tells(known: &Discrepancy, finding: &Discrepancy) -> bool {
    let on_one = |side: &Side, other: &Side| side.claims.iter().any(|id| other.claims.contains(id));
    known.code == Code::Time
        && known.sides.iter().all(|side| finding.sides.iter().any(|other| on_one(side, other)))
}

/// A claim that somebody did something to something, on a day that its own clause names.
fn deed<'a>(view: &View<'a>, rules: &Rules) -> Option<View<'a>> {
    let claim = view.claim;
    let deed = rules.comparison.deed(&claim.predicate)?;
    let counted = deed.kind == Deeds::Counted;
    let price = rules.frames.get(&claim.predicate).is_some_and(|frame| frame.counts == Counts::Value);
    let plain = matches!(claim.kind, Made::Event | Made::Frame)
        && (counted || price || claim.quantity.as_ref().is_none_or(|amount| amount.implied));
    let firm =
        claim.certainty == Certainty::Certain && !claim.forecast && !view.negative && !view.is_hedged();
    // "At the start of 2023 it took the step of cutting 900 jobs": what opens the sentence dates it.
    let opens = |words: &SmolStr| {
        claim
            .text
            .find(words.as_str())
            .is_some_and(|at| at < claim.span.start.saturating_sub(claim.sentence.start))
    };
    let own = claim.time.as_ref().is_some_and(|when| {
        !when.inherited && (!when.loose || counted && when.text.as_ref().is_some_and(opens))
    });
    let known = |who: &Who| !who.pronoun || who.entity.is_some();
    let (agent, patient) = match deed.kind {
        // "The coup took place", "the march was held"
        Deeds::Event => (None, view.agent.or(view.patient).filter(|who| is_one_event(who, rules))),
        // "The airport reopened", "she reopened the airport"
        Deeds::Done if view.patient.is_none() => (None, view.agent.filter(|who| !is_people(who, rules))),
        _ => (view.agent, view.patient),
    };
    let filled = match deed.kind {
        Deeds::Done | Deeds::Event => patient.is_some_and(|who| known(&who)),
        Deeds::Counted => agent.is_some_and(|who| known(&who)) && telling_figure(view, rules).is_some(),
        Deeds::Alone => agent.or(patient).is_some_and(|who| is_one_name(&who)),
    };
    if !(plain && firm && own && filled) || view.looks_back {
        return None;
    }
    let deed = View { kind: Kind::Statement(deed.name.clone()), agent, patient, ..view.clone() };
    Moment::of(&deed, rules).is_some_and(|moment| !moment.is_open()).then_some(deed)
}

/// A number so large that it says of which deed it is.
fn telling_figure(view: &View, rules: &Rules) -> Option<Decimal> {
    let figure = view.figure().filter(|figure| figure.dimension == "count")?;
    let number = figure.base.low.or(figure.base.high)?.value;
    let least = Decimal::from(rules.comparison.threshold("counted-deed") as i64);
    (number >= least).then_some(number)
}

/// The days that exclude each other among the deeds of one verb.
fn of_verb(deeds: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let mut same: Vec<Vec<usize>> = Vec::new();
    for at in 0..deeds.len().min(MOST_DEEDS) {
        let one = |other: &usize| is_one_deed(&deeds[*other], &deeds[at], stories, rules);
        match same.iter_mut().find(|members| members.iter().all(one)) {
            Some(members) => members.push(at),
            None => same.push(vec![at]),
        }
    }
    let several = same.into_iter().filter(|members| members.len() > 1);
    several
        .flat_map(|members| {
            let own: Vec<View> = members.iter().map(|&at| deeds[at].clone()).collect();
            let matched = vec!["the same was done to the same".to_owned()];
            let topic = Topic { members: (0..own.len()).collect(), matched, missing: Vec::new() };
            Calendar::new(&own, stories, rules).compare(&topic)
        })
        .collect()
}

/// Did the same ones do the same to the same, at about the same time?
fn is_one_deed(one: &View, other: &View, stories: &Stories, rules: &Rules) -> bool {
    stories.likeness(one.document, other.document) >= rules.comparison.threshold("story-closeness")
        && is_about_then(one, other, stories, rules)
        && (!is_counted(one, rules) || telling_figure(one, rules) == telling_figure(other, rules))
        && match doers(one, other, rules) {
            None => false,
            Some(surely) if is_counted(one, rules) => surely,
            Some(surely) => match (&one.patient, &other.patient) {
                (Some(a), Some(b)) => is_one_thing(
                    a,
                    b,
                    surely || is_event(one, rules) || in_one_place(one, other, rules),
                    rules,
                ),
                (None, None) => surely,
                _ => false,
            },
        }
}

/// Is it known by how many it was done to?
fn is_counted(view: &View, rules: &Rules) -> bool {
    rules.comparison.deed(&view.claim.predicate).is_some_and(|deed| deed.kind == Deeds::Counted)
}

/// Do both name one place that is no country?
fn in_one_place(one: &View, other: &View, rules: &Rules) -> bool {
    let place = |view: &View| {
        let place = view.claim.place.as_ref().filter(|place| !place.inherited)?;
        place.entity.clone().filter(|entity| country(entity, rules) != Some(entity))
    };
    // "The airport of Odemark", "reopened the airport in Odemark"
    let within = |view: &View, place: &SmolStr| {
        let held = view.patient.map(|who| details(&who, rules)).unwrap_or_default();
        place.split('-').all(|word| held.iter().any(|detail| *detail == stem(word)))
    };
    match (place(one), place(other)) {
        (Some(own), Some(place)) => own == place,
        (Some(place), None) => within(other, &place),
        (None, Some(place)) => within(one, &place),
        (None, None) => false,
    }
}

/// Is it something that happens itself? Of those a story has one under a noun.
fn is_event(view: &View, rules: &Rules) -> bool {
    rules.comparison.deed(&view.claim.predicate).is_some_and(|deed| deed.kind == Deeds::Event)
}

/// "The coup", but not "the talks" nor "the meeting".
fn is_one_event(who: &Who, rules: &Rules) -> bool {
    let head = who.head.to_lowercase();
    let plural = rules.lexicon.word(rules.lexicon.id(&head)).class.contains(Class::PLURAL);
    !plural && !who.pronoun && !is_people(who, rules) && !rules.comparison.is_often(&head)
}

/// Are the two days no further apart than one who misdates the deed may be off? Days that are not resolved are of
/// their articles' week.
fn is_about_then(one: &View, other: &View, stories: &Stories, rules: &Rules) -> bool {
    match (one.days, other.days) {
        (Some(a), Some(b)) => {
            let apart = days_from(a.1, b.0).max(days_from(b.1, a.0));
            let stretch = |view: &View| Moment::of(view, rules).is_some_and(|moment| moment.is_stretch());
            let most = if stretch(one) || stretch(other) { "misdated-stretch-days" } else { "misdated-days" };
            f64::from(apart) <= rules.comparison.threshold(most)
        }
        _ => one.document == other.document || stories.near(one.document, other.document),
    }
}

/// May those who did both be the same, and are they surely? `None` where they are not.
fn doers(one: &View, other: &View, rules: &Rules) -> Option<bool> {
    let (Some(a), Some(b)) = (&one.agent, &other.agent) else { return Some(false) };
    match (a.entity.filter(|_| !a.owned), b.entity.filter(|_| !b.owned)) {
        (Some(x), Some(y)) => match kin(x, y, rules) {
            Kin::Same => Some(true),
            Kin::Nested => Some(rules.entities.kind(x).is_none()),
            Kin::Siblings | Kin::Apart => None,
        },
        // "The police" may be the National Police Agency.
        _ => Some(
            alike(a, b)
                || details(a, rules).contains(&stem(b.head))
                || details(b, rules).contains(&stem(a.head)),
        ),
    }
}

/// Is it the same thing: one name, or one noun with a word more that both say, or at least no other where the same did it
/// or it was done in the same place?
fn is_one_thing(one: &Who, other: &Who, sure: bool, rules: &Rules) -> bool {
    if one.owned != other.owned && one.entity == other.entity && one.entity.is_some() {
        return false;
    }
    let names = one.entity.filter(|_| !one.owned).zip(other.entity.filter(|_| !other.owned));
    if let Some((x, y)) = names {
        match kin(x, y, rules) {
            // Much is done to a country.
            Kin::Same => return sure || rules.entities.kind(x).is_none(),
            Kin::Nested => return rules.entities.kind(x).is_none() && rules.entities.kind(y).is_none(),
            Kin::Siblings | Kin::Apart => {}
        }
    }
    // "Transcripts" at the head of a sentence is no name.
    let named = |who: &Who| !who.owned && who.entity.is_some_and(|entity| entity != who.head.to_lowercase());
    if named(one) || named(other) {
        return false;
    }
    // "The offer", "the bid"; of people there are more: "arrested a man".
    let people = is_people(one, rules) || is_people(other, rules);
    if !alike(one, other) && (people || one.group.is_none() || one.group != other.group) {
        return false;
    }
    let (own, others) = (details(one, rules), details(other, rules));
    let shared = own.iter().filter(|word| others.contains(word)).count();
    let least = own.len().min(others.len());
    if least == 0 { sure && !people } else { 2 * shared >= least && shared > 0 }
}

/// Are they people of some kind: "a man", "protesters"?
fn is_people(who: &Who, rules: &Rules) -> bool {
    who.group.is_some_and(|group| {
        rules.measures.group("people").is_some_and(|people| rules.measures.group_within(group, people))
    })
}

/// Is it one person or body, by a name of two words?
fn is_one_name(who: &Who) -> bool {
    !who.owned && who.group.is_none() && who.entity.is_some_and(|entity| entity.contains('-'))
}

/// What a phrase says of its noun: "emergency", "call" of "transcripts of the emergency calls".
fn details(who: &Who, rules: &Rules) -> Vec<String> {
    let idle = Class::DETERMINER
        | Class::PREPOSITION
        | Class::CONJUNCTION
        | Class::POSSESSIVE
        | Class::RELATIVE
        | Class::NUMBER;
    let head = stem(who.head);
    let own = words::<0>(&who.participant.text);
    let own =
        own.filter(|word| !rules.lexicon.word(rules.lexicon.id_in_any_case(word)).class.intersects(idle));
    own.map(stem).filter(|word| word.chars().any(char::is_alphabetic) && *word != head).collect()
}

/// A word in lower case, in the singular or the plural.
fn stem(word: &str) -> String {
    word.to_lowercase().trim_end_matches('s').to_owned()
}
