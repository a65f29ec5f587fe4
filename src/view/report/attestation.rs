//! What others say of completions.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::ledger::{EventId, Signature, Verdict};
use crate::progress::Attestation;

/// What somebody says of completions.
#[derive(Clone, Debug, Serialize)]
pub struct AttestationRow {
    /// The event.
    pub event: EventId,
    /// What it says: `accepted` or `changes`.
    pub verdict: Verdict,
    /// The mentor whose signature it has; null where it is unverified.
    pub mentor: Option<String>,
    /// `verified`, `no-mentor` (a key of nobody in the plan), `bad`, `missing` or `unchecked`.
    #[serde(serialize_with = "code")]
    pub signature: Signature,
    /// The name of the author of the commit, which proves nothing.
    pub author: String,
    /// The day that it was said on.
    pub day: NaiveDate,
    /// The completions that it names.
    pub of: Vec<EventId>,
    /// A commit that carries it.
    pub commit: String,
    /// The note; null in a public report.
    pub why: Option<String>,
    /// Whether it stands: not undone, and a completion that it names counts.
    pub stands: bool,
}

fn code<S: Serializer>(signature: &Signature, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match signature {
        Signature::By(_) => "verified",
        Signature::Stranger => "no-mentor",
        Signature::Bad => "bad",
        Signature::Missing => "missing",
        Signature::Unchecked => "unchecked",
    })
}

#[expect(clippy::ref_option, reason = "serde asks for a reference")]
pub(super) fn code_if_any<S: Serializer>(
    signature: &Option<Signature>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match signature {
        Some(signature) => code(signature, serializer),
        None => serializer.serialize_none(),
    }
}

impl AttestationRow {
    pub(super) fn new(attestation: &Attestation, public: bool) -> Self {
        let event = &attestation.event;
        Self {
            event: event.id.clone(),
            verdict: attestation.verdict,
            mentor: attestation.mentor().map(str::to_owned),
            signature: attestation.signature.clone(),
            author: event.author.name.to_string(),
            day: attestation.day,
            of: event.record.of.iter().cloned().collect(),
            commit: event.commit.as_str().to_owned(),
            why: event.record.why.clone().filter(|_| !public),
            stands: attestation.stands,
        }
    }

    /// Whether a mentor has accepted it.
    #[must_use]
    pub fn is_attested(&self) -> bool {
        self.stands && self.mentor.is_some() && self.verdict == Verdict::Accepted
    }
}
