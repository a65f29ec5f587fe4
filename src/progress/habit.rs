//! Where one habit stands.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::course::{Course, Facts};
use super::look_back::LookBack;
use super::period::{self, PeriodProgress};
use super::score::{self, Score};
use super::standing::Entry;
use super::streak::{self, Freezes, JudgedUnit, Run, Streak, Streaks};
use super::terms::{self, Ask, Span};
use super::unit::StreakUnit;
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::{Habit, HabitGoal, Plan};
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
    /// Whether the day is owed, done or not, excused or not; `None` where not the day but the
    /// week, month or any run of days is what counts.
    pub owed_today: Option<bool>,
    /// Whether it has to be done today so that nothing is missed.
    pub due_today: bool,
    /// Whether a skip excuses today.
    pub excused_today: bool,
    /// How far the open week, month or window is; `None` where the day is what counts.
    pub period: Option<PeriodProgress>,
    /// How much was done, by day.
    pub amounts: BTreeMap<NaiveDate, Amount>,
    /// Those of these days for which nobody has recorded anything: all follows from commits.
    pub evidence_days: BTreeSet<NaiveDate>,
    /// The days excused by a skip.
    pub excused: Vec<DayRange>,
    /// The study time recorded for it.
    pub time: StudyTime,
    /// The strict streak over its owed days; `None` as for `owed_today`.
    pub streak: Option<Streak>,
    /// What its runs are counted in.
    pub unit: StreakUnit,
    /// The streak without skips and freezes.
    pub strict: Run,
    /// The streak with skips and freezes.
    pub protected: Run,
    /// The freezes of this month.
    pub freezes: Freezes,
    /// How strong the habit is.
    pub score: Score,
}

impl HabitProgress {
    /// On how many days from one to another something was done, and nobody has recorded it.
    #[must_use]
    pub fn days_by_evidence(&self, first: NaiveDate, last: NaiveDate) -> u32 {
        let days = if first <= last { self.evidence_days.range(first..=last).count() } else { 0 };
        u32::try_from(days).unwrap_or(u32::MAX)
    }

    /// How much was done on a day.
    #[must_use]
    pub fn amount_on(&self, day: NaiveDate) -> Amount {
        self.amounts.get(&day).copied().unwrap_or(Amount::ZERO)
    }
}

/// What the events say about one habit.
#[derive(Default)]
struct Practice {
    amounts: BTreeMap<NaiveDate, Amount>,
    recorded: BTreeSet<NaiveDate>,
    excused: Vec<DayRange>,
    time: StudyTime,
}

/// Every habit of the plan, in its order.
pub(super) fn habits(plan: &Plan, entries: &[Entry], as_of: NaiveDate) -> Vec<HabitProgress> {
    let practices = practices(plan, entries);
    let pairs = plan.habits.iter().zip(practices);
    pairs.map(|(habit, practice)| one(plan, habit, practice, as_of)).collect()
}

fn practices(plan: &Plan, entries: &[Entry]) -> Vec<Practice> {
    let mut practices: Vec<Practice> = plan.habits.iter().map(|_| Practice::default()).collect();
    let place: BTreeMap<&Id, usize> =
        plan.habits.iter().enumerate().map(|(at, habit)| (&habit.id, at)).collect();
    for entry in entries {
        if entry.is_skip() && entry.event.record.target.id().is_none() {
            for practice in &mut practices {
                practice.excused.push(entry.days);
            }
        }
        for (nth, id) in entry.credited.iter().enumerate() {
            let Some(practice) = place.get(id).and_then(|at| practices.get_mut(*at)) else {
                continue;
            };
            if entry.is_credit() {
                let amount = practice.amounts.entry(entry.day()).or_insert(Amount::ZERO);
                *amount = *amount + entry.event.record.amount.unwrap_or(Amount::ONE);
                if entry.event.derived.is_none() {
                    practice.recorded.insert(entry.day());
                }
            }
            if entry.is_skip() {
                practice.excused.push(entry.days);
            }
            // A split habit shares its completions, but an hour is an hour: the first gets it.
            if entry.is_activity() && nth == 0 {
                practice.time = practice.time + entry.event.record.took.unwrap_or_default();
            }
        }
    }
    practices
}

fn one(plan: &Plan, habit: &Habit, practice: Practice, as_of: NaiveDate) -> HabitProgress {
    let Practice { amounts, recorded, excused, time } = practice;
    let course = course(plan, habit, &amounts, &excused, as_of);
    let today = &course.days[course.today()];
    let Streaks { strict, protected, freezes } = Streaks::of(&course, plan.freezes_per_month);
    let period = period::running(&course);
    HabitProgress {
        id: habit.id.clone(),
        is_running: today.in_span,
        goal: habit.goal_on(as_of).clone(),
        owed_today: today.is_scheduled().map(|scheduled| scheduled && today.in_span),
        due_today: period::is_due(&course, period.as_ref()),
        excused_today: today.is_excused,
        period,
        time,
        streak: counts_days(habit).then(|| strict.into()),
        unit: terms::streak_unit(&habit.goals, as_of),
        strict,
        protected,
        freezes,
        score: Score::rounded(
            score::by_day(&course, &habit.goals).last().copied().unwrap_or_default(),
        ),
        evidence_days: amounts.keys().filter(|day| !recorded.contains(day)).copied().collect(),
        amounts,
        excused,
    }
}

/// The days of a habit on which so much was done, and those that are excused.
pub(super) fn course(
    plan: &Plan,
    habit: &Habit,
    amounts: &BTreeMap<NaiveDate, Amount>,
    excused: &[DayRange],
    as_of: NaiveDate,
) -> Course {
    Course::new(&Facts {
        span: Span::of(plan, habit),
        goals: &habit.goals,
        rest_days: &plan.rest_days,
        week_start: plan.week_start,
        amounts,
        excused,
        as_of,
    })
}

/// Whether all its goals are about days of the week.
fn counts_days(habit: &Habit) -> bool {
    habit.goals.iter().all(|goal| matches!(Ask::of(&goal.every, &[]), Ask::Day(_)))
}

/// The weeks and months of a habit, from the first with a day of it to that of `as_of`.
#[must_use]
pub fn look_back(plan: &Plan, habit: &Habit, stand: &HabitProgress, as_of: NaiveDate) -> LookBack {
    let course = course(plan, habit, &stand.amounts, &stand.excused, as_of);
    LookBack::of(&course, &habit.goals)
}

/// Every closed day, week, month or window of a habit with what became of it, oldest first, as the
/// protected streak judges them.
#[must_use]
pub fn judged_units(
    plan: &Plan,
    habit: &Habit,
    stand: &HabitProgress,
    as_of: NaiveDate,
) -> Vec<JudgedUnit> {
    let course = course(plan, habit, &stand.amounts, &stand.excused, as_of);
    streak::judged(&course, plan.freezes_per_month)
}

/// How many days, weeks, months and windows that hold this day are met already.
#[must_use]
pub fn units_met_already(
    plan: &Plan,
    habit: &Habit,
    stand: &HabitProgress,
    as_of: NaiveDate,
) -> u32 {
    streak::met_already(&course(plan, habit, &stand.amounts, &stand.excused, as_of))
}
