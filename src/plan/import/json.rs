//! Road maps in JSON: nodes and edges as roadmap.sh draws them, or phases with tasks.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::account::{Became, Lines, Reason};
use super::document::table::{estimate, is_done};
use super::draft::{Draft, DraftHabit, DraftPhase, DraftSpan, DraftTask};
use super::markdown::{clean, is_address};
use super::{ImportError, header, label, rhythm, when};
use crate::plan::model::Link;

/// How deep tasks may be nested.
const DEEPEST: usize = 32;

/// Reads a road map.
pub(super) fn read(source: &str) -> Result<(Draft, Lines<'_>), ImportError> {
    let value: Value = serde_json::from_str(source)?;
    let mut reader = Reader { draft: Draft::default(), lines: Lines::without_lines() };
    match &value {
        Value::Object(map) => match map.get("nodes").and_then(Value::as_array) {
            Some(nodes) => reader.drawing(map, nodes),
            None => reader.tree(map),
        },
        Value::Array(items) => reader.list(items),
        _ => {}
    }
    Ok((reader.draft, reader.lines))
}

struct Reader<'a> {
    draft: Draft,
    lines: Lines<'a>,
}

/// A node of a drawing.
struct Node<'a> {
    id: &'a str,
    kind: &'a str,
    text: String,
    links: Vec<String>,
    is_done: bool,
    /// Its place, from the top: where road maps begin.
    place: (i64, i64),
}

fn text(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => clean(text),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn title_of(map: &Map<String, Value>) -> Option<String> {
    TITLES.iter().find_map(|key| text(map.get(*key)))
}

const TITLES: [&str; 5] = ["title", "name", "label", "text", "topic"];

/// Keys whose lists hold what is below something.
const BELOW: [&str; 10] = [
    "phases",
    "tasks",
    "children",
    "items",
    "topics",
    "subtopics",
    "steps",
    "modules",
    "sections",
    "stages",
];

impl Reader<'_> {
    /// Nodes and edges: topics are phases, what hangs on them are their tasks.
    fn drawing(&mut self, map: &Map<String, Value>, nodes: &[Value]) {
        let mut nodes: Vec<Node<'_>> = nodes.iter().filter_map(node).collect();
        nodes.sort_by_key(|node| node.place);
        self.draft.title = title_of(map).or_else(|| {
            map.get("title").and_then(Value::as_object).and_then(|title| text(title.get("page")))
        });
        let titles = nodes.iter().find(|node| node.kind == "title").map(|node| node.text.clone());
        let from_node = self.draft.title.is_none() && titles.is_some();
        self.draft.title = self.draft.title.take().or(titles);
        self.lines.add(Became::Header, usize::from(self.draft.title.is_some()));
        let owners = owners(map, &nodes);
        let mut phases: BTreeMap<&str, usize> = BTreeMap::new();
        for node in nodes.iter().filter(|node| node.kind == "topic") {
            let phase = DraftPhase { title: node.text.clone(), ..DraftPhase::default() };
            self.draft.phases.push(phase);
            phases.insert(node.id, self.draft.phases.len() - 1);
            self.lines.add(Became::Phase, 1);
        }
        let mut alone: Vec<&Node<'_>> = Vec::new();
        for node in &nodes {
            match node.kind {
                "topic" => {}
                "subtopic" | "todo" | "todo-checkbox" | "checklist-item" => {
                    match owners.get(node.id).and_then(|owner| phases.get(owner)) {
                        Some(phase) => self.node_task(*phase, node),
                        None => alone.push(node),
                    }
                }
                "title" if from_node => {}
                // Lines and boxes of the drawing.
                "vertical" | "horizontal" | "section" if node.text.ends_with(" node") => {}
                _ => self.lines.leave_value(Reason::Column, &node.text),
            }
        }
        self.rest_of_drawing(&nodes, &phases, &alone);
    }

    /// Topics without anything below them are their own task; subtopics without a topic go to
    /// the one above them.
    fn rest_of_drawing(
        &mut self,
        nodes: &[Node<'_>],
        phases: &BTreeMap<&str, usize>,
        alone: &[&Node<'_>],
    ) {
        for node in alone {
            let mut above =
                nodes.iter().filter(|topic| topic.kind == "topic" && topic.place <= node.place);
            let phase = above.next_back().and_then(|topic| phases.get(topic.id)).copied();
            let phase = phase.unwrap_or_else(|| {
                if self.draft.phases.is_empty() {
                    self.draft
                        .phases
                        .push(DraftPhase { title: "1".to_owned(), ..DraftPhase::default() });
                }
                0
            });
            self.node_task(phase, node);
        }
        for node in nodes.iter().filter(|node| node.kind == "topic") {
            if let Some(phase) =
                phases.get(node.id).filter(|at| self.draft.phases[**at].tasks.is_empty())
            {
                self.node_task(*phase, node);
            }
        }
    }

    fn node_task(&mut self, phase: usize, node: &Node<'_>) {
        let task = DraftTask {
            title: node.text.clone(),
            links: node.links.clone(),
            is_done: node.is_done,
            ..DraftTask::default()
        };
        self.draft.phases[phase].tasks.push(task);
        self.lines.add(Became::Task, 1);
    }

    /// Phases with tasks, by whatever names.
    fn tree(&mut self, map: &Map<String, Value>) {
        self.draft.title = title_of(map);
        self.lines.add(Became::Header, usize::from(self.draft.title.is_some()));
        for (key, value) in map {
            match value {
                Value::String(_) if TITLES.contains(&key.as_str()) => {}
                Value::Array(items) if key == "links" || key == "resources" => self.links(items),
                Value::Array(items) if key == "habits" => self.habits(items),
                Value::Array(items) if BELOW.contains(&key.as_str()) => self.list(items),
                Value::String(value) if header::set(key, &clean(value), &mut self.draft) => {
                    self.lines.add(Became::Header, 1);
                }
                other => self.leave(key, other),
            }
        }
    }

    /// A list of phases, or of tasks where nothing has anything below it.
    fn list(&mut self, items: &[Value]) {
        if items.is_empty() {
            return;
        }
        let has_below = |item: &Value| {
            item.as_object().is_some_and(|map| {
                BELOW.iter().any(|key| map.get(*key).is_some_and(Value::is_array))
            })
        };
        if !items.iter().any(has_below) {
            let title = self.draft.title.clone().unwrap_or_else(|| "1".to_owned());
            self.draft.phases.push(DraftPhase { title, ..DraftPhase::default() });
            let phase = self.draft.phases.len() - 1;
            for item in items {
                self.task(phase, item, None, 0);
            }
            return;
        }
        for item in items {
            let Value::Object(map) = item else {
                self.leave("", item);
                continue;
            };
            self.phase(map);
        }
    }

    fn phase(&mut self, map: &Map<String, Value>) {
        let whole = title_of(map).unwrap_or_default();
        let found = when::find(&whole);
        let rest = found.as_ref().map(|found| found.rest.clone()).filter(|rest| !rest.is_empty());
        let numbered = label::numbered(rest.as_deref().unwrap_or(&whole));
        let number = numbered.as_ref().map(|numbered| numbered.number.clone());
        let title = numbered.map(|numbered| numbered.rest).filter(|rest| !rest.is_empty()).or(rest);
        let said = |key: &str| text(map.get(key));
        let window = said("window").or_else(|| said("when")).or_else(|| said("date"));
        let range = match (said("start"), said("end")) {
            (Some(start), Some(end)) => Some(format!("{start} - {end}")),
            (start, end) => start.or(end),
        };
        let when = found.map(|found| found.when);
        let when = when.or_else(|| Some(when::find(&window.or(range)?)?.when));
        let phase = DraftPhase {
            id: said("id").map(|id| id.to_lowercase()),
            number,
            title: title.unwrap_or(whole),
            when,
            ..DraftPhase::default()
        };
        self.draft.phases.push(phase);
        self.lines.add(Became::Phase, 1);
        let phase = self.draft.phases.len() - 1;
        for (key, value) in map {
            match value {
                Value::Array(items) if BELOW.contains(&key.as_str()) => {
                    for item in items {
                        self.task(phase, item, None, 0);
                    }
                }
                Value::Array(items) if key == "links" || key == "resources" => self.links(items),
                Value::Array(items) if key == "habits" => self.habits(items),
                _ if TITLES.contains(&key.as_str()) || WINDOWS.contains(&key.as_str()) => {}
                other => self.leave(key, other),
            }
        }
    }

    fn task(&mut self, phase: usize, item: &Value, parent: Option<usize>, depth: usize) {
        let map = item.as_object();
        let title = map.map_or_else(|| text(Some(item)), title_of);
        let Some(title) = title.filter(|_| depth <= DEEPEST) else {
            return self.leave("", item);
        };
        let mut task = DraftTask { title, parent, ..DraftTask::default() };
        let mut below: Vec<&Value> = Vec::new();
        for (key, value) in map.into_iter().flatten() {
            match (key.as_str(), value) {
                ("id", value) => task.id = text(Some(value)).map(|id| id.to_lowercase()),
                ("done" | "completed" | "status" | "checked", Value::Bool(done)) => {
                    task.is_done = *done;
                }
                ("done" | "completed" | "status" | "checked", Value::String(state))
                    if is_done(state).is_some() =>
                {
                    task.is_done = is_done(state).unwrap_or_default();
                }
                ("url" | "link" | "href", Value::String(url)) if is_address(url) => {
                    task.links.push(url.clone());
                }
                ("links" | "resources", Value::Array(items)) => task.links.extend(self.urls(items)),
                ("estimate" | "duration", Value::String(text)) if estimate(text).is_some() => {
                    task.estimate = estimate(text);
                }
                ("needs" | "depends_on" | "dependencies", value) if ids(value).is_some() => {
                    task.needs = ids(value).unwrap_or_default();
                }
                (key, Value::Array(items)) if BELOW.contains(&key) => below.extend(items),
                (key, _) if TITLES.contains(&key) => {}
                (key, value) => self.leave(key, value),
            }
        }
        if let Some(rhythm) = rhythm::find(&task.title).filter(|_| below.is_empty()) {
            let (title, span) = (task.title, DraftSpan::Phase(phase));
            self.draft.habits.push(DraftHabit {
                id: None,
                title,
                rhythm,
                changes: Vec::new(),
                span,
            });
            return self.lines.add(Became::Habit, 1);
        }
        self.lines.add(Became::Task, 1);
        let tasks = &mut self.draft.phases[phase].tasks;
        tasks.push(task);
        let parent = tasks.len() - 1;
        for item in below {
            self.task(phase, item, Some(parent), depth + 1);
        }
    }

    /// The addresses of a list; what has none is left out.
    fn urls(&mut self, items: &[Value]) -> Vec<String> {
        items
            .iter()
            .filter_map(|item| {
                let url = url_of(item);
                if url.is_none() {
                    self.leave("links", item);
                }
                url
            })
            .collect()
    }

    fn links(&mut self, items: &[Value]) {
        for item in items {
            let Some(url) = url_of(item) else {
                self.leave("links", item);
                continue;
            };
            let title = item.as_object().and_then(title_of).unwrap_or_else(|| url.clone());
            self.draft.links.push(Link { title, url });
            self.lines.add(Became::Link, 1);
        }
    }

    fn habits(&mut self, items: &[Value]) {
        for item in items {
            let title = item.as_object().map_or_else(|| text(Some(item)), title_of);
            let Some(title) = title else {
                self.leave("habits", item);
                continue;
            };
            let every =
                item.get("every").and_then(Value::as_str).and_then(|every| every.parse().ok());
            let (rhythm, is_said) = rhythm::within(&title, every);
            self.draft.daily += usize::from(!is_said);
            let span = DraftSpan::Days(None, None);
            self.draft.habits.push(DraftHabit {
                id: None,
                title,
                rhythm,
                changes: Vec::new(),
                span,
            });
            self.lines.add(Became::Habit, 1);
        }
    }

    /// Notes a value that a plan has no place for.
    fn leave(&mut self, key: &str, value: &Value) {
        let shown = match value {
            Value::Null => return,
            Value::String(text) => clean(text),
            other => other.to_string(),
        };
        let shown: String = shown.chars().take(200).collect();
        let text = if key.is_empty() { shown } else { format!("{key}: {shown}") };
        self.lines.leave_value(Reason::Column, &text);
    }
}

/// A list of ids or titles, or one of them; `None` where it is anything else.
fn ids(value: &Value) -> Option<Vec<String>> {
    let id = |value: &Value| value.as_str().map(str::to_owned);
    match value {
        Value::Array(items) => items.iter().map(id).collect(),
        one => Some(vec![id(one)?]),
    }
}

/// Keys of a phase that say when.
const WINDOWS: [&str; 6] = ["id", "window", "when", "date", "start", "end"];

fn url_of(value: &Value) -> Option<String> {
    let url = match value {
        Value::String(url) => Some(url),
        Value::Object(map) => {
            let keys = ["url", "link", "href"];
            keys.iter().find_map(|key| match map.get(*key) {
                Some(Value::String(url)) => Some(url),
                _ => None,
            })
        }
        _ => None,
    };
    url.filter(|url| is_address(url)).cloned()
}

fn node(value: &Value) -> Option<Node<'_>> {
    let map = value.as_object()?;
    let data = map.get("data").and_then(Value::as_object).unwrap_or(map);
    let place = map.get("position").or_else(|| map.get("positionAbsolute"));
    let coordinate = |axis: &str| {
        let number = place.and_then(|place| place.get(axis)).and_then(Value::as_f64);
        number.map_or(0, whole)
    };
    let links = data.get("links").and_then(Value::as_array).into_iter().flatten();
    Some(Node {
        id: map.get("id").and_then(Value::as_str).unwrap_or_default(),
        kind: map.get("type").and_then(Value::as_str).unwrap_or("topic"),
        text: title_of(data)?,
        links: links.filter_map(url_of).collect(),
        is_done: data.get("done").and_then(Value::as_bool).unwrap_or_default(),
        place: (coordinate("y"), coordinate("x")),
    })
}

/// A coordinate without its fraction.
#[expect(clippy::cast_possible_truncation, reason = "only the order matters")]
fn whole(number: f64) -> i64 {
    number as i64
}

/// For each node that hangs on a topic, that topic; also over other nodes in between.
fn owners<'a>(map: &'a Map<String, Value>, nodes: &[Node<'a>]) -> BTreeMap<&'a str, &'a str> {
    let topics: BTreeSet<&str> =
        nodes.iter().filter(|node| node.kind == "topic").map(|node| node.id).collect();
    let mut ends: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for edge in map.get("edges").and_then(Value::as_array).into_iter().flatten() {
        let end = |key: &str| edge.get(key).and_then(Value::as_str);
        if let (Some(source), Some(target)) = (end("source"), end("target")) {
            ends.entry(source).or_default().push(target);
            ends.entry(target).or_default().push(source);
        }
    }
    let mut owners = BTreeMap::new();
    let mut open: Vec<(&str, &str)> =
        nodes.iter().filter(|node| node.kind == "topic").map(|node| (node.id, node.id)).collect();
    let mut next = 0;
    while let Some((at, topic)) = open.get(next).copied() {
        next += 1;
        for end in ends.get(at).into_iter().flatten() {
            if !topics.contains(end) && !owners.contains_key(end) {
                owners.insert(*end, topic);
                open.push((end, topic));
            }
        }
    }
    owners
}
