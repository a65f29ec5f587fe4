//! Simplified Chinese.

use super::EvidenceWords;
use crate::progress::Doubt;

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl EvidenceWords for Chinese {
    fn counted(&self, count: usize) -> String {
        format!("{count} 条记录由提交按 `[[evidence]]` 推出；加 --no-evidence 可不计入")
    }

    fn mark(&self, count: Option<usize>) -> String {
        let count = count.map(|count| format!("（共 {count} 条记录）")).unwrap_or_default();
        format!("由提交按 `[[evidence]]` 推出{count}；加 --no-evidence 可不计入")
    }

    fn days(&self, count: usize) -> String {
        format!("{count} 天由提交推出")
    }

    fn derived(&self, commit: Option<&str>) -> String {
        commit.map_or("由提交推出".to_owned(), |commit| format!("由提交 {commit} 推出"))
    }

    fn sure(&self, sure: usize, all: usize) -> String {
        match all - sure {
            0 => format!("全部 {all} 条完成和学习记录的日期都没有疑点"),
            _ => format!("{all} 条完成和学习记录中，有 {sure} 条的日期没有疑点"),
        }
    }

    fn late(&self, count: usize) -> Option<String> {
        counted(count, "是过后补记的")
    }

    fn rewritten(&self, count: usize) -> Option<String> {
        counted(count, "所在提交的提交时间与作者时间不同（如变基）")
    }

    fn before_parent(&self, count: usize) -> Option<String> {
        counted(count, "的作者时间早于父提交：作者的时钟不准，或时间是设定的")
    }

    fn bursts(&self, count: usize) -> Option<String> {
        counted(count, "是十分钟内为五天以上一起记录的")
    }

    fn doubt(&self, doubt: Doubt) -> String {
        match doubt {
            Doubt::Late { days } => format!("晚记 {days} 天"),
            Doubt::Rewritten { minutes } if minutes < 0 => {
                format!("提交时间早 {}", span(-minutes))
            }
            Doubt::Rewritten { minutes } => format!("提交时间晚 {}", span(minutes)),
            Doubt::BeforeParent { minutes } => format!("比父提交早 {}", span(minutes)),
            Doubt::Burst { days } => format!("与共 {days} 天的记录一起写入"),
        }
    }

    fn no_proof(&self) -> &'static str {
        "以上是提交自己写明的时间。提交时间可由提交者任意设定，本地历史无法证明任何日期；补记或变基也不等于作假。所有记录照常计入。"
    }
}

fn counted(count: usize, said: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} 条{said}"))
}

/// Minutes in the largest unit that they fill.
fn span(minutes: i64) -> String {
    match minutes {
        i64::MIN..120 => format!("{minutes} 分钟"),
        120..2_880 => format!("{} 小时", minutes / 60),
        _ => format!("{} 天", minutes / 1_440),
    }
}
