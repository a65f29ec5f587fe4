//! What a commit adds and changes. Pure.

use std::collections::HashSet;

/// A difference between a commit and its parent: the contents of a file, by the ids of their
/// objects; `None` where there is no file. A submodule is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ledger) struct Change {
    pub(in crate::ledger) path: String,
    pub(in crate::ledger) old: Option<String>,
    pub(in crate::ledger) new: Option<String>,
}

/// The files that somebody wrote: those with new content. What was only moved, or made
/// executable, is no work.
pub(super) fn written(changes: &[Change]) -> Vec<&str> {
    let gone = changes.iter().filter(|change| change.new.is_none());
    let gone: HashSet<&str> = gone.filter_map(|change| change.old.as_deref()).collect();
    let is_written = |change: &&Change| match (&change.old, &change.new) {
        (_, None) => false,
        (None, Some(new)) => !gone.contains(new.as_str()),
        (Some(old), Some(new)) => old != new,
    };
    let mut paths: Vec<&str> =
        changes.iter().filter(is_written).map(|change| change.path.as_str()).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_new_content_is_work() {
        let change = |path: &str, old: &str, new: &str| Change {
            path: path.to_owned(),
            old: Some(old.to_owned()).filter(|id| !id.is_empty()),
            new: Some(new.to_owned()).filter(|id| !id.is_empty()),
        };
        let changes = [
            change("new", "", "1"),
            change("changed", "2", "3"),
            change("executable", "4", "4"),
            change("gone", "5", ""),
            change("from", "6", ""),
            change("to", "", "6"),
        ];
        assert_eq!(written(&changes), ["changed", "new"]);
    }
}
