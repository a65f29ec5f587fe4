//! Lines that say something about the plan as a whole: `Start: 2025-07-11`, `**目标**：…`.

use super::draft::Draft;
use super::when::{self, Base};
use crate::civil::{DayRange, parse_date};

/// What such a line sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Start,
    Deadline,
    Goal,
    Path,
}

const LABELS: [(Field, &[&str]); 4] = [
    (
        Field::Start,
        &[
            "start",
            "start date",
            "starts",
            "started",
            "begin",
            "begins",
            "from",
            "起始时间",
            "开始时间",
            "开始日期",
            "起始日期",
            "开始",
            "起始",
        ],
    ),
    (
        Field::Deadline,
        &[
            "deadline",
            "due",
            "due date",
            "end",
            "end date",
            "ends",
            "finish",
            "finish by",
            "target date",
            "截止",
            "截止日期",
            "截止时间",
            "结束时间",
            "结束日期",
            "结束",
            "目标日期",
        ],
    ),
    (Field::Goal, &["goal", "goals", "objective", "aim", "目标", "目的", "总目标"]),
    (Field::Path, &["path", "route", "way", "track", "路径", "路线", "学习路径", "学习路线"]),
];

/// Takes a line over into the draft; `false` where it sets nothing, or a second time.
pub(super) fn take(line: &str, draft: &mut Draft) -> bool {
    let Some((label, value)) = line.split_once([':', '：']) else {
        let begins = ["开始", "起"].iter().find_map(|verb| line.trim().strip_suffix(verb));
        let days = begins.and_then(days);
        return days.is_some() && fill(&mut draft.start, days.map(DayRange::first));
    };
    set(label, value.trim(), draft)
}

/// Sets what a label names.
pub(super) fn set(label: &str, value: &str, draft: &mut Draft) -> bool {
    let plain = |c: char| !c.is_alphanumeric();
    let label = label.trim_matches(plain).to_lowercase();
    let field = LABELS.iter().find(|(_, labels)| labels.contains(&label.as_str()));
    let Some((field, _)) = field.filter(|_| !value.is_empty()) else {
        return false;
    };
    match field {
        Field::Goal => fill(&mut draft.goal, Some(value.to_owned())),
        Field::Path => fill(&mut draft.path, Some(value.to_owned())),
        Field::Start => fill(&mut draft.start, days(value).map(DayRange::first)),
        Field::Deadline => fill(&mut draft.deadline, days(value).map(DayRange::last)),
    }
}

fn fill<T>(place: &mut Option<T>, value: Option<T>) -> bool {
    let is_new = place.is_none() && value.is_some();
    if is_new {
        *place = value;
    }
    is_new
}

/// The days of a date with a year, if that is all that is said.
pub(super) fn days(text: &str) -> Option<DayRange> {
    let text = text.trim();
    if let Ok(day) = parse_date(text) {
        return Some(DayRange::single(day));
    }
    let found = when::find(text).filter(|found| found.rest.chars().count() < 12)?;
    let start = parse_date("2000-01-01").ok()?;
    let base = Base { start, before: None, around: None };
    found.when.days(&base).filter(|_| found.when.has_year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_set_what_they_name_once() {
        let mut draft = Draft::default();
        for line in [
            "起始时间：2025-07-11",
            "**Goal**: a job: the first",
            "路径：a → b",
            "Deadline: July 1, 2026",
        ] {
            assert!(take(line, &mut draft), "{line}");
        }
        let mut begins = Draft::default();
        assert!(take("2026年3月2日开始", &mut begins) && !take("从头开始", &mut begins));
        assert_eq!(begins.start.map(|day| day.to_string()).as_deref(), Some("2026-03-02"));
        for line in
            ["Goal: another", "Note: x", "Start:", "Start: soon", "no colon", "End: someday"]
        {
            assert!(!take(line, &mut draft), "{line}");
        }
        assert_eq!(draft.goal.as_deref(), Some("a job: the first"));
        assert_eq!(draft.path.as_deref(), Some("a → b"));
        assert_eq!(draft.start.map(|day| day.to_string()).as_deref(), Some("2025-07-11"));
        assert_eq!(draft.deadline.map(|day| day.to_string()).as_deref(), Some("2026-07-01"));
    }
}
