//! What the checks across the file need: names, references and dates with their places.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::field::{At, Field, Unusable};
use super::problem::{Problem, Problems, Span};
use super::words;
use crate::civil::DayRange;
use crate::id::Id;
use crate::say;
use crate::sentence::Sentence;

/// How many ids are listed where one is unknown.
const MAX_LISTED: usize = 9;

/// What has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Phase,
    Task,
    Habit,
    Module,
    Skill,
    Rule,
}

impl What {
    pub(super) fn noun(self) -> Sentence {
        match self {
            Self::Phase => say!("phase", "阶段"),
            Self::Task => say!("task", "任务"),
            Self::Habit => say!("habit", "习惯"),
            Self::Module => say!("module", "模块"),
            Self::Skill => say!("skill", "技能"),
            Self::Rule => say!("rule of evidence", "佐证规则"),
        }
    }

    /// Who must not share an id with it.
    fn rule(self) -> Sentence {
        match self {
            Self::Phase => say!("every phase needs an id of its own", "每个阶段都要有自己的 id"),
            Self::Task | Self::Habit => {
                say!("every task and habit needs an id of its own", "每个任务和习惯都要有自己的 id")
            }
            Self::Module | Self::Skill => say!(
                "every module and skill needs an id of its own",
                "每个模块和技能都要有自己的 id"
            ),
            Self::Rule => {
                say!("every rule of evidence needs an id of its own", "每条佐证规则都要有自己的 id")
            }
        }
    }
}

/// Things whose ids must differ from each other.
#[derive(Default)]
pub(super) struct Names {
    declared: BTreeMap<Id, (What, Span)>,
    /// Ids that are written wrongly, so that nobody complains about those who use them.
    meant: BTreeSet<Id>,
    /// Whether an id could not be read at all: then no name is known to be unknown.
    pub(super) incomplete: bool,
}

impl Names {
    /// Reads the id of something and keeps it.
    pub(super) fn declare(
        &mut self,
        what: What,
        field: Option<Field<'_>>,
        problems: &mut Problems,
    ) -> Option<At<Id>> {
        let Some(field) = field else {
            self.incomplete = true;
            return None;
        };
        let id = match field.id(problems) {
            Ok(id) => id,
            Err(Unusable(meant)) => {
                self.incomplete |= meant.is_none();
                self.meant.extend(meant);
                return None;
            }
        };
        if let Some((first, span)) = self.declared.get(&id.value) {
            let (noun, value) = (first.noun(), &id.value);
            let (en, zh) = noun.both();
            let message =
                say!("the id `{value}` is already that of a {en}", "`{value}` 已经是{zh}的 id");
            let problem = Problem::error(&id.span, message).label(say!("again here", "这里重复"));
            problems.push(problem.also(span, say!("first here", "首次出现")).help(what.rule()));
        } else {
            self.declared.insert(id.value.clone(), (what, id.span.clone()));
        }
        Some(id)
    }

    /// What has this id, and where.
    pub(super) fn get(&self, id: &Id) -> Option<&(What, Span)> {
        self.declared.get(id)
    }

    /// Whether it is certain that nothing has this id.
    pub(super) fn lacks(&self, id: &Id) -> bool {
        !self.incomplete && !self.declared.contains_key(id) && !self.meant.contains(id)
    }

    /// The ids of the kinds in `whats`, if there are few of them.
    pub(super) fn few(&self, whats: &[What]) -> Option<Sentence> {
        let fitting = self.declared.iter().filter(|(_, (what, _))| whats.contains(what));
        let ids: Vec<_> = fitting.take(MAX_LISTED + 1).map(|(id, _)| id.as_str()).collect();
        (1..=MAX_LISTED).contains(&ids.len()).then(|| words::list(ids))
    }

    /// The id of one of the kinds in `whats` that is nearest to `id`.
    pub(super) fn nearest(&self, id: &Id, whats: &[What]) -> Option<&str> {
        let fitting = self.declared.iter().filter(|(_, (what, _))| whats.contains(what));
        words::nearest(id.as_str(), fitting.map(|(id, _)| id.as_str()))
    }
}

/// A task's id, the ids that it names, and the window of its phase.
pub(super) struct TaskOutline {
    pub(super) id: At<Id>,
    pub(super) needs: Vec<At<Id>>,
    pub(super) window: Option<At<DayRange>>,
}

/// A move's ids.
pub(super) struct MoveOutline {
    pub(super) from: At<Id>,
    pub(super) to: Vec<At<Id>>,
}

/// Which tasks of a phase have an estimate: the places of their ids or headers.
#[derive(Default)]
pub(super) struct Weights {
    pub(super) phase: String,
    pub(super) with: Vec<Span>,
    pub(super) without: Vec<Span>,
}

/// Names, references and dates of a whole file.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) phases: Names,
    /// Tasks and habits.
    pub(super) work: Names,
    /// Modules and skills.
    pub(super) skills: Names,
    /// Rules of evidence.
    pub(super) rules: Names,
    /// What these rules prove: a task or a habit.
    pub(super) proved: Vec<(What, At<Id>)>,
    pub(super) start: Option<At<NaiveDate>>,
    pub(super) deadline: Option<At<NaiveDate>>,
    pub(super) windows: Vec<At<DayRange>>,
    /// The window of the phase that is being read.
    pub(super) window: Option<At<DayRange>>,
    /// Last days of habits that begin with the plan.
    pub(super) habit_ends: Vec<At<NaiveDate>>,
    pub(super) habit_phases: Vec<At<Id>>,
    pub(super) tasks: Vec<TaskOutline>,
    pub(super) trained: Vec<At<Id>>,
    pub(super) moves: Vec<MoveOutline>,
    pub(super) weights: Vec<Weights>,
}

impl Outline {
    /// Says that parts of the file could not be read.
    pub(super) fn mark_incomplete(&mut self) {
        self.phases.incomplete = true;
        self.work.incomplete = true;
        self.skills.incomplete = true;
    }
}
