//! Words by class: the closed classes of the language and the open ones that rules need.

use serde::Deserialize;

use super::lexicon::{Class, Lexicon};
use super::{PackFile, Rule};

/// Words of one class.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordList {
    /// A name of [`Class`], in lower case.
    pub class: String,
    /// The words, separated by spaces.
    pub list: String,
}

impl Rule for WordList {
    const KIND: &'static str = "words";

    fn name(&self) -> Option<&str> {
        None
    }
}

/// Puts the packs' words into the lexicon.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon) {
    for words in packs.iter().flat_map(|file| &file.pack.words) {
        let class = Class::from_name(&words.class.to_uppercase()).unwrap_or_default();
        for word in words.list.split_whitespace() {
            lexicon.add(word, class);
        }
    }
}
