//! Problems as pictures: the lines of the plan with the place underlined, as rustc does it.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::problem::{Mark, Problem, Problems, Severity};
use super::source::Lines;

/// How many problems are drawn; the others are counted.
const MAX_DRAWN: usize = 100;

impl Problems {
    /// Draws every problem over the lines of `source`, which the plan was read from and which
    /// is called `name`; `width` is that of the terminal, in columns.
    ///
    /// Each picture ends with a line break; an empty line stands between two.
    #[must_use]
    pub fn render(&self, name: &str, source: &[u8], color: bool, width: usize) -> String {
        let text = String::from_utf8_lossy(source);
        let lines = Lines::of(&text);
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        let renderer = renderer.term_width(code_width(width, &lines));
        let mut out = String::new();
        for problem in self.iter().take(MAX_DRAWN) {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&renderer.render(&[picture(problem, name, &text, &lines)]));
            out.push('\n');
        }
        if let Some(more @ 1..) = self.len().checked_sub(MAX_DRAWN) {
            out.extend(["\n… and ", &more.to_string(), " more\n"]);
        }
        out
    }
}

/// The columns that are left for the source beside the line numbers.
fn code_width(width: usize, lines: &Lines<'_>) -> usize {
    let digits = lines.count().to_string().len();
    width.saturating_sub(digits + 3).max(20)
}

fn picture<'a>(problem: &'a Problem, name: &'a str, text: &'a str, lines: &Lines<'_>) -> Group<'a> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(problem.message.as_str());
    let group = match &problem.at {
        Some(mark) => title.element(snippet(mark, &problem.related, name, text, lines)),
        None => title.element(Origin::path(name)),
    };
    group.elements(problem.help.iter().map(|help| Level::HELP.message(help.as_str())))
}

/// The lines from the first to the last mark, so that a long file costs nothing.
fn snippet<'a>(
    at: &'a Mark,
    related: &'a [Mark],
    name: &'a str,
    text: &'a str,
    lines: &Lines<'_>,
) -> Snippet<'a, Annotation<'a>> {
    let span = lines.within_one_line(&at.span);
    let others: Vec<_> = related.iter().map(|mark| lines.within_one_line(&mark.span)).collect();
    let starts = || others.iter().chain([&span]).map(|span| span.start);
    let first = lines.number(starts().min().unwrap_or_default());
    let last = lines.number(starts().max().unwrap_or_default());
    let excerpt = lines.range(first).start..lines.range(last).end;
    let shift = |span: &Range<usize>| span.start - excerpt.start..span.end - excerpt.start;
    let label = |mark: &'a Mark| (!mark.label.is_empty()).then_some(mark.label.as_str());
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
