//! A cursor over one table of the file that knows which keys it may have.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::field::Field;
use super::keys::{KEYS, PLAN, Shape};
use super::problem::{Problem, Problems, Span};
use super::words;
use crate::say;
use crate::sentence::Sentence;

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
        let noun = self.shape.noun();
        let (en, zh) = noun.both();
        let message = say!("{en} has no `{name}`", "{zh}没有 `{name}`");
        let problem = if self.shape.header.is_empty() {
            Problem::whole(message).help(say!(
                "add a line such as `{example}` at the top",
                "请在顶部加一行，如 `{example}`"
            ))
        } else {
            Problem::error(&self.span, message)
                .help(say!("add a line such as `{example}`", "请加一行，如 `{example}`"))
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
    let noun = shape.noun();
    let ((found, is), (en, zh)) = (found.both(), noun.both());
    Problem::error(&value.span(), say!("expected a table, found {found}", "应为表，实为{is}"))
        .help(say!("write it as {en} with its keys below", "请写成 {zh}，下面写它的键"))
}

fn not_a_list_of_tables(shape: &Shape, value: &Spanned<DeValue<'_>>) -> Problem {
    let found = Field::noun(value.get_ref());
    let noun = shape.noun();
    let ((found, is), (en, zh)) = (found.both(), noun.both());
    let message = say!("expected {en}, found {found}", "应为 {zh}，实为{is}");
    Problem::error(&value.span(), message).help(say!(
        "begin each with {en}, in two pairs of brackets",
        "每一项都以 {zh}开头，用两对方括号"
    ))
}

fn unknown_key(
    shape: &Shape,
    key: &Spanned<std::borrow::Cow<'_, str>>,
    value: &DeValue<'_>,
    near: Option<&str>,
) -> Problem {
    let name = key.get_ref();
    let (noun, quoted) = (shape.noun(), words::quote(name));
    let (en, zh) = noun.both();
    let message = say!("{en} has no key {quoted}", "{zh}没有键 {quoted}");
    let problem = Problem::error(&key.span(), message);
    if let Some(near) = near {
        return problem.label(say!("did you mean `{near}`?", "你是指 `{near}` 吗？"));
    }
    let problem = problem.label(say!("not known here", "这里没有这个键"));
    if let Some(help) = elsewhere(shape, name, value) {
        return problem.help(help);
    }
    let known = words::list(shape.keys.iter().map(|key| key.name));
    let (known, known_zh) = known.both();
    problem.help(say!("the keys of {en} are {known}", "{zh}的键有：{known_zh}"))
}

/// Where a key belongs that is known, but not in this table.
fn elsewhere(shape: &Shape, name: &str, value: &DeValue<'_>) -> Option<Sentence> {
    if matches!(value, DeValue::Table(_) | DeValue::Array(_)) {
        let nested = KEYS
            .iter()
            .find(|other| other.path().rsplit_once('.').is_some_and(|(_, last)| last == name));
        if let Some(nested) = nested {
            let (parent, _) = nested.path().rsplit_once('.')?;
            let header = nested.header;
            return Some(say!(
                "write `{header}`, below the `[[{parent}]]` it belongs to",
                "请写 `{header}`，放在它所属的 `[[{parent}]]` 之下"
            ));
        }
    }
    let at_the_top = !shape.header.is_empty() && PLAN.key(name).is_some();
    at_the_top.then(|| {
        say!(
            "`{name}` goes at the top of the file, above the first `[`",
            "`{name}` 应放在文件顶部，第一个 `[` 之前"
        )
    })
}
