# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/lab: Debians with the tools whose files vfnet writes and reads: netplan, NetworkManager,
# systemd-networkd and libvirt as each Debian has them, with the kernel of that Debian.
# shellcheck shell=bash disable=SC2154

peer_packages=(netplan.io network-manager dnsmasq-base libvirt-daemon-system libvirt-clients qemu-system-x86)

# The Debian whose kernel this is: bookworm-backports has Debian 13's.
debian_of() {
    if [ "$1" = "$backports" ]; then echo "$next_suite"; else echo "$1"; fi
}

# $1: the kernel. Leaves $lab/disk-peers-$1.
make_peers() {
    local kernel=$1 debian peers=$lab/peers-$1 base=$lab/debian list key
    debian=$(debian_of "$kernel")
    if [ "$debian" != "$suite" ]; then
        base=$lab/debian-$debian
        refresh_debian "$debian"
        make_debian "$debian" "$base"
    fi
    choose_apt "$debian"
    list=$(into_tree "$base" "$debian" --simulate | sed -n 's/^Inst \([^ ]*\) (\([^ ]*\) .*/\1=\2/p' | sort)
    [ -n "$list" ] || fail "$debian has not all of: ${peer_packages[*]}"
    key="$(cat "$base.key"), $(hash_of_files "$sources/lib/peers.sh"), $list"
    if is_stale "$peers" "$key"; then
        echo "lab: installing ${peer_packages[*]} in a Debian ($debian)" >&2
        rm -rf "$peers.new"
        cp -a "$base" "$peers.new"
        mkdir -p "$peers.new/var/cache/apt/archives/partial"
        # No service is started in a folder.
        printf '#!/bin/sh\nexit 101\n' >"$peers.new/usr/sbin/policy-rc.d"
        chmod 755 "$peers.new/usr/sbin/policy-rc.d"
        into_tree "$peers.new" "$debian" --yes >"$peers.log" 2>&1 || {
            tail -5 "$peers.log" >&2
            fail "the packages cannot be installed; apt's output is above and in $peers.log"
        }
        rm -rf "$peers.new"/var/cache/apt/archives "$peers.new/usr/sbin/policy-rc.d" "$peers.new"/usr/share/{doc,man,locale,info}
        put_in_place "$peers" "$key"
    fi
    make_disk "$peers" "$lab/disk-peers-$kernel" 2000M furnish_peers "$kernel"
}

# Each claim chooses which of the tools runs; there always is a DHCP server. $1: the guest's tree.
furnish_peers() {
    furnish "$1"
    install -m 755 "$sources/guest/wire" "$1/opt/lab/wire"
    install -m 644 "$sources/guest/lab-wire.service" "$1/etc/systemd/system/"
    in_guest "$1" systemctl -q enable lab-wire.service
    in_guest "$1" systemctl -q disable systemd-networkd.service systemd-networkd.socket NetworkManager.service \
        NetworkManager-wait-online.service NetworkManager-dispatcher.service libvirtd.service libvirt-guests.service
    in_guest "$1" systemctl -q mask logrotate.timer
}

# The machine's apt fetches, the tree's dpkg installs. $1: the tree; $2: the suite; then options of apt-get install.
into_tree() {
    local tree=$1 from=$2
    shift 2
    DEBIAN_FRONTEND=noninteractive APT_CONFIG=$apt_state/apt.conf LC_ALL=C unshare --mount --pid --fork sh -c '
        mount -t proc proc "$0/proc" && exec apt-get -q -o Dir::State::status="$0/var/lib/dpkg/status" \
            -o DPkg::Chroot-Directory="$0" -o Dir::Cache::archives="$0/var/cache/apt/archives" install "$@"' \
        "$tree" --target-release "$from" "$@" "${peer_packages[@]}"
}
