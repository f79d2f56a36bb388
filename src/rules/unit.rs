//! Units and money: how they are written, and what they are worth in the base unit.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFile;
use super::example::Example;
use super::lexicon::{Lexicon, WordId};
use super::matcher::Matcher;
use super::number::{Numbers, Part};
use crate::value::{Factor, Unit};

/// A unit of measure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitRule {
    /// UCUM code.
    pub code: String,
    /// What it measures.
    pub dimension: String,
    /// Words, in any case.
    #[serde(default)]
    pub names: Vec<String>,
    /// Symbols, read letter for letter.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// Symbols that must touch their number: "45C".
    #[serde(default)]
    pub joined: Vec<String>,
    /// Words before the number: "magnitude 7.8".
    #[serde(default)]
    pub before: Vec<String>,
    /// Symbols that are read behind a slash only: "m/s".
    #[serde(default)]
    pub over: Vec<String>,
    /// Symbols that are words too and so may not stand before another word: "5 in".
    #[serde(default)]
    pub guarded: Vec<String>,
    /// One of it in the base unit: a decimal or a fraction.
    pub factor: String,
    /// What is added to a value before the factor applies.
    #[serde(default, deserialize_with = "super::figure::decimal")]
    pub offset: Decimal,
    /// Codes of the prefixes it takes.
    #[serde(default)]
    pub prefixes: Vec<String>,
    /// The base unit, where it is not the one of its dimension.
    #[serde(default)]
    pub base: Option<String>,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// "kilo", "mega"
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrefixRule {
    /// UCUM code.
    pub code: String,
    /// Before names.
    pub names: Vec<String>,
    /// Before symbols.
    pub symbols: Vec<String>,
    /// How many.
    pub factor: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// "square", "cubed"
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PowerRule {
    /// 2 or 3.
    pub exponent: u32,
    /// Words before the unit.
    pub before: Vec<String>,
    /// Words behind the unit.
    pub after: Vec<String>,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// What a unit over a unit measures.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RatioRule {
    /// The dimension of the ratio.
    pub dimension: String,
    /// Dimension of what is counted.
    pub above: String,
    /// Dimension of what it is counted over; `*` is any.
    pub below: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Money of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CurrencyRule {
    /// ISO 4217 code; `XXX{peso}` where the name alone does not tell the country.
    pub code: String,
    /// Words behind the number, in any case.
    #[serde(default)]
    pub names: Vec<String>,
    /// Symbols and codes before or behind the number, read letter for letter.
    #[serde(default)]
    pub symbols: Vec<String>,
    /// Words for the hundredth part.
    #[serde(default)]
    pub cents: Vec<String>,
    /// Symbols for the hundredth part that must touch their number: "50p".
    #[serde(default)]
    pub joined_cents: Vec<String>,
    /// Amounts below this are something else: "three won".
    #[serde(default, deserialize_with = "super::figure::optional")]
    pub least: Option<Decimal>,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Words that make a length of time an age.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgeRule {
    /// Behind the unit.
    pub after: Vec<String>,
    /// Before the number.
    pub before: Vec<String>,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// One way to write a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spelling {
    /// Index into [`Units::units`].
    pub unit: usize,
    /// What the number is multiplied with: one hundredth for cents, a million for "MUSD".
    pub scale: Decimal,
    /// The exact letters, without spaces; `None` for a word in any case.
    pub exact: Option<String>,
    /// Must touch its number.
    pub joined: bool,
    /// May not stand before another word.
    pub guarded: bool,
    /// Amounts below this are something else.
    pub least: Option<Decimal>,
}

/// All that the packs say about units.
#[derive(Debug, Clone, Default)]
pub struct Units {
    /// Each unit once.
    pub units: Vec<Unit>,
    /// Spellings behind a number.
    pub after: Matcher<Spelling>,
    /// Spellings before a number.
    pub before: Matcher<Spelling>,
    /// Symbols behind a slash: index into [`Units::units`].
    pub over: Matcher<usize>,
    /// "square" before a unit.
    pub powers_before: Matcher<u32>,
    /// "squared" behind a unit.
    pub powers_after: Matcher<u32>,
    /// What a unit over a unit measures.
    pub ratios: Vec<RatioRule>,
    /// "old" behind a duration.
    pub ages_after: Matcher<()>,
    /// "aged" before a number.
    pub ages_before: Matcher<()>,
    by_code: FxHashMap<String, usize>,
    /// First words of the spellings of units of time.
    lengths: Vec<WordId>,
}

impl Units {
    /// The unit of a code; counts are `1`.
    pub fn get(&self, code: &str) -> Option<&Unit> {
        self.by_code.get(code).map(|&at| &self.units[at])
    }

    /// Is the word alone a unit of length?
    pub fn is_length(&self, word: WordId) -> bool {
        let alone = |n: usize| if n == 0 { word } else { WordId::UNKNOWN };
        word.is_known()
            && self
                .after
                .matches(alone)
                .any(|(len, spelling)| len == 1 && self.units[spelling.unit].dimension == "length")
    }

    /// Adds a spelling behind a number.
    fn spell(&mut self, words: &[WordId], spelling: Spelling) {
        if self.units[spelling.unit].dimension == "duration" {
            self.lengths.extend(words.first());
        }
        self.after.insert(words, spelling);
    }

    fn add(&mut self, unit: Unit) -> usize {
        if let Some(&at) = self.by_code.get(unit.code.as_str()) {
            return at;
        }
        let at = self.units.len();
        self.by_code.insert(unit.code.to_string(), at);
        self.units.push(unit);
        at
    }
}

/// Compiles the packs' units.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon, numbers: &mut Numbers) -> Units {
    let mut units = Units::default();
    units.add(Unit::one("count"));
    let prefixes: Vec<&PrefixRule> = packs.iter().flat_map(|file| &file.pack.prefix).collect();
    let rules = || packs.iter().flat_map(|file| &file.pack.unit);
    let base = |dimension: &str| {
        let one = |rule: &&UnitRule| {
            rule.dimension == dimension && rule.offset.is_zero() && rule.factor.trim() == "1"
        };
        rules().find(one).map_or_else(|| dimension.to_owned(), |rule| rule.code.clone())
    };
    for rule in rules() {
        let Some(factor) = Factor::parse(&rule.factor) else { continue };
        let unit = Unit {
            code: rule.code.as_str().into(),
            dimension: rule.dimension.as_str().into(),
            base: rule.base.clone().unwrap_or_else(|| base(&rule.dimension)).into(),
            factor,
            offset: rule.offset,
        };
        let at = units.add(unit.clone());
        for symbol in &rule.over {
            units.over.insert(&lexicon.intern_phrase(symbol), at);
        }
        for name in &rule.before {
            let words = lexicon.intern_phrase(name);
            if let Some(&first) = words.first() {
                *numbers.parts.entry(first) |= Part::CURRENCY;
            }
            let spelling = Spelling {
                unit: at,
                scale: Decimal::ONE,
                exact: None,
                joined: false,
                guarded: false,
                least: None,
            };
            units.before.insert(&words, spelling);
        }
        let plain = Spelling {
            unit: at,
            scale: Decimal::ONE,
            exact: None,
            joined: false,
            guarded: false,
            least: None,
        };
        for name in &rule.names {
            units.spell(&lexicon.intern_phrase(name), plain.clone());
        }
        for (symbols, joined, guarded) in
            [(&rule.symbols, false, false), (&rule.joined, true, false), (&rule.guarded, false, true)]
        {
            for symbol in symbols {
                let spelling = Spelling { exact: Some(letters(symbol)), joined, guarded, ..plain.clone() };
                units.spell(&lexicon.intern_phrase(symbol), spelling);
            }
        }
        for prefix in prefixes.iter().filter(|prefix| rule.prefixes.contains(&prefix.code)) {
            let Some(factor) = Factor::parse(&prefix.factor).and_then(|by| by.times(factor)) else {
                continue;
            };
            let code = format!("{}{}", prefix.code, rule.code);
            let at = units.add(Unit { code: code.into(), factor, ..unit.clone() });
            for name in prefix
                .names
                .iter()
                .flat_map(|before| rule.names.iter().map(move |name| format!("{before}{name}")))
            {
                units.spell(&lexicon.intern_phrase(&name), Spelling { unit: at, ..plain.clone() });
            }
            for symbol in prefix
                .symbols
                .iter()
                .flat_map(|before| rule.symbols.iter().map(move |symbol| format!("{before}{symbol}")))
            {
                let spelling = Spelling { unit: at, exact: Some(letters(&symbol)), ..plain.clone() };
                units.spell(&lexicon.intern_phrase(&symbol), spelling);
            }
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.currency) {
        money(rule, &mut units, lexicon, numbers);
    }
    for rule in packs.iter().flat_map(|file| &file.pack.power) {
        for phrase in &rule.before {
            units.powers_before.insert(&lexicon.intern_phrase(phrase), rule.exponent);
        }
        for phrase in &rule.after {
            units.powers_after.insert(&lexicon.intern_phrase(phrase), rule.exponent);
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.age) {
        for phrase in &rule.after {
            units.ages_after.insert(&lexicon.intern_phrase(phrase), ());
        }
        for phrase in &rule.before {
            let words = lexicon.intern_phrase(phrase);
            if let Some(&first) = words.first() {
                *numbers.parts.entry(first) |= Part::CURRENCY;
            }
            units.ages_before.insert(&words, ());
        }
    }
    for word in std::mem::take(&mut units.lengths) {
        *numbers.parts.entry(word) |= Part::DURATION;
    }
    units.ratios = packs.iter().flat_map(|file| file.pack.ratio.iter().cloned()).collect();
    units
}

fn money(rule: &CurrencyRule, units: &mut Units, lexicon: &mut Lexicon, numbers: &mut Numbers) {
    let mut start = |words: &[WordId]| {
        if let Some(&first) = words.first() {
            *numbers.parts.entry(first) |= Part::CURRENCY;
        }
    };
    let unit = units.add(Unit {
        code: rule.code.as_str().into(),
        dimension: "currency".into(),
        base: rule.code.as_str().into(),
        factor: Factor::ONE,
        offset: Decimal::ZERO,
    });
    let plain =
        Spelling { unit, scale: Decimal::ONE, exact: None, joined: false, guarded: false, least: rule.least };
    for name in &rule.names {
        units.spell(&lexicon.intern_phrase(name), plain.clone());
    }
    for symbol in &rule.symbols {
        let spelling = Spelling { exact: Some(letters(symbol)), least: None, ..plain.clone() };
        let words = lexicon.intern_phrase(symbol);
        units.spell(&words, spelling.clone());
        start(&words);
        units.before.insert(&words, spelling);
    }
    // "30 MUSD": millions, as company reports write them.
    if rule.code.len() == 3 {
        let symbol = format!("M{}", rule.code);
        let scale = Decimal::from(1_000_000);
        let spelling = Spelling { exact: Some(symbol.clone()), scale, least: None, ..plain.clone() };
        let words = lexicon.intern_phrase(&symbol);
        units.spell(&words, spelling.clone());
        start(&words);
        units.before.insert(&words, spelling);
    }
    let cent = Spelling { scale: Decimal::new(1, 2), least: None, ..plain };
    for name in &rule.cents {
        units.spell(&lexicon.intern_phrase(name), cent.clone());
    }
    for symbol in &rule.joined_cents {
        let spelling = Spelling { exact: Some(letters(symbol)), joined: true, ..cent.clone() };
        units.spell(&lexicon.intern_phrase(symbol), spelling);
    }
}

fn letters(symbol: &str) -> String {
    symbol.split_whitespace().collect()
}

rule!(UnitRule, "unit", Quantities, name = code, examples = example);
rule!(PrefixRule, "prefix", Quantities, name = code, examples = example);
rule!(PowerRule, "power", Quantities, examples = example);
rule!(RatioRule, "ratio", Quantities, examples = example);
rule!(CurrencyRule, "currency", Quantities, name = code, examples = example);
rule!(AgeRule, "age", Quantities, examples = example);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::Rules;

    /// Every factor and offset against a library that knows UCUM.
    #[test]
    fn units_are_those_of_ucum() {
        let rules = Rules::embedded().unwrap();
        let mut wrong = Vec::new();
        // A note in braces is no unit to UCUM: a basis point is its hundredth here alone.
        let known =
            |unit: &&Unit| unit.dimension != "currency" && unit.code != "1" && !unit.code.contains('{');
        for unit in rules.units.units.iter().filter(known) {
            let Ok(expected) = ucum::convert(1.0, &unit.code, &unit.base) else {
                wrong.push(format!("{} is not comparable with {}", unit.code, unit.base));
                continue;
            };
            let one = unit.to_base(Decimal::ONE).unwrap().to_string().parse::<f64>().unwrap();
            if (one - expected).abs() > expected.abs() * 1e-6 {
                wrong.push(format!("1 {} is {expected} {} there, {one} here", unit.code, unit.base));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Codes of currencies are three capitals, with a note where the name does not tell the country.
    #[test]
    fn currencies_have_iso_codes() {
        let rules = Rules::embedded().unwrap();
        for unit in rules.units.units.iter().filter(|unit| unit.dimension == "currency") {
            let code = unit.code.split('{').next().unwrap();
            assert!(code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase()), "{}", unit.code);
        }
    }
}
