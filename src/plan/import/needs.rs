//! What tasks of a document need, as far as a plan can have it.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::civil::DayRange;
use crate::id::Id;
use crate::plan::model::Plan;

/// What the tasks of a document are called by those that need them: by their ids or titles.
#[derive(Default)]
pub(super) struct Called {
    ids: HashMap<String, Id>,
    /// `None` where several have the title.
    titles: HashMap<String, Option<Id>>,
}

impl Called {
    /// Notes a task with the id that the document gives it, if any, and its title.
    pub(super) fn note(&mut self, id: &Id, brought: Option<&str>, title: &str) {
        if let Some(brought) = brought {
            self.ids.entry(spelled(brought)).or_insert_with(|| id.clone());
        }
        let same = self.titles.entry(spelled(title));
        same.and_modify(|it| *it = None).or_insert_with(|| Some(id.clone()));
    }

    /// The tasks that a text names, one or several, and what in it names none.
    pub(super) fn find(&self, text: &str) -> (Vec<Id>, Vec<String>) {
        if let Some(id) = self.one(text) {
            return (vec![id], Vec::new());
        }
        let (mut found, mut unknown) = (Vec::new(), Vec::new());
        let parts = text.split([',', ';', '、', '，', '；', '|', '\n']).map(str::trim);
        for part in parts.filter(|part| !part.is_empty()) {
            if let Some(id) = self.one(part) {
                found.push(id);
                continue;
            }
            // Ids may stand with blanks between them, and so may the words of one title.
            let words = || part.split_whitespace().map(|word| (word, self.one(word)));
            if words().all(|(_, id)| id.is_none()) {
                unknown.push(part.to_owned());
                continue;
            }
            for (word, id) in words() {
                match id {
                    Some(id) => found.push(id),
                    None => unknown.push(word.to_owned()),
                }
            }
        }
        (found, unknown)
    }

    fn one(&self, text: &str) -> Option<Id> {
        let text = spelled(text);
        self.ids.get(&text).or_else(|| self.titles.get(&text)?.as_ref()).cloned()
    }
}

/// A name without what people write now one way, now another.
fn spelled(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Which tasks need which, without circles, and never what is planned for later.
#[derive(Default)]
pub(super) struct Needs {
    windows: Vec<DayRange>,
    index: HashMap<Id, usize>,
    /// For each task those that come first, and those that come after.
    first: Vec<Vec<usize>>,
    needed_by: Vec<Vec<usize>>,
}

impl Needs {
    /// The tasks of a plan, of which none needs another yet.
    pub(super) fn among(plan: &Plan) -> Self {
        let mut needs = Self::default();
        for (phase, task) in plan.tasks() {
            needs.index.insert(task.id.clone(), needs.windows.len());
            needs.windows.push(phase.window);
        }
        needs.first = vec![Vec::new(); needs.windows.len()];
        needs.needed_by = needs.first.clone();
        needs
    }

    /// Lets a task need another one; returns whether a plan can have that, with all that was added
    /// before.
    pub(super) fn add(&mut self, task: &Id, need: &Id) -> bool {
        let Some((task, need)) = self.index.get(task).zip(self.index.get(need)) else {
            return false;
        };
        let (task, need) = (*task, *need);
        let first = reached(need, &self.first);
        if first.contains(&task) {
            return false;
        }
        let begins: Option<NaiveDate> = first.iter().map(|at| self.windows[*at].first()).max();
        let waiting = reached(task, &self.needed_by);
        let ends: Option<NaiveDate> = waiting.iter().map(|at| self.windows[*at].last()).min();
        let is_in_time = begins <= ends;
        if is_in_time {
            self.first[task].push(need);
            self.needed_by[need].push(task);
        }
        is_in_time
    }
}

/// All that can be reached from a task, itself first.
fn reached(from: usize, steps: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; steps.len()];
    let mut reached = vec![from];
    seen[from] = true;
    let mut at = 0;
    while let Some(next) = reached.get(at).copied() {
        at += 1;
        for step in &steps[next] {
            if !std::mem::replace(&mut seen[*step], true) {
                reached.push(*step);
            }
        }
    }
    reached
}
