//! Transcripts of the command line: `tests/cli/*.trycmd`, each in the folder of its own name.
//!
//! `TRYCMD=overwrite cargo test --test cli` writes what the program prints now.

#[test]
fn transcripts() {
    trycmd::TestCases::new().case("tests/cli/*.trycmd");
}
