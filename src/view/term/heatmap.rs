//! `roadmap heatmap` in a terminal: a column a week, a row a day of the week.

use chrono::{Datelike, Days, NaiveDate};
use unicode_width::UnicodeWidthStr;

use super::grid::paragraph;
use super::paint::Paint;
use super::sign;
use super::{joined, mark_said};
use crate::civil::DayRange;
use crate::quantity::{Amount, StudyTime};
use crate::view::report::{HeatDay, Heatmap, Level, Measure, Place};
use crate::view::{Signs, Style};

/// Below this width there are so many weeks as look at home there, in columns.
const NARROW: usize = 60;

/// So many.
const WEEKS_IF_NARROW: usize = 12;

/// The width of a week, in columns.
const WEEK: usize = 2;

/// How many days a screen reader reads one by one.
const SPOKEN_DAYS: usize = 14;

/// The signs of the levels from nothing to the highest.
const SIGNS: [&str; 5] = ["·", "░", "▒", "▓", "█"];

/// The same in ASCII, for terminals and fonts that draw the others at twice their width.
const ASCII_SIGNS: [&str; 5] = [".", "-", "+", "*", "#"];

pub(super) fn render(heatmap: &Heatmap, style: Style) -> String {
    if style.signs == Signs::Spoken {
        return spoken(heatmap, style);
    }
    let is_ascii = heatmap.ascii || style.signs == Signs::Ascii;
    let signs = if is_ascii { ASCII_SIGNS } else { SIGNS };
    let label = label_width(style);
    let fitting = style.width.saturating_sub(label) / WEEK;
    let most =
        if style.width < NARROW && heatmap.year.is_none() { WEEKS_IF_NARROW } else { fitting };
    let weeks = weeks(heatmap);
    // The last weeks of the last twelve months, but every week of a year.
    let shown = if heatmap.year.is_some() {
        &weeks[..]
    } else {
        &weeks[weeks.len().saturating_sub(most)..]
    };
    let mut text = header(heatmap, shown, style);
    let marks = has_both(shown);
    // As even as can be, so that no block is a rest of two weeks.
    let blocks = shown.len().div_ceil(most.max(1)).max(1);
    for block in shown.chunks(shown.len().div_ceil(blocks).max(1)) {
        text.push('\n');
        text.push_str(&months(block, label, style));
        text.push_str(&days(block, &signs, label, marks, style));
    }
    text.push('\n');
    text.push_str(&legend(heatmap, &signs, style));
    if marks {
        text.push_str(&mark_said(None, style));
    }
    text
}

/// Whether some days rest on commits alone and some do not, so that they have to be told apart: of
/// all days alike the head says it.
fn has_both(weeks: &[Week]) -> bool {
    let days = || weeks.iter().flat_map(|(_, week)| week.iter().flatten());
    let mut active = days().filter(|day| day.place != Place::Future && day.level > 0);
    let by_evidence = days().any(|day| day.rests_on_evidence);
    by_evidence && active.any(|day| !day.rests_on_evidence)
}

/// How much there was in each month with anything, and on each of the latest such days.
fn spoken(heatmap: &Heatmap, style: Style) -> String {
    let words = style.lang.words();
    let unit = match heatmap.measure {
        Measure::Minutes => words.spoken().minutes(),
        Measure::Records => words.spoken().records(),
        Measure::Amount => heatmap.unit.as_deref().unwrap_or_default(),
    };
    let is_past = |day: &&HeatDay| day.place != Place::Future && day.level > 0;
    let days: Vec<&HeatDay> = heatmap.days.iter().filter(is_past).collect();
    let mut text = header(heatmap, &weeks(heatmap), style);
    let same_month = |one: &&HeatDay, other: &&HeatDay| {
        (one.day.year(), one.day.month()) == (other.day.year(), other.day.month())
    };
    for month in days.chunk_by(same_month) {
        let sum: Amount = month.iter().map(|day| day.value).sum();
        let name = words.spoken().month(month[0].day);
        text.push_str(&words.spoken().heat(&name, &sum.to_string(), unit));
        text.push('\n');
    }
    for day in days.iter().rev().take(SPOKEN_DAYS) {
        let when = words.date(day.day);
        text.push_str(&words.spoken().heat(&when, &day.value.to_string(), unit));
        if day.rests_on_evidence {
            text.push_str(&format!(" {}", sign::EVIDENCE));
        }
        text.push('\n');
    }
    text
}

/// One column: the days of a week, from its first; `None` for those beyond the period.
type Week = (NaiveDate, [Option<HeatDay>; 7]);

fn weeks(heatmap: &Heatmap) -> Vec<Week> {
    let mut weeks: Vec<Week> = Vec::new();
    for day in &heatmap.days {
        let first = DayRange::week_of(day.day, heatmap.week_starts).first();
        if weeks.last().is_none_or(|(known, _)| *known != first) {
            weeks.push((first, [None; 7]));
        }
        let at = usize::try_from((day.day - first).num_days()).unwrap_or_default();
        if let Some(slot) = weeks.last_mut().and_then(|(_, week)| week.get_mut(at)) {
            *slot = Some(*day);
        }
    }
    weeks
}

fn label_width(style: Style) -> usize {
    let words = style.lang.words().calendar();
    let widths = (0..7).map(|day| words.weekday(weekday(day)).width());
    widths.max().unwrap_or_default() + 1
}

/// A day of the week, so many days after Monday.
fn weekday(day: u8) -> chrono::Weekday {
    chrono::Weekday::try_from(day % 7).unwrap_or(chrono::Weekday::Mon)
}

/// What it is about, from when to when, and how much there was.
fn header(heatmap: &Heatmap, shown: &[Week], style: Style) -> String {
    let words = style.lang.words();
    let known = || shown.iter().flat_map(|(_, week)| week.iter().flatten());
    let past = || known().filter(|day| day.place != Place::Future);
    let active = past().filter(|day| day.level > 0).count();
    let sum: Amount = past().map(|day| day.value).sum();
    let said = match heatmap.measure {
        _ if active == 0 => words.calendar().nothing_then().to_owned(),
        Measure::Minutes => {
            let time = StudyTime::from_minutes(sum.thousandths() / 1_000);
            words.calendar().time_on_days(time, active)
        }
        Measure::Amount => {
            let unit = heatmap.unit.as_deref().unwrap_or_default();
            words.practised(&sum.to_string(), unit, active)
        }
        Measure::Records => words.calendar().records_on_days(sum.thousandths() / 1_000, active),
    };
    let first = known().map(|day| day.day).next().unwrap_or(heatmap.period.first);
    let last = known().map(|day| day.day).next_back().unwrap_or(heatmap.period.last);
    let last = if heatmap.year.is_some() { last } else { last.min(heatmap.as_of) };
    let mut text = paragraph(&heatmap.title, style.width, 0, Paint::Strong);
    let by_evidence = past().filter(|day| day.rests_on_evidence).count();
    let by_evidence = (by_evidence > 0).then(|| words.evidence().days(by_evidence));
    let period = format!("{first}{}{last}", sign::TO);
    let facts = joined(&[period, said, by_evidence.unwrap_or_default()]);
    text.push_str(&paragraph(&facts, style.width, 0, Paint::Plain));
    text
}

/// The months above the weeks in which they begin; the first week has its month if there is room.
fn months(weeks: &[Week], label: usize, style: Style) -> String {
    let words = style.lang.words().calendar();
    let begins = |at: usize| {
        let days = || weeks[at].1.iter().flatten().map(|day| day.day);
        let first = || if at == 0 { days().next() } else { None };
        days().find(|day| day.day() == 1).or_else(first)
    };
    let mut starts: Vec<(usize, NaiveDate)> =
        (0..weeks.len()).filter_map(|at| Some((at, begins(at)?))).collect();
    if let [(0, first), (second, _), ..] = starts[..]
        && second * WEEK <= words.month(first).width()
    {
        starts.remove(0);
    }
    let mut line = " ".repeat(label);
    for (at, day) in starts {
        let month = words.month(day);
        let start = label + at * WEEK;
        if start + month.width() <= style.width {
            line.push_str(&" ".repeat(start.saturating_sub(line.width())));
            line.push_str(&month);
        }
    }
    Paint::Faint.apply(line.trim_end()) + "\n"
}

/// A line a day of the week.
fn days(weeks: &[Week], signs: &[&str; 5], label: usize, marks: bool, style: Style) -> String {
    let words = style.lang.words().calendar();
    let mut text = String::new();
    for row in 0..7 {
        let Some((first, _)) = weeks.first() else { continue };
        let name = words.weekday((*first + Days::new(row)).weekday());
        let row = usize::try_from(row).unwrap_or_default();
        let blanks = " ".repeat(label.saturating_sub(name.width()));
        let mut line = format!("{}{blanks}", Paint::Faint.apply(name));
        let last = weeks.iter().rposition(|(_, week)| !sign(week[row], signs).1.trim().is_empty());
        for (_, week) in &weeks[..last.map_or(0, |last| last + 1)] {
            let (paint, sign) = sign(week[row], signs);
            line.push_str(&paint.apply(sign));
            // The blank between two weeks is room for the mark.
            let is_marked = marks && week[row].is_some_and(|day| day.rests_on_evidence);
            let gap = if is_marked { Paint::Faint.apply(sign::EVIDENCE) } else { " ".to_owned() };
            line.push_str(&gap);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// How a day looks. Nothing is shown where nothing was to be expected.
fn sign<'a>(day: Option<HeatDay>, signs: &[&'a str; 5]) -> (Paint, &'a str) {
    match day {
        Some(HeatDay { level: 0, place: Place::Inside, .. }) => (Paint::Faint, signs[0]),
        Some(HeatDay { level: 0, .. } | HeatDay { place: Place::Future, .. }) | None => {
            (Paint::Plain, " ")
        }
        Some(HeatDay { level, .. }) => {
            (Paint::Heat(level), signs[usize::from(level).min(signs.len() - 1)])
        }
    }
}

/// A sign with its colour, if it has one, and what it means.
struct Meaning<'a> {
    sign: Option<(Paint, &'a str)>,
    text: String,
}

/// What the signs mean.
fn legend(heatmap: &Heatmap, signs: &[&str; 5], style: Style) -> String {
    let words = style.lang.words().calendar();
    let nothing = Some((Paint::Faint, signs[0]));
    let mut meanings = vec![Meaning { sign: nothing, text: words.nothing().to_owned() }];
    meanings.extend(heatmap.levels.iter().map(|level| {
        let sign = signs[usize::from(level.level).min(signs.len() - 1)];
        let sign = Some((Paint::Heat(level.level), sign));
        Meaning { sign, text: bound(heatmap, level, style) }
    }));
    let unit = match heatmap.measure {
        Measure::Minutes => words.minutes_a_day().to_owned(),
        Measure::Records => words.records_a_day().to_owned(),
        Measure::Amount => words.amount_a_day(heatmap.unit.as_deref().unwrap_or_default()),
    };
    meanings.push(Meaning { sign: None, text: unit });
    beside(&meanings, style.width) + &paragraph(words.blank_days(), style.width, 0, Paint::Faint)
}

/// The meanings in lines, two blanks apart: a dot between them would look like a day.
fn beside(meanings: &[Meaning<'_>], width: usize) -> String {
    let mut text = String::new();
    let mut used = 0;
    for meaning in meanings {
        let sign = meaning.sign.map_or(0, |(_, sign)| sign.width() + 1);
        let needed = sign + meaning.text.width();
        if used > 0 && used + 2 + needed > width {
            text.push('\n');
            used = 0;
        } else if used > 0 {
            text.push_str("  ");
            used += 2;
        }
        if let Some((paint, sign)) = meaning.sign {
            text.push_str(&paint.apply(sign));
            text.push(' ');
        }
        text.push_str(&meaning.text);
        used += needed;
    }
    text + "\n"
}

/// The values of a level: `1`, `3–4`, `5+`, and below the target of a habit.
fn bound(heatmap: &Heatmap, level: &Level, style: Style) -> String {
    let is_whole = heatmap.measure != Measure::Amount;
    match level.below {
        Some(below) if level.from == Amount::LEAST => {
            style.lang.words().calendar().below(&below.to_string())
        }
        Some(below) if is_whole => {
            let last = (below.thousandths() / 1_000).saturating_sub(1);
            let first = level.from.thousandths() / 1_000;
            if first == last { first.to_string() } else { format!("{first}{}{last}", sign::TO) }
        }
        None | Some(_) => format!("{}+", level.from),
    }
}
