//! Simplified Chinese.

use super::{ProofWords, seconds};
use crate::progress::Proof;
use crate::quantity::StudyTime;
use crate::view::report::{AuditFinding, RunVerdict};

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl ProofWords for Chinese {
    fn proof(&self, proof: Proof) -> &'static str {
        match proof {
            Proof::Verified => "已验证",
            Proof::Unverified => "未验证",
            Proof::SelfDeclared => "自行确认",
            Proof::Evidence => "由提交推出",
        }
    }

    fn by_shell(&self) -> &'static str {
        "由 shell 解释执行"
    }

    fn in_folder(&self, folder: &str) -> String {
        format!("目录 {folder}")
    }

    fn at_most(&self, time: StudyTime) -> String {
        format!("限时 {}", time.zh())
    }

    fn wants_clean(&self) -> &'static str {
        "要求工作区干净"
    }

    fn took(&self, milliseconds: u64) -> String {
        if milliseconds < 60_000 {
            return format!("{} 秒", seconds(milliseconds));
        }
        seconds(milliseconds)
    }

    fn verdict(&self, verdict: &RunVerdict, command: &str) -> String {
        match verdict {
            RunVerdict::Passed => "通过".to_owned(),
            RunVerdict::Failed { exit_code: Some(code) } => {
                format!("`{command}` 失败，退出码 {code}")
            }
            RunVerdict::Failed { exit_code: None } => format!("`{command}` 被信号终止"),
            RunVerdict::TimedOut { limit_seconds } => {
                let limit = StudyTime::from_seconds(*limit_seconds).zh();
                format!("`{command}` 超过 {limit}，已终止")
            }
            RunVerdict::Stopped => format!("`{command}` 已中止"),
            RunVerdict::NotStarted { problem } => format!("`{command}` 无法运行：{problem}"),
            RunVerdict::Outside { cwd } => {
                format!("`{command}` 没有运行：`{cwd}` 不是工作区里的目录")
            }
            RunVerdict::Dirty => format!("`{command}` 要求工作区干净，但有未提交的改动"),
        }
    }

    fn run_summary(&self, passed: usize, failed: usize) -> String {
        match failed {
            0 => format!("{passed} 个任务全部通过。"),
            _ => format!("{passed} 个任务通过，{failed} 个失败。"),
        }
    }

    fn nothing_changed(&self) -> &'static str {
        "所有验证凭据都对应当前的工作区和命令，无需再运行。"
    }

    fn approved(&self) -> &'static str {
        "已批准，可以运行"
    }

    fn not_approved(&self) -> &'static str {
        "尚未批准，用 `roadmap trust` 查看并批准"
    }

    fn former(&self) -> &'static str {
        "批准过，但计划里已没有"
    }

    fn no_commands(&self) -> &'static str {
        "计划里没有任务设置 `verify`。"
    }

    fn all_approved(&self) -> &'static str {
        "计划里的命令都已批准。"
    }

    fn look_at(&self, file: &str) -> String {
        format!("{file} 要以你的身份运行以下命令，它们可以读写你的文件：")
    }

    fn may_run(&self, _count: usize) -> String {
        "允许在这个仓库里运行吗？[y/N]".to_owned()
    }

    fn now_approved(&self, count: usize) -> String {
        format!("已批准 {count} 个任务的命令。")
    }

    fn revoked(&self, count: usize) -> String {
        match count {
            0 => "没有批准过任何命令。".to_owned(),
            _ => format!("已撤销 {count} 项批准。"),
        }
    }

    fn checking(&self, task: &str, command: &str) -> String {
        format!("正在验证 {task}：{command}")
    }

    fn checked(&self, task: &str, milliseconds: u64) -> String {
        format!("{task} 验证通过，用时 {}", self.took(milliseconds))
    }

    fn left_unchecked(&self, task: &str) -> String {
        format!("{task} 没有经过验证，记为未验证")
    }

    fn to_be_checked(&self, task: &str) -> String {
        format!("试运行不做检查：{task} 只有通过检查才会记录，并附上凭据")
    }

    fn no_receipts(&self) -> &'static str {
        "没有可以复查的验证凭据。"
    }

    fn audit_summary(&self, agree: usize, disagree: usize, cannot_run: usize) -> String {
        let receipts = agree + disagree + cannot_run;
        format!(
            "共 {receipts} 份凭据：{agree} 份相符，{disagree} 份不符，{cannot_run} 份无法复查。"
        )
    }

    fn without_receipt(&self, count: usize) -> String {
        format!("另有 {count} 次完成没有凭据，尽管任务设置了 `verify`。")
    }

    fn finding(&self, finding: &AuditFinding) -> String {
        match finding {
            AuditFinding::Agrees => "相符".to_owned(),
            AuditFinding::OtherTree => {
                "在该提交的目录树上通过，但凭据写的是另一棵树（变基或压缩合并会这样）".to_owned()
            }
            AuditFinding::Failing { ending } => match ending {
                RunVerdict::Failed { exit_code: Some(code) } => {
                    format!("不符：在这棵树上验证失败，退出码 {code}")
                }
                RunVerdict::TimedOut { .. } => "不符：在这棵树上验证超时".to_owned(),
                _ => "不符：在这棵树上验证失败".to_owned(),
            },
            AuditFinding::WrongTree => {
                "树不对：提交的目录树与凭据不同，而且在其上验证失败".to_owned()
            }
            AuditFinding::EditedCommand => {
                "命令被改过：现在的计划和那棵树里的计划都没有当时运行的命令".to_owned()
            }
            AuditFinding::NoTree => "无法复查：仓库里没有这棵树（内容从未提交）".to_owned(),
            AuditFinding::NotApproved => "无法复查：命令尚未批准（`roadmap trust`）".to_owned(),
            AuditFinding::NoCommand => "无法复查：计划里没有它的 `verify`".to_owned(),
            AuditFinding::CannotRun { problem } => format!("无法复查：{problem}"),
        }
    }
}
