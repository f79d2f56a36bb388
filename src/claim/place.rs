//! Where it happened, as the sentence says: in the clause, at the head of a list's item, by who counts, or nearby.

use std::ops::Range;

use super::count;
use super::draft::Draft;
use super::view::View;
use super::{Participant, context};
use crate::annotate::clause::Link;
use crate::annotate::tag::Tag;
use crate::annotate::{Attribution, Clause, EntityMention};
use crate::rules::frame::{Counts, Job, Measure};
use crate::rules::lexicon::Class;
use crate::span::Span;

/// A place stands no further than this from the word that makes the claim.
const NEAR: usize = 40;
/// So many tokens from a figure stand the words that say that it is of everywhere.
const BESIDE: usize = 6;

/// The place that a draft's sentence names for it.
pub(super) fn named<'v>(view: &'v View, draft: &Draft) -> Option<&'v EntityMention> {
    let place = listed(view, draft).or_else(|| filled(view, draft)).or_else(|| relative(view, draft));
    let place = place.or_else(|| there(view, draft));
    let place = place.or_else(|| nearby(view, draft, true)).or_else(|| owner(view, draft));
    let place = place.or_else(|| counting(view, draft));
    // "In Rieti a mass is said for victims of the quake, which left 291 dead": not in Rieti.
    let aside = draft.clause.is_some_and(|at| view.clause(at).link == Link::Relative);
    let place = place.or_else(|| nearby(view, draft, false).filter(|_| !aside));
    let place = place.or_else(|| struck(view, draft))?;
    Some(inner(view, place).unwrap_or(place))
}

/// All places that a phrase names together: "Mozambique, Zimbabwe and Malawi".
pub(super) fn joint(view: &View, phrase: usize) -> Option<Range<usize>> {
    // "in Gorkha and the villages around": no second place.
    let named = |at: usize| {
        let head = view.phrase(at).head;
        view.tag(head) == Tag::Name && view.entity_at(head).is_none_or(|mention| mention.kind == "place")
    };
    // "in Indonesia and in Ethiopia"
    let repeated = |at: usize| {
        let end = view.phrase(at).tokens.end;
        let again = view.tag(end) == Tag::Conjunction && view.is(Job::Where, end + 1);
        view.phrase_at(end + 2).filter(|_| again)
    };
    let mut last = phrase;
    while let Some(next) =
        view.phrase(last).and.or_else(|| repeated(last)).filter(|&next| next > last && named(next))
    {
        last = next;
    }
    (last != phrase).then(|| view.phrase(phrase).tokens.start..view.phrase(last).tokens.end)
}

/// "in Gujarat's Morbi": the place itself is the last of them.
fn inner<'v>(view: &'v View, place: &EntityMention) -> Option<&'v EntityMention> {
    let mark = place.tokens.end;
    let possessive = |token: usize| view.tag(token) == Tag::Possessive;
    let begins = |token: usize| starting(view, token).filter(|other| other.kind == "place");
    (possessive(mark) || possessive(mark.saturating_sub(1))).then_some(())?;
    [mark, mark + 1].into_iter().find_map(begins)
}

/// The place that heads an item of a list: "Guinea, 6 new cases; Liberia: 2 new cases", "Macenta (22 cases)".
fn listed<'v>(view: &'v View, draft: &Draft) -> Option<&'v EntityMention> {
    let sentence = view.layers.sentences.get(draft.sentence)?;
    let figure = figure(view, draft)?.start;
    // Most sentences have none of the marks that part items.
    memchr::memchr3(b';', b':', b'(', sentence.span.of(&view.layers.article.text).as_bytes())?;
    let sentence = &sentence.tokens;
    // What stands in brackets that are closed by then belongs to no head.
    let mut closed = 0;
    let mut mark = None;
    for token in (sentence.start..figure).rev().take(NEAR) {
        match view.text(token) {
            ")" => closed += 1,
            "(" if closed > 0 => closed -= 1,
            ";" | ":" | "(" if closed == 0 => {
                mark = Some(token);
                break;
            }
            // "Beirut: Lebanon's economy may shrink": told from there.
            _ if closed == 0 && view.verb_at(token).is_some() => return None,
            _ => {}
        }
    }
    let mark = mark?;
    let place = |token: usize| view.entity_at(token).filter(|mention| is_site(view, mention));
    // "Guékédou (51 deaths) and Macenta (12)": not every town is known.
    let somewhere = |token: usize| {
        view.entity_at(token).filter(|mention| matches!(mention.kind.as_str(), "place" | "name"))
    };
    // The words before are the item's head: nothing but the place, behind the mark that parts the items.
    let heads = |mention: &&EntityMention| {
        let before = mention.tokens.start.checked_sub(1).filter(|&token| token >= sentence.start);
        before.is_none_or(|token| matches!(view.tag(token), Tag::Mark | Tag::Conjunction))
    };
    match view.text(mark) {
        "(" if is_toll(view, draft) => somewhere(mark.checked_sub(1)?),
        "(" => place(mark.checked_sub(1)?),
        ":" => place(mark.checked_sub(1)?).filter(heads).or_else(|| leading(view, mark + 1, figure)),
        _ => leading(view, mark + 1, figure),
    }
}

/// The place with which an item begins: "and Sierra Leone, 11 new cases".
fn leading<'v>(view: &'v View, from: usize, figure: usize) -> Option<&'v EntityMention> {
    let skipped = |token: &usize| view.tag(*token) == Tag::Conjunction || view.is(Job::Where, *token);
    let first = (from..figure).find(|token| !skipped(token))?;
    let mention = starting(view, first).filter(|mention| is_site(view, mention))?;
    let ends = mention.tokens.end;
    let parted = matches!(view.text(ends), "," | ":" | "-" | "–" | "—") || ends == figure;
    parted.then_some(mention)
}

fn starting<'v>(view: &'v View, token: usize) -> Option<&'v EntityMention> {
    view.entity_at(token).filter(|mention| mention.tokens.start == token)
}

/// The words of the draft's figure.
fn figure(view: &View, draft: &Draft) -> Option<Range<usize>> {
    let own = || draft.patient.and_then(|at| view.phrase(at).quantity);
    let at = draft.quantity.or_else(own)?;
    Some(view.quantity(at).tokens.clone())
}

/// The place that what happened came over: "1,700 died in a heat wave that swept India".
fn struck<'v>(view: &'v View, draft: &Draft) -> Option<&'v EntityMention> {
    let means = draft.means?;
    let strikes = |clause: &&Clause| !clause.passive && clause.subject == Some(means);
    let mut clauses = view.clauses_of(draft.sentence).map(|(_, clause)| clause).filter(strikes);
    clauses.find_map(|clause| known(view, *clause.objects.first()?))
}

/// The place that gives its own count: "Mozambique has reported 602 deaths", "Zimbabwe put the number of dead at 344".
fn counting<'v>(view: &'v View, draft: &Draft) -> Option<&'v EntityMention> {
    let figure = figure(view, draft)?;
    if view.verb_at(draft.trigger).is_some() {
        return bereft(view, draft);
    }
    let whole = |at: usize| view.counts_of(at).unwrap_or(at);
    let counted = [draft.trigger, figure.end - 1].map(|token| view.phrase_at(token).map(whole));
    // Of whom a country says that they were killed may have been killed elsewhere.
    let people = counted.iter().flatten().any(|&at| view.entity_at(view.phrase(at).head).is_some());
    let counts = |clause: &Clause| {
        let frames = view.frames();
        let counts = [Job::Count, Job::Hold].into_iter().any(|job| frames.is(job, clause.lemma));
        counts || frames.levels.contains_key(&clause.lemma)
    };
    let (_, clause) = view.clauses_of(draft.sentence).find(|(_, clause)| {
        // "Pedernales has 77 dead and 580 injured"
        let has = |&object: &usize| {
            count::members(view, object).into_iter().any(|member| counted.contains(&Some(member)))
        };
        !clause.passive && clause.objects.iter().any(has)
    })?;
    let subject = clause.subject.filter(|_| !people && counts(clause))?;
    // "Officials in India have confirmed 36 deaths"; "sources in Delhi" speak of anywhere.
    let there = || {
        let (_, there) =
            view.behind(subject).into_iter().find(|(word, _)| view.frames().is(Job::Where, *word))?;
        known(view, there)
            .filter(|mention| view.rules.entities.get(&mention.entity).is_some_and(|entity| entity.country))
    };
    known(view, subject).or_else(there)
}

/// The country whose people they were: "Iran says it had 465 pilgrims killed".
fn bereft<'v>(view: &'v View, draft: &Draft) -> Option<&'v EntityMention> {
    let whom = draft.patient?;
    let (_, clause) = view.clauses_of(draft.sentence).find(|(_, clause)| {
        !clause.passive && view.class(clause.head).contains(Class::HAVE) && clause.objects.contains(&whom)
    })?;
    let subject = clause.subject?;
    let pronoun = || {
        let head = view.phrase(subject).head;
        view.entity_at(head).filter(|mention| mention.kind == "place" && view.tag(head) == Tag::Pronoun)
    };
    known(view, subject).or_else(pronoun)
}

/// The place whose count it is: "Zimbabwe's official death toll", "Malawi's number of injured".
fn owner<'v>(view: &'v View, draft: &Draft) -> Option<&'v EntityMention> {
    if !is_toll(view, draft) {
        return None;
    }
    // "Iran's death toll has doubled to 464 pilgrims killed"
    let level = |(_, clause): &(usize, &Clause)| {
        let reached =
            clause.complements.iter().map(|&(_, phrase)| phrase).chain(clause.objects.iter().copied());
        let reached = reached.into_iter().any(|phrase| draft.patient == Some(phrase));
        reached
            && clause.subject.is_some_and(|at| view.frames().is(Job::Figure, view.noun(view.phrase(at).head)))
    };
    let phrase = match view.verb_at(draft.trigger) {
        Some(_) => view.clauses_of(draft.sentence).find(level)?.1.subject?,
        None => view.phrase_at(draft.trigger)?,
    };
    let owner =
        [Some(phrase), view.counts_of(phrase)].into_iter().flatten().find_map(|at| view.phrase(at).owner)?;
    known(view, Some(owner).filter(|_| draft.agent != Some(owner))?)
}

/// The place that a phrase names with nothing but its name: "Chicago", "the city of Chicago", not "USA Today".
fn known<'v>(view: &'v View, phrase: usize) -> Option<&'v EntityMention> {
    let phrase = view.phrase(phrase);
    let phrases = [Some(phrase), phrase.of.map(|of| view.phrase(of))];
    phrases.into_iter().flatten().find_map(|phrase| {
        let mention = view.entity_at(phrase.head).filter(|mention| mention.kind == "place")?;
        let body = view.class(phrase.head).contains(Class::GROUP) || view.tag(phrase.head) != Tag::Name;
        let end = mention.tokens.end;
        let goes_on = view.layers.tokens.get(end).is_some_and(|token| token.capital);
        (!body && end == phrase.tokens.end && !goes_on).then_some(mention)
    })
}

/// A place, and no event that is called by one: "the Camp Fire".
fn is_site(view: &View, mention: &EntityMention) -> bool {
    mention.kind == "place" && !view.is(Job::Event, mention.tokens.end - 1)
}

/// The place that those counted fill: "500,000 demonstrators filled the streets of Barcelona".
fn filled<'v>(view: &'v View, draft: &Draft) -> Option<&'v EntityMention> {
    let counts = draft.frame.map(|at| view.frames().all[at].counts);
    known(view, draft.patient.filter(|_| counts == Some(Counts::Agent))?)
}

/// The place of which a clause is said: "Malawi, where 56 died", "Mozambique, which reported 602 deaths".
fn relative<'v>(view: &'v View, draft: &Draft) -> Option<&'v EntityMention> {
    let clause = view.clause(draft.clause?);
    let start = clause.tokens.start;
    let whose = [start, start.checked_sub(1)?]
        .into_iter()
        .find(|&token| view.class(token).contains(Class::RELATIVE))?;
    let before = whose.checked_sub(1)?;
    let end = if view.tag(before) == Tag::Mark { before.checked_sub(1)? } else { before };
    view.entity_at(end).filter(|mention| mention.kind == "place")
}

/// The place that was named last before "there": "an official of Jorhat said that 19 people had died there".
fn there<'v>(view: &'v View, draft: &Draft) -> Option<&'v EntityMention> {
    let clause = view.clause(draft.clause?);
    let end = view.layers.sentences.get(draft.sentence)?.tokens.end;
    let behind = clause.head + 1..end.min(clause.head + BESIDE);
    let there = behind.into_iter().find(|&token| view.class(token).contains(Class::EXISTENTIAL))?;
    // "Officials said there were 19 dead" points nowhere.
    if view.verb_at(there + 1).is_some() || view.class(there + 1).contains(Class::BE) {
        return None;
    }
    let start = view.layers.sentences.get(draft.sentence)?.tokens.start;
    let before = view.mentions_in(start..clause.tokens.start.max(start));
    before.iter().rev().find(|mention| is_site(view, mention))
}

/// The words that make it a figure of everywhere: "2 million took part globally", "a worldwide turnout of 4 million",
/// "marches across the country". Then no place that was named before is its own.
pub(super) fn everywhere(view: &View, draft: &Draft) -> Option<Participant> {
    let own = figure(view, draft).or_else(|| {
        let crowd = draft.agent.and_then(|at| view.phrase(at).quantity)?;
        Some(view.quantity(crowd).tokens.clone())
    })?;
    let sentence = &view.layers.sentences.get(draft.sentence)?.tokens;
    let end = own.end.max(draft.trigger + 1);
    let behind = end..sentence.end.min(end + BESIDE);
    let before = sentence.start.max(own.start.saturating_sub(BESIDE))..own.start;
    let closed = |token: usize| view.tag(token) == Tag::Mark || view.quantity_at(token).is_some();
    let open = before.clone().rev().find(|&token| closed(token)).map_or(before.start, |token| token + 1);
    let found = (open..own.start).chain(behind.take_while(|&token| !closed(token))).find_map(|token| {
        let through = view.is(Job::Throughout, token) && view.class(token + 1).contains(Class::DETERMINER);
        let is_area = |token: usize| {
            view.frames().categories.get(&view.noun(token)).is_some_and(|kind| kind == "place")
        };
        let area = is_area(token + 2);
        // "In the three countries", "across six states"
        let counted = view.is(Job::Where, token).then(|| view.phrase_at(token + 1)).flatten().filter(|&at| {
            let phrase = view.phrase(at);
            let many = view.class(phrase.head).contains(Class::PLURAL) && phrase.quantity.is_some();
            many && phrase.of.is_none() && is_area(phrase.head) && !phrase.tokens.contains(&own.start)
        });
        match () {
            () if view.is(Job::Everywhere, token) => Some(token..token + 1),
            () if through && (area || view.is(Job::Everywhere, token + 2)) => Some(token..token + 3),
            () if counted.is_some() => counted.map(|at| token..view.phrase(at).tokens.end),
            () => None,
        }
    })?;
    let text = view.span(found).of(&view.layers.article.text).into();
    Some(Participant { text, entity: None, category: None, also: None, inherited: false })
}

/// Does the draft count a toll?
fn is_toll(view: &View, draft: &Draft) -> bool {
    draft.frame.is_some_and(|at| view.frames().all[at].measure == Some(Measure::Toll))
}

/// "Officials in Maui County say", "sources in Srinagar put the toll at 49": where they speak, not where it happened.
pub(super) fn speaks(view: &View, sentence: usize, place: Span) -> bool {
    let said = |clause: &Clause| {
        let subject =
            clause.subject.filter(|_| view.frames().is(Job::Count, clause.lemma) && !clause.passive);
        subject.is_some_and(|subject| {
            let words = view.span(
                view.phrase(subject).tokens.start..clause.verb.start.max(view.phrase(subject).tokens.end),
            );
            words.contains(place) && words.start < place.start
        })
    };
    let sources = |said: &Attribution| said.source.as_ref().is_some_and(|source| source.span.contains(place));
    view.attributions(sentence).any(sources) || view.clauses_of(sentence).any(|(_, clause)| said(clause))
}

/// Does the noun tell of something else that happens, with a place of its own: "a ceasefire", "the war"?
fn is_of_another(view: &View, draft: &Draft, noun: usize) -> bool {
    let lemma = view.noun(noun);
    let own = [draft.agent, draft.patient].into_iter().flatten().any(|at| view.phrase(at).head == noun);
    let mut frames = view.frames().nouns.get(&lemma).into_iter().flatten();
    let happens = frames.clone().next().is_some() || view.frames().is(Job::Event, lemma);
    view.tag(noun) == Tag::Noun
        && happens
        && !own
        && noun != draft.trigger
        && frames.all(|known| Some(known.frame) != draft.frame)
}

/// Does the preposition stand behind a building, which itself stands behind "in" or "at": "at a church in Sutherland
/// Springs", "in the port of Beirut"?
fn in_building(view: &View, preposition: usize) -> bool {
    let of = view.word(preposition) == view.rules.lexicon.id("of");
    let building =
        preposition.checked_sub(1).and_then(|token| view.phrase_at(token)).map(|at| view.phrase(at));
    (of || view.is(Job::Where, preposition))
        && building.is_some_and(|building| {
            let before = building.tokens.start.checked_sub(1);
            building.head + 1 == preposition
                && view.frames().is(Job::Building, view.noun(building.head))
                && before.is_some_and(|before| view.is(Job::Where, before))
        })
}

/// A place named behind the draft's word, else before it; in its own clause, or anywhere in the sentence.
fn nearby<'v>(view: &'v View, draft: &Draft, own: bool) -> Option<&'v EntityMention> {
    let sentence = &view.layers.sentences.get(draft.sentence)?.tokens;
    let figure = figure(view, draft);
    let end_of_figure = figure.as_ref().map_or(0, |figure| figure.end);
    let toll = is_toll(view, draft);
    let crowd = draft.frame.is_some_and(|at| {
        let frame = &view.frames().all[at];
        frame.people && frame.counts == Counts::Agent
    });
    let taken = [draft.agent, draft.patient].map(|at| at.map(|at| view.reach(at, true)));
    let is_named = |mention: &EntityMention, tokens: &Range<usize>| {
        let Some(before) = mention.tokens.start.checked_sub(1) else { return false };
        // "49 dead in Arquata": not every town is known.
        let next = toll && [draft.trigger + 1, end_of_figure].contains(&before);
        let building = in_building(view, before);
        if mention.kind != "place" && !(mention.kind == "name" && (next || building)) {
            return false;
        }
        let mut words = mention.tokens.start.max(tokens.start)..mention.tokens.end.min(tokens.end);
        let free = words.any(|token| !taken.iter().flatten().any(|range| range.contains(&token)));
        // "A flight from Lima to Cusco": at neither.
        let once = draft.frame.is_some_and(|at| view.frames().all[at].once);
        let way = view.is(Job::Route, before)
            && (once || before.checked_sub(1).is_some_and(|noun| view.phrase_at(noun).is_some()));
        let where_ = view.is(Job::Where, before) && !way || building;
        let named = view.layers.tokens[mention.tokens.start].capital;
        // "7,000 jobs, 2,300 in Ohio": where the other figure is of.
        let other = before.checked_sub(1).and_then(|token| view.quantity_at(token));
        let other =
            other.is_some_and(|at| !figure.as_ref().is_some_and(|own| view.quantity(at).tokens == *own));
        // "marched to demand a ceasefire in Gaza": there is the ceasefire, not the march.
        let about = crowd && before.checked_sub(1).is_some_and(|noun| is_of_another(view, draft, noun));
        named && free && where_ && !other && !about && !speaks(view, draft.sentence, mention.span)
    };
    let behind = draft.trigger..sentence.end.min(draft.trigger + NEAR);
    let end = draft.trigger.min(sentence.end);
    let before = sentence.start.max(end.saturating_sub(NEAR))..end;
    // "In Mozambique 446 died, while there are 259 dead in Zimbabwe": each clause has its own.
    let fits = |mention: &&EntityMention| {
        !own || draft.clause.is_some_and(|clause| context::is_own(view, clause, mention.tokens.start))
    };
    let later = view.mentions_in(behind.clone()).iter().filter(|mention| is_named(mention, &behind));
    let earlier = view.mentions_in(before.clone()).iter().rev().filter(|mention| is_named(mention, &before));
    later.chain(earlier).find(fits)
}
