//! What the articles of two claims have in common: nearness in one text, one story, one time.

use super::kind::{lasting, matter, moves, once, running, stays};
use super::place::is_of_all;
use super::time::gap;
use super::{Apart, Found, closeness, say};
use crate::compare::story::Stories;
use crate::compare::view::{Kind, View};
use crate::rules::Rules;
use crate::rules::measure::Moves;

/// Does the figure count people of all kinds?
pub(super) fn everybody(view: &View, rules: &Rules) -> bool {
    let people = rules.frames.get(&view.claim.predicate).is_some_and(|frame| frame.people);
    people && view.patient.is_none_or(|who| who.group.is_some_and(|group| rules.measures.is_root(group)))
}

pub(super) fn article(
    one: &View,
    other: &View,
    dated_alike: bool,
    stories: &Stories,
    found: &mut Found,
    rules: &Rules,
) -> Apart {
    let weights = &rules.comparison.weights;
    let limits = &stories.limits;
    if one.document == other.document {
        let near = one.claim.sentence.start.abs_diff(other.claim.sentence.start);
        let (weight, matched) = match () {
            () if one.claim.sentence == other.claim.sentence => (weights.sentence, "in one sentence"),
            () if (near as f64) < limits.beside => (weights.beside, "side by side in one article"),
            () => (weights.article, "in one article"),
        };
        found.add(weight, say!(found, "{matched}"));
        let days = one.days.zip(other.days);
        let months = days.is_some_and(|(a, b)| f64::from(gap(a, b)) > limits.one_event);
        if (once(one, rules) || matter(one, rules)) && !months {
            // An article tells of one crash, and perhaps of another years ago.
            found.weight += weights.deed;
        }
        let fixed = one.figure().is_some() && moves(&one.kind, rules) == Moves::No;
        if one.claim.headline != other.claim.headline && everybody(one, rules) && everybody(other, rules) {
            // A headline's toll is that of its article.
            found.weight += weights.slot;
        }
        if (running(one, rules) && unplaced(one, stories, rules) && unplaced(other, stories, rules))
            || (fixed && weight >= weights.beside)
        {
            found.weight += weights.slot;
        }
        return None;
    }
    let closeness = closeness([one.document, other.document], dated_alike, stories);
    let recalled = closeness >= limits.sure && stories.recalls(one.document, other.document);
    if stays(one, rules) && stories.too_far(one.document, other.document) && !recalled {
        return Some(("time", "the articles lie too far apart for one event".to_owned()));
    }
    if closeness < 0.0 && !lasting(one, rules) {
        return Some(("time", "the articles lie too far apart for one event".to_owned()));
    }
    if stories.near(one.document, other.document) {
        found.weight += weights.guess;
    }
    if closeness >= limits.known {
        found.add(closeness, say!(found, "the articles name the same people and places"));
    }
    if closeness >= limits.close && (once(one, rules) || matter(one, rules)) {
        // A story has one crash.
        found.weight += weights.deed;
    }
    let events = one.figure().is_some() || once(one, rules);
    if closeness >= limits.sure && events && unplaced(one, stories, rules) && unplaced(other, stories, rules)
    {
        found.add(weights.slot, say!(found, "both are of the one event that their articles tell of"));
    }
    None
}

/// Says neither where nor by whom, or only what all articles of the story say: the figure of what the article is about.
pub(super) fn unplaced(view: &View, stories: &Stories, rules: &Rules) -> bool {
    let claim = view.claim;
    // Of "the city" the population is told, not what happened there.
    let of_place = matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].of_place);
    // "The explosion killed": a cause without a name is the event itself.
    let slots = [(&claim.place, !of_place), (&claim.agent, false), (&claim.event, true)];
    slots.into_iter().all(|(slot, described)| match slot {
        Some(slot) if !slot.inherited => match &slot.entity {
            Some(entity) => stories.is_common(entity, view.document),
            None => !described || is_of_all(slot, rules),
        },
        _ => true,
    })
}
