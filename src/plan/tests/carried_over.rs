//! `roadmap.toml` says everything that the document says which it was carried over from.

use super::ROADMAP;
use crate::plan::{Plan, read};
use crate::sentence::Lang;

const DOCUMENT: &str = include_str!("../../../tests/fixtures/plan.zh.md");

fn plan() -> Plan {
    match read(ROADMAP.as_bytes()) {
        Ok(reading) if reading.warnings.is_empty() => reading.plan,
        Ok(reading) => panic!("{}", reading.warnings),
        Err(problems) => {
            panic!("{}", problems.render("roadmap.toml", ROADMAP.as_bytes(), false, 100, Lang::En))
        }
    }
}

/// The document's `##` part with this number: its `###` headings, each with its bullets.
fn part(number: usize) -> Vec<(String, Vec<String>)> {
    let part = DOCUMENT.split("\n## ").nth(number).expect("the part");
    let mut sections = vec![(String::new(), Vec::new())];
    for line in part.lines() {
        if let Some(heading) = line.strip_prefix("### ") {
            sections.push((heading.trim().to_owned(), Vec::new()));
        } else if let Some(bullet) = line.strip_prefix("- ") {
            sections.last_mut().expect("a section").1.push(bullet.trim().to_owned());
        }
    }
    sections
}

#[test]
fn start_goal_and_path() {
    let line = |name: &str| {
        let start = format!("> **{name}**：");
        let line = DOCUMENT.lines().find_map(|line| line.strip_prefix(start.as_str()));
        line.map(|line| line.trim().to_owned())
    };
    let plan = plan();
    assert_eq!(Some(plan.start.to_string()), line("起始时间"));
    assert_eq!(plan.goal, line("目标"));
    assert_eq!(plan.path, line("路径"));
}

#[test]
fn every_phase_with_its_month_and_every_bullet() {
    let plan = plan();
    let sections = &part(1)[1..];
    assert_eq!(sections.len(), 8);
    assert_eq!(plan.phases.len(), 8);
    for (phase, (heading, bullets)) in plan.phases.iter().zip(sections) {
        let month = phase.window.first().format("%Y年%-m月");
        let id = phase.id.to_string().to_uppercase();
        assert_eq!(*heading, format!("阶段 {id}：{}（{month}）", phase.title));
        let next_month = phase.window.last().succ_opt().expect("a day").format("%d").to_string();
        assert_eq!(
            (phase.window.first().format("%d").to_string(), next_month),
            ("01".into(), "01".into())
        );
        let titles: Vec<_> = phase.tasks.iter().map(|task| task.title.as_str()).collect();
        let habits = plan.habits.iter().map(|habit| habit.title.as_str());
        let one_off: Vec<_> = bullets
            .iter()
            .map(String::as_str)
            .filter(|bullet| !habits.clone().any(|habit| habit == *bullet))
            .collect();
        assert_eq!(titles, one_off, "{heading}");
    }
    let daily = sections
        .iter()
        .flat_map(|(_, bullets)| bullets)
        .filter(|bullet| bullet.starts_with("每日"));
    assert_eq!(
        daily.collect::<Vec<_>>(),
        plan.habits.iter().map(|habit| &habit.title).collect::<Vec<_>>()
    );
    assert_eq!(plan.tasks().count(), 29);
}

#[test]
fn every_skill() {
    let plan = plan();
    let modules: Vec<_> = plan
        .modules
        .iter()
        .map(|module| {
            (module.title.clone(), module.skills.iter().map(|skill| skill.title.clone()).collect())
        })
        .collect();
    assert_eq!(modules, part(2)[1..].to_vec());
    assert_eq!(plan.skills().count(), 22);
}

#[test]
fn every_link() {
    let links: Vec<_> =
        plan().links.iter().map(|link| format!("[{}]({})", link.title, link.url)).collect();
    assert_eq!(links, part(3).remove(0).1);
    assert_eq!(links.len(), 8);
}

#[test]
fn the_links_of_the_tasks_are_among_those_of_the_plan() {
    let plan = plan();
    for link in plan.tasks().flat_map(|(_, task)| &task.links) {
        assert!(plan.links.iter().any(|known| known.url == *link), "{link}");
    }
}
