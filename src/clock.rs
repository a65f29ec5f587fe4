//! Time is a value: the only place that reads the machine's clock.

use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Timelike};

/// A source of "now", frozen in tests.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's clock, in the machine's time zone.
    System,
    /// Always the same instant (`ROADMAP_NOW`, tests, replays).
    Frozen(DateTime<FixedOffset>),
}

impl Clock {
    /// The present moment, to the second, with the offset of the learner's time zone.
    #[must_use]
    pub fn now(self) -> DateTime<FixedOffset> {
        match self {
            Self::System => {
                #[expect(clippy::disallowed_methods, reason = "this is the clock")]
                let now = chrono::Local::now().fixed_offset();
                now.with_nanosecond(0).unwrap_or(now)
            }
            Self::Frozen(now) => now,
        }
    }
}

/// Measures how long something takes; it has nothing to do with the time of day.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch {
    started: Instant,
}

impl Stopwatch {
    /// One that starts now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn start() -> Self {
        Self { started: Instant::now() }
    }

    /// How long ago it was started.
    #[must_use]
    pub fn elapsed(self) -> Duration {
        self.started.elapsed()
    }
}
