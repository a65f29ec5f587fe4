//! A bar for whoever waits for history to be read, in a terminal and after a moment.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::ledger::Watch;
use crate::view::{Signs, Style};

/// How long nobody minds waiting.
const PATIENCE: Duration = Duration::from_millis(300);

/// The bar; nothing is shown before it is needed.
pub(super) struct Waiting {
    style: Style,
    bar: ProgressBar,
}

impl Waiting {
    /// A bar that is not shown yet. The time that somebody has waited
    /// is counted from here.
    pub(super) fn new(style: Style) -> Self {
        Self { style, bar: ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()) }
    }

    fn show(&self, of: Option<usize>) {
        let parts = if self.style.signs == Signs::Drawn { "█▒░" } else { "#=." };
        let form = if of.is_some() { "{msg} {bar:24} {percent}%" } else { "{msg} {pos}" };
        if let Ok(style) = ProgressStyle::with_template(form) {
            self.bar.set_style(style.progress_chars(parts));
        }
        if let Some(of) = of {
            self.bar.set_length(of as u64);
        }
        if self.bar.message().is_empty() {
            self.bar.set_message(self.style.lang.words().reading_history());
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
    }
}

impl Watch for Waiting {
    fn visited(&self, commits: usize, of: Option<usize>) {
        if self.bar.elapsed() >= PATIENCE {
            self.show(of);
            self.bar.set_position(commits as u64);
        }
    }

    fn finished(&self) {
        self.bar.finish_and_clear();
        // What is read next is waited for anew.
        self.bar.set_draw_target(ProgressDrawTarget::hidden());
        self.bar.set_message("");
        self.bar.reset();
    }
}
