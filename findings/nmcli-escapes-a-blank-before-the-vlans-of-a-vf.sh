#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# NetworkManager 1.42.4 (Debian 1.42.4-1+deb12u1): a VF of a profile that has VLANs and no other attribute is read from
# "vf.1=vlans=7" and written as "vf.1=\svlans=7": the separator before the VLANs is written although nothing is before it,
# and a keyfile escapes a blank at the beginning of a value. nm-settings-keyfile(5) does not mention the escape, which
# whoever reads profiles without GLib must undo.
# Seen: the line "vf.1=\svlans=7" in the output of nmcli --offline, and "vf.0=trust=true vlans=7" without the escape.
# Needs nmcli of that version; changes nothing. Exits with 0 while this is so.
set -eu
nmcli --version
profile='[connection]
id=x
type=ethernet

[sriov]
total-vfs=2
vf.0=trust=true vlans=7
vf.1=vlans=7
'
written=$(nmcli --offline connection modify connection.autoconnect-priority 1 <<<"$profile" | grep '^vf\.')
echo "$written"
grep -qxF 'vf.0=trust=true vlans=7' <<<"$written"
grep -qxF 'vf.1=\svlans=7' <<<"$written"
