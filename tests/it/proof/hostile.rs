//! Plans that mean no good: nothing that is not approved runs, and nothing hangs.

use std::fs;
use std::os::unix::fs::symlink;

use super::{data, plan, result, trusted, with_verify};

/// What every field of a plan could try.
const BAIT: &str = "$(touch BAIT) `touch BAIT` ; touch BAIT && touch BAIT | touch BAIT #";

/// A plan that tries it in every field.
fn baited() -> String {
    let verify = format!("{{ run = \"{BAIT}\", shell = true, env = {{ BAIT = \"{BAIT}\" }} }}");
    plan(&verify)
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
        + &format!("[record]\nsubject = \"{BAIT}\"\n")
}

#[test]
fn nothing_runs_by_itself_whatever_a_plan_says() {
    let repo = with_verify("\"true\"");
    repo.write("roadmap.toml", &baited());
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
    // The plan is one that is read, so that all of this was looked at.
    repo.roadmap(&["check"]).success();
    repo.git(&["commit", "-q", "--allow-empty", "-m", "A commit with the hooks"]);
    for shell in ["bash", "zsh", "fish"] {
        let mut tab = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
        tab.env("COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", "2");
        tab.args(["--", "roadmap", "done", ""]).output().expect("completions");
    }
    for refused in [&["run", "a"][..], &["run", "--all"], &["done", "a"], &["audit"]] {
        let ran = repo.roadmap(refused);
        assert!(ran.code == 1 || refused == ["audit"], "{}", ran.transcript());
        assert!(ran.err.contains("not approved") || refused == ["audit"], "{}", ran.transcript());
    }
    assert!(!repo.path().join("BAIT").exists());
    // And it is bait: once it is approved, it does what it says.
    repo.roadmap(&["trust", "--yes"]).success();
    assert!(!repo.path().join("BAIT").exists());
    repo.roadmap(&["run", "a"]);
    assert!(repo.path().join("BAIT").exists());
}

#[test]
fn only_tasks_have_commands() {
    let places = [
        "[[phase]]\nid = \"9\"\ntitle = \"P\"\nwindow = \"2025-08\"\nverify = \"touch BAIT\"\n",
        "[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\nverify = \"touch BAIT\"\n",
        "[[link]]\ntitle = \"L\"\nurl = \"https://example.org\"\nverify = \"touch BAIT\"\n",
        "[[module]]\nid = \"m\"\ntitle = \"M\"\nverify = \"touch BAIT\"\n",
        "[[evidence]]\nid = \"e\"\ndone = \"a\"\nmessage = \"x\"\nverify = \"touch BAIT\"\n",
        "[record]\nverify = \"touch BAIT\"\n",
        "[notes]\ndir = \"notes\"\nverify = \"touch BAIT\"\n",
    ];
    let repo = with_verify("\"true\"");
    let fine = plan("\"true\"");
    for place in places {
        repo.write("roadmap.toml", &format!("{fine}{place}"));
        for command in [&["check"][..], &["trust", "--yes"], &["run", "--all"], &["done", "a"]] {
            let ran = repo.roadmap(command);
            assert_eq!(ran.code, 1, "{place}: {}", ran.transcript());
            let said = format!("{}{}", ran.out, ran.err);
            assert!(said.contains("verify") && said.contains("roadmap.toml:"), "{place}: {said}");
        }
        assert!(!repo.path().join("BAIT").exists(), "{place}");
    }
}

#[test]
fn what_changes_which_program_runs_is_shown_before_it_is_approved() {
    let verify = "{ run = \"pytest -q\", cwd = \"api\", env = { PATH = \"./bin:/tmp/x\", \
                  LD_PRELOAD = \"/tmp/x.so\", GIT_DIR = \"/tmp/g\", BASH_ENV = \"x y; z\", \
                  PYTHONSTARTUP = \"\u{202e}x\" } }";
    let repo = with_verify(verify);
    for (columns, lang) in [("80", "en"), ("40", "zh"), ("20", "en")] {
        let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
        command.args(["trust", "--lang", lang]).env("COLUMNS", columns);
        let ran = command.output().expect("roadmap");
        let shown: String = String::from_utf8_lossy(&ran.stderr).split_whitespace().collect();
        let want = [
            "$pytest-q",
            "api",
            "PATH=./bin:/tmp/x",
            "LD_PRELOAD=/tmp/x.so",
            "GIT_DIR=/tmp/g",
            "BASH_ENV='xy;z'",
            "PYTHONSTARTUP='\\u{202e}x'",
        ];
        for text in want {
            assert!(shown.contains(text), "{text} at {columns}: {shown}");
        }
    }
    let listed = data(&repo.roadmap(&["trust", "--list", "--json"]));
    let env = &listed["commands"][0]["steps"][0]["env"];
    assert_eq!(env.as_object().expect("variables").len(), 5, "{listed}");
}

#[test]
fn no_text_of_a_plan_drives_the_terminal_that_shows_it() {
    // What would clear the screen or write over a line cannot stand in a plan.
    for text in ["a\\nb", "\\u001b[2J", "a\\rb", "\\u009b31m", "a\\u0008b"] {
        for from in ["title = \"A\"", "verify = \"true\""] {
            let to = from.replace("\"A\"", &format!("\"{text}\""));
            let to = to
                .replace("\"true\"", &format!("{{ run = \"true\", env = {{ A = \"{text}\" }} }}"));
            let repo = with_verify("\"true\"");
            repo.write("roadmap.toml", &plan("\"true\"").replacen(from, &to, 1));
            let ran = repo.roadmap(&["trust"]);
            let is_named = ["control character", "more than one line"];
            let is_named = is_named.iter().any(|said| ran.err.contains(said));
            assert!(ran.code == 1 && is_named, "{}", ran.transcript());
            assert!(!ran.err.contains(['\u{1b}', '\u{9b}', '\u{8}', '\r']), "{:?}", ran.err);
        }
    }
    // What a terminal would show in another order, or not at all, is written out.
    let repo = with_verify("\"true\"");
    let title = "title = \"\u{202e}A\u{200b}\"";
    repo.write("roadmap.toml", &plan("\"true\"").replacen("title = \"A\"", title, 1));
    let shown = repo.roadmap(&["trust"]).err;
    assert!(shown.contains("\\u{202e}A\\u{200b}"), "{shown}");
    // No folder above, outside or within git.
    for folder in ["..", "a/../..", "/tmp", ".git/hooks", "a\\nb", "~"] {
        let repo = with_verify("\"true\"");
        repo.write("roadmap.toml", &plan(&format!("{{ run = \"true\", cwd = \"{folder}\" }}")));
        let ran = repo.roadmap(&["trust", "--yes"]);
        assert!(ran.code == 1 || folder == "~", "{folder}: {}", ran.transcript());
    }
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
    assert!(refused.err.contains("hint: commit what you have changed"), "{}", refused.err);
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
