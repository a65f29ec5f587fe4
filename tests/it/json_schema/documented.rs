//! What the source of the read models says to people about the keys: their doc comments, which become
//! the descriptions of the schemas, and the values that an enumeration has.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

/// A field as its source has it.
#[derive(Clone, Debug, Default)]
struct Field {
    said: String,
    of: String,
    is_flat: bool,
    /// The names that it may be, where it says which variant something is.
    values: Vec<String>,
}

/// A struct, or an enum with the fields of all its variants.
#[derive(Debug, Default)]
struct Record {
    fields: BTreeMap<String, Field>,
}

/// The doc comments of everything that is printed as JSON.
#[derive(Default)]
pub(super) struct Documented {
    /// By the name of the type; more than one of an enum with fields, or of types of one name.
    records: BTreeMap<String, Vec<Record>>,
    /// The values of enums without fields.
    values: BTreeMap<String, Vec<String>>,
}

impl Documented {
    /// Reads the sources of the read models.
    pub(super) fn read() -> Self {
        let mut documented = Self::default();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for part in ["view/report", "progress", "ledger", "plan/problem.rs", "plan/import"] {
            documented.add_all(&root.join(part));
        }
        assert!(documented.records.len() > 60, "{}", documented.records.len());
        documented
    }

    fn add_all(&mut self, path: &Path) {
        if path.is_dir() {
            let mut entries: Vec<_> = fs::read_dir(path)
                .expect("a directory")
                .map(|entry| entry.expect("an entry").path())
                .collect();
            entries.sort();
            for entry in &entries {
                self.add_all(entry);
            }
            return;
        }
        let source = fs::read_to_string(path).expect("a source");
        let mut lines = source.lines();
        let mut attributes = String::new();
        while let Some(line) = lines.next() {
            if line.starts_with("#[") {
                attributes.push_str(line);
            } else if let Some((name, is_enum)) = declared(line) {
                let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "}").collect();
                self.add(name, &attributes, &body, is_enum);
            }
            if !line.starts_with(['#', '/']) {
                attributes.clear();
            }
        }
    }

    fn add(&mut self, name: &str, attributes: &str, body: &[&str], is_enum: bool) {
        if !attributes.contains("Serialize") {
            return;
        }
        let tag = attributes.split_once("tag = \"").and_then(|(_, rest)| rest.split('"').next());
        let is_kebab = attributes.contains("kebab-case");
        let mut record = Record::default();
        let mut values = Vec::new();
        let (mut said, mut is_flat, mut has_fields) = (String::new(), false, false);
        for line in body.iter().map(|line| line.trim()) {
            if let Some(text) = line.strip_prefix("///") {
                let gap = if said.is_empty() { "" } else { " " };
                said = format!("{said}{gap}{}", text.trim());
                continue;
            }
            is_flat |= line.contains("flatten");
            let field = line
                .trim_end_matches(',')
                .strip_prefix("pub ")
                .unwrap_or(line.trim_end_matches(','));
            if let Some((field, of)) = field.split_once(": ").filter(|(name, _)| is_key(name)) {
                let field = field.trim_start_matches("r#").to_owned();
                let known = record.fields.entry(field).or_default();
                // Of variants with a field of the same name, the first that says something counts.
                if known.of.is_empty() || known.said.len() < said.len() {
                    *known = Field {
                        said: said.clone(),
                        of: of.to_owned(),
                        is_flat,
                        ..Field::default()
                    };
                }
                said.clear();
                is_flat = false;
            } else if is_enum && line.starts_with(|sign: char| sign.is_uppercase()) {
                said.clear();
                let variant = line.split(['(', ' ', ',', '{']).next().unwrap_or(line);
                has_fields |= line.contains(['{', '(']);
                values.push(if is_kebab { kebab(variant) } else { variant.to_owned() });
                if let Some((_, of)) = line.split_once('(') {
                    let of = of.trim_end_matches([',', ')']).to_owned();
                    record.fields.insert(
                        variant.to_owned(),
                        Field { of, is_flat: true, ..Field::default() },
                    );
                }
            }
        }
        if let Some(tag) = tag {
            let said = "Which of these it is; the other keys depend on it.".to_owned();
            record.fields.insert(tag.to_owned(), Field { said, values, ..Field::default() });
        } else if is_enum && !has_fields && is_kebab {
            self.values.insert(name.to_owned(), values);
        }
        if !record.fields.is_empty() {
            self.records.entry(name.to_owned()).or_default().push(record);
        }
    }

    /// The fields of a record with those of the records that are flattened into it.
    fn expanded(&self, record: &Record, depth: usize) -> BTreeMap<String, Field> {
        let mut fields: BTreeMap<String, Field> = BTreeMap::new();
        for (name, field) in &record.fields {
            if field.is_flat && depth < 5 {
                let of = self.records.get(inner(&field.of)).into_iter().flatten();
                for (name, field) in of.flat_map(|record| self.expanded(record, depth + 1)) {
                    // Of several enums with one tag, it may be the name of any variant.
                    let values = field.values.clone();
                    fields.entry(name).or_insert(field).values.extend(values);
                }
            } else {
                fields.insert(name.clone(), field.clone());
            }
        }
        fields
    }

    /// The fields of the type that an object with these keys most likely is.
    fn fields_of(&self, keys: &BTreeSet<&String>) -> BTreeMap<String, Field> {
        let all = self.records.values().flatten().map(|record| self.expanded(record, 0));
        // Keys in common count for it, others against it.
        let likeness = |fields: &BTreeMap<String, Field>| {
            let shared = keys.iter().filter(|key| fields.contains_key(**key)).count();
            i128::try_from(5 * shared).unwrap_or(0)
                - i128::try_from(keys.len() + fields.len()).unwrap_or(0)
        };
        let mut best = BTreeMap::new();
        for fields in all {
            if likeness(&fields) > likeness(&best) {
                best = fields;
            }
        }
        best
    }

    /// What is said of a key wherever it stands, if that is one thing.
    fn said_of(&self, key: &str) -> Option<Field> {
        let fields = self.records.values().flatten().filter_map(|record| record.fields.get(key));
        fields.min_by_key(|field| field.said.len()).cloned()
    }

    /// Adds descriptions, formats and values to a schema.
    pub(super) fn describe(&self, schema: &mut Value) {
        if let Some(items) = schema.get_mut("items") {
            self.describe(items);
        }
        let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) else {
            return;
        };
        let fields = self.fields_of(&properties.keys().collect());
        for (key, property) in properties {
            self.describe(property);
            let known = fields.get(key);
            let Some(field) = known.cloned().or_else(|| self.said_of(key)) else { continue };
            property["description"] = json!(plain(&field.said));
            let place =
                if property.get("items").is_some() { &mut property["items"] } else { property };
            let types = place["type"].as_array().cloned().unwrap_or_default();
            // Of a key that only has the name of another nothing is known but what it is called.
            if known.is_some() && types.contains(&json!("string")) {
                if inner(&field.of) == "NaiveDate" {
                    place["format"] = json!("date");
                }
                let values = self.values.get(inner(&field.of)).unwrap_or(&field.values);
                if !values.is_empty() {
                    let values: BTreeSet<&String> = values.iter().collect();
                    let mut values: Vec<Value> = values.iter().map(|value| json!(value)).collect();
                    values.extend(types.contains(&json!("null")).then_some(Value::Null));
                    place["enum"] = json!(values);
                }
            }
        }
    }
}

/// The name of a type that begins in this line, and whether it is an enum.
fn declared(line: &str) -> Option<(&str, bool)> {
    let line = line.strip_prefix("pub ").unwrap_or(line);
    let line = line.strip_prefix("pub(crate) ").unwrap_or(line).strip_suffix(" {")?;
    let name = |rest: &'static str| {
        line.strip_prefix(rest).map(|name| name.split(['<', '(']).next().unwrap_or(name))
    };
    name("struct ").map(|name| (name, false)).or(name("enum ").map(|name| (name, true)))
}

fn is_key(name: &str) -> bool {
    let name = name.trim_start_matches("r#");
    !name.is_empty()
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// The type that stands in an `Option`, `Vec` or `Box`, without its path.
fn inner(of: &str) -> &str {
    let mut of = of;
    while let Some((_, rest)) = ["Option<", "Vec<", "Box<", "BTreeSet<"]
        .iter()
        .find_map(|outer| of.strip_prefix(outer).map(|rest| (outer, rest)))
    {
        of = rest.strip_suffix('>').unwrap_or(rest);
    }
    of.rsplit("::").next().unwrap_or(of)
}

fn kebab(name: &str) -> String {
    let mut text = String::new();
    for sign in name.chars() {
        if sign.is_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.extend(sign.to_lowercase());
    }
    text
}

/// A doc comment without the marks that only rustdoc reads.
fn plain(said: &str) -> String {
    said.replace("[`", "`").replace("`]", "`").replace("Self::", "").replace("None", "null")
}
