//! Any bytes in any format: the first byte chooses the format.
#![no_main]

use gainsay::article::Format;
use gainsay::article::read::{Reading, read_all};
use libfuzzer_sys::fuzz_target;

const FORMATS: [Format; 7] = [
    Format::Text,
    Format::Markdown,
    Format::Html,
    Format::Json,
    Format::Jsonl,
    Format::Xml,
    Format::Warc,
];

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let folder = tempfile::tempdir().expect("a folder for a moment");
    let path = folder.path().join("input");
    std::fs::write(&path, rest).expect("a file for a moment");
    let format = Some(FORMATS[usize::from(*first) % FORMATS.len()]);
    let (articles, _) = read_all(&[path], &Reading { format, ..Reading::default() });
    for article in articles {
        for section in &article.sections {
            assert!(article.text.get(section.span.start..section.span.end).is_some());
        }
        assert!(article.position(article.text.len()).0 >= 1);
    }
});
