//! A plan as a checklist in Markdown.
//!
//! What a reader wants to see is text: windows behind headings, boxes, estimates and rhythms as
//! code at the end of a line, links below their task. What Markdown cannot say (ids, needs, skills,
//! rules) stands in comments that are not shown, see [`Marker`]. A title that would not come back
//! unchanged stands in the comment too.

mod inline;

use crate::id::Id;
use crate::plan::{
    EvidenceRule, Habit, HabitGoal, HabitSpan, Link, Marker, Module, Phase, Plan, Proof, Task,
    window_text,
};
use crate::progress::{Progress, TaskState};
use crate::quantity::Amount;
use crate::view::lang::ExportWords;
use inline::{escape, link, survives};

/// The document.
pub(super) fn export(plan: &Plan, progress: &Progress, words: &dyn ExportWords) -> String {
    let mut text = format!("# {}\n\n{}\n\n", escape(&plan.title), top_marker(plan));
    header(plan, words, &mut text);
    let (done, kept) = counted(progress);
    if kept > 0 {
        let marker = Marker::word("progress");
        let by_evidence = progress.tasks.iter().filter(|task| task.is_by_evidence).count();
        let by_evidence = (by_evidence > 0).then(|| words.by_evidence(by_evidence));
        let said = [Some(words.done(done, kept)), by_evidence];
        let said: Vec<String> = said.into_iter().flatten().collect();
        text.push_str(&format!("{} {marker}\n\n", said.join(" · ")));
    }
    for item in &plan.phases {
        phase(item, plan, progress, &mut text);
    }
    part(words.habits(), "habits", &plan.habits, |item| habit(item, words), &mut text);
    part(words.skills(), "skills", &plan.modules, module, &mut text);
    part(words.links(), "links", &plan.links, plan_link, &mut text);
    rules(plan, &mut text);
    text.trim_end().to_owned() + "\n"
}

/// How many tasks are done, of how many that are not dropped.
fn counted(progress: &Progress) -> (usize, usize) {
    let states = || progress.tasks.iter().map(|task| &task.state);
    let done = states().filter(|state| matches!(state, TaskState::Done(_))).count();
    let dropped = states().filter(|state| matches!(state, TaskState::Dropped(_))).count();
    (done, states().count() - dropped)
}

/// The comment on the plan as a whole, which also says that it was exported.
fn top_marker(plan: &Plan) -> Marker {
    let mut marker = Marker::word("plan");
    let texts =
        [("title", Some(&plan.title)), ("goal", plan.goal.as_ref()), ("path", plan.path.as_ref())];
    for (key, text) in texts {
        if let Some(text) = text.filter(|text| !survives(text)) {
            marker = marker.with(key, text);
        }
    }
    let end = plan.day_end.to_string();
    if plan.day_end != crate::civil::DayEnd::default() {
        marker = marker.with("day-ends", end);
    }
    if plan.week_start == chrono::Weekday::Sun {
        marker = marker.with("week-starts", "sunday");
    }
    if !plan.rest_days.is_empty() {
        let days: Vec<String> =
            plan.rest_days.iter().map(|day| day.to_string().to_lowercase()).collect();
        marker = marker.with("rest-days", days.join(","));
    }
    if plan.freezes_per_month > 0 {
        marker = marker.with("freezes-per-month", plan.freezes_per_month.to_string());
    }
    marker
}

fn header(plan: &Plan, words: &dyn ExportWords, text: &mut String) {
    let lines = [
        (words.goal(), plan.goal.clone()),
        (words.path(), plan.path.clone()),
        (words.start(), Some(plan.start.to_string())),
        (words.deadline(), plan.deadline.map(|day| day.to_string())),
    ];
    for (label, value) in lines {
        if let Some(value) = value {
            text.push_str(&format!("- **{label}**{}{}\n", words.colon(), escape(&value)));
        }
    }
    text.push('\n');
}

/// A part below a heading of its own, unless there is nothing in it.
fn part<T>(
    heading: &str,
    kind: &str,
    items: &[T],
    write: impl Fn(&T) -> String,
    text: &mut String,
) {
    if items.is_empty() {
        return;
    }
    text.push_str(&format!("## {heading} {}\n\n", Marker::word(kind)));
    let items: String = items.iter().map(write).collect();
    text.push_str(items.trim_end());
    text.push_str("\n\n");
}

/// The marker with the title, where Markdown would change it.
fn titled(marker: Marker, title: &str) -> Marker {
    if survives(title) { marker } else { marker.with("title", title) }
}

fn phase(phase: &Phase, plan: &Plan, progress: &Progress, text: &mut String) {
    let window = window_text(phase.window).replace("..", " – ");
    let mut marker = Marker::word("phase");
    marker.words.push(phase.id.to_string());
    let marker = titled(marker, &phase.title);
    text.push_str(&format!("## {} ({window}) {marker}\n\n", escape(&phase.title)));
    for item in &phase.tasks {
        task(item, plan, progress, text);
    }
    if !phase.tasks.is_empty() {
        text.push('\n');
    }
}

fn task(task: &Task, plan: &Plan, progress: &Progress, text: &mut String) {
    let state = progress.task(&task.id).map(|task| &task.state);
    let mark = if matches!(state, Some(TaskState::Done(_))) { 'x' } else { ' ' };
    let title = escape(&task.title);
    let title =
        if matches!(state, Some(TaskState::Dropped(_))) { format!("~~{title}~~") } else { title };
    let estimate = task.estimate.map(|time| format!(" `{time}`")).unwrap_or_default();
    let mut marker = titled(Marker::word(task.id.as_str()), &task.title);
    if progress.task(&task.id).is_some_and(|task| task.is_by_evidence) {
        marker = marker.with("by", "evidence");
    }
    for (key, list) in [("needs", &task.needs), ("skills", &task.skills)] {
        if !list.is_empty() {
            marker = marker.with(key, ids(list));
        }
    }
    if let Some(verify) = &task.verify {
        marker = match verify.plain() {
            Some(text) => marker.with("verify", text),
            None => marker.with("verify-steps", verify.to_toml()),
        };
    }
    // In the order of the plan: all of them in sight, or none.
    let lines: Option<Vec<String>> =
        task.links.iter().map(|url| link(page(url, plan), url)).collect();
    let Some(lines) = lines else {
        marker = task.links.iter().fold(marker, |marker, url| marker.with("link", url));
        return text.push_str(&format!("- [{mark}] {title}{estimate} {marker}\n"));
    };
    text.push_str(&format!("- [{mark}] {title}{estimate} {marker}\n"));
    text.extend(lines.iter().map(|line| format!("  - {line}\n")));
}

/// What a page is called: as among the links of the plan, else by its host.
fn page<'a>(url: &'a str, plan: &'a Plan) -> &'a str {
    let known = plan.links.iter().find(|link| link.url == *url && !link.title.trim().is_empty());
    let host = || {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        rest.split('/').next().unwrap_or(url)
    };
    known.map_or_else(host, |link| &link.title)
}

fn ids(ids: &[Id]) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join(",")
}

fn habit(habit: &Habit, words: &dyn ExportWords) -> String {
    let mut marker = titled(Marker::word(habit.id.as_str()), &habit.title);
    let unit = habit.unit.as_deref();
    let shown = unit.filter(|unit| unit.trim() == *unit && !unit.contains('`'));
    if let Some(unit) = unit.filter(|_| shown.is_none()) {
        marker = marker.with("unit", unit);
    }
    match &habit.span {
        HabitSpan::Phase(phase) => marker = marker.with("phase", phase.as_str()),
        HabitSpan::Days { from, until } => {
            for (key, day) in [("from", from), ("until", until)] {
                if let Some(day) = day {
                    marker = marker.with(key, day.to_string());
                }
            }
        }
    }
    let mut text = String::new();
    for goal in &habit.goals {
        let rhythm = rhythm(goal, if goal.from.is_none() { shown } else { None });
        match goal.from {
            None => text.push_str(&format!("- {} `{rhythm}` {marker}\n", escape(&habit.title))),
            Some(day) => text.push_str(&format!("  - {} `{rhythm}`\n", words.from(day))),
        }
    }
    text
}

/// How often, and how much: `3/week · 20–40 pages`.
fn rhythm(goal: &HabitGoal, unit: Option<&str>) -> String {
    let stretch = goal.stretch.map(|stretch| format!("–{stretch}")).unwrap_or_default();
    let is_plain = goal.target == Amount::ONE && stretch.is_empty() && unit.is_none();
    if is_plain {
        return goal.every.to_string();
    }
    let unit = unit.map(|unit| format!(" {unit}")).unwrap_or_default();
    format!("{} · {}{stretch}{unit}", goal.every, goal.target)
}

fn module(module: &Module) -> String {
    let mut marker = Marker::word("module");
    marker.words.push(module.id.to_string());
    let marker = titled(marker, &module.title);
    let mut text = format!("### {} {marker}\n\n", escape(&module.title));
    for skill in &module.skills {
        let marker = titled(Marker::word(skill.id.as_str()), &skill.title);
        text.push_str(&format!("- {} {marker}\n", escape(&skill.title)));
    }
    text + "\n"
}

fn plan_link(item: &Link) -> String {
    let shown = link(&item.title, &item.url).filter(|_| survives(&item.title));
    shown.map_or_else(
        || {
            let marker = Marker::word("link").with("title", &item.title).with("url", &item.url);
            format!("- {} {marker}\n", escape(&item.title))
        },
        |link| format!("- {link}\n"),
    )
}

fn evidence(rule: &EvidenceRule) -> Marker {
    let mut marker = Marker::word("evidence");
    marker.words.push(rule.id.to_string());
    marker = match &rule.proof {
        Proof::Task(id) => marker.with("done", id.as_str()),
        Proof::Habit(id, amount) => {
            marker.with("habit", id.as_str()).with("amount", amount.to_string())
        }
    };
    let fits = &rule.fits;
    let patterns = [
        ("path", fits.path.as_ref().map(ToString::to_string)),
        ("message", fits.message.as_ref().map(ToString::to_string)),
        ("tag", fits.tag.as_ref().map(ToString::to_string)),
        ("co-author", fits.co_author.as_ref().map(ToString::to_string)),
    ];
    for (key, pattern) in patterns {
        if let Some(pattern) = pattern {
            marker = marker.with(key, pattern);
        }
    }
    marker.with("unit", rule.unit.code())
}

/// What no reader needs to see: moves, and how events are written and counted.
fn rules(plan: &Plan, text: &mut String) {
    let mut markers = Vec::new();
    for moved in &plan.moved {
        let mut marker = Marker::word("moved");
        marker.words.push(moved.from.to_string());
        markers.push(marker.with("to", ids(&moved.to)));
    }
    markers.extend(plan.evidence.iter().map(evidence));
    let default = crate::plan::RecordRules::default();
    if plan.record != default {
        let marker = Marker::word("record").with("ref", &plan.record.reference);
        markers.push(marker.with("subject", &plan.record.subject));
    }
    if let Some(notes) = &plan.notes {
        let marker = Marker::word("notes").with("dir", &notes.directory);
        markers.push(match notes.language {
            Some(language) => marker.with("lang", language.code()),
            None => marker,
        });
    }
    for mentor in &plan.mentors {
        let marker = Marker::word("mentor").with("name", &mentor.name);
        let keys = mentor.keys.iter();
        markers.push(keys.fold(marker, |marker, key| marker.with("key", key.as_str())));
    }
    if !plan.authors.is_empty() {
        let marker = Marker::word("history");
        markers
            .push(plan.authors.iter().fold(marker, |marker, author| marker.with("author", author)));
    }
    text.extend(markers.iter().map(|marker| format!("{marker}\n")));
}
