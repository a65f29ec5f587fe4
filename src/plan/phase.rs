//! Reads `[[phase]]` and `[[phase.task]]`.

use toml::de::DeValue;

use super::field::{At, Field};
use super::keys::TASK;
use super::link::url;
use super::model::{Phase, Task};
use super::outline::{TaskOutline, Weights, What};
use super::problem::Problems;
use super::reader::Reader;
use super::table::Table;
use super::verify;
use super::words::quote;
use crate::id::Id;
use crate::quantity::StudyTime;
use crate::say;

pub(super) fn phase(reader: &mut Reader, table: &Table<'_>) -> Option<Phase> {
    let Reader { problems, outline, .. } = reader;
    let id = outline.phases.declare(What::Phase, table.field("id"), problems);
    let window = table.field("window").and_then(|field| field.window(problems));
    outline.windows.extend(window.clone());
    outline.window.clone_from(&window);
    let phase = id.as_ref().map(|id| id.value.to_string()).unwrap_or_default();
    outline.weights.push(Weights { phase, ..Weights::default() });
    let title = reader.line(table, "title");
    let tasks = reader.all(table, "task", &TASK, task);
    Some(Phase { id: id?.value, title: title?, window: window?.value, tasks })
}

fn task(reader: &mut Reader, table: &Table<'_>) -> Option<Task> {
    let Reader { problems, outline, .. } = reader;
    let id = outline.work.declare(What::Task, table.field("id"), problems);
    let mut ids =
        |key| table.field(key).map(|field| field.list(problems, reference)).unwrap_or_default();
    let needs = ids("needs");
    let skills = ids("skills");
    if let Some(weights) = outline.weights.last_mut() {
        let place = id.as_ref().map_or_else(|| table.span.clone(), |id| id.span.clone());
        let has_one = table.field("estimate").is_some();
        if has_one { &mut weights.with } else { &mut weights.without }.push(place);
    }
    let values = |ids: &[At<Id>]| ids.iter().map(|id| id.value.clone()).collect();
    let (needed, trained) = (values(&needs), values(&skills));
    outline.trained.extend(skills);
    if let Some(id) = id.clone() {
        let window = outline.window.clone();
        outline.tasks.push(TaskOutline { id, needs, window });
    }
    Some(Task {
        title: reader.line(table, "title").unwrap_or_default(),
        estimate: estimate(reader, table),
        needs: needed,
        skills: trained,
        links: links(reader, table),
        verify: verify::verify(reader, table),
        id: id?.value,
    })
}

/// Reads an id that something else should have.
pub(super) fn reference(field: &Field<'_>, problems: &mut Problems) -> Option<At<Id>> {
    field.id(problems).ok()
}

fn estimate(reader: &mut Reader, table: &Table<'_>) -> Option<StudyTime> {
    let field = table.field("estimate")?;
    if let DeValue::Integer(hours) = field.value.get_ref() {
        let problem = field.wrong_type(&say!("a string", "字符串"));
        reader.problems.push(
            problem.help(say!("write the unit too: `\"{hours}h\"`", "请写上单位：`\"{hours}h\"`")),
        );
        return None;
    }
    let time = field.parsed(&mut reader.problems, |text| {
        text.parse().map_err(|_| {
            field.error(say!("{} is not a length of time", "{} 不是时长", quote(text))).help(say!(
                "write hours and minutes, at most 1000h: `\"12h\"`, `\"1h30m\"` or `\"45m\"`",
                "请写小时和分钟，最多 1000h：`\"12h\"`、`\"1h30m\"` 或 `\"45m\"`"
            ))
        })
    });
    time.map(|time| time.value)
}

fn links(reader: &mut Reader, table: &Table<'_>) -> Vec<String> {
    let Some(field) = table.field("links") else {
        return Vec::new();
    };
    field.list(&mut reader.problems, url).into_iter().map(|link| link.value).collect()
}
