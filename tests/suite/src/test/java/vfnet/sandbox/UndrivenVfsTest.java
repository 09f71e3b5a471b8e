// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Outcome;

/** A VF without its usual driver that is to have it: what a run leaves that is killed between unbinding and binding. */
class UndrivenVfsTest {
    private static final String PF = "/sys/bus/pci/devices/0000:01:00.0/";
    private static final String VF = "/sys/bus/pci/devices/0000:01:10.0/";
    private static final String DRIFT = "VF 0  driver none -> auto";

    private static Outcome done(SimulatedHost play, String command) {
        Outcome outcome = play.vfnet(command.split(" "));
        assertEquals(0, outcome.status(), outcome.toString());
        return outcome;
    }

    /** Two VFs with their usual driver, which is saved; VF 0 has lost it. */
    private static SimulatedHost undriven() {
        SimulatedHost play = SimulatedHost.on("igb-k61-before");
        done(play, "set eth0 2");
        done(play, "persist eth0");
        assertTrue(Configured.text(play).contains("\"driver\": \"auto\""), Configured.text(play));
        assertEquals(SimulatedHost.ACCEPTED, play.write(VF + "driver/unbind", "0000:01:10.0"));
        assertEquals(Optional.empty(), driver(play));
        return play;
    }

    private static Optional<String> driver(SimulatedHost play) {
        return Tree.targetName(play.at(VF + "driver"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"vf eth0 0 --driver auto", "set eth0 2 --driver auto", "apply", "boot"})
    void isBoundAgain(String command) {
        SimulatedHost play = undriven();
        done(play, command);
        assertEquals(Optional.of("igbvf"), driver(play));
        done(play, "diff --check");
    }

    /** The killed run had set the override to vfio-pci already. */
    @ParameterizedTest
    @ValueSource(strings = {"vf eth0 0-1 --driver auto", "apply"})
    void isReservedForNobodyAnyMore(String command) {
        SimulatedHost play = undriven();
        play.write(VF + "driver_override", "vfio-pci");
        done(play, command);
        assertEquals(Optional.of("igbvf"), driver(play));
        assertEquals(Optional.of("(null)"), play.text(VF + "driver_override"));
    }

    @Test
    void isDrift() {
        Outcome diff = undriven().vfnet("diff", "--check");
        assertEquals(6, diff.status(), diff.toString());
        assertTrue(diff.out().contains(DRIFT), diff.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vf eth0 1 --vlan 7", "set eth0 2", "vf eth0 1 --driver auto"})
    void isLeftAloneByWhoeverAsksForSomethingElse(String command) {
        SimulatedHost play = undriven();
        done(play, command);
        assertEquals(Optional.empty(), driver(play));
    }

    /** The saved configuration does not set its driver. */
    @Test
    void isLeftAloneWhereNobodySaidWhatItShallHave() {
        SimulatedHost play = undriven();
        Configured.change(play, "\"driver\": \"auto\"", "\"comment\": \"auto\"");
        done(play, "apply");
        done(play, "diff --check");
        assertEquals(Optional.empty(), driver(play));
    }

    /** The administrator has disabled autoprobe, or the driver is not loaded: blacklisted, or missing. */
    private static void assertRight(SimulatedHost play, String why) {
        assertFalse(play.vfnet("diff", "--check").out().contains(DRIFT));
        for (String command : new String[] {"vf eth0 0 --driver auto", "apply"}) {
            Outcome outcome = done(play, command);
            assertTrue(outcome.out().contains("Note: " + why), outcome.out());
        }
        done(play, "boot");
        assertEquals(Optional.empty(), driver(play));
    }

    @Test
    void isRightWhereAutoprobeIsOff() {
        SimulatedHost play = undriven();
        play.write(PF + "sriov_drivers_autoprobe", "0");
        assertRight(play, "sriov_drivers_autoprobe of 0000:01:00.0 is off, so VF 0 stays without a driver");
        assertEquals(Optional.of("0"), play.text(PF + "sriov_drivers_autoprobe"));
    }

    @Test
    void isRightWhereItsDriverIsNotLoaded() {
        SimulatedHost play = undriven();
        play.write("/sys/bus/pci/devices/0000:01:10.4/driver/unbind", "0000:01:10.4");
        Tree.delete(play.at("/sys/bus/pci/drivers/igbvf"));
        assertRight(play, "VF 0 stays without a driver: igbvf is not loaded");
    }
}
