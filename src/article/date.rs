//! Dates in metadata, datelines and addresses. English month names are those that jiff knows.

use jiff::civil::Date;

/// A date as metadata has it: ISO 8601 with or without a time, or with the month's name
/// ("Mon, 13 Oct 2025 06:00 GMT", "October 13, 2025"). The day as written; zones are not converted.
pub fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Some(date) = iso(text) {
        return Some(date);
    }
    let words: Vec<&str> = words(text).take(12).collect();
    (0..words.len()).find_map(|at| of_words(&words[at..]).filter(|found| found.1 == 3)).map(|found| found.0)
}

/// The second that a time stamp with its zone names (`2025-10-16T08:00:00+05:00`), in Unix time.
pub fn instant(text: &str) -> Option<i64> {
    text.trim().parse::<jiff::Timestamp>().ok().map(|time| time.as_second())
}

/// A date without its year: month and day ("Oct 12", "12 October").
pub fn month_and_day(text: &str) -> Option<(i8, i8)> {
    let words: Vec<&str> = words(text).collect();
    match words[..] {
        [one, other] => {
            let (month, day) = match month(one) {
                Some(month) => (month, other),
                None => (month(other)?, one),
            };
            Some((month, day.parse().ok().filter(|day| (1..=31).contains(day))?))
        }
        _ => None,
    }
}

/// The date that is the whole of a text: "20 Aug 88", "December 3, 2018", "2025-10-16".
pub fn whole(text: &str) -> Option<Date> {
    let text = text.trim().trim_end_matches('.');
    if text.len() == 10 && iso(text).is_some() {
        return iso(text);
    }
    let words: Vec<&str> = words(text).filter(|word| !is_weekday(word)).collect();
    (words.len() == 3).then(|| of_words(&words)).flatten().map(|found| found.0)
}

/// The day that an address names: `/2019/06/16/`, `/2023/jun/07/`, `-2019-06-16`.
pub fn in_url(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    (0..parts.len()).find_map(|at| {
        let written = parts[at];
        let year = written.parse().ok().filter(|year| written.len() == 4 && (1900..2200).contains(year))?;
        let day_of = |one: &str, other: &str| {
            let month = one.parse().ok().filter(|_| one.len() <= 2).or_else(|| month(one))?;
            let day = other.parse().ok().filter(|_| other.len() <= 2)?;
            Date::new(year, month, day).ok()
        };
        let [one, two] = [parts.get(at + 1)?, parts.get(at + 2)?];
        // "/2010/POLITICS/08/13/"
        let behind = || {
            let section = one.bytes().all(|b| b.is_ascii_alphabetic()) && month(one).is_none();
            let day = parts.get(at + 3).filter(|day| section && two.len() == 2 && day.len() == 2)?;
            day_of(two, day)
        };
        day_of(one, two).or_else(behind)
    })
}

/// "Monday", "Mon"
pub fn is_weekday(word: &str) -> bool {
    let monday = Date::constant(2024, 1, 1);
    word.len() >= 3
        && (0..7).any(|days| {
            let name = monday.saturating_add(jiff::Span::new().days(days)).strftime("%A").to_string();
            name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        })
}

/// `2025-10-16`, whatever follows; `20251016`.
fn iso(text: &str) -> Option<Date> {
    let separated =
        || text.get(..10).filter(|day| day.as_bytes()[4] == b'-').and_then(|day| day.parse().ok());
    let packed = || {
        let day = text.get(..8).filter(|day| day.bytes().all(|b| b.is_ascii_digit()))?;
        let more = text[8..].starts_with(|c: char| c.is_ascii_digit());
        if more {
            None
        } else {
            Date::new(day[..4].parse().ok()?, day[4..6].parse().ok()?, day[6..].parse().ok()?).ok()
        }
    };
    separated().or_else(packed)
}

/// Day, month and year in either order; and how many words they took.
fn of_words(words: &[&str]) -> Option<(Date, usize)> {
    let (&[one, two], rest) = words.split_first_chunk()?;
    let (month, day) = match month(one) {
        Some(month) => (month, two),
        None => (month(two)?, one),
    };
    let day = day.trim_end_matches(|c: char| c.is_alphabetic()).parse().ok()?;
    let written = rest.first()?;
    let year: i16 = written.parse().ok()?;
    let year = match (written.len(), year) {
        (4, year) => year,
        // As POSIX has it: 69 to 99 belong to the last century.
        (2, 69..) => year + 1900,
        (2, _) => year + 2000,
        _ => return None,
    };
    Some((Date::new(year, month, day).ok()?, 3))
}

/// "Oct", "Sept.", "OCTOBER"
fn month(word: &str) -> Option<i8> {
    if word.len() < 3 || !word.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    (1..=12).find(|&month| {
        let name = Date::constant(2024, month, 1).strftime("%B").to_string();
        name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '/' | '-'))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_has_many_ways_to_write_a_day() {
        let day = |text| read(text).map_or_else(|| "none".to_owned(), |date| date.to_string());
        insta::assert_snapshot!(day("2025-10-16T08:00:00+05:00"), @"2025-10-16");
        insta::assert_snapshot!(day("20251016T080000Z"), @"2025-10-16");
        insta::assert_snapshot!(day("Mon, 13 Oct 2025 06:00:00 GMT"), @"2025-10-13");
        insta::assert_snapshot!(day("Updated: October 13, 2025 at 9 pm"), @"2025-10-13");
        insta::assert_snapshot!(day("Sept. 1st, 2023"), @"2023-09-01");
        insta::assert_snapshot!(day("20 Aug 88"), @"1988-08-20");
        insta::assert_snapshot!(day("31 February 2025"), @"none");
        insta::assert_snapshot!(day("yesterday"), @"none");
    }

    #[test]
    fn an_address_names_a_day() {
        let day = |url| in_url(url).map_or_else(|| "none".to_owned(), |date| date.to_string());
        insta::assert_snapshot!(day("https://example.org/2019/06/16/march"), @"2019-06-16");
        insta::assert_snapshot!(day("https://example.org/states/2023/jun/07/crash-2582657.html"), @"2023-06-07");
        insta::assert_snapshot!(day("https://example.org/news/2019-06-16-march"), @"2019-06-16");
        insta::assert_snapshot!(day("https://example.org/2019/6/2/march"), @"2019-06-02");
        insta::assert_snapshot!(day("https://example.org/2010/POLITICS/08/13/march"), @"2010-08-13");
        insta::assert_snapshot!(day("https://example.org/item/2019/99/16"), @"none");
    }
}
