// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.model.Errno;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.HolderKind;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.UseSearch;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;
import vfnet.system.MachineView;

/** Each kind of user on a VF of its own: none of them is reported as free. */
class HolderKindsTest {
    private static PciFunction vf(MachineView machine, int index) throws InvalidSysrootException {
        return Discovery.inventory(machine)
                .physicalFunctions()
                .getFirst()
                .virtualFunctions()
                .get(index)
                .function();
    }

    private static PciFunction vf(int index) throws InvalidSysrootException {
        return vf(Machines.shipped("holders"), index);
    }

    private static MachineView without(String... lines) throws IOException {
        String text = Machines.text("holders");
        for (String line : lines) {
            assertTrue(text.contains(line), line);
            text = text.replace(line, "");
        }
        return Machines.of(text);
    }

    private static MachineView with(String from, String to) throws IOException {
        String text = Machines.text("holders");
        assertTrue(text.contains(from), from);
        return Machines.of(text.replace(from, to));
    }

    /** VF 8 on another driver. */
    private static MachineView onDriver(String driver) throws IOException {
        return with("driver -> ../../../../bus/pci/drivers/pciback", "driver -> ../../../../bus/pci/drivers/" + driver);
    }

    private static String cell(MachineView machine, int index) {
        return Cli.on(machine, "list", "--no-header", "-o", "vf_index,in_use_by")
                .out()
                .lines()
                .filter(line -> line.startsWith(index + " "))
                .map(line -> line.substring(line.indexOf(' ')).strip())
                .findFirst()
                .orElse("");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; VM web1, qemu-system-x86 (pid 4200) with /dev/vhost-vdpa-0",
                "1; dpdk-testpmd (pid 4201) with /dev/infiniband/uverbs1",
                "2; opensm (pid 4202) with /dev/infiniband/umad2, opensm (pid 4202) with /dev/infiniband/issm2",
                "3; ptp4l (pid 4203) with /dev/ptp3",
                "4; VM db1, qemu-system-x86 (pid 4204)",
                "5; VM vgw, qemu-system-x86 (pid 4205)",
                "6; spdk_tgt (pid 4206) with /dev/uio0",
                "11; ixy-fwd (pid 4211) with the registers of 0000:3b:03.3",
                "12; under macvlan eth0 of namespace of nginx (pid 4711)",
                "13; under VLAN vlan7 of namespace blue",
                "14; under ipvlan eth0 of another network namespace",
                "15; fwtool (pid 4215) with /dev/fwctl/fwctl0",
                "16; XDP program on enp59s0f0v16",
                "17; in Open vSwitch ovs-system",
                "18; in team team0",
                "22; 192.0.2.22/24 on eth9",
                "23; namespace blue",
                "24; routes to 10.0.0.0/8 and 1 more",
                "25; PPPoE session on enp59s0f0v25"
            })
    void aHolderIsNamed(int index, String words) {
        String found = cell(Machines.shipped("holders"), index);
        assertEquals(java.util.Set.of(words.split(", (?=opensm)")), java.util.Set.of(found.split(", (?=opensm)")));
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 21})
    void aVfThatNobodyHasIsFree(int index) throws Exception {
        assertEquals(List.of(), vf(index).holders().value().orElseThrow());
        assertEquals(List.of(), vf(index).search().unseen());
        assertEquals(List.of(HolderKind.values()), vf(index).search().looked());
    }

    @ParameterizedTest
    @CsvSource({
        "igb_uio, user space",
        "uio_pci_generic, user space",
        "pciback, Xen domain",
        "xen-pciback, Xen domain",
        "pci-stub, reserved",
        "jailhouse-pci-stub, reserved",
        "vboxpci, VirtualBox",
        "acme_offload, no network interface"
    })
    void onADriverThatHandsItOnNobodyKnows(String driver, String who) throws Exception {
        PciFunction function = vf(onDriver(driver), 8);
        assertTrue(function.holders().isUnreadable());
        assertTrue(
                function.holders().problem().orElseThrow().what().contains("is on " + driver),
                function.holders().toString());
        assertTrue(
                function.holders().problem().orElseThrow().what().contains(who),
                function.holders().toString());
        assertEquals(
                List.of(HolderKind.DRIVER),
                function.search().unseen().stream().map(UseSearch.Unseen::kind).toList());
        assertEquals("?", cell(onDriver(driver), 8));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9, 10})
    void suchAVfIsNotRemovedWithoutForce(int index) {
        Outcome refused = Cli.on(Machines.shipped("holders"), "set", "enp59s0f0", "0", "--dry-run");
        assertEquals(5, refused.status());
        assertTrue(
                Arrays.stream(refused.err().split("\n"))
                        .anyMatch(line -> line.contains("VF " + index + " (")
                                && line.contains("possible users: ")
                                && line.contains(" is on ")),
                refused.err());
    }

    /** Each without what a search for it needs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "20; /proc/1/fd; device_node",
                "20; /proc/1/ns/net; link_elsewhere",
                "20; /proc/self/net/protocols; xdp_socket"
            })
    void whatCannotBeSeenIsNotTakenForNobody(int index, String place, String kind) throws Exception {
        MachineView machine = Machines.copy("holders");
        Files.delete(Machines.place(machine, place));
        PciFunction function = vf(machine, index);
        assertTrue(function.holders().isUnreadable());
        assertTrue(
                function.search().unseen().stream()
                        .anyMatch(unseen -> unseen.kind().id().equals(kind)),
                function.search().toString());
        assertFalse(function.search().looked().stream()
                .anyMatch(looked -> looked.id().equals(kind)));
    }

    @Test
    void anAfXdpSocketSomewhereMakesEveryInterfaceDoubtful() throws Exception {
        MachineView machine = with("XDP       1088      0 ", "XDP       1088      1 ");
        assertTrue(vf(machine, 20).holders().problem().orElseThrow().what().contains("1 AF_XDP socket,"));
        assertEquals(1, vf(machine, 16).holders().value().orElseThrow().size(), "the program is certain");
        assertTrue(vf(machine, 0).holders().value().isPresent());
    }

    @Test
    void aKernelWithoutAfXdpHasNoSuchSocket() throws Exception {
        MachineView machine = Machines.copy("holders");
        Files.writeString(Machines.place(machine, "/proc/self/net/protocols"), "TCP  2304  7\n");
        assertEquals(List.of(), vf(machine, 20).holders().value().orElseThrow());
    }

    @Test
    void aNamespaceThatCannotBeAskedMayHaveALinkOnAnyVf() throws Exception {
        String text = Machines.text("holders");
        int answer = text.indexOf('\n', text.indexOf("[nsenter --net=/run/docker/netns/9f3c2d")) + 1;
        MachineView machine =
                Machines.of(text.substring(0, answer) + "! 1" + text.substring(text.indexOf("\n\n", answer)));
        PciFunction free = vf(machine, 20);
        assertTrue(free.holders().isUnreadable());
        assertEquals(1, vf(machine, 12).holders().value().orElseThrow().size());
        assertTrue(Discovery.inventory(machine).generalProblems().stream()
                .anyMatch(problem -> problem.what().contains("9f3c2d")));
    }

    /** link_netnsid is only meaningful in its own namespace. */
    @Test
    void whereAThirdNamespaceHasALinkOfTheNumberNobodyKnowsWhichIsMeant() throws Exception {
        MachineView machine = with("{\"ifindex\":73,\"link_index\":30", "{\"ifindex\":22,\"link_index\":30");
        assertTrue(vf(machine, 12).holders().problem().orElseThrow().what().contains("which may be enp59s0f0v12"));
    }

    @Test
    void theOtherEndOfACableIsNoLinkOnIt() throws Exception {
        assertEquals(List.of(), vf(20).holders().value().orElseThrow(), "number 30 is the peer of a veth elsewhere");
        assertFalse(vf(with("\"info_kind\":\"veth\"", "\"info_kind\":\"vxlan\""), 20)
                .holders()
                .value()
                .orElseThrow()
                .isEmpty());
    }

    @Test
    void aQueueingDisciplineIsNotedAndIsNoUse() throws Exception {
        assertEquals(
                List.of("enp59s0f0v19 has the queueing discipline tbf"),
                vf(19).search().notes());
        assertEquals(List.of(), vf(20).search().notes());
    }

    /** With net.ipv4.nexthop_compat_mode=0 the kernel reports nothing else. */
    @Test
    void aRouteThatNamesItsNextHopByNumberMayLeaveThroughAnyInterface() throws Exception {
        MachineView machine = with("\"nhid\":7,\"gateway\":\"fe80::1\",\"dev\":\"enp59s0f0v24\"", "\"nhid\":7");
        assertTrue(vf(machine, 20).holders().problem().orElseThrow().what().contains("nexthop_compat_mode"));
        assertEquals(1, vf(machine, 24).holders().value().orElseThrow().size(), "the other route is certain");
    }

    @Test
    void anOldSnapshotGivesWhatItGaveAndSaysWhatItLacks() throws Exception {
        PciFunction free = vf(Machines.shipped("in-use"), 0);
        assertEquals(List.of(), free.holders().value().orElseThrow());
        assertEquals(
                List.of(HolderKind.DEVICE_NODE, HolderKind.LINK_ELSEWHERE, HolderKind.XDP_SOCKET),
                free.search().unseen().stream().map(UseSearch.Unseen::kind).toList());
        assertEquals(
                "-", Cli.on(Machines.shipped("in-use"), "list", "--json").err().isEmpty() ? "-" : "a warning");
    }

    @Test
    void anOrdinaryUserIsToldWhatHeDoesNotSee() throws Exception {
        MachineView machine = Machines.copy("holders");
        MachineView blind = new MachineView(machine.sysroot(), Map.of("/proc/1/fd", Errno.EACCES), machine.ip());
        assertTrue(vf(blind, 20).holders().isUnreadable());
        assertTrue(
                Discovery.inventory(blind).generalProblems().getFirst().what().contains("run as root"));
    }

    @Test
    void aSnapshotOfTheMachineHoldsAllOfIt() throws Exception {
        String text = Cli.on(Machines.shipped("holders"), "capture", "--keep-addresses")
                .out();
        MachineView again = Machines.of(text);
        for (int index = 0; index < 26; index++) {
            assertEquals(
                    vf(index).holders().value().map(List::copyOf),
                    vf(again, index).holders().value().map(List::copyOf),
                    "VF " + index);
        }
        assertEquals(text, Cli.on(again, "capture", "--keep-addresses").out());
    }

    @Test
    void aProcessWithoutTheDeviceIsNoHolder() throws Exception {
        assertEquals(
                Optional.of(List.<Holder>of()),
                vf(without("31 -> /dev/vhost-vdpa-0\n"), 0).holders().value());
        assertEquals(
                Optional.of(List.<Holder>of()),
                vf(without("17 -> /dev/infiniband/uverbs1\n"), 1).holders().value());
        assertEquals(
                Optional.of(List.<Holder>of()),
                vf(without("25 -> /dev/vfio/90\n"), 5).holders().value());
    }
}
