//! When: a stretch of days, written as EDTF.

use jiff::civil::Date;

/// A date, an interval of dates, a duration or a repeated time.
///
/// Its text form is EDTF (ISO 8601-2) for dates and ISO 8601 for durations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
pub struct Time {
    /// `2025-10-16`, `2025-10`, `2020/2023`, `../2025-10`, `XXXX-10-16`, `P4D`, `PT48H`.
    pub edtf: String,
    /// `date`, `time`, `duration`, `set`.
    pub kind: TimeKind,
    /// First day that it can mean; `None` where open or not a calendar time.
    #[serde(skip)]
    pub earliest: Option<Date>,
    /// Last day that it can mean; `None` where open or not a calendar time.
    #[serde(skip)]
    pub latest: Option<Date>,
}

/// TimeML's four kinds of time expression.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum TimeKind {
    /// A day, month, year or a range of them.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time: "every Friday".
    Set,
}
