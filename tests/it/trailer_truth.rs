//! `ledger::trailer` against git itself, and the whole-message scan against both.

use std::cell::Cell;
use std::fs;

use proptest::prelude::*;
use roadmap::ledger::{message, trailer};

use crate::support::TestRepo;

/// What one call of git is given at once; starting git costs more than its work.
const MESSAGES_PER_CALL: usize = 120;

/// Stands between the answers for two messages.
const BORDER: &str = "Border: 5d41402abc4b\n";

/// A line that git treats as a case of its own, or nearly.
fn special_line() -> impl Strategy<Value = String> {
    let lines = vec![
        "",
        "",
        "",
        " ",
        "\t \r",
        "text",
        "a sentence: with a colon",
        "http://example.org",
        "Signed-off-by: Lin <lin@example.org>",
        "Signed-off-by:Lin",
        "signed-off-by: Lin",
        "(cherry picked from commit 0123abcd)",
        "(cherry picked from branch x)",
        "# a comment",
        "#: x",
        " # no comment",
        "---",
        "--- a/file",
        "diff --git a/f b/f",
        "Conflicts:",
        "\tconflicting file",
        "# ------------------------ >8 ------------------------",
        "# ------------------------ >8 --",
        "中文: 值",
        "Key\u{b}: form",
        "\u{c}",
        "=x",
        ": x",
        "-: x",
    ];
    prop::sample::select(lines).prop_map(str::to_owned)
}

/// A line with a key, or nearly, between these indents.
fn key_line(indents: &'static str) -> impl Strategy<Value = String> {
    let key = prop_oneof![
        4 => "(Roadmap|ROADMAP|roadmap)-(Done|done|Undo|Attest)",
        2 => "[A-Za-z0-9-]{1,6}",
        1 => "Signed-off-by",
    ];
    let value = prop_oneof![
        "[a-z]{1,4}( (day=2025-07-14|id=[0-9a-f]{4}|why=\"两 个\"))?",
        "[ -~]{0,12}",
        Just(String::new()),
    ];
    let parts = (indents, key, "(||| |\t| \t)", ":[ \t]{0,2}", value, "(||||\r| )");
    parts.prop_map(|(indent, key, before, colon, value, end)| {
        format!("{indent}{key}{before}{colon}{value}{end}")
    })
}

fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => special_line(),
        4 => key_line("(|||| |\t|  |\\* |- )"),
        1 => "[A-Za-z0-9-]{1,3}[ \t_=]{1,2}[A-Za-z]{0,2}: x",
        1 => "[ \t]{1,2}[ -~]{0,8}",
    ]
}

/// A whole message: some with a trailer block, most with something that is nearly one.
fn message_text() -> impl Strategy<Value = String> {
    let block_line = prop_oneof![
        12 => key_line(""),
        1 => special_line(),
        1 => "[ \t]{1,2}[ -~]{1,8}",
    ];
    let parts = (
        prop::collection::vec(any_line(), 0..8),
        prop::collection::vec(block_line, 0..6),
        prop::collection::vec(any_line(), 0..2),
        any::<bool>(),
        0..8_u8,
    );
    parts.prop_map(|(above, block, below, titled, end)| {
        let line_end = if end == 7 { "\r\n" } else { "\n" };
        let title = if titled { vec!["Title".to_owned(), String::new()] } else { Vec::new() };
        let border = vec![String::new()];
        let lines = [title, above, border, block, below].concat();
        let last = if end == 0 { "" } else { line_end };
        lines.join(line_end) + last
    })
}

/// What git says of each message, as `Key: value` lines.
fn git_says(repo: &TestRepo, messages: &[String]) -> Vec<String> {
    let place = repo.home().join("messages");
    fs::create_dir_all(&place).unwrap();
    fs::write(place.join("border"), format!("t\n\n{BORDER}")).unwrap();
    let mut arguments = vec!["interpret-trailers".into(), "--parse".into(), "--no-divider".into()];
    for (at, text) in messages.iter().enumerate() {
        let file = place.join(at.to_string());
        fs::write(&file, text).unwrap();
        arguments.extend([file, place.join("border")].map(|path| path.display().to_string()));
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let said = repo.git(&arguments);
    said.split_terminator(BORDER).map(str::to_owned).collect()
}

fn we_say(message: &str) -> String {
    let line = |trailer: trailer::Trailer<'_>| format!("{}: {}\n", trailer.key, trailer.value());
    trailer::block(message).into_iter().map(line).collect()
}

#[test]
fn git_and_we_see_the_same_trailers() {
    let repo = TestRepo::empty();
    let config = ProptestConfig {
        max_shrink_iters: 2_000,
        failure_persistence: None,
        ..ProptestConfig::with_cases(25)
    };
    let messages = prop::collection::vec(message_text(), 1..=MESSAGES_PER_CALL);
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let (compared, with_trailers) = (Cell::new(0), Cell::new(0));
    let outcome = runner.run(&messages, |messages| {
        let said = git_says(&repo, &messages);
        prop_assert_eq!(said.len(), messages.len());
        for (message, said) in messages.iter().zip(said) {
            compared.set(compared.get() + 1);
            with_trailers.set(with_trailers.get() + usize::from(!said.is_empty()));
            prop_assert_eq!(we_say(message), said, "{:?}", message);
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
    let (compared, with_trailers) = (compared.get(), with_trailers.get());
    assert!(with_trailers * 4 > compared, "only {with_trailers} of {compared} have trailers");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_096))]

    #[test]
    fn every_trailer_of_ours_is_a_line_of_the_whole_message(message in message_text()) {
        let mut lines = message::key_lines(&message).into_iter();
        for trailer in trailer::block(&message) {
            let key = trailer.key.to_ascii_lowercase();
            if key.strip_prefix("roadmap-").is_some_and(|verb| !verb.is_empty()) {
                let is_it = |line: message::KeyLine<'_>| {
                    line.key == trailer.key && line.value == trailer.first_line()
                };
                prop_assert!(lines.any(is_it), "{:?} in {:?}", trailer, message);
            }
        }
    }
}

#[test]
fn what_we_write_is_all_in_the_block_and_a_squash_takes_it_out() {
    let events = |text: &str| -> Vec<(String, String)> {
        let lines = message::key_lines(text);
        lines.iter().map(|line| (line.key.to_owned(), line.value.to_owned())).collect()
    };
    let in_block = |text: &str| -> Vec<(String, String)> {
        let trailers = trailer::block(text);
        trailers.iter().map(|trailer| (trailer.key.to_owned(), trailer.value())).collect()
    };
    let mut repo = TestRepo::initialised();
    repo.git(&["switch", "-qc", "work"]);
    for arguments in [&["done", "dev-env", "fastapi-core"][..], &["study", "skill-map"]] {
        repo.wait_minutes(1);
        repo.roadmap(arguments).success();
        let written = repo.git(&["log", "-1", "--format=%B"]);
        assert!(!in_block(&written).is_empty());
        assert_eq!(events(&written), in_block(&written));
    }
    repo.git(&["switch", "-q", "main"]);
    repo.git(&["merge", "-q", "--squash", "work"]);
    let squashed = fs::read_to_string(repo.path().join(".git/SQUASH_MSG")).unwrap();
    assert_eq!((events(&squashed).len(), in_block(&squashed).len()), (3, 0));
}
