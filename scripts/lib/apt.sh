# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced: Debian's packages by name, for any architecture, through an apt state of our own. The machine's own apt is read
# (its mirror, its proxy) and never changed: nothing is installed, and root is not needed.
# shellcheck shell=bash disable=SC2154

debian_keys=/usr/share/keyrings/debian-archive-keyring.gpg

# What private_apt works with; the sourcing script sets these.
apt_state=
apt_architecture=amd64
# Archives to ask where none of the machine's has the suite.
apt_fallbacks=()

private_apt() {
    local tool=$1
    shift
    APT_CONFIG=$apt_state/apt.conf LC_ALL=C "$tool" -q "$@"
}

# Where the machine's own apt gets Debian from, whatever file of whatever form says so. Other archives use Debian's
# names for their suites too, so there may be several; the keys tell them apart. $1: a suite.
mirrors() {
    LC_ALL=C apt-get update --print-uris 2>/dev/null |
        sed -n "s,^'\(.*\)/dists/\($(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)\|$1\|stable\|oldstable\)/InRelease'.*,\1,p" |
        sort -u
}

# Of the machine's apt.conf only what says how to fetch: others' hooks have no business with these files.
write_apt_conf() {
    mkdir -p "$apt_state"/{lists/partial,cache/archives/partial,parts}
    : >"$apt_state/status"
    {
        apt-config dump | grep '^Acquire::' || true
        cat <<CONF
Acquire::Languages "none";
APT::Architecture "$apt_architecture";
APT::Architectures { "$apt_architecture"; };
APT::Install-Recommends "false";
APT::Sandbox::User "root";
Dir::Cache "$apt_state/cache";
Dir::Etc::main "/dev/null";
Dir::Etc::parts "$apt_state/parts";
Dir::Etc::preferencesparts "$apt_state/parts";
Dir::Etc::sourcelist "$apt_state/sources.list";
Dir::Etc::sourceparts "$apt_state/parts";
Dir::State::lists "$apt_state/lists";
Dir::State::status "$apt_state/status";
CONF
    } >"$apt_state/apt.conf"
}

# Leaves apt's own words in $apt_state/update.log, and the mirror that has the suites in $apt_state/mirror. The arguments
# are suites.
fetch_lists() {
    local mirror tried=()
    [ -r "$debian_keys" ] || fail "lacks $debian_keys. Debian, Ubuntu: apt-get install debian-archive-keyring"
    write_apt_conf
    for mirror in $(mirrors "$1") "${apt_fallbacks[@]}"; do
        printf "deb [signed-by=$debian_keys] $mirror %s main\n" "$@" >"$apt_state/sources.list"
        if private_apt apt-get update -o APT::Update::Error-Mode=any >"$apt_state/update.log" 2>&1; then
            echo "$mirror" >"$apt_state/mirror"
            return
        fi
        tried+=("$mirror")
    done
    [ "${#tried[@]}" -gt 0 ] || echo "the machine's apt names no archive with Debian's suites" >"$apt_state/update.log"
    return 1
}
