//! The shape of a pack file.

use serde::Deserialize;

use super::RuleError;
use super::attribution::{AdverbCueRule, CueRule, NounCueRule, PhraseCueRule, SpeechRule};
use super::calendar::{
    CalendarRule, DayRule, DecadeRule, HolidayRule, HoursRule, MonthRule, PeriodRule, SeasonRule, WeekdayRule,
};
use super::certainty::HedgeRule;
use super::comparison::{
    Compass, DeedRule, Family, Fate, Foes, Grade, LookBack, Means, Part as StoryPart, Rivals, Stage,
    Succession, Threshold, WeightRule, Wire,
};
use super::entity::{DescriptionRule, EntityRule, GivenNames, OrganRule, PlaceList, ReferenceRule};
use super::frame::{Category, Frame, Level, Support, WordJob};
use super::kind::{Rule, RuleRef};
use super::measure::{Group, Measure, Sort};
use super::number::{
    BoundRule, ChangeRule, IdentifierRule, NoneRule, NumberRule, PartRule, ScoreRule, VagueRule,
};
use super::reckoning::ReckoningRule;
use super::unit::{AgeRule, CurrencyRule, PowerRule, PrefixRule, RatioRule, UnitRule};
use super::word::{FormList, Inflection, NounList, SuffixList, VerbList, WordList};

/// One TOML file of rules. Any pack may hold rules of any kind.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pack {
    /// What the pack is about, in a sentence.
    pub about: String,
    /// The rows, where the file is a gazetteer.
    #[serde(skip)]
    pub gazetteer: Vec<super::gazetteer::Row>,
    /// Words by class.
    #[serde(default)]
    pub words: Vec<WordList>,
    /// Verbs with their forms.
    #[serde(default)]
    pub verbs: Vec<VerbList>,
    /// Nouns with their forms.
    #[serde(default)]
    pub nouns: Vec<NounList>,
    /// Forms that no inflection gives.
    #[serde(default)]
    pub forms: Vec<FormList>,
    /// How regular forms are spelled.
    #[serde(default)]
    pub inflections: Vec<Inflection>,
    /// What an ending says of an unknown word.
    #[serde(default)]
    pub suffixes: Vec<SuffixList>,
    /// What can be claimed.
    #[serde(default)]
    pub frame: Vec<Frame>,
    /// Verbs that lend their subject to a noun.
    #[serde(default)]
    pub support: Vec<Support>,
    /// Verbs that say how high something is.
    #[serde(default)]
    pub level: Vec<Level>,
    /// Kinds of people.
    #[serde(default)]
    pub category: Vec<Category>,
    /// Words with a job of their own in reading claims.
    #[serde(default)]
    pub job: Vec<WordJob>,
    /// What amounts are of.
    #[serde(default)]
    pub measure: Vec<Measure>,
    /// Kinds of people and things that are counted.
    #[serde(default)]
    pub group: Vec<Group>,
    /// Sorts of what is counted.
    #[serde(default)]
    pub sort: Vec<Sort>,
    /// Numbers that the comparison goes by.
    #[serde(default)]
    pub threshold: Vec<Threshold>,
    /// How bad each discrepancy is.
    #[serde(default)]
    pub severity: Vec<Grade>,
    /// Predicates that say, or exclude, the same.
    #[serde(default)]
    pub family: Vec<Family>,
    /// Words by which a sentence looks back.
    #[serde(default)]
    pub look_back: Vec<LookBack>,
    /// What becomes of people.
    #[serde(default)]
    pub fate: Vec<Fate>,
    /// Words that tell one stage of what goes on from another.
    #[serde(default)]
    pub stage: Vec<Stage>,
    /// Those who storm a place, and those who end it.
    #[serde(default)]
    pub foes: Vec<Foes>,
    /// The directions of the compass.
    #[serde(default)]
    pub compass: Vec<Compass>,
    /// Verbs of what is done once.
    #[serde(default)]
    pub deed: Vec<DeedRule>,
    /// Which states may become which.
    #[serde(default)]
    pub succession: Vec<Succession>,
    /// Parts that a story has once.
    #[serde(default)]
    pub role: Vec<StoryPart>,
    /// Kinds of people who are never both.
    #[serde(default)]
    pub rivals: Vec<Rivals>,
    /// Ways to die.
    #[serde(default)]
    pub means: Vec<Means>,
    /// How much a likeness says.
    #[serde(default)]
    pub weight: Vec<WeightRule>,
    /// News agencies.
    #[serde(default)]
    pub wire: Vec<Wire>,
    /// How figures of one sentence follow from each other.
    #[serde(default)]
    pub reckoning: Vec<ReckoningRule>,
    /// Words of numbers.
    #[serde(default)]
    pub number: Vec<NumberRule>,
    /// Small words of numbers.
    #[serde(default)]
    pub part: Vec<PartRule>,
    /// "more than", "about"
    #[serde(default)]
    pub bound: Vec<BoundRule>,
    /// "dozens"
    #[serde(default)]
    pub vague: Vec<VagueRule>,
    /// "no", "none"
    #[serde(default)]
    pub none: Vec<NoneRule>,
    /// "rose", "another"
    #[serde(default)]
    pub change: Vec<ChangeRule>,
    /// "Article" 370
    #[serde(default)]
    pub identifier: Vec<IdentifierRule>,
    /// "won" 2-1
    #[serde(default)]
    pub score: Vec<ScoreRule>,
    /// Units of measure.
    #[serde(default)]
    pub unit: Vec<UnitRule>,
    /// "kilo"
    #[serde(default)]
    pub prefix: Vec<PrefixRule>,
    /// "square"
    #[serde(default)]
    pub power: Vec<PowerRule>,
    /// What a unit over a unit measures.
    #[serde(default)]
    pub ratio: Vec<RatioRule>,
    /// Money.
    #[serde(default)]
    pub currency: Vec<CurrencyRule>,
    /// Words that make a length of time an age.
    #[serde(default)]
    pub age: Vec<AgeRule>,
    /// Verbs that put something forward.
    #[serde(default)]
    pub cue: Vec<CueRule>,
    /// Nouns that do.
    #[serde(default)]
    pub noun_cue: Vec<NounCueRule>,
    /// Phrases that do.
    #[serde(default)]
    pub phrase_cue: Vec<PhraseCueRule>,
    /// Adverbs that do.
    #[serde(default)]
    pub adverb_cue: Vec<AdverbCueRule>,
    /// What speech looks like apart from its cues.
    #[serde(default)]
    pub speech: Vec<SpeechRule>,
    /// How surely something is said.
    #[serde(default)]
    pub hedge: Vec<HedgeRule>,
    /// Who is who.
    #[serde(default)]
    pub entity: Vec<EntityRule>,
    /// Where is what.
    #[serde(default)]
    pub places: Vec<PlaceList>,
    /// Organs of countries.
    #[serde(default)]
    pub organ: Vec<OrganRule>,
    /// How names look.
    #[serde(default)]
    pub reference: Vec<ReferenceRule>,
    /// Nouns that point back at somebody.
    #[serde(default)]
    pub description: Vec<DescriptionRule>,
    /// Given names.
    #[serde(default)]
    pub given: Vec<GivenNames>,
    /// Months.
    #[serde(default)]
    pub month: Vec<MonthRule>,
    /// Days of the week.
    #[serde(default)]
    pub weekday: Vec<WeekdayRule>,
    /// "yesterday"
    #[serde(default)]
    pub day: Vec<DayRule>,
    /// Seasons.
    #[serde(default)]
    pub season: Vec<SeasonRule>,
    /// "week"
    #[serde(default)]
    pub period: Vec<PeriodRule>,
    /// "nineties"
    #[serde(default)]
    pub decade: Vec<DecadeRule>,
    /// Small words around dates.
    #[serde(default)]
    pub calendar: Vec<CalendarRule>,
    /// "morning"
    #[serde(default)]
    pub hours: Vec<HoursRule>,
    /// Holidays.
    #[serde(default)]
    pub holiday: Vec<HolidayRule>,
}

/// `$act!(field)` for every kind of rule, in the order of [`Pack`]'s fields. A new kind is one more line.
macro_rules! for_every_kind {
    ($act:ident) => {
        $act!(words);
        $act!(verbs);
        $act!(nouns);
        $act!(forms);
        $act!(inflections);
        $act!(suffixes);
        $act!(frame);
        $act!(support);
        $act!(level);
        $act!(category);
        $act!(job);
        $act!(measure);
        $act!(group);
        $act!(sort);
        $act!(threshold);
        $act!(severity);
        $act!(family);
        $act!(look_back);
        $act!(fate);
        $act!(stage);
        $act!(deed);
        $act!(compass);
        $act!(foes);
        $act!(succession);
        $act!(role);
        $act!(rivals);
        $act!(means);
        $act!(weight);
        $act!(wire);
        $act!(reckoning);
        $act!(number);
        $act!(part);
        $act!(bound);
        $act!(vague);
        $act!(none);
        $act!(change);
        $act!(identifier);
        $act!(score);
        $act!(unit);
        $act!(prefix);
        $act!(power);
        $act!(ratio);
        $act!(currency);
        $act!(age);
        $act!(cue);
        $act!(noun_cue);
        $act!(phrase_cue);
        $act!(adverb_cue);
        $act!(speech);
        $act!(hedge);
        $act!(entity);
        $act!(places);
        $act!(organ);
        $act!(reference);
        $act!(description);
        $act!(given);
        $act!(month);
        $act!(weekday);
        $act!(day);
        $act!(season);
        $act!(period);
        $act!(decade);
        $act!(calendar);
        $act!(hours);
        $act!(holiday);
    };
}

impl Pack {
    /// Reads a pack; an error names the place, what was expected and the nearest valid field.
    pub fn parse(file: &str, text: &str) -> Result<Pack, RuleError> {
        toml::from_str(text).map_err(|error| {
            RuleError::at(file, text, error.span().unwrap_or(0..0), with_nearest_field(error.message()))
        })
    }

    /// Every rule, kind by kind, in the order of the file.
    pub fn rules(&self) -> Vec<RuleRef<'_>> {
        let mut rules = Vec::new();
        macro_rules! collect {
            ($field:ident) => {
                collect(&self.$field, &mut rules)
            };
        }
        for_every_kind!(collect);
        rules
    }

    /// Drops the rules that `keep` (kind, name) does not want.
    pub(super) fn retain(&mut self, mut keep: impl FnMut(&'static str, Option<&str>) -> bool) {
        macro_rules! retain {
            ($field:ident) => {
                retain(&mut self.$field, &mut keep)
            };
        }
        for_every_kind!(retain);
    }
}

fn collect<'a, T: Rule>(of_kind: &'a [T], rules: &mut Vec<RuleRef<'a>>) {
    rules.extend(of_kind.iter().enumerate().map(|(index, rule)| RuleRef {
        kind: T::KIND,
        reads: T::READS,
        index,
        name: rule.name(),
        examples: rule.examples(),
    }));
}

fn retain<T: Rule>(of_kind: &mut Vec<T>, keep: &mut impl FnMut(&'static str, Option<&str>) -> bool) {
    of_kind.retain(|rule| keep(T::KIND, rule.name()));
}

/// The name most like the one given, if one is like it at all.
pub(super) fn nearest<'a>(given: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (strsim::normalized_damerau_levenshtein(given, name), name))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .map(|(_, name)| name)
}

/// Serde's "unknown field `spelings`, expected one of `name`, `spellings`" with the likeliest one named.
fn with_nearest_field(message: &str) -> String {
    let Some(("", named)) = message.split_once("unknown field ") else { return message.to_owned() };
    let mut quoted = named.split('`').skip(1).step_by(2);
    let Some(given) = quoted.next() else { return message.to_owned() };
    match nearest(given, quoted) {
        Some(field) => format!("unknown field `{given}`; did you mean `{field}`?"),
        None => message.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelled_field_is_named_with_its_place_and_the_nearest_one() {
        let error = |text| Pack::parse("my.toml", text).expect_err("wrong").to_string();
        insta::assert_snapshot!(
            error("about = \"x\"\n[[words]]\nclas = \"noun\"\nlist = \"a\"\n"),
            @"my.toml:3:1: unknown field `clas`; did you mean `class`?"
        );
        insta::assert_snapshot!(
            error("about = \"x\"\n[[words]]\nclass = 3\nlist = \"a\"\n"),
            @"my.toml:3:9: invalid type: integer `3`, expected a string"
        );
    }
}
