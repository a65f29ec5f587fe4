//! Simplified Chinese.

use chrono::NaiveDate;

use super::ExportWords;

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl ExportWords for Chinese {
    fn goal(&self) -> &'static str {
        "目标"
    }

    fn path(&self) -> &'static str {
        "路径"
    }

    fn start(&self) -> &'static str {
        "开始日期"
    }

    fn deadline(&self) -> &'static str {
        "截止日期"
    }

    fn colon(&self) -> &'static str {
        "："
    }

    fn habits(&self) -> &'static str {
        "习惯"
    }

    fn skills(&self) -> &'static str {
        "技能图谱"
    }

    fn links(&self) -> &'static str {
        "链接"
    }

    fn done(&self, done: usize, of: usize) -> String {
        format!("已完成 {done} / {of} 个任务（{}%）", done * 100 / of.max(1))
    }

    fn by_evidence(&self, tasks: usize) -> String {
        format!("其中 {tasks} 个由提交推出")
    }

    fn from(&self, day: NaiveDate) -> String {
        format!("从 {day} 起：")
    }
}
