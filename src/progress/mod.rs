//! Where we stand: a pure fold of the events over the plan on a day. No clock, no I/O, no
//! `Result`.
//!
//! The rules are specified in `docs/event-format.md` (which events count), `docs/progress.md`
//! (what they add up to) and `docs/time.md` (habits and streaks); all are tested against this code.

mod account;
mod activity;
mod attestation;
mod burn_up;
mod course;
mod credit;
mod dates;
mod due;
mod evidence;
mod forecast;
mod habit;
mod look_back;
mod loss;
mod next;
mod overall;
mod period;
mod phase;
mod proof;
mod receipt;
mod replan;
mod review;
mod schedule;
mod score;
mod share;
mod standing;
mod streak;
mod study;
mod task;
mod terms;
mod ticked;
mod training;
mod undo;
mod unit;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::civil;
use crate::id::Id;
use crate::ledger::{Event, EventId, Person, Verb};
use crate::plan::Plan;

pub use account::{AccountLine, Fate, Stand, Weight, account, is_recorded};
pub use activity::Activity;
pub use attestation::{Attestation, attestations, latest};
pub use burn_up::{BurnUpDay, burn_up};
pub use credit::credited;
pub use dates::{Dated, Doubt, dates};
pub use due::{DueTask, due_tasks};
pub use forecast::{
    Basis, Draws, Effort, FEWEST_DAYS, FEWEST_TASKS, Finish, Forecast, Outlook, draws, forecast,
};
pub use habit::{HabitProgress, judged_units, look_back, units_met_already};
pub use look_back::{LookBack, Stretch};
pub use loss::lost;
pub use next::{NextTask, next_tasks, waiting_for};
pub use period::PeriodProgress;
pub use phase::{Count, PhaseProgress, Total};
pub use proof::{Proof, receipt_of};
pub use receipt::{
    HabitTerms, PlannedDays, Rule, UnitSize, UnitStep, Units, all_due, credits, habit_terms,
    habit_units, next_due, overall_units, planned_days, weights,
};
pub use replan::{NewDates, Refusal, Replan, Replanned, Shift, replan};
pub use review::{HabitReview, Review, review, review_habit, worked_windows};
pub use schedule::Pace;
pub use score::Score;
pub use share::Share;
pub use standing::{Entry, Standing, counts};
pub use streak::{Freezes, JudgedUnit, Run, Streak, Streaks};
pub use task::{TaskProgress, TaskState};
pub use ticked::ticked_in;
pub use training::{Training, WeighedTask, training, weighed_tasks};
pub use unit::{StreakUnit, Verdict};

/// Where the learner stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The day.
    pub as_of: NaiveDate,
    /// The day's place in the plan.
    pub calendar: Calendar,
    /// Every task, in the order of the plan.
    pub tasks: Vec<TaskProgress>,
    /// Every phase, in the order of the plan.
    pub phases: Vec<PhaseProgress>,
    /// The phase to work on: the first whose window holds the day and that is not finished,
    /// else the unfinished one with the earliest window.
    pub current_phase: Option<Id>,
    /// Every habit, in the order of the plan.
    pub habits: Vec<HabitProgress>,
    /// The plan as a whole.
    pub total: Total,
    /// What was done, by day.
    pub activity: BTreeMap<NaiveDate, Activity>,
    /// The strict streak of days with any activity; rest days are not owed.
    pub streak: Streak,
    /// The same as a strict and a protected streak, with the freezes of this month.
    pub overall: Streaks,
    /// Every event once, newest first, with what became of it.
    pub entries: Vec<Entry>,
    /// Everybody whose events count.
    pub people: BTreeSet<Person>,
    /// What could not be counted as it stands.
    pub oddities: Oddities,
}

/// A day's place in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Which day of the plan it is: 1 on the first, 0 and below before.
    pub day_number: i64,
    /// How many days the plan has, from its start to its deadline or last window.
    pub length_days: i64,
    /// Days from this one to the plan's last; below 0 after it.
    pub days_left: i64,
}

/// What could not be counted as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Oddities {
    /// Names that events give and the plan lacks, with the number of events.
    pub unknown: BTreeMap<Id, usize>,
    /// Ids that were given to different contents.
    pub conflicts: BTreeSet<EventId>,
    /// Undos that undo themselves by way of others.
    pub cyclic: BTreeSet<EventId>,
    /// Events of a day that is still to come, without undos, which hold all the same.
    pub future: usize,
    /// Events of people whom the plan leaves out.
    pub foreign: usize,
}

/// Folds events into the state of `plan` on `as_of`.
///
/// The order of `events` and repeated events change nothing; events of later days but undos are ignored,
/// so that an old day can be looked at again.
#[must_use]
pub fn fold(plan: &Plan, events: &[Event], as_of: NaiveDate) -> Progress {
    let (entries, conflicts) = standing::settle(plan, events, as_of);
    let tasks = task::tasks(plan, &entries);
    let phases = phase::phases(plan, &tasks, as_of);
    let activity = activity::by_day(&entries);
    let time = activity.values().map(|day| day.time).sum();
    let overall = overall::streaks(plan, &entries, &activity, as_of);
    Progress {
        as_of,
        calendar: calendar(plan, as_of),
        current_phase: current_phase(plan, &phases, as_of),
        habits: habit::habits(plan, &entries, as_of),
        total: phase::total(plan, &tasks, time, as_of),
        streak: overall.strict.into(),
        overall,
        people: people(&entries),
        oddities: oddities(&entries, conflicts),
        tasks,
        phases,
        activity,
        entries,
    }
}

/// The day to look at when nobody asks for another: the reader's date, or the day after when
/// something that counts is already recorded for it. Where the learner studies it can be tomorrow
/// already.
#[must_use]
pub fn today(plan: &Plan, events: &[Event], readers_date: NaiveDate) -> NaiveDate {
    let tomorrow = civil::next(readers_date);
    let is_tomorrow = |event: &Event| {
        let (days, _) = standing::days_of(event, plan.day_end);
        !matches!(event.record.verb, Verb::Skip | Verb::Attest) && days.last() == tomorrow
    };
    let counts = |entry: &Entry| {
        let stands = matches!(entry.standing, Standing::Counts | Standing::Reopened(_));
        let is_dated = !matches!(entry.event.record.verb, Verb::Skip | Verb::Attest);
        stands && is_dated && entry.day() == tomorrow
    };
    let is_there = events.iter().any(is_tomorrow)
        && standing::settle(plan, events, tomorrow).0.iter().any(counts);
    if is_there { tomorrow } else { readers_date }
}

/// Folds events on the day to look at when nobody asks for another: [`today`].
#[must_use]
pub fn fold_today(plan: &Plan, events: &[Event], readers_date: NaiveDate) -> Progress {
    fold(plan, events, today(plan, events, readers_date))
}

/// Where every task stands on a day, in the order of the plan: the same as [`Progress::tasks`],
/// without the rest of the fold.
#[must_use]
pub fn tasks(plan: &Plan, events: &[Event], as_of: NaiveDate) -> Vec<TaskProgress> {
    task::tasks(plan, &standing::settle(plan, events, as_of).0)
}

impl Progress {
    /// Where this task stands.
    #[must_use]
    pub fn task(&self, id: &Id) -> Option<&TaskProgress> {
        self.tasks.iter().find(|task| task.id == *id)
    }

    /// Where this phase stands.
    #[must_use]
    pub fn phase(&self, id: &Id) -> Option<&PhaseProgress> {
        self.phases.iter().find(|phase| phase.id == *id)
    }

    /// Where this habit stands.
    #[must_use]
    pub fn habit(&self, id: &Id) -> Option<&HabitProgress> {
        self.habits.iter().find(|habit| habit.id == *id)
    }

    /// The tasks of a phase, in the order of the plan.
    pub fn tasks_of<'a>(&'a self, phase: &'a Id) -> impl Iterator<Item = &'a TaskProgress> {
        self.tasks.iter().filter(move |task| task.phase == *phase)
    }
}

fn calendar(plan: &Plan, as_of: NaiveDate) -> Calendar {
    Calendar {
        day_number: (as_of - plan.start).num_days() + 1,
        length_days: (plan.end() - plan.start).num_days() + 1,
        days_left: (plan.end() - as_of).num_days(),
    }
}

fn current_phase(plan: &Plan, phases: &[PhaseProgress], as_of: NaiveDate) -> Option<Id> {
    let unfinished = || {
        let pairs = plan.phases.iter().zip(phases);
        pairs.filter(|(_, progress)| progress.count.open > 0).map(|(phase, _)| phase)
    };
    let in_window = unfinished().find(|phase| phase.window.contains(as_of));
    let earliest = || unfinished().min_by_key(|phase| phase.window.first());
    in_window.or_else(earliest).map(|phase| phase.id.clone())
}

fn people(entries: &[Entry]) -> BTreeSet<Person> {
    let counting = entries
        .iter()
        .filter(|entry| matches!(entry.standing, Standing::Counts | Standing::Reopened(_)))
        .filter(|entry| !entry.is_attestation());
    // Few people record much, one after the other.
    let mut people: BTreeSet<Person> = BTreeSet::new();
    let mut last: Option<&Person> = None;
    for entry in counting {
        let author = &entry.event.author;
        if last != Some(author) && !people.contains(author) {
            people.insert(author.clone());
        }
        last = Some(author);
    }
    people
}

fn oddities(entries: &[Entry], conflicts: BTreeSet<EventId>) -> Oddities {
    let mut oddities = Oddities { conflicts, ..Oddities::default() };
    for entry in entries.iter().filter(|entry| !entry.is_attestation()) {
        match entry.standing {
            Standing::Unknown => {
                if let Some(id) = entry.event.record.target.id() {
                    *oddities.unknown.entry(id.clone()).or_default() += 1;
                }
            }
            Standing::Cyclic => {
                oddities.cyclic.insert(entry.event.id.clone());
            }
            Standing::Future if entry.event.record.verb == Verb::Undo => {}
            Standing::Future => oddities.future += 1,
            Standing::Foreign => oddities.foreign += 1,
            Standing::Counts | Standing::Reopened(_) | Standing::Undone(_) => {}
        }
    }
    oddities
}
