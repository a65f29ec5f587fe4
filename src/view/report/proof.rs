//! `roadmap run`, `roadmap trust` and `roadmap audit`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::id::Id;
use crate::ledger::EventId;
use crate::plan::{Step, Verify};

/// `roadmap run`.
#[derive(Clone, Debug, Serialize)]
pub struct RunReport {
    /// How many tasks passed.
    pub passed: usize,
    /// How many did not.
    pub failed: usize,
    /// The tasks, in the order in which they were asked for.
    pub results: Vec<TaskRun>,
}

/// What came of the commands of one task.
#[derive(Clone, Debug, Serialize)]
pub struct TaskRun {
    /// The task.
    pub task: Id,
    /// What is to be done.
    pub title: String,
    /// How it ended.
    #[serde(flatten)]
    pub ending: RunVerdict,
    /// The command that it ended with.
    pub command: String,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// How many bytes were printed.
    pub output_bytes: u64,
    /// The last lines of them, without control characters.
    pub output_tail: Vec<String>,
}

/// How the commands of a task ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "ended", rename_all = "kebab-case")]
pub enum RunVerdict {
    /// All succeeded.
    Passed,
    /// One failed.
    Failed {
        /// Its exit code; null where a signal ended it.
        exit_code: Option<i32>,
    },
    /// One took too long.
    TimedOut {
        /// How long it may take, in seconds.
        limit_seconds: u64,
    },
    /// It was stopped by Ctrl-C.
    Stopped,
    /// One could not be started.
    NotStarted {
        /// Why.
        problem: String,
    },
    /// Its folder is none of the work tree.
    Outside {
        /// The folder, as the plan says it.
        cwd: String,
    },
    /// It wants a work tree without changes.
    Dirty,
}

/// `roadmap trust`.
#[derive(Clone, Debug, Serialize)]
pub struct TrustReport {
    /// The git directory of the repository that they are approved for.
    pub repository: String,
    /// The commands of the plan, in its order.
    pub commands: Vec<CommandRow>,
    /// Approvals of commands that the plan does not have any more.
    pub former: Vec<FormerRow>,
}

/// The commands of a task.
#[derive(Clone, Debug, Serialize)]
pub struct CommandRow {
    /// The task.
    pub task: Id,
    /// What is to be done.
    pub title: String,
    /// Whether they may be run.
    pub approved: bool,
    /// The SHA-256 of everything that decides what is run.
    pub digest: String,
    /// The steps, in their order.
    pub steps: Vec<StepRow>,
}

/// One command.
#[derive(Clone, Debug, Serialize)]
pub struct StepRow {
    /// The program and its arguments.
    pub arguments: Vec<String>,
    /// Whether a shell reads the last of them.
    pub shell: bool,
    /// The folder, beside the plan.
    pub cwd: Option<String>,
    /// How long it may take, in seconds.
    pub timeout_seconds: u64,
    /// Variables that it gets.
    pub env: BTreeMap<String, String>,
    /// Whether it wants a work tree without changes.
    pub needs_clean: bool,
}

/// An approval of what the plan does not have any more.
#[derive(Clone, Debug, Serialize)]
pub struct FormerRow {
    /// The digest.
    pub digest: String,
    /// The commands as they were shown, in short.
    pub shown: String,
}

/// `roadmap audit`.
#[derive(Clone, Debug, Serialize)]
pub struct AuditReport {
    /// How many receipts were confirmed.
    pub agree: usize,
    /// How many were not.
    pub disagree: usize,
    /// How many could not be looked at.
    pub cannot_run: usize,
    /// How many completions have no receipt though the plan says how they are proved.
    pub unverified: usize,
    /// Every receipt that was looked at, newest first.
    pub receipts: Vec<AuditRow>,
}

/// One receipt.
#[derive(Clone, Debug, Serialize)]
pub struct AuditRow {
    /// The event.
    pub event: EventId,
    /// The task.
    pub task: Id,
    /// A commit that carries it.
    pub commit: String,
    /// The tree that it names.
    pub tree: String,
    /// What came of looking at it again.
    #[serde(flatten)]
    pub finding: AuditFinding,
    /// The last lines of what was printed, without control characters.
    pub output_tail: Vec<String>,
}

/// What came of looking at a receipt again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
pub enum AuditFinding {
    /// The commands pass on the tree.
    Agrees,
    /// They pass, but on the commit's own tree: the receipt names another.
    OtherTree,
    /// They do not pass on the tree.
    Failing {
        /// How they ended.
        #[serde(flatten)]
        ending: RunVerdict,
    },
    /// The receipt names another tree than its commit has, on which they do not pass.
    WrongTree,
    /// The receipt is of other commands than the plan has now, or had in that tree.
    EditedCommand,
    /// The repository does not have the tree.
    NoTree,
    /// The commands are not approved.
    NotApproved,
    /// The plan does not say how the task is proved.
    NoCommand,
    /// They could not be run.
    CannotRun {
        /// Why.
        problem: String,
    },
}

impl AuditFinding {
    /// Whether it confirms the receipt (`Some(true)`), contradicts it, or neither.
    #[must_use]
    pub fn agrees(&self) -> Option<bool> {
        match self {
            Self::Agrees | Self::OtherTree => Some(true),
            Self::Failing { .. } | Self::WrongTree | Self::EditedCommand => Some(false),
            Self::NoTree | Self::NotApproved | Self::NoCommand | Self::CannotRun { .. } => None,
        }
    }
}

impl RunVerdict {
    /// Whether it passed.
    #[must_use]
    pub fn is_pass(&self) -> bool {
        *self == Self::Passed
    }
}

impl RunReport {
    /// A report of these results.
    #[must_use]
    pub fn new(results: Vec<TaskRun>) -> Self {
        let passed = results.iter().filter(|row| row.ending.is_pass()).count();
        Self { passed, failed: results.len() - passed, results }
    }
}

impl AuditReport {
    /// A report of these receipts.
    #[must_use]
    pub fn new(receipts: Vec<AuditRow>, unverified: usize) -> Self {
        let count = |wanted: Option<bool>| {
            receipts.iter().filter(|row| row.finding.agrees() == wanted).count()
        };
        let (agree, disagree, cannot_run) = (count(Some(true)), count(Some(false)), count(None));
        Self { agree, disagree, cannot_run, unverified, receipts }
    }
}

impl StepRow {
    /// The steps of a `verify`.
    #[must_use]
    pub fn all(verify: &Verify) -> Vec<Self> {
        verify.steps().iter().map(Self::new).collect()
    }

    fn new(step: &Step) -> Self {
        Self {
            arguments: step.command.arguments(),
            shell: step.command.uses_shell(),
            cwd: step.folder.clone(),
            timeout_seconds: step.time_limit().seconds(),
            env: step.variables.clone(),
            needs_clean: step.needs_clean,
        }
    }
}
