//! Text within a line of Markdown.

use crate::plan::import::{shown_link, shown_text};

/// The text with a backslash before whatever Markdown would take for markup.
pub(super) fn escape(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let characters: Vec<char> = text.chars().collect();
    let mut escaped = String::with_capacity(text.len());
    for (at, character) in characters.iter().enumerate() {
        let is_word = |at: Option<usize>| {
            at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_alphanumeric())
        };
        let needs = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '&' | '~' | '$' | '#' | '|' => true,
            '_' => !(is_word(at.checked_sub(1)) && is_word(Some(at + 1))),
            '-' | '+' | '=' => at == 0,
            '.' | ')' => at > 0 && characters[..at].iter().all(char::is_ascii_digit),
            _ => false,
        };
        if needs {
            escaped.push('\\');
        }
        escaped.push(*character);
    }
    escaped
}

/// Whether a title comes back unchanged once it was escaped.
pub(super) fn survives(title: &str) -> bool {
    title.trim() == title && shown_text(&format!("- {}", escape(title))).as_deref() == Some(title)
}

/// A link; `None` where its address would not come back unchanged.
pub(super) fn link(title: &str, url: &str) -> Option<String> {
    let is_plain = |c: char| c.is_alphanumeric() || "/:._-?=%+,;@#~!".contains(c);
    let address = if url.chars().all(is_plain) { url.to_owned() } else { format!("<{url}>") };
    let link = format!("[{}]({address})", escape(title));
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    let comes_back = shown_link(&format!("- {link}")) == Some((title, url.to_owned()));
    comes_back.then_some(link)
}
