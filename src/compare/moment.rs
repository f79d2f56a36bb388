//! Days and hours as articles name them, and whether two of them can be one.
//!
//! "Wednesday" is a day of the week before it is a date: an article that is published, or printed again, a week later
//! means the same Wednesday. So a weekday is held against the weekday of a date. "Yesterday" may be a day off where an
//! article was filed the evening before. A night runs into the next day; an hour leaves what hours are rounded to.

use jiff::civil::Date;

use super::view::{View, days_from};
use crate::rules::Rules;
use crate::rules::calendar::CalendarPart;
use crate::rules::lexicon::WordId;
use crate::value::Hours;
use crate::value::hours::DAY;

/// When something happened, as one claim names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment<'a> {
    pub day: Day,
    hours: Option<&'a Hours>,
}

/// A day as it is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// "2 June", "June 2 and 3": from and to.
    Dates(Date, Date),
    /// "16 October" in an article of which nobody knows the year.
    Yearless(i8, i8),
    /// "Wednesday"; 1 is Monday.
    Weekday(i8),
    /// "yesterday"
    Near(Date),
    /// Only the hour is named.
    Open,
}

/// In what two moments differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Apart {
    /// They are of two days.
    Day,
    /// They are of two hours of one day.
    Hour,
}

/// Days of a stretch that is still named precisely enough: a weekend.
const LONGEST: i32 = 2;
/// Minutes that two clocks may differ.
const CLOCKS: i32 = 5;
/// Hours between the zones of the world, in minutes.
const ZONES: i32 = 14 * 60;

impl<'a> Moment<'a> {
    /// When a claim's event happened, where its own sentence says so precisely.
    pub(super) fn of(view: &View<'a>, rules: &Rules) -> Option<Moment<'a>> {
        let when = view.claim.time.as_ref().filter(|when| !when.inherited)?;
        let words = when.text.as_deref().unwrap_or_default().to_lowercase();
        let ids = || words.split(|c: char| !c.is_alphanumeric()).map(|word| rules.lexicon.id(word));
        let word = |id| *rules.calendar.words.get(id);
        let month = ids().any(|id| word(id).month.is_some());
        let weekday = ids().find_map(|id| word(id).weekday);
        // "2025-10-16", "16/10"
        let figures = || words.split([' ', ',']).filter(|word| word.contains(['/', '-']));
        let written = month || figures().any(|word| word.bytes().filter(u8::is_ascii_digit).count() > 1);
        let ago = ids().any(|id| word(id).part.intersects(CalendarPart::AGO));
        let ids: Vec<_> = ids().collect();
        let near = ago
            || (0..ids.len()).any(|at| {
                let found =
                    rules.calendar.days.matches(|n| ids.get(at + n).copied().unwrap_or(WordId::UNKNOWN));
                found.into_iter().next().is_some()
            });
        let open = when.time.edtf.contains("..");
        let day = match view.days {
            _ if open => return None,
            Some((first, last)) if days_from(first, last) > LONGEST => return None,
            Some((first, last)) if written => Day::Dates(first, last),
            _ if weekday.is_some() && !written => Day::Weekday(weekday?),
            Some((first, last)) if near && first == last => Day::Near(first),
            // "The next day" is counted from what the article told before.
            Some(_) => return None,
            None => match when.time.edtf.strip_prefix("XXXX-").and_then(|rest| rest.split_once('-')) {
                Some((month, day)) => Day::Yearless(month.parse().ok()?, day.parse().ok()?),
                None if when.hours.is_some() => Day::Open,
                None => return None,
            },
        };
        Some(Moment { day, hours: when.hours.as_ref() })
    }

    /// Is it only an hour, or a part of a day?
    pub(super) fn is_open(&self) -> bool {
        self.day == Day::Open
    }

    /// Do the two exclude each other? `year` is that of the story, for dates without one.
    pub(super) fn apart(&self, other: &Moment, year: Option<i16>) -> Option<Apart> {
        let clocks = self.hours.is_some() && other.hours.is_some();
        let (one, two) = if self.is_open() || other.is_open() {
            clocks.then_some((0, 0))?
        } else {
            self.aligned(other, year)?
        };
        let (a, b) = (self.minutes(one), other.minutes(two));
        let wide = |moment: &Moment| if matches!(moment.day, Day::Near(_)) { DAY } else { 0 };
        let zones = if self.zone() == other.zone() { 0 } else { ZONES };
        let gap = (b.0 - a.1).max(a.0 - b.1) - i64::from(wide(self) + wide(other) + zones);
        let least = if clocks { CLOCKS } else { -1 };
        if gap <= i64::from(least) {
            return None;
        }
        Some(if one == two { Apart::Hour } else { Apart::Day })
    }

    /// Days from this one to another, where both name one.
    pub(super) fn days_from(&self, other: &Moment, year: Option<i16>) -> Option<i32> {
        self.aligned(other, year).map(|(one, two)| two - one)
    }

    /// The zone of a clock elsewhere.
    fn zone(&self) -> Option<&str> {
        self.hours.and_then(|hours| hours.zone.as_deref())
    }

    /// The numbers of both days on one axis.
    fn aligned(&self, other: &Moment, year: Option<i16>) -> Option<(i32, i32)> {
        let axis = Date::new(year.unwrap_or(2000), 1, 1).ok()?;
        let known = |of: Day, with: Day| match (of, with) {
            (Day::Dates(first, _) | Day::Near(first), _) => Some(first),
            (Day::Yearless(month, day), Day::Dates(first, _) | Day::Near(first)) => {
                Date::new(first.year(), month, day).ok()
            }
            (Day::Yearless(month, day), Day::Yearless(..)) => {
                Date::new(year.unwrap_or(2000), month, day).ok()
            }
            (Day::Yearless(month, day), Day::Weekday(_)) => Date::new(year?, month, day).ok(),
            _ => None,
        };
        let number = |date: Option<Date>| date.map(|date| days_from(axis, date));
        let (one, two) = (number(known(self.day, other.day)), number(known(other.day, self.day)));
        match (self.day, other.day) {
            (Day::Weekday(a), Day::Weekday(b)) => Some((0, nearest(i32::from(b - a)))),
            (Day::Weekday(weekday), _) => two.map(|two| (two + beside(axis, two, weekday), two)),
            (_, Day::Weekday(weekday)) => one.map(|one| (one, one + beside(axis, one, weekday))),
            _ => one.zip(two),
        }
    }

    /// First and last minute, on the axis of whole days.
    fn minutes(&self, day: i32) -> (i64, i64) {
        let days = match self.day {
            Day::Dates(first, last) => days_from(first, last),
            _ => 0,
        };
        let (from, to) = match self.hours {
            Some(hours) => (hours.from, hours.to),
            None => (0, DAY - 1),
        };
        // A year such as 7446 is far away.
        let minute = |day: i32, minute: i32| i64::from(day) * i64::from(DAY) + i64::from(minute);
        (minute(day, from), minute(day.saturating_add(days), to))
    }
}

/// Days from a day to the nearest one of this weekday.
fn beside(axis: Date, day: i32, weekday: i8) -> i32 {
    let first = i32::from(axis.weekday().to_monday_one_offset());
    nearest(i32::from(weekday) - (first + day))
}

/// Between three days back and three ahead.
fn nearest(days: i32) -> i32 {
    (days + 3).rem_euclid(7) - 3
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn moment(day: Day, hours: Option<&Hours>) -> Moment<'_> {
        Moment { day, hours }
    }

    #[test]
    fn a_weekday_is_held_against_the_weekday_of_a_date() {
        // 16 October 2025 was a Thursday.
        let date = moment(Day::Dates(date(2025, 10, 16), date(2025, 10, 16)), None);
        assert_eq!(date.apart(&moment(Day::Weekday(4), None), None), None);
        assert_eq!(moment(Day::Weekday(3), None).apart(&date, None), Some(Apart::Day));
        let yearless = moment(Day::Yearless(10, 16), None);
        assert_eq!(yearless.apart(&moment(Day::Weekday(3), None), Some(2025)), Some(Apart::Day));
        assert_eq!(yearless.apart(&moment(Day::Weekday(3), None), None), None);
        assert_eq!(yearless.apart(&date, None), None);
    }

    #[test]
    fn years_may_be_thousands_apart() {
        let day = |year| moment(Day::Dates(date(year, 10, 19), date(year, 10, 19)), None);
        assert_eq!(day(7446).apart(&day(2025), None), Some(Apart::Day));
        assert_eq!(day(-9998).apart(&day(9998), Some(9998)), Some(Apart::Day));
    }

    #[test]
    fn a_night_belongs_to_two_days() {
        let (night, early, late) = (Hours::new(1080, 1800), Hours::new(0, 600), Hours::new(1080, 1440));
        let tuesday = Day::Weekday(2);
        let wednesday = moment(Day::Weekday(3), Some(&early));
        assert_eq!(moment(tuesday, Some(&night)).apart(&wednesday, None), None);
        assert_eq!(moment(tuesday, None).apart(&wednesday, None), Some(Apart::Day));
        assert_eq!(
            moment(tuesday, Some(&late)).apart(&moment(Day::Weekday(3), None), None),
            Some(Apart::Day)
        );
        assert_eq!(moment(tuesday, Some(&late)).apart(&moment(Day::Weekday(2), None), None), None);
    }

    #[test]
    fn hours_are_rounded() {
        let clock = |from, to| Hours::new(from, to);
        let (nine, half, eleven) = (clock(1245, 1275), clock(1280, 1300), clock(1380, 1380));
        let at = |hours| moment(Day::Open, Some(hours));
        assert_eq!(at(&nine).apart(&at(&half), None), None);
        assert_eq!(at(&nine).apart(&at(&eleven), None), Some(Apart::Hour));
        let gmt = Hours { zone: Some("gmt".into()), ..clock(600, 600) };
        assert_eq!(at(&nine).apart(&at(&gmt), None), None);
    }
}
