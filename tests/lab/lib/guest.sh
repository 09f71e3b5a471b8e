# SPDX-License-Identifier: LGPL-3.0-or-later
# Sourced by scripts/lab: builds from packages what QEMU boots: kernels, an initramfs for each, and one disk for all.
# Everything is built beside its place and moved there when complete; a key beside it records what it was built from.
# shellcheck shell=bash disable=SC2154,SC2034

guest_packages=(systemd systemd-sysv udev dbus iproute2 kmod ifupdown iputils-ping pci.ids)
# The modules for the guest's disk; ext4 needs crc32c, which modules.dep does not list, and which is a library of newer
# kernels.
disk_modules=(virtio_pci virtio_blk crc32c_generic ext4)
optional_modules=(crc32c_generic)
guest_modules=("${disk_modules[@]}" virtio_console virtio_net igb igbvf e1000e vfio-pci vfio_iommu_type1 bridge 8021q
    macvlan ipvlan veth uio_pci_generic pci-stub pci-pf-stub)

# Whether $1 has to be rebuilt. $2: what it would be built from now.
is_stale() {
    [ ! -e "$1" ] || [ "$2" != "$(cat "$1.key" 2>/dev/null)" ]
}

# Replaces $1 by $1.new.
put_in_place() {
    rm -rf "$1" "$1.key"
    mv "$1.new" "$1"
    echo "$2" >"$1.key"
}

hash_of_files() {
    find "$@" -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-64
}

# A Debian with systemd, nothing of ours in it yet. Its suite changes with point releases only. $1: the suite; $2: where to.
make_debian() {
    local debian=$2 mirror key proxy
    choose_apt "$1"
    mirror=$(cat "$apt_state/mirror")
    key="$(sed -n 's/^Date: //p' "$apt_state"/lists/*_dists_"$1"_InRelease), ${guest_packages[*]}"
    is_stale "$debian" "$key" || return 0
    echo "lab: making a Debian ($1) with systemd" >&2
    proxy=$(apt-config dump Acquire::http::Proxy | sed -n 's/.*"\(.*\)";/\1/p')
    rm -rf "$debian.new"
    http_proxy=${proxy:-${http_proxy:-}} debootstrap --arch=amd64 --variant=minbase --keyring="$debian_keys" \
        --include="$(IFS=,; echo "${guest_packages[*]}")" "$1" "$debian.new" "$mirror" >"$lab/debootstrap.log" 2>&1 || {
        tail -5 "$lab/debootstrap.log" >&2
        fail "no guest can be made; debootstrap's output is above and in $lab/debootstrap.log"
    }
    rm -rf "$debian.new"/var/cache/apt/* "$debian.new"/var/lib/apt/lists/* "$debian.new"/usr/share/{doc,man,locale,info}
    put_in_place "$debian" "$key"
}

# kmod of the guest, which this machine need not have. $1: depmod or modprobe; then its arguments.
kmod() {
    "$lab/debian/usr/lib64/ld-linux-x86-64.so.2" --library-path "$lab/debian/usr/lib/x86_64-linux-gnu" \
        --argv0 "$1" "$lab/debian/usr/bin/kmod" "${@:2}"
}

# A kernel as QEMU starts it at once, without time for unpacking it under emulation. $1: a bzImage; $2: where to.
extract_kernel() {
    local form magic unpack at
    for form in '\xfd7zXZ\x00 xz' '\x28\xb5\x2f\xfd zstd'; do
        read -r magic unpack <<<"$form"
        while read -r at; do
            # Data after the end of the kernel is no error.
            tail -c "+$((at + 1))" "$1" | "$unpack" -dcq >"$2" 2>/dev/null || true
            [ "$(head -c 4 "$2" | tail -c 3)" != ELF ] || return 0
        done < <(LC_ALL=C grep -obUaP "$magic" "$1" | LC_ALL=C cut -d: -f1)
    done
    fail "no kernel found in $1"
}

# Copies modules and what they need. $1: the kernel's folder; $2: the tree they go to; then the modules. Prints their
# paths in the tree, in the order in which they load.
copy_modules() {
    local kernel=$1 tree=$2 release file
    shift 2
    release=$(ls "$kernel/lib/modules")
    mkdir -p "$tree/lib/modules/$release"
    cp "$kernel/lib/modules/$release"/modules.{order,builtin,builtin.modinfo} "$tree/lib/modules/$release/"
    for module in "$@"; do
        if [[ " ${optional_modules[*]} " = *" $module "* ]] && ! grep -q "/$module\.ko" "$kernel/lib/modules/$release/modules.order"; then
            continue
        fi
        kmod modprobe --dirname "$kernel" --set-version "$release" --show-depends "$module" ||
            fail "the kernel $release has no module $module"
    done | sed -n "s,^insmod $kernel/\([^ ]*\).*,\1,p" | awk '!seen[$0]++' | while read -r file; do
        mkdir -p "$tree/${file%/*}"
        if [ "${file%.xz}" = "$file" ]; then
            cp "$kernel/$file" "$tree/$file"
        else
            xz -dc "$kernel/$file" >"$tree/${file%.xz}"
        fi
        echo "${file%.xz}"
    done
    kmod depmod --basedir "$tree" "$release"
}

# $1: a suite. Creates $lab/kernel-$1, an unpacked package, with vmlinuz, vmlinux and initramfs in it.
make_kernel() {
    local kernel=$lab/kernel-$1 key tree list packages
    list=$(kernel_packages "$1")
    mapfile -t packages <<<"$list"
    unpack_packages "$kernel" "${packages[@]}"
    # Since Debian 13 the package has them below /usr.
    [ -e "$kernel/lib" ] || ln -s usr/lib "$kernel/lib"
    key="$(cat "$kernel.packages"), $(hash_of_files "$sources/lib/guest.sh" "$sources/guest/init"), $(cat "$lab/busybox.packages")"
    is_stale "$kernel/initramfs" "$key" || return 0
    # Since Linux 7 it is beside its modules.
    ln -srf "$(find "$kernel/boot" "$kernel/usr/lib/modules" -maxdepth 2 -name 'vmlinuz*' 2>/dev/null | head -1)" "$kernel/vmlinuz"
    extract_kernel "$kernel/vmlinuz" "$kernel/vmlinux"
    kmod depmod --basedir "$kernel" "$(ls "$kernel/lib/modules")"
    tree=$kernel/initramfs.tree
    rm -rf "$tree"
    mkdir -p "$tree"/{bin,dev,proc,sys,root}
    copy_modules "$kernel" "$tree" "${disk_modules[@]}" >"$tree/modules"
    cp "$lab/busybox/bin/busybox" "$tree/bin/"
    install -m 755 "$sources/guest/init" "$tree/init"
    (cd "$tree" && find . | LC_ALL=C sort | "$lab/busybox/bin/busybox" cpio -o -H newc -R 0:0 2>/dev/null) >"$kernel/initramfs.new"
    rm -rf "$tree"
    put_in_place "$kernel/initramfs" "$key"
}

# Two revisions of the package, for an upgrade from one to the other, in $lab/debs-of-vfnet.
make_debs() {
    local release=$lab/debs-of-vfnet.new deb_compression=(-Zgzip -z1) version built key revision
    version=$(sed -n 's|^  <version>\(.*\)</version>|\1|p' pom.xml)
    built=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' pom.xml)
    key=$(hash_of_files "$project/$image" scripts/lib/deb.sh packaging)
    is_stale "$lab/debs-of-vfnet" "$key" || return 0
    echo "lab: making the package" >&2
    rm -rf "$release"
    mkdir -p "$release"
    for revision in 1 2; do
        make_deb "$revision"
        mv "$release/$deb" "$release/vfnet-$revision.deb"
    done
    put_in_place "$lab/debs-of-vfnet" "$key"
}

# A guest's disk: Debian, the modules of its kernels, the image as shipped, and the files of the laboratory.
# $1: the Debian; $2: the disk; $3: its size; $4: what furnishes it; then the kernels that it is for.
make_disk() {
    local debian=$1 disk=$2 size=$3 furnish=$4 key tree=$2.tree kernel
    shift 4
    local packages=("$@")
    packages=("${packages[@]/#/$lab/kernel-}")
    packages=("${packages[@]/%/.packages}")
    key="$(cat "$debian.key" "${packages[@]}"), $(hash_of_files "$sources/lib/guest.sh" "$sources/guest"), "
    key+="$(hash_of_files "$project/$image"), $(cat "$lab/debs-of-vfnet.key")"
    is_stale "$disk" "$key" || return 0
    echo "lab: making the guest's ${disk##*/}" >&2
    rm -rf "$tree"
    cp -a "$debian" "$tree"
    for kernel in "$@"; do
        copy_modules "$lab/kernel-$kernel" "$tree" "${guest_modules[@]}" >/dev/null
    done
    cp -a "$project/$image" "$tree/opt/vfnet"
    cp "$lab/debs-of-vfnet"/*.deb "$tree/opt/"
    "$furnish" "$tree"
    rm -f "$disk.new"
    mke2fs -q -t ext4 -O ^has_journal -d "$tree" "$disk.new" "$size" >/dev/null
    rm -rf "$tree"
    put_in_place "$disk" "$key"
}

# Another Debian with its own kernel. $1: its suite. Leaves $lab/kernel-$1 and $lab/disk-$1.
make_system() {
    refresh_debian "$1"
    make_debian "$1" "$lab/debian-$1"
    choose_apt "$1"
    # The newest QEMU has more cards.
    [ "$1" != "$unstable" ] || unpack_closure "$lab/qemu-$1" "$1" qemu-system-x86
    make_kernel "$1"
    make_disk "$lab/debian-$1" "$lab/disk-$1" 1300M furnish_bare "$1"
}

# systemctl of Debian 13 warns of a missing /proc. $1: the guest's tree; then the command.
in_guest() {
    SYSTEMD_LOG_LEVEL=err chroot "$@"
}

# $1: the tree of a guest that only needs a network.
furnish_bare() {
    furnish "$1"
    install -m 644 "$sources/guest/10-cards.network" "$1/etc/systemd/network/"
    in_guest "$1" systemctl -q enable systemd-networkd.service
}

# $1: the guest's tree.
furnish() {
    local guest=$sources/guest
    mkdir -p "$1/opt/lab" "$1/etc/systemd/system/serial-getty@ttyS0.service.d"
    install -m 755 "$guest/agent" "$1/opt/lab/agent"
    "$JAVA_HOME/bin/javac" -d "$1/opt/lab" "$guest/Holder.java" "$guest/Xdp.java"
    install -m 644 "$guest/lab-agent.service" "$1/etc/systemd/system/"
    install -m 644 "$guest/autologin.conf" "$1/etc/systemd/system/serial-getty@ttyS0.service.d/"
    echo lab >"$1/etc/hostname"
    echo '/dev/vda / ext4 rw,noatime 0 0' >"$1/etc/fstab"
    # Always the same machine: systemd derives addresses from its ID.
    echo 0123456789abcdef0123456789abcdef >"$1/etc/machine-id"
    chroot "$1" passwd -q -d root
    in_guest "$1" systemctl -q enable lab-agent.service
    in_guest "$1" systemctl -q mask systemd-networkd-wait-online.service apt-daily.timer apt-daily-upgrade.timer \
        dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer
}
