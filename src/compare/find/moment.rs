//! Days and hours as articles name them, and whether two of them can be one.
//!
//! "Wednesday" is a day of the week before it is a date: an article that is published, or printed again, a week later
//! means the same Wednesday. So a weekday is held against the weekday of a date. "Yesterday" may be a day off where an
//! article was filed the evening before. A night runs into the next day; an hour leaves what hours are rounded to.

use jiff::civil::Date;

use crate::compare::view::{Kind, View, days_from};
use crate::rules::Rules;
use crate::rules::calendar::{CalendarPart, Period};
use crate::rules::lexicon::WordId;
use crate::value::Hours;
use crate::value::hours::DAY;

/// When something happened, as one claim names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment<'a> {
    pub day: Day,
    hours: Option<&'a Hours>,
    /// The weekday that is named, alone or beside a date: "Tuesday, November 4".
    weekday: Option<i8>,
    /// In somebody's words, of another day than the article perhaps.
    quoted: bool,
}

/// Days of the shortest month.
const SHORTEST_MONTH: i32 = 28;

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
    /// "In October", "last year": from and to.
    Stretch(Date, Date),
    /// "Yesterday" in an article of which nobody knows the day: so many days before it.
    Back(i32),
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

/// What two moments are held against each other by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Terms {
    /// The year of the story, for dates without one.
    pub year: Option<i16>,
    /// "Two days ago" and "yesterday" are counted from one day: that of the one article in which both stand.
    pub exact: bool,
    /// Minutes that two clocks may differ.
    pub clocks: i64,
    /// Minutes that a clock may lie outside a part of the day.
    pub parts: i64,
    /// Minutes that clocks of two zones may differ.
    pub zones: i64,
}

impl<'a> Moment<'a> {
    /// When a claim's event happened, where its own sentence says so precisely.
    pub(super) fn of(view: &View<'a>, rules: &Rules) -> Option<Moment<'a>> {
        let when = view.claim.time.as_ref().filter(|when| !when.inherited)?;
        let words = when.text.as_deref().unwrap_or_default().to_lowercase();
        let ids = || words.split(|c: char| !c.is_alphanumeric()).map(|word| rules.lexicon.id(word));
        let word = |id| *rules.calendar.words.get(id);
        let month = ids().any(|id| word(id).month.is_some());
        let mut weekdays = ids().filter_map(|id| word(id).weekday);
        let weekday = weekdays.next();
        // "On Tuesday and Wednesday"
        let several = weekdays.next().is_some();
        // "2025-10-16", "16/10"
        let figures = || words.split([' ', ',']).filter(|word| word.contains(['/', '-']));
        let written = month || figures().any(|word| word.bytes().filter(u8::is_ascii_digit).count() > 1);
        let ago = ids().any(|id| word(id).part.intersects(CalendarPart::AGO));
        let ids: Vec<_> = ids().collect();
        let back = days_back(&ids, &words, rules);
        let near = ago || back.is_some();
        let open = when.time.edtf.contains("..");
        let longest = rules.comparison.threshold("day-stretch");
        let day = match view.days {
            _ if open => return None,
            Some((first, last)) if f64::from(days_from(first, last)) > longest => {
                // Of what is done once to one thing a month or a year tells enough.
                let tells =
                    matches!(view.kind, Kind::Statement(_)) && days_from(first, last) >= SHORTEST_MONTH - 1;
                tells.then_some(Day::Stretch(first, last))?
            }
            Some((first, last)) if written || several => Day::Dates(first, last),
            _ if weekday.is_some() && !written => Day::Weekday(weekday?),
            Some((first, last)) if near && first == last => Day::Near(first),
            // "The next day" is counted from what the article told before.
            Some(_) => return None,
            None => match when.time.edtf.strip_prefix("XXXX-").and_then(|rest| rest.split_once('-')) {
                Some((month, day)) => Day::Yearless(month.parse().ok()?, day.parse().ok()?),
                None if back.is_some() => Day::Back(back?),
                None if when.hours.is_some() => Day::Open,
                None => return None,
            },
        };
        let quoted = when.text.as_deref().is_some_and(|words| is_quoted(&view.claim.text, words));
        Some(Moment { day, hours: when.hours.as_ref(), weekday, quoted })
    }

    /// Is it only an hour, or a part of a day?
    pub(super) fn is_open(&self) -> bool {
        self.day == Day::Open
    }

    /// Is it a month or a year?
    pub(super) fn is_stretch(&self) -> bool {
        matches!(self.day, Day::Stretch(..))
    }

    /// Is it a clock time, or a part of a day?
    pub(super) fn has_hours(&self) -> bool {
        self.hours.is_some()
    }

    /// Is it a clock time?
    pub(super) fn is_clock(&self) -> bool {
        self.hours.is_some_and(Hours::is_clock)
    }

    /// Do the two exclude each other?
    pub(super) fn apart(&self, other: &Moment, terms: &Terms) -> Option<Apart> {
        let clocks = self.hours.is_some() && other.hours.is_some();
        let (one, two) = if self.is_open() || other.is_open() {
            clocks.then_some((0, 0))?
        } else {
            self.aligned(other, terms)?
        };
        let (a, b) = (self.minutes(one), other.minutes(two));
        let exact = terms.exact && !self.quoted && !other.quoted;
        let near = |moment: &Moment| matches!(moment.day, Day::Near(_)) && !exact;
        let wide = |moment: &Moment| if near(moment) { i64::from(DAY) } else { 0 };
        let zones = if self.zone() == other.zone() { 0 } else { terms.zones };
        let gap = (b.0 - a.1).max(a.0 - b.1) - wide(self) - wide(other) - zones;
        let least = match clocks {
            // "In the afternoon" and "at 18.58"
            true if self.is_clock() != other.is_clock() => terms.parts,
            true => terms.clocks,
            false => -1,
        };
        if gap <= least {
            return None;
        }
        Some(if one == two { Apart::Hour } else { Apart::Day })
    }

    /// Days from this one to another, where both name one.
    pub(super) fn days_from(&self, other: &Moment, terms: &Terms) -> Option<i32> {
        self.aligned(other, terms).map(|(one, two)| two - one)
    }

    /// Is its day named by the weekday alone?
    pub(super) fn is_weekday(&self) -> bool {
        matches!(self.day, Day::Weekday(_))
    }

    /// May one be a slip of the pen for the other: the same day of another month, or a digit too few, "4 August" for
    /// "14 August"?
    pub(super) fn is_slip(&self, other: &Moment) -> bool {
        let date = |of: &Moment| match of.day {
            Day::Dates(first, last) if first == last => Some((first.month(), first.day())),
            Day::Yearless(month, day) => Some((month, day)),
            _ => None,
        };
        let (Some((month, day)), Some((other_month, other))) = (date(self), date(other)) else {
            return false;
        };
        day == other || month == other_month && day % 10 == other % 10
    }

    /// The zone of a clock elsewhere.
    fn zone(&self) -> Option<&str> {
        self.hours.and_then(|hours| hours.zone.as_deref())
    }

    /// The numbers of both days on one axis.
    fn aligned(&self, other: &Moment, terms: &Terms) -> Option<(i32, i32)> {
        if let (Day::Back(one), Day::Back(two)) = (self.day, other.day) {
            return (terms.exact && !self.quoted && !other.quoted).then_some((-one, -two));
        }
        let year = terms.year;
        let axis = Date::new(year.unwrap_or(2000), 1, 1).ok()?;
        let known = |of: Day, with: Day| match (of, with) {
            (Day::Dates(first, _) | Day::Stretch(first, _) | Day::Near(first), _) => Some(first),
            (Day::Yearless(month, day), Day::Dates(first, _) | Day::Stretch(first, _) | Day::Near(first)) => {
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
            // Every month has a Monday.
            (Day::Weekday(_), Day::Stretch(..)) | (Day::Stretch(..), Day::Weekday(_)) => None,
            (Day::Weekday(a), Day::Weekday(b)) => Some((0, nearest(i32::from(b - a)))),
            (Day::Weekday(weekday), _) => match two {
                Some(two) => Some((two + beside(axis, two, weekday), two)),
                // "Tuesday, November 4" of nobody knows which year.
                None => other.weekday.map(|stated| (0, nearest(i32::from(stated - weekday)))),
            },
            (_, Day::Weekday(_)) => other.aligned(self, terms).map(|(two, one)| (one, two)),
            _ => one.zip(two),
        }
    }

    /// First and last minute, on the axis of whole days.
    fn minutes(&self, day: i32) -> (i64, i64) {
        let days = match self.day {
            Day::Dates(first, last) | Day::Stretch(first, last) => days_from(first, last),
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

/// Do these words of a sentence stand in quotation marks?
fn is_quoted(sentence: &str, words: &str) -> bool {
    let before = sentence.find(words).and_then(|at| sentence.get(..at)).unwrap_or_default();
    let straight = before.matches('"').count() % 2 == 1;
    straight || before.matches('“').count() > before.matches('”').count()
}

/// "Yesterday", "three days ago": days before the one on which that is said.
fn days_back(ids: &[WordId], words: &str, rules: &Rules) -> Option<i32> {
    let id = |at: usize| ids.get(at).copied().unwrap_or(WordId::UNKNOWN);
    let named = (0..ids.len()).find_map(|at| {
        let found = rules.calendar.days.matches(|n| id(at + n));
        found.into_iter().next().map(|(_, &offset)| -offset)
    });
    let counted = || {
        let ago =
            (0..ids.len()).find(|&at| rules.calendar.words.get(id(at)).part.intersects(CalendarPart::AGO))?;
        let (count, unit) = (ago.checked_sub(2)?, ago.checked_sub(1)?);
        let length = match rules.calendar.words.get(id(unit)).period? {
            Period::Day => 1,
            Period::Week => 7,
            _ => return None,
        };
        let word = words.split(|c: char| !c.is_alphanumeric()).nth(count)?;
        let known = rules.numbers.words.get(id(count)).cardinal.and_then(|number| i64::try_from(number).ok());
        Some(length * known.or_else(|| word.parse::<i64>().ok())?)
    };
    i32::try_from(named.or_else(counted)?).ok()
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

    const TERMS: Terms = Terms { year: None, exact: false, clocks: 5, parts: 60, zones: 14 * 60 };

    fn moment(day: Day, hours: Option<&Hours>) -> Moment<'_> {
        Moment { day, hours, weekday: None, quoted: false }
    }

    #[test]
    fn a_weekday_is_held_against_the_weekday_of_a_date() {
        // 16 October 2025 was a Thursday.
        let date = moment(Day::Dates(date(2025, 10, 16), date(2025, 10, 16)), None);
        assert_eq!(date.apart(&moment(Day::Weekday(4), None), &TERMS), None);
        assert_eq!(moment(Day::Weekday(3), None).apart(&date, &TERMS), Some(Apart::Day));
        let yearless = moment(Day::Yearless(10, 16), None);
        assert_eq!(
            yearless.apart(&moment(Day::Weekday(3), None), &Terms { year: Some(2025), ..TERMS }),
            Some(Apart::Day)
        );
        assert_eq!(yearless.apart(&moment(Day::Weekday(3), None), &TERMS), None);
        assert_eq!(yearless.apart(&date, &TERMS), None);
    }

    #[test]
    fn days_ago_are_counted_from_the_day_of_exact() {
        let (two, three) = (moment(Day::Back(2), None), moment(Day::Back(3), None));
        assert_eq!(two.apart(&three, &TERMS), None);
        assert_eq!(two.apart(&three, &Terms { exact: true, ..TERMS }), Some(Apart::Day));
        let near = |day| moment(Day::Near(date(2025, 10, day)), None);
        assert_eq!(near(16).apart(&near(15), &TERMS), None);
        assert_eq!(near(16).apart(&near(15), &Terms { exact: true, ..TERMS }), Some(Apart::Day));
    }

    #[test]
    fn a_slip_of_the_pen() {
        let of = |month, day| moment(Day::Yearless(month, day), None);
        assert!(of(8, 4).is_slip(&of(8, 14)) && of(8, 4).is_slip(&of(9, 4)));
        assert!(!of(8, 4).is_slip(&of(8, 15)) && !of(8, 4).is_slip(&of(7, 14)));
    }

    #[test]
    fn years_may_be_thousands_apart() {
        let day = |year| moment(Day::Dates(date(year, 10, 19), date(year, 10, 19)), None);
        assert_eq!(day(7446).apart(&day(2025), &TERMS), Some(Apart::Day));
        assert_eq!(day(-9998).apart(&day(9998), &Terms { year: Some(9998), ..TERMS }), Some(Apart::Day));
    }

    #[test]
    fn a_night_belongs_to_two_days() {
        let (night, early, late) = (Hours::new(1080, 1800), Hours::new(0, 600), Hours::new(1080, 1440));
        let tuesday = Day::Weekday(2);
        let wednesday = moment(Day::Weekday(3), Some(&early));
        assert_eq!(moment(tuesday, Some(&night)).apart(&wednesday, &TERMS), None);
        assert_eq!(moment(tuesday, None).apart(&wednesday, &TERMS), Some(Apart::Day));
        assert_eq!(
            moment(tuesday, Some(&late)).apart(&moment(Day::Weekday(3), None), &TERMS),
            Some(Apart::Day)
        );
        assert_eq!(moment(tuesday, Some(&late)).apart(&moment(Day::Weekday(2), None), &TERMS), None);
    }

    #[test]
    fn hours_are_rounded() {
        let clock = |from, to| Hours::new(from, to);
        let (nine, half, eleven) = (clock(1245, 1275), clock(1280, 1300), clock(1380, 1380));
        let at = |hours| moment(Day::Open, Some(hours));
        assert_eq!(at(&nine).apart(&at(&half), &TERMS), None);
        assert_eq!(at(&nine).apart(&at(&eleven), &TERMS), Some(Apart::Hour));
        let gmt = Hours { zone: Some("gmt".into()), ..clock(600, 600) };
        assert_eq!(at(&nine).apart(&at(&gmt), &TERMS), None);
    }
}
