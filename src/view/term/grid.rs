//! Rows in aligned columns, one of which takes what is left of the width and wraps.

use std::borrow::Cow;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use super::paint::{Paint, harmless};
use super::wrap::wrap;

/// The narrowest that the wrapping column is wanted, in columns of the terminal.
const NARROWEST: usize = 12;

/// With less room its text goes below the other columns.
const STACKED_BELOW: usize = 9;

/// How a column is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// A sign that belongs to the next column.
    Mark,
    /// As wide as its widest cell, to the left.
    Left,
    /// As wide as its widest cell, to the right.
    Right,
    /// What is left of the width; longer text wraps.
    Wrap,
}

/// What stands in one place of a grid.
#[derive(Clone, Debug)]
pub(super) enum Cell {
    /// Text in one paint; the only kind that can wrap.
    Text(String, Paint),
    /// Text in several paints, as it is without them and with them.
    Painted { plain: String, painted: String },
}

/// How a grid lies in lines of some width, from the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// Every row is one line.
    Whole,
    /// Some rows wrap.
    Wrapped,
    /// The columns beside the wrapping one leave too little for it.
    TooWide,
}

impl Column {
    /// The blanks that follow it, unless it is the last.
    fn gap(self) -> usize {
        if self == Self::Mark { 1 } else { 2 }
    }
}

impl Cell {
    pub(super) fn new(text: impl Into<String>, paint: Paint) -> Self {
        Self::Text(text.into(), paint)
    }

    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Paint::Plain)
    }

    /// The text without any paint.
    fn text(&self) -> &str {
        match self {
            Self::Text(text, _) => text,
            Self::Painted { plain, .. } => plain,
        }
    }

    fn width(&self) -> usize {
        self.text().width()
    }

    /// The text as it lies in a column of this kind, in lines of at most `room` where it wraps.
    fn lines(&self, column: Column, room: usize) -> Vec<String> {
        match (self, column) {
            (Self::Text(text, _), Column::Wrap) => {
                wrap(text, room).into_iter().map(without_drivers).collect()
            }
            _ => vec![harmless(self.text()).into_owned()],
        }
    }

    /// One of its lines, painted.
    fn paint(&self, line: &str) -> String {
        match self {
            Self::Text(_, paint) => paint.apply(line),
            Self::Painted { painted, .. } => painted.clone(),
        }
    }
}

/// Rows in aligned columns.
#[derive(Debug)]
pub(super) struct Grid {
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
    indent: usize,
}

impl Grid {
    pub(super) fn new(columns: &[Column]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new(), indent: 0 }
    }

    /// Sets all rows in by so many blanks.
    pub(super) fn indented(mut self, indent: usize) -> Self {
        self.indent = indent;
        self
    }

    /// Adds a row with a cell for every column.
    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Every row as one or more lines, no wider than `width` if that can be; each ends in a
    /// line break. Columns without any text are left out.
    ///
    /// Where the columns beside the wrapping one leave too little for it, its text goes below
    /// them.
    pub(super) fn render(mut self, width: usize) -> String {
        self.drop_empty_columns();
        let room = width.saturating_sub(self.fixed_width());
        let is_narrow = room < STACKED_BELOW && self.columns.contains(&Column::Wrap);
        if is_narrow && self.fit(width) != Fit::Whole {
            return self.stacked(width);
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        let mut rows: Vec<Vec<Vec<String>>> = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let cells = row.iter().zip(&self.columns);
            let cells: Vec<_> = cells.map(|(cell, column)| cell.lines(*column, room)).collect();
            table.add_row(cells.iter().map(|lines| lines.join("\n")));
            rows.push(cells);
        }
        self.align(&mut table);
        let indent = " ".repeat(self.indent);
        let mut drawn = table.lines();
        let mut text = String::new();
        for (row, cells) in self.rows.iter().zip(&rows) {
            let height = cells.iter().map(Vec::len).max().unwrap_or_default().max(1);
            for (at, line) in drawn.by_ref().take(height).enumerate() {
                let parts = row.iter().zip(cells);
                let parts = parts.filter_map(|(cell, lines)| Some((cell, lines.get(at)?.as_str())));
                text.extend([&indent, painted(&line, parts).trim_end(), "\n"]);
            }
        }
        text
    }

    /// Every row as what stands before the wrapping column, its text, and what stands behind it,
    /// each below the other.
    fn stacked(&self, width: usize) -> String {
        let wraps = self.columns.iter().position(|column| *column == Column::Wrap);
        let wraps = wraps.unwrap_or_default();
        let mark = self.columns.first().filter(|column| **column == Column::Mark);
        let mark = mark.map_or(0, |column| self.column_width(0) + column.gap());
        let below = " ".repeat(self.indent + mark + 2);
        let mut text = String::new();
        for row in &self.rows {
            let before = self.on_one_line(row, 0..wraps);
            let room = width.saturating_sub(below.len()).max(NARROWEST);
            let lines = row[wraps].lines(Column::Wrap, room).into_iter();
            let lines = lines.filter(|line| !line.is_empty());
            let behind = self.on_one_line(row, wraps + 1..row.len());
            if !before.is_empty() {
                text.extend([&" ".repeat(self.indent), before.as_str(), "\n"]);
            }
            for line in lines.map(|line| row[wraps].paint(&line)).chain([behind]) {
                if !line.is_empty() {
                    text.extend([&below, line.as_str(), "\n"]);
                }
            }
        }
        text
    }

    /// Some cells of a row, one after the other.
    fn on_one_line(&self, row: &[Cell], places: std::ops::Range<usize>) -> String {
        let is_there = |at: &usize| !row[*at].text().trim().is_empty();
        if !places.clone().any(|at| is_there(&at)) {
            return String::new();
        }
        let mut line = String::new();
        let mut gap = 0;
        // A mark that is missing keeps its place, so that names stand below each other.
        let is_kept = |at: &usize| is_there(at) || self.columns[*at] == Column::Mark;
        for at in places.filter(is_kept) {
            line.push_str(&" ".repeat(gap));
            line.push_str(&row[at].paint(&harmless(row[at].text())));
            let is_mark = self.columns[at] == Column::Mark;
            let missing = if is_mark { self.column_width(at) - row[at].width() } else { 0 };
            gap = missing + self.columns[at].gap();
        }
        line
    }

    /// How it would lie in lines of `width`.
    pub(super) fn fit(&self, width: usize) -> Fit {
        let room = width.saturating_sub(self.fixed_width());
        let wraps = (0..self.columns.len()).filter(|at| self.columns[*at] == Column::Wrap);
        match wraps.map(|at| self.column_width(at)).max().unwrap_or_default() {
            widest if widest <= room => Fit::Whole,
            _ if room >= NARROWEST => Fit::Wrapped,
            _ => Fit::TooWide,
        }
    }

    /// The columns of the terminal that are taken by all but the wrapping column.
    fn fixed_width(&self) -> usize {
        let widths: Vec<(Column, usize)> = (0..self.columns.len())
            .map(|at| (self.columns[at], self.column_width(at)))
            .filter(|(_, width)| *width > 0)
            .collect();
        let fixed = widths.iter().filter(|(column, _)| *column != Column::Wrap);
        let fixed: usize = fixed.map(|(_, width)| width).sum();
        let all_but_last = &widths[..widths.len().saturating_sub(1)];
        self.indent + fixed + all_but_last.iter().map(|(column, _)| column.gap()).sum::<usize>()
    }

    fn align(&self, table: &mut Table) {
        for (at, column) in self.columns.iter().enumerate() {
            let last = at + 1 == self.columns.len();
            if let Some(cells) = table.column_mut(at) {
                let gap = if last { 0 } else { column.gap() };
                cells.set_padding((0, u16::try_from(gap).unwrap_or_default()));
                if *column == Column::Right {
                    cells.set_cell_alignment(CellAlignment::Right);
                }
            }
        }
    }

    fn column_width(&self, at: usize) -> usize {
        self.rows.iter().filter_map(|row| row.get(at)).map(Cell::width).max().unwrap_or_default()
    }

    fn drop_empty_columns(&mut self) {
        for at in (0..self.columns.len()).rev() {
            if self.column_width(at) == 0 {
                self.columns.remove(at);
                for row in &mut self.rows {
                    row.remove(at);
                }
            }
        }
    }
}

/// The line as [`harmless`] makes it.
fn without_drivers(line: String) -> String {
    match harmless(&line) {
        Cow::Borrowed(_) => line,
        Cow::Owned(harmless) => harmless,
    }
}

/// A line of the table with its parts painted. They stand in it one after the other, with nothing
/// but blanks between them, so each is the next that reads as it does.
fn painted<'a>(line: &str, parts: impl Iterator<Item = (&'a Cell, &'a str)>) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    for (cell, part) in parts.filter(|(_, part)| !part.is_empty()) {
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let is_next = rest[blanks..].starts_with(part);
        // Only a part that begins with blanks has to be looked for.
        let Some(at) = Some(blanks).filter(|_| is_next).or_else(|| rest.find(part)) else {
            continue;
        };
        text.extend([&rest[..at], &cell.paint(part)]);
        rest = &rest[at + part.len()..];
    }
    text.push_str(rest);
    text
}

/// A text in lines of at most `width`, each ending in a line break; lines after the first are
/// set in by `indent`.
pub(super) fn paragraph(text: &str, width: usize, indent: usize, paint: Paint) -> String {
    let lines = wrap(text, width.saturating_sub(indent).max(NARROWEST));
    let line = |(at, line): (usize, &String)| {
        format!("{}{}\n", " ".repeat(if at == 0 { 0 } else { indent }), paint.apply(line))
    };
    lines.iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text between marks instead of colours, which other tests switch off.
    fn marked(text: &str, is_painted: bool) -> Cell {
        let painted =
            if is_painted && !text.is_empty() { format!("<{text}>") } else { text.into() };
        Cell::Painted { plain: text.into(), painted }
    }

    #[test]
    fn text_without_room_beside_an_id_goes_below_it() {
        let mut grid = Grid::new(&[Column::Mark, Column::Left, Column::Wrap, Column::Right]);
        let row = |mark, id, text, number| [mark, id, text, number].map(Cell::plain).into();
        grid.row(row("✓", "implement-a-transport", "可靠传输协议，覆盖丢包和乱序", "12"));
        grid.row(row("", "b", "Two", ""));
        grid.row(row("", "", "More", "3"));
        let lines = "  ✓ implement-a-transport\n      可靠传输协议，覆盖丢包和\n      乱序\n      12\n\
            \x20   b\n      Two\n      More\n      3\n";
        assert_eq!(grid.indented(2).render(30), lines);
    }

    #[test]
    fn paint_changes_nothing_but_colours() {
        let rows = [
            ["✓", "a", "12", "依赖注入 and more"],
            [" ", "long-id", "3", ""],
            ["", "a", "", " 12 a"],
            ["░", "b", "4", "b 4"],
        ];
        let drawn = |is_painted| {
            let mut grid = Grid::new(&[Column::Mark, Column::Left, Column::Right, Column::Wrap]);
            for row in rows {
                grid.row(row.map(|text| marked(text, is_painted)).into());
            }
            grid.indented(2).render(60)
        };
        insta::assert_snapshot!(drawn(true));
        assert_eq!(drawn(true).replace(['<', '>'], ""), drawn(false));
    }
}
