//! The reports of the stories in `fixtures/`, pinned: what a change of rules does to them shows in the diff.
//!
//! `INSTA_UPDATE=always cargo test --test corpus` writes them anew.

use std::process::Command;

/// What `gainsay report` prints for a story, in 80 columns.
fn report(story: &str) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_gainsay"))
        .args(["report", &format!("fixtures/{story}")])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("gainsay runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("reports are UTF-8")
}

#[test]
fn a_border_clash_told_by_two_sides() {
    insta::assert_snapshot!("border-clash", report("border-clash"));
}

#[test]
fn a_toll_that_rises_and_an_article_that_did_not_notice() {
    insta::assert_snapshot!("rising-toll", report("rising-toll"));
}

#[test]
fn a_company_that_cuts_jobs() {
    insta::assert_snapshot!("chip-layoffs", report("chip-layoffs"));
}

#[test]
fn the_readme_shows_the_real_report() {
    let readme = include_str!("../README.md");
    let shown =
        readme.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap_or_default();
    let real = report("border-clash");
    assert!(
        !shown.trim().is_empty() && real.starts_with(shown.trim_end()),
        "README shows:\n{shown}\nthe program prints:\n{real}"
    );
}
