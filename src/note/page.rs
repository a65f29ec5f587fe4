//! A whole note.

use std::ops::Range;

use super::front::{self, Line};
use super::{BEGIN, END, Flaw, Property, Subject, TickBox, block};
use crate::id::Id;

/// A note with front matter. Its lines between our markers may still be flawed.
#[derive(Clone, Debug)]
pub struct Page<'t> {
    text: &'t str,
    front: Range<usize>,
}

impl<'t> Page<'t> {
    /// Reads a text; `None` where it has no front matter.
    #[must_use]
    pub fn read(text: &'t str) -> Option<Self> {
        front::find(text).map(|front| Self { text, front })
    }

    /// What it says it is about; `None` where that is nothing of ours.
    ///
    /// # Errors
    ///
    /// A flaw of the key that says so.
    pub fn subject(&self) -> Result<Option<Subject>, Flaw> {
        let id = |key| -> Result<Option<Id>, Flaw> {
            let entry = front::entry(self.text, &self.front, key)?;
            Ok(entry.and_then(|entry| entry.value.parse().ok()))
        };
        if let Some(task) = id("roadmap-task")? {
            return Ok(Some(Subject::Task(task)));
        }
        Ok(id("roadmap-phase")?.map(Subject::Phase))
    }

    /// The boxes of tasks between our markers.
    ///
    /// # Errors
    ///
    /// A flaw of the markers.
    pub fn boxes(&self) -> Result<Vec<TickBox>, Flaw> {
        let block = block::find(self.text, self.front.end)?;
        Ok(block.map(|block| block::boxes(&self.text[block])).unwrap_or_default())
    }

    /// The whole text with our keys as given, the first of them that of the subject, and the
    /// lines of `inside` between our markers, where there are markers. Lines that are not ours
    /// stay below those. Where all that is so already, this is the text itself.
    ///
    /// # Errors
    ///
    /// A flaw of the front matter or of the markers.
    pub fn with(&self, properties: &[Property], inside: &str) -> Result<String, Flaw> {
        let mut changes = Vec::new();
        let mut missing = String::new();
        let mut below = None;
        for property in properties {
            match front::entry(self.text, &self.front, property.key)? {
                Some(entry) => {
                    below = below.or(Some(entry.end));
                    if entry.value != front::said(&property.value) {
                        changes.push((entry.span, spaced(&property.value)));
                    }
                }
                None => missing.push_str(&line_of(property, self.line_break(self.front.start))),
            }
        }
        if !missing.is_empty() {
            let at = below.unwrap_or(self.front.end);
            changes.push((at..at, missing));
        }
        if let Some(place) = block::find(self.text, self.front.end)? {
            let lines = self.lines(&place, inside);
            changes.push((place, lines));
        }
        changes.sort_by_key(|(place, _)| place.start);
        Ok(self.changed(&changes))
    }

    /// What will stand between the markers.
    fn lines(&self, place: &Range<usize>, inside: &str) -> String {
        let line_break = Line::all(self.text, self.front.end)
            .find(|line| line.end() == place.start)
            .map_or("\n", Line::line_break);
        let foreign = block::foreign(&self.text[place.clone()]);
        let gap = (!foreign.is_empty()).then_some("");
        let ours = inside.lines().chain(gap).map(|line| format!("{line}{line_break}"));
        ours.chain(foreign.into_iter().map(str::to_owned)).collect()
    }

    /// The line break of the line that ends at `end`.
    fn line_break(&self, end: usize) -> &'t str {
        if self.text[..end].ends_with("\r\n") { "\r\n" } else { "\n" }
    }

    /// The text with other text in some places, which are in order and apart.
    fn changed(&self, changes: &[(Range<usize>, String)]) -> String {
        let mut text = String::with_capacity(self.text.len() + 64);
        let mut at = 0;
        for (place, new) in changes {
            text.push_str(&self.text[at..place.start]);
            text.push_str(new);
            at = place.end;
        }
        text.push_str(&self.text[at..]);
        text
    }
}

/// A value behind its colon.
fn spaced(value: &str) -> String {
    if value.is_empty() { String::new() } else { format!(" {value}") }
}

fn line_of(property: &Property, line_break: &str) -> String {
    format!("{}:{}{line_break}", property.key, spaced(&property.value))
}

/// The text of a new note: our keys, the title as another name for it, what we write, and a
/// heading below which the learner writes.
#[must_use]
pub fn compose(properties: &[Property], title: &str, inside: &str, heading: &str) -> String {
    let keys: String = properties.iter().map(|property| line_of(property, "\n")).collect();
    let alias = super::quoted(title);
    let inside: String = inside.lines().map(|line| format!("{line}\n")).collect();
    format!("---\n{keys}aliases:\n  - {alias}\n---\n\n{BEGIN}\n{inside}{END}\n\n{heading}\n\n")
}
