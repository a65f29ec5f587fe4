//! `today`, `streak` and `history`: what they show, at several widths, in both languages, without
//! history, after one day and after three years.

use insta::assert_snapshot;

use crate::support::TestRepo;

const PLAN: &str = r#"
title = "Python 后端 → DevOps"
start = 2022-08-01
rest-days = ["sunday"]
freezes-per-month = 2

[[phase]]
id = "1"
title = "后端开发基础"
window = "2025-08"

  [[phase.task]]
  id = "fastapi-di"
  title = "掌握 FastAPI 的依赖注入 / 中间件 / 异步特性"

  [[phase.task]]
  id = "postgres"
  title = "PostgreSQL: indexes and transactions"
  needs = ["fastapi-di"]

  [[phase.task]]
  id = "compose"
  title = "Docker Compose"

[[habit]]
id = "leetcode"
title = "每日 LeetCode（Easy/Medium）"
every = "day"
stretch = 2
unit = "题"

[[habit]]
id = "run"
title = "Run 🏃 in the park"
every = "3/week"

[[habit]]
id = "blog"
title = "写一篇技术博客"
every = "2/month"

[[habit]]
id = "words"
title = "English words"
every = "3 in 7 days"
target = 20
unit = "words"

[[habit]]
id = "review"
title = "Review notes"
every = "4 days"

[[habit]]
id = "mock"
title = "Mock interview"
every = "tue,fri"
from = 2025-07-01
"#;

/// A repository with the plan and three years of habits until 2025-08-13, in one commit.
fn three_years() -> TestRepo {
    let mut repo = TestRepo::with_plan(PLAN);
    let first: chrono::NaiveDate = "2022-08-01".parse().expect("a day");
    let mut message = String::from("Bring what I did before\n\n");
    for (offset, day) in first.iter_days().take(1109).enumerate() {
        for (habit, every, misses) in [
            ("leetcode", 1, 17),
            ("run", 2, 9),
            ("blog", 13, 5),
            ("words x=20", 2, 13),
            ("review", 3, 11),
        ] {
            if offset % every == 0 && (offset / every) % misses != misses - 1 {
                let id = format!("id={offset:06x}{every:02x}{misses:04x}");
                message.push_str(&format!("Roadmap-Done: {habit} day={day} {id}\n"));
            }
        }
    }
    repo.write("message", &message);
    repo.at("2025-08-13T21:00:00+08:00");
    repo.git(&["commit", "-q", "--allow-empty", "-F", "message"]);
    repo.at("2025-08-14T15:00:00+08:00");
    repo
}

/// What the commands print in both languages.
fn shown(repo: &mut TestRepo, width: &str, at: &str) -> String {
    let mut text = String::new();
    repo.set("COLUMNS", width);
    for lang in ["en", "zh"] {
        repo.set("ROADMAP_LANG", lang);
        for command in [&["today"][..], &["streak"], &["history", "run", "-n", "4"]] {
            let arguments = [command, &["--at", at]].concat();
            let said = repo.roadmap(&arguments).success();
            text.push_str(&format!("$ roadmap {}\n{said}\n", arguments.join(" ")));
        }
    }
    text
}

#[test]
fn three_years_at_all_widths() {
    let mut repo = three_years();
    assert_snapshot!("three_years_40", shown(&mut repo, "40", "2025-08-14"));
    assert_snapshot!("three_years_80", shown(&mut repo, "80", "2025-08-14"));
    assert_snapshot!("three_years_120", shown(&mut repo, "120", "2025-08-14"));
    let ascii = repo.roadmap(&["history", "words", "--ascii", "-n", "2", "--lang", "en"]).success();
    assert!(ascii.contains('@') && !ascii.contains(|c| ('▁'..='█').contains(&c)), "{ascii}");
}

#[test]
fn no_history_and_one_day() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.at("2022-08-01T15:00:00+08:00");
    let nothing = shown(&mut repo, "80", "2022-08-01");
    repo.roadmap(&["done", "run"]).success();
    repo.roadmap(&["done", "words", "-x", "7.5"]).success();
    assert_snapshot!("one_day", nothing + &shown(&mut repo, "80", "2022-08-01"));
}

#[test]
fn the_exit_code_says_whether_something_is_owed() {
    let mut repo = TestRepo::with_plan(
        "title = \"X\"\nstart = 2025-07-14\n[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\n",
    );
    let asked = |repo: &TestRepo| repo.roadmap(&["today", "--exit-code"]).code;
    assert_eq!(asked(&repo), 1);
    assert_eq!(repo.roadmap(&["today"]).code, 0);
    repo.roadmap(&["done", "h"]).success();
    assert_eq!(asked(&repo), 0);
    repo.wait_days(1);
    assert_eq!(asked(&repo), 1);
    repo.roadmap(&["skip", "h"]).success();
    assert_eq!(asked(&repo), 0);
}

#[test]
fn a_task_that_should_be_done_is_owed() {
    let mut repo = TestRepo::with_plan(
        r#"
        title = "X"
        start = 2025-09-01
        [[phase]]
        id = "1"
        title = "One"
        window = "2025-09-01..2025-09-20"
        task = [
          { id = "a", title = "A" }, { id = "b", title = "B" },
          { id = "c", title = "C" }, { id = "d", title = "D" },
        ]
        "#,
    );
    let due = |repo: &TestRepo, day: &str| -> Vec<(String, i64)> {
        let json = repo.roadmap(&["today", "--json", "--at", day]).success();
        let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        let tasks = json["data"]["tasks"].as_array().expect("tasks").clone();
        tasks
            .iter()
            .map(|task| (task["id"].to_string(), task["late_days"].as_i64().expect("a number")))
            .collect()
    };
    let rows = |rows: &[(&str, i64)]| -> Vec<(String, i64)> {
        rows.iter().map(|(id, late)| (format!("\"{id}\""), *late)).collect()
    };
    assert_eq!(due(&repo, "2025-09-04"), rows(&[]));
    assert_eq!(due(&repo, "2025-09-05"), rows(&[("a", 0)]));
    assert_eq!(due(&repo, "2025-09-11"), rows(&[("a", 6), ("b", 1)]));
    repo.at("2025-09-11T15:00:00+08:00");
    repo.roadmap(&["done", "c"]).success();
    assert_eq!(due(&repo, "2025-09-11"), rows(&[("a", 1)]));
    assert_eq!(due(&repo, "2025-10-01"), rows(&[("a", 21), ("b", 16), ("d", 11)]));
}

#[test]
fn a_name_that_is_no_habit_is_explained() {
    let repo = TestRepo::with_plan(PLAN);
    let mut text = String::new();
    for arguments in
        [&["streak", "fastapi-di"][..], &["history", "lettcode"], &["history"], &["streak", "r"]]
    {
        text.push_str(&repo.roadmap(arguments).transcript());
    }
    assert_snapshot!("no_such_habit", text);
}

#[test]
fn a_habit_that_has_ended_says_so_when_it_is_done() {
    let plan = "title = 'Plan'\nstart = 2025-07-01\n\
        [[habit]]\nid = 'read'\ntitle = 'Read'\nevery = 'day'\nuntil = 2025-07-31\n";
    let mut repo = TestRepo::with_plan(plan);
    repo.at("2025-07-31T20:00:00+08:00");
    let last = repo.roadmap(&["done", "read"]);
    assert!(!last.transcript().contains("was wanted until"), "{}", last.transcript());
    repo.wait_days(1);
    let after = repo.roadmap(&["done", "read"]);
    let said = "read was wanted until 2025-07-31: this counts, but no later day asks for it";
    assert_eq!(after.code, 0);
    assert!(after.transcript().replace("\n  ", " ").contains(said), "{}", after.transcript());
}
