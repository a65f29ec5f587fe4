#!/bin/sh
# Builds roadmap and does its main job once, in a throw-away learning repository on the shipped
# plan. The clock is set to the first days of that plan; nothing outside the folder is touched.
set -eu
cd "$(dirname "$0")/.."
cargo build --release --locked

place=$(mktemp -d "${TMPDIR:-/tmp}/roadmap-first-day.XXXXXX")
export GIT_AUTHOR_NAME=Learner GIT_AUTHOR_EMAIL=learner@example.org
export GIT_COMMITTER_NAME=Learner GIT_COMMITTER_EMAIL=learner@example.org

# roadmap DATE ARGUMENT...: runs it in the evening of that day
roadmap() {
    ROADMAP_NOW="$1T20:00:00+08:00"
    export ROADMAP_NOW
    shift
    printf '\n$ roadmap %s\n' "$*"
    cargo run --release --locked --quiet -- -C "$place" "$@"
}

roadmap 2025-07-11 init
roadmap 2025-07-12 done dev-env --took 3h
roadmap 2025-07-13 done fastapi-core --took 2h30m -m 'routes, requests, response models'
roadmap 2025-07-14 status
roadmap 2025-07-14 log
printf '\n$ git log -1\n'
git -C "$place" --no-pager log -1
printf '\nThe repository is in %s\n' "$place"
