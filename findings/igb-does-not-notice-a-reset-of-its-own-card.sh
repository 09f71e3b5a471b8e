#!/bin/bash
# SPDX-License-Identifier: LGPL-3.0-or-later
# Linux 6.1 (Debian 12's linux-image-6.1.0-50-amd64) on QEMU's 82576 (qemu-system-x86 10.0.2 of bookworm-backports): a reset
# of the PF through sysfs ("echo 1 > /sys/.../reset") goes unnoticed by igb, which shows its interface up as before. The VFs
# remain and have lost Bus Master. Binding their driver again is not enough: igbvf gets no answer from the PF, logs "PF still
# in reset state. Is the PF interface up?", and is bound with a random address. Once the PF's interface was down and up, it
# gets an answer again.
# Seen: "COMMAND of the VF: 06 before the reset, 00 after it"; "igbvf, bound before the reset: 0 lines 'PF still in reset
#       state'"; "bound after the reset, the port shown as up (1): 1 lines"; "bound after the port was down and up: 0 lines".
# Needs 200 MB of packages and a minute or two; nothing is installed. Exits with 0 while this is so.
set -eu -o pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir -p apt/lists/partial apt/cache/archives/partial apt/parts root/bin root/modules root/proc root/sys
: >apt/status
mirror=$(apt-get update --print-uris 2>/dev/null | sed -n "s,^'\(.*\)/dists/[a-z]*/InRelease'.*,\1,p" | head -1)
printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s %s main\n' \
    "$mirror" bookworm "$mirror" bookworm-backports >apt/sources.list
{
    apt-config dump | grep '^Acquire::' || true
    printf 'Dir::%s "%s";\n' State::lists "$work/apt/lists" State::status "$work/apt/status" Cache "$work/apt/cache" \
        Etc::sourcelist "$work/apt/sources.list" Etc::sourceparts "$work/apt/parts" Etc::preferencesparts "$work/apt/parts"
    echo 'APT::Install-Recommends "false"; APT::Sandbox::User "root"; Acquire::Languages "none";'
} >apt.conf
export APT_CONFIG=$work/apt.conf
apt-get -qq update

# $1: a folder; then the arguments of apt-get install. Unpacks what that would install.
unpack() {
    local into=$1
    shift
    mkdir -p debs "$into"
    apt-get install --simulate "$@" | sed -n 's/^Inst \([^ ]*\) (\([^ ]*\) .*/\1=\2/p' >"$into.packages"
    (cd debs && xargs apt-get -qq download <"../$into.packages")
    for package in debs/*.deb; do dpkg-deb --extract "$package" "$into"; done
    rm -rf debs
}
unpack qemu --target-release bookworm-backports qemu-system-x86 busybox-static
grep -E '^qemu-system-x86=|^busybox-static=' qemu.packages
kernel=$(apt-cache search --names-only '^linux-image-6\.1\.0-[0-9]+-amd64$' | awk '{ print $1 }' | sort -V | tail -1)
mkdir kernel
(cd kernel && apt-get -qq download "$kernel" && dpkg-deb --extract ./*.deb .)
echo "$kernel"

busybox=$(find qemu -path "*bin/busybox" -type f | head -1)
cp "$busybox" root/bin/busybox
for module in i2c-algo-bit dca pps_core ptp igb igbvf; do
    find kernel -name "$module.ko" -exec cp {} root/modules/ \;
done
cat >root/init <<'INIT'
#!/bin/busybox sh
b=/bin/busybox
$b mount -t proc none /proc; $b mount -t sysfs none /sys; $b mkdir -p /dev; $b mount -t devtmpfs none /dev
for module in i2c-algo-bit dca pps_core ptp igb igbvf; do
    [ ! -e /modules/$module.ko ] || $b insmod /modules/$module.ko
done
pf=$($b ls -d /sys/bus/pci/drivers/igb/0000:* | $b head -1)
port=$($b ls "$pf/net")
$b ip link set "$port" up
$b sleep 5
echo 1 >"$pf/sriov_numvfs"
$b sleep 3
vf=$($b readlink "$pf/virtfn0"); vf=${vf##*/}
config() { $b dd if="$pf/virtfn0/config" bs=1 skip=4 count=1 2>/dev/null | $b od -An -tx1 | $b tr -d ' '; }
bind() {
    $b dmesg -c >/dev/null
    echo "$vf" >/sys/bus/pci/drivers/igbvf/unbind
    echo "$vf" >/sys/bus/pci/drivers/igbvf/bind || echo "FOUND refused $1"
    $b sleep 2
    echo "FOUND $1 $($b dmesg | $b grep -c 'PF still in reset state')"
}
echo "FOUND command-before $(config)"
bind before
echo 1 >"$pf/reset"
$b sleep 2
echo "FOUND command-after $(config)"
echo "FOUND up $(($($b cat "/sys/class/net/$port/flags") & 1))"
bind after
$b ip link set "$port" down; $b ip link set "$port" up
$b sleep 5
bind again
$b poweroff -f
INIT
chmod +x root/init
(cd root && find . | ./bin/busybox cpio -o -H newc 2>/dev/null | gzip -1) >initrd

libraries=$work/qemu/usr/lib/x86_64-linux-gnu:$work/qemu/lib/x86_64-linux-gnu
loader=$(find qemu -name 'ld-linux-x86-64.so.2' | head -1)
timeout 600 "$loader" --library-path "$libraries" qemu/usr/bin/qemu-system-x86_64 -L qemu/usr/share/qemu \
    -L qemu/usr/share/seabios -machine q35 -m 512 -nographic -no-reboot -nodefaults -serial stdio -net none \
    -device pcie-root-port,id=slot1,chassis=1,slot=1 -device igb,bus=slot1 \
    -kernel kernel/boot/vmlinuz-* -initrd initrd -append 'console=ttyS0 pci=realloc loglevel=1' </dev/null |
    tr -d '\r' | sed -n 's/.*FOUND //p' >found
value() { sed -n "s/^$1 //p" found; }
echo "COMMAND of the VF: $(value command-before) before the reset, $(value command-after) after it"
echo "igbvf, bound before the reset: $(value before) lines 'PF still in reset state'"
echo "igbvf, bound after the reset, the port shown as up ($(value up)): $(value after) lines"
echo "igbvf, bound after the port was down and up: $(value again) lines"
[ "$(($((0x$(value command-before))) & 4))" -eq 4 ]
[ "$(($((0x$(value command-after))) & 4))" -eq 0 ]
[ "$(value up)" = 1 ]
[ "$(value before)" = 0 ]
[ "$(value after)" -ge 1 ]
[ "$(value again)" = 0 ]
