//! One random step of a history: what a learner does with roadmap, by hand, or with git.

use super::oracle::Reach;
use super::random::Random;
use super::world::{Ran, World};

const ROADMAP: &str = env!("CARGO_BIN_EXE_roadmap");
const BRANCHES: [&str; 3] = ["main", "s1", "s2"];
const TASKS: [&str; 4] = ["a", "b", "c", "d"];
const DAYS: [&str; 6] =
    ["2025-07-11", "2025-07-14", "2025-07-15", "2025-07-16", "2025-07-17", "2025-07-18"];
const REBASE_SQUASH: (&str, &str) = ("GIT_SEQUENCE_EDITOR", "sed -i '2,$s/^pick/squash/'");

/// A history under way: its world, its choices, and what has been done.
pub(super) struct History {
    pub(super) world: World,
    pub(super) random: Random,
    pub(super) trace: Vec<String>,
    /// Numbers what is made by hand.
    made: usize,
    /// Whether git has said in this step that it leaves commits out.
    left_out: bool,
}

/// What a step may do to what its clone reaches.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Promise {
    /// No event with a written id goes.
    Keeps,
    /// A branch that is left or deleted may take its events along; so may a commit that a
    /// rebase leaves out, and says so, because its change is there already.
    MayForget,
}

impl History {
    pub(super) fn new(world: World, random: Random) -> Self {
        Self { world, random, trace: Vec::new(), made: 0, left_out: false }
    }

    /// Does something in `clone`.
    pub(super) fn step(&mut self, clone: usize, reach: &Reach) -> Result<Promise, String> {
        self.world.wait_minutes(7);
        self.left_out = false;
        match self.random.below(32) {
            0..=8 => self.record(clone, reach)?,
            9..=12 => self.commit_by_hand(clone, reach),
            13 | 14 => self.merge(clone),
            15 | 16 => self.rebase(clone),
            17 | 18 => self.squash_merge(clone)?,
            19 | 20 => self.squash_interactively(clone),
            21 | 22 => self.cherry_pick(clone),
            23 => self.amend(clone),
            24 | 25 => _ = self.git(clone, &["push", "-q", "origin", "HEAD:main"]),
            26..=28 => self.pull(clone),
            29 | 30 => return Ok(self.switch(clone)),
            _ => return Ok(self.delete_branch(clone)),
        }
        Ok(if self.left_out { Promise::MayForget } else { Promise::Keeps })
    }

    /// The first steps: something to lose, on two branches.
    pub(super) fn begin(&mut self, clone: usize, reach: &Reach) -> Result<Promise, String> {
        self.world.wait_minutes(7);
        match self.random.below(4) {
            0 => return Ok(self.switch(clone)),
            1 => self.commit_by_hand(clone, reach),
            _ => self.record(clone, reach)?,
        }
        Ok(Promise::Keeps)
    }

    fn git(&mut self, clone: usize, arguments: &[&str]) -> Ran {
        self.git_with(clone, arguments, &[])
    }

    /// Runs git; what it leaves half-way, it takes back.
    fn git_with(&mut self, clone: usize, arguments: &[&str], more: &[(&str, &str)]) -> Ran {
        let ran = self.world.run(clone, "git", arguments, more);
        self.trace.push(format!("c{clone} git {arguments:?} {more:?} -> {}", ran.code));
        let says = |text| ran.err.contains(text);
        self.left_out |= says("previously applied commit") || says("contents already upstream");
        if !ran.success
            && let Some(command) = self.world.in_progress(clone)
        {
            let abort = self.world.run(clone, "git", &[command, "--abort"], &[]);
            self.trace.push(format!("c{clone} git {command} --abort -> {}", abort.code));
        }
        ran
    }

    /// Records something with roadmap; it may refuse, but not fail.
    fn record(&mut self, clone: usize, reach: &Reach) -> Result<(), String> {
        let random = &mut self.random;
        let (task, day) = (random.pick(&TASKS), random.pick(&DAYS));
        let ids: Vec<&str> = reach.events.keys().map(String::as_str).collect();
        let arguments: Vec<&str> = match random.below(14) {
            0..=2 => vec!["done", task],
            3 => vec!["done", task, "--day", day, "--took", random.pick(&["45m", "1h30m", "2h"])],
            4 => vec!["done", "a", "b", "--day", day, "-m", "两个 \"一起\""],
            5 | 6 => vec!["done", "h", "-x", random.pick(&["1", "2", "0.5"])],
            7 => vec!["done", "h", "-x", "2", "--day", day],
            8 => vec!["study", task, "--took", "50m", "--day", day],
            9 => vec!["undo"],
            10 => vec!["undo", task],
            11 if !ids.is_empty() => vec!["undo", random.pick(&ids)],
            12 => vec!["reopen", task],
            _ => random.pick(&[vec!["skip", task], vec!["skip", "*", "2025-07-16..2025-07-20"]]),
        };
        let ran = self.world.run(clone, ROADMAP, &arguments, &[]);
        self.trace.push(format!("c{clone} roadmap {arguments:?} -> {}", ran.code));
        if ran.code > 1 { Err(format!("{arguments:?} failed: {}", ran.err)) } else { Ok(()) }
    }

    /// A line as somebody may type it, with and without an id.
    fn line(&mut self, reach: &Reach) -> String {
        self.made += 1;
        let random = &mut self.random;
        let target = random.pick(&["a", "B", "c", "d", "h", "old", "gone"]);
        let key = random.pick(&["Roadmap-Done", "roadmap-done", "Roadmap-Study", "ROADMAP-DONE "]);
        let day = match random.below(3) {
            0 => format!(" day={}", random.pick(&DAYS)),
            _ => String::new(),
        };
        let more = random.pick(&["", "", " x=2", " took=1h", " x=1.5 took=30m", " mood=\"so so\""]);
        // All of one length, so that none is the start of another.
        let id =
            if random.once_in(2) { format!(" id=hand-{:04}", self.made) } else { String::new() };
        let known: Vec<&String> = reach.events.keys().collect();
        match random.below(10) {
            0 if !known.is_empty() => {
                format!("Roadmap-Undo: {target} of={}{id}", random.pick(&known))
            }
            1 => format!("Roadmap-Skip: {}{day}{id}", target.to_lowercase()),
            2 => random.pick(&["Roadmap-Attest: a", "Roadmap-Done: 完成"]).to_owned(),
            _ => format!("{key}: {target}{day}{more}{id}"),
        }
    }

    /// A commit without roadmap: event lines as subject, trailer, bullet or paragraph, now or
    /// earlier and elsewhere; some with work.
    fn commit_by_hand(&mut self, clone: usize, reach: &Reach) {
        let (first, second) = (self.line(reach), self.line(reach));
        let message = match self.random.below(6) {
            0 => format!("{first}\n"),
            1 => format!("Work\n\n{first}\n"),
            2 => format!("Work\n\n{first}\n{second}\n\nSigned-off-by: Lin <lin@example.org>\n"),
            3 => format!("Work\n\n* {first}\n*   {second}\n"),
            4 => format!("Work\n\n{first}\n{first}\r\n\nmore text\n"),
            _ => format!("Work\n\nNothing here, or see Roadmap-Done: a\n> {first}\n\n\t{second}\n"),
        };
        let zone = self.random.pick(&[8, 8, 0, -5]);
        let hours = self.random.pick(&[0, 0, 2, 13, 40]);
        let date = self.world.ago(hours, zone);
        if self.random.once_in(2) {
            let name = format!("file-{}", self.made);
            std::fs::write(self.world.clone(clone).join(&name), "work").unwrap();
            self.git(clone, &["add", &name]);
        }
        let arguments = ["commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", &message];
        self.git_with(clone, &arguments, &[("GIT_AUTHOR_DATE", &date)]);
    }

    /// Another branch of the clone; if there is none, one that is not there.
    fn other(&mut self, clone: usize) -> &'static str {
        let here = self.world.branch(clone);
        let others = BRANCHES.into_iter().filter(|branch| *branch != here);
        let (there, missing): (Vec<&str>, Vec<&str>) =
            others.partition(|branch| self.world.has_branch(clone, branch));
        self.random.pick(if there.is_empty() { &missing } else { &there })
    }

    fn merge(&mut self, clone: usize) {
        let other = self.other(clone);
        let how = self.random.pick(&["--ff", "--no-ff"]);
        self.git(clone, &["merge", "-q", "--no-edit", how, other]);
    }

    fn rebase(&mut self, clone: usize) {
        let other = self.other(clone);
        let how = self.random.pick(&["--merge", "--force-rebase", "--rebase-merges"]);
        self.git(clone, &["rebase", how, other]);
    }

    /// A squash merge as git or as a forge words it; the branch stays.
    fn squash_merge(&mut self, clone: usize) -> Result<(), String> {
        let other = self.other(clone);
        let range = format!("HEAD..{other}");
        if !self.git(clone, &["merge", "-q", "--squash", other]).success {
            return Ok(());
        }
        let by_git = ["commit", "-q", "--allow-empty", "--no-edit"];
        let forge = self.random.pick(&["", "* %B%n", "* %s%n%n%w(0,2,2)%b%n"]);
        if forge.is_empty() && self.world.clone(clone).join(".git/SQUASH_MSG").exists() {
            self.git(clone, &by_git);
            return Ok(());
        }
        let forge = format!("--format={forge}");
        let bodies = self.git(clone, &["log", "--reverse", &forge, &range]).out;
        let message =
            format!("Squash {other} (#1)\n\n{bodies}\n\nCo-authored-by: Lin <lin@example.org>\n");
        let ran = self.git(clone, &["commit", "-q", "--allow-empty", "-m", &message]);
        if ran.success { Ok(()) } else { Err(format!("squash: {}{}", ran.out, ran.err)) }
    }

    fn squash_interactively(&mut self, clone: usize) {
        let onto = self.random.pick(&["HEAD~2", "HEAD~3"]);
        self.git_with(clone, &["rebase", "-i", onto], &[REBASE_SQUASH]);
    }

    fn cherry_pick(&mut self, clone: usize) {
        let other = self.other(clone);
        let which = format!("{other}~{}", self.random.below(3));
        let how = self.random.pick(&["--keep-redundant-commits", "--allow-empty", "-x"]);
        self.git(clone, &["cherry-pick", how, &which]);
    }

    fn amend(&mut self, clone: usize) {
        self.git(clone, &["commit", "-q", "--amend", "--allow-empty", "--no-edit"]);
    }

    fn pull(&mut self, clone: usize) {
        let how = self.random.pick(&["--no-rebase", "--rebase"]);
        let arguments = ["pull", how, "--no-edit", "origin", "main"];
        if self.random.once_in(4) {
            self.git(clone, &["fetch", "-q", "origin"]);
        } else {
            self.git(clone, &arguments);
        }
    }

    /// Goes to a branch, or makes it. What only the upstream of the old one has, is left behind.
    fn switch(&mut self, clone: usize) -> Promise {
        let here = self.world.branch(clone);
        let others: Vec<&str> = BRANCHES.into_iter().filter(|branch| *branch != here).collect();
        let other = self.random.pick(&others);
        if self.world.has_branch(clone, other) {
            self.git(clone, &["switch", "-q", "--no-guess", other]);
        } else {
            self.git(clone, &["switch", "-q", "--no-track", "-c", other]);
        }
        Promise::MayForget
    }

    fn delete_branch(&mut self, clone: usize) -> Promise {
        let other = self.other(clone);
        if other == "main" {
            return Promise::Keeps;
        }
        let how = self.random.pick(&["-d", "-D"]);
        let merged_into = self.git(clone, &["branch", "-q", how, other]);
        if how == "-D" && merged_into.success { Promise::MayForget } else { Promise::Keeps }
    }
}
