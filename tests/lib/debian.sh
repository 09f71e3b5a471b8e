# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by what runs tests in other Debian systems. Sets mirror; the caller has fail.
# shellcheck shell=bash

mirror=${MIRROR:-http://deb.debian.org/debian}

require_debootstrap() {
    [ "$(id -u)" -eq 0 ] || fail "needs root"
    command -v debootstrap >/dev/null || fail "needs debootstrap. Debian: apt-get install debootstrap"
}

# $1: a folder; $2: a suite; $3...: packages. Unpacks $1/SUITE from an archive that is made once; delete the folder to have newer
# packages.
unpack_debian() {
    local work=$1 suite=$2 base root
    shift 2
    base=$work/$suite.tar root=$work/$suite
    if [ ! -e "$base" ]; then
        echo "$suite: debootstrap"
        rm -rf "$root"
        debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$work/$suite.debootstrap.log" 2>&1 &&
            install_packages "$root" "$@" >>"$work/$suite.debootstrap.log" 2>&1 ||
            { tail -n 5 "$work/$suite.debootstrap.log" >&2; fail "no $suite could be made"; }
        tar --create --file "$base.new" --directory "$root" .
        mv "$base.new" "$base"
    fi
    rm -rf "$root"
    mkdir "$root"
    tar --extract --file "$base" --directory "$root"
    cp /etc/resolv.conf "$root/etc/resolv.conf"
    # A network may have authorities of its own.
    [ ! -d "$root/etc/ssl/certs" ] || cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
}

# $1: a system; $2...: packages.
install_packages() {
    local root=$1
    shift
    DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install --yes --quiet --no-install-recommends "$@"
}
