//! Planned against actual, day by day.

use chrono::NaiveDate;

use super::Progress;
use super::phase;
use super::share::Share;
use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::Plan;

/// What is done and planned on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BurnUpDay {
    /// The day.
    pub day: NaiveDate,
    /// The weight done by the end of the day, of what is not dropped on the day looked at; `None`
    /// for days that are still to come.
    pub reached: Option<Share>,
    /// What should be done by now, in percent, rounded down; as `planned_percent` of that day.
    pub planned_percent: u32,
}

/// Every day from the plan's first (or the first completion) to its last or the day looked at;
/// of the whole plan, or of one phase. Empty where there is nothing to do.
#[must_use]
pub fn burn_up(plan: &Plan, progress: &Progress, phase: Option<&Id>) -> Vec<BurnUpDay> {
    let curve = phase::Curve::new(plan, &progress.tasks, phase);
    let finished = curve.finished();
    let whole = curve.whole();
    if whole == 0 {
        return Vec::new();
    }
    let window = curve.window();
    let first = finished.first().map_or(window.first(), |(day, _)| (*day).min(window.first()));
    let last = window.last().max(progress.as_of);
    let days = DayRange::new(first, last).unwrap_or(DayRange::single(first));
    let mut ahead = finished.iter().peekable();
    let mut part = 0;
    let days = days.days().map(|day| {
        while let Some((_, weight)) = ahead.next_if(|(on, _)| *on <= day) {
            part += weight;
        }
        let done = (day <= progress.as_of).then_some(Share { part, whole });
        BurnUpDay { day, reached: done, planned_percent: curve.planned_percent(day) }
    });
    days.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::progress;

    #[test]
    fn each_day_agrees_with_the_fold_of_that_day() {
        let source = b"title = 'T'\nstart = 2025-07-01\nrest-days = ['sunday']\n\
            [[phase]]\nid = '1'\ntitle = 'P'\nwindow = '2025-07-01..2025-07-10'\n\
            task = [{ id = 'a', title = 'A', estimate = '3h' }, { id = 'b', title = 'B', estimate = '1h' }]\n";
        let plan = crate::plan::read(source).expect("a plan").plan;
        let at = |day: &str| crate::civil::parse_date(day).expect("a date");
        let event = |id: &str, day: &str| {
            let decoded =
                crate::ledger::line::decode(crate::ledger::Verb::Done, &format!("{id} day={day}"))
                    .expect("a line");
            crate::ledger::Event {
                id: format!("e-{id}").parse().expect("an id"),
                at: chrono::DateTime::parse_from_rfc3339("2025-07-01T12:00:00+08:00")
                    .expect("a time"),
                author: crate::ledger::Person { name: "L".into(), email: "l".into() },
                commit: crate::ledger::CommitId::new("0"),
                record: decoded.record.into(),
                derived: None,
            }
        };
        let events = [event("a", "2025-07-03"), event("b", "2025-07-12")];
        let days = burn_up(&plan, &progress::fold(&plan, &events, at("2025-07-14")), None);
        assert_eq!((days[0].day, days[days.len() - 1].day), (at("2025-07-01"), at("2025-07-14")));
        for point in days {
            let total = progress::fold(&plan, &events, point.day).total;
            assert_eq!(point.reached, Some(total.done), "{}", point.day);
            assert_eq!(Some(point.planned_percent), total.planned_percent, "{}", point.day);
        }
    }
}
