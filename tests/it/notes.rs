//! Notes in a real repository: what is made, what is written, and what is left alone.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::support::{TestRepo, plan};

/// A plan with titles that nobody should write.
const PLAN: &str = r#"
title = "Hostile"
start = 2025-07-11

[[phase]]
id = "1"
title = "A: ]] | \"quoted\" %% <!-- no"
window = "2025-07"

  [[phase.task]]
  id = "con"
  title = "`code` [[link]] #tag ---"
  estimate = "2h"
  skills = ["git"]
  links = ["https://example.org/<a>"]
  verify = "echo ``x`"

  [[phase.task]]
  id = "second"
  title = "第二个任务"
  estimate = "1h30m"
  needs = ["con"]

[[phase]]
id = "con"
title = "Another"
window = "2025-08"

[[habit]]
id = "read"
title = "Read"
every = "day"

[[module]]
id = "m"
title = "M"
  [[module.skill]]
  id = "git"
  title = "*Git*"
"#;

fn repo() -> TestRepo {
    let repo = TestRepo::with_plan(PLAN);
    repo.roadmap(&["init", "--notes", "obsidian"]).success();
    repo
}

fn read(repo: &TestRepo, file: &str) -> String {
    fs::read_to_string(repo.path().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Every file below a folder, with what it holds.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push((path.display().to_string(), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn a_note_is_made_for_every_phase_and_task_and_never_over_another_file() {
    let repo = TestRepo::with_plan(PLAN);
    fs::create_dir_all(repo.path().join("notes/tasks")).unwrap();
    repo.write("notes/tasks/second.md", "mine");
    repo.roadmap(&["init", "--notes", "obsidian"]).success();
    let names: Vec<String> = files(&repo.path().join("notes"))
        .into_iter()
        .map(|(name, _)| name.split("notes/").nth(1).unwrap_or_default().to_owned())
        .collect();
    assert_eq!(names, ["phases/1.md", "phases/_con.md", "tasks/_con.md", "tasks/second.md"]);
    assert_eq!(read(&repo, "notes/tasks/second.md"), "mine");
    insta::assert_snapshot!(
        "hostile_titles",
        ["phases/1", "tasks/_con"]
            .map(|name| format!("=== {name}\n{}", read(&repo, &format!("notes/{name}.md"))))
            .concat()
    );
    let text = read(&repo, "roadmap.toml");
    assert_eq!(text, format!("{PLAN}\n[notes]\ndir = \"notes\"\nlang = \"en\"\n"));
    assert_eq!(plan(&text).notes.unwrap().directory, "notes");
    let before = files(repo.path());
    repo.roadmap(&["init", "--notes", "obsidian"]).success();
    assert_eq!(files(repo.path()), before);
}

#[test]
fn a_new_repository_gets_a_folder_and_a_language_that_its_plan_names() {
    let repo = TestRepo::empty();
    let arguments = ["init", "--minimal", "--notes", "obsidian", "--notes-dir", "学习/笔记"];
    repo.roadmap(&[&arguments[..], &["--lang", "zh"]].concat()).success();
    assert!(
        read(&repo, "roadmap.toml").ends_with("\n[notes]\ndir = \"学习/笔记\"\nlang = \"zh\"\n")
    );
    assert_eq!(repo.git(&["status", "--porcelain", "roadmap.toml"]), "");
    let files = files(&repo.path().join("学习/笔记"));
    assert!(files.len() > 2 && String::from_utf8_lossy(&files[0].1).contains("## 笔记"));
    // Whoever syncs, the notes keep their language.
    let synced = repo.roadmap(&["notes", "sync", "--lang", "en"]).success();
    assert_eq!(synced, format!("✓ {} notes up to date\n", files.len()));
}

#[test]
fn sync_writes_what_is_done_and_takes_back_what_is_undone() {
    let mut repo = repo();
    repo.roadmap(&["done", "second", "--took", "45m"]).success();
    repo.roadmap(&["skip", "con"]).success();
    repo.roadmap(&["notes", "sync"]).success();
    let done = ["phases/1", "tasks/second", "tasks/_con"]
        .map(|name| format!("=== {name}\n{}", read(&repo, &format!("notes/{name}.md"))));
    insta::assert_snapshot!("synced", done.concat());
    let before = files(&repo.path().join("notes"));
    repo.wait_days(40);
    assert_eq!(repo.roadmap(&["notes", "sync"]).success(), "✓ 4 notes up to date\n");
    assert_eq!(files(&repo.path().join("notes")), before);
    repo.roadmap(&["undo", "second"]).success();
    repo.roadmap(&["notes", "sync"]).success();
    assert!(
        read(&repo, "notes/phases/1.md").contains("- [ ] [[tasks/second|第二个任务]] ^second\n")
    );
    assert!(read(&repo, "notes/tasks/second.md").contains("roadmap-state: open\nroadmap-done:\n"));
}

#[test]
fn words_around_a_box_stay_and_a_tick_among_them_is_seen() {
    let repo = repo();
    let phase = read(&repo, "notes/phases/1.md");
    let line = phase.lines().find(|line| line.ends_with("^second")).expect("a box");
    let own = line.trim_start_matches("- [ ] ").trim_end_matches(" ^second");
    let edited = format!("- [x] ask Kim: **{own}** ^second finally!");
    repo.write("notes/phases/1.md", &phase.replace(line, &edited));
    repo.roadmap(&["notes", "sync", "--record"]).success();
    let wanted = format!("- [x] ask Kim: **{own}** ✓ 2025-07-14 finally! ^second\n");
    let after = read(&repo, "notes/phases/1.md");
    assert!(after.contains(&wanted), "{after}");
    assert_eq!(after.matches("^second").count(), 1, "{after}");
    assert!(repo.roadmap(&["list", "--done"]).success().contains("second"));
}

#[test]
fn boxes_ticked_by_hand_are_offered_and_recorded_in_one_commit() {
    let repo = repo();
    let phase = read(&repo, "notes/phases/1.md").replace("- [ ]", "- [x]");
    repo.write("notes/phases/1.md", &phase);
    let second = read(&repo, "notes/tasks/second.md").replace("- [ ]", "- [X]");
    repo.write("notes/tasks/second.md", &second);
    let head = repo.git(&["rev-parse", "HEAD"]);
    let offered = repo.roadmap(&["notes", "sync"]).success();
    assert!(offered.contains("to record: roadmap done con second\n"), "{offered}");
    assert_eq!(repo.git(&["rev-parse", "HEAD"]), head);
    assert!(
        read(&repo, "notes/phases/1.md").contains("- [x] [[tasks/second|第二个任务]] ^second\n")
    );
    let recorded = repo.roadmap(&["notes", "sync", "--record"]).success();
    insta::assert_snapshot!(recorded, @r"
    ✓ con     `code` [[link]] #tag ---
    ✓ second  第二个任务
      recorded for Mon 2025-07-14 in commit 93f6dc70ae on main
      phase 1: 2 of 2 tasks done · streak 1 day
    ✓ 3 notes changed, 1 needed no change
    ");
    assert_eq!(repo.git(&["rev-parse", "HEAD~1"]), head);
    assert_eq!(repo.roadmap(&["notes", "sync", "--record"]).success(), "✓ 4 notes up to date\n");
    // Clearing such a box is said, and changes no record.
    let cleared = read(&repo, "notes/phases/1.md").replace("- [x]", "- [ ]");
    repo.write("notes/phases/1.md", &cleared);
    let said = repo.roadmap(&["notes", "sync"]).success();
    assert!(said.contains("roadmap reopen con second\n"), "{said}");
    assert!(!read(&repo, "notes/phases/1.md").contains("- [ ]"));
}

#[test]
fn what_is_not_clear_is_named_and_left_as_it_is() {
    let repo = repo();
    let note = read(&repo, "notes/tasks/second.md");
    let (begin, end) = ("<!-- roadmap:begin -->\n", "<!-- roadmap:end -->\n");
    let hostile = [
        ("tasks/second.md", note.replace(end, "")),
        ("tasks/_con.md", "# no front matter\n\n---\nroadmap-task: con\n---\n".to_owned()),
        ("phases/1.md", read(&repo, "notes/phases/1.md").replace(begin, &begin.repeat(2))),
        ("phases/_con.md", "---\nroadmap-phase: con\nroadmap-phase: con\n---\n".to_owned()),
        ("copy.md", note.replace("\"second\"", "gone")),
    ];
    for (name, text) in &hostile {
        repo.write(&format!("notes/{name}"), text);
    }
    repo.write("notes/other.md", "# Not ours, and nobody mentions it\n");
    repo.roadmap(&["done", "second", "con", "--no-verify"]).success();
    let before = files(&repo.path().join("notes"));
    let english = repo.roadmap(&["notes", "sync"]).success();
    let chinese = repo.roadmap(&["notes", "sync", "--lang", "zh"]).success();
    insta::assert_snapshot!("left_alone", english + &chinese);
    assert_eq!(files(&repo.path().join("notes")), before);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_out_of_the_work_tree_or_into_git() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let outside = tempfile::TempDir::new().unwrap();
    let repo = TestRepo::with_plan(PLAN);
    for target in [outside.path().to_owned(), repo.path().join(".git")] {
        let link = repo.path().join("notes");
        symlink(&target, &link).unwrap();
        let before = files(&target);
        for arguments in
            [&["init", "--notes", "obsidian"][..], &["note", "second"], &["notes", "sync"]]
        {
            let ran = repo.roadmap(arguments);
            assert_eq!(ran.code, 1, "{arguments:?}\n{}", ran.transcript());
            assert!(ran.err.contains("leads out of the work tree"), "{}", ran.err);
        }
        assert_eq!(files(&target), before);
        assert_eq!(read(&repo, "roadmap.toml"), PLAN);
        fs::remove_file(link).unwrap();
    }
    repo.roadmap(&["init", "--notes", "obsidian"]).success();
    // A single note that leads out is left alone; one that stays within is followed.
    let second = read(&repo, "notes/tasks/second.md");
    fs::write(outside.path().join("second.md"), &second).unwrap();
    fs::remove_file(repo.path().join("notes/tasks/second.md")).unwrap();
    symlink(outside.path().join("second.md"), repo.path().join("notes/tasks/second.md")).unwrap();
    fs::rename(repo.path().join("notes/tasks/_con.md"), repo.path().join("con.md")).unwrap();
    fs::set_permissions(repo.path().join("con.md"), fs::Permissions::from_mode(0o600)).unwrap();
    symlink("../../con.md", repo.path().join("notes/tasks/_con.md")).unwrap();
    repo.roadmap(&["done", "second", "con", "--no-verify"]).success();
    let said = repo.roadmap(&["notes", "sync"]).success();
    assert!(
        said.contains("! notes/tasks/second.md\n    it is a link to a place outside"),
        "{said}"
    );
    assert_eq!(fs::read_to_string(outside.path().join("second.md")).unwrap(), second);
    assert!(read(&repo, "con.md").contains("roadmap-state: done"));
    assert!(repo.path().join("notes/tasks/_con.md").is_symlink());
    let mode = fs::metadata(repo.path().join("con.md")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn note_finds_a_note_wherever_it_was_moved_and_whatever_it_is_called() {
    let mut repo = repo();
    assert_eq!(repo.roadmap(&["note", "second"]).success(), "notes/tasks/second.md\n");
    fs::rename(repo.path().join("notes/tasks/second.md"), repo.path().join("notes/My note.md"))
        .unwrap();
    assert_eq!(repo.roadmap(&["note", "第二"]).success(), "notes/My note.md\n");
    let url = repo.roadmap(&["note", "second", "--url"]).success();
    assert!(url.starts_with("obsidian://open?path=%2F") && url.ends_with("notes%2FMy%20note.md\n"));
    repo.roadmap(&["notes", "sync"]).success();
    assert!(read(&repo, "notes/phases/1.md").contains("[[My note|第二个任务]]"));
    // A rename of the task takes its note along.
    let renamed = PLAN.replace("id = \"second\"", "id = \"third\"")
        + "\n[[moved]]\nfrom = \"second\"\nto = \"third\"\n";
    repo.write("roadmap.toml", &renamed);
    assert_eq!(repo.roadmap(&["note", "third"]).success(), "notes/My note.md\n");
    repo.roadmap(&["notes", "sync"]).success();
    assert!(read(&repo, "notes/My note.md").contains("roadmap-task: \"third\"\n"));
    assert_eq!(repo.roadmap(&["notes", "sync"]).success(), "✓ 4 notes up to date\n");
    // Without any notes it makes the one that is asked for.
    fs::remove_dir_all(repo.path().join("notes")).unwrap();
    assert_eq!(repo.roadmap(&["note", "--phase", "con"]).success(), "notes/phases/_con.md\n");
    assert!(read(&repo, "notes/phases/_con.md").contains("roadmap-phase: \"con\""));
    let refused = repo.roadmap(&["note", "read"]);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    repo.enter("notes");
    assert_eq!(repo.roadmap(&["note", "con", "--print"]).success(), "tasks/_con.md\n");
}

/// What a learner may have made of a note.
fn mangled() -> impl Strategy<Value = Vec<(u8, prop::sample::Index)>> {
    prop::collection::vec((0_u8..9, any::<prop::sample::Index>()), 0..6)
}

fn mangle(text: &str, edits: &[(u8, prop::sample::Index)]) -> String {
    let mut text = text.to_owned();
    for (kind, at) in edits {
        let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
        let place = at.index(lines.len() + 1);
        let line = at.index(lines.len().max(1));
        match kind {
            0 => lines.insert(place, "我的笔记 **mine**\n".to_owned()),
            1 => lines.insert(place, "---\n".to_owned()),
            2 => lines.insert(place, "tags: [a, b] # mine\n".to_owned()),
            3 => lines.insert(place, "- [x] my own box\n".to_owned()),
            4 => lines.insert(place, "<!-- roadmap:end -->\n".to_owned()),
            5 if !lines.is_empty() => drop(lines.remove(line)),
            6 if !lines.is_empty() => lines[line] = lines[line].replace('\n', "\r\n"),
            7 if !lines.is_empty() => lines[line] = lines[line].replace("[ ]", "[x]"),
            _ => lines.insert(0, "\u{feff}".to_owned()),
        }
        text = lines.concat();
    }
    text
}

/// The lines outside of our markers and without our keys, where a note has both markers once.
fn outside(text: &str) -> String {
    let mut inside = false;
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        inside &= line.trim() != "<!-- roadmap:end -->";
        if !inside && !line.starts_with("roadmap-") {
            kept.push_str(line);
        }
        inside |= line.trim() == "<!-- roadmap:begin -->";
    }
    kept
}

#[test]
fn whatever_was_made_of_a_note_nothing_outside_of_the_markers_changes() {
    let repo = repo();
    repo.roadmap(&["done", "second"]).success();
    let notes = ["notes/tasks/second.md", "notes/phases/1.md"];
    let made = notes.map(|name| read(&repo, name));
    let mut runner = TestRunner::new(Config { cases: 150, ..Config::default() });
    let ran = runner.run(&(mangled(), mangled()), |edits| {
        let before = [mangle(&made[0], &edits.0), mangle(&made[1], &edits.1)];
        for (name, text) in notes.iter().zip(&before) {
            repo.write(name, text);
        }
        let first = repo.roadmap(&["notes", "sync"]).success();
        let after = notes.map(|name| read(&repo, name));
        for ((name, before), after) in notes.iter().zip(&before).zip(&after) {
            prop_assert_eq!(outside(before), outside(after), "{}: {}", name, first);
            prop_assert_eq!(before.matches("mine**").count(), after.matches("mine**").count());
            let is_left_alone = first.contains(&format!("! {name}"));
            prop_assert!(before == after || !is_left_alone);
        }
        repo.roadmap(&["notes", "sync"]).success();
        prop_assert_eq!(notes.map(|name| read(&repo, name)), after);
        Ok(())
    });
    ran.unwrap();
}

#[test]
fn a_file_that_has_the_name_of_a_note_is_left_and_named() {
    let repo = TestRepo::with_plan(PLAN);
    fs::create_dir_all(repo.path().join("notes/tasks")).expect("a folder");
    repo.write("notes/tasks/second.md", "mine\n");
    let said = repo.roadmap(&["init", "--notes", "obsidian"]).success();
    assert!(said.contains("Made "), "{said}");
    assert!(said.contains("! Left as they are") && said.contains("tasks/second.md"), "{said}");
    let again = repo.roadmap(&["init", "--notes", "obsidian"]).success();
    assert!(again.contains("none was missing") && again.contains("tasks/second.md"), "{again}");
    assert_eq!(read(&repo, "notes/tasks/second.md"), "mine\n");
}

#[test]
fn what_is_written_at_a_box_goes_with_a_task_that_gets_another_id() {
    let repo = repo();
    let file = "notes/phases/1.md";
    let line = |text: &str, id: &str| {
        let found = text.lines().filter(|line| line.ends_with(&format!(" ^{id}")));
        found.map(str::to_owned).collect::<Vec<_>>()
    };
    let text = read(&repo, file).replace(" ^second\n", " see p. 30 ^second\n");
    // The learner has a second box with words of its own, too.
    let twin = format!("{}\n", line(&text, "second")[0].replace("p. 30", "p. 31"));
    repo.write(file, &text.replace("\n> [!abstract]", &format!("{twin}\n> [!abstract]")));
    repo.roadmap(&["move", "second", "third"]).success();
    repo.roadmap(&["notes", "sync"]).success();
    let once = read(&repo, file);
    let [own] = line(&once, "third").try_into().expect("one box");
    assert!(own.contains(" see p. 30 "), "{once}");
    assert_eq!(line(&once, "second"), [twin.trim_end()]);
    assert_eq!(once.matches(" ^").count(), 3, "{once}");
    repo.roadmap(&["notes", "sync"]).success();
    assert_eq!(read(&repo, file), once);
}
