//! The smallest learner on whom something still holds: fewer lines, fewer keys.

use super::model::{Learner, Plan};

/// Drops lines and keys of a learner as long as it still `differs`.
pub(super) fn shrink(learner: &Learner, differs: &dyn Fn(&Learner) -> bool) -> Learner {
    let mut small = learner.clone();
    loop {
        let before = size(&small);
        drop_lines(&mut small, differs);
        simplify(&mut small, differs);
        if size(&small) == before {
            return small;
        }
    }
}

/// What gets less with each step.
fn size(learner: &Learner) -> usize {
    format!("{learner:?}").len()
}

/// Drops halves, then quarters, down to single lines.
fn drop_lines(small: &mut Learner, differs: &dyn Fn(&Learner) -> bool) {
    let mut length = small.said.len();
    while length > 0 {
        let mut at = 0;
        while at < small.said.len() {
            let mut fewer = small.clone();
            fewer.said.drain(at..(at + length).min(small.said.len()));
            if differs(&fewer) {
                *small = fewer;
            } else {
                at += length;
            }
        }
        length /= 2;
    }
}

/// Takes keys out of the plan, one after the other.
fn simplify(small: &mut Learner, differs: &dyn Fn(&Learner) -> bool) {
    let mut attempt = |change: &dyn Fn(&mut Plan)| {
        let mut simpler = small.clone();
        change(&mut simpler.plan);
        if differs(&simpler) {
            *small = simpler;
        }
    };
    attempt(&|plan| plan.freezes_per_month = 0);
    attempt(&|plan| plan.rest_days = [false; 7]);
    attempt(&|plan| plan.day_ends = 0);
    attempt(&|plan| plan.weeks_start_on_sunday = false);
    attempt(&|plan| plan.is_only_for_lin = false);
    attempt(&|plan| plan.moved.clear());
    for number in (0..3).rev() {
        attempt(&|plan| {
            if number < plan.habits.len() && plan.habits.len() > 1 && plan.moved.is_empty() {
                plan.habits.remove(number);
            }
        });
        for change in (0..5).rev() {
            attempt(&|plan| {
                let habit = plan.habits.get_mut(number);
                if let Some(habit) = habit.filter(|habit| change < habit.changes.len()) {
                    habit.changes.remove(change);
                }
            });
        }
    }
}
