//! Reads the top of the file and gathers what the tables below it say.
//!
//! Where something is wrong, the reader keeps the problem and goes on with a stand-in: whoever
//! calls it looks at the problems first, and uses the plan only if none is an error.

use chrono::Weekday;
use toml::de::DeTable;

use super::cadence::weekday;
use super::evidence::evidence;
use super::field::{At, Field};
use super::habit::habit;
use super::keys::{EVIDENCE, HABIT, HISTORY, LINK, MODULE, MOVED, NOTES, PHASE, RECORD, Shape};
use super::link::link;
use super::model::{NoteRules, Plan, RecordRules};
use super::module::module;
use super::moved::moved;
use super::notes;
use super::outline::Outline;
use super::phase::phase;
use super::problem::{Problem, Problems};
use super::record;
use super::table::Table;
use super::words::quote;
use crate::civil::DayEnd;
use crate::say;

/// The version of the format that this program reads.
const SCHEMA: u32 = 1;

/// What has been found so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) problems: Problems,
    pub(super) outline: Outline,
    /// Set when the plan is for a newer roadmap: then that is all that is known about it.
    pub(super) newer: Option<Problem>,
}

impl Reader {
    /// Reads a whole file.
    pub(super) fn plan(&mut self, entries: &DeTable<'_>) -> Plan {
        let top = &Table::root(entries, &mut self.problems);
        self.check_schema(top);
        let start = top.field("start").and_then(|field| field.date(&mut self.problems));
        let deadline = top.field("deadline").and_then(|field| field.date(&mut self.problems));
        self.outline.start.clone_from(&start);
        self.outline.deadline.clone_from(&deadline);
        Plan {
            title: self.line(top, "title").unwrap_or_default(),
            goal: self.line(top, "goal"),
            path: self.line(top, "path"),
            start: start.map(|start| start.value).unwrap_or_default(),
            deadline: deadline.map(|deadline| deadline.value),
            day_end: self.day_end(top).unwrap_or_default(),
            week_start: self.week_start(top).unwrap_or(Weekday::Mon),
            rest_days: self.rest_days(top),
            freezes_per_month: self.freezes(top).unwrap_or_default(),
            phases: self.all(top, "phase", &PHASE, phase),
            habits: self.all(top, "habit", &HABIT, habit),
            modules: self.all(top, "module", &MODULE, module),
            links: self.all(top, "link", &LINK, link),
            moved: self.all(top, "moved", &MOVED, moved),
            evidence: self.all(top, "evidence", &EVIDENCE, evidence),
            record: self.record(top),
            authors: self.authors(top),
            notes: self.notes(top),
        }
    }

    /// Reads a text of one line.
    pub(super) fn line(&mut self, table: &Table<'_>, key: &'static str) -> Option<String> {
        table.field(key)?.line(&mut self.problems)
    }

    /// Reads the tables under a key.
    pub(super) fn all<T>(
        &mut self,
        table: &Table<'_>,
        key: &'static str,
        shape: &'static Shape,
        read: impl Fn(&mut Self, &Table<'_>) -> Option<T>,
    ) -> Vec<T> {
        let tables = table.tables(key, shape, &mut self.problems);
        tables.iter().filter_map(|table| read(self, table)).collect()
    }

    fn check_schema(&mut self, top: &Table<'_>) {
        let Some(field) = top.field("schema") else {
            return;
        };
        match field.number(1..=u32::MAX, &mut self.problems) {
            Some(schema) if schema.value > SCHEMA => {
                let problem = Problem::error(
                    &schema.span,
                    say!(
                        "this plan is written for a newer roadmap",
                        "这份计划是为更新版本的 roadmap 写的"
                    ),
                )
                .label(say!(
                    "this roadmap reads schema {SCHEMA}",
                    "此版本的 roadmap 读取 schema {SCHEMA}"
                ));
                self.newer = Some(problem.help(say!("update roadmap", "请更新 roadmap")));
            }
            _ => {}
        }
    }

    fn day_end(&mut self, top: &Table<'_>) -> Option<DayEnd> {
        let field = top.field("day-ends")?;
        let end = field.parsed(&mut self.problems, |text| {
            text.parse().map_err(|_| {
                field
                    .error(say!(
                        "{} is not a time at which a day can end",
                        "{} 不能作为一天结束的时间",
                        quote(text)
                    ))
                    .help(say!(
                        "write a time from `\"00:00\"` to `\"11:59\"`",
                        "请写 `\"00:00\"` 到 `\"11:59\"` 之间的时间"
                    ))
            })
        });
        end.map(|end| end.value)
    }

    fn week_start(&mut self, top: &Table<'_>) -> Option<Weekday> {
        let field = top.field("week-starts")?;
        let day = field.parsed(&mut self.problems, |text| match text {
            "monday" => Ok(Weekday::Mon),
            "sunday" => Ok(Weekday::Sun),
            _ => Err(field
                .error(say!("a week cannot start on {}", "一周不能从 {} 开始", quote(text)))
                .help(say!(
                    "write `\"monday\"` or `\"sunday\"`",
                    "请写 `\"monday\"` 或 `\"sunday\"`"
                ))),
        });
        day.map(|day| day.value)
    }

    fn rest_days(&mut self, top: &Table<'_>) -> Vec<Weekday> {
        let Some(field) = top.field("rest-days") else {
            return Vec::new();
        };
        let days = field.list(&mut self.problems, rest_day);
        if days.len() == 7 {
            self.problems.push(
                field
                    .error(say!(
                        "with seven rest days a week, nothing is ever owed",
                        "一周七天都是休息日，就永远没有要做的事"
                    ))
                    .help(say!("leave out at least one day", "请至少去掉一天")),
            );
        }
        days.into_iter().map(|day| day.value).collect()
    }

    fn freezes(&mut self, top: &Table<'_>) -> Option<u32> {
        let field = top.field("freezes-per-month")?;
        field.number(0..=31, &mut self.problems).map(|freezes| freezes.value)
    }

    fn record(&mut self, top: &Table<'_>) -> RecordRules {
        let table = top.table("record", &RECORD, &mut self.problems);
        table.map(|table| record::rules(self, &table)).unwrap_or_default()
    }

    fn notes(&mut self, top: &Table<'_>) -> Option<NoteRules> {
        let table = top.table("notes", &NOTES, &mut self.problems)?;
        Some(notes::rules(self, &table))
    }

    fn authors(&mut self, top: &Table<'_>) -> Vec<String> {
        let table = top.table("history", &HISTORY, &mut self.problems);
        let Some(field) = table.and_then(|table| table.field("authors")) else {
            return Vec::new();
        };
        let authors = field.list(&mut self.problems, |item, problems| {
            item.line(problems).map(|author| item.at(author))
        });
        authors.into_iter().map(|author| author.value).collect()
    }
}

fn rest_day(field: &Field<'_>, problems: &mut Problems) -> Option<At<Weekday>> {
    field.parsed(problems, |text| {
        weekday(text).ok_or_else(|| {
            field.error(say!("{} is not a day of the week", "{} 不是星期几", quote(text))).help(
                say!("write it as `\"sunday\"` or `\"sun\"`", "请写成 `\"sunday\"` 或 `\"sun\"`"),
            )
        })
    })
}
