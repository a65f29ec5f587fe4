//! What roadmap writes into notes. The same plan and progress give the same lines on every day,
//! so that writing again changes nothing.

mod escape;

use std::collections::BTreeMap;

use super::lang::{Label, Words};
use super::term;
use crate::id::Id;
use crate::note::{self, CALLOUT, DONE, DROPPED, Property, Subject, TickBox};
use crate::plan::{Phase, Plan, Task};
use crate::progress::{self, Progress, TaskState};
use crate::quantity::StudyTime;

/// Everything that notes are written from.
pub struct Desk<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Where the learner stands.
    pub progress: &'a Progress,
    /// Where the notes are that there are, below their folder and without `.md`.
    pub places: &'a BTreeMap<Subject, String>,
    /// The sentences of the notes' language.
    pub words: &'static dyn Words,
}

/// What is ours in one note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ours {
    /// The title of the phase or task.
    pub title: String,
    /// Our keys, that of the subject first.
    pub properties: Vec<Property>,
    /// The lines between our markers.
    pub inside: String,
}

impl Desk<'_> {
    /// What is ours in the note of a subject, in which these boxes stand; `None` where the plan
    /// has no such subject.
    #[must_use]
    pub fn ours(&self, subject: &Subject, boxes: &[TickBox]) -> Option<Ours> {
        let boxes: Vec<TickBox> = boxes.iter().map(|old| self.of_today(old)).collect();
        match subject {
            Subject::Phase(id) => self.plan.phase(id).map(|phase| self.phase(phase, &boxes)),
            Subject::Task(id) => {
                self.plan.task(id).map(|(phase, task)| self.task(phase, task, &boxes))
            }
        }
    }

    /// The text of a new note about a subject; `None` where the plan has no such subject.
    #[must_use]
    pub fn new_note(&self, subject: &Subject) -> Option<String> {
        let ours = self.ours(subject, &[])?;
        let heading = self.words.note().own_notes();
        Some(note::compose(&ours.properties, &ours.title, &ours.inside, heading))
    }

    fn task(&self, phase: &Phase, task: &Task, boxes: &[TickBox]) -> Ours {
        let subject = Subject::Task(task.id.clone());
        let (state, done) = match self.state(&task.id) {
            TaskState::Done(day) => ("done", day.to_string()),
            TaskState::Dropped(_) => ("dropped", String::new()),
            TaskState::Open => ("open", String::new()),
        };
        let properties = vec![
            Property::new(subject.key(), note::quoted(task.id.as_str())),
            Property::new("roadmap-state", state),
            Property::new("roadmap-done", done),
        ];
        let of_phase = self.link(&Subject::Phase(phase.id.clone()), &phase.title);
        let heading = format!("{of_phase} · {}", term::window(phase.window.into()));
        let facts = self.facts(task);
        let lines = [self.box_of(task, boxes)].into_iter().chain(left_over(&[task], boxes));
        Ours { title: task.title.clone(), properties, inside: block(lines, &heading, &facts) }
    }

    fn phase(&self, phase: &Phase, boxes: &[TickBox]) -> Ours {
        let subject = Subject::Phase(phase.id.clone());
        let stands = self.progress.phase(&phase.id);
        let percent = stands.and_then(|stands| stands.done.percent());
        let count = stands.map(|stands| stands.count).unwrap_or_default();
        let is_done = count.done > 0 && count.open == 0;
        let properties = vec![
            Property::new(subject.key(), note::quoted(phase.id.as_str())),
            Property::new("roadmap-state", if is_done { "done" } else { "open" }),
            Property::new("roadmap-percent", percent.map_or(String::new(), |it| it.to_string())),
        ];
        let counted = self.words.note().stands(count.done, count.kept(), percent);
        let heading = format!("{} · {counted}", term::window(phase.window.into()));
        let tasks: Vec<&Task> = phase.tasks.iter().collect();
        let own = tasks.iter().map(|task| self.box_of(task, boxes));
        let lines = own.chain(left_over(&tasks, boxes));
        Ours { title: phase.title.clone(), properties, inside: block(lines, &heading, &[]) }
    }

    /// A box with the id that its task has today.
    fn of_today(&self, old: &TickBox) -> TickBox {
        let mut credited = progress::credited(self.plan, &old.id).into_iter();
        let id = credited.next().filter(|_| credited.len() == 0).unwrap_or(old.id.clone());
        TickBox { id, ..old.clone() }
    }

    /// The box of a task. What the learner has put into it stays, unless the task is done.
    fn box_of(&self, task: &Task, boxes: &[TickBox]) -> String {
        let old = old_of(task, boxes);
        let by_hand = old.and_then(TickBox::sign_by_hand);
        let (sign, day) = match self.state(&task.id) {
            TaskState::Done(day) => (DONE, Some(day)),
            TaskState::Dropped(_) if by_hand == Some(DONE) => (DONE, None),
            TaskState::Dropped(day) => (DROPPED, Some(day)),
            TaskState::Open => (by_hand.unwrap_or(' '), None),
        };
        let link = self.link(&Subject::Task(task.id.clone()), &task.title);
        let remarks = old.map(|old| old.remarks.clone()).unwrap_or_default();
        TickBox::line(&task.id, sign, &link, day, &remarks)
    }

    fn state(&self, id: &Id) -> TaskState {
        self.progress.task(id).map_or(TaskState::Open, |task| task.state)
    }

    /// What the plan says about a task, and how long it was studied.
    fn facts(&self, task: &Task) -> Vec<String> {
        let label = |label, text: &str| format!("{}: {text}", self.words.label(label));
        let mut facts = Vec::new();
        facts.extend(task.estimate.map(|time| label(Label::Estimate, &self.words.time(time))));
        let titled = |id: &Id| self.plan.title_of(id).unwrap_or_default().to_owned();
        let needs = task.needs.iter().map(|id| self.link(&Subject::Task(id.clone()), &titled(id)));
        let needs: Vec<String> = needs.collect();
        let skills = self.plan.skills().filter(|(_, skill)| task.skills.contains(&skill.id));
        let skills: Vec<String> = skills.map(|(_, skill)| escape::text(&skill.title)).collect();
        let links: Vec<String> = task.links.iter().map(|link| escape::address(link)).collect();
        let lists = [(Label::Needs, needs), (Label::Skills, skills), (Label::Links, links)];
        let lists = lists.iter().filter(|(_, list)| !list.is_empty());
        facts.extend(lists.map(|(name, list)| label(*name, &list.join(" · "))));
        facts.extend(
            task.verify
                .iter()
                .map(|verify| label(Label::Verify, &escape::code(&verify.to_string()))),
        );
        let stand = self.progress.task(&task.id);
        let by_evidence = stand.filter(|task| task.is_by_evidence);
        facts.extend(by_evidence.map(|_| self.words.evidence().derived(None)));
        let time = stand.map(|task| task.time);
        let time = time.filter(|time| *time != StudyTime::ZERO);
        facts.extend(time.map(|time| self.words.studied(time)));
        facts
    }

    fn link(&self, subject: &Subject, title: &str) -> String {
        let place = self.places.get(subject).cloned().unwrap_or_else(|| subject.place());
        format!("[[{place}|{}]]", escape::link_text(title))
    }
}

/// The box of a task: of several the first that the learner's hand is in.
fn old_of<'a>(task: &Task, boxes: &'a [TickBox]) -> Option<&'a TickBox> {
    let own = || boxes.iter().filter(|old| old.id == task.id);
    own().find(|old| is_touched(old)).or_else(|| own().next())
}

fn is_touched(old: &TickBox) -> bool {
    old.sign_by_hand().is_some() || !old.remarks.is_empty()
}

/// Boxes of tasks that are not in this note any more, and second ones, as long as the learner's
/// hand is in them.
fn left_over(tasks: &[&Task], boxes: &[TickBox]) -> Vec<String> {
    let taken: Vec<&TickBox> = tasks.iter().filter_map(|task| old_of(task, boxes)).collect();
    let is_left = |old: &&TickBox| !taken.iter().any(|taken| std::ptr::eq(*taken, *old));
    let left = boxes.iter().filter(is_left).filter(|old| is_touched(old));
    left.map(|old| old.line.clone()).collect()
}

/// The boxes, and below them a callout with the facts.
fn block(boxes: impl Iterator<Item = String>, heading: &str, facts: &[String]) -> String {
    let boxes: String = boxes.map(|line| format!("{line}\n")).collect();
    let gap = if boxes.is_empty() { "" } else { "\n" };
    let facts: String = facts.iter().map(|fact| format!("> - {fact}\n")).collect();
    format!("{boxes}{gap}{CALLOUT} {heading}\n{facts}")
}
