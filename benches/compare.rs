//! How the comparison grows: topics of ten claims each, at 10⁴, 10⁵ and 10⁶ claims.
//!
//! `cargo bench --bench compare` prints the times; the exponent between two sizes is log₁₀ of their ratio.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use gainsay::claim::Claim;
use gainsay::compare::compare;
use gainsay::rules::Rules;
use serde_json::json;

/// Ten claims a topic: ten outlets count the dead of one event in one town; two of them count differently.
fn claims(count: usize) -> Vec<Claim> {
    let model: Claim = serde_json::from_value(json!({
        "id": "", "document": "", "predicate": "killed", "polarity": "positive", "certainty": "certain", "attribution": [],
        "span": {"start": 0, "end": 10}, "sentence": {"start": 0, "end": 100}, "line": 1, "column": 1, "text": "",
        "quantity": {
            "start": 0, "end": 2, "text": "20", "low": 20, "low_inclusive": true, "high": 20, "high_inclusive": true,
            "approximate": false, "dimension": "count", "unit": "1", "change": "level",
            "normalized": {"low": 20, "high": 20, "unit": "1"},
        },
        "patient": {"text": "people", "entity": null},
        "place": {"text": "Khost", "entity": "khost"},
        "time": {"text": "Saturday", "edtf": "2025-10-11", "kind": "date"},
    }))
    .expect("a claim");
    (0..count)
        .map(|at| {
            let (topic, outlet) = (at / 10, at % 10);
            let mut claim = model.clone();
            claim.document = format!("{topic}-{outlet}").into();
            claim.id = format!("{at}").into();
            let town = format!("town-{}", topic % 5_000);
            // Some topics share their country alone, as real ones do.
            let army = || gainsay::claim::Participant {
                text: "the army".into(),
                entity: Some(format!("army-{}", topic % 50).into()),
                category: None,
                also: None,
                inherited: false,
            };
            claim.agent = (topic % 3 == 0).then(army).map(Box::new);
            if let Some(place) = &mut claim.place {
                (place.text, place.entity) = (town.as_str().into(), Some(town.into()));
            }
            let day = format!("{}-{:02}-{:02}", 1990 + topic / 336 % 35, topic / 28 % 12 + 1, topic % 28 + 1);
            claim.published = Some(day.as_str().into());
            if let Some(time) = &mut claim.time {
                time.time = gainsay::value::Time::date(day);
            }
            if outlet > 7
                && let Some(amount) = &mut claim.quantity
            {
                let figure = gainsay::value::Interval::exactly((30 + outlet as i64).into());
                (amount.quantity.interval, amount.quantity.base) = (figure, figure);
            }
            claim
        })
        .collect()
}

fn growth(criterion: &mut Criterion) {
    let rules = Rules::embedded().expect("sound rules");
    let mut group = criterion.benchmark_group("compare");
    group.sample_size(10);
    for size in [10_000, 100_000, 1_000_000] {
        let claims = claims(size);
        group.bench_with_input(BenchmarkId::from_parameter(size), &claims, |bencher, claims| {
            bencher.iter(|| compare(claims, &rules));
        });
    }
    group.finish();
}

criterion_group!(benches, growth);
criterion_main!(benches);
