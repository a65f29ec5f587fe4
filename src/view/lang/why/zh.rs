//! Simplified Chinese.

use chrono::NaiveDate;

use super::WhyWords;
use crate::view::report::{DaysFacts, DrawsRow, Rule, UnitSize, VerdictRow};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl WhyWords for Chinese {
    fn overall(&self) -> &'static str {
        "连续学习天数（做了任何事都算）"
    }

    fn total(&self) -> &'static str {
        "整个计划"
    }

    fn time(&self) -> &'static str {
        "学习时间"
    }

    fn calendar(&self) -> &'static str {
        "今天在计划中的位置"
    }

    fn record(&self) -> &'static str {
        "记录"
    }

    fn nothing_then(&self) -> &'static str {
        "这些日子没有任何记录。"
    }

    fn first_and_last(&self, first: NaiveDate, last: Option<NaiveDate>) -> String {
        match last {
            Some(last) => format!("从 {first} 到 {last}（截止日期，或最后一个阶段的末日）"),
            None => format!("从 {first} 起（没有截止日期和阶段，因此没有结束日期）"),
        }
    }

    fn due(&self, due: NaiveDate) -> String {
        format!("应在 {due} 前完成（T23）")
    }

    fn gained(&self, tasks: usize, days: &str) -> String {
        format!("这些天完成了 {tasks} 个任务：{days}")
    }

    fn curve_rule(&self) -> &'static str {
        "完成：到当天为止已完成任务的权重；计划：当天之前已过的计划日比例；现已放弃的任务都不计（docs/progress.md）"
    }

    fn futures(&self, draws: &DrawsRow) -> String {
        let DrawsRow { futures, block_days, seed, .. } = draws;
        format!("模拟 {futures} 种未来，每段 {block_days} 个计划日，随机种子 {seed}")
    }

    fn owed_record(&self, days: usize, first: NaiveDate, last: NaiveDate) -> String {
        format!("取自最近 {days} 个计划日：{first} 到 {last}")
    }

    fn under_way(&self, weight: &str) -> String {
        format!("按平时的进度，下一个任务算已做了 {weight}")
    }

    fn forecast_rule(&self) -> &'static str {
        "50% 和 80% 是有这么多未来已经完成的日期（docs/forecast.md）"
    }

    fn left(&self) -> &'static str {
        "剩余"
    }

    fn unit(&self, size: UnitSize, first: NaiveDate, last: NaiveDate) -> String {
        match size {
            UnitSize::Day | UnitSize::Window => last.to_string(),
            UnitSize::Week => format!("{first} 起一周"),
            UnitSize::Month => first.format("%Y-%m 月").to_string(),
        }
    }

    fn verdict(&self, verdict: VerdictRow) -> &'static str {
        match verdict {
            VerdictRow::Met => "完成",
            VerdictRow::Missed => "漏做",
            VerdictRow::Frozen => "已保护",
            VerdictRow::NotOwed => "不用做",
            VerdictRow::Open => "未结束",
        }
    }

    fn used(&self, used: u32, quota: u32) -> String {
        format!("{used}/{quota}")
    }

    fn run(&self, run: u32) -> String {
        format!("连续 {run}")
    }

    fn earlier(&self, count: usize) -> String {
        format!("之前还有 {count} 行，用 --all 查看")
    }

    fn same_units(&self) -> &'static str {
        "到目前为止与严格的相同"
    }

    fn rule(&self, rule: Rule) -> &'static str {
        match rule.0 {
            4 => "所看的这一天还没结束，未结束的不算漏",
            8 => "不在起止日期内，不用做",
            11 => "排到的日子要完成；其余日子和休息日不用做",
            12 => "一周或一个月要完成规定的天数",
            13 => "到这天为止的若干天内要完成规定的天数",
            14 => "请了假，这些天不算",
            15 => "每月的保护次数先抵消最早的几次漏做",
            16 => "完成加 1，漏做归零，其余不变",
            18 => "做了任何事就算完成；除休息日外每天都要做",
            21 => "Loop Habit Tracker 的加权平均：完成量占要求量的比例",
            _ => "",
        }
    }

    fn rules(&self) -> &'static str {
        "规则（docs/time.md）"
    }

    fn share(&self, percent: u32, part: &str, whole: &str) -> String {
        format!("已完成 {percent}%：{part} / {whole}")
    }

    fn no_share(&self) -> &'static str {
        "没有百分比：没有任务，或任务都已放弃"
    }

    fn planned(&self, percent: u32, passed: u64, owed: u64) -> String {
        format!("计划 {percent}%：{owed} 个计划日已过 {passed} 天")
    }

    fn planned_whole(&self, percent: u32) -> String {
        format!("计划 {percent}%：各阶段的计划进度按任务权重合计")
    }

    fn next_due(&self, task: &str, due: NaiveDate) -> String {
        format!("下一个是 {task}，应在 {due} 前完成")
    }

    fn nothing_says(&self) -> &'static str {
        "未完成：没有有效记录说它已完成或放弃"
    }

    fn days(&self, facts: DaysFacts) -> Vec<String> {
        vec![
            format!("完成 {} 次", facts.completions),
            format!("学习 {} 次", facts.sessions),
            format!("活跃 {} 天", facts.active_days),
        ]
    }

    fn score(&self, value: f64) -> String {
        format!("{value:.4}")
    }

    fn events(&self, counting: usize, all: usize) -> String {
        format!("{all} 条记录，其中 {counting} 条有效")
    }

    fn check(&self) -> &'static str {
        "加上 --json，只用 git 就能重新算出这些数字：docs/why.md"
    }
}
