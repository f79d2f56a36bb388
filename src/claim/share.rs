//! One figure said twice, as a share and as a number: "half of its staff, roughly 3,800 workers", "10,000 jobs, or 5% of
//! the workforce".

use super::draft::Draft;
use super::view::View;
use crate::annotate::clause::Link;
use crate::annotate::tag::Tag;
use crate::rules::frame::{Counts, Job};
use crate::value::Decimal;

/// A draft for each figure that says in the other way what a draft's figure says.
pub(super) fn read(view: &View, drafts: &[Draft]) -> Vec<Draft> {
    let taken: Vec<usize> = drafts.iter().filter_map(|draft| figure(view, draft)).collect();
    let open = |&(_, other, _): &(&Draft, usize, Option<usize>)| !taken.contains(&other);
    let said = drafts.iter().filter_map(|draft| again(view, draft)).filter(open);
    said.map(|(draft, other, counted)| Draft {
        quantity: Some(other),
        patient: counted.or(draft.patient),
        ..draft.clone()
    })
    .collect()
}

/// The figure of a draft of people, or of what somebody has.
fn figure(view: &View, draft: &Draft) -> Option<usize> {
    let frame = &view.frames().all[draft.frame?];
    let counts = frame.people && frame.counts == Counts::Patient || frame.counts == Counts::Value;
    let plain = counts && !draft.zero && !draft.moved;
    draft.quantity.or_else(|| view.phrase(draft.patient?).quantity).filter(|_| plain)
}

/// The draft, the figure behind its own that says the same, and whom that one counts.
fn again<'d>(view: &View, draft: &'d Draft) -> Option<(&'d Draft, usize, Option<usize>)> {
    let own = figure(view, draft)?;
    let mention = view.quantity(own);
    let mut whole = view.phrase_at(mention.tokens.end.checked_sub(1)?)?;
    // "almost half of the firm's workforce"
    while let Some(of) = view.phrase(whole).of.filter(|&of| of > whole) {
        whole = view.whole(of);
    }
    let end = view.phrase(whole).tokens.end;
    let (next, sure) = match opening(view, end) {
        Some(opening) if view.quantity_at(opening.0).is_some() => opening,
        _ => (which(view, draft.sentence, end)?, true),
    };
    let other_at = view.phrase_at(next)?;
    let other = view.phrase(other_at);
    let quantity = other.quantity.or(view.quantity_at(other.head))?;
    let starts = view.quantity(quantity).tokens.start == next && other.tokens.start == next;
    let bare = view.quantity(quantity).tokens.contains(&other.head);
    let share = is_share(view, quantity);
    let scored = |frame: usize| {
        let mut scores = view.frames().scores.iter().filter(|score| score.frame == frame);
        scores.any(|score| score.words.contains(&view.noun(other.head)))
    };
    let people = view.frames().categories.get(&view.noun(other.head)).is_some_and(|kind| kind != "place");
    let frame = draft.frame.map(|at| &view.frames().all[at])?;
    let fits = if share {
        // "40 people, 12 of them children" is a part.
        bare && other
            .of
            .is_none_or(|of| !matches!(view.tag(view.phrase(of).head), Tag::Pronoun | Tag::Relative))
            && (sure || other.of.is_some())
    } else {
        let counts = frame.people && people || draft.frame.is_some_and(scored);
        counts && !bare || bare && sure && other.of.is_none()
    };
    let more = view.is(Job::More, other.tokens.end);
    let apart = share != is_share(view, own) && is_amount(view, quantity);
    let counted = (!share && !bare).then_some(other_at);
    (starts && fits && apart && !more).then_some((draft, quantity, counted))
}

/// Where the second figure begins, and whether the words before it leave no doubt: "or", a bracket.
fn opening(view: &View, end: usize) -> Option<(usize, bool)> {
    let comma = usize::from(view.text(end) == ",");
    let or = view.rules.lexicon.id("or");
    if view.word(end + comma) == or {
        return Some((end + comma + 1, true));
    }
    if matches!(view.text(end), "(" | "[") {
        return Some((end + 1, true));
    }
    (comma == 1 || matches!(view.text(end), "–" | "—")).then_some((end + 1, false))
}

/// "…, which comes to around 3,500": where the figure begins that a clause about all of it gives.
fn which(view: &View, sentence: usize, from: usize) -> Option<usize> {
    let mut clauses = view.clauses_of(sentence).map(|(_, clause)| clause);
    let clause = clauses.find(|clause| clause.link == Link::Relative && clause.verb.start > from)?;
    let comes = view.frames().is(Job::Come, clause.lemma) || view.frames().levels.contains_key(&clause.lemma);
    let about_all = clause.verb.start.checked_sub(2).is_some_and(|comma| view.text(comma) == ",");
    let complement = clause.complements.first().map(|&(_, figure)| figure);
    let figure = clause.objects.first().copied().or(complement).filter(|_| comes && about_all)?;
    Some(view.phrase(figure).tokens.start)
}

/// A percentage, or a half.
fn is_share(view: &View, quantity: usize) -> bool {
    let quantity = &view.quantity(quantity).quantity;
    let high = quantity.interval.high.or(quantity.interval.low);
    let fraction = high.is_some_and(|high| high.value < Decimal::ONE && !high.value.is_zero());
    quantity.dimension == "percent" || quantity.dimension == "count" && fraction
}

fn is_amount(view: &View, quantity: usize) -> bool {
    matches!(view.quantity(quantity).quantity.dimension.as_str(), "percent" | "count")
}
