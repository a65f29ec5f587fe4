//! Who the learner is, and signatures: as git resolves them, through both ways to git.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::support::TestRepo;

/// Runs a check through both ways to git.
fn through_both(check: impl Fn(TestRepo)) {
    for through in ["library", "program"] {
        let mut repo = TestRepo::initialised();
        repo.set("ROADMAP_GIT", through);
        check(repo);
    }
}

/// Author and committer of the last commit.
fn people(repo: &TestRepo) -> String {
    repo.git(&["log", "-1", "--format=%an <%ae> %cn <%ce>"]).trim().to_owned()
}

#[test]
fn the_environment_and_the_command_line_decide_before_the_files() {
    through_both(|mut repo| {
        repo.set("GIT_AUTHOR_NAME", "Mei");
        repo.set("GIT_CONFIG_COUNT", "1");
        repo.set("GIT_CONFIG_KEY_0", "user.email");
        repo.set("GIT_CONFIG_VALUE_0", "mei@example.org");
        repo.roadmap(&["done", "dev-env"]).success();
        assert_eq!(people(&repo), "Mei <mei@example.org> 林小明 <mei@example.org>");
        // As `git -c user.name=Wei roadmap …` hands it on.
        repo.set("GIT_CONFIG_PARAMETERS", "'user.name'='Wei'");
        repo.roadmap(&["done", "skill-map"]).success();
        assert_eq!(people(&repo), "Mei <mei@example.org> Wei <mei@example.org>");
    });
}

#[test]
fn git_dash_c_decides_when_git_runs_roadmap() {
    through_both(|repo| {
        let alias = format!("alias.study=!{}", env!("CARGO_BIN_EXE_roadmap"));
        let settings = ["-c", &alias, "-c", "user.name=Wei", "-c", "user.email=wei@example.org"];
        repo.git(&[&settings[..], &["study", "done", "dev-env"]].concat());
        assert_eq!(people(&repo), "Wei <wei@example.org> Wei <wei@example.org>");
        repo.git(&["-c", &alias, "study", "done", "skill-map"]);
        assert_eq!(people(&repo), "林小明 <lin@example.org> 林小明 <lin@example.org>");
    });
}

#[test]
fn a_name_that_git_tidies_up_is_tidied_up() {
    through_both(|repo| {
        repo.git(&["config", "user.name", "Lin X,;"]);
        repo.roadmap(&["done", "dev-env"]).success();
        assert_eq!(people(&repo), "Lin X <lin@example.org> Lin X <lin@example.org>");
    });
}

#[test]
fn author_committer_and_conditional_includes_are_honoured() {
    through_both(|repo| {
        let work = repo.home().join("work.inc");
        fs::write(&work, "[user]\n\temail = lin@work.example\n[author]\n\tname = Lin\n").unwrap();
        let condition = "includeIf.hasconfig:remote.*.url:https://git.work.example/**.path";
        repo.git(&["config", condition, &work.display().to_string()]);
        repo.roadmap(&["done", "dev-env"]).success();
        assert_eq!(people(&repo), "林小明 <lin@example.org> 林小明 <lin@example.org>");
        repo.git(&["remote", "add", "origin", "https://git.work.example/study.git"]);
        repo.roadmap(&["done", "skill-map"]).success();
        assert_eq!(people(&repo), "Lin <lin@work.example> 林小明 <lin@work.example>");
    });
}

#[test]
fn an_ssh_signature_is_one_that_git_accepts() {
    through_both(|repo| {
        assert!(sign_with_ssh(&repo), "ssh-keygen is needed, as for git itself");
        repo.roadmap(&["done", "dev-env"]).success();
        repo.git(&["verify-commit", "HEAD"]);
    });
}

#[test]
fn openpgp_and_x509_signatures_come_from_the_configured_programs() {
    let formats =
        [("openpgp", "gpg.program", "PGP MESSAGE"), ("x509", "gpg.x509.program", "SIGNED MESSAGE")];
    for (format, key, kind) in formats {
        through_both(|repo| {
            let program = repo.home().join("sign.sh");
            let script = format!(
                "#!/bin/sh\necho \"$@\" > \"$0.arguments\"\ncat > \"$0.signed\"\n\
                 echo '[GNUPG:] SIG_CREATED ' >&2\n\
                 printf '%s\\n' '-----BEGIN {kind}-----' '' 'c2lnbmVk' '-----END {kind}-----'\n"
            );
            fs::write(&program, script).unwrap();
            fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
            repo.git(&["config", "gpg.format", format]);
            repo.git(&["config", key, &program.display().to_string()]);
            repo.git(&["config", "user.signingKey", "KEY-OF-LIN"]);
            repo.git(&["config", "commit.gpgSign", "true"]);
            repo.roadmap(&["done", "dev-env"]).success();
            let commit = repo.git(&["cat-file", "commit", "HEAD"]);
            assert!(
                commit.contains(&format!("gpgsig -----BEGIN {kind}-----")),
                "{format}: {commit}"
            );
            let arguments = fs::read_to_string(repo.home().join("sign.sh.arguments")).unwrap();
            assert!(arguments.contains("KEY-OF-LIN"), "{format}: {arguments}");
            let signed = fs::read_to_string(repo.home().join("sign.sh.signed")).unwrap();
            assert!(signed.contains("Roadmap-Done: dev-env"), "{format}: {signed}");
        });
    }
}

#[test]
fn messages_are_utf_8_whatever_the_learners_other_commits_are_in() {
    through_both(|repo| {
        repo.git(&["config", "i18n.commitEncoding", "GBK"]);
        repo.roadmap(&["done", "dev-env", "-m", "依赖注入"]).success();
        let commit = repo.git(&["cat-file", "commit", "HEAD"]);
        assert!(!commit.contains("\nencoding "), "{commit}");
        let log = repo.roadmap(&["log"]).success();
        assert!(log.contains("依赖注入"), "{log}");
    });
}

/// Configures the repository to sign commits with a new ssh key; `false` where that cannot be.
pub(crate) fn sign_with_ssh(repo: &TestRepo) -> bool {
    let key = repo.home().join("key");
    let mut keygen = repo.command(&repo.home(), "ssh-keygen");
    keygen.args(["-q", "-t", "ed25519", "-N", "", "-C", "lin@example.org", "-f"]).arg(&key);
    if !keygen.status().is_ok_and(|status| status.success()) {
        return false;
    }
    let public = fs::read_to_string(key.with_extension("pub")).unwrap();
    fs::write(repo.home().join("allowed"), format!("lin@example.org {public}")).unwrap();
    let allowed = repo.home().join("allowed").display().to_string();
    repo.git(&["config", "gpg.format", "ssh"]);
    repo.git(&["config", "user.signingKey", &key.display().to_string()]);
    repo.git(&["config", "gpg.ssh.allowedSignersFile", &allowed]);
    repo.git(&["config", "commit.gpgSign", "true"]);
    true
}
