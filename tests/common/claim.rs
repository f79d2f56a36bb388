//! Claims made by hand, for tests of the comparison.

use gainsay::claim::Claim;
use serde_json::{Value, json};

/// A claim from a line: predicate, figure in text form (or `-`), then slots.
///
/// `killed | > 200 | doc=a | date=2025-10-12 | patient=Taliban fighters#afghan-taliban | by=Pakistan's military`
pub(crate) fn claim(line: &str) -> Claim {
    let mut parts = line.split('|').map(str::trim);
    let predicate = parts.next().expect("a predicate");
    let figure = parts.next().unwrap_or("-");
    let mut claim = json!({
        "document": "a", "predicate": predicate, "polarity": "positive", "certainty": "certain", "attribution": [],
        "span": {"start": 0, "end": 10}, "sentence": {"start": 0, "end": 100}, "line": 1, "column": 1, "text": line,
    });
    if figure != "-" {
        claim["quantity"] = amount(figure);
    }
    for part in parts {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let mut said = |stance: &str| {
            let link = json!({"source": value, "entity": null, "cue": "said", "stance": stance});
            claim["attribution"].as_array_mut().expect("a list").push(link);
        };
        match name {
            "doc" => claim["document"] = json!(value),
            "date" => {
                claim["published"] = json!(value);
                claim["as_of"] = json!(value);
            }
            "as_of" => claim["as_of"] = json!(value),
            "patient" | "agent" | "place" | "event" | "means" => claim[name] = participant(value),
            "time" => claim["time"] = when(value),
            "by" => said("asserts"),
            "denied" => {
                said("denies");
                claim["polarity"] = json!("negative");
            }
            "not" => claim["polarity"] = json!("negative"),
            "possible" | "probable" => claim["certainty"] = json!(name),
            "part" | "forecast" | "headline" => claim[name] = json!(true),
            "more" => claim["quantity"]["change"] = json!("increase"),
            "at" => {
                let at: usize = value.parse().expect("an offset");
                claim["span"] = json!({"start": at, "end": at + 10});
                claim["sentence"] = json!({"start": at, "end": at + 100});
            }
            _ => panic!("no such slot: {part}"),
        }
    }
    claim["id"] = json!(format!("{}:{predicate}:{:x}", claim["document"].as_str().unwrap_or(""), hash(line)));
    serde_json::from_value(claim).expect("a claim")
}

fn hash(line: &str) -> u64 {
    line.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn participant(value: &str) -> Value {
    let (text, entity) = match value.split_once('#') {
        Some((text, entity)) => (text, Some(entity)),
        None => (value, None),
    };
    json!({"text": text, "entity": entity})
}

/// `2025-10-11`, or words that stay unresolved.
fn when(value: &str) -> Value {
    let day = value.starts_with(|c: char| c.is_ascii_digit());
    json!({"text": value, "edtf": if day { value } else { "" }, "kind": "date"})
}

/// `9`, `> 200`, `>= 20`, `< 600`, `20..30`, `~30`, with a unit behind it (`1600 [mi_i]`) where it is no count.
fn amount(figure: &str) -> Value {
    let (rest, unit, dimension, base, factor) = match figure.rsplit_once(' ') {
        Some((number, unit)) if !unit.starts_with(|c: char| c.is_ascii_digit()) => match unit {
            "km" => (number, unit, "length", "m", 1000.0),
            "[mi_i]" => (number, unit, "length", "m", 1609.344),
            "USD" => (number, unit, "currency", unit, 1.0),
            "%" => (number, unit, "percent", unit, 1.0),
            other => panic!("no such unit: {other}"),
        },
        _ => (figure, "1", "count", "1", 1.0),
    };
    let approximate = rest.starts_with('~');
    let rest = rest.trim_start_matches('~').trim();
    let value = |text: &str| text.trim().parse::<f64>().expect("a number");
    let (low, high, inclusive) = match () {
        () if rest.starts_with(">=") => (Some(value(&rest[2..])), None, true),
        () if rest.starts_with('>') => (Some(value(&rest[1..])), None, false),
        () if rest.starts_with("<=") => (None, Some(value(&rest[2..])), true),
        () if rest.starts_with('<') => (None, Some(value(&rest[1..])), false),
        () => match rest.split_once("..") {
            Some((low, high)) => (Some(value(low)), Some(value(high)), true),
            None => (Some(value(rest)), Some(value(rest)), true),
        },
    };
    let times = |bound: Option<f64>| bound.map(|bound| number(bound * factor));
    json!({
        "start": 0, "end": 1, "text": figure, "low": low.map(number), "low_inclusive": low.is_some() && inclusive,
        "high": high.map(number), "high_inclusive": high.is_some() && inclusive, "approximate": approximate,
        "dimension": dimension, "unit": unit, "change": "level",
        "normalized": {"low": times(low), "high": times(high), "unit": base},
    })
}

/// Whole numbers stay whole.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 { json!(value as i64) } else { json!(value) }
}
