//! Problems as pictures: the lines of the plan with the place underlined, as rustc does it.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use unicode_width::UnicodeWidthChar;

use super::problem::{Mark, Problem, Problems, Severity, Span};
use super::source::Lines;
use crate::say;
use crate::sentence::Lang;

/// How many problems are drawn; the others are counted.
const MAX_DRAWN: usize = 100;

impl Problems {
    /// Draws every problem over the lines of `source`, which the plan was read from and which
    /// is called `name`; `width` is that of the terminal, in columns.
    ///
    /// Each picture ends with a line break; an empty line stands between two.
    #[must_use]
    pub fn render(
        &self,
        name: &str,
        source: &[u8],
        color: bool,
        width: usize,
        lang: Lang,
    ) -> String {
        let text = String::from_utf8_lossy(source);
        let lines = Lines::of(&text);
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let columns = code_width(width, &lines);
        // Beside a mark there must be room for what the renderer puts in place of the rest.
        let mark_width = columns.saturating_sub(16).max(8);
        let renderer = renderer.term_width(columns);
        let mut out = String::new();
        for problem in self.iter().take(MAX_DRAWN) {
            if !out.is_empty() {
                out.push('\n');
            }
            let picture =
                renderer.render(&[picture(problem, name, &text, &lines, mark_width, lang)]);
            match lang {
                Lang::En => out.push_str(&picture),
                Lang::Zh => out.push_str(&with_wide_colons(&picture)),
            }
            out.push('\n');
        }
        if let Some(more @ 1..) = self.len().checked_sub(MAX_DRAWN) {
            let more = say!("… and {more} more", "……另有 {more} 个");
            out.extend(["\n", more.text(lang), "\n"]);
        }
        out
    }
}

/// A picture with the colons of Chinese behind its labels, which the renderer writes in ASCII.
fn with_wide_colons(picture: &str) -> String {
    let lines = picture.split('\n').enumerate().map(|(number, line)| {
        let bare = anstream::adapter::strip_str(line).to_string();
        let is_help = bare.trim_start().starts_with("= 提示: ");
        if number == 0 || is_help { line.replacen(": ", "：", 1) } else { line.to_owned() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The columns that are left for the source beside the line numbers.
fn code_width(width: usize, lines: &Lines<'_>) -> usize {
    let digits = lines.count().to_string().len();
    width.saturating_sub(digits + 3).max(20)
}

fn picture<'a>(
    problem: &'a Problem,
    name: &'a str,
    text: &'a str,
    lines: &Lines<'_>,
    max_width: usize,
    lang: Lang,
) -> Group<'a> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (level, help) = match lang {
        Lang::En => (level, Level::HELP),
        Lang::Zh => {
            let name = match problem.severity {
                Severity::Error => "错误",
                Severity::Warning => "警告",
            };
            (level.with_name(name), Level::HELP.with_name("提示"))
        }
    };
    let title = level.primary_title(problem.message.text(lang));
    let group = match &problem.at {
        Some(mark) => {
            title.element(snippet(mark, &problem.related, name, text, lines, (max_width, lang)))
        }
        None => title.element(Origin::path(name)),
    };
    group.elements(problem.help.iter().map(|line| help.clone().message(line.text(lang))))
}

/// The beginning of a span, as far as it is not wider than so many columns.
fn not_wider(text: &str, span: Span, columns: usize) -> Span {
    let mut width = 0;
    let too_wide = text[span.clone()].char_indices().find(|(_, character)| {
        width += character.width().unwrap_or(1);
        width > columns
    });
    span.start..too_wide.map_or(span.end, |(at, _)| span.start + at)
}

/// The lines from the first to the last mark, so that a long file costs nothing.
fn snippet<'a>(
    at: &'a Mark,
    related: &'a [Mark],
    name: &'a str,
    text: &'a str,
    lines: &Lines<'_>,
    (max_width, lang): (usize, Lang),
) -> Snippet<'a, Annotation<'a>> {
    let shown = |mark: &Mark| not_wider(text, lines.within_one_line(&mark.span), max_width);
    let span = shown(at);
    let others: Vec<_> = related.iter().map(shown).collect();
    let starts = || others.iter().chain([&span]).map(|span| span.start);
    let first = lines.number(starts().min().unwrap_or_default());
    let last = lines.number(starts().max().unwrap_or_default());
    let excerpt = lines.range(first).start..lines.range(last).end;
    // A byte order mark takes no column.
    let mark =
        if text[excerpt.clone()].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let excerpt = excerpt.start + mark..excerpt.end;
    let shift = |span: &Range<usize>| {
        let start = span.start.max(excerpt.start);
        start - excerpt.start..span.end.max(start) - excerpt.start
    };
    let label = |mark: &'a Mark| (!mark.label.is_empty()).then_some(mark.label.text(lang));
    let context = related
        .iter()
        .zip(&others)
        .map(|(mark, span)| AnnotationKind::Context.span(shift(span)).label(label(mark)));
    Snippet::source(&text[excerpt.clone()])
        .path(name)
        .line_start(first + 1)
        .annotation(AnnotationKind::Primary.span(shift(&span)).label(label(at)))
        .annotations(context)
}
