//! The learner's editor: the one that git would open, at the right line.

use std::path::Path;
use std::process::Command;

use super::failure::Failure;
use crate::ledger::Ledger;
use crate::say;
use crate::sentence::Sentence;

/// Editors that go to a line by `+LINE` before the file.
const BY_PLUS: [&str; 16] = [
    "vim",
    "nvim",
    "vi",
    "gvim",
    "view",
    "vis",
    "emacs",
    "emacsclient",
    "nano",
    "pico",
    "micro",
    "kak",
    "joe",
    "ne",
    "mg",
    "jed",
];

/// Editors that go to a line by `FILE:LINE`.
const BY_COLON: [&str; 5] = ["hx", "helix", "subl", "zed", "zeditor"];

/// Editors that go to a line by `--goto FILE:LINE`, and have to be told to wait.
const BY_GOTO: [&str; 5] = ["code", "codium", "code-insiders", "cursor", "windsurf"];

/// Opens a file in the learner's editor and waits until it is closed.
///
/// # Errors
///
/// Where there is no editor, or it fails.
pub(crate) fn open(ledger: &Ledger, file: &Path, line: Option<usize>) -> Result<(), Failure> {
    let editor = ledger.editor()?;
    let arguments = arguments(&editor, &file.display().to_string(), line);
    // As git does it: the command may have arguments and variables of its own.
    let mut command = Command::new("sh");
    command.args(["-c", &format!("{editor} \"$@\""), &editor]).args(arguments);
    let failed = |said: Sentence| {
        Failure::request(said).hint(say!(
            "`git config core.editor`, VISUAL and EDITOR say which one is opened",
            "打开哪个编辑器由 `git config core.editor`、`VISUAL` 和 `EDITOR` 决定"
        ))
    };
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(failed(say!("the editor `{editor}` failed", "编辑器 `{editor}` 运行失败"))),
        Err(_) => Err(failed(say!(
            "the editor `{editor}` cannot be started",
            "无法启动编辑器 `{editor}`"
        ))),
    }
}

/// What the editor is called with.
fn arguments(editor: &str, file: &str, line: Option<usize>) -> Vec<String> {
    let mut words = editor.split_whitespace();
    let program = words.next().unwrap_or_default().trim_matches(['"', '\'']);
    let name = Path::new(program).file_stem().unwrap_or_default().to_string_lossy();
    let Some(line) = line else {
        let waits =
            BY_GOTO.contains(&&*name) && !words.any(|word| word == "--wait" || word == "-w");
        let wait = waits.then(|| "--wait".to_owned());
        return wait.into_iter().chain([file.to_owned()]).collect();
    };
    if BY_PLUS.contains(&&*name) {
        return vec![format!("+{line}"), file.to_owned()];
    }
    if BY_COLON.contains(&&*name) {
        return vec![format!("{file}:{line}")];
    }
    if BY_GOTO.contains(&&*name) {
        let waits = words.any(|word| word == "--wait" || word == "-w");
        let wait = (!waits).then(|| "--wait".to_owned());
        let place = ["--goto".to_owned(), format!("{file}:{line}")];
        return wait.into_iter().chain(place).collect();
    }
    vec![file.to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_editor_is_told_the_line_in_its_own_way() {
        let cases = [
            ("vim", Some(7), "+7 f"),
            ("/usr/bin/nvim -u NONE", Some(7), "+7 f"),
            ("emacsclient -t", Some(7), "+7 f"),
            ("nano", Some(7), "+7 f"),
            ("hx", Some(7), "f:7"),
            ("code", Some(7), "--wait --goto f:7"),
            ("code --wait", Some(7), "--goto f:7"),
            ("codium", None, "--wait f"),
            ("vim", None, "f"),
            ("ed", Some(7), "f"),
            (":", Some(7), "f"),
            ("", Some(7), "f"),
        ];
        for (editor, line, want) in cases {
            assert_eq!(arguments(editor, "f", line).join(" "), want, "{editor}");
        }
    }
}
