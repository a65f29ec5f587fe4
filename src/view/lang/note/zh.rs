//! Simplified Chinese.

use super::NoteWords;
use crate::note::{BEGIN, END, Flaw};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl NoteWords for Chinese {
    fn own_notes(&self) -> &'static str {
        "## 笔记"
    }

    fn stands(&self, done: usize, kept: usize, percent: Option<u32>) -> String {
        let percent = percent.map_or(String::new(), |percent| format!(" · {percent}%"));
        format!("{done}/{kept} 个任务{percent}")
    }

    fn told_in_plan(&self) -> &'static str {
        "已在 roadmap.toml 中添加 `[notes]`，说明笔记的位置"
    }

    fn made(&self, folder: &str, made: usize, kept: usize) -> String {
        match (made, kept) {
            (0, _) => format!("{folder} 里已有 {kept} 篇笔记，没有缺少的。"),
            (_, 0) => format!("已在 {folder} 里新建 {made} 篇笔记。"),
            _ => format!("已在 {folder} 里新建 {made} 篇笔记，原有的 {kept} 篇未改动。"),
        }
    }

    fn others_there(&self, files: &[String]) -> String {
        format!("! 以下文件占用了笔记的名称，没有改动：{}", files.join("、"))
    }

    fn made_next(&self, folder: &str) -> String {
        format!(
            "在 Obsidian 里把 {folder} 作为仓库打开；笔记请自行提交到 git。\n\n  \
             roadmap note <任务>   打开任务的笔记\n  \
             roadmap notes sync    更新勾选框，并可记录手动勾选的任务"
        )
    }

    fn synced(&self, changed: usize, same: usize, is_dry_run: bool) -> String {
        match (changed, is_dry_run) {
            (0, _) => format!("{same} 篇笔记均已是最新"),
            (_, true) => format!("将更新 {changed} 篇笔记，其余 {same} 篇不变"),
            (_, false) => format!("已更新 {changed} 篇笔记，其余 {same} 篇不变"),
        }
    }

    fn no_notes(&self, folder: &str) -> String {
        format!("{folder} 里还没有笔记，可用 roadmap init --notes obsidian 新建。")
    }

    fn missing(&self, count: usize) -> String {
        format!("{count} 个阶段或任务没有笔记，可用 roadmap init --notes obsidian 补上")
    }

    fn ticked(&self, count: usize) -> String {
        format!("手动勾选了 {count} 个任务")
    }

    fn record_them(&self, command: &str) -> String {
        format!("如需记录：{command}")
    }

    fn ask_to_record(&self) -> &'static str {
        "现在记录为今天完成吗？[Y/n]"
    }

    fn unticked(&self, count: usize) -> String {
        format!("手动取消了 {count} 个勾选，但记录显示任务已完成")
    }

    fn reopen_them(&self, command: &str) -> String {
        format!("如需重新做：{command}")
    }

    fn left_alone(&self, count: usize) -> String {
        format!("{count} 个文件保持原样")
    }

    fn flaw(&self, flaw: &Flaw) -> String {
        match flaw {
            Flaw::NoFrontMatter => "没有属性区（front matter），不是 roadmap 的笔记".to_owned(),
            Flaw::KeyTwice(key) => format!("属性区里 `{key}` 出现了两次"),
            Flaw::NotPlain(key) => format!("属性区里 `{key}` 的值不是单行的普通值"),
            Flaw::Unclosed => format!("`{BEGIN}` 下面没有 `{END}`"),
            Flaw::Unopened => format!("`{END}` 上面没有 `{BEGIN}`"),
            Flaw::MarkerTwice(marker) => format!("`{marker}` 出现了多次"),
        }
    }

    fn leads_out(&self) -> &'static str {
        "是指向工作区之外的链接"
    }

    fn cannot_read(&self, why: &str) -> String {
        format!("无法读取：{why}")
    }

    fn not_text(&self) -> &'static str {
        "不是 UTF-8 文本"
    }

    fn too_long(&self) -> &'static str {
        "超过 1 MiB"
    }

    fn also_about(&self, other: &str) -> String {
        format!("与 {other} 对应同一项")
    }

    fn not_in_plan(&self, id: &str) -> String {
        format!("计划里没有 `{id}`")
    }

    fn changed_meanwhile(&self) -> &'static str {
        "刚刚被其他程序修改过，请再运行一次"
    }
}
