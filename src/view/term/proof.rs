//! `roadmap run`, `trust` and `audit` in a terminal. What a plan says is shown so that nothing
//! of it can hide.

use super::grid::paragraph;
use super::paint::Paint;
use super::{sign, wrap};
use crate::id::Id;
use crate::ledger::CommitId;
use crate::quantity::StudyTime;
use crate::view::Style;
use crate::view::lang::ProofWords;
use crate::view::report::{
    AuditFinding, AuditReport, AuditRow, CommandRow, RunReport, RunVerdict, StepRow, TaskRun,
    TrustReport,
};

/// The mark of what does not pass: the same in ASCII, and for who listens.
const FAILS: &str = "!";

/// How many lines of a failing output are shown.
const SHOWN_LINES: usize = 20;

/// Text in which every character can be seen: control characters, those that change the
/// direction of text, and blanks that are none of ASCII are written as `\u{202e}`.
#[must_use]
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

fn is_hidden(character: char) -> bool {
    let is_format = matches!(
        u32::from(character),
        0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x2800 | 0x3164
            | 0xFDD0..=0xFDEF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0xE0000..=0xE0FFF
    );
    character.is_control() || is_format || (character.is_whitespace() && character != ' ')
}

/// A word as a shell would need it; what is more than a plain word is in quotes.
#[must_use]
pub fn shell_word(text: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "_-./:=@%+,".contains(c);
    if !text.is_empty() && text.chars().all(|c| is_plain(c) && !is_hidden(c)) {
        return text.to_owned();
    }
    format!("'{}'", visible(text).replace('\'', "'\\''"))
}

/// The commands of tasks, as they are to be approved.
#[must_use]
pub fn render_commands(rows: &[CommandRow], style: Style) -> String {
    sign::shown(rows.iter().map(|row| command(row, style)).collect(), style)
}

fn command(row: &CommandRow, style: Style) -> String {
    let words = style.lang.words().proof();
    let title = format!("{} {} {}", row.task, sign::DOT, visible(&row.title));
    let mut text = paragraph(&title, style.width, 2, Paint::Strong);
    for step in &row.steps {
        text.push_str(&lines_of(step, words, style));
    }
    text
}

fn lines_of(step: &StepRow, words: &dyn ProofWords, style: Style) -> String {
    // A shell's text is shown as it stands, and not as a word of words.
    let shown = match (step.shell, step.arguments.last()) {
        (true, Some(text)) => visible(text),
        _ => {
            step.arguments.iter().map(|argument| shell_word(argument)).collect::<Vec<_>>().join(" ")
        }
    };
    let mut text = set_in(&format!("$ {shown}"), 4, style);
    let mut facts = Vec::new();
    if step.shell {
        facts.push(words.by_shell().to_owned());
    }
    facts.extend(step.cwd.iter().map(|cwd| words.in_folder(&visible(cwd))));
    facts.push(words.at_most(StudyTime::from_seconds(step.timeout_seconds)));
    if step.needs_clean {
        facts.push(words.wants_clean().to_owned());
    }
    text.push_str(&set_in(&facts.join(&wrap::FACTS.to_string()), 6, style));
    for (name, value) in &step.env {
        text.push_str(&set_in(&format!("{name}={}", shell_word(value)), 6, style));
    }
    text
}

/// Text set in by blanks, also where it goes on.
fn set_in(text: &str, indent: usize, style: Style) -> String {
    let width = style.width.saturating_sub(indent).max(10);
    let wrapped = paragraph(text, width, 2, Paint::Plain);
    wrapped.lines().map(|line| format!("{}{line}\n", " ".repeat(indent))).collect()
}

/// What stands above the output of a task.
#[must_use]
pub fn render_run_heading(task: &Id, title: &str, style: Style) -> String {
    let title = format!("{task} {} {}", sign::DOT, visible(title));
    sign::shown(paragraph(&title, style.width, 2, Paint::Strong), style)
}

/// How a task ended, on one line.
#[must_use]
pub fn render_verdict(row: &TaskRun, style: Style) -> String {
    let words = style.lang.words().proof();
    let (mark, paint) =
        if row.ending.is_pass() { (sign::DONE, Paint::Good) } else { (FAILS, Paint::Warn) };
    let said = words.verdict(&row.ending, &visible(&row.command));
    let took = words.took(row.took_ms);
    let line = format!("{mark} {}{}{said}{}{took}", row.task, wrap::FACTS, wrap::FACTS);
    sign::shown(paragraph(&line, style.width, 2, paint), style)
}

/// The end of an output below what failed.
#[must_use]
pub fn render_tail(lines: &[String]) -> String {
    let shown = &lines[lines.len().saturating_sub(SHOWN_LINES)..];
    shown.iter().map(|line| format!("{}\n", visible(line))).collect()
}

/// The end: how many passed. Each task was told when it ended.
pub(super) fn render_run(report: &RunReport, style: Style) -> String {
    if report.results.len() < 2 {
        return String::new();
    }
    let paint = if report.failed == 0 { Paint::Good } else { Paint::Warn };
    let said = style.lang.words().proof().run_summary(report.passed, report.failed);
    format!("\n{}", paragraph(&said, style.width, 0, paint))
}

pub(super) fn render_trust(report: &TrustReport, style: Style) -> String {
    let words = style.lang.words().proof();
    let mut text = String::new();
    for approved in [true, false] {
        let rows: Vec<&CommandRow> =
            report.commands.iter().filter(|row| row.approved == approved).collect();
        if !rows.is_empty() {
            let heading = if approved { words.approved() } else { words.not_approved() };
            text.push_str(&paragraph(heading, style.width, 0, Paint::Faint));
            text.extend(rows.into_iter().map(|row| command(row, style)));
        }
    }
    if report.commands.is_empty() {
        text.push_str(&paragraph(words.no_commands(), style.width, 0, Paint::Plain));
    }
    if !report.former.is_empty() {
        text.push_str(&paragraph(words.former(), style.width, 0, Paint::Faint));
        let line = |shown: &str| set_in(&format!("$ {}", visible(shown)), 4, style);
        text.extend(report.former.iter().map(|row| line(&row.shown)));
    }
    text
}

pub(super) fn render_audit(report: &AuditReport, style: Style) -> String {
    let words = style.lang.words().proof();
    let mut text: String = report.receipts.iter().map(|row| audited(row, style)).collect();
    if report.receipts.is_empty() {
        text.push_str(&paragraph(words.no_receipts(), style.width, 0, Paint::Plain));
    } else {
        let said = words.audit_summary(report.agree, report.disagree, report.cannot_run);
        text.push_str(&format!("\n{}", paragraph(&said, style.width, 0, Paint::Strong)));
    }
    if report.unverified > 0 {
        let said = words.without_receipt(report.unverified);
        text.push_str(&paragraph(&said, style.width, 0, Paint::Faint));
    }
    text
}

fn audited(row: &AuditRow, style: Style) -> String {
    let words = style.lang.words().proof();
    let (mark, paint) = match row.finding.agrees() {
        Some(true) => (sign::DONE, Paint::Good),
        Some(false) => (FAILS, Paint::Warn),
        None => (sign::NONE, Paint::Faint),
    };
    let said = words.finding(&row.finding);
    let commit = CommitId::new(row.commit.as_str()).short().to_owned();
    let facts = wrap::FACTS;
    let line = format!("{mark} {}{facts}{}{facts}{commit}{facts}{said}", row.task, row.event);
    let mut text = paragraph(&line, style.width, 2, paint);
    let shows_output = matches!(row.finding, AuditFinding::Failing { .. });
    if shows_output {
        let tail = render_tail(&row.output_tail);
        text.extend(tail.lines().map(|line| format!("    {line}\n")));
    }
    text
}

/// Whether a verdict comes with output that explains it.
#[must_use]
pub fn has_output(verdict: &RunVerdict) -> bool {
    matches!(verdict, RunVerdict::Failed { .. } | RunVerdict::TimedOut { .. } | RunVerdict::Stopped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_command_can_hide() {
        let cases = [
            ("pytest", "pytest"),
            ("a b", "'a b'"),
            ("", "''"),
            ("it's", "'it'\\''s'"),
            ("x\u{202e}y", "'x\\u{202e}y'"),
            ("x\u{200b}y", "'x\\u{200b}y'"),
            ("\u{1b}[2K", "'\\u{1b}[2K'"),
            ("a\u{a0}b", "'a\\u{a0}b'"),
            ("a\u{e0041}", "'a\\u{e0041}'"),
            ("a\u{fdd0}", "'a\\u{fdd0}'"),
            ("测试", "测试"),
        ];
        for (text, want) in cases {
            assert_eq!(shell_word(text), want);
        }
    }
}
