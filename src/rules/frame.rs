//! Frames: what can be claimed, and which words claim it.
//!
//! A frame is a predicate ("killed") with the verbs, nouns and adjectives that say it, and for each of them the role that
//! every slot fills. A rule is written once, for the active verb or the bare noun; the engine in `claim` derives
//! passive, participle, relative, coordinated and headline forms from the syntax.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::example::Example;
use super::lexicon::{Class, Lexicon, WordId};
use super::matcher::Matcher;
use super::table::{Table, WordMap};
use super::words::WordSet;
use super::{PackFile, word};

/// A predicate and the words that say it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// The claim's predicate.
    pub name: String,
    /// What it means, in a sentence.
    #[serde(default)]
    pub about: Option<String>,
    /// The family that it is compared in: "casualties", "attacks".
    #[serde(default)]
    pub family: Option<String>,
    /// What a figure of this frame counts.
    #[serde(default)]
    pub counts: Counts,
    /// Dimensions that a figure of this frame may have, separated by spaces; empty: any.
    #[serde(default)]
    pub dimension: String,
    /// The unit of a bare number: "measured 6.1" of a quake is a magnitude.
    #[serde(default)]
    pub unit: Option<String>,
    /// How figures of this frame move: only upward, by period, …
    #[serde(default)]
    pub measure: Option<Measure>,
    /// Frames that hold wherever this one does.
    #[serde(default)]
    pub implies: Vec<String>,
    /// Frames that cannot hold of the same patient at the same time.
    #[serde(default)]
    pub excludes: Vec<String>,
    /// The state that the patient is in afterwards; states of one group exclude each other.
    #[serde(default)]
    pub state: Option<State>,
    /// Head nouns that make it a figure of speech: "killed the bill". Space-separated lemmas, for all entries of the frame.
    #[serde(default)]
    pub never: String,
    /// Does the event stand for those who did it: "killed in an airstrike"?
    #[serde(default)]
    pub deed: bool,
    /// Does it happen once, on one day? Then a day in the sentence dates its noun only where it stands beside it:
    /// "Sunday's crash", but not "relatives waited on Monday near the crash".
    #[serde(default)]
    pub once: bool,
    /// Is the patient a person, or a group of them? Then "a policeman" and a name count as one.
    #[serde(default)]
    pub people: bool,
    /// Is a figure of one hospital a part of all?
    #[serde(default)]
    pub sites: bool,
    /// The verbs.
    #[serde(default)]
    pub verb: Vec<VerbUse>,
    /// The nouns.
    #[serde(default)]
    pub noun: Vec<NounUse>,
    /// The adjectives, and participles that stand like them.
    #[serde(default)]
    pub adjective: Vec<AdjectiveUse>,
    /// Figures that are somebody's score: "came fourth with 1,496,687 votes".
    #[serde(default)]
    pub score: Vec<ScoreUse>,
    /// Things that hold people: "a ferry with 462 people".
    #[serde(default)]
    pub holder: Vec<HolderUse>,
    /// Those whom a story counts once: "three gunmen stormed the hall".
    #[serde(default)]
    pub tally: Vec<TallyUse>,
    /// What a thing has so many of: "an eight-storey building".
    #[serde(default)]
    pub size: Vec<SizeUse>,
    /// Adjectives behind a measure: "200 metres long".
    #[serde(default)]
    pub extent: Vec<ExtentUse>,
    /// Phrases in which the frame's words mean something else: "dead heat".
    #[serde(default)]
    pub silent: Vec<String>,
    /// The rule's own tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

rule!(Frame, "frame", Claims, name = name, examples = example);
rule!(Support, "support", Claims);
rule!(Level, "level", Claims);
rule!(Category, "category", Claims, name = name);
rule!(WordJob, "job", Claims);

/// What a figure of a frame counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counts {
    /// Those to whom it happened: "killed 12 people".
    #[default]
    Patient,
    /// Those who did it: "12 people marched".
    Agent,
    /// How often it happened: "12 attacks".
    Event,
    /// An amount of its own: "sold it for $3 million".
    Value,
}

/// How the figures of a frame move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Only rises while the event lasts: a death toll.
    Toll,
    /// Goes up and down: people missing, a share price.
    Level,
    /// Added up over a period: attacks this year.
    Period,
    /// Does not change: a length, a price paid.
    Fixed,
}

/// A state, and the group within which states exclude each other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// "life"
    pub group: String,
    /// "dead"
    pub value: String,
    /// The state of whom it is denied of: who was not killed is "alive".
    #[serde(default)]
    pub denied: Option<String>,
}

/// The part that somebody or something plays in a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Who did it.
    Agent,
    /// To whom or what.
    Patient,
    /// Where.
    Place,
    /// When.
    Time,
    /// By which weapon or event.
    Means,
    /// The amount.
    Value,
    /// Nothing that a claim keeps.
    None,
}

/// Verbs of a frame that share their slots.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbUse {
    /// Base forms, separated by commas; further words must follow the verb ("blow up"), in front or behind its object.
    pub words: String,
    /// What the subject of the active verb is.
    #[serde(default = "agent")]
    pub subject: Role,
    /// What its object is.
    #[serde(default = "patient")]
    pub object: Role,
    /// Preposition to role. "by" of a passive is the subject's; times and places are found by what they are.
    #[serde(default)]
    pub slots: FxHashMap<String, Role>,
    /// Lemmas, one of which must head the object (passive: the subject): "lose" + "life". Space-separated. It fills no role itself.
    #[serde(default)]
    pub with: String,
    /// The object must be there. (Otherwise "shot at" reads as "shot".)
    #[serde(default)]
    pub needs_object: bool,
    /// The object must not be there: who recovers bodies was not ill.
    #[serde(default)]
    pub intransitive: bool,
    /// One of these prepositions must follow: "call for". Space-separated.
    #[serde(default)]
    pub needs: String,
    /// Roles that must be filled: "present" needs a place.
    #[serde(default)]
    pub requires: Vec<Role>,
    /// Lemmas that may not head the object, besides the frame's own. Space-separated.
    #[serde(default)]
    pub never: String,
    /// Lemmas that may not head the subject: a storm strikes, but is no airstrike. Space-separated.
    #[serde(default)]
    pub not_by: String,
    /// Lemmas, one of which must head the subject: a quake shakes a town, a leader shakes hands. Space-separated.
    #[serde(default)]
    pub only_by: String,
    /// Says the opposite: "survived" in a frame of deaths.
    #[serde(default)]
    pub negative: bool,
}

/// Nouns of a frame that share their slots.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounUse {
    /// Singular forms, separated by commas; of several words the last is the head ("death toll").
    pub words: String,
    /// Preposition to role; besides these, `owner` ("Pakistan's") and `before` ("Taliban" in "Taliban attack").
    #[serde(default)]
    pub slots: FxHashMap<String, Role>,
    /// The noun stands for those that it happened to: "three fatalities", "40 dead".
    #[serde(default)]
    pub stands_for: Option<Role>,
    /// Lemmas, one of which must head what has the figure, unless that is a bare number. Space-separated.
    #[serde(default)]
    pub with: String,
    /// Only what somebody has, and nothing happens to: "the company's 900 workers", not when they are laid off.
    #[serde(default)]
    pub own: bool,
    /// Only where nothing is done to them: "23 refugees were rescued" says nothing of how many there are.
    #[serde(default)]
    pub alone: bool,
    /// The noun's level is the figure: "the death toll rose to 40", "a toll of 40".
    #[serde(default)]
    pub level: bool,
    /// Only with one of these prepositions behind it, or as the object of a supporting verb. Space-separated.
    #[serde(default)]
    pub needs: String,
    /// A number with decimals before it counts nothing but is the figure: "a 7.9 quake".
    #[serde(default)]
    pub decimal: bool,
    /// Lemmas, one of which must head the patient: the collapse of a bridge, not of the talks. Space-separated.
    #[serde(default)]
    pub only_of: String,
    /// Lemmas, one of which must stand in the article: fraud at an election, not at a bank. Space-separated.
    #[serde(default)]
    pub amid: String,
    /// Only with a filled slot, a number or a supporting verb: "attack" alone claims nothing.
    #[serde(default = "yes")]
    pub needs_slot: bool,
    /// What those are who announce it, unless somebody else is: a firm that announces job cuts makes them.
    #[serde(default)]
    pub announcer: Option<Role>,
    /// Roles that must be filled: a deal needs its value.
    #[serde(default)]
    pub requires: Vec<Role>,
}

/// Adjectives of a frame that share their slots.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdjectiveUse {
    /// The words, separated by commas; of several words ("on board") all must stand there.
    pub words: String,
    /// What the noun is that it describes.
    #[serde(default = "patient")]
    pub of: Role,
    /// Preposition to role: "responsible for".
    #[serde(default)]
    pub slots: FxHashMap<String, Role>,
    /// Only with one of these prepositions behind it. Space-separated.
    #[serde(default)]
    pub needs: String,
    /// Those that it is said of are a part: "among the dead".
    #[serde(default)]
    pub part: bool,
    /// Lemmas, one of which must head the noun that it describes: a deal worth a billion. Space-separated.
    #[serde(default)]
    pub only_of: String,
}

/// A figure that somebody has: votes, seats, a share of them.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreUse {
    /// What is counted, singular, separated by commas: "vote, ballot".
    pub words: String,
    /// Verbs whose subject has what is their object, base forms, separated by commas: "win, poll".
    pub verbs: String,
    /// Those of them behind which a percentage needs no noun: "polled 37 percent". Separated by commas.
    #[serde(default)]
    pub plain: String,
    /// Verbs by which a percentage behind a score is the share of the same one: "polled 7,176,141 votes, representing 50.5
    /// percent". Base forms, separated by commas.
    #[serde(default)]
    pub share: String,
    /// Verbs whose subject is the figure of whoever stands behind `to`: "7 million voted for Reyes". Base forms, separated by
    /// commas.
    #[serde(default)]
    pub given: String,
    /// Prepositions before the figure that the subject has: "ended with five seats". Space-separated.
    #[serde(default)]
    pub with: String,
    /// Nouns that give others their figure: "poll, survey"; where a sentence has one, only scores with it are read.
    #[serde(default)]
    pub by: String,
    /// Prepositions before the one to whom it is given: "predicted 58 seats for the Greens". Space-separated.
    #[serde(default)]
    pub to: String,
}

/// Things that hold people, and the words that say so: "a ferry with 462 people", "58 people were on the bus".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolderUse {
    /// What holds them, singular, separated by commas: "ferry, bus".
    pub words: String,
    /// Prepositions behind it, before those whom it holds: "a ferry with 462 people". Space-separated.
    #[serde(default)]
    pub with: String,
    /// Verbs whose subject it is: "the train had 440 passengers", "a bus packed with pilgrims". Base forms, separated by
    /// commas.
    #[serde(default)]
    pub has: String,
    /// Prepositions before it, behind those whom it holds: "58 people on the bus". Space-separated.
    #[serde(default)]
    pub on: String,
    /// Verbs whose subject is on it: "were travelling on the train". Base forms, separated by commas.
    #[serde(default)]
    pub verbs: String,
    /// People who are by their name on it, singular, separated by commas: "the 475 passengers and crew".
    #[serde(default)]
    pub people: String,
    /// The frame of how many it may hold: "licensed to carry 85 passengers".
    #[serde(default)]
    pub room: String,
    /// Nouns for it before "to" and those whom it holds, separated by commas: "home to 100,000 people".
    #[serde(default)]
    pub homes: String,
    /// Names of places hold them as well: "125,000 people live in Derna".
    #[serde(default)]
    pub places: bool,
    /// It counts all who are there, so that neither words behind them nor the place alone say so: not "200 students at the
    /// school fell ill".
    #[serde(default)]
    pub all: bool,
    /// Several of them, too: "moved into relief camps".
    #[serde(default)]
    pub many: bool,
    /// Only people of these nouns, singular, separated by commas; any where empty: 300 nurses are no town's inhabitants.
    #[serde(default)]
    pub only: String,
}

/// Those whom a story counts once, whatever the verb: "three gunmen stormed the hall", "attacked by five gunmen", "all
/// three attackers".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TallyUse {
    /// Their nouns, singular, separated by commas.
    pub words: String,
    /// Verbs whose subject all of them are, base forms, separated by commas: "storm, attack".
    #[serde(default)]
    pub verbs: String,
    /// Verbs whose object all of them are, base forms, separated by commas.
    #[serde(default)]
    pub objects: String,
    /// Nouns behind whose "by" or "of" they stand, singular, separated by commas: "an attack by three gunmen".
    #[serde(default)]
    pub nouns: String,
    /// "The three", "all three" are all of them, too.
    #[serde(default)]
    pub whole: bool,
}

/// Of what a thing has so many: "an eight-storey building", "a manifesto of 74 pages".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizeUse {
    /// Nouns for what is counted, singular, separated by commas: "storey, floor".
    pub words: String,
    /// Nouns for the thing, singular, separated by commas.
    pub of: String,
    /// Verbs whose subject it is, base forms, separated by commas: "have, run to".
    #[serde(default)]
    pub has: String,
    /// Prepositions between the thing and what it has: "a train with 90 cars". Space-separated.
    #[serde(default)]
    pub with: String,
    /// Several of the things have so many together, too: "passengers of nine nationalities".
    #[serde(default)]
    pub many: bool,
    /// Adjectives make them no others: "a convoy of three armoured cars".
    #[serde(default)]
    pub described: bool,
}

/// Adjectives behind a measure: "a section of the bridge, 200 metres long".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtentUse {
    /// The adjectives, separated by commas: "high, tall".
    pub words: String,
    /// Nouns of the things that have it, singular, separated by commas; any where empty.
    #[serde(default)]
    pub of: String,
}

/// A verb that only lends its subject to a noun: "launched an attack", "suffered losses".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Support {
    /// Base forms, separated by commas.
    pub words: String,
    /// What its subject is to the noun.
    pub subject: Role,
}

/// Verbs that say how high something is: "rose to", "stands at", "total".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// Base forms, separated by commas.
    pub words: String,
    /// The prepositions before the level; none: the object is the level. Space-separated.
    #[serde(default)]
    pub at: String,
    /// The prepositions before the amount of a move ("by"). Space-separated.
    #[serde(default)]
    pub by: String,
    /// On which side of the level it is: "exceed" is above.
    #[serde(default)]
    pub side: Option<End>,
}

/// A side of a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// "exceeds 300"
    Above,
    /// "nears 300"
    Below,
}

/// What kind of people a noun names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Category {
    /// combatant, civilian, official, child, …
    pub name: String,
    /// Singular nouns, separated by commas.
    pub words: String,
}

/// Words that the reading of claims knows by a job of their own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordJob {
    /// A name of [`Job`], in lower case.
    pub job: Job,
    /// The words, separated by commas.
    pub words: String,
}

/// What a word does in the reading of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// "including", "among": what follows is part of what stood before.
    Part,
    /// Nouns for a piece of a thing: "a section of the bridge".
    Portion,
    /// "another", "more": adds to what was counted before.
    More,
    /// "bringing … to": what follows is the new total.
    Total,
    /// Verbs too empty to be claims of their own: "be", "have", "include".
    Empty,
    /// Nouns whose count is no claim: "reason", "thing", "way".
    Uncounted,
    /// Nouns that stand for what is behind their "of": "group", "series".
    Transparent,
    /// Leaves its object in the state of the adjective behind: "leave".
    Leave,
    /// Holds its object, or a passive's subject, to be what the adjective behind says: "believed dead".
    Deem,
    /// Verbs that do something with dead bodies, never with all of them: "brought 20 dead to the hospital".
    Handle,
    /// Nouns of those who come on top of others: "other" in "17 others".
    Another,
    /// "all but two": what follows is left out.
    Except,
    /// What some of the dead have: "the identity of 94 dead" is no toll.
    Trait,
    /// Linking verbs: "be", "remain".
    Link,
    /// Prepositions of place.
    Where,
    /// "a", "an", "one": one of a kind.
    One,
    /// Says as of when a text speaks: "as of", "updated".
    AsOf,
    /// Says up to when something is counted: "by Friday", "until 12 October".
    Until,
    /// "go on", "rage": what goes on for hours lasts them.
    GoOn,
    /// "globally", "nationwide": of all places.
    Everywhere,
    /// "across" of "across the country".
    Throughout,
    /// "elsewhere": what is counted there is not what was counted before.
    Elsewhere,
    /// "other" of "other parts of the country".
    Other,
    /// Nouns for a stretch of land, of which there are others: "part", "region".
    Area,
    /// "former", "late": no longer in office.
    Former,
    /// "overthrow", "succeed": whoever it is done to holds the office no longer.
    Unseat,
    /// "Mr", "General": titles that are no office.
    Courtesy,
    /// Verbs whose object does what the verb behind it says: "accused Pakistan of violating".
    Control,
    /// Nouns of time, which do nothing: "the past few hours".
    Period,
    /// Verbs by which a source gives a figure for what is talked of: "police estimate 240,000".
    Count,
    /// Verbs of those who come to what is talked of: "a million people came".
    Come,
    /// Nouns for what happens by itself: "quake", "fire". They are means, and name events: "the Camp Fire".
    Event,
    /// Nouns for what somebody means to do: "plans to cut", "an attempt to seize".
    Plan,
    /// Verbs for what follows: "led to the death of".
    Lead,
    /// "from" of "from 288 to 275".
    From,
    /// "since": what stands behind it is when the counting began.
    Since,
    /// "than": what stands behind it is only compared with.
    Than,
    /// Nouns for a figure: "the police put the number at 240,000".
    Figure,
    /// "between": those behind it belong to a noun before it, whatever stands in between.
    Both,
    /// Verbs that say how long something went on: "last".
    Last,
    /// Prepositions before how long something went on: "for".
    For,
    /// Nouns for news of something: "no reports of injuries" denies them.
    Report,
    /// "a" of "12 people a day".
    Rate,
    /// Names of diseases that break out: the cases and deaths of an article that is about one are its.
    Disease,
    /// "the", "these": a few of them are known to the reader, and no figure.
    Definite,
    /// "yet": what has not happened so far is not denied.
    Yet,
    /// "born": a date behind it is a birthday.
    Born,
    /// Verbs by which somebody has a number of something: "polled 6,101 votes".
    Hold,
    /// "all" of "all of its 338 students": as many as there are.
    Whole,
    /// Nouns for where people are counted by those who work there: "at this hospital 70 injured are under treatment".
    Site,
    /// Nouns for what stands or is held in a town, so that the town's name behind them says where: "a church in Lima".
    Building,
    /// Where a crowd meets, within its city: "square".
    Venue,
    /// Verbs that say no more than that something happened: "occur".
    Happen,
    /// Verbs that say when something that lasts began: "start".
    Begin,
    /// Words before a clause that tells of the same time as the one it hangs on: "when".
    During,
    /// Verbs for trying and beginning to do what they govern: "tried to break up".
    Attempt,
    /// Both words of "take place".
    Take,
    /// Pronouns for things: "it".
    Thing,
    /// Nouns for whatever happened: "the incident".
    Occasion,
    /// Prepositions before a time: "on".
    When,
    /// "both": two of them.
    Pair,
    /// Prepositions before what a level is above: "past".
    Beyond,
    /// Prepositions before what a level is under: "below".
    Beneath,
    /// Pronouns for one person: "she".
    Alone,
    /// Modal verbs of what somebody or something is able to do: "can".
    Able,
    /// Verbs by which something is made or allowed to hold so many: "licensed to carry 85".
    Fit,
    /// "there" of "there were three".
    There,
    /// Points of the compass: "north", "southwest".
    Direction,
    /// Words before what a distance is measured from: "from", "off".
    Away,
    /// Words that may stand between a distance and its direction: "away", "to the", "due".
    Towards,
    /// Verbs that say where something is, or where it happened: "lie", "strike".
    Lie,
    /// Words behind a place that set it apart from others: "in Paris alone".
    Only,
    /// "only": what is said of it holds of no other: "the only car that did not derail".
    Sole,
    /// Adjectives for somebody who has no other with him: "a lone gunman".
    Lone,
    /// Prepositions before the ends of a way: "a flight from Lima to Cusco".
    Route,
}

impl Job {
    /// Its bit among those of all jobs.
    pub fn bit(self) -> u128 {
        1 << (self as u32)
    }
}

fn agent() -> Role {
    Role::Agent
}

fn patient() -> Role {
    Role::Patient
}

fn yes() -> bool {
    true
}

/// A verb's use, ready to match.
#[derive(Debug, Clone)]
pub struct Verb {
    /// Index of its frame.
    pub frame: usize,
    /// Index among the frame's verbs.
    pub entry: usize,
    /// Words that must follow the verb.
    pub particle: Vec<WordId>,
    /// By preposition.
    pub slots: FxHashMap<WordId, Role>,
    /// Lemmas that the object must have; empty: any.
    pub with: FxHashSet<WordId>,
    /// Lemmas that it may not have.
    pub never: FxHashSet<WordId>,
    /// Lemmas that the subject may not have.
    pub not_by: FxHashSet<WordId>,
    /// Lemmas, one of which the subject must have; empty: any.
    pub only_by: FxHashSet<WordId>,
    /// Prepositions, one of which must follow; empty: none need to.
    pub needs: FxHashSet<WordId>,
}

/// A noun's use, ready to match.
#[derive(Debug, Clone)]
pub struct Noun {
    /// Index of its frame.
    pub frame: usize,
    /// Index among the frame's nouns.
    pub entry: usize,
    /// Words that must stand before the head.
    pub before: Vec<WordId>,
    /// By preposition.
    pub slots: FxHashMap<WordId, Role>,
    /// Prepositions, one of which must follow; empty: none need to.
    pub needs: FxHashSet<WordId>,
    /// Lemmas, one of which its patient must have; empty: any.
    pub only_of: FxHashSet<WordId>,
    /// Lemmas, one of which must stand in the article; empty: any.
    pub amid: FxHashSet<WordId>,
    /// Lemmas, one of which must head what has the figure; empty: any.
    pub with: FxHashSet<WordId>,
    /// The role of its owner.
    pub owner: Option<Role>,
    /// The role of a name before it.
    pub modifier: Option<Role>,
    /// Lemmas that its patient may not have.
    pub never: FxHashSet<WordId>,
}

/// An adjective's use, ready to match.
#[derive(Debug, Clone)]
pub struct Adjective {
    /// Index of its frame.
    pub frame: usize,
    /// Index among the frame's adjectives.
    pub entry: usize,
    /// Further words that must follow: "board" of "on board".
    pub behind: Vec<WordId>,
    /// By preposition.
    pub slots: FxHashMap<WordId, Role>,
    /// Prepositions, one of which must follow; empty: none need to.
    pub needs: FxHashSet<WordId>,
    /// Lemmas that what it describes may not have.
    pub never: FxHashSet<WordId>,
    /// Lemmas, one of which what it describes must have; empty: any.
    pub only_of: FxHashSet<WordId>,
}

/// A verb of level, ready to match.
#[derive(Debug, Clone, Default)]
pub struct LevelVerb {
    /// Prepositions before the level.
    pub at: FxHashSet<WordId>,
    /// Prepositions before the amount of the move.
    pub by: FxHashSet<WordId>,
    /// On which side of the level it is.
    pub side: Option<End>,
}

/// Somebody's score, ready to match.
#[derive(Debug, Clone, Default)]
pub struct Score {
    /// Index of its frame.
    pub frame: usize,
    /// Lemmas of what is counted.
    pub words: FxHashSet<WordId>,
    /// Lemmas of the verbs that hold it.
    pub verbs: FxHashSet<WordId>,
    /// Those of them behind which a percentage needs no noun.
    pub plain: FxHashSet<WordId>,
    /// Lemmas of the verbs by which a percentage is the share of the score before it.
    pub share: FxHashSet<WordId>,
    /// Lemmas of the verbs whose subject is the figure of somebody.
    pub given: FxHashSet<WordId>,
    /// Prepositions before a figure that the subject has.
    pub with: FxHashSet<WordId>,
    /// Lemmas of the nouns that give others their figure.
    pub by: FxHashSet<WordId>,
    /// Prepositions before the one to whom it is given.
    pub to: FxHashSet<WordId>,
}

/// What holds people, ready to match.
#[derive(Debug, Clone, Default)]
pub struct Holder {
    /// Index of its frame.
    pub frame: usize,
    /// Lemmas of what holds them.
    pub words: FxHashSet<WordId>,
    /// Prepositions behind it.
    pub with: FxHashSet<WordId>,
    /// Lemmas of verbs whose subject it is.
    pub has: FxHashSet<WordId>,
    /// Prepositions before it.
    pub on: FxHashSet<WordId>,
    /// Lemmas of verbs whose subject is on it.
    pub verbs: FxHashSet<WordId>,
    /// Lemmas of those who are by their name on it.
    pub people: FxHashSet<WordId>,
    /// Index of the frame of how many it may hold.
    pub room: Option<usize>,
    /// Lemmas of the nouns for it before "to".
    pub homes: FxHashSet<WordId>,
    /// Do names of places hold them?
    pub places: bool,
    /// Does it count all who are there?
    pub all: bool,
    /// Do several of them hold people, too?
    pub many: bool,
    /// Lemmas of the people that it counts; empty: any.
    pub only: FxHashSet<WordId>,
}

/// Those whom a story counts once, ready to match.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Index of its frame.
    pub frame: usize,
    /// Lemmas of the verbs whose subject they are.
    pub verbs: FxHashSet<WordId>,
    /// Lemmas of the verbs whose object they are.
    pub objects: FxHashSet<WordId>,
    /// Lemmas of the nouns that they stand behind.
    pub nouns: FxHashSet<WordId>,
    /// Are "the three" all of them?
    pub whole: bool,
}

/// A measure by its adjective.
#[derive(Debug, Clone)]
pub struct Extent {
    /// Index of the frame.
    pub frame: usize,
    /// Nouns of the things that have it; any where empty.
    pub of: FxHashSet<WordId>,
}

/// Of what a thing has so many, ready to match.
#[derive(Debug, Clone, Default)]
pub struct Size {
    /// Index of its frame.
    pub frame: usize,
    /// Lemmas of the things.
    pub of: FxHashSet<WordId>,
    /// Lemmas of the verbs whose subject it is.
    pub has: FxHashSet<WordId>,
    /// Prepositions between the thing and them.
    pub with: FxHashSet<WordId>,
    /// Do several have so many together?
    pub many: bool,
    /// Do adjectives before them not matter?
    pub described: bool,
}

/// All frames, indexed by the words that say them.
#[derive(Debug, Clone, Default)]
pub struct Frames {
    /// As written.
    pub all: Vec<Frame>,
    by_name: FxHashMap<String, usize>,
    /// By lemma.
    pub verbs: WordMap<Vec<Verb>>,
    /// By lemma of the head.
    pub nouns: WordMap<Vec<Noun>>,
    /// By word.
    pub adjectives: WordMap<Vec<Adjective>>,
    /// Verbs that lend their subject, by lemma.
    pub support: WordMap<Role>,
    /// Verbs of level, by lemma.
    pub levels: WordMap<LevelVerb>,
    /// Figures that somebody has.
    pub scores: Vec<Score>,
    /// Things that hold people.
    pub holders: Vec<Holder>,
    /// Those whom a story counts once, by lemma.
    pub tallies: WordMap<Vec<Tally>>,
    /// What things have so many of, by lemma.
    pub sizes: WordMap<Vec<Size>>,
    /// The adjectives of measures: "long".
    pub extents: WordMap<Vec<Extent>>,
    /// Words that stand behind the object of some verb: "hostage" of "take hostage".
    pub particles: FxHashSet<WordId>,
    /// Who gives figures of others, whichever score it is.
    pub givers: WordSet,
    /// Phrases in which a frame's words claim nothing, each with the frame's place.
    pub silent: Matcher<usize>,
    /// The first words of these phrases.
    pub categories: WordMap<String>,
    /// By word: a bit for each job that it does.
    jobs: Table<u128>,
    /// Nouns of what happens once, with their frames.
    events: WordMap<usize>,
    /// How regular plurals end: the ending, what stands in its place, the endings of the singular.
    plurals: Vec<(String, String, Vec<String>)>,
}

impl Frames {
    /// The frame of this name.
    pub fn get(&self, name: &str) -> Option<&Frame> {
        self.by_name.get(name).map(|&at| &self.all[at])
    }

    /// The place of the frame of this name.
    pub fn place(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The frame of what happens once, by its noun: "blast", "fire".
    pub fn event(&self, noun: WordId) -> Option<usize> {
        self.events.get(&noun).copied()
    }

    /// Does the word do this job?
    pub fn is(&self, job: Job, word: WordId) -> bool {
        self.jobs.get(word) & job.bit() != 0
    }

    /// A bit for each job that the word does.
    pub fn jobs(&self, word: WordId) -> u128 {
        *self.jobs.get(word)
    }

    /// The singular of a regular plural that no list has.
    pub fn singular(&self, plural: &str) -> String {
        for (ending, instead, endings) in &self.plurals {
            let Some(stem) = plural.strip_suffix(ending.as_str()) else { continue };
            let singular = format!("{stem}{instead}");
            if stem.len() > 2
                && (endings.is_empty() || endings.iter().any(|ending| singular.ends_with(ending.as_str())))
            {
                return singular;
            }
        }
        plural.to_owned()
    }

    /// Do the two predicates exclude each other of the same patient: killed and alive?
    pub fn exclude(&self, one: &str, other: &str) -> bool {
        let (Some(one_frame), Some(other_frame)) = (self.get(one), self.get(other)) else { return false };
        let states = match (&one_frame.state, &other_frame.state) {
            (Some(a), Some(b)) => a.group == b.group && a.value != b.value,
            _ => false,
        };
        states
            || one_frame.excludes.iter().any(|name| name == other)
            || other_frame.excludes.iter().any(|name| name == one)
    }

    /// Does the one hold wherever the other does: killed, casualty?
    pub fn implies(&self, one: &str, other: &str) -> bool {
        one == other || self.get(one).is_some_and(|frame| frame.implies.iter().any(|name| name == other))
    }
}

/// Compiles the packs' frames; their words join the lexicon.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon) -> Frames {
    let mut frames = Frames::default();
    let (mut verbs, mut nouns) = (Vec::new(), Vec::new());
    for frame in packs.iter().flat_map(|file| &file.pack.frame) {
        frames.by_name.insert(frame.name.clone(), frames.all.len());
        frames.all.push(frame.clone());
    }
    for at in 0..frames.all.len() {
        let frame = frames.all[at].clone();
        index(&frame, at, &mut frames, &mut verbs, &mut nouns, lexicon);
    }
    for support in packs.iter().flat_map(|file| &file.pack.support) {
        for (word, _) in phrases(&support.words, lexicon) {
            verbs.push(word);
            frames.support.insert(word, support.subject);
        }
    }
    for level in packs.iter().flat_map(|file| &file.pack.level) {
        let (at, by) = (set(&level.at, lexicon), set(&level.by, lexicon));
        for (word, _) in phrases(&level.words, lexicon) {
            verbs.push(word);
            frames.levels.insert(word, LevelVerb { at: at.clone(), by: by.clone(), side: level.side });
        }
    }
    for category in packs.iter().flat_map(|file| &file.pack.category) {
        for (word, _) in phrases(&category.words, lexicon) {
            nouns.push(word);
            frames.categories.insert(word, category.name.clone());
        }
    }
    for job in packs.iter().flat_map(|file| &file.pack.job) {
        for (word, _) in phrases(&job.words, lexicon) {
            if matches!(
                job.job,
                Job::Count
                    | Job::Control
                    | Job::Leave
                    | Job::Lead
                    | Job::Deem
                    | Job::Handle
                    | Job::Happen
                    | Job::Begin
                    | Job::Fit
            ) {
                verbs.push(word);
            }
            *frames.jobs.entry(word) |= job.job.bit();
        }
    }
    word::complete(packs, &verbs, &nouns, lexicon);
    for rule in packs.iter().flat_map(|file| &file.pack.inflections).filter(|rule| !rule.plural.is_empty()) {
        let endings: Vec<String> = rule.endings.split_whitespace().map(str::to_owned).collect();
        let cut =
            |ending: &String| ending.chars().rev().take(rule.cut).collect::<String>().chars().rev().collect();
        let instead = endings.first().map_or_else(String::new, cut);
        frames.plurals.push((rule.plural.clone(), instead, endings));
    }
    frames
}

fn index(
    frame: &Frame,
    at: usize,
    frames: &mut Frames,
    verbs: &mut Vec<WordId>,
    nouns: &mut Vec<WordId>,
    lexicon: &mut Lexicon,
) {
    let never = set(&frame.never, lexicon);
    for (entry, verb) in frame.verb.iter().enumerate() {
        let slots = slots(&verb.slots, lexicon);
        let (with, needs) = (set(&verb.with, lexicon), set(&verb.needs, lexicon));
        let never: FxHashSet<WordId> = never.iter().copied().chain(set(&verb.never, lexicon)).collect();
        let (not_by, only_by) = (set(&verb.not_by, lexicon), set(&verb.only_by, lexicon));
        unknown_nouns(with.iter().chain(&only_by), nouns, lexicon);
        if frame.once && verb.subject == Role::Patient {
            only_by.iter().for_each(|&word| _ = frames.events.get_or_insert(word, || at));
        }
        for (head, particle) in phrases(&verb.words, lexicon) {
            verbs.push(head);
            frames.particles.extend(particle.last());
            frames.verbs.get_or_insert(head, Default::default).push(Verb {
                frame: at,
                entry,
                particle,
                slots: slots.clone(),
                with: with.clone(),
                never: never.clone(),
                not_by: not_by.clone(),
                only_by: only_by.clone(),
                needs: needs.clone(),
            });
        }
    }
    for (entry, noun) in frame.noun.iter().enumerate() {
        let slots = slots(&noun.slots, lexicon);
        let (needs, only_of) = (set(&noun.needs, lexicon), set(&noun.only_of, lexicon));
        let (amid, with) = (set(&noun.amid, lexicon), set(&noun.with, lexicon));
        unknown_nouns(only_of.iter().chain(&amid).chain(&with), nouns, lexicon);
        let (owner, modifier) = (noun.slots.get("owner").copied(), noun.slots.get("before").copied());
        for words in noun.words.split(',') {
            let mut before = lexicon.intern_phrase(words.trim());
            let Some(head) = before.pop() else { continue };
            nouns.push(head);
            if (frame.once || frame.deed) && before.is_empty() && needs.is_empty() {
                frames.events.get_or_insert(head, || at);
            }
            frames.nouns.get_or_insert(head, Default::default).push(Noun {
                frame: at,
                entry,
                before,
                slots: slots.clone(),
                needs: needs.clone(),
                only_of: only_of.clone(),
                amid: amid.clone(),
                with: with.clone(),
                owner,
                modifier,
                never: never.clone(),
            });
        }
    }
    for (entry, adjective) in frame.adjective.iter().enumerate() {
        let slots = slots(&adjective.slots, lexicon);
        let (needs, only_of) = (set(&adjective.needs, lexicon), set(&adjective.only_of, lexicon));
        for (word, behind) in phrases(&adjective.words, lexicon) {
            if behind.is_empty() {
                let text = lexicon.word(word).text.clone();
                lexicon.add(&text, Class::ADJECTIVE);
            }
            frames.adjectives.get_or_insert(word, Default::default).push(Adjective {
                frame: at,
                entry,
                behind,
                slots: slots.clone(),
                needs: needs.clone(),
                never: never.clone(),
                only_of: only_of.clone(),
            });
        }
    }
    for score in &frame.score {
        let mut words = |words: &str| -> FxHashSet<WordId> {
            phrases(words, lexicon).into_iter().map(|(word, _)| word).collect()
        };
        let (counted, holding, plain, by) =
            (words(&score.words), words(&score.verbs), words(&score.plain), words(&score.by));
        let (share, given) = (words(&score.share), words(&score.given));
        nouns.extend(&counted);
        nouns.extend(&by);
        verbs.extend(&holding);
        verbs.extend(share.iter().chain(&given));
        by.iter().for_each(|&word| frames.givers.insert(word));
        frames.scores.push(Score {
            share,
            given,
            frame: at,
            words: counted,
            verbs: holding,
            plain,
            with: set(&score.with, lexicon),
            by,
            to: set(&score.to, lexicon),
        });
    }
    for holder in &frame.holder {
        let mut words = |words: &str| -> FxHashSet<WordId> {
            phrases(words, lexicon).into_iter().map(|(word, _)| word).collect()
        };
        let (held_by, has, doing) = (words(&holder.words), words(&holder.has), words(&holder.verbs));
        let (people, homes, only) = (words(&holder.people), words(&holder.homes), words(&holder.only));
        nouns.extend(held_by.iter().chain(&people).chain(&homes).chain(&only));
        verbs.extend(has.iter().chain(&doing));
        frames.holders.push(Holder {
            frame: at,
            words: held_by,
            with: set(&holder.with, lexicon),
            has,
            on: set(&holder.on, lexicon),
            verbs: doing,
            people,
            room: frames.by_name.get(&holder.room).copied(),
            homes,
            places: holder.places,
            all: holder.all,
            many: holder.many,
            only,
        });
    }
    for tally in &frame.tally {
        let counted = phrases(&tally.words, lexicon);
        let mut words = |words: &str| -> FxHashSet<WordId> {
            phrases(words, lexicon).into_iter().map(|(word, _)| word).collect()
        };
        let (doing, objects, behind) = (words(&tally.verbs), words(&tally.objects), words(&tally.nouns));
        nouns.extend(counted.iter().map(|(word, _)| word).chain(&behind));
        verbs.extend(doing.iter().chain(&objects));
        for (word, _) in counted {
            frames.tallies.get_or_insert(word, Default::default).push(Tally {
                frame: at,
                verbs: doing.clone(),
                objects: objects.clone(),
                nouns: behind.clone(),
                whole: tally.whole,
            });
        }
    }
    for size in &frame.size {
        let counted = phrases(&size.words, lexicon);
        let mut words = |words: &str| -> FxHashSet<WordId> {
            phrases(words, lexicon).into_iter().map(|(word, _)| word).collect()
        };
        let (of, has) = (words(&size.of), words(&size.has));
        nouns.extend(counted.iter().map(|(word, _)| word).chain(&of));
        verbs.extend(&has);
        for (word, _) in counted {
            let with = set(&size.with, lexicon);
            let (many, described) = (size.many, size.described);
            let size = Size { frame: at, of: of.clone(), has: has.clone(), with, many, described };
            frames.sizes.get_or_insert(word, Default::default).push(size);
        }
    }
    for extent in &frame.extent {
        let of: FxHashSet<WordId> = phrases(&extent.of, lexicon).into_iter().map(|(word, _)| word).collect();
        nouns.extend(&of);
        for (word, _) in phrases(&extent.words, lexicon) {
            let extent = Extent { frame: at, of: of.clone() };
            frames.extents.get_or_insert(word, Default::default).push(extent);
        }
    }
    for phrase in &frame.silent {
        frames.silent.insert(&lexicon.intern_phrase(phrase), at);
    }
}

/// Comma-separated phrases: first word and the rest.
fn phrases(words: &str, lexicon: &mut Lexicon) -> Vec<(WordId, Vec<WordId>)> {
    let split = words.split(',').map(|phrase| lexicon.intern_phrase(phrase.trim()));
    split.filter_map(|phrase| phrase.split_first().map(|(&first, rest)| (first, rest.to_vec()))).collect()
}

/// What a rule asks for as the head of a slot is a noun, so that its plural is known, too.
fn unknown_nouns<'w>(words: impl Iterator<Item = &'w WordId>, nouns: &mut Vec<WordId>, lexicon: &Lexicon) {
    let mut unknown: Vec<WordId> =
        words.copied().filter(|&word| lexicon.word(word).class.is_empty()).collect();
    unknown.sort_unstable();
    nouns.extend(unknown);
}

fn set(words: &str, lexicon: &mut Lexicon) -> FxHashSet<WordId> {
    words.split_whitespace().map(|word| lexicon.intern(word)).collect()
}

fn slots(slots: &FxHashMap<String, Role>, lexicon: &mut Lexicon) -> FxHashMap<WordId, Role> {
    let mut names: Vec<_> = slots.iter().collect();
    names.sort_by_key(|(name, _)| *name);
    names.into_iter().map(|(name, &role)| (lexicon.intern(name), role)).collect()
}
