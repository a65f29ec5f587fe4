//! `next`: which task comes first, and the reason that is given.

use roadmap::progress;

use crate::support::{TestRepo, event, moment, plan};

const PLAN: &str = r#"
title = "后端 → DevOps"
start = 2025-09-01

[[phase]]
id = "1"
title = "后端开发基础"
window = "2025-09-01..2025-09-20"
task = [
  { id = "a", title = "掌握 FastAPI 的依赖注入 / 中间件" },
  { id = "b", title = "B", needs = ["a"] },
  { id = "c", title = "C", needs = ["x"] },
  { id = "d", title = "D" },
]

[[phase]]
id = "2"
title = "Deployment"
window = "2025-09-11..2025-10-10"
task = [
  { id = "w", title = "W" },
  { id = "x", title = "X", needs = ["y"] },
  { id = "y", title = "Y" },
]

[[phase]]
id = "3"
title = "Later"
window = "2025-11"
task = [{ id = "z", title = "Z" }]

[[habit]]
id = "leetcode"
title = "LeetCode"
every = "day"
"#;

#[test]
fn begun_before_ahead_early_before_late_and_what_others_wait_for_in_their_place() {
    // A task each five days in phase 1, each ten days in phase 2; c takes y with it, by way of x.
    let cases: &[(&str, &[&str], &[&str])] = &[
        ("2025-09-01", &[], &["a", "y", "d", "w", "z"]),
        ("2025-09-12", &[], &["a", "y", "d", "w", "z"]),
        ("2025-09-12", &["a"], &["b", "y", "d", "w", "z"]),
        ("2025-09-12", &["a", "b"], &["y", "d", "w", "z"]),
        ("2025-09-12", &["a", "b", "y"], &["x", "d", "w", "z"]),
        ("2025-09-12", &["a", "b", "c", "d", "w", "x", "y"], &["z"]),
    ];
    let plan = plan(PLAN);
    for (day, done, want) in cases {
        let done = done.iter().enumerate().map(|(at, id)| {
            event(&format!("Done: {id} day=2025-09-01"), moment("2025-09-01T12:00:00Z"), at)
        });
        let events: Vec<_> = done.collect();
        let progress = progress::fold(&plan, &events, day.parse().unwrap());
        let next = progress::next_tasks(&plan, &progress);
        let next: Vec<&str> = next.iter().map(|task| task.id.as_str()).collect();
        // On the first day phase 2 has not begun, but c of phase 1 waits for what is in it.
        assert_eq!(next, *want, "{day}, done {}", events.len());
    }
}

#[test]
fn status_says_the_same() {
    let mut repo = TestRepo::with_plan(PLAN);
    for day in ["2025-09-01", "2025-09-12", "2025-09-25", "2025-12-01"] {
        repo.at(&format!("{day}T15:00:00+08:00"));
        let json = |arguments: &[&str]| -> serde_json::Value {
            serde_json::from_str(&repo.roadmap(arguments).success()).expect("JSON")
        };
        let next = json(&["next", "--json"]);
        assert_eq!(next["data"]["tasks"][0]["id"], json(&["status", "--json"])["data"]["next"]);
        assert_eq!(next["kind"], "next");
    }
}

#[test]
fn what_people_see() {
    let mut repo = TestRepo::with_plan(PLAN);
    let mut text = String::new();
    for (day, width) in [
        ("2025-08-20", "80"),
        ("2025-09-01", "80"),
        ("2025-09-12", "80"),
        ("2025-09-12", "40"),
        ("2025-09-18", "80"),
        ("2025-09-25", "80"),
    ] {
        repo.set("COLUMNS", width);
        for lang in ["en", "zh"] {
            let arguments = ["next", "--at", day, "--lang", lang];
            let said = repo.roadmap(&arguments).success();
            text.push_str(&format!("$ roadmap {}\n{said}\n", arguments.join(" ")));
        }
    }
    text.push_str(&repo.roadmap(&["next", "-n", "1", "--at", "2025-09-12", "--json"]).success());
    text.push_str(&repo.roadmap(&["next", "-n", "0"]).transcript());
    insta::assert_snapshot!("next", text);
}
