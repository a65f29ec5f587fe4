//! What is said about a newer curriculum, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use crate::view::report::{AccountRow, BaseRow, UpgradeRemark};

/// Every sentence of `upgrade`.
pub trait UpgradeWords {
    /// How the version that the plan came from is known.
    fn base(&self, base: &BaseRow) -> String;
    /// The heading over what somebody should look at.
    fn remarks(&self, count: usize) -> String;
    /// A remark, and below it what it says here and there.
    fn remark(&self, remark: &UpgradeRemark) -> Vec<String>;
    /// The heading over what becomes of credit.
    fn credit(&self) -> &'static str;
    /// So many tasks and habits keep their credit as it is.
    fn kept(&self, count: usize) -> String;
    /// What becomes of the credit of one task or habit, and why.
    fn fate(&self, row: &AccountRow) -> String;
    /// How much of the whole plan is done before and after, in percent.
    fn total(&self, before: u32, after: u32) -> String;
    /// It is written; what to do next.
    fn applied(&self, base_file: &str) -> String;
    /// It is not written; how it would be.
    fn not_applied(&self) -> &'static str;
    /// Only the file that keeps the curriculum was written.
    fn base_kept(&self, base_file: &str) -> String;
    /// The plan needs no change.
    fn has_all(&self, file: &str) -> String;
}
