//! Colours, by meaning. Nothing is said by colour alone.

use std::borrow::Cow;

use colored::Colorize;

/// What a colour means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Paint {
    /// Ordinary text.
    Plain,
    /// A heading.
    Strong,
    /// Of less weight: what is over, far off or a label.
    Faint,
    /// Done, or ahead.
    Good,
    /// The matter in hand.
    Now,
    /// Behind, or at risk.
    Warn,
    /// A level of the heatmap, from 1 to 4.
    Heat(u8),
}

/// The text with `U+FFFD` for every character that would drive the terminal instead of being
/// shown in it: control characters, and those that turn the direction of the text around them.
///
/// Notes and links come from the commits of anybody whose history was fetched.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    // Nearly all text is seen to be harmless by its bytes: those characters begin with one of these.
    let may_drive = |byte: u8| matches!(byte, 0..b' ' | 0x7f | 0xc2 | 0xd8 | 0xe2);
    if text.bytes().any(may_drive) && text.contains(drives) {
        return Cow::Owned(text.replace(drives, "\u{fffd}"));
    }
    Cow::Borrowed(text)
}

fn drives(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

impl Paint {
    pub(super) fn apply(self, text: &str) -> String {
        let text = harmless(text);
        match self {
            _ if text.is_empty() => String::new(),
            Self::Plain => text.into_owned(),
            Self::Strong => text.bold().to_string(),
            Self::Faint => text.dimmed().to_string(),
            Self::Good | Self::Heat(2) => text.green().to_string(),
            Self::Now => text.cyan().to_string(),
            Self::Warn => text.yellow().to_string(),
            Self::Heat(0 | 1) => text.green().dimmed().to_string(),
            Self::Heat(3) => text.bright_green().to_string(),
            Self::Heat(_) => text.bright_green().bold().to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_drives_the_terminal_is_overlooked() {
        for c in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let text = c.to_string();
            let want = if drives(c) { "\u{fffd}" } else { &text };
            assert_eq!(harmless(&text), want, "{c:?}");
        }
    }
}
