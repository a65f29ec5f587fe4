//! Receipts: what the numbers follow from, step by step, so that they can be checked by hand or
//! by another program.

mod terms;
mod units;

pub use terms::{
    HabitTerms, PlannedDays, all_due, credits, habit_terms, next_due, planned_days, weights,
};
pub use units::{Rule, UnitSize, UnitStep, Units, habit_units, overall_units};
