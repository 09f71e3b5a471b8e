// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import vfnet.suite.Cli;
import vfnet.suite.ListSchema;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** Unusual machines: domains of five digits, missing VFs, children beside their port, user-space drivers. */
class OddHostsTest {

    private static Outcome run(String words) {
        List<String> all =
                new ArrayList<>(List.of("--sysroot", Machines.file("odd-hosts").toString()));
        all.addAll(Arrays.asList(words.split(" ")));
        return Cli.run(all.toArray(String[]::new));
    }

    private static String interfaces(String address) {
        JsonNode list = ListSchema.read(run("list --json").out());
        return StreamSupport.stream(list.get("physical_functions").spliterator(), false)
                .filter(pf -> pf.get("pci_address").asString().equals(address))
                .map(pf -> pf.get("interface").asString("-"))
                .collect(Collectors.joining(" "));
    }

    /** An IPoIB child, the representors of a PF and a VF: none of them is a port. */
    @ParameterizedTest
    @CsvSource({"0000:17:00.0, ib0", "0000:05:00.0, enp5s0np0", "10000:01:00.0, enP65536p1s0f0"})
    void onlyPortsAreListedAsSuch(String address, String name) {
        assertEquals(name, interfaces(address));
    }

    @Test
    void aPfWithAMissingVfIsNamedByWhatItHas() {
        Outcome outcome = run("vf enP65536p1s0f0 0 --vlan 5 --dry-run");
        assertEquals(2, outcome.status());
        assertTrue(outcome.err().contains("enP65536p1s0f0 (10000:01:00.0) has VF 1 alone"), outcome.err());
        assertTrue(run("show 10000:01:00.2").out().startsWith("VF 1 of enP65536p1s0f0 (10000:01:00.2)\n"));
        assertTrue(run("show 10000:01:00.2 --for libvirt").out().contains("domain='0x10000'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0000:06:00.0; DPDK's driver makes them through a file of its own (echo N > "
                        + "/sys/bus/pci/devices/0000:06:00.0/max_vfs)",
                "0000:06:00.1; cannot create VFs while it is bound to uio_pci_generic; bind it to its network "
                        + "driver first",
                "ens5; is a VF itself, whose PF is not on this machine",
                "ens4; the card has no SR-IOV capability"
            })
    void whyThereAreNoVfsIsSaid(String port, String cause) {
        Outcome outcome = run("set " + port + " 2 --dry-run");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains(cause), outcome.err());
    }

    @Test
    void aPortOfUserSpaceIsGivenAwayAndCannot() {
        String list = run("list -o pci_address,driver,can_vf").out();
        assertTrue(list.contains("igb_uio          No"), list);
        assertTrue(list.contains("uio_pci_generic  No"), list);
        String doctor = run("doctor").out();
        assertTrue(doctor.contains("0000:06:00.0: the whole port is given to a program (DPDK)"), doctor);
        assertFalse(doctor.contains("its driver igb_uio makes none"), doctor);
    }

    @Test
    void allOfItIsListedWithoutAWarning() {
        Outcome outcome = run("list --wide");
        assertEquals(0, outcome.status());
        assertEquals("", outcome.err());
    }
}
