//! Lines of a text, and which of them belong to a table.

use std::ops::Range;

use super::tree::{Form, Node};

/// Where the line begins that has this byte.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { start }
}

/// Where the line ends that has this byte, without its break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
    if text[..end].ends_with('\r') && end > at { end - 1 } else { end }
}

/// Where the next line begins.
pub(super) fn after_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |length| at + length + 1)
}

/// The blanks that the line begins with.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let line = &text[line_start(text, at)..line_end(text, at)];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// What lines end with.
pub(super) fn line_break(text: &str) -> &'static str {
    let first = text.find('\n').unwrap_or_default();
    if text[..first].ends_with('\r') { "\r\n" } else { "\n" }
}

/// The line that begins at this byte, without blanks around it; `None` at the end.
fn line_at(text: &str, start: usize) -> Option<&str> {
    (start < text.len()).then(|| text[start..line_end(text, start)].trim())
}

fn is_comment(line: &str) -> bool {
    line.starts_with('#')
}

/// Whether the line above the one that begins at this byte is empty, or there is none.
pub(super) fn has_blank_above(text: &str, start: usize) -> bool {
    let above = text[..start].strip_suffix('\n').unwrap_or(&text[..start]);
    let above = above.rsplit('\n').next().unwrap_or_default();
    above.trim_matches(['\u{feff}', ' ', '\t', '\r']).is_empty()
}

/// Where the lines of a table with a header end, without the tables and comments below it.
fn body_end(text: &str, node: &Node) -> usize {
    let last = node.entries.iter().map(|entry| entry.value.end).max();
    after_line(text, last.unwrap_or_default().max(node.span.end).max(node.dotted_end))
}

/// The lines of a table with a header: from the comments right above it to those right below
/// its last line. Comments that touch the next header belong to that; the tables below it are
/// not included.
pub(super) fn block(text: &str, nodes: &[Node], at: usize) -> Range<usize> {
    let end = body_end(text, &nodes[at]);
    let mut owned = end;
    while line_at(text, owned).is_some_and(is_comment) {
        owned = after_line(text, owned);
    }
    let next = next_header(nodes, at).map(|next| line_start(text, nodes[next].span.start));
    let touches = owned > end && next == Some(owned);
    lead(text, nodes, at)..if touches { end } else { owned }
}

/// Where the comments right above a header begin.
fn lead(text: &str, nodes: &[Node], at: usize) -> usize {
    let mut start = line_start(text, nodes[at].span.start);
    let before = nodes[..at].iter().filter(|node| node.form != Form::Inline);
    let least = before
        .map(
            |node| {
                if node.form == Form::Header { body_end(text, node) } else { top_end(text, node) }
            },
        )
        .max()
        .unwrap_or_default()
        .max(line_start(text, 0));
    while start > least {
        let above = line_start(text, start - 1);
        if above < least || !line_at(text, above).is_some_and(is_comment) {
            break;
        }
        start = above;
    }
    start
}

/// Where the keys at the top of the file end.
pub(super) fn top_end(text: &str, node: &Node) -> usize {
    let last = node.entries.iter().map(|entry| entry.value.end).max();
    last.max((node.dotted_end > 0).then_some(node.dotted_end))
        .map_or(0, |last| after_line(text, last))
}

/// The table whose header comes next.
fn next_header(nodes: &[Node], at: usize) -> Option<usize> {
    (at + 1..nodes.len()).find(|next| nodes[*next].form == Form::Header)
}

/// The last table of the subtree: the table itself, or the last header below it.
pub(super) fn last_of_subtree(nodes: &[Node], at: usize) -> usize {
    let below = |node: &Node| {
        let mut parent = node.parent;
        while let Some(above) = parent {
            if above == at {
                return true;
            }
            parent = nodes[above].parent;
        }
        false
    };
    let headers = (at + 1..nodes.len()).rev();
    headers
        .filter(|other| nodes[*other].form == Form::Header)
        .find(|other| below(&nodes[*other]))
        .unwrap_or(at)
}
