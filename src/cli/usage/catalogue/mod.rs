//! The Chinese of every help text, found by its English.
//!
//! A text is looked up paragraph by paragraph, so that one that several arguments share stands
//! here once. Lines of examples stay as they are; what is said beside one is looked up.

mod arguments;
mod commands;
mod keys;

/// What a text is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A paragraph or a line of one, on one line.
    Prose(String),
    /// A line that is set in: a command, and what it does.
    Example { command: String, meaning: Option<String> },
    /// The empty line between paragraphs.
    Blank,
}

impl Part {
    /// The part in Chinese, on one line.
    pub(super) fn zh(&self) -> String {
        match self {
            Self::Prose(text) => zh(text),
            Self::Example { command, meaning: Some(meaning) } => {
                format!("{command}{}", zh(meaning))
            }
            Self::Example { command, meaning: None } => command.clone(),
            Self::Blank => String::new(),
        }
    }

    /// The part as it is.
    #[cfg(feature = "package")]
    pub(super) fn en(&self) -> String {
        match self {
            Self::Prose(text) => text.clone(),
            Self::Example { command, meaning } => {
                format!("{command}{}", meaning.as_deref().unwrap_or_default())
            }
            Self::Blank => String::new(),
        }
    }

    /// What has to stand in the catalogue.
    #[cfg(test)]
    pub(super) fn key(&self) -> Option<String> {
        match self {
            Self::Prose(text) if example(text).is_none() => Some(text.clone()),
            Self::Example { meaning, .. } => meaning.clone(),
            Self::Prose(_) | Self::Blank => None,
        }
    }
}

/// Every entry: English and Chinese.
pub(super) fn entries() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    commands::ENTRIES.iter().chain(arguments::ENTRIES).chain(keys::ENTRIES)
}

/// The Chinese of a text on one line; the English where there is none, which a test finds.
pub(super) fn zh(english: &str) -> String {
    if let Some(command) = example(english) {
        return format!("示例：{command}");
    }
    let found = entries().find(|(en, _)| *en == english);
    found.map_or(english, |(_, zh)| zh).to_owned()
}

/// The command of a line that only shows one.
fn example(english: &str) -> Option<&str> {
    let rest = english.strip_prefix("Examples: ").or_else(|| english.strip_prefix("Example: "));
    rest.filter(|rest| rest.starts_with("roadmap ") || rest.starts_with("git "))
}

/// The parts of a text.
pub(super) fn parts(text: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for line in text.lines() {
        if line.trim().is_empty() {
            parts.push(Part::Blank);
        } else if line.starts_with("  ") {
            parts.push(set_in(line));
        } else if let Some(Part::Prose(before)) = parts.last_mut()
            && !before.ends_with(':')
        {
            *before = format!("{before} {line}");
        } else {
            parts.push(Part::Prose(line.to_owned()));
        }
    }
    parts
}

/// A line that is set in; two blanks after its command begin what is said about it.
fn set_in(line: &str) -> Part {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    let Some(gap) = body.find("  ") else {
        return Part::Example { command: line.to_owned(), meaning: None };
    };
    let meaning = body[gap..].trim_start();
    let is_command = |text: &str| text.contains("roadmap ") || text.starts_with("git ");
    if is_command(meaning) {
        return Part::Example { command: line.to_owned(), meaning: None };
    }
    let command = line[..indent + body.len() - meaning.len()].to_owned();
    Part::Example { command, meaning: Some(meaning.to_owned()) }
}
