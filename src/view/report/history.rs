//! `roadmap log`: events, newest first.

use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

use super::Window;
use super::attestation;
use crate::id::Id;
use crate::ledger::{Derived, EventId, Matter, Person, Remark, Signature, Target, Verb, Verdict};
use crate::plan::Plan;
use crate::progress::{Attestation, Entry, Progress, Standing};
use crate::quantity::{Amount, StudyTime};
use crate::say;
use crate::sentence::{Lang, Sentence, Spoken as _};

/// One event.
#[derive(Clone, Debug, Serialize)]
pub struct EventRow {
    /// Its name.
    pub id: EventId,
    /// What happened.
    pub verb: Verb,
    /// What it happened to.
    pub target: Target,
    /// The target's title in the plan.
    pub title: Option<String>,
    /// The days that it counts for.
    pub days: Window,
    /// Whether it was recorded after its day.
    pub late: bool,
    /// When it was recorded, with the offset of the author's clock.
    pub recorded_at: String,
    /// How much of a habit; 1 where the event does not say.
    pub amount: Amount,
    /// The study time, in seconds.
    pub took_seconds: Option<u64>,
    /// The events that it cancels or reopens.
    pub of: Vec<EventId>,
    /// Where the result can be seen.
    pub link: Option<String>,
    /// The receipt of a verification.
    pub check: Option<String>,
    /// The reason, or a note.
    pub why: Option<String>,
    /// Attributes that this version does not know.
    pub other: BTreeMap<String, String>,
    /// What an attestation says; programs find it in `other`.
    #[serde(skip)]
    pub verdict: Option<Verdict>,
    /// Of an attestation, the mentor whose signature it has; null where it is unverified.
    pub attesting_mentor: Option<String>,
    /// Of an attestation: `verified`, `no-mentor` (a key of nobody in the plan), `bad`, `missing`
    /// or `unchecked`; null for everything else.
    #[serde(serialize_with = "attestation::code_if_any")]
    pub attesting_signature: Option<Signature>,
    /// Whether it counts.
    #[serde(flatten)]
    pub standing: StandingRow,
    /// Who recorded it.
    pub author: Person,
    /// A commit that carries it.
    pub commit: String,
    /// How it follows from that commit; null for what a line records.
    pub derived: Option<Derived>,
}

/// Whether an event counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "standing", rename_all = "kebab-case")]
pub enum StandingRow {
    /// It counts.
    Counts,
    /// Its time counts; its completion does not.
    Reopened {
        /// The event that says so.
        by: EventId,
    },
    /// It does not count.
    Undone {
        /// The event that says so.
        by: EventId,
    },
    /// It undoes itself by way of others.
    Cyclic,
    /// The plan lacks its target.
    Unknown,
    /// Its day is still to come.
    Future,
    /// The plan leaves its author out.
    Foreign,
}

impl From<&Standing> for StandingRow {
    fn from(standing: &Standing) -> Self {
        match standing {
            Standing::Counts => Self::Counts,
            Standing::Reopened(by) => Self::Reopened { by: by.clone() },
            Standing::Undone(by) => Self::Undone { by: by.clone() },
            Standing::Cyclic => Self::Cyclic,
            Standing::Unknown => Self::Unknown,
            Standing::Future => Self::Future,
            Standing::Foreign => Self::Foreign,
        }
    }
}

/// `roadmap log`.
#[derive(Clone, Debug, Serialize)]
pub struct Log {
    /// How many events there are, shown or not.
    pub total: usize,
    /// The study time of all of them that count, shown or not, in seconds.
    pub study_seconds: u64,
    /// The events, newest first.
    pub events: Vec<EventRow>,
    /// Lines that look like events but were not read, or only in part.
    pub remarks: Vec<RemarkRow>,
    /// Whether to show these instead of the events.
    #[serde(skip)]
    pub show_remarks: bool,
}

/// Something odd about one line of a commit message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RemarkRow {
    /// A commit that has the line.
    pub commit: String,
    /// The line, from the key on.
    pub line: String,
    /// What is odd, for programs.
    pub matter: String,
    /// What is odd, for people.
    #[serde(skip)]
    pub said: Sentence,
}

impl From<&Remark> for RemarkRow {
    fn from(remark: &Remark) -> Self {
        let said = match &remark.matter {
            Matter::UnknownVerb => say!(
                "this version does not know the verb; it is kept",
                "此版本不认识这个动词；它会保留"
            ),
            Matter::NoEvent(why) => why.sentence(),
            Matter::Flaw(flaw) => flaw.sentence(),
        };
        let matter = said.text(Lang::En).to_owned();
        Self { commit: remark.commit.short().to_owned(), line: remark.line.clone(), matter, said }
    }
}

impl Log {
    /// The newest `limit` events, or all, whose entry `is_wanted`.
    pub fn new(
        plan: &Plan,
        progress: &Progress,
        limit: Option<usize>,
        is_wanted: impl Fn(&Entry) -> bool,
    ) -> Self {
        let wanted: Vec<&Entry> =
            progress.entries.iter().filter(|entry| is_wanted(entry)).collect();
        let shown = wanted.iter().take(limit.unwrap_or(usize::MAX));
        let titles = Titles::of(plan);
        let events = shown.map(|entry| titles.row(entry)).collect();
        let times = wanted.iter().filter(|entry| entry.is_activity());
        let time: StudyTime = times.filter_map(|entry| entry.event.record.took).sum();
        Self {
            total: wanted.len(),
            study_seconds: time.seconds(),
            events,
            remarks: Vec::new(),
            show_remarks: false,
        }
    }

    /// Whether somebody attests something in it, so that signatures matter.
    #[must_use]
    pub fn has_attestations(&self) -> bool {
        self.events.iter().any(|event| event.verb == Verb::Attest)
    }

    /// The log with whose signatures its attestations have.
    #[must_use]
    pub fn signed(mut self, attestations: &[Attestation]) -> Self {
        sign(&mut self.events, attestations);
        self
    }

    /// The log with what is odd about lines, which is shown instead of the events if asked for.
    #[must_use]
    pub fn with_remarks(mut self, remarks: &[Remark], show: bool) -> Self {
        self.remarks = remarks.iter().map(RemarkRow::from).collect();
        self.remarks.sort_by(|a, b| (&a.line, &a.commit).cmp(&(&b.line, &b.commit)));
        self.show_remarks = show;
        self
    }
}

/// Says of each attestation whose signature it has.
pub(super) fn sign(events: &mut [EventRow], attestations: &[Attestation]) {
    for row in events.iter_mut().filter(|row| row.verb == Verb::Attest) {
        let known = attestations.iter().find(|known| known.event.id == row.id);
        row.attesting_mentor = known.and_then(Attestation::mentor).map(str::to_owned);
        row.attesting_signature =
            Some(known.map_or(Signature::Unchecked, |known| known.signature.clone()));
    }
}

/// The titles of the plan's tasks and habits, looked up once for each of many events.
pub(super) struct Titles<'a> {
    by_id: HashMap<&'a Id, &'a str>,
}

impl<'a> Titles<'a> {
    pub(super) fn of(plan: &'a Plan) -> Self {
        let tasks = plan.tasks().map(|(_, task)| (&task.id, task.title.as_str()));
        let habits = plan.habits.iter().map(|habit| (&habit.id, habit.title.as_str()));
        Self { by_id: habits.chain(tasks).collect() }
    }

    /// One entry as a row. The title is that of its target today.
    pub(super) fn row(&self, entry: &Entry) -> EventRow {
        let record = &entry.event.record;
        let title = |id: &Id| self.by_id.get(id).copied();
        let named = record.target.id().and_then(title);
        let title = named.or_else(|| entry.credited.first().and_then(title));
        EventRow {
            id: entry.event.id.clone(),
            verb: record.verb,
            target: record.target.clone(),
            title: title.map(str::to_owned),
            days: entry.days.into(),
            late: entry.is_late(),
            recorded_at: entry.event.at.to_rfc3339(),
            amount: record.amount.unwrap_or(Amount::ONE),
            took_seconds: record.took.map(StudyTime::seconds),
            of: record.of.iter().cloned().collect(),
            link: record.link.clone(),
            check: record.check.clone(),
            why: record.why.clone(),
            other: record.other.clone(),
            verdict: record.verdict(),
            attesting_mentor: None,
            attesting_signature: (record.verb == Verb::Attest).then_some(Signature::Unchecked),
            standing: (&entry.standing).into(),
            author: entry.event.author.clone(),
            commit: entry.event.commit.as_str().to_owned(),
            derived: entry.event.derived.as_deref().cloned(),
        }
    }
}

impl EventRow {
    /// The day that it counts for; of a skip, the first.
    #[must_use]
    pub fn day(&self) -> NaiveDate {
        if self.verb == Verb::Skip { self.days.first } else { self.days.last }
    }
}
