//! The progress page: one file that needs nothing else, made from the same report as the others.

pub(super) mod chart;
mod row;

use askama::Template;
use chrono::NaiveDate;

use super::report::{Count, ForecastRow, Review, Scope};
use super::{Lang, Provenance, lang::ReviewLabels, term};
use crate::quantity::StudyTime;
use chart::{Room, Tints};
use row::{Fact, HabitView, PhaseView, Table, TaskGroup};

/// The page, ready to be filled in. What is text here is escaped by the template; the charts
/// escape theirs.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    review: &'a Review,
    labels: &'static ReviewLabels,
    heading: String,
    provenance: String,
    version: &'a str,
    facts: Vec<Fact>,
    percent: u32,
    planned: u32,
    progress_said: String,
    timeline: Vec<String>,
    /// Whether the timeline shows what was really done, and today.
    has_actual: bool,
    has_today: bool,
    phases: Vec<PhaseView>,
    year: Vec<String>,
    year_said: String,
    months: Table,
    burn_up: Vec<String>,
    burn_up_said: String,
    forecast_said: String,
    has_band: bool,
    curve: Table,
    habits: Vec<HabitView>,
    modules: Vec<row::ModuleView>,
    groups: Vec<TaskGroup>,
    slipped: Vec<row::SlipView>,
    worked_on: Vec<Fact>,
    integrity: Vec<String>,
    links: Vec<row::LinkView>,
    notes: Vec<String>,
    made: String,
    only_attested: &'static str,
}

/// The page with a report, ending in a line break.
///
/// # Errors
///
/// Passes on what askama returns, which is never for a page made in memory.
pub(super) fn render(
    review: &Review,
    provenance: &Provenance,
    lang: Lang,
) -> Result<String, askama::Error> {
    let words = lang.words().review();
    let both = |draw: &dyn Fn(Room) -> Option<String>| {
        [Room::Wide, Room::Narrow].into_iter().filter_map(draw).collect::<Vec<_>>()
    };
    let year_said = year_said(review, lang);
    let (percent, planned) = (
        review.total.percent.unwrap_or_default(),
        review.total.planned_percent.unwrap_or_default(),
    );
    let commit = review.newest_commit.as_deref().map(row::short);
    let page = Page {
        labels: words.labels(),
        heading: scope_said(review, lang),
        provenance: provenance.said(review, lang),
        version: provenance.version,
        facts: row::facts(review, lang),
        percent,
        planned,
        progress_said: row::progress_said(review, lang),
        has_actual: review.phases.iter().any(|phase| phase.actual.is_some()),
        has_today: chart::has_today(review),
        timeline: both(&|room| chart::timeline(review, room, lang)),
        phases: row::phases(review, lang),
        year: both(&|room| {
            Some(chart::calendar(&review.heatmap, room, Tints::Page, &year_said, lang))
        }),
        months: row::months(&review.heatmap, lang),
        burn_up: both(&|room| chart::burn_up(review, room, lang)),
        burn_up_said: words.burn_up_said(percent, planned),
        forecast_said: forecast_said(review, lang),
        has_band: chart::has_band(review),
        curve: row::curve(review, lang),
        habits: row::habits(review, lang),
        modules: row::modules(review, lang),
        groups: row::groups(review, lang),
        slipped: row::slipped(review, lang),
        worked_on: row::worked_on(review, lang),
        integrity: term::integrity_lines(&review.integrity, lang),
        links: row::links(&review.links),
        notes: term::footnote_lines(&review.footnotes, lang),
        made: words.made(provenance.version, review.as_of, commit.as_deref()),
        only_attested: lang.words().attesting().only_attested(),
        year_said,
        review,
    };
    let mut text = page.render()?;
    text.truncate(text.trim_end().len());
    text.push('\n');
    Ok(text)
}

/// On how many days of the heatmap something was recorded: since the first day of the report, or of
/// the plan where the report is about a part of it.
pub(super) fn year_said(review: &Review, lang: Lang) -> String {
    let map = &review.heatmap;
    let first = if review.is_of_all() { review.days.first } else { review.calendar.start };
    let first = map.period.first.max(first);
    let active_days = map.days.iter().filter(|day| day.level > 0 && day.day >= first).count();
    lang.words().review().year_said(active_days, first, map.as_of)
}

/// What the report is about; of a phase, its title too.
pub(super) fn scope_said(review: &Review, lang: Lang) -> String {
    match (&review.scope, review.phases.first()) {
        (Scope::Phase { phase }, Some(row)) => lang.words().phase(phase.as_str(), &row.phase.title),
        _ => lang.words().review().scope(&review.scope, review.days),
    }
}

/// What the forecast says in words; of the whole plan only.
pub(super) fn forecast_said(review: &Review, lang: Lang) -> String {
    let words = lang.words().review();
    if !review.is_of_all() || review.total.tasks == Count::default() {
        return String::new();
    }
    match &review.forecast {
        ForecastRow::NothingLeft => {
            lang.words().nothing_open(review.total.tasks.dropped).to_owned()
        }
        ForecastRow::TooEarly(_) => words.too_early().to_owned(),
        ForecastRow::Known(outlook) => {
            let day = |day: Option<NaiveDate>| {
                day.map_or_else(|| words.much_later().to_owned(), |day| words.day(day))
            };
            words.forecast_said(
                &day(outlook.goal.p50),
                &day(outlook.goal.p80),
                outlook.in_time_percent,
            )
        }
    }
}

/// A length of study time; empty for none.
fn time(seconds: u64, lang: Lang) -> String {
    if seconds == 0 {
        return String::new();
    }
    lang.words().time(StudyTime::from_seconds(seconds))
}
