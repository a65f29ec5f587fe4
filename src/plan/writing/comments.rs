//! The comments of a plan that was written, in the learner's language.

use super::{RULE, TOP};
use crate::sentence::Lang;

/// What stands at the top, in Chinese.
const TOP_ZH: &str = "\
# 学习计划：要做什么，何时做完。
#
#   roadmap status          我进行到哪里了
#   roadmap done <id>       记录一个任务已完成
#   roadmap check           检查这个文件有没有问题
#
# id 是用来输入的，标题是用来阅读的，标题可以随时修改。要更换任务的 id 或拆分任务，请添加
# `[[moved]]`：已有的记录不会丢失。每个键的说明见 docs/plan-format.md。
";

/// The headings of the parts, and what they are in Chinese.
const HEADINGS: [(&str, &str); 6] = [
    ("Phases and their tasks", "阶段与任务"),
    ("Habits", "习惯"),
    ("The skill map", "技能图谱"),
    ("Links", "资料链接"),
    ("Where the credit for ids of the past goes", "过去用过的 id 的记录归到哪里"),
    ("What commits prove by themselves", "提交本身能证明的内容"),
];

/// The text of a plan as [`write()`](super::write) makes it, with its comments in a language. What
/// is not a comment of ours stays as it is.
#[must_use]
pub fn with_comments_in(text: &str, lang: Lang) -> String {
    if lang == Lang::En {
        return text.to_owned();
    }
    let rule = "-".repeat(RULE);
    let heading = |words: &str| format!("# {rule}\n# {words}\n# {rule}\n");
    let text = match text.strip_prefix(TOP) {
        Some(rest) => format!("{TOP_ZH}{rest}"),
        None => text.to_owned(),
    };
    HEADINGS.iter().fold(text, |text, (en, zh)| text.replacen(&heading(en), &heading(zh), 1))
}
