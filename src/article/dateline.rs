//! "KABUL, Oct 12 (AFP) —": where an article was filed, when, and by whom.
//!
//! A dateline is metadata in the shape of prose: its stops and dashes must not end a sentence, its date
//! anchors the text, and its agency is the outlet where nobody else is named.

use jiff::civil::Date;

use super::date;

/// What a dateline says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dateline {
    /// The offset behind its last mark ("—", "[Text]"); never more than a line.
    pub end: usize,
    /// Its day, with the year.
    pub date: Option<Date>,
    /// Its day, where the year is not written: month and day.
    pub day: Option<(i8, i8)>,
    /// The agency: "AFP".
    pub source: Option<String>,
}

/// The longest dateline, in bytes: city, region, day and a wordy agency.
const LONGEST: usize = 160;
/// The longest name of a place or agency, in bytes.
const LONGEST_NAME: usize = 48;

/// Reads the dateline that a paragraph begins with.
pub fn read(paragraph: &str) -> Option<Dateline> {
    let line = paragraph.split('\n').next().unwrap_or_default();
    written_out(line).or_else(|| lone_date(line)).or_else(|| filed(line))
}

/// The year of a dateline that leaves it out: that of the metadata's date, or the year before where the
/// day would lie far ahead of it.
pub fn with_year((month, day): (i8, i8), published: Date) -> Option<Date> {
    let date = Date::new(published.year(), month, day).ok()?;
    let ahead = date.since(published).ok()?.get_days();
    if ahead > 31 { Date::new(published.year() - 1, month, day).ok() } else { Some(date) }
}

/// "date 2026-03-03 Tensions have …": a scraper's way.
fn written_out(line: &str) -> Option<Dateline> {
    let start = line.len() - line.trim_start().len();
    let rest = line[start..].strip_prefix("date").or_else(|| line[start..].strip_prefix("Date"))?;
    let rest = rest.trim_start_matches([':', ' ']);
    let day = rest.get(..10)?;
    let date = day.parse().ok()?;
    let end = line.len() - rest.len() + 10;
    (!line[end..].starts_with(char::is_alphanumeric)).then(|| Dateline {
        end,
        date: Some(date),
        ..Dateline::default()
    })
}

/// A day that is the whole paragraph: "December 3, 2018"; the hour may stand beside it, and a label before it:
/// "Updated: August 13, 2010, 5:02 PM ET".
fn lone_date(line: &str) -> Option<Dateline> {
    let short = line.len() <= LONGEST_NAME;
    let date = short.then(|| date::whole(line).or_else(|| stamp(line))).flatten()?;
    Some(Dateline { end: line.len(), date: Some(date), ..Dateline::default() })
}

/// The day of a time stamp with words for the hour.
fn stamp(line: &str) -> Option<Date> {
    let (label, rest) = line.split_once(": ").filter(|(label, _)| is_label(label)).unwrap_or(("", line));
    let words: Vec<&str> = rest.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let is_hour = |word: &&str| {
        let word = word.trim_matches(['(', ')', '|', '-', '–']);
        let letters = || word.bytes().all(|b| b.is_ascii_alphabetic() || b == b'.');
        let shouted = word.len() <= 4 && letters() && word.bytes().all(|b| !b.is_ascii_lowercase());
        let half = matches!(word.to_ascii_lowercase().as_str(), "am" | "pm" | "a.m." | "p.m.");
        let figures = word.bytes().all(|b| b.is_ascii_digit() || b == b':') && word.contains(':');
        let joined = word.len() <= 7
            && word.contains(':')
            && ["am", "pm"].iter().any(|half| word.to_ascii_lowercase().ends_with(half));
        word.is_empty() || shouted || half || figures || joined || date::is_weekday(word)
    };
    let found = (0..words.len().saturating_sub(2)).find_map(|at| {
        let date = date::whole(&words[at..at + 3].join(" "))?;
        let around = words[..at].iter().chain(&words[at + 3..]);
        around.clone().all(is_hour).then_some((date, around.count()))
    });
    // Without an hour or a label it is a day alone.
    found.filter(|(_, around)| *around > 0 || !label.is_empty()).map(|(date, _)| date)
}

/// One or two words with a capital.
fn is_label(words: &str) -> bool {
    words.starts_with(char::is_uppercase)
        && words.split(' ').count() <= 2
        && words.chars().all(|c| c.is_alphabetic() || c == ' ')
}

/// Place, region, day, agency and a dash, most of which may be missing.
fn filed(line: &str) -> Option<Dateline> {
    let head = &line[..floor_boundary(line, LONGEST)];
    let indent = head.len() - head.trim_start().len();
    let place_len = head[indent..].find([',', '(', ':', '—', '–', '-', '['])?;
    // "RIO-SUL": a hyphen inside a word belongs to the name.
    let place_len = extend_over_hyphens(&head[indent..], place_len);
    let place = head[indent..indent + place_len].trim();
    if !is_name(place) {
        return None;
    }
    let shouted = is_shouted(place);
    let mut dateline = Dateline::default();
    let mut at = indent + place_len;
    let mut dated = false;
    while let Some(rest) = head[at..].strip_prefix(',') {
        let len = rest.find([',', '(', ':', '—', '–', '[']).unwrap_or(rest.len());
        let len = rest.find(" -").map_or(len, |dash| dash.min(len));
        let part = rest[..len].trim();
        // "Oct 12, 2023": the year stands behind a comma of its own.
        let with_year = rest[len..].strip_prefix(',').and_then(|more| {
            let digits = more.trim_start();
            let year = digits.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
            let end = at + 1 + len + 1 + (more.len() - digits.len()) + 4;
            date::whole(&format!("{part} {year}")).map(|date| (date, end))
        });
        if let Some((date, end)) = with_year {
            dateline.date = Some(date);
            (at, dated) = (end, true);
        } else if let Some(date) = date::whole(part) {
            dateline.date = Some(date);
            (at, dated) = (at + 1 + len, true);
        } else if let Some(day) = date::month_and_day(part) {
            dateline.day = Some(day);
            (at, dated) = (at + 1 + len, true);
        } else if date::is_weekday(part) || is_name(part) {
            at += 1 + len;
        } else {
            return None;
        }
        at += head[at..].len() - head[at..].trim_start().len();
    }
    at += head[at..].len() - head[at..].trim_start().len();
    let mut credited = false;
    if let Some(rest) = head[at..].strip_prefix('(') {
        let len = rest.find(')').filter(|len| *len <= LONGEST_NAME)?;
        if !rest.starts_with(char::is_uppercase) {
            return None;
        }
        dateline.source = Some(rest[..len].trim().to_owned());
        credited = true;
        at += 1 + len + 1;
    }
    let rest = head[at..].trim_start();
    let gap = head[at..].len() - rest.len();
    // "Tegucigalpa, Jan 2 (EFE).- The president"
    let mark = ["—", "–", "--", "-", ":", ".-", ".–", ". -"].into_iter().find(|mark| rest.starts_with(mark));
    let alone = at + gap == line.len();
    let (end, plain) = match mark {
        Some(mark) => (at + gap + mark.len(), mark == ":"),
        None if credited && (alone || rest.starts_with('[')) => (at, false),
        None => return None,
    };
    // "BALASORE: The …" and "KABUL — The …" carry nothing but a place, so they must shout it;
    // "Bonds: the …" and "Kabul – a city …" are prose.
    let filed = credited || dated;
    if !(if shouted { filed || place.len() >= 4 } else { filed && !plain }) {
        return None;
    }
    dateline.end = end + labels(&line[end..]);
    Some(dateline)
}

/// The length of "[Text]", "[Report] [Miguel Valdebenito]" behind a dateline.
fn labels(rest: &str) -> usize {
    let mut len = 0;
    loop {
        let spaces = rest[len..].len() - rest[len..].trim_start_matches(' ').len();
        let Some(label) = rest[len + spaces..].strip_prefix('[') else { return len };
        match label.find(']') {
            Some(close) if close <= LONGEST_NAME => len += spaces + close + 2,
            _ => return len,
        }
    }
}

/// One to five words that begin with a capital (small words between them allowed): "New Delhi", "Port of Spain".
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| word.trim_start_matches(['\'', '’']).starts_with(char::is_uppercase);
    !name.is_empty()
        && name.len() <= LONGEST_NAME
        && words.len() <= 5
        && words.first().is_some_and(capital)
        && words.last().is_some_and(capital)
        && words.iter().all(|word| capital(word) || word.len() <= 3)
        && !name.contains(|c: char| c.is_ascii_digit() || matches!(c, '"' | '“' | '?' | '!' | ';'))
}

/// No lower-case letter in it.
fn is_shouted(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

fn extend_over_hyphens(text: &str, mut len: usize) -> usize {
    while text[len..].starts_with('-')
        && text[..len].ends_with(char::is_alphabetic)
        && text[len + 1..].starts_with(char::is_alphabetic)
    {
        let Some(next) = text[len + 1..].find([',', '(', ':', '—', '–', '-', '[']) else {
            return text.len();
        };
        len += 1 + next;
    }
    len
}

fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines() {
        let d = |text: &str| {
            let Some(found) = read(text) else { return "none".to_owned() };
            let day = found.date.map(|date| date.to_string()).or(found.day.map(|(m, d)| format!("{m}-{d}")));
            let source = found.source.unwrap_or_default();
            format!(
                "{} | {} | {source} | {}",
                &text[..found.end],
                day.unwrap_or_default(),
                text[found.end..].trim()
            )
        };
        insta::assert_snapshot!(d("KABUL, Oct 12 (AFP) — Guns fell silent."), @"KABUL, Oct 12 (AFP) — | 10-12 | AFP | Guns fell silent.");
        insta::assert_snapshot!(d("Lima, 20 Aug 88 (EFE) -- [Text] Police said"), @"Lima, 20 Aug 88 (EFE) -- [Text] | 1988-08-20 | EFE | Police said");
        insta::assert_snapshot!(d("Quito, 3 Jan 90 (Radio Quito) -- [Report] [Ana Ruiz] [Text] Five"), @"Quito, 3 Jan 90 (Radio Quito) -- [Report] [Ana Ruiz] [Text] | 1990-01-03 | Radio Quito | Five");
        insta::assert_snapshot!(d("CUTTACK: The number of"), @"CUTTACK: |  |  | The number of");
        insta::assert_snapshot!(d("CHICO, Calif. —\n\nOn Tuesday"), @"CHICO, Calif. — |  |  | On Tuesday");
        insta::assert_snapshot!(d("Puri, June 4 (PTI)\n\nOn Sunday"), @"Puri, June 4 (PTI) | 6-4 | PTI | On Sunday");
        insta::assert_snapshot!(d("Tegucigalpa, Jan 2 (EFE).- The president"), @"Tegucigalpa, Jan 2 (EFE).- | 1-2 | EFE | The president");
        insta::assert_snapshot!(d("Updated: August 13, 2010, 5:02 PM ET"), @"Updated: August 13, 2010, 5:02 PM ET | 2010-08-13 |  |");
        insta::assert_snapshot!(d("June 8, 2012 6:14 AM"), @"June 8, 2012 6:14 AM | 2012-06-08 |  |");
        insta::assert_snapshot!(d("The fire: May 4, 2024 in Lyon"), @"none");
        insta::assert_snapshot!(d("WASHINGTON (Reuters) - The bank"), @"WASHINGTON (Reuters) - |  | Reuters | The bank");
        insta::assert_snapshot!(d("PORT-AU-PRINCE, Haiti, March 1, 2024 (AP) — Gangs"), @"PORT-AU-PRINCE, Haiti, March 1, 2024 (AP) — | 2024-03-01 | AP | Gangs");
        insta::assert_snapshot!(d(" date 2026-03-03 Tensions have"), @" date 2026-03-03 | 2026-03-03 |  | Tensions have");
        insta::assert_snapshot!(d("December 3, 2018\n\nThe sheriff"), @"December 3, 2018 | 2018-12-03 |  | The sheriff");
        insta::assert_snapshot!(d("ISLAMABAD, Oct 12: The army"), @"ISLAMABAD, Oct 12: | 10-12 |  | The army");
    }

    #[test]
    fn prose_is_no_dateline() {
        let none = [
            "Kabul, the capital, was quiet on Sunday.",
            "Bonds: the market turned on Monday.",
            "Kabul – a city of four million – slept.",
            "Pakistan (and India) agreed to talk.",
            "The army said: \"Nobody died.\"",
            "In Kabul, Oct 12 was quiet.",
            "",
            "(AFP) - something",
            "On Monday, May 5: nothing",
        ];
        for text in none {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_missing_year_is_that_of_publication_or_the_one_before() {
        let published = "2026-01-02".parse().unwrap();
        assert_eq!(with_year((12, 30), published), "2025-12-30".parse().ok());
        assert_eq!(with_year((1, 3), published), "2026-01-03".parse().ok());
    }
}
