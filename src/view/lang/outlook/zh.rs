//! Simplified Chinese.

use chrono::NaiveDate;

use super::{More, OutlookWords};
use crate::progress::Refusal;
use crate::view::lang::Words as _;
use crate::view::lang::zh;
use crate::view::report::{NextRow, OutlookRow, Reason, ReplanReport, TooEarlyRow};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl OutlookWords for Chinese {
    fn what_to_do(&self) -> &'static str {
        "接下来做"
    }

    fn reason(&self, row: &NextRow) -> String {
        let phase = &row.task.phase;
        match &row.reason {
            Reason::Over { days } => format!("阶段 {phase} 已结束 {days} 天"),
            Reason::Behind { days, planned_percent, percent } => {
                format!("落后 {days} 天：阶段 {phase} 应完成 {planned_percent}%，实际 {percent}%")
            }
            Reason::Wanted { by, late_days: 0, .. } => format!("{by} 在等它，今天到期"),
            Reason::Wanted { by, late_days: late @ 1.., .. } => {
                format!("{by} 在等它，已晚 {late} 天")
            }
            Reason::Wanted { by, due, .. } => {
                format!("{by} 在等它，{} 到期", zh::Chinese.date(*due))
            }
            Reason::DueToday => "今天到期".to_owned(),
            Reason::Ends { days: 0 } => format!("阶段 {phase} 今天结束"),
            Reason::Ends { days } => format!("阶段 {phase} 还有 {days} 天结束"),
            Reason::InTime => format!("{} 到期", zh::Chinese.date(row.due)),
            Reason::Ahead { days } => format!("阶段 {phase} 将在 {days} 天后开始"),
        }
    }

    fn unblocks(&self, tasks: usize) -> String {
        format!("有 {tasks} 个任务在等它")
    }

    fn more_next(&self, more: usize, all: usize) -> String {
        format!("还有 {more} 个：roadmap next -n {all}")
    }

    fn habits_due(&self, habits: usize) -> String {
        format!("今天还有 {habits} 个习惯要做：roadmap today")
    }

    fn forecast(&self) -> &'static str {
        "预测"
    }

    fn finish(&self) -> &'static str {
        "预计完成日期（50% 与 80% 的把握）"
    }

    fn planned(&self) -> &'static str {
        "计划"
    }

    fn not_in_ten_years(&self) -> &'static str {
        "十年以后"
    }

    fn late(&self, days: i64) -> String {
        match days {
            0 => "正好按时".to_owned(),
            1.. => format!("晚 {days} 天"),
            _ => format!("早 {} 天", -days),
        }
    }

    fn too_early(&self, early: &TooEarlyRow) -> String {
        format!(
            "现在预测还为时过早：至少需要 {} 个计划日和 {} 个已完成的任务，目前分别为 {} 个和 {} 个。",
            early.owed_days_needed, early.tasks_needed, early.owed_days, early.tasks,
        )
    }

    fn verdict(&self, outlook: &OutlookRow) -> String {
        let chance = outlook.in_time_percent;
        format!("按目前的进度，{}。按时完成的可能性为 {chance}%。", self.in_brief(outlook))
    }

    fn in_brief(&self, outlook: &OutlookRow) -> String {
        let Some(days) = outlook.goal.late_days else {
            return "看不到完成的日子".to_owned();
        };
        let late = self.late(days);
        match More::of(outlook) {
            _ if days <= 0 => late,
            More::Time(time) => format!("{late}；每天多学 {}就能赶上", zh::Chinese.time(time)),
            More::Tasks(tasks) => format!("{late}；每周多完成 {tasks} 个任务就能赶上"),
            More::OutOfReach => format!("{late}，已无法赶上"),
        }
    }

    fn half_and_most(&self, half: Option<NaiveDate>, most: Option<NaiveDate>) -> String {
        match (half, most) {
            (Some(half), Some(most)) => format!("{half} 完成，八成把握在 {most} 前"),
            (Some(half), None) => format!("{half} 完成"),
            _ => self.not_in_ten_years().to_owned(),
        }
    }

    fn basis(&self, outlook: &OutlookRow) -> String {
        format!(
            "依据你自己的进度：最近 {} 个计划日完成了 {} 个任务。休息日和已请的假不计入。",
            outlook.owed_days, outlook.tasks,
        )
    }

    fn moves(&self, report: &ReplanReport) -> String {
        let mut said = match report.phases.len() {
            0 => "没有阶段需要调整".to_owned(),
            moved => format!("调整 {moved} 个阶段"),
        };
        if report.kept > 0 {
            said.push_str(&format!("，{} 个不变", report.kept));
        }
        if let Some(ends) = report.ends {
            said.push_str(&format!("；最后一个阶段到 {} 结束", zh::Chinese.date(ends)));
        }
        match report.over_deadline_days {
            Some(days @ 1..) => format!("{said}，超过截止日期 {days} 天。"),
            Some(0) => format!("{said}，正好是截止日期。"),
            Some(days) => format!("{said}，比截止日期早 {} 天。", -days),
            None => format!("{said}。"),
        }
    }

    fn to_apply(&self) -> &'static str {
        "尚未修改；加上 --apply 即可写入。"
    }

    fn refused(&self, refusal: &Refusal) -> (String, String) {
        let (message, hint) = match refusal {
            Refusal::NothingLeft => (
                "没有可以重新安排的内容：所有阶段都没有未完成的任务".to_owned(),
                "用 `roadmap add` 添加阶段和任务",
            ),
            Refusal::NoSuchDay { phase, day } => (
                format!("阶段 `{phase}` 的 {day} 在目标月份没有对应的日子"),
                "请按周或按天推移，例如 `--push 4w`",
            ),
            Refusal::BeginsTooEarly { phase, day } => (
                format!("阶段 `{phase}` 将从 {day} 开始，就不再是未来的阶段了"),
                "请少移几天，或用 `--finish-by`、`--start` 重新安排剩余部分",
            ),
            Refusal::EndsTooEarly { phase, day } => (
                format!("阶段 `{phase}` 已经开始，却将在 {day} 结束，早于开始日期"),
                "请少移几天，或用 `--finish-by` 重新安排剩余部分",
            ),
            Refusal::TooFewDays { days, needed } => (
                format!("到那天只有 {days} 个计划日，至少需要 {needed} 个"),
                "请换一个更晚的日期；休息日和请假的日子不算",
            ),
            Refusal::OutsideCalendar => ("有阶段会超出 1970 至 2999 年".to_owned(), "请少移一些"),
        };
        (message, hint.to_owned())
    }
}
