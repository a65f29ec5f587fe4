//! What the README says is true.

use crate::support::{TestRepo, project_file};

/// The same in every language.
const READMES: [&str; 2] = ["README.md", "README.zh-CN.md"];

/// The code blocks of a kind, in order.
fn blocks<'a>(document: &'a str, kind: &str) -> Vec<&'a str> {
    let fence = format!("```{kind}\n");
    let after = document.split(fence.as_str()).skip(1);
    after.map(|block| block.split("```").next().unwrap_or_default().trim()).collect()
}

#[test]
fn ci_runs_the_readmes_two_commands() {
    let script = project_file(".ci/run");
    let steps: Vec<&str> = script.lines().filter_map(|line| line.split("step ").nth(1)).collect();
    for name in READMES {
        let readme = project_file(name);
        let (first, tests) = match blocks(&readme, "sh").as_slice() {
            [first, tests, ..] => (*first, *tests),
            few => panic!("{name}: {few:?}"),
        };
        let want = ("cargo run --release --locked -- demo", "cargo test --locked");
        assert_eq!((first, tests), want, "{name}");
        assert!(steps.contains(&first) && steps.last() == Some(&tests), "{steps:?}");
    }
}

#[test]
fn the_commands_of_every_day_work_as_written() {
    for name in READMES {
        let readme = project_file(name);
        let daily = blocks(&readme, "sh").into_iter().find(|block| block.contains("roadmap undo"));
        let mut repo = TestRepo::initialised();
        let mut count = 0;
        for line in daily.unwrap_or_default().lines() {
            let command = line.split('#').next().unwrap_or_default();
            let arguments: Vec<&str> = command.split_whitespace().skip(1).collect();
            repo.wait_minutes(1);
            let ran = repo.roadmap(&arguments);
            assert_eq!(ran.code, 0, "{name}: {line}\n{}", ran.transcript());
            count += 1;
        }
        assert_eq!(count, 9, "{name}");
        repo.roadmap(&["done", "依赖注入"]).success();
    }
}

#[test]
fn a_reader_gets_to_the_first_record_on_a_plan_of_their_own() {
    for name in READMES {
        let readme = project_file(name);
        let begin = blocks(&readme, "sh").into_iter().find(|block| block.contains("roadmap init"));
        let mut repo = TestRepo::empty();
        let binary = std::path::Path::new(env!("CARGO_BIN_EXE_roadmap")).parent().unwrap();
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
        repo.set("PATH", &path);
        let mut shell = repo.command(repo.path(), "bash");
        let output = shell.args(["-ec", begin.unwrap()]).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {said}{errors}");
        repo.enter("my-study");
        let done = repo.roadmap(&["log"]).success();
        assert!(done.contains("indexes") && done.contains("1h30m"), "{name}: {done}");
        assert_eq!(repo.git(&["status", "--short"]), "", "{name}");
        assert_eq!(repo.git(&["rev-list", "--count", "HEAD"]), "3\n", "{name}");
    }
}

/// The commands of a document, each without its comment and with nothing for its texts.
fn commands(document: &str) -> Vec<String> {
    let text = project_file(document);
    let lines = blocks(&text, "sh").join("\n");
    let plain = lines.lines().map(|line| {
        let line = line.split(" #").next().unwrap_or_default().trim_end();
        let quoted: Vec<&str> = line.split('"').collect();
        quoted.iter().step_by(2).copied().collect::<Vec<_>>().join("…")
    });
    plain.collect()
}

#[test]
fn the_chinese_documents_show_what_the_english_ones_show() {
    // What a learner says in words is said in Chinese there.
    let in_chinese = [("昨天", "yesterday"), ("放假", "holiday"), ("done 慢查询", "done …")];
    for (english, chinese) in
        [("README.md", "README.zh-CN.md"), ("docs/tutorial.md", "docs/zh-CN/tutorial.md")]
    {
        let said = commands(chinese)
            .into_iter()
            .map(|line| in_chinese.iter().fold(line, |line, (zh, en)| line.replace(zh, en)));
        assert_eq!(said.collect::<Vec<_>>(), commands(english), "{chinese}");
        let headings = |document: &str| project_file(document).matches("\n## ").count();
        assert_eq!(headings(chinese), headings(english), "{chinese}");
    }
    let first_column = |document: &str| -> Vec<String> {
        let rows = project_file(document);
        let rows = rows.lines().filter(|line| line.starts_with("| `"));
        rows.filter_map(|row| row.split(" | ").next().map(str::to_owned)).collect()
    };
    assert_eq!(first_column("README.zh-CN.md"), first_column("README.md"));
}

#[test]
fn every_link_in_the_documents_leads_somewhere() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut documents: Vec<String> = READMES.map(str::to_owned).to_vec();
    documents.push("ARCHITECTURE.md".to_owned());
    for folder in ["docs", "docs/zh-CN"] {
        for entry in std::fs::read_dir(root.join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let is_document = std::path::Path::new(&name).extension().is_some_and(|it| it == "md");
            documents.extend(is_document.then(|| format!("{folder}/{name}")));
        }
    }
    assert!(documents.len() > 20);
    for document in &documents {
        let text = project_file(document);
        let folder = root.join(document);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let is_local = !file.is_empty() && !link.contains("://") && !link.contains(['"', '$']);
            if is_local {
                let target = folder.parent().unwrap().join(file);
                assert!(target.exists(), "{document} links to {link}");
            }
        }
    }
}

#[test]
fn every_test_that_the_promises_name_exists() {
    let promises = project_file("docs/reliability.md");
    let mut sources = String::new();
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push_str(&std::fs::read_to_string(path).unwrap());
            }
        }
    }
    let names = promises.split('`').skip(1).step_by(2).filter_map(|code| {
        let name = code.rsplit("::").next().unwrap_or_default();
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        (name.matches('_').count() >= 2 && name.chars().all(is_name)).then_some(name)
    });
    let missing: Vec<&str> =
        names.filter(|name| !sources.contains(&format!("fn {name}("))).collect();
    assert!(promises.matches('`').count() > 50);
    assert_eq!(missing, Vec::<&str>::new());
}
