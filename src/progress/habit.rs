//! Where one habit stands.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::schedule::is_rest_day;
use super::standing::Entry;
use super::streak::Streak;
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::{Cadence, Habit, HabitGoal, HabitSpan, Plan};
use crate::quantity::{Amount, StudyTime};

/// Where one habit stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HabitProgress {
    /// The habit.
    pub id: Id,
    /// Whether the day lies between its first and last.
    pub is_running: bool,
    /// What it asks for on that day.
    pub goal: HabitGoal,
    /// Whether something is owed on that day; `None` where not the day but the week, month or
    /// any run of days is what counts.
    pub owed_today: Option<bool>,
    /// How much was done, by day.
    pub amounts: BTreeMap<NaiveDate, Amount>,
    /// The days excused by a skip.
    pub excused: Vec<DayRange>,
    /// The study time recorded for it.
    pub time: StudyTime,
    /// The strict streak over its owed days; `None` as for `owed_today`.
    pub streak: Option<Streak>,
}

impl HabitProgress {
    /// How much was done on a day.
    #[must_use]
    pub fn amount_on(&self, day: NaiveDate) -> Amount {
        self.amounts.get(&day).copied().unwrap_or(Amount::ZERO)
    }
}

/// Every habit of the plan, in its order.
pub(super) fn habits(plan: &Plan, entries: &[Entry], as_of: NaiveDate) -> Vec<HabitProgress> {
    plan.habits.iter().map(|habit| one(plan, habit, entries, as_of)).collect()
}

fn one(plan: &Plan, habit: &Habit, entries: &[Entry], as_of: NaiveDate) -> HabitProgress {
    let owns = |entry: &&Entry| entry.credited.contains(&habit.id);
    let mut amounts: BTreeMap<NaiveDate, Amount> = BTreeMap::new();
    for entry in entries.iter().filter(owns).filter(|entry| entry.is_credit()) {
        let amount = amounts.entry(entry.day()).or_insert(Amount::ZERO);
        *amount = *amount + entry.event.record.amount.unwrap_or(Amount::ONE);
    }
    let excuses = |entry: &&Entry| {
        entry.is_skip() && (entry.event.record.target.id().is_none() || owns(entry))
    };
    let first_is_it = |entry: &&Entry| entry.credited.first() == Some(&habit.id);
    let timed = entries.iter().filter(|entry| entry.is_activity()).filter(first_is_it);
    let time = timed.filter_map(|entry| entry.event.record.took).sum();
    let (first, last) = span(plan, habit);
    let is_running = first <= as_of && last.is_none_or(|last| as_of <= last);
    HabitProgress {
        id: habit.id.clone(),
        is_running,
        goal: goal_on(habit, as_of).clone(),
        owed_today: owed(plan, habit, as_of),
        excused: entries.iter().filter(excuses).map(|entry| entry.days).collect(),
        time,
        streak: streak(plan, habit, &amounts, as_of),
        amounts,
    }
}

/// The first and last day on which a habit is owed at all.
fn span(plan: &Plan, habit: &Habit) -> (NaiveDate, Option<NaiveDate>) {
    match &habit.span {
        HabitSpan::Days { from, until } => (from.unwrap_or(plan.start), *until),
        HabitSpan::Phase(id) => match plan.phase(id) {
            Some(phase) => {
                let window = plan.effective_window(phase).unwrap_or(phase.window);
                (window.first(), Some(window.last()))
            }
            None => (plan.start, None),
        },
    }
}

/// What the habit asks for on a day: the last goal that has begun.
fn goal_on(habit: &Habit, day: NaiveDate) -> &HabitGoal {
    let begun = habit.goals.iter().rfind(|goal| goal.from.is_none_or(|from| from <= day));
    match begun.or(habit.goals.first()) {
        Some(goal) => goal,
        None => unreachable!("a checked habit has a goal"),
    }
}

/// Whether the habit is owed on a day; `None` where the unit is not the day.
fn owed(plan: &Plan, habit: &Habit, day: NaiveDate) -> Option<bool> {
    let (first, last) = span(plan, habit);
    let in_span = first <= day && last.is_none_or(|last| day <= last);
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let by_cadence = match &goal_on(habit, day).every {
        Cadence::Daily => !is_rest_day(plan, day),
        Cadence::Weekdays => !weekend && !is_rest_day(plan, day),
        Cadence::On(days) => days.contains(&day.weekday()),
        Cadence::PerWeek(_)
        | Cadence::PerMonth(_)
        | Cadence::Rolling { .. }
        | Cadence::EveryDays(_) => return None,
    };
    Some(in_span && by_cadence)
}

fn streak(
    plan: &Plan,
    habit: &Habit,
    amounts: &BTreeMap<NaiveDate, Amount>,
    as_of: NaiveDate,
) -> Option<Streak> {
    let by_day = |goal: &HabitGoal| {
        matches!(goal.every, Cadence::Daily | Cadence::Weekdays | Cadence::On(_))
    };
    if !habit.goals.iter().all(by_day) {
        return None;
    }
    let is_met = |(day, amount): (&NaiveDate, &Amount)| {
        (*amount >= goal_on(habit, *day).target).then_some(*day)
    };
    let met: Vec<NaiveDate> = amounts.iter().filter_map(is_met).collect();
    Some(Streak::of(&met, |day| owed(plan, habit, day).unwrap_or_default(), as_of))
}
