//! `roadmap skills` in a terminal.

use super::bar;
use super::grid::Column::{Left, Mark, Right, Wrap};
use super::grid::{Cell, Grid, paragraph};
use super::joined;
use super::paint::Paint;
use super::sign;
use super::status::footnotes;
use crate::ledger::CommitId;
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::report::{
    ModuleRow, SkillRow, Skills, SkillsForm, TaskStateRow, Training, TrainingTask, WeightUnit,
};

pub(super) fn render(skills: &Skills, style: Style) -> String {
    let words = style.lang.words().skills();
    if skills.modules.is_empty() {
        return paragraph(words.no_skills(), style.width, 0, Paint::Faint);
    }
    let module = |module| match skills.form {
        SkillsForm::Tree => tree(skills, module, style),
        SkillsForm::Table => table(skills, module, style),
    };
    let mut sections: Vec<String> = skills.modules.iter().map(module).collect();
    let all = skills.modules.iter().flat_map(|module| &module.skills);
    let untrained = all.filter(|skill| skill.trained_by.is_empty()).count();
    if untrained > 0 {
        sections.push(paragraph(&words.untrained(untrained), style.width, 0, Paint::Faint));
    }
    sections.push(footnotes(&skills.footnotes, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn heading(skills: &Skills, module: &ModuleRow, style: Style) -> String {
    let facts = joined(&[module.title.clone(), level(skills, module.training, style)]);
    paragraph(&facts, style.width, 2, Paint::Strong)
}

fn weight(skills: &Skills, weight: u64, style: Style) -> String {
    match skills.weight {
        WeightUnit::Tasks => weight.to_string(),
        WeightUnit::Seconds => style.lang.words().time(StudyTime::from_seconds(weight)),
    }
}

/// How much of something is trained, in its unit.
fn level(skills: &Skills, training: Training, style: Style) -> String {
    let Training { level, of, .. } = training;
    let words = style.lang.words();
    let whole = match skills.weight {
        WeightUnit::Tasks => words.tasks(usize::try_from(of).unwrap_or_default()),
        WeightUnit::Seconds => weight(skills, of, style),
    };
    words.skills().level(&weight(skills, level, style), &whole)
}

fn facts(skills: &Skills, skill: &SkillRow, style: Style) -> String {
    let words = style.lang.words().skills();
    if skill.trained_by.is_empty() {
        return words.no_task().to_owned();
    }
    let last = skill.training.last_practised.map(|day| words.last_practised(day));
    joined(&[level(skills, skill.training, style), last.unwrap_or_default()])
}

fn tree(skills: &Skills, module: &ModuleRow, style: Style) -> String {
    let mut text = heading(skills, module, style);
    for skill in &module.skills {
        let paint = if skill.trained_by.is_empty() { Paint::Faint } else { Paint::Plain };
        let mut grid = Grid::new(&[Left, Wrap]).indented(2);
        let line = joined(&[skill.title.clone(), facts(skills, skill, style)]);
        grid.row(vec![Cell::new(skill.id.to_string(), Paint::Now), Cell::new(line, paint)]);
        text.push_str(&grid.render(style.width));
        text.push_str(&tasks(&skill.trained_by, style));
    }
    text
}

fn tasks(tasks: &[TrainingTask], style: Style) -> String {
    let mut grid = Grid::new(&[Mark, Left, Wrap]).indented(6);
    for task in tasks {
        let (mark, paint) = match task.state {
            TaskStateRow::Done { .. } => (sign::DONE, Paint::Good),
            TaskStateRow::Dropped { .. } => (sign::DROPPED, Paint::Faint),
            TaskStateRow::Open => (sign::OPEN, Paint::Plain),
        };
        let words = style.lang.words();
        let state = match task.state {
            TaskStateRow::Done { on } => words.done_on(on),
            TaskStateRow::Dropped { on } => words.dropped_on(on),
            TaskStateRow::Open => String::new(),
        };
        let commit = task.commit.as_deref().map(CommitId::new);
        let commit = commit.as_ref().map(CommitId::short).unwrap_or_default().to_owned();
        let evidence = joined(&[state, commit, task.link.clone().unwrap_or_default()]);
        grid.row(vec![
            Cell::new(mark, paint),
            Cell::plain(task.id.to_string()),
            Cell::new(evidence, Paint::Faint),
        ]);
    }
    grid.render(style.width)
}

fn table(skills: &Skills, module: &ModuleRow, style: Style) -> String {
    let mut grid = Grid::new(&[Left, Left, Right, Wrap]).indented(2);
    for skill in &module.skills {
        let percent = skill.training.percent;
        let shown = percent.map(|percent| format!("{percent}%")).unwrap_or_default();
        let bar = percent.map_or_else(|| Cell::plain(""), bar::short);
        let title = joined(&[skill.title.clone(), facts(skills, skill, style)]);
        let paint = if skill.trained_by.is_empty() { Paint::Faint } else { Paint::Plain };
        grid.row(vec![
            Cell::new(skill.id.to_string(), Paint::Now),
            if style.width < 72 { Cell::plain("") } else { bar },
            Cell::plain(shown),
            Cell::new(title, paint),
        ]);
    }
    format!("{}{}", heading(skills, module, style), grid.render(style.width))
}
