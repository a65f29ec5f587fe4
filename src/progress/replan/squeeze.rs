//! Windows that are laid out anew between today, or the plan's start, and a last day, by how much is left.
//!
//! The windows that are left cut time into stretches; a stretch holds the work that falls into it
//! if the work of a phase is spread evenly over what is left of its window. Each stretch gets
//! owed days by its work. So phases that lie side by side stay side by side, gaps close, and
//! phases whose window is over come first.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::super::Progress;
use super::super::forecast::OwedDays;
use super::super::phase::Work;
use super::{NewDates, Refusal, Replanned, Unfinished};
use crate::civil::{self, DayRange};
use crate::plan::Plan;

/// Parts of a weight that can be told apart.
const FINE: u128 = 1_000_000;

/// What is left of a phase, on the old calendar.
struct Rest<'a> {
    phase: &'a Unfinished<'a>,
    weight: u128,
    /// Its days from today on; none if its window is over.
    days: Option<DayRange>,
}

/// Lays out the open tasks of all phases so that the last ends on `end`. Phases without open
/// tasks stay.
pub(super) fn finish_by(
    plan: &Plan,
    progress: &Progress,
    unfinished: &[Unfinished<'_>],
    end: NaiveDate,
) -> Replanned {
    let rests = rests(plan, progress, unfinished);
    if rests.is_empty() {
        return Replanned::Refused(Refusal::NothingLeft);
    }
    let stretches = stretches(&rests);
    // Nothing is owed before the plan starts.
    let from = progress.as_of.max(plan.start);
    let owed: Vec<NaiveDate> =
        OwedDays::of(plan, progress).from(from).take_while(|day| *day <= end).collect();
    if owed.len() < stretches.len() {
        let refusal = Refusal::TooFewDays { days: owed.len(), needed: stretches.len() };
        return Replanned::Refused(refusal);
    }
    let works: Vec<u128> = stretches.iter().map(|stretch| stretch.work).collect();
    let new = calendar(&shared_out(&works, owed.len()), &owed, from, end);
    let mut dates = NewDates::default();
    for (at, rest) in rests.iter().enumerate() {
        let mut own =
            stretches.iter().zip(&new).filter(|(stretch, _)| stretch.phases.contains(&at));
        let Some((_, first)) = own.next() else { continue };
        let last = own.next_back().map_or(first, |(_, last)| last);
        let begun = rest.phase.has_begun.then(|| rest.phase.window().first());
        let window = DayRange::new(begun.unwrap_or(first.first()), last.last());
        dates.windows.extend(window.and_then(|window| rest.phase.moved_to(window)));
    }
    Replanned::To(dates)
}

/// The phases with open tasks, by the first days of their windows.
fn rests<'a>(plan: &Plan, progress: &Progress, unfinished: &'a [Unfinished<'a>]) -> Vec<Rest<'a>> {
    let works: Vec<Work<'_>> = Work::of_whole(plan, &progress.tasks).collect();
    let rest = |phase: &'a Unfinished<'a>| {
        let work = works.iter().find(|work| work.phase.id == phase.phase.id);
        let weight: u64 =
            work.into_iter().flat_map(|work| work.open()).map(|(_, weight)| weight).sum();
        let first = phase.first.max(progress.as_of);
        let days = DayRange::new(first, phase.window().last());
        Rest { phase, weight: u128::from(weight) * FINE, days }
    };
    let mut rests: Vec<Rest<'_>> = unfinished.iter().map(rest).collect();
    rests.retain(|rest| rest.weight > 0);
    rests.sort_by_key(|rest| rest.phase.window().first());
    rests
}

/// A stretch of the old calendar in which the same phases have work.
struct Stretch {
    work: u128,
    /// The phases, by their number.
    phases: Vec<usize>,
}

fn stretches(rests: &[Rest<'_>]) -> Vec<Stretch> {
    let over = rests.iter().enumerate().filter(|(_, rest)| rest.days.is_none());
    let mut stretches: Vec<Stretch> =
        over.map(|(at, rest)| Stretch { work: rest.weight, phases: vec![at] }).collect();
    let ranges = || rests.iter().filter_map(|rest| rest.days);
    let bounds: BTreeSet<NaiveDate> =
        ranges().flat_map(|days| [days.first(), civil::next(days.last())]).collect();
    let bounds: Vec<NaiveDate> = bounds.into_iter().collect();
    for pair in bounds.windows(2) {
        let [first, end] = pair else { continue };
        let length = (*end - *first).num_days().unsigned_abs();
        let mut stretch = Stretch { work: 0, phases: Vec::new() };
        for (at, rest) in rests.iter().enumerate() {
            if let Some(days) = rest.days.filter(|days| days.contains(*first)) {
                stretch.work +=
                    rest.weight * u128::from(length) / u128::from(days.length().unsigned_abs());
                stretch.phases.push(at);
            }
        }
        if !stretch.phases.is_empty() {
            stretches.push(stretch);
        }
    }
    stretches
}

/// Shares out `days` by `works`: at least one each, the rest by largest remainders, earlier
/// stretches first where these are equal. There are at least as many days as works.
fn shared_out(works: &[u128], days: usize) -> Vec<usize> {
    let mut shares = vec![0; works.len()];
    let mut others: Vec<usize> = (0..works.len()).collect();
    let mut left = days;
    // What would get less than a day gets one, and the others share what is left.
    loop {
        let work: u128 = others.iter().map(|at| works[*at]).sum();
        let small = |at: &usize| works[*at] * (left as u128) < work.max(1);
        let (tiny, rest): (Vec<usize>, Vec<usize>) = others.iter().partition(|at| small(at));
        if tiny.is_empty() {
            break;
        }
        left -= tiny.len();
        for at in &tiny {
            shares[*at] = 1;
        }
        others = rest;
    }
    let work: u128 = others.iter().map(|at| works[*at]).sum::<u128>().max(1);
    for at in &others {
        shares[*at] = usize::try_from(works[*at] * (left as u128) / work).unwrap_or_default();
    }
    others.sort_by_key(|at| std::cmp::Reverse(works[*at] * (left as u128) % work));
    let given: usize = others.iter().map(|at| shares[*at]).sum();
    for at in others.iter().take(left - given) {
        shares[*at] += 1;
    }
    shares
}

/// The days of the new calendar that shares of its owed days take: from one stretch to the next
/// without a gap, the last until `end`.
fn calendar(
    shares: &[usize],
    owed: &[NaiveDate],
    from: NaiveDate,
    end: NaiveDate,
) -> Vec<DayRange> {
    let (mut taken, mut first) = (0, from);
    let mut ranges = Vec::new();
    for (at, share) in shares.iter().enumerate() {
        taken += share;
        let is_last = at + 1 == shares.len();
        let last = if is_last { end } else { owed[taken - 1] };
        ranges.extend(DayRange::new(first, last));
        first = civil::next(last);
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_shared_out_by_work_with_one_at_least() {
        let cases: &[(&[u128], usize, &[usize])] = &[
            (&[1, 1, 1], 9, &[3, 3, 3]),
            (&[1, 1, 1], 10, &[4, 3, 3]),
            (&[1, 2, 1], 8, &[2, 4, 2]),
            (&[1, 98, 1], 10, &[1, 8, 1]),
            (&[1, 100], 2, &[1, 1]),
            (&[5, 3], 5, &[3, 2]),
        ];
        for (works, days, want) in cases {
            assert_eq!(shared_out(works, *days), *want, "{works:?} in {days}");
        }
    }
}
