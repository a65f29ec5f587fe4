//! What our own comments say, in documents that `roadmap export` wrote.

use super::super::draft::{DraftHabit, DraftPhase, DraftSpan, DraftTask};
use super::super::markdown::Text;
use super::super::rhythm::Rhythm;
use crate::civil::{DayRange, parse_date};
use crate::plan::marker::Marker;
use crate::plan::model::HabitGoal;
use crate::plan::verify::{Command, Step, Verify};
use crate::quantity::Amount;

/// The text of a piece as a title, without the code at its end; what a comment says goes before.
pub(super) fn title(text: &Text) -> String {
    let Some(marker) = text.markers.first() else { return text.whole().trim().to_owned() };
    if let Some(title) = marker.value("title") {
        return title.to_owned();
    }
    let whole = text.whole();
    let code = text.code_at_end.as_deref().unwrap_or_default();
    whole.trim().strip_suffix(code).unwrap_or(&whole).trim().to_owned()
}

/// The id that a comment gives.
pub(super) fn id(text: &Text) -> Option<String> {
    text.markers.first().and_then(|marker| marker.words.first()).cloned()
}

/// Takes over what the comment in a heading says about a phase.
pub(super) fn phase(marker: &Marker, heading: &str, phase: &mut DraftPhase) {
    if marker.kind() != "phase" {
        return;
    }
    phase.id = marker.words.get(1).cloned();
    let split = heading.trim_end().strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    if let Some((title, window)) = split {
        let window = window.replace(" – ", "..");
        if let Ok(window) = DayRange::parse_window(&window) {
            phase.window = Some(window);
            title.trim_end().clone_into(&mut phase.title);
        }
    }
    if let Some(title) = marker.value("title") {
        title.clone_into(&mut phase.title);
    }
}

/// Takes over what the comment behind an item says about a task.
pub(super) fn task(marker: &Marker, text: &Text, task: &mut DraftTask) {
    task.id = marker.words.first().cloned();
    task.title = title(text);
    task.estimate = text.code_at_end.as_deref().and_then(|code| code.parse().ok());
    let list = |key: &str| {
        let values = marker.value(key).unwrap_or_default().split(',');
        values.filter(|value| !value.is_empty()).map(str::to_owned).collect()
    };
    (task.needs, task.skills) = (list("needs"), list("skills"));
    let plain = |text| Command::of_words(text).ok().map(Step::plain);
    let plain = marker.value("verify").and_then(plain).and_then(|step| Verify::new(vec![step]));
    task.verify = plain.or_else(|| marker.value("verify-steps").and_then(Verify::from_toml));
    task.links = marker.values("link").map(str::to_owned).collect();
}

/// Takes over the estimate of a task that was added by hand, in the form of those around it.
pub(super) fn added_task(text: &Text, task: &mut DraftTask) {
    let Some(code) = text.code_at_end.as_deref() else { return };
    let title = task.title.strip_suffix(code).map(str::trim_end).unwrap_or_default();
    if let (Ok(estimate), false) = (code.parse(), title.is_empty()) {
        task.estimate = Some(estimate);
        task.title = title.to_owned();
    }
}

/// Takes over what the comment behind an item says about a habit.
pub(super) fn habit(marker: &Marker, text: &Text, habit: &mut DraftHabit) {
    habit.id = marker.words.first().cloned();
    habit.title = title(text);
    if let Some(goal) = text.code_at_end.as_deref().and_then(rhythm) {
        habit.rhythm = goal;
    }
    if let Some(unit) = marker.value("unit") {
        habit.rhythm.unit = Some(unit.to_owned());
    }
    let date = |key: &str| marker.value(key).and_then(|date| parse_date(date).ok());
    habit.span = match marker.value("phase") {
        Some(phase) => DraftSpan::PhaseId(phase.to_owned()),
        None => DraftSpan::Days(date("from"), date("until")),
    };
}

/// Adds the later goal of a habit that an item below it says; `false` where it says none.
pub(super) fn change(text: &Text, habit: Option<&mut DraftHabit>) -> bool {
    let whole = text.whole();
    let mut from = whole.split(|c: char| !c.is_ascii_digit() && c != '-');
    let from = from.find_map(|word| parse_date(word).ok());
    let goal = text.code_at_end.as_deref().and_then(rhythm);
    let (Some(habit), Some(from), Some(goal)) = (habit, from, goal) else { return false };
    let Rhythm { every, target, stretch, .. } = goal;
    habit.changes.push(HabitGoal { from: Some(from), every, target, stretch });
    true
}

/// Reads `3/week · 20–40 pages`.
fn rhythm(code: &str) -> Option<Rhythm> {
    let (every, rest) = code.split_once(" · ").unwrap_or((code, ""));
    let mut rhythm = Rhythm::of(every.parse().ok()?);
    let (amount, unit) = rest.split_once(' ').unwrap_or((rest, ""));
    let (target, stretch) = amount.split_once('–').unwrap_or((amount, ""));
    rhythm.target = target.parse().unwrap_or(Amount::ONE);
    rhythm.stretch = stretch.parse().ok();
    rhythm.unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
    Some(rhythm)
}
