//! What is owed: `roadmap.toml`, read and checked.

mod model;

pub use model::{
    Cadence, Habit, HabitGoal, HabitSpan, Link, Module, Moved, Phase, Plan, RecordRules, Skill,
    Task,
};
