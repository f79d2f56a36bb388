//! Claims that no frame makes: counted nouns, amounts of other kinds, and plain events.

use rustc_hash::FxHashSet;

use super::draft::Draft;
use super::frame::{self, Around};
use super::view::View;
use crate::annotate::Attribution;
use crate::annotate::attribution::Stance;
use crate::annotate::clause::{Clause, VerbForm};
use crate::annotate::tag::Tag;
use crate::rules::frame::{Job, Role};
use crate::rules::lexicon::{Class, WordId};
use crate::value::Decimal;

/// How old people are whose age is given as a bare number.
const OLDEST: (Decimal, Decimal) = (Decimal::TWO, Decimal::from_parts(120, 0, 0, false, 0));

/// A draft for each quantity that no frame took.
pub(super) fn quantities(view: &View, around: &Around, taken: &FxHashSet<usize>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for at in 0..view.layers.quantities.len() {
        if !taken.contains(&at) {
            drafts.extend(quantity(view, around, at));
        }
    }
    drafts
}

/// A figure whose dimension is a frame of its own: "a quake of magnitude 7.6".
pub(super) fn by_dimension(view: &View, around: &Around, at: usize) -> Option<Draft> {
    let mention = view.quantity(at);
    let last = mention.tokens.end.checked_sub(1)?;
    let phrase_at = view.phrase_at(last).or(view.phrase_at(mention.tokens.start))?;
    let years = is_years(view, around, at, phrase_at);
    let dimension = if years { "age" } else { mention.quantity.dimension.as_str() };
    let frame = view.frames().place(dimension)?;
    let phrase = view.phrase(phrase_at);
    let patient = if mention.tokens.contains(&phrase.head) {
        // "The plane was 26 years old", "Paul Gerner, 19, …"
        let link = around.object_of(phrase_at).map(|at| view.clause(at));
        let subject = link
            .filter(|clause| view.frames().is(Job::Link, clause.lemma) && clause.subject != Some(phrase_at))
            .and_then(|clause| clause.subject);
        let before = mention.tokens.start.checked_sub(2).and_then(|token| view.phrase_at(token));
        let before = before.filter(|&other| {
            view.phrase(other).tokens.end + 1 == mention.tokens.start
                && view.tag(view.phrase(other).tokens.end) == Tag::Mark
                && (is_named(view, view.phrase(other).head)
                    || is_the_one(view, other)
                    || is_a_person(view, other))
        });
        // "a Peruvian citizen aged 32"
        let directly = mention.tokens.start.checked_sub(1).and_then(|token| view.phrase_at(token));
        let person = |&at: &usize| view.class(view.phrase(at).head).contains(Class::PERSON);
        let directly = directly.filter(|&other| other != phrase_at).filter(person);
        view.counts_of(phrase_at).or(subject).or(before).or(directly.map(|at| by_name(view, at)))
    } else {
        // "Ana Reyes, a 27-year-old nurse", "the 31-year-old gunman, John Smith"
        Some(by_name(view, phrase_at))
    };
    Some(Draft {
        frame: Some(frame),
        trigger: last,
        sentence: phrase.sentence,
        quantity: Some(at),
        patient,
        ..Draft::default()
    })
}

/// The name of somebody whom a phrase describes, where it stands beside it; else the phrase.
fn by_name(view: &View, at: usize) -> usize {
    let person = |&at: &usize| view.tag(view.phrase(at).head) == Tag::Name;
    view.said_of(at).filter(person).or(view.phrase(at).apposition.filter(person)).unwrap_or(at)
}

/// "The co-pilot, 32, …": one person whom the article knows by what they are.
fn is_the_one(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    let kind = view.frames().categories.get(&view.noun(phrase.head));
    view.is(Job::Definite, phrase.tokens.start)
        && !is_owned(view, at)
        && !view.class(phrase.head).contains(Class::PLURAL)
        && kind.is_some_and(|kind| kind != "place")
}

/// Is it a name, of a person where the article knows whose?
fn is_named(view: &View, head: usize) -> bool {
    view.entity_at(head).map_or(view.tag(head) == Tag::Name, |mention| mention.kind == "person")
}

/// "Her son", "the mayor's son": named by whose it is.
fn is_owned(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    phrase.owner.is_some() || view.class(phrase.tokens.start).contains(Class::POSSESSIVE)
}

/// "A teacher, 34, …", and "Boy, 12, …" in headlines: one person without a name.
fn is_a_person(view: &View, at: usize) -> bool {
    let phrase = view.phrase(at);
    let class = view.class(phrase.head);
    class.contains(Class::PERSON) && !class.contains(Class::PLURAL) && !is_owned(view, at)
}

/// "She was 31.": a number that is all that is said of one person is how old they are.
fn is_years(view: &View, around: &Around, at: usize, phrase_at: usize) -> bool {
    let mention = view.quantity(at);
    let phrase = view.phrase(phrase_at);
    let link = around.object_of(phrase_at).map(|at| view.clause(at));
    let link = link.filter(|link| view.frames().is(Job::Link, link.lemma) && link.modal.is_none());
    let Some(subject) = link.and_then(|link| link.subject).filter(|&subject| subject != phrase_at) else {
        return false;
    };
    let head = view.phrase(subject).head;
    let person = is_the_one(view, subject) && is_a_person(view, subject);
    let one = (is_named(view, head) || person)
        && view.phrase(subject).and.is_none()
        && !view.class(head).contains(Class::PLURAL);
    let years = mention.quantity.interval.point().filter(|years| years.fract().is_zero());
    let years = years.is_some_and(|years| (OLDEST.0..=OLDEST.1).contains(&years.normalize()));
    let figure = view.text(mention.tokens.end - 1).starts_with(|first: char| first.is_ascii_digit());
    let behind = phrase.tokens.end;
    let ends = !view.is_word(behind) && !matches!(view.text(behind), "-" | "–" | "/" | ":")
        || view.time_at(behind).is_some()
        || matches!(view.tag(behind), Tag::Conjunction | Tag::Subordinator);
    let alone = mention.tokens.contains(&phrase.head) && phrase.of.is_none() && phrase.and.is_none();
    mention.quantity.dimension == "count"
        && alone
        && figure
        && years
        && ends
        && (one || view.is(Job::Alone, head))
}

fn quantity(view: &View, around: &Around, at: usize) -> Option<Draft> {
    let mention = view.quantity(at);
    let last = mention.tokens.end.checked_sub(1)?;
    let Some(phrase_at) = view.phrase_at(last).or(view.phrase_at(mention.tokens.start)) else {
        return lasting(view, at);
    };
    let phrase = view.phrase(phrase_at);
    let bare = mention.tokens.contains(&phrase.head);
    if view.counted_by_of(phrase_at) {
        return None;
    }
    let mut draft = Draft {
        quantity: Some(at),
        trigger: last,
        sentence: phrase.sentence,
        clause: around.clause(phrase_at),
        ..Draft::default()
    };
    let dimension = mention.quantity.dimension.as_str();
    if matches!(dimension, "ordinal" | "age") {
        return None;
    }
    let counts = dimension == "count";
    // "18 terrorist groups", "hundreds of attacks", "40 percent of voters"
    let share = dimension == "percent" && bare && level_subject(view, around, phrase_at).is_some();
    let counted = if bare { phrase.of.filter(|_| !share) } else { Some(owned(view, phrase_at)) };
    if let Some(counted) = counted {
        let head = view.phrase(counted).head;
        if view.frames().is(Job::Uncounted, view.noun(head)) || view.tag(head) == Tag::Pronoun {
            return None;
        }
        let few =
            mention.quantity.interval.point().is_some_and(|value| value <= crate::value::Decimal::from(3));
        if few && counts && view.is(Job::Definite, view.phrase(phrase_at).tokens.start) {
            return None;
        }
        draft.patient = Some(counted);
        draft.noun = Some(head);
        draft.dimension = !counts && !bare;
        if let Some(clause) = around.object_of(phrase_at).map(|clause| view.clause(clause)) {
            draft.negated = clause.negated;
            if let Some(subject) = clause.subject.filter(|_| !clause.passive) {
                draft.fill(Role::Agent, subject);
            }
        }
        return Some(draft);
    }
    // "unemployment rose to 4.1 percent", "the fire has burned 153,336 acres"
    let clause_at =
        around.object_of(phrase_at).or(around.complement_of(phrase_at).map(|(clause, _)| clause))?;
    let clause = view.clause(clause_at);
    draft.clause = Some(clause_at);
    draft.negated = clause.negated;
    let subject = frame::gap_owner(view, phrase_at).or(clause.subject)?;
    let preposition = around
        .complement_of(phrase_at)
        .map(|(_, word)| word)
        .filter(|_| around.object_of(phrase_at).is_none());
    let level = view.frames().levels.get(&clause.lemma);
    let level = level
        .filter(|level| preposition.is_none_or(|word| level.at.contains(&word) || level.by.contains(&word)));
    if let Some(level) = level {
        draft.moved = preposition.is_some_and(|word| level.by.contains(&word) && !level.at.contains(&word));
        // "put the registered voters at 93 million"
        let put =
            clause.objects.first().copied().filter(|&object| object != phrase_at && preposition.is_some());
        let subject = gapped(view, around, phrase_at, clause.verb.end).or(put).unwrap_or(subject);
        let figure = |at: usize| view.frames().is(Job::Figure, view.noun(view.phrase(at).head));
        // "The total of votes cast was 24 million."
        let subject = view.phrase(subject).of.filter(|_| figure(subject)).unwrap_or(subject);
        let head = view.phrase(subject).head;
        if view.tag(head) == Tag::Pronoun || figure(subject) {
            return None;
        }
        draft.noun = Some(head);
        draft.patient = Some(view.phrase(subject).of.unwrap_or(subject));
        return Some(draft);
    }
    if counts {
        return None;
    }
    draft.noun = Some(clause.head);
    draft.agent = Some(subject);
    Some(draft)
}

/// What is counted behind an owner: "1,200 driver's licences" are licences, "two men's bodies" may be of two men.
fn owned(view: &View, phrase: usize) -> usize {
    let plural = view.class(view.phrase(phrase).head).contains(Class::PLURAL);
    if plural { phrase } else { view.whole(phrase) }
}

/// The phrase before the figure's preposition that shares the verb: "valid votes came to 24 million and rejected votes to
/// 900,000".
fn gapped(view: &View, around: &Around, phrase: usize, behind: usize) -> Option<usize> {
    let preposition = view.phrase(phrase).tokens.start.checked_sub(1)?;
    let before = view.phrase_at(preposition.checked_sub(1)?)?;
    let own = view.phrase(before).tokens.start >= behind && around.clause(before).is_none();
    (own && view.phrase(before).quantity.is_none()).then_some(before)
}

/// How long something went on: "six days of clashes", "has hosted refugees for four decades", "the strike lasted 12 hours".
fn lasting(view: &View, at: usize) -> Option<Draft> {
    let mention = view.quantity(at);
    if mention.quantity.dimension != "duration" {
        return None;
    }
    let behind = mention.tokens.end;
    let sentence =
        view.layers.sentences.partition_point(|sentence| sentence.tokens.end <= mention.tokens.start);
    let draft = Draft { quantity: Some(at), trigger: behind - 1, sentence, ..Draft::default() };
    if view.class(behind).contains(Class::GENITIVE) {
        let of = view.phrase_at(behind + 1)?;
        // "two months of the year"
        if frame::is_time(view, of) || view.tag(view.phrase(of).head) == Tag::Pronoun {
            return None;
        }
        // "The king declared three days of mourning."
        let gives =
            |(_, clause): &(usize, &Clause)| clause.verb.end == mention.tokens.start && !clause.passive;
        let agent = view.clauses_of(sentence).find(gives).and_then(|(_, clause)| clause.subject);
        let noun = Some(view.phrase(of).head);
        return Some(Draft { agent, patient: Some(of), noun, dimension: true, ..draft });
    }
    let tokens = &view.layers.sentences.get(sentence)?.tokens;
    let from = view.layers.clauses.partition_point(|clause| clause.head < tokens.start);
    let before = view.layers.clauses[from..].iter().take_while(|clause| clause.head < mention.tokens.start);
    let (step, clause) = before.enumerate().last()?;
    let clause_at = from + step;
    let lasts = view.frames().is(Job::Last, clause.lemma) && clause.verb.end == mention.tokens.start;
    let during = mention.tokens.start.checked_sub(1).is_some_and(|token| view.is(Job::For, token));
    let subject =
        clause.subject.filter(|&subject| view.tag(view.phrase(subject).head) != Tag::Pronoun || during)?;
    let object = clause.objects.first().copied();
    let draft = Draft { clause: Some(clause_at), negated: view.negated(clause), ..draft };
    // "The battle went on for 12 hours"; of people it says how long they went on.
    let goes = during && view.frames().is(Job::GoOn, clause.lemma) && !clause.passive && object.is_none();
    let goes = goes && !view.class(view.phrase(subject).head).intersects(Class::PERSON | Class::GROUP);
    let named = view.entity_at(view.phrase(subject).head).is_some();
    let pronoun = view.tag(view.phrase(subject).head) == Tag::Pronoun;
    if lasts || goes && !named && !pronoun {
        return Some(Draft {
            patient: Some(subject),
            noun: Some(view.phrase(subject).head),
            dimension: true,
            ..draft
        });
    }
    let (agent, patient) = if clause.passive { (None, Some(subject)) } else { (Some(subject), object) };
    // Without an object it is anybody's guess what took so long.
    (during && patient.is_some()).then_some(Draft { agent, patient, noun: Some(clause.head), ..draft })
}

/// The subject whose level a figure is: "spam accounts are 5 percent of all users".
fn level_subject(view: &View, around: &Around, phrase: usize) -> Option<usize> {
    let clause = view.clause(around.object_of(phrase)?);
    let level = view.frames().levels.contains_key(&clause.lemma) && clause.subject != Some(phrase);
    clause.subject.filter(|&subject| level && view.tag(view.phrase(subject).head) != Tag::Pronoun)
}

/// A draft for each clause that says who did something, of no frame.
pub(super) fn events(view: &View, around: &Around, taken: &FxHashSet<usize>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (at, clause) in view.layers.clauses.iter().enumerate() {
        if taken.contains(&at) || dull(view, clause.lemma) && !is_deed(view, clause) {
            continue;
        }
        let Some(subject) = frame::subject(view, around, clause) else { continue };
        let bare = |&object: &usize| view.quantity_at(view.phrase(object).head).is_some();
        if view.frames().is(Job::Link, clause.lemma) && clause.objects.first().is_none_or(bare) {
            continue;
        }
        let object = clause.objects.first().copied();
        let somebody = |phrase: usize| {
            let known = view.phrase(phrase).tokens.clone().any(|token| view.entity_at(token).is_some());
            known || view.class(view.phrase(phrase).head).intersects(Class::PERSON | Class::GROUP)
        };
        let pronoun = view.tag(view.phrase(subject).head) == Tag::Pronoun;
        let known = somebody(subject) || object.is_some_and(somebody);
        let finite = clause.form == VerbForm::Finite || clause.passive && clause.verb.len() > 1;
        let says = match clause.form {
            VerbForm::Gerund => false,
            VerbForm::Infinitive => known && object.is_some(),
            _ => finite || known && object.is_some(),
        };
        if !says || pronoun && !known || frame::is_time(view, subject) {
            continue;
        }
        let mut draft = Draft {
            noun: Some(clause.head),
            trigger: clause.head,
            sentence: clause.sentence,
            clause: Some(at),
            negated: view.negated(clause),
            event: true,
            ..Draft::default()
        };
        if clause.passive {
            draft.patient = Some(subject);
        } else {
            draft.agent = Some(subject);
            draft.patient = object;
        }
        let figure =
            [object, Some(subject)].into_iter().flatten().find_map(|phrase| frame::amount(view, phrase));
        let amount =
            |&at: &usize| !matches!(view.quantity(at).quantity.dimension.as_str(), "age" | "ordinal");
        draft.quantity = figure.filter(amount);
        for &(preposition, phrase) in &clause.complements {
            if clause.passive && view.rules.lexicon.id("by") == preposition {
                draft.fill(Role::Agent, phrase);
            } else if view.frames().is(Job::Where, preposition) && frame::is_place(view, phrase) {
                draft.fill(Role::Place, phrase);
            }
        }
        drafts.push(draft);
    }
    drafts
}

/// "Announced the deal", "rejected the bid": by a verb of saying that is one of doing, too, where its object is a noun.
fn is_deed(view: &View, clause: &Clause) -> bool {
    let verb = &view.rules.lexicon.word(clause.lemma).text;
    let passive = clause.passive && clause.verb.len() > 1;
    // "Rejected such claims" denies what stood before.
    let words = view.span(clause.verb.clone());
    let denies = |attribution: &Attribution| attribution.cue.is_some_and(|cue| cue.overlaps(words));
    let mut denials =
        view.attributions(clause.sentence).filter(|attribution| attribution.stance == Stance::Denies);
    (passive || !clause.objects.is_empty())
        && view.rules.comparison.deed(verb).is_some()
        && !denials.any(|denial| denial.about.is_some() && denies(denial))
}

fn dull(view: &View, lemma: WordId) -> bool {
    view.frames().is(Job::Empty, lemma)
}
