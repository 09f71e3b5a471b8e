# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/lab: the Python vfnet and what it needs, in a tar that a guest unpacks, for --times alone. Its sources
# are the caller's; nothing of them stays here.
# shellcheck shell=bash disable=SC2154

predecessor_packages=(python3-bcrypt pciutils)

# $1: a folder with its sources. Leaves $lab/predecessor.tar.
make_predecessor() {
    local list packages tree=$lab/predecessor
    choose_apt "$suite"
    list=$(private_apt apt-get install --simulate -o Dir::State::status="$lab/debian/var/lib/dpkg/status" \
        --target-release "$suite" "${predecessor_packages[@]}" | sed -n 's/^Inst \([^ ]*\) (\([^ ]*\) .*/\1=\2/p' | sort)
    [ -n "$list" ] || fail "$suite has not all of: ${predecessor_packages[*]}"
    mapfile -t packages <<<"$list"
    unpack_packages "$lab/python" "${packages[@]}"
    rm -rf "$tree"
    mkdir -p "$tree/opt/predecessor"
    # One file that Python runs, as the predecessor was shipped, and beside it the script of its service.
    python3 -m zipapp --python '/usr/bin/env python3' --output "$tree/opt/predecessor/vfnet" "$1"
    install -m 755 "$1/vfup" "$tree/opt/predecessor/"
    tar -cf "$lab/predecessor.tar" --owner=0 --group=0 -C "$lab/python" . -C "$tree" opt
    rm -rf "$tree"
}
