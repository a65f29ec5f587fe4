//! English.

use chrono::NaiveDate;

use super::WhyWords;
use crate::view::report::{DaysFacts, DrawsRow, Rule, UnitSize, VerdictRow};

/// English.
pub(in crate::view::lang) struct English;

fn plural(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

impl WhyWords for English {
    fn overall(&self) -> &'static str {
        "Streak of days on which anything was done"
    }

    fn total(&self) -> &'static str {
        "The plan as a whole"
    }

    fn time(&self) -> &'static str {
        "Study time"
    }

    fn calendar(&self) -> &'static str {
        "The day's place in the plan"
    }

    fn record(&self) -> &'static str {
        "What was recorded"
    }

    fn nothing_then(&self) -> &'static str {
        "Nothing was recorded for these days."
    }

    fn first_and_last(&self, first: NaiveDate, last: Option<NaiveDate>) -> String {
        match last {
            Some(last) => {
                format!("from {first} to {last}, the deadline or the end of the last window")
            }
            None => format!("from {first} on; neither a deadline nor a phase says when it ends"),
        }
    }

    fn due(&self, due: NaiveDate) -> String {
        format!("to be done by {due} (T23)")
    }

    fn gained(&self, tasks: usize, days: &str) -> String {
        format!("{} finished in these days: {days}", plural(tasks, "task"))
    }

    fn curve_rule(&self) -> &'static str {
        "Done is the weight of the tasks finished by a day, planned the share of the owed days \
         before it, both of what is not dropped now (docs/progress.md)"
    }

    fn futures(&self, draws: &DrawsRow) -> String {
        let DrawsRow { futures, block_days, seed, .. } = draws;
        format!("{futures} futures, drawn in blocks of {block_days} owed days from seed {seed}")
    }

    fn owed_record(&self, days: usize, first: NaiveDate, last: NaiveDate) -> String {
        format!("from the last {}, {first} to {last}", plural(days, "owed day"))
    }

    fn under_way(&self, weight: &str) -> String {
        format!("of the next task {weight} is taken to be done: the usual pace since the last one")
    }

    fn forecast_rule(&self) -> &'static str {
        "50% and 80% are the days by which so many of the futures are finished (docs/forecast.md)"
    }

    fn left(&self) -> &'static str {
        "Left"
    }

    fn unit(&self, size: UnitSize, first: NaiveDate, last: NaiveDate) -> String {
        match size {
            UnitSize::Day | UnitSize::Window => last.format("%a %Y-%m-%d").to_string(),
            UnitSize::Week => format!("week {first}"),
            UnitSize::Month => first.format("month %Y-%m").to_string(),
        }
    }

    fn verdict(&self, verdict: VerdictRow) -> &'static str {
        match verdict {
            VerdictRow::Met => "met",
            VerdictRow::Missed => "missed",
            VerdictRow::Frozen => "frozen",
            VerdictRow::NotOwed => "not owed",
            VerdictRow::Open => "open",
        }
    }

    fn used(&self, used: u32, quota: u32) -> String {
        format!("{used} of {quota}")
    }

    fn run(&self, run: u32) -> String {
        format!("run {run}")
    }

    fn earlier(&self, count: usize) -> String {
        format!("{} before, shown by --all", plural(count, "row"))
    }

    fn same_units(&self) -> &'static str {
        "as the strict one: no skip and no freeze makes a difference"
    }

    fn rule(&self, rule: Rule) -> &'static str {
        match rule.0 {
            4 => "the day one looks at is not over: what is open is never missed",
            8 => "outside of its span nothing is owed",
            11 => "a scheduled day asks to be met; others and rest days are not owed",
            12 => "a week or month asks for its quota of met days",
            13 => "the days up to this one ask for their quota of met days",
            14 => "a skip excuses these days",
            15 => "a freeze forgives the first misses of a month",
            16 => "a met unit adds 1 to the run, a miss sets it to 0, all others leave it",
            18 => "a day is met when anything was done; every day but rest days is owed",
            21 => "Loop Habit Tracker's moving average of what was done, of what was asked for",
            _ => "",
        }
    }

    fn rules(&self) -> &'static str {
        "Rules (docs/time.md)"
    }

    fn share(&self, percent: u32, part: &str, whole: &str) -> String {
        format!("{percent}% done: {part} of {whole}")
    }

    fn no_share(&self) -> &'static str {
        "no percentage: there is no task, or all are dropped"
    }

    fn planned(&self, percent: u32, passed: u64, owed: u64) -> String {
        format!("{percent}% planned: {passed} of {owed} owed days have passed")
    }

    fn planned_whole(&self, percent: u32) -> String {
        format!("{percent}% planned: each phase's, by the weight of its tasks")
    }

    fn next_due(&self, task: &str, due: NaiveDate) -> String {
        format!("next is {task}, to be done by {due}")
    }

    fn nothing_says(&self) -> &'static str {
        "open: no event that counts says that it was done or dropped"
    }

    fn days(&self, facts: DaysFacts) -> Vec<String> {
        vec![
            plural(facts.completions as usize, "completion"),
            plural(facts.sessions as usize, "session"),
            plural(facts.active_days, "active day"),
        ]
    }

    fn score(&self, value: f64) -> String {
        format!("{value:.4}")
    }

    fn events(&self, counting: usize, all: usize) -> String {
        format!("{}, {counting} of them count", plural(all, "event"))
    }

    fn check(&self) -> &'static str {
        "With --json it can be recomputed from git alone: docs/why.md"
    }
}
