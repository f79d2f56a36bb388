//! What can be said: pure arithmetic over figures and times. Knows no text.

pub mod hours;
pub mod interval;
pub mod quantity;
pub mod stance;
pub mod time;
pub mod unit;

pub use hours::Hours;
pub use interval::{Bound, Interval, ParseError};
pub use quantity::Quantity;
pub use rust_decimal::Decimal;
pub use stance::{Certainty, Stance};
pub use time::{Time, TimeKind};
pub use unit::{Factor, Unit};
