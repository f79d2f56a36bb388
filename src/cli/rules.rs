//! `gainsay rules`: the packs that are loaded, what one says, and whether its examples hold.

use clap::Subcommand;
use rayon::prelude::*;

use super::Outcome;
use super::failure::Failure;
use super::output::Output;
use super::setting::Setting;
use crate::examples::{self, Case, Verdict};
use crate::rules::{PackFile, Rules};

/// Commands of `gainsay rules`.
#[derive(Subcommand)]
pub(super) enum RulesCommand {
    /// List the packs and how many rules of which kind each holds
    List {
        /// Name every rule
        #[arg(long)]
        all: bool,
    },
    /// Print a rule, or a whole pack
    Show {
        /// The name of a rule or pack
        name: String,
    },
    /// Hold the rules against their own examples
    Test {
        /// Only those of these rules or packs
        names: Vec<String>,
    },
}

/// Lists, shows or tests.
pub(super) fn run(command: &RulesCommand, setting: &Setting) -> Result<Outcome, Failure> {
    let rules = setting.load_rules()?;
    match command {
        RulesCommand::List { all } => list(rules, *all),
        RulesCommand::Show { name } => show(rules, name),
        RulesCommand::Test { names } => test(rules, names),
    }
}

fn list(rules: &Rules, all: bool) -> Result<Outcome, Failure> {
    let mut output = Output::stdout();
    for file in &rules.packs {
        let mut kinds: Vec<(&str, usize, usize)> = Vec::new();
        for rule in file.rules() {
            match kinds.last_mut().filter(|last| last.0 == rule.kind) {
                Some(last) => {
                    last.1 += 1;
                    last.2 += rule.examples.len();
                }
                None => kinds.push((rule.kind, 1, rule.examples.len())),
            }
        }
        let kinds: Vec<String> = kinds
            .into_iter()
            .map(|(kind, rules, examples)| match examples {
                0 => format!("{rules} {kind}"),
                1 => format!("{rules} {kind} (1 example)"),
                _ => format!("{rules} {kind} ({examples} examples)"),
            })
            .collect();
        output.write(format!("{}: {}\n    {}\n", file.file, kinds.join(", "), file.pack.about))?;
        if all {
            for rule in file.rules() {
                if let Some(name) = rule.name {
                    output.write(format!("    {} {name}\n", rule.kind))?;
                }
            }
        }
    }
    output.finish()?;
    Ok(Outcome::Clean)
}

/// The whole file for a pack's name; else every rule of that name, as it is written.
fn show(rules: &Rules, name: &str) -> Result<Outcome, Failure> {
    let mut output = Output::stdout();
    let mut found = false;
    for file in &rules.packs {
        if is_named(file, name) {
            output.write(&file.text)?;
            found = true;
            continue;
        }
        for rule in file.rules().iter().filter(|rule| rule.name == Some(name)) {
            let range = crate::rules::kind::table(&file.text, rule.kind, rule.index);
            let line = file.text[..range.start].matches('\n').count() + 1;
            output.write(format!("# {}:{line}\n{}\n", file.file, file.text[range].trim_end()))?;
            found = true;
        }
    }
    output.finish()?;
    if found {
        return Ok(Outcome::Clean);
    }
    let all = rules.packs.iter().flat_map(PackFile::rules).filter_map(|rule| rule.name);
    let nearest = all.max_by(|one, other| {
        strsim::normalized_damerau_levenshtein(name, one)
            .total_cmp(&strsim::normalized_damerau_levenshtein(name, other))
    });
    let hint = nearest.map_or_else(String::new, |nearest| format!("; did you mean `{nearest}`?"));
    Err(Failure::Usage(format!(
        "no rule or pack is named `{name}`{hint} (`gainsay rules list --all` names them)"
    )))
}

/// Runs the examples, shows those that do not hold, and counts.
fn test(rules: &Rules, names: &[String]) -> Result<Outcome, Failure> {
    let mut output = Output::stdout();
    let wanted = |case: &Case| {
        names.is_empty()
            || names.iter().any(|name| is_named(case.file, name) || case.rule.name == Some(name.as_str()))
    };
    let chosen: Vec<Case> = examples::cases(rules).into_iter().filter(wanted).collect();
    if chosen.is_empty() && !names.is_empty() {
        return Err(Failure::Usage(format!("no rule or pack named {} has examples", names.join(" or "))));
    }
    let verdicts: Vec<Verdict> = chosen.par_iter().map(|case| case.run(rules)).collect();
    let (mut held, mut gaps, mut failed) = (0, 0, 0);
    for (case, verdict) in chosen.iter().zip(verdicts) {
        let place = || format!("{}:{}", case.file.file, case.line());
        let text = &case.example.text;
        match verdict {
            Verdict::Holds => held += 1,
            Verdict::Gap(why) => {
                gaps += 1;
                output.write(format!("gap: {}: {text}\n    {why}\n", place()))?;
            }
            Verdict::Closed => {
                failed += 1;
                output.write(format!("FAIL: {}: {text}\n    the gap is closed: drop `gap`\n", place()))?;
            }
            Verdict::Fails(why) => {
                failed += 1;
                output.write(format!("FAIL: {}: {text}\n    {why}\n", place()))?;
            }
        }
    }
    output.write(format!("{held} examples hold, {gaps} known gaps, {failed} fail\n"))?;
    output.finish()?;
    Ok(if failed == 0 { Outcome::Clean } else { Outcome::Found })
}

/// "units", "units.toml" and "rules/units.toml" all name that pack.
fn is_named(file: &PackFile, name: &str) -> bool {
    let base = file.file.rsplit(['/', '\\']).next().unwrap_or_default();
    name == file.file || name == base || Some(name) == base.strip_suffix(".toml")
}
