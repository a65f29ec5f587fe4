//! Values as they are written in a plan.

use std::fmt::{self, Write as _};

/// The value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, which is put in quotes.
    Text(String),
    /// What stands without quotes, e.g. a date or a number; or TOML that is taken over as it is.
    Bare(String),
    /// A list of texts.
    List(Vec<String>),
}

impl Value {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// What stands without quotes.
    #[must_use]
    pub fn bare(shown: impl fmt::Display) -> Self {
        Self::Bare(shown.to_string())
    }

    /// A list of texts.
    pub fn list(items: impl IntoIterator<Item = impl fmt::Display>) -> Self {
        Self::List(items.into_iter().map(|item| item.to_string()).collect())
    }
}

impl fmt::Display for Value {
    /// The value as TOML.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Bare(text) => f.write_str(text),
            Self::List(items) => {
                let items: Vec<String> = items.iter().map(|item| quoted(item)).collect();
                write!(f, "[{}]", items.join(", "))
            }
        }
    }
}

/// A text in quotes. Without a backslash in it where that can be.
pub(super) fn quoted(text: &str) -> String {
    let escapes = text.contains(['"', '\\']);
    if escapes && !text.contains(|c: char| c == '\'' || c.is_control()) {
        return format!("'{text}'");
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_control() => {
                // Writing to a string does not fail.
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use toml::de::{DeTable, DeValue};

    use super::*;

    #[test]
    fn texts_are_in_the_plainest_quotes() {
        assert_eq!(Value::text("依赖注入").to_string(), "\"依赖注入\"");
        assert_eq!(Value::text("say \"hi\"").to_string(), "'say \"hi\"'");
        assert_eq!(Value::text("it's \"so\"").to_string(), "\"it's \\\"so\\\"\"");
        assert_eq!(Value::text("a\u{7f}\n").to_string(), "\"a\\u007F\\n\"");
        assert_eq!(Value::list(["a", "b"]).to_string(), "[\"a\", \"b\"]");
        assert_eq!(Value::bare(3).to_string(), "3");
    }

    proptest! {
        #[test]
        fn a_text_reads_back(text in any::<String>()) {
            let source = format!("a = {}", Value::text(text.clone()));
            let table = DeTable::parse(&source).expect("TOML");
            let value = table.get_ref().get("a").expect("a value");
            prop_assert!(matches!(value.get_ref(), DeValue::String(read) if *read == text));
        }
    }
}
