//! `gainsay check`: what new articles contradict, in themselves or in what is published.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args;

use super::Outcome;
use super::failure::{self, Failure};
use super::filter::{CountArguments, FilterArguments, Scope};
use super::input::{Given, InputArguments, ReadingArguments};
use super::output::OutputArguments;
use super::setting::Setting;
use crate::archive::{Archive, ArchiveError, has_own_id, is_archive};
use crate::article::Article;
use crate::check::{self, Published, Read};
use crate::report::tally::count;
use crate::report::{FailOn, Format, render, snippet};
use crate::rules::Rules;

/// Arguments of `gainsay check`.
#[derive(Args)]
pub(super) struct CheckArguments {
    /// The new articles: files or folders; `-` is standard input
    #[arg(value_name = "NEW")]
    new: Vec<PathBuf>,
    /// What is published: articles, folders of articles, archives [default: `against` of gainsay.toml]
    #[arg(long, value_name = "PATH", num_args = 1..)]
    against: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// The form of the result [default: the passages, one under the other]
    #[arg(long, short, value_enum, value_name = "FORMAT")]
    format: Option<Format>,
    #[command(flatten)]
    output: OutputArguments,
    #[command(flatten)]
    counting: CountArguments,
    #[command(flatten)]
    filter: FilterArguments,
}

/// Reads the new articles, finds what is published about the same things, compares, prints.
pub(super) fn run(arguments: &CheckArguments, setting: &Setting) -> Result<Outcome, Failure> {
    if arguments.new.is_empty() {
        // `--against archive.db draft.md` takes both for what is published.
        return Err(Failure::Usage(
            "no new article is given: name them before --against, or behind `--` (gainsay check --against \
             archive.db -- draft.md)"
                .to_owned(),
        ));
    }
    let rules = setting.load_rules()?;
    let config = setting.config();
    let against = if arguments.against.is_empty() { &config.against } else { &arguments.against };
    let (archives, loose): (Vec<&PathBuf>, Vec<&PathBuf>) =
        against.iter().partition(|path| looks_like_archive(path));
    let archives: Vec<Archive> =
        archives.into_iter().map(|path| Archive::open(path)).collect::<Result<_, _>>().map_err(told)?;
    let (new, mut outcome) = read(&arguments.new, arguments, setting, rules);
    let mut published = setting.timed("search", || Published::of(&new, &archives, rules)).map_err(told)?;
    if published.reread() > 0 {
        failure::remark(&format!(
            "{} of the archive read again for this check, since the rules have changed; `gainsay archive add ARCHIVE` \
             brings it up to date",
            count(published.reread(), "article"),
        ));
    }
    let mut ids: BTreeSet<String> = BTreeSet::new();
    if !loose.is_empty() {
        let input = InputArguments {
            paths: loose.into_iter().cloned().collect(),
            reading: arguments.reading.clone(),
        };
        let own = Own::of(&new);
        // Where each of them is kept, if it is.
        let mut kept: Vec<Option<usize>> = Vec::new();
        let each = |given: Given<Read>| match given {
            Given::Made(read) if own.is_one(&read.article) => {
                kept.push(None);
                Ok(())
            }
            Given::Made(read) => {
                ids.insert(read.article.id.clone());
                published.add(read).map(|place| kept.push(place))
            }
            Given::Gone(gone) => {
                ids.remove(&gone.id);
                if let Some(place) = gone.number.and_then(|number| kept.get(number).copied()).flatten() {
                    published.drop(place);
                }
                Ok(())
            }
        };
        let done = input.stream(setting, |article| Read::of(article, rules), each).map_err(told)?;
        outcome = outcome.max(done);
    }
    let related = setting.timed("search", || published.related()).map_err(told)?;
    let mut report =
        setting.timed("compare", || check::report(&new, &related, rules, arguments.counting.near_misses));
    let needed: BTreeSet<&str> = report.documents.iter().map(|document| document.id.as_str()).collect();
    let articles: Vec<Article> = new
        .iter()
        .chain(&related)
        .filter(|read| needed.contains(read.article.id.as_str()))
        .map(|read| read.article.clone())
        .collect();
    let checked: BTreeSet<&str> = new.iter().map(|read| read.article.id.as_str()).collect();
    let present = |id: &str| {
        checked.contains(id)
            || ids.contains(id)
            || archives.iter().any(|archive| archive.holds_id(id).unwrap_or(false))
    };
    let scope = Scope { checked: checked.clone(), present: &present, whole: false };
    arguments.filter.apply(&mut report, &articles, &scope, setting)?;
    let mut output = arguments.output.open()?;
    let look = setting.look(&arguments.output);
    output.write(setting.timed("render", || match arguments.format {
        Some(format) => render(&report, &articles, format, look),
        None => snippet::render(&report, look),
    }))?;
    output.finish()?;
    let level = config.fail_on.unwrap_or(FailOn::Warning);
    let disputes = config.fail_on_disputes.unwrap_or(false);
    let found = arguments.counting.fails(&report, level, disputes);
    Ok(if found { Outcome::Found } else { Outcome::Clean }.max(outcome))
}

/// The articles of some paths with their claims.
fn read(
    paths: &[PathBuf],
    arguments: &CheckArguments,
    setting: &Setting,
    rules: &Rules,
) -> (Vec<Read>, Outcome) {
    let input = InputArguments { paths: paths.to_vec(), reading: arguments.reading.clone() };
    let mut all: Vec<Option<Read>> = Vec::new();
    let each = |given: Given<Read>| {
        given.put(&mut all);
        Ok(())
    };
    // Collecting cannot fail.
    let outcome: Result<Outcome, std::convert::Infallible> =
        input.stream(setting, |article| Read::of(article, rules), each);
    (all.into_iter().flatten().collect(), outcome.unwrap_or(Outcome::Clean))
}

/// By its first bytes; a file that is not there, or empty, by its name.
fn looks_like_archive(path: &Path) -> bool {
    let named = path.extension().is_some_and(|extension| {
        ["db", "sqlite", "sqlite3"].iter().any(|known| extension.eq_ignore_ascii_case(known))
    });
    is_archive(path) || (named && !path.is_dir())
}

/// Tells the new articles when they turn up among the published ones.
struct Own {
    files: BTreeSet<PathBuf>,
    ids: BTreeSet<String>,
}

impl Own {
    fn of(new: &[Read]) -> Own {
        let articles = || new.iter().map(|read| &read.article);
        Own {
            files: articles().filter_map(file).collect(),
            ids: articles().filter(|article| has_own_id(article)).map(|article| article.id.clone()).collect(),
        }
    }

    fn is_one(&self, article: &Article) -> bool {
        if has_own_id(article) {
            self.ids.contains(&article.id)
        } else {
            file(article).is_some_and(|file| self.files.contains(&file))
        }
    }
}

fn file(article: &Article) -> Option<PathBuf> {
    std::fs::canonicalize(article.path.as_deref()?).ok()
}

fn told(error: ArchiveError) -> Failure {
    Failure::Usage(error.to_string())
}
