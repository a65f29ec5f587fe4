//! `docs/plan-format.md` says what the program does: its examples are read, its tables compared.

use std::collections::BTreeSet;

use roadmap::plan::{self, Cadence, KEYS, Problems, Shape};

const DOCUMENT: &str = include_str!("../../docs/plan-format.md");

/// What a fragment of a plan is put below.
const TOP: &str = "title = \"T\"\nstart = 2025-07-11\n";

/// The fenced blocks that are marked with `mark`.
fn blocks(mark: &str) -> Vec<&'static str> {
    let fences = DOCUMENT.split("\n```").skip(1).step_by(2);
    fences.filter_map(|block| block.strip_prefix(mark)?.strip_prefix('\n')).collect()
}

/// The cells of every row of the first table below a heading.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let below = DOCUMENT.split_once(&format!("\n{heading}\n"));
    let (_, below) = below.unwrap_or_else(|| panic!("no heading `{heading}`"));
    let rows = below.lines().skip_while(|line| !line.starts_with('|'));
    let rows = rows.take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

fn heading(shape: &Shape) -> String {
    match shape.header {
        "" => "### The top of the file".to_owned(),
        header => format!("### `{header}`"),
    }
}

#[track_caller]
fn assert_reads(source: &str) {
    let shown = |problems: &Problems| {
        problems.render(
            "plan-format.md",
            source.as_bytes(),
            false,
            100,
            roadmap::sentence::Lang::En,
        )
    };
    match plan::read(source.as_bytes()) {
        Ok(reading) => assert!(reading.warnings.is_empty(), "{}", shown(&reading.warnings)),
        Err(problems) => panic!("{}", shown(&problems)),
    }
}

#[test]
fn every_example_is_a_plan() {
    assert_eq!(blocks("toml").len(), 2);
    assert_eq!(blocks("toml fragment").len(), 6);
    blocks("toml").into_iter().for_each(assert_reads);
    for fragment in blocks("toml fragment") {
        assert_reads(&format!("{TOP}{fragment}"));
    }
}

/// Markdown without the targets of its links.
fn without_links(text: &str) -> String {
    let mut parts = text.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    let mut plain = parts.fold(first, |plain, part| {
        let (_, rest) = part.split_once(')').unwrap_or_default();
        let start = plain.find("[`").or(plain.rfind('[')).unwrap_or_default();
        format!("{}{}{rest}", &plain[..start], &plain[start + 1..])
    });
    plain.truncate(plain.trim_end().len());
    plain
}

#[test]
fn the_tables_of_keys_are_those_of_the_program() {
    for shape in KEYS {
        let documented: Vec<_> = table(&heading(shape))
            .into_iter()
            .map(|row| match row.as_slice() {
                [key, _, default, rule, example] => {
                    let (key, example) = (key.trim_matches('`'), example.trim_matches('`'));
                    (key, *default == "required", without_links(rule), example)
                }
                _ => panic!("five columns: {row:?}"),
            })
            .collect();
        let known: Vec<_> = shape
            .keys
            .iter()
            .map(|key| (key.name, key.required, key.rule.to_owned(), key.example))
            .collect();
        assert_eq!(documented, known, "{:?}", shape.noun());
    }
}

/// A plan in which every reference of the keys' examples leads somewhere.
const WORLD: &str = r#"
[[phase]]
id = "1"
title = "Back end"
window = "2025-08"
[[phase.task]]
id = "fastapi-core"
title = "FastAPI"
[[phase.task]]
id = "docker-image"
title = "Image"
[[phase.task]]
id = "docker-run"
title = "Run"
[[habit]]
id = "leetcode"
title = "LeetCode"
every = "day"
[[module]]
id = "map"
title = "Map"
[[module.skill]]
id = "fastapi"
title = "FastAPI"
"#;

/// The keys that a table needs, without `key`; ids are made different from those in [`WORLD`].
fn required_lines(shape: &Shape, key: &str) -> String {
    let others = shape.keys.iter().filter(|other| other.required && other.name != key);
    let line = |example: &str| {
        if example.starts_with("id") { "id = \"new\"\n".to_owned() } else { format!("{example}\n") }
    };
    others.map(|other| line(other.example)).collect()
}

#[test]
fn every_example_of_a_key_is_read() {
    for shape in KEYS {
        for key in shape.keys.iter().filter(|key| !key.example.starts_with('[')) {
            let example = if key.name == "id" { "id = \"new\"" } else { key.example };
            let rest = required_lines(shape, key.name);
            let extra = match (shape.header, key.name) {
                ("[[habit.change]]", "from") => "target = 3\n",
                ("[[evidence]]", "done") => "tag = \"v1\"\n",
                ("[[evidence]]", "path" | "message" | "tag" | "co-author") => {
                    "habit = \"leetcode\"\n"
                }
                ("[[evidence]]", "id" | "unit" | "amount") => {
                    "habit = \"leetcode\"\npath = \"*\"\n"
                }
                ("[[evidence]]", "habit") => "path = \"*\"\n",
                _ => "",
            };
            let table = format!("{}\n{example}\n{rest}{extra}", shape.header);
            let source = match shape.header {
                "" => format!("{example}\n{rest}{WORLD}"),
                "[[phase.task]]" => format!(
                    "{TOP}{WORLD}[[phase]]\nid = \"2\"\ntitle = \"P\"\nwindow = \"2025-09\"\n{table}"
                ),
                "verify" => {
                    let pairs = [example, rest.trim_end()].map(str::to_owned);
                    let pairs: Vec<String> =
                        pairs.into_iter().filter(|pair| !pair.is_empty()).collect();
                    let task = "[[phase.task]]\nid = \"new\"\ntitle = \"N\"\n";
                    let phase = "[[phase]]\nid = \"2\"\ntitle = \"P\"\nwindow = \"2025-09\"\n";
                    format!("{TOP}{WORLD}{phase}{task}verify = {{ {} }}\n", pairs.join(", "))
                }
                "[[habit.change]]" => format!(
                    "{TOP}{WORLD}[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\n{table}"
                ),
                _ => format!("{TOP}{WORLD}{table}"),
            };
            assert_reads(&source);
        }
    }
}

#[test]
fn the_cadences_and_windows_of_the_document_are_read() {
    let cells = |marker: &str| -> Vec<&str> {
        let (_, below) = DOCUMENT.split_once(marker).expect("the table");
        let rows = below.lines().skip(2).take_while(|line| line.starts_with('|'));
        rows.filter_map(|row| row.split('`').nth(1)).collect()
    };
    let cadences = cells("| Cadence | Owed |");
    assert_eq!(cadences.len(), 7);
    for cadence in cadences {
        assert!(cadence.trim_matches('"').parse::<Cadence>().is_ok(), "{cadence}");
    }
    let windows = cells("| Window | From | To |");
    assert_eq!(windows.len(), 5);
    for window in windows {
        let source = format!("{TOP}[[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = {window}\n");
        let plan = plan::read(source.as_bytes()).expect("a plan").plan;
        let days = plan.phases[0].window;
        let row = format!("| `{window}` | {} | {} |", days.first(), days.last());
        assert!(DOCUMENT.contains(&row), "{row}");
    }
}

/// Whether a message has the form of a row, in which `…` stands for anything.
fn fits(message: &str, form: &str) -> bool {
    let mut parts = form.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = message.strip_prefix(first) else {
        return false;
    };
    let parts: Vec<&str> = parts.collect();
    for (index, part) in parts.iter().enumerate() {
        if index + 1 == parts.len() {
            return rest.ends_with(part);
        }
        let Some(at) = rest.find(part) else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty()
}

/// The messages in the snapshots of the plan's pictures.
fn pictured() -> BTreeSet<String> {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/src/plan/tests/snapshots");
    let files = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let texts = files.flat_map(|file| std::fs::read_to_string(file.path()));
    let lines: Vec<String> =
        texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
    let message = |line: &String| match line.strip_prefix("error: ") {
        Some(error) => Some(error.to_owned()),
        None => line.starts_with("warning: ").then(|| line.clone()),
    };
    lines.iter().filter_map(message).collect()
}

#[test]
fn every_message_is_documented_and_every_documented_message_is_pictured() {
    let forms: Vec<&str> =
        table("## What `roadmap check` reports").into_iter().map(|row| row[0]).collect();
    let messages = pictured();
    for message in &messages {
        assert!(forms.iter().any(|form| fits(message, form)), "not documented: {message}");
    }
    for form in forms {
        let large = form.starts_with("the plan is … bytes");
        assert!(
            large || messages.iter().any(|message| fits(message, form)),
            "not pictured: {form}"
        );
    }
}
