//! `roadmap upgrade` in a terminal, below the difference.

use super::grid::Column::{Left, Mark, Wrap};
use super::grid::{Cell, Grid, paragraph};
use super::paint::Paint;
use super::sign;
use crate::view::Style;
use crate::view::report::{AccountRow, Upgrade};

pub(super) fn render(upgrade: &Upgrade, style: Style) -> String {
    let words = style.lang.words().upgrade();
    let base = paragraph(&words.base(&upgrade.base), style.width, 0, Paint::Faint);
    let mut sections = vec![base, remarks(upgrade, style), credit(upgrade, style)];
    sections.push(match (upgrade.applied, upgrade.changed) {
        (true, true) => paragraph(&words.applied(upgrade.base_file), style.width, 0, Paint::Plain),
        (true, false) if upgrade.base_written => {
            paragraph(&words.base_kept(upgrade.base_file), style.width, 0, Paint::Plain)
        }
        (false, true) => paragraph(words.not_applied(), style.width, 0, Paint::Plain),
        (_, false) => String::new(),
    });
    sections.retain(|section| !section.is_empty());
    format!("\n{}", sections.join("\n"))
}

/// What somebody should look at.
fn remarks(upgrade: &Upgrade, style: Style) -> String {
    let words = style.lang.words().upgrade();
    if upgrade.remarks.is_empty() {
        return String::new();
    }
    let heading = words.remarks(upgrade.remarks.len());
    let mut text = paragraph(&heading, style.width, 2, Paint::Warn);
    for remark in &upgrade.remarks {
        for (at, line) in words.remark(remark).iter().enumerate() {
            let lead = if at == 0 { "  ! " } else { "      " };
            let (indent, paint) = if at == 0 { (4, Paint::Plain) } else { (8, Paint::Faint) };
            text.push_str(&paragraph(&format!("{lead}{line}"), style.width, indent, paint));
        }
    }
    text
}

/// What becomes of credit: what stays as it is in one line, everything else in its own.
fn credit(upgrade: &Upgrade, style: Style) -> String {
    let words = style.lang.words().upgrade();
    let is_kept = |row: &&AccountRow| row.reason == "unchanged";
    let kept = upgrade.account.iter().filter(is_kept).count();
    if upgrade.account.is_empty() {
        return String::new();
    }
    let mut text = paragraph(words.credit(), style.width, 2, Paint::Strong);
    let mut grid = Grid::new(&[Mark, Left, Wrap]).indented(2);
    if kept > 0 {
        let kept = format!("  = {}", words.kept(kept));
        text.push_str(&paragraph(&kept, style.width, 4, Paint::Good));
    }
    for row in upgrade.account.iter().filter(|row| !is_kept(row)) {
        let (mark, paint) = match row.fate {
            "credited" => ("+", Paint::Good),
            "kept" => ("=", Paint::Plain),
            "retired" if row.reason != "counts-nowhere" => (sign::DROPPED, Paint::Faint),
            _ => ("!", Paint::Warn),
        };
        let cells = [Cell::new(row.id.as_str(), Paint::Strong), Cell::plain(words.fate(row))];
        grid.row([Cell::new(mark, paint)].into_iter().chain(cells).collect());
    }
    text.push_str(&grid.render(style.width));
    if let (Some(before), Some(after)) = (upgrade.percent_before, upgrade.percent_after) {
        let total = format!("  {}", words.total(before, after));
        text.push_str(&paragraph(&total, style.width, 2, Paint::Plain));
    }
    text
}
