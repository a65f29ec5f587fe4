//! English.

use super::EvidenceWords;

/// English.
pub(in crate::view::lang) struct English;

impl EvidenceWords for English {
    fn counted(&self, count: usize) -> String {
        let (noun, verb) = if count == 1 { ("record", "follows") } else { ("records", "follow") };
        format!(
            "{count} {noun} {verb} from commits by `[[evidence]]`; --no-evidence leaves them out"
        )
    }

    fn derived(&self, commit: Option<&str>) -> String {
        commit.map_or("evidence".to_owned(), |commit| format!("evidence: {commit}"))
    }
}
