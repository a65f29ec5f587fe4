//! The score of a habit and its rows by week and month (T21, T22).

use chrono::{Days, NaiveDate};

use super::model::Cadence;
use super::simulation::{Eyes, HabitYear, days, month_of, week_of};
use super::streak::Size;

/// A row of the history of a habit.
pub(super) struct Row {
    pub(super) first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) amount: u64,
    pub(super) days_with_amount: usize,
    pub(super) days_met: usize,
    pub(super) asked: Option<u64>,
    pub(super) score: f64,
}

impl HabitYear<'_> {
    /// `N` of `D` days of the cadence in force.
    fn repetitions(&self, day: NaiveDate) -> (u32, u32) {
        let any_week = self.plan.start.iter_days().take(7);
        match self.goal(day).0 {
            Cadence::PerWeek(times) => (times, 7),
            Cadence::PerMonth(times) => (times.min(30), 30),
            Cadence::Within { times, days } => (times, days),
            Cadence::Each(days) => (1, days),
            by_days => {
                let scheduled =
                    any_week.filter(|day| self.is_scheduled(by_days, *day) == Some(true));
                (u32::try_from(scheduled.count()).unwrap(), 7)
            }
        }
    }

    /// The day's amount by its target, at most 1, in millionths.
    fn share(&self, day: NaiveDate) -> u64 {
        let (_, target) = self.goal(day);
        (self.amount(day) * 1_000_000 / target).min(1_000_000)
    }

    /// T21: the score at the end of every day since the first; of the day one looks at, on it.
    #[expect(clippy::cast_precision_loss, reason = "sums of a few hundred shares")]
    pub(super) fn scores(&self) -> Vec<(NaiveDate, f64)> {
        let mut scores = Vec::new();
        let mut score = 0.0_f64;
        let mut shares: Vec<u64> = Vec::new();
        for day in days(self.begins(), self.as_of) {
            let (times, length) = self.repetitions(day);
            if self.is_in_span(day) && !self.is_excused(day) || self.amount(day) > 0 {
                shares.push(self.share(day));
                let value = if times == length {
                    self.share(day) as f64 / 1_000_000.0
                } else {
                    let last: u64 = shares.iter().rev().take(2 * length as usize).sum();
                    (last as f64 / 1_000_000.0 / f64::from(2 * times)).min(1.0)
                };
                let frequency = f64::from(times) / f64::from(length);
                let multiplier = 0.5_f64.powf(frequency.sqrt() / 13.0);
                let next = score * multiplier + value * (1.0 - multiplier);
                if times > 0 && (day < self.as_of || next > score) {
                    score = next;
                }
            }
            scores.push((day, score));
        }
        scores
    }

    /// T22: the rows of weeks or of months.
    pub(super) fn rows(&self, size: Size, scores: &[(NaiveDate, f64)]) -> Vec<Row> {
        let whole = |day| match size {
            Size::Week => week_of(self.plan, day),
            Size::Month => month_of(day),
        };
        let score_on = |last: NaiveDate| {
            scores.iter().rev().find(|(day, _)| *day <= last).map_or(0.0, |(_, score)| *score)
        };
        let mut rows = Vec::new();
        let (mut first, mut last) = whole(self.begins().min(self.as_of));
        while first <= self.as_of {
            let seen: Vec<NaiveDate> = days(first, last).collect();
            rows.push(Row {
                first,
                last,
                amount: seen.iter().map(|day| self.amount(*day)).sum(),
                days_with_amount: seen.iter().filter(|day| self.amount(**day) > 0).count(),
                days_met: seen.iter().filter(|day| self.is_met(**day)).count(),
                asked: self.asked(size, &seen),
                score: score_on(last),
            });
            (first, last) = whole(last + Days::new(1));
        }
        rows
    }

    /// T22: how many days of a row were asked for.
    fn asked(&self, size: Size, row: &[NaiveDate]) -> Option<u64> {
        let (first, last) = (*row.first()?, *row.last()?);
        let begins = self.begins().min(self.as_of);
        let row: Vec<NaiveDate> = row.iter().copied().filter(|day| *day >= begins).collect();
        let by_days = row.iter().map(|day| self.is_scheduled(self.goal(*day).0, *day));
        if let Some(scheduled) = by_days.collect::<Option<Vec<bool>>>() {
            let asked = row.iter().zip(scheduled).filter(|(day, scheduled)| {
                *scheduled && self.is_in_span(**day) && !self.is_excused(**day)
            });
            return Some(asked.count() as u64);
        }
        let all_per_period = row.iter().all(|day| {
            matches!(
                (size, self.goal(*day).0),
                (Size::Week, Cadence::PerWeek(_)) | (Size::Month, Cadence::PerMonth(_))
            )
        });
        all_per_period.then(|| self.quota(size, (first, last), Eyes::Protected))
    }
}
