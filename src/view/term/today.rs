//! `roadmap today` in a terminal.

use super::grid::Column::{Left, Mark, Wrap};
use super::grid::{Cell, Grid, paragraph};
use super::paint::Paint;
use super::status::{footnotes, habit_facts, mark_of};
use super::{joined, mark, marked};
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::report::{HabitRow, Today};

/// How many due tasks are listed.
const TASKS: usize = 5;

pub(super) fn render(today: &Today, style: Style) -> String {
    let mut sections = vec![header(today, style), habits(today, style), tasks(today, style)];
    if !today.owed {
        let words = style.lang.words().habit();
        let is_met = today.habits.iter().any(|habit| habit.today >= habit.target);
        let is_done = is_met || today.today.completions > 0;
        let said = if is_done { words.nothing_more() } else { words.nothing_owed() };
        sections.push(format!("{said}\n"));
    }
    sections.push(footnotes(&today.footnotes, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn header(today: &Today, style: Style) -> String {
    let words = style.lang.words();
    let (strict, protected) = (today.overall.strict, today.overall.protected);
    let unit = today.overall.streak_unit;
    let mut facts = vec![words.date(today.as_of)];
    if strict.current > 0 {
        facts.push(words.habit().run_of(strict.current, unit));
    }
    // A freeze may carry the protected one over tonight.
    if strict.at_risk && !protected.at_risk {
        facts.push(words.habit().breaks_in(1));
    }
    if protected.current > strict.current {
        facts.push(words.habit().protected_run_of(protected.current, unit));
    }
    if protected.at_risk {
        facts.push(words.habit().breaks_in(1));
    }
    if today.today.study_seconds > 0 {
        facts.push(words.studied(StudyTime::from_seconds(today.today.study_seconds)));
    }
    paragraph(&joined(&facts), style.width, 2, Paint::Strong)
}

fn habits(today: &Today, style: Style) -> String {
    if today.habits.is_empty() {
        return String::new();
    }
    let mut grid = Grid::new(&[Mark, Left, Wrap]).indented(2);
    for habit in &today.habits {
        let paint = if habit.due_today { Paint::Now } else { Paint::Plain };
        let title = marked(&habit.title, habit.today_rests_on_evidence);
        let text = joined(&[title, facts(habit, style)]);
        grid.row(vec![mark_of(habit), Cell::new(habit.id.as_str(), paint), Cell::plain(text)]);
    }
    let heading = Paint::Strong.apply(style.lang.words().habits());
    format!("{heading}\n{}", grid.render(style.width))
}

fn facts(habit: &HabitRow, style: Style) -> String {
    let words = style.lang.words().habit();
    let mut facts = vec![habit_facts(habit, style)];
    if habit.due_today && habit.period.is_some() {
        facts.push(words.due_today().to_owned());
    } else if habit.owed_today == Some(false) && habit.today < habit.target {
        facts.push(words.not_owed_today().to_owned());
    }
    if habit.protected.at_risk {
        facts.push(words.breaks_in(1));
    }
    joined(&facts)
}

fn tasks(today: &Today, style: Style) -> String {
    if today.tasks.is_empty() {
        return String::new();
    }
    let words = style.lang.words();
    let mut grid = Grid::new(&[Mark, Left, Wrap]).indented(2);
    for row in today.tasks.iter().take(TASKS) {
        let mut facts = vec![row.task.title.clone(), words.habit().late_days(row.late_days)];
        if !row.task.waits_for.is_empty() {
            facts.push(words.waits_for(&super::ids(&row.task.waits_for)).trim().to_owned());
        }
        let id = Cell::plain(row.task.id.as_str());
        grid.row(vec![mark(&row.task), id, Cell::plain(joined(&facts))]);
    }
    let heading = Paint::Strong.apply(words.habit().tasks_due());
    let more = match today.tasks.len().saturating_sub(TASKS) {
        0 => String::new(),
        more => format!("  {}\n", Paint::Faint.apply(&words.habit().more_tasks(more))),
    };
    format!("{heading}\n{}{more}", grid.render(style.width))
}
