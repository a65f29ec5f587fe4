//! English.

use super::{ImportWords, listed};
use crate::plan::import::{Guess, Reason};

/// English.
pub(in crate::view::lang) struct English;

fn count(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

impl ImportWords for English {
    fn made(&self, source: &str, file: Option<&str>) -> String {
        let source = if source == "-" { "standard input" } else { source };
        match file {
            Some(file) => format!("Wrote {file}, made of {source}"),
            None => format!("Nothing was written (dry run); the plan above is made of {source}"),
        }
    }

    fn kept(&self, file: &str) -> String {
        format!("Kept {file}; only what is ticked was looked at")
    }

    fn more_phases(&self, more: usize) -> String {
        format!("and {} more", count(more, "phase"))
    }

    fn chosen(&self) -> &'static str {
        "Chosen, where the document is silent"
    }

    fn guess(&self, guess: &Guess) -> String {
        match guess {
            Guess::Title { title } => format!("the title: {title} (--title)"),
            Guess::Start { day } => format!("the first day: {day} (--start)"),
            Guess::Year { year } => format!("dates without a year: from {year} on (--start)"),
            Guess::Daily { habits } => {
                format!("every day for {}, where nothing says how often", count(*habits, "habit"))
            }
            Guess::StartMoved { said, day } => {
                format!(
                    "the first day: {day} instead of {said}, for a phase would be over by then; to move all days: roadmap replan --start {said}"
                )
            }
            Guess::NoDeadline { said } => format!("no deadline: {said} is before the first day"),
            Guess::Windows { phases, until } => {
                let (name, verb) = if *phases == 1 {
                    ("phase", "follows")
                } else {
                    ("phases", "follow one another")
                };
                let tail = if *phases == 1 { " the one before it" } else { "" };
                format!(
                    "{phases} {name} without dates {verb}{tail}, until {until}: some 2 days a task, 1 to 8 weeks each"
                )
            }
            Guess::Date { line } => format!("line {line}: the date is not in the calendar"),
            Guess::Nested { tasks } => {
                let verb = if *tasks == 1 { "needs" } else { "need" };
                format!("{} with sub-items {verb} those first", count(*tasks, "task"))
            }
            Guess::Estimates { phases, estimates } => format!(
                "no estimates in {}, where only some tasks have one: {}",
                count(*phases, "phase"),
                listed(estimates, |(id, time)| format!("{id} {time}"))
            ),
            Guess::OtherIds { replaced } => format!(
                "another id, where that of the document is none or taken: {}",
                listed(replaced, |id| format!("`{id}`"))
            ),
            Guess::References { left } => format!(
                "left out, what refers to nothing here, to something planned for later or back to itself: {}",
                listed(left, |(from, to)| format!("{from} → {to}"))
            ),
        }
    }

    fn left_out(&self, lines: usize) -> String {
        if lines == 0 {
            "Not in the plan".to_owned()
        } else {
            format!("Not in the plan, by line ({lines} of the document have text)")
        }
    }

    fn nothing_left_out(&self, lines: usize) -> String {
        match lines {
            0 => "Nothing was left out.".to_owned(),
            _ => format!("Nothing was left out of {}.", count(lines, "line")),
        }
    }

    fn reason(&self, reason: Reason, is_part: bool) -> &'static str {
        match reason {
            Reason::Prose => "prose",
            Reason::GroupHeading => "headings of groups",
            Reason::EmptyHeading => "headings without tasks",
            Reason::NoBox => "lists without boxes",
            Reason::Column if is_part => "other columns",
            Reason::Column => "other values",
            Reason::Address if is_part => "inner addresses",
            Reason::Address => "unused addresses",
            Reason::NoAddress => "without address",
            Reason::Contents => "table of contents",
            Reason::Aside => "about the document",
            Reason::Code => "code",
            Reason::Image => "images",
            Reason::Html => "HTML and comments",
            Reason::Footnote => "footnotes",
            Reason::Setting => "front matter",
            Reason::Layout => "rules and table lines",
        }
    }

    fn every_item(&self) -> &'static str {
        "--every-item takes lists without boxes as tasks too"
    }

    fn ticked(&self, ticked: usize, command: Option<&str>) -> String {
        let verb = if ticked == 1 { "is" } else { "are" };
        let tasks = count(ticked, "task");
        match command {
            Some(command) => format!("{tasks} {verb} ticked, not recorded yet: {command}"),
            None => format!("{tasks} {verb} ticked, not recorded yet; --record-done records them"),
        }
    }

    fn recorded(&self, ids: &[String]) -> String {
        format!(
            "{} recorded as done, late, in one commit: {}",
            count(ids.len(), "task"),
            listed(ids, Clone::clone)
        )
    }

    fn not_in_plan(&self, titles: &[String]) -> String {
        let verb = if titles.len() == 1 { "is" } else { "are" };
        format!(
            "{} that {verb} ticked {verb} not in the plan, and not recorded: {}",
            count(titles.len(), "task"),
            listed(titles, |title| format!("\u{201c}{title}\u{201d}"))
        )
    }

    fn recorded_already(&self, ticked: usize) -> String {
        let verb = if ticked == 1 { "is" } else { "are" };
        format!("{} that {verb} ticked: recorded already", count(ticked, "task"))
    }

    fn asks_to_record(&self, ticked: usize) -> String {
        let verb = if ticked == 1 { "is" } else { "are" };
        format!(
            "{} {verb} ticked. Record them as done, in one commit? [y/N]",
            count(ticked, "task")
        )
    }

    fn committed(&self, file: &str) -> String {
        format!("Made a git repository with {file} as its first commit.")
    }

    fn next(&self, file: &str) -> String {
        format!("Read {file} and make it yours; roadmap check says whether it is in order.")
    }

    fn is_over(&self, command: &str) -> String {
        format!("All its days have passed; {command} lets it begin today.")
    }

    fn exported(&self, file: &str) -> String {
        format!("Wrote {file}")
    }
}
