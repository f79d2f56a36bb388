//! What a bare figure counts: "The police put it at 240,000, the organisers at a million" goes on about the march of the
//! sentences before.

use super::count;
use super::draft::Draft;
use super::frame::{self, Around};
use super::view::View;
use crate::annotate::tag::Tag;
use crate::rules::frame::{Counts, Job};
use crate::rules::lexicon::Class;
use crate::value::Decimal;

/// So many sentences back a topic reaches.
const REACH: usize = 4;

/// From here on a count may be written with a decimal point: "1.27 million".
const LEAST_MILLION: i64 = 1_000_000;

/// Where the article counts people by a frame, in text order.
pub(super) struct Topics {
    /// Token, sentence, frame.
    places: Vec<(usize, usize, usize)>,
}

impl Topics {
    /// The frames' own figures, and the nouns that name what is counted ("the march", "the toll").
    pub(super) fn new(view: &View, drafts: &[Draft]) -> Topics {
        let counts = |frame: usize| {
            let frame = &view.frames().all[frame];
            frame.people && matches!(frame.counts, Counts::Patient | Counts::Agent)
        };
        let figures = drafts.iter().filter(|draft| !draft.zero && counted(view, draft)).filter_map(|draft| {
            draft.frame.filter(|&frame| counts(frame)).map(|frame| (draft.trigger, draft.sentence, frame))
        });
        let nouns = view.layers.phrases.iter().filter_map(|phrase| {
            let mut uses = view.frames().nouns.get(&view.noun(phrase.head)).into_iter().flatten();
            let named = uses.find(|noun| {
                let level = view.frames().all[noun.frame].noun[noun.entry].level;
                counts(noun.frame) && level && frame::whole(view, phrase, noun)
            });
            named.map(|noun| (phrase.head, phrase.sentence, noun.frame))
        });
        // "Tally of missing": what the figure of the same headline counts.
        let groups = view.layers.phrases.iter().filter_map(|phrase| {
            let of =
                view.phrase(phrase.of.filter(|_| view.frames().is(Job::Figure, view.noun(phrase.head)))?);
            let mut uses = view.frames().adjectives.get(&view.word(of.head)).into_iter().flatten();
            let named = uses.find(|use_| counts(use_.frame))?;
            Some((of.head, phrase.sentence, named.frame))
        });
        let mut places: Vec<_> = figures.chain(nouns).chain(groups).collect();
        places.sort_unstable();
        Topics { places }
    }

    /// The frame that a figure at this place goes on about.
    pub(super) fn at(&self, token: usize, sentence: usize) -> Option<usize> {
        let next = self.places.partition_point(|place| place.0 < token);
        let before = next.checked_sub(1).map(|at| self.places[at]);
        let before = before.filter(|place| sentence - place.1.min(sentence) <= REACH);
        let near = |place: &(usize, usize, usize)| place.1 <= sentence + 2;
        let behind = self.places.get(next).copied().filter(near);
        before.or(behind).map(|place| place.2)
    }
}

/// Does the draft give a figure?
fn counted(view: &View, draft: &Draft) -> bool {
    let phrase = |at: Option<usize>| at.is_some_and(|at| view.phrase(at).quantity.is_some());
    draft.quantity.is_some() || phrase(draft.patient) || phrase(draft.agent)
}

/// The draft of a figure that some source gives for the topic.
pub(super) fn read(view: &View, around: &Around, topics: &Topics, at: usize) -> Option<Draft> {
    let mention = view.quantity(at);
    let value = mention.quantity.interval.point();
    // "It measured 4.0": nobody counts with decimals, but in millions.
    let decimal = mention.span.of(&view.layers.article.text).contains('.')
        && value.is_some_and(|value| value < Decimal::from(LEAST_MILLION));
    if mention.quantity.dimension != "count"
        || decimal
        || value.is_some_and(|value| value.fract() != 0.into())
    {
        return None;
    }
    let last = mention.tokens.end.checked_sub(1)?;
    let phrase_at = view.phrase_at(last).or(view.phrase_at(mention.tokens.start))?;
    let phrase = view.phrase(phrase_at);
    let bare = mention.tokens.contains(&phrase.head);
    let people = view.frames().categories.get(&view.noun(phrase.head)).is_some_and(|name| name == "person");
    if !(bare && phrase.of.is_none() || people) || view.counted_by_of(phrase_at) {
        return None;
    }
    if frame::gap_owner(view, phrase_at).is_some() || frame::is_multiple(view, at) || is_quoted(view, at) {
        return None;
    }
    // "a city of 100,000", "130 out of the 216 districts"
    let within = view.counts_of(phrase_at).is_some_and(|outer| {
        let noun = view.noun(view.phrase(outer).head);
        !view.frames().is(Job::Figure, noun) && !view.frames().is(Job::Transparent, noun)
    });
    let behind = view.phrase(phrase_at).tokens.end;
    let part = bare && (behind..behind + 2).any(|token| view.class(token).contains(Class::GENITIVE));
    if within || part {
        return None;
    }
    // "gave a figure of 250,000", "the organisers' figure of 250,000"
    let outer = view.counts_of(phrase_at);
    let outer = outer.filter(|&outer| view.frames().is(Job::Figure, view.noun(view.phrase(outer).head)));
    let owner = outer.and_then(|outer| giver(view, outer));
    let object = around.object_of(phrase_at).or_else(|| outer.and_then(|outer| around.object_of(outer)));
    // "until I'm 65"
    let of_somebody = object.map(|at| view.clause(at)).is_some_and(|clause| {
        let subject = clause.subject.map(|subject| view.phrase(subject).head);
        view.frames().is(Job::Link, clause.lemma)
            && subject.is_some_and(|head| view.tag(head) == Tag::Pronoun)
    });
    if of_somebody && is_years(view, at) {
        return None;
    }
    let clause = object.or(around.complement_of(phrase_at).map(|(clause, _)| clause));
    let counts = clause.is_some_and(|at| {
        let clause = view.clause(at);
        // "Valid votes came to 24 million": only somebody gives a figure.
        // "the legal age was put off to 64"
        let thing = clause.subject.is_some_and(|subject| {
            let head = view.phrase(subject).head;
            let somebody = view.class(head).intersects(Class::PERSON | Class::GROUP)
                || view.tag(head) == Tag::Pronoun
                || view.entity_at(head).is_some();
            !somebody && view.tag(head) == Tag::Noun && !view.frames().is(Job::Figure, view.noun(head))
        });
        view.frames().is(Job::Count, clause.lemma) && !thing
    });
    // "put the registered voters at 93 million": the object names another topic; "counted 87,000 marchers, against
    // 500,000 according to the union" goes on about its own.
    let other = clause.into_iter().flat_map(|at| &view.clause(at).objects).any(|&object| {
        let head = view.phrase(object).head;
        object != phrase_at
            && Some(object) != outer
            && view.phrase(object).quantity.is_none()
            && !view.frames().is(Job::Figure, view.noun(head))
            && view.tag(head) != Tag::Pronoun
    });
    let figure = clause.is_some_and(|at| {
        let clause = view.clause(at);
        let level = view.frames().levels.get(&clause.lemma);
        let preposition = around.complement_of(phrase_at).map(|(_, word)| word);
        // "lowered from 288" tells of an earlier level.
        let level = level.is_some_and(|level| match preposition {
            Some(word) => level.at.contains(&word),
            // "listed another 40 as missing"
            None => level.at.is_empty() || !level.by.is_empty(),
        });
        // "the number of passengers" says itself what it counts.
        let named = |phrase: usize| {
            let figure = view.frames().is(Job::Figure, view.noun(view.phrase(phrase).head));
            let bare = view.phrase(phrase).of.is_none() && frame::numbered(view, phrase).is_none();
            figure && bare || view.tag(view.phrase(phrase).head) == Tag::Pronoun
        };
        level && (clause.objects.first().copied().is_some_and(named) || clause.subject.is_some_and(named))
    });
    let lone = clause.is_none()
        && around.subject_of(phrase_at).is_none()
        && bare
        && around.speaks_before(view, phrase_at).is_some_and(|who| !is_age(view, who, at))
        // "children younger than five"
        && view.tag(mention.tokens.start) != Tag::Adjective
        && !view.is_bracketed(mention.tokens.start);
    let given = if bare || clause.is_none() {
        given_by(view, phrase.tokens.end.max(mention.tokens.end))
    } else {
        None
    };
    let came = around.subject_of(phrase_at).is_some_and(|at| comes(view, at));
    // "The number of plants will be reduced to 18, the firm says" counts neither dead nor jobs.
    let own = clause.and_then(|at| view.clause(at).subject).map(|subject| view.phrase(subject));
    let own = own.filter(|subject| view.frames().is(Job::Figure, view.noun(subject.head)));
    let thing = own.and_then(|subject| subject.of).is_some_and(|of| {
        let kind = view.frames().categories.get(&view.noun(view.phrase(of).head));
        kind.is_none_or(|kind| kind == "place")
    });
    let told = counts || figure || lone || came || given.is_some() || owner.is_some();
    if other && owner.is_none() || thing || !told {
        return None;
    }
    // "The ferry carried an estimated 400, officials said": its own verb says what they are.
    let held = object.and_then(|at| {
        let mut verbs = view.frames().verbs.get(&view.clause(at).lemma).into_iter().flatten();
        let holds = |frame: usize| view.frames().holders.iter().any(|holder| holder.frame == frame);
        verbs.find(|verb| !verb.with.is_empty() && holds(verb.frame)).filter(|_| !counts)
    });
    let frame = held.map(|verb| verb.frame).or_else(|| topics.at(phrase.head, phrase.sentence))?;
    if came && view.frames().all[frame].counts != Counts::Agent {
        return None;
    }
    let counted = (!bare).then_some(phrase_at);
    let mut draft = Draft {
        frame: Some(frame),
        trigger: last,
        sentence: phrase.sentence,
        clause,
        support: clause,
        level: true,
        quantity: Some(at),
        negated: clause.is_some_and(|at| view.clause(at).negated),
        // "the toll as 126 women, 71 men and ten boys"
        part: counted.is_some_and(|at| count::is_listed(view, at)),
        ..Draft::default()
    };
    let own = clause.and_then(|at| {
        let clause = view.clause(at);
        let come = view.frames().is(Job::Come, clause.lemma);
        let putting = (!clause.objects.is_empty() || counts) && !come;
        clause.subject.filter(|&subject| !clause.passive && putting && subject != phrase_at)
    });
    let speaker = owner.or(match given {
        Some(speaker) => speaker,
        None if lone => around.speaks_before(view, phrase_at),
        None => own,
    });
    draft.speaker = speaker.and_then(|speaker| giver(view, speaker));
    match view.frames().all[frame].counts {
        Counts::Agent => draft.agent = counted,
        _ => draft.patient = counted,
    }
    Some(draft)
}

/// Is the number all that is quoted: a slogan, a title?
fn is_quoted(view: &View, at: usize) -> bool {
    let tokens = &view.quantity(at).tokens;
    let quote = |token: usize| matches!(view.text(token), "\"" | "“" | "”");
    let before = tokens.start.checked_sub(1).is_some_and(quote);
    let stop = usize::from(view.text(tokens.end) == "." || view.text(tokens.end) == ",");
    before && quote(tokens.end + stop)
}

/// "Her stepdaughter, Sofia Vera, 15": how old somebody is.
fn is_age(view: &View, who: usize, at: usize) -> bool {
    view.tag(view.phrase(who).head) == Tag::Name && is_years(view, at)
}

/// May the number be somebody's age?
fn is_years(view: &View, at: usize) -> bool {
    let oldest = Decimal::from(120);
    view.quantity(at).quantity.interval.point().is_some_and(|years| years <= oldest)
}

/// Who gives a figure directly behind it: "550,000 by organisers"; nobody of its own where an attribution says so
/// already: "80,000 according to the unions", "60,000, according to police".
fn given_by(view: &View, end: usize) -> Option<Option<usize>> {
    let comma = usize::from(view.tag(end) == Tag::Mark && view.text(end) == ",");
    let at = end + comma;
    let cue = view.rules.attribution.phrases.matches(|ahead| view.word(at + ahead)).next();
    // "nearly half a million, say NGOs", "nearly half a million, the ministry said"
    let speaks = |token: usize| {
        let clause = view.verb_at(token).map(|at| view.clause(at));
        clause.is_some_and(|clause| view.rules.attribution.verbs.contains_key(&clause.lemma))
    };
    let who = view.phrase_at(at).filter(|&who| comma > 0 && is_somebody(view, who));
    let behind = view.phrase_at(at + 1).filter(|_| comma > 0 && speaks(at));
    let says = behind.is_some_and(|who| is_somebody(view, who))
        || who.is_some_and(|who| speaks(view.phrase(who).tokens.end));
    if cue.is_some() || says {
        return Some(None);
    }
    let speaker = view.phrase_at(end + 1).filter(|_| view.rules.lexicon.id("by") == view.word(end))?;
    is_somebody(view, speaker).then_some(Some(speaker))
}

/// "At least 1.7 million people came": to what the article tells of.
fn comes(view: &View, clause: usize) -> bool {
    let clause = view.clause(clause);
    view.frames().is(Job::Come, clause.lemma) && clause.objects.is_empty() && !clause.passive
}

fn is_somebody(view: &View, phrase: usize) -> bool {
    let head = view.phrase(phrase).head;
    view.class(head).intersects(Class::PERSON | Class::GROUP)
        || view.entity_at(head).is_some_and(|mention| mention.kind != "place")
}

/// Who stands behind "police estimates" or "the ministry's figure"; nobody behind "the figure".
pub(super) fn giver(view: &View, phrase: usize) -> Option<usize> {
    if !view.frames().is(Job::Figure, view.noun(view.phrase(phrase).head)) {
        return Some(phrase);
    }
    let owner = view.phrase(phrase).owner.filter(|&owner| is_somebody(view, owner));
    let words = view.phrase(phrase).tokens.clone();
    let named = words.clone().any(|token| {
        view.class(token).contains(Class::GROUP)
            || view.entity_at(token).is_some_and(|mention| mention.kind != "place")
    });
    owner.or_else(|| named.then_some(phrase))
}
