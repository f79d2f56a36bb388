//! Laws of the comparison, on claims and articles made by chance.

#[path = "common/claim.rs"]
mod claim;

use std::collections::BTreeSet;

use claim::claim;
use gainsay::article::Article;
use gainsay::claim::Claim;
use gainsay::compare::{Comparison, Severity, compare};
use gainsay::rules::Rules;
use proptest::prelude::*;
use std::sync::LazyLock;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("sound rules"));

fn found(claims: &[Claim]) -> Comparison {
    compare(claims, &RULES)
}

/// One claim as a line of [`claim`]: few names and figures, so that many claims meet.
fn line() -> impl Strategy<Value = String> {
    let predicate =
        prop::sample::select(vec!["killed", "injured", "missing", "demonstrated", "harbours", "ceasefire"]);
    let figure =
        prop::sample::select(vec!["9", "12", "> 200", ">= 20", "20..30", "~30", "275", "288", "1000", "-"]);
    let document = prop::sample::select(vec!["a", "b", "c"]);
    let patient = prop::sample::select(vec![
        "",
        "| patient=people",
        "| patient=soldiers#army",
        "| patient=Nur Wali Mehsud#noor-wali-mehsud",
    ]);
    let place = prop::sample::select(vec!["", "| place=Khost#khost", "| place=Kabul#kabul"]);
    let time = prop::sample::select(vec!["", "| time=2025-10-11", "| time=2025-10-12", "| time=Sunday"]);
    let date = prop::sample::select(vec!["", "| date=2025-10-12", "| date=2025-10-14"]);
    let voice = prop::sample::select(vec![
        "",
        "| by=the army",
        "| by=the Taliban",
        "| denied=the Taliban",
        "| possible",
    ]);
    let kind = prop::sample::select(vec!["", "", "", "| part", "| headline", "| forecast"]);
    (predicate, figure, document, patient, place, (time, date, voice, kind)).prop_map(
        |(predicate, figure, document, patient, place, (time, date, voice, kind))| {
            format!("{predicate} | {figure} | doc={document} {patient} {place} {time} {date} {voice} {kind}")
        },
    )
}

/// Claims in text order, each in a sentence of its own.
fn claims() -> impl Strategy<Value = Vec<Claim>> {
    prop::collection::vec(line(), 2..12).prop_map(|lines| {
        let numbered = lines.iter().enumerate();
        numbered.map(|(at, line)| claim(&format!("{line} | at={}", at * 200))).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_order_of_the_claims_changes_nothing(claims in claims(), seed in any::<u64>()) {
        let mut shuffled = claims.clone();
        shuffle(&mut shuffled, seed);
        prop_assert_eq!(found(&claims), found(&shuffled));
    }

    #[test]
    fn nothing_contradicts_itself(line in line(), copies in 2usize..5) {
        let same: Vec<Claim> = (0..copies).map(|at| claim(&format!("{line} | at={}", at * 200))).collect();
        let comparison = found(&same);
        prop_assert!(comparison.discrepancies.is_empty(), "{:?}", comparison.discrepancies);
    }

    #[test]
    fn moving_a_sentence_never_changes_an_id(claims in claims(), by in 1usize..5000) {
        let mut moved = claims.clone();
        for claim in &mut moved {
            for span in [&mut claim.span, &mut claim.sentence] {
                (span.start, span.end) = (span.start + by, span.end + by);
            }
            claim.line += by;
        }
        let ids = |claims: &[Claim]| found(claims).discrepancies.into_iter().map(|one| one.id).collect::<Vec<_>>();
        prop_assert_eq!(ids(&claims), ids(&moved));
    }

    #[test]
    fn copies_of_an_article_do_not_contradict_each_other(line in line(), copies in 2usize..5) {
        let same: Vec<Claim> = (0..copies).map(|at| claim(&format!("{line} | doc=copy-{at}"))).collect();
        let comparison = found(&same);
        prop_assert!(comparison.discrepancies.is_empty(), "{:?}", comparison.discrepancies);
    }

    /// Of any two figures, however far apart, of what goes up, both ways or never moves; each by a voice of its own.
    #[test]
    fn widening_a_figure_never_creates_a_conflict(
        what in prop::sample::select(vec!["killed", "demonstrated", "missing", "price", "length"]),
        voices in (voice(), voice()),
        days in (1u32..28, 1u32..28),
        (a, b) in (1u32..5000, 1u32..5000),
        (scale_a, scale_b) in (0u32..5, 0u32..5),
        (down, up) in (1u32..90, 110u32..900),
    ) {
        let (a, b) = (f64::from(a * 10u32.pow(scale_a)), f64::from(b) * 10f64.powi(scale_b as i32));
        let unit = match what { "price" => " USD", "length" => " km", _ => "" };
        let line = |figure: String, doc: &str, voice: &str, day: u32| {
            claim(&format!(
                "{what} | {figure}{unit} | doc={doc} | date=2025-10-{day:02} | patient=people | place=Khost#khost | time=2025-10-01 | event=the march#march {voice}"
            ))
        };
        let loud = |figure: String| {
            let claims = [line(figure, "a", voices.0, days.0), line(b.to_string(), "b", voices.1, days.1)];
            found(&claims).discrepancies.iter().any(|one| one.severity > Severity::Note)
        };
        let wide = format!("{}..{}", a * f64::from(down) / 100.0, a * f64::from(up) / 100.0);
        if !loud(a.to_string()) {
            prop_assert!(!loud(wide.clone()), "{a} meets {b}, but {wide} does not");
            prop_assert!(!loud(format!("~{a}")), "{a} meets {b}, but about {a} does not");
        }
    }

    #[test]
    fn the_order_of_the_articles_changes_nothing(paragraphs in paragraphs(), seed in any::<u64>()) {
        let articles: Vec<Article> = paragraphs.iter().enumerate().map(|(at, text)| article(at, text)).collect();
        let mut shuffled = articles.clone();
        shuffle(&mut shuffled, seed);
        let told = |articles: &[Article]| found(&gainsay::extract_all(articles, &RULES));
        prop_assert_eq!(told(&articles), told(&shuffled));
    }

    #[test]
    fn moving_a_paragraph_never_changes_an_id(paragraphs in paragraphs(), seed in any::<u64>()) {
        let mut shuffled = paragraphs.clone();
        shuffle(&mut shuffled, seed);
        let ids = |paragraphs: &[&str]| -> BTreeSet<String> {
            gainsay::extract(&article(0, &paragraphs.join("\n\n")), &RULES).into_iter().map(|claim| claim.id.to_string()).collect()
        };
        prop_assert_eq!(ids(&paragraphs), ids(&shuffled));
    }

    #[test]
    fn words_before_it_never_change_the_id_of_a_finding(paragraphs in paragraphs()) {
        let told = |text: &str| -> Vec<String> {
            let articles = [article(0, text), article(1, "The blast in Khost killed 41 people on Monday.")];
            found(&gainsay::extract_all(&articles, &RULES)).discrepancies.into_iter().map(|one| one.id).collect()
        };
        let text = paragraphs.join("\n\n");
        prop_assert_eq!(told(&text), told(&format!("The weather was mild.\n\n{text}")));
    }
}

fn voice() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["", "| by=the army", "| by=the Taliban", "| possible"])
}

/// Sentences that name everybody in full, each a paragraph of its own.
fn paragraphs() -> impl Strategy<Value = Vec<&'static str>> {
    prop::sample::subsequence(
        vec![
            "The blast in Khost killed 23 people on Monday.",
            "The army said the blast in Khost had killed 40 people on Monday.",
            "An airstrike in Kabul killed Noor Wali Mehsud on Tuesday.",
            "The Afghan government denied that Noor Wali Mehsud had been killed.",
            "Police arrested 12 students in Lahore on Sunday.",
            "Some 338,000 people marched in Hong Kong, a third more than the 240,000 of last year.",
            "Intel will cut 500 jobs in Portland.",
            "The law takes effect on 31 June.",
            "The border is 2,600 kilometres long.",
            "Turnover rose 20% from $50 million to $70 million.",
        ],
        1..6,
    )
}

fn article(at: usize, text: &str) -> Article {
    let mut article = Article::plain(&format!("paper-{at}"), text);
    article.date = "2025-10-15".parse().ok();
    article
}

fn shuffle<T>(list: &mut [T], seed: u64) {
    let mut state = seed | 1;
    for at in (1..list.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        list.swap(at, (state >> 33) as usize % (at + 1));
    }
}
