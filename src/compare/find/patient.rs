//! Who it happened to: one count of one deed, but of people who exclude each other; see `patient.md`.
//!
//! "The strike killed 14 militants", "the strike killed 14 civilians": the same number of the same strike.

use crate::compare::relation::{Relation, relate};
use crate::compare::report::{finding, outlet};
use crate::compare::same::Slot;
use crate::compare::story::Stories;
use crate::compare::timeline::speaker;
use crate::compare::topic::{Topic, topics};
use crate::compare::verdict::Why;
use crate::compare::view::{Kind, View};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;

/// Counts of one deed that name people of rival kinds.
pub(crate) fn compare(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let counted = |view: &View| view.is_figure() && rival(view, rules).is_some();
    let deeds = topics(views, stories, rules, counted, Some(Slot::Patient), None);
    deeds.iter().filter_map(|deed| rivals(deed, views, rules)).collect()
}

/// The kind of people that the claim counts, if some other kind excludes it.
fn rival<'r>(view: &View, rules: &'r Rules) -> Option<&'r str> {
    let Kind::Measure(_, dimension, ..) = &view.kind else { return None };
    let several = view.figure()?.interval.point().is_some_and(|point| point > crate::value::Decimal::ONE);
    let name = rules.measures.group_name(view.patient?.group?);
    let known = rules.comparison.rivals.iter().any(|rule| rule.groups.iter().any(|group| group == name));
    (dimension == "count" && several && known).then_some(name)
}

fn rivals(deed: &Topic, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let pairs = deed.members.iter().enumerate().flat_map(|(place, &one)| {
        deed.members[place + 1..].iter().take(MOST_PAIRS).map(move |&other| (one, other))
    });
    let (one, other) = pairs
        .take(MOST_PAIRS * MOST_PAIRS)
        .find(|&(one, other)| exclude(&views[one], &views[other], rules))?;
    let group = |at: usize| rival(&views[at], rules);
    // "The battle killed 14 militants and 14 soldiers": who gives both counts two.
    let gives_both = |document: usize| {
        let gives = |like: usize| {
            let alike = |&&at: &&usize| {
                views[at].document == document
                    && group(at) == group(like)
                    && equal(&views[at], &views[like], rules)
            };
            deed.members.iter().find(alike).map(|&at| views[at].claim.sentence)
        };
        matches!((gives(one), gives(other)), (Some(a), Some(b)) if a == b || views[one].document != views[other].document)
    };
    if gives_both(views[one].document) || gives_both(views[other].document) {
        return None;
    }
    // "Two militants and three soldiers": who counts the others apart has not taken the ones for the others.
    let apart = |at: usize, like: usize| {
        let (own, like) = (&views[at], &views[like]);
        views.iter().any(|view| {
            view.document == own.document
                && view.claim.sentence == own.claim.sentence
                && view.kind == own.kind
                && rival(view, rules) == rival(like, rules)
        })
    };
    if apart(one, other) || apart(other, one) {
        return None;
    }
    let side = |like: usize| -> Vec<usize> {
        deed.members
            .iter()
            .copied()
            .filter(|&at| group(at) == group(like) && equal(&views[at], &views[like], rules))
            .collect()
    };
    let (a, b) = (&views[one], &views[other]);
    let words = |view: &View| {
        let who = view.patient.map(|who| who.participant.text.clone()).unwrap_or_default();
        let said =
            if view.speaker.is_some() { format!(", according to {}", speaker(view)) } else { String::new() };
        format!("{} {who}{said}", view.words())
    };
    let when = match (&a.speaker, &b.speaker) {
        (Some(x), Some(y)) if x != y => "dispute",
        _ if a.document == b.document => "within",
        _ => "between",
    };
    let reason = format!(
        "{} has {}, {} has {}: one count, but of other people",
        outlet(a),
        words(a),
        outlet(b),
        words(b)
    );
    let why = Why { code: Code::Patient, when, reason, standing: [Standing::Current; 2] };
    let sides = vec![(side(one), words(a), Standing::Current), (side(other), words(b), Standing::Current)];
    finding(deed, sides, &why, views, rules)
}

/// Pairs of one deed that are tried, from each claim.
const MOST_PAIRS: usize = 24;

/// The same number of people who are never both.
fn exclude(one: &View, other: &View, rules: &Rules) -> bool {
    let (Some(a), Some(b)) = (rival(one, rules), rival(other, rules)) else { return false };
    let both =
        |groups: &Vec<String>| groups.iter().any(|group| group == a) && groups.iter().any(|group| group == b);
    a != b
        && rules.comparison.rivals.iter().any(|rule| both(&rule.groups))
        && equal(one, other, rules)
        // A list names both: "14 militants and 14 civilians were killed".
        && (one.document, one.claim.sentence) != (other.document, other.claim.sentence)
        && (one.document != other.document || one.speaker != other.speaker)
}

fn equal(one: &View, other: &View, rules: &Rules) -> bool {
    matches!((one.figure(), other.figure()), (Some(a), Some(b)) if relate(a, b, rules) == Relation::Equal)
}
