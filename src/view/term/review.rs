//! `roadmap report` in a terminal.

use super::bar::bar;
use super::dates::integrity_lines;
use super::grid::Column::{Left, Mark, Right, Wrap};
use super::grid::{Cell, Fit, Grid, paragraph};
use super::paint::{Paint, harmless};
use super::sign;
use super::status::footnotes;
use super::{amount, joined, span};
use crate::ledger::CommitId;
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::html::{forecast_said, scope_said};
use crate::view::report::{DoneRow, RecordRow, Review, Scope};

/// From this width on, the phases have bars.
const WIDE: usize = 72;

/// The report, section by section, with empty lines between.
pub(super) fn render(review: &Review, style: Style) -> String {
    let labels = style.lang.words().review().labels();
    let mut sections = vec![
        header(review, style),
        overview(review, style),
        section(labels.phases, &phases(review, style)),
        section(labels.finished, &finished(review, style)),
        section(labels.habits, &habits(review, style)),
        section(labels.skills, &skills(review, style)),
        section(labels.slipped, &slipped(review, style)),
        section(labels.worked_on, &worked_on(review, style)),
        section(labels.integrity, &integrity(review, style)),
        footnotes(&review.footnotes, style),
    ];
    sections.retain(|section| !section.is_empty());
    sections.join("\n")
}

fn section(heading: &str, body: &str) -> String {
    if body.is_empty() {
        return String::new();
    }
    format!("{}\n{body}", Paint::Strong.apply(heading))
}

fn header(review: &Review, style: Style) -> String {
    let scope = scope_said(review, style.lang);
    let mut text = paragraph(&review.title, style.width, 0, Paint::Strong);
    let is_of_phase = matches!(review.scope, Scope::Phase { .. });
    // Two days have a dash of ours between them; the id of a phase is the learner's.
    let scope = if is_of_phase { scope.replacen('·', sign::DOT, 1) } else { sign::ours(&scope) };
    text.push_str(&paragraph(&scope, style.width, 0, Paint::Plain));
    if review.attested_only {
        let said = style.lang.words().attesting().only_attested();
        text.push_str(&paragraph(said, style.width, 0, Paint::Plain));
    }
    text
}

fn overview(review: &Review, style: Style) -> String {
    let words = style.lang.words().review();
    let labels = words.labels();
    let mut grid = Grid::new(&[Left, Wrap]);
    let mut row =
        |label: &str, value: String| grid.row(vec![Cell::plain(label), Cell::plain(value)]);
    if let Some(change) = review.change {
        let moved = |before: u32, after: u32| format!("{before}% {} {after}%", sign::BECOMES);
        let pace = style.lang.words().pace(review.total.pace);
        row(labels.done, joined(&[moved(change.percent_before, change.percent), pace]));
        row(labels.planned, moved(change.planned_percent_before, change.planned_percent));
    }
    row(labels.study_time, time(review.recorded.study_seconds, style));
    row(labels.active_days, review.recorded.active_days.to_string());
    let overall = &review.overall;
    let streak = style.lang.words().habit().streak_facts(
        overall.strict,
        overall.protected,
        overall.streak_unit,
    );
    row(labels.streak, joined(&streak));
    let said = forecast_said(review, style.lang);
    if !said.is_empty() {
        row(labels.forecast, said);
    }
    grid.render(style.width)
}

fn phases(review: &Review, style: Style) -> String {
    let wide = phase_grid(review, style, true);
    if style.width >= WIDE && wide.fit(style.width) < Fit::TooWide {
        return wide.render(style.width);
    }
    phase_grid(review, style, false).render(style.width)
}

/// The phases in a table; their windows, bars and pace only where it `is_wide`.
fn phase_grid(review: &Review, style: Style, is_wide: bool) -> Grid {
    let words = style.lang.words();
    let mut grid = Grid::new(&[Left, Wrap, Left, Left, Right, Left]).indented(2);
    for row in &review.phases {
        let phase = &row.phase;
        let (percent, planned) = (phase.percent.unwrap_or(0), phase.planned_percent.unwrap_or(0));
        let drawn = if is_wide { bar(12, percent, planned, Paint::Good) } else { Cell::plain("") };
        let count = format!("{}/{}", phase.tasks.done, phase.tasks.kept());
        let pace = Some(words.pace(phase.pace)).filter(|pace| is_wide && !pace.is_empty());
        let mut facts = Vec::from_iter(pace);
        facts.extend((phase.tasks.dropped > 0).then(|| words.dropped(phase.tasks.dropped)));
        grid.row(vec![
            Cell::plain(phase.id.as_str()),
            Cell::plain(phase.title.as_str()),
            Cell::plain(if is_wide { span(row.planned) } else { String::new() }),
            drawn,
            Cell::plain(count),
            // This column does not wrap, so that the facts are told apart here.
            Cell::new(facts.join(&format!(" {} ", sign::DOT)), Paint::Faint),
        ]);
    }
    grid
}

fn finished(review: &Review, style: Style) -> String {
    let mut grid = Grid::new(&[Mark, Left, Wrap]).indented(2);
    for task in &review.finished {
        grid.row(vec![
            Cell::new(sign::DONE, Paint::Good),
            Cell::plain(task.on.to_string()),
            Cell::plain(joined(&[task.title.clone(), evidence(task, style)])),
        ]);
    }
    grid.render(style.width)
}

/// The commits and links of a task, and its time.
fn evidence(task: &DoneRow, style: Style) -> String {
    let commits = task.records.iter().filter(|record| record.verb == crate::ledger::Verb::Done);
    let mut facts: Vec<String> = commits.map(|record| commit(record, style)).collect();
    facts.extend(task.records.iter().filter_map(|record| record.link.clone()));
    if task.study_seconds > 0 {
        facts.push(time(task.study_seconds, style));
    }
    let said = |proof| style.lang.words().proof().proof(proof).to_owned();
    facts.extend(task.shown_proof().map(said));
    let last_word = |row| harmless(&style.lang.words().attesting().last_word(row)).into_owned();
    facts.extend(task.attestation.as_ref().map(last_word));
    joined(&facts)
}

/// A commit, marked where a rule says what it proves.
fn commit(record: &RecordRow, style: Style) -> String {
    let id = CommitId::new(record.commit.as_str());
    if record.derived {
        return style.lang.words().evidence().derived(Some(id.short()));
    }
    id.short().to_owned()
}

fn habits(review: &Review, style: Style) -> String {
    let words = style.lang.words();
    let mut grid = Grid::new(&[Left, Wrap]).indented(2);
    for row in &review.habits {
        let unit = row.habit.unit.as_deref().unwrap_or_default();
        let mut facts = vec![amount(&row.amount.to_string(), unit, style)];
        let days = row.active_days_by_evidence;
        let said = || words.evidence().days(days.try_into().unwrap_or(usize::MAX));
        facts.extend((days > 0).then(said));
        facts.push(words.review().habit_said(row.met, row.missed));
        let habit = &row.habit;
        let (strict, protected) = (habit.strict, habit.protected);
        facts.extend(words.habit().streak_facts(strict, protected, habit.streak_unit));
        grid.row(vec![Cell::plain(row.habit.id.as_str()), Cell::plain(joined(&facts))]);
    }
    grid.render(style.width)
}

fn skills(review: &Review, style: Style) -> String {
    let words = style.lang.words().review();
    let mut grid = Grid::new(&[Right, Wrap, Right]).indented(2);
    let skills = review.modules.iter().flat_map(|module| &module.skills);
    for skill in skills.filter(|skill| skill.gained > 0) {
        grid.row(vec![
            Cell::new(format!("+{}", skill.gained), Paint::Good),
            Cell::plain(skill.title.as_str()),
            Cell::plain(words.of(skill.done, skill.tasks)),
        ]);
    }
    grid.render(style.width)
}

fn slipped(review: &Review, style: Style) -> String {
    let words = style.lang.words();
    let mut grid = Grid::new(&[Left, Wrap]).indented(2);
    for slip in &review.slipped {
        let facts = [slip.task.title.clone(), words.habit().late_days(slip.late_days)];
        grid.row(vec![Cell::new(slip.due.to_string(), Paint::Warn), Cell::plain(joined(&facts))]);
    }
    grid.render(style.width)
}

fn worked_on(review: &Review, style: Style) -> String {
    let mut grid = Grid::new(&[Right, Wrap]).indented(2);
    for work in &review.worked_on {
        grid.row(vec![
            Cell::plain(time(work.study_seconds, style)),
            Cell::plain(work.title.as_str()),
        ]);
    }
    grid.render(style.width)
}

fn integrity(review: &Review, style: Style) -> String {
    let mut grid = Grid::new(&[Wrap]).indented(2);
    for line in integrity_lines(&review.integrity, style.lang) {
        grid.row(vec![Cell::plain(line)]);
    }
    grid.render(style.width)
}

fn time(seconds: u64, style: Style) -> String {
    if seconds == 0 {
        return sign::NONE.to_owned();
    }
    style.lang.words().time(StudyTime::from_seconds(seconds))
}
