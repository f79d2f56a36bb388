//! Comparison: tolerances, windows, severities, and the predicates that bear on each other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use smol_str::SmolStr;

use super::PackFile;

/// A number that the comparison goes by.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Threshold {
    /// One of [`Comparison`]'s fields.
    pub name: String,
    /// Its value.
    pub value: f64,
    /// Why this value.
    pub reason: String,
}

/// How bad a discrepancy of a code is in a situation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grade {
    /// The code and the situation, as in `quantity/between`; each code's page names its own situations.
    pub name: String,
    /// `error`, `warning`, `note`, or `silent`.
    pub severity: String,
    /// Why.
    pub reason: String,
}

/// Predicates that say the same thing, so that one may deny the other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// Names the family: "harbouring".
    pub name: String,
    /// Its predicates.
    pub predicates: Vec<String>,
    /// Predicates that exclude these of the same one: dead ⟂ alive.
    #[serde(default)]
    pub excludes: Vec<String>,
    /// The slots that must name the same one for the statements to be the same.
    #[serde(default)]
    pub same: Vec<String>,
    /// A state that lasts, rather than an event that has a day: harbouring.
    #[serde(default)]
    pub lasting: bool,
    /// A plan counts: "said she would withdraw it" against "has not withdrawn it".
    #[serde(default)]
    pub planned: bool,
    /// What is said in passing and never hedged, so that a hedge around it means something else: an office.
    #[serde(default)]
    pub certain: bool,
    /// Answers a blow: who did it did not strike first.
    #[serde(default)]
    pub blow: bool,
    /// Is done on somebody's soil, at home or across a border.
    #[serde(default)]
    pub soil: bool,
    /// Happens once in a story, so that two times or places of it exclude each other: the start of a ceasefire.
    #[serde(default)]
    pub once: bool,
    /// Predicates that say no more of the event than its day: "bought it on Friday" of the closing of the deal.
    #[serde(default)]
    pub dated: Vec<String>,
    /// Happens at one site, for which articles have many words, so that two of them tell nothing apart: "the hostel", "the
    /// academy".
    #[serde(default)]
    pub site: bool,
    /// Happens in many places at once, so that two places tell nothing: a quake, the fall of houses in it.
    #[serde(default)]
    pub spread: bool,
    /// Happens anew in each place, so that two places are two of them: riots in two towns.
    #[serde(default)]
    pub local: bool,
    /// A question that a story asks once of each thing, so that what two articles of it say of the thing answers it:
    /// was production disrupted?
    #[serde(default)]
    pub matter: bool,
    /// A denial is of what its words say and no more: that no card numbers were taken says nothing of names.
    #[serde(default)]
    pub narrow: bool,
    /// Says why something happened: what is asked of each claim is the cause that it names.
    #[serde(default)]
    pub cause: bool,
    /// Says whose deed something was: claims of responsibility, accusations, denials.
    #[serde(default)]
    pub owner: bool,
    /// How it stands in a topic: "whether {patient} was killed".
    pub topic: String,
    /// How a position says a predicate and its denial: `harbours = ["shelters them", "does not shelter them"]`.
    #[serde(default)]
    pub wording: BTreeMap<String, [String; 2]>,
    /// The code for what excludes it; `status` where empty.
    #[serde(default)]
    pub code: Option<String>,
    /// Why these belong together.
    pub reason: String,
}

/// What a sentence does to the figures in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Look {
    /// It looks back at an earlier time than its article tells of: "a week earlier".
    #[default]
    Back,
    /// It tells of an earlier event, whose toll may still be counted: "last week's blast".
    Event,
    /// It looks back at what somebody said before: "had spoken of 122".
    Said,
    /// It corrects one of them: "revised from 288 to 275".
    Corrects,
    /// It tells how a figure came to be what it is: "had risen to 224".
    Grows,
    /// It tells of another gathering beside that of the story: "a counter-protest".
    Aside,
    /// It counts a crowd that still gathers: "around midday".
    Interim,
    /// It counts what one day brought, not what there is in all: "on a single day".
    Day,
}

/// How many looks there are.
const LOOKS: usize = Look::Day as usize + 1;

/// Words by which a sentence looks at its figures from a distance.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LookBack {
    /// What the words tell; that it looks back, where nothing is said.
    #[serde(default)]
    pub look: Look,
    /// In lower case: "a week earlier"; "…" stands for any words, a space in front for the start of a word.
    pub phrases: Vec<String>,
    /// Why they tell two times apart.
    pub reason: String,
}

/// Words that tell one stage of what goes on from another: "the second quake", "an indefinite strike".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// In lower case, separated by spaces.
    pub words: String,
    /// Before these it tells nothing apart: "another account" is one of the same thing. Separated by spaces.
    #[serde(default)]
    pub not_before: String,
    /// Why they tell two events apart.
    pub reason: String,
}

/// Verbs of what is done once to one thing, or once by one person.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeedRule {
    /// Base forms of verbs, and predicates of frames, separated by spaces.
    pub words: String,
    /// Who or what says of which deed it is.
    pub kind: Deeds,
    /// How it stands in a topic, where the verb alone says too little: "the day of {patient}".
    #[serde(default)]
    pub topic: String,
    /// Do all the words say the same: "sue", "file a lawsuit"?
    #[serde(default)]
    pub same: bool,
    /// Nouns of which there are more.
    #[serde(default)]
    pub except: String,
    /// Why these are done once.
    pub reason: String,
}

/// Who says of which deed it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Deeds {
    /// The one to whom or to which it is done: "released the transcripts".
    Done,
    /// The one who does it: "resigned".
    Alone,
    /// What happens itself: "the coup took place".
    Event,
    /// How many it is done to, and who does it: "laid off 11,000".
    Counted,
}

/// A verb of what is done once, ready to match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Who or what says of which deed it is.
    pub kind: Deeds,
    /// The verb, or the first of those that say the same.
    pub name: SmolStr,
    /// How it stands in a topic; empty: as the verb.
    pub topic: String,
}

/// The directions of the compass.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compass {
    /// Eight words, each an eighth further round, separated by spaces.
    pub words: String,
    /// Why two of them exclude each other.
    pub reason: String,
}

rule!(Compass, "compass", Claims);
rule!(DeedRule, "deed", Claims);

/// Those who storm a place, and those who storm it after them to end it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Foes {
    /// Singular nouns, in lower case, separated by spaces.
    pub words: String,
    /// Their foes, likewise.
    pub against: String,
    /// Why they are never one.
    pub reason: String,
}

rule!(Foes, "foes", Claims);
/// Predicates of which one figure has one: nobody is both dead and missing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fate {
    /// How a position says it: "missing".
    pub name: String,
    /// The predicates that say so.
    pub predicates: Vec<String>,
    /// Why it excludes the others.
    pub reason: String,
}

rule!(Fate, "fate", Claims, name = name);
rule!(Stage, "stage", Claims);
rule!(LookBack, "look_back", Claims);

/// Two states of one person or thing, one of which may become the other: at large, then held.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Succession {
    /// States as `group/value` of the frames: "liberty/at large". `life/speaks` is that of somebody who speaks.
    pub from: Vec<String>,
    /// What they may become.
    pub to: String,
    /// It may become them again, so that only one day's reports exclude each other.
    #[serde(default)]
    pub back: bool,
    /// Only a later day excludes: who is hurt in the morning may be dead in the evening.
    #[serde(default)]
    pub later: bool,
    /// Two articles exclude each other also where no day says which is the later one.
    #[serde(default)]
    pub undated: bool,
    /// Why they exclude each other.
    pub reason: String,
}

/// A part that a story has once as a rule, so that "the driver" of one article is that of the next.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// What it is called: "driver".
    pub name: String,
    /// The words for who plays it, singular, of one word or two, separated by commas.
    pub words: String,
    /// Somebody's relative: whose tells one from another.
    #[serde(default)]
    pub kin: bool,
    /// Whose words of before the event are printed after it: what the pilot told the tower.
    #[serde(default)]
    pub radio: bool,
    /// Why these are one.
    pub reason: String,
}

/// Kinds of people of whom one may be called the other, but who are never both.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rivals {
    /// Two or more kinds, by the names of their `[[group]]`.
    pub groups: Vec<String>,
    /// Why.
    pub reason: String,
}

/// A way in which people die or things are destroyed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Means {
    /// What it is called: "shooting".
    pub name: String,
    /// Words and phrases, in lower case.
    pub words: Vec<String>,
    /// Other ways that it excludes, by name.
    pub excludes: Vec<String>,
    /// Is it why something happened, a crash or a fire, rather than how somebody died?
    #[serde(default)]
    pub cause: bool,
    /// Why.
    pub reason: String,
}

/// How much a likeness says for two claims being of one thing.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeightRule {
    /// One of [`Weights`]' fields.
    pub name: String,
    /// How much it adds; `enough` of the thresholds is what is needed.
    pub value: f64,
    /// Why so much.
    pub reason: String,
}

/// How much each likeness says for two claims being of one thing; the reasons stand with the rules. Looked up by
/// field, since every pair of claims asks for most of them.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Weights {
    /// Both are of one named event.
    pub event: f64,
    /// Both are about the one whom they name.
    pub one: f64,
    /// Both are of what one and the same did, or of what happens once.
    pub deed: f64,
    /// One slot is the same: a place, a day, a group.
    pub slot: f64,
    /// One slot is of the same kind: soldiers, a place within the other.
    pub kind: f64,
    /// One slot may be the same.
    pub guess: f64,
    /// Both stand in one sentence.
    pub sentence: f64,
    /// Both stand side by side.
    pub beside: f64,
    /// Both stand in one article.
    pub article: f64,
    /// The share of its weight that a slot keeps where it is taken over from the sentences before.
    pub inherited: f64,
}

/// Phrases that are looked for all at once. The expression is made when it is first asked for: only comparisons ask.
#[derive(Debug, Clone, Default)]
struct Phrases {
    pattern: String,
    expression: OnceLock<Option<Regex>>,
}

impl Phrases {
    /// Adds a phrase; of "earlier … had" one part stands behind the other.
    fn add(&mut self, phrase: &str) {
        if !self.pattern.is_empty() {
            self.pattern.push('|');
        }
        let parts: Vec<String> = phrase.split(" … ").map(regex::escape).collect();
        self.pattern += &parts.join(".*");
    }

    fn expression(&self) -> Option<&Regex> {
        let make = || RegexBuilder::new(&self.pattern).dot_matches_new_line(true).build().ok();
        self.expression.get_or_init(make).as_ref().filter(|_| !self.pattern.is_empty())
    }

    /// Does the text hold one of them?
    fn are_in(&self, text: &str) -> bool {
        self.expression().is_some_and(|expression| expression.is_match(text))
    }

    /// Where the first of them stands in the text.
    fn find(&self, text: &str) -> Option<usize> {
        self.expression()?.find(text).map(|found| found.start())
    }
}

impl Weights {
    fn set(&mut self, name: &str, value: f64) {
        let field = match name {
            "event" => &mut self.event,
            "one" => &mut self.one,
            "deed" => &mut self.deed,
            "slot" => &mut self.slot,
            "kind" => &mut self.kind,
            "guess" => &mut self.guess,
            "sentence" => &mut self.sentence,
            "beside" => &mut self.beside,
            "article" => &mut self.article,
            "inherited" => &mut self.inherited,
            _ => return,
        };
        *field = value;
    }
}

/// News agencies, whose texts many papers print.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wire {
    /// How credits name them, in lower case, one word each, separated by spaces.
    pub names: String,
    /// Why these.
    pub reason: String,
}

/// All of the packs' numbers, severities and families.
#[derive(Debug, Clone, Default)]
pub struct Comparison {
    /// In the order of the packs.
    names: Vec<String>,
    thresholds: FxHashMap<String, f64>,
    /// By code and situation, "quantity/between": how bad it is.
    grades: FxHashMap<String, String>,
    /// In the order of the packs.
    pub families: Vec<Family>,
    by_predicate: FxHashMap<String, (usize, bool)>,
    /// By predicate: the families of what happens once.
    events: FxHashMap<String, Vec<usize>>,
    /// The parts of each phrase, ready to be looked for: every figure's sentence is asked.
    look_back: [Phrases; LOOKS],
    /// Which states may become which.
    pub successions: Vec<Succession>,
    /// The parts that a story has once.
    pub roles: Vec<Part>,
    by_role: FxHashMap<String, usize>,
    /// Kinds of people who are never both.
    pub rivals: Vec<Rivals>,
    /// Ways to die.
    pub means: Vec<Means>,
    /// By way to die: its words and phrases, each between spaces, ready to be looked for.
    means_words: Vec<Vec<Finder<'static>>>,
    wires: BTreeSet<String>,
    /// By predicate: what became of those whom it counts.
    fates: FxHashMap<String, String>,
    stages: FxHashSet<String>,
    tellings: FxHashSet<String>,
    /// The directions, round the compass.
    pub bearings: Vec<String>,
    /// By verb or predicate: what is done once.
    deeds: FxHashMap<String, Deed>,
    /// Nouns of what happens more than once.
    often: BTreeSet<String>,
    /// Words of one side and of the other.
    foes: Vec<[BTreeSet<String>; 2]>,
    /// How much each likeness says.
    pub weights: Weights,
}

impl Comparison {
    /// The threshold of this name; the embedded pack gives all that the engine asks for.
    pub fn threshold(&self, name: &str) -> f64 {
        self.thresholds.get(name).copied().unwrap_or_default()
    }

    /// How bad a code is in a situation ("quantity/between"); "silent" where no pack says so.
    pub fn severity(&self, situation: &str) -> &str {
        self.grades.get(situation).map_or("silent", String::as_str)
    }

    /// The family of a predicate, and whether the predicate is one that excludes the family's.
    pub fn family(&self, predicate: &str) -> Option<(usize, bool)> {
        self.by_predicate.get(predicate).copied()
    }

    /// The families of what happens once that claims of a predicate tell of.
    pub fn events(&self, predicate: &str) -> &[usize] {
        self.events.get(predicate).map_or(&[], Vec::as_slice)
    }

    /// Does a predicate say no more than the day of what happens once?
    pub fn is_dated_only(&self, predicate: &str) -> bool {
        self.events(predicate)
            .iter()
            .any(|&at| self.families[at].dated.iter().any(|known| known == predicate))
    }

    /// Whether a verb or predicate is of what is done once, and to whom.
    pub fn deed(&self, predicate: &str) -> Option<&Deed> {
        self.deeds.get(predicate)
    }

    /// Does a predicate say whose deed something was?
    pub fn is_owner(&self, predicate: &str) -> bool {
        let owners = self.families.iter().filter(|family| family.owner);
        owners.flat_map(|family| &family.predicates).any(|known| known == predicate)
    }

    /// Is it a noun of what happens more than once in a story?
    pub fn is_often(&self, noun: &str) -> bool {
        self.often.contains(noun)
    }

    /// The part that a word, or a pair of words, names.
    pub fn role(&self, words: &str) -> Option<usize> {
        self.by_role.get(words).copied()
    }

    /// The ways to die that a text names; its words must stand between single spaces, in lower case.
    pub fn means_in<'a, 't>(&'a self, text: &'t str) -> impl Iterator<Item = &'a Means> + use<'a, 't> {
        let named = |words: &[Finder]| words.iter().any(|word| word.find(text.as_bytes()).is_some());
        let all = self.means.iter().zip(&self.means_words);
        all.filter(move |(_, words)| named(words)).map(|(means, _)| means)
    }

    /// What became of those whom a predicate counts.
    pub fn fate(&self, predicate: &str) -> Option<&str> {
        self.fates.get(predicate).map(String::as_str)
    }

    /// The news agency of this name.
    pub fn wire(&self, name: &str) -> Option<&str> {
        self.wires.get(name).map(String::as_str)
    }

    /// Are the two, by their nouns, of two sides that fight over a place?
    pub fn are_foes(&self, one: &str, other: &str) -> bool {
        let singular = |word: &str| {
            let word = word.to_lowercase();
            let man = word.strip_suffix("men").map(|stem| format!("{stem}man"));
            man.unwrap_or_else(|| word.trim_end_matches('s').to_owned())
        };
        let (one, other) = (singular(one), singular(other));
        self.foes
            .iter()
            .any(|[a, b]| a.contains(&one) && b.contains(&other) || a.contains(&other) && b.contains(&one))
    }

    /// The words of a sentence that say which of several it is: "second", "three-day".
    pub fn stage(&self, sentence: &str, rules: &super::Rules) -> Vec<String> {
        let lower = sentence.to_lowercase();
        let bare = |word| str::trim_matches(word, |c: char| !c.is_alphanumeric());
        let tells = |word: &&str| {
            let length = word.split_once('-').is_some_and(|(number, unit)| {
                let known = rules.numbers.words.get(rules.lexicon.id(number)).cardinal.is_some();
                let period = rules.calendar.words.get(rules.lexicon.id(unit)).period.is_some();
                period && (known || number.parse::<u32>().is_ok())
            });
            length || self.stages.contains(*word)
        };
        let words = || lower.split_whitespace().map(bare);
        let behind = words().skip(1).map(Some).chain([None]);
        let told = |next: Option<&str>| next.is_some_and(|next| self.tellings.contains(next));
        let stages = words().zip(behind).filter(|(word, next)| tells(word) && !told(*next));
        stages.map(|(word, _)| word.to_owned()).collect()
    }

    /// How a sentence looks at its figures: asked of one sentence, the answer for each look.
    pub fn looks(&self, sentence: &str) -> impl Fn(Look) -> bool {
        let sentence = format!(" {}", sentence.to_lowercase());
        move |look| self.look_back[look as usize].are_in(&sentence)
    }

    /// Where in a sentence, in bytes, the first word stands by which it looks at its figures.
    pub fn looks_from(&self, sentence: &str, look: Look) -> Option<usize> {
        let sentence = format!(" {}", sentence.to_lowercase());
        self.look_back[look as usize].find(&sentence).map(|at| at.saturating_sub(1))
    }

    /// Every name of a threshold, for the test that holds them against the engine.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

/// Puts the packs' settings together.
pub fn compile(packs: &[PackFile]) -> Comparison {
    let mut all = Comparison::default();
    for pack in packs.iter().map(|file| &file.pack) {
        for one in &pack.threshold {
            all.names.push(one.name.clone());
            all.thresholds.entry(one.name.clone()).or_insert(one.value);
        }
        for grade in &pack.severity {
            all.grades.entry(grade.name.clone()).or_insert_with(|| grade.severity.clone());
        }
        all.families.extend(pack.family.iter().cloned());
        all.successions.extend(pack.succession.iter().cloned());
        all.roles.extend(pack.role.iter().cloned());
        all.rivals.extend(pack.rivals.iter().cloned());
        pack.weight.iter().for_each(|rule| all.weights.set(&rule.name, rule.value));
        all.wires.extend(pack.wire.iter().flat_map(|rule| rule.names.split_whitespace().map(str::to_owned)));
        all.stages
            .extend(pack.stage.iter().flat_map(|rule| rule.words.split_whitespace().map(str::to_owned)));
        all.tellings
            .extend(pack.stage.iter().flat_map(|rule| rule.not_before.split_whitespace().map(str::to_owned)));
        all.bearings
            .extend(pack.compass.iter().flat_map(|rule| rule.words.split_whitespace().map(str::to_owned)));
        for rule in &pack.deed {
            all.deeds.extend(rule.words.split_whitespace().map(|word| {
                // "Began", "started": one verb for what happens itself.
                let first = rule.words.split_whitespace().next().unwrap_or(word);
                let name = if rule.same || rule.kind == Deeds::Event { first } else { word };
                (word.to_owned(), Deed { kind: rule.kind, name: name.into(), topic: rule.topic.clone() })
            }));
            all.often.extend(rule.except.split_whitespace().map(str::to_owned));
        }
        let words = |words: &str| words.split_whitespace().map(str::to_owned).collect();
        all.foes.extend(pack.foes.iter().map(|rule| [words(&rule.words), words(&rule.against)]));
        for rule in &pack.fate {
            let predicates = rule.predicates.iter().cloned();
            all.fates.extend(predicates.map(|predicate| (predicate, rule.name.clone())));
        }
        all.means.extend(pack.means.iter().cloned());
        let between = |word: &String| Finder::new(&format!(" {word} ")).into_owned();
        all.means_words.extend(pack.means.iter().map(|means| means.words.iter().map(between).collect()));
        for rule in &pack.look_back {
            rule.phrases.iter().for_each(|phrase| all.look_back[rule.look as usize].add(phrase));
        }
    }
    for (at, role) in all.roles.iter().enumerate() {
        for word in role.words.split(',') {
            all.by_role.entry(word.trim().to_owned()).or_insert(at);
        }
    }
    for (at, family) in all.families.iter().enumerate() {
        if family.once {
            for predicate in family.predicates.iter().chain(&family.dated) {
                all.events.entry(predicate.clone()).or_default().push(at);
            }
        }
        let own = family.predicates.iter().map(|predicate| (predicate, false));
        for (predicate, excluded) in own.chain(family.excludes.iter().map(|predicate| (predicate, true))) {
            all.by_predicate.entry(predicate.clone()).or_insert((at, excluded));
        }
    }
    all
}

rule!(Threshold, "threshold", Claims, name = name);
rule!(Grade, "severity", Claims, name = name);
rule!(Family, "family", Claims, name = name);
rule!(Succession, "succession", Claims);
rule!(Part, "role", Claims, name = name);
rule!(Rivals, "rivals", Claims);
rule!(Means, "means", Claims, name = name);
rule!(Wire, "wire", Claims);
rule!(WeightRule, "weight", Claims, name = name);
