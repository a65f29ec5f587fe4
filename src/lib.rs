//! Study by a dated plan; the record is your git history.

pub mod civil;
pub mod cli;
pub mod clock;
pub mod id;
pub mod ledger;
pub mod plan;
pub mod progress;
pub mod quantity;
pub mod view;
