//! The units of a streak with the events that made them what they are.

use chrono::NaiveDate;
use serde::Serialize;

use super::Subject;
use crate::id::Id;
use crate::ledger::{EventId, Verb};
use crate::plan::Plan;
use crate::progress::{self, Entry, Progress, Rule, Standing, UnitSize, UnitStep, Units, Verdict};

/// The units of the strict and of the protected streak, oldest first.
#[derive(Clone, Debug, Serialize)]
pub struct UnitsRow {
    /// Without skips and freezes.
    pub strict: Vec<UnitRow>,
    /// With both.
    pub protected: Vec<UnitRow>,
}

/// What became of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum VerdictRow {
    /// What it asked for was done.
    Met,
    /// It was owed and not met.
    Missed,
    /// It was missed, and a freeze has forgiven it.
    Frozen,
    /// It asked for nothing, and nothing was done.
    NotOwed,
    /// It is not over, and not met yet.
    Open,
}

impl From<Option<Verdict>> for VerdictRow {
    fn from(verdict: Option<Verdict>) -> Self {
        match verdict {
            None => Self::Open,
            Some(Verdict::Met) => Self::Met,
            Some(Verdict::Missed) => Self::Missed,
            Some(Verdict::Frozen) => Self::Frozen,
            Some(Verdict::NotOwed) => Self::NotOwed,
        }
    }
}

/// One unit.
#[derive(Clone, Debug, Serialize)]
pub struct UnitRow {
    /// What it is.
    pub size: UnitSize,
    /// Its first day in the calendar.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// How many met days it asks for; 0 if nothing is owed.
    pub quota: u32,
    /// How many it has.
    pub used: u32,
    /// What became of it.
    pub verdict: VerdictRow,
    /// The rule of docs/time.md that decided it.
    pub rule: Rule,
    /// The run after it.
    pub run: u32,
    /// Whether something was done, and nobody has recorded it: it follows from commits alone, by
    /// the plan's `[[evidence]]`.
    pub rests_on_evidence: bool,
    /// The completions on its days, and for the protected streak the skips, oldest first.
    pub events: Vec<EventId>,
}

impl UnitsRow {
    /// The units of the streak of `subject`; `None` where it has none.
    pub(super) fn new(plan: &Plan, progress: &Progress, subject: &Subject) -> Option<Self> {
        let units = match subject {
            Subject::Overall => progress::overall_units(plan, progress),
            Subject::Habit { id } => {
                let (habit, stand) = (plan.habit(id)?, progress.habit(id)?);
                progress::habit_units(plan, habit, stand, progress.as_of)
            }
            _ => return None,
        };
        let habit = match subject {
            Subject::Habit { id } => Some(id),
            _ => None,
        };
        Some(Self::with_events(&units, &Marks::new(progress, habit)))
    }

    fn with_events(units: &Units, marks: &Marks<'_>) -> Self {
        let strict = units.strict.iter().map(|step| row(step, &marks.within(step, false)));
        let protected = units.protected.iter().map(|step| row(step, &marks.within(step, true)));
        Self { strict: strict.collect(), protected: protected.collect() }
    }
}

fn row(step: &UnitStep, marks: &[&Entry]) -> UnitRow {
    UnitRow {
        size: step.size,
        first: step.first,
        last: step.last,
        quota: step.quota,
        used: step.used,
        verdict: step.verdict.into(),
        rule: step.rule,
        run: step.run,
        rests_on_evidence: !marks.is_empty()
            && marks.iter().all(|entry| entry.event.derived.is_some()),
        events: marks.iter().map(|entry| entry.event.id.clone()).collect(),
    }
}

/// What counts towards units, and what excuses them.
struct Marks<'a> {
    /// Completions by their day, oldest first.
    done: Vec<&'a Entry>,
    skips: Vec<&'a Entry>,
}

impl<'a> Marks<'a> {
    /// Of a habit the completions that count and what excuses it; without one, all activity, and
    /// the skips of everything.
    fn new(progress: &'a Progress, habit: Option<&Id>) -> Self {
        let is_of = |entry: &Entry| habit.is_some_and(|id| entry.credited.contains(id));
        let counts = |entry: &Entry, verb| {
            entry.event.record.verb == verb && entry.standing == Standing::Counts
        };
        let is_done = |entry: &&Entry| match habit {
            Some(_) => counts(entry, Verb::Done) && is_of(entry),
            None => entry.is_activity(),
        };
        let is_skip = |entry: &&Entry| {
            let is_everything = entry.event.record.target.id().is_none();
            counts(entry, Verb::Skip) && (is_everything || is_of(entry))
        };
        let entries = || progress.entries.iter().rev();
        let mut done: Vec<&Entry> = entries().filter(is_done).collect();
        done.sort_by_key(|entry| entry.day());
        Self { done, skips: entries().filter(is_skip).collect() }
    }

    fn within(&self, step: &UnitStep, with_skips: bool) -> Vec<&'a Entry> {
        let from = self.done.partition_point(|entry| entry.day() < step.first);
        let to = self.done.partition_point(|entry| entry.day() <= step.last);
        let overlaps =
            |entry: &&&Entry| entry.days.first() <= step.last && step.first <= entry.days.last();
        let skips = self.skips.iter().filter(|_| with_skips).filter(overlaps);
        self.done[from..to.max(from)].iter().chain(skips).copied().collect()
    }
}
