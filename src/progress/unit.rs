//! What a streak counts: days, weeks, months and windows of days (docs/time.md, T10).

use serde::Serialize;

/// The kinds of units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    Month,
    Week,
    /// A day on its own, or as the last of a window.
    Day,
}

impl UnitKind {
    /// The order of units that end on the same day.
    pub(super) const IN_ORDER: [Self; 3] = [Self::Month, Self::Week, Self::Day];
}

/// One unit; days are counted from the first of its course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Its first day in the calendar, which may lie before the course.
    pub(super) first: i64,
    pub(super) last: i64,
    /// How many met days it asks for.
    pub(super) quota: u32,
    /// How many it has.
    pub(super) used: u32,
    pub(super) is_owed: bool,
}

impl Unit {
    /// Whether what it asks for was done; if it asks for nothing, whether anything was.
    pub(super) fn is_met(&self) -> bool {
        self.used >= self.quota.max(1)
    }
}

/// What became of a closed unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// What it asked for was done, or more than nothing where it asked for nothing.
    Met,
    /// It was owed and not met.
    Missed,
    /// It was missed, and a freeze has forgiven it.
    Frozen,
    /// It asked for nothing, and nothing was done.
    NotOwed,
}

/// What the run of a habit is counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum StreakUnit {
    /// Days.
    #[default]
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Days, weeks and months, since the cadence has changed between them.
    Mixed,
}
