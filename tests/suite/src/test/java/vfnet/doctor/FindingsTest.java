// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Schemas;

/** Every kind of finding: a machine on which it appears, and the same machine without its cause. */
class FindingsTest {
    /** The second port of the machine igb-sound, a VF of it, and the port above. */
    private static final String ABOVE = "/sys/devices/pci0000:00/0000:00:05.0";

    private static final String PF = ABOVE + "/0000:02:00.0";
    private static final String VF = ABOVE + "/0000:02:10.0";
    private static final String OTHER_VF = ABOVE + "/0000:02:10.2";
    private static final String DRIVERS = "../../../../bus/pci/drivers/";
    private static final String GROUPS = "iommu_group -> ../../../../kernel/iommu_groups/";
    private static final String ZERO = "0x0000000000000000 0x0000000000000000 0x0000000000000000";
    private static final String WANTS = "/etc/systemd/system/multi-user.target.wants";

    private static final String STATE = "[systemctl show --property=ActiveState,Result vfnet.service]\n";

    private static final Patched SOUND = Patched.machine("igb-sound");
    /** As before VFs are created on the second port. */
    private static final Patched EMPTY = SOUND.without(PF, "virtfn");
    /** The second port's interface is not in this network namespace. */
    private static final Patched AWAY = EMPTY.without("/sys/class/net", "eth1 ").withoutSection(PF + "/net/eth1");

    private static final Patched CX3 = Patched.machine("connectx3");
    private static final Patched NO_VFS = Patched.machine("no-vfs");
    private static final Patched SWITCHED = Patched.machine("mlx5-switchdev");
    private static final Patched BRIDGED = Patched.machine("bridges");
    private static final Patched PROXMOX = Patched.machine("proxmox-iommu");
    /** VF 0 of both ports uses another address than this one, which the PFs have assigned. */
    private static final Patched ASSIGNED = SOUND.replace(
            "{\"vf\":0,\"link_type\":\"ether\",\"address\":\"00:00:00:00:00:00\"",
            "{\"vf\":0,\"link_type\":\"ether\",\"address\":\"02:00:00:00:00:07\"");

    /** The interfaces of the VFs are up, and down without carrier. */
    private static final Patched UNLINKED = SOUND.replace("flags = 0x1002", "flags = 0x1003");

    private static final Patched SAVED = SOUND.set("/etc/vfnet", "config.json = {}");
    private static final Patched INSTALLED = SAVED.set("/etc/systemd/system", "vfnet.service = [Service]");
    private static final Patched PACKAGED = SOUND.set("/usr/lib/vfnet/bin", "vfnet = x");
    private static final Patched NETWORK_MANAGER = SOUND.with("[/run/NetworkManager]");

    /** The second port, for which another number of VFs is saved, and what came of its last restore. */
    private static Patched restored(String line) {
        return SOUND.saved("0000:02:00.0", 7, "\"restore\": \"always\"")
                .set("/run/vfnet", "restored-0000:02:00.0-0 = 1764390000000 " + line);
    }

    /** The configuration space of a VF, whose vendor and device read as all ones, with this COMMAND register. */
    private static String command(int bits) {
        return "config = \\xff\\xff\\xff\\xff\\x%02x\\x%02x\\x10\\x00\\c".formatted(bits & 0xff, bits >> 8);
    }

    private static final List<Example> EXAMPLES = List.of(
            new Example(
                    "no_sriov",
                    EMPTY.without(PF, "sriov_"),
                    EMPTY.without(PF, "sriov_").set(PF, "device = 0x1533")),
            new Example("no_sriov_card", Patched.machine("no-sriov"), SOUND),
            new Example("no_vfs_allowed", EMPTY.set(PF, "sriov_totalvfs = 0"), EMPTY),
            new Example("fewer_vfs_than_card", SOUND.set(PF, "sriov_totalvfs = 5"), SOUND),
            new Example(
                    "vf_address_space",
                    EMPTY.set(
                            PF,
                            "resource = "
                                    + String.join(
                                            "\\n",
                                            List.of(
                                                    ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO,
                                                    ZERO, ZERO))),
                    EMPTY),
            new Example(
                    "no_bus_number",
                    EMPTY.set(PF, "sriov_offset = 384"),
                    EMPTY.set(PF, "sriov_offset = 384").set(ABOVE, "subordinate_bus_number = 3")),
            new Example(
                    "few_bus_numbers",
                    EMPTY.set(PF, "sriov_stride = 32"),
                    EMPTY.set(PF, "sriov_stride = 32").set(ABOVE, "subordinate_bus_number = 3")),
            new Example("iommu_off", Patched.machine("igb-iommu-off"), SOUND),
            new Example("iommu_not_translating", SOUND.without(PF, "iommu_group"), SOUND),
            new Example(
                    "interrupt_remapping_off",
                    Patched.machine("igb-no-remapping"),
                    Patched.machine("igb-no-remapping").set("/proc", "interrupts = 25: IR-PCI-MSI")),
            new Example("iommu_group_shared", Patched.machine("igb-shared-group"), SOUND),
            new Example("iommu_group_shared", Patched.machine("igb-shared-before"), EMPTY),
            new Example("iommu_group_of_vfs", SOUND.set(VF, GROUPS + "99").set(OTHER_VF, GROUPS + "99"), SOUND),
            new Example("pf_without_driver", EMPTY.without(PF, "driver "), EMPTY),
            new Example("pf_given_away", EMPTY.set(PF, "driver -> " + DRIVERS + "vfio-pci"), EMPTY),
            new Example(
                    "pf_without_interface",
                    EMPTY.set(PF, "driver -> " + DRIVERS + "pci-pf-stub"),
                    EMPTY.set(PF, "driver -> " + DRIVERS + "pci-stub")),
            new Example("pf_in_other_namespace", AWAY, AWAY.withoutSection(PF + "/net")),
            new Example("vf_being_removed", Patched.machine("unplugged"), SOUND),
            new Example(
                    "vfio_takes_vfs",
                    SOUND.file("/etc/modprobe.d/a.conf", "options vfio-pci ids=10de:2204,8086:10ca"),
                    SOUND.file("/etc/modprobe.d/a.conf", "options vfio-pci ids=10de:2204")),
            new Example(
                    "vfio_takes_port",
                    SOUND.set("/proc", "cmdline = intel_iommu=on vfio-pci.ids=8086:10c9"),
                    SOUND.set("/proc", "cmdline = intel_iommu=on vfio-pci.disable_vga=1")),
            new Example("driver_makes_no_vfs", EMPTY.set(PF, "driver -> " + DRIVERS + "pci-stub"), EMPTY),
            new Example("module_parameter", CX3.replace("\nvirtfn", "\nformer"), CX3),
            new Example(
                    "module_parameter",
                    CX3.replace("\nvirtfn", "\nformer")
                            .file("/etc/modprobe.d/a.conf", "options mlx4_core num_vfs=4,4,0"),
                    SOUND),
            new Example("pf_down", NO_VFS, NO_VFS.replace("flags = 0x1002", "flags = 0x1003")),
            new Example(
                    "vf_driver_missing", NO_VFS, NO_VFS.replace("/ixgbe.ko:", "/ixgbe.ko:\n| kernel/x/ixgbevf.ko.xz:")),
            new Example("restore_failed", restored("return failed no"), restored("boot restored")),
            new Example("restore_left_alone", restored("return left_alone no"), restored("return unverified x")),
            new Example("no_answer", SOUND.set(VF, command(0xffff)), SOUND.set(VF, command(0x0406))),
            new Example("no_answer", SOUND.set(PF, command(0xffff)), SOUND.set(PF, command(0x0006))),
            new Example("vf_bus_master_off", SOUND.set(VF, command(0)), SOUND.set(VF, command(6))),
            new Example(
                    "vf_bus_master_off",
                    SOUND.set(VF, command(2)),
                    SOUND.set(VF, command(0)).set(VF, "driver -> " + DRIVERS + "vfio-pci")),
            new Example(
                    "vf_no_link", UNLINKED, UNLINKED.replace("\"link_state\":\"auto\"", "\"link_state\":\"disable\"")),
            new Example("vf_no_link", UNLINKED, SOUND),
            new Example("vf_address_differs", ASSIGNED, ASSIGNED.replace("\"spoofchk\":true", "\"spoofchk\":false")),
            new Example("vf_address_differs", ASSIGNED, ASSIGNED.replace("flags = 0x1002", "flags = 0x1802")),
            new Example(
                    "vf_address_differs",
                    ASSIGNED,
                    ASSIGNED.replace("6e:f3:68:c6:c1:73", "02:00:00:00:00:07")
                            .replace("5e:a6:45:e8:71:c4", "02:00:00:00:00:07")),
            new Example("eswitch_differs", SWITCHED.mode("switchdev"), SWITCHED.mode("legacy")),
            new Example("bridge_unreachable", BRIDGED, BRIDGED.replace("\"master\":\"vmbr", "\"master\":\"gone")),
            new Example("vf_driver_wrong", SOUND.set(VF, "driver -> " + DRIVERS + "pci-stub"), SOUND),
            new Example(
                    "vf_without_driver",
                    SOUND.without(VF, "driver "),
                    SOUND.without(VF, "driver ").set(VF, "driver_override = none")),
            new Example(
                    "vf_driver_forbidden",
                    SOUND.without(VF, "driver ")
                            .replace("[/sys/module/igbvf]", "[/sys/module/igbvg]")
                            .file("/etc/modprobe.d/anaconda-blacklist.conf", "blacklist igbvf"),
                    SOUND.without(VF, "driver ").file("/etc/modprobe.d/anaconda-blacklist.conf", "blacklist igbvf")),
            new Example(
                    "vf_driver_forbidden",
                    SOUND.without(VF, "driver ")
                            .replace("[/sys/module/igbvf]", "[/sys/module/igbvg]")
                            .file("/etc/modprobe.d/a.conf", "install igbvf /bin/true"),
                    SOUND.without(VF, "driver ")
                            .replace("[/sys/module/igbvf]", "[/sys/module/igbvg]")
                            .file("/etc/modprobe.d/a.conf", "install igbvf /sbin/modprobe --ignore-install igbvf")),
            new Example(
                    "vfio_missing",
                    NO_VFS,
                    NO_VFS.replace(
                            "/ixgbe.ko:",
                            "/ixgbe.ko:\n| kernel/x/vfio-pci.ko:\n"
                                    + "| kernel/x/vfio_iommu_type1.ko.zst: kernel/x/vfio.ko")),
            new Example(
                    "vfio_forbidden",
                    PROXMOX.set("/etc/modprobe.d", "no.conf = install vfio-pci /bin/false"),
                    PROXMOX.set("/etc/modprobe.d", "no.conf = blacklist vfio-pci")),
            new Example(
                    "modules_gone",
                    PROXMOX.replace("/lib/modules/6.8.12-11-pve", "/lib/modules/6.8.12-15-pve"),
                    PROXMOX),
            new Example(
                    "other_tool",
                    SOUND.set("/etc", "rc.local = echo 2 > /sys/class/net/eth1/device/sriov_numvfs"),
                    SOUND.set("/etc", "rc.local = cat /sys/class/net/eth1/device/sriov_numvfs")),
            new Example(
                    "driver_override_kept",
                    SOUND.set("/etc/driverctl.d", "pci-0000:02:10.6 = vfio-pci"),
                    SOUND.set("/etc/driverctl.d", "pci-0000:03:10.6 = vfio-pci")),
            new Example(
                    "predecessor_enabled",
                    SOUND.set("/lib/systemd/system", "vfnet-create.service = [Service]")
                            .set(WANTS, "vfnet-create.service -> ../../../../lib/systemd/system/vfnet-create.service"),
                    SOUND.set("/lib/systemd/system", "vfnet-create.service = [Service]")),
            new Example(
                    "networkmanager_takes_vfs",
                    NETWORK_MANAGER,
                    NETWORK_MANAGER.file(
                            "/etc/NetworkManager/conf.d/a.conf", "[keyfile]", "unmanaged-devices=driver:igbvf")),
            new Example(
                    "networkmanager_will_take_vfs",
                    EMPTY.with("[/run/NetworkManager]"),
                    EMPTY.with("[/run/NetworkManager]")
                            .file("/etc/NetworkManager/conf.d/a.conf", "[main]", "no-auto-default=*")),
            new Example("service_missing", SAVED, SOUND),
            new Example("service_disabled", INSTALLED, INSTALLED.set(WANTS, "vfnet.service -> ../vfnet.service")),
            new Example("service_masked", SAVED.set("/etc/systemd/system", "vfnet.service = \\c"), INSTALLED),
            new Example("package_shadowed", PACKAGED.set("/usr/local/bin", "vfnet = x"), PACKAGED),
            new Example(
                    "package_shadowed",
                    PACKAGED.set("/etc/systemd/system", "vfnet.service = [Service]"),
                    PACKAGED.set("/lib/systemd/system", "vfnet.service = [Service]")),
            new Example(
                    "service_failed",
                    INSTALLED.with(STATE + "| ActiveState=failed\n| Result=timeout"),
                    INSTALLED.with(STATE + "| ActiveState=active\n| Result=success")));

    static List<Example> examples() {
        return Stream.concat(EXAMPLES.stream(), GuidExamples.ALL.stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFindingAppearsWhereItsCauseIsAndNowhereElse(Example example) {
        assertTrue(
                example.broken().ids().contains(example.id()),
                example.broken().doctor().toString());
        assertFalse(
                example.sound().ids().contains(example.id()),
                example.sound().doctor().toString());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aFindingHasEvidenceAndSaysWhatToDo(Example example) {
        for (JsonNode finding : example.broken().findings()) {
            if (finding.get("id").asString().equals(example.id())) {
                assertFalse(finding.get("evidence").isEmpty(), finding.toString());
                assertFalse(finding.get("to_do").isEmpty(), finding.toString());
                assertFalse(finding.get("what").asString().endsWith("."), "a sentence without its end: " + finding);
            }
        }
    }

    @Test
    void everyKindOfFindingHasAnExample() {
        Set<String> known = new HashSet<>();
        Schemas.tree("doctor").at("/$defs/finding/properties/id/enum").forEach(id -> known.add(id.asString()));
        Set<String> shown = new HashSet<>();
        examples().forEach(example -> shown.add(example.id()));
        // A snapshot does not have the owners of files: ServiceOwnersTest has this one.
        shown.add("writable_by_others");
        assertEquals(known, shown);
    }

    @Test
    void anErrorEndsWithStatus1AndNothingElseDoes() {
        for (Example example : examples()) {
            boolean error = example.broken().findings().stream()
                    .anyMatch(finding -> finding.get("severity").asString().equals("error"));
            assertEquals(error ? 1 : 0, example.broken().doctor().status(), example.id());
        }
    }
}
