//! Rows in aligned columns, one of which takes what is left of the width and wraps.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use super::paint::Paint;
use super::wrap::wrap;

/// The narrowest that the wrapping column gets, in columns of the terminal.
const NARROWEST: usize = 12;

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
    /// Text that is painted already, with its width in columns.
    Painted(String, usize),
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

    fn width(&self) -> usize {
        match self {
            Self::Text(text, _) => text.width(),
            Self::Painted(_, width) => *width,
        }
    }

    /// The text in lines of at most `width`, painted line by line.
    fn wrapped(&self, width: usize) -> String {
        match self {
            Self::Text(text, paint) => {
                let lines: Vec<_> =
                    wrap(text, width).iter().map(|line| paint.apply(line)).collect();
                lines.join("\n")
            }
            Self::Painted(text, _) => text.clone(),
        }
    }

    fn painted(&self) -> String {
        match self {
            Self::Text(text, paint) => paint.apply(text),
            Self::Painted(text, _) => text.clone(),
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
    pub(super) fn render(mut self, width: usize) -> String {
        self.drop_empty_columns();
        let room = width.saturating_sub(self.fixed_width()).max(NARROWEST);
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        table.force_no_tty();
        for row in &self.rows {
            table.add_row(row.iter().zip(&self.columns).map(|(cell, column)| match column {
                Column::Wrap => cell.wrapped(room),
                Column::Mark | Column::Left | Column::Right => cell.painted(),
            }));
        }
        self.align(&mut table);
        let indent = " ".repeat(self.indent);
        table.lines().map(|line| format!("{indent}{}\n", line.trim_end())).collect()
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

/// A text in lines of at most `width`, each ending in a line break; lines after the first are
/// set in by `indent`.
pub(super) fn paragraph(text: &str, width: usize, indent: usize, paint: Paint) -> String {
    let lines = wrap(text, width.saturating_sub(indent).max(NARROWEST));
    let line = |(at, line): (usize, &String)| {
        format!("{}{}\n", " ".repeat(if at == 0 { 0 } else { indent }), paint.apply(line))
    };
    lines.iter().enumerate().map(line).collect()
}
