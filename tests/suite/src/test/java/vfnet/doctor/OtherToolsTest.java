// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Other tools that create VFs, on the machine igb-sound, whose ports are eth0 (0000:01:00.0) and eth1 (0000:02:00.0).
 */
class OtherToolsTest {
    private static final Patched SOUND = Patched.machine("igb-sound");
    private static final String LINKS = "/etc/systemd/network/";

    /** The ports with such a finding; - for the whole machine. */
    private static List<String> told(Patched machine) {
        return machine.findings().stream()
                .filter(finding -> List.of("other_tool", "driver_override_kept")
                        .contains(finding.get("id").asString()))
                .map(finding -> finding.get("interface").asString("-"))
                .toList();
    }

    private static String evidence(Patched machine) {
        StringBuilder text = new StringBuilder();
        for (JsonNode finding : machine.findings()) {
            finding.get("evidence")
                    .forEach(one -> text.append(one.get("where").asString())
                            .append(": ")
                            .append(one.get("value").asString())
                            .append('\n'));
        }
        return text.toString();
    }

    private static Patched link(String name, String... match) {
        return SOUND.file(LINKS + name, lines(match, "[Link]", "SR-IOVVirtualFunctions=4"));
    }

    private static String[] lines(String[] match, String... more) {
        String[] lines = new String[1 + match.length + more.length];
        lines[0] = "[Match]";
        System.arraycopy(match, 0, lines, 1, match.length);
        System.arraycopy(more, 0, lines, 1 + match.length, more.length);
        return lines;
    }

    @ParameterizedTest
    @CsvSource({
        "OriginalName=eth1, eth1",
        "OriginalName=eth[01], eth0 eth1",
        "OriginalName=!eth1, eth0",
        "Driver=igb, eth0 eth1",
        "Driver=ixgbe i40e, ''",
        "Driver=!igb, ''",
        "PermanentMACAddress=52:54:00:00:02:00, eth1",
        "Path=pci-0000:02:*, eth1",
        "MACAddress=52-54-00-00-01-00, eth0",
        "Path=pci-0000:41:00.0, ''",
        "Type=ether, eth0 eth1",
        "Type=wlan, ''",
        "Kind=bridge, ''",
        "OriginalName=eth[9-0], ''"
    })
    void aLinkFileIsAboutThePortsThatItMatches(String match, String ports) {
        assertEquals(ports.isEmpty() ? List.of() : List.of(ports.split(" ")), told(link("10-a.link", match)));
    }

    @Test
    void theFirstLinkFileThatMatchesIsTheOnlyOne() {
        assertEquals(
                List.of(),
                told(link("10-a.link", "OriginalName=eth1")
                        .file(LINKS + "00-first.link", "[Match]", "OriginalName=eth*")));
        assertEquals(
                List.of("eth1"),
                told(link("10-a.link", "OriginalName=eth1")
                        .file("/usr/lib/systemd/network/99-default.link", "[Match]", "OriginalName=*")));
        assertEquals(
                List.of(),
                told(link("unnumbered.link", "OriginalName=eth1")
                        .file("/usr/lib/systemd/network/99-default.link", "[Match]", "OriginalName=*")));
    }

    @Test
    void aMaskedFileIsNoneAndAnAdditionCounts() {
        Patched ofTheSystem = SOUND.file(
                "/usr/lib/systemd/network/10-a.link",
                "[Match]",
                "OriginalName=eth1",
                "[Link]",
                "SR-IOVVirtualFunctions=4");
        assertEquals(List.of("eth1"), told(ofTheSystem));
        assertEquals(List.of(), told(ofTheSystem.set("/etc/systemd/network", "10-a.link = \\c")));
        Patched added = SOUND.file(LINKS + "10-a.link", "[Match]", "OriginalName=eth1")
                .file(LINKS + "10-a.link.d/x.conf", "[Link]", "SR-IOVVirtualFunctions=3");
        assertTrue(evidence(added).contains("SR-IOVVirtualFunctions=3"), evidence(added));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "network: {ethernets: {eth1: {virtual-function-count: 4}}}; eth1; eth1: virtual-function-count: 4",
                "network: {ethernets: {a: {match: {name: 'eth*'}, embedded-switch-mode: switchdev}}}; eth0 eth1; "
                        + "switchdev",
                "network: {ethernets: {eth1: {}, vf: {link: eth1}}}; eth1; vf: link: eth1",
                "network: {ethernets: {a: {match: {driver: [ixgbe, igb], macaddress: '52:54:00:00:01:00'}, "
                        + "virtual-function-count: 2}}}; eth0; 2",
                "network: {ethernets: {eth1: {dhcp4: true, mtu: 9000}}}; ''; ''",
                "network: {vlans: {eth1: {link: eth0, id: 3}}}; ''; ''",
                "[]; ''; ''",
                "network: 7; ''; ''"
            })
    void netplanNamesPortsInManyWays(String yaml, String ports, String said) {
        Patched machine = SOUND.set("/etc/netplan", "10-a.yaml = " + yaml);
        assertEquals(ports.isEmpty() ? List.of() : List.of(ports.split(" ")), told(machine));
        assertTrue(evidence(machine).contains(said), evidence(machine));
        assertEquals("", machine.doctor().err());
    }

    @Test
    void aFileThatIsNoYamlIsAWarningAndNoFinding() {
        Patched machine = SOUND.file("/etc/netplan/10-a.yaml", "network: {", "  virtual-function-count: [");
        assertEquals(List.of(), told(machine));
        assertTrue(
                machine.doctor().err().contains("/etc/netplan/10-a.yaml: is no YAML"),
                machine.doctor().err());
        assertEquals(1, machine.doctor().err().lines().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 4 > /sys/class/net/eth1/device/sriov_numvfs",
                "echo 4 | tee /sys/class/net/eth1/device/sriov_numvfs",
                "  echo 4 >/sys/bus/pci/devices/0000:02:00.0/sriov_numvfs",
                "ip link set eth1 up; echo 4 > '/sys/class/net/eth1/device/sriov_numvfs'",
                "[ -e x ] && echo 4 >> /sys/class/net/eth1/device/sriov_numvfs || true"
            })
    void aScriptThatWritesIsTold(String line) {
        Patched machine = SOUND.file("/etc/rc.local", "#!/bin/sh", line);
        assertEquals(List.of("eth1"), told(machine));
        assertFalse(evidence(machine).contains("ip link") || evidence(machine).contains("true"), evidence(machine));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# echo 4 > /sys/class/net/eth1/device/sriov_numvfs",
                "cat /sys/class/net/eth1/device/sriov_numvfs",
                "test \"$(cat /sys/class/net/eth1/device/sriov_numvfs)\" = 4",
                "cat /sys/class/net/eth1/device/sriov_numvfs > /tmp/x",
                "echo 4 > /sys/class/net/eth7/device/sriov_numvfs",
                "logger sriov_numvfs"
            })
    void aScriptThatLooksOrIsAboutAnotherPortIsNot(String line) {
        assertEquals(List.of(), told(SOUND.file("/etc/rc.local", "#!/bin/sh", line)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "ACTION==\"add\", KERNEL==\"eth1\", ATTR{device/sriov_numvfs}=\"4\"; eth1",
                "KERNELS==\"0000:02:00.0|0000:03:00.0\", ATTR{sriov_numvfs}=\"4\"; eth1",
                "DRIVERS==\"igb\", ATTR{sriov_numvfs}=\"4\"; eth0 eth1",
                "ATTR{address}==\"52:54:00:00:01:00\", RUN+=\"/bin/sh -c 'echo 4 > "
                        + "/sys/class/net/%k/device/sriov_numvfs'\"; eth0",
                "SUBSYSTEM==\"net\", ATTR{device/sriov_numvfs}=\"4\"; -",
                "KERNEL==\"eth1\", ATTR{device/sriov_numvfs}==\"4\"; ``",
                "KERNEL==\"eth1\", RUN+=\"/bin/sh -c 'echo 2 > /sys/class/net/eth1/device/sriov_numvfs'\"; eth1"
            })
    void aUdevRuleIsAboutWhatItCompares(String rule, String ports) {
        assertEquals(
                ports.isEmpty() ? List.of() : List.of(ports.split(" ")),
                told(SOUND.file("/etc/udev/rules.d/70-a.rules", "# a rule", rule)));
    }

    @Test
    void aServiceCountsOnceItIsEnabledAndTheScriptThatItStartsToo() {
        Patched unit = SOUND.file("/etc/systemd/system/vfs.service", "[Service]", "ExecStart=-/usr/local/bin/vfs eth1")
                .file("/usr/local/bin/vfs", "#!/bin/sh", "echo 4 > /sys/class/net/eth1/device/sriov_numvfs");
        assertEquals(List.of(), told(unit));
        Patched enabled = unit.set("/etc/systemd/system/network.target.requires", "vfs.service -> ../vfs.service");
        assertEquals(List.of("eth1"), told(enabled));
        assertTrue(
                evidence(enabled).contains("/etc/systemd/system/vfs.service: /usr/local/bin/vfs: echo 4"),
                evidence(enabled));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/etc/modprobe.d/a.conf; options igb max_vfs=7; eth0 eth1",
                "/etc/modprobe.d/a.conf; options ixgbe max_vfs=7; ''",
                "/etc/modprobe.d/a.conf; options igb debug=1; ''",
                "/etc/sysfs.d/a.conf; class/net/eth1/device/sriov_numvfs = 4; eth1",
                "/etc/tmpfiles.d/a.conf; w+ /sys/class/net/eth1/device/sriov_numvfs - - - - 4; eth1",
                "/etc/crontab; @reboot root echo 4 > /sys/class/net/eth1/device/sriov_numvfs; eth1",
                "/etc/network/interfaces.d/a; up echo 4 > /sys/class/net/eth1/device/sriov_numvfs; eth1",
                "/etc/NetworkManager/dispatcher.d/90-vfs; echo 4 > /sys/class/net/eth1/device/sriov_numvfs; eth1",
                "/etc/sysconfig/network-scripts/ifcfg-eth1; SRIOV_TOTAL_VFS=4; eth0 eth1",
                "/etc/driverctl.d/pci-0000:02:00.0; vfio-pci; eth1",
                "/etc/driverctl.d/pci-0000:02:11.4; vfio-pci; eth1",
                "/etc/driverctl.d/pci-0000:02:11.6; vfio-pci; ''",
                "/etc/driverctl.d/usb-1; x; ''"
            })
    void everyOtherPlaceIsLookedAt(String file, String line, String ports) {
        assertEquals(ports.isEmpty() ? List.of() : List.of(ports.split(" ")), told(SOUND.file(file, "# more", line)));
    }

    @Test
    void aModuleParameterMayComeFromTheKernelsCommandLine() {
        assertEquals(List.of("eth0", "eth1"), told(SOUND.set("/proc", "cmdline = intel_iommu=on igb.max_vfs=4")));
    }

    @Test
    void aProfileIsAboutItsInterfaceOrAddress() {
        String profiles = "/etc/NetworkManager/system-connections/";
        assertEquals(
                List.of("eth1"),
                told(SOUND.file(
                        profiles + "a.nmconnection", "[connection]", "interface-name=eth1", "[sriov]", "total-vfs=4")));
        assertEquals(
                List.of("eth0"),
                told(SOUND.file(
                        profiles + "a.nmconnection",
                        "[ethernet]",
                        "mac-address=52:54:00:00:01:00",
                        "[sriov]",
                        "total-vfs=4")));
        assertEquals(List.of(), told(SOUND.file(profiles + "a.nmconnection", "[connection]", "interface-name=eth1")));
    }
}
