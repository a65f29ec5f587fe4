//! Tables: rows of weeks become phases, other rows tasks.

use super::super::account::{Became, Reason};
use super::super::draft::{DraftPhase, DraftTask};
use super::super::markdown::{Kind, Text};
use super::super::when::{self, Found, Unit, When};
use super::phase::{Walk, written_box, written_state};
use super::{Document, number_of};
use crate::quantity::StudyTime;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::plan::import) enum Column {
    /// Weeks, months or dates.
    When,
    /// What a row is about.
    Title,
    /// What is to be done.
    Task,
    /// How long it takes.
    Estimate,
    /// Where help is.
    Link,
    /// Whether it is done.
    Done,
    /// The phase of a row.
    Phase,
    /// Anything else.
    Other,
}

const COLUMNS: [(Column, &[&str]); 7] = [
    (
        Column::When,
        &[
            "week",
            "weeks",
            "wk",
            "month",
            "months",
            "date",
            "dates",
            "when",
            "period",
            "time",
            "window",
            "due",
            "due date",
            "deadline",
            "day",
            "days",
            "周",
            "周次",
            "周数",
            "月",
            "月份",
            "日期",
            "时间",
            "时间段",
            "阶段时间",
            "天",
            "天数",
            "截止",
            "截止日期",
            "截止时间",
            "到期日",
        ],
    ),
    (
        Column::Title,
        &[
            "topic",
            "topics",
            "title",
            "name",
            "course",
            "courses",
            "subject",
            "focus",
            "theme",
            "content",
            "lesson",
            "chapter",
            "module",
            "area",
            "skill",
            "内容",
            "主题",
            "课程",
            "学习内容",
            "标题",
            "章节",
            "知识点",
            "重点",
            "名称",
            "任务名称",
            "任务名",
        ],
    ),
    (
        Column::Task,
        &[
            "task",
            "tasks",
            "todo",
            "to do",
            "exercise",
            "exercises",
            "project",
            "projects",
            "practice",
            "assignment",
            "assignments",
            "goal",
            "goals",
            "activity",
            "activities",
            "任务",
            "练习",
            "项目",
            "作业",
            "目标",
            "学习任务",
            "产出",
        ],
    ),
    (
        Column::Estimate,
        &[
            "duration",
            "time required",
            "hours",
            "estimate",
            "effort",
            "estimated time",
            "estimated hours",
            "estimated duration",
            "length",
            "时长",
            "预计时间",
            "用时",
            "耗时",
            "预计",
            "预计时长",
            "预计用时",
            "预计小时",
            "学时",
            "课时",
        ],
    ),
    (Column::Link, &["link", "links", "resource", "resources", "url", "链接", "资料", "资源"]),
    (
        Column::Done,
        &[
            "done",
            "status",
            "state",
            "completed",
            "finished",
            "完成",
            "已完成",
            "是否完成",
            "状态",
            "进度",
        ],
    ),
    (Column::Phase, &["phase", "stage", "part", "section", "阶段"]),
];

/// What a column holds by its name.
pub(in crate::plan::import) fn column(name: &str) -> Column {
    let words: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    let name = words.join(" ");
    let named = |(_, names): &&(Column, &[&str])| names.contains(&name.as_str());
    COLUMNS.iter().find(named).map_or(Column::Other, |(column, _)| *column)
}

/// The columns of a table with one of them as the title.
pub(in crate::plan::import) fn columns(names: &[String]) -> Vec<Column> {
    let mut columns: Vec<Column> = names.iter().map(|name| column(name)).collect();
    let titles = columns.iter().filter(|column| **column == Column::Title).count();
    let says_what = titles > 0 || columns.contains(&Column::Task);
    if !says_what {
        // What stands beside a date, a number or a name is what it is about.
        let is_sign = |name: &String| !name.chars().any(char::is_alphabetic);
        let free = |at: &usize| columns[*at] == Column::Other && !is_sign(&names[*at]);
        let first = (0..columns.len()).find(free);
        let any = (0..columns.len())
            .find(|at| matches!(columns[*at], Column::Other | Column::Link | Column::Phase));
        let last = columns.len().checked_sub(1);
        if let Some(at) = first.or(any).or(last) {
            columns[at] = Column::Title;
        }
    }
    let mut seen = false;
    for column in &mut columns {
        if *column == Column::Title && std::mem::replace(&mut seen, true) {
            *column = Column::Task;
        }
    }
    columns
}

impl Document<'_> {
    /// Reads the table whose head this piece is.
    pub(super) fn table(&mut self, at: usize, head: usize, walk: &mut Walk) {
        let group = self.pieces[head].group;
        let Kind::Row { cells: names, .. } = &self.pieces[head].kind else { return };
        let names: Vec<String> = names.iter().map(Text::whole).collect();
        let columns = columns(&names);
        let (first, last) = (self.pieces[head].first, self.pieces[head].last);
        self.lines.leave(first, last, Reason::Layout);
        let end = self.sections[at].pieces.end;
        let rows: Vec<usize> = (head + 1..end)
            .take_while(|row| {
                let piece = &self.pieces[*row];
                piece.group == group && matches!(piece.kind, Kind::Row { is_head: false, .. })
            })
            .collect();
        let dated: Vec<Option<DatedRow>> =
            rows.iter().map(|row| self.dated_row(*row, &names, &columns)).collect();
        let is_dated = dated.iter().flatten().count() * 2 > rows.len();
        for (row, found) in rows.into_iter().zip(dated) {
            let found = found.filter(|_| is_dated);
            self.row(at, row, &names, &columns, found, walk);
        }
    }

    fn cells(&self, row: usize) -> Vec<Text> {
        match &self.pieces[row].kind {
            Kind::Row { cells, .. } => cells.clone(),
            _ => Vec::new(),
        }
    }

    /// The week or dates of a row: `Week 1`, or `1` in a column of weeks; dates go before weeks.
    fn dated_row(&self, row: usize, names: &[String], columns: &[Column]) -> Option<DatedRow> {
        let cells = self.cells(row);
        let mut dated: Option<DatedRow> = None;
        for (at, _) in columns.iter().enumerate().filter(|(_, column)| **column == Column::When) {
            let Some(found) = cells.get(at).and_then(|cell| dated_cell(&cell.whole(), &names[at]))
            else {
                continue;
            };
            let number = number_of(found.when);
            dated = Some(match dated.take() {
                Some(before) if matches!(found.when, When::Dates(..)) => {
                    DatedRow { found, number: before.number.or(number) }
                }
                Some(before) => DatedRow { number: before.number.or(number), ..before },
                None => DatedRow { found, number },
            });
        }
        dated
    }

    fn row(
        &mut self,
        at: usize,
        row: usize,
        names: &[String],
        columns: &[Column],
        found: Option<DatedRow>,
        walk: &mut Walk,
    ) {
        let (first, last) = (self.pieces[row].first, self.pieces[row].last);
        let cells = self.cells(row);
        let cell = |wanted: Column| {
            let at = columns.iter().position(|column| *column == wanted)?;
            cells.get(at).filter(|cell| !cell.is_empty())
        };
        let title = cell(Column::Title).map(Text::whole);
        let tasks: Vec<(usize, &Text)> = columns
            .iter()
            .enumerate()
            .filter(|(_, column)| **column == Column::Task)
            .filter_map(|(at, _)| Some((at, cells.get(at)?)))
            .filter(|(_, cell)| !cell.is_empty())
            .collect();
        if title.is_none() && tasks.is_empty() {
            return self.lines.leave(first, last, Reason::Column);
        }
        let phase = match found {
            Some(found) => self.phase_of_row(at, row, &found, title.as_deref(), walk),
            None => match cell(Column::Phase).map(Text::whole) {
                Some(name) => self.named_phase(&name, first),
                None => self.phase_of(at, walk),
            },
        };
        let is_title_used = self.draft.phases[phase].line == first && !tasks.is_empty();
        let mut added = Vec::new();
        if let Some(cell) = cell(Column::Title).filter(|_| !is_title_used) {
            added.extend(self.tasks_of_cell(phase, cell));
        }
        for (_, cell) in tasks {
            added.extend(self.tasks_of_cell(phase, cell));
        }
        // The phase has the title; its addresses go to the first task.
        let title_links =
            cell(Column::Title).filter(|_| is_title_used).map(|cell| cell.links.clone());
        if let (Some(links), Some(task)) = (title_links, added.first()) {
            let task = &mut self.draft.phases[phase].tasks[*task];
            task.links.extend(links.into_iter().map(|link| link.url));
        }
        self.rest_of_row(phase, &added, &cells, names, columns, first);
        self.lines.became(first, last, Became::Task);
    }

    /// What the other columns of a row say: links, estimates, what is done; anything else is
    /// left out.
    fn rest_of_row(
        &mut self,
        phase: usize,
        added: &[usize],
        cells: &[Text],
        names: &[String],
        columns: &[Column],
        line: usize,
    ) {
        for ((cell, name), column) in cells.iter().zip(names).zip(columns) {
            if cell.is_empty() && cell.images.is_empty() {
                continue;
            }
            self.note_text(cell, line);
            let whole = cell.whole();
            let urls: Vec<String> = cell.links.iter().map(|link| link.url.clone()).collect();
            let tasks = &mut self.draft.phases[phase].tasks;
            let (_, rest) = written_box(&whole).unwrap_or((false, &whole));
            match column {
                Column::Title | Column::Task | Column::Phase => continue,
                Column::When if dated_cell(&whole, name).is_some() => continue,
                Column::Estimate if added.len() == 1 && estimate(&whole).is_some() => {
                    tasks[added[0]].estimate = estimate(&whole);
                    continue;
                }
                Column::Done if is_done(&whole).is_some() => {
                    let done = is_done(&whole).unwrap_or_default();
                    for task in added {
                        tasks[*task].is_done |= done;
                    }
                    continue;
                }
                _ => {}
            }
            if let Some(task) = added.first() {
                let task = &mut tasks[*task];
                let new: Vec<String> =
                    urls.iter().filter(|url| !task.links.contains(url)).cloned().collect();
                task.links.extend(new);
            }
            let is_said = rest.chars().any(char::is_alphanumeric)
                && !urls.iter().any(|url| url == rest.trim());
            if is_said {
                self.lines.leave_part(line, Reason::Column, &format!("{name}: {rest}"));
            }
        }
    }

    /// A phase for a row with dates.
    fn phase_of_row(
        &mut self,
        at: usize,
        row: usize,
        dated: &DatedRow,
        title: Option<&str>,
        walk: &mut Walk,
    ) -> usize {
        let DatedRow { found, number } = dated;
        let number = number.clone();
        let label = label_of(found.when);
        let rest = Some(found.rest.trim().to_owned()).filter(|rest| !rest.is_empty());
        let title = title.map(str::to_owned).or(rest).or(label);
        let within = self.sections[at].when.or_else(|| self.around(at));
        let phase = DraftPhase {
            number,
            title: title.unwrap_or_else(|| self.sections[at].whole.clone()),
            when: Some(found.when),
            within,
            line: self.pieces[row].first,
            ..DraftPhase::default()
        };
        let first = self.pieces[row].first;
        self.lines.became(first, first, Became::Phase);
        self.draft.phases.push(phase);
        let phase = self.draft.phases.len() - 1;
        walk.phase = Some(phase);
        phase
    }

    /// The phase with this name, made where there is none.
    fn named_phase(&mut self, name: &str, line: usize) -> usize {
        let known = self.draft.phases.iter().position(|phase| phase.title == name);
        known.unwrap_or_else(|| {
            let when = when::find(name).map(|found| found.when);
            let phase = DraftPhase { title: name.to_owned(), when, line, ..DraftPhase::default() };
            self.draft.phases.push(phase);
            self.lines.became(line, line, Became::Phase);
            self.draft.phases.len() - 1
        })
    }

    /// The tasks of a cell: one, or one for each of its lines.
    fn tasks_of_cell(&mut self, phase: usize, cell: &Text) -> Vec<usize> {
        let mut texts: Vec<String> = cell
            .lines
            .iter()
            .map(|(_, text)| text.trim().trim_start_matches(['-', '*', '•', ' ']).trim().to_owned())
            .filter(|text| text.chars().any(char::is_alphanumeric))
            .collect();
        if texts.is_empty() {
            texts.push(cell.whole().trim().to_owned());
        }
        let mut added = Vec::new();
        for (at, text) in texts.into_iter().enumerate() {
            let (is_done, title) = written_state(&text)
                .map_or((false, text.clone()), |(done, rest)| (done, rest.to_owned()));
            let links = if at == 0 {
                cell.links.iter().map(|link| link.url.clone()).collect()
            } else {
                Vec::new()
            };
            let tasks = &mut self.draft.phases[phase].tasks;
            tasks.push(DraftTask { title, is_done, links, ..DraftTask::default() });
            added.push(tasks.len() - 1);
        }
        added
    }
}

/// When a row is to be done, and the number of its week.
struct DatedRow {
    found: Found,
    number: Option<String>,
}

/// The week or dates of a cell; a bare number counts what the column is called.
fn dated_cell(text: &str, name: &str) -> Option<Found> {
    let text = text.trim();
    let is_number =
        !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || "-–~ ".contains(c));
    let found = if is_number {
        when::find(&format!("{} {text}", numbered_unit(name)?))?
    } else {
        when::find(text)?
    };
    let is_day = matches!(found.when, When::Numbered(Unit::Day, first, last) if first == last);
    (!is_day && !matches!(found.when, When::Length(_))).then_some(found)
}

/// The unit that a column of numbers counts.
fn numbered_unit(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if is(&["week", "wk", "周"]) => Some("week"),
        () if is(&["month", "月"]) => Some("month"),
        () => None,
    }
}

fn label_of(when: When) -> Option<String> {
    let id = number_of(when)?;
    let mut letters = id.chars();
    let first = letters.next()?.to_ascii_uppercase();
    let rest: String = letters.collect();
    Some(format!("{first}{}", rest.replacen('-', " ", 1)))
}

/// A length of study time, as tables say it: `2 hours`, `90 min`, `1.5h`, `3小时`.
pub(in crate::plan::import) fn estimate(text: &str) -> Option<StudyTime> {
    let lower = text.trim().to_lowercase();
    let names = [
        ("hours", "h"),
        ("hour", "h"),
        ("hrs", "h"),
        ("hr", "h"),
        ("小时", "h"),
        ("minutes", "m"),
        ("minute", "m"),
        ("mins", "m"),
        ("min", "m"),
        ("分钟", "m"),
    ];
    let short = names.iter().fold(lower, |text, (name, unit)| text.replace(name, unit));
    short.trim_start_matches(['~', '约']).trim().parse().ok()
}

/// Whether a cell of states says that something is done.
pub(in crate::plan::import) fn is_done(text: &str) -> Option<bool> {
    let lower = text.trim().to_lowercase();
    match lower.trim_matches(['[', ']', ' ', '\u{fe0f}']) {
        "x" | "yes" | "y" | "true" | "1" | "done" | "complete" | "completed" | "finished" | "✔"
        | "✓" | "✅" | "☑" | "是" | "完成" | "已完成" | "100%" => Some(true),
        "" | "no" | "n" | "false" | "0" | "todo" | "to do" | "open" | "not started"
        | "in progress" | "pending" | "❌" | "☐" | "⬜" | "-" | "否" | "未完成" | "未开始"
        | "进行中" | "0%" => Some(false),
        _ => None,
    }
}
