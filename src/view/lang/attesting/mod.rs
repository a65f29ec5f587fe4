//! What is said about attestations, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::ledger::{Signature, Verdict};
use crate::view::report::AttestationRow;

/// Every sentence about attestations.
pub trait AttestingWords {
    /// What an attestation says.
    fn verdict(&self, verdict: Verdict) -> &'static str;
    /// Why a signature is not that of a mentor; empty for one that is.
    fn unverified(&self, signature: &Signature) -> &'static str;
    /// Who has signed an attestation, as far as that is verified, and why it is not.
    fn signature(&self, mentor: Option<&str>, signature: &Signature) -> String;
    /// It does not stand any more.
    fn stands_no_more(&self) -> &'static str;
    /// The last word on a finished task.
    fn last_word(&self, row: &AttestationRow) -> String;
    /// The report has attested tasks only.
    fn only_attested(&self) -> &'static str;
    /// What was recorded is shown as said by a mentor, or as unverified.
    fn recorded(&self, mentor: Option<&str>, signature: &Signature) -> String;
}
