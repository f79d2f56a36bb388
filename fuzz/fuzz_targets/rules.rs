//! Any text as a rule pack: loaded or refused with a place, never a panic.
#![no_main]

use gainsay::rules::{Layer, Rules};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let layer = Layer { files: vec![("fuzz.toml".to_owned(), text.to_owned())] };
    if let Err(errors) = Rules::load(&[layer]) {
        assert!(errors.iter().all(|error| error.line >= 1 && !error.message.is_empty()));
    }
});
