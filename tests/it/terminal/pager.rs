//! The pager, in a real terminal.

use crate::shells::terminal::{Terminal, has};
use crate::support::TestRepo;

/// Marks every line that went through it, and shows escapes.
const MARKING: &str = "cat -v | sed 's/^/P:/'";

/// A learner whose terminal has few lines.
pub(super) fn open(repo: &TestRepo, variables: &[(&str, &str)], arguments: &[&str]) -> Terminal {
    open_of_size(repo, variables, arguments, (12, 80))
}

fn open_of_size(
    repo: &TestRepo,
    variables: &[(&str, &str)],
    arguments: &[&str],
    size: (u16, u16),
) -> Terminal {
    Terminal::of_roadmap(repo, variables, arguments, size)
}

/// The screen and the exit code once the program has ended.
fn ended(mut terminal: Terminal) -> (String, i32) {
    let code = terminal.ended();
    (terminal.shown(), code)
}

#[test]
fn long_output_goes_through_the_pager_that_git_would_use() {
    let repo = TestRepo::initialised();
    // Long lines wrap in the terminal.
    let is_paged = |screen: &str| screen.lines().any(|line| line.starts_with("P:"));
    let variable = |name| [(name, MARKING)];
    for variables in [variable("GIT_PAGER"), variable("PAGER")] {
        let (screen, code) = ended(open(&repo, &variables, &["list"]));
        assert!(is_paged(&screen) && code == 0, "{variables:?}:\n{screen}");
    }
    repo.git(&["config", "core.pager", MARKING]);
    let (screen, _) = ended(open(&repo, &[("PAGER", "false")], &["list"]));
    assert!(is_paged(&screen), "{screen}");
    repo.git(&["config", "pager.roadmap", &MARKING.replace("P:", "OWN:")]);
    let (screen, _) = ended(open(&repo, &[], &["list"]));
    assert!(screen.contains("OWN:"), "{screen}");
}

#[test]
fn nothing_else_goes_through_it() {
    let repo = TestRepo::initialised();
    let marking = ("GIT_PAGER", MARKING);
    let plain = |variables: &[(&str, &str)], arguments: &[&str]| {
        let (screen, code) = ended(open(&repo, variables, arguments));
        assert!(
            code == 0 && !screen.is_empty() && !screen.contains("P:"),
            "{variables:?}:\n{screen}"
        );
    };
    plain(&[marking], &["list", "--no-pager"]);
    plain(&[marking], &["list", "--plain"]);
    plain(&[marking], &["list", "--json"]);
    plain(&[marking], &["log"]);
    plain(&[marking], &["done", "dev-env"]);
    plain(&[("GIT_PAGER", "cat")], &["list"]);
    plain(&[("GIT_PAGER", ""), ("PAGER", MARKING)], &["list"]);
    plain(&[marking, ("TERM", "dumb")], &["list"]);
    // Where there is no such program, the text is shown all the same.
    plain(&[("GIT_PAGER", "no-such-pager 2> /dev/null")], &["list"]);
    repo.git(&["config", "pager.roadmap", "false"]);
    let (screen, _) = ended(open(&repo, &[("PAGER", MARKING)], &["list"]));
    assert!(!screen.contains("P:"), "{screen}");
    let (screen, _) = ended(open_of_size(&repo, &[("PAGER", MARKING)], &["list"], (200, 80)));
    assert!(!screen.contains("P:"), "{screen}");
}

#[test]
fn colours_pass_through_it_as_git_is_configured() {
    let repo = TestRepo::initialised();
    let painted = |variables: &[(&str, &str)], arguments: &[&str]| {
        let all = [&[("GIT_PAGER", MARKING)], variables].concat();
        let (screen, _) = ended(open(&repo, &all, arguments));
        assert!(screen.contains("P:"), "{screen}");
        screen.contains("^[[")
    };
    assert!(painted(&[], &["list"]));
    assert!(!painted(&[("NO_COLOR", "1")], &["list"]));
    assert!(!painted(&[], &["list", "--color", "never"]));
    repo.git(&["config", "color.ui", "never"]);
    assert!(!painted(&[], &["list"]));
    assert!(painted(&[], &["list", "--color", "always"]));
    repo.git(&["config", "color.roadmap", "auto"]);
    assert!(painted(&[], &["list"]));
    repo.git(&["config", "color.roadmap", "always"]);
    assert!(!painted(&[("NO_COLOR", "1")], &["list"]));
}

#[test]
fn a_pager_that_is_left_early_is_silent_and_keeps_the_exit_code() {
    let mut repo = TestRepo::initialised();
    let head = [("GIT_PAGER", "head -1 | sed 's/^/P:/'")];
    let (screen, code) = ended(open(&repo, &head, &["list"]));
    assert!(screen.lines().count() == 1 && code == 0, "{screen}");
    repo.at("2025-09-01T12:00:00+08:00");
    let tiny = |arguments: &[&str]| ended(open_of_size(&repo, &head, arguments, (3, 80)));
    let (screen, code) = tiny(&["today", "--exit-code"]);
    assert!(screen.starts_with("P:") && code == 1, "{code}: {screen}");
}

#[test]
fn less_opens_quits_and_survives_an_interrupt() {
    if !has("less", &["--version"]) {
        return;
    }
    let repo = TestRepo::initialised();
    let terminal = open(&repo, &[("LC_ALL", "C"), ("ROADMAP_ASCII", "0")], &["list"]);
    terminal.wait("less", |screen| screen.lines().last().is_some_and(|line| line.starts_with(':')));
    // The titles are UTF-8, whatever the locale.
    assert!(
        terminal.shown().contains("○") && terminal.shown().contains("环境"),
        "{}",
        terminal.shown()
    );
    terminal.send("\u{3}");
    // The terminal drops keys that are pressed just after an interrupt.
    terminal.insist("G", "(END)");
    terminal.send("q");
    let (_, code) = ended(terminal);
    assert_eq!(code, 0);
}
