//! What a time expression names, before and after the day of publication says which year or week is meant.

use jiff::civil::{Date, Weekday};

use smol_str::{SmolStr, format_smolstr};

use crate::rules::calendar::{HolidayRule, Period};
use crate::value::Time;
use crate::value::time::monday;

/// A point of the calendar as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Moment {
    /// Year, month, day, as far as they are written.
    Written(Written),
    /// Certain days, and the EDTF that names them where it is shorter than the two days.
    Days(Date, Date, Option<SmolStr>),
    /// In relation to a day that nobody knows: "last week" in an article without a date.
    Floating,
}

/// A date with parts left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Written {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    /// 1 (Monday) to 7, where it stands beside the date.
    pub(super) weekday: Option<i8>,
}

/// Where a date without a year lies, by the verbs around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// Something was told: "was arrested on 30 August".
    Past,
    /// Nothing says: past, but for a day of the next weeks rather than of last year.
    Open,
    /// "will be named on 30 August"
    Future,
}

/// Days ahead in which a date without a year may lie, though nothing says that it does.
const NEAR: i64 = 60;

/// Which part of a stretch: "early", "mid", "late".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Third {
    Early,
    Mid,
    Late,
}

impl Moment {
    pub(super) fn day(date: Date) -> Moment {
        Moment::Days(date, date, Some(format_smolstr!("{date}")))
    }

    pub(super) fn days(from: Date, to: Date) -> Moment {
        Moment::Days(from, to, None)
    }

    pub(super) fn month(year: i16, month: i8) -> Option<Moment> {
        let first = Date::new(year, month, 1).ok()?;
        Some(Moment::Days(first, first.last_of_month(), Some(format_smolstr!("{year:04}-{month:02}"))))
    }

    pub(super) fn year(year: i16) -> Option<Moment> {
        Some(Moment::Days(
            Date::new(year, 1, 1).ok()?,
            Date::new(year, 12, 31).ok()?,
            Some(format_smolstr!("{year:04}")),
        ))
    }

    pub(super) fn quarter(year: i16, quarter: i8) -> Option<Moment> {
        Moment::edtf(format_smolstr!("{year:04}-{}", 32 + quarter))
    }

    pub(super) fn half(year: i16, half: i8) -> Option<Moment> {
        let (from, to) = if half == 1 { (1, 6) } else { (7, 12) };
        let last = Date::new(year, to, 1).ok()?.last_of_month();
        Some(Moment::Days(
            Date::new(year, from, 1).ok()?,
            last,
            Some(format_smolstr!("{year:04}-{from:02}/{year:04}-{to:02}")),
        ))
    }

    pub(super) fn week_of(date: Date) -> Option<Moment> {
        let first = monday(date);
        Some(Moment::days(first, plus(first, Period::Day, 6)?))
    }

    pub(super) fn weekend_of(date: Date) -> Option<Moment> {
        let first = monday(date);
        Some(Moment::days(plus(first, Period::Day, 5)?, plus(first, Period::Day, 6)?))
    }

    /// The days of an EDTF text.
    pub(super) fn edtf(text: SmolStr) -> Option<Moment> {
        let (Some(from), Some(to)) = crate::value::time::days(&text)? else { return None };
        Some(Moment::Days(from, to, Some(text)))
    }

    /// The whole period that holds a day.
    pub(super) fn period(date: Date, period: Period) -> Option<Moment> {
        match period {
            Period::Day => Some(Moment::day(date)),
            Period::Weekend => Moment::weekend_of(date),
            Period::Week => Moment::week_of(date),
            Period::Fortnight => Some(Moment::days(monday(date), plus(monday(date), Period::Day, 13)?)),
            Period::Month => Moment::month(date.year(), date.month()),
            Period::Quarter => Moment::quarter(date.year(), (date.month() - 1) / 3 + 1),
            Period::Half => Moment::half(date.year(), if date.month() <= 6 { 1 } else { 2 }),
            Period::Year => Moment::year(date.year()),
            Period::Decade => Moment::edtf(format_smolstr!("{:03}X", date.year() / 10)),
            Period::Century => Moment::edtf(format_smolstr!("{:02}XX", date.year() / 100)),
        }
    }

    /// The first and the last day, with the year found from the day of publication where none is written.
    pub(super) fn resolve(&self, anchor: Option<Date>, lean: Lean) -> Moment {
        let Moment::Written(written) = self else { return self.clone() };
        written.resolve(anchor, lean).unwrap_or(Moment::Floating)
    }

    /// The first and last day, where known.
    pub(super) fn bounds(&self) -> Option<(Date, Date)> {
        match self {
            Moment::Days(from, to, _) => Some((*from, *to)),
            Moment::Written(written) if written.year.is_some() => {
                let Some(Moment::Days(from, to, _)) = written.resolve(None, Lean::Past) else { return None };
                Some((from, to))
            }
            _ => None,
        }
    }

    /// As a layer's time.
    pub(super) fn time(&self) -> Time {
        match self {
            Moment::Days(from, to, Some(edtf)) => Time {
                edtf: edtf.clone(),
                kind: crate::value::TimeKind::Date,
                earliest: Some(*from),
                latest: Some(*to),
            },
            Moment::Days(from, to, None) => Time::between(Some(*from), Some(*to)),
            Moment::Written(written) => Time::date(written.edtf()),
            Moment::Floating => Time::unresolved(),
        }
    }

    /// "early", "mid", "late" of it.
    pub(super) fn third(&self, third: Third) -> Option<Moment> {
        let &Moment::Days(from, to, ref edtf) = self else { return None };
        let length = days_between(from, to) + 1;
        if length <= 3 {
            return Some(self.clone());
        }
        let month = |year: i16, from: i8, to: i8| {
            let last = Date::new(year, to, 1).ok()?.last_of_month();
            Some(Moment::Days(
                Date::new(year, from, 1).ok()?,
                last,
                Some(format_smolstr!("{year:04}-{from:02}/{year:04}-{to:02}")),
            ))
        };
        match edtf.as_deref().map(str::len) {
            // a month
            Some(7) if from.day() == 1 && length <= 31 => {
                let day = |n: i8| Date::new(from.year(), from.month(), n).ok();
                Some(match third {
                    Third::Early => Moment::days(from, day(10)?),
                    Third::Mid => Moment::days(day(11)?, day(20)?),
                    Third::Late => Moment::days(day(21)?, to),
                })
            }
            // a year
            Some(4) if length <= 366 => match third {
                Third::Early => month(from.year(), 1, 4),
                Third::Mid => month(from.year(), 5, 8),
                Third::Late => month(from.year(), 9, 12),
            },
            // a decade
            Some(4) if length < 4000 => {
                let year = from.year();
                let (a, b) = match third {
                    Third::Early => (year, year + 3),
                    Third::Mid => (year + 4, year + 6),
                    Third::Late => (year + 7, year + 9),
                };
                Moment::edtf(format_smolstr!("{a:04}/{b:04}"))
            }
            _ if length == 7 => {
                let day = |n: i64| plus(from, Period::Day, n);
                Some(match third {
                    Third::Early => Moment::days(from, day(2)?),
                    Third::Mid => Moment::days(day(2)?, day(4)?),
                    Third::Late => Moment::days(day(4)?, to),
                })
            }
            _ => {
                let cut = |n: i64| plus(from, Period::Day, length * n / 3);
                Some(match third {
                    Third::Early => Moment::days(from, plus(cut(1)?, Period::Day, -1)?),
                    Third::Mid => Moment::days(cut(1)?, plus(cut(2)?, Period::Day, -1)?),
                    Third::Late => Moment::days(cut(2)?, to),
                })
            }
        }
    }
}

impl Written {
    /// EDTF, with `XXXX` for a year that nobody knows.
    pub(super) fn edtf(&self) -> String {
        let year = self.year.map_or_else(|| "XXXX".to_owned(), |year| format!("{year:04}"));
        match (self.month, self.day) {
            (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
            (Some(month), None) => format!("{year}-{month:02}"),
            _ => year,
        }
    }

    pub(super) fn with_year(self, year: i16) -> Written {
        Written { year: Some(year), ..self }
    }

    /// Of a day and a weekday without a year: the last of the years named beside it in which they fall together, where they
    /// do so in none around the day of publication.
    pub(super) fn told_year(self, anchor: Option<Date>, named: &[i16]) -> Option<i16> {
        let weekday = Weekday::from_monday_one_offset(self.weekday?).ok()?;
        let anchor = anchor.filter(|_| self.year.is_none())?.year();
        let fits = |year: i16| self.first(year).is_some_and(|date| date.weekday() == weekday);
        let near = (anchor - 1..=anchor + 1).any(fits);
        named.iter().rev().copied().find(|&year| !near && fits(year))
    }

    /// Within two months ahead, and the last such day ten months ago or more: the coming one is meant.
    fn is_near(self, anchor: Date) -> bool {
        let next = (0..=1).filter_map(|ahead| self.first(anchor.year() + ahead)).find(|&date| date > anchor);
        next.is_some_and(|date| {
            days_between(anchor, date) <= NEAR && !(self.day.is_none() && date.month() == anchor.month())
        })
    }

    /// The first day, once the year is known; the 29th of February needs a leap year.
    fn first(self, year: i16) -> Option<Date> {
        Date::new(year, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()
    }

    fn resolve(self, anchor: Option<Date>, lean: Lean) -> Option<Moment> {
        if let Some(year) = self.year {
            return match (self.month, self.day) {
                (Some(_), Some(_)) => self.first(year).map(Moment::day),
                (Some(month), None) => Moment::month(year, month),
                _ => Moment::year(year),
            };
        }
        let Some(anchor) = anchor else { return Some(Moment::Written(self)) };
        let future = match lean {
            Lean::Past => false,
            Lean::Future => true,
            Lean::Open => self.is_near(anchor),
        };
        // The latest such day that is not after the day of publication; with "will" the next one.
        let at = |back: i16| {
            let year = anchor.year() + back;
            self.first(year).map(|date| (date, year))
        };
        let mut years =
            if future { [0, 1, 2, 3, 4, -1] } else { [0, -1, -2, -3, -4, 1] }.into_iter().filter_map(at);
        let start = if self.day.is_none() { anchor.first_of_month() } else { anchor };
        let fits = |&(date, _): &(Date, i16)| if future { date >= start } else { date <= anchor };
        let candidates: Vec<(Date, i16)> = years.by_ref().collect();
        // "Monday, Feb 18": the year in which they fall together, if one is near.
        let weekday = self.weekday.and_then(|number| Weekday::from_monday_one_offset(number).ok());
        let together = weekday.and_then(|weekday| {
            // What was told does not lie many months ahead.
            let ahead = |date: Date| lean == Lean::Past && days_between(anchor, date) > NEAR;
            let near = |&&(date, _): &&(Date, i16)| days_between(anchor, date).abs() < 400 && !ahead(date);
            candidates.iter().filter(near).find(|(date, _)| date.weekday() == weekday)
        });
        // "Saturday July 7" of this week is no day of last year, whatever weekday it was.
        let next = candidates.iter().find(|c| fits(c));
        let fresh = next.filter(|(date, _)| !future && days_between(*date, anchor) < 7);
        let (_, year) = fresh.or(together).or(next)?;
        self.with_year(*year).resolve(None, Lean::Past)
    }
}

/// A day so many periods later.
pub(super) fn plus(date: Date, period: Period, count: i64) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match period {
        Period::Day => span.try_days(count),
        Period::Weekend | Period::Week => span.try_weeks(count),
        Period::Fortnight => span.try_weeks(count.checked_mul(2)?),
        Period::Month => span.try_months(count),
        Period::Quarter => span.try_months(count.checked_mul(3)?),
        Period::Half => span.try_months(count.checked_mul(6)?),
        Period::Year => span.try_years(count),
        Period::Decade => span.try_years(count.checked_mul(10)?),
        Period::Century => span.try_years(count.checked_mul(100)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// Days from one date to another.
pub(super) fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The weekday nearest to a day: on or before it, or on or after it.
pub(super) fn nearest(anchor: Date, weekday: i8, future: bool) -> Option<Date> {
    let today = anchor.weekday().to_monday_one_offset();
    let back = i64::from((today - weekday).rem_euclid(7));
    let ahead = i64::from((weekday - today).rem_euclid(7));
    plus(anchor, Period::Day, if future { ahead } else { -back })
}

/// A holiday in a year.
pub(super) fn holiday(rule: &HolidayRule, year: i16) -> Option<Date> {
    let date = if let Some(from_easter) = rule.easter {
        plus(easter(year)?, Period::Day, from_easter)?
    } else if let (Some(weekday), Some(nth)) = (rule.weekday, rule.nth) {
        let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
        Date::new(year, rule.month?, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?
    } else {
        Date::new(year, rule.month?, rule.day?).ok()?
    };
    plus(date, Period::Day, rule.offset)
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}
