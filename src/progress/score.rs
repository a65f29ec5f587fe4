//! The strength of a habit: an exponential moving average of how much of what is asked for was
//! done (docs/time.md, T21).
//!
//! The formula is that of Loop Habit Tracker (`Score.kt`, iSoron/uhabits): with `f` repetitions
//! per day, `m = 0.5 ^ (sqrt(f) / 13)` and `s' = s × m + v × (1 − m)`.

use serde::Serialize;

use super::course::{Course, Day, Ignoring};
use crate::plan::HabitGoal;
use crate::quantity::Amount;

/// A whole share of a day's target.
const WHOLE: u64 = 1_000_000;

/// A strength, from 0 to 1, rounded to four places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "f64")]
pub struct Score {
    ten_thousandths: u32,
}

impl Score {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the value is between 0 and 10,000"
    )]
    pub(super) fn rounded(value: f64) -> Self {
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

impl From<Score> for f64 {
    fn from(score: Score) -> Self {
        score.value()
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

/// The score at the end of each day of a course up to today, not yet rounded.
pub(super) fn by_day(course: &Course, goals: &[HabitGoal]) -> Vec<f64> {
    let mut score = 0.0_f64;
    // The shares of the days that moved the score, each with all before it.
    let mut shares = Vec::with_capacity(course.today() + 2);
    shares.push(0_u64);
    let mut weighing: Option<(usize, Weighing)> = None;
    let today = course.today();
    let one = |(number, day): (usize, &Day)| {
        if !day.counts(Ignoring::Nothing) && day.amount == Amount::ZERO {
            return score;
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
        score
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
    use std::collections::BTreeMap;

    use chrono::{Days, NaiveDate, Weekday};

    use super::super::course::Facts;
    use super::super::terms::Span;
    use super::*;

    /// The score on each of the first days of a habit with these amounts, in hundredths of its
    /// target; each day as seen later.
    fn scores(every: &str, hundredths: &[u64]) -> Vec<f64> {
        let first = NaiveDate::from_ymd_opt(2025, 9, 1).expect("a Monday");
        let target: Amount = "100".parse().expect("an amount");
        let every = every.parse().expect("a cadence");
        let goals = [HabitGoal { from: None, every, target, stretch: None }];
        let day = |at: usize| first + Days::new(at as u64);
        let done = hundredths.iter().enumerate().filter(|(_, amount)| **amount > 0);
        let amounts: BTreeMap<NaiveDate, Amount> = done
            .map(|(at, amount)| (day(at), amount.to_string().parse().expect("an amount")))
            .collect();
        let course = Course::new(&Facts {
            span: Span { first, last: None },
            goals: &goals,
            rest_days: &[Weekday::Sun],
            week_start: Weekday::Mon,
            amounts: &amounts,
            excused: &[],
            as_of: day(hundredths.len()),
        });
        let scores = by_day(&course, &goals);
        let scores = scores[..hundredths.len()].iter();
        scores.map(|score| Score::rounded(*score).value()).collect()
    }

    #[test]
    fn scores_are_those_of_the_published_formula() {
        // m = 0.5 ^ (sqrt(f) / 13), s' = s m + v (1 - m)
        let cases: &[(&str, &[u64], &[f64])] = &[
            // f = 7/7 = 1: sqrt(1) / 13 = 0.0769231, m = 0.948078, 1 - m = 0.0519225
            //   1: 0 m + 1 (1 - m)                          = 0.0519225
            //   1: 0.0519225 x 0.948078 + 0.0519225         = 0.1011490
            //   0: 0.1011490 x 0.948078                     = 0.0958971
            //   0.5: 0.0958971 x 0.948078 + 0.5 x 0.0519225 = 0.1168791
            //   2, so 1: 0.1168791 x 0.948078 + 0.0519225   = 0.1627330
            ("7/week", &[100, 100, 0, 50, 200], &[0.0519, 0.1011, 0.0959, 0.1169, 0.1627]),
            // f = 3/7: sqrt(0.4285714) / 13 = 0.0503580, m = 0.965697, 1 - m = 0.0343033;
            // v is what was done in the last 14 days, of 6
            //   v = 1/6: 0.0343033 / 6                               = 0.0057172
            //   v = 1/6: 0.0057172 x 0.965697 + 0.0057172            = 0.0112383
            //   v = 2/6: 0.0112383 x 0.965697 + 0.0114344            = 0.0222872
            //   v = 2/6: 0.0222872 x 0.965697 + 0.0114344            = 0.0329571
            ("3/week", &[100, 0, 100, 0], &[0.0057, 0.0112, 0.0223, 0.0330]),
            // f = 1/2: sqrt(0.5) / 13 = 0.0543928, m = 0.963000, 1 - m = 0.0370004;
            // v is what was done in the last 4 days, of 2
            //   v = 0.5: 0.0185002
            //   v = 0.5: 0.0185002 x 0.963000 + 0.0185002            = 0.0363159
            //   v = 1:   0.0363159 x 0.963000 + 0.0370004            = 0.0719726
            //   v = 1:   0.0719726 x 0.963000 + 0.0370004            = 0.1063100
            //   the first leaves the window, v = 0.5: 0.1063100 x 0.963000 + 0.0185002 = 0.1208767
            ("2 days", &[100, 0, 100, 0, 0], &[0.0185, 0.0363, 0.0720, 0.1063, 0.1209]),
            // `day` with Sundays off, f = 6/7: sqrt(0.8571429) / 13 = 0.0712169, m = 0.951835,
            // 1 - m = 0.0481652; v is what was done in the last 14 days, of 12
            //   v = 1/12: 0.0040138
            //   v = 2/12: 0.0040138 x 0.951835 + 0.0080275           = 0.0118480
            ("day", &[100, 100], &[0.0040, 0.0118]),
            // f = 10/30: sqrt(0.3333333) / 13 = 0.0444116, m = 0.969685, 1 - m = 0.0303148;
            // v is what was done in the last 60 days, of 20
            //   v = 1/20: 0.0015157; v = 1.5/20: 0.0015157 x 0.969685 + 0.0022736 = 0.0037434
            ("10/month", &[100, 50], &[0.0015, 0.0037]),
        ];
        for (every, hundredths, want) in cases {
            assert_eq!(scores(every, hundredths), *want, "{every}");
        }
    }

    #[test]
    fn a_score_is_rounded_to_four_places() {
        let cases = [(0.0, 0, 0.0), (0.05192, 5, 0.0519), (0.99996, 100, 1.0), (1.2, 100, 1.0)];
        for (value, percent, rounded) in cases {
            let score = Score::rounded(value);
            assert_eq!((score.percent(), score.value()), (percent, rounded), "{value}");
        }
    }
}
