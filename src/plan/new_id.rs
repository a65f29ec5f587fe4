//! Ids for what has only a title.

use crate::id::Id;

/// How many words of a title make an id at most.
const WORDS: usize = 3;

/// How many bytes such an id has at most, without a number at its end.
const BYTES: usize = 24;

/// Words that say nothing about a task.
const FILLERS: [&str; 14] =
    ["a", "an", "and", "as", "by", "for", "from", "in", "into", "of", "on", "the", "to", "with"];

/// A short id for something called `title`: the Latin words and numbers in it, else `otherwise`
/// and a number. `is_taken` says which ids cannot be had.
#[must_use]
pub fn id_from_title(title: &str, otherwise: &str, is_taken: impl Fn(&str) -> bool) -> Option<Id> {
    let words = latin_words(title);
    let stem = if words.is_empty() { otherwise.to_owned() } else { words };
    let first = if stem == otherwise { 1 } else { 2 };
    let alone = (stem != otherwise).then(|| stem.clone());
    let numbered = (first..).map(|number| format!("{stem}-{number}"));
    alone.into_iter().chain(numbered).take(100_000).find(|id| !is_taken(id))?.parse().ok()
}

fn latin_words(title: &str) -> String {
    let mut id = String::new();
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase);
    let words = words.filter(|word| !word.is_empty() && !FILLERS.contains(&word.as_str()));
    for word in words.take(WORDS) {
        let word = &word[..word.len().min(BYTES)];
        if id.len() + 1 + word.len() > BYTES + 1 {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.push_str(word);
    }
    // A number alone says nothing.
    if id.contains(|c: char| c.is_ascii_alphabetic()) { id } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_words_of_the_title_or_a_number() {
        let taken = ["docker", "docker-2", "1-1"];
        let id = |title: &str| id_from_title(title, "1", |id| taken.contains(&id));
        let cases = [
            ("FastAPI: dependency injection", "fastapi-dependency"),
            ("学习 PostgreSQL + SQLModel/SQLAlchemy", "postgresql-sqlmodel"),
            ("The art of Docker", "art-docker"),
            ("Docker", "docker-3"),
            ("学习型仓库", "1-2"),
            ("学习 3 天", "1-2"),
            ("", "1-2"),
            ("a".repeat(80).as_str(), "aaaaaaaaaaaaaaaaaaaaaaaa"),
        ]
        .map(|(title, want)| (title.to_owned(), want));
        for (title, want) in cases {
            assert_eq!(id(&title).map(|id| id.to_string()).as_deref(), Some(want), "{title}");
        }
    }
}
