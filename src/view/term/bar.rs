//! Progress bars: what is done, what should be, and what is to come.

use super::grid::Cell;
use super::paint::Paint;
use super::sign;

/// What is done.
const DONE: &str = sign::BAR_DONE;
/// What is planned by now and not done.
const DUE: &str = sign::BAR_DUE;
/// What is to come.
const TO_COME: &str = sign::BAR_TO_COME;

/// A bar of `width` columns. It is full only at 100 percent, and shows at least one part of
/// what is above 0.
pub(super) fn bar(width: usize, percent: u32, planned: u32, paint: Paint) -> String {
    let done = parts(width, percent);
    let due = parts(width, planned).saturating_sub(done);
    let to_come = width.saturating_sub(done + due);
    let mut text = paint.apply(&DONE.repeat(done));
    text.push_str(&Paint::Warn.apply(&DUE.repeat(due)));
    text.push_str(&Paint::Faint.apply(&TO_COME.repeat(to_come)));
    text
}

/// A bar of ten columns of what is done, as a cell of a grid.
pub(super) fn short(percent: u32) -> Cell {
    Cell::Painted(bar(10, percent, 0, Paint::Good), 10)
}

fn parts(width: usize, percent: u32) -> usize {
    match percent {
        0 => 0,
        100.. => width,
        _ => (width * percent as usize / 100).clamp(1, width.saturating_sub(1).max(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Style;

    #[test]
    fn a_bar_is_full_only_when_all_is_done() {
        colored::control::set_override(false);
        let cases = [
            (0, 0, "░░░░░░░░░░"),
            (1, 0, "█░░░░░░░░░"),
            (50, 0, "█████░░░░░"),
            (99, 0, "█████████░"),
            (100, 100, "██████████"),
            (25, 50, "██▒▒▒░░░░░"),
            (50, 25, "█████░░░░░"),
            (0, 100, "▒▒▒▒▒▒▒▒▒▒"),
        ];
        for (percent, planned, want) in cases {
            let drawn = sign::shown(bar(10, percent, planned, Paint::Plain), Style::default());
            assert_eq!(drawn, want, "{percent} {planned}");
        }
    }
}
