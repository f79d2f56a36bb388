//! The one clock: the day on which somebody decides.

use std::time::SystemTime;

use jiff::civil::Date;

/// Today, in UTC.
pub(super) fn today() -> Option<Date> {
    #[allow(clippy::disallowed_methods)]
    let now = SystemTime::now();
    let seconds = now.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    let days = i64::try_from(seconds / 86_400).ok()?;
    Date::constant(1970, 1, 1).checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}
