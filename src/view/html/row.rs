//! What the page says in words and tables, line by line.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::chart::{self, Room};
use super::time;
use crate::ledger::{CommitId, Verb};
use crate::quantity::{Amount, StudyTime};
use crate::view::Lang;
use crate::view::link::opens;
use crate::view::report::{DoneRow, HabitReviewRow, Heatmap, Link, RecordRow, Review, StretchRow};

/// How many records of a task are shown on the page.
const MOST_RECORDS: usize = 4;

/// A number with what it is.
pub(super) struct Fact {
    pub(super) label: String,
    pub(super) value: String,
    pub(super) note: String,
}

/// A table behind a chart.
pub(super) struct Table {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

/// A row of the table of phases.
pub(super) struct PhaseView {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) planned: String,
    pub(super) actual: String,
    pub(super) tasks: String,
    pub(super) percent: String,
    pub(super) planned_percent: String,
    pub(super) pace: String,
    pub(super) time: String,
}

/// A habit with its strip.
pub(super) struct HabitView {
    pub(super) title: String,
    pub(super) facts: Vec<String>,
    pub(super) strips: Vec<String>,
    pub(super) weeks: Table,
}

/// A module of the skill map.
pub(super) struct ModuleView {
    pub(super) title: String,
    pub(super) skills: Vec<SkillView>,
}

/// A skill with as many squares as tasks train it.
pub(super) struct SkillView {
    pub(super) title: String,
    pub(super) done: usize,
    pub(super) open: usize,
    pub(super) said: String,
    pub(super) last: String,
}

/// The finished tasks of a phase.
pub(super) struct TaskGroup {
    pub(super) title: String,
    pub(super) tasks: Vec<TaskView>,
}

/// A finished task.
pub(super) struct TaskView {
    pub(super) title: String,
    pub(super) on: String,
    pub(super) iso: String,
    pub(super) time: String,
    pub(super) rests_on: &'static str,
    /// The last word of others.
    pub(super) attested: String,
    pub(super) commits: Vec<CommitView>,
    pub(super) results: Vec<LinkView>,
    pub(super) more: String,
    pub(super) notes: Vec<String>,
}

/// A commit, with its address where that is known.
pub(super) struct CommitView {
    pub(super) short: String,
    pub(super) url: Option<String>,
    pub(super) at: Option<String>,
    /// That a rule says what it proves; empty for what was recorded.
    pub(super) derived: String,
}

/// A link; `url` is empty where it should not be opened.
pub(super) struct LinkView {
    pub(super) title: String,
    pub(super) host: String,
    pub(super) url: Option<String>,
}

/// An open task that should be done.
pub(super) struct SlipView {
    pub(super) title: String,
    pub(super) due: String,
    pub(super) late: String,
}

/// The first digits of a commit.
pub(super) fn short(commit: &str) -> String {
    CommitId::new(commit).short().to_owned()
}

/// What is planned by now, and how done compares.
pub(super) fn progress_said(review: &Review, lang: Lang) -> String {
    let words = lang.words();
    let until = 1 - review.calendar.day_number;
    if until > 0 {
        return words.begins_in(until);
    }
    let planned = words.planned(review.total.planned_percent.unwrap_or_default());
    let pace = words.pace(review.total.pace);
    if pace.is_empty() { planned } else { format!("{planned} · {pace}") }
}

/// The numbers at the head of the page.
pub(super) fn facts(review: &Review, lang: Lang) -> Vec<Fact> {
    let words = lang.words().review();
    let labels = words.labels();
    let fact =
        |label: &str, value: String, note: String| Fact { label: label.to_owned(), value, note };
    let mut facts = Vec::new();
    if review.is_of_all() {
        facts.extend(countdown(review, lang));
    }
    let tasks = review.total.tasks;
    if review.is_of_all() {
        let whole = words.of(tasks.done, tasks.kept());
        facts.push(fact(labels.tasks, whole, dropped(tasks.dropped, lang)));
    } else {
        facts.push(fact(labels.finished, review.finished.len().to_string(), String::new()));
    }
    let overall = &review.overall;
    let run = overall.strict;
    let habit_words = lang.words().habit();
    let said = habit_words.streak_facts(run, overall.protected, overall.streak_unit);
    // Without a run, all that is said is what the longest was.
    let note = if run.current == 0 { &said[..] } else { said.get(1..).unwrap_or_default() };
    facts.push(fact(labels.streak, words.days(run.current.into()), note.join(" · ")));
    let studied = lang.words().time(brief(review.recorded.study_seconds));
    let days = words.named(labels.active_days, &review.recorded.active_days.to_string());
    facts.push(fact(labels.study_time, studied, days));
    facts
}

/// How many days are left, where the plan has an end.
fn countdown(review: &Review, lang: Lang) -> Option<Fact> {
    let (words, calendar) = (lang.words().review(), &review.calendar);
    calendar.has_end.then(|| Fact {
        label: words.countdown(calendar.days_left).to_owned(),
        value: calendar.days_left.abs().to_string(),
        note: words.day(calendar.end),
    })
}

fn dropped(count: usize, lang: Lang) -> String {
    if count == 0 { String::new() } else { lang.words().dropped(count) }
}

/// Much study time in whole hours, rounded down.
fn brief(seconds: u64) -> StudyTime {
    const HOUR: u64 = 3_600;
    StudyTime::from_seconds(if seconds < 10 * HOUR { seconds } else { seconds / HOUR * HOUR })
}

/// The table of phases.
pub(super) fn phases(review: &Review, lang: Lang) -> Vec<PhaseView> {
    let window = |window: crate::view::report::Window| term_window(window);
    let percent =
        |percent: Option<u32>| percent.map(|percent| format!("{percent}%")).unwrap_or_default();
    let row = |row: &crate::view::report::PhaseReviewRow| PhaseView {
        id: row.phase.id.to_string(),
        title: row.phase.title.clone(),
        planned: window(row.planned),
        actual: row.actual.map(window).unwrap_or_default(),
        tasks: format!("{}/{}", row.phase.tasks.done, row.phase.tasks.kept()),
        percent: percent(row.phase.percent),
        planned_percent: percent(row.phase.planned_percent),
        pace: lang.words().pace(row.phase.pace),
        time: time(row.phase.study_seconds, lang),
    };
    review.phases.iter().map(row).collect()
}

fn term_window(window: crate::view::report::Window) -> String {
    crate::view::term::window(window)
}

/// The heatmap by months.
pub(super) fn months(map: &Heatmap, lang: Lang) -> Table {
    let words = lang.words().review();
    let labels = words.labels();
    let mut months: BTreeMap<NaiveDate, (u32, Amount)> = BTreeMap::new();
    for day in map.days.iter().filter(|day| day.day <= map.as_of) {
        let first = day.day.with_day(1).unwrap_or(day.day);
        let month = months.entry(first).or_insert((0, Amount::ZERO));
        month.0 += u32::from(day.level > 0);
        month.1 = month.1 + day.value;
    }
    let row = |(month, (days, value)): (&NaiveDate, &(u32, Amount))| {
        vec![words.month(*month), days.to_string(), value.to_string()]
    };
    Table {
        head: [labels.month, labels.active_days, labels.records].map(str::to_owned).to_vec(),
        rows: months.iter().map(row).collect(),
    }
}

/// Planned and done on the last known day of each month.
pub(super) fn curve(review: &Review, lang: Lang) -> Table {
    let words = lang.words().review();
    let labels = words.labels();
    let is_shown = |at: usize| {
        let row = &review.burn_up[at];
        let ends_month = review.burn_up.get(at + 1).is_none_or(|next| next.day.day() == 1);
        row.day == review.as_of || (ends_month && row.day < review.as_of)
    };
    let row = |at: usize| {
        let row = &review.burn_up[at];
        let done = row.percent.map(|percent| format!("{percent}%")).unwrap_or_default();
        vec![words.day(row.day), done, format!("{}%", row.planned_percent)]
    };
    Table {
        head: [labels.day, labels.done, labels.planned].map(str::to_owned).to_vec(),
        rows: (0..review.burn_up.len()).filter(|at| is_shown(*at)).map(row).collect(),
    }
}

/// The habits with their strips.
pub(super) fn habits(review: &Review, lang: Lang) -> Vec<HabitView> {
    let words = lang.words();
    let view = |row: &HabitReviewRow| {
        let unit = row.habit.unit.as_deref().unwrap_or_default();
        let mut facts = vec![words.habit().amount(&row.amount.to_string(), unit)];
        let days = row.active_days_by_evidence;
        let said = || words.evidence().days(days.try_into().unwrap_or(usize::MAX));
        facts.extend((days > 0).then(said));
        facts.push(words.review().habit_said(row.met, row.missed));
        let habit = &row.habit;
        let said = words.habit().streak_facts(habit.strict, habit.protected, habit.streak_unit);
        let streak = words.review().labels().streak;
        facts.extend(said.first().map(|run| words.review().named(streak, run)));
        facts.extend(said.into_iter().skip(1));
        facts.push(format!("{} {}%", words.habit().strength(), row.habit.score.percent()));
        let strips = [Room::Wide, Room::Narrow].into_iter();
        HabitView {
            title: row.habit.title.clone(),
            facts,
            strips: strips.filter_map(|room| chart::strip(review, row, room, lang)).collect(),
            weeks: weeks(&row.weeks, lang),
        }
    };
    review.habits.iter().map(view).collect()
}

fn weeks(weeks: &[StretchRow], lang: Lang) -> Table {
    let words = lang.words().review();
    let labels = words.labels();
    let row = |week: &StretchRow| {
        let met = lang.words().habit().days_of(week.met_days, week.asked);
        let by_evidence = week.active_days_by_evidence;
        let said = || lang.words().evidence().days(by_evidence.try_into().unwrap_or(usize::MAX));
        let days = match by_evidence {
            0 => week.active_days.to_string(),
            _ => format!("{} ({})", week.active_days, said()),
        };
        vec![words.day(week.first), days, week.amount.to_string(), met]
    };
    Table {
        head: [labels.week, labels.active_days, labels.amount, labels.met]
            .map(str::to_owned)
            .to_vec(),
        rows: weeks.iter().map(row).collect(),
    }
}

/// The skill map.
pub(super) fn modules(review: &Review, lang: Lang) -> Vec<ModuleView> {
    let words = lang.words().review();
    let skill = |skill: &crate::view::report::SkillReviewRow| SkillView {
        title: skill.title.clone(),
        done: skill.done,
        open: skill.tasks - skill.done,
        said: match skill.tasks {
            0 => words.labels().no_task.to_owned(),
            tasks => words.of(skill.done, tasks),
        },
        last: skill.last_active.map(|day| words.last_on(day)).unwrap_or_default(),
    };
    let module = |module: &crate::view::report::ModuleReviewRow| ModuleView {
        title: module.title.clone(),
        skills: module.skills.iter().map(skill).collect(),
    };
    review.modules.iter().map(module).collect()
}

/// The finished tasks, phase by phase in the order of the plan.
pub(super) fn groups(review: &Review, lang: Lang) -> Vec<TaskGroup> {
    let phase = |row: &crate::view::report::PhaseReviewRow| {
        let of_phase = review.finished.iter().filter(|task| task.phase == row.phase.id);
        TaskGroup {
            title: lang.words().phase(row.phase.id.as_str(), &row.phase.title),
            tasks: of_phase.map(|task| self::task(task, review, lang)).collect(),
        }
    };
    let mut groups: Vec<TaskGroup> = review.phases.iter().map(phase).collect();
    groups.retain(|group| !group.tasks.is_empty());
    groups
}

fn task(task: &DoneRow, review: &Review, lang: Lang) -> TaskView {
    let words = lang.words().review();
    let completions: Vec<&RecordRow> =
        task.records.iter().filter(|record| record.verb == Verb::Done).collect();
    let shown = &completions[..completions.len().min(MOST_RECORDS)];
    let results = task.records.iter().filter_map(|record| record.link.as_deref());
    let mut results: Vec<LinkView> = results.map(|url| link(words.labels().result, url)).collect();
    results.truncate(MOST_RECORDS);
    let more = task.records.len() - shown.len();
    let notes = task.records.iter().filter_map(|record| record.why.clone());
    TaskView {
        title: task.title.clone(),
        on: words.day(task.on),
        iso: task.on.to_string(),
        time: time(task.study_seconds, lang),
        rests_on: task.shown_proof().map_or("", |proof| lang.words().proof().proof(proof)),
        attested: task
            .attestation
            .as_ref()
            .map(|row| lang.words().attesting().last_word(row))
            .unwrap_or_default(),
        commits: shown.iter().map(|record| commit(record, review, lang)).collect(),
        results,
        more: if more == 0 { String::new() } else { words.more_records(more) },
        notes: notes.take(MOST_RECORDS).collect(),
    }
}

fn commit(record: &RecordRow, review: &Review, lang: Lang) -> CommitView {
    let repository = review.repository.as_deref().map(|url| url.trim_end_matches('/'));
    CommitView {
        short: short(&record.commit),
        url: repository.map(|url| format!("{url}/commit/{}", record.commit)),
        at: record.at.clone(),
        derived: if record.derived { lang.words().evidence().derived(None) } else { String::new() },
    }
}

fn link(title: &str, url: &str) -> LinkView {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = bare.split(['/', '?', '#']).next().unwrap_or_default();
    LinkView {
        title: title.to_owned(),
        host: host.trim_start_matches("www.").to_owned(),
        url: opens(url).then(|| url.to_owned()),
    }
}

/// The links of the plan.
pub(super) fn links(links: &[Link]) -> Vec<LinkView> {
    links
        .iter()
        .map(|known| link(known.title.as_deref().unwrap_or(&known.url), &known.url))
        .collect()
}

/// Open tasks that should be done.
pub(super) fn slipped(review: &Review, lang: Lang) -> Vec<SlipView> {
    let row = |slip: &crate::view::report::DueTaskRow| SlipView {
        title: slip.task.title.clone(),
        due: lang.words().review().day(slip.due),
        late: lang.words().habit().late_days(slip.late_days),
    };
    review.slipped.iter().map(row).collect()
}

/// Where time went besides finished tasks.
pub(super) fn worked_on(review: &Review, lang: Lang) -> Vec<Fact> {
    let row = |work: &crate::view::report::WorkRow| Fact {
        label: work.title.clone(),
        value: time(work.study_seconds, lang),
        note: String::new(),
    };
    review.worked_on.iter().map(row).collect()
}
