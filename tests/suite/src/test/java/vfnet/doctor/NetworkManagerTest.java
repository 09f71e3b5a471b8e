// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.doctor.match.DeviceLists;
import vfnet.model.InterfaceName;
import vfnet.model.MacAddress;
import vfnet.model.host.NetworkManagerRules.DeviceList;

/** NetworkManager's list of devices, and what it is found to do with the VFs of igb-sound (eth2 to eth6, igbvf). */
class NetworkManagerTest {
    private static final Patched RUNS = Patched.machine("igb-sound").with("[/run/NetworkManager]");
    private static final String CONF = "/etc/NetworkManager/conf.d/";
    private static final DeviceLists.Device DEVICE =
            new DeviceLists.Device(new InterfaceName("eth2"), "igbvf", MacAddress.parse("02:00:00:00:00:01"));

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "*; true",
                "eth2; true",
                "eth3; false",
                "eth*; false",
                "interface-name:eth*; true",
                "interface-name:~eth?; true",
                "interface-name:=eth*; false",
                "interface-name:=eth2; true",
                "driver:igbvf; true",
                "driver:igbvf/5.*; true",
                "driver:igb; false",
                "driver:igb*; false",
                "type:ethernet; true",
                "type:wifi; false",
                "mac:02:00:00:00:00:01; true",
                "02:00:00:00:00:01; true",
                "mac:02:00:00:00:00:02; false",
                "except:eth9; true",
                "*,except:type:ethernet; false",
                "*,except:type:wifi,except:type:gsm; true",
                "except:driver:igbvf; false",
                "eth9,except:eth8; false",
                "''; false"
            })
    void aListOfDevicesContainsWhatNetworkManagerTakesItToContain(String specs, boolean contained) {
        List<String> each =
                Arrays.stream(specs.split(",")).filter(spec -> !spec.isEmpty()).toList();
        assertEquals(contained, DeviceLists.contains(new DeviceList(each), DEVICE));
        assertEquals(
                false,
                DeviceLists.contains(
                        new DeviceList(List.of("mac:02:00:00:00:00:01")),
                        new DeviceLists.Device(DEVICE.name(), "igbvf", Optional.empty())));
    }

    private static List<String> taken(Patched machine) {
        return machine.findings().stream()
                .filter(finding -> finding.get("id").asString().equals("networkmanager_takes_vfs"))
                .map(finding -> finding.get("interface").asString() + " "
                        + finding.get("what").asString().replaceAll("NetworkManager takes (VFs? [0-9-]+) .*", "$1"))
                .toList();
    }

    private static final List<String> ALL = List.of("eth0 VFs 0-2", "eth1 VFs 0-1");

    @Test
    void itTakesVfsWhereNothingKeepsItFromThem() {
        assertEquals(ALL, taken(RUNS));
        assertEquals(List.of(), taken(Patched.machine("igb-sound")));
        assertEquals(
                ALL,
                taken(Patched.machine("igb-sound")
                        .set(
                                "/etc/systemd/system/multi-user.target.wants",
                                "NetworkManager.service -> "
                                        + "../../../../usr/lib/systemd/system/NetworkManager.service")));
    }

    @Test
    void aListCoversSomeOfThem() {
        assertEquals(
                List.of("eth0 VFs 1-2", "eth1 VFs 0-1"),
                taken(RUNS.file(CONF + "a.conf", "[keyfile]", "unmanaged-devices=interface-name:eth2")));
        assertEquals(
                List.of(), taken(RUNS.file("/etc/NetworkManager/NetworkManager.conf", "[main]", "no-auto-default=*")));
    }

    @Test
    void theLastListCountsAndPlusAddsToIt() {
        Patched first = RUNS.file(CONF + "10-a.conf", "[keyfile]", "unmanaged-devices=driver:igbvf");
        assertEquals(List.of(), taken(first));
        assertEquals(ALL, taken(first.file(CONF + "20-b.conf", "[keyfile]", "unmanaged-devices=eth9")));
        assertEquals(List.of(), taken(first.file(CONF + "20-b.conf", "[keyfile]", "unmanaged-devices+=eth9")));
        assertEquals(ALL, taken(first.file(CONF + "20-b.conf", "[keyfile]", "unmanaged-devices-=driver:igbvf")));
        assertEquals(
                List.of(),
                taken(RUNS.file("/usr/lib/NetworkManager/conf.d/99-z.conf", "[keyfile]", "unmanaged-devices=eth9")
                        .file(CONF + "10-a.conf", "[keyfile]", "unmanaged-devices=driver:igbvf")));
    }

    @Test
    void aFileInEtcTakesThePlaceOfOneOfItsName() {
        Patched distribution = RUNS.file(
                "/usr/lib/NetworkManager/conf.d/10-globally-managed-devices.conf",
                "[keyfile]",
                "unmanaged-devices=*,except:type:wifi,except:type:gsm,except:type:cdma");
        assertEquals(List.of(), taken(distribution));
        assertEquals(
                ALL, taken(distribution.set("/etc/NetworkManager/conf.d", "10-globally-managed-devices.conf = \\c")));
    }

    @Test
    void aSectionOfALaterFileCountsMoreThanUdev() {
        Patched udev = RUNS.with("[/run/udev/data]\nn4 = E:NM_UNMANAGED=1");
        assertEquals(List.of("eth0 VFs 1-2", "eth1 VFs 0-1"), taken(udev));
        assertEquals(ALL, taken(udev.file(CONF + "a.conf", "[device-x]", "match-device=driver:igbvf", "managed=1")));
        Patched off = RUNS.file(CONF + "a.conf", "[device-x]", "match-device=driver:igbvf", "managed=0");
        assertEquals(List.of(), taken(off));
        assertEquals(ALL, taken(off.file(CONF + "b.conf", "[device]", "managed=true")));
        assertEquals(ALL, taken(off.file(CONF + "b.conf", "[device-y]", "match-device=*", "stop-match=yes")));
    }

    @Test
    void whatIfupdownHasItLeavesAloneOnDebiansSystems() {
        Patched interfaces = RUNS.file("/etc/network/interfaces", "auto eth2", "iface eth2 inet dhcp");
        assertEquals(ALL, taken(interfaces));
        assertEquals(
                List.of("eth0 VFs 1-2", "eth1 VFs 0-1"),
                taken(interfaces.file(
                        "/etc/NetworkManager/NetworkManager.conf",
                        "[main]",
                        "plugins=ifupdown,keyfile",
                        "[ifupdown]",
                        "managed=false")));
        assertEquals(
                ALL,
                taken(interfaces.file(
                        "/etc/NetworkManager/NetworkManager.conf",
                        "[main]",
                        "plugins=ifupdown,keyfile",
                        "[ifupdown]",
                        "managed=true")));
    }

    @Test
    void theRuleThatVfnetWritesIsEnoughForItself() {
        Patched machine = Patched.machine("other-tools")
                .with("[file " + CONF + "90-vfnet.conf]\n| [keyfile]\n"
                        + "| unmanaged-devices+=driver:igbvf;driver:ixgbevf");
        assertEquals(List.of("enp9s0 VF 3"), taken(Patched.machine("other-tools")));
        assertEquals(List.of(), taken(machine));
        assertTrue(
                machine.doctor()
                        .out()
                        .contains("NetworkManager: has run since the machine started, and leaves VFs alone"),
                machine.doctor().out());
    }

    private static final String WANTS = "/etc/systemd/system/multi-user.target.wants";
    private static final String LINK =
            "NetworkManager.service -> ../../../../usr/lib/systemd/system/NetworkManager.service";
    private static final String FILE = "/usr/lib/systemd/system/NetworkManager.service";
    private static final String QUESTION = "[systemctl show --property=ActiveState,Result NetworkManager.service]";

    private static Patched said(Patched machine, String state) {
        return machine.with(QUESTION + "\n| ActiveState=" + state + "\n| Result=success");
    }

    private static void state(String words, int taking, Patched machine) {
        String text = machine.doctor().out();
        assertTrue(text.contains("NetworkManager: " + words + "\n"), text);
        assertEquals(taking, taken(machine).size(), text);
    }

    /** An enabled service need not run, and one whose folder is left in /run may have been stopped. */
    @Test
    void thatItRunsIsSaidWhereSystemdSaysSo() {
        Patched sound = Patched.machine("igb-sound");
        Patched enabled = sound.file(FILE, "[Service]").set(WANTS, LINK);
        state("does not run here", 0, sound);
        state("is installed, and neither runs nor starts at boot", 0, sound.file(FILE, "[Service]"));
        state("starts at boot", 2, enabled);
        state("starts at boot", 2, said(enabled.with("[/run/NetworkManager]"), "inactive"));
        state("has run since the machine started", 2, enabled.with("[/run/NetworkManager]"));
        state("runs", 2, said(enabled, "active"));
        state("runs", 2, said(sound.file(FILE, "[Service]"), "active"));
        state(
                "is installed, and neither runs nor starts at boot",
                0,
                said(sound.file(FILE, "[Service]").with("[/run/NetworkManager]"), "failed"));
    }

    @Test
    void whatDoesNotRunYetTakesVfsLater() {
        Patched enabled = Patched.machine("igb-sound").set(WANTS, LINK);
        String text = enabled.doctor().out();
        assertTrue(text.contains("NetworkManager takes VFs 0-2 when it starts, and asks for addresses on them"), text);
        assertTrue(text.contains(WANTS + "/NetworkManager.service: NetworkManager starts at boot"), text);
    }
}
