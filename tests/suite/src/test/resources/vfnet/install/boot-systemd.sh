#!/bin/sh
# SPDX-License-Identifier: LGPL-3.0-or-later
# Boots this host's systemd as the first process of namespaces of its own, on a throw-away copy of this host's files,
# where it runs WORK/probe.sh and ends. Called by: unshare --mount sh boot-systemd.sh WORK IMAGE
set -e
work=$1
image=$2
mount --make-rprivate /

if [ "${3:-}" != inside ]; then
    # A control group of its own, so that nothing is left among those of the host.
    mkdir -p "$work/groups"
    mount -t cgroup2 none "$work/groups"
    group=$work/groups/vfnet-test-$$
    mkdir "$group"
    echo $$ >"$group/cgroup.procs"
    status=0
    timeout -s KILL 50 unshare --mount --pid --fork --uts --ipc --net --cgroup --kill-child \
        sh "$0" "$work" "$image" inside || status=$?
    echo $$ >"$work/groups/cgroup.procs"
    find "$group" -depth -type d -exec rmdir {} \;
    exit "$status"
fi

mkdir -p "$work/disk"
mount -t tmpfs none "$work/disk"
mkdir "$work/disk/upper" "$work/disk/scratch" "$work/disk/root"
root=$work/disk/root
mount -t overlay overlay -o "lowerdir=/,upperdir=$work/disk/upper,workdir=$work/disk/scratch" "$root"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
mount -t cgroup2 none "$root/sys/fs/cgroup"
mount -t tmpfs none "$root/run"
mount -t tmpfs none "$root/tmp"
mount -t devtmpfs none "$root/dev"
mount -t devpts -o newinstance none "$root/dev/pts"
mount -t tmpfs none "$root/dev/shm"
: >"$work/console"
mount --bind "$work/console" "$root/dev/console"
mkdir "$root/run/work" "$root/run/image"
mount --bind "$work" "$root/run/work"
mount --bind "$image" "$root/run/image"
rm -rf "$root/etc/vfnet"
cat >"$root/etc/systemd/system/probe.service" <<'UNIT'
[Unit]
DefaultDependencies=no
[Service]
Type=oneshot
ExecStart=/bin/sh /run/work/probe.sh
ExecStopPost=/bin/systemctl --no-block --force --force poweroff
StandardOutput=append:/run/work/probe.out
StandardError=append:/run/work/probe.err
TimeoutStartSec=90
UNIT
exec chroot "$root" env -i container=test PATH=/usr/sbin:/usr/bin:/sbin:/bin \
    /lib/systemd/systemd --system --unit=probe.service --show-status=no
