// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vfnet.model.Reading;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.MachineView;

/** Of a machine's configuration a snapshot has what bears on VFs, and nothing private. */
class ConfigurationCaptureTest {
    private static final String SECRET = "hunter2";

    /** Typical configuration, by file: what bears on VFs, and what is private. */
    private static final Map<String, String> FILES = Map.ofEntries(
            Map.entry(
                    "/etc/systemd/network/10-a.link",
                    "# hunter2\n[Match]\nOriginalName=eth1\nHost=hunter2\n[Link]\nDescription=hunter2\n"
                            + "SR-IOVVirtualFunctions=4\n"),
            Map.entry(
                    "/etc/systemd/network/10-b.network",
                    "[Match]\nName=eth1\n[Network]\nAddress=192.0.2.77/24\n[WireGuard]\n"
                            + "PrivateKey=hunter2\n[SR-IOV]\nVirtualFunction=0\nMACAddress=00:53:aa:bb:cc:dd\n"),
            Map.entry(
                    "/etc/netplan/01.yaml",
                    "network:\n  ethernets:\n    eth1:\n      addresses: [192.0.2.77/24]\n"
                            + "      virtual-function-count: 4\n      auth: {password: hunter2}\n    eth9:\n      "
                            + "dhcp4: true\n  wifis:\n"
                            + "    wlan0:\n      access-points:\n        home:\n          password: hunter2\n"),
            Map.entry(
                    "/etc/NetworkManager/NetworkManager.conf",
                    "[main]\nplugins=ifupdown,keyfile\nno-auto-default=eth5\n[global-dns]\nsearches=hunter2\n"),
            Map.entry(
                    "/etc/NetworkManager/system-connections/a.nmconnection",
                    "[connection]\nid=hunter2\ninterface-name=eth1\n"
                            + "[802-1x]\npassword=hunter2\n[sriov]\ntotal-vfs=4\n"),
            Map.entry("/etc/NetworkManager/system-connections/wifi.nmconnection", "[wifi-security]\npsk=hunter2\n"),
            Map.entry(
                    "/etc/sysconfig/network-scripts/ifcfg-eth1", "DEVICE=eth1\nIPADDR=192.0.2.77\nSRIOV_TOTAL_VFS=4\n"),
            Map.entry(
                    "/etc/rc.local",
                    "#!/bin/sh\nexport TOKEN=hunter2\ncurl hunter2; echo 4 > /sys/class/net/eth1/device/sriov_numvfs"
                            + " && mail hunter2\n"),
            Map.entry(
                    "/etc/udev/rules.d/70-a.rules",
                    "ATTR{serial}==\"hunter2\", MODE=\"0666\"\n"
                            + "KERNEL==\"eth1\", ATTR{device/sriov_numvfs}=\"4\"\n"),
            Map.entry(
                    "/etc/systemd/system/vfs.service",
                    "[Service]\nEnvironment=TOKEN=hunter2\nExecStart=/usr/local/bin/vfs\n"),
            Map.entry(
                    "/usr/local/bin/vfs",
                    "#!/bin/sh\nTOKEN=hunter2\necho 4 > /sys/class/net/eth1/device/sriov_numvfs\n"),
            Map.entry("/etc/systemd/system/other.service", "[Service]\nExecStart=/usr/bin/other --password hunter2\n"),
            Map.entry("/etc/default/grub", "GRUB_PASSWORD=hunter2\nGRUB_CMDLINE_LINUX=\"root=hunter2 iommu=pt\"\n"),
            Map.entry("/etc/kernel/cmdline", "root=hunter2 intel_iommu=on\n"),
            Map.entry("/etc/modprobe.d/a.conf", "options cfg80211 key=hunter2\noptions igb max_vfs=4\n"),
            Map.entry("/etc/vfnet/vf.config", "# hunter2\neth1:4\n"),
            Map.entry("/etc/systemd/system/vfnet.service", "[Service]\n"),
            Map.entry(
                    "/etc/network/interfaces", "iface eth3 inet static\n  address 192.0.2.77/24\n  wpa-psk hunter2\n"),
            Map.entry("/run/udev/data/n4", "E:ID_SERIAL=hunter2\nE:NM_UNMANAGED=1\n"));

    private static MachineView machine() throws IOException {
        MachineView machine = Machines.copy("igb-sound");
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path place = Machines.place(machine, file.getKey());
            Files.createDirectories(place.getParent());
            Files.writeString(place, file.getValue());
        }
        Path wants = Machines.place(machine, "/etc/systemd/system/multi-user.target.wants");
        Files.createDirectories(wants);
        Files.createSymbolicLink(
                wants.resolve("vfs.service"), wants.getFileSystem().getPath("/etc/systemd/system/vfs.service"));
        Files.createSymbolicLink(
                wants.resolve("hunter2.service"), wants.getFileSystem().getPath("/etc/systemd/system/hunter2.service"));
        Files.createDirectories(Machines.place(machine, "/run/NetworkManager"));
        Files.writeString(
                Machines.place(machine, "/proc/cpuinfo"), "processor : 0\nvendor_id : GenuineIntel\nflags : hunter2\n");
        Files.writeString(
                Machines.place(machine, "/proc/interrupts"),
                "  CPU0\n 16: 7 IO-APIC hunter2\n 25: 9 9 IR-PCI-MSI-0000:01:00.0 0-edge hunter2\n");
        return new MachineView(
                machine.sysroot(),
                machine.refusals(),
                machine.ip(),
                unit -> Reading.of("ActiveState=failed\nResult=timeout\n"));
    }

    private static String captured(MachineView machine, String... words) {
        Outcome capture = Cli.on(machine, words);
        assertEquals(0, capture.status(), capture.err());
        return capture.out();
    }

    @Test
    void nothingButWhatBearsOnVfsIsKept() throws IOException {
        String text = captured(machine(), "capture");
        assertFalse(
                text.contains(SECRET),
                text.lines().filter(line -> line.contains(SECRET)).toList().toString());
        assertFalse(
                text.contains("192.0.2.77") || text.contains("wlan0") || text.contains("00:53:aa"),
                "addresses and names of others");
    }

    @Test
    void whatBearsOnVfsIsExaminedAlikeOnTheMachineAndInItsCapture() throws IOException {
        MachineView machine = machine();
        String report = Cli.on(machine, "doctor").toString();
        for (String told : List.of(
                "/etc/systemd/network/10-a.link",
                "10-b.network",
                "01.yaml",
                "a.nmconnection",
                "ifcfg-eth1",
                "/etc/rc.local",
                "70-a.rules",
                "/usr/local/bin/vfs",
                "options igb max_vfs=4",
                "NetworkManager takes")) {
            assertTrue(report.contains(told), told + " is not in " + report);
        }
        String capture = captured(machine, "capture", "--keep-addresses");
        assertEquals(report, Cli.on(Machines.of(capture), "doctor").toString());
        assertEquals(capture, captured(Machines.of(capture), "capture", "--keep-addresses"));
    }

    @Test
    void aFolderOnDiskIsCapturedAlikeAndLinksOutOfItAreNotFollowed(@TempDir Path folder) throws IOException {
        Path unpacked = folder.resolve("machine");
        MachineView machine = Machines.unpacked(MachineFile.read(Machines.file("other-tools")), unpacked);
        Path outside = Files.writeString(
                folder.resolve("outside"), "echo 4 > /sys/class/net/enp1s0f0/device/sriov_numvfs # hunter2\n");
        Path outer = Files.createDirectory(folder.resolve("outer"));
        Files.writeString(outer.resolve("30-x.rules"), "ATTR{device/sriov_numvfs}=\"4\"\n");
        Files.delete(unpacked.resolve("etc/rc.local"));
        Files.createSymbolicLink(unpacked.resolve("etc/rc.local"), outside);
        Files.createDirectories(unpacked.resolve("run/udev"));
        Files.createSymbolicLink(unpacked.resolve("run/udev/rules.d"), outer);
        for (String command : List.of("capture", "doctor")) {
            String out = Cli.on(machine, command).out();
            assertFalse(out.contains("30-x.rules") || out.contains(SECRET) || out.contains("rc.local"), out);
        }
    }

    @Test
    void theStateOfTheServiceIsKept() throws IOException {
        String text = captured(machine(), "capture");
        assertTrue(
                text.contains("\n[systemctl show --property=ActiveState,Result vfnet.service]\n| ActiveState=failed\n| "
                        + "Result=timeout\n"),
                text);
    }
}
