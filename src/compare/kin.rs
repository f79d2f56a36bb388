//! Which names stand for the same, and which are part of which.

use crate::rules::Rules;

/// How two names relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kin {
    /// The same one.
    Same,
    /// The first is part of the second, or the second of the first: Paktika, Afghanistan.
    Nested,
    /// Not the same, as far as the packs know.
    Apart,
}

/// How two entities relate. Symmetric.
pub(crate) fn kin(one: &str, other: &str, _rules: &Rules) -> Kin {
    if one == other { Kin::Same } else { Kin::Apart }
}

/// How two places relate, by entity or else by the words on the page: "Balasore district" holds "Balasore".
pub(crate) fn places(one: (Option<&str>, &str), other: (Option<&str>, &str), rules: &Rules) -> Kin {
    if let (Some(a), Some(b)) = (one.0, other.0) {
        let known = kin(a, b, rules);
        if known != Kin::Apart {
            return known;
        }
    }
    let (a, b) = (one.1.to_lowercase(), other.1.to_lowercase());
    if a == b {
        return Kin::Same;
    }
    let holds = |long: &str, short: &str| {
        short.split_whitespace().all(|word| long.split_whitespace().any(|w| w.trim_end_matches(',') == word))
    };
    if !a.is_empty() && !b.is_empty() && (holds(&a, &b) || holds(&b, &a)) { Kin::Nested } else { Kin::Apart }
}
