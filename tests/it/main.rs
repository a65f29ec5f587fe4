//! Tests of the program and its documents, in one binary.

mod plan_format;
