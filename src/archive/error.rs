//! What can be wrong with an archive, and what to do about it.

use rusqlite::ErrorCode;

/// Why an archive could not be used. Nothing in the file is lost by any of these.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {trouble}")]
pub struct ArchiveError {
    /// The file, as the user named it.
    pub path: String,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong with an archive.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// No such file.
    #[error("no such archive; `gainsay archive add` makes one")]
    Missing,
    /// Some other file.
    #[error("not an archive of gainsay")]
    Foreign,
    /// Made by a later version of the program.
    #[error("made by a newer gainsay (form {found}, this program reads up to {known}); update gainsay")]
    Newer {
        /// The form of the file.
        found: i32,
        /// The newest form that this program knows.
        known: i32,
    },
    /// Damaged.
    #[error("damaged: {0}; restore a copy, or delete it and add the articles again")]
    Corrupt(String),
    /// Somebody else writes to it, for longer than we waited.
    #[error("in use by another process; try again when it is done")]
    Locked,
    /// May be read, not written.
    #[error("read-only: the file, or the folder it is in, may not be written to")]
    ReadOnly,
    /// May not be opened at all.
    #[error("cannot be opened: {0}")]
    Closed(String),
    /// No room.
    #[error("the disk is full; what was added before is kept")]
    Full,
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        let (code, message) = match &error {
            rusqlite::Error::SqliteFailure(code, message) => {
                (code.code, message.clone().unwrap_or_else(|| code.to_string()))
            }
            // A table holds what no gainsay writes there.
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..) => return Trouble::Corrupt(error.to_string()),
            _ => return Trouble::Other(error.to_string()),
        };
        match code {
            ErrorCode::NotADatabase => Trouble::Foreign,
            ErrorCode::DatabaseCorrupt => Trouble::Corrupt(message),
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Trouble::Locked,
            ErrorCode::ReadOnly => Trouble::ReadOnly,
            ErrorCode::DiskFull => Trouble::Full,
            ErrorCode::CannotOpen | ErrorCode::PermissionDenied => Trouble::Closed(message),
            _ => Trouble::Other(message),
        }
    }
}
