//! What somebody says wins over what commits prove: a skip takes the evidence of its days back, as
//! an undo does.

use std::collections::BTreeMap;

use super::standing::{Entry, Standing};
use crate::civil::DayRange;
use crate::id::Id;
use crate::ledger::{EventId, Target, Verb};
use crate::plan::Plan;

/// Marks the evidence that a skip overrules. A dropped task stays dropped, whatever commits prove;
/// an excused day of a habit stays excused.
pub(super) fn overrule(plan: &Plan, entries: &mut [Entry]) {
    if entries.iter().all(|entry| entry.event.derived.is_none()) {
        return;
    }
    let skips: Vec<(EventId, Target, DayRange, Vec<Id>)> = entries
        .iter()
        .filter(|entry| entry.event.record.verb == Verb::Skip && entry.standing == Standing::Counts)
        .map(|entry| {
            let Entry { event, days, credited, .. } = entry;
            (event.id.clone(), event.record.target.clone(), *days, credited.clone())
        })
        .collect();
    let mut by_target: BTreeMap<&Id, Vec<(&EventId, DayRange)>> = BTreeMap::new();
    for (id, _, days, credited) in &skips {
        for target in credited {
            by_target.entry(target).or_default().push((id, *days));
        }
    }
    for entry in entries.iter_mut() {
        if entry.event.derived.is_none() || entry.standing != Standing::Counts {
            continue;
        }
        let day = entry.day();
        let is_task = entry.credited.iter().any(|id| plan.task(id).is_some());
        let named = entry.credited.iter().flat_map(|id| by_target.get(id).into_iter().flatten());
        let mut named = named.filter(|(_, days)| is_task || days.contains(day)).map(|(id, _)| *id);
        let holidays = skips.iter().filter(|(_, target, days, _)| {
            *target == Target::Everything && !is_task && days.contains(day)
        });
        let by = named.next().or_else(|| holidays.map(|(id, ..)| id).next());
        if let Some(by) = by {
            entry.standing = Standing::Undone(by.clone());
        }
    }
}
