#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# netplan 1.1.2 (Debian 13: 1.1.2-7): the unit netplan-sriov-apply.service that its generator writes is ordered after the
# devices of the ports and wants none of them. An order alone makes systemd wait for nothing, so the unit creates VFs of
# those ports alone that exist when it starts: none where the driver is loaded later than that, and it succeeds.
# Seen: "After=sys-subsystem-net-devices-enp1s0.device", and no Wants=, Requires= or BindsTo=.
# Needs an apt that has Debian's mirror and keys for trixie. Exits with 0 while this is so.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mirror=$(apt-get update --print-uris 2>/dev/null | sed -n "s,^'\(.*\)/dists/[^/]*/InRelease'.*,\1,p" | grep '/debian$' | head -1)
mkdir -p apt/{lists/partial,archives/partial,parts}
: >apt/status
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror trixie main" >apt/sources.list
private=(-o Dir::Etc::SourceList="$work/apt/sources.list" -o Dir::Etc::SourceParts="$work/apt/parts" -o Dir::State::Lists="$work/apt/lists"
    -o Dir::State::Status="$work/apt/status" -o Dir::Cache="$work/apt" -o APT::Architecture=amd64 -o APT::Sandbox::User=root)
apt-get "${private[@]}" -qq update
apt-get "${private[@]}" -qq download netplan-generator=1.1.2-7 libnetplan1=1.1.2-7 libatomic1 libblkid1 libc6 libffi8 libglib2.0-0t64 \
    libmount1 libpcre2-8-0 libselinux1 libuuid1 libyaml-0-2 zlib1g
for package in ./*.deb; do dpkg -x "$package" unpacked; done
mkdir -p root/etc/netplan
cat >root/etc/netplan/vfs.yaml <<'END'
network:
  version: 2
  ethernets:
    enp1s0:
      dhcp4: true
      virtual-function-count: 2
END
chmod 600 root/etc/netplan/vfs.yaml
libraries=unpacked/usr/lib/x86_64-linux-gnu
"$libraries/ld-linux-x86-64.so.2" --library-path "$libraries" --argv0 generate \
    unpacked/usr/lib/systemd/system-generators/netplan --root-dir "$work/root"
unit=$(find root -name netplan-sriov-apply.service -type f)
cat "$unit"
grep -qx 'After=sys-subsystem-net-devices-enp1s0.device' "$unit"
[ "$(grep -cE '^(Wants|Requires|BindsTo)=' "$unit")" = 0 ]
