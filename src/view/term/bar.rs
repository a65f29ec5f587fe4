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
pub(super) fn bar(width: usize, percent: u32, planned: u32, paint: Paint) -> Cell {
    let done = parts(width, percent);
    let due = parts(width, planned).saturating_sub(done);
    let to_come = width.saturating_sub(done + due);
    let (mut plain, mut painted) = (String::new(), String::new());
    for (part, paint) in [
        (DONE.repeat(done), paint),
        (DUE.repeat(due), Paint::Warn),
        (TO_COME.repeat(to_come), Paint::Faint),
    ] {
        painted.push_str(&paint.apply(&part));
        plain.push_str(&part);
    }
    Cell::Painted { plain, painted }
}

/// A bar of ten columns of what is done, as a cell of a grid.
pub(super) fn short(percent: u32) -> Cell {
    bar(10, percent, 0, Paint::Good)
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
            let Cell::Painted { plain, painted } = bar(10, percent, planned, Paint::Plain) else {
                panic!("a bar has several paints");
            };
            assert_eq!(sign::shown(plain, Style::default()), want, "{percent} {planned}");
            assert_eq!(sign::shown(painted, Style::default()), want, "{percent} {planned}");
        }
    }
}
