//! Simplified Chinese.

use super::{ImportWords, listed};
use crate::plan::import::{Guess, Reason};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl ImportWords for Chinese {
    fn made(&self, source: &str, file: Option<&str>) -> String {
        let source = if source == "-" { "标准输入" } else { source };
        match file {
            Some(file) => format!("已根据 {source} 写入 {file}"),
            None => format!("试运行，没有写入任何文件；以上计划由 {source} 生成"),
        }
    }

    fn kept(&self, file: &str) -> String {
        format!("保留了现有的 {file}，只处理了文档中已勾选的任务")
    }

    fn more_phases(&self, more: usize) -> String {
        format!("另有 {more} 个阶段")
    }

    fn chosen(&self) -> &'static str {
        "文档没有写明、由程序选定的"
    }

    fn guess(&self, guess: &Guess) -> String {
        match guess {
            Guess::Title { title } => format!("标题：{title}（可用 --title 指定）"),
            Guess::Start { day } => format!("开始日期：{day}（可用 --start 指定）"),
            Guess::Year { year } => {
                format!("没有年份的日期：从 {year} 年算起（可用 --start 指定开始日期）")
            }
            Guess::Daily { habits } => format!("{habits} 个习惯没有写明频率，按每天计"),
            Guess::StartMoved { said, day } => {
                format!(
                    "开始日期：由 {said} 改为 {day}，否则有阶段在计划开始前就已结束；要整体移动文档中的日期：roadmap replan --start {said}"
                )
            }
            Guess::NoDeadline { said } => format!("没有采用截止日期 {said}：它早于开始日期"),
            Guess::Windows { phases, until } => format!(
                "{phases} 个没有日期的阶段依次排列，到 {until} 为止：每个任务约 2 天，每个阶段 1 至 8 周"
            ),
            Guess::Date { line } => format!("第 {line} 行：日历中没有这个日期"),
            Guess::Nested { tasks } => format!("{tasks} 个含有子项的任务，以其子项为前置任务"),
            Guess::Estimates { phases, estimates } => format!(
                "{phases} 个阶段只有部分任务写了用时，没有采用：{}",
                listed(estimates, |(id, time)| format!("{id} {time}"))
            ),
            Guess::OtherIds { replaced } => format!(
                "换了别的 id（原来的不可用或已被占用）：{}",
                listed(replaced, |id| format!("`{id}`"))
            ),
            Guess::References { left } => format!(
                "没有采用的引用（计划中没有、安排在更晚，或绕回自身）：{}",
                listed(left, |(from, to)| format!("{from} → {to}"))
            ),
        }
    }

    fn left_out(&self, lines: usize) -> String {
        if lines == 0 {
            "未进入计划".to_owned()
        } else {
            format!("未进入计划的行（文档有 {lines} 行文字）")
        }
    }

    fn nothing_left_out(&self, lines: usize) -> String {
        match lines {
            0 => "内容全部进入了计划。".to_owned(),
            _ => format!("文档的 {lines} 行全部进入了计划。"),
        }
    }

    fn reason(&self, reason: Reason, is_part: bool) -> &'static str {
        match reason {
            Reason::Prose => "正文段落",
            Reason::GroupHeading => "分组标题",
            Reason::EmptyHeading => "没有任务的标题",
            Reason::NoBox => "没有勾选框的列表",
            Reason::Column if is_part => "其他列",
            Reason::Column => "其他值",
            Reason::Address if is_part => "文档内部的地址",
            Reason::Address => "未用到的地址",
            Reason::NoAddress => "没有网址的条目",
            Reason::Contents => "目录",
            Reason::Aside => "文档说明",
            Reason::Code => "代码",
            Reason::Image => "图片",
            Reason::Html => "HTML 与注释",
            Reason::Footnote => "脚注",
            Reason::Setting => "文档头部的设置",
            Reason::Layout => "分隔线与表格线",
        }
    }

    fn every_item(&self) -> &'static str {
        "--every-item 会把没有勾选框的列表也当作任务"
    }

    fn ticked(&self, ticked: usize, command: Option<&str>) -> String {
        match command {
            Some(command) => format!("{ticked} 个任务已勾选，尚未记录：{command}"),
            None => format!("{ticked} 个任务已勾选，尚未记录；加 --record-done 补记"),
        }
    }

    fn recorded(&self, ids: &[String]) -> String {
        format!("已将 {} 个任务补记为完成（一次提交）：{}", ids.len(), listed(ids, Clone::clone))
    }

    fn not_in_plan(&self, titles: &[String]) -> String {
        format!(
            "{} 个已勾选的任务不在计划中，没有记录：{}",
            titles.len(),
            listed(titles, |title| format!("“{title}”"))
        )
    }

    fn recorded_already(&self, ticked: usize) -> String {
        format!("已勾选的 {ticked} 个任务此前都已记录")
    }

    fn asks_to_record(&self, ticked: usize) -> String {
        format!("{ticked} 个任务已勾选。是否补记为完成（一次提交）？[y/N]")
    }

    fn committed(&self, file: &str) -> String {
        format!("已新建 git 仓库，首次提交包含 {file}。")
    }

    fn next(&self, file: &str) -> String {
        format!("请通读 {file}，改成自己的计划；roadmap check 可检查是否有误。")
    }

    fn is_over(&self, command: &str) -> String {
        format!("计划中的日期都已过去；{command} 可从今天起重新排期。")
    }

    fn exported(&self, file: &str) -> String {
        format!("已写入 {file}")
    }
}
