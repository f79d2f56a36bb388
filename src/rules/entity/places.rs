//! The notation of place lists: `Sindh < Karachi; Sukkur`, spellings joined by `=`.

use super::kebab;

/// One place of a list.
pub(super) struct Place {
    pub(super) id: String,
    pub(super) names: Vec<String>,
    pub(super) within: Option<String>,
}

/// Reads a list, one tree of places a line.
pub(super) fn parse(list: &str, within: Option<&str>) -> Vec<Place> {
    let mut places = Vec::new();
    for line in list.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // Without "<" a line is a row of places; with it, one place and what lies in it.
        match line.split_once('<') {
            None => line.split(';').for_each(|place| read(place, within, &mut places)),
            Some((first, rest)) if !first.contains(';') => {
                read(first, within, &mut places);
                let holder = places.last().map(|place| place.id.clone());
                rest.split(';').for_each(|place| read(place, holder.as_deref(), &mut places));
            }
            Some(_) => line.split(';').for_each(|place| read(place, within, &mut places)),
        }
    }
    places
}

/// Reads `Kurram = Kurram district < Parachinar`.
fn read(place: &str, within: Option<&str>, places: &mut Vec<Place>) {
    let (place, inner) = match place.split_once('<') {
        Some((place, inner)) => (place, Some(inner)),
        None => (place, None),
    };
    let names: Vec<String> = place.split('=').map(|name| name.trim().to_owned()).collect();
    let Some(id) = names.first().map(|name| kebab(name)).filter(|id| !id.is_empty()) else { return };
    places.push(Place { id: id.clone(), names, within: within.map(str::to_owned) });
    if let Some(inner) = inner {
        read(inner, Some(&id), places);
    }
}
