//! The command: what it writes, refuses, records and says.

use insta::assert_snapshot;

use super::fixture;
use crate::support::TestRepo;

/// An empty repository with a document in it, at the end of September 2025.
fn with_document(name: &str) -> TestRepo {
    let mut repo = TestRepo::empty();
    repo.git(&["init", "-q"]);
    repo.write(name, &fixture(name));
    repo.at("2025-09-20T21:00:00+08:00");
    repo
}

#[test]
fn a_document_becomes_the_plan_and_its_ticks_become_late_events() {
    let mut repo = with_document("weeks.en.md");
    let mut said = repo.roadmap(&["import", "weeks.en.md"]).transcript();
    repo.roadmap(&["check"]).success();
    let plan = std::fs::read_to_string(repo.path().join("roadmap.toml")).expect("the plan");
    assert!(plan.starts_with("#:schema ./.git/roadmap/roadmap.schema.json\n"));
    assert!(repo.path().join(".git/roadmap/roadmap.schema.json").is_file());
    assert_eq!(repo.try_git(&["log"]).code, 128, "importing commits nothing");
    repo.wait_minutes(1);
    said.push_str(&repo.roadmap(&["import", "weeks.en.md", "--record-done"]).transcript());
    let log = repo.git(&["log", "--format=%s%n%(trailers:only)"]);
    let lines: Vec<&str> =
        log.lines().map(|line| line.split(" id=").next().unwrap_or_default()).collect();
    said.push_str(&lines.join("\n"));
    repo.wait_minutes(1);
    said.push_str(&repo.roadmap(&["import", "weeks.en.md", "--record-done"]).transcript());
    said.push_str(&repo.roadmap(&["log"]).success());
    assert_eq!(repo.git(&["rev-list", "--count", "HEAD"]).trim(), "1");
    assert_snapshot!(said);
}

#[test]
fn the_summary_in_chinese_and_in_a_narrow_terminal() {
    let mut repo = with_document("months.zh.md");
    repo.write("tables.md", &fixture("tables.md"));
    repo.set("ROADMAP_LANG", "zh");
    let mut said = repo.roadmap(&["import", "months.zh.md"]).transcript();
    repo.set("COLUMNS", "40");
    said.push_str(&repo.roadmap(&["import", "tables.md", "-o", "other.toml"]).transcript());
    repo.set("ROADMAP_LANG", "en");
    said.push_str(&repo.roadmap(&["import", "tables.md", "-o", "third.toml"]).transcript());
    let narrow = said.lines().skip_while(|line| !line.contains("other.toml"));
    let wide: Vec<&str> =
        narrow.filter(|line| unicode_width::UnicodeWidthStr::width(*line) > 40).collect();
    assert_eq!(wide, Vec::<&str>::new());
    assert_snapshot!(said);
}

#[test]
fn nothing_is_written_over_and_nothing_without_a_plan() {
    let repo = with_document("bullets.txt");
    repo.write("roadmap.toml", "mine");
    repo.write("empty.md", "\n");
    repo.write("plan.toml", "title = \"T\"\nstart = 2025-07-11\n");
    std::fs::create_dir(repo.path().join("empty")).expect("a folder");
    repo.write("bad.json", "{");
    repo.write("latin.md", "x");
    std::fs::write(repo.path().join("latin.md"), b"- a\n- \xe9t\xe9\n").expect("a file");
    let mut said = String::new();
    for arguments in [
        &["import", "bullets.txt"][..],
        &["import", "empty.md", "-o", "a.toml"],
        &["import", "bad.json", "-o", "a.toml"],
        &["import", "latin.md", "-o", "a.toml"],
        &["import", "missing.md"],
        &["import", "."],
        &["import", "empty"],
        &["init", "--from", ".", "elsewhere"],
        &["init", "--from", "plan.toml", "--title", "Mine", "elsewhere"],
        &["import", "bullets.txt", "--start", "soon"],
        &["init", "--from", "bullets.txt"],
        &["init", "--title", "Mine", "elsewhere"],
    ] {
        let ran = repo.roadmap(arguments);
        assert!([1, 2].contains(&ran.code), "{}", ran.transcript());
        said.push_str(&format!("$ roadmap {}\n{}\n", arguments.join(" "), ran.transcript()));
    }
    assert!(!repo.path().join("a.toml").exists() && !repo.path().join("elsewhere").exists());
    assert_eq!(std::fs::read_to_string(repo.path().join("roadmap.toml")).expect("a file"), "mine");
    assert_snapshot!(said);
}

#[test]
fn a_dry_run_prints_the_plan_and_the_summary_beside_it() {
    let repo = with_document("bullets.txt");
    let ran = repo.roadmap(&[
        "import",
        "bullets.txt",
        "--dry-run",
        "--start",
        "2025-10-01",
        "--title",
        "Mine",
    ]);
    let plan = crate::support::plan(&ran.out);
    assert_eq!((plan.title.as_str(), plan.start.to_string().as_str()), ("Mine", "2025-10-01"));
    assert!(ran.err.contains("dry run"), "{}", ran.err);
    assert!(!repo.path().join("roadmap.toml").exists());
    let json = repo.roadmap(&["import", "bullets.txt", "--dry-run", "--json"]).success();
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["kind"], "import");
    assert_eq!(json["data"]["holds"]["habits"], 1);
}

#[test]
fn init_makes_a_repository_with_the_document_as_its_plan() {
    let repo = TestRepo::empty();
    repo.write("months.zh.md", &fixture("months.zh.md"));
    let said = repo.roadmap(&["init", "--from", "months.zh.md", "--lang", "zh"]).success();
    assert!(said.contains("已新建 git 仓库") && said.contains("2025 下半年后端学习计划"), "{said}");
    assert_eq!(repo.git(&["log", "--format=%s"]).trim(), "Add roadmap.toml");
    assert_eq!(repo.git(&["status", "--porcelain"]).trim(), "?? months.zh.md");
    repo.roadmap(&["check"]).success();
}

#[test]
fn what_is_ticked_later_is_recorded_for_the_task_that_is_meant_and_no_other() {
    let mut repo = TestRepo::initialised();
    repo.git(&["rm", "-q", "--cached", "roadmap.toml"]);
    std::fs::remove_file(repo.path().join("roadmap.toml")).expect("the plan");
    let document = "# T\n## HTML (2025-07)\n- [ ] Basics\n- [ ] 练习1\n- [ ] 练习2\n\
                    ## CSS (2025-08)\n- [ ] Basics\n";
    repo.write("one.md", document);
    repo.roadmap(&["import", "one.md"]).success();
    let mut record = |document: &str| {
        repo.wait_minutes(1);
        repo.write("one.md", document);
        repo.roadmap(&["import", "one.md", "--record-done"]).success()
    };
    // A line above gives others the ids that tasks of the plan have.
    let said = record(
        &document.replace("- [ ] Basics\n- [ ] 练习1", "- [x] 练习0\n- [ ] Basics\n- [ ] 练习1"),
    );
    assert!(
        said.contains("! 1 task that is ticked is not in the plan") && said.contains("“练习0”"),
        "{said}"
    );
    assert!(!said.contains("recorded as done"), "{said}");
    let said = record("# T\n## CSS (2025-08)\n- [x] Basics\n");
    assert!(said.contains("1 task recorded as done, late, in one commit: basics-2"), "{said}");
    let said = record("# T\n## CSS (2025-08)\n- [x] Basics\n");
    assert!(said.contains("1 task that is ticked: recorded already"), "{said}");
    // One that got another id, and one that got another title.
    repo.roadmap(&["move", "lianxi-2", "second"]).success();
    repo.roadmap(&["set", "basics", "title", "HTML basics"]).success();
    let mut record = |document: &str| {
        repo.wait_minutes(1);
        repo.write("one.md", document);
        repo.roadmap(&["import", "one.md", "--record-done"]).success()
    };
    let said = record("# T\n## HTML (2025-07)\n- [x] Basics\n- [x] 练习2\n");
    assert!(said.contains("second"), "{said}");
}

#[test]
fn a_document_is_recorded_from_a_new_folder_by_the_command_that_is_said() {
    let repo = TestRepo::empty();
    repo.write("my plan.md", "# T\n## P (2025-07)\n- [x] One\n- [ ] Two\n");
    let said = repo.roadmap(&["init", "--from", "my plan.md", "my study"]).success();
    let (_, command) = said.split_once("not recorded yet:").expect("a command");
    let command: String =
        command.split("\n\n").next().expect("one").trim_start().replace("\n  ", " ");
    assert!(said.contains("  cd 'my study'\n"), "{said}");
    let mut shell = repo.command(repo.path(), "bash");
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_roadmap")).display().to_string();
    let root = repo.path().parent().expect("a root").display().to_string();
    let command = command.replacen("roadmap", &binary, 1).replace("$ROOT", &root);
    let output = shell.args(["-c", &command]).output();
    let output = output.expect("bash");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("1 task recorded as done"), "{command}\n{said}");
}

#[test]
fn lines_of_a_table_are_counted_whatever_they_end_in() {
    let table = "title,phase,due,extra\nA,P,2026-03-01,n1\nB,P,2026-03-05,n2\n";
    let left = |table: &str| {
        let made = super::imported(table, roadmap::plan::import::Form::Csv);
        let left = made.account.left_out.into_iter();
        left.map(|left| (left.line, left.text)).collect::<Vec<_>>()
    };
    assert_eq!(left(&table.replace('\n', "\r\n")), left(table));
    let second = left(table).into_iter().find(|(_, text)| text.contains("n1"));
    assert_eq!(second.expect("the column that is left out").0, Some(2));
}

#[test]
fn init_takes_over_a_plan_as_it_is_and_moves_it_where_that_is_wanted() {
    let plan = "# Mine\r\ntitle = \"T\"\r\nstart = 2025-07-11\r\n[[phase]]\r\nid = \"p\"\r\n\
                title = \"P\"\r\nwindow = \"2025-07-11..2025-07-20\"\r\n";
    let repo = TestRepo::empty();
    std::fs::create_dir(repo.path().join("theirs")).expect("a folder");
    repo.write("theirs/roadmap.toml", plan);
    repo.write("plan.txt", plan);
    for from in ["theirs", "theirs/roadmap.toml", "plan.txt"] {
        let place = from.replace('/', "-") + "-mine";
        let said = repo.roadmap(&["init", "--from", from, &place]).success();
        assert!(said.contains("roadmap.toml, the plan of "), "{said}");
        let copy = std::fs::read_to_string(repo.path().join(place).join("roadmap.toml"));
        assert_eq!(copy.expect("a file"), plan);
    }
    repo.roadmap(&["init", "--from", "theirs", "later", "--start", "2025-08-02"]).success();
    let moved = std::fs::read_to_string(repo.path().join("later/roadmap.toml")).expect("a file");
    let wanted = plan.replace("2025-07-11..2025-07-20", "2025-08-02..2025-08-11");
    assert_eq!(moved, wanted.replace("start = 2025-07-11", "start = 2025-08-02"));
}

#[test]
fn standard_input_is_read() {
    use std::io::Write as _;
    let repo = with_document("bullets.txt");
    let mut command = repo.command(repo.path(), env!("CARGO_BIN_EXE_roadmap"));
    command.args(["import", "-"]).stdin(std::process::Stdio::piped());
    command.stdout(std::process::Stdio::null());
    let mut child = command.spawn().expect("a program");
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(b"# Plan\n\n- [x] a\n- b\n").expect("a reader");
    drop(input);
    assert!(child.wait().expect("an end").success());
    let list = repo.roadmap(&["list"]).success();
    assert_eq!(list.lines().count(), 3, "{list}");
}

#[test]
fn a_document_that_is_too_long_for_a_plan_is_refused_with_a_way_out() {
    let repo = TestRepo::empty();
    let items: String = (0..12_000)
        .map(|number| format!("- task number {number} with a title that is not short\n"))
        .collect();
    repo.write("long.md", &items);
    let ran = repo.roadmap(&["import", "long.md"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("at most 1048576 are read")
            && ran.err.contains("cut the document into parts"),
        "{}",
        ran.err
    );
    assert!(!repo.path().join("roadmap.toml").exists());
}

#[test]
fn an_export_can_be_edited_and_imported_again() {
    let mut repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env"]).success();
    repo.wait_minutes(1);
    repo.roadmap(&["export", "--output", "PLAN.md"]).success();
    assert_eq!(repo.roadmap(&["export", "--output", "PLAN.md"]).code, 1);
    let text = std::fs::read_to_string(repo.path().join("PLAN.md")).expect("a file");
    assert!(text.contains("- [x] 完成本地开发环境配置"), "{text}");
    let edited = text.replace("## 后端开发基础", "- [ ] Buy a better chair\n\n## 后端开发基础");
    repo.write("PLAN.md", &edited);
    repo.roadmap(&["import", "PLAN.md", "-o", "new.toml"]).success();
    let new = crate::support::plan(
        &std::fs::read_to_string(repo.path().join("new.toml")).expect("a file"),
    );
    let old = crate::support::plan(include_str!("../../../roadmap.toml"));
    assert_eq!(new.tasks().count(), old.tasks().count() + 1);
    assert!(new.tasks().any(|(_, task)| task.id.as_str() == "buy-better-chair"));
}
