//! What stands between our markers: boxes with the ids of their tasks, quoted facts, and lines
//! that the learner has written there all the same.

use std::ops::Range;

use chrono::NaiveDate;

use super::front::Line;
use super::{BEGIN, END, Flaw};
use crate::civil::parse_date;
use crate::id::Id;

/// The signs that we write into a box, each with what then stands before the day.
const OURS: [(char, &str); 2] = [(DONE, "✓ "), (DROPPED, "× ")];

/// What stands in the box of a task that is done.
pub const DONE: char = 'x';

/// What stands in the box of a task that was dropped.
pub const DROPPED: char = '-';

/// How the callout with the facts begins.
pub const CALLOUT: &str = "> [!abstract]";

/// The box of a task: `- [x] [[tasks/fastapi-di|Dependency injection]] ✓ 2025-08-03 ^fastapi-di`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TickBox {
    /// The task.
    pub id: Id,
    /// What stands in the box: a blank, `x`, or a sign of the learner's.
    pub sign: char,
    /// What we had written into it: the day behind it, which only we write, says so.
    pub ours: Option<char>,
    /// What the learner, or a plug-in, has written behind it; may be empty.
    pub remark: String,
    /// The whole line, without its line break.
    pub line: String,
}

impl TickBox {
    /// Whether it is ticked, and not by us.
    #[must_use]
    pub fn is_ticked_by_hand(&self) -> bool {
        self.sign_by_hand() == Some(DONE)
    }

    /// Whether we had ticked it, and the tick is gone.
    #[must_use]
    pub fn is_unticked_by_hand(&self) -> bool {
        self.sign == ' ' && self.ours == Some(DONE)
    }

    /// The sign that the learner has put into it.
    #[must_use]
    pub fn sign_by_hand(&self) -> Option<char> {
        let sign = self.sign.to_ascii_lowercase();
        (sign != ' ' && self.ours != Some(sign)).then_some(sign)
    }

    /// The line of a box with what we have to say, and what was written behind it.
    #[must_use]
    pub fn line(id: &Id, sign: char, link: &str, day: Option<NaiveDate>, remark: &str) -> String {
        let before = OURS.iter().find(|(ours, _)| *ours == sign).map_or("", |(_, before)| before);
        let day = day.map_or(String::new(), |day| format!(" {before}{day}"));
        let remark = if remark.is_empty() { String::new() } else { format!(" {remark}") };
        format!("- [{sign}] {link}{day}{remark} ^{id}")
    }

    /// Reads a line; `None` where it is not the box of a task.
    pub(super) fn read(line: &str) -> Option<Self> {
        let item = line.trim();
        let item = item
            .strip_prefix("- ")
            .or_else(|| item.strip_prefix("* "))
            .or_else(|| item.strip_prefix("+ "))?;
        let (sign, text) = item.trim_start().strip_prefix('[')?.split_once("] ")?;
        let mut signs = sign.chars();
        let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
        let (text, id) = text.rsplit_once(" ^")?;
        let id = id.parse().ok()?;
        let (_, behind) = text.rsplit_once("]]")?;
        let behind = behind.trim();
        let dated = OURS.iter().find_map(|(ours, before)| {
            let (day, rest) = behind.strip_prefix(before)?.split_at_checked(10)?;
            parse_date(day).is_ok().then_some((*ours, rest))
        });
        let remark = dated.map_or(behind, |(_, rest)| rest).trim().to_owned();
        Some(Self { id, sign, ours: dated.map(|(ours, _)| ours), remark, line: line.to_owned() })
    }
}

/// What is between the markers in some text from `start` on, without the markers; `None` where
/// there are no markers.
pub(super) fn find(text: &str, start: usize) -> Result<Option<Range<usize>>, Flaw> {
    let is = |marker: &'static str| move |line: &Line<'_>| line.text().trim() == marker;
    let begins: Vec<_> = Line::all(text, start).filter(is(BEGIN)).collect();
    let ends: Vec<_> = Line::all(text, start).filter(is(END)).collect();
    match (begins.as_slice(), ends.as_slice()) {
        ([], []) => Ok(None),
        ([_, _, ..], _) => Err(Flaw::MarkerTwice(BEGIN)),
        (_, [_, _, ..]) => Err(Flaw::MarkerTwice(END)),
        ([begin], [end]) if begin.start < end.start => Ok(Some(begin.end()..end.start)),
        ([], [_]) => Err(Flaw::Unopened),
        ([_], _) => Err(Flaw::Unclosed),
    }
}

/// The boxes in a block.
pub(super) fn boxes(block: &str) -> Vec<TickBox> {
    Line::all(block, 0).filter_map(|line| TickBox::read(line.text())).collect()
}

/// The lines of a block that are not ours, each with its line break: neither boxes, nor the
/// callout with the facts, nor empty.
pub(super) fn foreign(block: &str) -> Vec<&str> {
    let mut foreign = Vec::new();
    let mut in_callout = false;
    for line in Line::all(block, 0) {
        let bare = line.text().trim();
        in_callout = bare.starts_with(CALLOUT) || (in_callout && bare.starts_with('>'));
        if !bare.is_empty() && !in_callout && TickBox::read(line.text()).is_none() {
            foreign.push(line.whole);
        }
    }
    foreign
}
