//! The checks across the file: references, dates against dates, estimates of a phase.

use std::collections::BTreeMap;

use super::cycle;
use super::feasible;
use super::field::At;
use super::outline::{MoveOutline, Names, Outline, Weights, What};
use super::problem::{Problem, Problems, Span};
use super::words;
use crate::id::Id;
use crate::say;
use crate::sentence::Sentence;

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
            Problem::error(
                &window.span,
                say!("this phase is over before the plan starts", "这个阶段在计划开始之前就已结束"),
            )
            .also(&start.span, say!("the plan starts here", "计划从这里开始"))
            .help(say!(
                "move the window, or `start` at the top of the file",
                "请移动窗口，或修改文件顶部的 `start`"
            )),
        );
    }
    for end in outline.habit_ends.iter().filter(|end| end.value < start.value) {
        problems.push(
            Problem::error(
                &end.span,
                say!("this habit ends before the plan starts", "这个习惯在计划开始之前就已结束"),
            )
            .also(&start.span, say!("the plan starts here", "计划从这里开始"))
            .help(say!("set `until` to a later day", "请把 `until` 设得更晚")),
        );
    }
    let Some(deadline) = &outline.deadline else {
        return;
    };
    if deadline.value < start.value {
        problems.push(
            Problem::error(
                &deadline.span,
                say!("the deadline is before the start", "截止日期早于开始日期"),
            )
            .also(&start.span, say!("the plan starts here", "计划从这里开始"))
            .help(say!(
                "set `deadline` to `start` or later",
                "请把 `deadline` 设为 `start` 当天或更晚"
            )),
        );
        return;
    }
    for window in outline.windows.iter().filter(|window| window.value.last() > deadline.value) {
        let message = say!(
            "this phase ends on {}, after the deadline",
            "这个阶段于 {} 结束，晚于截止日期",
            window.value.last()
        );
        problems.push(
            Problem::warning(&window.span, message)
                .also(&deadline.span, say!("the deadline", "截止日期"))
                .help(say!(
                    "end the window earlier, or move the deadline",
                    "请让窗口更早结束，或推迟截止日期"
                )),
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
            || say!("`needs` names tasks", "`needs` 中应写任务"),
            compare,
        ));
    }
    for skill in &outline.trained {
        let compare = problems.len() < MAX_COMPARED;
        problems.extend(resolve(
            skill,
            &outline.skills,
            &[What::Skill],
            || say!("`skills` names skills", "`skills` 中应写技能"),
            compare,
        ));
    }
    for phase in &outline.habit_phases {
        let compare = problems.len() < MAX_COMPARED;
        problems.extend(resolve(
            phase,
            &outline.phases,
            &[What::Phase],
            || say!("`phase` names a phase", "`phase` 中应写阶段"),
            compare,
        ));
    }
}

/// The problem with a reference, if it leads nowhere or to something of another kind.
fn resolve(
    id: &At<Id>,
    names: &Names,
    whats: &[What],
    rule: fn() -> Sentence,
    compare: bool,
) -> Option<Problem> {
    if let Some((what, span)) = names.get(&id.value) {
        let (id_value, noun, rule) = (&id.value, what.noun(), rule());
        let ((noun, noun_zh), (rule, rule_zh)) = (noun.both(), rule.both());
        let message =
            say!("`{id_value}` is a {noun}; {rule}", "`{id_value}` 是{noun_zh}；{rule_zh}");
        let problem =
            Problem::error(&id.span, message).also(span, say!("the {noun}", "该{noun_zh}"));
        return (!whats.contains(what)).then(|| {
            problem
                .help(say!("name another, or remove it from the list", "请换一个，或从列表中删除"))
        });
    }
    names.lacks(&id.value).then(|| {
        let nouns: Vec<_> = whats.iter().map(|what| what.noun()).collect();
        let nouns = Sentence::join(&nouns, &say!(" or ", "或"));
        let ((en, zh), id_value) = (nouns.both(), &id.value);
        let message = say!("there is no {en} `{id_value}`", "没有{zh} `{id_value}`");
        let problem = Problem::error(&id.span, message);
        let near = if compare { names.nearest(&id.value, whats) } else { None };
        match near {
            Some(near) => problem.label(say!("did you mean `{near}`?", "你是指 `{near}` 吗？")),
            None => problem.help(match names.few(whats) {
                Some(few) => {
                    let (en, zh) = few.both();
                    say!("the plan has only {en}", "计划中只有 {zh}")
                }
                None => say!(
                    "name one that is in the plan, or remove it here",
                    "请写计划中有的，或在此删除"
                ),
            }),
        }
    })
}

fn moves(outline: &Outline, problems: &mut Problems) {
    let mut first_moves: BTreeMap<&Id, &Span> = BTreeMap::new();
    for MoveOutline { from, .. } in &outline.moves {
        if let Some((what, span)) = outline.work.get(&from.value) {
            let noun = what.noun();
            let (en, zh) = noun.both();
            let message = say!(
                "`{}` is moved, but it is still in the plan",
                "`{}` 已被移走，但仍在计划中",
                from.value
            );
            problems.push(
                Problem::error(&from.span, message)
                    .also(span, say!("this {en} has the id", "这个{zh}使用该 id"))
                    .help(say!(
                        "remove the `[[moved]]`, or give what is in the plan another id",
                        "请删除这个 `[[moved]]`，或给计划中的那一项换个 id"
                    )),
            );
        }
        if let Some(first) = first_moves.get(&from.value) {
            let message = say!("`{}` is moved twice", "`{}` 被移走了两次", from.value);
            problems.push(
                Problem::error(&from.span, message)
                    .label(say!("again here", "这里重复"))
                    .also(first, say!("first here", "首次出现"))
                    .help(say!(
                        "name all the ids that get the credit in one `to` list",
                        "请在同一个 `to` 列表中写明记录归哪些 id"
                    )),
            );
        } else {
            first_moves.insert(&from.value, &from.span);
        }
    }
    let whats = [What::Task, What::Habit];
    for to in outline.moves.iter().flat_map(|moved| &moved.to) {
        if !first_moves.contains_key(&to.value) {
            let compare = problems.len() < MAX_COMPARED;
            problems.extend(resolve(to, &outline.work, &whats, Sentence::default, compare));
        }
    }
}

/// What rules of evidence prove is in the plan, or was and is moved.
fn proofs(outline: &Outline, problems: &mut Problems) {
    for (what, id) in &outline.proved {
        if outline.moves.iter().all(|moved| moved.from.value != id.value) {
            let compare = problems.len() < MAX_COMPARED;
            let rule: fn() -> Sentence = match what {
                What::Habit => || say!("`habit` names a habit", "`habit` 要写习惯"),
                _ => || say!("`done` names a task", "`done` 要写任务"),
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
            [alone] => Problem::error(
                &alone.span,
                say!("`{}` needs itself", "`{}` 以自己为前置任务", alone.value),
            )
            .help(say!("remove it from its own `needs`", "请从它自己的 `needs` 中删除")),
            _ => in_a_circle(
                &cycle,
                &say!("these tasks need each other", "这些任务互为前置"),
                &say!("needs", "需要"),
            )
            .help(say!(
                "remove one of these `needs`, so that a task can come first",
                "请删除其中一个 `needs`，使某个任务可以先做"
            )),
        };
        problems.push(problem);
    }
    let moves: Vec<_> =
        outline.moves.iter().map(|moved| (&moved.from, moved.to.as_slice())).collect();
    for cycle in cycle::cycles(&moves) {
        let problem = match cycle.as_slice() {
            [alone] => Problem::error(
                &alone.span,
                say!("`{}` is moved to itself", "`{}` 被移到了自己", alone.value),
            )
            .help(say!("remove this `[[moved]]`", "请删除这个 `[[moved]]`")),
            _ => in_a_circle(
                &cycle,
                &say!("these moves lead back to where they began", "这些移动又回到了起点"),
                &say!("goes to", "移到"),
            )
            .help(say!(
                "remove one of them, so that the credit ends at something in the plan",
                "请删除其中一个，使记录最终归于计划中的某一项"
            )),
        };
        problems.push(problem);
    }
}

/// A circle given by its references, each from the one before it.
fn in_a_circle(circle: &[&At<Id>], message: &Sentence, verb: &Sentence) -> Problem {
    let (Some(first), Some(last)) = (circle.first(), circle.last()) else {
        return Problem::whole(message.clone());
    };
    let names = std::iter::once(last).chain(circle).map(|id| id.value.as_str());
    let names = names.collect::<Vec<_>>().join(" → ");
    let ((en, zh), (verb, verb_zh)) = (message.both(), verb.both());
    let message = say!("{en}: `{names}`", "{zh}：`{names}`");
    let label = |from: &At<Id>, to: &At<Id>| {
        let (from, to) = (&from.value, &to.value);
        say!("`{from}` {verb} `{to}`", "`{from}` {verb_zh} `{to}`")
    };
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
    let (without, phase) = (weights.without.len(), &weights.phase);
    let (of, have) = (words::count(total, "task"), if others.is_empty() { "has" } else { "have" });
    let message = say!(
        "{without} of {of} in phase `{phase}` {have} no estimate",
        "阶段 `{phase}` 的 {total} 个任务中有 {without} 个没有预估用时"
    );
    let problem = Problem::error(first, message)
        .label(say!("no estimate", "没有预估用时"))
        .also(example, say!("has one", "有预估用时"));
    let marked = others.iter().take(MAX_MARKS);
    let problem = marked
        .fold(problem, |problem, span| problem.also(span, say!("no estimate", "没有预估用时")));
    Some(problem.help(say!(
        "give every task of the phase an `estimate`, or none of them",
        "请给该阶段的每个任务都写 `estimate`，或者都不写"
    )))
}
