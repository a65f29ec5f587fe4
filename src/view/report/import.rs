//! `roadmap import`: what became of a document.

use chrono::NaiveDate;
use serde::Serialize;

use super::Window;
use super::check::Holdings;
use crate::plan::Plan;
use crate::plan::import::{Guess, Import, LeftOut, Reason};

/// What became of a document.
#[derive(Clone, Debug, Serialize)]
pub struct Imported {
    /// The document, as the user would name it; `-` for standard input.
    pub source: String,
    /// What was done with the plan.
    #[serde(flatten)]
    pub outcome: Outcome,
    /// Where all its days have passed and something is left to do, as of a document of an earlier
    /// year: the command that lets it begin today.
    #[serde(skip)]
    pub to_begin_today: Option<String>,
    /// The plan's title.
    pub title: String,
    /// What the plan holds.
    pub holds: Holdings,
    /// Links that stand at tasks.
    pub task_links: usize,
    /// The phases, in order.
    pub phases: Vec<ImportedPhase>,
    /// How many tasks are ticked.
    pub ticked: usize,
    /// The ids of those that are ticked.
    pub ticked_ids: Vec<String>,
    /// How many lines that are not blank the document has; 0 where it has no lines of its own.
    pub lines: usize,
    /// What had to be chosen.
    pub guesses: Vec<Guess>,
    /// What is not in the plan, by line.
    pub left_out: Vec<LeftOut>,
}

/// What was done with the plan.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Outcome {
    /// The file that it was written to; `None` if it was only shown.
    pub file: Option<String>,
    /// Whether that file is now the plan here.
    pub is_plan: bool,
    /// How many tasks were recorded as done.
    pub recorded: usize,
    /// Their ids.
    pub recorded_ids: Vec<String>,
    /// The titles of ticked tasks that the plan which was kept does not have.
    pub not_in_plan: Vec<String>,
    /// How to record what is ticked later; `None` where no command of its own does.
    #[serde(skip)]
    pub to_record: Option<String>,
    /// Whether a plan was there already, and kept.
    pub kept: bool,
}

/// A phase of an imported plan.
#[derive(Clone, Debug, Serialize)]
pub struct ImportedPhase {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its window.
    pub window: Window,
    /// How many tasks it has.
    pub tasks: usize,
}

/// Why some lines are not in the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOutRow {
    /// Why.
    pub reason: Reason,
    /// Whether the rest of the lines is in the plan.
    pub is_part: bool,
    /// How many things there are.
    pub count: usize,
    /// The lines, as ranges: `3, 8-12`.
    pub lines: String,
}

impl Imported {
    /// The report of an import.
    #[must_use]
    pub fn new(import: &Import, source: &str, outcome: Outcome) -> Self {
        let plan = &import.plan;
        let phases = plan.phases.iter().map(|phase| ImportedPhase {
            id: phase.id.to_string(),
            title: phase.title.clone(),
            window: phase.window.into(),
            tasks: phase.tasks.len(),
        });
        Self {
            source: source.to_owned(),
            outcome,
            to_begin_today: None,
            title: plan.title.clone(),
            holds: Holdings::of(plan),
            task_links: plan.tasks().map(|(_, task)| task.links.len()).sum(),
            phases: phases.collect(),
            ticked: import.ticked.len(),
            ticked_ids: import.ticked.iter().map(|ticked| ticked.id.to_string()).collect(),
            lines: import.account.lines,
            guesses: import.account.guesses.clone(),
            left_out: import.account.left_out.clone(),
        }
    }

    /// The same, where today is `today`.
    #[must_use]
    pub fn on(mut self, today: NaiveDate, plan: &Plan) -> Self {
        let is_over = plan.has_end() && plan.end() < today && self.ticked < plan.tasks().count();
        self.to_begin_today = is_over.then(|| {
            let later = |deadline| deadline + (today - plan.start);
            let deadline = plan.deadline.map(later);
            let option = deadline.map(|day| format!(" --deadline {day}")).unwrap_or_default();
            format!("roadmap replan --start today{option}")
        });
        self
    }

    /// What was left out, one row for each reason, whole lines before parts of lines.
    #[must_use]
    pub fn left_out_rows(&self) -> Vec<LeftOutRow> {
        let mut rows: Vec<(bool, Reason, Vec<usize>, usize)> = Vec::new();
        for left in &self.left_out {
            let known = rows.iter_mut().find(|row| (row.0, row.1) == (left.is_part, left.reason));
            match known {
                Some(row) => {
                    row.2.extend(left.line);
                    row.3 += 1;
                }
                None => {
                    rows.push((left.is_part, left.reason, left.line.into_iter().collect(), 1));
                }
            }
        }
        rows.sort_by_key(|row| (row.0, row.1));
        rows.into_iter()
            .map(|(is_part, reason, lines, count)| LeftOutRow {
                reason,
                is_part,
                count,
                lines: ranges(&lines),
            })
            .collect()
    }
}

/// Numbers in order as ranges: `3, 8-12`.
fn ranges(numbers: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *number == *last => {}
            Some((_, last)) if *number == *last + 1 => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let range = |(first, last): &(usize, usize)| {
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    };
    ranges.iter().map(range).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_said_as_ranges() {
        assert_eq!(ranges(&[3, 8, 9, 10, 10, 12]), "3, 8-10, 12");
        assert_eq!(ranges(&[]), "");
    }
}
