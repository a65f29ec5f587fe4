//! What people see: every kind of problem, drawn. Each snapshot was read before it was kept.

use super::{TASKS, TOP};
use crate::plan::{Reading, read};
use crate::sentence::Lang;

/// The pictures of all that is said about a plan.
fn pictures(source: &str, color: bool, width: usize) -> String {
    let problems = match read(source.as_bytes()) {
        Ok(Reading { warnings, .. }) => warnings,
        Err(problems) => problems,
    };
    problems.render("roadmap.toml", source.as_bytes(), color, width, Lang::En)
}

macro_rules! pictured {
    ($name:ident, $source:expr) => {
        #[test]
        fn $name() {
            let drawn = pictures(&$source, false, 80);
            insta::with_settings!({ omit_expression => true }, {
                insta::assert_snapshot!(drawn);
            });
        }
    };
}

pictured!(an_empty_file, "");

pictured!(a_newer_schema, "schema = 2\ntitle = \"T\"\n");

pictured!(
    evidence,
    format!(
        r#"{TASKS}
[[habit]]
id = "h"
title = "H"
every = "day"
[[evidence]]
id = "both"
done = "a"
habit = "h"
path = "*.py"
[[evidence]]
id = "nothing"
message = "(?=x)"
[[evidence]]
id = "everything"
habit = "h"
[[evidence]]
id = "task"
done = "a"
tag = "v*"
amount = 2
[[evidence]]
id = "unit"
habit = "h"
path = "*.py"
unit = "line"
[[evidence]]
id = "files"
habit = "h"
tag = "v*"
unit = "distinct-file"
"#
    )
);

pictured!(
    the_top,
    r#"# My plan
titel = "T"
start = "2025-7-1"
day-ends = 04:00
week-starts = "friday"
rest-days = ["sunday", "Sat", "sun"]
freezes-per-month = 99
goal = "  "
path = """a
b"""
colour = "red"

[[task]]
id = "a"

[[link]]
title = "Docs"
url = "www.example.org"
deadline = 2026-07-01

[record]
ref = "main"
subject = "Done {task}"

[history]
authors = "me@example.org"
"#
);

pictured!(
    ids_and_windows,
    r#"title = "T"
start = 2025-07-11
deadline = 2025-07-10

[[phase]]
id = "1"
title = "P"
window = "2025-09..2025-08"

[[phase]]
id = "1"
title = "Q"
window = "八月"

[[phase]]
id = 3
title = "R"
window = "2025-06"

  [[phase.task]]
  id = "FastAPI_DI"
  title = "A"
  estimat = "12h"

  [[phase.task]]
  id = "任务"
  title = "掌握 FastAPI 的依赖注入"
  estimate = 12
  links = ["https://a b"]
"#
);

pictured!(
    estimates,
    format!("{TASKS}estimate = \"2h\"\n[[phase.task]]\nid = \"c\"\ntitle = \"C\"\n")
);

pictured!(
    references,
    r#"title = "T"
start = 2025-07-11

[[phase]]
id = "1"
title = "P"
window = "2025-08"

  [[phase.task]]
  id = "fastapi-core"
  title = "A"
  needs = ["fastapi-di"]
  skills = ["fastap", "dev"]

  [[phase.task]]
  id = "fastapi-di"
  title = "B"
  needs = ["fastapi-cor", "postgres"]

  [[phase.task]]
  id = "postgres"
  title = "C"
  needs = ["fastapi-core", "leetcode", "postgres"]

[[habit]]
id = "leetcode"
title = "L"
every = "day"
phase = "2"

[[module]]
id = "dev"
title = "M"
skill = [{ id = "fastapi", title = "S" }]
"#
);

pictured!(
    habits,
    r#"title = "T"
start = 2025-07-11

[[phase]]
id = "1"
title = "P"
window = "2025-08"

[[habit]]
id = "a"
title = "A"
every = "daily"
phase = "1"
until = 2025-09-01

[[habit]]
id = "b"
title = "B"
every = "9/week"
target = 2
stretch = 2
from = 2025-09-01
until = 2025-08-01

[[habit]]
id = "c"
title = "C"
every = "sometimes"
target = "3"

[[habit]]
id = "a"
title = "D"
every = "mon,wed,mon"
target = 0.12345
until = 2025-07-01

[[habit]]
id = "e"
title = "E"
every = "3/day"

[[habit]]
id = "f"
title = "F"
every = "day"

  [[habit.change]]
  from = 2025-09-01
  target = 1

  [[habit.change]]
  from = 2025-09-01
  target = 2
"#
);

pictured!(
    moves,
    format!(
        r#"{TASKS}
[[moved]]
from = "a"
to = "b"

[[moved]]
from = "x"
to = ["y", "aa"]

[[moved]]
from = "y"
to = "x"

[[moved]]
from = "z"
to = []

[[moved]]
from = "z"
to = "z"
"#
    )
);

pictured!(
    writing,
    r#"title = “T”
start = 2025-07-11T08:00:00
deadline: 2026-07-01
goal = "拿到第一份实习
path = a → b
day-ends = 
title = "U"

[[phase]
id = "1"

[[phase]]
id = "2"
title = "P" window = "2025-08"
window = 2025-08

  [[phase.task]]
  id = "a"
  title = "C:\path"
  needs = ["a", "b"
  estimate = "2h"

［[habit]]
id＝"h"

[record]
ref == "HEAD"

[record]
subject = 'x

[[link]]
title = """A
url = "https://a"
"#
);

pictured!(
    more_writing,
    r#"title = "T"
start = 2025-07-11
schema = 01
pa：th = "a"
goal = "ab"
link = [{ title = "A", url = "https://a"

[[module]]
id = "m"
title = "M"
skill = []

［[module.skill]]
id = "s"

[[module.skill]]
id = "t"

"#
    .replace("\\u0001", "\u{1}")
);

pictured!(
    a_need_that_is_planned_for_later,
    r#"title = "T"
start = 2025-07-11

[[phase]]
id = "1"
title = "Back end"
window = "2025-08"

  [[phase.task]]
  id = "deploy"
  title = "Deploy the API"
  needs = ["docker-image"]

[[phase]]
id = "2"
title = "Deployment"
window = "2025-09..2025-10"

  [[phase.task]]
  id = "docker-image"
  title = "Build an image"
"#
);

#[test]
fn bytes_that_are_no_text() {
    let source = b"title = \"T\"\ngoal = \"caf\xe9\"\n";
    let drawn =
        read(source).map(|_| ()).map_err(|p| p.render("roadmap.toml", source, false, 80, Lang::En));
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(drawn.unwrap_err());
    });
}

pictured!(nesting, format!("{TOP}goal = {}1{}\n", "[".repeat(100), "]".repeat(100)));

pictured!(
    more_values,
    r#"title = "T"
start = 2025-07-11
day-ends = "12:00"
rest-days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
deadline = "2026-02-30"

[[phase]]
id = "P1"
title = "P"
window = "1925-08"

[link]
title = "A"

[[record]]
subject = "Roadmap-Done: {id}"

[[moved]]
from = "z"
to = "z"

[[phase]]
id = "this-id-is-longer-than-the-sixty-four-bytes-that-an-id-may-have-at-most"
title = "Q"
window = "2025-08"

  [[phase.task]]
  id = "b"
  title = "B"
  needs = ["b"]
  estimate = "soon"
"#
);

pictured!(notes, format!("{TOP}[notes]\ndir = \"../notes\"\nlang = \"fr\"\n"));

pictured!(an_event, format!("{TOP}[record]\nsubject = \"Roadmap-Done: {{id}}\"\n"));

pictured!(
    an_unfinished_merge,
    r#"title = "T"
<<<<<<< HEAD
start = 2025-07-11
=======
start = 2025-07-12
>>>>>>> notebook
deadline = 2025-07-01
colour = "red"
"#
);

pictured!(
    a_warning,
    format!(
        "{TOP}deadline = 2025-08-20\n[[phase]]\nid = \"1\"\ntitle = \"P\"\nwindow = \"2025-08\"\n"
    )
);

pictured!(
    long_lines_are_cut_around_the_place,
    r#"title = "T"
start = 2025-07-11
goal = "学习 FastAPI 的核心机制（路由、请求处理、响应模型）学习 FastAPI 的核心机制（路由、请求处理、响应模型）\u0007"
module = [{ id = "dev", title = "后端开发基础（WSL2 + Python + Docker + Git + VSCode）的核心机制（路由）", titel = "掌握 FastAPI 的依赖注入 / 中间件 / 异步特性" }]
"#
);

#[test]
fn in_colour() {
    let picture = pictures("title = \"T\"\nstart = 2025-07-11\ngoal = 3\n", true, 80);
    insta::assert_snapshot!(picture.replace('\u{1b}', "ESC"));
}

#[test]
fn no_picture_is_wider_than_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    let title = "掌握 FastAPI 的依赖注入 / 中间件 / 异步特性（路由、请求处理、响应模型）";
    let source = format!(
        "title = \"{title}{title}\\n\"\nstart = \"{title}{title}\"\n\
         link = [{{ title = \"{title}{title}\", url = 1, titel = \"{title}\" }}]\n"
    );
    for width in [40, 60, 80, 100, 140] {
        let drawn = pictures(&source, false, width);
        let sources = drawn.lines().filter(|line| line.contains(" | "));
        for line in sources.filter(|line| line.starts_with(|c: char| c.is_ascii_digit())) {
            assert!(line.width() <= width, "{width} columns:\n{line}");
        }
    }
}

#[test]
fn a_file_full_of_problems_is_cut_short() {
    let lines: Vec<String> = (0..150).map(|number| format!("key{number} = 1\n")).collect();
    let source = lines.concat();
    let drawn = pictures(&source, false, 80);
    assert!(drawn.ends_with("\n… and 52 more\n"), "{}", &drawn[drawn.len() - 60..]);
}

pictured!(
    commands,
    format!(
        r#"{TASKS}verify = "say 'hello"
[[phase.task]]
id = "c"
title = "C"
verify = "  \"\" x"
[[phase.task]]
id = "d"
title = "D"
verify = {{ rum = "make", cwd = "../x", timeout = "soon", env = {{ 1A = "x", B = "a\u001Bb", C = 3 }}, shell = "yes" }}
[[phase.task]]
id = "e"
title = "E"
verify = []
[[phase.task]]
id = "f"
title = "F"
[phase.task.verify]
run = "make"
[[phase.task]]
id = "g"
title = "G"
verify.run = "make"
[[phase.task]]
id = "h"
title = "H"
verify = ["make", 3, {{ run = "x", env = "TZ=UTC" }}]
"#
    )
);
