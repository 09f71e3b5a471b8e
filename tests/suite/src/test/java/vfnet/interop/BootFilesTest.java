// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.interop.boot.BootFile;
import vfnet.interop.boot.BootFile.Kind;
import vfnet.interop.boot.BootImport;

/** The files of a boot, each with what runs its lines: a shell, systemd, udev, or a table's reader. */
class BootFilesTest {
    private static final String NUMVFS = "/sys/class/net/eth0/device/sriov_numvfs";

    private static BootImport.Result read(String path, String text) {
        return BootImport.of(
                List.of(new BootFile(new SourceFile(path, text.replace('¶', '\n')), Kind.of(path))),
                SavedExamples.twoPorts());
    }

    private static String ports(BootImport.Result result) {
        return result.imported().ports().stream()
                .map(port -> port.port().name().map(Object::toString).orElse("") + " "
                        + port.port().count() + port.port().vfs().keySet())
                .collect(Collectors.joining("; "));
    }

    private static String lost(BootImport.Result result) {
        return result.imported().lost().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "/etc/network/interfaces§ auto eth0¶iface eth0 inet manual¶  pre-up echo 4 > " + NUMVFS
                        + "¶  up ip link set $IFACE vf 1 trust on¶  down echo 0 > " + NUMVFS + "§ eth0 4[1]",
                "/etc/network/interfaces.d/x§ allow-hotplug eth0¶iface eth0 inet dhcp¶post-up echo 4 \\¶ > "
                        + "/sys/class/net/$IFACE/device/sriov_numvfs§ eth0 4[]",
                "/etc/rc.local§ echo 4 > " + NUMVFS + "¶exit 0§ eth0 4[]",
                "/etc/systemd/system/vfs.service§ [Service]¶Environment=N=4¶"
                        + "ExecStart=-/bin/sh -c 'echo ${N} > " + NUMVFS
                        + "'¶ExecStartPost=/usr/sbin/ip link set eth0 vf 0 "
                        + "trust on¶ExecStop=/bin/sh -c 'echo 0 > " + NUMVFS + "'§ eth0 4[0]",
                "/etc/udev/rules.d/9.rules§ ACTION==\"add\", SUBSYSTEM==\"net\", KERNEL==\"eth0\", "
                        + "ATTR{device/sriov_numvfs}=\"4\"§ eth0 4[]",
                "/etc/udev/rules.d/9.rules§ SUBSYSTEM==\"net\", ENV{ID_NET_DRIVER}==\"ixgbe\", "
                        + "RUN+=\"/bin/sh -c 'echo 4 > /sys/class/net/%k/device/sriov_numvfs'\"§ eth0 4[]; eth1 4[]",
                "/etc/udev/rules.d/9.rules§ KERNELS==\"0000:01:00.1\", ATTR{device/sriov_numvfs}=\"4\"§ eth1 4[]",
                "/etc/udev/rules.d/9.rules§ ATTR{address}==\"00:11:22:33:44:01\", ATTR{device/sriov_numvfs}=\"2\", "
                        + "RUN+=\"/sbin/ip link set %k vf 1 trust on\"§ eth1 2[1]",
                "/etc/tmpfiles.d/x.conf§ w " + NUMVFS + " - - - - 4§ eth0 4[]",
                "/etc/sysfs.conf§ class/net/eth0/device/sriov_numvfs = 4§ eth0 4[]",
                "/etc/sysfs.d/x.conf§ bus/pci/devices/0000:01:00.1/sriov_numvfs=3¶mode class/x = 0600§ eth1 3[]",
                "/etc/cron.d/x§ @reboot root echo 4 > " + NUMVFS + "§ eth0 4[]",
                "/etc/crontab§ SHELL=/bin/sh¶@reboot root echo 4 > " + NUMVFS + "§ eth0 4[]",
                "/var/spool/cron/crontabs/root§ @reboot echo 4 > " + NUMVFS + "§ eth0 4[]"
            })
    void eachIsReadByItsOwnRules(String path, String text, String ports) {
        BootImport.Result result = read(path, text);
        assertEquals(ports, ports(result), lost(result));
        assertEquals("", lost(result));
        assertTrue(!result.lines().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '§',
            quoteCharacter = '~',
            value = {
                "/etc/network/interfaces§ iface eth0 inet manual¶  up echo 4 > " + NUMVFS
                        + "§ line 2: is not understood, for it is run when eth0 is brought up, which no boot does",
                "/etc/systemd/system/vfs.service§ [Service]¶ExecStart=/bin/echo 4 > " + NUMVFS
                        + "§ line 2: is not understood, for it is started without a shell",
                "/etc/systemd/system/vfs@.service§ [Service]¶ExecStart=/bin/sh -c 'echo 4 > "
                        + "/sys/class/net/%i/device/sriov_numvfs'§ line 2: ",
                "/etc/udev/rules.d/9.rules§ SUBSYSTEM==\"net\", ATTR{device/sriov_numvfs}=\"4\"§ no port of this host",
                "/etc/udev/rules.d/9.rules§ KERNEL==\"eth0\", ATTR{device/vendor}==\"0x8086\", "
                        + "ATTR{device/sriov_numvfs}=\"4\"§ ATTR{device/vendor}==\"0x8086\" is not compared",
                "/etc/udev/rules.d/9.rules§ KERNEL==\"eth0\", NAME!=\"x\", ATTR{device/sriov_numvfs}=\"4\"§ "
                        + "NAME!=\"x\" is not compared",
                "/etc/udev/rules.d/9.rules§ KERNEL==\"eth0\" ATTR{device/sriov_numvfs}=4§ is not understood",
                "/etc/tmpfiles.d/x.conf§ w " + NUMVFS + " 4§ line 1: is not understood",
                "/etc/sysfs.conf§ class/net/eth0/device/sriov_numvfs = many§ line 1: is not understood",
                "/etc/cron.d/x§ * * * * * root echo 4 > " + NUMVFS + "§ is run at other times than at boot",
                "/etc/cron.d/x§ @reboot echo 4 > " + NUMVFS + "§ line 1"
            })
    void whatItDoesNotSayIsNamed(String path, String text, String reason) {
        BootImport.Result result = read(path, text);
        assertTrue(lost(result).contains(path + ", line ") && lost(result).contains(reason), lost(result));
        assertEquals(List.of(), result.lines());
        assertTrue(ports(result).isEmpty() || path.contains("vfs@"), ports(result));
    }

    /** A boot reads rules and tables before it brings up the network and runs scripts. */
    @Test
    void theOrderIsThatOfABoot() {
        BootImport.Result result = BootImport.of(
                List.of(
                        new BootFile(new SourceFile("rc.local", "echo 2 > " + NUMVFS), Kind.SCRIPT),
                        new BootFile(
                                new SourceFile("x.rules", "KERNEL==\"eth0\", ATTR{device/sriov_numvfs}=\"4\""),
                                Kind.UDEV)),
                SavedExamples.twoPorts());
        assertEquals("eth0 4[]", ports(result));
        assertTrue(lost(result).startsWith("rc.local, line 1: the kernel refuses 2 VFs"), lost(result));
        assertEquals(List.of("x.rules, line 1: KERNEL==\"eth0\", ATTR{device/sriov_numvfs}=\"4\""), result.lines());
    }
}
