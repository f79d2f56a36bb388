//! Finds the words of frames in clauses, noun phrases and adjectives, and fills their slots.

use rustc_hash::{FxHashMap, FxHashSet};

use super::count;
use super::draft::Draft;
use super::view::View;
use crate::annotate::attribution::Certainty;
use crate::annotate::clause::VerbForm;
use crate::annotate::tag::Tag;
use crate::annotate::{Clause, NounPhrase};
use crate::rules::frame::{Adjective, Counts, End, Job, Noun, Role, Verb};
use crate::rules::lexicon::{Class, WordId};
use crate::value::Decimal;

/// All drafts of the article's frames, in no particular order.
pub(super) fn read(view: &View, around: &Around) -> Vec<Draft> {
    let mut drafts = Vec::new();
    let silent = silent(view);
    let speaks = |token: usize| !silent.contains(&token);
    for at in 0..view.layers.clauses.len() {
        if speaks(view.clause(at).head) {
            verbs(view, around, at, &mut drafts);
        }
    }
    for at in 0..view.layers.phrases.len() {
        if speaks(view.phrase(at).head) {
            nouns(view, around, at, &mut drafts);
            beside(view, at, &mut drafts);
        }
    }
    for (at, token) in view.layers.tokens.iter().enumerate() {
        if view.frames().adjectives.contains_key(&token.word) && speaks(at) {
            adjectives(view, around, at, &mut drafts);
        }
    }
    drafts
}

/// The tokens that claim nothing in the phrase they stand in: in "sentenced to death" the word of the frame that lists
/// the phrase, in "dead heat" all words.
fn silent(view: &View) -> FxHashSet<usize> {
    let mut tokens = FxHashSet::default();
    let silent = &view.frames().silent;
    let first = |&at: &usize| silent.begins(view.layers.tokens[at].word);
    for at in (0..view.layers.tokens.len()).filter(first) {
        for (len, &frame) in silent.matches(|ahead| view.word(at + ahead)) {
            let phrase = at..at + len;
            let own = phrase.clone().filter(|&token| is_of(view, token, frame));
            let before = tokens.len();
            tokens.extend(own);
            if tokens.len() == before {
                tokens.extend(phrase);
            }
        }
    }
    tokens
}

/// Is the word one of the frame's?
fn is_of(view: &View, token: usize, frame: usize) -> bool {
    let frames = view.frames();
    frames.verbs.get(&view.lemma(token)).is_some_and(|verbs| verbs.iter().any(|verb| verb.frame == frame))
        || frames
            .nouns
            .get(&view.noun(token))
            .is_some_and(|nouns| nouns.iter().any(|noun| noun.frame == frame))
        || frames
            .adjectives
            .get(&view.word(token))
            .is_some_and(|adjectives| adjectives.iter().any(|adjective| adjective.frame == frame))
}

/// What a phrase is to the clauses around it.
pub(super) struct Around {
    subject_of: Vec<u32>,
    object_of: Vec<u32>,
    /// The clause and its preposition.
    complement_of: Vec<(u32, WordId)>,
    joined_to: Vec<u32>,
}

/// No clause, no phrase.
const NONE: u32 = u32::MAX;

impl Around {
    pub(super) fn new(view: &View) -> Around {
        let count = view.layers.phrases.len();
        let mut around = Around {
            subject_of: vec![NONE; count],
            object_of: vec![NONE; count],
            complement_of: vec![(NONE, WordId::UNKNOWN); count],
            joined_to: vec![NONE; count],
        };
        for (at, phrase) in view.layers.phrases.iter().enumerate() {
            if let Some(joined) = phrase.and.and_then(|next| around.joined_to.get_mut(next)) {
                *joined = at as u32;
            }
        }
        // The first clause that a phrase stands in counts.
        let first = |slots: &mut Vec<u32>, phrase: usize, clause: usize| {
            if let Some(slot) = slots.get_mut(phrase).filter(|slot| **slot == NONE) {
                *slot = clause as u32;
            }
        };
        for (at, clause) in view.layers.clauses.iter().enumerate() {
            if let Some(subject) = clause.subject {
                first(&mut around.subject_of, subject, at);
            }
            for &object in &clause.objects {
                first(&mut around.object_of, object, at);
            }
            for &(preposition, phrase) in &clause.complements {
                if let Some(slot) = around.complement_of.get_mut(phrase).filter(|slot| slot.0 == NONE) {
                    *slot = (at as u32, preposition);
                }
            }
        }
        around
    }

    pub(super) fn clause(&self, phrase: usize) -> Option<usize> {
        let complement = || self.complement_of(phrase).map(|(clause, _)| clause);
        self.object_of(phrase).or_else(|| self.subject_of(phrase)).or_else(complement)
    }

    /// The first of those that share a word behind the last: "35 rebels and 5 soldiers dead", but not "17 dead and
    /// 2 wounded".
    fn first(&self, view: &View, phrase: usize) -> usize {
        let mut first = phrase;
        while let Some(before) = known(&self.joined_to, first) {
            let next = view.phrase(before).tokens.end;
            let shares =
                matches!(view.tag(next), Tag::Conjunction | Tag::Mark) || view.tag(next) == Tag::Preposition;
            let counted = super::count::of_phrase(view, before, true).is_some();
            if before >= first || !shares || !counted || says_itself(view, before) {
                break;
            }
            first = before;
        }
        first
    }

    /// Who speaks in "…, the organisers a million": the phrase directly before a figure, where a source gave one already.
    pub(super) fn speaks_before(&self, view: &View, phrase: usize) -> Option<usize> {
        let start = view.phrase(phrase).tokens.start;
        let before =
            (1..3).filter_map(|back| start.checked_sub(back)).find_map(|token| view.phrase_at(token))?;
        let other = view.phrase(before);
        let near = other.sentence == view.phrase(phrase).sentence && other.tokens.end + 1 >= start;
        let person = view.class(other.head).intersects(Class::PERSON | Class::GROUP)
            || view.entity_at(other.head).is_some_and(|mention| mention.kind != "place");
        let free = other.quantity.is_none() && self.clause(before).is_none();
        (near && person && free).then_some(before)
    }

    /// The first phrase of the coordination that a phrase stands in.
    pub(super) fn coordinated(&self, phrase: usize) -> usize {
        let mut first = phrase;
        while let Some(before) = known(&self.joined_to, first).filter(|&before| before < first) {
            first = before;
        }
        first
    }

    pub(super) fn subject_of(&self, phrase: usize) -> Option<usize> {
        known(&self.subject_of, phrase)
    }

    pub(super) fn object_of(&self, phrase: usize) -> Option<usize> {
        known(&self.object_of, phrase)
    }

    pub(super) fn complement_of(&self, phrase: usize) -> Option<(usize, WordId)> {
        let &(clause, preposition) = self.complement_of.get(phrase)?;
        (clause != NONE).then_some((clause as usize, preposition))
    }
}

/// "48 deaths", "one person dead": says what happened to those it counts.
fn says_itself(view: &View, phrase: usize) -> bool {
    let head = view.phrase(phrase).head;
    let frames = view.frames();
    let people = |frame: usize| frames.all[frame].people;
    let nouns = frames.nouns.get(&view.noun(head)).into_iter().flatten();
    let adjectives = frames.adjectives.get(&view.word(head)).into_iter().flatten();
    nouns.map(|noun| noun.frame).chain(adjectives.map(|adjective| adjective.frame)).any(people)
}

fn known(slots: &[u32], at: usize) -> Option<usize> {
    slots.get(at).filter(|&&slot| slot != NONE).map(|&slot| slot as usize)
}

fn verbs(view: &View, around: &Around, at: usize, drafts: &mut Vec<Draft>) {
    let clause = view.clause(at);
    let mut seen: Vec<usize> = Vec::new();
    // "lay" is a past tense of "lie", and a verb of its own.
    let own = Some(view.word(clause.head)).filter(|&word| word != clause.lemma);
    let lemmas = [Some(clause.lemma), own].into_iter().flatten();
    for verb in lemmas.filter_map(|lemma| view.frames().verbs.get(&lemma)).flatten() {
        if seen.contains(&verb.frame) {
            continue;
        }
        if let Some(draft) = by_verb(view, around, at, clause, verb) {
            seen.push(verb.frame);
            drafts.push(draft);
        }
    }
}

fn by_verb(view: &View, around: &Around, at: usize, clause: &Clause, verb: &Verb) -> Option<Draft> {
    let frame = &view.frames().all[verb.frame];
    let rule = &frame.verb[verb.entry];
    // "10 killed, 26 shacks burned": a participle that reads like a past tense without its object.
    let headline = !clause.passive
        && rule.object == Role::Patient
        && rule.subject == Role::Agent
        && (frame.people && frame.counts == Counts::Patient || rule.needs_object)
        && clause.objects.is_empty()
        && clause.verb.len() == 1
        && view.class(clause.head).contains(Class::VERB_PARTICIPLE)
        && clause
            .subject
            .is_some_and(|subject| !clause.subject_shared && view.phrase(subject).quantity.is_some());
    // "Over a million marched": never a passive.
    let passive = clause.passive && (rule.object != Role::None || clause.verb.len() > 1) || headline;
    // "The quake struck on Monday" looks like "the town struck by a quake", but a quake does it.
    let bare = clause.passive && clause.verb.len() == 1;
    let does =
        |doers: &FxHashSet<WordId>| clause.subject.is_some_and(|subject| is_never(view, subject, doers));
    if bare && does(&verb.not_by) {
        return None;
    }
    let passive = passive && !(bare && does(&verb.only_by));
    let mut object = if passive { clause.subject } else { clause.objects.first().copied() };
    // "It sank a few metres from the dock": how far is nobody to whom it happened.
    object = object.filter(|&object| passive || rule.object != Role::Patient || !is_distance(view, object));
    if headline || clause.passive {
        object = object.map(|object| around.first(view, object));
        // "12 deaths and 30 injured": the deaths say themselves what happened.
        let members = object.map(|object| count::members(view, object)).unwrap_or_default();
        object = members.into_iter().find(|&member| !frame.people || !says_itself(view, member)).or(object);
    }
    if !verb.particle.is_empty() && !followed(view, clause, &verb.particle) {
        return None;
    }
    // "takes over the rival": the particle may look like a preposition.
    if let Some(&last) = verb.particle.last().filter(|_| object.is_none() && !passive) {
        object = clause.complements.iter().find(|(word, _)| *word == last).map(|&(_, phrase)| phrase);
    }
    if rule.needs_object && object.is_none() {
        return None;
    }
    // "Workers recovered 26 bodies": they were not ill.
    if rule.intransitive && !clause.objects.is_empty() {
        return None;
    }
    let beside = beside_verb(view, at).map_or(&[][..], |beside| &beside.complements);
    let mut behind = clause.complements.iter().chain(beside);
    if !verb.needs.is_empty() && !behind.any(|(word, _)| verb.needs.contains(word)) {
        return None;
    }
    let object_head = object.map(|object| view.noun(view.phrase(meant(view, object)).head));
    if !verb.with.is_empty() && !object_head.is_some_and(|lemma| verb.with.contains(&lemma)) {
        return None;
    }
    let patient_in_subject = rule.subject == Role::Patient && !passive;
    let victim = if patient_in_subject { clause.subject } else { object };
    if victim.is_some_and(|victim| is_never(view, victim, &verb.never)) {
        return None;
    }
    let doer = if passive { None } else { subject(view, around, clause) };
    if doer.is_some_and(|doer| is_never(view, doer, &verb.not_by)) {
        return None;
    }
    // "was hit by a quake"
    let by = view.rules.lexicon.id("by");
    let behind = clause.complements.iter().find(|(word, _)| *word == by).map(|&(_, phrase)| phrase);
    if passive && behind.is_some_and(|behind| is_never(view, behind, &verb.not_by)) {
        return None;
    }
    if !verb.only_by.is_empty() {
        let cause = if passive { behind } else { doer };
        // "The bridge, the Jhoolto Pul, fell": either name will do.
        let said_of =
            |cause: usize| view.said_of(cause).is_some_and(|other| is_never(view, other, &verb.only_by));
        // "It does not happen overnight": nobody denies the quake.
        let told = |cause: usize| {
            frame.once
                && !view.negated(clause)
                && super::occurred::stands_for(view, cause, |word| verb.only_by.contains(&word))
        };
        // "A section of the bridge fell."
        let part_of = |cause: usize| {
            let whole = view.phrase(cause).of;
            let portion = view.frames().is(Job::Portion, view.noun(view.phrase(cause).head));
            portion && whole.is_some_and(|whole| is_never(view, whole, &verb.only_by))
        };
        let one = |cause: usize| {
            is_never(view, cause, &verb.only_by) || said_of(cause) || told(cause) || part_of(cause)
        };
        if !cause.is_some_and(one) {
            return None;
        }
    }
    let mut draft = Draft {
        frame: Some(verb.frame),
        trigger: clause.head,
        sentence: clause.sentence,
        clause: Some(at),
        negated: view.negated(clause) != rule.negative,
        ..Draft::default()
    };
    if !passive
        && let Some(subject) = subject(view, around, clause).filter(|&subject| !is_time(view, subject))
    {
        draft.fill(rule.subject, subject);
        // "forced the residents to flee": whose doing it was.
        let parent = clause.parent.map(|parent| view.clause(parent)).filter(|parent| !parent.passive);
        let made = parent.filter(|_| rule.subject == Role::Patient && Some(subject) != clause.subject);
        if let Some(maker) = made.and_then(|parent| parent.subject) {
            draft.fill(Role::Agent, maker);
        }
    }
    let mut kept = None;
    if let Some(object) = object {
        if verb.with.is_empty() {
            draft.fill(rule.object, object);
            if let (Some(of), Some(&role)) = (view.phrase(object).of, slot(view, &verb.slots, "of")) {
                draft.apart = role != Role::Patient;
                draft.fill(role, of);
            }
            let counts = |at: usize| {
                matches!(view.quantity(at).quantity.dimension.as_str(), "count" | "percent" | "age")
            };
            if frame.people
                && frame.counts == Counts::Patient
                && rule.object == Role::Patient
                && view.phrase(object).quantity.is_some_and(|at| !counts(at))
            {
                // "fired over two hours"
                return None;
            }
            if rule.object == Role::Value {
                draft.quantity = amount(view, object).filter(|&at| measures(view, verb.frame, at));
            } else if rule.object == Role::Patient && !frame.people && is_bare(view, object) {
                // "the toll hits 267"
                return None;
            }
            if is_bare(view, object)
                && amount(view, object).is_some_and(|at| view.quantity(at).quantity.dimension == "ordinal")
            {
                return None;
            }
        } else {
            // "claimed the lives of 12 people", "claimed 12 lives"
            let phrase = view.phrase(object);
            if let (Some(of), Some(&role)) = (phrase.of, slot(view, &verb.slots, "of")) {
                draft.fill(role, of);
            }
            match frame.counts {
                // "carried 178 adults and two infants": each by itself
                Counts::Patient if rule.object == Role::Patient && super::count::is_listed(view, object) => {}
                Counts::Patient => draft.quantity = phrase.quantity.or(view.quantity_at(phrase.head)),
                // "The march drew a million people."
                Counts::Agent => draft.fill(Role::Agent, object),
                Counts::Value => {
                    draft.quantity = amount(view, object).filter(|&at| measures(view, verb.frame, at))
                }
                Counts::Event => {}
            }
            kept = Some(object).filter(|_| rule.object == Role::Patient && frame.counts != Counts::Agent);
            if rule.object == Role::Means {
                draft.fill(Role::Means, object);
            }
            if let (Some(owner), Some(&role)) = (phrase.owner, slot(view, &verb.slots, "owner")) {
                draft.fill(role, owner);
            }
        }
    }
    complements(view, clause, &verb.slots, if passive { Some(rule.subject) } else { None }, &mut draft);
    if let Some(beside) = beside_verb(view, at) {
        complements(view, beside, &verb.slots, None, &mut draft);
    }
    if rule.subject == Role::Value {
        // "138,000 acres have burned"
        let level = clause.subject.filter(|_| !passive).and_then(|subject| amount(view, subject));
        draft.quantity = Some(level.filter(|&at| measures(view, verb.frame, at))?);
    }
    // "fined the bank $3 million"
    if frame.counts == Counts::Value && draft.quantity.is_none() {
        let others = clause.objects.iter().filter(|&&other| draft.patient != Some(other));
        let mut figures = others.filter_map(|&other| amount(view, other));
        draft.quantity = figures.find(|&at| measures(view, verb.frame, at));
    }
    if frame.counts == Counts::Value && draft.quantity.is_none() {
        draft.quantity = length_behind(view, clause, verb);
    }
    if let Some(object) = kept {
        draft.fill(Role::Patient, object);
    }
    if rule.object == Role::Value && draft.quantity.is_none() {
        return None;
    }
    let zero = draft.patient.is_some_and(|patient| view.phrase(patient).negated);
    if frame.counts == Counts::Patient && frame.people && zero {
        draft.zero = true;
        draft.negated = true;
    }
    if let Some((number, of)) =
        draft.patient.and_then(|at| fronted(view, clause, at)).filter(|_| frame.people)
    {
        draft.quantity = draft.quantity.or(Some(number));
        draft.patient = Some(of);
    }
    let filled = |role: &Role| match role {
        Role::Agent => draft.agent.is_some(),
        Role::Patient => draft.patient.is_some(),
        Role::Place => draft.place.is_some_and(|place| {
            let place = view.phrase(place);
            let known = |at: usize| view.entity_at(view.phrase(at).head).is_some();
            let named = view.entity_at(place.head).is_some()
                || place.owner.or(place.of).is_some_and(known)
                || place.tokens.clone().any(|token| view.tag(token) == Tag::Name);
            named && place.tokens.start >= clause.verb.end && clause.objects.is_empty()
        }),
        Role::Means => draft.means.is_some(),
        Role::Value => draft.quantity.is_some(),
        Role::Time | Role::None => true,
    };
    if !rule.requires.iter().all(filled) {
        return None;
    }
    let empty = draft.patient.is_none() && draft.agent.is_none() && draft.quantity.is_none();
    // "Contact was lost", "the verdict came": its own words say what happened.
    let said = frame.once && !(verb.with.is_empty() && verb.only_by.is_empty());
    (!empty || said).then_some(draft)
}

/// "Sentenced to 36 years in jail": a length of time is no part of a clause, but may be its value.
fn length_behind(view: &View, clause: &Clause, verb: &Verb) -> Option<usize> {
    let role = |token: usize| verb.slots.get(&view.word(token)).copied();
    let nearest = |token: usize| (clause.head + 1..token).all(|between| view.verb_at(between).is_none());
    let end = view.layers.sentences.get(clause.sentence)?.tokens.end;
    let preposition = (clause.head + 1..end).find(|&token| role(token) == Some(Role::Value))?;
    let quantity = view.quantity_at(preposition + 1)?;
    (nearest(preposition) && measures(view, verb.frame, quantity)).then_some(quantity)
}

/// Is it how far or how long before or behind something: "a few metres from the dock", "two minutes after take-off"?
fn is_distance(view: &View, phrase: usize) -> bool {
    let measured = |at: usize| matches!(view.quantity(at).quantity.dimension.as_str(), "length" | "duration");
    let behind = view.phrase(phrase).tokens.end;
    is_bare(view, phrase)
        && amount(view, phrase).is_some_and(measured)
        && matches!(view.tag(behind), Tag::Preposition | Tag::Subordinator)
        && view.text(behind) != "of"
}

/// A participle that only says how, directly behind the verb: "operated unchecked within the country".
fn beside_verb<'v>(view: &'v View, at: usize) -> Option<&'v Clause> {
    let clause = view.clause(at);
    let beside = view.layers.clauses.get(at + 1)?;
    let how = beside.form == VerbForm::Participle && beside.subject_shared && beside.objects.is_empty();
    (how && beside.parent == Some(at) && beside.verb.start == clause.verb.end).then_some(beside)
}

/// "Of the 200 passengers 12 died": the number, and those of whom it is.
fn fronted(view: &View, clause: &Clause, at: usize) -> Option<(usize, usize)> {
    let phrase = view.phrase(at);
    let number = phrase.quantity.filter(|_| is_bare(view, at))?;
    let end = phrase.tokens.start - usize::from(view.text(phrase.tokens.start.checked_sub(1)?) == ",");
    let of = view.rules.lexicon.id("of");
    let before = |&&(word, of_whom): &&(WordId, usize)| word == of && view.phrase(of_whom).tokens.end == end;
    let &(_, of_whom) = clause.complements.iter().find(before)?;
    (!says_itself(view, of_whom) && view.tag(view.phrase(of_whom).head) == Tag::Noun)
        .then_some((number, of_whom))
}

/// What a phrase stands for: "votes" of "a total of 24,965,218 votes", "staff" of "a third of its staff".
fn meant(view: &View, phrase: usize) -> usize {
    let head = view.phrase(phrase).head;
    let stands = view.frames().is(Job::Transparent, view.noun(head)) || view.quantity_at(head).is_some();
    view.phrase(phrase).of.filter(|_| stands).unwrap_or(phrase)
}

/// Prepositional phrases of a clause into the slots of the rule; places are known by what they are.
fn complements(
    view: &View,
    clause: &Clause,
    slots: &FxHashMap<WordId, Role>,
    by: Option<Role>,
    draft: &mut Draft,
) {
    for &(preposition, phrase) in &clause.complements {
        into_slot(view, preposition, phrase, slots, by, draft);
    }
}

fn into_slot(
    view: &View,
    preposition: WordId,
    phrase: usize,
    slots: &FxHashMap<WordId, Role>,
    by: Option<Role>,
    draft: &mut Draft,
) {
    let given = slots.get(&preposition).copied();
    // "sentenced to 36 years"
    if is_time(view, phrase) && given != Some(Role::Value) {
        return;
    }
    let by = by.filter(|_| view.rules.lexicon.id("by") == preposition);
    if let Some(role) = by.or(given.filter(|&role| role != Role::Means)) {
        if role == Role::Value {
            if draft.quantity.is_none() {
                let frame = draft.frame.unwrap_or_default();
                draft.quantity = amount(view, phrase).filter(|&at| measures(view, frame, at));
            }
            return;
        }
        if role != Role::Place || is_place(view, phrase) {
            draft.fill(role, phrase);
        }
        return;
    }
    let unknown_name = |phrase: usize| {
        let head = view.phrase(phrase).head;
        view.tag(head) == Tag::Name && view.entity_at(head).is_none()
    };
    // "The flight from Lahore crashed": not there.
    let way =
        view.frames().is(Job::Route, preposition) && draft.frame.is_some_and(|at| view.frames().all[at].once);
    let there = view.frames().is(Job::Where, preposition) && !way;
    if there && (is_place(view, phrase) || unknown_name(phrase)) {
        draft.fill(Role::Place, phrase);
    } else if let Some(role) = given.filter(|&role| role != Role::Means || !is_bare(view, phrase)) {
        draft.fill(role, phrase);
    }
}

/// May a figure of the frame have the dimension of this quantity?
pub(super) fn measures(view: &View, frame: usize, quantity: usize) -> bool {
    let allowed = &view.frames().all[frame].dimension;
    let dimension = &view.quantity(quantity).quantity.dimension;
    allowed.is_empty() || allowed.split_whitespace().any(|allowed| allowed == dimension)
}

/// Is it a number that counts nothing named?
fn is_bare(view: &View, phrase: usize) -> bool {
    let phrase = view.phrase(phrase);
    phrase.of.is_none() && view.quantity_at(phrase.head).is_some()
}

/// Who does what a clause says: the subject, or the object of the verb above that makes others do it.
pub(super) fn subject(view: &View, around: &Around, clause: &Clause) -> Option<usize> {
    if clause.subject_shared
        && clause.form != VerbForm::Finite
        && let Some(parent) = clause.parent.map(|parent| view.clause(parent))
        && view.frames().is(Job::Control, parent.lemma)
    {
        let object = if parent.passive { parent.subject } else { parent.objects.first().copied() };
        return object.or(clause.subject);
    }
    // "announced plans to cut 900 jobs"
    let plan = clause.subject.filter(|&subject| {
        clause.form == VerbForm::Infinitive
            && view.frames().is(Job::Plan, view.noun(view.phrase(subject).head))
    });
    let planner = plan.and_then(|plan| {
        let above = around.object_of(plan).map(|at| view.clause(at)).filter(|above| !above.passive);
        view.phrase(plan).owner.or(above.and_then(|above| above.subject))
    });
    planner.or(clause.subject)
}

/// Is it a time: "the past few hours"?
pub(super) fn is_time(view: &View, phrase: usize) -> bool {
    let head = view.phrase(phrase).head;
    view.time_at(head).is_some() || view.frames().is(Job::Period, view.noun(head))
}

/// Is it a place by name, or by one inside its phrase ("Paktika's Barmal district")?
pub(super) fn is_place(view: &View, phrase: usize) -> bool {
    let phrase = view.phrase(phrase);
    if view.frames().is(Job::Event, view.noun(phrase.head)) {
        return false;
    }
    let mention = |token| view.entity_at(token).map(|mention| mention.kind.as_str());
    match mention(phrase.head) {
        Some(kind) => kind == "place",
        None => view.frames().categories.get(&view.noun(phrase.head)).is_some_and(|name| name == "place"),
    }
}

fn followed(view: &View, clause: &Clause, particle: &[WordId]) -> bool {
    let fits = |from: usize| {
        // "took over 400 people hostage": part of the figure; "taken on 3 June": part of the time.
        let figure = view.quantity_at(from).is_some();
        let timed = view.is(Job::When, from) && view.time_at(from + 1).is_some();
        !figure && !timed && particle.iter().enumerate().all(|(at, &word)| view.word(from + at) == word)
    };
    let after_object = clause.objects.first().map(|&object| view.phrase(object).tokens.end);
    // "is still at large"
    let next = clause.head + 1;
    let behind_adverb = view.class(next).contains(Class::ADVERB) && fits(next + 1);
    // "took place in the north": a preposition with a noun of its own is no particle behind the object.
    let governs = |from: usize| {
        let last = from + particle.len();
        let noun = view.phrase_at(last).is_some() || view.time_at(last).is_some();
        noun && last > from && view.tag(last - 1) == Tag::Preposition
    };
    let behind_object = after_object.is_some_and(|from| fits(from) && !governs(from));
    fits(next) || behind_adverb || behind_object
}

fn is_never(view: &View, phrase: usize, never: &FxHashSet<WordId>) -> bool {
    let head = view.phrase(meant(view, phrase)).head;
    !never.is_empty()
        && (never.contains(&view.noun(head))
            || view.christened(head).is_some_and(|noun| never.contains(&noun)))
}

/// The figure of a phrase, or of what is behind its "of".
pub(super) fn amount(view: &View, phrase: usize) -> Option<usize> {
    let phrase = view.phrase(phrase);
    let own = phrase.quantity.or_else(|| view.quantity_at(phrase.head));
    own.or_else(|| phrase.of.and_then(|of| view.phrase(of).quantity)).filter(|&at| !is_multiple(view, at))
}

/// "Three times larger": so many times as much, whatever that is.
pub(super) fn is_multiple(view: &View, quantity: usize) -> bool {
    let behind = view.noun(view.quantity(quantity).tokens.end);
    behind.is_known() && behind == view.rules.lexicon.id("time")
}

fn slot<'r>(view: &View, slots: &'r FxHashMap<WordId, Role>, name: &str) -> Option<&'r Role> {
    slots.get(&view.rules.lexicon.id(name))
}

fn nouns(view: &View, around: &Around, at: usize, drafts: &mut Vec<Draft>) {
    let phrase = view.phrase(at);
    let lemma = view.noun(phrase.head);
    let mut seen: Vec<usize> = Vec::new();
    if view.frames().is(Job::Figure, lemma) {
        let figure = figure(view, around, at);
        // "The toll of missing fell to 128": nobody died.
        if let Some(frame) = figure.as_ref().and_then(|draft| draft.frame) {
            let level = |noun: &&Noun| view.frames().all[noun.frame].noun[noun.entry].level;
            let nouns = view.frames().nouns.get(&lemma).into_iter().flatten().filter(level);
            seen.extend(nouns.map(|noun| noun.frame).filter(|&other| other != frame));
        }
        drafts.extend(figure);
    } else if let Some(frame) = super::part::group_frame(view, at) {
        drafts.extend(group_level(view, around, at, frame));
    }
    for noun in view.frames().nouns.get(&lemma).into_iter().flatten() {
        if !whole(view, phrase, noun) || seen.contains(&noun.frame) {
            continue;
        }
        if !noun.amid.is_empty() && !view.amid(&noun.amid) {
            continue;
        }
        if let Some(draft) = by_noun(view, around, at, noun) {
            seen.push(noun.frame);
            drafts.push(draft);
        }
    }
}

/// Do the words before the head make up the rule's noun: "case total"? Marks may stand between them: "an “unprovoked”
/// assault".
pub(super) fn whole(view: &View, phrase: &NounPhrase, noun: &Noun) -> bool {
    let is = |token: usize, word: WordId| view.noun(token) == word || view.word(token) == word;
    let mut before = (phrase.tokens.start..phrase.head).rev().filter(|&token| view.is_word(token));
    noun.before.iter().rev().all(|&word| before.next().is_some_and(|token| is(token, word)))
}

/// What the word directly behind a noun says of those it numbers: "the number hurt", "the number missing".
pub(super) fn numbered(view: &View, at: usize) -> Option<usize> {
    let behind = view.phrase(at).tokens.end;
    let people = |&frame: &usize| view.frames().all[frame].people;
    let uses = view.frames().adjectives.get(&view.word(behind)).into_iter().flatten();
    let verb = view
        .verb_at(behind)
        .map(|at| view.clause(at))
        .filter(|clause| clause.verb.len() == 1 && view.class(clause.head).contains(Class::VERB_PARTICIPLE));
    let verbs = verb.and_then(|clause| view.frames().verbs.get(&clause.lemma)).into_iter().flatten();
    uses.map(|use_| use_.frame).chain(verbs.map(|verb| verb.frame)).find(people)
}

/// The verb behind such a word: "rose" of "the number hurt rose to 934".
fn behind_number(view: &View, at: usize) -> Option<usize> {
    numbered(view, at)?;
    view.verb_at(view.phrase(at).tokens.end + 1)
}

/// "The number hurt rose to 934".
fn numbered_level(view: &View, around: &Around, at: usize) -> Option<Draft> {
    let phrase = view.phrase(at);
    let frame = numbered(view, at)?;
    let mut draft = Draft {
        frame: Some(frame),
        trigger: phrase.head,
        sentence: phrase.sentence,
        level: true,
        ..Draft::default()
    };
    draft.quantity = Some(level(view, around, at, &mut draft).filter(|&at| measures(view, frame, at))?);
    Some(draft)
}

/// "The number of deaths was revised to 275", "put the number of injured at 1,175".
fn figure(view: &View, around: &Around, at: usize) -> Option<Draft> {
    let phrase = view.phrase(at);
    let Some(counted) = phrase.of else { return numbered_level(view, around, at) };
    let of = view.phrase(counted);
    let people = |&frame: &usize| view.frames().all[frame].people;
    // "the total of votes cast"
    let stands = |noun: &&Noun| {
        let frame = &view.frames().all[noun.frame];
        frame.people || frame.counts == Counts::Value && frame.noun[noun.entry].level && whole(view, of, noun)
    };
    let nouns = view.frames().nouns.get(&view.noun(of.head)).into_iter().flatten();
    let nouns = nouns.filter(stands).map(|noun| noun.frame);
    // "the number of injured", "the number of injured persons"
    let uses = |token: usize| view.frames().adjectives.get(&view.word(token)).into_iter().flatten();
    let before = of.head.checked_sub(1).filter(|before| of.tokens.contains(before));
    // "the number of people missing", "the number of people still unaccounted for"
    let after = of.tokens.end + usize::from(view.tag(of.tokens.end) == Tag::Adverb);
    let said = |use_: &&Adjective| {
        let mut behind = use_.behind.iter().enumerate();
        behind.all(|(step, &word)| view.word(after + 1 + step) == word)
    };
    let adjectives = uses(of.head).chain(before.into_iter().flat_map(uses));
    let adjectives = adjectives.chain(uses(after).filter(said)).map(|use_| use_.frame);
    // "the number of people killed", "the number of people missing"
    let behind = around.subject_of(counted).map(|at| view.clause(at).lemma);
    let verbs = behind.and_then(|lemma| view.frames().verbs.get(&lemma)).into_iter().flatten();
    let verbs = verbs.filter(|verb| !view.frames().all[verb.frame].verb[verb.entry].negative);
    let mut verbs = verbs.map(|verb| verb.frame);
    // "the number of passengers and crew"
    let held = view.frames().holders.iter().filter(|holder| holder.people.contains(&view.noun(of.head)));
    let mut held = held.map(|holder| holder.frame);
    let own = nouns.chain(adjectives.filter(people)).next();
    let named = own.or_else(|| verbs.find(people));
    let frame = named.or_else(|| held.next())?;
    // "the number of Norwegians who died": of whom it is.
    let told = own.is_none() && named.is_some();
    let mut draft = Draft {
        frame: Some(frame),
        patient: (named.is_none() || told).then_some(counted),
        trigger: phrase.head,
        sentence: phrase.sentence,
        clause: around.clause(at),
        level: true,
        ..Draft::default()
    };
    draft.quantity = Some(level(view, around, at, &mut draft).filter(|&at| measures(view, frame, at))?);
    for (preposition, behind) in view.behind(at) {
        into_slot(view, preposition, behind, &FxHashMap::default(), None, &mut draft);
    }
    Some(draft)
}

/// "Police put the dead at 17", "the injured rose to 300".
fn group_level(view: &View, around: &Around, at: usize, frame: usize) -> Option<Draft> {
    let phrase = view.phrase(at);
    let mut draft = Draft {
        frame: Some(frame),
        trigger: phrase.head,
        sentence: phrase.sentence,
        level: true,
        ..Draft::default()
    };
    let clause = around.subject_of(at).or(around.object_of(at)).map(|at| view.clause(at));
    if clause.is_some_and(|clause| view.frames().is(Job::Link, clause.lemma)) {
        return None;
    }
    let quantity = level(view, around, at, &mut draft)?;
    let mention = view.quantity(quantity);
    let phrase = view.phrase_at(mention.tokens.start);
    draft.quantity = Some(quantity);
    (mention.quantity.dimension == "count" && phrase.is_some_and(|at| is_bare(view, at))).then_some(draft)
}

/// "a magnitude 7.6 quake", "a 7.1-magnitude quake": the name of the level beside its figure.
fn beside(view: &View, at: usize, drafts: &mut Vec<Draft>) {
    let phrase = view.phrase(at);
    let Some(quantity) = phrase.quantity else { return };
    let figure = &view.quantity(quantity).tokens;
    for token in phrase.tokens.clone().filter(|&token| token != phrase.head && !figure.contains(&token)) {
        let near = token + 2 >= figure.start && token <= figure.end + 1;
        let level = view.frames().nouns.get(&view.noun(token)).into_iter().flatten().find(|noun| {
            let frame = &view.frames().all[noun.frame];
            near && noun.before.is_empty() && frame.counts == Counts::Value && frame.noun[noun.entry].level
        });
        if let Some(noun) = level {
            drafts.push(Draft {
                frame: Some(noun.frame),
                trigger: token,
                sentence: phrase.sentence,
                patient: Some(at),
                quantity: Some(quantity),
                ..Draft::default()
            });
        }
    }
}

fn by_noun(view: &View, around: &Around, at: usize, noun: &Noun) -> Option<Draft> {
    let frame = &view.frames().all[noun.frame];
    let rule = &frame.noun[noun.entry];
    let phrase = view.phrase(at);
    // "sentenced to 90 life sentences": the verb has said it.
    let lemma = around.complement_of(at).map(|(clause, _)| view.clause(clause).lemma);
    let mut verbs = lemma.and_then(|lemma| view.frames().verbs.get(&lemma)).into_iter().flatten();
    if verbs.any(|verb| verb.frame == noun.frame) {
        return None;
    }
    // "No observer has cited fraud": that there was any nobody says.
    let says = around.object_of(at).and_then(|clause| view.clause(clause).subject);
    if says.is_some_and(|subject| view.phrase(subject).negated) {
        return None;
    }
    // "launched a series of attacks"
    let series = view
        .counts_of(at)
        .filter(|&outer| view.frames().is(Job::Transparent, view.noun(view.phrase(outer).head)));
    let outer = series.unwrap_or(at);
    let mut draft = Draft {
        frame: Some(noun.frame),
        trigger: phrase.head,
        sentence: phrase.sentence,
        clause: around.clause(outer),
        ..Draft::default()
    };
    if rule.level {
        draft.quantity = level(view, around, at, &mut draft).filter(|&at| measures(view, noun.frame, at));
        let figure = view.quantity(draft.quantity?).tokens.clone();
        draft.level = true;
        // "a toll of 40 civilians": of whom it is.
        let counted = view.phrase_at(figure.start).filter(|&at| view.phrase(at).head >= figure.end);
        let people = counted.filter(|&at| frame.people && count::are_people(view, at));
        draft.patient = draft.patient.or(people);
        draft.part |= people.is_some_and(|at| count::is_listed(view, at));
    }
    let mut supported = false;
    let mut sufferer = None;
    // "launched an attack on", "an attack was carried out by"
    if let Some(clause_at) = around.object_of(outer).or(around.subject_of(outer)) {
        let clause = view.clause(clause_at);
        if let Some(&role) = view.frames().support.get(&clause.lemma) {
            let as_object = clause.objects.contains(&outer) && !clause.passive && draft.speaker.is_none();
            if as_object && let Some(subject) = subject(view, around, clause) {
                supported = true;
                if noun.owner == Some(Role::Place) {
                    // "Derna has a population of 100,000."
                    draft.fill(Role::Place, subject);
                } else if role == Role::Patient {
                    sufferer = Some(subject);
                } else {
                    draft.fill(role, subject);
                }
            }
            if as_object || clause.passive {
                supported = true;
                draft.support = Some(clause_at);
                // "The crash was not caused by a bomb": by whom or what is denied, not the crash.
                let agentive =
                    |(word, _): &(WordId, usize)| view.rules.lexicon.class(*word).contains(Class::AGENTIVE);
                if clause.passive && clause.negated && frame.once && clause.complements.iter().any(agentive) {
                    return None;
                }
                let by = if clause.passive { Some(role) } else { None };
                complements(view, clause, &noun.slots, by, &mut draft);
            }
            let announcer = subject(view, around, clause).filter(|_| as_object && role == Role::None);
            let firm = |&who: &usize| !view.class(view.phrase(who).head).contains(Class::PERSON);
            if let Some((role, who)) = rule.announcer.zip(announcer.filter(firm)) {
                draft.fill(role, who);
            }
            draft.negated = clause.negated;
        }
        let itself = clause.subject == Some(outer) && !clause.passive;
        let own = view.frames().verbs.contains_key(&clause.lemma);
        if itself && (!own || view.frames().is(Job::Link, clause.lemma)) {
            // "A ceasefire went into effect between the two armies."
            complements(view, clause, &noun.slots, None, &mut draft);
            draft.negated = clause.negated;
        } else if itself {
            // "A truce took effect on Sunday between the two": those between whom it is belong to no verb.
            let sides = clause
                .complements
                .iter()
                .filter(|(preposition, _)| view.frames().is(Job::Both, *preposition));
            for &(preposition, phrase) in sides {
                into_slot(view, preposition, phrase, &noun.slots, None, &mut draft);
            }
        }
    }
    // "The strike led to the death of six officers."
    let led = around.complement_of(outer).map(|(clause, _)| view.clause(clause));
    let led =
        led.filter(|clause| frame.people && !clause.passive && view.frames().is(Job::Lead, clause.lemma));
    if let Some(cause) = led.and_then(|clause| clause.subject) {
        draft.fill(Role::Agent, cause);
    }
    if let (Some(role), Some(owner)) = (noun.owner, phrase.owner) {
        // "the city's third shooting": where, not who.
        let head = view.phrase(owner).head;
        let place = view.entity_at(head).is_none()
            && view.frames().categories.get(&view.noun(head)).is_some_and(|kind| kind == "place");
        draft.fill(if place && role == Role::Agent { Role::Place } else { role }, owner);
    }
    if let Some(role) = noun.modifier {
        draft.modifier = modifier(view, at, phrase.head - noun.before.len(), role);
    }
    if let Some(of) = phrase.of.map(|of| view.whole(of))
        && let Some(&role) = slot(view, &noun.slots, "of")
    {
        if role == Role::Value {
            // "a capacity of 150 passengers"
            let own = || if noun.with.is_empty() { amount(view, of) } else { view.phrase(of).quantity };
            let figure = || own().filter(|&at| measures(view, noun.frame, at));
            draft.quantity = draft.quantity.or_else(figure);
        } else if draft.quantity.is_none() || draft.quantity != amount(view, of) {
            draft.fill(role, of);
        }
    }
    let behind = view.behind(at);
    if !noun.needs.is_empty() && !supported && !behind.iter().any(|(word, _)| noun.needs.contains(word)) {
        return None;
    }
    for (preposition, behind) in behind {
        into_slot(view, preposition, behind, &noun.slots, None, &mut draft);
    }
    if let Some(sufferer) = sufferer {
        draft.fill(Role::Patient, sufferer);
    }
    let of_what = draft.quantity.and_then(|at| view.phrase_at(view.quantity(at).tokens.end - 1));
    if !noun.with.is_empty() && !of_what.is_some_and(|of| is_bare(view, of) || is_never(view, of, &noun.with))
    {
        return None;
    }
    if let Some(patient) = draft.patient
        && is_never(view, patient, &noun.never)
    {
        return None;
    }
    if rule.own && (phrase.owner.is_none() || happens_to(view, around, at)) {
        return None;
    }
    if rule.alone && is_done_to(view, around, at) {
        return None;
    }
    if !noun.only_of.is_empty() {
        let one = draft.patient.is_some_and(|patient| is_never(view, patient, &noun.only_of));
        if !one {
            return None;
        }
        // "The value of the deal" names nobody who was bought.
        draft.patient = draft.patient.filter(|_| frame.counts != Counts::Value);
    }
    if rule.stands_for.is_some() {
        // "three fatalities": the phrase is those to whom it happened.
        if phrase.negated {
            draft.zero = true;
            draft.negated = true;
        }
        let count = |&at: &usize| view.quantity(at).quantity.dimension == "count";
        draft.quantity = draft.quantity.or_else(|| amount(view, at).filter(count));
        let many = view.class(phrase.head).contains(Class::PLURAL) && !rule.needs_slot;
        let reported = view.counts_of(at).is_some_and(|reports| is_denied_report(view, reports));
        if draft.quantity.is_none() && !draft.zero && !many && !reported {
            return None;
        }
    } else if rule.decimal {
        phrase.quantity?;
        // "a 7.9 quake" counts no quakes; "three quakes" has no magnitude.
        let fraction = |&at: &usize| {
            let quantity = &view.quantity(at).quantity;
            quantity.dimension == "count"
                && quantity
                    .interval
                    .point()
                    .is_some_and(|value| value.fract() != 0.into() && value > 1.into())
        };
        draft.quantity = Some(phrase.quantity.filter(fraction)?);
        draft.patient = Some(at);
    } else if phrase.quantity.is_some() && measures_noun(view, noun.frame, phrase.quantity) {
        draft.quantity = draft.quantity.or(phrase.quantity);
    } else if phrase.negated && frame.people {
        draft.zero = true;
        draft.negated = true;
    } else if phrase.negated {
        // "no disruption to production"
        draft.negated = true;
    }
    // "clashes driven by the militants", "the attack is thought to have been carried out by rebels"
    if draft.agent.is_none() {
        let doing = doing(view, outer).find_map(|clause| {
            let by = |(preposition, _): &&(WordId, usize)| noun.slots.get(preposition) == Some(&Role::Agent);
            let by = view.clause(clause).complements.iter().find(by);
            by.map(|&(_, phrase)| (clause, phrase))
        });
        if let Some((clause, phrase)) = doing {
            draft.fill(Role::Agent, phrase);
            draft.doing = Some(clause);
        }
    }
    // "civilian casualties"
    if let Some(before) = phrase.head.checked_sub(1).filter(|&before| before >= phrase.tokens.start)
        && frame.people
        && frame.counts == Counts::Patient
        && draft.patient.is_none()
        && !rule.level
        && noun.before.is_empty()
        && view
            .frames()
            .categories
            .get(&view.noun(before))
            .is_some_and(|kind| !matches!(kind.as_str(), "person" | "place"))
    {
        draft.kin = Some(before);
    }
    // "no reports of injuries", "no immediate word of damage"
    if let Some(reports) = view.counts_of(at).filter(|&reports| is_denied_report(view, reports)) {
        draft.zero = frame.people;
        draft.negated = true;
        draft.clause = around.clause(reports);
        draft.support = draft.clause;
    }
    let placed = rule.requires.contains(&Role::Place) && draft.place.is_some();
    if rule.requires.contains(&Role::Value) && draft.quantity.is_none()
        || rule.requires.contains(&Role::Place) && !placed
    {
        return None;
    }
    let many = view.class(phrase.head).contains(Class::PLURAL);
    let somewhere = frame.deed && many && (draft.place.is_some() || around.object_of(at).is_some());
    let filled = draft.agent.is_some() || draft.patient.is_some() || draft.quantity.is_some() || draft.zero;
    let dated = frame.once && super::context::is_dated(view, at);
    let filled = filled || draft.modifier.is_some() || somewhere || dated || placed;
    (filled || supported || !rule.needs_slot).then_some(draft)
}

/// Is the phrase the subject or object of a verb of some frame about people?
fn happens_to(view: &View, around: &Around, at: usize) -> bool {
    let clauses = [around.object_of(at), around.subject_of(at)].into_iter().flatten();
    let mut clauses = clauses.map(|clause| view.clause(clause));
    clauses.any(|clause| {
        let mut verbs = view.frames().verbs.get(&clause.lemma).into_iter().flatten();
        !view.frames().is(Job::Link, clause.lemma)
            && verbs.any(|verb| {
                let whole = verb.particle.is_empty() || followed(view, clause, &verb.particle);
                whole && view.frames().all[verb.frame].people
            })
    })
}

/// Is something done to those whom the phrase names that makes another figure, or is it one of them?
fn is_done_to(view: &View, around: &Around, at: usize) -> bool {
    let clauses = [around.object_of(at), around.subject_of(at)].into_iter().flatten();
    let counted = clauses.map(|clause| view.clause(clause).lemma).any(|lemma| {
        let frames = view.frames();
        frames.is(Job::Count, lemma) || frames.support.contains_key(&lemma)
    });
    let one = view
        .phrase(at)
        .quantity
        .is_some_and(|quantity| view.quantity(quantity).quantity.interval.point() == Some(Decimal::ONE));
    // "two demonstrators who wore masks": some of them
    let some = view.tag(view.phrase(at).tokens.end) == Tag::Relative;
    one || some || !counted && happens_to(view, around, at)
}

/// The passive clauses that say who was behind something: their subject is its noun.
fn doing(view: &View, noun: usize) -> impl Iterator<Item = usize> {
    let phrase = view.phrase(noun);
    let from = view.layers.clauses.partition_point(|clause| clause.head < phrase.head);
    let near = view.layers.clauses[from..].iter().enumerate().take(4);
    let near = near.take_while(move |(_, clause)| clause.sentence == phrase.sentence);
    near.filter(move |(_, clause)| {
        let supports = view.frames().support.contains_key(&clause.lemma);
        clause.passive && clause.subject == Some(noun) && (supports || clause.form == VerbForm::Participle)
    })
    .map(move |(step, _)| from + step)
}

/// "no reports": of what did not happen?
fn is_denied_report(view: &View, phrase: usize) -> bool {
    let phrase = view.phrase(phrase);
    phrase.negated && view.frames().is(Job::Report, view.noun(phrase.head))
}

/// A name before the noun: "Pakistani airstrikes", "the Orakzai attack".
fn modifier(view: &View, at: usize, head: usize, role: Role) -> Option<(Role, std::ops::Range<usize>)> {
    let mention = (view.phrase(at).tokens.start..head).rev().find_map(|token| view.entity_at(token))?;
    if mention.tokens.contains(&head) {
        return None;
    }
    let place = mention.kind == "place" && view.tag(mention.tokens.start) != Tag::Adjective;
    // "Iran death toll"; not "Camp Fire toll", "Grenfell death toll".
    if role == Role::Place && !view.rules.entities.get(&mention.entity).is_some_and(|known| known.country) {
        return None;
    }
    let role = if place && role == Role::Agent { Role::Place } else { role };
    Some((role, mention.tokens.clone()))
}

/// Does the number before a noun count what the frame counts?
fn measures_noun(view: &View, frame: usize, quantity: Option<usize>) -> bool {
    let Some(quantity) = quantity else { return false };
    let count = view.quantity(quantity).quantity.dimension == "count";
    match view.frames().all[frame].counts {
        Counts::Patient | Counts::Event => count,
        Counts::Value => measures(view, frame, quantity) && !count,
        Counts::Agent => false,
    }
}

/// So many tokens behind a level and all that hangs on it its figure is looked for.
const AS: usize = 4;

/// The figure at which a level stands: "the death toll rose to 40", "a death toll of 40".
pub(super) fn level(view: &View, around: &Around, at: usize, draft: &mut Draft) -> Option<usize> {
    let phrase = view.phrase(at);
    if let Some(quantity) = phrase.of.and_then(|of| view.phrase(of).quantity) {
        return Some(quantity);
    }
    let own = behind_number(view, at).or(around.subject_of(at)).or(around.object_of(at));
    let Some(clause_at) = own else {
        let brought = brought(view, around, at);
        draft.clause = brought.map(|(clause, _)| clause).or(draft.clause);
        return brought.map(|(_, figure)| figure).or_else(|| gapped(view, around, at));
    };
    let clause = view.clause(clause_at);
    draft.clause = Some(clause_at);
    draft.negated = clause.negated;
    if view.frames().is(Job::Link, clause.lemma) && clause.objects.contains(&at) {
        // "275 is the final toll"
        let bare = clause.subject.filter(|&subject| is_bare(view, subject));
        draft.support = Some(clause_at);
        return bare.and_then(|subject| amount(view, subject));
    }
    let levels = view.frames().levels.get(&clause.lemma)?;
    draft.support = Some(clause_at);
    // "the ministry puts the toll at 40"
    let gives = !clause.passive && clause.objects.contains(&at) && view.frames().is(Job::Count, clause.lemma);
    draft.speaker = clause.subject.filter(|_| gives).and_then(|who| super::topic::giver(view, who));
    for &(preposition, complement) in &clause.complements {
        if levels.at.contains(&preposition)
            && let Some(quantity) = amount(view, complement)
        {
            // "climbed past 75"
            draft.bound = match preposition {
                word if view.frames().is(Job::Beyond, word) => Some(End::Above),
                word if view.frames().is(Job::Beneath, word) => Some(End::Below),
                _ => None,
            };
            return Some(quantity);
        }
    }
    // "put the number of those killed at 769": behind the verb in between
    let between = phrase.of.and_then(|of| around.subject_of(of)).map(|inner| view.clause(inner));
    let between = between.filter(|inner| inner.parent == Some(clause_at)).into_iter();
    let mut behind = between.flat_map(|inner| &inner.complements);
    let behind = behind.find(|(word, figure)| levels.at.contains(word) && is_bare(view, *figure));
    // "gives the toll as 103"
    let end = view.behind(at).last().map_or(phrase.tokens.end, |&(_, last)| view.phrase(last).tokens.end);
    let named = (end..end + AS).find_map(|token| {
        let next = view.phrase_at(token + 1).filter(|&next| view.phrase(next).sentence == phrase.sentence)?;
        let given = clause.subject != Some(at) && levels.at.contains(&view.word(token));
        (given && view.phrase(next).tokens.start == token + 1 && is_bare(view, next)).then_some(next)
    });
    if let Some(quantity) = behind.map(|&(_, figure)| figure).or(named).and_then(|at| amount(view, at)) {
        return Some(quantity);
    }
    // "revised the toll from 288 to 275"
    let moved = clause.objects.iter().skip_while(|&&object| object == at).find_map(|&object| {
        let first = view.phrase(object).tokens.start;
        amount(view, object).filter(|_| is_bare(view, object) && view.is(Job::From, first))
    });
    if let Some(quantity) = moved {
        draft.last = true;
        return Some(quantity);
    }
    if clause.subject == Some(at) {
        if let Some(quantity) = clause.objects.iter().find_map(|&object| amount(view, object)) {
            draft.moved = !levels.at.is_empty() && !levels.by.is_empty();
            draft.bound = levels.side;
            return Some(quantity);
        }
        for &(preposition, complement) in &clause.complements {
            if levels.by.contains(&preposition)
                && let Some(quantity) = amount(view, complement)
            {
                draft.moved = true;
                return Some(quantity);
            }
        }
    }
    None
}

/// "bringing to 26 the number of deaths": the figure stands before what it is of.
fn brought(view: &View, around: &Around, at: usize) -> Option<(usize, usize)> {
    let figure = view.phrase_at(view.phrase(at).tokens.start.checked_sub(1)?)?;
    let (clause, preposition) = around.complement_of(figure)?;
    let level = view.frames().levels.get(&view.clause(clause).lemma)?;
    let stands = level.at.contains(&preposition) && is_bare(view, figure);
    stands.then(|| amount(view, figure)).flatten().map(|quantity| (clause, quantity))
}

/// "The toll rose to 41 and the number of injured to 300": the verb is that of the clause before.
fn gapped(view: &View, around: &Around, at: usize) -> Option<usize> {
    let own = view.phrase(at).tokens.start;
    // "and that of the injured at 934"
    let that = own.checked_sub(2).filter(|&that| {
        let words = [that, that + 1].map(|token| view.word(token));
        words == ["that", "of"].map(|word| view.rules.lexicon.id(word))
    });
    let start = that.unwrap_or(own);
    let joined = start.checked_sub(1).is_some_and(|before| view.tag(before) == Tag::Conjunction);
    if !joined || around.complement_of(at).is_some() {
        return None;
    }
    let level = |clause: &Clause| view.frames().levels.get(&clause.lemma);
    let mut clauses = view.clauses_of(view.phrase(at).sentence).rev();
    let (_, before) = clauses
        .find(|(_, clause)| clause.verb.end <= start && (that.is_none() || level(clause).is_some()))?;
    let levels = level(before)?;
    let mut behind = view.behind(at).into_iter();
    let (_, figure) =
        behind.find(|&(preposition, behind)| levels.at.contains(&preposition) && is_bare(view, behind))?;
    amount(view, figure)
}

/// "…, and infections to 300": the phrase that a figure behind a preposition is of, where the verb of the clause before
/// holds for both.
pub(super) fn gap_owner(view: &View, figure: usize) -> Option<usize> {
    let start = view.phrase(figure).tokens.start;
    let preposition = start.checked_sub(1).filter(|&token| view.tag(token) == Tag::Preposition)?;
    let owner = view.phrase_at(preposition.checked_sub(1)?)?;
    let phrase = view.phrase(owner);
    let joined = phrase.tokens.start.checked_sub(1).is_some_and(|at| view.tag(at) == Tag::Conjunction);
    (joined && phrase.quantity.is_none() && view.quantity_at(phrase.head).is_none()).then_some(owner)
}

fn adjectives(view: &View, around: &Around, token: usize, drafts: &mut Vec<Draft>) {
    for adjective in view.frames().adjectives.get(&view.word(token)).into_iter().flatten() {
        if let Some(draft) = by_adjective(view, around, token, adjective) {
            drafts.push(draft);
        }
    }
}

/// "the Geneva-based group": the place before, the one that it is said of behind.
fn placed(view: &View, token: usize, adjective: &Adjective) -> Option<Draft> {
    let rule = &view.frames().all[adjective.frame].adjective[adjective.entry];
    let at = view.phrase_at(token).filter(|&at| view.phrase(at).head != token)?;
    let dash = token.checked_sub(1).filter(|&dash| !view.is_word(dash))?;
    let mention = view.entity_at(dash.checked_sub(1)?).filter(|mention| mention.kind == "place")?;
    if adjective.needs.is_empty() {
        return None;
    }
    let mut draft = Draft {
        frame: Some(adjective.frame),
        trigger: token,
        sentence: view.phrase(at).sentence,
        modifier: Some((Role::Place, mention.tokens.clone())),
        passing: true,
        ..Draft::default()
    };
    draft.fill(rule.of, at);
    Some(draft)
}

/// "A deal worth $3 billion": the figure behind, what it is of before.
fn worth(view: &View, around: &Around, token: usize, adjective: &Adjective) -> Option<Draft> {
    let frame = &view.frames().all[adjective.frame];
    let value = frame.counts == Counts::Value && adjective.slots.is_empty();
    let quantity = view.quantity_at(token + 1 + adjective.behind.len()).filter(|_| value)?;
    let of = view.phrase_at(token.checked_sub(1)?)?;
    let fits = (adjective.only_of.is_empty() || is_never(view, of, &adjective.only_of))
        && !is_never(view, of, &adjective.never)
        && measures(view, adjective.frame, quantity);
    let mut draft = Draft {
        frame: Some(adjective.frame),
        trigger: token,
        sentence: view.phrase(of).sentence,
        clause: around.clause(of),
        quantity: Some(quantity),
        ..Draft::default()
    };
    if adjective.only_of.is_empty() {
        draft.fill(frame.adjective[adjective.entry].of, of);
    }
    fits.then_some(draft)
}

/// "They brought 20 dead to the hospital", "the identity of 94 dead": some of them, no toll.
fn apart(view: &View, around: &Around, phrase: usize, clause: Option<usize>) -> bool {
    let first = around.coordinated(phrase);
    let clause = clause.or(around.clause(first));
    let handled = clause.is_some_and(|at| {
        let clause = view.clause(at);
        view.frames().is(Job::Handle, clause.lemma)
            && (clause.objects.contains(&first) || clause.passive && clause.subject == Some(first))
            && !view.is(Job::Definite, view.phrase(phrase).tokens.start)
    });
    // "as is that of 94 dead"; but "a list of 132 dead" is a toll.
    let start = view.phrase(phrase).tokens.start;
    let of = start.checked_sub(2).is_some_and(|token| {
        let named = view.frames().is(Job::Trait, view.noun(token)) || view.is(Job::Trait, token);
        named && view.word(token + 1) == view.rules.lexicon.id("of")
    });
    handled || of
}

/// The phrase that the adjective follows: "6 cops dead", "dozens of people still unaccounted for".
fn described(view: &View, token: usize, people: bool) -> Option<usize> {
    let before = token.checked_sub(1)?;
    let direct = view.phrase_at(before);
    let still = people && view.tag(before) == Tag::Adverb;
    let further = before.checked_sub(1).filter(|_| still).and_then(|further| view.phrase_at(further));
    let counted = |&at: &usize| view.phrase(at).quantity.is_some() || view.counted_by_of(at);
    direct.or(further.filter(counted))
}

fn by_adjective(view: &View, around: &Around, token: usize, adjective: &Adjective) -> Option<Draft> {
    if let Some(clause) = view.verb_at(token) {
        // "were injured" is a verb, "were dead" is not.
        let lemma = view.clause(clause).lemma;
        let verbs = view.frames().verbs.get(&lemma);
        if view.clause(clause).head == token
            && verbs.into_iter().flatten().any(|verb| verb.frame == adjective.frame)
        {
            return None;
        }
    }
    let frame = &view.frames().all[adjective.frame];
    let rule = &frame.adjective[adjective.entry];
    if !adjective.behind.iter().enumerate().all(|(step, &word)| view.word(token + 1 + step) == word) {
        return None;
    }
    // "people on board": what follows the last of its words.
    let next = token + 1 + adjective.behind.len();
    let mut draft =
        Draft { frame: Some(adjective.frame), trigger: token, part: rule.part, ..Draft::default() };
    if let Some(draft) = placed(view, token, adjective) {
        return Some(draft);
    }
    if let Some(draft) = worth(view, around, token, adjective) {
        return Some(draft);
    }
    // "17 rebels dead and 3 bridges destroyed": no part of what follows.
    let ahead = view.tag(next) == Tag::Conjunction;
    let inside = view.phrase_at(token).filter(|&at| !(ahead && view.phrase(at).tokens.start == token));
    let denied = |at: usize| view.phrase(at).negated && rule.of == Role::Agent;
    let alone = |at: usize| view.phrase(at).quantity.is_none() || denied(at);
    let predicate = inside.filter(|&at| view.phrase(at).head == token && alone(at));
    let predicate = predicate.and_then(|at| around.object_of(at)).map(|at| (at, view.clause(at)));
    // "is neither accountable for it nor"
    let said_of = |at: usize| frame.people || denied(at);
    let predicate = predicate.filter(|&(at, clause)| {
        // "have been left homeless"
        let left = clause.passive && view.frames().is(Job::Leave, clause.lemma) && frame.people;
        (view.frames().is(Job::Link, clause.lemma) || left) && said_of(at)
    });
    let noun = if let Some((link, clause)) = predicate {
        // "residents are still missing", where the adjective was taken for a noun
        draft.sentence = clause.sentence;
        draft.clause = Some(link);
        draft.support = Some(link);
        draft.negated = clause.negated;
        complements(view, clause, &adjective.slots, None, &mut draft);
        Some(clause.subject?)
    } else if let Some(at) = inside {
        // "13 injured people", "the 40 dead"
        let phrase = view.phrase(at);
        phrase.quantity?;
        draft.sentence = phrase.sentence;
        draft.clause = around.clause(at);
        draft.part |= frame.people && apart(view, around, at, draft.clause);
        if phrase.head == token {
            draft.quantity = phrase.quantity;
            None
        } else {
            Some(at)
        }
    } else if let Some(at) = described(view, token, frame.people) {
        // "6 cops dead", "leaving 13 injured"
        let phrase = view.phrase(at);
        draft.sentence = phrase.sentence;
        draft.clause = around.clause(at);
        draft.part |= frame.people && apart(view, around, at, draft.clause);
        if matches!(view.tag(next), Tag::Noun | Tag::Name | Tag::Adjective) {
            return None;
        }
        if let Some(clause_at) = around.object_of(at) {
            let clause = view.clause(clause_at);
            if view.frames().is(Job::Leave, clause.lemma) && rule.of == Role::Patient {
                if let Some(subject) = clause.subject {
                    draft.fill(Role::Agent, subject);
                }
            } else if phrase.quantity.is_none() {
                return None;
            }
        } else if phrase.quantity.is_none()
            && view.layers.sentences.get(phrase.sentence).is_none_or(|s| s.role.is_none())
        {
            return None;
        }
        Some(at)
    } else {
        // "were dead", "is still missing"
        let link = (1..4).filter_map(|back| token.checked_sub(back)).find_map(|back| view.verb_at(back))?;
        let clause = view.clause(link);
        // "Five confirmed dead in crash"; of "five feared dead" nobody says that they are.
        let bare = || {
            let counted = |at: usize| super::count::of_phrase(view, at, true).is_some();
            let cues = view.rules.attribution.verbs.get(&clause.lemma);
            let mut takes = cues.into_iter().flatten().flat_map(|cue| &cue.takes);
            cues.is_some()
                && takes.all(|&(.., certainty)| certainty == Certainty::Certain)
                && clause.objects.is_empty()
                && clause.verb.len() == 1
                && clause.subject.is_some_and(counted)
        };
        let deemed = view.frames().is(Job::Deem, clause.lemma) && (clause.passive || frame.people && bare());
        let left = clause.passive && view.frames().is(Job::Leave, clause.lemma) || deemed;
        if !(left || view.frames().is(Job::Link, clause.lemma)) || clause.verb.end > token {
            return None;
        }
        let between = clause.verb.end..token;
        if between.clone().any(|between| {
            !matches!(view.tag(between), Tag::Adverb | Tag::Adjective | Tag::Negation | Tag::Conjunction)
        }) {
            return None;
        }
        draft.sentence = clause.sentence;
        draft.clause = Some(link);
        draft.negated =
            clause.negated || between.clone().any(|between| view.class(between).contains(Class::NEGATION));
        complements(view, clause, &adjective.slots, None, &mut draft);
        if !adjective.needs.is_empty() && !adjective.needs.contains(&view.word(next)) {
            return None;
        }
        Some(clause.subject?)
    };
    if !adjective.needs.is_empty() && !adjective.needs.contains(&view.word(next)) {
        return None;
    }
    if frame.counts == Counts::Value {
        // "the blaze is 35 percent contained"
        let noun_at = noun?;
        let fits = |&at: &usize| measures(view, adjective.frame, at);
        if !adjective.only_of.is_empty() && !is_never(view, noun_at, &adjective.only_of)
            || is_never(view, noun_at, &adjective.never)
        {
            return None;
        }
        // "a deal worth $3 billion"
        let behind = view.phrase_at(next).and_then(|at| amount(view, at)).filter(fits);
        if behind.is_some() && adjective.slots.is_empty() {
            draft.quantity = behind;
            if adjective.only_of.is_empty() {
                draft.fill(rule.of, noun_at);
            }
            return Some(draft);
        }
        draft.quantity = amount(view, noun_at).filter(fits);
        draft.quantity?;
        let clause = noun.and_then(|at| around.object_of(at)).map(|at| view.clause(at));
        draft.clause = noun.and_then(|at| around.object_of(at)).or(draft.clause);
        draft.patient = clause.and_then(|clause| clause.subject);
        return Some(draft);
    }
    if let Some(at) = noun {
        if is_never(view, at, &adjective.never) {
            return None;
        }
        if view.phrase(at).negated {
            draft.zero = frame.people;
            draft.negated = true;
        }
        // "35 rebels and 5 soldiers dead", but not "17 bodies and one injured person"
        let inside = view.phrase(at).tokens.contains(&token);
        draft.fill(rule.of, if inside { at } else { around.first(view, at) });
    }
    Some(draft)
}
