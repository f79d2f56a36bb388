//! Reckonings: how sentences say that one figure follows from others ("rose 20% from 50 to 60").

use serde::Deserialize;

use super::example::Example;
use super::lexicon::{Lexicon, WordId};
use super::words::WordSet;
use super::{PackFile, RuleError};

/// How the figures of a reckoning belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// `{change}` leads from `{from}` to `{to}`: a share of the first, or an amount like both.
    Change,
    /// `{to}` is more than `{from}`, or less: "rose from 50 to 70".
    Direction,
    /// `{to}` is so many times `{from}`: `{times}`, or by the word itself: "doubled".
    Times,
    /// `{part}` is `{share}` of `{whole}`.
    Share,
    /// A total, and a list of parts that add up to it.
    Sum,
    /// Parts, each a `{part}`, and behind them the `{whole}` that they add up to.
    Total,
}

/// A way to say that figures belong together.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReckoningRule {
    /// The predicate of its claims.
    pub name: String,
    /// How it stands in a report: "a change in percent".
    pub topic: String,
    /// How the figures belong together.
    pub relation: Relation,
    /// Words, alternatives (`a|b`), words that may be missing (`[a|b]`), figures (`{from}`), the rule's verbs
    /// (`<move>`), a gap of a few words (`..`) or of a clause (`...`) in which no figure stands, or of a few
    /// words with a verb (`~`). For a sum: what
    /// stands between the total and its parts.
    #[serde(default)]
    pub patterns: Vec<String>,
    /// Words of a rise, separated by spaces.
    #[serde(default)]
    pub up: String,
    /// Words of a fall, separated by spaces.
    #[serde(default)]
    pub down: String,
    /// How many times more the word says: 2 for "doubled".
    pub factor: Option<u32>,
    /// Phrases in whose sentence the figures need not follow from each other: "in constant currency".
    #[serde(default)]
    pub unless: Vec<String>,
    /// For a sum: nouns of which one list names all there are ("men women children"), one list an entry.
    #[serde(default)]
    pub partitions: Vec<String>,
    /// Its own tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

rule!(ReckoningRule, "reckoning", Claims, name = name, examples = example);

/// A figure's part in a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The figure before.
    From,
    /// The figure after.
    To,
    /// How much it changed.
    Change,
    /// How many times as much it became.
    Times,
    /// The figures before and after, as one range: "from 50 to 70".
    Range,
    /// Some of the whole.
    Part,
    /// The whole.
    Whole,
    /// The part as a share of the whole.
    Share,
}

/// One element of a compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Element {
    /// One of these words.
    Words(Vec<WordId>),
    /// One of these words, or nothing.
    Maybe(Vec<WordId>),
    /// A word of the rule's verbs.
    Move,
    /// A figure.
    Figure(Slot),
    /// So many words at most, none of them a figure, and none that joins sentences.
    Gap(usize),
    /// A few words, one of which may be a verb.
    Verb,
}

/// Some words, a bit for each, which a few others share: tells quickly what is not among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rough([u64; 4]);

impl Rough {
    /// Adds a word.
    pub fn insert(&mut self, word: WordId) {
        self.0[word.index() / 64 % 4] |= 1 << (word.index() % 64);
    }

    /// May some word be in both?
    pub fn meets(&self, other: &Rough) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one & other != 0)
    }

    fn of(words: &[WordId]) -> Rough {
        let mut rough = Rough::default();
        words.iter().for_each(|&word| rough.insert(word));
        rough
    }
}

/// What a sentence must have for a pattern to be tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Needs {
    words: Vec<Rough>,
    moves: bool,
    figures: usize,
}

impl Needs {
    fn of(pattern: &[Element]) -> Needs {
        let words = pattern.iter().filter_map(|element| match element {
            Element::Words(words) => Some(Rough::of(words)),
            _ => None,
        });
        Needs {
            words: words.collect(),
            moves: pattern.contains(&Element::Move),
            figures: pattern.iter().filter(|element| matches!(element, Element::Figure(_))).count(),
        }
    }

    /// Can a sentence with these words, with a word of the rule's verbs or without, and so many figures hold it?
    pub fn allow(&self, words: &Rough, moves: bool, figures: usize) -> bool {
        self.figures <= figures
            && (moves || !self.moves)
            && self.words.iter().all(|needed| needed.meets(words))
    }
}

/// A rule, compiled.
#[derive(Debug, Clone)]
pub struct Reckoning {
    /// The predicate of its claims.
    pub name: String,
    /// How it stands in a report.
    pub topic: String,
    /// How the figures belong together.
    pub relation: Relation,
    /// For all but sums.
    pub patterns: Vec<Vec<Element>>,
    /// What each of the patterns needs.
    pub needs: Vec<Needs>,
    /// For sums: what opens the list of parts.
    pub openings: Vec<Vec<WordId>>,
    /// Words of a rise.
    pub up: WordSet,
    /// Words of a fall.
    pub down: WordSet,
    /// Both, roughly.
    pub moves: Rough,
    /// 2 for "doubled".
    pub factor: Option<u32>,
    /// In lower case.
    pub unless: Vec<String>,
    /// Nouns of which one list names all there are.
    pub partitions: Vec<Vec<WordId>>,
}

/// Words of a short gap (`..`) and of a long one (`...`).
const SHORT: usize = 3;
const LONG: usize = 9;

/// Compiles the packs' reckonings; what is no pattern is an error with its place.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon, errors: &mut Vec<RuleError>) -> Vec<Reckoning> {
    let mut all = Vec::new();
    for file in packs {
        for (at, rule) in file.pack.reckoning.iter().enumerate() {
            let set = |words: &str, lexicon: &mut Lexicon| {
                let mut set = WordSet::default();
                set.add(words, lexicon);
                set
            };
            let mut patterns = Vec::new();
            let mut openings = Vec::new();
            for (number, text) in rule.patterns.iter().enumerate() {
                if rule.relation == Relation::Sum {
                    openings.push(lexicon.intern_phrase(text));
                    continue;
                }
                match pattern(text, lexicon) {
                    Ok(pattern) => patterns.push(pattern),
                    Err(message) => {
                        errors.push(file.error::<ReckoningRule>(at, &format!("patterns.{number}"), message));
                    }
                }
            }
            let nouns = |list: &String, lexicon: &mut Lexicon| {
                list.split_whitespace().map(|noun| lexicon.intern(noun)).collect()
            };
            all.push(Reckoning {
                name: rule.name.clone(),
                topic: rule.topic.clone(),
                relation: rule.relation,
                moves: {
                    let words = rule.up.split_whitespace().chain(rule.down.split_whitespace());
                    Rough::of(&words.map(|word| lexicon.intern(word)).collect::<Vec<_>>())
                },
                needs: patterns.iter().map(|pattern| Needs::of(pattern)).collect(),
                patterns,
                openings,
                up: set(&rule.up, lexicon),
                down: set(&rule.down, lexicon),
                factor: rule.factor,
                unless: rule.unless.clone(),
                partitions: rule.partitions.iter().map(|list| nouns(list, lexicon)).collect(),
            });
        }
    }
    all
}

fn pattern(text: &str, lexicon: &mut Lexicon) -> Result<Vec<Element>, String> {
    let mut elements = Vec::new();
    for part in text.split_whitespace() {
        let mut words = |list: &str| list.split('|').map(|word| lexicon.intern(word)).collect();
        elements.push(match part {
            ".." => Element::Gap(SHORT),
            "..." => Element::Gap(LONG),
            "~" => Element::Verb,
            "<move>" => Element::Move,
            "{from}" => Element::Figure(Slot::From),
            "{to}" => Element::Figure(Slot::To),
            "{change}" => Element::Figure(Slot::Change),
            "{times}" => Element::Figure(Slot::Times),
            "{range}" => Element::Figure(Slot::Range),
            "{part}" => Element::Figure(Slot::Part),
            "{whole}" => Element::Figure(Slot::Whole),
            "{share}" => Element::Figure(Slot::Share),
            part if part.starts_with(['{', '<']) => {
                return Err(format!(
                    "no element is called `{part}`; there are {{from}}, {{to}}, {{range}}, {{change}}, {{times}}, {{part}}, {{whole}}, {{share}}, <move>, .. and ..."
                ));
            }
            part => match part.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(inner) => Element::Maybe(words(inner)),
                None => Element::Words(words(part)),
            },
        });
    }
    if elements.is_empty() {
        return Err("a pattern needs at least one element".to_owned());
    }
    Ok(elements)
}
