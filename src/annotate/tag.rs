//! Parts of speech: what a word can be is in the lexicon, its neighbours decide what it is here.
//!
//! One pass from left to right. Each word is decided once, by the tags before it and the classes of
//! the few words behind it; nothing is taken back.

use super::{QuantityMention, Sentence, TimeMention, Token};
use crate::article::Article;
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::rules::lexicon::Class;

/// A coarse part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// "the", "this", "every"
    Determiner,
    /// "his", "'s"
    Possessive,
    /// "three", "1,600"
    Number,
    /// "heavy", "Afghan"
    Adjective,
    /// "soldier", "attack"
    Noun,
    /// "Khost", "Mehsud": a noun that is a name
    Name,
    /// "he", "it"
    Pronoun,
    /// "who", "which", relative "that"
    Relative,
    /// "is", "has", "did" before another verb
    Auxiliary,
    /// "may", "would"
    Modal,
    /// "killed" with a subject of its own, "kills", "broke"
    Verb,
    /// "killed", "broken" as passive, perfect or modifier
    Participle,
    /// "killing"
    Gerund,
    /// "kill" after "to" or a modal
    Infinitive,
    /// "to" before a verb
    Particle,
    /// "of", "in"
    Preposition,
    /// "and", "but"
    Conjunction,
    /// "although", "because", conjunction "that"
    Subordinator,
    /// "not", "never"
    Negation,
    /// "reportedly", "also"
    Adverb,
    /// Anything else
    Mark,
}

/// Tags every token.
pub fn read(
    article: &Article,
    tokens: &[Token],
    sentences: &[Sentence],
    times: &[TimeMention],
    quantities: &[QuantityMention],
    rules: &Rules,
) -> Vec<Tag> {
    let mut reader = Reader {
        text: &article.text,
        tokens,
        rules,
        classes: classes(&article.text, tokens, rules),
        tags: vec![Tag::Mark; tokens.len()],
        start: 0,
        end: 0,
        telegraphic: false,
        title_case: false,
        settled: false,
        prev: None,
        finite: None,
        any_finite: false,
        commas: 0,
    };
    let mut times = times.iter().map(|mention| &mention.tokens).peekable();
    let mut quantities = quantities.iter().map(|mention| &mention.tokens).peekable();
    for sentence in sentences {
        reader.open(sentence);
        for at in sentence.tokens.clone() {
            while times.next_if(|time| time.end <= at).is_some() {}
            while quantities.next_if(|quantity| quantity.end <= at).is_some() {}
            let counted = quantities.peek().is_some_and(|quantity| quantity.contains(&at));
            let tag = if counted { Tag::Number } else { reader.tag(at) };
            reader.put(at, tag, times.peek().is_some_and(|time| time.contains(&at)));
        }
    }
    reader.tags
}

/// What each token can be, the endings of unknown words included.
fn classes(text: &str, tokens: &[Token], rules: &Rules) -> Vec<Class> {
    tokens
        .iter()
        .map(|token| match token.kind {
            PieceKind::Number => Class::NUMBER,
            PieceKind::Mark | PieceKind::Possessive => Class::empty(),
            PieceKind::Word => {
                let class = rules.lexicon.class(token.word);
                if class.intersects(OPEN.union(CLOSED)) {
                    class
                } else {
                    class | rules.lexicon.guess(token.span.of(text)) | Class::GUESSED
                }
            }
        })
        .collect()
}

const CLOSED: Class = Class::DETERMINER
    .union(Class::PREPOSITION)
    .union(Class::CONJUNCTION)
    .union(Class::PRONOUN)
    .union(Class::POSSESSIVE)
    .union(Class::AUXILIARY)
    .union(Class::MODAL)
    .union(Class::NEGATION)
    .union(Class::SUBORDINATOR)
    .union(Class::RELATIVE)
    .union(Class::PARTICLE);

const OPEN: Class = Class::VERB
    .union(Class::NOUN)
    .union(Class::PLURAL)
    .union(Class::ADJECTIVE)
    .union(Class::ADVERB)
    .union(Class::NUMBER)
    .union(Class::ORDINAL)
    .union(Class::MONTH)
    .union(Class::WEEKDAY)
    .union(Class::TITLE);

const ANY_VERB: Class =
    Class::VERB_BASE.union(Class::VERB_THIRD).union(Class::VERB_PAST).union(Class::VERB_PARTICIPLE);

const NOMINAL: Class = Class::NOUN.union(Class::PLURAL).union(Class::TITLE);

/// So many tokens before a verb its "number of" may stand.
const LEVEL_REACH: usize = 10;

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    rules: &'a Rules,
    classes: Vec<Class>,
    tags: Vec<Tag>,
    /// The sentence in hand.
    start: usize,
    end: usize,
    /// A headline or heading: words are left out.
    telegraphic: bool,
    /// Capitals say nothing here.
    title_case: bool,
    /// A finite verb that can be nothing else stands somewhere in the sentence.
    settled: bool,
    /// The last token that is neither adverb, negation nor a bare time.
    prev: Option<usize>,
    /// Commas met in the sentence.
    commas: usize,
    /// A finite verb was met in the sentence.
    any_finite: bool,
    /// The last finite verb since a comma, subordinator or quotation mark.
    finite: Option<usize>,
}

impl Reader<'_> {
    fn open(&mut self, sentence: &Sentence) {
        self.start = sentence.tokens.start;
        self.end = sentence.tokens.end;
        self.prev = None;
        self.finite = None;
        self.any_finite = false;
        self.commas = 0;
        let mut words = 0;
        let mut capitals = 0;
        for token in &self.tokens[sentence.tokens.clone()] {
            if token.kind == PieceKind::Word && token.span.len() > 3 {
                words += 1;
                capitals += usize::from(token.capital);
            }
        }
        let closed =
            self.tokens[sentence.tokens.clone()].iter().rev().take(2).any(|token| self.is(token, ".!?…"));
        self.settled = sentence.tokens.clone().any(|at| {
            let class = self.classes[at];
            let helper = class.intersects(Class::AUXILIARY | Class::MODAL)
                && !class.intersects(Class::VERB_BASE | Class::VERB_GERUND | NOMINAL | Class::MONTH);
            let past = class.intersects(Class::VERB_PAST)
                && (!class.intersects(Class::VERB_PARTICIPLE)
                    || class.intersects(Class::SAYING | Class::INTRANSITIVE));
            (helper || past || class.intersects(Class::VERB_THIRD))
                && !class.intersects(NOMINAL | Class::ADJECTIVE)
        });
        self.title_case = words >= 3 && capitals * 10 >= words * 7 && !closed;
        self.telegraphic = sentence.role.is_some() || !closed;
    }

    fn is(&self, token: &Token, marks: &str) -> bool {
        token.kind == PieceKind::Mark && marks.contains(token.span.of(self.text))
    }

    fn mark(&self, at: usize) -> &str {
        let token = &self.tokens[at];
        if token.kind == PieceKind::Mark { token.span.of(self.text) } else { "" }
    }

    /// Keeps the tag and what later words look back at.
    fn put(&mut self, at: usize, tag: Tag, timed: bool) {
        self.tags[at] = tag;
        match tag {
            Tag::Verb | Tag::Modal => self.finite = Some(at),
            Tag::Auxiliary if !self.classes[at].intersects(Class::VERB_BASE) => self.finite = Some(at),
            Tag::Subordinator | Tag::Relative => self.finite = None,
            Tag::Conjunction if !self.classes[at].contains(Class::ADDITIVE) => self.finite = None,
            Tag::Mark if !matches!(self.mark(at), "-" | "" | "." | "/") => self.finite = None,
            _ => {}
        }
        self.any_finite |= self.finite == Some(at);
        self.commas += usize::from(self.mark(at) == ",");
        // "to “put off” a friend": an opening mark parts nothing.
        let opening = tag == Tag::Mark
            && at > self.start
            && at + 1 < self.end
            && matches!(self.mark(at), "\"" | "“" | "‘")
            && self.tokens[at].spaced
            && !self.tokens[at + 1].spaced
            && self.mark(at - 1).is_empty();
        let bare_time = timed && self.prev.is_some_and(|prev| self.is_verb(prev));
        if !matches!(tag, Tag::Adverb | Tag::Negation) && !bare_time && !opening {
            self.prev = Some(at);
        }
    }

    fn is_verb(&self, at: usize) -> bool {
        matches!(self.tags[at], Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Infinitive)
    }

    fn class(&self, at: usize) -> Class {
        if at < self.end { self.classes[at] } else { Class::empty() }
    }

    /// The class of the next word that is neither adverb nor negation.
    fn beyond(&self, at: usize) -> (usize, Class) {
        let mut next = at + 1;
        let adverb = Class::ADVERB | Class::NEGATION;
        let other = OPEN.union(CLOSED).difference(adverb);
        while next < self.end
            && next < at + 5
            && self.class(next).intersects(adverb)
            && !self.class(next).intersects(other)
        {
            next += 1;
        }
        (next, self.class(next))
    }

    fn prev_tag(&self) -> Tag {
        self.prev.map_or(Tag::Mark, |prev| self.tags[prev])
    }

    fn prev_class(&self) -> Class {
        self.prev.map_or(Class::empty(), |prev| self.classes[prev])
    }

    /// Does the capital at `at` make a name, or does it only open the sentence?
    fn named(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if !token.capital || self.title_case {
            return false;
        }
        let opens = at == self.start
            || matches!(
                self.mark(at - 1),
                "\"" | "“" | "‘" | "'" | "«" | "(" | "[" | ":" | "—" | "–" | "•" | "*"
            )
            || self.mark(at - 1) == "-" && self.tokens[at].spaced;
        !opens
    }

    /// Can a noun phrase begin at `at`?
    fn opens_phrase(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let class = self.class(at);
        let token = &self.tokens[at];
        if token.kind != PieceKind::Word {
            return token.kind == PieceKind::Number || matches!(self.mark(at), "$" | "€" | "£" | "¥" | "“");
        }
        if self.named(at) && !class.intersects(CLOSED) {
            return true;
        }
        let opening = Class::DETERMINER | Class::POSSESSIVE | Class::PRONOUN | Class::NUMBER | Class::ORDINAL;
        if class.intersects(opening) && !class.intersects(Class::CONJUNCTION | Class::COMPLEMENTIZER) {
            return true;
        }
        class.intersects(Class::ADVERB) && class.intersects(Class::ADJECTIVE) && self.nominal(at + 1)
            || !class.intersects(CLOSED | Class::ADVERB) && class.intersects(NOMINAL | Class::ADJECTIVE)
            || class.is_empty()
            || class == Class::GUESSED
    }

    /// Can the word at `at` go on inside a noun phrase (adjective, noun, name, number)?
    fn nominal(&self, at: usize) -> bool {
        if at >= self.end {
            return false;
        }
        let class = self.class(at);
        let token = &self.tokens[at];
        if token.kind != PieceKind::Word {
            return token.kind == PieceKind::Number || matches!(self.mark(at), "$" | "€" | "£" | "¥");
        }
        if class.intersects(CLOSED) && !class.intersects(NOMINAL | Class::ADJECTIVE | Class::NUMBER)
            || class.intersects(Class::MODAL | Class::AUXILIARY)
        {
            return false;
        }
        // "an emergency following the flood"
        if class.intersects(Class::PREPOSITION)
            && self.class(at + 1).intersects(Class::DETERMINER | Class::POSSESSIVE)
        {
            return false;
        }
        self.named(at)
            || class.intersects(NOMINAL | Class::ADJECTIVE | Class::NUMBER | Class::ORDINAL)
            || class.difference(Class::GUESSED).is_empty()
            || class.intersects(Class::VERB_PARTICIPLE | Class::VERB_GERUND) && self.describes(at)
    }

    /// Can the verb form at `at` describe a noun behind it ("wounded soldiers", "affiliated fighters")?
    fn describes(&self, at: usize) -> bool {
        let next = at + 1;
        if next >= self.end || self.class(at).intersects(Class::SAYING) {
            return false;
        }
        let class = self.class(next);
        let noun = class.intersects(NOMINAL) && !class.intersects(CLOSED)
            || self.named(next) && self.class(at).intersects(Class::ADJECTIVE);
        let adjective = class.intersects(Class::ADJECTIVE)
            && !class.intersects(CLOSED | Class::ADVERB)
            && self.class(next + 1).intersects(NOMINAL)
            && !self.class(next + 1).intersects(CLOSED);
        noun || adjective
    }

    fn tag(&self, at: usize) -> Tag {
        let token = &self.tokens[at];
        match token.kind {
            PieceKind::Number => return Tag::Number,
            PieceKind::Mark if self.plural_owner(at) => return Tag::Possessive,
            PieceKind::Mark => return Tag::Mark,
            PieceKind::Possessive => return self.possessive(at),
            PieceKind::Word => {}
        }
        let class = self.classes[at];
        if self.hyphenated(at) {
            return self.part_of_compound(at, class);
        }
        let closed = class.intersects(CLOSED);
        if self.named(at) && (!closed || self.inside_name(at, class)) || self.is_acronym(at, class) {
            return Tag::Name;
        }
        if closed && let Some(tag) = self.closed(at, class) {
            return tag;
        }
        if class.intersects(Class::NUMBER) && !class.intersects(Class::NOUN) {
            return Tag::Number;
        }
        if class.intersects(Class::MONTH | Class::WEEKDAY) {
            return Tag::Name;
        }
        if class.intersects(Class::ORDINAL) {
            return self.ordinal(at, class);
        }
        if class.contains(Class::GUESSED) && token.capital {
            return self.unknown_capital(at, class);
        }
        self.open_class(at, class)
    }

    /// "the rebels' base"
    /// Is the word before the last part of a hyphenated word: "6-3"?
    fn compound_before(&self, at: usize) -> bool {
        at >= self.start + 2 && !self.tokens[at - 1].spaced && matches!(self.mark(at - 2), "-" | "–")
    }

    fn plural_owner(&self, at: usize) -> bool {
        at > self.start
            && matches!(self.mark(at), "'" | "’")
            && !self.tokens[at].spaced
            && self.tokens[at - 1].span.of(self.text).ends_with(['s', 'S'])
            && matches!(self.tags[at - 1], Tag::Noun | Tag::Name)
            && self.nominal(at + 1)
            && self.tokens[at + 1].spaced
    }

    /// Is the word bound to a neighbour by a hyphen ("cross-border")?
    fn hyphenated(&self, at: usize) -> bool {
        let before = at > self.start + 1
            && !self.tokens[at].spaced
            && matches!(self.mark(at - 1), "-" | "‑" | "–")
            && self.mark(at - 2).is_empty()
            && !self.tokens[at - 1].spaced;
        let after = at + 2 < self.end
            && matches!(self.mark(at + 1), "-" | "‑")
            && self.mark(at + 2).is_empty()
            && !self.tokens[at + 1].spaced
            && !self.tokens[at + 2].spaced;
        before || after
    }

    /// "Kim Jong-un", "Park Ji-young", but not "the Imran Khan-led party": the second half of a name that two capitals open.
    fn given_name(&self, at: usize, class: Class) -> bool {
        let open = at >= self.start + 3
            && matches!(self.mark(at - 1), "-" | "‑")
            && self.tokens[at - 2].capital
            && self.classes[at - 2].difference(Class::GUESSED | Class::NOUN | Class::ADJECTIVE).is_empty()
            && self.tokens[at - 3].capital
            && matches!(self.tags[at - 3], Tag::Name | Tag::Noun)
            && self.tokens[at - 3].span.len() <= 8;
        let formed = class.intersects(Class::VERB_PARTICIPLE | Class::VERB_GERUND | Class::VERB_PAST);
        open && !formed && !self.nominal(at + 1) && self.tokens[at].span.len() <= 6
    }

    fn part_of_compound(&self, at: usize, class: Class) -> Tag {
        let last =
            at + 1 >= self.end || self.tokens[at + 1].spaced || !matches!(self.mark(at + 1), "-" | "‑" | "–");
        if self.tokens[at].capital && !self.title_case && at != self.start {
            return Tag::Name;
        }
        if class.intersects(Class::NUMBER | Class::ORDINAL) {
            return Tag::Number;
        }
        if last && self.given_name(at, class) {
            return Tag::Name;
        }
        // "a well-known", "Kabul-based": a verb's form in a compound describes; but "co-founded a firm",
        // "re-elected": a prefix does not make it one.
        if class.intersects(Class::VERB) && !class.intersects(NOMINAL | Class::ADJECTIVE) && last {
            let verbal =
                !self.nominal(at + 1) && !matches!(self.prev_tag(), Tag::Determiner | Tag::Possessive);
            if verbal
                && self.tokens[at - 1].span.start.saturating_sub(self.tokens[at.saturating_sub(2)].span.start)
                    <= 2
            {
                return self.past(at, class);
            }
            return Tag::Adjective;
        }
        if last && !self.nominal(at + 1) {
            // "a dangerous flare-up", "the build-up of troops"
            let mut start = at;
            while start > self.start + 1 && at - start < 6 && !self.tokens[start].spaced {
                start -= 1;
            }
            let before = if start > self.start { self.tags[start - 1] } else { Tag::Mark };
            let wanted =
                matches!(before, Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition);
            // "the school sit-in", "a prison break-out"
            let ending = matches!(before, Tag::Noun | Tag::Name) && class.intersects(CLOSED);
            if wanted || ending || class.intersects(NOMINAL) {
                return Tag::Noun;
            }
        }
        Tag::Adjective
    }

    /// A closed-class word with a capital: part of a name, as in "Bank Of America"?
    fn inside_name(&self, at: usize, class: Class) -> bool {
        if class.intersects(Class::MONTH) {
            return true;
        }
        // "US", "IT", "WHO"
        let shouted = self.is_shouted(at);
        let single = self.tokens[at].span.len() == 1 && at + 1 < self.end && self.mark(at + 1) == ".";
        let named = class.intersects(NOMINAL | Class::ADJECTIVE)
            && (self.prev_tag() == Tag::Name || at + 1 < self.end && self.tokens[at + 1].capital);
        shouted || single || named
    }

    /// Is the word all in capitals?
    fn is_shouted(&self, at: usize) -> bool {
        let word = self.tokens[at].span.of(self.text);
        word.len() > 1 && word.chars().all(|c| !c.is_lowercase())
    }

    /// "US" at the beginning, where no "us" can stand; not in a line of capitals.
    fn is_acronym(&self, at: usize, class: Class) -> bool {
        class.contains(Class::OBJECT_PRONOUN)
            && !class.intersects(Class::SUBJECT_PRONOUN | Class::POSSESSIVE)
            && self.is_shouted(at)
            && at + 1 < self.end
            && !self.is_shouted(at + 1)
    }

    /// "'s": the owner's ending, or "is" and "has".
    fn possessive(&self, at: usize) -> Tag {
        let Some(prev) = self.prev.filter(|&prev| prev + 1 == at) else { return Tag::Possessive };
        let verbal = matches!(self.tags[prev], Tag::Pronoun | Tag::Relative)
            || self.classes[prev].intersects(Class::EXISTENTIAL);
        if !verbal {
            return Tag::Possessive;
        }
        let (_, next) = self.beyond(at);
        let helps = next.intersects(Class::VERB_PARTICIPLE | Class::VERB_GERUND);
        if helps { Tag::Auxiliary } else { Tag::Verb }
    }

    /// A word that may belong to a closed class; `None` where it turns out to be open.
    fn closed(&self, at: usize, class: Class) -> Option<Tag> {
        let prev = self.prev_tag();
        let (next, next_class) = self.beyond(at);
        let after_modifier = matches!(prev, Tag::Determiner | Tag::Possessive | Tag::Adjective)
            && self.prev == at.checked_sub(1);
        let open = class.intersects(OPEN.difference(Class::ADVERB | Class::NUMBER));
        // "is dead following a crash"
        if prev == Tag::Adjective
            && class.contains(Class::PREPOSITION)
            && class.contains(Class::VERB_GERUND)
            && self.opens_phrase(at + 1)
        {
            return Some(Tag::Preposition);
        }
        if after_modifier
            && class.intersects(NOMINAL)
            && !class.intersects(Class::AUXILIARY | Class::PRONOUN | Class::RELATIVE)
        {
            // "the past", "his will", "the may"
            return None;
        }
        if class.intersects(Class::AUXILIARY) {
            return Some(self.auxiliary(at, class));
        }
        if class.intersects(Class::MODAL) {
            let have = next_class.intersects(Class::VERB_PARTICIPLE)
                && !next_class.intersects(Class::VERB_BASE)
                && self.tokens[at].span.of(self.text).starts_with(['\'', '’']);
            return Some(if have { Tag::Auxiliary } else { Tag::Modal });
        }
        // "has since been"
        if class.intersects(Class::ADVERB) && prev == Tag::Auxiliary {
            return Some(Tag::Adverb);
        }
        if class.intersects(Class::PARTICLE) {
            return Some(if self.infinitive_follows(at) { Tag::Particle } else { Tag::Preposition });
        }
        if class.intersects(Class::COMPLEMENTIZER) && class.intersects(Class::RELATIVE) {
            return Some(self.that(at));
        }
        if class.intersects(Class::RELATIVE) && !class.intersects(Class::SUBORDINATOR) {
            return Some(Tag::Relative);
        }
        if class.intersects(Class::POSSESSIVE) {
            let owned = !class.intersects(Class::PRONOUN) || self.nominal(at + 1);
            return Some(if owned { Tag::Possessive } else { Tag::Pronoun });
        }
        if class.intersects(Class::DETERMINER) {
            return Some(self.determiner(at, class));
        }
        if class.intersects(Class::CONJUNCTION) && !class.intersects(Class::PREPOSITION) {
            return Some(Tag::Conjunction);
        }
        if class.intersects(Class::PRONOUN) {
            // "no one", "another one"
            let counted = class.intersects(Class::NUMBER) && after_modifier;
            return Some(if counted { Tag::Noun } else { Tag::Pronoun });
        }
        if class.intersects(Class::NEGATION) && !class.intersects(Class::PREPOSITION) {
            return Some(Tag::Negation);
        }
        if class.intersects(Class::SUBORDINATOR) {
            return self.subordinator(at, class);
        }
        if class.intersects(Class::PREPOSITION) {
            let after_verb = self.prev.is_some_and(|prev| self.is_verb(prev) && prev + 1 == at);
            let ends = next >= self.end
                || self.mark(next) == ","
                || self.mark(next) == "."
                || next_class.intersects(Class::PREPOSITION | Class::CONJUNCTION | Class::PARTICLE);
            if class.contains(Class::VERB_PARTICLE)
                && (after_verb
                    && class.contains(Class::ADVERB)
                    // "sank off Java"
                    && !(self.prev_class().intersects(Class::INTRANSITIVE) && self.opens_phrase(at + 1))
                    || (after_verb || class.contains(Class::ADVERB)) && ends)
                && !next_class.contains(Class::GENITIVE)
            {
                return Some(Tag::Adverb);
            }
            // "the following day", "a near miss"; "outside, police"
            if after_modifier && open {
                return None;
            }
            if class.intersects(Class::VERB) && matches!(prev, Tag::Modal | Tag::Particle | Tag::Auxiliary) {
                return None;
            }
            let governs = self.opens_phrase(at + 1)
                || next_class.intersects(CLOSED | Class::VERB_GERUND)
                || next_class.intersects(Class::VERB_PARTICIPLE)
                    && self.class(next + 1).intersects(NOMINAL)
                    && !self.class(next + 1).intersects(CLOSED)
                || next < self.end && matches!(self.mark(next), "\"" | "“" | "‘" | "'" | "$" | "€" | "£");
            if !governs && (class.intersects(Class::ADVERB | Class::VERB_PARTICLE) || open) {
                return if class.intersects(Class::ADVERB | Class::VERB_PARTICLE) {
                    Some(Tag::Adverb)
                } else {
                    None
                };
            }
            return Some(Tag::Preposition);
        }
        None
    }

    fn auxiliary(&self, at: usize, class: Class) -> Tag {
        let (mut next, mut next_class) = self.beyond(at);
        // "have long been", "was yesterday arrested"
        while next < self.end
            && next < at + 4
            && next_class.intersects(Class::ADVERB)
            && !next_class.intersects(Class::VERB_PARTICIPLE | Class::VERB_GERUND)
        {
            next += 1;
            next_class = self.class(next);
        }
        let wanted = if class.intersects(Class::BE) {
            Class::VERB_PARTICIPLE | Class::VERB_GERUND
        } else if class.intersects(Class::HAVE) {
            Class::VERB_PARTICIPLE
        } else {
            Class::VERB_BASE
        };
        let modifies = next_class.intersects(Class::ADJECTIVE)
            && !next_class.intersects(Class::VERB_PARTICIPLE)
            && self.class(next + 1).intersects(NOMINAL)
            && class.intersects(Class::BE | Class::HAVE);
        let named = next < self.end && self.named(next);
        // "are still missing" describes, "are missing the point" acts.
        let describes = class.intersects(Class::BE)
            && next_class.intersects(Class::VERB_GERUND)
            && next_class.intersects(Class::ADJECTIVE)
            && !next_class.intersects(Class::AUXILIARY)
            && !self.opens_phrase(next + 1);
        if next_class.intersects(wanted) && !modifies && !named && !describes {
            return Tag::Auxiliary;
        }
        if class.intersects(Class::VERB_BASE)
            && matches!(self.prev_tag(), Tag::Modal | Tag::Particle | Tag::Auxiliary)
        {
            return Tag::Infinitive;
        }
        if class.intersects(Class::VERB_GERUND) {
            return Tag::Gerund;
        }
        if class.intersects(Class::VERB_PARTICIPLE) && self.prev_tag() == Tag::Auxiliary {
            return Tag::Participle;
        }
        Tag::Verb
    }

    /// Does an infinitive stand behind this "to"?
    fn infinitive_follows(&self, at: usize) -> bool {
        let (mut next, mut class) = self.beyond(at);
        if next + 1 < self.end && matches!(self.mark(next), "\"" | "“" | "‘") {
            next += 1;
            class = self.class(next);
        }
        if next < self.end && self.named(next) {
            return false;
        }
        if class.intersects(Class::BE | Class::HAVE | Class::DO) && class.intersects(Class::VERB_BASE) {
            return true;
        }
        if !class.intersects(Class::VERB_BASE) {
            return false;
        }
        if !class.intersects(NOMINAL | Class::ADJECTIVE) {
            return true;
        }
        // "to attack the base", but "to work" and "to court"; "to school on Monday", "to police stations".
        let follows = self.class(next + 1);
        let object = follows
            .intersects(Class::DETERMINER | Class::POSSESSIVE | Class::PRONOUN | Class::NUMBER)
            || next + 1 < self.end
                && (self.named(next + 1) || self.tokens[next + 1].kind == PieceKind::Number);
        if class.intersects(Class::PLURAL) {
            return object;
        }
        let taker =
            self.prev_class().intersects(Class::TAKES_INFINITIVE) || self.prev_tag() == Tag::Adjective;
        if taker && self.prev == at.checked_sub(1) {
            return true;
        }
        object
            || !class.intersects(Class::NOUN_FIRST)
            || class.intersects(Class::NOUN_FIRST)
                && follows.intersects(Class::PLURAL)
                && !class.intersects(Class::GROUP)
            || class.intersects(Class::NOUN_FIRST)
                && follows.intersects(Class::ADVERB | Class::PREPOSITION)
                && self.prev.is_some_and(|prev| self.wants_infinitive(prev))
    }

    /// Do infinitives often follow the word: "decided to", "plans to", "able to"?
    fn wants_infinitive(&self, at: usize) -> bool {
        matches!(self.tags[at], Tag::Adjective)
            || self.is_verb(at) && !self.classes[at].intersects(Class::INTRANSITIVE)
    }

    /// "that": determiner, pronoun, relative or the opening of a clause.
    fn that(&self, at: usize) -> Tag {
        let prev = self.prev_tag();
        let (next, next_class) = self.beyond(at);
        let verb_next = next < self.end
            && !self.named(next)
            && (next_class.intersects(Class::MODAL | Class::AUXILIARY)
                || next_class.intersects(Class::VERB_BASE)
                    && self.prev_class().intersects(Class::PLURAL)
                    && !next_class.intersects(NOMINAL | Class::ADJECTIVE | Class::ADVERB)
                || next_class.intersects(Class::VERB_PAST)
                || next_class.intersects(Class::VERB_THIRD)
                    && !next_class.intersects(Class::PLURAL | Class::NOUN));
        match prev {
            // "after that match", "after that Boeing plane"; "after that Boeing cut jobs".
            Tag::Preposition => {
                let name = (at + 1..self.end).take_while(|&token| self.named(token)).count();
                if self.nominal(at + 1 + name) { Tag::Determiner } else { Tag::Pronoun }
            }
            Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number if self.prev == at.checked_sub(1) => {
                if verb_next && self.prev_class().intersects(NOMINAL | Class::PRONOUN) {
                    return Tag::Relative;
                }
                if verb_next {
                    return Tag::Relative;
                }
                let content = self.prev_class().intersects(Class::SAYING | Class::CONTENT);
                let told = self
                    .finite
                    .is_some_and(|verb| at - verb < 8 && self.class_of_group(verb).intersects(Class::SAYING));
                if content || told { Tag::Subordinator } else { Tag::Relative }
            }
            Tag::Mark if at == self.start => {
                if self.nominal(at + 1) && !verb_next {
                    Tag::Determiner
                } else {
                    Tag::Pronoun
                }
            }
            Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Infinitive => {
                let saying = self.prev_class().intersects(Class::SAYING);
                if !saying && next_class.intersects(Class::NOUN) && !next_class.intersects(Class::PLURAL) {
                    Tag::Determiner
                } else if next >= self.end
                    || next_class.is_empty() && !self.mark(next).is_empty() && !self.opens_phrase(next)
                {
                    Tag::Pronoun
                } else {
                    Tag::Subordinator
                }
            }
            _ => {
                if verb_next && prev == Tag::Mark {
                    Tag::Relative
                } else if verb_next {
                    Tag::Pronoun
                } else {
                    Tag::Subordinator
                }
            }
        }
    }

    /// The class of the verb of a group: of "said" for the "had" of "had said".
    fn class_of_group(&self, at: usize) -> Class {
        let last = (at..(at + 4).min(self.end)).take_while(|&at| {
            self.is_verb(at)
                || matches!(self.tags[at], Tag::Auxiliary | Tag::Modal | Tag::Adverb | Tag::Negation)
        });
        last.filter(|&at| self.is_verb(at)).last().map_or(Class::empty(), |at| self.classes[at])
    }

    /// Is the word before a plural that differs from its singular: "teams", not "police"?
    fn inflected_plural(&self) -> bool {
        self.prev_class().contains(Class::PLURAL)
            && self.prev.is_some_and(|prev| {
                let word = self.tokens[prev].word;
                let noun = self.rules.lexicon.word(word).noun;
                noun != word || !word.is_known()
            })
    }

    fn determiner(&self, at: usize, class: Class) -> Tag {
        let next = at + 1;
        let next_class = self.class(next);
        // "could no longer offer"
        if class.intersects(Class::NEGATION)
            && next_class.intersects(Class::ADVERB)
            && !next_class.intersects(NOMINAL | CLOSED)
            && (matches!(self.prev_tag(), Tag::Modal | Tag::Auxiliary) || !self.nominal(next + 1))
        {
            return Tag::Negation;
        }
        // "a far more conservative figure"
        if class.intersects(Class::ADVERB)
            && next_class.intersects(Class::ADJECTIVE | Class::ADVERB)
            && !next_class.intersects(NOMINAL | CLOSED)
            && !self.class(next + 1).intersects(Class::PLURAL)
        {
            return Tag::Adverb;
        }
        if class.intersects(Class::RELATIVE) {
            return Tag::Relative;
        }
        if class.intersects(Class::CONJUNCTION) && !self.nominal(next) {
            return Tag::Conjunction;
        }
        if !class.intersects(Class::PRONOUN) {
            let adverb = class.intersects(Class::ADVERB | Class::NEGATION) && !self.nominal(next);
            if adverb {
                return if class.intersects(Class::NEGATION) { Tag::Negation } else { Tag::Adverb };
            }
            if class.intersects(Class::ADJECTIVE)
                && self.prev.is_some_and(|prev| self.tags[prev] == Tag::Determiner)
            {
                return Tag::Adjective;
            }
            return Tag::Determiner;
        }
        // "all the men", "both his sons"
        let further = self.class(next).intersects(Class::DETERMINER | Class::POSSESSIVE)
            && !self.class(next).intersects(Class::COMPLEMENTIZER);
        let verb = self.class(next).intersects(Class::VERB | Class::AUXILIARY | Class::MODAL)
            && !self.class(next).intersects(NOMINAL | Class::ADJECTIVE)
            && !(self.class(next).intersects(Class::VERB_PARTICIPLE | Class::VERB_GERUND)
                && self.nominal(next + 1));
        if further || self.nominal(next) && !verb {
            return Tag::Determiner;
        }
        if class.intersects(Class::ADVERB) && !self.class(next).intersects(Class::GENITIVE) {
            return Tag::Adverb;
        }
        Tag::Pronoun
    }

    fn subordinator(&self, at: usize, class: Class) -> Option<Tag> {
        let (_, next_class) = self.beyond(at);
        if class.intersects(Class::PREPOSITION) {
            let genitive = self.class(at + 1).intersects(Class::GENITIVE);
            // "since then", "until now"
            let adverb = self.class(at + 1).intersects(Class::ADVERB)
                && !self.class(at + 1).intersects(OPEN.union(CLOSED).difference(Class::ADVERB))
                && self.opens_phrase(at + 2);
            if adverb {
                return Some(Tag::Adverb);
            }
            if genitive || !self.clause_follows(at + 1) {
                if class.intersects(Class::ADVERB)
                    && !self.opens_phrase(at + 1)
                    && !next_class.intersects(Class::VERB_GERUND | CLOSED)
                {
                    return Some(Tag::Adverb);
                }
                return Some(Tag::Preposition);
            }
            return Some(Tag::Subordinator);
        }
        if class.intersects(Class::ADVERB) {
            // "so much damage"
            let degree = self.class(at + 1).intersects(Class::ADVERB);
            let clause = !degree && self.clause_follows(at + 1);
            return Some(if clause { Tag::Subordinator } else { Tag::Adverb });
        }
        Some(Tag::Subordinator)
    }

    /// Does a subject with a finite verb follow, before any comma?
    fn clause_follows(&self, at: usize) -> bool {
        let mut seen = false;
        for next in at..(at + 14).min(self.end) {
            let class = self.class(next);
            if self.tokens[next].kind == PieceKind::Mark {
                if matches!(self.mark(next), "-" | "\"" | "“" | "‘" | "’" | "'" | "$" | "%" | "”") {
                    continue;
                }
                return false;
            }
            let finite = class.intersects(Class::MODAL | Class::AUXILIARY)
                && !class.intersects(Class::VERB_BASE | Class::VERB_GERUND)
                || class.intersects(Class::VERB_PAST)
                    && !class.intersects(NOMINAL | Class::ADJECTIVE)
                    && !(class.intersects(Class::VERB_PARTICIPLE)
                        && (next == at
                            || self.nominal(next + 1)
                                && self.class(next - 1).intersects(Class::DETERMINER | Class::POSSESSIVE)))
                || class.intersects(Class::VERB_THIRD) && !class.intersects(NOMINAL)
                // "after party wins one seat"
                || class.intersects(Class::VERB_THIRD)
                    && next > at
                    && self.class(next - 1).intersects(Class::NOUN)
                    && !self.class(next - 1).intersects(Class::PLURAL)
                    && (self.class(next + 1).intersects(Class::DETERMINER | Class::POSSESSIVE | Class::NUMBER)
                        && !self.class(next + 1).intersects(Class::COMPLEMENTIZER)
                        || next + 1 < self.end && self.tokens[next + 1].kind == PieceKind::Number)
                // "as tensions remain high"
                || class.intersects(Class::VERB_BASE)
                    && next > at
                    && self.class(next - 1).intersects(Class::PLURAL)
                    && !class.intersects(NOMINAL | Class::ADJECTIVE | Class::ADVERB | CLOSED)
                || class.intersects(Class::VERB_BASE | Class::VERB_THIRD)
                    && next > at
                    && self.class(next - 1).intersects(Class::SUBJECT_PRONOUN);
            if finite && !self.named(next) {
                return seen;
            }
            if next == at && class.intersects(Class::VERB_GERUND) && !class.intersects(NOMINAL) {
                return false;
            }
            if class.intersects(Class::RELATIVE | Class::SUBORDINATOR | Class::PARTICLE)
                && !class.intersects(Class::PREPOSITION)
            {
                return false;
            }
            seen = true;
        }
        false
    }

    fn ordinal(&self, at: usize, class: Class) -> Tag {
        if self.nominal(at + 1) || matches!(self.prev_tag(), Tag::Determiner | Tag::Possessive) {
            return Tag::Adjective;
        }
        if class.intersects(Class::ADVERB) { Tag::Adverb } else { Tag::Adjective }
    }

    /// A capital word that no list has, where capitals say little.
    fn unknown_capital(&self, at: usize, class: Class) -> Tag {
        // "Boeing said", "Ahmed has"
        let (_, next) = self.beyond(at);
        let finite = next.intersects(Class::VERB_PAST | Class::VERB_THIRD | Class::MODAL | Class::AUXILIARY);
        if finite && !next.intersects(NOMINAL | Class::ADJECTIVE) {
            return Tag::Name;
        }
        if class.intersects(Class::ADVERB) {
            Tag::Adverb
        } else if class.intersects(Class::VERB_GERUND) && !self.title_case {
            Tag::Gerund
        } else if class.intersects(Class::VERB_PARTICIPLE) && !self.title_case {
            Tag::Participle
        } else {
            Tag::Name
        }
    }

    fn open_class(&self, at: usize, class: Class) -> Tag {
        let noun = class.intersects(NOMINAL);
        let adjective = class.intersects(Class::ADJECTIVE);
        let verb = class.intersects(Class::VERB);
        let adverb = class.intersects(Class::ADVERB);
        if !noun && !adjective && !verb {
            return if adverb {
                Tag::Adverb
            } else if class.intersects(Class::NUMBER) {
                Tag::Number
            } else {
                Tag::Noun
            };
        }
        if verb && let Some(tag) = self.verb(at, class) {
            return tag;
        }
        // "are still counting"
        let degree = adverb
            && self.class(at + 1).intersects(Class::ADVERB)
            && self.class(at + 1).intersects(Class::DETERMINER | Class::ADJECTIVE);
        if adverb && matches!(self.prev_tag(), Tag::Auxiliary | Tag::Modal) || degree {
            return Tag::Adverb;
        }
        if adjective {
            // "6 cops dead, 13 injured", "was shot dead": behind what it describes.
            let postposed = noun
                && !class.intersects(Class::PLURAL | Class::PERSON)
                && !self.nominal(at + 1)
                && (self.prev.is_some_and(|prev| self.is_verb(prev) && prev + 1 == at)
                    || matches!(self.prev_tag(), Tag::Number) && !self.compound_before(at)
                    || self.prev_tag() == Tag::Noun && self.prev_class().intersects(Class::PLURAL));
            if postposed {
                return Tag::Adjective;
            }
            if adverb
                && !self.nominal(at + 1)
                && !matches!(self.prev_tag(), Tag::Determiner | Tag::Possessive)
            {
                let copula = self.prev_class().intersects(Class::BE);
                if !copula {
                    return Tag::Adverb;
                }
            }
            // "a common adversary": the ending misled.
            if class.contains(Class::GUESSED)
                && !self.nominal(at + 1)
                && matches!(
                    self.prev_tag(),
                    Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition
                )
            {
                return Tag::Noun;
            }
            if !noun
                || self.nominal(at + 1)
                || self.prev_class().intersects(Class::BE) && !class.intersects(Class::PLURAL)
            {
                return Tag::Adjective;
            }
            return Tag::Noun;
        }
        if adverb
            && !matches!(
                self.prev_tag(),
                Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition
            )
        {
            return Tag::Adverb;
        }
        if noun {
            return Tag::Noun;
        }
        // "internal dissent", "a deliberate act": a word that only a list of verbs has.
        if class.intersects(Class::VERB_BASE | Class::VERB_THIRD)
            && matches!(
                self.prev_tag(),
                Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition
            )
        {
            return if self.nominal(at + 1) { Tag::Adjective } else { Tag::Noun };
        }
        // Only a verb, where none fits: past forms describe, others stand as they are.
        if class.intersects(Class::VERB_GERUND) {
            Tag::Gerund
        } else if class.intersects(Class::VERB_PARTICIPLE) {
            Tag::Participle
        } else {
            Tag::Verb
        }
    }

    /// Is the word a verb here, and in which form?
    fn verb(&self, at: usize, class: Class) -> Option<Tag> {
        let prev = self.prev_tag();
        let prev_class = self.prev_class();
        // "the block whose collapse killed them"
        let owned = prev == Tag::Relative && prev_class.intersects(Class::POSSESSIVE);
        if owned && self.prev == at.checked_sub(1) && class.intersects(NOMINAL) {
            return None;
        }
        let base = class.intersects(Class::VERB_BASE);
        let helped = prev == Tag::Auxiliary && prev_class.intersects(Class::DO);
        if base && (matches!(prev, Tag::Modal | Tag::Particle) || helped) {
            return Some(Tag::Infinitive);
        }
        if class.intersects(Class::VERB_GERUND) {
            return self.gerund(at, class);
        }
        let past = class.intersects(Class::VERB_PAST | Class::VERB_PARTICIPLE);
        // "until relatives come": the participle of some verbs is their base.
        let bare_base = base && !class.intersects(Class::VERB_PAST) && prev != Tag::Auxiliary;
        if past && !bare_base && !(base && !matches!(prev, Tag::Auxiliary) && class.intersects(NOMINAL)) {
            let noun_here = class.intersects(NOMINAL)
                && (matches!(prev, Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Preposition)
                    // "the first shot"
                    || prev == Tag::Number && prev_class.intersects(Class::ORDINAL))
                && !self.nominal(at + 1);
            if noun_here {
                return None;
            }
            if class.intersects(Class::ADJECTIVE) && prev_class.intersects(Class::BE) && prev == Tag::Verb {
                return None;
            }
            return Some(self.past(at, class));
        }
        if past && prev == Tag::Auxiliary {
            return Some(Tag::Participle);
        }
        self.present(at, class)
    }

    fn gerund(&self, at: usize, class: Class) -> Option<Tag> {
        let prev = self.prev_tag();
        let noun = class.intersects(NOMINAL);
        let next = self.class(at + 1);
        let bare = self.prev == at.checked_sub(1);
        match prev {
            Tag::Auxiliary if self.prev_class().intersects(Class::BE) => Some(Tag::Gerund),
            // "12 missing", "are still missing"
            Tag::Number | Tag::Verb
                if class.intersects(Class::ADJECTIVE)
                    && !self.opens_phrase(at + 1)
                    && !(prev == Tag::Number && self.compound_before(at)) =>
            {
                None
            }
            Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Number if bare => {
                Some(if self.nominal(at + 1) && !noun { Tag::Adjective } else { Tag::Noun })
            }
            Tag::Preposition if noun && !self.opens_phrase(at + 1) => Some(Tag::Noun),
            // "the number of missing rose"
            Tag::Preposition
                if class.intersects(Class::ADJECTIVE)
                    && bare
                    && self.prev_class().contains(Class::GENITIVE)
                    && !self.opens_phrase(at + 1) =>
            {
                Some(Tag::Noun)
            }
            // "a collapsed building"
            Tag::Participle if noun && bare && !self.opens_phrase(at + 1) => Some(Tag::Noun),
            Tag::Preposition
                if noun
                    && self.class(at + 1).intersects(NOMINAL)
                    && !next.intersects(CLOSED | Class::PLURAL | Class::PERSON) =>
            {
                Some(Tag::Noun)
            }
            // "a suicide bombing in", but "soldiers fighting in"
            Tag::Noun | Tag::Name if noun && bare && !self.prev_class().intersects(Class::PLURAL) => {
                Some(if next.intersects(Class::DETERMINER | Class::POSSESSIVE) {
                    Tag::Gerund
                } else {
                    Tag::Noun
                })
            }
            Tag::Mark | Tag::Conjunction | Tag::Verb | Tag::Infinitive
                if noun && !self.opens_phrase(at + 1) =>
            {
                let adverbial = next.intersects(Class::PREPOSITION | Class::ADVERB)
                    && self.prev.is_some_and(|prev| self.mark(prev) == ",");
                Some(if adverbial { Tag::Gerund } else { Tag::Noun })
            }
            // "pre-market trading"
            Tag::Noun if bare && self.compound_before(at) && !self.opens_phrase(at + 1) => Some(Tag::Noun),
            // "suffered devastating losses", but "began moving boxes"
            Tag::Verb | Tag::Participle | Tag::Infinitive
                if bare
                    && self.describes(at)
                    && !self.prev_class().intersects(Class::TAKES_GERUND | Class::INTRANSITIVE) =>
            {
                Some(Tag::Adjective)
            }
            // "United Nations reporting has", but "men fighting were"
            Tag::Noun | Tag::Name
                if bare
                    && next.intersects(Class::AUXILIARY | Class::MODAL)
                    && (prev == Tag::Name || !self.prev_class().intersects(Class::PLURAL)) =>
            {
                Some(Tag::Noun)
            }
            _ if class.intersects(Class::ADJECTIVE)
                && (!matches!(prev, Tag::Mark | Tag::Noun | Tag::Name) || self.prev.is_none())
                && self.nominal(at + 1)
                && !self.class(at + 1).intersects(Class::NUMBER) =>
            {
                None
            }
            _ => Some(Tag::Gerund),
        }
    }

    /// "killed", "broke", "put": past tense or participle?
    fn past(&self, at: usize, class: Class) -> Tag {
        let prev = self.prev_tag();
        let prev_class = self.prev_class();
        let bare = self.prev == at.checked_sub(1);
        if prev == Tag::Auxiliary
            || prev_class.intersects(Class::PASSIVE_HELPER)
                && self.prev.is_some_and(|prev| self.is_verb(prev))
        {
            return Tag::Participle;
        }
        if !class.intersects(Class::VERB_PARTICIPLE) {
            return Tag::Verb;
        }
        if !class.intersects(Class::VERB_PAST) {
            return Tag::Participle;
        }
        // "an internationally recognized group"
        if matches!(prev, Tag::Determiner | Tag::Possessive) || prev == Tag::Preposition && bare {
            return Tag::Participle;
        }
        if prev == Tag::Relative || prev == Tag::Pronoun && prev_class.intersects(Class::SUBJECT_PRONOUN) {
            return Tag::Verb;
        }
        let (next, next_class) = self.beyond(at);
        let object = self.opens_phrase(next) && !next_class.intersects(Class::ADVERB);
        // "was hit by a car", but "retaliated by attacking"
        let agent =
            next_class.intersects(Class::AGENTIVE) && !self.class(next + 1).intersects(Class::VERB_GERUND);
        if class.intersects(Class::INTRANSITIVE)
            && !(matches!(prev, Tag::Adjective | Tag::Mark) && self.describes(at))
        {
            return Tag::Verb;
        }
        match prev {
            // "12 killed", "the 12 wounded were", but "three escaped the fire"
            // "Flight 370 crashed" is none: the number belongs to the noun before it.
            Tag::Number
                if bare
                    && !(at >= self.start + 2
                        && (matches!(self.tags[at - 2], Tag::Noun | Tag::Name)
                            || self.classes[at - 2].intersects(Class::NOUN) && !self.is_verb(at - 2))) =>
            {
                let money = self.tokens[at].spaced && object && !next_class.intersects(Class::PLURAL);
                if money && !next_class.intersects(Class::PERSON) { Tag::Verb } else { Tag::Participle }
            }
            // "three heavily armed men", but "two later met the mayor"
            Tag::Number
                if !bare
                    && self.nominal(at + 1)
                    && !self.class(at + 1).intersects(CLOSED | Class::NUMBER)
                    && !self.named(at + 1) =>
            {
                Tag::Participle
            }
            Tag::Adjective if bare => {
                if self.nominal(at + 1) && !self.class(at + 1).intersects(Class::NUMBER) {
                    Tag::Participle
                } else {
                    Tag::Verb
                }
            }
            // "remained closed", "left wounded"
            Tag::Verb | Tag::Infinitive | Tag::Gerund | Tag::Participle => Tag::Participle,
            Tag::Particle | Tag::Subordinator => {
                if object && !agent && prev != Tag::Subordinator {
                    Tag::Verb
                } else {
                    Tag::Participle
                }
            }
            Tag::Modal => Tag::Infinitive,
            Tag::Conjunction => {
                if agent {
                    return Tag::Participle;
                }
                let like = self.last_verb(at);
                match like {
                    Some(Tag::Participle) if !object => Tag::Participle,
                    // "was acquitted of fraud but found guilty of perjury"
                    Some(Tag::Participle)
                        if next_class.intersects(Class::ADJECTIVE)
                            && !next_class.intersects(NOMINAL | CLOSED)
                            && !self.nominal(next + 1) =>
                    {
                        Tag::Participle
                    }
                    Some(Tag::Participle) => {
                        if self.nominal(at + 1)
                            && !self.class(at + 1).intersects(CLOSED | Class::NUMBER)
                            && !self.named(at + 1)
                        {
                            Tag::Participle
                        } else {
                            Tag::Verb
                        }
                    }
                    // "Taliban and affiliated fighters were"
                    _ if self.describes(at)
                        && self.class(at + 1).intersects(Class::PLURAL)
                        && self.finite_ahead(at + 1) =>
                    {
                        Tag::Participle
                    }
                    _ => Tag::Verb,
                }
            }
            Tag::Mark => {
                if agent {
                    return Tag::Participle;
                }
                if self.prev.is_none() {
                    return Tag::Participle;
                }
                // "The hostility, made plain by words, has"
                let described = next_class.intersects(Class::ADJECTIVE)
                    && !next_class.intersects(NOMINAL | CLOSED)
                    && !self.nominal(next + 1);
                if described {
                    return Tag::Participle;
                }
                if object || class.intersects(Class::SAYING) {
                    // "…, suspected militants" describes
                    let modifies = self.nominal(at + 1)
                        && self.class(at + 1).intersects(Class::PLURAL)
                        && !self.class(at + 1).intersects(CLOSED)
                        && !class.intersects(Class::SAYING);
                    return if modifies { Tag::Participle } else { Tag::Verb };
                }
                // "The deal, valued at a billion, closed in May": no other verb is there to be the verb.
                if !self.any_finite
                    && !self.telegraphic
                    && self.commas > 1
                    && self.prev.is_some_and(|prev| self.mark(prev) == ",")
                    && !self.finite_ahead_of(at + 1, true)
                {
                    return Tag::Verb;
                }
                if !self.telegraphic && self.closes_relative() && !self.finite_ahead_of(at + 1, true) {
                    return Tag::Verb;
                }
                let prepositional = next_class.intersects(Class::PREPOSITION | Class::PARTICLE);
                if prepositional || self.telegraphic { Tag::Participle } else { Tag::Verb }
            }
            _ => {
                // "The bill passed by 217 votes": a sentence has a verb of its own.
                let counted = self.class(next + 1).intersects(Class::NUMBER);
                let alone =
                    counted && !self.any_finite && !self.telegraphic && !self.finite_ahead_of(at + 1, true);
                if agent && !alone {
                    return Tag::Participle;
                }
                let firm = next_class.intersects(Class::DETERMINER | Class::POSSESSIVE | Class::PRONOUN)
                    || next < self.end && self.tokens[next].kind == PieceKind::Number;
                if firm && !next_class.intersects(Class::COMPLEMENTIZER) {
                    return Tag::Verb;
                }
                // "the law that the court struck down was new"
                if self.relative_before(at) {
                    return Tag::Verb;
                }
                if self.finite_ahead(at + 1) {
                    return Tag::Participle;
                }
                // "Acme, a company based in Lima, has"
                if !object
                    && bare
                    && !class.intersects(Class::SAYING)
                    && self.in_apposition(at)
                    && self.verb_behind_comma(at + 1)
                {
                    return Tag::Participle;
                }
                if object && !self.time_like(next) {
                    return Tag::Verb;
                }
                // "The toll is 45, with 863 people injured."
                if self.any_finite && !object && !class.intersects(Class::SAYING) && self.absolute(at) {
                    return Tag::Participle;
                }
                // "In a statement read on Monday, the group": no noun is there to be the subject.
                if self.governed_only(at) {
                    return Tag::Participle;
                }
                // "officials reported on Monday", but "over the revenue reported for the year"
                let speaker = prev == Tag::Name
                    || prev_class.intersects(Class::PERSON | Class::GROUP | Class::PRONOUN | Class::TITLE);
                if class.intersects(Class::SAYING) && !self.telegraphic && (speaker || self.finite.is_none())
                    || next_class.intersects(Class::COMPLEMENTIZER)
                {
                    return Tag::Verb;
                }
                match self.finite {
                    Some(verb) => {
                        let reported =
                            self.class_of_group(verb).intersects(Class::SAYING) && !self.counted_before(at);
                        if reported || self.only_relative(verb) { Tag::Verb } else { Tag::Participle }
                    }
                    None if self.telegraphic => Tag::Participle,
                    None => Tag::Verb,
                }
            }
        }
    }

    fn time_like(&self, at: usize) -> bool {
        self.class(at).intersects(Class::WEEKDAY | Class::MONTH)
    }

    /// Does the noun before `at` open an aside on the subject: "Acme, a company"?
    fn in_apposition(&self, at: usize) -> bool {
        // "80 passengers, crew included, were": all that stands between the two commas
        let two = (self.start..at).rev().take(3).find(|&back| self.mark(back) == ",");
        if at + 1 < self.end
            && self.mark(at + 1) == ","
            && self.finite.is_none()
            && two.is_some_and(|comma| {
                comma > self.start
                    && matches!(self.tags[comma - 1], Tag::Noun | Tag::Name)
                    && (comma + 1..at).all(|at| matches!(self.tags[at], Tag::Noun | Tag::Determiner))
            })
        {
            return true;
        }
        let first = (self.start..at).rev().take(6).find(|&back| {
            !matches!(self.tags[back], Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number | Tag::Participle)
        });
        let Some(first) = first.filter(|&first| self.tags[first] == Tag::Determiner) else { return false };
        let comma = first.checked_sub(1).filter(|&comma| comma > self.start && self.mark(comma) == ",");
        let named = comma.is_some_and(|comma| matches!(self.tags[comma - 1], Tag::Noun | Tag::Name));
        let opening =
            matches!(self.tags[self.start], Tag::Determiner | Tag::Possessive | Tag::Noun | Tag::Name);
        named && opening && self.finite.is_none()
    }

    /// Does a comma that ends an aside stand ahead, with the verb of its subject behind it?
    fn verb_behind_comma(&self, from: usize) -> bool {
        let mut commas = (from..(from + 24).min(self.end)).filter(|&at| self.mark(at) == ",");
        commas.any(|at| {
            let class = self.class(at + 1);
            let helper = class.intersects(Class::AUXILIARY | Class::MODAL)
                && !class.intersects(Class::VERB_GERUND | NOMINAL);
            let past = class.intersects(Class::VERB_PAST | Class::VERB_THIRD)
                && !class.intersects(NOMINAL | Class::ADJECTIVE);
            at + 1 < self.end && (helper || past)
        })
    }

    /// Is the noun before counted: "12 people killed in"?
    fn counted_before(&self, at: usize) -> bool {
        let mut back = at;
        while back > self.start && at - back < 6 {
            back -= 1;
            match self.tags[back] {
                Tag::Number => return true,
                Tag::Noun | Tag::Name | Tag::Adjective => {}
                _ => return false,
            }
        }
        false
    }

    /// Does nothing but a noun phrase stand between the word and a "with" behind a comma?
    fn absolute(&self, at: usize) -> bool {
        let noun = |tag: Tag| {
            let number = matches!(tag, Tag::Number | Tag::Adverb | Tag::Determiner | Tag::Possessive);
            number || matches!(tag, Tag::Noun | Tag::Name | Tag::Adjective)
        };
        let mut reach = (self.start + 1..at).rev().take(10);
        let opening = reach.find(|&back| !noun(self.tags[back]));
        opening.is_some_and(|back| {
            self.classes[back].contains(Class::ABSOLUTE) && matches!(self.tags[back - 1], Tag::Mark)
        })
    }

    /// Does nothing but prepositions with a noun each stand between the sentence's start and the word?
    fn governed_only(&self, at: usize) -> bool {
        let mut determined = false;
        for back in (self.start..at).rev().take(16) {
            match self.tags[back] {
                Tag::Noun | Tag::Name | Tag::Adjective | Tag::Number | Tag::Adverb => {}
                Tag::Determiner | Tag::Possessive => determined = true,
                Tag::Preposition if determined => {
                    if back == self.start {
                        return true;
                    }
                    determined = false;
                }
                _ => return false,
            }
        }
        false
    }

    /// Does nothing but a noun phrase stand between a relative pronoun and the word?
    fn relative_before(&self, at: usize) -> bool {
        for back in (self.start..at).rev().take(8) {
            match self.tags[back] {
                Tag::Noun | Tag::Name | Tag::Adjective | Tag::Determiner | Tag::Possessive => {}
                Tag::Number | Tag::Adverb | Tag::Pronoun => {}
                tag => return tag == Tag::Relative,
            }
        }
        false
    }

    /// Is the verb that of a relative clause, and none before it the sentence's own: "A flight that was on its way
    /// to Lima crashed"?
    fn only_relative(&self, verb: usize) -> bool {
        let before = |at: usize| (self.start..at).rev();
        let pronoun = before(verb)
            .find(|&at| !matches!(self.tags[at], Tag::Adverb | Tag::Auxiliary | Tag::Modal | Tag::Negation));
        pronoun.is_some_and(|at| {
            let finite = |tag: Tag| matches!(tag, Tag::Verb | Tag::Auxiliary | Tag::Modal);
            self.tags[at] == Tag::Relative && !before(at).take(24).any(|at| finite(self.tags[at]))
        })
    }

    /// Does the comma before the word in hand close the aside that holds all verbs so far: "The jet, which was flying to Lima, crashed"?
    fn closes_relative(&self) -> bool {
        let comma = |at: usize| self.mark(at) == ",";
        let finite = |at: usize| matches!(self.tags[at], Tag::Verb | Tag::Auxiliary | Tag::Modal);
        let Some(close) = self.prev.filter(|&prev| comma(prev)) else { return false };
        let open = (self.start..close).rev().find(|&at| comma(at));
        open.is_some_and(|open| {
            self.tags[open + 1] == Tag::Relative
                && (open + 2..close).any(finite)
                && !(self.start..open).any(finite)
                && !self.governed_only(open)
        })
    }

    fn last_verb(&self, at: usize) -> Option<Tag> {
        (self.start..at)
            .rev()
            .take(12)
            .map(|at| self.tags[at])
            .find(|tag| matches!(tag, Tag::Verb | Tag::Participle | Tag::Infinitive | Tag::Gerund))
    }

    /// Is there a finite verb further on, before a comma or a new clause: "the man arrested on Monday was"?
    fn finite_ahead(&self, from: usize) -> bool {
        self.finite_ahead_of(from, false)
    }

    /// The same, over commas if asked for.
    fn finite_ahead_of(&self, from: usize, commas: bool) -> bool {
        for at in from..(from + 16).min(self.end) {
            let class = self.class(at);
            if self.tokens[at].kind == PieceKind::Mark {
                if commas && self.mark(at) == ","
                    || matches!(self.mark(at), "-" | "'" | "’" | "$" | "%" | "\"" | "“" | "”")
                {
                    continue;
                }
                return false;
            }
            if self.named(at) {
                continue;
            }
            if class.intersects(Class::RELATIVE | Class::COMPLEMENTIZER)
                || class.intersects(Class::CONJUNCTION)
                || class.intersects(Class::SUBORDINATOR)
                    && !class.intersects(Class::PREPOSITION | Class::ADVERB)
            {
                return false;
            }
            // "at 9 am"
            if class.intersects(Class::AUXILIARY)
                && at > from
                && self.tokens[at - 1].kind == PieceKind::Number
            {
                continue;
            }
            let helper = class.intersects(Class::AUXILIARY)
                && !class.intersects(Class::VERB_BASE | Class::VERB_GERUND)
                && (class.intersects(Class::VERB_PAST) || !class.intersects(Class::VERB_PARTICIPLE));
            if helper || class.intersects(Class::MODAL) && !class.intersects(NOMINAL | Class::MONTH) {
                // A clause of its own has its own subject: "killed in Khost after he was seen".
                return !self.class(at.saturating_sub(1)).intersects(Class::SUBJECT_PRONOUN);
            }
            let plain = class.intersects(Class::VERB_PAST) && !class.intersects(Class::VERB_PARTICIPLE)
                || class.intersects(Class::VERB_THIRD) && !class.intersects(NOMINAL);
            if plain && !class.intersects(NOMINAL | Class::ADJECTIVE) {
                return true;
            }
            if class.intersects(Class::VERB_PAST)
                && class.intersects(Class::INTRANSITIVE | Class::SAYING)
                && !class.intersects(NOMINAL | Class::ADJECTIVE)
                && at > from
                && !self.class(at - 1).intersects(Class::DETERMINER | Class::POSSESSIVE | Class::ADJECTIVE)
                && self.tokens[at - 1].kind != PieceKind::Possessive
            {
                return true;
            }
        }
        false
    }

    /// "attack", "attacks", "plan": noun or verb in the present?
    /// "The number of deaths remains at 15", "the number of dead stands at 15": whatever stands directly before, a verb that
    /// goes with what is counted.
    fn gives_level(&self, at: usize) -> bool {
        let (next, next_class) = self.beyond(at);
        let figure = self.tokens.get(next + 1).filter(|_| next + 1 < self.end).is_some_and(|token| {
            token.kind == PieceKind::Number || self.class(next + 1).contains(Class::NUMBER)
        });
        let before = at.saturating_sub(LEVEL_REACH).max(self.start)..at;
        next_class.contains(Class::PREPOSITION)
            && figure
            && self.finite.is_none()
            && before.into_iter().any(|token| self.class(token).contains(Class::GENITIVE))
    }

    fn present(&self, at: usize, class: Class) -> Option<Tag> {
        let prev = self.prev_tag();
        let prev_class = self.prev_class();
        let noun = class.intersects(NOMINAL);
        let other = noun || class.intersects(Class::ADJECTIVE | Class::ADVERB);
        if prev == Tag::Pronoun && prev_class.intersects(Class::SUBJECT_PRONOUN) || prev == Tag::Relative {
            let agrees =
                class.intersects(Class::VERB_THIRD) || !class.intersects(Class::ADJECTIVE | Class::ADVERB);
            return agrees.then_some(Tag::Verb);
        }
        if class.contains(Class::VERB_THIRD) && self.gives_level(at) {
            return Some(Tag::Verb);
        }
        if !other
            && matches!(prev, Tag::Determiner | Tag::Possessive | Tag::Adjective)
            && self.prev == at.checked_sub(1)
        {
            return None;
        }
        if !other {
            return Some(match prev {
                Tag::Conjunction if class.intersects(Class::VERB_BASE) => match self.last_verb(at) {
                    Some(Tag::Infinitive) => Tag::Infinitive,
                    _ => Tag::Verb,
                },
                Tag::Auxiliary if class.intersects(Class::VERB_BASE) => Tag::Infinitive,
                _ => Tag::Verb,
            });
        }
        match prev {
            Tag::Conjunction if class.intersects(Class::VERB_BASE) => {
                let infinitive = self.last_verb(at) == Some(Tag::Infinitive);
                let object =
                    self.class(at + 1).intersects(Class::DETERMINER | Class::POSSESSIVE | Class::NUMBER);
                (infinitive && object).then_some(Tag::Infinitive)
            }
            Tag::Noun | Tag::Name | Tag::Pronoun | Tag::Number | Tag::Mark | Tag::Adjective => {
                if prev == Tag::Mark
                    && self.prev.is_none_or(|prev| !matches!(self.mark(prev), "”" | "\"" | "’" | ","))
                {
                    return None;
                }
                let plural = prev_class.intersects(Class::PLURAL);
                // "the United States supports", "two million march"
                let agrees = class.intersects(Class::VERB_THIRD)
                    && (!plural && prev != Tag::Number || prev == Tag::Name)
                    || class.intersects(Class::VERB_BASE) && (plural || prev == Tag::Number);
                // "The quake hit the town", "the storm hit on Monday"; but "the takeover bid for the bank"
                let past = !agrees
                    && matches!(prev, Tag::Noun | Tag::Name)
                    && class.contains(Class::VERB_BASE | Class::VERB_PAST);
                if !agrees && !past || prev == Tag::Adjective {
                    return None;
                }
                let next = self.class(at + 1);
                let object = next.intersects(Class::OBJECT_PRONOUN)
                    && !self
                        .class(at + 2)
                        .intersects(Class::AUXILIARY | Class::MODAL | Class::VERB_PAST | Class::VERB_THIRD);
                let told = next.intersects(Class::COMPLEMENTIZER);
                let firm = next.intersects(Class::DETERMINER | Class::POSSESSIVE | Class::NUMBER)
                    && (!told || class.intersects(Class::SAYING))
                    || told && class.intersects(Class::SAYING)
                    || next.intersects(Class::PRONOUN) && !next.intersects(Class::SUBJECT_PRONOUN)
                    || object
                    || at + 1 < self.end
                        && (self.tokens[at + 1].kind == PieceKind::Number || self.named(at + 1))
                    || next.intersects(Class::PARTICLE) && self.infinitive_follows(at + 1);
                let loose = firm
                    || self.opens_phrase(at + 1)
                    || next.intersects(Class::PREPOSITION | Class::ADVERB | Class::VERB_PARTICLE);
                // "Pakistani airstrikes on the town killed": another verb is there to be the verb.
                let sure = class.intersects(Class::NOUN_FIRST)
                    || prev == Tag::Mark
                    || prev == Tag::Name && noun && self.settled;
                let onward = next.intersects(Class::PREPOSITION | Class::ADVERB);
                let dated = next.intersects(Class::PREPOSITION)
                    && (self.class(at + 2).intersects(Class::WEEKDAY | Class::MONTH)
                        || self.tokens.get(at + 2).is_some_and(|token| token.kind == PieceKind::Number));
                let enough = if past {
                    let other = next.intersects(Class::ADJECTIVE | Class::PERSON)
                        && !next.intersects(CLOSED)
                        && self.opens_phrase(at + 1);
                    firm || dated || other
                } else if prev == Tag::Number {
                    let direct = next.intersects(Class::DETERMINER | Class::POSSESSIVE) || object;
                    direct || self.telegraphic && onward
                } else if prev == Tag::Noun && self.inflected_plural() && class.intersects(Class::VERB_BASE) {
                    // "ten search teams look for remains", "while fires burn": a plural hardly ever
                    // describes a noun.
                    loose || at + 1 >= self.end || matches!(self.mark(at + 1), "." | ",")
                } else if self.telegraphic
                    && !self.settled
                    && self.opens_phrase(at + 1)
                    && (!next.intersects(ANY_VERB) || next.contains(Class::PERSON))
                {
                    // "Police arrest bomber": a headline needs its verb, and the next word can be none.
                    true
                } else if sure {
                    firm
                } else {
                    loose
                };
                (enough && self.finite.is_none() && !self.finite_ahead(at + 1)).then_some(Tag::Verb)
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(text: &str) -> String {
        let rules = Rules::embedded().expect("the packs are valid");
        let article = Article::plain("test", text);
        let annotations = crate::annotate::annotate(&article, &rules);
        let words = annotations.tokens.iter().zip(&annotations.tags);
        words
            .filter(|(_, tag)| **tag != Tag::Mark)
            .map(|(token, tag)| format!("{}/{:?}", token.span.of(text), tag))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn neighbours_decide() {
        insta::assert_snapshot!(tags("The flood killed 12 people."), @"The/Determiner flood/Noun killed/Verb 12/Number people/Noun");
        insta::assert_snapshot!(tags("Twelve people killed in the flood were buried."), @"Twelve/Number people/Noun killed/Participle in/Preposition the/Determiner flood/Noun were/Auxiliary buried/Participle");
        insta::assert_snapshot!(tags("Rebels attack the town; the attack failed."), @"Rebels/Noun attack/Verb the/Determiner town/Noun the/Determiner attack/Noun failed/Verb");
        insta::assert_snapshot!(tags("Her plan to stop that claim surprised her."), @"Her/Possessive plan/Noun to/Particle stop/Infinitive that/Determiner claim/Noun surprised/Verb her/Pronoun");
        insta::assert_snapshot!(tags("Police arrest bomber of church"), @"Police/Noun arrest/Verb bomber/Noun of/Preposition church/Noun");
        insta::assert_snapshot!(tags("Berg wins election with 58%"), @"Berg/Name wins/Verb election/Noun with/Preposition 58/Number %/Number");
        insta::assert_snapshot!(tags("Tax cuts help schools"), @"Tax/Noun cuts/Noun help/Verb schools/Noun");
        insta::assert_snapshot!(tags("US strikes kill 12"), @"US/Name strikes/Noun kill/Verb 12/Number");
        insta::assert_snapshot!(tags("He's said the firm's profit fell."), @"He/Pronoun 's/Auxiliary said/Participle the/Determiner firm/Noun 's/Possessive profit/Noun fell/Verb");
    }
}
