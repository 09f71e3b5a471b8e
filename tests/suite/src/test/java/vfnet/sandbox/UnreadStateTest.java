// SPDX-License-Identifier: LGPL-3.0-or-later
package vfnet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vfnet.suite.Machines;
import vfnet.suite.Outcome;

/** What cannot be read is neither off, nor none, nor the desired state. */
class UnreadStateTest {
    private static final String VF_0 = "[/sys/devices/pci0000:00/0000:00:01.1/0000:02:10.0]\n";
    private static final String DRIVER = "driver -> ../../../../bus/pci/drivers/ixgbevf\n";
    private static final String OVERRIDE = "driver_override = (null)\n";

    private static String x550(String part, String... unreadable) {
        String text = Machines.text("x550");
        int at = text.indexOf(part);
        String rest = text.substring(at);
        for (String line : unreadable) {
            assertTrue(rest.contains(line), line);
            String name = line.substring(0, line.indexOf(' '));
            rest = rest.replaceFirst(Pattern.quote(line), name + " ! EIO\n");
        }
        return text.substring(0, at) + rest;
    }

    private static SimulatedHost autoprobe() {
        return SimulatedHost.of(
                Machines.text("x550").replace("sriov_drivers_autoprobe = 1", "sriov_drivers_autoprobe ! EIO"));
    }

    private static void assertRefused(SimulatedHost play, String words, String command) {
        Outcome outcome = play.vfnet(command.split(" "));
        assertEquals(1, outcome.status(), outcome.toString());
        assertTrue(outcome.err().contains(words), outcome.err());
        assertEquals(List.of(), play.machine().performed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"set enp1s0f0 5", "set enp1s0f0 3 --driver vfio-pci", "set enp1s0f1 2"})
    void autoprobeThatCannotBeReadIsNotSwitched(String command) {
        assertRefused(autoprobe(), "whether the kernel binds new VFs by itself cannot be read", command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"set enp1s0f0 0", "vf enp1s0f0 0 --vlan 5"})
    void whatNeedsNoAutoprobeIsDone(String command) {
        Outcome outcome = autoprobe().vfnet(command.split(" "));
        assertEquals(0, outcome.status(), outcome.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"set enp1s0f0 3 --driver auto", "set enp1s0f0 3 --driver none", "vf enp1s0f0 1 --vlan 5"})
    void aDriverThatCannotBeReadIsNotNone(String command) {
        assertRefused(SimulatedHost.of(x550(VF_0, DRIVER)), "what drives VF 0 (0000:02:10.0)", command);
    }

    @Test
    void anOverrideThatCannotBeReadIsNotNone() {
        String text = x550(VF_0, OVERRIDE);
        assertRefused(
                SimulatedHost.of(text.substring(0, text.indexOf(VF_0))
                        + text.substring(text.indexOf(VF_0)).replaceFirst(DRIVER, "")),
                "driver_override",
                "set enp1s0f0 3 --driver auto");
    }

    @Test
    void aVfWhoseDriverCannotBeReadIsNotRemoved() {
        Outcome outcome = SimulatedHost.of(x550(VF_0, DRIVER)).vfnet("set", "enp1s0f0", "0");
        assertEquals(5, outcome.status(), outcome.toString());
    }

    @Test
    void suchAVfCannotBeComparedWithWhatIsSaved() {
        SimulatedHost saved = SimulatedHost.on("x550");
        assertEquals(0, saved.vfnet("persist").status());
        SimulatedHost play = SimulatedHost.of(x550(VF_0, DRIVER));
        Tree.write(
                play.at("/etc/vfnet/config.json"),
                saved.text("/etc/vfnet/config.json").orElseThrow());
        Outcome outcome = play.vfnet("diff", "--check");
        assertTrue(outcome.out().contains("VF 0") && outcome.out().contains("cannot be"), outcome.toString());
    }

    /** Kernels before 4.12 have no such attribute: they always bind VFs. */
    @Test
    void withoutAutoprobeTheKernelBindsVfs() {
        SimulatedHost play = SimulatedHost.of(Machines.text("x550").replace("sriov_drivers_autoprobe = 1\n", ""));
        Outcome outcome = play.vfnet("set", "enp1s0f1", "2");
        assertEquals(0, outcome.status(), outcome.toString());
        assertEquals(2, play.count("0000:01:00.1"));
    }
}
