//! The text of a plan: decoding, lines and columns.

use std::ops::Range;

use super::problem::{Problem, Problems, Span};
use crate::say;

/// The largest plan that is read, in bytes: some 10,000 tasks.
const MAX_BYTES: usize = 1 << 20;

/// A line and a column, both counted from 1; the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Problems {
    /// The problems with the places where they begin in `source`, which the plan was read from;
    /// `None` for the file as a whole.
    #[must_use]
    pub fn located(&self, source: &[u8]) -> Vec<(&Problem, Option<Position>)> {
        let text = String::from_utf8_lossy(source);
        let lines = Lines::of(&text);
        let position =
            |problem: &Problem| problem.at.as_ref().map(|mark| lines.position(mark.span.start));
        self.iter().map(|problem| (problem, position(problem))).collect()
    }
}

/// The source as text.
pub(super) fn decode(source: &[u8]) -> Result<&str, Problems> {
    if source.len() > MAX_BYTES {
        let message = say!(
            "the plan is {} bytes long; at most {MAX_BYTES} are read",
            "计划有 {} 字节；最多读取 {MAX_BYTES} 字节",
            source.len()
        );
        return Err(Problem::whole(message).into());
    }
    std::str::from_utf8(source).map_err(|error| {
        let start = error.valid_up_to();
        let text = String::from_utf8_lossy(source);
        let Position { line, column } = Lines::of(&text).position(start);
        let message = say!(
            "line {line}, column {column} is not UTF-8 text",
            "第 {line} 行第 {column} 列不是 UTF-8 文本"
        );
        let replacement = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
        Problem::error(&replacement, message)
            .label(say!("this byte is no character", "这个字节不是字符"))
            .help(say!(
                "save the file as UTF-8; editors call it \"encoding\"",
                "请把文件存为 UTF-8；编辑器中称为“编码”"
            ))
            .into()
    })
}

/// Where the lines of a text begin.
pub(super) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(breaks.map(|(index, _)| index + 1)).collect();
        Self { text, starts }
    }

    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The length of the text.
    pub(super) fn end(&self) -> usize {
        self.text.len()
    }

    /// The number of the line that has this byte, counted from 0.
    pub(super) fn number(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).saturating_sub(1)
    }

    /// The bytes of a line, without its break.
    pub(super) fn range(&self, number: usize) -> Range<usize> {
        let start = self.starts.get(number).copied().unwrap_or(self.text.len());
        let next = self.starts.get(number + 1).map_or(self.text.len(), |next| next - 1);
        let end = if self.text[start..next].ends_with('\r') { next - 1 } else { next };
        start..end
    }

    /// The text of the line that has this byte.
    pub(super) fn line_at(&self, offset: usize) -> &'a str {
        &self.text[self.range(self.number(offset))]
    }

    /// The part of a span on its first line, cut to whole characters.
    pub(super) fn within_one_line(&self, span: &Span) -> Span {
        let line = self.range(self.number(span.start.min(self.text.len())));
        let start = self.character_start(span.start.min(line.end));
        let end = self.character_start(span.end.clamp(start, line.end.max(start)));
        start..end
    }

    fn position(&self, offset: usize) -> Position {
        let offset = self.character_start(offset.min(self.text.len()));
        let line = self.number(offset);
        let before = self.text[self.starts[line]..offset].trim_start_matches('\u{feff}');
        Position { line: line + 1, column: before.chars().count() + 1 }
    }

    fn character_start(&self, offset: usize) -> usize {
        (0..=offset).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or_default()
    }
}
