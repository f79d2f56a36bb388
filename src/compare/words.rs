//! The words of a text, for those who look at every sentence.

/// The words of a text without its marks, but for one that stays (0 for none). Most bytes are ASCII, and those are told
/// apart without decoding them.
pub(super) fn words(text: &str, stays: u8) -> impl Iterator<Item = &str> {
    let step = move |text: &str, at: usize| match text.as_bytes().get(at) {
        Some(&byte) if byte.is_ascii() => (byte.is_ascii_alphanumeric() || byte == stays && stays > 0, 1),
        _ => text.get(at..).and_then(|rest| rest.chars().next()).map_or((false, 1), letter),
    };
    let mut rest = text;
    std::iter::from_fn(move || {
        let (mut start, mut end) = (0, 0);
        while end < rest.len() {
            let (word, len) = step(rest, end);
            if !word {
                if end > start {
                    break;
                }
                start = end + len;
            }
            end += len;
        }
        let word = rest.get(start..end).unwrap_or("");
        rest = rest.get(end..).unwrap_or("");
        (!word.is_empty()).then_some(word)
    })
}

/// Is it one, and how long is it?
fn letter(c: char) -> (bool, usize) {
    (c.is_alphanumeric(), c.len_utf8())
}

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
