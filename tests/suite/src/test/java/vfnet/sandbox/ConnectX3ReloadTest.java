// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vfnet.suite.Outcome;
import vfnet.suite.Schemas;
import vfnet.system.IpQuery;

/** Changing the number of VFs of a ConnectX-3: its driver is reloaded if none of its ports is in use. */
class ConnectX3ReloadTest {
    private static final String PF = "0000:04:00.0";
    private static final String OURS = "/etc/modprobe.d/vfnet-mlx4.conf";

    /** The shipped machine without its VM, bridge and routes: no port is in use. */
    private static SimulatedHost idle() throws IOException {
        SimulatedHost play = SimulatedHost.on("connectx3");
        play.machine().detach("enp4s0", 2);
        for (String name : List.of("addresses", "routes")) {
            clear(play, name);
        }
        Tree.delete(
                Tree.resolved(play.at("/sys/class/net/enp4s0")).orElseThrow().resolve("upper_vmbr0"));
        try (Simulation simulation = Simulation.of(play.machine().view().sysroot())) {
            simulation.answers().list(IpQuery.LINKS).forEach(link -> ((ObjectNode) link).remove("master"));
        }
        return play;
    }

    private static void clear(SimulatedHost play, String what) {
        try (Simulation simulation = Simulation.of(play.machine().view().sysroot())) {
            if (what.equals("routes")) {
                simulation.answers().list(IpQuery.ROUTES).removeAll();
            } else {
                simulation.answers().list(IpQuery.ADDRESSES).forEach(link -> ((ObjectNode) link).putArray("addr_info"));
            }
        }
    }

    @Test
    void setWithoutForceSaysThatADriverMustBeLoadedAnew() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        Outcome outcome = play.vfnet("set", "enp4s0", "6");
        assertEquals(1, outcome.status());
        assertTrue(outcome.err().contains("needs a reboot, or the driver to be reloaded"), outcome.err());
        assertEquals(List.of(), play.machine().performed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dry-run", "--timeout=60"})
    void theDocumentOfAReloadFitsItsSchema(String option) throws IOException {
        Outcome outcome = idle().vfnet("set", "enp4s0", "6", "--force", "--json", option);
        JsonNode document = new JsonMapper().readTree(outcome.out());
        assertEquals(List.of(), Schemas.complaints("set", document));
        assertTrue(
                document.get("steps")
                        .valueStream()
                        .anyMatch(step -> step.get("step").asString().equals("reload_driver")),
                outcome.out());
    }

    @Test
    void notEvenForceReloadsUnderSomebody() {
        SimulatedHost play = SimulatedHost.on("connectx3");
        Outcome outcome = play.vfnet("set", "enp4s0d1", "6", "--force");
        assertEquals(5, outcome.status(), outcome.toString());
        assertTrue(
                outcome.err().contains("VM opnsense") && outcome.err().contains("enp4s0 is under vmbr0"),
                outcome.err());
        assertEquals(List.of(), play.machine().performed());
        assertEquals(2, play.vfnet("set", "enp4s0d1", "17", "--force").status(), "the firmware makes 16 at the most");
    }

    /** VFs for VMs are none that the host's own driver takes. */
    @Test
    void forVmsTheDriverTakesNoVf() throws IOException {
        SimulatedHost play = idle();
        Outcome outcome = play.vfnet("set", "enp4s0", "6", "--force", "--driver", "vfio-pci");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(Optional.of("0,0,0"), play.text("/sys/module/mlx4_core/parameters/probe_vf"));
    }

    @Test
    void withForceAndNobodyThereTheDriverIsLoadedAnewAndTheVfsHaveTheirAddresses() throws IOException {
        SimulatedHost play = idle();
        Outcome outcome = play.vfnet("set", "enp4s0", "6", "--force");
        assertEquals(0, outcome.status(), outcome + "\n" + play.machine().performed());
        assertEquals(6, play.count(PF));
        assertEquals(Optional.of("0,0,6"), play.text("/sys/module/mlx4_core/parameters/num_vfs"));
        assertEquals(Optional.empty(), play.text(OURS), "set saves nothing");
        String list = play.vfnet("list", "--no-header", "-o", "parent_interface,vf_index,admin_mac_address,driver")
                .out();
        assertTrue(list.matches("(?s).*enp4s0 +0 +02:c9:03:10:01:00.*enp4s0 +3 +02:c9:03:10:01:03 +vfio-pci.*"), list);
        assertTrue(list.matches("(?s).*enp4s0d1 +1 +02:c9:03:10:02:01.*"), list);
        assertEquals(0, play.vfnet("set", "enp4s0", "6").status(), "the same number needs no driver anew");
        play.machine().reboot();
        assertEquals(4, play.count(PF), "what stands in modprobe.d counts at a restart");
    }

    /** Whichever call fails: the driver is loaded with its former parameters, and the machine says so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "module ENOENT",
                "module+1 ENOENT",
                "module+2 ENOENT",
                "module+3 ENOENT",
                "autoprobe EACCES",
                "override EACCES",
                "probe ENODEV"
            })
    void afterAFailureTheDriverIsLoadedAsItWas(String fault) throws IOException {
        SimulatedHost play = idle();
        String before = PortState.of(play, PF);
        play.machine().arm(Fault.parse(fault).orElseThrow());
        Outcome outcome = play.vfnet("set", "enp4s0", "6", "--force");
        assertEquals(1, outcome.status(), outcome + "\n" + play.machine().performed());
        assertTrue(outcome.err().contains("all changes were rolled back"), outcome.err());
        assertEquals(4, play.count(PF));
        assertEquals(before, PortState.of(play, PF));
        assertEquals(Optional.of("1"), play.text("/sys/bus/pci/devices/" + PF + "/sriov_drivers_autoprobe"));
    }

    @Test
    void aDriverThatMakesNoneOfThemIsLoadedAsItWas() throws IOException {
        SimulatedHost play = idle();
        play.machine().arm(Fault.parse("every module ignore").orElseThrow());
        Outcome outcome = play.vfnet("set", "enp4s0", "6", "--force", "--timeout", "1");
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains("the driver said yes and made 4"), outcome.err());
    }
}
