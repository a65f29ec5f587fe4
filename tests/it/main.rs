//! Integration tests: one binary, one file per subject.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test helpers")]

mod support;

mod laws;
mod progress_format;
mod truth_table;
