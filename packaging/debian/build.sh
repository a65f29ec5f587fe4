#!/usr/bin/env bash
# Builds the Debian package into target/debian; needs `cargo install --locked cargo-deb`.
# Usage: packaging/debian/build.sh [cargo-deb's options]; with SKIP_BUILD=1 the binary in
# target/release is taken as it is.
set -euo pipefail
cd "$(dirname "$0")/../.."

test -n "${SKIP_BUILD:-}" || cargo build --release --locked
stage=${CARGO_TARGET_DIR:-target}/release/stage
rm -rf -- "${stage:?}"/man
mkdir -p "$stage/man" "$stage/completions"
# As `roadmap man` and `roadmap completions` write them, so that a package can not lag behind.
"${CARGO_TARGET_DIR:-target}/release/roadmap" man "$stage/man" > /dev/null
gzip -9n "$stage"/man/*.1
for shell in bash zsh fish; do
    "${CARGO_TARGET_DIR:-target}/release/roadmap" completions "$shell" > "$stage/completions/$shell"
done
cargo deb --no-build --locked "$@"
