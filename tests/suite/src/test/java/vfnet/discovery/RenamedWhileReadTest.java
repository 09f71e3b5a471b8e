// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vfnet.machine.MachineFile;
import vfnet.model.inventory.Inventory;
import vfnet.model.inventory.Port;
import vfnet.suite.Machines;
import vfnet.system.IpQuery;
import vfnet.system.MachineView;

/** udev gives an interface its name while a command reads the machine, as at every boot. */
class RenamedWhileReadTest {
    private int renames;

    /**
     * Each question for addresses, which comes after the interfaces were listed, finds this port under another name.
     */
    private MachineView renaming(MachineView view, int most) {
        return new MachineView(
                view.sysroot(),
                view.refusals(),
                query -> {
                    if (query == IpQuery.ADDRESSES && renames < most) {
                        rename(view.sysroot().netClass());
                    }
                    return view.ip().answer(query);
                },
                view.systemctl());
    }

    private void rename(Path netClass) {
        try {
            Path before = netClass.resolve(renames == 0 ? "enp1s0f1" : "eth" + renames);
            Path after = netClass.resolve("eth" + ++renames);
            Path target = Files.readSymbolicLink(before);
            Files.move(
                    before.resolveSibling(target).normalize(),
                    before.resolveSibling(target).normalize().resolveSibling(after.getFileName()));
            Files.delete(before);
            Files.createSymbolicLink(after, target.resolveSibling(after.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Port> second(Inventory inventory) {
        return inventory.physicalFunctions().get(1).ports().stream().findFirst();
    }

    @Test
    void thePortIsReadUnderItsNewName() throws Exception {
        Inventory inventory =
                Discovery.inventory(renaming(Machines.inMemory(MachineFile.read(Machines.file("x550"))), 1));
        assertEquals(1, renames);
        Port port = second(inventory).orElseThrow();
        assertEquals("eth1", port.networkInterface().name().text());
        assertEquals(
                "d0:50:99:e1:a4:11",
                port.permanentAddress().value().orElseThrow().toString());
    }

    /** The links of the tree are those of the same reading. */
    @Test
    void theTreeIsReadUnderItsNewNameToo() throws Exception {
        Inventory inventory = Discovery.inventoryAndLinks(
                        renaming(Machines.inMemory(MachineFile.read(Machines.file("x550"))), 1))
                .inventory();
        assertEquals(
                "eth1",
                second(inventory).orElseThrow().networkInterface().name().text());
    }

    @Test
    void aMachineThatNeverRestsIsReadAllTheSame() throws Exception {
        Inventory inventory = Discovery.inventory(
                renaming(Machines.inMemory(MachineFile.read(Machines.file("x550"))), Integer.MAX_VALUE));
        assertEquals(2, inventory.physicalFunctions().size());
        assertTrue(renames > 1 && renames < 10, renames + " readings");
    }
}
