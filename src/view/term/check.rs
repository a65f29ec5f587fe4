//! `roadmap check` in a terminal, for a plan that is fine; problems are shown as pictures of
//! the file.

use super::grid::paragraph;
use super::joined;
use super::paint::Paint;
use super::sign;
use crate::view::Style;
use crate::view::report::Check;

pub(super) fn render(check: &Check, style: Style) -> String {
    let words = style.lang.words();
    let (Some(holds), Some(title)) = (&check.holds, &check.title) else {
        return String::new();
    };
    let warnings = check.problems.len();
    let fine = format!("{} {}", sign::FINE, words.plan_is_fine(&check.file, warnings));
    let mut text = paragraph(&fine, style.width, 2, Paint::Good);
    text.push_str(&paragraph(&format!("  {title}"), style.width, 2, Paint::Strong));
    let holds = joined(&words.holds(holds));
    text.push_str(&paragraph(&format!("  {holds}"), style.width, 2, Paint::Plain));
    text
}
