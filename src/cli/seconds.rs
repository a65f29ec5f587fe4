//! The order of what was recorded within one second.

use crate::ledger::{CommitId, Ledger};
use crate::progress::Entry;

/// The most commits of one second that are put in order: each is compared with each.
const MOST: usize = 32;

/// Puts the first `limit` wanted entries, which are the newest, in the order of their commits where
/// they have the same author time. That is whole seconds, and a fold, which knows no commits, takes
/// ids within one.
pub(crate) fn order(
    entries: &mut [Entry],
    limit: usize,
    ledger: &Ledger,
    is_wanted: impl Fn(&Entry) -> bool,
) {
    let mut seen = 0;
    for second in entries.chunk_by_mut(|a, b| a.event.at == b.event.at) {
        if seen >= limit {
            break;
        }
        let wanted = second.iter().filter(|entry| is_wanted(entry));
        let mut commits: Vec<CommitId> = wanted.map(|entry| entry.event.commit.clone()).collect();
        seen += commits.len();
        commits.dedup();
        if (2..=MOST).contains(&commits.len()) {
            let sorted = ledger.newest_first(&commits);
            let place =
                |entry: &Entry| sorted.iter().position(|commit| *commit == entry.event.commit);
            second.sort_by_cached_key(|entry| place(entry));
        }
    }
}
