//! Terminal output as a picture. Each run of text is fitted to its columns, so that Chinese
//! stays aligned whatever font the reader has.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The width of a column and the height of a line, in pixels.
const COLUMN: f64 = 8.4;
const LINE: f64 = 20.0;

/// The border around the text, and the bar above it.
const BORDER: f64 = 18.0;
const BAR: f64 = 34.0;

const STYLE: &str = "text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Noto Sans Mono CJK SC', monospace; fill: #d7dae0; white-space: pre }
    .b { font-weight: 600; fill: #ffffff } .d { fill: #8b93a3 } .g { fill: #8ccf7e }
    .y { fill: #e5c76b } .c { fill: #6cd0e8 } .r { fill: #ef7d7d }";

/// A run of characters with one style and one width.
struct Run {
    text: String,
    class: &'static str,
    column: usize,
    wide: bool,
}

/// A picture of `text`, which may have colours, in a window of `columns`.
pub(crate) fn render(text: &str, columns: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    #[expect(clippy::cast_precision_loss, reason = "a terminal is small")]
    let size = |count: usize, unit: f64| count as f64 * unit;
    let width = size(columns, COLUMN) + 2.0 * BORDER;
    let height = size(lines.len(), LINE) + BAR + BORDER;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.0}\" height=\"{height:.0}\" \
         viewBox=\"0 0 {width:.0} {height:.0}\" role=\"img\" aria-label=\"roadmap status in a terminal\">\n  \
         <style>{STYLE}</style>\n  <rect width=\"100%\" height=\"100%\" rx=\"9\" fill=\"#1b1e25\"/>\n"
    );
    for (at, color) in ["#ef6b63", "#e9b949", "#63c454"].iter().enumerate() {
        let x = BORDER + 2.0 + size(at, 20.0);
        svg.push_str(&format!("  <circle cx=\"{x}\" cy=\"17\" r=\"6\" fill=\"{color}\"/>\n"));
    }
    for (at, line) in lines.iter().enumerate() {
        let y = BAR + size(at, LINE) + 15.0;
        for run in runs(line) {
            let x = BORDER + size(run.column, COLUMN);
            let length = size(run.text.width(), COLUMN);
            let (class, text) = (run.class, escaped(&run.text));
            svg.push_str(&format!(
                "  <text x=\"{x:.1}\" y=\"{y:.0}\" class=\"{class}\" textLength=\"{length:.1}\" lengthAdjust=\"spacingAndGlyphs\">{text}</text>\n"
            ));
        }
    }
    svg + "</svg>\n"
}

/// The runs of a line, without those of blanks only.
fn runs(line: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut class, mut column) = ("", 0);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if let Some(code) = rest.strip_prefix("\u{1b}[") {
            let (code, after) = code.split_once('m').expect("a colour");
            class = class_of(code);
            rest = after;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let width = c.width().unwrap_or_default();
        let wide = width == 2;
        match runs.last_mut() {
            Some(run) if run.class == class && run.wide == wide && !run.text.ends_with("  ") => {
                run.text.push(c);
            }
            _ => runs.push(Run { text: c.to_string(), class, column, wide }),
        }
        column += width;
    }
    runs.retain(|run| !run.text.trim().is_empty());
    runs.into_iter().map(trimmed).collect()
}

/// The run without blanks at its ends, which some viewers fold.
fn trimmed(mut run: Run) -> Run {
    run.column += run.text.width() - run.text.trim_start().width();
    run.text = run.text.trim().to_owned();
    run
}

fn class_of(code: &str) -> &'static str {
    match code {
        "1" => "b",
        "2" => "d",
        "31" | "1;31" => "r",
        "32" => "g",
        "33" => "y",
        "36" | "1;36" => "c",
        _ => "",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
