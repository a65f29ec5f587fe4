//! The shape of JSON: which types stand where, and which keys are always there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::declared::Declared;

/// Keys below which every key is a name of the learner's, not of ours.
const MAPS: [&str; 3] = ["unknown", "other", "env"];

/// What can stand in one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    types: BTreeSet<String>,
    /// Each key with what stands there and whether it is always there.
    keys: BTreeMap<String, (Shape, bool)>,
    items: Option<Box<Shape>>,
    is_map: bool,
}

impl Shape {
    /// The shape of one value.
    pub(super) fn of(value: &Value) -> Self {
        let name = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(number) if number.is_f64() => "number",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let mut shape = Self { types: BTreeSet::from([name.to_owned()]), ..Self::default() };
        if let Value::Array(items) = value {
            shape.items = items.iter().map(Self::of).reduce(Self::or).map(Box::new);
        }
        for (key, value) in value.as_object().into_iter().flatten() {
            let mut of_key = Self::of(value);
            if MAPS.contains(&key.as_str()) && value.is_object() {
                of_key = Self { keys: BTreeMap::new(), is_map: true, ..of_key };
            }
            shape.keys.insert(key.clone(), (of_key, true));
        }
        shape
    }

    /// What is of one shape or of the other.
    pub(super) fn or(mut self, other: Self) -> Self {
        let are_objects = self.types.contains("object") && other.types.contains("object");
        for (key, (shape, always)) in &mut self.keys {
            *always &= !are_objects || other.keys.get(key).is_some_and(|(_, always)| *always);
            if let Some((other, _)) = other.keys.get(key) {
                *shape = std::mem::take(shape).or(other.clone());
            }
        }
        for (key, (shape, always)) in other.keys {
            self.keys.entry(key).or_insert((shape, always && !are_objects));
        }
        self.items = match (self.items, other.items) {
            (Some(one), Some(other)) => Some(Box::new(one.or(*other))),
            (one, other) => one.or(other),
        };
        self.types.extend(other.types);
        // A whole number is a number.
        if self.types.contains("number") {
            self.types.remove("integer");
        }
        self.is_map |= other.is_map;
        self
    }

    /// The same, with what the source says about its keys.
    pub(super) fn with_declared(mut self, declared: &Declared) -> Self {
        for (key, (shape, always)) in &mut self.keys {
            *shape = std::mem::take(shape).with_declared(declared);
            shape.types = declared.types(key, &shape.types);
            *always &= !declared.may_be_missing(key);
        }
        self.items = self.items.map(|items| Box::new(items.with_declared(declared)));
        self
    }

    /// The shape that a schema describes.
    pub(super) fn read(schema: &Value) -> Self {
        let texts = |value: &Value| -> BTreeSet<String> {
            let texts = value.as_array().into_iter().flatten();
            texts.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        let required = texts(&schema["required"]);
        let keys = schema["properties"].as_object().into_iter().flatten();
        Self {
            types: texts(&schema["type"]),
            keys: keys
                .map(|(key, schema)| (key.clone(), (Self::read(schema), required.contains(key))))
                .collect(),
            items: schema.get("items").map(|items| Box::new(Self::read(items))),
            is_map: schema["x-names"] == true,
        }
    }

    /// The schema: what is not described is allowed, for keys may be added.
    pub(super) fn schema(&self) -> Value {
        self.described(false)
    }

    /// The schema that allows nothing else.
    pub(super) fn strict(&self) -> Value {
        self.described(true)
    }

    fn described(&self, strict: bool) -> Value {
        let mut schema = json!({ "type": self.types });
        if let Some(items) = &self.items {
            schema["items"] = items.described(strict);
        }
        if self.is_map {
            schema["x-names"] = json!(true);
        } else if self.types.contains("object") {
            let required = self.keys.iter().filter(|(_, (_, always))| *always);
            schema["required"] = required.map(|(key, _)| key.clone()).collect();
            schema["properties"] = self
                .keys
                .iter()
                .map(|(key, (shape, _))| (key.clone(), shape.described(strict)))
                .collect::<serde_json::Map<_, _>>()
                .into();
            if strict {
                schema["additionalProperties"] = json!(false);
            }
        }
        schema
    }

    /// Every place below `path` with its types, and `!` where it is always there.
    pub(super) fn paths(&self, path: &str) -> Vec<(String, String)> {
        let mut paths = Vec::new();
        for (key, (shape, always)) in &self.keys {
            let path = format!("{path}.{key}");
            let types: Vec<&str> = shape.types.iter().map(String::as_str).collect();
            let always = if *always { "!" } else { "" };
            paths.push((path.clone(), format!("{}{always}", types.join("|"))));
            paths.extend(shape.paths(&path));
        }
        if let Some(items) = &self.items {
            let path = format!("{path}[]");
            let types: Vec<&str> = items.types.iter().map(String::as_str).collect();
            paths.push((path.clone(), types.join("|")));
            paths.extend(items.paths(&path));
        }
        paths
    }
}
