//! How: one death by two means, shot here and stabbed there; see `means.md`.

use super::report::{finding, outlet};
use super::story::Stories;
use super::timeline::speaker;
use super::topic::{Topic, topics};
use super::verdict::Why;
use super::view::View;
use super::{Code, Discrepancy, Standing};
use crate::claim::Certainty;
use crate::rules::Rules;
use crate::rules::comparison::Means;

/// Deaths of one person, or of one event's people, that are given two means.
pub(crate) fn compare(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let stated = |view: &View| means(view, rules).is_some();
    let deaths = topics(views, stories, rules, stated, None, None);
    deaths.iter().filter_map(|death| two(death, views, rules)).collect()
}

/// The only means that the claim's own words name.
fn means<'r>(view: &View, rules: &'r Rules) -> Option<&'r Means> {
    let claim = view.claim;
    let state = rules.frames.get(&claim.predicate)?.state.as_ref()?;
    let dead = state.group == "life" && state.value == "dead";
    if !dead || view.negative || claim.forecast || claim.part || claim.certainty != Certainty::Certain {
        return None;
    }
    let start = claim.span.start.saturating_sub(claim.sentence.start);
    let end = claim.span.end.saturating_sub(claim.sentence.start);
    let own = claim.text.get(start..end)?.to_lowercase();
    let by = claim.means.as_ref().map(|means| means.text.to_lowercase()).unwrap_or_default();
    let words: Vec<&str> =
        own.split(|c: char| !c.is_alphanumeric()).chain(by.split(|c: char| !c.is_alphanumeric())).collect();
    let text = format!(" {} ", words.join(" "));
    let mut named = rules.comparison.means_in(&text);
    let first = named.next()?;
    // "Shot and stabbed", "a suicide bomber shot": no single means.
    named.next().is_none().then_some(first)
}

fn two(death: &Topic, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let first = *death.members.first()?;
    let of = |at: usize| means(&views[at], rules);
    let one = of(first)?;
    let excluded = |at: &&usize| of(**at).is_some_and(|other| one.excludes.contains(&other.name));
    let other = *death.members.iter().find(|at| excluded(at) && one_victim(&views[first], &views[**at]))?;
    let two = of(other)?;
    let (a, b) = (&views[first], &views[other]);
    // An article that tells of both deaths tells of two.
    let both = |document: usize| {
        let has = |name: &str| {
            death
                .members
                .iter()
                .any(|&at| views[at].document == document && of(at).is_some_and(|means| means.name == name))
        };
        has(&one.name) && has(&two.name)
    };
    let when = match (&a.speaker, &b.speaker) {
        (Some(x), Some(y)) if x != y => "dispute",
        _ if a.document == b.document => "within",
        _ if both(a.document) || both(b.document) => return None,
        _ => "between",
    };
    let words = |view: &View, means: &Means| match view.speaker {
        Some(_) => format!("{}, according to {}", means.name, speaker(view)),
        None => means.name.clone(),
    };
    let side = |name: &str| -> Vec<usize> {
        death.members.iter().copied().filter(|&at| of(at).is_some_and(|means| means.name == name)).collect()
    };
    let reason = format!("{} has a {}, {} a {}: {}", outlet(a), one.name, outlet(b), two.name, one.reason);
    let why = Why { code: Code::Means, when, reason, standing: [Standing::Current; 2] };
    let sides = vec![
        (side(&one.name), words(a, one), Standing::Current),
        (side(&two.name), words(b, two), Standing::Current),
    ];
    finding(death, sides, &why, views, rules)
}

/// Are both of one named person, or of the same number of people?
fn one_victim(one: &View, other: &View) -> bool {
    let named = |view: &View| {
        view.patient
            .filter(|who| !who.owned && who.group.is_none())
            .and_then(|who| who.entity.map(str::to_owned))
    };
    match (named(one), named(other)) {
        (Some(a), Some(b)) => a == b,
        _ => {
            let figure = |view: &View| view.figure().and_then(|figure| figure.base.point());
            figure(one).is_some() && figure(one) == figure(other)
        }
    }
}
