//! What the learner studies: the plan.

/// Who records events.
pub(super) const LEARNER: &str = "林小明 <lin@example.org>";

/// The habits: id, title, how often.
pub(super) const HABITS: [(&str, &str, &str); 3] = [
    ("leetcode", "LeetCode Easy/Medium", "day"),
    ("english-reading", "读英文文档", "5/week"),
    ("review", "复盘笔记 📒", "1/week"),
];

const SUBJECTS: [(&str, &str); 10] = [
    ("fastapi", "掌握 FastAPI 的依赖注入"),
    ("sqlalchemy", "SQLAlchemy 2.0 异步会话"),
    ("docker-image", "写一个多阶段的镜像"),
    ("redis", "用 Redis 做缓存与限流"),
    ("pytest", "为接口写参数化测试"),
    ("kubernetes", "部署到 Kubernetes：探针与滚动更新"),
    ("linux", "systemd, journald and cgroups"),
    ("network", "读懂一次 TLS 握手"),
    ("observability", "Prometheus 指标与告警"),
    ("algorithms", "动态规划入门题单"),
];

/// The months of the plan, from the first on which events are recorded.
const MONTHS: [&str; 12] = [
    "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12", "2026-01", "2026-02",
    "2026-03", "2026-04", "2026-05", "2026-06",
];

/// The id of a task.
pub(super) fn id(task: usize) -> String {
    format!("{}-{task:04}", SUBJECTS[task % SUBJECTS.len()].0)
}

/// The title of a task.
pub(super) fn title(task: usize) -> String {
    format!("{}（第 {} 部分）", SUBJECTS[task % SUBJECTS.len()].1, task / SUBJECTS.len() + 1)
}

/// `roadmap.toml` with so many tasks, twenty in a phase.
pub(super) fn plan(tasks: usize) -> String {
    let mut plan = String::from(
        "schema = 1\ntitle = \"Python 后端 → DevOps\"\ngoal = \"拿到第一份实习\"\n\
         start = 2025-07-11\nrest-days = [\"sunday\"]\n",
    );
    let phases = tasks.div_ceil(20).max(1);
    for task in 0..tasks {
        if task % 20 == 0 {
            let phase = task / 20;
            let month = MONTHS[phase * MONTHS.len() / phases];
            plan.push_str(&format!(
                "\n[[phase]]\nid = \"{}\"\ntitle = \"阶段 {}\"\nwindow = \"{month}\"\n",
                phase + 1,
                phase + 1
            ));
        }
        let (id, title) = (id(task), title(task));
        plan.push_str(&format!("\n  [[phase.task]]\n  id = \"{id}\"\n  title = \"{title}\"\n"));
    }
    for (id, title, every) in HABITS {
        plan.push_str(&format!(
            "\n[[habit]]\nid = \"{id}\"\ntitle = \"{title}\"\nevery = \"{every}\"\n"
        ));
    }
    plan
}
