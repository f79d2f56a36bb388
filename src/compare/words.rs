//! The words of a text, for those who look at every sentence.

/// The words of a text without its marks, but for one that stays (0 for none). Most bytes are ASCII, and those are told
/// apart without decoding them.
pub(super) fn words<const STAYS: u8>(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let kinds = const { &in_words(STAYS) };
    // The end of the row of characters from `at` on that are in words, or that are not.
    let row = move |mut at: usize, in_words: bool| loop {
        let others = bytes[at..].iter().position(|&byte| kinds[usize::from(byte)] != Some(in_words));
        at = others.map_or(bytes.len(), |length| at + length);
        match text[at..].chars().next() {
            Some(c) if !c.is_ascii() && is_in_words(c) == in_words => at += c.len_utf8(),
            _ => return at,
        }
    };
    let mut end = 0;
    std::iter::from_fn(move || {
        let start = row(end, false);
        end = row(start, true);
        (start < end).then(|| &text[start..end])
    })
}

/// Is the character a letter or a digit? Dashes and quotation marks, which are the most that is not ASCII, need no table.
fn is_in_words(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}') && c.is_alphanumeric()
}

/// By byte: is it in words? What is not ASCII has to be decoded first.
const fn in_words(stays: u8) -> [Option<bool>; 256] {
    let mut is = [None; 256];
    let mut at = 0;
    while at < 128 {
        let byte = at as u8;
        is[at] = Some(byte.is_ascii_alphanumeric() || byte == stays && stays > 0);
        at += 1;
    }
    is
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn as_splitting_by_characters_does(text in "\\PC{0,30}|[a-c ,.é’]{0,20}") {
            let split = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            prop_assert!(words::<0>(&text).eq(split));
            let split = text.split(|c: char| !c.is_alphanumeric() && c != ',').filter(|word| !word.is_empty());
            prop_assert!(words::<b','>(&text).eq(split));
        }
    }
}
