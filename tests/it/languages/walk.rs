//! Every command in Chinese on the built-in plan, and in English on an English one: what it says
//! when all is well, and its common errors.

use super::{commands_of, english, is_han, leaves};
use crate::screens::five_weeks;
use crate::support::{Ran, TestRepo};

/// What is fine. Those that write come last, so that the others see the same plan.
const FINE: &[&[&str]] = &[
    &["status"],
    &["status", "0"],
    &["status", "--at", "2025-09-01"],
    &["today"],
    &["streak"],
    &["streak", "leetcode"],
    &["history", "leetcode"],
    &["next"],
    &["next", "--all"],
    &["forecast"],
    &["list"],
    &["list", "--dropped"],
    &["list", "--phase", "1", "--open"],
    &["show", "fastapi-di"],
    &["show", "leetcode"],
    &["log"],
    &["log", "fastapi-di"],
    &["log", "--odd"],
    &["heatmap"],
    &["heatmap", "--year", "2025", "--ascii"],
    &["heatmap", "--habit", "leetcode"],
    &["heatmap", "--minutes"],
    &["skills"],
    &["report", "badge"],
    &["report", "--html"],
    &["open"],
    &["open", "fastapi-di", "--print"],
    &["why"],
    &["why", "streak"],
    &["why", "streak", "leetcode"],
    &["why", "phase", "0"],
    &["why", "task", "fastapi-di"],
    &["why", "time"],
    &["why", "day", "2025-08-12"],
    &["why", "day", "2025-08-01..2025-08-31", "--phase", "1"],
    &["why", "skill", "fastapi"],
    &["why", "forecast"],
    &["why", "curve", "--days", "2025-08-01..2025-08-31"],
    &["why", "calendar"],
    &["why", "record"],
    &["report"],
    &["report", "--week"],
    &["report", "--month", "2025-08"],
    &["report", "--md"],
    &["report", "--phase", "0", "--public"],
    &["prompt"],
    &["export"],
    &["check"],
    &["doctor"],
    &["hook", "status"],
    &["completions", "install", "bash", "--uninstall"],
    &["import", "plan.md", "--dry-run"],
    &["done", "nginx-gunicorn", "--dry-run"],
    &["study", "postgres", "--took", "1h", "--dry-run"],
    &["skip", "leetcode", "今天", "--dry-run"],
    &["undo", "--dry-run"],
    &["move", "fastapi-di", "fastapi-deps", "--dry-run"],
    &["set", "fastapi-di", "title", "依赖注入", "--dry-run"],
    &["add", "task", "缓存与队列", "--id", "redis", "--phase", "2", "--dry-run"],
    &["add", "habit", "背单词", "--id", "words", "--every", "day", "--dry-run"],
    &["add", "phase", "面试", "--window", "2026-08", "--dry-run"],
    &["add", "module", "数据", "--id", "data", "--dry-run"],
    &["add", "skill", "消息队列", "--id", "queues", "--module", "dev", "--dry-run"],
    &["add", "link", "手册", "https://example.org/", "--dry-run"],
    &["replan", "--push", "2w"],
    &["replan", "--finish-by", "2026-12-31"],
    &["upgrade", "--from", "newer.toml"],
    &["note", "fastapi-di", "--print"],
    &["notes", "sync"],
    &["start", "postgres"],
    &["status"],
    &["stop", "--took", "30m"],
    &["start"],
    &["stop", "--discard"],
    &["done", "leetcode", "-x", "2", "-m", "两道题"],
    &["done", "fastapi-di"],
    &["study", "--took", "1h30m", "--day", "昨天"],
    &["reopen", "fastapi-di"],
    &["skip", "nginx-gunicorn", "-m", "不需要"],
    &["undo"],
    &["hook", "install"],
    &["done", "postgres", "--next"],
    &["status"],
    &["hook", "drop"],
    &["hook", "uninstall"],
    &["edit"],
    &["set", "fastapi-di", "title", "依赖注入", "--commit"],
    &["replan", "--push", "1w", "--apply"],
    &["trust"],
    &["audit"],
    &["set", "nginx-gunicorn", "verify", "/bin/true"],
    &["trust", "--list"],
    &["trust", "--yes"],
    &["trust"],
    &["run", "nginx-gunicorn"],
    &["run", "--changed"],
    &["done", "nginx-gunicorn"],
    &["run", "--changed"],
    &["show", "nginx-gunicorn"],
    &["report"],
    &["attest", "nginx-gunicorn", "--verdict", "changes", "-m", "缺测试", "--dry-run"],
    &["attest", "nginx-gunicorn", "--verdict", "accepted"],
    &["show", "nginx-gunicorn"],
    &["report", "--attested-only"],
    &["log"],
    &["trust", "--revoke"],
];

/// What is refused, each by another message.
const REFUSED: &[&[&str]] = &[
    &["statu"],
    &["done"],
    &["done", "nope"],
    &["done", "fast"],
    &["done", "leetcode", "--tok", "1h"],
    &["done", "leetcode", "--day", "32"],
    &["done", "leetcode", "--day", "2025-02-30"],
    &["done", "leetcode", "--day", "2026-01-01"],
    &["done", "leetcode", "-x", "0"],
    &["done", "fastapi-di", "-x", "2"],
    &["done", "postgres", "redis", "--took", "1h"],
    &["done", "postgres", "--link", "here"],
    &["done", "postgres", "--staged"],
    &["done", "postgres", "--staged", "--next"],
    &["done", "postgres", "--next"],
    &["study", "--took", "5x"],
    &["study", "--from", "25:00"],
    &["study", "--from", "23:00"],
    &["start", "nope"],
    &["stop"],
    &["stop", "--discard"],
    &["stop", "--to", "21:00", "--took", "1h"],
    &["undo", "nope"],
    &["undo", "k8s-basics"],
    &["reopen", "leetcode"],
    &["attest", "postgres", "--verdict", "accepted"],
    &["attest", "postgres", "--verdict", "good"],
    &["reopen", "skill-map"],
    &["skip", "postgres", "2025-10-01..2025-10-07"],
    &["skip", "leetcode", "2025-10-07..2025-10-01"],
    &["skip", "leetcode", ".."],
    &["status", "nope"],
    &["status", "--ref", "nope"],
    &["status", "--at", "soon"],
    &["status", "--color", "sometimes"],
    &["--lang", "fr"],
    &["-C", "nowhere", "status"],
    &["today", "--nope"],
    &["streak", "fastapi-di"],
    &["history", "fastapi-di"],
    &["next", "-n", "0"],
    &["forecast", "nope"],
    &["list", "--phase", "nope"],
    &["show"],
    &["log", "-n", "none"],
    &["heatmap", "--year", "3000"],
    &["heatmap", "--year", "last"],
    &["heatmap", "--habit", "fastapi-di"],
    &["note", "leetcode"],
    &["notes"],
    &["upgrade"],
    &["upgrade", "--from", "nowhere"],
    &["export", "--format", "pdf"],
    &["export", "--output", "roadmap.toml"],
    &["skills", "nope"],
    &["open", "leetcode"],
    &["open", "fastapi-di", "99"],
    &["why", "phase"],
    &["why", "total", "fastapi-di"],
    &["why", "skill"],
    &["why", "total", "--phase", "1"],
    &["why", "total", "--days", "today"],
    &["report", "--month", "2025-9"],
    &["report", "--repository", "here"],
    &["report", "verify", "plan.md"],
    &["report", "verify", "nowhere.html"],
    &["report", "readme", "plan.md"],
    &["prompt", "--nope"],
    &["add", "task"],
    &["add", "habit", "背单词", "--id", "words", "--every", "sometimes"],
    &["add", "phase", "面试", "--window", "soon"],
    &["add", "skill", "队列", "--module", "nope"],
    &["add", "module", "后端", "--id", "dev"],
    &["add", "link", "手册", "here"],
    &["move", "fastapi-di"],
    &["move", "fastapi-di", "postgres"],
    &["move", "fastapi-di", "Not_an_id!"],
    &["set", "fastapi-di", "titel", "x"],
    &["set", "fastapi-di", "id", "x"],
    &["set", ".", "start", "soon"],
    &["edit", "nope"],
    &["schema", "x"],
    &["check", "nowhere.toml"],
    &["check", "broken.toml"],
    &["doctor", "--dry-run"],
    &["replan"],
    &["replan", "--push", "5x"],
    &["replan", "--start", "2025-13-01"],
    &["replan", "--finish-by", "2020-01-01"],
    &["hook", "drop", "nope"],
    &["share"],
    &["completions", "tcsh"],
    &["completions", "install"],
    &["init"],
    &["run"],
    &["run", "leetcode"],
    &["run", "skill-map"],
    &["run", "nginx-gunicorn"],
    &["run", "--phase", "0"],
    &["trust", "skill-map"],
    &["trust", "--list", "--yes"],
    &["audit"],
    &["audit", "--task", "leetcode"],
    &["init", "--title", "x"],
    &["init", "--notes", "word"],
    &["init", "--notes", "obsidian", "--notes-dir", "../x"],
    &["import", "nowhere.md"],
    &["import", "empty.md"],
    &["import", "plan.md"],
];

/// What has no words for people, or those of another program; man pages, whose prose `help.rs` looks
/// through; and `demo`, which takes a while and shows what other commands say.
const SILENT: &[&str] =
    &["schema", "completions", "help", "hook run-prepare", "hook run-commit", "man", "demo"];

/// A plan with one mistake of each kind that a line can have.
const BROKEN: &str = "schema = 1\ntitle = '计划'\nstart = 2025-13-01\ndeadline = 'soon'\n\
    day-ends = '25:00'\nweek-starts = 'friday'\nrest-days = ['someday']\nfreezes-per-month = 99\n\
    colour = 'red'\n\n[[phase]]\nid = 'A B'\ntitle = ''\nwindow = '2025-08-20..2025-08-01'\n\n\
    [[phase.task]]\nid = 'a'\ntitle = '甲'\nneeds = ['a', 'nope']\nestimate = 3\nlinks = ['here']\n\n\
    [[phase.task]]\nid = 'a'\ntitle = 5\n\n[[habit]]\nid = 'h'\ntitle = '乙'\nevery = 'often'\n\
    target = 2\nstretch = 1\n\n[record]\nref = 'main'\nsubject = '{what}'\n\n[notes]\ndir = '..'\n\
    lang = 'fr'\n\n[[moved]]\nfrom = 'a'\nto = []\n";

/// The repository that all this is asked in.
fn repository() -> TestRepo {
    let mut repo = five_weeks();
    repo.write(
        "plan.md",
        "# 学习计划\n\n## 2025 年 9 月\n\n- [x] 读书\n- [ ] 写字\n\n每天 背单词\n",
    );
    repo.write("empty.md", "\n");
    repo.write("broken.toml", BROKEN);
    let newer = std::fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    repo.write("newer.toml", &newer.replace("id = \"fastapi-cloud\"", "id = \"fastapi-clouds\""));
    repo.set("LC_ALL", "zh_CN.UTF-8");
    repo.set("COLUMNS", "100");
    repo.set("EDITOR", "true");
    let key = repo.home().join("key").display().to_string();
    let mut made = std::process::Command::new("ssh-keygen");
    made.args(["-qt", "ed25519", "-N", "", "-f", &key]);
    assert!(made.output().expect("ssh-keygen").status.success());
    repo.git(&["config", "user.signingkey", &key]);
    repo
}

/// What a command said to people, with the words that are its user's own.
fn foreign(ran: &Ran, arguments: &[&str], plan: &str) -> Vec<String> {
    let mut data = arguments.to_vec();
    data.push(plan);
    // Commits are in English, as the plan's `[record] subject` and git have them.
    data.push("Done Study Undo Skip Reopen Attest Record");
    // What stands in the file of a session.
    data.push("started");
    let said = visible(&format!("{}\n{}", ran.out, ran.err));
    let lines = said.lines().filter(|line| !is_data(line)).map(|line| format!("{line}\n"));
    english(&lines.collect::<String>(), &data)
}

/// What a browser shows of a page or an image: the text between its tags, with line breaks in
/// their place. Anything else is shown as it is.
fn visible(text: &str) -> String {
    if !text.to_lowercase().starts_with("<!doctype") && !text.starts_with("<svg") {
        return text.to_owned();
    }
    let mut shown = text.to_owned();
    for (begin, end) in [("<style", "</style>"), ("<script", "</script>"), ("<!--", "-->")] {
        while let Some(from) = shown.find(begin) {
            let to = shown[from..].find(end).map_or(shown.len(), |to| from + to + end.len());
            shown.replace_range(from..to, "");
        }
    }
    let pieces = shown.split('<').map(|piece| piece.split_once('>').map_or("", |(_, text)| text));
    pieces.collect::<Vec<_>>().join("\n")
}

/// Whether a line is one of an event or of TOML, as it is or in a difference.
pub(super) fn is_data(line: &str) -> bool {
    let line = line.trim_start_matches(['+', '-', ' ']);
    let is_key = |key: &str| !key.is_empty() && !key.contains(|c: char| !c.is_ascii_lowercase());
    line.starts_with("Roadmap-")
        || line.starts_with("[[")
        || line.split_once(" = ").is_some_and(|(key, _)| is_key(key))
}

#[test]
fn no_command_says_english_on_a_chinese_screen() {
    let repo = repository();
    let plan = std::fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    let plan = format!("{plan}{BROKEN}");
    let mut found = String::new();
    for (commands, code_is) in [(FINE, true), (REFUSED, false)] {
        for arguments in commands {
            let ran = repo.roadmap(arguments);
            if (ran.code == 0) != code_is && arguments[0] != "doctor" {
                found.push_str(&format!("$ roadmap {arguments:?}\n{}\n", ran.transcript()));
            }
            for word in foreign(&ran, arguments, &plan) {
                found.push_str(&format!("$ roadmap {} -- {word}\n", arguments.join(" ")));
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

#[test]
fn no_help_is_english_on_a_chinese_screen() {
    let repo = repository();
    let mut found = String::new();
    for path in commands_of(&roadmap::cli::command()) {
        for flag in ["--help", "-h"] {
            let arguments: Vec<&str> = path.iter().map(String::as_str).chain([flag]).collect();
            let zh = repo.roadmap(&arguments).success();
            let mut in_english = vec!["--lang", "en"];
            in_english.extend(&arguments);
            let en = repo.roadmap(&in_english).success();
            for word in english(&without_examples(&zh, &en), &[]) {
                found.push_str(&format!("$ roadmap {} -- {word}\n", arguments.join(" ")));
            }
        }
    }
    assert!(found.is_empty(), "\n{found}");
}

/// A page of help without the lines that show commands, which are the same in both languages but
/// for the learner's own words, and with what is said about them.
fn without_examples(zh: &str, en: &str) -> String {
    let shows = |line: &str| {
        line.starts_with("示例：") || (line.starts_with("  ") && line.contains("roadmap "))
    };
    let begins = |line: &str| line.split(' ').take(4).map(str::to_owned).collect::<Vec<_>>();
    let is_example = |line: &str| line.starts_with("  roadmap ") && !line.is_ascii();
    let is_same = |line: &str| {
        en.contains(line.trim_start_matches("示例："))
            || (is_example(line) && en.lines().any(|other| begins(other) == begins(line)))
    };
    let kept = zh.lines().filter(|line| !(shows(line) && is_same(line)));
    // What is said about a command stands behind two blanks.
    let said = kept.map(|line| match line.trim_start().split_once("  ") {
        Some((_, meaning)) if shows(line) => meaning,
        _ => line,
    });
    said.map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_command_is_walked() {
    let walked = |path: &[String]| {
        FINE.iter().any(|arguments| {
            path.iter().zip(*arguments).all(|(name, word)| name == word)
                && arguments.len() >= path.len()
        })
    };
    let missing: Vec<String> = leaves(&roadmap::cli::command())
        .into_iter()
        .filter(|path| !walked(path))
        .map(|path| path.join(" "))
        .filter(|path| !SILENT.contains(&path.as_str()) && !path.ends_with(" help"))
        .filter(|path| {
            !REFUSED.iter().any(|arguments| arguments.join(" ").starts_with(path.as_str()))
        })
        .collect();
    assert!(missing.is_empty(), "add these to the walk: {missing:?}");
}

/// The same commands on a plan in English.
pub(super) const ENGLISH_PLAN: &str = "schema = 1\ntitle = 'Back end'\nstart = 2025-07-11\n\n[[phase]]\nid = '1'\n\
    title = 'Start'\nwindow = '2025-07..2025-09'\n\n[[phase.task]]\nid = 'docker'\ntitle = 'Docker'\n\
    links = ['https://docs.docker.com/']\nskills = ['images']\n\n[[phase.task]]\nid = 'deploy'\n\
    title = 'Deploy'\nneeds = ['docker']\n\n[[habit]]\nid = 'reading'\ntitle = 'Read'\nevery = 'day'\n\n\
    [[module]]\nid = 'ops'\ntitle = 'Operations'\n\n[[module.skill]]\nid = 'images'\ntitle = 'Images'\n";

#[test]
fn no_command_says_chinese_on_an_english_screen() {
    let mut repo = TestRepo::with_plan(ENGLISH_PLAN);
    repo.set("EDITOR", "true");
    repo.roadmap(&["done", "docker", "--took", "2h"]).success();
    repo.roadmap(&["done", "reading"]).success();
    // The same requests, about what this plan has.
    let mine = |word: &str| match word {
        "leetcode" => "reading".to_owned(),
        "fastapi-di" => "docker".to_owned(),
        "postgres" | "nginx-gunicorn" => "deploy".to_owned(),
        word if word.contains(is_han) => "words".to_owned(),
        word => word.to_owned(),
    };
    let mut found = String::new();
    for arguments in FINE.iter().chain(REFUSED) {
        let arguments: Vec<String> = arguments.iter().map(|word| mine(word)).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let ran = repo.roadmap(&arguments);
        found.push_str(&han("roadmap", &arguments, &(ran.out + &ran.err)));
    }
    for path in commands_of(&roadmap::cli::command()) {
        let arguments: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
        found.push_str(&han("roadmap", &arguments, &repo.roadmap(&arguments).success()));
    }
    assert!(found.is_empty(), "\n{found}");
}

/// The lines with Chinese; the days that can be typed in it are named in English, too, and the
/// learner has a name.
fn han(program: &str, arguments: &[&str], said: &str) -> String {
    let typed = ["昨天", "上周五", "7月12日", "林小明"];
    let lines = said.lines().filter(|line| {
        typed.iter().fold((*line).to_owned(), |line, word| line.replace(word, "")).contains(is_han)
    });
    lines.map(|line| format!("$ {program} {} -- {line}\n", arguments.join(" "))).collect()
}
