//! Recording, as all writing commands do it: one commit, then what it means.

use chrono::NaiveDate;

use super::context::Context;
use super::failure::Failure;
use super::glance;
use super::workspace::{Before, Workspace};
use crate::civil::DayRange;
use crate::id::Id;
use crate::ledger::line::one_line;
use crate::ledger::{
    Draft, Event, EventId, Ledger, LedgerError, Record, Scope, Target, Verb, Wording,
};
use crate::progress::{self, Entry, Progress};
use crate::say;
use crate::view::term::{self, Notice};

/// Something to be recorded in one commit.
pub(crate) struct Recording {
    /// The events.
    pub(crate) records: Vec<Record>,
    /// The day or days to show, where they matter.
    pub(crate) day: Option<String>,
    /// Which commit it goes into.
    pub(crate) way: Way,
    /// Whether only to show it.
    pub(crate) dry_run: bool,
}

/// Which commit a record goes into.
#[derive(Clone, Debug, Default)]
pub(crate) enum Way {
    /// One of its own, that changes no file.
    #[default]
    Alone,
    /// One with the learner's staged work.
    Staged(Wording),
    /// One of its own, signed with the learner's SSH key.
    Signed,
    /// The learner's next one.
    Next,
    /// One of its own, where the id of the one event was settled before.
    Settled(EventId),
}

/// What a recording has led to.
pub(crate) struct Outcome {
    /// The events as recorded; as they would be, in a dry run.
    pub(crate) events: Vec<Event>,
    /// Where the learner stands now.
    pub(crate) progress: Progress,
    told: term::Recorded,
}

/// A record about `target` that counts for `day`, with a note.
pub(crate) fn record(verb: Verb, target: Target, day: NaiveDate, note: Option<&str>) -> Record {
    let mut record = Record::new(verb, target);
    record.days = Some(crate::civil::DayRange::single(day));
    record.why = self::note(note);
    record
}

/// A note as an event keeps it: on one line; none where it is empty.
pub(crate) fn note(text: Option<&str>) -> Option<String> {
    text.map(one_line).filter(|note| !note.is_empty())
}

impl Recording {
    /// Records it, unless it is a dry run.
    ///
    /// # Errors
    ///
    /// Nothing is recorded when one is returned. Recording nothing is a mistake of ours, said
    /// rather than written as an empty commit.
    pub(crate) fn commit(
        self,
        workspace: &Workspace,
        before: impl Into<Before>,
        context: &Context,
    ) -> Result<Outcome, Failure> {
        let Before { history, as_of } = before.into();
        if self.records.is_empty() {
            return Err(Failure::request(say!("there is nothing to record", "没有要记录的内容")));
        }
        let subject = subject(workspace, &self.records);
        let (records, again) = match &self.way {
            Way::Settled(id) => {
                (Vec::new(), self.records.into_iter().map(|record| (id.clone(), record)).collect())
            }
            Way::Alone | Way::Signed | Way::Staged(_) | Way::Next => (self.records, Vec::new()),
        };
        if let Way::Staged(Wording { message: Some(message), .. }) = &self.way
            && message.is_empty()
        {
            return Err(LedgerError::Aborted.into());
        }
        let draft = Draft {
            subject,
            records,
            again,
            at: context.clock().now(),
            reference: workspace.plan.record.reference.clone(),
        };
        let mut told = term::Recorded { day: self.day, ..term::Recorded::default() };
        let mut events = if self.dry_run {
            preview(&draft, &self.way, &workspace.ledger, &mut told)?
        } else {
            let before = &history.events;
            workspace.ledger.drop_pending(|line| before.iter().any(|event| event.id == line.id))?;
            write(&draft, &self.way, &workspace.ledger, &mut told)?
        };
        events.retain(|event| history.events.iter().all(|known| known.id != event.id));
        let mut all = history.events;
        if !told.waits {
            all.extend(events.iter().cloned());
        }
        let progress = progress::fold(&workspace.plan, &all, as_of);
        if !self.dry_run {
            let record_ref = &workspace.plan.record.reference;
            if let Ok(tips) = workspace.ledger.tips(Scope::Everything { record_ref }) {
                glance::keep(workspace, &progress, &tips, workspace.today(context));
            }
        }
        let waits = told.waits;
        told.lines =
            events.iter().map(|event| line(workspace, event, &progress, waits, context)).collect();
        Ok(Outcome { events, progress, told })
    }
}

/// What recording would write, and its events.
fn preview(
    draft: &Draft,
    way: &Way,
    ledger: &Ledger,
    told: &mut term::Recorded,
) -> Result<Vec<Event>, Failure> {
    let (message, events) = match way {
        Way::Alone | Way::Signed | Way::Settled(_) => {
            ledger.preview(draft).map(|preview| (preview.message, preview.events))?
        }
        Way::Staged(wording) => ledger
            .preview_staged(draft, wording)
            .map(|preview| (preview.message, preview.events))?,
        Way::Next => ledger.preview_next(draft)?,
    };
    told.waits = matches!(way, Way::Next);
    told.message = Some(message);
    Ok(events)
}

/// Records a draft, and returns its events as they were written.
fn write(
    draft: &Draft,
    way: &Way,
    ledger: &Ledger,
    told: &mut term::Recorded,
) -> Result<Vec<Event>, Failure> {
    let recorded = match way {
        Way::Alone | Way::Settled(_) => ledger.record(draft)?,
        Way::Signed => ledger.record_signed(draft)?,
        Way::Staged(wording) => ledger.record_staged(draft, wording)?,
        Way::Next => {
            told.waits = true;
            return Ok(ledger.record_next(draft)?);
        }
    };
    let branch = recorded.reference.trim_start_matches("refs/heads/").to_owned();
    told.commit = Some((recorded.commit.short().to_owned(), branch));
    told.event = match recorded.events.as_slice() {
        [only] => Some(only.id.to_string()),
        _ => None,
    };
    Ok(recorded.events)
}

impl Outcome {
    /// Tells the learner what was recorded, with notices.
    ///
    /// # Errors
    ///
    /// Passes on what writing returns.
    pub(crate) fn tell(mut self, notices: Vec<Notice>, context: &Context) -> Result<(), Failure> {
        self.told.notices = notices;
        self.told.notices.extend(self.left_out(context));
        let told = context.say(&term::render_recorded(&self.told, context.style()));
        let told = told.map_err(|failure| match &self.told.commit {
            Some((commit, _)) => failure.hint(say!(
                "it was recorded all the same, in commit {commit}",
                "记录已经写入，见提交 {commit}"
            )),
            None => failure,
        });
        // The program ends here. The system takes a history back faster than it is taken apart.
        std::mem::forget(self);
        told
    }

    /// That the plan leaves the learner out, if it does.
    fn left_out(&self, context: &Context) -> Option<Notice> {
        let is_new = |entry: &&Entry| self.events.iter().any(|event| event.id == entry.event.id);
        let mut new = self.progress.entries.iter().filter(is_new);
        let foreign = new.find(|entry| entry.standing == progress::Standing::Foreign)?;
        let author = foreign.event.author.to_string();
        Some(Notice::Mind(context.style().lang.words().you_are_left_out(&author)))
    }
}

fn line(
    workspace: &Workspace,
    event: &Event,
    progress: &Progress,
    waits: bool,
    context: &Context,
) -> term::RecordedLine {
    let id = event.record.target.id();
    let title = id.and_then(|id| workspace.plan.title_of(id)).unwrap_or_default().to_owned();
    let habit = id.and_then(|id| Some((workspace.plan.habit(id)?, progress.habit(id)?)));
    let is_done = event.record.verb == Verb::Done;
    let day = event.record.days.map_or(progress.as_of, DayRange::last);
    let habit = habit.filter(|_| is_done && !waits);
    let is_short = habit.is_some_and(|(_, stand)| stand.amount_on(day) < stand.goal.target);
    let amount = habit.map(|(habit, stand)| {
        let (done, target) = (stand.amount_on(day).to_string(), stand.goal.target.to_string());
        let unit = habit.unit.as_deref().unwrap_or_default();
        context.style().lang.words().habit_today(&done, &target, unit, None)
    });
    let title = amount.map_or(title.clone(), |amount| term::facts(&[title, amount]));
    term::RecordedLine {
        verb: event.record.verb,
        target: event.record.target.clone(),
        of: event.record.of.iter().cloned().collect(),
        title,
        is_short,
    }
}

/// The subject of the commit: the plan's template for one completion, else verb and ids.
fn subject(workspace: &Workspace, records: &[Record]) -> String {
    let title = |id: &Id| workspace.plan.title_of(id).unwrap_or_default().to_owned();
    let verb = records.first().map_or("Record", |record| imperative(record.verb));
    match records {
        [Record { verb: Verb::Done, target: Target::One(id), .. }] => {
            let template = &workspace.plan.record.subject;
            template.replace("{id}", id.as_str()).replace("{title}", &title(id))
        }
        [Record { target: Target::One(id), .. }] => {
            format!("{verb} {id}: {}", title(id)).trim_end_matches(": ").to_owned()
        }
        [Record { verb: Verb::Study, .. }] => "Study".to_owned(),
        several => {
            let about: Vec<String> = several.iter().map(about).collect();
            format!("{verb} {}", about.join(", "))
        }
    }
}

/// What a record is about, in a subject; what is taken back and is about no task, by its id.
fn about(record: &Record) -> String {
    match &record.target {
        Target::One(id) => id.to_string(),
        Target::Everything if record.of.is_empty() => "everything".to_owned(),
        Target::Everything => {
            let of: Vec<&str> = record.of.iter().map(EventId::as_str).collect();
            of.join(", ")
        }
    }
}

/// The verb as the first word of a commit's subject.
fn imperative(verb: Verb) -> &'static str {
    match verb {
        Verb::Done => "Done",
        Verb::Study => "Study",
        Verb::Undo => "Undo",
        Verb::Reopen => "Reopen",
        Verb::Skip => "Skip",
        Verb::Attest => "Attest",
    }
}

/// Where the phases of these tasks stand, and the streak, as one line; of one habit its own.
pub(crate) fn summary(progress: &Progress, ids: &[Id], context: &Context) -> Notice {
    let words = context.style().lang.words();
    let mut phases: Vec<&Id> =
        ids.iter().filter_map(|id| progress.task(id)).map(|task| &task.phase).collect();
    phases.dedup();
    let stands = phases.iter().filter_map(|id| progress.phase(id));
    let mut parts: Vec<String> = stands
        .map(|phase| words.phase_stands(phase.id.as_str(), phase.count.done, phase.count.kept()))
        .collect();
    let habit = match ids {
        [only] => progress.habit(only),
        _ => None,
    };
    let (run, unit) = match habit {
        Some(habit) => (habit.strict.current, habit.unit),
        None => (progress.streak.current_days, progress::StreakUnit::Day),
    };
    if run > 0 {
        parts.push(words.habit().run_of(run, unit));
    }
    Notice::Facts(parts)
}
