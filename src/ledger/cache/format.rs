//! The bytes of the cache: a header with version, length and checksum, then the content.

use std::sync::Arc;

use libdeflater::Crc;
use serde::{Deserialize, Serialize};

use crate::ledger::backend::{Carrier, Carriers, Lines};
use crate::ledger::event::CommitId;

/// What the file starts with. The number is the version of everything that decides what stands
/// in it: this format, and which lines of a message are kept.
const MAGIC: &[u8; 16] = b"roadmap cache 3\n";

/// An answer that holds for these tips, and this boundary of a shallow clone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::ledger) struct Remembered {
    /// The name of the rules that it holds for; empty for event lines, which need none.
    pub(in crate::ledger) rules: String,
    /// Sorted, each once.
    pub(in crate::ledger) tips: Vec<CommitId>,
    /// The commits whose parents were not fetched, as git lists them.
    pub(in crate::ledger) boundary: String,
    /// What the commits carry, in the order of their ids.
    pub(in crate::ledger) carriers: Carriers,
}

/// The beginning of the content; the ids and lines of all commits follow as one text.
#[derive(Serialize, Deserialize)]
struct Head<'a> {
    rules: &'a str,
    #[serde(borrow)]
    tips: Vec<&'a str>,
    boundary: &'a str,
    truncated: bool,
    /// How many bytes of the text are the id of a commit, and how many its lines.
    commits: Vec<(usize, usize)>,
}

/// The bytes of a file.
pub(super) fn encode(remembered: &Remembered) -> Vec<u8> {
    let commits = &remembered.carriers.commits;
    let head = Head {
        rules: &remembered.rules,
        tips: remembered.tips.iter().map(CommitId::as_str).collect(),
        boundary: &remembered.boundary,
        truncated: remembered.carriers.truncated,
        commits: commits.iter().map(|it| (it.id.as_str().len(), it.lines.len())).collect(),
    };
    // Writing to memory does not fail.
    let mut content = postcard::to_stdvec(&head).unwrap_or_default();
    for carrier in commits {
        content.extend_from_slice(carrier.id.as_str().as_bytes());
        content.extend_from_slice(carrier.lines.as_bytes());
    }
    sealed(&content)
}

/// A file with this content.
pub(super) fn sealed(content: &[u8]) -> Vec<u8> {
    let len = (content.len() as u64).to_le_bytes();
    [&MAGIC[..], &len, &checksum(content).to_le_bytes(), content].concat()
}

/// What a file holds; `None` unless every byte is as it was written.
pub(super) fn decode(mut bytes: Vec<u8>) -> Option<Remembered> {
    let content = opened(&bytes)?;
    let (head, text) = postcard::take_from_bytes::<Head<'_>>(content).ok()?;
    let (lengths, start) = (head.commits, bytes.len() - text.len());
    let mut remembered = Remembered {
        rules: head.rules.to_owned(),
        tips: head.tips.into_iter().map(CommitId::new).collect(),
        boundary: head.boundary.to_owned(),
        carriers: Carriers { truncated: head.truncated, ..Carriers::default() },
    };
    // All lines stay where they are: copying each takes longer than all the rest.
    bytes.drain(..start);
    let whole = Arc::new(String::from_utf8(bytes).ok()?);
    let mut from = 0_usize;
    remembered.carriers.commits.reserve_exact(lengths.len().min(whole.len()));
    for (of_id, of_lines) in lengths {
        let id = whole.get(from..from.checked_add(of_id)?)?;
        let range = from + of_id..(from + of_id).checked_add(of_lines)?;
        whole.get(range.clone())?;
        from = range.end;
        let lines = Lines::Part { whole: Arc::clone(&whole), range };
        remembered.carriers.commits.push(Carrier { id: CommitId::new(id), lines });
    }
    (from == whole.len()).then_some(remembered)
}

/// The content of a file; `None` unless every byte is as it was written.
pub(super) fn opened(bytes: &[u8]) -> Option<&[u8]> {
    let rest = bytes.strip_prefix(MAGIC)?;
    let (len, rest) = rest.split_first_chunk()?;
    let (sum, rest) = rest.split_first_chunk()?;
    let is_whole =
        u64::from_le_bytes(*len) == rest.len() as u64 && u32::from_le_bytes(*sum) == checksum(rest);
    is_whole.then_some(rest)
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = Crc::new();
    sum.update(bytes);
    sum.sum()
}

/// For fuzzing: reads bytes as a file, and as the content of a file whose checksum is right.
/// Returns whether either was understood; then writing and reading it again gives the same.
///
/// # Panics
///
/// When it does not.
#[doc(hidden)]
#[must_use]
pub fn try_any(bytes: &[u8]) -> bool {
    let read = [decode(bytes.to_vec()), decode(sealed(bytes))];
    for remembered in read.iter().flatten() {
        assert_eq!(decode(encode(remembered)).as_ref(), Some(remembered));
    }
    read.iter().any(Option::is_some)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn remembered() -> impl Strategy<Value = Remembered> {
        let id = || "[0-9a-f]{40}".prop_map(CommitId::new);
        let carrier = (id(), ".{0,40}").prop_map(|(id, lines)| Carrier { id, lines: lines.into() });
        let commits = prop::collection::vec(carrier, 0..6);
        (prop::collection::vec(id(), 0..4), "[0-9a-f\n]{0,50}", commits, any::<bool>()).prop_map(
            |(tips, boundary, commits, truncated)| {
                let carriers = Carriers { commits, truncated, missing: false };
                Remembered { rules: boundary.clone(), tips, boundary, carriers }
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(remembered in remembered()) {
            prop_assert_eq!(decode(encode(&remembered)), Some(remembered));
        }

        #[test]
        fn no_other_byte_is_taken(remembered in remembered(), at: prop::sample::Index, bits in 1_u8..) {
            let mut bytes = encode(&remembered);
            let at = at.index(bytes.len());
            bytes[at] ^= bits;
            prop_assert_eq!(decode(bytes), None);
        }

        #[test]
        fn no_part_is_taken(remembered in remembered(), len: prop::sample::Index) {
            let bytes = encode(&remembered);
            prop_assert_eq!(decode(bytes[..len.index(bytes.len())].to_vec()), None);
            prop_assert_eq!(decode([&bytes[..], b"x"].concat()), None);
        }

        #[test]
        fn nothing_else_is_taken(bytes: Vec<u8>) {
            prop_assert_eq!(decode(bytes), None);
        }
    }
}
