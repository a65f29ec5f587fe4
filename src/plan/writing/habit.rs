//! Habits and the changes of their goals.

use super::value::string;
use super::{INNER, key, optional, table};
use crate::plan::model::{Habit, HabitGoal, HabitSpan};
use crate::quantity::Amount;

pub(super) fn habit(habit: &Habit, text: &mut String) {
    table("[[habit]]", "", text);
    key("", "id", &string(habit.id.as_str()), text);
    key("", "title", &string(&habit.title), text);
    let mut goals = habit.goals.iter();
    let mut before = goals.next();
    if let Some(goal) = before {
        key("", "every", &string(&goal.every.to_string()), text);
        if goal.target != Amount::ONE || goal.stretch.is_some() {
            key("", "target", &goal.target.to_string(), text);
        }
        optional("", "stretch", goal.stretch.map(|stretch| stretch.to_string()), text);
    }
    optional("", "unit", habit.unit.as_deref().map(string), text);
    span(&habit.span, text);
    for goal in goals {
        change(goal, before, text);
        before = Some(goal);
    }
}

fn span(span: &HabitSpan, text: &mut String) {
    match span {
        HabitSpan::Phase(phase) => key("", "phase", &string(phase.as_str()), text),
        HabitSpan::Days { from, until } => {
            optional("", "from", from.map(|day| day.to_string()), text);
            optional("", "until", until.map(|day| day.to_string()), text);
        }
    }
}

/// A later goal, by what it changes.
fn change(goal: &HabitGoal, before: Option<&HabitGoal>, text: &mut String) {
    table("[[habit.change]]", INNER, text);
    optional(INNER, "from", goal.from.map(|day| day.to_string()), text);
    if before.is_none_or(|before| before.every != goal.every) {
        key(INNER, "every", &string(&goal.every.to_string()), text);
    }
    if before.is_none_or(|before| before.target != goal.target) {
        key(INNER, "target", &goal.target.to_string(), text);
    }
    if before.is_none_or(|before| before.stretch != goal.stretch) {
        optional(INNER, "stretch", goal.stretch.map(|stretch| stretch.to_string()), text);
    }
}
