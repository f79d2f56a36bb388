//! Files of tables named by a finding's id: read with the place of every error, changed without losing a
//! comment, replaced in one step so that a full disk or a killed process leaves the old file.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use toml_edit::{DocumentMut, Item, Table};

use super::DecisionError;

/// The text of a file; `None` where there is none.
pub(super) fn read(path: &Path) -> Result<Option<String>, DecisionError> {
    match crate::file::text(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io(path)(error)),
    }
}

/// The tables of a file's text.
pub(super) fn parse<T: DeserializeOwned>(
    path: &Path,
    text: &str,
) -> Result<BTreeMap<String, T>, DecisionError> {
    let fail = |line, message| DecisionError::Format { path: path.display().to_string(), line, message };
    if let Some(at) =
        text.lines().position(|line| line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> "))
    {
        return Err(fail(
            at + 1,
            "a merge was left unfinished here; keep the tables of both sides".to_owned(),
        ));
    }
    toml::from_str(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        let line = text.get(..start).unwrap_or(text).matches('\n').count() + 1;
        fail(line, error.message().to_owned())
    })
}

/// Changes a file: reads it anew, changes it, puts it in place of the old one. Others who change it at the
/// same time wait.
pub(super) fn change(
    path: &Path,
    head: &str,
    change: impl FnOnce(&mut DocumentMut),
) -> Result<(), DecisionError> {
    // A link stays a link; its target is what changes.
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // Held until the end. Where a folder cannot be locked (Windows), the last of two changes wins.
    let lock = File::open(folder).ok();
    if let Some(lock) = &lock {
        let _ = lock.lock();
    }
    let text = read(path)?.unwrap_or_else(|| head.to_owned());
    parse::<toml::Table>(path, &text)?;
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let message = error.message().to_owned();
        DecisionError::Format { path: path.display().to_string(), line: 1, message }
    })?;
    let head = take_head(&mut document, &text);
    change(&mut document);
    document.as_table_mut().sort_values();
    let names: Vec<String> = document.iter().map(|(name, _)| name.to_owned()).collect();
    for (at, name) in names.iter().enumerate() {
        if let Some(table) = document.get_mut(name).and_then(Item::as_table_mut) {
            table.set_position(Some(at as isize));
            let decor = table.decor_mut();
            let before =
                decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or("").trim_start().to_owned();
            decor.set_prefix(if at == 0 { before } else { format!("\n{before}") });
        }
    }
    replace(path, folder, &format!("{head}{document}")).map_err(io(path))
}

/// Puts a table in, or changes what differs in the one that is there.
pub(super) fn put(document: &mut DocumentMut, id: &str, value: &impl Serialize) {
    let Ok(text) = toml::to_string(value) else { return };
    let Ok(mut new) = text.parse::<DocumentMut>() else { return };
    dates(new.as_table_mut());
    let mut table = match document.remove(id) {
        Some(Item::Table(old)) => old,
        _ => Table::new(),
    };
    let gone: Vec<String> =
        table.iter().map(|(key, _)| key.to_owned()).filter(|key| !new.contains_key(key)).collect();
    gone.iter().for_each(|key| _ = table.remove(key));
    for (key, item) in new.iter() {
        let mut item = item.clone();
        if let (Some(old), Some(new)) = (table.get(key).and_then(Item::as_value), item.as_value_mut()) {
            if old.as_str().is_some() && old.as_str() == new.as_str() {
                continue;
            }
            // A comment behind the value stays there.
            *new.decor_mut() = old.decor().clone();
        }
        table.insert(key, item);
    }
    document.insert(id, Item::Table(table));
}

/// Takes a table out.
pub(super) fn take(document: &mut DocumentMut, id: &str) {
    document.remove(id);
}

/// Dates are written as TOML dates, not as strings.
fn dates(table: &mut Table) {
    for key in ["when", "until"] {
        if let Some(item) = table.get_mut(key)
            && let Some(date) = item.as_str().and_then(|date| date.parse::<toml_edit::Datetime>().ok())
        {
            *item = toml_edit::value(date);
        }
    }
}

/// The comment at the head of the file, which ends at a blank line. The parser gives it to the first table;
/// here it stays where it is when another table becomes the first.
fn take_head(document: &mut DocumentMut, text: &str) -> String {
    let mut head = 0;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() && !words.starts_with('#') {
            break;
        }
        at += line.len();
        if words.is_empty() {
            head = at;
        }
    }
    let first =
        document.iter().filter_map(|(name, item)| Some((item.as_table()?.position(), name.to_owned()))).min();
    match first {
        Some((_, name)) => {
            if let Some(table) = document.get_mut(&name).and_then(Item::as_table_mut) {
                let decor = table.decor_mut();
                let before = decor.prefix().and_then(|prefix| prefix.as_str()).unwrap_or("");
                let own = before.get(head..).unwrap_or("").to_owned();
                decor.set_prefix(own);
            }
        }
        // A file of comments alone keeps them all.
        None => {
            head = text.len();
            document.set_trailing("");
        }
    }
    let mut head = text.get(..head).unwrap_or("").to_owned();
    if !head.is_empty() && !head.ends_with("\n\n") {
        head.push_str(if head.ends_with('\n') { "\n" } else { "\n\n" });
    }
    head
}

/// Puts a new text in place of a file in one step.
pub(super) fn replace(path: &Path, folder: &Path, text: &str) -> std::io::Result<()> {
    // A device or a pipe would be gone; behind a link, the file is meant.
    if let Ok(old) = std::fs::metadata(path) {
        if !old.is_file() {
            return Err(std::io::Error::other("not a file; name one that is, or that is not there yet"));
        }
        if std::fs::symlink_metadata(path)?.is_symlink() {
            let path = std::fs::canonicalize(path)?;
            let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
            return replace(&path, &folder, text);
        }
    }
    let name = path.file_name().map_or_else(|| "file".into(), |name| name.to_string_lossy());
    let new: PathBuf = folder.join(format!(".{name}.{}.new", std::process::id()));
    let written = (|| {
        let mut file = File::create(&new)?;
        file.write_all(text.as_bytes())?;
        if let Ok(old) = std::fs::metadata(path) {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()?;
        std::fs::rename(&new, path)
    })();
    if written.is_err() {
        let _ = std::fs::remove_file(&new);
    }
    written
}

/// Makes an error of this file.
pub(super) fn io(path: &Path) -> impl Fn(std::io::Error) -> DecisionError {
    let path = path.display().to_string();
    move |error| DecisionError::Io { path: path.clone(), error }
}

#[cfg(test)]
mod tests {
    use crate::decision::{Baseline, Decision, Decisions, Verdict};
    use crate::report::sample;

    fn decision(why: &str) -> Decision {
        let finding = &sample::border_clash().discrepancies[0];
        let mut decision = Decision::about(finding, vec!["reuters".to_owned()], Verdict::Dismissed);
        decision.who = Some("mk".to_owned());
        decision.when = Some(jiff::civil::date(2026, 11, 24));
        decision.why = Some(why.to_owned());
        decision
    }

    #[test]
    fn a_decision_is_written_among_the_others_and_their_comments_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.toml");
        let written = || std::fs::read_to_string(&path).unwrap();
        std::fs::write(
            &path,
            "# Our decisions.\n# Ask mk.\n\n# agreed by telephone\n[\"b2\"]\ndecision = 'to-fix' # soon\nwhy = \"x\"\n\n[d4]\ndecision = \"accepted\"\n",
        )
        .unwrap();
        Decisions::record(&path, "c3", Some(&decision("named both"))).unwrap();
        Decisions::record(&path, "a1", Some(&decision("line\nbreak"))).unwrap();
        insta::assert_snapshot!(written(), @r#"
        # Our decisions.
        # Ask mk.

        [a1]
        decision = "dismissed"
        who = "mk"
        when = 2026-11-24
        why = """
        line
        break"""
        code = "certainty"
        topic = "Example Khan killed, October 2025"
        documents = ["reuters"]

        # agreed by telephone
        ["b2"]
        decision = 'to-fix' # soon
        why = "x"

        [c3]
        decision = "dismissed"
        who = "mk"
        when = 2026-11-24
        why = "named both"
        code = "certainty"
        topic = "Example Khan killed, October 2025"
        documents = ["reuters"]

        [d4]
        decision = "accepted"
        "#);
        // Deciding anew changes what differs; taking a decision back leaves the rest.
        let mut anew = Decisions::load(&path).unwrap().get("b2").unwrap().clone();
        anew.who = Some("jo".to_owned());
        Decisions::record(&path, "b2", Some(&anew)).unwrap();
        Decisions::record(&path, "a1", None).unwrap();
        Decisions::record(&path, "c3", None).unwrap();
        insta::assert_snapshot!(written(), @r#"
        # Our decisions.
        # Ask mk.

        # agreed by telephone
        [b2]
        decision = 'to-fix' # soon
        why = "x"
        who = "jo"

        [d4]
        decision = "accepted"
        "#);
    }

    #[test]
    fn a_new_file_explains_itself_and_reads_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.toml");
        assert_eq!(Decisions::load(&path).unwrap().iter().count(), 0);
        Decisions::record(&path, "5f2c", Some(&decision("\"quoted\" \\ and é"))).unwrap();
        insta::assert_snapshot!(std::fs::read_to_string(&path).unwrap(), @r#"
        # What was decided about findings of gainsay. One table for each finding; `gainsay check` and
        # `gainsay report` do not count what is accepted or dismissed here. Hand edits and comments are kept.

        [5f2c]
        decision = "dismissed"
        who = "mk"
        when = 2026-11-24
        why = '"quoted" \ and é'
        code = "certainty"
        topic = "Example Khan killed, October 2025"
        documents = ["reuters"]
        "#);
        assert_eq!(Decisions::load(&path).unwrap().get("5f2c"), Some(&decision("\"quoted\" \\ and é")));
        Decisions::record(&path, "5f2c", None).unwrap();
        insta::assert_snapshot!(std::fs::read_to_string(&path).unwrap(), @"
        # What was decided about findings of gainsay. One table for each finding; `gainsay check` and
        # `gainsay report` do not count what is accepted or dismissed here. Hand edits and comments are kept.
        ");
    }

    #[test]
    fn mistakes_are_named_with_their_line_and_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.toml");
        let error = |text: &str| {
            std::fs::write(&path, text).unwrap();
            let error = Decisions::load(&path).unwrap_err().to_string();
            assert_eq!(
                Decisions::record(&path, "a1", Some(&decision("x"))).is_err(),
                toml::from_str::<toml::Table>(text).is_err()
            );
            error.replace(&folder.path().display().to_string(), "").replace('\n', " ")
        };
        insta::assert_snapshot!(error("[a1]\ndecision = \"perhaps\"\n"), @"/decisions.toml:2: unknown variant `perhaps`, expected one of `accepted`, `dismissed`, `to-fix`");
        insta::assert_snapshot!(error("[a1]\ndecision = \"accepted\"\nuntil = \"soon\"\n"), @"/decisions.toml:3: `soon` is no date; write it as 2026-11-24");
        insta::assert_snapshot!(error("[a1]\ndecision = \"accepted\"\nwhose = \"x\"\n"), @"/decisions.toml:3: unknown field `whose`, expected one of `decision`, `who`, `when`, `why`, `until`, `code`, `topic`, `documents`");
        insta::assert_snapshot!(error("[a1]\ndecision = \"accepted\"\n[a1]\n"), @"/decisions.toml:3: duplicate key");
        insta::assert_snapshot!(error("[a1]\n<<<<<<< ours\ndecision = \"accepted\"\n"), @"/decisions.toml:2: a merge was left unfinished here; keep the tables of both sides");
        insta::assert_snapshot!(error("[a1\n"), @"/decisions.toml:1: unclosed table, expected `]`");
    }

    #[test]
    fn many_deciders_at_once_lose_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("decisions.toml");
        std::thread::scope(|scope| {
            for thread in 0..4 {
                let path = &path;
                scope.spawn(move || {
                    for at in 0..10 {
                        Decisions::record(path, &format!("{thread}-{at}"), Some(&decision("x"))).unwrap();
                    }
                });
            }
        });
        assert_eq!(Decisions::load(&path).unwrap().iter().count(), 40);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_baseline_only_shrinks() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("baseline.toml");
        let report = sample::border_clash();
        let findings = report.discrepancies.iter().map(|finding| (finding, vec!["reuters".to_owned()]));
        assert_eq!(Baseline::write(&path, findings).unwrap(), 3);
        let mut baseline = Baseline::load(&path).unwrap();
        let first = report.discrepancies[0].id.as_str();
        assert!(baseline.holds(first));
        // Nothing is known about articles that were not looked at.
        assert_eq!(baseline.gone(|_| false, |_| false), Vec::<String>::new());
        let gone = baseline.gone(|id| id == first, |_| true);
        baseline.prune(&gone).unwrap();
        assert_eq!(baseline, Baseline::load(&path).unwrap());
        assert_eq!((baseline.len(), baseline.holds(first)), (1, true));
        insta::assert_snapshot!(std::fs::read_to_string(&path).unwrap(), @r#"
        # Findings that were there before: `gainsay check --baseline` and `gainsay report --baseline` do not count
        # them. What no longer occurs is taken out by itself; `--write-baseline` makes the file anew.

        [d1f0]
        code = "certainty"
        topic = "Example Khan killed, October 2025"
        documents = ["reuters"]
        "#);
    }
}
