// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static vfnet.doctor.OtherToolsTold.list;
import static vfnet.doctor.OtherToolsTold.ports;
import static vfnet.doctor.OtherToolsTold.told;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;

/**
 * Where else VFs may be created, and what only looks like it, on the machine igb-sound, whose ports are eth0
 * (0000:01:00.0) and eth1 (0000:02:00.0). The report on the machine and on its snapshot is the same.
 */
class OtherToolsPlacesTest {
    private static final Patched SOUND = Patched.machine("igb-sound").with("[/run/systemd/system]");
    private static final String WRITE = "echo 4 > /sys/class/net/eth1/device/sriov_numvfs";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "echo 7 > /sys/class/drm/card0/device/sriov_numvfs; ''",
                "echo 4 > /sys/class/nvme/nvme0/device/sriov_numvfs; ''",
                "echo 4 > /sys/bus/pci/devices/0000:17:00.0/sriov_numvfs; ''",
                "echo 4 > /sys/bus/pci/drivers/xe/0000:17:00.0/sriov_numvfs; ''",
                "echo 2 > /sys/bus/pci/drivers/i915/*/sriov_numvfs; ''",
                "echo 2 > /sys/class/block/nvme0n1/device/device/sriov_numvfs; ''",
                "echo 2 > /sys/bus/pci/drivers/igb/*/sriov_numvfs; eth0 eth1",
                "echo 2 > /sys/class/infiniband/mlx5_0/device/mlx5_num_vfs; ''",
                "echo 2 > /sys/class/net/eth1/device/mlx5_num_vfs; eth1",
                "echo 4 > /sys/bus/pci/devices/0000\\:02\\:00.0/sriov_numvfs; eth1",
                "echo 4 | sudo tee /sys/class/net/{eth0,eth7}/device/sriov_numvfs; eth0",
                "dd if=/run/n of=/sys/class/net/eth1/device/sriov_numvfs; eth1",
                "echo 4 > /sys/class/net/$(port)/device/sriov_numvfs; -",
                "echo 4 > $somewhere/sriov_numvfs; -"
            })
    void thePathTellsWhichDevicesItIsAbout(String line, String ports) {
        assertEquals(list(ports), told(SOUND.file("/etc/rc.local", "#!/bin/sh", line)));
    }

    @Test
    void valuesOfVariablesCount() {
        assertEquals(
                List.of("eth0", "eth1"),
                told(SOUND.file(
                        "/etc/rc.local",
                        "for i in eth0 eth1; do " + "echo 4 > /sys/class/net/$i/device/sriov_numvfs; done")));
        assertEquals(
                List.of(),
                told(SOUND.file(
                        "/etc/rc.local",
                        "for c in /sys/class/drm/card*/device; do",
                        "echo 1 > $c/sriov_numvfs",
                        "done")));
        assertEquals(
                List.of("eth1"),
                told(SOUND.file(
                        "/etc/rc.local",
                        "NIC=eth1",
                        "DIR=/sys/class/net/$NIC/device",
                        "TOKEN=hunter2",
                        "echo 4 > \"${DIR}/sriov_numvfs\"")));
        assertFalse(Cli.on(
                        SOUND.file(
                                        "/etc/rc.local",
                                        "NIC=eth1",
                                        "TOKEN=hunter2",
                                        "echo 4 > /sys/class/net/$NIC/device/sriov_numvfs")
                                .view(),
                        "capture")
                .out()
                .contains("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true # " + WRITE,
                "echo \"to create VFs: " + WRITE + "\"",
                "logger 'run " + WRITE + "'",
                "cat > /etc/later.sh <<EOF\n" + WRITE + "\nEOF",
                "ssh other <<'END'\n" + WRITE + "\nEND"
            })
    void whatIsPrintedOrWrittenDownIsNotRun(String script) {
        assertEquals(List.of(), told(SOUND.file("/etc/rc.local", script.split("\n"))));
    }

    @Test
    void aShellsHereDocumentIsRun() {
        assertEquals(List.of("eth1"), told(SOUND.file("/etc/rc.local", "bash <<EOF", WRITE, "EOF")));
    }

    @Test
    void oneThatWritesZeroRemovesVfs() {
        Patched machine = SOUND.file("/etc/rc.local", "echo 0 > /sys/class/net/eth1/device/sriov_numvfs");
        assertTrue(machine.finding("other_tool").contains("removes VFs"), machine.finding("other_tool"));
        assertFalse(SOUND.file("/etc/rc.local", "echo 0 > /sys/class/net/eth1/device/sriov_numvfs", WRITE)
                .finding("other_tool")
                .contains("removes"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SUBSYSTEM==\"drm\", ATTR{device/sriov_numvfs}=\"2\"; ''",
                "SUBSYSTEM==\"pci\", ATTR{class}==\"0x030000\", ATTR{sriov_numvfs}=\"2\"; ''",
                "SUBSYSTEM==\"pci\", ATTR{vendor}==\"0x10de\", ATTR{sriov_numvfs}=\"2\"; ''",
                "SUBSYSTEM==\"pci\", ATTR{vendor}==\"0x8086\", ATTR{class}==\"0x020000\", ATTR{sriov_numvfs}=\"2\"; -"
            },
            quoteCharacter = '\'')
    void aRuleAboutOtherDevicesIsNone(String rule, String ports) {
        assertEquals(list(ports), told(SOUND.file("/etc/udev/rules.d/80-a.rules", rule)));
    }

    @Test
    void scriptsOfSystemVCountOnceALinkStartsThem() {
        Patched script = SOUND.file("/etc/init.d/vfs", "#!/bin/sh", WRITE);
        assertEquals(List.of(), told(script));
        assertEquals(List.of("eth1"), told(script.set("/etc/rc3.d", "S20vfs -> ../init.d/vfs")));
        assertEquals(List.of(), told(script.set("/etc/rc3.d", "K20vfs -> ../init.d/vfs")));
        assertEquals(List.of("eth1"), told(script.set("/etc/runlevels/default", "vfs -> ../../init.d/vfs")));
    }

    @Test
    void sourcedFilesOfIfupdownCount() {
        Patched custom = SOUND.file("/etc/network/custom.d/vfs", "iface eth1 inet manual", "  post-up " + WRITE);
        assertEquals(List.of(), told(custom));
        assertEquals(List.of("eth1"), told(custom.file("/etc/network/interfaces", "source /etc/network/custom.d/*")));
        assertEquals(List.of("eth1"), told(custom.file("/etc/network/interfaces", "source-directory custom.d")));
        assertEquals(List.of(), told(custom.file("/etc/network/interfaces", "# source /etc/network/custom.d/*")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"bootcmd; eth1", "runcmd; eth1", "write_files; ''"})
    void cloudInitRunsCommands(String key, String ports) {
        assertEquals(list(ports), told(SOUND.file("/etc/cloud/cloud.cfg.d/90-vfs.cfg", key + ":", "  - " + WRITE)));
        assertEquals(
                list(ports),
                told(SOUND.file(
                        "/var/lib/cloud/instance/user-data.txt",
                        "#cloud-config",
                        key + ":",
                        "  - [ sh, -c, \"" + WRITE + "\" ]")));
    }

    @Test
    void networkdTakesAnAlternativeNameAndALinkFileDoesNot() {
        Patched machine = SOUND.replace("\"ifname\":\"eth1\",", "\"ifname\":\"eth1\",\"altnames\":[\"uplink\"],");
        assertEquals(
                List.of("eth1"),
                told(machine.file(
                        "/etc/systemd/network/10-a.network", "[Match]", "Name=up*", "[SR-IOV]", "VirtualFunction=0")));
        assertEquals(
                List.of(),
                told(machine.file(
                        "/etc/systemd/network/10-a.link",
                        "[Match]",
                        "OriginalName=up*",
                        "[Link]",
                        "SR-IOVVirtualFunctions=4")));
    }

    @Test
    void trueNasKeepsScriptsWhereTheyAreNotSeen() {
        assertTrue(SOUND.file("/usr/bin/midclt", "").doctor().out().contains("midclt call initshutdownscript.query"));
        assertFalse(SOUND.doctor().out().contains("midclt"));
    }

    @Test
    void whatCannotBeReadIsAProblemAndNoFinding() {
        Patched machine = SOUND.with("[/etc/cloud]\ncloud.cfg.d ! EACCES");
        assertEquals(List.of(), ports(machine));
        assertTrue(
                machine.doctor().err().contains("/etc/cloud/cloud.cfg.d"),
                machine.doctor().err());
    }

    @Test
    void noShippedMachineGetsAnAlarmThatItDidNotHave() {
        for (String name : List.of("x550", "proxmox-iommu", "renamed", "igb-sound", "connectx3", "in-use")) {
            assertEquals(
                    List.of(), ports(new Patched(Machines.text(name).lines().toList())), name);
        }
    }
}
