//! `roadmap status` in a terminal.

use super::bar::bar;
use super::grid::Column::{self, Left, Mark, Right, Wrap};
use super::grid::{Cell, Fit, Grid, paragraph};
use super::paint::Paint;
use super::sign;
use super::{forecast, ids, joined, mark, mark_said, marked, pending, phase_heading, span};
use crate::id::Id;
use crate::ledger::Target;
use crate::quantity::StudyTime;
use crate::view::report::{
    CalendarFacts, Count, Footnotes, HabitRow, Pace, PhaseRow, SessionRow, Status, StudyFacts,
    TaskRow, TaskStateRow,
};
use crate::view::{Lang, Style};

/// From this width on, the phase table has columns for window and pace.
const WIDE: usize = 72;

/// The bars of the phase table that are tried, from the longest, in columns.
const BAR_WIDTHS: [usize; 5] = [20, 12, 8, 6, 4];

/// The same where titles wrap anyhow.
const BAR_WIDTHS_IF_WRAPPED: [usize; 2] = [8, 4];

/// The status, section by section, with empty lines between.
pub(super) fn render(status: &Status, style: Style) -> String {
    let mut sections = vec![header(status, style)];
    if status.phases.is_empty() {
        sections.push(format!("{}\n", style.lang.words().no_tasks()));
    } else {
        sections.push(phases(status, style));
    }
    sections.push(tasks(status, style));
    sections.push(left_over(status, style));
    sections.push(habits(status, style));
    sections.push(pending::section(&status.pending, style));
    sections.push(closing(status, style));
    sections.push(footnotes(&status.footnotes, style));
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn header(status: &Status, style: Style) -> String {
    let words = style.lang.words();
    let calendar = &status.calendar;
    let place = if calendar.day_number < 1 {
        vec![words.begins_in(1 - calendar.day_number)]
    } else if calendar.has_end && calendar.days_left < 0 {
        vec![words.days_left(calendar.days_left)]
    } else {
        day_of_plan(calendar, style)
    };
    let mut text = paragraph(&status.title, style.width, 0, Paint::Strong);
    if let Some(goal) = &status.goal {
        text.push_str(&paragraph(goal, style.width, 0, Paint::Faint));
    }
    let mut facts = vec![words.date(status.as_of)];
    facts.extend(place);
    text.push_str(&paragraph(&joined(&facts), style.width, 0, Paint::Plain));
    text
}

/// Which day of the plan it is, and how many there are and are left where the plan has an end.
pub(super) fn day_of_plan(calendar: &CalendarFacts, style: Style) -> Vec<String> {
    let words = style.lang.words();
    let length = calendar.has_end.then_some(calendar.length_days);
    let mut facts = vec![words.day_of_plan(calendar.day_number, length)];
    facts.extend(calendar.has_end.then(|| words.days_left(calendar.days_left)));
    facts
}

/// One line of the phase table, whatever it is about.
struct Line<'a> {
    mark: Cell,
    id: &'a str,
    title: &'a str,
    title_paint: Paint,
    window: String,
    count: Count,
    percent: Option<u32>,
    planned: u32,
    pace: Pace,
}

/// How many tasks that were left over are named.
const MOST_LEFT_OVER: usize = 12;

/// How much the phase table shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// Every column, in words.
    Full,
    /// Every column, dropped tasks as a number.
    Brief,
    /// Neither window nor pace.
    Narrow,
}

/// The phase table in the first layout in which no title wraps, long bars before short ones.
/// Window and pace are left out only where there is no room for them at all.
fn phases(status: &Status, style: Style) -> String {
    let mut lines: Vec<Line<'_>> =
        status.phases.iter().map(|phase| phase_line(phase, status)).collect();
    if status.phases.len() > 1 {
        lines.push(total_line(status, style));
    }
    let is_wide = style.width >= WIDE;
    let wide: &[Layout] = if is_wide { &[Layout::Full, Layout::Brief] } else { &[] };
    let fitting = |layouts: &[Layout], bars: &[usize], wanted: Fit| {
        let tables = layouts.iter().flat_map(|layout| bars.iter().map(move |bar| (*layout, *bar)));
        let mut tables = tables.map(|(layout, bar)| table(&lines, layout, bar, style));
        tables.find(|table| table.fit(style.width) <= wanted)
    };
    let narrow = &[Layout::Narrow];
    fitting(wide, &BAR_WIDTHS, Fit::Whole)
        .or_else(|| fitting(&wide[wide.len() / 2..], &BAR_WIDTHS_IF_WRAPPED, Fit::Wrapped))
        .or_else(|| fitting(narrow, &BAR_WIDTHS, Fit::Whole))
        .or_else(|| fitting(narrow, &BAR_WIDTHS_IF_WRAPPED, Fit::Wrapped))
        .or_else(|| fitting(narrow, &BAR_WIDTHS_IF_WRAPPED[1..], Fit::TooWide))
        .map(|table| table.render(style.width))
        .unwrap_or_default()
}

fn table(lines: &[Line<'_>], layout: Layout, bar_width: usize, style: Style) -> Grid {
    let columns: &[Column] = if layout == Layout::Narrow {
        &[Mark, Left, Wrap, Left, Right, Right, Left]
    } else {
        &[Mark, Left, Wrap, Left, Left, Right, Right, Left, Left]
    };
    let mut grid = Grid::new(columns);
    for one in lines {
        grid.row(line(one, layout, bar_width, style));
    }
    grid
}

fn phase_line<'a>(phase: &'a PhaseRow, status: &Status) -> Line<'a> {
    let is_current = status.current_phase.as_ref() == Some(&phase.id);
    let (mark, title_paint) = match phase.pace {
        Pace::Finished { .. } => (Cell::new(sign::DONE, Paint::Good), Paint::Plain),
        _ if is_current => (Cell::new(sign::CURRENT, Paint::Now), Paint::Strong),
        Pace::Upcoming | Pace::Empty => (Cell::plain(" "), Paint::Faint),
        _ => (Cell::plain(" "), Paint::Plain),
    };
    Line {
        mark,
        id: phase.id.as_str(),
        title: &phase.title,
        title_paint,
        window: span(phase.window),
        count: phase.tasks,
        percent: phase.percent,
        planned: phase.planned_percent.unwrap_or_default(),
        pace: phase.pace,
    }
}

fn total_line(status: &Status, style: Style) -> Line<'static> {
    Line {
        mark: Cell::plain(" "),
        id: "",
        title: style.lang.words().total(),
        title_paint: Paint::Strong,
        window: String::new(),
        count: status.total.tasks,
        percent: status.total.percent,
        planned: status.total.planned_percent.unwrap_or_default(),
        pace: status.total.pace,
    }
}

fn line(line: &Line<'_>, layout: Layout, bar_width: usize, style: Style) -> Vec<Cell> {
    let words = style.lang.words();
    let percent = line.percent.unwrap_or_default();
    let paint = if percent == 100 { Paint::Good } else { Paint::Now };
    let bar = match line.percent {
        Some(percent) => bar(bar_width, percent, line.planned, paint),
        None => Cell::plain(""),
    };
    let dropped = match line.count.dropped {
        0 => String::new(),
        dropped if layout == Layout::Full => words.dropped(dropped),
        dropped => format!("{}{dropped}", sign::TIMES),
    };
    let count = format!("{}/{}", line.count.done, line.count.kept());
    let percent = line.percent.map(|percent| format!("{percent}%")).unwrap_or_default();
    let mut cells = vec![
        line.mark.clone(),
        Cell::new(line.id, line.title_paint),
        Cell::new(line.title, line.title_paint),
    ];
    if layout != Layout::Narrow {
        cells.push(Cell::new(line.window.as_str(), Paint::Faint));
    }
    cells.extend([bar, Cell::plain(count), Cell::plain(percent)]);
    cells.push(Cell::new(dropped, Paint::Faint));
    if layout != Layout::Narrow {
        cells.push(Cell::new(words.pace(line.pace), pace_paint(line.pace)));
    }
    cells
}

fn pace_paint(pace: Pace) -> Paint {
    match pace {
        Pace::Behind { .. } => Paint::Warn,
        Pace::Ahead { .. } => Paint::Good,
        Pace::Finished { .. } | Pace::OnTime | Pace::Upcoming | Pace::Empty => Paint::Faint,
    }
}

/// The tasks of the phase in focus under its heading.
fn tasks(status: &Status, style: Style) -> String {
    let words = style.lang.words();
    let Some(first) = status.tasks.first() else {
        let count = status.total.tasks;
        let is_over = count.kept() + count.dropped > 0 && count.open == 0;
        let said = || format!("{}\n", words.nothing_open(count.dropped));
        return if is_over { said() } else { String::new() };
    };
    let Some(phase) = status.phases.iter().find(|phase| phase.id == first.phase) else {
        return String::new();
    };
    let mut facts =
        vec![phase_heading(&phase.id, &phase.title, style), time_left(phase, status, style)];
    if !matches!(phase.pace, Pace::Upcoming | Pace::Finished { .. }) {
        let planned = phase.planned_percent.filter(|percent| *percent > 0);
        facts.extend(planned.map(|percent| words.planned(percent)));
    }
    facts.push(words.pace(phase.pace));
    if phase.study_seconds > 0 {
        facts.push(words.studied(StudyTime::from_seconds(phase.study_seconds)));
    }
    let heading = paragraph(&joined(&facts), style.width, 2, Paint::Strong);
    format!("{heading}{}", task_lines(&status.tasks, status.next.as_ref(), style))
}

fn time_left(phase: &PhaseRow, status: &Status, style: Style) -> String {
    let first = phase.window.first.max(status.calendar.start);
    let until = (first - status.as_of).num_days();
    if until > 0 {
        return style.lang.words().begins_in(until);
    }
    style.lang.words().days_left((phase.window.last - status.as_of).num_days())
}

/// One line a task: mark, id, title and what it waits for.
pub(super) fn task_lines(tasks: &[TaskRow], next: Option<&Id>, style: Style) -> String {
    let mut grid = Grid::new(&[Mark, Left, Wrap]).indented(2);
    for task in tasks {
        let is_next = next == Some(&task.id);
        let id_paint = if is_next { Paint::Now } else { Paint::Plain };
        let mut title = task.title.clone();
        if !task.waits_for.is_empty() && task.state == TaskStateRow::Open {
            let waits = style.lang.words().waits_for(&ids(&task.waits_for));
            title.push_str(&waits);
        }
        let title = marked(&title, task.rests_on_evidence);
        let over = task.state != TaskStateRow::Open;
        let paint = if over { Paint::Faint } else { Paint::Plain };
        grid.row(vec![mark(task), Cell::new(task.id.as_str(), id_paint), Cell::new(title, paint)]);
    }
    grid.render(style.width)
}

/// The first tasks that were left over: a plan that lies long behind has hundreds of them.
fn left_over(status: &Status, style: Style) -> String {
    if status.left_over.is_empty() {
        return String::new();
    }
    let words = style.lang.words();
    let (shown, more) = status.left_over.split_at(status.left_over.len().min(MOST_LEFT_OVER));
    let mut text = paragraph(words.left_over(), style.width, 2, Paint::Strong);
    text.push_str(&task_lines(shown, status.next.as_ref(), style));
    if !more.is_empty() {
        text.push_str(&paragraph(&words.more_tasks(more.len()), style.width, 4, Paint::Faint));
    }
    text
}

fn habits(status: &Status, style: Style) -> String {
    if status.habits.is_empty() {
        return String::new();
    }
    let mut grid = Grid::new(&[Mark, Left, Wrap]).indented(2);
    for habit in &status.habits {
        let title = marked(&habit.title, habit.today_rests_on_evidence);
        let text = joined(&[title, habit_facts(habit, style)]);
        grid.row(vec![mark_of(habit), Cell::plain(habit.id.as_str()), Cell::plain(text)]);
    }
    let heading = Paint::Strong.apply(style.lang.words().habits());
    format!("{heading}\n{}", grid.render(style.width))
}

/// Done, to be done today, or with time to spare; told apart without colour.
pub(super) fn mark_of(habit: &HabitRow) -> Cell {
    if habit.today >= habit.target {
        Cell::new(sign::DONE, Paint::Good)
    } else if habit.due_today {
        Cell::new(sign::OPEN, Paint::Now)
    } else {
        Cell::new(sign::SPARE, Paint::Faint)
    }
}

/// What is done of a habit today, and its streak.
pub(super) fn habit_facts(habit: &HabitRow, style: Style) -> String {
    let words = style.lang.words();
    let stretch = habit.stretch.map(|stretch| stretch.to_string());
    let unit = habit.unit.as_deref().unwrap_or_default();
    let (today, target) = (habit.today.to_string(), habit.target.to_string());
    let mut facts = Vec::new();
    // Once is said by the mark, where the week or month says how often.
    if habit.period.is_none() || !habit.target.is_one() || habit.unit.is_some() {
        facts.push(words.habit_today(&today, &target, unit, stretch.as_deref()));
    }
    if habit.excused_today {
        facts.push(words.excused_today().to_owned());
    }
    if let Some(period) = habit.period.as_ref().filter(|_| habit.running) {
        facts.extend(words.habit().period(period));
    }
    let (strict, protected) = (habit.strict.current, habit.protected.current);
    if strict > 0 {
        facts.push(words.habit().run_of(strict, habit.streak_unit));
    }
    if protected > strict {
        facts.push(words.habit().protected_run_of(protected, habit.streak_unit));
    }
    joined(&facts)
}

/// The streak, the study time, the session that is running and the next command, aligned.
fn closing(status: &Status, style: Style) -> String {
    let words = style.lang.words();
    let mut grid = Grid::new(&[Left, Wrap]);
    let label = |text: &str| Cell::new(text, Paint::Strong);
    if !status.of_one_phase {
        let (facts, paint) = streak_facts(status, style);
        grid.row(vec![label(words.streak()), Cell::new(facts, paint)]);
        let time = study_time(&status.study, style);
        if !time.is_empty() {
            grid.row(vec![label(words.calendar().study_time()), Cell::plain(time)]);
        }
        if let Some((facts, paint)) = forecast::in_brief(&status.forecast, style) {
            grid.row(vec![label(words.outlook().forecast()), Cell::new(facts, paint)]);
        }
    }
    if let Some(session) = &status.session {
        let (facts, paint) = session_facts(session, style);
        grid.row(vec![label(words.calendar().running()), Cell::new(facts, paint)]);
    }
    if let Some(next) = &status.next {
        let command = format!("roadmap done {next}");
        grid.row(vec![label(words.next()), Cell::new(command, Paint::Now)]);
    }
    let mut text = grid.render(style.width);
    if status.session_unreadable.is_some() {
        let said = format!("! {}", words.calendar().session_unreadable());
        text.push_str(&paragraph(&said, style.width, 2, Paint::Warn));
    }
    text
}

fn streak_facts(status: &Status, style: Style) -> (String, Paint) {
    let words = style.lang.words();
    let (overall, streak) = (&status.overall, &status.streak);
    let mut facts =
        words.habit().streak_facts(overall.strict, overall.protected, overall.streak_unit);
    let mut paint = Paint::Plain;
    if streak.at_risk {
        facts.push(words.at_risk().to_owned());
        paint = Paint::Warn;
    } else if status.today.completions + status.today.sessions > 0 {
        facts.push(marked(words.active_today(), status.today.rests_on_evidence()));
    }
    (joined(&facts), paint)
}

/// How much was studied today, this week and in all, as far as there is something to say.
fn study_time(study: &StudyFacts, style: Style) -> String {
    let words = style.lang.words().calendar();
    let parts: [(u64, &dyn Fn(StudyTime) -> String); 3] = [
        (study.today_seconds, &|time| words.time_today(time)),
        (study.week_seconds, &|time| words.time_this_week(time)),
        (study.total_seconds, &|time| words.time_in_all(time)),
    ];
    // What is the same as before, as on a first day, need not be said again.
    let mut last = 0;
    let mut said = Vec::new();
    for (seconds, say) in parts.iter().filter(|(seconds, _)| *seconds > 0) {
        if *seconds != last {
            said.push(say(StudyTime::from_seconds(*seconds)));
        }
        last = *seconds;
    }
    joined(&said)
}

/// What is studied just now, since when and for how long.
fn session_facts(session: &SessionRow, style: Style) -> (String, Paint) {
    let words = style.lang.words();
    let mut facts = match &session.target {
        Target::One(id) => vec![id.to_string(), session.title.clone().unwrap_or_default()],
        Target::Everything => vec![words.no_task().to_owned()],
    };
    facts.push(words.calendar().since(&session.since));
    let Some(seconds) = session.study_seconds else {
        facts.push(words.calendar().stop_asks().to_owned());
        return (joined(&facts), Paint::Warn);
    };
    facts.push(words.time(StudyTime::from_seconds(seconds)));
    (joined(&facts), Paint::Good)
}

pub(super) fn footnotes(notes: &Footnotes, style: Style) -> String {
    let others = Footnotes { derived: 0, ..notes.clone() };
    let lines = footnote_lines(&others, style.lang);
    let said =
        lines.iter().map(|line| paragraph(&format!("! {line}"), style.width, 2, Paint::Faint));
    let evidence = (notes.derived > 0).then(|| mark_said(Some(notes.derived), style));
    said.chain(evidence).collect()
}

/// What should be known about the numbers, a sentence each.
pub(in crate::view) fn footnote_lines(notes: &Footnotes, lang: Lang) -> Vec<String> {
    let words = lang.words();
    let mut lines = Vec::new();
    if notes.at_least {
        lines.push(words.at_least().to_owned());
    }
    if notes.people > 1 {
        lines.push(words.people(notes.people));
    }
    if !notes.unknown.is_empty() {
        let unknown: Vec<Id> = notes.unknown.keys().cloned().collect();
        lines.push(words.unknown_targets(&ids(&unknown)));
    }
    let counted: [(usize, &dyn Fn(usize) -> String); 6] = [
        (notes.conflicts, &|count| words.conflicts(count)),
        (notes.cyclic, &|count| words.cyclic(count)),
        (notes.future, &|count| words.future(count)),
        (notes.foreign, &|count| words.foreign(count)),
        (notes.unreadable, &|count| words.unreadable(count)),
        (notes.derived, &|count| words.evidence().counted(count)),
    ];
    lines.extend(counted.iter().filter(|(count, _)| *count > 0).map(|(count, say)| say(*count)));
    lines
}
