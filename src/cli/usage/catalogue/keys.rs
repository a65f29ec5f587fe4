//! The rules of the keys that `set` can change, as TAB shows them.

/// English, Chinese.
pub(super) const ENTRIES: &[(&str, &str)] = &[
    ("What is to be done.", "要做什么。"),
    (
        "How long it should take: hours, minutes, seconds (`\"12h\"`, `\"1h30m\"`, `\"1.5h\"`, `\"45m\"`), at most 1000 hours. All tasks of a phase have one, or none.",
        "预估用时：时、分、秒（`\"12h\"`、`\"1h30m\"`、`\"1.5h\"`、`\"45m\"`），最多 1000 小时。同一阶段的任务要么都写，要么都不写。",
    ),
    (
        "Tasks that come first, of any phase. No circles.",
        "要先完成的任务，可属于任何阶段，不能循环。",
    ),
    ("Skills that it trains.", "它练习的技能。"),
    ("Pages that help with it.", "对它有帮助的网页。"),
    (
        "The command that proves it: see `verify`. It is never run before you have approved it.",
        "证明已完成的命令，见 `verify`。你批准之前绝不会运行。",
    ),
    ("When it is planned for: see below.", "计划在什么时候做：月份、日期或范围。"),
    ("How often: see below.", "多久一次：`day`、`weekday`、`3/week` 等。"),
    (
        "How much each time: above 0, at most 1000000, at most 3 decimal places.",
        "每次的目标量：大于 0，最多 1000000，最多 3 位小数。",
    ),
    ("How much on a good day: more than `target`.", "状态好时的目标量：大于 `target`。"),
    ("What one counts.", "目标量的单位。"),
    (
        "It is owed in the window of this phase. Not with `from` or `until`.",
        "在这个阶段的窗口内要做。不能与 `from`、`until` 同用。",
    ),
    ("The first day on which it is owed.", "从哪天开始要做。"),
    ("The last day on which it is owed.", "做到哪天为止。"),
    (
        "The version of this format. A greater one is refused: update roadmap.",
        "格式的版本。更高的版本不接受，请更新 roadmap。",
    ),
    ("What it is for.", "为了什么目标。"),
    ("The way in words.", "用一句话概括的路线。"),
    ("The first day. Nothing is owed before it.", "第一天。在此之前没有要做的。"),
    ("What the countdown counts to. Not before `start`.", "倒计时的终点，不早于 `start`。"),
    (
        "When a day ends, from `00:00` to `11:59`. With `04:00`, work at 3 in the night counts for the evening before.",
        "一天在几点结束，从 `00:00` 到 `11:59`。设为 `04:00` 时，凌晨 3 点做的算前一天的。",
    ),
    ("The first day of a week, for habits per week.", "一周从哪天开始，用于按周计的习惯。"),
    (
        "Days of the week on which nothing is owed, `\"sunday\"` or `\"sun\"`; at most six. Work on them counts.",
        "休息日：每周的哪几天没有要做的，写 `\"sunday\"` 或 `\"sun\"`，最多六天。这几天做了也算。",
    ),
    (
        "How many misses of a month the protected streak of each habit, and the overall one, forgives: see time.md.",
        "保护后的连续天数（每个习惯的和整体的）每月可保护几次，见 time.md。",
    ),
    (
        "Whose attestations are trusted: names with an SSH key, or a list of them. See attest.md.",
        "信任谁的评审：名字与 SSH 密钥（一个或多个），见 attest.md。",
    ),
];
