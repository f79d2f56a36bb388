//! Dates that no calendar has: "31 June".

use super::Reckoning;
use crate::claim::When;
use crate::claim::view::View;

/// The predicate of such a date.
pub(super) const DATE: &str = "date";

/// Reads the dates of an article whose day their month does not have.
pub(super) fn read(view: &View, found: &mut Vec<Reckoning>) {
    for mention in &view.layers.times {
        if !mention.time.edtf.is_empty() {
            continue;
        }
        let month = mention.tokens.clone().find_map(|at| Some((at, month(view, at)?)));
        let Some((at, month)) = month else { continue };
        let day = |token: usize| {
            let text = view.text(token);
            let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            digits.parse::<i8>().ok().filter(|_| mention.tokens.contains(&token))
        };
        let beside = [at.checked_sub(1), at.checked_sub(2).filter(|_| !view.is_word(at - 1)), Some(at + 1)];
        let Some(day) = beside.into_iter().flatten().find_map(day) else { continue };
        // In a leap year, so that only what never is counts; a day beyond 31 is no day of a month.
        let Ok(first) = jiff::civil::Date::new(2024, month, 1) else { continue };
        if day <= first.days_in_month() || day > 31 {
            continue;
        }
        let sentence =
            view.layers.sentences.partition_point(|sentence| sentence.tokens.end <= mention.tokens.start);
        if view.layers.sentences.get(sentence).is_none() {
            continue;
        }
        let text = mention.span.of(&view.layers.article.text);
        found.push(Reckoning {
            predicate: DATE.to_owned(),
            sentence,
            tokens: mention.tokens.clone(),
            time: Some(When {
                text: Some(text.into()),
                time: mention.time.clone(),
                hours: None,
                loose: false,
                inherited: false,
            }),
            ..Reckoning::default()
        });
    }
}

/// The month that a word names.
fn month(view: &View, token: usize) -> Option<i8> {
    view.rules.calendar.words.get(view.word(token)).month
}
