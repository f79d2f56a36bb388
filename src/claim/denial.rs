//! Denials that point back: "the government rejected such claims" says of each of them that it is not so.

use super::view::View;
use super::{Attributed, Claim, Kind, Polarity};
use crate::annotate::Clause;
use crate::annotate::attribution::{Certainty, Stance};
use crate::annotate::clause::Link;
use crate::span::Span;

/// So many claims of one stretch are denied at once; a speech of more is not denied word for word.
const MOST: usize = 4;

/// "He was ill, which led him to shoot": who denies it denies that he was ill, not that he shot.
fn is_told_aside(view: &View, about: Span, claim: &Claim) -> bool {
    let sentence = view.layers.sentences.partition_point(|sentence| sentence.span.end <= claim.span.start);
    let verb = |clause: &Clause| view.span(clause.head..clause.head + 1);
    let own = view.clauses_of(sentence).find(|(_, clause)| claim.span.overlaps(verb(clause)));
    let mut at = own.map(|(at, _)| at);
    for _ in 0..DEEPEST {
        let Some(clause) = at.map(|at| view.clause(at)).filter(|clause| about.overlaps(verb(clause))) else {
            return false;
        };
        let outer = clause.parent.filter(|&outer| about.overlaps(verb(view.clause(outer))));
        if outer.is_some() && !matches!(clause.link, Link::Main | Link::Complement) {
            return true;
        }
        at = outer;
    }
    false
}

/// Clauses outward from a claim's own.
const DEEPEST: usize = 6;

/// Adds for each denial the claims that it turns round, behind those of its sentence.
pub(super) fn add(view: &View, claims: &mut Vec<Claim>) {
    let mut denied = Vec::new();
    for attribution in &view.layers.attributions {
        let (Some(about), Stance::Denies) = (attribution.about, attribution.stance) else { continue };
        let place = attribution.cue.map_or(attribution.content, |cue| cue.cover(attribution.content));
        let span = attribution.source.as_ref().map_or(place, |source| source.span.cover(place));
        let at = view.layers.sentences.partition_point(|sentence| sentence.span.end <= place.start);
        let Some(sentence) = view.layers.sentences.get(at) else { continue };
        let text = &view.layers.article.text;
        let from = claims.partition_point(|claim| claim.sentence.end <= about.start);
        let about = claims[from..]
            .iter()
            .take_while(|claim| claim.sentence.start < about.end)
            .filter(|claim| claim.kind == Kind::Frame && about.overlaps(claim.span) && !claim.part)
            .filter(|claim| !is_told_aside(view, about, claim));
        let (line, column) = view.layers.article.position(span.start);
        for claim in about.take(MOST) {
            let link = Attributed {
                source: attribution.source.as_ref().map(|source| source.span.of(text).into()),
                entity: attribution.source.as_ref().and_then(|source| source.entity.clone()),
                cue: attribution.cue.map(|cue| cue.of(text).into()),
                stance: Stance::Denies,
            };
            let polarity = match claim.polarity {
                Polarity::Positive => Polarity::Negative,
                Polarity::Negative => Polarity::Positive,
            };
            denied.push(Claim {
                polarity,
                certainty: Certainty::Certain,
                attribution: vec![link],
                span,
                sentence: sentence.span,
                line,
                column,
                text: sentence.span.of(text).into(),
                headline: sentence.is_headline(),
                ..claim.clone()
            });
        }
    }
    claims.extend(denied);
    if !claims.is_sorted_by_key(|claim| claim.sentence.start) {
        claims.sort_by_key(|claim| claim.sentence.start);
    }
}
