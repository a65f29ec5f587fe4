//! English.

use super::HabitWords;
use crate::view::report::{Freezes, PeriodKind, PeriodRow, RunRow, StreakUnit};

/// English.
pub(in crate::view::lang) struct English;

fn plural(number: u32, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

impl HabitWords for English {
    fn run_of(&self, current: u32, unit: StreakUnit) -> String {
        format!("streak {}", self.length(current, unit))
    }

    fn protected_run_of(&self, current: u32, unit: StreakUnit) -> String {
        format!("protected {}", self.length(current, unit))
    }

    fn length(&self, run: u32, unit: StreakUnit) -> String {
        match unit {
            StreakUnit::Day => plural(run, "day"),
            StreakUnit::Week => plural(run, "week"),
            StreakUnit::Month => plural(run, "month"),
            StreakUnit::Mixed => format!("{run} in a row"),
        }
    }

    fn run_facts(&self, run: RunRow, unit: StreakUnit) -> Vec<String> {
        match (run.current, run.longest) {
            (0, 0) => vec!["none yet".to_owned()],
            (0, longest) => {
                vec![format!("none now, the longest was {}", self.length(longest, unit))]
            }
            (current, longest) if current == longest => {
                vec![self.length(current, unit), "your longest".to_owned()]
            }
            (current, longest) => vec![self.length(current, unit), format!("longest {longest}")],
        }
    }

    fn breaks_in(&self, days: u32) -> String {
        match days {
            1 => "ends tonight".to_owned(),
            2 => "lasts until tomorrow".to_owned(),
            _ => format!("lasts {days} days"),
        }
    }

    fn strict(&self) -> &'static str {
        "Strict"
    }

    fn protected(&self) -> &'static str {
        "Protected"
    }

    fn freezes(&self) -> &'static str {
        "Freezes"
    }

    fn freeze_facts(&self, freezes: Freezes) -> String {
        format!("{} spent this month, {} left", freezes.spent, freezes.left)
    }

    fn strength(&self) -> &'static str {
        "Strength"
    }

    fn overall(&self) -> &'static str {
        "Everything"
    }

    fn period(&self, period: &PeriodRow) -> Vec<String> {
        let progress = &period.progress;
        let (used, quota) = (progress.used, progress.quota);
        let length = (progress.last - progress.first).num_days() + 1;
        let within = match period.kind {
            PeriodKind::Week => "this week".to_owned(),
            PeriodKind::Month => "this month".to_owned(),
            PeriodKind::Window => format!("in {length} days"),
        };
        let mut facts = match (period.kind, quota) {
            (PeriodKind::Window, 0) => Vec::new(),
            (_, 0) => vec![format!("nothing asked for {within}")],
            _ => vec![format!("{used} of {quota} {within}")],
        };
        match progress.days_left {
            _ if period.lost => facts.push("can no longer be met".to_owned()),
            Some(left) if period.kind == PeriodKind::Window && left > 1 => {
                facts.push(format!("next within {}", plural(left, "day")));
            }
            Some(left) if period.kind != PeriodKind::Window && progress.missing() > 0 => {
                facts.push(format!("{} left", plural(left, "day")));
            }
            _ => {}
        }
        facts
    }

    fn due_today(&self) -> &'static str {
        "due today"
    }

    fn not_owed_today(&self) -> &'static str {
        "not owed today"
    }

    fn tasks_due(&self) -> &'static str {
        "Tasks due"
    }

    fn late_days(&self, days: i64) -> String {
        match days {
            0 => "due today".to_owned(),
            1 => "1 day late".to_owned(),
            _ => format!("{days} days late"),
        }
    }

    fn more_tasks(&self, count: usize) -> String {
        format!("and {count} more: roadmap list --open")
    }

    fn nothing_more(&self) -> &'static str {
        "Everything for today is done."
    }

    fn nothing_owed(&self) -> &'static str {
        "Nothing is owed today."
    }

    fn no_habits(&self) -> &'static str {
        "The plan has no habit that runs today or was ever done."
    }

    fn weeks(&self) -> &'static str {
        "Weeks"
    }

    fn months(&self) -> &'static str {
        "Months"
    }

    fn days_of(&self, met: u32, asked: Option<u32>) -> String {
        match asked {
            Some(asked @ 1..) => format!("{met} of {asked}"),
            Some(0) | None => plural(met, "day"),
        }
    }

    fn amount(&self, amount: &str, unit: &str) -> String {
        if unit.is_empty() { format!("{amount}×") } else { format!("{amount} {unit}") }
    }
}
