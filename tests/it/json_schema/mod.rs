//! A JSON Schema for every kind of `--json` output: committed in `docs/json`, true of what every
//! command really prints, and only ever added to.
//!
//! `ROADMAP_RENEW=1 cargo test --test it json_schema` adds to the schemas what new output has.

mod declared;
mod documented;
mod shape;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::history_generator::{SMALL, repository};
use crate::oracle::generated_learner;
use crate::support::{TestRepo, project_file};
use declared::Declared;
use documented::Documented;
use shape::Shape;

/// Every path of the output that programs may rely on.
const GOLDEN: &str = "tests/fixtures/json/v1.txt";

fn directory() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/json")
}

fn renews() -> bool {
    std::env::var_os("ROADMAP_RENEW").is_some()
}

/// The kinds of output that the read models have, from their source.
fn kinds() -> BTreeSet<String> {
    let source = project_file("src/view/report/mod.rs");
    let (_, after) = source.split_once("pub enum Report {").expect("the reports");
    let (body, _) = after.split_once("\n}").expect("an end");
    let mut renamed = None;
    let mut kinds = BTreeSet::new();
    for line in body.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix("#[serde(rename = \"") {
            renamed = name.split('"').next().map(str::to_owned);
        } else if let Some((variant, _)) =
            line.split_once('(').filter(|_| !line.starts_with(['/', '#']))
        {
            let kebab = variant.chars().enumerate().fold(String::new(), |mut text, (at, c)| {
                if at > 0 && c.is_uppercase() {
                    text.push('-');
                }
                text.extend(c.to_lowercase());
                text
            });
            kinds.insert(renamed.take().unwrap_or(kebab));
        }
    }
    kinds
}

/// A repository in which everything happens that changes the form of an output.
fn eventful() -> TestRepo {
    let mut repo = TestRepo::initialised();
    for command in [
        &["done", "fastapi-core", "--took", "1h", "-m", "a note", "--link", "https://a.example"][..],
        &["done", "leetcode", "--day", "2025-07-12"],
        &["study", "postgres", "45m"],
        &["skip", "dev-env"],
        &["reopen", "fastapi-core"],
        &["start", "postgres"],
    ] {
        repo.roadmap(command);
    }
    repo.roadmap(&["hook", "install"]);
    repo.roadmap(&["done", "leetcode", "--next"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "x\n\nRoadmap-Done: no-such day=long"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "x\n\nRoadmap-Nap: a other=1"]);
    let plan = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    let rules = "\n[[evidence]]\nid = \"said\"\nhabit = \"leetcode\"\nmessage = \"^Solve\"\n\
                 [[evidence]]\nid = \"built\"\ndone = \"docker-image\"\nmessage = \"^Solve\"\n";
    repo.write("roadmap.toml", &format!("{plan}{rules}"));
    repo.git(&["commit", "-q", "--allow-empty", "-m", "Solve one"]);
    repo.wait_days(1);
    repo.roadmap(&["undo", "leetcode"]);
    repo
}

/// What is printed about commands that end in every way, with receipts that hold and others.
fn proven() -> Vec<Value> {
    let repo = TestRepo::initialised();
    let tasks =
        serde_json::from_str::<Value>(&repo.roadmap(&["list", "--json"]).out).expect("JSON");
    let tasks: Vec<&str> = tasks["data"]["tasks"]
        .as_array()
        .expect("tasks")
        .iter()
        .filter_map(|task| task["id"].as_str())
        .collect();
    let set = |at: usize, command: &str| {
        repo.roadmap(&["set", tasks[at], "verify", command]).success();
    };
    set(0, "false");
    repo.roadmap(&["trust", "--yes"]).success();
    let commands = [
        "true",
        "sh -c 'echo x; exit 3'",
        "no-such-program",
        "{ run = \"sleep 9\", timeout = \"1s\", env = { A = \"b\" } }",
        "{ run = \"true\", cwd = \"x\" }",
        "{ run = \"true\", needs-clean = true }",
    ];
    for (at, command) in commands.iter().enumerate() {
        set(at, command);
    }
    repo.roadmap(&["trust", "--yes"]).success();
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "Work"]);
    repo.roadmap(&["done", tasks[0]]).success();
    let tree = repo.git(&["rev-parse", "HEAD^{tree}"]).trim().to_owned();
    let listed = serde_json::from_str::<Value>(&repo.roadmap(&["trust", "--list", "--json"]).out);
    let listed = listed.expect("JSON");
    for at in 1..5 {
        let digest = listed["data"]["commands"][at]["digest"].as_str().expect("a digest");
        let check = format!("check=pass,tree:{tree},cmd:{}", &digest[..32]);
        let line = format!("Roadmap-Done: {} day=2025-07-14 {check}", tasks[at]);
        repo.git(&["commit", "-q", "--allow-empty", "-m", &format!("Done\n\n{line}")]);
    }
    repo.write("dirt", "");
    let asked: [&[&str]; 5] =
        [&["run", "--all"], &["trust", "--list"], &["audit"], &["show", tasks[0]], &["report"]];
    let answers = asked.map(|command| repo.roadmap(&[command, &["--json"]].concat()).out);
    answers.iter().map(|answer| serde_json::from_str(answer).expect("JSON")).collect()
}

/// What a newer curriculum adds.
const CURRICULUM: &str = "\n[[phase]]\nid = \"9\"\ntitle = \"More\"\nwindow = \"2026-06\"\n";

/// A repository with notes, some of which were ticked or broken by hand.
fn noted() -> TestRepo {
    let repo = TestRepo::empty();
    repo.roadmap(&["init", "--notes", "obsidian"]);
    let notes = ["notes/phases/1.md", "notes/tasks/postgres.md"];
    for name in notes {
        let path = repo.path().join(name);
        if let Ok(text) = fs::read_to_string(&path) {
            repo.write(name, &text.replace("- [ ]", "- [x]"));
        }
    }
    repo
}

/// What is asked of every repository.
const COMMANDS: &[&[&str]] = &[
    &["status"],
    &["today"],
    &["streak"],
    &["list"],
    &["log", "--all"],
    &["log", "--odd"],
    &["heatmap"],
    &["heatmap", "--minutes"],
    &["check"],
    &["doctor", "--dates"],
    &["report"],
    &["report", "--week"],
    &["report", "--month"],
    &["report", "--phase", "1"],
    &["doctor"],
    &["doctor", "--rescue", "--dry-run"],
    &["hook", "status"],
    &["next", "--all"],
    &["forecast"],
    &["replan", "--push", "2w"],
    &["replan", "--finish-by", "2031-01-01"],
    &["skills"],
    &["open"],
    &["why"],
    &["why", "streak"],
    &["why", "time"],
    &["why", "day"],
    &["why", "forecast"],
    &["why", "curve"],
    &["why", "calendar"],
    &["why", "record"],
];

/// What is asked about each of some names.
const NAMED: &[&[&str]] = &[
    &["show"],
    &["history"],
    &["status"],
    &["streak"],
    &["why"],
    &["heatmap", "--habit"],
    &["skills"],
    &["open"],
];

/// Everything that the commands print as JSON about a repository.
fn printed(repo: &TestRepo, names: &[&str]) -> Vec<Value> {
    let about = NAMED
        .iter()
        .flat_map(|command| names.iter().map(|name| [command, [*name].as_slice()].concat()));
    let commands = COMMANDS.iter().map(|command| command.to_vec()).chain(about);
    let run = |command: Vec<&str>| {
        let ran = repo.roadmap(&[&command[..], &["--json"]].concat());
        serde_json::from_str(&ran.out).ok()
    };
    commands.filter_map(run).collect()
}

/// All output, by its kind.
fn outputs() -> BTreeMap<String, Vec<Value>> {
    let mut outputs: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let eventful = eventful();
    let mut all = printed(
        &eventful,
        &["fastapi-core", "leetcode", "1", "0", "dev-env", "docker-image", "fastapi"],
    );
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import/weeks.en.md");
    eventful.write("curriculum.toml", &(project_file("roadmap.toml") + CURRICULUM));
    let upgrade = eventful.roadmap(&["upgrade", "--from", "curriculum.toml", "--json"]).out;
    all.extend(serde_json::from_str(&upgrade));
    all.extend(serde_json::from_str(&noted().roadmap(&["notes", "sync", "--json"]).out));
    let empty = TestRepo::empty();
    empty.git(&["init", "-q"]);
    let imported = empty.roadmap(&["import", fixture, "--dry-run", "--json"]).out;
    all.extend(serde_json::from_str(&imported));
    empty.write("odd.csv", "id,title,needs,estimate\na b,X,,2h\nc,Y,nothing,\nc,Z,,\n");
    let imported = empty.roadmap(&["import", "odd.csv", "--dry-run", "--json"]).out;
    all.extend(serde_json::from_str(&imported));
    empty.write("roadmap.toml", "title = 1\n");
    all.extend(serde_json::from_str(&empty.roadmap(&["check", "--json"]).out));
    all.extend(proven());
    all.extend(printed(&repository(SMALL).0, &["h1", "t1", "p1"]));
    all.extend(
        (0..3).flat_map(|seed| printed(&generated_learner(seed), &["h0", "h1", "a", "p0", "p1"])),
    );
    for output in all {
        let kind = output["kind"].as_str().expect("a kind").to_owned();
        outputs.entry(kind).or_default().push(output);
    }
    outputs
}

fn schema(kind: &str) -> Value {
    let text = fs::read_to_string(directory().join(format!("{kind}.schema.json")));
    text.map_or(Value::Null, |text| serde_json::from_str(&text).expect("JSON"))
}

/// The schema of a kind with all that is said about it.
fn finished(mut schema: Value, kind: &str) -> Value {
    Documented::read().describe(&mut schema);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!(format!("roadmap: {kind}"));
    let envelope = |of: &str, value: Value, said: &str| json!({ "const": value, "type": [of], "description": said });
    schema["properties"]["schema"] = envelope(
        "integer",
        json!(1),
        "The version of the form. Within it keys are only ever added.",
    );
    schema["properties"]["kind"] = envelope("string", json!(kind), "What `data` is.");
    schema["properties"]["data"]["description"] = json!("What the command found.");
    schema
}

/// The places in a schema that say nothing to people.
fn unsaid(schema: &Value, path: &str) -> Vec<String> {
    let mut unsaid = schema.get("items").map_or(Vec::new(), |items| self::unsaid(items, path));
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{key}");
        if property["description"].as_str().is_none_or(str::is_empty) {
            unsaid.push(path.clone());
        }
        unsaid.extend(self::unsaid(property, &path));
    }
    unsaid
}

/// Renews the schemas before any test looks at them, if that is asked for.
fn renew_once() {
    static RENEWED: std::sync::Once = std::sync::Once::new();
    if renews() {
        RENEWED.call_once(|| renew(&outputs()));
    }
}

/// Adds to the schemas what the output has.
fn renew(outputs: &BTreeMap<String, Vec<Value>>) {
    let declared = Declared::read();
    for (kind, values) in outputs {
        let known = schema(kind);
        let mut shapes = values.iter().map(Shape::of);
        let first = if known.is_null() { shapes.next() } else { Some(Shape::read(&known)) };
        let shape = shapes.fold(first.expect("an output"), Shape::or);
        let schema = finished(shape.with_declared(&declared).schema(), kind);
        let text = serde_json::to_string_pretty(&schema).expect("text") + "\n";
        fs::write(directory().join(format!("{kind}.schema.json")), text).expect("a file");
    }
}

#[test]
fn what_every_command_prints_is_valid_and_fully_described() {
    renew_once();
    let outputs = outputs();
    let printed: BTreeSet<String> = outputs.keys().cloned().collect();
    assert_eq!(printed, kinds(), "every kind of output has to be printed by this test");
    let declared = Declared::read();
    for (kind, values) in &outputs {
        let schema = schema(kind);
        assert!(!schema.is_null(), "there is no docs/json/{kind}.schema.json");
        let shape = Shape::read(&schema);
        let as_declared = shape.clone().with_declared(&declared).schema();
        assert_eq!(shape.schema(), as_declared, "{kind}: renew the schema, the source says more");
        let is_current = finished(shape.schema(), kind) == schema;
        assert!(is_current, "{kind}: renew the schema, the source says something else of a key");
        assert_eq!(unsaid(&schema, kind), Vec::<String>::new(), "a key without a description");
        // A key that the schema lacks would go unnoticed without this.
        let strict = shape.strict();
        for schema in [&schema, &strict] {
            let validator = jsonschema::validator_for(schema).expect("a schema");
            for value in values {
                let errors: Vec<String> = validator
                    .iter_errors(value)
                    .map(|error| format!("{}: {error}", error.instance_path()))
                    .collect();
                assert!(errors.is_empty(), "{kind}: {errors:#?}");
            }
        }
    }
}

/// Every name that a value may be, at its path.
fn names(schema: &Value, path: &str) -> Vec<(String, String)> {
    let values = schema["enum"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut names: Vec<_> =
        values.map(|value| (format!("{path}={value}"), "value".to_owned())).collect();
    if let Some(items) = schema.get("items") {
        names.extend(self::names(items, &format!("{path}[]")));
    }
    for (key, property) in schema["properties"].as_object().into_iter().flatten() {
        names.extend(self::names(property, &format!("{path}.{key}")));
    }
    names
}

#[test]
fn keys_are_only_ever_added() {
    renew_once();
    let now: BTreeMap<String, String> = kinds()
        .iter()
        .flat_map(|kind| {
            let schema = schema(kind);
            [Shape::read(&schema).paths(kind), names(&schema, kind)].concat()
        })
        .collect();
    let golden = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(GOLDEN));
    let mut kept: BTreeMap<String, String> = golden
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(path, types)| (path.to_owned(), types.to_owned()))
        .collect();
    let broken: Vec<String> = kept
        .iter()
        .filter(|(path, types)| now.get(*path) != Some(*types))
        .map(|(path, types)| format!("{path}: was {types}, is {:?}", now.get(path)))
        .collect();
    assert!(broken.is_empty(), "programs rely on these: {broken:#?}");
    if renews() {
        kept.extend(now.clone());
        let lines: String = kept.iter().map(|(path, types)| format!("{path} {types}\n")).collect();
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(GOLDEN), lines).expect("a file");
    }
    assert_eq!(kept.len(), now.len(), "renew {GOLDEN}: it lacks what is new");
}

#[test]
fn a_key_that_is_new_gone_or_of_another_type_is_noticed() {
    let right = json!({ "a": 1, "b": [{ "c": "x" }], "d": null });
    let schema = Shape::of(&right).strict();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    assert!(validator.is_valid(&right));
    for wrong in [
        json!({ "a": 1, "b": [], "d": null, "e": 1 }),
        json!({ "a": 1, "b": [] }),
        json!({ "a": "1", "b": [], "d": null }),
        json!({ "a": 1, "b": [{ "c": 2 }], "d": null }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
}
