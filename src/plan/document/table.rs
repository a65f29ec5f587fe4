//! Whole tables: a new one, one less, one in another place.

use std::ops::Range;

use super::layout::{
    after_line, block, has_blank_above, indent, last_of_subtree, line_break, line_start,
};
use super::list::{List, spliced};
use super::tree::{Form, Item, Node};
use super::value::Value;
use super::{Document, Place, comment};
use crate::plan::keys::{HABIT, LINK, MODULE, MOVED, PHASE, SKILL, Shape, TASK};

/// A table to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTable {
    /// Its keys and values, in the order in which they are written.
    pub keys: Vec<(&'static str, Value)>,
    /// Where it goes.
    pub spot: Spot,
}

/// The kind of a new table, and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A task behind this one.
    TaskAfter(crate::id::Id),
    /// The last task of this phase.
    TaskOf(crate::id::Id),
    /// The last skill of this module.
    SkillOf(crate::id::Id),
    /// The phase behind this one.
    PhaseAfter(crate::id::Id),
    /// The last phase.
    Phase,
    /// The last habit.
    Habit,
    /// The last module.
    Module,
    /// The last link.
    Link,
    /// The last move.
    Moved,
}

impl Spot {
    /// The kind of table.
    #[must_use]
    pub fn shape(&self) -> &'static Shape {
        match self {
            Self::TaskAfter(_) | Self::TaskOf(_) => &TASK,
            Self::SkillOf(_) => &SKILL,
            Self::PhaseAfter(_) | Self::Phase => &PHASE,
            Self::Habit => &HABIT,
            Self::Module => &MODULE,
            Self::Link => &LINK,
            Self::Moved => &MOVED,
        }
    }

    /// The table to stand behind, if one is named.
    fn after(&self) -> Option<Place> {
        match self {
            Self::TaskAfter(id) => Some(Place::Task(id.clone())),
            Self::PhaseAfter(id) => Some(Place::Phase(id.clone())),
            _ => None,
        }
    }

    /// The table to stand in.
    fn parent(&self) -> Place {
        match self {
            Self::TaskOf(id) => Place::Phase(id.clone()),
            Self::SkillOf(id) => Place::Module(id.clone()),
            _ => Place::Top,
        }
    }
}

/// The place for a new table.
struct Seat {
    parent: usize,
    /// The table to stand behind, of the same kind.
    after: Option<usize>,
}

impl Document {
    /// Adds a table; returns whether what its spot names is there.
    pub fn add(&mut self, table: &NewTable) -> bool {
        let shape = table.spot.shape();
        let Some(seat) = self.seat(&table.spot) else { return false };
        let text = if self.is_inline(&seat, shape) {
            let keys: Vec<String> =
                table.keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
            self.with_item(&seat, shape, &format!("{{ {} }}", keys.join(", ")))
        } else {
            self.with_table(&seat, shape, &table.keys)
        };
        self.replace_text(text);
        true
    }

    /// Takes a table out, with those below it; its comments stay where they are. Returns
    /// whether it was there.
    pub fn remove_table(&mut self, place: &Place) -> bool {
        let Some(at) = self.find(place) else { return false };
        if self.nodes[at].form != Form::Header {
            return self.remove_item(at);
        }
        let last = last_of_subtree(&self.nodes, at);
        let start = line_start(&self.text, self.nodes[at].span.start);
        let cut = start..block(&self.text, &self.nodes, last).end;
        let blanks = indent(&self.text, cut.start);
        let kept: String = comment::comments(&self.text[cut.clone()])
            .into_iter()
            .map(|range| {
                format!("{blanks}{}{}", &self.text[cut.clone()][range], line_break(&self.text))
            })
            .collect();
        let text =
            if kept.is_empty() { self.without_block(cut) } else { spliced(&self.text, cut, &kept) };
        self.replace_text(text);
        true
    }

    /// Puts a task elsewhere, with its comments. Returns whether both are there.
    pub fn move_task(&mut self, place: &Place, spot: &Spot) -> bool {
        let (Some(at), Some(seat)) = (self.find(place), self.seat(spot)) else { return false };
        if seat.after == Some(at) {
            return true;
        }
        if self.nodes[at].form != Form::Header || self.is_inline(&seat, &TASK) {
            let table = NewTable { keys: self.keys_of(at), spot: spot.clone() };
            return self.remove_table(place) && self.add(&table);
        }
        let cut = block(&self.text, &self.nodes, at);
        let lines = self.text[cut.clone()].to_owned();
        let seat_at = self.end_of_seat(&seat);
        // The later place is changed first, so that the earlier one stays where it is.
        let text = if seat_at >= cut.end {
            let with = self.with_block(seat_at, &lines, true);
            Self { text: with, nodes: self.nodes.clone() }.without_block(cut)
        } else {
            let shorter = self.without_block(cut);
            Self { text: shorter, nodes: self.nodes.clone() }.with_block(seat_at, &lines, true)
        };
        self.replace_text(text);
        true
    }

    /// The keys and values of a task, to be written again; comments in lists are not among them.
    fn keys_of(&self, at: usize) -> Vec<(&'static str, Value)> {
        let node = &self.nodes[at];
        let value = |key: &'static str| {
            let entry = node.entry(key)?;
            let texts = |items: &Vec<Item>| -> Option<Vec<String>> {
                items.iter().map(|item| item.text.clone()).collect()
            };
            let list = entry.items.as_ref().and_then(texts).map(Value::List);
            Some((key, list.unwrap_or_else(|| Value::bare(&self.text[entry.value.clone()]))))
        };
        node.shape.keys.iter().filter_map(|key| value(key.name)).collect()
    }

    fn seat(&self, spot: &Spot) -> Option<Seat> {
        if let Some(after) = spot.after() {
            let after = self.find(&after)?;
            return Some(Seat { parent: self.nodes[after].parent?, after: Some(after) });
        }
        let parent = self.find(&spot.parent())?;
        let is_sibling = |node: &Node| node.parent == Some(parent) && node.shape == spot.shape();
        Some(Seat { parent, after: self.nodes.iter().rposition(is_sibling) })
    }

    /// Whether a table there is an item of a list in brackets.
    fn is_inline(&self, seat: &Seat, shape: &Shape) -> bool {
        let parent = &self.nodes[seat.parent];
        parent.form == Form::Inline || parent.entry(key_of(shape)).is_some()
    }

    /// The text with an item more in the list of tables of a parent.
    fn with_item(&self, seat: &Seat, shape: &Shape, item: &str) -> String {
        let parent = &self.nodes[seat.parent];
        let key = key_of(shape);
        let Some(entry) = parent.entry(key) else {
            return self.with_key(parent, key, &Value::Bare(format!("[{item}]")));
        };
        let items: Vec<Range<usize>> =
            entry.items.iter().flatten().map(|item| item.span.clone()).collect();
        let after = seat.after.and_then(|after| {
            let span = &self.nodes[after].span;
            items.iter().position(|item| item == span)
        });
        List { text: &self.text, span: entry.value.clone(), items }.with(item, after)
    }

    /// Takes a table out of the list of tables that it is an item of.
    fn remove_item(&mut self, at: usize) -> bool {
        let node = &self.nodes[at];
        let parent = node.parent.map(|parent| &self.nodes[parent]);
        let Some(entry) = parent.and_then(|parent| parent.entry(key_of(node.shape))) else {
            return false;
        };
        let items: Vec<Range<usize>> =
            entry.items.iter().flatten().map(|item| item.span.clone()).collect();
        let Some(number) = items.iter().position(|item| *item == node.span) else { return false };
        let text = List { text: &self.text, span: entry.value.clone(), items }.without(number);
        self.replace_text(text);
        true
    }

    /// The text with a table more, below a header of its own.
    fn with_table(&self, seat: &Seat, shape: &Shape, keys: &[(&'static str, Value)]) -> String {
        let sibling = seat.after.map(|after| &self.nodes[after]);
        let depth = if shape.path().contains('.') { "  " } else { "" };
        let lead = sibling.map_or(depth, |node| indent(&self.text, node.span.start));
        let first = sibling.and_then(|node| node.entries.first());
        let inner = first.map_or(lead, |entry| self.indent_of(entry));
        let lines: String =
            keys.iter().map(|(key, value)| format!("{inner}{key} = {value}\n")).collect();
        let separates = sibling.is_none_or(|node| {
            let at = self.find_node(node);
            has_blank_above(&self.text, block(&self.text, &self.nodes, at).start)
        });
        let lines = format!("{lead}{}\n{lines}", shape.header);
        self.with_block(self.end_of_seat(seat), &lines, separates)
    }

    fn find_node(&self, node: &Node) -> usize {
        self.nodes.iter().position(|other| other.span == node.span).unwrap_or_default()
    }

    /// Where a table at this seat begins: behind the one before it with all below that, else
    /// behind its parent; at the end of the file where it would be the first at the top.
    fn end_of_seat(&self, seat: &Seat) -> usize {
        let before = seat.after.or((seat.parent > 0).then_some(seat.parent));
        match before {
            Some(before) => {
                block(&self.text, &self.nodes, last_of_subtree(&self.nodes, before)).end
            }
            None => self.text.len().max(self.top_end()),
        }
    }

    /// The text with the lines of a table more, and empty lines around them where asked for.
    fn with_block(&self, at: usize, lines: &str, separates: bool) -> String {
        let lines = lines.replace("\r\n", "\n");
        let above = if !separates || has_blank_above(&self.text, at) { "" } else { "\n" };
        let below = after_line(&self.text, at);
        let touches = !self.text[at..below].trim().is_empty();
        let below = if separates && touches { "\n" } else { "" };
        self.with_lines(at, &format!("{above}{lines}{below}"))
    }

    /// The text without some lines, and without one of two empty lines that would then meet.
    fn without_block(&self, cut: Range<usize>) -> String {
        let after = after_line(&self.text, cut.end);
        let is_blank_below =
            cut.end < self.text.len() && self.text[cut.end..after].trim().is_empty();
        if has_blank_above(&self.text, cut.start) && is_blank_below {
            return spliced(&self.text, cut.start..after, "");
        }
        if cut.end == self.text.len() && has_blank_above(&self.text, cut.start) {
            let kept = self.text[..cut.start].trim_end().len();
            return spliced(&self.text, after_line(&self.text, kept)..cut.end, "");
        }
        spliced(&self.text, cut, "")
    }
}

/// The key that tables of this shape stand under.
fn key_of(shape: &Shape) -> &'static str {
    shape.path().rsplit('.').next().unwrap_or_default()
}
