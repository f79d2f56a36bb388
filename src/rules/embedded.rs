//! The packs that come with the program.

/// Name and text of every file in `rules/`, in loading order.
pub const PACKS: &[(&str, &str)] = &[
    ("rules/blows.toml", include_str!("../../rules/blows.toml")),
    ("rules/breaches.toml", include_str!("../../rules/breaches.toml")),
    ("rules/casualties.toml", include_str!("../../rules/casualties.toml")),
    ("rules/claims.toml", include_str!("../../rules/claims.toml")),
    ("rules/counts.toml", include_str!("../../rules/counts.toml")),
    ("rules/courts.toml", include_str!("../../rules/courts.toml")),
    ("rules/crowds.toml", include_str!("../../rules/crowds.toml")),
    ("rules/deals.toml", include_str!("../../rules/deals.toml")),
    ("rules/detentions.toml", include_str!("../../rules/detentions.toml")),
    ("rules/diplomacy.toml", include_str!("../../rules/diplomacy.toml")),
    ("rules/disasters.toml", include_str!("../../rules/disasters.toml")),
    ("rules/disease.toml", include_str!("../../rules/disease.toml")),
    ("rules/displacement.toml", include_str!("../../rules/displacement.toml")),
    ("rules/elections.toml", include_str!("../../rules/elections.toml")),
    ("rules/events.toml", include_str!("../../rules/events.toml")),
    ("rules/forces.toml", include_str!("../../rules/forces.toml")),
    ("rules/jobs.toml", include_str!("../../rules/jobs.toml")),
    ("rules/money.toml", include_str!("../../rules/money.toml")),
    ("rules/transport.toml", include_str!("../../rules/transport.toml")),
    ("rules/strikes.toml", include_str!("../../rules/strikes.toml")),
    ("rules/attribution.toml", include_str!("../../rules/attribution.toml")),
    ("rules/certainty.toml", include_str!("../../rules/certainty.toml")),
    ("rules/entities/countries.toml", include_str!("../../rules/entities/countries.toml")),
    ("rules/entities/groups.toml", include_str!("../../rules/entities/groups.toml")),
    ("rules/entities/people.toml", include_str!("../../rules/entities/people.toml")),
    ("rules/entities/places.toml", include_str!("../../rules/entities/places.toml")),
    ("rules/entities/reference.toml", include_str!("../../rules/entities/reference.toml")),
    ("rules/words.toml", include_str!("../../rules/words.toml")),
    ("rules/verbs.toml", include_str!("../../rules/verbs.toml")),
    ("rules/nouns.toml", include_str!("../../rules/nouns.toml")),
    ("rules/sentences.toml", include_str!("../../rules/sentences.toml")),
    ("rules/arithmetic.toml", include_str!("../../rules/arithmetic.toml")),
    ("rules/comparison.toml", include_str!("../../rules/comparison.toml")),
    ("rules/measures.toml", include_str!("../../rules/measures.toml")),
    ("rules/numbers.toml", include_str!("../../rules/numbers.toml")),
    ("rules/operations.toml", include_str!("../../rules/operations.toml")),
    ("rules/calendar.toml", include_str!("../../rules/calendar.toml")),
    ("rules/units.toml", include_str!("../../rules/units.toml")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_in_the_folder_is_embedded() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut folders = vec![root.join("rules")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("rules/ is there") {
                let path = entry.expect("a readable folder").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let name =
                    path.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
                assert!(PACKS.iter().any(|(file, _)| *file == name), "{name} is not in PACKS");
            }
        }
    }
}
