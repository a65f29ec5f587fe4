//! One learner's way through a plan. No function of a mathematics library is used, so that the
//! same learners live on every machine.
#![allow(clippy::cast_precision_loss, reason = "weights and days are small")]

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, Weekday};
use roadmap::ledger::{CommitId, Event, Person, Verb, line};
use roadmap::plan::{self, Plan};

use super::random::Random;

/// How a learner works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// On nine of ten days, about as much each time.
    Steady,
    /// Much on a few days in a row, then little for some more.
    Bursty,
    /// For weeks on most days, then not at all for a week or three.
    StopStart,
    /// The same with pauses of three to seven weeks.
    LongPauses,
    /// Steady at first, and after the planned time half as much as at first.
    Fading,
}

impl Kind {
    /// Those for whom the forecast is made.
    pub(crate) const USUAL: [Self; 3] = [Self::Steady, Self::Bursty, Self::StopStart];

    /// Those whose future is not like their past.
    pub(crate) const UNUSUAL: [Self; 2] = [Self::LongPauses, Self::Fading];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Steady => "steady",
            Self::Bursty => "bursty",
            Self::StopStart => "stop-start",
            Self::LongPauses => "long pauses",
            Self::Fading => "fading",
        }
    }
}

/// A stretch of days on which a learner works alike.
#[derive(Clone, Copy)]
struct Spell {
    /// How long such a spell lasts on average, in owed days.
    days: f64,
    /// On how many percent of the days something is done.
    active_percent: usize,
    /// How much is done on such a day, if 1 is the usual.
    much: f64,
}

/// A way through a plan.
pub(crate) struct Journey {
    pub(crate) plan: Plan,
    pub(crate) events: Vec<Event>,
    /// The day on which the last task was finished.
    pub(crate) finished: NaiveDate,
    weights: Vec<u64>,
    done_on: Vec<NaiveDate>,
}

impl Journey {
    /// The first day with so many percent of the work done.
    pub(crate) fn day_with(&self, percent: u64) -> NaiveDate {
        let all: u64 = self.weights.iter().sum();
        let mut done = 0;
        let enough = |weight: &u64| {
            done += weight;
            done * 100 >= all * percent
        };
        self.weights.iter().position(enough).map_or(self.finished, |at| self.done_on[at])
    }

    /// The day on which so many percent of the planned time are over.
    pub(crate) fn planned_day(&self, percent: u64) -> NaiveDate {
        let days = (self.plan.end() - self.plan.start).num_days()
            * i64::try_from(percent).unwrap_or(0)
            / 100;
        self.plan.start + Days::new(u64::try_from(days).unwrap_or_default())
    }
}

/// What is asked of a learner.
struct Assignment {
    start: NaiveDate,
    days: usize,
    rests_on_sunday: bool,
    by_estimate: bool,
    weights: Vec<u64>,
    holiday: Option<(NaiveDate, NaiveDate)>,
}

/// The way of the learner with this number through a plan of their own.
pub(crate) fn journey(kind: Kind, number: u64) -> Journey {
    let mut random = Random::new(number.wrapping_mul(0x9e37_79b9).wrapping_add(kind as u64));
    let assignment = assignment(&mut random);
    let (work_days, work) = work(kind, &assignment, &mut random);
    let done_on = completions(&assignment.weights, &work_days, &work, &mut random);
    let plan = read_plan(&assignment);
    let finished = done_on.last().copied().unwrap_or(assignment.start);
    Journey {
        plan,
        events: events(&assignment, &done_on),
        finished,
        weights: assignment.weights,
        done_on,
    }
}

fn assignment(random: &mut Random) -> Assignment {
    let by_estimate = random.once_in(2);
    let weight = |random: &mut Random| if by_estimate { 2 + random.below(12) as u64 } else { 1 };
    let tasks = 40 + random.below(81);
    let start = NaiveDate::from_ymd_opt(2025, 1, 1).unwrap_or_default()
        + Days::new(random.below(365) as u64);
    let days = 110 + random.below(230);
    let off = start + Days::new(random.below(days) as u64);
    Assignment {
        start,
        days,
        rests_on_sunday: random.once_in(2),
        by_estimate,
        weights: (0..tasks).map(|_| weight(random)).collect(),
        holiday: random.once_in(3).then(|| (off, off + Days::new(4 + random.below(10) as u64))),
    }
}

impl Assignment {
    fn is_holiday(&self, day: NaiveDate) -> bool {
        self.holiday.is_some_and(|(first, last)| first <= day && day <= last)
    }

    fn is_rest(&self, day: NaiveDate) -> bool {
        self.rests_on_sunday && day.weekday() == Weekday::Sun
    }
}

/// The spells between which a learner goes to and fro.
fn spells(kind: Kind, random: &mut Random) -> [Spell; 2] {
    let between = |random: &mut Random, low: f64, high: f64| low + (high - low) * part(random);
    match kind {
        Kind::Steady | Kind::Fading => [Spell { days: 30.0, active_percent: 90, much: 1.0 }; 2],
        Kind::Bursty => [
            Spell { days: between(random, 2.0, 4.0), active_percent: 95, much: 2.5 },
            Spell { days: between(random, 4.0, 8.0), active_percent: 15, much: 0.6 },
        ],
        Kind::StopStart => [
            Spell { days: between(random, 15.0, 35.0), active_percent: 80, much: 1.5 },
            Spell { days: between(random, 5.0, 15.0), active_percent: 0, much: 0.0 },
        ],
        Kind::LongPauses => [
            Spell { days: between(random, 20.0, 40.0), active_percent: 80, much: 1.8 },
            Spell { days: between(random, 18.0, 40.0), active_percent: 0, much: 0.0 },
        ],
    }
}

/// The days of ten years, and how much work is done on each, in units of weight.
fn work(kind: Kind, assignment: &Assignment, random: &mut Random) -> (Vec<NaiveDate>, Vec<f64>) {
    let spells = spells(kind, random);
    let whole: u64 = assignment.weights.iter().sum();
    // The plan asks for so much; the learner does it faster or slower.
    let usual = whole as f64 / assignment.days as f64 * spread(random, 0.25);
    let days: Vec<NaiveDate> = assignment.start.iter_days().take(3_650).collect();
    let mut at = usize::from(part(random) * (spells[0].days + spells[1].days) > spells[0].days);
    let work = days.iter().enumerate().map(|(number, day)| {
        let spell = spells[at];
        if assignment.is_holiday(*day) || (assignment.is_rest(*day) && !random.once_in(10)) {
            return 0.0;
        }
        if part(random) * spell.days < 1.0 {
            at = 1 - at;
        }
        let faded = number as f64 / assignment.days as f64 / 2.0;
        let zeal = if kind == Kind::Fading { (1.0 - faded).max(0.5) } else { 1.0 };
        let is_active = random.below(100) < spell.active_percent;
        if is_active { usual * zeal * spell.much * spread(random, 0.4) } else { 0.0 }
    });
    let work = work.collect();
    (days, work)
}

/// The days on which the tasks are finished, one after the other.
fn completions(
    weights: &[u64],
    days: &[NaiveDate],
    work: &[f64],
    random: &mut Random,
) -> Vec<NaiveDate> {
    let mut done_on = Vec::new();
    let mut needed = 0.0;
    let mut spent = 0.0;
    let mut days = days.iter().zip(work);
    let mut today = days.next();
    for weight in weights {
        // Nothing takes as long as was thought.
        needed += *weight as f64 * spread(random, 0.35);
        while let Some((_, work)) = today.filter(|(_, work)| spent + **work < needed) {
            spent += work;
            today = days.next();
        }
        done_on.extend(today.map(|(day, _)| *day));
    }
    done_on
}

fn read_plan(assignment: &Assignment) -> Plan {
    let mut text = format!("title = \"Simulated\"\nstart = {}\n", assignment.start);
    if assignment.rests_on_sunday {
        text.push_str("rest-days = [\"sunday\"]\n");
    }
    let phases = 5;
    for phase in 0..phases {
        let first = assignment.start + Days::new((assignment.days * phase / phases) as u64);
        let last =
            assignment.start + Days::new((assignment.days * (phase + 1) / phases) as u64 - 1);
        text.push_str(&format!(
            "[[phase]]\nid = \"{phase}\"\ntitle = \"P\"\nwindow = \"{first}..{last}\"\n"
        ));
        let tasks = assignment.weights.len();
        for task in tasks * phase / phases..tasks * (phase + 1) / phases {
            text.push_str(&format!("[[phase.task]]\nid = \"t{task}\"\ntitle = \"T\"\n"));
            if assignment.by_estimate {
                text.push_str(&format!("estimate = \"{}h\"\n", assignment.weights[task]));
            }
        }
    }
    match plan::read(text.as_bytes()) {
        Ok(reading) => reading.plan,
        Err(problems) => unreachable!("{problems}"),
    }
}

fn events(assignment: &Assignment, done_on: &[NaiveDate]) -> Vec<Event> {
    let tasks = done_on.iter().enumerate();
    let mut events: Vec<Event> = tasks
        .filter_map(|(task, day)| {
            event(Verb::Done, &format!("t{task} day={day} id={task:08x}"), *day)
        })
        .collect();
    if let Some((first, last)) = assignment.holiday {
        // Said before the plan begins.
        let value = format!("* day={first}..{last} id=ffffffff");
        events.extend(event(Verb::Skip, &value, assignment.start - Days::new(1)));
    }
    events
}

fn event(verb: Verb, value: &str, day: NaiveDate) -> Option<Event> {
    let decoded = line::decode(verb, value).ok()?;
    let at: DateTime<FixedOffset> = day.and_hms_opt(20, 0, 0)?.and_utc().fixed_offset();
    Some(Event {
        id: decoded.id?,
        at,
        author: Person { name: "Lin".into(), email: "lin@example.org".into() },
        commit: CommitId::new("0".repeat(40)),
        record: decoded.record.into(),
        derived: None,
    })
}

/// A number from 0 to 1.
fn part(random: &mut Random) -> f64 {
    random.below(1 << 30) as f64 / f64::from(1_u32 << 30)
}

/// A factor around 1 with about this standard deviation, from 0.2 on: a sum of twelve numbers
/// from 0 to 1 is nearly normal.
fn spread(random: &mut Random, deviation: f64) -> f64 {
    let sum: f64 = (0..12).map(|_| part(random)).sum();
    (1.0 + deviation * (sum - 6.0)).max(0.2)
}
