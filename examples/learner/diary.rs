//! What one learner did on a plan: task after task, on most days, with a pause now and then.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use roadmap::plan::{Habit, HabitSpan, Phase, Plan, Task};

use super::random::Random;

/// How many days before its window a phase is begun at the earliest.
const EARLY_DAYS: u64 = 4;

/// What was recorded at one moment.
pub(crate) struct Note {
    /// The civil day.
    pub(crate) day: NaiveDate,
    /// Minutes after midnight, in China.
    minute: i64,
    /// The subject of the commit.
    subject: String,
    /// The event line.
    pub(crate) line: String,
}

/// Everything that was recorded until a day, oldest first.
pub(crate) fn notes(plan: &Plan, until: NaiveDate, seed: u64) -> Vec<Note> {
    let mut learner = Learner {
        random: Random::new(seed),
        tasks: plan.tasks().collect(),
        sessions_left: 0,
        away: 0,
        notes: Vec::new(),
    };
    learner.take_up();
    for day in plan.start.iter_days().take_while(|day| *day <= until) {
        learner.live(plan, day);
    }
    learner.notes
}

/// The history as a stream for `git fast-import`: the plan, then a commit a note.
pub(crate) fn stream(plan: &Plan, source: &[u8], until: NaiveDate, seed: u64) -> Vec<u8> {
    let mut stream = Vec::new();
    let began = seconds(plan.start, 9 * 60);
    stream.extend(head(began, "Add roadmap.toml\n").bytes());
    stream.extend(format!("M 100644 inline roadmap.toml\ndata {}\n", source.len()).bytes());
    stream.extend(source);
    stream.push(b'\n');
    for note in notes(plan, until, seed) {
        let message = format!("{}\n\n{}\n", note.subject, note.line);
        stream.extend(head(seconds(note.day, note.minute), &message).bytes());
    }
    stream.extend(b"done\n");
    stream
}

fn head(at: i64, message: &str) -> String {
    let person = format!("林小明 <lin@example.org> {at} +0800");
    format!(
        "commit refs/heads/main\nauthor {person}\ncommitter {person}\ndata {}\n{message}\n",
        message.len()
    )
}

/// A time of a day in China, in seconds since 1970.
fn seconds(day: NaiveDate, minute: i64) -> i64 {
    (day - NaiveDate::default()).num_days() * 86_400 + minute * 60 - 8 * 3_600
}

struct Learner<'a> {
    random: Random,
    /// The tasks that are not done, in the order of the plan.
    tasks: Vec<(&'a Phase, &'a Task)>,
    /// How many sessions the first of them still takes.
    sessions_left: usize,
    /// How many more days nothing is done.
    away: usize,
    notes: Vec<Note>,
}

impl Learner<'_> {
    /// Begins with the next task.
    fn take_up(&mut self) {
        self.sessions_left = 4 + self.random.below(6);
    }

    fn live(&mut self, plan: &Plan, day: NaiveDate) {
        if self.away > 0 {
            self.away -= 1;
            return;
        }
        if self.random.once_in(55) {
            self.away = 3 + self.random.below(7);
        }
        let mut minute = i64::try_from(18 * 60 + 30 + self.random.below(90)).unwrap_or_default();
        let is_free = day.weekday() == Weekday::Sun;
        if self.random.below(100) < if is_free { 25 } else { 78 } {
            minute += self.study(day, minute);
        }
        for habit in plan.habits.iter().filter(|habit| runs(plan, habit, day)) {
            if self.random.below(100) < 86 {
                minute += 25;
                let times = 1 + usize::from(self.random.once_in(3));
                let amount = if times > 1 { " x=2" } else { "" };
                let line =
                    format!("Roadmap-Done: {}{amount} day={day} took={}m", habit.id, 20 * times);
                self.record(day, minute, format!("Done {}: {}", habit.id, habit.title), &line);
            }
        }
    }

    /// A session on the first task; returns how many minutes it took.
    fn study(&mut self, day: NaiveDate, minute: i64) -> i64 {
        let early = Days::new(EARLY_DAYS);
        let is_ripe = |phase: &Phase| phase.window.first() - early <= day;
        let Some((_, task)) = self.tasks.first().copied().filter(|(phase, _)| is_ripe(phase))
        else {
            return 0;
        };
        let took = 40 + 5 * self.random.below(20);
        let took_minutes = i64::try_from(took).unwrap_or_default();
        self.sessions_left -= 1;
        let (verb, subject) = if self.sessions_left == 0 {
            self.tasks.remove(0);
            self.take_up();
            ("Done", format!("Done {}: {}", task.id, task.title))
        } else {
            ("Study", format!("Study {}: {}", task.id, task.title))
        };
        let mut line = format!("Roadmap-{verb}: {} day={day} took={took}m", task.id);
        if verb == "Done" && self.random.below(3) > 0 {
            line.push_str(&format!(" link=https://lin.example.org/notes/{}", task.id));
        }
        if verb == "Done" && self.random.once_in(4) {
            line.push_str(" why=\"比预计的顺利，下次先写测试\"");
        }
        self.record(day, minute + took_minutes, subject, &line);
        took_minutes
    }

    fn record(&mut self, day: NaiveDate, minute: i64, subject: String, line: &str) {
        let (high, low) = (self.random.below(1 << 24), self.random.below(1 << 24));
        let line = format!("{line} id={high:06x}{low:06x}");
        self.notes.push(Note { day, minute: minute.min(23 * 60 + 59), subject, line });
    }
}

/// Whether a habit is asked for on a day at all.
fn runs(plan: &Plan, habit: &Habit, day: NaiveDate) -> bool {
    match &habit.span {
        HabitSpan::Phase(id) => plan.phase(id).is_some_and(|phase| phase.window.contains(day)),
        HabitSpan::Days { from, until } => {
            from.unwrap_or(plan.start) <= day && until.is_none_or(|last| day <= last)
        }
    }
}
