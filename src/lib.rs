//! Study by a dated plan; the record is your git history.

pub mod civil;
pub mod id;
pub mod plan;
pub mod quantity;
