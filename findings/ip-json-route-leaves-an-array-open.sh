#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# iproute2 6.1.0 (Debian 6.1.0-3) on Linux 5 and 6: "ip -json route show table N", where no route was ever put into table
# N, exits with 2 and has by then written "[" on stdout, and nothing else: neither JSON nor empty. After a route was put
# into the table and deleted again, the same question is answered with "[ ]" and 0.
# Seen: table 5 untouched: stdout "[", exit status 2, stderr "Error: ipv4: FIB table does not exist."
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

show='status=0; answer=$("$ip" -json route show table 5) || status=$?; echo "$status $answer"'
untouched=$(unshare --net bash -c "$show" 2>errors)
echo "table never used: exit status and stdout: $untouched; $(head -1 errors)"
[ "$untouched" = '2 [' ]
grep -q 'FIB table does not exist' errors
emptied=$(unshare --net bash -c '"$ip" link set lo up; "$ip" route add 198.51.100.0/24 dev lo table 5
    "$ip" route del 198.51.100.0/24 dev lo table 5; '"$show" 2>errors)
echo "table emptied: exit status and stdout: $emptied"
[[ $emptied == '0 ['*']' ]]
