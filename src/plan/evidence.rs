//! Reads `[[evidence]]`: what commits prove by themselves.

use super::field::{At, Field};
use super::model::{EvidenceRule, EvidenceUnit, Fits, Proof};
use super::outline::What;
use super::phase::reference;
use super::problem::{Problem, Problems};
use super::reader::Reader;
use super::table::Table;
use super::words::quote;
use crate::pattern::{LONGEST, PatternError};
use crate::quantity::Amount;
use crate::say;
use crate::sentence::Sentence;

pub(super) fn evidence(reader: &mut Reader, table: &Table<'_>) -> Option<EvidenceRule> {
    let Reader { problems, outline, .. } = reader;
    let id = outline.rules.declare(What::Rule, table.field("id"), problems);
    let proof = proof(reader, table);
    let fits = fits(reader, table);
    let unit = unit(table, &mut reader.problems);
    Some(EvidenceRule { id: id?.value, proof: proof?, fits: fits?, unit: unit? })
}

/// The task or habit, with how much of it.
fn proof(reader: &mut Reader, table: &Table<'_>) -> Option<Proof> {
    let Reader { problems, outline, .. } = reader;
    let (done, habit) = (table.field("done"), table.field("habit"));
    let amount = table.field("amount");
    let read = amount.as_ref().and_then(|field| field.amount(problems));
    match (done, habit) {
        (Some(done), Some(habit)) => {
            let message = say!(
                "a rule proves either a task or a habit, not both",
                "一条规则只能佐证任务或习惯之一，不能两者都有"
            );
            problems.push(
                Problem::error(&habit.span(), message)
                    .also(&done.span(), say!("names a task", "指定了任务"))
                    .help(say!(
                        "make two rules of it, or remove one of the two lines",
                        "请拆成两条规则，或删除其中一行"
                    )),
            );
            None
        }
        (None, None) => {
            let problem = Problem::error(
                &table.span,
                say!("this rule proves nothing", "这条规则没有佐证任何东西"),
            );
            let help = say!(
                "add `habit` or `done` with the id of a habit or task",
                "请用 `habit` 或 `done` 写上习惯或任务的 id"
            );
            problems.push(Problem { absence: true, ..problem.help(help) });
            None
        }
        (Some(done), None) => {
            if let Some(amount) = amount {
                let message = say!(
                    "`amount` says how much of a habit, and this rule is for a task",
                    "`amount` 是习惯的数量，而这条规则用于任务"
                );
                problems.push(amount.error(message).help(say!("remove the line", "请删除这一行")));
            }
            let id = reference(&done, problems)?;
            outline.proved.push((What::Task, id.clone()));
            Some(Proof::Task(id.value))
        }
        (None, Some(habit)) => {
            let id = reference(&habit, problems)?;
            outline.proved.push((What::Habit, id.clone()));
            Some(Proof::Habit(id.value, read.map_or(Amount::ONE, |amount| amount.value)))
        }
    }
}

/// The patterns; `None` where one cannot be read, or there is none.
fn fits(reader: &mut Reader, table: &Table<'_>) -> Option<Fits> {
    let problems = &mut reader.problems;
    let before = problems.len();
    let fits = Fits {
        path: pattern(table, "path", problems),
        message: pattern(table, "message", problems),
        tag: pattern(table, "tag", problems),
        co_author: pattern(table, "co-author", problems),
    };
    if problems.len() > before {
        return None;
    }
    if fits.is_empty() {
        let problem = Problem::error(
            &table.span,
            say!("this rule fits every commit", "这条规则会匹配所有提交"),
        );
        let help = say!(
            "add at least one of `path`, `message`, `tag` and `co-author`",
            "请至少写上 `path`、`message`、`tag`、`co-author` 之一"
        );
        problems.push(Problem { absence: true, ..problem.help(help) });
        return None;
    }
    Some(fits)
}

fn pattern<T: std::str::FromStr<Err = PatternError>>(
    table: &Table<'_>,
    key: &'static str,
    problems: &mut Problems,
) -> Option<T> {
    let field = table.field(key)?;
    let line: At<String> = field.line(problems).map(|line| field.at(line))?;
    match line.value.parse() {
        Ok(pattern) => Some(pattern),
        Err(error) => {
            problems.push(not_a_pattern(&field, &line.value, &error));
            None
        }
    }
}

fn not_a_pattern(field: &Field<'_>, text: &str, error: &PatternError) -> Problem {
    let problem = field.error(say!("{} is not a pattern", "{} 不是可用的模式", quote(text)));
    let problem = problem.label(match error {
        PatternError::Syntax(why) => Sentence::verbatim(why),
        PatternError::TooLong => {
            say!("it is longer than {LONGEST} bytes", "超过 {LONGEST} 字节")
        }
        PatternError::Rooted => say!(
            "paths begin at the top of the repository, without `/` or `./`",
            "路径从仓库顶层写起，不带 `/` 或 `./`"
        ),
    });
    problem.help(match field.key {
        "message" => say!(
            "write a regular expression such as `\"^Solve\"`; in `'…'` a `\\` needs no other",
            "请写正则表达式，如 `\"^Solve\"`；写在 `'…'` 里时 `\\` 不用再转义"
        ),
        "path" => say!(
            "write a path with `*`, `**`, `[0-9]` or `{{a,b}}`, such as `\"*/*.py\"`",
            "请写带 `*`、`**`、`[0-9]` 或 `{{a,b}}` 的路径，如 `\"*/*.py\"`"
        ),
        _ => say!(
            "write a name with `*`, `[0-9]` or `{{a,b}}`, such as `\"v1.*\"`",
            "请写带 `*`、`[0-9]` 或 `{{a,b}}` 的名称，如 `\"v1.*\"`"
        ),
    })
}

fn unit(table: &Table<'_>, problems: &mut Problems) -> Option<EvidenceUnit> {
    let Some(field) = table.field("unit") else { return Some(EvidenceUnit::default()) };
    let unit = field.parsed(problems, |text| {
        EvidenceUnit::from_code(text).ok_or_else(|| {
            field
                .error(say!("evidence cannot be counted by {}", "佐证不能按 {} 计数", quote(text)))
                .help(say!(
                    "write `\"commit\"`, `\"distinct-file\"` or `\"distinct-folder\"`",
                    "请写 `\"commit\"`、`\"distinct-file\"` 或 `\"distinct-folder\"`"
                ))
        })
    })?;
    if unit.value != EvidenceUnit::Commit && table.field("path").is_none() {
        let message = say!(
            "`{}` counts files, and this rule has no `path`",
            "`{}` 按文件计数，而这条规则没有 `path`",
            unit.value.code()
        );
        problems
            .push(Problem::error(&unit.span, message).help(say!("add a `path`", "请加上 `path`")));
        return None;
    }
    Some(unit.value)
}
