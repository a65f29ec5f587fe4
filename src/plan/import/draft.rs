//! A plan before it has ids and windows.

use chrono::NaiveDate;

use super::rhythm::Rhythm;
use super::when::When;
use crate::civil::DayRange;
use crate::plan::marker::Marker;
use crate::plan::model::{HabitGoal, Link};
use crate::plan::verify::Verify;
use crate::quantity::StudyTime;

/// What a source says.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: Option<String>,
    pub(super) goal: Option<String>,
    pub(super) path: Option<String>,
    pub(super) start: Option<NaiveDate>,
    pub(super) deadline: Option<NaiveDate>,
    pub(super) phases: Vec<DraftPhase>,
    pub(super) habits: Vec<DraftHabit>,
    /// How many of the habits are asked for every day because nothing says how often.
    pub(super) daily: usize,
    pub(super) modules: Vec<DraftModule>,
    pub(super) links: Vec<Link>,
    /// Our comments on the plan as a whole.
    pub(super) markers: Vec<Marker>,
}

/// A phase.
#[derive(Debug, Default)]
pub(super) struct DraftPhase {
    pub(super) id: Option<String>,
    /// What could be its id: its number, or that of its week.
    pub(super) number: Option<String>,
    pub(super) title: String,
    pub(super) when: Option<When>,
    /// When the part is planned for that it lies in.
    pub(super) within: Option<When>,
    /// Its window, where that is known exactly.
    pub(super) window: Option<DayRange>,
    pub(super) tasks: Vec<DraftTask>,
    pub(super) line: usize,
}

/// A task.
#[derive(Debug, Default)]
pub(super) struct DraftTask {
    pub(super) id: Option<String>,
    /// What the document calls it, where that can be no id.
    pub(super) called: Option<String>,
    pub(super) title: String,
    /// The task of the same phase that it is nested in.
    pub(super) parent: Option<usize>,
    pub(super) is_done: bool,
    pub(super) links: Vec<String>,
    pub(super) estimate: Option<StudyTime>,
    /// Ids or titles, each text of one or more.
    pub(super) needs: Vec<String>,
    pub(super) skills: Vec<String>,
    pub(super) verify: Option<Verify>,
}

/// A habit.
#[derive(Debug)]
pub(super) struct DraftHabit {
    pub(super) id: Option<String>,
    pub(super) title: String,
    pub(super) rhythm: Rhythm,
    /// Its later goals.
    pub(super) changes: Vec<HabitGoal>,
    pub(super) span: DraftSpan,
}

/// When a habit is owed.
#[derive(Debug)]
pub(super) enum DraftSpan {
    /// In the window of a phase, by its place.
    Phase(usize),
    /// In the window of a phase, by its id.
    PhaseId(String),
    /// From a day to another.
    Days(Option<NaiveDate>, Option<NaiveDate>),
}

/// A part of the skill map.
#[derive(Debug, Default)]
pub(super) struct DraftModule {
    pub(super) id: Option<String>,
    pub(super) title: String,
    /// Skills with the ids that they bring.
    pub(super) skills: Vec<(Option<String>, String)>,
}
