//! Claims: what an article says happened, how much, who says so and how surely.
//!
//! Frames of the rules find their words in the clauses and noun phrases ([`frame`]); what they leave is read as counted
//! nouns and plain events ([`generic`]). Each draft is then written out with its figures, time, place and speakers.

mod context;
mod count;
mod denial;
mod distance;
mod draft;
mod elided;
mod extent;
mod frame;
mod gapped;
mod generic;
mod holder;
mod id;
mod joint;
mod json;
mod nation;
mod occurred;
mod office;
mod part;
mod place;
mod quality;
mod reckoning;
mod score;
mod share;
mod sort;
mod tally;
#[cfg(test)]
mod tests;
mod topic;
mod view;
mod write;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::annotate::Annotations;
pub use crate::annotate::quantity::Change;
use crate::rules::Rules;
use crate::span::Span;
use crate::value::{Hours, Quantity, Time};
pub use id::rename_document;

pub use crate::annotate::attribution::{Certainty, Stance};

/// One thing that an article claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Claim {
    /// Stable for the same facts in the same document.
    pub id: SmolStr,
    /// The article's id.
    pub document: SmolStr,
    /// The outlet.
    pub source: Option<SmolStr>,
    /// What is claimed: named by a frame; a generic quantity carries its counted noun's lemma.
    pub predicate: SmolStr,
    /// Affirmed or denied?
    pub polarity: Polarity,
    /// How surely.
    pub certainty: Certainty,
    /// How many, how much.
    pub quantity: Option<Box<Amount>>,
    /// What the figure follows from: 50 and 60 of "rose 20% from 50 to 60", the parts of a sum.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operands: Vec<Amount>,
    /// What made it a claim.
    #[serde(default)]
    pub kind: Kind,
    /// The noun that the figure counts, in its base form: "fighter" in "200 Taliban fighters".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<SmolStr>,
    /// Which sort of it the figure counts, where the rules tell sorts apart: "confirmed" in "63 confirmed cases".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<SmolStr>,
    /// Who did it.
    pub agent: Option<Box<Participant>>,
    /// To whom or what.
    pub patient: Option<Box<Participant>>,
    /// The office that somebody holds: "foreign minister".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub office: Option<SmolStr>,
    /// By which weapon or event: "in an airstrike".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub means: Option<Box<Participant>>,
    /// Where.
    pub place: Option<Box<Participant>>,
    /// When it happened.
    pub time: Option<Box<When>>,
    /// When the figure was said to hold (EDTF); else the article's date.
    pub as_of: Option<SmolStr>,
    /// The article's own date (ISO 8601).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<SmolStr>,
    /// The event that it belongs to, where that has a name: "the Camp Fire", "the June 16 march".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<Box<Participant>>,
    /// Counts a part of another figure: "nine of them children", "eight more bodies" is no part but a change.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub part: bool,
    /// Said of the time to come: "is expected to pass 300".
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forecast: bool,
    /// Stands in the headline or standfirst.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub headline: bool,
    /// Who says so, outermost first; empty: the outlet's own voice.
    pub attribution: Vec<Attributed>,
    /// The words that make the claim.
    pub span: Span,
    /// Its sentence.
    pub sentence: Span,
    /// 1-based line of the file.
    pub line: usize,
    /// 1-based column of the file, in characters.
    pub column: usize,
    /// The sentence's words.
    pub text: SmolStr,
}

/// What made it a claim.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    Serialize,
    Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A frame of the rules.
    #[default]
    Frame,
    /// A figure with what it counts or measures, of no frame.
    Quantity,
    /// Somebody did something, of no frame; the predicate is the verb.
    Event,
    /// Somebody holds an office, or no longer does.
    Office,
    /// Somebody says that something is or is not of some kind: "a sophisticated attack".
    Quality,
    /// A figure that follows from others of its sentence ("rose 20% from 50 to 60"), a date that no calendar has,
    /// an age beside a year of birth.
    Reckoning,
}

/// Affirmed or denied.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// It is so.
    Positive,
    /// It is not so.
    Negative,
}

/// A quantity and its words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, schemars::JsonSchema)]
pub struct Amount {
    /// Where the words stand.
    #[serde(flatten)]
    pub span: Span,
    /// The words: "more than 200".
    pub text: SmolStr,
    /// What they mean.
    #[serde(flatten)]
    #[schemars(with = "crate::value::quantity::QuantityJson")]
    pub quantity: Quantity,
    /// A level, or how much it moved.
    pub change: Change,
    /// What it is counted over: "d" in "200 a day".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<SmolStr>,
    /// Counted by the words ("a policeman", a name, "no one") rather than by a number.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub implied: bool,
}

/// Somebody or some place in a slot of a claim.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Participant {
    /// The words on the page.
    pub text: SmolStr,
    /// Who or where that is.
    pub entity: Option<SmolStr>,
    /// combatant, civilian, official, child, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<SmolStr>,
    /// What else the page calls it in apposition: "the driver of the train" of "Amjad, the driver of the train".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub also: Option<SmolStr>,
    /// Taken over from the article around the claim rather than stated in its sentence.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inherited: bool,
}

/// When something happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize, schemars::JsonSchema)]
pub struct When {
    /// The words on the page; `None` where only the context dates it.
    pub text: Option<SmolStr>,
    /// What they mean.
    #[serde(flatten)]
    pub time: Time,
    /// The hours of the day, in minutes from midnight: "around 9 pm" is 1200 to 1320.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// Stands in the sentence, but not with the words of the claim: it may be of something else that the sentence tells.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub loose: bool,
    /// Taken over from the article around the claim rather than stated in its sentence.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub inherited: bool,
}

/// One link of the chain of those who say so.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Attributed {
    /// The words on the page; null where nobody is named.
    pub source: Option<SmolStr>,
    /// Who that is.
    pub entity: Option<SmolStr>,
    /// "said", "according to".
    pub cue: Option<SmolStr>,
    /// What the source does with it.
    pub stance: Stance,
}

/// Every claim of an article, in text order.
pub fn extract(annotations: &Annotations, rules: &Rules) -> Vec<Claim> {
    let view = view::View::new(annotations, rules);
    let drafts = write::in_order(&view, drafts(&view));
    let reckonings = reckoning::read(&view);
    let mut claims = write::write(&view, &drafts, reckonings.len());
    denial::add(&view, &mut claims);
    reckoning::add(&view, reckonings, &mut claims);
    id::assign(&mut claims);
    claims
}

/// What frames claim, then what is left.
fn drafts(view: &view::View) -> Vec<draft::Draft> {
    let around = frame::Around::new(view);
    let mut drafts = Vec::with_capacity(view.layers.clauses.len());
    drafts.extend(score::read(view, &around));
    drafts.extend(holder::read(view, &around));
    drafts.extend(tally::read(view, &around));
    drafts.extend(distance::read(view, &around));
    drafts.extend(extent::read(view, &around));
    drafts.extend(frame::read(view, &around));
    drafts.extend(occurred::read(view, &around, &drafts));
    drafts.iter_mut().for_each(|draft| count::of_all(view, draft));
    drafts.iter_mut().for_each(|draft| holder::room(view, draft));
    drafts.retain(|draft| !holder::is_part(view, &around, draft));
    let mut drafts = write::distinct(view, drafts);
    joint::merge(view, &mut drafts);
    let parts = part::read(view, &drafts);
    drafts.extend(parts);
    drafts.extend(part::of_group(view));
    drafts.iter_mut().for_each(|draft| draft.part |= part::is_part(view, draft));
    let mut drafts = write::distinct(view, drafts);
    let again = share::read(view, &drafts);
    let sums = joint::sums(view, &drafts);
    drafts.extend(again);
    drafts.extend(sums);
    drafts.extend(office::read(view));
    let mut taken = write::quantities_of(view, &drafts);
    // "An 18-year-old man was arrested" counts one, and gives an age besides.
    let age = |at: usize| view.quantity(at).quantity.dimension == "age";
    let open = (0..view.layers.quantities.len()).filter(|&at| age(at) || !taken.contains(&at));
    let named: Vec<_> = open.filter_map(|at| generic::by_dimension(view, &around, at)).collect();
    taken.extend(named.iter().filter_map(|draft| draft.quantity));
    drafts.extend(named);
    let topics = topic::Topics::new(view, &drafts);
    let nations = nation::read(view, &topics);
    let listed = write::quantities_of(view, &nations);
    let again = |draft: &draft::Draft| {
        let figures = write::quantities_of(view, std::slice::from_ref(draft));
        draft.part && figures.iter().any(|figure| listed.contains(figure))
    };
    drafts.retain(|draft| !again(draft));
    taken.extend(&listed);
    drafts.extend(nations);
    let gapped = gapped::read(view, &drafts, &taken);
    taken.extend(gapped.iter().filter_map(|draft| draft.quantity));
    drafts.extend(gapped);
    let mut counted = generic::quantities(view, &around, &taken);
    let elided = elided::read(view, &around, &[&drafts[..], &counted].concat(), &taken);
    taken.extend(elided.iter().filter_map(|draft| draft.quantity));
    drafts.extend(elided);
    let open = (0..view.layers.quantities.len()).filter(|at| !taken.contains(at));
    let figures: Vec<_> = open.filter_map(|at| topic::read(view, &around, &topics, at)).collect();
    taken.extend(figures.iter().filter_map(|draft| draft.quantity));
    drafts.extend(figures);
    let own = |draft: &draft::Draft| draft.clause.filter(|&at| view.clause(at).head == draft.trigger);
    let clauses = drafts.iter().flat_map(|draft| [own(draft), draft.support]).flatten().collect();
    let mut events = generic::events(view, &around, &clauses);
    // One claim for one figure: a frame's before an event's before a bare noun's.
    events.retain(|event| event.quantity.is_none_or(|quantity| taken.insert(quantity)));
    counted.retain(|draft| draft.quantity.is_none_or(|quantity| !taken.contains(&quantity)));
    drafts.extend(events);
    drafts.extend(counted);
    drafts.extend(quality::read(view, &around));
    drafts
}
