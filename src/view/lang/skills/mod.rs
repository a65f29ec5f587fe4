//! What is said about skills and links, in every language.

mod en;
mod zh;

use chrono::NaiveDate;

pub(super) use en::English;
pub(super) use zh::Chinese;

/// Every sentence of `skills` and `open`.
pub trait SkillsWords {
    /// The plan has no skill map.
    fn no_skills(&self) -> &'static str;
    /// No task trains a skill.
    fn no_task(&self) -> &'static str;
    /// How much of a skill is trained; both are counts of tasks, or lengths of time.
    fn level(&self, level: &str, of: &str) -> String;
    /// When something was last done for it.
    fn last_practised(&self, day: NaiveDate) -> String;
    /// How many skills no task trains.
    fn untrained(&self, count: usize) -> String;
    /// What has no link.
    fn no_links(&self) -> &'static str;
    /// A link was handed to the browser.
    fn opened(&self, url: &str) -> String;
    /// There are several links, numbered below.
    fn which(&self, count: usize) -> String;
}
