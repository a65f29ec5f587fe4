//! Small curricula, and edits of them as authors and learners make them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use roadmap::plan;

/// A curriculum, with a comment on everything.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Curriculum {
    pub(super) title: String,
    pub(super) phases: Vec<Phase>,
    pub(super) habits: Vec<(String, u32)>,
    pub(super) skills: Vec<String>,
    pub(super) moved: Vec<(String, Vec<String>)>,
    /// What is put into comments and new names, so that two authors do not agree by chance.
    pub(super) author: &'static str,
    pub(super) next: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Phase {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) month: u32,
    pub(super) has_estimates: bool,
    pub(super) tasks: Vec<Task>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Task {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) hours: u32,
    pub(super) needs: Vec<String>,
    pub(super) skills: Vec<String>,
    pub(super) comment: String,
}

impl Curriculum {
    /// Three phases with `sizes` tasks each, the second without estimates.
    pub(super) fn new(sizes: &[usize]) -> Self {
        let mut curriculum = Self {
            title: "Curriculum".to_owned(),
            phases: Vec::new(),
            habits: vec![("read".to_owned(), 1), ("code".to_owned(), 2)],
            skills: vec!["git".to_owned(), "rust".to_owned()],
            moved: Vec::new(),
            author: "b",
            next: 0,
        };
        for (at, size) in sizes.iter().enumerate() {
            let id = format!("p{at}");
            let month = u32::try_from(at).unwrap_or_default() + 8;
            let has_estimates = at != 1;
            let title = format!("Phase {at}");
            curriculum.phases.push(Phase { id, title, month, has_estimates, tasks: Vec::new() });
            for _ in 0..*size {
                let task = curriculum.new_task();
                curriculum.phases[at].tasks.push(task);
            }
        }
        curriculum
    }

    fn fresh(&mut self) -> String {
        self.next += 1;
        format!("{}{}", self.author, self.next)
    }

    fn new_task(&mut self) -> Task {
        let id = self.fresh();
        Task {
            title: format!("Task {id}"),
            hours: 1 + self.next % 5,
            needs: Vec::new(),
            skills: if self.next.is_multiple_of(3) { vec!["git".to_owned()] } else { Vec::new() },
            comment: format!("on {id}"),
            id,
        }
    }

    /// The text of the plan.
    pub(super) fn text(&self) -> String {
        let mut text =
            format!("# by {}\ntitle = \"{}\"\nstart = 2025-07-11\n", self.author, self.title);
        for phase in &self.phases {
            text.push_str(&format!(
                "\n[[phase]]\nid = \"{}\" # phase {}\ntitle = \"{}\"\nwindow = \"2025-{:02}\"\n",
                phase.id, phase.id, phase.title, phase.month
            ));
            for task in &phase.tasks {
                text.push_str(&format!(
                    "\n  [[phase.task]]\n  id = \"{}\"\n  title = \"{}\" # {}\n",
                    task.id, task.title, task.comment
                ));
                if phase.has_estimates {
                    text.push_str(&format!("  estimate = \"{}h\"\n", task.hours));
                }
                for (key, list) in [("needs", &task.needs), ("skills", &task.skills)] {
                    if !list.is_empty() {
                        text.push_str(&format!("  {key} = {list:?}\n"));
                    }
                }
            }
        }
        for (id, target) in &self.habits {
            let table = format!("title = \"Habit {id}\"\nevery = \"day\"\ntarget = {target}\n");
            text.push_str(&format!("\n[[habit]]\nid = \"{id}\"\n{table}"));
        }
        text.push_str("\n[[module]]\nid = \"m\"\ntitle = \"M\"\n");
        for skill in &self.skills {
            text.push_str(&format!(
                "\n  [[module.skill]]\n  id = \"{skill}\"\n  title = \"{skill}\"\n"
            ));
        }
        for (from, to) in &self.moved {
            text.push_str(&format!("\n[[moved]]\nfrom = \"{from}\"\nto = {to:?}\n"));
        }
        text
    }

    /// The ids of all tasks.
    pub(super) fn tasks(&self) -> Vec<String> {
        self.phases
            .iter()
            .flat_map(|phase| phase.tasks.iter().map(|task| task.id.clone()))
            .collect()
    }

    /// The curriculum after some edits; those that would leave no valid plan are not made.
    pub(super) fn edited(&self, author: &'static str, edits: &[Edit]) -> Self {
        let mut now = Self { author, ..self.clone() };
        for edit in edits {
            let mut new = now.clone();
            new.edit(edit);
            if new.is_in_order() && plan::read(new.text().as_bytes()).is_ok() {
                now = new;
            }
        }
        now
    }

    /// Whether no task needs one of a later month.
    fn is_in_order(&self) -> bool {
        let month = |id: &String| {
            let of = |phase: &&Phase| phase.tasks.iter().any(|task| task.id == *id);
            self.phases.iter().find(of).map_or(0, |phase| phase.month)
        };
        self.phases.iter().all(|phase| {
            let needs = phase.tasks.iter().flat_map(|task| &task.needs);
            needs.map(month).all(|needed| needed <= phase.month)
        })
    }

    fn edit(&mut self, edit: &Edit) {
        let place = edit.place.index(self.phases.len().max(1));
        let other = edit.other.index(self.phases.len().max(1));
        let fresh = self.fresh();
        let Some(phase) = self.phases.get(place) else { return };
        let at = edit.task.index(phase.tasks.len().max(1));
        let id = phase.tasks.get(at).map(|task| task.id.clone());
        match (edit.kind, id) {
            (0, _) => {
                let task = self.new_task();
                self.phases[place].tasks.push(task);
            }
            (1, _) => self.phases[place].title = format!("Phase {fresh}"),
            (2, _) => self.phases[place].month = 8 + edit.number % 4,
            (3, _) => {
                let (id, title) = (format!("p{fresh}"), format!("Phase {fresh}"));
                let tasks = vec![self.new_task()];
                self.phases.push(Phase { id, title, month: 11, has_estimates: true, tasks });
            }
            (4, _) => drop(self.phases.remove(place)),
            (5, _) => self.habits.push((fresh, 1 + edit.number)),
            (6, _) if !self.habits.is_empty() => drop(self.habits.remove(0)),
            (7, _) => self.habits.iter_mut().for_each(|(_, target)| *target += edit.number),
            (8, _) => self.skills.push(fresh),
            (9, _) => self.title = format!("Curriculum {fresh}"),
            (10, Some(_)) => self.phases[place].tasks[at].title = format!("Task {fresh}"),
            (11, Some(_)) => self.phases[place].tasks[at].hours += 1 + edit.number,
            (12, Some(_)) => drop(self.phases[place].tasks.remove(at)),
            (13, Some(_)) => {
                let mut task = self.phases[place].tasks.remove(at);
                task.hours += 1;
                self.phases[other].tasks.push(task);
            }
            (14, Some(id)) => self.rename(&id, &fresh),
            (15, Some(id)) => self.split(place, at, &id),
            (16, Some(id)) => self.merge(place, &id),
            (17, Some(_)) => {
                let tasks = self.tasks();
                let need = tasks[edit.other.index(tasks.len())].clone();
                self.phases[place].tasks[at].needs = vec![need];
            }
            (18, Some(_)) => {
                let skills = self.skills.last().cloned().into_iter().collect();
                self.phases[place].tasks[at].skills = skills;
            }
            (19, _) if self.skills.len() > 1 => {
                let skill = self.skills.remove(0);
                for task in self.phases.iter_mut().flat_map(|phase| &mut phase.tasks) {
                    task.skills.retain(|other| *other != skill);
                }
            }
            _ => {}
        }
    }

    /// Has everything that names a task name another.
    fn redirect(&mut self, old: &str, new: &str) {
        for task in self.phases.iter_mut().flat_map(|phase| &mut phase.tasks) {
            task.needs.iter_mut().filter(|need| *need == old).for_each(|need| new.clone_into(need));
            let own = task.id.clone();
            task.needs.retain(|need| *need != own);
            task.needs.dedup();
        }
    }

    /// Gives a task another id, and says so.
    pub(super) fn rename(&mut self, old: &str, new: &str) {
        self.call(old, new);
        self.lead_on(old, &[new.to_owned()]);
        self.moved.push((old.to_owned(), vec![new.to_owned()]));
    }

    /// Gives a task another id, wherever it is named.
    pub(super) fn call(&mut self, old: &str, new: &str) {
        for task in self.phases.iter_mut().flat_map(|phase| &mut phase.tasks) {
            if task.id == old {
                new.clone_into(&mut task.id);
            }
        }
        self.redirect(old, new);
    }

    /// Has earlier moves lead where a task has gone, as `roadmap move` does; every other one stays
    /// a step of a chain, as people write it.
    fn lead_on(&mut self, old: &str, new: &[String]) {
        for (_, to) in self.moved.iter_mut().step_by(2) {
            if let Some(at) = to.iter().position(|id| id == old) {
                to.splice(at..=at, new.to_vec());
                let mut seen = BTreeSet::new();
                to.retain(|id| seen.insert(id.clone()));
            }
        }
    }

    fn split(&mut self, place: usize, at: usize, old: &str) {
        let parts = [self.new_task(), self.new_task()];
        let ids: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
        self.phases[place].tasks.splice(at..=at, parts);
        self.redirect(old, &ids[0]);
        self.lead_on(old, &ids);
        self.moved.push((old.to_owned(), ids));
    }

    fn merge(&mut self, place: usize, into: &str) {
        let other = self.phases[place].tasks.iter().position(|task| task.id != into);
        let Some(other) = other else { return };
        let gone = self.phases[place].tasks.remove(other).id;
        self.redirect(&gone, into);
        self.lead_on(&gone, &[into.to_owned()]);
        self.moved.push((gone, vec![into.to_owned()]));
    }
}

/// An edit of a curriculum.
#[derive(Clone, Debug)]
pub(super) struct Edit {
    kind: u8,
    place: prop::sample::Index,
    other: prop::sample::Index,
    task: prop::sample::Index,
    number: u32,
}

pub(super) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let index = any::<prop::sample::Index>;
    let edit = (0_u8..20, index(), index(), index(), 1_u32..4);
    let edit = edit.prop_map(|(kind, place, other, task, number)| Edit {
        kind,
        place,
        other,
        task,
        number,
    });
    prop::collection::vec(edit, 0..8)
}
