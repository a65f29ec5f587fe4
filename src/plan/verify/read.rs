//! Reads `verify`: a command, a table with one, or a list of these.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Command, CommandError, Step, Verify};
use crate::plan::field::Field;
use crate::plan::keys::VERIFY;
use crate::plan::notes::is_folder;
use crate::plan::problem::{Problem, Problems};
use crate::plan::reader::Reader;
use crate::plan::table::Table;
use crate::plan::words::quote;
use crate::quantity::StudyTime;
use crate::say;

/// How many steps a `verify` can have.
const MAX_STEPS: usize = 100;

/// Reads the `verify` of a task.
pub(in crate::plan) fn verify(reader: &mut Reader, table: &Table<'_>) -> Option<Verify> {
    value(&table.field("verify")?, &mut reader.problems)
}

/// Whether a text that was typed for `verify` is a table or a list, and not a command.
pub(in crate::plan) fn is_toml(text: &str) -> bool {
    text.trim_start().starts_with(['{', '[']) && DeValue::parse(text).is_ok()
}

/// Reads a value.
pub(super) fn value(field: &Field<'_>, problems: &mut Problems) -> Option<Verify> {
    let DeValue::Array(items) = field.value.get_ref() else {
        return step(field, problems).and_then(|step| Verify::new(vec![step]));
    };
    if items.is_empty() || items.len() > MAX_STEPS {
        let message = if items.is_empty() {
            say!("`verify` is empty", "`verify` 是空的")
        } else {
            say!("`verify` is too long", "`verify` 太长")
        };
        let rule = say!(
            "write a command, or a list of 1 to {MAX_STEPS}",
            "请写一条命令，或 1 到 {MAX_STEPS} 条命令的列表"
        );
        problems.push(field.error(message).help(rule));
        return None;
    }
    let read = items.iter().map(|value| step(&Field { key: field.key, value }, problems));
    let steps: Vec<Option<Step>> = read.collect();
    Verify::new(steps.into_iter().collect::<Option<_>>()?)
}

fn step(field: &Field<'_>, problems: &mut Problems) -> Option<Step> {
    let entries = match field.value.get_ref() {
        DeValue::String(_) => {
            let text = field.line(problems)?;
            return words(field, &text, problems).map(Step::plain);
        }
        DeValue::Table(entries) => entries,
        _ => {
            let problem = field.wrong_type(&say!("a command", "命令"));
            problems.push(problem.help(say!(
                "write a command in quotes: `\"pytest -q\"`",
                "请把命令写在引号里：`\"pytest -q\"`"
            )));
            return None;
        }
    };
    if !is_in_braces(field.value, entries) {
        let message = say!("`verify` is not written in one place", "`verify` 没有写在一处");
        problems.push(field.error(message).help(say!(
            "write it in braces: `verify = {{ run = \"pytest -q\", timeout = \"5m\" }}`",
            "请写在花括号里：`verify = {{ run = \"pytest -q\", timeout = \"5m\" }}`"
        )));
        return None;
    }
    let table = Table::open(&VERIFY, field.value, problems)?;
    let shell = flag(&table, "shell", problems);
    let run = table.field("run");
    let text = run.and_then(|run| run.line(problems));
    let command = match (run, text) {
        (Some(_), Some(text)) if shell => Some(Command::of_shell(&text)),
        (Some(run), Some(text)) => words(&run, &text, problems),
        _ => None,
    };
    let folder = folder(&table, problems);
    let timeout = timeout(&table, problems);
    let variables = variables(&table, problems);
    let needs_clean = flag(&table, "needs-clean", problems);
    Some(Step { command: command?, folder, timeout, variables, needs_clean })
}

/// Whether a table stands in braces. One with a header, or with dotted keys, could be written
/// partly here and partly there, where no edit finds all of it.
fn is_in_braces(value: &Spanned<DeValue<'_>>, entries: &DeTable<'_>) -> bool {
    let whole = value.span();
    entries.keys().all(|key| whole.contains(&key.span().start))
}

fn words(field: &Field<'_>, text: &str, problems: &mut Problems) -> Option<Command> {
    let error = match Command::of_words(text) {
        Ok(command) => return Some(command),
        Err(error) => error,
    };
    let problem = match error {
        CommandError::Open => field
            .error(say!(
                "a quote is not closed in the command {}",
                "命令 {} 里的引号没有闭合",
                quote(text)
            ))
            .help(say!("close it, or write `\\` before it", "请补上引号，或在它前面写 `\\`")),
        CommandError::NoProgram => field
            .error(say!("the command {} names no program", "命令 {} 没有写程序名", quote(text)))
            .help(say!(
                "begin it with the name of one: `\"pytest -q\"`",
                "请以程序名开头：`\"pytest -q\"`"
            )),
    };
    problems.push(problem);
    None
}

fn flag(table: &Table<'_>, key: &'static str, problems: &mut Problems) -> bool {
    let Some(field) = table.field(key) else { return false };
    let DeValue::Boolean(truth) = field.value.get_ref() else {
        problems.push(
            field
                .wrong_type(&say!("a boolean", "布尔值"))
                .help(say!("write `true` or `false`", "请写 `true` 或 `false`")),
        );
        return false;
    };
    *truth
}

fn folder(table: &Table<'_>, problems: &mut Problems) -> Option<String> {
    let field = table.field("cwd")?;
    let folder = field.parsed(problems, |text| match text {
        _ if is_folder(text) => Ok(text.to_owned()),
        _ => Err(field
            .error(say!("{} is not a folder beside the plan", "{} 不是计划旁边的目录", quote(text)))
            .help(say!("write a name such as `\"api\"` or `\"services/api\"`, without a dot at its beginning and without `..`", "请写 `\"api\"` 或 `\"services/api\"` 这样的名称，不以点开头，也不含 `..`"))),
    });
    folder.map(|folder| folder.value)
}

fn timeout(table: &Table<'_>, problems: &mut Problems) -> Option<StudyTime> {
    let field = table.field("timeout")?;
    let time = field.parsed(problems, |text| {
        text.parse().map_err(|_| {
            field.error(say!("{} is not a length of time", "{} 不是时长", quote(text))).help(say!(
                "write minutes or seconds, at most 1000h: `\"5m\"` or `\"90s\"`",
                "请写分钟或秒，最多 1000h：`\"5m\"` 或 `\"90s\"`"
            ))
        })
    });
    time.map(|time| time.value)
}

fn variables(table: &Table<'_>, problems: &mut Problems) -> BTreeMap<String, String> {
    let mut variables = BTreeMap::new();
    let Some(field) = table.field("env") else { return variables };
    let DeValue::Table(entries) = field.value.get_ref() else {
        let problem = field.wrong_type(&say!("a table", "表"));
        problems.push(problem.help(say!(
            "write it in braces: `env = {{ TZ = \"UTC\" }}`",
            "请写在花括号里：`env = {{ TZ = \"UTC\" }}`"
        )));
        return variables;
    };
    for (name, value) in entries {
        match variable(name, value, problems) {
            Ok(text) => drop(variables.insert(name.get_ref().to_string(), text)),
            Err(problem) => problems.extend(problem),
        }
    }
    variables
}

/// The value of one variable, or what is wrong with it, if that has not been said.
fn variable(
    name: &Spanned<std::borrow::Cow<'_, str>>,
    value: &Spanned<DeValue<'_>>,
    problems: &mut Problems,
) -> Result<String, Option<Problem>> {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if !is_name(name.get_ref()) {
        let name_shown = quote(name.get_ref());
        let message = say!("{name_shown} is not the name of a variable", "{name_shown} 不是变量名");
        let rule = say!(
            "a name has only `A-Z`, `a-z`, `0-9` and `_`, and no digit first",
            "变量名只含 `A-Z`、`a-z`、`0-9` 和 `_`，且不以数字开头"
        );
        return Err(Some(Problem::error(&name.span(), message).help(rule)));
    }
    let field = Field { key: "env", value };
    let text = field.string(problems).ok_or(None)?;
    if text.chars().any(char::is_control) {
        let name = quote(name.get_ref());
        let message =
            say!("the value of {name} holds a control character", "{name} 的值含有控制字符");
        let rule = say!("remove it, or write a blank", "请删去它，或改成空格");
        return Err(Some(field.error(message).help(rule)));
    }
    Ok(text.to_owned())
}
