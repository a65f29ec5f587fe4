//! 简体中文。

use super::{FileChange, ShellWords};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl ShellWords for Chinese {
    fn change(&self, change: FileChange, file: &str) -> String {
        match change {
            FileChange::Adds => format!("将追加到 {file} 末尾："),
            FileChange::Makes => format!("将新建文件 {file}："),
            FileChange::TakesOut => format!("将从 {file} 中移除："),
            FileChange::Deletes => format!("将删除文件 {file}："),
        }
    }

    fn ask(&self) -> &'static str {
        "是否继续？[Y/n]"
    }

    fn left_alone(&self) -> &'static str {
        "未做任何更改。"
    }

    fn made(&self, uninstalled: bool) -> &'static str {
        if uninstalled {
            "已移除。之后打开的 shell 不再补全 roadmap。"
        } else {
            "已安装。打开新的 shell，输入 `roadmap done ` 后按 TAB 即可。"
        }
    }

    fn nothing_to_do(&self, shell: &str, uninstalling: bool) -> String {
        if uninstalling {
            format!("{shell} 的启动文件中没有 roadmap 的内容。")
        } else {
            format!("{shell} 的 TAB 补全已经安装过了。")
        }
    }
}
