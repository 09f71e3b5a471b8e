// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vfnet.model.InterfaceName;
import vfnet.model.LinkKind;
import vfnet.model.Problem;
import vfnet.model.Reading;
import vfnet.model.inventory.Holder;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.suite.Machines;
import vfnet.system.IpCommand;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** The users of the VFs of a whole machine, and what finding them requires. */
class InUseTest {
    private static InterfaceName named(String name) {
        return InterfaceName.parse(name).orElseThrow();
    }

    private static List<Reading<List<Holder>>> holders(PhysicalFunction pf) {
        return pf.virtualFunctions().stream().map(vf -> vf.function().holders()).toList();
    }

    private static Inventory inventory(MachineView view) throws InvalidSysrootException {
        return Discovery.inventory(view);
    }

    /** The machine, and an ip that fails at this query and records all queries. */
    private static MachineView asking(MachineView view, Optional<IpQuery> failing, List<String> asked) {
        return new MachineView(view.sysroot(), view.refusals(), new IpCommand() {
            @Override
            public Reading<byte[]> answer(IpQuery query) {
                asked.add(query.name());
                return failing.equals(Optional.of(query))
                        ? Reading.unreadable(new Problem(query.toString(), "ended with status 255"))
                        : view.ip().answer(query);
            }

            @Override
            public Reading<byte[]> linksIn(String namespace) {
                asked.add(namespace);
                return view.ip().linksIn(namespace);
            }
        });
    }

    /** Some are asked ahead, on threads that nobody has to wait for. */
    private static void assertAsked(List<String> expected, String machine, DetailLevel look) throws Exception {
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        Discovery.inventory(asking(Machines.shipped(machine), Optional.empty(), asked), look);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (asked.size() < expected.size() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertEquals(expected, List.copyOf(asked).stream().sorted().toList());
    }

    @Test
    void everyKindOfUseIsFound() throws Exception {
        Inventory inventory = inventory(Machines.shipped("in-use"));
        InterfaceName vf1 = named("enp1s0f0v1");
        InterfaceName vf6 = named("enp1s0f0v6");
        InterfaceName vf7 = named("enp1s0f0v7");
        List<List<Holder>> first = List.of(
                List.of(),
                List.of(new Holder.HasIpAddress(vf1, "10.0.0.5/24")),
                List.of(new Holder.UpperLink(named("enp1s0f0v2"), named("vmbr1"), LinkKind.BRIDGE)),
                List.of(new Holder.VfioProcess(
                        2931, "kvm", Optional.of(new Holder.VirtualMachine("opnsense", Optional.of(104))))),
                List.of(new Holder.NetworkNamespace(Optional.of("blue"), Optional.empty())),
                List.of(new Holder.NetworkNamespace(Optional.empty(), Optional.of(new Holder.Member(4711, "nginx")))),
                List.of(
                        new Holder.UpperLink(vf6, named("vlan30"), LinkKind.VLAN),
                        new Holder.UpperLink(vf6, named("macvtap0"), LinkKind.MACVTAP)),
                List.of(new Holder.HasIpAddress(vf7, "10.7.0.2/24"), new Holder.DefaultRoute(vf7)));
        List<List<Holder>> found = holders(inventory.physicalFunctions().getFirst()).stream()
                .map(reading -> reading.value().orElseThrow())
                .toList();
        for (int i = 0; i < first.size(); i++) {
            assertEquals(java.util.Set.copyOf(first.get(i)), java.util.Set.copyOf(found.get(i)), "VF " + i);
        }
        List<List<Holder>> second = List.of(
                List.of(new Holder.UpperLink(named("enp1s0f1v0"), named("bond0"), LinkKind.BOND)),
                List.of(new Holder.VfioProcess(
                        3310, "qemu-system-x86", Optional.of(new Holder.VirtualMachine("win11", Optional.empty())))),
                List.of());
        assertEquals(
                second.stream().map(Reading::of).toList(),
                holders(inventory.physicalFunctions().get(1)));
        assertEquals(List.of(), inventory.problems());
    }

    @ParameterizedTest
    @EnumSource(names = {"ADDRESSES", "ROUTES"})
    void whatCouldNotBeLookedAtIsNotTakenForNobody(IpQuery failing) throws Exception {
        Inventory inventory = inventory(asking(Machines.shipped("in-use"), Optional.of(failing), new ArrayList<>()));
        List<Reading<List<Holder>>> holders =
                holders(inventory.physicalFunctions().getFirst());
        assertTrue(holders.getFirst().isUnreadable(), "VF 0 may have an address or a route");
        assertEquals(1, holders.get(2).value().orElseThrow().size(), "the bridge is certain");
        assertEquals(1, holders.get(3).value().orElseThrow().size(), "the VM is certain");
        assertEquals(
                List.of(failing.toString()),
                inventory.problems().stream().map(Problem::where).toList());
    }

    @Test
    void withoutAnyIpAWholeListOfProblemsWouldSayTheSame() throws Exception {
        MachineView machine = Machines.shipped("in-use");
        Inventory inventory = inventory(new MachineView(machine.sysroot(), Map.of(), query -> Reading.absent()));
        assertEquals(1, inventory.problems().size(), inventory.problems().toString());
        List<Reading<List<Holder>>> holders =
                holders(inventory.physicalFunctions().getFirst());
        assertTrue(holders.getFirst().isUnreadable() && holders.get(1).isUnreadable());
        assertEquals(
                Reading.of(List.of(new Holder.UpperLink(named("enp1s0f0v2"), named("vmbr1"), LinkKind.BRIDGE))),
                holders.get(2));
        assertEquals(
                List.of(new Holder.NetworkNamespace(Optional.empty(), Optional.empty())),
                holders.get(4).value().orElseThrow());
    }

    @Test
    void anInterfaceThatIpDoesNotListIsNotTakenForUnused() throws Exception {
        MachineView machine = Machines.copy("in-use");
        Files.writeString(
                machine.sysroot().netClass().resolve("enp1s0f0v0").toRealPath().resolve("ifindex"), "999\n");
        PhysicalFunction pf = inventory(machine).physicalFunctions().getFirst();
        assertTrue(holders(pf).getFirst().isUnreadable());
        assertEquals(1, pf.virtualFunctions().getFirst().function().problems().size());
    }

    @Test
    void anInterfaceThatTheClassDoesNotListIsNotTakenForUnused() throws Exception {
        MachineView machine = Machines.copy("in-use");
        Files.delete(machine.sysroot().netClass().resolve("enp1s0f0v0"));
        assertTrue(holders(inventory(machine).physicalFunctions().getFirst())
                .getFirst()
                .isUnreadable());
    }

    @Test
    void aFunctionOnVfioWithoutGroupAndDeviceMayBeHeld() throws Exception {
        MachineView machine = Machines.copy("in-use");
        Path vf = machine.sysroot().pciDevices().resolve("0000:02:10.6").toRealPath();
        Files.delete(vf.resolve("iommu_group"));
        Files.delete(vf.resolve("vfio-dev/vfio0/device"));
        Files.delete(vf.resolve("vfio-dev/vfio0/subsystem"));
        Files.delete(vf.resolve("vfio-dev/vfio0"));
        Files.delete(vf.resolve("vfio-dev"));
        assertTrue(holders(inventory(machine).physicalFunctions().getFirst())
                .get(3)
                .isUnreadable());
    }

    @Test
    void theTableIsShownWithoutAQuestionMoreThanItNeeds() throws Exception {
        assertAsked(List.of("LINKS"), "in-use", new DetailLevel.Cards());
        assertAsked(List.of("LINKS"), "no-sriov", new DetailLevel.Users());
        assertAsked(List.of("LINKS"), "x550", new DetailLevel.Cards());
        assertAsked(List.of("ADDRESSES", "LINKS", "ROUTES"), "x550", new DetailLevel.Users());
        assertAsked(
                List.of("/proc/4711/ns/net", "/run/netns/blue", "ADDRESSES", "LINKS", "ROUTES"),
                "in-use",
                new DetailLevel.Users());
        assertAsked(List.of("ADDRESSES", "LINKS", "ROUTES"), "no-sriov", new DetailLevel.Traffic(Map.of()));
    }

    @Test
    void whereNobodyLookedTheInventorySaysSo() throws Exception {
        Inventory inventory = Discovery.inventory(Machines.shipped("in-use"), new DetailLevel.Cards());
        for (PhysicalFunction pf : inventory.physicalFunctions()) {
            assertTrue(pf.function().holders().isUnreadable()
                    && pf.ports().getFirst().carries().isUnreadable());
            assertTrue(holders(pf).stream().allMatch(Reading::isUnreadable));
        }
        assertEquals(List.of(), inventory.problems());
    }
}
