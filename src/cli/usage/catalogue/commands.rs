//! What commands are for.

/// English, Chinese.
pub(super) const ENTRIES: &[(&str, &str)] = &[
    (
        "Say of a completion that you have looked at it, signed with your SSH key",
        "用你的 SSH 密钥签名，表示已评审某项完成",
    ),
    (
        "For mentors and CI: that it is accepted, or needs changes. Of a task, all its completions that count; or one, by the id of its event (see `roadmap log`). No number changes. `show` and `report` name you where `[mentors]` in the plan has your key (docs/attest.md).",
        "供导师和 CI 使用：通过，或要求修改。写任务则评审它所有计入的完成；写事件的 id（见 `roadmap log`）则只评审那一条。不改变任何数字。若计划的 `[mentors]` 有你的密钥，`show` 和 `report` 会写明你的名字（docs/attest.md）。",
    ),
    ("A Mermaid gantt chart", "Mermaid 甘特图"),
    ("A Mermaid mindmap of the skills", "Mermaid 技能思维导图"),
    ("A checklist in Markdown", "Markdown 任务清单"),
    (
        "A column is a week. The last twelve months, as many weeks as fit; with --year a calendar year. Counts completions and sessions, or how much of a habit, or minutes.",
        "每列是一周。默认显示最近十二个月中放得下的各周；用 --year 显示某个自然年。统计完成与学习的次数，也可统计习惯的数量或学习分钟数。",
    ),
    (
        "A dropped task is neither done nor owed, and always shown as its own count. A habit is excused for the given days, by default today; `'*'` excuses everything, for a holiday. Days may lie ahead, and `roadmap undo` takes them back.",
        "放弃的任务既不算完成，也不再需要做，始终单独计数。习惯则在指定的日期请假，默认是今天；`'*'` 表示全部，适用于假期。日期可以在将来，用 `roadmap undo` 可恢复。",
    ),
    ("A road map", "路线图"),
    (
        "A skill's level is the weight of the finished tasks that train it: their estimates if every task of the plan has one, else their number. With the commits as evidence.",
        "技能的等级是练习它的已完成任务的权重：计划的所有任务都有预估用时时按用时计，否则按个数计。同时列出作为证据的提交。",
    ),
    ("Add a habit", "添加习惯"),
    ("Add a module to the skill map", "在技能图中添加模块"),
    ("Add a page worth having at hand", "添加值得收藏的网页"),
    ("Add a phase", "添加阶段"),
    ("Add a skill to a module of the skill map", "在技能图的模块中添加技能"),
    ("Add a task to a phase", "在阶段中添加任务"),
    (
        "Add records to your own commits, by two git hooks",
        "通过两个 git 钩子把记录加进你自己的提交",
    ),
    (
        "Add to the plan: a task, habit, phase, skill, module or link",
        "向计划添加任务、习惯、阶段、技能、模块或链接",
    ),
    ("An iCalendar file", "iCalendar 日历文件"),
    ("Bring the notes of tasks and phases up to date", "更新任务和阶段的笔记"),
    (
        "By default a checklist in Markdown, with boxes ticked as recorded. `roadmap import` makes the same plan of it again, also after you have edited it. Others: gantt and mindmap (Mermaid), ics, csv, ndjson (docs/export.md).",
        "默认导出 Markdown 任务清单，勾选框与记录一致。`roadmap import` 可由它重新生成同样的计划，修改之后也可以。其他格式：gantt 和 mindmap（Mermaid）、ics、csv、ndjson（见 docs/export.md）。",
    ),
    (
        "Changes only the keys of the front matter that begin with `roadmap-` and the lines between `<!-- roadmap:begin -->` and `<!-- roadmap:end -->`. A note that is not clear is left as it is, and named.",
        "只修改属性区中以 `roadmap-` 开头的键，以及 `<!-- roadmap:begin -->` 与 `<!-- roadmap:end -->` 之间的行。不明确的笔记保持原样，并会列出。",
    ),
    ("Check the plan", "检查计划"),
    ("Comma-separated values, a row a task", "逗号分隔的表格，每行一个任务"),
    ("Drop a task, or excuse a habit for some days", "放弃任务，或给习惯请几天假"),
    (
        "Drop lines that wait for your next commit: those of a task, one by its id, or all",
        "丢弃等待下一次提交的记录行：某个任务的、某个 id 的，或全部",
    ),
    (
        "Each day or task that a number follows from, the rule that was applied (docs/time.md), and the events with the commits that carry them. With --json it can be recomputed from git alone.",
        "列出得出数字的每一天或每个任务、所用的规则（docs/time.md），以及事件和承载它们的提交。用 --json 时，仅凭 git 就能重新算出。",
    ),
    (
        "Each line has the day, what happened, the event's id (for `roadmap undo <id>`) and what it is about. Events that do not count are shown with the reason.",
        "每行依次是日期、发生的事、事件的 id（用于 `roadmap undo <id>`）和对象。不计入的事件会注明原因。",
    ),
    ("Edit the plan in your editor", "在编辑器中编辑计划"),
    ("End the running session and record it", "结束学习计时并记录"),
    (
        "Everything until today, or a phase, week, month or range: finished tasks with their commits and links, study time, planned against done, streaks, habits, skills gained, and what slipped. --html is a page in one file that needs nothing else; docs/report.md shows how to publish it.",
        "汇报到今天为止的全部，或某个阶段、某周、某月、某段日期：已完成的任务及其提交和链接、学习时间、计划与实际、连续天数、习惯、获得的技能，以及拖延的内容。--html 生成单个文件的网页，不依赖其他文件；发布方法见 docs/report.md。",
    ),
    (
        "For each phase and the plan the day by which it is finished in half of all futures, and in four of five. The futures are drawn from what you did in the last half year, with its bursts and pauses; rest days and skips ahead stay free. docs/forecast.md says how, and how well it does.",
        "给出各阶段和整个计划有 50% 和 80% 把握完成的日期，由你最近半年的实际情况推演得出，包括其中的冲刺与停顿；休息日和预先请的假仍然空出。方法和准确程度见 docs/forecast.md。",
    ),
    (
        "Give something another id, split a task, merge tasks, or put one into another phase",
        "更换 id，拆分或合并任务，或把任务移到其他阶段",
    ),
    ("Give what is left of the plan new windows", "为计划剩余部分重新安排时间"),
    (
        "Headings become phases, list items tasks; months, weeks and dates in headings become windows, \"every day\" becomes a habit, and a list of links or skills becomes that. Reads Markdown, CSV (title,phase,due,…) and road maps in JSON. A summary says what became of every line.",
        "标题成为阶段，列表项成为任务；标题中的月、周和日期成为窗口，“每天”成为习惯，链接或技能的列表各归其类。可读取 Markdown、CSV（`title,phase,due,…`）和 JSON 路线图。小结会说明每一行的去向。",
    ),
    (
        "Install the hooks; those that are there are kept and run first",
        "安装钩子；已有的钩子会保留并先运行",
    ),
    (
        "It counts as activity of the day, and its time for the task. Without a task it counts for the plan as a whole. A session counts for the day on which it began.",
        "它算作当天的活动，时间计入任务；不写任务则计入整个计划。一次学习计入开始的那一天。",
    ),
    ("JSON Lines, an event a line", "JSON Lines，每行一个事件"),
    (
        "Keep a plan in roadmap.toml. After a session run `roadmap done <task>`: it records the completion as a commit in your own repository. Progress, streaks and reports are read back from git history, so nothing can drift and plain push and pull carry it.",
        "计划写在 roadmap.toml 中。学完后运行 `roadmap done <任务>`：它把完成情况作为一次提交记录在你自己的仓库里。进度、连续天数和报告都从 git 历史读出，因此不会出现偏差，普通的推送和拉取即可同步。",
    ),
    ("Let a remote carry the record ref", "让远程仓库携带记录引用"),
    ("List tasks", "列出任务"),
    ("Look for events that are lost, odd or do not count", "查找丢失、异常或不计入的事件"),
    (
        "Make a page again from what it says about itself, and say what differs",
        "按页面自述的来源重新生成，并指出不同之处",
    ),
    ("Make a plan of a document that you have", "由现有文档生成计划"),
    (
        "Makes a git repository if there is none, and writes roadmap.toml: the built-in plan (from Python back end to DevOps, in Chinese), or with --minimal a short one to fill in. In a new repository it is also the first commit; in one of yours, committing it is up to you.",
        "没有 git 仓库时新建一个，并写入 roadmap.toml：内置的计划（从 Python 后端到 DevOps），或用 --minimal 写入待填写的简短计划。新仓库中它同时是第一次提交；在你已有的仓库中，是否提交由你决定。",
    ),
    (
        "Makes one commit that changes no file; its trailers name the tasks. Your index and work tree stay as they are. A task that is done already is not recorded again. Where a task has a `verify`, its commands are run first, and only what passes is recorded.",
        "生成一次不改动任何文件的提交，任务写在提交信息的尾注中。暂存区和工作区保持不变。已完成的任务不会重复记录。设置了 `verify` 的任务会先运行命令，通过后才记录。",
    ),
    ("Markdown, or plain text", "Markdown 或纯文本"),
    ("Merge a newer version of the curriculum into your plan", "把课程的新版本合并到你的计划"),
    (
        "Only for plans that record outside your branch (`[record] ref`). Sets up fetch and push of the remote for it, and joins what the last fetch brought, so that the next push is accepted. Records on your own branch need none of this.",
        "只适用于记录不在你的分支上的计划（`[record] ref`）。它为此设置远程仓库的获取与推送，并并入上次获取到的记录，使下一次推送能被接受。记录在自己分支上时不需要这些。",
    ),
    (
        "Only this value changes in roadmap.toml. `.` is the top of the file. Lists are separated by commas and replaced as a whole. docs/plan-format.md has every key.",
        "roadmap.toml 中只有这个值会改变。`.` 表示文件顶层。列表以逗号分隔，整体替换。所有的键见 docs/plan-format.md。",
    ),
    (
        "Open tasks that wait for no other: those of phases that have begun before those ahead, what is due earlier before what is due later. A task that waits gives its place to what it waits for.",
        "列出不等待其他任务的未完成任务：已开始的阶段在前，先到期的在前。正在等待的任务把位置让给它所等待的任务。",
    ),
    (
        "Open the links of a task, a skill or the plan in the browser",
        "在浏览器中打开任务、技能或计划的链接",
    ),
    ("Open the note of a task, or make it", "打开任务的笔记，没有则新建"),
    (
        "Opens a copy of roadmap.toml in the editor that git would open, at the line of ID. When you close it, the text is checked; only a valid plan takes the place of the file. If something is wrong you see it, and can go back in; your text is never lost. To give it up, empty it.",
        "在 git 所用的编辑器中打开 roadmap.toml 的副本，并定位到 ID 所在行。关闭后检查内容，只有有效的计划才会取代原文件。有错误时会显示出来，可以重新进入修改；你的内容不会丢失。要放弃修改，清空内容即可。",
    ),
    (
        "Plans that `roadmap init` makes name it in their first line, and it is kept in the git directory, so that editors with TOML support (Tombi, Even Better TOML) complete and check keys and values offline. docs/editing.md says how to have it elsewhere.",
        "`roadmap init` 生成的计划在首行指明它，它保存在 git 目录中，支持 TOML 的编辑器（Tombi、Even Better TOML）因此能离线补全并检查键和值。在其他地方使用的方法见 docs/editing.md。",
    ),
    ("Print a badge as SVG: how much is done, and the streak", "输出 SVG 徽章：完成比例和连续天数"),
    ("Print one line for the shell's prompt", "为 shell 提示符输出一行"),
    (
        "Print the JSON Schema of roadmap.toml, for editors",
        "输出 roadmap.toml 的 JSON Schema，供编辑器使用",
    ),
    ("Print the script that makes TAB complete, or install it", "输出或安装用于 TAB 补全的脚本"),
    ("Record a study session that finished nothing", "记录一次没有完成任务的学习"),
    ("Record that tasks are finished, or a habit practised", "记录任务已完成，或习惯已做"),
    (
        "Records a study session for the day on which it was started, with its time in whole minutes. Where it was forgotten, say when it ended or how long it took.",
        "学习时间记在开始计时的那一天，按整分钟计。如果忘了停止，请写明何时结束或用了多久。",
    ),
    ("Report what was done, and make the progress page", "汇报已完成的内容，生成进度页面"),
    (
        "Rewrite the block between the markers of a README, and the picture of the year beside it",
        "更新 README 中标记之间的进度区块，以及旁边的全年图",
    ),
    ("Say that a finished task is owed again", "把已完成的任务重新打开"),
    ("Say that something recorded did not happen", "撤销记录，表示它没有发生"),
    ("Set a value of the plan", "设置计划中的值"),
    ("Show a habit by weeks and months", "按周和月查看习惯"),
    ("Show a task or habit with its history", "查看任务或习惯及其历史"),
    (
        "Show the hooks, and the lines that wait for your next commit",
        "查看钩子，以及等待下一次提交的记录行",
    ),
    ("Show the receipt of a number", "查看数字的由来"),
    ("Show the skills and what has trained them", "查看技能以及练习过它们的任务"),
    ("Show the streaks, strict and protected", "查看连续天数：严格的和保护后的"),
    ("Show the year as weeks and days", "以周和日显示全年"),
    ("Show what is owed today", "查看今天要做的事"),
    ("Show what to do now, and why", "查看现在该做什么，以及为什么"),
    ("Show what was recorded, newest first", "查看记录，最新的在前"),
    ("Show when you will be finished, at your own pace", "按你自己的速度预测完成日期"),
    ("Show where you stand", "查看当前进度"),
    (
        "Shows everything that is wrong with roadmap.toml at its place, with the way out. Exit code 1 if there is an error.",
        "在出错的位置显示 roadmap.toml 的所有问题及解决办法。有错误时退出码为 1。",
    ),
    (
        "Shows the change of roadmap.toml, and makes it with --apply. Finished phases keep their windows; one that has begun keeps its first day, but for --start. Comments stay.",
        "显示对 roadmap.toml 的修改，加 --apply 才写入。已完成的阶段保持原窗口；已开始的阶段保持首日，--start 除外。注释会保留。",
    ),
    (
        "Shows what was found, where, and the way out. Exit code 1 if anything needs a hand. It only reads, and asks no remote. `--rescue` records events again that only the reflog still has, as after `git commit --amend -m`, `git reset --hard` or a deleted branch; it lists them all.",
        "显示发现的问题、所在位置和解决办法。需要处理时退出码为 1。它只读取，不访问远程仓库。`--rescue` 重新记录只存在于 reflog 中的事件，例如在 `git commit --amend -m`、`git reset --hard` 或删除分支之后；它会全部列出。",
    ),
    ("Start a plan here", "在这里开始一份计划"),
    ("Start a study session; `stop` records it", "开始学习计时；用 `stop` 记录"),
    (
        "Streak, current phase and what is due today, e.g. 🔥12 · Back end 60% · 2 due; `!` after the streak means that it ends tonight. It is quick and never fails: outside of a plan, or before any other command has read history, it prints nothing. A long history is not read again for it: when many commits are new, it shows what was last known, until the next `roadmap status`.",
        "显示连续天数、当前阶段和今天待办，如 🔥12 · 后端 60% · 待办 2；连续天数后的 `!` 表示过了今晚就会中断。它很快且从不失败：不在计划中，或还没有其他命令读过历史时，什么也不输出。它不会为此重读很长的历史：有许多新提交时，显示上次已知的内容，直到下一次 `roadmap status`。",
    ),
    (
        "Study by a dated plan; the record is your git history",
        "按有日期的计划学习，git 历史就是记录",
    ),
    ("Take the hooks out, and put back what was there before", "移除钩子，恢复原有的钩子"),
    ("The day by which four of five are", "有 80% 把握完成的日期"),
    ("The day by which half of all futures are finished", "有 50% 把握完成的日期"),
    (
        "The habits with how far they are and what is at risk, and the tasks that should be done by now. Marks: ○ to be done today, ✓ done, · not needed today.",
        "列出习惯的进展和中断风险，以及现在应完成的任务。标记：○ 今天要做，✓ 已做，· 今天不需要做。",
    ),
    (
        "The new lines go where their kind stands in roadmap.toml; all others stay as they are, comments included. Without --id, the id is made of the Latin words of the title, or of its pinyin.",
        "新增的行写在 roadmap.toml 中同类内容所在之处；其余内容连同注释都保持原样。不写 --id 时，由标题中的拉丁字母单词生成 id，没有时用拼音。",
    ),
    (
        "The note is a Markdown file for Obsidian or any editor, by default in notes/tasks. In a terminal it is opened in the editor that git would open; elsewhere its path is printed. A note that you have moved or renamed within the folder is found by its front matter.",
        "笔记是 Markdown 文件，可用 Obsidian 或任何编辑器打开，默认位于 notes/tasks。在终端中会用 git 所用的编辑器打开，否则输出路径。在笔记目录内移动或改名的笔记，凭文首元数据仍能找到。",
    ),
    ("The page", "要验证的页面"),
    (
        "The phases with what is done and planned, the open tasks of the current phase, today's habits, the streak, and what to do next. Bars show done ███, due by now ▒▒▒ and to come ░░░.",
        "显示各阶段的实际与计划进度、当前阶段的未完成任务、今天的习惯、连续天数和下一步。进度条：███ 已完成，▒▒▒ 现在应完成，░░░ 尚未到期。",
    ),
    (
        "The script asks roadmap itself, so TAB knows the tasks, phases, habits and skills of your plan, open tasks first. `roadmap completions install` puts the line for your shell where it belongs, and shows it first. By hand:",
        "脚本会询问 roadmap 本身，因此 TAB 能补全计划中的任务、阶段、习惯和技能，未完成的任务在前。`roadmap completions install` 把所用 shell 的那一行放到该放的地方，并先显示出来。手动安装：",
    ),
    ("Make TAB complete in your shell", "让 shell 支持 TAB 补全"),
    (
        "Adds a few marked lines to the shell's start-up file, or in fish files of its own. Shows them first and asks; never adds them twice. --uninstall takes out what was put in, and nothing else.",
        "在 shell 的启动文件中加入几行带标记的内容，fish 则使用单独的文件。先显示并询问，不会重复加入。--uninstall 只移除之前写入的内容。",
    ),
    (
        "The session is kept in the git directory of the repository, one for all of its work trees, and survives a reboot. It is in no commit and counts nowhere until `roadmap stop`.",
        "计时保存在仓库的 git 目录中，所有工作区共用一个，重启后仍在。在 `roadmap stop` 之前，它不在任何提交中，也不计入任何统计。",
    ),
    (
        "The strict streak breaks at every miss. The protected one excuses skips, and freezes forgive the first misses of a month (`freezes-per-month` in the plan).",
        "严格的连续天数漏做一次就会中断。保护后的连续天数不计请假的日子，保护次数还能抵消每月最早的几次漏做（计划中的 `freezes-per-month`）。",
    ),
    (
        "Unlike `undo`, it did happen: the day stays active and the time stays counted.",
        "与 `undo` 不同，它确实发生过：那一天仍算有活动，时间仍然计入。",
    ),
    ("Values with commas, semicolons or tabs between them", "以逗号、分号或制表符分隔的值"),
    (
        "WHAT is `streak [HABIT]`, `habit NAME`, `phase NAME`, `task NAME`, `skill NAME`, `total`, `time`, `forecast`, `curve`, `calendar`, `record`, or `day [DATE or FIRST..LAST]`; or just a name. Without it: total.",
        "WHAT 可以是 `streak [习惯]`、`habit 名称`、`phase 名称`、`task 名称`、`skill 名称`、`total`、`time`、`forecast`、`curve`、`calendar`、`record` 或 `day [日期 或 首日..末日]`；也可以只写名称。不写则为 `total`。",
    ),
    (
        "What is recorded keeps its credit: a `[[moved]]` in the plan says where it goes, and history stays as it is. Everything that names the id follows. Of a split task all parts are done if it was; of merged tasks the one is done if any of them was. What happens is said first.",
        "已有的记录不会丢失：计划中的 `[[moved]]` 指明记录的归属，历史保持不变，所有引用该 id 之处随之更新。任务拆分后，原任务已完成则各部分都算完成；任务合并后，其中任一已完成则算完成。会先说明将发生什么。",
    ),
    ("What the hook commit-msg runs", "由钩子 commit-msg 运行"),
    ("What the hook prepare-commit-msg runs", "由钩子 prepare-commit-msg 运行"),
    (
        "What you changed stays; what was changed there comes; where both changed the same, yours stays and both are shown. Shows the change and what becomes of your credit; --apply writes it, and keeps the curriculum in roadmap.base.toml, from which the next upgrade knows what is new.",
        "保留你的修改，并入课程的修改；两边都改了同一处时，保留你的并同时显示两者。它会显示改动以及你的记录的去向；--apply 写入，并把课程保存在 roadmap.base.toml 中，供下一次升级判断哪些是新的。",
    ),
    (
        "With --notes obsidian it also makes a Markdown note for every phase and task, in a folder that Obsidian opens as a vault. A plan that is there already gets `[notes]`, which says where they are; no other file that is there is changed.",
        "加上 --notes obsidian 还会为每个阶段和任务建立 Markdown 笔记，所在目录可作为 Obsidian 仓库打开。已有的计划会添加 `[notes]` 以说明笔记的位置；其他已有文件都不会改动。",
    ),
    (
        "With its strength: how much of what it asks for was done, where recent days weigh more. It grows slowly and forgives single misses. The lines over the rows show all that fits.",
        "同时显示强度：要求的量做到了多少，越近的日子权重越大。它增长缓慢，能容忍个别漏做。各行之上的曲线显示放得下的全部历史。",
    ),
    (
        "With the hooks, `roadmap done --next` makes no commit of its own: its line waits, and is added to the message of your next commit. The hooks prepare-commit-msg and commit-msg are installed in this repository only; hooks that are there already are kept and run first.",
        "有了钩子，`roadmap done --next` 不再单独生成提交：记录行先等待，再加进你下一次提交的提交信息。钩子 prepare-commit-msg 和 commit-msg 只安装在这个仓库中；已有的钩子会保留并先运行。",
    ),
    (
        "Without --base the version that your plan came from is taken from roadmap.base.toml, or from the history of both repositories. If it is not known, nothing is removed.",
        "不写 --base 时，计划所依据的版本取自 roadmap.base.toml 或两个仓库的历史。无法得知时，不会删除任何内容。",
    ),
    (
        "Without a name those of the plan itself. Of several links, a number says which; without one they are listed. Only https, http and mailto are opened.",
        "不写名称则为计划本身的链接。有多个链接时用数字指定，不写则列出。只打开 https、http 和 mailto 链接。",
    ),
    (
        "Without a name: what was recorded last. With a task: what was recorded last for it, and of a finished task every completion. With the id of an event or commit (see `roadmap log`): that; undoing an undo brings the event back. Nothing is deleted from history.",
        "不写名称：撤销最近的记录。写任务：撤销它最近的记录；任务已完成则撤销其全部完成记录。写事件或提交的 id（见 `roadmap log`）：撤销该事件；撤销一次撤销可恢复原事件。历史中不会删除任何内容。",
    ),
    (
        "Without filters all of them, under their phases. Marks: ○ open, ◌ waits for another task, ✓ done, × dropped.",
        "不加筛选则按阶段列出全部。标记：○ 未完成，◌ 等待其他任务，✓ 已完成，× 已放弃。",
    ),
    ("Write the plan as a document to read and share", "把计划导出为便于阅读和分享的文档"),
    (
        "Write what is done into the notes, and offer to record boxes that you ticked",
        "把完成情况写入笔记，并询问是否记录你勾选的任务",
    ),
    (
        "`roadmap init --notes obsidian` makes them.",
        "笔记由 `roadmap init --notes obsidian` 建立。",
    ),
    (
        "If the first phase of the built-in plan is over, all its dates move so that it begins today, or on the day of --start. Without options it asks in a terminal, three questions at most.",
        "如果内置计划的第一阶段已经结束，全部日期会整体平移，从今天或 --start 指定的日期开始。在终端中不带选项时会询问，最多三个问题。",
    ),
    ("Look around in a throw-away repository", "在一次性的演示仓库里看看"),
    (
        "Makes a learning repository with nine months of an invented learner's records on the built-in plan, shows the status, the year and the streaks, and makes the progress page. It writes into a new folder only: one for temporary files, or DIR, which must be empty or not exist yet.",
        "新建一个学习仓库：内置计划加上一位虚构学习者九个月的记录，显示进度、全年热力图和连续天数，并生成进度页面。只写入新目录：临时目录，或 DIR，后者必须为空或尚不存在。",
    ),
    ("Print a man page, or write all of them into a folder", "输出手册页，或把全部手册页写入目录"),
    (
        "Without a folder it prints roadmap(1). Into a folder it writes that, and roadmap-done(1) and so on for every command; pages of the same name are written over. They are in the language of `--lang`. This command is there where roadmap is built with the feature `package`.",
        "不指定目录时输出 roadmap(1)。指定目录时写入它以及每个命令的手册页，如 roadmap-done(1)；同名文件会被覆盖。手册页的语言由 `--lang` 决定。只有用 `package` 特性构建的 roadmap 才有这个命令。",
    ),
    ("Explain a command or a topic", "说明命令或专题"),
    (
        "The topics are formats, time and merging. Without a name it lists all commands.",
        "专题有 formats（格式）、time（时间）和 merging（合并）。不带名称时列出全部命令。",
    ),
    ("Run the commands that prove tasks", "运行验证任务的命令"),
    (
        "Shows what they print and how they end, and records nothing: `roadmap done` does, and runs them first. Commands run only after `roadmap trust`. Ctrl-C ends them with all that they have started.",
        "显示命令的输出和结果，不作记录；`roadmap done` 会先运行它们再记录。命令要经 `roadmap trust` 批准才会运行。按 Ctrl-C 会终止它们以及它们启动的所有进程。",
    ),
    ("Look at the commands of the plan, and allow them to be run", "查看计划里的命令，并批准运行"),
    (
        "A plan comes from anywhere, and the commands under `verify` run as you. So none is run before you have seen it here. What you allow holds for this repository and these very commands; where one changes, you are asked again.",
        "计划可能来自任何地方，而 `verify` 里的命令以你的身份运行，所以要先在这里看过才会运行。批准只对这个仓库和这些命令有效；命令改动后会再次询问。",
    ),
    (
        "Run the checks of finished tasks again, on the files of that time",
        "用当时的文件重新验证已完成的任务",
    ),
    (
        "Each receipt names a tree of git and what was run on it. The tree is written into a temporary directory, and the commands run there; your work tree has no part in it. Only commands that you have approved are run. Exit code 0: every receipt that was looked at agrees.",
        "每份凭据写明 git 的一棵树和在其上运行的命令。这棵树会写进临时目录，命令在那里运行，与你的工作区无关。只运行你批准过的命令。退出码 0 表示复查的凭据全部相符。",
    ),
];
