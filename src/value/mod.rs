//! What can be said: pure arithmetic over figures and times. Knows no text.

pub mod interval;
pub mod quantity;
pub mod time;

pub use interval::{Bound, Interval};
pub use quantity::Quantity;
pub use rust_decimal::Decimal;
pub use time::Time;
