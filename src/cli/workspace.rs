//! The learner's plan and repository, opened together.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::args::ReadArgs;
use super::context::Context;
use super::evidence::evidence;
use super::failure::Failure;
use super::glance;
use super::name::{self, Kind, Named};
use super::nearest::find_plan;
use super::reprint::Opened;
use crate::civil::DayRange;
use crate::id::Id;
use crate::ledger::{CommitId, Event, History, Ledger, Pending, Scope, Signature, Signer};
use crate::plan::{self, Plan, Problems};
use crate::progress::{self, Attestation, Progress};
use crate::say;
use crate::sentence::{FileAction, Sentence};
use crate::view::report::HistoryFacts;

/// The name of the plan's file.
pub(crate) const PLAN_FILE: &str = "roadmap.toml";

/// The plan that comes with the program.
pub(crate) const BUILT_IN: &str = include_str!("../../roadmap.toml");

/// The learner's plan and repository.
pub(crate) struct Workspace {
    /// The plan.
    pub(crate) plan: Plan,
    /// The repository.
    pub(crate) ledger: Ledger,
    /// The plan as it is written.
    pub(crate) source: Vec<u8>,
    /// The folder of the plan.
    pub(crate) folder: PathBuf,
}

/// What was recorded before something is recorded now.
pub(crate) struct Before {
    /// Everything that was recorded.
    pub(crate) history: History,
    /// The day to look at.
    pub(crate) as_of: NaiveDate,
}

/// What is known after reading history.
pub(crate) struct Standing {
    /// Everything that was recorded.
    pub(crate) history: History,
    /// What it adds up to.
    pub(crate) progress: Progress,
}

impl Workspace {
    /// Opens the repository around the directory, and the nearest plan in it.
    ///
    /// # Errors
    ///
    /// Says whether plan or repository is missing, and shows what is wrong with the plan.
    pub(crate) fn open(context: &Context) -> Result<Self, Failure> {
        Self::open_at(context.here(), context)
    }

    /// Whether there is a plan to open, be it in order or not.
    pub(crate) fn is_here(context: &Context) -> bool {
        let is_committed = || {
            let bare = context.ledger(context.here()).ok().filter(|it| it.work_dir().is_none());
            bare.is_some_and(|ledger| ledger.committed_file(PLAN_FILE).is_ok_and(|it| it.is_some()))
        };
        find_plan(context.here()).is_ok() || is_committed()
    }

    /// Opens the repository around another directory, and the nearest plan in it.
    ///
    /// # Errors
    ///
    /// As [`Workspace::open`].
    pub(crate) fn open_at(start: &Path, context: &Context) -> Result<Self, Failure> {
        let file = match find_plan(start) {
            Ok(file) => file,
            Err(no_plan) => return Self::bare(context, no_plan),
        };
        let source =
            fs::read(&file).map_err(|error| Failure::file(FileAction::Read, &file, &error))?;
        let plan = checked(&source, &shown_name(&file, context.here()), context)?;
        let beside = file.parent().unwrap_or(context.here());
        let ledger = context.ledger(beside)?;
        Ok(Self { plan, ledger, source, folder: beside.to_owned() })
    }

    /// The workspace of what is opened already.
    ///
    /// # Errors
    ///
    /// Shows what is wrong with the plan.
    pub(crate) fn of(opened: Opened, context: &Context) -> Result<Self, Failure> {
        let Opened { file, source, ledger } = opened;
        let plan = checked(&source, &shown_name(&file, context.here()), context)?;
        let folder = file.parent().unwrap_or(context.here()).to_owned();
        Ok(Self { plan, ledger, source, folder })
    }

    /// Opens a bare repository with the plan of its last commit; elsewhere there is `no_plan`.
    fn bare(context: &Context, no_plan: Failure) -> Result<Self, Failure> {
        let Ok(ledger) = context.ledger(context.here()) else { return Err(no_plan) };
        if ledger.work_dir().is_some() {
            return Err(on_other_branch(no_plan, &ledger));
        }
        let Some(source) = ledger.committed_file(PLAN_FILE)? else {
            return Err(no_plan);
        };
        let plan = checked(&source, &format!("HEAD:{PLAN_FILE}"), context)?;
        Ok(Self { plan, ledger, source, folder: context.here().to_owned() })
    }

    /// The learner's civil day.
    pub(crate) fn today(&self, context: &Context) -> NaiveDate {
        self.plan.day_end.day_of(context.clock().now())
    }

    /// Reads history and folds it, on the day and over the refs that `read` asks for.
    ///
    /// # Errors
    ///
    /// Passes on what git reports.
    pub(crate) fn standing(&self, context: &Context, read: &ReadArgs) -> Result<Standing, Failure> {
        let history = self.history(read.reference.as_deref(), !read.no_evidence)?;
        let date = self.today(context);
        let progress = match read.at {
            Some(word) => progress::fold(&self.plan, &history.events, word.resolve(date)?),
            None => progress::fold_today(&self.plan, &history.events, date),
        };
        if read.at.is_none() && read.reference.is_none() && !read.no_evidence {
            glance::keep(self, &progress, &history.tips, date);
        }
        Ok(Standing { history, progress })
    }

    /// Says beside an output that has no room for it where the history is cut.
    ///
    /// # Errors
    ///
    /// Passes on what writing returns.
    pub(crate) fn say_cut(standing: &Standing, context: &Context) -> Result<(), Failure> {
        if !standing.facts().truncated {
            return Ok(());
        }
        context.remark(&format!("! {}\n", context.style().lang.words().at_least()))
    }

    /// From the plan's first day, or an earlier one with anything, until the day looked at.
    pub(crate) fn every_day(&self, standing: &Standing) -> DayRange {
        let day = standing.progress.as_of;
        let recorded = standing.progress.activity.keys().next().copied();
        let first = recorded.map_or(self.plan.start, |first| first.min(self.plan.start));
        DayRange::new(first, day).unwrap_or(DayRange::single(day))
    }

    /// Folds again for days that end before the one looked at; whether they do, and are over.
    pub(crate) fn look_back_to(&self, standing: &mut Standing, last: NaiveDate) -> bool {
        let are_over = last < standing.progress.as_of;
        if are_over {
            standing.progress = progress::fold(&self.plan, &standing.history.events, last);
        }
        are_over
    }

    /// What others say of completions, newest first; signatures are checked only where somebody
    /// says something.
    ///
    /// # Errors
    ///
    /// Where git cannot be asked about signatures.
    pub(crate) fn attestations(&self, standing: &Standing) -> Result<Vec<Attestation>, Failure> {
        let events = &standing.history.events;
        let signatures = self.signatures(events)?;
        Ok(progress::attestations(&self.plan, events, &standing.progress, &signatures))
    }

    /// The signatures of the commits that carry attestations, by the keys of the plan's mentors.
    ///
    /// # Errors
    ///
    /// As [`Workspace::attestations`].
    pub(crate) fn signatures(
        &self,
        events: &[Event],
    ) -> Result<BTreeMap<CommitId, Signature>, Failure> {
        let signer = |mentor: &plan::Mentor| Signer {
            name: mentor.name.clone(),
            keys: mentor.keys.iter().map(|key| key.as_str().to_owned()).collect(),
        };
        let signers: Vec<Signer> = self.plan.mentors.iter().map(signer).collect();
        Ok(self.ledger.signatures(events, &signers)?)
    }

    /// Reads history, with what commits prove by the plan's rules where that is wanted.
    ///
    /// # Errors
    ///
    /// Passes on what git reports.
    fn history(&self, reference: Option<&str>, proves: bool) -> Result<History, Failure> {
        let record_ref = self.plan.record.reference.as_str();
        let scope = reference.map_or(Scope::Everything { record_ref }, Scope::Only);
        let mut history = self.ledger.history(scope)?;
        if proves && !self.plan.evidence.is_empty() {
            let evidence = evidence(&self.plan);
            let (events, is_missing) = self.ledger.evidence(scope, &history.tips, &evidence)?;
            history.events.extend(events);
            history.truncated |= is_missing;
        }
        Ok(history)
    }

    /// What was recorded so far, for who records more; who records keeps the new glance.
    ///
    /// # Errors
    ///
    /// As [`Workspace::standing`].
    pub(crate) fn before(&self, context: &Context) -> Result<Before, Failure> {
        let history = self.history(None, true)?;
        let as_of = progress::today(&self.plan, &history.events, self.today(context));
        Ok(Before { history, as_of })
    }

    /// Where the learner stands before something is recorded.
    ///
    /// # Errors
    ///
    /// As [`Workspace::standing`].
    pub(crate) fn standing_before(&self, context: &Context) -> Result<Standing, Failure> {
        let Before { history, as_of } = self.before(context)?;
        let progress = progress::fold(&self.plan, &history.events, as_of);
        Ok(Standing { history, progress })
    }

    /// The task or habit that `text` names.
    ///
    /// # Errors
    ///
    /// Lists the candidates, or near names.
    pub(crate) fn target(&self, text: &str) -> Result<Id, Failure> {
        let text = without_kind(text, &["task", "habit"]);
        let otherwise = || {
            say!(
                "`roadmap list` shows all tasks, `roadmap status` the habits of today",
                "`roadmap list` 列出所有任务，`roadmap status` 列出今天的习惯"
            )
        };
        let kind = Kind {
            noun: || say!("task or habit", "任务或习惯"),
            elsewhere: self.group_called(text),
            is_other: false,
            otherwise,
        };
        name::find(&kind, text, &self.targets()).cloned()
    }

    /// The habit that `text` names.
    ///
    /// # Errors
    ///
    /// Lists the candidates, or near names.
    pub(crate) fn habit(&self, text: &str) -> Result<Id, Failure> {
        let text = without_kind(text, &["habit"]);
        let habits = self.plan.habits.iter();
        let habits: Vec<_> =
            habits.map(|habit| Named { id: &habit.id, title: &habit.title }).collect();
        let otherwise = || say!("`roadmap streak` shows the habits", "列出习惯：`roadmap streak`");
        let elsewhere = self.task_called(text);
        let is_other = elsewhere.is_some();
        let kind = Kind { noun: || say!("habit", "习惯"), elsewhere, is_other, otherwise };
        name::find(&kind, text, &habits).cloned()
    }

    /// The task that `text` names.
    ///
    /// # Errors
    ///
    /// Lists the candidates, or near names.
    pub(crate) fn task(&self, text: &str) -> Result<Id, Failure> {
        let text = without_kind(text, &["task"]);
        let tasks = self.plan.tasks();
        let tasks: Vec<_> =
            tasks.map(|(_, task)| Named { id: &task.id, title: &task.title }).collect();
        let habit = self.habit_called(text);
        let kind = Kind {
            noun: || say!("task", "任务"),
            is_other: habit.is_some(),
            elsewhere: habit.or_else(|| self.group_called(text)),
            otherwise: || say!("`roadmap list` shows all tasks", "列出所有任务：`roadmap list`"),
        };
        name::find(&kind, text, &tasks).cloned()
    }

    /// What to try where `text` names a habit instead of a task.
    fn habit_called(&self, text: &str) -> Option<Sentence> {
        let id: Id = text.trim().parse().ok()?;
        self.plan.habit(&id).map(|_| {
            say!("`{id}` is a habit, and this is for tasks", "`{id}` 是习惯，这里只能用任务")
        })
    }

    /// The skill that `text` names, and no module.
    ///
    /// # Errors
    ///
    /// Lists the candidates, or near names.
    pub(crate) fn only_skill(&self, text: &str) -> Result<Id, Failure> {
        let skills = self.plan.skills();
        let skills: Vec<_> =
            skills.map(|(_, skill)| Named { id: &skill.id, title: &skill.title }).collect();
        let otherwise = || {
            say!(
                "the skills stand below `[[module]]` in roadmap.toml",
                "技能写在 roadmap.toml 的 `[[module]]` 之下"
            )
        };
        let elsewhere = self.module_called(text);
        let is_other = elsewhere.is_some();
        let kind = Kind { noun: || say!("skill", "技能"), elsewhere, is_other, otherwise };
        name::find(&kind, text, &skills).cloned()
    }

    /// What to try where `text` names a module instead of a skill.
    fn module_called(&self, text: &str) -> Option<Sentence> {
        let module = self.plan.modules.iter().find(|module| module.id.as_str() == text.trim())?;
        let skills: Vec<&str> = module.skills.iter().map(|skill| skill.id.as_str()).collect();
        let (id, skills) = (&module.id, Sentence::list(&skills));
        let (en, zh) = skills.both();
        Some(say!("`{id}` is a module; its skills are {en}", "`{id}` 是模块，其中的技能有 {zh}"))
    }

    /// The module that `text` names.
    ///
    /// # Errors
    ///
    /// Lists the candidates, or near names.
    pub(crate) fn module(&self, text: &str) -> Result<Id, Failure> {
        let modules = self.plan.modules.iter();
        let modules: Vec<_> =
            modules.map(|module| Named { id: &module.id, title: &module.title }).collect();
        let otherwise =
            || say!("`roadmap add module TITLE` adds one", "添加模块：`roadmap add module 标题`");
        let kind =
            Kind { noun: || say!("module", "模块"), elsewhere: None, is_other: false, otherwise };
        name::find(&kind, text, &modules).cloned()
    }

    /// What to try where `text` names a task instead of a habit.
    fn task_called(&self, text: &str) -> Option<Sentence> {
        let id: Id = text.trim().parse().ok()?;
        let task = self.plan.task(&id).map(|(_, task)| &task.id)?;
        Some(say!(
            "`{task}` is a task: `roadmap show {task}` shows it",
            "`{task}` 是任务，可用 `roadmap show {task}` 查看"
        ))
    }

    /// The task or habit that `text` names, where it might also be the id of an event.
    ///
    /// # Errors
    ///
    /// Lists the candidates, or near names.
    pub(crate) fn target_of_events(&self, text: &str) -> Result<Id, Failure> {
        let noun = || say!("task, habit or event", "任务、习惯或事件");
        let otherwise = || {
            say!(
                "`roadmap log` shows the ids of events; 4 characters are enough, of a commit 7",
                "事件的 id 见 `roadmap log`；写前 4 个字符即可，提交则写前 7 个"
            )
        };
        let kind = Kind { noun, elsewhere: self.group_called(text), is_other: false, otherwise };
        name::find(&kind, text, &self.targets()).cloned()
    }

    /// What to try where `text` names a phase, a skill or a module instead of a task.
    fn group_called(&self, text: &str) -> Option<Sentence> {
        let id: Id = text.trim().parse().ok()?;
        if self.plan.phase(&id).is_some() {
            return Some(say!(
                "`{id}` is a phase: `roadmap status {id}` shows its tasks",
                "`{id}` 是阶段，它的任务见 `roadmap status {id}`"
            ));
        }
        if let Some(moved) = self.plan.moved.iter().find(|moved| moved.from == id) {
            let to: Vec<&str> = moved.to.iter().map(Id::as_str).collect();
            let to = Sentence::list(&to);
            let (en, zh) = to.both();
            return Some(say!("`{id}` was moved to {en}", "`{id}` 已改为 {zh}"));
        }
        let noun = if self.plan.skills().any(|(_, skill)| skill.id == id) {
            say!("skill", "技能")
        } else if self.plan.modules.iter().any(|module| module.id == id) {
            say!("module of skills", "技能模块")
        } else {
            return None;
        };
        let (en, zh) = noun.both();
        Some(say!(
            "`{id}` is a {en}: `roadmap list --skill {id}` shows its tasks",
            "`{id}` 是{zh}，它的任务见 `roadmap list --skill {id}`"
        ))
    }

    /// What to try where `text` names a task or habit instead of a group of them.
    fn target_called(&self, text: &str) -> Option<Sentence> {
        let id: Id = text.trim().parse().ok()?;
        let noun = if self.plan.task(&id).is_some() {
            say!("task", "任务")
        } else if self.plan.habits.iter().any(|habit| habit.id == id) {
            say!("habit", "习惯")
        } else {
            return None;
        };
        let (en, zh) = noun.both();
        Some(say!(
            "`{id}` is a {en}: `roadmap show {id}` shows it",
            "`{id}` 是{zh}，可用 `roadmap show {id}` 查看"
        ))
    }

    /// Every task and habit.
    pub(crate) fn targets(&self) -> Vec<Named<'_>> {
        let tasks = self.plan.tasks().map(|(_, task)| Named { id: &task.id, title: &task.title });
        let habits = self.plan.habits.iter();
        tasks.chain(habits.map(|habit| Named { id: &habit.id, title: &habit.title })).collect()
    }

    /// The phase that `text` names.
    ///
    /// # Errors
    ///
    /// Lists the candidates, or near names.
    pub(crate) fn phase(&self, text: &str) -> Result<Id, Failure> {
        let text = without_kind(text, &["phase"]);
        let phases = self.plan.phases.iter();
        let phases: Vec<_> =
            phases.map(|phase| Named { id: &phase.id, title: &phase.title }).collect();
        let otherwise = || say!("`roadmap status` shows the phases", "列出阶段：`roadmap status`");
        let elsewhere = self.target_called(text);
        let kind = Kind { noun: || say!("phase", "阶段"), elsewhere, is_other: false, otherwise };
        name::find(&kind, text, &phases).cloned()
    }

    /// The skill or module that `text` names.
    ///
    /// # Errors
    ///
    /// Lists the candidates, or near names.
    pub(crate) fn skill(&self, text: &str) -> Result<Id, Failure> {
        let text = without_kind(text, &["skill", "module"]);
        let skills =
            self.plan.skills().map(|(_, skill)| Named { id: &skill.id, title: &skill.title });
        let modules = self.plan.modules.iter();
        let all: Vec<_> = skills
            .chain(modules.map(|module| Named { id: &module.id, title: &module.title }))
            .collect();
        let otherwise = || {
            say!(
                "the skills stand below `[[module]]` in roadmap.toml",
                "技能写在 roadmap.toml 的 `[[module]]` 之下"
            )
        };
        let elsewhere = self.target_called(text);
        let kind = Kind { noun: || say!("skill", "技能"), elsewhere, is_other: false, otherwise };
        name::find(&kind, text, &all).cloned()
    }
}

/// A name without the kind that may stand before it, as in `task/fastapi`.
fn without_kind<'a>(text: &'a str, kinds: &[&str]) -> &'a str {
    match text.split_once('/') {
        Some((kind, name)) if kinds.contains(&kind) => name,
        _ => text,
    }
}

impl From<Standing> for Before {
    fn from(standing: Standing) -> Self {
        Self { history: standing.history, as_of: standing.progress.as_of }
    }
}

impl Before {
    /// The lines that wait for the learner's next commit, and that no commit carries yet.
    ///
    /// # Errors
    ///
    /// Says where they cannot be read.
    pub(crate) fn pending(&self, ledger: &Ledger) -> Result<Vec<Pending>, Failure> {
        pending(&self.history, ledger)
    }
}

impl Standing {
    /// As [`Before::pending`].
    ///
    /// # Errors
    ///
    /// Says where they cannot be read.
    pub(crate) fn pending(&self, ledger: &Ledger) -> Result<Vec<Pending>, Failure> {
        pending(&self.history, ledger)
    }

    /// What the ledger says about the history as a whole. A line counts once, however many
    /// commits repeat it.
    pub(crate) fn facts(&self) -> HistoryFacts {
        let mut lines: Vec<&str> =
            self.history.remarks.iter().map(|remark| remark.line.as_str()).collect();
        lines.sort_unstable();
        lines.dedup();
        HistoryFacts { truncated: self.history.truncated, unreadable: lines.len() }
    }
}

fn pending(history: &History, ledger: &Ledger) -> Result<Vec<Pending>, Failure> {
    let mut pending = ledger.pending()?;
    pending.retain(|line| history.events.iter().all(|event| event.id != line.id));
    Ok(pending)
}

/// Says which branch has a plan, where another one is checked out, such as that of the records.
fn on_other_branch(no_plan: Failure, ledger: &Ledger) -> Failure {
    match ledger.branches_with(PLAN_FILE).unwrap_or_default().first() {
        Some(branch) => no_plan.first_hint(say!(
            "the branch `{branch}` has one: `git switch {branch}`",
            "分支 `{branch}` 中有计划：`git switch {branch}`"
        )),
        None => no_plan,
    }
}

/// Reads a plan that has to be valid, and shows what is wrong with it.
///
/// # Errors
///
/// Says how many errors it has.
pub(crate) fn checked(source: &[u8], name: &str, context: &Context) -> Result<Plan, Failure> {
    match plan::read(source) {
        Ok(reading) => Ok(reading.plan),
        Err(problems) => {
            render_problems(&problems, name, source, context)?;
            let errors = problems.errors();
            let plural = if errors == 1 { "" } else { "s" };
            Err(Failure::request(say!(
                "`{name}` has {errors} error{plural}, shown above",
                "`{name}` 有 {errors} 处错误，见上文"
            ))
            .hint(say!(
                "correct it and try again; what you recorded is safe in git",
                "请改正后重试；你的记录都安全地保存在 git 中"
            )))
        }
    }
}

/// Shows pictures of what is wrong with a plan.
///
/// # Errors
///
/// Passes on what writing returns.
pub(crate) fn render_problems(
    problems: &Problems,
    name: &str,
    source: &[u8],
    context: &Context,
) -> Result<(), Failure> {
    let mut pictures =
        problems.render(name, source, true, context.style().width, context.style().lang);
    pictures.push('\n');
    std::io::Write::write_all(&mut context.err(), pictures.as_bytes())?;
    Ok(())
}

/// A file as the user would name it from `here`.
pub(crate) fn shown_name(file: &Path, here: &Path) -> String {
    file.strip_prefix(here).unwrap_or(file).display().to_string()
}
