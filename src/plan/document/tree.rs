//! The tables of a plan and where they, their keys and their values stand.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Place;
use crate::id::Id;
use crate::plan::keys::{
    CHANGE, HABIT, HISTORY, LINK, MODULE, MOVED, PHASE, PLAN, RECORD, SKILL, Shape, TASK,
};

impl Entry {
    /// The text, where the value is one.
    pub(super) fn text(&self) -> Option<&str> {
        self.text.as_deref()
    }
}

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// The top of the file, which has no header.
    Top,
    /// Below a header: `[[phase]]`.
    Header,
    /// In braces: `{ id = "git" }`.
    Inline,
    /// By its keys alone: `record.ref = "HEAD"`.
    Dotted,
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Range<usize>,
    pub(super) value: Range<usize>,
    /// The items, where the value is a list.
    pub(super) items: Option<Vec<Item>>,
    /// The text, where the value is one.
    text: Option<String>,
}

/// An item of a list.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) span: Range<usize>,
    pub(super) text: Option<String>,
}

/// A table.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) shape: &'static Shape,
    pub(super) form: Form,
    pub(super) parent: Option<usize>,
    /// Its header, or the whole of an inline table.
    pub(super) span: Range<usize>,
    pub(super) entries: Vec<Entry>,
    /// Where the last value of its dotted keys ends, such as `verify.run = "make"`; 0 without one.
    pub(super) dotted_end: usize,
    /// Which of its kind it is in the file, counted from 0.
    pub(super) number: usize,
}

impl Node {
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The text under a key, if there is one.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.entry(key)?.text.as_deref()
    }

    fn has_id(&self, shape: &Shape, key: &str, id: &Id) -> bool {
        self.shape == shape && self.text(key) == Some(id.as_str())
    }

    pub(super) fn is(&self, place: &Place) -> bool {
        match place {
            Place::Top => self.form == Form::Top,
            Place::Record => self.shape == &RECORD,
            Place::History => self.shape == &HISTORY,
            Place::Phase(id) => self.has_id(&PHASE, "id", id),
            Place::Task(id) => self.has_id(&TASK, "id", id),
            Place::Habit(id) => self.has_id(&HABIT, "id", id),
            Place::Module(id) => self.has_id(&MODULE, "id", id),
            Place::Skill(id) => self.has_id(&SKILL, "id", id),
            Place::Moved(id) => self.has_id(&MOVED, "from", id),
            Place::Link(number) => self.shape == &LINK && self.number == *number,
        }
    }
}

/// The tables of a text, in the order in which they begin.
pub(super) fn nodes(text: &str, table: &DeTable<'_>) -> Vec<Node> {
    let mut nodes = Vec::new();
    add(text, &PLAN, 0..0, table, None, &mut nodes);
    let mut order: Vec<usize> = (0..nodes.len()).collect();
    order.sort_by_key(|at| (nodes[*at].parent.is_some(), nodes[*at].span.start));
    let mut places = vec![0; nodes.len()];
    for (place, at) in order.iter().enumerate() {
        places[*at] = place;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut sorted = Vec::with_capacity(nodes.len());
    for at in order {
        let count = counts.entry(nodes[at].shape.header).or_default();
        let parent = nodes[at].parent.map(|parent| places[parent]);
        sorted.push(Node { parent, number: *count, ..nodes[at].clone() });
        *count += 1;
    }
    sorted
}

/// The shape of the tables under a key.
fn shape_below(shape: &Shape, key: &str) -> Option<&'static Shape> {
    let path =
        if shape.header.is_empty() { key.to_owned() } else { format!("{}.{key}", shape.path()) };
    let below = [&PHASE, &TASK, &HABIT, &CHANGE, &MODULE, &SKILL, &LINK, &MOVED, &RECORD, &HISTORY];
    below.into_iter().find(|shape| shape.path() == path)
}

fn add(
    text: &str,
    shape: &'static Shape,
    span: Range<usize>,
    table: &DeTable<'_>,
    parent: Option<usize>,
    nodes: &mut Vec<Node>,
) {
    let form = match text[span.clone()].chars().next() {
        None => Form::Top,
        Some('[') => Form::Header,
        Some('{') => Form::Inline,
        Some(_) => Form::Dotted,
    };
    let own = nodes.len();
    let dotted_end = dotted_end(text, table);
    nodes.push(Node { shape, form, parent, span, entries: Vec::new(), dotted_end, number: 0 });
    for (key, value) in table {
        let below = shape_below(shape, key.get_ref());
        match (below, value.get_ref()) {
            (Some(below), DeValue::Table(table)) => {
                add(text, below, value.span(), table, Some(own), nodes);
            }
            (Some(below), DeValue::Array(items)) => {
                for item in items {
                    if let DeValue::Table(table) = item.get_ref() {
                        add(text, below, item.span(), table, Some(own), nodes);
                    }
                }
            }
            _ => {}
        }
        if !has_header(text, value) {
            nodes[own].entries.push(entry(key.get_ref(), key.span(), value));
        }
    }
    nodes[own].entries.sort_by_key(|entry| entry.key_span.start);
}

/// Where the last value ends that stands under dotted keys of a table.
fn dotted_end(text: &str, table: &DeTable<'_>) -> usize {
    let ends = table.values().map(|value| match value.get_ref() {
        DeValue::Table(below) if !text[value.span()].starts_with(['{', '[']) => {
            let plain = below.values().filter(|value| !has_header(text, value));
            let last = plain.map(|value| value.span().end).max().unwrap_or_default();
            last.max(dotted_end(text, below))
        }
        _ => 0,
    });
    ends.max().unwrap_or_default()
}

/// Whether a value is written as tables with headers, or by dotted keys.
fn has_header(text: &str, value: &Spanned<DeValue<'_>>) -> bool {
    match value.get_ref() {
        DeValue::Array(items) => {
            items.first().is_some_and(|first| first.span().start == value.span().start)
        }
        DeValue::Table(_) => !text[value.span()].starts_with('{'),
        _ => false,
    }
}

fn entry(key: &str, key_span: Range<usize>, value: &Spanned<DeValue<'_>>) -> Entry {
    let text = |value: &DeValue<'_>| match value {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    };
    let item = |item: &Spanned<DeValue<'_>>| Item { span: item.span(), text: text(item.get_ref()) };
    let items = match value.get_ref() {
        DeValue::Array(items) => Some(items.iter().map(item).collect()),
        _ => None,
    };
    let text = text(value.get_ref());
    Entry { key: key.to_owned(), key_span, value: value.span(), items, text }
}
