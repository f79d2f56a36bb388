//! What the rules say of the kind of a claim: does it last, happen once, grow?

use crate::compare::view::{Kind, View};
use crate::rules::Rules;
use crate::rules::frame;
use crate::rules::measure::Moves;

/// Is it of what happens again, in many places: a march?
pub(crate) fn repeats(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].repeats)
}

/// May an article tell of several?
pub(super) fn several(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].several)
}

/// Must this slot name the same one for the statements of the family to be the same?
pub(super) fn same_slot(view: &View, slot: &str, rules: &Rules) -> bool {
    match view.kind {
        Kind::Family(at) => rules.comparison.families[at].same.iter().any(|known| known == slot),
        _ => false,
    }
}

/// Is the figure one of a single person or thing, such as an age?
pub(super) fn is_of_one(view: &View, rules: &Rules) -> bool {
    matches!(&view.kind, Kind::Measure(at, ..) if rules.measures.measures[*at].one)
}

/// Is the figure one that somebody has?
pub(super) fn holds(view: &View, rules: &Rules) -> bool {
    matches!(&view.kind, Kind::Measure(at, ..) if rules.measures.measures[*at].holder)
}

/// Does the figure settle some time after its event, so that those who look back have the last one?
pub(crate) fn settles(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].settles.is_some())
}

/// Does the figure stay what it was, however long ago that is?
pub(crate) fn stays(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].lasts)
}

/// Does the time beside the figure say when it was counted, rather than when it happened?
pub(crate) fn running(view: &View, rules: &Rules) -> bool {
    match &view.kind {
        Kind::Measure(at, ..) => rules.measures.measures[*at].running,
        Kind::Count(predicate, ..) => frame_measure(predicate, rules) != Some(frame::Measure::Fixed),
        _ => false,
    }
}

pub(super) fn frame_measure(predicate: &str, rules: &Rules) -> Option<frame::Measure> {
    rules.frames.get(predicate).and_then(|frame| frame.measure)
}

/// Units of what is counted or a share rather than weighed or measured.
const COUNTED: [&str; 2] = ["1", "%"];

/// Does what the claim says last, so that the day beside it does not matter?
pub(crate) fn lasting(view: &View, rules: &Rules) -> bool {
    match &view.kind {
        Kind::Family(at) => rules.comparison.families[*at].lasting,
        _ => false,
    }
}

/// Which way a claim's figure moves.
pub(crate) fn moves(kind: &Kind, rules: &Rules) -> Moves {
    match kind {
        Kind::Measure(at, ..) => rules.measures.measures[*at].moves,
        // What no pack measures is taken to move: silence over noise.
        Kind::Count(predicate, unit, _) => match frame_measure(predicate, rules) {
            Some(frame::Measure::Toll) => Moves::Up,
            Some(frame::Measure::Fixed) => Moves::No,
            Some(frame::Measure::Level | frame::Measure::Period) => Moves::Both,
            None if COUNTED.contains(&unit.as_str()) => Moves::Both,
            None => Moves::No,
        },
        _ => Moves::No,
    }
}

/// Does it happen once in a story, or is there one such figure?
pub(super) fn once(view: &View, rules: &Rules) -> bool {
    match view.kind {
        Kind::Family(at) => rules.comparison.families[at].once,
        Kind::Measure(at, ..) => rules.measures.measures[at].once,
        _ => false,
    }
}

/// Does it happen anew in each place?
pub(super) fn local(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Family(at) if rules.comparison.families[at].local)
}

/// Does it happen at one site?
pub(crate) fn site(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Family(at) if rules.comparison.families[at].site)
}

/// Does a story ask it once of each thing?
pub(super) fn matter(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Family(at) if rules.comparison.families[at].matter)
}

/// Is a denial of just what its words say?
pub(crate) fn narrow(view: &View, rules: &Rules) -> bool {
    match view.kind {
        Kind::Family(at) => rules.comparison.families[at].narrow,
        Kind::Statement(_) => view.claim.kind != crate::claim::Kind::Quality,
        _ => false,
    }
}
