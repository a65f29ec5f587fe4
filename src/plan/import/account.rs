//! What became of every line of the source.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::id::Id;
use crate::quantity::StudyTime;

/// Why something of the source is not in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// A paragraph.
    Prose,
    /// A heading that only groups others.
    GroupHeading,
    /// A heading with nothing below it that could be a task.
    EmptyHeading,
    /// A list without boxes, in a document whose tasks have boxes.
    NoBox,
    /// A column of a table, or a key, that a plan does not have.
    Column,
    /// An address that a plan cannot have: of a file, a heading, a footnote.
    Address,
    /// Something among links that has no address.
    NoAddress,
    /// A table of contents.
    Contents,
    /// About the document: licence, contributors.
    Aside,
    /// Code.
    Code,
    /// An image.
    Image,
    /// HTML, or a comment.
    Html,
    /// The text of a footnote.
    Footnote,
    /// Front matter that a plan does not have.
    Setting,
    /// Rules, lines of tables, tags without text.
    Layout,
}

/// What something of the source became.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// Title, goal, path, start or deadline.
    Header,
    /// A phase.
    Phase,
    /// A task.
    Task,
    /// A habit.
    Habit,
    /// A module of the skill map.
    Module,
    /// A skill.
    Skill,
    /// A link of the plan, or of a task.
    Link,
}

/// Something of the source that is not in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Its line, from 1; `None` where the source has no lines of its own, as JSON.
    pub line: Option<usize>,
    /// Why.
    pub reason: Reason,
    /// What it says.
    pub text: String,
    /// Whether the rest of the line is in the plan.
    pub is_part: bool,
}

/// What was not said and had to be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Guess {
    /// The title comes from somewhere else than a heading.
    Title {
        /// The title.
        title: String,
    },
    /// The first day of the plan, where the source names none.
    Start {
        /// The day.
        day: chrono::NaiveDate,
    },
    /// The year of the first dates, where the source names none.
    Year {
        /// The year.
        year: i32,
    },
    /// Habits of which the source does not say how often; they are asked for every day.
    Daily {
        /// How many.
        habits: usize,
    },
    /// The start was moved, because a phase is over before the one that is said.
    StartMoved {
        /// The day that is said.
        said: chrono::NaiveDate,
        /// The first day of the plan.
        day: chrono::NaiveDate,
    },
    /// The deadline is before the start, and was left out.
    NoDeadline {
        /// The day that is said.
        said: chrono::NaiveDate,
    },
    /// Phases without dates follow one another.
    Windows {
        /// How many there are.
        phases: usize,
        /// The last day of the last one.
        until: chrono::NaiveDate,
    },
    /// A date that is not in the calendar, or that ends before it begins.
    Date {
        /// The line.
        line: usize,
    },
    /// Tasks with others nested in them need those.
    Nested {
        /// How many tasks.
        tasks: usize,
    },
    /// Estimates were left out of a phase where not every task has one.
    Estimates {
        /// How many phases.
        phases: usize,
        /// The tasks that had one, and what it was.
        estimates: Vec<(Id, StudyTime)>,
    },
    /// Ids of the source that are none, or were taken, gave way to others.
    OtherIds {
        /// The ids, as they stand in the source.
        replaced: Vec<String>,
    },
    /// What refers to nothing in the plan, to what is planned for later, or in a circle back to
    /// itself, was left out.
    References {
        /// Who referred to what.
        left: Vec<(Id, String)>,
    },
}

/// What became of every line.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// How many lines that are not blank the source has.
    pub lines: usize,
    /// What became what: the first and the last line, and the kind. Lines may be there several
    /// times.
    pub became: Vec<(usize, usize, Became)>,
    /// What is not in the plan, in the order of the source.
    pub left_out: Vec<LeftOut>,
    /// What was not said and had to be chosen.
    pub guesses: Vec<Guess>,
}

/// The lines of a source while it is read.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    texts: Vec<&'a str>,
    read: BTreeSet<usize>,
    account: Account,
}

impl<'a> Lines<'a> {
    pub(super) fn of(source: &'a str) -> Self {
        let texts: Vec<&str> = source.lines().collect();
        let lines = texts.iter().filter(|line| !line.trim().is_empty()).count();
        Self { texts, read: BTreeSet::new(), account: Account { lines, ..Account::default() } }
    }

    /// The lines of a source that has values instead.
    pub(super) fn without_lines() -> Self {
        Self::of("")
    }

    /// So many values of such a source are in the plan.
    pub(super) fn add(&mut self, became: Became, count: usize) {
        self.account.became.extend(std::iter::repeat_n((0, 0, became), count));
    }

    /// A value of such a source is not in the plan.
    pub(super) fn leave_value(&mut self, reason: Reason, text: &str) {
        let text = text.trim().to_owned();
        if !text.is_empty() {
            self.account.left_out.push(LeftOut { line: None, reason, text, is_part: false });
        }
    }

    /// These lines are in the plan.
    pub(super) fn became(&mut self, first: usize, last: usize, became: Became) {
        self.account.became.push((first, last.max(first), became));
        self.read.extend(first..=last.max(first));
    }

    /// These lines are not in the plan.
    pub(super) fn leave(&mut self, first: usize, last: usize, reason: Reason) {
        for line in first..=last.max(first) {
            let text = self.text(line).trim().to_owned();
            if !text.is_empty() && self.read.insert(line) {
                self.account.left_out.push(LeftOut {
                    line: Some(line),
                    reason,
                    text,
                    is_part: false,
                });
            }
        }
    }

    /// A part of a line is not in the plan.
    pub(super) fn leave_part(&mut self, line: usize, reason: Reason, text: &str) {
        let text = text.trim().to_owned();
        if !text.is_empty() {
            self.account.left_out.push(LeftOut { line: Some(line), reason, text, is_part: true });
        }
    }

    /// Whether it is known already what became of a line.
    pub(super) fn is_read(&self, line: usize) -> bool {
        self.read.contains(&line)
    }

    pub(super) fn guess(&mut self, guess: Guess) {
        self.account.guesses.push(guess);
    }

    /// A line without its line break.
    pub(super) fn text(&self, line: usize) -> &'a str {
        line.checked_sub(1).and_then(|line| self.texts.get(line)).copied().unwrap_or_default()
    }

    /// Says of every other line that it was left out, and hands over the account. `urls` are
    /// those of the plan: a line that defines one of them is in it.
    pub(super) fn close(mut self, urls: &BTreeSet<String>) -> Account {
        for line in 1..=self.texts.len() {
            if self.read.contains(&line) {
                continue;
            }
            let text = self.text(line).trim();
            if definition(text).is_some_and(|url| urls.contains(url)) {
                self.became(line, line, Became::Link);
                continue;
            }
            let is_layout = text.chars().all(|c| !c.is_alphanumeric());
            let reason = match definition(text) {
                Some(_) => Reason::Address,
                None if is_layout => Reason::Layout,
                None => Reason::Prose,
            };
            self.leave(line, line, reason);
        }
        self.account.left_out.sort_by_key(|left| (left.line, left.is_part));
        self.account.became.sort_unstable();
        self.account
    }
}

/// The address of a line such as `[name]: https://example.org "Title"`.
fn definition(line: &str) -> Option<&str> {
    let (_, rest) = line.strip_prefix('[')?.split_once("]:")?;
    rest.split_whitespace().next().map(|url| url.trim_matches(['<', '>']))
}
