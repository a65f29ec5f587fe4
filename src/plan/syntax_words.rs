//! What the TOML parser reports, in the words of the people who write plans.

use toml::de::Error;

use super::near_date;
use super::problem::{Problem, Span};
use super::source::Lines;
use super::syntax::offset;
use super::words::quote;
use crate::civil::{DateError, DayRange, parse_date};
use crate::say;
use crate::sentence::Sentence;

/// What a mistake does to the text around it; of several on a line, the first in this order is
/// the cause of the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mistake {
    /// The lines of both sides of a merge stand here.
    Conflict,
    /// A header cannot be read, so that the keys below it have no table.
    Header,
    /// The parser does not read on.
    Stop,
    /// A list, table or text has no end, and takes in what is below it.
    Open,
    /// Nothing but this place is concerned.
    Local,
}

impl Mistake {
    pub(super) fn of(error: &Error, lines: &Lines<'_>) -> Self {
        let message = error.message();
        let line = lines.line_at(offset(error));
        let says = |starts: &[&str]| starts.iter().any(|start| message.starts_with(start));
        if conflict_marker(line).is_some() {
            Self::Conflict
        } else if says(&["unclosed table", "unclosed array table"])
            || (says(&["key with no value"]) && line.trim_start().starts_with(BRACKETS))
            || (message == "duplicate key" && line.trim_start().starts_with('['))
        {
            Self::Header
        } else if says(&["key with no value"]) {
            Self::Stop
        } else if is_open(message) {
            Self::Open
        } else {
            Self::Local
        }
    }
}

fn is_open(message: &str) -> bool {
    ["unclosed", "missing comma", "invalid multi-line"].iter().any(|it| message.starts_with(it))
        || message.contains("in array")
        || message.contains("inline table")
}

/// Full-width brackets, which look like those of a header.
const BRACKETS: [char; 2] = ['［', '【'];

/// The marker of an unfinished merge at the beginning of a line.
fn conflict_marker(line: &str) -> Option<&str> {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].into_iter().find(|mark| line.starts_with(mark))
}

/// Explains an error of the parser; `opening` is where the value begins that it stands in.
pub(super) fn explain(
    error: &Error,
    opening: Option<usize>,
    text: &str,
    lines: &Lines<'_>,
) -> Problem {
    let span = error.span().unwrap_or(0..0);
    let line = lines.line_at(span.start);
    let message = error.message();
    let written = text.get(span.clone()).unwrap_or_default();
    let explained = match Mistake::of(error, lines) {
        Mistake::Conflict => Some(unfinished_merge(line, &lines.range(lines.number(span.start)))),
        Mistake::Header if message == "duplicate key" => Some(table_twice(&span, written, line)),
        Mistake::Header => Some(open_header(&span, line)),
        Mistake::Open => Some(open_value(message, &span, opening)),
        Mistake::Stop => Some(no_value(&span, line)),
        Mistake::Local => {
            of_a_value(message, &span, written).or_else(|| of_a_line(message, &span, written))
        }
    };
    explained.unwrap_or_else(|| {
        Problem::error(&span, Sentence::verbatim(message))
            .label(say!("not TOML from here on", "从这里起不是 TOML"))
    })
}

fn unfinished_merge(line: &str, range: &Span) -> Problem {
    let marker = conflict_marker(line).unwrap_or_default();
    let span = range.start..range.start + marker.len();
    Problem::error(&span, say!("a merge is not finished here", "这里有尚未完成的合并")).help(say!(
        "keep what is right, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`",
        "请保留正确的内容，并删除带 `<<<<<<<`、`=======` 和 `>>>>>>>` 的行"
    ))
}

/// The name in a header line.
fn table_name(line: &str) -> &str {
    let line = line.split('#').next().unwrap_or_default();
    line.trim().trim_matches(['[', ']', '［', '］', '【', '】']).trim()
}

fn table_twice(span: &Span, written: &str, line: &str) -> Problem {
    Problem::error(span, say!("the table {} is there twice", "表 {} 出现了两次", quote(written)))
        .label(say!("again here", "这里重复"))
        .help(if line.trim_start().starts_with("[[") {
            say!(
                "it is also written in another way above: keep to one of the two",
                "上文以另一种写法写过它：请只用其中一种"
            )
        } else {
            say!(
                "if there can be several, write each as `[[{}]]`",
                "如果可以有多个，请都写成 `[[{}]]`",
                table_name(line)
            )
        })
}

fn open_header(span: &Span, line: &str) -> Problem {
    let name = table_name(line);
    let brackets = line.trim_start().chars().take_while(|c| *c == '[' || BRACKETS.contains(c));
    let whole = if brackets.count() > 1 { format!("[[{name}]]") } else { format!("[{name}]") };
    let message = if line.trim_start().starts_with(BRACKETS) {
        say!("these are not the brackets that TOML knows", "这不是 TOML 的方括号")
    } else {
        say!("this header is not closed", "这个表头没有闭合")
    };
    Problem::error(span, message).help(say!("write it as `{whole}`", "请写成 `{whole}`"))
}

fn open_value(message: &str, span: &Span, opening: Option<usize>) -> Problem {
    let begin = opening.unwrap_or(span.start);
    if message.starts_with("invalid multi-line") {
        return Problem::error(
            &(begin..begin + 3),
            say!("a text in three quotes is not closed", "三引号文本没有闭合"),
        )
        .help(say!("write the same three quotes at its end", "请在末尾写上同样的三引号"));
    }
    let table = message.contains("inline table") || message.contains("key-value");
    let (end, whole, between) = if table {
        (
            '}',
            say!("this table is not finished", "这个表没有写完"),
            say!("put a `,` between two entries", "请在两项之间写 `,`"),
        )
    } else {
        (
            ']',
            say!("this list is not finished", "这个列表没有写完"),
            say!("put a `,` between two items", "请在两项之间写 `,`"),
        )
    };
    let (en, zh) = between.both();
    let problem = Problem::error(span, whole)
        .label(say!("expected `,` or `{end}`", "此处应为 `,` 或 `{end}`"))
        .help(say!("{en}, and a `{end}` after the last", "{zh}，并在最后一项之后写 `{end}`"));
    if begin < span.start {
        problem.also(&(begin..begin + 1), say!("it begins here", "从这里开始"))
    } else {
        problem
    }
}

fn no_value(span: &Span, line: &str) -> Problem {
    let colon = line.split_once([':', '：']).filter(|(key, _)| !key.contains(['=', ' ']));
    let help = match colon {
        _ if line.contains('＝') => {
            say!("`＝` is a full-width character: write `=`", "`＝` 是全角字符：请写 `=`")
        }
        Some((key, _)) => say!(
            "write `{} = …`, with `=` for the colon",
            "请写 `{} = …`，用 `=` 代替冒号",
            key.trim()
        ),
        None => {
            say!(
                "a line is a key, `=`, and a value: `title = \"…\"`; a remark begins with `#`",
                "一行由键、`=` 和值组成：`title = \"…\"`；注释以 `#` 开头"
            )
        }
    };
    Problem::error(span, say!("there is no `=` after this key", "这个键后面没有 `=`"))
        .label(say!("expected `=`", "此处应为 `=`"))
        .help(help)
}

/// Mistakes of a value that ends where it should.
fn of_a_value(message: &str, span: &Span, written: &str) -> Option<Problem> {
    let quoted = || quote(written);
    if message == "recursion limit" || message.contains("recursion") {
        return Some(
            Problem::error(
                span,
                say!("lists and tables are nested too deeply", "列表和表嵌套太深"),
            )
            .help(say!(
                "no key of a plan needs a list in a list",
                "计划中没有哪个键需要列表里的列表"
            )),
        );
    }
    if message.starts_with("invalid date") || message.starts_with("invalid time") {
        return Some(date(span, written));
    }
    let bare =
        ["string values must be quoted", "invalid boolean", "invalid float", "invalid integer"];
    if !bare.iter().any(|start| message.starts_with(start)) {
        return None;
    }
    if written.is_empty() {
        return Some(
            Problem::error(span, say!("there is no value after the `=`", "`=` 后面没有值"))
                .label(say!("expected a value", "此处应为值")),
        );
    }
    let inner =
        written.trim_matches(['“', '”', '„', '‘', '’', '「', '」', '『', '』', '＂', '"', '\'']);
    if inner.len() < written.len() {
        return Some(
            Problem::error(
                span,
                say!("these are not the quotes that TOML knows", "这不是 TOML 的引号"),
            )
            .help(say!("write `\"{inner}\"`", "请写 `\"{inner}\"`")),
        );
    }
    Some(Problem::error(span, say!("{} is not in quotes", "{} 没有加引号", quoted())).help(say!(
        "write `\"{}\"`",
        "请写 `\"{}\"`",
        written.replace('"', "")
    )))
}

fn date(span: &Span, written: &str) -> Problem {
    if DayRange::parse_window(written).is_ok() {
        return Problem::error(span, say!("{} is not in quotes", "{} 没有加引号", quote(written)))
            .help(say!(
                "a month or a range is a text: write `\"{written}\"`",
                "月份和范围是文本：请写 `\"{written}\"`"
            ));
    }
    let message = match parse_date(written) {
        Err(DateError::NoSuchDay(day)) => {
            say!("{} is not in the calendar", "日历中没有 {}", quote(&day))
        }
        _ => say!("{} is not a date", "{} 不是日期", quote(written)),
    };
    let problem = Problem::error(span, message);
    match (near_date::date(written), near_date::window(written)) {
        (Some(date), _) => problem.help(say!("write `{date}`", "请写 `{date}`")),
        (None, Some(window)) => problem.help(say!("write `\"{window}\"`", "请写 `\"{window}\"`")),
        (None, None) => {
            problem.help(say!("write a date as `2025-07-14`", "请把日期写成 `2025-07-14`"))
        }
    }
}

/// Mistakes of a line.
fn of_a_line(message: &str, span: &Span, written: &str) -> Option<Problem> {
    let problem = |message: Sentence| Problem::error(span, message);
    let starts = |start: &str| message.starts_with(start);
    if message == "duplicate key" {
        return Some(
            problem(say!("the key {} is there twice", "键 {} 出现了两次", quote(written)))
                .label(say!("again here", "这里重复"))
                .help(say!("keep one of the two lines", "请保留其中一行")),
        );
    }
    if starts("invalid basic string, expected `\"`")
        || starts("invalid literal string, expected `'`")
    {
        return Some(
            problem(say!("a text is not closed", "文本没有闭合"))
                .label(say!("expected a quote", "此处应为引号"))
                .help(say!("write the closing quote at its end", "请在末尾写上引号")),
        );
    }
    if starts("missing escaped value")
        || starts("invalid unicode")
        || message.contains("hexadecimal")
    {
        return Some(
            problem(say!(
                "`\\` begins an escape here, but none that TOML knows",
                "这里的 `\\` 开始了转义，但 TOML 没有这种转义"
            ))
            .help(say!(
                "write `\\\\` for a backslash, or put the text in single quotes",
                "反斜杠请写 `\\\\`，或把文本放在单引号中"
            )),
        );
    }
    if starts("invalid basic string") || starts("invalid comment") {
        return Some(
            problem(say!("a control character cannot stand here", "这里不能有控制字符"))
                .help(say!("remove it", "请删除它")),
        );
    }
    of_a_key(message, span, written)
}

/// Mistakes of a key, and of what stands around it.
fn of_a_key(message: &str, span: &Span, written: &str) -> Option<Problem> {
    let problem = |message: Sentence| Problem::error(span, message);
    let starts = |start: &str| message.starts_with(start);
    if starts("unquoted keys cannot be empty") {
        return Some(
            problem(say!("a name is missing here", "这里缺少名称"))
                .label(say!("expected a name", "此处应为名称")),
        );
    }
    if starts("invalid unquoted key") {
        return Some(
            problem(say!("{} cannot stand in a key", "键中不能有 {}", quote(written))).help(say!(
                "a key has only a-z, 0-9, `-` and `_`; look for a full-width character",
                "键只能含 a-z、0-9、`-` 和 `_`；请看是否有全角字符"
            )),
        );
    }
    if starts("extra `=`") {
        return Some(
            problem(say!("there is one `=` too many", "多了一个 `=`"))
                .help(say!("remove it", "请删除它")),
        );
    }
    if starts("unexpected key or value") {
        return Some(problem(say!("the line should end here", "这一行应在此结束")).help(say!(
            "begin a new line for the next key or header",
            "下一个键或表头请另起一行"
        )));
    }
    if starts("unexpected leading zero") {
        return Some(
            problem(say!("a number cannot begin with 0", "数字不能以 0 开头"))
                .help(say!("remove the 0, or put it in quotes", "请去掉 0，或加上引号")),
        );
    }
    None
}
