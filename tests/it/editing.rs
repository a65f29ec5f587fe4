//! Changing the plan from the command line, in real repositories.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::support::TestRepo;

const PLAN: &str = r#"# My plan
title = "Plan"
start = 2025-07-01

[[phase]]
id = "1"
title = "One"
window = "2025-07"

  [[phase.task]]
  id = "docker" # the first
  title = "Docker"

  # as long as it takes
  [[phase.task]]
  id = "nginx"
  title = "Nginx"
  needs = ["docker"]

[[phase]]
id = "2"
title = "Two"
window = "2025-08"

  [[phase.task]]
  id = "k8s"
  title = "Kubernetes"
  estimate = "4h"

[[habit]]
id = "leetcode"
title = "LeetCode"
every = "day"
phase = "2"
"#;

fn plan_of(repo: &TestRepo) -> String {
    fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan")
}

#[test]
fn a_renamed_task_keeps_its_credit() {
    let repo = TestRepo::with_plan(PLAN);
    repo.roadmap(&["done", "docker"]).success();
    insta::assert_snapshot!(repo.roadmap(&["move", "docker", "image"]).transcript());
    insta::assert_snapshot!(repo.roadmap(&["list", "--phase", "1"]).success());
    // And back again, without leaving a trace but the id in between.
    repo.roadmap(&["move", "image", "docker"]).success();
    assert_eq!(plan_of(&repo), format!("{PLAN}\n[[moved]]\nfrom = \"image\"\nto = \"docker\"\n"));
    repo.roadmap(&["check"]).success();
}

#[test]
fn splitting_and_merging_say_what_becomes_of_credit_first() {
    let repo = TestRepo::with_plan(PLAN);
    repo.roadmap(&["done", "docker"]).success();
    let split = ["move", "docker", "image", "run", "--title", "Build", "--title", "Run it"];
    insta::assert_snapshot!(repo.roadmap(&split).transcript());
    let merge = ["move", "run", "nginx", "--into", "serve", "--lang", "zh"];
    insta::assert_snapshot!(repo.roadmap(&merge).transcript());
    insta::assert_snapshot!(repo.roadmap(&["list"]).success());
    repo.roadmap(&["check"]).success();
}

#[test]
fn what_changes_the_past_says_so_and_how_it_stays_as_it_was() {
    let habit = "[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\n";
    let later = [
        ("", "\nwrite below the habit:\n  change = [{ from = 2025-07-14, target = 3 }]\n"),
        (
            "change = [{ from = 2025-07-20, target = 9 }]\n",
            "before 2025-07-20,|  { from = 2025-07-14, target = 3 }\n",
        ),
        (
            "  [[habit.change]]\n  from = 2025-07-12\n  target = 9\n",
            "before 2025-07-12,|  [[habit.change]]\n  from = 2025-07-14\n  target = 3\n",
        ),
    ];
    for (change, wanted) in later {
        let repo =
            TestRepo::with_plan(&format!("title = \"T\"\nstart = 2025-07-11\n{habit}{change}"));
        let said = repo.roadmap(&["set", "h", "target", "3", "--dry-run"]).success();
        for part in wanted.split('|') {
            assert!(said.contains(part.trim_start_matches('\n')), "{part} {said}");
        }
        for (name, key, value) in [(".", "freezes-per-month", "2"), ("h", "from", "2025-07-12")] {
            let said = repo.roadmap(&["set", name, key, value, "--dry-run"]).success();
            assert!(said.contains("This counts for all days, also those behind"), "{said}");
        }
        let said = repo.roadmap(&["set", "h", "title", "New", "--dry-run"]).success();
        assert!(!said.contains("counts for"), "{said}");
    }
}

#[test]
fn numbered_parts_that_are_merged_again_have_the_old_title() {
    let repo = TestRepo::with_plan(PLAN);
    let title = |id: &str| {
        let plan = crate::support::plan(&plan_of(&repo));
        plan.title_of(&id.parse().expect("an id")).map(str::to_owned)
    };
    let before = title("docker");
    repo.roadmap(&["move", "docker", "one", "two", "three"]).success();
    assert_eq!(title("two"), before.clone().map(|title| title + " (2/3)"));
    repo.roadmap(&["move", "one", "two", "--into", "one"]).success();
    assert_eq!(title("one"), before.clone().map(|title| title + " (1/3)"), "some of the parts");
    repo.roadmap(&["move", "three", "a", "b"]).success();
    repo.roadmap(&["move", "b", "a", "--into", "three"]).success();
    assert_eq!(title("three"), before.map(|title| title + " (3/3)"));
}

#[test]
fn a_task_goes_into_another_phase_and_its_estimate_fits_there() {
    let repo = TestRepo::with_plan(PLAN);
    insta::assert_snapshot!(repo.roadmap(&["move", "nginx", "--to-phase", "2"]).transcript());
    let with = ["move", "nginx", "--to-phase", "2", "--estimate", "2h", "--dry-run"];
    insta::assert_snapshot!(repo.roadmap(&with).transcript());
    assert_eq!(plan_of(&repo), PLAN);
    insta::assert_snapshot!(repo.roadmap(&["move", "k8s", "--after", "docker"]).transcript());
}

#[test]
fn phases_are_renamed_with_those_who_name_them() {
    let repo = TestRepo::with_plan(PLAN);
    repo.roadmap(&["move", "2", "cloud"]).success();
    assert_eq!(
        plan_of(&repo),
        PLAN.replace("id = \"2\"", "id = \"cloud\"").replace("phase = \"2\"", "phase = \"cloud\"")
    );
}

#[test]
fn new_things_stand_where_their_kind_stands() {
    let repo = TestRepo::with_plan(PLAN);
    let task = ["add", "task", "Redis: a cache", "--phase", "1", "--needs", "docker"];
    insta::assert_snapshot!(repo.roadmap(&task).transcript());
    let after = ["add", "task", "学习", "--after", "k8s", "--estimate", "90m"];
    insta::assert_snapshot!(repo.roadmap(&after).transcript());
    for more in [
        &["add", "habit", "Words", "--every", "3/week", "--target", "20", "--unit", "words"][..],
        &["add", "phase", "Three", "--window", "2025-09"],
        &["add", "module", "Dev"],
        &["add", "skill", "Git and GitHub"],
        &["add", "link", "Docker", "https://docs.docker.com/"],
    ] {
        repo.roadmap(more).success();
    }
    insta::assert_snapshot!(plan_of(&repo).split("[[habit]]").last().unwrap_or_default());
    repo.roadmap(&["check"]).success();
}

#[test]
fn what_cannot_be_changed_is_said_and_nothing_is_written() {
    let repo = TestRepo::with_plan(PLAN);
    let requests: [&[&str]; 16] = [
        &["add", "task", "X", "--phase", "2"],
        &["add", "task", "X", "--phase", "1", "--estimate", "1h"],
        &["add", "task", "X", "--phase", "1", "--id", "k8s"],
        &["add", "skill", "X"],
        &["add", "habit", "X", "--every", "sometimes"],
        &["move", "docker"],
        &["move", "docker", "k8s"],
        &["move", "docker", "D O"],
        &["move", "docker", "a", "a"],
        &["move", "leetcode", "a", "b"],
        &["set", "docker", "titel", "x"],
        &["set", "docker", "id", "x"],
        &["set", ".", "deadline", "soon"],
        &["set", ".", "moved", "x"],
        &["set", ".", "habit", "x"],
        &["set", "leetcode", "change", "x"],
    ];
    let mut all = String::new();
    for request in requests {
        all.push_str(&format!("$ roadmap {}\n", request.join(" ")));
        all.push_str(&repo.roadmap(request).transcript());
    }
    assert_eq!(plan_of(&repo), PLAN);
    insta::assert_snapshot!(all);
}

#[test]
fn values_are_typed_by_their_keys() {
    let repo = TestRepo::with_plan(PLAN);
    for (request, line) in [
        (&["set", ".", "deadline", "2026-07-01"][..], "deadline = 2026-07-01"),
        (&["set", "plan", "rest-days", "sat, sun"], "rest-days = [\"sat\", \"sun\"]"),
        (&["set", ".", "record.subject", "✓ {id}"], "subject = \"✓ {id}\""),
        (&["set", "leetcode", "stretch", "2.5"], "stretch = 2.5"),
        (&["set", "docker,nginx", "estimate", "3h"], "estimate = \"3h\""),
        (&["set", "k8s", "needs", "docker"], "needs = [\"docker\"]"),
        (&["set", "phase/1", "window", "2025-07..2025-08"], "window = \"2025-07..2025-08\""),
        (&["set", "Kubernetes", "title", "say \"K8s\""], "title = 'say \"K8s\"'"),
    ] {
        let said = repo.roadmap(request).success();
        assert!(said.contains(line) && plan_of(&repo).contains(line), "{said}");
    }
    repo.roadmap(&["set", "k8s", "needs", "--unset"]).success();
    assert!(!plan_of(&repo).contains("needs = [\"docker\"]\n  estimate"));
    let same = repo.roadmap(&["set", "leetcode", "stretch", "2.5"]).success();
    assert_eq!(same, "roadmap.toml says that already; nothing was changed.\n");
}

#[test]
fn mode_and_links_stay_and_nothing_is_left_behind() {
    let repo = TestRepo::with_plan(PLAN);
    let (file, real) = (repo.path().join("roadmap.toml"), repo.path().join("plans/mine.toml"));
    fs::create_dir(repo.path().join("plans")).expect("a folder");
    fs::rename(&file, &real).expect("a file");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).expect("a mode");
    std::os::unix::fs::symlink("plans/mine.toml", &file).expect("a link");
    repo.roadmap(&["set", "docker", "title", "D"]).success();
    assert!(fs::symlink_metadata(&file).expect("a file").is_symlink());
    let mode = fs::metadata(&real).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(plan_of(&repo), PLAN.replace("\"Docker\"", "\"D\""));
    let left: Vec<_> = fs::read_dir(repo.path().join("plans")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn commit_holds_the_change_and_nothing_else() {
    let repo = TestRepo::with_plan(PLAN);
    repo.write("staged.txt", "staged");
    repo.git(&["add", "staged.txt"]);
    repo.write("staged.txt", "staged, and changed again");
    repo.write("new.txt", "new");
    let before = repo.git(&["status", "--porcelain"]);
    let said = repo.roadmap(&["move", "docker", "image", "--commit"]).success();
    assert!(said.contains(" on main holds this change and nothing else."), "{said}");
    assert_eq!(repo.git(&["status", "--porcelain"]), before);
    assert_eq!(
        repo.git(&["show", "--name-only", "--format=%s"]),
        "Rename docker to image in the plan\n\nroadmap.toml\n"
    );
    assert_eq!(repo.git(&["show", "HEAD:roadmap.toml"]), plan_of(&repo));
    assert_eq!(repo.git(&["show", ":staged.txt"]), "staged");
    // A dry run commits nothing, and a change that is none neither.
    let tip = repo.git(&["rev-parse", "HEAD"]);
    repo.roadmap(&["set", "nginx", "title", "Nginx", "--commit"]).success();
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), tip);
}

#[test]
fn lines_that_wait_go_with_the_commit() {
    let mut repo = TestRepo::with_plan(PLAN);
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_roadmap")).parent().expect("a folder");
    let path = std::env::var("PATH").unwrap_or_default();
    repo.set("PATH", &format!("{}:{path}", program.display()));
    repo.roadmap(&["hook", "install"]).success();
    repo.roadmap(&["done", "docker", "--next"]).success();
    repo.roadmap(&["move", "docker", "image", "--commit"]).success();
    let message = repo.git(&["show", "--no-patch", "--format=%B"]);
    assert!(message.contains("\nRoadmap-Done: docker "), "{message}");
    assert!(repo.roadmap(&["list", "--done"]).success().contains("✓ image"));
}

#[test]
fn commit_is_refused_before_anything_is_changed() {
    let repo = TestRepo::with_plan(PLAN);
    let request = ["set", "docker", "title", "D", "--commit"];
    repo.write("roadmap.toml", &format!("{PLAN}# mine\n"));
    insta::assert_snapshot!(repo.roadmap(&request).transcript());
    assert_eq!(plan_of(&repo), format!("{PLAN}# mine\n"));
    repo.git(&["checkout", "-q", "roadmap.toml"]);
    repo.git(&["checkout", "-q", "-b", "other"]);
    repo.git(&["commit", "-q", "--allow-empty", "-m", "x"]);
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-ff", "--no-commit", "other"]);
    insta::assert_snapshot!(repo.roadmap(&request).transcript());
    repo.git(&["merge", "--abort"]);
    repo.git(&["checkout", "-q", "--detach"]);
    let refused = repo.roadmap(&request);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("detached HEAD"), "{}", refused.err);
    assert_eq!(plan_of(&repo), PLAN);
}

#[test]
fn a_hook_that_refuses_leaves_the_change_in_the_file() {
    let repo = TestRepo::with_plan(PLAN);
    let hook = repo.git_path("hooks/pre-commit");
    fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder");
    fs::write(&hook, "#!/bin/sh\necho no >&2\nexit 1\n").expect("a hook");
    fs::set_permissions(&hook, fs::Permissions::from_mode(0o755)).expect("a mode");
    let ran = repo.roadmap(&["set", "docker", "title", "D", "--commit"]);
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("hint: `roadmap.toml` is changed all the same"), "{}", ran.err);
    assert_eq!(plan_of(&repo), PLAN.replace("\"Docker\"", "\"D\""));
}

#[test]
fn the_editor_opens_a_copy_and_a_valid_plan_takes_the_files_place() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.roadmap(&["done", "docker"]).success();
    repo.set("EDITOR", "echo");
    let opened = repo.roadmap(&["edit", "nginx"]).success();
    assert!(opened.contains("study/.git/roadmap/edit-roadmap.toml\n"), "{opened}");
    assert!(opened.ends_with("roadmap.toml says that already; nothing was changed.\n"), "{opened}");
    repo.set("EDITOR", "sed -i s/docker/image/");
    insta::assert_snapshot!(repo.roadmap(&["edit", "--commit"]).transcript());
    assert!(!repo.git_path("roadmap/edit-roadmap.toml").exists());
}

#[test]
fn a_faulty_text_is_kept_and_taken_up_again() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.set("EDITOR", "sed -i s/2025-08/August/");
    insta::assert_snapshot!(repo.roadmap(&["edit"]).transcript());
    assert_eq!(plan_of(&repo), PLAN);
    repo.set("EDITOR", "sed -i s/August/2025-08..2025-09/");
    insta::assert_snapshot!(repo.roadmap(&["edit"]).transcript());
    // Where the plan has changed since, neither text is lost.
    repo.set("EDITOR", "sed -i s/2025-08/May/");
    assert_eq!(repo.roadmap(&["edit"]).code, 1);
    repo.roadmap(&["set", "docker", "title", "D"]).success();
    repo.set("EDITOR", "true");
    let said = repo.roadmap(&["edit"]).success();
    assert!(said.contains("edit-left-1.toml"), "{said}");
    let left = fs::read_to_string(repo.git_path("roadmap/edit-left-1.toml")).expect("a text");
    assert!(left.contains("window = \"May..2025-09\""), "{left}");
}

#[test]
fn what_another_program_writes_meanwhile_is_not_overwritten() {
    let mut repo = TestRepo::with_plan(PLAN);
    let file = repo.path().join("roadmap.toml");
    repo.set("EDITOR", &format!("echo '# theirs' >> {} && sed -i s/Docker/D/", file.display()));
    let ran = repo.roadmap(&["edit"]);
    assert_eq!(ran.code, 1, "{}", ran.transcript());
    assert!(ran.err.contains("was changed by another program"), "{}", ran.err);
    assert_eq!(plan_of(&repo), format!("{PLAN}# theirs\n"));
    let kept = fs::read_to_string(repo.git_path("roadmap/edit-roadmap.toml")).expect("a text");
    assert!(kept.contains("title = \"D\""), "{kept}");
}

#[test]
fn a_broken_plan_can_be_edited() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.write("roadmap.toml", &PLAN.replace("2025-08", "August"));
    repo.set("EDITOR", "sed -i s/August/2025-08/");
    repo.roadmap(&["edit", "k8s"]).success();
    assert_eq!(plan_of(&repo), PLAN);
    repo.set("EDITOR", "false");
    let failed = repo.roadmap(&["edit"]);
    assert_eq!(failed.code, 1);
    assert!(failed.err.contains("the editor `false` failed"), "{}", failed.err);
}

#[test]
fn of_two_things_with_one_id_the_key_says_which_is_meant() {
    let skills = "\n[[module]]\nid = \"ops\"\ntitle = \"Ops\"\n\n  [[module.skill]]\n  \
                  id = \"docker\"\n  title = \"Containers\"\n";
    let repo = TestRepo::with_plan(&format!("{PLAN}{skills}"));
    repo.roadmap(&["set", "docker", "verify", "true"]).success();
    let task = "  title = \"Docker\"\n  verify = \"true\"\n";
    assert!(plan_of(&repo).contains(task), "{}", plan_of(&repo));
    let before = plan_of(&repo);
    let refused = repo.roadmap(&["set", "docker", "title", "Boxes"]);
    assert_eq!(refused.code, 1, "{}", refused.err);
    assert!(refused.err.contains("write `task/docker` or `skill/docker`"), "{}", refused.err);
    assert_eq!(plan_of(&repo), before);
    repo.roadmap(&["set", "skill/docker", "title", "Boxes"]).success();
    for command in [
        &["move", "task/docker", "one", "two", "--dry-run"][..],
        &["add", "task", "X", "--phase", "phase/1", "--dry-run"],
        &["show", "task/docker"],
        &["done", "task/docker", "--dry-run"],
    ] {
        repo.roadmap(command).success();
    }
    assert!(plan_of(&repo).contains("title = \"Boxes\""));
    let unknown = repo.roadmap(&["set", "docker", "colour", "red"]);
    assert!(unknown.err.contains("more than one thing"), "{}", unknown.err);
}

#[test]
fn days_and_lists_can_be_written_as_people_write_them() {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.at("2025-07-16T20:00:00+08:00");
    let habit =
        ["add", "habit", "Words", "--every", "day", "--from", "today", "--until", "8月31日"];
    repo.roadmap(&habit).success();
    assert!(
        plan_of(&repo).contains("from = 2025-07-16\nuntil = 2025-08-31\n"),
        "{}",
        plan_of(&repo)
    );
    repo.roadmap(&["set", ".", "deadline", "2025-9-1"]).success();
    assert!(plan_of(&repo).contains("deadline = 2025-09-01\n"), "{}", plan_of(&repo));
    repo.roadmap(&["set", ".", "history.authors", "[\"a@x.org\", \"b@x.org\"]"]).success();
    assert!(
        plan_of(&repo).contains("authors = [\"a@x.org\", \"b@x.org\"]\n"),
        "{}",
        plan_of(&repo)
    );
    repo.roadmap(&["set", "k8s", "needs", "[\"nginx\"]"]).success();
    assert!(plan_of(&repo).contains("needs = [\"nginx\"]\n"), "{}", plan_of(&repo));
    repo.roadmap(&["check"]).success();
}

#[test]
fn a_new_plan_begins_on_the_day_that_is_meant() {
    let mut repo = TestRepo::empty();
    repo.at("2025-07-16T20:00:00+08:00");
    let init = ["init", "a", "--minimal", "-y", "--start", "next monday", "--title", "My year"];
    repo.roadmap(&init).success();
    let plan = fs::read_to_string(repo.path().join("a/roadmap.toml")).expect("a plan");
    assert!(plan.contains("title = \"My year\"") && plan.contains("start = 2025-07-21"), "{plan}");
}

/// A text that was emptied is given up, and the next one begins with the plan.
#[cfg(unix)]
#[test]
fn an_emptied_text_is_given_up() {
    let mut repo = TestRepo::initialised();
    let before = std::fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    repo.set("GIT_EDITOR", "sh -c 'echo broken > \"$1\"' x");
    let refused = repo.roadmap(&["edit"]);
    assert!(refused.err.contains("an empty one is given up"), "{}", refused.transcript());
    repo.set("GIT_EDITOR", "sh -c ': > \"$1\"' x");
    let given_up = repo.roadmap(&["edit"]);
    assert_eq!(given_up.code, 0, "{}", given_up.transcript());
    assert!(given_up.transcript().contains("Given up"), "{}", given_up.transcript());
    repo.set("GIT_EDITOR", "sh -c 'cp \"$1\" seen.toml' x");
    repo.roadmap(&["edit"]).success();
    let seen = std::fs::read_to_string(repo.path().join("seen.toml")).expect("a text");
    assert_eq!(
        (seen, std::fs::read_to_string(repo.path().join("roadmap.toml")).unwrap()),
        (before.clone(), before)
    );
}
