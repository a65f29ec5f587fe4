//! Which of the recorded lines count as of a day, and what they add up to, day by day
//! (`docs/event-format.md`, T2, T4, T7, T14, T18).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeDelta};

use super::model::{Learner, Plan, Said, TASKS, Verb};

/// What is known as of a day.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// For each habit the amount of each day, in thousandths.
    pub(super) amounts: BTreeMap<String, BTreeMap<NaiveDate, u64>>,
    /// For each habit the days that are excused for it.
    pub(super) excused: BTreeMap<String, BTreeSet<NaiveDate>>,
    /// The days that are excused for everything.
    pub(super) holidays: BTreeSet<NaiveDate>,
    /// The days on which something was done.
    pub(super) active: BTreeSet<NaiveDate>,
}

/// The day that the author's clock stood for.
pub(super) fn day_recorded(plan: &Plan, said: &Said) -> NaiveDate {
    (said.clock - TimeDelta::minutes(plan.day_ends.into())).date()
}

/// The days that a line is for.
fn days_of(plan: &Plan, said: &Said) -> (NaiveDate, NaiveDate) {
    let own = day_recorded(plan, said);
    said.days.unwrap_or((own, own))
}

/// Whether a line is known as of a day.
fn is_known(plan: &Plan, said: &Said, as_of: NaiveDate) -> bool {
    let (first, last) = days_of(plan, said);
    match said.verb {
        Verb::Skip => first <= as_of || day_recorded(plan, said) <= as_of,
        _ => last <= as_of,
    }
}

/// One line for each id: that with the smaller author time, then the smaller commit.
fn one_for_each_id(said: &[Said]) -> Vec<&Said> {
    let mut chosen: BTreeMap<&str, &Said> = BTreeMap::new();
    for line in said {
        let other = chosen.entry(&line.id).or_insert(line);
        if (line.utc(), line.commit) < (other.utc(), other.commit) {
            *other = line;
        }
    }
    chosen.into_values().collect()
}

/// Whether one of the undos leads back to itself by way of others.
fn is_cyclic(undo: &Said, undos: &[&Said]) -> bool {
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut next: Vec<&str> = undo.of.iter().map(String::as_str).collect();
    while let Some(id) = next.pop() {
        if id == undo.id {
            return true;
        }
        if let Some(named) = undos.iter().find(|line| line.id == id)
            && reached.insert(id)
        {
            next.extend(named.of.iter().map(String::as_str));
        }
    }
    false
}

/// Whether one of the undos counts and names this line.
fn is_undone(line: &Said, undos: &[&Said]) -> bool {
    undos.iter().any(|undo| {
        undo.of.contains(&line.id) && !is_cyclic(undo, undos) && !is_undone(undo, undos)
    })
}

/// The tasks and habits of today that get the credit for a target.
pub(super) fn credited(plan: &Plan, target: &str) -> BTreeSet<String> {
    let is_habit = plan.habits.iter().any(|habit| habit.id == target);
    if is_habit || TASKS.contains(&target) {
        return BTreeSet::from([target.to_owned()]);
    }
    let moves = plan.moved.iter().filter(|(from, _)| from == target);
    moves.flat_map(|(_, to)| to).flat_map(|to| credited(plan, to)).collect()
}

/// The lines that count as of a day; undos in a circle do not.
pub(super) fn counting(learner: &Learner, as_of: NaiveDate) -> Vec<&Said> {
    let plan = &learner.plan;
    let mut known = one_for_each_id(&learner.said);
    known.retain(|line| line.is_by_lin || !plan.is_only_for_lin);
    // Whoever takes something back says that it did not happen, whenever that is said.
    let undos: Vec<&Said> = known.iter().copied().filter(|line| line.verb == Verb::Undo).collect();
    known.retain(|line| is_known(plan, line, as_of));
    let is_in_circle = |line: &Said| line.verb == Verb::Undo && is_cyclic(line, &undos);
    known.retain(|line| !is_undone(line, &undos) && !is_in_circle(line));
    known
}

/// What a learner has done as of a day.
pub(super) fn facts(learner: &Learner, as_of: NaiveDate) -> Facts {
    let plan = &learner.plan;
    let counting = counting(learner, as_of);
    let reopened: BTreeSet<&String> = counting
        .iter()
        .filter(|line| line.verb == Verb::Reopen)
        .flat_map(|line| &line.of)
        .collect();
    let mut facts = Facts::default();
    for line in counting {
        let (first, last) = days_of(plan, line);
        let to = credited(plan, &line.target);
        match line.verb {
            Verb::Done if !to.is_empty() => {
                facts.active.insert(last);
                for id in to.into_iter().filter(|_| !reopened.contains(&line.id)) {
                    let amounts = facts.amounts.entry(id).or_default();
                    *amounts.entry(last).or_default() += line.amount.unwrap_or(1_000);
                }
            }
            Verb::Study if line.target == "*" || !to.is_empty() => {
                facts.active.insert(last);
            }
            Verb::Skip => {
                let days = first.iter_days().take_while(|day| *day <= last);
                if line.target == "*" {
                    facts.holidays.extend(days.clone());
                    for habit in &plan.habits {
                        facts.excused.entry(habit.id.clone()).or_default().extend(days.clone());
                    }
                }
                for id in to {
                    facts.excused.entry(id).or_default().extend(days.clone());
                }
            }
            _ => {}
        }
    }
    facts
}
