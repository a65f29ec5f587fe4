//! Simplified Chinese.

use super::AttestingWords;
use crate::ledger::{Signature, Verdict};
use crate::view::report::AttestationRow;

/// Simplified Chinese.
pub(in crate::view::lang) struct Chinese;

impl AttestingWords for Chinese {
    fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Accepted => "通过",
            Verdict::Changes => "要求修改",
        }
    }

    fn unverified(&self, signature: &Signature) -> &'static str {
        match signature {
            Signature::By(_) => "",
            Signature::Stranger => "未核实：签名密钥不属于任何导师",
            Signature::Bad => "未核实：签名无效",
            Signature::Missing => "未核实：没有 SSH 签名",
            Signature::Unchecked => "未核实：签名未检查",
        }
    }

    fn signature(&self, mentor: Option<&str>, signature: &Signature) -> String {
        mentor.map_or(self.unverified(signature).to_owned(), |name| format!("已核实：{name}"))
    }

    fn stands_no_more(&self) -> &'static str {
        "已失效"
    }

    fn last_word(&self, row: &AttestationRow) -> String {
        match (&row.mentor, row.verdict) {
            (Some(mentor), Verdict::Accepted) => format!("{mentor} 评审通过"),
            (Some(mentor), Verdict::Changes) => format!("{mentor} 要求修改"),
            (None, Verdict::Accepted) => "评审通过，未核实".to_owned(),
            (None, Verdict::Changes) => "要求修改，未核实".to_owned(),
        }
    }

    fn only_attested(&self) -> &'static str {
        "已完成的任务中只列出导师评审通过的；各项数字仍按全部任务统计。"
    }

    fn recorded(&self, mentor: Option<&str>, signature: &Signature) -> String {
        match mentor {
            Some(mentor) => format!("已签名，核实为 {mentor}"),
            None => {
                format!("已签名，但{}；见 roadmap.toml 的 `[mentors]`", self.unverified(signature))
            }
        }
    }
}
