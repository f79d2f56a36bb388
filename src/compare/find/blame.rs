//! Whose deed it was: one group claims an attack, another is said to have staged it; one is blamed, and denies it.
//!
//! Claims of responsibility, accusations and denials of one story are held against each other by who they are of. A
//! state that is blamed for what a group claims may stand behind the group, and a claim of an earlier attack is of
//! another one. See `agent.md` and `polarity.md`.

use std::collections::BTreeMap;

use super::Told;
use crate::claim::Certainty;
use crate::compare::kin::{Kin, kin};
use crate::compare::report::{finding, outlet, voice};
use crate::compare::same::alike;
use crate::compare::story::Stories;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::{Kind, View};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;

/// What a claim says of somebody's part in a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// They did it, in their own word or another's.
    Did,
    /// They did not.
    Denied,
}

/// Claims of one story that are held against each other.
const MOST_CLAIMS: usize = 32;

/// For each story the first two who are each said to have done the deed, and the first one who denies it.
///
/// What is told already, as a denial, is not told again.
pub(crate) fn compare(views: &[View], stories: &Stories, known: &Told, rules: &Rules) -> Vec<Discrepancy> {
    let Some(family) = rules.comparison.families.iter().position(|family| family.owner) else {
        return Vec::new();
    };
    let said = views.iter().filter_map(|view| Some((view, part(view, rules)?)));
    let (views, parts): (Vec<View>, Vec<Part>) =
        said.map(|(view, part)| (View { kind: Kind::Family(family), ..view.clone() }, part)).unzip();
    let mut told: BTreeMap<usize, Vec<(usize, Part)>> = BTreeMap::new();
    for (at, (view, &part)) in views.iter().zip(&parts).enumerate() {
        let claims = told.entry(stories.story(view.document)).or_default();
        if claims.len() < MOST_CLAIMS {
            claims.push((at, part));
        }
    }
    let is_known = |finding: &Discrepancy| {
        let mut first = finding.sides.iter().filter_map(|side| side.claims.first());
        let both = first.next().zip(first.next());
        both.is_some_and(|(one, other)| known.by_both(one, other).next().is_some())
    };
    let all = told.values().flat_map(|claims| of_story(claims, &views, stories, rules));
    all.filter(|finding| !is_known(finding)).collect()
}

fn of_story(claims: &[(usize, Part)], views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let pairs = || {
        let pairs = claims.iter().enumerate();
        let pairs =
            pairs.flat_map(|(place, &one)| claims[place + 1..].iter().map(move |&other| (one, other)));
        pairs.filter(|&((one, _), (other, _))| are_of_one(&views[one], &views[other], stories, rules))
    };
    let did = |part: Part| part == Part::Did;
    let two = pairs()
        .find(|&((one, a), (other, b))| did(a) && did(b) && exclude(&views[one], &views[other], rules));
    let denied = pairs().find(|&((one, a), (other, b))| a != b && is_one(&views[one], &views[other], rules));
    let all = |like: (usize, Part)| -> Vec<usize> {
        let same =
            |&&(at, part): &&(usize, Part)| part == like.1 && is_one(&views[at], &views[like.0], rules);
        claims.iter().filter(same).map(|&(at, _)| at).collect()
    };
    let found = [(two, Code::Agent), (denied, Code::Polarity)].into_iter();
    found
        .filter_map(|(pair, code)| {
            let (one, other) = pair?;
            let (a, b) = (&views[one.0], &views[other.0]);
            let words = |view: &View, part: Part| {
                let who = view.agent.map(|who| crate::compare::naming::name(&who)).unwrap_or_default();
                let said = if part == Part::Did { "did it" } else { "did not do it" };
                format!("{who} {said}, {}", voice(view))
            };
            let reason = format!("{}: {}; {}: {}", outlet(a), words(a, one.1), outlet(b), words(b, other.1));
            let why = Why { code, when: "dispute", reason, standing: [Standing::Current; 2] };
            let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
            let sides = [one, other].map(|of| (all(of), words(&views[of.0], of.1), Standing::Current));
            finding(&topic, sides.into(), &why, views, rules)
        })
        .collect()
}

/// What a claim says of its agent's part in the deed of the story; `None` where it is of another time or of nobody.
fn part(view: &View, rules: &Rules) -> Option<Part> {
    let claim = view.claim;
    view.agent.filter(|who| who.entity.is_some() && !who.owned)?;
    let plain = !claim.forecast && !view.remote && !view.looks_back && !claim.headline;
    let open = claim.certainty == Certainty::Unknown;
    // "An earlier attack", "another bombing"
    let staged = || !rules.comparison.stage(&claim.text, rules).is_empty();
    let owner = rules.comparison.is_owner(&claim.predicate);
    (owner && plain && !open && !staged()).then_some(if view.negative != view.excluded {
        Part::Denied
    } else {
        Part::Did
    })
}

/// Do both speak of one deed: in articles of one story, and by nouns that may be of one?
fn are_of_one(one: &View, other: &View, stories: &Stories, rules: &Rules) -> bool {
    // "The attack", "the bombing"
    let attack = |who: &crate::compare::view::Who| {
        let noun = rules.lexicon.word(rules.lexicon.id_in_any_case(who.head)).noun;
        who.pronoun || rules.frames.nouns.contains_key(&noun)
    };
    let same = match (&one.patient, &other.patient) {
        (Some(a), Some(b)) => alike(a, b) || attack(a) && attack(b),
        (Some(one), None) | (None, Some(one)) => attack(one),
        (None, None) => true,
    };
    let day = |view: &View| {
        view.days.filter(|_| view.claim.time.as_ref().is_some_and(|when| !when.inherited && !when.loose))
    };
    let apart = day(one).zip(day(other)).is_some_and(|(a, b)| a.1 < b.0 || b.1 < a.0);
    same && !apart
        && stories.closeness(one.document, other.document) >= rules.comparison.threshold("story-closeness")
}

/// Are they two, none of whom may stand behind the other?
fn exclude(one: &View, other: &View, rules: &Rules) -> bool {
    let (Some(a), Some(b)) = (entity(one), entity(other)) else { return false };
    let state = |name: &str| {
        let entities = &rules.entities;
        entities.organ_of(name).is_some() || entities.get(name).is_some_and(|known| known.country)
    };
    kin(a, b, rules) == Kin::Apart && !state(a) && !state(b)
}

/// Are they of one?
fn is_one(one: &View, other: &View, rules: &Rules) -> bool {
    entity(one).zip(entity(other)).is_some_and(|(a, b)| kin(a, b, rules) == Kin::Same)
}

fn entity<'a>(view: &View<'a>) -> Option<&'a str> {
    view.agent.and_then(|who| who.entity)
}
