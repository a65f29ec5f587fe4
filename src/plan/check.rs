//! The checks across the file: references, dates against dates, estimates of a phase.

use std::collections::BTreeMap;

use super::cycle;
use super::feasible;
use super::field::At;
use super::outline::{MoveOutline, Names, Outline, Weights, What};
use super::problem::{Problem, Problems, Span};
use super::words;
use crate::id::Id;

/// How many problems get a name that may have been meant; to find it takes time.
const MAX_COMPARED: usize = 100;

/// How many marks a picture has at most.
const MAX_MARKS: usize = 8;

/// Adds what is wrong between the parts of the file.
pub(super) fn check(outline: &Outline, problems: &mut Problems) {
    dates(outline, problems);
    references(outline, problems);
    moves(outline, problems);
    proofs(outline, problems);
    if !outline.work.incomplete {
        cycles(outline, problems);
        problems.extend(feasible::too_late(&outline.tasks));
        problems.extend(outline.weights.iter().filter_map(estimates));
    }
}

fn dates(outline: &Outline, problems: &mut Problems) {
    let Some(start) = &outline.start else {
        return;
    };
    for window in outline.windows.iter().filter(|window| window.value.last() < start.value) {
        problems.push(
            Problem::error(&window.span, "this phase is over before the plan starts")
                .also(&start.span, "the plan starts here")
                .help("move the window, or `start` at the top of the file"),
        );
    }
    for end in outline.habit_ends.iter().filter(|end| end.value < start.value) {
        problems.push(
            Problem::error(&end.span, "this habit ends before the plan starts")
                .also(&start.span, "the plan starts here")
                .help("set `until` to a later day"),
        );
    }
    let Some(deadline) = &outline.deadline else {
        return;
    };
    if deadline.value < start.value {
        problems.push(
            Problem::error(&deadline.span, "the deadline is before the start")
                .also(&start.span, "the plan starts here")
                .help("set `deadline` to `start` or later"),
        );
        return;
    }
    for window in outline.windows.iter().filter(|window| window.value.last() > deadline.value) {
        let message = format!("this phase ends on {}, after the deadline", window.value.last());
        problems.push(
            Problem::warning(&window.span, message)
                .also(&deadline.span, "the deadline")
                .help("end the window earlier, or move the deadline"),
        );
    }
}

fn references(outline: &Outline, problems: &mut Problems) {
    for need in outline.tasks.iter().flat_map(|task| &task.needs) {
        let compare = problems.len() < MAX_COMPARED;
        problems.extend(resolve(
            need,
            &outline.work,
            &[What::Task],
            "`needs` names tasks",
            compare,
        ));
    }
    for skill in &outline.trained {
        let compare = problems.len() < MAX_COMPARED;
        problems.extend(resolve(
            skill,
            &outline.skills,
            &[What::Skill],
            "`skills` names skills",
            compare,
        ));
    }
    for phase in &outline.habit_phases {
        let compare = problems.len() < MAX_COMPARED;
        problems.extend(resolve(
            phase,
            &outline.phases,
            &[What::Phase],
            "`phase` names a phase",
            compare,
        ));
    }
}

/// The problem with a reference, if it leads nowhere or to something of another kind.
fn resolve(
    id: &At<Id>,
    names: &Names,
    whats: &[What],
    rule: &str,
    compare: bool,
) -> Option<Problem> {
    if let Some((what, span)) = names.get(&id.value) {
        let message = format!("`{}` is a {}; {rule}", id.value, what.noun());
        let problem = Problem::error(&id.span, message).also(span, format!("the {}", what.noun()));
        return (!whats.contains(what))
            .then(|| problem.help("name another, or remove it from the list"));
    }
    names.lacks(&id.value).then(|| {
        let nouns: Vec<_> = whats.iter().map(|what| what.noun()).collect();
        let message = format!("there is no {} `{}`", nouns.join(" or "), id.value);
        let problem = Problem::error(&id.span, message);
        let near = if compare { names.nearest(&id.value, whats) } else { None };
        match near {
            Some(near) => problem.label(format!("did you mean `{near}`?")),
            None => problem.help(match names.few(whats) {
                Some(few) => format!("the plan has only {few}"),
                None => "name one that is in the plan, or remove it here".to_owned(),
            }),
        }
    })
}

fn moves(outline: &Outline, problems: &mut Problems) {
    let mut first_moves: BTreeMap<&Id, &Span> = BTreeMap::new();
    for MoveOutline { from, .. } in &outline.moves {
        if let Some((what, span)) = outline.work.get(&from.value) {
            let message = format!("`{}` is moved, but it is still in the plan", from.value);
            problems.push(
                Problem::error(&from.span, message)
                    .also(span, format!("this {} has the id", what.noun()))
                    .help("remove the `[[moved]]`, or give what is in the plan another id"),
            );
        }
        if let Some(first) = first_moves.get(&from.value) {
            let message = format!("`{}` is moved twice", from.value);
            problems.push(
                Problem::error(&from.span, message)
                    .label("again here")
                    .also(first, "first here")
                    .help("name all the ids that get the credit in one `to` list"),
            );
        } else {
            first_moves.insert(&from.value, &from.span);
        }
    }
    let whats = [What::Task, What::Habit];
    for to in outline.moves.iter().flat_map(|moved| &moved.to) {
        if !first_moves.contains_key(&to.value) {
            let compare = problems.len() < MAX_COMPARED;
            problems.extend(resolve(to, &outline.work, &whats, "", compare));
        }
    }
}

/// What rules of evidence prove is in the plan, or was and is moved.
fn proofs(outline: &Outline, problems: &mut Problems) {
    for (what, id) in &outline.proved {
        if outline.moves.iter().all(|moved| moved.from.value != id.value) {
            let compare = problems.len() < MAX_COMPARED;
            let rule = match what {
                What::Habit => "`habit` names a habit",
                _ => "`done` names a task",
            };
            problems.extend(resolve(id, &outline.work, &[*what], rule, compare));
        }
    }
}

fn cycles(outline: &Outline, problems: &mut Problems) {
    let needs: Vec<_> =
        outline.tasks.iter().map(|task| (&task.id, task.needs.as_slice())).collect();
    for cycle in cycle::cycles(&needs) {
        let problem = match cycle.as_slice() {
            [alone] => Problem::error(&alone.span, format!("`{}` needs itself", alone.value))
                .help("remove it from its own `needs`"),
            _ => in_a_circle(&cycle, "these tasks need each other", "needs")
                .help("remove one of these `needs`, so that a task can come first"),
        };
        problems.push(problem);
    }
    let moves: Vec<_> =
        outline.moves.iter().map(|moved| (&moved.from, moved.to.as_slice())).collect();
    for cycle in cycle::cycles(&moves) {
        let problem = match cycle.as_slice() {
            [alone] => Problem::error(&alone.span, format!("`{}` is moved to itself", alone.value))
                .help("remove this `[[moved]]`"),
            _ => in_a_circle(&cycle, "these moves lead back to where they began", "goes to")
                .help("remove one of them, so that the credit ends at something in the plan"),
        };
        problems.push(problem);
    }
}

/// A circle given by its references, each from the one before it.
fn in_a_circle(circle: &[&At<Id>], message: &str, verb: &str) -> Problem {
    let (Some(first), Some(last)) = (circle.first(), circle.last()) else {
        return Problem::whole(message);
    };
    let names = std::iter::once(last).chain(circle).map(|id| id.value.as_str());
    let message = format!("{message}: `{}`", names.collect::<Vec<_>>().join(" → "));
    let label = |from: &At<Id>, to: &At<Id>| format!("`{}` {verb} `{}`", from.value, to.value);
    let problem = Problem::error(&first.span, message).label(label(last, first));
    circle.windows(2).take(MAX_MARKS).fold(problem, |problem, pair| match pair {
        [from, to] => problem.also(&to.span, label(from, to)),
        _ => problem,
    })
}

/// Within a phase either every task has an estimate or none.
fn estimates(weights: &Weights) -> Option<Problem> {
    let (first, others) = weights.without.split_first()?;
    let example = weights.with.first()?;
    let total = weights.with.len() + weights.without.len();
    let message = format!(
        "{} of {} in phase `{}` {} no estimate",
        weights.without.len(),
        words::count(total, "task"),
        weights.phase,
        if others.is_empty() { "has" } else { "have" },
    );
    let problem = Problem::error(first, message).label("no estimate").also(example, "has one");
    let marked = others.iter().take(MAX_MARKS);
    let problem = marked.fold(problem, |problem, span| problem.also(span, "no estimate"));
    Some(problem.help("give every task of the phase an `estimate`, or none of them"))
}
