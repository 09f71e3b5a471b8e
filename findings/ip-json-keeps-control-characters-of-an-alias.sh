#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# iproute2 6.1.0 (Debian 6.1.0-3): "ip -json link show" writes control characters of an interface's alias as they are,
# but for backspace, form feed, newline, return and tab. RFC 8259 forbids them in a string, so one alias makes the table
# of all interfaces unreadable for a strict parser.
# Seen: alias "rack<U+0001>7": the byte 0x01 in the output; Python's json: "Invalid control character".
#       Alias "rack<tab>7": written as \t, and parsed.
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

# $1: the alias, as printf takes it. Prints what a strict JSON parser says of the link table.
parsed() {
    unshare --net bash -c '"$ip" link set lo alias "$(printf "$1")"; "$ip" -json link show lo' alias "$1" >table
    python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["ifalias"].encode())' <table 2>&1 | tail -1
}

tab=$(parsed 'rack\t7')
echo "tab: $tab"
[ "$tab" = "b'rack\\t7'" ]
control=$(parsed 'rack\0017')
echo "U+0001: $control"
grep -q $'\001' table
[[ $control == *'Invalid control character'* ]]
