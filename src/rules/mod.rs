//! How it is said: rule packs as types, loading, compiled patterns, examples.
//!
//! A pack is a TOML file of [`Pack`]'s shape. The packs of `rules/` are embedded in the program; a
//! folder of the user's adds to them or overrides single rules by name.

pub mod embedded;
pub mod error;
pub mod example;
pub mod lexicon;
pub mod matcher;
pub mod pack;
pub mod word;

pub use error::RuleError;
pub use pack::Pack;

use lexicon::Lexicon;

/// A pack and the file it was read from.
#[derive(Debug, Clone)]
pub struct PackFile {
    /// As the user knows it: `rules/units.toml` for embedded packs, else the path given.
    pub file: String,
    /// The file's text; errors quote it.
    pub text: String,
    /// Comes with the program (its rules may be overridden), or from the user?
    pub embedded: bool,
    /// What it holds.
    pub pack: Pack,
}

/// All packs, compiled: what the layers read text with.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Every word that any rule names.
    pub lexicon: Lexicon,
    /// The packs as loaded, for `rules list`, `rules show` and `rules test`.
    pub packs: Vec<PackFile>,
}

impl Rules {
    /// The rules that come with the program.
    pub fn embedded() -> Result<Rules, Vec<RuleError>> {
        Rules::load(&[])
    }

    /// The embedded rules, and further packs (name of the file, its text) on top of them.
    ///
    /// Returns every error of every pack: unknown keys, patterns that do not compile, two rules of one name.
    pub fn load(more: &[(String, String)]) -> Result<Rules, Vec<RuleError>> {
        let given = more.iter().map(|(file, text)| (file.as_str(), text.as_str(), false));
        let sources = embedded::PACKS.iter().map(|&(file, text)| (file, text, true)).chain(given);
        let mut packs = Vec::new();
        let mut errors = Vec::new();
        for (file, text, embedded) in sources {
            match Pack::parse(file, text) {
                Ok(pack) => {
                    packs.push(PackFile { file: file.to_owned(), text: text.to_owned(), embedded, pack })
                }
                Err(error) => errors.push(error),
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(Rules::compile(packs))
    }

    fn compile(packs: Vec<PackFile>) -> Rules {
        let mut lexicon = Lexicon::default();
        word::compile(&packs, &mut lexicon);
        Rules { lexicon, packs }
    }
}
