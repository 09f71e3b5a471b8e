// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vfnet.discovery.sysfs.AttributeReader;
import vfnet.model.Errno;
import vfnet.model.Reading;
import vfnet.model.VfMethod;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.NetworkInterface;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.model.inventory.Port;
import vfnet.model.inventory.VirtualFunction;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.X550;
import vfnet.system.MachineView;

/** What is a port, what is a VF, and their addresses. */
class DiscoveryTest {

    private static Inventory inventory(MachineView machine) throws InvalidSysrootException {
        return Discovery.inventory(machine);
    }

    private static List<PhysicalFunction> pfs(String machine) throws InvalidSysrootException {
        return inventory(Machines.shipped(machine)).physicalFunctions();
    }

    private static List<String> names(PhysicalFunction pf) {
        return pf.ports().stream()
                .map(Port::networkInterface)
                .map(NetworkInterface::name)
                .map(Object::toString)
                .toList();
    }

    private static String permanent(Port port) {
        return port.permanentAddress().value().map(Object::toString).orElse("unknown");
    }

    @Test
    void vfsAreInNumericOrder() throws InvalidSysrootException {
        List<VirtualFunction> vfs = pfs("x550-63vfs").getFirst().virtualFunctions();
        assertEquals(
                IntStream.range(0, 63).boxed().toList(),
                vfs.stream().map(VirtualFunction::index).toList());
        assertEquals(
                vfs.stream().map(vf -> vf.function().address()).sorted().toList(),
                vfs.stream().map(vf -> vf.function().address()).toList());
    }

    @Test
    void aConnectX3HasTwoPortsAtOneAddressAndSettingsForEach() throws InvalidSysrootException {
        PhysicalFunction pf = pfs("connectx3").getFirst();
        assertEquals(1, pfs("connectx3").size());
        assertEquals(List.of("enp4s0", "enp4s0d1"), names(pf));
        assertEquals(
                Optional.of(VfMethod.MODULE_PARAMETER),
                pf.sriov().value().orElseThrow().method());
        VirtualFunction first = pf.virtualFunctions().getFirst();
        for (Port port : pf.ports()) {
            NetworkInterface own = first.on(port, pf).orElseThrow();
            assertEquals(port.networkInterface().devPort(), own.devPort());
            assertEquals(
                    own.address().value(),
                    port.vfSettings().value().orElseThrow().get(0).address());
        }
    }

    @Test
    void representorsAreNoPorts() throws InvalidSysrootException {
        assertEquals(List.of("enp65s0f0np0"), names(pfs("mlx5-switchdev").getFirst()));
        assertEquals(List.of("enp65s0f1np1"), names(pfs("mlx5-switchdev").get(1)));
    }

    @Test
    void aVfWhoseInterfaceIsElsewhereIsHeldByANamespaceAndOneWithoutDriverByNobody() throws InvalidSysrootException {
        List<List<Holder>> holders = pfs("netns").getFirst().virtualFunctions().stream()
                .map(vf -> vf.function().holders().value().orElseThrow())
                .toList();
        assertEquals(List.of(), holders.get(0));
        assertEquals(1, holders.get(1).size());
        assertTrue(holders.get(1).getFirst() instanceof Holder.NetworkNamespace);
        assertEquals(List.of(), holders.get(2));
    }

    @Test
    void onlyNetworkFunctionsOfPciAreShown() throws InvalidSysrootException {
        assertEquals(List.of(), pfs("no-cards"));
        assertEquals(1, pfs("no-sriov").size());
        assertTrue(pfs("no-sriov").getFirst().sriov() instanceof Reading.Absent);
    }

    @Test
    void aPortWithoutADriverOrOnVfioIsShown() throws InvalidSysrootException {
        List<PhysicalFunction> pfs = pfs("no-driver");
        assertEquals(4, pfs.size());
        assertTrue(pfs.getFirst().function().driver() instanceof Reading.Absent
                && pfs.getFirst().ports().isEmpty());
        assertEquals(
                "vfio-pci", pfs.get(1).function().driver().value().orElseThrow().name());
        assertEquals(
                List.of(false, false, true, true),
                pfs.stream()
                        .map(pf -> pf.sriov().value().orElseThrow().canMakeVfs())
                        .toList());
        Holder.VfioProcess holder = (Holder.VfioProcess)
                pfs.get(1).function().holders().value().orElseThrow().getFirst();
        assertEquals("win11", holder.vm().orElseThrow().name());
    }

    @Test
    void aBondsMemberKeepsThePermanentAddressThatItsBondHides() throws InvalidSysrootException {
        Port first = pfs("bond").get(0).ports().getFirst();
        Port second = pfs("bond").get(1).ports().getFirst();
        assertEquals(
                first.networkInterface().address(), second.networkInterface().address());
        assertEquals(first.networkInterface().address().value().orElseThrow().toString(), permanent(first));
        assertTrue(!permanent(second).equals(permanent(first))
                && !permanent(second).equals("unknown"));
    }

    /** permaddr, else the bond's memory, else the address where the kernel says that it is the card's own. */
    @Test
    void thePermanentAddressIsUnknownWhereNothingTellsIt() throws IOException, InvalidSysrootException {
        MachineView machine = Machines.copy("x550");
        Files.writeString(Machines.place(machine, X550.INTERFACE + "/addr_assign_type"), "3\n");
        assertEquals(
                "unknown",
                permanent(inventory(machine)
                        .physicalFunctions()
                        .getFirst()
                        .ports()
                        .getFirst()));
        String told = Machines.text("x550")
                .replace("| {\"ifindex\":2,", "| {\"permaddr\":\"d0:50:99:00:00:99\",\"ifindex\":2,");
        Port port = inventory(Machines.of(told))
                .physicalFunctions()
                .getFirst()
                .ports()
                .getFirst();
        assertEquals("d0:50:99:00:00:99", permanent(port));
        assertEquals(
                "d0:50:99:e1:a4:10",
                port.networkInterface().address().value().orElseThrow().toString());
    }

    @Test
    void anUnreadableClassShowsTheFunctionWithItsProblem() throws InvalidSysrootException {
        MachineView healthy = Machines.shipped("no-driver");
        Map<String, Errno> refusals = new HashMap<>(healthy.refusals());
        String target = linked(healthy, "/sys/bus/pci/devices/0000:3b:00.0");
        refusals.put(target + "/class", Errno.EACCES);
        Inventory found = inventory(new MachineView(healthy.sysroot(), refusals, healthy.ip()));
        assertEquals(4, found.physicalFunctions().size());
        assertTrue(
                found.problems().getFirst().where().endsWith("0000:3b:00.0/class"),
                found.problems().toString());
    }

    private static String linked(MachineView machine, String link) {
        AttributeReader attributes = new AttributeReader(machine);
        return attributes.name(
                attributes.linked(Machines.place(machine, link)).value().orElseThrow());
    }

    @Test
    void namesComeFromEitherPlaceElseFromOurOwnTableElseTheyAreNumbers() throws IOException, InvalidSysrootException {
        String elsewhere = Machines.text("x550")
                .replace("/usr/share/misc/pci.ids", "/usr/share/hwdata/pci.ids")
                .replace("Controller 10G X550T", "Controller of hwdata");
        assertEquals(Optional.of("Ethernet Controller of hwdata"), description(elsewhere));
        String nowhere =
                Machines.text("x550").replace("[file /usr/share/misc/pci.ids]", "[file /usr/share/misc/other]");
        assertEquals(Optional.of("Ethernet Controller 10G X550T"), description(nowhere));
        MachineView unknown = Machines.of(nowhere.replace("device = 0x1563", "device = 0xfedc"));
        assertTrue(Cli.on(unknown).out().contains("Device 8086:fedc"));
    }

    private static Optional<String> description(String text) throws IOException, InvalidSysrootException {
        return inventory(Machines.of(text))
                .physicalFunctions()
                .getFirst()
                .function()
                .description();
    }

    @Test
    void aRootWithoutSysIsNoMachine() {
        assertThrows(InvalidSysrootException.class, () -> inventory(Cli.NOWHERE));
    }

    @Test
    void vfioPciMakesVfsOnlyWhereItsParameterSaysSo() throws IOException, InvalidSysrootException {
        MachineView machine = Machines.copy("no-driver");
        Files.createDirectories(Machines.place(machine, "/sys/module/vfio_pci/parameters"));
        Files.writeString(Machines.place(machine, "/sys/module/vfio_pci/parameters/enable_sriov"), "Y\n");
        assertTrue(inventory(machine)
                .physicalFunctions()
                .get(1)
                .sriov()
                .value()
                .orElseThrow()
                .canMakeVfs());
    }
}
