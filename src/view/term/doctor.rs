//! `roadmap doctor` in a terminal: what, where, the way out.

use super::grid::paragraph;
use super::paint::Paint;
use super::sign;
use super::{event_ids, joined, target};
use crate::ledger::CommitId;
use crate::view::Style;
use crate::view::report::{
    Doctor, EventFact, EventFinding, Finding, FindingMatter, LineFact, LineFinding, PlaceFinding,
    Rescue, Severity,
};

/// How many events or lines of a finding are shown.
const SHOWN: usize = 6;

/// How many commands of a finding are shown.
const COMMANDS: usize = 3;

pub(super) fn render(doctor: &Doctor, style: Style) -> String {
    let words = style.lang.words().doctor();
    if doctor.findings.is_empty() {
        let well = format!("{} {}", sign::FINE, words.all_is_well(doctor.events));
        return paragraph(&well, style.width, 2, Paint::Good);
    }
    let mut sections: Vec<String> =
        doctor.findings.iter().map(|finding| section(finding, style)).collect();
    let verdict = words.verdict(doctor.needs_a_hand, doctor.worth_knowing);
    sections.push(paragraph(&verdict, style.width, 0, Paint::Strong));
    sections.join("\n")
}

fn section(finding: &Finding, style: Style) -> String {
    let said = style.lang.words().doctor().finding(&finding.matter);
    let (mark, paint) = match finding.severity {
        Severity::NeedsAHand => ("!", Paint::Warn),
        Severity::WorthKnowing => (sign::REMARK, Paint::Strong),
    };
    let mut text = paragraph(&format!("{mark} {}", said.what), style.width, 2, paint);
    text.push_str(&shown(&places(&finding.matter, style), style));
    text.push_str(&set_in(&format!("{} {}", sign::WAY_OUT, said.way_out), Paint::Plain, style));
    if let Some((lines, or)) = &said.lines {
        for line in lines {
            text.push_str(&set_in(&format!("  {line}"), Paint::Now, style));
        }
        text.push_str(&set_in(&format!("  {or}"), Paint::Plain, style));
    }
    for command in finding.commands.iter().take(COMMANDS) {
        text.push_str(&set_in(&format!("  {command}"), Paint::Now, style));
    }
    if finding.commands.len() > COMMANDS {
        text.push_str(&set_in(&format!("  {}", sign::MORE), Paint::Now, style));
    }
    text
}

/// A paragraph below the heading of a finding.
fn set_in(text: &str, paint: Paint, style: Style) -> String {
    let inner = paragraph(text, style.width.saturating_sub(2), 2, paint);
    inner.lines().map(|line| format!("  {line}\n")).collect()
}

/// The first of some lines, and how many more there are.
fn shown(lines: &[String], style: Style) -> String {
    let mut text: String = lines
        .iter()
        .take(SHOWN)
        .map(|line| set_in(&format!("  {line}"), Paint::Faint, style))
        .collect();
    if lines.len() > SHOWN {
        let more = style.lang.words().doctor();
        let more = more.more(lines.len() - SHOWN, "roadmap doctor --json");
        text.push_str(&set_in(&format!("  {more}"), Paint::Faint, style));
    }
    text
}

/// Where it is: events, lines or people, one each.
fn places(matter: &FindingMatter, style: Style) -> Vec<String> {
    let words = style.lang.words().doctor();
    let events = |events: &[EventFact]| -> Vec<String> {
        events.iter().map(|fact| event(fact, style)).collect()
    };
    let lines = |lines: &[LineFact]| -> Vec<String> {
        lines.iter().map(|fact| line(fact, None, style)).collect()
    };
    match matter {
        FindingMatter::Place(
            PlaceFinding::OnlyInReflog { events: found }
            | PlaceFinding::UnmergedBranch { events: found, .. },
        ) => events(found),
        FindingMatter::Place(_) => Vec::new(),
        FindingMatter::Line(
            LineFinding::UnknownVerb { lines: found, .. }
            | LineFinding::UnreadLine { lines: found },
        ) => lines(found),
        FindingMatter::Line(LineFinding::PartlyReadLine { lines }) => {
            let flaw = |flawed: &crate::view::report::FlawedLine| {
                line(&flawed.line, Some(words.flaw(&flawed.flaw)), style)
            };
            lines.iter().map(flaw).collect()
        }
        FindingMatter::Line(LineFinding::SameId { contents, .. }) => {
            let content = |content: &crate::view::report::Content| {
                let counts = content.counts.then(|| words.counts().to_owned());
                line(&content.line, counts, style)
            };
            contents.iter().map(content).collect()
        }
        FindingMatter::Event(finding) => match finding {
            EventFinding::UnknownTarget { events: found, .. }
            | EventFinding::UndoCycle { events: found }
            | EventFinding::FutureDay { events: found }
            | EventFinding::ClockAhead { events: found, .. }
            | EventFinding::ClockBehind { events: found } => events(found),
            EventFinding::UndoOfNothing { events } => {
                let dangling = |dangling: &crate::view::report::Dangling| {
                    let missing = words.names_in_vain(&event_ids(&dangling.missing));
                    joined(&[event(&dangling.event, style), missing])
                };
                events.iter().map(dangling).collect()
            }
            EventFinding::NobodyCounts { people, .. } => {
                people.iter().map(ToString::to_string).collect()
            }
            EventFinding::LearnerLeftOut { learner, .. } => vec![learner.to_string()],
        },
    }
}

fn event(event: &EventFact, style: Style) -> String {
    let words = style.lang.words();
    let target = target(event.verb, &event.target, style);
    let days = if event.days.first == event.days.last {
        event.days.last.to_string()
    } else {
        format!("{}{}{}", event.days.first, sign::TO, event.days.last)
    };
    let commit = words.doctor().commit(short(&event.commit));
    joined(&[format!("{} {target}", words.verb(event.verb)), days, event.id.to_string(), commit])
}

/// A line, what is to be said of it, and its commits.
fn line(fact: &LineFact, said: Option<String>, style: Style) -> String {
    let commits: Vec<&str> = fact.commits.iter().map(|commit| short(commit)).collect();
    let mut facts = vec![fact.line.clone()];
    facts.extend(said);
    facts.push(style.lang.words().doctor().commit(&commits.join(", ")));
    joined(&facts)
}

/// As [`CommitId::short`].
fn short(commit: &str) -> &str {
    commit.get(..CommitId::SHORT).unwrap_or(commit)
}

/// `roadmap doctor --rescue`: what was lost, and where it is now.
pub(super) fn render_rescue(rescue: &Rescue, style: Style) -> String {
    let words = style.lang.words().doctor();
    let Some(first) = rescue.events.first() else {
        return paragraph(
            &format!("{} {}", sign::FINE, words.nothing_to_rescue()),
            style.width,
            2,
            Paint::Good,
        );
    };
    let heading = words.rescuing(rescue.events.len());
    let mut text = paragraph(&heading, style.width, 2, Paint::Strong);
    for fact in &rescue.events {
        text.push_str(&set_in(&event(fact, style), Paint::Plain, style));
    }
    if let Some(message) = &rescue.message {
        text.push_str(&paragraph(
            &style.lang.words().would_record(None),
            style.width,
            2,
            Paint::Faint,
        ));
        text.push('\n');
        text.extend(message.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n"));
    }
    if let (Some(commit), Some(reference)) = (&rescue.commit, &rescue.reference) {
        let branch = reference.trim_start_matches("refs/heads/");
        let rescued = format!("{} {}", sign::FINE, words.rescued(short(commit), branch));
        text.push_str(&paragraph(&rescued, style.width, 2, Paint::Good));
        let regret = format!("  {}", words.regret(first.id.as_str()));
        text.push_str(&paragraph(&regret, style.width, 2, Paint::Plain));
    }
    text
}
