//! Colours, by meaning. Nothing is said by colour alone.

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
}

impl Paint {
    pub(super) fn apply(self, text: &str) -> String {
        if text.is_empty() {
            return String::new();
        }
        match self {
            Self::Plain => text.to_owned(),
            Self::Strong => text.bold().to_string(),
            Self::Faint => text.dimmed().to_string(),
            Self::Good => text.green().to_string(),
            Self::Now => text.cyan().to_string(),
            Self::Warn => text.yellow().to_string(),
        }
    }
}
