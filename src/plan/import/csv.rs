//! Tables from a spreadsheet: `title,phase,due,…`.

use std::collections::BTreeMap;

use super::account::{Became, Lines, Reason};
use super::document::table::{Column as Known, column, estimate, is_done};
use super::draft::{Draft, DraftHabit, DraftPhase, DraftSpan, DraftTask};
use super::header;
use super::markdown::{clean, is_address};
use super::{ImportError, rhythm, when};
use crate::civil::DayRange;
use crate::quantity::StudyTime;

/// What a column of a spreadsheet holds, beyond those that tables have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Id,
    Needs,
    Skills,
    Start,
    Known(Known),
}

/// Reads a table.
pub(super) fn read(source: &str) -> Result<(Draft, Lines<'_>), ImportError> {
    let mut lines = Lines::of(source);
    // The reader counts lines by one too few where they end in CR LF.
    let unbroken = source.replace("\r\n", "\n");
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter(source))
        .has_headers(false)
        .flexible(true)
        .trim(::csv::Trim::All)
        .from_reader(unbroken.as_bytes());
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record?;
        let line = record.position().map_or(0, ::csv::Position::line);
        let last = usize::try_from(reader_line(&record)).unwrap_or_default();
        records.push((usize::try_from(line).unwrap_or_default(), last, record));
    }
    let mut table = Table::default();
    let mut rows = records.iter().peekable();
    if let Some((first, _, head)) = rows.peek() {
        let columns = columns(head);
        if names_columns(&columns) {
            lines.leave(*first, *first, Reason::Layout);
            table.names = head.iter().map(clean).collect();
            table.columns = columns;
            rows.next();
        } else {
            table.names = (1..=head.len()).map(|number| number.to_string()).collect();
            table.columns = vec![Column::Known(Known::Other); head.len()];
            table.columns[0] = Column::Known(Known::Title);
        }
    }
    for (first, breaks, record) in rows {
        table.row(*first, first + breaks, record, &mut lines);
    }
    Ok((table.draft(), lines))
}

/// How many line breaks stand inside of the cells of a record.
fn reader_line(record: &::csv::StringRecord) -> u64 {
    let breaks: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
    u64::try_from(breaks).unwrap_or_default()
}

/// Whether a text is a table, by the names in its first line.
pub(super) fn is_table(source: &str) -> bool {
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter(source))
        .has_headers(false)
        .trim(::csv::Trim::All)
        .from_reader(source.as_bytes());
    let head = reader.records().next().and_then(Result::ok);
    head.is_some_and(|head| head.len() > 1 && names_columns(&columns(&head)))
}

/// The sign that stands most often in the first line.
fn delimiter(source: &str) -> u8 {
    let first = source.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|byte| *byte == sign).count();
    // The first of equals is a comma.
    *[b';', b'\t', b','].iter().max_by_key(|sign| count(**sign)).unwrap_or(&b',')
}

fn columns(head: &::csv::StringRecord) -> Vec<Column> {
    let name = |name: &str| match name.trim().to_lowercase().as_str() {
        "id" | "编号" | "key" => Column::Id,
        "needs" | "depends on" | "dependencies" | "after" | "blocked by" | "前置" | "前置任务"
        | "依赖" => Column::Needs,
        "skills" | "skill" | "tags" | "技能" | "标签" => Column::Skills,
        "start" | "from" | "start date" | "开始" | "开始日期" => Column::Start,
        "task" | "tasks" | "task name" | "card name" | "todo" | "任务" => {
            Column::Known(Known::Title)
        }
        "end" | "end date" | "结束" | "结束日期" => Column::Known(Known::When),
        "module" | "section/column" | "list" | "list name" | "milestone" | "阶段" | "模块"
        | "分组" | "里程碑" => Column::Known(Known::Phase),
        "completed at" | "completed on" | "完成时间" | "完成日期" => {
            Column::Known(Known::Done)
        }
        other => Column::Known(column(other)),
    };
    let mut columns: Vec<Column> = head.iter().map(name).collect();
    let mut has_title = false;
    for column in &mut columns {
        if matches!(column, Column::Known(Known::Title | Known::Task)) {
            let is_first = !std::mem::replace(&mut has_title, true);
            *column = Column::Known(if is_first { Known::Title } else { Known::Other });
        }
    }
    columns
}

fn names_columns(columns: &[Column]) -> bool {
    let is_known = |column: &&Column| **column != Column::Known(Known::Other);
    columns.contains(&Column::Known(Known::Title)) || columns.iter().filter(is_known).count() >= 2
}

/// Whether a cell says that a row is done, or when it was.
fn is_ticked(cell: &str) -> Option<bool> {
    is_done(cell).or_else(|| header::days(cell).map(|_| true))
}

#[derive(Default)]
struct Table {
    names: Vec<String>,
    columns: Vec<Column>,
    phases: Vec<(DraftPhase, Option<DayRange>)>,
    by_name: BTreeMap<String, usize>,
    habits: Vec<DraftHabit>,
}

impl Table {
    fn row(
        &mut self,
        first: usize,
        last: usize,
        record: &::csv::StringRecord,
        lines: &mut Lines<'_>,
    ) {
        let cell = |wanted: Column| {
            let at = self.columns.iter().position(|column| *column == wanted)?;
            record.get(at).map(clean).filter(|cell| !cell.trim().is_empty())
        };
        let known = |known| cell(Column::Known(known));
        let Some(title) = known(Known::Title).or_else(|| self.stands_in(record)) else {
            // A phase by itself is the heading of the rows below it.
            let Some(name) = known(Known::Phase) else {
                return lines.leave(first, last, Reason::Layout);
            };
            self.phase(Some(name), None, first);
            self.leave_rest(first, record, "", lines);
            return lines.became(first, last, Became::Phase);
        };
        let link = known(Known::Link).filter(|link| is_address(link));
        let task = DraftTask {
            id: cell(Column::Id).map(|id| id.to_lowercase()),
            title: title.clone(),
            is_done: known(Known::Done).and_then(|done| is_ticked(&done)).unwrap_or_default(),
            links: link.into_iter().collect(),
            estimate: known(Known::Estimate).and_then(|text| self.estimate(&text)),
            needs: cell(Column::Needs).into_iter().collect(),
            skills: Vec::new(),
            ..DraftTask::default()
        };
        let due = known(Known::When).and_then(|text| header::days(&text));
        let start = cell(Column::Start).and_then(|text| header::days(&text));
        let phase = self.phase(known(Known::Phase), due, first);
        let days = [due, start].into_iter().flatten();
        for day in days {
            let window = &mut self.phases[phase].1;
            *window = Some(window.map_or(day, |window| {
                DayRange::new(window.first().min(day.first()), window.last().max(day.last()))
                    .unwrap_or(window)
            }));
        }
        self.leave_rest(first, record, &title, lines);
        let Some(rhythm) = rhythm::find(&title) else {
            self.phases[phase].0.tasks.push(task);
            return lines.became(first, last, Became::Task);
        };
        let span = DraftSpan::Phase(phase);
        self.habits.push(DraftHabit { id: task.id, title, rhythm, changes: Vec::new(), span });
        lines.became(first, last, Became::Habit);
    }

    /// How long a row takes; a number alone is one of hours where the column is called so.
    fn estimate(&self, text: &str) -> Option<StudyTime> {
        let is_this = |column: &Column| *column == Column::Known(Known::Estimate);
        let name = self.columns.iter().position(is_this).and_then(|at| self.names.get(at));
        let in_hours = name.is_some_and(|name| {
            let name = name.to_lowercase();
            ["hour", "小时", "学时", "课时"].iter().any(|unit| name.contains(unit))
        });
        let is_number = text.trim().parse::<f64>().is_ok();
        estimate(&if in_hours && is_number { format!("{}h", text.trim()) } else { text.to_owned() })
    }

    /// What a row without a title is called by: the first cell that says nothing else.
    fn stands_in(&self, record: &::csv::StringRecord) -> Option<String> {
        let says_nothing_else = |at: usize| {
            let column = self.columns.get(at).copied().unwrap_or(Column::Known(Known::Other));
            matches!(column, Column::Skills | Column::Known(Known::Task | Known::Other))
        };
        let mut cells = record.iter().map(clean).enumerate();
        cells.find(|(at, cell)| !cell.is_empty() && says_nothing_else(*at)).map(|(_, cell)| cell)
    }

    /// Notes the cells that a plan has no place for.
    fn leave_rest(
        &self,
        line: usize,
        record: &::csv::StringRecord,
        title: &str,
        lines: &mut Lines<'_>,
    ) {
        for (at, cell) in record.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let column = self.columns.get(at).copied().unwrap_or(Column::Known(Known::Other));
            let is_kept = match column {
                Column::Id | Column::Needs | Column::Known(Known::Title | Known::Phase) => true,
                Column::Start | Column::Known(Known::When) => header::days(cell).is_some(),
                Column::Known(Known::Estimate) => self.estimate(cell).is_some(),
                Column::Known(Known::Done) => is_ticked(cell).is_some(),
                Column::Known(Known::Link) => is_address(cell),
                Column::Skills | Column::Known(Known::Task | Known::Other) => clean(cell) == title,
            };
            if !is_kept {
                let name = self.names.get(at).map_or("", String::as_str);
                lines.leave_part(line, Reason::Column, &format!("{name}: {}", clean(cell)));
            }
        }
    }

    /// The phase with this name; without one that of the month in which the row is due.
    fn phase(&mut self, name: Option<String>, due: Option<DayRange>, line: usize) -> usize {
        let month = || due.map(|due| due.last().format("%Y-%m").to_string());
        let name = name.or_else(month).unwrap_or_default();
        let next = self.phases.len();
        let at = *self.by_name.entry(name.clone()).or_insert(next);
        if at == next {
            let when = when::find(&name).map(|found| found.when);
            let phase = DraftPhase { title: name, when, line, ..DraftPhase::default() };
            self.phases.push((phase, None));
        }
        at
    }

    fn draft(self) -> Draft {
        let mut draft = Draft { habits: self.habits, ..Draft::default() };
        for (mut phase, window) in self.phases {
            if phase.when.is_none_or(|when| matches!(when, when::When::Length(_))) {
                phase.window = window;
            }
            if phase.title.trim().is_empty() {
                "1".clone_into(&mut phase.title);
            }
            draft.phases.push(phase);
        }
        draft
    }
}
