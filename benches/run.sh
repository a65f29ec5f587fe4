#!/usr/bin/env bash
# What `roadmap run` costs on top of the command itself: the same command directly and through
# roadmap, both by hyperfine without a shell. docs/performance.md has a result.
# usage: benches/run.sh [ROADMAP]       (builds target/release/roadmap if none is named)
set -euo pipefail

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
binary=${1:-$project/target/release/roadmap}
[ $# -gt 0 ] || cargo build --release --locked --quiet --manifest-path "$project/Cargo.toml"
binary=$(realpath "$binary")

place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
export HOME=$place/home XDG_CONFIG_HOME=$place/home GIT_CONFIG_NOSYSTEM=1 ROADMAP_NOW=2026-01-01T12:00:00Z
unset XDG_STATE_HOME GIT_DIR
mkdir "$place/home" "$place/study"
cd "$place/study"
git init -q
{
    printf 'title = "Bench"\nstart = 2025-07-11\n[[phase]]\nid = "1"\ntitle = "P"\nwindow = "2026-01"\n'
    for task in $(seq 100); do
        printf '[[phase.task]]\nid = "t%s"\ntitle = "Task %s"\n' "$task" "$task"
    done
    printf 'verify = "sleep 0.05"\n'
} > roadmap.toml
"$binary" trust --yes > /dev/null 2>&1
"$binary" run t100 > /dev/null

runs=${RUNS:-100}
hyperfine -N --warmup 10 --runs "$runs" --export-csv "$place/result.csv" \
    -n 'the command itself' 'sleep 0.05' -n 'roadmap run' "$binary run t100" >&2
awk -F, 'NR == 2 { alone = $4 } NR == 3 {
    printf "command %.1f ms, through roadmap %.1f ms: %.1f ms on top (target: under 10 ms)\n",
        alone * 1000, $4 * 1000, ($4 - alone) * 1000
    exit ($4 - alone >= 0.010)
}' "$place/result.csv"
