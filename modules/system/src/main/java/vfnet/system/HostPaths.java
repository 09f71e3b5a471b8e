// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.system;

import java.nio.file.Path;
import java.util.List;

/**
 * Paths of a host outside the kernel: programs, the names of PCI devices, and files that vfnet writes or copies as a
 * whole. The files of other tools that are searched are in {@link SystemFiles}.
 *
 * @param sysroot the machine's tree
 */
public record HostPaths(Sysroot sysroot) {

    /** {@return the folder of the administrator's modprobe.d(5)} */
    public Path moduleOptions() {
        return sysroot.root().resolve("etc/modprobe.d");
    }

    /** {@return the file with the options of mlx4_core that vfnet has saved} */
    public Path vfnetModuleOptions() {
        return moduleOptions().resolve("vfnet-mlx4.conf");
    }

    /** {@return the program that makes the initramfs on Debian, and the initramfs} */
    public Path updateInitramfs() {
        return sysroot.root().resolve("usr/sbin/update-initramfs");
    }

    /** {@return the program that makes the initramfs on Fedora, SUSE and others} */
    public Path dracut() {
        return sysroot.root().resolve("usr/bin/dracut");
    }

    /** {@return the program that copies the initramfs to the boot partition of Proxmox VE} */
    public Path proxmoxBootTool() {
        return sysroot.root().resolve("usr/sbin/proxmox-boot-tool");
    }

    /** {@return the folder of the administrator's .link files (systemd.link(5))} */
    public Path linkFiles() {
        return sysroot.root().resolve("etc/systemd/network");
    }

    /** {@return the folder of the administrator's files for netplan (netplan(5))} */
    public Path netplanFiles() {
        return sysroot.root().resolve("etc/netplan");
    }

    /** {@return where systemd's own program may be, which depends on the distribution} */
    public List<Path> systemdPrograms() {
        return List.of(
                sysroot.root().resolve("usr/lib/systemd/systemd"),
                sysroot.root().resolve("lib/systemd/systemd"),
                sysroot.root().resolve("run/current-system/systemd/lib/systemd/systemd"));
    }

    /** {@return where the program that the kernel starts first may be} */
    public List<Path> initPrograms() {
        return List.of(sysroot.root().resolve("sbin/init"), sysroot.root().resolve("usr/sbin/init"));
    }

    /** {@return Debian's file with the names of PCI devices} */
    public Path pciIdsOfDebian() {
        return sysroot.root().resolve("usr/share/misc/pci.ids");
    }

    /** {@return the file of Fedora, SUSE and Arch with them} */
    public Path pciIdsOfHwdata() {
        return sysroot.root().resolve("usr/share/hwdata/pci.ids");
    }

    /** {@return vfnet's own program in the image of a distribution's package, which exists only there} */
    public Path packagedProgram() {
        return sysroot.root().resolve("usr/lib/vfnet/bin/vfnet");
    }

    /** {@return the command of that package} */
    public Path packagedCommand() {
        return sysroot.root().resolve("usr/bin/vfnet");
    }

    /** {@return the unit of that package} */
    public Path packagedUnit() {
        return sysroot.root().resolve("usr/lib/systemd/system/vfnet.service");
    }

    /** {@return where packages have their rules for udev (udev(7))} */
    public Path packagedRules() {
        return sysroot.root().resolve("usr/lib/udev/rules.d");
    }

    /** {@return where dpkg keeps what is installed} */
    public Path dpkgDatabase() {
        return sysroot.root().resolve("var/lib/dpkg");
    }

    /** {@return where rpm keeps what is installed: since Fedora 36 and SUSE 15 in the first} */
    public List<Path> rpmDatabases() {
        return List.of(
                sysroot.root().resolve("usr/lib/sysimage/rpm"), sysroot.root().resolve("var/lib/rpm"));
    }

    /** {@return the command of {@code vfnet install}, which takes precedence over that of a package} */
    public Path localCommand() {
        return sysroot.root().resolve("usr/local/bin/vfnet");
    }

    /** {@return the folder that exists while systemd runs this machine (sd_booted(3))} */
    public Path bootedBySystemd() {
        return sysroot.root().resolve("run/systemd/system");
    }

    /** {@return the directory with one file per named network namespace (ip-netns(8))} */
    public Path namedNamespaces() {
        return sysroot.root().resolve("run/netns");
    }
}
