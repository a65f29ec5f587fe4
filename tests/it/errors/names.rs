//! Naming a task, habit, phase, skill or event that is not there, or not the only one.

use insta::assert_snapshot;

use super::{refused, started};
use crate::support::TestRepo;

#[test]
fn a_name_that_fits_nothing() {
    let repo = started();
    let said = refused(
        &repo,
        1,
        &[
            &["done", "nope"],
            &["done", "fastapi-dj"],
            &["done", "依赖主入"],
            &["done", ""],
            &["done", "dev-env", "zzz"],
            &["study", "zzz"],
            &["reopen", "zzz"],
            &["skip", "zzz"],
            &["show", "zzz"],
            &["log", "zzz"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done nope
    error: no task or habit is called `nope`
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today

    $ roadmap done fastapi-dj
    error: no task or habit is called `fastapi-dj`
    hint: did you mean `fastapi-di` (掌握 FastAPI 的依赖注入 / 中间件 / 异步特性)?

    $ roadmap done 依赖主入
    error: no task or habit is called `依赖主入`
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today

    $ roadmap done ''
    error: the name of a task or habit cannot be empty
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today

    $ roadmap done dev-env zzz
    error: no task or habit is called `zzz`
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today

    $ roadmap study zzz
    error: no task or habit is called `zzz`
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today

    $ roadmap reopen zzz
    error: no task or habit is called `zzz`
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today

    $ roadmap skip zzz
    error: no task or habit is called `zzz`
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today

    $ roadmap show zzz
    error: no task or habit is called `zzz`
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today

    $ roadmap log zzz
    error: no task or habit is called `zzz`
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today
    ");
}

#[test]
fn a_name_that_fits_several() {
    let repo = started();
    let said = refused(
        &repo,
        1,
        &[
            &["done", "fastapi"],
            &["skip", "k8s"],
            &["show", "学习"],
            &["status", "5"],
            &["status", "云"],
            &["list", "--skill", "d"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done fastapi
    error: `fastapi` fits more than one task or habit
      fastapi-core   学习 FastAPI 的核心机制（路由、请求处理、响应模型）
      fastapi-di     掌握 FastAPI 的依赖注入 / 中间件 / 异步特性
      fastapi-cloud  将 FastAPI 项目部署至 AWS/GCP
    hint: write more of the id, or all of it

    $ roadmap skip k8s
    error: `k8s` fits more than one task or habit
      k8s-basics  学习 Kubernetes 基础：Pod / Deployment / Service
      k8s-local   尝试 minikube 或 k3s 本地部署容器服务
    hint: write more of the id, or all of it

    $ roadmap show 学习
    error: `学习` fits more than one task or habit
      fastapi-core    学习 FastAPI 的核心机制（路由、请求处理、响应模型）
      study-repo      初始化学习型 GitHub 仓库和 Obsidian 笔记结构
      postgres        系统学习 PostgreSQL + SQLModel/SQLAlchemy
      docker-image    学习 Docker 构建 FastAPI 项目镜像 + 本地运行
      nginx-gunicorn  学习 Nginx + Gunicorn / Uvicorn 的生产部署方式
      pytest          学习 pytest + coverage 进行单元/集成测试
      k8s-basics      学习 Kubernetes 基础：Pod / Deployment / Service
    hint: write more of the id, or all of it

    $ roadmap status 5
    error: `5` fits more than one phase
      5a  云平台实践
      5b  简历准备
      5c  模拟投递 & 补短板
    hint: write more of the id, or all of it

    $ roadmap status 云
    error: `云` fits more than one phase
      4   云原生入门
      5a  云平台实践
    hint: write more of the id, or all of it

    $ roadmap list --skill d
    error: `d` fits more than one skill
      database-design  数据库设计：表结构、索引、范式、事务
      docker           Docker：镜像构建、容器运行、Volume挂载
      diagrams         使用 Markdown / PlantUML / Mermaid 绘制结构图
      dev              后端开发基础（Dev）
      delivery         开发与部署工程实践
    hint: write more of the id, or all of it
    ");
}

#[test]
fn the_name_of_something_else() {
    let repo = started();
    let said = refused(
        &repo,
        1,
        &[
            &["done", "1"],
            &["show", "5a"],
            &["done", "ci-cd"],
            &["study", "career"],
            &["status", "postgres"],
            &["list", "--phase", "leetcode"],
            &["list", "--skill", "postgres"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done 1
    error: no task or habit is called `1`
    hint: `1` is a phase: `roadmap status 1` shows its tasks

    $ roadmap show 5a
    error: no task or habit is called `5a`
    hint: `5a` is a phase: `roadmap status 5a` shows its tasks

    $ roadmap done ci-cd
    error: no task or habit is called `ci-cd`
    hint: `ci-cd` is a skill: `roadmap list --skill ci-cd` shows its tasks

    $ roadmap study career
    error: no task or habit is called `career`
    hint: `roadmap list` shows all tasks, `roadmap status` the habits of today

    $ roadmap status postgres
    error: no phase is called `postgres`
    hint: `postgres` is a task: `roadmap show postgres` shows it

    $ roadmap list --phase leetcode
    error: no phase is called `leetcode`
    hint: `leetcode` is a habit: `roadmap show leetcode` shows it

    $ roadmap list --skill postgres
    error: no skill is called `postgres`
    hint: `postgres` is a task: `roadmap show postgres` shows it
    ");
}

#[test]
fn a_phase_or_skill_that_is_not_there() {
    let repo = started();
    let said = refused(
        &repo,
        1,
        &[
            &["status", "9"],
            &["list", "--phase", "zzz"],
            &["list", "--skill", "zzz"],
            &["list", "--skill", "kubernites"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap status 9
    error: no phase is called `9`
    hint: `roadmap status` shows the phases

    $ roadmap list --phase zzz
    error: no phase is called `zzz`
    hint: `roadmap status` shows the phases

    $ roadmap list --skill zzz
    error: no skill is called `zzz`
    hint: the skills stand below `[[module]]` in roadmap.toml

    $ roadmap list --skill kubernites
    error: no skill is called `kubernites`
    hint: did you mean `kubernetes` (Kubernetes：Pod / Deployment / Service / ConfigMap)?
    ");
}

#[test]
fn an_event_that_is_not_there_or_not_the_only_one() {
    let mut repo = started();
    let commit = repo.git(&["rev-list", "--max-parents=0", "--abbrev-commit", "HEAD"]);
    let said = refused(&repo, 1, &[&["undo", commit.trim()], &["undo", "zzz"], &["undo", "5a"]]);
    assert_snapshot!(said, @"
    $ roadmap undo 00388d0
    error: no task, habit or event is called `00388d0`
    hint: `roadmap log` shows the ids of events; 4 characters are enough, of a commit 7

    $ roadmap undo zzz
    error: no task, habit or event is called `zzz`
    hint: `roadmap log` shows the ids of events; 4 characters are enough, of a commit 7

    $ roadmap undo 5a
    error: no task, habit or event is called `5a`
    hint: `5a` is a phase: `roadmap status 5a` shows its tasks
    ");

    for id in ["abcd11112222", "abcd33334444"] {
        repo.wait_minutes(1);
        let trailer = format!("Roadmap-Done: fastapi-core id={id}");
        repo.git(&["commit", "--allow-empty", "-qm", "By hand", "--trailer", &trailer]);
    }
    assert_snapshot!(refused(&repo, 1, &[&["undo", "abcd"]]), @"
    $ roadmap undo abcd
    error: `abcd` fits more than one event
      abcd33334444
      abcd11112222
    hint: write more of the id, or all of it
    ");
}

/// Things whose ids are the beginning of other names.
const ALIKE: &str = "title = 'Plan'\nstart = 2025-07-01\n\
    [[phase]]\nid = '1'\ntitle = 'Cloud basics'\nwindow = '2025-07'\n\
    task = [{ id = 'read-sql', title = 'Read SQL' }, { id = 'nginx', title = 'Proxy' }]\n\
    [[habit]]\nid = 'read'\ntitle = 'Read'\nevery = 'day'\n\
    [[module]]\nid = 'dev'\ntitle = 'Backend'\n\
    skill = [{ id = 'dev-volumes', title = 'Volumes' }, { id = 'sql', title = 'SQL' }]\n";

#[test]
fn an_id_is_no_guess_at_the_name_of_something_of_another_kind() {
    let mut repo = TestRepo::with_plan(ALIKE);
    repo.at("2025-07-15T20:00:00+08:00");
    let said = refused(
        &repo,
        1,
        &[
            &["move", "nginx", "--after", "read"],
            &["add", "task", "x", "--phase", "1", "--needs", "read"],
            &["add", "task", "x", "--phase", "1", "--skills", "dev"],
            &["streak", "nginx"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap move nginx --after read
    error: no task is called `read`
    hint: `read` is a habit, and this is for tasks

    $ roadmap add task x --phase 1 --needs read
    error: no task is called `read`
    hint: `read` is a habit, and this is for tasks

    $ roadmap add task x --phase 1 --skills dev
    error: no skill is called `dev`
    hint: `dev` is a module; its skills are dev-volumes, sql

    $ roadmap streak nginx
    error: no habit is called `nginx`
    hint: `nginx` is a task: `roadmap show nginx` shows it
    ");
}

#[test]
fn what_is_no_task_may_be_asked_about_and_noted_by_its_title() {
    let mut repo = TestRepo::with_plan(ALIKE);
    repo.at("2025-07-15T20:00:00+08:00");
    let phase = repo.roadmap(&["why", "cloud", "--json"]).success();
    assert_eq!(phase, repo.roadmap(&["why", "phase", "1", "--json"]).success());
    let skill = repo.roadmap(&["why", "volumes", "--json"]).success();
    assert_eq!(skill, repo.roadmap(&["why", "skill", "dev-volumes", "--json"]).success());
    let module = repo.roadmap(&["why", "dev", "--json"]).success();
    assert_eq!(module, repo.roadmap(&["why", "skill", "dev", "--json"]).success());
    let note = repo.roadmap(&["note", "1", "--print"]).success();
    assert_eq!(note, repo.roadmap(&["note", "--phase", "1", "--print"]).success());
}

#[test]
fn a_session_cannot_end_before_it_began() {
    let mut repo = TestRepo::with_plan(ALIKE);
    repo.at("2025-07-15T20:00:00+08:00");
    repo.roadmap(&["start", "nginx"]).success();
    repo.wait_minutes(90);
    let said = refused(&repo, 1, &[&["stop", "--to", "19:00"], &["stop", "--to", "22:00"]]);
    assert_snapshot!(said, @"
    $ roadmap stop --to 19:00
    error: 19:00 is not after 20:00, when the session was started
    hint: say how long it took with `--took`, or when it ended with `--to`; `--discard` drops it

    $ roadmap stop --to 22:00
    error: 22:00 is still to come; it is 21:30
    hint: say how long it took with `--took`, or when it ended with `--to`; `--discard` drops it
    ");
}
