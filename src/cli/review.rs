//! `gainsay review`: the editor's page.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use clap::Args;
use ignore::WalkBuilder;
use jiff::civil::Date;

use super::failure::Failure;
use super::input::ReadingArguments;
use super::output::Output;
use super::setting::Setting;
use super::{Outcome, filter};
use crate::article::read::{self, read_all};
use crate::config::Config;
use crate::decision::{self, Filter};
use crate::hash::Hash;
use crate::report::Report;
use crate::review::{Newsroom, Options, Reading, serve};
use crate::rules::Rules;

/// Arguments of `gainsay review`.
#[derive(Args)]
pub(super) struct ReviewArguments {
    /// Files or folders of articles (folders are walked, .gitignore honoured)
    ///
    /// Without any, the `articles` of gainsay.toml.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
    /// The file that decisions are kept in [default: gainsay-decisions.toml]
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// Who decides; the system's user unless told
    #[arg(long, value_name = "NAME")]
    who: Option<String>,
    /// Port of the page; 0 takes any free one
    #[arg(long, value_name = "PORT", default_value = "0", help_heading = "Page")]
    port: u16,
    /// Address to listen on; any but a loopback address lets others on the network in who have the page's address
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1", help_heading = "Page")]
    host: IpAddr,
    /// A name under which the page may be asked for, besides addresses and localhost
    #[arg(long, value_name = "NAME", help_heading = "Page")]
    allow_name: Option<String>,
}

/// Serves until interrupted.
pub(super) fn run(arguments: &ReviewArguments, setting: &Setting) -> Result<Outcome, Failure> {
    let config = setting.config();
    let paths = if arguments.paths.is_empty() { &config.articles } else { &arguments.paths };
    if paths.is_empty() {
        return Err(Failure::Usage("no articles: name a file or folder of articles".to_owned()));
    }
    if paths.iter().any(|path| path == Path::new("-")) {
        let message =
            "review reads its articles again when they change: name files or folders instead of `-`";
        return Err(Failure::Usage(message.to_owned()));
    }
    if let Some(path) = paths.iter().find(|path| !path.exists()) {
        return Err(Failure::Usage(format!("{}: no such file or folder", path.display())));
    }
    let desk = Desk {
        paths: paths.clone(),
        reading: arguments.reading.reading(config),
        rules: setting.load_rules()?.clone(),
        config: config.clone(),
    };
    let options = Options {
        host: arguments.host,
        port: arguments.port,
        name: arguments.allow_name.clone(),
        decisions: (arguments.decisions.clone().or_else(|| config.decisions.clone()))
            .unwrap_or_else(|| config.folder().join(decision::FILE)),
        who: arguments.who.clone().or_else(|| std::env::var("USER").ok()).filter(|who| !who.is_empty()),
    };
    let ready = |url: &str| {
        let mut output = Output::stdout();
        // Whoever closed standard output still gets the page.
        let _ = output.write(format!("Review at {url} (Ctrl-C ends)\n"));
        let _ = output.finish();
    };
    serve(Arc::new(desk), options, ready).map_err(|error| Failure::Usage(error.to_string()))?;
    Ok(Outcome::Clean)
}

/// The inputs, the rules and what the configuration says.
struct Desk {
    paths: Vec<PathBuf>,
    reading: read::Reading,
    rules: Rules,
    config: Config,
}

impl Newsroom for Desk {
    fn stamp(&self) -> String {
        let mut hash = Hash::default();
        for path in &self.paths {
            let entries = WalkBuilder::new(path).require_git(false).sort_by_file_name(Ord::cmp).build();
            for entry in entries.flatten() {
                let Ok(metadata) = entry.metadata() else { continue };
                if metadata.is_file() {
                    let modified = metadata.modified().ok();
                    let age = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
                    hash.add(&entry.path().to_string_lossy());
                    hash.add(&format!("{} {:?}", metadata.len(), age));
                }
            }
        }
        hash.to_string()
    }

    fn read(&self) -> Reading {
        let (articles, errors) = read_all(&self.paths, &self.reading);
        let claims = crate::extract_all(&articles, &self.rules);
        let comparison = crate::compare::compare(&claims, &self.rules);
        let mut report = Report::new(&articles, claims, comparison, false);
        filter::regrade(&mut report, &self.config);
        let mut problems: Vec<String> = errors.iter().map(ToString::to_string).collect();
        // Comments in the articles count here as everywhere; what decisions silence is shown with its decision.
        let comments = (articles.iter())
            .filter(|article| !article.suppressions.is_empty())
            .map(|article| (article.id.clone(), article.suppressions.clone()));
        let filter = Filter { comments: comments.collect(), ..Filter::default() };
        let remarks = filter.apply(&mut report, |_| true, |_| true);
        problems.extend(remarks.iter().map(|remark| format!("{}: {}", remark.place, remark.message)));
        Reading { articles, report, problems }
    }

    fn today(&self) -> Option<Date> {
        Some(filter::today())
    }
}
