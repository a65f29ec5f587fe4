//! What it would take to make it in time.

use super::super::Progress;
use super::left::{FINE, Left};
use crate::plan::Plan;
use crate::quantity::StudyTime;

/// What would have to be done more than so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// So much more study time on every owed day.
    TimeADay(StudyTime),
    /// So many more tasks a week, in thousandths; where nothing says how long a task takes.
    TasksAWeek(u64),
}

/// What is needed more on each of the `days_to_end` owed days so that half of the futures make
/// it, where `usual` is after how many owed days they do at the usual pace.
pub(super) fn needed(
    plan: &Plan,
    progress: &Progress,
    left: &Left,
    usual: Option<usize>,
    days_to_end: usize,
) -> Option<Effort> {
    let (usual, end) = (usual? as u128, days_to_end as u128);
    if end == 0 || usual <= end {
        return None;
    }
    // What is left, by day: as needed, less what is usual.
    let a_day = u128::from(left.weight()) * (usual - end);
    let over = end * usual;
    let (time, weight) = match time_per_weight(plan, progress, left) {
        Some(rate) => rate,
        None if left.by_estimate => (1, 1),
        None => {
            let days_a_week = 7 - plan.rest_days.len().min(6) as u128;
            let tasks = (a_day * days_a_week).div_ceil(over);
            return Some(Effort::TasksAWeek(u64::try_from(tasks).unwrap_or(u64::MAX)));
        }
    };
    let seconds = (a_day * u128::from(time)).div_ceil(over * u128::from(FINE * weight));
    Some(Effort::TimeADay(StudyTime::from_seconds(u64::try_from(seconds).unwrap_or(u64::MAX))))
}

/// How long finished tasks took, in seconds, and what they weigh: of those whose time was
/// recorded, if these are at least half of all.
fn time_per_weight(plan: &Plan, progress: &Progress, left: &Left) -> Option<(u64, u64)> {
    let (mut finished, mut timed, mut seconds, mut weight) = (0, 0, 0, 0);
    for ((_, task), stand) in plan.tasks().zip(&progress.tasks) {
        if !stand.is_done() {
            continue;
        }
        finished += 1;
        if !stand.time.is_zero() {
            timed += 1;
            seconds += stand.time.seconds();
            let estimate = task.estimate.filter(|_| left.by_estimate);
            weight += estimate.map_or(1, StudyTime::seconds);
        }
    }
    (timed > 0 && timed * 2 >= finished).then_some((seconds, weight))
}
