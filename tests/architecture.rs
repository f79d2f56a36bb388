//! The table of who may use whom, held against the `use crate::` lines, and a few habits of the tree.

use std::fs;
use std::path::{Path, PathBuf};

/// Stage, and the stages that it may use. `span` and `piece` lie below all of them.
const MAY_USE: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("piece", &[]),
    ("value", &[]),
    ("rules", &["value"]),
    ("article", &["value", "rules"]),
    ("annotate", &["value", "rules", "article"]),
    ("claim", &["value", "rules", "annotate"]),
    ("compare", &["value", "rules", "claim"]),
    ("archive", &["value", "claim", "article"]),
    ("report", &["value", "compare", "claim", "article"]),
    ("decision", &["article", "compare", "report"]),
    ("review", &["article", "compare", "decision", "report"]),
];

/// Every source file, with the stage it belongs to.
fn sources() -> Vec<(String, PathBuf)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    let mut folders = vec![src.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("src/ is readable") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let first = path.strip_prefix(&src).expect("below src").components().next().expect("a name");
                files.push((first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned(), path));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn stages_use_only_what_the_table_allows() {
    let mut wrong = Vec::new();
    for (stage, path) in sources() {
        let Some((_, allowed)) = MAY_USE.iter().find(|(name, _)| *name == stage) else { continue };
        // Tests inside a module may reach for anything.
        if path.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a readable source");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (at, line) in code.lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            for used in line.split("crate::").skip(1) {
                let used: String = used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                let known =
                    MAY_USE.iter().any(|(name, _)| *name == used) || used == "cli" || used == "config";
                let below = used == "span" || used == "piece";
                if known && used != stage && !below && !allowed.contains(&used.as_str()) {
                    wrong.push(format!("{}:{}: {stage} may not use {used}", path.display(), at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<String> = sources()
        .into_iter()
        .filter(|(_, path)| {
            let text = fs::read_to_string(path).expect("a readable source");
            !text.starts_with("//!") && !text.starts_with("#![doc")
        })
        .map(|(_, path)| path.display().to_string())
        .collect();
    assert!(silent.is_empty(), "no module doc: {silent:?}");
}
