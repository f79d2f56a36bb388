//! Dates as news writes them: one point of the calendar at one place of the page.
//!
//! "October 16, 2025", "16 Oct", "2025-10-16", "last Wednesday", "two weeks ago", "the third quarter of
//! 2019", "late May". Ranges and "since", "before" are put together in [`time`](super::time).

use std::ops::Range;

use jiff::civil::Date;

use smol_str::format_smolstr;

use super::ahead::Ahead;
use super::moment::{Lean, Moment, Third, Written, days_between, holiday, nearest, plus};
use super::number::{self, NumberKind};
use super::page::Page;
use crate::piece::PieceKind;
use crate::rules::calendar::{CalendarPart as C, CalendarWord, Period};
use crate::rules::lexicon::{Class, WordId};
use crate::rules::number::Part;
use crate::value::Decimal;
use crate::value::time::monday;

/// So many days before a holiday it is the one to come that is told of.
const EVE: i64 = 7;

/// Reads the dates of one sentence.
#[derive(Clone)]
pub(super) struct Dates<'a> {
    pub(super) page: Page<'a>,
    /// The day of publication.
    pub(super) anchor: Option<Date>,
    pub(super) sentence: Range<usize>,
    /// The years that the article names in figures, in their order.
    pub(super) years: &'a [i16],
    /// Where words of times stand.
    pub(super) ahead: &'a Ahead,
    /// How many dates this one stands inside of: "the end of the first week of May" has two.
    pub(super) depth: u8,
}

/// A moment and the token behind it.
pub(super) type Found = (Moment, usize);

impl Dates<'_> {
    /// What the word is in dates.
    pub(super) fn word(&self, at: usize) -> &CalendarWord {
        let word = if at < self.sentence.end { self.page.word(at) } else { WordId::UNKNOWN };
        self.page.rules.calendar.words.get(word)
    }

    pub(super) fn is(&self, at: usize, part: C) -> bool {
        at < self.sentence.end && self.page.date_part(at).intersects(part)
    }

    fn part(&self, at: usize, part: Part) -> bool {
        at < self.sentence.end && self.page.is(at, part)
    }

    fn end(&self) -> usize {
        self.sentence.end
    }

    fn floating(&self, with_anchor: impl FnOnce(Date) -> Option<Moment>) -> Moment {
        self.anchor.and_then(with_anchor).unwrap_or(Moment::Floating)
    }

    /// The point of the calendar that begins at a token.
    pub(super) fn point(&self, at: usize) -> Option<Found> {
        // "the first Monday of the last week of …": a few steps, however long a text goes on like that.
        if at >= self.end() || self.depth > 4 {
            return None;
        }
        Dates { depth: self.depth + 1, ..self.clone() }.point_here(at)
    }

    fn point_here(&self, at: usize) -> Option<Found> {
        // "the end of the month": the article belongs to what follows.
        if self.part(at, Part::THE) {
            return self
                .day_phrase(at)
                .or_else(|| self.definite(at))
                .or_else(|| self.the_weekend(at))
                .or_else(|| self.the_decade(at))
                .or_else(|| self.point(at + 1));
        }
        let found = if self.page.is_figure(at) || self.apostrophe_year(at) {
            self.figures(at)
        } else {
            self.words(at)
        };
        found.map(|(moment, end)| (moment, self.day_part(end)))
    }

    fn figures(&self, at: usize) -> Option<Found> {
        self.numeric(at)
            .or_else(|| self.day_first(at))
            .or_else(|| self.ordinal_of(at))
            .or_else(|| self.counted(at))
            .or_else(|| self.decade(at))
            .or_else(|| self.year(at))
    }

    fn words(&self, at: usize) -> Option<Found> {
        let word = self.word(at);
        if word.part.contains(C::DAY)
            && let Some(found) = self.day_phrase(at)
        {
            return Some(found);
        }
        if word.part.contains(C::HOLIDAY)
            && let Some(found) = self.holiday(at, None)
        {
            return Some(found);
        }
        if let Some(month) = word.month
            && let Some(found) = self.numeric(at).or_else(|| self.month_first(at, month))
        {
            return Some(found);
        }
        if let Some(weekday) = word.weekday
            && let Some(found) = self.weekday(at, weekday)
        {
            return Some(found);
        }
        if let Some(season) = word.season
            && let Some(found) = self.season(at, season)
        {
            return Some(found);
        }
        if word.part.intersects(C::LAST | C::NEXT | C::THIS)
            && let Some(found) = self.modified(at)
        {
            return Some(found);
        }
        if word.part.intersects(C::EARLY | C::MID | C::LATE)
            && let Some(found) = self.third(at)
        {
            return Some(found);
        }
        if word.part.intersects(C::YEAR | C::FISCAL)
            && let Some(found) = self.named_year(at)
        {
            return Some(found);
        }
        if let Some(period) = word.period
            && let Some(found) = self.numbered_period(at, period)
        {
            return Some(found);
        }
        if word.part.intersects(C::QUARTER_LETTER | C::HALF_LETTER) {
            return self.quarter_code(at);
        }
        if word.part.contains(C::NOW) && self.part(at.wrapping_sub(1), Part::AND | Part::TO) {
            return Some((self.floating(|anchor| Some(Moment::day(anchor))), at + 1));
        }
        let numeric = self.page.number(at);
        let counts = numeric.cardinal.is_some() || numeric.ordinal.is_some();
        if counts
            || self.part(at, Part::ARTICLE)
            || self.page.is(at, Part::VAGUE)
            || numeric.denominator.is_some()
        {
            return self.day_first(at).or_else(|| self.ordinal_of(at)).or_else(|| self.counted(at));
        }
        None
    }

    // ------------------------------------------------------------------ figures

    /// "2016-11-07", "1/1/2016", "31/Oct/1974", "Sep-23-2020", "2014-10", "2/2013", "Dec/2018", "10.31.1974".
    fn numeric(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        let slice = page.slice(at);
        if slice.matches('.').count() == 2 && !slice.contains(',') {
            let mut parts = slice.split('.');
            let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
            let date = (a.len() <= 2 && b.len() <= 2 && c.len() == 4)
                .then(|| ordered(a.parse().ok()?, b.parse().ok()?, c.parse().ok()?))
                .flatten()?;
            return Some((Moment::Written(date), at + 1));
        }
        let mark = |at: usize| {
            let slice = page.slice(at);
            let tied = at + 1 < self.end() && page.joined(at) && page.joined(at + 1);
            (tied && matches!(slice, "-" | "/" | ".")).then_some(slice)
        };
        let first = mark(at + 1)?;
        let part = |at: usize| -> Option<(i16, usize, bool)> {
            if let Some(month) = self.word(at).month {
                return Some((month.into(), 2, true));
            }
            let slice = page.slice(at);
            let plain =
                page.is_figure(at) && slice.len() <= 4 && slice.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| slice.parse().ok()).flatten().map(|value| (value, slice.len(), false))
        };
        let (a, a_len, a_named) = part(at)?;
        let (b, b_len, b_named) = part(at + 2)?;
        // A figure tied to something before is no date: "AB-12-10".
        if at > self.sentence.start
            && page.joined(at)
            && !matches!(page.slice(at - 1), "(" | "[" | "-" | "–" | "~" | "'" | "\"" | "“" | ":")
        {
            return None;
        }
        if let Some(second) = mark(at + 3)
            && second == first
            && let Some((c, c_len, c_named)) = part(at + 4)
            && !c_named
        {
            let next = at + 5;
            let small = |value: i16| i8::try_from(value).ok();
            let date = if a_len == 4 && !a_named {
                written(a, small(b)?, small(c)?)
            } else if a_named && c_len == 4 {
                written(c, small(a)?, small(b)?)
            } else if b_named && c_len == 4 {
                written(c, small(b)?, small(a)?)
            } else if a_len <= 2 && b_len <= 2 && c_len == 4 {
                ordered(small(a)?, small(b)?, c)
            } else if a_len <= 2 && b_len <= 2 && c_len == 2 && first == "/" {
                ordered(small(a)?, small(b)?, if c > 50 { 1900 + c } else { 2000 + c })
            } else {
                None
            };
            return date.map(|date| (Moment::Written(date), next));
        }
        if mark(at + 3).is_some() && page.is_figure(at + 4) && mark(at + 3) == Some(first) {
            return None;
        }
        let month = |month: i16, year: i16| {
            let month = i8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
            Some((
                Moment::Written(Written { year: Some(year), month: Some(month), ..Written::default() }),
                at + 3,
            ))
        };
        if a_len == 4 && !a_named && (1000..2200).contains(&a) && b_len <= 2 && first != "." {
            // "2012-13" is a season, "2014-10" a month.
            let season = !b_named && b_len == 2 && b == (a + 1) % 100 && first == "-";
            return if season { None } else { month(b, a) };
        }
        if b_len == 4
            && !b_named
            && (1000..2200).contains(&b)
            && a_len <= 2
            && first != "."
            && (a_named || first == "/")
        {
            return month(a, b);
        }
        None
    }

    /// A day of the month, in figures or words, and the token behind it: "12", "12th", "twenty-third".
    pub(super) fn day_number(&self, at: usize) -> Option<(i8, usize, NumberKind)> {
        let page = &self.page;
        if page.is_figure(at) {
            let slice = page.slice(at);
            if slice.len() > 2 || !slice.bytes().all(|byte| byte.is_ascii_digit()) {
                return None;
            }
            let ordinal = at + 1 < self.end() && page.joined(at + 1) && page.number(at + 1).ordinal_ending;
            let glued = page.joined(at + 1) && matches!(page.kind(at + 1), Some(PieceKind::Word)) && !ordinal;
            // "$12 December 27"
            let money = at > self.sentence.start
                && page.is(at - 1, Part::CURRENCY)
                && page.kind(at - 1) == Some(PieceKind::Mark);
            if glued
                || money
                || (at > self.sentence.start && page.joined(at) && page.kind(at - 1) == Some(PieceKind::Word))
            {
                return None;
            }
            let kind = if ordinal { NumberKind::Ordinal } else { NumberKind::Cardinal };
            let day = slice.parse().ok().filter(|day| (1..=31).contains(day))?;
            return Some((day, at + 1 + usize::from(ordinal), kind));
        }
        let number = number::read(page, at, self.end(), false)?;
        let whole = !number.figures && number.multiplier <= Decimal::ONE && number.value.is_integer();
        let day: i8 = whole.then(|| i8::try_from(number.value).ok()).flatten()?;
        ((1..=31).contains(&day) && number.kind != NumberKind::Fraction).then_some((
            day,
            number.tokens.end,
            number.kind,
        ))
    }

    /// A bare year of four figures.
    pub(super) fn year_number(&self, at: usize) -> Option<i16> {
        let page = &self.page;
        let slice = page.slice(at);
        let plain = at < self.end()
            && page.is_figure(at)
            && slice.len() == 4
            && slice.bytes().all(|b| b.is_ascii_digit());
        let glued = page.joined(at + 1)
            && at + 1 < self.end()
            && (page.kind(at + 1) == Some(PieceKind::Word) || matches!(page.slice(at + 1), "%" | "°"));
        (plain && !glued).then(|| slice.parse().ok()).flatten().filter(|year| (1000..2200).contains(year))
    }

    /// "of 2020", ", 1999", "in 2020", "’87", "of 87" behind a month or a day.
    fn year_behind(&self, at: usize) -> Option<(i16, usize)> {
        let page = &self.page;
        if let Some(year) = self.year_number(at) {
            return Some((year, at + 1));
        }
        let comma = page.mark(at, ',') || page.mark(at, '.');
        let of = self.part(at, Part::OF | Part::IN);
        if (comma || of)
            && let Some(year) = self.year_number(at + 1)
        {
            return Some((year, at + 2));
        }
        let short = |at: usize| {
            let slice = page.slice(at);
            let two = page.is_figure(at) && slice.len() == 2 && slice.bytes().all(|b| b.is_ascii_digit());
            let year: i16 = two.then(|| slice.parse().ok()).flatten()?;
            Some(if year > 40 { 1900 + year } else { 2000 + year })
        };
        if self.part(at, Part::OF)
            && let Some(year) = short(at + 1)
        {
            return Some((year, at + 2));
        }
        if self.apostrophe_year(at)
            && let Some(year) = short(at + 1)
        {
            return Some((year, at + 2));
        }
        // "October two thousand"
        if let Some(number) = number::read(page, at, self.end(), false)
            && !number.figures
            && number.multiplier >= Decimal::ONE_THOUSAND
            && let Ok(year) = i16::try_from(number.value)
            && (1000..2200).contains(&year)
        {
            return Some((year, number.tokens.end));
        }
        None
    }

    /// "23 Aug 88 (EFE)": two figures that are no day, and no word behind them that they could count.
    fn short_year(&self, at: usize) -> Option<(i16, usize)> {
        let page = &self.page;
        let slice = page.slice(at);
        let two = page.is_figure(at) && slice.len() == 2 && slice.bytes().all(|byte| byte.is_ascii_digit());
        let year: i16 = two.then(|| slice.parse().ok()).flatten().filter(|year| *year > 31)?;
        let closes =
            at + 1 >= self.end() || (page.kind(at + 1) == Some(PieceKind::Mark) && !page.mark(at + 1, '%'));
        closes.then_some((if year > 40 { 1900 + year } else { 2000 + year }, at + 1))
    }

    /// "’87": an apostrophe that touches two figures.
    fn apostrophe_year(&self, at: usize) -> bool {
        let page = &self.page;
        matches!(page.slice(at), "'" | "’" | "‘")
            && at + 1 < self.end()
            && page.joined(at + 1)
            && page.is_figure(at + 1)
            && page.slice(at + 1).len() == 2
    }

    // ------------------------------------------------------------------ months and days

    /// "October 16, 2025", "Oct. 16", "May twenty-nine", "june the 28th 2020", "June 1992", "May".
    fn month_first(&self, at: usize, month: i8) -> Option<Found> {
        let page = &self.page;
        let short = self.word(at).short;
        let dot = page.mark(at + 1, '.') && (short || page.slice(at).len() <= 4) && at + 2 < self.end();
        let mut next = at + 1 + usize::from(dot);
        let start = next;
        next += usize::from(
            self.part(next, Part::THE)
                && self.day_number(next + 1).is_some_and(|day| day.2 == NumberKind::Ordinal),
        );
        if let Some((day, behind, kind)) = self.day_number(next)
            && self.is_day_of_month(at, behind, kind)
        {
            let written = Written { month: Some(month), day: Some(day), ..Written::default() };
            if let Some((year, end)) = self.year_behind(behind) {
                return Some((Moment::Written(written.with_year(year)), end));
            }
            if !short || page.capital(at) || kind == NumberKind::Ordinal || !page.lower_word(behind) {
                return Some((Moment::Written(written), behind));
            }
        }
        let written = Written { month: Some(month), ..Written::default() };
        if let Some((year, end)) = self.year_behind(start) {
            return Some((Moment::Written(written.with_year(year)), end));
        }
        // "February of last year", "March this year"
        let of = usize::from(self.part(start, Part::OF));
        if self.is(start + of, C::LAST | C::NEXT | C::THIS)
            && self.word(start + of + 1).period == Some(Period::Year)
            && (!short || page.capital(at))
        {
            let years = i16::try_from(self.weeks_away(start + of)).unwrap_or(0);
            let moment = self.floating(|anchor| Moment::month(anchor.year() + years, month));
            return Some((moment, start + of + 2));
        }
        self.bare_month(at)
            .then_some((Moment::Written(written), start - usize::from(dot && page.slice(at).len() > 4)))
    }

    /// Is the number behind a month its day? Not in "in May 12 people died" or "March 5%".
    fn is_day_of_month(&self, month: usize, behind: usize, kind: NumberKind) -> bool {
        let page = &self.page;
        if kind == NumberKind::Ordinal {
            // "may second it"
            let verb = self.word(month).short && page.lower_word(month) && !page.is_figure(month + 1);
            let led = month == self.sentence.start || self.is(month - 1, C::PREPOSITION);
            return !verb || led || !page.class(month).intersects(Class::MODAL);
        }
        let joined = page.joined(behind) && behind < self.end();
        let hour = page.mark(behind, ':') && page.joined(behind + 1) && page.is_figure(behind + 1);
        if joined && (matches!(page.slice(behind), "%" | "°") || hour) {
            return false;
        }
        let before = month > self.sentence.start && self.part(month - 1, Part::IN);
        let counted = page.lower_word(behind) && page.plural(behind);
        !(before && counted)
    }

    /// A month without day or year: "in May", "last August"; not "they may", "Theresa May".
    fn bare_month(&self, at: usize) -> bool {
        let page = &self.page;
        let word = self.word(at);
        let before = (at > self.sentence.start).then(|| at - 1);
        let hyphen = before.is_some_and(|before| page.dash(before));
        let led = before.is_some_and(|before| {
            self.is(before, C::PREPOSITION | C::LAST | C::NEXT | C::THIS | C::EARLY | C::LATE | C::MID)
        }) || hyphen;
        // "Nov-Feb 2017", "March to May"
        let joint = (page.dash(at + 1) || self.part(at + 1, Part::TO | Part::AND))
            && self.word(at + 2).month.is_some();
        if joint && page.capital(at) && page.capital(at + 2) {
            return true;
        }
        if word.short {
            // "Sep", "Mar" in full only; "may" never bare in small letters
            let alone = at == self.sentence.start && at + 1 >= self.end();
            return (led || alone) && page.capital(at) && (page.slice(at).len() <= 5)
                || (led
                    && page.slice(at).len() > 2
                    && !page.class(at).intersects(Class::VERB | Class::MODAL | Class::AUXILIARY)
                    && !page.capital(at));
        }
        // "April Smith"
        let person = page.capital(at + 1)
            && page.kind(at + 1) == Some(PieceKind::Word)
            && page.class(at + 1).is_empty()
            && !led;
        !person
    }

    /// "16 October 2025", "the 3rd of May", "twenty-third day of September", "15 April of 87".
    fn day_first(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        let (day, behind, kind) = self.day_number(at)?;
        let mut next = behind;
        if kind == NumberKind::Ordinal && self.word(next).period == Some(Period::Day) {
            next += 1;
        }
        let of = self.part(next, Part::OF);
        next += usize::from(of);
        next += usize::from(page.hyphen(next));
        let word = self.word(next);
        let month = word.month?;
        let certain = !word.short || page.capital(next) || of || kind == NumberKind::Ordinal;
        let dot = page.mark(next + 1, '.') && page.slice(next).len() <= 4 && next + 2 < self.end();
        let behind = next + 1 + usize::from(dot);
        let year = self.year_behind(behind).or_else(|| self.short_year(behind));
        if !certain && year.is_none() {
            return None;
        }
        let written = Written { month: Some(month), day: Some(day), ..Written::default() };
        Some(match year {
            Some((year, end)) => (Moment::Written(written.with_year(year)), end),
            None => (Moment::Written(written), next + 1),
        })
    }

    /// "Friday", "Monday, Feb 18", "next week Wednesday", "Wednesday of next week", "tuesday the eleventh".
    fn weekday(&self, at: usize, weekday: i8) -> Option<Found> {
        let page = &self.page;
        let word = self.word(at);
        // "two Sundays ago"
        if page.slice(at).ends_with('s') && !word.short {
            return None;
        }
        let dot = word.short && page.mark(at + 1, '.');
        let mut next = self.day_part(at + 1 + usize::from(dot));
        let bracket = page.mark(next, '(');
        let comma = usize::from(page.mark(next, ',') || bracket);
        // "Monday, Feb 18", "Monday morning, May 5", "Friday the 13th of May", "Monday (13 June)"
        let the = usize::from(self.part(next + comma, Part::THE));
        let dated = {
            let start = next + comma + the;
            let month = self.word(start).month.and_then(|month| self.month_first(start, month));
            month
                .or_else(|| self.day_first(start))
                .or_else(|| if comma + the == 0 { self.numeric(start) } else { None })
        };
        if let Some((Moment::Written(written), end)) = dated
            && written.day.is_some()
            && (!bracket || page.mark(end, ')'))
        {
            let end = end + usize::from(bracket);
            let written = Written { weekday: Some(weekday), ..written };
            let year = written.told_year(self.anchor, self.years);
            let written = year.map_or(written, |year| written.with_year(year));
            return Some((Moment::Written(written), end));
        }
        if word.short && !(self.is(at.wrapping_sub(1), C::PREPOSITION) && page.capital(at) && dot) {
            return None;
        }
        // "Tuesday the eleventh"; not "on Sunday, the second rally"
        if the == 1
            && let Some((day, end, NumberKind::Ordinal)) = self.day_number(next + comma + 1)
            && (comma == 0 || page.is_figure(next + 2))
            && page.kind(end) != Some(PieceKind::Word)
        {
            return Some((self.floating(|anchor| day_and_weekday(anchor, day, weekday)), end));
        }
        // "Wednesday of next week", "Friday last week", "sunday from last week"
        let link = usize::from(self.part(next, Part::OF | Part::FROM) || page.mark(next, ','));
        if self.is(next + link, C::LAST | C::NEXT | C::THIS)
            && self.word(next + link + 1).period == Some(Period::Week)
        {
            let weeks = self.weeks_away(next + link);
            let moment = self.floating(|anchor| weekday_of_week(anchor, weeks, weekday));
            return Some((moment, next + link + 2));
        }
        // "Sunday 3 weeks after January 15th"
        if let Some((Moment::Days(from, _, _), end)) = self.counted(next)
            && let Some(day) = nearest(from, weekday, true)
        {
            return Some((Moment::day(day), end));
        }
        // "the second Sunday in a row"
        if at > self.sentence.start && page.number(at - 1).ordinal.is_some() {
            return None;
        }
        next = self.day_part(next);
        let future = self.future(at);
        Some((self.floating(|anchor| nearest(anchor, weekday, future).map(Moment::day)), next))
    }

    /// -1 for "last week", 1 for "next week", 0 for "this week".
    fn weeks_away(&self, at: usize) -> i64 {
        if self.is(at, C::LAST) {
            -1
        } else if self.is(at, C::NEXT) {
            1
        } else {
            0
        }
    }

    /// Over "night", "afternoon", "early morning" behind a day.
    pub(super) fn day_part(&self, at: usize) -> usize {
        let early = usize::from(self.is(at, C::EARLY | C::LATE | C::MID) && !self.is(at, C::EDGE));
        let hyphen = usize::from(early == 1 && self.page.hyphen(at + 1));
        if self.is(at + early + hyphen, C::DAY_PART) && !self.page.mark(at, ',') {
            at + early + hyphen + 1
        } else {
            at
        }
    }

    /// Does a verb before this word look ahead? "will be tried on Monday"
    pub(super) fn future(&self, at: usize) -> bool {
        let page = &self.page;
        let from = at.saturating_sub(15).max(self.sentence.start);
        for before in (from..at).rev() {
            let word = self.word(before);
            if word.part.contains(C::FUTURE) || self.is_ahead(before) {
                return true;
            }
            let class = page.class(before);
            if class.contains(Class::VERB_PAST)
                && !class.contains(Class::NOUN)
                && !page.is(before, Part::BOUND)
            {
                return false;
            }
        }
        false
    }

    /// The "to" of "is due to meet", "are set to strike", "plans to leave"; what "was expected to" happen may have happened.
    fn is_ahead(&self, to: usize) -> bool {
        let led = to > self.sentence.start && self.is(to - 1, C::FUTURE_IF_NEAR);
        let was = to > self.sentence.start + 1 && self.is(to - 2, C::WAS);
        led && !was && self.part(to, Part::TO) && self.page.class(to + 1).contains(Class::VERB_BASE)
    }

    /// Where a date without a year lies: "will" before or behind it, or what was told.
    pub(super) fn lean(&self, at: usize) -> Lean {
        if self.future(at) {
            return Lean::Future;
        }
        if self.told(at) {
            return Lean::Past;
        }
        let until = (at + 12).min(self.end());
        for behind in at..until {
            if self.is(behind, C::FUTURE) {
                return Lean::Future;
            }
            if self.is(behind, C::WAS) || self.is_told(behind) {
                return Lean::Past;
            }
        }
        Lean::Open
    }

    /// A form that is of the past and nothing else.
    fn is_told(&self, at: usize) -> bool {
        let class = self.page.class(at);
        class.contains(Class::VERB_PAST) && !class.intersects(Class::VERB_BASE | Class::NOUN)
    }

    // ------------------------------------------------------------------ relative

    /// "yesterday", "last night", "the day before yesterday".
    fn day_phrase(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        let (len, &offset) = page
            .rules
            .calendar
            .days
            .matches(|n| page.word(at + n))
            .find(|(len, _)| at + len <= self.end())?;
        Some((
            self.floating(|anchor| plus(anchor, Period::Day, offset).map(Moment::day)),
            self.day_part(at + len),
        ))
    }

    /// "Christmas", "Easter 2013", "last Thanksgiving" (`way` -1), "next Easter" (1), "this Christmas" (0).
    fn holiday(&self, at: usize, way: Option<i64>) -> Option<Found> {
        let page = &self.page;
        let (len, rule) = page
            .rules
            .calendar
            .holidays
            .matches(|n| page.word(at + n))
            .find(|(len, _)| at + len <= self.end())?;
        let next = at + len;
        if let Some((year, end)) = self.year_behind(next) {
            return Some((Moment::day(holiday(rule, year)?), end));
        }
        let this_year = self.part(next, Part::OF)
            && self.is(next + 1, C::THIS)
            && self.word(next + 2).period == Some(Period::Year);
        let end = if this_year { next + 3 } else { next };
        let future = self.future(at);
        let moment = self.floating(|anchor| {
            let days: Vec<Date> =
                (-1..=1).filter_map(|back: i16| holiday(rule, anchor.year() + back)).collect();
            let date = match way {
                _ if this_year || way == Some(0) => holiday(rule, anchor.year()),
                Some(way) if way < 0 => days.iter().rev().find(|&&day| day < anchor).copied(),
                Some(_) => days.iter().find(|&&day| day > anchor).copied(),
                None if future => days.iter().find(|&&day| day >= anchor).copied(),
                None => {
                    // What is told a few days before Halloween of Halloween is told of the one to come.
                    let near = anchor.saturating_add(jiff::Span::new().days(EVE));
                    days.iter().rev().find(|&&day| day <= near).copied()
                }
            };
            date.map(Moment::day)
        });
        Some((moment, end))
    }

    /// "spring 2024", "the summer of 2019", "last winter" is read elsewhere.
    fn season(&self, at: usize, season: i8) -> Option<Found> {
        let (year, end) = self.year_behind(at + 1)?;
        Some((Moment::edtf(format_smolstr!("{year:04}-{season}"))?, end))
    }

    /// "last week", "the past two years", "next Friday", "this September", "last 3 weeks of this year".
    fn modified(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        let last = self.is(at, C::LAST);
        let next_ = self.is(at, C::NEXT);
        let mut way: i64 = if last {
            -1
        } else if next_ {
            1
        } else {
            0
        };
        let mut next = at + 1;
        // "this past Wednesday", "this coming Friday"
        if way == 0 && self.is(next, C::LAST | C::NEXT) {
            way = if self.is(next, C::LAST) { -1 } else { 1 };
            next += 1;
        }
        // "is expected to last three days", "will last three days": a verb.
        let verb = at
            .checked_sub(1)
            .is_some_and(|before| page.class(before).intersects(Class::MODAL | Class::PARTICLE));
        if last && verb && self.count(next).is_some() {
            return None;
        }
        let rolling = self.is(next - 1, C::PAST);
        let word = self.word(next);
        if let Some(month) = word.month
            && (!word.short || page.capital(next))
        {
            if self.day_number(next + 1).is_some() && way == 0 {
                return None;
            }
            let end = next + 1;
            let moment = self.floating(|anchor| {
                let year = match way {
                    0 => anchor.year(),
                    -1 if month < anchor.month() => anchor.year(),
                    -1 => anchor.year() - 1,
                    _ if month > anchor.month() => anchor.year(),
                    _ => anchor.year() + 1,
                };
                Moment::month(year, month)
            });
            return Some((moment, end));
        }
        if let Some(weekday) = word.weekday.filter(|_| !word.short) {
            // "this Tuesday, July 6": the date says which one.
            if let Some((Moment::Written(written), end)) = self.weekday(next, weekday) {
                return Some((Moment::Written(written), end));
            }
            let end = next + 1;
            // "an emergency following Friday's quake": a preposition.
            let the = at.checked_sub(1).is_some_and(|before| page.class(before).contains(Class::DETERMINER));
            if next_ && !the && self.is(at, C::NARRATIVE) && page.kind(end) == Some(PieceKind::Possessive) {
                return None;
            }
            // "last Friday of October"
            if way != 0
                && self.part(end, Part::OF | Part::IN)
                && last
                && let Some((whole, behind)) = self.whole(end + 1)
                && let Some((_, to)) = whole.bounds()
            {
                return Some((nearest(to, weekday, false).map_or(Moment::Floating, Moment::day), behind));
            }
            let moment = self.floating(|anchor| {
                let day = match way {
                    0 => weekday_of_week(anchor, 0, weekday)?,
                    -1 => Moment::day(nearest(plus(anchor, Period::Day, -1)?, weekday, false)?),
                    _ => Moment::day(nearest(plus(anchor, Period::Day, 1)?, weekday, true)?),
                };
                Some(day)
            });
            return Some((moment, end));
        }
        if let Some(season) = word.season {
            let moment = self.floating(|anchor| {
                let of = |year: i16| Moment::edtf(format_smolstr!("{year:04}-{season}"));
                let bounds = |year: i16| of(year).and_then(|season| season.bounds());
                let year = anchor.year();
                match way {
                    0 => of(year),
                    -1 => (-2..=0).rev().find_map(|back| {
                        bounds(year + back).filter(|b| b.1 < anchor).and_then(|_| of(year + back))
                    }),
                    _ => (0..=1).find_map(|back| {
                        bounds(year + back).filter(|b| b.0 > anchor).and_then(|_| of(year + back))
                    }),
                }
            });
            return Some((moment, next + 1));
        }
        if word.part.contains(C::HOLIDAY)
            && let Some(found) = self.holiday(next, Some(way))
        {
            return Some(found);
        }
        if word.part.contains(C::DAY_PART) && way == 0 {
            return Some((self.floating(|anchor| Some(Moment::day(anchor))), next + 1));
        }
        // "this working week"
        if word.part.contains(C::WORKING) && self.word(next + 1).period == Some(Period::Week) {
            let moment = self.floating(|anchor| {
                let first = plus(monday(anchor), Period::Week, way)?;
                Some(Moment::days(first, plus(first, Period::Day, 4)?))
            });
            return Some((moment, next + 2));
        }
        if let Some(period) = word.period {
            return self.one_period(at, next, way, rolling, period);
        }
        self.several_periods(next, way)
    }

    /// "last week", "this year", "past decade", "last day of October", "next year's first quarter".
    fn one_period(&self, at: usize, next: usize, way: i64, rolling: bool, period: Period) -> Option<Found> {
        let page = &self.page;
        let end = next + 1;
        // "last week of 2016"
        if way == -1
            && self.part(end, Part::OF | Part::IN)
            && let Some((whole, behind)) = self.whole(end + 1)
            && let Some((from, to)) = whole.bounds()
            && days_between(from, to) > 5
        {
            let moment = match period {
                Period::Week => {
                    let last = monday(to);
                    // A week that lies inside, or the one that the year ends with.
                    let last =
                        if plus(last, Period::Day, 3)? > to { plus(last, Period::Day, -7)? } else { last };
                    Moment::week_of(last)
                }
                period => Moment::period(to, period),
            };
            return moment.map(|moment| (moment, behind));
        }
        let narrative = self.is(next - 1, C::NARRATIVE);
        if narrative && self.told(at) {
            return Some((Moment::Floating, end));
        }
        // "next week Wednesday", "last week's Sunday"
        let possessive = usize::from(page.kind(end) == Some(PieceKind::Possessive));
        if period == Period::Week
            && let Some(weekday) = self.word(end + possessive).weekday
        {
            return Some((
                self.floating(|anchor| weekday_of_week(anchor, way, weekday)),
                end + possessive + 1,
            ));
        }
        // "in the coming days", "over the past years"
        if way != 0 && page.slice(next).ends_with('s') {
            return Some((Moment::Floating, end));
        }
        let moment = self.floating(|anchor| {
            if rolling && way == -1 && period != Period::Weekend {
                return Some(Moment::days(plus(anchor, period, -1)?, anchor));
            }
            // "over the next decade": ten years from now
            if period == Period::Decade && way == 1 && !self.is(at, C::THIS) {
                return Some(Moment::days(plus(anchor, Period::Day, 1)?, plus(anchor, period, 1)?));
            }
            if period == Period::Decade && way == -1 {
                return Some(Moment::days(plus(anchor, period, -1)?, anchor));
            }
            let step = if period == Period::Weekend {
                plus(anchor, Period::Week, way)?
            } else {
                plus(anchor.first_if(period), period, way)?
            };
            // "last weekend" on a Monday is the one just past.
            Moment::period(step, period)
        });
        if possessive == 1
            && period == Period::Year
            && let Some((quarter, behind)) = self.ordinal_period(end + 1)
            && let Some((from, _)) = moment.bounds()
        {
            return part_of_year(from.year(), quarter).map(|moment| (moment, behind));
        }
        Some((moment, end))
    }

    /// "two weeks", "few days" behind "last", "next", "the past": from so long ago until now.
    fn several_periods(&self, at: usize, way: i64) -> Option<Found> {
        let (count, behind) = self.count(at)?;
        let period = self.word(behind).period?;
        let mut end = behind + 1;
        if way == 0 {
            return None;
        }
        // "the last three weeks of this year"
        if way == -1
            && self.part(end, Part::OF | Part::IN)
            && let Some((whole, after)) = self.whole(end + 1)
            && let Some((_, to)) = whole.bounds()
            && let Some(count) = count
        {
            let first = plus(plus(to, Period::Day, 1)?, period, -count)?;
            let moment = if period >= Period::Month && to == to.last_of_month() {
                span_of_months(first, to)
            } else {
                Moment::days(first, to)
            };
            return Some((moment, after));
        }
        let Some(count) = count else { return Some((Moment::Floating, end)) };
        let Some(anchor) = self.anchor else { return Some((Moment::Floating, end)) };
        let whole = matches!(period, Period::Quarter) || (period == Period::Month && way > 0);
        if whole {
            let first = plus(anchor.first_if(period), period, if way > 0 { 1 } else { -count })?;
            let last = plus(plus(first, period, count)?, Period::Day, -1)?;
            return Some((span_of_months(first, last), end));
        }
        let mut from = if way > 0 { plus(anchor, Period::Day, 1)? } else { plus(anchor, period, -count)? };
        let mut to = if way > 0 { plus(anchor, period, count)? } else { anchor };
        // "the last 3 months and 2 weeks and 2 days"
        while self.part(end, Part::AND)
            && let Some((Some(more), behind)) = self.count(end + 1)
            && let Some(period) = self.word(behind).period
            && !self.is(behind + 1, C::AGO)
            && !(self.part(behind + 1, Part::AND) && self.ago_follows(behind + 1))
        {
            if way > 0 {
                to = plus(to, period, more)?;
            } else {
                from = plus(from, period, -more)?;
            }
            end = behind + 1;
        }
        Some((Moment::days(from, to), end))
    }

    /// Does "and 2 days ago" follow?
    fn ago_follows(&self, and: usize) -> bool {
        self.count(and + 1)
            .is_some_and(|(_, behind)| self.word(behind).period.is_some() && self.is(behind + 1, C::AGO))
    }

    /// A whole number of periods; `None` for "several", "a few".
    fn count(&self, at: usize) -> Option<(Option<i64>, usize)> {
        let page = &self.page;
        if at >= self.end() {
            return None;
        }
        let vague = page.rules.numbers.vague.matches(|n| page.word(at + n)).next();
        if let Some((len, phrase)) = vague {
            let exact = phrase.interval.point().and_then(|value| i64::try_from(value).ok());
            return Some((exact, at + len));
        }
        if page.is(at, Part::COUPLE) {
            return Some((Some(2), at + 1 + usize::from(self.part(at + 1, Part::OF))));
        }
        if page.is(at, Part::FEW) {
            return Some((None, at + 1));
        }
        // "two quarters" is no half here
        if let Some(count) = page.number(at).cardinal.filter(|_| self.word(at + 1).period.is_some()) {
            return Some((i64::try_from(count).ok(), at + 1));
        }
        let number =
            number::read(page, at, self.end(), false).filter(|number| number.kind == NumberKind::Cardinal)?;
        if !number.value.is_integer() {
            return None;
        }
        let hyphen = usize::from(page.hyphen(number.tokens.end));
        Some((i64::try_from(number.value).ok(), number.tokens.end + hyphen))
    }

    /// "two weeks ago", "3 years from today", "three days after Easter", "5 past years".
    pub(super) fn counted(&self, at: usize) -> Option<Found> {
        if !self.ahead.length(at) {
            return None;
        }
        let page = &self.page;
        let (count, behind) = if self.part(at, Part::ARTICLE) && self.word(at + 1).period.is_some() {
            (Some(1), at + 1)
        } else {
            self.count(at)?
        };
        // "5 upcoming years", "2 next days"
        if self.is(behind, C::LAST | C::NEXT)
            && page.slice(behind + 1).ends_with('s')
            && let Some(period) = self.word(behind + 1).period
        {
            let way = if self.is(behind, C::LAST) { -1 } else { 1 };
            let moment = self.floating(|anchor| {
                let count = count?;
                Some(if way > 0 {
                    Moment::days(plus(anchor, Period::Day, 1)?, plus(anchor, period, count)?)
                } else {
                    Moment::days(plus(anchor, period, -count)?, anchor)
                })
            });
            return Some((moment, behind + 2));
        }
        let next = behind + 1;
        let clock = self.clock_unit(behind);
        let period = self.word(behind).period.or(clock.then_some(Period::Day))?;
        if self.is(next, C::AGO) {
            let moment = self.floating(|anchor| {
                let hours = if self.hours(behind) { -count? / 24 } else { 0 };
                let count = if clock { hours } else { -count? };
                let date = plus(anchor, period, count)?;
                Moment::period(
                    date,
                    if period == Period::Fortnight { Period::Week } else { period.min(Period::Year) },
                )
            });
            return Some((moment, next + 1));
        }
        if clock {
            return None;
        }
        // "from today", "after Easter", "before May 13 1999"
        let way = if self.is(next, C::AFTER | C::FROM_DAY) {
            1
        } else if self.is(next, C::BEFORE) {
            -1
        } else {
            return None;
        };
        let count = count?;
        if self.is(next + 1, C::NOW) {
            return Some((self.floating(|anchor| plus(anchor, period, count).map(Moment::day)), next + 2));
        }
        let (base, end) = self.point(next + 1)?;
        let (from, to) =
            base.resolve(self.anchor, self.lean(at)).bounds().or(Some((Date::MIN, Date::MIN)))?;
        if from == Date::MIN {
            return Some((Moment::Floating, end));
        }
        if from != to || page.kind(end) == Some(PieceKind::Possessive) {
            return None;
        }
        let mut date = plus(from, period, count * way)?;
        // "two months from today on Tuesday"
        let mut end = end;
        if self.part(end, Part::ON)
            && let Some(weekday) = self.word(end + 1).weekday
        {
            date = nearest(date, weekday, true)?;
            end += 2;
        }
        Some((Moment::day(date), end))
    }

    fn hours(&self, at: usize) -> bool {
        super::unit::after(&self.page, at, self.end(), Decimal::ONE).is_some_and(|unit| unit.unit.code == "h")
    }

    fn clock_unit(&self, at: usize) -> bool {
        let page = &self.page;
        super::unit::after(page, at, self.end(), Decimal::ONE).is_some_and(|unit| {
            unit.unit.dimension == "duration" && matches!(unit.unit.code.as_str(), "h" | "min" | "s")
        })
    }

    /// "in two weeks", "in a fortnight's time": ahead, unless the sentence tells what took so long.
    pub(super) fn ahead(&self, at: usize) -> Option<Found> {
        if !self.part(at, Part::IN) || !self.ahead.length(at) {
            return None;
        }
        let page = &self.page;
        let (count, behind) =
            if self.part(at + 1, Part::ARTICLE) { (Some(1), at + 2) } else { self.count(at + 1)? };
        let period = self.word(behind).period?;
        let end = behind + 1;
        let possessive = page.kind(end) == Some(PieceKind::Possessive)
            || (matches!(page.slice(end), "'" | "’") && page.joined(end));
        let time = possessive && self.is(end + 1, C::TIME);
        // "The worst monsoon in a century"
        let best = (at.saturating_sub(4).max(self.sentence.start)..at)
            .any(|before| page.is(before, Part::SUPERLATIVE) || page.class(before).contains(Class::ORDINAL));
        if !time
            && (best
                || self.told(at)
                || page.hyphen(behind.wrapping_sub(1))
                || self.is(end, C::AGO)
                || self.part(end, Part::OF))
        {
            return None;
        }
        let planned = (at.saturating_sub(8).max(self.sentence.start)..at)
            .any(|before| self.is(before, C::FUTURE_IF_NEAR));
        if !time && !planned && !self.future(at) && !self.alone(at) {
            return None;
        }
        let moment = self.floating(|anchor| plus(anchor, period, count?).map(Moment::day));
        Some((moment, end))
    }

    /// Nothing but this in its sentence, or no verb at all before it.
    fn alone(&self, at: usize) -> bool {
        let from = at.saturating_sub(15).max(self.sentence.start);
        !(from..at).any(|before| self.page.class(before).intersects(Class::VERB))
    }

    /// Does a verb of the past stand before it?
    fn told(&self, at: usize) -> bool {
        let from = at.saturating_sub(25).max(self.sentence.start);
        (from..at).any(|before| {
            let class = self.page.class(before);
            (class.contains(Class::VERB_PAST) && !class.contains(Class::VERB_BASE)) || self.is(before, C::WAS)
        })
    }

    // ------------------------------------------------------------------ parts of periods

    /// A whole of which something is a part: "2015", "october 2015", "this month", "the year".
    fn whole(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.part(at, Part::THE));
        if let Some(period) = self.word(at + the).period.filter(|period| *period >= Period::Week)
            && (the == 1 || self.is(at.wrapping_sub(1), C::EDGE) || self.part(at.wrapping_sub(1), Part::OF))
            && self.word(at + the).part.is_empty() | self.word(at + the).part.contains(C::YEAR)
        {
            if let Some(found) = self.named_year(at + the) {
                return Some(found);
            }
            return Some((self.floating(|anchor| Moment::period(anchor, period)), at + the + 1));
        }
        if let Some(year) = self.year_number(at + the) {
            return self.decade(at + the).or_else(|| Some((Moment::year(year)?, at + the + 1)));
        }
        let (moment, end) = self.point(at)?;
        Some((moment.resolve(self.anchor, self.lean(at)), end))
    }

    /// "early March", "mid-May", "late 2000", "the end of April", "earlier this month", "late Friday".
    fn third(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        let third = if self.is(at, C::EARLY) {
            Third::Early
        } else if self.is(at, C::MID) {
            Third::Mid
        } else {
            Third::Late
        };
        let edge = self.is(at, C::EDGE);
        let mut next = at + 1;
        next += usize::from(page.hyphen(next));
        if edge {
            if !self.part(next, Part::OF) {
                return None;
            }
            next += 1;
        } else if self.part(next, Part::IN | Part::ON) {
            next += 1;
        }
        let (whole, end) = self.whole(next)?;
        if self.is(at, C::EARLIER) {
            return Some((whole, end));
        }
        let moment = match whole {
            Moment::Days(..) => whole.third(third)?,
            Moment::Written(written) => Moment::Written(written),
            Moment::Floating => Moment::Floating,
        };
        Some((moment, end))
    }

    /// "first week of 2015", "third quarter", "15th century", "first Monday of this month", "20th of the next month".
    fn ordinal_of(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        // "21", which no "st" follows
        if page.is_figure(at) && !(page.joined(at + 1) && page.number(at + 1).ordinal_ending) {
            return None;
        }
        let number = number::read(page, at, self.end(), false).filter(|n| n.kind == NumberKind::Ordinal)?;
        let nth: i8 = i8::try_from(number.value).ok().filter(|n| (1..=53).contains(n))?;
        let mut next = number.tokens.end;
        // "the first eight months of this year"
        if nth == 1
            && let Some((Some(count), behind)) = self.count(next)
            && let Some(period) = self.word(behind).period
            && self.part(behind + 1, Part::OF | Part::IN)
            && let Some((whole, end)) = self.whole(behind + 2)
        {
            let Some((from, to)) = whole.bounds() else { return Some((Moment::Floating, end)) };
            let last = plus(plus(from, period, count)?, Period::Day, -1)?;
            if last > to {
                return None;
            }
            let months = period >= Period::Month && from.day() == 1;
            return Some((if months { span_of_months(from, last) } else { Moment::days(from, last) }, end));
        }
        next += usize::from(page.hyphen(next));
        let word = self.word(next);
        if let Some(weekday) = word.weekday {
            let of = self.part(next + 1, Part::OF | Part::IN);
            let (whole, end) = if of { self.whole(next + 2) } else { None }?;
            let weekday = jiff::civil::Weekday::from_monday_one_offset(weekday).ok()?;
            let moment = match whole.bounds() {
                Some((from, _)) => from.nth_weekday_of_month(nth, weekday).ok().map(Moment::day)?,
                None => Moment::Floating,
            };
            return Some((moment, end));
        }
        match word.period {
            // "21st Century Fox" is a firm.
            Some(Period::Century) if page.capital(next) && page.capital(next + 1) => return None,
            Some(Period::Century) => {
                let edtf = format!("{:02}XX", nth - 1);
                return Some((Moment::edtf(edtf.into())?, next + 1));
            }
            Some(Period::Quarter | Period::Half) => {
                let (part, end) = self.ordinal_period(at)?;
                let of = usize::from(self.part(end, Part::OF | Part::IN));
                if let Some((year, behind)) = self.year_behind(end) {
                    return Some((part_of_year(year, part)?, behind));
                }
                if of == 1
                    && let Some((whole, behind)) = self.whole(end + 1)
                {
                    let moment = match whole.bounds() {
                        Some((from, to)) if days_between(from, to) > 300 => part_of_year(from.year(), part)?,
                        Some((from, to)) if part.0 == Period::Half => {
                            let middle = plus(from, Period::Day, days_between(from, to) / 2)?;
                            if part.1 == 1 {
                                Moment::days(from, middle)
                            } else {
                                Moment::days(plus(middle, Period::Day, 1)?, to)
                            }
                        }
                        Some(_) => return None,
                        None => Moment::Floating,
                    };
                    return Some((moment, behind));
                }
                // "in the third quarter": of the year that is not over, or the one before
                if part.0 == Period::Half || page.lower_word(end) && page.hyphen(end) {
                    return None;
                }
                let moment = self.floating(|anchor| {
                    let this = part_of_year(anchor.year(), part)?;
                    let begun = this.bounds().is_some_and(|(from, _)| from <= anchor);
                    if begun { Some(this) } else { part_of_year(anchor.year() - 1, part) }
                });
                return Some((moment, end));
            }
            Some(period @ (Period::Day | Period::Week | Period::Month | Period::Weekend)) => {
                let (whole, end) =
                    if self.part(next + 1, Part::OF | Part::IN) { self.whole(next + 2) } else { None }?;
                let Some((from, to)) = whole.bounds() else { return Some((Moment::Floating, end)) };
                if days_between(from, to) < 6 {
                    return None;
                }
                let moment = match period {
                    Period::Week => {
                        // The week that holds the first Thursday is the first.
                        let first = monday(plus(from, Period::Day, 3)?);
                        Moment::week_of(plus(first, Period::Week, i64::from(nth) - 1)?)?
                    }
                    period => Moment::period(plus(from, period, i64::from(nth) - 1)?, period)?,
                };
                return Some((moment, end));
            }
            _ => {}
        }
        // "the 20th of the next month"
        if self.part(next, Part::OF)
            && let Some((whole, end)) = self.whole(next + 1)
            && let Some((from, to)) = whole.bounds()
            && (28..=31).contains(&(days_between(from, to) + 1))
        {
            return Some((Moment::day(Date::new(from.year(), from.month(), nth).ok()?), end));
        }
        None
    }

    /// "third quarter", "first half".
    fn ordinal_period(&self, at: usize) -> Option<((Period, i8), usize)> {
        let page = &self.page;
        let number = number::read(page, at, self.end(), false).filter(|n| n.kind == NumberKind::Ordinal)?;
        let nth = i8::try_from(number.value).ok()?;
        let next = number.tokens.end + usize::from(page.hyphen(number.tokens.end));
        let period = self.word(next).period?;
        let limit = match period {
            Period::Quarter => 4,
            Period::Half => 2,
            _ => return None,
        };
        (1..=limit).contains(&nth).then_some(((period, nth), next + 1))
    }

    /// "Q1 2019", "q3 of 2018", "H2".
    fn quarter_code(&self, at: usize) -> Option<Found> {
        let part = self.code(at)?;
        let end = at + 2;
        if let Some((year, behind)) = self.year_behind(end) {
            return Some((part_of_year(year, part)?, behind));
        }
        self.is(at, C::QUARTER_LETTER)
            .then(|| (self.floating(|anchor| part_of_year(anchor.year(), part)), end))
    }

    fn code(&self, at: usize) -> Option<(Period, i8)> {
        let page = &self.page;
        let (period, limit) = if self.is(at, C::QUARTER_LETTER) {
            (Period::Quarter, 4)
        } else if self.is(at, C::HALF_LETTER) {
            (Period::Half, 2)
        } else {
            return None;
        };
        let nth = (at + 1 < self.end() && page.joined(at + 1))
            .then(|| page.slice(at + 1).parse::<i8>().ok())
            .flatten()?;
        (1..=limit).contains(&nth).then_some((period, nth))
    }

    /// "the year 2008", "fiscal 2024", "fiscal year 2024", "FY2023".
    fn named_year(&self, at: usize) -> Option<Found> {
        let mut next = at + 1;
        if self.is(at, C::FISCAL) && self.is(next, C::YEAR) {
            next += 1;
        }
        let year = self.year_number(next)?;
        if let Some((_, end)) = self.year_pair(next) {
            return self.year_pair(next).map(|(moment, _)| (moment, end));
        }
        Some((Moment::year(year)?, next + 1))
    }

    /// "week 1"
    fn numbered_period(&self, at: usize, period: Period) -> Option<Found> {
        let page = &self.page;
        if period != Period::Week {
            return None;
        }
        // "the week of April 10th"
        if self.part(at + 1, Part::OF)
            && let Some((moment, end)) = self.point(at + 2)
        {
            let moment = moment.resolve(self.anchor, self.lean(at));
            let Some((from, to)) = moment.bounds() else { return Some((Moment::Floating, end)) };
            return (from == to).then(|| Moment::week_of(from)).flatten().map(|moment| (moment, end));
        }
        let week: i8 = (page.is_figure(at + 1) && page.lower_word(at) && at + 1 < self.end())
            .then(|| page.slice(at + 1).parse().ok())
            .flatten()?;
        let moment = self.floating(|anchor| {
            let date =
                jiff::civil::ISOWeekDate::new(anchor.year(), week, jiff::civil::Weekday::Monday).ok()?;
            Moment::week_of(date.date())
        });
        (1..=53).contains(&week).then_some((moment, at + 2))
    }

    // ------------------------------------------------------------------ years

    /// "1990s", "the '90s", "1990's".
    fn decade(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        let apostrophe = usize::from(self.apostrophe_year(at));
        let figure = at + apostrophe;
        let slice = page.slice(figure);
        let value: i16 = slice.parse().ok().filter(|value| value % 10 == 0)?;
        let s = page.joined(figure + 1) && page.is(figure + 1, Part::PLURAL);
        let possessive = page.kind(figure + 1) == Some(PieceKind::Possessive);
        let led = self.part(at.wrapping_sub(1), Part::THE)
            || self.is(at.wrapping_sub(1), C::EARLY | C::MID | C::LATE)
            || (page.dash(at.wrapping_sub(1)) && self.is(at.wrapping_sub(2), C::MID));
        if !(s || (possessive && led)) {
            return None;
        }
        let decade = match slice.len() {
            4 if (1000..2200).contains(&value) => value / 10,
            2 if apostrophe == 1 || (led && value >= 50) => {
                if value >= 30 {
                    190 + value / 10
                } else {
                    200 + value / 10
                }
            }
            _ => return None,
        };
        Some((Moment::edtf(format_smolstr!("{decade:03}X"))?, figure + 2))
    }

    /// "2012-13", "2020-2023", "2020/21": years joined by a mark.
    fn year_pair(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        let year = self.year_number(at)?;
        let mark = page.dash(at + 1) || page.mark(at + 1, '/') || page.mark(at + 1, '~');
        if !mark
            || !page.joined(at + 1)
            || !page.joined(at + 2)
            || at + 2 >= self.end()
            || !page.is_figure(at + 2)
        {
            return None;
        }
        if page.dash(at + 3) && page.joined(at + 3) && page.is_figure(at + 4) {
            return None;
        }
        let slice = page.slice(at + 2);
        let glued = page.joined(at + 3) && page.kind(at + 3) == Some(PieceKind::Word);
        let second: i16 =
            (!glued && slice.bytes().all(|b| b.is_ascii_digit())).then(|| slice.parse().ok()).flatten()?;
        let second = match slice.len() {
            2 => year / 100 * 100 + second,
            4 => second,
            _ => return None,
        };
        (second > year && second < 2200)
            .then(|| Moment::edtf(format_smolstr!("{year:04}/{second:04}")))
            .flatten()
            .map(|moment| (moment, at + 3))
    }

    /// A bare year, where the words around it say that it is one.
    fn year(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        // "2018Q4"
        if let Some(part) = self.code(at + 1)
            && page.joined(at + 1)
            && page.slice(at).len() == 4
            && let Ok(year) = page.slice(at).parse::<i16>()
        {
            return Some((part_of_year(year, part)?, at + 3));
        }
        let year = self.year_number(at)?;
        let before = (at > self.sentence.start).then(|| at - 1);
        if before.is_some_and(|before| {
            page.joined(at)
                && (page.kind(before) == Some(PieceKind::Word)
                    || matches!(page.slice(before), "$" | "€" | "£" | "#" | "/" | "_" | "."))
        }) {
            return None;
        }
        // "2019 q1", "2018Q4"
        if let Some(part) = self.code(at + 1) {
            return Some((part_of_year(year, part)?, at + 3));
        }
        let modern = (1900..2100).contains(&year);
        if let Some(pair) = self.year_pair(at)
            && (modern || before.is_some_and(|before| self.is(before, C::YEAR_WORD)))
        {
            return Some(pair);
        }
        if page.dash(at + 1) && page.joined(at + 1) && page.is_figure(at + 2) {
            return None;
        }
        let end = at + 1 + usize::from(self.is(at + 1, C::ERA));
        let found = Some((Moment::year(year)?, end));
        if end > at + 1 {
            return found;
        }
        if page.mark(at + 1, '.') && page.joined(at + 2) && page.is_figure(at + 2) {
            return None;
        }
        let unit = super::unit::after(page, at + 1, self.end(), Decimal::from(year)).is_some();
        if unit {
            return None;
        }
        let counted = page.lower_word(at + 1) && page.plural(at + 1);
        let multiplied = page.number(at + 1).multiplier.is_some();
        if multiplied {
            return None;
        }
        let Some(before) = before else {
            return (modern && !counted).then_some(found).flatten();
        };
        let strong = self.is(before, C::SINCE | C::YEAR)
            || self.part(before, Part::IN)
            || self.word(before).season.is_some();
        if strong {
            return (modern || !counted).then_some(found).flatten();
        }
        let word =
            self.is(before, C::YEAR_WORD) || page.dash(before) && self.is(before.wrapping_sub(1), C::MID);
        let behind = page.kind(at + 1);
        let closes =
            at + 1 >= self.end() || behind == Some(PieceKind::Mark) || behind == Some(PieceKind::Possessive);
        if word {
            return (!counted && (modern || closes)).then_some(found).flatten();
        }
        if !modern {
            return None;
        }
        let determined = self.part(before, Part::THE | Part::ARTICLE)
            || page.kind(before) == Some(PieceKind::Possessive)
            || page.class(before).intersects(Class::POSSESSIVE | Class::DETERMINER);
        let bracketed = matches!(page.slice(before), "(" | "[");
        let spoken = matches!(page.kind(before), Some(PieceKind::Mark))
            && closes
            && !matches!(page.slice(before), "~" | "=" | "+");
        // "the May-June 2010 session", "Copa América 2024", "not 1998"
        let named = page.kind(before) == Some(PieceKind::Word)
            && closes
            && !page.class(before).intersects(Class::VERB);
        (determined || bracketed || spoken || named).then_some(found).flatten()
    }

    /// "over the weekend": the one that is on or just past.
    fn the_weekend(&self, at: usize) -> Option<Found> {
        if self.word(at + 1).period != Some(Period::Weekend) || self.part(at + 2, Part::OF) {
            return None;
        }
        let future = self.future(at);
        Some((self.floating(|anchor| Moment::weekend_of(nearest(anchor, 6, future)?)), at + 2))
    }

    /// "the nineties", "the early eighties".
    fn the_decade(&self, at: usize) -> Option<Found> {
        let early = usize::from(self.is(at + 1, C::EARLY | C::MID | C::LATE));
        let hyphen = usize::from(early == 1 && self.page.hyphen(at + 2));
        let next = at + 1 + early + hyphen;
        let decade = self.word(next).decade?;
        let whole =
            Moment::edtf(format_smolstr!("{}X", if decade < 3 { 200 + decade } else { 190 + decade }))?;
        let third = if self.is(at + 1, C::EARLY) {
            Third::Early
        } else if self.is(at + 1, C::MID) {
            Third::Mid
        } else {
            Third::Late
        };
        Some((if early == 1 { whole.third(third)? } else { whole }, next + 1))
    }

    /// "the 15th", "on the first": a day of the month nearest to the day of publication.
    fn definite(&self, at: usize) -> Option<Found> {
        let page = &self.page;
        let (day, end, kind) = self.day_number(at + 1)?;
        if kind != NumberKind::Ordinal
            || self.word(end).period.is_some()
            || self.part(end, Part::OF)
            || self.word(end).month.is_some()
        {
            return None;
        }
        let closes = end >= self.end() || (page.kind(end) == Some(PieceKind::Mark) && !page.dash(end));
        let on = at > self.sentence.start && page.is(at - 1, Part::ON);
        let figures = page.is_figure(at + 1);
        let alone = at == self.sentence.start && figures;
        if !closes || !(on || alone) {
            return None;
        }
        let future = self.future(at);
        let moment = self.floating(|anchor| {
            let mut month = anchor.first_of_month();
            for _ in 0..3 {
                if let Ok(date) = Date::new(month.year(), month.month(), day)
                    && if future { date >= anchor } else { date <= anchor }
                {
                    return Some(Moment::day(date));
                }
                month = plus(month, Period::Month, if future { 1 } else { -1 })?;
            }
            None
        });
        Some((moment, end))
    }
}

/// The first day of a month, quarter or year of which steps are counted; other periods step from the day.
trait FirstIf {
    fn first_if(self, period: Period) -> Date;
}

impl FirstIf for Date {
    fn first_if(self, period: Period) -> Date {
        match period {
            Period::Month | Period::Quarter | Period::Half => {
                let first = self.first_of_month();
                let back = match period {
                    Period::Quarter => (self.month() - 1) % 3,
                    Period::Half => (self.month() - 1) % 6,
                    _ => 0,
                };
                plus(first, Period::Month, -i64::from(back)).unwrap_or(first)
            }
            _ => self,
        }
    }
}

fn written(year: i16, month: i8, day: i8) -> Option<Written> {
    Date::new(year, month, day).ok()?;
    Some(Written { year: Some(year), month: Some(month), day: Some(day), weekday: None })
}

/// Month and day as the figures allow; American order where both are possible.
fn ordered(a: i8, b: i8, year: i16) -> Option<Written> {
    written(year, a, b).or_else(|| written(year, b, a))
}

fn part_of_year(year: i16, part: (Period, i8)) -> Option<Moment> {
    match part.0 {
        Period::Quarter => Moment::quarter(year, part.1),
        _ => Moment::half(year, part.1),
    }
}

fn span_of_months(first: Date, last: Date) -> Moment {
    let edtf = format!("{:04}-{:02}/{:04}-{:02}", first.year(), first.month(), last.year(), last.month());
    Moment::Days(first, last, Some(edtf.into()))
}

fn weekday_of_week(anchor: Date, weeks: i64, weekday: i8) -> Option<Moment> {
    let first = plus(monday(anchor), Period::Week, weeks)?;
    plus(first, Period::Day, i64::from(weekday) - 1).map(Moment::day)
}

/// "Tuesday the eleventh": the nearest month in which the two fall together.
fn day_and_weekday(anchor: Date, day: i8, weekday: i8) -> Option<Moment> {
    let mut found: Option<Date> = None;
    for away in -6..=6 {
        let month = plus(anchor.first_of_month(), Period::Month, away)?;
        let Ok(date) = Date::new(month.year(), month.month(), day) else { continue };
        if date.weekday().to_monday_one_offset() == weekday
            && found.is_none_or(|best| days_between(anchor, date).abs() < days_between(anchor, best).abs())
        {
            found = Some(date);
        }
    }
    found.map(Moment::day)
}
