//! Simplified Chinese.

use chrono::NaiveDate;

use super::SkillsWords;

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl SkillsWords for Chinese {
    fn no_skills(&self) -> &'static str {
        "计划里没有技能：在 roadmap.toml 的 `[[module]]` 里列出。"
    }

    fn no_task(&self) -> &'static str {
        "没有任务练习它"
    }

    fn level(&self, level: &str, of: &str) -> String {
        format!("{level}/{of}")
    }

    fn last_practised(&self, day: NaiveDate) -> String {
        format!("最近 {day}")
    }

    fn untrained(&self, count: usize) -> String {
        format!("有 {count} 项技能还没有对应的任务。")
    }

    fn no_links(&self) -> &'static str {
        "没有链接。"
    }

    fn opened(&self, url: &str) -> String {
        format!("已打开 {url}")
    }

    fn which(&self, count: usize) -> String {
        format!("有 {count} 个链接，请加上编号，或用 --all：")
    }
}
