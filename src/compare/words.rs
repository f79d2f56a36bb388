//! The words of a text, for those who look at every sentence.

/// The words of a text without its marks, but for one that stays (0 for none). Most bytes are ASCII, and those are told
/// apart without decoding them.
pub(super) fn words(text: &str, stays: u8) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    // The end of the row of characters from `at` on that are in words, or that are not.
    let row = move |mut at: usize, in_words: bool| {
        while let Some(&byte) = bytes.get(at) {
            let (word, len) = match IN_WORDS.get(usize::from(byte)) {
                Some(&word) => (word || byte == stays && stays > 0, 1),
                None => text[at..].chars().next().map_or((false, 1), |c| (c.is_alphanumeric(), c.len_utf8())),
            };
            if word != in_words {
                break;
            }
            at += len;
        }
        at
    };
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = row(end, false);
        end = row(start, true);
        (start < end).then(|| &text[start..end])
    })
}

/// By ASCII character: is it a letter or a digit?
const IN_WORDS: [bool; 128] = {
    let mut is = [false; 128];
    let mut at = 0;
    while at < is.len() {
        is[at] = (at as u8).is_ascii_alphanumeric();
        at += 1;
    }
    is
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_splitting_by_characters_does(text in "\\PC{0,30}|[a-c ,.é’]{0,20}") {
            let split = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            prop_assert!(words(&text, 0).eq(split));
            let split = text.split(|c: char| !c.is_alphanumeric() && c != ',').filter(|word| !word.is_empty());
            prop_assert!(words(&text, b',').eq(split));
        }
    }
}
