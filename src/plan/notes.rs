//! Reads `[notes]`: where notes are, and in which language roadmap writes into them.

use super::model::{NoteLanguage, NoteRules};
use super::reader::Reader;
use super::table::Table;
use super::words::quote;
use crate::note;
use crate::say;

pub(super) fn rules(reader: &mut Reader, table: &Table<'_>) -> NoteRules {
    let directory = table.field("dir").and_then(|field| {
        field.parsed(&mut reader.problems, |text| match text {
            _ if is_folder(text) => Ok(text.to_owned()),
            _ => Err(field
                .error(say!("{} is not a folder for notes", "{} 不能用作笔记目录", quote(text)))
                .help(say!("write a name such as `\"notes\"` or `\"study/notes\"`, without a dot at its beginning and without `..`", "请写 `\"notes\"` 或 `\"study/notes\"` 这样的名称，不以点开头，也不含 `..`"))),
        })
    });
    let language = table.field("lang").and_then(|field| {
        field.parsed(&mut reader.problems, |text| match text {
            "en" => Ok(NoteLanguage::English),
            "zh" => Ok(NoteLanguage::Chinese),
            _ => Err(field
                .error(say!("notes cannot be written in {}", "笔记不能用 {} 书写", quote(text)))
                .help(say!("write `\"en\"` or `\"zh\"`", "请写 `\"en\"` 或 `\"zh\"`"))),
        })
    });
    NoteRules {
        directory: directory.map_or(NoteRules::default().directory, |directory| directory.value),
        language: language.map(|language| language.value),
    }
}

/// Whether notes can be kept in a folder of this name on every system: names with `/` between
/// them that stay below the plan's own folder, that Obsidian shows (it hides those that begin
/// with a dot), and that Windows and links in Obsidian can hold.
#[must_use]
pub fn is_folder(text: &str) -> bool {
    let is_bad = |c: char| c.is_control() || "\"*\\<>:|?#^[]".contains(c);
    let is_name = |name: &str| {
        let stem = name.split('.').next().unwrap_or_default();
        !name.is_empty()
            && !name.starts_with('.')
            && !name.ends_with('.')
            && name.trim() == name
            && !note::is_device(stem.trim_end())
    };
    !text.contains(is_bad) && text.split('/').all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_stay_below_the_plan_and_have_names_for_every_system() {
        for name in ["notes", "study/notes", "笔记", "my notes", "a.b/c-d", "console"] {
            assert!(is_folder(name), "{name}");
        }
        let wrong = [
            "",
            ".",
            "..",
            "../notes",
            "a/../b",
            "/notes",
            "notes/",
            "a//b",
            "C:\\notes",
            "a\\b",
            ".obsidian",
            "a/.git",
            "nul",
            "CON.md",
            "com1/x",
            "a ",
            " a",
            "a.",
            "a#b",
            "a^b",
            "[a]",
            "a|b",
            "a\nb",
            "a?",
            "a*",
            "<a>",
            "a:b",
        ];
        for name in wrong {
            assert!(!is_folder(name), "{name}");
        }
    }
}
