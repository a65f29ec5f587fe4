//! Broken plans and what is said about them.

use super::{TASKS, TOP, check, messages};
use crate::plan::{Cadence, HabitSpan, Plan, read};

#[track_caller]
fn plan(source: &str) -> Plan {
    match read(source.as_bytes()) {
        Ok(reading) => reading.plan,
        Err(problems) => panic!("{problems}"),
    }
}

#[test]
fn the_top_of_the_file() {
    check(&[
        ("nothing at all", "", "", &["the plan has no `title`", "the plan has no `start`"]),
        ("no phases", TOP, "", &[]),
        ("an unknown key", TOP, "x = 1\n", &["the plan has no key `x`"]),
        (
            "a misspelt key is not missing too",
            "titel = \"T\"\nstart = 2025-07-11\n",
            "",
            &["the plan has no key `titel`"],
        ),
        ("schema 1", TOP, "schema = 1\n", &[]),
        (
            "a newer schema, about which nothing else is known",
            "schema = 2\ntitle = [1]\nnews = true",
            "",
            &["this plan is written for a newer roadmap"],
        ),
        ("schema 0", TOP, "schema = 0\n", &["`schema` cannot be `0`"]),
        ("an empty title", "start = 2025-07-11\ntitle = \"  \"\n", "", &["`title` is empty"]),
        (
            "two lines",
            "start = 2025-07-11\ntitle = \"a\\nb\"\n",
            "",
            &["`title` has more than one line"],
        ),
        (
            "a control character",
            TOP,
            "goal = \"\\u001b[1m\"\n",
            &["`goal` holds the control character U+001B"],
        ),
    ]);
}

#[test]
fn settings() {
    check(&[
        (
            "a day end",
            TOP,
            "day-ends = \"12:00\"\n",
            &["`12:00` is not a time at which a day can end"],
        ),
        ("a week start", TOP, "week-starts = \"friday\"\n", &["a week cannot start on `friday`"]),
        (
            "a rest day",
            TOP,
            "rest-days = [\"Sunday\", \"sun\"]\n",
            &["`Sunday` is not a day of the week"],
        ),
        (
            "the same day by two names",
            TOP,
            "rest-days = [\"sunday\", \"sun\"]\n",
            &["`rest-days` lists the same twice"],
        ),
        (
            "a week of rest",
            TOP,
            "rest-days = [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]\n",
            &["with seven rest days a week, nothing is ever owed"],
        ),
        (
            "too many freezes",
            TOP,
            "freezes-per-month = 32\n",
            &["`freezes-per-month` cannot be `32`"],
        ),
        (
            "negative freezes",
            TOP,
            "freezes-per-month = -1\n",
            &["`freezes-per-month` cannot be `-1`"],
        ),
        (
            "a misplaced key",
            TOP,
            "[[link]]\ntitle = \"L\"\nurl = \"https://a\"\ngoal = \"x\"\n",
            &["`[[link]]` has no key `goal`"],
        ),
        (
            "a task without its phase",
            TOP,
            "[[task]]\nid = \"a\"\n",
            &["the plan has no key `task`"],
        ),
        ("authors", TOP, "[history]\nauthors = [\"\"]\n", &["`authors` is empty"]),
    ]);
}

#[test]
fn types() {
    check(&[
        ("an integer", TOP, "goal = 1\n", &["`goal`: expected a string, found an integer"]),
        ("a decimal", TOP, "goal = 1.5\n", &["`goal`: expected a string, found a decimal number"]),
        ("a boolean", TOP, "goal = true\n", &["`goal`: expected a string, found a boolean"]),
        ("a list", TOP, "goal = []\n", &["`goal`: expected a string, found a list"]),
        ("a table", TOP, "goal = {}\n", &["`goal`: expected a string, found a table"]),
        ("a date", TOP, "goal = 2025-01-01\n", &["`goal`: expected a string, found a date"]),
        ("a time", TOP, "goal = 04:00\n", &["`goal`: expected a string, found a time"]),
        (
            "not a list",
            TOP,
            "rest-days = \"sunday\"\n",
            &["`rest-days`: expected a list, found a string"],
        ),
        (
            "not a number",
            TOP,
            "freezes-per-month = \"2\"\n",
            &["`freezes-per-month`: expected an integer, found a string"],
        ),
        ("one table", TOP, "[link]\ntitle = \"x\"\n", &["expected `[[link]]`, found a table"]),
        ("a list of tables", TOP, "[[record]]\n", &["expected a table, found a list"]),
        ("a list of numbers", TOP, "link = [1]\n", &["expected a table, found an integer"]),
        (
            "a text for tables",
            TOP,
            "link = \"https://a\"\n",
            &["expected `[[link]]`, found a string"],
        ),
    ]);
}

#[test]
fn dates_and_windows() {
    let phase = |window: &str| format!("[[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = {window}\n");
    let start = |start: &str| format!("title = \"T\"\nstart = {start}\n");
    let cases = [
        (start("\"2025-07-11\""), vec![]),
        (start("2025-07-11T10:00:00"), vec!["`start`: expected a date, found a date with a time"]),
        (start("\"2025-7-11\""), vec!["`2025-7-11` is not a date"]),
        (start("\"2025-02-30\""), vec!["`2025-02-30` is not in the calendar"]),
        (start("0001-01-01"), vec!["`0001-01-01` is outside the years 1970 to 2999"]),
        (start("20250711"), vec!["`start`: expected a date, found an integer"]),
        (TOP.to_owned() + "deadline = 2025-07-10\n", vec!["the deadline is before the start"]),
        (TOP.to_owned() + &phase("2025-08-15"), vec![]),
        (TOP.to_owned() + &phase("\"2025-07\""), vec![]),
        (TOP.to_owned() + &phase("\"八月\""), vec!["`八月` is not a date"]),
        (
            TOP.to_owned() + &phase("\"2025-09..2025-08\""),
            vec!["`2025-09..2025-08` ends before it begins"],
        ),
        (TOP.to_owned() + &phase("\"2025-06\""), vec!["this phase is over before the plan starts"]),
        (
            TOP.to_owned() + "deadline = 2025-08-30\n" + &phase("\"2025-08\""),
            vec!["warning: this phase ends on 2025-08-31, after the deadline"],
        ),
    ];
    for (source, want) in cases {
        assert_eq!(messages(&source), want, "{source}");
    }
}

#[test]
fn ids() {
    let id = |id: &str| format!("{TOP}[[module]]\ntitle = \"M\"\nid = {id}\n");
    let cases = [
        ("\"FastAPI_DI\"", "`FastAPI_DI` is not an id"),
        ("\"FastAPI\"", "`FastAPI` is not in lower case"),
        ("\"\"", "`id` is empty"),
        ("\"-a\"", "`-a` is not an id"),
        ("\"任务\"", "`任务` is not an id"),
        ("1", "`id`: expected a string, found an integer"),
    ];
    for (text, want) in cases {
        assert_eq!(messages(&id(text)), [want], "{text}");
    }
    let long = id(&format!("\"{}\"", "a".repeat(65)));
    let shown = format!("`{}…` is too long for an id: at most 64 bytes", "a".repeat(40));
    assert_eq!(messages(&long), [shown]);
}

#[test]
fn ids_that_are_used_twice() {
    check(&[
        (
            "two phases",
            TOP,
            "[[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = \"2025-08\"\n\
             [[phase]]\nid = \"1\"\ntitle = \"Q\"\nwindow = \"2025-09\"\n",
            &["the id `1` is already that of a phase"],
        ),
        (
            "a task and a habit",
            TASKS,
            "[[habit]]\nid = \"a\"\ntitle = \"H\"\nevery = \"day\"\n",
            &["the id `a` is already that of a task"],
        ),
        (
            "a module and its skill",
            TOP,
            "[[module]]\nid = \"m\"\ntitle = \"M\"\nskill = [{ id = \"m\", title = \"S\" }]\n",
            &["the id `m` is already that of a module"],
        ),
        (
            "a phase, a task and a module do not share",
            TASKS,
            "[[phase]]\nid = \"a\"\ntitle = \"P\"\nwindow = \"2025-09\"\n\
             [[module]]\nid = \"a\"\ntitle = \"M\"\n",
            &[],
        ),
    ]);
}

#[test]
fn references() {
    check(&[
        ("an unknown task", TASKS, "needs = [\"c\"]\n", &["there is no task `c`"]),
        ("twice", TASKS, "needs = [\"a\", \"a\"]\n", &["`needs` lists the same twice"]),
        ("itself", TASKS, "needs = [\"b\"]\n", &["`b` needs itself"]),
        ("an unknown skill", TASKS, "skills = [\"s\"]\n", &["there is no skill `s`"]),
        ("a bad id", TASKS, "skills = [\"S S\"]\n", &["`S S` is not an id"]),
        (
            "a module",
            TASKS,
            "skills = [\"m\"]\n[[module]]\nid = \"m\"\ntitle = \"M\"\n",
            &["`m` is a module; `skills` names skills"],
        ),
        (
            "a habit",
            TASKS,
            "needs = [\"h\"]\n[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\n",
            &["`h` is a habit; `needs` names tasks"],
        ),
        (
            "an unknown phase",
            TASKS,
            "[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\nphase = \"2\"\n",
            &["there is no phase `2`"],
        ),
        (
            "a task with a bad id is not unknown too",
            TASKS,
            "needs = [\"c-d\"]\n[[phase.task]]\nid = \"C_D\"\ntitle = \"C\"\n",
            &["`C_D` is not an id"],
        ),
        (
            "a task without an id may be the one",
            TASKS,
            "needs = [\"c\"]\n[[phase.task]]\ntitle = \"C\"\n",
            &["`[[phase.task]]` has no `id`"],
        ),
        (
            "a circle",
            TASKS,
            "needs = [\"c\"]\n[[phase.task]]\nid = \"c\"\ntitle = \"C\"\nneeds = [\"b\"]\n",
            &["these tasks need each other: `b → c → b`"],
        ),
    ]);
}

#[test]
fn windows_that_leave_no_day() {
    check(&[
        (
            "a task that is planned for later",
            TASKS,
            "needs = [\"c\"]\n[[phase]]\nid = \"2\"\ntitle = \"Q\"\nwindow = \"2025-09\"\ntask = [{ id = \"c\", title = \"C\" }]\n",
            &["`b` needs `c`, which is planned for later"],
        ),
        (
            "a task that is planned for the same day at last",
            TASKS,
            "needs = [\"c\"]\n[[phase]]\nid = \"2\"\ntitle = \"Q\"\nwindow = \"2025-08-31..2025-09\"\ntask = [{ id = \"c\", title = \"C\" }]\n",
            &[],
        ),
        (
            "a task that waits for one that is planned for later",
            TASKS,
            "needs = [\"c\"]\n[[phase]]\nid = \"2\"\ntitle = \"Q\"\nwindow = \"2025-08..2025-10\"\ntask = [{ id = \"c\", title = \"C\", needs = [\"d\"] }]\n[[phase]]\nid = \"3\"\ntitle = \"R\"\nwindow = \"2025-10\"\ntask = [{ id = \"d\", title = \"D\" }]\n",
            &["`b` needs `c` and so `d`, which is planned for later"],
        ),
        (
            "a window that cannot be read is not held against anybody",
            TASKS,
            "needs = [\"c\"]\n[[phase]]\nid = \"2\"\ntitle = \"Q\"\nwindow = \"2025-13\"\ntask = [{ id = \"c\", title = \"C\" }]\n",
            &["`2025-13` is not in the calendar"],
        ),
    ]);
}

#[test]
fn tasks() {
    check(&[
        (
            "no unit",
            TASKS,
            "estimate = 12\n",
            &[
                "1 of 2 tasks in phase `1` has no estimate",
                "`estimate`: expected a string, found an integer",
            ],
        ),
        (
            "no time",
            TASKS,
            "estimate = \"soon\"\n",
            &["1 of 2 tasks in phase `1` has no estimate", "`soon` is not a length of time"],
        ),
        ("only one", TASKS, "estimate = \"2h\"\n", &["1 of 2 tasks in phase `1` has no estimate"]),
        (
            "all but two",
            TASKS,
            "[[phase.task]]\nid = \"c\"\ntitle = \"C\"\nestimate = \"2h\"\n",
            &["2 of 3 tasks in phase `1` have no estimate"],
        ),
        (
            "no address",
            TASKS,
            "links = [\"docs\"]\n",
            &["`docs` is not an address that can be opened"],
        ),
        (
            "a blank",
            TASKS,
            "links = [\"https://a b\"]\n",
            &["`https://a b` is not an address that can be opened"],
        ),
        (
            "nothing after it",
            TASKS,
            "links = [\"https://\"]\n",
            &["`https://` is not an address that can be opened"],
        ),
        ("mail", TASKS, "links = [\"mailto:a@example.org\"]\n", &[]),
    ]);
}

#[test]
fn commands() {
    check(&[
        ("a command", TASKS, "verify = \"\"\n", &["`verify` is empty"]),
        ("a word of shells", TASKS, "verify = \"a && b; c > d `e` $(f) *\"\n", &[]),
        ("a comment", TASKS, "verify = \"# make\"\n", &["the command `# make` names no program"]),
        (
            "a table over lines",
            TASKS,
            "verify = {\n  run = \"make\", # all of it\n  timeout = \"5m\",\n}\n",
            &[],
        ),
        (
            "a header",
            TASKS,
            "[[phase.task.verify]]\nrun = \"make\"\n",
            &["`verify` is not written in one place"],
        ),
        (
            "out of the folder",
            TASKS,
            "verify = [{ run = \"make\", cwd = \"/etc\" }, { run = \"make\", cwd = \"a/../..\" }]\n",
            &[
                "`/etc` is not a folder beside the plan",
                "`a/../..` is not a folder beside the plan",
            ],
        ),
    ]);
}

/// A plan with one habit, to put more below.
const HABIT: &str = "title = \"T\"\nstart = 2025-07-11\n\
    [[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\n";

#[test]
fn habits() {
    check(&[
        ("as it is", HABIT, "", &[]),
        (
            "no cadence",
            TOP,
            "[[habit]]\nid = \"h\"\ntitle = \"H\"\n",
            &["`[[habit]]` has no `every`"],
        ),
        ("nothing", HABIT, "target = 0\n", &["`0` is not an amount"]),
        ("too fine", HABIT, "target = 0.0001\n", &["`0.0001` is not an amount"]),
        ("a text", HABIT, "target = \"2\"\n", &["`target`: expected a number, found a string"]),
        (
            "no stretch",
            HABIT,
            "stretch = 1\n",
            &["the stretch of 1 is not more than the target of 1"],
        ),
        (
            "backwards",
            HABIT,
            "from = 2025-09-01\nuntil = 2025-08-01\n",
            &["this habit ends before it begins"],
        ),
        (
            "before the plan",
            HABIT,
            "until = 2025-07-01\n",
            &["this habit ends before the plan starts"],
        ),
        (
            "before the plan, with a beginning",
            HABIT,
            "from = 2025-06-01\nuntil = 2025-07-01\n",
            &["this habit ends before the plan starts"],
        ),
        (
            "both",
            HABIT,
            "phase = \"1\"\nfrom = 2025-08-01\n[[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = \"2025-08\"\n",
            &["a habit has either `phase` or `from`, not both"],
        ),
    ]);
    for (every, want) in [
        ("daily", "`daily` is not a cadence"),
        ("8/week", "`8/week` is out of range"),
        ("mon,mon", "`mon,mon` names a day twice"),
    ] {
        let source = HABIT.replace("\"day\"", &format!("\"{every}\""));
        assert_eq!(messages(&source), [want]);
    }
}

#[test]
fn changes_of_habits() {
    check(&[
        (
            "an empty change",
            HABIT,
            "[[habit.change]]\nfrom = 2025-08-01\n",
            &["this change changes nothing"],
        ),
        (
            "the same again",
            HABIT,
            "[[habit.change]]\nfrom = 2025-08-01\ntarget = 1.0\n",
            &["this change changes nothing"],
        ),
        (
            "not in order",
            HABIT,
            "[[habit.change]]\nfrom = 2025-09-01\ntarget = 2\n\
             [[habit.change]]\nfrom = 2025-09-01\ntarget = 3\n",
            &["the changes of a habit are not in the order of their days"],
        ),
        (
            "a target that overtakes the stretch",
            HABIT,
            "stretch = 2\n[[habit.change]]\nfrom = 2025-09-01\ntarget = 2\n",
            &["the stretch of 2 is not more than the target of 2"],
        ),
    ]);
}

#[test]
fn moves() {
    check(&[
        ("a rename", TASKS, "[[moved]]\nfrom = \"c\"\nto = \"a\"\n", &[]),
        (
            "a chain",
            TASKS,
            "[[moved]]\nfrom = \"d\"\nto = \"c\"\n[[moved]]\nfrom = \"c\"\nto = [\"a\", \"b\"]\n",
            &[],
        ),
        (
            "to nowhere",
            TASKS,
            "[[moved]]\nfrom = \"c\"\nto = \"aa\"\n",
            &["there is no task or habit `aa`"],
        ),
        (
            "to nothing",
            TASKS,
            "[[moved]]\nfrom = \"c\"\nto = []\n",
            &["`to` is empty, so the credit would be lost"],
        ),
        (
            "no list",
            TASKS,
            "[[moved]]\nfrom = \"c\"\nto = 1\n",
            &["`to`: expected an id or a list of ids, found an integer"],
        ),
        (
            "still there",
            TASKS,
            "[[moved]]\nfrom = \"a\"\nto = \"b\"\n",
            &["`a` is moved, but it is still in the plan"],
        ),
        (
            "twice",
            TASKS,
            "[[moved]]\nfrom = \"c\"\nto = \"a\"\n[[moved]]\nfrom = \"c\"\nto = \"b\"\n",
            &["`c` is moved twice"],
        ),
        ("to itself", TASKS, "[[moved]]\nfrom = \"c\"\nto = \"c\"\n", &["`c` is moved to itself"]),
        (
            "in a circle",
            TASKS,
            "[[moved]]\nfrom = \"c\"\nto = \"d\"\n[[moved]]\nfrom = \"d\"\nto = [\"a\", \"c\"]\n",
            &["these moves lead back to where they began: `c → d → c`"],
        ),
    ]);
}

#[test]
fn recording() {
    check(&[
        ("as it is", TOP, "[record]\nref = \"HEAD\"\nsubject = \"{title}\"\n", &[]),
        (
            "a short ref",
            TOP,
            "[record]\nref = \"main\"\n",
            &["`main` is not a ref that can be recorded on"],
        ),
        (
            "a placeholder",
            TOP,
            "[record]\nsubject = \"Done {name}\"\n",
            &["`subject` has no placeholder `{name}`"],
        ),
        (
            "half a placeholder",
            TOP,
            "[record]\nsubject = \"Done {\"\n",
            &["`subject` has no placeholder `{`"],
        ),
        (
            "an event",
            TOP,
            "[record]\nsubject = \"roadmap-Done: {id}\"\n",
            &["`subject` begins with `Roadmap-`, so it would be read as an event"],
        ),
    ]);
}

#[test]
fn what_is_read_is_what_was_written() {
    let plan = plan(
        "title = \"T\"\r\nstart = \"2025-07-11\"\r\n[[habit]]\r\nid = \"h\"\r\ntitle = \"H\"\r\nevery = \"2 days\"\r\n\
         target = 0.5\r\nuntil = 2025-12-31\r\n[[habit.change]]\r\nfrom = 2025-09-01\r\nevery = \"3/week\"\r\n\
         [[habit.change]]\r\nfrom = 2025-10-01\r\ntarget = 2\r\nstretch = 3\r\n",
    );
    let [habit] = plan.habits.as_slice() else { panic!("one habit") };
    let goals: Vec<String> = habit
        .goals
        .iter()
        .map(|goal| {
            format!(
                "{:?} {} {} {:?}",
                goal.from,
                goal.every,
                goal.target,
                goal.stretch.map(|s| s.to_string())
            )
        })
        .collect();
    assert_eq!(
        goals,
        [
            "None 2 days 0.5 None",
            "Some(2025-09-01) 3/week 0.5 None",
            "Some(2025-10-01) 3/week 2 Some(\"3\")",
        ]
    );
    assert!(matches!(habit.span, HabitSpan::Days { from: None, until: Some(_) }));
    assert_eq!(habit.goals.first().map(|goal| &goal.every), Some(&Cadence::EveryDays(2)));
}

#[test]
fn no_number_of_warnings_hides_an_error() {
    let late: Vec<String> = (0..1_100)
        .map(|number| {
            format!("[[phase]]\nid = \"{number}\"\ntitle = \"P\"\nwindow = \"2025-08\"\n")
        })
        .collect();
    let broken = "[[moved]]\nfrom = \"a\"\nto = \"b\"\n";
    let source = format!("{TOP}deadline = 2025-08-01\n{}{broken}", late.concat());
    assert_eq!(read(source.as_bytes()).map_err(|problems| problems.errors()), Err(1));
}
