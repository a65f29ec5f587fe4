//! A part of a whole, exact.

/// How much of a weight is done: tasks, or seconds of estimated study time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The weight that is done.
    pub part: u64,
    /// The weight that is done or owed; dropped tasks have none.
    pub whole: u64,
}

impl Share {
    /// The share in percent, rounded down so that 100 means all of it; `None` of nothing.
    #[must_use]
    pub fn percent(self) -> Option<u32> {
        let percent = (u128::from(self.part) * 100).checked_div(u128::from(self.whole))?;
        u32::try_from(percent).ok()
    }

    /// Whether nothing is left of something.
    #[must_use]
    pub fn is_complete(self) -> bool {
        self.whole > 0 && self.part == self.whole
    }

    /// The share as a number from 0 to 1; 0 of nothing.
    #[expect(clippy::cast_precision_loss, reason = "weights are far below 2^52")]
    pub(super) fn fraction(self) -> f64 {
        if self.whole == 0 { 0.0 } else { self.part as f64 / self.whole as f64 }
    }
}
