//! Any text, all the way to discrepancies.
#![no_main]

use std::sync::LazyLock;

use gainsay::article::Article;
use gainsay::compare::compare;
use gainsay::rules::Rules;
use libfuzzer_sys::fuzz_target;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("embedded rules are good"));

fuzz_target!(|text: &str| {
    let article = Article::plain("fuzz", text);
    let claims = gainsay::extract(&article, &RULES);
    for claim in &claims {
        assert!(text.get(claim.span.start..claim.span.end).is_some());
        assert!(text.get(claim.sentence.start..claim.sentence.end).is_some());
    }
    let _ = compare(&claims, &RULES);
});
