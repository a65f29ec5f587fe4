//! The format as a JSON Schema, so that editors complete and check a plan while it is typed.
//!
//! It is made from the one list of keys. What crosses the file (references, dates against
//! dates) no such schema can say; `roadmap check` does.

use serde_json::{Map, Value, json};

use super::keys::{EVIDENCE, HABIT, KEYS, Key, Kind, Shape};
use super::model::{EvidenceUnit, SshKey};

/// A day of the years 1970 to 2999.
const DAY: &str = "(19[7-9][0-9]|2[0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";

/// A month of those years.
const MONTH: &str = "(19[7-9][0-9]|2[0-9]{3})-(0[1-9]|1[0-2])";

/// A day of the week, short or long.
const WEEKDAY: &str =
    "(mon(day)?|tue(sday)?|wed(nesday)?|thu(rsday)?|fri(day)?|sat(urday)?|sun(day)?)";

/// The JSON Schema of `roadmap.toml`, draft 7, which every editor knows.
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "roadmap.toml",
        "description": "A study plan for roadmap: phases with their tasks, habits, skills and links.",
    });
    let definitions: Map<String, Value> = KEYS
        .iter()
        .filter(|shape| !shape.header.is_empty())
        .map(|shape| (shape.path().to_owned(), table(shape)))
        .collect();
    let top = KEYS.iter().find(|shape| shape.header.is_empty());
    if let (Some(members), Some(Value::Object(top))) =
        (schema.as_object_mut(), top.map(|top| table(top)))
    {
        members.extend(top);
        members.insert("definitions".to_owned(), Value::Object(definitions));
    }
    schema
}

/// A table: its keys, those that it needs, and no others.
fn table(shape: &Shape) -> Value {
    let properties: Map<String, Value> =
        shape.keys.iter().map(|key| (key.name.to_owned(), property(shape, key))).collect();
    let required: Vec<&str> =
        shape.keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut table = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    if *shape == HABIT {
        // A habit has either the days of a phase or its own.
        table["dependencies"] = json!({
            "phase": { "not": { "anyOf": [{ "required": ["from"] }, { "required": ["until"] }] } },
        });
    }
    if *shape == EVIDENCE {
        let has = |key: &str| json!({ "required": [key] });
        table["oneOf"] = json!([has("habit"), has("done")]);
        table["anyOf"] = json!(["path", "message", "tag", "co-author"].map(has));
    }
    table
}

/// A key, with its rule to be read in the editor.
fn property(shape: &Shape, key: &Key) -> Value {
    let mut property = match key.kind {
        Kind::Table => json!({ "allOf": [reference(shape, key)] }),
        Kind::Tables => json!({ "type": "array", "items": reference(shape, key) }),
        kind => value(kind),
    };
    if !key.rule.is_empty() {
        property["description"] = json!(key.rule);
    }
    property
}

/// The table that a key holds.
fn reference(shape: &Shape, key: &Key) -> Value {
    let path = [shape.path(), key.name].join(".");
    json!({ "$ref": format!("#/definitions/{}", path.trim_start_matches('.')) })
}

fn value(kind: Kind) -> Value {
    match kind {
        Kind::Version => json!({ "type": "integer", "enum": [1] }),
        Kind::Line | Kind::Ref | Kind::PathPattern | Kind::NamePattern | Kind::TextPattern => {
            line()
        }
        Kind::EvidenceUnit => {
            json!({ "type": "string", "enum": EvidenceUnit::ALL.map(EvidenceUnit::code) })
        }
        Kind::Lines => list(&line()),
        Kind::Id => id(),
        Kind::Ids => list(&id()),
        Kind::IdOrIds => {
            let mut ids = list(&id());
            ids["minItems"] = json!(1);
            json!({ "anyOf": [id(), ids] })
        }
        Kind::Date => json!({ "anyOf": [date(), text(DAY)] }),
        Kind::Window => {
            let side = format!("({DAY}|{MONTH})");
            json!({ "anyOf": [date(), text(&format!(r" *{side} *(\.\. *{side} *)?"))] })
        }
        Kind::Duration => text(r" *([0-9]*(\.[0-9]{1,3})? *[hHmMsS] *)+"),
        Kind::Cadence => {
            let days = format!("{WEEKDAY}( *, *{WEEKDAY})*");
            let counted = r"[0-9]+ */ *(week|month)|[0-9]+ +in +[0-9]+ +days|[0-9]+ +days";
            text(&format!("day|weekday| *{days} *| *({counted}) *"))
        }
        Kind::Amount => json!({ "type": "number", "exclusiveMinimum": 0, "maximum": 1_000_000 }),
        Kind::Freezes => json!({ "type": "integer", "minimum": 0, "maximum": 31 }),
        Kind::DayEnd => text("(0[0-9]|1[01]):[0-5][0-9]"),
        Kind::WeekStart => json!({ "type": "string", "enum": ["monday", "sunday"] }),
        Kind::Weekdays => {
            let mut days = list(&text(WEEKDAY));
            days["maxItems"] = json!(6);
            days
        }
        Kind::Folder => folder(),
        Kind::Language => json!({ "type": "string", "enum": ["en", "zh"] }),
        Kind::Address => address(),
        Kind::Addresses => list(&address()),
        Kind::Verify => {
            let step = json!({ "anyOf": [line(), { "$ref": "#/definitions/verify" }] });
            let steps = json!({ "type": "array", "items": step, "minItems": 1, "maxItems": 100 });
            json!({ "anyOf": [line(), { "$ref": "#/definitions/verify" }, steps] })
        }
        Kind::Flag => json!({ "type": "boolean" }),
        Kind::Variables => variables(),
        Kind::Mentors => mentors(),
        Kind::Table => json!({ "type": "object" }),
        Kind::Tables => json!({ "type": "array" }),
    }
}

/// Variables of the environment with their values.
fn variables() -> Value {
    let value = json!({ "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f-\\u009f]*$" });
    json!({
        "type": "object",
        "patternProperties": { "^[A-Za-z_][A-Za-z0-9_]*$": value },
        "additionalProperties": false,
    })
}

/// Names, each with a key or a list of them.
fn mentors() -> Value {
    let kinds = SshKey::TYPES.map(|kind| kind.replace('.', r"\.")).join("|");
    let key = text(&format!(r" *({kinds}) +AAAA[A-Za-z0-9+/]+=*( .*)?"));
    let mut keys = list(&key);
    keys["minItems"] = json!(1);
    json!({ "type": "object", "additionalProperties": { "anyOf": [key, keys] } })
}

/// A text that a pattern fits as a whole.
fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": format!("^({pattern})$") })
}

/// A date of TOML's own kind, which validators see as a text.
fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

fn line() -> Value {
    json!({ "type": "string", "pattern": "^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$" })
}

/// Names with `/` between them, none of which begins with a dot.
fn folder() -> Value {
    let other = r#"[^"*\\<>:|?#^\[\]/\u0000-\u001f]"#;
    let first = other.replace("[^", "[^. ");
    text(&format!("{first}{other}*(/{first}{other}*)*"))
}

fn id() -> Value {
    text("[a-z0-9][a-z0-9-]{0,63}")
}

fn address() -> Value {
    text(r"(https?://|mailto:)\S+")
}

/// A list that names nothing twice.
fn list(items: &Value) -> Value {
    json!({ "type": "array", "items": items, "uniqueItems": true })
}
