//! Plans that mean no good: nothing that is not approved runs, and nothing hangs.

use std::fs;
use std::os::unix::fs::symlink;

use super::{data, plan, result, trusted, with_verify};

/// What every field of a plan could try.
const BAIT: &str = "$(touch BAIT) `touch BAIT` ; touch BAIT && touch BAIT | touch BAIT #";

#[test]
fn nothing_runs_by_itself_whatever_a_plan_says() {
    let verify = format!("{{ run = \"{BAIT}\", shell = true, env = {{ PATH = \"{BAIT}\" }} }}");
    let text = plan(&verify)
        .replace(
            "title = \"T\"",
            &format!("title = \"{BAIT}\"\ngoal = \"{BAIT}\"\npath = \"{BAIT}\""),
        )
        .replace(
            "title = \"A\"",
            &format!("title = \"{BAIT}\"\nlinks = [\"https://e.org/$(touch${{IFS}}BAIT)\"]"),
        )
        .replace("title = \"P\"", &format!("title = \"{BAIT}\""))
        + &format!(
            "[[habit]]\nid = \"h\"\ntitle = \"{BAIT}\"\nunit = \"{BAIT}\"\nevery = \"day\"\n"
        )
        + &format!("[record]\nsubject = \"{BAIT}\"\n");
    let repo = with_verify("\"true\"");
    repo.write("roadmap.toml", &text);
    repo.git(&["commit", "-qam", "A plan from anywhere"]);
    let commands: [&[&str]; 20] = [
        &["status"],
        &["check"],
        &["today"],
        &["next", "--all"],
        &["forecast"],
        &["list"],
        &["show", "a"],
        &["log"],
        &["report"],
        &["report", "--md"],
        &["report", "--html"],
        &["export"],
        &["why"],
        &["doctor"],
        &["prompt"],
        &["hook", "install"],
        &["trust"],
        &["trust", "--list"],
        &["done", "h"],
        &["done", "b"],
    ];
    for command in commands {
        repo.roadmap(command);
        assert!(!repo.path().join("BAIT").exists(), "{command:?}");
    }
    repo.git(&["commit", "-q", "--allow-empty", "-m", "A commit with the hooks"]);
    for shell in ["bash", "zsh", "fish"] {
        let mut tab = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
        tab.env("COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", "2");
        tab.args(["--", "roadmap", "done", ""]).output().expect("completions");
    }
    for refused in [&["run", "a"][..], &["run", "--all"], &["done", "a"], &["audit"]] {
        let ran = repo.roadmap(refused);
        assert!(ran.code == 1 || refused == ["audit"], "{}", ran.transcript());
    }
    assert!(!repo.path().join("BAIT").exists());
}

#[test]
fn signs_of_a_shell_are_plain_words_of_a_plain_command() {
    let repo =
        trusted(r"'''printf %s\\n && touch BAIT; `touch BAIT` $(touch BAIT) > BAIT * $HOME ~'''");
    let result = result(&repo);
    assert_eq!(result["ended"], "passed");
    let printed: Vec<&str> = result["output_tail"]
        .as_array()
        .expect("lines")
        .iter()
        .filter_map(|line| line.as_str())
        .collect();
    let want = [
        "&&", "touch", "BAIT;", "`touch", "BAIT`", "$(touch", "BAIT)", ">", "BAIT", "*", "$HOME",
        "~",
    ];
    assert_eq!(printed, want);
    assert!(!repo.path().join("BAIT").exists());
}

#[test]
fn a_folder_that_leads_out_of_the_work_tree_is_refused() {
    let repo = trusted("{ run = \"touch BAIT\", cwd = \"out\" }");
    symlink(repo.home(), repo.path().join("out")).expect("a link");
    let outside = result(&repo);
    assert_eq!(outside["ended"], "outside", "{outside}");
    assert!(!repo.home().join("BAIT").exists());
    fs::remove_file(repo.path().join("out")).expect("a link");
    assert_eq!(result(&repo)["ended"], "outside");
    // A link that stays inside is fine.
    fs::create_dir(repo.path().join("real")).expect("a directory");
    symlink("real", repo.path().join("out")).expect("a link");
    assert_eq!(result(&repo)["ended"], "passed");
    assert!(repo.path().join("real/BAIT").exists());
}

#[test]
fn a_link_to_the_work_tree_is_the_work_tree() {
    let repo = trusted("{ run = \"touch HERE\", cwd = \"d\" }");
    fs::create_dir(repo.path().join("d")).expect("a directory");
    let link = repo.home().join("link");
    symlink(repo.path(), &link).expect("a link");
    let ran = repo.roadmap_in(&link, &["run", "a"]);
    assert_eq!(ran.code, 0, "{}", ran.transcript());
    assert!(repo.path().join("d/HERE").exists());
}

#[test]
fn output_of_any_size_is_read_and_not_kept() {
    let repo =
        trusted("{ run = \"yes 0123456789 | head -c 50000000; echo end; exit 3\", shell = true }");
    let result = result(&repo);
    assert_eq!(result["ended"], "failed");
    assert_eq!(result["exit_code"], 3);
    assert_eq!(result["output_bytes"], 50_000_004);
    let tail = result["output_tail"].as_array().expect("lines");
    assert!(
        tail.len() <= 40
            && tail
                .last()
                .is_some_and(|line| line.as_str().is_some_and(|line| line.ends_with("end")))
    );
    let refused = repo.roadmap(&["done", "a"]);
    assert!(refused.err.len() < 4_000, "{} bytes", refused.err.len());
}

#[test]
fn a_command_gets_no_input_and_no_secrets() {
    let mut repo = trusted("[\"cat\", \"env\"]");
    repo.set("GITHUB_TOKEN", "hush");
    repo.set("GIT_NAMESPACE", "hush");
    repo.set("SSH_AUTH_SOCK", "hush");
    repo.set("PASSED_ON", "yes");
    let ran = repo.roadmap(&["run", "a"]);
    assert_eq!(ran.code, 0, "{}", ran.transcript());
    assert!(!ran.out.contains("hush"), "{}", ran.out);
    assert!(ran.out.contains("PASSED_ON=yes") && !ran.out.contains("ROADMAP_"), "{}", ran.out);
}

#[test]
fn a_command_that_wants_a_clean_work_tree_is_refused_on_another() {
    let repo = trusted("{ run = \"touch RAN\", needs-clean = true }");
    repo.write("dirt", "");
    assert_eq!(result(&repo)["ended"], "dirty");
    let refused = repo.roadmap(&["done", "a"]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("clean work tree"), "{}", refused.transcript());
    assert!(!repo.path().join("RAN").exists());
    fs::remove_file(repo.path().join("dirt")).expect("a file");
    assert_eq!(result(&repo)["ended"], "passed");
}

#[test]
fn steps_end_with_the_first_that_fails_and_a_missing_program_is_said() {
    let repo = trusted("[\"true\", \"false\", \"touch RAN\"]");
    let failed = result(&repo);
    assert_eq!(
        (failed["ended"].as_str(), failed["command"].as_str()),
        (Some("failed"), Some("false"))
    );
    assert!(!repo.path().join("RAN").exists());
    repo.write("roadmap.toml", &plan("\"no-such-program --at-all\""));
    repo.roadmap(&["trust", "--yes"]).success();
    assert_eq!(result(&repo)["ended"], "not-started");
    let said = repo.roadmap(&["run", "a"]);
    assert!(said.code == 1 && said.out.contains("could not be run"), "{}", said.transcript());
}

#[test]
fn outputs_of_several_tasks_are_kept_apart() {
    let mut text = plan("{ run = \"for i in 1 2 3; do echo a; sleep 0.05; done\", shell = true }");
    text += "verify = { run = \"for i in 1 2 3; do echo b; sleep 0.05; done\", shell = true }\n";
    let repo = with_verify("\"true\"");
    repo.write("roadmap.toml", &text);
    repo.roadmap(&["trust", "--yes"]).success();
    let ran = repo.roadmap(&["run", "--all", "-j", "2"]);
    assert_eq!(ran.code, 0, "{}", ran.transcript());
    assert!(ran.out.contains("\na\na\na\n") && ran.out.contains("\nb\nb\nb\n"), "{}", ran.out);
    assert!(ran.out.contains("2 tasks passed."), "{}", ran.out);
    assert_eq!(data(&repo.roadmap(&["run", "a", "b", "-j", "2", "--json"]))["passed"], 2);
}
