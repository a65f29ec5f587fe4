//! Who has signed commits, by the keys that the plan trusts. `git` and `ssh-keygen` do the
//! cryptography; neither the learner's own list of signers nor a keyring of `OpenPGP` has a say.

use std::collections::BTreeMap;
use std::io::Write as _;

use super::Ledger;
use super::error::LedgerError;
use super::event::{CommitId, Event, Verb};
use crate::sentence::FileAction;

/// How many attestations are looked at: the newest.
const MOST_LOOKED_AT: usize = 1_000;

/// Somebody whose signatures are trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// What people call them.
    pub name: String,
    /// Their SSH keys, each `TYPE BASE64`.
    pub keys: Vec<String>,
}

/// What the signature of a commit says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signature {
    /// It is that of somebody who is trusted: their name.
    By(String),
    /// It is good, and by nobody who is trusted.
    Stranger,
    /// It is not of this commit, or not valid any more.
    Bad,
    /// There is none of an SSH key.
    Missing,
    /// It was not looked at: git could not, or there are too many newer ones.
    Unchecked,
}

impl Ledger {
    /// The signatures of the commits that carry attestations, of the newest 1,000; nothing is run
    /// where there are none.
    ///
    /// # Errors
    ///
    /// Where the list of keys cannot be written for git, or git cannot be run.
    pub fn signatures(
        &self,
        events: &[Event],
        signers: &[Signer],
    ) -> Result<BTreeMap<CommitId, Signature>, LedgerError> {
        let mut attested: Vec<&Event> =
            events.iter().filter(|event| event.record.verb == Verb::Attest).collect();
        attested.sort_by_key(|event| std::cmp::Reverse((event.at, &event.commit)));
        let mut commits: Vec<&CommitId> = attested.iter().map(|event| &event.commit).collect();
        commits.dedup();
        commits.truncate(MOST_LOOKED_AT);
        if commits.is_empty() {
            return Ok(BTreeMap::new());
        }
        let failed = |error| {
            LedgerError::file(FileAction::Write, &std::path::PathBuf::from("roadmap-keys"))(error)
        };
        let mut file = tempfile::NamedTempFile::new().map_err(failed)?;
        file.write_all(allowed(signers).as_bytes()).map_err(failed)?;
        let names: String = commits.iter().map(|commit| format!("{}\n", commit.as_str())).collect();
        let keys = format!("gpg.ssh.allowedSignersFile={}", file.path().display());
        let arguments = [
            // What stands in for a commit has not signed it.
            "--no-replace-objects",
            "-c",
            &keys,
            "-c",
            "gpg.ssh.program=ssh-keygen",
            "-c",
            "gpg.openpgp.program=false",
            "-c",
            "gpg.x509.program=false",
            "log",
            "--no-show-signature",
            "--no-color",
            "--no-walk=unsorted",
            "--stdin",
            "--format=%H %G? %GK %GS",
        ];
        let said = self.program.ask_with(&arguments, names.as_bytes())?;
        Ok(said.lines().filter_map(|line| read(line, signers)).collect())
    }
}

/// The keys as `ssh-keygen` wants them: the place in the list is the name.
fn allowed(signers: &[Signer]) -> String {
    let lines = signers.iter().enumerate().flat_map(|(place, signer)| {
        signer.keys.iter().map(move |key| format!("mentor-{place} namespaces=\"git\" {key}\n"))
    });
    lines.collect()
}

/// What git says of one commit: its id, a letter, the key and the name.
fn read(line: &str, signers: &[Signer]) -> Option<(CommitId, Signature)> {
    let mut words = line.split(' ');
    let commit = CommitId::new(words.next()?);
    // Blanks at the end of what git says are lost on the way.
    let letter = words.next()?;
    let (key, name) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let place = name.strip_prefix("mentor-").and_then(|place| place.parse::<usize>().ok());
    let signer = place.and_then(|place| signers.get(place)).filter(|_| key.starts_with("SHA256:"));
    let signature = match (letter, signer) {
        ("G", Some(signer)) => Signature::By(signer.name.clone()),
        ("G" | "U", _) => Signature::Stranger,
        ("N", _) => Signature::Missing,
        ("E", _) => Signature::Unchecked,
        _ => Signature::Bad,
    };
    Some((commit, signature))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_good_signature_by_a_key_of_the_plan_is_that_of_a_mentor() {
        let signers = [Signer { name: "Prof Wang".to_owned(), keys: Vec::new() }];
        let cases = [
            ("c G SHA256:x mentor-0", Signature::By("Prof Wang".to_owned())),
            ("c G SHA256:x mentor-1", Signature::Stranger),
            ("c G 0123456789ABCDEF mentor-0", Signature::Stranger),
            ("c U SHA256:x ", Signature::Stranger),
            ("c B  ", Signature::Bad),
            ("c B SHA256:x mentor-0", Signature::Bad),
            ("c X SHA256:x mentor-0", Signature::Bad),
            ("c N  ", Signature::Missing),
            ("c N", Signature::Missing),
            ("c B", Signature::Bad),
            ("c E  ", Signature::Unchecked),
        ];
        for (line, want) in cases {
            assert_eq!(read(line, &signers), Some((CommitId::new("c"), want)), "{line}");
        }
    }
}
