//! The tables of an archive, and which files are one.
//!
//! A data desk may open the file with any SQLite tool; what the columns mean stands beside them.

/// Marks an SQLite file as an archive of gainsay ("gsay"), in its header.
pub(super) const APPLICATION: i32 = 0x6773_6179;

/// The form of the tables; a program reads those that are no newer than itself.
pub(super) const VERSION: i32 = 1;

/// The tables of [`VERSION`].
pub(super) const TABLES: &str = "
CREATE TABLE article (
    number  INTEGER PRIMARY KEY,
    name    TEXT NOT NULL UNIQUE,  -- what makes it this article: its file, or the id its record gives
    id      TEXT NOT NULL,         -- names it in reports
    path    TEXT,                  -- its file, as the user named it
    source  TEXT,                  -- the outlet
    title   TEXT,
    date    TEXT,                  -- ISO 8601
    url     TEXT,
    content TEXT NOT NULL,         -- hash of the rest but the path
    rules   TEXT NOT NULL,         -- hash of the rules that its claims were read with
    claims  INTEGER NOT NULL,      -- how many
    day     INTEGER NOT NULL,      -- as in `member`
    topics  TEXT NOT NULL,         -- numbers of the topics of its claims, JSON
    body    BLOB NOT NULL          -- text, sections and line numbers; JSON, zstd
);
CREATE TABLE claim (
    article INTEGER NOT NULL,
    place   INTEGER NOT NULL,      -- 0 for the article's first claim
    json    TEXT NOT NULL,         -- as `gainsay extract` prints it, without what the article says already
    exact   TEXT,                  -- what that JSON rounds or leaves out
    PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE TABLE topic (
    number  INTEGER PRIMARY KEY,
    key     TEXT NOT NULL UNIQUE   -- claims can only contradict each other under a shared key
);
CREATE TABLE member (
    topic   INTEGER NOT NULL,
    day     INTEGER NOT NULL,      -- the article's date, in days since 1970; far back where it has none
    article INTEGER NOT NULL,
    PRIMARY KEY (topic, day, article)
) WITHOUT ROWID;
";
