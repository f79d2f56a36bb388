//! Clauses: a verb group with its subject, objects and prepositional phrases.

use std::ops::Range;

use super::{NounPhrase, Sentence, Tag, TimeMention, Token};
use crate::article::Article;
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::rules::lexicon::{Class, WordId};

/// A verb group and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Index of the sentence it stands in.
    pub sentence: usize,
    /// All its tokens, from subject to last complement; embedded clauses may lie inside.
    pub tokens: Range<usize>,
    /// The tokens of the verb group: "had not been killed".
    pub verb: Range<usize>,
    /// The token of the main verb: "killed".
    pub head: usize,
    /// The main verb's lemma; unknown for verbs that no pack lists.
    pub lemma: WordId,
    /// Active or passive.
    pub passive: bool,
    /// Shape of the verb group.
    pub form: VerbForm,
    /// How the clause hangs in its sentence.
    pub link: Link,
    /// Index of the clause it depends on.
    pub parent: Option<usize>,
    /// Negated by "not", "never", "did not", or a "no" subject or object.
    pub negated: bool,
    /// The modal of the group: "may", "would", "must".
    pub modal: Option<WordId>,
    /// Index of the subject's noun phrase, as it stands in the sentence (patient of a passive). Shared by coordinated
    /// verbs and participles; for a relative clause the phrase that the relative pronoun stands for.
    pub subject: Option<usize>,
    /// Was the subject taken over from another clause?
    pub subject_shared: bool,
    /// Indices of the objects' noun phrases (the first of a coordination only).
    pub objects: Vec<usize>,
    /// Preposition (its word) and noun phrase, in order: "by", "in", "on", "to".
    pub complements: Vec<(WordId, usize)>,
}

/// Shape of a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VerbForm {
    /// Has tense and a subject of its own: "killed", "were killed", "may kill".
    Finite,
    /// "to kill"
    Infinitive,
    /// "killing", "having killed"
    Gerund,
    /// "killed in the strike"
    Participle,
}

/// How a clause hangs in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Link {
    /// On its own, or joined by "and".
    Main,
    /// "who were killed"
    Relative,
    /// The content of another verb or noun: "said that …", "the claim that …"
    Complement,
    /// Behind a subordinator (its word): "although", "if", "after"
    Adverbial(WordId),
    /// A participle or gerund: ", leaving 13 injured"
    Participial,
    /// "to target the leadership"
    Infinitive,
}

/// Reads the clauses of an article, in order of their verb groups.
pub fn read(
    article: &Article,
    tokens: &[Token],
    sentences: &[Sentence],
    tags: &[Tag],
    phrases: &[NounPhrase],
    times: &[TimeMention],
    rules: &Rules,
) -> Vec<Clause> {
    let mut joined_to = vec![None; phrases.len()];
    for (index, phrase) in phrases.iter().enumerate() {
        for other in [phrase.and, phrase.apposition, phrase.of].into_iter().flatten() {
            joined_to[other] = Some(index);
        }
    }
    let mut reader = Reader {
        text: &article.text,
        tokens,
        tags,
        phrases,
        times,
        time: 0,
        rules,
        joined_to,
        sentence: 0,
        start: 0,
        items: Vec::new(),
        item_of: vec![0; phrases.len()],
        groups: Vec::new(),
        first: 0,
        // A verb group has some words around it.
        clauses: Vec::with_capacity(tokens.len() / 8),
    };
    let mut phrase = 0;
    for (index, sentence) in sentences.iter().enumerate() {
        reader.sentence = index;
        phrase = reader.itemize(sentence.tokens.clone(), phrase);
        reader.sentence();
    }
    reader.clauses
}

/// What a clause is made of, in the order of a sentence. Phrases that only own another, adverbs and
/// bare times are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Phrase(usize),
    /// Index into the sentence's verb groups.
    Verb(usize),
    Preposition(usize),
    Comma,
    Quote,
    Conjunction(usize),
    Subordinator(usize),
    Relative(usize),
    /// "there" of "there were"
    There,
    /// "(", "["
    Open,
    /// ")", "]"
    Close,
    /// "–", "--", " - "
    Dash,
    /// Any other mark: what stands before it is another clause.
    Stop,
}

/// A verb group as it is read, before it has a subject.
#[derive(Debug, Clone)]
struct Group {
    verb: Range<usize>,
    head: usize,
    passive: bool,
    form: VerbForm,
    negated: bool,
    modal: Option<WordId>,
    /// Its place among the items.
    item: usize,
    /// Where the clause begins among the items: its relative pronoun, its subordinator, its subject.
    from: usize,
}

/// How many items are looked at in one direction: longer detours are not followed.
const REACH: usize = 40;

struct Reader<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tags: &'a [Tag],
    phrases: &'a [NounPhrase],
    times: &'a [TimeMention],
    /// The first time that does not end before the token in hand.
    time: usize,
    rules: &'a Rules,
    /// The phrase on the left that a phrase is coordinated with, in apposition to, or the "of" of.
    joined_to: Vec<Option<usize>>,
    sentence: usize,
    /// The first token of the sentence in hand.
    start: usize,
    items: Vec<Item>,
    /// The item of each phrase.
    item_of: Vec<usize>,
    groups: Vec<Group>,
    /// The first clause of the sentence.
    first: usize,
    clauses: Vec<Clause>,
}

impl Reader<'_> {
    fn class(&self, at: usize) -> Class {
        self.rules.lexicon.class(self.tokens[at].word)
    }

    fn mark(&self, at: usize) -> &str {
        let Some(token) = self.tokens.get(at) else { return "" };
        if token.kind == PieceKind::Mark { token.span.of(self.text) } else { "" }
    }

    /// Cuts a sentence into items; `phrase` is its first phrase. Returns the next sentence's first phrase.
    fn itemize(&mut self, range: Range<usize>, mut phrase: usize) -> usize {
        self.items.clear();
        self.groups.clear();
        self.start = range.start;
        let mut at = range.start;
        while at < range.end {
            if let Some(here) = self.phrases.get(phrase).filter(|it| it.tokens.start == at) {
                // "the man whose son" keeps the man.
                let owner = self.phrases.get(phrase + 1).is_some_and(|next| next.owner == Some(phrase))
                    && self.tokens[here.tokens.end].kind != PieceKind::Word
                    && self.mark(here.tokens.end) != ",";
                self.item_of[phrase] = self.items.len();
                if !owner {
                    self.items.push(Item::Phrase(phrase));
                }
                at = here.tokens.end;
                phrase += 1;
                continue;
            }
            if let Some(end) = self.time_end(at) {
                // "on Sunday evening 228 residents": a preposition before a time governs nothing else.
                let owner = self.tokens.get(end).is_some_and(|next| next.kind == PieceKind::Possessive);
                let mut before = at;
                while let Some(&Item::Preposition(token)) = self.items.last()
                    && token + 1 == before
                    && !owner
                {
                    self.items.pop();
                    before = token;
                }
                at = end.min(range.end).max(at + 1);
                continue;
            }
            let item = match self.tags[at] {
                Tag::Auxiliary
                | Tag::Modal
                | Tag::Verb
                | Tag::Participle
                | Tag::Gerund
                | Tag::Infinitive
                | Tag::Particle => {
                    at = self.group(at, range.end);
                    continue;
                }
                Tag::Preposition => Item::Preposition(at),
                Tag::Conjunction => Item::Conjunction(at),
                Tag::Subordinator => Item::Subordinator(at),
                Tag::Relative => Item::Relative(at),
                Tag::Adverb if self.class(at).contains(Class::EXISTENTIAL) => Item::There,
                Tag::Mark => match self.tokens[at].span.of(self.text) {
                    "," => Item::Comma,
                    "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»" => Item::Quote,
                    "(" | "[" => Item::Open,
                    ")" | "]" => Item::Close,
                    // "Acme Inc. will go": inside a sentence a stop belongs to its word.
                    "." if at + 1 < range.end => {
                        at += 1;
                        continue;
                    }
                    "-" if self.mark(at + 1) == "-" => {
                        at += 1;
                        Item::Dash
                    }
                    "-" | "–" | "$" | "%" | "/" if !self.tokens[at].spaced => {
                        at += 1;
                        continue;
                    }
                    "-" | "–" | "—" => Item::Dash,
                    _ => Item::Stop,
                },
                _ => {
                    at += 1;
                    continue;
                }
            };
            self.items.push(item);
            at += 1;
        }
        phrase
    }

    /// The end of the time that holds `at`, if one does.
    fn time_end(&mut self, at: usize) -> Option<usize> {
        while self.times.get(self.time).is_some_and(|time| time.tokens.end <= at) {
            self.time += 1;
        }
        self.times.get(self.time).filter(|time| time.tokens.contains(&at)).map(|time| time.tokens.end)
    }

    /// Reads the verb group that begins at `start`; returns its end.
    fn group(&mut self, start: usize, end: usize) -> usize {
        let mut negated = false;
        let mut modal = None;
        let mut be = false;
        let mut finite = false;
        let particle = self.tags[start] == Tag::Particle;
        let mut at = start + usize::from(particle);
        let mut head = None;
        while at < end {
            let class = self.class(at);
            match self.tags[at] {
                Tag::Modal => {
                    modal = Some(self.tokens[at].word);
                    finite = true;
                }
                Tag::Auxiliary => {
                    be = class.contains(Class::BE);
                    finite |= !particle && !class.intersects(Class::VERB_GERUND) && !be_participle(class);
                }
                Tag::Adverb | Tag::Negation => {}
                Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Infinitive => head = Some(at),
                _ => break,
            }
            let only = at + 1 < end && self.class(at + 1).contains(Class::EXCLUSIVE);
            negated |= class.contains(Class::NEGATION) && !only;
            at += 1;
            if head.is_some() {
                break;
            }
        }
        let Some(mut head) = head else {
            // "to" or an auxiliary whose verb stands elsewhere: "Were they seen?"
            return start + 1;
        };
        // "got killed"
        if self.class(head).contains(Class::PASSIVE_HELPER)
            && head + 1 < end
            && self.tags[head + 1] == Tag::Participle
        {
            head += 1;
            be = true;
            finite |= self.tags[head - 1] == Tag::Verb;
        }
        let tag = self.tags[head];
        let alone = tag == Tag::Participle && !finite && head == start;
        let form = match tag {
            Tag::Verb => VerbForm::Finite,
            _ if particle => VerbForm::Infinitive,
            _ if finite => VerbForm::Finite,
            Tag::Infinitive => VerbForm::Infinitive,
            Tag::Gerund => VerbForm::Gerund,
            _ if self.tags[start] == Tag::Auxiliary && self.class(start).contains(Class::VERB_GERUND) => {
                VerbForm::Gerund
            }
            _ => VerbForm::Participle,
        };
        let passive = tag == Tag::Participle && (be || alone || form == VerbForm::Participle);
        let passive = passive && (be || !self.class(head).contains(Class::INTRANSITIVE));
        let item = self.items.len();
        self.items.push(Item::Verb(self.groups.len()));
        self.groups.push(Group {
            verb: start..head + 1,
            head,
            passive,
            form,
            negated,
            modal,
            item,
            from: item,
        });
        head + 1
    }

    /// Makes the clauses of the sentence in hand.
    fn sentence(&mut self) {
        self.first = self.clauses.len();
        let headless = self.groups.iter().all(|group| group.form != VerbForm::Finite);
        for index in 0..self.groups.len() {
            let group = self.groups[index].clone();
            let found = match group.form {
                VerbForm::Finite => self.finite(index),
                VerbForm::Participle => self.participle(index, headless),
                VerbForm::Gerund => self.gerund(index),
                VerbForm::Infinitive => self.infinitive(index),
            };
            self.groups[index].from = found.from;
            self.clauses.push(Clause {
                sentence: self.sentence,
                tokens: group.verb.clone(),
                head: group.head,
                lemma: self.rules.lexicon.word(self.tokens[group.head].word).lemma,
                passive: found.voice.unwrap_or(group.passive),
                form: if found.voice.is_some() { VerbForm::Finite } else { group.form },
                link: found.link,
                parent: found.parent,
                negated: group.negated,
                modal: group.modal,
                subject: found.subject,
                subject_shared: found.shared,
                objects: Vec::new(),
                complements: Vec::new(),
                verb: group.verb,
            });
        }
        for index in 0..self.groups.len() {
            self.fill(index);
        }
        self.share();
        for clause in &mut self.clauses[self.first..] {
            let subject = clause.subject.filter(|_| !clause.subject_shared);
            let phrases = subject.into_iter().chain(clause.objects.iter().copied());
            // "neither the company nor the union would say", "not one person came", "no “live rounds” were fired"; and
            // "none of them heard or saw it": of the second verb as well.
            let joined =
                clause.subject_shared && clause.link == Link::Main && clause.form == VerbForm::Finite;
            let first = clause.subject.filter(|_| joined).or(subject);
            // What the sentence before ends with denies nothing.
            let back = |at: usize| at.checked_sub(1).filter(|&before| before >= self.start);
            let before = first.and_then(|first| back(self.phrases[first].tokens.start));
            let mark = before.filter(|&at| self.tokens[at].kind != PieceKind::Word);
            let word = mark.map_or(before, back);
            let denied = word.is_some_and(|at| {
                let tag = matches!(self.tags[at], Tag::Conjunction | Tag::Negation);
                (tag || mark.is_some() && self.tags[at] == Tag::Determiner)
                    && self.rules.lexicon.class(self.tokens[at].word).contains(Class::NEGATION)
            });
            let mut negated = clause.negated || denied;
            for phrase in phrases {
                negated |= self.phrases[phrase].negated;
            }
            clause.negated = negated;
        }
        for index in self.first..self.clauses.len() {
            if self.denied_above(index) {
                self.clauses[index].negated ^= true;
            }
        }
        for clause in &mut self.clauses[self.first..] {
            let subject = clause.subject.filter(|_| !clause.subject_shared);
            let parts = subject.into_iter().chain(clause.objects.iter().copied());
            for phrase in parts.chain(clause.complements.iter().map(|&(_, phrase)| phrase)) {
                let tokens = &self.phrases[phrase].tokens;
                clause.tokens.start = clause.tokens.start.min(tokens.start);
                clause.tokens.end = clause.tokens.end.max(tokens.end);
            }
        }
    }

    /// Does what an infinitive hangs on say that it was not done: "failed to reach", "was not able to reach"?
    fn denied_above(&self, index: usize) -> bool {
        let clause = &self.clauses[index];
        let above = clause.parent.filter(|_| clause.link == Link::Infinitive);
        let Some(above) = above.map(|parent| &self.clauses[parent]) else { return false };
        let class = |word: WordId| self.rules.lexicon.word(word).class;
        // "to" may stand in the verb group, or before it.
        let before = (1..=2).filter_map(|back| clause.verb.start.checked_sub(back));
        let class_at = |at: usize| class(self.tokens[at].word);
        let adjective = before
            .filter(|&at| at > above.head)
            .find(|&at| class_at(at).intersects(Class::IMPLIES | Class::IMPLIES_NOT));
        // "is not able": the "not" stands behind the verb.
        let negated = above.negated
            || adjective
                .is_some_and(|end| (above.head..end).any(|at| class_at(at).contains(Class::NEGATION)));
        match adjective.map_or_else(|| class(above.lemma), class_at) {
            class if class.contains(Class::IMPLIES_NOT) => !negated,
            class if class.contains(Class::IMPLIES) => negated,
            _ => false,
        }
    }

    /// The first phrase of the chain that a phrase belongs to: "a mother" for "her two sons".
    fn root(&self, phrase: usize) -> usize {
        let mut root = phrase;
        for _ in 0..REACH {
            match self.joined_to[root] {
                Some(left) => root = left,
                None => break,
            }
        }
        root
    }

    /// The first phrase of a coordination or apposition; "of" is not followed.
    fn same_root(&self, phrase: usize) -> usize {
        let mut root = phrase;
        for _ in 0..REACH {
            match self.joined_to[root] {
                Some(left) if self.phrases[left].of != Some(root) => root = left,
                _ => break,
            }
        }
        root
    }

    fn item(&self, at: usize) -> Option<Item> {
        self.items.get(at).copied()
    }

    fn before(&self, at: usize) -> Option<Item> {
        at.checked_sub(1).and_then(|at| self.item(at))
    }

    /// The clause of a group of this sentence.
    fn clause(&self, group: usize) -> usize {
        self.first + group
    }

    /// Is the group a finite verb that is not inside a relative clause?
    fn stands_alone(&self, group: usize) -> bool {
        let clause = &self.clauses[self.clause(group)];
        clause.form == VerbForm::Finite && clause.link != Link::Relative
    }

    fn finite(&self, index: usize) -> Found {
        let item = self.groups[index].item;
        let saying = self.class(self.groups[index].head).contains(Class::SAYING);
        match self.subject_before(item) {
            // "About 107,000 people, says the ministry"
            Subject::Phrase { phrase, .. }
                if saying
                    && self.phrases[phrase].quantity.is_some()
                    && matches!(self.before(item), Some(Item::Comma))
                    && self.inverted(item).is_some() =>
            {
                Found { subject: self.inverted(item), ..Found::at(item) }
            }
            Subject::Phrase { phrase, item: at } => {
                Found { subject: Some(phrase), ..self.link_before(index, at) }
            }
            Subject::Relative(at) => {
                let subject = self.antecedent(at);
                let parent = self.verb_before(at).map(|group| self.clause(group));
                Found { subject, link: Link::Relative, parent, from: at, ..Found::at(item) }
            }
            Subject::There => Found { subject: self.phrase_after(item), ..self.link_before(index, item - 1) },
            Subject::Shared(group) => {
                if saying
                    && matches!(self.before(item), Some(Item::Comma | Item::Quote))
                    && let Some(phrase) = self.inverted(item)
                {
                    return Found { subject: Some(phrase), ..Found::at(item) };
                }
                self.like(group, item)
            }
            Subject::None => {
                if saying && let Some(phrase) = self.inverted(item) {
                    return Found { subject: Some(phrase), ..Found::at(item) };
                }
                // "Among the dead were seven children"
                let be = self.class(self.groups[index].head).contains(Class::BE);
                Found { subject: self.phrase_after(item).filter(|_| be), ..self.link_before(index, item) }
            }
        }
    }

    /// A verb coordinated with an earlier one: same subject, same link.
    fn like(&self, group: usize, item: usize) -> Found {
        let clause = &self.clauses[self.clause(group)];
        Found {
            subject: clause.subject,
            shared: true,
            link: clause.link,
            parent: clause.parent,
            ..Found::at(item)
        }
    }

    /// Where the subject of the finite verb at `item` stands.
    fn subject_before(&self, item: usize) -> Subject {
        let mut at = item;
        let mut governed = false;
        for _ in 0..REACH {
            let Some(before) = at.checked_sub(1) else { return Subject::None };
            match self.items[before] {
                Item::Phrase(phrase) => {
                    let root = self.root(phrase);
                    let place = self.item_of[root].min(before);
                    if let Some(Item::Preposition(_)) = self.before(place) {
                        // "the head of the army said"
                        at = place - 1;
                        while let Some(Item::Preposition(_)) = self.before(at) {
                            at -= 1;
                        }
                        governed = true;
                        continue;
                    }
                    // "a man about 330 kilometres north died"
                    if before == place
                        && self.phrases[root].quantity.is_some()
                        && self.tags[self.phrases[root].head] == Tag::Number
                        && matches!(self.before(place), Some(Item::Phrase(_)))
                        && !matches!(
                            place.checked_sub(2).map(|at| self.items[at]),
                            Some(Item::Preposition(_))
                        )
                    {
                        at = place;
                        continue;
                    }
                    // "12 people a day are killed"
                    if before == place
                        && self.rate(root)
                        && matches!(self.before(place), Some(Item::Phrase(_)))
                    {
                        at = place;
                        continue;
                    }
                    // "Maria Lopez, 45, said"
                    let aside = matches!(self.before(place), Some(Item::Comma))
                        && before == place
                        && matches!(self.item(before + 1), Some(Item::Comma))
                        && self.tags[self.phrases[root].head] == Tag::Number;
                    if aside && place >= 2 && matches!(self.items[place - 2], Item::Phrase(_)) {
                        at = place - 1;
                        continue;
                    }
                    if let Some(open) = self.modifying(place) {
                        at = open;
                        continue;
                    }
                    return Subject::Phrase { phrase: root, item: place };
                }
                Item::Preposition(_) | Item::Quote => at = before,
                Item::There => return Subject::There,
                Item::Relative(_) => return Subject::Relative(before),
                // "UN reports (2020-2023) have"
                Item::Close => match self.opening_bracket(before) {
                    Some(open) => at = open,
                    None => return Subject::None,
                },
                // "the squads--which are small--were"
                Item::Dash => match self.opening_dash(before) {
                    Some(open) => at = open,
                    None => return Subject::None,
                },
                Item::Subordinator(_) | Item::Stop | Item::Open => return Subject::None,
                Item::Conjunction(_) => {
                    if !governed && let Some(group) = self.coordinated(before, item) {
                        return Subject::Shared(group);
                    }
                    at = before;
                }
                Item::Comma => match self.aside(before).or_else(|| self.cue_within(before)) {
                    Some(open) => at = open,
                    None if governed => at = before,
                    None => match self.coordinated(before, item) {
                        Some(group) => return Subject::Shared(group),
                        None => at = before,
                    },
                },
                Item::Verb(group) => {
                    let clause = &self.clauses[self.clause(group)];
                    if self.stands_alone(group) {
                        return Subject::Shared(group);
                    }
                    // "people displaced by the flood returned", "the man who was arrested died"
                    let mut from = self.groups[group].from.min(before);
                    if clause.link == Link::Relative {
                        while let Some(Item::Preposition(_) | Item::Comma) = self.before(from) {
                            from -= 1;
                        }
                    } else {
                        from = before;
                    }
                    at = from;
                }
            }
        }
        Subject::None
    }

    /// Is there a phrase with a name for its head?
    fn named(&self, item: usize) -> bool {
        match self.items.get(item) {
            Some(Item::Phrase(phrase)) => self.tags[self.phrases[*phrase].head] == Tag::Name,
            _ => false,
        }
    }

    /// "a day": a period of time that a figure before it is counted over?
    fn rate(&self, phrase: usize) -> bool {
        let phrase = &self.phrases[phrase];
        let period = self.rules.calendar.words.get(self.tokens[phrase.head].word).period;
        phrase.tokens.len() == 2 && self.tags[phrase.tokens.start] == Tag::Determiner && period.is_some()
    }

    /// Where a verb that describes a noun begins, if the phrase at `place` is only its object: "gunmen who killed five farmers
    /// were", "a bus carrying 40 pilgrims fell".
    fn modifying(&self, place: usize) -> Option<usize> {
        let Some(Item::Verb(group)) = self.before(place) else { return None };
        let clause = &self.clauses[self.clause(group)];
        // "the man who said five farmers were arrested"
        if self.class(self.groups[group].head).contains(Class::SAYING) {
            return None;
        }
        let verb = place - 1;
        match clause.link {
            Link::Relative if clause.form == VerbForm::Finite => {
                let from = self.groups[group].from.min(verb);
                let own = matches!(self.items.get(from), Some(Item::Relative(_)));
                (own && matches!(self.before(from), Some(Item::Phrase(_)))).then_some(from)
            }
            Link::Participial if clause.form != VerbForm::Finite => {
                matches!(self.before(verb), Some(Item::Phrase(_))).then_some(verb)
            }
            // "the decision to cut jobs angered"
            Link::Infinitive if matches!(self.before(verb), Some(Item::Phrase(_))) => {
                let object = matches!(self.before(verb - 1), Some(Item::Verb(_) | Item::Preposition(_)));
                (!object).then_some(verb)
            }
            _ => None,
        }
    }

    /// The comma that opens the aside which the comma at `close` ends: "The minister, who …, said".
    fn aside(&self, close: usize) -> Option<usize> {
        let mut at = close;
        for _ in 0..REACH {
            at = at.checked_sub(1)?;
            match self.items[at] {
                Item::Comma => {
                    let opens = match self.item(at + 1)? {
                        Item::Relative(_) | Item::Preposition(_) | Item::Subordinator(_) => true,
                        Item::Verb(group) => self.clauses[self.clause(group)].form != VerbForm::Finite,
                        Item::Comma | Item::Conjunction(_) => true,
                        // "132 people, many of them women, died"
                        Item::Phrase(phrase) => {
                            let them =
                                |phrase: usize| self.tags[self.phrases[phrase].tokens.start] == Tag::Pronoun;
                            // "80 passengers, crew included, were"; "the toll in Morbi, Gujarat, rose"
                            let absolute = at + 3 == close
                                && matches!(self.item(at + 2), Some(Item::Verb(group))
                                    if self.clauses[self.clause(group)].form != VerbForm::Finite);
                            let region = at > 1
                                && at + 2 == close
                                && self.named(at + 1)
                                && self.named(at - 1)
                                && matches!(self.items[at - 2], Item::Preposition(_));
                            self.joined_to[phrase].is_some()
                                || absolute
                                || region
                                || matches!(
                                    (self.item(at + 2), self.item(at + 3)),
                                    (Some(Item::Preposition(_)), Some(Item::Phrase(of))) if them(of)
                                )
                        }
                        _ => false,
                    };
                    let subject = matches!(self.before(at), Some(Item::Phrase(_)));
                    if opens && subject {
                        return Some(at);
                    }
                }
                Item::Verb(group) if self.stands_alone(group) => {
                    let clause = &self.clauses[self.clause(group)];
                    if !matches!(clause.link, Link::Adverbial(_)) {
                        return None;
                    }
                }
                Item::Stop | Item::Open => return None,
                _ => {}
            }
        }
        None
    }

    /// The comma that opens the cue which the comma at `close` ends: "The toll, he added, had risen".
    fn cue_within(&self, close: usize) -> Option<usize> {
        let verb = close.checked_sub(1)?;
        let Item::Verb(group) = self.items[verb] else { return None };
        let subject = self.clauses[self.clause(group)].subject?;
        let open = self.item_of[subject].checked_sub(1)?;
        let cue = self.class(self.groups[group].head).contains(Class::SAYING)
            && self.groups[group].form == VerbForm::Finite
            && self.item_of[subject] + 1 == verb
            && self.items[open] == Item::Comma;
        (cue && matches!(self.before(open), Some(Item::Phrase(_)))).then_some(open)
    }

    /// The finite verb that the verb at `verb`, behind the conjunction or comma at `item`, goes on from.
    fn coordinated(&self, item: usize, verb: usize) -> Option<usize> {
        let mut found = self.items[..item].iter().rev().take(REACH).find_map(|it| match it {
            Item::Verb(group) if self.clauses[self.clause(*group)].form == VerbForm::Finite => Some(*group),
            _ => None,
        })?;
        // "reiterated that the land must not be used and urged": a word of saying goes with another.
        let Some(Item::Verb(group)) = self.item(verb) else { return Some(found) };
        let saying = |group: usize| self.class(self.groups[group].head).contains(Class::SAYING);
        for _ in 0..4 {
            let clause = &self.clauses[self.clause(found)];
            let Some(parent) = clause.parent.filter(|&parent| parent >= self.first) else { break };
            let parent = parent - self.first;
            // "posted results that missed forecasts, announced a plan and said"
            let outer = clause.link == Link::Relative || clause.link == Link::Complement && saying(parent);
            if !saying(group) || saying(found) || !outer || self.groups[parent].form != VerbForm::Finite {
                break;
            }
            found = parent;
        }
        Some(found)
    }

    /// The item of the dash that opens the aside which the one at `close` ends.
    fn opening_dash(&self, close: usize) -> Option<usize> {
        let first = close.saturating_sub(REACH);
        (first..close).rev().find(|&at| self.items[at] == Item::Dash)
    }

    /// The item of the bracket that the one at `close` closes.
    fn opening_bracket(&self, close: usize) -> Option<usize> {
        let first = close.saturating_sub(REACH);
        (first..close).rev().find(|&at| self.items[at] == Item::Open)
    }

    /// The subject behind its verb of saying: "said the minister".
    fn inverted(&self, item: usize) -> Option<usize> {
        if !matches!(self.before(item), None | Some(Item::Comma | Item::Quote | Item::Dash | Item::Stop)) {
            return None;
        }
        let Some(Item::Phrase(phrase)) = self.item(item + 1) else { return None };
        let mut at = item + 1;
        while let Some(Item::Phrase(_) | Item::Preposition(_)) = self.item(at) {
            at += 1;
        }
        let clause_follows = match self.item(at) {
            Some(Item::Verb(group)) => self.groups[group].form == VerbForm::Finite,
            Some(Item::Subordinator(at)) => self.class(at).contains(Class::COMPLEMENTIZER),
            _ => false,
        };
        (!clause_follows).then_some(phrase)
    }

    fn phrase_after(&self, item: usize) -> Option<usize> {
        match self.item(item + 1) {
            Some(Item::Phrase(phrase)) => Some(phrase),
            _ => None,
        }
    }

    /// The nearest verb before an item.
    fn verb_before(&self, item: usize) -> Option<usize> {
        self.items[..item.min(self.items.len())].iter().rev().take(REACH).find_map(|it| match it {
            Item::Verb(group) => Some(*group),
            _ => None,
        })
    }

    /// The phrase that the relative pronoun at `item` stands for.
    fn antecedent(&self, item: usize) -> Option<usize> {
        let mut at = item;
        while let Some(Item::Comma | Item::Preposition(_) | Item::Quote | Item::Dash) = self.before(at) {
            at -= 1;
        }
        // "the Tehrik-e-Taliban (TTP), who"
        if let Some(Item::Close) = self.before(at)
            && let Some(open) = self.opening_bracket(at - 1)
        {
            at = open;
        }
        // "the flooding that occurred, which": a short clause stands between.
        for _ in 0..4 {
            match self.before(at) {
                Some(Item::Verb(_) | Item::Relative(_)) => at -= 1,
                _ => break,
            }
        }
        let Some(Item::Phrase(mut nearest)) = self.before(at) else { return None };
        // "a group based in Peru that emerged": a name behind a preposition needs no clause to say which it is.
        let name = &self.phrases[nearest];
        let bare = name.tokens.len() == 1 && self.tags[name.head] == Tag::Name && at == item;
        if bare
            && at >= 4
            && matches!(self.items[at - 2], Item::Preposition(_))
            && let (Item::Verb(group), Item::Phrase(noun)) = (self.items[at - 3], self.items[at - 4])
            && self.groups[group].form == VerbForm::Participle
        {
            nearest = noun;
        }
        let mut phrase = self.same_root(nearest);
        // "the head of the army, who": persons are "who".
        let Item::Relative(token) = self.items[item] else { return Some(phrase) };
        if self.class(token).contains(Class::PERSON) {
            // "Ana Silva of Labour, who"
            if let Some(whole) =
                self.joined_to[phrase].filter(|&whole| self.phrases[whole].of == Some(phrase))
                && (self.tags[self.phrases[whole].head] == Tag::Name
                    || self.class(self.phrases[whole].head).contains(Class::PERSON))
            {
                return Some(self.same_root(whole));
            }
            // "three men arrested near Lima, who": a name behind a preposition may be a place.
            if let Some(person) = self.person_before(phrase) {
                return Some(person);
            }
            let somebody = |phrase: usize| {
                let head = self.phrases[phrase].head;
                self.class(head).intersects(Class::PERSON | Class::TITLE) || self.tags[head] == Tag::Name
            };
            for _ in 0..4 {
                if somebody(phrase) {
                    break;
                }
                let place = self.item_of[phrase];
                let further = match (self.before(place), place.checked_sub(2).map(|at| self.items[at])) {
                    (Some(Item::Preposition(_)), Some(Item::Phrase(further))) => further,
                    _ => return Some(self.same_root(nearest)),
                };
                phrase = self.same_root(further);
            }
        }
        Some(phrase)
    }

    /// A person shortly before a name that a preposition governs.
    fn person_before(&self, phrase: usize) -> Option<usize> {
        let head = self.phrases[phrase].head;
        let class = self.class(head);
        if self.tags[head] != Tag::Name || class.intersects(Class::PERSON | Class::TITLE) {
            return None;
        }
        let mut at = self.item_of[phrase];
        let Some(Item::Preposition(token)) = self.before(at) else { return None };
        if self.class(token).intersects(Class::AGENTIVE) {
            return None;
        }
        for _ in 0..6 {
            at = at.checked_sub(1)?;
            match self.items[at] {
                Item::Phrase(other) => {
                    let person = self.class(self.phrases[other].head).contains(Class::PERSON);
                    if person && self.tags[self.phrases[other].head] == Tag::Noun {
                        return Some(self.same_root(other));
                    }
                }
                Item::Preposition(_) => {}
                Item::Verb(group) if self.groups[group].form != VerbForm::Finite => {}
                _ => return None,
            }
        }
        None
    }

    /// How a clause hangs whose first part (its subject, or the verb itself) is at `item`.
    fn link_before(&self, index: usize, item: usize) -> Found {
        let mut at = item;
        // "that in Kabul the army", "after, on Monday, the army"
        for _ in 0..REACH {
            match (self.before(at), at.checked_sub(2).map(|at| self.items[at])) {
                (Some(Item::Phrase(_)), Some(Item::Preposition(_))) => at -= 2,
                (Some(Item::Comma), Some(Item::Phrase(_)))
                    if at >= 3
                        && matches!(self.items[at - 3], Item::Preposition(_))
                        && at >= 4
                        && matches!(self.items[at - 4], Item::Subordinator(_) | Item::Comma) =>
                {
                    at -= 1;
                }
                (Some(Item::Quote), _) => at -= 1,
                _ => break,
            }
        }
        match self.before(at) {
            Some(Item::Subordinator(token)) => {
                let parent = self.verb_before(at - 1);
                let content = self.class(token).contains(Class::COMPLEMENTIZER)
                    && (parent.is_some() || matches!(self.before(at - 1), Some(Item::Phrase(_))));
                let link = if content { Link::Complement } else { Link::Adverbial(self.tokens[token].word) };
                Found { link, parent: parent.map(|group| self.clause(group)), ..Found::at(at - 1) }
            }
            Some(Item::Relative(_)) => {
                let parent = self.verb_before(at - 1).map(|group| self.clause(group));
                Found { link: Link::Relative, parent, ..Found::at(at - 1) }
            }
            // "officials said the attack killed"
            Some(Item::Verb(group)) if at < self.groups[index].item => self.content_of(group, at),
            // "told reporters the attack killed"
            Some(Item::Phrase(_)) if at < self.groups[index].item => match at
                .checked_sub(2)
                .map(|at| self.items[at])
            {
                Some(Item::Verb(group)) if self.class(self.groups[group].head).contains(Class::SAYING) => {
                    self.content_of(group, at)
                }
                _ => Found::at(at),
            },
            Some(Item::Conjunction(_)) => match self.coordinated(at - 1, self.groups[index].item) {
                Some(group)
                    if self.clauses[self.clause(group)].link == Link::Complement
                        && !matches!(self.before(at - 1), Some(Item::Comma)) =>
                {
                    let clause = &self.clauses[self.clause(group)];
                    Found { link: clause.link, parent: clause.parent, ..Found::at(at) }
                }
                _ => Found::at(at),
            },
            _ => Found::at(at),
        }
    }

    fn content_of(&self, group: usize, at: usize) -> Found {
        Found { link: Link::Complement, parent: Some(self.clause(group)), ..Found::at(at) }
    }

    /// "killed in the strike": behind its noun, behind a comma, or alone in a headline.
    fn participle(&self, index: usize, headless: bool) -> Found {
        let item = self.groups[index].item;
        let parent = self.verb_before(item).map(|group| self.clause(group));
        let found = Found { link: Link::Participial, parent, ..Found::at(item) };
        match self.before(item) {
            Some(Item::Phrase(phrase)) => {
                let whole = headless && index == 0;
                let subject = if whole { self.root(phrase) } else { self.same_root(phrase) };
                let link = if whole { Link::Main } else { Link::Participial };
                Found { subject: Some(subject), link, ..found }
            }
            Some(Item::Conjunction(_)) => match self.verb_before(item) {
                // "was shot and killed", "has checked and reported"
                Some(group)
                    if self.clauses[self.clause(group)].passive
                        || self.clauses[self.clause(group)].form == VerbForm::Finite
                            && self.tags[self.groups[group].head] == Tag::Participle =>
                {
                    let clause = &self.clauses[self.clause(group)];
                    let voice = (clause.form == VerbForm::Finite).then_some(clause.passive);
                    Found { voice, ..self.like(group, item) }
                }
                _ => found,
            },
            Some(Item::Comma) => {
                let subject = item.checked_sub(2).and_then(|at| match self.items[at] {
                    Item::Phrase(phrase) => Some(self.same_root(phrase)),
                    _ => None,
                });
                Found { subject, ..found }
            }
            Some(Item::Subordinator(token)) => {
                Found { link: Link::Adverbial(self.tokens[token].word), ..found }
            }
            // "left wounded", "remained closed"
            Some(Item::Verb(group)) => {
                let clause = &self.clauses[self.clause(group)];
                Found { subject: clause.subject, shared: true, ..found }
            }
            _ => found,
        }
    }

    /// ", leaving 13 injured", "after killing 12", "soldiers fighting in the north"
    fn gerund(&self, index: usize) -> Found {
        let item = self.groups[index].item;
        let governing = self.verb_before(item);
        let parent = governing.map(|group| self.clause(group));
        let shared = governing.and_then(|group| self.clauses[self.clause(group)].subject);
        let found =
            Found { subject: shared, shared: true, link: Link::Participial, parent, ..Found::at(item) };
        match self.before(item) {
            Some(Item::Preposition(token) | Item::Subordinator(token)) => {
                let link = Link::Adverbial(self.tokens[token].word);
                // "accuse the mayor of taking bribes"
                if self.class(token).contains(Class::OBJECT_CONTROL)
                    && let Some(phrase) = self.object_before(item - 1)
                {
                    return Found { subject: Some(phrase), link, ..found };
                }
                Found { link, ..found }
            }
            Some(Item::Phrase(phrase)) => {
                Found { subject: Some(self.same_root(phrase)), shared: false, ..found }
            }
            Some(Item::Verb(_)) => Found { link: Link::Complement, ..found },
            Some(Item::Conjunction(_)) => match governing {
                Some(group) if self.clauses[self.clause(group)].form == VerbForm::Gerund => {
                    self.like(group, item)
                }
                _ => found,
            },
            // "The minister, speaking in Paris, said": nothing but the noun stands before.
            Some(Item::Comma) if governing.is_none() => {
                let subject = item.checked_sub(2).and_then(|at| match self.items[at] {
                    Item::Phrase(phrase) => Some(self.root(phrase)),
                    _ => None,
                });
                Found { subject, shared: false, ..found }
            }
            _ => found,
        }
    }

    /// The person or group that stands directly between an active verb and the preposition at `item`.
    fn object_before(&self, item: usize) -> Option<usize> {
        let Some(Item::Phrase(phrase)) = self.before(item) else { return None };
        let root = self.same_root(phrase);
        let Some(Item::Verb(group)) = self.before(self.item_of[root]) else { return None };
        let head = self.phrases[root].head;
        let somebody = self.tags[head] == Tag::Name
            || self.class(head).intersects(Class::PERSON | Class::GROUP | Class::TITLE);
        (somebody && !self.clauses[self.clause(group)].passive).then_some(root)
    }

    /// "plans to cut", "forced thousands to flee"
    fn infinitive(&self, index: usize) -> Found {
        let item = self.groups[index].item;
        let Some(group) = self.verb_before(item) else {
            let subject = match self.before(item) {
                Some(Item::Phrase(phrase)) => Some(self.root(phrase)),
                _ => None,
            };
            return Found { subject, link: Link::Infinitive, ..Found::at(item) };
        };
        let clause = &self.clauses[self.clause(group)];
        let found = Found {
            subject: clause.subject,
            shared: true,
            link: Link::Infinitive,
            parent: Some(self.clause(group)),
            ..Found::at(item)
        };
        match self.before(item) {
            Some(Item::Phrase(phrase))
                if !clause.passive
                    && (self.class(clause.head).intersects(Class::OBJECT_CONTROL)
                        || clause.form == VerbForm::Finite
                            && self.class(clause.head).contains(Class::SAYING)
                            && !self.class(clause.head).contains(Class::INTRANSITIVE)) =>
            {
                Found { subject: Some(self.root(phrase)), ..found }
            }
            Some(Item::Conjunction(_)) if clause.form == VerbForm::Infinitive => self.like(group, item),
            _ => found,
        }
    }

    /// Gives a clause its objects and complements.
    fn fill(&mut self, index: usize) {
        let clause = self.clause(index);
        let item = self.groups[index].item;
        let mut objects = Vec::new();
        let mut complements = Vec::new();
        // "In Kabul, 12 people died": what stands before the verb. The asides of others stay theirs.
        let from = if self.clauses[clause].form == VerbForm::Finite && !self.clauses[clause].subject_shared {
            self.opening(index)
        } else {
            item
        };
        let mut at = from;
        while at < item {
            match (self.items[at], self.items.get(at + 1)) {
                (Item::Preposition(token), Some(&Item::Phrase(phrase)))
                    if self.free(phrase) && at + 1 < item =>
                {
                    // "according to police": the first word says how.
                    let token = match self.before(at) {
                        Some(Item::Preposition(first)) if at > from => first,
                        _ => token,
                    };
                    complements.push((self.tokens[token].word, phrase));
                    at += 2;
                }
                (Item::Verb(_) | Item::Relative(_) | Item::Subordinator(_), _) if at > from => break,
                _ => at += 1,
            }
        }
        let mut at = item + 1;
        let mut open = true;
        while let Some(here) = self.item(at) {
            match here {
                Item::Phrase(phrase) => {
                    let subject = self.is_subject(phrase, index);
                    if subject {
                        break;
                    }
                    if open
                        && self.free(phrase)
                        && self.clauses[clause].subject != Some(phrase)
                        && objects.len() < 3
                    {
                        objects.push(phrase);
                    }
                    at += 1;
                }
                Item::Preposition(token) => {
                    let mut next = at + 1;
                    while let Some(Item::Preposition(_) | Item::Quote) = self.item(next) {
                        next += 1;
                    }
                    if let Some(Item::Phrase(phrase)) = self.item(next) {
                        if self.free(phrase) {
                            complements.push((self.tokens[token].word, phrase));
                            // What follows a prepositional phrase directly is no object of the verb.
                            open = false;
                        }
                        at = next + 1;
                    } else if let Some(Item::Verb(_)) = self.item(next) {
                        break;
                    } else {
                        at = next;
                    }
                }
                Item::Quote => at += 1,
                Item::Comma => match self.item(at + 1) {
                    Some(Item::Preposition(_)) if !self.opens_clause(at + 1) => {
                        open = false;
                        at += 1;
                    }
                    Some(Item::Phrase(phrase)) if !self.free(phrase) => {
                        at += 1;
                    }
                    _ => break,
                },
                Item::Conjunction(_) => match self.item(at + 1) {
                    Some(Item::Phrase(phrase)) if !self.free(phrase) => at += 1,
                    Some(Item::Preposition(_)) => at += 1,
                    _ => break,
                },
                Item::Open => {
                    let close =
                        (at..self.items.len().min(at + REACH)).find(|&at| self.items[at] == Item::Close);
                    at = close.unwrap_or(at) + 1;
                }
                Item::Verb(_)
                | Item::Subordinator(_)
                | Item::Relative(_)
                | Item::Stop
                | Item::Dash
                | Item::Close
                | Item::There => break,
            }
        }
        if self.clauses[clause].link == Link::Relative
            && objects.is_empty()
            && let Some(Item::Relative(_)) = self.item(self.groups[index].from)
        {
            // "the attack that the army launched"
            let antecedent = self.antecedent(self.groups[index].from);
            objects.extend(antecedent.filter(|&phrase| self.clauses[clause].subject != Some(phrase)));
        }
        self.clauses[clause].objects = objects;
        self.clauses[clause].complements = complements;
    }

    /// Does the phrase stand for itself, not joined to one on its left?
    fn free(&self, phrase: usize) -> bool {
        self.joined_to[phrase].is_none()
    }

    /// Is the phrase the subject of a later clause of its own?
    fn is_subject(&self, phrase: usize, index: usize) -> bool {
        let root = self.root(phrase);
        let later = &self.clauses[self.clause(index)..];
        later.iter().take(4).skip(1).any(|clause| {
            clause.subject == Some(root)
                && !clause.subject_shared
                && clause.form == VerbForm::Finite
                && clause.link != Link::Relative
        })
    }

    /// Where the words before the verb begin that belong to its clause.
    fn opening(&self, index: usize) -> usize {
        let clause = &self.clauses[self.clause(index)];
        let Some(subject) = clause.subject else { return self.groups[index].item };
        let mut at = self.item_of[subject].min(self.groups[index].item);
        if clause.link == Link::Relative {
            return self.groups[index].from;
        }
        loop {
            let pair = at >= 2
                && matches!(self.items[at - 1], Item::Phrase(_))
                && matches!(self.items[at - 2], Item::Preposition(_));
            let comma = at >= 3
                && matches!(self.items[at - 1], Item::Comma)
                && matches!(self.items[at - 2], Item::Phrase(_))
                && matches!(self.items[at - 3], Item::Preposition(_));
            // Only what opens the clause: "He died in Kabul, police said" keeps Kabul where it is.
            if comma && self.fronted(at - 3) {
                at -= 3;
            } else if pair && self.fronted(at - 2) {
                at -= 2;
            } else {
                break;
            }
        }
        while let Some(Item::Preposition(_)) = self.before(at) {
            at -= 1;
        }
        at
    }

    /// Does nothing but a clause's opening stand before the preposition at `item`?
    fn fronted(&self, item: usize) -> bool {
        let mut at = item;
        for _ in 0..REACH {
            match self.before(at) {
                None | Some(Item::Subordinator(_) | Item::Stop | Item::Dash | Item::Conjunction(_)) => {
                    return true;
                }
                Some(Item::Quote | Item::Comma | Item::Preposition(_)) => at -= 1,
                Some(Item::Phrase(_)) if at >= 2 && matches!(self.items[at - 2], Item::Preposition(_)) => {
                    at -= 2
                }
                Some(_) => return false,
            }
        }
        false
    }

    /// Does a clause with its own subject open with the preposition at `item`: ", in Kabul police said"?
    fn opens_clause(&self, item: usize) -> bool {
        let mut at = item;
        while let (Some(Item::Preposition(_)), Some(Item::Phrase(_))) = (self.item(at), self.item(at + 1)) {
            at += 2;
        }
        let at = at + usize::from(matches!(self.item(at), Some(Item::Comma)));
        matches!(self.item(at), Some(Item::Phrase(_)))
            && matches!(self.item(at + 1), Some(Item::Verb(group)) if self.groups[group].form == VerbForm::Finite)
    }

    /// What clauses take from each other once all are known.
    fn share(&mut self) {
        for index in 0..self.groups.len() {
            let clause = self.clause(index);
            let next =
                (index + 1..self.groups.len()).take(REACH).map(|group| self.clause(group)).find(|&other| {
                    let other = &self.clauses[other];
                    other.form == VerbForm::Finite && other.link == Link::Main
                });
            let leading = self.clauses[clause].parent.is_none();
            // "Speaking in Paris, he said", "After the talks failed, he left"
            if leading && !matches!(self.clauses[clause].link, Link::Main) {
                self.clauses[clause].parent = next;
                let bare =
                    self.clauses[clause].form != VerbForm::Finite && self.clauses[clause].subject.is_none();
                if bare && let Some(next) = next {
                    self.clauses[clause].subject = self.clauses[next].subject;
                    self.clauses[clause].subject_shared = true;
                }
            }
            // "shot and killed two men": the first verb has the second's object.
            let joined = matches!(self.item(self.groups[index].item + 1), Some(Item::Conjunction(_)))
                && matches!(self.item(self.groups[index].item + 2), Some(Item::Verb(_)));
            if joined && index + 1 < self.groups.len() {
                let other = self.clause(index + 1);
                if self.clauses[clause].objects.is_empty()
                    && self.clauses[other].subject == self.clauses[clause].subject
                    && !self.class(self.clauses[clause].head).contains(Class::INTRANSITIVE)
                    && self.clauses[clause].passive == self.clauses[other].passive
                {
                    self.clauses[clause].objects = self.clauses[other].objects.clone();
                }
                if self.clauses[clause].complements.is_empty() {
                    self.clauses[clause].complements = self.clauses[other].complements.clone();
                }
            }
            // "12 people died, police said": what stands before is the content.
            let cue = &self.clauses[clause];
            let trails = cue.form == VerbForm::Finite
                && cue.link == Link::Main
                && index > 0
                && !cue.subject_shared
                && cue
                    .objects
                    .iter()
                    .all(|&object| self.class(self.phrases[object].head).contains(Class::PERSON))
                && self.class(cue.head).contains(Class::SAYING)
                && self.content_precedes(index);
            if index == 0
                && self.class(self.clauses[clause].head).contains(Class::SAYING)
                && self.clauses[clause].link == Link::Main
                && let Some(next) = self.content_goes_on(index)
            {
                let next = self.clause(next);
                self.clauses[next].link = Link::Complement;
                self.clauses[next].parent = Some(clause);
            }
            if trails {
                for before in (0..index).rev().take(REACH) {
                    let before = self.clause(before);
                    if self.clauses[before].link == Link::Main && self.clauses[before].parent.is_none() {
                        self.clauses[before].link = Link::Complement;
                        self.clauses[before].parent = Some(clause);
                    }
                }
            }
        }
    }

    /// "The dam, he said, was safe", "Without it, he said, 12 people died": the clause that goes on behind a
    /// cue between commas.
    fn content_goes_on(&self, index: usize) -> Option<usize> {
        let clause = &self.clauses[self.clause(index)];
        let item = self.groups[index].item;
        let start = clause.subject.map_or(item, |subject| self.item_of[subject].min(item));
        let opened = matches!(self.before(start), Some(Item::Comma));
        let closed = matches!(self.item(item + 1), Some(Item::Comma));
        let next = self.clauses.get(self.clause(index) + 1)?;
        (opened && closed && next.link == Link::Main && next.form == VerbForm::Finite).then_some(index + 1)
    }

    /// Does a comma or a quotation mark stand before the subject (or the inverted verb) of a cue, and no
    /// content behind it?
    fn content_precedes(&self, index: usize) -> bool {
        let clause = &self.clauses[self.clause(index)];
        let item = self.groups[index].item;
        let start = clause.subject.map_or(item, |subject| self.item_of[subject].min(item));
        let comma = matches!(self.before(start), Some(Item::Comma | Item::Quote));
        let content = self.clauses[self.clause(index) + 1..]
            .iter()
            .take(REACH)
            .any(|other| other.parent == Some(self.clause(index)) && other.link == Link::Complement);
        comma && !content
    }
}

/// "been": says nothing of tense.
fn be_participle(class: Class) -> bool {
    class.contains(Class::VERB_PARTICIPLE) && !class.contains(Class::VERB_PAST)
}

/// Where the subject of a finite verb was found.
enum Subject {
    Phrase {
        phrase: usize,
        item: usize,
    },
    /// The relative pronoun at this item.
    Relative(usize),
    /// The subject of an earlier verb group.
    Shared(usize),
    /// "there were": behind the verb.
    There,
    None,
}

/// What is known of a clause besides its verb.
struct Found {
    subject: Option<usize>,
    shared: bool,
    link: Link,
    parent: Option<usize>,
    /// The item that the clause begins with.
    from: usize,
    /// A participle that shares the auxiliary of the finite verb before it: is that passive?
    voice: Option<bool>,
}

impl Found {
    fn at(item: usize) -> Found {
        Found { subject: None, shared: false, link: Link::Main, parent: None, from: item, voice: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `kill.passive(12 people | objects; in Khost)`, and how it hangs where it is not the main clause.
    fn clauses(text: &str) -> String {
        let rules = Rules::embedded().expect("the packs are valid");
        let article = Article::plain("test", text);
        let annotations = crate::annotate::annotate(&article, &rules);
        let phrase = |index: usize| {
            let tokens = &annotations.phrases[index].tokens;
            annotations.tokens[tokens.start].span.cover(annotations.tokens[tokens.end - 1].span).of(text)
        };
        let word = |id: WordId| &*rules.lexicon.word(id).text;
        let mut rows = Vec::new();
        for clause in &annotations.clauses {
            let mut row = word(clause.lemma).to_owned();
            row += if clause.passive { ".passive" } else { "" };
            row += if clause.negated { ".not" } else { "" };
            row += "(";
            row += clause.subject.map_or("-", phrase);
            row += " |";
            for &object in &clause.objects {
                row += &format!(" {}", phrase(object));
            }
            for &(preposition, other) in &clause.complements {
                row += &format!("; {} {}", word(preposition), phrase(other));
            }
            row += ")";
            match clause.link {
                Link::Main => {}
                Link::Adverbial(by) => row += &format!(" {}", word(by)),
                link => row += &format!(" {}", format!("{link:?}").to_lowercase()),
            }
            if let Some(parent) = clause.parent {
                row += &format!(" of {}", word(annotations.clauses[parent].lemma));
            }
            rows.push(row);
        }
        rows.join(" / ")
    }

    #[test]
    fn what_failed_was_not_done() {
        let clauses = |verb: &str| clauses(&format!("They {verb} reach the town."));
        let verbs = ["failed to", "are not able to", "did not manage to", "did not fail to", "plan to"];
        insta::assert_snapshot!(verbs.map(clauses).join("; "), @"fail(They |) / reach.not(They | the town) infinitive of fail; be(They |) / reach.not(They | the town) infinitive of be; manage.not(They |) / reach.not(They | the town) infinitive of manage; fail.not(They |) / reach(They | the town) infinitive of fail; plan(They |) / reach(They | the town) infinitive of plan");
    }

    #[test]
    fn who_does_what_to_whom() {
        insta::assert_snapshot!(clauses("The flood killed 12 people and injured 30 others in northern Italy."), @"kill(The flood | 12 people) / injure(The flood | 30 others; in northern Italy)");
        insta::assert_snapshot!(clauses("Six miners were killed by the blast in Wales, leaving 13 injured."), @"kill.passive(Six miners |; by the blast; in Wales) / leave(Six miners | 13) participial of kill / injure.passive(13 |) participial of leave");
        insta::assert_snapshot!(clauses("There were no casualties, the ministry added."), @"be.not(no casualties |) complement of add / add(the ministry |)");
        insta::assert_snapshot!(clauses("The club plans to cut 500 jobs, which shocked the town."), @"plan(The club |) / cut(The club | 500 jobs) infinitive of plan / shock(500 jobs | the town) relative of cut");
        insta::assert_snapshot!(clauses("He has not been seen since the crash."), @"see.passive.not(He |; since the crash)");
    }

    #[test]
    fn participles_and_relatives_hang_on_their_noun() {
        insta::assert_snapshot!(clauses("Twelve people killed in the flood were buried."), @"kill.passive(Twelve people |; in the flood) participial of bury / bury.passive(Twelve people |)");
        insta::assert_snapshot!(clauses("Fans threw stones at police, who fired tear gas."), @"throw(Fans | stones; at police) / fire(police | tear gas) relative of throw");
        insta::assert_snapshot!(clauses("The minister, who visited Rome, said the talks had failed."), @"visit(The minister | Rome) relative of say / say(The minister |) / fail(the talks |) complement of say");
        insta::assert_snapshot!(clauses("The law that the court struck down was new."), @"strike(the court | The law) relative of be / be(The law |)");
    }

    #[test]
    fn asides_and_openings_part_no_subject_from_its_verb() {
        insta::assert_snapshot!(clauses("The deal, valued at $4 billion, closed in Rome."), @"value.passive(The deal |; at $4 billion) participial of close / close(The deal |; in Rome)");
        insta::assert_snapshot!(clauses("According to police, a man and two boys fled."), @"flee(a man |; according police)");
        insta::assert_snapshot!(clauses("The squads--which are small--were formed by Leeds United (LUFC)."), @"be(The squads |) relative of form / form.passive(The squads |; by Leeds United)");
        insta::assert_snapshot!(clauses("Among the dead were seven children."), @"be(seven children |; among the dead)");
        insta::assert_snapshot!(clauses("At least 30 people, many of them women, died in Leeds."), @"die(At least 30 people |; in Leeds)");
        insta::assert_snapshot!(clauses("The toll of the crash in Springfield, Ohio, climbed to 30."), @"climb(The toll |; in Springfield; to 30)");
        insta::assert_snapshot!(clauses("The bill passed by 217 votes."), @"pass(The bill |; by 217 votes)");
        insta::assert_snapshot!(clauses("Prosecutors accuse the mayor of taking bribes."), @"accuse(Prosecutors | the mayor) / take(the mayor | bribes) of of accuse");
        insta::assert_snapshot!(clauses("Neither the club nor the union would say how many workers left."), @"say.not(the club |) / leave(many workers |) complement of say");
        insta::assert_snapshot!(clauses("A flight that was on its way from Lahore to Karachi crashed on Friday."), @"be(A flight |; on its way; from Lahore; to Karachi) relative of crash / crash(A flight |)");
        insta::assert_snapshot!(clauses("The blast that shook a mosque in Peshawar, Pakistan, has claimed 93 lives."), @"shake(The blast | a mosque; in Peshawar) relative of claim / claim(The blast | 93 lives)");
        insta::assert_snapshot!(clauses("At least 80 passengers, crew included, were killed."), @"include.passive(crew |) participial of kill / kill.passive(At least 80 passengers |)");
    }

    #[test]
    fn words_put_forward_hang_on_their_cue() {
        insta::assert_snapshot!(clauses("The mayor told reporters that the dam was safe."), @"tell(The mayor | reporters) / be(the dam |) complement of tell");
        insta::assert_snapshot!(clauses("“We won the election,” said the party’s leader, Maria Lopez."), @"win(We | the election) complement of say / say(leader |)");
        insta::assert_snapshot!(clauses("Twelve people died in Leeds, police said."), @"die(Twelve people |; in Leeds) complement of say / say(police |)");
    }

    #[test]
    fn headlines_leave_words_out() {
        insta::assert_snapshot!(clauses("12 killed in blast"), @"kill.passive(12 |; in blast)");
        insta::assert_snapshot!(clauses("Blast kills 12, injures 30"), @"kill(Blast | 12) / injure(Blast | 30)");
        insta::assert_snapshot!(clauses("Floods force thousands to flee homes"), @"force(Floods | thousands) / flee(thousands | homes) infinitive of force");
    }
}
