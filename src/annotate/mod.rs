//! The layers of an article: what stands where, before anybody asks what is claimed.
//!
//! Layers are read in this order; each sees only those before it, the article and the rules:
//! tokens, sentences, quotations, times, quantities, tags, noun phrases, entities, clauses,
//! attributions.

mod ahead;
pub mod attribution;
pub mod clause;
mod date;
pub mod entity;
mod hours;
pub mod json;
mod moment;
mod number;
mod page;
pub mod phrase;
pub mod quantity;
pub mod quotation;
pub mod sentence;
pub mod tag;
pub mod time;
pub mod token;
mod unit;
pub mod within;

use crate::article::Article;
use crate::rules::Rules;

pub use attribution::Attribution;
pub use clause::Clause;
pub use entity::EntityMention;
pub use phrase::NounPhrase;
pub use quantity::QuantityMention;
pub use quotation::Quotation;
pub use sentence::Sentence;
pub use tag::Tag;
pub use time::TimeMention;
pub use token::Token;
pub use within::Within;

/// How an article was read. Layers refer to each other by index; token ranges index `tokens`.
#[derive(Debug, Clone)]
pub struct Annotations<'a> {
    /// The article itself.
    pub article: &'a Article,
    /// All pieces of the text.
    pub tokens: Vec<Token>,
    /// Sentences, in order; every token of prose belongs to one.
    pub sentences: Vec<Sentence>,
    /// Stretches in quotation marks.
    pub quotations: Vec<Quotation>,
    /// Dates, durations, repeated times.
    pub times: Vec<TimeMention>,
    /// Amounts.
    pub quantities: Vec<QuantityMention>,
    /// Part of speech, one for each token.
    pub tags: Vec<Tag>,
    /// Noun phrases, in order; not nested, joined by their fields.
    pub phrases: Vec<NounPhrase>,
    /// Mentions of people, groups and places.
    pub entities: Vec<EntityMention>,
    /// One for each verb group.
    pub clauses: Vec<Clause>,
    /// What stands in each sentence of the layers before.
    pub within: Vec<Within>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
}

/// Reads all layers of an article. Cannot fail: any text is legal input.
pub fn annotate<'a>(article: &'a Article, rules: &Rules) -> Annotations<'a> {
    let tokens = token::read(&article.text, rules);
    let sentences = sentence::read(article, &tokens, rules);
    let quotations = quotation::read(article, &tokens, &sentences, rules);
    let parts = page::Parts::of(&tokens, rules);
    let times = time::read(article, &tokens, &parts, &sentences, rules);
    let quantities = quantity::read(article, &tokens, &parts, &sentences, &times, rules);
    let tags = tag::read(article, &tokens, &sentences, &times, &quantities, rules);
    let phrases = phrase::read(article, &tokens, &sentences, &tags, &times, &quantities, rules);
    let entities = entity::read(article, &tokens, &sentences, &tags, &phrases, rules);
    let clauses = clause::read(article, &tokens, &sentences, &tags, &phrases, &times, rules);
    let within = within::read(&sentences, &times, &quantities, &phrases, &entities, &clauses);
    let mut annotations = Annotations {
        article,
        tokens,
        sentences,
        quotations,
        times,
        quantities,
        tags,
        phrases,
        entities,
        clauses,
        within,
        attributions: Vec::new(),
    };
    annotations.attributions = attribution::read(&annotations, rules);
    annotations
}
