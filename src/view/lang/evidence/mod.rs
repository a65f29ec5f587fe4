//! What is said about evidence, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

/// Every sentence about what commits prove by themselves.
pub trait EvidenceWords {
    /// So many events follow from commits.
    fn counted(&self, count: usize) -> String;
    /// An event follows from a commit, which is named unless that is done elsewhere.
    fn derived(&self, commit: Option<&str>) -> String;
}
