//! The script by which a shell asks roadmap at TAB, for `roadmap` and for `git roadmap`.

use std::io;

use clap_complete::Shell;
use clap_complete::env::Shells;

/// `git roadmap` in bash: git's own completion calls `_git_roadmap`. What it sets: `words`,
/// `cword`, `cur`, where the subcommand stands, and the directory of `git -C`. It wants a blank
/// after what is complete.
const GIT_IN_BASH: &str = r#"complete -o nospace -o bashdefault -F _clap_complete_roadmap git-roadmap

_git_roadmap() {
    local IFS=$'\013' at=${__git_cmd_idx:-1} entry
    local line=("roadmap" "${__git_C_args[@]}" "${words[@]:at+1:cword-at-1}" "$cur")
    COMPREPLY=()
    for entry in $( \
        _CLAP_IFS="$IFS" \
        _CLAP_COMPLETE_INDEX="$((${#line[@]} - 1))" \
        COMPLETE="bash" \
        "roadmap" -- "${line[@]}" \
    ); do
        [[ $entry == *[=/:] ]] || entry+=" "
        COMPREPLY+=("$entry")
    done
    compopt -o nosort 2> /dev/null
}
"#;

/// `git roadmap` in zsh: git's own completion calls `_git-roadmap`. The last line completes at
/// the first TAB where the whole script is the function `_roadmap` in a folder of `fpath`.
const GIT_IN_ZSH: &str = r#"compdef _clap_dynamic_completer_roadmap git-roadmap
_git-roadmap() { _clap_dynamic_completer_roadmap "$@" }

if [[ "$funcstack[1]" == "_roadmap" ]]; then
    _clap_dynamic_completer_roadmap "$@"
fi
"#;

/// `git-roadmap` in fish, which asks for it when `git roadmap` is completed.
const GIT_IN_FISH: &str = r#"complete --keep-order --exclusive --command git-roadmap --arguments "(COMPLETE=fish roadmap -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token))"
"#;

/// Writes the script of a shell.
///
/// # Errors
///
/// Where clap has none for the shell, or writing fails.
pub(super) fn write(shell: Shell, script: &mut Vec<u8>) -> io::Result<()> {
    let name = shell.to_string();
    let shells = Shells::builtins();
    let no_script = || io::Error::other(format!("there is no script for {name}"));
    let completer = shells.completer(&name).ok_or_else(no_script)?;
    let mut text = Vec::new();
    completer.write_registration("COMPLETE", "roadmap", "roadmap", "roadmap", &mut text)?;
    let text = String::from_utf8_lossy(&text).into_owned();
    let text = format!("{}\n", text.trim_end());
    let text = match shell {
        Shell::Bash => text + GIT_IN_BASH,
        // One process less at every TAB.
        Shell::Zsh => {
            let text = text.replace("#compdef roadmap", "#compdef roadmap git-roadmap");
            text.replace("$(expr $CURRENT - 1)", "$((CURRENT - 1))") + GIT_IN_ZSH
        }
        Shell::Fish => text + GIT_IN_FISH,
        Shell::PowerShell => {
            text.replace("-CommandName roadmap ", "-CommandName 'roadmap', 'git-roadmap' ")
        }
        Shell::Elvish => {
            let own = "$edit:completion:arg-completer[roadmap]";
            format!("{text}set edit:completion:arg-completer[git-roadmap] = {own}\n")
        }
        _ => text,
    };
    script.extend_from_slice(text.as_bytes());
    Ok(())
}
