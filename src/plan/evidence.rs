//! Reads `[[evidence]]`: what commits prove by themselves.

use super::field::{At, Field};
use super::model::{EvidenceRule, EvidenceUnit, Fits, Proof};
use super::outline::What;
use super::phase::reference;
use super::problem::{Problem, Problems};
use super::reader::Reader;
use super::table::Table;
use super::words::quote;
use crate::pattern::PatternError;
use crate::quantity::Amount;

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
            let message = "a rule proves either a task or a habit, not both";
            problems.push(
                Problem::error(&habit.span(), message)
                    .also(&done.span(), "names a task")
                    .help("make two rules of it, or remove one of the two lines"),
            );
            None
        }
        (None, None) => {
            let problem = Problem::error(&table.span, "this rule proves nothing");
            let help = "add `habit` or `done` with the id of a habit or task";
            problems.push(Problem { absence: true, ..problem.help(help) });
            None
        }
        (Some(done), None) => {
            if let Some(amount) = amount {
                let message = "`amount` says how much of a habit, and this rule is for a task";
                problems.push(amount.error(message).help("remove the line"));
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
        let problem = Problem::error(&table.span, "this rule fits every commit");
        let help = "add at least one of `path`, `message`, `tag` and `co-author`";
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
    let problem = field.error(format!("{} is not a pattern", quote(text)));
    let problem = match error {
        PatternError::Syntax(why) => problem.label(why.clone()),
        PatternError::TooLong | PatternError::Rooted => problem.label(error.to_string()),
    };
    problem.help(match field.key {
        "message" => {
            "write a regular expression such as `\"^Solve\"`; in `'…'` a `\\` needs no other"
        }
        "path" => "write a path with `*`, `**`, `[0-9]` or `{a,b}`, such as `\"*/*.py\"`",
        _ => "write a name with `*`, `[0-9]` or `{a,b}`, such as `\"v1.*\"`",
    })
}

fn unit(table: &Table<'_>, problems: &mut Problems) -> Option<EvidenceUnit> {
    let Some(field) = table.field("unit") else { return Some(EvidenceUnit::default()) };
    let unit = field.parsed(problems, |text| {
        EvidenceUnit::from_code(text).ok_or_else(|| {
            field
                .error(format!("evidence cannot be counted by {}", quote(text)))
                .help("write `\"commit\"`, `\"distinct-file\"` or `\"distinct-folder\"`")
        })
    })?;
    if unit.value != EvidenceUnit::Commit && table.field("path").is_none() {
        let message = format!("`{}` counts files, and this rule has no `path`", unit.value.code());
        problems.push(Problem::error(&unit.span, message).help("add a `path`"));
        return None;
    }
    Some(unit.value)
}
