//! The archive: what goes in comes out, and nothing that happens to the file loses it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::Path;

use gainsay::archive::{Archive, ArchiveError, Entry, Outcome};
use gainsay::article::read::{Reading, read_all};
use gainsay::article::{Article, Role, Section};
use gainsay::claim::Claim;
use gainsay::span::Span;
use gainsay::value::{Bound, Decimal};
use proptest::prelude::*;

const RULES: &str = "rules of the day";

/// The claim that some 40 people were killed; fields that have a default are left to it.
fn claim(article: &Article, place: usize) -> Claim {
    let figure = 40 + place;
    let sentence = Span::new(0, article.text.len());
    let mut claim: Claim = serde_json::from_value(serde_json::json!({
        "id": format!("{}-{place}", article.id), "document": article.id, "source": article.source,
        "predicate": "killed", "polarity": "positive", "certainty": "certain",
        "quantity": {
            "start": 0, "end": 4, "text": "some", "low": figure, "low_inclusive": true, "high": figure,
            "high_inclusive": true, "approximate": false, "dimension": "count", "unit": "1",
            "normalized": {"low": figure, "high": figure, "unit": "1"}, "change": "level", "implied": false,
        },
        "patient": {"text": "people", "category": "civilian"},
        "time": {"text": null, "edtf": "2018-11", "kind": "date", "inherited": true},
        "published": article.date.map(|date| date.to_string()),
        "attribution": [{"source": "the sheriff", "cue": "said", "stance": "asserts"}],
        "span": {"start": 0, "end": 4}, "sentence": sentence, "line": 1, "column": 1,
        "text": sentence.of(&article.text),
    }))
    .unwrap();
    let time = &mut claim.time.as_mut().unwrap().time;
    (time.earliest, time.latest) =
        (Some(jiff::civil::date(2018, 11, 1)), Some(jiff::civil::date(2018, 11, 30)));
    claim
}

fn article(id: &str, text: &str) -> Article {
    let mut article = Article::plain(id, text);
    article.source = Some("Butte Courier".into());
    article.date = Some(jiff::civil::date(2018, 11, 12));
    article.sections.push(Section { span: Span::new(0, 4), role: Role::Headline });
    article
}

fn entry(id: &str, text: &str, keys: &[&str]) -> Entry {
    let article = article(id, text);
    let claims = (0..keys.len()).map(|at| claim(&article, at)).collect();
    let keys: BTreeSet<String> = keys.iter().map(|key| (*key).to_owned()).collect();
    Entry { claims, article, keys }
}

/// What is found by a key: articles and their claims.
fn found(archive: &Archive, key: &str) -> Result<Vec<(Article, Vec<Claim>)>, ArchiveError> {
    let numbers = archive.found_by(key, 0, 1_000)?.into_iter();
    let found = numbers.map(|(number, _)| {
        let article = archive.article(number)?;
        let claims = archive.claims(number, &article)?;
        Ok((article, claims))
    });
    found.collect()
}

fn folder() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("published.db");
    (folder, path)
}

fn trouble<T>(result: Result<T, ArchiveError>) -> String {
    result.err().map_or_else(|| "fine".into(), |error| error.trouble.to_string())
}

#[test]
fn claims_are_found_by_topic_and_come_back_whole() {
    let (_folder, path) = folder();
    let first = entry("fire-1", "Some people died in Paradise.", &["killed|paradise", "missing|paradise"]);
    let second = entry("fire-2", "Some others died in Malibu.", &["killed|malibu"]);
    let mut archive = Archive::open_to_change(&path, true).unwrap();
    archive.add(&[first.clone(), second], RULES).unwrap();
    let archive = Archive::open(&path).unwrap();
    assert_eq!(found(&archive, "killed|paradise").unwrap(), [(first.article.clone(), first.claims)]);
    assert_eq!(found(&archive, "killed|elsewhere").unwrap(), []);
    // A new wording of an article is the same article.
    let number = archive.found_by("missing|paradise", 0, 9).unwrap()[0].0;
    let reworded = article("fire-1", "Other words.");
    assert_eq!(archive.holds(&reworded).unwrap(), Some(number));
    assert_eq!(archive.holds(&article("fire-3", "Some people died in Paradise.")).unwrap(), None);
}

#[test]
fn the_nearest_days_come_first() {
    let (_folder, path) = folder();
    let mut archive = Archive::open_to_change(&path, true).unwrap();
    let days = ["2018-11-01", "2018-11-10", "2018-11-12", "2018-11-20", "2019-01-01", ""];
    let entries = days.map(|date| {
        let mut entry = entry(&format!("on {date}"), "Some died.", &["x"]);
        entry.article.date = date.parse().ok();
        entry
    });
    archive.add(&entries, RULES).unwrap();
    let day = gainsay::archive::day(Some(jiff::civil::date(2018, 11, 12)));
    let near = archive.found_by("x", day, 2).unwrap();
    let near: Vec<String> = near.iter().map(|(number, _)| archive.id(*number).unwrap()).collect();
    assert_eq!(near, ["on 2018-11-12", "on 2018-11-10", "on 2018-11-20", "on 2019-01-01"]);
    assert_eq!(archive.count("x").unwrap(), 6);
}

#[test]
fn adding_again_changes_nothing_and_a_new_wording_replaces() {
    let (_folder, path) = folder();
    let mut archive = Archive::open_to_change(&path, true).unwrap();
    let old = entry("fire", "Some people died.", &["killed"]);
    let new = entry("fire", "Some 42 people died.", &["killed", "counted"]);
    let mut add = |entry: &Entry, rules| archive.add(std::slice::from_ref(entry), rules).unwrap()[0];
    assert_eq!(add(&old, RULES), Outcome::Added);
    assert_eq!(add(&old, RULES), Outcome::Unchanged);
    assert_eq!(add(&new, RULES), Outcome::Replaced);
    assert_eq!(add(&new, "other rules"), Outcome::Replaced);
    let stats = archive.stats(RULES).unwrap();
    assert_eq!((stats.articles, stats.claims, stats.topics, stats.outdated), (1, 2, 2, 1));
    assert_eq!(archive.known(&[old.article, new.article], "other rules").unwrap(), [false, true]);
}

#[test]
fn removal_leaves_no_trace() {
    let (_folder, path) = folder();
    let mut archive = Archive::open_to_change(&path, true).unwrap();
    archive.add(&[entry("a", "Some died.", &["x", "y"]), entry("b", "Some died.", &["x"])], RULES).unwrap();
    // A name that matches nothing stops the whole removal.
    assert_eq!(archive.remove(&["a".into(), "zz".into()]).unwrap(), Err("zz".into()));
    assert_eq!(archive.list(RULES).unwrap().len(), 2);
    let gone = archive.remove(&["a".into()]).unwrap().unwrap();
    assert_eq!(gone.iter().map(|gone| gone.id.as_str()).collect::<Vec<_>>(), ["a"]);
    let stats = archive.stats(RULES).unwrap();
    assert_eq!((stats.articles, stats.claims, stats.topics), (1, 1, 1));
}

#[test]
fn an_id_of_ones_own_may_look_like_the_files_name() {
    let (folder, path) = folder();
    let file = folder.path().join("story.jsonl");
    let record = |id: &str| format!("{{\"id\":\"{id}\",\"text\":\"Nine died.\"}}\n");
    std::fs::write(&file, ["s", "story-1", "story-2", "story:1"].map(record).concat()).unwrap();
    let (articles, _) = read_all(&[file], &Reading::default());
    let entries = articles.into_iter().map(|article| Entry { article, ..entry("", "", &["k"]) });
    let mut archive = Archive::open_to_change(&path, true).unwrap();
    archive.add(&entries.collect::<Vec<_>>(), "r").unwrap();
    assert_eq!(archive.list("r").unwrap().len(), 4);
}

#[test]
fn what_its_publisher_takes_back_goes_and_nothing_else() {
    let (_folder, path) = folder();
    let mut archive = Archive::open_to_change(&path, true).unwrap();
    let file = Article { path: Some("urn:x:1/a.md".to_owned()), ..article("a", "Nine died.") };
    archive
        .add(
            &[entry("urn:x:1", "Nine died.", &["k"]), Entry { article: file, ..entry("a", "", &["k"]) }],
            "r",
        )
        .unwrap();
    assert_eq!([archive.take_back("a"), archive.take_back("urn:x:1")].map(Result::unwrap), [false, true]);
    assert!(!archive.take_back("urn:x:1").unwrap());
    let left = archive.list("r").unwrap();
    assert_eq!(left.iter().map(|(_, article)| article.id.as_str()).collect::<Vec<_>>(), ["a"]);
}

#[test]
fn files_of_one_name_in_two_folders_are_two_articles() {
    let (_folder, path) = folder();
    let mut archive = Archive::open_to_change(&path, true).unwrap();
    for folder in ["2017", "2018"] {
        let mut entry = entry("index", "Some died.", &["x"]);
        entry.article.path = Some(format!("{folder}/index.md"));
        assert_eq!(archive.add(&[entry], RULES).unwrap(), [Outcome::Added]);
    }
    // The same file named in another way is the same article.
    let mut again = entry("index", "Some died.", &["x"]);
    again.article.path = Some(std::path::absolute("2018/index.md").unwrap().display().to_string());
    assert_eq!(archive.add(&[again], RULES).unwrap(), [Outcome::Unchanged]);
    // A record's own id stays the same wherever it is exported to.
    for export in ["november.jsonl", "december.jsonl"] {
        let mut entry = entry("cms-17", "Some died.", &["x"]);
        entry.article.path = Some(export.into());
        archive.add(&[entry], RULES).unwrap();
    }
    assert_eq!(archive.list(RULES).unwrap().len(), 3);
}

#[test]
fn what_is_no_archive_is_told_apart() {
    let (folder, path) = folder();
    assert_eq!(trouble(Archive::open(&path)), "no such archive; `gainsay archive add` makes one");
    std::fs::write(&path, "Some people died in Paradise, California, the sheriff said on Monday.").unwrap();
    assert_eq!(trouble(Archive::open(&path)), "not an archive of gainsay");
    assert_eq!(trouble(Archive::open_to_change(&path, true)), "not an archive of gainsay");
    assert_eq!(trouble(Archive::open(folder.path())), "not an archive of gainsay");
    let other = folder.path().join("books.db");
    rusqlite::Connection::open(&other).unwrap().execute_batch("CREATE TABLE book (title)").unwrap();
    assert_eq!(trouble(Archive::open(&other)), "not an archive of gainsay");
    assert_eq!(trouble(Archive::open_to_change(&other, true)), "not an archive of gainsay");
}

#[test]
fn a_newer_archive_is_left_alone() {
    let (_folder, path) = folder();
    drop(Archive::open_to_change(&path, true).unwrap());
    rusqlite::Connection::open(&path).unwrap().execute_batch("PRAGMA user_version = 9").unwrap();
    let newer = "made by a newer gainsay (form 9, this program reads up to 1); update gainsay";
    assert_eq!(trouble(Archive::open(&path)), newer);
    assert_eq!(trouble(Archive::open_to_change(&path, true)), newer);
}

#[test]
fn damage_is_said_and_never_a_panic() {
    let (_folder, path) = folder();
    let mut archive = Archive::open_to_change(&path, true).unwrap();
    let many: Vec<Entry> = (0..200).map(|at| entry(&format!("a{at}"), "Some died.", &["x", "y"])).collect();
    archive.add(&many, RULES).unwrap();
    drop(archive);
    let whole = std::fs::read(&path).unwrap();
    let use_it = |path: &Path| -> Result<(), ArchiveError> {
        let archive = Archive::open(path)?;
        found(&archive, "x")?;
        archive.stats(RULES).map(|_| ())
    };
    assert!(use_it(&path).is_ok());
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert!(trouble(use_it(&path)).starts_with("damaged: "), "{}", trouble(use_it(&path)));
    for at in (100..whole.len()).step_by(whole.len() / 60) {
        let mut broken = whole.clone();
        let end = (at + 700).min(broken.len());
        broken[at..end].fill(0xa5);
        std::fs::write(&path, broken).unwrap();
        // Free pages and slack may be overwritten unseen; all else must be an error, not a panic.
        let _ = use_it(&path);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn no_digit_and_no_day_is_lost(
        low in any::<(i64, i64)>(), scale in 0u32..28, inclusive in any::<bool>(), open in any::<bool>(),
        days in any::<(bool, bool)>(), text in "\\PC{0,40}", other in any::<bool>(),
    ) {
        let mut entry = entry("a", &format!("{text} Some died."), &["x"]);
        let claim = &mut entry.claims[0];
        let digits = i128::from(low.0) * 1_000_000_007 + i128::from(low.1);
        let value = Decimal::from_i128_with_scale(digits, scale);
        let amount = claim.quantity.as_mut().unwrap();
        amount.quantity.interval.low = Some(Bound { value, inclusive });
        amount.quantity.base.low = Some(Bound { value: value / Decimal::new(3, 0), inclusive: !inclusive });
        if open {
            amount.quantity.interval.high = None;
            amount.quantity.base.high = None;
        }
        let time = &mut claim.time.as_mut().unwrap().time;
        time.earliest = time.earliest.filter(|_| days.0);
        time.latest = time.latest.filter(|_| days.1);
        if other {
            claim.source = None;
            claim.published = None;
            claim.text = "another sentence}}".into();
        }
        let (_folder, path) = folder();
        let mut archive = Archive::open_to_change(&path, true).unwrap();
        archive.add(std::slice::from_ref(&entry), RULES).unwrap();
        prop_assert_eq!(found(&archive, "x").unwrap(), [(entry.article, entry.claims)]);
    }
}
