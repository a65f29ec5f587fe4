//! Simplified Chinese.

use super::EvidenceWords;

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl EvidenceWords for Chinese {
    fn counted(&self, count: usize) -> String {
        format!("{count} 条记录由提交按 `[[evidence]]` 推出；加 --no-evidence 可不计入")
    }

    fn derived(&self, commit: Option<&str>) -> String {
        commit.map_or("由提交推出".to_owned(), |commit| format!("由提交 {commit} 推出"))
    }
}
