//! What a figure leaves open: "more than 200" is (200, ∞), "20 to 25" is [20, 25].

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

/// One end of an [`Interval`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bound {
    /// The figure at the end.
    pub value: Decimal,
    /// Does the figure itself belong? ("at least 20": yes; "more than 20": no)
    pub inclusive: bool,
}

/// All values that an expression allows. An end of `None` is open.
///
/// Its text form: `9`, `> 200`, `>= 20`, `< 600`, `<= 36`, `20..30`, `~30`, `~< 600`; an end of a range
/// that does not belong to it is marked: `>20..30`, `20..<30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lower end.
    pub low: Option<Bound>,
    /// The upper end.
    pub high: Option<Bound>,
    /// Said with "about", "nearly", "some": the ends are not sharp.
    pub approximate: bool,
}

impl Interval {
    /// Just this value.
    pub fn exactly(value: Decimal) -> Interval {
        Interval::between(value, value)
    }

    /// From one value to another, both included, in whichever order they are given.
    pub fn between(one: Decimal, other: Decimal) -> Interval {
        let bound = |value| Some(Bound { value, inclusive: true });
        Interval { low: bound(one.min(other)), high: bound(one.max(other)), approximate: false }
    }

    /// This value and all above it, or only those above it.
    pub fn from(value: Decimal, inclusive: bool) -> Interval {
        Interval { low: Some(Bound { value, inclusive }), high: None, approximate: false }
    }

    /// This value and all below it, or only those below it.
    pub fn up_to(value: Decimal, inclusive: bool) -> Interval {
        Interval { low: None, high: Some(Bound { value, inclusive }), approximate: false }
    }

    /// The single value, where both ends are the same.
    pub fn point(&self) -> Option<Decimal> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.value == high.value => Some(low.value),
            _ => None,
        }
    }

    /// What two figures come to together; nothing where a sum is too large.
    pub fn plus(&self, other: &Interval) -> Option<Interval> {
        let add = |one: Option<Bound>, other: Option<Bound>| match (one, other) {
            (Some(one), Some(other)) => {
                let value = one.value.checked_add(other.value)?;
                Some(Some(Bound { value, inclusive: one.inclusive && other.inclusive }))
            }
            _ => Some(None),
        };
        Some(Interval {
            low: add(self.low, other.low)?,
            high: add(self.high, other.high)?,
            approximate: self.approximate || other.approximate,
        })
    }

    /// Is there a value that both allow? Symmetric. Sharp: does not widen approximate ends.
    pub fn meets(&self, other: &Interval) -> bool {
        let below = |high: Option<Bound>, low: Option<Bound>| match (high, low) {
            (Some(high), Some(low)) => {
                high.value < low.value || (high.value == low.value && !(high.inclusive && low.inclusive))
            }
            _ => false,
        };
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// Is every value that the other allows allowed here? Sharp, like [`meets`](Interval::meets).
    pub fn contains(&self, other: &Interval) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(theirs)) => {
                own.value < theirs.value
                    || (own.value == theirs.value && (own.inclusive || !theirs.inclusive))
            }
        };
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(theirs)) => {
                own.value > theirs.value
                    || (own.value == theirs.value && (own.inclusive || !theirs.inclusive))
            }
        };
        low && high
    }

    /// The smallest interval that allows all that the two allow.
    pub fn cover(&self, other: &Interval) -> Interval {
        let low = match (self.low, other.low) {
            (Some(own), Some(theirs)) if own.value == theirs.value => {
                Some(Bound { value: own.value, inclusive: own.inclusive || theirs.inclusive })
            }
            (Some(own), Some(theirs)) => Some(if own.value < theirs.value { own } else { theirs }),
            _ => None,
        };
        let high = match (self.high, other.high) {
            (Some(own), Some(theirs)) if own.value == theirs.value => {
                Some(Bound { value: own.value, inclusive: own.inclusive || theirs.inclusive })
            }
            (Some(own), Some(theirs)) => Some(if own.value > theirs.value { own } else { theirs }),
            _ => None,
        };
        Interval { low, high, approximate: self.approximate || other.approximate }
    }

    /// Both ends moved outward by a share of their own size: `0.1` of 200..300 gives 180..330. A negative
    /// share is taken as none.
    pub fn widened(&self, share: Decimal) -> Interval {
        let share = share.max(Decimal::ZERO);
        let step = |value: Decimal| value.abs().checked_mul(share).unwrap_or(Decimal::ZERO);
        let down = |bound: Bound| Bound {
            value: bound.value.checked_sub(step(bound.value)).unwrap_or(bound.value),
            ..bound
        };
        let up = |bound: Bound| Bound {
            value: bound.value.checked_add(step(bound.value)).unwrap_or(bound.value),
            ..bound
        };
        Interval { low: self.low.map(down), high: self.high.map(up), approximate: self.approximate }
    }

    /// The interval under a rising function of its ends; `None` where an end has no value there.
    pub fn map(&self, rising: impl Fn(Decimal) -> Option<Decimal>) -> Option<Interval> {
        let end = |bound: Option<Bound>| match bound {
            Some(bound) => rising(bound.value).map(|value| Some(Bound { value, ..bound })),
            None => Some(None),
        };
        Some(Interval { low: end(self.low)?, high: end(self.high)?, approximate: self.approximate })
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.approximate {
            f.write_str("~")?;
        }
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high && low.inclusive => {
                write!(f, "{}", low.value.normalize())
            }
            (Some(low), Some(high)) => {
                let (from, to) = (low.value.normalize(), high.value.normalize());
                let mark = |bound: Bound, mark: &'static str| if bound.inclusive { "" } else { mark };
                write!(f, "{}{from}..{}{to}", mark(low, ">"), mark(high, "<"))
            }
            (Some(low), None) => {
                write!(f, "{} {}", if low.inclusive { ">=" } else { ">" }, low.value.normalize())
            }
            (None, Some(high)) => {
                write!(f, "{} {}", if high.inclusive { "<=" } else { "<" }, high.value.normalize())
            }
            (None, None) => f.write_str("?"),
        }
    }
}

/// Not the text form of a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct ParseError {
    /// What was to be read.
    pub text: String,
    /// What it should have been, with an example.
    pub expected: &'static str,
}

impl FromStr for Interval {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Interval, ParseError> {
        let error = || ParseError {
            text: text.to_owned(),
            expected: "an interval such as `9`, `> 200`, `<= 36`, `20..30` or `~30`",
        };
        let value = |text: &str| text.trim().parse::<Decimal>().map_err(|_| error());
        let trimmed = text.trim();
        let (approximate, rest) = match trimmed.strip_prefix('~') {
            Some(rest) => (true, rest.trim_start()),
            None => (false, trimmed),
        };
        let interval = if rest == "?" {
            Interval { low: None, high: None, approximate }
        } else if let Some((from, to)) = rest.split_once("..") {
            let (low, low_inclusive) = match from.trim().strip_prefix('>') {
                Some(from) => (value(from)?, false),
                None => (value(from)?, true),
            };
            let (high, high_inclusive) = match to.trim().strip_prefix('<') {
                Some(to) => (value(to)?, false),
                None => (value(to)?, true),
            };
            Interval {
                low: Some(Bound { value: low, inclusive: low_inclusive }),
                high: Some(Bound { value: high, inclusive: high_inclusive }),
                approximate,
            }
        } else if let Some(rest) = rest.strip_prefix(">=") {
            Interval::from(value(rest)?, true)
        } else if let Some(rest) = rest.strip_prefix('>') {
            Interval::from(value(rest)?, false)
        } else if let Some(rest) = rest.strip_prefix("<=") {
            Interval::up_to(value(rest)?, true)
        } else if let Some(rest) = rest.strip_prefix('<') {
            Interval::up_to(value(rest)?, false)
        } else {
            Interval::exactly(value(rest)?)
        };
        Ok(Interval { approximate, ..interval })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimals() -> impl Strategy<Value = Decimal> {
        (-10_000_000_000i64..10_000_000_000, 0u32..5).prop_map(|(digits, scale)| Decimal::new(digits, scale))
    }

    /// Any interval that holds a value.
    pub(crate) fn intervals() -> impl Strategy<Value = Interval> {
        let end = || proptest::option::of((decimals(), any::<bool>()));
        (end(), end(), any::<bool>()).prop_map(|(one, other, approximate)| {
            let bound =
                |end: Option<(Decimal, bool)>| end.map(|(value, inclusive)| Bound { value, inclusive });
            let (mut low, mut high) = (bound(one), bound(other));
            if let (Some(from), Some(to)) = (low, high) {
                if from.value > to.value {
                    (low, high) = (high, low);
                } else if from.value == to.value {
                    (low, high) = (
                        low.map(|b| Bound { inclusive: true, ..b }),
                        high.map(|b| Bound { inclusive: true, ..b }),
                    );
                }
            }
            Interval { low, high, approximate }
        })
    }

    proptest! {
        #[test]
        fn text_forms_round_trip(interval in intervals()) {
            prop_assert_eq!(interval.to_string().parse::<Interval>().unwrap(), interval);
        }

        #[test]
        fn meeting_is_symmetric(one in intervals(), other in intervals()) {
            prop_assert_eq!(one.meets(&other), other.meets(&one));
        }

        #[test]
        fn an_interval_meets_and_contains_itself(interval in intervals()) {
            prop_assert!(interval.meets(&interval));
            prop_assert!(interval.contains(&interval));
        }

        #[test]
        fn widening_never_narrows(interval in intervals(), share in 0u32..300) {
            prop_assert!(interval.widened(Decimal::new(share.into(), 2)).contains(&interval));
        }

        #[test]
        fn widening_never_creates_a_conflict(one in intervals(), other in intervals(), share in 0u32..300) {
            if one.meets(&other) {
                prop_assert!(one.widened(Decimal::new(share.into(), 2)).meets(&other));
            }
        }

        #[test]
        fn a_cover_contains_both(one in intervals(), other in intervals()) {
            let cover = one.cover(&other);
            prop_assert!(cover.contains(&one) && cover.contains(&other));
        }
    }

    #[test]
    fn text_forms() {
        let form = |interval: Interval| interval.to_string();
        let d = |value: i64| Decimal::from(value);
        assert_eq!(form(Interval::exactly(d(9))), "9");
        assert_eq!(form(Interval::from(d(200), false)), "> 200");
        assert_eq!(form(Interval::up_to(d(36), true)), "<= 36");
        assert_eq!(form(Interval::between(d(30), d(20))), "20..30");
        assert!("20..".parse::<Interval>().is_err());
    }

    #[test]
    fn more_than_200_does_not_meet_200() {
        assert!(!Interval::from(Decimal::from(200), false).meets(&Interval::exactly(Decimal::from(200))));
        assert!(Interval::from(Decimal::from(200), true).meets(&Interval::exactly(Decimal::from(200))));
    }
}
