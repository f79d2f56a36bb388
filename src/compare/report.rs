//! From clashing positions to a discrepancy: sides, severity, explanation, id.

use std::hash::Hasher;

use super::find::quantity::position;
use super::naming;
use super::same;
use super::sides::Position;
use super::timeline::speaker;
use super::topic::Topic;
use super::verdict::Why;
use super::view::{Kind, View};
use super::{Code, Discrepancy, Scope, Severity, Side, Standing};
use crate::rules::Rules;

/// The discrepancy of a group of clashes; `None` where the rules say silent.
pub(crate) fn report(
    topic: &Topic,
    positions: &[Position],
    clashes: &[(usize, usize, Why)],
    views: &[View],
    rules: &Rules,
) -> Option<Discrepancy> {
    // Of several figures on one side the last is the one that holds.
    let lows = clashes.iter().all(|(low, ..)| *low == clashes[0].0);
    let why = if lows { &clashes[clashes.len() - 1].2 } else { &clashes[0].2 };
    let mut sides: Vec<(Vec<usize>, String, Standing)> = Vec::new();
    for numbers in stands(clashes) {
        let standing = clashes
            .iter()
            .flat_map(|(low, high, why)| [(*low, why.standing[0]), (*high, why.standing[1])])
            .filter(|(side, _)| numbers.contains(side))
            .map(|(_, standing)| standing)
            .max();
        let mut claims: Vec<usize> =
            numbers.iter().flat_map(|&number| positions[number].claims.iter().copied()).collect();
        claims.sort_unstable();
        let words: Vec<String> =
            numbers.iter().map(|&number| position(&views[positions[number].lead])).collect();
        sides.push((claims, words.join("; "), standing.unwrap_or(Standing::Current)));
    }
    finding(topic, sides, why, views, rules)
}

/// The positions of each side: every one by itself where each excludes each other, else those below and those above.
fn stands(clashes: &[(usize, usize, Why)]) -> Vec<Vec<usize>> {
    let unique = |mut numbers: Vec<usize>| {
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    };
    let lows = unique(clashes.iter().map(|(low, ..)| *low).collect());
    let highs = unique(clashes.iter().map(|(_, high, _)| *high).collect());
    let all = unique(lows.iter().chain(&highs).copied().collect());
    if all.len() * (all.len() - 1) / 2 > clashes.len() && (lows.len() == 1 || highs.len() == 1) {
        return vec![lows, highs];
    }
    all.into_iter().map(|number| vec![number]).collect()
}

/// The discrepancy of these sides (claims, position, standing); `None` where the rules say silent.
pub(crate) fn finding(
    topic: &Topic,
    sides: Vec<(Vec<usize>, String, Standing)>,
    why: &Why,
    views: &[View],
    rules: &Rules,
) -> Option<Discrepancy> {
    let code = why.code.name();
    let rule = format!("{code}/{}", why.when);
    let severity = match rules.comparison.severity(&rule) {
        "error" => Severity::Error,
        "warning" => Severity::Warning,
        "note" => Severity::Note,
        _ => return None,
    };
    let claims: Vec<usize> = sides.iter().flat_map(|(claims, ..)| claims.iter().copied()).collect();
    let first = &views[*claims.first()?];
    let within = claims.iter().all(|&at| views[at].document == first.document);
    let title = match why.code {
        Code::Quote => format!("Words of {}", speaker(first)),
        code => title(&claims, code, views, rules),
    };
    let explanation = format!("{} {}", sentence(&why.reason), basis(topic));
    let explanation = explanation.trim_end().to_owned();
    let mut hash = Fnv::default();
    for part in [code, &title] {
        hash.write(part.as_bytes());
        hash.write(&[0]);
    }
    for (claims, position, _) in &sides {
        hash.write(position.as_bytes());
        let mut documents: Vec<&str> = claims.iter().map(|&at| views[at].claim.document.as_str()).collect();
        documents.dedup();
        documents.iter().for_each(|document| hash.write(document.as_bytes()));
        hash.write(&[1]);
    }
    let sides = sides.into_iter().map(|(claims, position, standing)| {
        let (sources, reprints) = witnesses(&claims, views);
        let claims = claims.iter().map(|&at| views[at].claim.id.to_string()).collect();
        Side { position, claims, standing, sources, reprints }
    });
    Some(Discrepancy {
        id: format!("{:016x}", hash.finish()),
        code: why.code,
        severity,
        scope: if within { Scope::Within } else { Scope::Between },
        reported_dispute: why.when == "dispute",
        topic: title,
        sides: sides.collect(),
        explanation,
        rule,
    })
}

/// Why the claims are about one thing, as a sentence; nothing where that goes without saying.
fn basis(topic: &Topic) -> String {
    let mut parts = topic.matched.clone();
    parts.truncate(3);
    let text = match parts.split_last() {
        None => return String::new(),
        Some((only, [])) => format!("The claims are about one thing: {only}."),
        Some((last, before)) => format!("The claims are about one thing: {} and {last}.", before.join(", ")),
    };
    let slots = topic.missing.iter().take(3).map(|slot| match *slot {
        "patient" => "whom it concerns",
        "place" => "where",
        "time" => "when",
        other => other,
    });
    let missing: Vec<&str> = slots.collect();
    match missing.split_last() {
        None => text + " ",
        Some((only, [])) => format!("{text} Not all of them say {only}. "),
        Some((last, before)) => format!("{text} Not all of them say {} and {last}. ", before.join(", ")),
    }
}

/// How many independent articles stand behind a side, and which only reprint one of them.
fn witnesses(claims: &[usize], views: &[View]) -> (usize, Vec<String>) {
    let mut documents: Vec<(usize, usize)> =
        claims.iter().map(|&at| (views[at].witness, views[at].document)).collect();
    // The original first, wherever it stands.
    documents.sort_by_key(|&(witness, document)| (witness, document != witness, document));
    documents.dedup();
    let mut sources: Vec<usize> = documents.iter().map(|&(witness, _)| witness).collect();
    sources.dedup();
    let again = documents.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[1].1);
    let mut reprints: Vec<String> = again
        .filter_map(|document| claims.iter().find(|&&at| views[at].document == document))
        .map(|&at| views[at].claim.document.to_string())
        .collect();
    reprints.sort_unstable();
    reprints.dedup();
    (sources.len(), reprints)
}

/// The outlet's name, or the article's id where it has none.
pub(crate) fn outlet(view: &View) -> String {
    view.claim.source.as_ref().unwrap_or(&view.claim.document).to_string()
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first: String = chars.next().map(|c| c.to_uppercase().collect()).unwrap_or_default();
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{first}{}{stop}", chars.as_str())
}

/// What the topic is called: the measure's or family's template, its slots filled with the page's words.
fn title(claims: &[usize], code: Code, views: &[View], rules: &Rules) -> String {
    let first = &views[claims[0]];
    let template = match &first.kind {
        Kind::Measure(at, ..) => rules.measures.measures[*at].topic.clone(),
        Kind::Family(at) => rules.comparison.families[*at].topic.clone(),
        Kind::Statement(_) if first.claim.kind == crate::claim::Kind::Reckoning => {
            super::find::reckoning::topic(first, rules)
        }
        Kind::Statement(name) if first.claim.kind == crate::claim::Kind::Quality => {
            let named = first.patient.is_some_and(|who| who.participant.text.contains(name.as_str()));
            if named {
                "whether it was {patient}".to_owned()
            } else {
                format!("whether {{patient}} was {name}")
            }
        }
        Kind::Statement(name)
            if code == Code::Time
                && rules.comparison.deed(name).is_some_and(|deed| !deed.topic.is_empty()) =>
        {
            rules.comparison.deed(name).map(|deed| deed.topic.clone()).unwrap_or_default()
        }
        Kind::Count(..) | Kind::Statement(_) if code == Code::Status => match first.patient {
            Some(_) => "the state of {patient}".to_owned(),
            None => "the state of {agent}".to_owned(),
        },
        Kind::Count(name, ..) | Kind::Statement(name) => {
            let name = name.replace('_', " ");
            match first.patient {
                // "ammonium nitrate", not "nitrate ammonium nitrate"
                Some(who) if who.participant.text.to_lowercase().contains(&name) => "{patient}".to_owned(),
                Some(_) => name + " {patient}",
                None => name,
            }
        }
    };
    let slot = |pick: &dyn Fn(&View) -> Option<String>| claims.iter().find_map(|&at| pick(&views[at]));
    let patient = naming::slot(claims, views, |view| view.patient, rules);
    let agent = naming::slot(claims, views, |view| view.agent, rules);
    let place = slot(&|view| {
        let place = view.claim.place.as_deref().filter(|place| !same::is_of_all(place, rules));
        place.map(|place| place.text.to_string())
    });
    let event = slot(&|view| view.claim.event.as_ref().map(|event| event.text.to_string()));
    let when = slot(&|view| {
        let (first, last) = view.days?;
        Some(match (last - first).get_days() {
            0 => first.to_string(),
            1..=31 => first.strftime("%Y-%m").to_string(),
            _ => first.strftime("%Y").to_string(),
        })
    });
    let mut title = naming::fill(
        &template,
        &[
            ("{patient}", patient.as_deref(), "people"),
            ("{agent}", agent.as_deref(), "somebody"),
            ("{place}", place.as_deref(), "the place"),
        ],
    );
    if let Some(event) = event {
        title.push_str(&format!(", {event}"));
    } else if let Some(place) = place.filter(|_| !template.contains("{place}") && code != Code::Place) {
        title.push_str(&format!(", {place}"));
    }
    // What the sides differ in is no part of what they are about.
    if let Some(when) = when.filter(|_| code != Code::Time) {
        title.push_str(&format!(", {when}"));
    }
    let mut chars = title.chars();
    chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default() + chars.as_str()
}

/// FNV-1a, 64 bits: written down, so that ids never change with a library.
#[derive(Clone, Copy)]
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Fnv {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Who says so, for explanations of statements.
pub(crate) fn voice(view: &View) -> String {
    match view.speaker {
        Some(_) => format!("according to {}", speaker(view)),
        None => format!("in the words of {} itself", outlet(view)),
    }
}
