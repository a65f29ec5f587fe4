//! Simplified Chinese.

use super::UpgradeWords;
use crate::id::Id;
use crate::quantity::StudyTime;
use crate::view::report::{AccountRow, BaseRow, RemarkKind, UpgradeRemark};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

fn list(ids: &[Id]) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join("、")
}

fn time(seconds: Option<u64>) -> String {
    let time = seconds.map(|seconds| StudyTime::from_seconds(seconds).zh());
    time.map_or_else(|| "未估时".to_owned(), |time| format!(" {time}"))
}

/// What a remark is about.
fn named(remark: &UpgradeRemark) -> String {
    let noun = match remark.noun {
        "phase" => "阶段",
        "task" => "任务",
        "habit" => "习惯",
        "module" => "模块",
        "skill" => "技能",
        "link" => "链接",
        _ => "计划",
    };
    if remark.id.is_empty() { noun.to_owned() } else { format!("{noun} {}", remark.id) }
}

impl UpgradeWords for Chinese {
    fn base(&self, base: &BaseRow) -> String {
        match base {
            BaseRow::Named { name } => format!("以 {name} 为对照：你的计划所依据的版本。"),
            BaseRow::Kept { name } => format!("以上次升级留下的 {name} 为对照。"),
            BaseRow::Shared { commit } => {
                format!("以提交 {commit} 为对照：双方历史中共有的最新版本。")
            }
            BaseRow::Unknown => {
                "不知道你的计划源自哪个版本，因此不删除任何内容，有差异处保留你的。可用 --base 指定该版本。".to_owned()
            }
        }
    }

    fn remarks(&self, count: usize) -> String {
        format!("{count} 处需要留意")
    }

    fn remark(&self, remark: &UpgradeRemark) -> Vec<String> {
        let name = named(remark);
        let key = remark.key.as_deref().unwrap_or_default();
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "（无）".to_owned());
        match remark.kind {
            RemarkKind::Conflict => vec![
                format!("{name}：`{key}` 不同，保留你的"),
                format!("你的：{}", value(&remark.here)),
                format!("新版：{}", value(&remark.there)),
            ],
            RemarkKind::KeptRecorded => {
                vec![format!("{name} 在新版中已删除；因已有记录，予以保留")]
            }
            RemarkKind::KeptEdited => vec![format!("{name} 在新版中已删除；因你修改过，予以保留")],
            RemarkKind::KeptNeeded => {
                vec![format!("{name} 在新版中已删除；因你的内容仍需要它，予以保留")]
            }
            RemarkKind::StaysRemoved => {
                vec![format!("{name} 在新版中仍有，但你已删除或改名，不再加回")]
            }
            RemarkKind::NoParent => {
                vec![format!("{name} 是新版新增的，但你已删除它的上级，不予加入")]
            }
            RemarkKind::IdTaken => vec![format!("{name} 的 id 已被你的内容占用，不加入新版的")],
            RemarkKind::EditsGone => {
                vec![format!("{name} 在新版中已拆分或合并，你的修改随之失效：{key}")]
            }
            RemarkKind::EstimatesGone => {
                vec![format!("{name}：新版新增的任务没有估时，因此该阶段的任务现在都没有估时")]
            }
            RemarkKind::Circle => vec![format!(
                "{name} 在新版中依赖 {}，但后者在你的计划中依赖它，因此不加入",
                value(&remark.there)
            )],
            RemarkKind::PlannedLater => {
                vec![format!("{name} 不再依赖 {}：后者现在排在它之后", value(&remark.there))]
            }
            RemarkKind::Unnamed => {
                vec![format!("{name}：`{key}` 不再包含计划里没有的 {}", value(&remark.here))]
            }
        }
    }

    fn credit(&self) -> &'static str {
        "已有的完成记录"
    }

    fn kept(&self, count: usize) -> String {
        format!("{count} 个任务和习惯的记录不变")
    }

    fn fate(&self, row: &AccountRow) -> String {
        let others = list(&row.others);
        match (row.fate, row.reason) {
            ("kept", "estimate") => format!(
                "保留：仍算完成，权重由{}变为{}",
                time(row.estimate_before_seconds),
                time(row.estimate_after_seconds)
            ),
            ("kept", "judged-anew") => match (row.streak_before, row.streak_after) {
                (Some(before), Some(after)) if before != after => format!(
                    "保留，但过去的日子会重新判定：连续 {}（最长 {}）变为 {}（最长 {}）",
                    before.current, before.longest, after.current, after.longest
                ),
                _ => "保留，但过去有些日子会重新判定".to_owned(),
            },
            ("kept", _) => "保留".to_owned(),
            ("credited", "moved") if row.is_done => format!("计入：因 {others} 的记录而算完成"),
            ("credited", "moved") => format!("计入：{others} 的记录归它"),
            ("credited", _) => "计入：加入计划之前就有它的记录".to_owned(),
            ("reopened", _) => "重新待办：原来的完成记录不再算作它的".to_owned(),
            ("retired", "moved") if row.was_done => format!("移除：完成记录转给 {others}"),
            ("retired", "moved") => format!("移除：由 {others} 代替"),
            ("retired", "nothing-recorded") => "移除：没有任何记录".to_owned(),
            _ => "移除：它的记录暂不计入任何任务，需用 [[moved]] 指明去向".to_owned(),
        }
    }

    fn total(&self, before: u32, after: u32) -> String {
        if before == after {
            format!("整个计划仍为 {after}%")
        } else {
            format!("整个计划由 {before}% 变为 {after}%")
        }
    }

    fn applied(&self, base_file: &str) -> String {
        format!("请把 roadmap.toml 和 {base_file} 一起提交，下次升级以它为依据。")
    }

    fn has_all(&self, file: &str) -> String {
        format!("{file} 已包含全部内容。")
    }

    fn base_kept(&self, base_file: &str) -> String {
        format!("请提交 {base_file}，下次升级以它为依据。")
    }

    fn not_applied(&self) -> &'static str {
        "尚未写入；加 --apply 写入。"
    }
}
