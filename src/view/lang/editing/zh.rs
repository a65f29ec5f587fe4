//! Simplified Chinese.

use chrono::NaiveDate;

use super::EditingWords;

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl EditingWords for Chinese {
    fn changed(&self, file: &str) -> String {
        format!("已修改 {file}：")
    }

    fn would_change(&self, file: &str) -> String {
        format!("{file} 将作如下修改：")
    }

    fn unchanged(&self, file: &str) -> String {
        format!("{file} 本来就是这样，没有改动。\n")
    }

    fn committed(&self, commit: &str, branch: &str) -> String {
        format!("已单独提交到 {branch}（{commit}），不含其他改动。")
    }

    fn of_all_days(&self) -> &'static str {
        "这会影响该习惯的所有日子，包括过去。若只想从今天起改变，请保持原值，并在该习惯下写：\n"
    }

    fn of_days_before(&self, change: NaiveDate) -> String {
        format!(
            "这会影响该习惯在 {change} 之前的所有日子，包括过去；那一天起以它的 change 为准。若只想从今天起改变，请保持原值，并在 change 中加上：\n"
        )
    }

    fn of_the_past(&self) -> &'static str {
        "这会影响所有日子，包括过去：连续天数可能改变。\n"
    }

    fn credit_goes(&self, from: &str, to: &str, events: usize, done: Option<NaiveDate>) -> String {
        let done = done.map(|day| format!("，{day} 完成")).unwrap_or_default();
        format!("{from} 的记录（{events} 条{done}）今后计入 {}。", to.replace(", ", "、"))
    }

    fn counts_as_done(&self, id: &str, owed: &str) -> String {
        format!(
            "{owed} 原本未完成，并入 {id} 后将算作已完成；用 `roadmap reopen {id}` 可整体重新打开。"
        )
    }

    fn counts_as_dropped(&self, id: &str, owed: &str) -> String {
        format!("{owed} 原本未完成，并入 {id} 后将算作已放弃；用 `roadmap undo {id}` 可整体恢复。")
    }

    fn recorded_before(&self, id: &str, events: usize) -> String {
        format!("历史中已有 {events} 条 {id} 的记录，将计入它。")
    }

    fn credit_lost(&self, id: &str, events: usize) -> String {
        format!(
            "计划中不再有 {id}，它的 {events} 条记录不再计入任何任务；可用 `[[moved]]` 指明归属。"
        )
    }

    fn estimate_goes(&self, task: &str, phase: &str) -> String {
        format!("{task} 的预估用时将被去掉：阶段 {phase} 的任务都没有预估用时。")
    }

    fn phase_moves(&self, phase: &str, before: u32, after: u32) -> String {
        format!("阶段 {phase}：{before}% → {after}%")
    }

    fn plan_moves(&self, before: u32, after: u32) -> String {
        format!("整个计划：{before}% → {after}%")
    }

    fn draft_taken_up(&self) -> &'static str {
        "接着改上次没有通过检查的内容。"
    }

    fn draft_set_aside(&self, path: &str) -> String {
        format!("上次编辑之后计划又有改动；上次的内容保留在：{path}")
    }

    fn edit_given_up(&self) -> &'static str {
        "已放弃：内容为空，计划保持原样。"
    }

    fn edit_again(&self) -> &'static str {
        "重新打开编辑器？[Y/n]"
    }
}
