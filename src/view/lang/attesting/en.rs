//! English.

use super::AttestingWords;
use crate::ledger::{Signature, Verdict};
use crate::view::report::AttestationRow;

/// English.
pub(in crate::view::lang) struct English;

impl AttestingWords for English {
    fn verdict(&self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Accepted => "accepted",
            Verdict::Changes => "changes requested",
        }
    }

    fn unverified(&self, signature: &Signature) -> &'static str {
        match signature {
            Signature::By(_) => "",
            Signature::Stranger => "unverified: signed with a key of no mentor",
            Signature::Bad => "unverified: bad signature",
            Signature::Missing => "unverified: not signed with an SSH key",
            Signature::Unchecked => "unverified: the signature was not checked",
        }
    }

    fn signature(&self, mentor: Option<&str>, signature: &Signature) -> String {
        mentor.map_or(self.unverified(signature).to_owned(), |name| format!("verified: {name}"))
    }

    fn stands_no_more(&self) -> &'static str {
        "stands no more"
    }

    fn last_word(&self, row: &AttestationRow) -> String {
        match (&row.mentor, row.verdict) {
            (Some(mentor), Verdict::Accepted) => format!("attested by {mentor}"),
            (Some(mentor), Verdict::Changes) => format!("changes requested by {mentor}"),
            (None, Verdict::Accepted) => "attested, unverified".to_owned(),
            (None, Verdict::Changes) => "changes requested, unverified".to_owned(),
        }
    }

    fn only_attested(&self) -> &'static str {
        "Of the finished tasks, only those that a mentor has attested are listed; the numbers are of all."
    }

    fn recorded(&self, mentor: Option<&str>, signature: &Signature) -> String {
        match mentor {
            Some(mentor) => format!("signed, and verified as {mentor}"),
            None => format!(
                "signed, but {}; see `[mentors]` in roadmap.toml",
                self.unverified(signature)
            ),
        }
    }
}
