//! When: a stretch of days, written as EDTF.
//!
//! EDTF (ISO 8601-2) writes what news leaves open: `2025-10-16`, `2025-10`, `2020/2023`, `../2025-10`,
//! `199X`, `2025-21` (spring), `2025-33` (first quarter), `XXXX-10-16` (a day of an unknown year).

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use smol_str::{SmolStr, format_smolstr};

/// A date, an interval of dates, a duration or a repeated time.
///
/// Its text form is EDTF (ISO 8601-2) for dates and ISO 8601 for durations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Time {
    /// `2025-10-16`, `2025-10`, `2020/2023`, `../2025-10`, `XXXX-10-16`, `P4D`, `PT48H`.
    pub edtf: SmolStr,
    /// `date`, `time`, `duration`, `set`.
    pub kind: TimeKind,
    /// First day that it can mean; `None` where open or not a calendar time.
    #[serde(skip)]
    pub earliest: Option<Date>,
    /// Last day that it can mean; `None` where open or not a calendar time.
    #[serde(skip)]
    pub latest: Option<Date>,
}

/// TimeML's four kinds of time expression.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// A day, month, year or a range of them.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time: "every Friday".
    Set,
}

impl Time {
    /// Reads the text form: the days that it covers follow from it.
    ///
    /// Never fails: what is no EDTF date covers no days.
    pub fn new(edtf: impl Into<SmolStr>, kind: TimeKind) -> Time {
        let edtf = edtf.into();
        let (earliest, latest) = match kind {
            TimeKind::Date => days(&edtf).unwrap_or((None, None)),
            TimeKind::Time | TimeKind::Duration | TimeKind::Set => (None, None),
        };
        Time { edtf, kind, earliest, latest }
    }

    /// A date or an interval of dates in EDTF.
    pub fn date(edtf: impl Into<SmolStr>) -> Time {
        Time::new(edtf, TimeKind::Date)
    }

    /// One day.
    pub fn day(date: Date) -> Time {
        Time {
            edtf: format_smolstr!("{date}"),
            kind: TimeKind::Date,
            earliest: Some(date),
            latest: Some(date),
        }
    }

    /// The days from one to another; `None` is open.
    pub fn between(from: Option<Date>, to: Option<Date>) -> Time {
        if let (Some(from), Some(to)) = (from, to)
            && from == to
        {
            return Time::day(from);
        }
        let end = |date: Option<Date>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
        let edtf = format_smolstr!("{}/{}", end(from), end(to));
        Time { edtf, kind: TimeKind::Date, earliest: from, latest: to }
    }

    /// A time that nothing dates: "last week" in an article without a date.
    pub fn unresolved() -> Time {
        Time { edtf: SmolStr::default(), kind: TimeKind::Date, earliest: None, latest: None }
    }

    /// Can the two mean a common day? An open end meets everything beyond it; what covers no days meets nothing.
    pub fn meets(&self, other: &Time) -> bool {
        let dated = |time: &Time| time.earliest.is_some() || time.latest.is_some();
        let before = |end: Option<Date>, start: Option<Date>| match (end, start) {
            (Some(end), Some(start)) => end < start,
            _ => false,
        };
        dated(self)
            && dated(other)
            && !before(self.latest, other.earliest)
            && !before(other.latest, self.earliest)
    }
}

/// The days follow from the text.
impl<'de> serde::Deserialize<'de> for Time {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        #[derive(serde::Deserialize)]
        struct Text {
            edtf: SmolStr,
            kind: TimeKind,
        }
        let text = Text::deserialize(deserializer)?;
        Ok(Time::new(text.edtf, text.kind))
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.edtf.is_empty() { "?" } else { &self.edtf })
    }
}

/// First and last day of an EDTF date or interval; an open end is `None`. `None` where it is no such text
/// or covers no certain days (`XXXX-10-16`).
pub fn days(edtf: &str) -> Option<(Option<Date>, Option<Date>)> {
    let Some((from, to)) = edtf.split_once('/') else {
        let (first, last) = point(edtf)?;
        return Some((Some(first), Some(last)));
    };
    let open = |end: &str| matches!(end, ".." | "");
    let first = if open(from) { None } else { Some(point(from)?.0) };
    let last = if open(to) { None } else { Some(point(to)?.1) };
    Some((first, last))
}

/// A day written `2025-10-16`, as most are; `None` for any other form, and for a day that no calendar has.
pub fn plain_day(text: &str) -> Option<Date> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
    let two = |tens: u8, ones: u8| -> Option<i8> {
        (tens.is_ascii_digit() && ones.is_ascii_digit())
            .then(|| i8::try_from((tens - b'0') * 10 + (ones - b'0')).ok())
            .flatten()
    };
    let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
    Date::new(year, two(m1, m2)?, two(d1, d2)?).ok()
}

/// First and last day of one EDTF date.
fn point(text: &str) -> Option<(Date, Date)> {
    if let Some(day) = plain_day(text) {
        return Some((day, day));
    }
    let text = text.trim_end_matches(['~', '?', '%']);
    let mut parts = text.split('-');
    let year = parts.next()?;
    let (first_year, last_year) = years(year)?;
    let (Some(month), day, None) = (parts.next(), parts.next(), parts.next()) else {
        if text != year {
            return None;
        }
        return Some((Date::new(first_year, 1, 1).ok()?, Date::new(last_year, 12, 31).ok()?));
    };
    if first_year != last_year {
        return None;
    }
    let year = first_year;
    if month == "XX" {
        return Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    }
    let number: i8 = (month.len() == 2).then(|| month.parse().ok()).flatten()?;
    let months = |from: i8, to: i8| {
        Some((Date::new(year, from, 1).ok()?, Date::new(year, to, 1).ok()?.last_of_month()))
    };
    match (number, day) {
        (1..=12, None | Some("XX")) => months(number, number),
        (1..=12, Some(day)) => {
            let date = Date::new(year, number, (day.len() == 2).then(|| day.parse().ok()).flatten()?).ok()?;
            Some((date, date))
        }
        // Seasons as the northern weather has them; winter runs into the next year.
        (21, None) => months(3, 5),
        (22, None) => months(6, 8),
        (23, None) => months(9, 11),
        (24, None) => {
            let next = Date::new(year.checked_add(1)?, 2, 1).ok()?;
            Some((Date::new(year, 12, 1).ok()?, next.last_of_month()))
        }
        (33..=36, None) => months((number - 33) * 3 + 1, (number - 33) * 3 + 3),
        (40, None) => months(1, 6),
        (41, None) => months(7, 12),
        _ => None,
    }
}

/// First and last year of `2025`, `202X`, `20XX`.
fn years(text: &str) -> Option<(i16, i16)> {
    if text.len() != 4 {
        return None;
    }
    let digits = text.trim_end_matches('X');
    let number: i16 = digits.parse().ok()?;
    match digits.len() {
        4 => Some((number, number)),
        3 => Some((number * 10, number * 10 + 9)),
        2 => Some((number * 100, number * 100 + 99)),
        _ => None,
    }
}

/// The Monday on or before a day.
pub fn monday(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;

    fn stretch(edtf: &str) -> String {
        let end = |date: Option<Date>| date.map_or("..".to_owned(), |date| date.to_string());
        match days(edtf) {
            Some((first, last)) => format!("{} to {}", end(first), end(last)),
            None => "no days".to_owned(),
        }
    }

    #[test]
    fn what_edtf_covers() {
        assert_snapshot!(stretch("2025-10-16"), @"2025-10-16 to 2025-10-16");
        assert_snapshot!(stretch("2024-02"), @"2024-02-01 to 2024-02-29");
        assert_snapshot!(stretch("2020/2023"), @"2020-01-01 to 2023-12-31");
        assert_snapshot!(stretch("../2025-10"), @".. to 2025-10-31");
        assert_snapshot!(stretch("199X"), @"1990-01-01 to 1999-12-31");
        assert_snapshot!(stretch("2025-34"), @"2025-04-01 to 2025-06-30");
        assert_snapshot!(stretch("2024-24"), @"2024-12-01 to 2025-02-28");
        assert_snapshot!(stretch("2025-10-16~"), @"2025-10-16 to 2025-10-16");
        assert_snapshot!(stretch("XXXX-10-16"), @"no days");
        assert_snapshot!(stretch("2025-02-30"), @"no days");
        assert_snapshot!(stretch("P4D"), @"no days");
    }

    proptest! {
        #[test]
        fn days_are_read_back(from in 0i64..200_000, length in 0i64..2000) {
            let from = Date::constant(1600, 1, 1).checked_add(from.days()).unwrap();
            let to = from.checked_add(length.days()).unwrap();
            let time = Time::between(Some(from), Some(to));
            prop_assert_eq!(Time::date(time.edtf.clone()), time);
        }

        #[test]
        fn any_text_can_be_asked_for_days(text in "[0-9X./~-]{0,12}") {
            if let Some((Some(first), Some(last))) = days(&text) {
                // An interval may be written backwards; a single date never is.
                prop_assert!(text.contains('/') || first <= last);
            }
        }

        #[test]
        fn meeting_is_symmetric(a in 0i64..100, b in 0i64..100, c in 0i64..100, d in 0i64..100) {
            let day = |n: i64| Some(Date::constant(2025, 1, 1).checked_add(n.days()).unwrap());
            let one = Time::between(day(a.min(b)), day(a.max(b)));
            let other = Time::between(day(c.min(d)), None);
            prop_assert_eq!(one.meets(&other), other.meets(&one));
        }
    }
}
