//! Links that may be opened.

/// Whether a link is one that a reader may be led to: `http`, `https` or `mailto`, without blanks
/// and control characters.
#[must_use]
pub fn opens(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    known && !url.chars().any(|sign| sign.is_whitespace() || sign.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_links_without_blanks_are_opened() {
        let cases = [
            ("https://a.example", true),
            ("HTTP://a.example", true),
            ("mailto:a@b.example", true),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("https://a.example/\u{1b}]8;;", false),
            ("https://a b", false),
            ("-https://a", false),
        ];
        for (url, safe) in cases {
            assert_eq!(opens(url), safe, "{url}");
        }
    }
}
