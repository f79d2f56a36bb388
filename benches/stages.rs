//! Each stage on its own, and the whole: `benches/peers.py --write target/corpus --megabytes 2`, then
//! `cargo bench --bench stages`.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use gainsay::annotate::{annotate, token};
use gainsay::article::Article;
use gainsay::article::read::{Reading, read_all};
use gainsay::compare::compare;
use gainsay::rules::Rules;
use gainsay::{claim, piece};

/// The made corpus where it was written, else the few articles of the fixtures.
fn corpus() -> (PathBuf, Vec<Article>) {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let made = root.join("target/corpus/articles.jsonl");
    let path = if made.exists() { made } else { root.join("fixtures") };
    let (articles, _) = read_all(std::slice::from_ref(&path), &Reading::default());
    (path, articles)
}

fn stages(criterion: &mut Criterion) {
    let rules = Rules::embedded().expect("embedded rules are good");
    let (path, articles) = corpus();
    let bytes = articles.iter().map(|article| article.text.len() as u64).sum();
    criterion.bench_function("rules", |bencher| bencher.iter(|| black_box(Rules::embedded()).is_ok()));
    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes)).sample_size(10);
    group.bench_function("read", |bencher| {
        bencher.iter(|| read_all(std::slice::from_ref(&path), &Reading::default()).0.len());
    });
    group.bench_function("pieces", |bencher| {
        bencher.iter(|| articles.iter().map(|article| piece::pieces(&article.text).count()).sum::<usize>());
    });
    group.bench_function("tokens", |bencher| {
        bencher
            .iter(|| articles.iter().map(|article| token::read(&article.text, &rules).len()).sum::<usize>());
    });
    group.bench_function("annotate", |bencher| {
        bencher.iter(|| articles.iter().map(|article| annotate(article, &rules).tokens.len()).sum::<usize>());
    });
    let annotated: Vec<_> = articles.iter().map(|article| annotate(article, &rules)).collect();
    group.bench_function("claims", |bencher| {
        bencher.iter(|| annotated.iter().map(|one| claim::extract(one, &rules).len()).sum::<usize>());
    });
    let claims: Vec<_> = annotated.iter().flat_map(|one| claim::extract(one, &rules)).collect();
    group.bench_function("compare", |bencher| bencher.iter(|| compare(&claims, &rules).discrepancies.len()));
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
