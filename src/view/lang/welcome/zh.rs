//! Simplified Chinese.

use chrono::NaiveDate;

use super::{Demo, WelcomeWords};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl WelcomeWords for Chinese {
    fn no_plan(&self, directory: &str) -> String {
        format!("{directory} 及其上级目录中没有计划（roadmap.toml）。")
    }

    fn to_begin(&self) -> &'static str {
        "在这里新建计划"
    }

    fn to_look(&self) -> &'static str {
        "先在一次性的演示仓库里看看"
    }

    fn ask_which(&self, phases: usize, tasks: usize) -> String {
        format!(
            "使用哪个计划？\n  1  内置计划：从 Python 后端到 DevOps，{phases} 个阶段、{tasks} \
             个任务\n  2  简短的模板，自行填写\n  或输入已有文档的文件名（Markdown、CSV 或 \
             JSON）\n[1]"
        )
    }

    fn ask_when(&self, today: NaiveDate, first_of_month: NaiveDate) -> String {
        format!(
            "从哪天开始？\n  1  今天，{today}\n  2  {first_of_month}\n  或输入其他日期，如 \
             2026-03-01\n[1]"
        )
    }

    fn ask_whether(&self, directory: &str, new_repository: bool) -> String {
        if new_repository {
            format!("在 {directory} 新建 git 仓库并写入 roadmap.toml？[Y/n]")
        } else {
            format!("把 roadmap.toml 写入 {directory}？[Y/n]")
        }
    }

    fn no_answer(&self, answer: &str) -> String {
        format!("没有“{answer}”这个选项。")
    }

    fn moved(&self, start: NaiveDate, end: NaiveDate) -> String {
        format!(
            "全部日期已整体平移：计划从 {start} 开始，到 {end} 结束。要换一天，请看 roadmap \
             replan --help"
        )
    }

    fn to_see(&self) -> &'static str {
        "查看进度"
    }

    fn to_record(&self) -> &'static str {
        "记录完成的任务"
    }

    fn to_change(&self) -> &'static str {
        "改成自己的计划"
    }

    fn demo_made(&self, demo: &Demo<'_>) -> String {
        let Demo { place, start, end, commits } = demo;
        format!(
            "已在 {place} 建好演示仓库：内置计划，排期从 {start} 到 {end}，外加一位虚构学习者九个月的\
             记录，共 {commits} 个提交。"
        )
    }

    fn demo_places(&self, place: &str, page: &str) -> String {
        format!("进度页面：{page}\n所有内容都在 {place}，其他地方没有改动。")
    }

    fn demo_next(&self) -> &'static str {
        "接下来可以试试："
    }

    fn demo_done(&self) -> &'static str {
        "记录今天的练习，连续天数不断"
    }

    fn demo_what_next(&self) -> &'static str {
        "现在做什么，为什么"
    }

    fn demo_why(&self) -> &'static str {
        "这个数字是怎么算出来的"
    }

    fn demo_own(&self, command: &str) -> String {
        format!("要开始自己的计划，请在自己的目录里运行 {command}")
    }
}
