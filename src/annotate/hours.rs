//! The hours that a time expression names: "at around 9 pm", "early on Wednesday", "Saturday night".

use std::ops::Range;

use super::date::Dates;
use crate::rules::calendar::CalendarPart as C;
use crate::rules::number::Part;
use crate::value::hours::DAY;
use crate::value::{Hours, Time, TimeKind};

/// Words of a phrase that say a part of the day, before or behind the day itself.
const MOST_WORDS: usize = 5;

/// The hours of a time expression that stands at these tokens.
pub(super) fn of(dates: &Dates, time: &Time, tokens: &Range<usize>) -> Option<Hours> {
    match time.kind {
        TimeKind::Time => clock(dates, time, tokens),
        TimeKind::Date if is_day(time) => part_of_day(dates, tokens),
        _ => None,
    }
}

/// One day, be it known which or not.
fn is_day(time: &Time) -> bool {
    match (time.earliest, time.latest) {
        (Some(first), Some(last)) => first == last,
        _ => time.edtf.is_empty() || time.edtf.len() == 10,
    }
}

/// The minute that `T21:30` names, widened by the words around it. What lasts until then or begins before is no hour
/// at which something happened.
fn clock(dates: &Dates, time: &Time, tokens: &Range<usize>) -> Option<Hours> {
    let (hour, minute) = time.edtf.strip_prefix('T')?.split_once(':')?;
    let minute = hour.parse::<i32>().ok()? * 60 + minute.parse::<i32>().ok()?;
    // "At 9:30" may be one in the evening.
    let half = |at: usize| dates.is(at, C::CLOCK | C::ZONE);
    let first = dates.page.slice(tokens.start);
    let open = (60..=12 * 60 + 59).contains(&minute) && !first.starts_with('0') && first.len() < 4;
    let minute = match () {
        () if !open || tokens.clone().chain([tokens.end]).any(half) => minute,
        () => by_part_of_day(dates, minute, tokens.end)?,
    };
    let before = |back: usize| tokens.start.checked_sub(back).filter(|&at| at >= dates.sentence.start);
    let is = |back: usize, part: C| before(back).is_some_and(|at| dates.is(at, part));
    let bounds = &dates.page.rules.numbers.before;
    let about = (1..=3).find(|&back| {
        before(back).is_some_and(|at| {
            let found = bounds.matches(|n| dates.page.word(at + n));
            found.into_iter().any(|(len, bound)| len == back && bound.approximate)
        })
    });
    if is(1 + about.unwrap_or(0), C::UNTIL | C::SINCE) {
        return None;
    }
    let limit = |name| minutes(dates, name);
    let beside = limit(if is(2, C::SHORTLY) { "shortly-minutes" } else { "beside-minutes" });
    let mut hours = match () {
        () if is(1, C::BEFORE) => Hours::new(minute - beside, minute),
        () if is(1, C::AFTER | C::PAST) => Hours::new(minute, minute + beside),
        () => {
            let slack = slack(dates, minute, about.is_some() || is(1, C::SHORTLY));
            Hours::new(minute - slack, minute + slack)
        }
    };
    let elsewhere = |at: usize| {
        dates.is(at, C::ZONE_NAME)
            || at + 1 < tokens.end && dates.page.capital(at) && dates.is(at + 1, C::TIME)
    };
    let zone = tokens.clone().chain([tokens.end]).find(|&at| elsewhere(at));
    hours.zone = zone.map(|at| dates.page.slice(at).to_lowercase());
    Some(hours)
}

/// "At 10.25 on Sunday morning": which half of the day it is says the part of the day behind it.
fn by_part_of_day(dates: &Dates, minute: i32, end: usize) -> Option<i32> {
    let page = &dates.page;
    let carries = |at: usize| {
        page.is(at, Part::IN | Part::ON | Part::THE | Part::OF) || dates.word(at).weekday.is_some()
    };
    let mut behind = (end..dates.sentence.end).take(MOST_WORDS);
    let (from, to) = behind.find(|&at| !carries(at)).and_then(|at| dates.word(at).hours)?;
    [minute % (DAY / 2), minute % (DAY / 2) + DAY / 2].into_iter().find(|minute| (from..to).contains(minute))
}

/// How many minutes a clock time leaves: half of the steps in which such hours are told, more where it is about right.
fn slack(dates: &Dates, minute: i32, about: bool) -> i32 {
    let [sure, vague] = match minute.rem_euclid(60) {
        0 => ["clock-hour", "about-hour"],
        15 | 30 | 45 => ["clock-quarter", "about-quarter"],
        minute if minute % 5 == 0 => ["clock-five", "about-five"],
        _ => ["clock-minute", "about-minute"],
    };
    minutes(dates, if about { vague } else { sure })
}

/// A distance of clock times from the rules.
fn minutes(dates: &Dates, name: &str) -> i32 {
    dates.page.rules.comparison.threshold(name) as i32
}

/// "in the early hours of Wednesday", "late on Tuesday", "Friday night", "on Sunday before dawn".
fn part_of_day(dates: &Dates, tokens: &Range<usize>) -> Option<Hours> {
    let page = &dates.page;
    let carries = |at: usize| {
        page.is(at, Part::IN | Part::ON | Part::OF | Part::THE)
            || dates.is(at, C::AT | C::ZONE | C::BEFORE | C::AFTER | C::SHORTLY)
    };
    let names = |at: usize| dates.word(at).hours.is_some();
    let first = (dates.sentence.start..tokens.start)
        .rev()
        .take(MOST_WORDS)
        .take_while(|&at| carries(at) || names(at))
        .filter(|&at| names(at))
        .last();
    let last = (tokens.end..dates.sentence.end)
        .take(MOST_WORDS)
        .take_while(|&at| carries(at) || names(at))
        .filter(|&at| names(at))
        .last();
    let around = first.unwrap_or(tokens.start)..last.map_or(tokens.end, |at| at + 1);
    let mut found: Option<Hours> = None;
    for at in around.clone() {
        let Some((from, to)) = dates.word(at).hours else { continue };
        let led = |part: C| at > dates.sentence.start && dates.is(at - 1, part);
        let part = match () {
            () if led(C::BEFORE) => Hours::new(0.min(from), to),
            () if led(C::AFTER) => {
                Hours::new(from.max(0), (to + minutes(dates, "beside-minutes")).min(DAY + DAY / 4))
            }
            () => Hours::new(from, to),
        };
        // "late evening" is both; of "early" and "night" the night is what is sure.
        found = Some(match found {
            Some(before) => before.meet(&part).unwrap_or(part),
            None => part,
        });
    }
    found
}
