//! Words by class: the closed classes of the language, and the open ones with their inflection.

use serde::Deserialize;

use super::PackFile;
use super::lexicon::{Class, Lexicon, WordId};

/// Words of one class.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    /// Names of [`Class`], in lower case, separated by spaces.
    pub class: String,
    /// The words, separated by spaces.
    pub list: String,
}

rule!(WordList, "words", Claims);

/// Verbs and how they inflect.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbList {
    /// Further classes of all their forms: "saying", "intransitive".
    #[serde(default)]
    pub class: String,
    /// Regular verbs in their base form.
    #[serde(default)]
    pub list: String,
    /// Do the regular ones double their last letter ("stopped")?
    #[serde(default)]
    pub double: bool,
    /// A line for each verb: base, past and participle, variants behind "/", then "double" where its
    /// gerund doubles the last letter.
    #[serde(default)]
    pub irregular: String,
}

/// Nouns and their plurals.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NounList {
    /// Further classes: "person", "group".
    #[serde(default)]
    pub class: String,
    /// Nouns in the singular.
    #[serde(default)]
    pub list: String,
    /// One form for one and many?
    #[serde(default)]
    pub invariant: bool,
    /// A line for each noun: singular and plural, variants behind "/".
    #[serde(default)]
    pub irregular: String,
}

/// Forms of a word that no inflection gives.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormList {
    /// The word.
    pub lemma: String,
    /// Its forms.
    pub list: String,
}

/// What an ending says of a word that no list has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SuffixList {
    /// Names of [`Class`], in lower case, separated by spaces.
    pub class: String,
    /// The endings, of at most five letters.
    pub list: String,
}

/// How the forms of a regular word are spelled.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inflection {
    /// The kind of word.
    pub of: Inflected,
    /// The endings it holds for; none: for every other.
    #[serde(default)]
    pub endings: String,
    /// How many letters go before a suffix is added ("ing" of "gerund" counts from here as well).
    #[serde(default)]
    pub cut: usize,
    /// Verb: "he kills".
    #[serde(default)]
    pub third: String,
    /// Verb: "he killed".
    #[serde(default)]
    pub past: String,
    /// Verb: "killing".
    #[serde(default)]
    pub gerund: String,
    /// Noun: "soldiers".
    #[serde(default)]
    pub plural: String,
}

/// A kind of word that inflects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inflected {
    /// kill, kills, killed, killing
    Verb,
    /// soldier, soldiers
    Noun,
}

// Lists have no name of their own: they only ever add.
rule!(VerbList, "verbs", Claims);
rule!(NounList, "nouns", Claims);
rule!(FormList, "forms", Claims);
rule!(SuffixList, "suffixes", Claims);
rule!(Inflection, "inflections", Claims);

/// Puts the packs' words into the lexicon.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon) {
    let inflections = inflections(packs);
    let mut forms = Forms { inflections, lexicon, buffer: String::new() };
    for verbs in packs.iter().flat_map(|file| &file.pack.verbs) {
        forms.verbs(verbs);
    }
    for nouns in packs.iter().flat_map(|file| &file.pack.nouns) {
        forms.nouns(nouns);
    }
    for list in packs.iter().flat_map(|file| &file.pack.forms) {
        let lemma = lexicon.intern(&list.lemma);
        for word in list.list.split_whitespace() {
            lexicon.add_form(word, lemma, Class::empty());
        }
    }
    for words in packs.iter().flat_map(|file| &file.pack.words) {
        let class = classes(&words.class);
        for word in words.list.split_whitespace() {
            lexicon.add(word, class);
        }
    }
    for suffixes in packs.iter().flat_map(|file| &file.pack.suffixes) {
        let class = classes(&suffixes.class);
        for ending in suffixes.list.split_whitespace() {
            lexicon.add_ending(ending, class);
        }
    }
}

/// Inflects verbs and nouns that other rules name and no word list holds.
pub(super) fn complete(packs: &[PackFile], verbs: &[WordId], nouns: &[WordId], lexicon: &mut Lexicon) {
    let missing = |words: &[WordId], class: Class, lexicon: &Lexicon| -> String {
        let of_class = words.iter().filter(|&&word| !lexicon.class(word).intersects(class));
        of_class.map(|&word| format!("{} ", lexicon.word(word).text)).collect()
    };
    let verbs = missing(verbs, Class::VERB_BASE, lexicon);
    let nouns = missing(nouns, Class::NOUN, lexicon);
    let inflections = inflections(packs);
    let mut forms = Forms { inflections, lexicon, buffer: String::new() };
    let (class, irregular) = (String::new(), String::new());
    forms.verbs(&VerbList { class: class.clone(), list: verbs, double: false, irregular: irregular.clone() });
    forms.nouns(&NounList { class, list: nouns, invariant: false, irregular });
}

/// The classes that a rule names; a name that is no class says nothing.
fn classes(names: &str) -> Class {
    names.split_whitespace().filter_map(|name| Class::from_name(&name.to_uppercase())).collect()
}

/// Every inflection with its endings.
fn inflections(packs: &[PackFile]) -> Vec<(&Inflection, Vec<&str>)> {
    let rules = packs.iter().flat_map(|file| &file.pack.inflections);
    rules.map(|rule| (rule, rule.endings.split_whitespace().collect())).collect()
}

/// Writes the forms of words into the lexicon.
struct Forms<'a> {
    /// Each rule with its endings.
    inflections: Vec<(&'a Inflection, Vec<&'a str>)>,
    lexicon: &'a mut Lexicon,
    buffer: String,
}

impl<'a> Forms<'a> {
    fn verbs(&mut self, verbs: &VerbList) {
        let extra = classes(&verbs.class);
        for base in verbs.list.split_whitespace() {
            let lemma = self.lexicon.add(base, Class::VERB_BASE | extra);
            let Some(rule) = self.rule(base, Inflected::Verb) else { continue };
            self.form(base, rule.cut, None, &rule.third, lemma, Class::VERB_THIRD | extra);
            let doubled = verbs.double.then(|| base.chars().next_back()).flatten();
            let past = Class::VERB_PAST | Class::VERB_PARTICIPLE;
            self.form(base, rule.cut, doubled, &rule.past, lemma, past | extra);
            self.form(base, rule.cut, doubled, &rule.gerund, lemma, Class::VERB_GERUND | extra);
        }
        for line in verbs.irregular.lines() {
            let mut words = line.split_whitespace();
            let (Some(base), Some(past), Some(participle)) = (words.next(), words.next(), words.next())
            else {
                continue;
            };
            let doubled = words.next().and(base.chars().next_back());
            let lemma = self.lexicon.add(base, Class::VERB_BASE | extra);
            if let Some(rule) = self.rule(base, Inflected::Verb) {
                self.form(base, rule.cut, None, &rule.third, lemma, Class::VERB_THIRD | extra);
                self.form(base, rule.cut, doubled, &rule.gerund, lemma, Class::VERB_GERUND | extra);
            }
            for (row, class) in [(past, Class::VERB_PAST), (participle, Class::VERB_PARTICIPLE)] {
                for word in row.split('/') {
                    self.lexicon.add_form(word, lemma, class | extra);
                }
            }
        }
    }

    fn nouns(&mut self, nouns: &NounList) {
        let extra = classes(&nouns.class) | Class::NOUN;
        for noun in nouns.list.split_whitespace() {
            let lemma = self.lexicon.add(noun, extra);
            if nouns.invariant {
                self.lexicon.add(noun, Class::PLURAL);
            } else if let Some(rule) = self.rule(noun, Inflected::Noun) {
                self.form(noun, rule.cut, None, &rule.plural, lemma, extra | Class::PLURAL);
            }
        }
        for line in nouns.irregular.lines() {
            let mut words = line.split_whitespace();
            let (Some(noun), Some(plurals)) = (words.next(), words.next()) else { continue };
            let lemma = self.lexicon.add(noun, extra);
            for word in plurals.split('/') {
                self.lexicon.add_noun_form(word, lemma, extra | Class::PLURAL);
            }
        }
    }

    fn rule(&self, base: &str, of: Inflected) -> Option<&'a Inflection> {
        let fits =
            |endings: &[&str]| endings.is_empty() || endings.iter().any(|ending| base.ends_with(*ending));
        self.inflections.iter().find(|(rule, endings)| rule.of == of && fits(endings)).map(|&(rule, _)| rule)
    }

    /// Adds one form: the base less `cut` letters, its last letter once more if doubled, the suffix.
    fn form(
        &mut self,
        base: &str,
        cut: usize,
        doubled: Option<char>,
        suffix: &str,
        lemma: WordId,
        class: Class,
    ) {
        let kept = base.char_indices().nth_back(cut.wrapping_sub(1)).map_or(base.len(), |(at, _)| at);
        self.buffer.clear();
        self.buffer.push_str(&base[..kept]);
        self.buffer.extend(doubled);
        self.buffer.push_str(suffix);
        if class.contains(Class::PLURAL) {
            self.lexicon.add_noun_form(&self.buffer, lemma, class);
        } else {
            self.lexicon.add_form(&self.buffer, lemma, class);
        }
    }
}
