//! Axes: a range, its ticks and how they are labelled.

use jiff::civil::Date;

/// Where values lie between the two ends of a line.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    logarithmic: bool,
    /// Value and label, ascending.
    pub(super) ticks: Vec<(f64, String)>,
    /// What the values are in; may be empty.
    pub(super) unit: String,
}

/// From this ratio of largest to smallest on, a linear axis would squeeze the small figures together.
const SPAN: f64 = 40.0;

impl Axis {
    /// For figures. `None` without any.
    pub(super) fn figures(values: impl Iterator<Item = f64>, unit: &str) -> Option<Axis> {
        let (low, high) = extent(values)?;
        let logarithmic = low > 0.0 && high / low > SPAN;
        let unit =
            if logarithmic { format!("{unit} (logarithmic)").trim().to_owned() } else { unit.to_owned() };
        if logarithmic {
            let (first, last) = (low.log10().floor(), high.log10().ceil());
            let step = ((last - first) / 6.0).ceil().max(1.0);
            let decades = std::iter::successors(Some(first), |decade| Some(decade + step));
            let ticks: Vec<f64> = decades
                .take_while(|decade| *decade <= last + 0.5)
                .take(12)
                .map(|decade| 10f64.powf(decade))
                .collect();
            let (low, high) = (10f64.powf(first), 10f64.powf(last));
            let ticks = ticks.into_iter().map(|tick| (tick, figure(tick))).collect();
            return Some(Axis { low, high, logarithmic, ticks, unit });
        }
        // A little room on both sides, but never below nothing where nothing is negative.
        let room = if high > low { (high - low) * 0.15 } else { (high.abs() * 0.2).max(1.0) };
        let floor = if low >= 0.0 { 0.0 } else { f64::NEG_INFINITY };
        let (low, high) = ((low - room).max(floor), high + room);
        let step = nice((high - low) / 4.0);
        let first = (low / step).ceil() * step;
        let ticks = (0..12u32).map(|at| first + step * f64::from(at)).take_while(|tick| *tick <= high);
        let ticks = ticks.map(|tick| (tick, figure(tick))).collect();
        Some(Axis { low, high, logarithmic, ticks, unit })
    }

    /// For days, counted from 1970. `None` without any.
    pub(super) fn days(values: impl Iterator<Item = f64>) -> Option<Axis> {
        let (low, high) = extent(values)?;
        let (low, high) = (low - 1.0, high + 1.0);
        let step = ((high - low) / 4.0).ceil().max(1.0);
        let ticks = (0..8u32).map(|at| low + 1.0 + step * f64::from(at)).take_while(|tick| *tick < high);
        let ticks = ticks.filter_map(|tick| Some((tick, date(tick)?))).collect();
        Some(Axis { low, high, logarithmic: false, ticks, unit: String::new() })
    }

    /// For named steps.
    pub(super) fn scale<const N: usize>(steps: [&str; N]) -> Axis {
        let ticks =
            (0u32..).zip(steps).map(|(at, step)| (f64::from(at), step.to_owned())).collect::<Vec<_>>();
        let last = ticks.last().map_or(0.0, |tick| tick.0);
        Axis { low: -0.4, high: last + 0.4, logarithmic: false, ticks, unit: String::new() }
    }

    /// Where a value lies: 0 at the lower end, 1 at the upper.
    pub(super) fn place(&self, value: f64) -> f64 {
        let scaled = |value: f64| if self.logarithmic { value.max(self.low).log10() } else { value };
        let (low, high) = (scaled(self.low), scaled(self.high));
        let at = (scaled(value) - low) / (high - low);
        if at.is_finite() { at.clamp(0.0, 1.0) } else { 0.5 }
    }
}

/// Days since 1970 of an ISO date.
pub(super) fn day(text: &str) -> Option<f64> {
    Some(number(text.parse().ok()?))
}

/// Days since 1970.
pub(super) fn number(date: Date) -> f64 {
    let days = date.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days());
    f64::from(days)
}

/// "12 Oct"; the year where it begins.
fn date(days: f64) -> Option<String> {
    let span = jiff::Span::new().try_days(days.round() as i64).ok()?;
    let date = Date::constant(1970, 1, 1).checked_add(span).ok()?;
    Some(date.strftime("%-d %b").to_string())
}

fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let finite = values.filter(|value| value.is_finite());
    finite.fold(None, |range, value| {
        let (low, high) = range.unwrap_or((value, value));
        Some((f64::min(low, value), f64::max(high, value)))
    })
}

/// The next of 1, 2, 5, 10, … from `step` on.
fn nice(step: f64) -> f64 {
    let decade = 10f64.powf(step.max(1e-9).log10().floor());
    [1.0, 2.0, 5.0].iter().map(|factor| factor * decade).find(|nice| *nice >= step).unwrap_or(decade * 10.0)
}

/// "1,500", "2.5 million".
fn figure(value: f64) -> String {
    let (value, name) = match value.abs() {
        size if size >= 1e12 => (value / 1e12, " trillion"),
        size if size >= 1e9 => (value / 1e9, " billion"),
        size if size >= 1e6 => (value / 1e6, " million"),
        _ => (value, ""),
    };
    let text = format!("{:.4}", value);
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let dot = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{dot}{fraction}{name}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(values: &[f64]) -> String {
        let axis = Axis::figures(values.iter().copied(), "").unwrap();
        axis.ticks.iter().map(|tick| tick.1.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn round_ticks() {
        insta::assert_snapshot!(ticks(&[9.0, 200.0]), @"0 100 200");
        insta::assert_snapshot!(ticks(&[9.0, 2000.0]), @"1 10 100 1,000 10,000");
        insta::assert_snapshot!(ticks(&[1_200_000.0, 3_000_000.0]), @"1 million 2 million 3 million");
        insta::assert_snapshot!(ticks(&[0.4, 0.7]), @"0.4 0.5 0.6 0.7");
        insta::assert_snapshot!(ticks(&[5.0]), @"4 4.5 5 5.5 6");
    }

    #[test]
    fn days_by_name() {
        let days = ["2025-10-12", "2025-10-20"].iter().filter_map(|text| day(text));
        let axis = Axis::days(days).unwrap();
        insta::assert_snapshot!(axis.ticks.iter().map(|tick| tick.1.as_str()).collect::<Vec<_>>().join(", "), @"12 Oct, 15 Oct, 18 Oct");
    }

    #[test]
    fn places_stay_on_the_line() {
        let axis = Axis::figures([0.0, 1e15].into_iter(), "").unwrap();
        for value in [-1e18, 0.0, 5.0, 1e15, 1e18] {
            assert!((0.0..=1.0).contains(&axis.place(value)));
        }
    }
}
