#![doc = include_str!("calendar.md")]

use jiff::civil::{Date, Weekday};

use crate::claim::Kind;
use crate::compare::report::finding;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::View;
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;

/// Dates that fall on another weekday than the text beside them says, one finding for each sentence's date.
pub(crate) fn compare(views: &[View], rules: &Rules) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    let mut last = None;
    for (at, view) in views.iter().enumerate() {
        let Some(when) = view.claim.time.as_ref().filter(|when| !when.inherited) else { continue };
        let (Some(text), Some(date)) = (when.text.as_deref(), single_day(view)) else { continue };
        let place = (view.document, view.claim.sentence, text);
        if last == Some(place) {
            continue;
        }
        let Some((word, weekday)) = weekday(text, rules).filter(|(_, weekday)| *weekday != date.weekday())
        else {
            continue;
        };
        last = Some(place);
        let why = Why {
            code: Code::Calendar,
            when: "weekday",
            reason: format!("“{text}”: {date} is a {:?}, not a {weekday:?}", date.weekday()),
            standing: [Standing::Current; 2],
        };
        // "The explosion" says more of what it is about than "came loose".
        let sentence = views[at..].iter().take_while(|other| {
            other.document == view.document && other.claim.sentence == view.claim.sentence
        });
        let told = |other: &View| {
            let text = other.claim.time.as_ref().and_then(|when| when.text.as_deref());
            other.claim.kind == Kind::Frame && text == Some(place.2)
        };
        let at = at + sentence.into_iter().position(told).unwrap_or(0);
        let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
        let sides = vec![
            (vec![at], word.to_owned(), Standing::Current),
            (vec![at], format!("{date}, a {:?}", date.weekday()), Standing::Current),
        ];
        found.extend(finding(&topic, sides, &why, views, rules));
    }
    found
}

/// The one day that the claim's words mean, where they spell a date out.
fn single_day(view: &View) -> Option<Date> {
    let text = view.claim.time.as_ref()?.text.as_deref()?;
    let (first, last) = view.days.filter(|_| !view.year_of_story)?;
    (first == last && text.contains(|c: char| c.is_ascii_digit())).then_some(first)
}

/// The only weekday among the words.
fn weekday<'a>(text: &'a str, rules: &Rules) -> Option<(&'a str, Weekday)> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut days = words.filter_map(|word| {
        let number = rules.calendar.words.get(rules.lexicon.id(&word.to_lowercase())).weekday?;
        Some((word, Weekday::from_monday_one_offset(number).ok()?))
    });
    let day = days.next()?;
    days.next().is_none().then_some(day)
}
