//! What clap guesses of a refused command line, where this program knows better.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::page::asked_for;

/// Options that say nearly the same in different commands.
const NEAR: [(&str, &str); 5] = [
    ("--day", "--at"),
    ("--at", "--day"),
    ("--date", "--day"),
    ("--date", "--at"),
    ("--note", "--message"),
];

/// Takes out of an error that a misspelt option may be a value: none that roadmap takes begins
/// with a dash. Names the option that the command has for the same, where there is one.
pub(super) fn mend(error: &mut Error, root: &clap::Command, words: &[String]) {
    let is_typed = words.iter().any(|word| word.starts_with("--lang"));
    if error.kind() == ErrorKind::InvalidValue && !is_typed {
        let of_lang = |arg: &ContextValue| arg.to_string().starts_with("--lang");
        if error.get(ContextKind::InvalidArg).is_some_and(of_lang) {
            let name = ContextValue::String("ROADMAP_LANG".to_owned());
            error.insert(ContextKind::InvalidArg, name);
        }
    }
    if error.kind() != ErrorKind::UnknownArgument {
        return;
    }
    let Some(ContextValue::String(wrong)) = error.get(ContextKind::InvalidArg) else { return };
    let wrong = wrong.clone();
    if !wrong.starts_with('-') {
        return;
    }
    error.remove(ContextKind::Suggested);
    let command = asked_for(root, words);
    let is_known =
        |name: &str| command.get_arguments().any(|arg| arg.get_long() == name.strip_prefix("--"));
    let near = NEAR.iter().find(|(from, to)| *from == wrong && is_known(to));
    if let Some((_, to)) = near {
        error.insert(ContextKind::SuggestedArg, ContextValue::String((*to).to_owned()));
    }
}
