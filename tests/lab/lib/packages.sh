# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/lab: Debian's packages by name, through apt states of our own: $lab/apt has the suites of Debian 12,
# $lab/apt-SUITE those of another Debian, which apt would mix otherwise. The machine's own apt is read (its mirror, its proxy)
# and never changed: nothing is installed here.
# shellcheck shell=bash disable=SC2154,SC2034

. scripts/lib/apt.sh

suite=bookworm
backports=bookworm-backports
next_suite=trixie
unstable=sid
# How long the lists of packages count as new, in minutes.
lists_age=1440
# The state that private_apt works with: choose_apt chooses.
apt_state=$lab/apt

# $1: a suite.
choose_apt() {
    case $1 in
        "$next_suite" | "$unstable") apt_state=$lab/apt-$1 ;;
        *) apt_state=$lab/apt ;;
    esac
}

# Without a network, what was fetched before has to do. The arguments are suites; the first chooses the state.
refresh_lists() {
    choose_apt "$1"
    local stamp=$apt_state/fetched
    [ -z "$(find "$stamp" -mmin "-$lists_age" 2>/dev/null)" ] || return 0
    echo "lab: asking Debian's mirror what is new" >&2
    if fetch_lists "$@"; then
        touch "$stamp"
    elif [ -e "$stamp" ]; then
        echo "lab: the mirror does not answer ($(tail -1 "$apt_state/update.log")); going on with what was fetched before" >&2
    else
        cat "$apt_state/update.log" >&2
        fail "no packages of $* can be had from the machine's own Debian mirror; apt's output is above"
    fi
}

# name=version of these packages and of all that they need, down to the C library.
# $1: the suite that they are to come from; then the packages.
closure() {
    local from=$1
    shift
    private_apt apt-get install --simulate --target-release "$from" "$@" |
        sed -n 's/^Inst \([^ ]*\) (\([^ ]*\) .*/\1=\2/p' | sort
}

# The lists of a Debian's suites; unstable has no updates of its own. $1: the Debian.
refresh_debian() {
    if [ "$1" = "$unstable" ]; then refresh_lists "$1"; else refresh_lists "$1" "$1-updates"; fi
}

# The kernel that linux-image-amd64 of a suite stands for, one name=version a line: since Linux 7 its image and its modules
# are packages of their own.
kernel_packages() {
    local name version depends
    version=$(private_apt apt-cache policy linux-image-amd64 | awk -v suite="$1/main" '
        /^ *(\*\*\*)? *[^ ]+ [0-9]+$/ { version = ($1 == "***") ? $2 : $1 }
        index($0, " " suite " ") { print version; exit }')
    [ -n "$version" ] || fail "$1 has no linux-image-amd64"
    name=$(private_apt apt-cache show "linux-image-amd64=$version" | sed -n 's/^Depends:.* \(linux-image-[0-9][^ ,]*\).*/\1/p' | head -1)
    [ -n "$name" ] || fail "linux-image-amd64 of $1 names no kernel"
    version=$(private_apt apt-cache show "$name" | sed -n 's/^Version: //p' | head -1)
    depends=$(private_apt apt-cache show "$name=$version" | sed -n 's/^Depends: //p' | head -1)
    echo "$name=$version"
    grep -o 'linux-\(binary\|modules\|base\)-[0-9][^ ,]*' <<<"$depends" | sed "s/\$/=$version/" || true
}

# Unpacks a package of a suite with all that it needs. $1: the folder.
unpack_closure() {
    local list packages
    list=$(closure "$2" "$3")
    [ -n "$list" ] || fail "$2 has no $3"
    mapfile -t packages <<<"$list"
    unpack_packages "$1" "${packages[@]}"
}

# Fetches packages and unpacks them into a folder, without running anything of theirs. Does nothing where the folder
# holds just these. $1: the folder; then name=version.
unpack_packages() {
    local into=$1 package
    shift
    local key
    key=$(printf '%s\n' "$@")
    [ "$key" != "$(cat "$into.packages" 2>/dev/null)" ] || return 0
    echo "lab: fetching $# packages for ${into##*/}" >&2
    rm -rf "$into" "$into.packages" "$lab/debs"
    mkdir -p "$into" "$lab/debs"
    (cd "$lab/debs" && private_apt apt-get download "$@" >"$apt_state/download.log" 2>&1) || {
        tail -3 "$apt_state/download.log" >&2
        fail "packages for ${into##*/} cannot be fetched; apt's output is above"
    }
    for package in "$lab"/debs/*.deb; do
        dpkg-deb --extract "$package" "$into"
    done
    rm -rf "$lab/debs"
    echo "$key" >"$into.packages"
}
