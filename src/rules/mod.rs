//! How it is said: rule packs as types, loading, compiled patterns, examples.
//!
//! A pack is a TOML file of [`Pack`]'s shape. The packs of `rules/` are embedded in the program; a
//! folder of the user's adds to them or overrides single rules by name.

#[macro_use]
pub mod kind;

pub mod attribution;
pub mod calendar;
pub mod certainty;
pub mod comparison;
pub mod embedded;
pub mod entity;
pub mod error;
pub mod example;
mod figure;
pub mod frame;
pub mod gazetteer;
pub mod lexicon;
pub mod matcher;
pub mod measure;
pub mod number;
pub mod pack;
pub mod reckoning;
pub mod table;
pub mod unit;
pub mod word;
pub mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use error::RuleError;
pub use kind::{Reads, Rule, RuleRef};
pub use pack::Pack;

use lexicon::Lexicon;
use rustc_hash::FxHashMap;

/// A pack and the file it was read from.
#[derive(Debug, Clone)]
pub struct PackFile {
    /// As the user knows it: `rules/units.toml` for embedded packs, else the path given.
    pub file: String,
    /// The file's text; errors quote it.
    pub text: String,
    /// Whose it is: 0 for the packs that come with the program, 1 for the user's first folder, …
    /// A named rule of a higher layer replaces that of the same kind and name in lower ones.
    pub layer: usize,
    /// What it holds.
    pub pack: Pack,
    /// Rules that a higher layer replaced: kind and place in the file, ascending.
    overridden: Vec<(&'static str, usize)>,
}

/// One layer of packs: a folder of the user's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layer {
    /// Name of each file, as the user knows it, and its text.
    pub files: Vec<(String, String)>,
}

/// All packs, compiled: what the layers read text with.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Every word that any rule names.
    pub lexicon: Lexicon,
    /// What can be claimed, and by which words.
    pub frames: frame::Frames,
    /// What amounts are of, and the kinds that are counted.
    pub measures: measure::Measures,
    /// Tolerances, windows, severities, families of predicates.
    pub comparison: comparison::Comparison,
    /// How figures of one sentence follow from each other.
    pub reckonings: Vec<reckoning::Reckoning>,
    /// How numbers are written.
    pub numbers: number::Numbers,
    /// How times are written.
    pub calendar: calendar::Calendar,
    /// How units and money are written.
    pub units: unit::Units,
    /// Who says so: cues.
    pub attribution: attribution::Cues,
    /// How surely: hedges.
    pub certainty: certainty::Hedges,
    /// Who is who.
    pub entities: entity::Entities,
    /// The packs as loaded, for `rules list`, `rules show` and `rules test`.
    pub packs: Vec<PackFile>,
}

impl Rules {
    /// The rules that come with the program.
    pub fn embedded() -> Result<Rules, Vec<RuleError>> {
        Rules::load(&[])
    }

    /// The embedded rules, and further layers on top of them; later layers win.
    ///
    /// Returns every error of every pack: unknown keys, patterns that do not compile, two rules of
    /// one name in a layer.
    pub fn load(layers: &[Layer]) -> Result<Rules, Vec<RuleError>> {
        let embedded = embedded::PACKS.iter().map(|&(file, text)| (0, file, text));
        let given = layers.iter().enumerate().flat_map(|(at, layer)| {
            layer.files.iter().map(move |(file, text)| (at + 1, file.as_str(), text.as_str()))
        });
        let mut packs = Vec::new();
        let mut errors = Vec::new();
        for (layer, file, text) in embedded.chain(given) {
            let read = if gazetteer::is_gazetteer(file) { gazetteer::parse } else { Pack::parse };
            match read(file, text) {
                Ok(pack) => packs.push(PackFile {
                    file: file.to_owned(),
                    text: text.to_owned(),
                    layer,
                    pack,
                    overridden: Vec::new(),
                }),
                Err(error) => errors.push(error),
            }
        }
        override_by_name(&mut packs, &mut errors);
        let rules = Rules::compile(packs, &mut errors);
        if errors.is_empty() { Ok(rules) } else { Err(errors) }
    }

    fn compile(packs: Vec<PackFile>, errors: &mut Vec<RuleError>) -> Rules {
        let mut lexicon = Lexicon::default();
        word::compile(&packs, &mut lexicon);
        let frames = frame::compile(&packs, &mut lexicon);
        let measures = measure::compile(&packs, &mut lexicon);
        let comparison = comparison::compile(&packs);
        let mut numbers = number::compile(&packs, &mut lexicon);
        let calendar = calendar::compile(&packs, &mut lexicon);
        let units = unit::compile(&packs, &mut lexicon, &mut numbers);
        let attribution = attribution::compile(&packs, &mut lexicon);
        let certainty = certainty::compile(&packs, &mut lexicon);
        let mut entities = entity::compile(&packs, &mut lexicon);
        gazetteer::add(&packs, &frames, &mut lexicon, &mut entities, errors);
        let reckonings = reckoning::compile(&packs, &mut lexicon, errors);
        Rules {
            lexicon,
            frames,
            measures,
            comparison,
            reckonings,
            numbers,
            calendar,
            units,
            attribution,
            certainty,
            entities,
            packs,
        }
    }
}

impl PackFile {
    /// Every rule that holds, kind by kind, with its place in the file.
    pub fn rules(&self) -> Vec<RuleRef<'_>> {
        let mut rules = self.pack.rules();
        for rule in &mut rules {
            rule.index = self.index_in_file(rule.kind, rule.index);
        }
        rules
    }

    /// An error in the rule at `at` of the pack's list of this kind; `field` (`patterns.2`, or empty for
    /// the rule as a whole) tells where in it.
    pub fn error<T: Rule>(&self, at: usize, field: &str, message: impl Into<String>) -> RuleError {
        let range = kind::place(&self.text, T::KIND, self.index_in_file(T::KIND, at), field);
        RuleError::at(&self.file, &self.text, range, message)
    }

    /// Does it come with the program?
    pub fn is_embedded(&self) -> bool {
        self.layer == 0
    }

    fn index_in_file(&self, kind: &str, mut at: usize) -> usize {
        for &(_, gone) in self.overridden.iter().filter(|(of, _)| *of == kind) {
            if gone <= at {
                at += 1;
            }
        }
        at
    }
}

/// Drops the rules that a higher layer replaces; two rules of one kind and name in one layer are an error.
fn override_by_name(packs: &mut [PackFile], errors: &mut Vec<RuleError>) {
    let mut highest: BTreeMap<(&'static str, String), usize> = BTreeMap::new();
    let mut first: FxHashMap<(usize, &'static str, &str), (usize, usize)> = FxHashMap::default();
    let layered = packs.iter().any(|file| file.layer > 0);
    for (at, file) in packs.iter().enumerate() {
        for rule in file.pack.rules() {
            let Some(name) = rule.name else { continue };
            if layered {
                highest.insert((rule.kind, name.to_owned()), file.layer);
            }
            let earlier = first.entry((file.layer, rule.kind, name)).or_insert((at, rule.index));
            if *earlier != (at, rule.index) {
                let other = &packs[earlier.0];
                let range = kind::place(&other.text, rule.kind, earlier.1, "");
                let there = RuleError::at(&other.file, &other.text, range, "");
                let range = kind::place(&file.text, rule.kind, rule.index, "");
                errors.push(RuleError::at(
                    &file.file,
                    &file.text,
                    range,
                    format!(
                        "a second rule named `{name}` in [[{}]]; the first is at {}:{}; rename one of them",
                        rule.kind, there.file, there.line
                    ),
                ));
            }
        }
    }
    for file in packs.iter_mut().filter(|_| layered) {
        let layer = file.layer;
        let lost = |kind: &'static str, name: Option<&str>| {
            name.is_some_and(|name| {
                highest.get(&(kind, name.to_owned())).is_some_and(|&winner| winner > layer)
            })
        };
        let gone: BTreeSet<_> = (file.pack.rules().iter())
            .filter(|rule| lost(rule.kind, rule.name))
            .map(|rule| (rule.kind, rule.index))
            .collect();
        if !gone.is_empty() {
            file.pack.retain(|kind, name| !lost(kind, name));
            file.overridden = gone.into_iter().collect();
        }
    }
}
