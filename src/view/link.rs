//! Links that may be opened.

/// Whether a link is one that a reader may be led to: `http`, `https` or `mailto`, without blanks
/// and control characters.
#[must_use]
pub fn opens(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    known && !url.chars().any(|sign| sign.is_whitespace() || sign.is_control())
}
