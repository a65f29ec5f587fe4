//! `roadmap.toml` as text that can be edited: every edit changes the lines that it is about and
//! leaves all others as they are, byte for byte, comments and line breaks included.
//!
//! The parser says where things stand; the text itself is cut and pasted. (A document model that
//! writes the whole file anew would keep comments too, but turns CRLF into LF.)
//!
//! A [`Document`] is TOML, and not always a valid plan: `plan::read` judges the text in the end.

mod comment;
mod layout;
mod list;
mod table;
#[cfg(test)]
mod tests;
mod tree;
mod value;

use std::fmt;
use std::ops::Range;

use toml::de::DeTable;

use super::Problems;
use super::keys::{HABIT, HISTORY, LINK, MODULE, MOVED, PHASE, PLAN, RECORD, SKILL, Shape, TASK};
use crate::id::Id;
use crate::sentence::Sentence;
use layout::{after_line, indent, line_break, line_start, top_end};
use list::{List, spliced};
use tree::{Entry, Form, Node};

pub use table::{NewTable, Spot};
pub use value::Value;

/// A plan as text.
#[derive(Clone, Debug)]
pub struct Document {
    text: String,
    nodes: Vec<Node>,
}

/// A table of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The top of the file.
    Top,
    /// `[record]`
    Record,
    /// `[history]`
    History,
    /// The `[[phase]]` with this id.
    Phase(Id),
    /// The `[[phase.task]]` with this id.
    Task(Id),
    /// The `[[habit]]` with this id.
    Habit(Id),
    /// The `[[module]]` with this id.
    Module(Id),
    /// The `[[module.skill]]` with this id.
    Skill(Id),
    /// The `[[link]]` with this number, counted from 0.
    Link(usize),
    /// The `[[moved]]` from this id.
    Moved(Id),
}

impl Place {
    /// The kind of table.
    #[must_use]
    pub fn shape(&self) -> &'static Shape {
        match self {
            Self::Top => &PLAN,
            Self::Record => &RECORD,
            Self::History => &HISTORY,
            Self::Phase(_) => &PHASE,
            Self::Task(_) => &TASK,
            Self::Habit(_) => &HABIT,
            Self::Module(_) => &MODULE,
            Self::Skill(_) => &SKILL,
            Self::Link(_) => &LINK,
            Self::Moved(_) => &MOVED,
        }
    }
}

impl Document {
    /// Reads a text.
    ///
    /// # Errors
    ///
    /// What is wrong with it where it is not TOML. Whether it is a plan is not looked at.
    pub fn parse(text: impl Into<String>) -> Result<Self, Problems> {
        let text = text.into();
        let nodes = match DeTable::parse(&text) {
            Ok(table) => tree::nodes(&text, table.get_ref()),
            Err(error) => {
                let problems = super::read(text.as_bytes()).err();
                return Err(problems.unwrap_or_else(|| {
                    super::Problem::whole(Sentence::verbatim(error.message())).into()
                }));
            }
        };
        Ok(Self { text, nodes })
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The comments, each from its `#` to the end of its line, in the order of the text.
    #[must_use]
    pub fn comments(&self) -> Vec<&str> {
        comment::comments(&self.text).into_iter().map(|range| &self.text[range]).collect()
    }

    /// Whether there is such a table.
    #[must_use]
    pub fn has(&self, place: &Place) -> bool {
        self.find(place).is_some()
    }

    /// The line, counted from 1, on which a table begins.
    #[must_use]
    pub fn line_of(&self, place: &Place) -> Option<usize> {
        let start = self.nodes[self.find(place)?].span.start;
        Some(self.text[..start].matches('\n').count() + 1)
    }

    /// The bytes of the text that a table with a header takes, with the comments that go with it
    /// and without the tables below it; `None` where it is written in another way.
    #[must_use]
    pub fn block(&self, place: &Place) -> Option<Range<usize>> {
        let at = self.find(place)?;
        let has_header = self.nodes[at].form == Form::Header;
        has_header.then(|| layout::block(&self.text, &self.nodes, at))
    }

    /// The value of a key as it is written.
    #[must_use]
    pub fn value(&self, place: &Place, key: &str) -> Option<&str> {
        let entry = self.nodes[self.find(place)?].entry(key)?;
        Some(&self.text[entry.value.clone()])
    }

    /// The texts in the list under a key; empty where there is none.
    #[must_use]
    pub fn texts(&self, place: &Place, key: &str) -> Vec<String> {
        let entry = self.find(place).and_then(|at| self.nodes[at].entry(key));
        let items = entry.and_then(|entry| entry.items.as_ref());
        items.into_iter().flatten().filter_map(|item| item.text.clone()).collect()
    }

    /// Gives a key a value, where it stands or, if it is new, where the format has it in the
    /// table. `[record]` and `[history]` are made where they are missing. Returns whether there
    /// is such a table.
    pub fn set(&mut self, place: &Place, key: &str, value: &Value) -> bool {
        let Some(at) = self.find(place) else {
            return match place {
                Place::Record => self.append(&format!("[record]\n{key} = {value}\n")),
                Place::History => self.append(&format!("[history]\n{key} = {value}\n")),
                _ => false,
            };
        };
        let node = &self.nodes[at];
        let Some(entry) = node.entry(key) else {
            self.replace_text(self.with_key(node, key, value));
            return true;
        };
        let span = entry.value.clone();
        if let Value::List(wanted) = value
            && entry.items.is_some()
            && self.text[span.clone()].contains(['\n', '#'])
        {
            let mut changed = self.clone();
            changed.set_items(place, key, wanted);
            let has_comments = !comment::comments(&self.text[span.clone()]).is_empty();
            if has_comments || changed.texts(place, key) == *wanted {
                *self = changed;
                return true;
            }
        }
        self.replace(span, &value.to_string());
        true
    }

    /// Takes a key out of a table; a comment on its line stays. Returns whether it was there.
    pub fn remove(&mut self, place: &Place, key: &str) -> bool {
        let found = self.find(place).and_then(|at| {
            let node = &self.nodes[at];
            node.entry(key).map(|entry| (node, entry))
        });
        let Some((node, entry)) = found else { return false };
        let text = if node.form == Form::Inline {
            let items: Vec<Range<usize>> =
                node.entries.iter().map(|entry| entry.key_span.start..entry.value.end).collect();
            let number = items.iter().position(|item| item.start == entry.key_span.start);
            let list = List { text: &self.text, span: node.span.clone(), items };
            list.without(number.unwrap_or_default())
        } else {
            let start = line_start(&self.text, entry.key_span.start);
            list::cut_whole(&self.text, start + self.indent_of(entry).len()..entry.value.end)
        };
        self.replace_text(text);
        true
    }

    /// Changes one text of a list, or of the only one where the value is no list. Returns
    /// whether it was there.
    pub fn replace_item(&mut self, place: &Place, key: &str, old: &str, new: &str) -> bool {
        let entry = self.find(place).and_then(|at| self.nodes[at].entry(key));
        let Some(entry) = entry else { return false };
        let span = match &entry.items {
            Some(items) => {
                let found = items.iter().find(|item| item.text.as_deref() == Some(old));
                found.map(|item| item.span.clone())
            }
            None => (entry.text() == Some(old)).then(|| entry.value.clone()),
        };
        let Some(span) = span else { return false };
        self.replace(span, &value::quoted(new));
        true
    }

    /// Makes a list hold these texts: takes out what is not among them, and adds the others at
    /// its end. Comments between the items stay. A list that is not there is made; one of which
    /// nothing would be left goes.
    pub fn set_items(&mut self, place: &Place, key: &str, wanted: &[String]) {
        let Some(at) = self.find(place) else { return };
        let has_list = self.nodes[at].entry(key).is_some_and(|entry| entry.items.is_some());
        if wanted.is_empty() {
            self.remove(place, key);
            return;
        }
        if !has_list {
            self.set(place, key, &Value::List(wanted.to_vec()));
            return;
        }
        for item in wanted {
            if !self.texts(place, key).contains(item) {
                self.change_list(place, key, |list, _| Some(list.with(&value::quoted(item), None)));
            }
        }
        while self.change_list(place, key, |list, texts| {
            let extra = texts.iter().position(|text| !wanted.contains(text))?;
            Some(list.without(extra))
        }) {}
    }

    /// Changes a list by what `change` makes of it and of its texts; returns whether it did.
    fn change_list(
        &mut self,
        place: &Place,
        key: &str,
        change: impl Fn(&List<'_>, &[String]) -> Option<String>,
    ) -> bool {
        let entry = self.find(place).and_then(|at| self.nodes[at].entry(key));
        let Some((entry, items)) = entry.and_then(|entry| Some((entry, entry.items.as_ref()?)))
        else {
            return false;
        };
        let texts: Vec<String> =
            items.iter().map(|item| item.text.clone().unwrap_or_default()).collect();
        let items = items.iter().map(|item| item.span.clone()).collect();
        let list = List { text: &self.text, span: entry.value.clone(), items };
        let Some(text) = change(&list, &texts) else { return false };
        self.replace_text(text);
        true
    }

    /// The text with a key more in a table.
    fn with_key(&self, node: &Node, key: &str, value: &Value) -> String {
        let rank = |key: &str| node.shape.keys.iter().position(|known| known.name == key);
        let before = node.entries.iter().rposition(|entry| rank(&entry.key) < rank(key));
        let line = format!("{key} = {value}");
        if node.form == Form::Inline {
            let items: Vec<Range<usize>> =
                node.entries.iter().map(|entry| entry.key_span.start..entry.value.end).collect();
            let list = List { text: &self.text, span: node.span.clone(), items };
            return list.with(&line, before);
        }
        let text = &self.text;
        let (at, lead) = match before.map(|before| &node.entries[before]) {
            Some(entry) => (after_line(text, entry.value.end), self.indent_of(entry)),
            None => match (node.form, node.entries.first()) {
                (Form::Header, first) => {
                    let lead =
                        first.map_or(indent(text, node.span.start), |first| self.indent_of(first));
                    (after_line(text, node.span.end), lead)
                }
                (_, Some(first)) => (line_start(text, first.key_span.start), self.indent_of(first)),
                (_, None) => (line_start(text, 0), ""),
            },
        };
        // `record.ref = …` is followed by `record.subject = …`.
        let prefix = if node.form == Form::Dotted {
            format!("{}.", node.shape.path())
        } else {
            String::new()
        };
        self.with_lines(at, &format!("{lead}{prefix}{line}\n"))
    }

    fn indent_of(&self, entry: &Entry) -> &str {
        indent(&self.text, entry.key_span.start)
    }

    /// The text with whole lines more, which are given with `\n`.
    fn with_lines(&self, at: usize, lines: &str) -> String {
        let newline = line_break(&self.text);
        let lines = lines.replace('\n', newline);
        let starts_line = at == 0 || self.text[..at].ends_with(['\n', '\u{feff}']);
        let lines = if starts_line { lines } else { format!("{newline}{lines}") };
        spliced(&self.text, at..at, &lines)
    }

    /// Adds lines at the end, with an empty line above them.
    fn append(&mut self, lines: &str) -> bool {
        let separated = layout::has_blank_above(&self.text, self.text.len());
        let lines = if separated { lines.to_owned() } else { format!("\n{lines}") };
        self.replace_text(self.with_lines(self.text.len(), &lines));
        true
    }

    fn find(&self, place: &Place) -> Option<usize> {
        self.nodes.iter().position(|node| node.is(place))
    }

    fn replace(&mut self, range: Range<usize>, with: &str) {
        self.replace_text(spliced(&self.text, range, with));
    }

    /// Takes over a new text. Should it not be TOML, e.g. for a key that is none, it has no
    /// tables, and whoever reads it as a plan finds out.
    fn replace_text(&mut self, text: String) {
        let table = DeTable::parse(&text);
        self.nodes = table.map(|table| tree::nodes(&text, table.get_ref())).unwrap_or_default();
        self.text = text;
    }

    /// Where the keys at the top end.
    fn top_end(&self) -> usize {
        self.nodes.first().map_or(0, |top| top_end(&self.text, top))
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
