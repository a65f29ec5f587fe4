//! A command line that clap refuses, in Chinese.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use colored::Colorize as _;

use super::page::placeholders;
use crate::civil::DateError;
use crate::day_word::{DayWordError, SpanError};
use crate::hours::ClockTimeError;
use crate::id::IdError;
use crate::quantity::{AmountError, StudyTimeError};
use crate::sentence::{Refused, Spoken};

/// What was wrong, what may have been meant, and how the command is called.
pub(super) fn refused(error: &Error) -> String {
    let mut text = format!("{}{}\n", "错误：".red().bold(), message(error));
    let tips = tips(error);
    if !tips.is_empty() {
        text.push('\n');
        text.extend(tips.iter().map(|tip| format!("  {}{tip}\n", "提示：".cyan().bold())));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = placeholders(usage.trim_start_matches("Usage:").trim());
        text.push_str(&format!("\n{}{usage}\n", "用法：".bold().underline()));
    }
    text.push_str("\n详细用法见 `--help`。\n");
    text
}

/// A value of the error's context; several are separated by `、`.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::Number(number)) => number.to_string(),
        Some(ContextValue::Bool(truth)) => truth.to_string(),
        _ => String::new(),
    }
}

fn message(error: &Error) -> String {
    let arg = || context(error, ContextKind::InvalidArg);
    let value = || context(error, ContextKind::InvalidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 `{}`", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("不认识的参数 `{}`", arg()),
        ErrorKind::InvalidValue if value().is_empty() => {
            format!("`{}` 缺少值{}", arg(), possible(error))
        }
        ErrorKind::InvalidValue => {
            format!("`{}` 不能是 `{}`{}", arg(), value(), possible(error))
        }
        // Most reasons name the value themselves.
        ErrorKind::ValueValidation => match reason(error) {
            reason if reason.contains(&value()) => format!("`{}`：{reason}", arg()),
            reason => format!("`{}` 不能是 `{}`：{reason}", arg(), value()),
        },
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{}", arg()),
        ErrorKind::MissingSubcommand => {
            format!("`{}` 需要一个子命令", context(error, ContextKind::InvalidSubcommand))
        }
        ErrorKind::ArgumentConflict => {
            let prior = context(error, ContextKind::PriorArg);
            if prior == arg() {
                format!("`{prior}` 只能写一次")
            } else {
                format!("`{}` 不能与 {} 同时使用", arg(), quoted(&prior))
            }
        }
        ErrorKind::NoEquals => format!("给 `{}` 赋值时须用等号", arg()),
        ErrorKind::TooManyValues => format!("`{}` 不需要值 `{}`", arg(), value()),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("`{}` 的值的个数不对", arg())
        }
        ErrorKind::InvalidUtf8 => "命令行中有无效的 UTF-8 文本".to_owned(),
        _ => "命令行无法理解".to_owned(),
    }
}

/// Names, each in back-ticks.
fn quoted(names: &str) -> String {
    names.split('、').map(|name| format!("`{name}`")).collect::<Vec<_>>().join("、")
}

/// The values that can be given, if there are few.
fn possible(error: &Error) -> String {
    let values = context(error, ContextKind::ValidValue);
    if values.is_empty() { String::new() } else { format!("（可选值：{}）", quoted(&values)) }
}

/// The Chinese of an error that is one of these types, returned from the function around it.
macro_rules! return_zh_of {
    ($source:ident: $($kind:ty),* $(,)?) => {
        $(if let Some(error) = $source.downcast_ref::<$kind>() {
            return error.zh();
        })*
    };
}

/// Why a value cannot be read. Values are read by our own types, and by clap's for numbers.
fn reason(error: &Error) -> String {
    let Some(source) = error.source() else { return "无法读取".to_owned() };
    return_zh_of!(
        source: Refused, DayWordError, SpanError, DateError, ClockTimeError, StudyTimeError,
        AmountError, IdError,
    );
    let said = source.to_string();
    match said.split_once(" is not in ") {
        Some((_, range)) => {
            format!("须在 {} 之间", range.replace("..=", " 到 ").replace("..", " 到 "))
        }
        None => "须为数字".to_owned(),
    }
}

/// What may have been meant.
fn tips(error: &Error) -> Vec<String> {
    let near = [
        (ContextKind::SuggestedSubcommand, "命令"),
        (ContextKind::SuggestedArg, "参数"),
        (ContextKind::SuggestedValue, "值"),
    ];
    let mut tips: Vec<String> = near
        .into_iter()
        .filter_map(|(kind, noun)| {
            let names = context(error, kind);
            (!names.is_empty()).then(|| format!("有相近的{noun}：{}", quoted(&names)))
        })
        .collect();
    let arg = context(error, ContextKind::InvalidArg);
    let is_value = error.kind() == ErrorKind::UnknownArgument
        && error.get(ContextKind::SuggestedArg).is_none()
        && matches!(error.get(ContextKind::Suggested), Some(ContextValue::StyledStrs(_)));
    if is_value {
        tips.push(format!("如果 `{arg}` 是值，请写 `-- {arg}`"));
    }
    tips
}
