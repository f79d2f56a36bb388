//! Who struck first.
//!
//! "An unprovoked assault by Afghan troops" and "the Afghans struck back" tell one fight in opposite
//! order. Each claim says of one side that it struck first or that it answered; see `agent.md`.

use crate::compare::kin::country;
use crate::compare::report::finding;
use crate::compare::same::Slot;
use crate::compare::story::Stories;
use crate::compare::timeline::speaker;
use crate::compare::topic::topics;
use crate::compare::verdict::Why;
use crate::compare::view::{Kind, View};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;

/// The fights that are told in opposite order.
pub(crate) fn compare(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let is_blow = |view: &View| match view.kind {
        Kind::Family(at) => rules.comparison.families[at].blow && side(view, rules).is_some(),
        _ => false,
    };
    let fights = topics(views, stories, rules, is_blow, Some(Slot::Agent), None);
    fights
        .iter()
        .filter_map(|fight| {
            let first = side(&views[fight.members[0]], rules)?;
            // Of the first side that is named: did it strike first, or answer?
            let (struck, answered): (Vec<usize>, Vec<usize>) =
                fight.members.iter().copied().partition(|&at| {
                    let own = side(&views[at], rules) == Some(first);
                    own != views[at].excluded
                });
            let (&one, &other) = (struck.first()?, answered.first()?);
            let within = views[one].document == views[other].document;
            let name =
                |at: usize| views[at].agent.map(|who| who.participant.text.clone()).unwrap_or_default();
            let words = |at: usize| match views[at].excluded {
                true => format!("{} answered an attack", name(at)),
                false => format!("{} attacked first", name(at)),
            };
            let why = Why {
                code: Code::Agent,
                when: if within { "within" } else { "between" },
                reason: format!(
                    "{} ({}), but {} ({}): one fight told in opposite order",
                    words(one),
                    speaker(&views[one]),
                    words(other),
                    speaker(&views[other])
                ),
                standing: [Standing::Current; 2],
            };
            let sides = vec![
                (struck.clone(), words(one), Standing::Current),
                (answered.clone(), words(other), Standing::Current),
            ];
            finding(fight, sides, &why, views, rules)
        })
        .collect()
}

/// The country whose forces it was.
fn side<'a>(view: &'a View, rules: &'a Rules) -> Option<&'a str> {
    country(view.agent?.entity?, rules)
}
