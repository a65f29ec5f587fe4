//! The receipt of a verification, as `check=` keeps it: to and from text. Pure, no git.
//!
//! `pass,tree:<hex>,cmd:<hex>,ms:1234`, specified in `docs/event-format.md`. What this version
//! does not know is passed over, so that later ones can add to it.

use std::fmt;
use std::str::FromStr;

/// What is known about how a completion was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckReceipt {
    /// What came of it.
    pub verdict: CheckVerdict,
    /// The tree that was checked, in hex digits.
    pub tree: Option<String>,
    /// Whether that tree had changes that were not committed.
    pub is_dirty: bool,
    /// The first digits of the digest of what was run.
    pub command: Option<String>,
    /// How long it took, in milliseconds.
    pub took_ms: Option<u64>,
}

/// What came of a verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckVerdict {
    /// The commands were run, and none failed.
    Pass,
    /// The learner chose not to run them.
    Skipped,
}

/// A text that is no receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAReceipt;

impl CheckReceipt {
    /// A receipt of commands that the learner chose not to run.
    #[must_use]
    pub fn skipped(command: &str) -> Self {
        Self {
            verdict: CheckVerdict::Skipped,
            tree: None,
            is_dirty: false,
            command: Some(command.to_owned()),
            took_ms: None,
        }
    }

    /// Whether it claims a check that can be repeated: it passed, and says on which tree.
    #[must_use]
    pub fn is_pass(&self) -> bool {
        self.verdict == CheckVerdict::Pass && self.tree.is_some() && self.command.is_some()
    }
}

impl fmt::Display for CheckReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.verdict {
            CheckVerdict::Pass => "pass",
            CheckVerdict::Skipped => "skipped",
        })?;
        if let Some(tree) = &self.tree {
            write!(f, ",tree:{tree}")?;
        }
        if self.is_dirty {
            f.write_str(",dirty")?;
        }
        if let Some(command) = &self.command {
            write!(f, ",cmd:{command}")?;
        }
        if let Some(took) = self.took_ms {
            write!(f, ",ms:{took}")?;
        }
        Ok(())
    }
}

impl FromStr for CheckReceipt {
    type Err = NotAReceipt;

    fn from_str(text: &str) -> Result<Self, NotAReceipt> {
        let mut parts = text.split(',');
        let verdict = match parts.next() {
            Some("pass") => CheckVerdict::Pass,
            Some("skipped") => CheckVerdict::Skipped,
            _ => return Err(NotAReceipt),
        };
        let mut receipt =
            Self { verdict, tree: None, is_dirty: false, command: None, took_ms: None };
        for part in parts {
            match part.split_once(':').unwrap_or((part, "")) {
                ("tree", hex) => receipt.tree = Some(digits(hex)?),
                ("cmd", hex) => receipt.command = Some(digits(hex)?),
                ("ms", number) => receipt.took_ms = Some(number.parse().map_err(|_| NotAReceipt)?),
                ("dirty", "") => receipt.is_dirty = true,
                _ => {}
            }
        }
        Ok(receipt)
    }
}

/// Hex digits in lower case, as many as a digest can have.
fn digits(text: &str) -> Result<String, NotAReceipt> {
    let is_hex = text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    if is_hex && (16..=64).contains(&text.len()) { Ok(text.to_owned()) } else { Err(NotAReceipt) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn receipts_are_read_as_the_document_says() {
        let tree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";
        let full = format!("pass,tree:{tree},dirty,cmd:0123456789abcdef,ms:1234");
        let read: CheckReceipt = full.parse().expect("a receipt");
        assert_eq!(read.to_string(), full);
        assert!(read.is_pass() && read.is_dirty);
        let later = format!("pass,tree:{tree},cmd:0123456789abcdef,by:ci,signed");
        assert!(later.parse::<CheckReceipt>().expect("a receipt").is_pass());
        for text in ["pass", "skipped,cmd:0123456789abcdef", "pass,cmd:0123456789abcdef"] {
            assert!(!text.parse::<CheckReceipt>().expect("a receipt").is_pass(), "{text}");
        }
        let wrong = ["", "ok", "fail,ms:1", "pass,tree:HEAD", "pass,tree:../x", "pass,ms:long"];
        for text in wrong {
            assert_eq!(text.parse::<CheckReceipt>(), Err(NotAReceipt), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            skipped in any::<bool>(), dirty in any::<bool>(), took in any::<Option<u64>>(),
            tree in proptest::option::of("[0-9a-f]{40}|[0-9a-f]{64}"), command in "[0-9a-f]{32}",
        ) {
            let verdict = if skipped { CheckVerdict::Skipped } else { CheckVerdict::Pass };
            let receipt = CheckReceipt {
                verdict, tree, is_dirty: dirty, command: Some(command), took_ms: took,
            };
            prop_assert_eq!(receipt.to_string().parse(), Ok(receipt));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            let _ = text.parse::<CheckReceipt>();
        }
    }
}
