//! Command lines that cannot be understood: exit code 2.

use insta::assert_snapshot;

use super::{refused, started};

#[test]
fn commands_and_flags_that_do_not_exist() {
    let repo = started();
    let said = refused(
        &repo,
        2,
        &[
            &["statu"],
            &["fastapi-di"],
            &["--day", "2025-07-14"],
            &["list", "--day", "2025-07-14"],
            &["done", "postgres", "--tok", "1h"],
            &["done", "postgres", "--at", "2025-07-14"],
            &["check", "--lang", "fr"],
            &["status", "--color", "sometimes"],
            &["completions", "tcsh"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap statu
    error: unrecognized subcommand 'statu'

      tip: some similar subcommands exist: 'streak', 'start', 'status'

    Usage: roadmap [OPTIONS] [COMMAND]

    For more information, try '--help'.

    $ roadmap fastapi-di
    error: unrecognized subcommand 'fastapi-di'

    Usage: roadmap [OPTIONS] [COMMAND]

    For more information, try '--help'.

    $ roadmap --day 2025-07-14
    error: unexpected argument '--day' found

    Usage: roadmap [OPTIONS] [COMMAND]

    For more information, try '--help'.

    $ roadmap list --day 2025-07-14
    error: unexpected argument '--day' found

      tip: a similar argument exists: '--at'

    Usage: roadmap list [OPTIONS]

    For more information, try '--help'.

    $ roadmap done postgres --tok 1h
    error: unexpected argument '--tok' found

      tip: a similar argument exists: '--took'

    Usage: roadmap done --took <TIME> <TASK>...

    For more information, try '--help'.

    $ roadmap done postgres --at 2025-07-14
    error: unexpected argument '--at' found

      tip: a similar argument exists: '--day'

    Usage: roadmap done <TASK>...

    For more information, try '--help'.

    $ roadmap check --lang fr
    error: invalid value 'fr' for '--lang <LANG>'
      [possible values: en, zh]

    For more information, try '--help'.

    $ roadmap status --color sometimes
    error: invalid value 'sometimes' for '--color <WHEN>'
      [possible values: auto, always, never]

    For more information, try '--help'.

    $ roadmap completions tcsh
    error: invalid value 'tcsh' for '<SHELL>'
      [possible values: bash, elvish, fish, powershell, zsh]

      tip: a similar value exists: 'zsh'

    For more information, try '--help'.
    ");
}

#[test]
fn arguments_that_are_missing() {
    let repo = started();
    let said = refused(
        &repo,
        2,
        &[
            &["done"],
            &["reopen"],
            &["skip"],
            &["show"],
            &["completions"],
            &["done", "postgres", "--took"],
            &["-C"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done
    error: the following required arguments were not provided:
      <TASK>...

    Usage: roadmap done <TASK>...

    For more information, try '--help'.

    $ roadmap reopen
    error: the following required arguments were not provided:
      <TASK>

    Usage: roadmap reopen <TASK>

    For more information, try '--help'.

    $ roadmap skip
    error: the following required arguments were not provided:
      <TASK>

    Usage: roadmap skip <TASK> [DAYS]

    For more information, try '--help'.

    $ roadmap show
    error: the following required arguments were not provided:
      <TASK>

    Usage: roadmap show <TASK>

    For more information, try '--help'.

    $ roadmap completions
    error: the following required arguments were not provided:
      <SHELL>

    Usage: roadmap completions <SHELL>

    For more information, try '--help'.

    $ roadmap done postgres --took
    error: a value is required for '--took <TIME>' but none was supplied

    For more information, try '--help'.

    $ roadmap -C
    error: a value is required for '-C <DIR>' but none was supplied

    For more information, try '--help'.
    ");
}

#[test]
fn arguments_that_are_empty_or_too_many() {
    let repo = started();
    let said =
        refused(&repo, 2, &[&["undo", "a", "b"], &["init", ""], &["log", "-n", "3", "--all"]]);
    assert_snapshot!(said, @"
    $ roadmap undo a b
    error: unexpected argument 'b' found

    Usage: roadmap undo [OPTIONS] [TASK|EVENT]

    For more information, try '--help'.

    $ roadmap init ''
    error: a value is required for '[DIRECTORY]' but none was supplied

    For more information, try '--help'.

    $ roadmap log -n 3 --all
    error: the argument '--limit <COUNT>' cannot be used with '--all'

    Usage: roadmap log --limit <COUNT> [TASK]

    For more information, try '--help'.
    ");
}

#[test]
fn days_that_are_none() {
    let repo = started();
    let said = refused(
        &repo,
        2,
        &[
            &["done", "postgres", "--day", "7/12"],
            &["done", "postgres", "--day", "2025-8"],
            &["done", "postgres", "--day", "2025-02-30"],
            &["study", "--day", "1025-07-14"],
            &["status", "--at", "someday"],
            &["log", "--at", ""],
            &["skip", "leetcode", "2025-10-01.."],
            &["skip", "leetcode", "2025-10-01..soon"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done postgres --day 7/12
    error: invalid value '7/12' for '--day <DATE>': `7/12` is not a day: write 2025-07-12, 07-12, yesterday, monday, last friday, 3 days ago, 昨天, 上周五 or 7月12日

    For more information, try '--help'.

    $ roadmap done postgres --day 2025-8
    error: invalid value '2025-8' for '--day <DATE>': `2025-8` is not a day: write 2025-07-12, 07-12, yesterday, monday, last friday, 3 days ago, 昨天, 上周五 or 7月12日

    For more information, try '--help'.

    $ roadmap done postgres --day 2025-02-30
    error: invalid value '2025-02-30' for '--day <DATE>': `2025-02-30` is not in the calendar

    For more information, try '--help'.

    $ roadmap study --day 1025-07-14
    error: invalid value '1025-07-14' for '--day <DATE>': `1025-07-14` is outside the years 1970 to 2999

    For more information, try '--help'.

    $ roadmap status --at someday
    error: invalid value 'someday' for '--at <DATE>': `someday` is not a day: write 2025-07-12, 07-12, yesterday, monday, last friday, 3 days ago, 昨天, 上周五 or 7月12日

    For more information, try '--help'.

    $ roadmap log --at ''
    error: invalid value '' for '--at <DATE>': `` is not a day: write 2025-07-12, 07-12, yesterday, monday, last friday, 3 days ago, 昨天, 上周五 or 7月12日

    For more information, try '--help'.

    $ roadmap skip leetcode 2025-10-01..
    error: invalid value '2025-10-01..' for '[DAYS]': write one day, or the first and the last as FIRST..LAST

    For more information, try '--help'.

    $ roadmap skip leetcode 2025-10-01..soon
    error: invalid value '2025-10-01..soon' for '[DAYS]': `soon` is not a day: write 2025-07-12, 07-12, yesterday, monday, last friday, 3 days ago, 昨天, 上周五 or 7月12日

    For more information, try '--help'.
    ");
}

#[test]
fn quantities_that_are_none() {
    let repo = started();
    let said = refused(
        &repo,
        2,
        &[
            &["done", "postgres", "--took", "90"],
            &["done", "postgres", "--took", "-1h"],
            &["study", "--took", "2000h"],
            &["done", "leetcode", "-x", "0"],
            &["done", "leetcode", "-x", "two"],
            &["log", "-n", "0"],
            &["log", "-n", "many"],
        ],
    );
    assert_snapshot!(said, @"
    $ roadmap done postgres --took 90
    error: invalid value '90' for '--took <TIME>': `90` is not a length of time of at most 1000h: write `45m`, `1h30m` or `1.5h`

    For more information, try '--help'.

    $ roadmap done postgres --took -1h
    error: unexpected argument '-1' found

    Usage: roadmap done [OPTIONS] <TASK>...

    For more information, try '--help'.

    $ roadmap study --took 2000h
    error: invalid value '2000h' for '--took <TIME>': `2000h` is not a length of time of at most 1000h: write `45m`, `1h30m` or `1.5h`

    For more information, try '--help'.

    $ roadmap done leetcode -x 0
    error: invalid value '0' for '--amount <COUNT>': `0` is not an amount: write a number above 0 with at most three decimal places

    For more information, try '--help'.

    $ roadmap done leetcode -x two
    error: invalid value 'two' for '--amount <COUNT>': `two` is not an amount: write a number above 0 with at most three decimal places

    For more information, try '--help'.

    $ roadmap log -n 0
    error: invalid value '0' for '--limit <COUNT>': write a whole number above 0, or --all

    For more information, try '--help'.

    $ roadmap log -n many
    error: invalid value 'many' for '--limit <COUNT>': write a whole number above 0, or --all

    For more information, try '--help'.
    ");
}

#[test]
fn a_directory_that_is_none() {
    let repo = started();
    let said = refused(&repo, 1, &[&["-C", "nowhere", "status"], &["-C", "notes.md", "done", "a"]]);
    assert_snapshot!(said, @"
    $ roadmap -C nowhere status
    error: `nowhere` is not a directory
    hint: `-C` names the directory to work in

    $ roadmap -C notes.md done a
    error: `notes.md` is not a directory
    hint: `-C` names the directory to work in
    ");
}

#[test]
fn a_usage_error_has_no_colour_where_none_is_wanted() {
    let mut repo = started();
    repo.set("NO_COLOR", "1");
    assert!(!repo.roadmap(&["statu"]).err.contains('\u{1b}'));
}
