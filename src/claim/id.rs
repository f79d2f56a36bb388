//! Ids: a hash of what a claim says, so that a moved line keeps its id and a changed fact changes it.

use std::fmt::{self, Write};

use rustc_hash::{FxBuildHasher, FxHashMap};

use smol_str::{SmolStr, format_smolstr};

use super::{Certainty, Change, Claim, Polarity, Stance};
use crate::value::Interval;

/// Gives every claim its id; claims that say the very same get an ordinal behind it.
pub(super) fn assign(claims: &mut [Claim]) {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(claims.len(), FxBuildHasher);
    for claim in claims {
        let hash = hash(claim);
        let count = seen.entry(hash).or_insert(0);
        *count += 1;
        claim.id = if *count == 1 { hex(hash) } else { format_smolstr!("{}-{count}", hex(hash)) };
    }
}

/// Gives the claims of an article to one of another name, with the ids that they would have had there.
pub fn rename_document(claims: &mut [Claim], document: &str) {
    let document = SmolStr::from(document);
    claims.iter_mut().for_each(|claim| claim.document = document.clone());
    assign(claims);
}

/// Sixteen digits.
fn hex(hash: u64) -> SmolStr {
    let digit = |at: usize| b"0123456789abcdef"[(hash >> (60 - 4 * at)) as usize & 15];
    let digits: [u8; 16] = std::array::from_fn(digit);
    std::str::from_utf8(&digits).map(SmolStr::new).unwrap_or_default()
}

/// FNV-1a, 64 bits, over the facts in a fixed order, each ended by a zero byte.
fn hash(claim: &Claim) -> u64 {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    hash.text(&claim.document);
    hash.text(&claim.predicate);
    // Whatever is the same for most claims is not formatted anew for each.
    match (claim.polarity, claim.certainty) {
        (Polarity::Positive, Certainty::Certain) => hash.text("positive certain"),
        (polarity, certainty) => hash.shown(format_args!("{polarity:?} {certainty:?}")),
    }
    match &claim.quantity {
        Some(amount) => {
            hash.interval(&amount.quantity.interval);
            let _ = hash.write_str(" ");
            let _ = hash.write_str(&amount.quantity.unit);
            match amount.change {
                Change::Level => hash.text(" level"),
                change => hash.shown(format_args!(" {change:?}")),
            }
        }
        None => hash.text(""),
    }
    for participant in [&claim.agent, &claim.patient, &claim.place] {
        let name = participant.as_ref().map(|who| who.entity.as_deref().unwrap_or(&who.text));
        hash.text(name.unwrap_or(""));
    }
    hash.text(claim.time.as_ref().map_or("", |when| when.time.edtf.as_str()));
    claim.operands.iter().for_each(|amount| hash.shown(format_args!("{}", amount.quantity.interval)));
    for link in &claim.attribution {
        hash.text(link.entity.as_deref().or(link.source.as_deref()).unwrap_or(""));
        match link.stance {
            Stance::Asserts => hash.text("asserts"),
            stance => hash.shown(format_args!("{stance:?}")),
        }
    }
    hash.0
}

/// FNV-1a of what is written, in lower case.
struct Fnv(u64);

impl Fnv {
    /// A fact in words, ended by a zero byte. A hash takes everything that it is given.
    fn text(&mut self, fact: &str) {
        let _ = self.write_str(fact);
        self.byte(0);
    }

    /// A fact as it is shown, ended by a zero byte.
    fn shown(&mut self, fact: fmt::Arguments) {
        let _ = self.write_fmt(fact);
        self.byte(0);
    }

    /// An interval as it is shown; most are one whole number.
    fn interval(&mut self, interval: &Interval) {
        let whole = interval.point().filter(|value| value.scale() == 0 && !interval.approximate);
        let sharp = interval.low.is_some_and(|low| low.inclusive) && interval.low == interval.high;
        match whole.filter(|_| sharp).and_then(|value| u64::try_from(value.mantissa()).ok()) {
            Some(value) => itoa::Buffer::new().format(value).bytes().for_each(|digit| self.byte(digit)),
            // A hash takes everything that it is given.
            None => drop(write!(self, "{interval}")),
        }
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
}

impl fmt::Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        if text.is_ascii() {
            text.bytes().for_each(|byte| self.byte(byte.to_ascii_lowercase()));
        } else {
            let mut buffer = [0; 4];
            for c in text.chars().flat_map(char::to_lowercase) {
                c.encode_utf8(&mut buffer).bytes().for_each(|byte| self.byte(byte));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::annotate::annotate;
    use crate::article::Article;
    use crate::claim::{Claim, extract};
    use crate::rules::Rules;

    fn claims(text: &str) -> Vec<Claim> {
        let rules = Rules::embedded().expect("the embedded rules load");
        extract(&annotate(&Article::plain("paper", text), &rules), &rules)
    }

    fn of_deaths(text: &str) -> Vec<String> {
        claims(text)
            .into_iter()
            .filter(|claim| claim.predicate == "killed")
            .map(|claim| claim.id.to_string())
            .collect()
    }

    #[test]
    fn a_moved_sentence_keeps_its_id_and_a_changed_figure_does_not() {
        let once = of_deaths("The bomb killed nine soldiers.");
        assert_eq!(once.len(), 1);
        assert_eq!(of_deaths("It rained.\n\nThe bomb killed nine soldiers."), once);
        assert_ne!(of_deaths("The bomb killed ten soldiers."), once);
    }

    #[test]
    fn what_is_said_twice_gets_an_ordinal() {
        let twice = of_deaths("The bomb killed nine soldiers.\n\nThe bomb killed nine soldiers.");
        assert_eq!(twice.len(), 2);
        assert_eq!(twice[1], format!("{}-2", twice[0]));
    }
}
