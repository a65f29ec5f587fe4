//! Study time, and the session that is running.

use serde::Serialize;

use chrono::NaiveDate;

use super::Window;
use crate::civil::DayRange;
use crate::hours::Hours;
use crate::id::Id;
use crate::ledger::{Session, Target};
use crate::plan::Plan;
use crate::progress::{self, Progress};
use crate::quantity::StudyTime;

/// How much was studied.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StudyFacts {
    /// On the day, in seconds.
    pub today_seconds: u64,
    /// The week of the day, by the plan's `week-starts`.
    pub week: Window,
    /// In that week, up to the day, in seconds.
    pub week_seconds: u64,
    /// In all, in seconds.
    pub total_seconds: u64,
}

impl StudyFacts {
    pub(super) fn new(plan: &Plan, progress: &Progress) -> Self {
        let day = progress.as_of;
        let week = DayRange::week_of(day, plan.week_start);
        Self {
            today_seconds: progress.time_in(DayRange::single(day)).seconds(),
            week: week.into(),
            week_seconds: progress.time_in(week).seconds(),
            total_seconds: progress.total.time.seconds(),
        }
    }
}

/// The study time of one day.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct StudyDay {
    /// The day.
    pub day: NaiveDate,
    /// The study time, in seconds.
    pub study_seconds: u64,
}

/// The study time of a task or habit, by day.
pub(super) fn study_days(progress: &Progress, id: &Id) -> Vec<StudyDay> {
    let days = progress.time_by_day(id).into_iter();
    days.map(|(day, time)| StudyDay { day, study_seconds: time.seconds() }).collect()
}

/// The session that is running; it counts nowhere yet.
#[derive(Clone, Debug, Serialize)]
pub struct SessionRow {
    /// What is studied.
    pub target: Target,
    /// The target's title in the plan.
    pub title: Option<String>,
    /// When it was started, with the offset of the learner's clock then.
    pub started_at: String,
    /// The time to show for that.
    #[serde(skip)]
    pub since: String,
    /// How long it has been running, in seconds; null where `stop` will ask, because that is
    /// too long, or the clock was set back.
    pub study_seconds: Option<u64>,
}

impl SessionRow {
    /// The row of a session, which has lasted for `hours` if they can be believed; `since` is
    /// how to say when it was started.
    #[must_use]
    pub fn new(session: &Session, plan: &Plan, hours: Option<Hours>, since: String) -> Self {
        let target = session.line.record.target.clone();
        // What was moved since is called as today.
        let title = |id| {
            let titles = progress::credited(plan, id);
            titles.first().and_then(|id| plan.title_of(id)).map(str::to_owned)
        };
        Self {
            title: target.id().and_then(title),
            target,
            started_at: session.started.to_rfc3339(),
            since,
            study_seconds: hours.map(Hours::length).map(StudyTime::seconds),
        }
    }
}
