//! The user's document makes the plan that was made of it by hand, but for ids and references.

use roadmap::plan::import::Form;

use super::imported;
use crate::support::{plan, project_file};

#[test]
fn the_users_document_makes_the_plan_that_was_made_by_hand() {
    let made = imported(&project_file("tests/fixtures/plan.zh.md"), Form::Markdown).plan;
    let by_hand = plan(&project_file("roadmap.toml"));
    assert_eq!((&made.goal, &made.path), (&by_hand.goal, &by_hand.path));
    assert_eq!((made.start, made.deadline), (by_hand.start, by_hand.deadline));
    assert_eq!((made.phases.len(), made.tasks().count()), (8, 29));
    for (made, by_hand) in made.phases.iter().zip(&by_hand.phases) {
        assert_eq!(
            (&made.id, &made.title, made.window),
            (&by_hand.id, &by_hand.title, by_hand.window)
        );
        let titles = |phase: &roadmap::plan::Phase| -> Vec<String> {
            phase.tasks.iter().map(|task| task.title.clone()).collect()
        };
        assert_eq!(titles(made), titles(by_hand));
    }
    let modules = |plan: &roadmap::plan::Plan| -> Vec<(String, Vec<String>)> {
        let skills = |module: &roadmap::plan::Module| {
            module.skills.iter().map(|skill| skill.title.clone()).collect()
        };
        plan.modules.iter().map(|module| (module.title.clone(), skills(module))).collect()
    };
    assert_eq!(modules(&made), modules(&by_hand));
    assert_eq!((made.modules.len(), made.skills().count()), (4, 22));
    assert_eq!(made.links, by_hand.links);
    let habit = |plan: &roadmap::plan::Plan| {
        let habit = plan.habits.first().expect("a habit").clone();
        (habit.title, habit.unit, habit.span, habit.goals, plan.habits.len())
    };
    assert_eq!(habit(&made), habit(&by_hand));
}

#[test]
fn only_group_headings_and_rules_of_it_are_left_out() {
    let import = imported(&project_file("tests/fixtures/plan.zh.md"), Form::Markdown);
    let left: Vec<&str> = import.account.left_out.iter().map(|left| left.text.as_str()).collect();
    assert_eq!(
        left,
        [
            "---",
            "## 1. 分阶段 & 每月任务",
            "---",
            "## 2. 技能图谱（按模块拆解）",
            "---",
            "## 3. 相关链接"
        ]
    );
}
