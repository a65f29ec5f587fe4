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
    /// What the learner, or a plug-in, has written around it.
    pub remarks: Remarks,
    /// The whole line, without its line break.
    pub line: String,
}

/// What the learner, or a plug-in, has written around the link of a box; each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Before the link, with the blank between.
    pub before: String,
    /// Right behind the link, as the stars of bold text.
    pub attached: String,
    /// Behind all that is ours.
    pub behind: String,
}

impl Remarks {
    /// Whether nothing was written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
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

    /// The line of a box with what we have to say, and what was written around it.
    #[must_use]
    pub fn line(
        id: &Id,
        sign: char,
        link: &str,
        day: Option<NaiveDate>,
        remarks: &Remarks,
    ) -> String {
        let Remarks { before, attached, behind } = remarks;
        let done = OURS.iter().find(|(ours, _)| *ours == sign).map_or("", |(_, done)| done);
        let day = day.map_or(String::new(), |day| format!(" {done}{day}"));
        let behind = if behind.is_empty() { String::new() } else { format!(" {behind}") };
        format!("- [{sign}] {before}{link}{attached}{day}{behind} ^{id}")
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
        let (text, name) = text.rsplit_once(" ^")?;
        // Whoever writes at the end of the line writes behind the id.
        let (id, last) = name.split_once(char::is_whitespace).unwrap_or((name, ""));
        let id: Id = id.parse().ok()?;
        let place = own_link(text, &id)?;
        let (before, behind) = (&text[..place.start], &text[place.end..]);
        let attached = behind.split(char::is_whitespace).next().unwrap_or_default();
        let behind = behind[attached.len()..].trim();
        let dated = OURS.iter().find_map(|(ours, before)| {
            let (day, rest) = behind.strip_prefix(before)?.split_at_checked(10)?;
            parse_date(day).is_ok().then_some((*ours, rest))
        });
        let behind = dated.map_or(behind, |(_, rest)| rest).trim();
        let remarks = Remarks {
            before: before.to_owned(),
            attached: attached.to_owned(),
            behind: format!("{behind} {}", last.trim()).trim().to_owned(),
        };
        Some(Self { id, sign, ours: dated.map(|(ours, _)| ours), remarks, line: line.to_owned() })
    }
}

/// Where the link of a box stands in its text: to a note that is called as the task is, else the
/// first.
fn own_link(text: &str, id: &Id) -> Option<Range<usize>> {
    let links = text.match_indices("[[").filter_map(|(start, _)| {
        let end = start + text[start..].find("]]")?;
        Some((start..end + 2, &text[start + 2..end]))
    });
    let links: Vec<(Range<usize>, &str)> = links.collect();
    let is_own = |target: &str| {
        let page = target.split(['|', '#']).next().unwrap_or_default();
        page.rsplit('/').next() == Some(id.as_str())
    };
    let own = links.iter().find(|(_, target)| is_own(target)).or(links.first());
    own.map(|(place, _)| place.clone())
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
/// callout with the facts, nor empty ones around these. Empty lines between others stay, since they
/// end paragraphs.
pub(super) fn foreign(block: &str) -> Vec<&str> {
    let mut foreign: Vec<&str> = Vec::new();
    let mut between: Vec<&str> = Vec::new();
    let mut in_callout = false;
    for line in Line::all(block, 0) {
        let bare = line.text().trim();
        in_callout = bare.starts_with(CALLOUT) || (in_callout && bare.starts_with('>'));
        if bare.is_empty() {
            between.extend((!foreign.is_empty()).then_some(line.whole));
        } else if !in_callout && TickBox::read(line.text()).is_none() {
            foreign.append(&mut between);
            foreign.push(line.whole);
        }
    }
    foreign
}
