//! The workflows of the documentation, run as a runner of GitHub runs them: each step in its order, in
//! a clone as `actions/checkout` makes it, with the variables of a runner. Only what needs the network
//! is played: `cargo install`, and the actions that upload and publish.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::support::{TestRepo, project_file};

/// A step of a job.
#[derive(Debug, Default)]
struct Step {
    uses: String,
    run: String,
    with: BTreeMap<String, String>,
    env: BTreeMap<String, String>,
}

/// What a workflow says, as far as a job with steps goes.
#[derive(Debug, Default)]
struct Workflow {
    env: BTreeMap<String, String>,
    steps: Vec<Step>,
}

/// How far a line is set in.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A key and its value, without a comment or quotes around it.
fn pair(line: &str) -> Option<(&str, String)> {
    let (key, value) = line.trim().trim_start_matches("- ").split_once(':')?;
    let value = value.split(" #").next().unwrap_or_default().trim().trim_matches('"');
    Some((key, value.to_owned()))
}

/// The lines that are set in below the first, joined without what all are set in by.
fn block<'a>(lines: &[&'a str]) -> (Vec<&'a str>, usize) {
    let deep = lines.first().map_or(0, |line| indent(line));
    let is_in = |line: &&&str| line.trim().is_empty() || indent(line) >= deep;
    let count = lines.iter().take_while(is_in).count();
    (lines[..count].iter().map(|line| line.get(deep..).unwrap_or_default()).collect(), count)
}

/// Reads the keys of a workflow that matter here; anything else is passed over.
fn workflow(text: &str) -> Workflow {
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    let mut workflow = Workflow::default();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if line == "env:" {
            let (pairs, count) = block(&lines[at..]);
            workflow.env = pairs.into_iter().filter_map(pair).map(owned).collect();
            at += count;
        }
        if line.trim() == "steps:" {
            let (steps, count) = block(&lines[at..]);
            workflow.steps = self::steps(&steps);
            at += count;
        }
    }
    workflow
}

fn owned((key, value): (&str, String)) -> (String, String) {
    (key.to_owned(), value)
}

fn steps(lines: &[&str]) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if line.starts_with("- ") {
            steps.push(Step::default());
        }
        let (Some(step), Some((key, value))) = (steps.last_mut(), pair(line)) else { continue };
        let (below, count) = match lines.get(at) {
            Some(next) if indent(next) > 2 => block(&lines[at..]),
            _ => (Vec::new(), 0),
        };
        match (key, value.as_str()) {
            ("uses", _) => step.uses = value,
            ("run", "|") => step.run = below.join("\n") + "\n",
            ("run", _) => step.run.push_str(&line.trim().trim_start_matches("- ")[5..]),
            ("with", "") => step.with = below.into_iter().filter_map(pair).map(owned).collect(),
            ("env", "") => step.env = below.into_iter().filter_map(pair).map(owned).collect(),
            _ => continue,
        }
        at += count;
    }
    steps
}

/// A machine that runs a job for a repository.
struct Runner {
    root: TempDir,
    origin: PathBuf,
    now: String,
    secrets: BTreeMap<&'static str, String>,
}

impl Runner {
    fn of(origin: &TestRepo) -> Self {
        let root = TempDir::new().expect("a directory");
        for name in ["home/.cargo/bin", "temp", "work", "tools"] {
            fs::create_dir_all(root.path().join(name)).expect("a directory");
        }
        let now = origin.now().to_rfc3339();
        let runner = Self { root, origin: origin.path().to_owned(), now, secrets: BTreeMap::new() };
        // What `cargo install` would leave behind, and with which words it was asked.
        runner.tool(
            "cargo",
            &format!(
                "#!/bin/sh\necho \"$@\" >> \"$HOME/asked\"\ncp '{}' \"$HOME/.cargo/bin/roadmap\"\n",
                env!("CARGO_BIN_EXE_roadmap")
            ),
        );
        runner
    }

    fn tool(&self, name: &str, text: &str) {
        let path = self.root.path().join("tools").join(name);
        fs::write(&path, text).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("permissions");
    }

    fn work(&self) -> PathBuf {
        self.root.path().join("work")
    }

    /// A program with the variables of a runner and no others: nobody has told git a name.
    fn command(&self, program: &str) -> Command {
        let place = |name: &str| self.root.path().join(name).display().to_string();
        let path = std::env::var("PATH").unwrap_or_default();
        let path: Vec<&str> = path.split(':').filter(|place| !place.contains(".cargo")).collect();
        let tools = format!("{}:{}", place("home/.cargo/bin"), place("tools"));
        let mut command = Command::new(program);
        command.current_dir(self.work()).env_clear().envs([
            ("PATH", format!("{tools}:{}", path.join(":"))),
            ("HOME", place("home")),
            ("RUNNER_TEMP", place("temp")),
            ("GITHUB_WORKSPACE", place("work")),
            ("GITHUB_SERVER_URL", "https://github.com".to_owned()),
            ("GITHUB_REPOSITORY", "lin/study".to_owned()),
            ("GITHUB_RUN_ID", "4711".to_owned()),
            ("GITHUB_ACTIONS", "true".to_owned()),
            ("CI", "true".to_owned()),
            ("GIT_CONFIG_NOSYSTEM", "1".to_owned()),
            ("ROADMAP_NOW", self.now.clone()),
        ]);
        command
    }

    fn git(&self, arguments: &[&str]) {
        let mut command = self.command("git");
        command.args(arguments);
        succeed(command);
    }

    /// As `actions/checkout` with `fetch-depth: 0`.
    fn check_out(&self, step: &Step) {
        assert_eq!(step.with["fetch-depth"], "0", "without the whole history no number is right");
        self.git(&["init", "-q"]);
        self.git(&["remote", "add", "origin", &self.origin.display().to_string()]);
        let refs = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];
        self.git(&["fetch", "-q", "--prune", "origin", refs[0], refs[1]]);
        self.git(&["checkout", "-q", "--force", "-B", "main", "refs/remotes/origin/main"]);
    }

    /// A value with what stands for secrets put in.
    fn value(&self, text: &str) -> String {
        let name = text.strip_prefix("${{ secrets.").and_then(|rest| rest.strip_suffix(" }}"));
        name.map_or_else(|| text.to_owned(), |name| self.secrets[name].clone())
    }

    /// Runs the job, step by step; what actions were used that cannot be run here.
    fn run(&self, workflow: &Workflow) -> Vec<(String, BTreeMap<String, String>)> {
        let mut others = Vec::new();
        for step in &workflow.steps {
            if step.uses.starts_with("actions/checkout@") {
                self.check_out(step);
            } else if step.run.is_empty() {
                others.push((step.uses.clone(), step.with.clone()));
            } else {
                let script = self.root.path().join("temp/step.sh");
                fs::write(&script, &step.run).expect("a file");
                let mut command = self.command("bash");
                command.arg("-e").arg(&script);
                let env = workflow.env.iter().chain(&step.env);
                command.envs(env.map(|(key, value)| (key, self.value(value))));
                succeed(command);
            }
        }
        others
    }

    /// With which words `cargo` was asked.
    fn asked(&self) -> String {
        fs::read_to_string(self.root.path().join("home/asked")).unwrap_or_default()
    }
}

/// Runs a program, which has to succeed.
fn succeed(mut command: Command) {
    let output = command.output().expect("a program");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_recipe_for_pages_makes_the_page_and_the_badge() {
    let recipe = workflow(&project_file("docs/pages.yml"));
    assert_eq!(recipe.env["TZ"], "Asia/Shanghai");
    let repo = crate::report::learner("2025-10-31");
    let runner = Runner::of(&repo);
    let others = runner.run(&recipe);
    let names: Vec<&str> = others.iter().filter_map(|(name, _)| name.split('@').next()).collect();
    let wanted = ["actions/cache", "actions/upload-pages-artifact", "actions/deploy-pages"];
    assert_eq!(names, wanted);
    // The first run has nothing in its cache, and installs; the next one finds it there.
    assert_eq!(runner.asked(), "install --locked roadmap\n");
    assert_eq!(others[0].1["path"], "~/.cargo/bin/roadmap");

    let site = runner.work().join(&others[1].1["path"]);
    let page = read(&site.join("index.html"));
    let wanted = ["report", "--html", "--public", "--repository", "https://github.com/lin/study"];
    assert_eq!(page, repo.roadmap(&wanted).success(), "it is not what the learner would see");
    assert!(page.contains("href=\"https://github.com/lin/study/commit/"), "no links to commits");
    let badge = read(&site.join("badge.svg"));
    assert_eq!(badge, repo.roadmap(&["report", "badge"]).success());
    assert!(badge.starts_with("<svg"), "{badge}");
    fs::remove_dir_all(&site).expect("a directory");
    for step in recipe.steps.iter().filter(|step| !step.run.is_empty()) {
        let again = Workflow {
            env: recipe.env.clone(),
            steps: vec![Step { run: step.run.clone(), ..Step::default() }],
        };
        runner.run(&again);
    }
    assert_eq!(runner.asked(), "install --locked roadmap\n", "it installs what is there");
}

/// A plan with a task that passes, one that fails, and one that nothing proves.
fn proven_plan(key: &str) -> String {
    let task = |id: &str, verify: &str| {
        format!("\n[[phase.task]]\nid = \"{id}\"\ntitle = \"{id}\"\n{verify}\n")
    };
    format!(
        "title = \"T\"\nstart = 2025-07-01\n[[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = \
         \"2025-07\"\n{}{}{}\n[mentors]\n\"CI\" = \"{key}\"\n",
        task("right", "verify = \"true\""),
        task("wrong", "verify = \"test -e /no/such/file\""),
        task("said", ""),
    )
}

#[test]
fn the_recipe_for_attestations_attests_what_passes_and_pushes_it() {
    let recipe = workflow(&project_file("docs/attest.yml"));
    let keys = TempDir::new().expect("a directory");
    let file = keys.path().join("ci-key");
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "ci", "-f"])
        .arg(&file)
        .output()
        .expect("ssh-keygen");
    assert!(made.status.success(), "{made:?}");
    let repo = TestRepo::with_plan(&proven_plan(read(&file.with_extension("pub")).trim()));
    for task in ["right", "wrong", "said"] {
        // The learner says so without running anything.
        let line = format!("Done\n\nRoadmap-Done: {task} day=2025-07-14");
        let checked = if task == "said" { "" } else { " check=skipped" };
        repo.git(&["commit", "-q", "--allow-empty", "-m", &format!("{line}{checked}")]);
    }
    // A forge has no work tree on the branch that is pushed to.
    repo.git(&["checkout", "-q", "-b", "elsewhere"]);
    let mut runner = Runner::of(&repo);
    runner.secrets.insert("ROADMAP_SIGNING_KEY", read(&file).trim_end().to_owned());
    assert!(runner.run(&recipe).is_empty(), "a step was not run");
    assert_eq!(runner.asked(), "install --locked roadmap\n");

    repo.git(&["checkout", "-q", "main"]);
    let report = repo.roadmap(&["report", "--json"]).success();
    let report: serde_json::Value = serde_json::from_str(&report).expect("JSON");
    let mut said: Vec<String> = report["data"]["finished"]
        .as_array()
        .expect("tasks")
        .iter()
        .map(|task| {
            let word = |key: &str| task["attestation"][key].as_str().unwrap_or("-");
            format!("{}: {} by {}", task["id"], word("verdict"), word("mentor"))
        })
        .collect();
    said.sort();
    assert_eq!(said, ["\"right\": accepted by CI", "\"said\": - by -", "\"wrong\": changes by CI"]);
}
