//! Broken rules of evidence and what is said about them.

use super::{TASKS, check};

#[test]
fn evidence() {
    let rule = |lines: &str| format!("[[evidence]]\nid = \"e\"\n{lines}");
    let cases: [(&str, String, &[&str]); 13] = [
        ("for a task", rule("done = \"a\"\nmessage = '^Solve \\d+'\n"), &[]),
        (
            "for a habit",
            rule("habit = \"h\"\npath = \"*/*.py\"\nunit = \"distinct-file\"\namount = 2\n"),
            &[],
        ),
        (
            "for the past",
            rule("habit = \"past\"\ntag = \"v*\"\n[[moved]]\nfrom = \"past\"\nto = \"h\"\n"),
            &[],
        ),
        (
            "both",
            rule("done = \"a\"\nhabit = \"h\"\ntag = \"v\"\n"),
            &["a rule proves either a task or a habit, not both"],
        ),
        ("neither", rule("tag = \"v\"\n"), &["this rule proves nothing"]),
        ("everything", rule("habit = \"h\"\n"), &["this rule fits every commit"]),
        (
            "an amount of a task",
            rule("done = \"a\"\ntag = \"v\"\namount = 2\n"),
            &["`amount` says how much of a habit, and this rule is for a task"],
        ),
        ("an unknown habit", rule("habit = \"x\"\ntag = \"v\"\n"), &["there is no habit `x`"]),
        (
            "a task for a habit",
            rule("habit = \"a\"\ntag = \"v\"\n"),
            &["`a` is a task; `habit` names a habit"],
        ),
        ("no expression", rule("habit = \"h\"\nmessage = \"(\"\n"), &["`(` is not a pattern"]),
        ("a rooted path", rule("habit = \"h\"\npath = \"/a\"\n"), &["`/a` is not a pattern"]),
        (
            "a unit",
            rule("habit = \"h\"\npath = \"a\"\nunit = \"line\"\n"),
            &["evidence cannot be counted by `line`"],
        ),
        (
            "files of no path",
            rule("habit = \"h\"\ntag = \"v\"\nunit = \"distinct-file\"\n"),
            &["`distinct-file` counts files, and this rule has no `path`"],
        ),
    ];
    let habit = "[[habit]]\nid = \"h\"\ntitle = \"H\"\nevery = \"day\"\n";
    for (name, rule, want) in &cases {
        check(&[(*name, TASKS, &format!("{habit}{rule}"), *want)]);
    }
    let twice = format!("{habit}{0}{0}", rule("habit = \"h\"\ntag = \"v\"\n"));
    check(&[("twice", TASKS, &twice, &["the id `e` is already that of a rule of evidence"])]);
}
