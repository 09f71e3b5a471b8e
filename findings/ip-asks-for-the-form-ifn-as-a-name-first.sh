#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# iproute2 6.1.0 (Debian 6.1.0-3): "dev if4" means the interface with the ifindex 4, which a rename does not change. ip looks for
# an interface of that name first: by netlink, and then by the ioctl SIOCGIFINDEX (ll_name_to_index in lib/ll_map.c,
# if_nametoindex of the C library). For a name that it does not know, the kernel answers that ioctl only after it has run
# modprobe for "netdev-if4" and for "if4" (dev_load in net/core/dev_ioctl.c). A line that sets a VF looks twice, so that the
# address of one VF costs four processes: in a guest with Linux 6.1, seven such lines took 0.48 s and 28 modprobe, and 0.05 s
# and none by name. An interface that is named if4 is taken for the one with that number.
# Seen: "by number: 2 SIOCGIFINDEX; by name: 0".
# Needs root, for a network namespace, and strace. Exits with 0 while this is so.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
apt-get -qq download iproute2=6.1.0-3 libbpf1 libelf1 libmnl0 libcap2 libbsd0 libmd0
for package in ./*.deb; do dpkg -x "$package" unpacked; done
LD_LIBRARY_PATH=$work/unpacked/usr/lib/x86_64-linux-gnu:$work/unpacked/lib/x86_64-linux-gnu
export LD_LIBRARY_PATH ip=$work/unpacked/sbin/ip
[ -x "$ip" ] || export ip=$work/unpacked/bin/ip
"$ip" -V

# $1: the interface. Prints how often it was asked for by ioctl; lo has no VFs, so the line itself is refused.
asked() {
    # shellcheck disable=SC2016
    unshare --net bash -c '
        printf "link set dev %s vf 0 mac 02:00:00:00:00:01\n" "$1" | strace -qq -e trace=ioctl -o calls "$ip" -force -batch - 2>/dev/null ||
            true
        grep -c SIOCGIFINDEX calls || true' asked "$1"
}

number=$(asked if1)
name=$(asked lo)
echo "by number: $number SIOCGIFINDEX; by name: $name"
[ "$number" = 2 ]
[ "$name" = 0 ]
