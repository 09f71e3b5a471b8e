// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.operations.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vfnet.discovery.Discovery;
import vfnet.model.PciAddress;
import vfnet.model.desired.Configuration;
import vfnet.model.desired.SavedPort;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.PciFunction;
import vfnet.model.inventory.PhysicalFunction;
import vfnet.operations.OperationException;
import vfnet.suite.Machines;
import vfnet.system.MachineView;

/** Two ConnectX-3 cards in one machine: mlx4_core has one number for both. */
class Mlx4ModuleOptionsTest {
    private static final MachineView MACHINE = Machines.shipped("connectx3");

    private static PciAddress address(int bus) {
        return PciAddress.parse("0000:0" + bus + ":00.0").orElseThrow();
    }

    /** The shipped card, and a second one. */
    private static Inventory twoCards() throws Exception {
        PhysicalFunction card = Discovery.inventory(MACHINE).physicalFunctions().getFirst();
        PciFunction function = card.function();
        PciFunction moved = new PciFunction(
                address(5),
                function.id(),
                function.description(),
                function.driver(),
                function.driverOverride(),
                function.iommuGroup(),
                function.holders(),
                List.of());
        List<PhysicalFunction> cards = new ArrayList<>(List.of(card));
        cards.add(new PhysicalFunction(moved, card.numaNode(), card.sriov(), card.ports(), card.virtualFunctions()));
        return new Inventory(cards, List.of());
    }

    private static SavedPort saved(int bus, int count) {
        return new SavedPort(Optional.empty(), Optional.of(address(bus)), 0, Optional.empty(), count, new TreeMap<>());
    }

    private static Optional<Mlx4ModuleOptions> options(SavedPort... ports) throws Exception {
        return Mlx4ModuleOptions.of(twoCards(), new Configuration(List.of(ports)), MACHINE.sysroot());
    }

    @Test
    void cardsThatWantDifferentNumbersAreRefused() {
        OperationException refused = assertThrows(OperationException.class, () -> options(saved(4, 6), saved(5, 8)));
        assertEquals(
                "0000:05:00.0 has 8 VFs and 0000:04:00.0 6 VFs, but mlx4_core has one number for all its "
                        + "cards and "
                        + "ports; save them with the same. Nothing was saved",
                refused.getMessage());
    }

    @Test
    void cardsThatWantTheSameNumberGetIt() throws Exception {
        Mlx4ModuleOptions options = options(saved(4, 6), saved(5, 6)).orElseThrow();
        assertTrue(options.parameters().orElseThrow().line().contains("num_vfs=0,0,6"));
        assertTrue(
                options.remarks().stream().noneMatch(remark -> remark.contains("all the same")),
                options.remarks().toString());
    }

    @Test
    void aCardThatIsNotSavedGetsVfsAllTheSameAndThatIsSaid() throws Exception {
        assertTrue(options(saved(4, 6))
                .orElseThrow()
                .remarks()
                .contains("0000:05:00.0 is not saved, and gets as many VFs all the same: mlx4_core has one "
                        + "number for all its cards"));
    }
}
