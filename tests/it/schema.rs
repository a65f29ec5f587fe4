//! The JSON Schema of the plan: current, true of every valid plan, and strict.

use std::fs;
use std::path::Path;

use jsonschema::Validator;
use roadmap::plan::{self, KEYS};
use serde_json::{Value, json};

use crate::edit_sequences::plan_text::plan_text;
use crate::history_generator::generator::random::Random;
use crate::support::{TestRepo, project_file};

/// The schema in the repository.
const FILE: &str = "docs/roadmap.schema.json";

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&project_file(FILE)).expect("JSON");
    jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema")
}

/// A plan as a validator sees it: dates are texts.
fn seen(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
        toml::Value::Datetime(moment) => json!(moment.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(seen).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, seen(value))).collect())
        }
    }
}

fn as_json(source: &str) -> Value {
    let source = source.trim_start_matches('\u{feff}');
    seen(toml::Value::Table(source.parse().expect("TOML")))
}

/// What the schema has against a plan.
fn complaints(validator: &Validator, source: &str) -> Vec<String> {
    let plan = as_json(source);
    let errors = validator.iter_errors(&plan);
    errors.map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schema_in_the_repository_is_current() {
    let current = TestRepo::empty().roadmap(&["schema"]).success();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    if std::env::var_os("ROADMAP_RENEW").is_some() {
        fs::write(&path, &current).expect("a file");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(current, kept, "`just schema` renews {FILE}");
    let meta: Value = serde_json::from_str(&kept).expect("JSON");
    assert!(jsonschema::meta::is_valid(&meta));
}

#[test]
fn every_valid_plan_passes() {
    let validator = validator();
    let document = project_file("docs/plan-format.md");
    let fences = document.split("\n```").skip(1).step_by(2);
    let whole = fences.clone().filter_map(|block| block.strip_prefix("toml\n"));
    let fragments = fences.filter_map(|block| block.strip_prefix("toml fragment\n"));
    let top = "title = \"T\"\nstart = 2025-07-11\n";
    let mut plans: Vec<String> = whole.map(str::to_owned).collect();
    plans.extend(fragments.map(|fragment| format!("{top}{fragment}")));
    plans.push(project_file("roadmap.toml"));
    let minimal = project_file("src/cli/minimal.toml");
    plans.push(
        minimal.replace("{start}", "2025-07-11").replace("{window}", "2025-07-11..2025-08-10"),
    );
    plans.extend((0..200).map(|seed| plan_text(&mut Random::new(seed))));
    let unusual = [
        "schema = 1\ntitle = 'x'\nstart = '2025-07-11'\nday-ends = '04:00'\nweek-starts = 'sunday'\nfreezes-per-month = 31",
        "title = 'x'\nstart = 2025-07-11\nrest-days = ['sun', 'saturday']\nhistory.authors = ['a@b', 'Lin']\nrecord.ref = 'refs/x'",
        "title = 'x'\nstart = 2025-07-11\n[[phase]]\nid = '1'\ntitle = 'P'\nwindow = 2025-08-01\ntask = [{ id = 'a', title = 'A', estimate = ' 1.5H 30 m' }]",
        "title = 'x'\nstart = 2025-07-11\n[[phase]]\nid = '1'\ntitle = 'P'\nwindow = ' 2025-08 .. 2025-09-03 '",
        "title = 'x'\nstart = 2025-07-11\n[[habit]]\nid = 'a'\ntitle = 'A'\nevery = '3 in 7 days'\ntarget = 0.001",
        "title = 'x'\nstart = 2025-07-11\n[[habit]]\nid = 'a'\ntitle = 'A'\nevery = 'fri, monday'\n[[habit]]\nid = 'b'\ntitle = 'A'\nevery = '7 / week'\n[[habit]]\nid = 'c'\ntitle = 'A'\nevery = '366  days'",
    ];
    plans.extend(unusual.map(str::to_owned));
    assert!(plans.len() > 200);
    for source in plans {
        assert!(plan::read(source.as_bytes()).is_ok(), "{source}");
        assert_eq!(complaints(&validator, &source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn what_check_refuses_in_one_table_the_schema_refuses_too() {
    let validator = validator();
    let top = "title = \"T\"\nstart = 2025-07-11\n";
    let phase = "[[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = \"2025-08\"\n";
    let task = "[[phase.task]]\nid = \"a\"\ntitle = \"A\"\n";
    let habit = "[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\n";
    let at_top = |line: &str| format!("{top}{line}\n");
    let in_task = |line: &str| format!("{top}{phase}{task}{line}\n");
    let in_habit = |line: &str| format!("{top}{phase}{habit}{line}\n");
    let wrong = [
        ("an unknown key", at_top("titel = 'x'")),
        ("an unknown key of a task", in_task("estimat = '3h'")),
        ("a newer schema", at_top("schema = 2")),
        ("a wrong type", at_top("goal = 3")),
        ("an empty line", at_top("goal = ' '")),
        ("two lines", at_top("goal = \"a\\nb\"")),
        ("no date", at_top("deadline = 'soon'")),
        ("no such month", at_top("deadline = '2026-13-01'")),
        ("too many freezes", at_top("freezes-per-month = 32")),
        ("no such time", at_top("day-ends = '12:00'")),
        ("no such start of a week", at_top("week-starts = 'tuesday'")),
        ("no day of the week", at_top("rest-days = ['someday']")),
        ("no id", format!("{top}{phase}").replace("\"1\"", "\"P 1\"")),
        ("an id in upper case", in_task("needs = ['A']")),
        ("an id that is a number", format!("{top}{phase}").replace("\"1\"", "1")),
        ("no window", format!("{top}{phase}").replace("2025-08", "August")),
        ("no title", format!("{top}{phase}").replace("title = \"P\"\n", "")),
        ("no list", in_task("needs = 'b'")),
        ("a list that names one twice", in_task("links = ['https://a', 'https://a']")),
        ("no address", in_task("links = ['example.org']")),
        ("no length of time", in_task("estimate = 'long'")),
        ("a number of hours", in_task("estimate = 3")),
        ("no cadence", format!("{top}{habit}").replace("\"day\"", "\"daily\"")),
        ("no amount", in_habit("target = 0")),
        ("a phase and days", in_habit("phase = '1'\nfrom = 2025-08-01")),
        ("nowhere to move", format!("{top}{phase}{task}[[moved]]\nfrom = 'b'\nto = []\n")),
        ("a rule that proves nothing", format!("{top}[[evidence]]\nid = 'e'\npath = '*'\n")),
        (
            "a rule that fits every commit",
            format!("{top}{phase}{habit}[[evidence]]\nid = 'e'\nhabit = 'h'\n"),
        ),
        (
            "an unknown unit",
            format!(
                "{top}{phase}{habit}[[evidence]]\nid = 'e'\nhabit = 'h'\npath = '*'\nunit = 'line'\n"
            ),
        ),
        ("a table for a list of tables", format!("{top}{}", phase.replace("[[phase]]", "[phase]"))),
    ];
    for (name, source) in wrong {
        assert!(plan::read(source.as_bytes()).is_err(), "{name} is a valid plan");
        assert_ne!(complaints(&validator, &source), Vec::<String>::new(), "{name} passes");
    }
}

#[test]
fn every_key_has_its_rule_in_the_schema() {
    let schema: Value = serde_json::from_str(&project_file(FILE)).expect("JSON");
    let mut count = 0;
    for shape in KEYS {
        let table =
            if shape.header.is_empty() { &schema } else { &schema["definitions"][shape.path()] };
        let keys: Vec<&String> = table["properties"].as_object().expect("keys").keys().collect();
        assert_eq!(keys.len(), shape.keys.len(), "{:?}", shape.noun());
        for key in shape.keys.iter().filter(|key| !key.rule.is_empty()) {
            assert_eq!(table["properties"][key.name]["description"], key.rule, "{}", key.name);
            count += 1;
        }
    }
    assert!(count > 40, "{count}");
}

#[test]
fn a_new_plan_names_the_schema_that_is_kept_beside_it() {
    let repo = TestRepo::initialised();
    let plan = fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    let line = plan.lines().next().unwrap_or_default();
    let place = line.strip_prefix("#:schema ").expect("a schema");
    let kept = fs::read_to_string(repo.path().join(place)).expect("a file");
    assert_eq!(kept, project_file(FILE));
    assert_eq!(repo.git(&["status", "--porcelain"]), "");
    // A clone has it as soon as something is changed there.
    let clone = repo.cloned();
    assert!(!clone.path().join(place).exists());
    clone.roadmap(&["set", "dev-env", "title", "x", "--dry-run"]).success();
    assert!(clone.path().join(place).exists());
    // In a folder of the repository the way is longer; in a linked work tree there is none.
    fs::create_dir(repo.path().join("course")).expect("a folder");
    repo.roadmap_in(&repo.path().join("course"), &["init", ".", "--minimal"]).success();
    let plan = fs::read_to_string(repo.path().join("course/roadmap.toml")).expect("a plan");
    assert!(plan.starts_with("#:schema ../.git/roadmap/roadmap.schema.json\n"), "{plan}");
    repo.git(&["worktree", "add", "-q", "--orphan", "-b", "other", "../other"]);
    let other = repo.path().join("../other");
    repo.roadmap_in(&other, &["init", "--minimal"]).success();
    let plan = fs::read_to_string(other.join("roadmap.toml")).expect("a plan");
    assert!(plan.starts_with("# A study plan"), "{plan}");
}
