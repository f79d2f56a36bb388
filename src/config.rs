//! `gainsay.toml`: what holds for a newsroom's repository, so that nobody has to type it.
//!
//! Found upward from the working folder, like a `.gitignore`. Paths in it are relative to its folder.
//! Options of the command line win over it.
//!
//! ```toml
//! articles = ["published/"]          # read when no PATH is given
//! against = ["archive.db"]           # what `check` compares with
//! rules = ["our-rules/"]             # rule packs on top of those of the program
//! decisions = "gainsay-decisions.toml"
//! baseline = "gainsay-baseline.toml"
//! fail-on = "warning"
//! fail-on-disputes = false
//!
//! [severity]                         # of a code: error, warning, note or off
//! stale = "note"
//!
//! [tolerance]                        # thresholds of rules/comparison.toml
//! rounding-share = 0.03
//!
//! [fields]                           # what JSON records call their fields
//! text = "body"
//! ```

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Deserialize;
use toml::Spanned;

use crate::article::Fields;
use crate::compare::{Code, Severity};
use crate::report::FailOn;
use crate::rules::{Layer, Pack, Rules};

/// The file's name.
pub const FILE: &str = "gainsay.toml";

/// What is in force, and from where.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file; `None` where there is none.
    pub path: Option<PathBuf>,
    /// Articles of the repository.
    pub articles: Vec<PathBuf>,
    /// What new articles are compared with.
    pub against: Vec<PathBuf>,
    /// Folders of rule packs.
    pub rules: Vec<PathBuf>,
    /// The decisions file.
    pub decisions: Option<PathBuf>,
    /// The baseline.
    pub baseline: Option<PathBuf>,
    /// From which severity on a check fails.
    pub fail_on: Option<FailOn>,
    /// Do reported disputes fail a check?
    pub fail_on_disputes: Option<bool>,
    /// Severities by code; `None`: not reported.
    pub severity: BTreeMap<Code, Option<Severity>>,
    /// Thresholds of the comparison by name.
    pub tolerance: BTreeMap<String, f64>,
    /// Pairs that [`Fields::rename`] takes: `text=body`.
    pub fields: Vec<String>,
    /// Every setting as written, with its line, in the order of the file.
    written: Vec<(String, String, usize)>,
    text: String,
}

/// What is wrong with the configuration, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{path}: {message}")]
    Unreadable {
        /// The file.
        path: String,
        /// What the system said.
        message: String,
    },
    /// It does not say what it should.
    #[error("{path}:{line}:{column}: {message}")]
    Wrong {
        /// The file.
        path: String,
        /// 1-based line.
        line: usize,
        /// 1-based column, in characters.
        column: usize,
        /// What is wrong and what to do.
        message: String,
        /// The bytes that are wrong.
        range: Range<usize>,
    },
}

/// The file as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Written {
    articles: Option<Spanned<Vec<String>>>,
    against: Option<Spanned<Vec<String>>>,
    rules: Option<Spanned<Vec<String>>>,
    decisions: Option<Spanned<String>>,
    baseline: Option<Spanned<String>>,
    fail_on: Option<Spanned<FailOn>>,
    fail_on_disputes: Option<Spanned<bool>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    tolerance: BTreeMap<Spanned<String>, Spanned<f64>>,
    #[serde(default)]
    fields: BTreeMap<Spanned<String>, Spanned<String>>,
}

impl Config {
    /// The configuration of the nearest [`FILE`] in this folder or above it; without one, an empty one.
    pub fn find(folder: &Path) -> Result<Config, ConfigError> {
        match folder.ancestors().map(|folder| folder.join(FILE)).find(|path| path.is_file()) {
            Some(path) => Config::load(&path),
            None => Ok(Config::default()),
        }
    }

    /// The configuration of this file.
    pub fn load(path: &Path) -> Result<Config, ConfigError> {
        let text = crate::file::text(path).map_err(|error| ConfigError::Unreadable {
            path: path.display().to_string(),
            message: error.to_string(),
        })?;
        Config::parse(path, text)
    }

    /// The configuration that a file of this text gives.
    pub fn parse(path: &Path, text: String) -> Result<Config, ConfigError> {
        let wrong = |range: Range<usize>, message: String| wrong(path, &text, range, message);
        let written: Written = toml::from_str(&text)
            .map_err(|error| wrong(error.span().unwrap_or(0..0), error.message().to_owned()))?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let paths = |paths: &Option<Spanned<Vec<String>>>| -> Vec<PathBuf> {
            paths.iter().flat_map(Spanned::get_ref).map(|path| folder.join(path)).collect()
        };
        // An empty name is none, as `gainsay config` prints it.
        let file = |file: &Option<Spanned<String>>| {
            file.as_ref().filter(|file| !file.get_ref().is_empty()).map(|file| folder.join(file.get_ref()))
        };
        let mut config = Config {
            path: Some(path.to_owned()),
            articles: paths(&written.articles),
            against: paths(&written.against),
            rules: paths(&written.rules),
            decisions: file(&written.decisions),
            baseline: file(&written.baseline),
            fail_on: written.fail_on.as_ref().map(|level| *level.get_ref()),
            fail_on_disputes: written.fail_on_disputes.as_ref().map(|yes| *yes.get_ref()),
            ..Config::default()
        };
        for (code, level) in &written.severity {
            let found = Code::named(code.get_ref()).ok_or_else(|| {
                let known = Code::ALL.map(|code| code.name().to_owned());
                wrong(code.span(), unknown("code", code.get_ref(), known.to_vec()))
            })?;
            let severity = match level.get_ref().as_str() {
                "off" => None,
                name => Some(Severity::from_str(name, false).map_err(|_| {
                    wrong(level.span(), format!("`{name}` is no severity: error, warning, note or off"))
                })?),
            };
            config.severity.insert(found, severity);
        }
        for (name, value) in &written.tolerance {
            config.tolerance.insert(name.get_ref().clone(), *value.get_ref());
        }
        for (ours, theirs) in &written.fields {
            let pair = format!("{}={}", ours.get_ref(), theirs.get_ref());
            Fields::default().rename(&pair).map_err(|message| wrong(ours.span(), message))?;
            config.fields.push(pair);
        }
        let line = |range: &Range<usize>| text.get(..range.start).unwrap_or("").matches('\n').count() + 1;
        let listed = written.listed().into_iter();
        config.written = listed
            .map(|(name, range)| {
                let line = line(&range);
                (name, text.get(range).unwrap_or("").to_owned(), line)
            })
            .collect();
        config.text = text;
        Ok(config)
    }

    /// The folder of the file; without one, the working folder.
    pub fn folder(&self) -> PathBuf {
        self.path.as_ref().and_then(|path| path.parent()).map(Path::to_owned).unwrap_or_default()
    }

    /// The tolerances as a layer of rules, on top of all others.
    pub fn layer(&self) -> Option<Layer> {
        let path = self.path.as_ref().filter(|_| !self.tolerance.is_empty())?;
        let mut pack = format!("about = \"Tolerances of {FILE}.\"\n");
        for (name, value) in &self.tolerance {
            let (name, reason) =
                (toml::Value::from(name.as_str()), toml::Value::from(format!("Set in {FILE}.")));
            pack += &format!("\n[[threshold]]\nname = {name}\nvalue = {value:?}\nreason = {reason}\n");
        }
        Some(Layer { files: vec![(path.display().to_string(), pack)] })
    }

    /// Does every tolerance have a rule that it changes?
    pub fn check_tolerances(&self, rules: &Rules) -> Result<(), ConfigError> {
        let Some(path) = self.path.as_ref().filter(|_| !self.tolerance.is_empty()) else { return Ok(()) };
        let own = path.display().to_string();
        let known: Vec<String> = rules
            .packs
            .iter()
            .filter(|pack| pack.file != own)
            // What this file replaces is in the text of the pack still.
            .filter_map(|pack| Pack::parse(&pack.file, &pack.text).ok())
            .flat_map(|pack| pack.threshold.into_iter().map(|threshold| threshold.name))
            .collect();
        match self.tolerance.keys().find(|name| !known.contains(name)) {
            Some(name) => {
                let at = self.text.find(name.as_str()).unwrap_or(0);
                Err(wrong(path, &self.text, at..at + name.len(), unknown("tolerance", name, known)))
            }
            None => Ok(()),
        }
    }

    /// Every setting of the file: its name, its value in TOML, its line.
    pub fn settings(&self) -> &[(String, String, usize)] {
        &self.written
    }

    /// The text of the file, to quote from.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl Written {
    /// Every value as written, with its full name and where it stands, in the order of the file.
    fn listed(&self) -> Vec<(String, Range<usize>)> {
        fn one<T>(name: &str, value: &Option<Spanned<T>>) -> Option<(String, Range<usize>)> {
            value.as_ref().map(|value| (name.to_owned(), value.span()))
        }
        fn table<'a, T>(
            name: &'a str,
            values: &'a BTreeMap<Spanned<String>, Spanned<T>>,
        ) -> impl Iterator<Item = (String, Range<usize>)> + 'a {
            values.iter().map(move |(key, value)| (format!("{name}.{}", key.get_ref()), value.span()))
        }
        let Written { articles, against, rules, decisions, baseline, fail_on, fail_on_disputes, .. } = self;
        let mut listed: Vec<_> = [
            one("articles", articles),
            one("against", against),
            one("rules", rules),
            one("decisions", decisions),
            one("baseline", baseline),
            one("fail-on", fail_on),
            one("fail-on-disputes", fail_on_disputes),
        ]
        .into_iter()
        .flatten()
        .chain(table("severity", &self.severity))
        .chain(table("tolerance", &self.tolerance))
        .chain(table("fields", &self.fields))
        .collect();
        listed.sort_by_key(|(_, range)| range.start);
        listed
    }
}

fn wrong(path: &Path, text: &str, range: Range<usize>, message: String) -> ConfigError {
    let before = text.get(..range.start).unwrap_or(text);
    ConfigError::Wrong {
        path: path.display().to_string(),
        line: before.matches('\n').count() + 1,
        column: before.rsplit('\n').next().unwrap_or("").chars().count() + 1,
        message,
        range,
    }
}

fn unknown(what: &str, name: &str, known: Vec<String>) -> String {
    let nearest = known.iter().max_by(|one, other| {
        strsim::normalized_damerau_levenshtein(name, one)
            .total_cmp(&strsim::normalized_damerau_levenshtein(name, other))
    });
    let hint = nearest.map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"));
    format!("no {what} is called `{name}`{hint}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        Config::parse(Path::new("gainsay.toml"), text.to_owned()).unwrap_err().to_string().replace('\n', " ")
    }

    #[test]
    fn every_setting_is_listed_with_its_line() {
        let text = "against = ['archive.db', \"published/\"]\nfail-on = \"error\"\n\n[severity]\nstale = \"off\" # old texts\n\
                    [tolerance]\nrounding-share = 0.03\n[fields]\ntext = \"body\"\n";
        let config = Config::parse(Path::new("desk/gainsay.toml"), text.to_owned()).unwrap();
        let listed: Vec<String> =
            config.settings().iter().map(|(name, value, line)| format!("{line} {name} = {value}")).collect();
        insta::assert_snapshot!(listed.join("\n"), @r#"
        1 against = ['archive.db', "published/"]
        2 fail-on = "error"
        5 severity.stale = "off"
        7 tolerance.rounding-share = 0.03
        9 fields.text = "body"
        "#);
        assert_eq!(config.against, [PathBuf::from("desk/archive.db"), PathBuf::from("desk/published/")]);
        assert_eq!(config.severity[&Code::Stale], None);
        insta::assert_snapshot!(config.layer().unwrap().files[0].1, @r#"
        about = "Tolerances of gainsay.toml."

        [[threshold]]
        name = "rounding-share"
        value = 0.03
        reason = "Set in gainsay.toml."
        "#);
    }

    #[test]
    fn tolerances_change_the_rules() {
        let with = |text: &str| {
            let config = Config::parse(Path::new("gainsay.toml"), text.to_owned()).unwrap();
            let rules = Rules::load(config.layer().as_slice()).unwrap();
            config
                .check_tolerances(&rules)
                .map(|()| rules.comparison.threshold("rounding-share"))
                .map_err(|error| error.to_string())
        };
        assert_eq!(with("[tolerance]\nrounding-share = 0.125"), Ok(0.125));
        assert_eq!(
            with("[tolerance]\nrounding-chair = 0.125"),
            Err("gainsay.toml:2:1: no tolerance is called `rounding-chair`; did you mean `rounding-share`?"
                .to_owned())
        );
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        insta::assert_snapshot!(error("fail_on = \"error\""), @"gainsay.toml:1:1: unknown field `fail_on`, expected one of `articles`, `against`, `rules`, `decisions`, `baseline`, `fail-on`, `fail-on-disputes`, `severity`, `tolerance`, `fields`");
        insta::assert_snapshot!(error("fail-on = \"fatal\""), @"gainsay.toml:1:11: unknown variant `fatal`, expected one of `never`, `note`, `warning`, `error`");
        insta::assert_snapshot!(error("[severity]\nquantitys = \"note\""), @"gainsay.toml:2:1: no code is called `quantitys`; did you mean `quantity`?");
        insta::assert_snapshot!(error("[severity]\nquantity = \"mild\""), @"gainsay.toml:2:12: `mild` is no severity: error, warning, note or off");
        insta::assert_snapshot!(error("[fields]\nbody = \"text\""), @"gainsay.toml:2:1: `body` is no field of an article: id, text, title, source, date, url");
        insta::assert_snapshot!(error("against = \"archive.db\""), @r#"gainsay.toml:1:11: invalid type: string "archive.db", expected a sequence"#);
        insta::assert_snapshot!(error("against = [\n"), @"gainsay.toml:1:12: unclosed array, expected `]`");
    }

    #[test]
    fn the_nearest_file_above_holds() {
        let root = tempfile::tempdir().unwrap();
        let inner = root.path().join("a/b");
        std::fs::create_dir_all(&inner).unwrap();
        std::fs::write(root.path().join("a").join(FILE), "rules = ['r']").unwrap();
        let config = Config::find(&inner).unwrap();
        assert_eq!(config.rules, [root.path().join("a/r")]);
        std::fs::write(inner.join(FILE), "").unwrap();
        assert!(Config::find(&inner).unwrap().rules.is_empty());
    }
}
