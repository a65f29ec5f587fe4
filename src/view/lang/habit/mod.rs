//! What is said about habits and streaks, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::view::report::{Freezes, PeriodRow, RunRow, StreakUnit};

/// Every sentence of `today`, `streak` and `history`.
pub trait HabitWords {
    /// A run within a line, e.g. after a habit's title.
    fn run_of(&self, current: u32, unit: StreakUnit) -> String;
    /// The protected run within a line, where it is longer than the strict one.
    fn protected_run_of(&self, current: u32, unit: StreakUnit) -> String;
    /// The length of a run in its unit.
    fn length(&self, current: u32, unit: StreakUnit) -> String;
    /// A run and the longest, after a label.
    fn run_facts(&self, run: RunRow, unit: StreakUnit) -> Vec<String>;
    /// The strict run and its longest, after a label, and the protected one where it is longer.
    fn streak_facts(&self, strict: RunRow, protected: RunRow, unit: StreakUnit) -> Vec<String> {
        let mut facts = self.run_facts(strict, unit);
        if protected.current > strict.current {
            facts.push(self.protected_run_of(protected.current, unit));
        }
        facts
    }
    /// The strict run, and the protected one where it is longer, e.g. in a table.
    fn streaks(&self, strict: RunRow, protected: RunRow, unit: StreakUnit) -> String {
        let strict_run = self.length(strict.current, unit);
        if protected.current > strict.current {
            return format!("{strict_run} · {}", self.protected_run_of(protected.current, unit));
        }
        strict_run
    }
    /// When a run breaks if nothing more is done: 1 is tonight.
    fn breaks_in(&self, days: u32) -> String;
    /// The label of the strict streak.
    fn strict(&self) -> &'static str;
    /// The label of the protected streak.
    fn protected(&self) -> &'static str;
    /// The label of the freezes.
    fn freezes(&self) -> &'static str;
    /// How many freezes of the month are spent and left.
    fn freeze_facts(&self, freezes: Freezes) -> String;
    /// The label of the strength score.
    fn strength(&self) -> &'static str;
    /// The heading of the streak of days with any activity.
    fn overall(&self) -> &'static str;
    /// How far the open week, month or window is, and how many days are left.
    fn period(&self, period: &PeriodRow) -> Vec<String>;
    /// It has to be done today.
    fn due_today(&self) -> &'static str;
    /// It is not owed today.
    fn not_owed_today(&self) -> &'static str;
    /// The heading over tasks that should be done by now.
    fn tasks_due(&self) -> &'static str;
    /// A task should have been done so many days ago; 0 is today.
    fn late_days(&self, days: i64) -> String;
    /// So many more tasks are due.
    fn more_tasks(&self, count: usize) -> String;
    /// What was owed today is done.
    fn nothing_more(&self) -> &'static str;
    /// Nothing is owed today.
    fn nothing_owed(&self) -> &'static str;
    /// The plan has no habit, or none that was ever practised.
    fn no_habits(&self) -> &'static str;
    /// The heading over weeks.
    fn weeks(&self) -> &'static str;
    /// The heading over months.
    fn months(&self) -> &'static str;
    /// On how many days it was done, of how many; only the first where none was asked for.
    fn days_of(&self, met: u32, asked: Option<u32>) -> String;
    /// An amount with its unit, which may be empty.
    fn amount(&self, amount: &str, unit: &str) -> String;
}
