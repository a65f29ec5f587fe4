//! Tests of reading a whole plan: messages as a table, pictures as snapshots, any bytes at all,
//! and the user's own plan against the document it was carried over from.

mod carried_over;
mod evidence;
mod messages;
mod pictures;
mod robust;
mod writing;

use super::{Reading, read};

/// The user's plan.
const ROADMAP: &str = include_str!("../../../roadmap.toml");

/// The first lines of a plan in which nothing is wrong.
const TOP: &str = "title = \"T\"\nstart = 2025-07-11\n";

/// A plan with two tasks, to put more below.
const TASKS: &str = r#"title = "T"
start = 2025-07-11
[[phase]]
id = "1"
title = "P"
window = "2025-08"
[[phase.task]]
id = "a"
title = "A"
[[phase.task]]
id = "b"
title = "B"
"#;

/// The messages about a plan, warnings included.
fn messages(source: &str) -> Vec<String> {
    let problems = match read(source.as_bytes()) {
        Ok(Reading { warnings, .. }) => warnings,
        Err(problems) => problems,
    };
    problems.to_string().lines().map(|line| line.trim_start_matches("error: ").to_owned()).collect()
}

/// Checks the messages of plans: a name, the first part and the rest of a plan, its messages.
#[track_caller]
fn check(cases: &[(&str, &str, &str, &[&str])]) {
    for (name, above, below, want) in cases {
        assert_eq!(messages(&format!("{above}{below}")), *want, "{name}");
    }
}
