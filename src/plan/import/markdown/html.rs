//! The little HTML that plans hold: headings, what can be unfolded, line breaks, addresses.

/// What a line of HTML comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum HtmlLine {
    /// A heading of a level, or the summary of what can be unfolded (level 0).
    Heading(u8, String),
    /// Text between other tags.
    Text,
    /// Tags only.
    Layout,
}

/// The line without its tags, and with the commonest entities as characters.
pub(super) fn without_tags(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(start) = rest.find('<') {
        text.push_str(&rest[..start]);
        let after = &rest[start..];
        let is_tag = after[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c));
        match after.find('>').filter(|_| is_tag) {
            Some(end) => rest = &after[end + 1..],
            None if is_tag => return text,
            None => {
                text.push('<');
                rest = &after[1..];
            }
        }
    }
    text.push_str(rest);
    let entities =
        [("&nbsp;", " "), ("&emsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\"")];
    let text = entities.iter().fold(text, |text, (name, sign)| text.replace(name, sign));
    text.replace("&amp;", "&").trim().to_owned()
}

/// Reads a line of HTML.
pub(super) fn line(line: &str) -> HtmlLine {
    let text = without_tags(line);
    let lower = line.to_ascii_lowercase();
    let level = (1..=6_u8).find(|level| lower.contains(&format!("<h{level}")));
    if text.is_empty() {
        return HtmlLine::Layout;
    }
    match level {
        Some(level) => HtmlLine::Heading(level, text),
        None if lower.contains("<summary") => HtmlLine::Heading(0, text),
        None => HtmlLine::Text,
    }
}

/// The value of an attribute in a tag, e.g. of `href`.
pub(super) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let at = tag.to_ascii_lowercase().find(&format!("{name}="))?;
    let value = &tag[at + name.len() + 1..];
    match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next(),
        _ => value.split([' ', '>']).next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_summaries_are_found() {
        let cases = [
            ("<summary><b>Week 1</b> &amp; 2</summary>", HtmlLine::Heading(0, "Week 1 & 2".into())),
            ("<h3 align=center>A plan</h3>", HtmlLine::Heading(3, "A plan".into())),
            ("<details>", HtmlLine::Layout),
            ("<img src='a'> <br/>", HtmlLine::Layout),
            ("<small>说明</small>", HtmlLine::Text),
            ("1 < 2", HtmlLine::Text),
        ];
        for (text, want) in cases {
            assert_eq!(line(text), want, "{text}");
        }
        assert_eq!(attribute("<a class=x HREF='https://a.org'>", "href"), Some("https://a.org"));
        assert_eq!(attribute("<a href=b>", "href"), Some("b"));
    }
}
