//! TAB in real shells: each is started in a terminal, keys are pressed, and its screen is read.

mod shell;
pub(crate) mod terminal;

use std::fmt::Write as _;

use shell::Shell;

use crate::support::TestRepo;

const SHELLS: [Shell; 3] = [Shell::Bash, Shell::Zsh, Shell::Fish];

/// The shells that show what a candidate is about.
const WITH_TITLES: [Shell; 2] = [Shell::Zsh, Shell::Fish];

/// A repository with the built-in plan, one task done, and shells that complete.
fn learner() -> TestRepo {
    let repo = TestRepo::initialised();
    repo.roadmap(&["done", "dev-env"]).success();
    repo
}

/// The place of each text on the screen; all of them are there.
fn places(screen: &str, texts: &[&str]) -> Vec<usize> {
    texts
        .iter()
        .map(|text| screen.find(text).unwrap_or_else(|| panic!("{text}\n{screen}")))
        .collect()
}

#[test]
fn commands_are_offered_and_no_flags_beside_them() {
    let repo = learner();
    for shell in SHELLS {
        let Some(terminal) = shell.open(&repo) else { continue };
        let screen =
            shell.tab(&terminal, "roadmap st", &["status", "streak", "study", "start", "stop"]);
        if WITH_TITLES.contains(&shell) {
            assert!(screen.contains("Show where you stand"), "{screen}");
        }
        let Some(terminal) = shell.open_of_size(&repo, (120, 100)) else { continue };
        let screen = shell.tab(&terminal, "roadmap ", &["init", "done", "heatmap", "completions"]);
        // What zsh puts before titles is no flag.
        assert!(!screen.replace(" -- ", " ").contains("--"), "{shell:?}:\n{screen}");
    }
}

#[test]
fn flags_are_offered_once_a_dash_is_typed() {
    let repo = learner();
    for shell in SHELLS {
        let Some(terminal) = shell.open(&repo) else { continue };
        let screen =
            shell.tab(&terminal, "roadmap done dev-env --", &["--took", "--day", "--staged"]);
        if WITH_TITLES.contains(&shell) {
            assert!(screen.contains("The study time it took"), "{screen}");
        }
    }
}

#[test]
fn done_offers_open_tasks_of_the_current_phase_first_with_their_titles_intact() {
    let repo = learner();
    for shell in SHELLS {
        let Some(terminal) = shell.open_of_size(&repo, (120, 100)) else { continue };
        let wanted =
            ["fastapi-core", "skill-map", "study-repo", "fastapi-di", "leetcode", "dev-env"];
        let screen = shell.tab(&terminal, "roadmap done ", &wanted);
        // What is typed is the first line; bash goes through columns from the top.
        let list = screen.split_once('\n').expect("a list").1;
        if shell == Shell::Bash {
            let first: Vec<&str> = list
                .lines()
                .map(|line| line.split_whitespace().next().unwrap_or_default())
                .collect();
            assert_eq!(first[..4], wanted[..4], "{screen}");
            assert!(!list.contains("--took"), "{screen}");
            continue;
        }
        assert!(places(list, &wanted).is_sorted(), "{shell:?}:\n{screen}");
        for (id, title) in [
            ("fastapi-core", "学习 FastAPI 的核心机制（路由、请求处理、响应模型）"),
            ("fastapi-di", "掌握 FastAPI 的依赖注入 / 中间件 / 异步特性"),
        ] {
            let line = list.lines().find(|line| line.trim_start().starts_with(id));
            assert!(line.is_some_and(|line| line.contains(title)), "{shell:?}, {title}:\n{screen}");
        }
    }
}

#[test]
fn a_start_of_an_id_is_completed_up_to_the_blank_after_it() {
    let repo = learner();
    for shell in SHELLS {
        let Some(terminal) = shell.open(&repo) else { continue };
        terminal.send("roadmap done fastapi-d\t");
        terminal.see(&["> roadmap done fastapi-di"]);
        terminal.send("--dry-run\r");
        terminal.see(&["fastapi-di --dry-run", "nothing was recorded"]);
    }
}

#[test]
fn phases_and_dates_are_offered() {
    let repo = learner();
    for shell in SHELLS {
        let Some(terminal) = shell.open(&repo) else { continue };
        let screen = shell.tab(&terminal, "roadmap status ", &["5a", "5b", "5c"]);
        if WITH_TITLES.contains(&shell) {
            assert!(screen.contains("后端开发基础"), "{screen}");
        }
        let Some(terminal) = shell.open(&repo) else { continue };
        let days = ["today", "yesterday", "saturday", "2025-07-14", "2025-07-08"];
        let screen = shell.tab(&terminal, "roadmap done dev-env --day ", &days);
        if WITH_TITLES.contains(&shell) {
            assert!(screen.contains("Mon 2025-07-14"), "{screen}");
        }
    }
}

#[test]
fn undo_offers_what_was_recorded_last() {
    let repo = learner();
    repo.roadmap(&["done", "leetcode"]).success();
    let log = repo.roadmap(&["log", "leetcode"]).success();
    let is_id = |word: &&str| word.len() == 12 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    let event = log.split_whitespace().find(is_id).expect("an event's id");
    for shell in SHELLS {
        let Some(terminal) = shell.open(&repo) else { continue };
        let screen = shell.tab(&terminal, "roadmap undo ", &["leetcode", "dev-env", event]);
        let list = screen.split_once('\n').expect("a list").1;
        assert!(places(list, &["leetcode", "dev-env"]).is_sorted(), "{screen}");
        assert!(!list.contains("fastapi"), "{screen}");
        if WITH_TITLES.contains(&shell) {
            assert!(screen.contains("done leetcode 2025-07-14"), "{screen}");
        }
    }
}

#[test]
fn what_is_said_beside_candidates_is_in_the_language_of_the_learner() {
    let mut repo = learner();
    repo.set("ROADMAP_LANG", "zh");
    for shell in WITH_TITLES {
        for (line, said) in [
            ("roadmap st", "查看当前进度"),
            ("roadmap export --format ", "Mermaid 甘特图"),
            ("roadmap set dev-env ", "要先完成的任务"),
        ] {
            let Some(terminal) = shell.open(&repo) else { continue };
            shell.tab(&terminal, line, &[said]);
        }
    }
}

/// A plan of 500 tasks with titles of wide characters, and those titles.
fn long_plan() -> (String, Vec<(String, String)>) {
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let subjects = ["依赖注入", "异步与协程", "数据库：索引", "容器（镜像）", "自动部署，监控"];
    let mut plan = "schema = 1\ntitle = \"长计划\"\nstart = 2025-07-11\n\n[[phase]]\nid = \"1\"\n\
                    title = \"阶段\"\nwindow = \"2025-07\"\n"
        .to_owned();
    let mut tasks = Vec::new();
    for number in 0..500_usize {
        // No start in common, so that nothing is completed before the list comes.
        let hundred = ["a", "b", "c", "d", "e"][number / 100];
        let (id, subject) =
            (format!("{hundred}{:02}", number % 100), subjects[number % subjects.len()]);
        let spelled: String =
            format!("{number:03}").bytes().map(|byte| digits[usize::from(byte - b'0')]).collect();
        let title = format!("第{spelled}课：{subject}");
        write!(plan, "\n[[phase.task]]\nid = \"{id}\"\ntitle = \"{title}\"\n").expect("a text");
        tasks.push((id, title));
    }
    (plan, tasks)
}

#[test]
fn five_hundred_wide_titles_are_all_there_in_order() {
    let (plan, tasks) = long_plan();
    let is_id = |word: &str| tasks.iter().any(|(id, _)| id == word);
    let repo = TestRepo::with_plan(&plan);
    for shell in SHELLS {
        let Some(terminal) = shell.open_of_size(&repo, (1100, 60)) else { continue };
        let screen = shell.tab_all(&terminal, "roadmap done ", "e99");
        let list = screen.split_once('\n').expect("a list").1;
        if shell == Shell::Bash {
            let offered: Vec<&str> = list.split_whitespace().filter(|word| is_id(word)).collect();
            assert_eq!(offered.len(), tasks.len(), "{screen}");
            assert!(tasks.iter().all(|(id, _)| offered.contains(&id.as_str())), "{screen}");
            continue;
        }
        let lines: Vec<&str> =
            list.lines().map(str::trim).filter(|line| line.get(..3).is_some_and(is_id)).collect();
        let shown: Vec<(String, String)> = lines.iter().map(|line| shell.candidate(line)).collect();
        assert_eq!(shown, tasks, "{shell:?}");
    }
}

#[test]
fn a_small_terminal_asks_before_five_hundred_are_shown() {
    let (plan, _) = long_plan();
    let repo = TestRepo::with_plan(&plan);
    // bash shows the first page then, and zsh lets all of them pass by.
    for (shell, question, shown) in [
        (Shell::Bash, "Display all 500 possibilities? (y or n)", "a01"),
        (Shell::Zsh, "do you wish to see all 500 possibilities", "e99"),
    ] {
        let Some(terminal) = shell.open(&repo) else { continue };
        // In zsh the second TAB would choose the first candidate.
        terminal.send(if shell == Shell::Bash { "roadmap done \t\t" } else { "roadmap done \t" });
        terminal.see(&[question]);
        terminal.agree();
        terminal.see(&[shown]);
    }
    let Some(terminal) = Shell::Fish.open(&repo) else { return };
    terminal.send("roadmap done \t");
    terminal.see(&["第零零零课：依赖注入", "more rows"]);
}

#[test]
fn git_roadmap_completes_as_well() {
    let repo = learner();
    for shell in SHELLS {
        if shell == Shell::Bash && shell::git_completion().is_none() {
            continue;
        }
        let Some(terminal) = shell.open(&repo) else { continue };
        terminal.send("git roadmap done fastapi-d\t");
        terminal.see(&["> git roadmap done fastapi-di"]);
        terminal.send("--dry-run\r");
        terminal.see(&["fastapi-di --dry-run", "nothing was recorded"]);
        let Some(terminal) = shell.open(&repo) else { continue };
        let screen = shell.tab(&terminal, "git roadmap undo ", &["dev-env"]);
        assert!(!screen.contains("fastapi"), "{screen}");
    }
}

#[test]
fn elvish_completes_ids() {
    let repo = learner();
    let Some(terminal) = Shell::Elvish.open(&repo) else { return };
    // The first completes what they have in common.
    terminal.send("roadmap done fast\t");
    terminal.see(&["roadmap done fastapi-"]);
    terminal.send("\t");
    let screen = terminal.see(&["COMPLETING", "fastapi-core", "fastapi-di", "fastapi-cloud"]);
    assert!(!screen.contains("leetcode"), "{screen}");
}
