//! Who is who: people, groups, offices, countries and places, their spellings, and what belongs to what.

pub mod likeness;
mod places;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::PackFile;
use super::example::Example;
use super::lexicon::Lexicon;
use super::matcher::Matcher;
use super::table::WordMap;
use super::words::WordSet;

pub use likeness::{Likeness, alike, kebab};

/// Somebody or some place, with every spelling.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityRule {
    /// Names it in every output; kebab-case.
    pub id: String,
    /// `person`, `organisation`, `group`, `outlet`, `place`, `event`.
    pub kind: String,
    /// Every spelling, the usual one first.
    #[serde(default)]
    pub names: Vec<String>,
    /// A country's people and its adjective: "Afghan", "Afghans".
    #[serde(default)]
    pub people: Vec<String>,
    /// A country's capital, which speaks for its government: "Kabul rejects this".
    #[serde(default)]
    pub capital: Vec<String>,
    /// Ids of what it belongs to.
    #[serde(default)]
    pub part_of: Vec<String>,
    /// Sentences, and the entities in them.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Places that lie within one another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlaceList {
    /// Id of the country or region that holds them all.
    #[serde(default)]
    pub within: Option<String>,
    /// One a line or behind a semicolon; spellings joined by "=", what lies within behind "<".
    pub list: String,
}

/// An organ of a country: "Pakistan's military".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganRule {
    /// Follows the country's id: "military" in `pakistan-military`. Empty: the words stand for the country itself.
    pub id: String,
    /// The words, in lower case.
    pub names: Vec<String>,
    /// As for entities.
    pub kind: String,
    /// The organ of the same country that it belongs to.
    #[serde(default)]
    pub part_of: Option<String>,
}

/// How names look, and what stands around them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceRule {
    /// After these a capital is a city: "in Kabul".
    #[serde(default)]
    pub locative: String,
    /// Before a name: the name is a person's.
    #[serde(default)]
    pub titles: String,
    /// In a name: it is an organisation's.
    #[serde(default)]
    pub organisations: String,
    /// In a name: it is a place's.
    #[serde(default)]
    pub places: String,
    /// Before the name of a place: the two are another place, as Lake Victoria is none of Australia.
    #[serde(default)]
    pub features: String,
    /// Lower-case words inside a name.
    #[serde(default)]
    pub particles: String,
    /// "the" before a name.
    #[serde(default)]
    pub article: String,
    /// Determiners that point back: "this group".
    #[serde(default)]
    pub definite: String,
    /// "of" in a name, and before the country of an organ.
    #[serde(default)]
    pub of: String,
    /// What joins the parts of an organisation's name behind "of": "and".
    #[serde(default)]
    pub joins: String,
    /// What a name of an organisation goes on over: "of", "for".
    #[serde(default)]
    pub complement: String,
    /// Pronouns for men.
    #[serde(default)]
    pub male: String,
    /// Pronouns for women.
    #[serde(default)]
    pub female: String,
    /// Pronouns for things and organisations.
    #[serde(default)]
    pub neuter: String,
    /// Pronouns for several.
    #[serde(default)]
    pub plural: String,
}

/// Nouns that point back at somebody mentioned before: "the group".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DescriptionRule {
    /// Kinds of entities that the nouns can mean.
    pub kinds: Vec<String>,
    /// The nouns.
    pub nouns: String,
}

/// Given names.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenNames {
    /// `male` or `female`.
    pub gender: Gender,
    /// The names, in lower case.
    pub list: String,
}

rule!(EntityRule, "entity", Entities, name = id, examples = example);
rule!(PlaceList, "places", Entities);
rule!(OrganRule, "organ", Entities);
rule!(ReferenceRule, "reference", Entities);
rule!(DescriptionRule, "description", Entities);
rule!(GivenNames, "given", Entities);

/// What a pronoun has to agree with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
    /// it
    Neuter,
    /// they
    Plural,
}

/// How a name means its entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameUse {
    /// By its own name.
    Name,
    /// As its people: "Afghan".
    People,
    /// Through its capital: "Kabul".
    Capital,
}

/// One entity that a pack knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// kebab-case.
    pub id: Box<str>,
    /// `person`, `place`, …
    pub kind: Box<str>,
    /// Ids of what it belongs to, directly.
    pub part_of: Vec<Box<str>>,
    /// Is it a country, with organs and a government of its own?
    pub country: bool,
}

/// A name of a pack, as the matcher holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Index into [`Entities::known`].
    pub entity: usize,
    /// How it means its entity.
    pub how: NameUse,
    /// For a capital: the city itself.
    pub city: Option<usize>,
    /// As the pack spells it; capitals on the page must be where it has them.
    pub text: Box<str>,
}

/// All entity rules, compiled.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// All entities of all packs.
    pub known: Vec<Known>,
    /// Their names.
    pub names: Matcher<Name>,
    /// Organs of countries: index into [`Entities::organs`].
    pub organ_names: Matcher<usize>,
    /// The organs.
    pub organs: Vec<OrganRule>,
    /// By the id of an organ: the first of that id.
    organ_ids: FxHashMap<Box<str>, usize>,
    /// Finds spellings that no pack lists.
    pub likeness: Likeness,
    /// Word sets of the reference rule.
    pub reference: Reference,
    /// Noun → kinds it can mean, each as in the packs.
    pub descriptions: WordMap<Vec<Box<str>>>,
    /// Given names and whose they are.
    pub given: WordMap<Gender>,
    by_id: FxHashMap<Box<str>, usize>,
}

/// The compiled [`ReferenceRule`].
#[derive(Debug, Clone, Default)]
pub struct Reference {
    /// See [`ReferenceRule::locative`].
    pub locative: WordSet,
    /// See [`ReferenceRule::titles`].
    pub titles: WordSet,
    /// See [`ReferenceRule::organisations`].
    pub organisations: WordSet,
    /// See [`ReferenceRule::places`].
    pub places: WordSet,
    /// See [`ReferenceRule::features`].
    pub features: WordSet,
    /// See [`ReferenceRule::particles`].
    pub particles: WordSet,
    /// See [`ReferenceRule::article`].
    pub article: WordSet,
    /// See [`ReferenceRule::definite`].
    pub definite: WordSet,
    /// See [`ReferenceRule::of`].
    pub of: WordSet,
    /// See [`ReferenceRule::joins`].
    pub joins: WordSet,
    /// See [`ReferenceRule::complement`].
    pub complement: WordSet,
    /// Pronoun → what it agrees with.
    pub pronouns: WordMap<Gender>,
}

impl Entities {
    /// The entity of an id.
    pub fn get(&self, id: &str) -> Option<&Known> {
        self.by_id.get(id).map(|&at| &self.known[at])
    }

    /// Does `inner` belong to `outer`, through as many steps as it takes? Nothing belongs to itself.
    ///
    /// Organs belong to their country: `pakistan-military` to `pakistan`.
    pub fn is_within(&self, inner: &str, outer: &str) -> bool {
        self.climb(inner, outer, 8)
    }

    fn climb(&self, inner: &str, outer: &str, steps: usize) -> bool {
        if steps == 0 {
            return false;
        }
        if let Some(known) = self.get(inner) {
            return known
                .part_of
                .iter()
                .any(|holder| &**holder == outer || self.climb(holder, outer, steps - 1));
        }
        let Some((country, organ)) = self.organ_of(inner) else { return false };
        let holder = organ.part_of.as_ref().map(|holder| format!("{country}-{holder}"));
        country == outer
            || holder.is_some_and(|holder| holder == outer)
            || self.climb(country, outer, steps - 1)
    }

    /// Country and organ of an id such as `pakistan-military`.
    pub fn organ_of<'a>(&self, id: &'a str) -> Option<(&'a str, &OrganRule)> {
        // Asked of every pair of names: bytes are looked at sooner than a search is set up.
        let hyphens = id.bytes().enumerate().filter(|&(_, byte)| byte == b'-');
        let parts = hyphens.map(|(at, _)| (&id[..at], &id[at + 1..]));
        let known = parts.filter_map(|(country, organ)| {
            let organ = *self.organ_ids.get(organ)?;
            self.get(country).filter(|known| &*known.kind == "place")?;
            Some((organ, country))
        });
        known.min_by_key(|&(organ, _)| organ).map(|(organ, country)| (country, &self.organs[organ]))
    }

    /// The kind of an id, whether a pack's or made from a country and its organ.
    pub fn kind(&self, id: &str) -> Option<&str> {
        match self.get(id) {
            Some(known) => Some(&known.kind),
            None => self.organ_of(id).map(|(_, organ)| organ.kind.as_str()),
        }
    }

    /// Adds a row of a gazetteer, or what it says of something that is known.
    pub(super) fn add_row(
        &mut self,
        lexicon: &mut Lexicon,
        id: &str,
        kind: &str,
        holder: Option<String>,
        names: &[String],
    ) {
        let at = self.add(id, kind, holder.into_iter().map(Into::into).collect());
        for name in names {
            self.add_name(lexicon, name, at, NameUse::Name, None);
        }
    }

    fn add(&mut self, id: &str, kind: &str, part_of: Vec<Box<str>>) -> usize {
        if let Some(&at) = self.by_id.get(id) {
            self.known[at].part_of.extend(part_of);
            return at;
        }
        self.known.push(Known { id: id.into(), kind: kind.into(), part_of, country: false });
        self.by_id.insert(id.into(), self.known.len() - 1);
        self.known.len() - 1
    }

    fn add_name(
        &mut self,
        lexicon: &mut Lexicon,
        text: &str,
        entity: usize,
        how: NameUse,
        city: Option<usize>,
    ) {
        let words = lexicon.intern_phrase(text);
        self.names.insert(&words, Name { entity, how, city, text: text.into() });
    }
}

/// Compiles the packs' entities; a later pack's entity of the same id adds its names to an earlier one's.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon) -> Entities {
    let mut entities = Entities::default();
    for rule in packs.iter().flat_map(|file| &file.pack.entity) {
        let at =
            entities.add(&rule.id, &rule.kind, rule.part_of.iter().map(|id| id.as_str().into()).collect());
        entities.known[at].country |= !rule.people.is_empty() || !rule.capital.is_empty();
        for name in &rule.names {
            entities.add_name(lexicon, name, at, NameUse::Name, None);
            if rule.kind != "place" {
                entities.likeness.insert(name, at);
            }
        }
        for name in &rule.people {
            entities.add_name(lexicon, name, at, NameUse::People, None);
        }
        if let Some(first) = rule.capital.first() {
            let city = entities.add(&kebab(first), "place", vec![rule.id.as_str().into()]);
            for name in &rule.capital {
                entities.add_name(lexicon, name, at, NameUse::Capital, Some(city));
            }
        }
    }
    for places in packs.iter().flat_map(|file| &file.pack.places) {
        for place in places::parse(&places.list, places.within.as_deref()) {
            let holder = place.within.into_iter().map(Into::into).collect();
            let at = entities.add(&place.id, "place", holder);
            for name in &place.names {
                entities.add_name(lexicon, name, at, NameUse::Name, None);
            }
        }
    }
    for organ in packs.iter().flat_map(|file| &file.pack.organ) {
        for name in &organ.names {
            let words = lexicon.intern_phrase(name);
            entities.organ_names.insert(&words, entities.organs.len());
        }
        if !organ.id.is_empty() {
            entities.organ_ids.entry(organ.id.as_str().into()).or_insert(entities.organs.len());
        }
        entities.organs.push(organ.clone());
    }
    for rule in packs.iter().flat_map(|file| &file.pack.reference) {
        let reference = &mut entities.reference;
        reference.locative.add(&rule.locative, lexicon);
        reference.titles.add(&rule.titles, lexicon);
        reference.organisations.add(&rule.organisations, lexicon);
        reference.places.add(&rule.places, lexicon);
        reference.features.add(&rule.features, lexicon);
        reference.particles.add(&rule.particles, lexicon);
        reference.article.add(&rule.article, lexicon);
        reference.definite.add(&rule.definite, lexicon);
        reference.of.add(&rule.of, lexicon);
        reference.joins.add(&rule.joins, lexicon);
        reference.complement.add(&rule.complement, lexicon);
        let pronouns = [
            (&rule.male, Gender::Male),
            (&rule.female, Gender::Female),
            (&rule.neuter, Gender::Neuter),
            (&rule.plural, Gender::Plural),
        ];
        for (list, gender) in pronouns {
            for word in list.split_whitespace() {
                reference.pronouns.insert(lexicon.intern(word), gender);
            }
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.description) {
        for noun in rule.nouns.split_whitespace() {
            let kinds = entities.descriptions.get_or_insert(lexicon.intern(noun), Default::default);
            kinds.extend(rule.kinds.iter().map(|kind| kind.as_str().into()));
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.given) {
        for name in rule.list.split_whitespace() {
            entities.given.insert(lexicon.intern(name), rule.gender);
        }
    }
    entities
}
