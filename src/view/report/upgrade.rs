//! `roadmap upgrade`: what a newer curriculum does to the plan, and to credit.

use serde::Serialize;

use crate::id::Id;
use crate::plan::upgrade::Remark;
use crate::progress::{AccountLine, Fate, Run, Stand, Weight, account};

/// What an upgrade does, or would do.
#[derive(Clone, Debug, Serialize)]
pub struct Upgrade {
    /// The curriculum.
    pub from: String,
    /// The version of it that the plan came from.
    pub base: BaseRow,
    /// Whether the plan changes.
    pub changed: bool,
    /// Whether the change is written.
    pub applied: bool,
    /// The file that keeps the curriculum for the next upgrade.
    pub base_file: &'static str,
    /// Whether that file was written.
    pub base_written: bool,
    /// What somebody should look at.
    pub remarks: Vec<UpgradeRemark>,
    /// What becomes of the credit of every task and habit that has some or leaves the plan.
    pub account: Vec<AccountRow>,
    /// The share of the whole plan that is done before, in percent.
    pub percent_before: Option<u32>,
    /// The share after.
    pub percent_after: Option<u32>,
    /// The plan after it; empty where a difference is shown instead.
    pub text: String,
}

/// How the version that the plan came from is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "known", rename_all = "kebab-case")]
pub enum BaseRow {
    /// It was named.
    Named {
        /// As it was named.
        name: String,
    },
    /// The last upgrade kept it.
    Kept {
        /// The file.
        name: String,
    },
    /// Both histories have it.
    Shared {
        /// The newest commit of the learner's that brought it.
        commit: String,
    },
    /// It is not.
    Unknown,
}

/// Something that somebody should look at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpgradeRemark {
    /// What it is.
    pub kind: RemarkKind,
    /// What kind of thing it is about, e.g. `task`.
    pub noun: &'static str,
    /// The id or address of that thing; empty for the plan itself.
    pub id: String,
    /// The key that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What it says here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub here: Option<String>,
    /// What it says in the curriculum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub there: Option<String>,
}

/// What a remark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RemarkKind {
    /// A key was changed here and there; it stays as it is here.
    Conflict,
    /// It is gone there, but recorded, so it stays.
    KeptRecorded,
    /// It is gone there, but changed here, so it stays.
    KeptEdited,
    /// It is gone there, but needed here, so it stays.
    KeptNeeded,
    /// It was removed here, so it does not come back.
    StaysRemoved,
    /// What it belongs to was removed here, so it does not come.
    NoParent,
    /// Something else has its id here, so it does not come.
    IdTaken,
    /// It was split or merged there, and what was changed here goes with it.
    EditsGone,
    /// Tasks that are new there have no estimates, so none of this phase has one now.
    EstimatesGone,
    /// A task does not need another from there, since that one needs it.
    Circle,
    /// A task no longer needs another, which is planned for later now.
    PlannedLater,
    /// It no longer names what is not in the plan.
    Unnamed,
}

impl From<&Remark> for UpgradeRemark {
    fn from(remark: &Remark) -> Self {
        let (kind, part) = match remark {
            Remark::Conflict { part, .. } => (RemarkKind::Conflict, part),
            Remark::KeptRecorded(part) => (RemarkKind::KeptRecorded, part),
            Remark::KeptEdited(part) => (RemarkKind::KeptEdited, part),
            Remark::KeptNeeded(part) => (RemarkKind::KeptNeeded, part),
            Remark::StaysRemoved(part) => (RemarkKind::StaysRemoved, part),
            Remark::NoParent(part) => (RemarkKind::NoParent, part),
            Remark::IdTaken(part) => (RemarkKind::IdTaken, part),
            Remark::EditsGone { part, .. } => (RemarkKind::EditsGone, part),
            Remark::EstimatesGone(part) => (RemarkKind::EstimatesGone, part),
            Remark::Circle { part, .. } => (RemarkKind::Circle, part),
            Remark::PlannedLater { part, .. } => (RemarkKind::PlannedLater, part),
            Remark::Unnamed { part, .. } => (RemarkKind::Unnamed, part),
        };
        let mut row = Self {
            kind,
            noun: part.noun(),
            id: part.to_string(),
            key: None,
            here: None,
            there: None,
        };
        match remark {
            Remark::Conflict { key, here, there, .. } => {
                row.key = Some((*key).to_owned());
                row.here.clone_from(here);
                row.there.clone_from(there);
            }
            Remark::Circle { id, .. } | Remark::PlannedLater { id, .. } => {
                row.key = Some("needs".to_owned());
                row.there = Some(id.to_string());
            }
            Remark::EditsGone { keys, .. } => row.key = Some(keys.join(", ")),
            Remark::Unnamed { key, id, .. } => {
                row.key = Some((*key).to_owned());
                row.here = Some(id.to_string());
            }
            _ => {}
        }
        row
    }
}

/// A run of met days, weeks, months or windows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct RunRow {
    /// The run that reaches to the day.
    pub current: u32,
    /// The longest so far.
    pub longest: u32,
}

impl From<Run> for RunRow {
    fn from(run: Run) -> Self {
        Self { current: run.current, longest: run.longest }
    }
}

/// What becomes of the credit of one task or habit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AccountRow {
    /// The task or habit.
    pub id: Id,
    /// `kept`, `credited`, `reopened` or `retired`.
    pub fate: &'static str,
    /// Why.
    pub reason: &'static str,
    /// The other ids that have to do with it: where the credit comes from or goes.
    pub others: Vec<Id>,
    /// Whether it counts as done before.
    pub was_done: bool,
    /// Whether it counts as done after.
    pub is_done: bool,
    /// Its estimate before, in seconds, if it counted as done and has one.
    pub estimate_before_seconds: Option<u64>,
    /// Its estimate after, likewise.
    pub estimate_after_seconds: Option<u64>,
    /// The strict streak before, of a habit that is judged anew.
    pub streak_before: Option<RunRow>,
    /// The strict streak after, likewise.
    pub streak_after: Option<RunRow>,
}

impl AccountRow {
    fn new(line: &AccountLine) -> Self {
        let (fate, reason, others) = match &line.fate {
            Fate::Kept => ("kept", "unchanged", &[][..]),
            Fate::Reweighed => ("kept", "estimate", &[][..]),
            Fate::Rejudged(..) => ("kept", "judged-anew", &[][..]),
            Fate::CreditedFrom(ids) => ("credited", "moved", ids.as_slice()),
            Fate::CreditedAgain => ("credited", "recorded-before", &[][..]),
            Fate::Reopened => ("reopened", "no-longer-credited", &[][..]),
            Fate::RetiredTo(ids) => ("retired", "moved", ids.as_slice()),
            Fate::Retired => ("retired", "nothing-recorded", &[][..]),
            Fate::Lost => ("retired", "counts-nowhere", &[][..]),
        };
        let seconds = |weight: Option<Weight>| {
            weight.and_then(|weight| weight.estimate).map(crate::quantity::StudyTime::seconds)
        };
        let (streak_before, streak_after) = match &line.fate {
            Fate::Rejudged(before, after) => (Some((*before).into()), Some((*after).into())),
            _ => (None, None),
        };
        Self {
            id: line.id.clone(),
            fate,
            reason,
            others: others.to_vec(),
            was_done: line.before.is_some(),
            is_done: line.after.is_some(),
            estimate_before_seconds: seconds(line.before),
            estimate_after_seconds: seconds(line.after),
            streak_before,
            streak_after,
        }
    }
}

impl Upgrade {
    /// What a change from one plan to another does to credit; the rest is for the caller to fill.
    #[must_use]
    pub fn new(before: Stand<'_>, after: Stand<'_>) -> Self {
        Self {
            from: String::new(),
            base: BaseRow::Unknown,
            changed: false,
            applied: false,
            base_file: "",
            base_written: false,
            remarks: Vec::new(),
            account: account(before, after).iter().map(AccountRow::new).collect(),
            percent_before: before.progress.total.done.percent(),
            percent_after: after.progress.total.done.percent(),
            text: String::new(),
        }
    }

    /// Takes over what somebody should look at.
    pub fn remember(&mut self, remarks: &[Remark]) {
        self.remarks = remarks.iter().map(UpgradeRemark::from).collect();
    }
}
