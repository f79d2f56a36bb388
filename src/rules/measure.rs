//! Measures: what an amount is of, which way it may move, and which groups of people or things nest.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFile;
use super::lexicon::{Lexicon, WordId};
use super::words::WordSet;

/// What an amount is of: the dead of an event, its acreage, a price.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Names the measure: "deaths".
    pub name: String,
    /// The predicates that give it; a counted noun's lemma for generic quantities.
    pub predicates: Vec<String>,
    /// Only figures of this dimension; any where empty.
    #[serde(default)]
    pub dimension: Option<String>,
    /// Which way the figure of one event goes as time passes.
    pub moves: Moves,
    /// How it stands in a topic: "{patient} killed".
    pub topic: String,
    /// A running figure of one event, so that the time beside it ("on Sunday 77 were dead") says when it was
    /// counted rather than when it happened.
    #[serde(default)]
    pub running: bool,
    /// Does every report bring it up to date? Then two figures of one day may both have been right.
    #[serde(default)]
    pub hourly: bool,
    /// Days after its event from which a moving figure hardly moves any more.
    #[serde(default)]
    pub settles: Option<i64>,
    /// Is it a figure of one person or thing, such as an age? Then it takes the same name, or the same thing, to compare:
    /// two men are of two ages.
    #[serde(default)]
    pub one: bool,
    /// Is it a figure of the place that the claim names, as a town's population is?
    #[serde(default)]
    pub of_place: bool,
    /// May an article tell of several, a quake and its aftershocks? Then one that gives both figures gives them of two.
    #[serde(default)]
    pub several: bool,
    /// Is "nobody" an answer, so that "no deaths were reported" is held against three?
    #[serde(default)]
    pub none: bool,
    /// So many growing figures have to agree in two articles for this one to be of one moment in both.
    #[serde(default = "two")]
    pub tied: u8,
    /// By which share a settled figure may still grow; the threshold `settled-share` where none is given.
    #[serde(default)]
    pub settled_share: Option<f64>,
    /// Figures no further apart than this are not told apart: points of a poll.
    #[serde(default)]
    pub margin: f64,
    /// Figures that differ by no more than this share of the larger one are not told apart: distances, measured from here
    /// or from there.
    #[serde(default)]
    pub spread: f64,
    /// A figure many times smaller is more likely a part than a rival, even of what does not move: the jobs of one site.
    #[serde(default)]
    pub parts: bool,
    /// The figure of one place is no rival of that of another, or of all: the jobs of one site.
    #[serde(default)]
    pub sites: bool,
    /// A story has one such figure: the votes cast.
    #[serde(default)]
    pub once: bool,
    /// Is it the most that was reached, so that "up to 205" is 205?
    #[serde(default)]
    pub peak: bool,
    /// It stays what it was, so that articles of one story are held against each other however many years lie between them:
    /// the storeys of a tower that burned.
    #[serde(default)]
    pub lasts: bool,
    /// What is announced counts like what is done: jobs to be cut, seats somebody will have.
    #[serde(default)]
    pub planned: bool,
    /// Kinds that are the same to it, whatever they are called, separated by spaces: "customers", "people", "homes".
    #[serde(default)]
    pub alike: String,
    /// Only where nobody is named to whom it was done: those who voted for somebody are a share of those who voted.
    #[serde(default)]
    pub bare: bool,
    /// Somebody has it, a party its seats: whoever has another name has another figure.
    #[serde(default)]
    pub holder: bool,
    /// May there be another one within days, a march the next Sunday? Then counts of different days are of two.
    #[serde(default)]
    pub repeats: bool,
    /// Why it moves, runs and settles as it does.
    pub reason: String,
}

fn two() -> u8 {
    2
}

/// Which way the figure of one event goes as time passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Moves {
    /// It is what it is: the size of a crowd, a price.
    No,
    /// It only grows: a toll, the acres burnt.
    Up,
    /// It goes both ways: the missing, those in hospital.
    Both,
}

/// A kind of people or things that are counted, and the kind that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Names the kind: "children".
    pub name: String,
    /// The kind that holds it: children are people.
    #[serde(default)]
    pub within: Option<String>,
    /// A story has one of them: the gunman, the suspect.
    #[serde(default)]
    pub one: bool,
    /// Its nouns, in the singular, separated by spaces.
    pub words: String,
}

/// A sort of what is counted that is another figure than that of the others, and than the whole: confirmed cases,
/// rejected votes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sort {
    /// Names the sort: "confirmed".
    pub name: String,
    /// What it is a sort of; who names all sorts of one kind names none: "suspected, probable and confirmed cases".
    pub of: String,
    /// The predicates whose figures have such sorts; all of them where empty.
    #[serde(default)]
    pub predicates: Vec<String>,
    /// Only beside one of these nouns, separated by spaces; beside any where empty.
    #[serde(default)]
    pub nouns: String,
    /// The words for it, separated by spaces.
    pub words: String,
    /// What the bare word means: a profit is a net profit.
    #[serde(default)]
    pub plain: bool,
    /// Of a day or a week: the next report gives another one, higher or lower.
    #[serde(default)]
    pub period: bool,
    /// Why it is a figure of its own.
    pub reason: String,
}

/// Measures and groups, by word.
#[derive(Debug, Clone, Default)]
pub struct Measures {
    /// All measures, in the order of the packs.
    pub measures: Vec<Measure>,
    by_predicate: FxHashMap<String, Vec<usize>>,
    groups: Vec<(String, Option<usize>)>,
    single: rustc_hash::FxHashSet<usize>,
    group_of: FxHashMap<String, usize>,
    sorts: Vec<Sort>,
    sort_of: FxHashMap<String, Vec<usize>>,
    sort_words: WordSet,
}

impl Measures {
    /// The measure of a predicate and a dimension.
    pub fn measure(&self, predicate: &str, dimension: &str) -> Option<usize> {
        self.by_predicate
            .get(predicate)?
            .iter()
            .copied()
            .find(|&at| self.measures[at].dimension.as_deref().is_none_or(|wanted| wanted == dimension))
    }

    /// The kind that a noun (in lower case, singular or plural) names.
    pub fn group(&self, noun: &str) -> Option<usize> {
        let known = |word: &str| self.group_of.get(word).copied();
        known(noun).or_else(|| known(noun.strip_suffix('s')?)).or_else(|| known(noun.strip_suffix("es")?))
    }

    /// The kind that a noun names, however its letters are written.
    pub fn group_in_any_case(&self, noun: &str) -> Option<usize> {
        let lower = noun.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        if lower { self.group(noun) } else { self.group(&noun.to_lowercase()) }
    }

    /// The name of a kind.
    pub fn group_name(&self, group: usize) -> &str {
        &self.groups[group].0
    }

    /// Has a story one of this kind?
    pub fn is_single(&self, group: usize) -> bool {
        self.single.contains(&group)
    }

    /// Is it held by no other kind, as people are?
    pub fn is_root(&self, group: usize) -> bool {
        self.groups[group].1.is_none()
    }

    /// Does it hold other kinds, as people do, so that being of it says little?
    pub fn is_general(&self, group: usize) -> bool {
        self.is_root(group) && self.groups.iter().any(|(_, parent)| *parent == Some(group))
    }

    /// Can a word name a sort of anything?
    pub fn names_sort(&self, word: WordId) -> bool {
        self.sort_words.contains(word)
    }

    /// The sorts that a word can name, for figures of the predicate beside the noun.
    pub fn sorts(&self, word: &str, predicate: &str, noun: &str) -> impl Iterator<Item = &Sort> {
        let sorts = self.sort_of.get(word).into_iter().flatten().map(|&at| &self.sorts[at]);
        sorts.filter(move |sort| {
            let beside = sort.nouns.is_empty() || sort.nouns.split_whitespace().any(|known| known == noun);
            beside && (sort.predicates.is_empty() || sort.predicates.iter().any(|known| known == predicate))
        })
    }

    /// Are figures of these sorts, joined by "+", those of a day or a week, which do not grow with the next one?
    pub fn is_of_a_period(&self, sorts: &str) -> bool {
        sorts.split('+').any(|name| self.sorts.iter().any(|sort| sort.period && sort.name == name))
    }

    /// How many sorts there are of one kind.
    pub fn sorts_of(&self, kind: &str) -> usize {
        self.sorts.iter().filter(|sort| sort.of == kind).count()
    }

    /// The narrowest kind that holds both.
    pub fn common(&self, one: usize, other: usize) -> Option<usize> {
        let mut at = Some(one);
        for _ in 0..=self.groups.len() {
            match at {
                Some(group) if self.group_within(other, group) => return at,
                Some(group) => at = self.groups[group].1,
                None => break,
            }
        }
        None
    }

    /// Is the one kind the other, or a part of it?
    pub fn group_within(&self, inner: usize, outer: usize) -> bool {
        let mut at = Some(inner);
        // Bounded: a pack that nests kinds in a ring is no reason to hang.
        for _ in 0..=self.groups.len() {
            match at {
                Some(group) if group == outer => return true,
                Some(group) => at = self.groups[group].1,
                None => return false,
            }
        }
        false
    }
}

/// Indexes the packs' measures and groups.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon) -> Measures {
    let mut all = Measures::default();
    all.measures.extend(packs.iter().flat_map(|file| &file.pack.measure).cloned());
    for (at, measure) in all.measures.iter().enumerate() {
        for predicate in &measure.predicates {
            all.by_predicate.entry(predicate.clone()).or_default().push(at);
        }
    }
    all.sorts.extend(packs.iter().flat_map(|file| &file.pack.sort).cloned());
    for (at, sort) in all.sorts.iter().enumerate() {
        for word in sort.words.split_whitespace() {
            all.sort_of.entry(word.to_owned()).or_default().push(at);
            all.sort_words.insert(lexicon.intern(word));
        }
    }
    let groups: Vec<&Group> = packs.iter().flat_map(|file| &file.pack.group).collect();
    for group in &groups {
        if !all.groups.iter().any(|(name, _)| *name == group.name) {
            all.groups.push((group.name.clone(), None));
        }
    }
    for group in &groups {
        let position = |name: &str| all.groups.iter().position(|(known, _)| known == name);
        let (Some(at), parent) = (position(&group.name), group.within.as_deref().and_then(position)) else {
            continue;
        };
        all.groups[at].1 = parent;
        if group.one {
            all.single.insert(at);
        }
        for word in group.words.split_whitespace() {
            all.group_of.insert(word.to_owned(), at);
        }
    }
    all
}

rule!(Measure, "measure", Claims, name = name);
rule!(Group, "group", Claims, name = name);
rule!(Sort, "sort", Claims, name = name);
