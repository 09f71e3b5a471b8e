// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vfnet.suite.Cli;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** What the README of vfnet 0.1 shows, and what a real kernel with igb showed. */
class ReadmeExampleTest {
    /** The README's lines, except for two cells: no saved configuration yet, and a path of VF 2 that exists. */
    private static final List<String> README = """
            ------ Detecting network devices... ------
            - Detection Complete.
            - 2 physical NICs detected.
            - 3 VF network devices detected.
            PF Network Devices:
            PCI BDF Interface Subsystem Description Driver Can VF? Active VFs Config VFs IOMMU Grp Device Path
            ============= ========== ========== ============================== ======= ======== =========== =========== ========== ========================
            0000:01:00.0 enp1s0f0 pci Ethernet Controller 10G X550T ixgbe Yes 3/63 N/A 15 /sys/class/net/enp1s0f0
            0000:01:00.1 enp1s0f1 pci Ethernet Controller 10G X550T ixgbe Yes 0/63 N/A 16 /sys/class/net/enp1s0f1
            VF Network Devices:
            PCI BDF Interface MAC Address Parent VF # Driver Description Parent BDF Device Path
            ============= =========== ================== ========= ===== ========= ====================== ============= =======================================
            0000:02:10.0 enp1s0f0v0 ca:e1:e1:a0:e6:0f enp1s0f0 0 ixgbevf X550 Virtual Function 0000:01:00.0 /sys/class/net/enp1s0f0v0
            0000:02:10.2 enp1s0f0v1 5a:a4:56:4c:ff:58 enp1s0f0 1 ixgbevf X550 Virtual Function 0000:01:00.0 /sys/class/net/enp1s0f0v1
            0000:02:10.4 None 1e:8c:31:6c:30:03 enp1s0f0 2 vfio-pci X550 Virtual Function 0000:01:00.0 /sys/class/net/enp1s0f0/device/virtfn2
            """.lines().toList();

    @Test
    void theX550ListsAsTheFirstReadmeShowed() {
        Outcome list = Cli.run("--sysroot", Machines.file("x550").toString());
        List<String> lines = list.out()
                .lines()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .toList();
        assertEquals(README, lines);
        assertEquals("", list.err());
    }

    private static final Map<Integer, List<String>> VF_ADDRESSES =
            Map.of(0, List.of(), 4, List.of("0000:01:10.0", "0000:01:10.2", "0000:01:10.4", "0000:01:10.6"));

    @ParameterizedTest
    @CsvSource({
        "igb-k61-before, 0",
        "igb-k61-4vfs, 4",
        "igb-k61-vf1-vfio, 4",
        "igb-k612-before, 0",
        "igb-k612-4vfs, 4",
        "igb-k612-vf1-vfio, 4"
    })
    void aRealIgbHasTwoPortsAndItsVfsInIndexOrder(String machine, int vfs) {
        Outcome list = Cli.run(
                "--sysroot", Machines.file(machine).toString(), "list", "--no-header", "-o", "vf_index,pci_address");
        List<String> rows = list.out()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
        assertEquals(2 + vfs, rows.size(), list.toString());
        assertEquals(List.of("0000:01:00.0", "0000:02:00.0"), rows.subList(0, 2));
        for (int index = 0; index < vfs; index++) {
            assertEquals(index + " " + VF_ADDRESSES.get(vfs).get(index), rows.get(2 + index));
        }
    }
}
