//! Writes drafts out as claims: words, entities, figures, context.

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::{SmolStr, format_smolstr};

use super::context::{self, Context};
use super::count::{self, Count};
use super::draft::Draft;
use super::view::View;
use super::{Amount, Attributed, Claim, Kind, Participant, Polarity};
use super::{place, sort};
use crate::annotate::EntityMention;
use crate::annotate::attribution::{Certainty, Stance};
use crate::annotate::clause::VerbForm;
use crate::annotate::quantity::Change;
use crate::annotate::tag::Tag;
use crate::rules::frame::{Counts, End, Job, Role};
use crate::rules::lexicon::Class;
use crate::span::Span;
use crate::value::{Bound, Interval, Quantity};

/// Drafts of one fact only once: the same frame with the same figure or the same word.
pub(super) fn distinct(view: &View, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut seen = FxHashSet::default();
    let mut kept = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let figure = figure(view, &draft).or(draft.patient.map(|at| (1, view.phrase(at).head)));
        let new = figure.is_none_or(|figure| seen.insert((draft.frame, figure)));
        let first = draft.part || seen.insert((draft.frame, (2, draft.trigger)));
        if new && first {
            kept.push(draft);
        }
    }
    kept
}

/// The quantity that the draft will carry.
fn figure(view: &View, draft: &Draft) -> Option<(u8, usize)> {
    let counted = counted(view, draft);
    let quantity = draft.quantity.or(counted.and_then(|at| view.phrase(at).quantity));
    quantity.map(|at| (0, at))
}

/// The quantities that these drafts carry.
pub(super) fn quantities_of(view: &View, drafts: &[Draft]) -> FxHashSet<usize> {
    let mut taken = FxHashSet::default();
    for draft in drafts {
        taken.extend(draft.quantity);
        for at in counted(view, draft).into_iter().flat_map(|at| count::members(view, at)) {
            taken.extend(view.phrase(at).quantity);
        }
    }
    taken
}

/// The phrase that the draft counts.
fn counted(view: &View, draft: &Draft) -> Option<usize> {
    match draft.frame.map(|at| view.frames().all[at].counts) {
        Some(Counts::Agent) => draft.agent,
        Some(Counts::Value | Counts::Event) => None,
        None if draft.event && draft.patient.is_none() => draft.agent,
        _ => draft.patient,
    }
}

/// Drafts in text order.
pub(super) fn in_order(_view: &View, mut drafts: Vec<Draft>) -> Vec<Draft> {
    // Drafts are large: their keys are sorted, and each is moved once.
    drafts.sort_by_cached_key(|draft| (draft.trigger, draft.frame, draft.patient));
    drafts
}

/// The claims, in the order of the drafts, with room for some more.
pub(super) fn write(view: &View, drafts: &[Draft], more: usize) -> Vec<Claim> {
    let mut context = Context::new(view);
    let mut lines = Lines::default();
    let article = view.layers.article;
    let (document, source) =
        (SmolStr::from(article.id.as_str()), article.source.as_deref().map(SmolStr::from));
    let published = article.date.map(|date| format_smolstr!("{date}"));
    let (mut claims, mut moved) = (Vec::with_capacity(drafts.len() + more), Vec::with_capacity(drafts.len()));
    for draft in drafts {
        let frame = draft.frame.map(|at| &view.frames().all[at]);
        let people = frame.is_some_and(|frame| frame.people);
        let counts_agent = frame.is_some_and(|frame| frame.counts == Counts::Agent);
        let time = context.time(view, draft).map(Box::new);
        let event = context.event(view, draft).map(Box::new);
        let before = |role: Role| {
            let (_, words) = draft.modifier.as_ref().filter(|(of, _)| *of == role)?;
            view.entity_at(words.start).map(|mention| mentioned(view, mention))
        };
        let there =
            |&at: &usize| !place::speaks(view, draft.sentence, view.span(view.phrase(at).tokens.clone()));
        let stated = draft.place.filter(there).map(|at| somewhere(view, at)).or_else(|| before(Role::Place));
        // "Three from Chile" says where they came from.
        let origin = draft.part && draft.kin.is_some_and(|token| view.entity_at(token).is_some());
        let named = || {
            let mention = place::named(view, draft)?;
            let phrase = view.phrase_at(mention.tokens.start).filter(|&at| place::joint(view, at).is_some());
            Some(phrase.map_or_else(|| mentioned(view, mention), |at| somewhere(view, at)))
        };
        let stated =
            if origin { None } else { stated.or_else(|| place::everywhere(view, draft)).or_else(named) };
        let place = context.place(view, draft, stated).map(Box::new);
        for count in count::read(view, draft, people, counted(view, draft)) {
            let span = span(view, draft, &count);
            let (mut attribution, mut certainty) = context::attribution(view, draft);
            if let Some(speaker) = draft.speaker.filter(|_| attribution.is_empty()) {
                attribution.push(speaks(view, draft, speaker));
            }
            if draft.office.is_some() {
                // An office in passing is the outlet's own word.
                attribution.clear();
            }
            let given = is_given(view, draft);
            if given {
                attribution.retain(|link| link.stance == Stance::Asserts);
            }
            if draft.office.is_some() || draft.passing || given {
                certainty = Certainty::Certain;
            }
            let agent = if counts_agent { count.phrase } else { draft.agent };
            let patient =
                if counts_agent || draft.event { draft.patient } else { count.phrase.or(draft.patient) };
            let alone = !counts_agent && count.phrase.is_some() && count.amount.is_some() && !count.shared;
            let mut agent = agent.map(|at| participant(view, at, !counts_agent));
            agent = agent.or_else(|| before(Role::Agent));
            let mut means = draft.means.map(|at| participant(view, at, true));
            if draft.agent.is_some_and(|at| view.frames().is(Job::Event, view.noun(view.phrase(at).head)))
                && !counts_agent
            {
                // "The quake killed 40": no one did it.
                means = means.or(agent.take());
                agent = None;
            }
            if agent.is_none() && draft.means.is_some_and(|at| is_deed(view, at)) {
                agent = means.clone();
            }
            let patient = patient.and_then(|at| whom(view, at, !alone));
            let patient = patient.map(|patient| match count.phrase.filter(|_| draft.apart) {
                Some(at) => Participant {
                    text: view.span(view.named(at)).of(&view.layers.article.text).into(),
                    ..patient
                },
                None => patient,
            });
            // "35 rebels and five soldiers"
            let patient = patient.map(|patient| match count.phrase.filter(|_| !count.operands.is_empty()) {
                Some(at) => {
                    let all = view.span(view.reach(at, true));
                    Participant { text: all.of(&view.layers.article.text).into(), ..patient }
                }
                None => patient,
            });
            let patient = patient.or_else(|| draft.office.clone().and_then(|words| body(view, words)));
            let quantity = count.amount.map(|amount| in_unit(view, draft, amount));
            let quantity = quantity.map(|amount| to_one_side(draft, amount));
            let patient = patient.or_else(|| draft.kin.map(|token| kin(view, token)));
            let denied = context::denied(&attribution) && !is_presupposed(view, draft);
            let negated = !given && draft.negated != denied;
            let head = count.phrase.map(|at| counted_head(view, at, draft.quantity));
            let number = |head: usize| view.quantity_at(head).is_some();
            let head = head.filter(|&head| view.tag(head) != Tag::Pronoun && !number(head) && !count.shared);
            let sentence = &view.layers.sentences[draft.sentence];
            let (line, column) = lines.position(view, span.start);
            moved.push(draft.moved);
            claims.push(Claim {
                id: SmolStr::default(),
                document: document.clone(),
                source: source.clone(),
                predicate: predicate(view, draft),
                polarity: if negated { Polarity::Negative } else { Polarity::Positive },
                certainty,
                counted: quantity
                    .as_ref()
                    .and(head.filter(|&head| view.is_word(head)))
                    .map(|head| view.lemma_text(head).into()),
                sort: quantity.as_ref().and_then(|_| sort::of(view, draft, count.phrase)).map(SmolStr::from),
                quantity: quantity.map(Box::new),
                operands: count.operands,
                kind: if draft.frame.is_some() {
                    Kind::Frame
                } else if draft.office.is_some() {
                    Kind::Office
                } else if draft.event {
                    Kind::Event
                } else if draft.quality {
                    Kind::Quality
                } else {
                    Kind::Quantity
                },
                office: draft.office.clone().map(|words| office(view, words).into()),
                agent: agent.map(Box::new),
                patient: patient.map(Box::new),
                means: means.map(Box::new),
                place: place.clone(),
                time: time.clone(),
                as_of: context::as_of(view, draft).or_else(|| published.clone()),
                published: published.clone(),
                event: event.clone(),
                part: count.part || included(view, draft),
                // "1,000 may have died", "seven have yet to decide whether to attend": no counts.
                forecast: is_fear(&attribution, certainty)
                    || certainty != Certainty::Certain
                        && draft.clause.is_some_and(|at| view.clause(at).modal.is_some())
                    || certainty == Certainty::Unknown && people && is_intended(view, draft),
                headline: sentence.is_headline(),
                attribution,
                span,
                sentence: sentence.span,
                line,
                column,
                text: lines.words(view, draft.sentence),
            });
        }
    }
    settle_increases(view, &mut claims, &moved);
    claims
}

/// "A further 10,000 are missing" adds to no missing of whom nothing was said; "95 were killed, 12 more died" does.
/// "Seventeen others died" adds to those of the same sentence.
fn settle_increases(view: &View, claims: &mut [Claim], moved: &[bool]) {
    let mut told: FxHashMap<SmolStr, usize> = FxHashMap::default();
    for claim in claims.iter().filter(|claim| claim.quantity.is_some()) {
        *told.entry(claim.predicate.clone()).or_default() += 1;
    }
    let mut last: FxHashMap<SmolStr, (Span, bool)> = FxHashMap::default();
    for (claim, moved) in claims.iter_mut().zip(moved) {
        let other = claim
            .counted
            .as_deref()
            .is_some_and(|noun| view.frames().is(Job::Another, view.rules.lexicon.id(noun)));
        let Some(amount) = claim.quantity.as_mut().filter(|amount| amount.quantity.dimension == "count")
        else {
            continue;
        };
        let before = last.insert(claim.predicate.clone(), (claim.sentence, claim.part));
        if other
            && before.is_some_and(|(sentence, _)| sentence == claim.sentence)
            && amount.change == Change::Level
        {
            amount.change = Change::Increase;
        } else if amount.change == Change::Increase && !moved && told.get(&claim.predicate) == Some(&1) {
            amount.change = Change::Level;
        }
    }
}

/// A bare number in the unit that its frame gives it: "measured 6.1" is a magnitude.
fn in_unit(view: &View, draft: &Draft, mut amount: Amount) -> Amount {
    let code = draft.frame.and_then(|at| view.frames().all[at].unit.as_deref());
    if let Some(unit) = code.and_then(|code| view.rules.units.get(code))
        && amount.quantity.dimension == "count"
    {
        amount.quantity = Quantity::new(amount.quantity.interval, unit);
        let frame = draft.frame.map(|at| view.frames().all[at].dimension.as_str()).unwrap_or_default();
        if !frame.is_empty() && !frame.contains(' ') {
            amount.quantity.dimension = frame.into();
        }
    }
    amount
}

/// Who denies that "the giant's $81 billion takeover would hurt" denies no takeover.
fn is_presupposed(view: &View, draft: &Draft) -> bool {
    let named = view.phrase_at(draft.trigger).filter(|_| view.verb_at(draft.trigger).is_none());
    named.is_some_and(|at| {
        let phrase = view.phrase(at);
        let definite = phrase.owner.is_some() || view.is(Job::Definite, phrase.tokens.start);
        definite
            && view
                .clauses_of(draft.sentence)
                .any(|(_, clause)| clause.subject == Some(at) && !clause.passive)
    })
}

/// "Would review the judge's 170-page ruling", "did not explain its $40 billion takeover": what an owner or an article makes
/// known is so, whatever is done with it.
fn is_given(view: &View, draft: &Draft) -> bool {
    // "Could rise from the current toll of five"
    if draft.level
        && let Some(level) = view.phrase_at(draft.trigger).map(|at| view.phrase(at))
    {
        let from = level.tokens.start.checked_sub(1).is_some_and(|token| view.is(Job::From, token));
        let known = level.owner.is_some() || view.is(Job::Definite, level.tokens.start);
        let figure = level.of.and_then(|of| view.quantity_at(view.phrase(of).head));
        return from && known && figure.is_some() && figure == draft.quantity;
    }
    let value = draft.frame.is_some_and(|at| view.frames().all[at].counts == Counts::Value);
    let Some(figure) = draft.quantity.filter(|_| value).map(|at| &view.quantity(at).tokens) else {
        return false;
    };
    view.phrase_at(figure.start).map(|at| view.phrase(at)).is_some_and(|phrase| {
        let known = phrase.owner.is_some() || view.is(Job::Definite, phrase.tokens.start);
        known && figure.end <= phrase.head
    })
}

/// "Has yet to decide whether to attend": does its own verb only name what might be done?
fn is_intended(view: &View, draft: &Draft) -> bool {
    let own = draft.clause.map(|at| view.clause(at)).filter(|clause| clause.head == draft.trigger);
    own.is_some_and(|clause| clause.form == VerbForm::Infinitive)
}

/// "More than 100 are feared dead": nobody says that they are.
fn is_fear(attribution: &[Attributed], certainty: Certainty) -> bool {
    certainty == Certainty::Unknown && attribution.last().is_some_and(|link| link.source.is_none())
}

/// "exceeds 4,700": what is above the figure.
fn to_one_side(draft: &Draft, mut amount: Amount) -> Amount {
    let side = |interval: Interval| {
        let end = |bound: Bound| Bound { inclusive: false, ..bound };
        match (draft.bound, interval.point().and(interval.low)) {
            (Some(End::Above), Some(point)) => Interval { low: Some(end(point)), high: None, ..interval },
            (Some(End::Below), Some(point)) => {
                Interval { low: None, high: Some(end(point)), approximate: true }
            }
            _ => interval,
        }
    };
    amount.quantity.interval = side(amount.quantity.interval);
    amount.quantity.base = side(amount.quantity.base);
    amount
}

/// Does the figure stand behind "including"?
fn included(view: &View, draft: &Draft) -> bool {
    let at = draft.quantity.map(|at| view.quantity(at).tokens.start);
    let phrase = at.and_then(|token| view.phrase_at(token)).map(|at| view.phrase(at).tokens.start);
    phrase.and_then(|start| start.checked_sub(1)).is_some_and(|before| view.is(Job::Part, before))
}

/// An event that stands for those who did it: "killed in an airstrike", not "in clashes".
fn is_deed(view: &View, phrase: usize) -> bool {
    let uses = view.frames().nouns.get(&view.noun(view.phrase(phrase).head));
    uses.into_iter().flatten().any(|noun| view.frames().all[noun.frame].deed)
}

/// The words of an office in lower case, without "the", "former" and the body's name.
fn office(view: &View, words: std::ops::Range<usize>) -> String {
    let kept = words.filter(|&token| {
        view.is_word(token)
            && view.entity_at(token).is_none()
            && !view.is(Job::Former, token)
            && !view.class(token).intersects(Class::DETERMINER | Class::POSSESSIVE)
    });
    let kept: Vec<String> = kept.map(|token| view.text(token).to_lowercase()).collect();
    kept.join(" ")
}

/// Who gives a figure: "the police" of "the police estimate 240,000".
fn speaks(view: &View, draft: &Draft, speaker: usize) -> Attributed {
    let who = participant(view, speaker, true);
    let cue =
        draft.clause.map(|at| view.span(view.clause(at).verb.clone()).of(&view.layers.article.text).into());
    Attributed { source: Some(who.text), entity: who.entity, cue, stance: Stance::Asserts }
}

/// The body named among the words of an office: "North Carolina Governor".
fn body(view: &View, words: std::ops::Range<usize>) -> Option<Participant> {
    words.clone().find_map(|token| view.entity_at(token)).map(|mention| mentioned(view, mention))
}

/// What kind of people: "civilian" of "civilian casualties", the nation of "29 Italians".
fn kin(view: &View, token: usize) -> Participant {
    if let Some(mention) = view.entity_at(token) {
        return mentioned(view, mention);
    }
    Participant {
        text: view.text(token).into(),
        entity: None,
        category: view.frames().categories.get(&view.noun(token)).map(SmolStr::from),
        also: None,
        inherited: false,
    }
}

/// A place by the words of a phrase; several that stand together are none of them.
fn somewhere(view: &View, at: usize) -> Participant {
    match place::joint(view, at) {
        Some(all) => Participant {
            text: view.span(all).of(&view.layers.article.text).into(),
            entity: None,
            category: None,
            also: None,
            inherited: false,
        },
        None => participant(view, at, false),
    }
}

/// Somebody or some place by the words of a mention.
fn mentioned(view: &View, mention: &EntityMention) -> Participant {
    Participant {
        text: mention.span.of(&view.layers.article.text).into(),
        entity: Some(mention.entity.clone()),
        category: None,
        also: None,
        inherited: false,
    }
}

/// Line and column of rising offsets without starting over each time.
#[derive(Default)]
struct Lines {
    sentence: Option<(usize, (usize, usize))>,
    /// The sentence last written, and its words.
    words: Option<(usize, SmolStr)>,
}

impl Lines {
    /// The words of a sentence, which all its claims share.
    fn words(&mut self, view: &View, sentence: usize) -> SmolStr {
        if let Some((at, words)) = &self.words
            && *at == sentence
        {
            return words.clone();
        }
        let words = SmolStr::from(view.layers.sentences[sentence].span.of(&view.layers.article.text));
        self.words = Some((sentence, words.clone()));
        words
    }

    fn position(&mut self, view: &View, offset: usize) -> (usize, usize) {
        if let Some((at, position)) = self.sentence
            && at == offset
        {
            return position;
        }
        let position = view.layers.article.position(offset);
        self.sentence = Some((offset, position));
        position
    }
}

pub(super) fn predicate(view: &View, draft: &Draft) -> SmolStr {
    if let Some(frame) = draft.frame {
        return view.frames().all[frame].name.as_str().into();
    }
    if draft.office.is_some() {
        return SmolStr::new_static("holds_office");
    }
    match (draft.quantity, draft.noun) {
        (Some(quantity), _) if draft.dimension => view.quantity(quantity).quantity.dimension.clone(),
        (_, Some(noun)) => view.lemma_text(noun).into(),
        _ => SmolStr::default(),
    }
}

/// The words that make the claim: its trigger and its slots, as far as they stand in its sentence.
fn span(view: &View, draft: &Draft, count: &Count) -> Span {
    let mut range = draft.trigger..draft.trigger + 1;
    let mut add = |tokens: std::ops::Range<usize>| {
        range.start = range.start.min(tokens.start);
        range.end = range.end.max(tokens.end);
    };
    let sentence = &view.layers.sentences[draft.sentence].tokens;
    for at in [draft.agent, count.phrase.or(draft.patient), draft.place, draft.means].into_iter().flatten() {
        let reach = view.reach(at, false);
        if sentence.contains(&reach.start) {
            add(reach);
        }
    }
    if let Some(words) = draft.office.clone().or(draft.modifier.clone().map(|(_, words)| words)) {
        add(words);
    }
    if let Some(quantity) = draft.quantity {
        add(view.quantity(quantity).tokens.clone());
    }
    if let Some(clause) = draft.clause.map(|at| view.clause(at))
        && clause.verb.contains(&draft.trigger)
    {
        add(clause.verb.clone());
    }
    view.span(range)
}

/// The head that a figure counts: "fighters" in "nine of its fighters", "customers" in "the data of 900 customers".
fn counted_head(view: &View, at: usize, quantity: Option<usize>) -> usize {
    let phrase = view.phrase(at);
    match phrase.of {
        Some(of) if view.quantity_at(phrase.head).is_some() => view.phrase(of).head,
        Some(of) if quantity.is_some() && view.phrase(of).quantity == quantity => view.phrase(of).head,
        _ => phrase.head,
    }
}

/// The patient without its number; nobody where the number stands alone.
fn whom(view: &View, at: usize, together: bool) -> Option<Participant> {
    let phrase = view.phrase(at);
    if view.quantity_at(phrase.head).is_some() {
        return phrase.of.map(|of| participant(view, of, together));
    }
    Some(participant(view, at, together))
}

/// Somebody by the words of a phrase.
pub(super) fn participant(view: &View, at: usize, together: bool) -> Participant {
    let phrase = view.phrase(at);
    let mut tokens = view.reach(at, together);
    if let Some(quantity) = phrase.quantity {
        let mut behind = view.quantity(quantity).tokens.end;
        // "an eight-storey building" is a building
        if view.text(behind) == "-" && behind + 1 < phrase.head {
            behind += 2;
        }
        if behind < tokens.end && behind > tokens.start {
            tokens.start = behind;
        }
    }
    let name = view
        .entity_at(phrase.head)
        .or_else(|| phrase.apposition.and_then(|other| view.entity_at(view.phrase(other).head)));
    let inside = || {
        let tokens = phrase.tokens.clone();
        tokens.rev().find_map(|token| view.entity_at(token))
    };
    // "The group, an organisation based in Peru, …": who the organisation is stands before it.
    let same = || view.said_of(at).and_then(|other| view.entity_at(view.phrase(other).head));
    let mention = name.or_else(inside).or_else(same);
    let mut span = view.span(tokens);
    if let Some(other) = phrase.apposition.filter(|_| view.class(phrase.head).contains(Class::PERSON)) {
        // "Prime Minister Shehbaz Sharif"
        let other = view.phrase(other);
        if other.tokens.start == phrase.tokens.end
            && other.tokens.clone().any(|token| view.tag(token) == Tag::Name)
        {
            span = span.cover(view.span(other.tokens.clone()));
        }
    }
    let category = view.frames().categories.get(&view.noun(phrase.head)).map(SmolStr::from);
    let category = category.or_else(|| {
        let event = view.frames().nouns.contains_key(&view.noun(phrase.head));
        event.then(|| SmolStr::new_static("event"))
    });
    let text = &view.layers.article.text;
    let also =
        phrase.apposition.or_else(|| view.said_of(at)).map(|other| view.span(view.reach(other, false)));
    let also = also.filter(|other| other.end <= span.start || span.end <= other.start);
    Participant {
        text: span.of(text).into(),
        entity: mention.map(|mention| mention.entity.clone()),
        category,
        also: also.map(|other| other.of(text).into()),
        inherited: false,
    }
}
