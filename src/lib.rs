//! Study by a dated plan; the record is your git history.
//!
//! A plan says what is owed, a ledger of events in commit messages says what happened, and
//! progress is a pure fold of the one over the other. Data flows one way; a module may use those
//! to its left, never those to its right:
//!
//! ```text
//! sentence, id, quantity, civil  ->  plan    ->  progress  ->  view  ->  cli
//! clock, day_word, hours, hex,   ->  ledger  ->
//! note, pattern, typed
//! ```
//!
//! * [`demo`]: a learner who never was; a history to look at and to test with.
//! * [`plan`]: what is owed; reads and checks `roadmap.toml`.
//! * [`ledger`]: what happened; event lines to and from text, and the only user of git.
//! * [`progress`]: where we stand; pure and total.
//! * [`runner`]: starts the commands of a plan, once they are approved, and ends them.
//! * [`view`]: how it is shown; read models, and the terminal and JSON that print them.
//! * [`cli`]: the edge; arguments, environment, exit codes, one file per command.
//!
//! `ARCHITECTURE.md` has the reasons, and a test guards the rules.

pub mod civil;
pub mod cli;
pub mod clock;
pub mod day_word;
pub mod demo;
pub mod hex;
pub mod hours;
pub mod id;
pub mod ledger;
pub mod note;
pub mod pattern;
pub mod plan;
pub mod progress;
pub mod quantity;
pub mod runner;
pub mod sentence;
pub mod typed;
pub mod view;
