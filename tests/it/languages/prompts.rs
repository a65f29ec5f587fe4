//! What is asked in a terminal, and what stands there while one waits: no English on a Chinese
//! screen, and no Chinese on an English one.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::{english, is_han, walk};
use crate::first_minute::newcomer;
use crate::history_generator::{SMALL, generator::Shape, repository};
use crate::shells::terminal::Terminal;
use crate::support::TestRepo;

/// A question in English and in Chinese, and what is typed there.
type Exchange = (&'static str, &'static str, &'static str);

/// High enough for all that is said, and wide enough for the path of a temporary folder.
const SIZE: (u16, u16) = (120, 200);

/// Runs a command in a terminal in both languages, gives the answers, and looks for the other
/// language on its last screen.
fn ask(place: impl Fn() -> TestRepo, arguments: &[&str], exchanges: &[Exchange]) {
    for locale in ["en_US.UTF-8", "zh_CN.UTF-8"] {
        let is_chinese = locale.starts_with("zh");
        let mut repo = place();
        repo.set("LC_ALL", locale);
        let mut terminal = Terminal::of_roadmap(&repo, &[], arguments, SIZE);
        for (in_english, in_chinese, answer) in exchanges {
            terminal.see(&[if is_chinese { in_chinese } else { in_english }]);
            terminal.send(&format!("{answer}\r"));
        }
        terminal.ended();
        let screen = terminal.shown();
        let answers: Vec<&str> = exchanges.iter().map(|(_, _, answer)| *answer).collect();
        let typed = [arguments, &answers].concat();
        let found = if is_chinese { in_english(&screen, &repo, &typed) } else { han(&screen) };
        assert!(found.is_empty(), "{arguments:?}, {locale}: {found:#?}\n{screen}");
    }
}

/// What is English on a Chinese screen, and neither the learner's nor a line of the plan.
fn in_english(screen: &str, repo: &TestRepo, typed: &[&str]) -> Vec<String> {
    let plan = fs::read_to_string(repo.path().join("roadmap.toml")).unwrap_or_default();
    // What the editor writes there, and subjects of commits.
    let data = [typed, &[plan.as_str(), "titel Done Edit"]].concat();
    let is_data = |line: &str| walk::is_data(line) || line.starts_with("    ");
    let lines = screen.lines().filter(|line| !is_data(line));
    english(&lines.map(|line| format!("{line}\n")).collect::<String>(), &data)
}

/// The lines with Chinese.
fn han(screen: &str) -> Vec<String> {
    screen.lines().filter(|line| line.contains(is_han)).map(str::to_owned).collect()
}

/// A learner whose plan is in English; so is nothing that is said about it in Chinese.
fn learner() -> TestRepo {
    TestRepo::with_plan(walk::ENGLISH_PLAN)
}

#[test]
fn init_asks_for_a_plan_its_first_day_and_whether_to_go_on() {
    let here = || newcomer("2026-11-25T20:00:00+08:00");
    let which = |answer| ("Which plan?", "使用哪个计划？", answer);
    let when = |answer| ("When does it begin?", "从哪天开始？", answer);
    let whether = |answer| ("[Y/n]", "[Y/n]", answer);
    ask(here, &["init"], &[which("1"), when("2"), whether("y")]);
    ask(here, &["init"], &[which("2"), whether("n")]);
    // What is no answer, until it gives up.
    let again = ("`7` is none of these", "没有“7”这个选项", "7");
    ask(here, &["init"], &[which("7"), again, again]);
}

#[test]
fn commands_are_approved() {
    let with_a_command = || {
        let repo = learner();
        repo.roadmap(&["set", "docker", "verify", "/bin/true"]).success();
        repo
    };
    let question = |answer| ("in this repository? [y/N]", "允许在这个仓库里运行吗？", answer);
    for answer in ["y", "n"] {
        for arguments in [&["trust"][..], &["run", "docker"], &["done", "docker"]] {
            ask(with_a_command, arguments, &[question(answer)]);
        }
    }
}

#[test]
fn ticked_boxes_become_records() {
    let with_a_tick = || {
        let repo = learner();
        repo.roadmap(&["init", "--notes", "obsidian"]).success();
        let note = repo.path().join("notes/tasks/docker.md");
        let text = fs::read_to_string(&note).expect("a note");
        fs::write(&note, text.replacen("- [ ]", "- [x]", 1)).expect("a note");
        repo
    };
    for answer in ["y", "n"] {
        let question = ("Record them as done today?", "现在记录为今天完成吗？", answer);
        ask(with_a_tick, &["notes", "sync"], &[question]);
    }
}

#[test]
fn a_plan_with_errors_is_opened_again() {
    let with_an_editor = || {
        let mut repo = learner();
        let editor = repo.home().join("editor");
        fs::write(&editor, "#!/bin/sh\necho 'titel = 1' >> \"$1\"\n").expect("a script");
        fs::set_permissions(&editor, fs::Permissions::from_mode(0o755)).expect("a script");
        repo.set("EDITOR", &editor.display().to_string());
        repo
    };
    let question = |answer| ("Open the editor again?", "重新打开编辑器？", answer);
    ask(with_an_editor, &["edit"], &[question("n")]);
}

#[test]
fn lines_for_the_shell_are_agreed_to() {
    for answer in ["y", "n"] {
        let question = ("Do it?", "是否继续？", answer);
        ask(learner, &["completions", "install", "bash"], &[question]);
    }
}

#[test]
fn a_bar_stands_there_while_history_is_read() {
    let many = Shape { commits: 60_000, merges_percent: 0, changes_percent: 0, ..SMALL };
    let (repo, _) = repository(many);
    for (locale, said) in [("en_US.UTF-8", "Reading history"), ("zh_CN.UTF-8", "正在读取历史")]
    {
        // A copy has read nothing yet.
        let copy = repo.copied();
        let terminal = Terminal::of_roadmap(&copy, &[("LC_ALL", locale)], &["status"], SIZE);
        let screen = terminal.see(&[said]);
        let bar: Vec<&str> = screen.lines().filter(|line| line.contains(said)).collect();
        let found = if locale.starts_with("zh") { english(bar[0], &[]) } else { han(bar[0]) };
        assert!(bar.len() == 1 && found.is_empty(), "{found:?}\n{screen}");
    }
}
