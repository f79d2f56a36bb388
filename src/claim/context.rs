//! When, where and by whose word: from the clause, the sentence, else from the article so far.

use smol_str::SmolStr;

use super::draft::Draft;
use super::view::View;
use super::{Attributed, Participant, When};
use crate::annotate::attribution::{Certainty, Stance, certainty};
use crate::annotate::clause::{Link, VerbForm};
use crate::annotate::tag::Tag;
use crate::annotate::{EntityMention, TimeMention};
use crate::rules::calendar::CalendarPart;
use crate::rules::frame::{Job, Measure};
use crate::rules::lexicon::Class;
use crate::value::time::{Time, TimeKind};

/// What the article said last, for claims that leave it open.
#[derive(Default)]
pub(super) struct Context {
    time: Option<(usize, When)>,
    place: Option<(usize, Participant)>,
    event: Option<Participant>,
    /// The disease that the article is about.
    disease: Option<Participant>,
}

impl Context {
    pub(super) fn new(view: &View) -> Context {
        Context { disease: disease(view), ..Context::default() }
    }

    /// The time of a draft: stated near its words, else as last stated in its paragraph.
    pub(super) fn time(&mut self, view: &View, draft: &Draft) -> Option<When> {
        let paragraph = view.layers.sentences.get(draft.sentence).map_or(0, |sentence| sentence.paragraph);
        if let Some(at) = stated_time(view, draft) {
            let when = when(view, draft, at);
            if when.time.kind == TimeKind::Date {
                self.time = Some((paragraph, when.clone()));
            }
            return Some(when);
        }
        let (before, when) = self.time.as_ref()?;
        (*before == paragraph).then(|| When { inherited: true, ..when.clone() })
    }

    /// The event that a draft belongs to, where that has a name: named in its sentence, else as last named.
    pub(super) fn event(&mut self, view: &View, draft: &Draft) -> Option<Participant> {
        let named = view.mentions_of(draft.sentence).iter().filter(|mention| is_event(view, mention));
        let nearest = named.min_by_key(|mention| mention.tokens.start.abs_diff(draft.trigger));
        if let Some(mention) = nearest {
            let text = mention.span.of(&view.layers.article.text).into();
            let event = Participant {
                text,
                entity: Some(mention.entity.clone()),
                category: None,
                also: None,
                inherited: false,
            };
            self.event = Some(event.clone());
            return Some(event);
        }
        let people = draft.frame.is_some_and(|at| {
            let frame = &view.frames().all[at];
            frame.people && frame.measure == Some(Measure::Toll)
        });
        let event = self.event.clone().or_else(|| self.disease.clone().filter(|_| people));
        event.map(|event| Participant { inherited: true, ..event })
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
            if place.entity.is_some() {
                self.place = Some((paragraph, place.clone()));
            }
            return Some(place);
        }
        let (before, place) = self.place.as_ref()?;
        (*before == paragraph).then(|| Participant { inherited: true, ..place.clone() })
    }
}

/// As of when a figure holds: "as of Sunday", the day on which a level stood; `None` leaves it to the article's date.
pub(super) fn as_of(view: &View, draft: &Draft) -> Option<SmolStr> {
    let said = view
        .times_of(draft.sentence)
        .map(|(_, time)| time)
        .filter(|time| !time.time.edtf.is_empty() && time.time.kind == TimeKind::Date)
        .find(|time| {
            let before =
                |back: usize| time.tokens.start.checked_sub(back).is_some_and(|at| view.is(Job::AsOf, at));
            // "By Friday", not "by Friday's quake".
            let up_to = time.tokens.start.checked_sub(1).is_some_and(|at| view.is(Job::Until, at))
                && view.tag(time.tokens.end) != Tag::Possessive;
            before(1) || before(2) || up_to
        });
    if let Some(time) = said {
        return Some(time.time.edtf.clone());
    }
    // "Counted from May 29": not on that day.
    let begins = |at: &usize| {
        let start = view.layers.times[*at].tokens.start;
        start.checked_sub(1).is_some_and(|before| view.is(Job::From, before) || view.is(Job::Since, before))
    };
    let stood = said_time(view, draft).filter(|at| !begins(at)).map(|at| &view.layers.times[at].time);
    stood
        // "the quakes of the weekend": no day on which a count stands
        .filter(|time| time.kind == TimeKind::Date && !time.edtf.is_empty())
        .filter(|time| time.earliest == time.latest || draft.level && is_stretch(view, time))
        .map(|time| time.edtf.clone())
}

/// A stretch of days over which something is added up: "from 1 August to 12 October".
fn is_stretch(view: &View, time: &Time) -> bool {
    let days = time.earliest.zip(time.latest).map(|(first, last)| (last - first).get_days());
    let least = view.rules.comparison.threshold("stretch-days");
    time.edtf.contains('/') && days.is_some_and(|days| f64::from(days) >= least)
}

/// The disease that the article names most often, and more than once.
fn disease(view: &View) -> Option<Participant> {
    let mut named: Vec<(crate::rules::lexicon::WordId, usize, usize)> = Vec::new();
    for token in view.doing(Job::Disease) {
        match named.iter_mut().find(|(word, ..)| *word == view.word(token)) {
            Some((_, times, _)) => *times += 1,
            None => named.push((view.word(token), 1, token)),
        }
    }
    let (_, _, first) = named
        .into_iter()
        .filter(|&(_, times, _)| times > 1)
        .max_by_key(|&(_, times, first)| (times, std::cmp::Reverse(first)))?;
    let text = view.text(first);
    Some(Participant {
        entity: Some(text.to_lowercase().into()),
        text: text.into(),
        category: None,
        also: None,
        inherited: true,
    })
}

/// Does a mention name an event: "the Camp Fire"?
fn is_event(view: &View, mention: &EntityMention) -> bool {
    let last = mention.tokens.end.saturating_sub(1);
    mention.kind == "event" || mention.tokens.len() > 1 && view.frames().is(Job::Event, view.noun(last))
}

/// The date nearest to the draft's word: in its own clause if there is one, else in its sentence.
///
/// "Officials said on Sunday that the toll has reached 29": the day of the words is not the day of the deaths.
fn stated_time(view: &View, draft: &Draft) -> Option<usize> {
    times(view, draft)
        .filter(|&(at, _)| belongs(view, draft, at))
        .map(|(at, rank)| (rank, at))
        .min()
        .map(|(_, at)| at)
}

/// The time at a mention: "around 9 pm" and "on Saturday" beside each other are one.
fn when(view: &View, draft: &Draft, at: usize) -> When {
    let text = &view.layers.article.text;
    let stated = &view.layers.times[at];
    let loose = !is_near(view, draft, stated);
    let beside = times(view, draft)
        .map(|(other, _)| other)
        .filter(|&other| view.layers.times[other].time.kind != stated.time.kind)
        .filter(|&other| goes_with(view, stated, &view.layers.times[other]))
        .min_by_key(|&other| view.layers.times[other].span.start.abs_diff(stated.span.start));
    let Some(beside) = beside.map(|other| &view.layers.times[other]) else {
        let text = Some(stated.span.of(text).into());
        return When {
            text,
            time: stated.time.clone(),
            hours: stated.hours.clone(),
            loose,
            inherited: false,
        };
    };
    let (day, clock) = if stated.time.kind == TimeKind::Date { (stated, beside) } else { (beside, stated) };
    When {
        text: Some(stated.span.cover(beside.span).of(text).into()),
        time: day.time.clone(),
        hours: clock.hours.clone().or_else(|| day.hours.clone()),
        loose,
        inherited: false,
    }
}

/// Words that may stand between a day and an hour of it: "at around".
const BETWEEN: usize = 4;

/// Do a day and an hour stand beside each other, with no verb or noun between them?
fn goes_with(view: &View, one: &TimeMention, other: &TimeMention) -> bool {
    let (first, second) = if one.tokens.start < other.tokens.start { (one, other) } else { (other, one) };
    let between = first.tokens.end..second.tokens.start;
    let calendar = |token: usize| !view.rules.calendar.words.get(view.word(token)).part.is_empty();
    let noun = |token: usize| matches!(view.tag(token), Tag::Noun | Tag::Name | Tag::Pronoun);
    let plain = |token: usize| view.verb_at(token).is_none() && (calendar(token) || !noun(token));
    between.len() <= BETWEEN && between.into_iter().all(plain)
}

/// The date on which the words were said or the level stood.
fn said_time(view: &View, draft: &Draft) -> Option<usize> {
    let trigger = view.span(draft.trigger..draft.trigger + 1);
    // "The firm said that 14 died on Tuesday, but the union put the toll at 31": what others say of a day dates no count.
    let of_others = |time: usize| {
        let time = view.layers.times[time].span;
        let mut holding = view.attributions(draft.sentence);
        holding.any(|said| said.content.contains(time) && !said.content.contains(trigger))
    };
    times(view, draft)
        .filter(|&(at, _)| !belongs(view, draft, at) && !of_others(at))
        .map(|(at, rank)| (rank, at))
        .min()
        .map(|(_, at)| at)
}

/// The dates of the draft's sentence, each with its distance.
fn times<'v>(
    view: &'v View,
    draft: &'v Draft,
) -> impl Iterator<Item = (usize, (bool, bool, bool, usize))> + 'v {
    let clause = draft.clause.map(|at| view.clause(at).tokens.clone());
    view.times_of(draft.sentence)
        .filter(|(_, time)| matches!(time.time.kind, TimeKind::Date | TimeKind::Time))
        // "caused more damage than a week ago"
        .filter(|(_, time)| time.tokens.start.checked_sub(1).is_none_or(|before| !view.is(Job::Than, before)))
        .filter(|(_, time)| !is_aside(view, draft, time))
        .map(move |(at, time)| {
            let inside = clause.as_ref().is_none_or(|clause| clause.contains(&time.tokens.start));
            // A day that nothing resolves still says that it is not the day of the sentence before.
            let open = time.time.edtf.is_empty();
            let anothers = is_anothers(view, draft, time);
            (at, (open, !inside, anothers, time.tokens.start.abs_diff(draft.trigger)))
        })
}

/// "The bridge, built in 1967, collapsed", "Raisi, who was elected in 2021, died": the year is that of what stands between
/// the commas.
fn is_aside(view: &View, draft: &Draft, time: &TimeMention) -> bool {
    let Some(sentence) = view.layers.sentences.get(draft.sentence) else { return false };
    let comma = |token: &usize| view.tag(*token) == Tag::Mark && view.text(*token) == ",";
    let Some(from) = (sentence.tokens.start..time.tokens.start).rev().find(comma) else { return false };
    let Some(to) = (time.tokens.end..sentence.tokens.end).find(comma) else { return false };
    let first = from + 1;
    let participle = view.class(first).contains(Class::VERB_PARTICIPLE) && view.tag(first) != Tag::Noun;
    let relative = view.class(first).contains(Class::RELATIVE);
    (participle || relative) && !(first..to).contains(&draft.trigger)
}

/// "It took off at 10.25 and crashed at 11": the first hour is that of the first verb.
fn is_anothers(view: &View, draft: &Draft, time: &TimeMention) -> bool {
    let start = view.layers.sentences.get(draft.sentence).map_or(0, |sentence| sentence.tokens.start);
    let told = (start..time.tokens.start).rev().find_map(|token| view.verb_at(token));
    let Some((told, own)) = told.zip(draft.clause).filter(|(told, own)| told != own) else { return false };
    time.tokens.end <= draft.trigger && view.clause(told).link == view.clause(own).link
}

/// Clauses outward in which the time of one is looked for.
const OUTWARD: usize = 4;

/// Does the time belong to this clause, or to one that tells of the same time? "Thirty were killed on Monday night as
/// the forces stormed the camp", "it was on Monday that they stormed it".
fn dates(view: &View, at: usize, time: usize) -> bool {
    let mut inner = at;
    for _ in 0..OUTWARD {
        if is_own(view, inner, time) || is_told(view, inner, time) {
            return true;
        }
        let Some(outer) = view.clause(inner).parent.filter(|&outer| outer != inner) else { return false };
        if !is_of_one_time(view, inner, outer) {
            return false;
        }
        inner = outer;
    }
    false
}

/// Does a clause tell of the time of the clause that it hangs on: "when …", "as …", "tried to …"?
fn is_of_one_time(view: &View, at: usize, outer: usize) -> bool {
    let (clause, lemma) = (view.clause(at), view.clause(outer).lemma);
    let frames = view.frames();
    match clause.link {
        Link::Adverbial(word) => {
            frames.is(Job::During, word) && !is_earlier(view, at) && !frames.is(Job::Empty, lemma)
        }
        Link::Infinitive => frames.is(Job::Attempt, lemma),
        _ => false,
    }
}

/// Does the time stand in the clause itself? "They counted their dead on Monday, a day after the bridge fell."
pub(super) fn is_own(view: &View, at: usize, time: usize) -> bool {
    let clause = view.clause(at);
    let head = clause.head;
    let inner = |other: usize| other != at && is_participle(view, other);
    let other = |token: usize| view.verb_at(token).filter(|&other| other != at);
    let start = view.layers.sentences.get(clause.sentence).map_or(0, |sentence| sentence.tokens.start);
    // "They searched the sea on Monday, after the jet had gone down."
    let behind = |mut tokens: std::ops::Range<usize>| tokens.any(|token| view.tag(token) == Tag::Mark);
    if is_earlier(view, at) && behind(time..head) && (start..time).any(|token| other(token).is_some()) {
        return false;
    }
    // "raided the camp, set up on April 6, on Monday": each has its own.
    let mut open = (start..time).rev().take_while(|&token| view.tag(token) != Tag::Mark);
    if open.find_map(|token| view.verb_at(token)).is_some_and(inner) {
        return false;
    }
    let (first, last) = (time.min(head), time.max(head));
    let closed = |token: usize| time > head && (token..last).any(|at| view.tag(at) == Tag::Mark);
    let aside = |token: usize, other: usize| inner(other) && closed(token);
    // "stormed the café following a stand-off on Monday": the day may be that of the stand-off.
    let calendar = |token: usize| view.rules.calendar.words.get(view.word(token)).part;
    let follows = |token: usize| {
        calendar(token).intersects(CalendarPart::AFTER | CalendarPart::NARRATIVE)
            && view.phrase_at(token + 1).is_some_and(|at| view.phrase(at).tokens.end < time)
    };
    let between = (first..last).any(|token| other(token).is_some_and(|other| !aside(token, other)))
        || time > head && (head..time).any(follows);
    // "On Monday the ferry sank, the coast guard said."
    let first_said = clause.link == Link::Complement
        && clause.parent.is_some_and(|outer| view.clause(outer).head > clause.head);
    let leading = time > clause.head || clause.link == Link::Main || first_said;
    clause.tokens.contains(&time) || leading && !between
}

/// Is it a participle that only says more of a noun: "the camp, set up on April 6"?
fn is_participle(view: &View, at: usize) -> bool {
    let clause = view.clause(at);
    let behind = clause.verb.start.checked_sub(1).is_some_and(|before| view.tag(before) == Tag::Mark);
    let bare = clause.verb.len() == 1 && clause.objects.is_empty() && (clause.link != Link::Main || behind);
    let shaped = view.class(clause.head).contains(Class::VERB_PARTICIPLE);
    clause.passive && clause.form == VerbForm::Participle || bare && shaped && clause.subject_shared
}

/// "It was on Monday that …": is the time told of what follows?
fn is_told(view: &View, at: usize, time: usize) -> bool {
    let head = view.clause(at).head;
    let start =
        view.layers.sentences.get(view.clause(at).sentence).map_or(0, |sentence| sentence.tokens.start);
    let before = (start..time).rev().find_map(|token| view.verb_at(token));
    let told =
        before.filter(|_| !(time..head).any(|token| view.verb_at(token).is_some_and(|other| other != at)));
    told.is_some_and(|cleft| {
        let clause = view.clause(cleft);
        let thing = clause.subject.is_some_and(|subject| view.is(Job::Thing, view.phrase(subject).head));
        thing && time < head && view.frames().is(Job::Link, clause.lemma)
    })
}

/// "had stormed": before what the sentence tells of.
fn is_earlier(view: &View, at: usize) -> bool {
    view.clause(at).verb.clone().any(|token| view.class(token).contains(Class::HAVE))
}

/// Does the time stand with the phrase itself: "Sunday's crash", "the crash on Sunday"?
pub(super) fn stands_with(view: &View, phrase: usize, time: &TimeMention) -> bool {
    let own = view.phrase(phrase).tokens.clone();
    let inside = own.contains(&time.tokens.start);
    let owner = view.phrase(phrase).owner.map(|owner| view.phrase(owner).tokens.clone());
    let owner = owner.is_some_and(|owner| owner.contains(&time.tokens.start));
    // One preposition between them.
    let end = view.reach(phrase, false).end;
    let behind = time.tokens.start >= end && time.tokens.start - end <= 1;
    let mark = |token: usize| view.tag(token) == Tag::Possessive;
    let before = time.tokens.end == own.start && mark(own.start)
        || time.tokens.end + 1 == own.start && mark(time.tokens.end);
    inside || owner || behind || before
}

/// Does some time stand with the phrase?
pub(super) fn is_dated(view: &View, phrase: usize) -> bool {
    let start = view.phrase(phrase).tokens.start;
    let first = view.layers.times.partition_point(|time| time.tokens.end + 4 < start);
    view.layers.times[first..].iter().take(4).any(|time| stands_with(view, phrase, time))
}

/// Does the time stand in the clause of the claim's verb, or with its noun?
fn is_near(view: &View, draft: &Draft, time: &TimeMention) -> bool {
    match draft.clause.filter(|&at| view.clause(at).verb.contains(&draft.trigger)) {
        Some(clause) => dates(view, clause, time.tokens.start),
        None => view.phrase_at(draft.trigger).is_some_and(|at| {
            stands_with(view, at, time)
                || stands_before_verb(view, at, time)
                || is_said_of(view, draft, at, time)
        }),
    }
}

/// "The last contact was at 10.50": is the time what a clause says of its subject?
fn is_said_of(view: &View, draft: &Draft, phrase: usize, time: &TimeMention) -> bool {
    let linked = draft.clause.filter(|&at| {
        let clause = view.clause(at);
        let link = view.frames().is(Job::Link, clause.lemma) || view.frames().is(Job::Come, clause.lemma);
        link && clause.subject == Some(phrase) && clause.objects.is_empty() && time.tokens.start > clause.head
    });
    linked.is_some_and(|at| dates(view, at, time.tokens.start))
}

/// "The attack on the university in Garissa on Thursday left …": does the time stand between a subject and its verb?
fn stands_before_verb(view: &View, phrase: usize, time: &TimeMention) -> bool {
    let end = view.phrase(phrase).tokens.end;
    let from = view.layers.clauses.partition_point(|clause| clause.head < end);
    let verb = view.layers.clauses.get(from).filter(|clause| clause.subject == Some(phrase));
    verb.is_some_and(|clause| {
        end <= time.tokens.start
            && time.tokens.end <= clause.verb.start
            && (end..clause.verb.start).all(|token| view.tag(token) != Tag::Mark)
    })
}

/// Is it the time of what happened, rather than of the saying or of the level?
fn belongs(view: &View, draft: &Draft, time: usize) -> bool {
    let time = &view.layers.times[time];
    let trigger = view.span(draft.trigger..draft.trigger + 1);
    if draft.frame.is_some_and(|at| view.frames().all[at].once) {
        return is_near(view, draft, time);
    }
    if draft.level {
        let start = time.tokens.start;
        let between = draft.trigger..start;
        // "brings the toll to 53 since the outbreak in mid-October": when the counting began.
        let began = between.clone().any(|token| view.is(Job::Since, token));
        // "the toll of Sunday's quake has risen", "the toll of the quake that shook the island on Sunday has risen"
        let verb = draft.clause.map_or(0, |at| view.clause(at).head);
        let whose = view.tag(time.tokens.end) == Tag::Possessive;
        let told = between.into_iter().any(|token| view.class(token).contains(Class::RELATIVE));
        // "the toll from the quake on the island on Sunday has risen": not that of Sunday
        let trigger = view.phrase_at(draft.trigger).map_or(draft.trigger, |at| view.phrase(at).tokens.end);
        let whose_day = trigger < start
            && start < verb
            && (trigger..start).any(|token| view.tag(token) == Tag::Noun)
            && !(trigger..verb).any(|token| view.tag(token) == Tag::Mark);
        let aside = whose || whose_day || start < verb && told;
        // "the death toll of Friday's crash"
        let of = view.phrase_at(draft.trigger).is_some_and(|at| view.reach(at, false).contains(&start));
        return began || aside || of;
    }
    let holding =
        view.attributions(draft.sentence).filter(|attribution| attribution.content.contains(trigger));
    let inner = holding.min_by_key(|attribution| attribution.content.len());
    inner.is_none_or(|attribution| {
        let cue = attribution.cue.map_or(usize::MAX, |cue| cue.start.abs_diff(time.span.start));
        attribution.content.contains(time.span) || cue > 40
    })
}

/// Chains are no longer than this.
const DEEPEST: usize = 8;

/// Who says it, outermost first, and how surely.
pub(super) fn attribution(view: &View, draft: &Draft) -> (Vec<Attributed>, Certainty) {
    let trigger = view.span(draft.trigger..draft.trigger + 1);
    let text = &view.layers.article.text;
    let holding =
        view.attributions(draft.sentence).filter(|attribution| attribution.content.contains(trigger));
    let mut next = holding.min_by_key(|attribution| attribution.content.len());
    let own = draft.clause.filter(|&at| view.clause(at).head == draft.trigger);
    let mut certainty = match own {
        Some(clause) => certainty::of(view.layers, view.rules, clause).certainty,
        None => certainty::of_span(view.layers, view.rules, trigger).certainty,
    };
    if let Some(clause) = draft.doing {
        certainty = certainty.max(certainty::of(view.layers, view.rules, clause).certainty);
    }
    let mut chain = Vec::new();
    while let Some(attribution) = next.filter(|_| chain.len() < DEEPEST) {
        certainty = certainty.max(attribution.certainty);
        if chain.is_empty() {
            // Most chains have one link.
            chain.reserve_exact(1);
        }
        chain.push(Attributed {
            source: attribution.source.as_ref().map(|source| source.span.of(text).into()),
            entity: attribution.source.as_ref().and_then(|source| source.entity.clone()),
            cue: attribution.cue.map(|cue| cue.of(text).into()),
            stance: attribution.stance,
        });
        next = attribution.outer.and_then(|at| view.layers.attributions.get(at));
    }
    chain.reverse();
    (chain, certainty)
}

/// Is the claim denied by its last speaker?
pub(super) fn denied(chain: &[Attributed]) -> bool {
    chain.iter().filter(|link| link.stance == Stance::Denies).count() % 2 == 1
}
