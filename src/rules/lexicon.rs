//! Every word that any rule knows, in one table.
//!
//! Packs name words by their spelling; loading interns them here, so that the layers compare
//! numbers. A token whose word no rule knows has [`WordId::UNKNOWN`].

use rustc_hash::FxHashMap;

/// A word's place in the [`Lexicon`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// A word that no rule names.
    pub const UNKNOWN: WordId = WordId(0);

    /// Its place in the lexicon's order: small, without gaps, 0 for the unknown word.
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// Does some rule name this word?
    pub fn is_known(self) -> bool {
        self != WordId::UNKNOWN
    }
}

bitflags::bitflags! {
    /// What a word can be. Words of several classes are told apart by their neighbours.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct Class: u64 {
        /// "the", "a", "this", "its"
        const DETERMINER = 1;
        /// "of", "in", "against"
        const PREPOSITION = 1 << 1;
        /// "and", "or", "but"
        const CONJUNCTION = 1 << 2;
        /// "he", "they", "it"
        const PRONOUN = 1 << 3;
        /// "his", "their", "its"
        const POSSESSIVE = 1 << 4;
        /// "is", "has", "did"
        const AUXILIARY = 1 << 5;
        /// "may", "would", "must"
        const MODAL = 1 << 6;
        /// "not", "never", "no"
        const NEGATION = 1 << 7;
        /// "reportedly", "also"
        const ADVERB = 1 << 8;
        /// "heavy", "Afghan"
        const ADJECTIVE = 1 << 9;
        /// "although", "because", "that"
        const SUBORDINATOR = 1 << 10;
        /// "who", "which", "that"
        const RELATIVE = 1 << 11;
        /// "kill": base form or infinitive
        const VERB_BASE = 1 << 12;
        /// "kills"
        const VERB_THIRD = 1 << 13;
        /// "killed", "broke"
        const VERB_PAST = 1 << 14;
        /// "killed", "broken"
        const VERB_PARTICIPLE = 1 << 15;
        /// "killing"
        const VERB_GERUND = 1 << 16;
        /// "attack", "toll"
        const NOUN = 1 << 17;
        /// "attacks", "people"
        const PLURAL = 1 << 18;
        /// Part of a number: "three", "hundred", "million"
        const NUMBER = 1 << 19;
        /// "first", "third"
        const ORDINAL = 1 << 20;
        /// "January"
        const MONTH = 1 << 21;
        /// "Monday"
        const WEEKDAY = 1 << 22;
        /// "Mr", "General", "President"
        const TITLE = 1 << 23;
        /// A person, by the word: "man", "soldier", "victim"
        const PERSON = 1 << 24;
        /// "to" before a verb
        const PARTICLE = 1 << 25;
        /// "is", "were": forms of the verb that makes passives
        const BE = 1 << 26;
        /// "has", "had": forms of the verb that makes perfects
        const HAVE = 1 << 27;
        /// "does", "did": forms of the verb that helps questions and denials
        const DO = 1 << 28;
        /// "get", "got": makes a passive as a full verb does
        const PASSIVE_HELPER = 1 << 29;
        /// A verb that puts words forward and may stand before its subject: "said", "added"
        const SAYING = 1 << 30;
        /// A verb that is never passive: "died", "erupted"
        const INTRANSITIVE = 1 << 31;
        /// "there" of "there were"
        const EXISTENTIAL = 1 << 32;
        /// A pronoun that is a subject by its form: "he", "they"
        const SUBJECT_PRONOUN = 1 << 33;
        /// "of"
        const GENITIVE = 1 << 34;
        /// "by"
        const AGENTIVE = 1 << 35;
        /// "out" of "carried out"
        const VERB_PARTICLE = 1 << 36;
        /// "and", "or": joins parts of one phrase
        const ADDITIVE = 1 << 37;
        /// "that", "whether": opens the content of a verb
        const COMPLEMENTIZER = 1 << 38;
        /// A group of people in one word: "army", "committee"
        const GROUP = 1 << 39;
        /// A noun far more often than the verb that it could be: "state", "force"
        const NOUN_FIRST = 1 << 40;
        /// "Lt", "Mr": its full stop ends no sentence
        const ABBREVIATION = 1 << 41;
        /// "Inc", "a.m.": its full stop may end one
        const CLOSING_ABBREVIATION = 1 << 42;
        /// "No", "Jan": its full stop ends no sentence before a number
        const NUMBERED_ABBREVIATION = 1 << 43;
        /// A noun that a clause tells the content of: "the fact that"
        const CONTENT = 1 << 44;
        /// No list has the word; its ending says what it may be
        const GUESSED = 1 << 45;
        /// A verb whose object does what the infinitive says: "forced thousands to flee"
        const OBJECT_CONTROL = 1 << 46;
        /// A word that infinitives follow: "declined to comment"
        const TAKES_INFINITIVE = 1 << 47;
        /// A pronoun that is an object by its form: "him", "them", or may be one: "it"
        const OBJECT_PRONOUN = 1 << 48;
        /// A verb that gerunds follow: "began moving"
        const TAKES_GERUND = 1 << 49;
        /// A preposition that opens a clause without a finite verb: "with 30 people injured"
        const ABSOLUTE = 1 << 50;
        /// What hangs on it is done: "managed to", "able to"
        const IMPLIES = 1 << 51;
        /// What hangs on it is not done: "failed to", "unable to"
        const IMPLIES_NOT = 1 << 52;
        /// "only", "merely": behind a negation it denies that this is all
        const EXCLUSIVE = 1 << 53;
        /// Any verb form.
        const VERB = Self::VERB_BASE.bits() | Self::VERB_THIRD.bits() | Self::VERB_PAST.bits()
            | Self::VERB_PARTICIPLE.bits() | Self::VERB_GERUND.bits();
    }
}

/// One entry of the [`Lexicon`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// In lower case.
    pub text: Box<str>,
    /// "killed" → "kill", "police" → "police"; itself where nothing else is known.
    pub lemma: WordId,
    /// The same, as a noun: "shot" is "shoot" as a verb, "lives" is "life".
    pub noun: WordId,
    /// All that it can be.
    pub class: Class,
}

/// The table of words.
#[derive(Debug, Clone)]
pub struct Lexicon {
    words: Vec<Word>,
    ids: Ids,
    /// What an ending says of a word that no list has, by its last byte, the longest first.
    endings: Vec<Vec<(Box<str>, Class)>>,
}

/// Ids by spelling. Every word of an article is looked up here, so that a short word is its own key and no
/// pointer is followed.
#[derive(Debug, Clone)]
struct Ids {
    short: FxHashMap<(u64, u64), WordId>,
    long: FxHashMap<Box<str>, WordId>,
}

impl Ids {
    fn get(&self, text: &str) -> Option<WordId> {
        match short(text) {
            Some(key) => self.short.get(&key).copied(),
            None => self.long.get(text).copied(),
        }
    }

    fn insert(&mut self, text: &str, id: WordId) {
        match short(text) {
            Some(key) => self.short.insert(key, id),
            None => self.long.insert(text.into(), id),
        };
    }
}

/// A word of at most fifteen bytes, and its length, as two numbers.
fn short(text: &str) -> Option<(u64, u64)> {
    let bytes = text.as_bytes();
    let len = bytes.len();
    if len > 15 {
        return None;
    }
    // Reads that overlap need neither a copy nor a loop.
    let (low, high) = if let (Some(first), Some(last)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        let high = u64::from_le_bytes(*last).checked_shr(8 * (16 - len as u32)).unwrap_or(0);
        (u64::from_le_bytes(*first), high)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        (u64::from(first) | u64::from(last) << (8 * (len - 4)), 0)
    } else {
        (bytes.iter().rev().fold(0, |low, &byte| low << 8 | u64::from(byte)), 0)
    };
    Some((low, high | (len as u64) << 56))
}

/// Eight ASCII letters in lower case.
fn lower(letters: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // The high bit of each byte says whether it is at least "A", and above "Z"; no byte carries into the next.
    let from_a = letters + ONES * (0x80 - u64::from(b'A'));
    let above_z = letters + ONES * (0x7f - u64::from(b'Z'));
    letters | ((from_a & !above_z & (ONES * 0x80)) >> 2)
}

/// Words that a lexicon is made for from the start.
const ROOM: usize = 28_000;

impl Default for Lexicon {
    fn default() -> Lexicon {
        let unknown =
            Word { text: "".into(), lemma: WordId::UNKNOWN, noun: WordId::UNKNOWN, class: Class::empty() };
        // Room for what the embedded packs hold: growing step by step would copy it over and over.
        let short = FxHashMap::with_capacity_and_hasher(ROOM, rustc_hash::FxBuildHasher);
        let ids = Ids { short, long: FxHashMap::default() };
        let mut words = Vec::with_capacity(ROOM);
        words.push(unknown);
        Lexicon { words, ids, endings: Vec::new() }
    }
}

impl Lexicon {
    /// The word's id, made if it is new. `text` must be in lower case.
    pub fn intern(&mut self, text: &str) -> WordId {
        if let Some(id) = self.ids.get(text) {
            return id;
        }
        let id = WordId(u32::try_from(self.words.len()).unwrap_or(0));
        self.words.push(Word { text: text.into(), lemma: id, noun: id, class: Class::empty() });
        self.ids.insert(text, id);
        id
    }

    /// Adds classes to a word, made if it is new.
    pub fn add(&mut self, text: &str, class: Class) -> WordId {
        let id = self.intern(text);
        self.words[id.0 as usize].class |= class;
        id
    }

    /// Adds a form of a lemma: "killed" of "kill".
    pub fn add_form(&mut self, text: &str, lemma: WordId, class: Class) -> WordId {
        let id = self.add(text, class);
        self.words[id.0 as usize].lemma = lemma;
        id
    }

    /// Says what words of an ending are.
    pub fn add_ending(&mut self, ending: &str, class: Class) {
        let Some(&last) = ending.as_bytes().last() else { return };
        self.endings.resize(256, Vec::new());
        let alike = &mut self.endings[usize::from(last)];
        match alike.iter_mut().find(|(known, _)| **known == *ending) {
            Some((_, known)) => *known |= class,
            None => alike.push((ending.into(), class)),
        }
        alike.sort_by_key(|(known, _)| std::cmp::Reverse(known.len()));
    }

    /// What a word that no list has can be, by its ending: the longest known one counts.
    pub fn guess(&self, text: &str) -> Class {
        let last = text.as_bytes().last().and_then(|&last| self.endings.get(usize::from(last)));
        let mut alike = last.map_or(&[][..], Vec::as_slice).iter();
        let known = alike.find(|(ending, _)| text.len() > ending.len() && text.ends_with(&**ending));
        known.map(|&(_, class)| class).unwrap_or_default()
    }

    /// The class of a word.
    pub fn class(&self, id: WordId) -> Class {
        self.words[id.0 as usize].class
    }

    /// Adds a form of a noun: "lives" of "life". A verb's lemma stays.
    pub fn add_noun_form(&mut self, text: &str, noun: WordId, class: Class) -> WordId {
        let id = self.add(text, class);
        let word = &mut self.words[id.0 as usize];
        word.noun = noun;
        if !word.class.intersects(Class::VERB) {
            word.lemma = noun;
        }
        id
    }

    /// The id of a word in lower case; [`WordId::UNKNOWN`] where no rule names it.
    pub fn id(&self, lower: &str) -> WordId {
        self.ids.get(lower).unwrap_or(WordId::UNKNOWN)
    }

    /// The id of a word in any case. Most words are short and ASCII, and need no copy in lower case.
    pub fn id_in_any_case(&self, word: &str) -> WordId {
        let short = if word.is_ascii() { self.short_id(word) } else { None };
        short.unwrap_or_else(|| self.id(&word.to_lowercase()))
    }

    /// The id of a short ASCII word in any case; `None` where it is too long to be kept as a number.
    pub fn short_id(&self, ascii: &str) -> Option<WordId> {
        let (low, high) = short(ascii)?;
        let key = (lower(low), lower(high));
        Some(self.ids.short.get(&key).copied().unwrap_or(WordId::UNKNOWN))
    }

    /// The entry of an id.
    pub fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    /// Splits a phrase of a rule into words the way the tokenizer splits text, and interns them.
    pub fn intern_phrase(&mut self, phrase: &str) -> Vec<WordId> {
        crate::piece::pieces(phrase)
            .map(|(span, _)| self.intern(&span.of(phrase).to_lowercase().replace('’', "'")))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_any_length_have_one_id() {
        let mut lexicon = Lexicon::default();
        let words = [
            "",
            "a",
            "a\0",
            "aid",
            "fifteen-letters",
            "sixteen-letters-",
            "counterintelligence",
            "é",
            "日本語の新聞社",
        ];
        let ids: Vec<WordId> = words.iter().map(|word| lexicon.intern(word)).collect();
        for (word, id) in words.iter().zip(&ids) {
            assert_eq!(lexicon.id(word), *id, "{word:?}");
            assert_eq!(&*lexicon.word(*id).text, *word);
        }
        assert_eq!(lexicon.id("ai"), WordId::UNKNOWN);
        for word in ["Aid", "AID", "FIFTEEN-letters", "A\0"] {
            assert_eq!(lexicon.short_id(word), Some(lexicon.id(&word.to_lowercase())), "{word:?}");
        }
        assert_eq!(lexicon.short_id("sixteen-letters-"), None);
        let all: String = (0..128u8).map(char::from).collect();
        for chunk in all.as_bytes().chunks(7) {
            let chunk = std::str::from_utf8(chunk).expect("ASCII");
            let low = short(chunk).map(|(low, high)| (lower(low), lower(high)));
            assert_eq!(low, short(&chunk.to_lowercase()), "{chunk:?}");
        }
    }
}
