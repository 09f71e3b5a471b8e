#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# iproute2 6.1.0 (Debian 12): devlink's help shows "-j[son]" and "-f[orce]" as ip's does, and devlink takes neither -json nor
# -force: it reads them as options of one letter each (getopt_long in devlink/devlink.c), and there is no -o. ip and bridge
# take -json. -j and --json do the same to all three.
# Seen: "devlink -json: invalid option -- 'o'"; "devlink -force: invalid option -- 'o'"; "the help: -j[son] -f[orce]".
# Needs devlink and no card. Exits with 0 while this is so.
set -eu -o pipefail

refusal() {
    local said
    said=$(devlink "$1" dev show 2>&1 || true)
    echo "devlink $1: $(sed -n "s/^devlink: //p" <<<"$said")"
    grep -q "^devlink: invalid option -- 'o'$" <<<"$said"
}
refusal -json
refusal -force
help=$(devlink -json dev show 2>&1 || true)
echo "the help: $(grep -o -e '-j\[son\]' <<<"$help") $(grep -o -e '-f\[orce\]' <<<"$help")"
grep -q -e '-j\[son\]' <<<"$help"
ip -json link show lo >/dev/null
# --json is understood: what fails then, if anything, is another thing.
! devlink --json dev show 2>&1 | grep -q 'invalid option'
