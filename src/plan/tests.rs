//! Tests of reading a whole plan.
