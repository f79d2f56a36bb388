//! How far ahead the next word of a time stands, so that the readers of times need not try in vain.
//!
//! Every article or number could open a time; few do. One pass from the end notes for each token where the next word
//! stands that no time can do without, and a reader asks before it begins.

use super::page::Page;
use crate::rules::calendar::CalendarPart as C;
use crate::rules::number::Part;

/// The heart of a time stands no further from its beginning than this: "the first of the", "from the end of".
const HEART: usize = 8;
/// A unit stands no further from the beginning of its number than this: "one hundred and twenty-three thousand …".
const UNIT: usize = 24;
/// And no further from figures: "10 to 12 and a half million years".
const FIGURE: usize = 10;

/// Where the next words of times stand.
#[derive(Debug)]
pub(super) struct Ahead {
    /// By token: the next one, itself included, that can be the heart of a time.
    times: Vec<u32>,
    /// By token: the next one, itself included, that begins a unit of time.
    lengths: Vec<u32>,
}

impl Ahead {
    pub(super) fn of(page: &Page) -> Ahead {
        let none = u32::MAX;
        let (mut time, mut length) = (none, none);
        let count = page.tokens.len();
        let mut ahead = Ahead { times: vec![none; count], lengths: vec![none; count] };
        for at in (0..count).rev() {
            // Spans are bytes of a text in memory, and so are tokens: more than 2^32 are never read.
            let here = u32::try_from(at).unwrap_or(none);
            if is_length(page, at) {
                length = here;
            }
            if length == here || is_time(page, at) || is_dated(page, at) {
                time = here;
            }
            ahead.times[at] = time;
            let far = page.is_figure(at) && length as usize > at + FIGURE;
            ahead.lengths[at] = if far { none } else { length };
        }
        ahead
    }

    /// Does the heart of a time stand at the token or soon behind it?
    pub(super) fn time(&self, at: usize) -> bool {
        near(&self.times, at, HEART)
    }

    /// Is the token itself the heart of a time?
    pub(super) fn heart(&self, at: usize) -> bool {
        near(&self.times, at, 0)
    }

    /// Does a unit of time begin at the token or soon behind it?
    pub(super) fn length(&self, at: usize) -> bool {
        near(&self.lengths, at, UNIT)
    }
}

fn near(places: &[u32], at: usize, reach: usize) -> bool {
    places.get(at).is_some_and(|&place| (place as usize) <= at + reach)
}

/// Can the figure be a year, a date or an hour by its shape, without any word: "2019", "10.31.1974", "9:30", "90s", "’87"?
fn is_dated(page: &Page, at: usize) -> bool {
    if !page.is_figure(at) {
        return false;
    }
    let slice = page.slice(at);
    let year = slice.len() == 4 && slice.bytes().all(|byte| byte.is_ascii_digit());
    let tied = page.joined(at + 1)
        && !page.mark(at + 1, ',')
        && (!page.mark(at + 1, '.') || page.joined(at + 2) && page.is_figure(at + 2));
    year || tied || slice.contains('.') || page.joined(at)
}

/// Does a unit of time begin here?
fn is_length(page: &Page, at: usize) -> bool {
    page.is(at, Part::DURATION) || page.rules.calendar.words.get(page.word(at)).period.is_some()
}

/// Says the word more of times than where they stand to others?
fn is_time(page: &Page, at: usize) -> bool {
    let around = C::PREPOSITION
        | C::BEFORE
        | C::AFTER
        | C::SINCE
        | C::THAN
        | C::AT
        | C::WAS
        | C::FUTURE
        | C::FUTURE_IF_NEAR
        | C::FROM_DAY
        | C::YEAR_WORD;
    // "the" begins "the day before yesterday", and a hundred other things.
    let small =
        Part::THE | Part::ARTICLE | Part::OF | Part::IN | Part::TO | Part::FROM | Part::AND | Part::BETWEEN;
    let words = &page.rules.calendar.words;
    if !words.has(page.word(at)) || page.is(at, small) {
        return false;
    }
    let word = words.get(page.word(at));
    word.month.is_some()
        || word.weekday.is_some()
        || word.season.is_some()
        || word.period.is_some()
        || word.decade.is_some()
        || !word.part.difference(around).is_empty()
}
