//! The bar that is shown while history is read, in a real terminal.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::pager::open;
use crate::evidence::large;

/// A `git` that takes its time to compare commits: the first time a little, then for ever.
const SLOW: &str = "#!/bin/sh\ncase \" $* \" in *\" diff-tree \"*)\n\
    if mkdir \"$HOME/first\" 2> /dev/null; then sleep 0.4; else exec sleep 60; fi ;;\nesac\n";

#[test]
fn a_long_scan_shows_a_bar_and_ctrl_c_leaves_nothing_half_done() {
    let repo = large();
    let path = std::env::var("PATH").expect("PATH");
    let real = std::env::split_paths(&path).map(|folder| folder.join("git"));
    let real = real.into_iter().find(|file| file.is_file()).expect("git");
    let tools = repo.home().join("tools");
    fs::create_dir_all(&tools).expect("a folder");
    let slow = tools.join("git");
    fs::write(&slow, format!("{SLOW}exec '{}' \"$@\"\n", real.display())).expect("a file");
    fs::set_permissions(&slow, fs::Permissions::from_mode(0o755)).expect("a mode");
    let path = format!("{}:{path}", tools.display());
    for lang in ["en", "zh"] {
        let _ = fs::remove_dir(repo.home().join("first"));
        let variables = [("PATH", path.as_str()), ("ROADMAP_LANG", lang)];
        let mut terminal = open(&repo, &variables, &["status"]);
        let said = if lang == "en" { "Reading history" } else { "读取历史" };
        let screen = terminal.see(&[said, "40%"]);
        assert!(screen.lines().count() == 1 && screen.contains('█'), "{screen}");
        terminal.send("\u{3}");
        assert_ne!(terminal.ended(), 0);
        assert!(!repo.git_path("roadmap/cache/evidence").exists());
    }
    // Nothing is missing afterwards, and what is quick shows no bar.
    let mut terminal = open(&repo, &[], &["status", "--no-pager"]);
    assert_eq!(terminal.ended(), 0);
    let screen = terminal.shown();
    assert!(!screen.contains("Reading"), "{screen}");
    assert!(repo.git_path("roadmap/cache/evidence").exists());
}
