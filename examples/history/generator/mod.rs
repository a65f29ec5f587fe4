//! A learner's history of any size, as a stream for `git fast-import`: the same bytes for the same
//! [`Shape`], on every machine.
//!
//! Most commits are those of an ordinary project, on a main line and up to [`LINES`] side lines
//! that are merged into it. The others record what a learner did, one event each, spread over the
//! newer half. [`Manifest`] says what they add up to, counted here and not by roadmap.

mod learner;
mod prose;
mod study;

use std::io::{self, Write};

use chrono::NaiveDate;

pub(crate) use learner::Completion;
use learner::Learner;
use prose::Prose;
use random::Random;
pub(crate) use roadmap::demo::random;

/// How large a history is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    /// Commits in all, at least one more than `events`.
    pub(crate) commits: usize,
    /// Commits with an event.
    pub(crate) events: usize,
    /// Of a hundred commits, how many are merges of two lines.
    pub(crate) merges_percent: usize,
    /// Of a hundred ordinary commits, how many change a file.
    pub(crate) changes_percent: usize,
    /// Branches, with `main`.
    pub(crate) branches: usize,
    /// Tasks of the plan.
    pub(crate) tasks: usize,
    /// Files in the tree, without `roadmap.toml`.
    pub(crate) files: usize,
    /// What makes it different from others of the same size.
    pub(crate) seed: u64,
}

/// What was written, for whoever wants to check a reader of it.
#[derive(Debug)]
pub(crate) struct Manifest {
    /// Commits with two parents.
    pub(crate) merges: usize,
    /// Tasks that are done in the end.
    pub(crate) done: usize,
    /// Tasks that are dropped in the end.
    pub(crate) dropped: usize,
    /// Each habit, and how much of it was done.
    pub(crate) habits: Vec<(String, usize)>,
    /// The study time that counts, in seconds.
    pub(crate) study_seconds: usize,
    /// Completions that count, oldest first.
    pub(crate) completions: Vec<Completion>,
    /// The titles of the tasks that are owed in the end.
    pub(crate) owed: Vec<String>,
}

/// Side lines that are open at one time, at most.
const LINES: usize = 12;

/// 2010-01-01, 2025-07-11 and 2026-07-01 in China: when the project began, when the learner began,
/// and when the history ends.
const PROJECT_BEGAN: usize = 1_262_275_200;
const LEARNER_BEGAN: usize = 1_752_163_200;
const HISTORY_ENDS: usize = 1_782_835_200;

/// Writes the history as a stream for `git fast-import`.
///
/// # Errors
///
/// Returns what `out` says.
pub(crate) fn write(shape: Shape, out: &mut impl Write) -> io::Result<Manifest> {
    let mut history = Stream {
        out,
        shape,
        random: Random::new(shape.seed),
        written: 0,
        merges: 0,
        main: 0,
        lines: Vec::new(),
    };
    let mut learner = Learner::new(shape.tasks, shape.events, &mut history.random);
    history.first_commit()?;
    while history.written < shape.commits {
        history.next_commit(&mut learner)?;
    }
    history.branches()?;
    Ok(learner.manifest(history.merges))
}

/// The history while it is written. Commits are known by their marks, from 1 on.
struct Stream<'a, W> {
    out: &'a mut W,
    shape: Shape,
    random: Random,
    written: usize,
    merges: usize,
    main: usize,
    lines: Vec<Line>,
}

/// A line of work beside the main one.
struct Line {
    tip: usize,
    /// The files that it changed, which a merge takes over.
    changed: Vec<(usize, String)>,
}

/// What a commit does to the tree: the number of a file, and its new text.
type Changes = [(usize, String)];

impl<W: Write> Stream<'_, W> {
    fn first_commit(&mut self) -> io::Result<()> {
        let message = "Begin the project\n\nThe plan is in roadmap.toml.\n";
        let person = Prose::person(&mut self.random);
        self.commit(&person, message, &[])?;
        let plan = study::plan(self.shape.tasks);
        writeln!(self.out, "M 100644 inline roadmap.toml\ndata {}\n{plan}", plan.len())?;
        for file in 0..self.shape.files {
            let text = Prose::file(&mut self.random, file);
            self.file(file, &text)?;
        }
        self.main = self.written;
        Ok(())
    }

    /// One commit: an event when its turn has come, a merge, or ordinary work on some line.
    fn next_commit(&mut self, learner: &mut Learner) -> io::Result<()> {
        if self.is_event(learner.recorded()) {
            let at = self.seconds();
            let message = learner.event(&mut self.random, at);
            self.commit(study::LEARNER, &message, &[self.main])?;
            self.main = self.written;
            return Ok(());
        }
        // The last commits merge what no branch is left for.
        let events = self.shape.events - learner.recorded();
        let ends = self.shape.commits - self.written - events <= self.lines.len();
        let surplus = self.lines.len() > self.shape.branches.saturating_sub(1);
        let merges = self.random.below(100) < self.shape.merges_percent;
        match self.lines.len() {
            1.. if merges || (ends && surplus) => self.merge(),
            LINES.. => self.work(),
            _ if !ends && self.random.below(100) < 2 * self.shape.merges_percent => {
                self.lines.push(Line { tip: self.main, changed: Vec::new() });
                self.work()
            }
            _ => self.work(),
        }
    }

    /// Whether the next commit has an event: they are spread evenly over the newer half.
    fn is_event(&self, recorded: usize) -> bool {
        let Shape { commits, events, .. } = self.shape;
        let room = commits - self.older();
        let due = (self.written + 1).saturating_sub(self.older()) * events / room;
        recorded < due
    }

    /// How many commits are older than the learner's work.
    fn older(&self) -> usize {
        let Shape { commits, events, .. } = self.shape;
        (commits / 2).min(commits - events).max(1)
    }

    /// The time of the next commit, in seconds since 1970: ever later, whatever the line.
    fn seconds(&self) -> usize {
        let older = self.older();
        let (from, to, part, whole) = if self.written < older {
            (PROJECT_BEGAN, LEARNER_BEGAN, self.written, older)
        } else {
            let newer = self.shape.commits - older;
            (LEARNER_BEGAN, HISTORY_ENDS, self.written - older, newer)
        };
        from + (to - from) * part / whole
    }

    /// Ordinary work on the main line or one beside it.
    fn work(&mut self) -> io::Result<()> {
        let line = self.random.below(self.lines.len() + 1);
        let tip = self.lines.get(line).map_or(self.main, |line| line.tip);
        let edits = self.random.below(100) < self.shape.changes_percent && self.shape.files > 0;
        let message = Prose::message(&mut self.random);
        let person = Prose::person(&mut self.random);
        self.commit(&person, &message, &[tip])?;
        let mut changed = Vec::new();
        if edits {
            let file = self.random.below(self.shape.files);
            changed.push((file, Prose::file(&mut self.random, file)));
            self.files(&changed)?;
        }
        match self.lines.get_mut(line) {
            Some(line) => {
                line.tip = self.written;
                line.changed.append(&mut changed);
            }
            None => self.main = self.written,
        }
        Ok(())
    }

    /// Merges a line beside the main one into it.
    fn merge(&mut self) -> io::Result<()> {
        let line = self.random.below(self.lines.len());
        let line = self.lines.swap_remove(line);
        if line.tip == self.main {
            return self.work();
        }
        let message = Prose::merge(&mut self.random);
        let person = Prose::person(&mut self.random);
        self.commit(&person, &message, &[self.main, line.tip])?;
        self.files(&line.changed)?;
        self.main = self.written;
        self.merges += 1;
        Ok(())
    }

    /// The head of a commit; the files that it changes follow.
    fn commit(&mut self, person: &str, message: &str, parents: &[usize]) -> io::Result<()> {
        let seconds = self.seconds();
        self.written += 1;
        let out = &mut *self.out;
        writeln!(out, "commit refs/heads/main\nmark :{}", self.written)?;
        writeln!(out, "author {person} {seconds} {zone}", zone = Prose::zone(person))?;
        writeln!(out, "committer {person} {seconds} {zone}", zone = Prose::zone(person))?;
        write!(out, "data {}\n{message}", message.len())?;
        for (position, parent) in parents.iter().enumerate() {
            let word = if position == 0 { "from" } else { "merge" };
            writeln!(out, "{word} :{parent}")?;
        }
        Ok(())
    }

    fn files(&mut self, changes: &Changes) -> io::Result<()> {
        changes.iter().try_for_each(|(file, text)| self.file(*file, text))
    }

    fn file(&mut self, file: usize, text: &str) -> io::Result<()> {
        let path = format!("src/part-{:03}/file-{:02}.txt", file / 50, file % 50);
        writeln!(self.out, "M 100644 inline {path}\ndata {}\n{text}", text.len())
    }

    /// The branches: lines that were not merged, then places along the history.
    fn branches(&mut self) -> io::Result<()> {
        let more = self.shape.branches.saturating_sub(1);
        let open = self.lines.iter().map(|line| line.tip).take(more).collect::<Vec<_>>();
        let places = more - open.len();
        let along = (1..=places).map(|place| (self.written * place / places).max(1));
        for (number, tip) in open.into_iter().chain(along).enumerate() {
            writeln!(self.out, "reset refs/heads/topic/{number:04}\nfrom :{tip}\n")?;
        }
        writeln!(self.out, "reset refs/heads/main\nfrom :{}\n\ndone", self.main)
    }
}

/// The civil day of a time in China.
fn day_of(seconds: usize) -> NaiveDate {
    let days = i32::try_from((seconds + 8 * 3_600) / 86_400).unwrap_or(i32::MAX);
    NaiveDate::from_epoch_days(days).unwrap_or(NaiveDate::MAX)
}
