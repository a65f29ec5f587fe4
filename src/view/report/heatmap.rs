//! `roadmap heatmap`: a year, day by day.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate, Weekday};
use serde::Serialize;

use super::Window;
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::{Habit, Plan};
use crate::progress::{self, Progress};
use crate::quantity::Amount;

/// How many weeks are twelve months, whatever day they begin on.
const WEEKS_OF_A_YEAR: u64 = 53;

/// From how many completions and sessions on a day has a level. The bounds are fixed, so that a
/// day looks the same next year, and beside any other year.
const COUNT_BOUNDS: [u32; 4] = [1, 2, 3, 5];

/// The same for minutes.
const MINUTE_BOUNDS: [u32; 4] = [1, 30, 60, 120];

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// Completions and sessions.
    Records,
    /// How much of a habit.
    Amount,
    /// Minutes of study time.
    Minutes,
}

/// What to show.
#[derive(Clone, Debug, Default)]
pub struct HeatmapRequest {
    /// Only this habit.
    pub habit: Option<Id>,
    /// A calendar year; else the last twelve months.
    pub year: Option<i32>,
    /// A year from the week of this day on, instead of the last twelve months.
    pub from: Option<NaiveDate>,
    /// Minutes, instead of how often or how much.
    pub minutes: bool,
    /// Draw with ASCII signs.
    pub ascii: bool,
}

/// `roadmap heatmap`.
#[derive(Clone, Debug, Serialize)]
pub struct Heatmap {
    /// The day.
    pub as_of: NaiveDate,
    /// The plan's title, or the habit's.
    pub title: String,
    /// The habit, if only one is shown.
    pub habit: Option<Id>,
    /// What one of the habit counts.
    pub unit: Option<String>,
    /// What is counted.
    pub measure: Measure,
    /// The days.
    pub period: Window,
    /// The calendar year, if one was asked for.
    pub year: Option<i32>,
    /// The first day of a week.
    #[serde(serialize_with = "weekday")]
    pub week_starts: Weekday,
    /// The levels that a day with anything can have, from the least.
    pub levels: Vec<Level>,
    /// Every day of the period, in order.
    pub days: Vec<HeatDay>,
    /// Whether to draw with ASCII signs.
    #[serde(skip)]
    pub ascii: bool,
}

/// A level and the values that have it; of a habit, by its goal on the day looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// From 1 to 4.
    pub level: u8,
    /// The least value.
    pub from: Amount,
    /// The first value of the next level; null for the highest.
    pub below: Option<Amount>,
}

/// One day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HeatDay {
    /// The day.
    pub day: NaiveDate,
    /// How much there was.
    pub value: Amount,
    /// The level: 0 for nothing, up to 4.
    pub level: u8,
    /// Whether something was done, and nobody has recorded it: it follows from commits alone, by
    /// the plan's `[[evidence]]`.
    pub rests_on_evidence: bool,
    /// Where it lies.
    pub place: Place,
}

/// Where a day lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// In the plan, or in the habit's days.
    Inside,
    /// Before or after them.
    Outside,
    /// It is still to come.
    Future,
}

impl Heatmap {
    /// The days that were asked for; those of `request.habit` only if the plan has it.
    #[must_use]
    pub fn new(plan: &Plan, progress: &Progress, request: &HeatmapRequest) -> Self {
        let habit = request.habit.as_ref().and_then(|id| plan.habit(id));
        let measure = match habit {
            _ if request.minutes => Measure::Minutes,
            Some(_) => Measure::Amount,
            None => Measure::Records,
        };
        let period = period(plan, progress.as_of, request);
        let values = values(progress, habit, measure);
        let span = span(plan, habit);
        let by_evidence = days_by_evidence(progress, habit);
        let day = |day: NaiveDate| {
            let value = values.get(&day).copied().unwrap_or(Amount::ZERO);
            let bounds = bounds(measure, habit, day);
            let place = if day > progress.as_of {
                Place::Future
            } else if span.0 <= day && span.1.is_none_or(|last| day <= last) {
                Place::Inside
            } else {
                Place::Outside
            };
            let level = level(value, &bounds);
            let rests_on_evidence = level > 0 && by_evidence.contains(&day);
            HeatDay { day, value, level, rests_on_evidence, place }
        };
        Self {
            as_of: progress.as_of,
            title: habit.map_or(&plan.title, |habit| &habit.title).clone(),
            habit: habit.map(|habit| habit.id.clone()),
            unit: habit.and_then(|habit| habit.unit.clone()),
            measure,
            period: period.into(),
            year: request.year,
            week_starts: plan.week_start,
            levels: levels(&bounds(measure, habit, progress.as_of)),
            days: period.days().map(day).collect(),
            ascii: request.ascii,
        }
    }
}

/// The days to show.
fn period(plan: &Plan, as_of: NaiveDate, request: &HeatmapRequest) -> DayRange {
    let from = |day: NaiveDate| {
        let first = DayRange::week_of(day, plan.week_start).first();
        DayRange::new(first, first.checked_add_days(Days::new(WEEKS_OF_A_YEAR * 7 - 1))?)
    };
    if let Some(days) = request.from.and_then(from).filter(|days| days.contains(as_of)) {
        return days;
    }
    let of_year = request.year.and_then(|year| {
        let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
        DayRange::new(first, NaiveDate::from_ymd_opt(year, 12, 31)?)
    });
    of_year.unwrap_or_else(|| {
        let week = DayRange::week_of(as_of, plan.week_start);
        let back = Days::new((WEEKS_OF_A_YEAR - 1) * 7);
        let first = week.first().checked_sub_days(back).unwrap_or(week.first());
        DayRange::new(first, week.last()).unwrap_or(week)
    })
}

/// The first and last day of the plan, or of a habit.
fn span(plan: &Plan, habit: Option<&Habit>) -> (NaiveDate, Option<NaiveDate>) {
    match habit.map(|habit| progress::habit_terms(plan, habit)) {
        None => (plan.start, plan.has_end().then(|| plan.end())),
        Some(terms) => (terms.first, terms.last),
    }
}

/// The days on which something was done, and nobody has recorded it.
fn days_by_evidence(progress: &Progress, habit: Option<&Habit>) -> BTreeSet<NaiveDate> {
    if let Some(habit) = habit {
        let stand = progress.habit(&habit.id);
        return stand.map(|stand| stand.evidence_days.clone()).unwrap_or_default();
    }
    let days = progress.activity.iter().filter(|(_, activity)| activity.rests_on_evidence());
    days.map(|(day, _)| *day).collect()
}

/// What is counted, by day; days with nothing may be left out.
fn values(
    progress: &Progress,
    habit: Option<&Habit>,
    measure: Measure,
) -> BTreeMap<NaiveDate, Amount> {
    let whole = |count: u64| Amount::whole(u32::try_from(count).unwrap_or(u32::MAX));
    let stand = habit.and_then(|habit| progress.habit(&habit.id));
    match (measure, stand) {
        (Measure::Minutes, Some(stand)) => {
            let days = progress.time_by_day(&stand.id).into_iter();
            days.map(|(day, time)| (day, whole(time.minutes()))).collect()
        }
        (Measure::Minutes, None) => {
            let days = progress.activity.iter();
            days.map(|(day, activity)| (*day, whole(activity.time.minutes()))).collect()
        }
        (_, Some(stand)) => stand.amounts.clone(),
        (_, None) => {
            let days = progress.activity.iter();
            let records = days.map(|(day, activity)| {
                (*day, whole(u64::from(activity.completions) + u64::from(activity.sessions)))
            });
            records.collect()
        }
    }
}

/// Levels and from which value on they hold.
fn bounds(measure: Measure, habit: Option<&Habit>, day: NaiveDate) -> Vec<(u8, Amount)> {
    let fixed = |bounds: [u32; 4]| (1..).zip(bounds.map(Amount::whole)).collect();
    match (measure, habit.map(|habit| habit.goal_on(day))) {
        (Measure::Minutes, _) => fixed(MINUTE_BOUNDS),
        (Measure::Amount, Some(goal)) => {
            let good = goal.stretch.unwrap_or(goal.target + goal.target);
            vec![(1, Amount::LEAST), (3, goal.target), (4, good)]
        }
        _ => fixed(COUNT_BOUNDS),
    }
}

fn level(value: Amount, bounds: &[(u8, Amount)]) -> u8 {
    bounds.iter().rfind(|(_, from)| value >= *from).map_or(0, |(level, _)| *level)
}

fn levels(bounds: &[(u8, Amount)]) -> Vec<Level> {
    let next = |at: usize| bounds.get(at + 1).map(|(_, from)| *from);
    let all = bounds.iter().enumerate();
    all.map(|(at, (level, from))| Level { level: *level, from: *from, below: next(at) })
        // The least amount is a target itself where that is so small.
        .filter(|level| level.below.is_none_or(|below| level.from < below))
        .collect()
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn weekday<S: serde::Serializer>(day: &Weekday, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(if *day == Weekday::Sun { "sunday" } else { "monday" })
}
