//! The picture in the README is real output.

use std::fs;
use std::path::Path;

use crate::support::TestRepo;
use crate::terminal_svg;

/// Six weeks of a believable learner on the built-in plan, up to the evening of 2025-08-19.
pub(crate) fn learner() -> TestRepo {
    let mut repo = TestRepo::empty();
    repo.at("2025-07-11T19:30:00+08:00");
    repo.roadmap(&["init"]).success();
    let days: &[(&str, &[&str])] = &[
        ("2025-07-13T21:00:00+08:00", &["done", "dev-env", "--took", "3h"]),
        ("2025-07-20T20:10:00+08:00", &["study", "fastapi-core", "--took", "1h30m"]),
        ("2025-07-24T22:00:00+08:00", &["done", "fastapi-core", "--took", "2h"]),
        ("2025-07-26T16:00:00+08:00", &["done", "study-repo", "skill-map"]),
        ("2025-08-09T21:00:00+08:00", &["done", "fastapi-di", "--took", "2h30m"]),
        ("2025-08-15T21:00:00+08:00", &["study", "postgres", "--took", "2h"]),
        ("2025-08-16T21:30:00+08:00", &["done", "leetcode", "-x", "2"]),
        ("2025-08-17T22:10:00+08:00", &["done", "leetcode"]),
        ("2025-08-18T21:00:00+08:00", &["done", "leetcode"]),
        ("2025-08-18T22:40:00+08:00", &["done", "postgres", "--took", "1h30m"]),
        ("2025-08-19T20:15:00+08:00", &["done", "leetcode", "-x", "2"]),
    ];
    for (at, arguments) in days {
        repo.at(at);
        repo.roadmap(arguments).success();
    }
    repo.at("2025-08-19T21:00:00+08:00");
    repo
}

#[test]
fn the_picture_in_the_readme_is_current() {
    let status = learner().roadmap(&["status", "--color", "always"]).success();
    let text = format!("\u{1b}[2m$\u{1b}[0m roadmap status\n\n{status}");
    let picture = terminal_svg::render(&text, 80);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/status.svg");
    if std::env::var_os("ROADMAP_RENEW").is_some() {
        fs::write(&file, &picture).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(picture == kept, "run `just picture` to renew docs/status.svg");
}
