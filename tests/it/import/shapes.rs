//! Documents of many shapes, and the plans that they make.

use roadmap::plan::import::{Form, Guess, Import, ImportError, Reason, import};
use roadmap::quantity::StudyTime;

use super::{fixture, imported, wishes};

/// A plan in few words: phases with their windows and tasks, then the rest.
fn shown(import: &Import) -> String {
    let plan = &import.plan;
    let done: Vec<String> = import.ticked.iter().map(|ticked| ticked.id.to_string()).collect();
    let mut text = format!("{} | start {} | goal {:?}\n", plan.title, plan.start, plan.goal);
    for phase in &plan.phases {
        text.push_str(&format!("{} {} [{}]\n", phase.id, phase.title, phase.window));
        for task in &phase.tasks {
            let mark = if done.contains(&task.id.to_string()) { 'x' } else { ' ' };
            let estimate = task.estimate.map(|time| format!(" {time}")).unwrap_or_default();
            let needs: Vec<&str> = task.needs.iter().map(roadmap::id::Id::as_str).collect();
            let needs =
                if needs.is_empty() { String::new() } else { format!(" <- {}", needs.join(" ")) };
            let links: String = task.links.iter().map(|link| format!(" {link}")).collect();
            text.push_str(&format!(
                "  [{mark}] {}: {}{estimate}{needs}{links}\n",
                task.id, task.title
            ));
        }
    }
    for habit in &plan.habits {
        let goal = &habit.goals[0];
        text.push_str(&format!(
            "habit {}: {} | {} {} {:?} | {:?}\n",
            habit.id, habit.title, goal.every, goal.target, habit.unit, habit.span
        ));
    }
    for (module, skill) in plan.skills() {
        text.push_str(&format!("skill {}/{}: {}\n", module.id, skill.id, skill.title));
    }
    for link in &plan.links {
        text.push_str(&format!("link {}: {}\n", link.title, link.url));
    }
    for guess in &import.account.guesses {
        text.push_str(&format!("guess {guess:?}\n"));
    }
    for left in &import.account.left_out {
        let line = left.line.map(|line| line.to_string()).unwrap_or_default();
        let part = if left.is_part { " (part)" } else { "" };
        text.push_str(&format!("left {line} {:?}{part}: {}\n", left.reason, left.text));
    }
    text
}

#[test]
fn english_weeks() {
    insta::assert_snapshot!(shown(&imported(&fixture("weeks.en.md"), Form::Markdown)));
}

#[test]
fn chinese_months() {
    insta::assert_snapshot!(shown(&imported(&fixture("months.zh.md"), Form::Markdown)));
}

#[test]
fn tables_of_weeks() {
    insta::assert_snapshot!(shown(&imported(&fixture("tables.md"), Form::Markdown)));
}

#[test]
fn plain_bullets_without_dates() {
    insta::assert_snapshot!(shown(&imported(&fixture("bullets.txt"), Form::Markdown)));
}

#[test]
fn a_nested_checklist_of_two_hundred_items() {
    let source = fixture("nested.en.md");
    let import = imported(&source, Form::Markdown);
    let boxes = source.lines().filter(|line| line.trim_start().starts_with("- [")).count();
    assert_eq!(boxes, 199);
    let inside = import.account.left_out.iter().filter(|left| left.reason == Reason::Contents);
    assert_eq!(inside.count(), 2);
    // The two others lead to headings.
    assert_eq!(import.plan.tasks().count(), 197);
    let ticks = source.lines().filter(|line| line.trim_start().starts_with("- [x]")).count();
    assert_eq!(import.ticked.len(), ticks);
    assert_eq!(import.plan.title, "Data structures, thoroughly");
    assert_eq!(import.plan.phases.len(), 10);
    let nested = import.plan.tasks().filter(|(_, task)| !task.needs.is_empty()).count();
    assert!(import.account.guesses.contains(&Guess::Nested { tasks: nested }) && nested > 100);
}

#[test]
fn a_spreadsheet() {
    let source = "title,phase,due,hours,done,url,id,needs,Notes\n\
        \"Read, then write\",Basics,2025-09-10,2h,yes,https://example.org/a,read,,first\n\
        Practise daily,Basics,2025-09-20,,,,,,\n\
        Project,Build,2025-10-05,8h,no,not-a-url,,read,\"two\nlines\"\n";
    insta::assert_snapshot!(shown(&imported(source, Form::Csv)));
    let bare = imported("任务;阶段\n学习 Git;一\n学习 Docker;二\n", Form::Csv);
    assert_eq!((bare.plan.phases.len(), bare.plan.tasks().count()), (2, 2));
    let titles = imported("One\nTwo\n", Form::Csv);
    assert_eq!(titles.plan.tasks().count(), 2);
}

#[test]
fn rows_of_a_spreadsheet_without_a_title() {
    // The phase by itself, another cell that can stand for a title, and a date by itself.
    let table = "title,phase,due,Notes\n,P2,,\nA,P2,2025-09-01,\n,P3,,read it\n,,2025-09-02,\n";
    let import = imported(table, Form::Csv);
    let tasks: Vec<(&str, &str)> = import
        .plan
        .tasks()
        .map(|(phase, task)| (phase.title.as_str(), task.title.as_str()))
        .collect();
    assert_eq!(tasks, [("P2", "A"), ("P3", "read it")]);
    let left: Vec<_> = import.account.left_out.iter().map(|left| left.line).collect();
    assert_eq!(left, [Some(1), Some(5)]);
}

#[test]
fn a_list_of_no_tasks_is_no_plan() {
    for source in [r#"{"tasks": []}"#, r#"{"title": "T", "phases": []}"#] {
        let import = import(source.as_bytes(), Form::Json, &wishes());
        assert!(matches!(import, Err(ImportError::Nothing)), "{source}: {import:?}");
    }
}

#[test]
fn a_road_map_of_nodes_and_edges() {
    let node = |id: &str, kind: &str, label: &str, y: i32| {
        format!(
            r#"{{"id":"{id}","type":"{kind}","position":{{"x":0,"y":{y}}},"data":{{"label":"{label}"}}}}"#
        )
    };
    let nodes = [
        node("5", "subtopic", "Fetch", 90),
        node("1", "title", "Front end", 0),
        node("2", "topic", "Internet", 10),
        node("3", "subtopic", "HTTP", 15),
        node("4", "topic", "JavaScript", 80),
        node("6", "paragraph", "Find more at our site", 5),
        node("7", "topic", "Accessibility", 200),
    ];
    let edges =
        r#"{"source":"2","target":"3"},{"source":"4","target":"5"},{"source":"2","target":"4"}"#;
    let source = format!(r#"{{"nodes":[{}],"edges":[{edges}]}}"#, nodes.join(","));
    assert_eq!(Form::of_text(source.as_bytes()), Form::Json);
    insta::assert_snapshot!(shown(&imported(&source, Form::Json)));
}

#[test]
fn a_road_map_of_phases() {
    let source = r#"{"title": "Rust", "goal": "A crate", "start": "2025-09-01", "version": 3,
        "phases": [
            {"id": "base", "title": "Basics", "window": "2025-09", "tasks": [
                "Read the book",
                {"title": "Exercises", "done": true, "url": "https://example.org", "items": ["Enums", "Traits"]},
                {"title": "Write every day", "color": "red"}]},
            {"name": "Async", "start": "2025-10-01", "end": "2025-10-20", "tasks": []}],
        "links": [{"title": "Book", "url": "https://doc.rust-lang.org/book/"}]}"#;
    insta::assert_snapshot!(shown(&imported(source, Form::Json)));
}

#[test]
fn what_people_write_beside_lists() {
    let source = "\
<h1 align=\"center\">🚀 100 days of Rust</h1>\n\n\
Setext\n======\n\n\
1. one\n   1. deep\n      1. deeper\n         1. deepest\n            1. five\n\n\
## 🧭 第一周：入门\n\n\
- [✔️] 装好 [工具链][rustup]\n- ☐ 写 `Hello`\n\n\
    fn code() {}\n\n\
## Day 8\n\nWrote a parser today.\n\n\
- Week 3: traits\n- Week 4: lifetimes\n  - elision\n\n\
<details>\n<summary>Week 5-6</summary>\n\n- macros\n\n</details>\n\n\
## Setup checklist\n\n**Links:**\n\n- [Book](https://doc.rust-lang.org/book/) - start here\n- [Cheats](https://cheats.rs) and [Std](https://doc.rust-lang.org/std/)\n\n\
[rustup]: https://rustup.rs\n[unused]: https://example.org\n";
    insta::assert_snapshot!(shown(&imported(source, Form::Markdown)));
}

#[test]
fn a_document_without_lists_is_taken_by_its_headings_and_then_by_its_lines() {
    let headings = imported(
        "# Book\n\n## Part A\n\n### One\n\ntext\n\n### Two\n\n## Part B\n\ntext\n",
        Form::Markdown,
    );
    assert_eq!(
        headings.plan.tasks().map(|(_, task)| task.title.as_str()).collect::<Vec<_>>(),
        ["One", "Two", "Part B"]
    );
    let lines = imported("Read a book\nWrite a page\n\nDone: never\n", Form::Markdown);
    assert_eq!(lines.plan.tasks().count(), 3);
    for nothing in ["", "\n\n", "---\n", "```\ncode\n```\n", "![a](b)\n"] {
        assert!(import(nothing.as_bytes(), Form::Markdown, &wishes()).is_err(), "{nothing:?}");
    }
}

#[test]
fn lists_without_boxes_are_left_out_where_tasks_have_boxes_unless_they_are_wanted() {
    let boxes: String = (1..=6).map(|number| format!("- [ ] task {number}\n")).collect();
    let source = format!("# A\n\n## How to use it\n\n- fork it\n- star it\n\n## Tasks\n\n{boxes}");
    let import_with = |every_item| {
        let wishes = roadmap::plan::import::Wishes { every_item, ..wishes() };
        import(source.as_bytes(), Form::Markdown, &wishes).expect("a plan")
    };
    assert_eq!(import_with(false).plan.tasks().count(), 6);
    let left: Vec<_> = import_with(false).account.left_out.iter().map(|left| left.reason).collect();
    assert_eq!(left, [Reason::EmptyHeading, Reason::NoBox, Reason::NoBox]);
    assert_eq!(import_with(true).plan.tasks().count(), 8);
}

#[test]
fn what_a_plan_cannot_keep_is_named() {
    let table = "title,phase,estimate,needs\nA,1,3h,gone\nB,1,,\n";
    let guesses = imported(table, Form::Csv).account.guesses;
    let id = |text: &str| text.parse::<roadmap::id::Id>().expect("an id");
    let three_hours = "3h".parse().expect("a time");
    assert!(
        guesses.contains(&Guess::Estimates { phases: 1, estimates: vec![(id("a"), three_hours)] })
    );
    assert!(guesses.contains(&Guess::References { left: vec![(id("a"), "gone".to_owned())] }));
}

#[test]
fn the_tick_of_a_week_is_that_of_its_task_or_of_all_below_it_without_a_box() {
    let document = "# Road\n\n- [x] Week 1: HTML\n- [x] Week 2: CSS\n  - flexbox\n  - [ ] grid\n\
                    - [ ] Week 3: JS\n- ✅ Week 4: Git\n";
    let made = imported(document, Form::Markdown);
    let ticked: Vec<&str> = made.ticked.iter().map(|ticked| ticked.id.as_str()).collect();
    assert_eq!(ticked, ["html", "flexbox", "git"]);
}

#[test]
fn habits_without_a_rhythm_are_daily_and_that_is_said() {
    let document = "# P\n## Phase 1 (April 2026)\n- task\n## Habits\n- Call mum on Sundays\n\
                    - Duolingo on weekdays, 15 minutes\n- 周末复盘\n- Stretch\n";
    let made = imported(document, Form::Markdown);
    let every: Vec<String> =
        made.plan.habits.iter().map(|habit| habit.goals[0].every.to_string()).collect();
    assert_eq!(every, ["sun", "weekday", "sat,sun", "day"]);
    let daily = |guess: &&Guess| matches!(guess, Guess::Daily { habits: 1 });
    assert_eq!(made.account.guesses.iter().filter(daily).count(), 1);
    let plain =
        imported("# P\n## Phase 1 (April 2026)\n- task\n## Every day\n- Stretch\n", Form::Markdown);
    assert!(!plain.account.guesses.iter().any(|guess| matches!(guess, Guess::Daily { .. })));
}

#[test]
fn a_line_of_prose_that_opens_with_a_rhythm_is_a_habit() {
    let habits = |text: &str| {
        let import = imported(text, Form::Markdown);
        let said =
            |habit: &roadmap::plan::Habit| format!("{} | {}", habit.title, habit.goals[0].every);
        import.plan.habits.iter().map(said).collect::<Vec<_>>()
    };
    let plan = |line: &str| format!("# Rust\n\n## Week 1\n\n- Read\n\n{line}\n");
    assert_eq!(
        habits(&plan("Every day: 30 minutes of Rustlings")),
        ["Every day: 30 minutes of Rustlings | day"]
    );
    assert_eq!(habits(&plan("每天：背 20 个单词")), ["每天：背 20 个单词 | day"]);
    let prose =
        ["Every day counts.", "Every day I read: a lot", "Every day:", "Note: every day counts"];
    for line in prose {
        assert_eq!(habits(&plan(line)), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn what_a_task_in_json_needs_comes_first() {
    let source = r#"{"title": "T", "tasks": [{"id": "x", "title": "X"},
        {"id": "Y", "title": "Y", "needs": ["x"]}, {"title": "Z", "needs": "y"}]}"#;
    let plan = imported(source, Form::Json).plan;
    let needs: Vec<String> = plan
        .tasks()
        .map(|(_, task)| task.needs.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        .collect();
    assert_eq!(needs, ["", "x", "y"]);
}

#[test]
fn an_id_that_cannot_be_had_is_named() {
    let import = imported("id,title\na b,X\nc,Y\nc,Z\n", Form::Csv);
    let replaced = vec!["a b".to_owned(), "c".to_owned()];
    assert!(import.account.guesses.contains(&Guess::OtherIds { replaced }), "{:?}", import.account);
}

#[test]
fn a_task_that_is_added_to_an_exported_document_has_its_estimate() {
    let source = "# P\n\n## One (2025-07) <!-- roadmap: phase 1 -->\n\n\
        - [ ] Old `2h` <!-- roadmap: old -->\n- [ ] Added by hand `3h`\n";
    let plan = imported(source, Form::Markdown).plan;
    let tasks: Vec<_> = plan.tasks().map(|(_, task)| (&*task.title, task.estimate)).collect();
    let hours = |hours: u64| Some(StudyTime::from_minutes(hours * 60));
    assert_eq!(tasks, [("Old", hours(2)), ("Added by hand", hours(3))]);
    // Elsewhere it is a part of the title.
    let plan = imported("# P\n\n## One\n\n- [ ] Sleep for `3h`\n", Form::Markdown).plan;
    assert_eq!(plan.tasks().map(|(_, task)| &*task.title).collect::<Vec<_>>(), ["Sleep for 3h"]);
}

#[test]
fn tables_of_other_programs() {
    let asana = "Task ID,Completed At,Name,Section/Column,Start Date,Due Date,Blocked By\n\
                 1201,2026-02-01,Install Linux,Basics,2026-02-01,2026-02-07,\n\
                 1202,,\"Shell, pipes\",Basics,2026-02-08,2026-02-14,Install Linux\n\
                 1203,,Write a script,Scripts,2026-03-01,2026-03-07,\"Shell, pipes\"\n\
                 1204,,Review,Scripts,2026-03-08,2026-03-14,\"Write a script, Install Linux, Cook\"\n";
    let notion = "任务名称,截止日期,预计小时,已完成,前置任务\n\
                  学习 Docker,\"March 2, 2026 → March 8, 2026\",6,Yes,\n\
                  部署 API,\"March 9, 2026\",2.5,No,学习 Docker\n";
    let spaced = "id,title,phase,due,needs\nT1,One,P,2026-03-01,\nT 2,Two,P,2026-03-02,T1\n\
                  T3,Three,P,2026-03-03,T1 two T9\nT4,Four,P,2026-03-04,T3 T1\n";
    let of = |text: &str| {
        assert_eq!(Form::of_text(text.as_bytes()), Form::Csv);
        shown(&imported(text, Form::Csv))
    };
    insta::assert_snapshot!([of(asana), of(notion), of(spaced)].join("\n"));
    assert_eq!(Form::of_text(b"# Plan, in two parts\n\n- [ ] Title, phase\n"), Form::Markdown);
    assert_eq!(Form::of_text("读书，写作，运动\n\n- [ ] 一\n".as_bytes()), Form::Markdown);
}

#[test]
fn states_that_other_programs_write() {
    let document = "# Plan\n2026年3月2日开始\n\n## Basics\n\n- [/] Begun\n- [>] Put off\n- [-] Given up\n\
                    - [x] Done\n- [ ] Open\n";
    let ticks = "# Plan\n\n## May 2026\n\n- First ✅\n- Second\n- Third ✔️\n- Run every day ✅\n";
    let of = |text: &str| shown(&imported(text, Form::Markdown));
    insta::assert_snapshot!([of(document), of(ticks)].join("\n"));
}

#[test]
fn json_names_what_is_needed_by_title_or_id() {
    let document = r#"{"title": "P", "phases": [{"title": "One (2026-03)", "tasks": [
        {"id": "N 1", "title": "学习 Docker"}, {"title": "部署", "needs": ["学习 Docker", "N 1"]},
        {"title": "上线", "needs": "部署; 学习 docker; 没有"}]}]}"#;
    insta::assert_snapshot!(shown(&imported(document, Form::Json)));
}
