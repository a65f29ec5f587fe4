//! Findings about lines and about what they mean.

use insta::assert_snapshot;

use super::{PLAN, commit, finding, kinds, on_both, repository, said, with_plan};

#[test]
fn what_was_called_otherwise_is_known_again_by_its_title() {
    let mut repo = repository("library");
    repo.roadmap(&["done", "docker"]).success();
    repo.wait_minutes(1);
    repo.write("roadmap.toml", &PLAN.replace("id = \"docker\"", "id = \"containers\""));
    let found = finding(&repo, "unknown-target");
    assert_eq!(
        (&found["target"], &found["did_you_mean"]),
        (&"docker".into(), &"containers".into())
    );
}

#[test]
fn a_name_that_the_plan_lacks() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        commit(&mut repo, "By hand\n\nRoadmap-Done: fastapi-cor");
        commit(&mut repo, "By hand\n\nRoadmap-Study: kubernetes took=1h");
        assert_eq!(kinds(&repo), ["needs-a-hand unknown-target", "needs-a-hand unknown-target"]);
        let found = finding(&repo, "unknown-target");
        assert_eq!(found["target"], "fastapi-cor");
        assert_eq!(found["did_you_mean"], "fastapi-core");
        let text = said(&mut repo);

        // The way out is one.
        let moved = "\n[[moved]]\nfrom = \"fastapi-cor\"\nto = [\"fastapi-core\"]\n";
        repo.write("roadmap.toml", &format!("{PLAN}{moved}"));
        let undo = finding(&repo, "unknown-target")["commands"][0].as_str().unwrap().to_owned();
        repo.roadmap(&undo.split(' ').skip(1).collect::<Vec<_>>()).success();
        assert_eq!(kinds(&repo), Vec::<String>::new());
        text
    });
    assert_snapshot!(said, @r#"
    exit: 1
    --- stdout
    ! `fastapi-cor` is recorded, but the plan has no such task or habit: not
      counted
        done fastapi-cor · 2025-07-14 · d9db0236ab30 · commit 99575931db
      → did you mean fastapi-core? Then add to the end of roadmap.toml:
        [[moved]]
        from = "fastapi-cor"
        to = ["fastapi-core"]
        or take it back:
        roadmap undo d9db0236ab30

    ! `kubernetes` is recorded, but the plan has no such task or habit: not
      counted
        study kubernetes · 2025-07-14 · c86239d319db · commit f567022358
      → say at the end of roadmap.toml which task gets the credit:
        [[moved]]
        from = "kubernetes"
        to = ["…"]
        or take it back:
        roadmap undo c86239d319db

    2 things need a hand.

    exit: 1
    --- stdout
    ! 有 `fastapi-cor` 的记录，但计划里没有这个任务或习惯，不计入
        完成 fastapi-cor · 2025-07-14 · d9db0236ab30 · 提交 99575931db
      → 是不是 fastapi-core？如果是，请在 roadmap.toml 末尾加上：
        [[moved]]
        from = "fastapi-cor"
        to = ["fastapi-core"]
        或者撤销该记录：
        roadmap undo d9db0236ab30

    ! 有 `kubernetes` 的记录，但计划里没有这个任务或习惯，不计入
        学习 kubernetes · 2025-07-14 · c86239d319db · 提交 f567022358
      → 请在 roadmap.toml 末尾写明归到哪个任务：
        [[moved]]
        from = "kubernetes"
        to = ["…"]
        或者撤销该记录：
        roadmap undo c86239d319db

    2 项需要处理。
    "#);
}

/// What is said in the session of the test below.
fn odd_lines_session(through: &str) -> String {
    let mut repo = repository(through);
    commit(&mut repo, "By hand\n\nRoadmap-Dome: docker");
    commit(&mut repo, "By hand\n\nRoadmap-Praise: docker");
    commit(&mut repo, "By hand\n\nRoadmap-Done:");
    commit(&mut repo, "By hand\n\nRoadmap-Done: docker took=long took=1h really");
    commit(&mut repo, "By hand\n\nRoadmap-Undo: docker");
    assert_eq!(
        kinds(&repo),
        [
            "worth-knowing unknown-verb",
            "worth-knowing unknown-verb",
            "worth-knowing unread-line",
            "worth-knowing partly-read-line",
        ]
    );
    let found = finding(&repo, "unknown-verb");
    assert_eq!((&found["key"], &found["did_you_mean"]), (&"Roadmap-Dome".into(), &"done".into()));
    assert_eq!(finding(&repo, "unread-line")["lines"][0]["line"], "Roadmap-Done: ");
    assert_eq!(finding(&repo, "partly-read-line")["lines"][0]["flaw"], "unreadable");
    said(&mut repo)
}

#[test]
fn lines_that_are_not_or_only_partly_read() {
    let said = on_both(odd_lines_session);
    assert_snapshot!(said, @r#"
    exit: 0
    --- stdout
    · `Roadmap-Dome` is not one of roadmap's keys; `Roadmap-Done` may have been
      meant
        Roadmap-Dome: docker · commit 9ad55f30d6
      → not counted: record it with roadmap; the line itself can stay, or be
        amended before you push

    · this version does not know `Roadmap-Praise`
        Roadmap-Praise: docker · commit c7ae8d8f86
      → kept, not counted: a newer roadmap may know it

    · 1 line names no task or habit that could be read, and does not count
        Roadmap-Done: · commit 23ae82e17c
      → record it with roadmap; the line itself can stay, or be amended before you
        push

    · 4 parts of event lines could not be read; the rest of them counts
        Roadmap-Done: docker took=long took=1h really
        `took=long` cannot be read and does not count · commit 4fd422b941
        Roadmap-Done: docker took=long took=1h really
        `took=` stands there twice; the first counts · commit 4fd422b941
        Roadmap-Done: docker took=long took=1h really
        `really` is not `key=value` · commit 4fd422b941
        Roadmap-Undo: docker · it names no event with `of=`, so it changes nothing
        commit 36d11198a1
      → if the part matters: undo the event and record it again

    Nothing needs a hand; 4 are only worth knowing.

    exit: 0
    --- stdout
    · `Roadmap-Dome` 不是 roadmap 的关键字，也许想写的是 `Roadmap-Done`
        Roadmap-Dome: docker · 提交 9ad55f30d6
      → 未计入：请用 roadmap 重新记录；原来那行可以保留，推送之前也可以用 amend 改
        正

    · 当前版本不认识 `Roadmap-Praise`
        Roadmap-Praise: docker · 提交 c7ae8d8f86
      → 已保留但不计入；更新的版本也许认识

    · 1 行没有写明任务或习惯，不计入
        Roadmap-Done: · 提交 23ae82e17c
      → 请用 roadmap 重新记录；原来那行可以保留，推送之前也可以用 amend 改正

    · 记录中有 4 处无法读取，其余部分照常计入
        Roadmap-Done: docker took=long took=1h really
        `took=long` 无法读取，不计入 · 提交 4fd422b941
        Roadmap-Done: docker took=long took=1h really
        `took=` 出现了两次，以第一个为准 · 提交 4fd422b941
        Roadmap-Done: docker took=long took=1h really
        `really` 不是 `名称=值` 的形式 · 提交 4fd422b941
        Roadmap-Undo: docker · 没有用 `of=` 指明记录，不起作用 · 提交 36d11198a1
      → 如果这部分很重要：撤销该记录，再重新记录

    没有需要处理的问题；4 项仅供了解。
    "#);
}

#[test]
fn one_id_with_different_contents() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        commit(&mut repo, "By hand\n\nRoadmap-Done: docker day=2025-07-14 id=abcdef123456");
        commit(&mut repo, "By hand\n\nRoadmap-Done: fastapi-core day=2025-07-14 id=abcdef123456");
        assert_eq!(kinds(&repo), ["worth-knowing same-id"]);
        let found = finding(&repo, "same-id");
        assert_eq!(found["contents"].as_array().unwrap().len(), 2);
        assert_eq!(found["contents"][0]["counts"], true);
        said(&mut repo)
    });
    assert_snapshot!(said, @r#"
    exit: 0
    --- stdout
    · the id abcdef123456 was used for different events; only the oldest counts
        Roadmap-Done: docker day=2025-07-14 id=abcdef123456 · counts
        commit a40196cd3b
        Roadmap-Done: fastapi-core day=2025-07-14 id=abcdef123456
        commit 2dbd247c3c
      → if another of them happened too, record it with roadmap, which gives it an
        id of its own

    Nothing needs a hand; 1 is only worth knowing.

    exit: 0
    --- stdout
    · id abcdef123456 对应了不同的记录，只有最早的一条计入
        Roadmap-Done: docker day=2025-07-14 id=abcdef123456 · 计入
        提交 a40196cd3b
        Roadmap-Done: fastapi-core day=2025-07-14 id=abcdef123456
        提交 2dbd247c3c
      → 如果其他几条也确实发生过，请用 roadmap 重新记录，会得到各自的 id

    没有需要处理的问题；1 项仅供了解。
    "#);
}

#[test]
fn a_day_that_is_written_and_one_that_is_not_are_the_same_content() {
    let mut repo = repository("library");
    commit(&mut repo, "By hand\n\nRoadmap-Done: docker id=abcdef123456");
    commit(&mut repo, "By hand\n\nRoadmap-Done: docker day=2025-07-14 id=abcdef123456");
    assert_eq!(kinds(&repo), Vec::<String>::new());
}

#[test]
fn undos_in_a_circle() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        commit(&mut repo, "By hand\n\nRoadmap-Undo: docker of=bbbbbb id=aaaaaa");
        commit(&mut repo, "By hand\n\nRoadmap-Undo: docker of=aaaaaa id=bbbbbb");
        assert_eq!(kinds(&repo), ["needs-a-hand undo-cycle"]);
        let text = said(&mut repo);
        for command in ["aaaaaa", "bbbbbb"] {
            repo.wait_minutes(1);
            repo.roadmap(&["undo", command]).success();
        }
        assert_eq!(kinds(&repo), Vec::<String>::new());
        text
    });
    assert_snapshot!(said, @r#"
    exit: 1
    --- stdout
    ! 2 undos in a circle: none of them takes anything back
        undo docker · 2025-07-14 · bbbbbb · commit 015f1d698a
        undo docker · 2025-07-14 · aaaaaa · commit 6c63bb8714
      → take each of them back, then undo what you meant
        roadmap undo bbbbbb
        roadmap undo aaaaaa

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! 2 条撤销形成循环，都不起作用
        撤销 docker · 2025-07-14 · bbbbbb · 提交 015f1d698a
        撤销 docker · 2025-07-14 · aaaaaa · 提交 6c63bb8714
      → 先逐条撤销它们，再撤销真正想撤销的记录
        roadmap undo bbbbbb
        roadmap undo aaaaaa

    1 项需要处理。
    "#);
}

#[test]
fn an_undo_of_what_nobody_has() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        commit(&mut repo, "By hand\n\nRoadmap-Undo: docker of=abcdef123456 id=eeeeee");
        assert_eq!(kinds(&repo), ["worth-knowing undo-of-nothing"]);
        assert_eq!(finding(&repo, "undo-of-nothing")["events"][0]["missing"][0], "abcdef123456");
        let text = said(&mut repo);
        repo.roadmap(&["undo", "eeeeee"]).success();
        assert_eq!(kinds(&repo), Vec::<String>::new());
        text
    });
    assert_snapshot!(said, @r#"
    exit: 0
    --- stdout
    · 1 undo or reopening names an event that is not here
        undo docker · 2025-07-14 · eeeeee · commit 0a9b81b249 · names abcdef123456
      → harmless: it takes effect once the event is fetched; if the id was a slip
        of the pen, take it back
        roadmap undo eeeeee

    Nothing needs a hand; 1 is only worth knowing.

    exit: 0
    --- stdout
    · 1 条撤销或重开所指的记录不在这里
        撤销 docker · 2025-07-14 · eeeeee · 提交 0a9b81b249 · 指向 abcdef123456
      → 没有影响：取回那条记录后自动生效；如果是 id 写错了，可以撤销
        roadmap undo eeeeee

    没有需要处理的问题；1 项仅供了解。
    "#);
}

#[test]
fn days_still_to_come() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        commit(&mut repo, "By hand\n\nRoadmap-Done: docker day=2052-07-14 id=dddddd");
        repo.roadmap(&["skip", "leetcode", "2025-10-01..2025-10-07"]).success();
        assert_eq!(kinds(&repo), ["needs-a-hand future-day"]);
        let text = said(&mut repo);
        repo.roadmap(&["undo", "dddddd"]).success();
        assert_eq!(kinds(&repo), Vec::<String>::new());
        text
    });
    assert_snapshot!(said, @r#"
    exit: 1
    --- stdout
    ! 1 event on a day still to come: not counted until then
        done docker · 2052-07-14 · dddddd · commit 62fefd228a
      → if the day is wrong, take it back and record it again
        roadmap undo dddddd

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! 1 条记录的日期未到，到那天才计入
        完成 docker · 2052-07-14 · dddddd · 提交 62fefd228a
      → 如果日期写错了，请撤销后重新记录
        roadmap undo dddddd

    1 项需要处理。
    "#);
}

#[test]
fn clocks_that_are_wrong() {
    let said = on_both(|through| {
        let mut repo = repository(through);
        repo.wait_days(2);
        repo.roadmap(&["done", "docker"]).success();
        repo.at("2025-07-14T15:00:00+08:00");
        assert_eq!(kinds(&repo), ["needs-a-hand clock-ahead"]);
        let ahead = said(&mut repo);
        repo.at("2025-07-16T14:52:00+08:00");
        assert_eq!(kinds(&repo), Vec::<String>::new(), "clocks are never quite the same");
        repo.at("2001-01-01T00:05:00+00:00");
        repo.git(&["commit", "-q", "--allow-empty", "-m", "Roadmap-Done: fastapi-core"]);
        repo.at("2025-07-13T12:00:00+08:00");
        let line = "Roadmap-Study: docker day=2025-07-15";
        repo.git(&["commit", "-q", "--allow-empty", "-m", line]);
        repo.at("2025-07-17T15:00:00+08:00");
        assert_eq!(kinds(&repo), ["worth-knowing clock-behind"]);
        assert_eq!(finding(&repo, "clock-behind")["events"].as_array().unwrap().len(), 2);
        ahead + &said(&mut repo)
    });
    assert_snapshot!(said, @r#"
    exit: 1
    --- stdout
    ! 1 event was recorded later than it is now, by up to 2 days: a clock is
      wrong, here or where it was recorded
        done docker · 2025-07-16 · 48e4f1633909 · commit 6b588b253f
      → see that this machine's clock and time zone are right

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! 1 条记录的时间晚于现在，最多晚 2 天：这台或记录时那台电脑的时钟不准
        完成 docker · 2025-07-16 · 48e4f1633909 · 提交 6b588b253f
      → 请检查这台电脑的时钟和时区

    1 项需要处理。
    exit: 0
    --- stdout
    · 2 events were recorded long before their days: a clock was slow
        study docker · 2025-07-15 · 9b1948e8891d · commit 79bf42f5d1
        done fastapi-core · 2001-01-01 · 9777c570520a · commit 7b569fe759
      → see that the clock of that machine is right; where a day is wrong, undo
        the event and record it again

    Nothing needs a hand; 1 is only worth knowing.

    exit: 0
    --- stdout
    · 2 条记录的时间远早于它所计入的日期：当时的时钟慢了
        学习 docker · 2025-07-15 · 9b1948e8891d · 提交 79bf42f5d1
        完成 fastapi-core · 2001-01-01 · 9777c570520a · 提交 7b569fe759
      → 请检查那台电脑的时钟；日期有误的，请撤销后重新记录

    没有需要处理的问题；1 项仅供了解。
    "#);
}

#[test]
fn people_whom_the_plan_leaves_out() {
    let plan = format!("{PLAN}\n[history]\nauthors = [\"mei@example.org\"]\n");
    let said = on_both(|through| {
        let mut repo = with_plan(&plan, through);
        assert_eq!(kinds(&repo), ["needs-a-hand learner-left-out"]);
        let left_out = said(&mut repo);
        repo.roadmap(&["done", "docker"]).success();
        assert_eq!(kinds(&repo), ["needs-a-hand nobody-counts"]);
        assert_eq!(finding(&repo, "nobody-counts")["people"][0]["email"], "lin@example.org");
        let text = left_out + &said(&mut repo);
        repo.write(".mailmap", "Mei <mei@example.org> <lin@example.org>\n");
        assert_eq!(kinds(&repo), Vec::<String>::new());
        text
    });
    assert_snapshot!(said, @r#"
    exit: 1
    --- stdout
    ! the plan counts only mei@example.org, so what you record here does not count
        林小明 <lin@example.org>
      → add yourself to `[history] authors` in roadmap.toml, or name your
        addresses in .mailmap

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! 计划只统计 mei@example.org，你在这里的记录不会计入
        林小明 <lin@example.org>
      → 请把自己加到 roadmap.toml 的 `[history] authors`，或在 .mailmap 中写明邮箱

    1 项需要处理。
    exit: 1
    --- stdout
    ! the plan counts only mei@example.org, and nothing is recorded by them
        林小明 <lin@example.org>
      → correct `[history] authors` in roadmap.toml, or name the addresses
        in .mailmap

    1 thing needs a hand.

    exit: 1
    --- stdout
    ! 计划只统计 mei@example.org，但他们都没有记录
        林小明 <lin@example.org>
      → 请改正 roadmap.toml 中的 `[history] authors`，或在 .mailmap 中写明邮箱

    1 项需要处理。
    "#);
}

#[test]
fn the_findings_fit_any_width() {
    use unicode_width::UnicodeWidthStr;
    let mut repo = repository("library");
    for line in [
        "Done: fastapi-cor",
        "Dome: docker",
        "Done:",
        "Done: docker took=long really",
        "Undo: docker of=abcdef123456 id=eeeeee",
        "Undo: docker of=aaaaaa id=aaaaaa",
        "Done: docker day=2052-07-14 id=dddddd",
        "Done: leetcode day=2025-07-14 id=dddddd",
        "Study: * day=2025-07-17 took=1h",
    ] {
        commit(&mut repo, &format!("By hand\n\nRoadmap-{line}"));
    }
    repo.git(&["switch", "-qc", "a-branch-with-a-rather-long-name/of-two-parts"]);
    for _ in 0..9 {
        commit(&mut repo, "By hand\n\nRoadmap-Done: leetcode");
    }
    repo.git(&["switch", "-q", "main"]);
    repo.roadmap(&["done", "fastapi-core"]).success();
    repo.git(&["reset", "-q", "--hard", "HEAD~1"]);
    assert_eq!(kinds(&repo).len(), 10, "{:?}", kinds(&repo));
    for width in [40, 80, 120] {
        repo.set("COLUMNS", &width.to_string());
        let mut text = String::new();
        for lang in ["en", "zh"] {
            let ran = repo.roadmap(&["doctor", "--lang", lang]);
            assert_eq!(ran.code, 1);
            text.push_str(&ran.out);
        }
        let wide: Vec<&str> = text.lines().filter(|line| line.width() > width).collect();
        assert!(wide.is_empty(), "{width}: {wide:#?}");
        if width == 40 {
            assert_snapshot!("findings_40", text);
        }
    }
}
