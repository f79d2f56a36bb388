//! `gainsay config`: what is in force, and from where.

use super::Outcome;
use super::failure::Failure;
use super::output::Output;
use super::setting::Setting;
use crate::decision;

/// Prints every setting as TOML, with the file and line that it comes from.
pub(super) fn run(setting: &Setting) -> Result<Outcome, Failure> {
    let rules = setting.load_rules()?;
    let config = setting.config();
    let mut output = Output::stdout();
    let mut lines: Vec<(String, String)> = Vec::new();
    let file = config.path.as_ref().map(|path| path.display().to_string());
    match &file {
        Some(file) => output.write(format!("# {file}\n"))?,
        None => output
            .write(format!("# no {} here or above; all of this is the default\n", crate::config::FILE))?,
    }
    let defaults = [
        ("articles", "[]".to_owned(), ""),
        ("against", "[]".to_owned(), ""),
        ("rules", "[]".to_owned(), ""),
        ("decisions", format!("\"{}\"", decision::FILE), ""),
        ("baseline", "\"\"".to_owned(), " (none)"),
        ("fail-on", "\"warning\"".to_owned(), " of check; report: never"),
        ("fail-on-disputes", "false".to_owned(), ""),
    ];
    let written = config.settings();
    for (name, value, more) in defaults {
        match written.iter().find(|(known, ..)| known == name) {
            Some((_, value, line)) => {
                lines.push((format!("{name} = {value}"), format!("{}:{line}", crate::config::FILE)));
            }
            None => lines.push((format!("{name} = {value}"), format!("default{more}"))),
        }
    }
    for (name, value, line) in written.iter().filter(|(name, ..)| name.contains('.')) {
        lines.push((format!("{name} = {value}"), format!("{}:{line}", crate::config::FILE)));
    }
    // Thresholds are many; those in force are the rules'.
    for name in rules.comparison.names() {
        if !config.tolerance.contains_key(name) {
            let value = format!("tolerance.{name} = {}", rules.comparison.threshold(name));
            lines.push((value, "rules".to_owned()));
        }
    }
    let width = lines.iter().map(|(setting, _)| setting.chars().count()).max().unwrap_or(0).min(60);
    for (setting, origin) in lines {
        output.write(format!("{setting:<width$}  # {origin}\n"))?;
    }
    output.finish()?;
    Ok(Outcome::Clean)
}
