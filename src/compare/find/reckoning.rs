//! Figures of one sentence that do not follow from each other, dates that no calendar has, ages that do not fit
//! the year of birth; see `arithmetic.md` and `calendar.md`.

use crate::claim::{Amount, Change, Kind};
use crate::compare::relation::{number, step};
use crate::compare::report::finding;
use crate::compare::topic::Topic;
use crate::compare::verdict::Why;
use crate::compare::view::{View, article};
use crate::compare::{Code, Discrepancy, Standing};
use crate::rules::Rules;
use crate::rules::reckoning::Relation;
use crate::value::Quantity;

/// The reckonings that come out differently than their text says.
pub(crate) fn compare(views: &[View], rules: &Rules) -> Vec<Discrepancy> {
    let reckonings = views.iter().enumerate().filter(|(_, view)| view.claim.kind == Kind::Reckoning);
    reckonings
        .filter_map(|(at, view)| {
            let slip = slip(view, views, rules)?;
            let why = Why {
                code: slip.code,
                when: slip.when,
                reason: slip.reason,
                standing: [Standing::Current; 2],
            };
            let topic = Topic { members: Vec::new(), matched: Vec::new(), missing: Vec::new() };
            let parts = if why.when == "sum" { parts(view, views) } else { Vec::new() };
            let parts = if parts.is_empty() { vec![at] } else { parts };
            let [total, sum] = slip.sides;
            let sides = vec![(vec![at], total, Standing::Current), (parts, sum, Standing::Current)];
            finding(&topic, sides, &why, views, rules)
        })
        .collect()
}

/// The claims that give the parts of a sum.
fn parts(view: &View, views: &[View]) -> Vec<usize> {
    let (start, article) = article(view, views);
    let is_part = |other: &View| {
        let figure = other.claim.quantity.as_ref().filter(|_| other.claim.kind != Kind::Reckoning);
        figure.is_some_and(|figure| view.claim.operands.iter().any(|part| part.span == figure.span))
    };
    article.iter().enumerate().filter(|(_, other)| is_part(other)).map(|(at, _)| start + at).collect()
}

/// What a reckoning is about, for titles.
pub(crate) fn topic(view: &View, rules: &Rules) -> String {
    let predicate = view.claim.predicate.as_str();
    let rule = rules.reckonings.iter().find(|rule| rule.name == predicate);
    match (rule, predicate) {
        (Some(rule), _) => rule.topic.clone(),
        (None, "date") => "a date".to_owned(),
        (None, "age") => "an age and a birthday".to_owned(),
        (None, _) => "a total and its parts".to_owned(),
    }
}

/// How a reckoning is off.
struct Slip {
    code: Code,
    when: &'static str,
    /// What the text has, and what comes out.
    sides: [String; 2],
    reason: String,
}

fn slip(view: &View, views: &[View], rules: &Rules) -> Option<Slip> {
    let relation =
        rules.reckonings.iter().find(|rule| rule.name == view.claim.predicate).map(|rule| rule.relation);
    match (relation, view.claim.predicate.as_str()) {
        (Some(Relation::Change), _) => change(view, rules),
        (Some(Relation::Direction), _) => direction(view, rules),
        (Some(Relation::Times), _) => times(view, rules),
        (Some(Relation::Share), _) => share(view, rules),
        (Some(Relation::Sum | Relation::Total), _) => sum(view, true, rules),
        (None, "parts") => sum(view, false, rules),
        (None, "date") => date(view),
        (None, "age") => age(view, views, rules),
        (None, _) => None,
    }
}

/// "rose 20% from 50 to 70"
fn change(view: &View, rules: &Rules) -> Option<Slip> {
    let (stated, from, to) = operands(view)?;
    let (a, b) = (spread(&from.quantity, rules), spread(&to.quantity, rules));
    if a.0 <= 0.0 {
        return None;
    }
    let fraction = stated.quantity.dimension == "count" && middle(stated) < 1.0;
    let amount = stated.quantity.base_unit == from.quantity.base_unit && !fraction;
    if amount && from.quantity.dimension != "percent" {
        return difference(stated, from, to, rules);
    }
    let sign = if stated.change == Change::Decrease { -1.0 } else { 1.0 };
    let points = [b.0 - a.1, b.1 - a.0].map(|by| by * sign);
    let percents = [(b.0 / a.1 - 1.0) * 100.0, (b.1 / a.0 - 1.0) * 100.0].map(|by| by * sign);
    let allowed = allowed(stated, rules);
    let percentages = from.quantity.dimension == "percent";
    let in_points = stated.quantity.unit == "%{point}";
    if in_points && !percentages {
        return None;
    }
    // "Unemployment rose 1% from 4% to 5%": loosely said, and understood.
    let fits = !in_points && meets(allowed, percents) || percentages && meets(allowed, points);
    if fits {
        return None;
    }
    let by = middle(to) / middle(from) - 1.0;
    let (word, by) = (if by < 0.0 { "fall" } else { "rise" }, by.abs() * 100.0);
    let comes = if in_points {
        format!("{} percentage points", shown((middle(to) - middle(from)).abs()))
    } else {
        format!("a {word} of {}%", shown(by))
    };
    let said = if stated.change == Change::Decrease { "a fall" } else { "a rise" };
    let both = both(from, to);
    Some(Slip {
        code: Code::Arithmetic,
        when: "percent",
        reason: format!("{both} is {comes}, where the text has {said} of {}", stated.text),
        sides: [format!("{said} of {}", stated.text), format!("{both}: {comes}")],
    })
}

/// "rose 20 to 95 from 60"
fn difference(stated: &Amount, from: &Amount, to: &Amount, rules: &Rules) -> Option<Slip> {
    let [by, before, after] = [stated, from, to].map(|amount| spread(&amount.quantity, rules));
    let falls = stated.change == Change::Decrease;
    let (less, more) = if falls { (after, before) } else { (before, after) };
    if meets(by, [more.0 - less.1, more.1 - less.0]) {
        return None;
    }
    let both = both(from, to);
    let comes = (middle(to) - middle(from)) / unit_of(to) * if falls { -1.0 } else { 1.0 };
    let comes = format!("a difference of {}", shown(comes));
    Some(Slip {
        code: Code::Arithmetic,
        when: "difference",
        reason: format!("{both} is {comes}, where the text has {}", stated.text),
        sides: [format!("a difference of {}", stated.text), format!("{both}: {comes}")],
    })
}

/// What one of a figure's own unit is in base units: a million of "2.5 million".
fn unit_of(amount: &Amount) -> f64 {
    let value =
        |interval: &crate::value::Interval| interval.point().map(number).filter(|value| *value != 0.0);
    let own = value(&amount.quantity.interval).zip(value(&amount.quantity.base));
    own.map_or(1.0, |(own, base)| base / own)
}

/// "rose from 430 to 395"
fn direction(view: &View, rules: &Rules) -> Option<Slip> {
    let (stated, from, to) = operands(view)?;
    let (a, b) = (spread(&from.quantity, rules), spread(&to.quantity, rules));
    let falls = stated.change == Change::Decrease;
    // Losses and temperatures rise towards nothing.
    if a.0 <= 0.0 || b.0 <= 0.0 || if falls { b.0 <= a.1 } else { b.1 >= a.0 } {
        return None;
    }
    let both = both(from, to);
    let comes = if falls { "a rise" } else { "a fall" };
    Some(Slip {
        code: Code::Arithmetic,
        when: "direction",
        reason: format!("{both} is {comes}, where the text has “{}”", stated.text),
        sides: [format!("“{}”", stated.text), format!("{both}: {comes}")],
    })
}

/// "doubled from 5 to 12"
fn times(view: &View, rules: &Rules) -> Option<Slip> {
    let (stated, from, to) = operands(view)?;
    let (a, b) = (spread(&from.quantity, rules), spread(&to.quantity, rules));
    if a.0 <= 0.0 {
        return None;
    }
    let loose = rules.comparison.threshold("multiple-share");
    let interval = &stated.quantity.interval;
    let bound = |bound: Option<crate::value::Bound>| bound.map(|bound| number(bound.value));
    let allowed = match (bound(interval.low), bound(interval.high)) {
        (Some(low), None) => (low * 0.95, f64::INFINITY),
        (None, Some(high)) => (high * (1.0 - loose), high * 1.05),
        // "Four times as many" is said of what rounds to four.
        (Some(low), Some(high)) if !stated.implied && !interval.approximate => {
            let half = interval.point().map_or(0.0, step) / 2.0;
            (low - half, high + half)
        }
        (low, high) => (low? * (1.0 - loose), high? * (1.0 + loose)),
    };
    if meets(allowed, [b.0 / a.1, b.1 / a.0]) {
        return None;
    }
    let both = both(from, to);
    let comes = format!("{} times as much", shown(middle(to) / middle(from)));
    let said = if stated.implied { "" } else { " times" };
    Some(Slip {
        code: Code::Arithmetic,
        when: "multiple",
        reason: format!("{both} is {comes}, where the text has “{}{said}”", stated.text),
        sides: [format!("{}{said}", stated.text), format!("{both}: {comes}")],
    })
}

/// "12 of the 20 seats (50%)"
fn share(view: &View, rules: &Rules) -> Option<Slip> {
    let (stated, part, whole) = operands(view)?;
    let (a, b) = (spread(&part.quantity, rules), spread(&whole.quantity, rules));
    if b.0 <= 0.0 || meets(allowed(stated, rules), [a.0 / b.1 * 100.0, a.1 / b.0 * 100.0]) {
        return None;
    }
    let both = format!("{} of {}", part.text, whole.text);
    let comes = format!("{}%", shown(middle(part) / middle(whole) * 100.0));
    Some(Slip {
        code: Code::Arithmetic,
        when: "percent",
        reason: format!("{both} is {comes}, where the text has {}", stated.text),
        sides: [stated.text.to_string(), format!("{both}: {comes}")],
    })
}

/// "23 people: 10 men, 8 women and 6 children"; a list that may leave parts out can only be too much.
fn sum(view: &View, complete: bool, rules: &Rules) -> Option<Slip> {
    let total = view.claim.quantity.as_ref()?;
    let parts = &view.claim.operands;
    let (low, high) = spread(&total.quantity, rules);
    let spreads: Vec<(f64, f64)> = parts.iter().map(|part| spread(&part.quantity, rules)).collect();
    let least: f64 = spreads.iter().map(|(low, _)| low).sum();
    let most: f64 = spreads.iter().map(|(_, high)| high).sum();
    if least <= high && (most >= low || !complete) {
        return None;
    }
    let words: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    let list = match words.split_last() {
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
        None => return None,
    };
    let comes: f64 = parts.iter().map(middle).sum();
    // "31 are from six countries: six …": the sum stands in the sentence, as the number of something else.
    let numbers = view.claim.text.split(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
    if numbers.map(|number| number.trim_matches([',', '.'])).any(|number| number == shown(comes)) {
        return None;
    }
    Some(Slip {
        code: Code::Arithmetic,
        when: "sum",
        reason: format!("{list} make {}, where the text has {}", shown(comes), total.text),
        sides: [format!("{} in all", total.text), format!("{list}: {}", shown(comes))],
    })
}

/// "31 June"
fn date(view: &View) -> Option<Slip> {
    let text = view.claim.time.as_ref()?.text.as_deref()?;
    Some(Slip {
        code: Code::Calendar,
        when: "date",
        reason: format!("there is no {text}"),
        sides: [text.to_owned(), "no such day".to_owned()],
    })
}

/// "Anna Berg, 45, was born in Oslo in 1985", in an article of 2025.
fn age(view: &View, views: &[View], rules: &Rules) -> Option<Slip> {
    let amount = view.claim.quantity.as_ref()?;
    let age = amount.quantity.interval.point().map(number)?;
    let (first, last) = view.days?;
    let born = (f64::from(first.year()), f64::from(last.year()));
    let published = view.published?;
    // The age may be of any year that the article speaks of.
    let (_, article) = article(view, views);
    let told =
        article.iter().filter_map(|other| other.days).flat_map(|(first, last)| [first.year(), last.year()]);
    let written = view.claim.text.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    let written = written.filter_map(|word| word.parse::<i16>().ok());
    let mut years: Vec<i16> = told.chain(written).chain([published.year()]).collect();
    years.retain(|&year| f64::from(year) > born.1);
    let spare = rules.comparison.threshold("age-years");
    let fits = |year: &i16| {
        let year = f64::from(*year);
        age >= year - born.1 - 1.0 - spare && age <= year - born.0 + spare
    };
    if years.is_empty() || years.iter().any(fits) || born.0 != born.1 {
        return None;
    }
    let birth = view.claim.time.as_ref()?.text.clone()?;
    let year = published.year();
    let would = f64::from(year) - born.0;
    Some(Slip {
        code: Code::Calendar,
        when: "age",
        reason: format!(
            "who was born in {} is {} or {} in {year}, where the text has {}",
            first.year(),
            would - 1.0,
            would,
            amount.text
        ),
        sides: [amount.text.to_string(), format!("born {birth}")],
    })
}

/// The stated figure and the two that it follows from.
fn operands<'v>(view: &'v View) -> Option<(&'v Amount, &'v Amount, &'v Amount)> {
    match view.claim.operands.as_slice() {
        [one, other] => Some((view.claim.quantity.as_ref()?, one, other)),
        _ => None,
    }
}

/// "from 50 to 70", in the text's own words where they are one range.
fn both(from: &Amount, to: &Amount) -> String {
    if from.span == to.span { from.text.to_string() } else { format!("from {} to {}", from.text, to.text) }
}

/// The values that a figure stands for: what rounds to its last digit; a hedge leaves that digit open.
fn spread(quantity: &Quantity, rules: &Rules) -> (f64, f64) {
    let base = &quantity.base;
    let low = base.low.map_or(f64::NEG_INFINITY, |bound| number(bound.value));
    let high = base.high.map_or(f64::INFINITY, |bound| number(bound.value));
    let threshold = |name| rules.comparison.threshold(name);
    let scale = |value: f64| {
        quantity.interval.point().map_or(1.0, |point| value / number(point).abs().max(f64::MIN_POSITIVE))
    };
    let digit = quantity.interval.point().map_or(0.0, step);
    // People are counted one by one: 182 is not 181.
    let counted = quantity.dimension == "count" && (high.abs() < threshold("rounding-from") || digit <= 1.0);
    let half = match () {
        () if quantity.interval.approximate => digit,
        () if counted => 0.0,
        () => digit / 2.0,
    };
    let most = if quantity.interval.approximate { "approximate-share" } else { "rounding-share-large" };
    let room = |value: f64| {
        if value.is_finite() { (half * scale(value.abs())).min(value.abs() * threshold(most)) } else { 0.0 }
    };
    (low - room(low), high + room(high))
}

/// The percentages that words allow: "20%", "about a third", "more than 20%".
fn allowed(stated: &Amount, rules: &Rules) -> (f64, f64) {
    let threshold = |name| rules.comparison.threshold(name);
    let quantity = &stated.quantity;
    let fraction = quantity.dimension == "count";
    let factor = if fraction { 100.0 } else { 1.0 };
    let share = match () {
        () if quantity.interval.approximate => threshold("percent-hedged"),
        () if fraction => threshold("fraction-share"),
        () => threshold("percent-share"),
    };
    let room = |value: f64| (value.abs() * share).max(threshold("percent-points"));
    let bound = |bound: Option<crate::value::Bound>| bound.map(|bound| number(bound.value) * factor);
    match (bound(quantity.interval.low), bound(quantity.interval.high)) {
        (Some(low), Some(high)) => (low - room(low), high + room(high)),
        (Some(low), None) => (low - room(low), f64::INFINITY),
        // "Nearly 20%" is not 10.
        (None, Some(high)) if quantity.interval.approximate => {
            (high - room(high), high + threshold("percent-points"))
        }
        (None, Some(high)) => (f64::NEG_INFINITY, high + room(high)),
        (None, None) => (f64::NEG_INFINITY, f64::INFINITY),
    }
}

fn meets(allowed: (f64, f64), values: [f64; 2]) -> bool {
    let (low, high) = (values[0].min(values[1]), values[0].max(values[1]));
    high >= allowed.0 && low <= allowed.1
}

/// The figure that an amount goes by.
fn middle(amount: &Amount) -> f64 {
    let base = &amount.quantity.base;
    let value = |bound: Option<crate::value::Bound>| bound.map(|bound| number(bound.value));
    match (value(base.low), value(base.high)) {
        (Some(low), Some(high)) => f64::midpoint(low, high),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => 0.0,
    }
}

/// A figure to one decimal, without one that is nothing.
fn shown(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.fract() == 0.0 { format!("{rounded:.0}") } else { format!("{rounded:.1}") }
}
