//! Reads `[[habit]]` and `[[habit.change]]`.

use chrono::NaiveDate;

use super::cadence::CadenceError;
use super::field::{At, Field};
use super::keys::CHANGE;
use super::model::{Cadence, Habit, HabitGoal, HabitSpan};
use super::outline::What;
use super::phase::reference;
use super::problem::{Problem, Problems, Span};
use super::reader::Reader;
use super::table::Table;
use super::words::quote;
use crate::quantity::Amount;
use crate::say;
use crate::sentence::Sentence;

pub(super) fn habit(reader: &mut Reader, table: &Table<'_>) -> Option<Habit> {
    let Reader { problems, outline, .. } = reader;
    let id = outline.work.declare(What::Habit, table.field("id"), problems);
    let title = reader.line(table, "title");
    let unit = reader.line(table, "unit");
    let span = span(reader, table);
    let goals = goals(reader, table);
    Some(Habit { id: id?.value, title: title?, unit, span: span?, goals: goals? })
}

fn span(reader: &mut Reader, table: &Table<'_>) -> Option<HabitSpan> {
    let Reader { problems, outline, .. } = reader;
    let from = table.field("from").and_then(|field| field.date(problems));
    let until = table.field("until").and_then(|field| field.date(problems));
    if let Some(field) = table.field("phase") {
        for key in ["from", "until"] {
            if let Some(other) = table.field(key) {
                problems.push(phase_and_days(&field, &other));
            }
        }
        let phase = reference(&field, problems)?;
        outline.habit_phases.push(phase.clone());
        return Some(HabitSpan::Phase(phase.value));
    }
    match (&from, &until) {
        (Some(from), Some(until)) if until.value < from.value => problems.push(
            Problem::error(
                &until.span,
                say!("this habit ends before it begins", "这个习惯的结束早于开始"),
            )
            .label(say!("the last day", "末日"))
            .also(&from.span, say!("the first day", "首日"))
            .help(say!("set `until` to `from` or later", "请把 `until` 设为 `from` 当天或更晚")),
        ),
        // Where `from` could not be read, it is said there.
        (from, Some(until)) if from.is_some() || table.field("from").is_none() => {
            outline.habit_ends.push(until.clone());
        }
        _ => {}
    }
    let day = |date: Option<At<NaiveDate>>| date.map(|date| date.value);
    Some(HabitSpan::Days { from: day(from), until: day(until) })
}

fn phase_and_days(phase: &Field<'_>, other: &Field<'_>) -> Problem {
    let message = say!(
        "a habit has either `phase` or `{}`, not both",
        "习惯只能有 `phase` 或 `{}` 之一，不能两者都有",
        other.key
    );
    Problem::error(&other.span(), message)
        .label(say!("sets its days again", "又一次指定日期"))
        .also(&phase.span(), say!("sets its days by a phase", "由阶段指定日期"))
        .help(say!("remove one of the two", "请删除其中一个"))
}

/// The goal that holds at some point, and where its stretch was set.
struct Goal {
    every: Cadence,
    target: Amount,
    stretch: Option<At<Amount>>,
}

impl Goal {
    fn since(&self, from: Option<NaiveDate>) -> HabitGoal {
        let stretch = self.stretch.as_ref().map(|stretch| stretch.value);
        HabitGoal { from, every: self.every.clone(), target: self.target, stretch }
    }
}

fn goals(reader: &mut Reader, table: &Table<'_>) -> Option<Vec<HabitGoal>> {
    let problems = &mut reader.problems;
    let every = table.field("every").and_then(|field| cadence(&field, problems));
    let target = table.field("target").and_then(|field| field.amount(problems));
    let stretch = table.field("stretch").and_then(|field| field.amount(problems));
    // Where the first goal is broken, a change must not be blamed for it.
    let known_target = target.is_some() == table.field("target").is_some();
    let sound = every.is_some() && known_target;
    let mut goal = Goal {
        every: every.unwrap_or(Cadence::Daily),
        target: target.as_ref().map_or(Amount::ONE, |target| target.value),
        stretch,
    };
    if known_target {
        check_stretch(&goal, target.as_ref().map(|target| &target.span), problems);
    }
    let mut goals = vec![goal.since(None)];
    let mut last: Option<At<NaiveDate>> = None;
    for change in table.tables("change", &CHANGE, problems) {
        let from = change.field("from").and_then(|field| field.date(problems));
        let changed = apply(&change, &mut goal, sound, problems);
        let Some(from) = from else { continue };
        if let Some(last) = last.as_ref().filter(|last| from.value <= last.value) {
            problems.push(not_later(&from, last));
        } else if changed {
            goals.push(goal.since(Some(from.value)));
        }
        last = Some(from);
    }
    sound.then_some(goals)
}

/// Changes `goal` as a table says; returns whether anything is different now.
fn apply(change: &Table<'_>, goal: &mut Goal, sound: bool, problems: &mut Problems) -> bool {
    let before = (goal.since(None), problems.len());
    let every = change.field("every").and_then(|field| cadence(&field, problems));
    let target = change.field("target").and_then(|field| field.amount(problems));
    let stretch = change.field("stretch").and_then(|field| field.amount(problems));
    let place = target.as_ref().map(|target| target.span.clone());
    let resets_stretch = stretch.is_some();
    goal.every = every.unwrap_or_else(|| goal.every.clone());
    goal.target = target.map_or(goal.target, |target| target.value);
    goal.stretch = stretch.or_else(|| goal.stretch.take());
    if !sound || problems.len() > before.1 {
        return false;
    }
    let changed = goal.since(None) != before.0;
    if !changed {
        problems.push(
            Problem::error(
                &change.span,
                say!("this change changes nothing", "这项变更没有改变任何内容"),
            )
            .help(say!(
                "give it another `every`, `target` or `stretch`, or remove it",
                "请改写 `every`、`target` 或 `stretch`，或删除这项变更"
            )),
        );
    } else if place.is_some() || resets_stretch {
        check_stretch(goal, place.as_ref(), problems);
    }
    changed
}

fn not_later(from: &At<NaiveDate>, last: &At<NaiveDate>) -> Problem {
    Problem::error(
        &from.span,
        say!(
            "the changes of a habit are not in the order of their days",
            "习惯的变更没有按日期排序"
        ),
    )
    .label(say!("not after the change before it", "不晚于前一项变更"))
    .also(&last.span, say!("the change before it", "前一项变更"))
    .help(say!(
        "put the earlier change first, and give no day twice",
        "请把较早的变更放在前面，且同一天只写一项"
    ))
}

fn check_stretch(goal: &Goal, target: Option<&Span>, problems: &mut Problems) {
    let Some(stretch) = goal.stretch.as_ref().filter(|stretch| stretch.value <= goal.target) else {
        return;
    };
    let (stretch_of, target_of) = (stretch.value, goal.target);
    let message = say!(
        "the stretch of {stretch_of} is not more than the target of {target_of}",
        "`stretch` {stretch_of} 不大于 `target` {target_of}"
    );
    let problem = Problem::error(&stretch.span, message).label(say!("the stretch", "`stretch`"));
    let problem = match target {
        Some(target) => problem.also(target, say!("the target", "`target`")),
        None => problem,
    };
    problems.push(problem.help(say!(
        "set `stretch` above {}, or remove it",
        "请把 `stretch` 设为大于 {}，或删除它",
        goal.target
    )));
}

fn forms() -> Sentence {
    say!(
        "write `day`, `weekday`, days such as `mon,wed,fri`, or `3/week`, `10/month`, `3 in 7 days`, `2 days`",
        "请写 `day`、`weekday`、星期几如 `mon,wed,fri`，或 `3/week`、`10/month`、`3 in 7 days`、`2 days`"
    )
}

fn cadence(field: &Field<'_>, problems: &mut Problems) -> Option<Cadence> {
    let cadence = field.parsed(problems, |text| {
        text.parse().map_err(|error| match error {
            CadenceError::Form(_) => {
                let problem =
                    field.error(say!("{} is not a cadence", "{} 不是可用的频率", quote(text)));
                problem.help(meant(text).unwrap_or_else(forms))
            }
            CadenceError::Twice(_) => field
                .error(say!("{} names a day twice", "{} 重复写了同一天", quote(text)))
                .help(say!("name every day once", "每天只写一次")),
            CadenceError::Range { what, range, .. } => {
                let (start, end) = (range.start(), range.end());
                let (en, zh) = what.both();
                field.error(say!("{} is out of range", "{} 超出范围", quote(text))).help(say!(
                    "the number of {en} is {start} to {end}",
                    "{zh}须在 {start} 到 {end} 之间"
                ))
            }
        })
    });
    cadence.map(|cadence| cadence.value)
}

/// What people write for a cadence that has another form.
fn meant(text: &str) -> Option<Sentence> {
    let lower = text.trim().to_lowercase();
    let form = match lower.as_str() {
        "daily" | "everyday" | "every day" | "1 day" | "1/day" => "day",
        "weekdays" | "workday" | "workdays" => "weekday",
        "weekly" | "week" | "every week" => "1/week",
        "monthly" | "month" | "every month" => "1/month",
        "weekend" | "weekends" => "sat,sun",
        _ if lower.ends_with("/day") => {
            return Some(say!(
                "how much a day is `target`: write `every = \"day\"` and `target`",
                "每天多少由 `target` 表示：请写 `every = \"day\"` 和 `target`"
            ));
        }
        _ if lower != text && lower.parse::<Cadence>().is_ok() => &lower,
        _ => return None,
    };
    Some(say!("write `{form}`", "请写 `{form}`"))
}
