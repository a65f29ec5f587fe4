//! iCalendar (RFC 5545): phases and habits as all-day events, due tasks as to-dos.

use chrono::{Datelike, NaiveDate, Weekday};
use sha1::{Digest as _, Sha1};

use crate::civil;
use crate::hex;
use crate::plan::{Cadence, Habit, Plan};
use crate::progress::{self, Progress, TaskState};

/// The longest line in octets, without its line break.
const LONGEST_LINE: usize = 75;

/// The calendar of a plan. Lines end in CR LF.
#[must_use]
pub(super) fn export(plan: &Plan, progress: &Progress) -> String {
    let mut of_plan = hex::digits(&Sha1::digest(&plan.title));
    of_plan.truncate(12);
    let mut calendar = Calendar { of_plan, text: String::new() };
    calendar.line("BEGIN", "VCALENDAR");
    calendar.line("VERSION", "2.0");
    calendar.line("PRODID", "-//roadmap//roadmap//EN");
    calendar.line("CALSCALE", "GREGORIAN");
    calendar.line("X-WR-CALNAME", &text(&plan.title));
    let stamp = format!("{}T000000Z", compact(progress.as_of));
    for phase in &plan.phases {
        let summary = format!("{} {}", phase.id, phase.title);
        calendar.begin("VEVENT", &format!("phase-{}", phase.id), &stamp, &summary);
        // Days before the plan's start are none of its.
        let window = plan.effective_window(phase).unwrap_or(phase.window);
        calendar.day("DTSTART", window.first());
        calendar.day("DTEND", civil::next(window.last()));
        calendar.line("TRANSP", "TRANSPARENT");
        calendar.line("END", "VEVENT");
        for (task, due) in phase.tasks.iter().zip(progress::all_due(plan, phase, progress)) {
            let stand = progress.task(&task.id);
            let state = stand.map(|stand| stand.state);
            calendar.begin("VTODO", &format!("task-{}", task.id), &stamp, &task.title);
            if let Some(due) = due {
                calendar.day("DUE", due);
            }
            match state {
                Some(TaskState::Done(day)) => {
                    calendar.line("STATUS", "COMPLETED");
                    calendar.line("COMPLETED", &format!("{}T120000Z", compact(day)));
                }
                Some(TaskState::Dropped(_)) => calendar.line("STATUS", "CANCELLED"),
                _ => calendar.line("STATUS", "NEEDS-ACTION"),
            }
            if stand.is_some_and(|stand| stand.is_by_evidence) {
                calendar.line("CATEGORIES", "evidence");
            }
            if let Some(url) = task.links.first() {
                calendar.line("URL", url);
            }
            calendar.line("END", "VTODO");
        }
    }
    for habit in &plan.habits {
        self::habit(&mut calendar, plan, habit, &stamp);
    }
    calendar.line("END", "VCALENDAR");
    calendar.text
}

/// A habit as one recurring event for each of its goals, which end where the next begins.
fn habit(calendar: &mut Calendar, plan: &Plan, habit: &Habit, stamp: &str) {
    let terms = progress::habit_terms(plan, habit);
    for (at, goal) in terms.goals.iter().enumerate() {
        let first = goal.from.unwrap_or(terms.first).max(terms.first);
        let next = terms.goals.get(at + 1).and_then(|next| next.from).map(civil::previous);
        let last = [next, terms.last].into_iter().flatten().min();
        let (rule, days) = recurrence(&goal.every, &plan.rest_days);
        // The first day has to be one of those that recur, and to be in every month.
        let recurs = |day: &NaiveDate| {
            let is_in_every_month = day.day() <= 28 || !matches!(goal.every, Cadence::PerMonth(_));
            is_in_every_month && days.contains(&day.weekday())
        };
        let first = first.iter_days().take(7).find(recurs);
        let Some(first) = first.filter(|first| last.is_none_or(|last| *first <= last)) else {
            continue;
        };
        let unit = habit.unit.as_deref().unwrap_or_default();
        let summary = format!("{} ({} · {} {unit})", habit.title, goal.every, goal.target);
        let summary = summary.replace(" )", ")");
        calendar.begin("VEVENT", &format!("habit-{}-{at}", habit.id), stamp, &summary);
        calendar.day("DTSTART", first);
        calendar.day("DTEND", civil::next(first));
        let until = last.map(|last| format!(";UNTIL={}", compact(last))).unwrap_or_default();
        calendar.line("RRULE", &format!("{rule}{until}"));
        calendar.line("TRANSP", "TRANSPARENT");
        calendar.line("END", "VEVENT");
    }
}

/// How a cadence recurs, and on which days of the week. What is owed so often in a week, month or
/// window has no days of its own: it is shown once a week or month, and every so many days.
fn recurrence(every: &Cadence, rest_days: &[Weekday]) -> (String, Vec<Weekday>) {
    let week: Vec<Weekday> =
        std::iter::successors(Some(Weekday::Mon), |day| Some(day.succ())).take(7).collect();
    let working = |days: &[Weekday]| -> Vec<Weekday> {
        days.iter().copied().filter(|day| !rest_days.contains(day)).collect()
    };
    let by_day = |days: Vec<Weekday>| {
        let names: Vec<String> =
            days.iter().map(|day| day.to_string()[..2].to_uppercase()).collect();
        (format!("FREQ=WEEKLY;BYDAY={}", names.join(",")), days)
    };
    match every {
        Cadence::Daily => by_day(working(&week)),
        Cadence::Weekdays => by_day(working(&week[..5])),
        Cadence::On(days) => by_day(days.clone()),
        Cadence::PerWeek(_) => ("FREQ=WEEKLY".to_owned(), week),
        Cadence::PerMonth(_) => ("FREQ=MONTHLY".to_owned(), week),
        Cadence::Rolling { count, days } => {
            (format!("FREQ=DAILY;INTERVAL={}", (days / count).max(1)), week)
        }
        Cadence::EveryDays(days) => (format!("FREQ=DAILY;INTERVAL={days}"), week),
    }
}

fn compact(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// A value of type TEXT.
fn text(value: &str) -> String {
    let mut escaped = String::new();
    for c in value.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// The lines so far.
struct Calendar {
    /// What tells it from the calendar of another plan: the first digits of its title's SHA-1.
    of_plan: String,
    text: String,
}

impl Calendar {
    fn begin(&mut self, component: &str, name: &str, stamp: &str, summary: &str) {
        self.line("BEGIN", component);
        self.line("UID", &format!("{name}@{}.roadmap", self.of_plan));
        self.line("DTSTAMP", stamp);
        self.line("SUMMARY", &text(summary));
    }

    fn day(&mut self, name: &str, day: NaiveDate) {
        self.line(&format!("{name};VALUE=DATE"), &compact(day));
    }

    /// A content line, folded without breaking a character.
    fn line(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in format!("{name}:{value}").chars().filter(|c| !c.is_control()) {
            if length + c.len_utf8() > LONGEST_LINE {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(c);
            length += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}
