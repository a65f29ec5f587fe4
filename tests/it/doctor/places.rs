//! Findings about where events are.

use insta::assert_snapshot;

use super::{PLAN, commit, doctor, finding, kinds, on_both, repository, said, with_plan};
use crate::support::TestRepo;

#[test]
fn a_shallow_clone() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        repo.roadmap(&["done", "docker"]).success();
        commit(&mut repo, "Work");
        let url = format!("file://{}", repo.path().display());
        repo.git(&["clone", "-q", "--depth", "1", &url, "../shallow"]);
        repo.enter("../shallow");
        assert_eq!(kinds(&repo), ["needs-a-hand history-cut-off"]);
        assert_eq!(finding(&repo, "history-cut-off")["shallow"], true);
        let text = said(&mut repo);
        let command = finding(&repo, "history-cut-off")["commands"][0].as_str().unwrap().to_owned();
        repo.git(&command.split(' ').skip(1).collect::<Vec<_>>());
        assert_eq!(kinds(&repo), Vec::<String>::new());
        text
    });
    assert_snapshot!(said, @r#"
    exit: 1
    --- stdout
    ! history is cut off: this is a shallow clone, and every number is "at least"
      → fetch the rest
        git fetch --unshallow

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! 历史不完整：这是浅克隆，所有数字都只是下限
      → 取回其余的历史
        git fetch --unshallow

    1 项需要处理。
    "#);
}

#[test]
fn a_rebase_that_would_drop_what_is_recorded() {
    let mut repo = repository("library");
    repo.roadmap(&["done", "docker"]).success();
    assert_eq!(kinds(&repo), Vec::<String>::new());
    repo.git(&["config", "rebase.backend", "apply"]);
    assert_eq!(kinds(&repo), ["needs-a-hand rebase-drops-records"]);
    let text = said(&mut repo);
    let command =
        finding(&repo, "rebase-drops-records")["commands"][0].as_str().unwrap().to_owned();
    repo.git(&command.split(' ').skip(1).collect::<Vec<_>>());
    assert_eq!(kinds(&repo), Vec::<String>::new());
    assert_snapshot!(text, @r"
    exit: 1
    --- stdout
    ! `rebase.backend` is `apply`: a rebase drops commits without changes, so what
      you recorded on the branch
      → let git rebase the usual way, here
        git config rebase.backend merge

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! `rebase.backend` 设为 `apply`：变基会丢掉没有改动的提交，也就是分支上的全部
      记录
      → 在这个仓库里改用 git 默认的变基方式
        git config rebase.backend merge

    1 项需要处理。
    ");
}

#[test]
fn events_of_an_unmerged_branch() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        repo.git(&["switch", "-qc", "side"]);
        repo.roadmap(&["done", "docker"]).success();
        repo.git(&["switch", "-qc", "side-of-side"]);
        repo.wait_minutes(1);
        repo.roadmap(&["study", "--took", "1h"]).success();
        repo.git(&["switch", "-q", "main"]);
        assert_eq!(kinds(&repo), ["worth-knowing unmerged-branch"; 2]);
        let found = finding(&repo, "unmerged-branch");
        assert_eq!((&found["branch"], &found["counted"]), (&"side".into(), &true.into()));
        assert_eq!(found["commands"][0], "git merge side");
        let text = said(&mut repo);
        repo.git(&["merge", "-q", "side"]);
        assert_eq!(kinds(&repo), ["worth-knowing unmerged-branch"]);
        // A squash merge has the lines, and so the events.
        repo.git(&["merge", "-q", "--squash", "side-of-side"]);
        repo.git(&["commit", "-q", "--allow-empty", "--no-edit"]);
        assert_eq!(kinds(&repo), Vec::<String>::new());
        text
    });
    assert_snapshot!(said, @r#"
    exit: 0
    --- stdout
    · 1 event is only on side: counted here, missing in a clone of your branch
        done docker · 2025-07-14 · ef1da3308985 · commit 212ca587b0
      → merge it when its work is done, or before you delete it
        git merge side

    · 1 event is only on side-of-side: counted here, missing in a clone of your
      branch
        study no task in particular · 2025-07-14 · a765af98fe4a
        commit e35df6d4de
      → merge it when its work is done, or before you delete it
        git merge side-of-side

    Nothing needs a hand; 2 are only worth knowing.

    exit: 0
    --- stdout
    · 1 条记录只在 side 上：这里会计入，但别人克隆你的分支时看不到
        完成 docker · 2025-07-14 · ef1da3308985 · 提交 212ca587b0
      → 工作完成后合并它，删除之前务必先合并
        git merge side

    · 1 条记录只在 side-of-side 上：这里会计入，但别人克隆你的分支时看不到
        学习 未指定任务 · 2025-07-14 · a765af98fe4a · 提交 e35df6d4de
      → 工作完成后合并它，删除之前务必先合并
        git merge side-of-side

    没有需要处理的问题；2 项仅供了解。
    "#);
}

#[test]
fn events_where_nobody_looks() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        repo.git(&["switch", "-qc", "side"]);
        repo.roadmap(&["done", "docker"]).success();
        repo.git(&["tag", "-am", "Version 1", "v1"]);
        repo.git(&["switch", "-q", "main"]);
        repo.git(&["clone", "-q", ".", "../clone"]);
        repo.git(&["branch", "-qD", "side"]);
        let tagged = finding(&repo, "unmerged-branch");
        assert_eq!((&tagged["branch"], &tagged["counted"]), (&"v1".into(), &false.into()));
        repo.enter("../clone");
        repo.git(&["tag", "-d", "v1"]);
        assert_eq!(kinds(&repo), ["worth-knowing unmerged-branch"]);
        assert_eq!(doctor(&repo)["events"], 0);
        let text = said(&mut repo);
        repo.git(&["merge", "-q", "origin/side"]);
        assert_eq!(kinds(&repo), Vec::<String>::new());
        // What the upstream has beyond the branch counts.
        repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
        repo.git(&["branch", "-q", "--set-upstream-to=origin/side"]);
        assert_eq!(finding(&repo, "unmerged-branch")["counted"], true);
        text
    });
    assert_snapshot!(said, @r#"
    exit: 0
    --- stdout
    · 1 event is only on origin/side, where roadmap does not look
        done docker · 2025-07-14 · ef1da3308985 · commit 212ca587b0
      → merge it when its work is done, or before you delete it
        git merge origin/side

    Nothing needs a hand; 1 is only worth knowing.

    exit: 0
    --- stdout
    · 1 条记录只在 origin/side 上，roadmap 不会读取那里
        完成 docker · 2025-07-14 · ef1da3308985 · 提交 212ca587b0
      → 工作完成后合并它，删除之前务必先合并
        git merge origin/side

    没有需要处理的问题；1 项仅供了解。
    "#);
}

/// What is said in the session of the test below.
fn record_ref_session(through: &str) -> String {
    let plan = format!("{PLAN}\n[record]\nref = \"refs/roadmap/log\"\n");
    let mut forge = with_plan(&plan, through);
    assert_eq!(kinds(&forge), Vec::<String>::new(), "without remotes all is well");
    forge.git(&["clone", "-q", "--bare", ".", "../forge.git"]);
    forge.enter("../forge.git");
    let cloned = || {
        let mut clone: TestRepo = forge.cloned();
        clone.set("ROADMAP_GIT", through);
        clone
    };
    let (mut laptop, mut desktop) = (cloned(), cloned());
    assert_eq!(kinds(&laptop), ["needs-a-hand record-ref-not-carried"]);
    let mut text = said(&mut laptop);
    laptop.roadmap(&["done", "docker"]).success();
    text.push_str(&said(&mut laptop));
    laptop.roadmap(&["share"]).success();
    assert_eq!(kinds(&laptop), Vec::<String>::new());
    laptop.git(&["push", "-q"]);

    desktop.roadmap(&["share"]).success();
    assert_eq!(kinds(&desktop), ["worth-knowing record-ref-not-fetched"]);
    text.push_str(&said(&mut desktop));
    desktop.git(&["fetch", "-q"]);
    assert_eq!(kinds(&desktop), Vec::<String>::new());
    assert_eq!(doctor(&desktop)["events"], 1);
    // Both record before they hear of each other; whoever comes second is told what to do.
    desktop.roadmap(&["done", "fastapi-core"]).success();
    desktop.git(&["push", "-q"]);
    laptop.roadmap(&["done", "leetcode"]).success();
    assert!(laptop.try_git(&["push", "-q"]).code != 0);
    laptop.git(&["fetch", "-q"]);
    assert_eq!(kinds(&laptop), ["worth-knowing record-ref-behind"]);
    text.push_str(&said(&mut laptop));
    laptop.roadmap(&["share", "origin"]).success();
    assert_eq!(kinds(&laptop), Vec::<String>::new());
    laptop.git(&["push", "-q"]);
    assert_eq!(doctor(&laptop)["events"], 3);
    text
}

#[test]
fn a_record_ref_between_machines() {
    let said = on_both(record_ref_session);
    assert_snapshot!(said, @r#"
    exit: 1
    --- stdout
    ! the plan records on refs/roadmap/log, which is not here, and no remote
      carries it: events of other machines are missing
      → let the remote carry it
        roadmap share origin
        git fetch origin

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! 计划把记录写到 refs/roadmap/log，但本地没有它，也没有远程仓库会同步它：缺少
      其他电脑上的记录
      → 让远程仓库同步它
        roadmap share origin
        git fetch origin

    1 项需要处理。
    exit: 1
    --- stdout
    ! the plan records on refs/roadmap/log, and no remote carries it: other
      machines will not see these events
      → let the remote carry it
        roadmap share origin
        git fetch origin

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! 计划把记录写到 refs/roadmap/log，但没有远程仓库会同步它：其他电脑看不到这些
      记录
      → 让远程仓库同步它
        roadmap share origin
        git fetch origin

    1 项需要处理。
    exit: 0
    --- stdout
    · the plan records on refs/roadmap/log, which is not here
      → fetch it, if you have recorded elsewhere; else the first record makes it
        git fetch origin

    Nothing needs a hand; 1 is only worth knowing.

    exit: 0
    --- stdout
    · 计划把记录写到 refs/roadmap/log，但本地没有它
      → 如果在别处记录过，请先取回；否则第一次记录时会自动创建
        git fetch origin

    没有需要处理的问题；1 项仅供了解。
    exit: 0
    --- stdout
    · refs/roadmap/log lacks records that a remote has; they count, but git would
      refuse a push
      → bring them together; the next record does that, too
        roadmap share origin

    Nothing needs a hand; 1 is only worth knowing.

    exit: 0
    --- stdout
    · refs/roadmap/log 缺少远程仓库已有的记录；它们照常计入，但 git 会拒绝推送
      → 合并两边的记录；下一次记录时也会自动合并
        roadmap share origin

    没有需要处理的问题；1 项仅供了解。
    "#);
}
