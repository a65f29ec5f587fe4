//! Windows that leave no day for a task, because what it needs is planned for later.

use std::collections::{BTreeMap, VecDeque};

use chrono::NaiveDate;

use super::field::At;
use super::outline::TaskOutline;
use super::problem::Problem;
use crate::civil::DayRange;
use crate::id::Id;
use crate::say;

/// The first day on which a task can be done by the windows, and the task whose window says so.
#[derive(Clone, Copy)]
struct Earliest {
    day: NaiveDate,
    because_of: usize,
}

/// The needs that begin, themselves or by way of what they need, only after the window of the
/// task that needs them is over. Tasks in a circle are left to others.
pub(super) fn too_late(tasks: &[TaskOutline]) -> Vec<Problem> {
    let index: BTreeMap<&Id, usize> =
        tasks.iter().enumerate().map(|(at, task)| (&task.id.value, at)).collect();
    let mut earliest: Vec<Option<Earliest>> = vec![None; tasks.len()];
    let mut problems = Vec::new();
    for at in needed_first(tasks, &index) {
        let task = &tasks[at];
        let Some(own) = &task.window else { continue };
        let mut first = Earliest { day: own.value.first(), because_of: at };
        for need in &task.needs {
            let needed = index.get(&need.value).and_then(|need| earliest[*need]);
            let Some(needed) = needed.filter(|needed| needed.day > first.day) else { continue };
            if needed.day > own.value.last() {
                problems.extend(problem(task, own, need, &tasks[needed.because_of]));
            } else {
                first = needed;
            }
        }
        earliest[at] = Some(first);
    }
    problems
}

/// The tasks, each after all that it needs; without those on a circle and those that need them.
fn needed_first(tasks: &[TaskOutline], index: &BTreeMap<&Id, usize>) -> Vec<usize> {
    let mut missing = vec![0_usize; tasks.len()];
    let mut needed_by: Vec<Vec<usize>> = vec![Vec::new(); tasks.len()];
    for (at, task) in tasks.iter().enumerate() {
        for need in task.needs.iter().filter_map(|need| index.get(&need.value)) {
            missing[at] += 1;
            needed_by[*need].push(at);
        }
    }
    let mut ready: VecDeque<usize> = (0..tasks.len()).filter(|at| missing[*at] == 0).collect();
    let mut order = Vec::new();
    while let Some(at) = ready.pop_front() {
        order.push(at);
        for by in &needed_by[at] {
            missing[*by] -= 1;
            if missing[*by] == 0 {
                ready.push_back(*by);
            }
        }
    }
    order
}

fn problem(
    task: &TaskOutline,
    own: &At<DayRange>,
    need: &At<Id>,
    late: &TaskOutline,
) -> Option<Problem> {
    let (id, need_id, late_id) = (&task.id.value, &need.value, &late.id.value);
    let message = if need_id == late_id {
        say!(
            "`{id}` needs `{late_id}`, which is planned for later",
            "`{id}` 需要 `{late_id}`，而后者安排得更晚"
        )
    } else {
        say!(
            "`{id}` needs `{need_id}` and so `{late_id}`, which is planned for later",
            "`{id}` 需要 `{need_id}`，因而需要 `{late_id}`，而后者安排得更晚"
        )
    };
    let window = late.window.as_ref()?;
    let problem = Problem::error(&need.span, message)
        .also(
            &own.span,
            say!("`{id}` is planned until {}", "`{id}` 安排到 {} 为止", own.value.last()),
        )
        .also(
            &window.span,
            say!(
                "`{late_id}` is planned from {} on",
                "`{late_id}` 从 {} 开始",
                window.value.first()
            ),
        );
    Some(problem.help(say!(
        "move one of the tasks to another phase, or change a window",
        "请把其中一个任务移到其他阶段，或修改窗口"
    )))
}
