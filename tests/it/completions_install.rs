//! `roadmap completions install`: what a shell reads at its start gets our lines, once, and is as
//! it was when they are taken out.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};

use crate::shells::terminal::Terminal;
use crate::support::TestRepo;

/// Each shell that has lines in a file of the learner's, with that file in the home directory,
/// which is `XDG_CONFIG_HOME`, too.
const WITH_LINES: [(&str, &str); 4] = [
    ("bash", ".bashrc"),
    ("zsh", ".zshrc"),
    ("elvish", "elvish/rc.elv"),
    ("powershell", "powershell/Microsoft.PowerShell_profile.ps1"),
];

/// Every file below a directory, with its bytes.
fn files(directory: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    found
}

fn install(repo: &TestRepo, shell: &str, more: &[&str]) -> String {
    repo.roadmap(&[&["completions", "install", shell], more].concat()).success()
}

#[test]
fn lines_go_in_once_and_come_out_byte_for_byte() {
    for (shell, name) in WITH_LINES {
        for before in [&b""[..], b"a=1\n", b"a=1", b"a=1\r\nb\r\n", b"\xff\xfe\n\n\n", b"\n"] {
            let repo = TestRepo::empty();
            let file = repo.home().join(name);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, before).unwrap();
            fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
            let said = install(&repo, shell, &["--yes"]);
            assert!(said.contains("At the end of ~/"), "{said}");
            let with = fs::read(&file).unwrap();
            assert!(with.starts_with(before) && with.len() > before.len() + 100);
            let again = install(&repo, shell, &["--yes"]);
            assert!(again.contains("already"), "{again}");
            assert_eq!(fs::read(&file).unwrap(), with);
            // Other lines that come later stay where they are.
            fs::write(&file, [&with[..], b"later\n"].concat()).unwrap();
            install(&repo, shell, &["--yes", "--uninstall"]);
            assert_eq!(fs::read(&file).unwrap(), [before, b"later\n"].concat(), "{shell}");
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
            let nothing = install(&repo, shell, &["--yes", "--uninstall"]);
            assert!(nothing.contains("nothing of roadmap's"), "{nothing}");
        }
    }
}

#[test]
fn files_that_were_made_go_again() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let repo = TestRepo::empty();
        let before = files(&repo.home());
        install(&repo, shell, &["--yes"]);
        let with = files(&repo.home());
        assert_eq!(with.len() - before.len(), if shell == "fish" { 3 } else { 1 }, "{shell}");
        install(&repo, shell, &["--yes"]);
        assert_eq!(files(&repo.home()), with);
        install(&repo, shell, &["--yes", "--uninstall"]);
        assert_eq!(files(&repo.home()), before);
    }
}

#[test]
fn a_link_to_the_file_stays_one() {
    let repo = TestRepo::empty();
    let real = repo.home().join("dotfiles");
    fs::create_dir(&real).unwrap();
    fs::write(real.join("zshrc"), "a=1\n").unwrap();
    symlink("dotfiles/zshrc", repo.home().join(".zshrc")).unwrap();
    symlink("dotfiles/bashrc", repo.home().join(".bashrc")).unwrap();
    install(&repo, "zsh", &["--yes"]);
    install(&repo, "bash", &["--yes"]);
    for name in [".zshrc", ".bashrc"] {
        assert!(fs::symlink_metadata(repo.home().join(name)).unwrap().is_symlink(), "{name}");
    }
    assert!(fs::read_to_string(real.join("zshrc")).unwrap().contains("roadmap completions zsh"));
    assert!(fs::read_to_string(real.join("bashrc")).unwrap().contains("roadmap completions bash"));
    install(&repo, "zsh", &["--yes", "--uninstall"]);
    assert_eq!(fs::read_to_string(real.join("zshrc")).unwrap(), "a=1\n");
}

#[test]
fn the_places_that_the_shells_know_are_honoured() {
    let mut repo = TestRepo::empty();
    let home = repo.home();
    repo.set("ZDOTDIR", &home.join("zsh").display().to_string());
    repo.set("XDG_CONFIG_HOME", &home.join("conf").display().to_string());
    repo.set("SHELL", "/usr/local/bin/zsh");
    repo.roadmap(&["completions", "install", "--yes"]).success();
    repo.set("SHELL", "/usr/bin/fish");
    repo.roadmap(&["completions", "install", "--yes"]).success();
    for file in
        ["zsh/.zshrc", "conf/fish/completions/roadmap.fish", "conf/fish/conf.d/git-roadmap.fish"]
    {
        assert!(home.join(file).exists(), "{file}");
    }
    repo.set("SHELL", "/bin/sh");
    let unknown = repo.roadmap(&["completions", "install", "--yes"]);
    assert_eq!(unknown.code, 1);
    assert!(unknown.err.contains("SHELL"), "{}", unknown.err);
}

#[test]
fn nothing_is_written_that_was_not_agreed_to() {
    let repo = TestRepo::empty();
    let before = files(&repo.home());
    let ran = repo.roadmap(&["completions", "install", "bash"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("roadmap completions bash") && ran.err.contains("--yes"),
        "{}",
        ran.err
    );
    install(&repo, "bash", &["--dry-run"]);
    assert_eq!(files(&repo.home()), before);
    let command = repo.command(repo.path(), "true");
    let environment: Vec<(String, String)> = command
        .get_envs()
        .filter_map(|(name, value)| Some((name.to_str()?.to_owned(), value?.to_str()?.to_owned())))
        .collect();
    for (answer, comes) in [("n\r", false), ("\r", true)] {
        let arguments = ["completions", "install", "bash"];
        let program = env!("CARGO_BIN_EXE_roadmap");
        let mut terminal =
            Terminal::start(program, &arguments, repo.path(), &environment, (30, 80));
        terminal.see(&["A new file, ~/.bashrc", "eval", "Do it? [Y/n]"]);
        terminal.send(answer);
        assert_eq!(terminal.ended(), 0);
        assert_eq!(repo.home().join(".bashrc").exists(), comes);
    }
}

#[test]
fn what_others_have_put_there_is_left_alone() {
    let repo = TestRepo::empty();
    let fish = repo.home().join("fish/completions/roadmap.fish");
    fs::create_dir_all(fish.parent().unwrap()).unwrap();
    fs::write(&fish, "complete -c roadmap\n").unwrap();
    let ran = repo.roadmap(&["completions", "install", "fish", "--yes"]);
    assert_eq!(
        (ran.code, fs::read_to_string(&fish).unwrap().as_str()),
        (1, "complete -c roadmap\n")
    );
    assert!(!repo.home().join("fish/conf.d").exists());
    install(&repo, "bash", &["--yes"]);
    let bash = repo.home().join(".bashrc");
    let edited = fs::read_to_string(&bash).unwrap().replace("eval", "# eval");
    fs::write(&bash, format!("one\ntwo\n{edited}")).unwrap();
    for more in [&["--yes"][..], &["--yes", "--uninstall"]] {
        let ran = repo.roadmap(&[&["completions", "install", "bash"], more].concat());
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("line 3"), "{}", ran.err);
    }
    assert_eq!(fs::read_to_string(&bash).unwrap(), format!("one\ntwo\n{edited}"));
}
