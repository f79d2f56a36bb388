//! `check` and `archive` as a repository's CI calls them.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_gainsay");

const PUBLISHED: &str = "---\nsource: Butte Courier\ndate: 2025-10-12\n---\n\
    Nur Wali Mehsud was killed in Kabul on Thursday.\n";
const NEW: &str = "---\nsource: Valley Post\ndate: 2025-10-12\n---\n\
    Explosions were heard in Kabul.\n\n\
    Nur Wali Mehsud was not killed in Kabul on Thursday.\n";

/// A folder with a published article, a new one that contradicts it, and an archive of the former.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(desk.at("published")).unwrap();
        desk.write("published/courier.md", PUBLISHED);
        desk.write("new.md", NEW);
        let added = desk.run(&["archive", "add", "archive.db", "published"]);
        assert_eq!((added.status.code(), out(&added).as_str()), (Some(0), "added courier\n"));
        desk
    }

    fn at(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        std::fs::write(self.at(path), text).unwrap();
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.folder.path()).env("NO_COLOR", "1");
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Exit code, number of findings, number of those that do not count, and standard error.
    fn check(&self, arguments: &[&str]) -> (i32, usize, usize, String) {
        let all = [&["check", "new.md", "--format", "json"], arguments].concat();
        let done = self.run(&all);
        let report: Value = serde_json::from_slice(&done.stdout).unwrap_or_default();
        let count = |field: &str| report[field].as_array().map_or(0, Vec::len);
        (done.status.code().unwrap(), count("discrepancies"), count("suppressed"), err(&done))
    }
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_contradicts_the_published_fails_and_stands_on_the_line_of_the_new() {
    let desk = Desk::new();
    for against in ["archive.db", "published", "published/courier.md"] {
        let (code, found, ..) = desk.check(&["--against", against]);
        assert_eq!((code, found), (1, 1), "{against}");
        let lines = desk.run(&["check", "new.md", "--against", against, "--format", "github"]);
        assert!(out(&lines).contains("file=new.md,line=7"), "{}", out(&lines));
    }
    // On its own, and below the threshold, there is nothing to fail for.
    assert_eq!(desk.check(&[]).0, 0);
    assert_eq!(desk.check(&["--against", "archive.db", "--fail-on", "never"]).0, 0);
}

#[test]
fn a_folder_and_an_archive_give_the_same_bytes() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let desk = Desk::new();
    let stories = ["border-clash", "chip-layoffs", "rising-toll"].map(|story| fixtures.join(story));
    let stories = stories.each_ref().map(|story| story.to_str().unwrap());
    assert!(desk.run(&[&["archive", "add", "all.db"][..], &stories[..]].concat()).status.success());
    let mut compared = 0;
    for story in stories {
        for entry in std::fs::read_dir(story).unwrap() {
            let path = entry.unwrap().path();
            let new = path.to_str().unwrap();
            let with = |against: &[&str]| {
                out(&desk.run(&[&["check", new, "--format", "json", "--against"], against].concat()))
            };
            assert_eq!(with(&["all.db"]), with(&stories), "{new}");
            compared += 1;
        }
    }
    assert!(compared >= 9);
}

#[test]
fn an_article_is_not_set_against_its_own_earlier_wording() {
    let desk = Desk::new();
    desk.write("published/courier.md", &PUBLISHED.replace("was killed", "was not killed"));
    let done = desk.run(&["check", "published/courier.md", "--against", "archive.db", "published"]);
    assert_eq!(done.status.code(), Some(0), "{}", out(&done));
    let replaced = desk.run(&["archive", "add", "archive.db", "published"]);
    assert_eq!(out(&replaced), "replaced courier\n");
    assert_eq!(desk.check(&["--against", "archive.db"]).1, 0);
}

#[test]
fn a_comment_silences_its_paragraph_and_an_unused_one_is_remarked_upon() {
    let desk = Desk::new();
    let comment = "<!-- gainsay: ignore polarity,status as was said that day -->\n";
    desk.write("new.md", &NEW.replace("Nur Wali", &format!("{comment}Nur Wali")));
    let (code, found, silenced, told) = desk.check(&["--against", "archive.db"]);
    assert_eq!((code, found, silenced), (0, 0, 1));
    assert!(told.contains("not counted: 1 by comments in the articles"), "{told}");
    desk.write("new.md", &NEW.replace("Explosions", &format!("{comment}Explosions")));
    let (code, found, _, told) = desk.check(&["--against", "archive.db"]);
    assert_eq!((code, found), (1, 1));
    assert!(told.contains("new.md:5:1: silences nothing"), "{told}");
}

#[test]
fn a_baseline_keeps_old_findings_quiet_and_lets_go_of_them() {
    let desk = Desk::new();
    let report =
        |more: &[&str]| desk.run(&[&["report", "published", "new.md", "--fail-on", "note"], more].concat());
    assert_eq!(report(&[]).status.code(), Some(1));
    let written = report(&["--write-baseline", "known.toml"]);
    assert_eq!(written.status.code(), Some(0), "{}", err(&written));
    assert_eq!(report(&["--baseline", "known.toml"]).status.code(), Some(0));
    assert_eq!(desk.check(&["--against", "archive.db", "--baseline", "known.toml"]).0, 0);
    desk.write("new.md", &NEW.replace("was not", "was"));
    // A check of one article does not know of the others; a report of them all does.
    assert!(err(&report(&["--baseline", "known.toml"])).contains("1 finding no longer there, taken out"));
    assert!(!std::fs::read_to_string(desk.at("known.toml")).unwrap().contains("[\""));
    desk.write("new.md", NEW);
    assert_eq!(report(&["--baseline", "known.toml"]).status.code(), Some(1));
    assert_eq!(report(&["--baseline", "nowhere.toml"]).status.code(), Some(2));
}

#[test]
fn a_decision_holds_until_its_day() {
    let desk = Desk::new();
    let done = desk.run(&["check", "new.md", "--against", "archive.db", "--format", "json"]);
    let report: Value = serde_json::from_slice(&done.stdout).unwrap();
    let id = report["discrepancies"][0]["id"].as_str().unwrap();
    let decision = format!("[{id}]\ndecision = \"accepted\"\nwhy = \"first day\"\nuntil = 2026-12-31\n");
    desk.write("gainsay-decisions.toml", &decision);
    let on = |day: &str| desk.check(&["--against", "archive.db", "--today", day]);
    assert_eq!((on("2026-12-31").0, on("2026-12-31").2), (0, 1));
    let (code, _, _, told) = on("2027-01-01");
    assert!(code == 1 && told.contains("was accepted until 2026-12-31; it is reported again"), "{told}");
    // Moving the sentence keeps the decision; another fact is another finding.
    desk.write("new.md", &NEW.replace("Nur Wali", "Nobody knows why.\n\nNur Wali"));
    assert_eq!(on("2026-12-31").0, 0);
    desk.write("new.md", &NEW.replace("Kabul", "Paktika"));
    desk.write("published/courier.md", &PUBLISHED.replace("Kabul", "Paktika"));
    assert_eq!(desk.check(&["--against", "published", "--today", "2026-12-31"]).0, 1);
    desk.write("gainsay-decisions.toml", &decision.replace("accepted", "acepted"));
    let (code, _, _, told) = on("2026-12-31");
    assert!(code == 2 && told.contains("gainsay-decisions.toml:2: unknown variant `acepted`"), "{told}");
}

#[test]
fn the_configuration_holds_below_its_folder_and_is_shown() {
    let desk = Desk::new();
    desk.write("gainsay.toml", "against = [\"archive.db\"]\nfail-on = \"never\"\n\n[severity]\npolarity = \"off\"\nstatus = \"off\"\n");
    std::fs::create_dir(desk.at("inner")).unwrap();
    desk.write("inner/new.md", NEW);
    let run = |arguments: &[&str]| desk.command(arguments).current_dir(desk.at("inner")).output().unwrap();
    let done = run(&["check", "new.md", "--format", "json"]);
    assert!(err(&done).contains("not reported: 1 finding of `"), "{}", err(&done));
    let shown = out(&run(&["config"]));
    assert!(shown.contains("fail-on = \"never\"") && shown.contains("# gainsay.toml:2"), "{shown}");
    desk.write("gainsay.toml", "againts = []\n");
    let done = run(&["check", "new.md"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(err(&done).contains("gainsay.toml:1:1: unknown field `againts`"), "{}", err(&done));
}

#[test]
fn other_rules_read_the_archive_again() {
    let desk = Desk::new();
    std::fs::create_dir(desk.at("rules")).unwrap();
    desk.write("rules/ours.toml", "about = \"Nothing yet.\"\n");
    let more = ["--rules", "rules"];
    // Until it is brought up to date the archive is read again for each check, and left as it is.
    let before = std::fs::read(desk.at("archive.db")).unwrap();
    let (_, found, _, told) = desk.check(&[&["--against", "archive.db"], &more[..]].concat());
    assert!(found == 1 && told.contains("1 article of the archive read again"), "{told}");
    assert!(before == std::fs::read(desk.at("archive.db")).unwrap());
    let stats = |more: &[&str]| out(&desk.run(&[&["archive", "stats", "archive.db"], more].concat()));
    assert!(stats(&more).contains("read with other rules  1"), "{}", stats(&more));
    let renewed = desk.run(&[&["archive", "add", "archive.db"], &more[..]].concat());
    assert!(
        err(&renewed).contains("1 article read again, since the rules have changed"),
        "{}",
        err(&renewed)
    );
    assert!(stats(&more).contains("read with other rules  0"));
    assert_eq!(desk.check(&[&["--against", "archive.db"], &more[..]].concat()).1, 1);
}

#[test]
fn trouble_with_the_archive_is_exit_code_2_and_loses_nothing() {
    let desk = Desk::new();
    let trouble = |arguments: &[&str], told: &str| {
        let done = desk.run(arguments);
        assert_eq!(done.status.code(), Some(2), "{arguments:?}");
        assert!(err(&done).contains(told), "{arguments:?}: {}", err(&done));
    };
    trouble(&["check", "--against", "archive.db", "new.md"], "no new article is given");
    trouble(&["check", "new.md", "--against", "nowhere.db"], "nowhere.db: no such archive");
    trouble(&["archive", "list", "new.md"], "new.md: not an archive of gainsay");
    trouble(&["archive", "remove", "archive.db", "courrier"], "no article `courrier`; nothing is removed");
    trouble(&["archive", "add", "new.md", "published"], "new.md: not an archive of gainsay");
    assert_eq!(std::fs::read_to_string(desk.at("new.md")).unwrap(), NEW);
    // One unreadable input is named, the others are added.
    desk.write("published/broken.jsonl", "{\"text\": \"Twelve people were killed in Chico.\"}\n{\"text\"\n");
    trouble(&["archive", "add", "archive.db", "published"], "broken.jsonl:2");
    assert!(out(&desk.run(&["archive", "stats", "archive.db"])).contains("articles               2"));
}

#[cfg(unix)]
#[test]
fn a_full_disk_keeps_what_was_there() {
    let desk = Desk::new();
    std::fs::create_dir(desk.at("more")).unwrap();
    for at in 0..120 {
        desk.write(
            &format!("more/{at}.md"),
            &format!("{PUBLISHED}\n{}", "Twelve people were killed in Paktika.\n\n".repeat(at)),
        );
    }
    // A limit on the size of files stands in for the disk.
    let script = format!("trap '' XFSZ; ulimit -f 120; exec {PROGRAM} archive add archive.db more");
    let done = Command::new("sh").args(["-c", &script]).current_dir(desk.folder.path()).output().unwrap();
    assert_eq!(done.status.code(), Some(2), "{}", err(&done));
    assert!(err(&done).contains("archive.db: "), "{}", err(&done));
    assert_eq!(desk.check(&["--against", "archive.db"]).1, 1);
    assert!(desk.run(&["archive", "stats", "archive.db"]).status.success());
}

#[test]
fn two_processes_may_add_at_once() {
    let desk = Desk::new();
    for half in ["a", "b"] {
        let lines: Vec<String> = (0..200).map(|at| record(&format!("{half}{at}"))).collect();
        desk.write(&format!("{half}.jsonl"), &lines.join("\n"));
    }
    let start = |half: &str| {
        desk.command(&["archive", "add", "both.db", half]).stdout(Stdio::null()).spawn().unwrap()
    };
    let (mut one, mut other) = (start("a.jsonl"), start("b.jsonl"));
    assert!(one.wait().unwrap().success() && other.wait().unwrap().success());
    assert!(out(&desk.run(&["archive", "stats", "both.db"])).contains("articles               400"));
}

/// Killed at five moments while adding; tests/ci/kill.sh does it a hundred times.
#[test]
fn what_was_acknowledged_survives_a_kill() {
    let desk = Desk::new();
    let lines: Vec<String> = (0..1500).map(|at| record(&format!("n{at}"))).collect();
    desk.write("many.jsonl", &lines.join("\n"));
    for at in 0..5 {
        let name = format!("{at}.db");
        let mut adding = desk
            .command(&["archive", "add", &name, "many.jsonl"])
            .stdout(std::fs::File::create(desk.at("acknowledged")).unwrap())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 + 90 * at));
        adding.kill().unwrap();
        adding.wait().unwrap();
        let told = std::fs::read_to_string(desk.at("acknowledged")).unwrap();
        // A line that is cut short was not acknowledged.
        let whole = told.rfind('\n').map_or("", |end| &told[..end]);
        let held = desk.run(&["archive", "list", &name, "--format", "json"]);
        if whole.is_empty() && !held.status.success() {
            continue;
        }
        let ids: Vec<String> = out(&held)
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
            .collect();
        for line in whole.lines() {
            let id = line.strip_prefix("added ").unwrap();
            assert!(ids.iter().any(|held| held == id), "{id} was acknowledged and is gone");
        }
        assert!(desk.run(&["archive", "stats", &name]).status.success());
    }
}

fn record(id: &str) -> String {
    let text = format!("At least {} people were killed in Paradise, California, on Sunday.", id.len() * 7);
    serde_json::json!({"id": id, "text": text, "date": "2018-11-18"}).to_string()
}
