//! Times on the page: dates, ranges, durations, repeated times, resolved against the article's date.
//!
//! A weekday is the nearest one on or before the day of publication, unless a verb before it looks ahead
//! ("will meet on Monday"); a date without a year lies in the past likewise, unless it is due within two months
//! and no verb tells of the past. Where the article has no date,
//! "last week" stays unresolved (empty EDTF) and "October 16" keeps an unknown year (`XXXX-10-16`).

use std::ops::Range;

use jiff::civil::Date;
use smol_str::{SmolStr, format_smolstr};

use super::ahead::Ahead;
use super::date::{Dates, Found};
use super::hours;
use super::moment::{Moment, Written, days_between, plus};
use super::number::NumberKind;
use super::page::{Page, Parts};
use super::quantity::{Reader, counts_one};
use super::{Sentence, Token};
use crate::article::Article;
use crate::piece::PieceKind;
use crate::rules::Rules;
use crate::rules::calendar::{CalendarPart as C, Period};
use crate::rules::number::Part;
use crate::span::Span;
use crate::value::{Decimal, Hours, Quantity, Time, TimeKind};

/// A time expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it means; relative times stay unresolved (`edtf` empty) where the article has no date.
    pub time: Time,
    /// The hours of the day, where it says so: "Friday night", "around 9 pm".
    pub hours: Option<Hours>,
}

/// Reads the time expressions of an article, in order, not overlapping.
pub(super) fn read(
    article: &Article,
    tokens: &[Token],
    parts: &Parts,
    sentences: &[Sentence],
    rules: &Rules,
) -> Vec<TimeMention> {
    let page = Page { text: &article.text, tokens, rules, parts };
    let ahead = Ahead::of(&page);
    let years = years(&page);
    let mut mentions = Vec::new();
    for sentence in sentences {
        let dates = Dates {
            page,
            anchor: article.date,
            sentence: sentence.tokens.clone(),
            years: &years,
            ahead: &ahead,
            depth: 0,
        };
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            match starts(&dates, at).then(|| mention(&dates, at)).flatten() {
                Some((time, range)) if range.end > at && range.end <= sentence.tokens.end => {
                    at = range.end;
                    let span = tokens[range.start].span.cover(tokens[range.end - 1].span);
                    let hours = hours::of(&dates, &time, &range);
                    mentions.push(TimeMention { span, tokens: range, time, hours });
                }
                _ => at += 1,
            }
        }
    }
    mentions
}

/// The years that an article names in figures: "2018", not the same number of people.
fn years(page: &Page) -> Vec<i16> {
    let year = |at: usize| {
        let slice = page.slice(at);
        let plain = page.is_figure(at) && slice.len() == 4 && !page.plural(at + 1);
        plain.then(|| slice.parse().ok()).flatten().filter(|year| (1900..2200).contains(year))
    };
    let mut years: Vec<i16> = (0..page.tokens.len()).filter_map(year).collect();
    years.sort_unstable();
    years.dedup();
    years
}

/// Can a time begin with this token?
fn starts(dates: &Dates, at: usize) -> bool {
    let page = &dates.page;
    if !dates.ahead.time(at) {
        return false;
    }
    if page.is_figure(at) {
        return figure_opens(dates, at);
    }
    let word = dates.word(at);
    let lead = C::LAST
        | C::NEXT
        | C::THIS
        | C::EARLY
        | C::MID
        | C::LATE
        | C::SINCE
        | C::PRIOR
        | C::BEFORE
        | C::AFTER
        | C::EVERY
        | C::FISCAL
        | C::YEAR
        | C::DAY
        | C::HOLIDAY;
    word.month.is_some()
        || word.decade.is_some()
        || word.weekday.is_some()
        || word.season.is_some()
        || word.period.is_some()
        || word.part.intersects(lead)
        || page.is_numeric(at)
        || opens(dates, at)
        || word.part.intersects(C::QUARTER_LETTER | C::HALF_LETTER)
        || matches!(page.slice(at), "'" | "’" | "‘")
}

/// Can a figure open a time? One that looks like no date, year or day of a month does so only by the unit behind it.
fn figure_opens(dates: &Dates, at: usize) -> bool {
    dates.page.slice(at).len() <= 2 || dates.ahead.heart(at) || dates.ahead.length(at)
}

/// Can a small word open a time together with those behind it: "from March", "in two weeks", "as early as", "a few"?
fn opens(dates: &Dates, at: usize) -> bool {
    let page = &dates.page;
    let (part, numbers) = (page.part(at), &page.rules.numbers);
    let ahead = |ahead: usize| page.word(at + ahead);
    let calendar = &page.rules.calendar;
    let dated = || calendar.words.has(page.word(at + 1));
    part.contains(Part::ARTICLE) && (dated() || counts_one(page, at))
        || part.contains(Part::THE)
            && (dated()
                || page.is_figure(at + 1)
                || page.is_numeric(at + 1)
                || page.is(at + 1, Part::THE | Part::ARTICLE | Part::VAGUE)
                || matches!(page.slice(at + 1), "'" | "’" | "‘")
                || calendar.days.begins(page.word(at)) && calendar.days.matches(ahead).next().is_some())
        || part.contains(Part::IN) && dates.ahead.length(at)
        || part.intersects(Part::FROM | Part::BETWEEN) && starts(dates, at + 1)
        || part.contains(Part::VAGUE)
            && (part.intersects(Part::COUPLE | Part::FEW) || numbers.vague.matches(ahead).next().is_some())
        || part.contains(Part::BOUND)
            && (part.intersects(Part::AS | Part::NO)
                || dates.is(at, C::EARLIER)
                || numbers.before.matches(ahead).next().is_some())
}

/// The time that begins at a token.
fn mention(dates: &Dates, at: usize) -> Option<(Time, Range<usize>)> {
    let page = &dates.page;
    if let Some(found) = clock(dates, at) {
        return Some(found);
    }
    if let Some(found) = repeated(dates, at) {
        return Some(found);
    }
    let (between, from) = (page.is(at, Part::BETWEEN), page.is(at, Part::FROM));
    let start = at + usize::from(between || from);
    if let Some((time, end)) = days_of_month(dates, start, between).or_else(|| numeric_range(dates, start)) {
        return Some((time, at..end));
    }
    let point = dates.point(start);
    if let Some(point) = &point
        && let Some((time, end)) =
            range(dates, start, point, between).or_else(|| two_days(dates, start, point))
    {
        return Some((time, at..end));
    }
    let point = point.filter(|_| start == at);
    if let Some(found) = open(dates, at) {
        return Some(found);
    }
    if page.is(at, Part::BOUND)
        && let Some(found) = more_or_less(dates, at)
    {
        return Some(found);
    }
    if let Some((moment, end)) = dates.ahead(at) {
        return Some((moment.time(), at..end));
    }
    if let Some((moment, end)) = point {
        return Some((moment.resolve(dates.anchor, dates.lean(at)).time(), at..end));
    }
    let number = page.is_figure(at) || page.is_numeric(at);
    let length = number
        || page.is(at, Part::BOUND | Part::VAGUE)
        || (page.is(at, Part::ARTICLE) && unit_follows(page, at + 1));
    if length { duration(dates, at) } else { None }
}

/// Does the name of a unit stand here?
fn unit_follows(page: &Page, at: usize) -> bool {
    super::unit::after(page, at, at + 4, Decimal::ONE).is_some()
}

/// "more than two weeks ago", "less than 2 days after the vote": a day and all before, or after, it.
fn more_or_less(dates: &Dates, at: usize) -> Option<(Time, Range<usize>)> {
    let reader = Reader { page: dates.page, sentence: dates.sentence.clone(), limit: dates.sentence.end };
    let (low, high, start) = reader.bound(at)?;
    let (moment, end) = dates.counted(start)?;
    let (Some((from, to)), Some(anchor)) = (moment.bounds(), dates.anchor) else {
        return Some((moment.time(), at..end));
    };
    let back = from <= anchor && (start..end).any(|at| dates.is(at, C::AGO | C::BEFORE));
    let time = match (low, high) {
        (true, false) if back => Time::between(None, Some(to)),
        (true, false) => Time::between(Some(from), None),
        _ => moment.time(),
    };
    Some((time, at..end))
}

/// "since 2014", "before May 2020", "after 2018", "as early as next year", "no later than January 1, 2010".
fn open(dates: &Dates, at: usize) -> Option<(Time, Range<usize>)> {
    let page = &dates.page;
    // Which end is open, and is the time itself inside?
    let (start, after, inside) = if dates.is(at, C::SINCE) {
        (at + 1, true, true)
    } else if page.is(at, Part::AS) && page.is(at + 2, Part::AS) && dates.is(at + 1, C::EARLY | C::LATE) {
        (at + 3, dates.is(at + 1, C::EARLY), true)
    } else if page.is(at, Part::AS) && page.is(at + 1, Part::OF) {
        return None;
    } else if page.is(at, Part::NO) && dates.is(at + 1, C::EARLIER) && dates.is(at + 2, C::THAN) {
        (at + 3, dates.is(at + 1, C::EARLY), true)
    } else if dates.is(at, C::EARLIER) && dates.is(at + 1, C::THAN) {
        (at + 2, dates.is(at, C::LATE), false)
    } else if dates.is(at, C::AFTER) {
        (at + 1, true, false)
    } else if dates.is(at, C::BEFORE) {
        (at + 1, false, false)
    } else if dates.is(at, C::PRIOR) && page.is(at + 1, Part::TO) {
        (at + 2, false, false)
    } else {
        return None;
    };
    let (moment, end) = dates.point(start)?;
    // "after Friday's strike" says nothing of what came later; nor does "after the 2010 election"
    let possessive = page.kind(end) == Some(PieceKind::Possessive) || matches!(page.slice(end), "'" | "’");
    if possessive
        || (!inside
            && page.kind(end) == Some(PieceKind::Word)
            && page.is(start, Part::THE)
            && !dates.is(end, C::PREPOSITION))
    {
        return None;
    }
    let moment = moment.resolve(dates.anchor, dates.lean(at));
    let (from, to) = match moment {
        Moment::Days(from, to, _) => (from, to),
        moment => return Some((moment.time(), at..end)),
    };
    let time = match (after, inside) {
        (true, true) => Time::between(Some(from), None),
        (true, false) => Time::between(Some(plus(to, Period::Day, 1)?), None),
        (false, true) => Time::between(None, Some(to)),
        // "before the end of December" is not before its last third.
        (false, false) => {
            let edge = (start..end).any(|at| dates.is(at, C::EDGE) && dates.is(at, C::LATE));
            Time::between(None, Some(if edge { to } else { plus(from, Period::Day, -1)? }))
        }
    };
    Some((time, at..end))
}

/// "13 to 15 July", "3 and 12 of Sept", "11/12 October", "the 27th to the third of April".
fn days_of_month(dates: &Dates, at: usize, between: bool) -> Option<(Time, usize)> {
    let page = &dates.page;
    let the = usize::from(page.is(at, Part::THE));
    if let Some((day, behind, _)) = dates.day_number(at + the)
        && let Some(next) = joint(dates, behind, between).or_else(|| {
            let slash = page.mark(behind, '/') && page.joined(behind) && page.joined(behind + 1);
            slash.then_some(behind + 1)
        })
        && let Some((Moment::Written(second), end)) = dates.point(next)
        && let (Some(month), Some(last)) = (second.month, second.day)
        && dates.word(next).month.is_none()
    {
        let mut first = Written { day: Some(day), ..second };
        if day > last {
            // "from the twenty-seventh to the third of April": of the month before
            first.month = Some(if month == 1 { 12 } else { month - 1 });
            if month == 1 {
                first.year = second.year.map(|year| year - 1);
            }
        }
        return both(dates, at, Moment::Written(first), Moment::Written(second), end);
    }
    None
}

/// "Nov 18-19", "March to May", "2007 to the end of 2008", "Oct 11/12".
fn range(dates: &Dates, at: usize, point: &Found, between: bool) -> Option<(Time, usize)> {
    let page = &dates.page;
    let (first, behind) = (point.0.clone(), point.1);
    let slash = page.mark(behind, '/') && page.joined(behind) && page.joined(behind + 1);
    let next = joint(dates, behind, between).or_else(|| slash.then_some(behind + 1))?;
    // "November 18-19", "April 9th through seventeenth", "Oct 11/12"
    if let Moment::Written(written) = &first
        && written.month.is_some()
    {
        let the = usize::from(page.is(next, Part::THE));
        if let Some(day) = written.day
            && let Some((last, end, kind)) = dates.day_number(next + the)
            && dates.word(end).month.is_none()
            && !(kind == NumberKind::Cardinal && page.lower_word(end) && page.plural(end))
            && !(page.is(end, Part::OF) && dates.word(end + 1).month.is_some())
            && !(page.joined(end) && tied(page, end))
        {
            let mut second = Written { day: Some(last), weekday: None, ..*written };
            if last <= day {
                let month = written.month.unwrap_or(12);
                second.month = Some(if month == 12 { 1 } else { month + 1 });
                second.year = written.year.map(|year| if month == 12 { year + 1 } else { year });
            }
            let mut first = *written;
            let mut end = end;
            if first.year.is_none()
                && let Some((year, behind)) = dates.year_after(end)
            {
                second.year = Some(year);
                first.year = Some(if second.month < first.month { year - 1 } else { year });
                end = behind;
            }
            return both(dates, at, Moment::Written(first), Moment::Written(second), end);
        }
    }
    if slash {
        return None;
    }
    let (second, end) = dates.point(next)?;
    // "before Monday to ease": a range has two ends of like kind.
    both(dates, at, first, second, end)
}

/// "On Tuesday and Wednesday": two days, one after the other.
fn two_days(dates: &Dates, at: usize, point: &Found) -> Option<(Time, usize)> {
    let next = point.1 + 1;
    let weekdays = [at, next].into_iter().all(|at| dates.word(at).weekday.is_some());
    let joined = weekdays && dates.page.is(point.1, Part::AND);
    let (second, end) = dates.point(next).filter(|_| joined)?;
    let (Moment::Days(from, to, _), Moment::Days(start, last, _)) = (&point.0, &second) else { return None };
    let follows = from == to && start == last && days_between(*to, *start) == 1;
    follows.then(|| (Time::between(Some(*from), Some(*last)), end))
}

/// Is this a mark that ties a figure to what follows: "18/", "18%", "18.5"? A full stop that ends a sentence is none.
fn tied(page: &Page, at: usize) -> bool {
    matches!(page.slice(at), "/" | "%" | "-") || (page.mark(at, '.') && page.is_figure(at + 1))
}

/// The token behind "to", "through", a dash, or (after "between") "and".
fn joint(dates: &Dates, at: usize, between: bool) -> Option<usize> {
    let page = &dates.page;
    if at >= dates.sentence.end {
        return None;
    }
    if between {
        return page.is(at, Part::AND).then_some(at + 1);
    }
    if page.is(at, Part::TO) {
        return Some(at + 1);
    }
    let dash = page.dash(at) && page.slice(at) != "—" && (page.joined(at) == page.joined(at + 1));
    let wave = matches!(page.slice(at), "~" | "～");
    (dash || wave).then_some(at + 1)
}

/// "10/1-11/2/2017": month and day, month and day and year.
fn numeric_range(dates: &Dates, at: usize) -> Option<(Time, usize)> {
    let page = &dates.page;
    let small = |at: usize| page.is_figure(at).then(|| page.slice(at).parse::<i8>().ok()).flatten();
    if !(page.mark(at + 1, '/') && page.dash(at + 3)) {
        return None;
    }
    let (month, day) = (small(at)?, small(at + 2)?);
    let (Moment::Written(second), end) = dates.point(at + 4)? else { return None };
    let year = second.year?;
    let first = Written { year: Some(year), month: Some(month), day: Some(day), weekday: None };
    both(dates, at, Moment::Written(first), Moment::Written(second), end)
}

/// Two moments as the ends of one stretch; the year of one serves for the other.
fn both(dates: &Dates, at: usize, first: Moment, second: Moment, end: usize) -> Option<(Time, usize)> {
    let lean = dates.lean(at);
    let (mut first, mut second) = (first, second);
    if let Moment::Written(written) = &second
        && written.year.is_none()
        && let Moment::Written(start) = &first
        && let Some(year) = start.year
    {
        let later = (written.month, written.day) >= (start.month, start.day);
        second = Moment::Written(written.with_year(if later { year } else { year + 1 }));
    }
    if let Moment::Written(written) = &first
        && written.year.is_none()
    {
        let last = second.resolve(dates.anchor, lean);
        if let Some((_, to)) = last.bounds() {
            let this = Moment::Written(written.with_year(to.year()));
            first = match this.bounds() {
                Some((from, _)) if from <= to => this,
                _ => Moment::Written(written.with_year(to.year() - 1)),
            };
            second = last;
        }
    }
    let (mut first, second) = (first.resolve(dates.anchor, lean), second.resolve(dates.anchor, lean));
    // "from Monday to Friday": of one week
    if let (Moment::Days(from, to, _), Moment::Days(start, last, _)) = (&first, &second)
        && from == to
        && start == last
        && from > start
        && days_between(*start, *from) < 7
    {
        first = Moment::day(plus(*from, Period::Day, -7)?);
    }
    match (&first, &second) {
        (Moment::Days(from, to, one), Moment::Days(start, last, other)) => {
            if from > last || days_between(*from, *last) > 200_000 {
                return None;
            }
            // "2014 through 2018" keeps its years; a day and a month do not mix.
            let whole = |moment: &Option<SmolStr>, first: Date, last: Date| {
                moment
                    .clone()
                    .filter(|text| !text.contains('/') && (text.len() == 4 || text.len() == 7))
                    .or_else(|| (first == last).then(|| format_smolstr!("{first}")))
            };
            let time = match (whole(one, *from, *to), whole(other, *start, *last)) {
                (Some(one), Some(other))
                    if one.len() == other.len()
                        && !(one.ends_with('X'))
                        && quarterless(&one)
                        && quarterless(&other) =>
                {
                    if one == other {
                        return None;
                    }
                    Time {
                        edtf: format_smolstr!("{one}/{other}"),
                        kind: TimeKind::Date,
                        earliest: Some(*from),
                        latest: Some(*last),
                    }
                }
                _ => Time::between(Some(*from), Some(*last)),
            };
            Some((time, end))
        }
        (Moment::Written(one), Moment::Written(other)) => {
            let edtf = format_smolstr!("{}/{}", one.edtf(), other.edtf());
            Some((Time { edtf, kind: TimeKind::Date, earliest: None, latest: None }, end))
        }
        _ => Some((Time::unresolved(), end)),
    }
}

/// No quarter or season: EDTF does not let those be the ends of an interval.
fn quarterless(edtf: &str) -> bool {
    edtf.get(5..7).is_none_or(|month| month <= "12")
}

/// "every Friday", "each year", "on Sundays".
fn repeated(dates: &Dates, at: usize) -> Option<(Time, Range<usize>)> {
    let page = &dates.page;
    let set = |edtf: String, end: usize| Some((Time::new(edtf, TimeKind::Set), at..end));
    let weekday = |number: i8| format!("XXXX-WXX-{number}");
    if let Some(number) = dates.word(at).weekday
        && !dates.word(at).short
        && page.slice(at).ends_with('s')
        && !(at > dates.sentence.start && (page.is_figure(at - 1) || page.number(at - 1).cardinal.is_some()))
    {
        return set(weekday(number), at + 1);
    }
    if !dates.is(at, C::EVERY) {
        return None;
    }
    let word = dates.word(at + 1);
    if let Some(number) = word.weekday.filter(|_| !word.short) {
        return set(weekday(number), dates.day_part(at + 2));
    }
    if let Some(month) = word.month.filter(|_| !word.short || page.capital(at + 1)) {
        return set(format!("XXXX-{month:02}"), at + 2);
    }
    let edtf = match word.period? {
        Period::Day => "XXXX-XX-XX",
        Period::Weekend => "XXXX-WXX-WE",
        Period::Week => "XXXX-WXX",
        Period::Fortnight => "P2W",
        Period::Month => "XXXX-XX",
        Period::Quarter => "XXXX-QX",
        Period::Half => return None,
        Period::Year => "XXXX",
        Period::Decade => "XXX",
        Period::Century => "XX",
    };
    set(edtf.to_owned(), at + 2)
}

/// "6:30 a.m.", "10am", "18:00 GMT", "2.17pm".
fn clock(dates: &Dates, at: usize) -> Option<(Time, Range<usize>)> {
    let page = &dates.page;
    if !page.is_figure(at)
        || (at > dates.sentence.start && page.joined(at) && page.kind(at - 1) != Some(PieceKind::Mark))
    {
        return None;
    }
    let slice = page.slice(at);
    // "0915 GMT", "at 2220", "at approximately 2230"
    let before = at.saturating_sub(1).max(dates.sentence.start);
    let led = dates.is(before, C::AT)
        || (page.is(before, Part::BOUND) && before > dates.sentence.start && dates.is(before - 1, C::AT));
    let counted = page.kind(at + 1) == Some(PieceKind::Word)
        && (page.plural(at + 1) || page.capital(at + 1) || unit_follows(page, at + 1));
    let zone = dates.is(at + 1, C::ZONE);
    if slice.len() == 4
        && (zone || (led && !counted))
        && let (Some(hour), Some(minute)) = (slice.get(..2), slice.get(2..))
        && let (Ok(hour), Ok(minute)) = (hour.parse::<u8>(), minute.parse::<u8>())
        && hour <= 24
        && minute < 60
    {
        let end = at + 1 + usize::from(zone);
        return Some((Time::new(format!("T{hour:02}:{minute:02}"), TimeKind::Time), at..end));
    }
    let (hour, minute, mut next) = match slice.split_once('.') {
        Some((hour, minute)) if minute.len() == 2 => {
            (hour.parse::<u32>().ok()?, minute.parse::<u32>().ok()?, at + 1)
        }
        Some(_) => return None,
        None => {
            let hour = slice.parse::<u32>().ok()?;
            let colon = page.mark(at + 1, ':')
                && page.joined(at + 1)
                && page.joined(at + 2)
                && page.slice(at + 2).len() == 2;
            match (colon && at + 2 < dates.sentence.end)
                .then(|| page.slice(at + 2).parse::<u32>().ok())
                .flatten()
            {
                Some(minute) => (hour, minute, at + 3),
                None => (hour, 0, at + 1),
            }
        }
    };
    // "between 9 and 11 a.m."
    if next == at + 1
        && (page.is(next, Part::AND | Part::TO) || page.dash(next))
        && page.is_figure(next + 1)
        && (dates.is(next + 2, C::CLOCK) || page.mark(next + 2, ':'))
        && let Some((_, range)) = clock(dates, next + 1)
    {
        return Some((Time::new(format!("T{hour:02}:{minute:02}"), TimeKind::Time), at..range.end));
    }
    let mut colon = next == at + 3;
    if hour > 24 || minute > 59 {
        // "2:17:35 GMT" and the like are not read.
        return None;
    }
    // seconds
    if colon && page.mark(next, ':') && page.is_figure(next + 1) && page.joined(next + 1) {
        next += 2;
    }
    let mut hour = hour;
    while next < dates.sentence.end && dates.is(next, C::CLOCK) {
        let half = page.slice(next).to_ascii_lowercase();
        if half.starts_with('p') && hour < 12 {
            hour += 12;
        }
        if half.starts_with('a') && hour == 12 {
            hour = 0;
        }
        next += 1;
        // "p.m" with its last stop apart
        if page.mark(next, '.') && page.joined(next) && half.contains('.') && !half.ends_with('.') {
            next += 1;
        }
        colon = true;
    }
    // "At 10.25 on Sunday morning", "took off at 10.25 and crashed at 11 am"
    let told = next == at + 1 && slice.contains('.') && led && clocked(dates, next);
    if !(colon || told) {
        return None;
    }
    let next = zone_behind(dates, next).unwrap_or(next);
    let edtf = format!("T{hour:02}:{minute:02}");
    Some((Time::new(edtf, TimeKind::Time), at..next))
}

/// The end of "local time", "Singapore time" behind a clock.
fn zone_behind(dates: &Dates, at: usize) -> Option<usize> {
    let named = dates.is(at, C::ZONE) || dates.page.capital(at);
    (at + 1 < dates.sentence.end && named && dates.is(at + 1, C::TIME)).then_some(at + 2)
}

/// Does the sentence tell of hours, and nothing behind a figure with a point make it another amount?
fn clocked(dates: &Dates, next: usize) -> bool {
    let page = &dates.page;
    let other = page.is_numeric(next) || unit_follows(page, next) || matches!(page.slice(next), "%" | "-");
    let hour = |at: usize| dates.is(at, C::CLOCK) || dates.word(at).hours.is_some();
    !other && dates.sentence.clone().any(hour)
}

/// "three days", "an hour and a half", "2 years and 3 months": a length of time that no calendar holds.
fn duration(dates: &Dates, at: usize) -> Option<(Time, Range<usize>)> {
    let page = &dates.page;
    if !dates.ahead.length(at) || page.is(at, Part::ARTICLE) && !counts_one(page, at) {
        return None;
    }
    let reader = Reader { page: dates.page, sentence: dates.sentence.clone(), limit: dates.sentence.end };
    let mention = reader.mention(at)?;
    if mention.quantity.dimension != "duration" {
        return None;
    }
    let edtf = iso_duration(&mention.quantity)?;
    Some((Time::new(edtf, TimeKind::Duration), mention.tokens))
}

/// `P3D`, `PT90M`; the bound itself where the length is open.
fn iso_duration(quantity: &Quantity) -> Option<String> {
    let interval = &quantity.interval;
    // "a few hours" has no length that a calendar could use.
    if interval.approximate && interval.low.is_some() && interval.point().is_none() {
        return None;
    }
    let value = interval.point().or(interval.low.or(interval.high).map(|bound| bound.value))?;
    let value = value.round_sf(12)?.normalize();
    let text = value.to_string();
    let times = |by: i64| value.checked_mul(by.into()).map(|value| value.normalize().to_string());
    Some(match quantity.unit.as_str() {
        "s" => format!("PT{text}S"),
        "min" => format!("PT{text}M"),
        "h" => format!("PT{text}H"),
        "d" => format!("P{text}D"),
        "wk" => format!("P{text}W"),
        "2.wk" => format!("P{}W", times(2)?),
        "mo" => format!("P{text}M"),
        "3.mo" => format!("P{}M", times(3)?),
        "a" => format!("P{text}Y"),
        "10.a" => format!("P{}Y", times(10)?),
        "100.a" => format!("P{}Y", times(100)?),
        _ => return None,
    })
}

impl Dates<'_> {
    /// The year behind a range of days: ", 2020".
    fn year_after(&self, at: usize) -> Option<(i16, usize)> {
        if let Some(year) = self.year_number(at) {
            return Some((year, at + 1));
        }
        let comma = self.page.mark(at, ',') || self.page.is(at, Part::OF | Part::IN);
        comma.then(|| self.year_number(at + 1)).flatten().map(|year| (year, at + 2))
    }
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;
    use proptest::prelude::*;

    use super::*;
    use crate::annotate::annotate;

    /// The times of a sentence published on Thursday, October 16, 2025.
    fn times(text: &str) -> String {
        on(text, Some(jiff::civil::date(2025, 10, 16)))
    }

    fn on(text: &str, date: Option<Date>) -> String {
        let rules = RULES.get_or_init(|| Rules::embedded().unwrap());
        let mut article = Article::plain("test", text);
        article.date = date;
        let annotations = annotate(&article, rules);
        let one = |mention: &TimeMention| format!("{} = {}", mention.span.of(text), mention.time);
        annotations.times.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn dates_in_full() {
        let t = times;
        assert_snapshot!(t("On October 16, 2025, on 16 Oct 2025, on 2025-10-16 and 31/Oct/1974."), @"October 16, 2025 = 2025-10-16; 16 Oct 2025 = 2025-10-16; 2025-10-16 = 2025-10-16; 31/Oct/1974 = 1974-10-31");
        assert_snapshot!(t("The 4th of July, 1995; June 1992; May 8, 1945; 10.31.1974"), @"The 4th of July, 1995 = 1995-07-04; June 1992 = 1992-06; May 8, 1945 = 1945-05-08; 10.31.1974 = 1974-10-31");
        assert_snapshot!(t("In 2019 and in the 1990s, in the 19th century."), @"2019 = 2019; the 1990s = 199X; the 19th century = 18XX");
    }

    #[test]
    fn dates_without_a_year_lie_in_the_past() {
        let t = times;
        assert_snapshot!(t("It began on November 3 and ended on May 2."), @"November 3 = 2024-11-03; May 2 = 2025-05-02");
        assert_snapshot!(t("It will begin on November 3."), @"November 3 = 2025-11-03");
        assert_snapshot!(t("The vote is on November 3."), @"November 3 = 2025-11-03");
        assert_snapshot!(t("On Monday, Oct. 13, it rained."), @"Monday, Oct. 13 = 2025-10-13");
        assert_snapshot!(on("It began on November 3.", None), @"November 3 = XXXX-11-03");
    }

    #[test]
    fn weekdays_are_the_nearest_past() {
        let t = times;
        assert_snapshot!(t("Police said on Thursday that it began on Friday night."), @"Thursday = 2025-10-16; Friday night = 2025-10-10");
        assert_snapshot!(t("The court will meet on Monday."), @"Monday = 2025-10-20");
        assert_snapshot!(t("Last Wednesday and next Friday, Tuesday of next week."), @"Last Wednesday = 2025-10-15; next Friday = 2025-10-17; Tuesday of next week = 2025-10-21");
        assert_snapshot!(on("Police said on Thursday that it rained.", None), @"Thursday = ?");
    }

    #[test]
    fn relative_times() {
        let t = times;
        assert_snapshot!(t("Yesterday, last week, last month, this year, last quarter."), @"Yesterday = 2025-10-15; last week = 2025-10-06/2025-10-12; last month = 2025-09; this year = 2025; last quarter = 2025-35");
        assert_snapshot!(t("Two weeks ago, three years ago, in the past two days."), @"Two weeks ago = 2025-09-29/2025-10-05; three years ago = 2022; the past two days = 2025-10-14/2025-10-16");
        assert_snapshot!(t("The line will open in two years."), @"in two years = 2027-10-16");
        assert_snapshot!(t("They dug the tunnel in two years."), @"two years = P2Y");
        assert_snapshot!(t("Early 2025, mid-May, late last year, the end of the month."), @"Early 2025 = 2025-01/2025-04; mid-May = 2025-05-11/2025-05-20; late last year = 2024-09/2024-12; the end of the month = 2025-10-21/2025-10-31");
        assert_snapshot!(t("Since February of last year; before 2010; after 2018."), @"Since February of last year = 2024-02-01/..; before 2010 = ../2009-12-31; after 2018 = 2019-01-01/..");
    }

    #[test]
    fn ranges() {
        let t = times;
        assert_snapshot!(t("From March to May, November 18-19, 13 to 15 July 2024."), @"From March to May = 2025-03/2025-05; November 18-19 = 2025-11-18/2025-11-19; 13 to 15 July 2024 = 2024-07-13/2024-07-15");
        assert_snapshot!(t("The 2020-2023 plan, the 2012-13 season, the night of Oct 11/12."), @"The 2020-2023 = 2020/2023; the 2012-13 = 2012/2013; Oct 11/12 = 2025-10-11/2025-10-12");
        assert_snapshot!(t("Between 2007 and 2009, Nov-Feb 2017."), @"Between 2007 and 2009 = 2007/2009; Nov-Feb 2017 = 2016-11/2017-02");
    }

    #[test]
    fn durations_hours_and_sets() {
        let t = times;
        assert_snapshot!(t("An hour and a half, a 48-hour truce, 2 years and 3 months."), @"An hour and a half = PT1.5H; 48-hour = PT48H; 2 years and 3 months = P27M");
        assert_snapshot!(t("At 6:30 a.m. every Friday and on Sundays."), @"6:30 a.m. = T06:30; every Friday = XXXX-WXX-5; Sundays = XXXX-WXX-7");
    }

    #[test]
    fn what_only_looks_like_a_time() {
        let t = times;
        assert_snapshot!(t("They may march, and Theresa May may second it."), @"");
        assert_snapshot!(t("After Friday's strike 2000 workers left."), @"Friday = 2025-10-10");
    }

    #[test]
    fn endless_repetition_is_read() {
        for text in [
            "late ",
            "the first day of ",
            "two weeks after ",
            "100 ",
            "1-",
            "million ",
            "9 and ",
            "three hundred ",
            "more than ",
        ] {
            times(&text.repeat(3000));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn any_text_is_read(text in "(([0-9]{1,4}|May|to|-|/|of|the|last|[a-z]{1,4}|Friday|week|'|\\.|,|half|and|\\$|%|½|month|ago|in|Q|s)[ ]?){0,14}") {
            let rules = RULES.get_or_init(|| Rules::embedded().unwrap());
            let mut article = Article::plain("test", &text);
            article.date = Some(jiff::civil::date(2025, 10, 16));
            let annotations = annotate(&article, rules);
            for mention in &annotations.times {
                prop_assert!(!mention.span.of(&text).is_empty());
                prop_assert!(mention.time.earliest.zip(mention.time.latest).is_none_or(|(from, to)| from <= to), "{}", mention.time);
            }
            for mention in &annotations.quantities {
                prop_assert!(!mention.span.of(&text).is_empty());
            }
        }
    }

    static RULES: std::sync::OnceLock<Rules> = std::sync::OnceLock::new();
}
