//! Parts of a figure: "23 people, including nine children", "nine of them women", "among the dead were two nurses".

use super::count;
use super::draft::Draft;
use super::view::View;
use crate::annotate::Clause;
use crate::annotate::clause::{Link, VerbForm};
use crate::annotate::tag::Tag;
use crate::rules::frame::{Adjective, Counts, Frame, Job, Measure, Role, Verb};
use crate::rules::lexicon::{Class, WordId};

/// A draft for each part of a figure that a frame's draft gives in the same sentence.
pub(super) fn read(view: &View, drafts: &[Draft]) -> Vec<Draft> {
    let mut wholes: Vec<&Draft> = drafts.iter().filter(|draft| counts_people(view, draft)).collect();
    wholes.sort_by_key(|draft| (draft.sentence, draft.trigger));
    let mut parts = Vec::new();
    for at in 0..view.layers.phrases.len() {
        let phrase = view.phrase(at);
        let Some(part) = part(view, at) else { continue };
        let from = wholes.partition_point(|draft| draft.sentence < phrase.sentence);
        let whole = wholes[from..]
            .iter()
            .take_while(|draft| draft.sentence == phrase.sentence)
            .filter(|draft| draft.patient.is_none_or(|patient| patient < at) && draft.patient != Some(at))
            .min_by_key(|draft| draft.trigger.abs_diff(phrase.head));
        let Some(whole) = whole else { continue };
        let patient = Some(part);
        let quantity = if part == at { None } else { phrase.quantity };
        parts.push(Draft { patient, quantity, part: true, zero: false, moved: false, ..(*whole).clone() });
    }
    parts
}

fn counts_people(view: &View, draft: &Draft) -> bool {
    !draft.zero
        && draft.frame.is_some_and(|at| {
            let frame = &view.frames().all[at];
            frame.people && frame.counts == Counts::Patient
        })
}

/// "Among the dead were two nurses", "the injured include a priest": a part of those whom the article counted before.
pub(super) fn of_group(view: &View) -> Vec<Draft> {
    let mut parts = Vec::new();
    for (at, clause) in view.layers.clauses.iter().enumerate() {
        parts.extend(numbered(view, at));
        parts.extend(inverted(view, at));
        let among =
            clause.complements.iter().find(|(preposition, _)| view.frames().is(Job::Part, *preposition));
        let (group, part) = match among {
            Some(&(_, group)) if view.frames().is(Job::Link, clause.lemma) => (Some(group), clause.subject),
            _ if view.frames().is(Job::Part, clause.lemma) && !clause.passive => {
                (clause.subject, clause.objects.first().copied())
            }
            _ => continue,
        };
        let (Some(group), Some(part)) = (group, part) else { continue };
        // "Among the injured one is critical" counts nobody that it names.
        let bare = view.quantity_at(view.phrase(part).head).is_some();
        let Some(frame) = group_frame(view, group).filter(|_| group != part && !bare) else { continue };
        if count::members(view, part).iter().all(|&member| count::of_phrase(view, member, true).is_none()) {
            continue;
        }
        parts.push(Draft {
            frame: Some(frame),
            trigger: view.phrase(part).head,
            sentence: clause.sentence,
            clause: Some(at),
            support: Some(at),
            patient: Some(part),
            part: true,
            ..Draft::default()
        });
    }
    parts
}

/// "Twelve of the dead were children", "of those killed, twelve were children".
fn numbered(view: &View, at: usize) -> Option<Draft> {
    let clause = view.clause(at);
    let subject = clause.subject.filter(|_| view.frames().is(Job::Link, clause.lemma) && !clause.passive)?;
    // "Of those killed twelve were children": what looks like an object of "killed" is the number.
    let before = clause.verb.start.checked_sub(1).and_then(|token| view.phrase_at(token));
    let number = before.filter(|&at| view.quantity_at(view.phrase(at).head).is_some());
    let subject = number.filter(|_| view.phrase(subject).quantity.is_none()).unwrap_or(subject);
    let (part, &whom) = (view.phrase(subject), clause.objects.first()?);
    let group = part.of.or_else(|| fronted(view, clause)).filter(|&group| group != subject)?;
    let frame = group_frame(view, group).or_else(|| clause_frame(view, group))?;
    let head = view.phrase(whom).head;
    let people = view.frames().categories.get(&view.noun(head)).is_some_and(|kind| kind != "place");
    let quantity = part.quantity.or_else(|| view.quantity_at(part.head))?;
    if !people && super::nation::number(view, head).is_none() {
        return None;
    }
    Some(Draft {
        frame: Some(frame),
        trigger: part.head,
        sentence: clause.sentence,
        clause: Some(at),
        support: Some(at),
        patient: Some(whom),
        quantity: Some(quantity),
        part: true,
        negated: view.negated(clause),
        ..Draft::default()
    })
}

/// "On board were 178 adults, a child and two infants."
fn inverted(view: &View, at: usize) -> Option<Draft> {
    let clause = view.clause(at);
    let start = view.layers.sentences.get(clause.sentence)?.tokens.start;
    // "Among the dead were" is a group.
    let link = view.frames().is(Job::Link, clause.lemma) && !clause.passive && !view.is(Job::Part, start);
    let part = clause.subject.filter(|&part| link && view.phrase(part).tokens.start > clause.head)?;
    // "On board there were 33 nationalities."
    count::are_people(view, part).then_some(())?;
    let mut uses = view.frames().adjectives.get(&view.word(start)).into_iter().flatten();
    let said = |adjective: &&Adjective| {
        let mut behind = adjective.behind.iter().enumerate();
        let frame = &view.frames().all[adjective.frame];
        frame.people && behind.all(|(step, &word)| view.word(start + 1 + step) == word)
    };
    Some(Draft {
        frame: Some(uses.find(said)?.frame),
        trigger: start,
        sentence: clause.sentence,
        clause: Some(at),
        support: Some(at),
        patient: Some(part),
        part: count::is_listed(view, part),
        negated: view.negated(clause),
        ..Draft::default()
    })
}

/// Is its figure one of some of those whom the article counts, by where they are or what they are taken from?
pub(super) fn is_part(view: &View, draft: &Draft) -> bool {
    of_site(view, draft)
        || is_denied_in_part(view, draft)
        || of_rest(view, draft)
        || of_whole(view, draft)
        || of_before(view, draft)
        || of_one_place(view, draft)
        || of_two_fates(view, draft)
        || of_crowd(view, draft)
        || of_region(view, draft)
        || of_there(view, draft)
}

/// "There 374 people died": in the place that was named before, and not in all.
fn of_there(view: &View, draft: &Draft) -> bool {
    let Some(first) = view.layers.sentences.get(draft.sentence).map(|sentence| sentence.tokens.start) else {
        return false;
    };
    let there = view.is(Job::There, first) && view.phrase_at(first + 1).is_some();
    there && draft.frame.is_some_and(|at| view.frames().all[at].people)
}

/// "No vote was held in several districts": it was held in the others.
fn is_denied_in_part(view: &View, draft: &Draft) -> bool {
    let clause = draft.clause.filter(|_| draft.negated).map(|at| view.clause(at));
    let there = clause.into_iter().flat_map(|clause| &clause.complements);
    let mut there = there.filter(|(word, _)| view.frames().is(Job::Where, *word));
    there.any(|&(_, place)| {
        let place = view.phrase(place);
        place.quantity.is_some() && !view.is(Job::Definite, place.tokens.start)
    })
}

/// Those of whom it was so before: "the remains of 33 people who had gone missing" says nothing of who is missing now.
fn of_before(view: &View, draft: &Draft) -> bool {
    let level = draft.frame.is_some_and(|at| view.frames().all[at].measure == Some(Measure::Level));
    let clause = draft.clause.filter(|_| level).map(|at| view.clause(at));
    clause.is_some_and(|clause| {
        clause.link == Link::Relative
            && clause.verb.clone().any(|token| view.class(token).contains(Class::HAVE | Class::VERB_PAST))
    })
}

/// A figure that those give who work at one place, of whom they have there: "At this hospital two died", "no deaths on the
/// ground".
fn of_site(view: &View, draft: &Draft) -> bool {
    let frame = draft.frame.map(|frame| &view.frames().all[frame]);
    let Some(frame) = frame.filter(|frame| frame.sites && !draft.level) else { return false };
    let clause = draft.clause.map(|at| view.clause(at));
    // An army kills at a hospital, but people die there.
    let acts = |clause: &&Clause| clause.head == draft.trigger && clause.form != VerbForm::Participle;
    let verb = clause.filter(acts).and_then(|clause| {
        let mut verbs = view.frames().verbs.get(&clause.lemma).into_iter().flatten();
        verbs.find(|verb| Some(verb.frame) == draft.frame)
    });
    let suffers = verb.is_none_or(|verb| frame.verb[verb.entry].subject == Role::Patient);
    let site = |phrase: usize| {
        let phrase = view.phrase(phrase);
        let named = |token: usize| view.frames().is(Job::Site, view.noun(token));
        phrase.tokens.clone().any(named) && view.entity_at(phrase.head).is_none_or(|_| suffers)
    };
    let there = |preposition: &WordId| view.frames().is(Job::Where, *preposition);
    let said = view.clauses_of(draft.sentence).map(|(_, clause)| clause);
    let said = said.filter(|clause| draft.patient.is_some() && clause.subject == draft.patient);
    let clause_there = clause.into_iter().chain(said).flat_map(|clause| &clause.complements);
    let clause_there = clause_there.filter(|(word, _)| there(word)).map(|&(_, phrase)| phrase);
    let behind = draft.patient.map(|at| view.behind(at)).unwrap_or_default();
    let behind = behind.into_iter().filter(|(word, _)| there(word)).map(|(_, phrase)| phrase);
    let mut places = clause_there.chain(behind).chain(draft.place);
    suffers && (places.any(site) || is_said_at_site(view, draft))
}

/// "The management of the hospital said 143 had died": of those whom they have there.
fn is_said_at_site(view: &View, draft: &Draft) -> bool {
    let trigger = view.span(draft.trigger..draft.trigger + 1);
    let holding = view.attributions(draft.sentence).filter(|said| said.content.contains(trigger));
    let source = holding.min_by_key(|said| said.content.len()).and_then(|said| said.source.as_ref());
    source.is_some_and(|source| {
        view.doing_in(draft.sentence, Job::Site)
            .any(|token| source.span.contains(view.span(token..token + 1)))
    })
}

/// A part of what the sentence begins with: "Of the 49 dead, 41 were killed at one mosque", "Of the pilgrims 465 died".
fn of_whole(view: &View, draft: &Draft) -> bool {
    let people = draft.frame.is_some_and(|frame| view.frames().all[frame].people);
    let Some(sentence) = view.layers.sentences.get(draft.sentence).filter(|_| people) else { return false };
    let first = sentence.tokens.start;
    let whole = view.class(first).contains(Class::GENITIVE).then(|| view.phrase_at(first + 1)).flatten();
    whole.is_some_and(|whole| {
        let end = view.phrase(whole).tokens.end;
        draft.trigger >= end && draft.patient != Some(whole)
    })
}

/// The figure of a region that has no name: "worst hit was the north, where 374 died".
fn of_region(view: &View, draft: &Draft) -> bool {
    let people = draft.frame.is_some_and(|frame| view.frames().all[frame].people);
    let clause = draft.clause.filter(|_| people).map(|at| view.clause(at));
    let hangs = |clause: &&Clause| matches!(clause.link, Link::Relative | Link::Adverbial(_));
    let Some(clause) = clause.filter(hangs) else { return false };
    // Those who died there have a verb of their own behind "where".
    let Some(subject) = clause.subject.map(|at| view.phrase(at).tokens.start) else { return false };
    let where_ = subject.checked_sub(1).filter(|&token| view.class(token).contains(Class::RELATIVE));
    let before = where_.and_then(|token| token.checked_sub(1));
    let end = before.map(|before| before - usize::from(before > 0 && view.tag(before) == Tag::Mark));
    let region = end.and_then(|end| view.phrase_at(end)).map(|at| view.phrase(at));
    region.is_some_and(|region| {
        let place = view.frames().categories.get(&view.noun(region.head)).is_some_and(|kind| kind == "place");
        place && region.tokens.clone().all(|token| view.entity_at(token).is_none())
    })
}

/// The figure of all other places: "170 elsewhere in the east", "21 in other parts of the country".
fn of_rest(view: &View, draft: &Draft) -> bool {
    let people = draft.frame.is_some_and(|frame| view.frames().all[frame].people && !draft.level);
    let Some(counted) = draft.patient.filter(|_| people) else { return false };
    let mut end = view.phrase(counted).tokens.end.max(draft.trigger + 1);
    if view.is(Job::Elsewhere, end) {
        return true;
    }
    if matches!(view.tag(end), Tag::Preposition) && view.is(Job::Where, end) {
        end += 1;
    }
    let behind = view.phrase_at(end).map(|at| view.phrase(at));
    behind.is_some_and(|place| {
        view.frames().is(Job::Area, view.noun(place.head))
            && place.tokens.clone().any(|token| view.is(Job::Other, token))
    })
}

/// Some of a crowd, told by what they did: "police look for two demonstrators who marched with masks".
fn of_crowd(view: &View, draft: &Draft) -> bool {
    let crowd = draft.frame.map(|at| &view.frames().all[at]);
    let crowd = crowd.is_some_and(|frame| frame.people && frame.counts == Counts::Agent);
    let clause = draft.clause.filter(|_| crowd).map(|at| view.clause(at));
    clause.is_some_and(|clause| {
        let told = clause.subject.filter(|_| clause.link == Link::Relative);
        told.is_some_and(|who| view.tag(view.phrase(who).tokens.end) == Tag::Relative)
    })
}

/// "The total of people missing or dead": so many are not all dead.
fn of_two_fates(view: &View, draft: &Draft) -> bool {
    let frames = view.frames();
    let Some(own) = draft.frame.map(|at| &frames.all[at]).filter(|frame| frame.people) else { return false };
    let fate = |frame: &Frame| view.rules.comparison.fate(&frame.name);
    let other = |token: usize| {
        let mut adjectives = frames.adjectives.get(&view.word(token)).into_iter().flatten();
        let other = adjectives.find_map(|adjective| fate(&frames.all[adjective.frame]));
        let counts = view.quantity_at(token + 1).is_some();
        !counts && other.is_some() && fate(own).is_some() && other != fate(own)
    };
    let joined = |between: usize, token: usize| view.tag(between) == Tag::Conjunction && other(token);
    let at = draft.trigger;
    joined(at + 1, at + 2) || at > 1 && joined(at - 1, at - 2)
}

/// The figure of one place among several: "the toll in Amatrice alone", "in Paris alone 40,000 marched".
fn of_one_place(view: &View, draft: &Draft) -> bool {
    let mut alone = view.doing_in(draft.sentence, Job::Only);
    alone.any(|token| {
        token
            .checked_sub(1)
            .and_then(|before| view.entity_at(before))
            .is_some_and(|name| name.kind == "place")
    })
}

/// The frame of those whom a phrase names by what happened to them: "the dead".
pub(super) fn group_frame(view: &View, at: usize) -> Option<usize> {
    let phrase = view.phrase(at);
    if phrase.quantity.is_some() || !view.is(Job::Definite, phrase.tokens.start) {
        return None;
    }
    let counts =
        |frame: usize| view.frames().all[frame].people && view.frames().all[frame].counts == Counts::Patient;
    let adjectives = view.frames().adjectives.get(&view.word(phrase.head)).into_iter().flatten();
    let mut nouns = view.frames().nouns.get(&view.noun(phrase.head)).into_iter().flatten();
    let adjective = adjectives.map(|adjective| adjective.frame).find(|&frame| counts(frame));
    let noun = adjective.or_else(|| {
        let stands = |frame: usize, entry: usize| view.frames().all[frame].noun[entry].stands_for.is_some();
        nouns.find(|noun| counts(noun.frame) && stands(noun.frame, noun.entry)).map(|noun| noun.frame)
    });
    // "the passengers"
    let mut holders = view.frames().holders.iter();
    noun.or_else(|| {
        holders.find(|holder| holder.people.contains(&view.noun(phrase.head))).map(|holder| holder.frame)
    })
}

/// The frame of those whom a clause behind them tells of: "those killed", "the 66 people killed".
fn clause_frame(view: &View, at: usize) -> Option<usize> {
    let behind = view.verb_at(view.phrase(at).tokens.end).map(|at| view.clause(at))?;
    let mut verbs = view.frames().verbs.get(&behind.lemma).into_iter().flatten();
    let counts = |frame: &Frame| frame.people && frame.counts == Counts::Patient;
    let told = |verb: &&Verb| counts(&view.frames().all[verb.frame]) && verb.needs.is_empty();
    // "Those killed" has no verb, whatever follows.
    let shaped = view.class(behind.head).contains(Class::VERB_PARTICIPLE) && behind.verb.len() == 1;
    let suffers = shaped || behind.passive;
    verbs.find(told).filter(|_| suffers).map(|verb| verb.frame)
}

/// Those whom a sentence puts first: "Of those killed, twelve …", "Of the dead 23 …".
fn fronted(view: &View, clause: &Clause) -> Option<usize> {
    let start = view.layers.sentences.get(clause.sentence)?.tokens.start;
    view.class(start).contains(Class::GENITIVE).then(|| view.phrase_at(start + 1)).flatten()
}

/// The phrase that is counted as a part: behind "including", or behind "nine of them".
fn part(view: &View, at: usize) -> Option<usize> {
    let phrase = view.phrase(at);
    let before = phrase.tokens.start.checked_sub(1)?;
    let is_part = |token: usize| view.is(Job::Part, token);
    if is_part(before)
        || before.checked_sub(1).is_some_and(|further| is_part(further) && view.tag(before) == Tag::Pronoun)
    {
        return count::of_phrase(view, at, true).map(|_| at);
    }
    // "189 people on board, one infant and two babies among them"
    let last =
        count::members(view, at).last().map_or(phrase.tokens.end, |&last| view.phrase(last).tokens.end);
    let goes_on = (1..3).filter_map(|back| at.checked_sub(back)).any(|at_| view.phrase(at_).and == Some(at));
    if !goes_on && is_part(last) && view.tag(last + 1) == Tag::Pronoun && phrase.of.is_none() {
        return count::of_phrase(view, at, true).map(|_| at);
    }
    // "nine of them children", "12 of whom were soldiers"
    let of = view.phrase(phrase.of?);
    phrase.quantity?;
    if !matches!(view.tag(of.head), Tag::Pronoun | Tag::Relative) {
        return None;
    }
    let mut next = of.tokens.end;
    while matches!(view.tag(next), Tag::Auxiliary | Tag::Adverb)
        || view.verb_at(next).is_some_and(|clause| view.frames().is(Job::Link, view.clause(clause).lemma))
    {
        next += 1;
    }
    view.phrase_at(next)
}
