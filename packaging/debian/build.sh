#!/usr/bin/env bash
# Builds the Debian package into target/debian; needs `cargo install --locked cargo-deb`.
# Usage: packaging/debian/build.sh [cargo-deb's options]; with SKIP_BUILD=1 the binary in
# target/release, which has the feature `package`, is taken as it is.
set -euo pipefail
cd "$(dirname "$0")/../.."

test -n "${SKIP_BUILD:-}" || cargo build --release --locked --features package
stage=${CARGO_TARGET_DIR:-target}/release/stage
roadmap=${CARGO_TARGET_DIR:-target}/release/roadmap
rm -rf -- "${stage:?}"/man "$stage"/zh_CN
mkdir -p "$stage/completions"
# As `roadmap man` and `roadmap completions` write them, so that a package can not lag behind.
"$roadmap" --lang en man "$stage/man" > /dev/null
"$roadmap" --lang zh man "$stage/zh_CN" > /dev/null
gzip -9n "$stage"/man/*.1 "$stage"/zh_CN/*.1
for shell in bash zsh fish; do
    "$roadmap" completions "$shell" > "$stage/completions/$shell"
done
cargo deb --no-build --locked "$@"
