//! A newer curriculum in a learner's plan.

mod curriculum;
mod laws;
