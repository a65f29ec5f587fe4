//! `roadmap report`: the numbers of every format agree, hostile plans stay text, pages can be made
//! again byte by byte, and nothing but the README's block changes.

mod agreement;
mod browser;
mod drawing;
mod files;
mod numbers;
mod page;
mod receipts;
mod tables;

use std::io::Write as _;
use std::process::Stdio;

use roadmap::civil;
use roadmap::demo::{self, Life};
use serde_json::Value;

use crate::support::{self, TestRepo, project_file};

/// The page of a report with hostile names, links and notes.
const HOSTILE: &str = r#"title = "</title><script>alert(1)</script>"
goal = "\"><img src=x onerror=alert(2)> & {{ 7*7 }}"
path = "a\u202Eb </style><style>*{display:none}"
start = 2025-07-01
[[phase]]
id = "1"
title = "'\"><svg/onload=alert(3)> | a | `b` [c](javascript:alert(4))"
window = "2025-07"
[[phase.task]]
id = "a"
title = "=HYPERLINK(\"http://evil\") <b>bold</b> @octocat #1 www.evil.example"
skills = ["s"]
[[phase.task]]
id = "b"
title = "![x](http://evil/x.png) \\ ~~no~~ $x$"
[[habit]]
id = "h"
title = "</h3><script>alert(5)</script>"
every = "day"
unit = "<i>"
[[module]]
id = "m"
title = "<details open ontoggle=alert(6)>"
skill = [{ id = "s", title = "&lt;already&gt; <u>" }]
[[link]]
title = "</nav><script>alert(7)</script>"
url = "https://example.org/?a='\"><script>alert(8)</script>"
"#;

const HOSTILE_EVENTS: &str = "Attack\n\n\
    Roadmap-Done: a day=2025-07-02 took=1h id=e1 link=javascript:alert(9) why=\"</p><script>alert(10)</script>\"\n\
    Roadmap-Done: b day=2025-07-03 id=e2 link=\"https://example.org/\\\"onmouseover=alert(11)\"\n\
    Roadmap-Done: h day=2025-07-03 id=e3\n";

/// A repository with the hostile plan and events.
fn hostile() -> TestRepo {
    // The plan refuses what is no link; what an event says is anybody's.
    let plan = HOSTILE.replace("'\\\"><script>alert(8)</script>", "b'&c=%22");
    let mut repo = TestRepo::with_plan(&plan);
    let message = repo.path().join("../message");
    std::fs::write(&message, HOSTILE_EVENTS).expect("a file");
    repo.at("2025-07-14T20:00:00+08:00");
    repo.git(&["commit", "-q", "--allow-empty", "-F", &message.display().to_string()]);
    repo
}

/// The user's plan with a learner's history until a day.
pub(crate) fn learner(until: &str) -> TestRepo {
    learner_of(until, 7)
}

/// The same of another learner.
fn learner_of(until: &str, seed: u64) -> TestRepo {
    let source = project_file("roadmap.toml");
    let day = civil::parse_date(until).expect("a date");
    let stream =
        demo::stream(&support::plan(&source), source.as_bytes(), &Life::in_china(day, seed));
    let mut repo = TestRepo::empty();
    repo.git(&["init", "-q"]);
    let mut import = repo.command(repo.path(), "git");
    let import = import.args(["fast-import", "--quiet", "--done"]).stdin(Stdio::piped());
    let mut import = import.spawn().expect("git");
    import.stdin.take().expect("an input").write_all(&stream.bytes).expect("to write");
    assert!(import.wait().expect("git").success());
    repo.git(&["reset", "-q", "--hard"]);
    repo.at(&format!("{until}T21:30:00+08:00"));
    repo
}

/// The `data` of a report in JSON.
fn data(repo: &TestRepo, arguments: &[&str]) -> Value {
    let said = repo.roadmap(&[&["report", "--json"], arguments].concat()).success();
    let envelope: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!(envelope["kind"], "report");
    envelope["data"].clone()
}

/// The rows below a key.
fn rows<'a>(data: &'a Value, key: &str) -> &'a Vec<Value> {
    data[key].as_array().unwrap_or_else(|| panic!("no {key}"))
}
