//! The layers as the contract's JSON.

use serde::Serialize;
use serde_json::Value;

use super::Annotations;
use super::attribution::{Certainty, Stance};
use super::entity::Form;
use super::quantity::Change;
use crate::span::Span;
use crate::value::Quantity;
use crate::value::quantity::QuantityJson;
use crate::value::time::TimeKind;

/// How one article was read; spans are byte offsets into `text`, end exclusive.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct AnnotationsJson {
    /// The article's id.
    pub document: String,
    /// The text that all spans index.
    pub text: String,
    /// In order.
    pub sentences: Vec<Span>,
    /// In order, not overlapping.
    pub quantities: Vec<QuantityMentionJson>,
    /// In order, not overlapping.
    pub times: Vec<TimeMentionJson>,
    /// In order, not overlapping.
    pub entities: Vec<EntityMentionJson>,
    /// In the order of their content.
    pub attributions: Vec<AttributionJson>,
}

/// Words on the page.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct WordsJson {
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// The words.
    pub text: String,
}

/// An amount.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct QuantityMentionJson {
    /// Where it stands, with its bound and unit, without the counted noun.
    #[serde(flatten)]
    pub words: WordsJson,
    /// What it means.
    #[serde(flatten)]
    #[schemars(with = "QuantityJson")]
    pub quantity: Quantity,
    /// A level, or how much it moved.
    pub change: Change,
    /// What it is counted over: "d" in "200 a day".
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
}

/// A date, duration or repeated time.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct TimeMentionJson {
    /// Where it stands.
    #[serde(flatten)]
    pub words: WordsJson,
    /// EDTF for dates, ISO 8601 for durations.
    pub edtf: String,
    /// Which kind of time.
    pub kind: TimeKind,
}

/// A mention of somebody or some place.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct EntityMentionJson {
    /// Where it stands.
    #[serde(flatten)]
    pub words: WordsJson,
    /// Who it is.
    pub entity: String,
    /// person, organisation, place, group, event, …
    #[serde(rename = "type")]
    pub kind: String,
    /// How it is mentioned.
    pub form: Form,
}

/// Who says what.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct AttributionJson {
    /// Who; null where nobody is named.
    pub source: Option<SourceJson>,
    /// "said"; null for a quotation that stands alone.
    pub cue: Option<WordsJson>,
    /// What is said.
    pub content: Span,
    /// What the source does with it.
    pub stance: Stance,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Inside quotation marks.
    pub direct: bool,
    /// Why this is the source.
    pub reason: String,
}

/// The mention of a source.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct SourceJson {
    /// The mention on the page, a pronoun included.
    #[serde(flatten)]
    pub words: WordsJson,
    /// Who it is, where known.
    pub entity: Option<String>,
    /// A source without a name.
    pub anonymous: bool,
}

/// One object for one article.
pub fn json(annotations: &Annotations) -> Value {
    serde_json::to_value(AnnotationsJson::from(annotations)).unwrap_or_default()
}

impl From<&Annotations<'_>> for AnnotationsJson {
    fn from(annotations: &Annotations) -> AnnotationsJson {
        let text = annotations.article.text.as_str();
        let words = |span: Span| WordsJson { span, text: span.of(text).to_owned() };
        let quantities = annotations.quantities.iter().map(|mention| QuantityMentionJson {
            words: words(mention.span),
            quantity: mention.quantity.clone(),
            change: mention.change,
            per: mention.per.as_deref().map(str::to_owned),
        });
        let times = annotations.times.iter().map(|mention| TimeMentionJson {
            words: words(mention.span),
            edtf: mention.time.edtf.to_string(),
            kind: mention.time.kind,
        });
        let entities = annotations.entities.iter().map(|mention| EntityMentionJson {
            words: words(mention.span),
            entity: mention.entity.to_string(),
            kind: mention.kind.to_string(),
            form: mention.form,
        });
        let attributions = annotations.attributions.iter().map(|attribution| AttributionJson {
            source: attribution.source.as_ref().map(|source| SourceJson {
                words: words(source.span),
                entity: source.entity.as_deref().map(str::to_owned),
                anonymous: source.anonymous,
            }),
            cue: attribution.cue.map(words),
            content: attribution.content,
            stance: attribution.stance,
            certainty: attribution.certainty,
            direct: attribution.direct,
            reason: attribution.reason.to_owned(),
        });
        AnnotationsJson {
            document: annotations.article.id.clone(),
            text: text.to_owned(),
            sentences: annotations.sentences.iter().map(|sentence| sentence.span).collect(),
            quantities: quantities.collect(),
            times: times.collect(),
            entities: entities.collect(),
            attributions: attributions.collect(),
        }
    }
}
