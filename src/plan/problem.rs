//! What is wrong with a plan: where, why, and the way out.

use std::fmt;
use std::ops::Range;

use crate::sentence::{Lang, Sentence, Spoken};

/// A range of bytes of the source, as decoded by [`String::from_utf8_lossy`].
pub type Span = Range<usize>;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The plan cannot be used.
    Error,
    /// The plan can be used, but perhaps not as meant.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// A place in the source, with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub span: Span,
    /// What is there; may be empty.
    pub label: Sentence,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lower case, names in back-ticks, no full stop.
    pub message: Sentence,
    /// Where it is wrong; `None` for the file as a whole.
    pub at: Option<Mark>,
    /// Other places that have to do with it.
    pub related: Vec<Mark>,
    /// What to do.
    pub help: Vec<Sentence>,
    /// Whether something is not there, which a broken line nearby could explain.
    pub(super) absence: bool,
}

impl Problem {
    /// Something that makes the plan unusable, at `span`.
    pub(super) fn error(span: &Span, message: Sentence) -> Self {
        let at = Some(Mark { span: span.clone(), label: Sentence::default() });
        Self { at, ..Self::whole(message) }
    }

    /// Something that is allowed but perhaps not meant, at `span`.
    pub(super) fn warning(span: &Span, message: Sentence) -> Self {
        Self { severity: Severity::Warning, ..Self::error(span, message) }
    }

    /// Something that makes the file as a whole unusable.
    pub(super) fn whole(message: Sentence) -> Self {
        Self {
            severity: Severity::Error,
            message,
            at: None,
            related: Vec::new(),
            help: Vec::new(),
            absence: false,
        }
    }

    /// Says what is at the place.
    pub(super) fn label(mut self, label: Sentence) -> Self {
        if let Some(mark) = &mut self.at {
            mark.label = label;
        }
        self
    }

    /// Points at another place.
    pub(super) fn also(mut self, span: &Span, label: Sentence) -> Self {
        self.related.push(Mark { span: span.clone(), label });
        self
    }

    /// Says what to do.
    pub(super) fn help(mut self, help: Sentence) -> Self {
        self.help.push(help);
        self
    }

    /// The byte it begins at; 0 for the file as a whole.
    pub(super) fn offset(&self) -> usize {
        self.at.as_ref().map_or(0, |mark| mark.span.start)
    }
}

/// What is wrong with a plan, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<Problem>,
}

impl Problems {
    /// How many problems are kept; a file with more is not a plan.
    const MAX: usize = 1_000;

    /// Adds a problem. The first error always finds room, so that no number of warnings can
    /// make a broken plan look sound.
    pub(super) fn push(&mut self, problem: Problem) {
        let first_error = || problem.severity == Severity::Error && self.errors() == 0;
        if self.list.len() < Self::MAX || first_error() {
            self.list.push(problem);
        }
    }

    /// Keeps the problems that are known for certain.
    pub(super) fn retain(&mut self, certain: impl FnMut(&Problem) -> bool) {
        self.list.retain(certain);
    }

    /// Puts them in the order of the file.
    pub(super) fn sort(&mut self) {
        self.list.sort_by_key(Problem::offset);
    }

    /// The problems, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.list.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many of them make the plan unusable.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.iter().filter(|problem| problem.severity == Severity::Error).count()
    }
}

impl Extend<Problem> for Problems {
    fn extend<T: IntoIterator<Item = Problem>>(&mut self, problems: T) {
        for problem in problems {
            self.push(problem);
        }
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { list: vec![problem] }
    }
}

impl fmt::Display for Problems {
    /// One line per problem, without places; [`Problems::render`] shows them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.iter().enumerate() {
            let newline = if index == 0 { "" } else { "\n" };
            let message = problem.message.text(Lang::En);
            write!(f, "{newline}{}: {message}", problem.severity)?;
        }
        Ok(())
    }
}

impl Spoken for Problems {
    fn zh(&self) -> String {
        let line = |problem: &Problem| {
            let severity = match problem.severity {
                Severity::Error => "错误",
                Severity::Warning => "警告",
            };
            format!("{severity}：{}", problem.message.text(Lang::Zh))
        };
        self.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

impl std::error::Error for Problems {}
