//! The layers as the contract's JSON.

use serde_json::{Value, json};

use super::Annotations;
use crate::span::Span;
use crate::value::quantity::QuantityJson;

/// One object for one article.
pub fn json(annotations: &Annotations) -> Value {
    let text = annotations.article.text.as_str();
    let words = |span: Span| json!({"start": span.start, "end": span.end, "text": span.of(text)});
    let quantities = annotations.quantities.iter().map(|mention| {
        let mut object = serde_json::to_value(QuantityJson::from(&mention.quantity)).unwrap_or_default();
        merge(&mut object, words(mention.span));
        object
    });
    let times = annotations.times.iter().map(|mention| {
        let mut object = json!({"edtf": mention.time.edtf, "kind": mention.time.kind});
        merge(&mut object, words(mention.span));
        object
    });
    let entities = annotations.entities.iter().map(|mention| {
        let mut object = json!({"entity": mention.entity, "type": mention.kind, "form": mention.form});
        merge(&mut object, words(mention.span));
        object
    });
    let attributions = annotations.attributions.iter().map(|attribution| {
        let source = attribution.source.as_ref().map(|source| {
            let mut object = json!({"entity": source.entity, "anonymous": source.anonymous});
            merge(&mut object, words(source.span));
            object
        });
        json!({
            "source": source,
            "cue": attribution.cue.map(words),
            "content": {"start": attribution.content.start, "end": attribution.content.end},
            "stance": attribution.stance,
            "certainty": attribution.certainty,
            "direct": attribution.direct,
            "reason": attribution.reason,
        })
    });
    json!({
        "document": annotations.article.id,
        "text": text,
        "sentences": annotations.sentences.iter().map(|s| json!({"start": s.span.start, "end": s.span.end})).collect::<Vec<_>>(),
        "quantities": quantities.collect::<Vec<_>>(),
        "times": times.collect::<Vec<_>>(),
        "entities": entities.collect::<Vec<_>>(),
        "attributions": attributions.collect::<Vec<_>>(),
    })
}

fn merge(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}
