//! Simplified Chinese.

use chrono::{Datelike as _, NaiveDate};

use super::{SpokenSign, SpokenWords};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl SpokenWords for Chinese {
    fn sign(&self, sign: SpokenSign) -> &'static str {
        match sign {
            SpokenSign::Done => "已完成：",
            SpokenSign::Fine => "正常：",
            SpokenSign::Dropped => "已放弃：",
            SpokenSign::Open => "未完成：",
            SpokenSign::Waits => "等待前置任务：",
            SpokenSign::Current => "当前阶段：",
            SpokenSign::Spare => "今天不必做：",
            SpokenSign::Pending => "待提交：",
            SpokenSign::Comma => "，",
            SpokenSign::To => " 至 ",
            SpokenSign::Times => "乘 ",
            SpokenSign::TakesBack => "撤销",
            SpokenSign::WayOut => "处理办法：",
            SpokenSign::Evidence => "（由提交推出）",
            SpokenSign::None => "无",
            SpokenSign::Nothing => "",
        }
    }

    fn part(&self, part: &str, whole: &str) -> String {
        format!("完成 {part}，共 {whole}")
    }

    fn full_stop(&self) -> &'static str {
        "。"
    }

    fn heat(&self, when: &str, amount: &str, unit: &str) -> String {
        format!("{when}：{amount} {unit}").trim_end().to_owned()
    }

    fn minutes(&self) -> &'static str {
        "分钟"
    }

    fn records(&self) -> &'static str {
        "条记录"
    }

    fn month(&self, day: NaiveDate) -> String {
        format!("{} 年 {} 月", day.year(), day.month())
    }
}
