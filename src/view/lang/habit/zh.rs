//! Simplified Chinese.

use super::HabitWords;
use crate::view::report::{Freezes, PeriodKind, PeriodRow, RunRow, StreakUnit};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl HabitWords for Chinese {
    fn run_of(&self, current: u32, unit: StreakUnit) -> String {
        format!("连续 {}", self.length(current, unit))
    }

    fn protected_run_of(&self, current: u32, unit: StreakUnit) -> String {
        format!("保护后 {}", self.length(current, unit))
    }

    fn length(&self, run: u32, unit: StreakUnit) -> String {
        match unit {
            StreakUnit::Day => format!("{run} 天"),
            StreakUnit::Week => format!("{run} 周"),
            StreakUnit::Month => format!("{run} 个月"),
            StreakUnit::Mixed => format!("{run} 次"),
        }
    }

    fn run_facts(&self, run: RunRow, unit: StreakUnit) -> Vec<String> {
        match (run.current, run.longest) {
            (0, 0) => vec!["尚未开始".to_owned()],
            (0, longest) => vec![format!("已中断，最长曾连续 {}", self.length(longest, unit))],
            (current, longest) if current == longest => {
                vec![self.length(current, unit), "个人最佳".to_owned()]
            }
            (current, longest) => {
                vec![self.length(current, unit), format!("最长 {}", self.length(longest, unit))]
            }
        }
    }

    fn breaks_in(&self, days: u32) -> String {
        match days {
            1 => "过了今天就会中断".to_owned(),
            2 => "可保持到明天".to_owned(),
            _ => format!("还能保持 {days} 天"),
        }
    }

    fn strict(&self) -> &'static str {
        "严格"
    }

    fn protected(&self) -> &'static str {
        "保护"
    }

    fn freezes(&self) -> &'static str {
        "保护次数"
    }

    fn freeze_facts(&self, freezes: Freezes) -> String {
        format!("本月已用 {} 次，还剩 {} 次", freezes.spent, freezes.left)
    }

    fn strength(&self) -> &'static str {
        "强度"
    }

    fn overall(&self) -> &'static str {
        "全部"
    }

    fn period(&self, period: &PeriodRow) -> Vec<String> {
        let progress = &period.progress;
        let (used, quota) = (progress.used, progress.quota);
        let length = (progress.last - progress.first).num_days() + 1;
        let within = match period.kind {
            PeriodKind::Week => "本周".to_owned(),
            PeriodKind::Month => "本月".to_owned(),
            PeriodKind::Window => format!("{length} 天内"),
        };
        let mut facts = match (period.kind, quota) {
            (PeriodKind::Window, 0) => Vec::new(),
            (_, 0) => vec![format!("{within}没有要求")],
            _ => vec![format!("{within} {used}/{quota} 次")],
        };
        match progress.days_left {
            _ if period.lost => facts.push("已无法完成".to_owned()),
            Some(left) if period.kind == PeriodKind::Window && left > 1 => {
                facts.push(format!("{left} 天内再做一次"));
            }
            Some(left) if period.kind != PeriodKind::Window && progress.missing() > 0 => {
                facts.push(format!("还剩 {left} 天"));
            }
            _ => {}
        }
        facts
    }

    fn due_today(&self) -> &'static str {
        "今天要做"
    }

    fn not_owed_today(&self) -> &'static str {
        "今天不用做"
    }

    fn tasks_due(&self) -> &'static str {
        "到期的任务"
    }

    fn late_days(&self, days: i64) -> String {
        if days == 0 { "今天到期".to_owned() } else { format!("晚了 {days} 天") }
    }

    fn more_tasks(&self, count: usize) -> String {
        format!("还有 {count} 个：roadmap list --open")
    }

    fn nothing_more(&self) -> &'static str {
        "今天要做的都做完了。"
    }

    fn nothing_owed(&self) -> &'static str {
        "今天没有要做的事。"
    }

    fn no_habits(&self) -> &'static str {
        "计划里没有今天要做或曾经做过的习惯。"
    }

    fn weeks(&self) -> &'static str {
        "按周"
    }

    fn months(&self) -> &'static str {
        "按月"
    }

    fn days_of(&self, met: u32, asked: Option<u32>) -> String {
        match asked {
            Some(asked @ 1..) => format!("{met}/{asked} 天"),
            Some(0) | None => format!("{met} 天"),
        }
    }

    fn amount(&self, amount: &str, unit: &str) -> String {
        if unit.is_empty() { format!("{amount} 次") } else { format!("{amount} {unit}") }
    }
}
