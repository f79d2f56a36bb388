//! Whatever the bytes and whatever the format: no panic, and spans that fit.

use std::path::PathBuf;
use std::sync::LazyLock;

use clap::ValueEnum;
use gainsay::annotate::annotate;
use gainsay::article::read::{Reading, read_all};
use gainsay::article::{Article, Format};
use gainsay::compare::compare;
use gainsay::rules::{Layer, Rules};
use gainsay::{claim, schema};
use proptest::prelude::*;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::embedded().expect("embedded rules are good"));

/// Reads bytes as a file of a format, all the way.
fn whole_way(format: Format, bytes: &[u8]) {
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let path: PathBuf = folder.path().join("input");
    std::fs::write(&path, bytes).expect("a file for a moment");
    let reading = Reading { format: Some(format), ..Reading::default() };
    let (articles, errors) = read_all(&[path], &reading);
    for error in errors {
        assert!(!error.message.is_empty());
    }
    let claims: Vec<_> = articles.iter().flat_map(hold).collect();
    let _ = compare(&claims, &RULES);
}

/// Every span fits its text and every position is within a file.
fn hold(article: &Article) -> Vec<claim::Claim> {
    let text = article.text.as_str();
    let fits = |span: gainsay::span::Span| {
        assert!(text.get(span.start..span.end).is_some(), "{span:?} of {} bytes", text.len());
    };
    let annotations = annotate(article, &RULES);
    article.sections.iter().for_each(|section| fits(section.span));
    assert!(
        article.sections.windows(2).all(|two| two[0].span.end <= two[1].span.start),
        "{:?}",
        article.sections
    );
    annotations.tokens.iter().for_each(|token| fits(token.span));
    annotations.sentences.iter().for_each(|sentence| fits(sentence.span));
    annotations.quantities.iter().for_each(|quantity| fits(quantity.span));
    annotations.times.iter().for_each(|time| fits(time.span));
    annotations.entities.iter().for_each(|entity| fits(entity.span));
    annotations.attributions.iter().for_each(|attribution| fits(attribution.content));
    assert!(article.origin.anchors.is_sorted_by_key(|anchor| anchor.0), "{:?}", article.origin);
    let claims = claim::extract(&annotations, &RULES);
    for claim in &claims {
        fits(claim.span);
        fits(claim.sentence);
        assert!(claim.line >= 1 && claim.column >= 1);
    }
    claims
}

/// Pieces that formats and layers have an opinion about.
const PIECES: &[&str] = &[
    "<p>",
    "</p>",
    "<h1>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<script>",
    "<item>",
    "</item>",
    "<rss><channel>",
    "&amp;",
    "&#x110000;",
    "&",
    "{\"text\":\"",
    "\"}",
    "\\ud800",
    "\\n",
    "[",
    "]",
    "{",
    "}",
    "---\n",
    "+++\n",
    "title: x\n",
    "# ",
    "> - ",
    "**",
    "`",
    "|",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "\u{feff}",
    "\u{202e}",
    "\u{301}",
    "é",
    "😀",
    "“",
    "”",
    "\"",
    "'",
    "’s",
    "(",
    ")",
    "—",
    "--",
    "KABUL, Oct 12 (AFP) — ",
    "date 2026-03-03 ",
    "Police said ",
    "more than 200 ",
    "people were killed",
    "between ",
    " and ",
    "$3.5 billion",
    "10^400",
    "1,000,000,000,000,000,000,000,000,000,000",
    "31 February 2025",
    "on Wednesday",
    "last week",
    "Pakistan's military",
    "denied",
    " by ",
    "0.5",
    "½",
    "per cent",
    "WARC/1.0\r\n",
    "Content-Length: 99\r\n\r\n",
    "http://example.org/2025/10/12/",
    ". ",
    ", ",
    "Mr. ",
    "U.S. ",
    "not ",
    "may ",
    "of ",
    "the ",
];

fn formats() -> impl Strategy<Value = Format> {
    prop::sample::select(Format::value_variants())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(format in formats(), bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        whole_way(format, &bytes);
    }

    #[test]
    fn any_text_is_read(format in formats(), text in "\\PC{0,400}") {
        whole_way(format, text.as_bytes());
    }

    #[test]
    fn any_row_of_telling_pieces_is_read(format in formats(), pieces in prop::collection::vec(prop::sample::select(PIECES), 0..80)) {
        whole_way(format, pieces.concat().as_bytes());
    }

    #[test]
    fn any_text_of_a_record_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let text = pieces.concat();
        let record = serde_json::json!({"text": text, "title": "Nine dead", "date": "2025-10-12"}).to_string();
        whole_way(Format::Jsonl, record.as_bytes());
    }
}

/// Lines of the embedded packs, some of them with a value that makes no sense.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lines = gainsay::rules::embedded::PACKS.iter().flat_map(|(_, text)| text.lines());
    let mut lines: Vec<String> = lines.filter(|line| line.len() < 400).map(str::to_owned).collect();
    let broken =
        lines.iter().step_by(7).filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned());
    let odd = ["\"\"", "\"é (\"", "[]", "[\"\"]", "\"a  b\"", "-1", "\"1/0\"", "\"{quantity} {\"", "true"];
    let broken: Vec<String> =
        broken.zip(odd.iter().cycle()).map(|(key, value)| format!("{key} = {value}")).collect();
    lines.extend(broken);
    lines
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pack_is_loaded_or_refused_with_a_place(chosen in prop::collection::vec(any::<prop::sample::Index>(), 0..12)) {
        let mut text = "about = \"x\"\n".to_owned();
        for index in chosen {
            let line: &String = index.get(LINES.as_slice());
            text.push_str(line);
            text.push('\n');
        }
        let layer = Layer { files: vec![("any.toml".to_owned(), text)] };
        if let Err(errors) = Rules::load(&[layer]) {
            for error in errors {
                prop_assert!(error.line >= 1 && !error.message.is_empty());
            }
        }
    }
}

/// Long rows of one thing: each must be read, and in time that grows as the row does.
#[test]
fn hostile_rows_are_read() {
    let rows = [
        "\"",
        "“",
        "'",
        "(",
        "<div>",
        "<p>",
        "<b>",
        "[",
        "{\"a\":",
        "- ",
        "> ",
        "&lt;",
        "1,",
        "1 and ",
        "\0",
        "\u{202e}",
        "a",
        "A. ",
        "said ",
        "he said, ",
        "Kabul, ",
        "and ",
        "of the ",
        "not ",
        "who ",
        "killed ",
        "5 people killed by ",
        "\n",
        "\n\n# A\n",
        ", ",
        "— ",
        "Mr. ",
        "\u{301}",
        "3 Jan ",
        "$",
        "between 3 and ",
        "percent ",
        "\\ud800",
        "|a",
        "![](",
        "`",
    ];
    for row in rows {
        let text = row.repeat(20_000 / row.len());
        for format in [Format::Text, Format::Markdown, Format::Html, Format::Json, Format::Xml] {
            whole_way(format, text.as_bytes());
        }
    }
    let _ = schema::schema(schema::Name::Claims);
}
