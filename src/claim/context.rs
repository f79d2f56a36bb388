//! When, where and by whose word: from the clause, the sentence, else from the article so far.

use super::draft::Draft;
use super::view::View;
use super::{Attributed, Participant, When};
use crate::annotate::attribution::{Certainty, Stance};
use crate::annotate::clause::Link;
use crate::rules::frame::Job;
use crate::span::Span;
use crate::value::time::TimeKind;

/// What the article said last, for claims that leave it open.
#[derive(Default)]
pub(super) struct Context {
    time: Option<(usize, When)>,
    place: Option<(usize, Participant)>,
}

impl Context {
    /// The time of a draft: stated near its words, else as last stated in its paragraph.
    pub(super) fn time(&mut self, view: &View, draft: &Draft) -> Option<When> {
        let paragraph = view.layers.sentences.get(draft.sentence).map_or(0, |sentence| sentence.paragraph);
        if let Some(at) = stated_time(view, draft) {
            let mention = &view.layers.times[at];
            let text = Some(mention.span.of(&view.layers.article.text).to_owned());
            let when = When { text, time: mention.time.clone(), inherited: false };
            self.time = Some((paragraph, when.clone()));
            return Some(when);
        }
        let (before, when) = self.time.as_ref()?;
        (*before == paragraph).then(|| When { inherited: true, ..when.clone() })
    }

    /// The place of a draft: stated in its clause or sentence, else as last stated in its paragraph.
    pub(super) fn place(
        &mut self,
        view: &View,
        draft: &Draft,
        stated: Option<Participant>,
    ) -> Option<Participant> {
        let paragraph = view.layers.sentences.get(draft.sentence).map_or(0, |sentence| sentence.paragraph);
        if let Some(place) = stated {
            self.place = Some((paragraph, place.clone()));
            return Some(place);
        }
        let (before, place) = self.place.as_ref()?;
        (*before == paragraph).then(|| Participant { inherited: true, ..place.clone() })
    }
}

/// As of when a figure holds: "as of Sunday", the day on which a level stood, else the article's date.
pub(super) fn as_of(view: &View, draft: &Draft, time: Option<&When>) -> Option<String> {
    let sentence = view.layers.sentences.get(draft.sentence)?;
    let start = view.layers.times.partition_point(|time| time.tokens.end <= sentence.tokens.start);
    let said = view.layers.times[start..]
        .iter()
        .take_while(|time| time.tokens.start < sentence.tokens.end)
        .filter(|time| !time.time.edtf.is_empty() && time.time.kind == TimeKind::Date)
        .find(|time| {
            let before =
                |back: usize| time.tokens.start.checked_sub(back).is_some_and(|at| view.is(Job::AsOf, at));
            before(1) || before(2)
        });
    if let Some(time) = said {
        return Some(time.time.edtf.clone());
    }
    let stood = time.filter(|when| draft.level && !when.inherited && when.time.earliest.is_some());
    let stood = stood.map(|when| when.time.edtf.clone());
    stood.or_else(|| view.layers.article.date.map(|date| date.to_string()))
}

/// The date nearest to the draft's word: in its own clause if there is one, else in its sentence.
fn stated_time(view: &View, draft: &Draft) -> Option<usize> {
    let sentence = view.layers.sentences.get(draft.sentence)?;
    let start = view.layers.times.partition_point(|time| time.tokens.end <= sentence.tokens.start);
    let in_sentence = view.layers.times[start..]
        .iter()
        .enumerate()
        .take_while(|(_, time)| time.tokens.start < sentence.tokens.end)
        .filter(|(_, time)| {
            matches!(time.time.kind, TimeKind::Date | TimeKind::Time) && !time.time.edtf.is_empty()
        });
    let clause = draft.clause.map(|at| view.clause(at).tokens.clone());
    in_sentence
        .map(|(at, time)| {
            let inside = clause.as_ref().is_none_or(|clause| clause.contains(&time.tokens.start));
            (!inside, time.tokens.start.abs_diff(draft.trigger), start + at)
        })
        .min()
        .map(|(.., at)| at)
}

/// Who says it, outermost first, and how surely.
pub(super) fn attribution(view: &View, draft: &Draft, span: Span) -> (Vec<Attributed>, Certainty) {
    let trigger = view.span(draft.trigger..draft.trigger + 1);
    let text = &view.layers.article.text;
    let mut links: Vec<_> = (view.attributions(draft.sentence))
        .filter(|attribution| {
            attribution.content.contains(trigger)
                && !attribution.cue.is_some_and(|cue| span.contains(cue) && cue == trigger)
        })
        .collect();
    links.sort_by_key(|attribution| std::cmp::Reverse(attribution.content.len()));
    let mut certainty =
        links.iter().map(|attribution| attribution.certainty).max().unwrap_or(Certainty::Certain);
    if let Some(clause) = draft.clause.map(|at| view.clause(at)) {
        if clause.modal.is_some() {
            certainty = certainty.max(Certainty::Possible);
        }
        if matches!(clause.link, Link::Infinitive) {
            certainty = certainty.max(Certainty::Unknown);
        }
    }
    let chain = links
        .into_iter()
        .map(|attribution| Attributed {
            source: attribution.source.as_ref().map(|source| source.span.of(text).to_owned()),
            entity: attribution.source.as_ref().and_then(|source| source.entity.clone()),
            cue: attribution.cue.map(|cue| cue.of(text).to_owned()),
            stance: attribution.stance,
        })
        .collect();
    (chain, certainty)
}

/// Is the claim denied by its last speaker?
pub(super) fn denied(chain: &[Attributed]) -> bool {
    chain.iter().filter(|link| link.stance == Stance::Denies).count() % 2 == 1
}
