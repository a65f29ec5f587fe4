//! A cursor over one table of the file that knows which keys it may have.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::field::Field;
use super::keys::{KEYS, PLAN, Shape};
use super::problem::{Problem, Problems, Span};
use super::words;

/// How many unknown keys of a file are compared with the known ones.
const MAX_COMPARED: usize = 100;

/// A table whose keys have been checked against its shape.
pub(super) struct Table<'t> {
    shape: &'static Shape,
    entries: &'t DeTable<'t>,
    /// Its header, or the whole of an inline table.
    pub(super) span: Span,
}

impl<'t> Table<'t> {
    /// The top of the file.
    pub(super) fn root(entries: &'t DeTable<'t>, problems: &mut Problems) -> Self {
        let table = Self { shape: &PLAN, entries, span: 0..0 };
        table.check_keys(problems);
        table
    }

    pub(super) fn open(
        shape: &'static Shape,
        value: &'t Spanned<DeValue<'t>>,
        problems: &mut Problems,
    ) -> Option<Self> {
        let DeValue::Table(entries) = value.get_ref() else {
            problems.push(not_a_table(shape, value));
            return None;
        };
        let table = Self { shape, entries, span: value.span() };
        table.check_keys(problems);
        Some(table)
    }

    fn check_keys(&self, problems: &mut Problems) {
        let mut meant = Vec::new();
        for (key, value) in self.entries {
            if self.shape.key(key.get_ref()).is_some() {
                continue;
            }
            let names = self.shape.keys.iter().map(|key| key.name);
            let compare = problems.len() < MAX_COMPARED;
            let near = if compare { words::nearest(key.get_ref(), names) } else { None };
            meant.extend(near);
            problems.push(unknown_key(self.shape, key, value.get_ref(), near));
        }
        for key in self.shape.keys.iter().filter(|key| key.required) {
            if !self.entries.contains_key(key.name) && !meant.contains(&key.name) {
                problems.push(self.missing_key(key.name, key.example));
            }
        }
    }

    fn missing_key(&self, name: &str, example: &str) -> Problem {
        let message = format!("{} has no `{name}`", self.shape.noun());
        let problem = if self.shape.header.is_empty() {
            Problem::whole(message).help(format!("add a line such as `{example}` at the top"))
        } else {
            Problem::error(&self.span, message).help(format!("add a line such as `{example}`"))
        };
        Problem { absence: true, ..problem }
    }

    /// The value of a key, if the table has it.
    pub(super) fn field(&self, key: &'static str) -> Option<Field<'t>> {
        debug_assert!(self.shape.key(key).is_some(), "`{key}` is not in the list of keys");
        self.entries.get(key).map(|value| Field { key, value })
    }

    /// The table under a key.
    pub(super) fn table(
        &self,
        key: &'static str,
        shape: &'static Shape,
        problems: &mut Problems,
    ) -> Option<Self> {
        Self::open(shape, self.field(key)?.value, problems)
    }

    /// The tables under a key, in the order of the file.
    pub(super) fn tables(
        &self,
        key: &'static str,
        shape: &'static Shape,
        problems: &mut Problems,
    ) -> Vec<Self> {
        let Some(field) = self.field(key) else {
            return Vec::new();
        };
        let DeValue::Array(items) = field.value.get_ref() else {
            problems.push(not_a_list_of_tables(shape, field.value));
            return Vec::new();
        };
        items.iter().filter_map(|item| Self::open(shape, item, problems)).collect()
    }
}

fn not_a_table(shape: &Shape, value: &Spanned<DeValue<'_>>) -> Problem {
    let found = Field::noun(value.get_ref());
    Problem::error(&value.span(), format!("expected a table, found {found}"))
        .help(format!("write it as {} with its keys below", shape.noun()))
}

fn not_a_list_of_tables(shape: &Shape, value: &Spanned<DeValue<'_>>) -> Problem {
    let found = Field::noun(value.get_ref());
    let message = format!("expected {}, found {found}", shape.noun());
    Problem::error(&value.span(), message)
        .help(format!("begin each with {}, in two pairs of brackets", shape.noun()))
}

fn unknown_key(
    shape: &Shape,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &DeValue<'_>,
    near: Option<&str>,
) -> Problem {
    let name = key.get_ref();
    let problem =
        Problem::error(&key.span(), format!("{} has no key {}", shape.noun(), words::quote(name)));
    if let Some(near) = near {
        return problem.label(format!("did you mean `{near}`?"));
    }
    match elsewhere(shape, name, value) {
        Some(help) => problem.label("not known here").help(help),
        None => problem.label("not known here").help(format!(
            "the keys of {} are {}",
            shape.noun(),
            words::list(shape.keys.iter().map(|key| key.name))
        )),
    }
}

/// Where a key belongs that is known, but not in this table.
fn elsewhere(shape: &Shape, name: &str, value: &DeValue<'_>) -> Option<String> {
    if matches!(value, DeValue::Table(_) | DeValue::Array(_)) {
        let nested = KEYS
            .iter()
            .find(|other| other.path().rsplit_once('.').is_some_and(|(_, last)| last == name));
        if let Some(nested) = nested {
            let (parent, _) = nested.path().rsplit_once('.')?;
            let header = nested.header;
            return Some(format!("write `{header}`, below the `[[{parent}]]` it belongs to"));
        }
    }
    let at_the_top = !shape.header.is_empty() && PLAN.key(name).is_some();
    at_the_top.then(|| format!("`{name}` goes at the top of the file, above the first `[`"))
}
