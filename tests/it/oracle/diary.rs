//! What a learner records in a random year: where they are, what their clock shows, what they
//! say, and what becomes of the lines in rebases.

use chrono::{Datelike, Days, NaiveDate, TimeDelta, Weekday};

use super::counting::day_recorded;
use super::learner::between;
use super::model::{Cadence, Plan, Said, Verb};
use super::zone::{self, Zone};
use crate::history_generator::generator::random::Random;

/// The lines so far.
pub(super) struct Diary<'a> {
    plan: &'a Plan,
    said: Vec<Said>,
    /// Where the learner is.
    zone: Zone,
    /// Each habit is done on so many of eight days; it changes.
    diligence: Vec<usize>,
}

/// Pairs of places from which one travels over the date line, or through its clocks.
const TRAVELS: [[Zone; 2]; 6] = [
    [zone::AUCKLAND, zone::HONOLULU],
    [zone::KIRITIMATI, zone::PAGO_PAGO],
    [zone::SYDNEY, zone::NEW_YORK],
    [zone::CHATHAM, zone::PAGO_PAGO],
    [zone::SHANGHAI, zone::BERLIN],
    [zone::HONOLULU, zone::KIRITIMATI],
];

impl<'a> Diary<'a> {
    /// What is recorded from a few days before the plan's start on, for up to a year and a bit.
    pub(super) fn kept(random: &mut Random, plan: &'a Plan) -> Vec<Said> {
        let zone = random.pick(&zone::ALL);
        let diligence = plan.habits.iter().map(|_| random.pick(&[2, 4, 6, 7, 8, 8])).collect();
        let mut diary = Diary { plan, said: Vec::new(), zone, diligence };
        let mut travel = [zone; 2];
        if random.once_in(2) {
            travel = random.pick(&TRAVELS);
        }
        let first = plan.start - Days::new(random.below(8) as u64);
        let length = random.pick(&[0, 1, 3, 20, 60, 120, 200, 380, 380]);
        for utc_day in first.iter_days().take(length) {
            if random.once_in(25) {
                diary.zone = random.pick(&travel);
            }
            if random.once_in(20) {
                let habit = random.below(plan.habits.len());
                diary.diligence[habit] = random.pick(&[0, 3, 6, 8, 8]);
            }
            diary.day(random, utc_day);
        }
        diary.rebase(random);
        diary.said
    }

    /// A line of now, to be filled in, with the day pinned as the program does.
    fn line(&self, random: &mut Random, utc_day: NaiveDate, verb: Verb, target: &str) -> Said {
        let seconds = random.below(24 * 60 * 60);
        let utc = utc_day.and_hms_opt(0, 0, 0).unwrap() + seconds_of(seconds);
        let offset = self.zone.offset(utc);
        let clock = utc + TimeDelta::minutes(offset.into());
        let (commit, id) = (self.said.len(), format!("e{}", self.said.len()));
        let mut said = Said {
            clock,
            offset,
            verb,
            target: target.to_owned(),
            days: None,
            amount: None,
            took: None,
            of: Vec::new(),
            id,
            is_by_lin: !random.once_in(40),
            commit,
        };
        let today = day_recorded(self.plan, &said);
        said.days = Some((today, today));
        said
    }

    /// All that is recorded in 24 hours.
    fn day(&mut self, random: &mut Random, utc_day: NaiveDate) {
        for number in 0..self.plan.habits.len() {
            let (cadence, target) =
                (self.plan.habits[number].every, self.plan.habits[number].target);
            let weekday = utc_day.weekday();
            let rarely = match cadence {
                Cadence::PerWeek(times) => (7 / times).max(1),
                Cadence::PerMonth(times) => (30 / times).max(1),
                Cadence::Each(days) => days,
                Cadence::Within { times, days } => (days / times).max(1),
                Cadence::Weekday if matches!(weekday, Weekday::Sat | Weekday::Sun) => 4,
                _ => 1,
            };
            let willing = random.below(8) < self.diligence[number];
            if willing && random.once_in(rarely.min(12) as usize) {
                self.practise(random, utc_day, number, target);
            }
        }
        self.other_things(random, utc_day);
    }

    /// A habit, once or in several parts, sometimes late or in the hand's own words.
    fn practise(&mut self, random: &mut Random, utc_day: NaiveDate, number: usize, target: u64) {
        let name = if random.once_in(10) && !self.plan.moved.is_empty() {
            random.pick(&["old", "older", "oldest"]).to_owned()
        } else {
            self.plan.habits[number].id.clone()
        };
        let parts: Vec<Option<u64>> = match random.below(8) {
            0 => vec![Some(target.div_ceil(2)), Some(target - target.div_ceil(2))],
            1 => vec![Some(target * 3)],
            2 => vec![Some((target / 3).max(1)); random.pick(&[1, 2, 3, 4])],
            3 => vec![None],
            _ if target == 1_000 => vec![None],
            _ => vec![Some(target)],
        };
        for amount in parts.into_iter().filter(|amount| *amount != Some(0)) {
            let mut said = self.line(random, utc_day, Verb::Done, &name);
            said.amount = amount;
            said.took = random.once_in(3).then_some(30);
            match random.below(16) {
                0 | 1 => said.days = None,
                2 => said.days = Some(earlier(random, &said, 12)),
                3 => said.days = said.days.map(|(day, _)| (day - Days::new(2), day)),
                4 if random.once_in(8) => {
                    said.days = said.days.map(|(day, _)| (day, day + Days::new(3)));
                }
                _ => {}
            }
            self.said.push(said);
        }
    }

    /// Tasks, sessions, skips, undos, reopenings, and what nobody planned.
    fn other_things(&mut self, random: &mut Random, utc_day: NaiveDate) {
        let target = match random.below(12) {
            0..=2 => "*".to_owned(),
            3..=7 => format!("h{}", random.below(self.plan.habits.len())),
            8 => "a".to_owned(),
            9 => "b".to_owned(),
            10 => "old".to_owned(),
            _ => "nowhere".to_owned(),
        };
        let verb = match random.below(90) {
            0..=2 if target != "*" => Verb::Done,
            3..=6 => Verb::Study,
            7..=9 => Verb::Skip,
            10..=13 => Verb::Undo,
            14 | 15 if target != "*" => Verb::Reopen,
            16 => return self.circle(random, utc_day),
            _ => return,
        };
        let mut said = self.line(random, utc_day, verb, &target);
        match verb {
            Verb::Skip => skip(random, &mut said),
            Verb::Study => said.took = Some(20),
            Verb::Undo => said.of = self.named(random, |_| true),
            Verb::Reopen => said.of = self.named(random, |line| line.verb == Verb::Done),
            Verb::Done => {}
        }
        if random.once_in(8) && verb != Verb::Skip {
            said.days = None;
        }
        let needs_names = matches!(verb, Verb::Undo | Verb::Reopen);
        if !needs_names || !said.of.is_empty() {
            self.said.push(said);
        }
    }

    /// Some of the latest lines that fit, often an undo; or one that nobody knows.
    fn named(&self, random: &mut Random, fits: impl Fn(&Said) -> bool) -> Vec<String> {
        if random.once_in(12) {
            return vec![format!("e{}", self.said.len() + random.below(40))];
        }
        let fitting: Vec<&Said> =
            self.said.iter().rev().filter(|line| fits(line)).take(12).collect();
        let undo = fitting.iter().find(|line| line.verb == Verb::Undo);
        if let Some(undo) = undo
            && random.once_in(2)
        {
            return vec![undo.id.clone()];
        }
        let mut ids: Vec<String> = (0..random.pick(&[1, 1, 2]))
            .filter(|_| !fitting.is_empty())
            .map(|_| random.pick(&fitting).id.clone())
            .collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// Two undos by hand that name each other, and something else.
    fn circle(&mut self, random: &mut Random, utc_day: NaiveDate) {
        let mut one = self.line(random, utc_day, Verb::Undo, "h0");
        let mut other = self.line(random, utc_day, Verb::Undo, "h0");
        (other.commit, other.id) = (one.commit + 1, format!("e{}", one.commit + 1));
        one.of = self.named(random, |_| true);
        one.of.push(other.id.clone());
        other.of = vec![one.id.clone()];
        self.said.extend([one, other]);
    }

    /// Some lines stand in a second commit, some ids before other contents; all in any order.
    fn rebase(&mut self, random: &mut Random) {
        let commits = self.said.len();
        for (number, line) in self.said.clone().into_iter().enumerate() {
            if random.once_in(15) {
                self.said.push(Said { commit: commits + number, ..line });
            } else if random.once_in(150) && line.verb == Verb::Done {
                let clock = line.clock + TimeDelta::minutes(7);
                let changed = Said { clock, amount: Some(7_000), ..line };
                self.said.push(Said { commit: commits + number, ..changed });
            }
        }
        for number in (1..self.said.len()).rev() {
            let other = random.below(number + 1);
            self.said.swap(number, other);
        }
    }
}

fn seconds_of(seconds: usize) -> TimeDelta {
    TimeDelta::seconds(i64::try_from(seconds).unwrap())
}

/// One of the days before that on which a line was recorded.
fn earlier(random: &mut Random, said: &Said, most: u32) -> (NaiveDate, NaiveDate) {
    let (today, _) = said.days.unwrap();
    let day = today - Days::new(between(random, 1, most).into());
    (day, day)
}

/// A day, a range that has passed, is passing or lies ahead, or no day at all.
fn skip(random: &mut Random, said: &mut Said) {
    let (today, _) = said.days.unwrap();
    let length = random.pick(&[0, 0, 1, 3, 6, 13, 40]);
    let first = match random.below(4) {
        0 => today - Days::new(random.below(10) as u64),
        1 => today + Days::new(random.below(30) as u64),
        _ => today,
    };
    said.days = (!random.once_in(6)).then_some((first, first + Days::new(length)));
}
