//! Whose soil: an article that has a country strike across its border, and names a place at home.
//!
//! "The strikes in Afghanistan hit strongholds in South Waziristan": the gazetteer has South Waziristan
//! in Pakistan, whose jets they were; see `place.md`.

use crate::compare::kin::country;
use crate::compare::report::finding;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::{Kind, View};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;

/// The articles that put one country's attacks on two countries' soil.
pub(crate) fn compare(views: &[View], rules: &Rules) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < views.len() {
        let document = views[start].document;
        let end = start + views[start..].iter().take_while(|view| view.document == document).count();
        found.extend(article(start..end, views, rules));
        start = end;
    }
    found
}

fn article(range: std::ops::Range<usize>, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let attacks: Vec<usize> = range.filter(|&at| is_attack(&views[at], rules)).collect();
    attacks.iter().find_map(|&at| {
        let (home, place) = (country(views[at].agent?.entity?, rules)?, soil(&views[at], rules)?);
        if home != place {
            return None;
        }
        let same = |other: &usize| {
            let (view, other) = (&views[at], &views[*other]);
            let agent = other.agent.and_then(|who| country(who.entity?, rules));
            agent == Some(home) && !apart(view, other) && one_target(view, other)
        };
        let at_home: Vec<usize> =
            attacks.iter().copied().filter(same).filter(|&at| soil(&views[at], rules) == Some(home)).collect();
        let abroad: Vec<usize> =
            attacks.iter().copied().filter(same).filter(|&at| soil(&views[at], rules).is_some_and(|soil| soil != home)).collect();
        let &far = abroad.first()?;
        let name = |at: usize| views[at].claim.place.as_ref().map(|place| place.text.clone()).unwrap_or_default();
        let why = Why {
            code: Code::Place,
            when: "within",
            reason: format!(
                "{} lies at home, in the country whose forces they were; elsewhere the article has them strike in {}",
                name(at),
                name(far)
            ),
            standing: [Standing::Current; 2],
        };
        let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
        let sides = vec![
            (at_home, format!("in {}", name(at)), Standing::Current),
            (abroad, format!("in {}", name(far)), Standing::Current),
        ];
        finding(&topic, sides, &why, views, rules)
    })
}

fn is_attack(view: &View, rules: &Rules) -> bool {
    let soil = match view.kind {
        Kind::Family(at) => rules.comparison.families[at].soil,
        _ => false,
    };
    soil && !view.negative && view.claim.place.as_ref().is_some_and(|place| !place.inherited)
}

/// The country that the place lies in.
fn soil<'a>(view: &'a View, rules: &'a Rules) -> Option<&'a str> {
    country(view.claim.place.as_ref()?.entity.as_deref()?, rules)
}

/// Can both have hit the same?
fn one_target(one: &View, other: &View) -> bool {
    match (one.patient.and_then(|who| who.entity), other.patient.and_then(|who| who.entity)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

/// Two attacks on two known days are two attacks.
fn apart(one: &View, other: &View) -> bool {
    match (one.days, other.days) {
        (Some(a), Some(b)) => a.1 < b.0 || b.1 < a.0,
        _ => {
            let text = |view: &View| {
                view.claim.time.as_ref().filter(|time| !time.inherited).and_then(|time| time.text.clone())
            };
            matches!((text(one), text(other)), (Some(a), Some(b)) if a != b)
        }
    }
}
