//! Numbers: words, the small words between them, bounds, vague amounts, none, change, identifiers, scores.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use super::PackFile;
use super::example::Example;
use super::kind::Rule;
use super::lexicon::{Class, Lexicon, WordId};
use super::matcher::Matcher;
use super::table::Table;
use crate::value::{Bound, Factor, Interval};

/// Words of numbers that play one role, each with its value.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NumberRule {
    /// What the words do in a number.
    pub role: NumberRole,
    /// Word to value, a decimal or (for a glyph) a fraction.
    pub words: BTreeMap<String, String>,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// What a word does in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberRole {
    /// "three", "twenty"
    Cardinal,
    /// "hundred", "million"
    Multiplier,
    /// "dozen"
    Group,
    /// "bn", only behind figures
    Abbreviation,
    /// "third", "hundredth"
    Ordinal,
    /// "rd" behind figures
    OrdinalEnding,
    /// "quarters", "thirds"
    Denominator,
    /// "½"
    Glyph,
}

/// Small words of numbers that play one part.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartRule {
    /// A name of [`Part`], in lower case.
    pub role: String,
    /// The words, separated by spaces.
    pub words: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

bitflags::bitflags! {
    /// The small words between numbers.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Part: u64 {
        /// "and"
        const AND = 1;
        /// "or"
        const OR = 1 << 1;
        /// "point"
        const POINT = 1 << 2;
        /// "minus"
        const MINUS = 1 << 3;
        /// "a", "an"
        const ARTICLE = 1 << 4;
        /// "the"
        const THE = 1 << 5;
        /// "of"
        const OF = 1 << 6;
        /// "to", "through"
        const TO = 1 << 7;
        /// "between"
        const BETWEEN = 1 << 8;
        /// "from"
        const FROM = 1 << 9;
        /// "in"
        const IN = 1 << 10;
        /// "out"
        const OUT = 1 << 11;
        /// "per", "a", "each"
        const PER = 1 << 12;
        /// "couple"
        const COUPLE = 1 << 13;
        /// "odd"
        const ODD = 1 << 14;
        /// "article", "flight": what follows is a name.
        const IDENTIFIER = 1 << 15;
        /// "won", "beat"
        const SCORE = 1 << 16;
        /// "no"
        const NO = 1 << 17;
        /// "none"
        const NONE = 1 << 18;
        /// What may not follow "no": "doubt"
        const NO_IDIOM = 1 << 19;
        /// Begins a bound before a number.
        const BOUND = 1 << 20;
        /// Begins a vague amount.
        const VAGUE = 1 << 21;
        /// Begins a unit, a currency or the word of an age ("aged") before its number.
        const CURRENCY = 1 << 22;
        /// "another", which behind "one" makes it a pronoun.
        const OTHER = 1 << 23;
        /// "than"
        const THAN = 1 << 24;
        /// "block": what stands before is a name.
        const IDENTIFIER_AFTER = 1 << 25;
        /// "few"
        const FEW = 1 << 26;
        /// "on"
        const ON = 1 << 27;
        /// "as"
        const AS = 1 << 28;
        /// "by"
        const BY = 1 << 29;
        /// The "s" of "1990s", "his 30s".
        const PLURAL = 1 << 30;
        /// "Street" behind a number and a name.
        const ADDRESS = 1 << 31;
        /// "share" in "95 dollars a share": what an amount of money is counted over.
        const PER_NOUN = 1 << 32;
        /// Begins a unit of time: "hour".
        const DURATION = 1 << 33;
        /// "largest": what is one of these is not counted.
        const SUPERLATIVE = 1 << 34;
        /// A word of numbers: "three", "million", "third", "half".
        const NUMERIC = 1 << 35;
        /// "twenties"
        const DECADE = 1 << 36;
        /// "aircraft": a figure between a code of capitals and this is a type.
        const TYPED = 1 << 37;
    }
}

/// Phrases that leave a number open on one side, or blur it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BoundRule {
    /// "more than", "at least"
    pub phrases: Vec<String>,
    /// Before or after the number.
    #[serde(default)]
    pub place: Place,
    /// The number is the lower end of what is meant.
    pub low: Option<End>,
    /// The number is the upper end of what is meant.
    pub high: Option<End>,
    /// The end is not sharp.
    #[serde(default)]
    pub approximate: bool,
    /// A verb, which stays outside of the amount's span: "exceeded".
    #[serde(default)]
    pub verb: bool,
    /// Bounds measures and large numbers only: "near 32 °C", not "near two villages".
    #[serde(default)]
    pub measured: bool,
    /// Words before the phrase with which it means something else: "concern over two deaths".
    #[serde(default)]
    pub not_after: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Where a phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// Before the number.
    #[default]
    Before,
    /// Behind the number and its unit.
    After,
}

/// Does the number itself belong?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// "at least"
    Inclusive,
    /// "more than"
    Exclusive,
}

/// Words that stand for an amount without saying it: "dozens".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VagueRule {
    /// "dozens", "tens of thousands"
    pub phrases: Vec<String>,
    /// The least that is meant.
    #[serde(default, deserialize_with = "super::figure::optional")]
    pub low: Option<Decimal>,
    /// The most that is meant.
    #[serde(default, deserialize_with = "super::figure::optional")]
    pub high: Option<Decimal>,
    /// One of these words must follow.
    #[serde(default)]
    pub followed_by: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Words for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoneRule {
    /// The words, separated by spaces.
    pub words: String,
    /// Stands without a noun: "none", "nobody".
    pub alone: bool,
    /// With these words it counts nothing: "no doubt".
    #[serde(default)]
    pub not_before: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Words that say that an amount is a difference.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChangeRule {
    /// The words, separated by spaces.
    pub words: String,
    /// Which way.
    pub direction: Direction,
    /// A verb: "rose by 40", "rose 40" is a difference, "rose to 40" a level.
    #[serde(default)]
    pub by: bool,
    /// The verb does so with percentages only: "gained 5%".
    #[serde(default)]
    pub shares: bool,
    /// Directly before the number: "another 12".
    #[serde(default)]
    pub before: bool,
    /// Directly behind the number: "12 more".
    #[serde(default)]
    pub after: bool,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Which way an amount moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// More than before.
    Increase,
    /// Less than before.
    Decrease,
}

/// Words before a number that make it a name: "Article 370".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IdentifierRule {
    /// The words, separated by spaces.
    pub words: String,
    /// The words stand behind the number.
    #[serde(default)]
    pub after: bool,
    /// The words name what goes by a type, which stands before them: "an ATR 72 aircraft".
    #[serde(default)]
    pub typed: bool,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Words near "2-1" that make it the score of a game or a vote.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreRule {
    /// The words, separated by spaces.
    pub words: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// A word's value in numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumberWord {
    /// "three": 3
    pub cardinal: Option<Decimal>,
    /// "million": 1000000
    pub multiplier: Option<Decimal>,
    /// "dozen": 12
    pub group: Option<Decimal>,
    /// "bn": 1000000000
    pub abbreviation: Option<Decimal>,
    /// "third": 3
    pub ordinal: Option<Decimal>,
    /// "rd"
    pub ordinal_ending: bool,
    /// "thirds": 3
    pub denominator: Option<Decimal>,
    /// "½"
    pub glyph: Option<Factor>,
}

/// A bound, compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundPhrase {
    /// The number is the lower end; does it belong?
    pub low: Option<bool>,
    /// The number is the upper end; does it belong?
    pub high: Option<bool>,
    /// Not sharp.
    pub approximate: bool,
    /// Bounds measures and large numbers only.
    pub measured: bool,
    /// Stays outside of the amount's span.
    pub verb: bool,
    /// Words that may not stand before it.
    pub not_after: Vec<WordId>,
}

/// A vague amount, compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaguePhrase {
    /// What is meant.
    pub interval: Interval,
    /// One of these must follow; empty: anything may.
    pub followed_by: Vec<WordId>,
}

/// What a change word does, compiled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChangeWord {
    /// A verb of change.
    pub by: Option<Direction>,
    /// A verb of change before percentages.
    pub share: Option<Direction>,
    /// "another" before a number.
    pub before: Option<Direction>,
    /// "more" behind a number.
    pub after: Option<Direction>,
}

/// All that the packs say about numbers.
#[derive(Debug, Clone, Default)]
pub struct Numbers {
    /// Words of numbers.
    pub words: Table<NumberWord>,
    /// Small words.
    pub parts: Table<Part>,
    /// Bounds before a number.
    pub before: Matcher<BoundPhrase>,
    /// Bounds behind a number.
    pub after: Matcher<BoundPhrase>,
    /// Vague amounts.
    pub vague: Matcher<VaguePhrase>,
    /// Words of change.
    pub changes: Table<ChangeWord>,
}

/// Compiles the packs' rules of numbers.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon) -> Numbers {
    let mut numbers = Numbers::default();
    for rule in packs.iter().flat_map(|file| &file.pack.number) {
        for (text, value) in &rule.words {
            let class = match rule.role {
                NumberRole::Ordinal => Class::ORDINAL,
                NumberRole::Cardinal | NumberRole::Multiplier | NumberRole::Group => Class::NUMBER,
                _ => Class::empty(),
            };
            let id = lexicon.add(text, class);
            let entry = numbers.words.entry(id);
            let decimal = value.parse::<Decimal>().ok();
            match rule.role {
                NumberRole::Cardinal => entry.cardinal = decimal,
                NumberRole::Multiplier => entry.multiplier = decimal,
                NumberRole::Group => entry.group = decimal,
                NumberRole::Abbreviation => entry.abbreviation = decimal,
                NumberRole::Ordinal => entry.ordinal = decimal,
                NumberRole::OrdinalEnding => entry.ordinal_ending = true,
                NumberRole::Denominator => entry.denominator = decimal,
                NumberRole::Glyph => entry.glyph = Factor::parse(value),
            }
        }
    }
    let mark = |numbers: &mut Numbers, lexicon: &mut Lexicon, words: &str, part: Part| {
        for word in words.split_whitespace() {
            let id = lexicon.intern(word);
            *numbers.parts.entry(id) |= part;
        }
    };
    for rule in packs.iter().flat_map(|file| &file.pack.part) {
        let part = Part::from_name(&rule.role.to_uppercase()).unwrap_or_default();
        mark(&mut numbers, lexicon, &rule.words, part);
    }
    for rule in packs.iter().flat_map(|file| &file.pack.identifier) {
        let part = match rule {
            rule if rule.typed => Part::TYPED,
            rule if rule.after => Part::IDENTIFIER_AFTER,
            _ => Part::IDENTIFIER,
        };
        mark(&mut numbers, lexicon, &rule.words, part);
    }
    for rule in packs.iter().flat_map(|file| &file.pack.score) {
        mark(&mut numbers, lexicon, &rule.words, Part::SCORE);
    }
    for rule in packs.iter().flat_map(|file| &file.pack.none) {
        mark(&mut numbers, lexicon, &rule.words, if rule.alone { Part::NONE } else { Part::NO });
        mark(&mut numbers, lexicon, &rule.not_before, Part::NO_IDIOM);
    }
    for rule in packs.iter().flat_map(|file| &file.pack.bound) {
        let not_after = ids(lexicon, &rule.not_after);
        let end = |end: Option<End>| end.map(|end| end == End::Inclusive);
        for phrase in &rule.phrases {
            let words = lexicon.intern_phrase(phrase);
            let bound = BoundPhrase {
                low: end(rule.low),
                high: end(rule.high),
                approximate: rule.approximate,
                measured: rule.measured,
                verb: rule.verb,
                not_after: not_after.clone(),
            };
            match rule.place {
                Place::Before => {
                    if let Some(&first) = words.first() {
                        *numbers.parts.entry(first) |= Part::BOUND;
                    }
                    numbers.before.insert(&words, bound);
                }
                Place::After => numbers.after.insert(&words, bound),
            }
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.vague) {
        let bound = |value: Option<Decimal>| value.map(|value| Bound { value, inclusive: true });
        let interval = Interval { low: bound(rule.low), high: bound(rule.high), approximate: true };
        let followed_by = ids(lexicon, &rule.followed_by);
        for phrase in &rule.phrases {
            let words = lexicon.intern_phrase(phrase);
            if let Some(&first) = words.first() {
                *numbers.parts.entry(first) |= Part::VAGUE;
            }
            numbers.vague.insert(&words, VaguePhrase { interval, followed_by: followed_by.clone() });
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.change) {
        for word in rule.words.split_whitespace() {
            let id = lexicon.intern(word);
            let entry = numbers.changes.entry(id);
            let set = |on: bool, old: Option<Direction>| if on { Some(rule.direction) } else { old };
            entry.by = set(rule.by && !rule.shares, entry.by);
            entry.share = set(rule.by, entry.share);
            entry.before = set(rule.before, entry.before);
            entry.after = set(rule.after, entry.after);
        }
    }
    numbers
}

fn ids(lexicon: &mut Lexicon, words: &str) -> Vec<WordId> {
    words.split_whitespace().map(|word| lexicon.intern(word)).collect()
}

rule!(NumberRule, "number", Quantities, examples = example);
rule!(PartRule, "part", Quantities, examples = example);
rule!(BoundRule, "bound", Quantities, examples = example);
impl Rule for VagueRule {
    const KIND: &'static str = "vague";
    const READS: super::Reads = super::Reads::Quantities;

    fn name(&self) -> Option<&str> {
        self.phrases.first().map(String::as_str)
    }

    fn examples(&self) -> &[Example] {
        &self.example
    }
}
rule!(NoneRule, "none", Quantities, examples = example);
rule!(ChangeRule, "change", Quantities, examples = example);
rule!(IdentifierRule, "identifier", Quantities, examples = example);
rule!(ScoreRule, "score", Quantities, examples = example);
