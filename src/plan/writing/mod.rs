//! Writes a plan as `roadmap.toml`: one that a person likes to go on with in an editor.
//!
//! [`write()`] is the inverse of [`read`](super::read): `read(write(plan)) == plan` for every plan
//! that [`read`](super::read) can return. Defaults are not written, tables are set in below the
//! table that they belong to, and every part has a heading.

mod comments;
mod habit;
mod value;

use chrono::Weekday;

use super::model::{
    EvidenceRule, EvidenceUnit, Module, Moved, Phase, Plan, Proof, RecordRules, SshKey, Task,
};
use crate::civil::DayEnd;
use value::{ids, string, strings, window};

pub use comments::with_comments_in;
pub use value::{long_day, window as window_text};

/// What stands at the top of every plan that is written.
const TOP: &str = "\
# The plan: what is owed, and by when.
#
#   roadmap status          where I stand
#   roadmap done <id>       record that a task is finished
#   roadmap check           is this file in order?
#
# Ids are what one types; titles are what one reads and may be reworded at any time. To give a
# task another id, or to split it, add a `[[moved]]`: what is recorded keeps its credit. Every
# key is explained in docs/plan-format.md.
";

/// The length of the rule above and below the heading of a part, in characters.
const RULE: usize = 93;

/// How far the keys of `[[phase.task]]` and other inner tables are set in.
const INNER: &str = "  ";

/// The text of a `roadmap.toml` that reads as `plan`.
#[must_use]
pub fn write(plan: &Plan) -> String {
    let mut text = String::from(TOP);
    text.push('\n');
    top(plan, &mut text);
    part("Phases and their tasks", &plan.phases, phase, &mut text);
    part("Habits", &plan.habits, habit::habit, &mut text);
    part("The skill map", &plan.modules, module, &mut text);
    part(
        "Links",
        &plan.links,
        |link, text| {
            table("[[link]]", "", text);
            key("", "title", &string(&link.title), text);
            key("", "url", &string(&link.url), text);
        },
        &mut text,
    );
    part("Where the credit for ids of the past goes", &plan.moved, moved, &mut text);
    part("What commits prove by themselves", &plan.evidence, evidence, &mut text);
    rules(plan, &mut text);
    text
}

fn top(plan: &Plan, text: &mut String) {
    key("", "schema", "1", text);
    key("", "title", &string(&plan.title), text);
    optional("", "goal", plan.goal.as_deref().map(string), text);
    optional("", "path", plan.path.as_deref().map(string), text);
    key("", "start", &plan.start.to_string(), text);
    optional("", "deadline", plan.deadline.map(|day| day.to_string()), text);
    let day_end = Some(plan.day_end).filter(|end| *end != DayEnd::default());
    optional("", "day-ends", day_end.map(|end| string(&end.to_string())), text);
    if plan.week_start == Weekday::Sun {
        key("", "week-starts", "\"sunday\"", text);
    }
    if !plan.rest_days.is_empty() {
        let days = plan.rest_days.iter().map(|day| long_day(*day));
        key("", "rest-days", &strings(days, ""), text);
    }
    if plan.freezes_per_month > 0 {
        key("", "freezes-per-month", &plan.freezes_per_month.to_string(), text);
    }
}

/// A part of the file below its heading, unless there is nothing in it.
fn part<T>(heading: &str, items: &[T], write: impl Fn(&T, &mut String), text: &mut String) {
    if items.is_empty() {
        return;
    }
    let rule = "-".repeat(RULE);
    text.push_str(&format!("\n# {rule}\n# {heading}\n# {rule}\n"));
    for item in items {
        write(item, text);
    }
}

fn phase(phase: &Phase, text: &mut String) {
    table("[[phase]]", "", text);
    key("", "id", &string(phase.id.as_str()), text);
    key("", "title", &string(&phase.title), text);
    key("", "window", &string(&window(phase.window)), text);
    for item in &phase.tasks {
        task(item, text);
    }
}

fn task(task: &Task, text: &mut String) {
    table("[[phase.task]]", INNER, text);
    key(INNER, "id", &string(task.id.as_str()), text);
    key(INNER, "title", &string(&task.title), text);
    optional(INNER, "estimate", task.estimate.map(|time| string(&time.to_string())), text);
    list("needs", ids(&task.needs), text);
    list("skills", ids(&task.skills), text);
    list("links", task.links.iter().map(String::as_str), text);
    optional(INNER, "verify", task.verify.as_ref().map(|it| it.value().to_string()), text);
}

/// A list of strings below an inner table; nothing where it is empty.
fn list<'a>(name: &str, items: impl Iterator<Item = &'a str>, text: &mut String) {
    let items: Vec<&str> = items.collect();
    if !items.is_empty() {
        key(INNER, name, &strings(items.into_iter(), INNER), text);
    }
}

fn module(module: &Module, text: &mut String) {
    table("[[module]]", "", text);
    key("", "id", &string(module.id.as_str()), text);
    key("", "title", &string(&module.title), text);
    if module.skills.is_empty() {
        return;
    }
    text.push_str("skill = [\n");
    for skill in &module.skills {
        let (id, title) = (string(skill.id.as_str()), string(&skill.title));
        text.push_str(&format!("  {{ id = {id}, title = {title} }},\n"));
    }
    text.push_str("]\n");
}

fn moved(moved: &Moved, text: &mut String) {
    table("[[moved]]", "", text);
    key("", "from", &string(moved.from.as_str()), text);
    let to = match moved.to.as_slice() {
        [only] => string(only.as_str()),
        several => strings(ids(several), ""),
    };
    key("", "to", &to, text);
}

fn evidence(rule: &EvidenceRule, text: &mut String) {
    table("[[evidence]]", "", text);
    key("", "id", &string(rule.id.as_str()), text);
    match &rule.proof {
        Proof::Task(id) => key("", "done", &string(id.as_str()), text),
        Proof::Habit(id, _) => key("", "habit", &string(id.as_str()), text),
    }
    let fits = &rule.fits;
    let name = |pattern: &crate::pattern::NamePattern| string(pattern.as_str());
    optional("", "path", fits.path.as_ref().map(|pattern| string(pattern.as_str())), text);
    optional("", "message", fits.message.as_ref().map(|pattern| string(pattern.as_str())), text);
    optional("", "tag", fits.tag.as_ref().map(name), text);
    optional("", "co-author", fits.co_author.as_ref().map(name), text);
    if rule.unit != EvidenceUnit::default() {
        key("", "unit", &string(rule.unit.code()), text);
    }
    if let Proof::Habit(_, amount) = rule.proof
        && !amount.is_one()
    {
        key("", "amount", &amount.to_string(), text);
    }
}

/// `[record]` and `[history]`, as far as they are not the defaults.
fn rules(plan: &Plan, text: &mut String) {
    let default = RecordRules::default();
    if plan.record != default {
        table("[record]", "", text);
        let RecordRules { reference, subject } = &plan.record;
        let changed = |value: &String, default: &String| (value != default).then(|| string(value));
        optional("", "ref", changed(reference, &default.reference), text);
        optional("", "subject", changed(subject, &default.subject), text);
    }
    if let Some(notes) = &plan.notes {
        table("[notes]", "", text);
        key("", "dir", &string(&notes.directory), text);
        optional("", "lang", notes.language.map(|lang| string(lang.code())), text);
    }
    if !plan.mentors.is_empty() {
        table("[mentors]", "", text);
        for mentor in &plan.mentors {
            let keys = strings(mentor.keys.iter().map(SshKey::as_str), "");
            key("", &string(&mentor.name), &keys, text);
        }
    }
    if !plan.authors.is_empty() {
        table("[history]", "", text);
        key("", "authors", &strings(plan.authors.iter().map(String::as_str), ""), text);
    }
}

/// The header of a table, below an empty line.
fn table(header: &str, indent: &str, text: &mut String) {
    text.push_str(&format!("\n{indent}{header}\n"));
}

fn key(indent: &str, name: &str, value: &str, text: &mut String) {
    text.push_str(&format!("{indent}{name} = {value}\n"));
}

fn optional(indent: &str, name: &str, value: Option<String>, text: &mut String) {
    if let Some(value) = value {
        key(indent, name, &value, text);
    }
}
