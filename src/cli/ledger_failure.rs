//! What to try where git or the ledger refuses.

use super::failure::Failure;
use crate::ledger::LedgerError;
use crate::say;
use crate::sentence::{Sentence, Spoken as _};

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        let failure = match &error {
            LedgerError::Program { command, said } => return Self::git(command, said),
            LedgerError::NoProgram { .. }
            | LedgerError::NotSigned { .. }
            | LedgerError::NotSignedBySsh { .. }
            | LedgerError::Contended { .. }
            | LedgerError::CannotOpen { .. }
            | LedgerError::Git { .. }
            | LedgerError::File { .. }
            | LedgerError::Session { .. }
            | LedgerError::HookRefused { .. }
            | LedgerError::NotCommitted => Self::environment(&error),
            _ => Self::request(error.sentence()),
        };
        let failure = match &error {
            LedgerError::NoIdentity { advice } => failure.details(&identity_advice(advice)),
            LedgerError::NotSigned { said } | LedgerError::NotSignedBySsh { said } => {
                failure.details(said)
            }
            _ => failure,
        };
        match hint(&error) {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    }
}

/// What to try; `None` where the error has said it.
fn hint(error: &LedgerError) -> Option<Sentence> {
    Some(match error {
        LedgerError::NoIdentity { .. } | LedgerError::Program { .. } | LedgerError::File { .. } => {
            return None;
        }
        LedgerError::NotARepository { .. }
        | LedgerError::AnotherOwner { .. }
        | LedgerError::CannotOpen { .. }
        | LedgerError::NoProgram { .. }
        | LedgerError::Git { .. } => of_repository(error),
        LedgerError::NoSuchRef { .. }
        | LedgerError::Detached { .. }
        | LedgerError::InProgress { .. }
        | LedgerError::NotSigned { .. }
        | LedgerError::NotSignedBySsh { .. }
        | LedgerError::Contended { .. } => of_recording(error),
        LedgerError::Session { .. } => say!(
            "it is left as it is; `roadmap stop --discard` shows it and drops it, `roadmap study` records the time",
            "它保持原样；`roadmap stop --discard` 显示并放弃它，`roadmap study` 补记时间"
        ),
        LedgerError::Running { .. } => say!(
            "`roadmap stop` records it, `roadmap stop --discard` drops it",
            "`roadmap stop` 记录，`roadmap stop --discard` 放弃"
        ),
        LedgerError::OtherRef { .. }
        | LedgerError::NoWorkTree
        | LedgerError::NothingStaged
        | LedgerError::Unmerged
        | LedgerError::CherryPick
        | LedgerError::HookRefused { .. }
        | LedgerError::Aborted
        | LedgerError::NotCommitted => of_own_commit(error),
        LedgerError::FileChanged { .. }
        | LedgerError::OutsideOfTree { .. }
        | LedgerError::WholeCommit { .. } => of_one_file(error),
        LedgerError::NoHooks
        | LedgerError::HookEdited { .. }
        | LedgerError::HookInTheWay { .. }
        | LedgerError::HooksShared { .. }
        | LedgerError::HooksTracked { .. } => of_hooks(error),
    })
}

/// Where there is no repository that can be used.
fn of_repository(error: &LedgerError) -> Sentence {
    match error {
        LedgerError::NotARepository { .. } => say!(
            "`roadmap init` makes one there, and keeps a plan that is there already",
            "`roadmap init` 可在那里新建仓库，已有的计划会保留"
        ),
        LedgerError::AnotherOwner { .. } => say!(
            "git explains how to trust it: run `git status` there",
            "如何信任它由 git 说明：请在那里运行 `git status`"
        ),
        LedgerError::NoProgram { .. } => say!(
            "roadmap asks git who you are; install git and see that it is on PATH",
            "roadmap 通过 git 得知你的身份；请安装 git 并确认它在 `PATH` 中"
        ),
        LedgerError::CannotOpen { .. } => say!(
            "see whether `git status` works there; nothing was changed",
            "请看 `git status` 在那里能否运行；没有任何改动"
        ),
        _ if error.is_of_file_system() => say!(
            "see that you may write there and that the disk is not full; nothing was recorded",
            "请确认有写入权限、磁盘未满；没有写入任何记录"
        ),
        _ => say!(
            "`git fsck` looks for damage in the repository; nothing was recorded",
            "`git fsck` 可检查仓库是否损坏；没有写入任何记录"
        ),
    }
}

/// Why nothing was recorded.
fn of_recording(error: &LedgerError) -> Sentence {
    match error {
        LedgerError::NoSuchRef { .. } => {
            say!("`git branch --all` lists the branches", "列出分支：`git branch --all`")
        }
        LedgerError::Detached { .. } => say!(
            "go back to your branch first, e.g. `git switch main`; nothing was changed",
            "请先回到自己的分支，如 `git switch main`；没有任何改动"
        ),
        LedgerError::InProgress { .. } => say!(
            "finish or abort it first, `git status` says how; nothing was changed",
            "请先完成或中止它，方法见 `git status`；没有任何改动"
        ),
        LedgerError::NotSignedBySsh { .. } => say!(
            "an attestation is signed with your SSH key: `git config user.signingkey ~/.ssh/id_ed25519.pub` names it; nothing was recorded",
            "评审须用你的 SSH 密钥签名：用 `git config user.signingkey ~/.ssh/id_ed25519.pub` 指定；没有写入任何记录"
        ),
        LedgerError::Contended { reference } => say!(
            "try again; if no other program is at work, delete the file {reference}.lock in .git",
            "请重试；若没有其他程序在运行，请删除 .git 中的文件 {reference}.lock"
        ),
        _ => say!(
            "`commit.gpgsign` asks for it; see that `git commit -S` works; nothing was recorded",
            "签名是 `commit.gpgsign` 要求的；请确认 `git commit -S` 可用；没有写入任何记录"
        ),
    }
}

/// Why nothing was recorded with the learner's own commit.
fn of_own_commit(error: &LedgerError) -> Sentence {
    match error {
        LedgerError::OtherRef { .. } | LedgerError::NoWorkTree => say!(
            "record it without `--staged` and `--next`; nothing was recorded",
            "请去掉 `--staged` 和 `--next` 再记录；没有写入任何记录"
        ),
        LedgerError::NothingStaged => say!(
            "stage your work with `git add` first, or record it without `--staged`; nothing was recorded",
            "请先用 `git add` 暂存你的改动，或去掉 `--staged` 再记录；没有写入任何记录"
        ),
        LedgerError::Unmerged => say!(
            "resolve them and `git add` the files first, `git status` lists them; nothing was recorded",
            "请先解决冲突并 `git add` 这些文件，它们列在 `git status` 中；没有写入任何记录"
        ),
        LedgerError::CherryPick => say!(
            "finish it first, or record it without `--staged`; nothing was recorded",
            "请先完成它，或去掉 `--staged` 再记录；没有写入任何记录"
        ),
        LedgerError::HookRefused { .. } => say!(
            "see what it says above, and try again; nothing was recorded, and your work is still staged",
            "请看上文它的说明后重试；没有写入任何记录，你的改动仍在暂存区"
        ),
        _ => say!(
            "nothing was recorded, and your work is still staged",
            "没有写入任何记录，你的改动仍在暂存区"
        ),
    }
}

/// Why one file is not committed on its own.
fn of_one_file(error: &LedgerError) -> Sentence {
    match error {
        LedgerError::FileChanged { .. } => say!(
            "commit them first, or leave `--commit` out; nothing was changed",
            "请先提交这些改动，或去掉 `--commit`；没有任何改动"
        ),
        LedgerError::OutsideOfTree { .. } => say!(
            "leave `--commit` out, and commit it where it is; nothing was changed",
            "请去掉 `--commit`，在它所在之处自行提交；没有任何改动"
        ),
        _ => say!(
            "finish it first, or leave `--commit` out; nothing was changed",
            "请先完成它，或去掉 `--commit`；没有任何改动"
        ),
    }
}

/// Why hooks are not installed, or not taken out.
fn of_hooks(error: &LedgerError) -> Sentence {
    match error {
        LedgerError::NoHooks => say!(
            "`roadmap hook install` installs them; nothing was recorded",
            "安装钩子：`roadmap hook install`；没有写入任何记录"
        ),
        LedgerError::HookEdited { .. } => say!(
            "move your changes elsewhere, delete it, and try again; nothing was changed",
            "请把你的修改移到别处，删除该文件后重试；没有任何改动"
        ),
        LedgerError::HookInTheWay { .. } => say!(
            "it was kept by an earlier `roadmap hook install`; move it away, or put it back; nothing was changed",
            "它是之前 `roadmap hook install` 保留下来的；请移走或放回原处；没有任何改动"
        ),
        LedgerError::HooksShared { .. } => say!(
            "every repository with this setting would get the hooks; `--force` installs them all the same",
            "所有使用此设置的仓库都会有这些钩子；仍要安装请加 `--force`"
        ),
        _ => say!(
            "everybody who has this repository would get the hooks; `--force` installs them all the same",
            "所有使用此仓库的人都会有这些钩子；仍要安装请加 `--force`"
        ),
    }
}

/// Git's own advice, without empty lines and those that only repeat that it failed.
fn identity_advice(advice: &str) -> String {
    let repeats = |line: &str| {
        let starts = ["fatal:", "error:", "***", "Author identity unknown", "Committer identity"];
        line.trim().is_empty() || starts.iter().any(|start| line.starts_with(start))
    };
    let kept: Vec<&str> = advice.lines().filter(|line| !repeats(line)).collect();
    if kept.is_empty() { advice.trim().to_owned() } else { kept.join("\n") }
}
