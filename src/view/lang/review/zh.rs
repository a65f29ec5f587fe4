//! Simplified Chinese.

use chrono::{Datelike as _, NaiveDate};

use super::{ReviewLabels, ReviewWords};
use crate::view::report::{Scope, Window};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

const LABELS: ReviewLabels = ReviewLabels {
    code: "zh-Hans",
    skip: "跳到正文",
    overview: "概览",
    done: "已完成",
    planned: "计划",
    actual: "实际",
    total: "整个计划",
    study_time: "学习时长",
    streak: "连续天数",
    active_days: "学习天数",
    phases: "阶段",
    phase: "阶段",
    window: "时间",
    pace: "进度对比",
    year: "全年记录",
    less: "少",
    more: "多",
    month: "月份",
    records: "记录数",
    burn_up: "进度曲线",
    forecast: "预测",
    today: "今天",
    habits: "习惯",
    habit: "习惯",
    week: "周",
    amount: "数量",
    met: "达标",
    missed: "未达标",
    strength: "强度",
    days_a_week: "每周练习的天数；主色表示当周全部达标",
    skills: "技能图谱",
    skill: "技能",
    tasks: "任务",
    task: "任务",
    no_task: "尚无任务",
    finished: "已完成的任务",
    nothing_finished: "没有完成的任务。",
    day: "日期",
    evidence: "凭据",
    result: "成果",
    worked_on: "其他投入",
    slipped: "未按期完成",
    due: "应完成于",
    integrity: "日期的可信度",
    links: "资料链接",
    numbers: "查看数据",
};

impl ReviewWords for Chinese {
    fn labels(&self) -> &'static ReviewLabels {
        &LABELS
    }

    fn day(&self, day: NaiveDate) -> String {
        format!("{}年{}月{}日", day.year(), day.month(), day.day())
    }

    fn month(&self, day: NaiveDate) -> String {
        format!("{}年{}月", day.year(), day.month())
    }

    fn scope(&self, scope: &Scope, days: Window) -> String {
        let range = format!("{} – {}", self.day(days.first), self.day(days.last));
        match scope {
            Scope::All => "学习进度报告".to_owned(),
            Scope::Week => format!("周报：{range}"),
            Scope::Month => format!("月报：{}", self.month(days.first)),
            Scope::Days if days.first == days.last => self.day(days.first),
            Scope::Days => range,
            Scope::Phase { phase } => format!("阶段 {phase}"),
        }
    }

    fn named(&self, name: &str, value: &str) -> String {
        format!("{name}：{value}")
    }

    fn days(&self, days: u64) -> String {
        format!("{days} 天")
    }

    fn countdown(&self, days_left: i64) -> &'static str {
        if days_left < 0 { "已超过截止的天数" } else { "剩余天数" }
    }

    fn of(&self, part: usize, whole: usize) -> String {
        format!("{part} / {whole}")
    }

    fn more_records(&self, count: usize) -> String {
        format!("另有 {count} 条记录")
    }

    fn burn_up_said(&self, percent: u32, planned: u32) -> String {
        format!("已完成 {percent}%，按计划此时应完成 {planned}%。")
    }

    fn forecast_said(&self, p50: &str, p80: &str, in_time_percent: u32) -> String {
        format!(
            "按目前的进度，有五成把握在 {p50}前全部完成，八成把握在 {p80}前完成；\
             按时完成的可能性为 {in_time_percent}%。"
        )
    }

    fn much_later(&self) -> &'static str {
        "十年以后"
    }

    fn too_early(&self) -> &'static str {
        "记录还太少，暂时无法预测。"
    }

    fn year_said(&self, active_days: usize, first: NaiveDate, last: NaiveDate) -> String {
        let days = match (self.day(first), self.day(last)) {
            (first, last) if first == last => last,
            (first, last) => format!("{first}至{last}"),
        };
        match active_days {
            0 => format!("{days}，没有记录。"),
            _ => format!("{days}，共有 {active_days} 天留下记录。"),
        }
    }

    fn habit_said(&self, met: u32, missed: u32) -> String {
        format!("达标 {met}，未达标 {missed}")
    }

    fn strip_said(&self, title: &str) -> String {
        format!("{title}：每周练习的天数")
    }

    fn timeline_said(&self, phases: usize) -> String {
        format!("共 {phases} 个阶段，上为计划时间，下为实际投入的时间")
    }

    fn last_on(&self, day: NaiveDate) -> String {
        format!("最近一次：{}", self.day(day))
    }

    fn made(&self, version: &str, day: NaiveDate, commit: Option<&str>) -> String {
        let commit = commit.map(|commit| format!("，最新提交 {commit}")).unwrap_or_default();
        format!(
            "由 roadmap {version} 根据 git 历史生成，截至 {}{commit}。同样的历史和计划总是生成同样的页面，\
             可用 roadmap report verify 文件名 核对。",
            self.day(day)
        )
    }

    fn verified(&self, file: &str) -> String {
        format!("{file} 与当前历史和计划生成的内容逐字节一致。")
    }

    fn differs(&self, file: &str, lines: usize) -> String {
        format!("{file} 与当前历史和计划生成的内容不一致：有 {lines} 行不同。")
    }

    fn difference(&self, line: usize, now: &str, file: &str) -> String {
        format!("第 {line} 行：\n  文件中是 {file}\n  应当是   {now}")
    }

    fn other_plan(&self) -> &'static str {
        "此后计划有改动。"
    }

    fn other_version(&self, then: &str, now: &str) -> String {
        format!("文件由 roadmap {then} 生成，当前版本是 {now}。")
    }

    fn other_events(&self, then: &str, now: &str) -> String {
        format!("文件中计入 {then} 条记录，现在是 {now} 条。")
    }

    fn block_written(&self, file: &str, changed: bool) -> String {
        if changed {
            format!("{file} 已更新。")
        } else {
            format!("{file} 已是最新，无需改动。")
        }
    }
}
