//! The same words, worded differently: what two articles put into one speaker's mouth on one occasion; see `quote.md`.
//!
//! Quotations are held against each other where they share a few words in a row. A shorter cut is no other
//! wording, and neither is a spelling; what counts is a figure, a "not" or a word of weight that stands in the
//! place of another.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::compare::report::finding;
use crate::compare::story::Stories;
use crate::compare::topic::{Numbers, Topic};
use crate::compare::verdict::Why;
use crate::compare::view::{View, days_from};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;
use crate::rules::lexicon::Class;

/// The quotations that two articles give in different words.
pub(crate) fn compare(views: &[View], stories: &Stories, rules: &Rules) -> Vec<Discrepancy> {
    let quotations = quotations(views, rules);
    let mut numbers = Numbers::default();
    // By speaker and row of words, by their numbers: the last of its holders.
    let mut last: FxHashMap<[u32; ROW + 1], usize> = FxHashMap::default();
    // A quotation that holds a row, and the holder before it.
    let mut holders: Vec<(usize, Option<usize>)> = Vec::new();
    let mut tried: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut found: Vec<Discrepancy> = Vec::new();
    let mut told: FxHashSet<(String, String)> = FxHashSet::default();
    for (at, quotation) in quotations.iter().enumerate() {
        let speaker = numbers.number_of(quotation.speaker);
        let words: Vec<u32> = quotation.words.iter().map(|word| numbers.number_of(word.as_str())).collect();
        for words in words.windows(ROW) {
            let row = [speaker, words[0], words[1], words[2]];
            let before = last.get(&row).copied();
            let others = std::iter::successors(before, |&holder| holders[holder].1);
            for other in others.take(MOST_HOLDERS).map(|holder| holders[holder].0) {
                let before = &quotations[other];
                let document = |one: &Quotation| views[one.view].document;
                if document(before) == document(quotation) || !tried.insert((other, at)) {
                    continue;
                }
                if !one_occasion(&views[before.view], &views[quotation.view], stories, rules) {
                    continue;
                }
                let Some(difference) = difference(&before.words, &quotation.words, rules) else { continue };
                // One pair of wordings is told once, whoever reprints it.
                if told.insert((difference.one.clone(), difference.other.clone())) {
                    found.extend(report(before, quotation, &difference, views, rules));
                }
            }
            if before.is_none_or(|holder| holders[holder].0 != at) {
                last.insert(row, holders.len());
                holders.push((at, before));
            }
        }
    }
    found
}

/// Words in a row that two quotations must share to be held against each other.
const ROW: usize = 3;
/// Quotations with one such row that are tried; a row in more is a stock phrase.
const MOST_HOLDERS: usize = 24;
/// Words of one quotation that are looked at.
const MOST_WORDS: usize = 80;

/// What stands between quotation marks.
struct Quotation<'a> {
    view: usize,
    speaker: &'a str,
    /// In lower case; a bracket or an ellipsis is `GAP`.
    words: Vec<String>,
}

/// Where words were left out or put in by the paper.
const GAP: &str = "…";

/// The quotations of sentences that one speaker alone is quoted in.
fn quotations<'v>(views: &'v [View], rules: &Rules) -> Vec<Quotation<'v>> {
    let least = rules.comparison.threshold("quote-words") as usize;
    let mut all = Vec::new();
    let mut start = 0;
    while start < views.len() {
        let sentence = (views[start].document, views[start].claim.sentence);
        let same = |view: &View| (view.document, view.claim.sentence) == sentence;
        let end = start + views[start..].iter().take_while(|view| same(view)).count();
        let text = views[start].claim.text.as_str();
        let mut speakers = (start..end).filter_map(|at| {
            let link = views[at].claim.attribution.last()?;
            Some((at, link.entity.as_deref()?))
        });
        if let Some((view, speaker)) = speakers.next()
            && speakers.all(|(_, other)| other == speaker)
        {
            let quoted = quoted(text).into_iter().map(words).filter(|words| words.len() >= least);
            all.extend(quoted.map(|words| Quotation { view, speaker, words }));
        }
        start = end;
    }
    all
}

/// The stretches in quotation marks; one that opens or closes outside of the sentence reaches to its end.
fn quoted(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    // Most sentences hold neither a straight mark nor the first byte of another.
    if memchr::memchr3(b'"', 0xc2, 0xe2, text.as_bytes()).is_none() {
        return found;
    }
    let mut open: Option<usize> = None;
    let mut first = true;
    for (at, c) in text.char_indices() {
        let opens = match c {
            '“' | '«' => true,
            '”' | '»' => false,
            '"' => {
                let before = text[..at].chars().next_back();
                before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '—' | '–'))
            }
            _ => continue,
        };
        match (opens, open) {
            (true, _) => open = Some(at + c.len_utf8()),
            (false, Some(start)) => {
                found.push(&text[start..at]);
                open = None;
            }
            (false, None) if first => found.push(&text[..at]),
            (false, None) => {}
        }
        first = false;
    }
    if let Some(start) = open {
        found.push(&text[start..]);
    }
    found
}

/// Its words in lower case, with [brackets] and ellipses as gaps.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut bracket = false;
    for part in text.split_whitespace().flat_map(|part| part.split_inclusive(['—', '–', '…'])) {
        let gap = bracket || part.contains(['[', '…']) || part.contains("...");
        bracket = (bracket || part.contains('[')) && !part.contains(']');
        if gap {
            if words.last().is_none_or(|last| last != GAP) {
                words.push(GAP.to_owned());
            }
            continue;
        }
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric() && c != '%' && c != '$');
        if !bare.is_empty() {
            let lower = bare.to_lowercase();
            words.push(if lower.is_ascii() { lower } else { lower.replace('’', "'") });
        }
        if words.len() >= MOST_WORDS {
            break;
        }
    }
    words
}

/// May both be from one occasion: a few days at most between the articles, or of one story where one has no date?
fn one_occasion(one: &View, other: &View, stories: &Stories, rules: &Rules) -> bool {
    match (one.day(), other.day()) {
        (Some(a), Some(b)) => f64::from(days_from(a, b).abs()) <= rules.comparison.threshold("quote-days"),
        _ => stories.story(one.document) == stories.story(other.document),
    }
}

/// Where two wordings of the same words part.
struct Difference {
    one: String,
    other: String,
    when: &'static str,
}

/// How the quotations differ where they run in parallel; `None` where one is a cut of the other, or another saying.
fn difference(one: &[String], other: &[String], rules: &Rules) -> Option<Difference> {
    let pairs = aligned(one, other);
    let (first, last) = (*pairs.first()?, *pairs.last()?);
    let length = (last.0 - first.0).max(last.1 - first.1) + 1;
    let threshold = |name| rules.comparison.threshold(name);
    if (pairs.len() as f64) < threshold("quote-words")
        || (pairs.len() as f64) < length as f64 * threshold("quote-share")
    {
        return None;
    }
    let mut changed: Option<(std::ops::Range<usize>, std::ops::Range<usize>, &'static str)> = None;
    for pair in pairs.windows(2) {
        let (a, b) = (pair[0].0 + 1..pair[1].0, pair[0].1 + 1..pair[1].1);
        let (left, right) = (&one[a.clone()], &other[b.clone()]);
        if left.iter().chain(right).any(|word| word == GAP) {
            continue;
        }
        let Some(when) = weight(left, right, rules) else { continue };
        let heavier = changed.as_ref().is_none_or(|(.., before)| *before == "wording" && when != "wording");
        if heavier {
            changed = Some((a, b, when));
        }
    }
    let (a, b, when) = changed?;
    let around = |words: &[String], range: std::ops::Range<usize>| {
        let from = range.start.saturating_sub(4);
        let to = (range.end + 4).min(words.len());
        words[from..to].join(" ")
    };
    Some(Difference { one: around(one, a), other: around(other, b), when })
}

/// What kind of difference it is: a figure, a negation, a word of weight in the place of another.
fn weight(left: &[String], right: &[String], rules: &Rules) -> Option<&'static str> {
    let class = |word: &str| rules.lexicon.word(rules.lexicon.id(word)).class;
    let number =
        |word: &&String| word.contains(|c: char| c.is_ascii_digit()) || class(word).contains(Class::NUMBER);
    // "40m" is "40 metres".
    let digits = |word: &String| match word.starts_with(|c: char| c.is_ascii_digit()) {
        true => word.trim_end_matches(char::is_alphabetic).to_owned(),
        false => word.clone(),
    };
    let numbers = |words: &[String]| words.iter().filter(number).map(digits).collect::<Vec<_>>();
    let (a, b) = (numbers(left), numbers(right));
    let spelled = |words: &[String]| words.iter().any(|word| word.contains(|c: char| c.is_ascii_digit()));
    // "Twenty" and "20" are one; where only one of the two has digits, silence.
    if !a.is_empty() && !b.is_empty() && a != b && spelled(&a) == spelled(&b) {
        return Some("figure");
    }
    if !a.is_empty() && a == b {
        return None;
    }
    let negates = |words: &[String]| {
        words.iter().filter(|word| class(word).contains(Class::NEGATION) || word.ends_with("n't")).count()
    };
    if negates(left) != negates(right) && left.len() + right.len() <= 3 {
        return Some("negation");
    }
    let light = Class::DETERMINER
        | Class::PREPOSITION
        | Class::CONJUNCTION
        | Class::PRONOUN
        | Class::POSSESSIVE
        | Class::AUXILIARY
        | Class::ADVERB
        | Class::SUBORDINATOR
        | Class::RELATIVE
        | Class::PARTICLE;
    let heavy = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| word.len() > 2 && !class(word).intersects(light)).cloned().collect()
    };
    let modal = |words: &[String]| words.iter().find(|word| class(word).contains(Class::MODAL)).cloned();
    if let ([_], [_], Some(a), Some(b)) = (left, right, modal(left), modal(right))
        && a != b
    {
        return Some("wording");
    }
    let (a, b) = (heavy(left), heavy(right));
    let ([a], [b]) = (a.as_slice(), b.as_slice()) else { return None };
    let lemma = |word: &str| rules.lexicon.word(rules.lexicon.id(word)).lemma;
    let one_word = lemma(a).is_known() && lemma(a) == lemma(b)
        || strsim::normalized_damerau_levenshtein(a, b) >= rules.comparison.threshold("quote-spelling");
    (!one_word && left.len().max(right.len()) <= 2).then_some("wording")
}

/// The longest row of words that both have in one order: positions in both, ascending.
fn aligned(one: &[String], other: &[String]) -> Vec<(usize, usize)> {
    let (rows, columns) = (one.len(), other.len());
    let mut best = vec![vec![0u16; columns + 1]; rows + 1];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            best[row][column] = if one[row] == other[column] && one[row] != GAP {
                best[row + 1][column + 1] + 1
            } else {
                best[row + 1][column].max(best[row][column + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < rows && column < columns {
        if one[row] == other[column] && one[row] != GAP {
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if best[row + 1][column] >= best[row][column + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

fn report(
    one: &Quotation,
    other: &Quotation,
    difference: &Difference,
    views: &[View],
    rules: &Rules,
) -> Option<Discrepancy> {
    let name = crate::compare::timeline::speaker(&views[one.view]);
    let reason = format!(
        "{name} is quoted with “… {} …” here and “… {} …” there, and both promise the very words",
        difference.one, difference.other
    );
    let why = Why { code: Code::Quote, when: difference.when, reason, standing: [Standing::Current; 2] };
    let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
    let side = |quotation: &Quotation, words: &str| {
        (vec![quotation.view], format!("“… {words} …”"), Standing::Current)
    };
    let sides = vec![side(one, &difference.one), side(other, &difference.other)];
    finding(&topic, sides, &why, views, rules)
}
