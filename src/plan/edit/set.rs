//! One key of one table.

use super::EditError;
use crate::plan::document::{Document, Place, Value};
use crate::plan::keys::{Key, Kind, Shape};
use crate::plan::{verify, words};
use crate::say;
use crate::sentence::Sentence;

/// A key of the plan that can be set.
#[derive(Clone, Debug)]
pub struct Assignment {
    /// Its table.
    pub place: Place,
    /// The key.
    pub key: &'static Key,
}

impl Assignment {
    /// Whether its value is a day.
    #[must_use]
    pub fn is_day(&self) -> bool {
        self.key.kind == Kind::Date
    }
}

/// The key that `name` is of a table; for the top of the file also `record.ref` and the like.
///
/// # Errors
///
/// Where there is none, and where it is an id or a list of tables.
pub fn assignment(place: Place, name: &str) -> Result<Assignment, EditError> {
    let (place, name) = match (place, name.split_once('.')) {
        (Place::Top, Some(("record", name))) => (Place::Record, name),
        (Place::Top, Some(("history", name))) => (Place::History, name),
        (place, _) => (place, name),
    };
    let shape = place.shape();
    let key = shape.key(name).ok_or_else(|| unknown(shape, name))?;
    let refused = |way| EditError::NotSettable { key: name.to_owned(), way };
    if name == "id" || (place == Place::Top && name == "schema") {
        return Err(refused(if name == "id" {
            say!("`roadmap move OLD NEW` changes an id", "要改 id 请用 `roadmap move 旧id 新id`")
        } else {
            say!("it is the version of the format", "它是格式的版本号")
        }));
    }
    if key.kind.is_table() {
        return Err(refused(way_to_a_table(name)));
    }
    Ok(Assignment { place, key })
}

/// How a table gets into the plan.
fn way_to_a_table(key: &str) -> Sentence {
    match key {
        "phase" | "task" | "habit" | "module" | "skill" | "link" => say!(
            "`roadmap add {key}` adds a table, `roadmap edit` opens the file",
            "添加请用 `roadmap add {key}`，打开文件请用 `roadmap edit`"
        ),
        "moved" => say!(
            "`roadmap move OLD NEW` writes it, `roadmap edit` opens the file",
            "`roadmap move 旧id 新id` 会写入它，打开文件请用 `roadmap edit`"
        ),
        "change" => say!(
            "write `change = [{{ from = 2025-10-01, target = 2 }}]` below the habit; `roadmap edit` \
             opens the file",
            "请在该习惯下写 `change = [{{ from = 2025-10-01, target = 2 }}]`；打开文件请用 `roadmap edit`"
        ),
        _ => say!("`roadmap edit` opens the file", "打开文件请用 `roadmap edit`"),
    }
}

fn unknown(shape: &Shape, name: &str) -> EditError {
    let names = || shape.keys.iter().map(|key| key.name);
    let known = if let Some(near) = words::nearest(name, names()) {
        say!("did you mean `{near}`?", "你是指 `{near}` 吗？")
    } else {
        let (noun, known) = (shape.noun(), words::list(names()));
        let ((en, zh), (known, known_zh)) = (noun.both(), known.both());
        say!("the keys of {en} are {known}", "{zh}的键有：{known_zh}")
    };
    EditError::UnknownKey { table: shape.noun(), key: name.to_owned(), known }
}

/// Gives the key a value, which is typed as the format wants it; an empty list takes it out. Where the text cannot be that,
/// it is written all the same, for `plan::read` to show what is wrong with it.
///
/// # Errors
///
/// Where the table is not there.
pub fn set(document: &mut Document, to: &Assignment, text: &str) -> Result<(), EditError> {
    by_itself(document, to)?;
    let value = value(to.key, text);
    if value == Value::List(Vec::new()) && document.has(&to.place) {
        document.remove(&to.place, to.key.name);
        return Ok(());
    }
    if document.set(&to.place, to.key.name, &value) { Ok(()) } else { Err(EditError::Unreachable) }
}

/// Takes the key out.
///
/// # Errors
///
/// Where it is not set.
pub fn unset(document: &mut Document, of: &Assignment) -> Result<(), EditError> {
    by_itself(document, of)?;
    let name = of.key.name;
    if document.remove(&of.place, name) {
        return Ok(());
    }
    Err(EditError::NotSet { key: name.to_owned() })
}

/// Mentors can stand on one line, or in a table of their own, where each has a line to be edited.
fn by_itself(document: &Document, to: &Assignment) -> Result<(), EditError> {
    let is_header = |line: &str| {
        let name = line.trim_start().strip_prefix('[').map(str::trim_start);
        name.and_then(|name| name.strip_prefix("mentors"))
            .is_some_and(|rest| rest.trim_start().starts_with(']'))
    };
    if to.key.kind != Kind::Mentors || !document.text().lines().any(is_header) {
        return Ok(());
    }
    let way = say!(
        "`[mentors]` is a table of its own in roadmap.toml; `roadmap edit` opens the file",
        "`[mentors]` 在 roadmap.toml 中是单独的表，请用 `roadmap edit` 打开文件修改"
    );
    Err(EditError::NotSettable { key: to.key.name.to_owned(), way })
}

/// A text as the value of a key.
pub(super) fn value(key: &Key, text: &str) -> Value {
    let is_bare = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
    let items = || array(text).unwrap_or_else(|| items(key.kind, text));
    match key.kind {
        kind if kind.is_bare() && !text.is_empty() && text.chars().all(is_bare) => {
            // TOML has no number that begins with a point, and no date with five digits.
            let is_toml = toml::de::DeValue::parse(text).is_ok();
            if is_toml { Value::bare(text) } else { Value::text(text) }
        }
        Kind::Verify | Kind::Mentors if verify::is_toml(text) => Value::bare(text),
        Kind::IdOrIds if items().len() == 1 => Value::text(items()[0].trim()),
        kind if kind.is_list() => Value::List(items()),
        _ => Value::text(text),
    }
}

/// The items of a list that is written as in the file.
fn array(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    if !text.starts_with('[') {
        return None;
    }
    let value = toml::de::DeValue::parse(text).ok()?;
    let items = value.get_ref().as_array()?.iter();
    items.map(|item| item.get_ref().as_str().map(str::to_owned)).collect()
}

/// The items of a list that commas separate; an address may have commas of its own.
fn items(kind: Kind, text: &str) -> Vec<String> {
    let mut items: Vec<String> = Vec::new();
    for part in text.split([',', '，']).map(str::trim).filter(|part| !part.is_empty()) {
        let is_new = kind != Kind::Addresses || part.contains("://") || part.starts_with("mailto:");
        match items.last_mut().filter(|_| !is_new) {
            Some(last) => last.push_str(&format!(",{part}")),
            None => items.push(part.to_owned()),
        }
    }
    items
}
