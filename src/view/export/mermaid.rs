//! Mermaid: the plan as a gantt chart, the skills as a mindmap.
//!
//! Mermaid has no way to escape text in general, so what could end a label or begin a statement
//! is replaced by a sign that looks alike.

use chrono::NaiveDate;

use crate::civil;
use crate::plan::Plan;
use crate::progress::{self, Progress, TaskState};
use crate::view::report::Skills;

/// What begins a statement of a gantt chart.
const STATEMENTS: [&str; 17] = [
    "gantt",
    "title",
    "section",
    "dateformat",
    "axisformat",
    "tickinterval",
    "todaymarker",
    "click",
    "excludes",
    "includes",
    "weekday",
    "weekend",
    "inclusiveenddates",
    "topaxis",
    "acctitle",
    "accdescr",
    "call",
];

/// The phases with their windows and tasks: done ones where they were done, open ones by the day
/// on which they should be done.
#[must_use]
pub(super) fn gantt(plan: &Plan, progress: &Progress) -> String {
    let mut text = format!(
        "gantt\n    title {}\n    dateFormat YYYY-MM-DD\n    axisFormat %Y-%m\n",
        label(&plan.title)
    );
    if progress.tasks.iter().any(|task| task.is_by_evidence) {
        text.push_str("    %% * follows from commits by the plan's evidence rules\n");
    }
    for phase in &plan.phases {
        let window = progress::planned_days(plan, phase, progress.as_of).window;
        text.push_str(&format!(
            "    section {}\n",
            label(&format!("{} {}", phase.id, phase.title))
        ));
        let line = |name: &str, tags: &str, first: NaiveDate, last: NaiveDate| {
            format!("    {} :{tags}{first}, {}\n", label(name), civil::next(last))
        };
        text.push_str(&line(&phase.title, "", window.first(), window.last()));
        for (task, due) in phase.tasks.iter().zip(progress::all_due(plan, phase, progress)) {
            let stand = progress.task(&task.id);
            let is_by_evidence = stand.is_some_and(|stand| stand.is_by_evidence);
            let marked = format!("{} *", task.title);
            let title = if is_by_evidence { &marked } else { &task.title };
            let state = stand.map(|stand| stand.state);
            text.push_str(&match (state, due) {
                (Some(TaskState::Done(day)), _) => line(title, "done, ", day, day),
                (Some(TaskState::Open), Some(due)) if due < progress.as_of => {
                    line(&task.title, "crit, ", due, due)
                }
                (Some(TaskState::Open), Some(due)) => line(&task.title, "active, ", due, due),
                _ => String::new(),
            });
        }
    }
    text
}

/// The modules and skills, each with its level; skills without any task are rounded.
#[must_use]
pub fn mindmap(skills: &Skills) -> String {
    let mut text = format!("mindmap\n  root((\"{}\"))\n", quoted(&skills.title));
    for (at, module) in skills.modules.iter().enumerate() {
        text.push_str(&format!("    m{at}[\"{}\"]\n", quoted(&module.title)));
        for (nth, skill) in module.skills.iter().enumerate() {
            let percent = skill.training.percent.map(|percent| format!(" {percent}%"));
            let said = quoted(&format!("{}{}", skill.title, percent.clone().unwrap_or_default()));
            let (open, close) = if percent.is_some() { ("[", "]") } else { ("(", ")") };
            text.push_str(&format!("      s{at}x{nth}{open}\"{said}\"{close}\n"));
        }
    }
    text
}

/// A text on one line that ends no label of a gantt chart.
fn label(text: &str) -> String {
    let safe = |c: char| match c {
        ':' => '：',
        ';' => '；',
        '#' => '＃',
        '%' => '％',
        c if c.is_control() => ' ',
        c => c,
    };
    let text: String = text.trim().chars().map(safe).collect();
    if text.is_empty() {
        return "–".to_owned();
    }
    let first = text.to_lowercase();
    // A keyword at the beginning would be a statement; behind a space of no width it is a name.
    let is_keyword = STATEMENTS.iter().any(|statement| first.starts_with(statement));
    if is_keyword { format!("\u{200b}{text}") } else { text }
}

/// A text within double quotes.
fn quoted(text: &str) -> String {
    let safe = |c: char| match c {
        '"' => '”',
        '`' => '‵',
        '<' => '‹',
        '>' => '›',
        '#' => '＃',
        c if c.is_control() => ' ',
        c => c,
    };
    let text: String = text.trim().chars().map(safe).collect();
    if text.is_empty() { "–".to_owned() } else { text }
}
