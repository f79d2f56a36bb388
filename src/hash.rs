//! The function behind ids and fingerprints, written down so that it never changes.

/// FNV-1a over 128 bits: the same on every machine and in every release.
///
/// It tells apart what nobody tries to confuse; it is no defence against forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hash(u128);

impl Default for Hash {
    fn default() -> Hash {
        Hash(0x6c62272e07bb014262b821756295c58d)
    }
}

impl Hash {
    /// Takes in one part; its length goes in as well, so that `"a", "bc"` differs from `"ab", "c"`.
    pub fn add(&mut self, part: &str) {
        self.bytes(&(part.len() as u64).to_le_bytes());
        self.bytes(part.as_bytes());
    }

    /// Takes in a part that may be missing; a missing one differs from an empty one.
    pub fn add_optional(&mut self, part: Option<&str>) {
        match part {
            Some(part) => self.add(part),
            None => self.bytes(&u64::MAX.to_le_bytes()),
        }
    }

    /// The hash of one text, as a number.
    pub fn of(text: &str) -> u128 {
        let mut hash = Hash::default();
        hash.bytes(text.as_bytes());
        hash.0
    }

    fn bytes(&mut self, bytes: &[u8]) {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_function() {
        let mut hash = Hash::default();
        hash.bytes(b"foobar");
        assert_eq!(hash.to_string(), "343e1662793c64bf6f0d3597ba446f18");
    }

    #[test]
    fn parts_are_told_apart() {
        let of = |parts: &[&str]| {
            let mut hash = Hash::default();
            parts.iter().for_each(|part| hash.add(part));
            hash
        };
        assert_ne!(of(&["a", "bc"]), of(&["ab", "c"]));
        assert_ne!(of(&["a"]), of(&["a", ""]));
    }
}
