//! What is said in help beside what the commands say of themselves, in every language.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

/// Headings and sentences of help.
pub trait HelpWords {
    /// The heading over what one begins with.
    fn begin(&self) -> &'static str;
    /// The heading over what records.
    fn record(&self) -> &'static str;
    /// The heading over what reads.
    fn look(&self) -> &'static str;
    /// The heading over what changes the plan.
    fn plan(&self) -> &'static str;
    /// The heading over what others get to see.
    fn share(&self) -> &'static str;
    /// The heading over the rest.
    fn around(&self) -> &'static str;
    /// What ends a heading.
    fn colon(&self) -> &'static str;
    /// The heading over so many examples.
    fn examples(&self, count: usize) -> &'static str;
    /// What `roadmap` does without a command, and where more is said: in topics of these names.
    fn more(&self, topics: &str) -> String;
    /// So many man pages were written into a folder.
    fn man_written(&self, count: usize, folder: &str) -> String;
}
