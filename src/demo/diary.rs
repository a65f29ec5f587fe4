//! What one learner did on a plan: task after task, on most days, with a pause now and then.

use chrono::{Datelike as _, Days, FixedOffset, NaiveDate, Weekday};

use super::random::Random;
use crate::plan::{Habit, HabitSpan, Phase, Plan, Task};

/// The name of the learner.
pub const NAME: &str = "林小明";

/// Where the learner gets mail; nowhere.
pub const EMAIL: &str = "lin@example.org";

/// The learner's zone, in seconds east of Greenwich, where no other is asked for.
const CHINA_SECONDS: i32 = 8 * 3_600;

/// Which of all possible lives the learner leads.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    /// The last day with a record.
    pub until: NaiveDate,
    /// The first of the days of which none is missed, so that streaks are alive; `None` for an
    /// ordinary end.
    pub steady_from: Option<NaiveDate>,
    /// What makes the learner different from others.
    pub seed: u64,
    /// The zone of the learner's clock; `None` for China's.
    pub zone: Option<FixedOffset>,
}

impl Life {
    /// A life in China.
    #[must_use]
    pub fn in_china(until: NaiveDate, seed: u64) -> Self {
        Self { until, steady_from: None, seed, zone: None }
    }

    fn offset_seconds(&self) -> i32 {
        self.zone.map_or(CHINA_SECONDS, |zone| zone.local_minus_utc())
    }

    fn is_steady(&self, day: NaiveDate) -> bool {
        self.steady_from.is_some_and(|first| first <= day)
    }
}

/// How many days before its window a phase is begun at the earliest.
const EARLY_DAYS: u64 = 4;

/// What was recorded at one moment.
struct Note {
    /// The civil day.
    day: NaiveDate,
    /// Minutes after midnight, by the learner's clock.
    minute: i64,
    /// The subject of the commit.
    subject: String,
    /// The event line.
    line: String,
}

/// Everything that was recorded until a day, oldest first.
fn notes(plan: &Plan, life: &Life) -> Vec<Note> {
    let mut learner = Learner {
        random: Random::new(life.seed),
        tasks: plan.tasks().collect(),
        sessions_left: 0,
        away: 0,
        notes: Vec::new(),
    };
    learner.take_up();
    for day in plan.start.iter_days().take_while(|day| *day <= life.until) {
        learner.live(plan, day, life.is_steady(day));
    }
    learner.notes
}

/// A history for `git fast-import`.
#[derive(Clone, Debug)]
pub struct Stream {
    /// What `git fast-import` reads.
    pub bytes: Vec<u8>,
    /// How many commits it makes.
    pub commits: usize,
}

/// The life of a learner on `plan`, whose text is `source`, as a stream for `git fast-import`: the
/// plan, then a commit for every record, on the branch `main`. The same life is the same bytes.
#[must_use]
pub fn stream(plan: &Plan, source: &[u8], life: &Life) -> Stream {
    let mut stream = Vec::new();
    stream.extend(head(life, plan.start, 9 * 60, "Add roadmap.toml\n").bytes());
    stream.extend(format!("M 100644 inline roadmap.toml\ndata {}\n", source.len()).bytes());
    stream.extend(source);
    stream.push(b'\n');
    let notes = notes(plan, life);
    for note in &notes {
        let message = format!("{}\n\n{}\n", note.subject, note.line);
        stream.extend(head(life, note.day, note.minute, &message).bytes());
    }
    stream.extend(b"done\n");
    Stream { bytes: stream, commits: notes.len() + 1 }
}

/// A commit at a time of day by the learner's clock.
fn head(life: &Life, day: NaiveDate, minute: i64, message: &str) -> String {
    let offset = life.offset_seconds();
    let at = (day - NaiveDate::default()).num_days() * 86_400 + minute * 60 - i64::from(offset);
    let (sign, minutes) = (if offset < 0 { '-' } else { '+' }, offset.abs() / 60);
    let person = format!("{NAME} <{EMAIL}> {at} {sign}{:02}{:02}", minutes / 60, minutes % 60);
    format!(
        "commit refs/heads/main\nauthor {person}\ncommitter {person}\ndata {}\n{message}\n",
        message.len()
    )
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

    fn live(&mut self, plan: &Plan, day: NaiveDate, is_steady: bool) {
        if self.away > 0 && !is_steady {
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
            if self.random.below(100) < 86 || is_steady {
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
