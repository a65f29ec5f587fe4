//! Links in a terminal: `roadmap open --print`, and hyperlinks (OSC 8) wherever an address stands
//! in full.

use crate::view::link::opens;
use std::collections::BTreeSet;

use super::grid::Column::{Right, Wrap};
use super::grid::{Cell, Grid, paragraph};
use super::paint::Paint;
use crate::view::Style;
use crate::view::report::{EventRow, Link, Links, Report, Show};

pub(super) fn render(links: &Links, style: Style) -> String {
    if links.links.is_empty() {
        return paragraph(style.lang.words().skills().no_links(), style.width, 0, Paint::Faint);
    }
    let mut grid = Grid::new(&[Right, Wrap]);
    for (number, link) in links.links.iter().enumerate() {
        let title = link.title.clone().unwrap_or_else(|| link.url.clone());
        grid.row(vec![Cell::new((number + 1).to_string(), Paint::Faint), Cell::plain(title)]);
        if link.title.is_some() {
            grid.row(vec![Cell::plain(""), Cell::new(link.url.clone(), Paint::Now)]);
        }
    }
    grid.render(style.width)
}

fn of(links: &[Link]) -> Vec<&str> {
    links.iter().map(|link| link.url.as_str()).collect()
}

fn events(events: &[EventRow]) -> Vec<&str> {
    events.iter().filter_map(|event| event.link.as_deref()).collect()
}

/// The addresses that a report shows and that may be opened.
pub(super) fn addresses(report: &Report) -> BTreeSet<&str> {
    let all: Vec<&str> = match report {
        Report::Links(links) => of(&links.links),
        Report::Show(show) => match show.as_ref() {
            Show::Task(task) => [of(&task.links), events(&task.history)].concat(),
            Show::Habit(habit) => events(&habit.history),
        },
        Report::Log(log) => events(&log.events),
        Report::Why(why) => events(&why.events),
        Report::Skills(skills) => {
            let skills = skills.modules.iter().flat_map(|module| &module.skills);
            let tasks = skills.flat_map(|skill| &skill.trained_by);
            tasks.filter_map(|task| task.link.as_deref()).collect()
        }
        _ => Vec::new(),
    };
    all.into_iter().filter(|url| opens(url)).collect()
}

/// The text with a hyperlink on each address that stands in it in full.
pub(super) fn hyperlinked(text: &str, addresses: &BTreeSet<&str>) -> String {
    let mut linked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = ["http", "mailto:"].iter().filter_map(|start| rest.find(start)).min() {
        let (before, from) = rest.split_at(at);
        linked.push_str(before);
        let end = from.find(|c: char| c.is_whitespace() || c.is_control()).unwrap_or(from.len());
        let (address, after) = from.split_at(end);
        if addresses.contains(address) {
            linked.push_str(&format!("\u{1b}]8;;{address}\u{1b}\\{address}\u{1b}]8;;\u{1b}\\"));
        } else {
            linked.push_str(address);
        }
        rest = after;
    }
    linked.push_str(rest);
    linked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_addresses_that_may_be_opened_are_linked() {
        let known = BTreeSet::from(["https://a.example/b", "mailto:a@b.example"]);
        let link = |url: &str| format!("\u{1b}]8;;{url}\u{1b}\\{url}\u{1b}]8;;\u{1b}\\");
        let text = "see https://a.example/b and https://a.example/\nmailto:a@b.example";
        let want = format!(
            "see {} and https://a.example/\n{}",
            link("https://a.example/b"),
            link("mailto:a@b.example")
        );
        assert_eq!(hyperlinked(text, &known), want);
    }
}
