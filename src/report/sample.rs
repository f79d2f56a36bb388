//! Reports made by hand, for the tests of the formats.

use serde_json::{Value, json};

use super::Report;
use crate::article::Article;
use crate::claim::Claim;
use crate::compare::{Code, Comparison, Discrepancy, NearMiss, Scope, Severity, Side, Standing};

/// Two articles of the sample story.
pub(crate) fn articles() -> Vec<Article> {
    let article = |id: &str, source: &str, date: &str, text: &str| Article {
        path: Some(format!("border-clash/{id}.md")),
        source: Some(source.to_owned()),
        title: Some(format!("{source} on the border")),
        date: date.parse().ok(),
        ..Article::plain(id, text)
    };
    vec![
        article("reuters", "Reuters", "2025-10-12", REUTERS),
        article("khaama", "Khaama Press", "2025-10-13", KHAAMA),
    ]
}

const REUTERS: &str = "Border fighting flared on Saturday night.

Pakistan's military said on Sunday that its troops, backed by artillery and by tanks brought up from Peshawar, had killed more than 200 Taliban fighters along the frontier; the Taliban put their losses at nine. The commander Example Khan was killed on Thursday.
";
const KHAAMA: &str =
    "Reports that Example Khan was killed were rejected by Kabul. He \"is not dead\", it said.

The ceasefire began on Wednesday, October 16. <script>alert('x')</script>
";

/// Three discrepancies: an error, a reported dispute, a note.
pub(crate) fn border_clash() -> Report {
    let articles = articles();
    // From JSON, so that a new field of a claim does not concern these tests.
    let claim = |article: &Article, id: &str, sentence: &str, words: &str, more: Value| -> Claim {
        let start = article.text.find(sentence).expect("the sentence stands in the text");
        let at = start + sentence.find(words).expect("the words stand in the sentence");
        let (line, column) = article.position(at);
        let mut claim = json!({
            "id": id, "document": article.id, "source": article.source, "predicate": "killed",
            "polarity": "positive", "certainty": "certain", "quantity": null, "agent": null, "patient": null,
            "place": null, "time": null, "as_of": null, "attribution": [],
            "span": {"start": at, "end": at + words.len()},
            "sentence": {"start": start, "end": start + sentence.len()},
            "line": line, "column": column, "text": sentence,
        });
        claim.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        serde_json::from_value(claim).unwrap()
    };
    let says = |source: &str, entity: &str, stance: &str| json!([{"source": source, "entity": entity, "cue": "said", "stance": stance}]);
    let count = |text: &str, low: u32, high: Option<u32>, inclusive: bool| {
        json!({"start": 0, "end": 0, "text": text, "low": low, "low_inclusive": inclusive, "high": high,
               "high_inclusive": high.is_some(), "approximate": false, "dimension": "count", "unit": "1",
               "normalized": {"low": low, "high": high, "unit": "1"}, "change": "level"})
    };
    let toll = &REUTERS[REUTERS.find("Pakistan's").unwrap()..REUTERS.find(" The commander").unwrap()];
    let (reuters, khaama) = (&articles[0], &articles[1]);
    let claims = vec![
        claim(
            reuters,
            "c1",
            toll,
            "killed more than 200 Taliban fighters",
            json!({"attribution": says("Pakistan's military", "pakistan-military", "asserts"),
                   "quantity": count("more than 200", 200, None, false)}),
        ),
        claim(
            reuters,
            "c2",
            toll,
            "losses at nine",
            json!({"attribution": says("the Taliban", "afghan-taliban", "asserts"),
                   "quantity": count("nine", 9, Some(9), true)}),
        ),
        claim(reuters, "c3", "The commander Example Khan was killed on Thursday.", "was killed", json!({})),
        claim(
            khaama,
            "c4",
            "Reports that Example Khan was killed were rejected by Kabul.",
            "was killed",
            json!({"certainty": "possible"}),
        ),
        claim(
            khaama,
            "c5",
            "He \"is not dead\", it said.",
            "is not dead",
            json!({"polarity": "negative", "attribution": says("it", "afghan-government", "denies")}),
        ),
        claim(
            khaama,
            "c6",
            "The ceasefire began on Wednesday, October 16.",
            "Wednesday, October 16",
            json!({}),
        ),
    ];
    let side = |position: &str, claims: &[&str], standing| Side {
        position: position.to_owned(),
        claims: claims.iter().map(|&id| id.to_owned()).collect(),
        standing,
        sources: 1,
        reprints: Vec::new(),
    };
    let discrepancies = vec![
        Discrepancy {
            id: "d1f0".to_owned(),
            code: Code::Certainty,
            severity: Severity::Error,
            scope: Scope::Between,
            reported_dispute: false,
            topic: "Example Khan killed, October 2025".to_owned(),
            sides: vec![
                side("killed", &["c3"], Standing::Current),
                side("possibly killed", &["c4"], Standing::Superseded),
                side("not killed", &["c5"], Standing::Current),
            ],
            explanation:
                "The same man and the same week; one outlet states flatly what the other reports as \
                          unverified and rejected."
                    .to_owned(),
            rule: "certainty".to_owned(),
        },
        Discrepancy {
            id: "d2f0".to_owned(),
            code: Code::Quantity,
            severity: Severity::Warning,
            scope: Scope::Between,
            reported_dispute: true,
            topic: "Taliban fighters killed, October 2025".to_owned(),
            sides: vec![
                side("more than 200", &["c1"], Standing::Current),
                side("nine", &["c2"], Standing::Current),
            ],
            explanation: "The same fighters, the same fighting; nine lies outside more than 200.".to_owned(),
            rule: "killed".to_owned(),
        },
        Discrepancy {
            id: "d3f0".to_owned(),
            code: Code::Calendar,
            severity: Severity::Note,
            scope: Scope::Within,
            reported_dispute: false,
            topic: "Wednesday, October 16".to_owned(),
            sides: vec![
                side("Wednesday", &["c6"], Standing::Current),
                side("October 16, 2025, a Thursday", &["c6"], Standing::Current),
            ],
            explanation: "October 16, 2025 is a Thursday.".to_owned(),
            rule: "weekday".to_owned(),
        },
    ];
    let near_misses = vec![NearMiss {
        claims: ["c1".to_owned(), "c3".to_owned()],
        slot: "patient".to_owned(),
        reason: "Taliban fighters are not Example Khan".to_owned(),
    }];
    Report::new(&articles, claims, Comparison { discrepancies, near_misses }, false)
}

/// Articles that agree.
pub(crate) fn quiet() -> Report {
    Report::new(&articles(), Vec::new(), Comparison::default(), false)
}
