//! Somebody's age beside the year of birth: "Anna Berg, 45, was born in Oslo in 1985".

use super::Reckoning;
use crate::claim::count::amount;
use crate::claim::view::View;
use crate::claim::{Amount, When};
use crate::rules::frame::Job;
use crate::value::TimeKind;

/// The predicate of an age that a year of birth stands beside.
pub(super) const AGE: &str = "age";

/// Reads a sentence that gives one person's age and year of birth, and no other age.
pub(super) fn read(view: &View, sentence: usize, found: &mut Vec<Reckoning>) {
    let tokens = view.layers.sentences[sentence].tokens.clone();
    let mut births = view.doing_in(sentence, Job::Born);
    let (Some(born), None) = (births.next(), births.next()) else { return };
    let mut ages = super::quantities(view, sentence).filter_map(|at| age(view, at).map(|age| (at, age)));
    let (Some((at, age)), None) = (ages.next(), ages.next()) else { return };
    let times = view.layers.times.iter().filter(|time| tokens.contains(&time.tokens.start));
    let mut behind = times.filter(|time| {
        time.time.kind == TimeKind::Date && time.time.earliest.is_some() && time.tokens.start > born
    });
    let Some(birth) = behind.next().filter(|time| time.tokens.start <= born + REACH) else { return };
    let people =
        view.layers.entities.iter().filter(|one| one.kind == "person" && tokens.contains(&one.tokens.start));
    let mut names: Vec<&str> = people.map(|one| one.entity.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    // "Her son, 12, was born when …": with two people the age may be the other one's.
    if names.len() > 1 {
        return;
    }
    let text = birth.span.of(&view.layers.article.text);
    let figure = view.quantity(at).tokens.clone();
    found.push(Reckoning {
        predicate: AGE.to_owned(),
        sentence,
        tokens: figure.start.min(born)..birth.tokens.end.max(figure.end),
        quantity: Some(age),
        time: Some(When {
            text: Some(text.into()),
            time: birth.time.clone(),
            hours: None,
            loose: false,
            inherited: false,
        }),
        ..Reckoning::default()
    });
}

/// Words between "born" and its date: "born in the port of Bergen in 1985".
const REACH: usize = 7;

/// An age in years: "aged 45", "45-year-old", or ", 45," behind a name.
fn age(view: &View, at: usize) -> Option<Amount> {
    let mention = view.quantity(at);
    let point = mention.quantity.interval.point()?;
    let years =
        mention.quantity.dimension == "age" && mention.quantity.unit == "a" && point.fract().is_zero();
    (years && !mention.quantity.interval.approximate).then(|| amount(view, at, false))
}
