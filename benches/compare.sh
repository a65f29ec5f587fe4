#!/usr/bin/env bash
# Measures roadmap side by side with git and Taskwarrior, and prints one table of ratios, then how
# the cost grows. docs/performance.md explains the rows. Needs Rust, git, hyperfine, Taskwarrior
# and GNU time; on Debian: apt install git hyperfine taskwarrior time
set -euo pipefail

usage() {
    cat <<'END'
usage: benches/compare.sh [OPTION]...

  --quick             small sizes and few runs: shows that it works, its numbers mean little
  --cache DIR         where the repositories are made and kept (~/.cache/roadmap-benches)
  --commits N         the large repository (1000000); the small one has 1,000
  --files N           the tree that `done` is measured in (100000)
  --tasks N           tasks of the plan for TAB and beside Taskwarrior (2000)
  --plan N            tasks of the plan for everything else (100)
  --events N          commits with an event (500)
  --runs N            runs of what takes seconds (5); what takes milliseconds runs ten times as often
  --no-scaling        only the table of ratios
  --make              only make the repositories
  --binary FILE       measure this roadmap instead of building one
  --generator FILE    make repositories with this instead of building examples/history
END
}

fail() { printf 'compare.sh: %s\n' "$*" >&2; exit 2; }
say() { printf '%s\n' "$*" >&2; }

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/roadmap-benches
large=1000000 small=1000 files=100000 tasks=2000 plan=100 events=500 runs=5
scaling=yes make_only=no binary='' generator=''
scale_commits='1000 10000 100000 1000000'
scale_events='100 1000 10000 100000' scale_events_commits=200000
scale_tasks='10 100 1000 5000'
scale_branches='1 10 100 1000 5000' scale_branches_commits=10000

quick() {
    large=10000 files=500 tasks=200 runs=2
    scale_commits='1000 10000'
    scale_events='10 100' scale_events_commits=1000
    scale_tasks='10 100'
    scale_branches='1 50' scale_branches_commits=1000
}

while [ $# -gt 0 ]; do
    case $1 in
        --quick) quick ;;
        --no-scaling) scaling=no ;;
        --make) make_only=yes ;;
        -h | --help) usage; exit 0 ;;
        --cache | --commits | --files | --tasks | --plan | --events | --runs | --binary | --generator)
            [ $# -ge 2 ] || fail "$1 needs a value"
            case $1 in
                --cache) cache=$2 ;;
                --commits) large=$2 ;;
                --files) files=$2 ;;
                --tasks) tasks=$2 ;;
                --plan) plan=$2 ;;
                --events) events=$2 ;;
                --runs) runs=$2 ;;
                --binary) binary=$(realpath "$2") ;;
                --generator) generator=$(realpath "$2") ;;
            esac
            shift ;;
        *) usage >&2; fail "\`$1\` is not an option" ;;
    esac
    shift
done

# --- What it needs ---------------------------------------------------------------------------

missing=''
for tool in git:git hyperfine:hyperfine task:taskwarrior; do
    command -v "${tool%:*}" > /dev/null || missing="$missing ${tool#*:}"
done
[ -x /usr/bin/time ] || missing="$missing time"
[ -z "$missing" ] || fail "not installed:$missing; on Debian: apt install$missing"

commit=''
if [ -z "$binary" ] || [ -z "$generator" ]; then
    command -v cargo > /dev/null || fail "cargo is not installed; see https://rustup.rs"
    say 'building roadmap and the generator'
    # One after the other: together both would have what only tests need of the libraries.
    (cd "$project" && cargo build --release --locked --quiet --bin roadmap &&
        cargo build --release --locked --quiet --example history)
    [ -n "$binary" ] || commit=$(git -C "$project" describe --always --dirty 2> /dev/null || true)
    target=${CARGO_TARGET_DIR:-$project/target}/release
    binary=${binary:-$target/roadmap} generator=${generator:-$target/examples/history}
fi

mkdir -p "$cache/home"
cache=$(cd "$cache" && pwd)
case $cache$binary in
    *[[:space:]]*) fail "the paths of the cache and of roadmap must hold no blanks: \`$cache\`, \`$binary\`" ;;
esac
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Nobody's own configuration, one clock.
export HOME=$cache/home XDG_CONFIG_HOME=$cache/home XDG_CACHE_HOME=$cache/home
export GIT_CONFIG_NOSYSTEM=1 LC_ALL=C.UTF-8 ROADMAP_NOW=2026-07-01T12:00:00+08:00
unset GIT_DIR GIT_WORK_TREE ROADMAP_GIT COMPLETE
export TASKRC=$scratch/taskrc TASKDATA=$scratch/task
mkdir "$TASKDATA"
printf 'confirmation=off\nhooks=off\nnews.version=99.0.0\n' > "$TASKRC"

# --- Repositories ----------------------------------------------------------------------------

# repository COMMITS EVENTS TASKS BRANCHES FILES: makes it unless it is there; sets `place`. The
# generator's sources are part of the name, so that an old repository is never measured.
repository() {
    place=$cache/$made_by-$1-commits-$2-events-$3-tasks-$4-branches-$5-files
    [ ! -d "$place" ] || return 0
    say "making a repository: $1 commits, $2 events, $3 tasks, $4 branches, $5 files"
    rm -rf "$place.part" "$place.tasks.json"
    "$generator" --commits "$1" --events "$2" --tasks "$3" --branches "$4" --files "$5" \
        --taskwarrior "$place.tasks.json" "$place.part" > "$place.manifest"
    git -C "$place.part" gc --quiet
    git -C "$place.part" status > "$scratch/status"
    mv "$place.part" "$place"
}
made_by=$(cat "$project"/examples/history/{main.rs,generator/*.rs} | sha1sum | cut -c1-8)

# forget_history: the command that makes the next run a cold one, in the current repository.
forget_history() { printf 'rm -rf %s/roadmap/cache' "$(git rev-parse --path-format=absolute --git-common-dir)"; }

# forget_print: the command that makes the next run compute again what it printed last.
forget_print() { printf 'rm -f %s/roadmap/cache/status' "$(git rev-parse --path-format=absolute --git-common-dir)"; }

# --- Measuring -------------------------------------------------------------------------------

# medians [OPTION]... COMMAND...: the median time of each command in milliseconds, one a line.
medians() {
    hyperfine --shell none --style none --export-csv "$scratch/times.csv" "$@" \
        > "$scratch/hyperfine.log" 2>&1 || { cat "$scratch/hyperfine.log" >&2; fail "hyperfine failed"; }
    # Commands may hold commas; the numbers are the last seven fields.
    awk -F, 'NR > 1 { printf "%.3f\n", $(NF - 4) * 1000 }' "$scratch/times.csv"
}

# rounds COUNT OPTIONS COMMAND...: the same in turns, the median of the medians of so many rounds: a
# machine that others keep busy for a while is then slower for all commands alike.
rounds() {
    local count=$1 options=$2 round
    shift 2
    for round in $(seq "$count"); do
        # shellcheck disable=SC2086 # options on purpose
        medians $options "$@" > "$scratch/round.$round"
        options=${options/--warmup 1/--warmup 0}
    done
    for round in $(seq "$count"); do printf '%s\n' "$scratch/round.$round"; done | xargs paste | awk '{
        for (i = 2; i <= NF; i++)
            for (j = i; j > 1 && $(j - 1) + 0 > $j + 0; j--) { time = $j; $j = $(j - 1); $(j - 1) = time }
        print $(int((NF + 1) / 2))
    }'
}

slow() { rounds "$runs" '--warmup 1 --runs 1' "$@"; }
fast() { rounds 5 "--warmup 3 --runs $((runs * 2))" "$@"; }

# warm [--prepare COMMAND] COMMAND...: as often as the first of them allows, all of them after a first run.
warm() {
    local once prepare=()
    if [ "$1" = --prepare ]; then prepare=("$1" "$2"); shift 2; fi
    once=$(medians --warmup 1 --runs 1 "${prepare[@]}" "$1")
    if awk -v once="$once" 'BEGIN { exit !(once < 200) }'; then fast "${prepare[@]}" "$@"; else slow "${prepare[@]}" "$@"; fi
}

# peak COMMAND...: the peak memory in MB.
peak() {
    /usr/bin/time -f %M -o "$scratch/memory" "$@" > /dev/null
    awk 'END { printf "%.1f", $1 / 1024 }' "$scratch/memory"
}

# ratio NAME TARGET OURS THEIRS WHAT: a row that compares two times.
ratio() {
    awk -v name="$1" -v target="$2" -v ours="$3" -v theirs="$4" -v what="$5" 'BEGIN {
        value = ours / theirs
        met = target == "" ? "" : (value <= target ? "yes" : "**no**")
        limit = target == "" ? "" : "≤ " target " x"
        printf "| %s | %.3g x | %s | %s | %.1f ms | %.1f ms | %s |\n", name, value, limit, met, ours, theirs, what
    }'
}

# limit NAME TARGET VALUE UNIT [THEIRS WHAT]: a row with a limit of its own.
limit() {
    awk -v name="$1" -v target="$2" -v value="$3" -v unit="$4" -v theirs="${5:-}" -v what="${6:-}" 'BEGIN {
        met = value <= target ? "yes" : "**no**"
        other = theirs == "" ? "" : sprintf("%.1f %s", theirs, unit)
        printf "| %s | %.1f %s | ≤ %s %s | %s | %.1f %s | %s | %s |\n", name, value, unit, target, unit, met, value, unit, other, what
    }'
}

status="$binary --color never status"

# What a shell runs for TAB, as in completions/roadmap.bash.
tab_variables=(COMPLETE=bash _CLAP_IFS=$'\013' _CLAP_COMPLETE_INDEX=2
    _CLAP_COMPLETE_COMP_TYPE=9 _CLAP_COMPLETE_SPACE=false)
tab="$binary -- roadmap done ''"
tab_time() { (export "${tab_variables[@]}"; warm "$tab"); }

has_prompt() { "$binary" prompt --help > /dev/null 2>&1; }

# --- The table of ratios ---------------------------------------------------------------------

cold_rows() {
    repository "$large" "$events" "$plan" 20 400
    cd "$place"
    local grep="git log --grep=^Roadmap- --format=%H"
    local trailers="git log --format=%(trailers:key=Roadmap-Done)"
    local times
    mapfile -t times < <(slow --prepare "$(forget_history)" "$status" "$grep" "$trailers")
    ratio "cold scan, $large commits" 0.45 "${times[0]}" "${times[1]}" "\`$grep\`"
    ratio "the same, second target" 0.2 "${times[0]}" "${times[1]}" "\`$grep\`"
    ratio "cold scan, $large commits" '' "${times[0]}" "${times[2]}" "\`$trailers\`"
    $(forget_history)
    # shellcheck disable=SC2086 # words on purpose
    limit "cold scan, peak memory" 100 "$(peak $status)" MB "$(peak $grep)" "\`$grep\`"
}

warm_rows() {
    local times
    repository "$small" "$events" "$plan" 20 400
    local in_small="$binary -C $place --color never status"
    repository "$large" "$events" "$plan" 20 400
    cd "$place"
    mapfile -t times < <(warm "$status" "$in_small" "git rev-parse HEAD")
    ratio "warm \`status\`, $large commits" 1.2 "${times[0]}" "${times[1]}" "the same with $small commits"
    ratio "warm \`status\`, $large commits" 3 "${times[0]}" "${times[2]}" "\`git rev-parse HEAD\`"
    mapfile -t times < <(warm --prepare "$(forget_print)" "$status" "git rev-parse HEAD")
    ratio "the same, computed again" '' "${times[0]}" "${times[1]}" "\`git rev-parse HEAD\`"
}

shell_rows() {
    local name
    for name in "$small" "$large"; do
        repository "$name" "$events" "$tasks" 20 400
        cd "$place"
        $status > /dev/null
        limit "TAB, $tasks tasks, $name commits" 5 "$(tab_time)" ms
        if has_prompt; then
            limit "\`prompt\`, $name commits" 5 "$(warm "$binary prompt")" ms
        fi
    done
    has_prompt || notes+=("\`roadmap prompt\` is not in this binary.")
}

# done_rows NAME: in the current repository, which is as before afterwards.
done_rows() {
    local tip times commit="git commit --allow-empty -q -m x"
    tip=$(git rev-parse HEAD)
    mapfile -t times < <(warm "$binary --color never done leetcode" "$commit" "git -c maintenance.auto=false ${commit#git }")
    git update-ref refs/heads/main "$tip"
    git reflog expire --expire=now --all
    git prune --expire=now
    ratio "\`done\`, $1" 0.5 "${times[0]}" "${times[1]}" "\`$commit\`"
    ratio "\`done\`, $1" '' "${times[0]}" "${times[2]}" "the same without automatic maintenance"
}

record_rows() {
    repository "$small" "$events" "$plan" 20 400
    (cd "$place" && done_rows "$small commits")
    repository "$small" "$events" "$plan" 1 "$files"
    (cd "$place" && done_rows "$files files in tree and index")
    repository "$large" "$events" "$plan" 20 400
    (cd "$place" && done_rows "$large commits")
}

taskwarrior_rows() {
    repository "$small" "$events" "$tasks" 20 400
    cd "$place"
    task import "$place.tasks.json" > "$scratch/import.log" 2>&1 || { cat "$scratch/import.log" >&2; fail "task import failed"; }
    local times completed
    completed=$(grep -c '"completed"' "$place.tasks.json")
    notes+=("Taskwarrior has $(grep -c '"pending"' "$place.tasks.json") pending and $completed completed tasks, roadmap as many open tasks and completions.")
    mapfile -t times < <(warm --prepare "$(forget_print)" "$binary --color never list" "task list" "$status" "task summary" "task _ids")
    ratio "\`list\`, $tasks tasks" '' "${times[0]}" "${times[1]}" "\`task list\`"
    ratio "\`status\`, $tasks tasks" '' "${times[2]}" "${times[3]}" "\`task summary\`"
    ratio "TAB, $tasks tasks" '' "$(tab_time)" "${times[4]}" "\`task _ids\`"
}

# --- How the cost grows ----------------------------------------------------------------------

# scale_row LABEL: one row for the current repository.
scale_row() {
    local cold warm
    mapfile -t cold < <(slow --prepare "$(forget_history)" "$status" "git log --grep=^Roadmap- --format=%H")
    mapfile -t warm < <(warm --prepare "$(forget_print)" "$status" "git rev-parse HEAD")
    $(forget_history)
    # shellcheck disable=SC2086 # words on purpose
    printf '| %s | %.1f | %s | %.1f | %.1f | %.1f | %.1f |\n' "$1" "${cold[0]}" \
        "$(peak $status)" "${warm[0]}" "$(tab_time)" "${cold[1]}" "${warm[1]}"
}

# scale UNIT DETAIL REPOSITORY SIZE...: a table; REPOSITORY makes the one of a size.
scale() {
    local unit=$1 detail=$2 make=$3 size
    printf '\n### By %s\n\n%s\n\n' "$unit" "$detail"
    printf '| %s | cold `status` ms | peak MB | warm `status` ms | TAB ms | `git log --grep` ms | `git rev-parse` ms |\n' "$unit"
    printf '|--:|--:|--:|--:|--:|--:|--:|\n'
    shift 3
    for size in "$@"; do
        "$make" "$size"
        (cd "$place" && scale_row "$size")
    done
}

of_commits() { repository "$1" "$events" "$plan" 20 400; }
of_events() { repository "$scale_events_commits" "$1" 200 20 400; }
of_tasks() { repository "$small" "$events" "$1" 20 400; }
of_branches() { repository "$scale_branches_commits" "$events" 200 "$1" 400; }

# shellcheck disable=SC2086 # lists of sizes
scaling_tables() {
    scale commits "$events events, $plan tasks." of_commits $scale_commits
    scale events "$scale_events_commits commits, 200 tasks." of_events $scale_events
    scale tasks "$small commits, $events events." of_tasks $scale_tasks
    scale branches "$scale_branches_commits commits, $events events, 200 tasks; packed refs." of_branches $scale_branches
}

# --- The report ------------------------------------------------------------------------------

machine() {
    local model
    model=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2> /dev/null | head -n 1)
    printf '%s cores%s, %s, %s, Taskwarrior %s, %s, roadmap %s' "$(nproc)" "${model:+ ($model)}" \
        "$(uname -sm)" "$(git --version)" "$(task --version)" "$(hyperfine --version)" "$("$binary" --version | cut -d' ' -f2)"
    printf '%s\n' "${commit:+ at $commit}"
}

# make_all: every repository that is measured.
# shellcheck disable=SC2086 # lists of sizes
make_all() {
    local size commits
    for commits in "$small" "$large"; do
        repository "$commits" "$events" "$plan" 20 400
        repository "$commits" "$events" "$tasks" 20 400
    done
    repository "$small" "$events" "$plan" 1 "$files"
    [ "$scaling" = yes ] || return 0
    for size in $scale_commits; do of_commits "$size"; done
    for size in $scale_events; do of_events "$size"; done
    for size in $scale_tasks; do of_tasks "$size"; done
    for size in $scale_branches; do of_branches "$size"; done
}

make_all
[ "$make_only" = no ] || exit 0
notes=()
machine
printf '\n| measured | result | target | met | roadmap | other | compared with |\n'
printf '|---|--:|--:|---|--:|--:|---|\n'
cold_rows
warm_rows
shell_rows
record_rows
taskwarrior_rows
printf '\n'
printf '%s\n' "${notes[@]}"
[ "$scaling" = no ] || scaling_tables
