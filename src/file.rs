//! Files that are read whole: rule packs, configuration, decisions.

use std::io::{Error, Read, Result};
use std::path::Path;

/// No such file is longer; what is, is a device or a mistake, and must not fill the memory.
const LONGEST: u64 = 64 << 20;

/// The text of a file.
pub fn text(path: &Path) -> Result<String> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Error::other(format!("longer than {} MiB; split it", LONGEST >> 20)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].iter().filter(|b| **b == b'\n').count() + 1;
        Error::other(format!("no valid UTF-8 in line {line}; save it as UTF-8"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        std::fs::write(&path, b"a = 1\nb = \"\xff\"\n").unwrap();
        assert_eq!(text(&path).unwrap_err().to_string(), "no valid UTF-8 in line 2; save it as UTF-8");
        std::fs::File::create(&path).unwrap().set_len(LONGEST + 1).unwrap();
        assert_eq!(text(&path).unwrap_err().to_string(), "longer than 64 MiB; split it");
    }
}
