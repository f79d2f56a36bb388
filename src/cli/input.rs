//! Which articles: files, folders and standard input, with defaults for what they do not say.

use std::ops::Range;
use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::failure::Failure;
use super::setting::Setting;
use super::{Outcome, failure, progress};
use crate::annotate::annotate;
use crate::article::read::{self, Reading};
use crate::article::{Article, Fields, Format, Gone, Next};
use crate::claim::{self, Claim};
use crate::config::Config;
use crate::report::wording::clean;
use crate::rules::Rules;

/// The options of every command that reads articles.
#[derive(Args, Debug, Clone)]
pub(super) struct InputArguments {
    /// Files or folders of articles (folders are walked, .gitignore honoured); `-` is standard input
    ///
    /// Without any, the `articles` of gainsay.toml.
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reading: ReadingArguments,
}

/// How articles are read.
#[derive(Args, Debug, Clone)]
pub(super) struct ReadingArguments {
    /// Read every input in this format, whatever its name
    #[arg(long, value_enum, value_name = "FORMAT", help_heading = "Articles")]
    input_format: Option<Format>,
    /// The date of articles that do not give one (2025-10-16)
    #[arg(long, value_name = "DATE", help_heading = "Articles")]
    date: Option<Date>,
    /// The outlet of articles that do not name one
    #[arg(long, value_name = "NAME", help_heading = "Articles")]
    source: Option<String>,
    /// A field that JSON records call otherwise (repeatable): text=body, date=published
    #[arg(long = "field", value_name = "OURS=THEIRS", value_parser = field, help_heading = "Articles")]
    fields: Vec<String>,
    /// The longest file, line or record to read, after decompression: bytes, or with K, M or G
    #[arg(long, value_name = "SIZE", value_parser = size, default_value = "32M", help_heading = "Articles")]
    max_size: usize,
}

impl ReadingArguments {
    /// As the article stage wants it.
    pub(super) fn reading(&self, config: &Config) -> Reading {
        let mut fields = Fields::default();
        config.fields.iter().for_each(|pair| fields.rename(pair).unwrap_or_default());
        // The parser of the arguments has tried them all.
        self.fields.iter().for_each(|pair| fields.rename(pair).unwrap_or_default());
        Reading {
            fields,
            max_size: self.max_size,
            format: self.input_format,
            date: self.date,
            source: self.source.clone(),
        }
    }
}

/// Articles read, with their claims.
pub(super) struct Read {
    /// In input order.
    pub(super) articles: Vec<Article>,
    /// Article by article, in text order.
    pub(super) claims: Vec<Claim>,
    /// Was everything readable?
    pub(super) outcome: Outcome,
}

/// What a stream of articles gives.
pub(super) enum Given<T> {
    /// What was made of an article.
    Made(T),
    /// An article that was given before stands no longer, or one that never must be used.
    Gone(Gone),
}

impl<T> Given<T> {
    /// With something else made of what was made.
    fn map<U>(self, make: impl FnOnce(T) -> U) -> Given<U> {
        match self {
            Given::Made(made) => Given::Made(make(made)),
            Given::Gone(gone) => Given::Gone(gone),
        }
    }

    /// Collects: in the place of what is gone nothing is left.
    pub(super) fn put(self, all: &mut Vec<Option<T>>) {
        match self {
            Given::Made(made) => all.push(Some(made)),
            Given::Gone(gone) => {
                if let Some(place) = gone.number.and_then(|number| all.get_mut(number)) {
                    *place = None;
                }
            }
        }
    }
}

impl InputArguments {
    /// Is there anything to read?
    pub(super) fn require(&self, setting: &Setting) -> Result<(), Failure> {
        if self.paths.is_empty() && setting.config().articles.is_empty() {
            return Err(Failure::Usage("no PATH is given, and no gainsay.toml names `articles`".to_owned()));
        }
        Ok(())
    }

    /// Reads all articles and their claims; what cannot be read is named on standard error.
    pub(super) fn claims(&self, rules: &Rules, setting: &Setting) -> Read {
        let mut all: Vec<Option<(Article, Range<usize>)>> = Vec::new();
        let mut claims: Vec<Claim> = Vec::new();
        // A list that grows is copied over and over, and room that is never used costs nothing.
        let bytes = read::size(self.paths(setting)).and_then(|bytes| usize::try_from(bytes).ok());
        let _ = claims.try_reserve(bytes.unwrap_or(0) / LEAST_BYTES);
        let work = |article: Article| {
            let claims = extract(&article, rules, setting);
            (article, claims)
        };
        let each = |given: Given<(Article, Vec<Claim>)>| {
            let placed = given.map(|(article, own)| {
                let start = claims.len();
                claims.extend(own);
                (article, start..claims.len())
            });
            placed.put(&mut all);
            Ok(())
        };
        // Collecting cannot fail.
        let outcome: Result<Outcome, std::convert::Infallible> = self.stream(setting, work, each);
        let outcome = outcome.unwrap_or(Outcome::Clean);
        let (articles, places): (Vec<Article>, Vec<Range<usize>>) = all.into_iter().flatten().unzip();
        keep(&places, &mut claims);
        Read { articles, claims, outcome }
    }

    /// What is to be read: the arguments, or what the configuration names.
    fn paths<'s>(&'s self, setting: &'s Setting) -> &'s [PathBuf] {
        if self.paths.is_empty() { &setting.config().articles } else { &self.paths }
    }

    /// Does `work` on each article in parallel and hands the results to `each` in order, as well as word of those
    /// that stand no longer, with progress on a terminal; what cannot be read is named on standard error.
    pub(super) fn stream<T: Send, E>(
        &self,
        setting: &Setting,
        work: impl Fn(Article) -> T + Sync,
        mut each: impl FnMut(Given<T>) -> Result<(), E>,
    ) -> Result<Outcome, E> {
        let (config, paths) = (setting.config(), self.paths(setting));
        if paths.is_empty() {
            failure::message("no PATH is given, and no gainsay.toml names `articles`");
            return Ok(Outcome::Incomplete);
        }
        let bar = progress::bar(paths);
        let mut outcome = Outcome::Clean;
        let done = setting.timed("inputs", || {
            read::stream(paths, &self.reading.reading(config), work, |next, progress| {
                bar.set_position(progress.bytes);
                match next {
                    Next::Read(result) => each(Given::Made(result)),
                    Next::Gone(gone) => {
                        if gone.canceled {
                            let id = clean(&gone.id);
                            let told = format!("{id}: canceled or withheld by its publisher; it is left out");
                            bar.suspend(|| failure::remark(&told));
                        }
                        each(Given::Gone(gone))
                    }
                    Next::Failed(error) if error.remark => {
                        bar.suspend(|| failure::remark(&error.to_string()));
                        Ok(())
                    }
                    Next::Failed(error) => {
                        bar.suspend(|| failure::message(&error.to_string()));
                        outcome = Outcome::Incomplete;
                        Ok(())
                    }
                }
            })
        });
        bar.finish_and_clear();
        done.map(|()| outcome)
    }
}

/// Text as dense as claims come has one for so many bytes.
const LEAST_BYTES: usize = 64;

/// Leaves only the claims at these places, which are in order: those of an article that stands no longer go.
fn keep(places: &[Range<usize>], claims: &mut Vec<Claim>) {
    let mut places = places.iter().peekable();
    let mut at = 0;
    claims.retain(|_| {
        while places.next_if(|place| place.end <= at).is_some() {}
        at += 1;
        places.peek().is_some_and(|place| place.start < at)
    });
}

/// The claims of an article; the stages' times are noted.
pub(super) fn extract(article: &Article, rules: &Rules, setting: &Setting) -> Vec<Claim> {
    let annotations = setting.timed("annotate", || annotate(article, rules));
    setting.timed("claims", || claim::extract(&annotations, rules))
}

/// A pair that [`Fields`] accepts.
fn field(pair: &str) -> Result<String, String> {
    Fields::default().rename(pair).map(|()| pair.to_owned())
}

/// "32M" in bytes.
fn size(text: &str) -> Result<usize, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let factor = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 1,
        "K" | "KB" | "KIB" => 1 << 10,
        "M" | "MB" | "MIB" => 1 << 20,
        "G" | "GB" | "GIB" => 1 << 30,
        _ => return Err("expected bytes, or a number with K, M or G".to_owned()),
    };
    let number: usize =
        digits.parse().map_err(|_| "expected bytes, or a number with K, M or G".to_owned())?;
    number.checked_mul(factor).filter(|size| *size > 0).ok_or_else(|| "out of range".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::annotate;

    #[test]
    fn claims_of_what_stands_no_longer_go() {
        let rules = Rules::embedded().expect("the embedded rules load");
        let article =
            Article::plain("paper", "Nine people died. Ten people died. Six people died. Two people died.");
        let all = claim::extract(&annotate(&article, &rules), &rules);
        assert_eq!(all.len(), 4);
        let kept = |places: &[Range<usize>]| {
            let mut claims = all.clone();
            keep(places, &mut claims);
            claims
                .iter()
                .map(|claim| claim.text.as_str().split(' ').next().unwrap_or("").to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(kept(&[0..1, 1..1, 1..4]), ["Nine", "Ten", "Six", "Two"]);
        assert_eq!(kept(&[0..1, 2..2, 3..4]), ["Nine", "Two"]);
        assert_eq!(kept(&[]), [""; 0]);
    }
}
