//! Cues: verbs, nouns, phrases and adverbs that give content to a source.

use serde::Deserialize;

use super::PackFile;
use super::example::Example;
use super::lexicon::{Lexicon, WordId};
use super::matcher::Matcher;
use super::table::WordMap;
use super::words::WordSet;
use crate::value::stance::{Certainty, Stance};

/// What may stand behind a cue as its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Takes {
    /// "said that nobody was hurt", "said nobody was hurt"
    Clause,
    /// "asked whether anybody was hurt", "explained how"
    Question,
    /// A quotation beside it.
    Quote,
    /// "vowed to fight"
    Infinitive,
    /// "denied killing anybody"
    Gerund,
    /// "decried the strikes"
    Object,
    /// "described the vote as a farce": an object, and what is said of it.
    ObjectAs,
    /// "called it a farce"
    ObjectIs,
    /// "told reporters that": a noun phrase that is not content.
    Addressee,
    /// "told them to leave": the noun phrase and the infinitive.
    PatientInfinitive,
    /// "citing officials": the object is the source.
    Source,
}

/// Verbs with content.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueRule {
    /// What users call it.
    pub name: String,
    /// What the source does.
    pub stance: Stance,
    /// How sure the source is.
    #[serde(default = "certain")]
    pub certainty: Certainty,
    /// What may be the content.
    pub takes: Vec<Takes>,
    /// Prepositions that bring the content: "accused them of".
    #[serde(default)]
    pub prepositions: String,
    /// The verbs in their base form; a particle is joined by "_".
    pub verbs: String,
    /// Sentences and their attributions.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Nouns with content: "the claim that".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounCueRule {
    /// What users call it.
    pub name: String,
    /// What the source does.
    pub stance: Stance,
    /// How sure the source is.
    #[serde(default = "certain")]
    pub certainty: Certainty,
    /// `clause`, `infinitive`.
    pub takes: Vec<Takes>,
    /// Prepositions that bring the content: "criticism of".
    #[serde(default)]
    pub prepositions: String,
    /// The nouns in the singular.
    pub nouns: String,
    /// Sentences and their attributions.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Phrases that a source follows: "according to".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseCueRule {
    /// What users call it.
    pub name: String,
    /// What the source does.
    pub stance: Stance,
    /// How sure the source is.
    #[serde(default = "certain")]
    pub certainty: Certainty,
    /// The phrases, in lower case.
    pub phrases: Vec<String>,
    /// Only before phrases with one of these nouns for a head: "by the AP count", not "by the sea". Empty: any.
    #[serde(default)]
    pub only: String,
    /// Not before these: "according to plan".
    #[serde(default)]
    pub except: String,
    /// Sentences and their attributions.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Adverbs that say that somebody says so: "reportedly".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdverbCueRule {
    /// What users call it.
    pub name: String,
    /// What they do, whoever they are.
    pub stance: Stance,
    /// How sure they are.
    #[serde(default = "certain")]
    pub certainty: Certainty,
    /// The adverbs.
    pub adverbs: String,
    /// Sentences and their attributions.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// What speech looks like apart from its cues.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeechRule {
    /// Words that an apostrophe shortens: "'em".
    #[serde(default)]
    pub elisions: String,
    /// Behind a comma these end what a source says: "…, though the Taliban said nine".
    #[serde(default)]
    pub turns: String,
    /// Behind a comma these give the reason for what is feared or hoped, which is known: ", as 200 people are missing".
    #[serde(default)]
    pub reasons: String,
    /// Heads of sources without a name: "officials".
    #[serde(default)]
    pub anonymous: String,
    /// Objects that are no content: "declined to comment".
    #[serde(default)]
    pub empty: String,
    /// Nouns for something said before; with a denying cue, or "such", they point back.
    #[serde(default)]
    pub denied: String,
    /// Prepositions that name the source of a passive or a noun: "by".
    #[serde(default)]
    pub agent: String,
    /// "quoted them as saying", "described it as": before what is said of an object.
    #[serde(default)]
    pub as_saying: String,
    /// Verbs that lend their subject to a noun of saying: "voiced concern".
    #[serde(default)]
    pub lends: String,
    /// What is called so is denied: "baseless".
    #[serde(default)]
    pub dismissive: String,
    /// "neither confirmed nor denied"
    #[serde(default)]
    pub neither: String,
}

fn certain() -> Certainty {
    Certainty::Certain
}

rule!(CueRule, "cue", Attributions, name = name, examples = example);
rule!(NounCueRule, "noun_cue", Attributions, name = name, examples = example);
rule!(PhraseCueRule, "phrase_cue", Attributions, name = name, examples = example);
rule!(AdverbCueRule, "adverb_cue", Attributions, name = name, examples = example);
rule!(SpeechRule, "speech", Attributions);

/// What a cue says about its source and content; several rules of one verb are joined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The particle behind the verb: "out" in "ruled out".
    pub particle: Option<WordId>,
    /// Stance and certainty of each thing it takes.
    pub takes: Vec<(Takes, Stance, Certainty)>,
    /// Prepositions that bring content, likewise.
    pub prepositions: Vec<(WordId, Stance, Certainty)>,
}

impl Cue {
    /// Stance and certainty with this kind of content, where the cue takes it.
    pub fn takes(&self, what: Takes) -> Option<(Stance, Certainty)> {
        self.takes
            .iter()
            .find(|(takes, ..)| *takes == what)
            .map(|&(_, stance, certainty)| (stance, certainty))
    }

    /// Likewise for a preposition.
    pub fn preposition(&self, word: WordId) -> Option<(Stance, Certainty)> {
        self.prepositions
            .iter()
            .find(|(preposition, ..)| *preposition == word)
            .map(|&(_, stance, certainty)| (stance, certainty))
    }
}

/// A phrase that its source follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PhraseCue {
    /// What the source does.
    pub stance: Stance,
    /// How sure it is.
    pub certainty: Certainty,
    /// Which of [`Cues::only`] has the nouns that its source must have for a head.
    pub only: Option<usize>,
}

/// All attribution rules, compiled.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    /// By the verb's lemma; with a particle first.
    pub verbs: WordMap<Vec<Cue>>,
    /// By the noun's singular.
    pub nouns: WordMap<Cue>,
    /// "according to"
    pub phrases: Matcher<PhraseCue>,
    /// See [`PhraseCueRule::only`].
    pub only: Vec<WordSet>,
    /// What is no source behind them: "plan".
    pub unnamed: WordSet,
    /// "reportedly"
    pub adverbs: WordMap<(Stance, Certainty)>,
    /// See [`SpeechRule`].
    pub elisions: WordSet,
    /// See [`SpeechRule`].
    pub turns: WordSet,
    /// See [`SpeechRule`].
    pub reasons: WordSet,
    /// See [`SpeechRule`].
    pub anonymous: WordSet,
    /// See [`SpeechRule`].
    pub empty: WordSet,
    /// See [`SpeechRule`].
    pub denied: WordSet,
    /// See [`SpeechRule`].
    pub agent: WordSet,
    /// See [`SpeechRule`].
    pub as_saying: WordSet,
    /// See [`SpeechRule`]; by lemma.
    pub lends: WordSet,
    /// See [`SpeechRule`].
    pub dismissive: WordSet,
    /// See [`SpeechRule`].
    pub neither: WordSet,
}

/// Compiles the packs' cues; the lexicon has its verb forms already.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon) -> Cues {
    let mut cues = Cues::default();
    for rule in packs.iter().flat_map(|file| &file.pack.cue) {
        let prepositions: Vec<WordId> =
            rule.prepositions.split_whitespace().map(|word| lexicon.intern(word)).collect();
        for verb in rule.verbs.split_whitespace() {
            let (verb, particle) = match verb.split_once('_') {
                Some((verb, particle)) => (verb, Some(lexicon.intern(particle))),
                None => (verb, None),
            };
            let verb = lexicon.intern(verb);
            let entries = cues.verbs.get_or_insert(verb, Default::default);
            let at = match entries.iter().position(|cue| cue.particle == particle) {
                Some(at) => at,
                None => {
                    let cue = Cue { particle, takes: Vec::new(), prepositions: Vec::new() };
                    let at = if particle.is_some() { 0 } else { entries.len() };
                    entries.insert(at, cue);
                    at
                }
            };
            add(&mut entries[at], &rule.takes, &prepositions, rule.stance, rule.certainty);
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.noun_cue) {
        let prepositions: Vec<WordId> =
            rule.prepositions.split_whitespace().map(|word| lexicon.intern(word)).collect();
        for noun in rule.nouns.split_whitespace() {
            let new = || Cue { particle: None, takes: Vec::new(), prepositions: Vec::new() };
            let cue = cues.nouns.get_or_insert(lexicon.intern(noun), new);
            add(cue, &rule.takes, &prepositions, rule.stance, rule.certainty);
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.phrase_cue) {
        let only = (!rule.only.is_empty()).then(|| {
            let mut nouns = WordSet::default();
            nouns.add(&rule.only, lexicon);
            cues.only.push(nouns);
            cues.only.len() - 1
        });
        let cue = PhraseCue { stance: rule.stance, certainty: rule.certainty, only };
        cues.unnamed.add(&rule.except, lexicon);
        for phrase in &rule.phrases {
            let words = lexicon.intern_phrase(phrase);
            cues.phrases.insert(&words, cue);
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.adverb_cue) {
        for adverb in rule.adverbs.split_whitespace() {
            cues.adverbs.insert(lexicon.intern(adverb), (rule.stance, rule.certainty));
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.speech) {
        cues.elisions.add(&rule.elisions, lexicon);
        cues.turns.add(&rule.turns, lexicon);
        cues.reasons.add(&rule.reasons, lexicon);
        cues.anonymous.add(&rule.anonymous, lexicon);
        cues.empty.add(&rule.empty, lexicon);
        cues.denied.add(&rule.denied, lexicon);
        cues.agent.add(&rule.agent, lexicon);
        cues.as_saying.add(&rule.as_saying, lexicon);
        cues.lends.add(&rule.lends, lexicon);
        cues.dismissive.add(&rule.dismissive, lexicon);
        cues.neither.add(&rule.neither, lexicon);
    }
    cues
}

fn add(cue: &mut Cue, takes: &[Takes], prepositions: &[WordId], stance: Stance, certainty: Certainty) {
    for &takes in takes {
        if cue.takes(takes).is_none() {
            cue.takes.push((takes, stance, certainty));
        }
    }
    for &preposition in prepositions {
        if cue.preposition(preposition).is_none() {
            cue.prepositions.push((preposition, stance, certainty));
        }
    }
}
