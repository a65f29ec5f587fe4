//! `verify` as TOML: the inverse of reading it.

use toml::de::DeValue;

use super::{Step, Verify, read};
use crate::plan::document::Value;
use crate::plan::field::Field;
use crate::plan::problem::Problems;

impl Verify {
    /// The value as it is written in a plan: the shortest that says it.
    #[must_use]
    pub fn value(&self) -> Value {
        match self.plain() {
            Some(text) => Value::text(text),
            None => Value::bare(self.to_toml()),
        }
    }

    /// The value as TOML, on one line.
    #[must_use]
    pub fn to_toml(&self) -> String {
        match self.steps() {
            [only] => step(only),
            several => {
                let steps: Vec<String> = several.iter().map(step).collect();
                format!("[{}]", steps.join(", "))
            }
        }
    }

    /// Reads a value of TOML; `None` where it is none that a plan may have.
    #[must_use]
    pub fn from_toml(text: &str) -> Option<Self> {
        let value = DeValue::parse(text).ok()?;
        let mut problems = Problems::default();
        let verify = read::value(&Field { key: "verify", value: &value }, &mut problems);
        verify.filter(|_| problems.errors() == 0)
    }
}

fn step(step: &Step) -> String {
    let text = |text: &str| Value::text(text).to_string();
    if step.is_plain() {
        return text(step.command.text());
    }
    let mut keys = vec![format!("run = {}", text(step.command.text()))];
    if step.command.uses_shell() {
        keys.push("shell = true".to_owned());
    }
    keys.extend(step.folder.iter().map(|folder| format!("cwd = {}", text(folder))));
    keys.extend(step.timeout.map(|timeout| format!("timeout = {}", text(&timeout.to_string()))));
    if !step.variables.is_empty() {
        let variables = step.variables.iter();
        let pairs: Vec<String> =
            variables.map(|(name, value)| format!("{name} = {}", text(value))).collect();
        keys.push(format!("env = {{ {} }}", pairs.join(", ")));
    }
    if step.needs_clean {
        keys.push("needs-clean = true".to_owned());
    }
    format!("{{ {} }}", keys.join(", "))
}
