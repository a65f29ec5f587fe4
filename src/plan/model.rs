//! What is owed: the checked plan. Everything here is valid, so nothing downstream checks again.

use chrono::{NaiveDate, Weekday};

use super::verify::Verify;
use super::words;
use crate::civil::{DayEnd, DayRange};
use crate::id::Id;
use crate::pattern::{NamePattern, PathPattern, TextPattern};
use crate::quantity::{Amount, StudyTime};

/// A whole `roadmap.toml`, checked: ids are unique, references resolve, nothing is cyclic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What the plan is called.
    pub title: String,
    /// What it is for.
    pub goal: Option<String>,
    /// The way in words, e.g. `backend → deployment → DevOps`.
    pub path: Option<String>,
    /// The first day.
    pub start: NaiveDate,
    /// What the countdown counts to.
    pub deadline: Option<NaiveDate>,
    /// When a civil day ends.
    pub day_end: DayEnd,
    /// The first day of a week: Monday or Sunday, by default Monday.
    pub week_start: Weekday,
    /// Days of the week on which nothing is owed.
    pub rest_days: Vec<Weekday>,
    /// How many misses of a month the protected streak absorbs.
    pub freezes_per_month: u32,
    /// The phases, in the order of the file.
    pub phases: Vec<Phase>,
    /// The habits, in the order of the file.
    pub habits: Vec<Habit>,
    /// The skill map, in the order of the file.
    pub modules: Vec<Module>,
    /// The links of the whole plan.
    pub links: Vec<Link>,
    /// Where the credit for ids of the past goes.
    pub moved: Vec<Moved>,
    /// What commits prove by themselves.
    pub evidence: Vec<EvidenceRule>,
    /// Whose attestations are trusted, in the order of their names.
    pub mentors: Vec<Mentor>,
    /// How events are written.
    pub record: RecordRules,
    /// Whose events count: e-mail addresses, or whole names; empty means everybody's.
    pub authors: Vec<String>,
    /// Where notes are, and in which language; `None` where the plan does not say.
    pub notes: Option<NoteRules>,
}

/// A stretch of the plan with a window of days and its tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phase {
    /// Its name, unique among phases.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// The days that it is planned for, as the file says.
    pub window: DayRange,
    /// Its tasks, in the order of the file.
    pub tasks: Vec<Task>,
}

/// Something to be done once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Its name, unique among tasks and habits.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// How long it should take. Within a phase either every task has one or none.
    pub estimate: Option<StudyTime>,
    /// Tasks that come first.
    pub needs: Vec<Id>,
    /// Skills that it trains.
    pub skills: Vec<Id>,
    /// Pages that help with it.
    pub links: Vec<String>,
    /// The commands that prove it; untrusted until approved.
    pub verify: Option<Verify>,
}

/// Something to be done again and again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Habit {
    /// Its name, unique among tasks and habits.
    pub id: Id,
    /// What is to be done.
    pub title: String,
    /// What one counts, e.g. `题` or `pages`.
    pub unit: Option<String>,
    /// The days on which it is owed at all: its phase's window, or `from` and `until`, or
    /// without an end.
    pub span: HabitSpan,
    /// What was owed from which day on, oldest first; never empty, the first from the start.
    pub goals: Vec<HabitGoal>,
}

/// The days on which a habit is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HabitSpan {
    /// The window of a phase.
    Phase(Id),
    /// From the first day (by default the plan's) until the last, if there is one.
    Days {
        /// The first day, `None` for the plan's start.
        from: Option<NaiveDate>,
        /// The last day, which is included; `None` for no end.
        until: Option<NaiveDate>,
    },
}

/// What a habit asks for from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HabitGoal {
    /// The first day it holds; `None` for the first of the habit.
    pub from: Option<NaiveDate>,
    /// How often.
    pub every: Cadence,
    /// How much each time.
    pub target: Amount,
    /// How much on a good day; more than `target`.
    pub stretch: Option<Amount>,
}

/// How often a habit is owed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// `day`: every day that is not a rest day.
    Daily,
    /// `weekday`: Monday to Friday.
    Weekdays,
    /// `mon,wed,fri`: these days of the week, in their order from Monday, none twice.
    On(Vec<Weekday>),
    /// `3/week`: so many days of each week, 1 to 7.
    PerWeek(u32),
    /// `10/month`: so many days of each month, 1 to 31.
    PerMonth(u32),
    /// `3 in 7 days`: so many days of any `days` in a row.
    Rolling {
        /// How many days of them, at least 1 and at most `days`.
        count: u32,
        /// How many days in a row, 2 to 366.
        days: u32,
    },
    /// `2 days`: so many days after the last time, 2 to 366.
    EveryDays(u32),
}

/// A part of the skill map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// Its name, unique among modules and skills.
    pub id: Id,
    /// What people call it.
    pub title: String,
    /// Its skills, in the order of the file.
    pub skills: Vec<Skill>,
}

/// Something that tasks train.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skill {
    /// Its name, unique among modules and skills.
    pub id: Id,
    /// What people call it.
    pub title: String,
}

/// A page worth having at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// What people call it.
    pub title: String,
    /// Where it is: `http://`, `https://` or `mailto:`.
    pub url: String,
}

/// A rename, split or merge of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The id that events still name; no task or habit of today has it.
    pub from: Id,
    /// The ids that get its credit, never empty; each is a task or habit of the plan, or the
    /// `from` of another move. Following them never comes back to where it began.
    pub to: Vec<Id>,
}

/// Somebody whose attestations are trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mentor {
    /// Their name.
    pub name: String,
    /// Their SSH keys; at least one.
    pub keys: Vec<SshKey>,
}

impl Mentor {
    /// The longest name, in characters.
    pub const LONGEST_NAME: usize = 100;

    /// Whether somebody can be called this: one line without blanks around it.
    #[must_use]
    pub fn is_name(text: &str) -> bool {
        let is_bare = !text.is_empty() && text.trim() == text;
        is_bare && text.chars().count() <= Self::LONGEST_NAME && !text.chars().any(char::is_control)
    }
}

/// A public key of SSH, `TYPE BASE64` and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SshKey(String);

impl SshKey {
    /// The kinds of keys that sign.
    pub const TYPES: [&'static str; 7] = [
        "ssh-ed25519",
        "ssh-rsa",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com",
        "sk-ecdsa-sha2-nistp256@openssh.com",
    ];

    /// The most characters of a key.
    pub const LONGEST: usize = 4_000;

    /// Reads the line of a `.pub` file; the comment at its end is left out. `None` for anything
    /// that is no such key.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        if text.len() > Self::LONGEST || text.chars().any(char::is_control) {
            return None;
        }
        let mut words = text.split_whitespace();
        let (kind, blob) = (words.next()?, words.next()?);
        let is_base64 = blob.trim_end_matches('=').len() >= 40
            && blob.len().is_multiple_of(4)
            && blob.trim_end_matches('=').bytes().all(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')
            })
            // Each begins with the length of its type.
            && blob.starts_with("AAAA");
        (Self::TYPES.contains(&kind) && is_base64).then(|| Self(format!("{kind} {blob}")))
    }

    /// The key as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What commits prove by themselves, without an event line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceRule {
    /// Its name, unique among rules.
    pub id: Id,
    /// What a match proves.
    pub proof: Proof,
    /// What it looks at; all of it has to fit.
    pub fits: Fits,
    /// What counts as one.
    pub unit: EvidenceUnit,
}

/// What a match of a rule proves. The id is one of the plan, or the `from` of a move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A task was finished.
    Task(Id),
    /// A habit was practised, so much each time.
    Habit(Id, Amount),
}

/// What a rule looks at; at least one is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fits {
    /// A file that the commit adds or changes.
    pub path: Option<PathPattern>,
    /// A part of its message.
    pub message: Option<TextPattern>,
    /// A tag on it.
    pub tag: Option<NamePattern>,
    /// Name or address of a co-author.
    pub co_author: Option<NamePattern>,
}

/// What evidence counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EvidenceUnit {
    /// Each commit.
    #[default]
    Commit,
    /// Each file that fits, once a day.
    DistinctFile,
    /// Each folder with a file that fits, once a day.
    DistinctFolder,
}

impl EvidenceUnit {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Commit, Self::DistinctFile, Self::DistinctFolder];

    /// How a plan names it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::DistinctFile => "distinct-file",
            Self::DistinctFolder => "distinct-folder",
        }
    }

    /// The unit of this name.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| unit.code() == code)
    }
}

impl Proof {
    /// The task or habit.
    #[must_use]
    pub fn target(&self) -> &Id {
        match self {
            Self::Task(id) | Self::Habit(id, _) => id,
        }
    }
}

impl Fits {
    /// Whether it looks at nothing, so that it would fit every commit.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// How events are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRules {
    /// The ref that gets the commits: `HEAD`, or a full name such as `refs/roadmap/log`.
    pub reference: String,
    /// The subject of a commit that records one completion; `{id}` and `{title}` stand for the
    /// task's.
    pub subject: String,
}

/// Where notes are, and in which language roadmap writes into them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteRules {
    /// Their folder, beside the plan: names with `/` between them, never out of there.
    pub directory: String,
    /// The language; `None` for that of whoever runs roadmap.
    pub language: Option<NoteLanguage>,
}

/// A language of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteLanguage {
    /// `en`
    English,
    /// `zh`
    Chinese,
}

impl NoteLanguage {
    /// How a plan names it: `en` or `zh`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }
}

impl Default for NoteRules {
    fn default() -> Self {
        Self { directory: "notes".to_owned(), language: None }
    }
}

impl Default for RecordRules {
    fn default() -> Self {
        Self { reference: "HEAD".to_owned(), subject: "Done {id}: {title}".to_owned() }
    }
}

impl Habit {
    /// The goal in force on a day, in the habit's days or not: the last that has begun.
    #[must_use]
    pub fn goal_on(&self, day: NaiveDate) -> &HabitGoal {
        let begun = self.goals.iter().rfind(|goal| goal.from.is_none_or(|from| from <= day));
        match begun.or(self.goals.first()) {
            Some(goal) => goal,
            None => unreachable!("a checked habit has a goal"),
        }
    }
}

impl Plan {
    /// Every task with its phase, in the order of the file.
    pub fn tasks(&self) -> impl Iterator<Item = (&Phase, &Task)> {
        self.phases.iter().flat_map(|phase| phase.tasks.iter().map(move |task| (phase, task)))
    }

    /// The task with this id, and its phase.
    #[must_use]
    pub fn task(&self, id: &Id) -> Option<(&Phase, &Task)> {
        self.tasks().find(|(_, task)| task.id == *id)
    }

    /// The phase with this id.
    #[must_use]
    pub fn phase(&self, id: &Id) -> Option<&Phase> {
        self.phases.iter().find(|phase| phase.id == *id)
    }

    /// The habit with this id.
    #[must_use]
    pub fn habit(&self, id: &Id) -> Option<&Habit> {
        self.habits.iter().find(|habit| habit.id == *id)
    }

    /// Every skill with its module, in the order of the file.
    pub fn skills(&self) -> impl Iterator<Item = (&Module, &Skill)> {
        self.modules
            .iter()
            .flat_map(|module| module.skills.iter().map(move |skill| (module, skill)))
    }

    /// The title of a task or habit.
    #[must_use]
    pub fn title_of(&self, id: &Id) -> Option<&str> {
        let task = self.task(id).map(|(_, task)| task.title.as_str());
        task.or_else(|| self.habit(id).map(|habit| habit.title.as_str()))
    }

    /// The task or habit whose id is so much like `word` that it may have been meant.
    #[must_use]
    pub fn nearest(&self, word: &str) -> Option<&Id> {
        let tasks = self.tasks().map(|(_, task)| &task.id);
        let ids: Vec<&Id> = tasks.chain(self.habits.iter().map(|habit| &habit.id)).collect();
        let near = words::nearest(word, ids.iter().map(|id| id.as_str()))?;
        ids.into_iter().find(|id| id.as_str() == near)
    }

    /// The days of a phase that are on or after the plan's start; `None` if there are none.
    #[must_use]
    pub fn effective_window(&self, phase: &Phase) -> Option<DayRange> {
        DayRange::new(phase.window.first().max(self.start), phase.window.last())
    }

    /// Whether a deadline or a phase says when the plan ends.
    #[must_use]
    pub fn has_end(&self) -> bool {
        self.deadline.is_some() || !self.phases.is_empty()
    }

    /// The plan's last day: the deadline, else the end of the last window, else the start.
    #[must_use]
    pub fn end(&self) -> NaiveDate {
        let windows = self.phases.iter().map(|phase| phase.window.last()).max();
        self.deadline.or(windows).unwrap_or(self.start).max(self.start)
    }
}
