//! Every command, its group, and examples of it that can be run in the demo's repository.

use crate::view::Lang;

/// A group of commands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    /// To begin with.
    Begin,
    /// What writes history.
    Record,
    /// What reads it.
    Look,
    /// What changes the plan.
    Plan,
    /// What others get to see.
    Share,
    /// Around it.
    Around,
}

/// The groups as they are shown.
pub(super) const GROUPS: [Group; 6] =
    [Group::Begin, Group::Record, Group::Look, Group::Plan, Group::Share, Group::Around];

/// What is said about a command beside its options.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page {
    /// Its name.
    pub(super) command: &'static str,
    /// Its group.
    pub(super) group: Group,
    /// Examples; at least one.
    pub(super) examples: &'static [Example],
}

/// A command line, and what it does in every language; empty where the line says it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Example {
    /// As it is typed.
    pub(super) line: &'static str,
    /// In English.
    pub(super) en: &'static str,
    /// In Simplified Chinese.
    pub(super) zh: &'static str,
}

/// What is typed in the learner's own words in an example, in both languages.
const WORDS: [(&str, &str); 11] = [
    ("\"HTTP went well\"", "\"HTTP 答得不错\""),
    ("\"moved to a new server\"", "\"换了服务器\""),
    ("\"next term\"", "\"下学期再投\""),
    ("--why holiday", "--why 国庆"),
    ("--why flu", "--why 感冒"),
    ("\"Clean, and tested\"", "\"代码整洁，有测试\""),
    ("\"Redis: cache and queue\"", "\"Redis：缓存与队列\""),
    ("\"English words\"", "\"背英语单词\""),
    ("--unit words", "--unit 个"),
    ("phase Interviews", "phase 面试"),
    ("'last sunday'", "上周日"),
];

impl Example {
    /// As it is typed, with the learner's words in this language.
    pub(super) fn line(&self, lang: Lang) -> String {
        let line = self.line.to_owned();
        match lang {
            Lang::En => line,
            Lang::Zh => WORDS.iter().fold(line, |line, (en, zh)| line.replace(en, zh)),
        }
    }

    /// What it does.
    pub(super) fn what(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::Zh => self.zh,
        }
    }
}

const fn page(command: &'static str, group: Group, examples: &'static [Example]) -> Page {
    Page { command, group, examples }
}

const fn example(line: &'static str, en: &'static str, zh: &'static str) -> Example {
    Example { line, en, zh }
}

/// Every command, in the order in which help lists them.
pub(super) const PAGES: &[Page] = &[
    page(
        "init",
        Group::Begin,
        &[
            example("roadmap init", "the built-in plan, here", "在当前目录使用内置计划"),
            example(
                "roadmap init --minimal my-study",
                "a short plan to fill in, in a new folder",
                "在新目录里写入简短的模板",
            ),
            example(
                "roadmap init --from plan.md notes",
                "your own document as a plan",
                "把已有文档变成计划",
            ),
        ],
    ),
    page(
        "import",
        Group::Begin,
        &[
            example(
                "roadmap import plan.md --dry-run",
                "show what it would become",
                "先看看会变成什么样",
            ),
            example("roadmap import plan.md --start 2026-03-02", "", ""),
        ],
    ),
    page(
        "demo",
        Group::Begin,
        &[example(
            "roadmap demo",
            "nine months of study to look at, in a folder for temporary files",
            "在临时目录里生成九个月的学习记录",
        )],
    ),
    page(
        "done",
        Group::Record,
        &[
            example(
                "roadmap done mock-interview --took 1h30m -m \"HTTP went well\"",
                "a task is finished",
                "完成一项任务",
            ),
            example(
                "roadmap done leetcode -x 2 --day yesterday",
                "a habit, twice, and late",
                "补记昨天练习了两次的习惯",
            ),
        ],
    ),
    page(
        "study",
        Group::Record,
        &[
            example("roadmap study review --took 45m", "a task that goes on", "任务还在进行"),
            example("roadmap study --from 20:00 --to 21:30 --day yesterday", "", ""),
        ],
    ),
    page("start", Group::Record, &[example("roadmap start review", "", "")]),
    page(
        "stop",
        Group::Record,
        &[
            example("roadmap stop --done", "and the task is finished", "任务也完成了"),
            example("roadmap stop --discard", "it was none", "这次不算"),
        ],
    ),
    page(
        "undo",
        Group::Record,
        &[
            example("roadmap undo", "the last record", "最近一条记录"),
            example("roadmap undo leetcode", "the last one of this habit", "这个习惯的最近一条"),
        ],
    ),
    page(
        "reopen",
        Group::Record,
        &[example("roadmap reopen docker-image -m \"moved to a new server\"", "", "")],
    ),
    page(
        "skip",
        Group::Record,
        &[
            example(
                "roadmap skip applications --why \"next term\"",
                "a task is dropped",
                "放弃一项任务",
            ),
            example(
                "roadmap skip leetcode 2026-10-01..10-07 --why holiday",
                "a habit is excused for a week",
                "习惯请假一周",
            ),
            example("roadmap skip '*' yesterday --why flu", "everything is excused", "全部请假"),
        ],
    ),
    page(
        "run",
        Group::Record,
        &[
            example(
                "roadmap run review",
                "the commands that prove one task",
                "运行验证一项任务的命令",
            ),
            example("roadmap run --changed", "", ""),
        ],
    ),
    page(
        "trust",
        Group::Record,
        &[
            example(
                "roadmap trust --list",
                "what may run, and what not",
                "哪些命令已批准，哪些没有",
            ),
            example("roadmap trust --revoke", "", ""),
        ],
    ),
    page(
        "audit",
        Group::Record,
        &[example("roadmap audit --sample 5", "five receipts again", "抽查五份凭据")],
    ),
    page(
        "attest",
        Group::Record,
        &[
            example(
                "roadmap attest review --verdict accepted -m \"Clean, and tested\"",
                "a mentor or CI has looked at it",
                "导师或 CI 已评审通过",
            ),
            example("roadmap attest review --verdict changes --dry-run", "", ""),
        ],
    ),
    page(
        "hook",
        Group::Record,
        &[example(
            "roadmap hook install",
            "then `done --next` goes with your next commit",
            "之后 `done --next` 随你的下一个提交一起记录",
        )],
    ),
    page(
        "status",
        Group::Look,
        &[
            example("roadmap status", "", ""),
            example("roadmap status 5c", "one phase with all its tasks", "一个阶段及其全部任务"),
            example("roadmap status --at 'last sunday'", "as it was then", "当时的进度"),
        ],
    ),
    page(
        "today",
        Group::Look,
        &[
            example("roadmap today", "", ""),
            example("roadmap today --exit-code || echo study first", "for scripts", "供脚本使用"),
        ],
    ),
    page("next", Group::Look, &[example("roadmap next -n 3", "", "")]),
    page("forecast", Group::Look, &[example("roadmap forecast", "", "")]),
    page("list", Group::Look, &[example("roadmap list --open --skill cloud-services", "", "")]),
    page("show", Group::Look, &[example("roadmap show docker-image", "", "")]),
    page(
        "log",
        Group::Look,
        &[
            example("roadmap log -n 5", "", ""),
            example("roadmap log docker-image", "all about one task", "一项任务的全部记录"),
        ],
    ),
    page("streak", Group::Look, &[example("roadmap streak leetcode", "", "")]),
    page("history", Group::Look, &[example("roadmap history leetcode", "", "")]),
    page(
        "heatmap",
        Group::Look,
        &[
            example("roadmap heatmap", "", ""),
            example("roadmap heatmap --habit leetcode", "", ""),
            example("roadmap heatmap --minutes", "by study time", "按学习时间"),
        ],
    ),
    page("skills", Group::Look, &[example("roadmap skills docker", "", "")]),
    page(
        "why",
        Group::Look,
        &[
            example("roadmap why streak leetcode", "", ""),
            example("roadmap why phase 1", "", ""),
            example("roadmap why forecast", "", ""),
        ],
    ),
    page(
        "add",
        Group::Plan,
        &[
            example("roadmap add task \"Redis: cache and queue\" --phase 5c", "", ""),
            example(
                "roadmap add habit \"English words\" --every day --target 20 --unit words",
                "",
                "",
            ),
            example("roadmap add phase Interviews --window 2099-03", "", ""),
        ],
    ),
    page(
        "move",
        Group::Plan,
        &[
            example("roadmap move docker-image docker-build", "another id", "换一个编号"),
            example(
                "roadmap move review review-sql review-linux",
                "two tasks in the place of one",
                "一项拆成两项",
            ),
            example(
                "roadmap move applications --to-phase 5b",
                "into another phase",
                "移到另一个阶段",
            ),
        ],
    ),
    page(
        "set",
        Group::Plan,
        &[
            example("roadmap set applications needs mock-interview,review", "", ""),
            example("roadmap set leetcode stretch 3", "", ""),
            example(
                "roadmap set . deadline 2099-07-01",
                "of the plan itself",
                "计划本身的截止日期",
            ),
        ],
    ),
    page(
        "edit",
        Group::Plan,
        &[example(
            "roadmap edit applications",
            "your editor opens at this task",
            "编辑器直接打开到这项任务",
        )],
    ),
    page(
        "replan",
        Group::Plan,
        &[
            example(
                "roadmap replan --push 2w",
                "show all that lies ahead two weeks later",
                "预览：尚未开始的阶段推迟两周",
            ),
            example(
                "roadmap replan --pace --apply",
                "lay it out at your own pace",
                "按自己的节奏重排",
            ),
        ],
    ),
    page("check", Group::Plan, &[example("roadmap check", "", "")]),
    page("upgrade", Group::Plan, &[example("roadmap upgrade --from ../curriculum", "", "")]),
    page("schema", Group::Plan, &[example("roadmap schema > roadmap.schema.json", "", "")]),
    page(
        "report",
        Group::Share,
        &[
            example("roadmap report --week", "", ""),
            example(
                "roadmap report --month 2026-03 --md",
                "a month as Markdown",
                "一个月的 Markdown 报告",
            ),
            example(
                "roadmap report --html --public > index.html",
                "a page to show",
                "可公开的进度页面",
            ),
        ],
    ),
    page(
        "export",
        Group::Share,
        &[
            example("roadmap export --format md --output PLAN.md", "a checklist", "清单"),
            example("roadmap export --format ics > plan.ics", "for calendars", "供日历使用"),
        ],
    ),
    page("open", Group::Share, &[example("roadmap open docker-image --print", "", "")]),
    page("note", Group::Share, &[example("roadmap note review", "", "")]),
    page("notes", Group::Share, &[example("roadmap notes sync", "", "")]),
    page("share", Group::Share, &[example("roadmap share origin", "", "")]),
    page(
        "doctor",
        Group::Around,
        &[
            example("roadmap doctor", "", ""),
            example(
                "roadmap doctor --rescue --dry-run",
                "what only the reflog has",
                "只在 reflog 里的记录",
            ),
        ],
    ),
    page(
        "prompt",
        Group::Around,
        &[example("roadmap prompt --format '{streak} {percent}'", "", "")],
    ),
    page("completions", Group::Around, &[example("eval \"$(roadmap completions bash)\"", "", "")]),
    #[cfg(feature = "package")]
    page(
        "man",
        Group::Around,
        &[
            example("roadmap man > roadmap.1", "", ""),
            example("roadmap man man1", "all pages, into a folder", "把全部手册页写入目录"),
        ],
    ),
    page(
        "help",
        Group::Around,
        &[
            example("roadmap help time", "days, habits and streaks", "日期、习惯与连续天数"),
            example("roadmap help done", "", ""),
        ],
    ),
];
