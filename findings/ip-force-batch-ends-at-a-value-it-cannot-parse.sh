#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# iproute2 6.1.0 (Debian 6.1.0-3): "ip -force -batch -" goes on after a line that the kernel refuses, and names it as
# "Command failed -:LINE". A line with a value that ip itself cannot parse ends the whole batch with 255 all the same,
# without the line's number: the lines before it are carried out, the lines after it are not.
# Seen: batch of "mtu 1400", "vf 0 vlan 4096", "mtu 1300" on lo: exit status 255, MTU 1400,
#       stderr 'Error: argument "4096" is wrong: Invalid "vlan" value'.
#       Batch of "mtu 1400", a device that does not exist, "mtu 1300": exit status 1, MTU 1300, "Command failed -:2".
# Needs root, for a network namespace. Exits with 0 while this is so.
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

# $1: the line in the middle. Prints the exit status and the MTU that there is afterwards; stderr is kept.
batch() {
    unshare --net bash -c '
        status=0
        printf "link set dev lo mtu 1400\n%s\nlink set dev lo mtu 1300\n" "$1" | "$ip" -force -batch - || status=$?
        echo "$status $("$ip" -oneline link show lo | sed "s/.*mtu \([0-9]*\).*/\1/")"' batch "$1" 2>errors
}

refused=$(batch 'link set dev nosuch up')
echo "a line that the kernel refuses: exit status and MTU $refused; $(grep Command errors)"
[ "$refused" = '1 1300' ]
grep -qx 'Command failed -:2' errors
unparsed=$(batch 'link set dev lo vf 0 vlan 4096')
echo "a value that ip cannot parse: exit status and MTU $unparsed; $(head -1 errors)"
[ "$unparsed" = '255 1400' ]
! grep -q 'Command failed' errors
