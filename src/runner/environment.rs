//! The variables that a command gets: those of the learner, without some.

use std::ffi::{OsStr, OsString};

/// Variables with their values.
pub type Variables = Vec<(OsString, OsString)>;

/// What points git at a repository, an index or a configuration of the caller's: a command that
/// asks git is to find the work tree that it is run in. (`GIT_AUTHOR_NAME` and the like, and
/// `GIT_SSH_COMMAND`, are passed on.)
const OF_GIT: [&str; 18] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_CONFIG",
    "GIT_CONFIG_COUNT",
    "GIT_CONFIG_PARAMETERS",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// The ends of names that secrets have.
const SECRET_ENDS: [&str; 10] = [
    "TOKEN",
    "SECRET",
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "API_KEY",
    "APIKEY",
    "ACCESS_KEY",
    "PRIVATE_KEY",
    "CREDENTIALS",
];

/// What lets a program act as the learner elsewhere.
const AGENTS: [&str; 4] = ["SSH_AUTH_SOCK", "SSH_AGENT_PID", "GPG_AGENT_INFO", "GIT_ASKPASS"];

/// Whether a command gets this variable of the learner's.
#[must_use]
pub fn is_passed_on(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_ascii_uppercase();
    let is_listed = OF_GIT.contains(&name.as_str()) || AGENTS.contains(&name.as_str());
    let is_secret = SECRET_ENDS.iter().any(|end| name.ends_with(end));
    let is_ours = name.starts_with("ROADMAP_") || name == "COMPLETE" || name.starts_with("_CLAP_");
    !(is_listed || is_secret || is_ours)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_gets_the_environment_without_a_list() {
        for name in ["PATH", "HOME", "LANG", "VIRTUAL_ENV", "GIT_AUTHOR_NAME", "DOCKER_HOST"] {
            assert!(is_passed_on(OsStr::new(name)), "{name}");
        }
        let kept = [
            "GIT_DIR",
            "GIT_INDEX_FILE",
            "GITHUB_TOKEN",
            "AWS_SECRET_ACCESS_KEY",
            "db_password",
            "OPENAI_API_KEY",
            "GOOGLE_APPLICATION_CREDENTIALS",
            "SSH_AUTH_SOCK",
            "ROADMAP_NOW",
            "COMPLETE",
        ];
        for name in kept {
            assert!(!is_passed_on(OsStr::new(name)), "{name}");
        }
    }
}
