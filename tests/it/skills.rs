//! `skills` and `open`: levels, evidence, and links that are safe.

use serde_json::Value;

use crate::support::TestRepo;

const PLAN: &str = r#"title = "T"
start = 2025-07-01
[[phase]]
id = "1"
title = "P"
window = "2025-07"
task = [
  { id = "a", title = "A", estimate = "2h", skills = ["x", "y"], links = ["https://a.example/1", "https://a.example/2"] },
  { id = "b", title = "B", estimate = "6h", skills = ["x"] },
  { id = "c", title = "C", estimate = "1h", skills = ["y"] },
]
[[module]]
id = "m"
title = "M"
skill = [{ id = "x", title = "X" }, { id = "y", title = "Y" }, { id = "z", title = "Z" }]
[[link]]
title = "Home"
url = "https://home.example/"
"#;

fn data(repo: &TestRepo, command: &[&str]) -> Value {
    let text = repo.roadmap(&[command, &["--json"]].concat()).success();
    serde_json::from_str::<Value>(&text).unwrap()["data"].take()
}

#[test]
fn a_level_is_the_weight_of_the_finished_tasks() {
    let repo = TestRepo::with_plan(PLAN);
    repo.roadmap(&["done", "a", "--day", "2025-07-10", "--took", "90m"]).success();
    repo.roadmap(&["skip", "c"]).success();
    let skills = data(&repo, &["skills"]);
    let module = &skills["modules"][0];
    assert_eq!(skills["weight"], "seconds");
    // The module counts a task once, though it trains two of its skills.
    assert_eq!((&module["level"], &module["of"]), (&7_200.into(), &28_800.into()));
    let [x, y, z] = [0, 1, 2].map(|at| &module["skills"][at]);
    assert_eq!((&x["level"], &x["of"], &x["percent"]), (&7_200.into(), &28_800.into(), &25.into()));
    assert_eq!((&y["level"], &y["percent"]), (&7_200.into(), &100.into()));
    assert_eq!(x["last_practised"], "2025-07-10");
    assert_eq!(x["study_seconds"], 5_400);
    let log = data(&repo, &["log", "--all"]);
    let done = log["events"].as_array().unwrap().iter().find(|event| event["verb"] == "done");
    assert_eq!(x["trained_by"][0]["event"], done.unwrap()["id"]);
    assert_eq!(x["trained_by"][0]["commit"], done.unwrap()["commit"]);
    assert_eq!(x["trained_by"][1]["commit"], Value::Null);
    assert_eq!((&z["percent"], &z["trained_by"]), (&Value::Null, &Value::Array(Vec::new())));
    let said = repo.roadmap(&["skills"]).success();
    assert!(said.contains("no task trains it") && said.contains("1 skill has no task"), "{said}");
}

#[test]
fn skills_are_shown_as_tree_table_and_mindmap() {
    let repo = TestRepo::with_plan(PLAN);
    repo.roadmap(&["done", "a"]).success();
    let screens = [&["skills"][..], &["skills", "--table"], &["skills", "--mermaid"]]
        .map(|command| repo.roadmap(command).success());
    insta::assert_snapshot!(screens.join("---\n"));
}

#[test]
fn links_are_listed_and_one_of_several_is_chosen() {
    let repo = TestRepo::with_plan(PLAN);
    let urls = |command: &[&str]| -> Vec<String> {
        let links = data(&repo, command)["links"].take();
        let links = links.as_array().unwrap().iter();
        links.map(|link| link["url"].as_str().unwrap().to_owned()).collect()
    };
    let both = ["https://a.example/1", "https://a.example/2"];
    assert_eq!(urls(&["open"]), ["https://home.example/"]);
    for name in ["a", "x", "m", "1"] {
        assert_eq!(urls(&["open", name]), both, "{name}");
    }
    assert_eq!(urls(&["open", "a", "2"]), both[1..]);
    let several = repo.roadmap(&["open", "a"]).success();
    assert!(several.starts_with("There are 2 links"), "{several}");
    assert_eq!(repo.roadmap(&["open", "a", "3"]).code, 1);
    assert_eq!(repo.roadmap(&["open", "--print"]).success(), "1  Home\n   https://home.example/\n");
}

/// A stand-in for the desktop's launcher, which writes down what it was given.
#[cfg(target_os = "linux")]
fn with_browser(plan: &str) -> TestRepo {
    use std::os::unix::fs::PermissionsExt as _;

    let mut repo = TestRepo::with_plan(plan);
    let folder = repo.path().join("../bin");
    std::fs::create_dir(&folder).unwrap();
    let program = folder.join("xdg-open");
    // Renamed, so that whoever waits for the file finds all of it.
    let script = "#!/bin/sh\n{ echo \"$#\"; printf '%s\\n' \"$@\"; } > \"$0.$$\"\nmv \"$0.$$\" \"$0.$(date +%s%N)-said\"\n";
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let path = std::env::var("PATH").unwrap();
    repo.set("PATH", &format!("{}:{path}", folder.display()));
    repo
}

/// What the stand-in was given, once that is so many addresses.
#[cfg(target_os = "linux")]
fn opened(repo: &TestRepo, count: usize) -> Vec<String> {
    let folder = repo.path().join("../bin");
    for _ in 0..200 {
        let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
        let said: Vec<String> = files
            .filter(|file| file.to_string_lossy().ends_with("-said"))
            .map(|file| std::fs::read_to_string(file).unwrap())
            .collect();
        if said.len() >= count {
            let mut urls: Vec<String> = said
                .iter()
                .map(|said| said.strip_prefix("1\n").expect("one argument").trim_end().to_owned())
                .collect();
            urls.sort();
            return urls;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("no browser was started");
}

#[cfg(target_os = "linux")]
#[test]
fn open_hands_links_to_the_browser_and_nothing_else() {
    let hostile = "https://a.example/2?q=$(touch${IFS}x)&b=';reboot;'\\\"%20|x";
    let plan = PLAN.replace("https://a.example/2", hostile);
    let repo = with_browser(&plan);
    let said = repo.roadmap(&["open"]).success();
    assert_eq!(opened(&repo, 1), ["https://home.example/"], "{said}");
    repo.roadmap(&["open", "a", "2"]).success();
    let one = hostile.replace("\\\"", "\"");
    assert_eq!(opened(&repo, 2)[0], one);
    repo.roadmap(&["open", "x", "--all"]).success();
    assert_eq!(
        opened(&repo, 4),
        ["https://a.example/1", &one, &one, "https://home.example/"],
        "both links of the task, after those of before"
    );
    // What is listed, printed or given as JSON opens nothing.
    for command in [&["open", "a"][..], &["open", "--print"], &["open", "--json"]] {
        repo.roadmap(command).success();
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(opened(&repo, 4).len(), 4);
    for scheme in
        ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/", "-x", "vscode://a"]
    {
        repo.write("roadmap.toml", &plan.replace("https://home.example/", scheme));
        let ran = repo.roadmap(&["open"]);
        assert_ne!(ran.code, 0, "{scheme}: {}", ran.transcript());
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(opened(&repo, 4).len(), 4);
}

#[cfg(target_os = "linux")]
#[test]
fn open_without_a_browser_says_the_link() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.set("PATH", "/nonexistent");
    let ran = repo.roadmap(&["open"]);
    assert_eq!(ran.code, 3, "{}", ran.transcript());
    assert!(ran.err.contains("https://home.example/"), "{}", ran.err);
}
