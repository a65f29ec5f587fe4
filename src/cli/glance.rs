//! What TAB and the prompt know at a glance: what the last command that read history left for
//! them. They never read history themselves.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::moment::Moment;
use super::workspace::Workspace;
use crate::id::{Hashed, Id};
use crate::ledger::{CommitId, Ledger, LedgerError, Shortcut, Verb};
use crate::plan::Plan;
use crate::progress::{Progress, Standing};
use crate::view::report::Prompt;

/// The version of the form; another one is as good as nothing.
const VERSION: u32 = 4;

/// How many events TAB offers to undo.
const EVENTS: usize = 10;

/// What is kept, as bytes: what the prompt needs, then what TAB needs. Nothing of it is copied
/// before it is wanted, because every TAB waits for it.
pub(super) struct Kept(Vec<u8>);

/// What it takes to know whether the rest holds, and the prompt.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Head<'a> {
    version: u32,
    /// For another plan nothing here holds; for another day or other tips, the prompt does not.
    #[serde(borrow)]
    moment: Moment<'a>,
    /// What the prompt shows.
    pub(super) prompt: Prompt,
}

/// What can be named.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Known<'a> {
    /// Tasks and habits: open tasks of the current phase, other open tasks, habits, the rest. They
    /// stand first, so that they can be read alone.
    #[serde(borrow)]
    pub(super) targets: Names<'a>,
    /// Habits.
    pub(super) habits: Names<'a>,
    /// Phases.
    pub(super) phases: Names<'a>,
    /// Skills.
    pub(super) skills: Names<'a>,
    /// Modules of skills.
    pub(super) modules: Names<'a>,
    /// Tasks that have something to run.
    pub(super) provable: Names<'a>,
    /// What can be undone, newest first: tasks and habits, then single events. All tasks and habits
    /// where that is not known.
    pub(super) undoable: Names<'a>,
}

/// What can be named, in the order to offer it.
pub(super) type Names<'a> = Vec<Name<'a>>;

/// A name, and what is said about it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Name<'a> {
    #[serde(borrow)]
    pub(super) name: Cow<'a, str>,
    #[serde(borrow)]
    said: Said<'a>,
}

impl Name<'_> {
    /// What is said about it.
    pub(super) fn said(&self) -> &str {
        str::from_utf8(&self.said.0).unwrap_or_default()
    }
}

/// A text that is checked when somebody wants it: TAB in bash shows none of two thousand titles.
#[derive(Clone, Debug)]
struct Said<'a>(Cow<'a, [u8]>);

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Said<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(deserializer).map(|bytes| Self(Cow::Borrowed(bytes)))
    }
}

/// The order in which targets are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// An open task of the current phase.
    Now,
    /// Another open task.
    Open,
    /// A habit.
    Habit,
    /// What is done or dropped.
    Over,
}

impl Kept {
    /// What is kept in a repository, for whatever plan; `None` where nothing is.
    pub(super) fn load(ledger: &Ledger) -> Option<Self> {
        ledger.shortcut(Shortcut::Glance).map(Self)
    }

    /// What is kept for the plan with this source; `None` where it is for another one.
    pub(super) fn head(&self, source: &[u8]) -> Option<Head<'_>> {
        self.parts(source).map(|(head, _)| head)
    }

    /// What can be named in it.
    pub(super) fn known(&self, source: &[u8]) -> Option<Known<'_>> {
        postcard::from_bytes(self.parts(source)?.1).ok()
    }

    /// Only its tasks and habits, which nearly every TAB asks for.
    pub(super) fn targets(&self, source: &[u8]) -> Option<Names<'_>> {
        let (targets, _) = postcard::take_from_bytes(self.parts(source)?.1).ok()?;
        Some(targets)
    }

    fn parts(&self, source: &[u8]) -> Option<(Head<'_>, &[u8])> {
        let (head, rest) = postcard::take_from_bytes::<Head<'_>>(&self.0).ok()?;
        (head.version == VERSION && head.moment.is_of(source)).then_some((head, rest))
    }
}

/// Keeps what is known on the reader's day for those who come next.
pub(super) fn keep(
    workspace: &Workspace,
    progress: &Progress,
    tips: &[CommitId],
    today: NaiveDate,
) {
    let Workspace { plan, ledger, .. } = workspace;
    let head = Head {
        version: VERSION,
        moment: Moment::of(workspace, tips, today),
        prompt: Prompt::new(plan, progress),
    };
    let known = Known::new(plan, Some(progress));
    // Writing to memory does not fail.
    let bytes = postcard::to_stdvec(&(head, known)).unwrap_or_default();
    ledger.keep_shortcut(Shortcut::Glance, &bytes);
}

impl Head<'_> {
    /// The civil day of an instant, as the plan counts days.
    pub(super) fn day_of(&self, now: DateTime<FixedOffset>) -> Option<NaiveDate> {
        self.moment.day_of(now)
    }

    /// Whether the prompt holds at this instant, as history is now.
    ///
    /// # Errors
    ///
    /// As [`Moment::is_now`].
    pub(super) fn holds(
        &self,
        ledger: &Ledger,
        now: DateTime<FixedOffset>,
    ) -> Result<bool, LedgerError> {
        self.moment.is_now(ledger, now)
    }
}

impl<'a> Known<'a> {
    /// What can be named in a plan, and where one stands if that is known.
    pub(super) fn new(plan: &'a Plan, progress: Option<&'a Progress>) -> Self {
        let provable = plan.tasks().map(|(_, task)| task).filter(|task| task.verify.is_some());
        Self {
            targets: targets(plan, progress),
            habits: plan.habits.iter().map(|habit| pair(&habit.id, &habit.title)).collect(),
            phases: plan.phases.iter().map(|phase| pair(&phase.id, &phase.title)).collect(),
            skills: plan.skills().map(|(_, skill)| pair(&skill.id, &skill.title)).collect(),
            modules: plan.modules.iter().map(|module| pair(&module.id, &module.title)).collect(),
            provable: provable.map(|task| pair(&task.id, &task.title)).collect(),
            undoable: match progress {
                Some(progress) => undoable(plan, progress),
                None => targets(plan, None),
            },
        }
    }
}

impl<'a> Known<'a> {
    /// Skills, then modules.
    pub(super) fn trained(&self) -> impl Iterator<Item = &Name<'a>> {
        self.skills.iter().chain(&self.modules)
    }
}

fn pair<'a>(id: &'a Id, title: &'a str) -> Name<'a> {
    Name { name: Cow::Borrowed(id.as_str()), said: Said(Cow::Borrowed(title.as_bytes())) }
}

fn targets<'a>(plan: &'a Plan, progress: Option<&Progress>) -> Names<'a> {
    let current = progress.and_then(|progress| progress.current_phase.as_ref());
    let mut targets: Vec<(Rank, Name<'_>)> = Vec::new();
    for (at, (phase, task)) in plan.tasks().enumerate() {
        let state = progress.and_then(|progress| progress.tasks.get(at));
        let rank = match state {
            Some(state) if !state.is_open() => Rank::Over,
            Some(_) if current == Some(&phase.id) => Rank::Now,
            _ => Rank::Open,
        };
        targets.push((rank, pair(&task.id, &task.title)));
    }
    targets.extend(plan.habits.iter().map(|habit| (Rank::Habit, pair(&habit.id, &habit.title))));
    targets.sort_by_key(|(rank, _)| *rank);
    targets.into_iter().map(|(_, pair)| pair).collect()
}

fn undoable<'a>(plan: &'a Plan, progress: &'a Progress) -> Names<'a> {
    let entries = || {
        let entries = progress.entries.iter();
        entries.filter(|entry| {
            entry.standing == Standing::Counts && entry.event.record.verb != Verb::Attest
        })
    };
    let mut recorded: Vec<&Id> = Vec::new();
    let mut seen: HashSet<&Id, Hashed> = HashSet::default();
    for id in entries().flat_map(|entry| &entry.credited) {
        if seen.insert(id) {
            recorded.push(id);
        }
    }
    let tasks = plan.tasks().map(|(_, task)| (&task.id, task.title.as_str()));
    let habits = plan.habits.iter().map(|habit| (&habit.id, habit.title.as_str()));
    let titles: HashMap<&Id, &str, Hashed> = tasks.chain(habits).collect();
    let names = recorded.iter().map(|id| pair(id, titles.get(id).copied().unwrap_or_default()));
    let events = entries().take(EVENTS).map(|entry| {
        let record = &entry.event.record;
        let verb = record.verb.key().trim_start_matches("Roadmap-").to_lowercase();
        let said = format!("{verb} {} {}", record.target, entry.day());
        Name {
            name: Cow::Borrowed(entry.event.id.as_str()),
            said: Said(Cow::Owned(said.into_bytes())),
        }
    });
    names.chain(events).collect()
}
