# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts that run tests: the programs that these need. Each file has one per line: the program, its package.
# shellcheck shell=bash

# $@: files. Prints "program package" for each that is not here.
missing_tools() {
    local tool package
    cat "$@" | while read -r tool package; do
        command -v "$tool" >/dev/null || [ -x "/usr/sbin/$tool" ] || echo "$tool $package"
    done
}

# $@: files. Installs everything that is missing, as root; name_missing_tools reports what cannot be installed.
install_missing_tools() {
    local packages
    packages=$(missing_tools "$@" | awk '!seen[$2]++ { print $2 }')
    [ -n "$packages" ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null || return 0
    echo "${0##*/}: installing what the tests need: ${packages//$'\n'/ }" >&2
    # shellcheck disable=SC2086
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $packages; } </dev/null >&2 || true
}

# $@: files. One line, or none.
name_missing_tools() {
    missing_tools "$@" | awk '
        { tools = tools " " $1 }
        !seen[$2]++ { packages = packages " " $2 }
        END { if (tools) print "Not here:" tools "; what needs them could not run. Debian: apt-get install" packages }'
}
