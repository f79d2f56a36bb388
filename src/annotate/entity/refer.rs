//! One sweep through the article: who each mention is.
//!
//! A full name opens an entity or joins the one it spells; a surname, an acronym, an office or a
//! pronoun is taken for somebody mentioned before. Looking back is bounded, so that the sweep is linear.

use std::ops::Range;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::known::KnownName;
use super::names::NameRun;
use super::{EntityMention, Form, Page};
use crate::annotate::Tag;
use crate::piece::PieceKind;
use crate::rules::entity::{Gender, alike, kebab};
use crate::rules::lexicon::Class;

/// A pronoun or "the group" looks back over so many mentions, and so many sentences.
const MENTIONS_BACK: usize = 24;
const SENTENCES_BACK: usize = 3;
/// Full names compared for one surname.
const NAMESAKES: usize = 8;

/// Says who every mention is.
pub(super) fn resolve(page: &Page, known: &[KnownName], names: &[NameRun]) -> Vec<EntityMention> {
    let mut cast = Cast::default();
    cast.introduce(page, names);
    // Most names are mentioned as they stand; what is called otherwise besides makes the list grow once at most.
    let some = known.len() + names.len();
    let mut sweep =
        Sweep { page, cast, mentions: Vec::with_capacity(some), sentences: Vec::with_capacity(some) };
    let mut known = known.iter().peekable();
    let mut names = names.iter().peekable();
    let mut phrases = page.phrases.iter().peekable();
    // Where the next name or noun phrase begins.
    let mut upcoming = 0;
    for (number, sentence) in page.sentences.iter().enumerate() {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if at < upcoming && !sweep.may_refer(at) {
                at += 1;
                continue;
            }
            while known.next_if(|name| name.tokens.start < at).is_some() {}
            while names.next_if(|run| run.tokens.start < at).is_some() {}
            while phrases.next_if(|phrase| phrase.tokens.start < at).is_some() {}
            let next = if let Some(name) = known.peek().filter(|name| name.tokens.start == at) {
                // "Hong Kong Free Press": a longer name that begins with a known one.
                match names.peek().filter(|run| run.tokens.start == at && run.tokens.end > name.tokens.end) {
                    Some(run) => sweep.run(run, number),
                    None => sweep.known(name, number),
                }
            } else if let Some(run) = names.peek().filter(|run| run.tokens.start == at) {
                sweep.run(run, number)
            } else {
                let phrase = phrases.peek().filter(|phrase| phrase.tokens.start == at);
                sweep
                    .acronym(at, number)
                    .or_else(|| {
                        phrase.and_then(|phrase| sweep.description(&phrase.tokens, phrase.head, number))
                    })
                    .or_else(|| sweep.pronoun(at, number))
            };
            at = next.unwrap_or(at + 1).max(at + 1);
            let ahead = [
                known.clone().find(|name| name.tokens.start >= at).map(|name| name.tokens.start),
                names.clone().find(|run| run.tokens.start >= at).map(|run| run.tokens.start),
                phrases.clone().find(|phrase| phrase.tokens.start >= at).map(|phrase| phrase.tokens.start),
            ];
            upcoming = ahead.into_iter().flatten().min().unwrap_or(page.tokens.len());
        }
    }
    sweep.mentions
}

/// Somebody that the article names.
#[derive(Debug, Clone)]
struct Member<'a> {
    id: SmolStr,
    kind: SmolStr,
    /// The words of the fullest name.
    name: Vec<&'a str>,
    gender: Option<Gender>,
    /// The offices given: "minister".
    titles: Vec<String>,
}

impl Member<'_> {
    /// Notes the offices that stand around a mention of the name.
    fn hold(&mut self, page: &Page, name: &Range<usize>) {
        for office in offices(page, name) {
            let office = page.text(office).to_lowercase();
            if self.titles.len() < NAMESAKES && !self.titles.contains(&office) {
                self.titles.push(office);
            }
        }
    }
}

/// The words of office around a name: "Foreign Minister Ann Lee", "its spokesman, Bob Ray", "Bob Ray, the group's
/// spokesman,".
fn offices(page: &Page, name: &Range<usize>) -> Vec<usize> {
    const AROUND: usize = 8;
    let titles = &page.rules.entities.reference.titles;
    let mut offices = Vec::new();
    let mut at = name.start;
    for _ in 0..4 {
        let Some(before) = at.checked_sub(1) else { break };
        if titles.contains(page.tokens[before].word) {
            offices.push(before);
        } else if page.text(before) != "." && (page.text(before) != "," || at < name.start) {
            break;
        }
        at = before;
    }
    if page.text(name.end) == "," {
        let aside = (name.end + 1..page.tokens.len().min(name.end + AROUND)).take_while(|&at| {
            !matches!(page.text(at), "," | "." | ";") && !matches!(page.tags[at], Tag::Verb | Tag::Relative)
        });
        offices.extend(aside.filter(|&at| titles.contains(page.tokens[at].word)));
    }
    offices
}

/// Everybody that the article names in full, before the sweep begins: a headline's surname is resolved too.
#[derive(Default)]
struct Cast<'a> {
    members: Vec<Member<'a>>,
    /// Last word of a name → members who bear it, latest mention last.
    by_last: FxHashMap<&'a str, Vec<usize>>,
    /// Acronym → entity and kind.
    acronyms: FxHashMap<&'a str, (SmolStr, SmolStr)>,
    by_id: FxHashMap<SmolStr, usize>,
}

impl<'a> Cast<'a> {
    /// Enters every name of more than one word.
    fn introduce(&mut self, page: &Page<'a>, names: &[NameRun]) {
        for run in names {
            let words = name_words(page, &run.name);
            if words.len() >= 2 {
                self.member(page, run, words);
            }
        }
    }

    /// The member of a full name, made if nobody bears it.
    fn member(&mut self, page: &Page<'a>, run: &NameRun, words: Vec<&'a str>) -> usize {
        let last = words.last().copied().unwrap_or_default();
        let namesakes = self.by_last.entry(last).or_default();
        let same = namesakes.iter().rev().take(NAMESAKES).copied().find(|&at| {
            let name = &self.members[at].name;
            is_part(&words, name) || is_part(name, &words) || alike(&words.join(" "), &name.join(" "))
        });
        let at = match same {
            Some(at) => {
                if words.len() > self.members[at].name.len()
                    && self.members[at].id == kebab(&self.members[at].name.join(" "))
                {
                    self.members[at].id = kebab(&words.join(" ")).into();
                    self.members[at].name = words;
                    self.by_id.insert(self.members[at].id.clone(), at);
                }
                at
            }
            None => {
                let spelled = words.join(" ");
                let listed =
                    page.rules.entities.likeness.find(&spelled).map(|at| &page.rules.entities.known[at]);
                let id: SmolStr = listed.map_or_else(|| kebab(&spelled).into(), |known| (&*known.id).into());
                let kind = listed.map_or(run.kind.unwrap_or("name"), |known| &known.kind).into();
                namesakes.push(self.members.len());
                self.by_id.entry(id.clone()).or_insert(self.members.len());
                self.members.push(Member { id, kind, name: words, gender: None, titles: Vec::new() });
                self.members.len() - 1
            }
        };
        let member = &mut self.members[at];
        member.gender = member.gender.or(run.gender);
        if member.kind == "name"
            && let Some(kind) = run.kind
        {
            member.kind = kind.into();
        }
        member.hold(page, &run.name);
        at
    }
}

/// Are the words of `part` those of `whole`, some left out, the last one kept?
fn is_part(part: &[&str], whole: &[&str]) -> bool {
    let mut rest = whole.iter();
    part.len() >= 2
        && part.iter().all(|word| rest.any(|other| other == word))
        && part.first() == whole.first()
        || part.len() >= 2 && whole.ends_with(part)
}

fn name_words<'a>(page: &Page<'a>, name: &Range<usize>) -> Vec<&'a str> {
    name.clone().filter(|&at| page.tokens[at].kind != PieceKind::Mark).map(|at| page.text(at)).collect()
}

struct Sweep<'a, 'p> {
    page: &'p Page<'a>,
    cast: Cast<'a>,
    mentions: Vec<EntityMention>,
    /// The sentence of each mention.
    sentences: Vec<usize>,
}

impl Sweep<'_, '_> {
    fn push(&mut self, tokens: Range<usize>, entity: SmolStr, kind: SmolStr, form: Form, sentence: usize) {
        self.sentences.push(sentence);
        self.mentions.push(EntityMention { span: self.page.span(&tokens), tokens, entity, kind, form });
    }

    fn known(&mut self, name: &KnownName, sentence: usize) -> Option<usize> {
        let end = name.tokens.end;
        self.push(name.tokens.clone(), name.entity.clone(), name.kind.clone(), Form::Name, sentence);
        if name.kind == "person" && !self.cast.by_id.contains_key(&name.entity) {
            let words = name_words(self.page, &name.tokens);
            let gender =
                self.page.rules.entities.given.get(&self.page.tokens[name.tokens.start].word).copied();
            let at = self.cast.members.len();
            self.cast.by_id.insert(name.entity.clone(), at);
            self.cast.by_last.entry(words.last().copied().unwrap_or_default()).or_default().push(at);
            self.cast.members.push(Member {
                id: name.entity.clone(),
                kind: name.kind.clone(),
                name: words,
                gender,
                titles: Vec::new(),
            });
        }
        if name.kind == "person"
            && let Some(&at) = self.cast.by_id.get(&name.entity)
        {
            self.cast.members[at].hold(self.page, &name.tokens);
        }
        Some(self.bracketed(end, sentence).unwrap_or(end))
    }

    fn run(&mut self, run: &NameRun, sentence: usize) -> Option<usize> {
        let words = name_words(self.page, &run.name);
        let (entity, kind, form) = if words.len() >= 2 {
            let last = words.last().copied();
            let at = self.cast.member(self.page, run, words);
            self.latest(at, last);
            let member = &self.cast.members[at];
            (member.id.clone(), member.kind.clone(), Form::Name)
        } else {
            let word = words.first().copied().unwrap_or_default();
            let namesake = self.cast.by_last.get(word).and_then(|found| found.last()).copied();
            match namesake {
                Some(at) => {
                    self.latest(at, Some(word));
                    let member = &mut self.cast.members[at];
                    member.gender = member.gender.or(run.gender);
                    (member.id.clone(), member.kind.clone(), Form::Short)
                }
                None if self.cast.acronyms.contains_key(word) => {
                    let (entity, kind) = self.cast.acronyms[word].clone();
                    (entity, kind, Form::Short)
                }
                None => (kebab(word).into(), run.kind.unwrap_or("name").into(), Form::Name),
            }
        };
        if entity.is_empty() {
            return None;
        }
        self.push(run.name.clone(), entity, kind, form, sentence);
        let end = run.tokens.end;
        Some(self.bracketed(end, sentence).unwrap_or(end))
    }

    /// The namesake mentioned last is the one a surname means.
    fn latest(&mut self, member: usize, last: Option<&str>) {
        if let Some(namesakes) = last.and_then(|last| self.cast.by_last.get_mut(last))
            && namesakes.last() != Some(&member)
            && let Some(at) = namesakes.iter().rev().take(NAMESAKES).position(|&other| other == member)
        {
            let at = namesakes.len() - 1 - at;
            namesakes.remove(at);
            namesakes.push(member);
        }
    }

    /// "… (ABC)" behind a name: an acronym for the rest of the article.
    fn bracketed(&mut self, at: usize, sentence: usize) -> Option<usize> {
        let page = self.page;
        if page.text(at) != "(" || page.text(at + 2) != ")" {
            return None;
        }
        let acronym = page.text(at + 1);
        if acronym.len() < 2 || acronym.len() > 8 || acronym.contains(|c: char| !c.is_uppercase()) {
            return None;
        }
        let last = self.mentions.last()?;
        // "PAKISTAN (AP)": letters that the name does not have are somebody else's.
        let name = last.span.of(&page.article.text).to_uppercase();
        if !acronym.chars().all(|c| name.contains(c)) {
            return None;
        }
        let (entity, kind) = (last.entity.clone(), last.kind.clone());
        self.cast.acronyms.insert(acronym, (entity.clone(), kind.clone()));
        self.push(at + 1..at + 2, entity, kind, Form::Short, sentence);
        Some(at + 3)
    }

    /// Can a token that begins neither a name nor a noun phrase stand for somebody?
    fn may_refer(&self, at: usize) -> bool {
        let pronouns = &self.page.rules.entities.reference.pronouns;
        !self.cast.acronyms.is_empty() || pronouns.contains_key(&self.page.tokens[at].word)
    }

    fn acronym(&mut self, at: usize, sentence: usize) -> Option<usize> {
        if self.cast.acronyms.is_empty() {
            return None;
        }
        let (entity, kind) = self.cast.acronyms.get(self.page.text(at))?.clone();
        self.push(at..at + 1, entity, kind, Form::Short, sentence);
        Some(at + 1)
    }

    /// Mentions within reach, latest first.
    fn back(&self, sentence: usize) -> impl Iterator<Item = (usize, &EntityMention)> {
        self.mentions
            .iter()
            .zip(&self.sentences)
            .rev()
            .take(MENTIONS_BACK)
            .take_while(move |&(_, &at)| at + SENTENCES_BACK >= sentence)
            .map(|(mention, &at)| (at, mention))
    }

    /// "the group", "the minister", "the ministry"
    fn description(&mut self, tokens: &Range<usize>, head: usize, sentence: usize) -> Option<usize> {
        let page = self.page;
        if page.tags.get(tokens.start) != Some(&Tag::Determiner) || head < tokens.start || tokens.len() > 4 {
            return None;
        }
        if !is_definite(page, tokens.start) {
            return None;
        }
        let noun = page.tokens.get(head)?.word;
        // "the foreign minister" is he who bears the title; "the military" is the last country's.
        let organ = page.rules.entities.organ_names.matches(|ahead| {
            page.tokens
                .get(tokens.start + 1 + ahead)
                .map_or(crate::rules::lexicon::WordId::UNKNOWN, |token| token.word)
        });
        let organ = organ.map(|(_, &organ)| &page.rules.entities.organs[organ]).next();
        let kinds = page.rules.entities.descriptions.get(&noun);
        if organ.is_none() && kinds.is_none() {
            return None;
        }
        let spelled = page.text(head).to_lowercase();
        let found = self.back(sentence).find_map(|(_, mention)| {
            if mention.form == Form::Pronoun {
                return None;
            }
            if let Some(organ) = organ.filter(|organ| !organ.id.is_empty()) {
                let own = page.rules.entities.organ_of(&mention.entity);
                return own.filter(|(_, other)| other.id == organ.id).map(|_| mention);
            }
            let kinds = kinds?;
            if !kinds.iter().any(|kind| **kind == *mention.kind) {
                return None;
            }
            let fits = match mention.kind.as_str() {
                "person" => self.titled(&mention.entity, &spelled),
                "group" | "outlet" => tokens.len() <= 3,
                _ => {
                    // "The airline" is no army.
                    let body = page.rules.entities.organ_of(&mention.entity).is_none();
                    mention.entity.contains(&kebab(&spelled))
                        || tokens.len() == 2 && mention.form != Form::Description && body
                }
            };
            fits.then_some(mention)
        });
        let (entity, kind) = found.map(|mention| (mention.entity.clone(), mention.kind.clone()))?;
        self.push(tokens.clone(), entity, kind, Form::Description, sentence);
        Some(tokens.end)
    }

    fn member(&self, entity: &str) -> Option<&Member<'_>> {
        self.cast.by_id.get(entity).map(|&at| &self.cast.members[at])
    }

    fn titled(&self, entity: &str, title: &str) -> bool {
        self.member(entity).is_some_and(|member| member.titles.iter().any(|other| other == title))
    }

    /// "he", "they", "it": the first that agrees in the latest sentence that has one.
    fn pronoun(&mut self, at: usize, sentence: usize) -> Option<usize> {
        let page = self.page;
        let gender = *page.rules.entities.reference.pronouns.get(&page.tokens[at].word)?;
        if gender == Gender::Neuter && (is_expletive(page, at) || self.is_of_unnamed_speaker(at)) {
            return None;
        }
        let mut best: Option<(usize, bool, &EntityMention)> = None;
        for (other, mention) in self.back(sentence) {
            if best.is_some_and(|(found, ..)| found != other) {
                break;
            }
            // The subject comes before what hangs on a preposition: "the organiser of the march in Rome".
            let hangs = mention.tokens.start.checked_sub(1).map_or(Tag::Mark, |at| match page.tags[at] {
                Tag::Determiner if at > 0 => page.tags[at - 1],
                tag => tag,
            }) == Tag::Preposition;
            // "told the agency that it": who is only told or quoted is not meant.
            let speaks = other == sentence && speaks(page, mention.tokens.end);
            if !self.agrees(mention, gender)
                || hangs && mention.kind == "place"
                || mention.kind == "outlet" && hangs
            {
                continue;
            }
            // "the Taliban said that its fighters": what is said is about the speaker first.
            if speaks {
                best = Some((other, hangs, mention));
                break;
            }
            if !hangs || best.is_none_or(|(_, other, _)| other) {
                best = Some((other, hangs, mention));
            }
        }
        let (entity, kind) = best.map(|(.., mention)| (mention.entity.clone(), mention.kind.clone()))?;
        if matches!(gender, Gender::Male | Gender::Female)
            && let Some(&at) = self.cast.by_id.get(&entity)
        {
            let member = &mut self.cast.members[at];
            member.gender = member.gender.or(Some(gender));
        }
        self.push(at..at + 1, entity, kind, Form::Pronoun, sentence);
        Some(at + 1)
    }

    /// "The airline said that it received a signal": is it a body that is not named?
    fn is_of_unnamed_speaker(&self, at: usize) -> bool {
        let page = self.page;
        let quiet =
            |&token: &usize| matches!(page.tags[token], Tag::Subordinator | Tag::Adverb | Tag::Auxiliary);
        let Some(verb) = (0..at).rev().find(|token| !quiet(token)) else { return false };
        let Some(head) = (0..verb).rev().find(|token| !quiet(token)) else { return false };
        let body = page.rules.lexicon.class(page.tokens[head].word).contains(Class::GROUP);
        let named = self.mentions.last().is_some_and(|mention| mention.tokens.end > head);
        body && !named && speaks(page, verb)
    }

    fn agrees(&self, mention: &EntityMention, gender: Gender) -> bool {
        match gender {
            Gender::Male | Gender::Female => {
                matches!(mention.kind.as_str(), "person" | "name")
                    && self
                        .member(&mention.entity)
                        .and_then(|member| member.gender)
                        .is_none_or(|own| own == gender)
            }
            Gender::Neuter => matches!(mention.kind.as_str(), "organisation" | "group" | "outlet" | "place"),
            Gender::Plural => {
                matches!(mention.kind.as_str(), "group" | "organisation")
                    || mention.kind == "place" && mention.tokens.len() > 1
            }
        }
    }
}

/// Does a verb of saying follow, adverbs aside?
fn speaks(page: &Page, mut at: usize) -> bool {
    while matches!(page.tags.get(at), Some(Tag::Adverb | Tag::Auxiliary)) {
        at += 1;
    }
    page.tokens.get(at).is_some_and(|token| page.rules.lexicon.class(token.word).contains(Class::SAYING))
        && matches!(page.tags.get(at), Some(Tag::Verb | Tag::Participle | Tag::Gerund))
}

/// Does the phrase begin with a determiner that points back?
fn is_definite(page: &Page, at: usize) -> bool {
    page.rules.entities.reference.definite.contains(page.word(at))
}

/// "It is believed that …", "it was clear": nobody.
fn is_expletive(page: &Page, at: usize) -> bool {
    page.tags.get(at + 1) == Some(&Tag::Auxiliary)
        && matches!(
            page.tags.get(at + 2),
            Some(Tag::Adjective | Tag::Participle | Tag::Adverb | Tag::Determiner | Tag::Negation)
        )
        || matches!(page.text(at + 1), "is" | "was" | "'s" | "’s")
}
