//! `gainsay archive`: the claims of what is published, in one file that `check --against` reads.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use rayon::prelude::*;

use super::Outcome;
use super::failure::{self, Failure};
use super::input::{Given, InputArguments, ReadingArguments};
use super::output::Output;
use super::setting::Setting;
use crate::archive::{self, Archive, ArchiveError, Entry, Listed};
use crate::article::{Article, Gone};
use crate::check::fingerprint;
use crate::compare::keys;
use crate::report::tally::count;
use crate::rules::Rules;

/// Commands of `gainsay archive`.
#[derive(Subcommand)]
pub(super) enum ArchiveCommand {
    /// Add articles, or their new wording; make the archive where there is none
    Add(AddArguments),
    /// List the articles
    List(ShowArguments),
    /// Remove articles, by id or file
    Remove(RemoveArguments),
    /// Print how much it holds, after looking it over for damage
    Stats(ShowArguments),
}

/// Arguments of `gainsay archive add`.
#[derive(Args)]
pub(super) struct AddArguments {
    /// The archive: one SQLite file
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// Files or folders of articles; none brings the archive up to date with the rules
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
}

/// Arguments of `gainsay archive list` and `stats`.
#[derive(Args)]
pub(super) struct ShowArguments {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// The form of the result
    #[arg(long, short, value_enum, default_value = "table", value_name = "FORMAT")]
    format: Form,
}

/// Arguments of `gainsay archive remove`.
#[derive(Args)]
pub(super) struct RemoveArguments {
    /// The archive
    #[arg(value_name = "ARCHIVE")]
    archive: PathBuf,
    /// Ids or files of articles, as `gainsay archive list` prints them
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<String>,
}

/// Forms of a listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For the terminal
    Table,
    /// An object for each article
    Json,
}

/// Articles are added in transactions of so many, or of so many bytes of text.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 1 << 20;

/// Adds, lists, removes, counts.
pub(super) fn run(command: &ArchiveCommand, setting: &Setting) -> Result<Outcome, Failure> {
    let rules = setting.load_rules()?;
    match command {
        ArchiveCommand::Add(arguments) => add(arguments, setting, rules),
        ArchiveCommand::List(arguments) => list(arguments, rules),
        ArchiveCommand::Remove(arguments) => remove(arguments),
        ArchiveCommand::Stats(arguments) => stats(arguments, rules),
    }
}

/// What an addition has come to so far.
struct Adding<'a> {
    archive: Archive,
    rules: &'a Rules,
    with: String,
    output: Output,
    counts: [usize; 3],
}

fn add(arguments: &AddArguments, setting: &Setting, rules: &Rules) -> Result<Outcome, Failure> {
    let archive = Archive::open_to_change(&arguments.archive, !arguments.paths.is_empty()).map_err(told)?;
    let with = fingerprint(rules);
    let mut adding = Adding { archive, rules, with, output: Output::stdout(), counts: [0; 3] };
    adding.renew()?;
    let mut outcome = Outcome::Clean;
    if !arguments.paths.is_empty() {
        let input = InputArguments { paths: arguments.paths.clone(), reading: arguments.reading.clone() };
        let mut batch: Vec<Article> = Vec::new();
        let mut bytes = 0;
        let each = |given: Given<Article>| {
            let article = match given {
                Given::Made(article) => article,
                // A later version replaces what is there under its id.
                Given::Gone(Gone { canceled: false, .. }) => return Ok(()),
                Given::Gone(Gone { id, .. }) => {
                    adding.put(std::mem::take(&mut batch))?;
                    return adding.take_back(id);
                }
            };
            bytes += article.text.len();
            batch.push(article);
            if batch.len() >= BATCH || bytes >= BATCH_BYTES {
                bytes = 0;
                adding.put(std::mem::take(&mut batch))?;
            }
            Ok::<(), Failure>(())
        };
        outcome = input.stream(setting, |article| article, each)?;
        adding.put(batch)?;
    }
    adding.output.finish()?;
    let [added, replaced, unchanged] = adding.counts;
    failure::remark(&format!("{added} added, {replaced} replaced, {unchanged} unchanged"));
    Ok(outcome)
}

impl Adding<'_> {
    /// Adds a batch, and names what was added once it is on the disk.
    fn put(&mut self, articles: Vec<Article>) -> Result<(), Failure> {
        let known = self.archive.known(&articles, &self.with).map_err(told)?;
        self.counts[2] += known.iter().filter(|known| **known).count();
        let new: Vec<Article> =
            articles.into_iter().zip(known).filter(|(_, known)| !known).map(|(article, _)| article).collect();
        let entries: Vec<Entry> = new.into_par_iter().map(|article| entry(article, self.rules)).collect();
        let outcomes = self.archive.add(&entries, &self.with).map_err(told)?;
        for (entry, outcome) in entries.iter().zip(outcomes) {
            let (at, verb) = match outcome {
                archive::Outcome::Added => (0, "added"),
                archive::Outcome::Replaced => (1, "replaced"),
                archive::Outcome::Unchanged => (2, "unchanged"),
            };
            self.counts[at] += 1;
            self.output.write(format!("{verb} {}\n", entry.article.id))?;
        }
        self.output.flush()
    }

    /// Removes an article that its publisher took back, if it is there.
    fn take_back(&mut self, id: String) -> Result<(), Failure> {
        match self.archive.take_back(&id).map_err(told)? {
            true => self.output.write(format!("removed {id}\n")),
            false => Ok(()),
        }
    }

    /// Reads the articles again whose claims were read with other rules.
    fn renew(&mut self) -> Result<(), Failure> {
        let outdated = self.archive.outdated(&self.with).map_err(told)?;
        for numbers in outdated.chunks(BATCH) {
            let articles: Result<Vec<(i64, Article)>, ArchiveError> =
                numbers.iter().map(|number| Ok((*number, self.archive.article(*number)?))).collect();
            let entries: Vec<(i64, Entry)> = articles
                .map_err(told)?
                .into_par_iter()
                .map(|(number, article)| (number, entry(article, self.rules)))
                .collect();
            self.archive.renew(&entries, &self.with).map_err(told)?;
        }
        if !outdated.is_empty() {
            let what = count(outdated.len(), "article");
            failure::remark(&format!("{what} read again, since the rules have changed"));
        }
        Ok(())
    }
}

fn entry(article: Article, rules: &Rules) -> Entry {
    let claims = crate::extract(&article, rules);
    let keys = keys(&claims, rules);
    Entry { article, claims, keys }
}

fn list(arguments: &ShowArguments, rules: &Rules) -> Result<Outcome, Failure> {
    let archive = Archive::open(&arguments.archive).map_err(told)?;
    let listed = archive.list(&fingerprint(rules)).map_err(told)?;
    let mut output = Output::stdout();
    for (_, article) in &listed {
        match arguments.format {
            Form::Json => output.write(json(article))?,
            Form::Table => output.write(line(article))?,
        }
    }
    output.finish()?;
    Ok(Outcome::Clean)
}

/// Day, claims, id, outlet, headline.
fn line(article: &Listed) -> String {
    let Listed { id, path, source, title, date, claims, current } = article;
    let or =
        |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned()).replace(['\t', '\n'], " ");
    let stale = if *current { "" } else { "\tread with other rules" };
    format!("{}\t{claims}\t{id}\t{}\t{}\t{}{stale}\n", or(date), or(source), or(title), or(path))
}

fn remove(arguments: &RemoveArguments) -> Result<Outcome, Failure> {
    let mut archive = Archive::open_to_change(&arguments.archive, false).map_err(told)?;
    match archive.remove(&arguments.articles).map_err(told)? {
        Ok(gone) => {
            let mut output = Output::stdout();
            for article in &gone {
                output.write(format!("removed {}\n", article.id))?;
            }
            output.finish()?;
            Ok(Outcome::Clean)
        }
        Err(name) => Err(Failure::Usage(format!(
            "{}: no article `{name}`; nothing is removed (`gainsay archive list` names them)",
            arguments.archive.display()
        ))),
    }
}

fn stats(arguments: &ShowArguments, rules: &Rules) -> Result<Outcome, Failure> {
    let archive = Archive::open(&arguments.archive).map_err(told)?;
    let stats = archive.stats(&fingerprint(rules)).map_err(told)?;
    let mut output = Output::stdout();
    match arguments.format {
        Form::Json => output.write(json(&stats))?,
        Form::Table => {
            let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
            let rows = [
                ("articles", stats.articles.to_string()),
                ("claims", stats.claims.to_string()),
                ("topics", stats.topics.to_string()),
                ("outlets", stats.sources.to_string()),
                ("earliest", or(&stats.first)),
                ("latest", or(&stats.last)),
                ("read with other rules", stats.outdated.to_string()),
                ("bytes", stats.bytes.to_string()),
                ("form", stats.version.to_string()),
            ];
            for (name, value) in rows {
                output.write(format!("{name:<22} {value}\n"))?;
            }
        }
    }
    output.finish()?;
    Ok(Outcome::Clean)
}

fn json(value: &impl serde::Serialize) -> String {
    // Plain data: writing it to memory cannot fail.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

fn told(error: ArchiveError) -> Failure {
    Failure::Usage(error.to_string())
}
