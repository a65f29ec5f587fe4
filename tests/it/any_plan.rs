//! Any plan that `plan::read` could return, as a strategy of proptest.

use chrono::{Days, NaiveDate, Weekday};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};
use roadmap::civil::{self, DayRange};
use roadmap::id::Id;
use roadmap::plan::{
    Cadence, Command, EvidenceRule, EvidenceUnit, Fits, Habit, HabitGoal, HabitSpan, Link, Mentor,
    Module, Moved, NoteLanguage, NoteRules, Phase, Plan, Proof, RecordRules, Skill, SshKey, Step,
    Task, Verify,
};
use roadmap::quantity::{Amount, StudyTime};

/// Pieces of text that Markdown, HTML or TOML would take for something else, and odd blanks.
const ODD: [&str; 69] = [
    "*",
    "**",
    "_",
    "`",
    "``",
    "~~",
    "\\",
    "\"",
    "'",
    "<",
    ">",
    "&",
    "&amp;",
    "|",
    "#",
    "# ",
    "- ",
    "+ ",
    "1. ",
    "> ",
    "[",
    "]",
    "(",
    ")",
    "[x] ",
    "[a](b)",
    "![a](b)",
    "<!--",
    "-->",
    "--",
    "<b>",
    "https://a.org",
    "{#id}",
    "^",
    "[^1]",
    "$",
    " ",
    " ",
    "\u{a0}",
    "\u{3000}",
    "每日",
    "every day ",
    "2025年8月",
    "(2025-08)",
    "Week 1: ",
    "阶段 2：",
    ":",
    "：",
    "·",
    "---",
    "===",
    "| a | b |",
    "\u{2028}",
    "\u{200b}",
    "e\u{301}",
    "🚀",
    "<br>",
    ":tada:",
    "@a",
    "%20",
    "</details>",
    "\\|",
    "12h",
    "roadmap:",
    "~",
    "=",
    "!",
    "\\\\",
    "&#35;",
];

/// A line: text that is not blank and has no control character. Every third one is odd: it holds
/// what Markdown, HTML or TOML would take for something else, or blanks where they get lost.
pub(crate) fn line() -> impl Strategy<Value = String> {
    let odd = select(ODD.to_vec());
    let plain = || prop_oneof!["[a-zA-Z0-9 ]{1,12}", "[学习的后端开发基础]{1,6}"];
    let piece = prop_oneof![2 => plain().boxed(), 1 => odd.prop_map(str::to_owned).boxed()];
    let lines = prop_oneof![
        2 => prop::collection::vec(plain(), 1..3).prop_map(|pieces| pieces.concat()).boxed(),
        1 => prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat()).boxed(),
    ];
    lines.prop_map(|line| if line.trim().is_empty() { "a".to_owned() } else { line })
}

/// Ids, some of them with the dashes that end a comment.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![4 => "[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", 1 => "[a-z0-9][a-z0-9-]{0,12}"]
}

/// The texts as ids, every one of them only once.
fn unique(texts: Vec<String>) -> Vec<Id> {
    let mut taken = std::collections::HashSet::new();
    let ids = texts.into_iter().map(|text| {
        let mut id = text.clone();
        let mut number = 1;
        while !taken.insert(id.clone()) {
            number += 1;
            id = format!("{text}{number}");
        }
        id.parse().expect("an id")
    });
    ids.collect()
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..2_000)
        .prop_map(|days| civil::parse_date("2024-01-01").expect("a date") + Days::new(days))
}

fn window() -> impl Strategy<Value = DayRange> {
    let days = (day(), 0_u64..200).prop_map(|(first, length)| {
        DayRange::new(first, first + Days::new(length)).expect("a range")
    });
    let months = (2024_i32..2030, 1_u32..=12).prop_map(|(year, month)| {
        DayRange::parse_window(&format!("{year}-{month:02}")).expect("a month")
    });
    prop_oneof![days, months]
}

fn url() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "https://[a-z]{1,6}\\.org/[a-z0-9/._~-]{0,12}",
        1 => "http://[a-z]{1,4}[a-z()<>&;#?=%'\\[\\]*_`|\\\\\"-]{0,10}",
        1 => "mailto:[a-z]{1,6}@[a-z]{1,6}\\.org",
    ]
}

fn urls() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(url(), 0..3).prop_map(|mut urls| {
        let mut seen = Vec::new();
        urls.retain(|url| {
            !seen.contains(url) && {
                seen.push(url.clone());
                true
            }
        });
        urls
    })
}

fn cadence() -> impl Strategy<Value = Cadence> {
    let days = vec![
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];
    prop_oneof![
        Just(Cadence::Daily),
        Just(Cadence::Weekdays),
        subsequence(days, 1..=7).prop_map(Cadence::On),
        (1_u32..=7).prop_map(Cadence::PerWeek),
        (1_u32..=31).prop_map(Cadence::PerMonth),
        (2_u32..=30, 1_u32..=2).prop_map(|(days, count)| Cadence::Rolling { count, days }),
        (2_u32..=30).prop_map(Cadence::EveryDays),
    ]
}

fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![
        Just(Amount::ONE),
        "[1-9][0-9]{0,2}(\\.[1-9]{1,3})?".prop_map(|text| text.parse().expect("an amount"))
    ]
}

/// Goals as a reader leaves them: later ones change something, and a stretch never goes away.
fn goals() -> impl Strategy<Value = Vec<HabitGoal>> {
    let goal = || (cadence(), amount(), prop::option::of(amount()));
    let later = prop::collection::vec((1_u64..90, goal()), 0..3);
    (goal(), day(), later).prop_map(|((every, target, more), first, later)| {
        let stretch = more.map(|more| target + more);
        let mut goals = vec![HabitGoal { from: None, every, target, stretch }];
        let mut from = first;
        for (days, (every, target, more)) in later {
            from = from + Days::new(days);
            let last = goals.last().expect("the first");
            let stretch = more.map(|more| target + more).or(last.stretch);
            let goal = HabitGoal { from: Some(from), every, target, stretch };
            let same = HabitGoal { from: goal.from, ..last.clone() };
            if goal != same && stretch.is_none_or(|stretch| stretch > target) {
                goals.push(goal);
            }
        }
        goals
    })
}

/// What proves a task. What cannot be split into words goes to a shell.
fn verify() -> impl Strategy<Value = Verify> {
    let command =
        (line(), any::<bool>()).prop_map(|(text, shell)| match Command::of_words(&text) {
            Ok(command) if !shell => command,
            _ => Command::of_shell(&text),
        });
    let rest = (
        prop::option::of("d[a-z]{0,3}(/d[a-z]{0,3})?"),
        prop::option::of((1_u64..3_600_000).prop_map(StudyTime::from_seconds)),
        prop::collection::btree_map("[A-Z_][A-Z0-9_]{0,4}", line(), 0..2),
        any::<bool>(),
    );
    let step = (command, prop::option::of(rest)).prop_map(|(command, rest)| match rest {
        None => Step::plain(command),
        Some((folder, timeout, variables, needs_clean)) => {
            Step { command, folder, timeout, variables, needs_clean }
        }
    });
    prop::collection::vec(step, 1..4).prop_map(|steps| Verify::new(steps).expect("a step"))
}

/// A phase without ids: title, window, and tasks with all but references.
type LoosePhase = (String, DayRange, bool, Vec<(String, u64, Vec<String>, Option<Verify>)>);

fn phase() -> impl Strategy<Value = LoosePhase> {
    let task = (line(), 1_u64..3_600_000, urls(), prop::option::weighted(0.3, verify()));
    (line(), window(), any::<bool>(), prop::collection::vec(task, 0..5))
}

type LooseHabit = (String, Option<String>, Vec<HabitGoal>, Index, u8, (NaiveDate, u64));

fn habit() -> impl Strategy<Value = LooseHabit> {
    let unit = prop::option::of(line());
    (line(), unit, goals(), any::<Index>(), 0_u8..4, (day(), 0_u64..90))
}

/// What of a plan does not depend on another part of it.
type Top = (
    (String, Option<String>, Option<String>),
    (NaiveDate, Option<u64>, String, bool, Vec<Weekday>, u32),
    (Option<String>, bool, Vec<String>),
);

fn top() -> impl Strategy<Value = Top> {
    let days = vec![Weekday::Mon, Weekday::Wed, Weekday::Sat, Weekday::Sun];
    let end = prop_oneof![Just("00:00".to_owned()), Just("04:30".to_owned())];
    let authors = prop::collection::hash_set(line(), 0..3);
    (
        (line(), prop::option::of(line()), prop::option::of(line())),
        (
            day(),
            prop::option::of(0_u64..900),
            end,
            any::<bool>(),
            subsequence(days, 0..4),
            0_u32..=31,
        ),
        (
            prop::option::of("refs/[a-z]{1,6}/[a-z]{1,4}(-{0,2}[a-z]{1,3})?"),
            any::<bool>(),
            authors.prop_map(|authors| authors.into_iter().collect()),
        ),
    )
}

/// Any valid plan.
pub(crate) fn any_plan() -> impl Strategy<Value = Plan> {
    let ids = || prop::collection::vec(id(), 40);
    let modules = prop::collection::vec((line(), prop::collection::vec(line(), 0..4)), 0..3);
    let links = prop::collection::vec((line(), url()), 0..4);
    let parts = (
        prop::collection::vec(phase(), 0..4),
        prop::collection::vec(habit(), 0..3),
        modules,
        links,
        prop::collection::vec(prop::collection::vec(any::<Index>(), 1..3), 0..3),
    );
    let picks = prop::collection::vec((any::<Index>(), any::<Index>(), 0_u8..3), 24);
    let rules = prop::collection::vec(rule(), 0..3);
    (top(), (ids(), ids(), ids()), parts, (picks, rules)).prop_map(
        |(
            top,
            (work, phase_ids, skill_ids),
            (phases, habits, modules, links, moves),
            (picks, rules),
        ): (_, _, _, (Vec<_>, Vec<LooseRule>))| {
            let (mut work, mut phase_ids) =
                (unique(work).into_iter(), unique(phase_ids).into_iter());
            let mut skill_ids = unique(skill_ids).into_iter();
            let modules = modules_of(modules, &mut skill_ids);
            let mut plan = bare(top, modules, links);
            plan.phases = phases_of(phases, &mut work, &mut phase_ids);
            plan.habits = habits_of(habits, &plan.phases, &mut work);
            refer(&mut plan, &picks);
            move_some(&mut plan, moves, &mut work);
            prove(&mut plan, rules, &mut work);
            begin_in_time(&mut plan);
            plan
        },
    )
}

/// As many mentors as there may be of three, in the order of their names.
fn mentors(seed: u32) -> Vec<Mentor> {
    let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ6jHFFSbJy2oxNO6FK3T6R9ywSni1Oe2bNDiTNxBLKh";
    let mentor = |name: &str, keys: &[&str]| Mentor {
        name: name.to_owned(),
        keys: keys.iter().map(|key| SshKey::read(key).expect("a key")).collect(),
    };
    let other = key.replace("BLKh", "BLKi");
    let all = [mentor("Prof \"W\" -- Wang", &[key]), mentor("王老师", &[key, &other])];
    all.into_iter().take((seed % 3) as usize).collect()
}

/// A rule of evidence without ids: what it looks at, its unit and amount, and which of all tasks,
/// habits and moves it is for.
type LooseRule = (Fits, EvidenceUnit, Amount, Index);

fn rule() -> impl Strategy<Value = LooseRule> {
    let path = select(vec!["*/*.py", "[0-9]*-*/*.{py,java}", "题解/**", "a b\\*", "x"]);
    let message = select(vec!["LeetHub$", "(?i)^solve \\d+ -- \"x\"", "a|b", "\\\\p", "-->", "#"]);
    let name = || select(vec!["v1.*", "{a,b}/c", "kim@example.org", "\"Kim\" <*>"]);
    let fits = (
        path,
        prop::option::of(message),
        prop::option::of(name()),
        prop::option::of(name()),
        any::<bool>(),
    );
    let fits = fits.prop_map(|(path, message, tag, co_author, has_path)| {
        let mut fits = Fits {
            path: has_path.then(|| path.parse().expect("a path")),
            message: message.map(|text| text.parse().expect("a text")),
            tag: tag.map(|text| text.parse().expect("a name")),
            co_author: co_author.map(|text| text.parse().expect("a name")),
        };
        if fits.is_empty() {
            fits.path = Some(path.parse().expect("a path"));
        }
        fits
    });
    (fits, select(EvidenceUnit::ALL.to_vec()), amount(), any::<Index>())
}

/// Adds rules of evidence for tasks, habits and ids of the past.
fn prove(plan: &mut Plan, rules: Vec<LooseRule>, ids: &mut impl Iterator<Item = Id>) {
    for (fits, unit, amount, pick) in rules {
        let mut proofs: Vec<Proof> =
            plan.tasks().map(|(_, task)| Proof::Task(task.id.clone())).collect();
        proofs.extend(plan.habits.iter().map(|habit| Proof::Habit(habit.id.clone(), amount)));
        proofs.extend(plan.moved.iter().map(|moved| Proof::Habit(moved.from.clone(), amount)));
        if proofs.is_empty() {
            return;
        }
        let unit = if fits.path.is_none() { EvidenceUnit::Commit } else { unit };
        let id = ids.next().expect("enough ids");
        plan.evidence.push(EvidenceRule { id, proof: pick.get(&proofs).clone(), fits, unit });
    }
}

fn bare(top: Top, modules: Vec<Module>, links: Vec<(String, String)>) -> Plan {
    let ((title, goal, path), (start, length, end, sunday, rest_days, freezes), rules) = top;
    let (reference, has_subject, authors) = rules;
    let default = RecordRules::default();
    Plan {
        title,
        goal,
        path,
        start,
        deadline: length.map(|days| start + Days::new(days)),
        day_end: end.parse().expect("a time"),
        week_start: if sunday { Weekday::Sun } else { Weekday::Mon },
        rest_days,
        freezes_per_month: freezes,
        phases: Vec::new(),
        habits: Vec::new(),
        modules,
        links: links.into_iter().map(|(title, url)| Link { title, url }).collect(),
        moved: Vec::new(),
        evidence: Vec::new(),
        mentors: mentors(freezes),
        record: RecordRules {
            reference: reference.unwrap_or(default.reference),
            subject: if has_subject { "学 \"{title}\" -- {id}".into() } else { default.subject },
        },
        authors,
        notes: freezes.is_multiple_of(3).then(|| NoteRules {
            directory: "study/笔记".into(),
            language: (freezes > 9).then_some(NoteLanguage::Chinese),
        }),
    }
}

fn modules_of(
    modules: Vec<(String, Vec<String>)>,
    ids: &mut impl Iterator<Item = Id>,
) -> Vec<Module> {
    let mut next = || ids.next().expect("enough ids");
    modules
        .into_iter()
        .map(|(title, skills)| Module {
            id: next(),
            title,
            skills: skills.into_iter().map(|title| Skill { id: next(), title }).collect(),
        })
        .collect()
}

fn phases_of(
    phases: Vec<LoosePhase>,
    work: &mut impl Iterator<Item = Id>,
    ids: &mut impl Iterator<Item = Id>,
) -> Vec<Phase> {
    let mut built = Vec::new();
    for (title, window, has_estimates, tasks) in phases {
        let tasks = tasks.into_iter().map(|(title, seconds, links, verify)| Task {
            id: work.next().expect("enough ids"),
            title,
            estimate: has_estimates.then(|| StudyTime::from_seconds(seconds)),
            needs: Vec::new(),
            skills: Vec::new(),
            links,
            verify,
        });
        let tasks = tasks.collect();
        built.push(Phase { id: ids.next().expect("enough ids"), title, window, tasks });
    }
    built
}

fn habits_of(
    habits: Vec<LooseHabit>,
    phases: &[Phase],
    work: &mut impl Iterator<Item = Id>,
) -> Vec<Habit> {
    let build = |(title, unit, goals, pick, kind, (from, length)): LooseHabit| {
        let until = from + Days::new(length + 3_000);
        let span = match kind {
            0 if !phases.is_empty() => HabitSpan::Phase(pick.get(phases).id.clone()),
            1 => HabitSpan::Days { from: Some(from), until: None },
            2 => HabitSpan::Days { from: None, until: Some(until) },
            3 => HabitSpan::Days { from: Some(from), until: Some(until) },
            _ => HabitSpan::Days { from: None, until: None },
        };
        Habit { id: work.next().expect("enough ids"), title, unit, span, goals }
    };
    habits.into_iter().map(build).collect()
}

/// Lets tasks need earlier ones, and train skills. A task can be no earlier than what it needs, and
/// what that needs in turn; the day on which it may begin is handed on with it.
fn refer(plan: &mut Plan, picks: &[(Index, Index, u8)]) {
    let skills: Vec<Id> = plan.skills().map(|(_, skill)| skill.id.clone()).collect();
    let mut earlier: Vec<(NaiveDate, Id)> = Vec::new();
    let mut picks = picks.iter().cycle();
    let windows = plan.phases.iter_mut().map(|phase| (phase.window, &mut phase.tasks));
    let tasks =
        windows.flat_map(|(window, tasks)| tasks.iter_mut().map(move |task| (window, task)));
    for (window, task) in tasks {
        let mut first = window.first();
        let possible: Vec<&(NaiveDate, Id)> =
            earlier.iter().filter(|(first, _)| *first <= window.last()).collect();
        if let Some((need, skill, kind)) = picks.next() {
            if *kind > 0 && !possible.is_empty() {
                let (needed_from, needed) = need.get(&possible);
                first = first.max(*needed_from);
                task.needs.push(needed.clone());
            }
            if *kind > 1 && !skills.is_empty() {
                task.skills.push(skill.get(&skills).clone());
            }
        }
        earlier.push((first, task.id.clone()));
    }
}

/// Adds moves to tasks and habits of the plan.
fn move_some(plan: &mut Plan, moves: Vec<Vec<Index>>, work: &mut impl Iterator<Item = Id>) {
    let mut targets: Vec<Id> = plan.tasks().map(|(_, task)| task.id.clone()).collect();
    targets.extend(plan.habits.iter().map(|habit| habit.id.clone()));
    if targets.is_empty() {
        return;
    }
    for picks in moves {
        let mut to: Vec<Id> = picks.iter().map(|pick| pick.get(&targets).clone()).collect();
        to.dedup();
        plan.moved.push(Moved { from: work.next().expect("enough ids"), to });
    }
}

/// Puts start and deadline where every phase is allowed.
fn begin_in_time(plan: &mut Plan) {
    let first_end = plan.phases.iter().map(|phase| phase.window.last()).min();
    plan.start = plan.start.min(first_end.unwrap_or(plan.start));
}
