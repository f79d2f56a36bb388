//! A stretch of the hours of a day: "around 9 pm", "in the early hours", "at night".

use serde::{Deserialize, Serialize};

/// Minutes from the midnight with which the day begins. A night runs on into the next day, past 1440.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Hours {
    /// The first minute that it can mean; an event "at midnight on Tuesday" may be Monday's, so it may lie below 0.
    pub from: i32,
    /// The last minute that it can mean.
    pub to: i32,
    /// The zone that the page names: "gmt". Without one it is the local time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
}

/// Minutes of a day.
pub const DAY: i32 = 24 * 60;

impl std::fmt::Display for Hours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let clock = |minutes: i32| format!("{:02}:{:02}", minutes.div_euclid(60), minutes.rem_euclid(60));
        f.write_str(&clock(self.from))?;
        if self.from != self.to {
            write!(f, "..{}", clock(self.to))?;
        }
        self.zone.iter().try_for_each(|zone| write!(f, " {zone}"))
    }
}

impl Hours {
    /// From one minute to another, in local time.
    pub fn new(from: i32, to: i32) -> Hours {
        Hours { from, to: to.max(from), zone: None }
    }

    /// The minutes that both can mean; `None` where they do not meet.
    pub fn meet(&self, other: &Hours) -> Option<Hours> {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        (from <= to).then(|| Hours { from, to, zone: self.zone.clone().or_else(|| other.zone.clone()) })
    }

    /// Is it named to the minute or the hour, rather than by a part of the day?
    pub fn is_clock(&self) -> bool {
        self.to - self.from <= 3 * 60
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_and_evening_meet() {
        assert_eq!(Hours::new(1080, 1440).meet(&Hours::new(960, 1320)), Some(Hours::new(1080, 1320)));
        assert_eq!(Hours::new(0, 600).meet(&Hours::new(720, 1080)), None);
        assert!(Hours::new(1260, 1260).is_clock() && !Hours::new(1080, 1800).is_clock());
    }
}
