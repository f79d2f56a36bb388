//! The names under which articles meet: what an archive is searched by.
//!
//! Claims of two articles are compared only under a kind and an anchor that both have, so an article that
//! shares no key with a new one has nothing to say about it.

use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::find::statement::is_comparable;
use super::topic::{Anchor, anchors};
use super::view::{Kind, View, views};
use crate::claim::Claim;
use crate::rules::Rules;

/// The keys of an article's claims: "deaths | tham-luang-cave", "harbouring | 'the group'".
pub fn keys(claims: &[Claim], rules: &Rules) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for view in views(claims, rules) {
        if !view.is_figure() && !is_comparable(&view, rules) {
            continue;
        }
        let kind = kind(&view, rules);
        for anchor in anchors(&view) {
            match anchor {
                Anchor::Entity(entity) => keys.insert(format!("{kind} | {entity}")),
                Anchor::Word(word) => keys.insert(format!("{kind} | '{word}'")),
                Anchor::Document(_) => false,
            };
        }
    }
    keys
}

fn kind(view: &View, rules: &Rules) -> String {
    let rate = |unit: &str, per: &Option<SmolStr>| match (unit, per) {
        ("1", None) => String::new(),
        (unit, None) => format!(" {unit}"),
        (unit, Some(per)) => format!(" {unit}/{per}"),
    };
    match &view.kind {
        Kind::Measure(at, _, unit, per) => {
            format!("{}{}", rules.measures.measures[*at].name, rate(unit, per))
        }
        Kind::Count(predicate, unit, per) => format!("{predicate}{}", rate(unit, per)),
        Kind::Family(at) => rules.comparison.families[*at].name.clone(),
        Kind::Statement(predicate) => predicate.to_string(),
    }
}
