//! What a figure leaves open: "more than 200" is (200, ∞), "20 to 25" is [20, 25].

use std::fmt;

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
/// Its text form: `9`, `> 200`, `>= 20`, `< 600`, `<= 36`, `20..30`, `~30`, `~< 600`.
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
        let bound = Some(Bound { value, inclusive: true });
        Interval { low: bound, high: bound, approximate: false }
    }

    /// The single value, where both ends are the same.
    pub fn point(&self) -> Option<Decimal> {
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.value == high.value => Some(low.value),
            _ => None,
        }
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
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.approximate {
            f.write_str("~")?;
        }
        match (self.low, self.high) {
            (Some(low), Some(high)) if low.value == high.value => write!(f, "{}", low.value.normalize()),
            (Some(low), Some(high)) => write!(f, "{}..{}", low.value.normalize(), high.value.normalize()),
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
