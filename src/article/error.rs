//! Why an input could not be read: where, what, and what to do about it.

/// A file, or one record of a file, that could not be read. The rest of the input is still good.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{}: {message}", .path, .line.map_or_else(String::new, |line| format!(":{line}")))]
pub struct ReadError {
    /// As the user named it; `-` for standard input.
    pub path: String,
    /// 1-based line, where the format has lines.
    pub line: Option<usize>,
    /// What is wrong and what to do; lower case, no final stop.
    pub message: String,
    /// The article was read all the same, less what the message says.
    pub remark: bool,
}

impl ReadError {
    /// An error of a whole file.
    pub fn file(path: &str, message: impl Into<String>) -> ReadError {
        ReadError { path: path.to_owned(), line: None, message: message.into(), remark: false }
    }

    /// An error at a line of a file.
    pub fn line(path: &str, line: usize, message: impl Into<String>) -> ReadError {
        ReadError { path: path.to_owned(), line: Some(line), message: message.into(), remark: false }
    }

    /// Something about an article that was read all the same.
    pub fn remark(path: &str, line: Option<usize>, message: impl Into<String>) -> ReadError {
        ReadError { path: path.to_owned(), line, message: message.into(), remark: true }
    }

    /// What the system said, in its words without the number.
    pub fn io(path: &str, error: &std::io::Error) -> ReadError {
        let message = match error.kind() {
            std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
            std::io::ErrorKind::PermissionDenied => "may not be read: permission denied".to_owned(),
            _ => error.to_string(),
        };
        ReadError::file(path, message)
    }
}
