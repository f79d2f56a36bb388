//! Times: months, weekdays, periods, holidays, and the words that set them in relation.

use serde::Deserialize;

use super::PackFile;
use super::example::Example;
use super::lexicon::{Class, Lexicon};
use super::matcher::Matcher;
use super::table::Table;

/// A month.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MonthRule {
    /// 1 to 12.
    pub number: i8,
    /// Names that mean nothing else.
    #[serde(default)]
    pub names: Vec<String>,
    /// Names that mean other things too and so want a day, a year or a preposition beside them.
    #[serde(default)]
    pub short: Vec<String>,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// A day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeekdayRule {
    /// 1 (Monday) to 7.
    pub number: i8,
    /// Names that mean nothing else.
    pub names: Vec<String>,
    /// Names that want a date beside them.
    #[serde(default)]
    pub short: Vec<String>,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// A day counted from the day of publication.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayRule {
    /// "yesterday", "last night"
    pub phrases: Vec<String>,
    /// Days from the day of publication.
    pub offset: i64,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// A season.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeasonRule {
    /// "spring"
    pub name: String,
    /// EDTF's number: 21 to 24.
    pub number: i8,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Words for a length of the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRule {
    /// Which one.
    pub kind: Period,
    /// Singular and plural.
    pub words: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// A length of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// Tens of years in words: "the nineties", "in his thirties".
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DecadeRule {
    /// Word to the tens: 9 for "nineties".
    pub words: std::collections::BTreeMap<String, i16>,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Words that play one part around dates.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarRule {
    /// A name of [`CalendarPart`], in lower case.
    pub role: String,
    /// The words, separated by spaces.
    pub words: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Words for a part of the day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HoursRule {
    /// The words, separated by spaces.
    pub words: String,
    /// The hour with which it may begin; below 0 of the day before.
    pub from: i32,
    /// The hour with which it ends; past 24 of the next day.
    pub to: i32,
    /// Why these.
    pub reason: String,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

bitflags::bitflags! {
    /// Small words around dates.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub struct CalendarPart: u64 {
        /// "last", "past"
        const LAST = 1;
        /// "next", "coming"
        const NEXT = 1 << 1;
        /// "this", "current"
        const THIS = 1 << 2;
        /// "past", which alone stands between "this" and a period: "this past weekend"
        const PAST = 1 << 3;
        /// "ago"
        const AGO = 1 << 4;
        /// "early", "beginning"
        const EARLY = 1 << 5;
        /// "mid", "middle"
        const MID = 1 << 6;
        /// "late", "end"
        const LATE = 1 << 7;
        /// "beginning", "end": want "of"
        const EDGE = 1 << 8;
        /// "earlier", "later": "earlier this month"
        const EARLIER = 1 << 9;
        /// "since"
        const SINCE = 1 << 10;
        /// "before"
        const BEFORE = 1 << 11;
        /// "after"
        const AFTER = 1 << 12;
        /// "than"
        const THAN = 1 << 13;
        /// "now"
        const NOW = 1 << 14;
        /// "in", before a month
        const PREPOSITION = 1 << 15;
        /// "in", before a year
        const YEAR_WORD = 1 << 16;
        /// "morning"
        const DAY_PART = 1 << 17;
        /// "every"
        const EVERY = 1 << 18;
        /// "AD"
        const ERA = 1 << 19;
        /// "fiscal"
        const FISCAL = 1 << 20;
        /// "year" before its number
        const YEAR = 1 << 21;
        /// "from" in "two days from today"
        const FROM_DAY = 1 << 22;
        /// "night" in "the night of Oct 11/12"
        const NIGHT = 1 << 23;
        /// "will"
        const FUTURE = 1 << 24;
        /// "is to", "expected": a day within the coming week
        const FUTURE_IF_NEAR = 1 << 25;
        /// "pm"
        const CLOCK = 1 << 26;
        /// Begins a phrase for a day.
        const DAY = 1 << 27;
        /// Begins the name of a holiday.
        const HOLIDAY = 1 << 28;
        /// "working" in "this working week"
        const WORKING = 1 << 29;
        /// "q" before its number
        const QUARTER_LETTER = 1 << 30;
        /// "h" before its number
        const HALF_LETTER = 1 << 31;
        /// "following", "previous": in a story, counted from what was told
        const NARRATIVE = 1 << 32;
        /// "time" in "in a week's time"
        const TIME = 1 << 33;
        /// "was", "had"
        const WAS = 1 << 34;
        /// "GMT" behind four figures
        const ZONE = 1 << 35;
        /// "prior" to
        const PRIOR = 1 << 36;
        /// "at" before four figures that are an hour
        const AT = 1 << 37;
        /// "until", "by": what goes on up to an hour does not happen then
        const UNTIL = 1 << 38;
        /// "shortly" before an hour
        const SHORTLY = 1 << 39;
        /// "GMT": an hour of another place
        const ZONE_NAME = 1 << 40;
    }
}

/// A holiday: a fixed day, the nth weekday of a month, or days from Easter.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HolidayRule {
    /// What users call it.
    pub name: String,
    /// How it is written, in any case.
    pub spellings: Vec<String>,
    /// Its month.
    pub month: Option<i8>,
    /// Its day of the month.
    pub day: Option<i8>,
    /// 1 (Monday) to 7.
    pub weekday: Option<i8>,
    /// Which of these weekdays of the month; -1 is the last.
    pub nth: Option<i8>,
    /// Days to add.
    #[serde(default)]
    pub offset: i64,
    /// Days from Easter Sunday.
    pub easter: Option<i64>,
    /// Tests.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// What a word is in dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CalendarWord {
    /// 1 to 12.
    pub month: Option<i8>,
    /// 1 (Monday) to 7.
    pub weekday: Option<i8>,
    /// The month's or weekday's name means other things too.
    pub short: bool,
    /// 21 to 24.
    pub season: Option<i8>,
    /// "week"
    pub period: Option<Period>,
    /// 3 for "thirties"
    pub decade: Option<i16>,
    /// The part of the day that it names, in minutes from midnight.
    pub hours: Option<(i32, i32)>,
    /// Small words.
    pub part: CalendarPart,
}

/// All that the packs say about times.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// Single words.
    pub words: Table<CalendarWord>,
    /// Days from the day of publication.
    pub days: Matcher<i64>,
    /// Holidays.
    pub holidays: Matcher<HolidayRule>,
}

/// Compiles the packs' calendars.
pub fn compile(packs: &[PackFile], lexicon: &mut Lexicon) -> Calendar {
    let mut calendar = Calendar::default();
    for rule in packs.iter().flat_map(|file| &file.pack.month) {
        for (names, short) in [(&rule.names, false), (&rule.short, true)] {
            for name in names {
                let id = lexicon.add(&name.to_lowercase(), Class::MONTH);
                let entry = calendar.words.entry(id);
                entry.month = Some(rule.number);
                entry.short = short;
            }
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.weekday) {
        for (names, short) in [(&rule.names, false), (&rule.short, true)] {
            for name in names {
                let id = lexicon.add(&name.to_lowercase(), Class::WEEKDAY);
                let entry = calendar.words.entry(id);
                entry.weekday = Some(rule.number);
                entry.short = short;
            }
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.season) {
        let id = lexicon.intern(&rule.name.to_lowercase());
        calendar.words.entry(id).season = Some(rule.number);
    }
    for rule in packs.iter().flat_map(|file| &file.pack.period) {
        for word in rule.words.split_whitespace() {
            let id = lexicon.intern(word);
            calendar.words.entry(id).period = Some(rule.kind);
        }
    }
    for (word, &tens) in packs.iter().flat_map(|file| &file.pack.decade).flat_map(|rule| &rule.words) {
        let id = lexicon.intern(word);
        calendar.words.entry(id).decade = Some(tens);
    }
    for rule in packs.iter().flat_map(|file| &file.pack.calendar) {
        let part = CalendarPart::from_name(&rule.role.to_uppercase()).unwrap_or_default();
        for word in rule.words.split_whitespace() {
            let id = lexicon.intern(word);
            calendar.words.entry(id).part |= part;
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.hours) {
        for word in rule.words.split_whitespace() {
            let id = lexicon.intern(word);
            calendar.words.entry(id).hours = Some((rule.from.saturating_mul(60), rule.to.saturating_mul(60)));
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.day) {
        for phrase in &rule.phrases {
            let words = lexicon.intern_phrase(phrase);
            if let Some(&first) = words.first() {
                calendar.words.entry(first).part |= CalendarPart::DAY;
            }
            calendar.days.insert(&words, rule.offset);
        }
    }
    for rule in packs.iter().flat_map(|file| &file.pack.holiday) {
        for spelling in &rule.spellings {
            let words = lexicon.intern_phrase(spelling);
            if let Some(&first) = words.first() {
                calendar.words.entry(first).part |= CalendarPart::HOLIDAY;
            }
            calendar.holidays.insert(&words, rule.clone());
        }
    }
    calendar
}

rule!(MonthRule, "month", Times, examples = example);
rule!(WeekdayRule, "weekday", Times, examples = example);
rule!(DayRule, "day", Times, examples = example);
rule!(SeasonRule, "season", Times, name = name, examples = example);
rule!(PeriodRule, "period", Times, examples = example);
rule!(DecadeRule, "decade", Times, examples = example);
rule!(HoursRule, "hours", Times, examples = example);
rule!(CalendarRule, "calendar", Times, examples = example);
rule!(HolidayRule, "holiday", Times, name = name, examples = example);
