//! Where the time went, for `--timings`.

use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Time by stage; stages that run on several threads add up over them.
#[derive(Debug, Default)]
pub(super) struct Timings {
    stages: Mutex<Vec<(&'static str, Duration)>>,
}

impl Timings {
    /// Adds to a stage.
    pub(super) fn add(&self, stage: &'static str, time: Duration) {
        let Ok(mut stages) = self.stages.lock() else { return };
        match stages.iter_mut().find(|(name, _)| *name == stage) {
            Some((_, sum)) => *sum += time,
            None => stages.push((stage, time)),
        }
    }

    /// A line for each stage, in the order of their first use.
    pub(super) fn lines(&self, since: Instant) -> String {
        let Ok(stages) = self.stages.lock() else { return String::new() };
        let line =
            |(stage, time): (&str, Duration)| format!("{stage:>10} {:>9.1} ms\n", time.as_secs_f64() * 1e3);
        let whole = ("wall clock", since.elapsed());
        stages.iter().copied().chain(std::iter::once(whole)).map(line).collect()
    }
}
