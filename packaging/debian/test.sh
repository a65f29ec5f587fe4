#!/usr/bin/env bash
# Builds the Debian package, lets lintian judge it, and uses what it installs.
#
# Without an option it is unpacked into a folder of its own. With --install, as root, it is really
# installed on this machine, used, and removed again.
set -euo pipefail
cd "$(dirname "$0")/../.."

bash packaging/debian/build.sh
package=$(ls -t "${CARGO_TARGET_DIR:-target}"/debian/roadmap_*.deb | head -1)
lintian --fail-on error,warning "$package"
dpkg-deb --info "$package"

root=$(mktemp -d "${TMPDIR:-/tmp}/roadmap-deb.XXXXXX")
if [ "${1:-}" = --install ]; then
    dpkg --install "$package"
    trap 'dpkg --purge roadmap' EXIT
    prefix=/usr
else
    dpkg-deb --extract "$package" "$root"
    prefix=$root/usr
fi

export HOME=$root/home PATH=$prefix/bin:$PATH MANPATH=$prefix/share/man LC_ALL=C.UTF-8
mkdir -p "$HOME"
cd "$HOME"
test "$(command -v roadmap)" = "$prefix/bin/roadmap"
roadmap --version
roadmap demo demo > demo.txt
grep -q 'roadmap heatmap' demo.txt
roadmap -C demo done leetcode
test -s demo/index.html
cd demo && git roadmap status > ../status.txt && cd ..
test -s status.txt

for page in roadmap roadmap-done roadmap-hook-install git-roadmap; do
    test -f "$(man -w "$page")"
    man --warnings "$page" 2>&1 > /dev/null | { ! grep .; }
    man --warnings -L zh_CN "$page" 2>&1 > /dev/null | { ! grep .; }
    # Whatever the locales of this machine: the Chinese page is found, and reads as Chinese.
    man -L zh_CN -E UTF-8 "$page" | grep -q '名称'
done
for shell in bash zsh fish; do command -v "$shell" > /dev/null || echo "no $shell here to try" >&2; done
bash -c "source $prefix/share/bash-completion/completions/roadmap; complete -p roadmap"
test -s "$prefix/share/zsh/vendor-completions/_roadmap"
test -s "$prefix/share/fish/vendor_completions.d/roadmap.fish"
gzip -dc "$prefix/share/doc/roadmap/changelog.Debian.gz" | head -1
test -s "$prefix/share/doc/roadmap/copyright"
echo "the package works: $package"
