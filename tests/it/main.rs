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
mod attest;
mod support;
mod terminal_svg;

mod architecture;
mod book;
mod cache;
mod completions;
#[cfg(unix)]
mod completions_install;
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
mod first_minute;
mod forecast;
#[cfg(unix)]
mod git_native;
mod habits;
mod heatmap;
mod help;
mod history_fuzzer;
mod history_generator;
mod hook;
mod identity;
mod import;
mod interruption;
mod json_schema;
mod kept_history;
mod languages;
mod laws;
mod ledger;
mod next;
mod notes;
mod oracle;
mod picture;
mod plan_format;
mod progress_format;
mod prompt;
#[cfg(target_os = "linux")]
mod proof;
mod readme;
mod receipt;
mod recipes;
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
#[cfg(unix)]
mod shells;
mod skills;
mod staged;
mod states;
#[cfg(unix)]
mod terminal;
mod time_format;
mod time_laws;
mod trailer_truth;
mod truth_table;
mod typed;
mod upgrade;
mod writing;
