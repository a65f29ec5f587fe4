//! What the learner did, event by event, and what it adds up to by the rules of
//! `docs/event-format.md`.

use chrono::NaiveDate;

use super::random::Random;
use super::{Manifest, day_of, study};

/// A learner on the way through the plan.
pub(super) struct Learner {
    /// What became of each task.
    tasks: Vec<State>,
    /// Tasks to finish, the next one last, and to drop.
    ahead: Vec<usize>,
    spare: Vec<usize>,
    events: usize,
    recorded: usize,
    deeds: Vec<Deed>,
}

/// What became of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Open,
    Done,
    Dropped,
}

/// A completion or a session, and whether it still counts.
struct Deed {
    id: Option<String>,
    subject: Subject,
    day: NaiveDate,
    seconds: usize,
    state: DeedState,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Subject {
    Task(usize),
    /// A habit, and how often it was done.
    Habit(usize, usize),
    /// A session on a task.
    Session(usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum DeedState {
    Counts,
    Undone,
    Reopened,
}

/// A completion that counts.
#[derive(Debug)]
pub(crate) struct Completion {
    /// What was finished or practised.
    pub(crate) title: String,
    /// When.
    pub(crate) day: NaiveDate,
}

const NOTES: [&str; 8] = [
    "依赖注入的作用域搞清楚了，写进了笔记。",
    "卡了很久：事务和会话的关系，明天再看一遍。",
    "Read the chapter twice; the exercise works now.",
    "终于跑通了 CI 🎉",
    "和同学一起复盘，补了两个测试。",
    "Slower than planned, but the idea is clear.",
    "照着官方文档做了一遍，记录了三个坑。",
    "睡前只做了一题。",
];

impl Learner {
    /// A learner who will record so many events about so many tasks.
    pub(super) fn new(tasks: usize, events: usize, random: &mut Random) -> Self {
        let mut order: Vec<usize> = (0..tasks).collect();
        for last in (1..tasks).rev() {
            order.swap(last, random.below(last + 1));
        }
        let spare = order.split_off((tasks * 4 / 5).min(events / 2));
        let tasks = vec![State::Open; tasks];
        Self { tasks, ahead: order, spare, events, recorded: 0, deeds: Vec::new() }
    }

    /// How many events were recorded so far.
    pub(super) fn recorded(&self) -> usize {
        self.recorded
    }

    /// The message of the next event's commit.
    pub(super) fn event(&mut self, random: &mut Random, at: usize) -> String {
        let left = self.events - self.recorded;
        self.recorded += 1;
        let day = day_of(at);
        if random.below(left) < self.ahead.len()
            && let Some(task) = self.ahead.pop()
        {
            self.tasks[task] = State::Done;
            return self.deed(random, Subject::Task(task), day);
        }
        match random.below(100) {
            0..5 => self.undo(random).unwrap_or_else(|| self.practise(random, day)),
            5..8 => self.reopen(random).unwrap_or_else(|| self.practise(random, day)),
            8..10 => self.drop_a_task(random, day).unwrap_or_else(|| self.practise(random, day)),
            10..25 if !self.tasks.is_empty() => {
                let task = random.below(self.tasks.len());
                self.deed(random, Subject::Session(task), day)
            }
            _ => self.practise(random, day),
        }
    }

    fn practise(&mut self, random: &mut Random, day: NaiveDate) -> String {
        let habit = random.below(study::HABITS.len());
        let times = random.below(3) + 1;
        self.deed(random, Subject::Habit(habit, times), day)
    }

    /// A completion or a session; one in forty is written by hand, without an id.
    fn deed(&mut self, random: &mut Random, subject: Subject, day: NaiveDate) -> String {
        let minutes = if random.once_in(3) { 0 } else { 15 * (random.below(8) + 1) };
        let (verb, target, title, times) = match subject {
            Subject::Task(task) => ("Done", study::id(task), study::title(task), 1),
            Subject::Session(task) => ("Study", study::id(task), study::title(task), 1),
            Subject::Habit(habit, times) => {
                let (id, title, _) = study::HABITS[habit];
                ("Done", id.to_owned(), title.to_owned(), times)
            }
        };
        let id = (!random.once_in(40)).then(|| event_id(random));
        let mut line = format!("Roadmap-{verb}: {target} day={day}");
        if times > 1 {
            line.push_str(&format!(" x={times}"));
        }
        if minutes > 0 {
            line.push_str(&format!(" took={minutes}m"));
        }
        if let Some(id) = &id {
            line.push_str(&format!(" id={id}"));
        }
        let note = note(random);
        let state = DeedState::Counts;
        self.deeds.push(Deed { id, subject, day, seconds: minutes * 60, state });
        format!("{verb} {target}: {title}\n\n{note}{line}\n")
    }

    /// One of the last deeds did not happen.
    fn undo(&mut self, random: &mut Random) -> Option<String> {
        let deed = self.recent(random, |_| true)?;
        let (id, target) = deed.cancel(DeedState::Undone)?;
        let subject = deed.subject;
        if let Subject::Task(task) = subject {
            self.tasks[task] = State::Open;
        }
        Some(cancelling("Undo", &target, &id, random))
    }

    /// One of the last tasks to be finished is owed again.
    fn reopen(&mut self, random: &mut Random) -> Option<String> {
        let deed = self.recent(random, |subject| matches!(subject, Subject::Task(_)))?;
        let (id, target) = deed.cancel(DeedState::Reopened)?;
        if let Subject::Task(task) = deed.subject {
            self.tasks[task] = State::Open;
        }
        Some(cancelling("Reopen", &target, &id, random))
    }

    /// One of the last fifty deeds, if it has an id and counts.
    fn recent(&mut self, random: &mut Random, fits: fn(Subject) -> bool) -> Option<&mut Deed> {
        let from = self.deeds.len().saturating_sub(50);
        let deeds = &mut self.deeds[from..];
        if deeds.is_empty() {
            return None;
        }
        let deed = &mut deeds[random.below(deeds.len())];
        let stands = deed.id.is_some() && deed.state == DeedState::Counts && fits(deed.subject);
        stands.then_some(deed)
    }

    fn drop_a_task(&mut self, random: &mut Random, day: NaiveDate) -> Option<String> {
        let task = self.spare.pop()?;
        self.tasks[task] = State::Dropped;
        let (target, id) = (study::id(task), event_id(random));
        Some(format!(
            "Skip {target}\n\nRoadmap-Skip: {target} day={day} why=\"不再需要\" id={id}\n"
        ))
    }

    /// What all of it adds up to.
    pub(super) fn manifest(self, merges: usize) -> Manifest {
        let count = |state| self.tasks.iter().filter(|task| **task == state).count();
        let mut habits: Vec<(String, usize)> =
            study::HABITS.iter().map(|(id, ..)| ((*id).to_owned(), 0)).collect();
        let mut completions = Vec::new();
        let mut study_seconds = 0;
        for deed in self.deeds.iter().filter(|deed| deed.state != DeedState::Undone) {
            study_seconds += deed.seconds;
            let title = match deed.subject {
                Subject::Habit(habit, times) => {
                    habits[habit].1 += times;
                    study::HABITS[habit].1.to_owned()
                }
                Subject::Task(task) if deed.state == DeedState::Counts => study::title(task),
                Subject::Task(_) | Subject::Session(_) => continue,
            };
            completions.push(Completion { title, day: deed.day });
        }
        let tasks = self.tasks.iter().enumerate();
        let owed = tasks.filter(|(_, state)| **state == State::Open);
        Manifest {
            merges,
            done: count(State::Done),
            dropped: count(State::Dropped),
            habits,
            study_seconds,
            completions,
            owed: owed.map(|(task, _)| study::title(task)).collect(),
        }
    }
}

impl Deed {
    /// Marks it as cancelled; its id and what it was about.
    fn cancel(&mut self, state: DeedState) -> Option<(String, String)> {
        self.state = state;
        let target = match self.subject {
            Subject::Task(task) | Subject::Session(task) => study::id(task),
            Subject::Habit(habit, _) => study::HABITS[habit].0.to_owned(),
        };
        Some((self.id.clone()?, target))
    }
}

fn cancelling(verb: &str, target: &str, of: &str, random: &mut Random) -> String {
    let id = event_id(random);
    format!("{verb} {target}\n\nRoadmap-{verb}: {target} of={of} id={id}\n")
}

/// A note of the learner, every second time.
fn note(random: &mut Random) -> String {
    if random.once_in(2) { format!("{}\n\n", random.pick(&NOTES)) } else { String::new() }
}

/// Twelve random hex digits.
fn event_id(random: &mut Random) -> String {
    let (high, low) = (random.below(1 << 24), random.below(1 << 24));
    format!("{high:06x}{low:06x}")
}
