//! Ids: a hash of what a claim says, so that a moved line keeps its id and a changed fact changes it.

use rustc_hash::FxHashMap;

use super::Claim;

/// Gives every claim its id; claims that say the very same get an ordinal behind it.
pub(super) fn assign(claims: &mut [Claim]) {
    let mut seen: FxHashMap<u64, u32> = FxHashMap::default();
    for claim in claims {
        let hash = hash(claim);
        let count = seen.entry(hash).or_insert(0);
        *count += 1;
        claim.id = if *count == 1 { format!("{hash:016x}") } else { format!("{hash:016x}-{count}") };
    }
}

/// Gives the claims of an article to one of another name, with the ids that they would have had there.
pub fn rename_document(claims: &mut [Claim], document: &str) {
    claims.iter_mut().for_each(|claim| document.clone_into(&mut claim.document));
    assign(claims);
}

/// FNV-1a, 64 bits, over the facts in a fixed order, each ended by a zero byte.
fn hash(claim: &Claim) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut add = |fact: &str| {
        for byte in fact.chars().flat_map(char::to_lowercase).collect::<String>().bytes().chain([0]) {
            hash ^= u64::from(byte);
            hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    add(&claim.document);
    add(&claim.predicate);
    add(&format!("{:?} {:?}", claim.polarity, claim.certainty));
    match &claim.quantity {
        Some(amount) => {
            add(&format!("{} {} {:?}", amount.quantity.interval, amount.quantity.unit, amount.change))
        }
        None => add(""),
    }
    for participant in [&claim.agent, &claim.patient, &claim.place] {
        let name = participant.as_ref().map(|who| who.entity.as_deref().unwrap_or(&who.text));
        add(name.unwrap_or(""));
    }
    add(claim.time.as_ref().map_or("", |when| when.time.edtf.as_str()));
    claim.operands.iter().for_each(|amount| add(&amount.quantity.interval.to_string()));
    for link in &claim.attribution {
        add(link.entity.as_deref().or(link.source.as_deref()).unwrap_or(""));
        add(&format!("{:?}", link.stance));
    }
    hash
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
        claims(text).into_iter().filter(|claim| claim.predicate == "killed").map(|claim| claim.id).collect()
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
