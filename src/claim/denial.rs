//! Denials that point back: "the government rejected such claims" says of each of them that it is not so.

use super::view::View;
use super::{Attributed, Claim, Kind, Polarity};
use crate::annotate::attribution::{Certainty, Stance};

/// So many claims of one stretch are denied at once; a speech of more is not denied word for word.
const MOST: usize = 4;

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
            .filter(|claim| claim.kind == Kind::Frame && about.overlaps(claim.span) && !claim.part);
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
