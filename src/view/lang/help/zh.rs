//! Simplified Chinese.

use super::HelpWords;

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl HelpWords for Chinese {
    fn begin(&self) -> &'static str {
        "开始"
    }

    fn record(&self) -> &'static str {
        "记录"
    }

    fn look(&self) -> &'static str {
        "查看"
    }

    fn plan(&self) -> &'static str {
        "调整计划"
    }

    fn share(&self) -> &'static str {
        "分享与带走"
    }

    fn around(&self) -> &'static str {
        "其他"
    }

    fn colon(&self) -> &'static str {
        "："
    }

    fn examples(&self, _: usize) -> &'static str {
        "示例："
    }

    fn more(&self, topics: &str) -> String {
        format!(
            "不带命令时等同于 status。查看命令的完整说明：roadmap help 命令。专题说明（roadmap help 专题）：{topics}"
        )
    }

    fn man_written(&self, count: usize, folder: &str) -> String {
        format!(
            "已把 {count} 个手册页写入 {folder}。放到 man 路径下的 zh_CN/man1 中，即可用 man -L zh_CN \
             查看。"
        )
    }
}
