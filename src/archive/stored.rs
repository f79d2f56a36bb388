//! Articles and claims as they lie in the archive, and back: nothing is lost on the way.
//!
//! A claim is stored as its JSON, without what its article says already. JSON rounds figures and leaves
//! out the days that a time can mean, so what it would lose is stored beside it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::article::{Article, Origin, Role, Section, Suppression};
use crate::claim::Claim;
use crate::span::Span;
use crate::value::{Bound, Decimal, Interval};

/// Level of zstd: articles are written once and read often.
const LEVEL: i32 = 9;

/// A claim as two columns: its JSON, and what that loses.
pub(super) fn pack_claim(claim: &Claim, article: &Article) -> Result<(String, Option<String>), String> {
    let told = Told::by(article, claim.sentence);
    let mut value = serde_json::to_value(claim).map_err(|error| error.to_string())?;
    drop_nulls(&mut value);
    if let Value::Object(fields) = &mut value {
        Told::FIELDS.iter().for_each(|field| _ = fields.remove(*field));
    }
    let json = value.to_string();
    let plain = told.read(&json)?;
    if plain == *claim {
        return Ok((json, None));
    }
    let interval = |pick: fn(&crate::value::Quantity) -> Interval| {
        let of = |claim: &Claim| claim.quantity.as_ref().map(|amount| pick(&amount.quantity));
        (of(claim) != of(&plain)).then(|| of(claim).map(Ends::of)).flatten()
    };
    let days = |claim: &Claim| claim.time.as_ref().map(|when| (when.time.earliest, when.time.latest));
    let exact = Exact {
        interval: interval(|quantity| quantity.interval),
        base: interval(|quantity| quantity.base),
        days: days(claim)
            .filter(|given| Some(given) != days(&plain).as_ref())
            .map(|(first, last)| (first.map(|day| day.to_string()), last.map(|day| day.to_string()))),
        told: (told != Told::from(claim)).then(|| Told::from(claim)),
    };
    let exact = serde_json::to_string(&exact).map_err(|error| error.to_string())?;
    Ok((json, Some(exact)))
}

/// The claim that [`pack_claim`] stored for this article.
pub(super) fn unpack_claim(json: &str, exact: Option<&str>, article: &Article) -> Result<Claim, String> {
    // The sentence's text is the article's, and where the sentence stands is known only from the JSON.
    let sentence = serde_json::from_str::<Sentence>(json).map_err(|error| error.to_string())?.sentence;
    let exact: Exact = match exact {
        Some(exact) => serde_json::from_str(exact).map_err(|error| error.to_string())?,
        None => Exact::default(),
    };
    let told = exact.told.unwrap_or_else(|| Told::by(article, sentence));
    let mut claim = told.read(json)?;
    if let Some(amount) = &mut claim.quantity {
        let quantity = &mut amount.quantity;
        exact.interval.map_or(Ok(()), |ends| ends.put(&mut quantity.interval))?;
        exact.base.map_or(Ok(()), |ends| ends.put(&mut quantity.base))?;
    }
    if let (Some(when), Some((earliest, latest))) = (&mut claim.time, exact.days) {
        when.time.earliest = earliest.and_then(|day| day.parse().ok());
        when.time.latest = latest.and_then(|day| day.parse().ok());
    }
    Ok(claim)
}

/// The article's text and what is needed to find its lines again.
pub(super) fn pack_body(article: &Article) -> Result<Vec<u8>, String> {
    let body = Body {
        text: article.text.clone(),
        sections: article.sections.iter().map(|section| (section.span, name(section.role))).collect(),
        anchors: article.origin.anchors.clone(),
        suppressions: article.suppressions.clone(),
    };
    let json = serde_json::to_vec(&body).map_err(|error| error.to_string())?;
    zstd::bulk::compress(&json, LEVEL).map_err(|error| error.to_string())
}

/// Puts the stored body into the article.
pub(super) fn unpack_body(blob: &[u8], article: &mut Article) -> Result<(), String> {
    let json = zstd::stream::decode_all(blob).map_err(|error| error.to_string())?;
    let body: Body = serde_json::from_slice(&json).map_err(|error| error.to_string())?;
    article.text = body.text;
    article.sections = body
        .sections
        .into_iter()
        .filter_map(|(span, name)| role(name).map(|role| Section { span, role }))
        .collect();
    article.origin = Origin { anchors: body.anchors };
    article.suppressions = body.suppressions;
    Ok(())
}

/// What lies in the column `body`.
#[derive(Serialize, Deserialize)]
struct Body {
    text: String,
    sections: Vec<(Span, char)>,
    anchors: Vec<(usize, usize, usize)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

fn name(role: Role) -> char {
    match role {
        Role::Headline => 'h',
        Role::Standfirst => 's',
        Role::Heading => 'c',
        Role::Dateline => 'd',
    }
}

fn role(name: char) -> Option<Role> {
    match name {
        'h' => Some(Role::Headline),
        's' => Some(Role::Standfirst),
        'c' => Some(Role::Heading),
        'd' => Some(Role::Dateline),
        _ => None,
    }
}

/// What a claim repeats of its article.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Told {
    document: String,
    source: Option<String>,
    published: Option<String>,
    text: String,
}

impl Told {
    const FIELDS: [&str; 4] = ["document", "source", "published", "text"];

    fn by(article: &Article, sentence: Span) -> Told {
        Told {
            document: article.id.clone(),
            source: article.source.clone(),
            published: article.date.map(|date: Date| date.to_string()),
            text: sentence.of(&article.text).to_owned(),
        }
    }

    /// The claim of this JSON, which lacks [`Self::FIELDS`].
    fn read(&self, json: &str) -> Result<Claim, String> {
        let told = serde_json::to_string(self).map_err(|error| error.to_string())?;
        let (told, rest) = (told.trim_end_matches('}'), json.trim_start_matches('{'));
        serde_json::from_str(&format!("{told},{rest}")).map_err(|error| error.to_string())
    }
}

impl From<&Claim> for Told {
    fn from(claim: &Claim) -> Told {
        Told {
            document: claim.document.to_string(),
            source: claim.source.as_deref().map(str::to_owned),
            published: claim.published.as_deref().map(str::to_owned),
            text: claim.text.to_string(),
        }
    }
}

/// Where a stored claim's sentence stands.
#[derive(Deserialize)]
struct Sentence {
    sentence: Span,
}

/// What the JSON of a claim rounds or leaves out.
#[derive(Default, Serialize, Deserialize)]
struct Exact {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    interval: Option<Ends>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    base: Option<Ends>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<(Option<String>, Option<String>)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    told: Option<Told>,
}

/// Both ends of an interval, to the last digit.
#[derive(Serialize, Deserialize)]
struct Ends {
    low: Option<(String, bool)>,
    high: Option<(String, bool)>,
}

impl Ends {
    fn of(interval: Interval) -> Ends {
        let end = |bound: Bound| (bound.value.to_string(), bound.inclusive);
        Ends { low: interval.low.map(end), high: interval.high.map(end) }
    }

    fn put(self, interval: &mut Interval) -> Result<(), String> {
        let bound = |end: Option<(String, bool)>| match end {
            Some((value, inclusive)) => match value.parse::<Decimal>() {
                Ok(value) => Ok(Some(Bound { value, inclusive })),
                Err(error) => Err(error.to_string()),
            },
            None => Ok(None),
        };
        interval.low = bound(self.low)?;
        interval.high = bound(self.high)?;
        Ok(())
    }
}

/// A missing field means the same as null.
fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}
