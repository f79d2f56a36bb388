//! Statements that exclude each other: affirmed and denied, flat and hedged, one state and another.
//!
//! All claims of a topic fall into stances: stated flatly, said by somebody, hedged, denied. Which
//! stances are there, and in which articles, decides what the finding is; see `polarity.md`,
//! `certainty.md`, `status.md`.

use crate::compare::kin::is_known_place;
use crate::compare::naming;
use crate::compare::report::{finding, outlet, voice};
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::{Kind, View};
use rustc_hash::FxHashMap;

use crate::claim::{Participant, Polarity, Stance};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;
use crate::rules::frame::Job;

/// What is made of a statement, from the firmest to its opposite.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    /// In the outlet's own voice, without a hedge.
    Flat,
    /// By a speaker.
    Said,
    /// Unverified, believed, doubted.
    Hedged,
    /// Denied, or negated, or excluded by another state.
    Denied,
}

/// The finding of one topic, if its claims exclude each other.
pub(crate) fn compare(topic: &Topic, views: &[View], rules: &Rules) -> Option<Discrepancy> {
    let of = |side: Side| -> Vec<usize> {
        topic.members.iter().copied().filter(|&at| stance(&views[at], rules) == Some(side)).collect()
    };
    let (flat, said, hedged, denied) = (of(Side::Flat), of(Side::Said), of(Side::Hedged), of(Side::Denied));
    let (why, sides) = if !denied.is_empty() && flat.len() + said.len() + hedged.len() > 0 {
        (polarity(&flat, &said, &hedged, &denied, views, rules)?, vec![flat, said, hedged, denied])
    } else if !flat.is_empty() && !hedged.is_empty() && is_hedgeable(&views[flat[0]], rules) {
        (certainty(&flat, &hedged, views)?, vec![flat, hedged])
    } else {
        return None;
    };
    let sides = sides.into_iter().filter(|claims| !claims.is_empty());
    let sides = sides.map(|claims| {
        let words = position(&views[claims[0]], rules);
        (claims, words, Standing::Current)
    });
    finding(topic, sides.collect(), &why, views, rules)
}

fn stance(view: &View, rules: &Rules) -> Option<Side> {
    let doubted = view.claim.attribution.iter().any(|link| link.stance == Stance::Doubts);
    // "The only car that did not derail": all others did.
    let excepted = |who: &Participant| {
        let mut words = who.text.split_whitespace().map(|word| rules.lexicon.id_in_any_case(word));
        words.any(|word| rules.frames.is(Job::Sole, word))
    };
    let mut named = [&view.claim.patient, &view.claim.agent].into_iter().flatten();
    if view.claim.polarity == Polarity::Negative && named.any(|who| excepted(who)) {
        return None;
    }
    let planned = match view.kind {
        Kind::Family(at) => rules.comparison.families[at].planned,
        _ => false,
    };
    if view.claim.forecast && !planned {
        return None;
    }
    let open = view.claim.certainty == crate::claim::Certainty::Unknown && !planned;
    let denies = view.claim.attribution.iter().any(|link| link.stance == Stance::Denies);
    Some(match () {
        // "So that no train crashes again" denies nothing.
        () if view.negative && open && !denies => return None,
        () if view.negative => Side::Denied,
        () if view.is_hedged() || doubted => Side::Hedged,
        () if open => return None,
        () if view.speaker.is_none() => Side::Flat,
        () => Side::Said,
    })
}

fn polarity(
    flat: &[usize],
    said: &[usize],
    hedged: &[usize],
    denied: &[usize],
    views: &[View],
    rules: &Rules,
) -> Option<Why> {
    let code = match &views[denied[0]].kind {
        Kind::Family(at) => views[denied[0]].excluded.then(|| {
            rules.comparison.families[*at].code.as_deref().and_then(Code::named).unwrap_or(Code::Status)
        }),
        _ => None,
    };
    let code = code.unwrap_or(Code::Polarity);
    let holds = |document: usize, claims: &[usize]| claims.iter().any(|&at| views[at].document == document);
    let denial = &views[denied[0]];
    // An article that asserts what another one reports as denied, without a word of the denial.
    let alone = flat.iter().find(|&&at| !holds(views[at].document, denied));
    let inside = flat.iter().find(|&&at| holds(views[at].document, denied));
    let (when, reason) = if let Some(&at) = alone {
        let reason = format!(
            "{} states it as a fact; in {} it is denied, {}",
            outlet(&views[at]),
            outlet(denial),
            voice(denial)
        );
        ("between", reason)
    } else if let Some(&at) = inside {
        (
            "within",
            format!("{} states it as a fact and carries the denial, {}", outlet(&views[at]), voice(denial)),
        )
    } else {
        let &at = said.first().or(hedged.first())?;
        let (one, two) = (&views[at], denial);
        // One speaker's words in two articles are held against each other as quotations.
        let denies = two.claim.attribution.iter().any(|link| link.stance == Stance::Denies);
        if one.speaker.is_some() && one.speaker == two.speaker && (one.document == two.document || !denies) {
            return None;
        }
        ("dispute", format!("it is so {}, and it is not {}", voice(one), voice(two)))
    };
    Some(Why { code, when, reason, standing: [Standing::Current; 2] })
}

fn certainty(flat: &[usize], hedged: &[usize], views: &[View]) -> Option<Why> {
    let alone =
        flat.iter().find(|&&at| hedged.iter().all(|&other| views[other].document != views[at].document));
    let hedge = &views[hedged[0]];
    let (when, at) = match alone {
        Some(&at) => ("between", at),
        None => ("within", *flat.first()?),
    };
    let reason = format!(
        "{} states it as a fact; {} gives it as {}",
        outlet(&views[at]),
        outlet(hedge),
        match hedge.claim.certainty {
            crate::claim::Certainty::Probable => "probable",
            crate::claim::Certainty::Possible => "possible or unverified",
            _ => "doubtful",
        }
    );
    Some(Why { code: Code::Certainty, when, reason, standing: [Standing::Current; 2] })
}

/// "Mehsud: not killed, according to the Afghan government".
fn position(view: &View, rules: &Rules) -> String {
    let predicate = &view.claim.predicate;
    let negative = view.negative && !view.excluded;
    let wording = match view.kind {
        Kind::Family(at) => rules.comparison.families[at].wording.get(predicate.as_str()),
        _ => None,
    };
    let said = match wording {
        Some(wording) => wording[usize::from(negative)].clone(),
        None => format!("{}{}", if negative { "not " } else { "" }, predicate.replace('_', " ")),
    };
    // Who stands first in the topic: "whether {agent} shelters {patient}".
    let by_agent = match view.kind {
        Kind::Family(at) => {
            let topic = &rules.comparison.families[at].topic;
            topic.find("{agent}").unwrap_or(usize::MAX) < topic.find("{patient}").unwrap_or(usize::MAX)
        }
        _ => false,
    };
    let who = if by_agent { view.agent.or(view.patient) } else { view.patient.or(view.agent) };
    let named = view.claim.kind == crate::claim::Kind::Quality;
    let who = who.filter(|_| !named);
    // "withdrew, according to Lam" says already who withdrew.
    let own = |who: &crate::compare::view::Who| who.entity.is_some() && who.entity == view.speaker.as_deref();
    let nameless = |who: &crate::compare::view::Who| who.pronoun && who.entity.is_none();
    let who = who.filter(|who| !own(who) && !nameless(who));
    let who = who.map(|who| format!("{}: ", naming::name(&who))).unwrap_or_default();
    let how = match stance(view, rules) {
        Some(Side::Flat) => "stated as a fact".to_owned(),
        Some(Side::Hedged) if view.speaker.is_none() => "hedged".to_owned(),
        _ => voice(view),
    };
    format!("{who}{said}, {how}")
}

/// Statements are compared where a pack says what excludes what, and qualities with their denials.
pub(crate) fn is_comparable(view: &View, rules: &Rules) -> bool {
    let kind = match view.kind {
        // Nobody kills a country: "found in Norland who had died".
        Kind::Family(at) if rules.comparison.families[at].same.iter().any(|slot| slot == "patient") => {
            view.patient.is_none_or(|who| who.owned || !is_known_place(who.entity, rules))
        }
        // That a crash was caused is denied by nobody.
        Kind::Family(at) => !rules.comparison.families[at].cause,
        _ => view.claim.kind == crate::claim::Kind::Quality,
    };
    kind && !is_record(view) && !(is_deed_of(view, rules) && is_open(view, rules))
}

/// Is it something that happens, once or not at all?
fn is_deed_of(view: &View, rules: &Rules) -> bool {
    let happens = |at: usize| rules.comparison.families[at].once || rules.comparison.families[at].matter;
    matches!(view.kind, Kind::Family(at) if happens(at))
}

/// "Has not been found yet": it may be tomorrow.
fn is_open(view: &View, rules: &Rules) -> bool {
    let yet = |word: String| rules.frames.is(Job::Yet, rules.lexicon.id(&word));
    view.negative && words(&view.claim.text).any(yet)
}

/// "Has not been on strike since 1977": what did not happen for a long time before denies nothing of today.
fn is_record(view: &View) -> bool {
    let since = view.claim.time.as_ref().filter(|when| !when.inherited);
    view.negative && since.is_some_and(|when| when.time.edtf.ends_with("/.."))
}

/// Claims of which a denial is as narrow as its words, with and without a figure: "no numbers were taken" excludes
/// "1.2 million numbers were taken" as well as "numbers were taken". Besides the families that say so these are the
/// deeds of no family that some article affirms and some article denies.
pub(crate) fn narrow<'a>(views: &[View<'a>], rules: &Rules) -> Vec<View<'a>> {
    let family = |view: &View| rules.comparison.family(&view.claim.predicate);
    let mut denied: FxHashMap<&str, [bool; 2]> = FxHashMap::default();
    for view in views.iter().filter(|view| is_deed(view, rules)) {
        denied.entry(&view.claim.predicate).or_default()[usize::from(view.negative)] = true;
    }
    let of = views.iter().filter_map(|view| match family(view) {
        _ if is_record(view) => None,
        Some((at, excluded)) => rules.comparison.families[at].narrow.then(|| View {
            kind: Kind::Family(at),
            negative: view.negative || view.is_zero(),
            excluded,
            ..view.clone()
        }),
        None => {
            let both = denied.get(view.claim.predicate.as_str()) == Some(&[true, true]);
            (both && is_deed(view, rules)).then(|| view.clone())
        }
    });
    of.collect()
}

/// Does the claim say of something described that it was or was not done, for good? What has not been done yet may
/// be done tomorrow.
fn is_deed(view: &View, rules: &Rules) -> bool {
    use crate::claim::{Certainty, Kind as Made};
    let claim = view.claim;
    // What a frame says is compared where a family says so: an accusation is no deed to be denied.
    let plain = matches!(view.kind, Kind::Statement(_)) && claim.kind == Made::Event;
    let word = rules.lexicon.id(&claim.predicate);
    let empty = [Job::Empty, Job::Link].into_iter().any(|job| rules.frames.is(job, word));
    plain
        && !empty
        && !claim.forecast
        && claim.certainty == Certainty::Certain
        && view.patient.is_some_and(|who| !who.pronoun && !who.head.is_empty())
        && !is_open(view, rules)
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Does a hedge of this statement say something about it, as it does not about an office?
fn is_hedgeable(view: &View, rules: &Rules) -> bool {
    match view.kind {
        Kind::Family(at) => !rules.comparison.families[at].certain,
        _ => false,
    }
}
