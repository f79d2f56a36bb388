//! How surely a stretch of text says what it says, and whether it affirms it: FactBank's scale times polarity.
//!
//! All attribution is set aside: "police said that he may have died" is *possible* here, and
//! [`chain`](super::chain) has the police. What reaches the stretch: the modal and negation of its
//! clause, hedges in it, the condition or question that it stands in, the verb whose plan or wish it is.

use super::Certainty;
use super::other::is_aside;
use crate::annotate::clause::Link;
use crate::annotate::{Annotations, Clause, Tag};
use crate::rules::Rules;
use crate::rules::certainty::{Hedge, Scope};
use crate::rules::lexicon::{Class, WordId};
use crate::span::Span;

/// How surely, and whether affirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Modality {
    /// On FactBank's scale.
    pub certainty: Certainty,
    /// "was not killed", "no troops were lost"
    pub negated: bool,
}

/// Steps up from a clause to what it hangs on.
const STEPS: usize = 6;

/// How surely a clause (by index) is said. Cost does not grow with the article.
pub fn of(layers: &Annotations, rules: &Rules, clause: usize) -> Modality {
    let Some(own) = layers.clauses.get(clause) else {
        return Modality { certainty: Certainty::Certain, negated: false };
    };
    let mut certainty = inside(layers, rules, own);
    if own.modal.is_some() {
        certainty = certainty.max(conditioned(layers, rules, clause));
    }
    let mut below = own;
    for _ in 0..STEPS {
        certainty = certainty.max(hanging(layers, rules, below));
        let Some(parent) = below.parent.and_then(|parent| layers.clauses.get(parent)) else { break };
        // What is said is sure or not by itself; whether the saying is belongs to the attribution.
        if below.link == Link::Complement && rules.attribution.verbs.contains_key(&parent.lemma) {
            break;
        }
        if matches!(below.link, Link::Infinitive | Link::Complement) {
            certainty =
                certainty.max(inside(layers, rules, parent)).max(introduces(layers, rules, parent, below));
        }
        below = parent;
    }
    Modality { certainty: certainty.max(asked(layers, own)), negated: own.negated }
}

/// How surely a stretch is said: by the clause whose verb stands in it, or nearest before it in the sentence.
pub fn of_span(layers: &Annotations, rules: &Rules, span: Span) -> Modality {
    let first = layers.tokens.partition_point(|token| token.span.end <= span.start);
    let behind = layers.tokens.partition_point(|token| token.span.start < span.end);
    let sentence = layers.sentences.partition_point(|sentence| sentence.tokens.end <= first);
    let own = layers.within.get(sentence).map_or(0..0, |within| within.clauses.clone());
    let (from, clauses) = (own.start, &layers.clauses[own]);
    let next = clauses.partition_point(|clause| clause.head < first);
    let inside = clauses.get(next).filter(|clause| clause.head < behind).map(|_| next);
    let clause = inside.or(next.checked_sub(1)).or((!clauses.is_empty()).then_some(0));
    let mut modality = match clause {
        Some(clause) => of(layers, rules, from + clause),
        None => Modality { certainty: Certainty::Certain, negated: false },
    };
    // "the alleged attack": from the beginning of the phrase whose head it is.
    let near = layers.phrases.partition_point(|phrase| phrase.tokens.end <= first);
    let own = layers.phrases.get(near).filter(|phrase| phrase.head < behind && phrase.tokens.start < first);
    let from = own.map_or(first, |phrase| phrase.tokens.start);
    // "the risk of an attack"
    let outer = near.checked_sub(1).map(|before| &layers.phrases[before]);
    let from = outer.filter(|phrase| phrase.of == Some(near)).map_or(from, |phrase| phrase.tokens.start);
    modality.certainty = modality.certainty.max(phrase(layers, rules, from, behind));
    modality
}

/// Hedges of a clause: its modal, and adverbs or phrases between its subject and what follows its verb.
fn inside(layers: &Annotations, rules: &Rules, clause: &Clause) -> Certainty {
    const AROUND: usize = 4;
    let sentence = &layers.sentences[clause.sentence.min(layers.sentences.len().saturating_sub(1))].tokens;
    let from = clause.verb.start.saturating_sub(AROUND).max(sentence.start);
    let to = (clause.verb.end + AROUND).min(sentence.end);
    let mut certainty = Certainty::Certain;
    let mut at = from;
    while at < to {
        let Some((len, hedge)) = hedge_at(layers, rules, at) else {
            at += 1;
            continue;
        };
        let modal = layers.tags.get(at) == Some(&Tag::Modal);
        let own = clause.verb.contains(&at);
        let near = at + len <= clause.verb.start && !crosses(layers, at + len, clause.verb.start)
            || at >= clause.verb.end && !crosses(layers, clause.verb.end, at);
        let aside = at >= clause.verb.end && len == 1 && is_aside(layers, at);
        let holds = hedge.scope == Scope::Clause
            && (own || near && !hedge.modal && !aside)
            && (!hedge.modal || modal);
        if holds {
            certainty = certainty.max(hedge.certainty);
        }
        at += len;
    }
    certainty
}

/// Another verb or a pause lies between.
fn crosses(layers: &Annotations, from: usize, to: usize) -> bool {
    (from..to).any(|at| {
        matches!(
            layers.tags.get(at),
            Some(
                Tag::Verb
                    | Tag::Auxiliary
                    | Tag::Modal
                    | Tag::Conjunction
                    | Tag::Subordinator
                    | Tag::Relative
                    | Tag::Infinitive
            )
        )
    })
}

/// "If the dam breaks, the town will drown": what would follow from a condition.
fn conditioned(layers: &Annotations, rules: &Rules, clause: usize) -> Certainty {
    const AROUND: usize = 6;
    let around = clause.saturating_sub(AROUND)..(clause + AROUND).min(layers.clauses.len());
    layers.clauses[around]
        .iter()
        .filter(|other| other.parent == Some(clause) && matches!(other.link, Link::Adverbial(_)))
        .map(|other| hanging(layers, rules, other))
        .max()
        .unwrap_or(Certainty::Certain)
}

/// The condition that a clause stands in: "if they attack", "whether he lives".
fn hanging(layers: &Annotations, rules: &Rules, clause: &Clause) -> Certainty {
    const BEFORE: usize = 3;
    let subordinate = |word: WordId| {
        rules
            .certainty
            .at(|ahead| if ahead == 0 { word } else { WordId::UNKNOWN })
            .filter(|(_, hedge)| hedge.scope == Scope::Subordinate)
            .map(|(_, hedge)| hedge.certainty)
    };
    if let Link::Adverbial(word) = clause.link
        && let Some(certainty) = subordinate(word)
    {
        return certainty;
    }
    if clause.link != Link::Complement && !matches!(clause.link, Link::Adverbial(_)) {
        return Certainty::Certain;
    }
    let start = clause.tokens.start;
    let found = (start.saturating_sub(BEFORE)..=start).find_map(|at| {
        let (len, hedge) = hedge_at(layers, rules, at)?;
        let opens = len > 1 || matches!(layers.tags.get(at), Some(Tag::Subordinator | Tag::Relative));
        (opens && hedge.scope == Scope::Subordinate).then_some(hedge.certainty)
    });
    found.unwrap_or(Certainty::Certain)
}

/// "plans to attack", "a bid to end": what the parent says of the clause below it.
fn introduces(layers: &Annotations, rules: &Rules, parent: &Clause, below: &Clause) -> Certainty {
    // "Their aim is to stop the trains": the noun stands before the linking verb.
    let link = layers.tokens.get(parent.head).map(|token| rules.lexicon.word(token.word).class);
    let link = link.is_some_and(|class| class.contains(Class::BE)) && below.link == Link::Infinitive;
    let subject = parent.subject.filter(|_| link).map(|at| layers.phrases[at].tokens.start);
    let from = subject.unwrap_or(parent.head);
    let mut at = from;
    let mut certainty = Certainty::Certain;
    while at < below.verb.start && at < from + 12 {
        if let Some((len, hedge)) = hedge_at(layers, rules, at) {
            if hedge.scope == Scope::Complement {
                certainty = certainty.max(hedge.certainty);
            }
            at += len;
        } else {
            at += 1;
        }
    }
    certainty
}

/// "suspected militants", "alleged plot"
fn phrase(layers: &Annotations, rules: &Rules, from: usize, to: usize) -> Certainty {
    let hedges = (from..to.min(from + 40)).filter_map(|at| hedge_at(layers, rules, at));
    hedges
        .filter(|(_, hedge)| hedge.scope == Scope::Phrase)
        .map(|(_, hedge)| hedge.certainty)
        .max()
        .unwrap_or(Certainty::Certain)
}

/// A question says nothing.
fn asked(layers: &Annotations, clause: &Clause) -> Certainty {
    let sentence = layers.sentences.get(clause.sentence);
    let last = sentence
        .and_then(|sentence| layers.tokens.get(sentence.tokens.clone()))
        .map(|tokens| tokens.iter().rev().take(3).any(|token| token.span.of(&layers.article.text) == "?"));
    if last == Some(true) { Certainty::Unknown } else { Certainty::Certain }
}

fn hedge_at(layers: &Annotations, rules: &Rules, at: usize) -> Option<(usize, Hedge)> {
    rules.certainty.at(|ahead| layers.tokens.get(at + ahead).map_or(WordId::UNKNOWN, |token| token.word))
}
