//! Laws of the comparison, on claims made by chance.

#[path = "common/claim.rs"]
mod claim;

use claim::claim;
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
        let mut state = seed | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
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
    fn widening_a_figure_never_creates_a_conflict(a in 100u32..5000, share in 40u32..250, down in 1u32..90, up in 110u32..500) {
        // Of one scale: a figure many times smaller is taken for a part.
        let b = a * share / 100;
        let line = |figure: String, doc: &str| {
            claim(&format!("demonstrated | {figure} | doc={doc} | place=Khost#khost | time=2025-10-11 | event=the march#march"))
        };
        let loud = |figure: String| {
            let claims = [line(figure, "a"), line(b.to_string(), "b")];
            found(&claims).discrepancies.iter().any(|one| one.severity > Severity::Note)
        };
        let wide = format!("{}..{}", f64::from(a) * f64::from(down) / 100.0, f64::from(a) * f64::from(up) / 100.0);
        if !loud(a.to_string()) {
            prop_assert!(!loud(wide), "{a} meets {b}, but what is wider does not");
        }
    }
}
