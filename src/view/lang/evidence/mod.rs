//! What is said about evidence, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::progress::Doubt;

/// Every sentence about what commits prove by themselves.
pub trait EvidenceWords {
    /// So many events follow from commits.
    fn counted(&self, count: usize) -> String;
    /// What the mark of evidence means, with the number of events that follow from commits.
    fn mark(&self, count: Option<usize>) -> String;
    /// On so many of some days all follows from commits.
    fn days(&self, count: usize) -> String;
    /// An event follows from a commit, which is named unless that is done elsewhere.
    fn derived(&self, commit: Option<&str>) -> String;
    /// Nothing speaks against so many dates, of so many.
    fn sure(&self, sure: usize, all: usize) -> String;
    /// So many were recorded after their day; nothing where none was.
    fn late(&self, count: usize) -> Option<String>;
    /// So many are in commits made at another time than they were written.
    fn rewritten(&self, count: usize) -> Option<String>;
    /// So many were written before a commit that they build on.
    fn before_parent(&self, count: usize) -> Option<String>;
    /// So many were recorded within minutes for many days.
    fn bursts(&self, count: usize) -> Option<String>;
    /// What makes one date less sure.
    fn doubt(&self, doubt: Doubt) -> String;
    /// That none of this proves a date.
    fn no_proof(&self) -> &'static str;
}
