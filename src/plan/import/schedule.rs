//! Windows: those that are said, and for phases that say none, one after another.

use chrono::{Datelike as _, Days, NaiveDate};

use super::account::Guess;
use super::draft::DraftPhase;
use super::when::{Base, When};
use crate::civil::{self, DayRange};

/// Days that a task takes where nothing else is known.
const DAYS_OF_A_TASK: u64 = 2;

/// The shortest and the longest phase whose length is not said, in weeks.
const WEEKS: std::ops::RangeInclusive<u64> = 1..=8;

/// The windows of phases, and the first day of the plan.
pub(super) struct Schedule {
    pub(super) start: NaiveDate,
    pub(super) windows: Vec<DayRange>,
    pub(super) guesses: Vec<Guess>,
}

/// Lays the phases out. `said` is the first day that the source or the learner names.
pub(super) fn schedule(
    phases: &[DraftPhase],
    said: Option<NaiveDate>,
    today: NaiveDate,
) -> Schedule {
    let mut guesses = Vec::new();
    let first_dated = phases.iter().find_map(|phase| {
        let base = Base { start: today, before: None, around: None };
        let is_date = matches!(phase.when, Some(When::Dates(..)));
        let window = phase.window.or_else(|| phase.when.filter(|_| is_date)?.days(&base))?;
        Some((window, phase.window.is_some() || phase.when.is_some_and(When::has_year)))
    });
    if let (None, Some((window, false))) = (said, first_dated) {
        guesses.push(Guess::Year { year: window.first().year() });
    }
    let first_dated = first_dated.map(|(window, _)| window);
    let start = said.or(first_dated.map(DayRange::first)).unwrap_or(today);
    let known = said_windows(phases, start, &mut guesses);
    let windows = fill(phases, &known, start);
    let undated = known.iter().filter(|window| window.is_none()).count();
    if let Some(last) = windows.iter().zip(&known).rev().find(|(_, known)| known.is_none()) {
        guesses.push(Guess::Windows { phases: undated, until: last.0.last() });
    }
    // A phase may not be over before the plan begins.
    let early = windows.iter().filter(|window| window.last() < start).map(|window| window.first());
    let day = match (said, early.min()) {
        (_, Some(day)) => {
            guesses.push(Guess::StartMoved { said: start, day });
            day
        }
        (None, None) => {
            let day = windows.iter().map(|window| window.first()).min().unwrap_or(start);
            guesses.extend(first_dated.is_none().then_some(Guess::Start { day }));
            day
        }
        (Some(said), None) => said,
    };
    Schedule { start: day, windows, guesses }
}

/// The windows that are said.
fn said_windows(
    phases: &[DraftPhase],
    start: NaiveDate,
    guesses: &mut Vec<Guess>,
) -> Vec<Option<DayRange>> {
    let mut before = None;
    let mut windows = Vec::with_capacity(phases.len());
    for phase in phases {
        let outer = Base { start, before, around: None };
        let around = phase.within.and_then(|within| within.days(&outer));
        let base = Base { around, ..outer };
        let window = phase.window.or_else(|| phase.when?.days(&base));
        let is_wrong = window.is_none() && !matches!(phase.when, None | Some(When::Length(_)));
        if is_wrong {
            guesses.push(Guess::Date { line: phase.line });
        }
        let window = window.or(around);
        before = window.map(DayRange::first).or(before);
        windows.push(window);
    }
    windows
}

/// Gives every phase a window: those without one follow on the one before them, and share what
/// is left until the next that has one.
fn fill(phases: &[DraftPhase], known: &[Option<DayRange>], start: NaiveDate) -> Vec<DayRange> {
    let mut windows: Vec<DayRange> = Vec::with_capacity(phases.len());
    let mut cursor = start;
    let mut at = 0;
    while at < phases.len() {
        if let Some(window) = known[at] {
            windows.push(window);
            cursor = civil::next(window.last());
            at += 1;
            continue;
        }
        let run = known[at..].iter().take_while(|window| window.is_none()).count();
        let next = known.get(at + run).copied().flatten().map(DayRange::first);
        let lengths: Vec<u64> = phases[at..at + run].iter().map(length_days).collect();
        for days in fitted(&lengths, cursor, next) {
            let window = DayRange::new(cursor, later(cursor, days - 1));
            let window = window.unwrap_or(DayRange::single(cursor));
            windows.push(window);
            cursor = later(window.last(), 1);
        }
        at += run;
    }
    windows
}

/// So many days later, but never outside of the years that a plan can name.
fn later(day: NaiveDate, days: u64) -> NaiveDate {
    let later = day.checked_add_days(Days::new(days));
    later.filter(|later| civil::check_year(*later, "").is_ok()).unwrap_or(day)
}

fn length_days(phase: &DraftPhase) -> u64 {
    if let Some(When::Length(days)) = phase.when {
        return u64::from(days).max(1);
    }
    let tasks = u64::try_from(phase.tasks.len()).unwrap_or(u64::MAX);
    let weeks = tasks.saturating_mul(DAYS_OF_A_TASK).div_ceil(7);
    weeks.clamp(*WEEKS.start(), *WEEKS.end()) * 7
}

/// The lengths, shortened in proportion where the next window begins before they are over.
fn fitted(lengths: &[u64], from: NaiveDate, next: Option<NaiveDate>) -> Vec<u64> {
    let total: u64 = lengths.iter().sum();
    let room = next.and_then(|next| u64::try_from((next - from).num_days()).ok());
    let count = u64::try_from(lengths.len()).unwrap_or(u64::MAX);
    let Some(room) = room.filter(|room| *room >= count && *room < total) else {
        return lengths.to_vec();
    };
    // Every phase has a day; the others are shared.
    let (mut used, mut shared) = (0, 0);
    let extra = room - count;
    lengths
        .iter()
        .map(|length| {
            shared += length;
            let until = shared * extra / total;
            let days = 1 + until - used;
            used = until;
            days
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::import::draft::DraftTask;
    use crate::plan::import::when;

    fn phases(of: &[(&str, usize)]) -> Vec<DraftPhase> {
        let phase = |(text, tasks): &(&str, usize)| DraftPhase {
            when: when::find(text).map(|found| found.when),
            tasks: (0..*tasks).map(|_| DraftTask::default()).collect(),
            ..DraftPhase::default()
        };
        of.iter().map(phase).collect()
    }

    fn laid(of: &[(&str, usize)], said: Option<&str>) -> (String, Vec<String>, Vec<Guess>) {
        let date = |text: &str| crate::civil::parse_date(text).expect("a date");
        let schedule = schedule(&phases(of), said.map(date), date("2025-07-14"));
        let windows = schedule.windows.iter().map(ToString::to_string).collect();
        (schedule.start.to_string(), windows, schedule.guesses)
    }

    #[test]
    fn phases_without_dates_follow_one_another() {
        let (start, windows, guesses) =
            laid(&[("a", 3), ("b", 4), ("HTML (3 weeks)", 1), ("c", 900)], None);
        assert_eq!(start, "2025-07-14");
        assert_eq!(
            windows,
            [
                "2025-07-14..2025-07-20",
                "2025-07-21..2025-08-03",
                "2025-08-04..2025-08-24",
                "2025-08-25..2025-10-19",
            ]
        );
        assert_eq!(guesses.len(), 2);
    }

    #[test]
    fn the_year_that_nobody_says_is_told() {
        for (text, said, year) in [
            ("May", None, Some(2026)),
            ("July", None, Some(2025)),
            ("7月", None, Some(2025)),
            ("May 2025", None, None),
            ("May", Some("2025-05-01"), None),
        ] {
            let (_, _, guesses) = laid(&[(text, 1)], said);
            let want: Vec<Guess> = year.map(|year| Guess::Year { year }).into_iter().collect();
            assert_eq!(guesses, want, "{text}");
        }
    }

    #[test]
    fn they_share_the_room_between_dates() {
        let (start, windows, _) =
            laid(&[("2025-08", 4), ("a", 3), ("b", 9), ("2025-09-11..2025-09-30", 1)], None);
        assert_eq!(start, "2025-08-01");
        assert_eq!(windows[1..3], ["2025-09-01..2025-09-03", "2025-09-04..2025-09-10"]);
    }

    #[test]
    fn no_phase_is_over_before_the_plan_begins() {
        let (start, windows, guesses) =
            laid(&[("June 2025", 1), ("July 2025", 1)], Some("2025-07-11"));
        assert_eq!((start.as_str(), windows.len(), guesses.len()), ("2025-06-01", 2, 1));
    }

    #[test]
    fn no_plan_leaves_the_years_it_can_name() {
        let many: Vec<(&str, usize)> = vec![("a", 100); 8_000];
        let (_, windows, _) = laid(&many, Some("2999-01-01"));
        assert_eq!(windows.last().map(String::as_str), Some("2999-12-31"));
    }
}
