//! What errors of the ledger say in other languages than English.

use super::error::LedgerError;
use super::line::{Flaw, LineError};
use crate::sentence::{Lang, Spoken};

impl Spoken for LedgerError {
    fn zh(&self) -> String {
        match self {
            Self::NotARepository { start } => format!("`{}` 不在 git 仓库中", start.display()),
            Self::AnotherOwner { path } => format!("`{}` 处的仓库属于其他用户", path.display()),
            Self::CannotOpen { start, .. } => {
                format!("无法打开 `{}` 处的 git 仓库", start.display())
            }
            Self::NoSuchRef { name } => format!("没有名为 `{name}` 的分支或引用"),
            Self::Detached { commit } => {
                format!("当前位于提交 {commit}，不在任何分支上（分离头指针），新提交很容易丢失")
            }
            Self::InProgress { operation } => {
                format!("`git {operation}` 正在进行中，此时的新提交可能随之丢失")
            }
            Self::NoIdentity { .. } => "git 不知道你是谁".to_owned(),
            Self::NoProgram { .. } => "无法运行 `git` 程序".to_owned(),
            Self::Program { command, said } => format!("`git {command}` 失败：{said}"),
            Self::NotSigned { .. } | Self::NotSignedBySsh { .. } => "git 无法为提交签名".to_owned(),
            Self::Contended { reference } => {
                format!("无法移动 `{reference}`：其他程序不断写入它，或有程序留下了锁文件")
            }
            Self::Session { path, is_newer } => {
                let why =
                    if *is_newer { "由更新版本的 roadmap 写入" } else { "无法读取" };
                format!("`{}` 中正在进行的计时{why}", path.display())
            }
            Self::Running { .. } => "已有计时正在进行".to_owned(),
            Self::File { doing, path, .. } => format!("无法{} `{}`", doing.zh(), path.display()),
            Self::Git { doing, .. } => format!("git 无法{}", doing.text(Lang::Zh)),
            Self::OtherRef { .. }
            | Self::NoWorkTree
            | Self::NothingStaged
            | Self::Unmerged
            | Self::CherryPick
            | Self::HookRefused { .. }
            | Self::Aborted
            | Self::NotCommitted
            | Self::FileChanged { .. }
            | Self::OutsideOfTree { .. }
            | Self::WholeCommit { .. } => own_commit(self),
            Self::NoHooks
            | Self::HookEdited { .. }
            | Self::HookInTheWay { .. }
            | Self::HooksShared { .. }
            | Self::HooksTracked { .. } => hooks(self),
        }
    }
}

/// About commits of the learner's own, and of one file.
fn own_commit(error: &LedgerError) -> String {
    match error {
        LedgerError::OtherRef { reference } => {
            format!("计划的记录写在 `{reference}` 上，而你自己的提交不在那里")
        }
        LedgerError::NoWorkTree => "这是裸仓库，没有可以随之记录的提交".to_owned(),
        LedgerError::NothingStaged => "暂存区没有改动，没有可以提交的内容".to_owned(),
        LedgerError::Unmerged => "有文件的冲突尚未解决".to_owned(),
        LedgerError::CherryPick => {
            "`git cherry-pick` 正在进行中，它的提交会沿用别的作者和时间".to_owned()
        }
        LedgerError::HookRefused { hook } => format!("钩子 `{hook}` 拒绝了这次提交"),
        LedgerError::Aborted => "提交已中止".to_owned(),
        LedgerError::FileChanged { path } => format!("`{}` 有尚未提交的改动", path.display()),
        LedgerError::OutsideOfTree { path } => format!("`{}` 在仓库之外", path.display()),
        LedgerError::WholeCommit { operation } => {
            format!("`git {operation}` 正在进行中，结束之前 git 不能单独提交某个文件")
        }
        _ => "git 未能完成提交，原因见上文".to_owned(),
    }
}

/// About hooks.
fn hooks(error: &LedgerError) -> String {
    match error {
        LedgerError::HookEdited { path } => {
            format!("`{}` 在 roadmap 写入之后被修改过", path.display())
        }
        LedgerError::HookInTheWay { path } => {
            format!("`{}` 占用了保留原有钩子的位置", path.display())
        }
        LedgerError::HooksShared { path } => {
            format!("`core.hooksPath` 是 `{}`，在此仓库之外", path.display())
        }
        LedgerError::HooksTracked { path } => {
            format!("`core.hooksPath` 是 `{}`，已提交在此仓库中", path.display())
        }
        _ => "为下一次提交添加记录行的钩子尚未安装".to_owned(),
    }
}

impl Spoken for Flaw {
    fn zh(&self) -> String {
        match self {
            Self::Unreadable { key, value } => format!("`{key}={value}` 无法读取，不起作用"),
            Self::Repeated { key } => format!("`{key}=` 重复出现；以第一个为准"),
            Self::Stray { word } => format!("`{word}` 不是 `key=value` 的形式"),
            Self::NamesNoEvent => "没有用 `of=` 指明事件，因此不起作用".to_owned(),
            Self::NoVerdict => {
                "既没有 `verdict=accepted` 也没有 `verdict=changes`，不起作用".to_owned()
            }
        }
    }
}

impl Spoken for LineError {
    fn zh(&self) -> String {
        match self {
            Self::Target(error) => format!("没有指明任务或习惯：{}", error.zh()),
            Self::Everything(verb) => format!("`{}` 不能用于 `*`", verb.key()),
        }
    }
}
