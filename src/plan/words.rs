//! Words of messages: quoting, counting, and what a misspelt name may have meant.

use crate::id::Id;
use crate::sentence::Sentence;

/// How many characters of a quoted text are shown.
const SHOWN_CHARACTERS: usize = 40;

/// How many names are compared to find the one that was meant.
const MAX_CANDIDATES: usize = 2_000;

/// A text in back-ticks, on one line and not too long.
pub(super) fn quote(text: &str) -> String {
    let mut shown = String::from("`");
    for character in text.chars().take(SHOWN_CHARACTERS) {
        if character.is_control() {
            shown.extend(character.escape_default());
        } else {
            shown.push(character);
        }
    }
    if text.chars().nth(SHOWN_CHARACTERS).is_some() {
        shown.push('…');
    }
    shown + "`"
}

/// `1 task`, `2 tasks`.
pub(super) fn count(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Names in back-ticks, separated by commas.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> Sentence {
    Sentence::list(&names.into_iter().map(quote).collect::<Vec<_>>())
}

/// The candidate that is nearest to `word`, if one is near enough to be meant.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let length = word.chars().take(Id::MAX_BYTES * 2).count();
    let allowed = (length / 3).clamp(1, 3);
    candidates
        .into_iter()
        .take(MAX_CANDIDATES)
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= allowed)
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= allowed && *distance < candidate.len())
        .min()
        .map(|(_, candidate)| candidate)
}
