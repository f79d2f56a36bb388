//! Claims at rest: what is already published, in one SQLite file.
//!
//! Checking an article against a million claims must not read them all, so claims are found by topic key;
//! what a key is, the caller says. Articles are kept whole, so that new rules can read them again.
//!
//! One file, and safe to share: every change is one transaction of whole articles, rolled back by the
//! next reader when its process dies, and what [`Archive::add`] has returned is on the disk. The journal
//! is SQLite's rollback journal, not its write-ahead log: that one wants two more files and a folder that
//! readers may write to.

mod error;
mod schema;
mod stored;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::civil::Date;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::article::{Article, Origin};
use crate::claim::Claim;
use crate::hash::Hash;

pub use error::{ArchiveError, Trouble};

/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(15);

/// The first bytes of every SQLite file.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// An archive that is open.
#[derive(Debug)]
pub struct Archive {
    path: PathBuf,
    db: Connection,
}

/// An article with its claims, ready to be added.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The article.
    pub article: Article,
    /// Its claims, in text order.
    pub claims: Vec<Claim>,
    /// The topic keys that it can be found by.
    pub keys: BTreeSet<String>,
}

/// What became of an article that was to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It is new.
    Added,
    /// It was there in another wording, or read with other rules.
    Replaced,
    /// It was there already.
    Unchanged,
}

/// An article of the archive, without its text.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Listed {
    /// Names the article in reports.
    pub id: String,
    /// Its file.
    pub path: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The day of publication, ISO 8601.
    pub date: Option<String>,
    /// How many claims it makes.
    pub claims: usize,
    /// Were its claims read with the rules in force?
    pub current: bool,
}

/// The archive in figures.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Stats {
    /// Articles.
    pub articles: usize,
    /// Claims.
    pub claims: usize,
    /// Topic keys.
    pub topics: usize,
    /// Articles whose claims were read with other rules than those in force.
    pub outdated: usize,
    /// Outlets.
    pub sources: usize,
    /// Publication day of the earliest dated article.
    pub first: Option<String>,
    /// Publication day of the latest dated article.
    pub last: Option<String>,
    /// Size of the file.
    pub bytes: u64,
    /// Form of the tables.
    pub version: i32,
}

/// Is the file an SQLite file, as an archive is?
pub fn is_archive(path: &Path) -> bool {
    use std::io::Read;
    let mut head = [0; MAGIC.len()];
    std::fs::File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && &head == MAGIC
}

impl Archive {
    /// Opens an archive for reading.
    pub fn open(path: &Path) -> Result<Archive, ArchiveError> {
        let archive = Archive::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        archive.settle(false)?;
        archive.sql(archive.db.execute_batch("PRAGMA query_only = ON"))?;
        Ok(archive)
    }

    /// Opens an archive for changes; `create` makes it where there is none.
    pub fn open_to_change(path: &Path, create: bool) -> Result<Archive, ArchiveError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let flags = if create { flags | OpenFlags::SQLITE_OPEN_CREATE } else { flags };
        let archive = Archive::connect(path, flags)?;
        archive.settle(true)?;
        let settings = "PRAGMA synchronous = FULL; PRAGMA cache_size = -32768";
        archive.sql(archive.db.execute_batch(settings))?;
        Ok(archive)
    }

    /// Which of the articles are in the archive already, with claims read by these rules.
    pub fn known(&self, articles: &[Article], rules: &str) -> Result<Vec<bool>, ArchiveError> {
        let known = || {
            let mut query = self.db.prepare_cached("SELECT content, rules FROM article WHERE name = ?1")?;
            let known = articles.iter().map(|article| {
                let row = query.query_row([self.name(article)], |row| Ok((row.get(0)?, row.get(1)?)));
                let row: Option<(String, String)> = row.optional()?;
                Ok(row.is_some_and(|(content, with)| content == fingerprint(article) && with == rules))
            });
            known.collect::<rusqlite::Result<Vec<bool>>>()
        };
        self.sql(known())
    }

    /// Adds articles whose claims were read with these rules, all or none; they are on the disk on return.
    pub fn add(&mut self, entries: &[Entry], rules: &str) -> Result<Vec<Outcome>, ArchiveError> {
        let path = self.path.clone();
        let fail = |trouble: Trouble| ArchiveError { path: path.display().to_string(), trouble };
        let names: Vec<String> = entries.iter().map(|entry| self.name(&entry.article)).collect();
        let change = self.change()?;
        let mut outcomes = Vec::with_capacity(entries.len());
        for (entry, name) in entries.iter().zip(names) {
            outcomes.push(put(&change, entry, &name, rules).map_err(&fail)?);
        }
        change.commit().map_err(|error| fail(error.into()))?;
        Ok(outcomes)
    }

    /// Replaces the claims of articles, by their numbers, with those that other rules read; all or none. An
    /// article that is gone meanwhile stays so.
    pub fn renew(&mut self, entries: &[(i64, Entry)], rules: &str) -> Result<(), ArchiveError> {
        let path = self.path.clone();
        let fail = |trouble: Trouble| ArchiveError { path: path.display().to_string(), trouble };
        let change = self.change()?;
        let renew = || -> Result<(), Trouble> {
            for (number, entry) in entries {
                let there: bool = change
                    .prepare_cached(
                        "SELECT EXISTS (SELECT 1 FROM article WHERE number = ?1 AND content = ?2)",
                    )?
                    .query_row(params![number, fingerprint(&entry.article)], |row| row.get(0))?;
                if there {
                    clear(&change, *number)?;
                    fill(&change, *number, entry, rules)?;
                }
            }
            Ok(())
        };
        renew().map_err(&fail)?;
        change.commit().map_err(|error| fail(error.into()))
    }

    /// Removes the articles of these ids or files. Returns what is removed, or the first name that matches
    /// nothing; then nothing is removed.
    pub fn remove(&mut self, names: &[String]) -> Result<Result<Vec<Listed>, String>, ArchiveError> {
        let full: Vec<String> = names.iter().map(|name| self.file_name(name)).collect();
        let listed = self.list("")?;
        let path = self.path.clone();
        let fail =
            |error: rusqlite::Error| ArchiveError { path: path.display().to_string(), trouble: error.into() };
        let change = self.change()?;
        let mut gone = Vec::new();
        for (name, full) in names.iter().zip(full) {
            let numbers = (|| {
                let mut query = change.prepare_cached(
                    "SELECT number FROM article WHERE name = ?1 OR name = ?2 OR id = ?2 OR path = ?2",
                )?;
                query.query_map([&full, name], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
            })()
            .map_err(&fail)?;
            if numbers.is_empty() && !gone.iter().any(|gone: &Listed| gone.id == *name) {
                return Ok(Err(name.clone()));
            }
            for number in numbers {
                gone.extend(listed.iter().find(|(at, _)| *at == number).map(|(_, listed)| listed.clone()));
                drop_article(&change, number).map_err(&fail)?;
            }
        }
        change.commit().map_err(&fail)?;
        Ok(Ok(gone))
    }

    /// Removes the article that gives itself this id, if it is there: its publisher took it back.
    pub fn take_back(&mut self, id: &str) -> Result<bool, ArchiveError> {
        let path = self.path.clone();
        let fail =
            |error: rusqlite::Error| ArchiveError { path: path.display().to_string(), trouble: error.into() };
        let change = self.change()?;
        // An article without an id of its own is known by its file.
        let query = "SELECT number FROM article WHERE name = ?1 AND id = ?1";
        let number: Option<i64> =
            change.query_row(query, [id], |row| row.get(0)).optional().map_err(&fail)?;
        if let Some(number) = number {
            drop_article(&change, number).map_err(&fail)?;
        }
        change.commit().map_err(&fail)?;
        Ok(number.is_some())
    }

    /// Every article with its number, in order of date and id; `rules` tells which are current.
    pub fn list(&self, rules: &str) -> Result<Vec<(i64, Listed)>, ArchiveError> {
        let list = || {
            let mut query = self.db.prepare(
                "SELECT number, id, path, source, title, date, claims, rules FROM article
                 ORDER BY date, id, name",
            )?;
            let rows = query.query_map([], |row| {
                let listed = Listed {
                    id: row.get(1)?,
                    path: row.get(2)?,
                    source: row.get(3)?,
                    title: row.get(4)?,
                    date: row.get(5)?,
                    claims: row.get::<_, i64>(6)?.try_into().unwrap_or(0),
                    current: row.get::<_, String>(7)? == rules,
                };
                Ok((row.get(0)?, listed))
            })?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        };
        self.sql(list())
    }

    /// The archive in figures; also looks the whole file over for damage.
    pub fn stats(&self, rules: &str) -> Result<Stats, ArchiveError> {
        let count = |query: &str| -> rusqlite::Result<usize> {
            self.db
                .query_row(query, [], |row| row.get::<_, i64>(0))
                .map(|count| count.try_into().unwrap_or(0))
        };
        let stats = || {
            Ok(Stats {
                articles: count("SELECT count(*) FROM article")?,
                claims: count("SELECT coalesce(sum(claims), 0) FROM article")?,
                topics: count("SELECT count(*) FROM topic")?,
                outdated: self
                    .db
                    .query_row("SELECT count(*) FROM article WHERE rules <> ?1", [rules], |row| {
                        row.get::<_, i64>(0)
                    })
                    .map(|count| count.try_into().unwrap_or(0))?,
                sources: count("SELECT count(DISTINCT source) FROM article")?,
                first: self.db.query_row("SELECT min(date) FROM article", [], |row| row.get(0))?,
                last: self.db.query_row("SELECT max(date) FROM article", [], |row| row.get(0))?,
                bytes: std::fs::metadata(&self.path).map_or(0, |metadata| metadata.len()),
                version: schema::VERSION,
            })
        };
        let found: String =
            self.sql(self.db.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0)))?;
        if found != "ok" {
            return Err(self.error(Trouble::Corrupt(found)));
        }
        self.sql(stats())
    }

    /// Numbers of the articles whose claims were read with other rules.
    pub fn outdated(&self, rules: &str) -> Result<Vec<i64>, ArchiveError> {
        let numbers = || {
            let mut query =
                self.db.prepare("SELECT number FROM article WHERE rules <> ?1 ORDER BY number")?;
            query.query_map([rules], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()
        };
        self.sql(numbers())
    }

    /// An article by its number, whole.
    pub fn article(&self, number: i64) -> Result<Article, ArchiveError> {
        let row = || {
            let mut query = self.db.prepare_cached(
                "SELECT id, path, source, title, date, url, body FROM article WHERE number = ?1",
            )?;
            query.query_row([number], |row| {
                let date: Option<String> = row.get(4)?;
                let article = Article {
                    id: row.get(0)?,
                    own_id: false,
                    path: row.get(1)?,
                    source: row.get(2)?,
                    title: row.get(3)?,
                    date: date.and_then(|date| date.parse().ok()),
                    unread_date: None,
                    url: row.get(5)?,
                    text: String::new(),
                    sections: Vec::new(),
                    origin: Origin::default(),
                    suppressions: Vec::new(),
                };
                Ok((article, row.get::<_, Vec<u8>>(6)?))
            })
        };
        let (mut article, body) = self.sql(row())?;
        stored::unpack_body(&body, &mut article)
            .map_err(|error| self.error(Trouble::Corrupt(format!("article {:?}: {error}", article.id))))?;
        Ok(article)
    }

    /// How many articles can be found by this topic key.
    pub fn count(&self, key: &str) -> Result<usize, ArchiveError> {
        let count = || {
            let mut query = self.db.prepare_cached(
                "SELECT count(*) FROM topic JOIN member ON member.topic = topic.number WHERE topic.key = ?1",
            )?;
            query.query_row([key], |row| row.get::<_, i64>(0))
        };
        Ok(self.sql(count())?.try_into().unwrap_or(0))
    }

    /// Numbers of the articles that can be found by this topic key, each with its day ([`day`]): `most` of those up
    /// to a day and `most` of those after it, nearest first.
    pub fn found_by(&self, key: &str, day: i64, most: usize) -> Result<Vec<(i64, i64)>, ArchiveError> {
        let numbers = || {
            let mut before = self.db.prepare_cached(
                "SELECT member.article, member.day FROM topic JOIN member ON member.topic = topic.number
                 WHERE topic.key = ?1 AND member.day <= ?2 ORDER BY member.day DESC LIMIT ?3",
            )?;
            let mut after = self.db.prepare_cached(
                "SELECT member.article, member.day FROM topic JOIN member ON member.topic = topic.number
                 WHERE topic.key = ?1 AND member.day > ?2 ORDER BY member.day LIMIT ?3",
            )?;
            let pair = |row: &rusqlite::Row| Ok((row.get(0)?, row.get(1)?));
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let mut numbers: Vec<(i64, i64)> =
                before.query_map(params![key, day, most], pair)?.collect::<rusqlite::Result<_>>()?;
            for row in after.query_map(params![key, day, most], pair)? {
                numbers.push(row?);
            }
            Ok(numbers)
        };
        self.sql(numbers())
    }

    /// The id of an article, by its number.
    pub fn id(&self, number: i64) -> Result<String, ArchiveError> {
        let id = || {
            let mut query = self.db.prepare_cached("SELECT id FROM article WHERE number = ?1")?;
            query.query_row([number], |row| row.get(0))
        };
        self.sql(id())
    }

    /// Is this very article in the archive, whatever its wording?
    pub fn holds(&self, article: &Article) -> Result<Option<i64>, ArchiveError> {
        let number = || {
            let mut query = self.db.prepare_cached("SELECT number FROM article WHERE name = ?1")?;
            query.query_row([self.name(article)], |row| row.get(0)).optional()
        };
        self.sql(number())
    }

    /// Does the archive hold an article of this id?
    pub fn holds_id(&self, id: &str) -> Result<bool, ArchiveError> {
        self.sql(
            self.db.query_row("SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1)", [id], |row| row.get(0)),
        )
    }

    /// The claims of an article, in text order.
    pub fn claims(&self, number: i64, article: &Article) -> Result<Vec<Claim>, ArchiveError> {
        let rows = || {
            let mut query =
                self.db.prepare_cached("SELECT json, exact FROM claim WHERE article = ?1 ORDER BY place")?;
            query
                .query_map([number], |row| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?)))?
                .collect::<rusqlite::Result<Vec<_>>>()
        };
        let claims = self.sql(rows())?.into_iter().map(|(json, exact)| {
            stored::unpack_claim(&json, exact.as_deref(), article).map_err(|error| {
                self.error(Trouble::Corrupt(format!("a claim of article {:?}: {error}", article.id)))
            })
        });
        claims.collect()
    }

    fn connect(path: &Path, flags: OpenFlags) -> Result<Archive, ArchiveError> {
        let fail = |trouble| ArchiveError { path: path.display().to_string(), trouble };
        if !flags.contains(OpenFlags::SQLITE_OPEN_CREATE) && !path.exists() {
            return Err(fail(Trouble::Missing));
        }
        if path.is_dir() {
            return Err(fail(Trouble::Foreign));
        }
        let db = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|error| fail(error.into()))?;
        db.busy_timeout(PATIENCE).map_err(|error| fail(error.into()))?;
        Ok(Archive { path: path.to_owned(), db })
    }

    /// Looks at what the file is; makes the tables where it is empty.
    fn settle(&self, change: bool) -> Result<(), ArchiveError> {
        let pragma = |name: &str| -> Result<i32, ArchiveError> {
            self.sql(self.db.query_row(&format!("PRAGMA {name}"), [], |row| row.get(0)))
        };
        let empty = || -> Result<bool, ArchiveError> {
            Ok(pragma("application_id")? == 0
                && pragma("user_version")? == 0
                && self.sql(
                    self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)),
                )? == 0)
        };
        if change && empty()? {
            let create = || {
                let make = Transaction::new_unchecked(&self.db, TransactionBehavior::Immediate)?;
                // Another process may have been quicker.
                let tables: i64 =
                    make.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
                if tables == 0 {
                    make.execute_batch(schema::TABLES)?;
                    make.pragma_update(None, "application_id", schema::APPLICATION)?;
                    make.pragma_update(None, "user_version", schema::VERSION)?;
                }
                make.commit()
            };
            self.sql(create())?;
        }
        if pragma("application_id")? != schema::APPLICATION {
            return Err(self.error(Trouble::Foreign));
        }
        match pragma("user_version")? {
            found if found > schema::VERSION => {
                Err(self.error(Trouble::Newer { found, known: schema::VERSION }))
            }
            _ => Ok(()),
        }
    }

    fn change(&mut self) -> Result<Transaction<'_>, ArchiveError> {
        let path = self.path.clone();
        self.db
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| ArchiveError { path: path.display().to_string(), trouble: error.into() })
    }

    fn sql<T>(&self, result: rusqlite::Result<T>) -> Result<T, ArchiveError> {
        result.map_err(|error| self.error(error.into()))
    }

    fn error(&self, trouble: Trouble) -> ArchiveError {
        ArchiveError { path: self.path.display().to_string(), trouble }
    }

    /// What makes it this article, whatever its wording: the id that its record gives, else its file.
    fn name(&self, article: &Article) -> String {
        // An id taken from the name of the file: two folders may each hold an `index.md`.
        let path = article.path.as_deref().unwrap_or_default();
        match given_by_file(path, &article.id).filter(|_| !article.own_id) {
            Some(line) => format!("{}{line}", self.file_name(path)),
            None => article.id.clone(),
        }
    }

    /// The file relative to the archive's folder, where it lies below that, so that both can move together.
    fn file_name(&self, path: &str) -> String {
        let absolute = |path: &Path| std::fs::canonicalize(path).or_else(|_| std::path::absolute(path));
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let (Ok(file), Ok(folder)) = (absolute(Path::new(path)), absolute(folder.unwrap_or(Path::new("."))))
        else {
            return path.to_owned();
        };
        file.strip_prefix(&folder).unwrap_or(&file).to_string_lossy().replace('\\', "/")
    }
}

/// A date in days since 1970; no date is far back.
pub fn day(date: Option<Date>) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    date.map_or(-1_000_000, |date| i64::from((date - epoch).get_days()))
}

/// Does the article's own metadata give its id, rather than the name of its file?
pub fn has_own_id(article: &Article) -> bool {
    article.own_id || given_by_file(article.path.as_deref().unwrap_or_default(), &article.id).is_none()
}

/// What follows the file's name in an id that was taken from it, `:17` for a record's line; `None` for an id of
/// the article's own.
fn given_by_file<'a>(path: &str, id: &'a str) -> Option<&'a str> {
    let name = Path::new(path).file_name()?.to_str()?;
    // The second `index` of a run is called `index-2`.
    let number = |tail: &str| !tail.is_empty() && tail.bytes().all(|b| b.is_ascii_digit());
    let id = id
        .rsplit_once('-')
        .filter(|(stem, tail)| number(tail) && !name.starts_with(id) && !stem.is_empty())
        .map_or(id, |(stem, _)| stem);
    let (stem, line) = match id.rfind(':').filter(|at| number(&id[at + 1..])) {
        Some(at) => id.split_at(at),
        None => (id, ""),
    };
    (!stem.is_empty() && name.starts_with(stem)).then_some(line)
}

/// Puts an article in, or in the place of its earlier wording.
fn put(change: &Transaction, entry: &Entry, name: &str, rules: &str) -> Result<Outcome, Trouble> {
    let article = &entry.article;
    let content = fingerprint(article);
    let known: Option<(i64, String, String)> = change
        .prepare_cached("SELECT number, content, rules FROM article WHERE name = ?1")?
        .query_row([name], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let outcome = match known {
        Some((_, old, with)) if old == content && with == rules => return Ok(Outcome::Unchanged),
        Some((number, ..)) => {
            drop_article(change, number)?;
            Outcome::Replaced
        }
        None => Outcome::Added,
    };
    let number = change
        .prepare_cached(
            "INSERT INTO article (name, id, path, source, title, date, url, content, rules, claims, topics, day, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', 0, '[]', ?9, ?10)",
        )?
        .insert(params![
            name,
            article.id,
            article.path,
            article.source,
            article.title,
            article.date.map(|date| date.to_string()),
            article.url,
            content,
            day(article.date),
            stored::pack_body(article).map_err(Trouble::Other)?,
        ])?;
    fill(change, number, entry, rules)?;
    Ok(outcome)
}

/// Puts the claims of an article in, and its topics.
fn fill(change: &Transaction, number: i64, entry: &Entry, rules: &str) -> Result<(), Trouble> {
    let mut insert =
        change.prepare_cached("INSERT INTO claim (article, place, json, exact) VALUES (?1, ?2, ?3, ?4)")?;
    for (place, claim) in entry.claims.iter().enumerate() {
        let (json, exact) = stored::pack_claim(claim, &entry.article).map_err(Trouble::Other)?;
        insert.execute(params![number, place as i64, json, exact])?;
    }
    let mut find = change.prepare_cached("SELECT number FROM topic WHERE key = ?1")?;
    let mut make = change.prepare_cached("INSERT INTO topic (key) VALUES (?1)")?;
    let mut join = change.prepare_cached("INSERT INTO member (topic, day, article) VALUES (?1, ?2, ?3)")?;
    let mut topics: Vec<i64> = Vec::with_capacity(entry.keys.len());
    for key in &entry.keys {
        let topic = match find.query_row([key], |row| row.get(0)).optional()? {
            Some(topic) => topic,
            None => make.insert([key])?,
        };
        join.execute([topic, day(entry.article.date), number])?;
        topics.push(topic);
    }
    let topics = serde_json::to_string(&topics).map_err(|error| Trouble::Other(error.to_string()))?;
    change
        .prepare_cached("UPDATE article SET rules = ?2, claims = ?3, topics = ?4 WHERE number = ?1")?
        .execute(params![number, rules, entry.claims.len() as i64, topics])?;
    Ok(())
}

/// Takes an article out.
fn drop_article(change: &Transaction, number: i64) -> rusqlite::Result<()> {
    clear(change, number)?;
    change.prepare_cached("DELETE FROM article WHERE number = ?1")?.execute([number])?;
    Ok(())
}

/// Takes the claims of an article out, and the topics that only it spoke of.
fn clear(change: &Transaction, number: i64) -> rusqlite::Result<()> {
    let (topics, day): (String, i64) = change
        .prepare_cached("SELECT topics, day FROM article WHERE number = ?1")?
        .query_row([number], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let mut leave =
        change.prepare_cached("DELETE FROM member WHERE topic = ?1 AND day = ?2 AND article = ?3")?;
    let mut forget = change.prepare_cached(
        "DELETE FROM topic WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM member WHERE topic = ?1)",
    )?;
    for topic in serde_json::from_str::<Vec<i64>>(&topics).unwrap_or_default() {
        leave.execute([topic, day, number])?;
        forget.execute([topic])?;
    }
    change.prepare_cached("DELETE FROM claim WHERE article = ?1")?.execute([number])?;
    Ok(())
}

/// Everything of an article that its claims, or their report, depend on. Its path and its
/// id are not: the same file may be named in many ways, and which article it is says [`Archive::name`].
fn fingerprint(article: &Article) -> String {
    let mut hash = Hash::default();
    let date = article.date.map(|date| date.to_string());
    for part in [&article.source, &article.title, &date, &article.url] {
        hash.add_optional(part.as_deref());
    }
    hash.add(&article.text);
    for section in &article.sections {
        hash.add(&format!("{section:?}"));
    }
    for suppression in &article.suppressions {
        hash.add(&format!("{suppression:?}"));
    }
    for anchor in &article.origin.anchors {
        hash.add(&format!("{anchor:?}"));
    }
    hash.to_string()
}
