//! How and why: one death by two means, shot here and stabbed there; one crash with two causes; see `means.md`.

use crate::claim::Certainty;
use crate::compare::report::{finding, outlet};
use crate::compare::same::Slot;
use crate::compare::story::Stories;
use crate::compare::timeline::speaker;
use crate::compare::topic::{Topic, topics};
use crate::compare::verdict::Why;
use crate::compare::view::{Kind, View};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;
use crate::rules::comparison::Means;
use crate::rules::lexicon::Class;

/// Deaths of one person, or of one event's people, that are given two means, and events that are given two causes.
pub(crate) fn compare(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let stated = |view: &View| !is_cause(view, rules) && means(view, rules).is_some();
    let deaths = topics(views, stories, rules, stated, None, None);
    // "The crash", "the accident", "the plane": a story asks for one cause.
    let caused = |view: &View| is_cause(view, rules) && means(view, rules).is_some();
    let events = topics(views, stories, rules, caused, Some(Slot::Patient), None);
    deaths.iter().chain(&events).filter_map(|topic| two(topic, views, rules)).collect()
}

/// Does the claim say why something happened?
fn is_cause(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Family(at) if rules.comparison.families[at].cause)
}

/// The only means that the claim's own words name, or the only cause that its sentence does.
fn means<'r>(view: &View, rules: &'r Rules) -> Option<&'r Means> {
    let claim = view.claim;
    let cause = is_cause(view, rules);
    let dead = || {
        let state = rules.frames.get(&claim.predicate)?.state.as_ref()?;
        Some(state.group == "life" && state.value == "dead")
    };
    // A cause is often but likely.
    let firm = match claim.certainty {
        Certainty::Certain => true,
        Certainty::Probable | Certainty::Possible => cause && view.speaker.is_some(),
        Certainty::Unknown => false,
    };
    if !cause && dead() != Some(true) || view.negative || claim.forecast || claim.part || !firm {
        return None;
    }
    let start = if cause { 0 } else { claim.span.start.saturating_sub(claim.sentence.start) };
    let end = if cause { claim.text.len() } else { claim.span.end.saturating_sub(claim.sentence.start) };
    let own = claim.text.get(start..end)?.to_lowercase();
    let by = claim.means.as_ref().map(|means| means.text.to_lowercase()).unwrap_or_default();
    let words: Vec<&str> =
        own.split(|c: char| !c.is_alphanumeric()).chain(by.split(|c: char| !c.is_alphanumeric())).collect();
    let negated = |word: &&str| {
        let class = rules.lexicon.word(rules.lexicon.id(word)).class;
        class.contains(Class::NEGATION)
    };
    // "Was not caused by a bomb but by a fault": which of them is it?
    if cause && words.iter().any(negated) {
        return None;
    }
    let text = format!(" {} ", words.join(" "));
    let mut named = rules.comparison.means_in(&text).filter(|means| means.cause == cause);
    let first = named.next()?;
    // "Shot and stabbed", "a suicide bomber shot": no single means.
    named.next().is_none().then_some(first)
}

fn two(death: &Topic, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let first = *death.members.first()?;
    let of = |at: usize| means(&views[at], rules);
    let one = of(first)?;
    let excluded = |at: &&usize| of(**at).is_some_and(|other| one.excludes.contains(&other.name));
    let one_case = |at: usize| match is_cause(&views[first], rules) {
        true => one_event(&views[first], &views[at], rules),
        false => one_victim(&views[first], &views[at]),
    };
    let other = *death.members.iter().find(|at| excluded(at) && one_case(**at))?;
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

/// Can both be of one event: two words for a crash, or "the disaster", which may be any?
fn one_event(one: &View, other: &View, rules: &Rules) -> bool {
    let event = |view: &View| {
        let head = view.patient.map(|who| rules.lexicon.id_in_any_case(who.head))?;
        rules.frames.event(head)
    };
    event(one).zip(event(other)).is_none_or(|(a, b)| a == b)
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
