//! Integration tests: one binary, one file per subject.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::duplicate_mod,
    reason = "test helpers"
)]

mod any_plan;
mod support;
mod terminal_svg;

mod architecture;
mod cache;
mod completions;
mod conformance;
mod dates;
mod days;
mod doctor;
mod documents;
mod edit_sequences;
mod editing;
mod errors;
mod evidence;
mod export;
mod forecast;
mod habits;
mod heatmap;
mod history_fuzzer;
mod history_generator;
mod hook;
mod identity;
mod import;
mod interruption;
mod json_schema;
mod laws;
mod ledger;
mod next;
mod notes;
mod oracle;
mod picture;
mod plan_format;
mod progress_format;
mod prompt;
mod readme;
mod record_ref;
mod replan;
mod report;
mod reviewed;
mod rewrite_losses;
mod rewrites;
mod schema;
mod screens;
mod session;
mod sessions;
mod skills;
mod staged;
mod states;
mod time_format;
mod time_laws;
mod trailer_truth;
mod truth_table;
mod upgrade;
mod writing;
