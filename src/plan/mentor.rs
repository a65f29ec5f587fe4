//! Reads `[mentors]`: whose attestations are trusted, by which keys.

use toml::de::DeValue;

use super::field::Field;
use super::model::{Mentor, SshKey};
use super::problem::{Problem, Problems};
use super::table::Table;
use super::words::quote;
use crate::say;

/// The most keys of one mentor.
const MOST_KEYS: usize = 20;

/// The most mentors.
const MOST_MENTORS: usize = 500;

pub(super) fn mentors(top: &Table<'_>, problems: &mut Problems) -> Vec<Mentor> {
    let Some(field) = top.field("mentors") else { return Vec::new() };
    let DeValue::Table(entries) = field.value.get_ref() else {
        let problem = field.wrong_type(&say!("a table", "表"));
        problems.push(problem.help(say!(
            "write `[mentors]`, and below it a line `\"Prof Wang\" = \"ssh-ed25519 AAAA…\"` for each",
            "请写 `[mentors]`，再在下面为每人写一行 `\"王老师\" = \"ssh-ed25519 AAAA…\"`"
        )));
        return Vec::new();
    };
    if entries.len() > MOST_MENTORS {
        problems.push(field.error(say!(
            "there are more than {MOST_MENTORS} mentors",
            "导师超过 {MOST_MENTORS} 位"
        )));
        return Vec::new();
    }
    let mut mentors = Vec::new();
    for (name, value) in entries {
        let text = name.get_ref();
        if !Mentor::is_name(text) {
            let most = Mentor::LONGEST_NAME;
            let message = say!("{} is not a name", "{} 不能作为姓名", quote(text));
            problems.push(Problem::error(&name.span(), message).help(say!(
                "write one line of at most {most} characters, without blanks around it",
                "请写一行，最多 {most} 个字符，首尾不留空格"
            )));
            continue;
        }
        let keys = keys(&Field { key: "mentors", value }, problems);
        if !keys.is_empty() {
            mentors.push(Mentor { name: text.to_string(), keys });
        }
    }
    mentors.sort_by(|a, b| a.name.cmp(&b.name));
    mentors
}

/// One key, or a list of them; what cannot be read is a problem.
fn keys(field: &Field<'_>, problems: &mut Problems) -> Vec<SshKey> {
    if !matches!(field.value.get_ref(), DeValue::Array(_)) {
        return key(field, problems).into_iter().collect();
    }
    let keys = field.list(problems, |item, problems| key(item, problems).map(|key| item.at(key)));
    if matches!(field.value.get_ref(), DeValue::Array(list) if list.is_empty()) {
        let message = say!("a mentor has no key", "有一位导师没有密钥");
        problems.push(field.error(message).help(say!(
            "write the one line of a file such as `id_ed25519.pub`",
            "请写 `id_ed25519.pub` 之类文件里的那一行"
        )));
    }
    if keys.len() > MOST_KEYS {
        problems.push(field.error(say!(
            "a mentor has at most {MOST_KEYS} keys",
            "每位导师最多 {MOST_KEYS} 个密钥"
        )));
    }
    keys.into_iter().map(|key| key.value).collect()
}

fn key(field: &Field<'_>, problems: &mut Problems) -> Option<SshKey> {
    let text = field.string(problems)?;
    let key = SshKey::read(text);
    if key.is_none() {
        let shown: String = text.chars().take(40).collect();
        let message = say!("{} is not a public key of SSH", "{} 不是 SSH 公钥", quote(&shown));
        problems.push(field.error(message).help(say!(
            "write the one line of a file such as `id_ed25519.pub`",
            "请写 `id_ed25519.pub` 之类文件里的那一行"
        )));
    }
    key
}
