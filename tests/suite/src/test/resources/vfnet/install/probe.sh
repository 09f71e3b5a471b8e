# Runs as root under systemd: installs vfnet there, starts its unit, takes it back. Each line says what came of it.
files() {
    find /usr/local /usr/bin /etc -xdev | sort
}
inside() {
    cat >/run/inside.sh
    mkdir -p /etc/systemd/system/vfnet.service.d
    # The shipped unit, its last word exchanged: what it does at boot has tests of its own.
    {
        echo '[Service]'
        echo 'ExecStart='
        sed -n 's/^\(ExecStart=.*\) boot$/\1 list --json/p' /etc/systemd/system/vfnet.service
        echo 'ExecStart=/bin/sh /run/inside.sh'
        echo 'StandardOutput=append:/run/work/unit.out'
        echo 'StandardError=append:/run/work/unit.err'
    } >/etc/systemd/system/vfnet.service.d/test.conf
    systemctl daemon-reload
}
export PATH=/usr/local/bin:/usr/bin:/bin
setpriv --reuid 65534 --regid 65534 --clear-groups sleep 600 </dev/null &
echo $! >/run/stranger
files >/run/before
/run/image/bin/vfnet install --verbose >/run/work/install.out
echo "install $?"
echo "enabled $(systemctl is-enabled vfnet.service)"
echo "known $(systemctl show --property=LoadState --value vfnet.service)"
inside <<'SCRIPT'
stranger=$(cat /run/stranger)
echo "privileges $(sed -n 's/^NoNewPrivs:\t//p' /proc/self/status)"
echo "filter $(sed -n 's/^Seccomp:\t//p' /proc/self/status)"
echo "configuration $VFNET_CONFIG"
echo "open files $(readlink "/proc/$stranger/fd/0" | sed 's,.*/dev,/dev,')"
ip link set lo up && echo "link set"
[ "$(dmesg | wc -l)" -gt 0 ] && echo "kernel log read"
touch /run/vfnet/lock && echo "lock made"
touch /etc/written 2>/dev/null || echo "etc refused"
touch /usr/local/lib/vfnet/written 2>/dev/null || echo "image refused"
# vfnet enters network namespaces, where ports may be; no other kind.
allowed=
for kind in --mount --uts --ipc --pid --user --cgroup; do unshare $kind true 2>/dev/null && allowed="$allowed $kind"; done
[ -z "$allowed" ] && echo "other namespaces refused" || echo "allowed:$allowed"
chown 1 /run/vfnet/lock 2>/dev/null || echo "chown refused"
[ -w /sys/bus/pci/drivers_probe ] && echo "sysfs writable"
(: </dev/kmsg) 2>/dev/null || echo "devices refused"
SCRIPT
systemctl start vfnet.service
echo "start $?"
echo "state $(systemctl show --property=ActiveState,SubState --value vfnet.service | tr '\n' ' ')"
mkdir -p /var/lib/prometheus/node-exporter
systemctl start vfnet-metrics.service
echo "metrics $?"
cp /var/lib/prometheus/node-exporter/vfnet.prom /run/work/vfnet.prom
echo "timer $(systemctl is-enabled vfnet-metrics.timer)"
systemctl enable --now vfnet-metrics.timer
echo "timer $(systemctl is-enabled vfnet-metrics.timer) $(systemctl is-active vfnet-metrics.timer)"
systemctl stop vfnet.service
[ -e /run/vfnet/lock ] && echo "lock kept"
rm -r /etc/systemd/system/vfnet.service.d
vfnet uninstall >/run/work/uninstall.out
echo "uninstall $?"
echo "known $(systemctl show --property=LoadState --value vfnet.service)"
echo "timer left $(systemctl is-active vfnet-metrics.timer)"
files >/run/after
diff /run/before /run/after && echo "same files"
echo end
