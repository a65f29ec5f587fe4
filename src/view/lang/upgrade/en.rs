//! English.

use super::UpgradeWords;
use crate::id::Id;
use crate::quantity::StudyTime;
use crate::view::report::{AccountRow, BaseRow, RemarkKind, UpgradeRemark};

/// English.
pub(in crate::view::lang) struct English;

fn list(ids: &[Id]) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join(", ")
}

fn time(seconds: Option<u64>) -> String {
    let time = seconds.map(|seconds| StudyTime::from_seconds(seconds).to_string());
    time.unwrap_or_else(|| "no estimate".to_owned())
}

/// What a remark is about, e.g. `task docker`.
fn named(remark: &UpgradeRemark) -> String {
    if remark.id.is_empty() {
        "the plan".to_owned()
    } else {
        format!("{} {}", remark.noun, remark.id)
    }
}

impl UpgradeWords for English {
    fn base(&self, base: &BaseRow) -> String {
        match base {
            BaseRow::Named { name } => format!("Compared with {name}, from which your plan came."),
            BaseRow::Kept { name } => format!("Compared with {name}, which the last upgrade left."),
            BaseRow::Shared { commit } => {
                format!("Compared with commit {commit}, the newest version that both histories have.")
            }
            BaseRow::Unknown => "The version that your plan came from is not known, so nothing is removed, and what differs stays as it is here. --base names it.".to_owned(),
        }
    }

    fn remarks(&self, count: usize) -> String {
        if count == 1 {
            "1 thing to look at".to_owned()
        } else {
            format!("{count} things to look at")
        }
    }

    fn remark(&self, remark: &UpgradeRemark) -> Vec<String> {
        let name = named(remark);
        let key = remark.key.as_deref().unwrap_or_default();
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "(none)".to_owned());
        match remark.kind {
            RemarkKind::Conflict => vec![
                format!("{name}: `{key}` differs; yours stays"),
                format!("yours:  {}", value(&remark.here)),
                format!("theirs: {}", value(&remark.there)),
            ],
            RemarkKind::KeptRecorded => {
                vec![format!("{name} is gone there; it stays, since something is recorded for it")]
            }
            RemarkKind::KeptEdited => {
                vec![format!("{name} is gone there; it stays, since you changed it")]
            }
            RemarkKind::KeptNeeded => {
                vec![format!("{name} is gone there; it stays, since something of yours needs it")]
            }
            RemarkKind::StaysRemoved => vec![format!(
                "{name} is there, but you removed or renamed it; it does not come back"
            )],
            RemarkKind::NoParent => vec![format!(
                "{name} is new there, but what it belongs to was removed here; it does not come"
            )],
            RemarkKind::IdTaken => vec![format!(
                "{name}: its id is taken here by something of yours; theirs does not come"
            )],
            RemarkKind::EditsGone => vec![format!(
                "{name} was split or merged there; what you changed goes with it: {key}"
            )],
            RemarkKind::EstimatesGone => vec![format!(
                "{name}: theirs has new tasks without an estimate, so none of its tasks has one now"
            )],
            RemarkKind::Circle => vec![format!(
                "{name} does not need {}, as it does there, since that needs it here",
                value(&remark.there)
            )],
            RemarkKind::PlannedLater => vec![format!(
                "{name} no longer needs {}, which is planned for later now",
                value(&remark.there)
            )],
            RemarkKind::Unnamed => vec![format!(
                "{name}: `{key}` no longer names {}, which is not in the plan",
                value(&remark.here)
            )],
        }
    }

    fn credit(&self) -> &'static str {
        "Credit"
    }

    fn kept(&self, count: usize) -> String {
        if count == 1 {
            "1 task or habit keeps its credit".to_owned()
        } else {
            format!("{count} tasks and habits keep their credit")
        }
    }

    fn fate(&self, row: &AccountRow) -> String {
        let others = list(&row.others);
        match (row.fate, row.reason) {
            ("kept", "estimate") => format!(
                "kept: still done, but weighs {} instead of {}",
                time(row.estimate_after_seconds),
                time(row.estimate_before_seconds)
            ),
            ("kept", "judged-anew") => match (row.streak_before, row.streak_after) {
                (Some(before), Some(after)) if before != after => format!(
                    "kept, but its past is judged anew: streak {} (longest {}) instead of {} (longest {})",
                    after.current, after.longest, before.current, before.longest
                ),
                _ => "kept, but some days of its past are judged anew".to_owned(),
            },
            ("kept", _) => "kept".to_owned(),
            ("credited", "moved") if row.is_done => {
                format!("credited: done, by what is recorded for {others}")
            }
            ("credited", "moved") => format!("credited: gets what is recorded for {others}"),
            ("credited", _) => "credited: it was recorded before it was in the plan".to_owned(),
            ("reopened", _) => "reopened: what made it done no longer counts for it".to_owned(),
            ("retired", "moved") if row.was_done => format!("retired: its credit goes to {others}"),
            ("retired", "moved") if row.others.len() == 1 => {
                format!("retired: {others} takes its place")
            }
            ("retired", "moved") => format!("retired: {others} take its place"),
            ("retired", "nothing-recorded") => "retired: nothing was recorded for it".to_owned(),
            _ => "retired: what is recorded for it counts nowhere until a [[moved]] says where"
                .to_owned(),
        }
    }

    fn total(&self, before: u32, after: u32) -> String {
        if before == after {
            format!("the whole plan stays at {after}%")
        } else {
            format!("the whole plan goes from {before}% to {after}%")
        }
    }

    fn applied(&self, base_file: &str) -> String {
        format!("Commit roadmap.toml and {base_file} together: the next upgrade compares with it.")
    }

    fn has_all(&self, file: &str) -> String {
        format!("{file} has all of it already.")
    }

    fn base_kept(&self, base_file: &str) -> String {
        format!("Commit {base_file}: the next upgrade compares with it.")
    }

    fn not_applied(&self) -> &'static str {
        "Nothing is written; --apply writes it."
    }
}
