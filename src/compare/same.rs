//! Is it the same thing? Slot by slot: what is equal, what is missing, what tells two claims apart.
//!
//! A different slot separates; a missing one is weaker than an equal one. Whether the two then
//! agree is not asked here; see [`relation`](super::relation).

use jiff::civil::Date;

use super::kin::{Kin, is_known_place, kin, places};
use super::naming::name;
use super::story::{Limits, Stories};
use super::view::{Kind, View, Who, day_number, days_from};
use crate::claim::Participant;
use crate::rules::Rules;
use crate::rules::comparison::Look;
use crate::rules::frame;
use crate::rules::lexicon::Class;
use crate::rules::measure::Moves;
use crate::value::Decimal;

/// What came of comparing the slots of two claims.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Sameness {
    /// They are about the same thing, as far as the slots say; by what.
    Same {
        /// Why, each a part of a sentence: "both in Khost".
        matched: Vec<String>,
        /// Slots that one of them, or both, leave open.
        missing: Vec<&'static str>,
    },
    /// They are about different things.
    Different {
        /// The slot that tells them apart.
        slot: &'static str,
        /// Why, as a sentence.
        reason: String,
    },
}

/// How strongly two claims of one kind are about the same thing; `None` where a slot tells them apart. What
/// [`same`] says, without the words for it: most pairs are never told of.
pub(crate) fn weigh(
    one: &View,
    other: &View,
    but: Option<Slot>,
    stories: &Stories,
    rules: &Rules,
) -> Option<f64> {
    // Most articles of a long run are of other days; the last question that would be asked is the cheapest.
    if one.document != other.document
        && stories.too_far(one.document, other.document)
        && !lasting(one, rules)
        && !are_dated_alike(one, other, but, rules)
    {
        return None;
    }
    // Most of the rest are of other days, and names take longer to compare.
    if but != Some(Slot::Time) && dated(one, rules) && on_other_days(one, other, &stories.limits, rules) {
        return None;
    }
    let mut found = Found::default();
    let apart = slots(one, other, but, stories, rules, &mut found);
    debug_assert!(found.weight <= most(one, other, but, stories, rules) + SLACK, "{one:?} and {other:?}");
    apart.is_none().then_some(found.weight)
}

/// The most that two claims can weigh, by a glance at their slots: what each would add if it matched. Names take long to
/// compare, and most pairs have too little in common whatever comes of it.
pub(crate) fn most(one: &View, other: &View, but: Option<Slot>, stories: &Stories, rules: &Rules) -> f64 {
    if one.document == other.document {
        return f64::INFINITY;
    }
    let weights = &rules.comparison.weights;
    let same_name = |a: Option<&str>, b: Option<&str>| a.zip(b).map(|(a, b)| a == b);
    let event = if one.claim.event.is_some() && other.claim.event.is_some() { weights.event } else { 0.0 };
    let patient = match (one.patient, other.patient) {
        _ if but == Some(Slot::Patient) => weights.kind,
        (Some(a), Some(b)) => match same_name(a.entity, b.entity) {
            Some(true) => weights.one.max(weights.slot) + weights.kind.max(weights.guess),
            Some(false) => weights.slot.max(weights.guess + weights.kind.max(weights.guess)),
            None => weights.kind.max(weights.guess),
        },
        _ => weights.guess,
    };
    let agent = match (one.agent, other.agent) {
        _ if but == Some(Slot::Agent) => weights.deed,
        (Some(a), Some(b)) => match same_name(a.entity, b.entity) {
            Some(true) => weights.one.max(weights.deed).max(weights.kind),
            Some(false) => weights.deed.max(weights.slot).max(weights.guess),
            None => weights.slot,
        },
        _ => 0.0,
    };
    let half = |inherited: bool| if inherited { weights.inherited } else { 1.0 };
    let place = match (&one.claim.place, &other.claim.place) {
        _ if matches!(but, Some(Slot::Place | Slot::Agent)) => 0.0,
        _ if stories.is_by_place(one) || stories.is_by_place(other) => weights.slot,
        (Some(a), Some(b)) => {
            let same = same_name(a.entity.as_deref(), b.entity.as_deref()) == Some(true)
                || a.text.eq_ignore_ascii_case(&b.text)
                || !a.text.is_ascii()
                || !b.text.is_ascii();
            half(a.inherited || b.inherited)
                * if same { weights.slot.max(weights.kind) } else { weights.kind }
        }
        _ => 0.0,
    };
    let time = match (&one.claim.time, &other.claim.time) {
        _ if but == Some(Slot::Time) || !dated(one, rules) => 0.0,
        (Some(a), Some(b)) => {
            let days = Days::of(one).zip(Days::of(other));
            let most = match days.map(|(one, other)| one.meets(other)) {
                Some(true) => weights.slot.max(weights.guess),
                Some(false) => 0.0,
                None => weights.guess.max(1.0),
            };
            half(a.inherited || b.inherited) * most
        }
        _ => 0.0,
    };
    let dated_alike = are_dated_alike(one, other, but, rules);
    event + patient + agent + place + time + article_most(one, other, dated_alike, stories, rules)
}

/// The most that two claims can weigh by their articles alone.
fn article_most(one: &View, other: &View, dated_alike: bool, stories: &Stories, rules: &Rules) -> f64 {
    let (weights, limits) = (&rules.comparison.weights, &stories.limits);
    let near = stories.near(one.document, other.document);
    let closeness = closeness(one, other, dated_alike, stories);
    let only = once(one, rules) || matter(one, rules);
    let event = one.figure().is_some() || only;
    [
        (near, weights.guess),
        (closeness >= limits.known, closeness),
        (closeness >= limits.close && only, weights.deed),
        (closeness >= limits.sure && event, weights.slot),
    ]
    .into_iter()
    .map(|(counts, weight)| if counts { weight } else { 0.0 })
    .sum()
}

fn closeness(one: &View, other: &View, dated_alike: bool, stories: &Stories) -> f64 {
    match dated_alike {
        true => stories.likeness(one.document, other.document),
        false => stories.closeness(one.document, other.document),
    }
}

/// What sums of the same weights in another order may differ by.
pub(super) const SLACK: f64 = 1e-6;

/// Compares the slots of two claims of one kind, all but the one that is to be compared itself. Symmetric.
pub(crate) fn same(
    one: &View,
    other: &View,
    but: Option<Slot>,
    stories: &Stories,
    rules: &Rules,
) -> Sameness {
    let mut found = Found { in_words: true, ..Found::default() };
    match slots(one, other, but, stories, rules, &mut found) {
        Some((slot, reason)) => Sameness::Different { slot, reason },
        None => Sameness::Same { matched: found.matched, missing: found.missing },
    }
}

/// Do both name one day, or days of about one time where those are compared, whenever their articles were published? A
/// look back years later dates what happened as exactly as the report of the day. What stays as it was needs no day.
fn are_dated_alike(one: &View, other: &View, but: Option<Slot>, rules: &Rules) -> bool {
    if stays(one, rules) {
        return true;
    }
    let stated = |view: &View| view.claim.time.as_ref().is_some_and(|when| !when.inherited);
    let most = if but == Some(Slot::Time) { rules.comparison.threshold("misdated-days") } else { 0.0 };
    one.days.zip(other.days).is_some_and(|(a, b)| {
        let short = but.is_some()
            || days_between(a).max(days_between(b)) <= rules.comparison.threshold("day-stretch") as i32;
        stated(one) && stated(other) && short && f64::from(gap(a, b)) <= most
    })
}

/// A slot that can be compared while all others match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Slot {
    Agent,
    Patient,
    Place,
    Time,
}

#[derive(Default)]
struct Found {
    /// Are the words wanted, too? Without them all texts stay empty.
    in_words: bool,
    weight: f64,
    matched: Vec<String>,
    missing: Vec<&'static str>,
}

impl Found {
    /// Notes a slot that one of them leaves open.
    fn miss(&mut self, slot: &'static str) {
        if self.in_words {
            self.missing.push(slot);
        }
    }

    fn add(&mut self, weight: f64, matched: String) {
        self.weight += weight;
        if self.in_words {
            self.matched.push(matched);
        }
    }
}

/// A text where words are wanted, an empty one where only the weight is asked for.
macro_rules! say {
    ($found:expr, $($text:tt)*) => {
        if $found.in_words { format!($($text)*) } else { String::new() }
    };
}

/// The slot that separates, with the reason; else what matched is in `found`.
fn slots(
    one: &View,
    other: &View,
    but: Option<Slot>,
    stories: &Stories,
    rules: &Rules,
    found: &mut Found,
) -> Apart {
    let apart = event(one, other, found, rules).or_else(|| sort(one, other, found));
    let apart = match but {
        // The same number of the same deed stands for the people.
        Some(Slot::Patient) => {
            found.weight += rules.comparison.weights.kind;
            apart
        }
        _ => apart.or_else(|| patient(one, other, found, rules)),
    };
    let apart = match but {
        // Who began a fight is asked of fights that have nothing else in common but the war.
        Some(Slot::Agent) => {
            found.weight += rules.comparison.weights.deed;
            apart
        }
        _ => apart.or_else(|| agent(one, other, found, rules)),
    };
    let apart = match but {
        // A war is fought in many places.
        Some(Slot::Place | Slot::Agent) => apart,
        _ => apart.or_else(|| place(one, other, stories, found, rules)),
    };
    let apart = match but {
        Some(Slot::Time) => apart,
        _ => apart.or_else(|| time(one, other, stories, found, rules)),
    };
    let dated = are_dated_alike(one, other, but, rules);
    apart.or_else(|| article(one, other, dated, stories, found, rules))
}

fn event(one: &View, other: &View, found: &mut Found, rules: &Rules) -> Apart {
    let (Some(a), Some(b)) = (&one.claim.event, &other.claim.event) else {
        return None;
    };
    let related = match (&a.entity, &b.entity) {
        (Some(x), Some(y)) => kin(x, y, rules),
        _ => places((None, &a.text), (None, &b.text), rules),
    };
    if matches!(related, Kin::Apart | Kin::Siblings) {
        return Some(("event", say!(found, "one is of {}, the other of {}", a.text, b.text)));
    }
    found.add(rules.comparison.weights.event, say!(found, "both are of {}", a.text));
    None
}

/// Confirmed cases are no rivals of suspected ones, nor of all cases.
fn sort(one: &View, other: &View, found: &Found) -> Apart {
    if one.figure().is_none() || other.figure().is_none() || one.claim.sort == other.claim.sort {
        return None;
    }
    let words = |view: &View| view.claim.sort.clone().unwrap_or_else(|| "all".into());
    Some(("sort", say!(found, "one counts {}, the other {}", words(one), words(other))))
}

fn patient(one: &View, other: &View, found: &mut Found, rules: &Rules) -> Apart {
    let single =
        |view: &View| matches!(&view.kind, Kind::Measure(at, ..) if rules.measures.measures[*at].one);
    if occasion(one) && occasion(other) && one.words != other.words {
        return Some(("patient", say!(found, "a {} one and a {} one are two", one.words, other.words)));
    }
    if repeats(one, rules) {
        let aside = |view: &View| rules.comparison.looks(&view.claim.text)(Look::Aside);
        if aside(one) != aside(other) {
            return Some(("patient", "one of them is of another gathering".to_owned()));
        }
    }
    if several(one, rules) && stage(one, rules) != stage(other, rules) {
        return Some(("patient", "one of them is another one, or a later one".to_owned()));
    }
    if single(one) && (one.patient.is_none() || other.patient.is_none()) {
        return Some(("patient", say!(found, "one of them does not say of whom")));
    }
    // "Bodies of two women and a child": three, not one of them.
    let adds = |view: &View| !view.claim.operands.is_empty();
    if one.document == other.document
        && one.claim.sentence == other.claim.sentence
        && (adds(one) || adds(other))
    {
        return Some(("patient", say!(found, "one is a part of the other")));
    }
    if one.claim.part || other.claim.part {
        // "34 children" among the dead are held against other children, never against the dead; two Peruvians against three.
        let group = |view: &View| view.patient.and_then(|who| who.group);
        let entity = |who: &Option<Who>| who.and_then(|who| who.entity.map(str::to_owned));
        let (a, b) = (entity(&one.patient), entity(&other.patient));
        let nation = one.claim.part && other.claim.part && a.is_some() && a == b;
        if !nation && (group(one).is_none() || group(one) != group(other)) {
            return Some(("patient", say!(found, "one is a part of the other")));
        }
    }
    let (Some(a), Some(b)) = (&one.patient, &other.patient) else {
        if one.patient.is_some() || other.patient.is_some() {
            found.miss("patient");
        }
        let entity = one.patient.or(other.patient).is_some_and(|who| who.entity.is_some());
        if entity && one.figure().is_some() && !once(one, rules) {
            // "65 percent voted" is not of Ruto, whom 50 percent voted for.
            found.weight -= rules.comparison.weights.kind;
        } else if one.document != other.document
            && running(one, rules)
            && one.figure().is_some()
            && everybody(one, rules)
            && everybody(other, rules)
        {
            // "The toll stood at 136": of all, like "132 people died".
            found.weight += rules.comparison.weights.guess;
        }
        return match (counted(one), counted(other)) {
            // "5,000 members walked out", "6,500 workers": how many they were is another matter.
            _ if matches!(one.kind, Kind::Family(_)) => None,
            (Some(x), Some(y)) if !x.eq_ignore_ascii_case(y) => {
                Some(("patient", say!(found, "one counts {x}, the other {y}")))
            }
            _ => None,
        };
    };
    let counted = one.figure().is_some() && other.figure().is_some();
    // "His driver" is not he.
    if once(one, rules) && a.owned != b.owned && a.entity == b.entity {
        return differ("patient", a, b, found);
    }
    // "Two men" and "Ola Dahl and Lars Berg" were convicted.
    let named_once = once(one, rules) && a.entity.is_some() != b.entity.is_some();
    if counted && named_once {
        found.weight += rules.comparison.weights.guess;
        return None;
    }
    if counted {
        return group(one, a, b, found, rules);
    }
    // "The academy", "a hostel": one site.
    if site(one, rules) {
        if are_two_names(a, b, rules) {
            return differ("patient", a, b, found);
        }
        found.weight += rules.comparison.weights.guess;
        return None;
    }
    // "Jeju Air Flight 2216" and "a Jeju Air jet": of what happened once, two names that no pack knows may be one.
    let unknown = |who: &Who| who.entity.is_some_and(|entity| rules.entities.kind(entity).is_none());
    let one_kind = a.group.is_some() && a.group == b.group && unknown(a) && unknown(b);
    // "It" may be whatever stood before, and "two" any two.
    let bare = |who: &Who| {
        let word = rules.lexicon.word(rules.lexicon.id_in_any_case(who.head));
        word.class.contains(Class::NUMBER)
    };
    if once(one, rules) && (one_kind || a.pronoun || b.pronoun || bare(a) || bare(b)) {
        found.weight += rules.comparison.weights.guess;
        return None;
    }
    if narrow(one, rules) {
        if one.document == other.document && one.claim.sentence == other.claim.sentence {
            return Some(("patient", "one sentence says both".to_owned()));
        }
        let (denied, affirmed) = if one.negative { (a, b) } else { (b, a) };
        if !alike(a, b) || one.negative != other.negative && !covers(denied, affirmed, rules) {
            return differ("patient", a, b, found);
        }
    }
    named(a, b, same_slot(one, "patient", rules), found, rules)
}

/// The words of a name besides what it names: "Westwood" of "the Westwood mosque".
fn own_words<'a>(who: &Who<'a>, rules: &Rules) -> Vec<&'a str> {
    let head = who.head;
    let idle = Class::DETERMINER | Class::PREPOSITION | Class::CONJUNCTION;
    let is_idle = |word: &str| rules.lexicon.word(rules.lexicon.id_in_any_case(word)).class.intersects(idle);
    let words = who.participant.text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty() && *word != head && !is_idle(word)).collect()
}

/// Are they two of one kind, by names that share no word: "the Al Noor mosque", "the Westwood mosque"? "Annunciation
/// Church" and "a Catholic school" may be one.
fn are_two_names(one: &Who, other: &Who, rules: &Rules) -> bool {
    let (own, others) = (own_words(one, rules), own_words(other, rules));
    let named = |words: &[&str]| words.iter().any(|word| word.starts_with(char::is_uppercase));
    let shared =
        || own.iter().any(|word| others.iter().any(|known| word.to_lowercase() == known.to_lowercase()));
    alike(one, other) && named(&own) && named(&others) && !shared()
}

/// A day, in seconds.
const A_DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);

/// Is it of what happens again, in many places: a march?
fn repeats(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].repeats)
}

/// May an article tell of several?
fn several(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].several)
}

/// Does the sentence say before its figure that it is of another one: "a new 6.2 magnitude quake", "aftershocks of up to
/// 5.6"?
fn stage(view: &View, rules: &Rules) -> bool {
    let before = view.claim.quantity.as_ref().map_or(0, |amount| amount.span.start);
    let length = before.saturating_sub(view.claim.sentence.start);
    view.claim.text.get(..length).is_some_and(|text| !rules.comparison.stage(text, rules).is_empty())
}

/// "A three-day strike" is another one than "a one-day strike": named by how long it is to last.
fn occasion(view: &View) -> bool {
    let lasts = view.figure().is_some_and(|figure| figure.dimension == "duration");
    let length = view.claim.quantity.as_ref().map_or("", |amount| &amount.text);
    // A siege of hours is told of when it is over; strikes of days are called for them.
    let days = view.figure().and_then(|figure| figure.base.point()).is_some_and(|length| length >= A_DAY);
    lasts && days && view.patient.is_some_and(|who| who.participant.text.contains(length))
}

/// Does the denial speak of what is affirmed: "no data", "no customer data" of "customer data", but not "no payment
/// data"? Most of its words must be among the others.
fn covers(denied: &Who, affirmed: &Who, rules: &Rules) -> bool {
    let words = |who: &Who| -> Vec<String> {
        let words = who.participant.text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        let idle =
            Class::DETERMINER | Class::PREPOSITION | Class::CONJUNCTION | Class::NEGATION | Class::NUMBER;
        let word = |word: &String| rules.lexicon.word(rules.lexicon.id(word)).class;
        words.filter(|text| !text.is_empty() && !word(text).intersects(idle | Class::POSSESSIVE)).collect()
    };
    let (denied, affirmed) = (words(denied), words(affirmed));
    let stem = |word: &str| word.trim_end_matches('s').to_owned();
    let shared = denied.iter().filter(|word| affirmed.iter().any(|other| stem(word) == stem(other))).count();
    // The head is shared anyway; of the other words more than half.
    2 * shared.saturating_sub(1) > denied.len().saturating_sub(1) || denied.len() <= 1
}

/// Does the figure count people of all kinds?
fn everybody(view: &View, rules: &Rules) -> bool {
    let people = rules.frames.get(&view.claim.predicate).is_some_and(|frame| frame.people);
    people && view.patient.is_none_or(|who| who.group.is_some_and(|group| rules.measures.is_root(group)))
}

/// The noun that the figure counts, where it is more than "people".
fn counted<'a>(view: &View<'a>) -> Option<&'a str> {
    view.figure()?;
    view.claim.counted.as_deref()
}

/// Must this slot name the same one for the statements of the family to be the same?
fn same_slot(view: &View, slot: &str, rules: &Rules) -> bool {
    match view.kind {
        Kind::Family(at) => rules.comparison.families[at].same.iter().any(|known| known == slot),
        _ => false,
    }
}

/// "President Trump" and "former U.S. president Donald Trump" speak of one office; "opposition leader" is another.
fn share_title(one: &str, other: &str, rules: &Rules) -> bool {
    let titles = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| rules.lexicon.word(rules.lexicon.id(word)).class.contains(Class::TITLE)).collect()
    };
    let (one, other) = (titles(one), titles(other));
    one.iter().any(|title| other.contains(title))
}

/// Whom a statement is about.
fn named(a: &Who, b: &Who, strict: bool, found: &mut Found, rules: &Rules) -> Apart {
    if a.owned != b.owned && a.entity == b.entity {
        return differ("patient", a, b, found);
    }
    let (x, y) = (a.entity.filter(|_| !a.owned), b.entity.filter(|_| !b.owned));
    match (x, y) {
        (Some(x), Some(y)) => match kin(x, y, rules) {
            Kin::Same => found.add(rules.comparison.weights.one, say!(found, "both about {}", name(b))),
            Kin::Nested => {
                found.add(
                    rules.comparison.weights.slot,
                    say!(found, "{} and {} belong together", name(a), name(b)),
                );
            }
            Kin::Siblings | Kin::Apart => return differ("patient", a, b, found),
        },
        (Some(_), None) | (None, Some(_)) if strict => return differ("patient", a, b, found),
        // "militants" may be the TTP: a name and a description tell nothing apart.
        (Some(_), None) | (None, Some(_)) => found.weight += rules.comparison.weights.guess,
        (None, None) if alike(a, b) => {
            found.add(rules.comparison.weights.kind, say!(found, "both about {}", name(b)))
        }
        (None, None) => match (a.group, b.group) {
            (Some(x), Some(y)) if rules.measures.group_within(x, y) || rules.measures.group_within(y, x) => {
                found.weight += rules.comparison.weights.guess;
            }
            _ => return differ("patient", a, b, found),
        },
    }
    None
}

/// Is the figure one of a single person or thing, such as an age?
fn is_of_one(view: &View, rules: &Rules) -> bool {
    matches!(&view.kind, Kind::Measure(at, ..) if rules.measures.measures[*at].one)
}

/// Are the two kinds the same to the measure, whatever they are called?
fn both_alike(view: &View, one: usize, other: usize, rules: &Rules) -> bool {
    let Kind::Measure(at, ..) = view.kind else { return false };
    let alike = &rules.measures.measures[at].alike;
    let listed = |group: usize| alike.split_whitespace().any(|name| name == rules.measures.group_name(group));
    listed(one) && listed(other)
}

/// Is it surely one person or thing: by name, as the only one of a story, or a thing of one noun?
fn is_one(a: &Who, b: &Who, rules: &Rules) -> bool {
    let single = |who: &Who| who.group.is_some_and(|group| rules.measures.is_single(group));
    let person = |who: &Who| {
        let class = rules.lexicon.word(rules.lexicon.id_in_any_case(who.head)).class;
        class.intersects(Class::PERSON | Class::PLURAL)
    };
    let named = |who: &Who| who.entity.is_some();
    match (a.entity, b.entity) {
        (Some(x), Some(y)) => match kin(x, y, rules) {
            Kin::Same => true,
            // "the BM depot", "BM Container Depot"
            Kin::Nested => alike(a, b) && !person(a) && !person(b),
            Kin::Siblings | Kin::Apart => false,
        },
        _ if single(a) && single(b) => true,
        _ => alike(a, b) && !person(a) && !person(b) && !named(a) && !named(b),
    }
}

/// Whom or what a figure counts.
fn group(one: &View, a: &Who, b: &Who, found: &mut Found, rules: &Rules) -> Apart {
    let mut named = false;
    if is_of_one(one, rules) && !is_one(a, b, rules) {
        return differ("patient", a, b, found);
    }
    if let (Some(x), Some(y)) = (a.entity, b.entity) {
        match kin(x, y, rules) {
            Kin::Same => {
                // An army has many dead on many days; a border has one length.
                found.add(
                    if running(one, rules) {
                        rules.comparison.weights.slot
                    } else {
                        rules.comparison.weights.one
                    },
                    say!(found, "both about {}", name(b)),
                );
                named = true;
            }
            Kin::Nested => {
                found.add(
                    rules.comparison.weights.guess,
                    say!(found, "{} and {} belong together", name(a), name(b)),
                );
            }
            // "Armenian soldiers" and "its soldiers", the ministry's: one country's soldiers.
            Kin::Siblings if a.group.is_some() && a.group == b.group => {}
            Kin::Siblings | Kin::Apart => return differ("patient", a, b, found),
        }
    }
    match (a.group, b.group) {
        (Some(x), Some(y)) if x == y => {
            let general = rules.measures.is_general(x);
            found.add(
                if general { rules.comparison.weights.guess } else { rules.comparison.weights.kind },
                say!(found, "both count {}", rules.measures.group_name(x)),
            );
            None
        }
        (Some(x), Some(y)) if both_alike(one, x, y, rules) => {
            found.weight += rules.comparison.weights.guess;
            None
        }
        // Whether a part contradicts its whole is a matter of the figures.
        (Some(_), Some(_)) if named => None,
        (Some(_), Some(_)) => differ("patient", a, b, found),
        _ if named => None,
        _ if alike(a, b) => {
            found.add(rules.comparison.weights.kind, say!(found, "both count {}", b.head));
            None
        }
        _ => differ("patient", a, b, found),
    }
}

fn differ(slot: &'static str, a: &Who, b: &Who, found: &Found) -> Apart {
    Some((slot, say!(found, "one is about {}, the other about {}", name(a), name(b))))
}

/// The slot that separates two claims and why, if one does.
type Apart = Option<(&'static str, String)>;

/// The same word, in the singular or plural.
pub(super) fn alike(one: &Who, other: &Who) -> bool {
    if one.head.is_ascii() && other.head.is_ascii() {
        let stem = |word: &'_ str| word.trim_end_matches(['s', 'S']).len();
        let (a, b) = (stem(one.head), stem(other.head));
        return a == b && one.head[..a].eq_ignore_ascii_case(&other.head[..b]);
    }
    let stem = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
    stem(one.head) == stem(other.head)
}

/// Is it a word for all kinds of people?
fn is_anybody(who: &Who, rules: &Rules) -> bool {
    who.entity.is_none() && who.group.is_some_and(|group| rules.measures.is_root(group))
}

/// Is the figure one that somebody has?
fn holds(view: &View, rules: &Rules) -> bool {
    matches!(&view.kind, Kind::Measure(at, ..) if rules.measures.measures[*at].holder)
}

fn agent(one: &View, other: &View, found: &mut Found, rules: &Rules) -> Apart {
    let (Some(a), Some(b)) = (&one.agent, &other.agent) else {
        return None;
    };
    // Gunmen storm a hotel in the evening, the police in the morning.
    if site(one, rules) && rules.comparison.are_foes(a.head, b.head) {
        return Some(("agent", say!(found, "one is of {}, the other of {}", name(a), name(b))));
    }
    let related = match (a.entity, b.entity) {
        (Some(x), Some(y)) => kin(x, y, rules),
        // "The Justice and Development Party" is no other party.
        _ if holds(one, rules)
            && !a.participant.text.eq_ignore_ascii_case(&b.participant.text)
            && (a.group.is_none() || a.group != b.group) =>
        {
            return Some(("agent", say!(found, "one is of {}, the other of {}", name(a), name(b))));
        }
        // "The people" are not the prime minister.
        _ if lasting(one, rules) && (is_anybody(a, rules) || is_anybody(b, rules)) && !alike(a, b) => {
            return Some(("agent", say!(found, "one is of {}, the other of {}", name(a), name(b))));
        }
        // "The rally" is not "the crisis", whatever is said to be where.
        (None, None) if lasting(one, rules) && !alike(a, b) => {
            return Some(("agent", say!(found, "one is of {}, the other of {}", name(a), name(b))));
        }
        // "The earthquake killed": what did it is a cause, and half the event.
        _ if alike(a, b) => {
            found.add(rules.comparison.weights.slot, say!(found, "both of {}", name(b)));
            return None;
        }
        _ => return None,
    };
    if same_slot(one, "title", rules) && !share_title(&a.participant.text, &b.participant.text, rules) {
        return Some(("agent", say!(found, "{} and {} are two offices", name(a), name(b))));
    }
    let counted = one.figure().is_some() && other.figure().is_some();
    let known = a.entity.is_some_and(|entity| rules.entities.kind(entity).is_some());
    // A statement is known by who did it; an army does much on many days.
    let weights = &rules.comparison.weights;
    let (whole, part) = match counted {
        // "The Camp Fire has killed": no pack knows it, so it is of this story, as good as a named event.
        true if !known => (weights.deed, weights.guess),
        true => (weights.kind, weights.guess),
        false => (weights.deed, weights.deed),
    };
    let alone = !counted && one.patient.is_none() && other.patient.is_none();
    match related {
        Kin::Same => found.add(if alone { weights.one } else { whole }, say!(found, "both of {}", name(b))),
        // "Ruto" and "William Ruto"
        Kin::Nested if !known => {
            found.add(weights.slot, say!(found, "{} and {} bear one name", name(a), name(b)));
        }
        Kin::Nested | Kin::Siblings => {
            found.add(part, say!(found, "{} and {} are of one side", name(a), name(b)));
        }
        // Of what happens once, two names that no pack knows may be one: a union and its members.
        Kin::Apart if once(one, rules) && !counted && !known => {}
        Kin::Apart => {
            let reason = say!(found, "one is of {}, the other of {}", name(a), name(b));
            return Some(("agent", reason));
        }
    }
    None
}

fn place(one: &View, other: &View, stories: &Stories, found: &mut Found, rules: &Rules) -> Apart {
    if stories.is_by_place(one) || stories.is_by_place(other) {
        return place_of_several(one, other, stories, found, rules);
    }
    // The jobs of one site are no rivals of those of another, or of all.
    let sites = matches!(one.kind, Kind::Measure(at, ..) if rules.measures.measures[at].sites);
    // "Colorado loses 184 jobs" is of Colorado.
    let stated = |view: &View| {
        let place = stories.place_of(view).filter(|place| !place.inherited);
        let known = |slot: Option<&Participant>| {
            slot.and_then(|slot| slot.entity.clone()).filter(|entity| is_known_place(Some(entity), rules))
        };
        known(place).or_else(|| known(view.claim.agent.as_deref()))
    };
    if sites
        && match (stated(one), stated(other)) {
            (Some(a), Some(b)) => matches!(kin(&a, &b, rules), Kin::Siblings | Kin::Apart),
            (a, b) => a.is_some() != b.is_some(),
        }
    {
        return Some(("place", say!(found, "one is of a place, the other of all")));
    }
    let (Some(a), Some(b)) = (&one.claim.place, &other.claim.place) else {
        found.miss("place");
        return None;
    };
    let weights = &rules.comparison.weights;
    let half = if a.inherited || b.inherited { weights.inherited } else { 1.0 };
    let known = |place: &Participant| is_known_place(place.entity.as_deref(), rules);
    let apart = || Some(("place", say!(found, "one is in {}, the other in {}", a.text, b.text)));
    if is_joint(a, rules) != is_joint(b, rules) && one.figure().is_some() {
        return apart();
    }
    match [is_of_all(a, rules), is_of_all(b, rules)] {
        [true, false] if known(b) && one.figure().is_some() && !b.inherited => return apart(),
        [false, true] if known(a) && one.figure().is_some() && !a.inherited => return apart(),
        [false, false] => {}
        _ => return None,
    }
    // Crowds march in many towns of a country on one day.
    let country = |place: &Participant| {
        place.entity.as_deref().and_then(|id| rules.entities.get(id)).is_some_and(|known| known.country)
    };
    let levels = repeats(one, rules) && !a.inherited && !b.inherited && country(a) != country(b);
    match places((a.entity.as_deref(), &a.text), (b.entity.as_deref(), &b.text), rules) {
        Kin::Nested if levels => return apart(),
        Kin::Same => found.add(weights.slot * half, say!(found, "both in {}", b.text)),
        Kin::Nested => {
            let within = if a.text.contains(b.text.as_str()) { Some(&a.text) } else { None };
            let within = within.or(Some(&b.text).filter(|text| text.contains(a.text.as_str())));
            let words = match within {
                Some(text) => say!(found, "both in {text}"),
                None => say!(found, "{} and {} lie one in the other", a.text, b.text),
            };
            found.add(weights.kind * half, words)
        }
        Kin::Siblings | Kin::Apart if a.inherited || b.inherited => found.weight -= weights.guess,
        // Two places of which the gazetteer knows but one may lie one in the other.
        Kin::Apart if !sites && !local(one, rules) && (!known(a) || !known(b)) => {
            found.weight -= weights.guess
        }
        Kin::Siblings | Kin::Apart => return apart(),
    }
    None
}

/// Are these several places: "Kozhikode and Malappuram"?
fn is_joint(place: &Participant, rules: &Rules) -> bool {
    let joins = |word: &str| rules.lexicon.class(rules.lexicon.id(word)).contains(Class::CONJUNCTION);
    place.entity.is_none() && place.text.split_whitespace().any(joins)
}

/// Is it of all places: "worldwide", "across the country"?
pub(super) fn is_of_all(place: &Participant, rules: &Rules) -> bool {
    let words = place.text.split(|c: char| !c.is_alphanumeric());
    let mut words = words.map(|word| rules.lexicon.id_in_any_case(word));
    let all = [frame::Job::Everywhere, frame::Job::Throughout];
    place.entity.is_none() && words.any(|word| all.into_iter().any(|job| rules.frames.is(job, word)))
}

/// Of what a story counts place by place, a figure without a place is that of all, and a district's is a part.
fn place_of_several(one: &View, other: &View, stories: &Stories, found: &mut Found, rules: &Rules) -> Apart {
    let one_place = |view| stories.place_of(view).filter(|place| !is_of_all(place, rules));
    let (a, b) = match (one_place(one), one_place(other)) {
        (Some(a), Some(b)) => (a, b),
        (None, None) => {
            found.miss("place");
            return None;
        }
        _ => return Some(("place", say!(found, "one is of a place, the other of all"))),
    };
    if places((a.entity.as_deref(), &a.text), (b.entity.as_deref(), &b.text), rules) != Kin::Same {
        return Some(("place", say!(found, "one is in {}, the other in {}", a.text, b.text)));
    }
    let weights = &rules.comparison.weights;
    let half = if a.inherited || b.inherited { weights.inherited } else { 1.0 };
    found.add(weights.slot * half, say!(found, "both in {}", b.text));
    None
}

fn time(one: &View, other: &View, stories: &Stories, found: &mut Found, rules: &Rules) -> Apart {
    let limits = &stories.limits;
    if !dated(one, rules) {
        return None;
    }
    if let (Some(a), Some(b)) = (one.held, other.held)
        && one.figure().is_some()
        && repeats(one, rules)
        && f64::from(gap(a, b)) > limits.counted
    {
        return Some(("time", "they were counted on different days".to_owned()));
    }
    if one.looks_back != other.looks_back && !running(one, rules) {
        return Some(("time", "one of them looks back at an earlier time".to_owned()));
    }
    let (Some(a), Some(b)) = (&one.claim.time, &other.claim.time) else {
        let told = |view: &View, other: &View| {
            stays(view, rules) && (is_of_year(view, view) || is_of_year(view, other))
        };
        let past = |view: &View, other: &View| is_history(view, other, stories) && !told(view, other);
        if past(one, other) || past(other, one) {
            return Some(("time", say!(found, "one of them is of another year than its article")));
        }
        found.miss("time");
        return None;
    };
    let weights = &rules.comparison.weights;
    let half = if a.inherited || b.inherited { weights.inherited } else { 1.0 };
    let words = |when: &crate::claim::When| when.text.clone().unwrap_or_else(|| when.time.edtf.clone());
    let quiet = Found { in_words: found.in_words, ..Found::default() };
    let differ = || Some(("time", say!(quiet, "one is of {}, the other of {}", words(a), words(b))));
    let (Some(x), Some(y)) = (one.days, other.days) else {
        // "On Sunday" and "a week earlier" of one undated article are two days, whichever they are.
        if a.time.edtf == b.time.edtf && !a.time.edtf.is_empty() {
            found.add(half, say!(found, "both {}", words(b)));
            return None;
        }
        let stated = !a.inherited && !b.inherited && a.text.is_some() && b.text.is_some();
        let same_article = one.document == other.document;
        let alike = a.text.as_deref().map(str::to_lowercase) == b.text.as_deref().map(str::to_lowercase);
        if alike && a.text.is_some() {
            found.add(weights.guess * half, say!(found, "both {}", words(b)));
        } else if stated && same_article && !running(one, rules) {
            return differ();
        } else {
            found.miss("time");
        }
        return None;
    };
    if gap(x, y) == 0 {
        let short = days_between(x) <= 3 && days_between(y) <= 3;
        found.add(
            if short { weights.slot * half } else { weights.guess * half },
            say!(found, "both {}", words(b)),
        );
        return None;
    }
    if on_other_days(one, other, limits, rules) { differ() } else { None }
}

/// Does the day matter, as it does of what happens rather than of what lasts or somebody has?
pub(crate) fn dated(view: &View, rules: &Rules) -> bool {
    !lasting(view, rules) && !is_of_one(view, rules)
}

/// Are the days that both say too far apart for one event?
fn on_other_days(one: &View, other: &View, limits: &Limits, rules: &Rules) -> bool {
    let (Some(x), Some(y)) = (Days::of(one), Days::of(other)) else { return false };
    // "The 24-storey tower" of an article about Tuesday
    if stays(one, rules) && (x.inherited || y.inherited) {
        return false;
    }
    // "No deaths" are those of a day.
    let grows = !one.none && !other.none && running(one, rules);
    x.exclude(y, |apart| grows && limits.are_one_count(apart), rules)
}

/// The days that a claim says, by their numbers: what tells most pairs of a long run apart, and small enough to be
/// kept where they are passed over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Days {
    first: i32,
    last: i32,
    inherited: bool,
}

impl Days {
    pub(crate) fn of(view: &View) -> Option<Days> {
        let inherited = view.claim.time.as_ref()?.inherited;
        let (first, last) = view.days?;
        Some(Days { first: day_number(first), last: day_number(last), inherited })
    }

    /// Have they a day in common?
    pub(crate) fn meets(self, other: Days) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Are they too far apart for one event? "On Friday 63 people were dead", "on Sunday 77": one toll, `counted` on
    /// two days so far apart.
    pub(crate) fn exclude(self, other: Days, counted: impl FnOnce(i32) -> bool, rules: &Rules) -> bool {
        let apart = (other.first - self.last).max(self.first - other.last);
        let kept = (self.inherited || other.inherited) && rules.comparison.weights.inherited < 1.0;
        apart > 0 && !(kept && apart <= 1) && !counted(apart)
    }
}

/// Does the claim tell of a year long before those that its article is about: "a stampede in 1990 killed 1,426"?
fn is_history(view: &View, other: &View, stories: &Stories) -> bool {
    if view.figure().is_some() && view.remote {
        return true;
    }
    let published = |view: &View| view.published.map(Date::year);
    // What the other one leaves undated is of its article's time.
    let now = published(view).or(stories.year(view.document)).max(view.latest_year).max(published(other));
    let (Some((_, last)), Some(now)) = (view.days, now) else { return false };
    f64::from(now - last.year()) >= stories.limits.past
}

/// Does the claim date what it tells of to the year in which the other article was published: "the attack of 2015"?
fn is_of_year(view: &View, other: &View) -> bool {
    let year = view.days.map(|(_, last)| last.year());
    year.is_some() && year == other.published.map(Date::year)
}

/// Does the figure stay what it was, however long ago that is?
pub(crate) fn stays(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].lasts)
}

/// Does the time beside the figure say when it was counted, rather than when it happened?
pub(crate) fn running(view: &View, rules: &Rules) -> bool {
    match &view.kind {
        Kind::Measure(at, ..) => rules.measures.measures[*at].running,
        Kind::Count(predicate, ..) => frame_measure(predicate, rules) != Some(frame::Measure::Fixed),
        _ => false,
    }
}

fn frame_measure(predicate: &str, rules: &Rules) -> Option<frame::Measure> {
    rules.frames.get(predicate).and_then(|frame| frame.measure)
}

/// Units of what is counted or a share rather than weighed or measured.
const COUNTED: [&str; 2] = ["1", "%"];

/// Does what the claim says last, so that the day beside it does not matter?
pub(crate) fn lasting(view: &View, rules: &Rules) -> bool {
    match &view.kind {
        Kind::Family(at) => rules.comparison.families[*at].lasting,
        _ => false,
    }
}

/// Which way a claim's figure moves.
pub(crate) fn moves(kind: &Kind, rules: &Rules) -> Moves {
    match kind {
        Kind::Measure(at, ..) => rules.measures.measures[*at].moves,
        // What no pack measures is taken to move: silence over noise.
        Kind::Count(predicate, unit, _) => match frame_measure(predicate, rules) {
            Some(frame::Measure::Toll) => Moves::Up,
            Some(frame::Measure::Fixed) => Moves::No,
            Some(frame::Measure::Level | frame::Measure::Period) => Moves::Both,
            None if COUNTED.contains(&unit.as_str()) => Moves::Both,
            None => Moves::No,
        },
        _ => Moves::No,
    }
}

fn days_between((first, last): (Date, Date)) -> i32 {
    days_from(first, last)
}

/// Days between two stretches of days; 0 where they meet.
pub(super) fn gap(one: (Date, Date), other: (Date, Date)) -> i32 {
    days_from(one.1, other.0).max(days_from(other.1, one.0)).max(0)
}

fn article(
    one: &View,
    other: &View,
    dated_alike: bool,
    stories: &Stories,
    found: &mut Found,
    rules: &Rules,
) -> Apart {
    let weights = &rules.comparison.weights;
    let limits = &stories.limits;
    if one.document == other.document {
        let near = one.claim.sentence.start.abs_diff(other.claim.sentence.start);
        let (weight, matched) = match () {
            () if one.claim.sentence == other.claim.sentence => (weights.sentence, "in one sentence"),
            () if (near as f64) < limits.beside => (weights.beside, "side by side in one article"),
            () => (weights.article, "in one article"),
        };
        found.add(weight, say!(found, "{matched}"));
        let days = one.days.zip(other.days);
        let months = days.is_some_and(|(a, b)| f64::from(gap(a, b)) > limits.one_event);
        if (once(one, rules) || matter(one, rules)) && !months {
            // An article tells of one crash, and perhaps of another years ago.
            found.weight += weights.deed;
        }
        let fixed = one.figure().is_some() && moves(&one.kind, rules) == Moves::No;
        if one.claim.headline != other.claim.headline && everybody(one, rules) && everybody(other, rules) {
            // A headline's toll is that of its article.
            found.weight += weights.slot;
        }
        if (running(one, rules) && unplaced(one, stories, rules) && unplaced(other, stories, rules))
            || (fixed && weight >= weights.beside)
        {
            found.weight += weights.slot;
        }
        return None;
    }
    let closeness = closeness(one, other, dated_alike, stories);
    let recalled = closeness >= limits.sure && stories.recalls(one.document, other.document);
    if stays(one, rules) && stories.too_far(one.document, other.document) && !recalled {
        return Some(("time", "the articles lie too far apart for one event".to_owned()));
    }
    if closeness < 0.0 && !lasting(one, rules) {
        return Some(("time", "the articles lie too far apart for one event".to_owned()));
    }
    if stories.near(one.document, other.document) {
        found.weight += weights.guess;
    }
    if closeness >= limits.known {
        found.add(closeness, say!(found, "the articles name the same people and places"));
    }
    if closeness >= limits.close && (once(one, rules) || matter(one, rules)) {
        // A story has one crash.
        found.weight += weights.deed;
    }
    let events = one.figure().is_some() || once(one, rules);
    if closeness >= limits.sure && events && unplaced(one, stories, rules) && unplaced(other, stories, rules)
    {
        found.add(weights.slot, say!(found, "both are of the one event that their articles tell of"));
    }
    None
}

/// Does it happen once in a story, or is there one such figure?
fn once(view: &View, rules: &Rules) -> bool {
    match view.kind {
        Kind::Family(at) => rules.comparison.families[at].once,
        Kind::Measure(at, ..) => rules.measures.measures[at].once,
        _ => false,
    }
}

/// Does it happen anew in each place?
fn local(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Family(at) if rules.comparison.families[at].local)
}

/// Does it happen at one site?
pub(super) fn site(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Family(at) if rules.comparison.families[at].site)
}

/// Does a story ask it once of each thing?
fn matter(view: &View, rules: &Rules) -> bool {
    matches!(view.kind, Kind::Family(at) if rules.comparison.families[at].matter)
}

/// Is a denial of just what its words say?
pub(crate) fn narrow(view: &View, rules: &Rules) -> bool {
    match view.kind {
        Kind::Family(at) => rules.comparison.families[at].narrow,
        Kind::Statement(_) => view.claim.kind != crate::claim::Kind::Quality,
        _ => false,
    }
}

/// Says neither where nor by whom, or only what all articles of the story say: the figure of what the article is about.
fn unplaced(view: &View, stories: &Stories, rules: &Rules) -> bool {
    let claim = view.claim;
    // Of "the city" the population is told, not what happened there.
    let of_place = matches!(view.kind, Kind::Measure(at, ..) if rules.measures.measures[at].of_place);
    // "The explosion killed": a cause without a name is the event itself.
    let slots = [(&claim.place, !of_place), (&claim.agent, false), (&claim.event, true)];
    slots.into_iter().all(|(slot, described)| match slot {
        Some(slot) if !slot.inherited => match &slot.entity {
            Some(entity) => stories.is_common(entity, view.document),
            None => !described || is_of_all(slot, rules),
        },
        _ => true,
    })
}
