//! English.

use super::{ProofWords, seconds};
use crate::progress::Proof;
use crate::quantity::StudyTime;
use crate::view::report::{AuditFinding, RunVerdict};

/// English.
pub(in crate::view::lang) struct English;

fn tasks(count: usize) -> String {
    if count == 1 { "1 task".to_owned() } else { format!("{count} tasks") }
}

impl ProofWords for English {
    fn proof(&self, proof: Proof) -> &'static str {
        match proof {
            Proof::Verified => "verified",
            Proof::Unverified => "not verified",
            Proof::SelfDeclared => "self-declared",
            Proof::Evidence => "by evidence",
        }
    }

    fn by_shell(&self) -> &'static str {
        "read by a shell"
    }

    fn in_folder(&self, folder: &str) -> String {
        format!("in {folder}")
    }

    fn at_most(&self, time: StudyTime) -> String {
        format!("at most {time}")
    }

    fn wants_clean(&self) -> &'static str {
        "only on a clean work tree"
    }

    fn took(&self, milliseconds: u64) -> String {
        if milliseconds < 60_000 {
            return format!("{} s", seconds(milliseconds));
        }
        seconds(milliseconds)
    }

    fn verdict(&self, verdict: &RunVerdict, command: &str) -> String {
        match verdict {
            RunVerdict::Passed => "passed".to_owned(),
            RunVerdict::Failed { exit_code: Some(code) } => {
                format!("`{command}` failed with exit code {code}")
            }
            RunVerdict::Failed { exit_code: None } => format!("`{command}` was ended by a signal"),
            RunVerdict::TimedOut { limit_seconds } => {
                let limit = StudyTime::from_seconds(*limit_seconds);
                format!("`{command}` was ended: it took longer than {limit}")
            }
            RunVerdict::Stopped => format!("`{command}` was stopped"),
            RunVerdict::NotStarted { problem } => {
                format!("`{command}` could not be run: {problem}")
            }
            RunVerdict::Outside { cwd } => {
                format!("`{command}` was not run: `{cwd}` is no folder of the work tree")
            }
            RunVerdict::Dirty => {
                format!("`{command}` wants a clean work tree, and yours has changes")
            }
        }
    }

    fn run_summary(&self, passed: usize, failed: usize) -> String {
        match (passed, failed) {
            (_, 0) => format!("{} passed.", tasks(passed)),
            _ => format!("{} passed, {failed} failed.", tasks(passed)),
        }
    }

    fn nothing_changed(&self) -> &'static str {
        "Every receipt is of this work tree and these commands: there is nothing to run."
    }

    fn approved(&self) -> &'static str {
        "Approved: these may be run"
    }

    fn not_approved(&self) -> &'static str {
        "Not approved: `roadmap trust` asks about these"
    }

    fn former(&self) -> &'static str {
        "Approved, but no longer in the plan"
    }

    fn no_commands(&self) -> &'static str {
        "No task of the plan has a `verify`."
    }

    fn all_approved(&self) -> &'static str {
        "All commands of the plan are approved already."
    }

    fn look_at(&self, file: &str) -> String {
        format!("{file} wants to run these commands as you, with your files:")
    }

    fn may_run(&self, count: usize) -> String {
        let what = if count == 1 { "it" } else { "them" };
        format!("Allow {what} in this repository? [y/N]")
    }

    fn now_approved(&self, count: usize) -> String {
        format!("The commands of {} may be run now.", tasks(count))
    }

    fn revoked(&self, count: usize) -> String {
        match count {
            0 => "Nothing was approved.".to_owned(),
            1 => "1 approval is taken back.".to_owned(),
            _ => format!("{count} approvals are taken back."),
        }
    }

    fn checking(&self, task: &str, command: &str) -> String {
        format!("Checking {task}: {command}")
    }

    fn checked(&self, task: &str, milliseconds: u64) -> String {
        format!("{task} passed in {}", self.took(milliseconds))
    }

    fn left_unchecked(&self, task: &str) -> String {
        format!("{task} was not checked: it is recorded as not verified")
    }

    fn to_be_checked(&self, task: &str) -> String {
        format!(
            "a dry run checks nothing: {task} is recorded only if its check passes, with a receipt"
        )
    }

    fn no_receipts(&self) -> &'static str {
        "No completion has a receipt to look at."
    }

    fn audit_summary(&self, agree: usize, disagree: usize, cannot_run: usize) -> String {
        let receipts = agree + disagree + cannot_run;
        let plural = if receipts == 1 { "" } else { "s" };
        format!(
            "{receipts} receipt{plural}: {agree} agree, {disagree} disagree, {cannot_run} cannot be run."
        )
    }

    fn without_receipt(&self, count: usize) -> String {
        match count {
            1 => "1 completion has no receipt, though its task has a `verify`.".to_owned(),
            _ => {
                format!("{count} completions have no receipt, though their tasks have a `verify`.")
            }
        }
    }

    fn finding(&self, finding: &AuditFinding) -> String {
        match finding {
            AuditFinding::Agrees => "agrees".to_owned(),
            AuditFinding::OtherTree => {
                "passes on the commit's tree, but the receipt names another (a rebase or squash does that)".to_owned()
            }
            AuditFinding::Failing { ending } => match ending {
                RunVerdict::Failed { exit_code: Some(code) } => {
                    format!("disagrees: the check fails on this tree, with exit code {code}")
                }
                RunVerdict::TimedOut { .. } => {
                    "disagrees: the check takes too long on this tree".to_owned()
                }
                _ => "disagrees: the check fails on this tree".to_owned(),
            },
            AuditFinding::WrongTree => {
                "wrong tree: the commit has another than the receipt says, and the check fails on it".to_owned()
            }
            AuditFinding::EditedCommand => {
                "edited command: neither this plan nor that of the tree has what was run".to_owned()
            }
            AuditFinding::NoTree => {
                "cannot be run: the tree is not in the repository (it was never committed)".to_owned()
            }
            AuditFinding::NotApproved => {
                "cannot be run: the command is not approved (`roadmap trust`)".to_owned()
            }
            AuditFinding::NoCommand => "cannot be run: the plan has no `verify` for it".to_owned(),
            AuditFinding::CannotRun { problem } => format!("cannot be run: {problem}"),
        }
    }
}
