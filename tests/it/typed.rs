//! Values as people type them, in two languages and with a Chinese keyboard.

use crate::support::TestRepo;

const PLAN: &str = "title = 'Plan'\nstart = 2025-07-01\n\
    [[phase]]\nid = '1'\ntitle = 'First'\nwindow = '2025-07'\n\
    task = [{ id = 'aws', title = '部署到 AWS' }, { id = 'sql', title = 'Read ＳＱＬ' }]\n\
    [[habit]]\nid = 'read'\ntitle = 'Read'\nevery = 'day'\n\
    [[module]]\nid = 'dev'\ntitle = 'Backend'\n\
    skill = [{ id = 'orm', title = 'ORM' }, { id = 'joins', title = 'Joins' }]\n";

fn repository() -> TestRepo {
    let mut repo = TestRepo::with_plan(PLAN);
    repo.at("2025-07-15T20:00:00+08:00");
    repo
}

#[test]
fn a_length_of_time_is_read_as_it_is_said() {
    let repo = repository();
    for (typed, written) in [
        ("90分钟", "1h30m"),
        ("90min", "1h30m"),
        ("1小时30分", "1h30m"),
        ("1 小时 30 分钟", "1h30m"),
        ("1h30", "1h30m"),
        ("１ｈ３０ｍ", "1h30m"),
        ("2个半小时", "2h30m"),
        ("半小时", "30m"),
        ("1 hour 5 minutes", "1h5m"),
    ] {
        let ran = repo.roadmap(&["study", "aws", "--took", typed]);
        assert_eq!(ran.code, 0, "{typed}: {}", ran.transcript());
        // A line of history keeps the one form that every version reads.
        let message = repo.git(&["log", "-1", "--format=%B"]);
        assert!(message.contains(&format!("took={written} ")), "{typed}: {message}");
    }
    for typed in ["90", "一小时", "1h30x", "分钟", "-5m", "30分1小时"] {
        let refused = repo.roadmap(&["study", "aws", "--took", typed]);
        assert_eq!(refused.code, 2, "{typed}: {}", refused.transcript());
    }
}

#[test]
fn a_chinese_keyboard_is_no_obstacle() {
    let repo = repository();
    for arguments in [
        &["done", "ＡＷＳ"][..],
        &["done", "sql", "--dry-run"],
        &["done", "read", "-x", "２"],
        &["skip", "＊", "2025-07-20"],
        &["study", "aws", "--from", "１９：００", "--to", "１９：３０"],
        &["add", "task", "Index", "--phase", "1", "--needs", "aws，sql", "--skills", "orm、joins"],
        &["add", "habit", "Run", "--every", "每周3次"],
        &["add", "habit", "Walk", "--every", "每天"],
        &["set", "read", "every", "每月１０次"],
        &["set", "aws,sql,index", "estimate", "1小时30分"],
        &["set", ".", "day-ends", "4:00"],
        &["set", "sql", "estimate", "90m"],
        &["replan", "--push", "2周"],
        &["replan", "--push", "1个月"],
        &["report", "--month", "2025年7月"],
    ] {
        let ran = repo.roadmap(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.transcript());
    }
    let plan = std::fs::read_to_string(repo.path().join("roadmap.toml")).expect("a plan");
    for line in [
        "needs = [\"aws\", \"sql\"]",
        "skills = [\"orm\", \"joins\"]",
        "every = \"3/week\"",
        "every = \"day\"",
        "every = \"10/month\"",
        "estimate = \"1h30m\"",
        // As it was typed, since the plan can have it.
        "estimate = \"90m\"",
        "day-ends = \"04:00\"",
    ] {
        let single = line.replace('"', "'");
        assert!(plan.contains(line) || plan.contains(&single), "{line}: {plan}");
    }
}
