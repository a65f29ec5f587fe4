//! A Markdown document as a flat list of pieces, each with its lines.
//!
//! Lists and quotes nest as deeply as anybody likes; a piece says how deep it lies instead of
//! holding others, so that no document can exhaust the stack.

mod html;
mod reader;
mod text;

pub(super) use reader::read;
pub(super) use text::{Text, clean, is_address};

use crate::plan::marker::Marker;

/// A block of the document.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// What it is.
    pub(super) kind: Kind,
    /// Its text.
    pub(super) text: Text,
    /// In how many lists it lies: an item of the outermost list has 1.
    pub(super) depth: usize,
    /// Which of the outermost lists or tables it belongs to, counted from 1; 0 for none.
    pub(super) group: usize,
    /// Whether it is quoted.
    pub(super) quoted: bool,
    /// Its first line, counted from 1.
    pub(super) first: usize,
    /// Its last line.
    pub(super) last: usize,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading with its level, from 1.
    Heading(u8),
    /// An item of a list; with a box, whether it is ticked.
    Item(Option<bool>),
    /// A paragraph, in or outside of an item.
    Paragraph,
    /// A row of a table.
    Row {
        /// Whether it names the columns.
        is_head: bool,
        /// Its cells.
        cells: Vec<Text>,
    },
    /// Comments of ours that stand alone.
    Markers(Vec<Marker>),
    /// A line of front matter: key and value.
    Setting(String, String),
    /// What no plan has a place for.
    Other(Other),
}

/// What no plan has a place for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Other {
    /// A block of code.
    Code,
    /// HTML with text, or a comment.
    Html,
    /// Rules and tags.
    Layout,
    /// The text of a footnote.
    Footnote,
}
