//! What is written like a name and stands in no pack: "Lashkar-e-Example", "Gov. Ann Richards".

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::Page;
use super::known::KnownName;
use crate::annotate::Tag;
use crate::article::Role;
use crate::piece::PieceKind;
use crate::rules::entity::Gender;
use crate::rules::lexicon::Class;

/// A run of capitalised words.
pub(super) struct NameRun {
    /// Title and name.
    pub(super) tokens: Range<usize>,
    /// The name alone.
    pub(super) name: Range<usize>,
    /// What it looks like: `person`, `organisation`, `place`; `None` where nothing tells.
    pub(super) kind: Option<&'static str>,
    /// Man or woman, by given name or title.
    pub(super) gender: Option<Gender>,
}

/// Names are no longer than this.
const LONGEST: usize = 10;

/// Finds names outside of the packs' names, in order, not overlapping them.
pub(super) fn find(page: &Page, known: &[KnownName]) -> Vec<NameRun> {
    let mut taken = vec![false; page.tokens.len()];
    for name in known {
        taken[name.tokens.clone()].fill(true);
    }
    // A sentence begins with a capital whatever the word is: a lone one is a name where the article
    // writes it with a capital inside a sentence as well.
    let mut inside: FxHashSet<&str> = FxHashSet::default();
    let mut runs = Vec::new();
    let shapes: Vec<bool> =
        page.sentences.iter().map(|sentence| is_title_case(page, &sentence.tokens)).collect();
    for (sentence, title_case) in page.sentences.iter().zip(&shapes) {
        if !title_case {
            let later = sentence.tokens.clone().skip(1);
            inside.extend(later.filter(|&at| page.tokens[at].capital).map(|at| page.text(at)));
        }
    }
    for (sentence, title_case) in page.sentences.iter().zip(&shapes) {
        if sentence.role == Some(Role::Dateline) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if taken[at] || !begins_name(page, at, sentence.tokens.start, &inside, *title_case) {
                at += 1;
                continue;
            }
            let end = run_end(page, at, sentence.tokens.end, &taken, *title_case, &inside);
            if let Some(run) = run(page, at..end, known) {
                runs.push(run);
            }
            at = end;
        }
    }
    runs
}

/// Headlines in title case, and lines in capitals throughout, do not tell names by their capitals.
fn is_title_case(page: &Page, tokens: &Range<usize>) -> bool {
    if tokens.end > tokens.start && page.text(tokens.end - 1) == "." {
        return false;
    }
    let words = page.tokens[tokens.clone()]
        .iter()
        .filter(|token| token.kind == PieceKind::Word && token.span.len() > 3);
    let (mut all, mut capital) = (0, 0);
    for word in words {
        all += 1;
        capital += usize::from(word.capital);
    }
    all >= 3 && capital * 5 >= all * 4
}

fn is_name_word(page: &Page, at: usize) -> bool {
    let token = &page.tokens[at];
    token.kind == PieceKind::Word
        && token.capital
        && !matches!(
            page.tags[at],
            Tag::Determiner
                | Tag::Preposition
                | Tag::Pronoun
                | Tag::Conjunction
                | Tag::Subordinator
                | Tag::Auxiliary
                | Tag::Modal
                | Tag::Negation
                | Tag::Relative
                | Tag::Possessive
        )
        && !page.rules.lexicon.class(token.word).intersects(NO_NAME)
}

/// What is written with a capital and is no name: "The", "If", "Monday".
const NO_NAME: Class = Class::DETERMINER
    .union(Class::PREPOSITION)
    .union(Class::PRONOUN)
    .union(Class::CONJUNCTION)
    .union(Class::SUBORDINATOR)
    .union(Class::AUXILIARY)
    .union(Class::NEGATION)
    .union(Class::RELATIVE)
    .union(Class::POSSESSIVE)
    .union(Class::MONTH)
    .union(Class::WEEKDAY);

fn begins_name(page: &Page, at: usize, start: usize, inside: &FxHashSet<&str>, title_case: bool) -> bool {
    if !is_name_word(page, at) {
        return false;
    }
    if title_case {
        // In a headline: words the body writes with a capital too, and which are no ordinary words.
        return inside.contains(page.text(at)) && !is_ordinary(page, at);
    }
    // Quotation marks and brackets begin a sentence of their own.
    let first = at == start
        || page.tokens[start..at].iter().all(|token| token.kind == PieceKind::Mark)
        || matches!(page.text(at - 1), "“" | "\"" | "‘" | ":" | "(" | "'");
    !first || inside.contains(page.text(at)) || page.tags[at] == Tag::Name || !is_ordinary(page, at)
}

/// A verb, noun, adverb of the lexicon; titles aside.
fn is_ordinary(page: &Page, at: usize) -> bool {
    let word = page.tokens[at].word;
    let reference = &page.rules.entities.reference;
    let named = page.rules.entities.given.contains_key(&word)
        || reference.titles.contains(word)
        || reference.organisations.contains(word);
    let text = page.text(at);
    let adverb = text.ends_with("ly") || text.ends_with("ing") || text.ends_with("ed");
    !named && (adverb || word.is_known() && !page.rules.lexicon.word(word).class.is_empty())
}

/// Where the run that begins at `at` ends.
fn run_end(
    page: &Page,
    at: usize,
    limit: usize,
    taken: &[bool],
    title_case: bool,
    inside: &FxHashSet<&str>,
) -> usize {
    let reference = &page.rules.entities.reference;
    let limit = limit.min(at + LONGEST);
    let mut organisation = reference.organisations.contains(page.tokens[at].word);
    let mut end = at + 1;
    let mut next = at + 1;
    while next < limit {
        let token = &page.tokens[next];
        if is_name_word(page, next) && (!taken[next] || end < next) {
            // In a headline a name goes on only over words that the body capitalises too.
            if title_case && (is_ordinary(page, next) || !inside.contains(page.text(next))) {
                break;
            }
            organisation |= reference.organisations.contains(token.word);
            next += 1;
            end = next;
            continue;
        }
        let text = page.text(next);
        // "Lashkar-e-Example", "Gov. Smith", "J. Smith", "University of California", "Ahmed bin Ali"
        let stop = text == "." && !token.spaced && is_short(page, next - 1);
        let hyphen = text == "-" && !token.spaced && page.tokens.get(next + 1).is_some_and(|t| !t.spaced);
        let number = token.kind == PieceKind::Number && text.len() <= 3 && end == next && organisation;
        let particle = reference.particles.contains(token.word) && token.kind == PieceKind::Word;
        let of_before = reference.of.contains(page.word(next - 1));
        let joins = if reference.joins.contains(token.word) {
            organisation && end == next && reference.of.contains(page.word(next.saturating_sub(2)))
        } else if reference.article.contains(token.word) {
            of_before
        } else if reference.complement.contains(token.word) {
            organisation
        } else {
            particle
        };
        if stop || hyphen || number || joins && !taken[next] {
            next += 1;
            continue;
        }
        break;
    }
    end
}

/// "Gov", "Lt", "J": a full stop behind it is an abbreviation's.
fn is_short(page: &Page, at: usize) -> bool {
    let text = page.text(at);
    text.len() == 1 || page.rules.entities.reference.titles.contains(page.tokens[at].word)
}

fn run(page: &Page, tokens: Range<usize>, known: &[KnownName]) -> Option<NameRun> {
    let reference = &page.rules.entities.reference;
    // The title: up to the last title word that something follows.
    let organisation = tokens.clone().any(|at| reference.organisations.contains(page.tokens[at].word));
    let mut name = tokens.clone();
    let mut title = None;
    for at in tokens.clone() {
        if reference.titles.contains(page.tokens[at].word) {
            let mut after = at + 1;
            if after < tokens.end && page.text(after) == "." {
                after += 1;
            }
            if after < tokens.end && is_name_word(page, after) {
                title = Some(at);
                name.start = after;
            }
        }
    }
    if title.is_none() && tokens.start > 0 {
        // "spokesman Ahmed Khan", "the singer, Ann Lee": an office in lower case stands before the name.
        let before = tokens.start - 1;
        if reference.titles.contains(page.tokens[before].word) {
            title = Some(before);
        }
    }
    let words = name.clone().filter(|&at| page.tokens[at].kind == PieceKind::Word).count();
    // An office alone ("Foreign Minister", "Parliament") is a description.
    if words == 0 || title.is_none() && words == 1 && reference.titles.contains(page.tokens[name.start].word)
    {
        return None;
    }
    let given = page.rules.entities.given.get(&page.tokens[name.start].word).copied();
    // "Foreign Minister" before a name that a pack knows, "Attorney General" alone.
    let mut end = name.end;
    while end > name.start + 1 && page.text(end - 1) == "." {
        end -= 1;
    }
    let of = tokens.clone().any(|at| reference.of.contains(page.word(at)));
    if !of && given.is_none() && reference.titles.contains(page.tokens[end - 1].word)
        || page.words(&name).len() < 2
    {
        return None;
    }
    // "Hong Kong Free Press": the place belongs to the name.
    let mut tokens = tokens;
    if organisation && title.is_none() {
        let near = known.partition_point(|other| other.tokens.end < tokens.start);
        let place = known.get(near).filter(|other| other.tokens.end == tokens.start && other.kind == "place");
        if let Some(place) =
            place.filter(|place| page.tokens[place.tokens.clone()].iter().all(|token| token.capital))
        {
            tokens.start = place.tokens.start;
            name.start = place.tokens.start;
        }
    }
    let last = page.tokens[name.end - 1].word;
    let before = name.start.checked_sub(1).map(|at| page.tokens[at].word);
    let the = name.start > 0 && reference.article.contains(page.word(name.start - 1));
    let kind = if title.is_some() && !organisation {
        Some("person")
    } else if reference.places.contains(last) || reference.places.contains(page.tokens[name.start].word) {
        Some("place")
    } else if organisation {
        Some("organisation")
    } else if given.is_some() && words >= 2 {
        Some("person")
    } else if words == 1 && before.is_some_and(|word| reference.locative.contains(word)) {
        Some("place")
    } else if the {
        Some("organisation")
    } else if (2..=4).contains(&words) {
        Some("person")
    } else {
        None
    };
    let gender = title
        .and_then(|at| page.rules.entities.given.get(&page.tokens[at].word).copied())
        .or(given.filter(|_| words >= 2 && kind == Some("person")));
    Some(NameRun { tokens, name, kind, gender })
}
