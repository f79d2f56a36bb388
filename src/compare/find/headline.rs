//! A headline that is surer than its text: a lost hedge, an accusation that lost its accuser, a party's word
//! printed as a fact; see `headline.md`. Figures of headlines are held against the text with all other figures.

use rustc_hash::FxHashSet;

use super::Told;
use crate::claim::{Certainty, Kind, Stance};
use crate::compare::kin::{Kin, kin};
use crate::compare::relation::{Relation, number, relate};
use crate::compare::report::{finding, outlet};
use crate::compare::same::{Sameness, running, same};
use crate::compare::story::Stories;
use crate::compare::timeline::{is_sum_of_sentence, speaker};
use crate::compare::topic::{Topic, is_vague};
use crate::compare::verdict::Why;
use crate::compare::view::{self as seen, View, Who};
use crate::compare::{Code, Discrepancy, Scope, Standing};
use crate::rules::Rules;

/// The headlines that state flatly what their text only says of others or leaves open.
pub(crate) fn compare(views: &[View], stories: &Stories, known: &Told, rules: &Rules) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < views.len() {
        let document = views[start].document;
        let end = start + views[start..].iter().take_while(|view| view.document == document).count();
        let headlines = (start..end).filter(|&at| is_flat_headline(&views[at]));
        found.extend(
            headlines.take(MOST_HEADLINES).filter_map(|at| surer(at, start..end, views, stories, rules)),
        );
        let counts = (start..end).filter(|&at| is_toll(&views[at], rules) && views[at].claim.headline);
        found
            .extend(counts.take(MOST_HEADLINES).filter_map(|at| higher(at, start..end, views, known, rules)));
        start = end;
    }
    found
}

/// Claims of one article's headline and standfirst that are looked at.
const MOST_HEADLINES: usize = 12;

/// Does the headline say so itself, without a hedge, a speaker or a mark that stands for one ("Minister: …")?
fn is_flat_headline(view: &View) -> bool {
    let claim = view.claim;
    let voiced = || claim.text.contains(['“', '”', '"', '‘', '«', ':', '?']);
    claim.headline
        && !view.negative
        && view.speaker.is_none()
        && claim.certainty == Certainty::Certain
        && !claim.forecast
        && !claim.part
        && matches!(claim.kind, Kind::Frame | Kind::Event)
        && !voiced()
}

fn surer(
    at: usize,
    article: std::ops::Range<usize>,
    views: &[View],
    stories: &Stories,
    rules: &Rules,
) -> Option<Discrepancy> {
    let headline = &views[at];
    let told: Vec<usize> = article
        .filter(|&other| other != at && says_the_same(headline, &views[other], stories, rules))
        .collect();
    let first = &views[*told.first()?];
    let all = |holds: &dyn Fn(&View) -> bool| told.iter().all(|&at| holds(&views[at]));
    let (when, reason) = if all(&|view| view.is_hedged()) {
        let how = match first.claim.certainty {
            Certainty::Probable => "as probable",
            Certainty::Possible => "as possible or unverified",
            _ => "as doubtful",
        };
        ("hedge", format!("the headline of {} states as a fact what its text gives {how}", outlet(headline)))
    } else if all(&|view| is_accusation(view) || view.negative) {
        (
            "accusation",
            format!(
                "the headline of {} states as a fact what in its text is the word of {}",
                outlet(headline),
                speaker(first)
            ),
        )
    } else if all(&|view| is_party(view, rules)) {
        (
            "attribution",
            format!(
                "the headline of {} states as a fact what in its text {} says of its own doing",
                outlet(headline),
                speaker(first)
            ),
        )
    } else {
        return None;
    };
    let why = Why { code: Code::Headline, when, reason, standing: [Standing::Current; 2] };
    let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
    let quoted = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let body = match first.speaker {
        Some(_) => format!("text: according to {}", speaker(first)),
        None => "text: hedged".to_owned(),
    };
    let sides = vec![
        (vec![at], format!("headline: {}", quoted(&headline.claim.text)), Standing::Current),
        (told, body, Standing::Current),
    ];
    finding(&topic, sides, &why, views, rules)
}

/// A running count of people, and a number.
fn is_toll(view: &View, rules: &Rules) -> bool {
    let counts = matches!(&view.kind, seen::Kind::Measure(_, dimension, ..) if dimension == "count");
    let told = view.is_earlier() || view.claim.forecast || view.is_zero() || is_vague(view);
    counts && running(view, rules) && view.is_level() && !told
}

/// A headline that counts more than its text anywhere does: "96 die", where the text has "at least 80" and no other
/// figure. That the text leaves room for more does not bear it out.
fn higher(
    at: usize,
    article: std::ops::Range<usize>,
    views: &[View],
    known: &Told,
    rules: &Rules,
) -> Option<Discrepancy> {
    let headline = &views[at];
    let count = |view: &View| {
        let base = &view.figure()?.base;
        base.low.or(base.high).map(|bound| number(bound.value))
    };
    let figure = count(headline).filter(|&figure| figure >= FEWEST)?;
    let text = || article.clone().filter(|&other| !views[other].claim.headline);
    let told: Vec<usize> =
        text().filter(|&other| views[other].kind == headline.kind && is_toll(&views[other], rules)).collect();
    let first = &views[*told.first()?];
    let one = told.iter().all(|&other| views[other].figure() == first.figure());
    // "In Fukushima 13 died" is no count of all, but the first sentence says what there is in all.
    let lead = text().map(|other| views[other].claim.sentence.start).min();
    let placed = first.claim.place.as_ref().is_some_and(|place| !place.inherited)
        && lead != Some(first.claim.sentence.start);
    let near = 1.0 + rules.comparison.threshold("approximate-share");
    let borne_out = text().any(|other| {
        let given = views[other].claim.quantity.as_ref().map(|amount| &amount.quantity.base);
        let ends = given.into_iter().flat_map(|base| [base.low, base.high]).flatten();
        // Whatever else the text counts bears it out by the very number only.
        let near = if views[other].kind == headline.kind { near } else { 1.0 };
        ends.map(|bound| number(bound.value)).any(|end| figure <= end * near && end <= figure * near)
    });
    let more = count(first).is_some_and(|less| figure > less * near);
    let said = known.by_both(&headline.claim.id, &first.claim.id).next().is_some();
    if !one || placed || borne_out || !more || said || is_sum_of_sentence(headline, views) {
        return None;
    }
    let reason = format!(
        "the headline of {} has {}, and the text no more than {}",
        outlet(headline),
        headline.words(),
        first.words()
    );
    let why = Why { code: Code::Headline, when: "more", reason, standing: [Standing::Current; 2] };
    let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
    let sides = vec![
        (vec![at], format!("headline: {}", headline.words()), Standing::Current),
        (told.clone(), format!("text: {}", first.words()), Standing::Current),
    ];
    finding(&topic, sides, &why, views, rules)
}

/// Fewer are counted one by one, in the text.
const FEWEST: f64 = 10.0;

/// Is the claim of the text what the headline says, so far as can be told: one predicate, the same figure, and
/// a participant in common?
fn says_the_same(headline: &View, other: &View, stories: &Stories, rules: &Rules) -> bool {
    if headline.kind != other.kind || other.claim.part {
        return false;
    }
    let figures = match (headline.figure(), other.figure()) {
        (Some(a), Some(b)) => matches!(relate(a, b, rules), Relation::Equal | Relation::Compatible(_)),
        (None, None) => true,
        // "Army kills militants": the text counts them.
        (None, Some(_)) => true,
        (Some(_), None) => false,
    };
    let shared = |one: Option<Who>, two: Option<Who>| match (one, two) {
        (Some(a), Some(b)) => match (a.entity, b.entity) {
            (Some(x), Some(y)) => matches!(kin(x, y, rules), Kin::Same | Kin::Nested),
            _ => a.head.eq_ignore_ascii_case(b.head) || a.group.is_some() && a.group == b.group,
        },
        _ => false,
    };
    figures
        && (shared(headline.agent, other.agent) || shared(headline.patient, other.patient))
        && matches!(same(headline, other, None, stories, rules), Sameness::Same { .. })
}

/// Said against somebody, who may see it otherwise.
fn is_accusation(view: &View) -> bool {
    view.claim.attribution.iter().any(|link| matches!(link.stance, Stance::Alleges | Stance::Doubts))
}

/// A toll, or a deed that others may deny: who buys a company may say so himself.
fn is_contested(view: &View, rules: &Rules) -> bool {
    match &view.kind {
        seen::Kind::Measure(_, dimension, ..) => dimension == "count" && running(view, rules),
        seen::Kind::Family(at) => !rules.comparison.families[*at].certain,
        seen::Kind::Count(..) | seen::Kind::Statement(_) => false,
    }
}

/// Drops what a headline's finding already says: sure in the headline, unsure in the text.
pub(crate) fn tell_once(discrepancies: &mut Vec<Discrepancy>) {
    let surer = |one: &Discrepancy| one.code == Code::Headline && one.rule != "headline/figure";
    let told: FxHashSet<String> = discrepancies
        .iter()
        .filter(|one| surer(one))
        .flat_map(|one| one.sides.first().into_iter().flat_map(|side| side.claims.iter().cloned()))
        .collect();
    discrepancies.retain(|one| {
        let within = matches!(one.code, Code::Certainty | Code::Polarity) && one.scope == Scope::Within;
        let first = one.sides.first().map_or(&[][..], |side| side.claims.as_slice());
        !within || first.is_empty() || !first.iter().all(|claim| told.contains(claim))
    });
}

/// Does a side speak of its own deed: "the army said it had killed"?
fn is_party(view: &View, rules: &Rules) -> bool {
    let (Some(speaker), Some(agent)) = (view.speaker.as_deref(), view.agent.and_then(|who| who.entity))
    else {
        return false;
    };
    is_contested(view, rules)
        && view.patient.is_some()
        && matches!(kin(speaker, agent, rules), Kin::Same | Kin::Nested | Kin::Siblings)
}
