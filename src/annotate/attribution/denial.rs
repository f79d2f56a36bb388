//! Denials that point back: "rejected such claims", "a claim denied by officials".

use super::reader::Reader;
use super::{Attribution, Stance};

/// So many attributions are looked at for what a denial is about.
const BACK: usize = 6;

/// Finds for each denial of something said before what that is.
pub(super) fn point_back(reader: &Reader, found: &mut [Attribution]) {
    for at in 0..found.len() {
        if !matches!(found[at].stance, Stance::Denies | Stance::Doubts)
            || !is_about_saying(reader, &found[at])
        {
            continue;
        }
        let content = found[at].content;
        let place = found[at].cue.map_or(content.start, |cue| cue.start.min(content.start));
        let about = found[..at]
            .iter()
            .rev()
            .take(BACK)
            .find(|other| {
                other.content.end <= place && other.stance != Stance::Denies && other.cue != found[at].cue
            })
            .map(|other| other.content);
        found[at].about = about;
    }
}

/// "claims", "the allegation": a noun for something said, with nothing that says what.
fn is_about_saying(reader: &Reader, attribution: &Attribution) -> bool {
    let tokens = &reader.layers.tokens;
    let from = tokens.partition_point(|token| token.span.start < attribution.content.start);
    let inside =
        (from..tokens.len().min(from + 6)).take_while(|&at| tokens[at].span.end <= attribution.content.end);
    let mut said = None;
    let mut count = 0;
    for at in inside {
        count += 1;
        let noun = reader.rules.lexicon.word(reader.word(at)).noun;
        if said.is_none() && reader.rules.attribution.denied.contains(noun) {
            said = Some(at);
        }
    }
    said.is_some() && count <= 5
}
