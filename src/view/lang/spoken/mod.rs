//! What a screen reader says instead of signs.

mod en;
mod zh;

pub(super) use en::English;
pub(super) use zh::Chinese;

use chrono::NaiveDate;

/// A sign, as it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpokenSign {
    /// Before a task or habit that is done.
    Done,
    /// Before what is in order.
    Fine,
    /// Before a task that was dropped.
    Dropped,
    /// Before a task or habit that is open.
    Open,
    /// Before a task that waits for another.
    Waits,
    /// Before the phase that it is the time of.
    Current,
    /// Before a habit that is not needed today.
    Spare,
    /// Before a line that waits for the learner's next commit.
    Pending,
    /// Between facts.
    Comma,
    /// Between two ends.
    To,
    /// Before a factor.
    Times,
    /// Before events that are taken back.
    TakesBack,
    /// Before a way out.
    WayOut,
    /// Behind what rests on commits alone.
    Evidence,
    /// There is none.
    None,
    /// Says nothing: a picture of what stands beside it in numbers.
    Nothing,
}

/// What a screen reader says instead of signs.
pub trait SpokenWords {
    /// A sign, with the blanks around it.
    fn sign(&self, sign: SpokenSign) -> &'static str;
    /// So many of so many.
    fn part(&self, part: &str, whole: &str) -> String;
    /// The end of a sentence.
    fn full_stop(&self) -> &'static str;
    /// How much there was in a month or on a day, of the heatmap.
    fn heat(&self, when: &str, amount: &str, unit: &str) -> String;
    /// What minutes of study are called, after a number.
    fn minutes(&self) -> &'static str;
    /// What records are called, after a number.
    fn records(&self) -> &'static str;
    /// A month.
    fn month(&self, day: NaiveDate) -> String;
}
