//! A report as Markdown, in GitHub's dialect; and the block for a README.

use std::ops::Range;

use chrono::NaiveDate;
use pulldown_cmark::{Event, Parser, Tag};

use super::html::{forecast_said, scope_said, year_said};
use super::link::opens;
use super::report::{Count, DoneRow, HabitReviewRow, PhaseReviewRow, RecordRow, Review, Window};
use super::{Lang, term};
use crate::ledger::{CommitId, Verb};
use crate::quantity::StudyTime;
use Column::{Number, Text};

/// The line that begins the block of a README.
pub const BEGIN: &str = "<!-- roadmap:begin -->";
/// The line that ends it.
pub const END: &str = "<!-- roadmap:end -->";

/// The report as Markdown, ending in a line break.
pub(super) fn render(review: &Review, lang: Lang) -> String {
    let words = lang.words().review();
    let labels = words.labels();
    let mut sections = vec![
        format!("# {}", text(&format!("{} · {}", review.title, scope_said(review, lang)))),
        only_attested(review, lang),
        review.goal.as_deref().map(|goal| format!("> {}", text(goal))).unwrap_or_default(),
        overview(review, lang),
        section(labels.phases, &phases(review, lang)),
        section(labels.finished, &finished(review, lang)),
        section(labels.habits, &habits(review, lang)),
        section(labels.skills, &skills(review, lang)),
        section(labels.slipped, &slipped(review, lang)),
        section(labels.worked_on, &worked_on(review, lang)),
        section(labels.integrity, &bullets(&term::integrity_lines(&review.integrity, lang))),
        notes(review, lang),
    ];
    sections.retain(|section| !section.is_empty());
    format!("{}\n", sections.join("\n\n"))
}

fn only_attested(review: &Review, lang: Lang) -> String {
    let said = || text(lang.words().attesting().only_attested());
    if review.attested_only { said() } else { String::new() }
}

/// The block of a README without its markers: where the plan stands, phase by phase, and the
/// picture of the year at `picture`.
#[must_use]
pub fn readme_block(review: &Review, picture: &str, lang: Lang) -> String {
    let said = year_said(review, lang);
    // The file is ours and beside the README; blanks in its name would end the address.
    let picture = picture.replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    format!("{}\n\n![{}]({picture})\n", phases(review, lang), text(&said))
}

/// A text with the block between its markers replaced; `None` where it has no such block.
#[must_use]
pub fn with_block(document: &str, block: &str) -> Option<String> {
    let line_end = if document.contains("\r\n") { "\r\n" } else { "\n" };
    let code = code_blocks(document);
    let begin = line_of(document, BEGIN, 0, &code)?;
    let content = begin + BEGIN.len();
    let end = line_of(document, END, content, &code)?;
    let block = block.trim_end().replace('\n', line_end);
    Some(format!(
        "{}{line_end}{line_end}{block}{line_end}{line_end}{}",
        &document[..content],
        &document[end..]
    ))
}

/// Where code stands in a document that shows what it is about: there, a marker is an example.
fn code_blocks(document: &str) -> Vec<Range<usize>> {
    let events = Parser::new(document).into_offset_iter();
    let code = events.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))));
    code.map(|(_, range)| range).collect()
}

/// Where a marker begins that stands alone in its line, and not in code.
fn line_of(document: &str, marker: &str, from: usize, code: &[Range<usize>]) -> Option<usize> {
    let places = document[from..].match_indices(marker).map(|(at, _)| from + at);
    let mut places = places.filter(|at| !code.iter().any(|range| range.contains(at)));
    places.find(|at| {
        let before = document[..*at].rsplit('\n').next().unwrap_or_default();
        let after = document[at + marker.len()..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && after.trim().is_empty()
    })
}

fn section(heading: &str, body: &str) -> String {
    if body.is_empty() { String::new() } else { format!("## {heading}\n\n{body}") }
}

/// The head of a column: numbers stand below each other at the right, texts at the left.
enum Column<'a> {
    Text(&'a str),
    Number(&'a str),
}

fn table(head: &[Column], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rule = head.iter().map(|column| match column {
        Text(_) => "---",
        Number(_) => "--:",
    });
    let mut lines = vec![
        line(head.iter().map(|(Text(label) | Number(label))| (*label).to_owned()).collect()),
        format!("| {} |", rule.collect::<Vec<_>>().join(" | ")),
    ];
    lines.extend(rows.iter().map(|row| line(row.clone())));
    lines.join("\n")
}

fn overview(review: &Review, lang: Lang) -> String {
    let words = lang.words().review();
    let labels = words.labels();
    let mut rows = Vec::new();
    if let Some(change) = review.change {
        let moved = |before: u32, after: u32| format!("{before}% → {after}%");
        rows.push(vec![labels.done.to_owned(), moved(change.percent_before, change.percent)]);
        let planned = moved(change.planned_percent_before, change.planned_percent);
        rows.push(vec![labels.planned.to_owned(), planned]);
    }
    let pace = lang.words().pace(review.total.pace);
    if !pace.is_empty() {
        rows.push(vec![labels.pace.to_owned(), pace]);
    }
    rows.push(vec![labels.study_time.to_owned(), time(review.recorded.study_seconds, lang)]);
    rows.push(vec![labels.active_days.to_owned(), review.recorded.active_days.to_string()]);
    rows.push(vec![labels.streak.to_owned(), {
        let overall = &review.overall;
        lang.words().habit().streaks(overall.strict, overall.protected, overall.streak_unit)
    }]);
    let table = table(&[Text(labels.overview), Text("")], &rows);
    let forecast = forecast_said(review, lang);
    if forecast.is_empty() { table } else { format!("{table}\n\n{}", text(&forecast)) }
}

/// The tasks that are done, of those that are kept, and those that were dropped.
fn count(tasks: Count, lang: Lang) -> String {
    let kept = format!("{}/{}", tasks.done, tasks.kept());
    match tasks.dropped {
        0 => kept,
        dropped => format!("{kept} · {}", lang.words().dropped(dropped)),
    }
}

fn phases(review: &Review, lang: Lang) -> String {
    let labels = lang.words().review().labels();
    let percent =
        |percent: Option<u32>| percent.map(|percent| format!("{percent}%")).unwrap_or_default();
    let row = |row: &PhaseReviewRow| {
        let phase = &row.phase;
        vec![
            text(&format!("{} {}", phase.id, phase.title)),
            window(row.planned),
            count(phase.tasks, lang),
            percent(phase.percent),
            percent(phase.planned_percent),
            lang.words().pace(phase.pace),
            time(phase.study_seconds, lang),
        ]
    };
    let mut rows: Vec<Vec<String>> = review.phases.iter().map(row).collect();
    if review.is_of_all() && rows.len() > 1 {
        let total = &review.total;
        rows.push(vec![
            format!("**{}**", labels.total),
            String::new(),
            count(total.tasks, lang),
            percent(total.percent),
            percent(total.planned_percent),
            lang.words().pace(total.pace),
            time(total.study_seconds, lang),
        ]);
    }
    let head = [
        Text(labels.phase),
        Text(labels.window),
        Number(labels.tasks),
        Number(labels.done),
        Number(labels.planned),
        Text(labels.pace),
        Number(labels.study_time),
    ];
    table(&head, &rows)
}

fn finished(review: &Review, lang: Lang) -> String {
    let rows = review.finished.iter().map(|task| finished_task(task, review, lang));
    rows.collect::<Vec<_>>().join("\n")
}

fn finished_task(task: &DoneRow, review: &Review, lang: Lang) -> String {
    let completions = task.records.iter().filter(|record| record.verb == Verb::Done);
    let mut proof: Vec<String> = completions.map(|record| commit(record, review, lang)).collect();
    proof.extend(task.records.iter().filter_map(|record| record.link.as_deref()).map(link));
    if task.study_seconds > 0 {
        proof.push(time(task.study_seconds, lang));
    }
    let said = |proof| lang.words().proof().proof(proof).to_owned();
    proof.extend(task.shown_proof().map(said));
    let last_word = |row| text(&lang.words().attesting().last_word(row));
    proof.extend(task.attestation.as_ref().map(last_word));
    let mut line = format!("- {} · {}", task.on, text(&task.title));
    line.extend(proof.iter().map(|proof| format!(" · {proof}")));
    line.extend(
        task.records
            .iter()
            .filter_map(|record| record.why.as_deref())
            .map(|note| format!("\n  - {}", text(note))),
    );
    line
}

/// A commit, marked where a rule says what it proves.
fn commit(record: &RecordRow, review: &Review, lang: Lang) -> String {
    let short = CommitId::new(record.commit.as_str()).short().to_owned();
    let shown = match &review.repository {
        Some(url) => {
            let url = format!("{}/commit/{}", url.trim_end_matches('/'), record.commit);
            format!("[`{short}`](<{}>)", address(&url))
        }
        None => format!("`{short}`"),
    };
    if record.derived {
        return format!("{shown} ({})", lang.words().evidence().derived(None));
    }
    shown
}

/// A link as one can follow it, or its text where one should not.
fn link(url: &str) -> String {
    if opens(url) { format!("[{}](<{}>)", text(url), address(url)) } else { text(url) }
}

/// An address between angle brackets.
fn address(url: &str) -> String {
    url.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").replace('|', "%7C")
}

fn habits(review: &Review, lang: Lang) -> String {
    let words = lang.words();
    let labels = words.review().labels();
    let rows: Vec<Vec<String>> = review
        .habits
        .iter()
        .map(|row| {
            let unit = row.habit.unit.as_deref().unwrap_or_default();
            vec![
                text(&row.habit.title),
                text(&words.habit().amount(&row.amount.to_string(), unit)),
                active_days(row, lang),
                row.met.to_string(),
                row.missed.to_string(),
                words.habit().streaks(row.habit.strict, row.habit.protected, row.habit.streak_unit),
                format!("{}%", row.habit.score.percent()),
            ]
        })
        .collect();
    let head = [
        Text(labels.habit),
        Number(labels.amount),
        Number(labels.active_days),
        Number(labels.met),
        Number(labels.missed),
        Number(labels.streak),
        Number(labels.strength),
    ];
    table(&head, &rows)
}

/// On how many days, and on how many of these all follows from commits.
fn active_days(row: &HabitReviewRow, lang: Lang) -> String {
    let days = row.active_days_by_evidence;
    let said = lang.words().evidence().days(days.try_into().unwrap_or(usize::MAX));
    if days > 0 { format!("{} ({said})", row.active_days) } else { row.active_days.to_string() }
}

/// The skills that were gained; of the whole plan, all that were trained.
fn skills(review: &Review, lang: Lang) -> String {
    let words = lang.words().review();
    let skills = review.modules.iter().flat_map(|module| &module.skills);
    let trained = skills.filter(|skill| skill.gained > 0);
    let rows: Vec<Vec<String>> = trained
        .map(|skill| {
            let last = skill.last_active.map(|day: NaiveDate| day.to_string()).unwrap_or_default();
            vec![
                text(&skill.title),
                format!("+{}", skill.gained),
                words.of(skill.done, skill.tasks),
                last,
            ]
        })
        .collect();
    let labels = words.labels();
    let head =
        [Text(labels.skill), Number(labels.finished), Number(labels.tasks), Text(labels.day)];
    table(&head, &rows)
}

fn slipped(review: &Review, lang: Lang) -> String {
    let row = |slip: &super::report::DueTaskRow| {
        let late = lang.words().habit().late_days(slip.late_days);
        format!("- {} · {} · {late}", slip.due, text(&slip.task.title))
    };
    review.slipped.iter().map(row).collect::<Vec<_>>().join("\n")
}

fn worked_on(review: &Review, lang: Lang) -> String {
    let row = |work: &super::report::WorkRow| {
        format!("- {} · {}", text(&work.title), time(work.study_seconds, lang))
    };
    review.worked_on.iter().map(row).collect::<Vec<_>>().join("\n")
}

fn notes(review: &Review, lang: Lang) -> String {
    bullets(&term::footnote_lines(&review.footnotes, lang))
}

fn bullets(lines: &[String]) -> String {
    lines.iter().map(|line| format!("- {}", text(line))).collect::<Vec<_>>().join("\n")
}

fn window(window: Window) -> String {
    term::window(window)
}

fn time(seconds: u64, lang: Lang) -> String {
    if seconds == 0 {
        "–".to_owned()
    } else {
        lang.words().time(StudyTime::from_seconds(seconds))
    }
}

/// A text that means itself in Markdown, also in a table: every sign that could mean something else
/// is escaped, and `@` and `#1` and addresses do not become links on GitHub.
pub(super) fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut before = ' ';
    for sign in text.chars() {
        let sign = if sign.is_control() { ' ' } else { sign };
        match sign {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '@' => safe.push_str("&#64;"),
            // `www.` and `://` would make a link, `#1` a reference to an issue.
            ':' => safe.push_str("&#58;"),
            '#' => safe.push_str("&#35;"),
            '.' if before == 'w' || before == 'W' => safe.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => {
                safe.push('\\');
                safe.push(sign);
            }
            // At the start they would make a list, a rule or a heading.
            '+' | '-' | '=' if safe.is_empty() => safe.push_str(&format!("&#{};", u32::from(sign))),
            '.' | ')' if !safe.is_empty() && safe.bytes().all(|byte| byte.is_ascii_digit()) => {
                safe.push('\\');
                safe.push(sign);
            }
            _ => safe.push(sign),
        }
        before = sign;
    }
    safe
}
