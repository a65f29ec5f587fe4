//! What the source of the read models says about the keys: output alone does not show that
//! something can be null, or a fraction, or only there in some variant.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// What is said about keys, by their names wherever they stand.
#[derive(Default)]
pub(super) struct Declared {
    /// The types that fields of a name have.
    types: BTreeMap<String, BTreeSet<&'static str>>,
    /// Keys that only some variants of an enum have.
    of_variants: BTreeSet<String>,
}

impl Declared {
    /// Reads the sources of everything that is printed as JSON.
    pub(super) fn read() -> Self {
        let mut declared = Self::default();
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        for part in ["view/report", "progress", "ledger/event.rs"] {
            declared.add_all(&root.join(part));
        }
        assert!(declared.types.len() > 100, "{}", declared.types.len());
        declared
    }

    fn add_all(&mut self, path: &Path) {
        if path.is_dir() {
            for entry in fs::read_dir(path).expect("a directory") {
                self.add_all(&entry.expect("an entry").path());
            }
            return;
        }
        let source = fs::read_to_string(path).expect("a source");
        let mut is_enum = false;
        for line in source.lines() {
            if line.starts_with("pub ") {
                is_enum = line.starts_with("pub enum");
            }
            let Some((name, of)) = line.trim().trim_end_matches(',').split_once(": ") else {
                continue;
            };
            let field = name.strip_prefix("pub ");
            let is_name = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            if let Some(name) = field.or(is_enum.then_some(name)).filter(|name| is_name(name)) {
                self.types.entry(name.to_owned()).or_default().extend(json_types(of));
                if field.is_none() {
                    self.of_variants.insert(name.to_owned());
                }
            }
        }
    }

    /// The types of a key, where output has these.
    pub(super) fn types(&self, key: &str, seen: &BTreeSet<String>) -> BTreeSet<String> {
        let declared = self.types.get(key).into_iter().flatten();
        let declared: BTreeSet<String> = declared.map(|name| (*name).to_owned()).collect();
        let mut types = seen.clone();
        if declared.contains("null") {
            types.insert("null".to_owned());
        }
        // Of what was only ever null, all that it may be; of a whole number, whether it must be.
        let is_only_null = seen.iter().all(|name| name == "null");
        if is_only_null {
            types.extend(declared.clone());
        }
        if declared.contains("number") && types.remove("integer") {
            types.insert("number".to_owned());
        }
        types
    }

    /// Whether a key may be missing where it was always seen.
    pub(super) fn may_be_missing(&self, key: &str) -> bool {
        self.of_variants.contains(key)
    }
}

/// The types of JSON that a type of Rust becomes.
fn json_types(of: &str) -> Vec<&'static str> {
    if let Some(inner) = of.strip_prefix("Option<").and_then(|of| of.strip_suffix('>')) {
        return [vec!["null"], json_types(inner)].concat();
    }
    match of {
        "bool" => vec!["boolean"],
        "u8" | "u16" | "u32" | "u64" | "usize" | "i64" => vec!["integer"],
        "Amount" | "Score" | "f64" => vec!["number"],
        "String" | "NaiveDate" | "Id" | "EventId" | "Target" | "CommitId" | "Rule" => {
            vec!["string"]
        }
        of if of.starts_with("Vec<") => vec!["array"],
        _ => Vec::new(),
    }
}
