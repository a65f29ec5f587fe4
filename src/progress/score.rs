//! The strength of a habit: an exponential moving average of how much of what is asked for was
//! done (docs/time.md, T21).
//!
//! The formula is that of Loop Habit Tracker (`Score.kt`, iSoron/uhabits): with `f` repetitions
//! per day, `m = 0.5 ^ (sqrt(f) / 13)` and `s' = s × m + v × (1 − m)`.

use serde::{Serialize, Serializer};

use super::course::{Course, Day, Ignoring};
use crate::plan::HabitGoal;
use crate::quantity::Amount;

/// A whole share of a day's target.
const WHOLE: u64 = 1_000_000;

/// A strength, from 0 to 1, rounded to four places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score {
    ten_thousandths: u32,
}

impl Score {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the value is between 0 and 10,000"
    )]
    fn rounded(value: f64) -> Self {
        Self { ten_thousandths: (value.clamp(0.0, 1.0) * 10_000.0).round() as u32 }
    }

    /// The strength as a number from 0 to 1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.ten_thousandths) / 10_000.0
    }

    /// The strength in percent, rounded down, so that 100 means all of it.
    #[must_use]
    pub fn percent(self) -> u32 {
        self.ten_thousandths / 100
    }
}

impl Serialize for Score {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

/// How a goal is scored.
struct Weighing {
    /// Over how many of the last days that moved the score its value is taken.
    days: usize,
    /// The shares of a day that are asked for in so many days, in millionths; 0 if none ever is.
    asked: u64,
    /// What is left of the old score after a day.
    keeps: f64,
}

impl Weighing {
    fn of(day: &Day) -> Self {
        let (times, days) = day.ask.frequency();
        let keeps = 0.5_f64.powf((f64::from(times) / f64::from(days)).sqrt() / 13.0);
        // Loop doubles the interval, so that the days of a week do not matter.
        let (days, asked) = if times == days { (1, 1) } else { (2 * days, 2 * times) };
        Self { days: days as usize, asked: u64::from(asked) * WHOLE, keeps }
    }

    #[expect(clippy::cast_precision_loss, reason = "both are far below 2^52")]
    fn value(&self, sum: u64) -> f64 {
        (sum as f64 / self.asked as f64).min(1.0)
    }
}

/// The score at the end of each day of a course up to today.
pub(super) fn by_day(course: &Course, goals: &[HabitGoal]) -> Vec<Score> {
    let mut score = 0.0_f64;
    // The shares of the days that moved the score, each with all before it.
    let mut shares = vec![0_u64];
    let mut weighing: Option<(usize, Weighing)> = None;
    let today = course.today();
    let one = |(number, day): (usize, &Day)| {
        if !day.counts(Ignoring::Nothing) && day.amount == Amount::ZERO {
            return Score::rounded(score);
        }
        let all = shares.last().copied().unwrap_or_default() + share(day, goals);
        shares.push(all);
        if weighing.as_ref().is_none_or(|(goal, _)| *goal != day.goal) {
            weighing = Some((day.goal, Weighing::of(day)));
        }
        if let Some((_, weighing)) = weighing.as_ref().filter(|(_, weighing)| weighing.asked > 0) {
            let before = shares[(shares.len() - 1).saturating_sub(weighing.days)];
            let value = weighing.value(all - before);
            let moved = score * weighing.keeps + value * (1.0 - weighing.keeps);
            // Today is not over, so it can only raise the score.
            score = if number == today { moved.max(score) } else { moved };
        }
        Score::rounded(score)
    };
    course.days[..=today].iter().enumerate().map(one).collect()
}

/// How much of its target was done on a day, in millionths.
fn share(day: &Day, goals: &[HabitGoal]) -> u64 {
    let target = goals.get(day.goal).map_or(Amount::ONE, |goal| goal.target);
    let done = day.amount.min(target).thousandths();
    (done * WHOLE).checked_div(target.thousandths()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_rounded_to_four_places() {
        let cases = [(0.0, 0, 0.0), (0.05192, 5, 0.0519), (0.99996, 100, 1.0), (1.2, 100, 1.0)];
        for (value, percent, rounded) in cases {
            let score = Score::rounded(value);
            assert_eq!((score.percent(), score.value()), (percent, rounded), "{value}");
        }
    }
}
