//! Reads `[record]`: where events go and what their commits are called.

use super::field::Field;
use super::model::RecordRules;
use super::problem::Problem;
use super::reader::Reader;
use super::table::Table;
use super::words::quote;
use crate::say;

pub(super) fn rules(reader: &mut Reader, table: &Table<'_>) -> RecordRules {
    let default = RecordRules::default();
    let reference = table.field("ref").and_then(|field| {
        field.parsed(&mut reader.problems, |text| match text {
            _ if is_reference(text) => Ok(text.to_owned()),
            _ => Err(field
                .error(say!(
                    "{} is not a ref that can be recorded on",
                    "{} 不是可以写入记录的引用",
                    quote(text)
                ))
                .help(say!(
                    "write `\"HEAD\"`, or a full name such as `\"refs/roadmap/log\"`",
                    "请写 `\"HEAD\"`，或 `\"refs/roadmap/log\"` 这样的完整名称"
                ))),
        })
    });
    let subject = table.field("subject").and_then(|field| {
        let subject = field.line(&mut reader.problems)?;
        if let Err(problem) = check_subject(&field, &subject) {
            reader.problems.push(problem);
        }
        Some(subject)
    });
    RecordRules {
        reference: reference.map_or(default.reference, |reference| reference.value),
        subject: subject.unwrap_or(default.subject),
    }
}

/// Whether git takes this for the name of a ref, by the rules of `git check-ref-format`.
fn is_reference(text: &str) -> bool {
    let forbidden = |c: char| c.is_ascii_control() || " ~^:?*[\\".contains(c);
    let part_fits = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && std::path::Path::new(part).extension().is_none_or(|end| end != "lock")
    };
    text == "HEAD"
        || (text.strip_prefix("refs/").is_some_and(|rest| rest.split('/').all(part_fits))
            && !text.contains(forbidden)
            && !text.contains("..")
            && !text.contains("@{")
            && !text.ends_with('.'))
}

fn check_subject(field: &Field<'_>, subject: &str) -> Result<(), Problem> {
    let rest = subject.replace("{id}", "").replace("{title}", "");
    if let Some(at) = rest.find(['{', '}']) {
        let end = rest[at..].find('}').map_or(rest.len(), |end| at + end + 1);
        let message = say!(
            "`subject` has no placeholder {}",
            "`subject` 没有占位符 {}",
            quote(&rest[at..end])
        );
        return Err(field.error(message).help(say!(
            "the placeholders are `{{id}}` and `{{title}}`",
            "占位符有 `{{id}}` 和 `{{title}}`"
        )));
    }
    if reads_as_event(subject) {
        let message = say!(
            "`subject` begins with `Roadmap-`, so it would be read as an event",
            "`subject` 以 `Roadmap-` 开头，会被当成事件"
        );
        return Err(field
            .error(message)
            .help(say!("begin it with another word", "请换一个词开头")));
    }
    Ok(())
}

/// Whether a line could be taken for an event: blanks and one bullet may stand before the key,
/// whose case does not matter.
fn reads_as_event(line: &str) -> bool {
    let line = line.trim_start();
    let line = line.strip_prefix("* ").or_else(|| line.strip_prefix("- ")).unwrap_or(line);
    let key = line.trim_start().get(.."roadmap-".len());
    key.is_some_and(|key| key.eq_ignore_ascii_case("roadmap-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refs_are_those_of_git_check_ref_format() {
        for name in
            ["HEAD", "refs/roadmap/log", "refs/heads/学习", "refs/heads/a@b", "refs/notes/a.b"]
        {
            assert!(is_reference(name), "{name}");
        }
        let wrong = [
            "",
            "main",
            "heads/main",
            "refs/",
            "refs",
            "refs//a",
            "refs/a/",
            "refs/a..b",
            "refs/.a",
            "refs/a.lock",
            "refs/a.lock/b",
            "refs/a b",
            "refs/a~1",
            "refs/a^",
            "refs/a:b",
            "refs/a?",
            "refs/*",
            "refs/[a",
            "refs/a\\b",
            "refs/a@{1}",
            "refs/a.",
            "refs/a\u{7f}",
            "refs/a\n",
            "refs/.lock",
        ];
        for name in wrong {
            assert!(!is_reference(name), "{name}");
        }
    }

    #[test]
    fn a_subject_is_no_event() {
        for subject in ["Roadmap-Done: {id}", "  roadmap-Done", "- ROADMAP-x", "*  Roadmap-"] {
            assert!(reads_as_event(subject), "{subject}");
        }
        for subject in ["Done {id}", "Roadmap: {id}", "学习 Roadmap-", "-Roadmap-"] {
            assert!(!reads_as_event(subject), "{subject}");
        }
    }
}
